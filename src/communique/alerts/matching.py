"""The archive to the matches of a rule: happenings that changed since an edition, entries of ledgers,
changes of level.

Knows what each kind of rule asks of the archive; does not know which matches were told before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice, pairwise
from typing import Any

from communique.acts import reports_of, sides
from communique.alerts.rules import Rule
from communique.analysis.changes import Change, changes
from communique.analysis.series import Deed, series
from communique.archive import Archive, Gathered, Held, Query, all_rows
from communique.grouping import chunks
from communique.knowledge import ontology
from communique.reader import Reader
from communique.records import Report, identify, report_of
from communique.text.days import days_between
from communique.wording import names_of as named

PAGE = 500
SHOWN = 3  # reports that a match carries
LEVELS = 800  # days that a change of level is looked for in
FRESH = 120  # days after which a change of level is no news
NEAR = 21  # days within which two changes of one direction are one
OPEN = ("open", "unanswered")
MEASURES = ("conflict", "cooperation")


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule matched: `key` is the same as long as it stays the same news."""

    key: str
    item: str
    title: str
    day: str | None
    reports: tuple[Report, ...]


def told(record: Any, key: str) -> tuple[Report, ...]:
    """Some reports of a record."""
    return tuple(reports_of(record, key)[:SHOWN])


# ---------------------------------------------------------------- happenings
def among(archive: Archive, rule: Rule, acts: Iterable[Gathered], size: int = PAGE) -> Iterator[Match]:
    """Those of some happenings that a rule matches, looked up so many at a time."""
    for part in chunks(acts, size):
        held = archive.held([act.id for act in part], rule.query)
        yield from (happening(act, held[act.id]) for act in part if act.id in held)


def everywhere(archive: Archive, rule: Rule, size: int = PAGE) -> Iterator[Match]:
    """All happenings that a rule matches, the newest first, looked up so many at a time."""
    return among(archive, rule, all_rows(archive.occurrences, rule.query, size), size)


def happening(act: Gathered, found: Sequence[Held]) -> Match:
    """A happening as a match, with the reports that made it one."""
    rows = sorted(
        (h.row for h in found),
        key=lambda r: (r.article.copy_of is not None, r.article.published or "9999", r.article.id),
    )
    e = rows[0].event
    state = "" if e.status == "actual" else f" ({e.status})"
    kind = e.type.lower() + (f" ({e.mode})" if e.mode else "")
    until = "" if act.start is None or act.start == act.end else f"–{act.end}"
    title = f"{act.start or act.first or 'day unknown'}{until}: {sides(act)}: {kind}{state}"
    reports = tuple(report_of(row.article, row.event.evidence) for row in rows[:SHOWN])
    return Match(identify("happening", act.id), act.id, title, act.first or None, reports)


def newest(archive: Archive, rule: Rule, today: str, most: int) -> list[Match]:
    """The newest matches of a rule, whatever it is on, the newest first."""
    if rule.of == "series":
        return sorted(levels(archive, rule, today), key=lambda match: match.key, reverse=True)[:most]
    found = (
        everywhere(archive, rule, most * 4) if rule.of == "happenings" else in_ledger(archive, rule, today)
    )
    return list(islice(found, most))


# ---------------------------------------------------------------- ledgers
def in_ledger(archive: Archive, rule: Rule, today: str) -> Iterator[Match]:
    """The entries of a ledger that a rule matches as of a day."""
    make = {"demands": demands, "positions": positions, "meetings": meetings, "disputes": disputes,
            "formulas": formulas}[rule.of]  # fmt: skip
    return (one for one in make(archive, rule, today) if one.reports)


def demands(archive: Archive, rule: Rule, today: str) -> Iterator[Match]:
    """Demands, each news once in every status; overdue ones once."""
    for row in archive.every_item("demands", rule.query, statuses=OPEN if rule.overdue else None):
        age = days_between(row.record.get("first"), today)
        if rule.overdue and (age is None or age < rule.days):
            continue
        state = f"overdue, {age} days without what was asked" if rule.overdue else row.status
        title = f"{named(row.record.get('by', ()))} asks {named(row.record.get('of', ()))}: {state}"
        key = identify("demand", row.id, "overdue" if rule.overdue else row.status)
        yield Match(key, row.id, title, row.record.get("first"), told(row.record, "evidence"))


def positions(archive: Archive, rule: Rule, today: str) -> Iterator[Match]:
    """Positions or, where the rule asks for it, only those that shifted, with both wordings."""
    rows = [
        row for row in archive.every_item("positions", rule.query)
        if not rule.shift or row.record.get("changed_from")
    ]
    beside = archive.items_of("positions", {row.block for row in rows}) if rule.shift else ()
    old = {row.id: row for row in beside}
    for row in rows:
        r = row.record
        by = f", as {named([r['ascribed_by']])} says" if r.get("ascribed_by") else ""
        title = (
            f"{named([r.get('actor', '')])} on {r.get('issue')}{by}: {r.get('stance')}, “{r.get('wording')}”"
        )
        reports = told(r, "evidence")
        if rule.shift and (was := old.get(str(r["changed_from"]))):
            title += f"; before: {was.record.get('stance')}, “{was.record.get('wording')}”"
            reports = (*reports[:1], *told(was.record, "evidence")[:1])
        key = identify("position", row.id, r.get("changed_from") if rule.shift else "")
        yield Match(key, row.id, title, r.get("first"), reports)


