"""What all ledgers share: which blocks wait, what else must be at hand to compute them,
and which entries have changed by it.

Knows blocks, days and passages; does not know what an entry says, or any SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, TypeVar

from communique.archive import Archive, Block, Item, Passage, Told, Window
from communique.ledgers.tellings import HORIZON, Act
from communique.records import Demand, Dispute, DueMeeting, HeldPosition, Report
from communique.settle.packing import unpacked
from communique.settle.steps import sure
from communique.text.days import parse_day

FIRST, LAST = "0000-01-01", "9999-12-31"
NONE: Window = (LAST, FIRST)  # of what has no known day; any other window widens it
PORTION = 20_000  # tellings in the blocks that are computed in one transaction
ROUNDS = 4  # what is part of an entry of which a telling is at hand, and what is part of an entry of that
Key = tuple[str, int, str]
E = TypeVar("E", bound=Demand | Dispute | DueMeeting | HeldPosition)
T = TypeVar("T")


def portion(archive: Archive, ledger: str) -> Portion | None:
    """The next blocks of a ledger that wait; None if there are none."""
    at = archive.edition()
    waiting = archive.awake(ledger, PORTION)
    if not waiting:
        return None
    first, last = min(w.first for w in waiting), max(w.last for w in waiting)
    if first > last:  # nothing new has a day
        first, last = FIRST, LAST
    blocks = frozenset(w.block for w in waiting)
    since, until = shifted(first, -HORIZON), shifted(last, HORIZON)
    return Portion(archive, ledger, at, blocks, first, last, since, until)


def written(block: tuple[str, ...]) -> str:
    """A block as the archive keeps it: "CHN JPN", "FRA one-China principle"."""
    return " ".join(block)


def parted(block: str) -> tuple[str, str]:
    """A block of two parts from what the archive keeps."""
    one, _, other = block.partition(" ")
    return one, other


def shifted(day: str, days: int) -> str:
    """A day so many days on; what cannot be reckoned with is as good as open."""
    known = parse_day(day)
    try:
        return f"{known + timedelta(days=days)}" if known else FIRST if days < 0 else LAST
    except OverflowError:
        return FIRST if days < 0 else LAST


def wake(into: dict[Block, Window], ledger: str, block: str, day: str) -> None:
    """Add a block and a day of what is new in it to those that wait."""
    first, last = into.get((ledger, block), NONE)
    into[ledger, block] = (min(first, day), max(last, day)) if day else (first, last)


# --- what must be at hand -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """What a ledger is computed from: the name of its kind in the archive, how it is unpacked,
    and the reports that tell it."""

    name: str
    unpack: Callable[[Told], T]
    reports: Callable[[T], Iterable[Report]]

    def unpacked(self, found: Mapping[Key, Told]) -> dict[Key, T]:
        """Those of some tellings that are of this kind."""
        return {key: self.unpack(t) for key, t in found.items() if t.kind == self.name}


ACTS: Kind[Act] = Kind("act", lambda t: unpacked(Act, t.record), lambda act: act.reports)


@dataclass(frozen=True, slots=True)
class Portion:
    """Blocks of a ledger that are computed at one go, and the days within which their tellings are needed;
    `at` is the archive's edition."""

    archive: Archive
    ledger: str
    at: int
    blocks: frozenset[str]
    first: str
    last: str
    since: str
    until: str

    def not_elsewhere(self, kind: Kind[T], found: Mapping[Key, Told], old: Iterable[Item]) -> dict[Key, T]:
        """What is told, without that of neighbouring blocks which is part of an entry that is not computed
        now."""
        told = kind.unpacked(found)
        ours = self.blocks
        near = {key: t for key, t in told.items() if ours.isdisjoint(b for _, b in found[key].blocks)}
        articles = {r.article for t in near.values() for r in kind.reports(t)}
        held = self.archive.items_at(self.ledger, articles) if near else {}
        known = {item.id for item in old}
        at = {passage[:3]: ids for passage, ids in held.items()}
        for answer in (True, False):  # what tells an entry counts before what answers one
            at |= {passage[:3]: ids for passage, ids in held.items() if passage.answer is answer}
        foreign = {
            key for key, t in near.items() for r in kind.reports(t)
            if (ids := at.get(passage_of(r)[:3])) and ids.isdisjoint(known)
        }
        return {key: t for key, t in told.items() if key not in foreign}

    def completed(
        self, kind: Kind[T], told: dict[Key, T], touched: Callable[[Iterable[T]], Iterable[str]]
    ) -> dict[Key, T]:
        """What is told, with all else that the old entries are made from of which some of it is part;
        `touched` gives the ids of those."""
        known: set[str] = set()
        for _ in range(ROUNDS):
            fresh = set(touched(told.values())) - known
            known |= fresh
            have = {passage_of(r)[:3] for t in told.values() for r in kind.reports(t)}
            wanted = {p[:3] for p in self.archive.passages_of(self.ledger, fresh)} - have if fresh else set()
            if not wanted:
                return told
            more = kind.unpacked(self.archive.told_in((kind.name,), {article for article, *_ in wanted}))
            told |= {
                key: t for key, t in more.items()
                if key not in told and any(passage_of(r)[:3] in wanted for r in kind.reports(t))
            }
        return told

    def still_told(self, items: Iterable[Item], old: Iterable[E], at_hand: Callable[[Item], bool]) -> list[E]:
        """The old entries but for those of which nothing is told any more: they are of days in which
        something came or went, and nothing was found."""
        alive = {i.id for i in items if at_hand(i) or i.first > self.last or i.last < self.first}
        alive |= {i.id for i in items if self.blocks.isdisjoint((i.block, *i.also))}
        return [one for one in old if one.id in alive]

    def keep(
        self, old: Sequence[Item], made: Sequence[Item], *,
        others: Callable[[Archive, Iterable[Item]], Mapping[Block, Window]] | None = None,
    ) -> int:
        """Keep the entries of the blocks in the place of the old ones; gives how many were written or went.

        `others` says which blocks of other ledgers wait by what changed.

        What is left of an entry of a neighbouring block is none any more once all that tells it has gone into
        one that was made.
        """
        before, after = {item.id: item for item in old}, {item.id: item for item in made}
        ids = {id for id, item in before.items() if not self.blocks.isdisjoint((item.block, *item.also))}
        told = {p for item in made for p in item.passages if not p.answer}
        rest = before.keys() - ids - after.keys()
        spent = {id for id in rest if (own := telling(before[id])) and own <= told}
        gone = (ids | spent) - after.keys()
        changed = [item for id, item in after.items() if id not in before or aside(before[id]) != aside(item)]
        woken = others(self.archive, [*changed, *(before[id] for id in gone)]) if others else {}
        put = self.archive.put_items
        sure(put(self.ledger, (), changed, gone=gone, served=self.blocks, wake=woken, at=self.at))
        return len(changed) + len(gone)


