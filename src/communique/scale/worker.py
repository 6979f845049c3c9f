"""A shard of a corpus to its finished tables, once, whoever reads it and however often.

Knows shards, readers and tables; does not know who asks for which shard.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path
from uuid import uuid4

from communique.errors import CommuniqueError
from communique.grouping import chunks
from communique.pipeline import BATCH, Pool, rules
from communique.processes import Worker
from communique.records import Failure, Reading
from communique.scale import pieces, rows, shards
from communique.scale.pieces import ScaleError
from communique.scale.shards import Plan
from communique.sources.arrivals import Arrival

SHARD = "shard.json"
DEATHS = 8  # articles in a row over which the reading process died: it is not they that are too large


def read_shard(folder: Path, number: int, pool: Pool, worker: Worker) -> None:
    """Read one shard and finish it; nothing where it is finished. Articles are read in the pool's processes,
    sources in the worker.

    ScaleError for what concerns every article, such as other rules, a file that has changed,
    or too little memory.
    """
    if shards.done(folder, number).exists():
        return
    plan = checked(folder)
    made = folder / "tmp" / f"{number:06}-{uuid4().hex[:12]}"
    try:
        write(folder, plan, number, pool, worker, made)
        finish(made, shards.done(folder, number))
    except ScaleError:
        raise
    except CommuniqueError as error:  # a missing parser, say
        raise ScaleError(str(error)) from error
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise ScaleError(
            f"{where}{error.strerror or error}; check {folder}, its permissions and the room on its disk"
        ) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)


@lru_cache(maxsize=1)
def checked(folder: Path) -> Plan:
    """The plan of a work folder; ScaleError if it was made for other rules than ours."""
    plan = shards.load(folder)
    if plan.coder != rules():
        raise ScaleError(
            f"a worker has rules {rules()}, the plan {plan.coder}; install the same version of communique on "
            "every machine"
        )
    return plan


def write(folder: Path, plan: Plan, number: int, pool: Pool, worker: Worker, made: Path) -> None:
    """Read a shard and write its tables, with a note of what is in them, to a folder of our own."""
    begun = time.perf_counter()
    arrivals = pieces.read(shards.shard(folder, number), plan.make_options(worker))
    with rows.Shard(made, number) as tables:
        for place, (origin, result) in enumerate(read(arrivals, pool)):
            tables.add(place, origin, result)
    shards.replace(made / SHARD, {"shard": number, **tables.counts, "seconds": time.perf_counter() - begun})
    shards.settled(made)


def read(arrivals: Iterator[Arrival], pool: Pool) -> Iterator[tuple[str, Reading | Failure]]:
    """The origin and result of each arrival; one that ends the process that reads it is a failure,
    and many in a row end the run."""
    dead = 0
    for kept in chain.from_iterable(pool.read(chunks(arrivals, BATCH))):
        said = kept.result.message if isinstance(kept.result, Failure) else ""
        dead = dead + 1 if "the process that read this article died" in said else 0
        if dead >= DEATHS:
            raise ScaleError(
                f"{dead} processes died one after the other, the last over {kept.origin}; is there memory "
                "for all of them (0.7 GB each)? Finished shards are kept: give fewer jobs and run it again"
            )
        yield kept.origin, kept.result


def finish(made: Path, done: Path) -> bool:
    """Whether a shard is finished by these tables, which are then there whole;
    one that is finished already stays as it is."""
    try:
        # a folder never goes over one that holds something: who comes late changes nothing
        os.rename(made, done)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST) or done.exists():
            return False
        raise
    shards.synced(done.parent)
    return True
