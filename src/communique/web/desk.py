"""The one reader of a server: one text is read at a time, while a few others wait;
the last readings are remembered for their next page.

Knows how many may wait and how long; does not know who asks, or how a text is read.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from communique import checking, sources
from communique.archive import Archive
from communique.asking.parties import Unclear
from communique.checking import Verdict
from communique.comparing import Comparison, compare_articles
from communique.comparing.drift import Formula, find_formulas
from communique.reader import Reader
from communique.records import Article, Reading
from communique.sources import fetch, pages

REMEMBERED = 8
BUSY = partial(Unclear, "other texts are being read", "try again in some seconds")


class Desk:
    """The reader, loaded at the first text.

    Args:
        places: how many texts are read or wait; more would keep the server's threads from everything else.
        patience: seconds that one waits.
        busy: makes the error for who finds no place or has waited too long; every method raises it.
    """

    def __init__(
        self, places: int = 4, patience: float = 20.0, busy: Callable[[], Exception] = BUSY
    ) -> None:
        self.lock, self.places = threading.Lock(), threading.BoundedSemaphore(places)
        self.patience, self.busy = patience, busy
        self.reader, self.worker = Reader(), pages.opener()
        self.last: OrderedDict[tuple[str | None, ...], Reading] = OrderedDict()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn at the reader and hold it."""
        if not self.places.acquire(blocking=False):
            raise self.busy()
        try:
            if not self.lock.acquire(timeout=self.patience):
                raise self.busy()
            try:
                yield
            finally:
                self.lock.release()
        finally:
            self.places.release()

    def article(self, page: fetch.Page) -> Article:
        """The article of a page, read in a process that is ended if it takes too long;
        SourceError if there is none."""
        with self.turn():
            return sources.whole(self.worker, page.url, pages.from_page, page, None, page.url)

    def read(self, article: Article) -> Reading:
        """The record of an article, from memory where this text was read a moment ago."""
        key = (article.text, article.published, article.title, article.outlet)
        with self.turn():
            found = self.last.pop(key) if key in self.last else self.reader.read(article)
            self.last[key] = found
            while len(self.last) > REMEMBERED:
                self.last.popitem(last=False)
        return found

    def compare(self, a: Article, b: Article) -> Comparison:
        """Two articles point by point."""
        with self.turn():
            return compare_articles(a, b, self.reader)

    def drift(
        self, archive: Archive, issue: str, actor: str | None, outlet: str | None = None
    ) -> list[Formula]:
        """The lives of the formulas on an issue."""
        with self.turn():
            return find_formulas(archive, issue, self.reader, actor=actor, outlet=outlet)

    def check(self, article: Article, archive: Archive) -> list[Verdict]:
        """The claims of a text against the archive."""
        with self.turn():
            return checking.check(article, archive, self.reader)
