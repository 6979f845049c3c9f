"""Readings of feasts and set days of the year: "on New Year's Day", "last Easter", "Thanksgiving week".

Knows how the table gives a feast its day; does not know which feasts there are.
"""

from __future__ import annotations

import re
from datetime import date

from communique.dates.stories import Story
from communique.dates.stretches import DAY, Stretch, day_of, unknown, week_of
from communique.dates.tokens import Candidate

WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
FIXED = re.compile(r"\d\d-\d\d")
MOVING = re.compile(
    r"(?:(?P<easter>EASTER)|(?P<nth>\d)(?P<weekday>[A-Z]{3})(?P<month>\d\d))(?P<later>[+-]\d+)?"
)


def feast(match: Candidate, story: Story) -> Stretch | None:
    """A feast of the year that is nearest by tense."""
    tokens = match.tokens
    start = tokens.starts[match.first + match.has("last")]
    rule = story.tables.feasts.get(tokens.text[start : match.end].replace("’", "'")) or match.get("holiday")
    if rule is None:
        return None
    if story.on is None:
        return unknown(f"XXXX-{rule}" if FIXED.fullmatch(rule) else "XXXX-XX-XX")
    day = _nearest(rule, story.on, "past" if match.has("last") else story.tense(match))
    return week_of(day) if match.get("unit") == "W" else day_of(day)


def _nearest(rule: str, on: date, tense: str | None) -> date:
    """The feast's day on the side of the tense, else the nearer of the last one and the next."""
    days = [day_in(rule, year) for year in (on.year - 1, on.year, on.year + 1)]
    ahead = next(d for d in days if d >= on)
    back = next(d for d in reversed(days) if d <= on)
    if tense in ("future", "past"):
        return ahead if tense == "future" else back
    return ahead if ahead - on < on - back else back


def day_in(rule: str, year: int) -> date:
    """The day of a feast in a year: "12-25", "4THU11" (the fourth Thursday of November),
    "1MON11+1" (the day after), "EASTER-2"."""
    found = MOVING.fullmatch(rule)
    if found is None:
        return date.fromisoformat(f"{year:04d}-{rule}")
    later = int(found["later"] or 0) * DAY
    if found["easter"]:
        return _easter(year) + later
    first = date(year, int(found["month"]), 1)
    wait = (WEEKDAYS.index(found["weekday"]) - first.weekday()) % 7
    return first + (wait + 7 * (int(found["nth"]) - 1)) * DAY + later


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the computus of Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)
