"""Many rows into a table, and values into lists that a statement can take.

Knows what both kinds of database share in writing; does not know any table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from communique.grouping import chunks

MANY = 50  # rows from which COPY is worth its start


def rows_of(
    connection: Connection, asked: Select[Any], column: Any = None, values: Iterable[Any] = ()
) -> Iterator[Any]:
    """The rows of a question; with a column, those in which it has one of the values, as many asked for at a
    time as a database takes."""
    if column is None:
        yield from connection.execute(asked)
    for part in chunks(sorted(set(values))):
        yield from connection.execute(asked.where(column.in_(part)))


def delete_of(connection: Connection, table: Table, column: Any, values: Iterable[Any], *where: Any) -> int:
    """Delete the rows in which a column has one of the values, and conditions hold; how many there were."""
    asked = delete(table).where(*where)
    parts = chunks(sorted(set(values)))
    return sum(connection.execute(asked.where(column.in_(part))).rowcount for part in parts)


def delete_events(connection: Connection, table: Table, events: Iterable[tuple[int, str]]) -> None:
    """Delete the rows of some events (article's number, id)."""
    match = delete(table).where(table.c.article == bindparam("of"), table.c.event == bindparam("act"))
    if rows := [{"of": article, "act": event} for article, event in sorted(events)]:
        connection.execute(match, rows)


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same cells in the same order, straight through the driver:
    SQLAlchemy's own way takes twice as long."""
    if not rows:
        return
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    names = ", ".join(f'"{name}"' for name in rows[0])
    if connection.dialect.name == "postgresql" and len(rows) >= MANY:
        copy(connection, f"COPY {table.name} ({names}) FROM STDIN", rows)
        return
    statement = f"INSERT INTO {table.name} ({names}) VALUES ({', '.join(mark for _ in rows[0])})"
    connection.exec_driver_sql(statement, [tuple(row.values()) for row in rows])


def copy(connection: Connection, statement: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows by PostgreSQL's COPY: half the work of INSERT on our side;
    what fails is raised as SQLAlchemy would."""
    base: type[Exception] = connection.dialect.loaded_dbapi.Error
    try:
        with connection.connection.cursor() as cursor, cursor.copy(statement) as out:  # type: ignore[attr-defined]
            for row in rows:
                out.write_row(tuple(row.values()))
    except base as error:
        lost = connection.dialect.is_disconnect(error, None, None)  # type: ignore[arg-type]
        raise DBAPIError.instance(
            statement, None, error, base, connection_invalidated=lost, dialect=connection.dialect
        ) from error


def moment() -> str:
    """Now, in UTC to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def upsert(connection: Connection, table: Table) -> Any:
    """An INSERT that can say what to do where the key is there already (`on_conflict_do_update`),
    for this kind of database."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def put_once(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows but for those whose key is there already."""
    if rows:
        connection.execute(upsert(connection, table).on_conflict_do_nothing(), list(rows))
