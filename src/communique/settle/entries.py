"""The entries of ledgers as they stand on a day: a demand grows old and a planned meeting overdue without
anything being written.

Knows which entries time alone changes; does not know how an entry came to be, or any SQL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, get_args

from communique.archive import Archive, Gathered, Item, Query
from communique.errors import ArchiveError
from communique.grouping import chunks
from communique.knowledge import ontology
from communique.ledgers import demands, meetings
from communique.ledgers.phases import Scored, phase_on
from communique.records import Demand, DemandStatus, DueMeeting, DueStatus, Phase, Stance, load

DAYS = re.compile(r"\d{4}-\d\d-\d\d")
READ = 500  # entries in one read
Aged = Callable[[Mapping[str, Any], str], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Ledger:
    """How a ledger is read: what its entries may be, what one is on a day, and which become which in time."""

    statuses: tuple[str, ...]
    aged: Aged = lambda record, today: dict(record)
    lapses: tuple[tuple[str, str], ...] = ()
    status: str = "status"


def demand(record: Mapping[str, Any], today: str) -> dict[str, Any]:
    """A demand as it stands on a day."""
    return demands.aged(load(Demand, record), today).to_dict()


def meeting(record: Mapping[str, Any], today: str) -> dict[str, Any]:
    """A meeting as it stands on a day: of one that begins later nobody can say on that day that it was
    held."""
    one = load(DueMeeting, record)
    if one.status in ("held", "unknown") and (one.start or "") > today:
        one = replace(one, status="planned")
    return meetings.aged(one, today).to_dict()


LEDGERS = {
    "demands": Ledger(get_args(DemandStatus), demand), "positions": Ledger(get_args(Stance), status="stance"),
    "meetings": Ledger(get_args(DueStatus), meeting, (("planned", "unknown"),)),
    "disputes": Ledger(get_args(Phase), status="phase"),
}


def entries(archive: Archive, kind: str, query: Query) -> Iterator[Item]:
    """All entries of a ledger that a query has, as of its day, the newest first; `limit` is of them all,
    `after` a cursor to go on from.

    Raises:
        ArchiveError: no entry of this ledger ever has the status that is asked for.
    """
    ledger, today = LEDGERS[kind], archive.as_of(query.as_of)
    if query.status is not None and query.status not in ledger.statuses:
        raise ArchiveError(
            f"no {kind} with {ledger.status} {query.status!r}; give one of {', '.join(ledger.statuses)}"
        )
    # looked at from an earlier day an entry may be of any status by now
    lapsed = query.status is not None and today >= archive.as_of()
    was = [first for first, then in ledger.lapses if then == query.status]
    may_be = [query.status, *was] if query.status and lapsed else None
    # who begins later is not one yet
    begun = min(query.until or today, today) if kind == "disputes" else query.until
    asked = replace(query, status=None, limit=None, until=begun)
    size = min(READ, query.limit or READ)
    rows = archive.every_item(kind, asked, size, statuses=may_be)
    found = (now for some in chunks(rows, size) for now in standing(archive, kind, some, today))
    yield from islice((now for now in found if query.status in (None, now.status)), query.limit)


def standing(archive: Archive, kind: str, items: Sequence[Item], today: str) -> Iterator[Item]:
    """Entries as they stand on a day, or as they stood; those that nobody knew of by then are left out."""
    if today < archive.as_of():
        yield from stood(archive, kind, items, today)
    else:
        yield from (on(item, LEDGERS[kind], today) for item in items)


def stood(archive: Archive, kind: str, items: Sequence[Item], today: str) -> Iterator[Item]:
    """Entries as they stood on an earlier day: without what no report had told by then;
    disputes in the phase of that day."""
    if kind == "disputes":
        moves = {
            row.id: row
            for row in archive.outlines_of(id for item in items for id in item.record.get("moves", ()))
        }
        for item in items:
            own = [moves[id] for id in item.record.get("moves", ()) if id in moves]
            if one := earlier(item, own, today):
                yield one
        return
    days = archive.first_told(kind, [item.id for item in items]) if kind == "demands" else {}
    for item in items:
        told = [r for r in item.record.get("evidence", ()) if (r.get("published") or "")[:10] <= today]
        if told:
            record = {**item.record, "evidence": told}
            if (days.get(item.id, ("", None))[1] or "") > today:  # answered later
                record |= {"status": "open", "responses": [], "because": []}
            yield on(replace(item, record=record), LEDGERS[kind], today)


def earlier(item: Item, moves: Sequence[Gathered], today: str) -> Item | None:
    """A dispute with its moves until a day, in the phase of that day; None for one that had not begun."""
    past = sorted((row.first, row.id) for row in moves if row.first and row.first <= today)
    if not past:
        return None
    scored: list[Scored] = [
        (date.fromisoformat(row.first), ontology.score(row.type, ontology.told_mode(row.type, row.mode)))
        for row in moves if row.first
    ]
    phase = phase_on(date.fromisoformat(today), scored)
    because = [
        said for said in item.record.get("because", ()) if max(DAYS.findall(said), default="") <= today
    ]
    because.append(f"{phase} on {today}, by its moves until then")
    record = {**item.record, "moves": [id for _, id in past], "phase": phase, "because": because}
    return replace(item, record=record, status=phase, last=past[-1][0])


def on(item: Item, ledger: Ledger, today: str) -> Item:
    """An entry as it stands on a day."""
    record = ledger.aged(item.record, today)
    return replace(item, record=record, status=record[ledger.status])
