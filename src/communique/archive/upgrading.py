"""An empty or an older database to the tables of `schema`, in one transaction.

Knows what of each version cannot be told from the tables themselves; does not know how the archive is opened.
Tables, columns and indexes that an older version lacks are made as `schema` has them. What was settled
before version 7 goes with its tables, and `communique settle` finds it anew; articles of before version 6 say
no genre and no commitments until `communique recode` reads them again, and those of before version 8 have no
link in the chain, as `communique verify` says.
"""

from __future__ import annotations

from sqlalchemy import Connection, Table, inspect, text
from sqlalchemy.schema import CreateColumn

from communique.archive import schema, search

VERSION = "0009"  # another one for each change of `schema`, with what it needs besides in STEPS
VERSION_TABLE = "archive_version"
APPLICATION = 0x434D4E51  # "CMNQ", which marks our SQLite files for `file` and for whoever wonders
# what goes with its tables from an archive of before a version
DROPPED = {
    "0002": (schema.bands, schema.signatures),
    "0007": (
        schema.item_passages, schema.item_blocks, schema.item_parties, schema.items, schema.told_blocks,
        schema.told, schema.waiting_blocks, schema.occurrence_events, schema.occurrence_blocks, schema.stale,
        schema.occurrences,
    ),
}  # fmt: skip
# what else a version needs, once its tables are there
STEPS = {
    "0002": (
        "INSERT INTO waiting (step, article) SELECT 'sign', number FROM articles WHERE state <> 'reference'",
        "INSERT INTO waiting (step, article) SELECT DISTINCT 'gather', article FROM events "
        "WHERE origin = 'read'",
    ),
    "0005": (
        "INSERT INTO waiting (step, article) SELECT 'file', number FROM articles WHERE state <> 'reference'",
    ),
    "0007": (
        "DELETE FROM marks WHERE name = 'method'",
        "INSERT INTO rejected (kind, article, record) SELECT kind, article, record FROM reviews "
        "WHERE verdict = 'reject' AND number IN "
        "(SELECT max(number) FROM reviews GROUP BY kind, article, record)",
    ),
    "0009": (
        "INSERT INTO evidence (day, article, event, passage) SELECT day, article, id, "
        "coalesce({words}, '') FROM events ORDER BY 1, 2, 3",
    ),
}
WORDS = {"sqlite": "json_extract(record, '$.evidence.text')", "postgresql": "record -> 'evidence' ->> 'text'"}


def version(connection: Connection) -> str | None:
    """The version of the archive in a database; None where there is none."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    return None if found is None else str(found)


def upgrade(connection: Connection) -> None:
    """Bring the database to VERSION in the open transaction; a second process that was faster leaves nothing
    to do."""
    found = version(connection) or ""
    if found == VERSION:
        return
    for before, tables in DROPPED.items():
        if found < before:
            schema.metadata.drop_all(connection, tables)
    there = set(inspect(connection).get_table_names())
    schema.metadata.create_all(connection)
    for table in schema.metadata.sorted_tables:
        if table.name in there:
            fill_up(connection, table)
    if not found:
        search.create(connection)
    for since, statements in STEPS.items():
        for statement in statements if found < since else ():
            connection.exec_driver_sql(statement.format(words=WORDS[connection.dialect.name]))
    sign(connection)


def fill_up(connection: Connection, table: Table) -> None:
    """Add the columns and indexes that a table of an older version lacks."""
    there = {column["name"] for column in inspect(connection).get_columns(table.name)}
    for column in table.columns:
        if column.name not in there:
            made = CreateColumn(column).compile(dialect=connection.dialect)
            connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {made}")
    for index in table.indexes:
        index.create(connection, checkfirst=True)


def sign(connection: Connection) -> None:
    """Write down the version."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    connection.exec_driver_sql(
        f"CREATE TABLE IF NOT EXISTS {VERSION_TABLE} (version_num VARCHAR(32) NOT NULL, "
        f"CONSTRAINT {VERSION_TABLE}_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql(f"DELETE FROM {VERSION_TABLE}")
    connection.exec_driver_sql(f"INSERT INTO {VERSION_TABLE} VALUES ('{VERSION}')")
