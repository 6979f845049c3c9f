"""Readings of days of a month: "2025-11-07", "25/10/2021", "7 November", "July 3-5".

Knows the calendar and the day of publication; leaves the year of a date without one to `years`.
"""

from __future__ import annotations

from datetime import date

from communique.dates import years
from communique.dates.stories import Story
from communique.dates.stretches import Stretch, day_of, unknown, week_of
from communique.dates.tokens import Candidate

CENTURY_AHEAD = 10  # a two-digit year up to so many years ahead of publication is of this century
BELIEVED_DAYS = 7  # of the two readings of 4/5/2021, one that lies this close to publication is believed
MONTHS = ("month", "doubtmonth", "shortmonth")


def iso(match: Candidate, story: Story) -> Stretch | None:
    """A day, or a time of a day, as ISO 8601 writes it."""
    value = str(match.get("iso"))
    return day_of(date.fromisoformat(value[:10]), value[10:].rstrip("Z"))


def slashed(match: Candidate, story: Story) -> Stretch | None:
    """A day in three figures; where day and month may be either way round, only the year,
    unless one way is next to publication."""
    a, b, said = (int(x) for x in str(match.get("slashed")).split("/"))
    year = said if said > 99 else _full_year(said, story)
    if a > 12 or a == b:
        return day_of(date(year, b, a))
    if b > 12:
        return day_of(date(year, a, b))
    on = story.on
    near = [d for d in (date(year, a, b), date(year, b, a)) if on and abs((d - on).days) <= BELIEVED_DAYS]
    return day_of(near[0]) if len(near) == 1 else unknown(f"{year:04d}")


def _full_year(two: int, story: Story) -> int:
    """The year that two digits stand for."""
    base = story.on.year if story.on else 2000
    year = base // 100 * 100 + two
    return year - 100 if year > base + CENTURY_AHEAD else year


def dated(match: Candidate, story: Story) -> Stretch | None:
    """A day with its month, with or without a year."""
    month, day = int(match.get(*MONTHS)), _number(match)
    if day is None or match.next_kind == "counted":
        return None
    year = years.said(match, story)
    if year is None:
        if story.on is None and not (story.narrative and story.year):
            return unknown(f"XXXX-{month:02d}-{day:02d}")
        year = years.closest(month, day, match, story)
    named = date(year, month, day)
    opening = [match.tokens.kind(match.first + n) for n in (0, 1)]
    if match.get("unit") == "W" and opening == ["the", "unit"]:
        return week_of(named)  # "the week of 17 November"
    part = match.get("part")
    return day_of(named, f"T{part}" if part else "")


def several(match: Candidate, story: Story) -> Stretch | None:
    """Days of one month, as a range: "July 3-5", "3 and 4 May"; the value has both days."""
    month = int(match.get(*MONTHS))
    first, last = _number(match), _number(match, 1)
    if first is None or last is None or last < first:
        return None
    year = years.said(match, story)
    if year is None:
        if story.on is None and not (story.narrative and story.year):
            return unknown(f"XXXX-{month:02d}-{first:02d}/XXXX-{month:02d}-{last:02d}")
        year = years.closest(month, first, match, story)
    start, end = date(year, month, first), date(year, month, last)
    return Stretch(f"{start}/{end}", "DATE", start, end, "range")


def _number(match: Candidate, index: int = 0) -> int | None:
    """The number of the day, "7" or "7th"."""
    numbers = match.parts.get("num31", []) + [int(o[:-2]) for o in match.parts.get("ordnum", [])]
    return int(numbers[index]) if len(numbers) > index and 1 <= numbers[index] <= 31 else None
