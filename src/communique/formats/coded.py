"""A row of somebody's event data as an event and its article,
and what the row says that our record has no field for.

Knows what an imported record looks like; does not know any file's columns.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import permutations, product
from typing import Any, TypeVar, get_args

from communique import records
from communique.errors import CommuniqueError
from communique.formats import codes
from communique.knowledge import ontology
from communique.text.controls import has_controls, without_controls

NOWHERE = records.Span(0, 0, "")  # an imported row has no text, hence no words to point at
EMPTY = hashlib.sha256(b"").hexdigest()
UNKNOWN_CONFIDENCE = 0.0
# steps of a Failure: the line is broken; it is sound, and PLOVER has no type for its act
MALFORMED, UNTYPED = "import", "no type"
PREFIX = "import:"
STATUSES: tuple[records.Status, ...] = get_args(records.Status)
PRECISIONS: tuple[records.Precision, ...] = get_args(records.Precision)
T = TypeVar("T")


class FormatError(CommuniqueError):
    """A file of event data that cannot be opened, read or written."""


class Malformed(ValueError):
    """A line that is not what its format says; the words say what was found and what to do."""


class Untyped(Malformed):
    """A sound line whose act PLOVER has no type for."""


@dataclass(frozen=True, slots=True)
class Coded:
    """An event and the article that it is from; rows that came from a file have an article without text."""

    event: records.Event
    article: records.Article


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting and the article that tells of it."""

    meeting: records.Meeting
    article: records.Article


def article(id: str, url: str | None = None, **fields: str | None) -> records.Article:
    """The article behind a row: an origin without text;
    Malformed if its id or address holds a control character."""
    for name, value in (("id", id), ("url", url)):
        if value and has_controls(value.strip()):
            raise Malformed(
                f"the article's {name} {value[:60]!r} holds a control character or a line end; take it out"
            )
    known = {name: without_controls(value) or None for name, value in fields.items() if value}
    return records.Article(
        id=id.strip(), url=url.strip() if url else url, title=known.get("title"), text="",
        published=fields.get("published"), outlet=known.get("outlet"), language=known.get("language"),
        agency=fields.get("agency"), sha256=EMPTY,
    )


def event(
    producer: str, id: str, type: str, mode: str | None, *, actors: tuple[records.Actor, ...],
    recipients: tuple[records.Actor, ...], when: records.When | None, where: records.Place | None = None,
    contexts: tuple[str, ...] = (), cameo: str | None = None, because: tuple[str, ...] = (),
    status: records.Status = "actual", addressees: tuple[records.Actor, ...] = (),
    attribution: tuple[records.Actor, ...] = (), statement: str | None = None,
    confidence: float = UNKNOWN_CONFIDENCE,
) -> records.Event:
    """The event of a row: our own quad class and score for its type, no words, and unless it says so itself
    a confidence of 0, which stands for "not known"."""
    return records.Event(
        id=id, type=type, mode=mode, contexts=contexts, actors=actors, recipients=recipients,
        addressees=addressees, status=status, when=when, where=where, attribution=attribution,
        statement=statement, cameo=cameo, quad=ontology.quad(type), score=ontology.score(type, mode),
        confidence=confidence,
        evidence=NOWHERE, also=(), trigger=NOWHERE, rule=PREFIX + producer.lower(),
        because=(
            f"imported from {producer}: without a text, so no words to point at, and without a confidence",
            *because,
        ),
    )


def event_of_cameo(producer: str, id: str, code: str, **given: Any) -> records.Event:
    """The event of a row that tells what was done by a code of CAMEO; Untyped where PLOVER dropped it."""
    type, mode, contexts, cameo, because = from_cameo(code)
    return event(producer, id, type, mode, contexts=contexts, cameo=cameo, because=because, **given)


def from_cameo(code: str) -> tuple[str, str | None, tuple[str, ...], str | None, tuple[str, ...]]:
    """A CAMEO code's PLOVER type, mode and contexts, the code if there is such a one, and the reasons;
    Untyped where PLOVER dropped it."""
    if not code:
        raise Untyped("no event code, and nothing else says what was done; it is left out")
    known = ontology.cameo(code)
    if known is None and not code[:2].isdigit():
        raise Malformed(f"event code {code!r} is no CAMEO code; give a code such as 036, as a string")
    nearest = None
    for shorter in (code[:n] for n in range(len(code), 1, -1)):
        nearest = ontology.cameo(shorter)
        if nearest and not nearest.plover_type and len(shorter) == 2:
            nearest = ontology.cameo(shorter + "0")
        if nearest and nearest.plover_type:
            why = f"CAMEO {code} has no type of its own: that of {nearest.code} stands for it"
            reasons, contexts = () if nearest.code == code else (why,), nearest.plover_contexts
            return nearest.plover_type, nearest.plover_mode, contexts, code if known else None, reasons
    if nearest is None:
        raise Malformed(f"event code {code!r} is no CAMEO code; give a code such as 036, as a string")
    raise Untyped(
        f"CAMEO {code} ({(known or nearest).label.lower()}) is none of the 16 types of PLOVER, which dropped "
        "statements and appeals (01, 02); it is left out"
    )


