"""A month of meetings: planned, held, put off, called off, or of unknown outcome, by day; and the same as iCalendar.

Knows the ledger of meetings, and single articles' meetings where it is not settled; does not know whether a planned one took place.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from communique.records import Commitment, DueMeeting
from communique.settle.commitments import commitments
from communique.web import entries
from communique.web.frame import Asked, Shown
from communique.web.questions import link
from communique.web.views.commitments import newest

MOST = 120  # meetings of a month
STATUSES = ("planned", "held", "postponed", "cancelled", "unknown")


def show(asked: Asked) -> Shown:
    """The month that `month` names, or the stretch between the days asked for; else this month."""
    archive, query = asked.archive, asked.query
    month = month_of(asked)
    first, last = span(month)
    window = replace(query, since=query.since or first, until=query.until or last, limit=None, after=None)
    items = list(entries.every(archive, "meetings", replace(window, limit=MOST + 1), asked.today))
    days = by_day((entries.meeting(item) for item in items[:MOST]), window.since or first, window.until or last)
    unsettled = "meetings" in entries.state(archive).unsettled
    context = {
        "state": entries.state(archive), "month": month, "days": days, "weeks": weeks(month, {day for day, _ in days}),
        "cut": len(items) > MOST,
        "earlier": turn(asked, month, -1), "later": turn(asked, month, 1), "statuses": STATUSES, "ranged": bool(query.since or query.until),
        "told": archive.meetings(replace(window, limit=40)) if unsettled else [], "reports": entries.reports,
        "ics": link("/feeds/meetings.ics", replace(query, limit=None)), "quad": entries.quad, "score": entries.score, "today": asked.today,
        "falling": falling(asked, window.since or first, window.until or last),
    }  # fmt: skip
    return Shown(context, entries.table(archive, "meetings", window, asked.today))


def falling(asked: Asked, first: str, last: str) -> list[Commitment]:
    """The commitments that fall due within a stretch of days, the soonest first; none where meetings of one status are asked for."""
    if asked.query.status is not None:
        return []
    query = replace(asked.query, since=None, until=None, limit=None, after=None)
    found = commitments(asked.archive, query, newest(asked.archive))
    return sorted((c for c in found if c.due and c.due.end and first <= c.due.end <= last), key=due_day)[:MOST]


def due_day(one: Commitment) -> tuple[str, str]:
    """In order of the day on which they fall due."""
    return (one.due.end or "" if one.due else ""), one.id


def month_of(asked: Asked) -> str:
    """The month to show."""
    for given in (asked.get("month"), asked.query.since, asked.query.until):
        try:
            return date.fromisoformat(f"{(given or '')[:7]}-01").isoformat()[:7]
        except ValueError:
            continue
    return asked.today[:7]


def span(month: str) -> tuple[str, str]:
    """The first and the last day of a month."""
    year, number = int(month[:4]), int(month[5:7])
    return f"{month}-01", f"{month}-{calendar.monthrange(year, number)[1]:02}"


def turn(asked: Asked, month: str, by: int) -> str:
    """The link to another month with the same filters."""
    return link(asked.path, asked.query, month=entries.month_before(month, -by), since=None, until=None)


def by_day(met: Iterable[DueMeeting], first: str, last: str) -> list[tuple[str, list[DueMeeting]]]:
    """Meetings under each of their days within a stretch."""
    days: dict[str, list[DueMeeting]] = defaultdict(list)
    for one in met:
        if one.start:
            days[max(one.start, first)].append(one)
    for listed in days.values():
        listed.sort(key=lambda m: (m.start or "", m.id))
    return sorted(days.items())


def weeks(month: str, taken: set[str]) -> list[list[tuple[str, int, bool] | None]]:
    """The weeks of a month from Monday on: (day, number, whether something is on it), None for days of other months."""
    first, last = (date.fromisoformat(day) for day in span(month))
    cells: list[tuple[str, int, bool] | None] = [None] * first.weekday()
    day = first
    while day <= last:
        cells.append((day.isoformat(), day.day, day.isoformat() in taken))
        day += timedelta(1)
    cells += [None] * (-len(cells) % 7)
    return [cells[n : n + 7] for n in range(0, len(cells), 7)]
