"""PLOVER JSON Lines: the manual's field names, and what PLOVER has no field for under names that begin with
x_.

Knows PLOVER's fields and ours; does not know what a type means (see codes and ontology).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from communique.formats import coded, codes, files, tsv
from communique.knowledge import ontology
from communique.records import Actor, Failure, Json, Place, Span, When

NAME = "PLOVER"
UNSOUND = re.compile(r"[\ud800-\udfff]|\\u0000")  # no database and no other program takes them
RESOLUTION = {"country": 1, "province": 2, "district": 3, "city": 4}


def read(file: BinaryIO, label: str) -> Iterator[coded.Coded | Failure]:
    """The events of a file; a broken line is a Failure."""
    lines = (item if isinstance(item, Failure) else (item, item.data) for item in files.lines(file, label))
    return tsv.taken(lines, label, f"an object of {NAME}", lambda data: event_of(parsed(tsv.decoded(data))))


def write(rows: Iterable[coded.Coded], file: BinaryIO) -> int:
    """How many lines were written: one for each event, whatever its status, which stands in x_status."""
    lines = (json.dumps(object_of(row), ensure_ascii=False, allow_nan=False) + "\n" for row in rows)
    return files.write_texts(lines, file)


def parsed(line: str) -> Json:
    """The JSON object of a line."""
    try:
        found = json.loads(line, parse_constant=refused)
    except RecursionError:
        raise coded.Malformed("nested too deeply to be a record; correct the line") from None
    except ValueError as error:
        raise coded.Malformed(f"not JSON ({error}); give one object a line") from None
    if not isinstance(found, dict):
        raise coded.Malformed(f"a JSON {type(found).__name__}, not an object; give one object a line")
    if UNSOUND.search(json.dumps(found, ensure_ascii=False)):
        raise coded.Malformed("holds a null character or half of one (a lone surrogate); take it out")
    return found


def refused(constant: str) -> float:
    """Raise for NaN and Infinity, which are not JSON."""
    raise ValueError(f"{constant} is no JSON number")


def event_of(given: Json) -> coded.Coded:
    """The event of an object; what our fields would not give back is kept in `because`."""
    id = text(given, "id")
    if not id:
        raise coded.Malformed('no "id"; PLOVER requires id, date, actor and event')
    type_, mode = act(given)
    code = text(given, "x_cameo") or ""
    cite, own = part(given, "cite_info"), part(given, "x_article")
    url, published = text(cite, "url"), text(own, "published")
    tsv.one_day((published or "")[:10], "x_article.published")
    origin = coded.article(
        text(own, "id") or url or f"plover:{id}", url, title=text(cite, "title"), published=published,
        outlet=text(cite, "publication"), language=text(cite, "language"), agency=text(own, "agency"),
    )
    origin = replace(origin, authors=tuple(map(str, listed(own, "authors"))))
    found = coded.event(
        NAME, text(given, "x_id") or f"plover:{id}", type_, mode, actors=entities(given, "actor"),
        recipients=entities(given, "recipient"), when=when(given), where=place(part(given, "event_loc")),
        cameo=code if ontology.cameo(code) else None,  # one that is no code stays in `because`
        contexts=codes.plover_contexts(listed(given, "context")),
        status=coded.one_of(coded.STATUSES, text(given, "x_status") or "actual", "x_status"),
        addressees=entities(given, "x_addressees"), attribution=entities(given, "x_attribution"),
        statement=text(given, "x_statement"), confidence=abs(number(given, "x_confidence", 1.0) or 0.0),
    )
    row = coded.Coded(found, origin)
    return coded.keep_json(row, NAME, given, object_of(row))


def act(given: Json) -> tuple[str, str | None]:
    """The type and the mode of an object; of several types the first, the others stay in `because`."""
    names = [str(name) for name in listed(given, "event")]
    if not names:
        if given.get("has_event") is False:
            raise coded.Untyped("a record that says that there is no event; it is left out")
        raise coded.Malformed('"event" is empty; PLOVER requires a type')
    found = coded.typed(names[0], '"event"')
    modes = [m for name in listed(given, "mode") if (m := codes.plover_mode(found[0], str(name)))]
    return found[0], next(iter(modes), found[1])


def text(given: Json, *keys: str) -> str | None:
    """The text under the first of some keys that has one, None for none; numbers as text."""
    key = next((key for key in keys if given.get(key) not in (None, "")), None)
    if key is None:
        return None
    value = given[key]
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise coded.Malformed(f'"{key}" is a {type(value).__name__}; give a text')
    return str(value)


def number(given: Json, key: str, most: float) -> float | None:
    """The number under a key, None for none."""
    value = given.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) <= most:
        raise coded.Malformed(f'"{key}" is {value!r}; give a number up to {most:g}')
    return float(value)


def part(given: Json, key: str) -> Json:
    """The object under a key, an empty one for none."""
    value = given.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise coded.Malformed(f'"{key}" is a {type(value).__name__}; give an object')
    return value


def listed(given: Json, key: str) -> list[Any]:
    """The list under a key; a lone text or object is a list of one."""
    value = given.get(key)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def entities(given: Json, key: str) -> tuple[Actor, ...]:
    """The actors of a list, under the names of the manual's table or of its example."""
    found = []
    for item in listed(given, key):
        fields = {"code": item} if isinstance(item, str) else item
        if not isinstance(fields, dict):
            raise coded.Malformed(
                f'"{key}" holds a {type(item).__name__}; give objects with code, sector and entity_text'
            )
        code = text(fields, "code", "country_code", "country_name") or ""
        name = text(fields, "identifier_text", "entity_name", "entity_text", "raw_text")
        sector = text(fields, "sector", "sector_code") or ""
        found.append(
            Actor(
                name, codes.country(code), codes.sector(sector[: codes.GROUP]),
                role=text(fields, "office"), organization=text(fields, "x_organization"),
                wikidata=text(fields, "identifier_id", "wikidata_id"),
                because=tuple(map(str, listed(fields, "x_because"))),
            )
        )
    return tuple(found)


