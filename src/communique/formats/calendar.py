"""Planned meetings, and what falls due, to an iCalendar file (RFC 5545), for any calendar program.

Knows the icalendar package and how vague a day may be; does not know how a meeting or a commitment was found.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, BinaryIO

from communique.formats import codes
from communique.formats.coded import Planned, called, iso
from communique.records import Commitment, Meeting, identify
from communique.text.controls import has_controls, without_controls

if TYPE_CHECKING:
    import icalendar

PRODUCT = "-//communique//meetings//EN"
DOMAIN = "communique.invalid"  # no machine of that name: ids of a calendar are to be unique in the world
STATUSES = {"planned": None, "cancelled": "CANCELLED"}
TITLES = {
    "visit": "Visit", "call": "Call", "summit": "Summit", "talks": "Talks",
    "multilateral": "Multilateral meeting", "summons": "Summons",
}


def write(rows: Iterable[Planned], file: BinaryIO) -> int:
    """How many meetings were written: the planned and the cancelled ones whose day, or stretch of days,
    is known; each once."""
    calendar = empty()
    seen: set[str] = set()
    for row in rows:  # the same meeting of the same article has the same id in every export
        meeting, id = row.meeting, identify(row.article.id, row.meeting.id)
        dated = meeting.when is not None and iso(meeting.when.start) is not None
        if dated and meeting.status in STATUSES and id not in seen:
            seen.add(id)
            calendar.add_component(entry(row, id))
    file.write(calendar.to_ical())
    return len(seen)


def write_due(rows: Iterable[Commitment], file: BinaryIO) -> int:
    """How many commitments were written: those that fall due,
    each on the last day on which it can be kept."""
    calendar, count = empty(), 0
    for row in rows:
        if row.due is not None and (last := iso(row.due.end)) is not None and row.evidence:
            calendar.add_component(due_entry(row, date.fromisoformat(last)))
            count += 1
    file.write(calendar.to_ical())
    return count


def due_entry(row: Commitment, last: date) -> icalendar.Event:
    """The entry of a commitment on the day on which it falls due."""
    told = row.evidence[0]
    who = ", ".join(codes.country_name(code) or code for code in row.by) or "unknown"
    published = (told.published or "")[:10]
    found = component(
        identify("due", row.id), day_or(published, last), last, last,
        without_controls(f"Due: {who}: {row.what}"),
        without_controls(f"{row.status}; {told.outlet or told.article} {published}: {told.span.text}"),
    )
    if told.url:
        found.add("url", told.url)
    return found


def component(
    id: str, stamp: date, first: date, last: date, summary: str, description: str
) -> icalendar.Event:
    """An entry of whole days, made on a day; nobody's own time is taken."""
    from icalendar import Event

    found = Event()
    found.add("uid", f"{id}@{DOMAIN}")
    found.add("dtstamp", datetime.combine(stamp, time(), UTC))
    found.add("dtstart", first)
    found.add("dtend", last + timedelta(days=1) if last < date.max else last)  # the day after the last
    found.add("summary", summary)
    found.add("description", description)
    found.add("transp", "TRANSPARENT")
    return found


def day_or(text: str | None, otherwise: date) -> date:
    """A day, another one where it is none."""
    return date.fromisoformat(on) if (on := iso(text)) else otherwise


def empty() -> icalendar.Calendar:
    """A calendar without entries."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    return calendar


def entry(row: Planned, id: str) -> icalendar.Event:
    """The entry of a meeting: whole days, since the record has no hours; a stretch of days stays one,
    and is marked as not settled. The day of publication stands for that of its making, so that the same rows
    give the same file."""
    meeting = row.meeting
    assert meeting.when is not None and meeting.when.start is not None
    start = date.fromisoformat(meeting.when.start)
    vague = meeting.when.precision != "day"
    found = component(
        id, day_or(row.article.on, start), start, max(start, day_or(meeting.when.end, start)),
        without_controls(summary(meeting)) + (" (day not known)" if vague else ""),
        "\n".join(map(without_controls, description(row))),
    )
    if state := STATUSES[meeting.status] or ("TENTATIVE" if vague else None):
        found.add("status", state)
    if meeting.where is not None:
        found.add("location", without_controls(meeting.where.name))
        if meeting.where.lat is not None and meeting.where.lon is not None:
            found.add("geo", (meeting.where.lat, meeting.where.lon))
    if row.article.url and not has_controls(row.article.url):
        found.add("url", row.article.url)
    return found


def summary(meeting: Meeting) -> str:
    """The title of an entry: "Talks: Norway, Chile"."""
    who = dict.fromkeys(codes.country_name(p.country) or called(p) for p in meeting.participants)
    return f"{TITLES[meeting.kind]}: {', '.join(n for n in who if n) or 'participants not named'}"


def description(row: Planned) -> list[str]:
    """The lines in the body of an entry: who, about what, and the words that say it."""
    meeting = row.meeting
    who = "; ".join(
        ", ".join(part for part in (called(p), p.role) if part) for p in meeting.participants if called(p)
    )
    about = "; ".join(span.text for span in meeting.agenda)
    lines = (
        f"Participants: {who}" if who else "", f"About: {about}" if about else "",
        f"Words: {meeting.evidence.text}" if meeting.evidence.text else "",
        f"When: {meeting.when.text} ({meeting.when.precision})" if meeting.when and meeting.when.text else "",
        "Source: "
        f"{', '.join(part for part in (row.article.outlet, row.article.title, row.article.on) if part)}",
    )
    return [line for line in lines if line]
