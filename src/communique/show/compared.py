"""A comparison of two texts, and the lives of formulas, as tables for people.

Knows how a row should look on a terminal; does not know how points were found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from communique.show import grid, line, short, stacked

if TYPE_CHECKING:
    from communique.comparing.drift import Formula
    from communique.comparing.records import Alone, Change, Common, Comparison
    from communique.records import Article, Span

COLOUR = {"hardened": "red", "softened": "green", "added": "cyan", "dropped": "magenta", "renamed": "yellow", "number": "blue",
          "date": "blue"}  # fmt: skip


def comparison(found: Comparison) -> RenderableType:
    """What both texts say, what one leaves out, what is worded otherwise, with counts."""
    parts: list[RenderableType] = [Text(f"A  {titled(found.a)}\nB  {titled(found.b)}", "bold")]
    parts += [Text(note, "yellow") for note in found.notes]
    if found.changed:
        parts.append(changes(found.changed))
    if found.both:
        parts.append(common(found.both))
    if found.only_a:
        parts.append(alone("Only in A", found.only_a))
    if found.only_b:
        parts.append(alone("Only in B", found.only_b))
    return Group(*(part for piece in parts for part in (piece, Text(""))))


def titled(article: Article) -> str:
    """The title of a text, its publisher and day."""
    return "  ·  ".join(
        line(value) for value in (article.title or article.id, article.outlet, article.on) if value
    )


def changes(rows: Sequence[Change]) -> Table:
    """What is worded otherwise, with the kind of change and its reason."""
    table = grid(f"Worded otherwise ({len(rows)})", ("change", 2), ("in A", 4), ("in B", 4))
    for row in rows:
        table.add_row(
            stacked((row.kind, COLOUR[row.kind]), (line(row.because), "dim")), words(row.a), words(row.b)
        )
    return table


def common(rows: Sequence[Common]) -> Table:
    """What both say."""
    table = grid(f"In both ({len(rows)})", ("what", 2), ("in A", 4), ("in B", 4))
    for row in rows:
        table.add_row(stacked((row.what, ""), (line(row.because), "dim")), words(row.a), words(row.b))
    return table


def alone(title: str, rows: Sequence[Alone]) -> Table:
    """What one text leaves out."""
    table = grid(f"{title} ({len(rows)})", ("what", 2), ("the words", 8))
    for row in rows:
        table.add_row(row.what, words(row.span))
    return table


def words(part: Span | None) -> str:
    """The words of a span on one line."""
    return short(part.text) if part else "—"


def formulas(rows: Sequence[Formula]) -> Table:
    """The lives of formulas: a row for each variant, with what changed in it."""
    table = grid(f"Formulas ({len(rows)})", ("said", 2), ("who", 1), ("the words", 6), ("change", 3))
    for row in rows:
        taken = ", ".join(f"{a.actor} since {a.first}" for a in row.adopted)
        for n, variant in enumerate(row.variants):
            last = n == len(row.variants) - 1
            said = stacked(
                (
                    variant.first if variant.first == variant.last else f"{variant.first} to {variant.last}",
                    "blue",
                ),
                (f"dropped {row.dropped}" if last and row.dropped else "", "magenta"),
            )
            change = stacked(
                (variant.kind or "", COLOUR.get(variant.kind or "", "")),
                (line(variant.because), "dim"),
                (f"taken up by {taken}" if last and taken else "", "cyan"),
            )
            table.add_row(said, row.actor or "" if not n else "", short(variant.wording), change)
    return table
