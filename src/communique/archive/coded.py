"""Events that others coded, in bulk: references to articles without a text,
and the events with all that follows from them.

Knows how to write a million rows soon; does not know the files that they come from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from communique import grouping
from communique.archive import cells, schema
from communique.archive.engine import Store
from communique.archive.inserting import moment, put, rows_of
from communique.archive.rows import Coded
from communique.archive.writing import OURS, clean, heads, put_events
from communique.errors import ArchiveError
from communique.grouping import chunks
from communique.records import Article, Event

BATCH = 10_000  # rows in one transaction: long enough to be fast, short enough to let others write in between


def add(store: Store, rows: Iterable[Coded], *, origin: str = "gdelt") -> int:
    """Keep events that others coded, a few thousand in each transaction, and give the number of new ones."""
    if origin == OURS:
        raise ArchiveError(
            f"{store.where}: origin {origin!r} is that of events read here; name the producer, say 'gdelt'"
        )
    new = 0
    for batch in chunks(rows, BATCH):
        with store.write() as connection:
            new += add_batch(connection, [(row.event, row.article) for row in batch], origin)
    if new >= BATCH:
        store.study()
    return new


def add_batch(connection: Connection, batch: Sequence[tuple[Event, Article]], origin: str) -> int:
    """Keep one batch; the number of events that were new."""
    there, fresh = references(connection, {article.id: article for _, article in batch}, origin)
    numbers = {id: number for id, (number, _) in there.items()}
    copies = frozenset(number for number, copy in there.values() if copy)
    act, old = schema.events.c, [numbers[id] for id in numbers if id not in fresh]
    there_already = rows_of(connection, select(act.article, act.id), act.article, old)
    places: dict[int, set[str]] = grouping.sets(map(tuple, there_already))
    acts: list[tuple[int, int, Event, str]] = []
    for event, article in batch:
        number = numbers[clean_id(article)]
        taken = places.setdefault(number, set())
        if event.id not in taken:
            acts.append((number, len(taken), event, article.on or cells.UNKNOWN))
            taken.add(event.id)
    put_events(connection, acts, origin, copies)
    return len(acts)


def clean_id(article: Article) -> str:
    """The id under which a reference is kept."""
    return clean(article.id) or ""


def references(
    connection: Connection, articles: dict[str, Article], origin: str
) -> tuple[dict[str, tuple[int, bool]], set[str]]:
    """The number of each article and whether it is a copy, by id, those that are new inserted without a text;
    and the ids of these."""
    ids = [clean_id(a) for a in articles.values()]
    there = heads(connection, ids)
    now = moment()
    rows = [
        {
            **cells.head(a, origin, "reference"), "id": clean_id(a), "text": "", "revision": 1, "coder": "",
            "added": now,
        }
        for a in articles.values() if clean_id(a) not in there
    ]
    put(connection, schema.articles, rows)
    fresh = {row["id"] for row in rows}
    there |= heads(connection, fresh)
    return {id: (row.number, row.copy_of is not None) for id, row in there.items()}, fresh
