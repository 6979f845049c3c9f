"""The passages of the archive that a claim may rest on: sentences of the articles that have most of its words.

Knows sentences by their marks and words by their stems; does not know whether a passage says what is claimed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.archive import Archive
from communique.checking.claims import Claim
from communique.comparing.alignment import stem
from communique.comparing.sentences import find_sentences, stems
from communique.knowledge import load_toml
from communique.knowledge.names import country_name
from communique.knowledge.strength import Strength
from communique.records import Event, Reading, Report, Span, Statement, Time

ARTICLES = 5  # articles that are looked at for one claim
SENTENCES = 3  # their sentences that are read closely
TERMS = 10  # words of a claim that are looked for


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article of the archive, with the words and countries around it."""

    reading: Reading
    span: Span
    around: frozenset[str]
    codes: frozenset[str]
    near: frozenset[str]

    @property
    def report(self) -> Report:
        """Where it stands."""
        article = self.reading.article
        return Report(article.id, article.url, article.outlet, article.published, self.span)

    def events(self) -> Iterator[Event]:
        """The acts whose words stand in it."""
        return (e for e in self.reading.events if touches(self.span, e.trigger))

    def statements(self) -> Iterator[Statement]:
        """What is said in it."""
        return (s for s in self.reading.statements if touches(self.span, s.evidence))

    def times(self) -> Iterator[Time]:
        """Its time expressions."""
        return (t for t in self.reading.times if self.span.start <= t.start < self.span.end)


def touches(one: Span, other: Span) -> bool:
    """Whether two spans of one text overlap."""
    return one.start < other.end and other.start < one.end


@dataclass(slots=True)
class Library:
    """The archive's articles as they are asked for, each opened once."""

    archive: Archive
    readings: dict[str, Reading | None] = field(default_factory=dict)
    sentences: dict[str, list[Passage]] = field(default_factory=dict)

    def reading(self, id: str) -> Reading | None:
        """The reading of an article."""
        if id not in self.readings:
            self.readings[id] = self.archive.reading(id)
        return self.readings[id]

    def passages(self, id: str) -> list[Passage]:
        """The sentences of an article."""
        if id not in self.sentences:
            reading = self.reading(id)
            self.sentences[id] = list(split(reading)) if reading else []
        return self.sentences[id]


def find_articles(claim: Claim, library: Library, strength: Strength) -> list[str]:
    """The ids of the articles that have most of a claim's words."""
    point = claim.point
    names = [country_name(code) or code for code in sorted(point.countries)]
    told = [word for word in point.words if word not in strength.furniture and word not in point.countries]
    ranked = sorted(told, key=lambda word: (word not in point.names, word not in point.issues))
    return library.archive.articles_with([*ranked[:TERMS], *names], ARTICLES)


def find_passages(claim: Claim, library: Library, strength: Strength, empty: frozenset[str]) -> list[Passage]:
    """The sentences that share most with a claim, the best first; `empty` are the stems of words that stand everywhere."""
    wanted = stems(claim.point.span.text) - empty
    found = [passage for id in find_articles(claim, library, strength) for passage in library.passages(id)]
    own = {id(p): stems(p.span.text) for p in found}
    ranked = sorted(found, key=lambda p: -(len(wanted & own[id(p)]) + len(wanted & p.around) / 4))
    return [p for p in ranked[:SENTENCES] if wanted & own[id(p)]]


def split(reading: Reading) -> Iterator[Passage]:
    """The sentences of an article, each with what stands in its paragraph, the one before, and the title."""
    text = reading.article.text
    lines = [m.end() for m in re.finditer(r"\n+", text)]
    parts = list(find_sentences(text))
    places = [(p.span.start, p.country) for p in reading.places if p.country]
    title = stems(reading.article.title or "")
    paragraph_of = {part: bisect_right(lines, part.start) for part in parts}
    for part in parts:
        here = paragraph_of[part]
        kin = [other for other in parts if here - 1 <= paragraph_of[other] <= here]
        around = title.union(*(stems(other.text) for other in kin))
        codes = frozenset(c for start, c in places if part.start <= start < part.end) | acting(reading, part)
        near = codes.union(*(frozenset(c for start, c in places if k.start <= start < k.end) for k in kin))
        yield Passage(reading, part, around, codes, near)


def acting(reading: Reading, part: Span) -> frozenset[str]:
    """The countries of who acts, suffers or speaks in a stretch of text."""
    actors = [
        a
        for e in reading.events
        if touches(part, e.trigger)
        for a in (*e.actors, *e.recipients, *e.addressees)
    ]
    actors += [s.speaker for s in reading.statements if s.speaker and touches(part, s.evidence)]
    return frozenset(a.country for a in actors if a.country)


def common(strength: Strength) -> frozenset[str]:
    """The stems of words that stand everywhere."""
    words = load_toml("en/occurrences.toml")["words"]["function"]
    return frozenset(stem(word) for word in (*strength.furniture, *words))
