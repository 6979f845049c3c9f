"""Points and stretches of the calendar, each with its TIMEX3 value: a day, a week, a quarter,
"three units on from here".

Knows the calendar; does not know words.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from communique.records import Precision

DAY = timedelta(days=1)
UNIT_DAYS = {"D": 1.0, "W": 7.0, "F": 14.0, "TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}
UNIT_MONTHS = {"M": 1, "Y": 12, "E": 120, "C": 1200, "Q": 3}
UNIT_OPEN = {"W": "XXXX-WXX", "M": "XXXX-XX", "D": "XXXX-XX-XX"}  # a week, month, day that nobody knows
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Stretch(NamedTuple):
    """What an expression stands for: its TIMEX3 value and, where known, its days; `anchors`:
    later expressions may count from it."""

    value: str
    type: str
    start: date | None = None
    end: date | None = None
    precision: Precision = "unknown"
    anchors: bool = True


def unknown(value: str, kind: str = "DATE") -> Stretch:
    """A value without days."""
    return Stretch(value, kind, anchors=False)


def open_day(suffix: str = "", day: str = "XXXX-XX-XX") -> Stretch:
    """A day, or with a suffix a time of day, that cannot be placed."""
    return unknown(day + suffix, "TIME" if suffix else "DATE")


def day_of(day: date, time: str = "") -> Stretch:
    """The day, or with `time` ("TMO", "T09:00") a time of that day."""
    return Stretch(day.isoformat() + time, "TIME" if time else "DATE", day, day, "day")


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - day.weekday() * DAY


def week_of(day: date) -> Stretch:
    """The week that a day lies in, from Monday to Sunday."""
    monday = monday_of(day)
    year, week, _ = monday.isocalendar()
    return Stretch(f"{year}-W{week:02d}", "DATE", monday, monday + 6 * DAY, "week")


def weekend_of(day: date) -> Stretch:
    """The Saturday and Sunday of a day's week."""
    saturday = monday_of(day) + 5 * DAY
    return Stretch(week_of(day).value + "-WE", "DATE", saturday, saturday + DAY, "range")


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return (
        date(year + month // 12, month % 12 + 1, 1) if (year, month) < (9999, 12) else date(9999, 12, 31)
    ) - DAY


def months_on(year: int, month: int, count: int) -> tuple[int, int]:
    """The year and month that lie `count` months on."""
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def month_of(year: int, month: int) -> Stretch:
    """A month."""
    return Stretch(f"{year:04d}-{month:02d}", "DATE", date(year, month, 1), month_end(year, month), "month")


def year_of(year: int) -> Stretch:
    """A year."""
    return Stretch(f"{year:04d}", "DATE", date(year, 1, 1), date(year, 12, 31), "year")


def quarter_of(year: int, quarter: int) -> Stretch:
    """A quarter of a year, 1 to 4."""
    return _months(f"{year:04d}-Q{quarter}", year, 3 * quarter - 2, 3)


def half_of(year: int, half: int) -> Stretch:
    """A half of a year, 1 or 2."""
    return _months(f"{year:04d}-H{half}", year, 6 * half - 5, 6)


def season_of(year: int, season: str) -> Stretch:
    """A season as meteorologists count it; the winter of a year begins in its December."""
    return _months(f"{year:04d}-{season}", year, SEASON_STARTS[season], 3)


def _months(value: str, year: int, month: int, count: int) -> Stretch:
    """So many months from the first of a month."""
    end = months_on(year, month, count - 1)
    return Stretch(value, "DATE", date(year, month, 1), month_end(*end), "range")


def decade_of(year: int) -> Stretch:
    """The ten years that a year lies in."""
    first = year // 10 * 10
    return Stretch(str(first)[:3], "DATE", date(first, 1, 1), date(first + 9, 12, 31), "range")


def century_of(number: int) -> Stretch:
    """A century by its number, the 20th from 1900 to 1999."""
    first = number * 100 - 100
    return Stretch(f"{number - 1:02d}", "DATE", date(max(first, 1), 1, 1), date(first + 99, 12, 31), "range")


def third_of(stretch: Stretch, which: str | None) -> Stretch:
    """The "START", "MID" or "END" third of a stretch ("early March", "the end of 2020");
    the value stays the whole."""
    if which is None or stretch.start is None or stretch.end is None or stretch.start == stretch.end:
        return stretch
    days = (stretch.end - stretch.start).days + 1
    third = days // 3
    first = {"START": 0, "MID": third, "END": days - third - 1}[which]
    last = {"START": third, "MID": days - third - 1, "END": days - 1}[which]
    return stretch._replace(
        start=stretch.start + first * DAY, end=stretch.start + last * DAY, precision="range"
    )


def shifted(base: date, count: float, unit: str) -> date:
    """The day that lies `count` units from `base` (negative: before)."""
    if unit in UNIT_DAYS:
        return base + timedelta(days=int(count * UNIT_DAYS[unit]))
    year, month = months_on(base.year, base.month, int(count * UNIT_MONTHS[unit]))
    return date(year, month, min(base.day, month_end(year, month).day))


def around(day: date, unit: str) -> Stretch:
    """The day, week, month, year or decade around a day, as coarse as the unit that led there."""
    if unit in ("W", "F"):
        return week_of(day)
    if unit in ("M", "Q"):
        return month_of(day.year, day.month)
    if unit == "Y":
        return year_of(day.year)
    if unit in ("E", "C"):
        return decade_of(day.year)
    return day_of(day)


def period(count: float | None, unit: str) -> str:
    """A TIMEX3 duration: P3D, PT48H, PXY, P20Y for two decades."""
    if unit == "F":
        return period(None if count is None else 2 * count, "W")
    if count is not None and unit in "EC":
        return period(count * (10 if unit == "E" else 100), "Y")
    if count is None:
        number = "X"
    elif count == int(count):
        number = str(int(count))
    elif unit == "Y" and count * 12 == int(count * 12):
        return f"P{int(count)}Y{int(count * 12) % 12}M" if count > 1 else f"P{int(count * 12)}M"
    elif unit == "TH":
        return f"PT{int(count)}H{int(count * 60) % 60}M"
    else:
        number = f"{count:g}"
    return f"PT{number}{unit[1:]}" if unit[0] == "T" else f"P{number}{unit}"
