"""The ledger of positions in the archive: the blocks that wait, each an actor and an issue,
are computed and kept.

Knows what must be fetched for them, and which issues the user has named;
does not know when a formula has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from communique.archive import Archive, Item, Told
from communique.ledgers import issues, positions
from communique.ledgers.issues import Issue
from communique.ledgers.positions import Block
from communique.ledgers.tellings import PositionTold, told_by
from communique.records import HeldPosition, load
from communique.settle.blocks import Kind, Portion, days_of, evident, parted, passage_of, words_of, written
from communique.settle.disputes import concerned
from communique.settle.packing import unpacked
from communique.settle.steps import Settled

LEDGER = "positions"
ISSUES = "issues"  # the mark with the text of the user's issues.toml under which positions stand


# --- the user's issues --------------------------------------------------------------------------------------


def own(archive: Archive) -> tuple[Issue, ...]:
    """The user's issues with which the archive was settled last."""
    return issues.parsed(archive.mark(ISSUES) or "", f"{archive.where}: the issues kept there")


def adopt(archive: Archive, path: Path) -> bool:
    """Put positions under the issues of a file from now on; gives whether they differ from before,
    so that all wait to be computed anew.

    Raises:
        KnowledgeError: the file cannot be read, or an entry is faulty; nothing is changed then.
    """
    text = issues.text_of(path)
    if issues.parsed(text, f"{path}") == own(archive):
        return False
    archive.rename(ISSUES, text)
    return True


def named(archive: Archive, told: Iterable[PositionTold]) -> list[tuple[str, PositionTold]]:
    """Positions with the blocks in which they are filed;
    those that are filed already keep the names of their issues."""
    known = {parted(block)[1] for block in archive.blocks(LEDGER)}
    return [(written(block), t) for block, t in positions.named(told, sorted(known), own(archive))]


# --- the ledger ---------------------------------------------------------------------------------------------


def settle(now: Portion, today: str) -> Settled:
    """Compute some blocks that wait."""
    archive = now.archive
    items = archive.items_of(LEDGER, now.blocks)
    old = [load(HeldPosition, item.record) for item in items]
    block_at = {passage_of(r): (p.actor, p.issue) for p in old for r in p.evidence}
    found = archive.told(LEDGER, now.blocks, now.since, now.until)
    told = {k: (parted(t.blocks[0][1]), unpacked(PositionTold, t.record)) for k, t in found.items()}

    def placed(t: Told) -> tuple[Block, PositionTold]:
        """A position that is part of an old entry, in that one's block."""
        position = unpacked(PositionTold, t.record)
        return block_at.get(passage_of(position.report), (position.actor, position.issue)), position

    at_edge = edges(old, now)
    kind: Kind[tuple[Block, PositionTold]] = Kind("position", placed, lambda told: (told[1].report,))
    told = now.completed(
        kind, told, lambda some: [*(p.id for p in told_by(old, (t.report for _, t in some))), *at_edge]
    )
    old = now.still_told(items, old, evident(passage_of(t.report) for _, t in told.values()))
    made = positions.held(told.values(), today, old)
    return Settled(positions=now.keep(items, [item(p) for p in made], others=concerned))


def edges(old: Sequence[HeldPosition], now: Portion) -> list[str]:
    """The ids of the last formulas before the days at hand and the first after them:
    one that is still held is no new one."""
    found: dict[tuple[str, ...], HeldPosition] = {}
    for p in sorted(old, key=lambda p: (p.first or "", p.id)):
        line = (p.actor, p.issue, p.ascribed_by or "", "asks" if p.stance == "asks" else "")
        if p.last and p.last < now.since:
            found["before", *line] = p
        elif p.first and p.first > now.until:
            found.setdefault(("after", *line), p)
    return [p.id for p in found.values()]


def item(held: HeldPosition) -> Item:
    """A position as an entry."""
    first, last = days_of(held.first, held.last, held.evidence)
    by = held.ascribed_by
    parties = (("actor", held.actor), *((("source", by),) if by else ()))
    words = words_of(held.issue, evidence=held.evidence)
    block = written((held.actor, held.issue))
    return Item(LEDGER, held.id, block, held.stance, first, last, parties, words, held.to_dict(),
                passages=tuple(map(passage_of, held.evidence)))  # fmt: skip
