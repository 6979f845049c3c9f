"""The ledger of meetings in the archive: the blocks that wait, each two who meet or one of whom it is told,
are computed and kept.

Knows what must be fetched for them; does not know which tellings are of one meeting, nor what became of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from communique import grouping
from communique.archive import Item, Passage
from communique.ledgers import admitting, meetings
from communique.ledgers.tellings import MeetingTold, told_by
from communique.records import DueMeeting, load
from communique.settle.blocks import Kind, Portion, days_of, evident, passage_of, words_of, written
from communique.settle.disputes import concerned
from communique.settle.packing import unpacked
from communique.settle.steps import Settled

LEDGER = "meetings"
TOLD: Kind[MeetingTold] = Kind("meeting", lambda t: unpacked(MeetingTold, t.record), lambda t: (t.report,))


def blocks_of(told: MeetingTold) -> list[str]:
    """The blocks in which a telling is filed."""
    return list(map(written, meetings.blocks_of(told)))


def reached(block: str, known: Iterable[str]) -> list[str]:
    """The known blocks that are touched by what stands in one: where only one side is named, all with it."""
    return [other for other in known if block in other.split(" ")] if " " not in block else []


def settle(now: Portion, today: str) -> Settled:
    """Compute some blocks that wait."""
    archive = now.archive
    parted = (tuple(block.split(" ")) for block in now.blocks)
    around = now.blocks | {written(near) for block in parted for near in meetings.beside(block)}
    found = archive.told(LEDGER, around, now.since, now.until)
    items = archive.items_of(LEDGER, around, now.since)
    old = [load(DueMeeting, item.record) for item in items]
    told = now.not_elsewhere(TOLD, found, items)
    told = now.completed(TOLD, told, lambda some: [m.id for m in told_by(old, (t.report for t in some))])
    old = now.still_told(items, old, evident(passage_of(t.report) for t in told.values()))
    made = meetings.due(told.values(), today, old)
    by_passage = grouping.lists((passage_of(t.report), t) for t in told.values())
    before = {i.id: i.confidence for i in items}
    kept = [
        replace(item(m), confidence=sureness(m, by_passage, before))
        for m in made
        if not now.blocks.isdisjoint(map(written, meetings.pairs(m.participants)))
    ]
    return Settled(meetings=now.keep(items, kept, others=concerned))


def sureness(
    meeting: DueMeeting, told: Mapping[Passage, Sequence[MeetingTold]], before: Mapping[str, float]
) -> float:
    """How sure those who met are by the tellings at hand; what is not at hand was seen before."""
    here = [t for r in meeting.evidence for t in told.get(passage_of(r), ())]
    return admitting.sureness(here, meeting.participants) if here else before.get(meeting.id, admitting.PLAIN)


def item(meeting: DueMeeting) -> Item:
    """A meeting as an entry."""
    first, last = days_of(meeting.start, meeting.end or meeting.start, meeting.evidence)
    block, *also = map(written, meetings.pairs(meeting.participants))
    return Item(
        LEDGER, meeting.id, block, meeting.status, first, last,
        tuple(("party", code) for code in meeting.participants),
        words_of(meeting.kind, evidence=meeting.evidence), meeting.to_dict(), tuple(also),
        tuple(map(passage_of, meeting.evidence)),
    )  # fmt: skip
