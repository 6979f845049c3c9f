"""`communique brief`: what a desk needs to know of a pair, a country, an issue or a dispute,
or what is new since the last brief.

Knows arguments, files and the mark of the last brief; does not know what a brief says.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from communique.cli import options
from communique.cli.options import FILE, flag, option
from communique.cli.output import DONE, gently, tell, to_pipe, wait
from communique.errors import CommuniqueError
from communique.text.files import is_ordinary, replaced

if TYPE_CHECKING:
    from communique.archive import Archive
    from communique.briefs.records import Brief

Format = Literal["markdown", "html", "docx", "pdf"]
SUFFIXES: dict[str, Format] = {
    ".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".docx": "docx",
    ".pdf": "pdf",
}  # fmt: skip
EVERY = re.compile(r"(\d{1,3})([mhd])|([01]\d|2[0-3]):([0-5]\d)")
SECONDS = {"m": 60, "h": 3600, "d": 86400}
MARK = "brief"


def span(ctx: click.Context, param: click.Parameter, value: str | None) -> Callable[[datetime], float] | None:
    """How many seconds there are from a moment to the next time."""
    if value is None:
        return None
    found = EVERY.fullmatch(value.strip())
    if found is None or found[1] == "0":
        raise click.BadParameter(f"{value!r} is no time; write 07:00, or 30m, 6h, 1d", ctx, param)
    if found[1]:
        return lambda now: int(found[1]) * SECONDS[found[2]]

    def until(now: datetime) -> float:
        today = now.replace(hour=int(found[3]), minute=int(found[4]), second=0, microsecond=0)
        return ((today if today > now else today + timedelta(1)) - now).total_seconds()

    return until


@click.command(epilog="""
\b
Examples:
  communique brief China–Japan --since 2025-11-01
  communique brief CHN-JPN -o china-japan.pdf             one sheet of A4; or .docx, .html, .md
  communique brief Norway --full -o norway.md             all that is held, and norway.svg beside it
  communique brief CHN-JPN -o brief.html --every 07:00    written anew each morning, until stopped
  communique brief                                what is new since my last brief