def meetings(archive: Archive, rule: Rule, today: str) -> Iterator[Match]:
    """Meetings, each news once in every status; overdue ones are those whose days passed without a report."""
    statuses = ("planned", "unknown") if rule.overdue else None
    for row in archive.every_item("meetings", rule.query, statuses=statuses):
        r = row.record
        last = r.get("end") or r.get("start")
        if rule.overdue and row.status == "planned" and not (last and last < today):
            continue
        state = "overdue, and no report says what became of it" if rule.overdue else row.status
        what = f"{r.get('kind')} of {named(r.get('participants', ()))}"
        title = f"{r.get('start') or 'day not known'}: {what}: {state}"
        key = identify("meeting", row.id, "overdue" if rule.overdue else row.status)
        yield Match(key, row.id, title, r.get("start"), told(r, "evidence"))


def disputes(archive: Archive, rule: Rule, today: str) -> Iterator[Match]:
    """Disputes, each news once in every phase or, where the rule asks for new ones, once;
    told by what set it off."""
    if rule.item is not None:
        yield from moves(archive, rule.item)
        return
    rows = list(archive.every_item("disputes", rule.query))
    began = archive.occurrences_of({str(row.record.get("trigger")) for row in rows})
    triggers = {act.id: act for act in began}
    for row in rows:
        r = row.record
        act = triggers.get(str(r.get("trigger")))
        what = f"dispute of {named(r.get('parties', ()))}, {r.get('phase') or row.status}"
        title = f"{r.get('title') or row.id}: {what}; set off by"
        key = identify("dispute", row.id, "new" if rule.new_dispute else row.status)
        yield Match(key, row.id, title, r.get("start"), told(act.record, "reports") if act else ())


def moves(archive: Archive, dispute: str) -> Iterator[Match]:
    """The moves of one dispute, the newest first, each news once;
    none where the dispute has become one with another."""
    for row in archive.entries("disputes", [dispute]):
        acts = archive.occurrences_of(map(str, row.record.get("moves", ())))
        for act in sorted(acts, key=lambda act: (act.first, act.id), reverse=True):
            where = row.record.get("title") or dispute
            title = f"{act.first or 'day unknown'}: {sides(act)}: {act.type.lower()}; in {where}"
            key = identify("move", dispute, act.id)
            yield Match(key, act.id, title, act.first or None, told(act.record, "reports"))


def formulas(archive: Archive, rule: Rule, today: str) -> Iterator[Match]:
    """What became of the formulas on an issue: each new wording with the one before it,
    and each that was dropped."""
    from communique.comparing.drift import find_formulas

    asked = rule.query
    assert asked.issue is not None
    for one in find_formulas(archive, asked.issue, reader(), actor=asked.actor, outlet=asked.outlet):
        who = f"{named([one.actor]) if one.actor else asked.outlet or 'somebody not named'} on {one.issue}"
        for before, after in pairwise(one.variants):
            if after.first > today:
                break
            changed = f"{after.kind or 'worded otherwise'} since {after.first}, “{after.wording}”"
            title = f"{who}: {changed}; before: “{before.wording}”"
            key = identify("formula", one.id, after.first, after.wording)
            yield Match(key, one.id, title, after.first, (*after.evidence[:1], *before.evidence[:1]))
        if one.dropped and one.dropped <= today:
            title = f"{who}: dropped {one.dropped}, spoken of since without “{one.wording}”"
            key = identify("formula", one.id, "dropped", one.dropped)
            yield Match(key, one.id, title, one.dropped, one.variants[-1].evidence[-1:])


@cache
def reader() -> Reader:
    """The reader by which wordings are compared, loaded at the first rule that asks for it."""
    return Reader()


# ---------------------------------------------------------------- changes of level
def levels(archive: Archive, rule: Rule, today: str) -> Iterator[Match]:
    """The days since when a pair has been on another level of conflict or cooperation,
    with what happened then."""
    dyad = rule.query.dyad
    assert dyad is not None
    since = (date.fromisoformat(today) - timedelta(LEVELS)).isoformat()
    asked = Query(dyad=dyad, since=since, until=today, status="actual")
    acts = {act.id: act for act in all_rows(archive.occurrences, asked)}
    if not acts:
        return
    found = series((d for act in acts.values() for d in deeds(act, dyad)), by="day", until=today)
    fresh = (date.fromisoformat(today) - timedelta(FRESH)).isoformat()
    names_of_both = " – ".join(named([code]) for code in dyad)
    for measure in MEASURES:
        for change in changes(found, measure):  # type: ignore[arg-type]
            if change.at >= fresh and (reports := behind(change, acts)):
                way = "more" if change.direction == "up" else "less"
                rates = f"{change.before:.2f} a day before, {change.after:.2f} after"
                title = f"{names_of_both}: {way} {measure} since {change.at}, {rates}"
                yield Match(f"{measure} {change.direction} {change.at}", change.at, title, change.at, reports)


def deeds(act: Gathered, dyad: tuple[str, str]) -> Iterator[Deed]:
    """A happening as the series of a pair takes it."""
    day = act.start or act.first or None
    score = ontology.score_or(act.type, None)
    if score is not None:
        yield Deed(act.id, day, dyad[0], dyad[1], act.type, score, None)


def behind(change: Change, acts: dict[str, Gathered]) -> tuple[Report, ...]:
    """The reports of what happened at a change; of silence, those of the last happening before it."""
    ids = [id for id in change.occurrences if id in acts]
    if not ids:
        before = [act for act in acts.values() if act.first <= change.at]
        ids = [max(reversed(before), key=lambda act: act.first).id] if before else []
    return tuple(r for id in ids[:SHOWN] for r in told(acts[id].record, "reports")[:1])


def same_change(key: str, known: Iterable[str]) -> bool:
    """Whether a change of level is one that was told before: the same measure and direction,
    at nearly the same day."""
    what, day = key.rsplit(" ", 1)
    others = (other.rsplit(" ", 1) for other in known)
    return any(whose == what and abs(days_between(day, when) or 0) <= NEAR for whose, when in others)
