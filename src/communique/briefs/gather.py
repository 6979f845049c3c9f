"""The archive to a Brief: what happened, what is asked and unanswered, what shifted, is due, undertaken,
contradictory, or missing.

Knows which entries belong to a subject and which come first; does not know how a brief is written down.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import islice
from math import log2
from typing import Any

from communique.acts import LATE, reports_of, sides, touched
from communique.analysis.series import By, opening
from communique.archive import Archive, Gathered, Held, Item, Query, all_rows
from communique.briefs.records import Bar, Brief, Gap, Line, Section, Timeline
from communique.briefs.subjects import Subject, called, entries, title
from communique.knowledge import ontology
from communique.records import Commitment, Report, Version, load
from communique.settle import commitments as settle
from communique.text.days import days_between
from communique.wording import before, plural
from communique.wording import names_of as named

MOST = 5000  # happenings that are looked at
MAIN, FEW = 25, 15  # happenings, and lines of any other section, that are shown
FIRST_DAYS = 14  # before the newest article, for the first brief on what is new
DATED = "9999"  # what has no day comes last
UNKNOWN = 1  # quad class that a type outside the code book counts as
TOLD = {
    "planned": "planned", "hypothetical": "only considered", "negated": "denied, or not done",
    "historical": "recalled from earlier",
}
DEMANDS = {"open": "open", "unanswered": "without an answer"}
ANSWERED = ("refused", "met", "partly", "answered")
CAME_BACK = {
    "refuses": "refused", "meets": "met", "partly": "met in part", "answers": "answered",
    "ignores": "left without an answer",
}
STANDS = ("overdue", "open", "broken", "kept")  # commitments, in the order in which they are told
SWORN = 60  # commitments whose keeping is looked into
CODES = ("actors", "recipients")  # accounts that are rows of codes


@dataclass(slots=True)
class Found:
    """The happenings of a subject, and what is found out beside the lines."""

    acts: list[Gathered]
    capped: bool = False
    gaps: list[Gap] = field(default_factory=list)


def brief(
    archive: Archive, about: Subject, *, since: str | None = None, until: str | None = None,
    as_of: str | None = None, after: tuple[int, str] | None = None,
) -> Brief:  # fmt: skip
    """The brief on a subject.

    Args:
        since, until: days, months or years.
        as_of: the day to which ages are counted, by default that of the newest article.
        after: for what is new, the edition of the archive and the day of the last brief;
            None for the first one.
    """
    day = archive.as_of(as_of)
    first = since
    if about.kind == "new" and since is None:
        first = after[1] if after else before(newest(archive) or day, FIRST_DAYS)
    days = replace(about.query, since=first, until=until)
    found = happenings(archive, about, days, after if since is None else None)
    sections = (
        main(archive, found, days), *demands(archive, about, days, day, found), shifts(archive, about, days),
        meetings(archive, about, days, day), commitments(archive, days, day),
        disputes(archive, about, days, found), contradictions(found, days),
    )  # fmt: skip
    gaps = (*missing(archive, about, days, day, found, sections),)
    head = Section("figures", "Figures", tuple(figures(found, sections)), "")
    made = datetime.now(UTC).isoformat(timespec="minutes")
    return Brief(
        about.title, first, until, made, archive.where, command("brief", about, since, until), head,
        timeline(found.acts, sections[0].lines), tuple(s for s in sections if s.lines), gaps,
    )  # fmt: skip


# ---------------------------------------------------------------- days and words
def newest(archive: Archive) -> str | None:
    """The day of the newest article; None for an empty archive, or one without days."""
    rows = archive.articles(Query(limit=1))
    return rows[0].article.day or None if rows else None


def ago(first: str | None, last: str) -> str:
    """How old something is, in words."""
    n = days_between(first, last)
    return "of unknown age" if n is None or n < 0 else "of today" if n == 0 else f"{plural(n, 'day')} old"


def command(name: str, about: Subject, since: str | None, until: str | None) -> str:
    """The command that gives a subject's brief again."""
    asked = {
        "new": "", "dyad": "-".join(about.query.dyad or ()), "country": about.query.party or "",
        "issue": about.query.issue or "", "dispute": about.dispute.id if about.dispute else "",
    }[about.kind]  # fmt: skip
    return " ".join([f"communique {name}", *([shlex.quote(asked)] if asked else ()), *days_of(since, until)])


