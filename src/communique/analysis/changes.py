"""Change points of a series: from when on a pair lives on another level, which way, by how much, how surely,
and what happened then.

Works on order statistics, so that bursts, zeros and scores need no model each;
does not know why a level changed.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from communique.analysis.series import COUNTED, SCORES, By, Deed, Measure, Period, Series, day_of
from communique.records import Record

Floats = NDArray[np.float64]
Cost = Callable[[NDArray[np.intp], int], Floats]
THRESHOLDS = 12      # order statistics that are watched; 8 and 20 did no better
# what one more break must gain, in log(n) nats after `inflation`; tuned on such series as
# benchmarks/changes.py makes
PENALTY = 0.4
# nats (inflated) within which another day serves as well; nine in ten true days then lie between earliest and
# latest
EDGE = 2.0
ROUNDS = 3           # levels and noise are estimated in turn, at most so often
SHUFFLES = 199       # so that the highest confidence is 0.995
SURE = 0.95          # a burst in a long silence gains much, but shuffled in blocks it gains as much elsewhere
TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Pace:
    """How far one looks at each kind of period: the shortest level, over how many lags noise hangs together,
    blocks of shuffling."""

    least: int
    lags: int
    window: int
    block: int


PACES: dict[By, Pace] = {"day": Pace(14, 14, 28, 7), "week": Pace(4, 3, 8, 2), "month": Pace(3, 1, 6, 1)}


@dataclass(frozen=True, slots=True)
class Break(Record):
    """A break in a row of numbers: the first place of the new level, between which places it may lie,
    the levels, and what it gains.

    `gain` and `penalty` are in nats, comparable with one another;
    a break is reported where the gain is the greater.
    """

    at: int
    earliest: int
    latest: int
    before: float
    after: float
    gain: float
    penalty: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Change(Record):
    """A change of level in a series.

    `at` is the first day of the new level, `earliest` and `latest` the days between which it may as well
    begin; `before` and `after` are means for one period, on the levels next to the change (`since` to
    `until`). `ratio` is None for scores and where there was nothing before. `confidence` is the share of
    shuffled series in which no split is as good. `occurrences`, strongest first, are what happened from
    `earliest` on to `window`: where a count rises what it counts, where a score moves what pulls that way,
    where a count falls everything.
    """

    measure: Measure
    by: By
    label: str
    at: str
    earliest: str
    latest: str
    direction: Literal["up", "down"]
    before: float
    after: float
    ratio: float | None
    since: str
    until: str
    gain: float
    penalty: float
    confidence: float
    window: str
    occurrences: tuple[str, ...]


def changes(series: Series, measure: Measure = "n", *, strictness: float = 1.0) -> tuple[Change, ...]:
    """Give a series, get the changes of level in one of its measures, in order of time; ()
    where it is too short to tell.

    `strictness` multiplies the penalty: 2 reports fewer changes, 0.8 more. A first or last period that the
    bounds cut to less than half of its days is left out; a change is seen once the new level has lasted for
    14 days, 4 weeks or 3 months.
    """
    values = series.values(measure)
    kept = slice(*whole(series.periods))
    periods = series.periods[kept]
    found = breaks(values[kept], by=series.by, strictness=strictness)
    ends = [0, *(b.at for b in found), len(periods)]
    return tuple(
        change(series, measure, periods[ends[i] : ends[i + 2]], b, ends[i], periods)
        for i, b in enumerate(found)
    )


def whole(periods: Sequence[Period]) -> tuple[int, int]:
    """Where the periods begin and end that are covered by half at least."""
    cut = [2 * p.days < p.length for p in periods]
    first = sum(cut[:1])
    return first, len(periods) - sum(cut[first:][-1:])


def breaks(values: Sequence[float] | Floats, *, by: By = "day", strictness: float = 1.0) -> list[Break]:
    """Give numbers of periods that follow one another, get the breaks of their level;
    none for fewer than two of the shortest levels.

    Penalised optimal partitioning (PELT, Killick et al. 2012) over the empirical distribution (Zou et al.
    2014, Haynes et al. 2017), with a penalty that grows with how much the noise hangs together from one
    period to the next.
    """
    y = np.asarray(values, dtype=np.float64)
    pace = PACES[by]
    above = indicators(y)
    if len(y) < 2 * pace.least or not above.shape[1]:
        return []
    cost = distribution_cost(above)
    # at first, every stretch may have a level of its own
    cuts = list(range(pace.window, len(y) - pace.window + 1, pace.window))
    for _ in range(ROUNDS):
        noise = inflation(above, cuts, pace.lags)
        penalty = strictness * PENALTY * log(len(y)) * noise
        cuts, old = partition(cost, len(y), penalty, pace.least), cuts
        if cuts == old:
            break
    return sure(cuts, lambda around: described(y, above, around, penalty, noise, pace), len(y))


def sure(cuts: Sequence[int], describe: Callable[[tuple[int, int, int]], Break], length: int) -> list[Break]:
    """The breaks at these cuts, less those that shuffles or the penalty do not bear out.

    The least sure goes first and its neighbours are looked at again: a burst has two ends,
    and without the one the other is nothing.
    """
    known: dict[tuple[int, int, int], Break] = {}
    left = list(cuts)
    while True:
        ends = [0, *left, length]
        around = [(ends[i], ends[i + 1], ends[i + 2]) for i in range(len(left))]
        for place in around:
            if place not in known:
                known[place] = describe(place)
        found = [known[place] for place in around]
        doubtful = [b for b in found if b.confidence < SURE or b.gain <= b.penalty]
        if not doubtful:
            return found
        left.remove(min(doubtful, key=lambda b: (b.confidence, b.gain)).at)


def described(
    y: Floats, above: Floats, around: tuple[int, int, int], penalty: float, noise: float, pace: Pace
) -> Break:
    """A break with what is known of it; `around` are where the level before begins, the break,
    and where the level after ends."""
    start, at, end = around
    gains = split_gains(above[start:end], pace.least)
    first = start + pace.least  # the place of the first gain
    gain = float(gains[at - first])
    earliest, latest = run_around(gains >= gain - EDGE * noise, at - first)
    return Break(
        at, first + earliest, first + latest, float(y[start:at].mean()), float(y[at:end].mean()), gain,
        penalty, confidence(above[start:end], float(gains.max()), pace),
    )


# -- the parts of the method ---------------------------------------------------------------------------------
def indicators(y: Floats) -> Floats:
    """One column for each threshold, 1 where the number lies above: what is left of the numbers,
    so that no burst outweighs a level."""
    seen = np.unique(y)
    if len(seen) < 2:
        return np.empty((len(y), 0))
    levels = np.quantile(y, (np.arange(THRESHOLDS) + 0.5) / THRESHOLDS, method="lower")
    thresholds = np.unique(levels[levels < seen[-1]])
    if not len(thresholds):  # nearly all numbers are the highest one
        thresholds = seen[-2:-1]
    return (y[:, None] > thresholds).astype(np.float64)


def distribution_cost(above: Floats) -> Cost:
    """The cost of a stretch as one level: the mean over thresholds of the negative log-likelihood of its
    indicators."""
    sums = np.vstack([np.zeros(above.shape[1]), np.cumsum(above, axis=0)])

    def cost(starts: NDArray[np.intp], end: int) -> Floats:
        return entropy(sums[end] - sums[starts], (end - starts)[:, None])

    return cost


def entropy(ones: Floats, lengths: NDArray[np.intp]) -> Floats:
    """Negative log-likelihood, in nats, of `ones` ones among `lengths` throws at their own rate;
    the mean over the last axis."""
    logs, some = times_log(int(lengths.max(initial=0))), ones.astype(np.intp)
    cost: Floats = (logs[lengths] - logs[some] - logs[lengths - some]).mean(axis=-1)
    return cost


@lru_cache(maxsize=64)
def times_log(most: int) -> Floats:
    """n log n of each number up to one, of which a log-likelihood of counts is made:
    to take logarithms of them all takes far longer."""
    numbers = np.arange(most + 1, dtype=np.float64)
    found: Floats = numbers * np.log(np.maximum(numbers, 1.0))
    found.flags.writeable = False
    return found


def partition(cost: Cost, length: int, penalty: float, least: int) -> list[int]:
    """Where to cut so that costs and penalties are least, no piece shorter than `least`;
    the pruned exact search of PELT."""
    best = np.full(length + 1, np.inf)
    best[0] = -penalty
    last = np.zeros(length + 1, dtype=np.intp)
    starts = np.array([0], dtype=np.intp)
    for end in range(least, length + 1):
        totals = best[starts] + cost(starts, end) + penalty
        choice = int(totals.argmin())
        best[end], last[end] = totals[choice], starts[choice]
        starts = starts[totals - penalty <= best[end]]
        if end + 1 - least >= least:  # the next piece may begin here
            starts = np.append(starts, end + 1 - least)
    cuts: list[int] = []
    place = int(last[-1])
    while place > 0:
        cuts.append(place)
        place = int(last[place])
    return cuts[::-1]


def inflation(above: Floats, cuts: Sequence[int], lags: int) -> float:
    """By how much noise that hangs together (bursts of a few days) widens sums: long-run over plain variance,
    1 at least."""
    factors = []
    for column in residuals(above, cuts).T:
        z = column - column.mean()
        variance = float((z * z).mean())
        ties = sum(2 * (1 - k / (lags + 1)) * float((z[k:] * z[:-k]).mean()) for k in range(1, lags + 1))
        factors.append(max(1.0, 1.0 + ties / variance) if variance else 1.0)
    return float(np.mean(factors))


def residuals(above: Floats, cuts: Sequence[int]) -> Floats:
    """Indicators less the rate of their level, over their deviation there."""
    parts = []
    for piece in np.split(above, list(cuts)):
        rate = piece.mean(axis=0)
        # 0.02: a level without a single happening has noise too
        parts.append((piece - rate) / np.sqrt(rate * (1 - rate) + 0.02))
    return np.vstack(parts)


def split_gains(above: Floats, least: int) -> Floats:
    """For each place where a stretch could be split in two, by how much that lowers its cost;
    the first place is `least`.

    Several stretches of one length may come at once, along the first axis.
    """
    n = above.shape[-2]
    sums = np.cumsum(above, axis=-2)
    left = np.arange(least, n - least + 1)
    ones, total = sums[..., left - 1, :], sums[..., -1:, :]
    whole_cost = entropy(total, np.array([n]))
    gains: Floats = whole_cost - entropy(ones, left[:, None]) - entropy(total - ones, (n - left)[:, None])
    return gains


def confidence(above: Floats, gain: float, pace: Pace) -> float:
    """The share of shuffles of a stretch, in blocks that keep bursts whole,
    in which the best split gains less than it does here."""
    rng = np.random.default_rng(len(above))
    places = np.arange(len(above))
    blocks = [places[i : i + pace.block] for i in range(0, len(above), pace.block)]
    orders = [np.concatenate([blocks[i] for i in rng.permutation(len(blocks))]) for _ in range(SHUFFLES)]
    beaten = int((split_gains(above[np.array(orders)], pace.least).max(axis=-1) >= gain - TINY).sum())
    return 1 - (beaten + 1) / (SHUFFLES + 1)


def run_around(good: NDArray[np.bool_], place: int) -> tuple[int, int]:
    """First and last place of the unbroken run of good ones around a place."""
    bad = np.flatnonzero(~good)
    next_bad = int(np.searchsorted(bad, place))
    ends = [-1, *map(int, bad), len(good)]
    return ends[next_bad] + 1, ends[next_bad + 1] - 1


# -- what a break is, in days and occurrences ----------------------------------------------------------------
def change(
    series: Series, measure: Measure, near: Sequence[Period], found: Break, start: int,
    periods: Sequence[Period],
) -> Change:
    """A break as a change of a series; `near` are the periods of the levels before and after,
    which begin at `start`."""
    least = PACES[series.by].least
    earliest = max(found.earliest, found.at - least)
    window = near[min(found.at - start + least, len(near)) - 1].end
    up = found.after > found.before
    ratio = None if measure in SCORES or not found.before else found.after / found.before
    behind = pulling(series.deeds, measure, up, periods[earliest].start, window)
    return Change(
        measure, series.by, periods[found.at].label, periods[found.at].start, periods[found.earliest].start,
        periods[found.latest].start, "up" if up else "down", found.before, found.after, ratio,
        near[0].start, near[-1].end, found.gain, found.penalty, found.confidence, window,
        tuple(d.occurrence for d in behind),
    )


def pulling(deeds: Sequence[Deed], measure: Measure, up: bool, first: str, last: str) -> list[Deed]:
    """The deeds of these days that pull the measure this way, strongest first."""
    there = [d for d in deeds if first <= day_of(d).isoformat() <= last]
    if measure in SCORES:
        sign = 1 if up else -1
        return sorted(
            (d for d in there if sign * scored(d, measure) > 0),
            key=lambda d: (-sign * scored(d, measure), d.day, d.occurrence),
        )
    counted = [d for d in there if d.quad in COUNTED[measure]] if up else there
    return sorted(counted, key=lambda d: (-strength(d), d.day, d.occurrence))


def scored(deed: Deed, measure: Measure) -> float:
    """The score of a deed on a scale, 0 where it has none."""
    return (deed.plover if measure == "plover" else deed.goldstein) or 0.0


def strength(deed: Deed) -> float:
    """How far from 0 a deed is on the scale that has it, PLOVER's first."""
    return abs(next((s for s in (deed.plover, deed.goldstein) if s is not None), 0.0))

