"""What pages share of the ledgers: entries with their reports, what is settled, and who deals with whom of late.

Knows the ledgers' records and the kept summary; does not know HTML.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Any

from communique.archive import Archive, Gathered, Item, Query
from communique.errors import CommuniqueError
from communique.knowledge import ontology
from communique.records import Demand, DueMeeting, HeldPosition, Json, Record, Report, load
from communique.web.downloads import Table
from communique.web.frame import STALE_DAYS, Missing
from communique.web.keeping import kept
from communique.web.listing import entries, flat_record
from communique.web.questions import link

SETTLED_AT = "settled_at"  # the mark under which a run of `settle` may leave its moment
MONTHS = 12  # of which the summary of who deals with whom is
LOOKED = 5000  # entries that are looked through for one by its id
ACTS = 300  # happenings between two that are looked through for an answer


@dataclass(frozen=True, slots=True)
class State:
    """How far the archive is settled: newest day, what waits and since which day's articles, whether that is old, ledgers without entries."""

    newest: str
    waiting: int
    since: str
    settled_at: str | None
    stale: bool
    unsettled: frozenset[str]


def state(archive: Archive) -> State:
    """How far the archive is settled, looked at every few seconds."""
    return kept(archive, "state", lambda: looked(archive), 5.0)


def looked(archive: Archive) -> State:
    """How far the archive is settled."""
    newest = archive.articles(Query(limit=1))
    day = newest[0].article.day if newest else ""
    waiting = sum(archive.waiting().values())
    first = first_waiting(archive) if waiting else ""
    empty = frozenset(kind for kind in ("demands", "positions", "meetings", "disputes") if not archive.items(kind, Query(limit=1)))
    never = bool(newest) and archive.method() is None
    old = bool(waiting and first and day) and date.fromisoformat(day) - date.fromisoformat(first) > timedelta(STALE_DAYS)
    return State(day, waiting, first, archive.mark(SETTLED_AT), never or old, empty)


def first_waiting(archive: Archive) -> str:
    """The day of the first article that waits to be settled."""
    unsigned = archive.unsigned(1)
    if unsigned:
        return (unsigned[0].published or "")[:10]
    rows = archive.unsettled(1)
    return rows[0].row.article.day if rows else ""


# ---------------------------------------------------------------- entries
def demand(item: Item) -> Demand:
    """A demand from its entry."""
    return load(Demand, dict(item.record))


def position(item: Item) -> HeldPosition:
    """A position from its entry."""
    return load(HeldPosition, dict(item.record))


def meeting(item: Item) -> DueMeeting:
    """A meeting from its entry."""
    return load(DueMeeting, dict(item.record))


def by_id(archive: Archive, kind: str, id: str, hint: Query) -> Item:
    """The entry with this id, sought among those of the hint first; raises Missing."""
    for query in dict.fromkeys((hint, Query())):
        found = next((item for item in islice(entries(archive, kind, query), LOOKED) if item.id == id), None)
        if found is not None:
            return found
    raise Missing(f"there is no {kind.rstrip('s')} {id!r}; it may be one with another by now")


def of_ids(archive: Archive, kind: str, ids: Iterable[str], hints: Iterable[Query]) -> list[Item]:
    """The entries with these ids among those that the hints have, in the order of the ids."""
    wanted = list(dict.fromkeys(map(str, ids)))
    found: dict[str, Item] = {}
    for hint in hints:
        if all(id in found for id in wanted):
            break
        found |= {item.id: item for item in islice(entries(archive, kind, hint), LOOKED) if item.id in wanted}
    return [found[id] for id in wanted if id in found]


def table(archive: Archive, kind: str, query: Query) -> Table:
    """All entries of a query, to download."""
    everything = replace(query, limit=None, after=None)
    return Table(kind, lambda: (flat_record(as_row(kind, item)) for item in entries(archive, kind, everything)))


RECORDS: Mapping[str, type[Record]] = {"demands": Demand, "positions": HeldPosition, "meetings": DueMeeting}


def as_row(kind: str, item: Item) -> Json:
    """An entry with all its keys."""
    return load(RECORDS[kind], dict(item.record)).to_dict() if kind in RECORDS else {"id": item.id, **flat(item.record)}


def flat(record: Mapping[str, Any]) -> Json:
    """A record whose keys may be missing, in the order that all of its kind have."""
    keys = ("title", "parties", "issue", "start", "trigger", "phase", "moves", "demands", "positions", "third_parties", "bodies", "due")
    return {key: record.get(key) for key in keys}


