"""The articles that have most of some words, the best first: for whoever looks for what a sentence rests on.

Knows both languages of search; does not know what a sentence claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from sqlalchemy import func, select

from communique.archive import schema, search
from communique.archive.engine import Store

ARTICLE = schema.articles.c
SPARE = 3  # times as many are looked at, for copies are found with their originals


def articles_with(store: Store, words: Sequence[str], limit: int = 5) -> list[str]:
    """The ids of the articles that have most of some words, the best first; copies are left out."""
    terms = [term for word in words for term in search.terms(word)]
    if not terms:
        return []
    with store.read() as connection:
        if store.sqlite:
            asked = search.matched(" OR ".join(search.fts5(term) for term in terms))
            found = select(search.index.c.rowid.label("number")).where(asked)
            best = found.order_by(search.RANK.desc()).limit(limit * SPARE).subquery()
            rows = select(ARTICLE.id, ARTICLE.copy_of).join_from(
                best, schema.articles, ARTICLE.number == best.c.number
            )
            return [row.id for row in connection.execute(rows) if row.copy_of is None][:limit]
        whole = reduce(lambda one, other: one.op("||")(other), map(search.tsquery, terms))
        ranked = select(ARTICLE.id).where(search.words.op("@@")(whole), ARTICLE.copy_of.is_(None))
        return list(
            connection.scalars(ranked.order_by(func.ts_rank_cd(search.words, whole).desc()).limit(limit))
        )
