"""Version 8 of the archive: the chain of what was ingested,
each link of which holds the hash of the one before.

Knows itself alone; never changed once released. Articles of before have no link,
and `communique verify` says so.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text

revision = "0008"
down_revision = "0007"

Number = BigInteger().with_variant(Integer, "sqlite")


def upgrade() -> None:
    """Add the table."""
    metadata = MetaData()
    chain = Table(
        "chain",
        metadata,
        Column("number", Number, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("id", Text, nullable=False),
        Column("revision", Integer, nullable=False),
        Column("sha256", Text, nullable=False),
        Column("place", Text),
        Column("at", Text, nullable=False),
        Column("link", Text, nullable=False),
        Index("chain_by_article", "id", "revision"),
        sqlite_autoincrement=True,
    )
    metadata.create_all(op.get_bind(), [chain])
