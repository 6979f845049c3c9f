"""The field's files, read and written: GDELT, ICEWS, POLECAT, Phoenix, PLOVER; CSV, Parquet, iCalendar,
citations and JSON-LD. See docs/formats.md.

Knows which formats there are and how their files are opened; does not know any format's columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal

from communique.formats import (
    calendar,
    citations,
    files,
    gdelt,
    icews,
    linked,
    phoenix,
    plover,
    polecat,
    table,
)
from communique.formats.coded import Coded, FormatError, Planned
from communique.records import Failure
from communique.text.files import opened

__all__ = ["FORMATS", "Coded", "Format", "FormatError", "Planned", "read", "read_file", "write", "write_file"]

Reading = Iterator[Coded | Failure]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how its files end, how it is read (None: it is only written) and written,
    what its rows are, and how it may be packed."""

    suffix: str
    read: Callable[[BinaryIO, str], Reading] | None
    write: Callable[[Iterable[Any], BinaryIO], int]
    rows: Literal["events", "meetings", "articles"] = "events"
    packed: tuple[str, ...] = ("gz", "zip")


FORMATS: dict[str, Format] = {
    "gdelt": Format(".export.CSV", gdelt.TABLE.read, gdelt.TABLE.write),
    "icews": Format(".tab", icews.TABLE.read, icews.TABLE.write),
    "polecat": Format(".txt", polecat.TABLE.read, polecat.TABLE.write),
    "phoenix": Format(".txt", phoenix.TABLE.read, phoenix.TABLE.write),
    "plover": Format(".jsonl", plover.read, plover.write),
    "csv": Format(".csv", table.read_csv, table.write_csv),
    "parquet": Format(".parquet", table.read_parquet, table.write_parquet, packed=()),
    "icalendar": Format(".ics", None, calendar.write, rows="meetings", packed=()),
    "jsonld": Format(".jsonld", None, linked.write),
    "bibtex": Format(".bib", None, citations.write_bibtex, rows="articles", packed=()),
    "ris": Format(".ris", None, citations.write_ris, rows="articles", packed=()),
    "csl": Format(".json", None, citations.write_csl, rows="articles", packed=()),
}


def named(name: str) -> Format:
    """The format of a name; FormatError lists those that there are."""
    if name not in FORMATS:
        raise FormatError(f"no format {name!r}; use one of {', '.join(FORMATS)}")
    return FORMATS[name]


def read(name: str, file: BinaryIO, label: str) -> Reading:
    """The events in a file, gzip, zip or plain; a broken line gives a Failure that names `label` and line,
    and the rest goes on."""
    format = named(name)
    if format.read is None:
        raise FormatError(
            f"{label}: {name} is only written; read one of "
            f"{', '.join(n for n, f in FORMATS.items() if f.read)}"
        )
    return format.read(file, label)


def write(
    name: str, rows: Iterable[Any], file: BinaryIO, *, pack: str | None = None, member: str | None = None
) -> int:
    """How many rows of a file were written: `rows` are what it has rows of; `pack` is "gz" or "zip",
    `member` the zip's file."""
    format = named(name)
    if pack is not None and pack not in format.packed:
        raise FormatError(
            f"{name} is not packed as {pack}; "
            f"{'use ' + ' or '.join(format.packed) if format.packed else 'write it plain'}"
        )
    with files.packed(file, pack, member or f"events{format.suffix}") as stream:
        return format.write(rows, stream)


def read_file(name: str, path: str | Path) -> Reading:
    """The events in the file at a path; FormatError if it cannot be opened."""
    named(name)
    with opened(path, FormatError) as file:
        yield from read(name, file, str(path))


def write_file(name: str, rows: Iterable[Any], path: str | Path) -> int:
    """How many rows of the file at a path were written; its ending .gz or .zip packs it;
    a file that fails leaves the old one as it was."""
    named(name)
    target = Path(path)
    pack = target.suffix.lower()[1:] if target.suffix.lower() in (".gz", ".zip") else None
    return files.replaced(target, lambda file: write(name, rows, file, pack=pack, member=target.stem))
