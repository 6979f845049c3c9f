"""`communique actor`: phrases to actors, and the care of a user's own table of them.

Knows arguments and lines of JSON; does not know how a phrase is resolved.
"""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from communique.cli.options import FILE, actors_option, day, flag, option
from communique.cli.output import DONE, FAILED, STEP, binary, console, put, tell, write
from communique.errors import CommuniqueError, SourceError
from communique.records import Failure, Json


@click.command(epilog="""
\b
Examples:
  communique actor "Japanese Prime Minister Sanae Takaichi"
  communique actor "the foreign minister" --context "France said on Friday ..." --json
  communique actor --jsonl phrases.jsonl       lines {"id","text","date"?,"context"?}
  communique actor "our envoy" --actors my.csv
  communique actor --lint my.csv               what is wrong with a table, line by line
  communique actor --import-wikidata query.json > my.csv
""")
@click.argument("text", required=False, metavar='"TEXT"')
@option(
    "--on", callback=day, metavar="DATE", help="The day on which the role is asked for; today by default."
)
@option("--context", metavar="TEXT", help="The text around the phrase.")
@flag("--json", "as_json", help="Print a JSON object.")
@option("--jsonl", "source", metavar="FILE|-", help="Resolve each line of a JSON Lines file.")
@actors_option
@option("--lint", type=FILE, metavar="FILE", help="Check a table of your own actors and resolve nothing.")
@option(
    "--import-wikidata", "wikidata", type=FILE, metavar="FILE",
    help="Print the result of a Wikidata query (JSON or CSV) as a table of actors.",
)
def actor(
    text: str | None, on: str | None, context: str | None, as_json: bool, source: str | None,
    actors: Path | None, lint: Path | None, wikidata: Path | None,
) -> int:
    """Resolve a phrase to an actor: name, country, sector, role, with the reasons."""
    if sum(given is not None for given in (text, source, lint, wikidata)) != 1:
        raise click.UsageError('give a phrase ("TEXT"), --jsonl FILE, --lint FILE or --import-wikidata FILE')
    if lint is not None:
        return check(lint)
    if wikidata is not None:
        return imported(wikidata)
    from communique import show
    from communique.actors import resolve_phrase
    from communique.knowledge import own
    with own.using(None if actors is None else own.load(actors)):
        if source is not None:
            return resolve_lines(source, on)
        answer = {"id": None, **resolve_phrase(text or "", on=on, context=context)}
    if as_json:
        write(answer)
    else:
        put(show.resolution(answer), console())
    return DONE


def check(path: Path) -> int:
    """Say what is wrong with a table of actors, each line with its remedy; 0 when nothing is."""
    from communique.knowledge import tables
    faults = tables.lint(path)
    for fault in faults:
        tell(f"{path}: line {fault.line}: {'' if fault.grave else 'remark: '}{fault.found}; {fault.remedy}")
    tell(f"{path}: {len(faults)} found" if faults else f"{path}: nothing wrong")
    return FAILED if any(fault.grave for fault in faults) else DONE


def imported(path: Path) -> int:
    """Print the result of a Wikidata query as a table of actors;
    what was left out is said on standard error."""
    from communique.knowledge import wikidata
    table, left_out = wikidata.convert(path)
    for remark in left_out:
        tell(f"{path}: {remark}")
    click.echo(table, nl=False)
    return DONE


def resolve_lines(source: str, on: str | None) -> int:
    """Answer each line of a JSON Lines file in turn; a broken one yields its error in its place."""
    failed = 0
    try:
        with binary(source) as stream:
            for number, row in enumerate(stream, 1):
                if row.strip():
                    answer, ok = resolve_line(row, number, on)
                    failed += not ok
                    write(answer)
    except OSError as error:
        raise SourceError(
            f"{source}: {error.strerror or error}; give a file of JSON Lines, or - for standard input"
        ) from None
    if failed:
        tell(f"{failed} lines could not be resolved")
    return FAILED if failed else DONE


def resolve_line(row: bytes, number: int, on: str | None) -> tuple[Json, bool]:
    """The answer for one line, or the error in its place and False."""
    from communique.actors import resolve_phrase
    from communique.sources import moments
    known: Any = None
    try:
        entry = json.loads(row.decode("utf-8-sig"))
        if not isinstance(entry, dict):
            raise SourceError("not an object; give {\"id\", \"text\"}")
        known = entry.get("id")
        text, context, date = (entry.get(key) for key in ("text", "context", "date"))
        if not isinstance(text, str) or not all(isinstance(one, str | None) for one in (context, date)):
            raise SourceError("'text' must be a string, and so 'date' and 'context' where given")
        day = moments.checked(date, what="date") if date else on
        return {"id": known, **resolve_phrase(text, on=day, context=context)}, True
    except (CommuniqueError, ValueError, RecursionError) as error:
        return Failure(known, STEP, f"line {number}: {error}").to_dict(), False
