"""What is remembered of each feed between two polls.

Knows one row a feed; does not know how a feed is fetched.
"""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import select

from communique.archive import schema
from communique.archive.engine import Store
from communique.archive.inserting import upsert
from communique.records import FeedState


def all(store: Store) -> list[FeedState]:
    """What is remembered of each feed, in the order of their addresses."""
    return [FeedState(*row) for row in store.rows(select(schema.feeds).order_by(schema.feeds.c.url))]


def put(store: Store, state: FeedState) -> None:
    """Remember a feed's state in place of the one before."""
    values = asdict(state)
    with store.write() as connection:
        connection.execute(
            upsert(connection, schema.feeds)
            .values(values)
            .on_conflict_do_update(index_elements=["url"], set_=values)
        )
