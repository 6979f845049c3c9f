"""The world by what countries do and receive: each country as a whole, never a place in it,
since words have none.

Knows the kept summary and the shapes of countries; borders are those of the shapes' makers and no statement
of ours.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from communique import wording as words
from communique.web import charts, entries
from communique.web.downloads import Table
from communique.web.entries import Dealt
from communique.web.frame import Asked, Shown
from communique.web.questions import AskError, link
from communique.wording import capital, country, named

SIDES = {"does": "what they do", "receives": "what is done to them"}
WHAT = {"conflict": "conflict", "cooperation": "cooperation", "all": "all acts"}
TONES = {"conflict": 4, "cooperation": 1, "all": 0}
QUADS = {"conflict": (3, 4), "cooperation": (1, 2), "all": (1, 2, 3, 4)}
STEPS = 5
LISTED = 250
ARCS = 20
MONTHS = 12  # that can be looked at one by one


class Row(NamedTuple):
    """A party with how many reports of acts there are, and how many of the four quad classes."""

    code: str
    value: int
    quads: Dealt


def show(asked: Asked) -> Shown:
    """The map of `side` (does, receives) and `what` (conflict, cooperation, all);
    `party` asks for its counterparts alone, with arcs."""
    side, what = asked.choice("side", SIDES), asked.choice("what", WHAT)
    query, archive = asked.query, asked.archive
    last = f"{query.until}-12"[:7] if query.until else asked.month or archive.as_of()[:7]
    months = [entries.month_before(last, n) for n in range(MONTHS - 1, -1, -1)]
    month = at_place(asked.get("at"), months) or asked.get("month")
    since, until = query.since and f"{query.since}-01"[:7], query.until and f"{query.until}-12"[:7]
    if month:
        since = until = month
    found = entries.summary(archive, since, until or asked.month)
    rows = ranked(found, side, what, query.party)
    borders = borders_of([row.value for row in rows])
    chart = drawn(rows, borders, side, what, query.party, found)
    context = {
        "rows": rows[:LISTED], "side": side, "what": what, "sides": SIDES,
        "kinds": WHAT, "tone": TONES[what], "borders": legend(borders), "target": target,
        "chart": chart if rows else None,
        "absent": [row for row in rows if row.code not in charts.shapes()][:40], "summary": found,
        "months": months, "month": month, "ranged": bool(since or until) and not month,
    }  # fmt: skip
    return Shown(context, Table("map", lambda: map(cells, rows)), charts=(chart,) if rows else ())


def at_place(given: str | None, months: Sequence[str]) -> str | None:
    """The month at a place of the slider; AskError for a place that it does not have."""
    if given is None:
        return None
    if not re.fullmatch("[0-9]{1,2}", given) or int(given) >= len(months):
        raise AskError(
            f"at: {given[:40]!r} is no place of the slider; give 0 to {len(months) - 1}, or month=2025-11"
        )
    return months[int(given)]


def drawn(
    rows: list[Row], borders: list[int], side: str, what: str, party: str | None, found: entries.Summary
) -> charts.Chart:
    """The world in tones, with arcs to the counterparts of a party."""
    links = {}
    for row in rows:
        said = f"{country(row.code)}: {words.plural(row.value, 'report')}"
        links[row.code] = charts.Link(target(row.code, party), said)
    arcs = []
    for row in rows[:ARCS] if party else ():
        conflict, label = row.quads.conflict * 2 > row.quads.total(), f"{country(row.code)} {row.value}"
        arcs.append(charts.Arc(party or "", row.code, row.value, conflict, label, links[row.code]))
    title = finding(rows, side, what, party)
    scope = (
        f"Reports of {WHAT[what]}, {words.month_or_year(found.since)} to {words.month_or_year(found.until)}; "
        "a country leads to its page"
    )
    steps = {row.code: 1 + bisect_right(borders, row.value) for row in rows}
    label = f"{title}. {scope}"
    wide = charts.arcs_map(arcs, label, width=980, classes="wide", steps=steps, links=links, labels=8)
    narrow = charts.arcs_map(arcs, label, classes="narrow", steps=steps, labels=4)
    return charts.Chart("map", title, scope, wide, narrow, tuple(map(cells, rows)))


def finding(rows: list[Row], side: str, what: str, party: str | None) -> str:
    """Who does or receives most of it."""
    if not rows:
        return f"No {WHAT[what]} is reported" if what != "all" else "No acts are reported"
    total, first = sum(row.value for row in rows), rows[0]
    share = f"{words.plural(first.value, 'report')} of {total:,}"
    verb = "receives most" if side == "receives" else "does most"
    of = {
        "conflict": "of the conflict", "cooperation": "of the cooperation", "all": "of all that is reported",
    }[what]
    if party:
        where = "with" if what != "conflict" else "towards" if side == "does" else "from"
        return f"{capital(named(first.code))} {verb} {of} {where} {named(party)}: {share}"
    return f"{capital(named(first.code))} {verb} {of}: {share}"


def cells(row: Row) -> dict[str, object]:
    """A party as a row of a download."""
    return {"party": row.code, "reports": row.value, **{f"q{quad}": row.quads[quad] for quad in (1, 2, 3, 4)}}


def ranked(found: entries.Summary, side: str, what: str, party: str | None) -> list[Row]:
    """The parties by how much they did or received, those with the most first."""
    sums: dict[str, Dealt] = defaultdict(Dealt)
    for (one, other), dealt in found.dealt.items():
        who, whom = (one, other) if side == "does" else (other, one)
        if one != other and (party is None or whom == party):
            sums[who].update(dealt)
    rows = [Row(code, sum(quads[q] for q in QUADS[what]), quads) for code, quads in sums.items()]
    return sorted((row for row in rows if row.value), key=lambda row: (-row.value, row.code))


def borders_of(values: list[int]) -> list[int]:
    """The least value of each step but the first, such that as many parties stand in each."""
    ordered = sorted(values)
    if ordered:
        return sorted({ordered[len(ordered) * n // STEPS] for n in range(1, STEPS)} - {ordered[0]})
    return []


def legend(borders: list[int]) -> list[tuple[int, str]]:
    """Each step, from 1 to 5, with its values."""
    starts = [1, *borders]
    spans = [f"{a}" if a == b - 1 else f"{a} to {b - 1}" for a, b in pairwise(starts)]
    return list(enumerate([*spans, f"{starts[-1]} or more"], 1))


def target(code: str, party: str | None) -> str:
    """Where a country leads: to its page, or to what is between it and the party that was asked for."""
    return link("/dyad", dyad=(party, code)) if party and party != code else entries.party(code)
