"""Which articles are alike and which events tell one happening: what was found is kept here,
and asked for again.

Knows the tables of copies and occurrences; does not know how likeness is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    tuple_,
    update,
)

from communique import grouping
from communique.archive import cells, schema, summary, waits
from communique.archive.engine import Store
from communique.archive.inserting import (
    delete_events,
    delete_of,
    put,
    put_once,
    rows_of,
    upsert,
)
from communique.archive.query import (
    DAY,
    EVERYTHING,
    Plan,
    Query,
    as_number,
    cursor,
    equal,
    in_days,
    plan,
    sound,
    wrong_cursor,
)
from communique.archive.reading import EVENT, FULL, HEAD, PAGE, event_row
from communique.archive.rows import Gathered, Held, Near, Signed, Touched, Unsettled
from communique.archive.waits import QUEUE
from communique.archive.writing import ARTICLE, OURS, heads
from communique.grouping import chunks
from communique.records import Article, Event

AHEAD = 4  # events that are looked at for each occurrence of a page, before all are
WRAP = 2**63  # databases count to here with a sign
ANEW = "settled anew"  # the mark with the edition in which all was forgotten
FILED = "filed"  # the mark with how far acts have been filed for ledgers
METHOD = "method"  # the mark with the way in which all was settled
EVENTS = "events counted"  # the mark with the number of events whose words are counted
PART, WHOLE, MARK, STRIP = (
    t.c for t in (schema.occurrence_events, schema.occurrences, schema.signatures, schema.bands)
)
ACT = [
    *HEAD, EVENT.id.label("event_id"), EVENT.day.label("event_day"), EVENT.origin, EVENT.goldstein,
    EVENT.record, MARK.agency.label("credit"),
]  # fmt: skip
HELD = and_(PART.article == EVENT.article, PART.event == EVENT.id)  # an event is the one that is held
LOOSE = ~exists().where(HELD)  # an event is part of no occurrence
FRESH = ~exists().where(schema.stale.c.occurrence == WHOLE.id)  # an occurrence does not wait to be mended


def signed(value: int) -> int:
    """A 64-bit hash as the databases keep it, with a sign."""
    return value - 2 * WRAP if value >= WRAP else value


# -- where things stand --------------------------------------------------------------------------------------


def edition(store: Store) -> int:
    """A number that grows with every change of what was settled;
    writers below give it back to be sure that nothing came between."""
    with store.read() as connection:
        return waits.edition(connection)


def waiting(store: Store) -> dict[str, int]:
    """How much waits to be settled: articles to "sign", "gather", "file" and "name", occurrences to "mend",
    blocks to "settle"."""
    counted = select(QUEUE.step, func.count().label("n")).group_by(QUEUE.step)
    with store.read() as connection:
        stale, blocks = (
            connection.scalar(select(func.count()).select_from(table))
            for table in (schema.stale, schema.waiting_blocks)
        )
        articles = {row.step: row.n for row in connection.execute(counted)}
    return {"sign": 0, "gather": 0, "file": 0, "name": 0, **articles, "mend": stale, "settle": blocks}


def method(store: Store) -> str | None:
    """The method by which all was settled, as `forget_settled` was told; None where nothing was yet."""
    return waits.marked(store, METHOD)


def forget(store: Store, method: str) -> None:
    """Forget signatures and occurrences, and let everything wait to be settled anew by this method;
    copies stay until then."""
    with store.write() as connection:
        for table in schema.SETTLED:
            connection.execute(delete(table))
        queue(connection)
        waits.put_mark(connection, FILED, "")
        waits.put_mark(connection, EVENTS, "0")
        waits.put_mark(connection, METHOD, method)
        waits.put_mark(connection, ANEW, str(waits.bump(connection)))


def queue(connection: Connection) -> None:
    """Let every article that was read wait to be signed, gathered and filed."""
    texts = select(ARTICLE.number).where(ARTICLE.state != "reference")
    acts = select(EVENT.article).where(EVENT.origin == OURS).distinct()
    for step, asked in (("sign", texts), ("gather", acts), ("file", texts)):
        named = asked.add_columns(literal(step))
        connection.execute(insert(schema.waiting).from_select(["article", "step"], named))


def settled_anew(store: Store) -> int:
    """The edition in which everything was forgotten last;
    what was computed from occurrences before it must go."""
    return int(waits.marked(store, ANEW) or 0)


# -- copies --------------------------------------------------------------------------------------------------


def unsigned(store: Store, limit: int = 500) -> list[Article]:
    """Articles with a text whose signature is not kept yet, in the order in which they came."""
    asked = select(*FULL).join(schema.waiting, QUEUE.article == ARTICLE.number).where(QUEUE.step == "sign")
    return [cells.article(row) for row in store.rows(asked.order_by(QUEUE.article).limit(limit))]


def put_signatures(
    store: Store, given: Iterable[Signed], copies: Mapping[str, str | None] | None = None, *, full: int = 500,
    at: int | None = None,
) -> bool:
    """Keep signatures, each in place of the article's earlier one, and which articles are copies,
    in one transaction.

    Args:
        full: articles filed under one band; further ones are found by their other bands.
        at: the edition that the signatures and copies are right for;
            where another one came between nothing is kept: False.
    """
    latest = {one.article: one for one in given}
    with store.write() as connection:
        if at is not None and waits.edition(connection) != at:
            return False
        there = heads(connection, latest)
        pairs = [(row.number, latest[id]) for id, row in there.items()]
        for table in (schema.signatures, schema.bands):
            delete_of(connection, table, table.c.article, (number for number, _ in pairs))
        put(connection, schema.signatures, [
            {"article": n, "signature": one.signature, "agency": one.agency} for n, one in pairs
        ])  # fmt: skip
        file(connection, sorted((n, band, signed(h)) for n, one in pairs for band, h in set(one.bands)), full)
        if copies:
            copied(connection, copies)
        waits.served(connection, "sign", (number for number, _ in pairs))
        waits.bump(connection)
    return True


def file(connection: Connection, strips: Sequence[tuple[int, int, int]], full: int) -> None:
    """File articles under their bands, but for those under which enough are filed already."""
    there: Counter[tuple[int, int]] = Counter()
    counted = select(STRIP.hash, func.count().label("n")).group_by(STRIP.hash)
    for band, hashes in grouping.sets((band, hash) for _, band, hash in strips).items():
        of_band = rows_of(connection, counted.where(STRIP.band == band), STRIP.hash, hashes)
        there.update({(band, r.hash): r.n for r in of_band})
    rows = []
    for number, band, hash in strips:
        if there[band, hash] < full:
            there[band, hash] += 1
            rows.append({"band": band, "hash": hash, "article": number})
    put(connection, schema.bands, rows)


def neighbours(store: Store, given: Sequence[Signed], most: int = 48) -> list[Near]:
    """Signed articles that share bands with some articles, the `most` nearest of each,
    with their groups of copies."""
    apart = {one.article for one in given}
    with store.read() as connection:
        found = nearest(connection, given, {row.number for row in heads(connection, apart).values()}, most)
        # those of the groups of copies; an article that is no copy may be one itself
        asked = select(func.coalesce(ARTICLE.copy_of, ARTICLE.id))
        origins = {id for id, in rows_of(connection, asked, ARTICLE.number, found)}
        rows = [*rows_of(connection, select(*NEAR), ARTICLE.number, found)]
        for column in (ARTICLE.id, ARTICLE.copy_of):
            rows += rows_of(connection, select(*NEAR), column, origins)
        marks = {row.number: row for row in rows if row.id not in apart}
        signs = {r.article: r for r in rows_of(connection, select(*SIGN), MARK.article, marks)}
    return [
        Near(r.id, r.published, r.outlet, signs[n].agency, bytes(signs[n].signature), r.copy_of)
        for n, r in sorted(marks.items())
        if n in signs
    ]


NEAR = (ARTICLE.number, ARTICLE.id, ARTICLE.published, ARTICLE.outlet, ARTICLE.copy_of)
SIGN = (MARK.article, MARK.agency, MARK.signature)


def nearest(connection: Connection, given: Sequence[Signed], apart: set[int], most: int) -> set[int]:
    """The numbers of the articles that share most bands with each of the given ones."""
    wanted = grouping.sets((band, signed(hash)) for one in given for band, hash in one.bands)
    asked = select(STRIP.hash, STRIP.article)
    filed = grouping.lists(
        ((band, row.hash), row.article) for band, hashes in wanted.items()
        for row in rows_of(connection, asked.where(STRIP.band == band), STRIP.hash, hashes)
        if row.article not in apart
    )
    found: set[int] = set()
    for one in given:
        shared = Counter(n for band, hash in set(one.bands) for n in filed.get((band, signed(hash)), ()))
        found.update(n for n, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:most])
    return found


def copies(store: Store) -> dict[str, str]:
    """Each article that is a syndicated copy, with the article that it is a copy of."""
    asked = select(ARTICLE.id, ARTICLE.copy_of).where(ARTICLE.copy_of.is_not(None)).order_by(ARTICLE.id)
    return {row.id: row.copy_of for row in store.rows(asked)}


def put_copies(store: Store, given: Mapping[str, str | None]) -> None:
    """Mark articles as copies of others (None: as a copy no longer);
    the summary by dyad and month follows."""
    with store.write() as connection:
        copied(connection, given)
        waits.bump(connection)


def copied(connection: Connection, given: Mapping[str, str | None]) -> None:
    """Mark articles as copies; occurrences in which those that change take part are stale."""
    there = heads(connection, given)
    changed = [(row.number, given[id]) for id, row in there.items() if row.copy_of != given[id]]
    for part in chunks(changed):
        numbers = [number for number, _ in part]
        summary.count(connection, numbers, -1)
        mark = update(schema.articles).where(ARTICLE.number == bindparam("which"))
        values = [{"which": number, "copy_of": original} for number, original in part]
        connection.execute(mark, values)
        summary.count(connection, numbers, +1)
        waits.soil(connection, numbers)


# -- events to be gathered, and what they may join -----------------------------------------------------------


def unsettled(store: Store, limit: int = 100) -> list[Unsettled]:
    """Events that are part of no occurrence yet, of the first `limit` articles that wait for it;
    imported events never wait."""
    left = EVENT.origin == OURS, LOOSE, *unrejected()
    able = exists().where(EVENT.article == QUEUE.article, *left)
    first = select(QUEUE.article).where(QUEUE.step == "gather", able).order_by(QUEUE.article).limit(limit)
    asked = select(*ACT).join_from(schema.events, schema.articles, ARTICLE.number == EVENT.article)
    asked = asked.outerjoin(schema.signatures, MARK.article == EVENT.article)
    asked = asked.where(*left)
    with store.read() as connection:
        rows = [*rows_of(connection, asked, EVENT.article, connection.scalars(first).all())]
    rows.sort(key=lambda row: (row.number, row.event_id))
    return [Unsettled(event_row(row), row.agency or row.credit) for row in rows]


def unrejected() -> list[ColumnElement[bool]]:
    """The condition that no reviewer has rejected an event."""
    return sound(Query(), "events", EVENT.article, EVENT.id)


def candidates(store: Store, blocks: Iterable[int]) -> list[str]:
    """The ids of the occurrences that stand in one of these blocks."""
    block = schema.occurrence_blocks.c
    return sorted({row.occurrence for row in store.rows(select(block.occurrence), block.block, blocks)})


def stale(store: Store, limit: int = 500) -> list[str]:
    """Ids of occurrences whose record no longer says what their events say,
    since some left them or became copies."""
    stale = schema.stale.c.occurrence
    return [id for id, in store.rows(select(stale).order_by(stale).limit(limit))]


def held(store: Store, ids: Iterable[str], query: Query | None = None) -> dict[str, list[Held]]:
    """The events of these occurrences, or those of them that a query has, each with its article,
    in the order in which they were gathered."""
    asked = select(*ACT, PART.occurrence, PART.counted).join_from(
        schema.occurrence_events, schema.events, HELD
    )
    asked = asked.join(schema.articles, ARTICLE.number == PART.article).outerjoin(
        schema.signatures, MARK.article == PART.article
    )
    if query is not None:
        asked = asked.where(*plan(query, sqlite=store.sqlite, led=False).where)
    asked = asked.order_by(PART.occurrence, PART.place)
    return grouping.lists(
        (row.occurrence, Held(row.occurrence, event_row(row), row.agency or row.credit, row.counted))
        for row in store.rows(asked, PART.occurrence, ids)
    )


# -- words ---------------------------------------------------------------------------------------------------


def words(store: Store, asked: Iterable[str]) -> tuple[dict[str, int], int]:
    """In how many of the counted events each of some words stands, and how many events are counted."""
    word = schema.word_counts.c
    with store.read() as connection:
        rows = rows_of(connection, select(word.word, word.events), word.word, asked)
        return {row.word: row.events for row in rows}, int(waits.mark(connection, EVENTS) or 0)


def departed(store: Store, limit: int = 500) -> dict[int, Event]:
    """Events that are no more and whose words are still counted, by a number."""
    gone = schema.departed.c
    rows = store.rows(select(schema.departed).order_by(gone.number).limit(limit))
    return {row.number: cells.unpacked(Event, row.record, f"departed event {row.number}") for row in rows}


def put_words(store: Store, counts: Mapping[str, int], events: int, gone: Iterable[int], *, at: int) -> bool:
    """Add to the counts of words and of events, and forget the departed; False where edition `at` is over."""
    with store.write() as connection:
        if waits.edition(connection) != at:
            return False
        count(connection, counts, events)
        delete_of(connection, schema.departed, schema.departed.c.number, gone)
        waits.bump(connection)
    return True


def count(connection: Connection, counts: Mapping[str, int], events: int) -> None:
    """Add to the counts of words; a word that stands in no event goes."""
    table = schema.word_counts
    if rows := [{"word": word, "events": n} for word, n in sorted(counts.items()) if n]:
        fresh = upsert(connection, table)
        connection.execute(
            fresh.on_conflict_do_update(
                index_elements=["word"], set_={"events": table.c.events + fresh.excluded.events}
            ),
            rows,
        )
        fewer = (word for word, n in counts.items() if n < 0)
        delete_of(connection, table, table.c.word, fewer, table.c.events <= 0)
    if events:
        waits.put_mark(connection, EVENTS, str(int(waits.mark(connection, EVENTS) or 0) + events))


# -- occurrences ---------------------------------------------------------------------------------------------


def put_occurrences(
    store: Store, gathered: Iterable[Gathered], counts: Mapping[str, int] | None = None, events: int = 0, *,
    at: int | None = None,
) -> bool:
    """Keep occurrences in one transaction: each replaces the one with its id and takes its events from any
    other.

    Args:
        counts: what to add to the counts of words, and `events` to the number of counted events.
        at: the edition that this is right for; where another one came between nothing is kept: False.
    """
    latest = {one.id: one for one in gathered}
    with store.write() as connection:
        if at is not None and waits.edition(connection) != at:
            return False
        now = waits.bump(connection)
        numbers = {
            id: row.number
            for id, row in heads(connection, {a for one in latest.values() for a, _ in one.events}).items()
        }
        places = {
            (numbers[a], e): (one.id, place, (a, e) in one.counted)
            for one in latest.values()
            for place, (a, e) in enumerate(one.events)
            if a in numbers
        }
        robbed = owners(connection, places) - latest.keys()
        clear(connection, latest, places)
        if robbed:
            delete_events(connection, schema.occurrence_events, places)
        put(connection, schema.occurrences, [occurrence_cells(one, now) for one in latest.values()])
        put(connection, schema.occurrence_events, [
            {"article": a, "event": e, "occurrence": id, "place": place, "counted": counted}
            for (a, e), (id, place, counted) in sorted(places.items())
        ])  # fmt: skip
        put(connection, schema.occurrence_blocks, [
            {"block": b, "occurrence": one.id} for one in latest.values() for b in sorted(one.blocks)
        ])  # fmt: skip
        count(connection, counts or {}, events)
        put_once(connection, schema.stale, [{"occurrence": id} for id in sorted(robbed)])
        waits.drop_empty(connection, robbed)
        serve(connection, {article for article, _ in places})
    return True


def occurrence_cells(one: Gathered, now: int) -> cells.Row:
    """The row of an occurrence."""
    row = {c.name: getattr(one, c.name) for c in WHOLE if c.name != "change"}
    as_json = {name: cells.COMPACT.encode(row[name]) for name in ("actors", "recipients")}
    return {**row, **as_json, "record": cells.COMPACT.encode(dict(one.record)), "change": now}


def owners(connection: Connection, held: Mapping[tuple[int, str], object]) -> set[str]:
    """The occurrences that hold some of these events now."""
    asked = select(PART.article, PART.event, PART.occurrence)
    rows = rows_of(connection, asked, PART.article, {article for article, _ in held})
    return {row.occurrence for row in rows if (row.article, row.event) in held}


def clear(
    connection: Connection, latest: Mapping[str, Gathered], places: Mapping[tuple[int, str], object]
) -> None:
    """Take away the rows of occurrences that are written anew;
    what they were is remembered where type or parties differ now."""
    for some in chunks(latest):
        rows = connection.execute(
            select(WHOLE.id, WHOLE.type, WHOLE.actors, WHOLE.recipients).where(WHOLE.id.in_(some))
        ).all()
        was = {r.id: (r.type, tuple(r.actors), tuple(r.recipients)) for r in rows}
        now = {id: (latest[id].type, latest[id].actors, latest[id].recipients) for id in was}
        waits.remember(connection, [id for id in was if was[id] != now[id]])
        release(connection, some, places)
        waits.erase(connection, some)


def release(connection: Connection, ids: Sequence[str], places: Mapping[tuple[int, str], object]) -> None:
    """Let the events of occurrences, but for those that have a place now, wait to be gathered again;
    their words are not counted then."""
    asked = (
        select(PART.article, PART.event, PART.counted, EVENT.record)
        .join(schema.events, HELD)
        .where(PART.occurrence.in_(ids))
    )
    lost = [
        row for row in connection.execute(asked.order_by(PART.article, PART.event))
        if (row.article, row.event) not in places
    ]
    if counted := [{"record": row.record} for row in lost if row.counted]:
        connection.execute(insert(schema.departed), counted)
    waits.wait(connection, "gather", sorted({row.article for row in lost}))


def serve(connection: Connection, articles: Iterable[int]) -> None:
    """Let those of the articles whose events are all gathered wait no longer."""
    for part in chunks(sorted(articles)):
        left = select(EVENT.article).where(
            EVENT.article.in_(part), EVENT.origin == OURS, LOOSE, *unrejected()
        )
        waits.served(connection, "gather", sorted(set(part) - set(connection.scalars(left))))


def drop_occurrences(store: Store, ids: Iterable[str] | None = None) -> None:
    """Drop these occurrences, or all; their events are unsettled again."""
    with store.write() as connection:
        waits.bump(connection)
        for some in chunks(connection.scalars(select(WHOLE.id)).all() if ids is None else ids):
            release(connection, some, {})
            waits.drop(connection, some)


# -- questions -----------------------------------------------------------------------------------------------


def occurrences(store: Store, query: Query = EVERYTHING) -> list[Gathered]:
    """One page of occurrences, the newest or the most salient first;
    those that wait to be mended are left out.

    Type, mode, status, confidence and `domestic` are those of the occurrence;
    all else is asked of its events.
    """
    how, size = plan(of_parts(query), sqlite=store.sqlite), query.limit or PAGE
    ranked = query.order == "salience"
    with store.read() as connection:
        since = (
            reached(connection, how, size * AHEAD)
            if how.where and not (ranked or query.after or query.text or query.issue)
            else None
        )
        found = connection.execute(newest(query, how, size, since)).all() if since else []
        # one with earlier events alone might be as new as the last found
        if not since or len(found) < size or found[-1].first < since:
            found = connection.execute(newest(query, how, size)).all()
        ids = [row.id for row in found]
        rows = {r.id: r for r in rows_of(connection, select(schema.occurrences), WHOLE.id, ids)}
        return assembled(connection, [rows[id] for id in ids if id in rows], by_salience=ranked)


def of_parts(query: Query) -> Query:
    """What of a query is asked of the events of an occurrence;
    the rest is asked of the occurrence itself (`of_whole`)."""
    return replace(query, after=None, type=None, mode=None, status=None, min_confidence=None)


def of_whole(query: Query) -> list[ColumnElement[bool]]:
    """What of a query is asked of an occurrence itself: what most of its reports say it is,
    and not what a single one does."""
    return equal(query, WHOLE, "type", "mode", "status", "domestic")


def count_occurrences(store: Store, query: Query = EVERYTHING) -> int:
    """How many occurrences the query has; its `limit` and `after` do not matter."""
    asked = newest(replace(query, after=None), plan(of_parts(query), sqlite=store.sqlite), 0)
    return int(store.value(select(func.count()).select_from(asked.order_by(None).limit(None).subquery())))


def newest(query: Query, how: Plan, size: int, since: str | None = None) -> Select[Any]:
    """The ids and days of the newest or most salient occurrences with such events,
    or with such events since a day."""
    ranked = query.order == "salience"
    beyond = lower(query) if ranked else older(query, WHOLE.first, WHOLE.id)
    asked = select(WHOLE.id, WHOLE.first).where(FRESH, *of_whole(query), *beyond)
    if how.where:
        parts = parts_of(how)
        asked = asked.where(WHOLE.id.in_(parts.where(how.order[0] >= since) if since else parts))
    return asked.order_by((WHOLE.salience if ranked else WHOLE.first).desc(), WHOLE.id.desc()).limit(size)


def parts_of(how: Plan) -> Select[Any]:
    """The occurrences that hold events of a plan."""
    _, article, event = how.order
    held = how.counted.join(schema.occurrence_events, and_(PART.article == article, PART.event == event))
    return select(PART.occurrence).select_from(held).where(*how.where)


def lower(query: Query) -> list[ColumnElement[bool]]:
    """The condition that an occurrence comes after the query's cursor in a list with the most salient
    first."""
    if query.after is None:
        return []
    value, _, id = query.after.partition("|")
    if (salience := as_number(value)) is None:
        raise wrong_cursor(query)
    return [tuple_(WHOLE.salience, WHOLE.id) < tuple_(literal(salience), literal(id))]


def reached(connection: Connection, how: Plan, count: int) -> str | None:
    """The day to which so many of the newest events of a plan go back; None where there are fewer,
    or the day is not known.

    No occurrence begins after one of its events, so that all that begin on this day or later have such an
    event since then.
    """
    asked = (
        select(how.order[0])
        .select_from(how.counted)
        .where(*how.where)
        .order_by(*(c.desc() for c in how.order))
        .offset(count)
        .limit(1)
    )
    return connection.execute(asked).scalar()


def older(query: Query, day: ColumnElement[str], id: ColumnElement[str]) -> list[ColumnElement[bool]]:
    """The condition that an entry comes after the query's cursor in a list with the newest day first."""
    if query.after is None:
        return []
    first, bar, rest = query.after.partition("|")
    if not bar or (first and not DAY.fullmatch(first)):
        raise wrong_cursor(query)
    return [tuple_(day, id) < tuple_(literal(first), literal(rest))]


