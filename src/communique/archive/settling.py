"""Which articles are alike and which events tell one happening: what was found is kept here, and asked for again.

Knows the tables of copies and occurrences; does not know how likeness is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, exists, func, insert, or_, select, update

from communique.archive import cells, schema, summary
from communique.archive.engine import Store
from communique.archive.query import Query, plan
from communique.archive.reading import EVENT, FULL, HEAD, PAGE, event_row
from communique.archive.rows import EventRow, Gathered, Signed
from communique.archive.writing import ARTICLE, chunks, heads
from communique.records import Article

WRAP = 2**63  # databases count to here with a sign


def signed(value: int) -> int:
    """A 64-bit hash as the databases keep it, with a sign."""
    return value - 2 * WRAP if value >= WRAP else value


def unsigned(store: Store, limit: int) -> list[Article]:
    """Articles with a text whose signature is not kept yet, in the order in which they came."""
    mark = schema.signatures.c.article
    asked = select(*FULL).where(ARTICLE.state != "reference", ARTICLE.text != "", ~exists().where(mark == ARTICLE.number))
    with store.read() as connection:
        return [cells.article(row) for row in connection.execute(asked.order_by(ARTICLE.number).limit(limit))]


def put_signatures(store: Store, given: Iterable[Signed]) -> None:
    """Keep signatures, each in place of the article's earlier one; articles that are not kept are passed over."""
    latest = {one.article: one for one in given}
    with store.write() as connection:
        there = heads(connection, latest)
        pairs = [(row.number, latest[id]) for id, row in there.items()]
        for part in chunks(number for number, _ in pairs):
            for table in (schema.signatures, schema.bands):
                connection.execute(delete(table).where(table.c.article.in_(part)))
        rows = [{"article": number, "signature": one.signature} for number, one in pairs]
        strips = [{"band": i, "hash": signed(h), "article": number} for number, one in pairs for i, h in enumerate(one.bands)]
        for table, some in ((schema.signatures, rows), (schema.bands, strips)):
            if some:
                connection.execute(insert(table), some)


def signatures(store: Store, after: int, limit: int) -> list[tuple[int, str, bytes]]:
    """Signatures of articles beyond a number, by number."""
    mark = schema.signatures.c
    asked = select(ARTICLE.number, ARTICLE.id, mark.signature).join(schema.signatures, mark.article == ARTICLE.number)
    with store.read() as connection:
        rows = connection.execute(asked.where(ARTICLE.number > after).order_by(ARTICLE.number).limit(limit))
        return [(row.number, row.id, bytes(row.signature)) for row in rows]


def neighbours(store: Store, bands: Sequence[int]) -> dict[str, bytes]:
    """The signatures of the articles that share at least one band with these."""
    strip, mark = schema.bands.c, schema.signatures.c
    if not bands:
        return {}
    shared = or_(*(and_(strip.band == i, strip.hash == signed(h)) for i, h in enumerate(bands)))
    asked = select(ARTICLE.id, mark.signature).join(schema.signatures, mark.article == ARTICLE.number)
    with store.read() as connection:
        numbers = sorted(set(connection.scalars(select(strip.article).where(shared))))
        rows = [row for part in chunks(numbers) for row in connection.execute(asked.where(ARTICLE.number.in_(part)))]
    return {row.id: bytes(row.signature) for row in rows}


def copies(store: Store) -> dict[str, str]:
    """Each article that is a copy, with the one that it is a copy of."""
    asked = select(ARTICLE.id, ARTICLE.copy_of).where(ARTICLE.copy_of.is_not(None)).order_by(ARTICLE.id)
    with store.read() as connection:
        return {row.id: row.copy_of for row in connection.execute(asked)}


def put_copies(store: Store, given: Mapping[str, str | None]) -> None:
    """Mark articles as copies; their events leave the summary, those of articles that are none any more come back."""
    with store.write() as connection:
        there = heads(connection, given)
        changed = [(row.number, given[id]) for id, row in there.items() if row.copy_of != given[id]]
        for part in chunks(changed):
            numbers = [number for number, _ in part]
            summary.count(connection, numbers, -1)
            mark = update(schema.articles).where(ARTICLE.number == bindparam("which")).values(copy_of=bindparam("original"))
            connection.execute(mark, [{"which": number, "original": original} for number, original in part])
            summary.count(connection, numbers, +1)


def unsettled(store: Store, limit: int) -> list[EventRow]:
    """Events that are part of no occurrence yet, in the order in which their articles came."""
    part = schema.occurrence_events.c
    columns = [*HEAD, EVENT.id.label("event_id"), EVENT.day.label("event_day"), EVENT.origin, EVENT.goldstein, EVENT.record]
    asked = select(*columns).join_from(schema.events, schema.articles, ARTICLE.number == EVENT.article)
    asked = asked.where(~exists().where(part.article == EVENT.article, part.event == EVENT.id))
    with store.read() as connection:
        return [event_row(row) for row in connection.execute(asked.order_by(EVENT.article, EVENT.id).limit(limit))]


