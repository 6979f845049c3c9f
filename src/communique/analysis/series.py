"""Deeds between actors to series by day, ISO week or month: counts by quad class and net scores,
with empty periods filled in.

Counts occurrences, never reports; does not know where the deeds come from, nor what level is normal.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import fsum
from typing import Literal

from communique import grouping
from communique.errors import CommuniqueError
from communique.knowledge import ontology
from communique.records import Record

By = Literal["day", "week", "month"]
Measure = Literal[
    "n", "cooperation", "conflict", "verbal_cooperation", "material_cooperation", "verbal_conflict",
    "material_conflict", "plover", "goldstein",
]
QUADS: dict[int, Measure] = {
    1: "verbal_cooperation", 2: "material_cooperation", 3: "verbal_conflict", 4: "material_conflict",
}
SCORES: tuple[Measure, ...] = ("plover", "goldstein")
COUNTED: dict[Measure, frozenset[int]] = {
    "n": frozenset({1, 2, 3, 4}), "cooperation": frozenset({1, 2}), "conflict": frozenset({3, 4}),
    **{name: frozenset({quad}) for quad, name in QUADS.items()},
}


@dataclass(frozen=True, slots=True)
class Deed(Record):
    """One occurrence between one actor and one recipient (codes; None: nobody is named),
    on an ISO day or on one that is not known.

    An occurrence of many parties is many deeds with its id; every series counts it once. `plover` and
    `goldstein` are its scores, None where the code book gives none.
    """

    occurrence: str
    day: str | None
    actor: str | None
    recipient: str | None
    type: str
    plover: float | None
    goldstein: float | None

    @property
    def quad(self) -> int:
        """The quad class of its type, 1 to 4."""
        return ontology.quad(self.type)


@dataclass(frozen=True, slots=True)
class Net(Record):
    """Scores put together: their sum, their mean (None where nothing has a score),
    and how many occurrences have one."""

    net: float
    mean: float | None
    scored: int


@dataclass(frozen=True, slots=True)
class Period(Record):
    """A day, week or month: "2025-11-07", "2025-W45" or "2025-11", its first and last day,
    and what happened in it.

    `days` is how many of its days the series covers: fewer than all of them where the bounds cut the first or
    last period.
    """

    label: str
    start: str
    end: str
    days: int
    n: int
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    plover: Net
    goldstein: Net

    def value(self, measure: Measure) -> float:
        """The number that a measure has here: a count, or the net of a score."""
        if measure in SCORES:
            score: Net = getattr(self, measure)
            return score.net
        counts: list[int] = [getattr(self, QUADS[quad]) for quad in COUNTED[measure]]
        return sum(counts)

    @property
    def length(self) -> int:
        """How many days it has, covered or not."""
        return (date.fromisoformat(self.end) - date.fromisoformat(self.start)).days + 1


@dataclass(frozen=True, slots=True)
class Series(Record):
    """Periods without a gap for one pair of actors, the occurrences in them (one deed each, by day),
    and how many have no day.

    `actor` or `recipient` None stands for anyone; `directed` False counts what goes either way between them.
    """

    actor: str | None
    recipient: str | None
    directed: bool
    by: By
    periods: tuple[Period, ...]
    deeds: tuple[Deed, ...]
    undated: int

    def values(self, measure: Measure) -> list[float]:
        """One number for each period."""
        known_measure(measure)
        return [p.value(measure) for p in self.periods]


def series(
    deeds: Iterable[Deed], *, actor: str | None = None, recipient: str | None = None, directed: bool = True,
    by: By = "day", since: str | None = None, until: str | None = None,
) -> Series:
    """Give deeds and a pair of codes, get its series from the first to the last day on which something
    happened, or between the bounds.

    Periods in which nothing happened are there, with zeros.
    Without bounds and without deeds there are no periods.
    """
    first, last = bounds(since, until)
    if by not in ("day", "week", "month"):
        raise CommuniqueError(f"series by {by!r}: there are day, week and month")
    found = once(d for d in deeds if between(d, actor, recipient, directed))
    dated = sorted((d for d in found if d.day), key=lambda d: (d.day, d.occurrence))
    within = [
        d for d in dated if (first is None or day_of(d) >= first) and (last is None or day_of(d) <= last)
    ]
    if within:
        first, last = first or day_of(within[0]), last or day_of(within[-1])
    periods = filled(within, by, first, last) if first and last else ()
    return Series(actor, recipient, directed, by, tuple(periods), tuple(within), len(found) - len(dated))


def between(deed: Deed, actor: str | None, recipient: str | None, directed: bool) -> bool:
    """Whether a deed is one of this pair; None stands for anyone."""
    def goes(giver: str | None, taker: str | None) -> bool:
        return giver in (None, deed.actor) and taker in (None, deed.recipient)

    return goes(actor, recipient) or (not directed and goes(recipient, actor))


def once(deeds: Iterable[Deed]) -> list[Deed]:
    """One deed for each occurrence: the first in order of actor and recipient,
    with the mean of the scores given.

    Raises CommuniqueError where the deeds of one occurrence differ in day or type:
    which of them holds is for `occurrences` to say.
    """
    return [one(some) for some in grouping.lists((d.occurrence, d) for d in deeds).values()]


def one(parts: list[Deed]) -> Deed:
    """The deeds of one occurrence as one."""
    first = min(parts, key=lambda d: (d.actor or "", d.recipient or ""))
    for d in parts:
        if (d.day, d.type) != (first.day, first.type):
            raise CommuniqueError(
                f"occurrence {d.occurrence}: a {first.type} on {first.day} and a {d.type} on {d.day}; give "
                "all its deeds one day and type"
            )
    if len(parts) == 1:
        return first
    return replace(
        first, plover=net(d.plover for d in parts).mean, goldstein=net(d.goldstein for d in parts).mean
    )


def net(scores: Iterable[float | None]) -> Net:
    """Sum, mean and number of the scores that are there; the same in any order."""
    there = [s for s in scores if s is not None]
    total = fsum(there)
    return Net(total, total / len(there) if there else None, len(there))


# -- periods -------------------------------------------------------------------------------------------------
def filled(deeds: Iterable[Deed], by: By, first: date, last: date) -> Iterator[Period]:
    """All periods that touch the days from `first` to `last`, each with its deeds."""
    held = grouping.lists((opening(day_of(d), by), d) for d in deeds)
    start = opening(first, by)
    while start <= last:
        after = following(start, by)
        covered = (min(after - timedelta(days=1), last) - max(start, first)).days + 1
        yield period(start, after - timedelta(days=1), label(start, by), covered, held.get(start, []))
        start = after


def period(start: date, end: date, name: str, covered: int, deeds: list[Deed]) -> Period:
    """A period with what happened in it."""
    quads = [d.quad for d in deeds]
    counts = {name: quads.count(quad) for quad, name in QUADS.items()}
    return Period(
        name, start.isoformat(), end.isoformat(), covered, len(deeds), plover=net(d.plover for d in deeds),
        goldstein=net(d.goldstein for d in deeds), **counts,
    )


def opening(day: date, by: By) -> date:
    """The first day of the period of a day; weeks are ISO's and begin on Monday."""
    if by == "day":
        return day
    return day - timedelta(days=day.weekday()) if by == "week" else day.replace(day=1)


