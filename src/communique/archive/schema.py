"""The tables of the archive, once for SQLite and for PostgreSQL.

Knows columns, keys and indexes; does not know what is written or asked.
A change here needs a file in `migrations/versions/`, for the archives that there are; a column that may not
be empty needs a `server_default` as well: archives of before version 9 are given it by ALTER TABLE.

Articles have a number, which every other table refers to; it depends on the order of arrival, everything else
on content alone. `sides`, `pairs`, `contexts`, `evidence` and `dyad_months` repeat what `events` holds,
ordered so that a question reads only its own rows.
"""

from __future__ import annotations

from collections.abc import Callable
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
Part = Column[Any] | ForeignKeyConstraint | Index
Parts = list[Column[Any]]


def columns(kind: Any, *, nullable: bool = False) -> Callable[..., Parts]:
    """What makes columns of a kind by their names; each always has a value unless they are `nullable`."""
    return lambda *names: [Column(name, kind, nullable=nullable) for name in names]


texts, perhaps = columns(Text), columns(Text, nullable=True)
wholes, bigs, measures = columns(Integer), columns(BigInteger), columns(Double)
flags, cells = columns(Boolean), columns(Cell)


def key(name: str) -> Column[Any]:
    """A column of text that is the key."""
    return Column(name, Text, primary_key=True)


def of_article(*, refer: bool = False) -> Column[Any]:
    """The number of the article that a row belongs to; what belongs to an event need not refer to both."""
    return Column("article", Number, *([ForeignKey("articles.number")] if refer else []), nullable=False)


def in_order(name: str, *parts: Part, key: tuple[str, ...] = ()) -> Table:
    """A table whose rows lie in the order of their key."""
    whole = [PrimaryKeyConstraint(*key)] if key else []
    return Table(name, metadata, *parts, *whole, sqlite_with_rowid=False)


def counted(name: str, *parts: Part) -> Table:
    """A table whose rows are numbered as they come; no number is given twice."""
    number = Column("number", Number, primary_key=True)
    return Table(name, metadata, number, *parts, sqlite_autoincrement=True)


def of_reading(name: str, *own: Part) -> Table:
    """The table of a kind of record: its article, its id and place there, columns of its own, its JSON."""
    return Table(
        name, metadata, of_article(refer=True), *texts("id"), *wholes("place"), *own, *cells("record"),
        PrimaryKeyConstraint("article", "id"),
    )  # fmt: skip


def of_event(name: str, *parts: Part, key: tuple[str, ...]) -> Table:
    """A table whose rows belong to an event; PostgreSQL also learns from that how many rows a join gives,
    and so in which order to join."""
    refer = ForeignKeyConstraint(
        ["article", "event"], ["events.article", "events.id"], name=f"{name}_of_event"
    )
    return in_order(name, *parts, refer, key=key)


def of_item(name: str, *parts: Part, key: tuple[str, ...]) -> Table:
    """A table whose rows belong to an entry of a ledger."""
    refer = ForeignKeyConstraint(["kind", "id"], ["items.kind", "items.id"], name=f"{name}_of_item")
    return in_order(name, *parts, refer, Index(f"{name}_by_item", "kind", "id"), key=key)


