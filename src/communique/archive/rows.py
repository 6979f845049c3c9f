"""What goes into the archive and what comes out of it: Kept, Added, and one row for each kind of answer.

Knows the fields; does not know SQL.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol

from communique.records import Article, Event, Failure, Meeting, NonResponse, Position, Reading, Statement

State = Literal["read", "skipped", "reference"]  # reference: known from others' files, without a text


@dataclass(frozen=True, slots=True)
class Kept:
    """One result to keep: `origin` says where the article can be opened again ("path", "path#line=17",
    a URL)."""

    origin: str
    result: Reading | Failure


class Coded(Protocol):
    """An event that someone else coded, with its article (without text)."""

    @property
    def event(self) -> Event: ...
    @property
    def article(self) -> Article: ...


@dataclass(frozen=True, slots=True)
class Added:
    """What a batch changed: new articles, revised ones, ones that were there already, failures,
    and records that were written."""

    new: int = 0
    revised: int = 0
    same: int = 0
    failed: int = 0
    events: int = 0
    statements: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(*(getattr(self, f) + getattr(other, f) for f in self.__slots__))


@dataclass(frozen=True, slots=True)
class Head:
    """An article without its text; `day` is "" where unknown;
    `state` is skipped where `notes` say why nothing was coded."""

    number: int
    id: str
    url: str | None
    title: str | None
    outlet: str | None
    agency: str | None
    published: str | None
    day: str
    language: str | None
    origin: str
    state: State
    revision: int
    copy_of: str | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event with its article; `day` is its first day, else the day of publication;
    `cursor` is what `Query.after` takes to go on."""

    article: Head
    event: Event
    day: str
    origin: str
    goldstein: float | None
    cursor: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement with its article."""

    article: Head
    statement: Statement
    day: str
    cursor: str


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting with its article."""

    article: Head
    meeting: Meeting
    day: str
    cursor: str


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A position with its article."""

    article: Head
    position: Position
    day: str
    cursor: str


class Piece(NamedTuple):
    """A stretch of a snippet; `hit` where it is one of the words that were asked for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article found: how many records it gave and, where words were asked for, its rank (higher is better)
    and a snippet."""

    article: Head
    events: int
    statements: int
    rank: float | None
    snippet: tuple[Piece, ...]
    cursor: str


@dataclass(frozen=True, slots=True)
class DyadMonth:
    """One month of one directed pair: how many actual events of a type,
    and the sums and numbers of the scores that they have."""

    actor: str
    recipient: str
    month: str
    type: str
    quad: int
    origin: str
    events: int
    scored: int
    score: float
    rated: int
    goldstein: float


@dataclass(frozen=True, slots=True)
class FailureRow:
    """An article that could not be kept: where it is, at which step it failed, why, how often,
    and since when."""

    origin: str
    id: str | None
    step: str
    message: str
    attempts: int
    added: str
    last: str


@dataclass(frozen=True, slots=True)
class Revision:
    """An earlier state of an article's text."""

    revision: int
    title: str | None
    text: str
    published: str | None
    sha256: str
    added: str


@dataclass(frozen=True, slots=True)
class Signed:
    """The signature of an article's text, the (band, hash) pairs to file it under,
    and the agency that page or text names."""

    article: str
    signature: bytes
    bands: tuple[tuple[int, int], ...] = ()
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """A signed article that shares bands with others, or is of the group of copies of one that does."""

    article: str
    published: str | None
    outlet: str | None
    agency: str | None
    signature: bytes
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """One happening: its events as (article id, event id), how many independent origins tell it,
    and the whole as JSON in `record`.

    `first` and `last` are the days that reports say or, where one says none, of its publication; "" where
    both are unknown. `blocks` it can be found by, `counted` are the events whose words are counted: both are
    written and do not come back. `domestic`: it passes within one party, and no other is named.
    """

    id: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    start: str | None
    end: str | None
    origins: int
    events: tuple[tuple[str, str], ...]
    record: Mapping[str, Any] = field(default_factory=dict)
    first: str = ""
    last: str = ""
    mode: str | None = None
    status: str = "actual"
    confidence: float = 1.0
    salience: float = 0.0
    domestic: bool = False
    blocks: frozenset[int] = field(default=frozenset(), compare=False)
    counted: frozenset[tuple[str, str]] = field(default=frozenset(), compare=False)
    cursor: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Held:
    """An event of an occurrence, the agency that its article credits, and whether its words are counted."""

    occurrence: str
    row: EventRow
    agency: str | None
    counted: bool


