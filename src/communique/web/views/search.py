"""Search with facets: articles, events, statements, meetings, positions or occurrences,
by words and by every filter; and what the search box offers while one types.

Knows what may be listed, narrowed and named; does not know HTML, or how articles are searched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from fastapi import Request
from starlette.responses import Response

from communique import acts
from communique.archive import Archive, Query, all_rows
from communique.occurrences.salience import FLOOR
from communique.web.downloads import Table
from communique.web.frame import Asked, Shown, visible
from communique.web.keeping import kept
from communique.web.listing import FLAT, coded
from communique.web.questions import ROWS, AskError, link, names, params
from communique.web.views.issue import listed as topics
from communique.wording import country

MOST = 8  # suggestions
RECENT = 1500  # newest events whose persons are offered
LONGEST = 80  # characters of what was typed
LASTING = 300.0
KINDS = ("articles", "events", "statements", "meetings", "positions", "occurrences")
LOOKED = 1000  # events whose values are counted
FACETS = {
    "type": "Types", "party": "Countries", "status": "Status", "month": "Months", "outlet": "Outlets",
    "origin": "Coded by",
}


def show(asked: Asked) -> Shown:
    """A page of what is found, and what it may be narrowed by."""
    query = asked.query
    of = asked.get("of") or (
        "articles" if not set(params(query)) - {"text", "no_copies", "limit", "after"} else "events"
    )
    if of not in KINDS:
        raise AskError(f"of: {of[:40]!r} cannot be listed; give one of {', '.join(KINDS)}")
    size = query.limit or ROWS
    rows: Any = getattr(asked.archive, of)(replace(query, limit=size))
    done = list(map(acts.of_event, rows)) if of == "events" else []
    done = acts.of_gathered(asked.archive, rows) if of == "occurrences" else done
    untitled = (row.article.id for row in rows if of == "articles" and not row.article.title)
    context = {
        "of": of, "kinds": [(kind, link(asked.path, query, of=kind)) for kind in KINDS], "rows": rows,
        "following": rows[-1].cursor if len(rows) == size else None, "rows_acts": done,
        "meant": names().get((query.text or "").strip().lower()),
        "leads": asked.archive.openings(untitled), **narrowing(asked, of),
    }  # fmt: skip
    whole = replace(query, limit=None, after=None)
    if of == "events":
        return Shown(context, Table(of, lambda: coded(asked.archive, whole), True))
    return Shown(context, Table(of, lambda: map(FLAT[of], all_rows(getattr(asked.archive, of), whole))))


def narrowing(asked: Asked, of: str) -> dict[str, Any]:
    """How many events there are, and each value that the newest of them may be narrowed to, with its link."""
    if of not in ("articles", "events"):
        return {"total": None, "more": False, "looked": 0, "facets": []}
    archive = asked.archive
    query = replace(asked.query, limit=None, after=None)
    looked, found = kept(archive, ("facets of search", query), lambda: archive.facets(query, most=LOOKED))
    facets = []
    for name, title in FACETS.items():
        bounds = ("since", "until") if name == "month" else (name,)
        values = [
            (one.value, one.events, link(asked.path, asked.query, of=of, **dict.fromkeys(bounds, one.value)))
            for one in found[name]
        ]
        if len(values) > 1 or name == "type":
            facets.append((title, name, values))
    # to count the events of many articles that hold common words takes too long
    exact = looked < LOOKED or asked.query.text is None
    total = looked
    if exact and looked >= LOOKED:
        total = kept(archive, ("count", query), lambda: archive.count(query))
    return {"total": total, "more": not exact, "looked": looked, "facets": facets}


# ---------------------------------------------------------------- while one types
class Offer(NamedTuple):
    """One suggestion: what it says, of which kind it is, where it leads."""

    label: str
    kind: str
    href: str


def suggest(request: Request) -> Response:
    """The suggestions for `q`, as JSON."""
    typed = request.query_params.get("q", "")[:LONGEST].strip()
    found = offers(request.app.state.archive, typed) if typed else []
    body = json.dumps([offer._asdict() for offer in found], ensure_ascii=True)
    return Response(body, 200, {"cache-control": "private, max-age=30"}, "application/json")


def offers(archive: Archive, typed: str) -> list[Offer]:
    """What may be meant: what begins with the words first, then what holds them, then the search itself."""
    wanted = typed.casefold()
    begins: list[Offer] = []
    holds: list[Offer] = []
    for offer in kept(archive, "offers", lambda: tuple(made(archive)), LASTING):
        name = offer.label.casefold()
        if name.startswith(wanted):
            begins.append(offer)
        elif f" {wanted}" in name:
            holds.append(offer)
        if len(begins) >= MOST:
            break
    search = Offer(f"“{visible(typed)}” in the articles", "search", link("/search", text=typed))
    return [*(begins + holds)[: MOST - 1], search]


def made(archive: Archive) -> Iterator[Offer]:
    """The offers of an archive."""
    for state in sorted(set(names().values()), key=country):
        yield Offer(country(state), "party", link("/actor", party=state))
    persons: dict[str, str | None] = {}
    for row in archive.events(Query(limit=RECENT)):
        for actor in (*row.event.actors, *row.event.recipients):
            if actor.name and " " in actor.name:
                persons.setdefault(visible(actor.name), actor.country)
    for name, code in persons.items():
        yield Offer(
            name, f"person, {country(code)}" if code else "person", link("/actor", party=code, name=name)
        )
    for topic in topics(archive, None, FLOOR):
        yield Offer(visible(topic.name), "issue", link("/issue", issue=topic.name))
