"""What is computed from occurrences, such as the entries of ledgers: kept by blocks, found by party, day,
status and issue.

Knows the tables of items and marks; does not know how an entry is computed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from communique import grouping
from communique.archive import cells, schema, told, waits
from communique.archive.engine import Store
from communique.archive.inserting import delete_of, put, rows_of
from communique.archive.query import (
    EVERYTHING,
    FIRST,
    LAST,
    Query,
    all_rows,
    bound,
    cursor,
    having,
    of_articles,
    of_events,
)
from communique.archive.reading import EVENT, PAGE
from communique.archive.rows import Block, Item, Passage, Window
from communique.archive.settling import older
from communique.archive.writing import ARTICLE, heads

ITEM, PARTY, STAND, TOLD_AT = (
    schema.items.c, schema.item_parties.c, schema.item_blocks.c, schema.item_passages.c,
)
PASSAGES = select(ARTICLE.id.label("page"), *TOLD_AT).join_from(
    schema.item_passages, schema.articles, ARTICLE.number == TOLD_AT.article
)
ANY = ("party", "actor", "recipient", "source")  # the sides on which a party may stand


def replace(
    store: Store, kind: str, blocks: Iterable[str], given: Iterable[Item],
    marks: Mapping[str, str] | None = None, *, gone: Iterable[str] = (), served: Iterable[str] = (),
    wake: Mapping[Block, Window] | None = None, at: int | None = None,
) -> bool:
    """Put entries in the place of all that these blocks hold, and set marks, in one transaction.

    Args:
        gone: ids of entries that go too.
        served: blocks that wait no longer; `wake`: blocks, of other ledgers say, that wait from now on.
        at: the edition that this is right for; where another one came between nothing is kept: False.
    """
    latest = {one.id: one for one in given}
    with store.write() as connection:
        if at is not None and waits.edition(connection) != at:
            return False
        doomed = {*latest, *gone}
        standing = select(STAND.id).where(STAND.kind == kind)
        doomed.update(row.id for row in rows_of(connection, standing, STAND.block, blocks))
        for table in schema.ITEMS:
            delete_of(connection, table, table.c.id, doomed, table.c.kind == kind)
        write(connection, kind, latest)
        told.drop_waiting(connection, kind, served)
        told.rouse(connection, wake or {})
        for name, value in (marks or {}).items():
            waits.put_mark(connection, name, value)
    return True


def write(connection: Connection, kind: str, latest: Mapping[str, Item]) -> None:
    """The rows of items that are not there yet."""
    put(connection, schema.items, [
        {"kind": kind, "id": one.id, "block": one.block, "status": one.status, "issue": one.issue,
         "first": one.first, "last": one.last, "confidence": one.confidence,
         "record": cells.COMPACT.encode(dict(one.record))} for one in latest.values()
    ])  # fmt: skip
    sides = [(side, code, one.id) for one in latest.values() for side, code in sorted(set(one.parties))]
    put(connection, schema.item_parties, [
        {"kind": kind, "country": code, "side": side, "id": id} for side, code, id in sides
    ])  # fmt: skip
    stands = [(block, one.id) for one in latest.values() for block in dict.fromkeys((one.block, *one.also))]
    put(connection, schema.item_blocks, [{"kind": kind, "block": block, "id": id} for block, id in stands])
    pages = sorted({p.article for one in latest.values() for p in one.passages})
    numbers = {id: row.number for id, row in heads(connection, pages).items()}
    where = {
        (numbers[p.article], p.start, p.end, one.id): p.answer
        for one in latest.values()
        for p in sorted(one.passages, key=lambda p: not p.answer)  # what tells it and answers it tells it
        if p.article in numbers
    }
    put(connection, schema.item_passages, [
        {"article": number, "start": start, "end": end, "kind": kind, "id": id, "answer": answer}
        for (number, start, end, id), answer in sorted(where.items())
    ])  # fmt: skip


def page(
    store: Store, kind: str, query: Query = EVERYTHING, *, statuses: Collection[str] | None = None
) -> list[Item]:
    """One page of the entries of a ledger, the newest first.

    `statuses` are several that will do. A query's words, outlet, type and the like ask for an entry that such
    an article tells of, or in a passage from which such an event was read.
    """
    asked = select(schema.items).where(
        ITEM.kind == kind, *asked_for(query, sqlite=store.sqlite), *older(query, ITEM.last, ITEM.id)
    )
    if statuses is not None:
        asked = asked.where(ITEM.status.in_(sorted(statuses)))
    return found(store, kind, asked.order_by(ITEM.last.desc(), ITEM.id.desc()).limit(query.limit or PAGE))


def every(
    store: Store, kind: str, query: Query = EVERYTHING, size: int = 500, *,
    statuses: Collection[str] | None = None,
) -> Iterator[Item]:
    """All entries of a ledger that a query has, the newest first, read `size` at a time."""
    return all_rows(partial(page, store, kind, statuses=statuses), query, size)


def count(store: Store, kind: str, query: Query = EVERYTHING) -> int:
    """How many items of a kind the query has, by what is kept of them;
    its `limit` and `after` do not matter."""
    asked = select(func.count()).select_from(schema.items)
    return int(store.value(asked.where(ITEM.kind == kind, *asked_for(query, sqlite=store.sqlite))))


def brief(store: Store, kind: str, query: Query = EVERYTHING) -> list[tuple[str, str, str, str]]:
    """The items of a kind that a query has, without their records, as (id, status, first day, last day);
    in no order."""
    columns = (ITEM.id, ITEM.status, ITEM.first, ITEM.last)
    asked = select(*columns).where(ITEM.kind == kind, *asked_for(query, sqlite=store.sqlite))
    return list(map(tuple, store.rows(asked)))


def of_blocks(store: Store, kind: str, blocks: Iterable[str], since: str = "") -> list[Item]:
    """All entries of a ledger that stand in some blocks and whose last day is not before one, by id."""
    here = (STAND.kind == ITEM.kind) & (STAND.id == ITEM.id)
    asked = select(schema.items).join(schema.item_blocks, here)
    asked = asked.where(ITEM.kind == kind, or_(ITEM.last >= since, ITEM.last == ""))
    asked = asked.group_by(ITEM.kind, ITEM.id)  # one that stands in several of the blocks comes once
    return sorted(found(store, kind, asked, STAND.block, blocks), key=lambda item: item.id)


def by_ids(store: Store, kind: str, ids: Iterable[str]) -> list[Item]:
    """The entries of a ledger with some ids, by id."""
    asked = select(schema.items).where(ITEM.kind == kind)
    return sorted(found(store, kind, asked, ITEM.id, ids), key=lambda item: item.id)


def at_passages(store: Store, kind: str, articles: Iterable[str]) -> dict[Passage, set[str]]:
    """The ids of the entries of a ledger that some articles tell of, by the passages that do."""
    rows = store.rows(PASSAGES.where(TOLD_AT.kind == kind), ARTICLE.id, articles)
    return grouping.sets((Passage(row.page, row.start, row.end, row.answer), row.id) for row in rows)


def passages_of(store: Store, kind: str, ids: Iterable[str]) -> list[Passage]:
    """Where articles tell of some entries of a ledger, or of what answers them."""
    rows = store.rows(PASSAGES.where(TOLD_AT.kind == kind), TOLD_AT.id, ids)
    return [Passage(row.page, row.start, row.end, row.answer) for row in rows]


def first_told(
    store: Store, kind: str, ids: Iterable[str] | None = None
) -> dict[str, tuple[str, str | None]]:
    """The days of the first articles that tell of entries of a ledger, and of what answers each (None:
    nothing), by id; all without ids."""
    asked = select(TOLD_AT.id, TOLD_AT.answer, func.min(ARTICLE.day)).join_from(
        schema.item_passages, schema.articles, ARTICLE.number == TOLD_AT.article
    ).where(TOLD_AT.kind == kind).group_by(TOLD_AT.id, TOLD_AT.answer)  # fmt: skip
    days: dict[str, dict[bool, str]] = {}
    for id, answer, day in store.rows(asked) if ids is None else store.rows(asked, TOLD_AT.id, ids):
        days.setdefault(id, {})[bool(answer)] = day
    return {id: (found.get(False, ""), found.get(True)) for id, found in days.items()}


def asked_for(query: Query, *, sqlite: bool) -> list[ColumnElement[bool]]:
    """The conditions that a query stands for; days are those between an item's first and last."""
    where = [taking_part(code, sides) for code, sides in (
        (query.actor, ("party", "actor")), (query.recipient, ("party", "recipient")), (query.party, ANY),
        *((code, ANY) for code in query.dyad or ()),
    ) if code]  # fmt: skip
    if query.status is not None:
        where.append(ITEM.status == query.status)
    if query.min_confidence is not None:
        where.append(ITEM.confidence >= query.min_confidence)
    if query.since is not None or query.until is not None:
        where.append(and_(ITEM.last >= bound(query.since, FIRST), ITEM.first <= bound(query.until, LAST)))
    return [*where, *having(query.issue, ITEM.issue), *told_so(query, sqlite=sqlite)]


