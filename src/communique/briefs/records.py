"""What a brief is made of: sourced lines in sections, a chart's data, and what they rest on.

Knows the shape of a brief; does not know where its content is from, or how it is written down.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.records import Report


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of a brief with the reports that say so, never without one;
    `label` is what it is referred to by ("H3").

    `more` is how many further reports there are, `notes` are lines of their own below it,
    each with its reports.
    """

    text: str
    reports: tuple[Report, ...]
    label: str = ""
    more: int = 0
    notes: tuple[Line, ...] = ()

    def __post_init__(self) -> None:
        if not self.reports:
            raise ValueError(f"{self.text!r}: no line of a brief without a report")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a brief; `empty` says what was looked for where there are no lines,
    `left` how many more lines there are."""

    name: str
    title: str
    lines: tuple[Line, ...]
    empty: str
    left: int = 0
    where: str = ""  # the command that lists all of it


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing: what, by which part of the archive one can see it, and what to do."""

    text: str
    seen: str


@dataclass(frozen=True, slots=True)
class Bar:
    """How many happenings of a quad class a period has; `start` is its first day."""

    start: str
    quad: int
    n: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The chart: bars by `unit` (day, week or month), and the labels of happenings by day."""

    unit: str
    bars: tuple[Bar, ...]
    marks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief: its title, its days (None: open), how it was asked for, and its parts."""

    title: str
    since: str | None
    until: str | None
    made: str
    archive: str
    asked: str
    figures: Section
    timeline: Timeline | None
    sections: tuple[Section, ...]
    gaps: tuple[Gap, ...]
