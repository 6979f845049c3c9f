"""`communique series` and `analyse`: what two parties did to each other over time, where its level changed
and what is normal; and questions to events in Parquet, at any size.

Knows arguments and how answers are printed; does not know how anything is counted, nor SQL.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from communique.analysis.series import By, Measure
from communique.cli import tabbed
from communique.cli.options import archive_option, checked, flag, opened, option, since_option, until_option
from communique.cli.output import DONE, console, put, tell, write
from communique.records import Status

if TYPE_CHECKING:
    from rich.table import Table

    from communique.scale.analyse import Period

MEASURES = get_args(Measure)


@click.command(epilog="""
\b
Examples:
  communique series --dyad CHN-JPN                        a chart, week by week
  communique series --dyad CHN-JPN --by day --since 2025-11 --json
  communique series --dyad CHN-JPN --changes              from when on they live on another level
  communique series --dyad CHN-JPN --by month --plot affair.svg
Counts occurrences that took place, never reports: a story that ten outlets carry is one. --json prints one
object a period; with --changes one a change of level; with --level the normal level. Zeros say that the
archive holds nothing, not that nothing was.
""")
@option("--dyad", callback=checked("dyad"), required=True, metavar="A-B", help="Both sides (CHN-JPN).")
@option(
    "--by", type=click.Choice(get_args(By)), default="week", show_default=True,
    help="How time is cut.",
)
@flag("--directed", help="Only what the first does to the second.")
@option("--measure", type=click.Choice(MEASURES), default="n", show_default=True, metavar="NAME",
              help=f"What --changes and --level look at: {', '.join(MEASURES)}.")  # fmt: skip
@since_option
@until_option
@flag("--changes", "as_changes", help="Changes of level, with what happened then.")
@flag("--level", "as_level", help="The normal level of a count.")
@flag("--json", "as_json", help="Print one JSON object a line.")
@option(
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
    from communique.scale.analyse import edge
    from communique.settle.deeds import deeds
    from communique.wording import country

    if as_json and as_changes and as_level:
        raise click.UsageError("--json prints one kind of object: give --changes or --level, not both")
    days = edge(since, last=False), edge(until, last=True)
    first, last = (day.isoformat() if day else None for day in days)
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


# ---------------------------------------------------------------- analyse
SHOWN = 50  # rows of a table for people; programs get all
STATUSES = (*get_args(Status), "any")
ALONE = ("dyad", "type", "since", "until")  # options that a SELECT says itself


@click.command(epilog="""
\b
Examples:
  communique analyse records/ --dyad CHN-JPN            month by month
  communique analyse records/ --dyad CHN-JPN --by week --since 2025-11 --type THREATEN
  communique analyse "exports/*.parquet" --by year --json
  communique analyse records/ --sql "SELECT outlet, count(*) FROM events GROUP BY outlet ORDER BY 2 DESC"
WHERE is a folder of `communique ingest --out`, or files of `communique export parquet`. A SELECT sees the
view events and, in such a folder, pairs (a row for each directed pair of countries), articles and failures;
it can read nothing else and write nothing.
""")
@click.argument("where", nargs=-1, required=True, metavar="FOLDER|GLOB...")
@option("--dyad", callback=checked("dyad"), metavar="A-B", help="Both sides, in either direction (CHN-JPN).")
@option(
    "--by", type=click.Choice([*get_args(By), "year"]), default="month", show_default=True,
    help="How time is cut.",
)
@option("--type", callback=checked("type", "events"), metavar="TYPE", help="PLOVER type (REQUEST).")
@option(
    "--status", type=click.Choice(STATUSES), default="actual", show_default=True,
    help="Whether it took place.",
)
@since_option
@until_option
@option("--sql", metavar="SELECT", help="Ask a question of your own instead.")
@flag("--json", "as_json", help="Print one JSON object a line.")
def analyse(
    where: tuple[str, ...], sql: str | None, as_json: bool, by: Any, status: str, **filters: Any
) -> int:
    """Count events in Parquet by time, for a dyad or for all, at 100 million events as at a hundred."""
    from communique.scale import analyse as questions

    if sql is not None:
        if any(filters[name] is not None for name in ALONE):
            raise click.UsageError(
                "--sql stands alone: say in the SELECT what --dyad, --type, --since or --until would"
            )
        with questions.select(where, sql) as answer:
            rows = (dict(zip(answer.columns, map(plain, row), strict=True)) for row in answer.rows)
            show(rows, answer.columns, as_json)
        return DONE
    found = questions.ask(
        where, dyad=filters["dyad"], by=by, type=filters["type"], status=status, since=filters["since"],
        until=filters["until"],
    )  # fmt: skip
    if as_json:
        for period in found:
            write(period.to_dict())
    elif found:
        put(table(found, by), console())
    else:
        tell("no events; `communique analyse … --status any` and fewer filters find more")
    return DONE


def show(rows: Iterator[dict[str, Any]], columns: tuple[str, ...], as_json: bool) -> None:
    """Print the rows of an answer: all of them as JSON, or the first of them as a table."""
    if as_json:
        for row in rows:
            write(row)
        return
    some = list(islice(rows, SHOWN))
    put(cells(columns, ([text(row[c]) for c in columns] for row in some)), console())
    if next(rows, None) is not None:
        tell(f"the first {SHOWN} rows are shown; --json prints all")


def table(found: list[Period], by: str) -> Table:
    """The periods as a table, with a sum below."""
    names = ("events", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
    lines = [
        [p.period or "no day", *(f"{getattr(p, n):,}" for n in names), number(p.score), number(p.goldstein)]
        for p in found
    ]
    total = ["all", *(f"{sum(getattr(p, n) for p in found):,}" for n in names), "", ""]
    return cells((by, *(n.replace("_", " ") for n in names), "mean score", "mean Goldstein"), [*lines, total])


def cells(columns: tuple[str, ...], rows: Iterable[list[str]]) -> Table:
    """A table of texts, which mean themselves; numbers are ranged right."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from communique.show import line

    lines = list(rows)
    right = [all(figure(row[n]) for row in lines) for n in range(len(columns))]
    made = Table(box=box.SIMPLE)
    for name, numeric in zip(columns, right, strict=True):
        made.add_column(Text(line(name)), justify="right" if numeric and lines else "left")
    for row in lines:
        made.add_row(*(Text(line(cell)) for cell in row))
    return made


def figure(cell: str) -> bool:
    """Whether a cell is a number, or empty."""
    return not cell or cell.replace(",", "").replace(".", "").lstrip("-").isdigit()


def number(value: float | None) -> str:
    """A mean for people."""
    return "" if value is None else f"{value:.2f}"


def plain(value: Any) -> Any:
    """A value of DuckDB as JSON has it: days and moments as text."""
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, float) and not isfinite(value):
        return None  # JSON has no word for it
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def text(value: Any) -> str:
    """A value for people."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(plain(value), ensure_ascii=False)
