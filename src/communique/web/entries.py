"""What pages share of the ledgers: entries with their reports, what is settled,
and who deals with whom of late.

Knows the ledgers' records and the kept summary; does not know HTML.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TypeVar

from communique import acts, records
from communique.archive import Archive, Gathered, Item, Query
from communique.archive.rows import Passage
from communique.knowledge import ontology
from communique.occurrences.salience import FLOOR
from communique.records import Article, Json, Record, Report, Span, load, report_of
from communique.settle.entries import LEDGERS, standing
from communique.settle.entries import entries as aged
from communique.web.downloads import Table
from communique.web.frame import Missing
from communique.web.keeping import kept
from communique.web.listing import ENTRIES, flat_record, whole
from communique.web.questions import AskError, link
from communique.wording import before

K = TypeVar("K")
T = TypeVar("T")
R = TypeVar("R", bound=Record)
WEEKS = 26  # in which a party's acts are counted by week
MONTHS = 12  # of which the summary of who deals with whom is
ANSWERS = 6  # to a demand that are shown


def unsettled(archive: Archive) -> frozenset[str]:
    """The ledgers without entries, looked at every few seconds."""
    return kept(archive, "unsettled", lambda: frozenset(
        kind for kind in LEDGERS if not archive.items(kind, Query(limit=1))
    ), 5.0)  # fmt: skip


# ---------------------------------------------------------------- entries
def read_as(cls: type[R], item: Item) -> R:
    """An entry as its record."""
    return load(cls, item.record)


demand = partial(read_as, records.Demand)
position = partial(read_as, records.HeldPosition)
meeting = partial(read_as, records.DueMeeting)


def every(archive: Archive, kind: str, query: Query, today: str) -> Iterator[Item]:
    """All entries of a ledger that a query has, as they stand today, at most its `limit`;
    raises AskError for a status that none ever has."""
    statuses = LEDGERS[kind].statuses
    if query.status is not None and query.status not in statuses:
        raise AskError(f"status: no {kind} are {query.status!r}; give one of {', '.join(statuses)}")
    return aged(archive, kind, replace(query, as_of=today))


def sure_enough(query: Query) -> Query:
    """A question with the floor of what is shown first, where it asks for none."""
    return query if query.min_confidence is not None else replace(query, min_confidence=FLOOR)


def left_out(archive: Archive, kind: str, query: Query) -> int:
    """How many entries a question leaves out for their confidence alone."""
    asked = replace(query, limit=None, after=None)
    every_one = replace(asked, min_confidence=None)
    return settled(
        archive, ("left out", kind, asked),
        lambda: archive.count_items(kind, every_one) - archive.count_items(kind, asked),
    )  # fmt: skip


def by_id(archive: Archive, kind: str, id: str, today: str) -> Item:
    """The entry with this id as it stands today; raises Missing."""
    found = of_ids(archive, kind, [id], today)
    if not found:
        raise Missing(
            f"there is no {kind.rstrip('s')} {id!r}; it may be one with another by now, or not known yet on "
            f"{today}"
        )
    return found[0]


def of_ids(archive: Archive, kind: str, ids: Iterable[str], today: str) -> list[Item]:
    """The entries with these ids as they stand today, in the order of the ids;
    those that are no more are left out."""
    wanted = list(dict.fromkeys(map(str, ids)))
    found = {item.id: item for item in archive.entries(kind, wanted)}
    there = [found[id] for id in wanted if id in found]
    return list(standing(archive, kind, there, today))


def settled(archive: Archive, key: Hashable, make: Callable[[], T]) -> T:
    """What follows from settled things alone: kept as long as the archive's edition is the same."""
    return kept(archive, key, make, version=kept(archive, "edition", archive.edition, 1.0))


def table(archive: Archive, kind: str, query: Query, today: str) -> Table:
    """All entries of a query, to download."""
    everything = replace(query, limit=None, after=None)
    return Table(
        kind, lambda: (flat_record(as_row(kind, item)) for item in every(archive, kind, everything, today))
    )


def as_row(kind: str, item: Item) -> Json:
    """An entry with all its keys."""
    if kind in ENTRIES:
        return whole(ENTRIES[kind], item.record)
    record = whole(records.Dispute, item.record)
    del record["because"]
    return record


# ---------------------------------------------------------------- answers
@dataclass(frozen=True, slots=True)
class Answered:
    """What came back to a demand: its kind, the happening, None where it is none (silence)
    or not kept any more, and its reports."""

    kind: str
    act: Gathered | None
    words: tuple[Report, ...] = ()


