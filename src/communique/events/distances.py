"""Days told at a distance from another act: "two days after it summoned the envoy", "hours after the raid",
"a day before …".

Knows which act a distance is counted from; reads no time expression itself.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from communique.dates.stretches import DAY, around, shifted
from communique.events.scene import Scene
from communique.grammar import Clause
from communique.records import Time, When

LENGTH = re.compile(r"P(?:(\d+)([DWMY])|T(?:\d+|X)[HM])")  # hours and minutes are the same day
SOME_DAYS = "PXD"  # "days after": within a week, more would be weeks
WEEK = 7
NEAR = 3  # days by which a distance in weeks may be out either way


class Distance(NamedTuple):
    """How far an act lies from the one that its sentence is about; negative: before it."""

    time: Time
    steps: int
    unit: str

    def from_day(self, day: str) -> When | None:
        """The day, or as coarse a stretch as the distance is told in, at this distance from another day."""
        if self.time.value == SOME_DAYS:
            ends = (date.fromisoformat(day[:10]) + n * self.steps * DAY for n in (1, WEEK))
            first, last = sorted(end.isoformat() for end in ends)
            return When(first, last, "range", self.time.text)
        try:
            found = around(shifted(date.fromisoformat(day[:10]), self.steps, self.unit), self.unit)
        except (ValueError, OverflowError):
            return None
        if found.start is None or found.end is None:
            return None
        since, until = found.start, found.end
        if self.unit == "W":  # "a week after": some seven days, whatever day of the week that was
            middle = date.fromisoformat(day[:10]) + self.steps * WEEK * DAY
            since, until = middle - NEAR * DAY, middle + NEAR * DAY
        return When(since.isoformat(), until.isoformat(), found.precision, self.time.text)


def find_distance(scene: Scene, clause: Clause) -> Distance | None:
    """The distance before the "after" or "before" that an act hangs on; None for "for 30 days, after …"."""
    parse = scene.parse
    kids = [k for k in parse.kids[clause.head] if k < clause.head and parse.relations[k] == "marker"]
    near = [*kids, *([parse.heads[clause.head]] if parse.pos[parse.heads[clause.head]] == "ADP" else [])]
    for mark in (k for k in near if k and (scene.has_word("after", k) or scene.has_word("ahead", k))):
        time = scene.time_at.get(mark - 1)
        if time is None or parse.relations[mark - 1] == "oblique:object":
            continue
        length = LENGTH.fullmatch(time.value)
        if length is None and time.value != SOME_DAYS:
            return None
        count = int(length[1] or 0) if length else 1
        unit = length[2] if length and length[2] else "D"
        return Distance(time, -count if scene.has_word("after", mark) else count, unit)
    return None
