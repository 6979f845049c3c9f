"""What goes into the archive and what comes out of it: Kept, Added, and one row for each kind of answer.

Knows the fields; does not know SQL.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol

from communique.records import Article, Event, Failure, Meeting, Position, Reading, Statement

State = Literal["read", "skipped", "reference"]  # reference: known from others' files, without a text


@dataclass(frozen=True, slots=True)
class Kept:
    """One result to keep: `origin` says where the article can be opened again ("path", "path#line=17", a URL)."""

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
    """What a batch changed: new articles, revised ones, ones that were there already, failures, and records that were written."""

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
    """An article without its text; `day` is "" where unknown; `state` is skipped where `notes` say why nothing was coded."""

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
    """An event with its article; `day` is its first day, else the day of publication; `cursor` is what `Query.after` takes to go on."""

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
    """An article found: how many records it gave and, where words were asked for, its rank (higher is better) and a snippet."""

    article: Head
    events: int
    statements: int
    rank: float | None
    snippet: tuple[Piece, ...]
    cursor: str


@dataclass(frozen=True, slots=True)
class DyadMonth:
    """One month of one directed pair: how many actual events of a type, and the sums and numbers of the scores that they have."""

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
    """An article that could not be kept: where it is, at which step it failed, why, how often, and since when."""

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
    """The MinHash signature of an article's text, and one hash for each band of it (64-bit, signed or not)."""

    article: str
    signature: bytes
    bands: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """One happening: its events as (article id, event id), how many independent origins tell it, and the whole as JSON in `record`."""

    id: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    start: str | None
    end: str | None
    origins: int
    events: tuple[tuple[str, str], ...]
    record: Mapping[str, Any] = field(default_factory=dict)
