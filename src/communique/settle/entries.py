"""The entries of ledgers as they stand on a day: a demand grows old and a planned meeting overdue without anything being written.

Knows which entries time alone changes; does not know how an entry came to be, or any SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args

from communique.archive import Archive, Item, Query
from communique.errors import ArchiveError
from communique.ledgers import demands, meetings
from communique.records import Demand, DemandStatus, DueMeeting, DueStatus, Phase, Stance, load

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
    return demands.aged(load(Demand, dict(record)), today).to_dict()


def meeting(record: Mapping[str, Any], today: str) -> dict[str, Any]:
    """A meeting as it stands on a day."""
    return meetings.aged(load(DueMeeting, dict(record)), today).to_dict()


LEDGERS = {
    "demands": Ledger(get_args(DemandStatus), demand),
    "positions": Ledger(get_args(Stance), status="stance"),
    "meetings": Ledger(get_args(DueStatus), meeting, (("planned", "unknown"),)),
    "disputes": Ledger(get_args(Phase), status="phase"),
}


def entries(archive: Archive, kind: str, query: Query) -> Iterator[Item]:
    """All entries of a ledger that a query has, as of its day, the newest first; `limit` is of them all, `after` a cursor to go on from.

    Raises:
        ArchiveError: no entry of this ledger ever has the status that is asked for.
    """
    ledger, today = LEDGERS[kind], archive.as_of(query.as_of)
    if query.status is not None and query.status not in ledger.statuses:
        raise ArchiveError(f"no {kind} with {ledger.status} {query.status!r}; give one of {', '.join(ledger.statuses)}")
    may_be = [query.status, *(was for was, then in ledger.lapses if then == query.status)] if query.status else None
    left, size = query.limit, min(READ, query.limit or READ)
    asked = replace(query, status=None, limit=size)
    while left is None or left > 0:
        rows = archive.items(kind, asked, statuses=may_be)
        for row in rows:
            now = on(row, ledger, today)
            if left != 0 and query.status in (None, now.status):
                left = None if left is None else left - 1
                yield now
        if len(rows) < size:
            return
        asked = replace(asked, after=rows[-1].cursor)


def on(item: Item, ledger: Ledger, today: str) -> Item:
    """An entry as it stands on a day."""
    record = ledger.aged(item.record, today)
    return replace(item, record=record, status=record[ledger.status])
