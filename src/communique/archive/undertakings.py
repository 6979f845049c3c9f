"""What articles say is undertaken, as it was read in them.

Knows the column that holds it; does not know what became of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from communique.archive import cells, schema
from communique.archive.engine import Store
from communique.archive.query import EVERYTHING, Query, in_days, of_articles
from communique.records import Commitment

ARTICLE = schema.articles.c
READ = 500


def commitments(store: Store, query: Query = EVERYTHING) -> Iterator[Commitment]:
    """What the articles of a query say is undertaken, each as one article tells it, in bounded memory."""
    where = [
        ARTICLE.commitments.is_not(None),
        *of_articles(query, sqlite=store.sqlite),
        *in_days(query, ARTICLE.day),
    ]
    number = 0
    while True:
        asked = select(ARTICLE.number, ARTICLE.id, ARTICLE.commitments).where(*where, ARTICLE.number > number)
        with store.read() as connection:
            rows = connection.execute(asked.order_by(ARTICLE.number).limit(READ)).all()
        for row in rows:
            yield from cells.many(Commitment, row.commitments, f"article {row.id}")
        if len(rows) < READ:
            return
        number = rows[-1].number
