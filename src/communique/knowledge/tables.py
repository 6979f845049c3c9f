"""The tables of actors: their columns, how a file of them is read, and what is wrong with one, line by line.

Knows what a sound row is; does not know which names it brings.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from difflib import get_close_matches
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from communique.errors import KnowledgeError
from communique.knowledge import load_csv
from communique.knowledge.ontology import sectors
from communique.knowledge.spelling import key

KINDS = ("person", "body", "organization", "group", "party", "institution", "place")
SINGLE = frozenset(("HOS", "HOG", "FM", "DM", "CB"))  # offices that one person holds at a time
BROKEN = re.compile(r"[\t\n\r\x1f]")


class Row(NamedTuple):
    """One fact: what a name stands for and, for a person's office, from when until when.

    `aliases` holds further names, separated by "|"; `from_` and `until` are ISO days, months or years,
    `until` empty while open; `known_until` is the last day on which a source showed it; `needs` is "context"
    where the name counts only beside its country.
    """

    kind: str
    name: str
    aliases: str
    country: str
    sector: str
    secondary_sector: str
    role: str
    class_: str
    from_: str
    until: str
    known_until: str
    wikidata: str
    needs: str
    source: str

    @property
    def names(self) -> list[str]:
        """The name and its aliases, each once."""
        if self.aliases:
            return list(dict.fromkeys(n.strip() for n in (self.name, *self.aliases.split("|")) if n.strip()))
        return [self.name]


COLUMNS = tuple(field.rstrip("_") for field in Row._fields)


class Fault(NamedTuple):
    """What is wrong in a line of a table (1 is the header) and what to do;
    a `grave` one keeps the table from being used."""

    line: int
    found: str
    remedy: str
    grave: bool = True


def read_table(lines: Iterable[str]) -> Iterator[tuple[int, Row | Fault]]:
    """Each row of a CSV table with its line number, or what is wrong with it;
    a header that will not do ends the reading."""
    reader = csv.reader(lines)
    header = [cell.strip() for cell in next(reader, [])]
    faults = list(check_header(header))
    yield from ((1, fault) for fault in faults)
    if faults:
        return
    arrange = arranged(header)
    width = len(header)
    try:
        for cells in reader:
            if len(cells) == width:
                row = arrange(cells)
                fault = check_row(row, reader.line_num)
                yield reader.line_num, row if fault is None else fault
            elif cells:
                found = f"{len(cells)} cells where the header has {width}"
                yield (
                    reader.line_num,
                    Fault(reader.line_num, found, "put cells that hold a comma in double quotes"),
                )
    except csv.Error as error:
        yield reader.line_num, Fault(reader.line_num, f"no CSV: {error}", "save the file as CSV in UTF-8")


def check_header(header: Sequence[str]) -> Iterator[Fault]:
    """What is wrong with a header: unknown or missing columns."""
    if len(header) < 2 and any(mark in "".join(header) for mark in ";\t"):
        yield Fault(1, "cells are separated by semicolons or tabs", "save the file with commas")
        return
    for column in header:
        if column not in COLUMNS:
            near = get_close_matches(column.lower(), COLUMNS, 1)
            hint = f"write {near[0]!r}" if near else f"use {', '.join(COLUMNS)}"
            yield Fault(1, f"unknown column {column!r}", f"{hint}, or remove the column")
        elif header.count(column) > 1:
            yield Fault(1, f"the column {column!r} stands twice", "keep one of them")
    for column in ("name", "country"):
        if column not in header:
            yield Fault(1, f"no column {column!r}", f"add it; the columns are {', '.join(COLUMNS)}")


def arranged(header: Sequence[str]) -> Callable[[Sequence[str]], Row]:
    """What puts cells of this header into the order of a Row; columns that are missing are empty."""
    if tuple(header) == COLUMNS:
        return Row._make
    spots = [header.index(column) if column in header else -1 for column in COLUMNS]
    personal = "kind" not in header

    def arrange(cells: Sequence[str]) -> Row:
        row = Row._make([cells[spot] if spot >= 0 else "" for spot in spots])
        return row._replace(kind="person" if row.role or row.class_ else "body") if personal else row

    return arrange


def check_row(row: Row, line: int) -> Fault | None:
    """The first thing wrong with a row, None when it is sound."""
    if not row.name.strip():
        return Fault(line, "'name' is empty", "fill it in or remove the row")
    if row.kind not in KINDS:
        return Fault(line, f"unknown kind {row.kind!r}", f"use one of {', '.join(KINDS)}")
    if row.country and row.country not in country_codes():
        return Fault(line, f"unknown country {row.country!r}", country_remedy(row.country))
    for column, sector in (("sector", row.sector), ("secondary_sector", row.secondary_sector)):
        if sector and sector not in sector_codes():
            return Fault(
                line, f"unknown {column} {sector!r}", f"use one of {', '.join(sorted(sector_codes()))}"
            )
    if row.needs not in ("", "context"):
        return Fault(line, f"unknown needs {row.needs!r}", "use 'context' or leave it empty")
    if not row.country and not row.sector:
        return Fault(line, "neither country nor sector", "fill in one of them")
    if BROKEN.search("".join(row)):
        return Fault(line, "a tab or a line break inside a cell", "remove it")
    return check_dates(row, line)


def check_dates(row: Row, line: int) -> Fault | None:
    """What is wrong with the dates of a row: none, or in the wrong order."""
    for column, text in (("from", row.from_), ("until", row.until), ("known_until", row.known_until)):
        if text and not is_date(text):
            return Fault(line, f"{text!r} in {column!r} is no date", "write 2025-10-21, 2025-10 or 2025")
    if row.from_ and row.until and row.until < row.from_[: len(row.until)]:
        return Fault(line, f"until {row.until} is before from {row.from_}", "correct one of them")
    return None


@cache
def is_date(text: str) -> bool:
    """Whether a text is an ISO day, month or year."""
    try:
        return bool(date.fromisoformat(text + "0000-01-01"[len(text) :])) and len(text) in (4, 7, 10)
    except ValueError:
        return False


@cache
def country_codes() -> frozenset[str]:
    """The codes of countries, and PLOVER's for those that belong to none."""
    return frozenset(row["code"] for row in load_csv("countries.csv")) | {
        "XKX", "UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC",
    }


