"""The archive: readings in, one record kept, questions answered. `open_archive` gives the Archive that all of it goes through.

Knows which part does what; does not know SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType

from communique.archive import (
    chain,
    coded,
    engine,
    facets,
    feeds,
    items,
    passages,
    reading,
    reviews,
    settling,
    told,
    undertakings,
    writing,
)
from communique.archive.chain import Altered
from communique.archive.query import LAST, Query, bound
from communique.archive.rows import (
    Added,
    ArticleRow,
    Block,
    Coded,
    DyadMonth,
    EventRow,
    Facet,
    FailureRow,
    Gathered,
    Head,
    Held,
    Item,
    Kept,
    MeetingRow,
    Near,
    Pages,
    Passage,
    Piece,
    PositionRow,
    Review,
    Revision,
    Signed,
    StatementRow,
    Told,
    Touched,
    Unsettled,
    Waiting,
    Window,
)
from communique.records import Article, Commitment, Event, FeedState, Link, Reading

__all__ = [
    "Added", "Altered", "Archive", "ArticleRow", "Block", "Coded", "DyadMonth", "EventRow", "Facet", "FailureRow", "FeedState", "Gathered",
    "Head", "Held", "Item", "Kept", "MeetingRow", "Near", "Pages", "Passage", "Piece", "PositionRow", "Query", "Review", "Revision",
    "Signed", "StatementRow", "Told", "Touched", "Unsettled", "Waiting", "Window", "open_archive",
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

        The same id with another text is a new revision: its records are replaced and the old text is kept. A text that was replaced
        before changes nothing, so that a run that is repeated does not bring it back. A failure is kept under its origin until an
        article is read there. `coder` names the version of the rules that read the batch.
        """
        return writing.add(self._store, batch, coder)

    def known(self, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Those of the pairs (article id, SHA-256 of the text) that are kept, to skip them before they are read."""
        return reading.known(self._store, pairs)

    def link_originals(self, originals: Mapping[str, tuple[str, str]]) -> None:
        """Note where the bytes are kept that articles came of: by article id their SHA-256 and their place."""
        chain.link_originals(self._store, originals)

    def verify(self, bytes_at: Callable[[str], bytes] | None = None) -> Iterator[Altered | int]:
        """What is not as it was ingested; after each few hundred links how many were looked at.

        Args:
            bytes_at: gives the bytes at a place of `link_originals`; without it originals are passed over.
        """
        return chain.verify(self._store, bytes_at)

    def chain_end(self) -> tuple[int, str]:
        """How many links the chain has, and the hash of the last, which stands for all that was ingested."""
        return chain.end(self._store)

    def has_link(self, start: str) -> bool:
        """Whether the hash of a link begins so."""
        return chain.has(self._store, start)

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

    def commitments(self, query: Query = EVERYTHING) -> Iterator[Commitment]:
        """What the articles of a query say is undertaken, each as one article tells it, in bounded memory."""
        return undertakings.commitments(self._store, query)

    def articles_with(self, words: Sequence[str], limit: int = 5) -> list[str]:
        """The ids of the articles that have most of some words, the best first; copies are left out."""
        return passages.articles_with(self._store, words, limit)

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

    def facets(self, query: Query = EVERYTHING, *, most: int = 2000, values: int = 8) -> tuple[int, dict[str, list[Facet]]]:
        """Which types, statuses, outlets, countries and months the newest `most` events of a query have, the commonest first."""
        return facets.facets(self._store, query, most, values)

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

    # -- copies and occurrences: what `settle` works with --------------------------------------------------------------------------

    def edition(self) -> int:
        """A number that grows with every change of what was settled; writers below give it back to be sure that nothing came between."""
        return settling.edition(self._store)

    def waiting(self) -> dict[str, int]:
        """How much waits to be settled: articles to "sign", "gather", "file" and "name", occurrences to "mend", blocks to "settle"."""
        return settling.waiting(self._store)

    def method(self) -> str | None:
        """The method by which all was settled, as `forget_settled` was told; None where nothing was yet."""
        return settling.method(self._store)

    def forget_settled(self, method: str) -> None:
        """Forget signatures and occurrences, and let everything wait to be settled anew by this method; copies stay until then."""
        settling.forget(self._store, method)

    def settled_anew(self) -> int:
        """The edition in which everything was forgotten last; what was computed from occurrences before it must go."""
        return settling.settled_anew(self._store)

    def unsigned(self, limit: int = 500) -> list[Article]:
        """Articles with a text whose signature is not kept yet, in the order in which they came."""
        return settling.unsigned(self._store, limit)

    def put_signatures(self, signed: Iterable[Signed], copies: Mapping[str, str | None] | None = None, *, full: int = 500,
                       at: int | None = None) -> bool:  # fmt: skip
        """Keep signatures, each in place of the article's earlier one, and which articles are copies, in one transaction.

        Args:
            full: articles filed under one band; further ones are found by their other bands.
            at: the edition that the signatures and copies are right for; where another one came between nothing is kept: False.
        """
        return settling.put_signatures(self._store, signed, copies, full, at)

    def signatures(self, after: int = 0, limit: int = 10_000) -> list[tuple[int, str, bytes]]:
        """Signatures of articles whose number is beyond `after`, as (number, article id, signature), by number."""
        return settling.signatures(self._store, after, limit)

    def neighbours(self, signed: Sequence[Signed], most: int = 48) -> list[Near]:
        """Signed articles that share bands with some articles, the `most` nearest of each, with their groups of copies."""
        return settling.neighbours(self._store, signed, most)

    def copies(self) -> dict[str, str]:
        """Each article that is a syndicated copy, with the article that it is a copy of."""
        return settling.copies(self._store)

    def put_copies(self, copies: Mapping[str, str | None]) -> None:
        """Mark articles as copies of others (None: as a copy no longer); the summary by dyad and month follows."""
        settling.put_copies(self._store, copies)

    def unsettled(self, limit: int = 100) -> list[Unsettled]:
        """Events that are part of no occurrence yet, of the first `limit` articles that wait for it; imported events never wait."""
        return settling.unsettled(self._store, limit)

    def candidates(self, blocks: Iterable[int]) -> list[str]:
        """The ids of the occurrences that stand in one of these blocks."""
        return settling.candidates(self._store, blocks)

    def stale(self, limit: int = 500) -> list[str]:
        """Ids of occurrences whose record no longer says what their events say, since some left them or became copies."""
        return settling.stale(self._store, limit)

    def held(self, ids: Iterable[str]) -> dict[str, list[Held]]:
        """The events of these occurrences, each with its article, in the order in which they were gathered."""
        return settling.held(self._store, ids)

    def words(self, asked: Iterable[str]) -> tuple[dict[str, int], int]:
        """In how many of the counted events each of some words stands, and how many events are counted."""
        return settling.words(self._store, asked)

    def departed(self, limit: int = 500) -> dict[int, Event]:
        """Events that are no more and whose words are still counted, by a number."""
        return settling.departed(self._store, limit)

    def put_words(self, counts: Mapping[str, int], events: int, departed: Iterable[int], *, at: int) -> bool:
        """Add to the counts of words and of events, and forget the departed; False where edition `at` is over."""
        return settling.put_words(self._store, counts, events, departed, at)

    def put_occurrences(self, gathered: Iterable[Gathered], words: Mapping[str, int] | None = None, events: int = 0, *,
                        at: int | None = None) -> bool:  # fmt: skip
        """Keep occurrences in one transaction: each replaces the one with its id and takes its events from any other.

        Args:
            words: what to add to the counts of words, and `events` to the number of counted events.
            at: the edition that this is right for; where another one came between nothing is kept: False.
        """
        return settling.put_occurrences(self._store, gathered, words or {}, events, at)

    def drop_occurrences(self, ids: Iterable[str] | None = None) -> None:
        """Drop these occurrences, or all; their events are unsettled again."""
        settling.drop_occurrences(self._store, ids)

    def occurrences(self, query: Query = EVERYTHING) -> list[Gathered]:
        """One page of occurrences, the newest or the most salient first; those that wait to be mended are left out.

        Type, mode, status, confidence and `domestic` are those of the occurrence; all else is asked of its events.
        """
        return settling.occurrences(self._store, query)

    def count_items(self, kind: str, query: Query = EVERYTHING) -> int:
        """How many items of a kind the query has, by what is kept of them; its `limit` and `after` do not matter."""
        return items.count(self._store, kind, query)

    def count_occurrences(self, query: Query = EVERYTHING) -> int:
        """How many occurrences the query has; its `limit` and `after` do not matter."""
        return settling.count_occurrences(self._store, query)

    def as_of(self, given: str | None = None) -> str:
        """The day to which ages are counted and by which something is due: the one that is given, else that of the newest article.

        Where no article has a day it is the one on which the newest was added; in an empty archive the first of all days.
        """
        return bound(given, LAST) if given else reading.newest_day(self._store)

    def occurrence(self, article: str, event: str) -> Gathered | None:
        """The occurrence that an event is part of."""
        return settling.occurrence(self._store, article, event)

    def occurrences_of(self, ids: Iterable[str]) -> list[Gathered]:
        """The occurrences with these ids, by id."""
        return settling.occurrences_of(self._store, ids)

    # -- what is computed from occurrences -------------------------------------------------------------------------------------------

    def touched(self, after: tuple[int, str] = (0, ""), limit: int = 1000) -> list[Touched]:
        """Occurrences that changed or went after (edition, id), in order; a ledger keeps the last one's as its mark."""
        return settling.touched(self._store, after, limit)

    def forget_gone(self, edition: int) -> None:
        """Forget which occurrences went up to an edition, once every ledger has seen it."""
        settling.forget_gone(self._store, edition)

    def pages(self, step: str = "file", limit: int = 200) -> list[Pages]:
        """The next articles that wait to be filed for ledgers ("name": their positions only), in the order in which they came."""
        return told.pages(self._store, step, limit)

    def filed(self, kind: str, articles: Iterable[int] = (), ids: Iterable[str] = ()) -> list[tuple[str, str, str]]:
        """Where what is told is filed, of some articles (by number) or acts (by id): ledger, block and day."""
        return told.places(self._store, kind, articles, ids)

    def file(self, told_: Sequence[Told], *, articles: Iterable[int] = (), ids: Iterable[str] = (), kinds: Collection[str] = (),
             wake: Mapping[Block, Window], step: str = "", marks: Mapping[str, str] | None = None, at: int) -> bool:  # fmt: skip
        """File what is told in one transaction, in the place of what was, and let blocks wait to be computed.

        Args:
            articles, kinds: all that was told of these kinds in these articles goes, and the articles wait for `step` no longer.
            ids: acts that go.
            at: the edition that this is right for; where another one came between nothing is kept: False.
        """
        return told.file(self._store, told_, articles=articles, ids=ids, kinds=kinds, wake=wake, step=step, marks=marks or {}, at=at)

    def rename(self, name: str, value: str) -> None:
        """Let all positions wait to be put under issues anew, and set the mark that says under which."""
        told.rename(self._store, (name, value))

    def blocks(self, ledger: str) -> list[str]:
        """All blocks of a ledger in which anything is filed."""
        return told.blocks(self._store, ledger)

    def awake(self, ledger: str, most: int = 20_000) -> list[Waiting]:
        """The next blocks of a ledger that wait to be computed, as many as hold `most` tellings."""
        return told.awake(self._store, ledger, most)

    def told(self, ledger: str, blocks: Iterable[str], since: str, until: str) -> dict[tuple[str, int, str], Told]:
        """What is told in some blocks of a ledger between two days, or on no known day, by kind, article and id."""
        return told.of_blocks(self._store, ledger, blocks, since, until)

    def told_in(self, kinds: Collection[str], articles: Iterable[str]) -> dict[tuple[str, int, str], Told]:
        """What is told of some kinds in some articles, by kind, article and id; acts by the articles that report them."""
        return told.of_articles(self._store, kinds, articles)

    def links(self, articles: Iterable[str]) -> list[tuple[str, Link]]:
        """The links within some articles, each with the id of its article."""
        return told.links(self._store, articles)

    def items(self, kind: str, query: Query = EVERYTHING, *, statuses: Collection[str] | None = None) -> list[Item]:
        """One page of the entries of a ledger, the newest first.

        `statuses` are several that will do. A query's words, outlet, type and the like ask for an entry that such an article tells of, or
        in a passage from which such an event was read.
        """
        return items.page(self._store, kind, query, statuses)

    def items_of(self, kind: str, blocks: Iterable[str], since: str = "") -> list[Item]:
        """All entries of a ledger that stand in some blocks and whose last day is not before one, by id."""
        return items.of_blocks(self._store, kind, blocks, since)

    def entries(self, kind: str, ids: Iterable[str]) -> list[Item]:
        """The entries of a ledger with some ids, by id."""
        return items.by_ids(self._store, kind, ids)

    def items_at(self, kind: str, articles: Iterable[str]) -> dict[Passage, set[str]]:
        """The ids of the entries of a ledger that some articles tell of, by the passages that do."""
        return items.at_passages(self._store, kind, articles)

    def passages_of(self, kind: str, ids: Iterable[str]) -> list[Passage]:
        """Where articles tell of some entries of a ledger, or of what answers them."""
        return items.passages_of(self._store, kind, ids)

    def put_items(self, kind: str, blocks: Iterable[str], items_: Iterable[Item], marks: Mapping[str, str] | None = None, *,
                  gone: Iterable[str] = (), served: Iterable[str] = (), wake: Mapping[Block, Window] | None = None,
                  at: int | None = None) -> bool:  # fmt: skip
        """Put entries in the place of all that these blocks hold, and set marks, in one transaction.

        Args:
            gone: ids of entries that go too.
            served: blocks that wait no longer; `wake`: blocks, of other ledgers say, that wait from now on.
            at: the edition that this is right for; where another one came between nothing is kept: False.
        """
        return items.replace(self._store, kind, blocks, items_, marks or {}, gone=gone, served=served, wake=wake, at=at)

    def drop_items(self, kind: str) -> None:
        """Drop all entries of a ledger."""
        items.drop(self._store, kind)

    def mark(self, name: str) -> str | None:
        """The value of a mark that `put_items` set; None if it was never set."""
        return items.mark(self._store, name)

    # -- reviews -------------------------------------------------------------------------------------------------------------------

    def add_review(self, review: Review) -> Review:
        """Keep what a person said of a record, and give it back with its number; nothing that was said before is changed."""
        return reviews.add(self._store, review)

    def reviews(self, article: str | None = None, *, after: int | None = None, limit: int = 100) -> list[Review]:
        """One page of reviews, the newest first, of one article or of all; `after` is the number of the last one of the page before."""
        return reviews.page(self._store, article, after, limit)

    def verdicts(self, kind: str = "events") -> list[Review]:
        """The last review of each record of a kind, in the order in which they were given."""
        return reviews.last(self._store, kind)
