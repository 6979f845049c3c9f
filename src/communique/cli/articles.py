"""`communique read` and `communique explain`: articles to their records, and why an event was coded.

Knows where articles come from and where records go; does not know how an article is read.
"""
from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from communique.cli import options
from communique.cli.options import flag, option
from communique.cli.output import DONE, FAILED, STEP, UNUSABLE, Output, binary, console, put, tell
from communique.errors import CommuniqueError, SourceError
from communique.processes import Worker
from communique.records import Article, Event, Failure, Reading

AHEAD = 32          # articles parsed together; one where an answer is waited for


@click.command(epilog="""
\b
Examples:
  communique read story.txt --published 2025-11-28
  communique read https://example.org/story.html
  pbpaste | communique read -
  communique read --json --jsonl articles.jsonl > records.jsonl
  communique read story.txt --actors my.csv    with actors of your own
  communique read article.txt --language fr    in French (pip install 'communique[fr]')
Exit status: 0 all read; 1 some failed, each named in its place; 2 nothing could be done.
""")
@click.argument("sources", nargs=-1, metavar="[FILE|URL|-]...")
@flag("--json", "as_json", help="Print one JSON object a line, one for each article, in input order.")
@flag(
    "--jsonl", "lines", help="The input is JSON Lines, one article an object (from FILEs or standard input)."
)
@options.published_option
@flag("--evidence", help="Show each sentence with its parts marked.")
@flag("--all", "everything", help="What is less sure or only possible too, positions and meetings.")
@option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="X",
    help="Leave out events of lower confidence.",
)
@options.actors_option
@options.language_option
@options.pipeline_option
@options.private_option
def read(
    sources: tuple[str, ...], as_json: bool, lines: bool, published: str | None, evidence: bool,
    everything: bool, min_confidence: float, actors: Path | None, language: str | None, pipeline: str | None,
    allow_private: bool,
) -> int:
    """Read articles (files, addresses, or - for standard input) and print the record of each.

    Without arguments the bundled sample article is read.
    """
    total = count(sources, lines)
    many = total is None or total > 1
    out = Output(as_json, evidence, everything)
    from communique.sources.pages import opener
    with opener() as worker, out.progress(total, shown=many):
        stream = (
            from_lines(sources, published, worker)
            if lines
            else from_sources(sources, published, allow_private, worker)
        )
        if language is not None:
            stream = (
                replace(item, language=language) if isinstance(item, Article) else item for item in stream
            )
        from communique.reader import Reader
        for result in Reader(pipeline, actors=actors).read_many(stream, batch=AHEAD if many else 1):
            if isinstance(result, Failure):
                out.fail(result)
            else:
                out.show(above(result, min_confidence))
    if out.failed and many:
        tell(f"{out.failed} of {out.failed + out.done} articles could not be read")
    if not out.failed:
        return DONE
    return FAILED if as_json or out.done else UNUSABLE


def from_sources(
    names: Sequence[str], published: str | None, allow_private: bool, worker: Worker
) -> Iterator[Article | Failure]:
    """The article of each file or address; the bundled sample where none is named."""
    if not names:
        tell(
            "no file given: reading the bundled sample article (communique read --help says what else can be "
            "read)"
        )
    for name in names or ("sample",):
        try:
            yield opened(name, published, allow_private, worker)
        except SourceError as error:
            yield Failure(name, STEP, str(error))


def opened(name: str, published: str | None, allow_private: bool, worker: Worker) -> Article:
    """The article of a file or an address; "sample" is the bundled one, unless there is such a file."""
    from communique import samples, sources
    if name == samples.NAME and not os.path.exists(name):
        return replace(sources.from_string(samples.text(), published=published), id=samples.NAME)
    return sources.open_source(name, published=published, allow_private=allow_private, worker=worker)


