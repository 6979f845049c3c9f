"""Rules over an archive: what matches anew is queued, then told on each way, and kept until it was told.

Knows what the archive remembers of each rule and alert; does not know how a match is found,
or how a way works.

For each rule the archive keeps a mark with where it looked last, the alerts of the feed, and those that a way
has not taken yet; for each alert a mark that it is known. Both are set in one transaction, before anything is
told: what was queued and not told is told by the next run, so an alert may come twice, under the same id, but
none is lost.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

import msgspec

from communique.acts import LATE, touched
from communique.alerts import feed as feeds
from communique.alerts import mail as mails
from communique.alerts import webhook as hooks
from communique.alerts.matching import Match, among, everywhere, in_ledger, levels, same_change
from communique.alerts.records import Alert
from communique.alerts.rules import Rule
from communique.archive import Archive, Gathered
from communique.errors import CommuniqueError
from communique.records import Json, identify, load

BACKLOG = 20  # matches that a rule tells of what was there before it; the rest is taken as known
RECENT = 200  # alerts of a rule that are kept for the feed
KIND = "alerts"
Changed = Callable[[tuple[int, str]], tuple[list[Gathered], tuple[int, str]]]
LINE, HOOK, MAIL = "line", "webhook", "mail"


class BusyError(CommuniqueError):
    """Another process looks after the same alerts."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Where alerts go: `tell` is given each (None: nobody looks on), a file gets the feed, a hook the posts,
    `mail` a look's in one."""

    tell: Callable[[Alert], None] | None = None
    feed: Path | None = None
    hook: hooks.Hook | None = None
    name: str = "alerts"
    mail: mails.Letter | None = None


@dataclass(slots=True)
class Told:
    """What a run did: new alerts, those sent, those that still wait to be sent, what was taken as known,
    and failures."""

    new: int = 0
    sent: int = 0
    waiting: int = 0
    known: dict[str, int] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


@dataclass(slots=True)
class State:
    """What the archive remembers of a rule."""

    fingerprint: str = ""
    after: tuple[int, str] = (0, "")
    looked: tuple[int, str] = (-1, "")  # edition and day of the last look at ledgers
    recent: list[Json] = field(default_factory=list)
    waiting: dict[str, list[Json]] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)


def look(
    archive: Archive, rules: Sequence[Rule], ways: Ways, *, as_of: str | None = None, backlog: int = BACKLOG
) -> Told:
    """Find what matches anew and tell it on all ways; what a way did not take waits for the next look.

    Raises:
        BusyError: another process is at it.
        ArchiveError: the archive fails; what was queued stays.
    """
    day = archive.as_of(as_of)
    told = Told()
    with alone(archive):
        changed = cache(partial(touched, archive))  # rules that looked together last look once
        states = [(rule, found(archive, rule, day, backlog, told, changed, ways)) for rule in rules]
        tell(archive, states, ways, told)
    return told


# ---------------------------------------------------------------- what is new
def found(
    archive: Archive, rule: Rule, day: str, backlog: int, told: Told, changed: Changed, ways: Ways
) -> State:
    """The state of a rule after its new matches were queued."""
    state = read(archive, rule)
    edition = archive.edition()
    first = state.fingerprint != rule.fingerprint
    settled = not sum(archive.waiting().values())
    if rule.of == "happenings" and first:
        matches, state.after = list(everywhere(archive, rule)), (edition, LATE)
    elif rule.of == "happenings":
        acts, state.after = changed(state.after)
        matches = list(among(archive, rule, acts))
    elif not first and settled and state.looked == (edition, day):
        return state
    else:
        matches = list(levels(archive, rule, day) if rule.of == "series" else in_ledger(archive, rule, day))
        state.looked = (edition, day) if settled else (-1, "")
    once = {match.key: match for match in matches}.values()
    fresh = [(match, id) for match in once if (id := new(archive, rule, state, match)) is not None]
    if first:
        fresh.sort(key=lambda pair: pair[0].day or "", reverse=True)
        if len(fresh) > backlog:
            told.known[rule.name] = len(fresh) - backlog
    state.fingerprint = rule.fingerprint
    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    shown = sorted(fresh[:backlog] if first else fresh, key=lambda pair: pair[0].day or "")
    alerts = [Alert(id, rule.name, rule.of, m.item, m.title, m.day, at, m.reports) for m, id in shown]
    queue(state, alerts, ways)
    state.changes = [*state.changes, *(m.key for m, _ in fresh)][-RECENT:] if rule.of == "series" else []
    write(archive, rule, state, [id for _, id in fresh])
    told.new += len(alerts)
    return state


def new(archive: Archive, rule: Rule, state: State, match: Match) -> str | None:
    """The id of the alert for a match; None where it is known."""
    if rule.of == "series" and same_change(match.key, state.changes):
        return None
    id = identify("alert", rule.id, match.key)
    return None if archive.mark(f"alert:{id}") else id