@cache
def sector_codes() -> frozenset[str]:
    """PLOVER's sectors, and IGO and NGO, by which the record calls those who work for such organizations."""
    return frozenset(sectors()) | {"IGO", "NGO"}


def country_remedy(code: str) -> str:
    """What to write in place of an unknown country code."""
    known = load_csv("countries.csv")
    for row in known:
        spellings = (row["iso2"], row["code"], row["name"], *row["aliases"].split("|"))
        if code.casefold() in (spelling.casefold() for spelling in spellings):
            return f"write {row['code']!r}"
    near = get_close_matches(code.upper(), country_codes(), 1)
    return (
        f"use a code of three letters such as {near[0] if near else 'FRA'}; UNO, EUR, IGO, NGO and MNC "
        "belong to no state"
    )


def lint(path: Path) -> list[Fault]:
    """Everything that is wrong with a user's table, in the order of its lines;
    KnowledgeError when it is no file of text."""
    faults: list[Fault] = []
    terms: dict[tuple[str, ...], list[tuple[int, Row]]] = defaultdict(list)
    seen: dict[Row, int] = {}
    with opened(path) as lines:
        for line, row in read_table(lines):
            if isinstance(row, Fault):
                faults.append(row)
                continue
            if row in seen:
                faults.append(Fault(line, f"the same as line {seen[row]}", "remove one of them", grave=False))
                continue
            seen[row] = line
            if row.kind == "person":
                terms["person", key(row.name), row.country, row.role].append((line, row))
                for class_ in SINGLE.intersection(row.class_.split("+")):
                    terms["office", row.country, class_].append((line, row))
    for group in terms.values():
        faults += overlaps(group)
    return sorted(dict.fromkeys(faults), key=lambda fault: fault.line)


def overlaps(group: Sequence[tuple[int, Row]]) -> Iterator[Fault]:
    """Terms that overlap one that began before: of one person in one role,
    or of two persons in an office that one holds."""
    ordered = sorted(group, key=lambda item: item[1].from_ or "0")
    for (line, one), (other, two) in pairwise(ordered):
        end = one.until or "9999"
        if (two.from_ or "0")[: len(end)] < end and (one.role == two.role or key(one.name) != key(two.name)):
            term = f"{two.name} ({two.role or two.class_ or 'no role'}) from {two.from_ or '?'}"
            found = f"{term} overlaps line {line}: {one.name} until {one.until or 'now'}"
            yield Fault(
                max(line, other), found, f"end line {line} before, or remove one; the last line wins",
                grave=False,
            )


@contextmanager
def opened(path: Path) -> Iterator[Iterable[str]]:
    """A table of the user's as lines of text; KnowledgeError when it is missing or no text in UTF-8."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield file
    except OSError as error:
        raise KnowledgeError(f"{path}: {error.strerror or error}; give a CSV file of actors") from None
    except UnicodeDecodeError as error:
        raise KnowledgeError(
            f"{path}: byte {error.start}: not UTF-8; save the file as CSV in UTF-8"
        ) from None