def listing(what: str, query: Query) -> str:
    """The command that lists all entries of a ledger for a query."""
    given = {
        "--dyad": "-".join(query.dyad) if query.dyad else None, "--party": query.party, "--issue": query.issue
    }
    filters = [f"{name} {shlex.quote(value)}" for name, value in given.items() if value]
    return " ".join([f"communique ledger {what}", *filters, *days_of(query.since, query.until)])


def days_of(since: str | None, until: str | None) -> list[str]:
    """The options for a stretch of days."""
    return [f"{name} {value}" for name, value in (("--since", since), ("--until", until)) if value]


def line(text: str, found: Sequence[Report], notes: Iterable[Line] = ()) -> Line | None:
    """A line with two of its reports, of different outlets where there are such;
    None where no report says so."""
    shown = tuple({(r.outlet or r.article): r for r in reversed(found)}.values())[::-1][:2]
    return Line(text, shown, more=len(found) - len(shown), notes=tuple(notes)) if shown else None


def section(
    name: str, heading: str, sign: str, made: Iterable[Line | None], where: str, empty: str, most: int = FEW
) -> Section:
    """A section of the lines that have reports, each with its label; the first are shown,
    the others counted."""
    lines = [one for one in made if one is not None]
    shown = tuple(replace(one, label=f"{sign}{n}") for n, one in enumerate(lines[:most], 1))
    return Section(name, heading, shown, empty, len(lines) - len(shown), where)


# ---------------------------------------------------------------- happenings
def happenings(archive: Archive, about: Subject, days: Query, after: tuple[int, str] | None) -> Found:
    """The happenings of a subject in its days; of what is new those told since the last brief."""
    if about.dispute is not None:
        moves = [str(id) for id in about.dispute.record.get("moves", ())]
        return Found([act for act in archive.occurrences_of(moves) if within(act, days)])
    if about.kind == "new" and after is not None:
        return told_since(archive, after, days)
    rows = list(all_rows(archive.occurrences, replace(days, limit=MOST, after=None)))
    return Found(rows, capped=len(rows) == MOST)


def told_since(archive: Archive, after: tuple[int, str], days: Query) -> Found:
    """The happenings that were told, or told again, since an edition;
    by their days where all was settled anew since."""
    edition, day = after
    if archive.settled_anew() > edition:
        found = happenings(archive, Subject("country", "", Query()), days, None)
        why = "Everything was settled anew since the last brief"
        said = f"{why}, so happenings since {day} are shown, known or not."
        found.gaps.append(Gap(said, "communique settle"))
        return found
    acts, _ = touched(archive, (edition, LATE), MOST)
    told = [act for act in acts if days.until is None or within(act, replace(days, since=None))]
    return Found(told, capped=len(acts) >= MOST)


def within(act: Gathered, days: Query) -> bool:
    """Whether a happening lies in a query's days; one without a day lies in none."""
    first, last = days.since or "", (days.until or DATED) + "~"
    return (not days.since and not days.until) or (
        bool(act.first) and first <= (act.last or act.first) and act.first <= last
    )


def weight(act: Gathered) -> float:
    """How much a happening counts: by its score and by how many independent origins tell it."""
    return abs(ontology.score_or(act.type, 0.0)) + 2 * log2(1 + act.origins)


def main(archive: Archive, found: Found, days: Query) -> Section:
    """The happenings that count most, in order of time."""
    best = sorted(found.acts, key=lambda act: (-weight(act), act.first or DATED, act.id))[:MAIN]
    rows = archive.held([act.id for act in best])
    ordered = sorted(best, key=lambda act: (act.first or DATED, act.last, act.id))
    made = section(
        "happenings", "What happened", "H", (happened(act, rows.get(act.id, [])) for act in ordered),
        listing("occurrences", days), "no happenings", MAIN,
    )  # fmt: skip
    return replace(made, left=len(found.acts) - len(made.lines))


def happened(act: Gathered, rows: Sequence[Held]) -> Line | None:
    """A happening in a line: day, who, whom, what, whether it took place, and how many tell it."""
    told = reports_of(act.record)
    modes = Counter(h.row.event.mode for h in rows if h.row.event.mode)
    states = Counter(h.row.event.status for h in rows)
    what = act.type.lower() + (f" ({modes.most_common(1)[0][0]})" if modes else "")
    state = TOLD.get(states.most_common(1)[0][0], "") if states else ""
    many = f"; {plural(len(told), 'report')} from {plural(act.origins, 'independent origin')}"
    origins = many if len(told) > 1 else ""
    return line(f"{stretch(act)}: {sides(act)}: {what}{f', {state}' if state else ''}{origins}", told)


