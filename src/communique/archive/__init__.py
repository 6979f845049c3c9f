"""The archive: readings in, one record kept, questions answered.
`open_archive` gives the Archive that all of it goes through.

Knows which part does what; does not know SQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import communique.archive.facets as facets_
import communique.archive.items as items_
import communique.archive.reading as reading_
import communique.archive.reviews as reviews_
import communique.archive.told as told_
from communique.archive import chain, coded, engine, settling, waits, watches, writing
from communique.archive.chain import Altered
from communique.archive.query import EVERYTHING, LAST, Query, all_rows, bound
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
    Remark,
    Remarked,
    Review,
    Revision,
    Signed,
    StatementRow,
    Told,
    Touched,
    Unsettled,
    Waiting,
    Watch,
    Watchlist,
    Window,
)
from communique.records import Article, Event, FeedState

__all__ = [
    "EVERYTHING", "Added", "Altered", "Archive", "ArticleRow", "Block", "Coded", "DyadMonth", "EventRow",
    "Facet", "FailureRow", "FeedState", "Gathered", "Head", "Held", "Item", "Kept", "MeetingRow", "Near",
    "Pages", "Passage", "Piece", "PositionRow", "Query", "Remark", "Remarked", "Review", "Revision", "Signed",
    "StatementRow", "Told", "Touched", "Unsettled", "Waiting", "Watch", "Watchlist", "Window", "all_rows",
    "open_archive",
]  # fmt: skip


def open_archive(
    where: str | Path | None = None, *, create: bool = True, wait: float = engine.WAIT
) -> Archive:
    """The archive in an SQLite file or behind a `postgresql://` URL; made or brought up to date where needed.

    Args:
        where: by default $COMMUNIQUE_ARCHIVE, else communique.db in the user's data folder.
        create: False to refuse where there is none yet.
        wait: seconds that a writer waits for another one before it gives up.

    Raises:
        ArchiveError: it cannot be opened, is no archive, or was made by a newer communique.
    """
    store = engine.connect(where, create=create, wait=wait)
    return Archive(store.engine, store.where, store.wait)


class Archive(engine.Store, AbstractContextManager["Archive"]):
    """An open archive: what each part does with one, under the name by which it is asked for.

    What is given and got is said where the part does it.
    Every method raises ArchiveError with the remedy when the database fails; what was committed stays.
    """

    def __exit__(self, *error: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Archive({self.where!r})"

    # -- writing ---------------------------------------------------------------------------------------------

    add = writing.add
    known = reading_.known
    link_originals = chain.link_originals
    verify = chain.verify
    chain_end = chain.end
    has_link = chain.has
    add_coded = coded.add
    replace = writing.replace
    forget_failures = writing.forget_failures

    # -- questions -------------------------------------------------------------------------------------------

    events = reading_.events
    statements = reading_.statements
    meetings = reading_.meetings
    positions = reading_.positions
    articles = reading_.articles
    commitments = reading_.commitments
    articles_with = reading_.articles_with
    article = reading_.article
    openings = reading_.openings
    head = reading_.head
    reading = reading_.whole
    revisions = reading_.revisions
    count = reading_.count
    counts = reading_.counts
    facets = facets_.facets
    dyad_months = reading_.dyad_months

    dealt = reading_.dealt

    def stream(self, query: Query = EVERYTHING) -> Iterator[tuple[Event, Article]]:
        """All events of the query with their articles, oldest first,
        in bounded memory and by short reads that block no writer."""
        return ((event, article) for _, event, article in reading_.stream(self, query))

    texts = reading_.texts
    failures = reading_.failures

    # -- feeds -----------------------------------------------------------------------------------------------

    feeds = reading_.feeds
    put_feed = writing.put_feed

    # -- copies and occurrences: what `settle` works with ----------------------------------------------------

    edition = settling.edition
    waiting = settling.waiting
    method = settling.method
    forget_settled = settling.forget
    settled_anew = settling.settled_anew
    unsigned = settling.unsigned
    put_signatures = settling.put_signatures
    neighbours = settling.neighbours
    copies = settling.copies
    put_copies = settling.put_copies
    unsettled = settling.unsettled
    candidates = settling.candidates
    stale = settling.stale
    held = settling.held
    words = settling.words
    departed = settling.departed
    put_words = settling.put_words
    put_occurrences = settling.put_occurrences
    drop_occurrences = settling.drop_occurrences
    occurrences = settling.occurrences
    item_heads = items_.brief
    count_items = items_.count
    count_occurrences = settling.count_occurrences

    def as_of(self, given: str | None = None) -> str:
        """The day to which ages are counted and by which something is due: the one that is given,
        else that of the newest article.

        Where no article has a day it is the one on which the newest was added;
        in an empty archive the first of all days.
        """
        return bound(given, LAST) if given else reading_.newest_day(self)

    occurrence = settling.occurrence
    outlines = settling.outlines
    outlines_of = settling.outlines_of
    holding = settling.holding
    occurrences_of = settling.occurrences_of

    # -- what is computed from occurrences -------------------------------------------------------------------

    touched = settling.touched
    forget_gone = settling.forget_gone
    pages = told_.pages
    filed = told_.places
    file = told_.file
    rename = told_.rename
    blocks = told_.blocks
    awake = told_.awake
    told = told_.of_blocks
    told_in = told_.of_articles
    links = told_.links
    items = items_.page
    every_item = items_.every
    items_of = items_.of_blocks
    entries = items_.by_ids
    items_at = items_.at_passages
    passages_of = items_.passages_of
    first_told = items_.first_told
    put_items = items_.replace
    mark = waits.marked

    # -- reviews ---------------------------------------------------------------------------------------------

    add_review = reviews_.add
    reviews = reviews_.page
    verdicts = reviews_.last

    # -- watching --------------------------------------------------------------------------------------------

    add_watch = watches.add
    drop_watch = watches.drop
    send_news_to = watches.send_to
    watchlists = watches.lists
    add_remark = watches.note
    drop_remark = watches.take_back
    remarks = watches.remarks
