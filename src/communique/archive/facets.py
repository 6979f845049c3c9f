"""Which values the events of a question have, and how often: what a search may be narrowed by.

Knows the columns that are worth counting; does not know how they are shown.
"""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select

from communique.archive import schema
from communique.archive.engine import Store
from communique.archive.inserting import chunks
from communique.archive.query import Query, plan
from communique.archive.rows import Facet

EVENT, ARTICLE, SIDE = schema.events.c, schema.articles.c, schema.sides.c


def facets(store: Store, query: Query, most: int, values: int) -> tuple[int, dict[str, list[Facet]]]:
    """How many events were looked at (the newest `most`), and the commonest values of each column among them."""
    how = plan(query, sqlite=store.sqlite)
    key = (EVENT.article.label("of"), EVENT.id.label("event"), EVENT.day.label("on"))
    columns = (*key, EVENT.type, EVENT.status, EVENT.origin, ARTICLE.outlet)
    asked = select(*columns).select_from(how.source).where(*how.where).order_by(*(column.desc() for column in how.order)).limit(most)
    with store.read() as connection:
        rows = connection.execute(asked).all()
        acts = {(row.of, row.event) for row in rows}
        parties: Counter[str] = Counter()
        for part in chunks(sorted({row.of for row in rows})):
            sides = connection.execute(select(SIDE.article, SIDE.event, SIDE.country).where(SIDE.article.in_(part)))
            parties.update(country for number, event, country in sides if (number, event) in acts)
    found = {
        "type": Counter(row.type for row in rows), "status": Counter(row.status for row in rows), "party": parties,
        "outlet": Counter(row.outlet for row in rows if row.outlet), "month": Counter(row.on[:7] for row in rows if row.on),
        "origin": Counter(row.origin for row in rows),
    }  # fmt: skip
    return len(rows), {name: [Facet(*pair) for pair in common(counted, values)] for name, counted in found.items()}


def common(counted: Counter[str], values: int) -> list[tuple[str, int]]:
    """The commonest values, in an order that does not depend on that of the rows."""
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:values]
