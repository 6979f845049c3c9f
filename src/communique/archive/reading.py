"""Questions to the archive, each answered in a short transaction; what may be long comes in pages.

Knows how rows become records again; does not know what is asked.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial, reduce
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, func, or_, select

from communique.archive import cells, schema, search
from communique.archive.engine import Store
from communique.archive.inserting import rows_of
from communique.archive.query import (
    EVERYTHING,
    Plan,
    Query,
    about_events,
    all_rows,
    beyond,
    cursor,
    having,
    holding,
    in_days,
    of_articles,
    plan,
    sound,
    wrong_cursor,
)
from communique.archive.rows import (
    ArticleRow,
    DyadMonth,
    EventRow,
    FailureRow,
    Head,
    MeetingRow,
    PositionRow,
    Revision,
    StatementRow,
)
from communique.archive.writing import OURS
from communique.errors import ArchiveError
from communique.records import (
    Article,
    Commitment,
    Event,
    FeedState,
    Link,
    Meeting,
    NonResponse,
    Place,
    Position,
    R,
    Reading,
    Record,
    Statement,
    Time,
)

T = TypeVar("T")
# the kinds of record that a reading holds, by the name of their field
KINDS: Mapping[str, type[Record]] = {
    "statements": Statement, "events": Event, "nonresponses": NonResponse, "positions": Position,
    "meetings": Meeting, "links": Link, "times": Time, "places": Place, "commitments": Commitment,
}  # fmt: skip
LOG = logging.getLogger(__name__)
PAGE = 100  # rows in a list that was asked for without a limit
EARLIEST = "0001-01-01"
STREAM = 500  # rows in one read of a stream
SPARE = 3  # times as many articles are looked at, for copies are found with their originals
ARTICLE, EVENT = schema.articles.c, schema.events.c
HEAD = [
    ARTICLE.number, ARTICLE.id.label("article_id"), ARTICLE.url, ARTICLE.title, ARTICLE.outlet,
    ARTICLE.agency, ARTICLE.published, ARTICLE.day.label("published_day"), ARTICLE.language,
    ARTICLE.origin.label("locator"), ARTICLE.state, ARTICLE.revision, ARTICLE.copy_of, ARTICLE.notes,
]  # fmt: skip
FULL = [
    ARTICLE.number, ARTICLE.id, ARTICLE.url, ARTICLE.title, ARTICLE.text, ARTICLE.published, ARTICLE.outlet,
    ARTICLE.agency, ARTICLE.authors, ARTICLE.language, ARTICLE.sha256, ARTICLE.genre, ARTICLE.issuers,
]  # fmt: skip


def known(store: Store, texts: Iterable[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    """Those of the texts (article id, SHA-256, origin) that are kept, to skip them before they are read.

    A text that was replaced is known too, unless it comes from where the one in its place came from:
    there it stands again.
    """
    wanted = set(texts)
    old = schema.revisions.c
    kept = select(ARTICLE.id, ARTICLE.sha256, ARTICLE.origin).where(ARTICLE.state != "reference")
    before = select(ARTICLE.id, old.sha256, ARTICLE.origin).join_from(
        schema.articles, schema.revisions, old.article == ARTICLE.number
    )
    with store.read() as connection:
        ids = sorted({id for id, *_ in wanted})
        now, replaced = (
            {(row.id, row.sha256): row.origin for row in rows_of(connection, asked, ARTICLE.id, ids)}
            for asked in (kept, before)
        )
    return {
        (id, sha, place) for id, sha, place in wanted
        if (id, sha) in now or replaced.get((id, sha), place) != place
    }


def head_of(row: Any) -> Head:
    """The article's head in a row that holds the columns of HEAD."""
    return Head(
        row.number, row.article_id, row.url, row.title, row.outlet, row.agency, row.published,
        row.published_day, row.language, row.locator, row.state, row.revision, row.copy_of,
        tuple(row.notes or ()),
    )  # fmt: skip


