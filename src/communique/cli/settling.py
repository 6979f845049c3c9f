"""`communique settle` and `ledger`: copies and occurrences of what is new in the archive,
and what is kept over many articles.

Knows arguments, the bar and what is printed; does not know how anything is settled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.cli import options, tabbed
from communique.cli.options import flag, option
from communique.cli.output import DONE, Bar, console, gently, put, tell, write
from communique.records import Json

if TYPE_CHECKING:
    from communique.archive import Archive, Query
    from communique.settle import Settled


@click.command(epilog="""
\b
Examples:
  communique settle                               what came in since the last time
  communique settle --all                         everything anew, say after an update
  communique settle --issues issues.toml          positions under issues that you name
Which articles are copies of one story, which events of different articles tell one happening, and how
demands, positions, meetings and disputes stand by all of them. Only what is new is worked on; a run that is
stopped keeps what it did, and the next one goes on. Imported events have no words to compare and are not
gathered. Issues are remembered until another file is given; an empty file forgets them.
""")
@flag("--all", "all_", help="Forget what was settled and settle everything anew.")
@option(
    "--issues", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Your own issues (TOML), which win.",
)
@flag("--json", "as_json", help="Print the counts as one JSON object.")
@options.as_of_option
@options.archive_option
def settle(all_: bool, issues: Path | None, as_json: bool, as_of: str | None, where: str | None) -> int:
    """Find copies and occurrences in what is new in the archive, and bring the ledgers up to date."""
    from communique import settle as steps

    with options.opened(where) as archive:
        total = None if all_ or issues else steps.waiting(archive)
        with Bar(total, "steps") as bar, gently():

            def moved(done: Settled) -> None:
                bar.to(min(done.steps, total or done.steps))

            done = steps.settle(archive, all=all_, issues=issues, as_of=as_of, progress=moved)
        if as_json:
            write({"archive": archive.where, **asdict(done)})
        tell(f"{archive.where}: {in_words(done)}")
    return DONE


def in_words(done: Settled) -> str:
    """What a run did, for people."""
    kept = [
        f"{n:,} {name}" for name in ("demands", "positions", "meetings", "disputes")
        if (n := getattr(done, name))
    ]
    if not done.steps and not kept:
        return "nothing new to settle"
    anew = "everything anew: " if done.anew else ""
    return (
        f"{anew}{done.signed:,} articles compared, {done.copies:,} of them copies; {done.events:,} events "
        f"gathered, {done.occurrences + done.mended:,} occurrences written; in the ledgers "
        f"{', '.join(kept) or 'nothing'} changed"
    )


# ---------------------------------------------------------------- ledgers
KINDS = ("demands", "commitments", "positions", "meetings", "disputes", "occurrences")


@click.command(epilog="""
\b
Examples:
  communique ledger demands --dyad CHN-JPN --status open
  communique ledger positions --actor FRA --issue "one-China"
  communique ledger commitments --actor AUS --status overdue
  communique ledger meetings --party JPN --since 2025-11 --json > meetings.jsonl
  communique ledger occurrences --order salience --between
  communique ledger demands --party CHN --as-of 2025-11-30
The filters are those of `find`; --status is the entry's own: of demands open, met, partly, refused, answered
or unanswered; of commitments open, kept, broken (on words that say so) or overdue (its day is over and no
report says what became of it); of meetings planned, held, postponed, cancelled or unknown; of positions the
stance; of disputes the phase. --type, --outlet and the like ask for entries that such an outlet, or a passage
with such an event, tells of. `communique settle` brings ledgers up to date.
""")
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@options.limit_option
@flag("--json", "as_json", help="Print one JSON object a line.")
@options.filtered_by_status
def ledger(kind: str, as_json: bool, where: str | None, **filters: Any) -> int:
    """List what is kept over many articles, the newest first.

    KIND is demands, commitments, positions, meetings, disputes or occurrences.
    """
    from communique import settle as steps

    asked = options.query(of=kind, **filters)
    with options.opened(where) as archive:
        if below := unsure(archive, kind, asked):
            tell(
                f"{below:,} more {kind} are less sure than {asked.min_confidence:g}: --min-confidence 0 "
                "shows them"
            )
        if left := steps.waiting(archive):
            tell(
                f"{left:,} articles, occurrences or blocks wait to be settled and are not in the ledger yet: "
                "run `communique settle`"
            )
        if as_json:
            for line in lines(archive, kind, asked):
                write(line)
        elif tabbed.piped():
            tabbed.put_lines(tabbed.LEDGER[kind], lines(archive, kind, asked))
        else:
            from communique.show import records

            page = replace(asked, limit=asked.limit or options.PAGE)
            if kind == "occurrences":
                put(records.occurrences(archive.occurrences(page)), console())
            else:
                put(records.SHEETS[kind](list(lines(archive, kind, page))), console())
    return DONE


def unsure(archive: Archive, kind: str, asked: Query) -> int:
    """How many entries a query leaves out for their confidence alone."""
    if not asked.min_confidence or kind == "commitments":
        return 0
    count = archive.count_occurrences if kind == "occurrences" else partial(archive.count_items, kind)
    return count(replace(asked, min_confidence=None)) - count(asked)


def lines(archive: Archive, kind: str, asked: Query) -> Iterator[Json]:
    """All entries that were asked for, as JSON objects, as of the day that is asked for."""
    if kind == "occurrences":
        from communique.archive import all_rows

        yield from (dict(row.record) for row in all_rows(archive.occurrences, asked))
        return
    if kind == "commitments":
        from communique.settle.commitments import commitments

        yield from (one.to_dict() for one in commitments(archive, asked, archive.as_of(asked.as_of)))
        return
    from communique.settle.entries import entries

    yield from (dict(entry.record) for entry in entries(archive, kind, asked))
