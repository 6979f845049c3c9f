"""A corpus past one process: cut into shards, read by workers that may die,
put together as Parquet with every article in it once.

Knows the order of cutting, reading and merging; does not know where workers run, or how an article is read.
See docs/scale.md.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from communique.reader import Reader
from communique.records import Json, Reading, load
from communique.scale import merge, rows, shards
from communique.scale.engines import here, in_cluster
from communique.scale.pieces import ScaleError
from communique.scale.shards import Plan
from communique.scale.worker import SHARD
from communique.sources.pages import Options

__all__ = ["ENGINES", "Engine", "Progress", "ScaleError", "Summary", "readings", "run"]

Engine = Literal["local", "ray"]
ENGINES: tuple[Engine, ...] = ("local", "ray")
# articles in a shard: some ten seconds of work, the most that a death costs, and enough that opening files
# does not count
SIZE = 500


@dataclass(slots=True)
class Progress:
    """How far a run is: shards of all shards, articles of about how many, and what was found in them."""

    shards: int
    articles: int
    done: dict[int, Json] = field(default_factory=dict)

    @property
    def read(self) -> int:
        """Articles that are read or have failed, in finished shards."""
        return sum(note["articles"] + note["failures"] for note in self.done.values())

    @property
    def failed(self) -> int:
        """Articles that failed, in finished shards."""
        return sum(note["failures"] for note in self.done.values())


@dataclass(frozen=True, slots=True)
class Summary:
    """What is in an output folder, and what it took.

    `read` articles arrived: `articles` rows, `copies` left out (the same id and text again), `failures`;
    `revised` of the rows are texts that a later one of the same id replaced. `worker_seconds` were spent with
    shards, of all workers together, by the clock; `seconds` is this run's time from start to end, 0 where all
    was done before.
    """

    out: str
    shards: int
    read: int
    articles: int
    failures: int
    copies: int
    revised: int
    events: int
    pairs: int
    statements: int
    worker_seconds: float
    seconds: float = 0.0
    cut_seconds: float = 0.0
    merge_seconds: float = 0.0


def run(
    sources: Sequence[str], out: str | Path, *, engine: Engine = "local", jobs: int | None = None,
    shard_size: int = SIZE, progress: Callable[[Progress], None] | None = None, reader: Reader | None = None,
    options: Options | None = None, address: str | None = None, memory: str = "2GB",
) -> Summary:
    """Read the articles in files and folders and write their records as Parquet to the folder `out`;
    the same call again goes on.

    Args:
        sources: WARC, JSON Lines, Parquet with the columns of JSON Lines, single articles,
            and folders of these.
        out: a folder that does not exist yet; until it is whole, "OUT.work" beside it holds what is done.
        engine: "local", processes of this machine, or "ray", the machines of a Ray cluster,
            all of which see the same files.
        jobs: workers, 0.7 GB each (default: a core each; with Ray at an address, all of its cores).
        shard_size: articles read and finished together; of a run that goes on, that of its beginning counts.
        progress: called after each shard.
        address: of the Ray cluster, else $RAY_ADDRESS, else one is started here.
        memory: what the sorting at the end may use; beyond it goes to the disk.

    Raises:
        ScaleError: what concerns every article, or the folders; finished shards stay.
    """
    begun = time.perf_counter()
    refuse_options(engine, jobs, shard_size)
    target, options, reader = Path(os.path.abspath(out)), options or Options(), reader or Reader()
    # before any work is done, whether what the end needs is installed
    merge.duckdb()
    rows.schema("events")
    if (target / merge.SUMMARY).exists():
        return done_before(target, sources, options)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ScaleError(f"{target}: exists and is not what such a run writes; name another output")
    folder, plan = shards.prepared(sources, target, shard_size, reader, options)
    cut = time.perf_counter()
    read(folder, plan, engine, jobs, progress, address)
    ended = time.perf_counter()
    kept = merge.merged(
        folder, target, plan.shards, {"corpus": plan.corpus, "coder": plan.coder}, memory=memory
    )
    shutil.rmtree(folder, ignore_errors=True)
    now = time.perf_counter()
    return summary(target, kept, seconds=now - begun, cut_seconds=cut - begun, merge_seconds=now - ended)


def refuse_options(engine: str, jobs: int | None, size: int) -> None:
    """Raise ScaleError for an option that cannot be."""
    if engine not in ENGINES:
        raise ScaleError(f"no engine {engine!r}; use one of {', '.join(ENGINES)}")
    if (jobs is not None and jobs < 1) or size < 1:
        raise ScaleError(f"jobs ({jobs}) and shard size ({size}) must be above 0")


def done_before(target: Path, sources: Sequence[str], options: Options) -> Summary:
    """The summary of an output that is whole; ScaleError if it is of another corpus."""
    kept = rows.recorded(target / merge.SUMMARY)
    if kept["corpus"] != shards.corpus(sources, options):
        raise ScaleError(
            f"{target}: holds the records of another corpus, or its files have changed since; name another "
            "output"
        )
    # what a run left that ended between the last two steps
    shutil.rmtree(shards.work_folder(target), ignore_errors=True)
    return summary(target, kept)


def summary(target: Path, kept: Json, **seconds: float) -> Summary:
    """The summary that a folder keeps, with what this run took."""
    given: Json = {"out": str(target), **kept, **seconds}
    return Summary(**{name: value for name, value in given.items() if name in Summary.__slots__})


def read(
    folder: Path, plan: Plan, engine: Engine, jobs: int | None, progress: Callable[[Progress], None] | None,
    address: str | None,
) -> None:
    """Have all shards read that are not finished."""
    state = Progress(
        plan.shards, plan.articles, {number: note(folder, number) for number in shards.finished(folder)}
    )
    left = [number for number in range(plan.shards) if number not in state.done]
    if not left:
        return
    on_ray = engine == "ray"
    with closing(in_cluster(folder, left, jobs, address) if on_ray else here(folder, left, jobs)) as ended:
        for number in ended:
            state.done[number] = note(folder, number)
            if progress is not None:
                progress(state)


def note(folder: Path, number: int) -> Json:
    """What is in a finished shard."""
    return rows.recorded(shards.done(folder, number) / SHARD)


def readings(out: str | Path) -> Iterator[tuple[str, Reading]]:
    """The origin and reading of every current article in an output folder, a few in memory at a time: say,
    to keep them in an archive."""
    from communique.formats import table

    _, parquet = table.pyarrows()
    for path in sorted((Path(out) / "articles").glob("*.parquet")):
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(merge.NEAR, columns=["origin", "current", "reading"]):
                for row in batch.to_pylist():
                    if row["current"]:
                        yield row["origin"], load(Reading, json.loads(row["reading"]))
