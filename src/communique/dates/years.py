"""Readings of years and longer ("in 2019", "the 1990s", "the 19th century"),
and the year of a date that names none.

Knows that a number may be a count or a price; leaves months and days to their own modules.
"""

from __future__ import annotations

import re
from datetime import date

from communique.dates.stories import Story
from communique.dates.stretches import Stretch, century_of, decade_of, month_end, third_of, unknown, year_of
from communique.dates.tokens import Candidate

NEAR_DAYS = 75  # a day without a year this close to publication is meant, whatever its clause's tense
FAR_MONTHS = 6  # a month further off than this is taken for its neighbour in the other year
TURN_MONTHS = 9  # months between two entries of a list that lie in different years
EARLIEST, LATEST = 1400, 2150  # four figures outside these are a year only where a word says so, or never
LAST_CENTURY = 22


def said(match: Candidate, story: Story) -> int | None:
    """The year that an expression names, in figures or as "this year", "last year", "that year"."""
    if match.has("year"):
        return int(match.get("year"))
    if match.get("unit") != "Y":
        return None
    on = story.on
    if match.has("that", "same", "following") and not match.has("last", "previous", "next"):
        base = story.year or (story.reference() or date(1, 1, 1)).year
        return base + match.has("following")
    if on is None:
        return None
    return on.year - 1 if match.has("last", "previous") else on.year + match.has("next")


def closest(month: int, day: int | None, match: Candidate, story: Story) -> int:
    """The year of a month (and day) named without one: the story's in histories and undated texts,
    else by tense and nearness."""
    if story.year and story.on is None:
        return story.year
    if story.narrative and story.year:
        ref = story.ref.start.month if story.ref and story.ref.start and story.ref.precision != "year" else 0
        return story.year + (1 if ref - month >= FAR_MONTHS + 3 else 0)
    if story.entry and story.is_entry(match):
        return _year_of_entry(month, day, story.entry, story.on)
    on = story.on
    assert on is not None
    if match.has("that") and (reference := story.reference()):
        return reference.year
    if match.has("last", "past", "previous"):
        return on.year - (month >= on.month)
    if match.has("next", "coming"):
        return on.year + (month <= on.month)
    if match.has("this"):
        return on.year
    tense = story.tense(match)
    return _year_of_day(month, day, on, tense) if day else _year_of_month(month, on, tense)


def _year_of_entry(month: int, day: int | None, last: Stretch, on: date | None) -> int:
    """The year of the next entry of a chronology: its list's, which turns between December and January,
    and is never still to come."""
    assert last.start is not None
    apart = 0 if last.precision == "year" else last.start.month - month
    year = last.start.year + (apart >= TURN_MONTHS)
    return year - (on is not None and date(year, month, min(day or 1, 28)) > on)


def _year_of_month(month: int, on: date, tense: str | None) -> int:
    """The year that puts a month on the side of its tense, else near the day of publication."""
    distant = (month - on.month) % 12 >= FAR_MONTHS - 1
    if tense == "past" or (tense != "future" and distant):
        return on.year - (month > on.month)
    return on.year + (month < on.month)


def _year_of_day(month: int, day: int, on: date, tense: str | None) -> int:
    """The year that puts a day nearest to the day of publication,
    on the side of its tense if both sides will do."""
    day = min(day, month_end(on.year, month).day, 28)
    gaps = sorted((abs((date(y, month, day) - on).days), y) for y in (on.year - 1, on.year, on.year + 1))
    (near, first), (_, second) = gaps[:2]
    if near <= NEAR_DAYS or tense is None:
        return first
    sides = {"past": min(first, second), "future": max(first, second)}
    return sides.get(tense, first)


def bare(match: Candidate, story: Story) -> Stretch | None:
    """A year in figures, unless a count, a price or a number of something."""
    year = int(match.get("year"))
    if match.has("bc"):
        return unknown(f"BC{year:04d}")
    if match.led_by("amount") or match.followed_by("amount") or year > LATEST:
        return None
    if year < EARLIEST and not match.led_by("month"):
        return None
    if match.next_kind == "counted" and not match.has("the", "early", "mid"):
        return None
    if match.before == "." and match.tokens.word(match.first - 2) in match.tokens.tables.before["numbered"]:
        return None
    return third_of(year_of(year), match.third)


def bc(match: Candidate, story: Story) -> Stretch | None:
    """A year before Christ."""
    return unknown(f"BC{int(match.get('num31', 'num')):04d}")


def decade(match: Candidate, story: Story) -> Stretch | None:
    """ "The 1990s", "the '90s"."""
    digits = re.sub(r"\D", "", str(match.get("decade", "shortdecade")))
    if len(digits) > 2:
        return third_of(decade_of(int(digits)), match.third)
    if match.led_by("age") and not match.has("the"):
        return None  # "in his 40s"
    return decade_of(1900 + int(digits))


def century(match: Candidate, story: Story) -> Stretch | None:
    """ "The 19th century"."""
    if match.get("unit") != "C":
        return None
    said, tens = match.get("ordnum"), match.get("tens") or 0
    number = int(said[:-2]) if said else int(tens) + int(match.get("ord"))
    return third_of(century_of(number), match.third) if 1 <= number <= LAST_CENTURY else None
