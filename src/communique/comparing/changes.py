"""What became of a point between two texts: hardened or softened, a figure or a day changed, another name, words added or dropped.

Knows two points that correspond; does not know how they were found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.comparing.alignment import stem
from communique.comparing.points import Force, Point
from communique.comparing.records import ChangeKind
from communique.knowledge.strength import Strength

BY = 0.5  # of a force from which it is another
APART = 2  # of a force that tells two parties' accounts apart


@dataclass(frozen=True, slots=True)
class Verdict:
    """What kind of change it is and why."""

    kind: ChangeKind
    because: str


def judge(a: Point, b: Point, strength: Strength, *, series: bool) -> list[Verdict]:
    """What changed from one wording of a point to the other, the weightiest first; nothing where the words are the same.

    In a `series` every word counts. Two parties tell of one talk in their own words, and only what weighs more is another wording.
    """
    if a.span.text.casefold() == b.span.text.casefold():
        return []
    found = [v for v in (by_force(a.force, b.force, series=series), by_figure(a, b), by_day(a, b)) if v is not None]
    return found or [v for v in (by_words(a, b, strength),) if v is not None]


def by_force(a: Force, b: Force, *, series: bool) -> Verdict | None:
    """Harder or softer words: the operative verb before the modal, the modal before what is to be done, that before the degree."""
    if not series:
        step = b.verb - a.verb
        if abs(step) < APART:
            return None
        return Verdict("hardened" if step > 0 else "softened", f"the verb: {quoted(a.words)} → {quoted(b.words)}")
    steps = (
        (b.verb - a.verb, "the verb"),
        (float(b.negated) - float(a.negated), "the denial"),
        (float(b.modal - a.modal) if a.modal and b.modal else 0.0, "the modal"),
        (b.inner - a.inner, "what is to be done"),
        (float(b.degree - a.degree), "the degree"),
    )
    for step, what in steps:
        if abs(step) >= BY:
            kind: ChangeKind = "hardened" if step > 0 else "softened"
            return Verdict(kind, f"{what}: {quoted(a.words)} → {quoted(b.words)}")
    return None


def quoted(words: tuple[str, ...]) -> str:
    """Words as a reader sees them."""
    return "“" + " … ".join(words) + "”" if words else "nothing"


def by_figure(a: Point, b: Point) -> Verdict | None:
    """Another figure in the same place."""
    if a.numbers and b.numbers and set(a.numbers) != set(b.numbers):
        return Verdict("number", f"{', '.join(a.numbers)} → {', '.join(b.numbers)}")
    return None


def by_day(a: Point, b: Point) -> Verdict | None:
    """Another day: none of the days of one is among those of the other."""
    if a.days and b.days and not any(x[0] <= y[1] and y[0] <= x[1] for x in a.days for y in b.days):
        return Verdict("date", f"{stretches(a)} → {stretches(b)}")
    return None


def stretches(point: Point) -> str:
    """The days of a point."""
    return ", ".join(first if first == last else f"{first} to {last}" for first, last in point.days)


def by_words(a: Point, b: Point, strength: Strength) -> Verdict | None:
    """Other words: replaced is another name, more words say more, fewer less."""
    gone, come = list(missing(a, b, strength)), list(missing(b, a, strength))
    if gone and come:
        return Verdict("renamed", f"“{' '.join(gone)}” → “{' '.join(come)}”")
    if gone:
        return Verdict("softened", f"no longer said: “{' '.join(gone)}”")
    if come:
        return Verdict("hardened", f"said in addition: “{' '.join(come)}”")
    return None


def missing(a: Point, b: Point, strength: Strength) -> Iterator[str]:
    """The words of one point that the other has neither in themselves nor in their family."""
    for word in a.words:
        if word not in b.words and (word not in strength.furniture or word in strength.verbs) and not any(stem(word) == stem(other) for other in b.words):
            yield word