def stretch(act: Gathered) -> str:
    """The days of a happening; that of its report, and said so, where none gives one."""
    if act.start:
        return act.start if act.end in (None, act.start) else f"{act.start} to {act.end}"
    return f"reported {act.first}" if act.first else "day unknown"


# ---------------------------------------------------------------- demands
def demands(
    archive: Archive, about: Subject, days: Query, today: str, found: Found
) -> tuple[Section, Section]:
    """Open demands, the oldest first, and those to which something came back, with its words."""
    asked = replace(days, since=None)
    rows = [row for row in entries(archive, "demands", asked) if belongs(about, "demands", row)]
    unanswered = sorted(
        (row for row in rows if row.status in DEMANDS), key=lambda row: row.record.get("first") or DATED
    )
    answered = [row for row in rows if row.status in ANSWERED and (not days.since or row.last >= days.since)]
    answered.sort(key=lambda row: (row.last, row.id))
    answers = Answers(archive, found.acts)
    return (
        section(
            "open", "Open demands", "D", (demand(row, today) for row in unanswered),
            listing("demands", asked), "open demands",
        ),
        section(
            "answered", "Demands answered", "A", (demand(row, today, answers) for row in answered),
            listing("demands", days), "answered demands",
        ),
    )  # fmt: skip


def belongs(about: Subject, kind: str, row: Item) -> bool:
    """Whether an entry of a ledger belongs to the subject; for a dispute those that it lists."""
    return about.dispute is None or row.id in about.dispute.record.get(kind, ())


def demand(row: Item, today: str, answers: Answers | None = None) -> Line | None:
    """A demand in a line, with what came back."""
    record = row.record
    first, last = record.get("first"), record.get("last")
    since = f"since {first}" if first else "since an unknown day"
    again = f", last said {last}" if last and last != first else ""
    state = row.status.replace("partly", "met in part")
    if row.status in DEMANDS:
        state = f"{DEMANDS[row.status]}, {ago(first, today)}"
    said = f"{named(record.get('by', ()))} asks {named(record.get('of', ()))}: {state}; {since}{again}"
    return line(said, reports_of(record, "evidence"), notes=answers.of(record) if answers else ())


class Answers:
    """Finds the happenings that answer demands: among those of the brief,
    else among those from the one asked to the one who asks."""

    def __init__(self, archive: Archive, acts: Iterable[Gathered]) -> None:
        self.archive = archive
        self.known = by_event(acts)
        self.pairs: set[tuple[str, str]] = set()

    def of(self, record: Mapping[str, Any]) -> list[Line]:
        """What came back to a demand, each with its words; what has no words in the archive is left out."""
        wanted = [dict(r) for r in record.get("responses") or ()]
        if any(r["event"] not in self.known for r in wanted):
            for by in list(record.get("of", ()))[:3]:
                for of in list(record.get("by", ()))[:3]:
                    self.look(str(by), str(of))
        made = []
        for r in wanted:
            if act := self.known.get(r["event"]):
                said = f"{CAME_BACK.get(r['kind'], r['kind'])}, {stretch(act)}: {named(act.actors)}"
                made.append(line(said, reports_of(act.record)))
        return [told for told in made if told]

    def look(self, by: str, of: str) -> None:
        """Fetch the newest happenings from one to the other."""
        if (by, of) not in self.pairs:
            self.pairs.add((by, of))
            self.known |= by_event(self.archive.occurrences(Query(actor=by, recipient=of, limit=500)))


def by_event(acts: Iterable[Gathered]) -> dict[str, Gathered]:
    """Happenings by their own ids and those of their events."""
    return {id: act for act in acts for id in (act.id, *(event for _, event in act.events))}


# ---------------------------------------------------------------- positions
def shifts(archive: Archive, about: Subject, days: Query) -> Section:
    """Positions whose formula or stance changed, with both wordings."""
    rows = [
        row for row in entries(archive, "positions", days)
        if row.record.get("changed_from") and belongs(about, "positions", row)
    ]
    rows = [row for row in rows if not days.since or (row.record.get("first") or "") >= days.since]
    rows.sort(key=lambda row: (row.first, row.id))
    shown = rows[: 2 * FEW]
    old = {row.id: row for row in archive.items_of("positions", {row.block for row in shown})}
    lines = [shifted(row, old.get(str(row.record["changed_from"]))) for row in rows]
    return section(
        "positions", "Positions that shifted", "P", lines, listing("positions", days), "shifted positions"
    )


