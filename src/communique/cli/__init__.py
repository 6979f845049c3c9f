"""The command `communique`: read, explain, actor, accuracy; the only package that prints and exits.

Knows its commands and how errors end; does not know what they do.
"""
from __future__ import annotations

from collections.abc import Sequence

import click

from communique.cli.accuracy import accuracy
from communique.cli.alerting import alerts
from communique.cli.articles import explain, read
from communique.cli.asking import export, find, import_
from communique.cli.briefing import brief
from communique.cli.checking import check
from communique.cli.comparing import compare, drift
from communique.cli.keeping import ingest, recode, watch
from communique.cli.mcp import mcp
from communique.cli.output import DONE, INTERRUPTED, UNUSABLE, tell
from communique.cli.phrases import actor
from communique.cli.scaling import analyse
from communique.cli.series import series
from communique.cli.serving import serve
from communique.cli.settling import ledger, settle
from communique.cli.verifying import verify
from communique.errors import CommuniqueError


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


for command in (
    read, explain, actor, ingest, watch, find, export, import_, recode, verify, settle, ledger, series, brief, compare, drift, check,
    alerts, analyse, serve, mcp, accuracy,
):  # fmt: skip
    commands.add_command(command)


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
