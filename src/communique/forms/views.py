"""How the parser is shown a text: with words put in, taken out or written small,
every character still knowing where it stands.

Knows offsets; does not know why a text is shown otherwise than it is.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Edit(NamedTuple):
    """Characters `start` to `end` of a text shown as `text`;
    what is put in stands at `start` and is of no width there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class View:
    """The edits of a text in order, and the offsets at which the parser begins anew within a paragraph."""

    edits: tuple[Edit, ...] = ()
    cuts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text as the parser sees it: `starts` and `ends` are where each of its characters stands in
    the text itself."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def pieces(text: str, start: int, end: int, view: View) -> Iterator[Piece]:
    """The characters of a range as a view shows them, in one piece or cut in several."""
    borders = [start, *(c for c in view.cuts if start < c < end), end]
    for low, high in itertools.pairwise(borders):
        piece = shown(text, low, high, view.edits)
        if piece.text.strip():
            yield piece


def without(piece: Piece, unwanted: re.Pattern[str]) -> Piece:
    """A piece without the characters that a pattern finds, each for itself."""
    gone = {m.start() for m in unwanted.finditer(piece.text)}
    if not gone:
        return piece
    kept = [n for n in range(len(piece.text)) if n not in gone]
    return Piece(
        "".join(piece.text[n] for n in kept),
        tuple(piece.starts[n] for n in kept), tuple(piece.ends[n] for n in kept),
    )


def shown(text: str, low: int, high: int, edits: tuple[Edit, ...]) -> Piece:
    """One range as the edits within it show it."""
    found: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = low
    for edit in (e for e in edits if low <= e.start and e.end <= high):
        found.append(text[at : edit.start])
        starts += range(at, edit.start)
        ends += range(at + 1, edit.start + 1)
        kept = min(len(edit.text), edit.end - edit.start)
        found.append(edit.text)
        starts += (edit.start + min(n, kept) for n in range(len(edit.text)))
        ends += (edit.start + min(n + 1, kept) for n in range(len(edit.text)))
        at = max(at, edit.end)
    found.append(text[at:high])
    starts += range(at, high)
    ends += range(at + 1, high + 1)
    return Piece("".join(found), tuple(starts), tuple(ends))
