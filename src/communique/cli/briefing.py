"""`communique brief`: what a desk needs to know of a pair, a country, an issue or a dispute, or what is new since the last brief.

Knows arguments, files and the mark of the last brief; does not know what a brief says.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from communique.cli.output import DONE, UNUSABLE, tell, to_pipe
from communique.cli.questions import archive_option, as_of_option, edge, opened

if TYPE_CHECKING:
    from communique.archive import Archive
    from communique.briefs.records import Brief

Format = Literal["markdown", "html"]
SUFFIXES: dict[str, Format] = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}
MARK = "brief"


@click.command(
    epilog="""
\b
Examples:
  communique brief China–Japan --since 2025-11-01
  communique brief CHN-JPN --format html -o china-japan.html
  communique brief "fishing rights" -o fishing.md         and fishing.svg beside it
  communique brief Norway
  communique brief                                what is new since my last brief
SUBJECT is a pair, a country, an issue (words that passages hold), or a dispute by its id or title; names and codes will do.
Exit status: 0 written; 2 the subject is unknown, or may be several, which are named.
"""
)
@click.argument("subject", required=False, default="")
@click.option("--since", callback=edge, metavar="DATE", help="First day, month or year.")
@click.option("--until", callback=edge, metavar="DATE", help="Last day, month or year.")
@click.option(
    "--format", "format_", type=click.Choice(["markdown", "html"]), help="By default as the file's name says, else markdown."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to write, else standard output.")
@as_of_option
@click.option("--peek", is_flag=True, help="With no subject: do not note that this was the last brief.")
@archive_option
def brief(subject: str, since: str | None, until: str | None, format_: Format | None, output: Path | None, as_of: str | None,
          peek: bool, where: str | None) -> int:  # fmt: skip
    """Write a brief: happenings, demands, positions, meetings and disputes, each line with outlet, day and quotation."""
    if since and until and since > until + "~":
        raise click.BadParameter(f"{since} is after --until {until}", param_hint="--since")
    try:
        from communique.briefs import gather, subjects
    except ImportError as error:
        tell(f"error: a brief needs one more package ({error.name}): pip install 'communique[plots]'")
        return UNUSABLE
    format_ = format_ or SUFFIXES.get(output.suffix.lower() if output else "", "markdown")
    with opened(where) as archive:
        about = subjects.subject(subject, archive)
        edition = archive.edition()
        after = last_brief(archive) if about.kind == "new" else None
        made = gather.brief(archive, about, since=since, until=until, as_of=as_of, after=after)
        deliver(made, format_, output)
        if about.kind == "new" and not peek and since is None and until is None:
            remember(archive, edition)
    if about.kind == "new" and after is None and since is None:
        tell(f"the first brief on what is new: since {made.since}; the next one goes on from here")
    return DONE


# ---------------------------------------------------------------- the last brief
def last_brief(archive: Archive) -> tuple[int, str] | None:
    """The edition and the day of the last brief; None where there was none, or what is kept of it cannot be read."""
    try:
        kept = json.loads(archive.mark(MARK) or "null")
        found = int(kept["edition"]), str(kept["day"])
    except (ValueError, TypeError, KeyError):
        return None
    return found if found[0] <= archive.edition() else None


def remember(archive: Archive, edition: int) -> None:
    """Note that a brief was written, as of an edition and the newest article."""
    archive.put_items(MARK, (), (), {MARK: json.dumps({"edition": edition, "day": archive.as_of()})})


# ---------------------------------------------------------------- writing
def deliver(made: Brief, format_: Format, output: Path | None) -> None:
    """Write a brief to a file, its picture beside it, or to standard output."""
    from communique.briefs import chart, writing

    drawing, characters = None, None
    if made.timeline is not None:
        if format_ == "html" or output is not None:
            try:
                drawing = chart.svg(made.timeline)
            except chart.NoChartError as error:
                tell(f"{error}; the timeline is in characters")
        characters = chart.in_characters(made.timeline) if drawing is None else None
    if format_ == "html":
        text, picture = writing.html(made, svg=drawing, text_chart=characters), None
    else:
        picture = output.with_suffix(".svg") if output is not None and drawing is not None else None
        text = writing.markdown(made, picture=picture.name if picture else None, text_chart=characters)
    if output is None:
        with to_pipe():
            click.echo(text.encode(), nl=False)
            sys.stdout.flush()
        return
    if picture is not None:
        written(picture, str(drawing))
    written(output, text)
    tell(f"{output}: {made.title}" + (f", with {picture.name} beside it" if picture else ""))


def written(file: Path, text: str) -> None:
    """Write a file whole or not at all; a usage error where it cannot be written."""
    name = None
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, prefix=f".{file.name}.", delete=False) as stream:
            name = stream.name
            stream.write(text)
        os.chmod(name, 0o666 & ~umask())
        os.replace(name, file)
    except OSError as error:
        if name is not None:
            with contextlib.suppress(OSError):
                os.unlink(name)
        raise click.UsageError(f"{file}: cannot be written ({error.strerror}); name another file with -o") from None


def umask() -> int:
    """The mask for new files, which temporary ones do not heed."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
