"""An article: its text with everything that was read in it marked, each record with its rule and reasons,
revisions, other reports.

Knows records and offsets; does not know HTML.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from starlette.responses import Response

from communique import wording as words
from communique.archive import Archive, Review
from communique.knowledge import acts
from communique.records import Actor, Event, Json, Meeting, Position, Reading, Statement, passage, stretches
from communique.web import remarks
from communique.web.downloads import Table
from communique.web.frame import Asked, Missing, Shown, anchor, called

KINDS = {
    "events": "Events", "statements": "Statements", "meetings": "Meetings", "positions": "Positions",
    "nonresponses": "Did not answer",
}
PARTS = {  # what is marked of a record of each kind, and as what
    "events": (("who", "actors"), ("whom", "recipients"), ("ev", "also")),
    "statements": (("said", "content"), ("who", "speaker"), ("whom", "addressees")),
    "meetings": (("who", "participants"),), "positions": (),
    "nonresponses": (("who", "actor"), ("whom", "to")),
}
WORD = re.compile(r"\s+|\w+|[^\w\s]")
ENDING = ("trigger", "trigger coop")  # marks behind which the number of their event stands
MANY = 4000  # words in a changed paragraph from which on it is shown whole, old and new
LONG = 200_000  # characters of a revision that is compared


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that belongs to a record: `name` says as what (ev, trigger, who, whom, said,
    time)."""

    start: int
    end: int
    name: str
    record: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text without a border in it: its words, its classes, the records that it belongs to;
    `lit` where it is asked for.

    `ending` are the events whose act ends with it: their numbers stand behind it.
    """

    start: int
    text: str
    classes: str
    records: tuple[str, ...]
    lit: bool
    ending: tuple[str, ...] = ()

    @property
    def anchors(self) -> str:
        """The places of its records in the page."""
        return " ".join(anchor(id) for id in self.records)


@dataclass(frozen=True, slots=True)
class Found:
    """A record in the list beside the text: its kind, itself, what is said of it elsewhere,
    and its last review; `lit`: asked for."""

    kind: str
    record: Any
    reports: tuple[Json, ...]
    occurrence: str | None
    review: Review | None
    lit: bool


def show(asked: Asked) -> Shown:
    """The page of the article that `id` names; `record` lights its words, `at` the records of a place,
    `start` and `end` a stretch."""
    id = asked.get("id")
    if id is None:
        raise Missing("no article is named; give its id, as in /article?id=…")
    head, reading = asked.archive.head(id), asked.archive.reading(id)
    if head is None or reading is None:
        raise Missing(f"there is no article {id!r} in the archive")
    marks = list(marks_of(reading))
    lit = lit_records(asked, marks)
    start, end = number(asked.get("start")), number(asked.get("end"))
    stretch = (start, end) if start is not None and end is not None and start < end else None
    found = records(asked.archive, reading, lit)
    ordered = sorted(reading.events, key=lambda e: (e.trigger.start, e.id))
    numbers = {event.id: n for n, event in enumerate(ordered, 1)}
    found.sort(key=lambda f: numbers.get(f.record.id, 0))
    context = {
        "numbers": numbers, "quads_of": {event.id: event.quad for event in reading.events},
        "head": head, "article": reading.article,
        "pieces": pieces(reading.article.text, marks, lit, stretch),
        "records": [(kind, title, [f for f in found if f.kind == kind]) for kind, title in KINDS.items()],
        "links": reading.links, "named": {f.record.id: label(f) for f in found}, "lit": lit,
        "at": asked.get("at"), "revisions": revised(asked.archive, reading),
        "copies": asked.archive.head(head.copy_of) if head.copy_of else None,
        **remarks.of(asked, "article", id),
    }  # fmt: skip
    return Shown(context, Table("article", lambda: (row(f) for f in found)))


def take(asked: Asked) -> Response:
    """Keep a note or a tag on the article that `id` names, or take one back."""
    id = asked.get("id") or ""
    if asked.archive.head(id) is None:
        raise Missing(f"there is no article {id!r} in the archive")
    return remarks.take(asked, "article", id)


# ---------------------------------------------------------------- marks
def marks_of(reading: Reading) -> Iterator[Mark]:
    """All that was read, where it stands in the text."""
    for kind, parts in PARTS.items():
        for record in getattr(reading, kind):
            yield from of_record(record, parts)
    for time in reading.times:
        yield Mark(time.start, time.end, "time", None)


def of_record(record: Any, parts: Sequence[tuple[str, str]]) -> Iterator[Mark]:
    """The words of a record: its passage, the parts of it, its day."""
    around = passage(record)
    yield Mark(around.start, around.end, "ev", record.id)
    if isinstance(record, Event):
        name = "trigger coop" if record.quad <= 2 else "trigger"
        yield Mark(record.trigger.start, record.trigger.end, name, record.id)
    for name, span in stretches(record, (*parts, ("time", "when"))):
        yield Mark(span.start, span.end, name, record.id)


def pieces(
    text: str, marks: Sequence[Mark], lit: frozenset[str], stretch: tuple[int, int] | None
) -> list[Piece]:
    """The text cut at every border of a mark."""
    sound = [m for m in marks if 0 <= m.start < m.end <= len(text)]
    borders = {0, len(text), *(m.start for m in sound), *(m.end for m in sound)}
    if stretch:
        borders |= {min(stretch[0], len(text)), min(stretch[1], len(text))}
    ordered = sorted(sound, key=lambda m: m.start)
    found: list[Piece] = []
    live: list[Mark] = []
    following = 0
    for start, end in pairwise(sorted(borders)):
        live = [m for m in live if m.end > start]
        while following < len(ordered) and ordered[following].start <= start:
            live.append(ordered[following])
            following += 1
        ids = tuple(dict.fromkeys(m.record for m in live if m.record))
        shown = bool(lit & set(ids)) or bool(stretch and stretch[0] <= start and end <= stretch[1])
        ends = (m.record for m in live if m.record and m.end == end and m.name in ENDING)
        classes = " ".join(sorted({m.name for m in live}))
        found.append(Piece(start, text[start:end], classes, ids, shown, tuple(dict.fromkeys(ends))))
    return found


def lit_records(asked: Asked, marks: Iterable[Mark]) -> frozenset[str]:
    """The records that are asked for, by name or by a place in the text."""
    if record := asked.get("record"):
        return frozenset((record,))
    at = number(asked.get("at"))
    if at is None:
        return frozenset()
    return frozenset(m.record for m in marks if m.record and m.start <= at < m.end)


def number(given: str | None) -> int | None:
    """A whole number; None for anything else."""
    return int(given) if given and given.isascii() and given.isdecimal() and len(given) < 10 else None


# ---------------------------------------------------------------- records
def records(archive: Archive, reading: Reading, lit: frozenset[str]) -> list[Found]:
    """All records of an article, with other articles' reports of the same happening and their last
    reviews."""
    reviews = reversed(archive.reviews(reading.article.id, limit=500))
    said = {(review.kind, review.record): review for review in reviews}
    found = []
    for kind in KINDS:
        for record in getattr(reading, kind):
            told = elsewhere(archive, reading.article.id, record) if kind == "events" else ((), None)
            found.append(Found(kind, record, *told, said.get((kind, record.id)), record.id in lit))
    return found


def elsewhere(archive: Archive, article: str, event: Event) -> tuple[tuple[Json, ...], str | None]:
    """What other articles say of an event's happening."""
    happening = archive.occurrence(article, event.id)
    if happening is None:
        return (), None
    return tuple(r for r in happening.record.get("reports", ()) if r["article"] != article), happening.id


