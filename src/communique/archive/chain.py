"""The chain of what was ingested: a link for each text, which holds the hash of the one before,
and what no longer agrees with it.

Knows which facts of an article a link stands for (id, revision, title, day, text); does not know records,
which are read anew at will.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, func, insert, select

from communique.archive import schema
from communique.archive.engine import Store
from communique.archive.inserting import moment, rows_of
from communique.errors import CommuniqueError

LINK, ARTICLE, REVISION = schema.chain.c, schema.articles.c, schema.revisions.c
ARTICLES, ORIGINALS = "article", "original"
START = "0" * 64  # what the first link holds in place of a link before
READ = 500  # links in one read
FACTS = (ARTICLE.id, ARTICLE.revision, ARTICLE.title, ARTICLE.published, ARTICLE.text)


@dataclass(frozen=True, slots=True)
class Altered:
    """What is not as it was ingested: the article, where there is one, and what is wrong."""

    article: str | None
    what: str


def facts(id: str, revision: int, title: str | None, published: str | None, text: str) -> str:
    """The hash of what a link stands for."""
    whole = json.dumps([id, revision, title, published, text], ensure_ascii=False, separators=(",", ":"))
    return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def link(before: str, kind: str, id: str, revision: int, digest: str, place: str | None, at: str) -> str:
    """The hash of a link: of its own facts and of the link before."""
    return sha256(
        "\x1f".join((before, kind, id, str(revision), digest, place or "", at)).encode()
    ).hexdigest()


def link_articles(connection: Connection, ids: Iterable[str]) -> None:
    """Add a link for each of some articles as they stand now, in this order."""
    wanted = list(ids)
    there = {r.id: r for r in rows_of(connection, select(*FACTS), ARTICLE.id, wanted)}
    rows = [(ARTICLES, id, there[id].revision, facts(*there[id]), None) for id in wanted if id in there]
    put(connection, rows)


def link_originals(store: Store, originals: Mapping[str, tuple[str, str]]) -> None:
    """Note where the bytes are kept that articles came of: by article id their SHA-256 and their place."""
    with store.write() as connection:
        asked = select(ARTICLE.id, ARTICLE.revision)
        there = {r.id: r.revision for r in rows_of(connection, asked, ARTICLE.id, originals)}
        put(connection, [(ORIGINALS, id, there[id], *of) for id, of in originals.items() if id in there])


def put(connection: Connection, rows: Iterable[tuple[str, str, int, str, str | None]]) -> None:
    """Add links (kind, id, revision, hash, place) behind the last one."""
    before = last(connection)
    now = moment()
    made = []
    for kind, id, revision, digest, place in rows:
        before = link(before, kind, id, revision, digest, place, now)
        made.append({
            "kind": kind, "id": id, "revision": revision, "sha256": digest, "place": place, "at": now,
            "link": before,
        })
    if made:
        connection.execute(insert(schema.chain), made)


def last(connection: Connection) -> str:
    """The hash of the last link."""
    found = connection.execute(select(LINK.link).order_by(LINK.number.desc()).limit(1)).scalar()
    return str(found) if found else START


def end(store: Store) -> tuple[int, str]:
    """How many links the chain has, and the hash of the last, which stands for all that was ingested."""
    with store.read() as connection:
        links = connection.execute(select(func.count()).select_from(schema.chain)).scalar_one()
        return links, last(connection)


def has(store: Store, start: str) -> bool:
    """Whether the hash of a link begins so."""
    asked = select(LINK.number).where(LINK.link.startswith(start, autoescape=True)).limit(1)
    return store.value(asked) is not None


# ---------------------------------------------------------------- verifying
def verify(store: Store, bytes_at: Callable[[str], bytes] | None = None) -> Iterator[Altered | int]:
    """What is not as it was ingested; after each few hundred links how many were looked at.

    Args:
        bytes_at: gives the bytes at a place of `link_originals`; without it originals are passed over.
    """
    before, number, seen = START, 0, 0
    while True:
        with store.read() as connection:
            asked = select(schema.chain).where(LINK.number > number).order_by(LINK.number).limit(READ)
            rows = connection.execute(asked).all()
            texts = texts_of(connection, {row.id for row in rows if row.kind == ARTICLES})
        for row in rows:
            if link(before, row.kind, row.id, row.revision, row.sha256, row.place, row.at) != row.link:
                yield Altered(
                    row.id, f"link {row.number} of the chain was altered, or one before it was taken out"
                )
            before = row.link
            if row.kind == ARTICLES:
                yield from of_text(row, texts)
            elif bytes_at is not None:
                yield from of_original(row, bytes_at)
        if not rows:
            break
        number, seen = rows[-1].number, seen + len(rows)
        yield seen
    yield from unlinked(store)


def texts_of(connection: Connection, ids: set[str]) -> dict[tuple[str, int], Any]:
    """The facts of articles in all their revisions."""
    old = select(ARTICLE.id, REVISION.revision, REVISION.title, REVISION.published, REVISION.text)
    old = old.join_from(schema.revisions, schema.articles, REVISION.article == ARTICLE.number)
    found: dict[tuple[str, int], Any] = {}
    for asked in (select(*FACTS), old):
        found |= {(r.id, r.revision): r for r in rows_of(connection, asked, ARTICLE.id, ids)}
    return found


def of_text(row: Any, texts: Mapping[tuple[str, int], Any]) -> Iterator[Altered]:
    """What is wrong with the article of a link."""
    kept = texts.get((row.id, row.revision))
    if kept is None:
        yield Altered(row.id, f"revision {row.revision}, ingested {row.at}, is gone")
    elif facts(*kept) != row.sha256:
        yield Altered(
            row.id, f"revision {row.revision}, ingested {row.at}: its text, title or day was altered since"
        )


def of_original(row: Any, bytes_at: Callable[[str], bytes]) -> Iterator[Altered]:
    """What is wrong with the bytes of a link."""
    try:
        data = bytes_at(row.place)
    except CommuniqueError as error:
        yield Altered(row.id, f"its original is gone or damaged: {error}")
        return
    if sha256(data).hexdigest() != row.sha256:
        yield Altered(row.id, f"its original at {row.place} was altered since {row.at}")


def unlinked(store: Store) -> Iterator[Altered]:
    """Articles that came into the archive by another way than being ingested, after the chain had begun."""
    linked = select(LINK.id).where(LINK.kind == ARTICLES)
    with store.read() as connection:
        first = connection.execute(select(func.min(ARTICLE.number)).where(ARTICLE.id.in_(linked))).scalar()
        if first is None:
            return
        stray = select(ARTICLE.id).where(
            ARTICLE.number > first, ARTICLE.state != "reference", ARTICLE.id.not_in(linked)
        )
        for id in connection.scalars(stray).all():
            yield Altered(id, "it was put in without being ingested")
