"""Days counted from another day that the same sentence names after them: "two days after the vote of 3 May".

Knows the words between the two (the table's cues); reads no date itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from communique.dates.expressions import Expression
from communique.dates.stretches import Stretch, around, shifted
from communique.dates.tables import Tables

PERIOD = re.compile(r"P(\d+)([DWMY])")
LEAD = 12  # characters before the length that are looked at
REACH = 80  # characters between the two: a noun phrase with its attributes


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
