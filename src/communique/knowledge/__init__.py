"""What we know of the world and of languages, as TOML and CSV beside this file,
and the one loader that validates it.

Knows how a table is opened and what a sound one looks like; does not know what any table means.
"""
from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Any, NoReturn, TypeVar, get_args, get_type_hints

import msgspec
import rtoml

from communique.errors import KnowledgeError

T = TypeVar("T")
Said = Annotated[str, msgspec.Meta(pattern=r"\S")]  # text that is not blank
MODEL = "en"  # the folder whose tables have every list that the steps ask for
# stands for a text that a language's table has not: as a word it is none, as a pattern it fits nowhere
NOTHING = "(?!)"


def fault(file: str, entry: str, found: str, remedy: str) -> NoReturn:
    """Raise the KnowledgeError that names the file, the entry, what was found there and what to do."""
    raise KnowledgeError(f"{file}: {entry}: {found}; {remedy}")


def compiled(pattern: str, file: str, entry: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern of a table; raises KnowledgeError for a faulty one."""
    try:
        return re.compile(pattern, flags)
    except re.error as error:
        fault(file, entry, f"not a pattern ({error})", "write a regular expression of Python")


def load_text(relative_path: str) -> str:
    """The text of a knowledge file, decoded as UTF-8, from its path below `knowledge/` ("en/people.csv")."""
    try:
        return _root().joinpath(*relative_path.split("/")).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        fault(relative_path, "file", "not found", "add it under communique/knowledge/ or correct the path")
    except UnicodeDecodeError as error:
        fault(relative_path, f"byte {error.start}", "not UTF-8", "save the file as UTF-8")


def load_toml(relative_path: str) -> dict[str, Any]:
    """The tables of a TOML file below `knowledge/`, read anew at each call:
    keep the result in a cached function.

    In the folder of a language a list that is not there is empty, as is a whole file:
    the tables of MODEL say which lists there are.
    """
    folder, _, file = relative_path.partition("/")
    if not file or folder == MODEL or folder not in languages():
        return _toml(relative_path)
    there = _root().joinpath(*relative_path.split("/")).is_file()
    return completed(_toml(relative_path) if there else {}, _toml(f"{MODEL}/{file}"))


def load_entries(relative_path: str) -> dict[str, Any]:
    """The entries of a language's TOML file, each a table by its name; none where the language has no such
    file."""
    there = _root().joinpath(*relative_path.split("/")).is_file()
    return _toml(relative_path) if there else {}


def completed(table: dict[str, Any], model: dict[str, Any]) -> dict[str, Any]:
    """A table with what a model has and it has not: sections alike, no rows,
    and for words a text that no word and no pattern is."""
    found = dict(table)
    for key, value in model.items():
        if isinstance(value, dict):
            named = any(isinstance(inner, dict | list) for inner in value.values())
            found[key] = completed(found.get(key, {}), value) if named else found.get(key, {})
        elif key not in found:
            rows = isinstance(value, list) and not (value and isinstance(value[0], str))
            found[key] = [] if rows else [NOTHING] if isinstance(value, list) else NOTHING
    return found


def _toml(relative_path: str) -> dict[str, Any]:
    """The tables of a TOML file as it stands."""
    text = load_text(relative_path)
    try:
        return rtoml.loads(text)
    except rtoml.TomlParsingError:
        import tomllib  # takes eight times as long, and says where and why

        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            fault(relative_path, str(error), "not valid TOML", "correct the syntax there")


def load_csv(
    relative_path: str, *, columns: Collection[str] = (), filled: Collection[str] = ()
) -> list[dict[str, str]]:
    """The rows of a CSV file below `knowledge/`, keyed by its header; every row has as many cells as the
    header, `columns` must exist, `filled` ones hold something in each row."""
    rows = [row for row in csv.reader(load_text(relative_path).splitlines()) if row]
    if not rows:
        fault(relative_path, "header", "the file is empty", "give it a header line")
    header, records = rows[0], []
    if len(set(header)) != len(header):
        fault(relative_path, "header", "a column name stands twice", "name each column once")
    if missing := [column for column in (*columns, *filled) if column not in header]:
        found = f"no column {missing[0]!r} among {', '.join(header)}"
        fault(relative_path, "header", found, "add the column")
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(header):
            found = f"{len(row)} cells where the header has {len(header)}"
            fault(relative_path, f"row {number} ({row[0]})", found, "quote cells that hold a comma")
        record = dict(zip(header, row, strict=True))
        if empty := [column for column in filled if not record[column].strip()]:
            remedy = f"fill in {empty[0]!r} or remove the row"
            fault(relative_path, f"row {number}", f"{empty[0]!r} is empty", remedy)
        records.append(record)
    return records


def values(cell: str) -> tuple[str, ...]:
    """The list that a CSV cell holds: "a|b" gives ("a", "b"), an empty cell nothing."""
    return tuple(part for part in cell.split("|") if part)


def known(file: str, entry: str, value: str, allowed: Iterable[str], what: str) -> str:
    """`value` itself if it is one of `allowed` or empty;
    else the KnowledgeError that says what may stand there."""
    if value and value not in (choices := set(allowed)):
        fault(file, entry, f"unknown {what} {value!r}", f"use one of {', '.join(sorted(choices))}")
    return value


def word_group(group: type[T], table: Mapping[str, Any], file: str, section: str | None = None) -> T:
    """A dataclass of words, filled from the section of its name, or from the one named;
    KnowledgeError where a field has no entry there."""
    name = section or group.__name__.lower()
    return sound(group, table[name], file, f"[{name}]")


def sound(kind: type[T], value: object, file: str, entry: str, *, strict: bool = True) -> T:
    """A value of a table as the type that declares what may stand there; KnowledgeError that names the place.
    Keys that the type does not know are passed over; not `strict`: numbers may be written as text."""
    try:
        return msgspec.convert(value, kind, strict=strict)
    except msgspec.ValidationError as error:
        may_be = choices(kind, str(error))
        fault(file, entry, str(error), f"use one of {', '.join(may_be)}" if may_be else "correct it there")


def choices(kind: Any, found: str) -> tuple[str, ...]:
    """The words that may stand in the field of a type that an error names; none where they are not listed."""
    field = re.search(r"`\$\.(\w+)", found)
    declared = get_type_hints(kind).get(field[1]) if field and isinstance(kind, type) else None
    listed = (choice for part in (declared, *get_args(declared)) for choice in get_args(part))
    return tuple(choice for choice in listed if isinstance(choice, str))


@contextmanager
def holding(variable: ContextVar[T], value: T) -> Iterator[None]:
    """Let a variable hold a value inside."""
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a folder below `knowledge/`, in alphabetical order."""
    return tuple(sorted(entry.name for entry in _root().iterdir() if len(entry.name) == 2 and entry.is_dir()))


def _root() -> Traversable:
    return files(__name__)
