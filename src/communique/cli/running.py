"""`communique up`: in one process it watches folders and feeds, settles what came, and shows the pages.

Knows the order of looking, reading and settling, and what is said of it; does not know how any of it is done.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.cli import project, serving
from communique.cli.keeping import gently
from communique.cli.output import DONE, tell
from communique.cli.project import Project
from communique.errors import ArchiveError
from communique.records import Failure, FeedState
from communique.show import safe
from communique.wording import plural

if TYPE_CHECKING:
    from communique.alerts.mail import Server
    from communique.archive import Archive
    from communique.reader import Reader
    from communique.sources.arrivals import Arrival

HOST = serving.HOST


@dataclass(slots=True)
class Run:
    """What a run has done, for its closing line."""

    began: float = field(default_factory=time.monotonic)
    articles: int = 0
    events: int = 0
    failed: list[str] = field(default_factory=list)
    dead: set[str] = field(default_factory=set)
    unsent: int = 0  # alerts of lists that wait
    kept: tuple[int, ...] = ()  # the searches of lists at the last look
    said: set[str] = field(default_factory=set)


@click.command(
    epilog="""
\b
Examples:
  communique up                                   as communique.toml says (communique init writes it)
  communique up --port 8021
  communique up --once                            one look at everything, no pages; say from cron
  communique up --folder articles/                without a file: a folder, and communique.db beside you
