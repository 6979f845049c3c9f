"""Records to data frames, one row a record, from readings or straight from an archive;
needs pandas (`pip install 'communique[frames]'`).

Every table has one kind of missing value (NA), days that are times, and the columns of `columns.KINDS`, whose
codebook `codebook` gives. Knows pandas; does not know how anything was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from communique.frames.columns import KINDS, ORIGIN, SINGLE, Column, codebook
from communique.records import Article, Failure, Reading

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = [
    "KINDS", "codebook", "commitments", "each", "events", "frame", "links", "meetings", "nonresponses",
    "places", "positions", "statements", "table", "times",
]  # fmt: skip
Made = TypeVar("Made", bound=Callable[..., Any])
Readings = Reading | Iterable[Reading | Failure]
DTYPES = {"text": "string", "list": "string", "whole": "Int64", "real": "Float64", "flag": "boolean"}


def table(kind: str, readings: Readings) -> DataFrame:
    """A row for each record of a kind ("events") in one reading or many;
    failures among them are passed over."""
    return frame(
        (row for one in each(readings) for row in rows(kind, one.article, getattr(one, kind))), KINDS[kind]
    )


def each(readings: Readings) -> Iterator[Reading]:
    """The readings among what was given: one, or many with failures among them."""
    if isinstance(readings, Reading):
        yield readings
    else:
        yield from (r for r in readings if isinstance(r, Reading))


def rows(kind: str, article: Article, records: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """The cells of some records of one article."""
    origin = () if kind == "commitments" else cells(article, ORIGIN)
    yield from (origin + cells(one, SINGLE[kind]) for one in records)


def cells(record: Any, columns: Sequence[Column]) -> tuple[Any, ...]:
    """The cells of a record."""
    return tuple(column.take(record) for column in columns)


def frame(rows: Iterable[tuple[Any, ...]], columns: Sequence[Column]) -> DataFrame:
    """A data frame of these columns, with their types whether or not there is a row;
    what is missing is NA."""
    try:
        import numpy
        import pandas
    except ImportError as error:
        raise ImportError(
            "data frames need pandas; install it with: pip install 'communique[frames]'"
        ) from error
    found = list(rows)
    made = {}
    for place, column in enumerate(columns):
        values = [row[place] for row in found]
        if column.holds == "day":  # to the second, so that days before 1678 are days too
            made[column.name] = pandas.Series(
                numpy.array([v or "NaT" for v in values], dtype="datetime64[s]")
            )
        else:
            made[column.name] = pandas.Series(pandas.array(values, dtype=DTYPES[column.holds]))
    return pandas.DataFrame(made)


def of_kind(kind: str, about: str) -> Callable[[Readings], DataFrame]:
    """What gives the table of one kind of records from readings."""

    def made(readings: Readings) -> DataFrame:
        return table(kind, readings)

    return entitled(made, kind, about)


def entitled(made: Made, name: str, about: str) -> Made:
    """A function that was made, under its name and with what is said of it."""
    made.__name__ = made.__qualname__ = name
    made.__doc__ = about
    return made


events = of_kind("events", 'A row for each event; several codes in a cell are joined by ";".')
statements = of_kind(
    "statements", 'A row for each statement; `content` is what was said, its parts joined by " … ".'
)
nonresponses = of_kind("nonresponses", "A row for each answer that was not given.")
positions = of_kind("positions", "A row for each position, as one article tells it.")
meetings = of_kind("meetings", "A row for each meeting, as one article tells it.")
links = of_kind("links", "A row for each link between two records of an article.")
commitments = of_kind("commitments", "A row for each commitment; its days are those by which it is due.")
times = of_kind("times", "A row for each time expression.")
places = of_kind("places", "A row for each place name.")
