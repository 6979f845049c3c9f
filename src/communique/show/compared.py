"""A comparison of two texts, and the lives of formulas, as blocks for people: what differs first,
what both say last.

Knows how a row should look on a terminal; does not know how points were found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.show.blocks import Block, Section, Sheet, Side
from communique.show.plain import line
from communique.wording import plural

if TYPE_CHECKING:
    from communique.comparing.drift import Formula
    from communique.comparing.records import Comparison
    from communique.records import Article, Span

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