def following(start: date, by: By) -> date:
    """The first day of the next period."""
    if by == "month":
        return (start + timedelta(days=31)).replace(day=1)
    return start + timedelta(days=1 if by == "day" else 7)


def label(start: date, by: By) -> str:
    """How a period is called."""
    if by == "week":
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02}"
    return start.isoformat() if by == "day" else start.isoformat()[:7]


# -- what is checked -----------------------------------------------------------------------------------------
def day_of(deed: Deed) -> date:
    """The day of a dated deed; raises CommuniqueError if it is none."""
    return parsed(deed.day or "", f"occurrence {deed.occurrence}")


def bounds(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """The two days as dates, in order."""
    first = parsed(since, "since") if since else None
    last = parsed(until, "until") if until else None
    if first and last and first > last:
        raise CommuniqueError(f"since {since} lies after until {until}; swap them")
    return first, last


def parsed(text: str, at: str) -> date:
    """An ISO day as a date; `at` says where it stands."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or len(text) != 10:
        raise CommuniqueError(f"{at}: {text!r} is no day; write it like 2025-11-07")
    return found


def known_measure(measure: str) -> None:
    """Raises CommuniqueError if there is no such measure."""
    if measure not in COUNTED and measure not in SCORES:
        raise CommuniqueError(f"no measure {measure!r}; there are {', '.join((*COUNTED, *SCORES))}")
