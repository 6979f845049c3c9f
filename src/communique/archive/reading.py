"""Questions to the archive, each answered in a short transaction; what may be long comes in pages.

Knows how rows become records again; does not know what is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, func, or_, select

from communique.archive import cells, schema, search
from communique.archive.engine import Store
from communique.archive.inserting import chunks
from communique.archive.query import (
    Plan,
    Query,
    about_events,
    beyond,
    cursor,
    having,
    holding,
    in_days,
    of_articles,
    plan,
)
from communique.archive.rows import ArticleRow, DyadMonth, EventRow, FailureRow, Head, MeetingRow, PositionRow, Revision, StatementRow
from communique.archive.writing import OURS
from communique.errors import ArchiveError
from communique.records import Article, Commitment, Event, Link, Meeting, NonResponse, Place, Position, Reading, Statement, Time

T = TypeVar("T")
PAGE = 100  # rows in a list that was asked for without a limit
STREAM = 500  # rows in one read of a stream
ARTICLE, EVENT = schema.articles.c, schema.events.c
HEAD = [ARTICLE.number, ARTICLE.id.label("article_id"), ARTICLE.url, ARTICLE.title, ARTICLE.outlet, ARTICLE.agency, ARTICLE.published,
        ARTICLE.day.label("published_day"), ARTICLE.language, ARTICLE.origin.label("locator"), ARTICLE.state, ARTICLE.revision,
        ARTICLE.copy_of, ARTICLE.notes]  # fmt: skip
FULL = [ARTICLE.number, ARTICLE.id, ARTICLE.url, ARTICLE.title, ARTICLE.text, ARTICLE.published, ARTICLE.outlet, ARTICLE.agency,
        ARTICLE.authors, ARTICLE.language, ARTICLE.sha256, ARTICLE.genre, ARTICLE.issuers]  # fmt: skip


def known(store: Store, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the pairs (id, hash of the text) that are kept, be it as an earlier revision."""
    wanted = set(pairs)
    old = schema.revisions.c
    kept = select(ARTICLE.id, ARTICLE.sha256).where(ARTICLE.state != "reference")
    before = select(ARTICLE.id, old.sha256).join_from(schema.articles, schema.revisions, old.article == ARTICLE.number)
    with store.read() as connection:
        parts = [asked.where(ARTICLE.id.in_(ids)) for ids in chunks(sorted({id for id, _ in wanted})) for asked in (kept, before)]
        return wanted & {(row.id, row.sha256) for part in parts for row in connection.execute(part)}


def head_of(row: Any) -> Head:
    """The article's head in a row that holds the columns of HEAD."""
    return Head(row.number, row.article_id, row.url, row.title, row.outlet, row.agency, row.published, row.published_day, row.language,
                row.locator, row.state, row.revision, row.copy_of, tuple(row.notes or ()))  # fmt: skip


def events(store: Store, query: Query) -> list[EventRow]:
    """One page of events, the newest first."""
    asked = event_rows(plan(query, sqlite=store.sqlite), query).limit(query.limit or PAGE)
    with store.read() as connection:
        return [event_row(row) for row in connection.execute(asked)]


def event_rows(how: Plan, query: Query) -> Select[*tuple[Any, ...]]:
    """The selection of a query's events with their articles' heads, the newest first."""
    columns = [*HEAD, EVENT.id.label("event_id"), EVENT.day.label("event_day"), EVENT.origin, EVENT.goldstein, EVENT.record]
    found = select(*columns).select_from(how.source).where(*how.where, *beyond(query, how.order))
    return found.order_by(*(column.desc() for column in how.order))


def event_row(row: Any) -> EventRow:
    """A row of `event_rows` as it is given out."""
    act = cells.unpacked(Event, row.record, f"event {row.event_id} of {row.article_id}")
    return EventRow(head_of(row), act, row.event_day, row.origin, row.goldstein, cursor(row.event_day, row.number, row.event_id))


def count(store: Store, query: Query) -> int:
    """How many events the query has."""
    how = plan(query, sqlite=store.sqlite)
    with store.read() as connection:
        return connection.execute(select(func.count()).select_from(how.counted).where(*how.where)).scalar_one()


