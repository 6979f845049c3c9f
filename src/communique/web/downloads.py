"""The rows of a view as CSV that no spreadsheet runs, JSON, or Parquet.

Knows those three forms; does not know what a row says.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any

from starlette.responses import Response, StreamingResponse

from communique import formats, grouping
from communique.archive import Head
from communique.formats import files
from communique.formats.coded import Coded
from communique.formats.table import guarded, pyarrows, sound
from communique.records import Article

FORMATS = {
    "csv": "text/csv; charset=utf-8", "json": "application/json", "parquet": "application/vnd.apache.parquet",
}
MOST = 50_000  # rows of a download; `communique export` writes any number
SPOOL = 16_000_000  # bytes that are kept in memory before they go to a temporary file
PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Table:
    """Rows to download: a name for the file, and what gives the rows: flat JSON objects with the same keys,
    or events with articles."""

    name: str
    rows: Callable[[], Iterable[Mapping[str, Any]] | Iterable[Coded]]
    events: bool = False


def download(table: Table, form: str) -> Response:
    """The file of a table."""
    file = tempfile.SpooledTemporaryFile(SPOOL)  # noqa: SIM115 - closed when it was sent
    try:
        rows: Iterable[Any] = islice(table.rows(), MOST)
        if table.events and form != "json":
            formats.write(form, rows, file)  # type: ignore[arg-type]
        else:
            WRITE[form]((flat(row) for row in rows) if table.events else rows, file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return StreamingResponse(pieces(file), headers=attached(f"{table.name}.{form}"), media_type=FORMATS[form])


def attached(name: str) -> dict[str, str]:
    """The headers of a file that is downloaded under a name."""
    return {
        "content-disposition": f'attachment; filename="communique-{name}"', "cache-control": "no-store",
    }


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a file, which is closed at the end."""
    with file:
        while piece := file.read(PIECE):
            yield piece


def flat(row: Coded) -> dict[str, Any]:
    """An event with its article as one object."""
    return {**flat_head(row.article), "event": row.event.to_dict()}


def flat_head(origin: Article | Head) -> dict[str, Any]:
    """The article's cells."""
    parts = {name: getattr(origin, name) for name in ("url", "title", "outlet", "published")}
    return {"article": origin.id, **parts}


def cell(value: Any) -> str:
    """A value as a cell of CSV; text that a spreadsheet would run begins with an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, (bool, int, float)):
        return str(value)
    return guarded(plain(value))


def plain(value: Any) -> str:
    """A value as text: lists of words joined by ";", anything deeper as JSON."""
    if isinstance(value, (list, tuple)) and all(isinstance(part, str) for part in value):
        return ";".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def write_csv(rows: Iterable[Mapping[str, Any]], file: IO[bytes]) -> None:
    """Rows as CSV with a header; nothing where there are none."""
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="")
    try:
        writer: Any = None
        for row in rows:
            if writer is None:
                writer = csv.writer(text, lineterminator="\r\n")
                writer.writerow(row)
            writer.writerow([cell(value) for value in row.values()])
        text.flush()
    finally:
        text.detach()


def write_parquet(rows: Iterable[Mapping[str, Any]], file: IO[bytes]) -> None:
    """Rows as Parquet: columns of numbers where all values are numbers, else of text, which the last row
    may settle: only the values are held until then."""
    arrow, parquet = pyarrows()
    values = grouping.lists(cell for row in rows for cell in row.items())
    columns = {name: column(arrow, some) for name, some in values.items()}
    parquet.write_table(arrow.table(columns), file, compression="zstd")


def column(arrow: Any, values: list[Any]) -> Any:
    """The values of a column as it takes them."""
    given = {type(value) for value in values if value is not None}
    if given and (given <= {int, bool} or given <= {int, float}):
        return arrow.array(values, arrow.float64() if float in given else arrow.int64())
    return arrow.array([None if value is None else sound(plain(value)) for value in values], arrow.string())


WRITE: dict[str, Callable[[Iterable[Mapping[str, Any]], Any], object]] = {
    "csv": write_csv, "json": files.write_list, "parquet": write_parquet,
}  # fmt: skip
