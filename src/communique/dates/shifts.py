"""Readings counted from another day: "two days ago", "a week later", "last month", "the past three days",
"the day before".

Knows the running reference day of the story and the day of publication;
does not know names of days and months.
"""

from __future__ import annotations

from datetime import date

from communique.dates.months import running_quarter
from communique.dates.stories import Story
from communique.dates.stretches import (
    DAY,
    UNIT_OPEN,
    Stretch,
    around,
    day_of,
    open_day,
    period,
    quarter_of,
    shifted,
    third_of,
    unknown,
    weekend_of,
)
from communique.dates.tokens import Candidate
from communique.dates.weekdays import SUNDAY

OPEN_DAYS = 7  # "the coming days" are a week: those further off are "weeks"
DAY_HOURS = 24
SHORT = ("TH", "TM")  # hours and minutes: too short to lead to another day


def shift(match: Candidate, story: Story) -> Stretch | None:
    """So long ago, earlier, later, from now."""
    unit, count = str(match.get("unit", "units")), match.count
    ending = match.tokens.kind(match.last - 1)
    now = ending in ("ago", "hence", "now")
    forward = match.has("later", "afterwards", "from") or ending == "hence"
    if ending == "before" and not match.followed_by("clause"):
        return unknown(period(count, unit), "DURATION")
    base = story.on if now else story.reference()
    if count is None:
        return unknown("FUTURE_REF" if forward else "PAST_REF")
    if unit in SHORT:
        length = unknown(period(count, unit), "DURATION")
        return _hours(length, count if forward else -count, unit, None if now else base)
    if base is None:
        return unknown("XXXX")
    if story.ref and "-Q" in story.ref.value and (unit, count, forward) == ("Y", 1, False):
        year, quarter = running_quarter(story) or (base.year, 1)
        return quarter_of(year - 1, quarter)._replace(anchors=False)
    if not now and story.is_coarse(unit, base):
        return unknown(f"{base.year:04d}")
    return around(shifted(base, count if forward else -count, unit), unit)


def _hours(length: Stretch, count: float, unit: str, base: date | None) -> Stretch:
    """So many hours earlier or later, where they are whole days: "48 hours earlier"."""
    if unit != "TH" or base is None or count % DAY_HOURS:
        return length
    day = base + int(count // DAY_HOURS) * DAY
    return length._replace(start=day, end=day, precision="day")


def ahead(match: Candidate, story: Story) -> Stretch | None:
    """ "In two weeks' time"."""
    unit, count = str(match.get("unit", "units")), match.count
    if story.on is None or count is None:
        return unknown("FUTURE_REF")
    return around(shifted(story.on, count, unit), unit)


def span(match: Candidate, story: Story) -> Stretch | None:
    """A stretch that leads up to the day of publication or away from it: "the past three days",
    "the next 48 hours"."""
    if match.has("seconds", "that"):
        return None  # "said that four days were enough"
    unit = str(match.get("unit", "units", "quarters"))
    numbered = match.has("num31", "num", "count", "tens", "one", "decimal") or bool(match.get("few"))
    count = match.count if numbered else None
    value = period(count, unit)
    forward = match.has("next", "coming")
    if count is None and forward and unit == "D":
        count = OPEN_DAYS
    beside = match.has("that", "same", "following", "previous", "this", "current")
    if story.on is None or count is None or beside:
        return unknown(value, "DURATION")
    other = shifted(story.on, count if forward else -count, unit)
    start, end = (story.on, other) if forward else (other, story.on)
    return Stretch(value, "DURATION", start, end, "range", anchors=False)


def near(match: Candidate, story: Story) -> Stretch | None:
    """This, last, next, that week, month, year, weekend, morning;
    "later this month" runs from the day of publication to its end."""
    unit = str(match.get("unit", "weekend", "part"))
    if unit in SHORT and not match.has("part"):
        return None
    by_story = _is_by_story(match, story)
    in_day = unit == "D" and match.has("earlier", "later")
    base = (story.running_day() if in_day else story.reference()) if by_story else story.on
    step = (
        -1 if match.has("last", "past", "previous") else 1 if match.has("next", "coming", "following") else 0
    )
    if match.has("part"):
        return _part_beside(match, base)
    closing = base is not None and base.isoweekday() == SUNDAY
    if unit == "W" and match.has("last") and not by_story and closing:
        step = 0  # "last week", on its last day
    if base is None or (by_story and story.is_coarse(unit, base)):
        return unknown(UNIT_OPEN.get(unit, "XXXX" if base is None else UNIT_OPEN["D"]))
    if match.has("past") and match.has("the") and unit in ("W", "F", "M", "Y", "E", "C"):
        other = shifted(base, -1, unit)
        return around(other, unit)._replace(start=other, end=base, precision="range", anchors=False)
    if unit == "D" and match.has("this", "current"):
        return unknown("PRESENT_REF")
    if match.has("weekend"):
        whole = weekend_of(base + 7 * step * DAY)
    else:
        whole = around(shifted(base, step, unit), unit)
    return _narrowed(match, whole, None if by_story else story.on)


def _is_by_story(match: Candidate, story: Story) -> bool:
    """Whether a stretch is counted from the day that the text last spoke of,
    and not from the day of publication."""
    if match.has("that", "same", "previous", "following"):
        return True
    if match.has("next") and (match.has("the") or story.narrative):
        return True
    if match.has("edge", "early", "mid") and not story.narrative:
        return False  # "the end of the year" is this year's
    return not match.has("last", "past", "next", "coming", "this", "current")


def _part_beside(match: Candidate, base: date | None) -> Stretch:
    """ "Last night", "the next morning"."""
    suffix = f"T{match.get('part')}"
    if base is None:
        return open_day(suffix)
    step = -1 if match.has("last", "previous") else 1 if match.has("next", "following") else 0
    return day_of(base + step * DAY, suffix)


def _narrowed(match: Candidate, whole: Stretch, on: date | None) -> Stretch:
    """The part of a stretch that "later" or "earlier" leave of it, seen from the day of publication,
    or its "early", "late" third."""
    if on and whole.start and whole.end and whole.start <= on <= whole.end and whole.precision != "day":
        if match.has("later"):
            return whole._replace(start=on, precision="range")
        if match.has("earlier"):
            return whole._replace(end=on, precision="range")
    return third_of(whole, match.third)


def beside(match: Candidate, story: Story) -> Stretch | None:
    """ "The day before", "the year before", where nothing follows that it would be before of."""
    unit, base = str(match.get("unit")), story.reference()
    if base is None or unit[0] == "T" or not match.has("the") or not match.followed_by("clause"):
        return None
    return around(shifted(base, -1 if match.has("before") else 1, unit), unit)
