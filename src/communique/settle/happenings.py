"""New events to happenings: those of different articles that tell one act are gathered,
and their words counted.

Knows what a step must fetch and keep; does not know how likeness is told, or any SQL.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from communique.archive import Archive, EventRow, Gathered
from communique.occurrences.duplicates import hashed
from communique.occurrences.gathering import Happening, Heap, blocks, order, sought
from communique.occurrences.salience import passes
from communique.occurrences.tellings import Telling, Traits, Weights, traits, words_of
from communique.occurrences.versions import occurrence
from communique.settle.steps import Settled, sure

GATHERED = 100  # articles whose events are gathered in one transaction
MENDED = 200  # occurrences that are written anew in one
# tellings that are kept in mind between two steps: articles of one week meet the same happenings again and
# again
REMEMBERED = 10_000

Key = tuple[str, str]


# -- words ---------------------------------------------------------------------------------------------------


def discount(archive: Archive) -> Settled | None:
    """Take the words of events that are no more out of the counts; None if there are none."""
    at = archive.edition()
    gone = archive.departed()
    if not gone:
        return None
    counts = Counter(word for event in gone.values() for word in words_of(event))
    sure(archive.put_words({word: -n for word, n in counts.items()}, -len(gone), gone, at=at))
    return Settled()


@dataclass(slots=True)
class Tally:
    """What some tellings add to the counts of words: one is counted unless its article is a copy."""

    words: Counter[str] = field(default_factory=Counter)
    events: int = 0

    def count(self, t: Telling, words: Iterable[str], before: bool) -> bool:
        """Count a telling, or no longer, by what it is now and was before; gives what it is now."""
        now = t.origin == t.article
        for word in words if now != before else ():
            self.words[word] += 1 if now else -1
        self.events += now - before
        return now


# -- occurrences ---------------------------------------------------------------------------------------------


class Memory:
    """Happenings of the archive with their tellings' traits,
    kept from step to step as long as nobody else changes the archive."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.edition = -1
        self.forget()

    def forget(self) -> None:
        """Begin with nothing."""
        self.happenings: dict[str, Happening] = {}
        self.counted: dict[str, frozenset[Key]] = {}
        self.traits: dict[Key, Traits] = {}

    def at(self) -> int:
        """The archive's edition; what is remembered of another one is forgotten."""
        now = self.archive.edition()
        if now != self.edition:
            self.forget()
            self.edition = now
        return now

    def known(self, ids: Sequence[str]) -> list[Happening]:
        """The happenings with these ids, those fetched that are not remembered."""
        if len(self.traits) > REMEMBERED:
            self.forget()
        for id, held in self.archive.held([id for id in ids if id not in self.happenings]).items():
            self.put(
                Happening(id, tuple(told(h.row, h.agency) for h in held)),
                frozenset((h.row.article.id, h.row.event.id) for h in held if h.counted),
            )
        return [self.happenings[id] for id in ids if id in self.happenings]

    def put(self, h: Happening, counted: frozenset[Key]) -> None:
        """Remember a happening and which of its tellings are counted."""
        self.happenings[h.id], self.counted[h.id] = h, counted
        for t in h.tellings:
            if t.key not in self.traits:
                self.traits[t.key] = traits(t)

    def write(self, changed: Sequence[Happening], at: int, absorbed: Mapping[str, str] | None = None) -> int:
        """Keep changed happenings in the archive and in mind; gives how many there are.
        `absorbed` are parts of others now."""
        tally = Tally()
        for id, into in (absorbed or {}).items():
            self.happenings.pop(id, None)
            self.counted[into] = self.counted.get(into, frozenset()) | self.counted.pop(id, frozenset())
        for h in changed:
            before = self.counted.get(h.id, frozenset())
            now = frozenset(
                t.key for t in h.tellings if tally.count(t, self.traits[t.key].words, t.key in before)
            )
            self.put(h, now)
        records = [gathered(h, self.traits, self.counted[h.id]) for h in changed]
        sure(self.archive.put_occurrences(records, tally.words, tally.events, at=at))
        self.edition = at + 1  # ours
        return len(changed)


