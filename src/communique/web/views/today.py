"""Today: what is new since the last visit, rising disputes, demands opened and answered, meetings due, feeds, and how old all of it is.

Knows a visitor by a cookie that holds two editions of the archive and two moments; keeps nothing about anybody.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from communique.archive import Archive, Gathered, Item, Query
from communique.records import Demand, DueMeeting
from communique.web import charts
from communique.web import entries as ledgers
from communique.web.downloads import Table
from communique.web.frame import Asked, Shown
from communique.web.keeping import kept
from communique.web.listing import flat_record
from communique.web.views.disputes import Dispute, disputes

COOKIE = "communique-visit"
VISIT = 30 * 60  # seconds without a look after which the next one is another visit
TOUCHED = 3000  # changed happenings that are counted
NEW, FEW = 12, 6  # shown
PAGES = 5  # of happenings that are looked through for the newest that are not of days to come
RECENT = 14  # days before the newest data that count as recent for who was never here
DUE = 60  # days ahead


class Visit(NamedTuple):
    """Where the archive stood at the last look of the visit before (0 and 0: there was none), and at the last look of this one."""

    edition: int
    at: int
    seen: int
    seen_at: int


def show(asked: Asked) -> Shown:
    """The first page."""
    charts.warm()
    archive = asked.archive
    visit, cookie = visited(asked, archive.edition())
    state = ledgers.state(archive)
    since = day_of(visit.at) if visit else before(state.newest or asked.today, RECENT)
    answers = ledgers.Answers(archive)
    opened, answered = kept(archive, ("recent", since, asked.today), lambda: recent_demands(archive, since, asked.today))
    new, count, more = changed(archive, visit)
    context = {
        "state": state, "visit": moment(visit.at) if visit else None, "since": since, "new": new, "count": count, "more": more,
        "rising": kept(archive, "rising", lambda: rising(archive, asked.today)), "opened": [(d, answers.of(d)) for d in opened],
        "answered": [(d, answers.of(d)) for d in answered],
        "due": kept(archive, ("due", asked.today), lambda: due(archive, asked.today)), "today": asked.today,
        "feeds": archive.feeds(), "failed": failed(archive),
        "reports": ledgers.reports, "quad": ledgers.quad, "score": ledgers.score,
    }  # fmt: skip
    return Shown(context, Table("today", lambda: (flat_record(row.record) for row in new)), {COOKIE: cookie})


# ---------------------------------------------------------------- visits
def visited(asked: Asked, edition: int) -> tuple[Visit | None, str]:
    """The visit before this one, None for the first, and the cookie that the next look brings."""
    now = int(time.time())
    old = parsed(asked.cookies.get(COOKIE), edition)
    if old is None:
        return None, written(Visit(0, 0, edition, now))
    if now - old.seen_at > VISIT:
        old = old._replace(edition=old.seen, at=old.seen_at)
    return (old if old.at else None), written(old._replace(seen=edition, seen_at=now))


def parsed(cookie: str | None, edition: int) -> Visit | None:
    """What a cookie says; None for one that is none of ours, or of another archive."""
    parts = (cookie or "").split(".")
    if len(parts) != 4 or not all(part.isascii() and part.isdecimal() and len(part) < 16 for part in parts):
        return None
    found = Visit(*map(int, parts))
    return found if max(found.edition, found.seen) <= edition and max(found.at, found.seen_at) < 1 << 34 else None


def written(visit: Visit) -> str:
    """The cookie of a visit."""
    return ".".join(map(str, visit))


def day_of(second: int) -> str:
    """The day of a second, in UTC."""
    return datetime.fromtimestamp(second, UTC).date().isoformat()


def moment(second: int) -> str:
    """A second for people, in UTC."""
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%d %H:%M UTC")


def before(day: str, days: int) -> str:
    """The day so many before another."""
    return (date.fromisoformat(day) - timedelta(days)).isoformat()


# ---------------------------------------------------------------- what is new
def changed(archive: Archive, visit: Visit | None) -> tuple[list[Gathered], int | None, bool]:
    """The newest happenings told since the last visit, how many there are, and whether there are more than were counted."""
    if visit is None:
        return kept(archive, "newest", lambda: newest_told(archive)), None, False
    rows = archive.touched((visit.edition, "\U0010ffff"), TOUCHED)
    there = sorted((row for row in rows if not row.gone), key=lambda row: (row.first, row.id), reverse=True)
    newest = [row.id for row in there[:NEW]]
    found = {row.id: row for row in archive.occurrences_of(newest)}
    return [found[id] for id in newest if id in found], len({row.id for row in there}), len(rows) >= TOUCHED


def newest_told(archive: Archive) -> list[Gathered]:
    """The newest happenings that are not of days to come: a filter by day would look at every event, so further ones are passed over."""
    last = ledgers.state(archive).newest
    rows: list[Gathered] = []
    after: str | None = None
    for _ in range(PAGES):
        found = archive.occurrences(Query(limit=NEW * 3, after=after))
        rows += [row for row in found if row.first <= last]
        if len(rows) >= NEW or len(found) < NEW * 3:
            break
        after = found[-1].cursor
    return rows[:NEW]


def recent_demands(archive: Archive, since: str, today: str) -> tuple[list[Demand], list[Demand]]:
    """Demands first said since a day that are open, and those to which something came back."""
    opened = of_status(archive, ("open",), since, today, lambda item: item.first >= since)
    answered = of_status(archive, ("met", "partly", "refused", "answered"), since, today, lambda _: True)
    return opened, answered


def of_status(archive: Archive, statuses: Sequence[str], since: str, today: str, fits: Callable[[Item], bool]) -> list[Demand]:
    """The newest demands of some statuses since a day."""
    found: list[Item] = []
    for status in statuses:
        rows = ledgers.every(archive, "demands", Query(status=status, since=since, limit=FEW * 2), today)
        found += [item for item in rows if fits(item)]
    return [ledgers.demand(item) for item in sorted(found, key=lambda i: (i.last, i.id), reverse=True)[:FEW]]


def rising(archive: Archive, today: str) -> list[Dispute]:
    """Disputes that rise, those with the latest moves first."""
    return disputes(archive, ledgers.every(archive, "disputes", Query(status="rising", limit=FEW), today))


def due(archive: Archive, today: str) -> list[DueMeeting]:
    """Meetings that are planned or put off, from today on, the next ones first."""
    until = (date.fromisoformat(today) + timedelta(DUE)).isoformat()
    found = [item for status in ("planned", "postponed")
             for item in ledgers.every(archive, "meetings", Query(status=status, since=today, until=until, limit=200), today)]  # fmt: skip
    return [ledgers.meeting(item) for item in sorted(found, key=lambda i: (i.first, i.id))[: FEW * 2]]


def failed(archive: Archive) -> int:
    """How many articles could not be read."""
    return kept(archive, "failed", lambda: len(archive.failures()))
