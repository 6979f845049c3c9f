"""Tab-separated rows to imported events and back, with what all four producers share: no quoting,
one row a line, bad lines named.

Knows lines, cells and dates; does not know any producer's columns.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import BinaryIO, TypeVar

from communique.formats import coded, codes, files
from communique.records import Actor, Failure, Place, When

HOPELESS = 100  # so many lines without one good row among them, and the file is of another format
BREAKS = re.compile(r"[\t\r\n\v\f\x00\x1c-\x1e\x85\u2028\u2029]+")
WITHIN = re.compile(r"[\r\n\v\f\x00\x1c-\x1e\x85\u2028\u2029]+")  # the same, less the tab between cells
DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
Row = dict[str, str]
Parsed = tuple[files.Line, Row]
# the row of an event between two, by place
Drawn = Callable[[coded.Coded, int, Actor | None, Actor | None], Row]
T = TypeVar("T")


def read(
    file: BinaryIO, label: str, producer: str,
    rows: Callable[[Iterable[files.Line | Failure]], Iterator[Parsed | Failure]],
    event_of: Callable[[Row], coded.Coded], computed: Callable[[coded.Coded], Row],
) -> Iterator[coded.Coded | Failure]:
    """The events of a file's rows; `event_of` makes one of a row, `computed` the row that it alone would
    give, the difference is kept."""
    def make(row: Row) -> coded.Coded:
        found = event_of(row)
        return coded.keep(found, producer, row, computed(found))

    return taken(rows(files.lines(file, label)), label, f"a row of {producer}", make)


def taken(
    found: Iterable[tuple[files.Line, T] | Failure], label: str, what: str, make: Callable[[T], coded.Coded]
) -> Iterator[coded.Coded | Failure]:
    """The events that are made of what lines hold; a broken line is a Failure, and where nothing in a file is
    what it should be, reading stops."""
    good, bad = 0, 0
    for item in found:
        if isinstance(item, Failure):
            yield item
            bad += 1
        else:
            line, held = item
            try:
                made = make(held)
            except coded.Malformed as error:
                untyped = isinstance(error, coded.Untyped)
                good, bad = good + untyped, bad + (not untyped)
                step = coded.UNTYPED if untyped else coded.MALFORMED
                yield files.failure(line.label, line.number, str(error), step)
            else:
                good += 1
                yield made
        if not good and bad >= HOPELESS:
            yield files.failure(
                label, None, f"none of the first {bad} lines is {what}; is it another format? Reading stops"
            )
            return


def decoded(line: bytes, fallback: str | None = None) -> str:
    """A line as text; `fallback` is the encoding of files that are not all UTF-8."""
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if fallback:
            return line.decode(fallback)
        raise coded.Malformed(f"byte {error.start + 1} is not UTF-8; save the file as UTF-8") from None


def cells(line: bytes, fallback: str | None = None) -> list[str]:
    """The cells of a line."""
    return [cell.strip(" ") for cell in WITHIN.sub(" ", decoded(line, fallback)).split("\t")]


def split(
    lines: Iterable[files.Line | Failure], layout: Callable[[list[str]], Row | None],
    fallback: str | None = None,
) -> Iterator[Parsed | Failure]:  # fmt: skip
    """The rows of lines, cells by column, as `layout` takes them apart; lines of which it makes none are
    left out."""
    for item in lines:
        if isinstance(item, Failure):
            yield item
            continue
        try:
            if (row := layout(cells(item.data, fallback))) is not None:
                yield item, row
        except coded.Malformed as error:
            yield files.failure(item.label, item.number, str(error))


def headed(
    lines: Iterable[files.Line | Failure], columns: tuple[str, ...], *, key: str,
    layout: Callable[[list[str], list[str]], Row], fallback: str | None = None,
) -> Iterator[Parsed | Failure]:
    """The rows of lines below a header that has the column `key`; `layout` joins header and cells.
    Several files in one may repeat it."""
    header = list(columns)

    def below(row: list[str]) -> Row | None:
        nonlocal header
        if key in (names := [cell.strip('"') for cell in row]):
            header = names
            return None
        return layout(header, row)

    return split(lines, below, fallback)


def write(
    rows: Iterable[Row], file: BinaryIO, columns: tuple[str, ...], *, header: bool, missing: str = ""
) -> int:
    """How many rows were written, each with all columns in order."""
    if header:
        file.write(("\t".join(columns) + "\n").encode())
    count = 0
    for row in rows:
        line = "\t".join(clean(row.get(column, "")) or missing for column in columns) + "\n"
        file.write(line.encode("utf-8", "replace"))
        count += 1
    return count


def clean(cell: str) -> str:
    """A cell without the characters that would end it or its line."""
    return BREAKS.sub(" ", cell).strip(" ")


def text(value: float | None) -> str:
    """A number as a cell has it, nothing for none."""
    return "" if value is None else str(value)


def laid(row: Mapping[str, str], of: coded.Coded, producer: str) -> Row:
    """A row with what the same producer's file said in place of what we would say."""
    return {**row, **coded.kept(of, producer)}


