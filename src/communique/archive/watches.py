"""What people watch, and what they note: lists with their searches, notes and tags on disputes and articles.

Knows the three tables; does not know how news is found or sent. Notes and tags are only added and taken back,
so that who said what stays.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, func, insert, select, update

from communique.archive import schema
from communique.archive.engine import Store
from communique.archive.inserting import put_once
from communique.archive.rows import Remark, Remarked, Watch, Watchlist
from communique.errors import ArchiveError

LIST, WATCH, SAID = schema.watchlists.c, schema.watches.c, schema.remarks.c
MOST = 200  # searches of all lists: each is looked through at every change


def add(store: Store, watch: Watch) -> int:
    """Keep a search under its list, which is made where it is new; gives its number."""
    with store.write() as connection:
        if connection.scalar(select(func.count()).select_from(schema.watches)) >= MOST:  # type: ignore[operator]
            raise ArchiveError(f"{MOST} searches are watched, and more cannot be; take one away first")
        put_once(
            connection, schema.watchlists,
            [{"name": watch.list, "webhook": None, "email": None, "by": watch.by, "at": watch.at}],
        )
        same = select(WATCH.number).where(WATCH.list == watch.list, WATCH.address == watch.address)
        if (there := connection.scalar(same)) is not None:
            return int(there)
        row = {name: getattr(watch, name) for name in ("list", "title", "address", "by", "at")} | {
            "rule": dict(watch.rule)
        }
        return int(
            connection.execute(insert(schema.watches).values(row).returning(WATCH.number)).scalar_one()
        )


def drop(store: Store, number: int) -> None:
    """Take a search away, and its list with the last one."""
    with store.write() as connection:
        name = connection.scalar(select(WATCH.list).where(WATCH.number == number))
        connection.execute(delete(schema.watches).where(WATCH.number == number))
        left = select(func.count()).where(WATCH.list == name)
        if name is not None and not connection.scalar(left):
            connection.execute(delete(schema.watchlists).where(LIST.name == name))


def send_to(store: Store, name: str, webhook: str | None, email: str | None) -> None:
    """Say where news of a list is sent."""
    with store.write() as connection:
        connection.execute(
            update(schema.watchlists).where(LIST.name == name).values(webhook=webhook, email=email)
        )


def lists(store: Store) -> list[tuple[Watchlist, list[Watch]]]:
    """The lists by name, each with its searches in the order in which they were kept."""
    heads = [Watchlist(*row) for row in store.rows(select(schema.watchlists))]
    rows = [Watch(**row._mapping) for row in store.rows(select(schema.watches).order_by(WATCH.number))]
    return [
        (head, [row for row in rows if row.list == head.name])
        for head in sorted(heads, key=lambda head: head.name.casefold())
    ]


# ---------------------------------------------------------------- notes and tags

def note(store: Store, remark: Remark) -> int:
    """Keep a note or a tag, and give its number; a tag that is there already is kept once."""
    key = (
        SAID.kind == remark.kind, SAID.target == remark.target, SAID.sort == remark.sort,
        SAID.text == remark.text,
    )
    with store.write() as connection:
        there = connection.scalar(select(SAID.number).where(*key, SAID.dropped_at.is_(None)))
        if there is not None and remark.sort == "tag":
            return int(there)
        row = {name: getattr(remark, name) for name in ("kind", "target", "sort", "text", "by", "at")}
        return int(connection.execute(insert(schema.remarks).values(row).returning(SAID.number)).scalar_one())


def take_back(store: Store, number: int, by: str, at: str) -> None:
    """Take a note or a tag back; that it was there stays."""
    with store.write() as connection:
        here = SAID.number == number, SAID.dropped_at.is_(None)
        connection.execute(update(schema.remarks).where(*here).values(dropped_by=by, dropped_at=at))


def remarks(
    store: Store, kind: Remarked | None = None, targets: Iterable[str] | None = None, *, dropped: bool = False
) -> list[Remark]:
    """Notes and tags in the order in which they were given: on some disputes or articles, or all."""
    where = [SAID.kind == kind] if kind else []
    where += [] if dropped else [SAID.dropped_at.is_(None)]
    asked = select(schema.remarks).where(*where)
    found = store.rows(asked) if targets is None else store.rows(asked, SAID.target, targets)
    return sorted((Remark(**row._mapping) for row in found), key=lambda row: row.number)