def label(found: Found) -> str:
    """A record in a few words."""
    record = found.record
    if isinstance(record, Event):
        return f"{acts.present(record.type, record.mode)} by {listed(record.actors)}"
    if isinstance(record, Statement):
        return f"statement by {called(record.speaker)}"
    if isinstance(record, Meeting):
        return f"{record.kind} of {listed(record.participants)}"
    return f"{'position of' if isinstance(record, Position) else 'no answer from'} {called(record.actor)}"


def listed(actors: Sequence[Actor]) -> str:
    """Several actors in words."""
    return ", ".join(called(actor) for actor in actors) or "nobody named"


def row(found: Found) -> Json:
    """A record as a row of a download."""
    record = found.record
    told = passage(record)
    return {
        "kind": found.kind, "id": record.id, "what": label(found), "day": words.time_words(record.when),
        "words": told.text, "start": told.start, "end": told.end,
        "rule": getattr(record, "rule", None), "because": list(getattr(record, "because", ())),
        "review": found.review.verdict if found.review else None, "record": record.to_dict(),
    }  # fmt: skip


# ---------------------------------------------------------------- revisions
def revised(archive: Archive, reading: Reading) -> list[tuple[Any, list[tuple[str, str]]]]:
    """Earlier texts, newest first, each with what the next one changed, as (kept | cut | new, words)."""
    texts = archive.revisions(reading.article.id)
    after = [*(old.text for old in texts), reading.article.text][1:]
    pairs = reversed(list(zip(texts, after, strict=True)))
    return [(old, changes(old.text[:LONG], new[:LONG])) for old, new in pairs]


def changes(old: str, new: str) -> list[tuple[str, str]]:
    """How one text became another: paragraph by paragraph, and word by word where one was changed."""
    out: list[tuple[str, str]] = []
    for same, was, now in compared(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        out += [("kept", was)] if same else of_words(was, now)
    return [piece for piece in out if piece[1]]


def of_words(old: str, new: str) -> list[tuple[str, str]]:
    """How one paragraph became another."""
    before, after = WORD.findall(old), WORD.findall(new)
    if not before or not after or len(before) + len(after) > MANY:
        return [("cut", old), ("new", new)]
    out: list[tuple[str, str]] = []
    for same, was, now in compared(before, after):
        out += [("kept", was)] if same else [("cut", was), ("new", now)]
    return out


def compared(before: list[str], after: list[str]) -> Iterator[tuple[bool, str, str]]:
    """The stretches in which two lists are the same, or not, with what either has there."""
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield tag == "equal", "".join(before[a:b]), "".join(after[c:d])
