"""What people said of records: added, never changed, so that the table is the audit trail as well.

Knows the table of reviews; does not know how a correction takes the place of a record.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, delete, func, insert, select

from communique.archive import cells, corrections, schema, summary, waits
from communique.archive.engine import Store
from communique.archive.rows import Review
from communique.errors import ArchiveError

SAID, ARTICLE = schema.reviews.c, schema.articles.c
COLUMNS = (
    ARTICLE.id, SAID.kind, SAID.record, SAID.verdict, SAID.original, SAID.corrected, SAID.note, SAID.reviewer,
    SAID.at, SAID.sha256, SAID.number,
)  # fmt: skip


def add(store: Store, review: Review) -> Review:
    """Keep what a person said of a record, and give it back with its number;
    nothing that was said before is changed."""
    with store.write() as connection:
        number = connection.execute(select(ARTICLE.number).where(ARTICLE.id == review.article)).scalar()
        if number is None:
            raise ArchiveError(
                f"{review.article}: no such article, so its records cannot be reviewed; look for it with "
                "`communique find`"
            )
        corrected = None if review.corrected is None else cells.COMPACT.encode(dict(review.corrected))
        row = {
            "article": number, "kind": review.kind, "record": review.record, "verdict": review.verdict,
            "original": cells.COMPACT.encode(dict(review.original)), "corrected": corrected,
            "note": review.note, "reviewer": review.reviewer, "at": review.at, "sha256": review.sha256,
        }  # fmt: skip
        made = connection.execute(insert(schema.reviews).returning(SAID.number), [row]).scalar_one()
        weigh(connection, number, review)
    return replace(review, number=made)


def weigh(connection: Connection, article: int, review: Review) -> None:
    """Let a review take effect: what is rejected leaves every answer and what is settled, what is accepted
    after all comes back, and a correction takes the place of what was read."""
    if review.verdict == "correct":
        corrections.apply(connection, article, review)
    key = {"kind": review.kind, "article": article, "record": review.record}
    out = schema.rejected.c
    here = (out.kind == review.kind) & (out.article == article) & (out.record == review.record)
    was = connection.execute(select(out.record).where(here)).first() is not None
    if was == (review.verdict == "reject"):
        return
    summary.count(connection, [article], -1)
    connection.execute(delete(schema.rejected).where(here)) if was else connection.execute(
        insert(schema.rejected), [key]
    )
    summary.count(connection, [article], +1)
    waits.leave(connection, [article])
    waits.wait(connection, "gather", [article])
    waits.wait(connection, "file", [article])


def page(
    store: Store, article: str | None = None, *, after: int | None = None, limit: int = 100
) -> list[Review]:
    """One page of reviews, the newest first, of one article or of all;
    `after` is the number of the last one of the page before."""
    asked = select(*COLUMNS).join_from(schema.reviews, schema.articles, ARTICLE.number == SAID.article)
    if article is not None:
        asked = asked.where(ARTICLE.id == article)
    if after is not None:
        asked = asked.where(SAID.number < after)
    return [Review(*row) for row in store.rows(asked.order_by(SAID.number.desc()).limit(limit))]


def last(store: Store, kind: str = "events") -> list[Review]:
    """The last review of each record of a kind, in the order in which they were given."""
    newest = select(func.max(SAID.number)).where(SAID.kind == kind).group_by(SAID.article, SAID.record)
    asked = select(*COLUMNS).join_from(schema.reviews, schema.articles, ARTICLE.number == SAID.article)
    return [Review(*row) for row in store.rows(asked.where(SAID.number.in_(newest)).order_by(SAID.number))]
