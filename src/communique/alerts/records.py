"""What an alert is: which rule matched what, in words, with the reports that say so.

Knows its JSON and its words; does not know how it was found, or where it goes.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.records import Record, Report
from communique.text.controls import on_one_line

LONGEST = 300  # characters of a quotation


@dataclass(frozen=True, slots=True)
class Alert(Record):
    """One match of a rule: `of` what it is on, `item` the id of what matched, `day` when that was,
    `at` when it was found (UTC).

    `id` is the same whenever the same thing matches the same rule in the same state;
    who gets an alert twice can tell by it.
    """

    id: str
    rule: str
    of: str
    item: str
    title: str
    day: str | None
    at: str
    reports: tuple[Report, ...]


def visible(text: str, limit: int = LONGEST) -> str:
    """Text on one line, cut where it is long; characters that turn the line round,
    hide or steer are shown by their numbers."""
    line = on_one_line(text)
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0] + " …"


def source(report: Report) -> str:
    """A report on a line: its words, who printed them and when, and where they are to be found."""
    where = report.url or f"article {report.article}, {report.span.start}–{report.span.end}"
    said = f"“{visible(report.span.text)}” " if report.span.text else ""
    day = report.published[:10] if report.published else "day unknown"
    return f"{said}({visible(report.outlet or 'outlet unknown')}, {day}; {visible(where, 1000)})"


def line(alert: Alert) -> str:
    """An alert on one line."""
    return (
        f"[{visible(alert.rule)}] {visible(alert.title)}: {'; '.join(source(r) for r in alert.reports[:1])}"
    )