def events(store: Store, query: Query = EVERYTHING, *, many: bool = False) -> list[EventRow]:
    """One page of events, the newest first, or in the order that the query asks for;
    `query.limit` or 100 of them.

    `many`: there are so many that it is quicker to go through all in their order than to fetch those of the
    query and sort them.
    """
    how = plan(query, sqlite=store.sqlite, led=not (many and query.order in ("reported", "confidence")))
    orders = {
        "reported": (ARTICLE.day, ARTICLE.number, EVENT.id),
        "confidence": (EVENT.confidence, EVENT.article, EVENT.id),
    }
    how = how._replace(order=orders.get(query.order, how.order))

    def at(row: Any) -> str:
        first = {"reported": row.published_day, "confidence": row.confidence}.get(query.order, row.event_day)
        return cursor(first, row.number, row.event_id)

    return page(store, query, lambda asked: event_rows(how, asked), lambda row: event_row(row, at), at)


def page(
    store: Store, query: Query, ask: Callable[[Query], Select[*tuple[Any, ...]]], make: Callable[[Any], T],
    at: Callable[[Any], str],
) -> list[T]:
    """One page of what the selection for a query gives, each row made by `make`;
    one that cannot be is logged, and another takes its place.

    `at` gives the cursor of a row.
    """
    size, found = query.limit or PAGE, list[T]()
    while True:
        wanted = size - len(found)
        rows = store.rows(ask(query).limit(wanted))
        found += readable(rows, make)
        if len(found) == size or len(rows) < wanted:
            return found
        query = replace(query, after=at(rows[-1]))


def readable(rows: Iterable[Any], make: Callable[[Any], T]) -> Iterator[T]:
    """What `make` makes of the rows; one that it cannot be made of is logged and left out."""
    for row in rows:
        try:
            made = make(row)
        except ArchiveError as error:
            LOG.error("%s", error)
        else:
            yield made


def event_cursor(row: Any) -> str:
    """The cursor of a row of `event_rows`."""
    return cursor(row.event_day, row.number, row.event_id)


def record_cursor(row: Any) -> str:
    """The cursor of a row of `records`."""
    return cursor(row.record_day, row.number, row.record_id)


def event_rows(how: Plan, query: Query) -> Select[*tuple[Any, ...]]:
    """The selection of a query's events with their articles' heads, the newest first."""
    columns = [
        *HEAD, EVENT.id.label("event_id"), EVENT.day.label("event_day"), EVENT.origin, EVENT.goldstein,
        EVENT.confidence, EVENT.record,
    ]  # fmt: skip
    found = select(*columns).select_from(how.source).where(*how.where, *beyond(query, how.order))
    return found.order_by(*(column.desc() for column in how.order))


def event_row(row: Any, at: Callable[[Any], str] = event_cursor) -> EventRow:
    """A row of `event_rows` as it is given out; `at` gives its cursor."""
    act = cells.unpacked(Event, row.record, f"event {row.event_id} of {row.article_id}")
    return EventRow(head_of(row), act, row.event_day, row.origin, row.goldstein, at(row))


def count(store: Store, query: Query = EVERYTHING) -> int:
    """How many events the query has; its `limit` and `after` do not matter."""
    if not query.copies:  # copies are few and have an index, originals are nearly all
        everything = replace(query, copies=True)
        return count(store, everything) - counted(store, everything, copies=True)
    return counted(store, query)


def counted(store: Store, query: Query, *, copies: bool = False) -> int:
    """How many events a query has; `copies`: in copies of other articles."""
    how = plan(query, sqlite=store.sqlite)
    source, only = (how.source, [ARTICLE.copy_of.is_not(None)]) if copies else (how.counted, [])
    return int(store.value(select(func.count()).select_from(source).where(*how.where, *only)))


