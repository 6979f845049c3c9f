"""Version 1 of the archive: the tables as they were in the first release, with full-text search.

Knows itself alone; never changed once released.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from alembic import op
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy import (
    text as sql,
)

revision = "0001"
down_revision = None

metadata = MetaData()
# SQLite counts by itself only in a column that is called INTEGER
Number = BigInteger().with_variant(Integer, "sqlite")
Cell = JSON(none_as_null=True)


def text(name: str) -> Column[Any]:
    """A column of text that always has a value."""
    return Column(name, Text, nullable=False)


def whole(name: str) -> Column[Any]:
    """A column of whole numbers that always has a value."""
    return Column(name, Integer, nullable=False)


def of_event(table: str) -> ForeignKeyConstraint:
    """A row belongs to an event; PostgreSQL also learns from it how many rows a join gives,
    and so in which order to join."""
    return ForeignKeyConstraint(
        ["article", "event"], ["events.article", "events.id"], name=f"{table}_of_event"
    )


def of_article(*, refer: bool = True) -> Column[Any]:
    """The number of the article that a row belongs to; what belongs to an event need not refer to both."""
    return Column("article", Number, *([ForeignKey("articles.number")] if refer else []), nullable=False)


articles = Table(
    "articles",
    metadata,
    Column("number", Number, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("url", Text),
    Column("title", Text),
    Column("outlet", Text),
    Column("agency", Text),
    Column("authors", Cell),
    Column("language", Text),
    Column("published", Text),
    text("day"),
    text("sha256"),
    whole("revision"),
    text("origin"),
    text("state"),
    text("coder"),
    Column("notes", Cell),
    text("added"),
    Column("copy_of", Text),
    text("text"),
    Column("times", Cell),
    Column("places", Cell),
    Index("articles_by_day", "day", "number"),
    Index("articles_by_sha256", "sha256"),
    Index("articles_by_original", "copy_of"),
    sqlite_autoincrement=True,
)
revisions = Table(
    "revisions",
    metadata,
    of_article(),
    whole("revision"),
    Column("title", Text),
    text("text"),
    Column("published", Text),
    text("sha256"),
    text("added"),
    PrimaryKeyConstraint("article", "revision"),
)
statements = Table(
    "statements",
    metadata,
    of_article(),
    text("id"),
    whole("place"),
    text("kind"),
    Column("speaker_country", Text),
    Column("speaker_name", Text),
    Column("speaker_sector", Text),
    text("addressees"),
    Column("channel", Text),
    text("polarity"),
    text("day"),
    whole("start"),
    whole("end"),
    Column("record", Cell, nullable=False),
    PrimaryKeyConstraint("article", "id"),
    Index("statements_by_day", "day", "article", "id"),
    Index("statements_by_speaker", "speaker_country", "day", "article", "id"),
)
events = Table(
    "events",
    metadata,
    of_article(),
    text("id"),
    whole("place"),
    text("type"),
    Column("mode", Text),
    text("status"),
    whole("quad"),
    Column("score", Double),
    Column("goldstein", Double),
    Column("cameo", Text),
    Column("confidence", Double, nullable=False),
    text("day"),
    Column("day_end", Text),
    Column("precision", Text),
    Column("statement", Text),
    text("rule"),
    whole("start"),
    whole("end"),
    text("origin"),
    Column("record", Cell, nullable=False),
    PrimaryKeyConstraint("article", "id"),
    Index("events_by_day", "day", "article", "id"),
    Index("events_by_type", "type", "day", "article", "id"),
)
parties = Table(
    "parties",
    metadata,
    of_article(refer=False),
    text("event"),
    text("side"),
    whole("place"),
    Column("country", Text),
    Column("sector", Text),
    Column("name", Text),
    Column("wikidata", Text),
    PrimaryKeyConstraint("article", "event", "side", "place"),
    of_event("parties"),
    sqlite_with_rowid=False,
)
sides = Table(
    "sides",
    metadata,
    text("country"),
    text("day"),
    of_article(refer=False),
    text("event"),
    Column("acts", Boolean, nullable=False),
    Column("receives", Boolean, nullable=False),
    PrimaryKeyConstraint("country", "day", "article", "event"),
    of_event("sides"),
    Index("sides_by_article", "article"),
    sqlite_with_rowid=False,
)
pairs = Table(
    "pairs",
    metadata,
    text("dyad"),
    text("day"),
    of_article(refer=False),
    text("event"),
    text("actor"),
    text("recipient"),
    Column("mirror", Boolean, nullable=False),
    PrimaryKeyConstraint("dyad", "day", "article", "event", "actor", "recipient"),
    of_event("pairs"),
    Index("pairs_by_article", "article"),
    sqlite_with_rowid=False,
)
contexts = Table(
    "contexts",
    metadata,
    text("context"),
    text("day"),
    of_article(refer=False),
    text("event"),
    PrimaryKeyConstraint("context", "day", "article", "event"),
    of_event("contexts"),
    Index("contexts_by_article", "article"),
    sqlite_with_rowid=False,
)
nonresponses = Table(
    "nonresponses",
    metadata,
    of_article(),
    text("id"),
    whole("place"),
    Column("actor", Text),
    Column("recipient", Text),
    text("day"),
    Column("record", Cell, nullable=False),
    PrimaryKeyConstraint("article", "id"),
)
positions = Table(
    "positions",
    metadata,
    of_article(),
    text("id"),
    whole("place"),
    Column("actor", Text),
    text("issue"),
    text("stance"),
    text("day"),
    Column("record", Cell, nullable=False),
    PrimaryKeyConstraint("article", "id"),
    Index("positions_by_actor", "actor", "day", "article", "id"),
)
meetings = Table(
    "meetings",
    metadata,
    of_article(),
    text("id"),
    whole("place"),
    text("kind"),
    text("status"),
    text("participants"),
    text("day"),
    Column("day_end", Text),
    Column("record", Cell, nullable=False),
    PrimaryKeyConstraint("article", "id"),
    Index("meetings_by_day", "day", "article", "id"),
)
links = Table(
    "links",
    metadata,
    of_article(),
    text("id"),
    whole("place"),
    text("kind"),
    text("source"),
    text("target"),
    Column("record", Cell, nullable=False),
    PrimaryKeyConstraint("article", "id"),
)
dyad_months = Table(
    "dyad_months",
    metadata,
    text("dyad"),
    text("month"),
    text("actor"),
    text("recipient"),
    text("type"),
    whole("quad"),
    text("origin"),
    whole("events"),
    whole("scored"),
    # thousandths: whole numbers add up to the same in any order
    Column("score_sum", BigInteger, nullable=False),
    whole("rated"),
    Column("goldstein_sum", BigInteger, nullable=False),
    PrimaryKeyConstraint("dyad", "month", "actor", "recipient", "type", "quad", "origin"),
    sqlite_with_rowid=False,
)
failures = Table(
    "failures",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("id", Text),
    text("step"),
    text("message"),
    whole("attempts"),
    text("added"),
    text("last"),
    Index("failures_by_id", "id"),
)
feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("modified", Text),
    Column("checked", Text),
    Column("succeeded", Text),
    whole("failures"),
    Column("message", Text),
    whole("seen"),
)
signatures = Table(
    "signatures",
    metadata,
    Column("article", Number, ForeignKey("articles.number"), primary_key=True, autoincrement=False),
    Column("signature", LargeBinary, nullable=False),
)
bands = Table(
    "bands",
    metadata,
    whole("band"),
    Column("hash", BigInteger, nullable=False),
    of_article(refer=False),
    PrimaryKeyConstraint("band", "hash", "article"),
    Index("bands_by_article", "article"),
    sqlite_with_rowid=False,
)
occurrences = Table(
    "occurrences",
    metadata,
    Column("id", Text, primary_key=True),
    text("type"),
    Column("actors", Cell, nullable=False),
    Column("recipients", Cell, nullable=False),
    Column("start", Text),
    Column("end", Text),
    whole("origins"),
    Column("record", Cell, nullable=False),
)
occurrence_events = Table(
    "occurrence_events",
    metadata,
    of_article(refer=False),
    text("event"),
    Column("occurrence", Text, ForeignKey("occurrences.id"), nullable=False),
    PrimaryKeyConstraint("article", "event"),
    Index("occurrence_events_by_occurrence", "occurrence"),
    sqlite_with_rowid=False,
)

# SQLite keeps the words of title and text in an FTS5 index beside the articles; triggers keep it in step.
SQLITE = (
    """CREATE VIRTUAL TABLE search USING fts5(title, text, content='articles', content_rowid='number',
       tokenize="porter unicode61 remove_diacritics 2")""",
    """CREATE TRIGGER search_added AFTER INSERT ON articles WHEN new.text <> '' BEGIN
       INSERT INTO search(rowid, title, text) VALUES (new.number, new.title, new.text); END""",
    """CREATE TRIGGER search_changed BEFORE UPDATE OF title, text ON articles WHEN old.text <> '' BEGIN
       INSERT INTO search(search, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
       END""",
    """CREATE TRIGGER search_renewed AFTER UPDATE OF title, text ON articles WHEN new.text <> '' BEGIN
       INSERT INTO search(rowid, title, text) VALUES (new.number, new.title, new.text); END""",
)
POSTGRES = (  # PostgreSQL's English without its stop words, so that both find the same
    "CREATE TEXT SEARCH DICTIONARY communique_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION communique (COPY = pg_catalog.english)",
    "ALTER TEXT SEARCH CONFIGURATION communique ALTER MAPPING REPLACE english_stem WITH communique_stem",
)
LONGEST = 200_000  # characters of a text that are searched: a tsvector holds at most 1 MB
MARKS = "".join(c for c in map(chr, range(33, 127)) if not c.isalnum()) + "–—‘’“”«»…·"


def folded() -> tuple[str, str]:
    """The characters to replace before words are taken, and what by: letters lose their accents,
    marks become blanks, as in FTS5."""
    plain = {c: unicodedata.normalize("NFD", c)[0] for c in map(chr, range(0xC0, 0x250))}
    plain = {c: p for c, p in plain.items() if p != c and p.isascii()}
    return "".join(plain) + MARKS, "".join(plain.values()) + " " * len(MARKS)


def upgrade() -> None:
    """Make the tables."""
    connection = op.get_bind()
    metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        for statement in SQLITE:
            connection.exec_driver_sql(statement)
        return
    for statement in POSTGRES:
        connection.exec_driver_sql(statement)
    old, new = (part.replace("'", "''") for part in folded())
    parts = [
        f"setweight(to_tsvector('communique'::regconfig, translate({source}, '{old}', '{new}')), '{weight}')"
        for source, weight in (("coalesce(title, '')", "A"), (f"left(text, {LONGEST})", "B"))
    ]
    connection.execute(
        sql(
            f"ALTER TABLE articles ADD COLUMN words tsvector GENERATED ALWAYS AS ({' || '.join(parts)}) "
            "STORED"
        )
    )
    connection.execute(sql("CREATE INDEX articles_by_words ON articles USING gin (words)"))
