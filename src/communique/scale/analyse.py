"""Questions to events in Parquet, ours or exported ones, by DuckDB: how many, of which kind,
in each stretch of time; or any SELECT.

Knows DuckDB and the columns; does not know who asks. What a user gives is bound as a parameter, never pasted
into SQL; a user's own SELECT runs where it can read these files and nothing else, and can write nothing.
"""

from __future__ import annotations

import glob
import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, Literal, get_args

from communique.records import Record
from communique.scale import rows
from communique.scale.merge import duckdb
from communique.scale.pieces import ScaleError

By = Literal["day", "week", "month", "year"]
BYS: tuple[By, ...] = get_args(By)
ANY = "any"
NAMES: dict[str, str] = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}
ASKED = ("id", "day", "type", "status", "quad", "score", "goldstein")
NEEDED = {
    "events": (*ASKED, "actor_country", "recipient_country"), "pairs": (*ASKED, "dyad", "first", "mirror"),
}
DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
BATCH = 1000  # rows of an answer in memory at a time
SCORES = ("score", "goldstein")


@dataclass(frozen=True, slots=True)
class Period(Record):
    """The events of a stretch of time ("2024-05"; None: those without a day) by quad class,
    and the means of their scores."""

    period: str | None
    events: int
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    score: float | None
    goldstein: float | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a SELECT gave: names of columns, and the rows as they are asked for."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


@contextmanager
def opened(
    where: str | Path | Sequence[str | Path], found: dict[str, list[str]], *, memory: str = "2GB"
) -> Iterator[Any]:
    """A connection on which tables, given by their files, are views;
    it can read these files and nothing else."""
    engine = duckdb()
    try:
        with engine.connect(config={"memory_limit": memory}) as base:
            try:
                for name, paths in found.items():
                    base.read_parquet(paths).create_view(name)
                locked(base, [path for paths in found.values() for path in paths])
            except engine.Error as error:
                raise ScaleError(
                    f"{where}: not sound Parquet ({first(error)}); get the files again"
                ) from None
            for name in found.keys() & {"events", "pairs"}:
                refuse_foreign(base, name, where)
            yield base
    except engine.Error as error:
        raise ScaleError(f"the question cannot be answered: {first(error)}") from None


def tables(where: str | Path | Sequence[str | Path]) -> dict[str, list[str]]:
    """The files of each table: of a folder that `scale.run` wrote all of its tables,
    else every file is one of events."""
    names = [where] if isinstance(where, str | Path) else list(where)
    if len(names) == 1 and (Path(names[0]) / "events").is_dir():
        found = {
            name: matching(Path(names[0]) / name) for name in rows.TABLES if (Path(names[0]) / name).is_dir()
        }
        return {name: paths for name, paths in found.items() if paths or name == "events"}
    paths = sorted({path for name in names for path in matching(name)})
    if not paths:
        raise ScaleError(
            f"{', '.join(map(str, names))}: no Parquet file there; name a folder of `communique ingest "
            "--out`, or a pattern"
        )
    return {"events": paths}


def matching(name: str | Path) -> list[str]:
    """The Parquet files of a name: a file, those of a folder, or those of a pattern."""
    path = Path(name)
    if path.is_dir():
        return sorted(str(p.resolve()) for p in path.glob("*.parquet"))
    found = [str(name)] if path.is_file() else glob.glob(str(name), recursive=True)
    return sorted(str(Path(p).resolve()) for p in found if Path(p).is_file())


def locked(base: Any, paths: list[str]) -> None:
    """Let the connection read these files and do nothing else outside itself, whatever it is asked."""
    base.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
    # settings take no parameters
    quoted = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
    base.execute(f"SET allowed_paths = [{quoted}]")
    base.execute("SET enable_external_access = false")
    base.execute("SET lock_configuration = true")


def refuse_foreign(base: Any, name: str, where: object) -> None:
    """Raise ScaleError unless a table has the columns that the questions are about."""
    columns = {row[0] for row in base.execute(f"DESCRIBE {name}").fetchall()}
    if missing := [column for column in NEEDED[name] if column not in columns]:
        raise ScaleError(
            f"{where}: no column {', '.join(missing)}; give the output of `communique ingest --out` or of "
            "`communique export parquet`"
        )