def records(
    store: Store, query: Query, table: Table, where: Sequence[Any], made: Callable[[Head, R, str, str], T],
    cls: type[R],
) -> list[T]:  # fmt: skip
    """One page of rows of a table of records of a class, the newest first,
    each made by `made(head, record, day, cursor)`."""
    order = (table.c.day, table.c.article, table.c.id)
    columns = [*HEAD, table.c.id.label("record_id"), table.c.day.label("record_day"), table.c.record]
    found = select(*columns).join_from(table, schema.articles, ARTICLE.number == table.c.article)
    where = [*where, *sound(query, table.name, table.c.article, table.c.id)]
    found = found.where(*where, *of_articles(query, sqlite=store.sqlite), *in_days(query, table.c.day))

    def ask(query: Query) -> Select[*tuple[Any, ...]]:
        return found.where(*beyond(query, order)).order_by(*(c.desc() for c in order))

    def make(row: Any) -> T:
        head = head_of(row)
        record = cells.unpacked(cls, row.record, f"{cls.__name__.lower()} {row.record_id} of {head.id}")
        return made(head, record, row.record_day, record_cursor(row))

    return page(store, query, ask, make, record_cursor)


def statements(store: Store, query: Query = EVERYTHING) -> list[StatementRow]:
    """One page of statements, the newest first; actor is the speaker, recipient the addressee."""
    said = schema.statements.c
    where = [said.speaker_country == query.actor] if query.actor else []
    where += holding(query.recipient, said.addressees)
    if query.party:
        where.append(or_(said.speaker_country == query.party, *holding(query.party, said.addressees)))
    if query.dyad:
        one, other = query.dyad
        both = [
            (said.speaker_country == a) & holding(b, said.addressees)[0]
            for a, b in ((one, other), (other, one))
        ]
        where.append(or_(*both))
    if query.type:
        where.append(said.kind == query.type)
    where += having(query.issue, said.record["evidence"]["text"].as_string())
    return records(store, query, schema.statements, where, StatementRow, Statement)


def meetings(store: Store, query: Query = EVERYTHING) -> list[MeetingRow]:
    """One page of meetings, the newest first; `status` is the meeting's, `type` its kind,
    `party` and `dyad` its participants."""
    met = schema.meetings.c
    where = [
        c for who in (query.actor, query.recipient, query.party, *(query.dyad or ()))
        for c in holding(who, met.participants)
    ]
    where += [
        column == value for column, value in ((met.kind, query.type), (met.status, query.status)) if value
    ]
    where += having(query.issue, met.record["evidence"]["text"].as_string())
    return records(store, query, schema.meetings, where, MeetingRow, Meeting)


def positions(store: Store, query: Query = EVERYTHING) -> list[PositionRow]:
    """One page of positions, the newest first; actor is the holder, `type` the stance,
    `issue` words of the issue."""
    held = schema.positions.c
    where = [held.actor == who for who in (query.actor, query.party) if who]
    where += ([held.stance == query.type] if query.type else []) + having(query.issue, held.issue)
    return records(store, query, schema.positions, where, PositionRow, Position)


def about(store: Store, query: Query) -> list[Any]:
    """The conditions on articles that a query stands for, but for its text."""
    apart = replace(query, text=None)
    return [
        *of_articles(apart, sqlite=store.sqlite), *about_events(apart, sqlite=store.sqlite),
        *in_days(apart, ARTICLE.day),
    ]


def articles(store: Store, query: Query = EVERYTHING) -> list[ArticleRow]:
    """One page of articles: the best match first where the query has a text, with a snippet,
    else the newest first."""
    size = query.limit or PAGE
    with store.read() as connection:
        if query.text is None:
            order = (ARTICLE.day, ARTICLE.number)
            found = select(ARTICLE.number, ARTICLE.day).where(*about(store, query), *beyond(query, order))
            rows = connection.execute(found.order_by(*(c.desc() for c in order)).limit(size)).all()
            return described(
                connection, query, [(row.number, None, cursor(row.day, row.number)) for row in rows]
            )
        start = offset(query)
        conditions = about(store, query)
        if store.sqlite and not conditions and search.terms(query.text):
            found, rank = search.alone(query.text)
        else:
            found, rank = search.ranked(
                select(ARTICLE.number).select_from(schema.articles), query.text, sqlite=store.sqlite
            )
        found, number = (
            found.add_columns(rank.label("score")).where(*conditions), found.selected_columns.number,
        )
        rows = connection.execute(found.order_by(rank.desc(), number.desc()).limit(size).offset(start)).all()
        return described(
            connection, query, [(row.number, row.score, f"@{start + i}") for i, row in enumerate(rows, 1)]
        )