def typed(text: str, column: str) -> tuple[str, str | None]:
    """The type and mode that a name of PLOVER in a column stands for; Malformed where it is none."""
    if (found := codes.plover_type(text)) is None:
        raise Malformed(f"{column} is {text!r}; PLOVER has {', '.join(ontology.types())}")
    return found


def kept(coded: Coded, producer: str) -> dict[str, str]:
    """What a row of this producer said in columns that have no field of ours: column to cell."""
    if coded.event.rule != PREFIX + producer.lower():
        return {}
    start = f"{producer} "
    pairs = (
        reason[len(start) :].partition(": ") for reason in coded.event.because if reason.startswith(start)
    )
    return {column: cell for column, colon, cell in pairs if colon}


def keep(coded: Coded, producer: str, given: Mapping[str, str], computed: Mapping[str, str]) -> Coded:
    """The row with every cell in `because` that our fields alone would not give back,
    so that nothing which came in is lost."""
    extra = tuple(
        f"{producer} {column}: {cell}" for column, cell in given.items() if cell != computed.get(column, "")
    )
    return Coded(replace(coded.event, because=(*coded.event.because, *extra)), coded.article)


def keep_json(coded: Coded, producer: str, given: records.Json, computed: records.Json) -> Coded:
    """As `keep`, for values of any JSON type under keys of any wording;
    what is empty and unknown to us need not be kept."""
    extra = tuple(f"{producer} {json.dumps({key: value}, ensure_ascii=False)}" for key, value in given.items()
                  if value != computed.get(key) and not (value in (None, [], {}, "") and key not in computed))
    return Coded(replace(coded.event, because=(*coded.event.because, *extra)), coded.article)


def kept_json(coded: Coded, producer: str) -> records.Json:
    """What `keep_json` has kept of a row of this producer."""
    said: records.Json = {}
    if coded.event.rule == PREFIX + producer.lower():
        for reason in coded.event.because:
            if reason.startswith(f"{producer} {{"):
                said |= json.loads(reason[len(producer):])
    return said


def one_of(words: tuple[T, ...], text: str | None, column: str) -> T:
    """The word that a cell holds, a status or a precision; Malformed for any other."""
    if text not in words:
        raise Malformed(f"{column} is {text!r}; use one of {', '.join(map(str, words))}")
    return text


def happened(event: records.Event) -> bool:
    """Whether an event may stand in files that have no column for its status: it happened,
    or it is a promise or threat, and was said."""
    return event.status == "actual" or (
        event.status == "planned" and event.type in ("AGREE", "CONCEDE", "THREATEN")
    )


def day(coded: Coded) -> str | None:
    """The day of an event as an ISO date: the first of its stretch, else the day of publication;
    a promise is of the day it is told."""
    when = coded.event.when
    start = iso(when.start) if when and coded.event.status != "planned" else None
    return start or iso(coded.article.on)


def iso(text: str | None) -> str | None:
    """A day as it is, None for what is none: an article may be known by its month alone."""
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        return None


def pairs(event: records.Event) -> Iterator[tuple[records.Actor | None, records.Actor | None]]:
    """The actors and recipients of an event two by two, as files with one actor a side have them;
    a talk of two gives both directions."""
    if len(event.actors) > 1 and not event.recipients and event.type in codes.mutual():
        yield from permutations(event.actors, 2)
    else:
        yield from product(event.actors or (None,), event.recipients or (None,))


def given_id(event: records.Event, producer: str) -> str:
    """The id that a producer's own file gave an event; "" for one that is from elsewhere."""
    prefix = f"{producer.lower()}:"
    return event.id.removeprefix(prefix) if event.id.startswith(prefix) else ""


def number(coded: Coded, place: int = 0) -> str:
    """A whole number below 2^48 for a row: the same row has the same one in every export."""
    return str(int(records.identify(coded.article.id, coded.event.id, place), 16))


def called(actor: records.Actor | None) -> str:
    """The name of an actor, else the words that stand for it."""
    return (actor.name or actor.organization or (actor.span.text if actor.span else "")) if actor else ""
