"""The ledger of disputes in the archive: the blocks that wait, each a pair of parties, are computed and kept.

Knows what must be fetched for them, of acts and of the other ledgers; does not know what makes a dispute,
nor how it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from communique.archive import Archive, Block, Item, Query, Window
from communique.ledgers import admitting, calling, disputes
from communique.ledgers.moves import move
from communique.ledgers.tellings import HORIZON, Act, answer, content
from communique.occurrences.salience import FLOOR
from communique.records import Demand, Dispute, DueMeeting, HeldPosition, R, load
from communique.settle.blocks import (
    ACTS,
    Portion,
    days_of,
    parted,
    passage_of,
    shifted,
    telling,
    wake,
    words_of,
    written,
)
from communique.settle.steps import Settled

LEDGER = "disputes"
DAY = "disputes as of"  # the mark with the day by which phases were reckoned
EXCHANGE = 2  # acts of a quarrel that is shown first
ACTIVE = ("rising", "steady", "falling")


def blocks_of(act: Act) -> list[str]:
    """The blocks in which an act is filed."""
    return list(map(written, disputes.blocks_of(act)))


# --- what time and other ledgers change ---------------------------------------------------------------------


def dawn(archive: Archive, today: str) -> Settled | None:
    """Let the disputes that are alive wait where they were reckoned by another day: phases fade,
    and what was due is over."""
    if archive.mark(DAY) == today:
        return None
    alive = archive.every_item(LEDGER, statuses=ACTIVE)
    archive.put_items(LEDGER, (), (), {DAY: today}, wake=woken(alive))
    return Settled()


def woken(rows: Iterable[Item]) -> dict[Block, Window]:
    """The blocks of disputes, to wait for their last days."""
    found: dict[Block, Window] = {}
    for row in rows:
        wake(found, LEDGER, row.block, row.last)
    return found


def concerned(archive: Archive, changed: Iterable[Item]) -> dict[Block, Window]:
    """The blocks of the disputes to which entries that have changed may belong: told in the same articles,
    or of the same parties."""
    some = list(changed)
    if not some or not archive.items(LEDGER, Query(limit=1)):
        return {}
    ids = {
        id for held in archive.items_at(LEDGER, {p.article for i in some for p in telling(i)}).values()
        for id in held
    }
    near = {row.id: row for i in some for row in between(archive, i)}
    return woken((near | {row.id: row for row in archive.entries(LEDGER, ids)}).values())


def between(archive: Archive, changed: Item) -> Iterator[Item]:
    """The disputes of those who meet, or of one who holds a position,
    if they share words with what it is about."""
    codes = sorted(code for side, code in changed.parties if side != "source")
    if len(codes) > 1:
        yield from archive.items_of(
            LEDGER, map(written, combinations(codes, 2)), shifted(changed.first, -HORIZON)
        )
        return
    words = content(changed.issue)
    for code in codes if changed.kind == "positions" else ():
        for row in archive.items(
            LEDGER, Query(party=code, since=shifted(changed.first, -HORIZON), limit=500)
        ):
            if not words.isdisjoint(content(row.issue)):
                yield row


# --- the ledger ---------------------------------------------------------------------------------------------


def settle(now: Portion, today: str) -> Settled:
    """Compute some blocks that wait."""
    archive = now.archive
    items = archive.items_of(LEDGER, now.blocks)
    old = [load(Dispute, item.record) for item in items]
    told = ACTS.unpacked(archive.told(LEDGER, now.blocks, now.since, now.until))
    told = now.completed(ACTS, told, lambda acts: [d.id for d in disputes.touched(old, acts)])
    articles = {r.article for a in told.values() for r in a.reports}
    beside = ACTS.unpacked(archive.told_in(("act",), articles))
    told |= {key: a for key, a in beside.items() if key not in told}
    told = {key: a for key, a in told.items() if a.confidence >= FLOOR}
    known = {a.id for a in told.values()}
    old = now.still_told(items, old, lambda item: not known.isdisjoint(item.record["moves"]))
    answers = [answer(article, link) for article, link in archive.links(articles)]
    made = disputes.disputes(told.values(), *others(now, articles), today, answers=answers, old=old,
                             among={parted(block) for block in now.blocks})  # fmt: skip
    acts, before = {a.id: a for a in told.values()}, {item.id: item for item in items}
    return Settled(disputes=now.keep(items, [item(d, acts, before) for d in made]))


def others(now: Portion, articles: Iterable[str]
           ) -> tuple[list[Demand], list[HeldPosition], list[DueMeeting]]:  # fmt: skip
    """The entries of the other ledgers that may belong to a dispute: those that its articles tell of,
    what its parties hold and plan."""
    archive, articles = now.archive, set(articles)
    codes = {code for block in now.blocks for code in parted(block)}
    told = {
        kind: {id for ids in archive.items_at(kind, articles).values() for id in ids}
        for kind in ("demands", "positions", "meetings")
    }
    held = [block for block in archive.blocks("positions") if block.partition(" ")[0] in codes]

    def some(cls: type[R], kind: str, blocks: Iterable[str]) -> list[R]:
        rows = (*archive.entries(kind, told[kind]), *archive.items_of(kind, blocks, now.since))
        return [load(cls, i.record) for i in {i.id: i for i in rows}.values()]

    return (
        some(Demand, "demands", ()), some(HeldPosition, "positions", held),
        some(DueMeeting, "meetings", now.blocks),
    )  # fmt: skip


def item(dispute: Dispute, acts: Mapping[str, Act], before: Mapping[str, Item]) -> Item:
    """A dispute as an entry; one of which no move is at hand is found by what it was found by before."""
    moves = [acts[id] for id in dispute.moves if id in acts]
    if len(moves) < len(dispute.moves) and dispute.id in before:
        return replace(before[dispute.id], status=dispute.phase, record=dispute.to_dict(),
                       passages=tuple(passage_of(r) for a in moves for r in a.reports))  # fmt: skip
    reports = [r for a in moves for r in a.reports]
    days = sorted(a.day for a in moves if a.day)
    first, last = days_of(dispute.start, days[-1] if days else None, reports)
    parties = tuple(("party", code) for code in dispute.parties)
    return Item(
        LEDGER, dispute.id, written(disputes.pair_of(dispute)), dispute.phase, first, last, parties,
        words_of(dispute.title, dispute.issue, evidence=()), dispute.to_dict(),
        passages=tuple(map(passage_of, reports)), confidence=sureness(dispute, moves),
    )  # fmt: skip


def hostile(act: Act) -> bool:
    """Whether an act is of a quarrel: conflict, or what is asked."""
    return act.type == "REQUEST" or move(act).hostile


def sureness(dispute: Dispute, moves: Sequence[Act]) -> float:
    """How sure a dispute is: its surest act, and little where no act says what it is about, none of a party
    names the other in its own words, or a single one is of the quarrel."""
    plain = [a.confidence for a in moves if a.named]
    told = {(a.actors, a.words.casefold()) for a in moves if a.type == "REJECT" or (a.named and hostile(a))}
    if calling.plainly(dispute.issue) or not plain or len(told) < EXCHANGE:
        return admitting.DOUBTED
    return max(plain)
