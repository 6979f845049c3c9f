"""A comparison of two texts, the lives of formulas, and the claims of a text against the archive,
as blocks for people.

Knows how a row should look on a terminal; does not know how points were found, or a claim checked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from communique.show.blocks import Block, Section, Sheet, Side
from communique.show.plain import line
from communique.wording import plural

if TYPE_CHECKING:
    from communique.checking import Verdict
    from communique.comparing.drift import Formula
    from communique.comparing.records import Comparison
    from communique.records import Article, Report, Span

COLOUR = {
    "hardened": "red", "softened": "green", "added": "cyan", "dropped": "magenta", "renamed": "yellow",
    "number": "blue", "date": "blue",
}  # fmt: skip


def comparison(found: Comparison, names: tuple[str, str]) -> Sheet:
    """What is worded otherwise, what one leaves out, what both say, with counts;
    the texts as they were named, where they have no title."""
    above = (
        f"A  {titled(found.a, names[0])}", f"B  {titled(found.b, names[1])}", *found.notes,
        f"{plural(len(found.both), 'point')} in both, {len(found.changed)} worded otherwise · "
        f"{len(found.only_a)} only in A · {len(found.only_b)} only in B",
    )
    blocks = {
        "Worded otherwise": (
            Block(row.kind, line(row.because), sides=sides(row.a, row.b), colour=COLOUR[row.kind])
            for row in found.changed
        ),
        "Order and emphasis": (
            Block(row.kind, line(row.because), sides=sides(row.a, row.b)) for row in found.emphasis
        ),
        "Only in A": (Block(row.what, line(row.span.text)) for row in found.only_a),
        "Only in B": (Block(row.what, line(row.span.text)) for row in found.only_b),
        "In both": (Block(row.what, line(row.a.text)) for row in found.both),
    }
    sections = (Section(title, tuple(rows)) for title, rows in blocks.items())
    return Sheet(above, tuple(section for section in sections if section.blocks))


def titled(article: Article, name: str) -> str:
    """The title of a text, or its name, its publisher and day."""
    return " · ".join(line(value) for value in (article.title or name, article.outlet, article.on) if value)


def sides(a: Span | None, b: Span | None) -> tuple[Side, ...]:
    """The wordings of both texts; one that has none has no line."""
    return tuple(Side(name, line(part.text)) for name, part in (("A", a), ("B", b)) if part)


def formulas(rows: Sequence[Formula]) -> Sheet:
    """The lives of formulas: a block for each variant, with what changed in it."""
    sections = tuple(Section("", life(row)) for row in rows)
    return Sheet((plural(len(rows), "formula"),), sections)


def life(row: Formula) -> tuple[Block, ...]:
    """The variants of a formula in their order, the last one with what became of it."""
    became = [f"dropped {row.dropped}"] if row.dropped else []
    if row.adopted:
        became.append("taken up by " + ", ".join(f"{a.actor} since {a.first}" for a in row.adopted))
    blocks = []
    for n, variant in enumerate(row.variants):
        last = n == len(row.variants) - 1
        heading = (
            " · ".join(
                filter(None, (row.actor or "" if not n else "", variant.kind or "", line(variant.because)))
            )
            or "said"
        )
        below = f"–{variant.last}" if variant.last != variant.first else ""
        notes = tuple(became) if last else ()
        blocks.append(Block(variant.first, heading, words=line(variant.wording), notes=notes, below=below))
    return tuple(blocks)


# ---------------------------------------------------------------- claims
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
