"""A text to its claims: the points that can be true or false on their own, with the quotations in them.

Knows points and quotation marks; does not know the archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.comparing.points import Point, find_points
from communique.grammar import Parse
from communique.knowledge.strength import Strength
from communique.records import Reading, Span, Time, span
from communique.statements.quotes import quotes

SHORTEST = 2  # words of a quotation; one word in marks is a name or a doubt


@dataclass(frozen=True, slots=True)
class Claim:
    """A point of a text, its quotations without their marks, and its time expressions."""

    point: Point
    quotations: tuple[Span, ...]
    times: tuple[Time, ...]


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