# ---------------------------------------------------------------- answers
@dataclass(frozen=True, slots=True)
class Answered:
    """What came back to a demand: its kind, and the happening with its words, None where it is not kept any more."""

    kind: str
    act: Gathered | None


class Answers:
    """Finds the acts that answer demands among those between the same two, each pair looked at once."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.seen: dict[tuple[str, str, str | None], dict[str, Gathered]] = {}

    def of(self, one: Demand) -> list[Answered]:
        """What came back to a demand."""
        if not one.responses:
            return []
        wanted = {r.event for r in one.responses}
        found: dict[str, Gathered] = {}
        for by in one.of[:3]:
            for of in one.by[:3]:
                found |= {id: act for id, act in self.between(by, of, one.first).items() if id in wanted}
        for by in one.of[:3] if wanted - found.keys() else ():
            found |= {id: act for id, act in self.between(by, "", one.first).items() if id in wanted}
        return [Answered(r.kind, found.get(r.event)) for r in one.responses]

    def between(self, by: str, of: str, since: str | None) -> dict[str, Gathered]:
        """Happenings from one to another (or to anyone) since a day, by the ids of their events and their own."""
        key = (by, of, since)
        if key not in self.seen:
            query = Query(actor=by, recipient=of or None, since=since, limit=ACTS)
            rows = self.archive.occurrences(query)
            self.seen[key] = {id: row for row in rows for id in (row.id, *(event for _, event in row.events))}
        return self.seen[key]


def reports(row: Gathered | None) -> list[Report]:
    """The reports of a happening."""
    return [load(Report, dict(r)) for r in row.record.get("reports", ())] if row is not None else []


# ---------------------------------------------------------------- who deals with whom
@dataclass(slots=True)
class Dealt:
    """What one did to another of late: how many acts of each quad class."""

    quads: Counter[int]

    @property
    def total(self) -> int:
        """All acts."""
        return self.quads.total()

    @property
    def conflict(self) -> int:
        """Those that are conflict, verbal or material."""
        return self.quads[3] + self.quads[4]


@dataclass(frozen=True, slots=True)
class Summary:
    """Who did how much to whom from month to month; copies are left out."""

    since: str
    until: str
    dealt: Mapping[tuple[str, str], Dealt]


def summary(archive: Archive, since: str | None = None, until: str | None = None) -> Summary:
    """Who dealt with whom between two months, by default in the last twelve that have data."""
    last = until or months_until(archive)
    first = since or month_before(last, MONTHS - 1)
    return kept(archive, ("summary", first, last), lambda: summed(archive, first, last))


def months_until(archive: Archive) -> str:
    """The month of the newest data."""
    return (state(archive).newest or date.today().isoformat())[:7]


def summed(archive: Archive, since: str, until: str) -> Summary:
    """Who dealt with whom between two months."""
    dealt: dict[tuple[str, str], Dealt] = defaultdict(lambda: Dealt(Counter()))
    for row in archive.dyad_months(since=since, until=until):
        dealt[row.actor, row.recipient].quads[row.quad] += row.events
    return Summary(since[:7], until[:7], dict(dealt))


def month_before(month: str, back: int) -> str:
    """The month so many before another."""
    number = int(month[:4]) * 12 + int(month[5:7]) - 1 - back
    return f"{number // 12:04}-{number % 12 + 1:02}"


def score(kind: str) -> float:
    """The score of a type of act; 0 for one that is not in the code book."""
    try:
        return ontology.score(kind)
    except CommuniqueError:
        return 0.0


def quad(kind: str) -> int:
    """The quad class of a type of act, verbal cooperation for one that is not in the code book."""
    try:
        return ontology.quad(kind)
    except CommuniqueError:
        return 1


def busiest(found: Summary, most: int) -> list[tuple[str, str, Dealt]]:
    """The pairs that dealt most with one another, both directions together."""
    both: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for (one, other), dealt in found.dealt.items():
        if one != other:
            both[min(one, other), max(one, other)].update(dealt.quads)
    ranked = sorted(both.items(), key=lambda pair: (-pair[1].total(), pair[0]))[:most]
    return [(one, other, Dealt(quads)) for (one, other), quads in ranked]


def party(code: str) -> str:
    """The page of a country."""
    return link("/actor", party=code)


