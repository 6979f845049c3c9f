"""The course of a pair over time as a small chart on the terminal: bars of cooperation and conflict, and where the level changed.

Knows how a series should look on a terminal; does not know how it was counted.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from communique.analysis.changes import Change
from communique.analysis.levels import Level
from communique.analysis.series import Period, Series
from communique.show import QUAD, grid

WIDTH = 30  # columns of the longest bar
ROWS = 40  # periods that are shown
SPARKS = " ▁▂▃▄▅▆▇█"
SPARKLINE = 100  # columns of the whole course on one line


def course(found: Series, title: str, changes: Sequence[Change], level: Level | None, *, rows: int = ROWS) -> RenderableType:
    """A series: all of it on one line, its last periods as bars, its normal level, and what changed in it."""
    parts: list[RenderableType] = [Text(title, "bold")]
    if not found.periods:
        return Group(*parts, Text("Nothing took place between them that the archive knows.", "dim"))
    first, last = found.periods[0], found.periods[-1]
    parts.append(Text.assemble((first.label, "dim"), " ", (sparks([p.n for p in found.periods]), "cyan"), " ", (last.label, "dim")))
    parts += [bars(found.periods[-rows:], {c.label for c in changes}), legend()]
    if len(found.periods) > rows:
        parts.append(Text(f"the last {rows} of {len(found.periods):,} {found.by}s; --json gives all, --since and --until others", "dim"))
    if found.undated:
        parts.append(Text(f"{found.undated} occurrences have no known day and are left out", "yellow"))
    parts.append(Text(usual(level, found), "dim"))
    return Group(*parts, *map(said, changes))


def sparks(values: Sequence[int]) -> str:
    """Numbers as one line of small columns, several to a column where there are many."""
    step = max(1, -(-len(values) // SPARKLINE))
    sums = [sum(values[i : i + step]) for i in range(0, len(values), step)]
    top = max(sums) or 1
    return "".join(SPARKS[-(-n * (len(SPARKS) - 1) // top)] for n in sums)


def bars(periods: Sequence[Period], changed: set[str]) -> Table:
    """Periods as rows of bars, one for each quad class; ◆ where a level begins."""
    table = grid("", ("", 2), ("", 7), ("occurrences", 1), ("net score", 1))
    table.title, table.leading, table.expand = None, 0, False
    top = max(p.n for p in periods) or 1
    for p in periods:
        bar = Text()
        counts = (p.verbal_cooperation, p.material_cooperation, p.verbal_conflict, p.material_conflict)
        for quad, n in enumerate(counts, 1):
            bar.append("█" * round(n * WIDTH / top) or ("▏" if n else ""), QUAD[quad])
        table.add_row(Text(("◆ " if p.label in changed else "  ") + p.label, "blue"), bar, str(p.n), f"{p.plover.net:+.1f}" if p.n else "")
    return table


def legend() -> Text:
    """What the colours stand for."""
    names = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
    return Text("  ").join(Text.assemble(("█ ", QUAD[quad]), name) for quad, name in enumerate(names, 1))


def usual(level: Level | None, found: Series) -> str:
    """The normal level in words."""
    if level is None:
        return f"Normal level: too few whole {found.by}s to say."
    return (
        f"Normal level: {level.mean:.2f} a {found.by} (half of them {level.quarter:g} to {level.three_quarters:g}, "
        f"nine in ten at most {level.high:g}), from {level.since} to {level.until}"
    )


def said(c: Change) -> Text:
    """A change in words."""
    about = "" if c.earliest == c.latest == c.at else f" (between {c.earliest} and {c.latest})"
    ids = ", ".join(c.occurrences[:3]) + (f" and {len(c.occurrences) - 3} more" if len(c.occurrences) > 3 else "")
    return Text.assemble(
        ("◆ " + c.at, "blue"), f"{about}: {c.measure} {c.direction} from {c.before:.2f} to {c.after:.2f} a {c.by}, ",
        f"confidence {c.confidence:.2f}", (f"; behind it: {ids}" if ids else ""),
    )  # fmt: skip
