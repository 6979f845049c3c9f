"""The lists that people keep in the browser: each to rules, and what is new to where its news is sent.

Knows how a kept search becomes a rule, and that what a browser gave may not reach private networks;
does not know any page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from communique.alerts import mail as mails
from communique.alerts import watching
from communique.alerts import webhook as hooks
from communique.alerts.records import Alert
from communique.alerts.rules import Rule, RulesError, rule
from communique.archive import Archive, Watch, Watchlist


def rules_of(head: Watchlist, watches: Sequence[Watch]) -> list[Rule]:
    """The rules of a list, each under a name of its own;
    one that this version does not understand is left out."""
    found = []
    for watch in watches:
        try:
            found.append(rule_of(watch, f"{head.name}: {watch.title} ({watch.number})"))
        except RulesError:
            continue
    return found


def rule_of(watch: Watch, name: str | None = None) -> Rule:
    """The rule of a kept search; RulesError where it is not sound."""
    return rule("the list", watch.number, {**watch.rule, "name": name or watch.title})


def deliver(
    archive: Archive, server: mails.Server | None, tell: Callable[[Alert], None] | None = None, *,
    as_of: str | None = None,
) -> watching.Told:
    """Find what is new on every list and send it where the list says;
    what was not taken waits for the next time.

    Raises:
        BusyError: another process on this machine is at it.
    """
    told = watching.Told()
    for head, watches in archive.watchlists():
        done = watching.look(
            archive, rules_of(head, watches), ways_of(head, server, tell, told.errors), as_of=as_of, backlog=0
        )
        told.new += done.new
        told.sent += done.sent
        told.waiting += done.waiting
        told.errors += done.errors
    return told


def ways_of(
    head: Watchlist, server: mails.Server | None, tell: Callable[[Alert], None] | None, errors: list[str]
) -> watching.Ways:
    """Where news of a list goes; what may not be sent to is said, and left out."""
    hook, letter = None, None
    if head.webhook:
        try:
            hook = hooks.checked(hooks.Hook(head.webhook))
        except hooks.WebhookError as error:
            errors.append(f"{head.name}: {error}")
    if head.email and server is None:
        errors.append(
            f"{head.name}: no mail server is named; write mail = {mails.EXAMPLE!r} into communique.toml"
        )
    elif head.email and server is not None:
        letter = mails.Letter(mails.checked(head.email), server)
    return watching.Ways(tell, None, hook, head.name, letter)
