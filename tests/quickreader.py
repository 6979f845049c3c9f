"""A reader that needs no parser, and the command line with it (`PROGRAM`): for tests of keeping,
where what is read does not matter.

Knows how to make records up, and how to die or wait over an article; does not know English.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator

from communique import __main__, pipeline, reader
from communique.reader import Reader
from communique.records import Article, Failure, Reading
from makers import event
from makers import reading as whole

PROGRAM = [sys.executable, __file__]  # `communique` with this reader, and with small batches
BATCH = 8
DEADLY = "QUICKREADER_DEADLY"  # the id of an article that kills who reads it, or "all"
GATE = "QUICKREADER_GATE"  # a file; who reads an article called "gate" waits until it is there
TYPES = ("SANCTION", "REJECT", "CONSULT", "AGREE")


class QuickReader(Reader):
    """Makes up records that depend on the article's text alone."""

    def __init__(self, *_: object, **__: object) -> None:
        super().__init__()

    @property
    def grammar(self) -> None:  # type: ignore[override]
        """No parser."""

    def read_many(
        self, stream: Iterable[Article | Failure], *, batch: int = 32
    ) -> Iterator[Reading | Failure]:
        """A reading for each article."""
        for item in stream:
            if os.environ.get(DEADLY) in (item.id or "", "all"):
                os._exit(1)
            while item.id == "gate" and not os.path.exists(os.environ[GATE]):
                time.sleep(0.05)
            yield item if isinstance(item, Failure) else made(item)


def made(article: Article) -> Reading:
    """Records for an article: of each kind some, and more events the longer it is."""
    count = 1 + len(article.text) % 4
    return whole(
        article=article, events=tuple(event(kind, because=(article.text[:40],)) for kind in TYPES[:count])
    )


def run() -> None:
    """The command line, as in a process of its own, with this reader in place of the real one."""
    reader.Reader = QuickReader  # type: ignore[misc]
    pipeline.ingest.__kwdefaults__["batch"] = BATCH
    __main__.run()


if __name__ == "__main__":
    import quickreader

    quickreader.run()  # not our own, whose reader no other process could import
