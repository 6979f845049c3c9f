"""How well change points are found: `python benchmarks/changes.py [--series N] [--peers] [--write]`,
on simulated series of known breaks.

Counts come in bursts, with weekends, many zeros and more spread than chance gives; breakless series say how
many alarms are false. `--peers` tries the package ruptures beside it where that is installed; `--write` puts
the tables into docs/analysis.md.
"""
from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from communique.analysis.changes import Break, breaks
from communique.analysis.series import By

PAGE = Path(__file__).resolve().parents[1] / "docs" / "analysis.md"
MARKS = ("<!-- changes: begin -->", "<!-- changes: end -->")
SEED = 20251107            # the penalty was tuned on other seeds
YEARS = 3
DAYS = 1096
SPREAD = 0.8               # shape of the gamma that mixes the Poisson: the variance is mean + mean² / 0.8
WEEKEND = 0.4              # a Saturday has this much of a working day
BURST_EVERY = 60           # days from burst to burst, on average
# a burst multiplies the rate by 1 + 4 × an exponential number, and halves every day and a half
BURST_SIZE = 4.0
APART = 60                 # days between two breaks, at least
TOLERANCES = (7, 14, 28)   # days
RATES = (0.3, 1.0, 4.0)    # happenings a day
FACTORS = (2.0, 3.0, 5.0)
UNITS: dict[By, float] = {"day": 1, "week": 7, "month": 30.4375}
Floats = NDArray[np.float64]
Finder = Callable[[Floats], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Made:
    """A simulated series by day and where its level breaks."""

    values: Floats
    breaks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in some series: shares of the breaks within each tolerance, false alarms a year,
    days off, cover of the range."""

    recall: tuple[float, ...]
    alarms: float
    off: float
    covered: float


# -- series of known truth -----------------------------------------------------------------------------------
def places(rng: np.random.Generator, count: int) -> tuple[int, ...]:
    """Days of breaks, well apart from one another and from both ends."""
    while True:
        days = np.sort(rng.integers(APART, DAYS - APART, count))
        if count < 2 or int(np.diff(days).min()) >= APART:
            return tuple(int(d) for d in days)


def levels(rng: np.random.Generator, at: Sequence[int], factor: float) -> Floats:
    """A level that goes up or down by a factor at each break, and stays within one factor of 1."""
    level, height = np.ones(DAYS), 0
    for day in at:
        step = -height if height else int(rng.choice([-1, 1]))
        level[day:] *= factor ** step
        height += step
    return level


def rates(rng: np.random.Generator, level: Floats, bursts: bool = True) -> Floats:
    """A level with weekends, and bursts or none."""
    week = np.array([1.0] * 5 + [WEEKEND] * 2)
    rate = level * np.resize(week / week.mean(), DAYS)
    lifted = np.ones(DAYS)
    for start in np.flatnonzero(rng.random(DAYS) < bursts / BURST_EVERY):
        lifted[start:] += BURST_SIZE * rng.exponential() * 0.5 ** (np.arange(DAYS - start) / 1.5)
    return rate * lifted


def counts(rng: np.random.Generator, rate: Floats) -> NDArray[np.int64]:
    """Over-dispersed counts."""
    return rng.poisson(rng.gamma(SPREAD, rate / SPREAD))


def count_series(rng: np.random.Generator, rate: float, factor: float, bursts: bool = True) -> Made:
    """Counts whose level breaks three times by a factor, or never where it is 1."""
    at = places(rng, 0 if factor == 1 else 3)
    return Made(counts(rng, rates(rng, rate * levels(rng, at, factor), bursts)).astype(np.float64), at)


def score_series(rng: np.random.Generator, rate: float, shift: float) -> Made:
    """Net scores of a steady stream of happenings whose share of conflict goes from 0.5 - shift/2 to 0.5 +
    shift/2 and back."""
    at = places(rng, 3 if shift else 0)
    share = np.full(DAYS, 0.5 - shift / 2)
    for i, day in enumerate(at):
        share[day:] = 0.5 + shift / 2 * (1 if i % 2 == 0 else -1)
    net = [
        happenings_score(rng, n, c)
        for n, c in zip(counts(rng, rates(rng, np.full(DAYS, rate))), share, strict=True)
    ]
    return Made(np.array(net), at)


def happenings_score(rng: np.random.Generator, count: int, share: float) -> float:
    """The sum of the scores of a day's happenings, each of conflict or of cooperation."""
    hostile = rng.random(count) < share
    return float(np.where(hostile, -rng.uniform(1, 9, count), rng.uniform(1, 8, count)).sum())


def gathered(made: Made, by: By) -> Made:
    """A series by day as one by week or by thirtieth of a year, breaks as days still."""
    edges = np.arange(0, DAYS, UNITS[by]).astype(int)[:-1] if by != "day" else np.arange(DAYS)
    return Made(np.add.reduceat(made.values, edges), made.breaks)


# -- what is counted -----------------------------------------------------------------------------------------
def hits(truth: Sequence[int], found: Sequence[float], tolerance: float) -> list[tuple[int, int]]:
    """Pairs of a true and a found break, the nearest first, each used once."""
    near = sorted(
        (abs(f - t), i, j) for i, t in enumerate(truth) for j, f in enumerate(found)
        if abs(f - t) <= tolerance
    )
    pairs: list[tuple[int, int]] = []
    for _, i, j in near:
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def judged(
    made: Sequence[Made], find: Callable[[Floats], Sequence[Break]], unit: float = 1.0, slack: float = 0.0
) -> Found:
    """What a finder finds in some series; false alarms are what lies further than 14 days from a break,
    or `slack` more."""
    total = sum(len(m.breaks) for m in made)
    got, false, off, covered = [0] * len(TOLERANCES), 0, [], 0
    for m in made:
        found = find(m.values)
        days = [b.at * unit for b in found]
        for k, tolerance in enumerate(TOLERANCES):
            got[k] += len(hits(m.breaks, days, tolerance + slack))
        pairs = hits(m.breaks, days, 14 + slack)
        false += len(found) - len(pairs)
        off += [abs(m.breaks[i] - days[j]) for i, j in pairs]
        covered += sum(
            found[j].earliest * unit <= m.breaks[i] + slack and m.breaks[i] - slack <= found[j].latest * unit
            for i, j in pairs
        )
    return Found(
        tuple(g / total if total else 0.0 for g in got), false / (YEARS * len(made)),
        float(np.median(off)) if off else 0.0, covered / len(off) if off else 0.0,
    )


def sample(make: Callable[[np.random.Generator], Made], number: int, *key: float) -> list[Made]:
    """Some series of one kind, the same in every run."""
    return [make(np.random.default_rng([SEED, i, *(int(10 * k) for k in key)])) for i in range(number)]


# -- tables --------------------------------------------------------------------------------------------------
def daily(number: int) -> Iterator[str]:
    """Counts by day: with and without bursts, rates by factors."""
    yield from head("bursts", "happenings a day", "level changes by")
    for bursts in (False, True):
        pooled: list[Found] = []
        name = "yes" if bursts else "no"
        for rate in RATES:
            for factor in (1.0, *FACTORS):
                found = judged(counted(number, rate, factor, bursts), breaks)
                yield f"| {name} " + row(f"{rate:g}", "no break" if factor == 1 else f"×{factor:g}", found)
                if rate >= 1 and factor >= 3:
                    pooled.append(found)
        yield f"| {name} " + row("1 or more", "×3 or more", mean(pooled))


def counted(number: int, rate: float, factor: float, bursts: bool = True) -> list[Made]:
    """Some series of counts of one kind."""
    return sample(lambda rng: count_series(rng, rate, factor, bursts), number, rate, factor, bursts)


def scores(number: int) -> Iterator[str]:
    """Net scores by day."""
    yield from head("happenings a day", "share of conflict")
    for rate in (1.0, 4.0):
        for shift in (0.0, 0.4, 0.6):
            found = judged(
                sample(lambda rng, r=rate, s=shift: score_series(rng, r, s), number, rate, shift),  # type: ignore[misc]
                breaks,
            )
            yield row(
                f"{rate:g}", "no break" if not shift else f"{0.5 - shift / 2:.1f} ↔ {0.5 + shift / 2:.1f}",
                found,
            )


def coarser(number: int) -> Iterator[str]:
    """Counts by week and month."""
    yield from head("by (half a period is added to each ±)", "happenings a day", "level changes by")
    kinds: tuple[By, ...] = ("week", "month")
    for by in kinds:
        for rate in RATES:
            for factor in (1.0, 3.0, 5.0):
                made = [gathered(m, by) for m in counted(number, rate, factor)]
                found = judged(made, partial(breaks, by=by), UNITS[by], UNITS[by] / 2)
                yield f"| {by} " + row(f"{rate:g}", "no break" if factor == 1 else f"×{factor:g}", found)


def head(*kinds: str) -> Iterator[str]:
    """The first two lines of a table."""
    names = [
        *kinds, *(f"recall ±{t} days" for t in TOLERANCES), "false alarms a year", "median days off",
        "true day in range",
    ]
    yield f"| {' | '.join(names)} |"
    yield "|" + "---:|" * len(names)


def row(rate: str, size: str, found: Found) -> str:
    """A line of a table."""
    if not any(found.recall) and size == "no break":
        return f"| {rate} | {size} | | | | {found.alarms:.2f} | | |"
    cells = [
        *(f"{r:.2f}" for r in found.recall), f"{found.alarms:.2f}", f"{found.off:.0f}",
        f"{found.covered:.2f}",
    ]
    return f"| {rate} | {size} | " + " | ".join(cells) + " |"


def mean(some: Sequence[Found]) -> Found:
    """The mean of some lines."""
    return Found(
        tuple(float(np.mean([f.recall[k] for f in some])) for k in range(len(TOLERANCES))),
        float(np.mean([f.alarms for f in some])), float(np.mean([f.off for f in some])),
        float(np.mean([f.covered for f in some])),
    )


# -- beside ruptures -----------------------------------------------------------------------------------------
def peers(number: int) -> Iterator[str]:
    """Our finder beside ruptures' at the penalty, of many,
    that recalls most at one false alarm a year or less in every kind of series."""
    ruptures = importlib.import_module("ruptures")

    def rupture(kernel: str, weight: float) -> Callable[[Floats], list[Break]]:
        def find(y: Floats) -> list[Break]:
            x = np.sqrt(y)
            spread = (
                float(np.var(x - np.convolve(x, np.ones(28) / 28, mode="same")))
                if kernel == "linear"
                else 1.0
            )
            search = ruptures.KernelCPD(kernel=kernel, min_size=14).fit(x[:, None])
            return [
                Break(at, at, at, 0, 0, 0, 0, 0)
                for at in search.predict(pen=max(weight * spread * log(len(y)), 1e-6))[:-1]
            ]
        return find

    yield "| method | recall ±14 days, ×3 and ×5 | most false alarms a year in any kind | seconds a series |"
    yield "|---|---:|---:|---:|"
    yield compared("communique", breaks, number)
    for kernel, weights in (("linear", (1, 1.5, 2, 3, 4)), ("rbf", (0.25, 0.3, 0.35, 0.4, 0.5, 0.75))):
        for weight in weights:
            yield compared(
                f"ruptures KernelCPD {kernel}, square roots, penalty {weight:g}", rupture(kernel, weight),
                number,
            )


def compared(name: str, find: Callable[[Floats], Sequence[Break]], number: int) -> str:
    """A line for one method over all kinds of series by day."""
    start, recalls, alarms = time.perf_counter(), [], []
    for rate in RATES:
        for factor in (1.0, 3.0, 5.0):
            found = judged(counted(number, rate, factor), find)
            alarms.append(found.alarms)
            if factor > 1:
                recalls.append(found.recall[1])
    seconds = (time.perf_counter() - start) / (number * 9)
    return f"| {name} | {np.mean(recalls):.2f} | {max(alarms):.2f} | {seconds:.2f} |"


def main(argv: Sequence[str]) -> int:
    """Print the tables, or write them into the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--series", type=int, default=40, metavar="N", help="series of each kind (40)")
    parser.add_argument("--peers", action="store_true", help="ruptures beside it")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/analysis.md")
    given = parser.parse_args(argv)
    chapters = [
        ("Counts by day", daily), ("Net scores by day", scores), ("Counts by week and by month", coarser),
    ]
    if given.peers:
        chapters.append(("Beside ruptures", peers))
    lines: list[str] = []
    for title, make in chapters:
        lines += [f"**{title}**, {given.series} series of {YEARS} years each", ""]
        for line in make(given.series):
            lines.append(line)
            print(line, flush=True)
        lines.append("")
    if given.write:
        text = PAGE.read_text("utf-8")
        head, _, rest = text.partition(MARKS[0])
        PAGE.write_text(
            f"{head}{MARKS[0]}\n" + "\n".join(lines) + MARKS[1] + rest.partition(MARKS[1])[2], "utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
