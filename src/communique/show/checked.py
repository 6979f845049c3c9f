"""The claims of a text against the archive, for people:
each claim with its verdict and the words that it rests on.

Knows how a row should look on a terminal; does not know how a claim is checked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from communique.show.blocks import Block, Section, Sheet, Side
from communique.show.plain import line
from communique.wording import plural

if TYPE_CHECKING:
    from communique.checking.records import Verdict
    from communique.records import Report


class Said(NamedTuple):
    """A verdict in words, its sign, and its colour."""

    name: str
    sign: str
    colour: str


SAID = {"supported": Said("said there", "=", "green"), "altered": Said("said otherwise", "≠", "red"),
        "absent": Said("not there", "?", "yellow")}  # fmt: skip
ABSENT = "Not there: this archive does not hold it. That does not make it untrue."


def verdicts(name: str, against: str, rows: Sequence[Verdict]) -> Sheet:
    """The claims of a text in their order, and how many there are of each verdict;
    `against` says what they were held against."""
    counts = Counter(str(row.verdict) for row in rows)
    told = " · ".join(f"{counts[verdict]} {one.name}" for verdict, one in SAID.items())
    above = f"{line(name)}, {plural(len(rows), 'claim')}, against {against}"
    sections = tuple(Section("", (claim(n, row),)) for n, row in enumerate(rows, 1))
    return Sheet((above,), sections, (told, *((ABSENT,) if counts["absent"] else ())))


def claim(number: int, row: Verdict) -> Block:
    """A claim: its verdict, why, and the archive's words."""
    said = SAID[row.verdict]
    told = tuple(Side("", line(report.span.text), source(report)) for report in row.evidence)
    return Block(
        f"{number} {said.sign}", f"{said.name}: {line(row.claim.text)}", sides=told, bold=len(said.name),
        colour=said.colour, notes=(line("; ".join(row.because)),) if row.because else (),
    )  # fmt: skip


def source(report: Report) -> str:
    """Who published it, when, and the id of the article."""
    outlet = f"{line(report.outlet)}, " if report.outlet else ""
    return f"{outlet}{report.published[:10] if report.published else 'no day'} · {line(report.article)}"
