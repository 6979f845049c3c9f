"""The command `communique`: read, explain, actor, accuracy; the only package that prints and exits.

Knows its commands and how errors end; does not know what they do.
"""
from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import click

from communique.cli.accuracy import accuracy
from communique.cli.alerting import alerts
from communique.cli.articles import explain, read
from communique.cli.asking import export, find, import_
from communique.cli.briefing import brief
from communique.cli.comparing import check, compare, drift
from communique.cli.keeping import ingest, recode, verify, watch
from communique.cli.output import DONE, FAILED, INTERRUPTED, UNUSABLE, remarks, tell
from communique.cli.phrases import actor
from communique.cli.project import init
from communique.cli.running import up
from communique.cli.series import analyse, series
from communique.cli.serving import mcp, serve
from communique.cli.settling import ledger, settle
from communique.errors import AskError, CommuniqueError
from communique.show.plain import line
from communique.wording import plural

SHORT = """\
communique reads the news and documents of diplomacy into a record that can be
checked: who did what to whom, who said what, and the words that say so.

Try it
  communique read                   a bundled article
  communique read FILE or ADDRESS   an article of yours
  communique compare A B            two read-outs of one meeting, point by point

Keep a record
  communique init                   choose folders and feeds
  communique up                     read what comes in, and show it in a browser
  communique ingest FOLDER          read a folder once

Ask it
  communique find "fishing rights"  acts, statements, meetings, articles
  communique ledger demands         demands, positions, meetings, disputes
  communique series --dyad CHN-JPN  how two parties dealt with each other
  communique brief CHN-JPN          one page for the desk
  communique check NOTE.txt         is each claim of a text in the record?
  communique explain FILE ID        why something was read so
"""


class Commands(click.Group):
    """The commands; a mistyped one is answered with those that are spelt like it."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = get_close_matches(args[0], self.list_commands(ctx), 2, 0.6)
            if not near:
                raise
            message = (
                f"{args[0]!r} is not a command; did you mean "
                f"{' or '.join(f'communique {name}' for name in near)}?"
            )
            raise click.UsageError(message, ctx) from error


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    invoke_without_command=True,
    epilog="""
\b
Examples:
  communique read                              the bundled sample article
  communique read story.html --evidence        with the sentences that say so
  communique read --json *.txt > records.jsonl
  communique explain story.html 3f2a91c0de77   why this event was coded
  communique actor "French foreign minister" --on 2025-11-28
Completion: eval "$(_COMMUNIQUE_COMPLETE=bash_source communique)" in ~/.bashrc; zsh_source and fish_source
will do as well.
""",
)
@click.version_option(package_name="communique", message="%(prog)s %(version)s")
@click.pass_context
def commands(ctx: click.Context) -> None:
    """Read the news of diplomacy and keep the record: who did what to whom, who said what,
    and the exact words that say so."""
    if ctx.invoked_subcommand is None:
        click.echo(f"{SHORT}\n{kept()}\nAll commands: communique --help")


def kept() -> str:
    """What the archive of this folder or of the user holds, in a line or two."""
    from communique.archive import open_archive

    beside = Path("communique.db")
    try:
        with open_archive(beside if beside.exists() else None, create=False) as archive:
            articles = archive.counts().get("articles", 0)
            newest = f", newest {archive.as_of()}" if articles else ""
            return f"Your archive: {Path(archive.where).name}, {plural(articles, 'article')}{newest}\n"
    except CommuniqueError:
        return "No archive yet: communique init\n"


for command in (
    read, init, up, explain, actor, ingest, watch, find, export, import_, recode, verify, settle, ledger,
    series, brief, compare, drift, check, alerts, analyse, serve, mcp, accuracy,
):  # fmt: skip
    commands.add_command(command)


def tell_asked(error: AskError) -> None:
    """Say what was wrong with a filter: what was found, where, what may have been meant, what to do."""
    option = f"--{error.name.replace('_', '-')}" if error.name and error.name != "text" else ""
    rows = (
        ("found in", f"{option} {error.value}".strip() if option else ""), ("near it", ", ".join(error.near)),
        ("do", error.remedy),
    )
    tell(f"error: {error.found}")
    for title, said in rows:
        if said:
            click.echo(f"  {title:<11}{line(said)}", err=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit status. Errors are one line on standard error,
    never a traceback."""
    try:
        given = None if arguments is None else list(arguments)
        with remarks() as told:
            status: int = commands.main(args=given, prog_name="communique", standalone_mode=False) or DONE
        return FAILED if told.told and status == DONE else status
    except click.ClickException as error:
        tell(f"error: {error.format_message()}")
        if isinstance(error, click.UsageError) and error.ctx is not None:
            tell(f"try: {error.ctx.command_path} --help")
        return UNUSABLE
    except AskError as error:
        tell_asked(error)
        return UNUSABLE
    except CommuniqueError as error:
        tell(f"error: {error}")
        return UNUSABLE
    except OSError as error:
        tell(
            f"error: {error.filename or 'standard output'}: {error.strerror or error}; make room, or name "
            "another place"
        )
        return UNUSABLE
    except (click.Abort, KeyboardInterrupt):
        tell("stopped")
        return INTERRUPTED