# ---------------------------------------------------------------- questions
def ask(
    where: str | Path | Sequence[str | Path], *, dyad: tuple[str, str] | None = None, by: By = "month",
    type: str | None = None, status: str = "actual", since: str | None = None, until: str | None = None,
) -> list[Period]:  # fmt: skip
    """The events in each stretch of time, the earliest first; all that is given must hold.

    Args:
        dyad: two country codes: acts of one towards the other, in either direction, and of the two together.
        status: "any" for all.
        since, until: first and last day, month or year. An event counts by its first day,
            else by the day of publication.
    """
    if by not in BYS:
        raise ScaleError(f"no stretch of time {by!r}; use one of {', '.join(BYS)}")
    found = tables(where)
    # the narrow one; of the other not even the footers are read
    source = "pairs" if "pairs" in found else "events"
    conditions, bound = between(dyad, source)
    with opened(where, {source: found[source]}) as base:
        for column, value in (("type", type), ("status", None if status == ANY else status)):
            if value is not None:
                conditions.append(f"{column} = ?")
                bound.append(value)
        for sign, given in ((">=", edge(since, last=False)), ("<=", edge(until, last=True))):
            if given is not None:
                conditions.append(f"day {sign} ?")
                bound.append(given)
        answer = base.execute(periods(source, conditions), [by, *bound, NAMES[by]]).fetchall()
    return [Period(*row) for row in answer]


def between(dyad: tuple[str, str] | None, source: str) -> tuple[list[str], list[Any]]:
    """The conditions, with their values, for the events of a dyad in a table, or for all:
    each of them once."""
    if dyad is None:
        return (["first"] if source == "pairs" else []), []
    one, other = sorted(dyad)
    if source == "pairs":
        return ["dyad = ?", "NOT mirror"], [f"{one}-{other}"]
    towards = "list_contains(actor_country, ?) AND list_contains(recipient_country, ?)"
    together = "list_contains(actor_country, ?) AND list_contains(actor_country, ?) AND ? <> ?"
    alone = "coalesce(array_to_string(recipient_country, ''), '') = ''"
    condition = f"(({towards}) OR ({towards}) OR ({together} AND {alone}))"
    return [condition], [one, other, other, one, one, other, one, other]


def periods(source: str, conditions: list[str]) -> str:
    """The SELECT for periods; all of its words are ours."""
    quads = ", ".join(f"count(*) FILTER (quad = {quad})" for quad in (1, 2, 3, 4))
    means = ", ".join(f"round(avg({score}), 4)" for score in SCORES)
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    return (
        f"WITH found AS (SELECT CAST(date_trunc(?, day) AS DATE) AS start, quad, {', '.join(SCORES)} FROM "
        f"{source} {where}) SELECT strftime(start, ?), count(*), {quads}, {means} FROM found GROUP BY start "
        "ORDER BY start NULLS LAST"
    )


def edge(given: str | None, *, last: bool) -> date | None:
    """A day from a year, a month or a day: its first, or its last."""
    if given is None:
        return None
    match = DAY.fullmatch(given.strip())
    try:
        if match is None:
            raise ValueError
        year, month = int(match[1]), int(match[2] or (12 if last else 1))
        return date(year, month, int(match[3] or (monthrange(year, month)[1] if last else 1)))
    except ValueError:
        raise ScaleError(f"{given!r} is no day; write it as 2024, 2024-05 or 2024-05-27") from None


@contextmanager
def select(where: str | Path | Sequence[str | Path], sql: str) -> Iterator[Answer]:
    """The answer to one SELECT on the views `events`, `pairs`, `articles` and `failures`;
    ScaleError for anything but a SELECT."""
    with opened(where, tables(where)) as base:
        statements = base.extract_statements(sql)
        kinds = [statement.type.name for statement in statements]
        if kinds != ["SELECT"]:
            found = ", ".join(kinds) or "nothing"
            raise ScaleError(
                f"{found} where one SELECT is wanted; ask, say: SELECT type, count(*) FROM events GROUP BY 1"
            )
        result = base.execute(statements[0])
        rows = chain.from_iterable(iter(lambda: result.fetchmany(BATCH), []))
        yield Answer(tuple(column[0] for column in result.description), rows)


def first(error: Exception) -> str:
    """The first line of what DuckDB says."""
    return str(error).strip().partition("\n")[0]
