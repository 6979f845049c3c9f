"""An archive as data frames: `communique.open("communique.db").events(actor="CHN", since="2025-11")`.

Takes the filters of every other face, by the same names. Knows which question gives which table;
does not know SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import lru_cache
from html import escape
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.archive import Archive, Query, all_rows, open_archive
from communique.asking import asked
from communique.frames import cells, entitled, frame, rows
from communique.frames.columns import ARTICLES, GATHERED, KINDS
from communique.records import (
    Demand,
    Dispute,
    DueMeeting,
    HeldPosition,
    NonResponse,
    Occurrence,
    Reading,
    Record,
    load,
)
from communique.settle.commitments import commitments as ledger_of_commitments
from communique.settle.entries import entries

if TYPE_CHECKING:
    from pandas import DataFrame

PAGE = 500
LEDGERS: dict[str, tuple[str, type[Record]]] = {
    "demands": ("demands", Demand), "held_positions": ("positions", HeldPosition),
    "due_meetings": ("meetings", DueMeeting), "disputes": ("disputes", Dispute),
}  # fmt: skip
REPORTS = {"meetings": "meeting reports", "positions": "position reports"}  # as single articles tell of them


def asking(kind: str, about: str) -> Callable[..., DataFrame]:
    """The method that gives the table of one kind, by the filters."""

    def ask(self: Tables, **filters: Any) -> DataFrame:
        return self.table(kind, **filters)

    return entitled(ask, kind, about)


class Tables(AbstractContextManager["Tables"]):
    """An open archive that answers with data frames; `archive` is the archive itself.
    Every method takes the filters of `communique find`.

    `events(actor="NATO", since="2025-11", type="REQUEST", limit=100)`; AskError says what cannot be asked,
    and what may have been meant.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def __exit__(self, *error: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"communique.open({self.archive.where!r})"

    def _repr_html_(self) -> str:
        """What a notebook shows of it: how much there is of what."""
        counts = "".join(
            f"<tr><th>{escape(name)}</th><td>{number:,}</td></tr>"
            for name, number in self.archive.counts().items()
        )
        return f"<table><caption>{escape(self.archive.where)}</caption>{counts}</table>"

    def close(self) -> None:
        """Close the archive."""
        self.archive.close()

    articles = asking("articles", "A row for each article.")
    events = asking("events", "A row for each event.")
    statements = asking(
        "statements", "A row for each statement; actor is the speaker, recipient the addressee."
    )
    nonresponses = asking("nonresponses", "A row for each answer that was not given.")
    positions = asking(
        "positions", "A row for each position as one article tells it; actor is the holder."
    )
    meetings = asking("meetings", "A row for each meeting as one article tells it.")
    links = asking("links", "A row for each link between two records of an article of the query.")
    commitments = asking(
        "commitments", "A row for each commitment, with what later articles say became of it."
    )
    occurrences = asking("occurrences", "A row for each happening, told by however many articles.")
    demands = asking("demands", "A row for each demand, with what came back; ages are counted to `as_of`.")
    held_positions = asking("held_positions", "A row for each formula that a party holds on an issue.")
    due_meetings = asking("due_meetings", "A row for each meeting as all reports have it.")
    disputes = asking("disputes", "A row for each dispute.")

    def table(self, kind: str, **filters: Any) -> DataFrame:
        """The table of a kind by its name."""
        return of_query(self.archive, kind, question(kind, filters))


def question(kind: str, filters: dict[str, Any]) -> Query:
    """The Query of a table's filters."""
    return asked(filters, LEDGERS[kind][0] if kind in LEDGERS else REPORTS.get(kind, kind))


def open_tables(where: str | Path | None = None) -> Tables:
    """The archive in a file or behind a URL, as data frames; ArchiveError where there is none."""
    return Tables(open_archive(where, create=False))


def of_query(archive: Archive, kind: str, query: Query) -> DataFrame:
    """The table of a kind that a query has."""
    return frame(ROWS[kind](archive, kind, query), KINDS[kind])


# ---------------------------------------------------------------- rows
Cells = Iterator[tuple[Any, ...]]
ONE = {"events": "event", "statements": "statement", "positions": "position", "meetings": "meeting"}


def articles(archive: Archive, kind: str, query: Query) -> Cells:
    """The cells of articles."""
    for row in all_rows(archive.articles, query):
        if (article := archive.article(row.article.id)) is not None:
            yield cells(article, ARTICLES)


def of_articles(archive: Archive, kind: str, query: Query) -> Cells:
    """The cells of records that stand beside their article, which is fetched once for all that it tells."""
    article_of = lru_cache(maxsize=PAGE)(archive.article)
    for row in all_rows(getattr(archive, kind), query):
        if (article := article_of(row.article.id)) is not None:
            yield from rows(kind, article, [getattr(row, ONE[kind])])


def read(archive: Archive, query: Query) -> Iterator[Reading]:
    """The readings of the articles of a query."""
    for row in all_rows(archive.articles, query):
        if (reading := archive.reading(row.article.id)) is not None:
            yield reading


def nonresponses(archive: Archive, kind: str, query: Query) -> Cells:
    """The cells of answers that were not given, by who gave none and to whom."""
    free = replace(query, actor=None, recipient=None, party=None, dyad=None, limit=None)
    told = ((reading, silence) for reading in read(archive, free) for silence in reading.nonresponses)
    wanted = ((reading, silence) for reading, silence in told if fits(silence, query))
    for reading, silence in islice(wanted, query.limit):
        yield from rows(kind, reading.article, [silence])


def fits(silence: NonResponse, query: Query) -> bool:
    """Whether an answer that was not given is between the parties of a query."""
    one, other = silence.actor.code, silence.to.code if silence.to else None
    return (
        query.actor in (None, one)
        and query.recipient in (None, other)
        and query.party in (None, one, other)
        and (query.dyad is None or set(query.dyad) == {one, other})
    )


def links(archive: Archive, kind: str, query: Query) -> Cells:
    """The cells of links in the articles of a query."""
    return (row for reading in read(archive, query) for row in rows(kind, reading.article, reading.links))


def commitments(archive: Archive, kind: str, query: Query) -> Cells:
    """The cells of commitments as of a day."""
    return (
        cells(one, KINDS[kind]) for one in ledger_of_commitments(archive, query, archive.as_of(query.as_of))
    )


def occurrences(archive: Archive, kind: str, query: Query) -> Cells:
    """The cells of happenings."""
    rows = all_rows(archive.occurrences, query)
    return (cells(load(Occurrence, row.record), GATHERED[kind]) for row in rows)


def ledger(archive: Archive, kind: str, query: Query) -> Cells:
    """The cells of the entries of a ledger as of a day."""
    name, record = LEDGERS[kind]
    return (
        cells(load(record, {"because": [], **item.record}), GATHERED[kind])
        for item in entries(archive, name, query)
    )


ROWS: dict[str, Callable[[Archive, str, Query], Iterable[tuple[Any, ...]]]] = {
    "articles": articles, **dict.fromkeys(ONE, of_articles), "nonresponses": nonresponses, "links": links,
    "commitments": commitments, "occurrences": occurrences, **dict.fromkeys(LEDGERS, ledger),
}  # fmt: skip
