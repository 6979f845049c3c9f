"""The tables of all shards to one folder of Parquet, sorted so that a question reads little of it;
every article in it once.

Knows DuckDB, which sorts beyond memory, and which article stands for which;
does not know how shards were read.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

from communique.formats import table
from communique.records import Json
from communique.scale import rows, shards
from communique.scale.pieces import ScaleError
from communique.scale.worker import SHARD

SUMMARY = "summary.json"
BATCH = 20_000  # rows in memory between the sorting and the writing
NEAR = 64  # rows of articles in memory at a time: each holds a whole reading

# What an archive does with an article that comes again, told of a table: the same text is kept once, where it
# came first; of several texts under one id the one that came last is current, and only its events count.
FATES = """
CREATE TEMP TABLE fates AS
WITH again AS (SELECT article FROM articles GROUP BY article HAVING count(*) > 1),
     told AS (SELECT shard, turn, article, sha256,
                     row_number() OVER (PARTITION BY article, sha256 ORDER BY shard, turn) AS copy,
                     last_value(sha256) OVER (PARTITION BY article ORDER BY shard, turn ROWS
                                              BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS last
              FROM articles SEMI JOIN again USING (article))
SELECT shard, turn, copy > 1 AS copy, sha256 IS DISTINCT FROM last AS old FROM told
WHERE copy > 1 OR sha256 IS DISTINCT FROM last
"""


def duckdb() -> Any:
    """DuckDB; ScaleError says how it comes in."""
    try:
        import duckdb as found
    except ImportError:
        raise ScaleError("this needs DuckDB; install it with: pip install 'communique[duckdb]'") from None
    return found


def merged(
    folder: Path, out: Path, count: int, digest: Json, *, memory: str, group: int = rows.GROUP,
    file: int = rows.FILE,
) -> Json:
    """Write the output folder from the tables of all shards and give its summary;
    it is there whole or not at all."""
    notes = [rows.recorded(shards.done(folder, n) / SHARD) for n in range(count)]
    made = folder / "tmp" / f"merge-{uuid4().hex[:8]}"
    made.mkdir()
    engine = duckdb()
    try:
        with closing(
            engine.connect(config={"memory_limit": memory, "temp_directory": str(made / "spill")})
        ) as base:
            counts = write(base, folder, made / "out", count, group, file)
    except engine.Error as error:
        reason = str(error).partition("\n")[0]
        raise ScaleError(
            f"{made}: the tables cannot be put together ({reason}); all shards are kept, run it again"
        ) from None
    refuse_lost(notes, counts)
    read, seconds = sum(n["articles"] + n["failures"] for n in notes), sum(n["seconds"] for n in notes)
    summary = {
        **digest, **counts, "statements": sum(n["statements"] for n in notes), "read": read,
        "worker_seconds": round(seconds, 3), "shards": count,
    }
    shards.replace(made / "out" / SUMMARY, summary)
    shards.settled(made / "out")
    try:
        os.rename(made / "out", out)
    except OSError as error:
        # else a run beside this one was quicker, and what it wrote is the same
        if not (out / SUMMARY).exists():
            raise ScaleError(
                f"{out}: cannot be written ({error.strerror}); name an output that is not there yet"
            ) from None
        return rows.recorded(out / SUMMARY)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return summary


def write(base: Any, folder: Path, made: Path, count: int, group: int, file: int) -> Json:
    """Write all tables, and count what is in them."""
    if not count:
        found = {name: rows.Parts(made / name, name).close() for name in rows.TABLES}
        return {**found, "copies": 0, "revised": 0}
    paths = {
        name: [str(shards.done(folder, n) / f"{name}.parquet") for n in range(count)] for name in rows.TABLES
    }
    for name in rows.TABLES:
        base.read_parquet(paths[name]).create_view(name)
    base.execute(FATES)
    [(copies, revised)] = base.execute(
        "SELECT count(*) FILTER (copy), count(*) FILTER (NOT copy) FROM fates"
    ).fetchall()
    found = {"copies": copies, "revised": revised}
    for name, keys in rows.SORTED.items():
        parts = rows.Parts(made / name, name, group=group, file=file)
        order = ", ".join(f"{key} NULLS LAST" for key in keys)
        rest = f"SELECT * EXCLUDE (shard, turn) FROM {name} ANTI JOIN fates USING (shard, turn)"
        for batch in batches(base, f"{rest} ORDER BY {order}"):
            parts.add(batch)
        found[name] = parts.close()
    told = base.execute("SELECT shard, turn, copy FROM fates").fetchall()
    fates = {(shard, turn): copy for shard, turn, copy in told}
    found["articles"] = written_through(made, "articles", paths["articles"], fates)
    found["failures"] = written_through(made, "failures", paths["failures"], {})
    return found


def batches(base: Any, query: str) -> Iterator[Any]:
    """The result of a query, a batch of rows in memory at a time."""
    result = base.sql(query)
    yield from (result.to_arrow_reader if hasattr(result, "to_arrow_reader") else result.fetch_arrow_reader)(
        BATCH
    )


def written_through(made: Path, name: str, paths: list[str], fates: dict[tuple[int, int], bool]) -> int:
    """How many rows of a table were written in the order of the corpus, without copies;
    texts that a later one replaced are marked."""
    arrow, parquet = table.pyarrows()
    parts = rows.Parts(made / name, name, group=10 * NEAR if name == "articles" else rows.GROUP)
    for path in paths:
        with parquet.ParquetFile(path) as source:
            for batch in source.iter_batches(NEAR):
                parts.add(marked(arrow, batch, fates) if fates else batch)
    return parts.close()


def marked(arrow: Any, batch: Any, fates: dict[tuple[int, int], bool]) -> Any:
    """A batch of articles without copies, `current` false where a later text took an article's place."""
    found = [
        fates.get(where) for where in zip(batch["shard"].to_pylist(), batch["turn"].to_pylist(), strict=True)
    ]
    current = arrow.array([copy is None for copy in found])
    batch = batch.set_column(batch.schema.get_field_index("current"), "current", current)
    return batch.filter(arrow.array([copy is not True for copy in found]))


def refuse_lost(notes: list[Json], counts: Json) -> None:
    """Raise ScaleError if there are more or fewer articles than the shards have read."""
    for name, given_up in (("articles", counts["copies"]), ("failures", 0)):
        read = sum(note[name] for note in notes)
        if read != counts[name] + given_up:
            raise ScaleError(
                f"{read:,} {name} were read and {counts[name] + given_up:,} are in the tables; a shard was "
                "changed by hand, remove the .work folder and start anew"
            )
