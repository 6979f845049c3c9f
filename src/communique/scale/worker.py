"""What one worker does, wherever it runs: take a shard nobody reads, read it with the reader it keeps, finish it by a rename; and again.

Knows the work folder and the reader; does not know which engine started it, or how many others there are.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from communique.errors import CommuniqueError
from communique.pipeline import READ, rules
from communique.reader import Reader
from communique.records import Article, Failure, Reading
from communique.scale import leases, pieces, rows, shards
from communique.scale.leases import Held, Watch
from communique.scale.pieces import ScaleError
from communique.scale.shards import Plan
from communique.sources.arrivals import Arrival

BATCH = 32  # articles parsed together
PATIENCE = 2  # deaths over a shard before its articles are read one by one, the place of each noted,
PROOF = 2  # and deaths at one place before the article there is taken to be what kills
PAUSE = 0.5  # seconds between two looks at shards that others hold
SHARD = "shard.json"
DIED = "the process that read this article died, twice; it may be too large for the memory"


class Over(Exception):
    """This worker is to end, or has lost its shard."""


def work(folder: Path, seconds: float, ended: Callable[[], bool] = lambda: False) -> None:
    """Read shards until all are finished; what concerns every article, such as a missing parser, is left in the folder as a fault.

    Args:
        seconds: how long a lease lasts without a heartbeat.
        ended: whether whoever started this worker is gone, so that it ends too.
    """
    try:
        rounds(folder, seconds, ended)
    except Over:
        pass
    except CommuniqueError as error:
        fault(folder, str(error))
    except OSError as error:
        if folder.exists():  # else the corpus is done, and this worker comes late
            where = f"{error.filename}: " if error.filename else ""
            fault(folder, f"{where}{error.strerror or error}; check {folder}, its permissions and the room on its disk")
    except Exception as error:
        fault(folder, f"a worker failed ({type(error).__name__}: {error}); report it")


def fault(folder: Path, message: str) -> None:
    """Leave word of what stops every worker."""
    with suppress(OSError):
        shards.replace(folder / "faults" / f"{leases.mine().owner}.json", message)


def rounds(folder: Path, seconds: float, ended: Callable[[], bool]) -> None:
    """Go round the shards, each worker from another one, until none is left."""
    plan = shards.load(folder)
    if plan.coder != rules():
        raise ScaleError(f"a worker has rules {rules()}, the plan {plan.coder}; install the same version of communique on every machine")
    reader, watch = plan.make_reader(), Watch(seconds)
    _ = reader.grammar  # loaded before a shard is taken: who dies here has not died over an article
    left = deque(range(plan.shards))
    left.rotate(-random.randrange(max(1, plan.shards)))
    while left:
        took = False
        for _ in range(len(left)):
            if ended():
                return
            number = left.popleft()
            if shards.done(folder, number).exists():
                continue
            held = leases.take(folder / shards.place("leases", number), watch)
            if held is None:
                left.append(number)
            else:
                took = True
                hold(folder, plan, number, held, reader, ended)
        if left and not took:
            if not folder.exists():
                return
            time.sleep(min(PAUSE, seconds / 4))


def hold(folder: Path, plan: Plan, number: int, held: Held, reader: Reader, ended: Callable[[], bool]) -> None:
    """Read and finish a shard under its lease; the lease is given back if that does not end well."""
    if shards.done(folder, number).exists():  # finished between our look and our lease
        held.end()
        return
    made = folder / "tmp" / f"{number:06}-{held.lease.owner}"
    try:
        written(folder, plan, number, held, reader, made, lambda: held.lost or ended())
        finish(made, shards.done(folder, number))
    except Over:
        held.release()
        if ended():
            raise
    except BaseException:
        held.release()
        raise
    else:
        held.end()
    finally:
        shutil.rmtree(made, ignore_errors=True)


def written(
    folder: Path, plan: Plan, number: int, held: Held, reader: Reader, made: Path, over: Callable[[], bool]
) -> None:
    """Read a shard and write its tables, with a note of what that took, to a folder of our own."""
    begun, clock = now(), Clock()
    arrivals = pieces.read(shards.shard(folder, number), plan.make_options())
    how = careful if held.deaths >= PATIENCE else together
    with rows.Shard(made, number) as tables:
        for place, (origin, result) in enumerate(how(arrivals, reader, clock, folder, number, held)):
            if over():
                raise Over
            tables.add(place, origin, result)
    wall, cpu = now()
    note = {"shard": number, **tables.counts, "seconds": wall - begun[0], "cpu": cpu - begun[1], "reading": clock.wall,
            "reading_cpu": clock.cpu, "deaths": held.deaths, "owner": held.lease.owner, "pid": held.lease.pid}  # fmt: skip
    shards.replace(made / SHARD, note)
    shards.settled(made)


def finish(made: Path, done: Path) -> bool:
    """Whether a shard is finished by these tables, which are then there whole; one that is finished already stays as it is."""
    try:
        os.rename(made, done)  # a folder never goes over one that holds something: who comes late changes nothing
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST) or done.exists():
            return False
        raise
    descriptor = os.open(done.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return True


def now() -> tuple[float, float]:
    """The time, and that which this process has had a processor."""
    return time.perf_counter(), time.process_time()


class Clock:
    """The seconds spent in the reader, parser and rules, apart from files and tables: by the clock, and of the processor."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0

    def add(self, begun: tuple[float, float], sign: int = 1) -> None:
        """Count the time since then."""
        wall, cpu = now()
        self.wall += sign * (wall - begun[0])
        self.cpu += sign * (cpu - begun[1])

    def each(self, results: Iterator[Reading | Failure]) -> Iterator[Reading | Failure]:
        """The results, timed while they are made."""
        while True:
            begun = now()
            result = next(results, None)
            self.add(begun)
            if result is None:
                return
            yield result

    def less(self, items: Iterator[Article | Failure]) -> Iterator[Article | Failure]:
        """The items, and the time that it takes to get them does not count."""
        while True:
            begun = now()
            item = next(items, None)
            self.add(begun, -1)
            if item is None:
                return
            yield item


