"""Every type that flows through communique: the article and the record taken from it (see docs/records.md).

Knows the shape of the record and its JSON; does not know how any of it is found.
"""
from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from communique.marking import marked

Json = dict[str, Any]
Precision = Literal["day", "week", "month", "year", "range", "unknown"]
StatementKind = Literal["direct", "partial", "indirect"]
Channel = Literal["call", "meeting", "letter", "statement", "speech", "interview", "post"]
Polarity = Literal["affirmed", "denied", "unsure"]
Status = Literal["actual", "planned", "hypothetical", "negated", "historical"]
Stance = Literal["supports", "opposes", "neutral", "asks"]
MeetingKind = Literal["visit", "call", "summit", "talks", "multilateral", "summons"]
MeetingStatus = Literal["planned", "held", "postponed", "cancelled"]
Genre = Literal["news", "analysis", "opinion", "document", "transcript", "other"]
LinkKind = Literal["refuses", "meets", "answers", "repeats", "retaliates"]
DemandStatus = Literal["open", "met", "partly", "refused", "answered", "unanswered"]
ResponseKind = Literal["refuses", "meets", "partly", "answers", "ignores"]
CommitmentStatus = Literal["open", "kept", "broken", "overdue"]
DueStatus = Literal["planned", "held", "postponed", "cancelled", "unknown"]
Phase = Literal["rising", "steady", "falling", "dormant"]
VersionAbout = Literal["status", "day", "place", "numbers"]
R = TypeVar("R", bound="Record")


class Record:
    """A piece of the record; `to_dict` gives its JSON form, keys always present."""

    __slots__ = ()

    def to_dict(self) -> Json:
        """The JSON object of docs/records.md: unknown is None, none is []."""
        return {key: plain(getattr(self, name)) for key, name in keys(type(self))}  # type: ignore[arg-type]