SUBJECT is a pair, a country, an issue (words that passages hold), or a dispute by its id or title; names and
codes will do.
Exit status: 0 written; 2 the subject is unknown, or may be several, which are named.
""")
@click.argument("subject", required=False, default="")
@options.since_option
@options.until_option
@option(
    "--format", "format_", type=click.Choice(["markdown", "html", "docx", "pdf"]),
    help="By default as the file's name says, else markdown.",
)
@option(
    "-o", "--output", type=FILE, metavar="FILE",
    help="Where to write, else standard output; Markdown has its picture beside it, with the ending .svg.",
)  # fmt: skip
@flag("--full", help="All that is held, section by section, instead of one page; Markdown or HTML.")
@option(
    "--every", callback=span, metavar="TIME",
    help="Write it again: each day at 07:00, or after 6h, 30m, 1d; needs -o.",
)
@options.as_of_option
@flag("--peek", help="With no subject: do not note that this was the last brief.")
@options.archive_option
def brief(
    subject: str, since: str | None, until: str | None, format_: Format | None, output: Path | None,
    full: bool, every: Callable[[datetime], float] | None, as_of: str | None, peek: bool, where: str | None,
) -> int:  # fmt: skip
    """Write a brief of one page: five lines, the acts that matter, what changed, silences, what is due,
    demands, sources."""
    if since and until and since > until + "~":
        raise click.BadParameter(f"{since} is after --until {until}", param_hint="--since")
    format_ = format_ or SUFFIXES.get(output.suffix.lower() if output else "", "markdown")
    if full and format_ not in ("markdown", "html"):
        raise click.UsageError(
            f"--full is written as Markdown or HTML, not as {format_.upper()}; leave out --full for one page"
        )
    if every is not None and output is None:
        raise click.UsageError("--every needs a file to write to; name it with -o")
    if format_ in ("docx", "pdf") and output is None and sys.stdout.isatty():
        raise click.UsageError(f"{format_.upper()} is not for a terminal; name a file with -o")

    def write_once() -> None:
        with options.opened(where) as archive:
            made_of(archive, subject, since, until, format_, output, full=full, as_of=as_of, peek=peek)

    write_once()
    if every is not None:
        again(write_once, every)
    return DONE


def made_of(
    archive: Archive, subject: str, since: str | None, until: str | None, format_: Format,
    output: Path | None, *, full: bool, as_of: str | None, peek: bool,
) -> None:  # fmt: skip
    """Make a brief of an archive and write it."""
    from communique.briefs import gather, page, papers, subjects

    about = subjects.subject(subject, archive)
    edition = archive.edition()
    after = last_brief(archive) if about.kind == "new" else None
    if full:
        long = gather.brief(archive, about, since=since, until=until, as_of=as_of, after=after)
        deliver(long, format_, output)
    else:
        made = papers.fitting(
            lambda room: page.brief(
                archive, about, since=since, until=until, as_of=as_of, after=after, room=room
            )
        )
        from communique.briefs import papers
        data: bytes | str = getattr(papers, format_)(made)
        hand_over(data.encode() if isinstance(data, str) else data, output, made.headline)
    if about.kind == "new" and not peek and since is None and until is None:
        noted = json.dumps({"edition": edition, "day": archive.as_of()})
        archive.put_items(MARK, (), (), {MARK: noted})
        if after is None:
            tell("the first brief on what is new; the next one goes on from here")


def hand_over(data: bytes, output: Path | None, title: str) -> None:
    """Write to a file, or to standard output."""
    if output is None:
        with to_pipe():
            click.echo(data, nl=False)
            sys.stdout.flush()
        return
    written(output, data)
    tell(f"{output}: {title}")


# ---------------------------------------------------------------- again
def again(write_once: Callable[[], None], every: Callable[[datetime], float]) -> None:
    """Write again and again until stopped; what fails is told, and tried at the next time."""
    with gently() as stopped:
        while not stopped():
            wait(stopped, time.monotonic() + every(datetime.now()))
            if not stopped():
                try:
                    write_once()
                except CommuniqueError as error:
                    tell(f"error: {error}; the next try at the next time")


# ---------------------------------------------------------------- the last brief
def last_brief(archive: Archive) -> tuple[int, str] | None:
    """The edition and the day of the last brief; None where there was none,
    or what is kept of it cannot be read."""
    try:
        kept = json.loads(archive.mark(MARK) or "null")
        found = int(kept["edition"]), str(kept["day"])
    except (ValueError, TypeError, KeyError):
        return None
    return found if found[0] <= archive.edition() else None


# ---------------------------------------------------------------- writing
def deliver(made: Brief, format_: Format, output: Path | None) -> None:
    """Write a brief to a file, its picture beside it, or to standard output."""
    from communique.briefs import chart, writing

    timeline, drawing = made.timeline, None
    if timeline is not None and (format_ == "html" or output is not None):
        try:
            drawing = chart.svg(timeline)
        except chart.NoChartError as error:
            tell(f"{error}; the timeline is in characters")
    beside = format_ != "html" and drawing is not None and output is not None and is_ordinary(output)
    picture = output.with_suffix(".svg") if output is not None and beside else None
    drawn = drawing if format_ == "html" else picture
    characters = chart.in_characters(timeline) if timeline is not None and drawn is None else None
    if format_ == "html":
        text = writing.html(made, svg=drawing, text_chart=characters)
    else:
        text = writing.markdown(made, picture=picture.name if picture else None, text_chart=characters)
    if output is None or picture is None:
        hand_over(text.encode(), output, made.title)
        return
    written(picture, str(drawing).encode())
    written(output, text.encode())
    tell(f"{output}: {made.title}, with {picture.name} beside it")


def written(file: Path, data: bytes) -> None:
    """Write a file whole or not at all; a usage error where it cannot be written."""
    try:
        with replaced(file) as stream:
            stream.write(data)
    except OSError as error:
        raise click.UsageError(
            f"{file}: cannot be written ({error.strerror}); name another file with -o"
        ) from None
