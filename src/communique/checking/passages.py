"""The passages of the archive that a claim may rest on:
sentences of the articles that have most of its words.

Knows sentences by their marks and words by their stems; does not know whether a passage says what is claimed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from communique.archive import Archive
from communique.checking.claims import Claim
from communique.comparing.alignment import stem
from communique.comparing.sentences import find_sentences, stems
from communique.knowledge import load_toml
from communique.knowledge.names import country_name
from communique.knowledge.strength import Strength
from communique.records import Article, Event, Reading, Report, Span, Time, report_of
from communique.records import countries as codes_of

ARTICLES = 5  # articles that are looked at for one claim
SENTENCES = 2  # their sentences that are read closely
TERMS = 10  # words of a claim that are looked for


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article: `around` are the stems in its paragraph, the one before and the title,
    `kin` where these stand."""

    article: Article
    span: Span
    around: frozenset[str]
    kin: tuple[int, int]

    @property
    def report(self) -> Report:
        """Where it stands."""
        return report_of(self.article, self.span)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with what the archive knows of its article; `near` are the countries in it and around it."""

    sentence: Sentence
    reading: Reading
    near: frozenset[str]

    @property
    def span(self) -> Span:
        """Its characters."""
        return self.sentence.span

    def events(self) -> Iterator[Event]:
        """The acts whose words stand in it."""
        return (e for e in self.reading.events if self.span.overlaps(e.trigger))

    def times(self) -> Iterator[Time]:
        """Its time expressions."""
        return (t for t in self.reading.times if self.span.start <= t.start < self.span.end)


@dataclass(slots=True)
class Library:
    """The archive's articles as they are asked for, each opened once."""

    archive: Archive
    found: dict[str, list[Sentence]] = field(default_factory=dict)
    readings: dict[str, Reading | None] = field(default_factory=dict)

    def sentences(self, id: str) -> list[Sentence]:
        """The sentences of an article."""
        if id not in self.found:
            article = self.archive.article(id)
            self.found[id] = list(split(article)) if article else []
        return self.found[id]

    def passage(self, sentence: Sentence) -> Passage | None:
        """A sentence with what was read in its article; None where that is gone."""
        id = sentence.article.id
        if id not in self.readings:
            self.readings[id] = self.archive.reading(id)
        reading = self.readings[id]
        return Passage(sentence, reading, countries(reading, sentence)) if reading else None


def find_articles(claim: Claim, library: Library, strength: Strength) -> list[str]:
    """The ids of the articles that have most of a claim's words."""
    point = claim.point
    names = [country_name(code) or code for code in sorted(point.countries)]
    told = [word for word in point.words if word not in strength.furniture and word not in point.countries]
    ranked = sorted(told, key=lambda word: (word not in point.names, word not in point.issues))
    return library.archive.articles_with([*ranked[:TERMS], *names], ARTICLES)


def rank(claim: Claim, ids: Iterable[str], library: Library, empty: frozenset[str]) -> list[Sentence]:
    """The sentences of articles that share most with a claim, the best first;
    `empty` are the stems of words that stand everywhere."""
    wanted = stems(claim.point.span.text) - empty
    each = [
        (sentence, wanted & stems(sentence.span.text)) for id in ids for sentence in library.sentences(id)
    ]
    ranked = sorted(
        (pair for pair in each if pair[1]),
        key=lambda pair: -(len(pair[1]) + len(wanted & pair[0].around) / 4),
    )
    return [sentence for sentence, _ in ranked]


def split(article: Article) -> Iterator[Sentence]:
    """The sentences of an article, each with what stands around it."""
    lines = [m.end() for m in re.finditer(r"\n+", article.text)]
    before: list[Span] = []
    title = stems(article.title or "")
    for _, group in groupby(find_sentences(article.text), lambda s: bisect_right(lines, s.start)):
        here = list(group)
        kin = [*before, *here]
        around = title.union(*(stems(other.text) for other in kin))
        for part in here:
            yield Sentence(article, part, around, (kin[0].start, kin[-1].end))
        before = here


def countries(reading: Reading, sentence: Sentence) -> frozenset[str]:
    """The countries that are named around a sentence, and those of who acts, suffers or speaks in it."""
    low, high = sentence.kin
    named = frozenset(p.country for p in reading.places if p.country and low <= p.span.start < high)
    events = (e for e in reading.events if sentence.span.overlaps(e.trigger))
    actors = [a for e in events for a in (*e.actors, *e.recipients, *e.addressees)]
    actors += [s.speaker for s in reading.statements if s.speaker and sentence.span.overlaps(s.evidence)]
    return named | codes_of(actors)


def common(strength: Strength) -> frozenset[str]:
    """The stems of words that stand everywhere."""
    words = load_toml(f"{strength.language}/occurrences.toml")["words"]["function"]
    return frozenset(stem(word) for word in (*strength.furniture, *words))
