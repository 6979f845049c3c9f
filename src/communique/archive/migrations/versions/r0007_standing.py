"""Version 7 of the archive: how occurrences stand, how sure they are and how soon they are shown.

Knows itself alone; never changed once released. Occurrences and ledgers of before say none of it:
`communique settle` makes them anew.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    false,
    text,
)

revision = "0007"
down_revision = "0006"

EMPTIED = (
    "item_passages", "item_blocks", "item_parties", "items", "told", "told_blocks", "waiting_blocks",
    "occurrence_events", "occurrence_blocks", "stale", "occurrences",
)  # fmt: skip


metadata = MetaData()
rejected = Table(
    "rejected",
    metadata,
    Column("kind", Text, nullable=False),
    Column("article", BigInteger().with_variant(Integer, "sqlite"), nullable=False),
    Column("record", Text, nullable=False),
    PrimaryKeyConstraint("kind", "article", "record"),
    sqlite_with_rowid=False,
)
REJECTED = (
    "INSERT INTO rejected (kind, article, record) SELECT kind, article, record FROM reviews WHERE verdict = "
    "'reject' AND number IN (SELECT max(number) FROM reviews GROUP BY kind, article, record)"
)


def upgrade() -> None:
    """Forget what was settled, add the columns, and list what reviewers rejected."""
    for table in EMPTIED:
        op.get_bind().exec_driver_sql(f"DELETE FROM {table}")
    op.get_bind().exec_driver_sql("DELETE FROM marks WHERE name = 'method'")
    for column in (
        Column("mode", Text),
        Column("status", Text, nullable=False, server_default="actual"),
        Column("confidence", Double, nullable=False, server_default=text("0")),
        Column("salience", Double, nullable=False, server_default=text("0")),
        Column("domestic", Boolean, nullable=False, server_default=false()),
    ):
        op.add_column("occurrences", column)
    op.add_column("items", Column("confidence", Double, nullable=False, server_default=text("1")))
    rejected.create(op.get_bind())
    op.get_bind().exec_driver_sql(REJECTED)
    op.create_index("occurrences_by_salience", "occurrences", ["salience", "id"])
