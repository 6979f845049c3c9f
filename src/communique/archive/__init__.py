"""The archive: readings in, one record kept, questions answered. `open_archive` gives the Archive that all of it goes through.

Knows which part does what; does not know SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType

from communique.archive import coded, engine, feeds, reading, settling, writing
from communique.archive.query import Query
from communique.archive.rows import (
    Added,
    ArticleRow,
    Coded,
    DyadMonth,
    EventRow,
    FailureRow,
    Gathered,
    Head,
    Kept,
    MeetingRow,
    Piece,
    PositionRow,
    Revision,
    Signed,
    StatementRow,
)
from communique.records import Article, Event, FeedState, Reading

__all__ = [
    "Added", "Archive", "ArticleRow", "Coded", "DyadMonth", "EventRow", "FailureRow", "FeedState", "Gathered", "Head", "Kept", "MeetingRow",
    "Piece", "PositionRow", "Query", "Revision", "Signed", "StatementRow", "open_archive",
]  # fmt: skip

EVERYTHING = Query()


def open_archive(where: str | Path | None = None, *, create: bool = True, wait: float = engine.WAIT) -> Archive:
    """The archive in an SQLite file or behind a `postgresql://` URL; made or brought up to date where needed.

    Args:
        where: by default $COMMUNIQUE_ARCHIVE, else communique.db in the user's data folder.
        create: False to refuse where there is none yet.
        wait: seconds that a writer waits for another one before it gives up.

    Raises:
        ArchiveError: it cannot be opened, is no archive, or was made by a newer communique.
    """
    return Archive(engine.connect(where, create=create, wait=wait))


class Archive:
    """An open archive. Every method raises ArchiveError with the remedy when the database fails; what was committed stays."""

    def __init__(self, store: engine.Store) -> None:
        self._store = store

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Archive({self.where!r})"

    @property
    def where(self) -> str:
        """The path or the URL without its password; `open_archive` takes a path again."""
        return self._store.where

    def close(self) -> None:
        """Give back the connections; on SQLite also fold the write-ahead log into the file."""
        self._store.close()

    # -- writing -------------------------------------------------------------------------------------------------------------------

    def add(self, batch: Iterable[Kept], *, coder: str = "") -> Added:
        """Keep the results of a batch in one transaction; what is there already changes nothing.

        The same id with another text is a new revision: its records are replaced and the old text is kept. A failure is kept under its
        origin until the article is read. `coder` names the version of the rules that read the batch.
        """
        return writing.add(self._store, batch, coder)

    def known(self, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Those of the pairs (article id, SHA-256 of the text) that are kept, to skip them before they are read."""
        return reading.known(self._store, pairs)

    def add_coded(self, rows: Iterable[Coded], *, origin: str = "gdelt") -> int:
        """Keep events that others coded, a few thousand in each transaction, and give the number of new ones."""
        return coded.add(self._store, rows, origin)

    def replace(self, readings: Iterable[Reading], *, coder: str = "") -> Added:
        """Put new records in the place of old ones in one transaction; a reading whose article has another text by now is left out."""
        return writing.replace(self._store, readings, coder)

    def forget_failures(self, origins: Iterable[str]) -> int:
        """Drop failures, say of articles that are gone for good, and give how many there were."""
        return writing.forget_failures(self._store, origins)

    # -- questions -----------------------------------------------------------------------------------------------------------------

    def events(self, query: Query = EVERYTHING) -> list[EventRow]:
        """One page of events, the newest first; `query.limit` or 100 of them; the last row's `cursor` as `after` gives the next page."""
        return reading.events(self._store, query)

    def statements(self, query: Query = EVERYTHING) -> list[StatementRow]:
        """One page of statements, the newest first; actor is the speaker, recipient the addressee."""
        return reading.statements(self._store, query)

    def meetings(self, query: Query = EVERYTHING) -> list[MeetingRow]:
        """One page of meetings, the newest first; `status` is the meeting's, `type` its kind, `party` and `dyad` its participants."""
        return reading.meetings(self._store, query)

    def positions(self, query: Query = EVERYTHING) -> list[PositionRow]:
        """One page of positions, the newest first; actor is the holder, `type` the stance, `issue` words of the issue."""
        return reading.positions(self._store, query)

    def articles(self, query: Query = EVERYTHING) -> list[ArticleRow]:
        """One page of articles: the best match first where the query has a text, with a snippet, else the newest first."""
        return reading.articles(self._store, query)

    def article(self, id: str) -> Article | None:
        """The article with this id, with its text; None if it is not kept."""
        return reading.article(self._store, id)

    def head(self, id: str) -> Head | None:
        """What is kept about an article besides its text and records."""
        return reading.head(self._store, id)

    def reading(self, id: str) -> Reading | None:
        """Everything that was read in an article, as it was added; events that others coded are not part of it."""
        return reading.whole(self._store, id)

    def revisions(self, id: str) -> list[Revision]:
        """The earlier texts of an article, oldest first."""
        return reading.revisions(self._store, id)

    def count(self, query: Query = EVERYTHING) -> int:
        """How many events the query has; its `limit` and `after` do not matter."""
        return reading.count(self._store, query)

    def counts(self) -> dict[str, int]:
        """How many there are of each: articles, references, copies, events, statements, meetings, positions, links, failures, …"""
        return reading.counts(self._store)

    def dyad_months(self, dyad: tuple[str, str] | None = None, since: str | None = None, until: str | None = None, type: str | None = None,
                    *, directed: bool = False, origin: str | None = None) -> list[DyadMonth]:  # fmt: skip
        """The kept summary by directed pair, month, type and origin; actual events outside copies; `directed`: first to second only."""
        return reading.dyad_months(self._store, dyad, since, until, type, directed=directed, origin=origin)

    def stream(self, query: Query = EVERYTHING) -> Iterator[tuple[Event, Article]]:
        """All events of the query with their articles, oldest first, in bounded memory and by short reads that block no writer."""
        return ((event, article) for _, event, article in reading.stream(self._store, query))

    def texts(self, query: Query = EVERYTHING) -> Iterator[Article]:
        """All articles of the query that have a text, in the order in which they came, in bounded memory."""
        return reading.texts(self._store, query)

    def failures(self) -> list[FailureRow]:
        """The articles that could not be kept, in the order of their origins."""
        return reading.failures(self._store)

    # -- feeds ---------------------------------------------------------------------------------------------------------------------

    def feeds(self) -> list[FeedState]:
        """What is remembered of each feed, in the order of their addresses."""
        return feeds.all(self._store)

    def put_feed(self, state: FeedState) -> None:
        """Remember a feed's state in place of the one before."""
        feeds.put(self._store, state)

    # -- copies and occurrences ----------------------------------------------------------------------------------------------------

    def unsigned(self, limit: int = 500) -> list[Article]:
        """Articles with a text whose signature is not kept yet, in the order in which they came."""
        return settling.unsigned(self._store, limit)

    def put_signatures(self, signed: Iterable[Signed]) -> None:
        """Keep signatures, each in place of the article's earlier one."""
        settling.put_signatures(self._store, signed)

    def signatures(self, after: int = 0, limit: int = 10_000) -> list[tuple[int, str, bytes]]:
        """Signatures of articles whose number is beyond `after`, as (number, article id, signature), by number."""
        return settling.signatures(self._store, after, limit)

    def neighbours(self, bands: Sequence[int]) -> dict[str, bytes]:
        """The signatures of the articles that share at least one band (same place, same hash) with these bands."""
        return settling.neighbours(self._store, bands)

    def copies(self) -> dict[str, str]:
        """Each article that is a syndicated copy, with the article that it is a copy of."""
        return settling.copies(self._store)

    def put_copies(self, copies: Mapping[str, str | None]) -> None:
        """Mark articles as copies of others (None: as a copy no longer); the summary by dyad and month follows."""
        settling.put_copies(self._store, copies)

    def unsettled(self, limit: int = 1000) -> list[EventRow]:
        """Events that are part of no occurrence yet, in the order in which their articles came."""
        return settling.unsettled(self._store, limit)

    def put_occurrences(self, gathered: Iterable[Gathered]) -> None:
        """Keep occurrences in one transaction: each replaces the one with its id and takes its events from any other."""
        settling.put_occurrences(self._store, gathered)

    def drop_occurrences(self, ids: Iterable[str] | None = None) -> None:
        """Drop these occurrences, or all; their events are unsettled again."""
        settling.drop_occurrences(self._store, ids)

    def occurrences(self, query: Query = EVERYTHING) -> list[Gathered]:
        """One page of the occurrences whose events the query has, the newest first."""
        return settling.occurrences(self._store, query)

    def occurrence(self, article: str, event: str) -> Gathered | None:
        """The occurrence that an event is part of."""
        return settling.occurrence(self._store, article, event)
