"""The ledger of demands in the archive: the blocks that wait, each a pair of who asks and who is asked,
are computed and kept.

Knows what must be fetched for them; does not know how a demand is told from another, nor how it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from communique.archive import Archive, Item, Passage
from communique.ledgers import admitting, demands
from communique.ledgers.demands import Block
from communique.ledgers.tellings import HORIZON, Act, Answer, answer
from communique.records import Demand, Report, load
from communique.settle.blocks import ACTS, Portion, days_of, evident, passage_of, shifted, words_of
from communique.settle.packing import unpacked
from communique.settle.steps import Settled

LEDGER = "demands"
OF_NOBODY = 0.6  # what a demand is worth of which no report says of whom it is, or whose
UNTOLD = 0.5  # … or what is asked
SILENCES = "silences"  # non-responses are filed by who is silent


def written(block: Block) -> str:
    """A block as the archive keeps it: "JPN<CHN" for what China asks of Japan,
    so that all that is asked of one stands together."""
    by, of = block
    return f"{of}<{by}"


def parted(block: str) -> Block:
    """A block from what the archive keeps."""
    of, _, by = block.partition("<")
    return by, of


def blocks_of(act: Act) -> list[str]:
    """The blocks in which an act is filed."""
    return list(map(written, demands.blocks_of(act)))


def reached(block: str, known: Iterable[str]) -> list[str]:
    """The known blocks that are touched by what stands in one: where it leaves out a side,
    all with the other."""
    by, of = parted(block)
    return [
        other for other in known
        if (not by and other.startswith(f"{of}<")) or (not of and other.endswith(f"<{by}"))
    ]


def settle(now: Portion, today: str) -> Settled:
    """Compute some blocks that wait."""
    archive = now.archive
    blocks = {parted(block) for block in now.blocks}
    around = now.blocks | {written(near) for block in blocks for near in demands.beside(block)}
    found = archive.told(LEDGER, around, now.since, now.until)
    items = archive.items_of(LEDGER, around, shifted(now.since, -HORIZON))
    old = [load(Demand, item.record) for item in items]
    told = now.not_elsewhere(ACTS, found, items)
    told = now.completed(ACTS, told, lambda acts: [d.id for d in demands.touched(old, acts)])
    acts = list(told.values())
    old = now.still_told(items, old, evident(passage_of(r) for a in acts for r in a.reports))
    quiet = archive.told(SILENCES, {of for _, of in blocks if of}, now.since, now.until)
    silent = [unpacked(Answer, t.record) for t in quiet.values()]  # of those who are asked
    made = demands.demands(acts, [*linked(archive, acts), *silent], today, old, blocks)
    told_of: dict[str, tuple[Report, ...]] = {s.source[1]: (s.report,) for s in silent if s.report}
    # as responses name them
    told_of |= {event: a.reports for a in acts for _, event in a.events}
    sure = {passage_of(r): a.confidence for a in sorted(acts, key=lambda a: a.confidence) for r in a.reports}
    before = {i.id: i.confidence for i in items}
    made_items = [replace(item(d, told_of), confidence=sureness(d, sure, before)) for d in made]
    return Settled(demands=now.keep(items, made_items))


def sureness(demand: Demand, sure: Mapping[Passage, float], before: Mapping[str, float]) -> float:
    """How sure the surest act is that tells a demand, less where nobody says of whom, who asks or what;
    what is not at hand was seen before."""
    worth = 1.0 if demand.of and demand.by else OF_NOBODY
    worth *= 1.0 if admitting.tells(demand.asked) else UNTOLD
    here = [sure[p] * worth for p in map(passage_of, demand.evidence) if p in sure]
    return max(here, default=before.get(demand.id, 0.0))


def linked(archive: Archive, acts: Iterable[Act]) -> list[Answer]:
    """What the articles of acts say themselves of answers."""
    return [
        answer(article, link) for article, link in archive.links({r.article for a in acts for r in a.reports})
    ]


def item(demand: Demand, told_of: Mapping[str, tuple[Report, ...]]) -> Item:
    """A demand as an entry; `told_of` are the reports of what answers it, by the ids of its responses."""
    first, last = days_of(demand.first, demand.last, demand.evidence)
    block, *also = [written((by, of)) for by in demand.by or ("",) for of in demand.of or ("",)]
    answers = [passage_of(r, True) for given in demand.responses for r in told_of.get(given.event, ())]
    parties = (*(("actor", code) for code in demand.by), *(("recipient", code) for code in demand.of))
    return Item(
        LEDGER, demand.id, block, demand.status, first, last, parties,
        words_of(demand.asked, evidence=demand.evidence), demand.to_dict(), tuple(also),
        (*map(passage_of, demand.evidence), *answers),
    )  # fmt: skip
