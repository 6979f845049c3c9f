"""What new and changed articles leave to be settled: who waits for what, which occurrences are stale,
which edition this is.

Knows the queues; does not know how they are worked off.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from sqlalchemy import Connection, delete, exists, insert, select

from communique.archive import schema
from communique.archive.engine import Store
from communique.archive.inserting import delete_of, put_once, rows_of, upsert
from communique.grouping import chunks

Step = Literal["sign", "gather", "file", "name"]
EDITION = "edition"  # the mark that grows with everything that changes what has been settled
QUEUE, STALE, MARKS = schema.waiting.c, schema.stale.c, schema.marks.c


def wait(connection: Connection, step: Step, articles: Iterable[int]) -> None:
    """Let articles wait for a step."""
    put_once(connection, schema.waiting, [{"step": step, "article": number} for number in articles])


def served(connection: Connection, step: Step, articles: Iterable[int]) -> None:
    """Let articles wait for a step no longer."""
    delete_of(connection, schema.waiting, QUEUE.article, articles, QUEUE.step == step)


def soil(connection: Connection, articles: Sequence[int]) -> None:
    """Mark the occurrences in which articles take part as stale."""
    part = schema.occurrence_events.c
    rows = rows_of(connection, select(part.occurrence), part.article, articles)
    put_once(connection, schema.stale, [{"occurrence": id} for id in sorted({r.occurrence for r in rows})])


def leave(connection: Connection, articles: Sequence[int]) -> None:
    """Take the events that we coded in articles out of their occurrences, which stay without them;
    they are about to be deleted."""
    part, act = schema.occurrence_events, schema.events.c
    held = select(part.c.occurrence, part.c.counted, act.record).join(
        schema.events, (act.article == part.c.article) & (act.id == part.c.event)
    )
    rows = connection.execute(
        held.where(part.c.article.in_(articles)).order_by(part.c.article, part.c.event)
    ).all()
    soil(connection, articles)
    connection.execute(delete(part).where(part.c.article.in_(articles)))
    if counted := [{"record": row.record} for row in rows if row.counted]:
        connection.execute(insert(schema.departed), counted)
    bump(connection, len(articles))
    drop_empty(connection, {row.occurrence for row in rows})
    served(connection, "gather", articles)


def drop_empty(connection: Connection, ids: Iterable[str]) -> None:
    """Delete those of the occurrences that hold no events."""
    part, whole = schema.occurrence_events.c, schema.occurrences.c
    for some in chunks(sorted(ids)):
        empty = select(whole.id).where(whole.id.in_(some), ~exists().where(part.occurrence == whole.id))
        drop(connection, list(connection.scalars(empty)))


def drop(connection: Connection, ids: Iterable[str]) -> None:
    """Delete occurrences and their hold on events; that they are gone is kept."""
    for some in chunks(ids):
        remember(connection, some)
        erase(connection, some)


def erase(connection: Connection, ids: Sequence[str]) -> None:
    """Delete the rows of a few occurrences."""
    for table in (schema.occurrence_events, schema.occurrence_blocks, schema.stale):
        connection.execute(delete(table).where(table.c.occurrence.in_(ids)))
    connection.execute(delete(schema.occurrences).where(schema.occurrences.c.id.in_(ids)))


def remember(connection: Connection, ids: Sequence[str]) -> None:
    """Keep of what parties and days these occurrences were, under the present edition."""
    whole = schema.occurrences.c
    asked = select(
        whole.id.label("occurrence"), whole.type, whole.actors, whole.recipients, whole.first, whole.last
    )
    now = edition(connection)
    found = connection.execute(asked.where(whole.id.in_(ids))).mappings().all()
    rows = [{**row, "change": now} for row in found]
    put_once(connection, schema.gone, rows)


def mark(connection: Connection, name: str) -> str | None:
    """The value of a mark; None if it was never set."""
    found: str | None = connection.scalar(select(MARKS.value).where(MARKS.name == name))
    return found


def marked(store: Store, name: str) -> str | None:
    """The value of a mark, in a transaction of its own."""
    with store.read() as connection:
        return mark(connection, name)


def put_mark(connection: Connection, name: str, value: str) -> None:
    """Set a mark."""
    fresh: Any = upsert(connection, schema.marks)
    connection.execute(
        fresh.on_conflict_do_update(index_elements=["name"], set_={"value": fresh.excluded.value}),
        {"name": name, "value": value},
    )


def edition(connection: Connection) -> int:
    """The present edition."""
    return int(mark(connection, EDITION) or 0)


def bump(connection: Connection, by: int = 1) -> int:
    """Begin a new edition; by the number of articles that change it,
    so that it does not depend on the cuts of batches."""
    now = edition(connection) + by
    put_mark(connection, EDITION, str(now))
    return now
