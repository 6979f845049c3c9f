"""The days that the places of a page give, each with its weight, to the one on which most of the weight lies.

Knows how places that agree add up; does not know pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

BESIDE = 0.6  # what a moment in UTC lends to the day beside it, which may be the outlet's own
LEAST = 1.0  # a day with less weight is none that the page gives
MIDDAY = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """A moment that a place of the page gives, the kind of the place, and how much it counts.

    Places of one kind are filled from one field, so that they count once however often they say the same.
    """

    value: str
    kind: str
    weight: float

    @property
    def day(self) -> str:
        """The day of the moment."""
        return self.value[:10]

    @property
    def beside(self) -> str | None:
        """The day beside that of a moment in UTC in which clocks elsewhere may have stood."""
        if not self.value.endswith("+00:00"):
            return None
        step = 1 if int(self.value[11:13]) >= MIDDAY else -1
        return (date.fromisoformat(self.day) + timedelta(days=step)).isoformat()


def choose(found: Iterable[Candidate]) -> str | None:
    """The moment of the day with the most weight, of equals the earliest; None where no day has enough."""
    known = list(found)
    scores = {day: score(day, known) for day in {one.day for one in known}}
    if not scores:
        return None
    best = min(scores, key=lambda day: (-scores[day], day))
    return moment(best, known) if scores[best] >= LEAST else None


def lead(found: Sequence[Candidate]) -> float:
    """By how much the first day is ahead of the second."""
    scores = sorted((score(day, found) for day in {one.day for one in found}), reverse=True)
    return scores[0] - sum(scores[1:2]) if scores else 0.0


def score(day: str, found: Iterable[Candidate]) -> float:
    """The weight on a day: of each kind of place that of the best."""
    best: dict[str, float] = {}
    for one in found:
        weight = one.weight if one.day == day else BESIDE * one.weight if one.beside == day else 0.0
        best[one.kind] = max(best.get(one.kind, 0.0), weight)
    return sum(best.values())


def moment(day: str, found: Iterable[Candidate]) -> str:
    """The moment of a day as the best place gives it, with the time of day where one of them has it."""
    ours = sorted(
        (one for one in found if one.day == day), key=lambda one: (len(one.value) == len(day), -one.weight)
    )
    return ours[0].value