Ctrl-C stops it; what was read is kept, and the next run goes on from there.
Exit status: 0 done or stopped; 2 nothing could be started.
"""
)
@click.option(
    "--config", type=click.Path(path_type=Path), default=Path(project.NAME), show_default=True, metavar="FILE"
)
@click.option(
    "--port", type=click.IntRange(0, 65535), metavar="N", help="Where the pages are, in place of the file's."
)
@click.option(
    "--folder", "folders", multiple=True, metavar="FOLDER", help="A folder to read as well; may be repeated."
)
@click.option("--once", is_flag=True, help="Look at everything once and end, without pages.")
def up(config: Path, port: int | None, folders: tuple[str, ...], once: bool) -> int:
    """Read what comes in, settle it, and show it in a browser, until stopped."""
    desk = asked(config, folders)
    port = desk.port if port is None else port
    from communique.archive import open_archive

    mail_server(desk)

    if not once:
        if not serving.equipped():
            raise click.ClickException(
                f"{serving.MISSING} (nothing was started); without pages: communique up --once"
            )
        if serving.taken(HOST, port):
            raise click.ClickException(
                f"port {port} is taken, perhaps by another communique up; nothing was started: "
                f"communique up --port {port + 1}, or open http://{HOST}:{port}"
            )
    with open_archive(desk.archive, create=True) as archive:
        greet(desk, archive, config, None if once else port)
        server = None if once else Pages(desk, port)
        run = Run()
        try:
            with gently() as stopped:
                watch(desk, archive, run, stopped, once=once)
        finally:
            if server is not None:
                server.stop()
            farewell(run)
    return DONE


def asked(config: Path, folders: tuple[str, ...]) -> Project:
    """The project of a file, with further folders; without a file that of the folders alone."""
    if folders and not config.exists():
        return Project(str(Path("communique.db").resolve()), tuple(map(os.path.abspath, folders)))
    desk = project.load(config)
    return replace(desk, folders=(*desk.folders, *map(os.path.abspath, folders)))


class Pages:
    """The pages, served in a thread beside."""

    def __init__(self, desk: Project, port: int) -> None:
        import uvicorn

        from communique.web import app, connections

        made = app.create(desk.archive, reviewer=desk.reviewer)
        config = connections.settings(made, host=HOST, port=port, timeout_graceful_shutdown=1)
        self.server: Any = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, name="pages", daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """End it within two seconds or so."""
        self.server.should_exit = True
        self.thread.join(1.5)


# ---------------------------------------------------------------- watching
def watch(desk: Project, archive: Archive, run: Run, stopped: Callable[[], bool], *, once: bool) -> None:
    """Look at folders and feeds in turn until stopped; what came is settled before the next look."""
    seen: dict[str, tuple[float, int]] = {}
    reader = lazily()
    while not stopped():
        came = take(new_files(desk.folders, seen), archive, reader, run)
        until = time.monotonic() + project.LOOK
        came += feeds_until(
            desk, archive, reader, run,
            lambda until=until: stopped() or time.monotonic() > until,  # type: ignore[misc]
            once=once,
        )
        if came:
            settle(archive)
        kept = tuple(watch.number for _, watches in archive.watchlists() for watch in watches)
        # a new search is looked at once, so that all that comes later is new
        if kept and (came or run.unsent or kept != run.kept):
            deliver(desk, archive, run)
            run.kept = kept
        if once:
            return
        while not stopped() and time.monotonic() < until:
            time.sleep(0.2)


def lazily() -> Callable[[], Reader]:
    """The reader, made when the first article comes."""
    made: list[Reader] = []

    def reader() -> Reader:
        from communique.reader import Reader as Made

        if not made:
            made.append(Made())
        return made[0]

    return reader


def new_files(folders: Iterable[str], seen: dict[str, tuple[float, int]]) -> list[str]:
    """The files of folders that are new or changed since the last look,
    and have been left alone for a moment."""
    found = []
    for folder in folders:
        for path in files(folder):
            try:
                state = os.stat(path)
            except OSError:
                continue
            mark = (state.st_mtime, state.st_size)
            if seen.get(path) != mark and time.time() - state.st_mtime > 0.5:
                seen[path] = mark
                found.append(path)
    return found


def files(folder: str) -> Iterator[str]:
    """The files below a folder that have a name we know."""
    from communique.sources.arrivals import Arrival, walk

    return (path for path in walk(folder) if not isinstance(path, Arrival))


def take(paths: list[str], archive: Archive, reader: Callable[[], Reader], run: Run) -> int:
    """Read some files and say what came of each; how many articles are new."""
    if not paths:
        return 0
    from communique.sources.arrivals import Options, arrivals

    groups: dict[str, list[Arrival]] = {}
    for arrival in arrivals(paths, Options()):
        groups.setdefault(arrival.origin.split("#")[0], []).append(arrival)
    return sum(keep(Path(origin).name, group, archive, reader, run) for origin, group in groups.items())


def keep(name: str, group: list[Arrival], archive: Archive, reader: Callable[[], Reader], run: Run) -> int:
    """Read what came from one place, keep it, and say so; how many articles are new."""
    from communique import pipeline

    totals = pipeline.ingest(group, archive, reader())
    for arrival in group:
        if isinstance(arrival.item, Failure):
            run.failed.append(name)
            say(name, f"not read: {arrival.item.message}")
    new = totals.added.new + totals.added.revised
    run.articles += new
    run.events += totals.added.events
    if new:
        say(name, f"{plural(new, 'article')}, {plural(totals.added.events, 'act')}")
    return new


def feeds_until(
    desk: Project, archive: Archive, reader: Callable[[], Reader], run: Run, stop: Callable[[], bool], *,
    once: bool,
) -> int:
    """Look at the feeds that are due until told to stop; how many articles are new."""
    if not desk.feeds:
        return 0
    from communique.sources import watching

    names = {feed.url: feed.name for feed in desk.feeds}
    states = {state.url: state for state in archive.feeds()}
    new = 0
    stream = watching.watch(
        desk.feeds, states, known=lambda url: archive.head(url) is not None, stop=stop,
        rounds=1 if once else None,
    )
    for item in stream:
        if isinstance(item, FeedState):
            archive.put_feed(item)
            spoken(item, names.get(item.url, item.url), run)
        else:
            new += keep(getattr(item.item, "outlet", None) or item.origin, [item], archive, reader, run)
    return new


def spoken(state: FeedState, name: str, run: Run) -> None:
    """Say once that a feed is dead, and once that it is back."""
    if state.failures and state.url not in run.dead:
        run.dead.add(state.url)
        say(name, f"no answer: {state.message}")
    elif not state.failures and state.url in run.dead:
        run.dead.discard(state.url)
        say(name, "back again")


def settle(archive: Archive) -> None:
    """Bring what is new into the ledgers, and say what it changed."""
    from communique import settle as steps

    try:
        done = steps.settle(archive)
    except ArchiveError as error:
        say("settling", f"put off: {error}")
        return
    kinds = (("demand", done.demands), ("dispute", done.disputes), ("meeting", done.meetings))
    changed = ", ".join(plural(n, noun) for noun, n in kinds if n)
    if changed:
        say("the record", f"{changed} new or changed")


def deliver(desk: Project, archive: Archive, run: Run) -> None:
    """Send what is new on the lists that people keep in the browser; a failure is said once,
    and tried again at the next look."""
    from communique.alerts import lists, watching

    try:
        done = lists.deliver(archive, mail_server(desk))
    except (watching.BusyError, ArchiveError) as error:
        say("lists", f"put off: {error}")
        return
    run.unsent = done.waiting
    if done.sent:
        say("lists", f"{plural(done.sent, 'alert')} sent")
    for message in done.errors:
        if message not in run.said:
            run.said.add(message)
            say("lists", message)


def mail_server(desk: Project) -> Server | None:
    """The mail server that a file names; its password may come from the environment."""
    from communique.alerts import mail

    if desk.mail:
        return mail.server(desk.mail, desk.mail_from, os.environ.get("COMMUNIQUE_SMTP_PASSWORD"))
    return None


# ---------------------------------------------------------------- what is said
def greet(desk: Project, archive: Archive, config: Path, port: int | None) -> None:
    """Say what is read, what there is, and where it is shown."""
    articles = archive.counts().get("articles", 0)
    sources = f"{plural(len(desk.feeds), 'feed')}, {plural(len(desk.folders), 'folder')}"
    tell(
        f"{config.name if config.exists() else 'no file'}: {sources}"
        + (f"; follows {', '.join(desk.follow)}" if desk.follow else "")
    )
    tell(
        f"{Path(archive.where).name}: {plural(articles, 'article')}"
        + (f", newest {archive.as_of()}" if articles else "")
    )
    if port is not None:
        click.echo(f"pages: http://{HOST}:{port}        Ctrl-C stops it; what is read is kept\n", err=True)


def farewell(run: Run) -> None:
    """Say what the run did."""
    seconds = int(time.monotonic() - run.began)
    span = (
        f"{seconds // 3600} h {seconds // 60 % 60} min"
        if seconds >= 3600
        else f"{seconds // 60} min"
        if seconds >= 60
        else f"{seconds} s"
    )
    tell(f"done in {span}: {plural(run.articles, 'article')}, {plural(run.events, 'act')}")
    if run.failed:
        tell(f"not read: {', '.join(sorted(set(run.failed))[:5])}        communique find --failures")


def say(who: str, what: str) -> None:
    """A line of the log: the time, who, what."""
    now = datetime.now().astimezone()
    at = f"{now:%H:%M}" if sys.stderr.isatty() else now.isoformat(timespec="seconds")
    click.echo(f"{at}  {safe(' '.join(who.split()))[:20]:<20}  {safe(what)}", err=True)
