"""Feeds, looked at again and again, to the Articles that they announce; goes on until stopped,
whatever becomes of one feed.

Knows which feed is due and what is still to be fetched; does not keep anything:
the caller stores the states and the articles.
"""

from __future__ import annotations

import math
import random
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from communique.errors import SourceError
from communique.processes import Worker
from communique.records import Article, Failure, FeedState
from communique.sources import feeds, pages
from communique.sources.arrivals import Arrival
from communique.sources.feeds import Entry, Feed
from communique.sources.fetch import Answered, Page, Unreachable
from communique.sources.html import from_html
from communique.sources.polite import Manners, Web, hopeful

BACKED_OFF = 24 * 3600.0  # the longest that a failing feed is left alone
JITTER = 0.1  # share of a wait that chance adds, so that feeds do not stay in step
TRIES = 3  # for a page that could not be had though there was hope
AGAIN = 300.0  # seconds until the second try; twice that until the third
REMEMBERED = 2000  # addresses of a feed that were done; it shows at most half as many at a time
NAP = 1.0  # seconds slept at a time, so that a wish to stop is heard


@dataclass(slots=True)
class Task:
    """An entry that is still to be fetched: when it may be tried, and how often it has been."""

    entry: Entry
    due: float = 0.0
    tries: int = 0


@dataclass(slots=True)
class Watched:
    """A feed on watch: its state, when it is looked at next, the entries still to be fetched,
    and the addresses that are done.

    `marks` are those of the feed whose entries are being fetched;
    they enter the state when the last of them is done.
    """

    feed: Feed
    state: FeedState
    due: float
    tasks: OrderedDict[str, Task] = field(default_factory=OrderedDict)
    done: OrderedDict[str, None] = field(default_factory=OrderedDict)
    marks: tuple[str | None, str | None] | None = None
    left: float = math.inf  # looks


def watch(
    watched: Sequence[Feed], states: Mapping[str, FeedState] | None = None, *,
    known: Callable[[str], bool] = lambda url: False, manners: Manners | None = None,
    stop: Callable[[], bool] = lambda: False, rounds: int | None = None, worker: Worker | None = None,
    clock: Callable[[], float] = time.time, sleep: Callable[[float], None] = time.sleep,
    dice: Callable[[], float] = random.random,
) -> Iterator[Arrival | FeedState]:
    """The new articles of feeds as they come, and the state of each feed after each look at it,
    until `stop` says so.

    `states` are those stored by an earlier run, by address. `known` says of an address that its article is in
    the archive already; it is not fetched then. What was yielded must be stored in this order: a state only
    after the articles before it. With `rounds`, each feed is looked at so many times and then the watch ends.
    Nothing that a feed does ends it; feeds and pages are read in the `worker`, if any, which is ended over
    one that takes too long.
    """
    # a second try is this module's affair
    web = Web(replace(manners or Manners(), attempts=1), clock=clock, sleep=sleep, dice=dice)
    posts = [
        started(feed, (states or {}).get(feed.url) or FeedState(feed.url), rounds, clock(), dice)
        for feed in watched
    ]
    turn = 0
    try:
        while not stop() and (choice := soonest(posts, web, turn)) is not None:
            when, post, task = choice
            if when > clock():
                sleep(min(when - clock(), NAP))
                continue
            turn += 1
            yield from look(post, web, known, dice, worker) if task is None else take(post, task, web, worker)
    finally:
        web.close()


def started(
    feed: Feed, state: FeedState, rounds: int | None, now: float, dice: Callable[[], float]
) -> Watched:
    """A feed on watch from now on; one that was looked at lately is due when its time is up."""
    last = seconds(state.checked)
    due = now if last is None or last > now else max(now, last + pause(feed, state, None, dice))
    return Watched(feed, state, due, left=math.inf if rounds is None else rounds)


def soonest(posts: Sequence[Watched], web: Web, turn: int) -> tuple[float, Watched, Task | None] | None:
    """What can be done first, and when: a look at a feed (None) or an entry of one; None if nothing is left.

    Feeds take turns where several could be served.
    """
    best: tuple[float, Watched, Task | None] | None = None
    now = web.clock()
    for i in range(len(posts)):
        post = posts[(turn + i) % len(posts)]
        for when, what in choices(post, web, now):
            if best is None or max(when, now) < best[0]:
                best = max(when, now), post, what
    return best


def choices(post: Watched, web: Web, now: float) -> Iterator[tuple[float, Task | None]]:
    """What can be done for a feed, and when: the next look, and the entry that is due first."""
    if post.left > 0:
        yield max(post.due, now + web.ready(post.feed.url)), None
    if task := min(post.tasks.values(), key=lambda t: t.due, default=None):
        yield max(task.due, now + (web.ready(task.entry.url) if post.feed.take == "page" else 0.0)), task


