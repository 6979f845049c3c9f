"""Readings of a time of day: "9 a.m. on Friday", "17:35 GMT", "noon".

Knows how hours are written; leaves the day beside them to the readings of days.
"""

from __future__ import annotations

from dataclasses import replace

from communique.dates import days, weekdays
from communique.dates.stories import Story
from communique.dates.stretches import Stretch, open_day
from communique.dates.tokens import Candidate


def clock(match: Candidate, story: Story) -> Stretch | None:
    """A time of day; its day is the one named beside it, else the running reference day."""
    hour = _hour(match)
    if hour is None:
        return None
    if match.has("deictic", "weekday", "shortday", *days.MONTHS):
        base = _day_beside(match, story)
        return base._replace(value=base.value[:10] + "T" + hour, type="TIME") if base else None
    day = story.reference()
    if day is None:
        return open_day("T" + hour)
    return Stretch(f"{day.isoformat()}T{hour}", "TIME", day, day, "day", anchors=False)


def _day_beside(match: Candidate, story: Story) -> Stretch | None:
    """The day named beside the hour; the hour's own number is not the day's."""
    parts = dict(match.parts)
    if not match.has("clock", "decimal", "noon") and "num31" in parts:
        numbers = parts.pop("num31")[1:]
        if numbers:
            parts["num31"] = numbers
    read = (
        weekdays.deictic
        if match.has("deictic")
        else days.dated
        if match.has(*days.MONTHS)
        else weekdays.weekday
    )
    return read(replace(match, parts=parts), story)


def _hour(match: Candidate) -> str | None:
    """The hour as "09:00"; None where the figures are no hour."""
    if match.has("noon"):
        return None if match.led_by("no_noon") else str(match.get("noon"))
    if match.has("part"):
        said = int(match.get("num31"))
        return f"{said + 12 * (match.get('part') != 'MO' and said < 12):02d}:00" if said <= 12 else None
    raw = str(match.get("clock", "decimal") or match.get("num31"))
    hour, _, minute = raw.replace(".", ":").partition(":")
    h, m = int(hour), int(minute[:2] or 0)
    if len(minute) == 1 or h > 24 or m > 59:
        return None
    half = match.get("ampm")
    if half and h <= 12:
        h = h % 12 + (12 if half == "pm" else 0)
    return f"{h:02d}:{m:02d}"