def put_occurrences(store: Store, gathered: Iterable[Gathered]) -> None:
    """Keep occurrences; each takes its events from any other, and one that is left without events goes."""
    latest = {one.id: one for one in gathered}
    part, whole = schema.occurrence_events, schema.occurrences
    with store.write() as connection:
        numbers = {id: row.number for id, row in heads(connection, {a for one in latest.values() for a, _ in one.events}).items()}
        held = {(numbers[a], e): one.id for one in latest.values() for a, e in one.events if a in numbers}
        robbed = owners(connection, held)
        drop(connection, latest)
        match = delete(part).where(part.c.article == bindparam("of"), part.c.event == bindparam("act"))
        if held:
            connection.execute(match, [{"of": a, "act": e} for a, e in sorted(held)])
        rows = [
            {"id": one.id, "type": one.type, "actors": list(one.actors), "recipients": list(one.recipients), "start": one.start,
             "end": one.end, "origins": one.origins, "record": dict(one.record)}
            for one in latest.values()
        ]  # fmt: skip
        if rows:
            connection.execute(insert(whole), rows)
        if held:
            connection.execute(insert(part), [{"article": a, "event": e, "occurrence": id} for (a, e), id in sorted(held.items())])
        for ids in chunks(sorted(robbed - latest.keys())):
            connection.execute(delete(whole).where(whole.c.id.in_(ids), ~exists().where(part.c.occurrence == whole.c.id)))


def owners(connection: Connection, held: Mapping[tuple[int, str], str]) -> set[str]:
    """The occurrences that hold some of these events now."""
    part = schema.occurrence_events.c
    found: set[str] = set()
    for numbers in chunks(sorted({article for article, _ in held})):
        rows = connection.execute(select(part.article, part.event, part.occurrence).where(part.article.in_(numbers)))
        found |= {row.occurrence for row in rows if (row.article, row.event) in held}
    return found


def drop(connection: Connection, ids: Iterable[str]) -> None:
    """Delete occurrences and their hold on events."""
    part, whole = schema.occurrence_events, schema.occurrences
    for some in chunks(ids):
        connection.execute(delete(part).where(part.c.occurrence.in_(some)))
        connection.execute(delete(whole).where(whole.c.id.in_(some)))


def drop_occurrences(store: Store, ids: Iterable[str] | None) -> None:
    """Drop these occurrences, or all."""
    with store.write() as connection:
        if ids is not None:
            return drop(connection, ids)
        connection.execute(delete(schema.occurrence_events))
        connection.execute(delete(schema.occurrences))


def occurrences(store: Store, query: Query) -> list[Gathered]:
    """One page of the occurrences whose events a query has, the newest first."""
    how = plan(query, sqlite=store.sqlite)
    part, whole = schema.occurrence_events.c, schema.occurrences.c
    found = select(part.occurrence).select_from(how.source.join(
        schema.occurrence_events, and_(part.article == EVENT.article, part.event == EVENT.id))).where(*how.where)  # fmt: skip
    start = func.coalesce(whole.start, "")
    asked = select(schema.occurrences).where(whole.id.in_(found)).order_by(start.desc(), whole.id.desc()).limit(query.limit or PAGE)
    with store.read() as connection:
        return assembled(connection, connection.execute(asked).all())


def occurrence(store: Store, article: str, event: str) -> Gathered | None:
    """The occurrence that an event is part of."""
    part, whole = schema.occurrence_events.c, schema.occurrences.c
    asked = select(schema.occurrences).join(schema.occurrence_events, part.occurrence == whole.id)
    asked = asked.join(schema.articles, ARTICLE.number == part.article).where(ARTICLE.id == article, part.event == event)
    with store.read() as connection:
        found = assembled(connection, connection.execute(asked).all())
    return found[0] if found else None


def assembled(connection: Connection, rows: Sequence[Any]) -> list[Gathered]:
    """Occurrences from their rows, with the events that they hold."""
    part = schema.occurrence_events.c
    held: dict[str, list[tuple[str, str]]] = {row.id: [] for row in rows}
    asked = select(part.occurrence, ARTICLE.id, part.event).join(schema.articles, ARTICLE.number == part.article)
    for ids in chunks(held):
        for row in connection.execute(asked.where(part.occurrence.in_(ids)).order_by(ARTICLE.id, part.event)):
            held[row.occurrence].append((row.id, row.event))
    return [
        Gathered(r.id, r.type, tuple(r.actors), tuple(r.recipients), r.start, r.end, r.origins, tuple(held[r.id]), r.record) for r in rows
    ]


