"""Confidences × outcomes to how far a confidence can be trusted: bins, expected calibration error,
Brier score, what a threshold leaves.

Knows numbers only; does not know what they are the confidence of.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique import grouping

Case = tuple[float, bool]       # a confidence, and whether it was right


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases with a confidence from `low` to below `high` (1 is in the last): how many, their mean confidence,
    their share right."""

    low: float
    high: float
    cases: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Cut:
    """What is left of the cases at a threshold: how many, and the share of them that is right."""

    floor: float
    cases: int
    right: float


def bins(cases: Sequence[Case], number: int = 10) -> tuple[Bin, ...]:
    """The cases in bins of the same width, empty ones left out."""
    groups = grouping.lists((min(int(case[0] * number + 1e-9), number - 1), case) for case in cases)
    return tuple(
        Bin(k / number, (k + 1) / number, len(group), *means(group)) for k, group in sorted(groups.items())
    )


def means(cases: Sequence[Case]) -> tuple[float, float]:
    """Mean confidence and share right."""
    return sum(value for value, _ in cases) / len(cases), sum(right for _, right in cases) / len(cases)


def calibration_error(cases: Sequence[Case]) -> float | None:
    """The expected calibration error: how far confidence and share right lie apart in a bin,
    on average over the cases."""
    if not cases:
        return None
    return sum(b.cases * abs(b.confidence - b.right) for b in bins(cases)) / len(cases)


def brier(cases: Sequence[Case]) -> float | None:
    """The Brier score: the mean squared distance of confidence and outcome; 0 is best,
    0.25 what a coin is worth."""
    return sum((value - right) ** 2 for value, right in cases) / len(cases) if cases else None


def discrimination(cases: Sequence[Case]) -> float | None:
    """The chance that a right case has a higher confidence than a wrong one (the area under the ROC curve);
    0.5 says nothing."""
    right, wrong = ([value for value, ok in cases if ok is wanted] for wanted in (True, False))
    if not right or not wrong:
        return None
    return sum((a > b) + (a == b) / 2 for a in right for b in wrong) / (len(right) * len(wrong))


def cuts(cases: Sequence[Case], floors: Sequence[float]) -> Iterator[Cut]:
    """What each threshold leaves; one that leaves nothing is left out."""
    for floor in floors:
        if kept := [case for case in cases if case[0] >= floor]:
            yield Cut(floor, len(kept), means(kept)[1])
