"""Disputes as rows: who, about what, which way it goes, twelve weeks of it, the last move with its words,
and who owes an answer.

Knows the entries of the ledger of disputes; does not know how a dispute is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from communique import acts, records
from communique import wording as words
from communique.acts import Act
from communique.archive import Archive, Gathered, Item, Query
from communique.records import Demand, load
from communique.web import charts, entries
from communique.web.frame import Asked, Shown
from communique.web.questions import ROWS, link
from communique.wording import before, country

PHASES = ("rising", "steady", "falling", "dormant")
WEEKS = 12
LATEST = 150  # moves of a dispute that are counted by week
LOOKED = 400  # disputes that are looked through for the liveliest
RECENT = 30  # days


@dataclass(frozen=True, slots=True)
class Dispute(records.Dispute):
    """A dispute of the ledger with the day of its last move."""

    last: str = ""

    @property
    def link(self) -> str:
        """Its page."""
        return link(
            "/dispute", id=self.id, dyad="-".join(self.parties[:2]) if len(self.parties) > 1 else None
        )

    @property
    def names(self) -> str:
        """Its parties in alphabetical order."""
        return " – ".join(sorted(country(code) for code in self.parties)) or self.title


@dataclass(frozen=True, slots=True)
class Row:
    """A dispute as a row: its twelve weeks, its last move, and the open demand that has waited longest."""

    dispute: Dispute
    weeks: Markup
    recent: int
    move: Act | None
    owes: Demand | None


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of disputes, how many disputes are not dormant, how many of them rise,
    and where the list goes on."""

    rows: tuple[Row, ...]
    living: int
    rising: int
    following: str | None = None


def show(asked: Asked) -> Shown:
    """A page of disputes."""
    archive, query, today = asked.archive, entries.sure_enough(asked.query), asked.today
    size = query.limit or ROWS // 2
    lively = query.status is None and query.after is None and asked.get("sort") is None
    key = ("rows", replace(query, limit=size), today, lively)
    found = entries.settled(archive, key, lambda: rows_of(archive, today, query, size, recent=lively))
    context = {
        "found": found, "phases": PHASES, "lively": lively,
        "doubtful": entries.left_out(archive, "disputes", replace(query, status=None)),
    }  # fmt: skip
    return Shown(context, entries.table(archive, "disputes", query, today))


def rows_of(archive: Archive, today: str, query: Query, most: int, *, recent: bool = False) -> Rows:
    """Disputes as rows; `recent`: those with the most moves of the last thirty days first,
    dormant ones last."""
    asked = replace(query, limit=LOOKED if recent else most)
    items = list(entries.every(archive, "disputes", asked, today))
    found = [dispute(item) for item in items]
    living = [one for one in found if one.phase != "dormant"]
    if recent:
        since = before(today, RECENT)
        found = sorted(
            (one for one in found if one.last >= since), key=lambda one: (-len(one.moves), one.id)
        )[: most * 3] + [one for one in found if one.last < since]
    shown = found[: most * 3 if recent else most]
    moves = moves_of(archive, shown, today)
    since = before(today, RECENT - 1)
    late = {one.id: sum(row.first >= since for row in moves[one.id]) for one in shown}
    if recent:
        shown.sort(key=lambda one: (one.phase == "dormant", -late[one.id], one.id))
    shown = shown[:most]
    newest = archive.occurrences_of(moves[one.id][-1].id for one in shown if moves[one.id])
    last = {act.id: act for act in acts.of_gathered(archive, newest)}
    owed = open_demands(archive, shown, today)
    made = []
    for one in shown:
        told, owes = moves[one.id], owed.get(one.id)
        move = last.get(told[-1].id) if told else None
        made.append(Row(one, sparkline(told, today), late[one.id], move, owes))
    rising = sum(one.phase == "rising" for one in living)
    following = items[-1].cursor if not recent and len(items) == most else None
    return Rows(tuple(made), len(living), rising, following)


def moves_of(archive: Archive, disputes: Sequence[Dispute], today: str) -> dict[str, list[Gathered]]:
    """The latest moves of each dispute up to a day in outline, by the dispute's id,
    all looked up together."""
    rows = {row.id: row for row in archive.outlines_of(id for one in disputes for id in one.moves[-LATEST:])}
    told = {
        one.id: [row for id in one.moves[-LATEST:] if (row := rows.get(id)) and row.first <= today]
        for one in disputes
    }
    return {id: sorted(moves, key=lambda row: (row.first, row.id)) for id, moves in told.items()}


def open_demands(archive: Archive, disputes: Sequence[Dispute], today: str) -> dict[str, Demand]:
    """The open demand of one of its parties to another that has waited longest, by the dispute's id."""
    items = entries.of_ids(archive, "demands", {id for one in disputes for id in one.demands}, today)
    waiting = {item.id: entries.demand(item) for item in items if item.status == "open"}
    of = {
        one.id: [d for id in one.demands if (d := waiting.get(id)) and not set(one.parties).isdisjoint(d.of)]
        for one in disputes
    }
    return {id: min(found, key=lambda d: (d.first or "9999", d.id)) for id, found in of.items() if found}


def sparkline(moves: Sequence[Gathered], today: str) -> Markup:
    """The moves of the last twelve weeks, cooperation above, conflict below."""
    weeks = by_week(moves, today)
    return charts.spark(weeks, f"twelve weeks: {both_counts(weeks)}")


def both_counts(weeks: Sequence[tuple[int, int]]) -> str:
    """How many acts of conflict and of cooperation some weeks hold, in words."""
    coop, conflict = (sum(pair[n] for pair in weeks) for n in (0, 1))
    return f"{words.plural(conflict, 'conflict act')}, {words.plural(coop, 'cooperative one')}"


def by_week(moves: Iterable[Gathered], today: str, weeks: int = WEEKS) -> list[tuple[int, int]]:
    """How many acts of cooperation and of conflict each week has, the last one ending today."""
    found = [[0, 0] for _ in range(weeks)]
    for row in moves:
        back = words.days_between(row.first, today)
        if back is not None and 0 <= back < 7 * weeks:
            found[weeks - 1 - back // 7][entries.quad(row.type) >= 3] += 1
    return [(coop, conflict) for coop, conflict in found]


def dispute(item: Item) -> Dispute:
    """A dispute from its entry."""
    return replace(load(Dispute, item.record), last=item.last)
