"""Records to the cells of their rows, and JSON cells back to records; pure functions.

Knows what each column holds; does not know how rows are written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from functools import cache
from hashlib import sha256
from operator import attrgetter
from typing import Any

from communique import records
from communique.errors import ArchiveError
from communique.knowledge import ontology

Row = dict[str, Any]
SCALARS = frozenset((str, int, float, bool))
COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
UNKNOWN = ""  # the day of what has none; sorts before every day


def packed(value: Any) -> str:
    """A record, or a tuple of them, as JSON without the keys that hold nothing."""
    return COMPACT.encode(_filled(value))


def _filled(value: Any) -> Any:
    """What `plain` of records gives, in half the time: at a million imported rows this is where it goes."""
    if type(value) is tuple:
        return [_filled(part) for part in value]
    if type(value) in SCALARS:
        return value
    keys, take = _parts(type(value))  # type: ignore[arg-type]
    return {
        key: part if type(part) in SCALARS else _filled(part)
        for key, part in zip(keys, take(value), strict=True)
        if part is not None and part != ()
    }


@cache
def _parts(cls: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The keys of a record's JSON, and what takes the values of all its fields."""
    return tuple(f.metadata.get("key", f.name) for f in fields(cls)), attrgetter(
        *(f.name for f in fields(cls))
    )


def unpacked(cls: type[records.R], cell: Any, at: str) -> records.R:
    """The record in a JSON cell; `at` names the row if it cannot be understood."""
    try:
        return records.load(cls, cell)
    except ValueError as error:
        raise ArchiveError(
            f"{at}: {error}; the row was written by another version or changed by hand: run `communique "
            "recode`"
        ) from error


def digest(article: records.Article) -> str:
    """The SHA-256 of an article's text, taken anew where the article does not say."""
    return article.sha256 or sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()


def unfit(article: records.Article) -> str | None:
    """Why an article cannot be kept: characters that no database holds as text; None if it can."""
    for name, value in (
        ("id", article.id), ("title", article.title), ("text", article.text), ("url", article.url),
    ):
        if value and "\0" in value:
            return f"its {name} has a NUL at {value.index(chr(0))}: take it out"
        if value and not value.isascii():
            try:
                value.encode("utf-8")
            except UnicodeEncodeError as error:
                return (
                    f"its {name} has half a character (a lone surrogate) at {error.start}: put U+FFFD in its "
                    "place"
                )
    return None if article.id else "it has no id: give it one, say its address"


def head(article: records.Article, origin: str, state: str) -> Row:
    """The columns of an article that its reading does not change."""
    return {
        "id": article.id, "url": article.url, "title": article.title, "outlet": article.outlet,
        "agency": article.agency, "authors": COMPACT.encode(article.authors) if article.authors else None,
        "language": article.language, "published": article.published, "day": article.on or UNKNOWN,
        "sha256": "" if state == "reference" else digest(article), "origin": origin, "state": state,
        "text": article.text,
    }  # fmt: skip


def read(reading: records.Reading, coder: str) -> Row:
    """The columns of an article that its reading fills."""
    return {
        "state": "skipped" if reading.notes and not (reading.events or reading.statements) else "read",
        "coder": coder, "notes": COMPACT.encode(reading.notes) if reading.notes else None,
        "times": packed(reading.times) if reading.times else None,
        "places": packed(reading.places) if reading.places else None, "genre": reading.article.genre,
        "issuers": packed(reading.article.issuers) if reading.article.issuers else None,
        "commitments": packed(reading.commitments) if reading.commitments else None,
    }


def day(when: records.When | None, published: str) -> str:
    """The first day of something, else the day of publication."""
    return (when.start if when else None) or published


def codes(actors: Iterable[records.Actor]) -> tuple[str, ...]:
    """The codes of actors, a body's own before its country's, each once, in their order."""
    return tuple(dict.fromkeys(a.code for a in actors if a.code))


def joined(countries: Iterable[str]) -> str:
    """Codes in one cell, with blanks around each, so that LIKE '% NOR %' finds one."""
    inner = " ".join(countries)
    return f" {inner} " if inner else ""


def statement(article: int, place: int, said: records.Statement, published: str) -> Row:
    """The row of a statement."""
    speaker = said.speaker or records.Actor(None)
    return {
        "article": article, "id": said.id, "place": place, "kind": said.kind, "speaker_country": speaker.code,
        "speaker_name": speaker.name, "speaker_sector": speaker.sector,
        "addressees": joined(codes(said.addressees)), "channel": said.channel, "polarity": said.polarity,
        "day": day(said.when, published), "start": said.evidence.start, "end": said.evidence.end,
        "record": packed(said),
    }  # fmt: skip


