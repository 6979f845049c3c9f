"""What the search box offers while one types: parties, persons of the newest articles, issues, and pages.

Knows names and where each leads; does not know how articles are searched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from fastapi import Request
from starlette.responses import Response

from communique.archive import Archive, Query
from communique.occurrences.salience import FLOOR
from communique.web import questions
from communique.web.frame import visible
from communique.web.keeping import kept
from communique.web.questions import link
from communique.web.views.issue import listed as topics
from communique.wording import country

MOST = 8  # suggestions
LOOKED = 1500  # newest events whose persons are offered
LONGEST = 80  # characters of what was typed
LASTING = 300.0


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
    for state in sorted(set(questions.names().values()), key=country):
        yield Offer(country(state), "party", link("/actor", party=state))
    persons: dict[str, str | None] = {}
    for row in archive.events(Query(limit=LOOKED)):
        for actor in (*row.event.actors, *row.event.recipients):
            if actor.name and " " in actor.name:
                persons.setdefault(visible(actor.name), actor.country)
    for name, code in persons.items():
        yield Offer(
            name, f"person, {country(code)}" if code else "person", link("/actor", party=code, name=name)
        )
    for topic in topics(archive, None, FLOOR):
        yield Offer(visible(topic.name), "issue", link("/issue", issue=topic.name))
