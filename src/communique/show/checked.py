"""The claims of a text against the archive, for people: the text with its claims marked, then each claim with the words that it rests on.

Knows how a row should look on a terminal; does not know how a claim is checked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from communique.show import grid, line, short, stacked

if TYPE_CHECKING:
    from communique.checking.records import Verdict
    from communique.records import Article

SAID = {
    "supported": ("said there", "green"),
    "altered": ("said otherwise", "red"),
    "absent": ("not there", "yellow"),
}


def verdicts(article: Article, rows: Sequence[Verdict], *, plain: bool) -> RenderableType:
    """The marked text, the table of claims, and how many there are of each verdict."""
    table = grid(
        f"Claims ({len(rows)})", ("verdict", 2), ("the claim", 4), ("the archive's words", 4), ("source", 2)
    )
    for row in rows:
        name, style = SAID[row.verdict]
        words = "\n".join(f"“{short(report.span.text)}”" for report in row.evidence) or "—"
        where = "\n".join(source(report.outlet, report.article, report.published) for report in row.evidence)
        why = line("; ".join(row.because))
        table.add_row(stacked((name, style), (why, "dim")), short(row.claim.text), words, where)
    counts = Counter(str(row.verdict) for row in rows)
    told = ", ".join(f"{counts[verdict]} {name}" for verdict, (name, _) in SAID.items())
    return Group(marked(article, rows, plain=plain), Text(""), table, Text(told, "bold"))


def source(outlet: str | None, article: str, published: str | None) -> str:
    """Who published it, and when."""
    return line(f"{outlet or article} {published[:10] if published else ''}".strip())


def marked(article: Article, rows: Sequence[Verdict], *, plain: bool) -> Text:
    """The text with each claim in the colour of its verdict; in brackets with its name where there are no colours."""
    found, at = Text(), 0
    for row in rows:
        name, style = SAID[row.verdict]
        found.append(article.text[at : row.claim.start])
        found.append(f"[{name}: {row.claim.text}]" if plain else row.claim.text, style)
        at = row.claim.end
    found.append(article.text[at:])
    return found
