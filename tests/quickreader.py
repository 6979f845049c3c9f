"""A reader that needs no parser, and `communique ingest` with it: for tests of keeping,
where what is read does not matter.

Knows how to make records up; does not know English.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

from communique import pipeline
from communique.archive import open_archive
from communique.reader import Reader
from communique.records import Article, Failure, Reading
from communique.sources.arrivals import arrivals
from communique.sources.pages import Options, opener
from makers import event, reading

DEADLY = "QUICKREADER_DEADLY"  # the id of an article that kills who reads it, or "all"
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
            yield item if isinstance(item, Failure) else made(item)


def made(article: Article) -> Reading:
    """Records for an article: of each kind some, and more events the longer it is."""
    count = 1 + len(article.text) % 4
    return reading(
        article=article, events=tuple(event(kind, because=(article.text[:40],)) for kind in TYPES[:count])
    )


def main() -> int:
    """Ingest a file into an archive with so many processes: FILE ARCHIVE JOBS."""
    file, where, jobs = sys.argv[1:]
    with opener() as worker, open_archive(where) as archive:
        totals = pipeline.ingest(
            arrivals([file], Options(worker=worker)), archive, QuickReader(), jobs=int(jobs), batch=8
        )
    return 1 if totals.failed else 0