def told(row: EventRow, agency: str | None) -> Telling:
    """A telling from a row of the archive."""
    head = row.article
    return Telling(head.id, head.url, head.outlet, head.published, head.copy_of or head.id, agency, row.event)


def join(archive: Archive, memory: Memory) -> Settled | None:
    """Gather the events of the next articles into the happenings that they tell of;
    None if there are none."""
    at = memory.at()
    rows = archive.unsettled(GATHERED)
    if not rows:
        return None
    new = [told(u.row, u.agency) for u in rows]
    found = {t.key: traits(t) for t in new}
    known = memory.known(archive.candidates(number(block) for t in new for block in sought(t, found[t.key])))
    memory.traits |= found
    changed, absorbed = gathered_in_turn(archive, new, known, memory.traits)
    written = memory.write(changed, at, absorbed)
    return Settled(articles=len({t.article for t in new}), events=len(new), occurrences=written)


def gathered_in_turn(
    archive: Archive, new: Sequence[Telling], known: Sequence[Happening], found: dict[Key, Traits]
) -> tuple[list[Happening], dict[str, str]]:
    """The happenings that new tellings join or begin, and those that are parts of others now, by their ids.

    They are taken article by article in order of arrival, with words as they are counted by then.
    So it does not matter for the result in which steps articles are settled:
    `gathering.gather` would take those of a step by day.
    """
    asked = {word for t in (*new, *(t for h in known for t in h.tellings)) for word in found[t.key].words}
    counts, total = archive.words(asked)
    heap = Heap(Weights(counts, total), found)
    for h in known:
        heap.put(h)
    changed: dict[str, None] = {}
    for _, some in groupby(new, lambda t: t.article):
        tellings = sorted(some, key=order)
        tally = Tally()
        for t in tellings:
            tally.count(t, found[t.key].words, before=False)
        for word, n in tally.words.items():
            counts[word] = counts.get(word, 0) + n
        total += tally.events
        heap.weights = Weights(counts, total)
        changed |= {heap.take(t): None for t in tellings}
    return [heap.happenings[id] for id in changed if id in heap.happenings], heap.absorbed


def mend(archive: Archive, memory: Memory) -> Settled | None:
    """Write occurrences anew that events have left, or whose articles were found to be copies;
    None if there are none."""
    at = memory.at()
    ids = archive.stale(MENDED)
    if not ids:
        return None
    memory.forget()  # what is remembered of stale ones may be what they were
    return Settled(mended=memory.write(memory.known(ids), at))


def gathered(h: Happening, found: dict[Key, Traits], counted: frozenset[Key]) -> Gathered:
    """A happening as the archive keeps it."""
    o = occurrence(h)
    dated = [days(t) for t in h.tellings if not found[t.key].past] or [days(t) for t in h.tellings]
    first = min((day for day, _ in dated if day), default="")
    last = max((day for _, day in dated if day), default=first)
    places = frozenset(number(block) for t in h.tellings for block in blocks(t, found[t.key]))
    events = tuple(t.key for t in h.tellings)
    return Gathered(
        o.id, o.type, o.actors, o.recipients, o.start, o.end, o.origins, events, o.to_dict(), first,
        max(first, last), o.mode, o.status, o.confidence, o.salience,
        o.domestic or passes(o.actors, o.recipients) == "domestic", places, counted,
    )  # fmt: skip


def days(t: Telling) -> tuple[str, str]:
    """The first and last day of a telling: as it says, else that of its publication;
    "" where neither is known."""
    when, published = t.event.when, (t.published or "")[:10]
    return (when and when.start) or published, (when and when.end) or published


def number(block: tuple[object, ...]) -> int:
    """A block as the archive keeps it: a 64-bit number with a sign."""
    return hashed(repr(block)) - 2**63
