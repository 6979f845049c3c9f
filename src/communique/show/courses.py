"""The course of a pair over time as a small chart on the terminal: bars of cooperation and conflict,
and where the level changed.

Knows how a series should look on a terminal; does not know how it was counted.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from communique.analysis.changes import Change
from communique.analysis.levels import Level
from communique.analysis.series import By, Period, Series
from communique.show import QUAD

WIDTH = 24  # columns of either side
ROWS = 40  # periods that are shown
SPARKS = " ▁▂▃▄▅▆▇█"
SPARKLINE = 56  # columns of the whole course on one line


def course(found: Series, title: str, changes: Sequence[Change], level: Level | None) -> RenderableType:
    """A series: all of it on one line, its last periods as bars, its normal level, and what changed in it."""
    if not found.periods:
        return Group(
            Text(title, "bold"), Text("Nothing took place between them that the archive knows.", "dim")
        )
    first, last = found.periods[0], found.periods[-1]
    parts: list[RenderableType] = [Text(f"{title}, {first.start} to {last.end}", "bold")]
    if len(found.periods) > ROWS:  # what is not drawn below
        parts.append(
            Text.assemble(
                (first.start, "dim"), " ", (sparks([p.n for p in found.periods]), "cyan"), " ",
                (last.end, "dim"),
            )
        )
    parts.append(bars(found.periods[-ROWS:], found.by, {c.label for c in changes}))
    if len(found.periods) > ROWS:
        parts.append(
            Text(
                f"the last {ROWS} of {len(found.periods):,} {found.by}s; --json gives all, --since and "
                "--until others",
                "dim",
            )
        )
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


def bars(periods: Sequence[Period], by: By, changed: set[str]) -> RenderableType:
    """Periods as two-sided bars, conflict to the left and cooperation to the right, deeds next to the axis;
    ◆ where a level begins."""
    sides = [
        (p.verbal_conflict + p.material_conflict, p.verbal_cooperation + p.material_cooperation)
        for p in periods
    ]
    most = max(max(pair) for pair in sides)
    scale = max(1.0, most / WIDTH)
    rows = [
        Text(
            f"{'week of' if by == 'week' else '':14}{'conflict':>{WIDTH}} │ "
            f"{'cooperation':{WIDTH}}{'acts':>5}",
            "dim",
        )
    ]
    for p in periods:
        row = Text(
            ("◆ " if p.label in changed else "  ") + f"{p.label if by == 'month' else p.start:12}", "blue"
        )
        words, deeds = signs(p.verbal_conflict, scale), signs(p.material_conflict, scale)
        row.append(" " * (WIDTH - words - deeds))
        row.append("░" * words, QUAD[3]).append("█" * deeds, QUAD[4]).append(" │ ", "dim")
        words, deeds = signs(p.verbal_cooperation, scale), signs(p.material_cooperation, scale)
        row.append("█" * deeds, QUAD[2]).append("░" * words, QUAD[1])
        rows.append(row.append(f"{' ' * (WIDTH - words - deeds)}{p.n:>5}"))
    return Group(
        *rows, Text(),
        Text("░ words  █ deeds" + (f" · one sign is {scale:.1f} acts" if scale > 1 else ""), "dim"),
    )


def signs(acts: int, scale: float) -> int:
    """How many signs a number of acts has: at least one, and never more than fit beside another."""
    return min(max(1, int(acts / scale)), WIDTH - 1) if acts and scale > 1 else acts


def usual(level: Level | None, found: Series) -> str:
    """The normal level in words."""
    if level is None:
        return f"Normal level: too few whole {found.by}s to say."
    return (
        f"Normal level: {level.mean:.2f} a {found.by} (half of them {level.quarter:g} to "
        f"{level.three_quarters:g}, nine in ten at most {level.high:g}), from {level.since} to {level.until}"
    )


def said(c: Change) -> Text:
    """A change in words."""
    about = "" if c.earliest == c.latest == c.at else f" (between {c.earliest} and {c.latest})"
    ids = ", ".join(c.occurrences[:3]) + (
        f" and {len(c.occurrences) - 3} more" if len(c.occurrences) > 3 else ""
    )
    return Text.assemble(
        ("◆ " + c.at, "blue"),
        f"{about}: {c.measure} {c.direction} from {c.before:.2f} to {c.after:.2f} a {c.by}, ",
        f"confidence {c.confidence:.2f}", (f"; behind it: {ids}" if ids else ""),
    )  # fmt: skip
