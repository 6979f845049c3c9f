"""Files to lines and back: plain, gzip or zip, told by their first bytes; no line, and no archive,
may fill the memory.

Knows containers and bytes; does not know what stands in a line.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from communique.formats.coded import MALFORMED, FormatError
from communique.records import Failure
from communique.text import files

MAX_LINE = 1_000_000  # bytes; the longest rows of event data have some thousand
# bytes of a stream without seeking that are kept in memory before they go to a temporary file
SPOOL = 16_000_000
TEXTS = (".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".ndjson")
BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)


class Line(NamedTuple):
    """A line, its number, and the file that it is in: of several in a zip, the one in the zip."""

    label: str
    number: int
    data: bytes


def failure(label: str, number: int | None, message: str, step: str = MALFORMED) -> Failure:
    """A Failure that names file and line; its id is a locator such as "events.tab#line=17"."""
    where = f"{label}, line {number}" if number else label
    return Failure(f"{label}#line={number}" if number else label, step, f"{where}: {message}")


def lines(file: BinaryIO, label: str) -> Iterator[Line | Failure]:
    """The lines of a file with their numbers, ends cut off, blank ones left out; of a zip,
    those of every table in it."""
    number, name = 0, label
    try:
        for name, member in members(file, label):
            number = 0
            while line := member.readline(MAX_LINE + 1):
                number += 1
                if len(line) > MAX_LINE:
                    while not line.endswith(b"\n") and (line := member.readline(MAX_LINE)):
                        pass
                    yield failure(
                        name, number,
                        f"more than {MAX_LINE:,} bytes; is the file what its name says? The line is left out",
                    )
                elif line.strip():
                    yield Line(name, number, line.rstrip(b"\r\n"))
    except BROKEN as error:
        yield failure(
            name, number or None,
            f"the file breaks off or is damaged ({error or type(error).__name__}); get it again",
        )


def members(file: BinaryIO, label: str) -> Iterator[tuple[str, BinaryIO]]:
    """The plain streams in a file: itself, what a gzip holds, or each table in a zip."""
    start, stream = peeked(file)
    if start[:2] == b"\x1f\x8b":
        yield label, cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    elif start[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        with zipfile.ZipFile(seekable(stream)) as archive:
            tables = [
                n for n in archive.namelist() if n.lower().endswith(TEXTS) and not n.startswith("__MACOSX")
            ]
            if not tables:
                raise zipfile.BadZipFile(f"no table in it: no file that ends in {', '.join(TEXTS)}")
            for name in tables:
                with archive.open(name) as member:
                    yield f"{label}/{name}" if len(tables) > 1 else label, cast(BinaryIO, member)
    else:
        yield label, stream


def peeked(file: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream, and a stream that still has them."""
    if file.seekable():
        start = file.read(4)
        file.seek(-len(start), os.SEEK_CUR)
        return start, file
    stream = file if isinstance(file, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, file))
    return stream.peek(4)[:4], stream


def seekable(file: BinaryIO) -> BinaryIO:
    """The stream itself if one can go back in it, else a temporary copy of it."""
    if file.seekable():
        return file
    copy = tempfile.SpooledTemporaryFile(SPOOL)  # noqa: SIM115 - it goes with the stream
    shutil.copyfileobj(file, copy)
    copy.seek(0)
    return cast(BinaryIO, copy)


def write_texts(texts: Iterable[str], file: BinaryIO) -> int:
    """How many texts were written, one behind the other."""
    count = 0
    for count, text in enumerate(texts, 1):  # noqa: B007 - the last number is how many there were
        file.write(text.encode("utf-8", "replace"))
    return count


def write_list(values: Iterable[Any], file: BinaryIO, head: bytes = b"[", end: bytes = b"\n]\n") -> int:
    """How many values were written as one JSON list, between what stands before and behind it."""
    count = 0
    file.write(head)
    for count, value in enumerate(values, 1):
        file.write((b",\n" if count > 1 else b"\n") + json.dumps(value).encode())
    file.write(end)
    return count


@contextmanager
def packed(file: BinaryIO, how: str | None, member: str) -> Iterator[BinaryIO]:
    """A stream that packs what is written to it as "gz" or "zip" (under the name `member`), or as it is;
    the same rows, the same bytes."""
    if how == "gz":
        with gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as stream:
            yield cast(BinaryIO, stream)
    elif how == "zip":
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            entry = zipfile.ZipInfo(member)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=True) as inner:
                yield cast(BinaryIO, inner)
    else:
        yield file


def replaced(path: str | Path, write: Callable[[BinaryIO], int]) -> int:
    """What `write` says after it has written the file at a path; until it is whole, the old file stands."""
    try:
        with files.replaced(path) as file:
            return write(file)
    except OSError as error:
        raise FormatError(
            f"{path}: cannot be written ({error.strerror or error}); check the folder, its permissions and "
            "the room on the disk; nothing was changed"
        ) from error
