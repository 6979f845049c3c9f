"""What an alert is: which rule matched what, in words, with the reports that say so.

Knows its JSON and its words; does not know how it was found, or where it goes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.records import Record, Report

STEERING = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
                      "\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # fmt: skip
LONGEST = 300  # characters of a quotation


@dataclass(frozen=True, slots=True)
class Alert(Record):
    """One match of a rule: `of` what it is on, `item` the id of what matched, `day` when that was, `at` when it was found (UTC).

    `id` is the same whenever the same thing matches the same rule in the same state; who gets an alert twice can tell by it.
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
    """Text on one line, cut where it is long; characters that turn the line round, hide or steer are shown by their numbers."""
    line = " ".join(STEERING.sub(lambda m: " " if m[0] in "\t\n\r\u2028\u2029" else f"[U+{ord(m[0]):04X}]", text).split())
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0] + " …"


def source(report: Report) -> str:
    """A report on a line: its words, who printed them and when, and where they are to be found."""
    where = report.url or f"article {report.article}, {report.span.start}–{report.span.end}"
    said = f"“{visible(report.span.text)}” " if report.span.text else ""
    day = report.published[:10] if report.published else "day unknown"
    return f"{said}({visible(report.outlet or 'outlet unknown')}, {day}; {visible(where, 1000)})"


def line(alert: Alert) -> str:
    """An alert on one line."""
    return f"[{visible(alert.rule)}] {visible(alert.title)}: {'; '.join(source(r) for r in alert.reports[:1])}"
