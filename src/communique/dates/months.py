"""Readings of months, seasons, quarters and halves of a year.

Knows which names are also other words (a march, "may", a fall);
leaves the year of one without a year to `years`.
"""

from __future__ import annotations

import re
from datetime import date

from communique.dates import years
from communique.dates.days import MONTHS
from communique.dates.stories import Story
from communique.dates.stretches import (
    SEASON_STARTS,
    Stretch,
    half_of,
    month_of,
    months_on,
    quarter_of,
    season_of,
    third_of,
    unknown,
)
from communique.dates.tokens import Candidate

QUARTER_DAYS = 92  # a quarter that begins further ahead than this is last year's
QUARTER = re.compile(r"(\d{4})-Q(\d)")


def month(match: Candidate, story: Story) -> Stretch | None:
    """A month, with or without a year."""
    if _is_other_word(match, story):
        return None
    number, year = int(match.get(*MONTHS)), years.said(match, story)
    if year is None:
        if story.on is None and not (story.narrative and story.year):
            return unknown(f"XXXX-{number:02d}")
        year = years.closest(number, None, match, story)
    return third_of(month_of(year, number), match.third)


def _is_other_word(match: Candidate, story: Story) -> bool:
    """Whether a name of a month is a verb, a march, a person."""
    size = match.last - match.first
    if match.has("doubtmonth") and size == 2 and match.has("the") and match.followed_by("march"):
        return True
    if size != 1:
        return False
    if match.has("shortmonth"):
        return True
    return not match.led_by("month") and (
        # "April Smith"
        match.has("doubtmonth") or story.text[match.end : match.end + 2].lstrip(" ")[:1].isupper()
    )


def season(match: Candidate, story: Story) -> Stretch | None:
    """A season, with or without a year."""
    name = str(match.get("season", "doubtseason"))
    year = years.said(match, story)
    if year is None:
        around = match.has("that", "same", "following", "previous") or story.narrative
        ref = story.reference() if around else story.on
        if ref is None:
            return unknown(f"XXXX-{name}")
        year = _season_year(SEASON_STARTS[name], match, ref)
    return third_of(season_of(year, name), match.third)


def _season_year(started: int, match: Candidate, ref: date) -> int:
    """The year of a season that begins in the month `started`, seen from a day."""
    if match.has("last", "past", "previous") and ref.month < started + 3:
        return ref.year - 1
    return ref.year + (match.has("next", "coming", "following") and ref.month >= started)


def bare_season(match: Candidate, story: Story) -> Stretch | None:
    """A season without a year, where its word cannot be another ("a spring", "to fall")."""
    if not match.led_by("month"):
        return None
    doubtful = match.has("doubtseason") and (match.get("doubtseason") == "FA" or not match.has("the"))
    return None if doubtful and not match.led_by("bare_season") else season(match, story)


def quarter(match: Candidate, story: Story) -> Stretch | None:
    """A quarter or half of a year: "third quarter of 2024", "first half of this year"."""
    number = int(match.get("ord", "num31") or 0)
    year = years.said(match, story)
    if match.has("half"):
        return _half(number, year, match)
    if not 1 <= number <= 4:
        return None
    if year is None:
        if story.on is None:
            return unknown(f"XXXX-Q{number}")
        year = _quarter_year(number, story.on)
    return quarter_of(year, number)


def _half(number: int, year: int | None, match: Candidate) -> Stretch | None:
    """A half of a year that is named."""
    if match.has("last") and match.has("year"):
        number = 2
    if number not in (1, 2) or year is None or match.get("unit") not in (None, "Y"):
        return None
    return half_of(year, number)


def _quarter_year(number: int, on: date) -> int:
    """The year of a quarter named without one."""
    return on.year - ((date(on.year, 3 * number - 2, 1) - on).days > QUARTER_DAYS)


def running_quarter(story: Story) -> tuple[int, int] | None:
    """The year and quarter that the text last spoke of, else the one before the day of publication."""
    if story.ref and (found := QUARTER.fullmatch(story.ref.value)):
        return int(found[1]), int(found[2])
    if story.on is None:
        return None
    year, month = months_on(story.on.year, story.on.month, -3)
    return year, (month + 2) // 3


def relative_quarter(match: Candidate, story: Story) -> Stretch | None:
    """A quarter by another: "the same quarter last year", "the year-earlier period", "next quarter"."""
    running = running_quarter(story)
    if running is None:
        return None
    year, number = running
    if match.has("year"):
        return quarter_of(int(match.get("year")), number)._replace(anchors=False)
    if match.has("unit"):
        return quarter_of(year - 1, number)._replace(anchors=False) if match.get("unit") == "Y" else None
    if match.has("current", "that", "same"):
        return quarter_of(year, number)
    if story.on:
        year, number = story.on.year, (story.on.month + 2) // 3
        if match.has("this"):
            return quarter_of(year, number)
    year, month = months_on(year, number * 3, -3 if match.has("last", "previous") else 3)
    return quarter_of(year, month // 3)


def the_quarter(match: Candidate, story: Story) -> Stretch | None:
    """ "The quarter" in a text that speaks of quarters: the one it speaks of."""
    quarters = match.tokens.codes.count(story.tables.codes["quarter"])
    if not match.has("the") or quarters < 2 or match.next_kind == "of":
        return None
    running = running_quarter(story)
    return quarter_of(*running) if running else None