@dataclass(frozen=True, slots=True)
class Unsettled:
    """An event that is part of no occurrence yet, and the agency that its article credits."""

    row: EventRow
    agency: str | None


@dataclass(frozen=True, slots=True)
class Touched:
    """An occurrence that changed in an edition, or went or was of other parties until then (`gone`)."""

    change: int
    id: str
    gone: bool
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    first: str
    last: str


class Passage(NamedTuple):
    """Where an article, by its id, tells of an entry of a ledger, or of what answers it."""

    article: str
    start: int
    end: int
    answer: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a ledger: its `kind` ("demands"), the `block` it is computed in, what it is found by,
    and its JSON.

    `parties` are pairs of a side ("actor", "recipient", "party" where there are no sides, "source" for who
    says it of others) and a code; `first` and `last` are ISO days; `confidence` is the best of the acts that
    tell it, 1 of what has none; `also` are further blocks in which it stands, `passages` where it is told:
    both are written and do not come back.
    """

    kind: str
    id: str
    block: str
    status: str
    first: str
    last: str
    parties: tuple[tuple[str, str], ...] = ()
    issue: str = ""
    record: Mapping[str, Any] = field(default_factory=dict)
    also: tuple[str, ...] = field(default=(), compare=False)
    passages: tuple[Passage, ...] = field(default=(), compare=False)
    cursor: str = field(default="", compare=False)
    confidence: float = 1.0


Block = tuple[str, str]  # a ledger, and what is computed together in it
Window = tuple[str, str]  # first and last day


@dataclass(frozen=True, slots=True)
class Pages:
    """An article that waits to be filed: its head and text, and what ledgers need of it."""

    article: Head
    text: str
    positions: tuple[Position, ...]
    meetings: tuple[Meeting, ...]
    nonresponses: tuple[NonResponse, ...]
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a ledger is computed from: its `kind` ("act", of article 0, "position", "meeting", "silence")
    and its JSON.

    `day` is "" where unknown; `blocks` are those in which it is filed or, where it was asked for by blocks,
    those in which it was found.
    """

    kind: str
    article: int
    id: str
    day: str
    blocks: tuple[Block, ...]
    record: Mapping[str, Any]


class Waiting(NamedTuple):
    """A block that waits to be computed, and the first and last day of what is new in it."""

    block: str
    first: str
    last: str


Verdict = Literal["accept", "correct", "reject"]


@dataclass(frozen=True, slots=True)
class Review:
    """What a person said of a record: the record as it was read (`original`),
    and as it should be where it was corrected, both as JSON.

    `record` is its id, `kind` its table ("events"); `sha256` is that of the text that was reviewed;
    `number` grows with every review.
    """

    article: str
    kind: str
    record: str
    verdict: Verdict
    original: Mapping[str, Any]
    corrected: Mapping[str, Any] | None
    note: str
    reviewer: str
    at: str
    sha256: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Watchlist:
    """What somebody keeps an eye on: its name, where news is sent (None: nowhere), and who made it when."""

    name: str
    webhook: str | None
    email: str | None
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Watch:
    """A search of a list: what it is called, the address of its page, and the rule that finds what is new,
    as rules.toml has it."""

    list: str
    title: str
    address: str
    rule: Mapping[str, Any]
    by: str
    at: str
    number: int = 0


Sort = Literal["note", "tag"]
Remarked = Literal["dispute", "article"]


@dataclass(frozen=True, slots=True)
class Remark:
    """A note or a tag on a dispute or an article (`target` is its id): who gave it when,
    and who took it back when."""

    kind: Remarked
    target: str
    sort: Sort
    text: str
    by: str
    at: str
    number: int = 0
    dropped_by: str | None = None
    dropped_at: str | None = None


class Facet(NamedTuple):
    """A value that events of a query have, and how many of those looked at."""

    value: str
    events: int
