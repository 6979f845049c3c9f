"""The desk of the tools: the last readings are remembered for their next page.

Knows how long a text may be and how many may wait; does not know who posts it.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import partial

from communique.asking.parties import Unclear
from communique.reader import Reader
from communique.records import Article, Reading
from communique.web import desk

TEXT_LIMIT = 100_000  # characters: some thirty pages
BUSY = 20.0  # seconds that a text waits for another one
WAITING = 4  # texts that are read or wait
REMEMBERED = 8


class Desk(desk.Desk):
    """The one reader of the server; Unclear where too many others wait."""

    def __init__(self, reader: Reader | None = None) -> None:
        busy = partial(Unclear, "other texts are being read", "try again in some seconds")
        super().__init__(WAITING, BUSY, busy, reader)
        self.last: OrderedDict[tuple[str | None, ...], Reading] = OrderedDict()

    def read(self, article: Article) -> Reading:
        """The record of an article, from memory where this text was read a moment ago."""
        key = (article.text, article.published, article.title, article.outlet)
        with self.turn():
            found = self.last.pop(key) if key in self.last else self.reader.read(article)
            self.last[key] = found
            while len(self.last) > REMEMBERED:
                self.last.popitem(last=False)
        return found
