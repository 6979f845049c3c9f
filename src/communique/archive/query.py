"""A question to the archive, and the SQL conditions that it stands for: the same filters for every answer.

Knows which table answers which filter fastest; does not know what is done with the rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

from sqlalchemy import ColumnElement, FromClause, Join, and_, exists, func, or_, select, tuple_
from sqlalchemy.ext.compiler import compiles

from communique.archive import cells, schema, search
from communique.errors import ArchiveError

DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
FIRST, LAST = "0000-01-01", "9999-12-31"
ABOUT_EVENTS = (
    "actor", "recipient", "party", "dyad", "type", "mode", "status", "context", "issue", "min_confidence",
    "origin",
)
ROLES: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "actor": lambda part: part.acts.is_(True), "recipient": lambda part: part.receives.is_(True),
    "party": lambda part: or_(part.acts.is_(True), part.receives.is_(True)),
}
event, article, side, pair, context, told = (
    t.c
    for t in (schema.events, schema.articles, schema.sides, schema.pairs, schema.contexts, schema.evidence)
)


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for; None leaves a field open, all that is given must hold.

    Args:
        text: words of the article, all of which must occur; "in quotes" a phrase.
        actor, recipient: ISO 3166-1 alpha-3 or PLOVER codes; `party` is either side; `dyad` both,
            in either direction, acts of the two together among them.
        since, until: first and last day, as "2024", "2024-05" or "2024-05-27";
            an event counts by its first day.
        issue: words that the passage itself (its evidence) must hold, whatever their case.
        outlet: its name, whatever the case.
        origin: "read" for our own events, else the name given at import ("gdelt").
        quad: of an event, its quad class, 1 to 4.
        copies: False leaves out syndicated copies of other articles.
        min_confidence: of an event, or of an occurrence as a whole.
        with_rejected: True also gives records that reviewers have rejected.
        domestic: of occurrences, True those within one party, False those between several.
        as_of: the day to which ages are counted and by which something is due,
            by default that of the newest article.
        order: of occurrences, "newest" first or by "salience"; of events, by their day ("newest"), by when
            they were "reported", or the surest first ("confidence").
        limit, after: size of the page (None: 100 in a list, no end in a stream),
            and the cursor of the row to go on from.
    """

    text: str | None = None
    actor: str | None = None
    recipient: str | None = None
    party: str | None = None
    dyad: tuple[str, str] | None = None
    type: str | None = None
    mode: str | None = None
    status: str | None = None
    context: str | None = None
    issue: str | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    min_confidence: float | None = None
    origin: str | None = None
    quad: int | None = None
    copies: bool = True
    with_rejected: bool = False
    domestic: bool | None = None
    as_of: str | None = None
    order: Literal["newest", "salience", "reported", "confidence"] = "newest"
    limit: int | None = None
    after: str | None = None

    def __post_init__(self) -> None:
        for name in self.__slots__:  # what no database takes as text is not found in one either
            if isinstance(value := getattr(self, name), str) and not value.isprintable():
                object.__setattr__(
                    self, name, value.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
                )


class Ordered(Join):
    """A join that SQLite makes from left to right: left to itself it sorts a whole table for want of
    statistics."""

    inherit_cache = True


@compiles(Ordered, "sqlite")
def crossed(join: Ordered, compiler: Any, **given: Any) -> str:
    """The join as SQLite takes it in this order."""
    left, right, on = (compiler.process(part, **given) for part in (join.left, join.right, join.onclause))
    return f"{left} CROSS JOIN {right} ON {on}"


EVERYTHING = Query()


class Plan(NamedTuple):
    """How to find events: from which tables, by which conditions, and the columns (day, article, id)
    that order them.

    `counted` is the least that the conditions need, a row for each event: where they speak of one table,
    that table alone.
    """

    source: FromClause
    counted: FromClause
    where: list[ColumnElement[bool]]
    order: tuple[ColumnElement[Any], ColumnElement[Any], ColumnElement[Any]]