def in_pairs(rows: Iterable[coded.Coded], producer: str, drawn: Drawn) -> Iterator[Row]:
    """The rows of what happened, one for each actor and recipient, as `drawn` has them."""
    for row in (row for row in rows if coded.happened(row.event)):
        for place, (actor, recipient) in enumerate(coded.pairs(row.event)):
            yield laid(drawn(row, place, actor, recipient), row, producer)


def alone(drawn: Drawn) -> Callable[[coded.Coded], Row]:
    """What gives the row of an imported event's own fields."""
    return lambda row: drawn(
        row, 0, next(iter(row.event.actors), None), next(iter(row.event.recipients), None)
    )


def one_day(text: str, column: str) -> When | None:
    """The day in a cell, YYYYMMDD or YYYY-MM-DD; None for an empty one."""
    if not text:
        return None
    match = DAY.fullmatch(text)
    try:
        on = date(*map(int, match.groups())).isoformat() if match else ""
    except ValueError:
        on = ""
    if not on:
        raise coded.Malformed(f"{column} is {text!r}, which is no day; give it as YYYYMMDD or YYYY-MM-DD")
    return When(on, on, "day", None)


def degrees(text: str, column: str, most: float) -> float | None:
    """The degrees in a cell, None for an empty one."""
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not abs(value) <= most:
        raise coded.Malformed(
            f"{column} is {text!r}, which is no number from -{most:g} to {most:g}; correct it or leave it "
            "empty"
        )
    return value


def spot(row: Row, lat: str, lon: str) -> tuple[float | None, float | None]:
    """The latitude and longitude in two columns of a row."""
    return degrees(row[lat], lat, 90), degrees(row[lon], lon, 180)


def whole(text: str, column: str) -> int | None:
    """The whole number in a cell, None for an empty one."""
    if not text:
        return None
    if not re.fullmatch(r"-?\d{1,18}", text):
        raise coded.Malformed(f"{column} is {text!r}, which is no whole number; correct it")
    return int(text)


def place(
    name: str, country: str | None, lat: float | None, lon: float | None, geonameid: int | None = None
) -> Place | None:
    """The place of a row, None if the row names none."""
    name = name or codes.country_name(country)
    if not name and lat is None:
        return None
    return Place(
        name, country, codes.states().get(country or "", ("", None))[1], lat, lon, geonameid, False,
        coded.NOWHERE,
    )


def rooted(code: str, root: str, columns: str) -> None:
    """Raise Malformed where a CAMEO code does not begin with its root:
    a spreadsheet has taken "020" for the number 20."""
    if code and (not re.fullmatch(r"\d\d", root) or not code.startswith(root)):
        raise coded.Malformed(
            f"{columns} are {code!r} and {root!r}: a code begins with its root of two digits; a program has "
            "dropped the leading zeros, so take the file as it was published"
        )


def same_length(row: list[str], columns: tuple[str, ...], producer: str) -> Row:
    """The cells by column; Malformed if there are more or fewer."""
    if len(row) != len(columns):
        raise coded.Malformed(
            f"{len(row)} columns where {producer} has {len(columns)}, tab-separated; is the line cut off?"
        )
    return dict(zip(columns, row, strict=True))