def articles_with(store: Store, words: Sequence[str], limit: int = 5) -> list[str]:
    """The ids of the articles that have most of some words, the best first; copies are left out."""
    terms = [term for word in words for term in search.terms(word)]
    if not terms:
        return []
    with store.read() as connection:
        if store.sqlite:
            asked = search.matched(" OR ".join(search.fts5(term) for term in terms))
            found = select(search.index.c.rowid.label("number")).where(asked)
            best = found.order_by(search.RANK.desc()).limit(limit * SPARE).subquery()
            rows = select(ARTICLE.id, ARTICLE.copy_of).join_from(
                best, schema.articles, ARTICLE.number == best.c.number
            )
            return [row.id for row in connection.execute(rows) if row.copy_of is None][:limit]
        whole = reduce(lambda one, other: one.op("||")(other), map(search.tsquery, terms))
        ranked = select(ARTICLE.id).where(search.words.op("@@")(whole), ARTICLE.copy_of.is_(None))
        return list(
            connection.scalars(ranked.order_by(func.ts_rank_cd(search.words, whole).desc()).limit(limit))
        )


def offset(query: Query) -> int:
    """How many matches lie before the page, from a cursor like "@100"."""
    if query.after is None:
        return 0
    if not (query.after.startswith("@") and query.after[1:].isdecimal()):
        raise wrong_cursor(query)
    return int(query.after[1:])


def described(
    connection: Connection, query: Query, found: Sequence[tuple[int, float | None, str]]
) -> list[ArticleRow]:
    """The articles with these numbers, ranks and cursors, in this order,
    with the counts of their records and their snippets."""
    numbers = [number for number, _, _ in found]
    heads = {row.number: head_of(row) for row in rows_of(connection, select(*HEAD), ARTICLE.number, numbers)}
    acts, said = (totals(connection, table, numbers) for table in (schema.events, schema.statements))
    cut = search.snippets(connection, query.text, numbers) if query.text is not None else {}
    return [
        ArticleRow(heads[n], acts.get(n, 0), said.get(n, 0), rank, cut.get(n, ()), at)
        for n, rank, at in found
    ]


def totals(connection: Connection, table: Table, numbers: Sequence[int]) -> dict[int, int]:
    """How many rows of a table each of the articles has."""
    each = select(table.c.article, func.count()).group_by(table.c.article)
    return dict(map(tuple, rows_of(connection, each, table.c.article, numbers)))


def article(store: Store, id: str) -> Article | None:
    """The article with this id, with its text; None if it is not kept."""
    return next(map(cells.article, store.rows(select(*FULL).where(ARTICLE.id == id))), None)


def openings(store: Store, ids: Iterable[str], most: int = 400) -> dict[str, str]:
    """The first characters of the texts of some articles, by their ids; those without a text are left out."""
    asked = select(ARTICLE.id, func.substr(ARTICLE.text, 1, most))
    return {id: text for id, text in store.rows(asked, ARTICLE.id, ids) if text}


def head(store: Store, id: str) -> Head | None:
    """What is kept about an article besides its text and records."""
    return next(map(head_of, store.rows(select(*HEAD).where(ARTICLE.id == id))), None)


