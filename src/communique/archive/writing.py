"""Batches of readings into the tables, each in one transaction: new articles, new revisions, records,
the summary, failures.

Knows which rows follow from which; does not know how articles are found or read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from communique.archive import cells, chain, corrections, schema, summary, waits
from communique.archive.engine import Store
from communique.archive.inserting import delete_events, delete_of, moment, put, rows_of, upsert
from communique.archive.rows import Added, Kept
from communique.grouping import chunks
from communique.records import Article, Event, Failure, FeedState, Reading

OURS = "read"  # the origin of events that we coded
ARTICLE = schema.articles.c
# what makes the rows of each table of records but for events, by the field of a reading that holds them
MAKERS: dict[str, Callable[[int, int, Any, str], cells.Row]] = {
    "statements": cells.statement, "nonresponses": cells.nonresponse, "positions": cells.position,
    "meetings": cells.meeting, "links": cells.link,
}  # fmt: skip


def add(store: Store, batch: Iterable[Kept], *, coder: str = "") -> Added:
    """Keep the results of a batch in one transaction; what is there already changes nothing.

    The same id with another text is a new revision: its records are replaced and the old text is kept. A text
    that was replaced before changes nothing, so that a run that is repeated does not bring it back, unless it
    stands again at the place that the newest text came from. A failure is kept under its origin until an
    article is read there. `coder` names the version of the rules that read the batch.
    """
    done = Added()
    with store.write() as connection:
        for group in without_repeats(batch):
            done += add_group(connection, group, coder)
    return done


def without_repeats(batch: Iterable[Kept]) -> Iterator[list[Kept]]:
    """The batch in groups in which no article and no origin stands twice,
    so that each group can be written at one go."""
    group: list[Kept] = []
    seen: set[tuple[str, str]] = set()
    for kept in batch:
        names = {("origin", kept.origin)} | (
            {("id", kept.result.article.id)} if isinstance(kept.result, Reading) else set()
        )
        if seen & names:
            yield group
            group, seen = [], set()
        group.append(kept)
        seen |= names
    yield group


def add_group(connection: Connection, group: Sequence[Kept], coder: str) -> Added:
    """Keep results of different articles."""
    failed, able = [], []
    for kept in group:
        if isinstance(kept.result, Failure):
            failed.append((kept.origin, kept.result))
        elif fault := cells.unfit(kept.result.article):
            failed.append((
                kept.origin,
                Failure(kept.result.article.id or None, "store", f"the article cannot be kept: {fault}"),
            ))
        else:
            able.append((kept.origin, kept.result))
    there = heads(connection, [r.article.id for _, r in able])
    fresh = [(o, r) for o, r in able if r.article.id not in there]
    changed = [
        (o, r, there[r.article.id]) for o, r in able
        if r.article.id in there and differs(r.article, there[r.article.id])
    ]
    was = schema.revisions.c
    of_changed = [row.number for _, _, row in changed]
    old = {(*row,) for row in rows_of(connection, select(was.article, was.sha256), was.article, of_changed)}
    changed = [
        (o, r, row) for o, r, row in changed
        if o == row.origin or (row.number, cells.digest(r.article)) not in old
    ]
    numbers = put_articles(connection, fresh, coder)
    revise(connection, changed, coder)
    written = [(numbers[r.article.id], r) for _, r in fresh] + [(row.number, r) for _, r, row in changed]
    put_records(connection, written)
    waits.wait(connection, "sign", [number for number, _ in written])
    chain.link_articles(connection, [r.article.id for _, r in written])
    # what was read after all has failed no more; by origin alone, so that it does not matter what came first
    delete_of(connection, schema.failures, schema.failures.c.origin, [o for o, _ in able])
    put_failures(connection, failed)
    same = len(able) - len(written)
    return Added(len(fresh), len(changed), same, len(failed)) + records_in(written)


def heads(connection: Connection, ids: Iterable[str]) -> dict[str, Any]:
    """What is kept of articles, by id."""
    columns = (
        ARTICLE.number, ARTICLE.id, ARTICLE.sha256, ARTICLE.revision, ARTICLE.state, ARTICLE.origin,
        ARTICLE.copy_of,
    )
    return {row.id: row for row in rows_of(connection, select(*columns), ARTICLE.id, ids)}


def differs(article: Article, row: Any) -> bool:
    """Whether an article is not the one that is kept; what we know from others' files alone is always worth a
    reading."""
    return bool(row.state == "reference" or cells.digest(article) != row.sha256)


def put_articles(connection: Connection, fresh: Sequence[tuple[str, Reading]], coder: str) -> dict[str, int]:
    """Insert new articles; their numbers by id."""
    if not fresh:
        return {}
    now = moment()
    rows = [
        {**cells.head(r.article, o, "read"), **cells.read(r, coder), "revision": 1, "added": now}
        for o, r in fresh
    ]
    put(connection, schema.articles, rows)
    return {id: row.number for id, row in heads(connection, (r.article.id for _, r in fresh)).items()}


def revise(connection: Connection, changed: Sequence[tuple[str, Reading, Any]], coder: str) -> None:
    """Keep the old texts of articles as revisions, put the new ones in their place,
    and clear away what was read in the old ones."""
    if not changed:
        return
    clear(connection, [row.number for _, _, row in changed])
    old = schema.revisions
    kept = select(
        ARTICLE.number, ARTICLE.revision, ARTICLE.title, ARTICLE.text, ARTICLE.published, ARTICLE.sha256,
        ARTICLE.added,
    )
    now = moment()
    for origin, reading, row in changed:
        known_by_name = row.state == "reference"
        if not known_by_name:
            connection.execute(
                insert(old).from_select([c.name for c in old.c], kept.where(ARTICLE.number == row.number))
            )
        values = {**cells.head(reading.article, origin, "read"), **cells.read(reading, coder), "added": now,
                  "revision": row.revision + (not known_by_name), "copy_of": None}  # fmt: skip
        connection.execute(update(schema.articles).where(ARTICLE.number == row.number).values(values))


def clear(connection: Connection, numbers: Sequence[int], *, text: bool = True) -> None:
    """Take away what was read in articles and what follows from it; where the text changes,
    also what follows from the text."""
    for part in chunks(numbers):
        touched = part + (copies_of(connection, part) if text else [])
        summary.count(connection, touched, -1)
        if text:
            forget_texts(connection, touched)
        waits.leave(connection, part)
        act = schema.events.c
        ours = select(act.article, act.id).where(act.article.in_(part), act.origin == OURS)
        doomed = {(row.article, row.id) for row in connection.execute(ours)}
        for table in schema.DERIVED:
            clear_derived(connection, table, part, doomed)
        for table in schema.RECORDS:
            extra = [act.origin == OURS] if table is schema.events else []
            connection.execute(delete(table).where(table.c.article.in_(part), *extra))
        summary.count(connection, touched, +1)


def copies_of(connection: Connection, numbers: Sequence[int]) -> list[int]:
    """The numbers of the articles that are copies of these."""
    ids = select(ARTICLE.id).where(ARTICLE.number.in_(numbers))
    return list(
        connection.scalars(
            select(ARTICLE.number).where(ARTICLE.copy_of.in_(ids), ARTICLE.number.not_in(numbers))
        )
    )


def forget_texts(connection: Connection, numbers: Sequence[int]) -> None:
    """Forget signatures and copies: which articles are alike must be found anew."""
    connection.execute(
        update(schema.articles)
        .where(ARTICLE.number.in_(numbers), ARTICLE.copy_of.is_not(None))
        .values(copy_of=None)
    )
    for table in (schema.signatures, schema.bands):
        connection.execute(delete(table).where(table.c.article.in_(numbers)))
    waits.wait(connection, "sign", numbers)
    waits.soil(connection, numbers)


def clear_derived(
    connection: Connection, table: Table, articles: Sequence[int], doomed: set[tuple[int, str]]
) -> None:
    """Delete what follows from events that go; an article may also hold events that others coded,
    and these stay."""
    held = select(table.c.article, table.c.event).where(table.c.article.in_(articles))
    there = {(row.article, row.event) for row in connection.execute(held)}
    if there <= doomed:
        connection.execute(delete(table).where(table.c.article.in_(articles)))
    else:
        delete_events(connection, table, there & doomed)


def put_records(
    connection: Connection, written: Sequence[tuple[int, Reading]], copies: frozenset[int] = frozenset()
) -> None:
    """Insert the records of readings; a record whose id stands twice in a reading says the same twice and is
    kept once."""
    written = corrections.put_back(connection, written)
    rows = {
        name: [
            make(number, i, record, reading.article.on or cells.UNKNOWN)
            for number, reading in written for i, record in enumerate(once(getattr(reading, name)))
        ]
        for name, make in MAKERS.items()
    }  # fmt: skip
    for name, some in rows.items():
        put(connection, schema.metadata.tables[name], some)
    acts = [
        (n, i, e, r.article.on or cells.UNKNOWN) for n, r in written for i, e in enumerate(once(r.events))
    ]
    put_events(connection, acts, OURS, copies)
    waits.wait(connection, "gather", sorted({number for number, *_ in acts}))
    waits.wait(connection, "file", sorted({number for number, _ in written}))


def once(found: Iterable[Any]) -> list[Any]:
    """Records of which each id stands once."""
    return list({record.id: record for record in found}.values())


def put_events(
    connection: Connection, acts: Sequence[tuple[int, int, Event, str]], origin: str,
    copies: frozenset[int] = frozenset(),
) -> None:
    """Insert events (article's number, place among its events, event, day of publication)
    and all that follows from them."""
    rows: dict[str, list[cells.Row]] = {
        "events": [], "parties": [], "sides": [], "pairs": [], "contexts": [], "evidence": [],
    }
    months = summary.Months()
    for number, place, act, published in acts:
        row = cells.event(number, place, act, published, origin)
        between = cells.pairs(number, act, row["day"])
        rows["events"].append(row)
        rows["parties"] += cells.parties(number, act)
        rows["sides"] += cells.sides(number, act, row["day"])
        rows["pairs"] += between
        rows["contexts"] += cells.contexts(number, act, row["day"])
        rows["evidence"].append(cells.evidence(number, act, row["day"]))
        if act.status == "actual" and number not in copies:
            months.add(between, row)
    for name, some in rows.items():
        put(connection, schema.metadata.tables[name], some)
    summary.put(connection, months)


def put_failures(connection: Connection, failed: Sequence[tuple[str, Failure]]) -> None:
    """Keep failures under their origins; one that is there already is counted once more."""
    if not failed:
        return
    now, table = moment(), schema.failures
    fresh = upsert(connection, table)
    renewed = {name: fresh.excluded[name] for name in ("id", "step", "message", "last")}
    statement = fresh.on_conflict_do_update(
        index_elements=["origin"], set_={**renewed, "attempts": table.c.attempts + 1}
    )
    rows = [
        {
            "origin": clean(o), "id": clean(f.id), "step": f.step, "message": clean(f.message), "attempts": 1,
            "added": now, "last": now,
        }
        for o, f in failed
    ]
    connection.execute(statement, rows)


def clean(value: str | None) -> str | None:
    """A text that every database can hold: of a broken article, the id may be broken too."""
    return value.replace("\0", "�").encode("utf-8", "replace").decode("utf-8") if value else value


def put_feed(store: Store, state: FeedState) -> None:
    """Remember a feed's state in place of the one before."""
    values = asdict(state)
    with store.write() as connection:
        fresh = upsert(connection, schema.feeds).values(values)
        connection.execute(fresh.on_conflict_do_update(index_elements=["url"], set_=values))


def forget_failures(store: Store, origins: Iterable[str]) -> int:
    """Drop failures, say of articles that are gone for good, and give how many there were."""
    with store.write() as connection:
        return delete_of(connection, schema.failures, schema.failures.c.origin, origins)


def replace(store: Store, readings: Iterable[Reading], *, coder: str = "") -> Added:
    """Put new records in the place of old ones in one transaction;
    a reading whose article has another text by now is left out."""
    latest = {r.article.id: r for r in readings}
    with store.write() as connection:
        there = heads(connection, latest)
        same = [
            (there[id], r) for id, r in latest.items() if id in there and not differs(r.article, there[id])
        ]
        clear(connection, [row.number for row, _ in same], text=False)
        for row, reading in same:
            connection.execute(
                update(schema.articles).where(ARTICLE.number == row.number).values(cells.read(reading, coder))
            )
        copies = frozenset(row.number for row, _ in same if row.copy_of)
        put_records(connection, [(row.number, r) for row, r in same], copies)
    return Added(revised=len(same)) + records_in(same)


def records_in(written: Sequence[tuple[object, Reading]]) -> Added:
    """How many events and statements some readings have."""
    events, statements = (sum(len(getattr(r, kind)) for _, r in written) for kind in ("events", "statements"))
    return Added(events=events, statements=statements)
