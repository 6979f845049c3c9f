"""The world by what countries do and receive: each country as a whole, never a place in it, since words have none.

Knows the kept summary and the shapes of countries; borders are those of the shapes' makers and no statement of ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from communique.web import charts, entries
from communique.web.downloads import Table
from communique.web.frame import Asked, Shown, country
from communique.web.questions import AskError, link

SIDES = {"does": "what they do", "receives": "what is done to them"}
WHAT = {"conflict": "conflict", "cooperation": "cooperation", "all": "all acts"}
TONES = {"conflict": 4, "cooperation": 1, "all": 0}
QUADS = {"conflict": (3, 4), "cooperation": (1, 2), "all": (1, 2, 3, 4)}
STEPS = 5
LISTED = 250


class Row(NamedTuple):
    """A party with how many reports of acts there are, and how many of the four quad classes."""

    code: str
    value: int
    quads: Counter[int]


def show(asked: Asked) -> Shown:
    """The map of `side` (does, receives) and `what` (conflict, cooperation, all); `party` asks for its counterparts alone."""
    side, what = choice(asked, "side", SIDES), choice(asked, "what", WHAT)
    query, archive = asked.query, asked.archive
    found = entries.summary(archive, query.since and f"{query.since}-01"[:7], query.until and f"{query.until}-12"[:7])
    rows = ranked(found, side, what, query.party)
    borders = borders_of([row.value for row in rows])
    of = f" {'towards' if side == 'does' else 'from'} {country(query.party)}" if query.party else ""
    words = f"Countries by {SIDES[side]}{of}: reports of {WHAT[what]} from {found.since} to {found.until}; a country leads to its page"
    links = {row.code: charts.Link(target(row.code, query.party), f"{country(row.code)}: {row.value}") for row in rows}
    context = {
        "state": entries.state(archive), "rows": rows[:LISTED], "side": side, "what": what, "sides": SIDES, "kinds": WHAT,
        "tone": TONES[what],
        "words": words, "borders": legend(borders), "target": target, "steps": {row.code: step(row.value, borders) for row in rows},
        "chart": charts.world({row.code: step(row.value, borders) for row in rows}, links, words) if rows else None,
        "absent": [row for row in rows if row.code not in charts.shapes()][:40], "summary": found,
    }  # fmt: skip
    return Shown(context, Table("map", lambda: map(cells, rows)))


def cells(row: Row) -> dict[str, object]:
    """A party as a row of a download."""
    return {"party": row.code, "reports": row.value, **{f"q{quad}": row.quads[quad] for quad in (1, 2, 3, 4)}}


def choice(asked: Asked, name: str, values: Mapping[str, str]) -> str:
    """One of some words, the first where none is given."""
    given = asked.get(name) or next(iter(values))
    if given not in values:
        raise AskError(f"{name}: {given[:40]!r} is not there; give one of {', '.join(values)}")
    return given


def ranked(found: entries.Summary, side: str, what: str, party: str | None) -> list[Row]:
    """The parties by how much they did or received, those with the most first."""
    sums: dict[str, Counter[int]] = {}
    for (one, other), dealt in found.dealt.items():
        who, whom = (one, other) if side == "does" else (other, one)
        if one != other and (party is None or whom == party):
            sums.setdefault(who, Counter()).update(dealt.quads)
    rows = [Row(code, sum(quads[q] for q in QUADS[what]), quads) for code, quads in sums.items()]
    return sorted((row for row in rows if row.value), key=lambda row: (-row.value, row.code))


def borders_of(values: list[int]) -> list[int]:
    """The least value of each step but the first, such that as many parties stand in each."""
    ordered = sorted(values)
    return sorted({ordered[len(ordered) * n // STEPS] for n in range(1, STEPS)} - {ordered[0]}) if ordered else []


def step(value: int, borders: list[int]) -> int:
    """The step of a value, from 1 to 5."""
    return 1 + sum(value >= border for border in borders)


def legend(borders: list[int]) -> list[tuple[int, str]]:
    """Each step with its values."""
    if not borders:
        return [(1, "1 or more")]
    starts = [1, *borders]
    return [(n, f"{start} to {starts[n] - 1}" if n < len(starts) else f"{start} or more") for n, start in enumerate(starts, 1)]


def target(code: str, party: str | None) -> str:
    """Where a country leads: to its page, or to what is between it and the party that was asked for."""
    return link("/dyad", dyad=(party, code)) if party and party != code else entries.party(code)
