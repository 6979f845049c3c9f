"""A text with stretches marked, as HTML that stands alone: what a notebook shows of a reading.

Knows HTML and how stretches overlap; does not know what a stretch says. Every word is escaped:
an article's text is data.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from html import escape

Stretch = tuple[int, int, str, str]  # start, end, a short label, and what is said of it
STYLE = "background:#fff3bf;color:#1b1b1b;border-bottom:2px solid #b8860b"
BOX = "white-space:pre-wrap;max-width:72ch;line-height:1.5"


def marked(title: str, day: str | None, text: str, stretches: Sequence[Stretch]) -> str:
    """The text with its stretches marked, each with its label, and below it what is said of them,
    in the order of the text."""
    found = sorted(set(stretches))
    edges = sorted({0, len(text), *(edge for start, end, _, _ in found for edge in (start, end))})
    pieces = []
    for start, end in itertools.pairwise(edges):
        over = [one for one in found if one[0] <= start and end <= one[1]]
        words = escape(text[start:end])
        said = escape("; ".join(one[3] for one in over))
        pieces.append(f'<mark style="{STYLE}" title="{said}">{words}</mark>' if over else words)
        pieces += [f"<sup>{escape(one[2])}</sup>" for one in over if one[1] == end]
    lines = "".join(f"<li>{escape(said)}</li>" for *_, said in found)
    head = f"<b>{escape(title)}</b>" + (f" · {escape(day)}" if day else "")
    return f'<div><p>{head}</p><div style="{BOX}">{"".join(pieces)}</div><ol>{lines}</ol></div>'
