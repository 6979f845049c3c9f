"""An issue: who holds which formula from when until when, and when it changed;
or the issues on which positions are held.

Knows the ledger of positions; does not know which formula is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from communique import grouping
from communique import wording as words
from communique.archive import Archive, Query
from communique.comparing.drift import Formula, find_formulas
from communique.records import HeldPosition
from communique.web import entries
from communique.web.frame import Asked, Shown, short
from communique.web.keeping import kept
from communique.wording import named

MOST = 200  # positions of an issue that are looked at
LISTED = 3000  # positions whose issues are listed
LISTED_TOPICS = 200
ROWS = 24  # holders in the table of months
PERIODS = 18
UNITS = (("month", 1), ("quarter", 3), ("year", 12))  # in months
FORMULAS = 12  # whose lives are shown
DRIFT = 600.0  # seconds for which the lives of formulas are good


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
    archive, query = asked.archive, entries.sure_enough(asked.query)
    table = entries.table(archive, "positions", query, asked.today)
    doubtful = entries.left_out(archive, "positions", query)
    context: dict[str, Any] = {"doubtful": doubtful}
    floor = query.min_confidence
    topics = entries.settled(
        archive, ("topics", query.party, floor), lambda: listed(archive, query.party, floor)
    )
    if query.issue is None:
        listed_ = {"topics": topics[:LISTED_TOPICS], "total": len(topics), "title": list_title(topics)}
        return Shown({**context, "issue": None, **listed_}, table)
    wanted = query.issue.casefold()
    items = list(entries.every(archive, "positions", replace(query, limit=MOST, after=None), asked.today))
    exact = [item for item in items if item.issue.casefold() == wanted]
    held = sorted(map(entries.position, exact or items), key=lambda p: (p.first or "9999", p.id))
    names = [(t, t.name.casefold()) for t in topics]
    alike = [t for t, name in names if name != wanted and all(word in name for word in wanted.split())]
    context |= {
        "issue": query.issue, "holders": by_holder(held), "held": {p.id: p for p in held},
        "changes": changes(held), "alike": alike[:12], "matrix": matrix(held),
        "title": title(query.issue, held), "cut": len(items) >= MOST,
        "formulas": kept(archive, ("formulas", wanted), lambda: formulas(archive, wanted), DRIFT)[:FORMULAS],
    }  # fmt: skip
    return Shown(context, table)


def formulas(archive: Archive, issue: str) -> list[Formula]:
    """The formulas of all parties on an issue, those of most wordings first."""
    found = find_formulas(archive, issue, None)
    return sorted(found, key=lambda one: (-len(one.variants), one.first, one.id))


class Matrix(NamedTuple):
    """Parties and months, quarters or years: in each cell the newest wording that was held then."""

    unit: str
    periods: tuple[str, ...]
    rows: tuple[tuple[str, tuple[HeldPosition | None, ...]], ...]


def matrix(held: Sequence[HeldPosition]) -> Matrix | None:
    """The newest wording of each holder in each period, of months as long as they have room;
    None where no day is known."""
    dated = [p for p in held if p.first and not p.ascribed_by]
    if not dated:
        return None
    first, last = min((p.first or "")[:7] for p in dated), max((p.last or p.first or "")[:7] for p in dated)
    unit, size = next((unit for unit in UNITS if len(periods(first, last, unit[1])) <= PERIODS), UNITS[-1])
    spans = periods(first, last, size)[-PERIODS:]

    def newest(mine: Sequence[HeldPosition], start: str, end: str) -> HeldPosition | None:
        told = [p for p in mine if (p.first or "")[:7] <= end and (p.last or p.first or "")[:7] >= start]
        return told[-1] if told else None

    rows = tuple(
        (actor, tuple(newest(mine, *span) for span in spans)) for actor, mine in by_holder(dated)[:ROWS]
    )
    return Matrix(unit, tuple(called(start, size, n == 0) for n, (start, _) in enumerate(spans)), rows)


def periods(first: str, last: str, size: int) -> list[tuple[str, str]]:
    """The stretches of so many months between two months, each as its first and last month;
    years and quarters as calendars have them."""
    start = entries.month_before(first, (int(first[5:7]) - 1) % size)
    found = []
    while start <= last:
        found.append((start, entries.month_before(start, 1 - size)))
        start = entries.month_before(start, -size)
    return found


def called(month: str, size: int, first: bool) -> str:
    """A period in the head of the table: "Aug", "Q3", with its year where it is the first or begins one;
    "2012"."""
    if size == 12:
        return month[:4]
    if size == 1:
        return words.month_tick(month, first)
    return f"Q{int(month[5:7]) // 3 + 1}" + (f" {month[:4]}" if first or month[5:7] == "01" else "")


def title(issue: str, held: Sequence[HeldPosition]) -> str:
    """Who is for it, who against it and who demands something about it;
    the name alone where that is not reported."""
    newest = {p.actor: p.stance for p in held if not p.ascribed_by}
    sides = [
        [named(code) for code, stance in newest.items() if stance == wanted]
        for wanted in ("supports", "opposes", "asks")
    ]
    verbs = ("for it", "against it", "with a demand")
    said = [f"{words.listed(names, 2)} {verb}" for names, verb in zip(sides, verbs, strict=True) if names]
    return f"{issue[:1].upper()}{issue[1:]}: {', '.join(said)}" if said else f"{issue[:1].upper()}{issue[1:]}"


def list_title(topics: Sequence[Topic]) -> str:
    """How many issues there are and on which most parties hold a position."""
    if not topics:
        return "No positions are reported"
    first = topics[0]
    holders = words.numbered(len(first.holders), "party holds", "parties hold", capital=True)
    return f"{holders} a position on “{short(first.name, 70)}”"


def listed(archive: Archive, party: str | None, floor: float | None) -> list[Topic]:
    """The issues of the newest positions, those of the most holders first."""
    asked = Query(party=party, min_confidence=floor, limit=LISTED)
    every = map(entries.position, archive.every_item("positions", asked))
    found = grouping.lists((held.issue, held) for held in every)
    topics = [topic(name, held) for name, held in found.items()]
    return sorted(topics, key=lambda t: (-len(t.holders), -t.positions, t.name))


def topic(name: str, held: Sequence[HeldPosition]) -> Topic:
    """An issue from its positions."""
    days = [day for p in held for day in (p.first, p.last) if day]
    return Topic(
        name, len(held), tuple(sorted({p.actor for p in held})), min(days, default=""), max(days, default=""),
        sum(p.changed_from is not None for p in held),
    )  # fmt: skip


def by_holder(held: Sequence[HeldPosition]) -> list[tuple[str, list[HeldPosition]]]:
    """Positions by holder, those with the most first."""
    found = grouping.lists((p.actor, p) for p in held)
    return sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))


def changes(held: Sequence[HeldPosition]) -> list[tuple[HeldPosition, HeldPosition | None]]:
    """Positions that differ from what the same holder held before, with that one, the latest first."""
    by_id = {p.id: p for p in held}
    return [(p, by_id.get(p.changed_from)) for p in reversed(held) if p.changed_from]
