"""Two texts point by point: what both say, what one leaves out, and what became of the wording. `compare` gives the Comparison.

Knows the order of the steps; does not know how a text is read or where it came from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.comparing.alignment import Match, Vectors, align
from communique.comparing.changes import judge
from communique.comparing.points import Point, find_points
from communique.comparing.records import Alone, Change, Common, Comparison
from communique.grammar import Parse
from communique.knowledge import strength as lists
from communique.records import Reading

__all__ = ["Alone", "Change", "Common", "Comparison", "Read", "compare"]


@dataclass(frozen=True, slots=True)
class Read:
    """A text as it was read and parsed."""

    reading: Reading
    parse: Parse


def compare(a: Read, b: Read, vectors: Vectors, language: str = "en") -> Comparison:
    """The comparison of two texts; `vectors` gives the meaning of words as rows of numbers (`Grammar.vectors`)."""
    strength = lists.load(language)
    left, right = (find_points(read.parse, read.reading, strength) for read in (a, b))
    matches = align(left, right, strength, vectors)
    both = [Common(left[m.a].span, right[m.b].span, left[m.a].what, because(m)) for m in matches]
    changed = [Change(left[m.a].span, right[m.b].span, v.kind, v.because) for m in matches for v in judge(left[m.a], right[m.b], strength)]
    gone, come = rest(left, {m.a for m in matches}), rest(right, {m.b for m in matches})
    kin_a, kin_b = {left[m.a].sentence for m in matches}, {right[m.b].sentence for m in matches}
    changed += [Change(p.span, None, "dropped", "the rest of the sentence stands in both") for p in gone if p.sentence in kin_a]
    changed += [Change(None, p.span, "added", "the rest of the sentence stands in both") for p in come if p.sentence in kin_b]
    return Comparison(
        a.reading.article,
        b.reading.article,
        tuple(both),
        tuple(Alone(p.span, p.what) for p in gone),
        tuple(Alone(p.span, p.what) for p in come),
        tuple(changed),
    )


def because(match: Match) -> str:
    """What two points have in common, in words."""
    return "both have " + ", ".join(match.shared[:5])


def rest(points: Sequence[Point], taken: set[int]) -> list[Point]:
    """The points that correspond to none of the other text."""
    return [p for i, p in enumerate(points) if i not in taken]
