"""`communique settle` and `ledger`: copies and occurrences of what is new in the archive, and what is kept over many articles.

Knows arguments, the bar and what is printed; does not know how anything is settled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import click

from communique.cli.keeping import Bar, gently
from communique.cli.output import DONE, console, put, tell, write
from communique.cli.questions import archive_option, filtered, opened, query
from communique.records import Json

if TYPE_CHECKING:
    from rich.table import Table

    from communique.archive import Archive, Query
    from communique.settle import Settled

PAGE = 20  # rows of a table for people; programs get all
READ = 500  # rows in one read


@click.command(
    epilog="""
\b
Examples:
  communique settle                               what came in since the last time
  communique settle --all                         everything anew, say after an update
Which articles are copies of one story, and which events of different articles tell one happening. Only what is new is worked on; a run
that is stopped keeps what it did, and the next one goes on. Imported events have no words to compare and are not gathered.
"""
)
@click.option("--all", "all_", is_flag=True, help="Forget what was settled and settle everything anew.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as one JSON object.")
@archive_option
def settle(all_: bool, as_json: bool, where: str | None) -> int:
    """Find copies and occurrences in what is new in the archive."""
    from communique import settle as steps

    with opened(where) as archive:
        total = None if all_ else steps.waiting(archive)
        with Bar(total, "articles") as bar, gently():
            done = steps.settle(archive, all=all_, progress=lambda done: bar.to(done.steps))
        if as_json:
            write({"archive": archive.where, **asdict(done)})
        tell(f"{archive.where}: {in_words(done)}")
    return DONE


def in_words(done: Settled) -> str:
    """What a run did, for people."""
    if not done.steps:
        return "nothing new to settle"
    anew = "everything anew: " if done.anew else ""
    return (
        f"{anew}{done.signed:,} articles compared, {done.copies:,} of them copies; {done.events:,} events gathered, "
        f"{done.occurrences + done.mended:,} occurrences written"
    )


# ---------------------------------------------------------------- ledgers
@dataclass(frozen=True, slots=True)
class Ledger:
    """How one kind of entry is asked for, a page at a time, and shown; a row has its JSON as `record` and a `cursor`."""

    page: Callable[[Archive, Query], Sequence[Any]]
    table: Callable[[Sequence[Any]], Table]


def occurrence_table(rows: Sequence[Any]) -> Table:
    """Occurrences for people."""
    from communique.show import found

    return found.occurrences(rows)


LEDGERS = {"occurrences": Ledger(lambda archive, asked: archive.occurrences(asked), occurrence_table)}


@click.command(
    epilog="""
\b
Examples:
  communique ledger occurrences --dyad CHN-JPN --since 2025-11
  communique ledger occurrences --type REQUEST --json > occurrences.jsonl
The filters are those of `find`. `communique settle` brings ledgers up to date.
"""
)
@click.argument("kind", type=click.Choice(list(LEDGERS)), metavar="KIND")
@click.option("--limit", type=click.IntRange(1), metavar="N", help=f"How many at most (tables: {PAGE}; --json: all).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@filtered
def ledger(kind: str, as_json: bool, where: str | None, **filters: Any) -> int:
    """List what is kept over many articles, the newest first; KIND is occurrences."""
    from dataclasses import replace

    from communique import settle as steps

    with opened(where) as archive:
        asked = query(**filters)
        if left := steps.waiting(archive):
            tell(f"{left:,} articles or occurrences wait to be settled and are not in the ledger yet: run `communique settle`")
        if as_json:
            for line in lines(archive, LEDGERS[kind], asked):
                write(line)
        else:
            put(LEDGERS[kind].table(LEDGERS[kind].page(archive, replace(asked, limit=asked.limit or PAGE))), console())
    return DONE


def lines(archive: Archive, kept: Ledger, asked: Query) -> Iterator[Json]:
    """All entries that were asked for, page by page, as JSON objects."""
    from dataclasses import replace

    left, cursor = asked.limit, asked.after
    while left is None or left > 0:
        size = READ if left is None else min(READ, left)
        rows = kept.page(archive, replace(asked, limit=size, after=cursor))
        yield from (dict(row.record) for row in rows)
        if len(rows) < size:
            return
        cursor, left = rows[-1].cursor, None if left is None else left - len(rows)
