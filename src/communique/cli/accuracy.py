"""`communique accuracy`: how well events are coded on sentences with known answers.

Knows where the sentences come from and where figures go; does not know how a sentence is read,
paired or scored.
"""
from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.options import actors_option, checked, flag, option, pipeline_option
from communique.cli.output import DONE, FAILED, Output, put, tell, write
from communique.records import Event, Failure

if TYPE_CHECKING:
    from communique.accuracy.gold import Sentence
    from communique.accuracy.scores import Report

AHEAD = 32          # sentences parsed together


@click.command(epilog="""
\b
Examples:
  communique accuracy                          the figures on the project's own sentences
  communique accuracy --type ACCUSE --errors 20
  communique accuracy --json > figures.json
  communique accuracy mine.jsonl --actors my.csv
A line of a file of sentences is an object: {"id","text","published","events":[{"type","mode","actors":[code
or null],
"recipients":[code or null],"status","contexts":[...]}],"note"}; events is [] where nothing should be coded.
Exit status: 0 all coded; 1 some sentence could not be read; 2 nothing could be done.
""")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@flag("--json", "as_json", help="Print one JSON object.")
@option(
    "--errors", type=click.IntRange(min=0), metavar="N",
    help="Also list the first N errors, with rule and reasons.",
)
@flag("--modes", help="Also show the figures by mode.")
@option(
    "--type", "only", callback=checked("type", "events"), metavar="TYPE",
    help="Count only events of this type.",
)
@actors_option
@pipeline_option
def accuracy(
    files: tuple[Path, ...], as_json: bool, errors: int | None, modes: bool, only: str | None,
    actors: Path | None, pipeline: str | None,
) -> int:
    """Code sentences whose events are known, and print how many are found and right.

    The sentences are those of FILEs (JSON Lines), or the project's own. Precision, recall and F1, for the
    type alone and for the type with its actors and recipients; then how often status, mode and contexts
    agree, what is made up where there is no event, and how far confidences hold. docs/accuracy.md says how
    events are paired.
    """
    from communique.accuracy import gold, scores
    wanted = gold.load(files)
    coded = list(zip(wanted, events(wanted, pipeline, actors, as_json), strict=True))
    report = scores.score(coded, only)
    if as_json:
        write(report.to_dict(errors))
    else:
        show(report, only, errors, modes)
    return FAILED if report.unread else DONE


def events(
    wanted: Sequence[Sentence], pipeline: str | None, actors: Path | None, as_json: bool
) -> list[tuple[Event, ...] | None]:
    """The events coded from each sentence, None for one that could not be read; a bar says how far it is."""
    from communique.reader import Reader
    out = Output(as_json, evidence=False)
    shown = sys.stderr.isatty() and not (as_json and sys.stdout.isatty())
    found: list[tuple[Event, ...] | None] = []
    with out.bar(len(wanted)) if shown else nullcontext():
        for result in Reader(pipeline, actors=actors).read_many((s.article for s in wanted), batch=AHEAD):
            if isinstance(result, Failure):
                tell(f"error: {result.id}: {result.message}")
            found.append(None if isinstance(result, Failure) else result.events)
            out.step()
    return found


def show(report: Report, only: str | None, errors: int | None, modes: bool) -> None:
    """Print a report for people, and that many of its errors."""
    from communique.accuracy import tables
    screen = Output(as_json=False, evidence=False).screen
    put(tables.report(report, only=only, modes=modes), screen)
    if errors and report.faults:
        put(tables.faults(report.faults[:errors]), screen)
        tell(f"{min(errors, len(report.faults))} of {len(report.faults)} errors shown")
