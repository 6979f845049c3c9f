"""A text to its claims: the points that can be true or false on their own, with the quotations in them;
and the shape of what comes of checking one.

Knows points and quotation marks; does not know the archive, or how a claim is checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from communique.comparing.points import Point, find_points
from communique.grammar import Parse
from communique.knowledge.strength import Strength
from communique.records import Json, Reading, Record, Report, Span, Time, span
from communique.statements.quotes import quotes

SHORTEST = 2  # words of a quotation; one word in marks is a name or a doubt

Found = Literal["supported", "altered", "absent"]
Differs = Literal["party", "number", "date", "polarity", "status", "wording"]

@dataclass(frozen=True, slots=True)
class Claim:
    """A point of a text, its quotations without their marks, and its time expressions."""

    point: Point
    quotations: tuple[Span, ...]
    times: tuple[Time, ...]


@dataclass(frozen=True, slots=True)
class Verdict(Record):
    """A claim of a text against the archive: said there, said otherwise (`differs` in what), or not there."""

    claim: Span
    verdict: Found
    because: tuple[str, ...]
    evidence: tuple[Report, ...]
    differs: tuple[Differs, ...] = ()

    def to_dict(self) -> Json:
        """The object that `communique check --json` prints; `differs` stands where a claim is altered."""
        found = {
            "claim": self.claim.to_dict(), "verdict": self.verdict, "because": list(self.because),
            "evidence": [report.to_dict() for report in self.evidence],
        }
        return {**found, "differs": list(self.differs)} if self.verdict == "altered" else found


def find_claims(parse: Parse, reading: Reading, strength: Strength) -> list[Claim]:
    """The claims of a text in its order; the points of a sentence that one quotation spans are one claim."""
    said = [parse.span(q.first, q.last) for q in quotes(parse) if q.last - q.first + 1 >= SHORTEST]
    points = list(whole(parse, find_points(parse, reading, strength, lines=True), said))
    return [
        Claim(
            point, tuple(q for q in said if point.span.start <= q.start < point.span.end),
            tuple(t for t in reading.times if point.span.start <= t.start < point.span.end),
        )
        for point in points
    ]


def whole(parse: Parse, points: list[Point], said: list[Span]) -> Iterator[Point]:
    """Points, joined with the next where a quotation runs from one into the other or stands apart from who
    says it."""
    held: Point | None = None
    for point in points:
        if (
            held is not None
            and held.sentence == point.sentence
            and any(q.start < point.span.end and held.span.start < q.end for q in said)
        ):
            held = replace(
                held, span=span(parse.text, held.span.start, point.span.end),
                words=tuple(dict.fromkeys((*held.words, *point.words))), names=held.names | point.names,
                issues=held.issues | point.issues, verbs=held.verbs | point.verbs,
                numbers=(*held.numbers, *point.numbers), days=(*held.days, *point.days),
                bag=(*held.bag, *point.bag), countries=held.countries | point.countries,
                party=held.party or point.party,
            )
            continue
        if held is not None:
            yield held
        held = point
    if held is not None:
        yield held
