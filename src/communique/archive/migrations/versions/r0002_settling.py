"""Version 2 of the archive: what waits to be settled, what of it has changed, and the entries of ledgers.

Knows itself alone; never changed once released. What version 1 knew of copies and occurrences is found anew
by `communique settle`.
"""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

revision = "0002"
down_revision = "0001"

metadata = MetaData()
Number = BigInteger().with_variant(Integer, "sqlite")
Cell = JSON(none_as_null=True)


def text(name: str) -> Column[Any]:
    """A column of text that always has a value."""
    return Column(name, Text, nullable=False)


def key(name: str) -> Column[Any]:
    """A column of text that is the key."""
    return Column(name, Text, primary_key=True)


def big(name: str) -> Column[Any]:
    """A column of large numbers that always has a value."""
    return Column(name, BigInteger, nullable=False)


def cell(name: str) -> Column[Any]:
    """A column of JSON that always has a value."""
    return Column(name, Cell, nullable=False)


Table(
    "occurrence_blocks",
    metadata,
    big("block"),
    text("occurrence"),
    PrimaryKeyConstraint("block", "occurrence"),
    Index("occurrence_blocks_by_occurrence", "occurrence"),
    sqlite_with_rowid=False,
)
Table(
    "gone",
    metadata,
    text("occurrence"),
    big("change"),
    text("type"),
    cell("actors"),
    cell("recipients"),
    text("first"),
    text("last"),
    PrimaryKeyConstraint("change", "occurrence"),
)
Table(
    "waiting",
    metadata,
    text("step"),
    Column("article", Number, nullable=False),
    PrimaryKeyConstraint("step", "article"),
    sqlite_with_rowid=False,
)
Table("stale", metadata, key("occurrence"), sqlite_with_rowid=False)
Table("departed", metadata, Column("number", Number, primary_key=True), cell("record"))
Table(
    "word_counts", metadata, key("word"), Column("events", Integer, nullable=False), sqlite_with_rowid=False
)
Table("marks", metadata, key("name"), text("value"), sqlite_with_rowid=False)
Table(
    "items",
    metadata,
    text("kind"),
    text("id"),
    text("block"),
    text("status"),
    text("issue"),
    text("first"),
    text("last"),
    cell("record"),
    PrimaryKeyConstraint("kind", "id"),
    Index("items_by_block", "kind", "block"),
    Index("items_by_day", "kind", "last", "id"),
)
Table(
    "item_parties",
    metadata,
    text("kind"),
    text("country"),
    text("side"),
    text("id"),
    PrimaryKeyConstraint("kind", "country", "side", "id"),
    ForeignKeyConstraint(["kind", "id"], ["items.kind", "items.id"], name="item_parties_of_item"),
    Index("item_parties_by_item", "kind", "id"),
    sqlite_with_rowid=False,
)
COLUMNS = (
    ("signatures", Column("agency", Text)),
    ("occurrences", Column("first", Text, nullable=False, server_default="")),
    ("occurrences", Column("last", Text, nullable=False, server_default="")),
    ("occurrences", Column("change", BigInteger, nullable=False, server_default="0")),
    ("occurrence_events", Column("place", Integer, nullable=False, server_default="0")),
    ("occurrence_events", Column("counted", Boolean, nullable=False, server_default="0")),
)
WAIT = (
    "INSERT INTO waiting (step, article) SELECT 'sign', number FROM articles WHERE state <> 'reference'",
    "INSERT INTO waiting (step, article) SELECT DISTINCT 'gather', article FROM events WHERE origin = 'read'",
)


def upgrade() -> None:
    """Make the tables, add the columns, and let everything wait to be settled."""
    connection = op.get_bind()
    metadata.create_all(connection)
    for table in ("occurrence_events", "occurrences", "bands", "signatures"):
        connection.exec_driver_sql(f"DELETE FROM {table}")
    for name, column in COLUMNS:
        op.add_column(name, column)
    op.create_index("occurrences_by_day", "occurrences", ["first", "id"])
    op.create_index("occurrences_by_change", "occurrences", ["change", "id"])
    for statement in WAIT:
        connection.exec_driver_sql(statement)