@cache
def keys(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """The JSON keys of a kind of record in order, each with the name of its field."""
    return tuple((f.metadata.get("key", f.name), f.name) for f in fields(kind))  # type: ignore[arg-type]


def plain(value: Any) -> Any:
    """A value as JSON has it: records to objects, tuples to lists."""
    if value is None or isinstance(value, str):
        return value
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

    def overlaps(self, other: Span) -> bool:
        """Whether it has characters in common with another span of the same text."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class When(Record):
    """A stretch of days: ISO dates, `end` inclusive, both None where `precision` is "unknown";
    `text` is the wording it rests on."""

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
    """A place name in the text; `country` ISO 3166-1 alpha-3, `country2` alpha-2, degrees WGS 84; `demonym`:
    "Chinese", not "China"."""

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

    `country` is ISO 3166-1 alpha-3 or a PLOVER code (UNO, EUR, IGO, NGO, IMG, MNC, ISM, KOS); `body` the code
    of an organization or armed group (knowledge/bodies.csv), None for states; `sector` a PLOVER sector code;
    `role` as the text or the table has it on that day; `name` resolved ("Wang Yi" for a later "Wang");
    `because` the reasons, in words.
    """

    name: str | None
    country: str | None = None
    body: str | None = field(default=None, kw_only=True)
    sector: str | None = None
    role: str | None = None
    organization: str | None = None
    wikidata: str | None = None
    span: Span | None = None
    because: tuple[str, ...] = ()

    @property
    def code(self) -> str | None:
        """The code by which it is a party: the body's own, else the country's."""
        return self.body or self.country


@dataclass(frozen=True, slots=True)
class Article(Record):
    """One article: its body with paragraphs kept (`text`), what is known of its origin,
    and the SHA-256 of the text in UTF-8.

    `genre` is None until it has been read; `issuers` are those who issue a document,
    all who sign a joint one, or whose words it is.
    """

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
    genre: Genre | None = None
    issuers: tuple[Actor, ...] = ()

    @property
    def on(self) -> str | None:
        """The day of publication as an ISO date, in the article's own time zone; None if unknown."""
        return self.published[:10] if self.published else None


@dataclass(frozen=True, slots=True)
class Statement(Record):
    """Words said: by whom, to whom, through which channel, and on whose word they reach us (`attribution`,
    nearest first)."""

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
    """An act of one of the 16 PLOVER types, with the words that say it (`evidence`, `trigger`)
    and the rule that found it."""

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
    """What an actor holds on an issue, in its exact wording;
    `ascribed_by` is who says so when it is not the actor itself."""

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
    """A later act that answers an earlier one; `source` and `target` are ids of records (keys "from" and "to"
    in JSON)."""

    id: str
    source: str = field(metadata={"key": "from"})
    target: str = field(metadata={"key": "to"})
    kind: LinkKind
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report(Record):
    """Where an article tells of something: the article, who published it and when, and the words."""

    article: str
    url: str | None
    outlet: str | None
    published: str | None
    span: Span


def report_of(source: Any, span: Span) -> Report:
    """Where an article, or its head, tells of something."""
    return Report(source.id, source.url, source.outlet, source.published, span)


@dataclass(frozen=True, slots=True)
class Commitment(Record):
    """What somebody undertakes in public: `by` and `to` are country codes, `what` the words,
    `due` the day or stretch by which.

    In a reading it is "open", with one report; what other articles say of it is for the ledger.
    """

    id: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    what: str
    due: When | None
    status: CommitmentStatus
    evidence: tuple[Report, ...]
    kept_by: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading(Record):
    """All that was read in one article; `notes` are remarks for people (say, why nothing was coded)
    and stay out of the JSON."""

    article: Article
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    nonresponses: tuple[NonResponse, ...] = ()
    positions: tuple[Position, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    links: tuple[Link, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    notes: tuple[str, ...] = ()

    def to_dict(self) -> Json:
        """The object that `communique read --json` prints for the article."""
        return {f.name: plain(getattr(self, f.name)) for f in fields(self) if f.name != "notes"}

    def _repr_html_(self) -> str:
        """What a notebook shows: the text with the words of the events marked, what each says beside it."""
        return marked(self.article.title or self.article.id, self.article.on, self.article.text, [
            (e.evidence.start, e.evidence.end, e.type, said_of(e)) for e in self.events])  # fmt: skip


def said_of(event: Event) -> str:
    """An event in a line: who, what, to whom, how it stands and how sure it is."""
    who, whom = (
        ", ".join(a.name or a.code or "?" for a in side) for side in (event.actors, event.recipients)
    )
    what = f"{event.type} {event.mode}" if event.mode else event.type
    return f"{who or '?'} → {whom or '–'}: {what}, {event.status}, {event.confidence:.2f}"


CORRECTED = "corrected by "  # begins the reason that a reviewer's correction is


def corrected_by(reviewer: str, at: str, was: Event) -> str:
    """The reason that stands in an event that a reviewer corrected: who, when, and how it had been read."""
    return f"{CORRECTED}{reviewer} on {at[:10]}; read as {said_of(was)}"


def correction_of(event: Event) -> str | None:
    """Who corrected an event, when, and how it had been read; None where nobody did."""
    return next((reason for reason in event.because if reason.startswith(CORRECTED)), None)


@dataclass(frozen=True, slots=True)
class Version(Record):
    """One of several accounts of a happening: `about` which of its sides,
    what these `reports` (ids of articles) say of it."""

    about: VersionAbout
    value: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occurrence(Record):
    """One happening that articles tell of: codes of its parties, its days, what may be held of it,
    and every report with its own words.

    A code is a country's, or a body's own. `start` and `end` are days that a report gives, None where none
    does; `reported` is the day of the first report. `confidence` and `status` are those of the reports that
    lead, `salience` says how soon it is shown and `because` what that rests on. `origins` counts independent
    ones: copies of one story, and stories that credit one agency, count once; `versions` are the accounts
    where reports disagree, none where they do not.
    """

    id: str
    type: str
    mode: str | None
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    start: str | None
    end: str | None
    reported: str | None
    confidence: float
    salience: float
    reports: tuple[Report, ...]
    origins: int
    versions: tuple[Version, ...] = ()
    because: tuple[str, ...] = ()

    @property
    def domestic(self) -> bool:
        """Whether it passes within one party: nobody else is named, or the same on both sides."""
        return len({*self.actors, *self.recipients}) < 2


@dataclass(frozen=True, slots=True)
class Response(Record):
    """What answers a demand: `event` is the id of the act's event in its first report, or of a non-response
    (kind "ignores"), or of the words right behind the demand in which its article tells what came of it."""

    event: str
    kind: ResponseKind


@dataclass(frozen=True, slots=True)
class Demand(Record):
    """What one party asks of another, in every report of it, with what came back.

    `by` and `of` are codes, `asked` the words of the fullest report; `first` and `last` the days on which it
    was first and last said, None where no report settles one; `age_days` counts from `first`. It is open
    until a report says of it what came back; "unanswered" where one says that whoever was asked kept silent
    on it; `because` says what the status rests on.
    """

    id: str
    by: tuple[str, ...]
    of: tuple[str, ...]
    asked: str
    status: DemandStatus
    first: str | None
    last: str | None
    age_days: int | None
    responses: tuple[Response, ...]
    evidence: tuple[Report, ...]
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldPosition(Record):
    """The formula that an actor holds on an issue, from its first report to its last.

    `ascribed_by` is the country that says so of another: what is ascribed is never the actor's own.
    `changed_from` is the id of the formula, or the stance, that the same holder had before; `because` gives
    both texts.
    """

    id: str
    actor: str
    issue: str
    stance: Stance
    wording: str
    ascribed_by: str | None
    first: str | None
    last: str | None
    changed_from: str | None
    evidence: tuple[Report, ...]
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DueMeeting(Record):
    """A meeting as all reports have it: "unknown" once its days have passed and no report says what became of
    it, never held by default.

    `start` and `end` are the days for which it is or was due, or on which it was held,
    None where no report gives one.
    """

    id: str
    participants: tuple[str, ...]
    kind: MeetingKind
    status: DueStatus
    start: str | None
    end: str | None
    evidence: tuple[Report, ...]
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThirdParty(Record):
    """A state that is no party of a dispute: `courted_by` is the party that turned to it (None: it spoke up
    by itself), `answer` the words of the report on what it said or did then, None where nothing is reported.
    """

    country: str
    courted_by: str | None
    answer: str | None


@dataclass(frozen=True, slots=True)
class Dispute(Record):
    """Conflictual exchanges of the same parties on the same issue without a long gap.

    `trigger` is the id of the act (occurrence) that set it off, `start` its day, None where no report gives
    one; `moves` are ids of acts in order of time, those without a day last; `demands`, `positions` and `due`
    (meetings ahead) are ids in those ledgers; `bodies` the codes of international bodies that a party turned
    to. `because` tells the phases with their scores, and what is uncertain.
    """

    id: str
    title: str
    parties: tuple[str, ...]
    issue: str
    start: str | None
    trigger: str
    phase: Phase
    moves: tuple[str, ...]
    demands: tuple[str, ...]
    positions: tuple[str, ...]
    third_parties: tuple[ThirdParty, ...]
    bodies: tuple[str, ...]
    due: tuple[str, ...]
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure(Record):
    """An article that could not be read: at which step, and why."""

    id: str | None
    step: str
    message: str

    def to_dict(self) -> Json:
        """The line that stands in the article's place."""
        return {"id": self.id, "error": {"step": self.step, "message": self.message}}


def load(cls: type[R], json: Mapping[str, Any]) -> R:
    """A record of type `cls` from its JSON object, the inverse of `to_dict`;
    raises ValueError that says what is wrong where.

    A key that is missing stands for null or [], and keys that are not known are passed over, so that a record
    written by another version can still be read.
    """
    prepare(cls)  # type: ignore[arg-type]
    try:
        return msgspec.convert(ALIKE[cls](json) if cls in ALIKE else json, cls)
    except (msgspec.ValidationError, TypeError) as error:
        raise ValueError(f"{cls.__name__}: {error}") from None


@cache
def prepare(cls: type[Record]) -> None:
    """Have msgspec read a kind of record without the keys that it may leave out, and all kinds within it."""
    for name, hint in get_type_hints(cls).items():
        kinds = get_args(hint) or (hint,)
        one = cls.__dataclass_fields__[name]  # type: ignore[attr-defined]
        if one.default is MISSING and get_origin(hint) is tuple:
            one.default = ()
        elif one.default is MISSING and NoneType in kinds:
            one.default = None
        for kind in kinds:
            if isinstance(kind, type) and issubclass(kind, Record):
                prepare(kind)  # type: ignore[arg-type]


# records whose JSON has other names than their fields
ALIKE: dict[type[Record], Callable[[Mapping[str, Any]], Json]] = {
    Failure: lambda json: {**json, **json.get("error", {})},
    Link: lambda json: {**json, "source": json.get("from"), "target": json.get("to")},
    Reading: lambda json: {**json, "links": [load(Link, link) for link in json.get("links") or ()]},
}


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed after a look at it; stored by the caller,
    it lets a later run go on where this one ended.

    `etag` and `modified` are the marks of the last feed of which every entry was handed over: whoever stores
    a state after the articles that came before it loses none. `checked` and `succeeded` are times in UTC;
    `failures` counts looks in a row that failed, `message` says why; `seen` counts the entries handed over.
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    checked: str | None = None
    succeeded: str | None = None
    failures: int = 0
    message: str | None = None
    seen: int = 0


def identify(*parts: object) -> str:
    """A short id for content: the same parts give the same id in every run."""
    content = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest()[:12]


def span(text: str, start: int, end: int) -> Span:
    """The span of `text` from `start` to `end`."""
    return Span(start, end, text[start:end])


def passage(record: Any) -> Span:
    """The words that a record of one article rests on."""
    found: Span = record.wording if isinstance(record, Position) else record.evidence
    return found


def stretches(record: Any, parts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Span]]:
    """Where some fields of a record stand in the text, each under the name given with it: spans,
    actors that stand there, and times whose words the record's own passage holds."""
    words = passage(record)
    for name, key in parts:
        value = getattr(record, key)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, When):
                said = part.text or ""
                start = words.start + words.text.find(said)
                part = Span(start, start + len(said), said) if said and said in words.text else None
            elif isinstance(part, Actor):
                part = part.span
            if part is not None:
                yield name, part


def codes(actors: Iterable[Actor]) -> frozenset[str]:
    """The codes of actors, a body's own before its country's; those without one are left out."""
    return frozenset([code for a in actors if (code := a.code)])


def unique(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """The actors, each party once."""
    actors = tuple(actors)
    if len(actors) < 2:
        return actors
    seen: dict[tuple[str | None, str | None, str | None], Actor] = {}
    for actor in actors:
        seen.setdefault((actor.name, actor.country, actor.sector), actor)
    return tuple(seen.values())


def countries(actors: Iterable[Actor]) -> frozenset[str]:
    """The countries of actors as PLOVER codes them, bodies by their kind (IGO);
    those without one are left out."""
    return frozenset(a.country for a in actors if a.country)
