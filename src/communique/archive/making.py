"""A new archive from the schema, and from an archive of before version 9 what the schema has and it lacks.

Knows what each of those versions lacked; what comes after version 9 is a file each in `migrations/versions/`.
"""

from __future__ import annotations

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, delete, func, insert, inspect, literal, select

from communique.archive import schema, search, settling

STANDING = "0007"  # before this version occurrences and ledgers said less, and are settled anew


def make(connection: Connection, found: str | None) -> None:
    """Give an empty database (`found` None), or an archive of an older version, all that the schema has."""
    if found is None:
        schema.metadata.create_all(connection)
        search.make_index(connection)
        return
    if found < STANDING:
        schema.metadata.drop_all(connection, schema.SETTLED)
    schema.metadata.create_all(connection)  # the tables that are not there
    add_missing(connection)
    if found < STANDING:
        connection.execute(delete(schema.marks).where(schema.marks.c.name == settling.METHOD))
        settling.queue(connection)
        list_rejected(connection)
    fill_evidence(connection)


def add_missing(connection: Connection) -> None:
    """Add the columns and indexes that tables lack."""
    there, add = inspect(connection), Operations(MigrationContext.configure(connection)).add_column
    for table in schema.metadata.sorted_tables:
        known = {column["name"] for column in there.get_columns(table.name)}
        for column in table.c:
            if column.name not in known:
                add(table.name, column)
        for index in table.indexes:
            index.create(connection, checkfirst=True)


def list_rejected(connection: Connection) -> None:
    """List the records that their last review rejects."""
    said = schema.reviews.c
    last = select(func.max(said.number)).group_by(said.kind, said.article, said.record)
    asked = select(said.kind, said.article, said.record).where(
        said.verdict == "reject", said.number.in_(last)
    )
    connection.execute(insert(schema.rejected).from_select(["kind", "article", "record"], asked))


def fill_evidence(connection: Connection) -> None:
    """Fill the table of passages, which version 9 brought, from the records of events."""
    act = schema.events.c
    words = func.coalesce(act.record["evidence"]["text"].as_string(), literal(""))
    asked = select(act.day, act.article, act.id, words).order_by(act.day, act.article, act.id)
    connection.execute(insert(schema.evidence).from_select(["day", "article", "event", "passage"], asked))
