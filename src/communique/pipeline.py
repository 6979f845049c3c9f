"""Arrivals to the archive: read in this process or in several,
kept in batches in the order in which they came.

Knows the order of reading and keeping; does not know where articles come from, how one is read, or any SQL.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import cycle
from pathlib import Path

from communique.archive import Added, Archive, Kept
from communique.errors import ArchiveError
from communique.grouping import chunks
from communique.processes import EndedError, Worker
from communique.reader import Reader
from communique.records import Article, Failure, Reading
from communique.sources.arrivals import Arrival

BATCH = 32  # articles read and committed together: a second or two of work, the most that a kill can cost
# batches that wait for each process: enough that none is idle, few enough that memory stays bounded
AHEAD = 3
READ = "read"  # the step at which a reading fails
# of processor time for one article, and for a batch before its articles are read one at a time; a batch takes
# three
SECONDS = 60.0


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
    arrivals: Iterable[Arrival], archive: Archive, reader: Reader | Pool, *, jobs: int = 0,
    batch: int = BATCH, again: bool = False, watch: Callable[[Totals, list[Kept]], None] | None = None,
) -> Totals:
    """Read what arrives and keep it; one transaction a batch, in the order of arrival,
    so that a run that ends early loses nothing.

    Args:
        reader: what reads, in this process, or a Pool whose processes do.
        jobs: processes to read in, each of which is ended over an article that takes too long;
            0 reads in this one.
        batch: articles read and committed together.
        again: count a failure that is known already as one more attempt.
        watch: called after each batch with the totals and what was kept.

    Raises:
        ArchiveError: the archive cannot be written; what was committed stays.
        CommuniqueError: a fault that concerns every article, such as a missing parser.
    """
    totals = Totals()
    # all of them, so only where a batch asks for them
    failed = cache(lambda: {row.origin: row.message for row in archive.failures()})
    for read in results(fresh(arrivals, archive, totals, batch, failed), reader, jobs):
        kept = read if again else [
            k for k in read
            if not (isinstance(k.result, Failure) and failed().get(k.origin) == k.result.message)
        ]
        totals.added += Added(failed=len(read) - len(kept)) + archive.add(kept, coder=rules())
        if watch is not None:
            watch(totals, kept)
    return totals


def fresh(
    arrivals: Iterable[Arrival], archive: Archive, totals: Totals, batch: int,
    failed: Callable[[], Container[str]],
) -> Iterator[list[Arrival]]:
    """Batches of what arrives and is not kept yet with the same text;
    an origin that failed and gives what is kept has failed no longer."""
    for group in chunks(arrivals, batch):
        totals.seen += len(group)
        known = archive.known(
            (a.item.id, a.item.sha256, a.origin) for a in group if isinstance(a.item, Article)
        )
        there = [
            a for a in group if isinstance(a.item, Article) and (a.item.id, a.item.sha256, a.origin) in known
        ]
        totals.skipped += len(there)
        if mended := [a.origin for a in there if a.origin in failed()]:
            archive.forget_failures(mended)
        yield [a for a in group if a not in there]


def results(batches: Iterable[list[Arrival]], reader: Reader | Pool, jobs: int = 0) -> Iterator[list[Kept]]:
    """Each batch that is not empty read, in order."""
    able = (group for group in batches if group)
    if isinstance(reader, Pool):
        yield from reader.read(able)
    elif jobs:
        with Pool(reader, jobs) as pool:
            yield from pool.read(able)
    else:
        yield from (taken(reader, group) for group in able)


def taken(reader: Reader, group: list[Arrival]) -> list[Kept]:
    """A batch read in this process."""
    return [
        Kept(a.origin, result)
        for a, result in zip(group, reader.read_many(a.item for a in group), strict=True)
    ]


@cache
def rules() -> str:
    """The version of the rules that read: the release and a hash of the code and knowledge,
    so that `recode` knows what is out of date."""
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
    """The code and knowledge of the wanted parts of the package, each the first name below its folder,
    in order."""
    return sorted(p for p in ROOT.rglob("*") if p.suffix in KINDS and wanted(p.relative_to(ROOT).parts[0]))


# Files of code and knowledge, and the parts of the package that do not decide how an article is read.
ROOT = Path(__file__).parent
KINDS = (".py", ".toml", ".csv", ".gz")
OTHER = frozenset((
    "accuracy", "alerts", "analysis", "archive", "asking", "briefs", "checking", "cli", "comparing",
    "formats", "frames", "ledgers", "marking.py", "occurrences", "pipeline.py", "processes.py", "samples",
    "scale", "settle", "show", "web",
))  # fmt: skip


# ---------------------------------------------------------------- processes that read
_reader: Reader | None = None  # the reader of a worker process


def begin(reader: Reader) -> None:
    """Keep the reader of this worker and load its parser, once."""
    global _reader
    _reader = reader
    _ = reader.grammar


def work(group: list[Arrival]) -> list[Kept]:
    """A batch read in a worker."""
    assert _reader is not None
    return taken(_reader, group)


class Pool(AbstractContextManager["Pool"]):
    """Processes that read, each with one parser; one that dies over an article, or takes too long,
    is replaced, and the article fails."""

    def __init__(self, reader: Reader, jobs: int = 1) -> None:
        self.reader = reader
        self.workers = [Worker(begin, reader) for _ in range(jobs)]

    def __exit__(self, *error: object) -> None:
        for worker in self.workers:
            worker.__exit__(*error)

    def read(self, batches: Iterable[list[Arrival]]) -> Iterator[list[Kept]]:
        """Each batch read, in order, a bounded number of them under way;
        one of failures alone needs no process, nor its start."""
        under_way: deque[tuple[list[Arrival], Worker | None]] = deque()
        turns = cycle(self.workers)
        for group in batches:
            worker = next(turns) if any(isinstance(a.item, Article) for a in group) else None
            if worker is not None:
                worker.send(work, group, seconds=SECONDS)
            under_way.append((group, worker))
            if len(under_way) >= len(self.workers) * AHEAD:
                yield self.next(under_way)
        while under_way:
            yield self.next(under_way)

    def next(self, under_way: deque[tuple[list[Arrival], Worker | None]]) -> list[Kept]:
        """The oldest batch read; where the worker ended over it, its articles one at a time."""
        group, worker = under_way.popleft()
        if worker is None:
            return taken(self.reader, group)
        try:
            read: list[Kept] = worker.answer()
        except EndedError:
            read = [alone(worker, arrival) for arrival in group]
            for waiting, other in under_way:  # what it had before it was lost with it
                if other is worker:
                    worker.send(work, waiting, seconds=SECONDS)
        return read


def alone(worker: Worker, arrival: Arrival) -> Kept:
    """One article read by a worker that it may end."""
    try:
        [kept] = worker.call(work, [arrival], seconds=SECONDS)
    except EndedError as error:
        return Kept(
            arrival.origin,
            Failure(arrival.item.id, READ, f"{arrival.origin}: the process that read this article {error}"),
        )
    return Kept(arrival.origin, kept.result)


# ---------------------------------------------------------------- read again
@dataclass(frozen=True, slots=True)
class Change:
    """One article read again by other rules: its record before and after."""

    before: Reading
    after: Reading | Failure


def recode(
    articles: Iterable[Article], archive: Archive, reader: Reader | Pool, *, dry: bool = False,
    batch: int = BATCH,
) -> Iterator[Change]:
    """Read stored texts again with today's rules and put the new records in the place of the old ones,
    a batch in a transaction.

    Args:
        articles: which ones, say `archive.texts(query)`.
        dry: only say what would change.
    """
    # stored articles as arrivals that have the article's id as origin
    arrived = (Arrival(article.id, article) for article in articles)
    for read in results(chunks(arrived, batch), reader):
        found = ((before(archive, kept.origin), kept.result) for kept in read)
        changes = [Change(old, new) for old, new in found if old is not None]
        if not dry:
            archive.replace((c.after for c in changes if isinstance(c.after, Reading)), coder=rules())
        yield from changes


def before(archive: Archive, id: str) -> Reading | None:
    """What was read in an article; where that cannot be understood any more,
    the article with a note that says so."""
    try:
        return archive.reading(id)
    except ArchiveError as error:
        article = archive.article(id)
        return None if article is None else Reading(article, notes=(str(error),))
