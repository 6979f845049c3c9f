"""What people said of records: added, never changed, so that the table is the audit trail as well.

Knows the table of reviews; does not know what a correction means.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, insert, select

from communique.archive import cells, schema
from communique.archive.engine import Store
from communique.archive.rows import Review
from communique.errors import ArchiveError

SAID, ARTICLE = schema.reviews.c, schema.articles.c
COLUMNS = (ARTICLE.id, SAID.kind, SAID.record, SAID.verdict, SAID.original, SAID.corrected, SAID.note, SAID.reviewer, SAID.at,
           SAID.sha256, SAID.number)  # fmt: skip


def add(store: Store, review: Review) -> Review:
    """Keep a review, and give it back with its number."""
    with store.write() as connection:
        number = connection.execute(select(ARTICLE.number).where(ARTICLE.id == review.article)).scalar()
        if number is None:
            raise ArchiveError(f"{review.article}: no such article, so its records cannot be reviewed; look for it with `communique find`")
        corrected = None if review.corrected is None else cells.COMPACT.encode(dict(review.corrected))
        row = {"article": number, "kind": review.kind, "record": review.record, "verdict": review.verdict,
               "original": cells.COMPACT.encode(dict(review.original)), "corrected": corrected, "note": review.note,
               "reviewer": review.reviewer, "at": review.at, "sha256": review.sha256}  # fmt: skip
        made = connection.execute(insert(schema.reviews).returning(SAID.number), [row]).scalar_one()
    return made_of((review.article, *(getattr(review, name) for name in Review.__slots__[1:-1]), made))


def page(store: Store, article: str | None, after: int | None, limit: int) -> list[Review]:
    """One page of reviews, the newest first."""
    asked = select(*COLUMNS).join_from(schema.reviews, schema.articles, ARTICLE.number == SAID.article)
    if article is not None:
        asked = asked.where(ARTICLE.id == article)
    if after is not None:
        asked = asked.where(SAID.number < after)
    with store.read() as connection:
        return [made_of(row) for row in connection.execute(asked.order_by(SAID.number.desc()).limit(limit))]


def last(store: Store, kind: str) -> list[Review]:
    """The last review of each record of a kind."""
    newest = select(func.max(SAID.number)).where(SAID.kind == kind).group_by(SAID.article, SAID.record)
    asked = select(*COLUMNS).join_from(schema.reviews, schema.articles, ARTICLE.number == SAID.article)
    with store.read() as connection:
        return [made_of(row) for row in connection.execute(asked.where(SAID.number.in_(newest)).order_by(SAID.number))]


def made_of(row: Any) -> Review:
    """The review of a row of COLUMNS."""
    return Review(*row)
