"""The record's types as JSON Schema, for OpenAPI: taken from records.py, so that both always say the same.

Knows dataclasses and JSON Schema; does not know any route.
"""

from __future__ import annotations

import types
from dataclasses import fields
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from communique import records
from communique.comparing.drift import Formula
from communique.records import Json

TEXT, NUMBER, WHOLE = {"type": "string"}, {"type": "number"}, {"type": "integer"}
SCALARS: dict[Any, Json] = {str: TEXT, int: WHOLE, float: NUMBER, bool: {"type": "boolean"}}
TOP = (
    records.Reading, records.Occurrence, records.Demand, records.HeldPosition, records.DueMeeting,
    records.Commitment, Formula,
)


def ref(name: str) -> Json:
    """A reference to a named schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def maybe(schema: Json) -> Json:
    """A schema, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def closed(**properties: Json) -> Json:
    """An object with these properties, all of them required, and no others."""
    return {
        "type": "object", "properties": properties, "required": list(properties),
        "additionalProperties": False,
    }


def many(schema: Json) -> Json:
    """A list."""
    return {"type": "array", "items": schema}


def by_name(schema: Json) -> Json:
    """An object of such values under any names."""
    return {"type": "object", "additionalProperties": schema}


def components() -> dict[str, Json]:
    """The schemas of all records, by name, and of what REST puts around them."""
    found: dict[str, Json] = {}
    for cls in TOP:
        collect(cls, found)
    return found | AROUND


def collect(cls: Any, found: dict[str, Json]) -> None:
    """A record's schema, and those of the records in it."""
    if cls.__name__ in found:
        return
    hints = get_type_hints(cls)
    shown = [f for f in fields(cls) if not (cls is records.Reading and f.name == "notes")]
    found[cls.__name__] = {}
    made = closed(**{f.metadata.get("key", f.name): of(hints[f.name], found) for f in shown})
    first, *_ = (cls.__doc__ or "").split("\n\n")
    found[cls.__name__] = {**made, "description": " ".join(first.split())}


def of(hint: Any, found: dict[str, Json]) -> Json:
    """The schema of a type."""
    if get_origin(hint) in (Union, types.UnionType):
        (inner,) = (a for a in get_args(hint) if a is not type(None))
        return maybe(of(inner, found))
    if get_origin(hint) is tuple:
        return many(of(get_args(hint)[0], found))
    if get_origin(hint) is Literal:
        return {"type": "string", "enum": list(get_args(hint))}
    if hint in SCALARS:
        return SCALARS[hint]
    collect(hint, found)
    return ref(hint.__name__)


def page(inner: Json, **more: Json) -> Json:
    """A page of a list."""
    return closed(items=many(inner), next=maybe(TEXT), **more)


def row(name: str, schema: Json, **more: Json) -> Json:
    """A row of a list: the article, the record, the cursor."""
    return closed(article=ref("Origin"), day=maybe(TEXT), **more, **{name: schema}, cursor=TEXT)


AROUND: dict[str, Json] = {
    "Origin": closed(
        id=TEXT, url=maybe(TEXT), title=maybe(TEXT), outlet=maybe(TEXT), published=maybe(TEXT),
        copy_of=maybe(TEXT),
    ),
    "EventRow": row("event", ref("Event"), origin=TEXT, goldstein=maybe(NUMBER)),
    **{f"{name.title()}Row": row(name, ref(name.title())) for name in ("statement", "meeting", "position")},
    "OccurrenceRow": closed(occurrence=ref("Occurrence"), cursor=TEXT),
    **{f"{of}Row": closed(record=ref(of), cursor=TEXT) for of in ("Demand", "HeldPosition", "DueMeeting")},
    "Comparison": closed(
        a=ref("Article"), b=ref("Article"), both=many(closed(a=ref("Span"), b=ref("Span"), what=TEXT)),
        only_a=many(closed(span=ref("Span"), what=TEXT)), only_b=many(closed(span=ref("Span"), what=TEXT)),
        changed=many(closed(a=maybe(ref("Span")), b=maybe(ref("Span")), kind=TEXT, because=TEXT)),
        emphasis=many(closed(a=ref("Span"), b=ref("Span"), kind=TEXT, because=TEXT)),
    ),
    "Account": closed(meeting=ref("DueMeeting"), a=ref("Report"), b=ref("Report")),
    "Verdict": {
        "type": "object", "required": ["claim", "verdict", "because", "evidence"],
        "additionalProperties": False,
        "properties": {
            "claim": ref("Span"), "verdict": {"type": "string", "enum": ["supported", "altered", "absent"]},
            "because": many(TEXT), "evidence": many(ref("Report")), "differs": many(TEXT),
        },
    },
    "DisputeRow": closed(record={"type": "object"}, cursor=TEXT),
    "ArticleRow": closed(
        article=ref("Origin"), events=WHOLE, statements=WHOLE, rank=maybe(NUMBER),
        snippet=many(closed(text=TEXT, hit={"type": "boolean"})), cursor=TEXT,
    ),
    "Month": closed(
        actor=TEXT, recipient=TEXT, month=TEXT, type=TEXT, quad=WHOLE, origin=TEXT, events=WHOLE,
        score=maybe(NUMBER), goldstein=maybe(NUMBER),
    ),
    "Revision": closed(revision=WHOLE, title=maybe(TEXT), published=maybe(TEXT), sha256=TEXT, added=TEXT),
    "Facet": closed(value=TEXT, events=WHOLE),
    "Problem": {
        "type": "object", "required": ["type", "title", "status", "detail"], "description": "RFC 9457",
        "properties": {"type": TEXT, "title": TEXT, "status": WHOLE, "detail": TEXT, "instance": TEXT},
    },
}  # fmt: skip
