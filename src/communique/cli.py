"""The command `communique`: read, explain, actor; the only module that prints and exits.

Knows arguments, streams and exit statuses; does not know how an article is read.
"""
from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING, Any

import click

from communique.errors import CommuniqueError, SourceError
from communique.records import Article, Event, Failure, Json, Reading

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

DONE, FAILED, UNUSABLE, INTERRUPTED, CLOSED = 0, 1, 2, 130, 141      # exit statuses; the last two as shells count signals
WIDTH = 120         # columns of a table that goes to a file or a pipe
STEP = "source"     # where an input failed that could not be opened
AHEAD = 32          # articles parsed together; one where an answer is waited for


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """An ISO date, or date and time, in its normal form; a usage error with the accepted forms for anything else."""
    from communique.sources import moments
    try:
        return None if value is None else moments.checked(value, what="date")
    except SourceError as error:
        raise click.BadParameter(str(error), ctx, param) from None


published_option = click.option("--published", callback=day, metavar="DATE", help="Day of publication for texts that carry none.")
pipeline_option = click.option("--pipeline", metavar="NAME", help="Parse with another installed spaCy pipeline.")
private_option = click.option("--allow-private", is_flag=True, help="Also read addresses in a private network.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}, epilog="""
\b
Examples:
  communique read                              the bundled sample article
  communique read story.html --evidence        with the sentences that say so
  communique read --json *.txt > records.jsonl
  communique explain story.html 3f2a91c0de77   why this event was coded
  communique actor "French foreign minister" --on 2025-11-28
""")
@click.version_option(package_name="communique", message="%(prog)s %(version)s")
def commands() -> None:
    """Read the news of diplomacy and keep the record: who did what to whom, who said what, and the exact words that say so."""


# ---------------------------------------------------------------- read
@commands.command(epilog="""
\b
Examples:
  communique read story.txt --published 2025-11-28
  communique read https://example.org/story.html
  pbpaste | communique read -
  communique read --json --jsonl articles.jsonl > records.jsonl
Exit status: 0 all read; 1 some failed, each named in its place; 2 nothing could be done.
""")
@click.argument("sources", nargs=-1, metavar="[FILE|URL|-]...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line, one for each article, in input order.")
@click.option("--jsonl", "lines", is_flag=True, help="The input is JSON Lines, one article an object (from FILEs or standard input).")
@published_option
@click.option("--evidence", is_flag=True, help="Show each sentence with its parts marked.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="X", help="Leave out events of lower confidence.")
@pipeline_option
@private_option
def read(sources: tuple[str, ...], as_json: bool, lines: bool, published: str | None, evidence: bool, min_confidence: float,
         pipeline: str | None, allow_private: bool) -> int:
    """Read articles (files, addresses, or - for standard input) and print the record of each.

    Without arguments the bundled sample article is read.
    """
    total = count(sources, lines)
    stream = from_lines(sources, published) if lines else from_sources(sources, published, allow_private)
    many = total is None or total > 1
    out = Output(as_json, evidence)
    with out.progress(total, shown=many):
        for result in readings(stream, pipeline, AHEAD if many else 1):
            if isinstance(result, Failure):
                out.fail(result)
            else:
                out.show(above(result, min_confidence))
    if out.failed and many:
        tell(f"{out.failed} of {out.failed + out.done} articles could not be read")
    if not out.failed:
        return DONE
    return FAILED if as_json or out.done else UNUSABLE


def readings(stream: Iterable[Article | Failure], pipeline: str | None, batch: int) -> Iterator[Reading | Failure]:
    """The readings of a stream, in order; what cannot be opened has failed already and loads no parser."""
    from communique.reader import Reader
    yield from Reader(pipeline).read_many(stream, batch=batch)


def from_sources(names: Sequence[str], published: str | None, allow_private: bool) -> Iterator[Article | Failure]:
    """The article of each file or address; the bundled sample where none is named."""
    if not names:
        tell("no file given: reading the bundled sample article (communique read --help says what else can be read)")
    for name in names or ("sample",):
        try:
            yield opened(name, published, allow_private)
        except SourceError as error:
            yield Failure(name, STEP, str(error))


def opened(name: str, published: str | None, allow_private: bool) -> Article:
    """The article of a file or an address; "sample" is the bundled one, unless there is such a file."""
    from communique import samples, sources
    if name == samples.NAME and not os.path.exists(name):
        return replace(sources.from_string(samples.text(), published=published), id=samples.NAME)
    return sources.open_source(name, published=published, allow_private=allow_private)


def from_lines(names: Sequence[str], published: str | None) -> Iterator[Article | Failure]:
    """The articles of JSON Lines files, or of standard input where none is named."""
    from communique import sources
    for name in names or ("-",):
        try:
            with binary(name) as stream:
                yield from sources.read_lines(stream, published=published)
        except OSError as error:
            yield Failure(name, STEP, f"{name}: {error.strerror or error}; give a file of JSON Lines, or - for standard input")


@contextmanager
def binary(name: str) -> Iterator[IO[bytes]]:
    """The bytes of a file, or of standard input for "-"."""
    if name == "-":
        yield sys.stdin.buffer
    else:
        with open(name, "rb") as stream:
            yield stream


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
    return replace(read, events=kept, links=tuple(x for x in read.links if x.source not in gone and x.target not in gone))


# ---------------------------------------------------------------- explain
@commands.command(epilog="""
\b
Examples:
  communique explain sample                    the ids of the sample's events
  communique explain story.html 3f2a91c0de77
""")
@click.argument("article")
@click.argument("event_id", required=False, metavar="[EVENT-ID]")
@published_option
@pipeline_option
@private_option
def explain(article: str, event_id: str | None, published: str | None, pipeline: str | None, allow_private: bool) -> int:
    """Say why an event was coded: its sentence, the rule and the reasons.

    The id is the one that `communique read` shows; its start is enough. Without an id the events of the article are listed.
    """
    from communique import show
    [result] = readings([opened(article, published, allow_private)], pipeline, 1)
    if isinstance(result, Failure):
        raise CommuniqueError(result.message)
    found = [e for e in result.events if event_id and e.id.startswith(event_id)]
    if len(found) == 1:
        out = console()
        entry, file = rule_entry(found[0])
        put(show.explanation(found[0], rule=entry, file=file, plain=out.color_system is None), out)
        return DONE
    if event_id:
        tell(f"error: {article}: {'several events have' if found else 'no event has'} an id that starts with {event_id!r}; the events are:")
    if not result.events:
        tell(f"{article}: no events were found in it" + "".join(f" ({note})" for note in result.notes))
    put(show.event_list(found or result.events), console(error=event_id is not None))
    return UNUSABLE if event_id else DONE


def rule_entry(event: Event, language: str = "en") -> tuple[str | None, str | None]:
    """The TOML entry of the event's rule and the file that it stands in, below knowledge/; None for what is not found."""
    from communique.knowledge import patterns
    rule = next((p for p in patterns.load(language).all if p.id == event.rule), None)
    if rule is None:
        return None, None
    return pattern_text(rule.file, rule.id.partition(".")[2]), rule.file


def pattern_text(file: str, name: str) -> str | None:
    """The lines of a pattern in its file, from its `[[pattern]]` to the next, as they stand there."""
    from communique.knowledge import load_text
    for block in load_text(file).split("[[pattern]]")[1:]:
        rows = [row for row in block.strip().splitlines() if not row.startswith("#")]
        if any(row.replace(" ", "").startswith(f'id="{name}"') for row in rows):
            return "\n".join(("[[pattern]]", *rows)).rstrip()
    return None


# ---------------------------------------------------------------- actor
@commands.command(epilog="""
\b
Examples:
  communique actor "Japanese Prime Minister Sanae Takaichi"
  communique actor "the foreign minister" --context "France said on Friday ..." --json
  communique actor --jsonl phrases.jsonl       lines {"id","text","date"?,"context"?}
""")
@click.argument("text", required=False, metavar='"TEXT"')
@click.option("--on", callback=day, metavar="DATE", help="The day on which the role is asked for.")
@click.option("--context", metavar="TEXT", help="The text around the phrase.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object.")
@click.option("--jsonl", "source", metavar="FILE|-", help="Resolve each line of a JSON Lines file.")
def actor(text: str | None, on: str | None, context: str | None, as_json: bool, source: str | None) -> int:
    """Resolve a phrase to an actor: name, country, sector, role, with the reasons."""
    if (text is None) == (source is None):
        raise click.UsageError('give either a phrase ("TEXT") or --jsonl FILE')
    if source is not None:
        return resolve_lines(source, on)
    from communique import show
    answer = {"id": None, **resolve(text or "", on, context)}
    if as_json:
        write(answer)
    else:
        put(show.resolution(answer), console())
    return DONE


def resolve(text: str, on: str | None, context: str | None) -> Json:
    """The answer for one phrase."""
    from communique.actors import resolve_phrase
    return dict(resolve_phrase(text, on=on, context=context))


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
        raise SourceError(f"{source}: {error.strerror or error}; give a file of JSON Lines, or - for standard input") from None
    if failed:
        tell(f"{failed} lines could not be resolved")
    return FAILED if failed else DONE


def resolve_line(row: bytes, number: int, on: str | None) -> tuple[Json, bool]:
    """The answer for one line, or the error in its place and False."""
    from communique.sources import moments
    known: Any = None
    try:
        entry = json.loads(row.decode("utf-8-sig"))
        if not isinstance(entry, dict):
            raise SourceError("not an object; give {\"id\", \"text\"}")
        known = entry.get("id")
        text, context, date = (entry.get(key) for key in ("text", "context", "date"))
        if not isinstance(text, str) or not isinstance(context, str | None) or not isinstance(date, str | None):
            raise SourceError("'text' must be a string, and so 'date' and 'context' where given")
        return {"id": known, **resolve(text, moments.checked(date, what="date") if date else on, context)}, True
    except (CommuniqueError, ValueError, RecursionError) as error:
        return Failure(known, STEP, f"line {number}: {error}").to_dict(), False


# ---------------------------------------------------------------- output
@dataclass(slots=True)
class Output:
    """Where results go: JSON lines or tables on standard output, remarks and progress on standard error."""

    as_json: bool
    evidence: bool
    done: int = 0
    failed: int = 0
    step: Callable[[], None] = field(default=lambda: None)
    screen: Console = field(default_factory=lambda: console())

    def show(self, result: Reading) -> None:
        """Print a reading and count it."""
        from communique import show
        if self.as_json:
            write(result.to_dict())
            for note in result.notes:
                tell(f"{show.line(result.article.title or result.article.id)}: {note}")
        else:
            put(show.reading(result, evidence=self.evidence, plain=self.screen.color_system is None), self.screen)
        self.done += 1
        self.step()

    def fail(self, failure: Failure) -> None:
        """Print a failure in its place and count it."""
        if self.as_json:
            write(failure.to_dict())
        tell("error: " + (failure.message if not failure.id or failure.id in failure.message else f"{failure.id}: {failure.message}"))
        self.failed += 1
        self.step()

    @contextmanager
    def progress(self, total: int | None, *, shown: bool) -> Iterator[None]:
        """A bar on standard error while many are read and someone looks on; on Ctrl-C what was done is said."""
        try:
            if shown and sys.stderr.isatty() and not (self.as_json and sys.stdout.isatty()):
                with self.bar(total):
                    yield
            else:
                yield
        except KeyboardInterrupt:
            tell(f"stopped: {self.done + self.failed}{f' of {total}' if total else ''} articles were done, and all of them are printed")
            raise click.exceptions.Exit(INTERRUPTED) from None

    @contextmanager
    def bar(self, total: int | None) -> Iterator[None]:
        """The bar itself; tables are printed above it."""
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        screen = self.screen if not self.as_json and sys.stdout.isatty() else console(error=True)
        columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
        with Progress(*columns, console=screen, transient=True, redirect_stdout=False, redirect_stderr=True) as progress:
            task = progress.add_task("", total=total)
            self.step = lambda: progress.advance(task)
            yield


def console(*, error: bool = False) -> Console:
    """A console on standard output or standard error; wide where it is no terminal."""
    from rich.console import Console
    stream = sys.stderr if error else sys.stdout
    wide = None if stream.isatty() or os.environ.get("COLUMNS") else WIDTH
    return Console(file=stream, width=wide, highlight=False)


def put(what: RenderableType, screen: Console) -> None:
    """Print something for people on a console."""
    with to_pipe():
        screen.print(what)
        sys.stdout.flush()


def tell(message: str) -> None:
    """Print a line for people on standard error."""
    from communique.show import line
    click.echo(line(message), err=True)


def write(record: Json) -> None:
    """Print a JSON object on a line of its own, in UTF-8 whatever the locale, and flush it: what is done is not lost."""
    text = json.dumps(record, ensure_ascii=False)
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:      # half of a surrogate pair in the input: its escape is JSON too
        data = json.dumps(record).encode("ascii")
    with to_pipe():
        click.echo(data)
        sys.stdout.flush()


@contextmanager
def to_pipe() -> Iterator[None]:
    """End quietly when whoever reads our output has left ("communique read … | head")."""
    try:
        yield
    except (BrokenPipeError, SystemExit):       # rich answers a closed pipe with SystemExit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())      # else the interpreter complains when it flushes at exit
        raise click.exceptions.Exit(CLOSED) from None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit status. Errors are one line on standard error, never a traceback."""
    try:
        return commands.main(args=None if arguments is None else list(arguments), prog_name="communique", standalone_mode=False) or DONE
    except click.ClickException as error:
        tell(f"error: {error.format_message()}")
        if isinstance(error, click.UsageError) and error.ctx is not None:
            tell(f"try: {error.ctx.command_path} --help")
        return UNUSABLE
    except CommuniqueError as error:
        tell(f"error: {error}")
        return UNUSABLE
    except (click.Abort, KeyboardInterrupt):
        tell("stopped")
        return INTERRUPTED
