"""The kept summary: actual events by directed pair, month, type and origin, outside syndicated copies.

Knows how events add up and how they are taken away again; does not know when.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, exists, select

from communique.archive import schema
from communique.archive.cells import Row
from communique.archive.inserting import upsert

Key = tuple[str, str, str, str, str, int, str]
KEYS = ("dyad", "month", "actor", "recipient", "type", "quad", "origin")
SUMS = ("events", "scored", "score_sum", "rated", "goldstein_sum")


class Months:
    """Sums by key, to be added to what is kept; whole thousandths,
    so that the order of addition does not matter."""

    def __init__(self) -> None:
        self.sums: dict[Key, list[int]] = {}

    def add(self, pairs: Iterable[Row], event: Row, sign: int = 1) -> None:
        """Count one actual event for each of its pairs; one without a day has no month and is left out."""
        if not (month := event["day"][:7]):
            return
        score, goldstein = event["score"], event["goldstein"]
        values = (1, score is not None, thousandths(score), goldstein is not None, thousandths(goldstein))
        for pair in pairs:
            key = (
                pair["dyad"], month, pair["actor"], pair["recipient"], event["type"], event["quad"],
                event["origin"],
            )
            kept = self.sums.setdefault(key, [0] * len(SUMS))
            for place, value in enumerate(values):
                kept[place] += sign * value


def thousandths(value: float | None) -> int:
    """A score as a whole number of thousandths."""
    return round((value or 0.0) * 1000)


def put(connection: Connection, months: Months) -> None:
    """Add sums to the summary; rows that come to nothing go."""
    table = schema.dyad_months
    rows: list[Row] = [
        dict(zip(KEYS + SUMS, (*key, *sums), strict=True)) for key, sums in sorted(months.sums.items())
    ]
    if not rows:
        return
    fresh = upsert(connection, table)
    connection.execute(
        fresh.on_conflict_do_update(
            index_elements=list(KEYS), set_={name: table.c[name] + fresh.excluded[name] for name in SUMS}
        ),
        rows,
    )
    if less := [{f"the_{name}": row[name] for name in KEYS} for row in rows if row["events"] < 0]:
        match = [table.c[name] == bindparam(f"the_{name}") for name in KEYS]
        connection.execute(delete(table).where(table.c.events == 0, *match), less)


def count(connection: Connection, articles: Sequence[int], sign: int) -> None:
    """Add (+1) or take away (-1) all events of those of the articles that are no copies."""
    act, pair, article = schema.events.c, schema.pairs.c, schema.articles.c
    columns = (
        pair.dyad, pair.actor, pair.recipient, act.day, act.type, act.quad, act.origin, act.score,
        act.goldstein,
    )
    found = select(*columns).join_from(schema.events, schema.articles, act.article == article.number)
    found = found.join(schema.pairs, (pair.article == act.article) & (pair.event == act.id))
    out = schema.rejected.c
    sound = ~exists().where(out.kind == "events", out.article == act.article, out.record == act.id)
    months = Months()
    found = found.where(act.article.in_(articles), act.status == "actual", article.copy_of.is_(None), sound)
    for row in connection.execute(found).mappings():
        months.add([dict(row)], dict(row), sign)
    put(connection, months)
