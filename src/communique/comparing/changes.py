"""What became of a point between two texts: hardened or softened, a figure or a day changed, another name, words added or dropped.

Knows two points that correspond; does not know how they were found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.comparing.alignment import family
from communique.comparing.points import Force, Point
from communique.comparing.records import ChangeKind
from communique.knowledge.strength import Strength

BY = 0.5  # of a force from which it is another


@dataclass(frozen=True, slots=True)
class Verdict:
    """What kind of change it is and why."""

    kind: ChangeKind
    because: str


def judge(a: Point, b: Point, strength: Strength) -> list[Verdict]:
    """What changed from one wording of a point to the other, the weightiest first; nothing where the words are the same."""
    if a.span.text.casefold() == b.span.text.casefold():
        return []
    found = [v for v in (by_force(a.force, b.force), by_figure(a, b), by_day(a, b)) if v is not None]
    return found or [v for v in (by_words(a, b, strength),) if v is not None]


def by_force(a: Force, b: Force) -> Verdict | None:
    """Harder or softer words: the operative verb before the modal, the modal before what is to be done, that before the degree."""
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
    """Another day."""
    if a.days and b.days and set(a.days) != set(b.days):
        return Verdict("date", f"{', '.join(a.days)} → {', '.join(b.days)}")
    return None


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
        if word not in b.words and word not in strength.furniture and not any(family(word, other) for other in b.words):
            yield word
