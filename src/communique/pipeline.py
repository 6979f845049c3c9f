"""Arrivals to the archive: read in this process or in several, kept in batches in the order in which they came.

Knows the order of reading and keeping; does not know where articles come from, how one is read, or any SQL.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import chain, islice
from pathlib import Path

from communique.archive import Added, Archive, Kept
from communique.errors import CommuniqueError
from communique.reader import Reader
from communique.records import Article, Failure, Reading
from communique.sources.arrivals import Arrival

BATCH = 32  # articles read and committed together: a second or two of work, the most that a kill can cost
AHEAD = 3  # batches that wait for each process: enough that none is idle, few enough that memory stays bounded
READ = "read"  # the step at which a reading fails


@dataclass(slots=True)
class Totals:
    """What a run has done so far: what came in, what of it was there already or is new, and what failed."""

    seen: int = 0
    skipped: int = 0
    added: Added = field(default_factory=Added)

    @property
    def failed(self) -> int:
        """How many could not be read."""
        return self.added.failed


def ingest(
    arrivals: Iterable[Arrival],
    archive: Archive,
    reader: Reader,
    *,
    jobs: int = 1,
    batch: int = BATCH,
    again: bool = False,
    watch: Callable[[Totals, list[Kept]], None] | None = None,
) -> Totals:
    """Read what arrives and keep it; one transaction a batch, in the order of arrival, so that a run that ends early loses nothing.

    Args:
        jobs: processes that read; 1 reads in this one.
        batch: articles read and committed together.
        again: count a failure that is known already as one more attempt.
        watch: called after each batch with the totals and what was kept.

    Raises:
        ArchiveError: the archive cannot be written; what was committed stays.
        CommuniqueError: a fault that concerns every article, such as a missing parser.
    """
    totals = Totals()
    failed = cache(lambda: {row.origin: row.message for row in archive.failures()})  # all of them, so only where a batch asks for them
    for read in results(fresh(arrivals, archive, totals, batch, failed), reader, jobs):
        kept = read if again else [k for k in read if not (isinstance(k.result, Failure) and failed().get(k.origin) == k.result.message)]
        totals.added += Added(failed=len(read) - len(kept)) + archive.add(kept, coder=rules())
        if watch is not None:
            watch(totals, kept)
    return totals


def fresh(
    arrivals: Iterable[Arrival], archive: Archive, totals: Totals, batch: int, failed: Callable[[], Container[str]]
) -> Iterator[list[Arrival]]:
    """Batches of what arrives and is not kept yet with the same text; an origin that failed and gives what is kept has failed no longer."""
    stream = iter(arrivals)
    while group := list(islice(stream, batch)):
        totals.seen += len(group)
        known = archive.known((a.item.id, a.item.sha256) for a in group if isinstance(a.item, Article))
        there = [isinstance(a.item, Article) and (a.item.id, a.item.sha256) in known for a in group]
        new = [a for a, kept in zip(group, there, strict=True) if not kept]
        totals.skipped += len(group) - len(new)
        if mended := [a.origin for a, kept in zip(group, there, strict=True) if kept and a.origin in failed()]:
            archive.forget_failures(mended)
        yield new


def results(batches: Iterable[list[Arrival]], reader: Reader, jobs: int) -> Iterator[list[Kept]]:
    """Each batch read, in order; processes are started only where there is more than one batch of new articles."""
    able = (group for group in batches if group)
    first = list(islice(able, 2 if jobs > 1 else 1))
    if len(first) < 2:
        yield from (taken(reader, group) for group in chain(first, able))
    else:
        yield from Pool(reader, jobs).read(chain(first, able))


def taken(reader: Reader, group: list[Arrival]) -> list[Kept]:
    """A batch read in this process."""
    return [Kept(a.origin, result) for a, result in zip(group, reader.read_many(a.item for a in group), strict=True)]


@cache
def rules() -> str:
    """The version of the rules that read: the release and a hash of the code and knowledge, so that `recode` knows what is out of date."""
    try:
        release = version("communique")
    except PackageNotFoundError:
        release = "0"
    return f"{release}+{digest(deciding(lambda part: part not in OTHER))}"


def digest(files: Iterable[Path]) -> str:
    """Twelve hexadecimal digits of the names and contents of files of the package."""
    found = hashlib.sha256()
    for file in files:
        found.update(file.relative_to(ROOT).as_posix().encode())
        found.update(file.read_bytes())
    return found.hexdigest()[:12]


def deciding(wanted: Callable[[str], bool]) -> list[Path]:
    """The code and knowledge of the wanted parts of the package, each the first name below its folder, in order."""
    return sorted(p for p in ROOT.rglob("*") if p.suffix in KINDS and wanted(p.relative_to(ROOT).parts[0]))


# Files of code and knowledge, and the parts of the package that do not decide how an article is read.
ROOT = Path(__file__).parent
KINDS = (".py", ".toml", ".csv", ".gz")
OTHER = frozenset(("accuracy", "alerts", "analysis", "archive", "briefs", "checking", "cli", "comparing", "formats", "frames.py", "ledgers",
                   "occurrences", "pipeline.py", "samples", "scale", "settle", "show", "web"))  # fmt: skip


# ---------------------------------------------------------------- several processes
_reader: Reader | None = None  # the reader of a worker process


def begin(reader: Reader) -> None:
    """Keep the reader of this worker and load its parser, once."""
    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that keeps: it ends this one
    threading.Thread(target=follow, daemon=True).start()
    _reader = reader
    _ = reader.grammar


def follow() -> None:
    """End this worker when the process that keeps is gone, be it by `kill -9`: it would wait for work for ever and hold its memory."""
    if (keeper := multiprocessing.parent_process()) is not None:
        keeper.join()
        os._exit(1)


def work(group: list[Arrival]) -> list[Kept]:
    """A batch read in a worker."""
    assert _reader is not None
    return taken(_reader, group)


class Pool:
    """Processes that read, each with one parser; replaced where one dies, so that an article that kills its reader is a failure."""

    def __init__(self, reader: Reader, jobs: int) -> None:
        self.reader, self.jobs = reader, jobs
        self.workers = self.started()

    def started(self) -> ProcessPoolExecutor:
        """New processes; spawned, since a forked parser shares state with this one."""
        return ProcessPoolExecutor(self.jobs, multiprocessing.get_context("spawn"), begin, (self.reader,))

    def read(self, batches: Iterable[list[Arrival]]) -> Iterator[list[Kept]]:
        """Each batch read, in order, a bounded number of them under way."""
        under_way: deque[tuple[list[Arrival], Future[list[Kept]]]] = deque()
        try:
            for group in batches:
                under_way.append((group, self.send(group)))
                if len(under_way) >= self.jobs * AHEAD:
                    yield self.next(under_way)
            while under_way:
                yield self.next(under_way)
        finally:
            self.workers.shutdown(wait=True, cancel_futures=True)

    def send(self, group: list[Arrival]) -> Future[list[Kept]]:
        """A batch handed to a worker, to new ones where the old ones are dead; one of failures alone needs none, nor their start."""
        if not any(isinstance(a.item, Article) for a in group):
            done: Future[list[Kept]] = Future()
            done.set_result(taken(self.reader, group))
            return done
        try:
            return self.workers.submit(work, group)
        except BrokenProcessPool:
            self.workers = self.started()
            return self.workers.submit(work, group)

    def next(self, under_way: deque[tuple[list[Arrival], Future[list[Kept]]]]) -> list[Kept]:
        """The oldest batch read; where a worker died over it, its articles one at a time."""
        group, future = under_way.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self.workers.shutdown(wait=False, cancel_futures=True)
            self.workers = self.started()
            read = [self.alone(arrival) for arrival in group]
            for n, (waiting, _) in enumerate(under_way):  # what was under way died with the pool
                under_way[n] = (waiting, self.send(waiting))
            return read

    def alone(self, arrival: Arrival) -> Kept:
        """One article read by a worker that it may kill."""
        try:
            [kept] = self.send([arrival]).result()
            return kept
        except BrokenProcessPool:
            self.workers = self.started()
            name = arrival.item.id
            return Kept(arrival.origin, Failure(name, READ, "the process that read this article died; it may be too large for the memory"))


# ---------------------------------------------------------------- read again
@dataclass(frozen=True, slots=True)
class Change:
    """One article read again by other rules: its record before and after."""

    before: Reading
    after: Reading | Failure


def recode(
    articles: Iterable[Article], archive: Archive, reader: Reader, *, dry: bool = False, batch: int = BATCH
) -> Iterator[Change]:
    """Read stored texts again with today's rules and put the new records in the place of the old ones, a batch in a transaction.

    Args:
        articles: which ones, say `archive.texts(query)`.
        dry: only say what would change.
    """
    stream = iter(articles)
    while group := list(islice(stream, batch)):
        read = list(reader.read_many(group))
        changes = [Change(old, new) for a, new in zip(group, read, strict=True) if (old := archive.reading(a.id)) is not None]
        if not dry:
            archive.replace((c.after for c in changes if isinstance(c.after, Reading)), coder=rules())
        yield from changes


def unread(failures: Iterable[str], open_again: Callable[[str], Iterator[Arrival]]) -> Iterator[Arrival]:
    """The arrivals of origins that failed, opened again."""
    for origin in failures:
        try:
            yield from open_again(origin)
        except CommuniqueError as error:
            yield Arrival(origin, Failure(origin, "source", str(error)))


