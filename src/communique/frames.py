"""Readings to data frames of events, statements and commitments, one row a record; needs pandas (`pip install 'communique[frames]'`).

Knows pandas and the record's fields; does not know how anything was found.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from communique.records import Actor, Commitment, Event, Failure, Reading, Statement, When

if TYPE_CHECKING:
    from pandas import DataFrame

JOIN = ";"      # between several values in one cell
EVENT_COLUMNS = (
    "article", "outlet", "published", "id", "type", "mode", "contexts", "quad", "score", "cameo", "status", "actors", "actor_names",
    "recipients", "recipient_names", "addressees", "start", "end", "precision", "place", "attribution", "statement", "confidence",
    "trigger", "evidence", "evidence_start", "evidence_end", "rule",
)
STATEMENT_COLUMNS = (
    "article", "outlet", "published", "id", "kind", "speaker", "speaker_name", "speaker_role", "addressees", "channel", "polarity",
    "start", "end", "precision", "attribution", "content", "evidence", "evidence_start", "evidence_end",
)
COMMITMENT_COLUMNS = (
    "article", "outlet", "published", "id", "by", "to", "what", "status", "start", "end", "precision", "evidence_start", "evidence_end",
)
DAYS = ("start", "end")


def events(readings: Reading | Iterable[Reading | Failure]) -> DataFrame:
    """A data frame with one row for each event; several codes in a cell are joined by ";", days are timestamps (NaT where unknown)."""
    return frame((event_row(r, e) for r in each(readings) for e in r.events), EVENT_COLUMNS)


def statements(readings: Reading | Iterable[Reading | Failure]) -> DataFrame:
    """A data frame with one row for each statement; `content` is what was said, its parts joined by " … "."""
    return frame((statement_row(r, s) for r in each(readings) for s in r.statements), STATEMENT_COLUMNS)


def commitments(readings: Reading | Iterable[Reading | Failure]) -> DataFrame:
    """A data frame with one row for each commitment; its days are those by which it is due."""
    return frame((commitment_row(r, c) for r in each(readings) for c in r.commitments), COMMITMENT_COLUMNS)


def each(readings: Reading | Iterable[Reading | Failure]) -> Iterator[Reading]:
    """The readings among what was given: one, or many with failures among them."""
    if isinstance(readings, Reading):
        yield readings
    else:
        yield from (r for r in readings if isinstance(r, Reading))


def frame(rows: Iterable[dict[str, Any]], columns: tuple[str, ...]) -> DataFrame:
    """A data frame of these columns, whether or not there is a row."""
    try:
        import pandas
    except ImportError as error:
        raise ImportError("data frames need pandas; install it with: pip install 'communique[frames]'") from error
    table = pandas.DataFrame(list(rows), columns=list(columns))
    for column in DAYS:
        table[column] = pandas.to_datetime(table[column], errors="coerce")
    return table


def event_row(reading: Reading, event: Event) -> dict[str, Any]:
    """The cells of an event."""
    return {
        **origin(reading), **days(event.when), "id": event.id, "type": event.type, "mode": event.mode,
        "contexts": JOIN.join(event.contexts), "quad": event.quad, "score": event.score, "cameo": event.cameo, "status": event.status,
        "actors": codes(event.actors), "actor_names": names(event.actors), "recipients": codes(event.recipients),
        "recipient_names": names(event.recipients), "addressees": codes(event.addressees),
        "place": event.where.name if event.where else None, "attribution": names(event.attribution), "statement": event.statement,
        "confidence": event.confidence, "trigger": event.trigger.text, "evidence": event.evidence.text,
        "evidence_start": event.evidence.start, "evidence_end": event.evidence.end, "rule": event.rule,
    }


def statement_row(reading: Reading, statement: Statement) -> dict[str, Any]:
    """The cells of a statement."""
    speaker = statement.speaker
    return {
        **origin(reading), **days(statement.when), "id": statement.id, "kind": statement.kind,
        "speaker": speaker.country if speaker else None, "speaker_name": speaker.name if speaker else None,
        "speaker_role": speaker.role if speaker else None, "addressees": codes(statement.addressees), "channel": statement.channel,
        "polarity": statement.polarity, "attribution": names(statement.attribution),
        "content": " … ".join(s.text for s in statement.content), "evidence": statement.evidence.text,
        "evidence_start": statement.evidence.start, "evidence_end": statement.evidence.end,
    }


def commitment_row(reading: Reading, commitment: Commitment) -> dict[str, Any]:
    """The cells of a commitment."""
    span = commitment.evidence[0].span
    return {
        **origin(reading), **days(commitment.due), "id": commitment.id, "by": JOIN.join(commitment.by), "to": JOIN.join(commitment.to),
        "what": commitment.what, "status": commitment.status, "evidence_start": span.start, "evidence_end": span.end,
    }


def origin(reading: Reading) -> dict[str, Any]:
    """The cells that say which article a row is from."""
    return {"article": reading.article.id, "outlet": reading.article.outlet, "published": reading.article.published}


def days(when: When | None) -> dict[str, Any]:
    """The cells of a time."""
    return {"start": when.start if when else None, "end": when.end if when else None, "precision": when.precision if when else None}


def codes(actors: tuple[Actor, ...]) -> str:
    """The countries of actors, each once, those without one left out."""
    return JOIN.join(dict.fromkeys(a.country for a in actors if a.country))


def names(actors: tuple[Actor, ...]) -> str:
    """The names of actors, or the words that stand for them."""
    return JOIN.join(dict.fromkeys(a.name or a.organization or (a.span.text if a.span else "") for a in actors))