def when(given: Json) -> When | None:
    """The time of an object: x_when where it is ours, else its days; without a precision field,
    two days are a stretch."""
    own = given.get("x_when")
    if isinstance(own, dict):
        start, end = (tsv.one_day(text(own, key) or "", f"x_when.{key}") for key in ("start", "end"))
        precision = coded.one_of(coded.PRECISIONS, text(own, "precision"), "x_when.precision")
        return When(start.start if start else None, end.start if end else None, precision, text(own, "text"))
    if "x_when" in given:
        return None
    start, end = (tsv.one_day(text(given, key) or "", key) for key in ("date", "enddate"))
    if start and end and end.start != start.start:
        return When(start.start, end.start, "range", None)
    return start


def place(given: Json) -> Place | None:
    """The place of an object."""
    if not given:
        return None
    name = text(given, "resolved_place", "extracted_place", "city", "district", "province", "country") or ""
    code = text(given, "country_code", "country") or ""
    id = tsv.whole(text(given, "geonameid") or "", "geonameid")
    lat, lon = number(given, "lat", 90), number(given, "lon", 180)
    found = tsv.place(name, codes.country(code), lat, lon, id)
    return replace(found, demonym=given.get("x_demonym") is True) if found else None


def object_of(row: coded.Coded) -> Json:
    """The object of an event; for a row that came from PLOVER,
    with what its line said in place of what we would say."""
    found, origin, imported = row.event, row.article, row.event.rule == coded.PREFIX + NAME.lower()
    made = {
        "id": coded.given_id(found, NAME) or f"{origin.id}#{found.id}",
        # the first day of an event, else the day of publication; what it rests on is in x_when
        "date": coded.iso(found.when.start if found.when else None) or coded.iso(origin.on),
        "enddate": found.when.end if found.when and found.when.end != found.when.start else None,
        "actor": list(map(entity, found.actors)), "recipient": list(map(entity, found.recipients)),
        "event": [found.type], "mode": [found.mode] if found.mode else [], "context": list(found.contexts),
        "quad_code": found.quad, "event_scale": found.score,
        "event_text": [found.trigger.text] if found.trigger.text else [], "event_loc": location(found.where),
        "text_info": {"start": found.evidence.start, "end": found.evidence.end}
        if found.evidence.text
        else None,
        "cite_info": {
            "url": origin.url, "title": origin.title, "language": origin.language,
            "publication": origin.outlet,
        },
        "x_id": None if found.id.startswith("plover:") else found.id,
        # what cite_info has no field for; the sum is that of the text that start and end count in
        "x_article": {
            "id": origin.id, "published": origin.published, "agency": origin.agency,
            "authors": list(origin.authors),
            "sha256": None if origin.sha256 == coded.EMPTY else origin.sha256 or None,
        },
        "x_status": found.status, "x_when": found.when.to_dict() if found.when else None,
        "x_addressees": list(map(entity, found.addressees)),
        "x_attribution": list(map(entity, found.attribution)), "x_statement": found.statement,
        "x_cameo": found.cameo, "x_confidence": found.confidence, "x_evidence": selector(found.evidence),
        "x_trigger": selector(found.trigger), "x_also": list(map(selector, found.also)),
        "x_rule": None if imported else found.rule, "x_because": [] if imported else list(found.because),
    }
    return {**made, **coded.kept_json(row, NAME)}


def entity(actor: Actor) -> Mapping[str, Any]:
    """An actor as PLOVER has it."""
    return {
        "code": actor.country, "sector": actor.sector, "entity_text": actor.span.text if actor.span else None,
        "identifier_id": actor.wikidata, "identifier_text": actor.name or coded.called(actor) or None,
        "office": actor.role, "x_organization": actor.organization, "x_selector": selector(actor.span),
        "x_because": list(actor.because),
    }


def selector(span: Span | None) -> Json | None:
    """Words and where they stand, named as the text quote and text position selectors of Web Annotation."""
    return {"exact": span.text, "start": span.start, "end": span.end} if span and span.text else None


def location(where: Place | None) -> Json | None:
    """A place as PLOVER (Mordecai 3) has it."""
    if where is None:
        return None
    here = tsv.level(where)
    return {
        "extracted_place": where.span.text or None, "resolved_place": where.name,
        "geonameid": where.geonameid, "lat": where.lat, "lon": where.lon,
        "country": codes.country_name(where.country) or None, "country_code": where.country,
        "resolution": RESOLUTION.get(here or ""), "x_demonym": where.demonym,
    }
