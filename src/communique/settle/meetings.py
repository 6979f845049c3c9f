"""The ledger of meetings in the archive: the blocks that wait, each two who meet or one of whom it is told,
are computed and kept.

Knows what must be fetched for them; does not know which tellings are of one meeting, nor what became of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from communique.archive import Archive, Item, Passage, Told
from communique.ledgers import admitting, meetings
from communique.ledgers.meetings import Block
from communique.ledgers.tellings import Act, MeetingTold
from communique.records import DueMeeting, Report, load
from communique.settle import packing
from communique.settle.blocks import (
    completed,
    days_of,
    evident,
    keep,
    not_elsewhere,
    passage_of,
    portion,
    still_told,
    words_of,
)
from communique.settle.disputes import concerned
from communique.settle.steps import Settled

LEDGER = "meetings"
HELD = ("actual", "historical")  # acts that may stand for a meeting which took place


def written(block: Block) -> str:
    """A block as the archive keeps it: "CHN JPN", or one alone."""
    return " ".join(block)


def parted(block: str) -> Block:
    """A block from what the archive keeps."""
    return tuple(block.split(" "))


def blocks_of(told: MeetingTold) -> list[str]:
    """The blocks in which a telling is filed."""
    return list(map(written, meetings.blocks_of(told)))


def blocks_of_act(act: Act) -> list[str]:
    """The blocks in which an act is filed that may stand for a meeting of which no article has one."""
    stands = (
        act.type == "CONSULT"
        and act.status in HELD
        and act.reports
        and len({*act.actors, *act.recipients}) > 1
    )
    return list(map(written, meetings.pairs((*act.actors, *act.recipients)))) if stands else []


def reached(block: str, known: Iterable[str]) -> list[str]:
    """The known blocks that are touched by what stands in one: where only one side is named, all with it."""
    return [other for other in known if block in other.split(" ")] if " " not in block else []


def settle(archive: Archive, today: str) -> Settled | None:
    """Compute the next blocks that wait; None if there are none."""
    now = portion(archive, LEDGER)
    if now is None:
        return None
    around = now.blocks | {written(near) for block in now.blocks for near in meetings.beside(parted(block))}
    found = archive.told(LEDGER, around, now.since, now.until)
    told = {key: unpacked(t) for key, t in found.items()}
    items = archive.items_of(LEDGER, around, now.since)
    old = [load(DueMeeting, dict(item.record)) for item in items]
    beside = [key for key, t in found.items() if now.blocks.isdisjoint(block for _, block in t.blocks)]
    told = not_elsewhere(archive, LEDGER, told, beside, reports_of, items)
    told = completed(
        archive, LEDGER, ("meeting", "act"), told, lambda some: touched(old, some), reports_of, unpacked
    )
    alive = {
        i.id
        for i in still_told(now, items, evident(passage_of(r) for t in told.values() for r in reports_of(t)))
    }
    old = [m for m in old if m.id in alive]
    acts = [t for t in told.values() if isinstance(t, Act) and blocks_of_act(t)]
    made = meetings.due([t for t in told.values() if isinstance(t, MeetingTold)], acts, today, old)
    by_passage: dict[Passage, list[MeetingTold]] = {}
    for t in told.values():
        if isinstance(t, MeetingTold):
            by_passage.setdefault(passage_of(t.report), []).append(t)
    before = {i.id: i.confidence for i in items}
    kept = [
        replace(item(m), confidence=sureness(m, by_passage, before))
        for m in made
        if not now.blocks.isdisjoint(map(written, meetings.pairs(m.participants)))
    ]
    return Settled(meetings=keep(archive, LEDGER, now, items, kept, others=concerned))


def sureness(
    meeting: DueMeeting, told: Mapping[Passage, Sequence[MeetingTold]], before: Mapping[str, float]
) -> float:
    """How sure those who met are by the tellings at hand; what is not at hand was seen before,
    and what only an act tells is as sure as that."""
    here = [t for r in meeting.evidence for t in told.get(passage_of(r), ())]
    return admitting.sureness(here, meeting.participants) if here else before.get(meeting.id, admitting.PLAIN)


def unpacked(t: Told) -> MeetingTold | Act:
    """A telling of a meeting, or an act that may be one."""
    return packing.meeting(t.record) if t.kind == "meeting" else packing.act(t.record)


def touched(old: list[DueMeeting], told: Iterable[MeetingTold | Act]) -> list[str]:
    """The ids of the old meetings that some tellings or acts are part of."""
    passages = {passage_of(r) for t in told for r in reports_of(t)}
    return [m.id for m in old if any(passage_of(r) in passages for r in m.evidence)]


def reports_of(told: MeetingTold | Act) -> tuple[Report, ...]:
    """The reports of a telling or an act."""
    return told.reports if isinstance(told, Act) else (told.report,)


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
