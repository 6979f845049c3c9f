"""Version 9 of the archive: lists of what is watched, notes and tags on disputes and articles,
and the words of passages by day.

Knows itself alone; never changed once released.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

revision = "0009"
down_revision = "0008"

metadata = MetaData()
Number = BigInteger().with_variant(Integer, "sqlite")
Cell = JSON(none_as_null=True)

watchlists = Table(
    "watchlists",
    metadata,
    Column("name", Text, primary_key=True),
    Column("webhook", Text),
    Column("email", Text),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)
watches = Table(
    "watches",
    metadata,
    Column("number", Number, primary_key=True),
    Column("list", Text, ForeignKey("watchlists.name"), nullable=False),
    Column("title", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("rule", Cell, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Index("watches_by_list", "list"),
    sqlite_autoincrement=True,
)
remarks = Table(
    "remarks",
    metadata,
    Column("number", Number, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("sort", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("dropped_by", Text),
    Column("dropped_at", Text),
    Index("remarks_by_target", "kind", "target"),
    Index("remarks_by_text", "sort", "text"),
    sqlite_autoincrement=True,
)
events = Table(  # of version 1, for the key that refers to it
    "events",
    metadata,
    Column("article", Number, nullable=False),
    Column("id", Text, nullable=False),
    PrimaryKeyConstraint("article", "id"),
)
evidence = Table(
    "evidence",
    metadata,
    Column("day", Text, nullable=False),
    Column("article", Number, nullable=False),
    Column("event", Text, nullable=False),
    Column("passage", Text, nullable=False),
    PrimaryKeyConstraint("day", "article", "event"),
    ForeignKeyConstraint(["article", "event"], ["events.article", "events.id"], name="evidence_of_event"),
    Index("evidence_by_article", "article"),
    sqlite_with_rowid=False,
)
WORDS = {"sqlite": "json_extract(record, '$.evidence.text')", "postgresql": "record -> 'evidence' ->> 'text'"}


def upgrade() -> None:
    """Make the tables, fill that of passages from the events, and make two indexes."""
    here = op.get_bind()
    metadata.create_all(here, [watchlists, watches, remarks, evidence])
    op.create_index("events_by_confidence", "events", ["confidence", "article", "id"])
    op.create_index("dyad_months_by_month", "dyad_months", ["month", "actor", "recipient", "quad", "events"])
    cells = f"day, article, id, coalesce({WORDS[here.dialect.name]}, '')"
    here.exec_driver_sql(
        f"INSERT INTO evidence (day, article, event, passage) SELECT {cells} FROM events ORDER BY 1, 2, 3"
    )