def passage_of(r: Report, answer: bool = False) -> Passage:
    """The passage of a report."""
    return Passage(r.article, r.span.start, r.span.end, answer)


# --- what has changed ---------------------------------------------------------------------------------------


def aside(item: Item) -> dict[str, Any]:
    """An entry's JSON, and how it stands, without its age."""
    return {**item.record, "age_days": None, "status": item.status}


def evident(passages: Iterable[Passage]) -> Callable[[Item], bool]:
    """What says whether any of some passages tells an entry."""
    known = set(passages)
    return lambda item: not known.isdisjoint(telling(item))


def telling(item: Item) -> set[Passage]:
    """The passages that tell an entry, from its JSON."""
    return {
        Passage(r["article"], r["span"]["start"], r["span"]["end"]) for r in item.record.get("evidence", ())
    }


def words_of(*some: str, evidence: Iterable[Report]) -> str:
    """The words by which an entry is found: its own and those of its reports, each once."""
    return "\n".join(dict.fromkeys([*filter(None, some), *(r.span.text for r in evidence)]))


def days_of(first: str | None, last: str | None, evidence: Iterable[Report]) -> tuple[str, str]:
    """The first and last day of an entry, else those of its reports; "" where nothing settles them."""
    published = sorted(r.published[:10] for r in evidence if r.published)
    begin = first or (published[0] if published else "")
    return begin, max(begin, last or (published[-1] if published else ""))
