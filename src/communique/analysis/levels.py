"""The normal level of a pair: how much is usual in a day, week or month, and how far it spreads.

Counts only; what is usual comes from earlier periods alone. Does not know why a period is unlike them.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, inf, lgamma, log, log1p

import numpy as np

from communique.analysis.series import COUNTED, SCORES, By, Measure, Series, known_measure
from communique.errors import CommuniqueError
from communique.records import Record

QUANTILES = (0.1, 0.25, 0.75, 0.9)
# how many earlier periods say what is usual, at most
REACH: dict[By, int] = {"day": 365, "week": 104, "month": 36}
ENOUGH: dict[By, int] = {"day": 56, "week": 16, "month": 12}    # and how many at least
# shapes between which the fit looks: nearly a Poisson, nearly all in one burst
SPARSEST, WIDEST = 1e4, 1e-3
# a period of which fewer than half a one is to be expected among so many is past trouble, not the norm
OUTLIER = 0.5
ROUNDS = 5                       # outliers are set aside in turns, at most so often
GOLDEN = (5 ** 0.5 - 1) / 2


@dataclass(frozen=True, slots=True)
class Level(Record):
    """What is usual for a measure of a pair: over which days and how many periods, median and quantiles,
    and the fitted distribution.

    `mean` and `shape` are of the negative binomial that fits best once periods far out (`outliers`) are set
    aside: its variance is mean + mean² / shape; `shape` None is a Poisson. `weekday` multiplies the mean on
    each day of the week from Monday; () for weeks and months.
    """

    measure: Measure
    by: By
    since: str
    until: str
    periods: int
    outliers: int
    median: float
    low: float
    quarter: float
    three_quarters: float
    high: float
    mean: float
    shape: float | None
    weekday: tuple[float, ...]


def level(series: Series, measure: Measure = "n", *, before: str | None = None) -> Level | None:
    """Give a series, get the normal level of a count in it, from the periods that end before a day;
    None where they are too few.

    The last 365 days, 104 weeks or 36 months count; 56, 16 or 12 are the fewest that say anything.
    Periods that bounds cut are left out.
    """
    known_measure(measure)
    if measure in SCORES:
        raise CommuniqueError(
            f"no normal level of {measure!r}: levels are of counts; use {', '.join(COUNTED)}"
        )
    places = earlier(series, before)
    if len(places) < ENOUGH[series.by]:
        return None
    values = [int(series.periods[i].value(measure)) for i in places]
    starts = [date.fromisoformat(series.periods[i].start) for i in places]
    kept = usual(values)
    weekday = week_shape([s.weekday() for s in starts], values, kept) if series.by == "day" else ()
    inside = [v for v, k in zip(values, kept, strict=True) if k]
    low, quarter, median, three_quarters, high = (
        float(q) for q in np.quantile(values, [*QUANTILES[:2], 0.5, *QUANTILES[2:]])
    )
    mean = sum(inside) / len(inside)
    return Level(
        measure, series.by, starts[0].isoformat(), series.periods[places[-1]].end, len(values),
        len(values) - len(inside), median, low, quarter, three_quarters, high, mean, shape_of(inside),
        weekday,
    )


def earlier(series: Series, before: str | None) -> list[int]:
    """The places of the whole periods that end before a day, the latest that are within reach."""
    places = [
        i for i, p in enumerate(series.periods)
        if (before is None or p.end < before) and p.days == p.length
    ]
    return places[-REACH[series.by]:]


# -- the fitted distribution ---------------------------------------------------------------------------------
def usual(values: Sequence[int]) -> list[bool]:
    """Which of the numbers belong to the norm: all but those that the fit to the others makes all but
    impossible among so many."""
    kept = [True] * len(values)
    for _ in range(ROUNDS):
        inside = [v for v, k in zip(values, kept, strict=True) if k]
        limit = highest(sum(inside) / len(inside), shape_of(inside), OUTLIER / len(values))
        now = [v <= limit for v in values]
        if now == kept:
            break
        kept = now
    return kept


def highest(mean: float, shape: float | None, tail: float) -> int:
    """The highest number of which the chance of as many or more is no smaller than `tail`."""
    if mean == 0:
        return 0
    number, left = 0, 1 - chance(mean, shape, 0)
    while left >= tail:
        number += 1
        left -= chance(mean, shape, number)
    return number


def week_shape(days: Sequence[int], values: Sequence[int], kept: Sequence[bool]) -> tuple[float, ...]:
    """By what the mean is multiplied on each day of the week, drawn towards 1 where little happened."""
    totals, numbers = [0.0] * 7, [0] * 7
    for day, value, inside in zip(days, values, kept, strict=True):
        if inside:
            totals[day] += value
            numbers[day] += 1
    mean = sum(totals) / sum(numbers)
    # as if five more had come, spread evenly
    factors = [(totals[d] + 5) / (numbers[d] * mean + 5) for d in range(7)]
    weight = sum(f * n for f, n in zip(factors, numbers, strict=True)) / sum(numbers)
    return tuple(f / weight for f in factors)


def shape_of(values: Sequence[int]) -> float | None:
    """The shape of the negative binomial with the numbers' own mean that is likeliest;
    None where a Poisson is as good."""
    mean = sum(values) / len(values)
    if float(np.var(values)) <= mean:
        return None
    counts = Counter(values)

    def worth(size: float) -> float:
        return sum(n * log_chance(mean, exp(size), v) for v, n in counts.items())

    low, high = log(WIDEST), log(SPARSEST)
    while high - low > 1e-4:  # golden section: the likelihood has one peak
        left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
        low, high = (low, right) if worth(left) > worth(right) else (left, high)
    return exp((low + high) / 2)


def chance(mean: float, shape: float | None, number: int) -> float:
    """The chance of a number."""
    return exp(log_chance(mean, shape, number))


def log_chance(mean: float, shape: float | None, number: int) -> float:
    """The log of the chance of a number under a negative binomial, or a Poisson where there is no shape."""
    if mean == 0:
        return 0.0 if number == 0 else -inf
    if shape is None:
        return number * log(mean) - mean - lgamma(number + 1)
    ways = lgamma(number + shape) - lgamma(shape) - lgamma(number + 1)
    return ways - shape * log1p(mean / shape) + number * (log(mean) - log(mean + shape))
