"""What ledgers are computed from: acts, positions, meetings and silences as they see them,
filed by the blocks that are computed together.

Knows the tables of what is told and of waiting blocks; does not know which blocks a telling belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select

from communique.archive import cells, schema, waits
from communique.archive.engine import Store
from communique.archive.inserting import delete_of, put, rows_of, upsert
from communique.archive.query import Query, sound
from communique.archive.reading import HEAD, KINDS, head_of
from communique.archive.rows import Block, Pages, Told, Waiting, Window
from communique.archive.waits import QUEUE
from communique.archive.writing import ARTICLE, heads
from communique.grouping import chunks
from communique.records import Link

TOLD, FILED, AWAKE, PART, LINK = (
    t.c
    for t in (schema.told, schema.told_blocks, schema.waiting_blocks, schema.occurrence_events, schema.links)
)
RECORDS = ("positions", "meetings", "nonresponses", "events")  # of an article, in the order of Pages
ACTS = "act"  # the kind of what belongs to an occurrence and to no single article


def pages(store: Store, step: str = "file", limit: int = 200) -> list[Pages]:
    """The next articles that wait to be filed for ledgers ("name": their positions only),
    in the order in which they came."""
    asked = (
        select(*HEAD, ARTICLE.text)
        .join(schema.waiting, QUEUE.article == ARTICLE.number)
        .where(QUEUE.step == step)
    )
    with store.read() as connection:
        rows = connection.execute(asked.order_by(QUEUE.article).limit(limit)).all()
        held: dict[int, dict[str, list[Any]]] = {row.number: {name: [] for name in RECORDS} for row in rows}
        for table in map(schema.metadata.tables.__getitem__, RECORDS):
            found = select(table.c.article, table.c.id, table.c.record).where(
                *sound(Query(), table.name, table.c.article, table.c.id)
            )
            ordered = found.order_by(table.c.article, table.c.place)
            for row in rows_of(connection, ordered, table.c.article, held):
                at = f"{table.name} {row.article}/{row.id}"
                held[row.article][table.name].append(cells.unpacked(KINDS[table.name], row.record, at))
    return [Pages(head_of(row), row.text, *map(tuple, held[row.number].values())) for row in rows]


def places(
    store: Store, kind: str, articles: Iterable[int] = (), ids: Iterable[str] = ()
) -> list[tuple[str, str, str]]:
    """Where what is told is filed, of some articles (by number) or acts (by id): ledger, block and day."""
    asked = select(FILED.ledger, FILED.block, FILED.day).where(FILED.kind == kind)
    found = (*store.rows(asked, FILED.article, articles), *store.rows(asked, FILED.id, ids))
    return [(row.ledger, row.block, row.day) for row in found]


def blocks(store: Store, ledger: str) -> list[str]:
    """All blocks of a ledger in which anything is filed."""
    asked = select(FILED.block).where(FILED.ledger == ledger).distinct()
    return [block for block, in store.rows(asked.order_by(FILED.block))]


def file(
    store: Store, told: Sequence[Told], *, articles: Iterable[int] = (), ids: Iterable[str] = (),
    kinds: Collection[str] = (), wake: Mapping[Block, Window], step: str = "",
    marks: Mapping[str, str] | None = None, at: int,
) -> bool:
    """File what is told in one transaction, in the place of what was, and let blocks wait to be computed.

    Args:
        articles, kinds: all that was told of these kinds in these articles goes,
            and the articles wait for `step` no longer.
        ids: acts that go.
        at: the edition that this is right for; where another one came between nothing is kept: False.
    """
    articles, ids = sorted(set(articles)), sorted(set(ids))
    with store.write() as connection:
        if waits.edition(connection) != at:
            return False
        for table in (schema.told, schema.told_blocks):
            delete_of(connection, table, table.c.article, articles, table.c.kind.in_(kinds))
            delete_of(connection, table, table.c.id, ids, table.c.kind == ACTS, table.c.article == 0)
        put(connection, schema.told, [
            {"kind": t.kind, "article": t.article, "id": t.id, "day": t.day,
             "record": cells.COMPACT.encode(t.record)} for t in told
        ])  # fmt: skip
        put(connection, schema.told_blocks, [
            {"ledger": ledger, "block": block, "day": t.day, "kind": t.kind, "article": t.article, "id": t.id}
            for t in told for ledger, block in sorted(set(t.blocks))
        ])  # fmt: skip
        rouse(connection, wake)
        waits.served(connection, step, articles)  # type: ignore[arg-type]
        if step == "file":
            waits.served(connection, "name", articles)
        for name, value in (marks or {}).items():
            waits.put_mark(connection, name, value)
        waits.bump(connection)
    return True


def rouse(connection: Connection, wake: Mapping[Block, Window]) -> None:
    """Let blocks wait, or the longer, to be computed."""
    if not wake:
        return
    fresh = upsert(connection, schema.waiting_blocks)
    least, most = (func.min, func.max) if connection.dialect.name == "sqlite" else (func.least, func.greatest)
    wider = {"first": least(AWAKE.first, fresh.excluded.first), "last": most(AWAKE.last, fresh.excluded.last)}
    rows = [
        {"ledger": ledger, "block": block, "first": first, "last": last}
        for (ledger, block), (first, last) in sorted(wake.items())
    ]
    connection.execute(fresh.on_conflict_do_update(index_elements=["ledger", "block"], set_=wider), rows)


def awake(store: Store, ledger: str, most: int = 20_000) -> list[Waiting]:
    """The next blocks of a ledger that wait to be computed, as many as hold `most` tellings."""
    size = (
        select(func.count()).where(FILED.ledger == AWAKE.ledger, FILED.block == AWAKE.block).scalar_subquery()
    )
    asked = (
        select(AWAKE.block, AWAKE.first, AWAKE.last, size.label("size"))
        .where(AWAKE.ledger == ledger)
        .order_by(AWAKE.block)
    )
    found: list[Waiting] = []
    sum = 0
    with store.read() as connection:
        for row in connection.execute(asked):  # no further than is needed: sizes take their time
            sum += row.size
            if found and sum > most and code_of(row.block) != code_of(found[-1].block):
                break
            found.append(Waiting(row.block, row.first, row.last))
    return found


def code_of(block: str) -> str:
    """The code with which a block begins."""
    return re.split("[ <]", block, maxsplit=1)[0]


def of_blocks(
    store: Store, ledger: str, blocks: Iterable[str], since: str, until: str
) -> dict[tuple[str, int, str], Told]:
    """What is told in some blocks of a ledger between two days, or on no known day, by kind,
    article and id."""
    found: dict[tuple[str, int, str], Told] = {}
    here = (TOLD.kind == FILED.kind) & (TOLD.article == FILED.article) & (TOLD.id == FILED.id)
    asked = select(FILED.block, TOLD.kind, TOLD.article, TOLD.id, TOLD.day, TOLD.record).join_from(
        schema.told_blocks, schema.told, here
    )
    asked = asked.where(FILED.ledger == ledger, or_(FILED.day.between(since, until), FILED.day == ""))
    for row in store.rows(asked, FILED.block, blocks):
        key = (row.kind, row.article, row.id)
        at = (*found[key].blocks, (ledger, row.block)) if key in found else ((ledger, row.block),)
        found[key] = Told(row.kind, row.article, row.id, row.day, at, row.record)
    return dict(sorted(found.items()))


def of_articles(store: Store, kinds: Collection[str], ids: Iterable[str]) -> dict[tuple[str, int, str], Told]:
    """What is told of some kinds in some articles, by kind, article and id;
    acts by the articles that report them."""
    asked = select(TOLD.kind, TOLD.article, TOLD.id, TOLD.day, TOLD.record)
    rows: list[Any] = []
    with store.read() as connection:
        numbers = sorted(row.number for row in heads(connection, sorted(set(ids))).values())
        rows += rows_of(connection, asked.where(TOLD.kind.in_(kinds)), TOLD.article, numbers)
        for part in chunks(numbers) if ACTS in kinds else ():
            acts = select(PART.occurrence).where(PART.article.in_(part))
            rows += connection.execute(
                asked.where(TOLD.kind == ACTS, TOLD.article == 0, TOLD.id.in_(acts))
            ).all()
    found = {(r.kind, r.article, r.id): Told(r.kind, r.article, r.id, r.day, (), r.record) for r in rows}
    return dict(sorted(found.items()))


def links(store: Store, articles: Iterable[str]) -> list[tuple[str, Link]]:
    """The links within some articles, each with the id of its article."""
    asked = select(ARTICLE.id, LINK.id.label("link"), LINK.record).join_from(
        schema.links, schema.articles, ARTICLE.number == LINK.article
    )
    return [
        (row.id, cells.unpacked(Link, row.record, f"links {row.id}/{row.link}"))
        for row in store.rows(asked.order_by(ARTICLE.id, LINK.place), ARTICLE.id, articles)
    ]


def rename(store: Store, name: str, value: str) -> None:
    """Let all positions wait to be put under issues anew, and set the mark that says under which."""
    with store.write() as connection:
        for table in schema.ITEMS:
            connection.execute(delete(table).where(table.c.kind == "positions"))
        for table in (schema.told, schema.told_blocks):
            connection.execute(delete(table).where(table.c.kind == "position"))
        connection.execute(delete(schema.waiting_blocks).where(AWAKE.ledger == "positions"))
        held = select(schema.positions.c.article).distinct()
        filing = select(QUEUE.article).where(QUEUE.step == "file")
        numbers = connection.scalars(held.where(schema.positions.c.article.not_in(filing))).all()
        waits.wait(connection, "name", sorted(numbers))
        waits.put_mark(connection, name, value)
        waits.bump(connection)


def drop_waiting(connection: Connection, ledger: str, served: Iterable[str]) -> None:
    """Let blocks wait no longer."""
    delete_of(connection, schema.waiting_blocks, AWAKE.block, served, AWAKE.ledger == ledger)

