"""What is new, filed for the ledgers by block: acts of occurrences; positions,
meetings and silences of articles; and which blocks wait.

Knows what wakes which block; does not know what a ledger makes of it, or any SQL.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from communique.archive import Archive, Block, Pages, Told, Window
from communique.ledgers import admitting, comebacks, outright, replies
from communique.ledgers.tellings import Act, act, meeting_told, position_told, silence
from communique.occurrences.salience import FLOOR
from communique.records import Occurrence, load
from communique.settle import deeds, demands, disputes, meetings, packing, positions
from communique.settle.blocks import wake
from communique.settle.steps import Settled, sure

FILED = "filed"  # the mark with how far occurrences have been filed: an edition and an id
PAGES = 200  # articles that are filed in one transaction
ACTS = 500  # occurrences that are filed in one
# acts that tell a meeting, or that it was called off
MEETINGS = frozenset(("CONSULT", "AGREE", "REJECT", "COOPERATE"))
# what each step files of an article
KINDS = {"file": ("position", "meeting", "silence"), "name": ("position",)}


def file_articles(archive: Archive, step: str = "file") -> Settled | None:
    """File what the next articles tell of positions, meetings and silences; None if there are none."""
    at = archive.edition()
    pages = archive.pages(step, PAGES)
    if not pages:
        return None
    told = of_positions(archive, pages)
    if step == "file":
        told += [t for page in pages for t in (*of_meetings(page), *of_silences(page))]
    numbers = [page.article.number for page in pages]
    before = [place for kind in KINDS[step] for place in archive.filed(kind, numbers)]
    woken = awoken(archive, [*before, *places(told)])
    sure(archive.file(told, articles=numbers, kinds=KINDS[step], wake=woken, step=step, at=at))
    return Settled(filed=len(pages))


def of_positions(archive: Archive, pages: Iterable[Pages]) -> list[Told]:
    """The positions of articles, each in the block of its actor and issue."""
    number = {page.article.id: page.article.number for page in pages}
    told = [
        t for page in pages for p in page.positions
        if outright.taken(page.events, p)
        and (given := position_told(page.article, p, page.text))
        and (named := outright.position(given))
        and (t := outright.resolved_in(named, page.text))
    ]
    return [
        Told(
            "position", number[t.report.article], t.id, t.day or "", ((positions.LEDGER, block),),
            packing.packed(t),
        )
        for block, t in positions.named(archive, told)
    ]


def of_meetings(page: Pages) -> Iterable[Told]:
    """The meetings of an article that name who takes part."""
    for meeting in page.meetings:
        t = meeting_told(page.article, meeting, page.text)
        if admitting.meeting(t) and admitting.sure(page.events, meeting.evidence, MEETINGS):
            blocks = tuple((meetings.LEDGER, block) for block in meetings.blocks_of(t))
            yield Told(
                "meeting", page.article.number, t.id, t.start or t.published or "", blocks, packing.packed(t)
            )


def of_silences(page: Pages) -> Iterable[Told]:
    """The silences of an article that a demand may have met, and what else it tells that came of one."""
    for told in page.nonresponses:
        t = silence(page.article, told)
        if replies.counts(t):
            blocks = tuple((demands.SILENCES, code) for code in t.actors)
            yield Told("silence", page.article.number, told.id, t.day or "", blocks, packing.packed(t))
    for t in comebacks.told(page.article, page.text, page.events):
        blocks = tuple((demands.SILENCES, code) for code in t.actors)
        yield Told("silence", page.article.number, t.source[1], t.day or "", blocks, packing.packed(t))


def file_acts(archive: Archive) -> Settled | None:
    """File the next occurrences that changed or went; None if there are none."""
    at = archive.edition()
    edition, _, last = (archive.mark(FILED) or "0|").partition("|")
    touched = archive.touched((int(edition), last), ACTS)
    if not touched:
        archive.forget_gone(int(edition))
        return None
    ids = sorted({t.id for t in touched})
    acts = acts_of(archive, ids)
    told = []
    for a in acts:
        blocks = [(demands.LEDGER, block) for block in demands.blocks_of(a)]
        blocks += [(disputes.LEDGER, block) for block in disputes.blocks_of(a) if a.confidence >= FLOOR]
        blocks += [(deeds.ACTS, block) for block in deeds.blocks_of(a)]
        told.append(Told("act", 0, a.id, a.day or "", tuple(blocks), packing.packed(a)))
    woken = awoken(archive, [*archive.filed("act", ids=ids), *places(told)])
    mark = f"{touched[-1].change}|{touched[-1].id}"
    sure(archive.file(told, ids=ids, wake=woken, marks={FILED: mark}, at=at))
    return Settled()


def acts_of(archive: Archive, ids: Iterable[str]) -> list[Act]:
    """The occurrences with these ids that are still there, as acts."""
    held = archive.held(ids)
    return [
        act(load(Occurrence, row.record), [(h.row.article.id, h.row.event) for h in held[row.id]])
        for row in archive.occurrences_of(ids)
        if row.id in held
    ]


# --- what wakes what ----------------------------------------------------------------------------------------


def places(told: Iterable[Told]) -> list[tuple[str, str, str]]:
    """Where what is told is filed: ledger, block and day."""
    return [(ledger, block, t.day) for t in told for ledger, block in t.blocks]


def awoken(archive: Archive, places: Iterable[tuple[str, str, str]]) -> dict[Block, Window]:
    """The blocks that wait once something came or went at some places: these themselves,
    and those which it may be part of as well."""
    found: dict[Block, Window] = {}
    known = cache(archive.blocks)
    for ledger, block, day in dict.fromkeys(places):
        if ledger == demands.SILENCES:
            ledger, others = demands.LEDGER, demands.reached(f"{block}<", known(demands.LEDGER))
        else:
            others = []
            if ledger != deeds.ACTS:
                wake(found, ledger, block, day)
        if ledger == demands.LEDGER and "" in demands.parted(block):
            others = demands.reached(block, known(ledger))
        if ledger == meetings.LEDGER and " " not in block:
            others = meetings.reached(block, known(ledger))
        for other in others:
            wake(found, ledger, other, day)
    return found
