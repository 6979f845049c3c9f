"""The scores of moves over time to phases: rising, steady, falling, dormant.

Knows how the last two weeks are compared with the two before; does not know what a move is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from communique.knowledge import ledgers
from communique.records import Phase

RATIO = 0.25  # by how much scores must change to be more than steady
Scored = tuple[date, float]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one phase, with how many moves fell into them and the sum of their scores."""

    phase: Phase
    start: date
    end: date
    moves: int
    net: float

    def __str__(self) -> str:
        if not self.moves:
            return f"{self.phase} from {self.start} to {self.end}, without a move"
        moves = f"{self.moves} {'move' if self.moves == 1 else 'moves'}"
        return f"{self.phase} from {self.start} to {self.end}: {moves}, scores {self.net:+.1f} in all"


def phase_on(day: date, scores: Iterable[Scored]) -> Phase:
    """The phase of a dispute on a day, from the days and scores of its moves until then;
    of none that are dated dormant."""
    limits = ledgers.days("disputes")
    past = [(d, s) for d, s in scores if d <= day]
    last = max((d for d, _ in past), default=None)
    if last is None or (day - last).days > limits["dormant"]:
        return "dormant"
    now = conflict(past, day, limits["window"])
    before = conflict(past, day - timedelta(days=limits["window"]), limits["window"])
    if now > max(before * (1 + RATIO), 0.0):
        return "rising"
    if now < before * (1 - RATIO) or now <= 0:
        return "falling"
    return "steady"


def conflict(scores: Iterable[Scored], until: date, days: int) -> float:
    """How much conflict there is in some days: the scores of all moves, hostile ones counted as positive."""
    return -sum(s for d, s in scores if 0 <= (until - d).days < days)


def stretches(scores: Iterable[Scored], today: date) -> list[Stretch]:
    """The phases from the first move until today."""
    dated = sorted(s for s in scores if s[0] <= today)
    if not dated:
        return []
    groups = groupby(turns(dated, today), key=lambda day: phase_on(day, dated))
    begun = [(next(days), phase) for phase, days in groups]
    ends = [*(day - timedelta(days=1) for day, _ in begun[1:]), today]
    found = []
    for (day, phase), last in zip(begun, ends, strict=True):
        within = [s for d, s in dated if day <= d <= last]
        found.append(Stretch(phase, day, last, len(within), sum(within)))
    return found


def turns(scores: list[Scored], today: date) -> Iterator[date]:
    """The days on which a phase may change: those of moves,
    and those on which they leave what is compared."""
    limits = ledgers.days("disputes")
    moved = {d for d, _ in scores}
    after = (0, limits["window"], 2 * limits["window"], limits["dormant"] + 1)
    yield from sorted(
        {d + timedelta(days=n) for d in moved for n in after if d + timedelta(days=n) <= today} | {today}
    )
