"""Every type that flows through communique: the article and the record taken from it (see docs/records.md).

Knows the shape of the record and its JSON; does not know how any of it is found.
"""
from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any, Literal

Json = dict[str, Any]
Precision = Literal["day", "week", "month", "year", "range", "unknown"]
StatementKind = Literal["direct", "partial", "indirect"]
Channel = Literal["call", "meeting", "letter", "statement", "speech", "interview", "post"]
Polarity = Literal["affirmed", "denied", "unsure"]
Status = Literal["actual", "planned", "hypothetical", "negated", "historical"]
Stance = Literal["supports", "opposes", "neutral", "asks"]
MeetingKind = Literal["visit", "call", "summit", "talks", "multilateral", "summons"]
MeetingStatus = Literal["planned", "held", "postponed", "cancelled"]
LinkKind = Literal["refuses", "meets", "answers", "repeats", "retaliates"]


class Record:
    """A piece of the record; `to_dict` gives its JSON form, keys always present."""

    __slots__ = ()

    def to_dict(self) -> Json:
        """The JSON object of docs/records.md: unknown is None, none is []."""
        return {f.metadata.get("key", f.name): plain(getattr(self, f.name)) for f in fields(self)}  # type: ignore[arg-type]


def plain(value: Any) -> Any:
    """A value as JSON has it: records to objects, tuples to lists."""
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    return value


@dataclass(frozen=True, slots=True)
class Span(Record):
    """Characters of the article's text: half-open, in Unicode code points; `text` is what stands there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class When(Record):
    """A stretch of days: ISO dates, `end` inclusive, both None where `precision` is "unknown"; `text` is the wording it rests on."""

    start: str | None
    end: str | None
    precision: Precision
    text: str | None


@dataclass(frozen=True, slots=True)
class Time(Record):
    """A time expression; `value` and `type` (DATE, TIME, DURATION, SET) as TIMEX3 has them."""

    start: int
    end: int
    text: str
    value: str
    type: str
    when: When


@dataclass(frozen=True, slots=True)
class Place(Record):
    """A place name in the text; `country` ISO 3166-1 alpha-3, `country2` alpha-2, degrees WGS 84; `demonym`: "Chinese", not "China"."""

    name: str
    country: str | None
    country2: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    demonym: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Actor(Record):
    """Who acts, speaks or is acted upon.

    `country` is ISO 3166-1 alpha-3 or a PLOVER code (UNO, EUR, IGO, NGO, IMG, MNC, ISM, KOS); `sector` a PLOVER sector code; `role` as the
    text or the table has it on that day; `name` resolved ("Wang Yi" for a later "Wang"); `because` the reasons, in words.
    """

    name: str | None
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    organization: str | None = None
    wikidata: str | None = None
    span: Span | None = None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article(Record):
    """One article: its body with paragraphs kept (`text`), what is known of its origin, and the SHA-256 of the text in UTF-8."""

    id: str
    url: str | None
    title: str | None
    text: str
    published: str | None
    outlet: str | None = None
    agency: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    sha256: str = ""

    @property
    def on(self) -> str | None:
        """The day of publication as an ISO date, in the article's own time zone; None if unknown."""
        return self.published[:10] if self.published else None


@dataclass(frozen=True, slots=True)
class Statement(Record):
    """Words said: by whom, to whom, through which channel, and on whose word they reach us (`attribution`, nearest first)."""

    id: str
    kind: StatementKind
    speaker: Actor | None
    addressees: tuple[Actor, ...]
    cue: Span | None
    content: tuple[Span, ...]
    channel: Channel | None
    when: When | None
    attribution: tuple[Actor, ...]
    polarity: Polarity
    evidence: Span


@dataclass(frozen=True, slots=True)
class Event(Record):
    """An act of one of the 16 PLOVER types, with the words that say it (`evidence`, `trigger`) and the rule that found it."""

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    addressees: tuple[Actor, ...]
    status: Status
    when: When | None
    where: Place | None
    attribution: tuple[Actor, ...]
    statement: str | None
    cameo: str | None
    quad: int
    score: float | None
    confidence: float
    evidence: Span
    also: tuple[Span, ...]
    trigger: Span
    rule: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NonResponse(Record):
    """A party that declined or failed to answer."""

    id: str
    actor: Actor
    to: Actor | None
    when: When | None
    evidence: Span


@dataclass(frozen=True, slots=True)
class Position(Record):
    """What an actor holds on an issue, in its exact wording; `ascribed_by` is who says so when it is not the actor itself."""

    id: str
    actor: Actor
    issue: str
    stance: Stance
    wording: Span
    ascribed_by: Actor | None
    when: When | None
    statement: str | None


@dataclass(frozen=True, slots=True)
class Meeting(Record):
    """A meeting that was held, is due, or was put off or called off."""

    id: str
    participants: tuple[Actor, ...]
    kind: MeetingKind
    status: MeetingStatus
    when: When | None
    where: Place | None
    agenda: tuple[Span, ...]
    evidence: Span


@dataclass(frozen=True, slots=True)
class Link(Record):
    """A later act that answers an earlier one; `source` and `target` are ids of records (keys "from" and "to" in JSON)."""

    id: str
    source: str = field(metadata={"key": "from"})
    target: str = field(metadata={"key": "to"})
    kind: LinkKind
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading(Record):
    """All that was read in one article; `notes` are remarks for people (say, why nothing was coded) and stay out of the JSON."""

    article: Article
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    nonresponses: tuple[NonResponse, ...] = ()
    positions: tuple[Position, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    links: tuple[Link, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()

    def to_dict(self) -> Json:
        """The object that `communique read --json` prints for the article."""
        return {f.name: plain(getattr(self, f.name)) for f in fields(self) if f.name != "notes"}


@dataclass(frozen=True, slots=True)
class Failure(Record):
    """An article that could not be read: at which step, and why."""

    id: str | None
    step: str
    message: str

    def to_dict(self) -> Json:
        """The line that stands in the article's place."""
        return {"id": self.id, "error": {"step": self.step, "message": self.message}}


def identify(*parts: object) -> str:
    """A short id for content: the same parts give the same id in every run."""
    return hashlib.sha256("\x1f".join(str(p) for p in parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def span(text: str, start: int, end: int) -> Span:
    """The span of `text` from `start` to `end`."""
    return Span(start, end, text[start:end])


def codes(actors: Iterable[Actor]) -> frozenset[str]:
    """The country codes of actors, those without one left out."""
    return frozenset(a.country for a in actors if a.country)
