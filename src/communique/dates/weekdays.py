"""Readings of days by their place in the week or beside today: "on Tuesday", "next Friday", "yesterday",
"the weekend", "overnight".

Knows the tense around them from the story; does not know how that was found.
"""

from __future__ import annotations

import re
from datetime import date

from communique.dates.stories import NEWS_DAYS, Story
from communique.dates.stretches import DAY, Stretch, day_of, monday_of, open_day, unknown, weekend_of
from communique.dates.tokens import Candidate

NAME = re.compile(r" (?=[^\W\d_])(?![a-z])\w+")  # a capital behind a day
SATURDAY, SUNDAY = 6, 7
MIDWEEK = 3  # days by which a day of the week lies at most before or after the nearest to it
BESIDE = ("previous", "following", "that", "same")


def weekday(match: Candidate, story: Story) -> Stretch | None:
    """A day of the week; the nearest that fits the tense, or as "next", "last", "this" say."""
    number = int(match.get("weekday", "shortday"))
    if match.has("shortday") and (number == SUNDAY or match.has("the")):
        return None  # a paper, or a star
    if counts_days(match) and NAME.match(story.text, match.end) and not opens(match, story):
        return None  # "told the Sunday Courier"
    part = match.get("part", "parts")
    suffix = (
        f"T{part}" if part else "TNI" if match.has("overnight") else "T12:00" if match.has("noon") else ""
    )
    on = story.on
    if on is None:
        return open_day(suffix, f"XXXX-WXX-{number}")
    if match.get("unit") == "W":
        step = -7 if match.has("last", "previous") else 7 if match.has("next", "following", "coming") else 0
        return day_of(monday_of(on) + (number - 1 + step) * DAY, suffix)
    # "following Monday's raid" is after it
    beside = ("previous", "that", "same") if owns(match) and not match.has("the") else BESIDE
    if match.has(*beside):
        return day_of(_from_reference(number, match, story.reference() or on), suffix)
    then = earlier_round(match, story)
    if then is not None:
        return day_of(then + ((number - then.isoweekday() + MIDWEEK) % 7 - MIDWEEK) * DAY, suffix)
    return day_of(_from_publication(number, match, story, on), suffix)


def counts_days(match: Candidate) -> bool:
    """Whether an article stands before a day, as before a thing: "a Saturday meeting", "the Sunday"."""
    return match.has("a", "the") or match.tokens.kind(match.first - 1) in ("a", "the")


def opens(match: Candidate, story: Story) -> bool:
    """Whether a day opens its sentence: "On the Monday Peru left"; not "on the Sunday Courier's pages"."""
    return match.led_by("dated") and story.text[match.tokens.starts[match.first - 1]].isupper()


def earlier_round(match: Candidate, story: Story) -> date | None:
    """The day that a paragraph last told of, where that was before the news and a day is told as one of its
    days: "The last round ended on 10 November. At a Saturday meeting …"."""
    told, shifted = story.ref, match.has("last", "past", "next", "coming", "this")
    if told is None or told.start is None or story.on is None or shifted or not counts_days(match):
        return None
    near = told.precision == "day" and story.gap == story.ref_gap
    before = (story.on - told.start).days > NEWS_DAYS
    return told.start if near and before and story.tense(match) != "future" else None


def owns(match: Candidate) -> bool:
    """Whether a day is said to have something: "Monday's vote"."""
    return match.next_kind == "apos" and match.tokens.kind(match.last + 1) == "s"


def _from_reference(number: int, match: Candidate, base: date) -> date:
    """The weekday before ("the previous Friday"), on or after the running reference day."""
    if match.has("previous"):
        return base - ((base.isoweekday() - number - 1) % 7 + 1) * DAY
    later = match.has("following")
    return base + ((number - base.isoweekday() - later) % 7 + later) * DAY


def _from_publication(number: int, match: Candidate, story: Story, on: date) -> date:
    """The weekday seen from the day of publication."""
    back, ahead = (on.isoweekday() - number) % 7, (number - on.isoweekday()) % 7
    if match.has("last", "past"):
        return on - (back or 7) * DAY
    if match.has("next"):
        return monday_of(on) + (number + 6) * DAY
    if match.has("coming"):
        return on + (ahead or 7) * DAY
    # "Tuesday's vote" was, whatever will come of it, unless it is the planned one; "called it for Tuesday"
    after = match.tokens.tables.after["planned"]
    ahead_of_it = story.tense(match) == "future"
    future = match.led_by("meant") or ahead_of_it
    if owns(match):
        future = match.tokens.word(match.last + 2) in after or (ahead_of_it and match.led_by("until"))
    if match.has("this"):
        same = monday_of(on) + (number - 1) * DAY
        return same + 7 * DAY if same < on and future else same
    return on + ahead * DAY if future else on - back * DAY


def deictic(match: Candidate, story: Story) -> Stretch | None:
    """Today, yesterday, tomorrow, with their mornings and nights."""
    part = match.get("part", "parts")
    suffix = f"T{part}" if part else "TNI" if match.has("tonight") else ""
    if story.on is None:
        return open_day(suffix)
    step = int(match.get("deictic") or 0)
    if match.get("unit") == "D":  # "the day before yesterday"
        step += 1 if match.has("after") else -1
    elif match.has("unit"):
        return None
    return day_of(story.on + step * DAY, suffix)


def weekend(match: Candidate, story: Story) -> Stretch | None:
    """ "The weekend": the one past, or the one ahead in a clause about what is to come."""
    if story.on is None:
        return unknown("XXXX-WXX-WE")
    if not match.has("the"):
        return None
    stays = story.tense(match) == "future" or story.on.isoweekday() >= SATURDAY
    return weekend_of(story.on if stays else story.on - 7 * DAY)


def overnight(match: Candidate, story: Story) -> Stretch | None:
    """The night that leads to the day of publication, or the night of the running reference day."""
    day = story.reference()
    if day is None:
        return open_day("TNI")
    return Stretch(
        f"{day.isoformat()}TNI", "TIME", day - DAY if day == story.on else day, day, "range", anchors=False
    )


def part(match: Candidate, story: Story) -> Stretch | None:
    """ "In the morning", "the night": a part of the running reference day."""
    if not match.has("the") or not match.led_by("part") or match.next_kind == "of":
        return None
    suffix = f"T{match.get('part')}"
    day = story.reference()
    if day is None:
        return open_day(suffix)
    return Stretch(day.isoformat() + suffix, "TIME", day, day, "day", anchors=False)
