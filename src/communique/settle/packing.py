"""Acts, positions and meetings as ledgers see them, to JSON and back: what is costly to find out in words is found out once.

Knows the fields; does not know where the JSON is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from communique.errors import ArchiveError
from communique.ledgers.tellings import Act, Answer, MeetingTold, PositionTold
from communique.records import Report, Span

Packed = dict[str, Any]
REMEDY = "it was filed by another version: run `communique settle --all`"


def packed(told: Act | Answer | MeetingTold | PositionTold) -> Packed:
    """What is told as JSON, without what it leaves open."""
    given = {f.name: getattr(told, f.name) for f in fields(told)}
    made: Packed = {name: value for name, value in given.items() if value is not None and value != ()}
    if isinstance(told, Act):
        made |= {"object": sorted(told.object), "reports": [cells(r) for r in told.reports]}
    elif isinstance(told, MeetingTold | PositionTold):
        made |= {"report": cells(told.report)}
    return made


def cells(r: Report) -> list[Any]:
    """A report as a row."""
    return [r.article, r.url, r.outlet, r.published, r.span.start, r.span.end, r.span.text]


def report(row: list[Any]) -> Report:
    """A report from its row."""
    article, url, outlet, published, start, end, text = row
    return Report(article, url, outlet, published, Span(start, end, text))


def act(record: Mapping[str, Any]) -> Act:
    """An act from its JSON; raises ArchiveError where it is another version's."""
    get = record.get
    try:
        return Act(
            record["id"], record["type"], get("mode"), record["status"], tuple(get("actors", ())), tuple(get("recipients", ())),
            tuple(get("addressees", ())), get("start"), get("end"), get("day"), tuple(get("contexts", ())), record["words"],
            record["asked"], frozenset(record["object"]), tuple(map(report, record["reports"])), record["origins"],
            tuple((article, event) for article, event in record["events"]), tuple(get("doubts", ())),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise ArchiveError(f"act {get('id')}: {error!r}; {REMEDY}") from error


def position(record: Mapping[str, Any]) -> PositionTold:
    """A position from its JSON; raises ArchiveError where it is another version's."""
    get = record.get
    try:
        return PositionTold(
            record["id"], record["actor"], record["issue"], record["stance"], record["wording"], get("ascribed_by"), get("day"),
            report(record["report"]), get("context", ""),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise ArchiveError(f"position {get('id')}: {error!r}; {REMEDY}") from error


def meeting(record: Mapping[str, Any]) -> MeetingTold:
    """A meeting from its JSON; raises ArchiveError where it is another version's."""
    get = record.get
    try:
        return MeetingTold(
            record["id"], tuple(get("participants", ())), record["kind"], record["status"], get("start"), get("end"), get("published"),
            report(record["report"]), get("words", ""),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise ArchiveError(f"meeting {get('id')}: {error!r}; {REMEDY}") from error


def silence(record: Mapping[str, Any]) -> Answer:
    """A non-response from its JSON; raises ArchiveError where it is another version's."""
    get = record.get
    try:
        article, id = record["source"]
        return Answer(record["kind"], (article, id), None, tuple(get("actors", ())), tuple(get("to", ())), get("day"), get("words", ""))
    except (KeyError, TypeError, ValueError) as error:
        raise ArchiveError(f"silence {get('source')}: {error!r}; {REMEDY}") from error