def from_lines(names: Sequence[str], published: str | None, worker: Worker) -> Iterator[Article | Failure]:
    """The articles of JSON Lines files, or of standard input where none is named."""
    from communique import sources
    for name in names or ("-",):
        try:
            with binary(name) as stream:
                yield from sources.read_lines(stream, published=published, worker=worker)
        except OSError as error:
            yield Failure(
                name, STEP,
                f"{name}: {error.strerror or error}; give a file of JSON Lines, or - for standard input",
            )


def count(names: Sequence[str], lines: bool) -> int | None:
    """How many articles there will be, where that is known before they are read."""
    if not lines:
        return len(names) or 1
    if not names or any(not os.path.isfile(name) for name in names):
        return None
    total = 0
    for name in names:
        try:
            with binary(name) as stream:
                total += sum(1 for row in stream if row.strip())
        except OSError:
            return None
    return total


def above(read: Reading, floor: float) -> Reading:
    """A reading without the events below a confidence, and without the links that they held up."""
    if floor <= 0:
        return read
    kept = tuple(e for e in read.events if e.confidence >= floor)
    gone = {e.id for e in read.events} - {e.id for e in kept}
    return replace(
        read, events=kept, links=tuple(x for x in read.links if x.source not in gone and x.target not in gone)
    )


# ---------------------------------------------------------------- explain
@click.command(epilog="""
\b
Examples:
  communique explain sample                    the ids of the sample's events
  communique explain story.html 3f2a91c0de77
""")
@click.argument("article")
@click.argument("event_id", required=False, metavar="[EVENT-ID]")
@flag("--rule", "as_rule", help="Print the rule as well, as it stands in the pattern files.")
@options.published_option
@options.actors_option
@options.pipeline_option
@options.private_option
def explain(
    article: str, event_id: str | None, as_rule: bool, published: str | None, actors: Path | None,
    pipeline: str | None, allow_private: bool,
) -> int:
    """Say why an event was coded: its sentence, the rule and the reasons.

    The id is the one that `communique read` shows; its start is enough.
    Without an id the events of the article are listed.
    """
    from communique import show
    from communique.sources.pages import opener
    with opener() as worker:
        source = opened(article, published, allow_private, worker)
    from communique.reader import Reader
    [result] = Reader(pipeline, actors=actors).read_many([source], batch=1)
    if isinstance(result, Failure):
        raise CommuniqueError(result.message)
    from communique.knowledge.language import DEFAULT
    found = [e for e in result.events if event_id and e.id.startswith(event_id)]
    if len(found) == 1:
        out = console()
        entry, file = rule_entry(found[0], result.article.language or DEFAULT)
        put(
            show.explanation(found[0], rule=entry, file=file, plain=out.color_system is None, whole=as_rule),
            out,
        )
        return DONE
    if event_id:
        tell(
            f"error: {article}: {'several events have' if found else 'no event has'} an id that starts with "
            f"{event_id!r}; the events are:"
        )
    if not result.events:
        tell(f"{article}: no events were found in it" + "".join(f" ({note})" for note in result.notes))
    put(show.event_list(found or result.events), console(error=event_id is not None))
    return UNUSABLE if event_id else DONE


def rule_entry(event: Event, language: str) -> tuple[str | None, str | None]:
    """The TOML entry of the event's rule and the file that it stands in, below knowledge/;
    None for what is not found."""
    from communique.knowledge import patterns
    rule = next((p for p in patterns.load(language).all if p.id == event.rule), None)
    if rule is None:
        return None, None
    return pattern_text(rule.file, rule.id.partition(".")[2]), rule.file


def pattern_text(file: str, name: str) -> str | None:
    """The lines of a pattern or a unit in its file, from its head (`[name]`) to the next,
    as they stand there."""
    from communique.knowledge import load_text
    for block in re.split(r"^(?=\[)", load_text(file), flags=re.MULTILINE):
        rows = [row for row in block.strip().splitlines() if not row.startswith("#")]
        if rows and rows[0] == f"[{name}]":
            return "\n".join(rows).strip()
    return None
