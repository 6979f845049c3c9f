"""Two articles side by side, with what corresponds marked and linked; without two,
the meetings of which several articles tell.

Knows which articles are laid side by side; does not know how they are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from communique.archive import Archive, Query
from communique.comparing import Comparison, page
from communique.records import DueMeeting, Span, load
from communique.settle.accounts import Account, accounts
from communique.web.frame import Asked, Missing, Shown
from communique.wording import short_day

DAY = re.compile(r"\d{4}-\d\d-\d\d")
MEETINGS = 200  # newest meetings that are looked through for several accounts
PAIRS = 40  # that are offered


def show(asked: Asked) -> Shown:
    """A comparison, or what may be compared."""
    a, b = asked.get("a"), asked.get("b")
    if not a or not b or asked.desk is None:
        return Shown({"pairs": list(offered(asked.archive)), "comparison": None})
    articles = [asked.archive.article(id) for id in (a, b)]
    if articles[0] is None or articles[1] is None:
        raise Missing(f"no article {a if articles[0] is None else b} is kept")
    found = asked.desk.compare(articles[0], articles[1])
    return Shown({"comparison": found, "sides": page.sides(found), "rows": rows(found)})


class Row(NamedTuple):
    """A point: its words in either text, None where it leaves it out, what it is,
    and how its wording differs."""

    a: Span | None
    b: Span | None
    what: str
    why: str = ""


def rows(found: Comparison) -> list[Row]:
    """The points in the order of the first text; what the second alone has stands behind the point that it
    follows there."""
    made = []
    for c in found.both:
        why = page.changes(found, "a", c.a) or page.changes(found, "b", c.b)
        made.append(Row(c.a, c.b, c.what, DAY.sub(lambda day: short_day(day[0]), why)))
    made += [Row(one.span, None, one.what) for one in found.only_a]
    made.sort(key=lambda row: row.a.start if row.a else 0)
    for one in sorted(found.only_b, key=lambda alone: alone.span.start):
        before = [n for n, row in enumerate(made) if row.b and row.b.start < one.span.start]
        nearest = max(before, key=lambda n: made[n].b.start, default=-1)  # type: ignore[union-attr]
        made.insert(nearest + 1, Row(None, one.span, one.what))
    return made


def offered(archive: Archive) -> Iterator[Account]:
    """The accounts of the newest meetings that may be laid side by side."""
    met = (load(DueMeeting, item.record) for item in archive.items("meetings", Query(limit=MEETINGS)))
    return islice(accounts(met), PAIRS)