def event(article: int, place: int, act: records.Event, published: str, origin: str) -> Row:
    """The row of an event."""
    when = act.when
    return {
        "article": article, "id": act.id, "place": place, "type": act.type, "mode": act.mode,
        "status": act.status, "quad": act.quad, "score": act.score, "goldstein": goldstein(act.cameo),
        "cameo": act.cameo, "confidence": act.confidence, "day": day(when, published),
        "day_end": when.end if when else None, "precision": when.precision if when else None,
        "statement": act.statement, "rule": act.rule, "start": act.evidence.start, "end": act.evidence.end,
        "origin": origin, "record": packed(act),
    }  # fmt: skip


def nonresponse(article: int, place: int, silence: records.NonResponse, published: str) -> Row:
    """The row of a non-response."""
    return {
        "article": article, "id": silence.id, "place": place, "actor": silence.actor.code,
        "recipient": silence.to.code if silence.to else None, "day": day(silence.when, published),
        "record": packed(silence),
    }  # fmt: skip


def position(article: int, place: int, held: records.Position, published: str) -> Row:
    """The row of a position."""
    return {
        "article": article, "id": held.id, "place": place, "actor": held.actor.code, "issue": held.issue,
        "stance": held.stance, "day": day(held.when, published), "record": packed(held),
    }  # fmt: skip


def meeting(article: int, place: int, met: records.Meeting, published: str) -> Row:
    """The row of a meeting."""
    return {
        "article": article, "id": met.id, "place": place, "kind": met.kind, "status": met.status,
        "participants": joined(codes(met.participants)), "day": day(met.when, published),
        "day_end": met.when.end if met.when else None, "record": packed(met),
    }  # fmt: skip


def link(article: int, place: int, tie: records.Link, published: str) -> Row:
    """The row of a link, which has no day."""
    return {
        "article": article, "id": tie.id, "place": place, "kind": tie.kind, "source": tie.source,
        "target": tie.target, "record": packed(tie),
    }  # fmt: skip


def parties(article: int, act: records.Event) -> list[Row]:
    """A row for each actor, recipient and addressee of an event."""
    sides = (("actor", act.actors), ("recipient", act.recipients), ("addressee", act.addressees))
    return [
        {
            "article": article, "event": act.id, "side": side, "place": place, "country": who.code,
            "sector": who.sector, "name": who.name, "wikidata": who.wikidata,
        }
        for side, people in sides for place, who in enumerate(people)
    ]  # fmt: skip


def sides(article: int, act: records.Event, on: str) -> list[Row]:
    """A row for each country in an event: whether it acts, and whether it is acted upon."""
    acting, receiving = codes(act.actors), codes(act.recipients)
    return [
        {
            "country": country, "day": on, "article": article, "event": act.id, "acts": country in acting,
            "receives": country in receiving,
        }
        for country in dict.fromkeys(acting + receiving)
    ]


def pairs(article: int, act: records.Event, on: str) -> list[Row]:
    """A row for each directed pair of countries: each actor towards each recipient; without recipients,
    the actors towards one another.

    `mirror` marks the second of two rows of one event that differ in direction only,
    so that a count of both counts it once.
    """
    acting, receiving = codes(act.actors), codes(act.recipients)
    found = (
        [(a, r) for a in acting for r in receiving]
        if receiving
        else [(a, r) for a in acting for r in acting if a != r]
    )
    return [
        {"dyad": dyad(a, r), "day": on, "article": article, "event": act.id, "actor": a, "recipient": r,
         "mirror": a > r and (r, a) in found}
        for a, r in found
    ]  # fmt: skip


def dyad(one: str, other: str) -> str:
    """The key of a pair of countries, whichever comes first."""
    return f"{one}-{other}" if one <= other else f"{other}-{one}"


def contexts(article: int, act: records.Event, on: str) -> list[Row]:
    """A row for each context of an event."""
    return [
        {"context": context, "day": on, "article": article, "event": act.id}
        for context in dict.fromkeys(act.contexts)
    ]


def evidence(article: int, act: records.Event, on: str) -> Row:
    """The row of the words of an event's passage."""
    return {"day": on, "article": article, "event": act.id, "passage": act.evidence.text}


@cache
def goldstein(cameo: str | None) -> float | None:
    """The Goldstein value of a CAMEO code as GDELT has it; of its root where the code itself has none."""
    code = cameo or ""
    while code:
        entry = ontology.cameo(code)
        if entry and entry.goldstein_gdelt is not None:
            return entry.goldstein_gdelt
        code = code[:-1] if len(code) > 2 else ""
    return None


def article(row: Any) -> records.Article:
    """The article in a row of its table; a reference is without a text."""
    return records.Article(
        row.id, row.url, row.title, row.text, row.published, row.outlet, row.agency, tuple(row.authors or ()),
        row.language, row.sha256, row.genre, many(records.Actor, row.issuers, f"article {row.id}"),
    )  # fmt: skip


def many(cls: type[records.R], cell: Sequence[Any] | None, at: str) -> tuple[records.R, ...]:
    """The records in a JSON cell that holds a list."""
    return tuple(unpacked(cls, item, at) for item in cell or ())