def plan(query: Query, *, sqlite: bool, led: bool = True) -> Plan:
    """The plan for a query: the table whose rows lie nearest together leads,
    in the order in which the rows are wanted.

    `led`: False where the rows are wanted in another order, and so many fit that each is looked at in turn.
    """
    act, page = of_events(query), of_articles(query, sqlite=sqlite)
    given = [name for name in ROLES if getattr(query, name)]
    between, said = of_pair(query), having(query.issue, told.passage)
    lead, led_by = leading(query, given, between, said) if led else (None, [])
    order = (
        (event.day, event.article, event.id) if lead is None else (lead.c.day, lead.c.article, lead.c.event)
    )
    where = [*act, *page, *led_by]
    if query.context:
        where.append(exists().where(context.context == query.context, *same(context, order)))
    if between and lead is not schema.pairs:
        where.append(exists().where(*between, *same(pair, order)))
    if said and lead is not schema.evidence:
        where.append(exists().where(*said, *same(told, order)))
    where += [taking_part(query, name, order) for name in (given[1:] if lead is schema.sides else given)]
    where += sound(query, "events", order[1], order[2])
    # else the words, or the outlet, may find fewer rows than what leads
    in_order = query.text is None and query.outlet is None
    join = Ordered if in_order and (lead is schema.evidence or not query.copies) else Join
    acts = (
        schema.events
        if lead is None
        else join(lead, schema.events, and_(event.article == lead.c.article, event.id == lead.c.event))
    )
    source = join(acts, schema.articles, article.number == event.article)
    if query.order == "reported" and lead is None:
        source = Ordered(schema.articles, schema.events, article.number == event.article)
    least = lead if lead is not None and not act else acts
    return Plan(source, source if page else least, [*where, *in_days(query, order[0])], order)


def leading(
    query: Query, given: list[str], between: list[ColumnElement[bool]], said: list[ColumnElement[bool]]
) -> tuple[Any, list[ColumnElement[bool]]]:
    """The derived table that leads to the events of a query, None for that of the events,
    and the conditions by which it does."""
    if between:
        return schema.pairs, between
    if given:
        return schema.sides, [side.country == getattr(query, given[0]), ROLES[given[0]](side)]
    return (schema.evidence, said) if said else (None, [])


def sound(
    query: Query, kind: str, article: ColumnElement[Any], record: ColumnElement[Any]
) -> list[ColumnElement[bool]]:
    """The condition that no reviewer has rejected a record, unless rejected ones are asked for."""
    out = schema.rejected.c
    if query.with_rejected:
        return []
    return [~exists().where(out.kind == kind, out.article == article, out.record == record)]


def same(columns: Any, order: tuple[ColumnElement[Any], ...]) -> list[ColumnElement[bool]]:
    """The condition that a row of a derived table belongs to the event of these columns;
    to fetch the event itself takes longest."""
    return [columns.day == order[0], columns.article == order[1], columns.event == order[2]]


def of_pair(query: Query) -> list[ColumnElement[bool]]:
    """The conditions on `pairs` where both sides are given: each event once."""
    if query.dyad and query.dyad[0] and query.dyad[1]:
        return [pair.dyad == cells.dyad(*query.dyad), pair.mirror.is_(False)]
    if query.actor and query.recipient:
        return [
            pair.dyad == cells.dyad(query.actor, query.recipient), pair.actor == query.actor,
            pair.recipient == query.recipient,
        ]
    return []


def taking_part(query: Query, name: str, order: tuple[ColumnElement[Any], ...]) -> ColumnElement[bool]:
    """The condition that a country is on a side of the event."""
    part = schema.sides.alias(f"as_{name}").c
    return exists().where(part.country == getattr(query, name), *same(part, order), ROLES[name](part))


def of_events(query: Query) -> list[ColumnElement[bool]]:
    """The conditions on the columns of `events` itself."""
    return equal(query, event, "type", "mode", "status", "origin", "quad")


def equal(query: Query, columns: Any, *names: str) -> list[ColumnElement[bool]]:
    """The conditions that columns hold what the query's fields of these names ask for,
    and that the confidence is as high as it asks."""
    where: list[ColumnElement[bool]] = [
        columns[name] == value for name in names if (value := getattr(query, name)) is not None
    ]
    return where if query.min_confidence is None else [*where, columns.confidence >= query.min_confidence]