def answers(archive: Archive, one: records.Demand) -> list[Answered]:
    """What came back to a demand, with the words of where the ledger says that it is told."""
    if not one.responses:
        return []
    return settled(archive, ("answers", one.id, one.responses), lambda: answered(archive, one))


def answered(archive: Archive, one: records.Demand) -> list[Answered]:
    """What came back to a demand, looked up; where its act is not known,
    with the words of a place that no known act has."""
    places = [p for p in archive.passages_of("demands", [one.id]) if p.answer][:ANSWERS]
    articles = dict.fromkeys(p.article for p in places)
    pairs = ((r.event, archive.occurrence(article, r.event))
             for r in one.responses[:ANSWERS] for article in articles)  # fmt: skip
    found = {id: row for id, row in pairs if row is not None}
    known = {article for row in found.values() for article, _ in row.events}
    told = (passage(archive.article(p.article), p) for p in places if p.article not in known)
    rest = list(islice(filter(None, told), 1))
    acts_ = ((r.kind, found.get(r.event)) for r in one.responses)
    return [Answered(kind, act, tuple(reports(act) if act else rest)) for kind, act in acts_]


def passage(page: Article | None, place: Passage) -> Report | None:
    """A place in an article as a report; None where the article is not kept."""
    if page is None:
        return None
    return report_of(page, Span(place.start, place.end, page.text[place.start : place.end]))


def reports(row: Gathered | None) -> list[Report]:
    """The reports of a happening."""
    return [load(Report, r) for r in row.record.get("reports", ())] if row is not None else []


# ---------------------------------------------------------------- who deals with whom
class Dealt(Counter[int]):
    """What one did to another of late: how many acts of each quad class."""

    @property
    def conflict(self) -> int:
        """Those that are conflict, verbal or material."""
        return self[3] + self[4]


@dataclass(frozen=True, slots=True)
class Summary:
    """Who did how much to whom from month to month; copies are left out."""

    since: str
    until: str
    dealt: Mapping[tuple[str, str], Dealt]


def summary(archive: Archive, since: str | None = None, until: str | None = None) -> Summary:
    """Who dealt with whom between two months, by default in the last twelve that have data."""
    last = until or archive.as_of()[:7]
    first = since or month_before(last, MONTHS - 1)
    return kept(archive, ("summary", first, last), lambda: summed(archive, first, last))


def of_party(archive: Archive, code: str, today: str) -> list[Gathered]:
    """What a party did, or had done to it, in the last half year, in outline."""
    since = before(today, 7 * WEEKS - 1)
    return settled(
        archive, ("of party", code, today), lambda: acts.stretch(archive, since, today, Query(party=code))
    )


def summed(archive: Archive, since: str, until: str) -> Summary:
    """Who dealt with whom between two months."""
    dealt: dict[tuple[str, str], Dealt] = defaultdict(Dealt)
    for actor, recipient, quad_, count in archive.dealt(since, until):
        dealt[actor, recipient][quad_] += count
    return Summary(since[:7], until[:7], dict(dealt))


def month_before(month: str, back: int) -> str:
    """The month so many before another."""
    number = int(month[:4]) * 12 + int(month[5:7]) - 1 - back
    return f"{number // 12:04}-{number % 12 + 1:02}"


def quad(kind: str) -> int:
    """The quad class of a type of act, verbal cooperation for one that is not in the code book."""
    return ontology.quad_or(kind, 1)


def by_period(rows: Iterable[Gathered], of: Callable[[str], K]) -> Mapping[K, Dealt]:
    """How many happenings of each quad class there are in each period, `of` gives that of a day."""
    found: dict[K, Dealt] = defaultdict(Dealt)
    for row in rows:
        found[of(row.first)][quad(row.type)] += 1
    return found


def busiest(found: Summary, most: int) -> list[tuple[str, str, Dealt]]:
    """The pairs that dealt most with one another, both directions together."""
    both: dict[tuple[str, str], Dealt] = defaultdict(Dealt)
    for (one, other), dealt in found.dealt.items():
        if one != other:
            both[min(one, other), max(one, other)].update(dealt)
    ranked = sorted(both.items(), key=lambda pair: (-pair[1].total(), pair[0]))[:most]
    return [(*pair, dealt) for pair, dealt in ranked]


def party(code: str) -> str:
    """The page of a country."""
    return link("/actor", party=code)


def of_class(**given: object) -> Callable[[int], str]:
    """Where the bars of some acts lead, by quad class."""
    return lambda quad: link("/events", None, **given, quad=quad)
