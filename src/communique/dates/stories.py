"""What a text has told so far while it is read from left to right: the day it last spoke of, the year,
and the tense around a time.

Knows words that point ahead or back (the table's cues); does not know grammar,
unless a caller's `tense` tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from communique.dates.stretches import Stretch
from communique.dates.tables import Tables
from communique.dates.tokens import SENTENCE, Candidate, Tokens

Tense = Callable[[int, int], str | None]

ENTRY = re.compile(r"[.,]?[ \t]*(?:[-–—:]|\n)")  # what sets the time of an entry off from what it tells
LEAD = 8  # characters that bullets before an entry may take
BULLETS = " \t*•·-–—▪"
LEFT = 160  # characters left of an expression that are looked at for its tense: a long clause
RIGHT = 90  # and right of it, where the left says nothing
NEAR_YEARS = 2  # explicit years further than this from the publication day speak of history
# so many explicit dates of history, and more than the relative expressions, make a history of a text
NARRATIVE = 4
NEWS_DAYS = 7  # days before publication of which news tells
# units that a stretch is too long for
SHORTER = {"week": "D", "month": "DWF", "year": "DWFM", "range": "DWF"}


@dataclass(slots=True)
class Story:
    """What is known at a point of a text; `narrative`: it tells history,
    so that its own dates count and not the day of publication."""

    tables: Tables
    text: str
    on: date | None
    tense_of: Tense | None
    narrative: bool = False
    ref: Stretch | None = None
    ref_gap: int = 0
    gap: int = 0
    year: int | None = None
    seen: int = 0
    news: date | None = None  # the last day told of that is of the days before publication
    entry: Stretch | None = None  # the time of the last entry of a chronology: "Feb. 26 - Crowds gather."

    def is_entry(self, match: Candidate) -> bool:
        """Whether a time opens a paragraph and is set off from it, as the entries of a chronology are."""
        before = self.text[max(0, match.start - LEAD) : match.start].rstrip(BULLETS)
        return before[-1:] in ("", "\n") and ENTRY.match(self.text, match.end) is not None

    def tense(self, match: Candidate) -> str | None:
        """ "past", "present", "future" or None for the clause around a candidate.

        A clause's past or future is believed over the words nearby, and those over its present or infinitive:
        "met to talk on Friday".
        """
        if self.is_entry(match):
            return "past"
        told = self.tense_of(match.start, match.end) if self.tense_of else None
        if told in ("past", "future"):
            return told
        return cue(self.tables, self.text, match.start, match.end) or (
            "future" if told == "infinitive" else told
        )

    def recalls(self, match: Candidate) -> bool:
        """Whether a length looks back on all that there was of a kind: "the first visit in ten years"."""
        before = self.text[max(0, match.start - LEFT) : match.start]
        return self.tables.cues["recalling"].search(before) is not None

    def reference(self) -> date | None:
        """The running reference day: the last date named in this paragraph or the one before,
        else the day of publication."""
        if self.ref and self.ref.start and (self.narrative or self.gap - self.ref_gap <= 1):
            return self.ref.start
        return self.on

    def running_day(self) -> date | None:
        """The day that "earlier in the day" is of: the running reference where it is a day,
        else the last recent one told of, however far back."""
        day = self.reference()
        known = day is not self.on and self.ref is not None and self.ref.precision == "day"
        return day if known or self.narrative else self.news or day

    def is_coarse(self, unit: str, base: date) -> bool:
        """Whether the running reference is a longer stretch than the unit to be counted from it:
        no day after "2013"."""
        ref = self.ref
        if ref is None or ref.start is not base or ref.precision == "day":
            return False
        return unit in SHORTER.get(ref.precision, "DWFM")

    def note(self, match: Candidate, reading: Stretch) -> None:
        """Take a date just read as the one that what follows may count from."""
        if reading.type not in ("DATE", "TIME") or not reading.anchors or not reading.start:
            return
        explicit = match.has("year", "iso")
        if reading.precision == "day" and self.on and 0 <= (self.on - reading.start).days <= NEWS_DAYS:
            self.news = reading.start
        if self.is_entry(match):
            self.entry = reading
        if self.narrative and not explicit and self.on and reading.start.year == self.on.year:
            return  # "this year" in a history: no step of the story
        self.ref, self.ref_gap = reading, self.gap
        if explicit or self.narrative:
            self.year = reading.start.year


def begin(tokens: Tokens, on: date | None, tense: Tense | None) -> Story:
    """The story of a text before its first word."""
    return Story(tokens.tables, tokens.text, on, tense, narrative=_is_narrative(tokens, on))


def _is_narrative(tokens: Tokens, on: date | None) -> bool:
    """Whether a text tells history: its explicit years are far from the day of publication,
    and it hardly speaks of "today"."""
    codes = tokens.tables.codes
    year = codes["year"]
    far = sum(
        1 for c, v in zip(tokens.codes, tokens.values, strict=True)
        if c == year and (on is None or abs(v - on.year) > NEAR_YEARS)
    )
    near = sum(tokens.codes.count(codes[c]) for c in ("weekday", "deictic", "tonight", "ago"))
    return far >= NARRATIVE and far > 3 * near


def cue(tables: Tables, text: str, start: int, end: int) -> str | None:
    """The tense that words near an expression, in its sentence, speak of; the nearest on the left first."""
    cues = tables.cues
    left = text[max(0, start - LEFT) : start]
    opening = 0
    for stop in SENTENCE.finditer(left):
        opening = stop.end()
    left = left[opening:]
    stopped = SENTENCE.search(text, end, end + RIGHT)
    right = text[end : stopped.start() if stopped else end + RIGHT]
    if cues["fronted"].search(left) and (first := cues["tense"].search(right)):
        return first.lastgroup
    if cues["since"].search(left):
        return "past"
    last = None
    for last in cues["tense"].finditer(left):  # noqa: B007
        pass
    if cues["until"].search(left):
        return "past" if last and cues["perfect"].fullmatch(last.group()) else "future"
    nearest = last or cues["tense"].search(right)
    return nearest.lastgroup if nearest else None