def records(store: Store, query: Query, table: Table, where: Sequence[Any], make: Callable[[Any, Head, str], T]) -> list[T]:
    """One page of rows of a table of records, the newest first, each made by `make(row, head, cursor)`."""
    order = (table.c.day, table.c.article, table.c.id)
    columns = [*HEAD, table.c.id.label("record_id"), table.c.day.label("record_day"), table.c.record]
    found = select(*columns).join_from(table, schema.articles, ARTICLE.number == table.c.article)
    found = found.where(*where, *of_articles(query, sqlite=store.sqlite), *in_days(query, table.c.day), *beyond(query, order))
    with store.read() as connection:
        rows = connection.execute(found.order_by(*(c.desc() for c in order)).limit(query.limit or PAGE))
        return [make(row, head_of(row), cursor(row.record_day, row.number, row.record_id)) for row in rows]


def statements(store: Store, query: Query) -> list[StatementRow]:
    """One page of statements, the newest first."""
    said = schema.statements.c
    where = [said.speaker_country == query.actor] if query.actor else []
    where += holding(query.recipient, said.addressees)
    if query.party:
        where.append(or_(said.speaker_country == query.party, *holding(query.party, said.addressees)))
    if query.dyad:
        one, other = query.dyad
        both = [(said.speaker_country == a) & holding(b, said.addressees)[0] for a, b in ((one, other), (other, one))]
        where.append(or_(*both))
    if query.type:
        where.append(said.kind == query.type)
    where += having(query.issue, said.record["evidence"]["text"].as_string())
    return records(store, query, schema.statements, where, lambda row, head, at: StatementRow(
        head, cells.unpacked(Statement, row.record, f"statement {row.record_id} of {head.id}"), row.record_day, at))  # fmt: skip


def meetings(store: Store, query: Query) -> list[MeetingRow]:
    """One page of meetings, the newest first."""
    met = schema.meetings.c
    where = [c for who in (query.actor, query.recipient, query.party, *(query.dyad or ())) for c in holding(who, met.participants)]
    where += [column == value for column, value in ((met.kind, query.type), (met.status, query.status)) if value]
    where += having(query.issue, met.record["evidence"]["text"].as_string())
    return records(store, query, schema.meetings, where, lambda row, head, at: MeetingRow(
        head, cells.unpacked(Meeting, row.record, f"meeting {row.record_id} of {head.id}"), row.record_day, at))  # fmt: skip


def positions(store: Store, query: Query) -> list[PositionRow]:
    """One page of positions, the newest first."""
    held = schema.positions.c
    where = [held.actor == who for who in (query.actor, query.party) if who]
    where += ([held.stance == query.type] if query.type else []) + having(query.issue, held.issue)
    return records(store, query, schema.positions, where, lambda row, head, at: PositionRow(
        head, cells.unpacked(Position, row.record, f"position {row.record_id} of {head.id}"), row.record_day, at))  # fmt: skip


def about(store: Store, query: Query) -> list[Any]:
    """The conditions on articles that a query stands for, but for its text."""
    apart = replace(query, text=None)
    return [*of_articles(apart, sqlite=store.sqlite), *about_events(apart, sqlite=store.sqlite), *in_days(apart, ARTICLE.day)]


def articles(store: Store, query: Query) -> list[ArticleRow]:
    """One page of articles, the best match first, or the newest where no words are asked for."""
    size = query.limit or PAGE
    with store.read() as connection:
        if query.text is None:
            order = (ARTICLE.day, ARTICLE.number)
            found = select(ARTICLE.number, ARTICLE.day).where(*about(store, query), *beyond(query, order))
            rows = connection.execute(found.order_by(*(c.desc() for c in order)).limit(size)).all()
            return described(connection, query, [(row.number, None, cursor(row.day, row.number)) for row in rows])
        start = offset(query)
        conditions = about(store, query)
        if store.sqlite and not conditions and search.terms(query.text):
            found, rank = search.alone(query.text)
        else:
            found, rank = search.ranked(select(ARTICLE.number).select_from(schema.articles), query.text, sqlite=store.sqlite)
        found, number = found.add_columns(rank.label("score")).where(*conditions), found.selected_columns.number
        rows = connection.execute(found.order_by(rank.desc(), number.desc()).limit(size).offset(start)).all()
        return described(connection, query, [(row.number, row.score, f"@{start + i}") for i, row in enumerate(rows, 1)])