def occurrence(store: Store, article: str, event: str) -> Gathered | None:
    """The occurrence that an event is part of."""
    asked = select(schema.occurrences).join(schema.occurrence_events, PART.occurrence == WHOLE.id)
    asked = asked.join(schema.articles, ARTICLE.number == PART.article).where(
        ARTICLE.id == article, PART.event == event, FRESH
    )
    with store.read() as connection:
        found = assembled(connection, connection.execute(asked).all())
    return found[0] if found else None


OUTLINE = (
    WHOLE.id, WHOLE.type, WHOLE.actors, WHOLE.recipients, WHOLE.first, WHOLE.last, WHOLE.mode, WHOLE.status,
    WHOLE.confidence, WHOLE.salience, WHOLE.domestic,
)  # fmt: skip
OF_PARTS = ("text", "actor", "recipient", "party", "dyad", "context", "issue", "outlet", "origin")


def outlines(store: Store, query: Query = EVERYTHING, most: int = 20_000) -> list[Gathered]:
    """The occurrences of a query that begin in its days, the newest first, without their records and events.

    Stale ones are left out; `limit` and `after` do not matter.
    """
    whole = replace(query, after=None)
    asked = select(*OUTLINE).where(FRESH, *of_whole(whole), *in_days(whole, WHOLE.first))
    if not query.copies or any(getattr(query, name) is not None for name in OF_PARTS):
        asked = asked.where(WHOLE.id.in_(parts_of(plan(of_parts(whole), sqlite=store.sqlite))))
    newest = asked.order_by(WHOLE.first.desc(), WHOLE.id.desc())
    return list(map(outline, store.rows(newest.limit(most))))


