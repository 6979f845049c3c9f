"""A comparison as one HTML file: both texts side by side with lines between what corresponds,
then the changes with their reasons.

Knows marks over text and that every word of a text is escaped; does not know how points were found.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from communique.comparing.records import Comparison
from communique.records import Article, Span

STATIC = Path(__file__).parent / "static"  # with the script that draws the lines, for whoever serves it
# a stretch, its name, kind, what corresponds, and what changed
Marked = tuple[Span, str, str, str | None, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: plain where it has no `name`; `kind` is both or only,
    `to` the name of what corresponds, `why` the changes."""

    text: str
    name: str | None = None
    kind: str | None = None
    to: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts, as paragraphs of pieces."""

    letter: str
    article: Article
    paragraphs: tuple[tuple[Piece, ...], ...]


def html(comparison: Comparison) -> str:
    """The comparison as a page that stands alone."""
    lines = (STATIC / "lines.js").read_text("utf-8")
    hash = f"sha256-{b64encode(sha256(lines.encode()).digest()).decode()}"
    return template().render(comparison=comparison, sides=sides(comparison), lines=lines, hash=hash)


def sides(comparison: Comparison) -> tuple[Side, Side]:
    """Both texts with their marks."""
    found = []
    for letter, other in (("a", "b"), ("b", "a")):
        marks: list[Marked] = [
            (
                getattr(common, letter), f"{letter}{n}", "both", f"{other}{n}",
                changes(comparison, letter, getattr(common, letter)),
            )
            for n, common in enumerate(comparison.both, 1)
        ]
        alone = comparison.only_a if letter == "a" else comparison.only_b
        marks += [(point.span, f"{letter}-only{n}", "only", None, "") for n, point in enumerate(alone, 1)]
        article = getattr(comparison, letter)
        found.append(Side(letter, article, tuple(paragraphs(article.text, marks))))
    return found[0], found[1]


def changes(comparison: Comparison, letter: str, part: Span) -> str:
    """What changed within a stretch of one text, in words."""
    ends = ((getattr(change, letter), change) for change in comparison.changed)
    return "; ".join(f"{c.kind}: {c.because}" for end, c in ends if end and end.overlaps(part))


def paragraphs(text: str, marks: Sequence[Marked]) -> Iterator[tuple[Piece, ...]]:
    """The paragraphs of a text in pieces; of marks that overlap the first counts."""
    kept: list[Marked] = []
    for mark in sorted(marks, key=lambda m: (m[0].start, -m[0].end)):
        if not kept or kept[-1][0].end <= mark[0].start:
            kept.append(mark)
    at = 0
    line: list[Piece] = []
    for span, name, kind, to, why in kept:
        yield from lines(text[at : span.start], line)
        line.append(Piece(span.text, name, kind, to, why))
        at = span.end
    yield from lines(text[at:], line)
    if line:
        yield tuple(line)


def lines(plain: str, line: list[Piece]) -> Iterator[tuple[Piece, ...]]:
    """Put plain text behind a line; the lines that end in it."""
    first, *more = plain.split("\n")
    if first:
        line.append(Piece(first))
    for part in more:
        if line:
            yield tuple(line)
            line.clear()
        if part:
            line.append(Piece(part))


@cache
def template() -> Template:
    """The page's template; whatever a text holds is escaped."""
    environment = Environment(
        loader=PackageLoader("communique.comparing"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True,
    )
    return environment.get_template("comparison.html")