def told_so(query: Query, *, sqlite: bool) -> list[ColumnElement[bool]]:
    """The condition that an article tells of an item as a query wants it: in its text, by its outlet,
    with such an event in the passage."""
    page = of_articles(query, sqlite=sqlite)
    act = of_events(dataclasses.replace(query, status=None, issue=None, min_confidence=None))
    if query.context is not None:
        other = schema.contexts.c
        here = other.article == EVENT.article, other.event == EVENT.id
        act.append(exists().where(other.context == query.context, *here))
    if not page and not act:
        return []
    source = schema.item_passages.join(schema.articles, ARTICLE.number == TOLD_AT.article)
    if act:
        over = (EVENT.article == TOLD_AT.article) & (EVENT.start < TOLD_AT.end) & (EVENT.end > TOLD_AT.start)
        source = source.join(schema.events, over)
    told = select(TOLD_AT.id).select_from(source).where(*page, *act)
    told = told.where(TOLD_AT.kind == ITEM.kind, TOLD_AT.id == ITEM.id, TOLD_AT.answer.is_(False))
    return [told.correlate(schema.items).exists()]


def taking_part(code: str, sides: tuple[str, ...]) -> ColumnElement[bool]:
    """The condition that a code stands on one of these sides."""
    return exists().where(
        PARTY.kind == ITEM.kind, PARTY.id == ITEM.id, PARTY.country == code,
        or_(*(PARTY.side == side for side in sides)),
    )


def found(
    store: Store, kind: str, asked: Select[Any], column: Any = None, values: Iterable[str] = ()
) -> list[Item]:
    """The items of a selection of a kind, each once, with their parties; with a column,
    those in which it has one of the values."""
    own = select(PARTY.id, PARTY.side, PARTY.country).where(PARTY.kind == kind)  # the index begins with it
    with store.read() as connection:
        rows = {row.id: row for row in rows_of(connection, asked, column, values)}
        sides: dict[str, list[tuple[str, str]]] = {id: [] for id in rows}
        for id, side, code in rows_of(connection, own.order_by(PARTY.side, PARTY.country), PARTY.id, rows):
            sides[id].append((side, code))
    return [
        Item(r.kind, r.id, r.block, r.status, r.first, r.last, tuple(sides[r.id]), r.issue, r.record,
             cursor=cursor(r.last, r.id), confidence=r.confidence)
        for r in rows.values()
    ]
