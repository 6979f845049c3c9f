"""`communique settle` and `ledger`: copies and occurrences of what is new in the archive, and what is kept over many articles.

Knows arguments, the bar and what is printed; does not know how anything is settled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.cli.keeping import Bar, gently
from communique.cli.output import DONE, console, put, tell, write
from communique.cli.questions import OCCURRED, archive_option, filtered_by_status, opened, query
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
  communique settle --issues issues.toml          positions under issues that you name
Which articles are copies of one story, which events of different articles tell one happening, and how demands, positions, meetings and
disputes stand by all of them. Only what is new is worked on; a run that is stopped keeps what it did, and the next one goes on. Imported
events have no words to compare and are not gathered. Issues are remembered until another file is given; an empty file forgets them.
"""
)
@click.option("--all", "all_", is_flag=True, help="Forget what was settled and settle everything anew.")
@click.option("--issues", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Your own issues (TOML), which win.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as one JSON object.")
@archive_option
def settle(all_: bool, issues: Path | None, as_json: bool, where: str | None) -> int:
    """Find copies and occurrences in what is new in the archive, and bring the ledgers up to date."""
    from communique import settle as steps

    with opened(where) as archive:
        total = None if all_ or issues else steps.waiting(archive)
        with Bar(total, "articles") as bar, gently():
            done = steps.settle(archive, all=all_, issues=issues, progress=lambda done: bar.to(done.steps))
        if as_json:
            write({"archive": archive.where, **asdict(done)})
        tell(f"{archive.where}: {in_words(done)}")
    return DONE


def in_words(done: Settled) -> str:
    """What a run did, for people."""
    kept = [f"{n:,} {name}" for name in ("demands", "positions", "meetings", "disputes") if (n := getattr(done, name))]
    if not done.steps and not kept:
        return "nothing new to settle"
    anew = "everything anew: " if done.anew else ""
    return (
        f"{anew}{done.signed:,} articles compared, {done.copies:,} of them copies; {done.events:,} events gathered, "
        f"{done.occurrences + done.mended:,} occurrences written; in the ledgers {', '.join(kept) or 'nothing'} changed"
    )


# ---------------------------------------------------------------- ledgers
KINDS = ("demands", "commitments", "positions", "meetings", "disputes", "occurrences")


@click.command(
    epilog="""
\b
Examples:
  communique ledger demands --dyad CHN-JPN --status open
  communique ledger positions --actor FRA --issue "one-China"
  communique ledger commitments --actor AUS --status overdue
  communique ledger meetings --party JPN --since 2025-11 --json > meetings.jsonl
  communique ledger occurrences --type REQUEST --json > occurrences.jsonl
The filters are those of `find`; --status is the entry's own: of demands open, met, partly, refused, answered or ignored; of
commitments open, kept, broken (on words that say so) or overdue (its day is over and no report says what became of it); of meetings
planned, held, postponed, cancelled or unknown; of positions the stance; of disputes the phase. --type, --outlet and the like ask for
entries that such an outlet, or a passage with such an event, tells of. `communique settle` brings ledgers up to date.
"""
)
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@click.option("--limit", type=click.IntRange(1), metavar="N", help=f"How many at most (tables: {PAGE}; --json: all).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@filtered_by_status
def ledger(kind: str, as_json: bool, where: str | None, **filters: Any) -> int:
    """List what is kept over many articles, the newest first.

    KIND is demands, commitments, positions, meetings, disputes or occurrences.
    """
    from dataclasses import replace

    from communique import settle as steps

    checked(kind, filters["status"])
    with opened(where) as archive:
        asked = query(**filters)
        if left := steps.waiting(archive):
            tell(f"{left:,} articles, occurrences or blocks wait to be settled and are not in the ledger yet: run `communique settle`")
        if as_json:
            for line in lines(archive, kind, asked):
                write(line)
        else:
            put(table(archive, kind, replace(asked, limit=asked.limit or PAGE)), console())
    return DONE


def checked(kind: str, status: str | None) -> None:
    """A usage error where no entry of a ledger ever has a status."""
    from communique.settle.commitments import STATUSES
    from communique.settle.entries import LEDGERS

    if kind == "commitments":
        known: tuple[str, ...] = STATUSES
    else:
        known = tuple(OCCURRED) if kind == "occurrences" else LEDGERS[kind].statuses
    if status is not None and status not in known:
        raise click.UsageError(f"no {kind} with status {status!r}; give one of {', '.join(known)}")


def table(archive: Archive, kind: str, asked: Query) -> Table:
    """One page of entries for people."""
    from communique.show import found, kept

    if kind == "occurrences":
        return found.occurrences(archive.occurrences(asked))
    return kept.TABLES[kind](list(lines(archive, kind, asked)))


def lines(archive: Archive, kind: str, asked: Query) -> Iterator[Json]:
    """All entries that were asked for, as JSON objects as of today."""
    if kind == "occurrences":
        yield from occurrences(archive, asked)
        return
    if kind == "commitments":
        from communique.settle.commitments import commitments

        yield from (one.to_dict() for one in commitments(archive, asked, newest(archive)))
        return
    from communique.settle.entries import entries

    yield from (dict(entry.record) for entry in entries(archive, kind, asked, f"{date.today()}"))


def newest(archive: Archive) -> str:
    """The day of the newest article, to which what is due is counted."""
    from communique.archive import Query

    rows = archive.articles(Query(limit=1))
    return rows[0].article.day if rows else ""


def occurrences(archive: Archive, asked: Query) -> Iterator[Json]:
    """All occurrences that were asked for, page by page."""
    from dataclasses import replace

    left, cursor = asked.limit, asked.after
    while left is None or left > 0:
        size = READ if left is None else min(READ, left)
        rows = archive.occurrences(replace(asked, limit=size, after=cursor))
        yield from (dict(row.record) for row in rows)
        if len(rows) < size:
            return
        cursor, left = rows[-1].cursor, None if left is None else left - len(rows)
