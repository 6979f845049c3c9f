"""Events to find, sort and check: facets with counts, dense rows,
and a drawer with the sentence in its context, the reasons, the reports.

Knows the archive's events; does not know HTML.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from communique import acts
from communique import wording as words
from communique.archive import Archive, EventRow, Gathered
from communique.knowledge import acts as wording
from communique.knowledge import ontology
from communique.records import Span
from communique.web import entries
from communique.web.downloads import Table
from communique.web.frame import Asked, Shown
from communique.web.keeping import kept
from communique.web.listing import coded
from communique.web.questions import ROWS, AskError, link, spoken

LOOKED = 1000  # newest events whose values are counted
VALUES = 40
SHOWN = 6  # values of a facet; the others behind "more"
AROUND = 260  # characters of context on either side
SORTS: dict[str, Literal["reported", "newest", "confidence"]] = {
    "reported": "reported", "day": "newest", "confidence": "confidence",
}


class Value(NamedTuple):
    """A value that the events may be narrowed to: how it is called, how many there are, where it leads,
    whether it is in force."""

    name: str
    events: int
    href: str
    on: bool
    quad: int | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """A passage in its surroundings: what stands before, the passage in three parts, what stands after."""

    before: str
    passage: tuple[str, str, str]
    after: str


def show(asked: Asked) -> Shown:
    """A page of events."""
    archive = asked.archive
    # what was reported last comes first where nothing else is asked for
    sort = asked.choice("sort", SORTS)
    query = replace(asked.query, order=SORTS[sort])
    size = query.limit or ROWS
    quad = quad_of(asked)
    narrowed = replace(query, limit=None, after=None, order="newest")
    looked, found = kept(
        archive, ("facets", narrowed), lambda: archive.facets(narrowed, most=LOOKED, values=VALUES)
    )
    facets = narrowing(asked, found, quad)
    rows = archive.events(replace(query, limit=size, quad=quad), many=looked >= LOOKED)
    total = sum(v.events for v in facets[0][1] if v.quad == quad) if quad else looked
    if not quad and looked >= LOOKED:
        total = kept(archive, ("count", narrowed), lambda: archive.count(narrowed))
    gathered = told(archive, rows)
    counts = {at: len(one.record.get("reports", ())) or 1 for at, one in gathered.items()}
    made = [(acts.of_event(row, counts.get(key(row), 1)), row) for row in rows]
    chosen, asked_for = opened(archive, asked, rows, gathered)
    context = {
        "rows": made, "total": total, "facets": facets, "looked": looked, "shown_values": SHOWN,
        "following": rows[-1].cursor if len(rows) == size else None, "open": chosen, "asked_for": asked_for,
        "key": key, "sort": sort, "atleast": quad is not None and looked >= LOOKED,
    }  # fmt: skip
    return Shown(context, Table("events", lambda: coded(archive, replace(narrowed, quad=quad)), True))


def quad_of(asked: Asked) -> int | None:
    """The quad class that is asked for."""
    given = asked.get("quad")
    if given is None:
        return None
    if given not in ("1", "2", "3", "4"):
        raise AskError(f"quad: {given[:40]!r} is not there; give 1, 2, 3 or 4")
    return int(given)


def told(archive: Archive, rows: Sequence[EventRow]) -> dict[str, Gathered]:
    """The happenings that events are reports of, by `key`; events that others coded,
    or that are not gathered yet, have none."""
    found = archive.holding((row.article.id, row.event.id) for row in rows if row.origin == "read")
    return {key(row): found[at] for row in rows if (at := (row.article.id, row.event.id)) in found}


def narrowing(asked: Asked, found: dict[str, list[Any]], quad: int | None) -> list[tuple[str, list[Value]]]:
    """What the events may be narrowed to."""
    query = asked.query
    classes: Counter[int] = Counter()
    for facet in found["type"]:
        classes[ontology.quad_or(facet.value, 1)] += facet.events
    keep = {"quad": quad, "sort": asked.get("sort")}
    order = (3, 1, 4, 2)
    ways = {q: link(asked.path, query, **{**keep, "quad": None if quad == q else q}) for q in order}
    quads = [Value(ontology.quads()[q], classes[q], ways[q], quad == q, q) for q in order if classes[q]]
    made = [("Class", quads)]
    for name, title in (
        ("type", "Act"), ("party", "Party"), ("status", "Status"), ("month", "Month"), ("outlet", "Outlet"),
        ("origin", "Coded by"),
    ):
        values = []
        for facet in found[name]:
            if name == "type" and quad and ontology.quad_or(facet.value, 1) != quad:
                continue
            change = {"since": facet.value, "until": facet.value} if name == "month" else {name: facet.value}
            on = getattr(query, name, None) == facet.value
            href = link(asked.path, query, **{**keep, **({name: None} if on else change)})
            values.append(Value(called(name, facet.value), facet.events, href, on))
        if len(values) > 1 or any(v.on for v in values):
            made.append((title, values))
    return made


def called(name: str, value: str) -> str:
    """A value in words."""
    if name == "type":
        return wording.present(value)
    return words.month_or_year(value) if name == "month" else spoken(name, value)


# ---------------------------------------------------------------- the drawer
def key(row: EventRow) -> str:
    """What an address calls a row by."""
    return f"{row.article.id}|{row.event.id}"


def opened(
    archive: Archive, asked: Asked, rows: Sequence[EventRow], told: Mapping[str, Gathered]
) -> tuple[Mapping[str, Any] | None, bool]:
    """What the drawer shows (act, row, words in context, reports of the happening and their origins),
    and whether it was asked for: the row that `open` names, else the first one."""
    given = asked.get("open")
    row = next((row for row in rows if key(row) == given), None) if given else next(iter(rows), None)
    if row is None:
        return None, False
    gathered = told.get(key(row))
    reports = entries.reports(gathered)
    shown = {
        "act": acts.of_event(row, len(reports) or 1), "row": row, "reports": reports,
        "context": context_of(archive, row.article.id, row.event.evidence, row.event.trigger),
        "origins": gathered.origins if gathered else 1,
    }
    return shown, given is not None


def context_of(
    archive: Archive, article: str, span: Span, trigger: Span | None, around: int = AROUND
) -> Context | None:
    """The words of a record in their surroundings; None where there is no text."""
    page = archive.article(article)
    return surrounded(page.text, span, trigger, around) if page and page.text and span.text else None


def surrounded(text: str, span: Span, trigger: Span | None, around: int) -> Context:
    """A passage with what stands around it, cut between words at the borders of its paragraph."""
    before = text[max(0, span.start - around) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + around].partition("\n")[0]
    if span.start > around and len(before) == around:
        before = "… " + before.partition(" ")[2]
    if len(after) == around:
        after = after.rpartition(" ")[0] + " …"
    if trigger is None or not span.start <= trigger.start < trigger.end <= span.end:
        return Context(before, (span.text, "", ""), after)
    at, end = trigger.start - span.start, trigger.end - span.start
    return Context(before, (span.text[:at], span.text[at:end], span.text[end:]), after)