def whole(store: Store, id: str) -> Reading | None:
    """Everything that was read in an article, as it was added;
    events that others coded are not part of it."""
    with store.read() as connection:
        asked = select(*FULL, ARTICLE.notes, ARTICLE.times, ARTICLE.places, ARTICLE.commitments)
        row = connection.execute(asked.where(ARTICLE.id == id)).first()
        if row is None:
            return None
        held = {t.name: cells_of(connection, t, row.number) for t in schema.RECORDS}
    kept = {**held, "times": row.times, "places": row.places, "commitments": row.commitments}
    found: Any = {name: cells.many(KINDS[name], cell, f"article {id}") for name, cell in kept.items()}
    return Reading(cells.article(row), **found, notes=tuple(row.notes or ()))


def cells_of(connection: Connection, table: Table, number: int) -> list[Any]:
    """The JSON of an article's records in a table, in the order in which they were read."""
    ours = [EVENT.origin == OURS] if table is schema.events else []
    asked = select(table.c.record).where(table.c.article == number, *ours)
    return list(connection.scalars(asked.order_by(table.c.place)))


def revisions(store: Store, id: str) -> list[Revision]:
    """The earlier texts of an article, oldest first."""
    old = schema.revisions.c
    columns = (old.revision, old.title, old.text, old.published, old.sha256, old.added)
    asked = (
        select(*columns)
        .join(schema.articles, ARTICLE.number == old.article)
        .where(ARTICLE.id == id)
        .order_by(old.revision)
    )
    return [Revision(*row) for row in store.rows(asked)]


def counts(store: Store) -> dict[str, int]:
    """How many there are of each: articles, references, copies, events, statements, meetings, positions,
    links, failures, …"""
    states = select(ARTICLE.state, func.count().label("n")).group_by(ARTICLE.state)
    tables = (schema.revisions, *schema.RECORDS, schema.failures, schema.feeds, schema.occurrences)
    with store.read() as connection:
        by_state = {row.state: row.n for row in connection.execute(states)}
        copies = connection.execute(select(func.count()).where(ARTICLE.copy_of.is_not(None))).scalar_one()
        sizes = {t.name: connection.execute(select(func.count()).select_from(t)).scalar_one() for t in tables}
    return {
        "articles": sum(by_state.values()), "references": by_state.get("reference", 0),
        "skipped": by_state.get("skipped", 0), "copies": copies, **sizes,
    }  # fmt: skip


def newest_day(store: Store) -> str:
    """The day of the newest article that was read, else on which one was added;
    the first of all days where there is none."""
    for column in (ARTICLE.day, ARTICLE.added):
        read = select(column).where(ARTICLE.state != "reference", column != "")
        if found := store.value(read.order_by(column.desc()).limit(1)):
            return str(found)[:10]
    return EARLIEST


def dyad_months(
    store: Store, dyad: tuple[str, str] | None = None, since: str | None = None, until: str | None = None,
    type: str | None = None, *, directed: bool = False, origin: str | None = None,
) -> list[DyadMonth]:
    """The kept summary by directed pair, month, type and origin; actual events outside copies; `directed`:
    first to second only."""
    sums = schema.dyad_months.c
    where = [sums.dyad == cells.dyad(*dyad)] if dyad else []
    where += [sums.actor == dyad[0], sums.recipient == dyad[1]] if dyad and directed else []
    where += [
        column == value for column, value in ((sums.type, type), (sums.origin, origin)) if value is not None
    ]
    months = Query(since=since and since[:7], until=until and until[:7])
    where += in_days(months, sums.month + "-15") if since or until else []
    order = (sums.dyad, sums.month, sums.actor, sums.recipient, sums.type, sums.quad, sums.origin)
    columns = (
        sums.actor, sums.recipient, sums.month, sums.type, sums.quad, sums.origin, sums.events, sums.scored,
        sums.score_sum, sums.rated, sums.goldstein_sum,
    )  # fmt: skip
    rows = store.rows(select(*columns).where(*where).order_by(*order))
    # taken apart by place, not by name: half the time where there are thousands
    return [
        DyadMonth(*(*own, score / 1000, rated, goldstein / 1000))
        for *own, score, rated, goldstein in rows
    ]