def outlines_of(store: Store, ids: Iterable[str]) -> list[Gathered]:
    """The occurrences with these ids, without their records and events, in no order."""
    return list(map(outline, store.rows(select(*OUTLINE), WHOLE.id, ids)))


def outline(row: Any) -> Gathered:
    """An occurrence without its record and events; taken apart by place, which is quick."""
    id, type, actors, recipients, first, last, mode, status, sure, weight, domestic = row
    return Gathered(
        id, type, tuple(actors), tuple(recipients), None, None, 0, (), {}, first, last, mode, status, sure,
        weight, domestic,
    )


def holding(store: Store, events: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Gathered]:
    """The occurrences that events (article, id) are part of, by the events."""
    wanted = set(events)
    key = select(ARTICLE.id.label("of"), PART.event, PART.occurrence).join(
        schema.articles, ARTICLE.number == PART.article
    )
    with store.read() as connection:
        rows = rows_of(connection, key, ARTICLE.id, {article for article, _ in wanted})
        found = {(r.of, r.event): r.occurrence for r in rows if (r.of, r.event) in wanted}
        asked = select(schema.occurrences).where(FRESH)
        held = [*rows_of(connection, asked, WHOLE.id, found.values())]
        whole = {row.id: row for row in assembled(connection, held)}
    return {event: whole[id] for event, id in found.items() if id in whole}


