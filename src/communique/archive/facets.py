"""Which values the events of a question have, and how often: what a search may be narrowed by.

Knows the columns that are worth counting; does not know how they are shown.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, false, func, select

from communique.archive import schema, search
from communique.archive.engine import Store
from communique.archive.inserting import rows_of
from communique.archive.query import EVERYTHING, Plan, Query, plan
from communique.archive.rows import Facet

EVENT, ARTICLE, SIDE = schema.events.c, schema.articles.c, schema.sides.c


def facets(
    store: Store, query: Query = EVERYTHING, *, most: int = 2000, values: int = 8
) -> tuple[int, dict[str, list[Facet]]]:
    """Which types, statuses, outlets, countries and months the newest `most` events of a query have,
    the commonest first."""
    key = (EVENT.article.label("of"), EVENT.id.label("event"), EVENT.day.label("on"))
    columns = (*key, EVENT.type, EVENT.status, EVENT.origin, ARTICLE.outlet)
    with store.read() as connection:
        how, also = planned(store, connection, query, most)
        newest = [column.desc() for column in how.order]
        rows = connection.execute(
            select(*columns).select_from(how.source).where(*how.where, *also).order_by(*newest).limit(most)
        ).all()
        acts = {(row.of, row.event) for row in rows}
        asked = select(SIDE.article, SIDE.event, SIDE.country)
        sides = rows_of(connection, asked, SIDE.article, {row.of for row in rows})
        parties = Counter(country for number, event, country in sides if (number, event) in acts)
    found = {
        "type": Counter(row.type for row in rows), "status": Counter(row.status for row in rows),
        "party": parties, "outlet": Counter(row.outlet for row in rows if row.outlet),
        "month": Counter(row.on[:7] for row in rows if row.on), "origin": Counter(row.origin for row in rows),
    }  # fmt: skip
    # the commonest values, in an order that does not depend on that of the rows
    ordered = {name: sorted(n.items(), key=lambda pair: (-pair[1], pair[0])) for name, n in found.items()}
    return len(rows), {name: [Facet(*pair) for pair in some[:values]] for name, some in ordered.items()}


def planned(
    store: Store, connection: Connection, query: Query, most: int
) -> tuple[Plan, list[ColumnElement[bool]]]:
    """How to come by the newest events of a query.

    SQLite fetches all events of the articles that have the words, and sorts them. Where many articles have
    them it is quicker to go back from the newest event until enough have been found.
    """
    text = query.text
    if text is None or not store.sqlite:
        return plan(query, sqlite=store.sqlite), []
    articles = connection.execute(select(func.max(ARTICLE.number))).scalar_one() or 0
    if 4 * search.hits(connection, text) ** 2 < most * articles:
        return plan(query, sqlite=True), []
    # a condition within a function is no way to look articles up, so that SQLite takes that of the days
    return plan(replace(query, text=None), sqlite=True), [
        func.coalesce(search.matching(text, sqlite=True), false())
    ]
