"""What reviewers put in the place of what was read: kept as the record itself, which says who corrected it,
when, and how it was read.

Knows the tables of reviews and records; does not know what a person may correct. A correction stands for the
text that was reviewed, and is put back whenever that text is read anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, select

from communique.archive import cells, schema, summary, waits
from communique.archive.inserting import put, rows_of
from communique.archive.rows import Review
from communique.errors import ArchiveError
from communique.records import Event, Reading, Statement, corrected_by, correction_of, load

SAID, EVENT, ARTICLE = schema.reviews.c, schema.events.c, schema.articles.c
KINDS: Mapping[str, Any] = {"events": Event, "statements": Statement}
Key = tuple[int, str, str]


def of_articles(connection: Connection, numbers: Iterable[int]) -> dict[Key, tuple[str, Any]]:
    """The last correction of each record of some articles, with the hash of the text that it is of,
    by article, kind and record."""
    found: dict[Key, tuple[str, Any]] = {}
    asked = select(
        SAID.article, SAID.kind, SAID.record, SAID.sha256, SAID.corrected, SAID.original, SAID.reviewer,
        SAID.at,
    ).where(SAID.verdict == "correct")
    for row in rows_of(connection, asked.order_by(SAID.number), SAID.article, numbers):
        if row.corrected is not None and row.kind in KINDS:
            found[row.article, row.kind, row.record] = (
                row.sha256, marked(row.kind, row.corrected, row.original, row.reviewer, row.at),
            )
    return found


def put_back(connection: Connection, written: Sequence[tuple[int, Reading]]) -> list[tuple[int, Reading]]:
    """Readings with the corrections of their records, where reviewers corrected what stands in the same
    text."""
    known = of_articles(connection, (number for number, _ in written))
    if known:
        return [(number, with_corrections(number, reading, known)) for number, reading in written]
    return list(written)


def with_corrections(number: int, reading: Reading, known: Mapping[Key, tuple[str, Any]]) -> Reading:
    """A reading with what reviewers say of its records."""
    digest = cells.digest(reading.article)

    def said(kind: str, record: Any) -> Any:
        sha, made = known.get((number, kind, record.id), ("", None))
        return made if made is not None and sha == digest else record

    return replace(reading, events=tuple(said("events", e) for e in reading.events),
                   statements=tuple(said("statements", s) for s in reading.statements))  # fmt: skip


def marked(
    kind: str, corrected: Mapping[str, Any], original: Mapping[str, Any], reviewer: str, at: str
) -> Any:
    """A corrected record; an event says itself who corrected it, when, and how it was read.
    ArchiveError where it is no such record."""
    try:
        made, was = load(KINDS[kind], corrected), load(KINDS[kind], original)
    except ValueError as error:
        raise ArchiveError(
            f"the correction is no record: {error}; give the whole record as it should be"
        ) from None
    if not isinstance(made, Event):
        return made
    reasons = tuple(reason for reason in made.because if reason != correction_of(made))
    return replace(made, because=(*reasons, corrected_by(reviewer, at, was)))


def apply(connection: Connection, article: int, review: Review) -> None:
    """Put a correction in the place of its record, and let all that follows from it be settled anew."""
    if review.corrected is None or review.kind not in KINDS:
        return
    table = schema.metadata.tables[review.kind]
    here = (table.c.article == article) & (table.c.id == review.record)
    row = connection.execute(
        select(table.c.place, ARTICLE.day)
        .join_from(table, schema.articles, ARTICLE.number == table.c.article)
        .where(here)
    ).first()
    if row is None:
        return
    made = marked(review.kind, review.corrected, review.original, review.reviewer, review.at)
    if made.id != review.record:
        raise ArchiveError(
            f"the correction is of {made.id!r} and not of {review.record!r}; leave the id as it is"
        )
    if isinstance(made, Event):
        put_event(connection, article, row.place, made, row.day)
    else:
        connection.execute(delete(table).where(here))
        put(connection, table, [cells.statement(article, row.place, made, row.day)])
    waits.wait(connection, "file", [article])


def put_event(connection: Connection, article: int, place: int, act: Event, published: str) -> None:
    """Put an event in the place of the one with its id."""
    from communique.archive.writing import put_events  # which puts corrections back

    origin = connection.scalar(select(EVENT.origin).where(EVENT.article == article, EVENT.id == act.id))
    copy = connection.scalar(select(ARTICLE.copy_of).where(ARTICLE.number == article))
    summary.count(connection, [article], -1)
    waits.leave(connection, [article])
    for table in schema.DERIVED:
        connection.execute(delete(table).where(table.c.article == article, table.c.event == act.id))
    connection.execute(delete(schema.events).where(EVENT.article == article, EVENT.id == act.id))
    out = schema.rejected.c
    connection.execute(
        delete(schema.rejected).where(out.kind == "events", out.article == article, out.record == act.id)
    )
    summary.count(connection, [article], +1)
    put_events(
        connection, [(article, place, act, published)], str(origin), frozenset([article] if copy else [])
    )
    waits.wait(connection, "gather", [article])