def of_articles(query: Query, *, sqlite: bool) -> list[ColumnElement[bool]]:
    """The conditions on `articles` that hold for everything in them: words, outlet, copies."""
    where: list[ColumnElement[bool]] = []
    if query.text is not None:
        where.append(search.matching(query.text, sqlite=sqlite))
    if query.outlet is not None:
        where.append(func.lower(article.outlet) == func.lower(query.outlet))
    if not query.copies:
        # as no plain column, else SQLite fetches nearly all articles by the index of copies and sorts them
        where.append(
            func.likely(func.coalesce(article.copy_of, "") == "") if sqlite else article.copy_of.is_(None)
        )
    return where


def about_events(query: Query, *, sqlite: bool) -> list[ColumnElement[bool]]:
    """The condition that an article has an event of the query; nothing where no field speaks of events."""
    if all(getattr(query, name) is None for name in ABOUT_EVENTS):
        return []
    inner = plan(Query(**{name: getattr(query, name) for name in ABOUT_EVENTS}), sqlite=sqlite)
    return [article.number.in_(select(inner.order[1]).select_from(inner.counted).where(*inner.where))]


def having(typed: str | None, column: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    """The conditions that a column holds each of the words."""
    return [
        column.ilike(f"%{escaped(word)}%", escape="\\") for word in (typed or "").replace("\0", " ").split()
    ]


def escaped(word: str) -> str:
    """A word that means itself in a LIKE pattern."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def holding(code: str | None, column: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    """The condition that a cell of codes with blanks around them holds one."""
    return [] if code is None else [column.like(f"% {escaped(code)} %", escape="\\")]


def in_days(query: Query, column: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    """The conditions that a day lies within the query's days; what has no day is within none."""
    if query.since is None and query.until is None:
        return []
    return [column >= bound(query.since, FIRST), column <= bound(query.until, LAST)]


def bound(given: str | None, filling: str) -> str:
    """A whole day from a year, a month or a day: its first one or its last."""
    if given is None:
        return filling
    if not (found := DAY.fullmatch(given.strip())):
        raise ArchiveError(f"{given!r} is no day; write it as 2024, 2024-05 or 2024-05-27")
    year, month, day = found.groups()
    # days are compared as text, so February may have 31
    return f"{year}-{month or filling[5:7]}-{day or filling[8:]}"


def cursor(*keys: object) -> str:
    """Where a row stands, for `Query.after`."""
    return "|".join(map(str, keys))


class HasCursor(Protocol):
    """A row that knows the cursor behind it."""

    @property
    def cursor(self) -> str: ...


Placed = TypeVar("Placed", bound=HasCursor)


def all_rows(fetch: Callable[[Query], Sequence[Placed]], query: Query, size: int = 500) -> Iterator[Placed]:
    """All rows that a list gives for a query, read `size` at a time; `limit` is of them all,
    `after` a cursor to go on from."""
    left, after = query.limit, query.after
    while left is None or left > 0:
        most = size if left is None else min(size, left)
        rows = fetch(replace(query, limit=most, after=after))
        yield from rows
        if len(rows) < most:
            return
        after, left = rows[-1].cursor, None if left is None else left - len(rows)


def as_number(given: str) -> float | None:
    """A number that stands in a cursor; None where it is none."""
    try:
        return float(given)
    except ValueError:
        return None


def wrong_cursor(query: Query) -> ArchiveError:
    """The error for what is given as a cursor and is none."""
    return ArchiveError(
        f"{query.after!r} is not a valid cursor; take the `cursor` of the last row of the page before"
    )


def beyond(
    query: Query, order: tuple[ColumnElement[Any], ...], *, rising: bool = False
) -> list[ColumnElement[bool]]:
    """The condition that a row comes after the query's cursor."""
    if query.after is None:
        return []
    day: Any
    day, *rest = query.after.split("|", len(order) - 1)
    if query.order == "confidence":
        day = as_number(day)
    if day is None or len(rest) != len(order) - 1 or not rest[0].isdecimal():
        raise wrong_cursor(query)
    here, there = tuple_(*order), tuple_(*(day, int(rest[0]), *rest[1:]))
    return [here > there if rising else here < there]
