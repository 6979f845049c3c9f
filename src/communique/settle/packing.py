"""Acts, positions and meetings as ledgers see them, to JSON and back:
what is costly to find out in words is found out once.

Knows the fields; does not know where the JSON is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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
    elif told.report is not None:
        made |= {"report": cells(told.report)}
    return made


def cells(r: Report) -> list[Any]:
    """A report as a row."""
    return [r.article, r.url, r.outlet, r.published, r.span.start, r.span.end, r.span.text]


def report(row: list[Any]) -> Report:
    """A report from its row."""
    article, url, outlet, published, start, end, text = row
    return Report(article, url, outlet, published, Span(start, end, text))


@contextmanager
def unpacking(kind: str, id: Any) -> Iterator[None]:
    """Raise ArchiveError where a record is another version's."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise ArchiveError(f"{kind} {id}: {error!r}; {REMEDY}") from error


def act(record: Mapping[str, Any]) -> Act:
    """An act from its JSON; raises ArchiveError where it is another version's."""
    get = record.get
    with unpacking("act", get("id")):
        return Act(
            record["id"], record["type"], get("mode"), record["status"], tuple(get("actors", ())),
            tuple(get("recipients", ())), tuple(get("addressees", ())), get("start"), get("end"), get("day"),
            tuple(get("contexts", ())), record["words"], record["asked"], frozenset(record["object"]),
            tuple(map(report, record["reports"])), record["origins"],
            tuple((article, event) for article, event in record["events"]), tuple(get("doubts", ())),
            record["confidence"], get("named", True), get("official", True),
        )  # fmt: skip


def position(record: Mapping[str, Any]) -> PositionTold:
    """A position from its JSON; raises ArchiveError where it is another version's."""
    get = record.get
    with unpacking("position", get("id")):
        return PositionTold(
            record["id"], record["actor"], record["issue"], record["stance"], record["wording"],
            get("ascribed_by"), get("day"), report(record["report"]), get("context", ""),
        )  # fmt: skip


def meeting(record: Mapping[str, Any]) -> MeetingTold:
    """A meeting from its JSON; raises ArchiveError where it is another version's."""
    get = record.get
    with unpacking("meeting", get("id")):
        return MeetingTold(
            record["id"], tuple(get("participants", ())), record["kind"], record["status"], get("start"),
            get("end"), get("published"), report(record["report"]), get("words", ""), bool(get("placed")),
            get("country"), bool(get("carried")), bool(get("near", True)), tuple(get("people", ())),
            levels=tuple(get("levels", ())), hosts=tuple(get("hosts", ())), first=bool(get("first")),
            beside=bool(get("beside")),
        )  # fmt: skip


def silence(record: Mapping[str, Any]) -> Answer:
    """A non-response from its JSON; raises ArchiveError where it is another version's."""
    get = record.get
    with unpacking("silence", get("source")):
        article, id = record["source"]
        return Answer(
            record["kind"], (article, id), None, tuple(get("actors", ())), tuple(get("to", ())), get("day"),
            get("words", ""), report(record["report"]),
        )  # fmt: skip
