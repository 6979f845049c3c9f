"""What the command line prints and how: JSON lines, tables, remarks, bars, how a run is stopped,
and the exit statuses.

Knows streams and terminals; does not know any command.
"""
from __future__ import annotations

import json
import logging
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

import click

from communique.records import Failure, Json, Reading

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.progress import Progress

# exit statuses; the last two as shells count signals
DONE, FAILED, UNUSABLE, INTERRUPTED, CLOSED = 0, 1, 2, 130, 141
WIDTH = 120         # columns of a table that goes to a file or a pipe
STEP = "source"     # where an input failed that could not be opened


@dataclass(slots=True)
class Output:
    """Where results go: JSON lines or tables on standard output, remarks and progress on standard error."""

    as_json: bool
    evidence: bool
    everything: bool = False
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
            put(show.reading(result, evidence=self.evidence, plain=self.screen.color_system is None,
                             everything=self.everything), self.screen)
        self.done += 1
        self.step()

    def fail(self, failure: Failure) -> None:
        """Print a failure in its place and count it."""
        if self.as_json:
            write(failure.to_dict())
        said = not failure.id or failure.id in failure.message
        tell(f"error: {failure.message}" if said else f"error: {failure.id}: {failure.message}")
        self.failed += 1
        self.step()

    @contextmanager
    def progress(self, total: int | None, *, shown: bool) -> Iterator[None]:
        """A bar on standard error while many are read and someone looks on;
        on Ctrl-C what was done is said."""
        try:
            if shown and sys.stderr.isatty() and not (self.as_json and sys.stdout.isatty()):
                with self.bar(total):
                    yield
            else:
                yield
        except KeyboardInterrupt:
            tell(
                f"stopped: {self.done + self.failed}{f' of {total}' if total else ''} articles were done, "
                "and all of them are printed"
            )
            raise click.exceptions.Exit(INTERRUPTED) from None

    @contextmanager
    def bar(self, total: int | None) -> Iterator[None]:
        """The bar itself; tables are printed above it."""
        screen = self.screen if not self.as_json and sys.stdout.isatty() else console(error=True)
        with bar("reading", screen) as progress:
            task = progress.add_task("", total=total)
            self.step = lambda: progress.advance(task)
            yield


def bar(what: str, screen: Console, *more: str) -> Progress:
    """A bar of what is done, with further columns before its times."""
    from rich import progress as rich
    columns = (
        rich.TextColumn(what), rich.BarColumn(), rich.MofNCompleteColumn(), *map(rich.TextColumn, more),
        rich.TimeElapsedColumn(), rich.TimeRemainingColumn(),
    )
    return rich.Progress(*columns, console=screen, transient=True, redirect_stdout=False)


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
    """Print a JSON object on a line of its own, in UTF-8 whatever the locale, and flush it:
    what is done is not lost."""
    text = json.dumps(record, ensure_ascii=False)
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:      # half of a surrogate pair in the input: its escape is JSON too
        data = json.dumps(record).encode("ascii")
    with to_pipe():
        click.echo(data)
        sys.stdout.flush()


class Remarks(logging.Handler):
    """What the library logs, as lines for people; `told` says whether there was an error among it."""

    told = False

    def emit(self, record: logging.LogRecord) -> None:
        """Print a record."""
        self.told = self.told or record.levelno >= logging.ERROR
        tell(f"error: {record.getMessage()}" if record.levelno >= logging.ERROR else record.getMessage())


@contextmanager
def remarks() -> Iterator[Remarks]:
    """Within it what the library logs is told."""
    handler, log = Remarks(logging.WARNING), logging.getLogger("communique")
    log.addHandler(handler)
    try:
        yield handler
    finally:
        log.removeHandler(handler)


@contextmanager
def to_pipe() -> Iterator[None]:
    """End quietly when whoever reads our output has left ("communique read … | head")."""
    try:
        yield
    except (BrokenPipeError, SystemExit):       # rich answers a closed pipe with SystemExit
        # else the interpreter complains when it flushes at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(CLOSED) from None
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.ClickException(
            f"standard output cannot be written ({error.strerror}); make room, or write elsewhere"
        ) from None


def binary(name: str) -> AbstractContextManager[IO[bytes]]:
    """The bytes of a file, or of standard input for "-"."""
    return nullcontext(sys.stdin.buffer) if name == "-" else open(name, "rb")


# ---------------------------------------------------------------- bars and Ctrl-C
class Bar:
    """A bar with rate and time left on standard error where someone looks on,
    else a line every half minute."""

    def __init__(self, total: int | None, what: str) -> None:
        self.total, self.what, self.named, self.done = total, what, 0, 0
        self.foreign: Counter[str] = Counter()
        self.started = self.spoken = time.monotonic()
        self.move: Callable[[int], None] = self.speak

    def __enter__(self) -> Bar:
        if sys.stderr.isatty():
            self.progress = bar(self.what, console(error=True), "{task.fields[rate]}")
            task = self.progress.add_task("", total=self.total, rate="")
            self.move = lambda n: self.progress.update(task, completed=n, rate=self.rate())
            self.progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        if sys.stderr.isatty():
            self.progress.stop()

    def rate(self) -> str:
        """How many a second."""
        return f"{self.done / max(time.monotonic() - self.started, 0.001):.1f}/s"

    def to(self, done: int) -> None:
        """Say how many are done."""
        self.done = done
        self.move(done)

    def speak(self, done: int) -> None:
        """Say it in words, not too often."""
        if time.monotonic() - self.spoken > 30:
            self.spoken = time.monotonic()
            tell(f"{done:,} {self.what}, {self.rate()}")


@contextmanager
def gently() -> Iterator[Callable[[], bool]]:
    """Within it a first Ctrl-C or SIGTERM ends the run, a second at once whatever is under way;
    what was committed stays either way."""
    wished: list[int] = []

    def wish(number: int, frame: object) -> None:
        if wished:
            leave()
        wished.append(number)
        # where it comes while a connection goes back to its pool, the pool would print where
        logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL + 1)
        raise KeyboardInterrupt

    def ignored(what: sys.UnraisableHookArgs) -> None:
        # it came while Python tidied up, where it is printed and forgotten
        if what.exc_type is KeyboardInterrupt:
            leave()
        hook(what)

    before = {number: signal.signal(number, wish) for number in (signal.SIGINT, signal.SIGTERM)}
    hook, sys.unraisablehook = sys.unraisablehook, ignored
    try:
        yield lambda: bool(wished)
    except KeyboardInterrupt:
        tell("stopped; everything read so far is kept, and the same command goes on from here")
        raise click.exceptions.Exit(INTERRUPTED) from None
    finally:
        sys.unraisablehook = hook
        if not wished:
            for number, handler in before.items():
                signal.signal(number, handler)


def wait(stopped: Callable[[], bool], until: float) -> None:
    """Wait for a moment of the monotonic clock, or until stopped."""
    while not stopped() and (left := until - time.monotonic()) > 0:
        time.sleep(min(left, 0.2))


def leave() -> None:
    """End this process now; those that read for it end with it."""
    if sys.stderr.isatty():
        os.write(2, b"\x1b[?25h\n")  # the cursor, which a bar hides
    os._exit(INTERRUPTED)
