"""Two dates that bound one stretch, told from two dates: "from Monday to Friday", "between 2010 and 2014",
"2019-2021", "on Tuesday and Wednesday".

Knows the words between and before them (the table's cues); reads no date itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from communique.dates.expressions import Expression
from communique.dates.stretches import DAY
from communique.dates.tables import Tables

LONGEST_JOIN = 9  # characters between the two: " through " is the longest word that joins
LEAD = 12  # characters before the first that are looked at


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
    following = a.precision == "day" and b.start == a.start + DAY
    return bool(cues["and"].fullmatch(between) and (following or cues["between"].search(before)))