def shifted(row: Item, old: Item | None) -> Line | None:
    """A changed position in a line, and the formula before it as its note."""
    record = row.record
    by = f", as {named([record['ascribed_by']])} says" if record.get("ascribed_by") else ""
    notes = []
    if old:
        last = old.record.get("last") or "an unknown day"
        said = f"before, until {last}: {old.record.get('stance')}, “{old.record.get('wording')}”"
        was = line(said, reports_of(old.record, "evidence"))
        notes = [was] if was else []
    said = (
        f"{named([record.get('actor', '')])} on {record.get('issue')}{by}: since "
        f"{record.get('first') or 'an unknown day'} "
    )
    return line(
        f"{said}{record.get('stance')}, “{record.get('wording')}”", reports_of(record, "evidence"),
        notes=notes,
    )


# ---------------------------------------------------------------- meetings
def meetings(archive: Archive, about: Subject, days: Query, today: str) -> Section:
    """Meetings that are ahead, put off, or overdue, by their days."""
    asked = replace(days, since=None)
    rows = [
        row for status in ("planned", "postponed", "unknown")
        for row in entries(archive, "meetings", replace(asked, status=status))
    ]
    rows = [
        row for row in rows
        if belongs(about, "due", row) or (about.dispute is not None and row.status == "unknown")
    ]
    rows.sort(key=lambda row: (row.status == "unknown", row.record.get("start") or DATED, row.id))
    return section(
        "meetings", "Meetings due", "M", (meeting(row, today) for row in rows), listing("meetings", asked),
        "due meetings",
    )  # fmt: skip


def meeting(row: Item, today: str) -> Line | None:
    """A meeting in a line: due, put off, or overdue, which is not held."""
    record = row.record
    start, end = record.get("start"), record.get("end")
    days = (start if end in (None, start) else f"{start} to {end}") if start else "day not known"
    state, last = row.status, str(end or start or DATED)
    if state == "unknown" or (state == "planned" and last < today):
        state = "overdue: its days have passed and no report says what became of it"
    return line(
        f"{days}: {record.get('kind')} of {named(record.get('participants', ()))}, {state}",
        reports_of(record, "evidence"),
    )


# ---------------------------------------------------------------- commitments
def commitments(archive: Archive, days: Query, today: str) -> Section:
    """What is undertaken: what is over its day first, then by the last day, then what has none,
    then what was kept or broken."""
    asked = replace(days, since=None)
    rows = list(islice(settle.commitments(archive, asked, today), SWORN))
    rows.sort(key=lambda row: (STANDS.index(row.status), row.due.end or DATED if row.due else DATED, row.id))
    return section(
        "commitments", "Commitments", "K", map(undertaken, rows), listing("commitments", asked), "commitments"
    )


def undertaken(one: Commitment) -> Line | None:
    """A commitment in a line: by whom, to whom, its words and last day;
    what became of it only where a report says so."""
    to = f" to {named(one.to)}" if one.to else ""
    due = f", due by {one.due.end}" if one.due and one.due.end else ""
    overdue = "overdue: its day has passed and no report says what became of it"
    state = overdue if one.status == "overdue" else one.status
    found = sorted(one.evidence, key=lambda r: (r.published or DATED, r.article, r.span.start))
    became = line(f"{one.status}, by the words of", one.kept_by) if one.kept_by else None
    return line(f"{named(one.by)}{to}: “{one.what}”{due}, {state}", found, notes=[became] if became else [])


