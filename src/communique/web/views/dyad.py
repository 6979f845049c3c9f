"""Two parties: directed bars on one scale by day, week or month, the change of level marked and in words,
before and after it by act.

Counts happenings that were done and are sure enough, copies once; does not know why a level changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args

from markupsafe import Markup

from communique import acts
from communique import wording as words
from communique.analysis import changes as analysis
from communique.analysis import series as analysed
from communique.analysis.changes import Change
from communique.analysis.series import By, Deed, Measure, Series, following
from communique.archive import Archive, Gathered, Query
from communique.archive.query import FIRST, LAST, bound
from communique.knowledge import acts as wording
from communique.knowledge import ontology
from communique.text.days import parse_day
from communique.web import charts, entries
from communique.web.downloads import Table
from communique.web.entries import Dealt
from communique.web.frame import Asked, Shown
from communique.web.questions import AskError, pair
from communique.web.views.disputes import both_counts, by_week
from communique.wording import before, capital, country, named

PERIODS = 60  # of a picture; earlier ones come with days that are asked for
LATEST = 5
BESIDE = 4  # other pairs
BESIDE_WEEKS = 26
MEASURES: tuple[Measure, ...] = ("conflict", "cooperation")
PER: Mapping[str, str] = {"day": "a day", "week": "a week", "month": "a month"}
DAYS: Mapping[str, float] = {"day": 1.0, "week": 7.0, "month": 30.4}


@dataclass(frozen=True, slots=True)
class Between:
    """What passed between two: their happenings by day, the periods of a picture,
    and the changes of level found in all of them."""

    pair: tuple[str, str]
    rows: tuple[Gathered, ...]
    by: By
    series: Series
    changes: tuple[Change, ...]


# one kind of act before and after a day, in each direction: acts in one period's time
Level = tuple[str, int, tuple[tuple[float, float, Markup], ...]]


def show(asked: Asked) -> Shown:
    """The page of a pair, or the pairs that deal most with one another."""
    archive, query, today = asked.archive, asked.query, asked.today
    if query.dyad is None:
        return listed(asked)
    one, other = query.dyad
    by: By | None = asked.choice("by", get_args(By)) if asked.get("by") else None  # type: ignore[assignment]
    key = ("between", one, other, by, query.since, query.until, today)
    found = entries.settled(
        archive, key, lambda: between(archive, query.dyad, by, query.since, query.until, today)
    )
    split = split_of(asked, found)
    newest = archive.occurrences_of(row.id for row in found.rows[:LATEST])
    latest = acts.of_gathered(archive, sorted(newest, key=lambda r: (r.first, r.id), reverse=True))
    panels = charts_of(found, split) if found.series.periods else ()
    sides = []
    for a, b in (query.dyad, query.dyad[::-1]):
        mine = [row for row in found.rows if way(row, a, b)]
        sides.append((a, len(mine), sum(entries.quad(r.type) >= 3 for r in mine)))
    kinds = by_kind(found.rows, query.dyad).items()
    by_act = ((*kind, one, other) for kind, ((_, one), (_, other)) in kinds)
    context = {
        "pair": query.dyad, "title": title(found, split), "sides": sides, "panels": panels,
        "split": split, "changes": found.changes, "by": found.by, "units": get_args(By), "per": PER[found.by],
        "levels": levels(found, split) if split else [],
        "counts": [] if split else sorted(by_act, key=lambda one: (-one[2] - one[3], one[:2])),
        "latest": latest,
        "beside": beside(asked, found) if found.rows else [], "with": asked.get("with"),
    }  # fmt: skip
    return Shown(context, Table("dyad", lambda: table(found)), charts=panels)


def listed(asked: Asked) -> Shown:
    """The pairs that deal most with one another of late."""
    archive = asked.archive
    found = entries.summary(archive, until=asked.month)
    pairs = entries.busiest(found, 500)
    context = {
        "pair": None, "pairs": pairs[:60], "summary": found, "total": len(pairs),
        "title": "No acts between two parties",
    }  # fmt: skip
    for one, other, _ in pairs[:1]:
        context["title"] = f"{capital(named(one))} and {named(other)} deal most with one another"
    rows = ({"one": a, "other": b, **charts.by_quad(d)} for a, b, d in pairs)
    return Shown(context, Table("dyads", lambda: rows))


# ---------------------------------------------------------------- counting
def between(
    archive: Archive, two: tuple[str, str] | None, by: By | None, since: str | None, until: str | None,
    today: str,
) -> Between:
    """What passed between two parties in some days, or in all up to one."""
    assert two is not None
    rows = acts.stretch(archive, bound(since, FIRST), min(bound(until, LAST), today), Query(dyad=two))
    rows = [row for row in rows if row.first]
    first = min((row.first for row in rows), default=today)
    span = words.days_between(bound(since, FIRST) if since else first, min(bound(until, LAST), today)) or 0
    unit: By = by or ("day" if span <= 45 else "week" if span <= 420 else "month")
    deeds = [deed for row in rows for deed in directed(row, two)]
    ends = (since, until) if since and until and len(since) == len(until) == 10 else (None, None)
    series = analysed.series(
        deeds, actor=two[0], recipient=two[1], directed=False, by=unit, since=ends[0], until=ends[1] or today
    )
    found = [change for measure in MEASURES for change in analysis.changes(series, measure)]
    found.sort(key=lambda c: c.at)
    return Between(two, tuple(rows), unit, series, tuple(found[-6:]))


def directed(row: Gathered, two: tuple[str, str]) -> list[Deed]:
    """A happening as deeds of the two, one each way in which it went."""
    score = ontology.score_or(row.type, 0.0)
    ways = [(a, b) for a, b in (two, two[::-1]) if a in row.actors and b in row.recipients]
    if not ways and {*two} <= {*row.actors}:
        ways = [two, two[::-1]]
    return [Deed(row.id, row.first, a, b, row.type, score, None) for a, b in ways]


def way(row: Gathered, one: str, other: str) -> bool:
    """Whether one party did it to the other; acts of the two together count for either."""
    return (one in row.actors and other in row.recipients) or {one, other} <= {*row.actors}


def split_of(asked: Asked, found: Between) -> str | None:
    """The day that before and after are told from: the one asked for,
    else that of the last change of conflict."""
    given = asked.get("split")
    if given == "none":
        return None
    if given:
        if parse_day(given) is None:
            raise AskError(f"split: {given[:40]!r} is no day; write it as 2025-11-27")
        return given
    change = next((c for c in reversed(found.changes) if c.measure == "conflict"), None)
    return change.at if change else None


# ---------------------------------------------------------------- findings
def title(found: Between, split: str | None) -> str:
    """How the level moved at a day, and from which side most of it came;
    a plain title where no change was found."""
    one, other = (named(code) for code in found.pair)
    change = next((c for c in reversed(found.changes) if c.measure == "conflict" and c.at == split), None)
    if change is None:
        change = next(iter(found.changes[-1:]), None) if split is None else None
    if change is not None:
        side = most_from(found, change)
        moved = words.grown(change.before, change.after)
        return (
            f"{change.measure.capitalize()} between {one} and {other} {moved} after "
            f"{words.title_day(before(change.at, 1))}{side}"
        )
    if not found.rows:
        return f"No acts between {one} and {other} are reported"
    days = [row.first for row in found.rows]
    return f"Acts between {one} and {other}, {words.span_words(min(days), max(days), '')} {max(days)[:4]}"


def most_from(found: Between, change: Change) -> str:
    """From which side most of what is counted since a change came; nothing where neither did clearly more."""
    wanted = (3, 4) if change.measure == "conflict" else (1, 2)
    since = [row for row in found.rows if row.first >= change.at and entries.quad(row.type) in wanted]
    done = [sum(way(row, *ends) for row in since) for ends in (found.pair, found.pair[::-1])]
    if sum(done) < 3 or max(done) < 0.6 * sum(done):
        return ""
    return f", most of it from {named(found.pair[done.index(max(done))])}"


def levels(found: Between, split: str) -> list[Level]:
    """Acts of each kind before and after a day, in one period's time."""
    days = [row.first for row in found.rows]
    first, last = min(days, default=split), max(days, default=split)
    spans = [
        max((words.days_between(a, b) or 0), 1) / DAYS[found.by]
        for a, b in ((first, split), (split, before(last, -1)))
    ]
    rates = {
        key: [[n / span for n, span in zip(side, spans, strict=True)] for side in sides]
        for key, sides in by_kind(found.rows, found.pair, split).items()
    }
    most = max((rate for sides in rates.values() for side in sides for rate in side), default=1.0)
    ordered = sorted(
        rates.items(), key=lambda item: (-(item[0][1] >= 3), -sum(side[1] for side in item[1]), item[0])
    )
    return [
        (verb, quad, tuple((was, now, charts.bar_pair(was, now, most, quad)) for was, now in sides))
        for (verb, quad), sides in ordered
    ]


