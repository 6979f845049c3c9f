"""Acts as people read them: a happening with its best words, who told it, how sure it is,
and how much it weighs.

Knows happenings and their events; does not know HTML.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from communique.archive import Archive, EventRow, Gathered, Query
from communique.knowledge import acts as wording
from communique.knowledge import ontology
from communique.occurrences.salience import FLOOR
from communique.records import Report, Span, load
from communique.wording import listed, named, names_of, several

PAGE = 500
TOUCHED = 1000  # changes in one read
LATE = "\U0010ffff"  # an id beyond all
MOST = 20_000  # happenings of a stretch that are looked at
LONGEST = 150  # characters of a passage in a row


class Words(NamedTuple):
    """A passage in three parts, the middle one what says the act; cut ends carry an ellipsis."""

    before: str
    act: str
    after: str


@dataclass(frozen=True, slots=True)
class Act:
    """One happening: what, who, whom, on which day (`first`, with `dated` where a report says so),
    and the words of its surest report.

    `weight` is its salience: how soon it is shown.
    """

    id: str
    type: str
    mode: str | None
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    first: str
    last: str
    dated: bool
    reported: str
    confidence: float
    reports: int
    origins: int
    article: str = ""
    event: str | None = None
    outlet: str | None = None
    published: str | None = None
    span: Span | None = None
    trigger: Span | None = None
    weight: float = 0.0

    @property
    def quad(self) -> int:
        """Its quad class, 1 to 4."""
        return ontology.quad_or(self.type, 1)

    @property
    def verb(self) -> str:
        """What was done, in a word or two: "demands"."""
        return wording.present(self.type, self.mode)

    @property
    def conflict(self) -> bool:
        """Whether it is an act of conflict, verbal or material."""
        return self.quad >= 3

    def words(self, limit: int = LONGEST) -> Words | None:
        """The passage round the words that say the act; None where whoever coded it gave none."""
        if self.span is None or not self.span.text.strip():
            return None
        return clipped(self.span, self.trigger, limit)


def clipped(span: Span, trigger: Span | None, limit: int) -> Words:
    """A passage of at most about so many characters, cut between words, with its trigger apart."""
    if trigger is None or not span.start <= trigger.start < trigger.end <= span.end:
        return Words(cut(" ".join(span.text.split()), limit), "", "")
    at, end = trigger.start - span.start, trigger.end - span.start
    before, act, after = (
        " ".join(part.split()) for part in (span.text[:at], span.text[at:end], span.text[end:])
    )
    room = max(limit - len(act), 40)
    left = min(len(before), max(room - len(after), room // 2))
    before = cut_left(before, left)
    after = cut(after, room - len(before))
    return Words(
        before + (" " if before else ""), act,
        after if after[:1] in (",", ".", ";", ":", "”", "’", "") else " " + after,
    )


def cut(text: str, limit: int) -> str:
    """Text without its end, cut between words; "…" says so."""
    return text if len(text) <= limit else text[: max(limit, 1)].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def cut_left(text: str, limit: int) -> str:
    """Text without its beginning."""
    return text if len(text) <= limit else "… " + text[len(text) - limit :].split(" ", 1)[-1]


# ---------------------------------------------------------------- from the archive
def of_gathered(archive: Archive, rows: Sequence[Gathered], until: str | None = None) -> list[Act]:
    """Happenings as acts, in their order, each with the words of its surest report; `until`:
    of those published by then, others are out."""
    held = archive.held([row.id for row in rows])
    told = (
        (row, [one.row for one in held.get(row.id, ()) if until is None or published(one.row) <= until])
        for row in rows
    )
    return [made(row, events) for row, events in told if until is None or events]


def published(row: EventRow) -> str:
    """The day on which an event's article was published; its own day where that is not known."""
    return (row.article.published or row.day)[:10]


def made(row: Gathered, events: Sequence[EventRow]) -> Act:
    """A happening as an act, in the words of the surest of its reports that has it as the happening
    stands."""
    told = [load(Report, r) for r in row.record.get("reports", ())]
    days = [day[:10] for r in told if (day := r.published)]
    best = max(
        events, key=lambda e: (e.event.status == row.status, e.article.copy_of is None, e.event.confidence),
        default=None,
    )
    first = told[0] if told else None
    act = Act(
        row.id, row.type, row.mode, row.status, row.actors, row.recipients, row.first, row.last,
        row.start is not None, row.record.get("reported") or min(days, default=row.first), row.confidence,
        max(len(told), 1), row.origins, weight=row.salience,
    )  # fmt: skip
    if best is not None:
        head, event = best.article, best.event
        return replace(
            act, article=head.id, event=event.id, outlet=head.outlet, published=head.published,
            span=event.evidence, trigger=event.trigger,
        )  # fmt: skip
    if first is not None:
        return replace(
            act, article=first.article, outlet=first.outlet, published=first.published, span=first.span
        )
    return act


