"""The entries of ledgers as tables for people: demands, positions, meetings, disputes.

Knows how an entry should look on a terminal; takes the JSON of an entry, and does not know where it comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from communique.show import UNKNOWN, grid, line, short, stacked
from communique.show.found import heading

Entry = Mapping[str, Any]
STATUS = {
    "open": "yellow", "met": "green", "partly": "cyan", "answered": "cyan", "refused": "red", "ignored": "red",
    "kept": "green", "broken": "red", "overdue": "magenta",
    "planned": "yellow", "held": "green", "postponed": "cyan", "cancelled": "red", "unknown": "dim",
    "rising": "red", "steady": "yellow", "falling": "cyan", "dormant": "dim",
    "supports": "green", "opposes": "red", "asks": "yellow",
}  # fmt: skip


def demands(rows: Sequence[Entry]) -> Table:
    """Demands with how they stand and what they rest on."""
    table = grid(heading("Demands", len(rows)), ("when", 2), ("who → of whom", 2), ("stands", 3), ("what is asked", 5), ("source", 2))
    for d in rows:
        parties = stacked((", ".join(d["by"]) or UNKNOWN, "bold"), (f"→ {', '.join(d['of']) or UNKNOWN}", "bold"))
        age = f"{d['age_days']:,} days old" if d["age_days"] is not None else ""
        kinds = [r["kind"] for r in d["responses"]]
        answers = ", ".join(f"{kind} {kinds.count(kind)} ×" if kinds.count(kind) > 1 else kind for kind in dict.fromkeys(kinds))
        stands = stacked((d["status"], STATUS[d["status"]]), (age, "dim"), (answers, ""), (last(d.get("because")), "dim"))
        table.add_row(days(d), parties, stands, short(d["asked"]) or UNKNOWN, source(d))
    return table


def commitments(rows: Sequence[Entry]) -> Table:
    """Undertakings with their day, how they stand, and the words on their keeping."""
    columns = (("due", 2), ("who → to whom", 2), ("stands", 2), ("what is undertaken", 5), ("source", 2))
    table = grid(heading("Commitments", len(rows)), *columns)
    for c in rows:
        parties = stacked((", ".join(c["by"]) or UNKNOWN, "bold"), (f"→ {', '.join(c['to'])}" if c["to"] else "", "bold"))
        due = stretch(c["due"]["start"], c["due"]["end"], c["id"]) if c["due"] else stacked(("no day", "dim"), (c["id"], "dim"))
        said = f"“{c['kept_by'][-1]['span']['text']}”" if c["kept_by"] else "no report" if c["status"] == "overdue" else ""
        stands = stacked((c["status"], STATUS[c["status"]]), (short(said), "dim"))
        table.add_row(due, parties, stands, short(c["what"]), source(c))
    return table


def positions(rows: Sequence[Entry]) -> Table:
    """Positions with who says so and, where a formula has changed, why it is another one."""
    table = grid(heading("Positions", len(rows)), ("when", 2), ("who", 2), ("stance", 3), ("the words", 6), ("source", 2))
    for p in rows:
        who = stacked((p["actor"], "bold"), (f"as {p['ascribed_by']} says" if p["ascribed_by"] else "", "yellow"))
        changed = ("changed", "bold yellow") if p["changed_from"] else ("", "")
        why = last(p.get("because")) if p["changed_from"] else ""
        stance = stacked((p["stance"], STATUS.get(p["stance"], "")), (line(p["issue"]), ""), changed)
        table.add_row(days(p), who, stance, stacked((short(p["wording"]), ""), (short(why), "dim")), source(p))
    return table


def meetings(rows: Sequence[Entry]) -> Table:
    """Meetings with what became of them."""
    table = grid(heading("Meetings", len(rows)), ("when", 2), ("who", 3), ("what", 3), ("the words", 6), ("source", 2))
    for m in rows:
        what = stacked((m["kind"], ""), (m["status"], STATUS[m["status"]]), (last(m.get("because")), "dim"))
        words = m["evidence"][-1]["span"]["text"] if m["evidence"] else ""
        table.add_row(stretch(m["start"], m["end"], m["id"]), ", ".join(m["participants"]) or UNKNOWN, what, short(words), source(m))
    return table


def disputes(rows: Sequence[Entry]) -> Table:
    """Disputes with their parties, how far they have got, and who else was drawn in."""
    table = grid(heading("Disputes", len(rows)), ("since", 2), ("what", 6), ("parties", 2), ("phase", 2), ("others", 4))
    for d in rows:
        counts = f"{len(d['moves'])} moves, {len(d['demands'])} demands, {len(d['positions'])} positions, {len(d['due'])} due"
        others = [f"{t['country']}: {t['answer'] or 'no answer'} (courted by {t['courted_by']})" for t in d["third_parties"]]
        bodies = f"bodies: {', '.join(d['bodies'])}" if d["bodies"] else ""
        what = stacked((line(d["title"]), "bold"), (line(d["issue"] or ""), ""), (counts, "dim"))
        phase = Text(d["phase"], STATUS.get(d["phase"], ""))
        table.add_row(stretch(d["start"], None, d["id"]), what, ", ".join(d["parties"]), phase,
                      stacked(*((o, "") for o in others), (bodies, "dim")))  # fmt: skip
    return table


TABLES: Mapping[str, Callable[[Sequence[Entry]], Table]] = {
    "demands": demands, "commitments": commitments, "positions": positions, "meetings": meetings, "disputes": disputes,
}  # fmt: skip


def days(entry: Entry) -> Text:
    """The first and last day of an entry, and its id."""
    return stretch(entry["first"], entry["last"], entry["id"])


def stretch(first: str | None, final: str | None, id: str) -> Text:
    """Days, and the id by which an entry is known."""
    shown = first or UNKNOWN if final in (None, first) else f"{first or UNKNOWN} – {final}"
    return stacked((shown, "blue"), (id, "dim"))


def source(entry: Entry) -> Text:
    """The first report of an entry, and how many more there are."""
    told = entry["evidence"]
    if not told:
        return Text(UNKNOWN)
    outlets = list(dict.fromkeys(r["outlet"] or r["url"] or r["article"] for r in told))
    more = f"and {len(outlets) - 1} more" if len(outlets) > 1 else ""
    return stacked((line(outlets[0]), ""), ((told[0]["published"] or "")[:10], "dim"), (more, "dim"), (f"{len(told)} reports", "dim"))


def last(because: Sequence[str] | None) -> str:
    """The last reason of an entry, on one line."""
    return short(because[-1], 120) if because else ""