# ---------------------------------------------------------------- disputes
def disputes(archive: Archive, about: Subject, days: Query, found: Found) -> Section:
    """Disputes with their phase, parties and trigger, and the third parties in them."""
    rows = [about.dispute] if about.dispute else list(entries(archive, "disputes", days))  # the newest first
    shown = rows[:FEW]
    triggers = {
        act.id: act for act in archive.occurrences_of([str(row.record.get("trigger")) for row in shown])
    }
    lines = []
    for row in shown:
        record = row.record
        act = triggers.get(str(record.get("trigger")))
        if act is None:
            lost = f"What set off the dispute {title(row)} ({row.id}) is not in the archive any more."
            found.gaps.append(Gap(lost, "communique settle"))
            continue
        bodies = f"; taken to {named(record['bodies'])}" if record.get("bodies") else ""
        text = (
            f"{title(row)} ({row.id}): {record.get('phase') or row.status}, between "
            f"{named(record.get('parties', ()))} since {record.get('start') or 'an unknown day'}, "
            f"{plural(len(record.get('moves', ())), 'move')}{bodies}; set off by"
        )
        lines.append(line(text, reports_of(act.record), notes=third_parties(archive, record, found)))
    made = section(
        "disputes", "Disputes and third parties", "Q", lines, listing("disputes", days), "disputes"
    )
    return replace(made, left=made.left + len(rows) - len(shown))


def third_parties(archive: Archive, record: Mapping[str, Any], found: Found) -> list[Line]:
    """Who was courted and what they answered, with the report that holds their words."""
    made = []
    for third in record.get("third_parties") or ():
        told = words_of(archive, third, record)
        courted = (
            f"courted by {named([third['courted_by']])}" if third.get("courted_by") else "spoke up by itself"
        )
        answer = "its answer" if third.get("answer") else "no answer is reported; it was turned to so"
        said = line(f"{named([third['country']])}, {courted}: {answer}", told)
        if said:
            made.append(said)
        else:
            lacking = f"is a third party of this dispute ({courted}), but no report of it was found."
            name, look = called(str(third["country"])), f"communique find --actor {third['country']}"
            found.gaps.append(Gap(f"{name} {lacking}", look))
    return made


def words_of(archive: Archive, third: Mapping[str, Any], record: Mapping[str, Any]) -> list[Report]:
    """The reports that hold a third party's answer; of one that gave none,
    those of an act of a party towards it."""
    answer = " ".join(str(third.get("answer") or "").split())
    since = record.get("start")
    if answer:
        for query in (
            Query(actor=third["country"], since=since, limit=200),
            Query(party=third["country"], since=since, limit=200),
        ):
            rows = [r for act in archive.occurrences(query) for r in reports_of(act.record)]
            if found := [
                r for r in rows
                if answer in " ".join(r.span.text.split()) or (r.span.text and r.span.text in answer)
            ]:
                return found
        return []
    by = third.get("courted_by")
    acts = archive.occurrences(Query(dyad=(by, third["country"]), since=since, limit=1)) if by else []
    return [r for act in acts for r in reports_of(act.record)]


# ---------------------------------------------------------------- contradictions
def contradictions(found: Found, days: Query) -> Section:
    """Happenings that reports tell differently: each account with those who give it."""
    # words nearly always do
    rows = [
        act for act in found.acts if any(v["about"] != "wording" for v in act.record.get("versions") or ())
    ]
    rows.sort(key=lambda act: (-weight(act), act.first, act.id))
    return section(
        "contradictions", "What is contradictory", "C", map(contradicted, rows), listing("occurrences", days),
        "contradictions",
    )


def contradicted(act: Gathered) -> Line | None:
    """A happening with its accounts."""
    told = reports_of(act.record)
    accounts = []
    for one in act.record["versions"]:
        version = load(Version, one)
        value = named(version.value.split()) if version.about in CODES and version.value else version.value
        accounts.append(
            line(f"{version.about}: {value or 'not said'}", [r for r in told if r.article in version.reports])
        )
    differ = ", ".join(dict.fromkeys(v["about"] for v in act.record["versions"]))
    text = f"{stretch(act)}: {sides(act)}: {act.type.lower()}; reports differ about {differ}"
    return line(text, told, notes=[one for one in accounts if one])