# --- a look at a feed


def look(
    post: Watched, web: Web, known: Callable[[str], bool], dice: Callable[[], float], worker: Worker | None
) -> Iterator[FeedState]:
    """Fetch a feed and note what is new in it; its state, changed."""
    state = post.state
    post.left -= 1
    checked = datetime.fromtimestamp(web.clock(), UTC).isoformat(timespec="seconds")
    wait: float | None = None
    try:
        answer = web.get(post.feed.url, etag=state.etag, modified=state.modified, media=None)
        if isinstance(answer, Page):
            note(post, answer, known, worker)
        state = replace(state, checked=checked, succeeded=checked, failures=0, message=None)
    except SourceError as error:
        wait = error.wait if isinstance(error, Answered) else None
        state = replace(state, checked=checked, failures=state.failures + 1, message=str(error))
    except Exception as error:  # a feed that breaks a parser must not end the watch over the others
        message = f"{post.feed.url}: cannot be read ({type(error).__name__}: {error}); look at the feed"
        state = replace(state, checked=checked, failures=state.failures + 1, message=message)
    post.state = settled(post, state)
    post.due = web.clock() + pause(post.feed, post.state, wait, dice)
    yield post.state


def note(post: Watched, page: Page, known: Callable[[str], bool], worker: Worker | None) -> None:
    """Put the new entries of a feed among its tasks, oldest first."""
    found = pages.apart(worker, feeds.entries, page.data, page.url, page.charset, post.feed.limit)
    for entry in reversed(found):
        if entry.url in post.done:
            post.done.move_to_end(entry.url)
        elif entry.url not in post.tasks:
            if known(entry.url):
                finish(post, entry.url)
            else:
                post.tasks[entry.url] = Task(entry)
    post.marks = (page.etag, page.modified)


def settled(post: Watched, state: FeedState) -> FeedState:
    """The state with the marks of the feed, if all of its entries are done."""
    if post.tasks or post.marks is None:
        return state
    etag, modified = post.marks
    post.marks = None
    return replace(state, etag=etag, modified=modified)


def finish(post: Watched, url: str) -> None:
    """Note that an address is done; of those, the oldest are forgotten."""
    post.tasks.pop(url, None)
    post.done[url] = None
    if len(post.done) > REMEMBERED:
        post.done.popitem(last=False)


def pause(feed: Feed, state: FeedState, wait: float | None, dice: Callable[[], float]) -> float:
    """The seconds until the next look: twice as long with each failure, up to a day,
    and not before the server wants it."""
    every = feed.every * 60
    length = (
        every if not state.failures else max(every, min(every * 2.0 ** min(state.failures, 20), BACKED_OFF))
    )
    return max(length * (1 + JITTER * dice()), min(wait or 0.0, BACKED_OFF))


# --- an entry of a feed


def take(post: Watched, task: Task, web: Web, worker: Worker | None) -> Iterator[Arrival | FeedState]:
    """The arrival of an entry, or nothing yet if it is to be tried again;
    and the state of the feed if that was the last."""
    url = task.entry.url
    try:
        page = web.page(url) if post.feed.take == "page" else None
        item = pages.attempt(lambda: pages.apart(worker, article_of, post.feed, task.entry, page), url, url)
    except SourceError as error:
        task.tries += 1
        if isinstance(error, Answered | Unreachable) and hopeful(error) and task.tries < TRIES:
            task.due = web.clock() + AGAIN * task.tries
            return
        item = Failure(url, pages.STEP, str(error) if url in str(error) else f"{url}: {error}")
    finish(post, url)
    post.state = replace(post.state, seen=post.state.seen + 1)
    yield Arrival(url, item)
    if not post.tasks:
        post.state = settled(post, post.state)
        yield post.state


def article_of(feed: Feed, entry: Entry, page: Page | None) -> Article:
    """The article of an entry, from its page or, without one, from the HTML that the feed gives of it."""
    if page is not None:
        return feeds.filled(pages.from_page(page, published=entry.published), feed, entry)
    html = f"<!doctype html><html><head></head><body><article>{entry.html}</article></body></html>"
    return feeds.filled(from_html(html, url=entry.url, published=entry.published), feed, entry)


# --- times


def seconds(value: str | None) -> float | None:
    """The time of the clock that `stamp` wrote; None for anything else."""
    try:
        return datetime.fromisoformat(value).timestamp() if value else None
    except ValueError:
        return None