def occurrences_of(store: Store, ids: Iterable[str]) -> list[Gathered]:
    """The occurrences with these ids, by id."""
    with store.read() as connection:
        rows = [*rows_of(connection, select(schema.occurrences), WHOLE.id, ids)]
        return assembled(connection, rows)


def assembled(connection: Connection, rows: Sequence[Any], *, by_salience: bool = False) -> list[Gathered]:
    """Occurrences from their rows, with the events that they hold, and cursors of a list in this order."""
    holds: dict[str, list[tuple[str, str]]] = {row.id: [] for row in rows}
    asked = select(PART.occurrence, ARTICLE.id, PART.event).order_by(PART.occurrence, PART.place)
    asked = asked.join(schema.articles, ARTICLE.number == PART.article)
    for row in rows_of(connection, asked, PART.occurrence, holds):
        holds[row.occurrence].append((row.id, row.event))
    return [
        Gathered(
            r.id, r.type, tuple(r.actors), tuple(r.recipients), r.start, r.end, r.origins, tuple(holds[r.id]),
            r.record, r.first, r.last, r.mode, r.status, r.confidence, r.salience, r.domestic,
            cursor=cursor(r.salience if by_salience else r.first, r.id),
        )
        for r in rows
    ]  # fmt: skip


def touched(store: Store, after: tuple[int, str] = (0, ""), limit: int = 1000) -> list[Touched]:
    """Occurrences that changed or went after (edition, id), in order;
    a ledger keeps the last one's as its mark."""
    gone = schema.gone.c
    parts = []
    for c, id, is_gone in ((WHOLE, WHOLE.id, 0), (gone, gone.occurrence, 1)):
        columns = (
            c.change, id.label("id"), literal(is_gone).label("gone"), c.type, c.actors, c.recipients, c.first,
            c.last,
        )
        later = (c.change > after[0]) | ((c.change == after[0]) & (id > after[1]))
        parts.append(select(*columns).where(later).order_by(c.change, id).limit(limit))
    with store.read() as connection:
        rows = [row for part in parts for row in connection.execute(part)]
    rows.sort(key=lambda r: (r.change, r.id, r.gone))
    while len(rows) > limit > 0 and (rows[limit].change, rows[limit].id) == (
        rows[limit - 1].change, rows[limit - 1].id,
    ):
        limit += 1  # one that went and came again in one edition: the cursor cannot stand between
    return [
        Touched(r.change, r.id, bool(r.gone), r.type, tuple(r.actors), tuple(r.recipients), r.first, r.last)
        for r in rows[:limit]
    ]


def forget_gone(store: Store, edition: int) -> None:
    """Forget which occurrences went up to an edition, once every ledger has seen it."""
    with store.write() as connection:
        connection.execute(delete(schema.gone).where(schema.gone.c.change <= edition))
