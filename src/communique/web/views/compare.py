"""Two articles side by side, with what corresponds marked and linked; without two, the meetings of which several articles tell.

Knows which articles are laid side by side; does not know how they are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from communique.archive import Archive, Item, Query
from communique.comparing import page
from communique.records import DueMeeting, Report, load
from communique.web.frame import Asked, Missing, Shown

MEETINGS = 200  # newest meetings that are looked through for several accounts
PAIRS = 40  # that are offered


def show(asked: Asked) -> Shown:
    """A comparison, or what may be compared."""
    a, b = asked.get("a"), asked.get("b")
    if not a or not b or asked.desk is None:
        return Shown(
            {
                "pairs": list(accounts(asked.archive)),
                "comparison": None,
                "sides": (),
                "a": a or "",
                "b": b or "",
            }
        )
    articles = [asked.archive.article(id) for id in (a, b)]
    if articles[0] is None or articles[1] is None:
        raise Missing(f"no article {a if articles[0] is None else b} is kept")
    found = asked.desk.compare(articles[0], articles[1])
    return Shown({"pairs": [], "comparison": found, "sides": page.sides(found), "a": a, "b": b})


def accounts(archive: Archive) -> Iterator[tuple[DueMeeting, Report, Report]]:
    """Meetings with two reports of different outlets: the read-outs of either side, or the news of both."""
    left = PAIRS
    for item in archive.items("meetings", Query(limit=MEETINGS)):
        for met, one, other in pairs(item):
            yield met, one, other
            left -= 1
            if not left:
                return


def pairs(item: Item) -> Iterator[tuple[DueMeeting, Report, Report]]:
    """The first reports of each outlet on a meeting, two by two."""
    met = load(DueMeeting, dict(item.record))
    first: dict[str, Report] = {}
    for report in met.evidence:
        first.setdefault(report.outlet or report.article, report)
    for one, other in combinations(list(first.values())[:3], 2):
        if one.article != other.article:
            yield met, one, other