def queue(state: State, alerts: Sequence[Alert], ways: Ways) -> None:
    """Put new alerts where each way will find them."""
    made = [alert.to_dict() for alert in alerts]
    state.recent = [*state.recent, *made][-RECENT:]
    for name, way in ((LINE, ways.tell), (HOOK, ways.hook), (MAIL, ways.mail)):
        if way is not None and made:
            state.waiting[name] = [*state.waiting.get(name, []), *made]


# ---------------------------------------------------------------- telling
def tell(archive: Archive, states: Sequence[tuple[Rule, State]], ways: Ways, told: Told) -> None:
    """Tell what waits on all ways."""
    for rule, state in states:
        if ways.tell is not None and (rows := state.waiting.pop(LINE, [])):
            for row in rows:
                ways.tell(load(Alert, row))
            write(archive, rule, state)
    if ways.feed is not None:
        try:
            feeds.write(ways.feed, feeds.atom(newest(states), ways.name))
        except feeds.FeedError as error:
            told.errors.append(str(error))
    if ways.hook is not None:
        post(archive, states, ways.hook, told)
    if ways.mail is not None:
        write_to(archive, states, ways.mail, ways.name, told)
    told.waiting = sum(len(state.waiting.get(name, ())) for _, state in states for name in (HOOK, MAIL))


def newest(states: Sequence[tuple[Rule, State]]) -> list[Alert]:
    """The newest alerts of all rules."""
    alerts = [load(Alert, row) for _, state in states for row in state.recent]
    return sorted(alerts, key=lambda alert: (alert.at, alert.day or "", alert.id), reverse=True)[:RECENT]


def post(archive: Archive, states: Sequence[tuple[Rule, State]], hook: hooks.Hook, told: Told) -> None:
    """Send what waits, each noted as soon as it was taken;
    where the address does not answer the rest waits for the next look."""
    for rule, state in states:
        for row in list(state.waiting.get(HOOK, [])):
            try:
                hooks.send(hook, load(Alert, row))
            except hooks.WebhookError as error:
                if str(error) not in told.errors:
                    told.errors.append(str(error))
                if error.down:
                    return
                continue
            state.waiting[HOOK].remove(row)
            write(archive, rule, state)
            told.sent += 1


def write_to(
    archive: Archive, states: Sequence[tuple[Rule, State]], letter: mails.Letter, name: str, told: Told
) -> None:
    """Send what waits in one letter; where it is not taken all of it waits for the next look."""
    waiting = [(rule, state) for rule, state in states if state.waiting.get(MAIL)]
    alerts = [load(Alert, row) for _, state in waiting for row in state.waiting[MAIL]]
    if not alerts:
        return
    try:
        mails.send(letter, name, alerts)
    except mails.MailError as error:
        told.errors.append(str(error))
        return
    for rule, state in waiting:
        del state.waiting[MAIL]
        write(archive, rule, state)
    told.sent += len(alerts)


# ---------------------------------------------------------------- what is remembered
def read(archive: Archive, rule: Rule) -> State:
    """What the archive remembers of a rule; nothing where it was never looked at,
    or by a version that wrote it otherwise."""
    try:
        state = msgspec.json.decode(archive.mark(f"{KIND}:{rule.id}") or "{}", type=State)
        for row in (*state.recent, *(row for rows in state.waiting.values() for row in rows)):
            load(Alert, row)
    except (msgspec.MsgspecError, ValueError, TypeError, AttributeError):
        return State()
    return state


def write(archive: Archive, rule: Rule, state: State, known: Sequence[str] = ()) -> None:
    """Keep the state of a rule, and that some alerts are known, in one transaction."""
    kept = {"name": rule.name, **asdict(state), "waiting": {k: v for k, v in state.waiting.items() if v}}
    marks = {f"alert:{id}": rule.id for id in known}
    archive.put_items(KIND, (), (), {**marks, f"{KIND}:{rule.id}": json.dumps(kept)})


@contextlib.contextmanager
def alone(archive: Archive) -> Iterator[None]:
    """Within it no other process looks after the alerts of an archive; BusyError where one does."""
    busy = BusyError(
        f"{archive.where}: another process looks after its alerts; wait for it to end, or end it"
    )
    if not archive.sqlite:
        with archive.teller() as ours:
            if not ours:
                raise busy
            yield
        return
    try:
        import fcntl
    except ImportError:  # Windows: an alert may come twice there, under one id
        yield
        return
    name = hashlib.sha256(os.path.realpath(archive.where).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    file = Path(tempfile.gettempdir()) / f"communique-alerts-{os.getuid()}-{name}.lock"
    handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise busy from None
        yield
    finally:
        os.close(handle)
