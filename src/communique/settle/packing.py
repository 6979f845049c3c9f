"""Acts, positions and meetings as ledgers see them, to JSON and back:
what is costly to find out in words is found out once.

Knows the fields; does not know where the JSON is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from communique.errors import ArchiveError
from communique.ledgers.tellings import Act, Answer, MeetingTold, PositionTold
from communique.records import Report, Span, load

T = TypeVar("T")
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


def unpacked(cls: type[T], record: Mapping[str, Any]) -> T:
    """What is told from its JSON; raises ArchiveError where it is another version's."""
    try:
        told = {name: report(row) for name, row in record.items() if name == "report"}
        reports = {name: tuple(map(report, rows)) for name, rows in record.items() if name == "reports"}
        return load(cls, {**record, **told, **reports})  # type: ignore[type-var]
    except (TypeError, ValueError) as error:
        raise ArchiveError(f"{record.get('id') or record.get('source')}: {error}; {REMEDY}") from error
