"""What two texts put first and give most room to: points of both that stand elsewhere in the order,
or take up much more of one text.

Knows where corresponding points stand and how many words they have; does not know why a writer put them so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from communique.comparing.records import Common, Emphasis, EmphasisKind
from communique.comparing.sentences import find_sentences, words
from communique.records import Span

TIMES = 2.0  # as large a share of one text as of the other is more room
WORDS = 8  # by which the longer must be longer, so that a short point is not told apart by two


def weigh(both: Sequence[Common], a: str, b: str) -> Iterator[Emphasis]:
    """The points of both texts that the second puts elsewhere,
    then those to which it gives more or less room, in the first's order."""
    yield from moved(both)
    yield from roomier(both, a, b)


def moved(both: Sequence[Common]) -> Iterator[Emphasis]:
    """The points that stand out of the order that both texts have: as few as can be said to have moved."""
    first = sorted(range(len(both)), key=lambda n: both[n].a.start)
    place = {n: at for at, n in enumerate(sorted(range(len(both)), key=lambda n: both[n].b.start))}
    order = [place[n] for n in first]
    steady = longest_rising(order)
    for here, n in enumerate(first):
        if here in steady:
            continue
        there = order[here]
        if there == here:  # others moved past it
            continue
        kind: EmphasisKind = "earlier" if there < here else "later"
        because = f"point {here + 1} of {len(both)} in the first text, {there + 1} in the second"
        yield Emphasis(both[n].a, both[n].b, kind, because)


def longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """The places of a longest run of numbers, not all side by side, that rises."""
    tails: list[int] = []  # the smallest number that a run of each length ends with
    at: list[int] = []  # its place
    before: list[int | None] = []
    for n, number in enumerate(numbers):
        length = bisect_left(tails, number)
        before.append(at[length - 1] if length else None)
        tails[length:length + 1], at[length:length + 1] = [number], [n]
    found: list[int] = []
    here = at[-1] if at else None
    while here is not None:
        found.append(here)
        here = before[here]
    return frozenset(found)


def roomier(both: Sequence[Common], a: str, b: str) -> Iterator[Emphasis]:
    """The points that are a much larger part of one text than of the other,
    by the words of their sentences."""
    rooms, wholes = (
        (room([c.a for c in both], a), room([c.b for c in both], b)), (len(words(a)), len(words(b))),
    )
    for point in sorted(both, key=lambda one: one.a.start):
        one, two = rooms[0][point.a.start], rooms[1][point.b.start]
        if not one or not two or abs(two - one) < WORDS:
            continue
        ratio = (two / wholes[1]) / (one / wholes[0])
        if 1 / TIMES < ratio < TIMES:
            continue
        kind: EmphasisKind = "longer" if ratio > 1 else "shorter"
        because = f"{share(one, wholes[0])} in the first text, {share(two, wholes[1])} in the second"
        yield Emphasis(point.a, point.b, kind, because)


def room(parts: Sequence[Span], text: str) -> dict[int, int]:
    """How many words each point has by the start of its span:
    those of its sentences up to the points beside it."""
    ordered = sorted(parts, key=lambda part: part.start)
    starts = [sentence.start for sentence in find_sentences(text)]
    found: dict[int, int] = {}
    for n, part in enumerate(ordered):
        low = starts[max(0, bisect_right(starts, part.start) - 1)] if starts else 0
        high = next((start for start in starts if start >= part.end), len(text))
        if n:
            low = max(low, ordered[n - 1].end)
        if n + 1 < len(ordered):
            high = min(high, ordered[n + 1].start)
        found[part.start] = len(words(text[min(low, part.start) : max(high, part.end)]))
    return found


def share(words: int, whole: int) -> str:
    """How many words a point has, and which part of its text that is."""
    return f"{words} words ({100 * words / whole:.0f}%)"
