"""Version 3 of the archive: what people said of records; rows are only ever added,
so that they are the audit trail as well.

Knows itself alone; never changed once released.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Integer, MetaData, Table, Text

revision = "0003"
down_revision = "0002"

metadata = MetaData()
Number = BigInteger().with_variant(Integer, "sqlite")
Cell = JSON(none_as_null=True)

# of version 1, for the key that refers to it
Table("articles", metadata, Column("number", Number, primary_key=True))
reviews = Table(
    "reviews",
    metadata,
    Column("number", Number, primary_key=True),
    Column("article", Number, ForeignKey("articles.number"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("original", Cell, nullable=False),
    Column("corrected", Cell),
    Column("note", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Index("reviews_by_record", "article", "kind", "record"),
    sqlite_autoincrement=True,
)


def upgrade() -> None:
    """Make the table."""
    reviews.create(op.get_bind())
