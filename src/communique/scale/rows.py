"""Readings to the rows of four tables (events, pairs, articles, failures) and those of a shard to Parquet.

Knows the columns and pyarrow; does not know how shards are shared out, or in which order rows end up.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from communique.archive import cells
from communique.formats import table
from communique.formats.coded import Coded
from communique.records import Failure, Json, Reading

TABLES = ("events", "pairs", "articles", "failures")
SORTED = {
    "events": ("dyad", "day", "article", "id"),
    "pairs": ("dyad", "day", "article", "id", "actor", "recipient"),
}
KEEP = "keep"  # the step at which a reading fails that no table can hold
FLUSH = 64  # readings in memory at a time,
HEAVY = 32_000_000  # and characters of them
GROUP = 50_000  # rows of a row group: what is read for one dyad at least
FILE = 2_000_000  # rows of a file
# where in the corpus a row is from; only in the tables of a shard
SHARD = (("shard", "int32"), ("turn", "int32"))
PAIRS = (
    "actor", "recipient", "first", "mirror", "dyad", "day", "type", "mode", "status", "quad", "score",
    "goldstein", "confidence", "outlet", "article", "id",
)  # fmt: skip
# as its article has it
TEXTS = ("url", "title", "outlet", "agency", "published", "language", "sha256")
# as its event has it
SAME = (
    "type", "mode", "status", "quad", "score", "goldstein", "confidence", "outlet", "article", "id", "day",
)
Row = dict[str, Any]


@cache
def schema(name: str, *, shard: bool = False) -> Any:
    """The types of the columns of a table; `shard` for those of one shard."""
    arrow, _ = table.pyarrows()
    text, whole = arrow.string(), arrow.int64()
    events = table.schema_of(arrow)
    if name == "events":
        found = events.append(arrow.field("dyad", text))
    elif name == "pairs":
        own = {
            "actor": text, "recipient": text, "first": arrow.bool_(), "mirror": arrow.bool_(), "dyad": text,
        }
        found = arrow.schema([(c, own.get(c) or events.field(c).type) for c in PAIRS])
    elif name == "articles":
        texts = ("article", "origin", *TEXTS)
        found = arrow.schema([
            *((c, text) for c in texts), *((c, whole) for c in ("events", "statements", "meetings")),
            ("notes", arrow.list_(text)), ("current", arrow.bool_()), ("reading", arrow.large_string()),
        ])  # fmt: skip
    else:
        found = arrow.schema([(c, text) for c in ("origin", "id", "step", "message")])
    for column, kind in SHARD if shard else ():
        found = found.append(arrow.field(column, getattr(arrow, kind)()))
    return found


def of_reading(origin: str, result: Reading | Failure) -> dict[str, list[Row]]:
    """The rows of what became of one article, by table; a reading that no table can hold is a failure."""
    if isinstance(result, Reading):
        try:
            events = [event_row(Coded(event, result.article)) for event in result.events]
            pairs = [
                row for event, of in zip(result.events, events, strict=True) for row in pair_rows(event, of)
            ]
            return {"events": events, "pairs": pairs, "articles": [article_row(origin, result)]}
        except (ValueError, OverflowError) as error:
            result = Failure(
                result.article.id, KEEP,
                f"{origin}: its records cannot be kept in a table ({error}); report the article",
            )
    found = {"origin": origin, "id": result.id, "step": result.step, "message": result.message}
    return {"failures": [{k: table.sound(v) if v else v for k, v in found.items()}]}


def event_row(coded: Coded) -> Row:
    """The row of an event: that of the exchange format `parquet`,
    and the first pair of countries that it is between."""
    row = table.stored(table.cells_of(coded, table.PARQUET))
    between = cells.pairs(0, coded.event, "")
    return {**row, "dyad": between[0]["dyad"] if between else None}


def pair_rows(event: Any, of: Row) -> list[Row]:
    """A row for each directed pair of countries of an event,
    so that an act among five is found under every two of them.

    An event of no pair has one row without a dyad; `first` marks one row of every event,
    so that these count them all.
    """
    same = {column: of[column] for column in SAME}
    between = cells.pairs(0, event, "") or [{"dyad": None, "actor": None, "recipient": None, "mirror": False}]
    return [
        {**same, **{c: pair[c] for c in ("dyad", "actor", "recipient", "mirror")}, "first": n == 0}
        for n, pair in enumerate(between)
    ]


def article_row(origin: str, reading: Reading) -> Row:
    """The row of an article; `reading` is all that `communique read --json` prints of it."""
    article = reading.article
    texts = {"article": article.id, "origin": origin} | {name: getattr(article, name) for name in TEXTS}
    return {
        **{k: table.sound(v) if v else v for k, v in texts.items()}, "events": len(reading.events),
        "statements": len(reading.statements), "meetings": len(reading.meetings),
        "notes": list(reading.notes), "current": True, "reading": json.dumps(reading.to_dict()),
    }  # fmt: skip


@dataclass(slots=True)
class Shard:
    """The tables of one shard as they are written to a folder, a few rows in memory at a time."""

    folder: Path
    number: int
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys((*TABLES, "statements"), 0))
    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in TABLES})
    writers: dict[str, Any] = field(default_factory=dict)
    waiting: int = 0
    heavy: int = 0

    def __enter__(self) -> Shard:
        _, parquet = table.pyarrows()
        self.folder.mkdir()
        for name in TABLES:
            path = self.folder / f"{name}.parquet"
            self.writers[name] = parquet.ParquetWriter(
                path, schema(name, shard=True), compression="zstd", write_page_checksum=True
            )
        return self

    def add(self, place: int, origin: str, result: Reading | Failure) -> None:
        """Take what became of the article at this place of the shard."""
        for name, rows in of_reading(origin, result).items():
            for row in rows:
                row |= {"shard": self.number, "turn": place}
            self.rows[name] += rows
            self.counts[name] += len(rows)
            self.counts["statements"] += sum(row["statements"] for row in rows) if name == "articles" else 0
            self.heavy += sum(len(row["reading"]) for row in rows) if name == "articles" else 0
        self.waiting += 1
        if self.waiting >= FLUSH or self.heavy >= HEAVY:
            self.flush()

    def flush(self) -> None:
        """Write the rows that wait."""
        arrow, _ = table.pyarrows()
        for name, rows in self.rows.items():
            if rows:
                self.writers[name].write_batch(
                    arrow.RecordBatch.from_pylist(rows, schema=schema(name, shard=True))
                )
                self.rows[name] = []
        self.waiting = self.heavy = 0

    def __exit__(self, kind: object, *rest: object) -> None:
        try:
            if kind is None:
                self.flush()
        finally:
            for writer in self.writers.values():
                writer.close()


class Parts:
    """A table of many rows as files of bounded size in a folder, cut into row groups of bounded size:
    what a merge writes."""

    def __init__(self, folder: Path, name: str, *, group: int = GROUP, file: int = FILE) -> None:
        self.folder, self.name, self.group, self.file = folder, name, group, file
        self.schema = schema(name)
        self.count = self.files = self.here = 0
        self.writer: Any = None
        self.batches: list[Any] = []
        self.waiting = 0
        folder.mkdir(parents=True)

    def add(self, batch: Any) -> None:
        """Take a batch of rows with the columns of the table, in their final order."""
        arrow, _ = table.pyarrows()
        at = 0
        while at < batch.num_rows:
            rows = batch.slice(at, self.group - self.waiting)
            self.batches.append(arrow.Table.from_batches([rows]).select(self.schema.names).cast(self.schema))
            self.waiting += rows.num_rows
            at += rows.num_rows
            if self.waiting >= self.group:
                self.flush()

    def flush(self) -> None:
        """Write the rows that wait as one row group, to the next file if this one is full."""
        arrow, _ = table.pyarrows()
        if not self.batches:
            return
        if self.writer is None or self.here + self.waiting > self.file:
            self.open()
        self.writer.write_table(arrow.concat_tables(self.batches), row_group_size=self.group)
        self.count += self.waiting
        self.here += self.waiting
        self.batches, self.waiting = [], 0

    def open(self) -> None:
        """Go on with a new file."""
        _, parquet = table.pyarrows()
        if self.writer is not None:
            self.writer.close()
        keys = [(column, "ascending") for column in SORTED.get(self.name, ())]
        self.writer = parquet.ParquetWriter(
            self.folder / f"part-{self.files:05}.parquet", self.schema, compression="zstd",
            write_page_checksum=True, write_page_index=True,
            sorting_columns=parquet.SortingColumn.from_ordering(self.schema, keys, null_placement="at_end")
            if keys
            else None,
        )  # fmt: skip
        self.files, self.here = self.files + 1, 0

    def close(self) -> int:
        """End the last file, an empty one if there are no rows, and say how many rows there are."""
        self.flush()
        if self.writer is None:
            self.open()
        self.writer.close()
        return self.count


def recorded(path: Path) -> Json:
    """A JSON object in a file."""
    found: Json = json.loads(path.read_text("ascii"))
    return found
