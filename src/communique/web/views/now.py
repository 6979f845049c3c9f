"""Now: what the week changed, in one sentence, five figures and a strip of thirty days; what stood out,
who owes an answer, what is due.

Knows a visitor by a cookie that holds two editions of the archive and two moments;
keeps nothing about anybody.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NamedTuple

from communique import acts
from communique import wording as words
from communique.acts import Act, clause
from communique.archive import Archive, Gathered, Query
from communique.occurrences.salience import FLOOR
from communique.records import Demand, DueMeeting
from communique.web import charts, entries
from communique.web.downloads import Table
from communique.web.frame import Asked, Shown
from communique.web.keeping import kept
from communique.web.listing import flat_record
from communique.web.questions import link
from communique.web.views.disputes import rows_of
from communique.wording import before, country, joined, named

COOKIE = "communique-visit"
VISIT = 30 * 60  # seconds without a look after which the next one is another visit
TOUCHED = 3000  # changed happenings that are counted
WEEK, MONTH = 7, 30  # days
STOOD_OUT, LOOKED = 6, 60  # acts that are shown, and happenings whose words are looked up for them
DISPUTES = 6
DUE, DUE_DAYS = 6, 7
ARCS = 6
ANSWERED = ("met", "partly", "refused", "answered")


class Visit(NamedTuple):
    """Where the archive stood at the last look of the visit before (0 and 0: there was none),
    and at the last look of this one."""

    edition: int
    at: int
    seen: int
    seen_at: int


@dataclass(frozen=True, slots=True)
class Week:
    """What is counted of seven days: acts, those of conflict, demands first said, answers to demands,
    refusals among them."""

    acts: int
    conflict: int
    opened: int
    answers: int
    refusals: int

    @property
    def share(self) -> int:
        """Percent of the acts that are conflict."""
        return round(100 * self.conflict / self.acts) if self.acts else 0


def show(asked: Asked) -> Shown:
    """The first page."""
    archive, today = asked.archive, asked.today
    visit, cookie = visited(asked, archive.edition())
    rows = entries.settled(
        archive, ("month", today), lambda: acts.stretch(archive, before(today, MONTH - 1), today)
    )
    week = [row for row in rows if row.first > before(today, WEEK)]
    demands = entries.settled(archive, ("demands", today), lambda: recent_demands(archive, today))
    now, then = (counted(rows, demands, before(today, n + WEEK), before(today, n)) for n in (0, WEEK))
    top = entries.settled(archive, ("top", today), lambda: stood_out(archive, week))
    sure = Query(min_confidence=FLOOR)
    fresh = entries.settled(
        archive, ("disputes", today), lambda: rows_of(archive, today, sure, DISPUTES, recent=True)
    )
    due = entries.settled(archive, ("due", today), lambda: due_soon(archive, today))
    strip, world = month_chart(rows, today), pairs_chart(week)
    context = {
        "headline": headline(top, now, today),
        "now": now, "then": then, "strip": strip, "world": world, "disputes": fresh, "top": top, "due": due,
        "week": (before(today, WEEK - 1), today), "new": new_since(archive, visit),
        "visit": words.moment_words(datetime.fromtimestamp(visit.at, UTC).isoformat(), today)
        if visit
        else None, "feeds": archive.feeds(),
        "failed": kept(archive, "failed", lambda: len(archive.failures())),
    }  # fmt: skip
    table = Table(
        "now", lambda: (flat_record(row.record) for row in archive.occurrences_of(row.id for row in week))
    )
    return Shown(context, table, {COOKIE: cookie}, charts=(strip, world))


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
    if max(found.edition, found.seen) <= edition and max(found.at, found.seen_at) < 1 << 34:
        return found
    return None


def written(visit: Visit) -> str:
    """The cookie of a visit."""
    return ".".join(map(str, visit))


def new_since(archive: Archive, visit: Visit | None) -> str | None:
    """How many happenings came in or got further reports since the last visit, in words;
    None on the first visit."""
    if visit is None:
        return None
    rows = archive.touched((visit.edition, "\U0010ffff"), TOUCHED)
    count = len({row.id for row in rows if not row.gone})
    return f"{count:,}+" if len(rows) >= TOUCHED else f"{count:,}" if count else "nothing"


# ---------------------------------------------------------------- counting
def recent_demands(archive: Archive, today: str) -> list[tuple[Demand, str | None]]:
    """Demands said in the last thirty days, each with the first day on which something answered it."""
    since = before(today, MONTH)
    items = entries.every(archive, "demands", Query(since=since, until=today, limit=acts.PAGE), today)
    found = []
    for one in map(entries.demand, items):
        back = entries.answers(archive, one) if one.status in ANSWERED else ()
        days = [answer.act.first for answer in back if answer.act and answer.act.first]
        found.append((one, min(days, default=None)))
    return found


def counted(
    rows: Sequence[Gathered], demands: Sequence[tuple[Demand, str | None]], after: str, until: str
) -> Week:
    """What is counted of the days after one and up to another."""
    here = [row for row in rows if after < row.first <= until]
    opened = sum(after < (one.first or "") <= until for one, _ in demands)
    answers = [one for one, day in demands if day and after < day <= until]
    return Week(len(here), sum(entries.quad(row.type) >= 3 for row in here), opened, len(answers),
                sum(one.status == "refused" for one in answers))  # fmt: skip


def stood_out(archive: Archive, week: Sequence[Gathered]) -> list[Act]:
    """The acts of the week that weigh most, with their words."""
    likely = sorted(week, key=lambda row: (-row.salience, row.id))[:LOOKED]
    found = acts.of_gathered(archive, archive.occurrences_of(row.id for row in likely))
    return acts.weighty((one for one in found if one.confidence >= FLOOR), STOOD_OUT)


def due_soon(archive: Archive, today: str) -> list[DueMeeting]:
    """What is due from this day on within a week, the next first; called off ones too."""
    until = before(today, -DUE_DAYS)
    items = entries.every(archive, "meetings", Query(since=today, until=until, limit=200), today)
    found = [one for one in map(entries.meeting, items) if one.start and one.start >= today]
    return sorted(found, key=lambda m: (m.start or "", m.id))[:DUE]


# ---------------------------------------------------------------- findings
def headline(top: Sequence[Act], now: Week, today: str) -> str:
    """What changed, in a sentence that the figures bear; where nothing is reported it says so."""
    if not now.acts:
        span = words.span_words(before(today, WEEK - 1), today, "")
        return f"No act between {span} {today[:4]} is reported yet"
    if not top:
        return f"{words.plural(now.acts, 'act')} in the week to {words.title_day(today)} {today[:4]}"
    lead = clause(top[0])
    parties = {*top[0].actors, *top[0].recipients}
    others = [clause(one) for one in top[1:] if {*one.actors, *one.recipients} != parties]
    waits = f"{words.numbered(now.opened, 'new demand')} {'was' if now.opened == 1 else 'were'} made"
    return joined([lead, *others[:1], *([waits] if now.opened else [])])


# ---------------------------------------------------------------- charts
def month_chart(rows: Sequence[Gathered], today: str) -> charts.Chart:
    """Thirty days by quad class, titled by what they show."""
    days = entries.by_period(rows, str)
    span = [before(today, n) for n in range(MONTH - 1, -1, -1)]
    periods = [
        charts.Bars(
            day, days.get(day, {}), words.short_day(day),
            entries.of_class(since=day, until=day, status="actual", min_confidence=FLOOR),
        )
        for day in span
    ]  # fmt: skip
    title, peak = strip_title(days, span)
    wide = charts.Frame(
        charts.WIDE, 176, right=128, named=True, band=(before(today, WEEK - 1), today, "this week"), peak=peak
    )
    narrow = replace(wide, width=charts.NARROW, height=186, right=8, named=False)
    label = f"Acts by day, {words.span_words(span[0], today)}: cooperation above the line, conflict below"
    pictures = charts.both(periods, wide, narrow, label, "acts a day")
    table = tuple({"day": day, **charts.by_quad(days.get(day, {}))} for day in span)
    return charts.Chart("days", title, "Acts by day, all parties; a bar opens its acts", *pictures, table)


def strip_title(
    days: Mapping[str, Mapping[int, int]], span: Sequence[str]
) -> tuple[str, tuple[str, str] | None]:
    """The finding of the strip, and the peak that it speaks of; a plain title where nothing stands out."""
    conflict = {day: days.get(day, {}).get(3, 0) + days.get(day, {}).get(4, 0) for day in span}
    coop = {day: days.get(day, {}).get(1, 0) + days.get(day, {}).get(2, 0) for day in span}
    week, month = span[-WEEK:], span[:-WEEK]
    here, there = sum(conflict[day] for day in week), sum(coop[day] for day in week)
    if not sum(conflict.values()) + sum(coop.values()):
        return f"No acts from {words.span_words(span[0], span[-1])}", None
    best = max(span, key=lambda day: (conflict[day], day))
    said = f"{conflict[best]} on {words.title_day(best, weekday=True)[:3]} {words.short_day(best)}"
    peak = (best, said) if conflict[best] >= 3 else None
    balance = "outweighs" if here > there else "is outweighed by" if here < there else "balances"
    if peak and best in month and here / WEEK < conflict[best] / 2:
        joined = "but still" if here > there else "and now"
        eased = f"Conflict eased after its peak on {words.title_day(best)}"
        return f"{eased}, {joined} {balance} cooperation", peak
    if peak and best in week:
        highest = f"Conflict reached its highest of thirty days on {words.title_day(best)}"
        return f"{highest}, with {words.number(conflict[best])} acts", peak
    if here + there >= 3:
        return f"Conflict {balance} cooperation in the week to {words.title_day(span[-1])}", peak
    return f"Acts by day, {words.span_words(span[0], span[-1])}", peak


def pairs_chart(week: Sequence[Gathered]) -> charts.Chart:
    """The pairs between which most of the week's acts ran, as arcs."""
    found = acts.pairs(week)
    ranked = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:ARCS]
    arcs, table = [], []
    for (one, other), rows in ranked:
        conflict = sum(entries.quad(row.type) >= 3 for row in rows)
        label = f"{country(one)}–{country(other)} {len(rows)}"
        way = charts.Link(link("/dyad", dyad=(one, other)), f"{label} acts, {conflict} of them conflict")
        arcs.append(charts.Arc(one, other, len(rows), conflict * 2 > len(rows), label, way))
        table.append({"one": one, "other": other, "acts": len(rows), "conflict": conflict})
    between = {row.id for _, rows in ranked for row in rows}
    if ranked:
        pairs = f"{words.number(len(ranked))} {'pair' if len(ranked) == 1 else 'pairs'}"
        one = " and ".join(named(code) for code in ranked[0][0])
        all_of_them = len(between) == len(week)
        acts_ = words.every(len(week), "act") if all_of_them else f"{len(between)} of {len(week)} acts"
        title = f"{acts_} ran between {one if len(ranked) == 1 else pairs}"
        if len(week) == 1:
            title = f"One act, between {one}"
    else:
        title = "No acts between two parties this week"
    drawn = charts.arcs_map(arcs, f"{title}: {', '.join(arc.label for arc in arcs)}")
    return charts.Chart("pairs", title, "Shapes: Natural Earth", drawn, None, tuple(table))
