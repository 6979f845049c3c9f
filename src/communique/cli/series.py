"""`communique series`: what two parties did to each other by day, week or month, where its level changed,
and what is normal.

Knows arguments and what is printed; does not know how anything is counted.
"""

from __future__ import annotations

from calendar import monthrange
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli import tabbed
from communique.cli.output import DONE, console, put, tell, write
from communique.cli.questions import archive_option, checked, opened

if TYPE_CHECKING:
    from communique.analysis.series import By, Measure

MEASURES = (
    "n", "cooperation", "conflict", "verbal_cooperation", "material_cooperation", "verbal_conflict",
    "material_conflict", "plover", "goldstein",
)  # fmt: skip


@click.command(
    epilog="""
\b
Examples:
  communique series --dyad CHN-JPN                        a chart, week by week
  communique series --dyad CHN-JPN --by day --since 2025-11 --json
  communique series --dyad CHN-JPN --changes              from when on they live on another level
  communique series --dyad CHN-JPN --by month --plot affair.svg
Counts occurrences that took place, never reports: a story that ten outlets carry is one. --json prints one
object a period; with --changes one a change of level; with --level the normal level. Zeros say that the
archive holds nothing, not that nothing was.
"""
)
@click.option("--dyad", callback=checked("dyad"), required=True, metavar="A-B", help="Both sides (CHN-JPN).")
@click.option(
    "--by", type=click.Choice(["day", "week", "month"]), default="week", show_default=True,
    help="How time is cut.",
)
@click.option("--directed", is_flag=True, help="Only what the first does to the second.")
@click.option("--measure", type=click.Choice(MEASURES), default="n", show_default=True, metavar="NAME",
              help=f"What --changes and --level look at: {', '.join(MEASURES)}.")  # fmt: skip
@click.option("--since", callback=checked("since"), metavar="DATE", help="First day, month or year.")
@click.option("--until", callback=checked("until"), metavar="DATE", help="Last day, month or year.")
@click.option("--changes", "as_changes", is_flag=True, help="Changes of level, with what happened then.")
@click.option("--level", "as_level", is_flag=True, help="The normal level of a count.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option(
    "--plot", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Draw it: FILE.svg, .png or .html.",
)
@archive_option
def series(
    dyad: tuple[str, str], by: By, directed: bool, measure: Measure, since: str | None, until: str | None,
    as_changes: bool, as_level: bool, as_json: bool, plot: Path | None, where: str | None,
) -> int:  # fmt: skip
    """Count what two parties did to each other over time."""
    from communique import settle as steps
    from communique.analysis import changes, levels, series
    from communique.settle.deeds import deeds
    from communique.wording import country

    if as_json and as_changes and as_level:
        raise click.UsageError("--json prints one kind of object: give --changes or --level, not both")
    first, last = whole_day(since, last=False), whole_day(until, last=True)
    with opened(where) as archive:
        if left := steps.waiting(archive):
            tell(
                f"{left:,} steps wait to be settled, and what they hold is not counted yet: run `communique "
                "settle`"
            )
        rows = list(deeds(archive, dyad, first, last))
    found = series.series(
        rows, actor=dyad[0], recipient=dyad[1], directed=directed, by=by, since=first, until=last
    )
    normal = None if measure in series.SCORES else levels.level(found, measure)
    moved = changes.changes(found, measure) if as_changes or plot or not as_json else ()
    title = f"{country(dyad[0])} {'→' if directed else '↔'} {country(dyad[1])}, acts by {by}"
    if plot is not None:
        from communique.show.plots import plot as draw

        draw(found, title, moved, plot)
        tell(f"{plot} written")
    if as_json:
        for record in moved if as_changes else ([normal] if normal else []) if as_level else found.periods:
            write(record.to_dict())
        if as_level and normal is None:
            tell("no normal level: too few whole periods, or a net score, which has none")
    elif plot is None and tabbed.piped() and not (as_changes or as_level):
        tabbed.put_lines(tabbed.SERIES, found.periods)
    elif plot is None:
        from communique.show.courses import course

        put(course(found, title, moved, normal), console())
    return DONE


def whole_day(given: str | None, *, last: bool) -> str | None:
    """A day from a year, a month or a day: its first or its last."""
    if given is None or len(given) == 10:
        return given
    year, _, month = given.partition("-")
    month = month or ("12" if last else "01")
    return f"{year}-{month}-{monthrange(int(year), int(month))[1] if last else 1:02}"