def of_event(row: EventRow, reports: int = 1) -> Act:
    """One report's event as an act."""
    event, read = row.event, row.origin == "read"
    by, of = (
        tuple(dict.fromkeys(a.country for a in side if a.country))
        for side in (event.actors, event.recipients)
    )
    return Act(
        event.id, event.type, event.mode, event.status, by, of, row.day,
        (event.when.end if event.when and event.when.start else None) or row.day,
        bool(event.when and event.when.start), (row.article.published or row.day)[:10], event.confidence,
        reports, 1, row.article.id, event.id if read else None, row.article.outlet, row.article.published,
        event.evidence if event.evidence.text else None, event.trigger,
    )  # fmt: skip


def reports_of(record: Mapping[str, Any], key: str = "reports") -> list[Report]:
    """The reports of a record, those with words first, by day of publication."""
    found = [load(Report, r) for r in record.get(key) or ()]
    return sorted(found, key=lambda r: (not r.span.text, r.published or "9999", r.article, r.span.start))


def stretch(archive: Archive, since: str, until: str, query: Query | None = None) -> list[Gathered]:
    """All happenings that begin in some days between different parties, were done and are sure enough,
    the newest first, at most MOST.

    They come in outline, without their records and events: `Archive.occurrences_of` has them whole.
    """
    asked = replace(
        query or Query(), since=since, until=until, status="actual", min_confidence=FLOOR, domestic=False
    )
    return archive.outlines(asked, MOST)


def touched(
    archive: Archive, after: tuple[int, str], most: int | None = None
) -> tuple[list[Gathered], tuple[int, str]]:
    """The happenings that changed after an edition, by id, `most` of them, and where to go on from."""
    ids: dict[str, None] = {}
    while (most is None or len(ids) < most) and (rows := archive.touched(after, TOUCHED)):
        after = (rows[-1].change, rows[-1].id)
        ids |= {row.id: None for row in rows if not row.gone}
        if len(rows) < TOUCHED:
            break
    return archive.occurrences_of(list(ids)[:most]), after


def sides(act: Gathered) -> str:
    """Who did something, and to whom."""
    return names_of(act.actors) + (f" → {names_of(act.recipients)}" if act.recipients else "")


def weighty(acts: Iterable[Act], most: int) -> list[Act]:
    """The acts that weigh most, at most two between one pair."""
    ordered = sorted((act for act in acts if act.weight > 0), key=lambda a: (-a.weight, a.id))
    return unlike(ordered, most, lambda act: (act.actors, act.recipients))


def unlike(acts: Iterable[Act], most: int, kind: Callable[[Act], Hashable]) -> list[Act]:
    """The first acts, at most two of one kind, so that a list is not one quarrel told six times."""
    taken: Counter[Hashable] = Counter()
    found: list[Act] = []
    for act in acts:
        if taken[kind(act)] < 2 and len(found) < most:
            taken[kind(act)] += 1
            found.append(act)
    return found


# How a verb in plain words takes the party that it is done to, where that is not a plain object.
TAKES = {
    "talks": "with", "agrees": "with", "cooperates": "with", "gives way": "to", "eases": "towards",
    "deploys": "against", "protests": "against", "pulls back": "from", "recalls": "its envoy from",
    "asks to meet": "with", "ceases fire": "with", "lets in": "those of", "expels": "envoys of",
    "releases": "people of", "seizes": "property of", "arrests": "people of", "deports": "people of",
    "convicts": "people of", "will not meet": "with", "demands": "something of",
}  # fmt: skip


def pairs(rows: Iterable[Gathered]) -> Mapping[tuple[str, str], list[Gathered]]:
    """Happenings by the two parties that they are between, in alphabetical order;
    those of one party alone are left out."""
    found: dict[tuple[str, str], list[Gathered]] = {}
    for row in rows:
        ends = {(min(a, b), max(a, b)) for a in row.actors for b in row.recipients if a != b}
        if len(row.actors) > 1 and not row.recipients:
            ends |= {(a, b) for a in row.actors for b in row.actors if a < b}
        for pair in ends:
            found.setdefault(pair, []).append(row)
    return found


def clause(act: Act) -> str:
    """An act as a clause: "China accuses Japan", "China and Japan talk"."""
    who = listed([named(code) for code in act.actors], 2) or "somebody unnamed"
    whom = listed([named(code) for code in act.recipients if code not in act.actors], 2)
    verb = act.verb if len(act.actors) < 2 else several(act.verb)
    if not whom:
        return f"{who} {verb}"
    takes = TAKES.get(act.verb)
    return " ".join(filter(None, (who, verb, takes, whom)))