def by_kind(
    rows: Iterable[Gathered], two: tuple[str, str], split: str = ""
) -> dict[tuple[str, int], list[list[int]]]:
    """How many acts of each verb and quad class either side did before a day and since."""
    counts: dict[tuple[str, int], list[list[int]]] = defaultdict(lambda: [[0, 0], [0, 0]])
    for row in rows:
        for side, ends in enumerate((two, two[::-1])):
            if way(row, *ends):
                counts[wording.present(row.type), entries.quad(row.type)][side][row.first >= split] += 1
    return counts


# ---------------------------------------------------------------- the pictures
def counted(rows: Iterable[Gathered], one: str, other: str, by: By) -> Mapping[str, Dealt]:
    """How many acts of each quad class one did to the other, by the first day of each period."""
    mine = (row for row in rows if way(row, one, other))
    return entries.by_period(mine, lambda day: analysed.opening(date.fromisoformat(day), by).isoformat())


def charts_of(found: Between, split: str | None) -> tuple[charts.Chart, ...]:
    """One picture for each direction, on one scale."""
    starts = [p.start for p in found.series.periods][-PERIODS:]
    both = [counted(found.rows, *ends, found.by) for ends in (found.pair, found.pair[::-1])]
    sums = [days[start] for days in both for start in starts if start in days]
    most = (max((n[1] + n[2] for n in sums), default=1), max((n.conflict for n in sums), default=1))
    made = []
    for (one, other), days in zip((found.pair, found.pair[::-1]), both, strict=True):
        name = f"{country(one)} → {country(other)}"
        change = next((c for c in reversed(found.changes) if c.measure == "conflict" and c.at == split), None)
        turn = None
        if split and starts and starts[0] <= split:
            rate = "before and after"
            if change:
                rate = f"{change.before:.1f} to {change.after:.1f} conflict acts {PER[found.by]}, both sides"
            turn = (split, f"{'Level changes' if change else 'Split'} on {words.title_day(split)}", rate)
        band = (split, starts[-1], "") if split and starts else None
        periods = [bar(one, other, start, days.get(start, {}), found.by) for start in starts]
        label = (
            f"Acts of {country(one)} towards {country(other)} by {found.by}: cooperation above the line, "
            "conflict below"
        )
        unit = f"acts {PER[found.by]}"
        frame = charts.Frame(596, 190, band=band, turn=turn, most=most)
        narrow_frame = charts.Frame(charts.NARROW, 180, band=band, most=most)
        wide = charts.bars(periods, frame, label, "wide", unit)
        narrow = charts.bars(periods[-26:], narrow_frame, label, "narrow", unit)
        table_ = tuple({"from": day, "by": found.by, **charts.by_quad(days.get(day, {}))} for day in starts)
        made.append(charts.Chart(f"{one}-{other}", name, unit, wide, narrow, table_))
    return tuple(made)