def together(
    arrivals: Iterator[Arrival], reader: Reader, clock: Clock, folder: Path, number: int, held: Held
) -> Iterator[tuple[str, Reading | Failure]]:
    """The origin and result of each arrival, parsed in batches."""
    origins: deque[str] = deque()

    def items() -> Iterator[Article | Failure]:
        for arrival in arrivals:
            origins.append(arrival.origin)
            yield arrival.item

    for result in clock.each(reader.read_many(clock.less(items()), batch=BATCH)):
        yield origins.popleft(), result


def careful(
    arrivals: Iterator[Arrival], reader: Reader, clock: Clock, folder: Path, number: int, held: Held
) -> Iterator[tuple[str, Reading | Failure]]:
    """The origin and result of each arrival, read alone, its place noted before; one that has killed its readers is a failure."""
    killers = blamed(folder, number, held.generation)
    with (folder / "careful" / f"{number:06}.{held.generation}").open("w", encoding="ascii", buffering=1) as trail:
        for place, arrival in enumerate(arrivals):
            if place in killers:
                yield arrival.origin, Failure(arrival.item.id, READ, f"{arrival.origin}: {DIED}")
                continue
            trail.write(f"{place}\n")
            yield from ((arrival.origin, result) for result in clock.each(reader.read_many([arrival.item])))
        trail.write("end\n")


def blamed(folder: Path, number: int, generation: int) -> set[int]:
    """The places of a shard at which earlier workers died often enough."""
    base = folder / shards.place("leases", number)
    deaths: dict[int, int] = {}
    for earlier, lease in enumerate(leases.holders(base)[: generation - 1], 1):
        trail = folder / "careful" / f"{number:06}.{earlier}"
        last = trail.read_text("ascii").split()[-1:] if trail.exists() else []
        if last and last[0].isdecimal() and not (lease and lease.released):
            deaths[int(last[0])] = deaths.get(int(last[0]), 0) + 1
    return {place for place, times in deaths.items() if times >= PROOF}
