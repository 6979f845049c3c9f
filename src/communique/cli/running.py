"""`communique up`: in one process it watches folders and feeds, settles what came, and shows the pages.

Knows the order of looking, reading and settling, and what is said of it; does not know how any of it is done.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique import grouping
from communique.cli import project, serving
from communique.cli.alerting import mails
from communique.cli.options import FILE, flag, option
from communique.cli.output import DONE, gently, tell, wait
from communique.cli.project import Project
from communique.errors import ArchiveError
from communique.records import Failure, FeedState
from communique.show import safe
from communique.wording import plural

if TYPE_CHECKING:
    from communique.archive import Archive
    from communique.reader import Reader
    from communique.sources.arrivals import Arrival

HOST = serving.HOST


@click.command(epilog="""
\b
Examples:
  communique up                                   as communique.toml says (communique init writes it)
  communique up --port 8021
  communique up --once                            one look at everything, no pages; say from cron
  communique up --folder articles/                without a file: a folder, and communique.db beside you
Ctrl-C stops it; what was read is kept, and the next run goes on from there.
Exit status: 0 done or stopped; 2 nothing could be started.
""")
@option("--config", type=FILE, default=Path(project.NAME), show_default=True, metavar="FILE")
@option(
    "--port", type=click.IntRange(0, 65535), metavar="N", help="Where the pages are, in place of the file's."
)
@option(
    "--folder", "folders", multiple=True, metavar="FOLDER", help="A folder to read as well; may be repeated."
)
@flag("--once", help="Look at everything once and end, without pages.")
def up(config: Path, port: int | None, folders: tuple[str, ...], once: bool) -> int:
    """Read what comes in, settle it, and show it in a browser, until stopped."""
    desk = asked(config, folders)
    port = desk.port if port is None else port
    from communique.archive import open_archive

    mails(desk.mail, desk.mail_from)

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
        run = Run(desk, archive)
        try:
            with gently() as stopped:
                run.watch(stopped, once=once)
        finally:
            if server is not None:
                server.stop()
            run.farewell()
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
@dataclass
class Run:
    """A desk at its archive, and what the run has done, for its closing line."""

    desk: Project
    archive: Archive
    began: float = field(default_factory=time.monotonic)
    articles: int = 0
    events: int = 0
    failed: list[str] = field(default_factory=list)
    dead: set[str] = field(default_factory=set)
    unsent: int = 0  # alerts of lists that wait
    kept: tuple[int, ...] = ()  # the searches of lists at the last look
    said: set[str] = field(default_factory=set)

    @cached_property
    def reader(self) -> Reader:
        """The reader, made when the first article comes."""
        from communique.reader import Reader

        return Reader()

    def watch(self, stopped: Callable[[], bool], *, once: bool) -> None:
        """Look at folders and feeds in turn until stopped; what came is settled before the next look."""
        seen: dict[str, tuple[float, int]] = {}
        while not stopped():
            came = self.take(new_files(self.desk.folders, seen))
            until = time.monotonic() + project.LOOK
            came += self.feeds_until(
                lambda until=until: stopped() or time.monotonic() > until,  # type: ignore[misc]
                once=once,
            )
            if came:
                settle(self.archive)
            kept = tuple(watch.number for _, watches in self.archive.watchlists() for watch in watches)
            # a new search is looked at once, so that all that comes later is new
            if kept and (came or self.unsent or kept != self.kept):
                self.deliver()
                self.kept = kept
            if once:
                return
            wait(stopped, until)

    def take(self, paths: list[str]) -> int:
        """Read some files and say what came of each; how many articles are new."""
        if not paths:
            return 0
        from communique.sources.arrivals import arrivals
        from communique.sources.pages import Options

        groups = grouping.lists((one.origin.split("#")[0], one) for one in arrivals(paths, Options()))
        return sum(self.keep(Path(origin).name, group) for origin, group in groups.items())

    def keep(self, name: str, group: list[Arrival]) -> int:
        """Read what came from one place, keep it, and say so; how many articles are new."""
        from communique import pipeline

        totals = pipeline.ingest(group, self.archive, self.reader)
        for arrival in group:
            if isinstance(arrival.item, Failure):
                self.failed.append(name)
                say(name, f"not read: {arrival.item.message}")
        new = totals.added.new + totals.added.revised
        self.articles += new
        self.events += totals.added.events
        if new:
            say(name, f"{plural(new, 'article')}, {plural(totals.added.events, 'act')}")
        return new

    def feeds_until(self, stop: Callable[[], bool], *, once: bool) -> int:
        """Look at the feeds that are due until told to stop; how many articles are new."""
        if not self.desk.feeds:
            return 0
        from communique.sources import watching

        names = {feed.url: feed.name for feed in self.desk.feeds}
        states = {state.url: state for state in self.archive.feeds()}
        new = 0
        stream = watching.watch(
            self.desk.feeds, states, known=lambda url: self.archive.head(url) is not None, stop=stop,
            rounds=1 if once else None,
        )
        for item in stream:
            if isinstance(item, FeedState):
                self.archive.put_feed(item)
                self.spoken(item, names.get(item.url, item.url))
            else:
                new += self.keep(getattr(item.item, "outlet", None) or item.origin, [item])
        return new

    def spoken(self, state: FeedState, name: str) -> None:
        """Say once that a feed is dead, and once that it is back."""
        if state.failures and state.url not in self.dead:
            self.dead.add(state.url)
            say(name, f"no answer: {state.message}")
        elif not state.failures and state.url in self.dead:
            self.dead.discard(state.url)
            say(name, "back again")

    def deliver(self) -> None:
        """Send what is new on the lists that people keep in the browser; a failure is said once,
        and tried again at the next look."""
        from communique.alerts import lists, watching

        try:
            done = lists.deliver(self.archive, mails(self.desk.mail, self.desk.mail_from))
        except (watching.BusyError, ArchiveError) as error:
            say("lists", f"put off: {error}")
            return
        self.unsent = done.waiting
        if done.sent:
            say("lists", f"{plural(done.sent, 'alert')} sent")
        for message in done.errors:
            if message not in self.said:
                self.said.add(message)
                say("lists", message)

    def farewell(self) -> None:
        """Say what the run did."""
        seconds = int(time.monotonic() - self.began)
        hours, minutes = seconds // 3600, seconds // 60
        span = f"{hours} h {minutes % 60} min" if hours else f"{minutes} min" if minutes else f"{seconds} s"
        tell(f"done in {span}: {plural(self.articles, 'article')}, {plural(self.events, 'act')}")
        if self.failed:
            tell(f"not read: {', '.join(sorted(set(self.failed))[:5])}        communique find --failures")


def new_files(folders: Iterable[str], seen: dict[str, tuple[float, int]]) -> list[str]:
    """The files of folders that are new or changed since the last look,
    and have been left alone for a moment."""
    from communique.sources.arrivals import Arrival, walk

    found = []
    for folder in folders:
        for path in (path for path in walk(folder) if not isinstance(path, Arrival)):
            try:
                state = os.stat(path)
            except OSError:
                continue
            mark = (state.st_mtime, state.st_size)
            if seen.get(path) != mark and time.time() - state.st_mtime > 0.5:
                seen[path] = mark
                found.append(path)
    return found


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


def say(who: str, what: str) -> None:
    """A line of the log: the time, who, what."""
    now = datetime.now().astimezone()
    at = f"{now:%H:%M}" if sys.stderr.isatty() else now.isoformat(timespec="seconds")
    click.echo(f"{at}  {safe(' '.join(who.split()))[:20]:<20}  {safe(what)}", err=True)
