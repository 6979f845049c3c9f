"""The tables of the archive, once for SQLite and for PostgreSQL.

Knows columns, keys and indexes; does not know what is written or asked.
A change here needs a file in `migrations/versions/`, for the archives that there are.

Articles have a number, which every other table refers to; it depends on the order of arrival, everything else
on content alone. `sides`, `pairs`, `contexts`, `evidence` and `dyad_months` repeat what `events` holds,
ordered so that a question reads only its own rows.
"""

from __future__ import annotations

from typing import Any

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


def of_reading(name: str, *own: Column[Any] | Index) -> Table:
    """The table of a kind of record: its article, its id and place there, columns of its own, its JSON."""
    return Table(
        name, metadata, of_article(), text("id"), whole("place"), *own,
        Column("record", Cell, nullable=False), PrimaryKeyConstraint("article", "id"),
    )  # fmt: skip


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
    Column("genre", Text),
    Column("issuers", Cell),
    Column("commitments", Cell),
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
statements = of_reading(
    "statements",
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
    Index("statements_by_day", "day", "article", "id"),
    Index("statements_by_speaker", "speaker_country", "day", "article", "id"),
)
events = of_reading(
    "events",
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
    Index("events_by_day", "day", "article", "id"),
    Index("events_by_type", "type", "day", "article", "id"),
    Index("events_by_status", "status", "day", "article", "id"),
    Index("events_by_confidence", "confidence", "article", "id"),
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
# the words of each event's passage: to look through the records themselves takes ten times as long
evidence = Table(
    "evidence",
    metadata,
    text("day"),
    of_article(refer=False),
    text("event"),
    text("passage"),
    PrimaryKeyConstraint("day", "article", "event"),
    of_event("evidence"),
    Index("evidence_by_article", "article"),
    sqlite_with_rowid=False,
)
nonresponses = of_reading(
    "nonresponses",
    Column("actor", Text),
    Column("recipient", Text),
    text("day"),
)
positions = of_reading(
    "positions",
    Column("actor", Text),
    text("issue"),
    text("stance"),
    text("day"),
    Index("positions_by_actor", "actor", "day", "article", "id"),
)
meetings = of_reading(
    "meetings",
    text("kind"),
    text("status"),
    text("participants"),
    text("day"),
    Column("day_end", Text),
    Index("meetings_by_day", "day", "article", "id"),
)
links = of_reading(
    "links",
    text("kind"),
    text("source"),
    text("target"),
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
    Index("dyad_months_by_month", "month", "actor", "recipient", "quad", "events"),
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
    Column("agency", Text),  # that the page names, or the text credits
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
    Column("mode", Text),
    text("status"),
    Column("confidence", Double, nullable=False),
    Column("salience", Double, nullable=False),
    Column("domestic", Boolean, nullable=False),
    Column("record", Cell, nullable=False),
    text("first"),  # of the days that are said or, where none is, published: never null, unlike the start
    text("last"),
    # the edition of the archive in which this row was last written
    Column("change", BigInteger, nullable=False),
    Index("occurrences_by_day", "first", "id"),
    Index("occurrences_by_change", "change", "id"),
    Index("occurrences_by_salience", "salience", "id"),
)
occurrence_events = Table(
    "occurrence_events",
    metadata,
    of_article(refer=False),
    text("event"),
    Column("occurrence", Text, ForeignKey("occurrences.id"), nullable=False),
    whole("place"),  # in the order in which they were gathered
    Column("counted", Boolean, nullable=False),  # whether its words are in `word_counts`
    PrimaryKeyConstraint("article", "event"),
    Index("occurrence_events_by_occurrence", "occurrence"),
    sqlite_with_rowid=False,
)
occurrence_blocks = Table(
    "occurrence_blocks",
    metadata,
    Column("block", BigInteger, nullable=False),
    text("occurrence"),
    PrimaryKeyConstraint("block", "occurrence"),
    Index("occurrence_blocks_by_occurrence", "occurrence"),
    sqlite_with_rowid=False,
)
# occurrences that went, or were of other parties before: what was computed from them must be computed anew
gone = Table(
    "gone",
    metadata,
    text("occurrence"),
    Column("change", BigInteger, nullable=False),
    text("type"),
    Column("actors", Cell, nullable=False),
    Column("recipients", Cell, nullable=False),
    text("first"),
    text("last"),
    PrimaryKeyConstraint("change", "occurrence"),
)
# articles that wait to be signed ("sign"), gathered ("gather") or filed for ledgers ("file"; "name":
# positions only)
waiting = Table(
    "waiting",
    metadata,
    text("step"),
    of_article(refer=False),
    PrimaryKeyConstraint("step", "article"),
    sqlite_with_rowid=False,
)
stale = Table(  # occurrences whose record no longer says what their events say
    "stale",
    metadata,
    Column("occurrence", Text, primary_key=True),
    sqlite_with_rowid=False,
)
departed = Table(  # events that were counted in `word_counts` and are no more
    "departed",
    metadata,
    Column("number", Number, primary_key=True),
    Column("record", Cell, nullable=False),
)
word_counts = Table(
    "word_counts",
    metadata,
    Column("word", Text, primary_key=True),
    whole("events"),
    sqlite_with_rowid=False,
)
marks = Table(
    "marks",
    metadata,
    Column("name", Text, primary_key=True),
    text("value"),
    sqlite_with_rowid=False,
)
items = Table(  # what is computed from occurrences: the entries of ledgers, of one kind each
    "items",
    metadata,
    text("kind"),
    text("id"),
    text("block"),  # the first of those in which it is computed
    text("status"),
    text("issue"),
    text("first"),
    text("last"),
    Column("confidence", Double, nullable=False),
    Column("record", Cell, nullable=False),
    PrimaryKeyConstraint("kind", "id"),
    Index("items_by_day", "kind", "last", "id"),
)
item_parties = Table(
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
item_blocks = Table(  # all blocks that an entry stands in
    "item_blocks",
    metadata,
    text("kind"),
    text("block"),
    text("id"),
    PrimaryKeyConstraint("kind", "block", "id"),
    ForeignKeyConstraint(["kind", "id"], ["items.kind", "items.id"], name="item_blocks_of_item"),
    Index("item_blocks_by_item", "kind", "id"),
    sqlite_with_rowid=False,
)
item_passages = Table(  # where articles tell of an entry, or of what answers it ("answer")
    "item_passages",
    metadata,
    of_article(refer=False),
    whole("start"),
    whole("end"),
    text("kind"),
    text("id"),
    Column("answer", Boolean, nullable=False),
    PrimaryKeyConstraint("article", "start", "end", "kind", "id"),
    ForeignKeyConstraint(["kind", "id"], ["items.kind", "items.id"], name="item_passages_of_item"),
    Index("item_passages_by_item", "kind", "id"),
    sqlite_with_rowid=False,
)
# what ledgers are computed from, as they see it: acts (of article 0), positions, meetings, silences
told = Table(
    "told",
    metadata,
    text("kind"),
    of_article(refer=False),
    text("id"),
    text("day"),
    Column("record", Cell, nullable=False),
    PrimaryKeyConstraint("kind", "article", "id"),
    Index("told_by_article", "article"),
)
told_blocks = Table(
    "told_blocks",
    metadata,
    text("ledger"),
    text("block"),
    text("day"),
    text("kind"),
    of_article(refer=False),
    text("id"),
    PrimaryKeyConstraint("ledger", "block", "day", "kind", "article", "id"),
    Index("told_blocks_by_told", "kind", "article", "id"),
    sqlite_with_rowid=False,
)
# blocks of a ledger that wait to be computed, with the first and last day of what is new in them
waiting_blocks = Table(
    "waiting_blocks",
    metadata,
    text("ledger"),
    text("block"),
    text("first"),
    text("last"),
    PrimaryKeyConstraint("ledger", "block"),
    sqlite_with_rowid=False,
)
reviews = Table(  # what people said of records; rows are only added: they are the audit trail as well
    "reviews",
    metadata,
    Column("number", Number, primary_key=True),
    of_article(),
    text("kind"),
    text("record"),
    text("verdict"),
    Column("original", Cell, nullable=False),
    Column("corrected", Cell),
    text("note"),
    text("reviewer"),
    text("at"),
    text("sha256"),  # of the text that was reviewed
    Index("reviews_by_record", "article", "kind", "record"),
    sqlite_autoincrement=True,
)
watchlists = Table(  # what somebody keeps an eye on, under a name, and where news of it is sent
    "watchlists",
    metadata,
    Column("name", Text, primary_key=True),
    Column("webhook", Text),
    Column("email", Text),
    text("by"),
    text("at"),
)
watches = Table(  # the searches of a list: the page's address, and the rule that finds what is new
    "watches",
    metadata,
    Column("number", Number, primary_key=True),
    Column("list", Text, ForeignKey("watchlists.name"), nullable=False),
    text("title"),
    text("address"),
    Column("rule", Cell, nullable=False),
    text("by"),
    text("at"),
    Index("watches_by_list", "list"),
    sqlite_autoincrement=True,
)
# notes and tags on disputes and articles; one that is taken back stays, with who did it and when
remarks = Table(
    "remarks",
    metadata,
    Column("number", Number, primary_key=True),
    text("kind"),
    text("target"),
    text("sort"),
    text("text"),
    text("by"),
    text("at"),
    Column("dropped_by", Text),
    Column("dropped_at", Text),
    Index("remarks_by_target", "kind", "target"),
    Index("remarks_by_text", "sort", "text"),
    sqlite_autoincrement=True,
)
# records whose last review says that they are wrong: they stand in no answer unless they are asked for
rejected = Table(
    "rejected",
    metadata,
    text("kind"),
    of_article(refer=False),
    text("record"),
    PrimaryKeyConstraint("kind", "article", "record"),
    sqlite_with_rowid=False,
)
chain = Table(  # what was ingested, in order: each link holds the hash of the one before; rows are only added
    "chain",
    metadata,
    Column("number", Number, primary_key=True),
    text("kind"),  # article, or original: the bytes that it came of
    text("id"),
    whole("revision"),
    text("sha256"),
    Column("place", Text),
    text("at"),
    text("link"),
    Index("chain_by_article", "id", "revision"),
    sqlite_autoincrement=True,
)

# what a reading fills, beside its article
RECORDS = (statements, events, nonresponses, positions, meetings, links)
DERIVED = (parties, sides, pairs, contexts, evidence)  # what follows from events
# what is settled, and can be settled anew; before each table what refers to it
ITEMS = (item_passages, item_blocks, item_parties, items)
LEDGERS = (*ITEMS, told, told_blocks, waiting_blocks)
SETTLED = (
    occurrence_events, occurrence_blocks, stale, occurrences, gone, departed, word_counts, bands, signatures,
    waiting, *LEDGERS,
)  # fmt: skip
