"""Days counted from another day that the same sentence names after them: "two days after the vote of 3 May".

Knows the words between the two (the table's cues); reads no date itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique.dates.expressions import Expression
from communique.dates.stretches import Stretch, around, shifted
from communique.dates.tables import Tables

PERIOD = re.compile(r"P(\d+)([DWMY])")
REACH = 80  # characters between the two: a noun phrase with its attributes


def counted(text: str, found: Sequence[Expression], tables: Tables) -> Iterator[Expression]:
    """The expressions, each length before or after a day that is named as the day it leads to."""
    for item, following in zip(found, (*found[1:], None), strict=True):
        reading = _counted(text, item, following, tables) if following else None
        yield item._replace(reading=reading) if reading else item


def _counted(text: str, item: Expression, base: Expression | None, tables: Tables) -> Stretch | None:
    """The day that a length leads to from the day named next; None if they do not belong together."""
    length = PERIOD.fullmatch(item.reading.value)
    if base is None or not length or item.reading.type != "DURATION" or item.reading.start or base.start - item.end > REACH:
        return None
    day = base.reading
    if day.type not in ("DATE", "TIME") or day.precision != "day" or day.start is None:
        return None
    side = tables.cues["sequel"].match(text[item.start : base.start], item.end - item.start) or tables.cues["sequel"].search(
        text[item.start : item.end]
    )
    between = text[item.end : base.start]
    if side is None or tables.cues["clause_end"].search(between):
        return None
    count = int(length[1]) * (1 if side.lastgroup == "after" else -1)
    try:
        return around(shifted(day.start, count, length[2]), length[2])
    except (ValueError, OverflowError):
        return None
