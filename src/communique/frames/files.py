"""Tables to files: CSV that no spreadsheet runs, Parquet, and Stata's .dta with the codebook as labels.

Knows what each of the three can hold; does not know how a table was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from communique.formats import FormatError
from communique.formats.table import guarded, pyarrows
from communique.frames.columns import Column

if TYPE_CHECKING:
    from pandas import DataFrame

FORMATS = ("csv", "parquet", "dta")
RESERVED = ("end", "quad")  # words of Stata: the columns have a _ behind them there
LABEL, SHORT = 80, 2000  # characters of a label of Stata; of a text that is no long one (strL) there


def write(table: DataFrame, columns: Sequence[Column], form: str, file: BinaryIO, title: str) -> int:
    """How many rows of a table were written in a format; FormatError where the format, or what writes it,
    is not there."""
    if form not in FORMATS:
        raise FormatError(f"no format {form!r} for this table; use one of {', '.join(FORMATS)}")
    WRITE[form](table, columns, file, title)
    return len(table)


def write_csv(table: DataFrame, columns: Sequence[Column], file: BinaryIO, title: str) -> None:
    """A table with a header; missing cells are empty, days as 2025-11-27."""
    shown = table.copy()
    for column in columns:
        if column.holds in ("text", "list"):
            shown[column.name] = shown[column.name].map(guarded, na_action="ignore")
    shown.to_csv(
        file, index=False, date_format="%Y-%m-%d", lineterminator="\r\n", encoding="utf-8", errors="replace"
    )


def write_parquet(table: DataFrame, columns: Sequence[Column], file: BinaryIO, title: str) -> None:
    """A table with days as dates."""
    pyarrows()
    table.to_parquet(file, index=False, engine="pyarrow")


def write_dta(table: DataFrame, columns: Sequence[Column], file: BinaryIO, title: str) -> None:
    """A table for Stata 14 and later: days are %td, what is missing is "." or an empty text,
    columns bear the codebook as labels."""
    import pandas

    made = table.copy()
    long: list[str] = []
    for column in columns:
        values = made[column.name]
        if column.holds in ("text", "list"):
            texts = [
                str(value).replace("\0", " ").encode("utf-8", "replace").decode()
                for value in values.fillna("")
            ]
            made[column.name] = pandas.Series(texts, dtype=object)
            if any(len(text.encode()) > SHORT for text in texts):
                long.append(named(column))
        elif column.holds != "day":
            made[column.name] = values.astype("Float64").to_numpy(dtype="float64", na_value=float("nan"))
    days = {named(column): "td" for column in columns if column.holds == "day"}
    labels = {named(column): column.about[:LABEL] for column in columns}
    made.columns = [named(column) for column in columns]
    made.to_stata(file, write_index=False, version=118, convert_dates=days, convert_strl=long,
                  variable_labels=labels, data_label=title[:LABEL])  # fmt: skip


def named(column: Column) -> str:
    """The name of a column that Stata, which has words of its own, takes."""
    return f"{column.name}_" if column.name in RESERVED else column.name


WRITE = {"csv": write_csv, "parquet": write_parquet, "dta": write_dta}
