"""`communique alerts`: what a watchlist matches anew, as lines, an Atom feed, and posts to a webhook;
also for `communique watch`.

Knows arguments, waits and what is printed; does not know how a rule is matched, or how an alert is sent.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.options import FILE, archive_option, as_of_option, flag, opened, option, private_option
from communique.cli.output import DONE, FAILED, gently, tell, to_pipe, wait, write

if TYPE_CHECKING:
    from communique.alerts.mail import Server
    from communique.alerts.records import Alert
    from communique.alerts.watching import Told, Ways
    from communique.archive import Archive

EVERY = 60.0  # seconds between two looks


@click.command(epilog="""
\b
Examples:
  communique alerts rules.toml --once             say, from cron, after `communique ingest` and `settle`
  communique alerts rules.toml --feed alerts.atom
  communique alerts rules.toml --webhook https://example.org/hook --once --json
  communique alerts --once                        the lists kept in the browser, each to where it says
rules.toml:
  [[rule]]
  name = "Demands between Beijing and Tokyo"
  dyad = "CHN-JPN"
  type = "REQUEST"
  min_confidence = 0.6
docs/how-to.md lists what a rule may ask for. Each match is told once; what a webhook did not take is sent
again at the next look.
Exit status with --once: 0 done; 1 something could not be told, and waits; 2 nothing could be done.
""")
@click.argument("file", type=click.Path(path_type=Path), metavar="[RULES.TOML]", required=False)
@option("--feed", type=FILE, metavar="FILE", help="Keep the newest alerts in this Atom feed.")
@option(
    "--webhook", envvar="COMMUNIQUE_WEBHOOK", metavar="URL",
    help="Post each alert there as JSON (else $COMMUNIQUE_WEBHOOK).",
)
@option(
    "--mail", envvar="COMMUNIQUE_MAIL", metavar="URL",
    help="SMTP server for the browser's lists, smtp://user@host:587.",
)
@option(
    "--mail-from", envvar="COMMUNIQUE_MAIL_FROM", metavar="ADDRESS",
    help="Who its letters are from; by default the user.",
)
@flag("--once", help="Look once and end.")
@option(
    "--every", type=click.FloatRange(1), default=EVERY, show_default=True, metavar="S",
    help="Seconds between two looks.",
)
@option(
    "--settle/--no-settle", "settling", default=True, show_default=True,
    help="Settle what is new before each look.",
)
@option(
    "--backlog", type=click.IntRange(0), default=20, show_default=True, metavar="N",
    help="How many earlier matches a new rule tells of; the others are taken as known.",
)  # fmt: skip
@flag("--json", "as_json", help="Print one JSON object a line.")
@as_of_option
@private_option
@archive_option
def alerts(
    file: Path | None, feed: Path | None, webhook: str | None, mail: str | None, mail_from: str | None,
    once: bool, every: float, settling: bool, backlog: int, as_json: bool, as_of: str | None,
    allow_private: bool, where: str | None,
) -> int:  # fmt: skip
    """Tell what the rules of a file, or the lists kept in the browser, match anew in the archive,
    once or until stopped."""
    if file is None and (feed or webhook):
        raise click.UsageError(
            "--feed and --webhook go with RULES.TOML; lists of the browser say themselves where their news "
            "goes"
        )
    with opened(where) as archive:
        if file is None:
            look = of_lists(mail, mail_from, settling, as_json, as_of)
        else:
            look = alerting(
                file, feed=feed, webhook=webhook, allow_private=allow_private, settling=settling,
                backlog=backlog, as_json=as_json, as_of=as_of,
            )  # fmt: skip
        if once:
            return FAILED if look(archive) else DONE
        with gently() as stopped:
            seen: tuple[int, int, str] | None = None
            failed = 0
            while not stopped():
                now = (archive.edition(), sum(archive.waiting().values()), archive.as_of(as_of))
                if now != seen or failed:
                    # as it was before: what came in meanwhile is looked at next
                    failed, seen = look(archive), now
                wait(stopped, time.monotonic() + every)
    return DONE


def alerting(
    rules: Path, *, feed: Path | None = None, webhook: str | None = None, allow_private: bool = False,
    settling: bool = True, backlog: int = 20, as_json: bool = False, every: float = 0.0,
    as_of: str | None = None,
) -> Callable[..., int]:  # fmt: skip
    """What to call after each change of an archive: it settles what is new, tells what the rules match anew,
    and gives how much failed.

    Args:
        rules: read at once; RulesError if they are not sound, WebhookError if the address may not be used.
        every: seconds between two looks at least; a call in between does nothing, unless it is given
            `now=True`, say at the end. Where it is given, another process at the same alerts is said and
            waited for, and raises no BusyError.
    """
    from communique.alerts import rules as watchlist
    from communique.alerts import watching
    from communique.alerts import webhook as hooks

    watched = watchlist.load(rules)
    hook = hooks.checked(hooks.Hook(webhook, allow_private)) if webhook else None
    ways = watching.Ways(lambda alert: show(alert, as_json), feed, hook, rules.stem)
    last = [-every]

    def look(archive: Archive, *, now: bool = False) -> int:
        if not now and time.monotonic() - last[0] < every:
            return 0
        last[0] = time.monotonic()
        ready(archive, settling)
        try:
            return said(watching.look(archive, watched, ways, as_of=as_of, backlog=backlog), ways)
        except watching.BusyError as error:
            if not every:
                raise
            tell(str(error))
            return 1

    return look


def of_lists(
    mail: str | None, mail_from: str | None, settling: bool, as_json: bool, as_of: str | None
) -> Callable[..., int]:
    """What to call after each change of an archive: it settles what is new,
    and sends news of the lists kept in the browser."""
    from communique.alerts import lists

    server = mails(mail, mail_from)

    def look(archive: Archive) -> int:
        ready(archive, settling)
        told = lists.deliver(archive, server, lambda alert: show(alert, as_json), as_of=as_of)
        for message in told.errors:
            tell(f"error: {message}")
        return len(told.errors)

    return look


def mails(url: str | None, sender: str | None) -> Server | None:
    """The mail server at an address, if there is one; its password may come from the environment."""
    from communique.alerts import mail

    return None if not url else mail.server(url, sender, os.environ.get("COMMUNIQUE_SMTP_PASSWORD"))


def ready(archive: Archive, settling: bool) -> None:
    """Settle what is new, or say that it waits."""
    from communique import settle as steps

    if not (left := steps.waiting(archive)):
        return
    if settling:
        steps.settle(archive)
    else:
        tell(
            f"{left:,} articles or occurrences wait to be settled and are not looked at yet: run `communique "
            "settle`"
        )


def show(alert: Alert, as_json: bool) -> None:
    """Print an alert."""
    from communique.alerts.records import line

    if as_json:
        write(alert.to_dict())
        return
    with to_pipe():
        click.echo(line(alert).encode("utf-8", "replace"))


def said(told: Told, ways: Ways) -> int:
    """Say what a look did beside its alerts; how much failed."""
    for name, known in told.known.items():
        tell(
            f"{name}: {known:,} earlier matches are taken as known; --backlog tells of more when a rule is "
            "new"
        )
    for message in told.errors:
        tell(f"error: {message}")
    if told.waiting:
        remedy = " and are sent at the next look" if ways.hook else ": name it with --webhook"
        tell(f"{told.waiting:,} alerts wait for a webhook{remedy}")
    return len(told.errors)
