"""A text that is posted to its record: one parser for the server, one text at a time,
the last readings remembered for their next page.

Knows how long a text may be and how many may wait; does not know who posts it.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict

from communique.archive import Archive
from communique.asking.parties import Unclear
from communique.checking import Verdict, check
from communique.comparing.drift import Formula, find_formulas
from communique.reader import Reader
from communique.records import Reading
from communique.sources import article as made
from communique.sources.decode import without_surrogates
from communique.web.turns import Turns

TEXT_LIMIT = 100_000  # characters: some thirty pages
BUSY = 20.0  # seconds that a text waits for another one
WAITING = 4  # texts that are read or wait
REMEMBERED = 8


class Desk:
    """The one reader of the server, loaded at the first text."""

    def __init__(self, reader: Reader | None = None) -> None:
        self.turns, self.reader = Turns(WAITING, BUSY, busy), reader or Reader()
        self.last: OrderedDict[str, Reading] = OrderedDict()

    def read(self, text: str, published: str | None, title: str | None, outlet: str | None) -> Reading:
        """The record of a text; Unclear where too many others wait, or where the text holds no letters."""
        if not any(c.isalpha() for c in text):
            raise Unclear("the text holds no letters", "post the words of an article")
        with self.turns.turn():
            return self.remembered(without_surrogates(text), published, title, outlet)

    def check(self, text: str, published: str | None, archive: Archive) -> list[Verdict]:
        """The claims of a text against the archive; Unclear where too many others wait,
        or where the text holds no letters."""
        if not any(c.isalpha() for c in text):
            raise Unclear("the text holds no letters", "post the sentences that are to be checked")
        with self.turns.turn():
            return check(made.make(without_surrogates(text), published=published), archive, self.reader)

    def drift(self, archive: Archive, issue: str, actor: str | None) -> list[Formula]:
        """The lives of the formulas on an issue; Unclear where too many others wait."""
        with self.turns.turn():
            return find_formulas(archive, issue, self.reader, actor=actor)

    def remembered(self, text: str, published: str | None, title: str | None, outlet: str | None) -> Reading:
        """The record, from memory where this text was read a moment ago."""
        key = hashlib.sha256(repr((text, published, title, outlet)).encode("utf-8", "replace")).hexdigest()
        found = self.last.pop(key, None) or self.reader.read(
            made.make(text, title=title, published=published, outlet=outlet)
        )
        self.last[key] = found
        while len(self.last) > REMEMBERED:
            self.last.popitem(last=False)
        return found


def busy() -> Unclear:
    """What is said where other texts are being read."""
    return Unclear("other texts are being read", "try again in some seconds")