def bar(one: str, other: str, start: str, quads: Mapping[int, int], by: By) -> charts.Bars:
    """A period of one direction."""
    first = date.fromisoformat(start)
    last = (following(first, by) - timedelta(1)).isoformat()
    names = {
        "day": words.short_day(start), "week": words.span_words(start, last),
        "month": words.month_or_year(start[:7]),
    }  # fmt: skip
    href = entries.of_class(actor=one, recipient=other, since=start, until=last)
    return charts.Bars(start, quads, names[by], href)


def beside(asked: Asked, found: Between) -> list[tuple[tuple[str, str], Markup, str]]:
    """This pair and others of either party on one scale, with what stands out of each."""
    summed = entries.summary(asked.archive, until=asked.month)
    given = asked.get("with")
    wanted = [found.pair, *([pair("with", given)] if given else [])]
    for a, b, _ in entries.busiest(summed, 200):
        if len(wanted) > BESIDE:
            break
        if ({a, b} & {*found.pair}) and not any({a, b} == {*p} for p in wanted):
            wanted.append((a, b))
    # the pair's own parties are looked up once for all
    ours = {two: two if two[0] in found.pair else two[::-1] for two in wanted}
    weeks = []
    for two in wanted[: BESIDE + 1]:
        one, other = ours[two]
        rows = entries.of_party(asked.archive, one, asked.today)
        between_ = [row for row in rows if way(row, one, other) or way(row, other, one)]
        weeks.append((two, by_week(between_, asked.today, BESIDE_WEEKS)))
    most = max((conflict for _, counts in weeks for _, conflict in counts), default=1)
    made = []
    for two, counts in weeks:
        said = both_counts(counts)
        made.append((two, charts.spark(counts, said, width=210, height=78, most=most), said))
    return made


def table(found: Between) -> Iterable[Mapping[str, object]]:
    """The periods of both directions as rows."""
    for one, other in (found.pair, found.pair[::-1]):
        days = counted(found.rows, one, other, found.by)
        for p in found.series.periods:
            yield {
                "from": p.start, "until": p.end, "actor": one, "recipient": other,
                **charts.by_quad(days.get(p.start, {})),
            }