def offset(query: Query) -> int:
    """How many matches lie before the page, from a cursor like "@100"."""
    if query.after is None:
        return 0
    if not (query.after.startswith("@") and query.after[1:].isdecimal()):
        raise ArchiveError(f"{query.after!r} is no cursor of this list; take the `cursor` of the last row of the page before")
    return int(query.after[1:])


def described(connection: Connection, query: Query, found: Sequence[tuple[int, float | None, str]]) -> list[ArticleRow]:
    """The articles with these numbers, ranks and cursors, in this order, with the counts of their records and their snippets."""
    numbers = [number for number, _, _ in found]
    asked = (select(*HEAD).where(ARTICLE.number.in_(part)) for part in chunks(numbers))
    heads = {row.number: head_of(row) for one in asked for row in connection.execute(one)}
    acts, said = (totals(connection, table, numbers) for table in (schema.events, schema.statements))
    cut = search.snippets(connection, query.text, numbers) if query.text is not None else {}
    return [ArticleRow(heads[n], acts.get(n, 0), said.get(n, 0), rank, cut.get(n, ()), at) for n, rank, at in found]


def totals(connection: Connection, table: Table, numbers: Sequence[int]) -> dict[int, int]:
    """How many rows of a table each of the articles has."""
    each = select(table.c.article, func.count()).group_by(table.c.article)
    return {number: n for part in chunks(numbers) for number, n in connection.execute(each.where(table.c.article.in_(part)))}


def article(store: Store, id: str) -> Article | None:
    """The article with this id."""
    with store.read() as connection:
        row = connection.execute(select(*FULL).where(ARTICLE.id == id)).first()
    return cells.article(row) if row else None


def head(store: Store, id: str) -> Head | None:
    """What is kept about an article besides its text and records."""
    with store.read() as connection:
        row = connection.execute(select(*HEAD).where(ARTICLE.id == id)).first()
    return head_of(row) if row else None


def whole(store: Store, id: str) -> Reading | None:
    """Everything that was read in an article."""
    with store.read() as connection:
        asked = select(*FULL, ARTICLE.notes, ARTICLE.times, ARTICLE.places, ARTICLE.commitments)
        row = connection.execute(asked.where(ARTICLE.id == id)).first()
        if row is None:
            return None
        kept = {t.name: cells_of(connection, t, row.number) for t in schema.RECORDS}
    at = f"article {id}"
    return Reading(
        cells.article(row),
        cells.many(Statement, kept["statements"], at),
        cells.many(Event, kept["events"], at),
        cells.many(NonResponse, kept["nonresponses"], at),
        cells.many(Position, kept["positions"], at),
        cells.many(Meeting, kept["meetings"], at),
        cells.many(Link, kept["links"], at),
        cells.many(Time, row.times, at),
        cells.many(Place, row.places, at),
        cells.many(Commitment, row.commitments, at),
        tuple(row.notes or ()),
    )


def cells_of(connection: Connection, table: Table, number: int) -> list[Any]:
    """The JSON of an article's records in a table, in the order in which they were read."""
    ours = [EVENT.origin == OURS] if table is schema.events else []
    return list(connection.scalars(select(table.c.record).where(table.c.article == number, *ours).order_by(table.c.place)))


def revisions(store: Store, id: str) -> list[Revision]:
    """The earlier texts of an article, oldest first."""
    old = schema.revisions.c
    columns = (old.revision, old.title, old.text, old.published, old.sha256, old.added)
    asked = select(*columns).join(schema.articles, ARTICLE.number == old.article).where(ARTICLE.id == id).order_by(old.revision)
    with store.read() as connection:
        return [Revision(*row) for row in connection.execute(asked)]


def counts(store: Store) -> dict[str, int]:
    """How many there are of each."""
    states = select(ARTICLE.state, func.count().label("n")).group_by(ARTICLE.state)
    tables = (schema.revisions, *schema.RECORDS, schema.failures, schema.feeds, schema.occurrences)
    with store.read() as connection:
        by_state = {row.state: row.n for row in connection.execute(states)}
        copies = connection.execute(select(func.count()).where(ARTICLE.copy_of.is_not(None))).scalar_one()
        sizes = {t.name: connection.execute(select(func.count()).select_from(t)).scalar_one() for t in tables}
    return {"articles": sum(by_state.values()), "references": by_state.get("reference", 0), "skipped": by_state.get("skipped", 0),
            "copies": copies, **sizes}  # fmt: skip


