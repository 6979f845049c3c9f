"""What is new as Atom, and meetings that are due as iCalendar, for the same question as a page.

Knows both formats' demands; does not know how anything was found.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args
from urllib.parse import quote

from fastapi import Request
from starlette.responses import Response

from communique import formats, records
from communique.alerts.feed import EPOCH, Entry, written
from communique.archive import Archive, EventRow, Query
from communique.formats import Planned, calendar
from communique.records import Article, Report, correction_of
from communique.settle.commitments import commitments as ledger_of_commitments
from communique.web import questions
from communique.web.entries import every, read_as
from communique.web.frame import Missing, called, isoday, short, visible, within
from communique.web.views import watching
from communique.wording import country, plural, states

ENTRIES = 50  # of a feed where the question does not say how many
MEETINGS = 2000  # of a calendar
UNFIT = re.compile("[\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold beside what `visible` shows


def events(request: Request) -> Response:
    """The events of a question that were reported last, each with its words, outlet and day."""
    query = questions.asked(request.query_params)
    rows = request.app.state.archive.events(
        replace(query, limit=query.limit or ENTRIES, after=None, order="reported")
    )
    entries = []
    for row in rows:
        head, act = row.article, row.event
        summary = told(act.evidence.text, head.outlet, head.published)
        summary += f"; {said}" if (said := correction_of(act)) else ""
        path = within(head.id, act.id if row.origin == "read" else None)
        id = f"event:{quote(head.id, safe='')}:{quote(act.id, safe='')}"
        entries.append(Entry(id, title(row), moment(head.published), head.outlet, path, summary))
    return atom(request, "Events", query, "/events", entries)


def demands(request: Request) -> Response:
    """Demands by the day on which they were last said,
    with their status and age as of the day that is asked for."""
    query = questions.asked(request.query_params)
    archive: Archive = request.app.state.archive
    today = archive.as_of(query.as_of)
    asked = replace(query, limit=query.limit or ENTRIES, after=None)
    entries = []
    for row in every(archive, "demands", asked, today):
        demand = read_as(records.Demand, row)
        heading = f"{states(demand.by)} → {states(demand.of)}: {demand.status}"
        one = by_report(
            f"demand:{quote(demand.id, safe='')}", heading, moment(row.last), demand.evidence, demand.asked
        )
        days = demand.age_days
        since = "" if days is None else f"; first said {plural(days, 'day')} before {isoday(today)}"
        entries.append(one._replace(summary=one.summary + since))
    return atom(request, "Demands", query, "/demands", entries)


def watched(request: Request) -> Response:
    """What is newest on a list that somebody watches, what was reported last first."""
    archive: Archive = request.app.state.archive
    name = request.query_params.get("list", "")
    found = next((pair for pair in archive.watchlists() if pair[0].name == name), None)
    if found is None:
        raise Missing(f"there is no list {name[:40]!r}; /watching has those there are")
    rows = watching.newest(archive, found[1], found[0], archive.as_of(), ENTRIES)
    return atom(request, f"Watching {name}", Query(), "/watching", [
        by_report(
            f"watch:{match.key}", f"{match.title} [{search}]", moment(watching.reported(match)),
            match.reports, match.reports[0].span.text if match.reports else "", "/watching",
        )
        for search, match in rows
    ])  # fmt: skip


def by_report(
    id: str, heading: str, updated: str, reports: Sequence[Report], words: str, elsewhere: str = ""
) -> Entry:
    """An entry with who printed the first of its reports, and the way to it."""
    if not reports:
        return Entry(id, heading, updated, None, elsewhere, told(words, None, None))
    first = reports[0]
    summary = told(words, first.outlet, first.published)
    return Entry(id, heading, updated, first.outlet, within(first.article, span=first.span), summary)


def meetings(request: Request) -> Response:
    """Meetings that are planned, put off or called off, as a calendar: of the ledger where it is settled,
    else as articles tell of them."""
    query = questions.asked(request.query_params)
    archive: Archive = request.app.state.archive
    file = io.BytesIO()
    rows = due(archive, query) if archive.items("meetings", Query(limit=1)) else planned(archive, query)
    formats.write("icalendar", rows, file)
    return calendar_of("communique", file)


def commitments(request: Request) -> Response:
    """What falls due, as a calendar."""
    query = questions.asked(request.query_params)
    archive: Archive = request.app.state.archive
    file = io.BytesIO()
    asked = replace(query, limit=MEETINGS, after=None)
    calendar.write_due(ledger_of_commitments(archive, asked, archive.as_of(query.as_of)), file)
    return calendar_of("commitments", file)


def calendar_of(name: str, file: io.BytesIO) -> Response:
    """A calendar as a response."""
    headers = {
        "content-disposition": f'inline; filename="{name}.ics"', "cache-control": "private, no-cache",
    }
    return Response(file.getvalue(), headers=headers, media_type="text/calendar; charset=utf-8")


# ---------------------------------------------------------------- calendar
def due(archive: Archive, query: Query) -> Iterator[Planned]:
    """The meetings of the ledger, as of the day that is asked for."""
    asked = replace(query, limit=MEETINGS, after=None)
    for item in every(archive, "meetings", asked, archive.as_of(query.as_of)):
        met = read_as(records.DueMeeting, item)
        if met.status in get_args(records.MeetingStatus) and met.evidence:
            first: Report = met.evidence[0]
            precision: records.Precision = "day" if met.start == met.end else "range"
            when = records.When(met.start, met.end, precision, None) if met.start else None
            people = tuple(records.Actor(country(code), code) for code in met.participants)
            meeting = records.Meeting(met.id, people, met.kind, met.status, when, None, (), first.span)  # type: ignore[arg-type]
            yield Planned(meeting, Article(first.article, first.url, None, "", first.published, first.outlet))


def planned(archive: Archive, query: Query) -> Iterator[Planned]:
    """Planned meetings as articles tell of them."""
    for row in archive.meetings(replace(query, status=query.status or "planned", limit=MEETINGS, after=None)):
        head = row.article
        yield Planned(row.meeting, Article(head.id, head.url, head.title, "", head.published, head.outlet))


# ---------------------------------------------------------------- Atom
def atom(request: Request, name: str, query: Query, path: str, entries: Sequence[Entry]) -> Response:
    """A feed as a response; its entries lead to paths of this server."""
    base, here = str(request.base_url).rstrip("/"), questions.link(request.url.path, query)
    filters = ", ".join(f"{about} {value}" for _, about, value in questions.chosen(query))
    told = [
        one._replace(
            id=f"urn:communique:{one.id}", author=one.author or "outlet unknown", href=base + (one.href or "")
        )
        for one in entries
    ]
    data = written(
        told, fitting, id=f"urn:communique:feed:{quote(here, safe='')}",
        title=f"communique: {name}" + (f" ({filters})" if filters else ""),
        links=(("self", base + here), ("alternate", base + questions.link(path, query))),
    )
    headers = {"cache-control": "private, no-cache"}
    return Response(data, headers=headers, media_type="application/atom+xml; charset=utf-8")


def fitting(text: str) -> str:
    """A value of a feed as XML can hold it."""
    return UNFIT.sub("�", visible(text))


def title(row: EventRow) -> str:
    """An event in one line."""
    act = row.event
    whom = ", ".join(called(a) for a in act.recipients)
    who = ", ".join(called(a) for a in act.actors) or "nobody named"
    kind = f"{act.type} {act.mode}" if act.mode else act.type
    state = "" if act.status == "actual" else f" ({act.status})"
    return f"{who}{' → ' + whom if whom else ''}: {kind}{state}"


def told(words: str, outlet: str | None, published: str | None) -> str:
    """Words with who printed them and when."""
    return f"“{short(words, 600)}” ({outlet or 'outlet unknown'}, {isoday(published)})"


def moment(given: str | None) -> str:
    """A day or a moment as Atom has it."""
    try:
        found = datetime.fromisoformat(given or "")
    except ValueError:
        return EPOCH
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return found.isoformat(timespec="seconds").replace("+00:00", "Z")


FEEDS = {
    "events.atom": events, "watch.atom": watched, "demands.atom": demands, "meetings.ics": meetings,
    "commitments.ics": commitments,
}  # fmt: skip
