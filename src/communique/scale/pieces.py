"""A corpus of files to pieces that can be read apart from one another, and a piece to its arrivals.

Knows where files may be cut: between lines, records and rows; does not know who reads a piece,
or what articles say.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BufferedReader
from itertools import chain
from pathlib import PurePath
from typing import Any, BinaryIO, Literal

from communique import sources
from communique.errors import CommuniqueError, SourceError
from communique.formats import table
from communique.records import Failure
from communique.sources import arrivals, lines, packed, pages, warc
from communique.sources.arrivals import Arrival
from communique.sources.pages import Options
from communique.sources.polite import Web

Kind = Literal["file", "lines", "zipped", "warc", "parquet", "lost"]
PARQUET = ".parquet"
# pieces of one row group of Parquet: each decodes the group from its start, so this bounds what is decoded
# over and over
DECODED = 16
ROWS = 64  # rows of Parquet in memory at a time
FIELDS = (*lines.FIELDS, "id")


class ScaleError(CommuniqueError):
    """A corpus that cannot be cut, read by many, or asked."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a file, from `start` to before `stop` (None: to its end).

    They count bytes of lines and web archives, lines of zipped lines (from 1), rows of Parquet (from 0);
    `first` is the number of the first line; `size` the file's bytes when it was cut. A "lost" piece is what
    could not be opened, and `message` says why.
    """

    kind: Kind
    path: str
    size: int = 0
    start: int = 0
    stop: int | None = None
    first: int = 1
    message: str | None = None


# ---------------------------------------------------------------- which files
def files(names: Iterable[str], options: Options) -> Iterator[Piece]:
    """A piece for each whole file that the names of files and folders stand for,
    in an order that depends on the names alone."""
    for name in names:
        if sources.ADDRESS.match(name) or name == "-" or (name.startswith("@") and not os.path.exists(name)):
            raise ScaleError(
                f"{name}: addresses, lists and standard input cannot be cut into shards; fetch the pages, "
                "then name files"
            )
        if not os.path.exists(name):
            raise ScaleError(f"{name}: no such file or folder; check the path")
        path = os.path.abspath(name)
        yield from folder(path, options) if os.path.isdir(path) else [whole(path, options)]


def folder(path: str, options: Options) -> Iterator[Piece]:
    """The files of a folder and of the folders within it, tables of Parquet last."""
    empty = True
    for found in chain(arrivals.walk(path), tables(path)):
        empty = False
        if isinstance(found, Arrival):  # it could not be opened
            why = found.item.message if isinstance(found.item, Failure) else None
            yield Piece("lost", found.origin, message=why)
        else:
            yield whole(found, options)
    if empty:
        message = (
            f"{path}: no file in this folder that can be read; there may be "
            f"{', '.join((*arrivals.FOUND, PARQUET))}"
        )
        yield Piece("lost", path, message=message)


def tables(path: str) -> Iterator[str]:
    """The Parquet files below a folder, nothing hidden, sorted."""
    for here, folders, names in os.walk(path):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        yield from (
            os.path.join(here, n) for n in sorted(names)
            if n.lower().endswith(PARQUET) and not n.startswith(".")
        )


def whole(path: str, options: Options) -> Piece:
    """The piece that is all of a file; a file that cannot be looked into is one whose reading will say
    why."""
    try:
        return Piece(told(path, options), path, os.stat(path).st_size)
    except (SourceError, OSError, ValueError):
        return Piece("file", path)


def told(path: str, options: Options) -> Kind:
    """What kind of file is at a path, by its name and, where that does not say, its first bytes:
    as `sources.arrivals` tells it."""
    name = arrivals.without_gz(path)
    suffix = PurePath(name).suffix.lower()
    if suffix == PARQUET:
        return "parquet"
    if suffix in arrivals.LISTS:
        raise ScaleError(
            f"{path}: a list of addresses cannot be cut into shards; fetch the pages first, then name files"
        )
    if name == path and (suffix in arrivals.PAGES or (suffix in arrivals.ARTICLES and not options.lines)):
        return "file"
    with arrivals.opened(path) as file:
        head = arrivals.peek(file)
        zipped = head.startswith(packed.MAGIC)
        if zipped:
            head = arrivals.peek(unpacked(file, options))
    if not head or (name != path and not zipped):
        return "file"
    if suffix == ".warc" or head.startswith(warc.HEAD):
        return "warc"
    listed = suffix in arrivals.LINES or (options.lines and suffix not in arrivals.PAGES)
    if listed or (suffix in ("", ".json") and arrivals.starts_lines(head)):
        return "zipped" if zipped else "lines"
    return "file"


def unpacked(file: BinaryIO, options: Options) -> BufferedReader:
    """The bytes that a gzip file holds; `raw` of it is the stream that notes faults."""
    return BufferedReader(packed.Unpacked(file, allowance=options.max_bytes), packed.CHUNK)


# ---------------------------------------------------------------- where they are cut
def cut(piece: Piece, size: int, options: Options) -> Iterator[tuple[Piece, int]]:
    """The parts of a file with about how many articles are in each, `size` at most where the file allows it;
    a line at a time in memory."""
    if piece.kind in ("lines", "zipped"):
        yield from cut_lines(piece, size, options)
    elif piece.kind == "warc":
        yield from cut_warc(piece, size, options)
    elif piece.kind == "parquet":
        yield from cut_parquet(piece, size)
    else:
        yield piece, 1


def part(of: Piece, start: int, stop: int | None, first: int = 1) -> Piece:
    """A part of a file."""
    return Piece(of.kind, of.path, of.size, start, stop, first)


def cut_lines(piece: Piece, size: int, options: Options) -> Iterator[tuple[Piece, int]]:
    """Parts of JSON Lines with `size` lines each that are not blank."""
    zipped = piece.kind == "zipped"
    at, count, start, first = 0, 0, 1 if zipped else 0, 1
    with arrivals.opened(piece.path) as file:
        for line in lines.numbered(unpacked(file, options) if zipped else file, options.max_line):
            if line.data.strip():
                if count == size:
                    here = line.number if zipped else at
                    yield part(piece, start, here, first), count
                    start, first, count = here, line.number, 0
                count += 1
            at += line.taken
    yield part(piece, start, None, first), count


def cut_warc(piece: Piece, size: int, options: Options) -> Iterator[tuple[Piece, int]]:
    """Parts of a web archive that begin at a record, in a gzip file at a member,
    with `size` responses each."""
    start, count = 0, 0
    with arrivals.opened(piece.path) as file:
        for found in warc.records(file, 0, options.max_bytes):
            if not isinstance(found, warc.Broken):
                where = found[0]
                # only a sound record can be begun at
                if count >= size and where.record == 1 and where.offset > start:
                    yield part(piece, start, where.offset), count
                    start, count = where.offset, 0
            count += 1
    yield part(piece, start, None), count


def cut_parquet(piece: Piece, size: int) -> Iterator[tuple[Piece, int]]:
    """Parts of a table with `size` rows each, more where its row groups are so large that they would be
    decoded too often."""
    arrow, parquet = table.pyarrows()
    try:
        with parquet.ParquetFile(piece.path) as file:
            groups = [file.metadata.row_group(n).num_rows for n in range(file.metadata.num_row_groups)]
    except (arrow.ArrowException, OSError):
        yield piece, 1  # its reading says what is wrong
        return
    at = 0
    for rows in groups:
        step = max(size, -(-rows // DECODED))
        for start in range(0, rows, step):
            count = min(step, rows - start)
            yield part(piece, at + start, at + start + count), count
        at += rows


# ---------------------------------------------------------------- what is in them
def read(pieces: Iterable[Piece], options: Options) -> Iterator[Arrival]:
    """The arrivals of pieces, in order; ScaleError where a file is not the one any more that was cut."""
    with arrivals.visiting(options, None) as web:
        for piece in pieces:
            yield from read_one(piece, options, web)


def read_one(piece: Piece, options: Options, web: Web) -> Iterator[Arrival]:
    """The arrivals of one piece; a file that cannot be read is one of them."""
    if piece.kind == "lost":
        yield Arrival(piece.path, Failure(None, pages.STEP, piece.message or f"{piece.path}: cannot be read"))
        return
    if piece.kind == "file":
        yield from arrivals.from_file(piece.path, options, web)
        return
    refuse_changed(piece)
    read = {"lines": read_lines, "zipped": read_lines, "warc": read_warc, "parquet": read_parquet}[piece.kind]
    try:
        yield from read(piece, options)
    except (SourceError, OSError) as error:
        yield arrivals.failed(piece.path, arrivals.reason(error))


def refuse_changed(piece: Piece) -> None:
    """Raise ScaleError if the file is gone or of another size: its lines are no longer where they were."""
    try:
        size = os.stat(piece.path).st_size
    except OSError as error:
        raise ScaleError(
            f"{piece.path}: cannot be found here ({error.strerror}); every machine must see the corpus under "
            "the same path"
        ) from None
    if size != piece.size:
        raise ScaleError(
            f"{piece.path}: {size:,} bytes, and {piece.size:,} when it was cut; start anew with another "
            "folder"
        )


def read_lines(piece: Piece, options: Options) -> Iterator[Arrival]:
    """The articles of some lines of JSON Lines."""
    zipped = piece.kind == "zipped"
    with arrivals.opened(piece.path) as file:
        stream: BinaryIO = unpacked(file, options) if zipped else file
        if not zipped:
            file.seek(piece.start)
        at = piece.start
        for line in lines.numbered(stream, options.max_line, 1 if zipped else piece.first):
            if piece.stop is not None and (line.number if zipped else at) >= piece.stop:
                return
            at += line.taken
            if line.number >= piece.first and line.data.strip():
                item = lines.attempt_line(line, options)
                yield Arrival(f"{piece.path}#line={line.number}", arrivals.labelled(item, piece.path))
        fault = getattr(getattr(stream, "raw", None), "fault", None)
        if fault:
            yield arrivals.failed(piece.path, f"{piece.path}: {fault}; get the file again")


def read_warc(piece: Piece, options: Options) -> Iterator[Arrival]:
    """The pages of a part of a web archive."""
    with arrivals.opened(piece.path) as file:
        yield from arrivals.from_warc(file, piece.path, options, start=piece.start, stop=piece.stop)


def read_parquet(piece: Piece, options: Options) -> Iterator[Arrival]:
    """The articles of some rows of a table with the columns of JSON Lines."""
    arrow, parquet = table.pyarrows()
    at = piece.start
    try:
        with parquet.ParquetFile(piece.path) as file:
            columns = [c for c in FIELDS if c in file.schema_arrow.names]
            if "text" not in columns and "html" not in columns:
                yield arrivals.failed(
                    piece.path, "no column 'text' or 'html'; give a table with the columns of docs/scale.md"
                )
                return
            for at, row in rows_of(file, piece, columns):
                item = arrivals.entry_of(row, f"row {at + 1}", options)
                yield Arrival(f"{piece.path}#row={at + 1}", arrivals.labelled(item, piece.path))
    except (arrow.ArrowException, OSError, ValueError) as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
        yield arrivals.failed(
            piece.path,
            f"{piece.path}: not a sound Parquet file from row {at + 1} on ({reason}); get it again",
        )


def rows_of(file: Any, piece: Piece, columns: list[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a piece of a table with their numbers, a few in memory at a time."""
    begin = 0
    for group in range(file.metadata.num_row_groups):
        end = begin + file.metadata.row_group(group).num_rows
        if end > piece.start and (piece.stop is None or begin < piece.stop):
            at = begin
            for batch in file.iter_batches(ROWS, row_groups=[group], columns=columns):
                low, high = (
                    max(0, piece.start - at),
                    batch.num_rows if piece.stop is None else min(batch.num_rows, piece.stop - at),
                )
                if low < high:
                    yield from enumerate(map(told_row, batch.slice(low, high - low).to_pylist()), at + low)
                at += batch.num_rows
                if piece.stop is not None and at >= piece.stop:
                    break
        begin = end


def told_row(row: dict[str, Any]) -> dict[str, Any]:
    """A row as JSON would have it: days and moments as text, cells that hold nothing left out."""
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in row.items() if v is not None}
