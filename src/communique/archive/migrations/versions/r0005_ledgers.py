"""Version 5 of the archive: what ledgers are computed from, filed by block, which blocks wait,
and where entries stand and are told.

Knows itself alone; never changed once released. What was kept of ledgers before is computed anew by
`communique settle`.
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

revision = "0005"
down_revision = "0004"

metadata = MetaData()
Number = BigInteger().with_variant(Integer, "sqlite")
Cell = JSON(none_as_null=True)


def text(name: str) -> Column[Any]:
    """A column of text that always has a value."""
    return Column(name, Text, nullable=False)


def whole(name: str) -> Column[Any]:
    """A column of whole numbers that always has a value."""
    return Column(name, Integer, nullable=False)


def number() -> Column[Any]:
    """The number of an article."""
    return Column("article", Number, nullable=False)


# of version 2, for the keys that refer to it
Table("items", metadata, text("kind"), text("id"), PrimaryKeyConstraint("kind", "id"))
MADE = (
    Table(
        "item_blocks",
        metadata,
        text("kind"),
        text("block"),
        text("id"),
        PrimaryKeyConstraint("kind", "block", "id"),
        ForeignKeyConstraint(["kind", "id"], ["items.kind", "items.id"], name="item_blocks_of_item"),
        Index("item_blocks_by_item", "kind", "id"),
        sqlite_with_rowid=False,
    ),
    Table(
        "item_passages",
        metadata,
        number(),
        whole("start"),
        whole("end"),
        text("kind"),
        text("id"),
        Column("answer", Boolean, nullable=False),
        PrimaryKeyConstraint("article", "start", "end", "kind", "id"),
        ForeignKeyConstraint(["kind", "id"], ["items.kind", "items.id"], name="item_passages_of_item"),
        Index("item_passages_by_item", "kind", "id"),
        sqlite_with_rowid=False,
    ),
    Table(
        "told",
        metadata,
        text("kind"),
        number(),
        text("id"),
        text("day"),
        Column("record", Cell, nullable=False),
        PrimaryKeyConstraint("kind", "article", "id"),
        Index("told_by_article", "article"),
    ),
    Table(
        "told_blocks",
        metadata,
        text("ledger"),
        text("block"),
        text("day"),
        text("kind"),
        number(),
        text("id"),
        PrimaryKeyConstraint("ledger", "block", "day", "kind", "article", "id"),
        Index("told_blocks_by_told", "kind", "article", "id"),
        sqlite_with_rowid=False,
    ),
    Table(
        "waiting_blocks",
        metadata,
        text("ledger"),
        text("block"),
        text("first"),
        text("last"),
        PrimaryKeyConstraint("ledger", "block"),
        sqlite_with_rowid=False,
    ),
)
WAIT = "INSERT INTO waiting (step, article) SELECT 'file', number FROM articles WHERE state <> 'reference'"


def upgrade() -> None:
    """Make the tables and let every article wait to be filed."""
    connection = op.get_bind()
    for table in ("item_parties", "items"):
        connection.exec_driver_sql(f"DELETE FROM {table}")
    op.drop_index("items_by_block", "items")
    metadata.create_all(connection, tables=MADE)
    connection.exec_driver_sql(WAIT)
