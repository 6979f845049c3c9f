"""Readings of lengths and frequencies: "for two years", "a 30-day truce", "every Monday", "twice a year".

Knows how they are counted; places none on the calendar but what begins at publication ("within 48 hours").
"""

from __future__ import annotations

from communique.dates.stories import Story
from communique.dates.stretches import Stretch, around, period, shifted, unknown
from communique.dates.tokens import Candidate

AGES = ("M", "Y", "E", "C")  # in which something is the first of its kind
NUMBERS = ("num31", "num", "count", "tens", "one")


def duration(match: Candidate, story: Story) -> Stretch | None:
    """A length of time, unless an age, an ordinal or half of something else."""
    unit = str(match.get("unit", "units", "quarters", "quarter") or ("D" if match.has("weekend") else ""))
    if _is_no_length(match, unit):
        return None
    count = match.count
    value = period(count, unit)
    if match.led_by("within") and story.on and count:
        return Stretch(
            value, "DURATION", story.on, shifted(story.on, max(count, 1), unit), "range", anchors=False
        )
    ahead = match.led_by("ahead") and unit[0] != "T" and story.tense(match) == "future"
    if ahead and story.on and count and not (unit in AGES and story.recalls(match)):
        return around(shifted(story.on, count, unit), unit)  # "will meet in two weeks"
    return unknown(value, "DURATION")


def _is_no_length(match: Candidate, unit: str) -> bool:
    """Whether a count and a unit, or a unit alone, measure no time."""
    if match.has("seconds", "old") or match.next_kind == "old":
        return True
    if match.has("quarter") and not match.has("num31", "count"):
        return True
    if match.has("quarters") and match.has("dash"):
        return True  # three-quarters
    if not match.has(*NUMBERS, "decimal", "few", "single", "a", "long"):
        return True
    if match.has("ord") and not match.has("the"):
        return True
    if not match.has("a"):
        return False
    if match.has("dash") and not match.has(*NUMBERS):
        return True
    return (match.has("unit") and match.next_kind == "of" and unit in ("D", "E")) or (
        unit == "TM" and match.led_by("minute")
    )


def bare_units(match: Candidate, story: Story) -> Stretch | None:
    """An open number of units: "for decades", "weeks of talks"."""
    if match.next_kind == "old":
        return None
    if not (match.has("long", "approx", "more") or match.led_by("units") or match.followed_by("units")):
        return None
    return unknown(period(None, str(match.get("units"))), "DURATION")


def year_ended(match: Candidate, story: Story) -> Stretch | None:
    """ "The year ended June 30": a year long, the span without its verb."""
    match.last -= 1
    return unknown("P1Y", "DURATION") if match.get("unit") == "Y" else None


def every_weekday(match: Candidate, story: Story) -> Stretch | None:
    """ "Every Monday", "on Sunday mornings"."""
    part = match.get("part", "parts")
    return unknown(f"XXXX-WXX-{match.get('weekday', 'weekdays')}{f'T{part}' if part else ''}", "SET")


def every(match: Candidate, story: Story) -> Stretch | None:
    """ "Every year", "each May", "twice a week"."""
    if match.has("month", "doubtmonth"):
        return unknown(f"XXXX-{match.get('month', 'doubtmonth'):02d}", "SET")
    if match.has("season"):
        return unknown(f"XXXX-{match.get('season')}", "SET")
    if match.has("part"):
        return unknown(f"XXXX-XX-XXT{match.get('part')}", "SET")
    if match.has("weekend"):
        return unknown("XXXX-WXX-WE", "SET")
    count = 2 if match.has("other") else int(match.get("num31", "num") or 1)
    return unknown(period(count, str(match.get("unit", "units", "quarter"))), "SET")


def often(match: Candidate, story: Story) -> Stretch | None:
    """ "Daily", "annually"."""
    return unknown(str(match.get("often")), "SET")