def dealt(store: Store, since: str, until: str) -> list[tuple[str, str, int, int]]:
    """Who did how many acts of which quad class to whom in some months, as (actor, recipient, quad, acts)."""
    sums = schema.dyad_months.c
    total = func.sum(sums.events)
    asked = select(sums.actor, sums.recipient, sums.quad, total).where(
        sums.month >= since[:7], sums.month <= until[:7]
    )
    rows = store.rows(asked.group_by(sums.actor, sums.recipient, sums.quad))
    return [(actor, recipient, quad, int(events)) for actor, recipient, quad, events in rows]


def stream(store: Store, query: Query) -> Iterator[tuple[int, Event, Article]]:
    """A query's events with their articles and these articles' numbers, oldest first."""
    how = plan(query, sqlite=store.sqlite)
    columns = [
        EVENT.day.label("event_day"), EVENT.id.label("event_id"), EVENT.article.label("of"), EVENT.record,
    ]
    asked = select(*columns).select_from(how.source).where(*how.where).order_by(*how.order)
    left, after = query.limit, query.after
    while left is None or left > 0:
        size = STREAM if left is None else min(STREAM, left)
        page = asked.where(*beyond(replace(query, after=after), how.order, rising=True)).limit(size)
        with store.read() as connection:
            rows = connection.execute(page).all()
            pages = rows_of(connection, select(*FULL), ARTICLE.number, {row.of for row in rows})
            texts = {row.number: cells.article(row) for row in pages}
        yield from readable(rows, partial(event_in, texts))
        if len(rows) < size:
            return
        left = None if left is None else left - len(rows)
        after = cursor(rows[-1].event_day, rows[-1].of, rows[-1].event_id)


def event_in(texts: Mapping[int, Article], row: Any) -> tuple[int, Event, Article]:
    """What `stream` gives of a row."""
    article = texts[row.of]
    return row.of, cells.unpacked(Event, row.record, f"event {row.event_id} of {article.id}"), article


def texts(store: Store, query: Query = EVERYTHING) -> Iterator[Article]:
    """All articles of the query that have a text, in the order in which they came, in bounded memory."""
    where = [*about(store, query), ARTICLE.state != "reference"]
    where += of_articles(Query(text=query.text), sqlite=store.sqlite)
    return map(cells.article, in_turn(store, FULL, where, Query(limit=query.limit, after=query.after)))


def in_turn(
    store: Store, columns: Sequence[Any], where: Sequence[Any], query: Query = EVERYTHING
) -> Iterator[Any]:
    """Rows of articles in the order in which they came, a few in one read: as many as a query's `limit`,
    of articles beyond the number that is its cursor."""
    asked = select(*columns, ARTICLE.number.label("cursor")).where(*where).order_by(ARTICLE.number)

    def fetch(query: Query) -> list[Any]:
        return store.rows(asked.where(ARTICLE.number > int(query.after or 0)).limit(query.limit))

    return all_rows(fetch, query, STREAM)


def commitments(store: Store, query: Query = EVERYTHING) -> Iterator[Commitment]:
    """What the articles of a query say is undertaken, each as one article tells it, in bounded memory."""
    where = [
        ARTICLE.commitments.is_not(None), *of_articles(query, sqlite=store.sqlite),
        *in_days(query, ARTICLE.day),
    ]
    for row in in_turn(store, (ARTICLE.id, ARTICLE.commitments), where):
        yield from cells.many(Commitment, row.commitments, f"article {row.id}")


def feeds(store: Store) -> list[FeedState]:
    """What is remembered of each feed, in the order of their addresses."""
    return [FeedState(*row) for row in store.rows(select(schema.feeds).order_by(schema.feeds.c.url))]


def failures(store: Store) -> list[FailureRow]:
    """The articles that could not be kept, in the order of their origins."""
    asked = select(schema.failures).order_by(schema.failures.c.origin)
    return [FailureRow(*row) for row in store.rows(asked)]


