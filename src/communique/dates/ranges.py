"""Two dates that bound one stretch, told from two dates: "from Monday to Friday", "between 2010 and 2014",
"2019-2021", "on Tuesday and Wednesday"; and days counted from another that the same sentence names after
them: "two days after the vote of 3 May".

Knows the words between and before them (the table's cues); reads no date itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from communique.dates.expressions import Expression
from communique.dates.stretches import Stretch, around, shifted
from communique.dates.tables import Tables

LONGEST_JOIN = 9  # characters between the two: " through " is the longest word that joins
LEAD = 12  # characters before the first that are looked at
PERIOD = re.compile(r"P(\d+)([DWMY])")
REACH = 80  # characters between the two: a noun phrase with its attributes


def joined(text: str, found: Iterable[Expression], tables: Tables) -> list[Expression]:
    """The expressions, the two ends of a stretch each with the whole of it."""
    out: list[Expression] = []
    for item in found:
        if out and _is_range(text, out[-1], item, tables):
            first, second = out.pop(), item
            out.append(
                first._replace(reading=first.reading._replace(end=second.reading.end, precision="range"))
            )
            item = second._replace(
                reading=second.reading._replace(start=first.reading.start, precision="range")
            )
        out.append(item)
    return out


def _is_range(text: str, one: Expression, two: Expression, tables: Tables) -> bool:
    """Whether two neighbours are the ends of one stretch."""
    a, b = one.reading, two.reading
    if (
        two.start - one.end > LONGEST_JOIN
        or a.type != "DATE"
        or b.type != "DATE"
        or a.precision != b.precision
    ):
        return False
    if not (a.start and b.start and b.end) or a.start >= b.start:
        return False
    between, before = text[one.end : two.start], text[max(0, one.start - LEAD) : one.start]
    if between.strip() in ("-", "–"):
        return True
    cues = tables.cues
    if cues["through"].fullmatch(between):
        return bool(cues["from"].search(before))
    if not cues["and"].fullmatch(between):
        return False
    beside = a.precision == "day" and (b.start - a.start).days == 1  # two days running
    return bool(cues["between"].search(before)) or (beside and not text.startswith(("'", "’"), two.end))


# ---------------------------------------------------------------- days counted from one another
def counted(text: str, found: Sequence[Expression], tables: Tables) -> Iterator[Expression]:
    """The expressions, each length before or after a day that is named as the day it leads to."""
    for item, after in zip_longest(found, found[1:]):
        length = after is not None and item.reading.type == "DURATION"
        reading = _counted(text, item, after, tables) if length else None
        yield item._replace(reading=reading) if reading else item


def _counted(text: str, item: Expression, base: Expression, tables: Tables) -> Stretch | None:
    """The day that a length leads to from the day named next; None if they do not belong together."""
    length, day = PERIOD.fullmatch(item.reading.value), base.reading
    if not length or item.reading.start or base.start - item.end > REACH:
        return None
    if day.start is None or day.precision != "day":
        return None
    cues = tables.cues
    side = cues["sequel"].fullmatch(text, item.start, base.start)
    if side is None or side.end("length") > item.end or cues["inexact"].search(text, item.start, item.end):
        return None
    if cues["lasting"].search(text[max(0, item.start - LEAD) : item.start]):
        return None
    count = int(length[1])
    try:
        return around(shifted(day.start, -count if side["before"] else count, length[2]), length[2])
    except (ValueError, OverflowError):
        return None
