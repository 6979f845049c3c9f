"""A dispute: its moves by day and score, demands with answers, positions side by side, third parties, what is due.

Knows the ledgers and happenings; does not know what a dispute is about beyond their words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from communique.archive import Archive, Gathered, Query
from communique.records import Demand, DueMeeting, HeldPosition
from communique.web import charts, entries
from communique.web.downloads import Table
from communique.web.frame import Asked, Missing, Shown, anchor, country
from communique.web.listing import flat_record
from communique.web.views.disputes import Dispute, dispute, texts, worded

MOVES = 25  # written out on a page; the chart and the downloads have all
DOTS = 150  # in the chart, the latest
DEMANDS = 15
COURTED = 2  # happenings that are shown of each courting and each answer


@dataclass(frozen=True, slots=True)
class Courted:
    """A third party: by whom it is courted, what it answered, and happenings that show either."""

    country: str
    by: str | None
    answer: str | None
    courting: tuple[Gathered, ...]
    answering: tuple[Gathered, ...]


def show(asked: Asked) -> Shown:
    """The page of the dispute that `id` names."""
    id = asked.get("id")
    if id is None:
        raise Missing("no dispute is named; give its id, as in /dispute?id=…")
    archive = asked.archive
    one = dispute(entries.by_id(archive, "disputes", id, asked.today))
    acts = entries.settled(archive, ("acts", one.id, one.moves[-1:], len(one.moves)), lambda: acts_of(archive, one, DOTS))
    one = worded(one, {row.id: row for row in acts})
    demands, positions, due = parts(archive, one, asked.today)
    answers = entries.Answers(archive)
    context = {
        "state": entries.state(archive), "d": one, "acts": acts[::-1][:MOVES], "total": len(one.moves),
        "left": max(0, len(one.moves) - min(len(acts), MOVES)),
        "lost": len(set(one.moves[-DOTS:]) - {row.id for row in acts}),
        "trigger": next((row for row in acts if row.id == one.trigger), None),
        "chart": chart(one, acts) if acts else None, "words": words(one, acts),
        "demands": [(entry, answers.of(entry)) for entry in demands[:DEMANDS]], "more_demands": max(0, len(demands) - DEMANDS),
        "issues": side_by_side(positions), "held": {p.id: p for p in positions}, "due": due,
        "third": entries.settled(archive, ("third", one.id, one.last), lambda: third(archive, one)),
        "reports": entries.reports, "quad": entries.quad, "score": entries.score, "place": place,
    }  # fmt: skip
    return Shown(context, Table("dispute", lambda: (flat_record(row.record) for row in acts_of(archive, one, None))))


def acts_of(archive: Archive, one: Dispute, most: int | None) -> list[Gathered]:
    """The latest moves of a dispute, all without a limit, and what it began with, by day."""
    ids = {*one.moves[-most if most else 0 :], *([one.trigger] if one.trigger else [])}
    return sorted(archive.occurrences_of(ids), key=lambda row: (row.first, row.id))


def parts(archive: Archive, one: Dispute, today: str) -> tuple[list[Demand], list[HeldPosition], list[DueMeeting]]:
    """The demands, positions and meetings of a dispute, by day."""
    demands = entries.of_ids(archive, "demands", one.demands, today)
    positions = entries.of_ids(archive, "positions", one.positions, today)
    due = entries.of_ids(archive, "meetings", one.due, today)
    return (sorted(map(entries.demand, demands), key=lambda d: (d.first or "", d.id), reverse=True),
            sorted(map(entries.position, positions), key=lambda p: (p.first or "", p.id)),
            sorted(map(entries.meeting, due), key=lambda m: (m.start or "9999", m.id)))  # fmt: skip


def side_by_side(positions: Sequence[HeldPosition]) -> list[tuple[str, list[tuple[str, list[HeldPosition]]]]]:
    """Positions by issue and, within it, by holder, those issues first on which several stand."""
    found: dict[str, dict[str, list[HeldPosition]]] = defaultdict(lambda: defaultdict(list))
    for held in positions:
        found[held.issue][held.actor].append(held)
    return [(issue, sorted(by.items())) for issue, by in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))]


def third(archive: Archive, one: Dispute) -> list[Courted]:
    """The third parties, with happenings in which they are courted and in which they answer."""
    found = []
    for given in one.third_parties[:20]:
        code = str(given.get("country") or "")
        by, named = several(given.get("courted_by")), set(several(given.get("answer")))
        courting = between(archive, by, [code], one, texts(given.get("courting")))
        told = archive.occurrences_of(named) if named else []
        answering = tuple(told) or between(archive, [code], by or list(one.parties), one, ())
        words = None if told else ", ".join(sorted(named)) or None
        found.append(Courted(code, ", ".join(by) or None, words, courting, answering[:COURTED]))
    return found


def several(given: Any) -> list[str]:
    """One word, or a list of them, as a list."""
    return [str(one) for one in (given if isinstance(given, (list, tuple)) else [given]) if one]


def between(archive: Archive, actors: Sequence[str], recipients: Sequence[str], one: Dispute, ids: Sequence[str]) -> tuple[Gathered, ...]:
    """Happenings that some did to others while a dispute lasts: those named, else the newest."""
    if ids:
        return tuple(archive.occurrences_of(ids))[:COURTED]
    rows: list[Gathered] = []
    for actor in actors[:2]:
        for recipient in recipients[:2]:
            rows += archive.occurrences(Query(actor=actor, recipient=recipient, since=one.start, limit=COURTED))
    return tuple(rows[:COURTED])


# ---------------------------------------------------------------- the chart
def chart(one: Dispute, acts: Sequence[Gathered]) -> Markup | None:
    """The moves by day and score, drawn."""
    dots = [
        charts.Dot(row.first, entries.score(row.type), entries.quad(row.type), group(one, row), charts.Link(f"#{place(row)}", label(row)))
        for row in acts if row.first
    ]  # fmt: skip
    return charts.drawn(charts.timeline, dots, words(one, acts))


def group(one: Dispute, row: Gathered) -> str:
    """Whose move it is."""
    mine = [code for code in row.actors if code in one.parties]
    return country(mine[0]) if mine else "others"


def label(row: Gathered) -> str:
    """A move in one line."""
    who = ", ".join(country(code) for code in row.actors) or "nobody named"
    return f"{row.first}: {who} → {', '.join(country(code) for code in row.recipients) or 'nobody named'}, {row.type}"


def place(row: Gathered) -> str:
    """Where a move stands on the page."""
    return "m" + anchor(row.id)[1:]


def words(one: Dispute, acts: Sequence[Gathered]) -> str:
    """What the chart shows."""
    days = [row.first for row in acts if row.first]
    span = f" from {min(days)} to {max(days)}" if days else ""
    parties = ", ".join(country(code) for code in one.parties)
    return f"The latest {len(acts)} moves of {parties}{span}, by day and score of the type of act; a mark leads to its words"
