"""Events as JSON-LD in the words of schema.org, with the Wikidata ids that the record has,
for graphs and search engines.

Knows schema.org's names; does not know how anything was found.
Countries stand with their ISO code and their Wikidata id, persons with theirs where the record has it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, BinaryIO

from communique.formats import files
from communique.formats.coded import Coded
from communique.knowledge import bodies, load_csv
from communique.knowledge.names import country_name
from communique.records import Actor, correction_of

CONTEXT = {
    "@vocab": "https://schema.org/", "plover": "https://github.com/openeventdata/PLOVER#",
    "wd": "http://www.wikidata.org/entity/",
}
ENTITY = CONTEXT["wd"]
STATUS = {
    "actual": "CompletedActionStatus", "historical": "CompletedActionStatus",
    "planned": "PotentialActionStatus", "hypothetical": "PotentialActionStatus",
}  # fmt: skip
Json = dict[str, Any]


def write(rows: Iterable[Coded], file: BinaryIO) -> int:
    """How many events were written, in one graph."""
    head = b'{"@context": ' + json.dumps(CONTEXT).encode() + b', "@graph": ['
    return files.write_list(map(node, rows), file, head, b"\n]}\n")


def node(row: Coded) -> Json:
    """An event with its article. What did not take place says so: "status" as in the record,
    and schema.org's where it has one."""
    event, article = row.event, row.article
    return filled({
        "@type": "Action", "@id": f"urn:communique:{article.id}:{event.id}",
        "additionalType": f"plover:{event.type}", "name": event.type, "alternateName": event.mode,
        "status": event.status, "actionStatus": STATUS.get(event.status),
        "agent": [party(actor) for actor in event.actors],
        "participant": [party(actor) for actor in event.recipients],
        "startTime": event.when.start if event.when else None,
        "endTime": event.when.end if event.when else None,
        "location": filled({
            "@type": "Place", "name": event.where.name, "addressCountry": event.where.country,
            "sameAs": f"https://sws.geonames.org/{event.where.geonameid}/" if event.where.geonameid else None,
        })
        if event.where
        else None, "description": event.evidence.text, "confidence": event.confidence,
        "correction": correction_of(event),
        "subjectOf": filled({
            "@type": "NewsArticle", "@id": article.url or f"urn:communique:{article.id}",
            "identifier": article.id, "headline": article.title, "datePublished": article.published,
            "inLanguage": article.language, "sha256": article.sha256,
            "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
        }),
    })  # fmt: skip


def party(actor: Actor) -> Json:
    """Who acts or is acted upon."""
    state, body = coded("Country", actor.country), coded("Organization", actor.body)
    same = ENTITY + actor.wikidata if actor.wikidata else None
    if actor.role or (same and not actor.body and not actor.organization):
        return filled({
            "@type": "Person", "name": actor.name, "jobTitle": actor.role, "sameAs": same,
            "affiliation": body or state,
        })
    if body or actor.organization:
        own = body or {"@type": "Organization", "name": actor.organization}
        return filled({**own, "sameAs": same, "location": state if not body else None})
    return filled(
        state
        or {"@type": "Thing", "name": actor.name or (actor.span.text if actor.span else None), "sameAs": same}
    )


def coded(kind: str, code: str | None) -> Json | None:
    """A country or a body by its code."""
    if not code:
        return None
    return filled({
        "@type": kind, "name": country_name(code) or bodies.names().get(code, code), "identifier": code,
        "sameAs": ENTITY + entities()[code] if code in entities() else None,
    })  # fmt: skip


@cache
def entities() -> Mapping[str, str]:
    """The Wikidata id of each country by its code."""
    return {
        row["code"]: row["wikidata"]
        for row in load_csv("entities.csv", filled=("code", "wikidata", "source"))
    }


def filled(node: Json) -> Json:
    """A node without the keys that hold nothing."""
    return {key: value for key, value in node.items() if value not in (None, [], "")}
