"""Words that a user types, as a full-text question to FTS5 or PostgreSQL, with ranks and snippets.

Knows both languages of search and that nothing typed may be taken for either; does not know other filters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, reduce
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    column,
    false,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)

from communique.archive import schema
from communique.archive.rows import Piece

TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')  # a phrase in quotes, the last of which may be missing, or a word
QUOTES = str.maketrans("“”„«»", '"""""')
OPEN, SHUT = "\ue000", "\ue001"  # private characters that mark the hits in a snippet
WORDS = 32  # of a snippet
LONGEST = 200_000  # characters of a text that PostgreSQL searches: a tsvector holds at most 1 MB
TITLE, BODY = 4.0, 1.0  # a word in the title weighs more, as PostgreSQL's A and B do
MARKS = "".join(c for c in map(chr, range(33, 127)) if not c.isalnum()) + "–—‘’“”«»…·"
index = table("search", column("rowid"), column("rank"))
RANK = -func.bm25(literal_column("search"), TITLE, BODY)
words: ColumnElement[Any] = literal_column("articles.words")
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


def make_index(connection: Connection) -> None:
    """Make the index of the words of titles and texts."""
    for statement in SQLITE if connection.dialect.name == "sqlite" else POSTGRES:
        connection.exec_driver_sql(statement)
    if connection.dialect.name == "sqlite":
        return
    old, new = (part.replace("'", "''") for part in _both())
    title, body = (
        f"setweight(to_tsvector('communique'::regconfig, translate({source}, '{old}', '{new}')), '{weight}')"
        for source, weight in (("coalesce(title, '')", "A"), (f"left(text, {LONGEST})", "B"))
    )
    connection.execute(
        text(f"ALTER TABLE articles ADD COLUMN words tsvector GENERATED ALWAYS AS ({title} || {body}) STORED")
    )
    connection.execute(text("CREATE INDEX articles_by_words ON articles USING gin (words)"))


def terms(typed: str) -> list[str]:
    """The words and phrases of what was typed; those without a letter or digit are left out."""
    found = (phrase or word for phrase, word in TERM.findall(typed.translate(QUOTES).replace("\0", " ")))
    return [term.strip() for term in found if any(c.isalnum() for c in term)]


def fts5(typed: str) -> str:
    """The FTS5 query: each term in quotes, so that no operator is seen in it, all of them required."""
    return " AND ".join('"' + term.replace('"', '""') + '"' for term in terms(typed))


def matched(asked: str) -> ColumnElement[bool]:
    """The condition that a row of SQLite's index answers an FTS5 query."""
    return literal_column("search").op("MATCH")(asked)


def tsquery(typed: str) -> ColumnElement[Any]:
    """PostgreSQL's query: each term a phrase of its words, all of them required."""
    config: ColumnElement[Any] = literal_column("'communique'::regconfig")
    parts: list[ColumnElement[Any]] = [func.phraseto_tsquery(config, fold(term)) for term in terms(typed)]
    return reduce(lambda whole, part: whole.op("&&")(part), parts)


@cache
def folding() -> dict[int, str]:
    """What the archive's PostgreSQL index does to characters, as FTS5 does: accents off, marks to blanks.
    Archives hold an index made so: another folding needs theirs made anew."""
    plain = {c: unicodedata.normalize("NFD", c)[0] for c in map(chr, range(0xC0, 0x250))}
    return {ord(c): p for c, p in plain.items() if p != c and p.isascii()} | {ord(c): " " for c in MARKS}


def fold(value: str) -> str:
    """A text as the index has it, character for character."""
    return value.translate(folding())


def matching(typed: str, *, sqlite: bool) -> ColumnElement[bool]:
    """The condition on `articles` that all terms occur; nothing occurs where nothing was typed that could."""
    if not terms(typed):
        return false()
    if sqlite:
        return schema.articles.c.number.in_(select(index.c.rowid).where(matched(fts5(typed))))
    return words.op("@@")(tsquery(typed))


def hits(connection: Connection, typed: str) -> int:
    """In how many articles all terms occur, as SQLite counts it,
    which takes a millisecond even for common words."""
    asked = select(func.count()).select_from(index).where(matched(fts5(typed)))
    return connection.execute(asked).scalar_one() if terms(typed) else 0


def ranked(
    found: Select[*tuple[Any, ...]], typed: str, *, sqlite: bool
) -> tuple[Select[*tuple[Any, ...]], ColumnElement[Any]]:
    """A selection from `articles` cut down to those with all terms, and their rank, higher for better."""
    if not terms(typed):
        return found.where(false()), literal(0.0)
    if sqlite:
        found = found.join(index, index.c.rowid == schema.articles.c.number).where(matched(fts5(typed)))
        return found, RANK
    query = tsquery(typed)
    return found.where(words.op("@@")(query)), func.ts_rank_cd(words, query)


def alone(typed: str) -> tuple[Select[*tuple[Any, ...]], ColumnElement[Any]]:
    """The numbers of the articles with all terms, and their ranks, from SQLite's index alone:
    no article is fetched for its rank."""
    return select(index.c.rowid.label("number")).where(matched(fts5(typed))), RANK


def snippets(connection: Connection, typed: str, numbers: Sequence[int]) -> dict[int, tuple[Piece, ...]]:
    """The passage of each of these articles in which the terms stand, by the article's number;
    all of them have the terms."""
    if not numbers:
        return {}
    if connection.dialect.name == "sqlite":
        cut = func.snippet(literal_column("search"), 1, OPEN, SHUT, "…", WORDS)
        asked = select(index.c.rowid, cut).where(matched(fts5(typed)), index.c.rowid.in_(numbers))
        return {number: pieces(marked or "") for number, marked in connection.execute(asked)}
    article = schema.articles.c
    options = f"StartSel={OPEN}, StopSel={SHUT}, MaxWords={WORDS}, MinWords={WORDS // 2}, MaxFragments=1"
    body = func.translate(func.left(article.text, LONGEST), *_both())
    cut = func.ts_headline(literal_column("'communique'::regconfig"), body, tsquery(typed), options)
    rows = connection.execute(select(article.number, cut, article.text).where(article.number.in_(numbers)))
    return {number: pieces(marked, text) for number, marked, text in rows}


def _both() -> tuple[str, str]:
    """The characters that are folded and what they become, as `translate` takes them."""
    return "".join(map(chr, folding())), "".join(folding().values())


def pieces(marked: str, text: str = "") -> tuple[Piece, ...]:
    """A snippet as pieces; where it was cut from the folded text, the words as `text` itself has them."""
    plain = marked.replace(OPEN, "").replace(SHUT, "").strip("…")
    at = fold(text).find(plain) if text and plain else -1
    found: list[Piece] = []
    hit = False
    lead = len(marked) - len(marked.lstrip("…"))
    for part in re.split(f"([{OPEN}{SHUT}])", marked):
        if part in (OPEN, SHUT):
            hit = part == OPEN
        elif part:
            found.append(Piece(part, hit))
    return tuple(found) if at < 0 else _restored(found, text, at - lead)


def _restored(found: list[Piece], text: str, at: int) -> tuple[Piece, ...]:
    """The same pieces with the characters that stand in the text from `at` on."""
    out = []
    for piece in found:
        part = "".join(c if c == "…" else text[at + i] for i, c in enumerate(piece.text))
        out.append(Piece(part, piece.hit))
        at += len(piece.text)
    return tuple(out)
