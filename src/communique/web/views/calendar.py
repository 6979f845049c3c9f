"""A month of meetings: planned, held, put off, called off, or of unknown outcome, by day;
and the same as iCalendar.

Knows the ledger of meetings, and single articles' meetings where it is not settled;
does not know whether a planned one took place.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from communique import grouping
from communique import wording as words
from communique.records import Commitment, DueMeeting
from communique.settle.accounts import accounts
from communique.settle.commitments import commitments
from communique.web import entries
from communique.web.frame import Asked, Shown
from communique.web.questions import link

MOST = 200  # meetings of a month
WEEKS_LONG = 35  # days; what spans more (a year, a season) stands in the agenda alone
STATUSES = ("planned", "held", "postponed", "cancelled", "unknown")


def show(asked: Asked) -> Shown:
    """The month that `month` names, or that of the first day asked for;
    else the month of the day from which one looks."""
    archive, query = asked.archive, entries.sure_enough(asked.query)
    month = month_of(asked)
    first, last = span(month)
    shown = grid(month)
    window = replace(
        query, since=query.since or shown[0], until=query.until or shown[-1], limit=None, after=None
    )
    items = list(entries.every(archive, "meetings", replace(window, limit=MOST + 1), asked.today))
    met = sorted((entries.meeting(item) for item in items[:MOST]), key=lambda m: (m.start or "", m.id))
    bare = "meetings" in entries.unsettled(archive)
    context = {
        "month": month, "weeks": weeks(shown, met, month),
        "agenda": agenda(met, first, last), "cut": len(items) > MOST, "title": title(met, month, asked.today),
        "doubtful": entries.left_out(archive, "meetings", window), "earlier": turn(asked, month, -1),
        "later": turn(asked, month, 1), "statuses": STATUSES, "ranged": bool(query.since or query.until),
        "told": archive.meetings(replace(window, limit=40)) if bare else [],
        "ics": link("/feeds/meetings.ics", replace(query, limit=None)),
        "accounts": grouping.lists((one.meeting.id, one) for one in accounts(met)),
        "falling": falling(asked, query.since or first, query.until or last),
    }  # fmt: skip
    return Shown(context, entries.table(archive, "meetings", window, asked.today))


# a meeting in the cell of a day, whether it begins there, so that it is named once a week, and whether it
# spans more days; and the cell: its day, whether it belongs to the month, and what is on it
Entry = tuple[DueMeeting, bool, bool]
Day = tuple[str, bool, list[Entry]]


def title(met: Sequence[DueMeeting], month: str, today: str) -> str:
    """How many meetings the month has, and how many are still due."""
    here = agenda(met, *span(month))
    due = sum(m.status == "planned" and (m.end or m.start or "") >= today for m in here)
    name = words.month_or_year(month)
    if not here:
        return f"No meetings are reported for {name}"
    return f"{words.numbered(len(here), 'meeting', capital=True)} in {name}" + (
        f", {words.number(due)} still due" if due else ""
    )


def grid(month: str) -> list[str]:
    """The days of the weeks that touch a month, from a Monday to a Sunday."""
    return [day.isoformat() for day in calendar.Calendar().itermonthdates(int(month[:4]), int(month[5:7]))]


def weeks(days: Sequence[str], met: Sequence[DueMeeting], month: str) -> list[list[Day]]:
    """The cells of a month, week by week; a meeting of several days stands in each."""
    cells: list[Day] = []
    short = [m for m in met if (words.days_between(m.start, m.end) or 0) <= WEEKS_LONG]
    for number, day in enumerate(days):
        on = [m for m in short if m.start and m.start <= day <= (m.end or m.start)]
        held = [(m, m.start == day or number % 7 == 0, bool(m.end and m.end != m.start)) for m in on]
        cells.append((day, day[:7] == month, held))
    return [cells[n : n + 7] for n in range(0, len(cells), 7)]


def agenda(met: Sequence[DueMeeting], first: str, last: str) -> list[DueMeeting]:
    """The meetings of a month in order, those of a day."""
    return [m for m in met if m.start and m.start <= last and (m.end or m.start) >= first]


def falling(asked: Asked, first: str, last: str) -> list[Commitment]:
    """The commitments that fall due within a stretch of days, the soonest first;
    none where meetings of one status are asked for."""
    if asked.query.status is not None:
        return []
    query = replace(asked.query, since=None, until=None, limit=None, after=None)
    found = commitments(asked.archive, query, asked.today)
    due = [(c.due.end, c.id, c) for c in found if c.due and c.due.end and first <= c.due.end <= last]
    return [one for _, _, one in sorted(due, key=lambda row: row[:2])[:MOST]]


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
