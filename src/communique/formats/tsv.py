"""Tab-separated rows to imported events and back, with what all four producers share: no quoting,
one row a line, bad lines named; places with a column for each size.

Knows lines, cells, dates and the gazetteer's kinds; does not know any producer's columns.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import BinaryIO, Literal, TypeVar

from communique.formats import coded, codes, files
from communique.places import gazetteer
from communique.records import Actor, Event, Failure, Place, When

HOPELESS = 100  # so many lines without one good row among them, and the file is of another format
BREAKS = re.compile(r"[\t\r\n\v\f\x00\x1c-\x1e\x85\u2028\u2029]+")
WITHIN = re.compile(r"[\r\n\v\f\x00\x1c-\x1e\x85\u2028\u2029]+")  # the same, less the tab between cells
DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
Level = Literal["country", "province", "district", "city"]
LEVELS: dict[str, Level] = {
    gazetteer.COUNTRY: "country", gazetteer.STATE: "province", gazetteer.COUNTY: "district",
    gazetteer.CITY: "city", gazetteer.CAPITAL: "city",
}
SIZED: dict[Level | None, str] = {"city": "City", "district": "District", "province": "Province"}
Row = dict[str, str]
Sides = tuple[Actor | None, Actor | None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Table:
    """A producer's file: its columns, the event that a row tells, and the row that an event of two gives,
    by its place among the event's rows; what the latter lacks of a row that came in is kept.

    `layout` joins the names of the header, our columns where there is none, with the cells of a line; `key`
    is the column by which a header is known (None: there is none), `fallback` the encoding of files that are
    not all UTF-8, `missing` what stands for an empty cell, `pairs` the sides of each row of an event.
    """

    name: str
    columns: tuple[str, ...]
    layout: Callable[[list[str], list[str]], Row]
    event_of: Callable[[Row], coded.Coded]
    drawn: Callable[[coded.Coded, int, Actor | None, Actor | None], Row]
    key: str | None = None
    fallback: str | None = None
    missing: str = ""
    pairs: Callable[[Event], Iterable[Sides]] = coded.pairs

    def read(self, file: BinaryIO, label: str) -> Iterator[coded.Coded | Failure]:
        """The events of a file; a broken line is a Failure."""
        return taken(self.rows(files.lines(file, label)), label, f"a row of {self.name}", self.made)

    def made(self, row: Row) -> coded.Coded:
        """The event of a row, whose first column is its id, with what its own fields would not give back."""
        if not row[self.columns[0]]:
            raise coded.Malformed(f"{self.columns[0]} is empty; every row needs one")
        found = self.event_of(row)
        actor, recipient = (next(iter(side), None) for side in (found.event.actors, found.event.recipients))
        return coded.keep(found, self.name, row, self.drawn(found, 0, actor, recipient))

    def rows(self, lines: Iterable[files.Line | Failure]) -> Iterator[tuple[files.Line, Row] | Failure]:
        """The rows of lines, cells by column, below a header if there is one; several files in one may repeat
        it."""
        header = list(self.columns)
        for item in lines:
            if isinstance(item, Failure):
                yield item
                continue
            try:
                row = cells(item.data, self.fallback)
                if self.key and self.key in (names := [cell.strip('"') for cell in row]):
                    header = names
                else:
                    yield item, self.layout(header, row)
            except coded.Malformed as error:
                yield files.failure(item.label, item.number, str(error))

    def write(self, rows: Iterable[coded.Coded], file: BinaryIO) -> int:
        """How many rows were written, each with all columns in order: one for each two sides of what
        happened, with what the same producer's file said in place of what we would say."""
        if self.key:
            file.write(("\t".join(self.columns) + "\n").encode())
        return files.write_texts(chain.from_iterable(map(self.lines, rows)), file)

    def lines(self, row: coded.Coded) -> Iterator[str]:
        """The lines of an event; none of one that did not happen."""
        for place, sides in enumerate(self.pairs(row.event)) if coded.happened(row.event) else ():
            own = {**self.drawn(row, place, *sides), **coded.kept(row, self.name)}
            cells = (BREAKS.sub(" ", own.get(column, "")).strip(" ") for column in self.columns)
            yield "\t".join(cell or self.missing for cell in cells) + "\n"


def taken(
    found: Iterable[tuple[files.Line, T] | Failure], label: str, what: str, make: Callable[[T], coded.Coded]
) -> Iterator[coded.Coded | Failure]:
    """The events that are made of what lines hold; a broken line is a Failure, and where nothing in a file is
    what it should be, reading stops."""
    good, bad = 0, 0
    for item in found:
        try:
            made = item if isinstance(item, Failure) else make(item[1])
        except coded.Malformed as error:
            assert not isinstance(item, Failure)
            step = coded.UNTYPED if isinstance(error, coded.Untyped) else coded.MALFORMED
            made = files.failure(item[0].label, item[0].number, str(error), step)
        broken = isinstance(made, Failure) and made.step != coded.UNTYPED
        good, bad = good + (not broken), bad + broken
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


def text(value: float | None) -> str:
    """A number as a cell has it, nothing for none."""
    return "" if value is None else str(value)


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


def placed(
    row: Row, name: str, country: str | None, lat: str, lon: str, geonameid: int | None = None
) -> Place | None:
    """The place of a row whose latitude and longitude stand in two columns, None if the row names none."""
    return place(name, country, degrees(row[lat], lat, 90), degrees(row[lon], lon, 180), geonameid)


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


def level(place: Place) -> Level | None:
    """The level of a place that the gazetteer knows by its number; None where that cannot be told."""
    if place.country and place.name == codes.country_name(place.country):
        return "country"
    if place.geonameid is None:
        return None
    rows = gazetteer.places(gazetteer.plain(place.name))
    return next((LEVELS.get(row.kind) for row in rows if row.geonameid == place.geonameid), None)


def place_cells(place: Place) -> dict[str, str]:
    """The cells that ICEWS and POLECAT have alike: the name in the column of its level, if that is known,
    and where it lies."""
    column = SIZED.get(level(place))
    return {
        **({column: place.name} if column else {}), "Latitude": "" if place.lat is None else str(place.lat),
        "Longitude": "" if place.lon is None else str(place.lon),
    }


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