articles = counted(
    "articles", Column("id", Text, nullable=False, unique=True),
    *perhaps("url", "title", "outlet", "agency"), Column("authors", Cell), *perhaps("language", "published"),
    *texts("day", "sha256"), *wholes("revision"), *texts("origin", "state", "coder"), Column("notes", Cell),
    *texts("added"), *perhaps("copy_of"), *texts("text"), Column("times", Cell), Column("places", Cell),
    *perhaps("genre"), Column("issuers", Cell), Column("commitments", Cell),
    Index("articles_by_day", "day", "number"), Index("articles_by_sha256", "sha256"),
    Index("articles_by_original", "copy_of"),
)  # fmt: skip
revisions = Table(
    "revisions", metadata, of_article(refer=True), *wholes("revision"), *perhaps("title"), *texts("text"),
    *perhaps("published"), *texts("sha256", "added"), PrimaryKeyConstraint("article", "revision"),
)  # fmt: skip
statements = of_reading(
    "statements", *texts("kind"), *perhaps("speaker_country", "speaker_name", "speaker_sector"),
    *texts("addressees"), *perhaps("channel"), *texts("polarity", "day"), *wholes("start", "end"),
    Index("statements_by_day", "day", "article", "id"),
    Index("statements_by_speaker", "speaker_country", "day", "article", "id"),
)  # fmt: skip
events = of_reading(
    "events", *texts("type"), *perhaps("mode"), *texts("status"), *wholes("quad"), Column("score", Double),
    Column("goldstein", Double), *perhaps("cameo"), *measures("confidence"), *texts("day"),
    *perhaps("day_end", "precision", "statement"), *texts("rule"), *wholes("start", "end"), *texts("origin"),
    Index("events_by_day", "day", "article", "id"), Index("events_by_type", "type", "day", "article", "id"),
    Index("events_by_status", "status", "day", "article", "id"),
    Index("events_by_confidence", "confidence", "article", "id"),
)  # fmt: skip
parties = of_event(
    "parties", of_article(), *texts("event", "side"), *wholes("place"),
    *perhaps("country", "sector", "name", "wikidata"), key=("article", "event", "side", "place"),
)  # fmt: skip
sides = of_event(
    "sides", *texts("country", "day"), of_article(), *texts("event"), *flags("acts", "receives"),
    Index("sides_by_article", "article"), key=("country", "day", "article", "event"),
)  # fmt: skip
pairs = of_event(
    "pairs", *texts("dyad", "day"), of_article(), *texts("event", "actor", "recipient"), *flags("mirror"),
    Index("pairs_by_article", "article"), key=("dyad", "day", "article", "event", "actor", "recipient"),
)  # fmt: skip
contexts = of_event(
    "contexts", *texts("context", "day"), of_article(), *texts("event"),
    Index("contexts_by_article", "article"), key=("context", "day", "article", "event"),
)  # fmt: skip
# the words of each event's passage: to look through the records themselves takes ten times as long
evidence = of_event(
    "evidence", *texts("day"), of_article(), *texts("event", "passage"),
    Index("evidence_by_article", "article"), key=("day", "article", "event"),
)  # fmt: skip
nonresponses = of_reading("nonresponses", *perhaps("actor", "recipient"), *texts("day"))
positions = of_reading(
    "positions", *perhaps("actor"), *texts("issue", "stance", "day"),
    Index("positions_by_actor", "actor", "day", "article", "id"),
)  # fmt: skip
meetings = of_reading(
    "meetings", *texts("kind", "status", "participants", "day"), *perhaps("day_end"),
    Index("meetings_by_day", "day", "article", "id"),
)  # fmt: skip
links = of_reading("links", *texts("kind", "source", "target"))
dyad_months = in_order(  # the sums in thousandths: whole numbers add up to the same in any order
    "dyad_months", *texts("dyad", "month", "actor", "recipient", "type"), *wholes("quad"), *texts("origin"),
    *wholes("events", "scored"), *bigs("score_sum"), *wholes("rated"), *bigs("goldstein_sum"),
    Index("dyad_months_by_month", "month", "actor", "recipient", "quad", "events"),
    key=("dyad", "month", "actor", "recipient", "type", "quad", "origin"),
)  # fmt: skip
failures = Table(
    "failures", metadata, key("origin"), *perhaps("id"), *texts("step", "message"), *wholes("attempts"),
    *texts("added", "last"), Index("failures_by_id", "id"),
)  # fmt: skip
feeds = Table(
    "feeds", metadata, key("url"), *perhaps("etag", "modified", "checked", "succeeded"), *wholes("failures"),
    *perhaps("message"), *wholes("seen"),
)  # fmt: skip
signatures = Table(
    "signatures",
    metadata,
    Column("article", Number, ForeignKey("articles.number"), primary_key=True, autoincrement=False),
    Column("signature", LargeBinary, nullable=False),
    *perhaps("agency"),  # that the page names, or the text credits
)
bands = in_order(
    "bands", *wholes("band"), *bigs("hash"), of_article(),
    Index("bands_by_article", "article"), key=("band", "hash", "article"),
)  # fmt: skip
# `first` and `last` are of the days that are said or, where none is, published: never null, unlike `start`;
# `change` is the edition of the archive in which the row was last written
occurrences = Table(
    "occurrences", metadata, key("id"), *texts("type"), *cells("actors", "recipients"),
    *perhaps("start", "end"), *wholes("origins"), *perhaps("mode"), *texts("status"),
    *measures("confidence", "salience"), *flags("domestic"), *cells("record"), *texts("first", "last"),
    *bigs("change"), Index("occurrences_by_day", "first", "id"),
    Index("occurrences_by_change", "change", "id"), Index("occurrences_by_salience", "salience", "id"),
)  # fmt: skip
occurrence_events = in_order(
    "occurrence_events",
    of_article(),
    *texts("event"),
    Column("occurrence", Text, ForeignKey("occurrences.id"), nullable=False),
    *wholes("place"),  # in the order in which they were gathered
    *flags("counted"),  # whether its words are in `word_counts`
    Index("occurrence_events_by_occurrence", "occurrence"),
    key=("article", "event"),
)
occurrence_blocks = in_order(
    "occurrence_blocks", *bigs("block"), *texts("occurrence"),
    Index("occurrence_blocks_by_occurrence", "occurrence"), key=("block", "occurrence"),
)  # fmt: skip
# occurrences that went, or were of other parties before: what was computed from them must be computed anew
gone = Table(
    "gone", metadata, *texts("occurrence"), *bigs("change"), *texts("type"),
    *cells("actors", "recipients"), *texts("first", "last"), PrimaryKeyConstraint("change", "occurrence"),
)  # fmt: skip
# articles that wait to be signed ("sign"), gathered ("gather") or filed for ledgers ("file"; "name":
# positions only)
waiting = in_order("waiting", *texts("step"), of_article(), key=("step", "article"))
stale = in_order("stale", key("occurrence"))  # whose record no longer says what their events say
departed = Table(  # events that were counted in `word_counts` and are no more
    "departed", metadata, Column("number", Number, primary_key=True), *cells("record")
)
word_counts = in_order("word_counts", key("word"), *wholes("events"))
marks = in_order("marks", key("name"), *texts("value"))
# what is computed from occurrences: the entries of ledgers, of one kind each; `block` is the first of those
# in which one is computed
items = Table(
    "items", metadata, *texts("kind", "id", "block", "status", "issue", "first", "last"),
    *measures("confidence"), *cells("record"), PrimaryKeyConstraint("kind", "id"),
    Index("items_by_day", "kind", "last", "id"),
)  # fmt: skip
item_parties = of_item(
    "item_parties", *texts("kind", "country", "side", "id"), key=("kind", "country", "side", "id")
)
# all blocks that an entry stands in
item_blocks = of_item("item_blocks", *texts("kind", "block", "id"), key=("kind", "block", "id"))
item_passages = of_item(  # where articles tell of an entry, or of what answers it ("answer")
    "item_passages", of_article(), *wholes("start", "end"), *texts("kind", "id"), *flags("answer"),
    key=("article", "start", "end", "kind", "id"),
)  # fmt: skip
# what ledgers are computed from, as they see it: acts (of article 0), positions, meetings, silences
told = Table(
    "told", metadata, *texts("kind"), of_article(), *texts("id", "day"), *cells("record"),
    PrimaryKeyConstraint("kind", "article", "id"), Index("told_by_article", "article"),
)  # fmt: skip
told_blocks = in_order(
    "told_blocks", *texts("ledger", "block", "day", "kind"), of_article(), *texts("id"),
    Index("told_blocks_by_told", "kind", "article", "id"),
    key=("ledger", "block", "day", "kind", "article", "id"),
)  # fmt: skip
# blocks of a ledger that wait to be computed, with the first and last day of what is new in them
waiting_blocks = in_order(
    "waiting_blocks", *texts("ledger", "block", "first", "last"), key=("ledger", "block")
)
# what people said of records, with the hash of the text that was reviewed; rows are only added: they are the
# audit trail as well
reviews = counted(
    "reviews", of_article(refer=True), *texts("kind", "record", "verdict"), *cells("original"),
    Column("corrected", Cell), *texts("note", "reviewer", "at", "sha256"),
    Index("reviews_by_record", "article", "kind", "record"),
)  # fmt: skip
# what somebody keeps an eye on, under a name, and where news of it is sent
watchlists = Table("watchlists", metadata, key("name"), *perhaps("webhook", "email"), *texts("by", "at"))
watches = counted(  # the searches of a list: the page's address, and the rule that finds what is new
    "watches", Column("list", Text, ForeignKey("watchlists.name"), nullable=False),
    *texts("title", "address"), *cells("rule"), *texts("by", "at"), Index("watches_by_list", "list"),
)  # fmt: skip
# notes and tags on disputes and articles; one that is taken back stays, with who did it and when
remarks = counted(
    "remarks", *texts("kind", "target", "sort", "text", "by", "at"), *perhaps("dropped_by", "dropped_at"),
    Index("remarks_by_target", "kind", "target"), Index("remarks_by_text", "sort", "text"),
)  # fmt: skip
# records whose last review says that they are wrong: they stand in no answer unless they are asked for
rejected = in_order(
    "rejected", *texts("kind"), of_article(), *texts("record"), key=("kind", "article", "record")
)
# what was ingested, in order: articles, or the originals that they came of, by kind;
# each link holds the hash of the one before; rows are only added
chain = counted(
    "chain", *texts("kind", "id"), *wholes("revision"), *texts("sha256"), *perhaps("place"),
    *texts("at", "link"), Index("chain_by_article", "id", "revision"),
)  # fmt: skip

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