# ---------------------------------------------------------------- figures, chart
def figures(found: Found, sections: Sequence[Section]) -> Iterable[Line]:
    """The figures at the head, each with reports of what it counts."""
    if found.acts:
        ordered = sorted(found.acts, key=lambda act: (act.first or DATED, act.id))
        told = [r for act in ordered for r in reports_of(act.record)]
        quads = Counter(ontology.quad_or(act.type, UNKNOWN) for act in found.acts)
        kinds = ", ".join(f"{quads[n]:,} {name.lower()}" for n, name in ontology.quads().items() if quads[n])
        outlets = len({r.outlet for r in told if r.outlet})
        text = (
            f"{plural(len(found.acts), 'happening')} ({kinds}), told in {plural(len(told), 'report')} by "
            f"{plural(outlets, 'outlet')}"
        )
        ends = [told[0], *([told[-1]] if told[-1] != told[0] else [])] if told else []
        if ends:
            yield Line(
                text + ("; the first and the last:" if len(ends) > 1 else ":"), tuple(ends),
                more=len(told) - len(ends),
            )
    for part in sections[1:]:
        if part.lines:
            name = part.empty if len(part.lines) + part.left > 1 else part.empty.removesuffix("s")
            first = part.lines[0]
            refs = first.label if len(part.lines) == 1 else f"{first.label} to {part.lines[-1].label}"
            yield Line(f"{len(part.lines) + part.left:,} {name} ({refs}); the first:", first.reports[:1])


def timeline(acts: Sequence[Gathered], lines: Sequence[Line]) -> Timeline | None:
    """The chart's data; None where nothing has a day."""
    counts: Counter[tuple[str, int]] = Counter()
    dated = [
        (act.first, ontology.quad_or(act.type, UNKNOWN)) for act in acts
        if days_between(act.first, act.first) is not None
    ]
    if not dated:
        return None
    span = days_between(min(d for d, _ in dated), max(d for d, _ in dated)) or 0
    unit: By = "day" if span <= 62 else "week" if span <= 420 else "month"
    for day, kind in dated:
        counts[opening(date.fromisoformat(day[:10]), unit).isoformat(), kind] += 1
    marks = tuple(
        (one.text.removeprefix("reported ")[:10], one.label)
        for one in lines if one.text.removeprefix("reported ")[:4].isdigit()
    )
    return Timeline(unit, tuple(Bar(day, kind, n) for (day, kind), n in sorted(counts.items())), marks)


# ---------------------------------------------------------------- what is missing
def missing(
    archive: Archive, about: Subject, days: Query, today: str, found: Found, sections: Sequence[Section]
) -> Iterable[Gap]:
    """What the brief could not know: what waits, what failed, what is old, what was left out,
    and what was looked for and not found."""
    if left := sum(archive.waiting().values()):
        waiting = plural(left, "article or happening", "articles, happenings or blocks")
        yield Gap(f"{waiting} not settled yet, and not in this brief.", "communique settle")
    failed = archive.failures()
    unread = [f"Could not be read: {row.origin} ({row.step}: {row.message})." for row in failed[:3]]
    if len(failed) > 3:
        unread.append(f"{plural(len(failed) - 3, 'further article')} could not be read.")
    yield from (Gap(said, "communique find --failures") for said in unread)
    for feed in archive.feeds():
        if feed.failures:
            often, why = plural(feed.failures, "time"), feed.message or "no reason given"
            yield Gap(f"The feed {feed.url} failed {often} in a row ({why}).", "communique watch")
    last = newest(archive)
    age = days_between(last, today)
    if last is None:
        yield Gap("The archive holds no article with a day of publication.", "communique ingest")
    elif age is not None and age > 3:
        old = f"The newest article is of {last}, {age} days before this brief."
        yield Gap(old, "communique ingest, communique watch")
    yield from found.gaps
    yield from left_out(archive, about, days, found)
    if none := [part for part in sections if not part.lines]:
        yield Gap(f"Looked for and not found: {', '.join(part.empty for part in none)}.", none[0].where)


def left_out(archive: Archive, about: Subject, days: Query, found: Found) -> Iterable[Gap]:
    """What there is about the subject that the brief does not show."""
    all_of_it = listing("occurrences", days)
    undated = sum(not act.start for act in found.acts)
    silent = sum(not reports_of(act.record) for act in found.acts)
    sides = about.kind in ("dyad", "country")
    others = archive.count(days) - archive.count(replace(days, origin="read")) if sides else 0
    newest = f"Only the {MOST:,} newest happenings were looked at; give a shorter stretch of days."
    dayless = f"For {plural(undated, 'happening')} no report says a day; that of the report stands for it."
    wordless = f"{plural(silent, 'happening')} without a report in the archive left out."
    said_of = ((found.capped, newest), (undated, dayless), (silent, wordless))
    yield from (Gap(said, all_of_it) for n, said in said_of if n)
    if others:
        said = f"{plural(others, 'event')} coded by others have no words to quote and are left out."
        yield Gap(said, all_of_it.replace("ledger occurrences", "find"))
