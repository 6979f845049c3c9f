"""An issue: who holds which formula from when until when, and when it changed; or the issues on which positions are held.

Knows the ledger of positions; does not know which formula is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from markupsafe import Markup

from communique.archive import Archive, Query
from communique.records import HeldPosition
from communique.web import charts, entries
from communique.web.frame import Asked, Shown, anchor, country, short
from communique.web.keeping import kept
from communique.web.listing import entries as every

MOST = 200  # positions of an issue that are looked at
LISTED = 3000  # positions whose issues are listed
ROWS = 24  # holders in the chart
KINDS = {"supports": 1, "neutral": 2, "asks": 3, "opposes": 4}  # coloured as the quad classes are


@dataclass(frozen=True, slots=True)
class Topic:
    """An issue with how many positions are held on it, by whom, and since and until which day."""

    name: str
    positions: int
    holders: tuple[str, ...]
    first: str
    last: str
    changed: int


def show(asked: Asked) -> Shown:
    """The page of an issue by its name, of those whose name holds the words, or the list of all."""
    archive, query = asked.archive, asked.query
    table = entries.table(archive, "positions", query, asked.today)
    context = {"state": entries.state(archive), "reports": entries.reports, "quad": entries.quad, "score": entries.score}
    topics = kept(archive, ("topics", query.party), lambda: listed(archive, query.party))
    if query.issue is None:
        return Shown({**context, "issue": None, "topics": topics[:200], "more": max(0, len(topics) - 200)}, table)
    wanted = query.issue.casefold()
    items = list(entries.every(archive, "positions", replace(query, limit=MOST, after=None), asked.today))
    exact = [item for item in items if item.issue.casefold() == wanted]
    held = sorted((entries.position(item) for item in exact or items), key=lambda p: (p.first or "9999", p.id))
    alike = [t for t in topics if all(word in t.name.casefold() for word in wanted.split()) and t.name.casefold() != wanted]
    words = f"Who held which formula on {query.issue}, from its first report to its last; a stretch leads to its words"
    context |= {
        "issue": query.issue, "holders": by_holder(held), "held": {p.id: p for p in held}, "changes": changes(held), "alike": alike[:12],
        "chart": chart(held, words) if any(p.first for p in held) else None, "words": words, "cut": len(items) >= MOST,
        "drawn": any(p.first for p in held),
    }  # fmt: skip
    return Shown(context, table)


def listed(archive: Archive, party: str | None) -> list[Topic]:
    """The issues of the newest positions, those of the most holders first."""
    found: dict[str, list[HeldPosition]] = defaultdict(list)
    for item in islice(every(archive, "positions", Query(party=party)), LISTED):
        held = entries.position(item)
        found[held.issue].append(held)
    topics = [topic(name, held) for name, held in found.items()]
    return sorted(topics, key=lambda t: (-len(t.holders), -t.positions, t.name))


def topic(name: str, held: Sequence[HeldPosition]) -> Topic:
    """An issue from its positions."""
    days = [day for p in held for day in (p.first, p.last) if day]
    return Topic(name, len(held), tuple(sorted({p.actor for p in held})), min(days, default=""), max(days, default=""),
                 sum(p.changed_from is not None for p in held))  # fmt: skip


def by_holder(held: Sequence[HeldPosition]) -> list[tuple[str, list[HeldPosition]]]:
    """Positions by holder, those with the most first."""
    found: dict[str, list[HeldPosition]] = defaultdict(list)
    for p in held:
        found[p.actor].append(p)
    return sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))


def changes(held: Sequence[HeldPosition]) -> list[tuple[HeldPosition, HeldPosition | None]]:
    """Positions that differ from what the same holder held before, with that one, the latest first."""
    by_id = {p.id: p for p in held}
    return [(p, by_id.get(p.changed_from)) for p in reversed(held) if p.changed_from]


def chart(held: Sequence[HeldPosition], words: str) -> Markup | None:
    """The stretches in which formulas were held, drawn."""
    names = [actor for actor, _ in by_holder(held)][:ROWS]
    rows = [
        charts.Stretch(country(p.actor), p.first, later(p.first, p.last), KINDS.get(p.stance, 2), charts.Link(f"#{anchor(p.id)}", label(p)))
        for name in names for p in held if p.actor == name and p.first
    ]  # fmt: skip
    return charts.drawn(charts.stretches, rows, words)


def later(first: str, last: str | None) -> str:
    """The last day of a stretch, at least a day long so that it is seen."""
    return max(last or first, (date.fromisoformat(first) + timedelta(1)).isoformat())


def label(p: HeldPosition) -> str:
    """A position in one line."""
    said = f", as {country(p.ascribed_by)} says" if p.ascribed_by else ""
    return f"{p.first}: {country(p.actor)} {p.stance}: {short(p.wording, 120)}{said}"