def dyad_months(store: Store, dyad: tuple[str, str] | None, since: str | None, until: str | None, type: str | None, *,
                directed: bool, origin: str | None) -> list[DyadMonth]:  # fmt: skip
    """The kept summary, by month, pair and type."""
    sums = schema.dyad_months.c
    where = [sums.dyad == cells.dyad(*dyad)] if dyad else []
    where += [sums.actor == dyad[0], sums.recipient == dyad[1]] if dyad and directed else []
    where += [column == value for column, value in ((sums.type, type), (sums.origin, origin)) if value is not None]
    months = Query(since=since and since[:7], until=until and until[:7])
    where += in_days(months, sums.month + "-15") if since or until else []
    order = (sums.dyad, sums.month, sums.actor, sums.recipient, sums.type, sums.quad, sums.origin)
    columns = (sums.actor, sums.recipient, sums.month, sums.type, sums.quad, sums.origin, sums.events, sums.scored, sums.score_sum,
               sums.rated, sums.goldstein_sum)  # fmt: skip
    with store.read() as connection:
        rows = connection.execute(select(*columns).where(*where).order_by(*order)).all()
    return [  # taken apart by place, not by name: half the time where there are thousands
        DyadMonth(actor, recipient, month, kind, quad, source, count, scored, score / 1000, rated, goldstein / 1000)
        for actor, recipient, month, kind, quad, source, count, scored, score, rated, goldstein in rows
    ]


def stream(store: Store, query: Query) -> Iterator[tuple[int, Event, Article]]:
    """A query's events with their articles and these articles' numbers, oldest first."""
    how = plan(query, sqlite=store.sqlite)
    columns = [EVENT.day.label("event_day"), EVENT.id.label("event_id"), EVENT.article.label("of"), EVENT.record]
    asked = select(*columns).select_from(how.source).where(*how.where).order_by(*how.order)
    left, after = query.limit, query.after
    while left is None or left > 0:
        size = STREAM if left is None else min(STREAM, left)
        page = asked.where(*beyond(replace(query, after=after), how.order, rising=True)).limit(size)
        with store.read() as connection:
            rows = connection.execute(page).all()
            texts = by_number(connection, {row.of for row in rows})
        for row in rows:
            yield row.of, cells.unpacked(Event, row.record, f"event {row.event_id} of {texts[row.of].id}"), texts[row.of]
        if len(rows) < size:
            return
        left = None if left is None else left - len(rows)
        after = cursor(rows[-1].event_day, rows[-1].of, rows[-1].event_id)


def by_number(connection: Connection, numbers: Iterable[int]) -> dict[int, Article]:
    """Articles by their numbers."""
    return {row.number: cells.article(row) for part in chunks(sorted(numbers)) for row in connection.execute(
        select(*FULL).where(ARTICLE.number.in_(part)))}  # fmt: skip


def texts(store: Store, query: Query) -> Iterator[Article]:
    """The articles of a query that have a text, in the order in which they came."""
    where = [*about(store, query), ARTICLE.state != "reference"]
    where += of_articles(Query(text=query.text), sqlite=store.sqlite)
    left, number = query.limit, int(query.after or 0)
    while left is None or left > 0:
        size = STREAM if left is None else min(STREAM, left)
        asked = select(*FULL).where(*where, ARTICLE.number > number).order_by(ARTICLE.number).limit(size)
        with store.read() as connection:
            rows = connection.execute(asked).all()
        yield from (cells.article(row) for row in rows)
        if len(rows) < size:
            return
        left = None if left is None else left - len(rows)
        number = rows[-1].number


def failures(store: Store) -> list[FailureRow]:
    """The articles that could not be kept, in the order of their origins."""
    table = schema.failures
    columns = (table.c.origin, table.c.id, table.c.step, table.c.message, table.c.attempts, table.c.added, table.c.last)
    with store.read() as connection:
        return [FailureRow(*row) for row in connection.execute(select(*columns).order_by(table.c.origin))]


