"""Two parties: how much of each quad class they did to one another from month to month, when that changed, and the events beneath.

Counts reports of acts in the kept summary, without syndicated copies; does not know why a level changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from markupsafe import Markup

from communique.analysis import changes as analysis
from communique.analysis.changes import Change
from communique.analysis.series import Measure, Net, Period, Series, following
from communique.archive import Archive, DyadMonth, EventRow
from communique.knowledge import ontology
from communique.web import charts, entries
from communique.web.downloads import Table
from communique.web.frame import Asked, Shown, country
from communique.web.keeping import kept
from communique.web.questions import link

LONGEST = 60  # months in the chart; earlier ones come with a day that is asked for, and in the downloads
EVENTS = 20
WIDER = 10  # times as many events are looked through for those of one quad class
SOUGHT: tuple[Measure, ...] = ("cooperation", "conflict")
FEW = 8  # changes that are marked, the surest


@dataclass(frozen=True, slots=True)
class Months:
    """The months of a pair, without a gap: how many acts of each quad class, both directions and each."""

    labels: tuple[str, ...]
    both: Mapping[str, Counter[int]]
    ways: Mapping[tuple[str, str], Counter[int]]
    changes: tuple[Change, ...]


def show(asked: Asked) -> Shown:
    """The page of a pair, or the pairs that deal most with one another."""
    archive, query = asked.archive, asked.query
    found = entries.summary(archive)
    context = {"state": entries.state(archive), "busiest": entries.busiest(found, 24), "summary": found}
    if query.dyad is None:
        pairs = [{"one": a, "other": b, **by_quad(d.quads)} for a, b, d in entries.busiest(found, 500)]
        return Shown({**context, "pair": None}, Table("dyads", lambda: pairs))
    one, other = query.dyad
    months = kept(archive, ("months", *sorted(query.dyad)), lambda: counted(archive, one, other))
    labels = within(months.labels, query.since, query.until)
    shown = labels or months.labels[-LONGEST:]
    size = query.limit or EVENTS
    rows, after = events(asked, size)
    span = f"{shown[0]} to {shown[-1]}" if shown else ""
    words = (f"Acts of {country(one)} and {country(other)} towards one another by month, {span}: cooperation above, conflict below the "
             "line; a bar leads to its events, a mark ▲▼ to those around a change of level")  # fmt: skip
    marked = [change for change in months.changes if change.at[:7] in shown]
    context |= {
        "pair": (one, other), "months": months, "shown": shown, "changes": [(c, around(query.dyad, c)) for c in marked], "rows": rows,
        "following": after, "only": quad_of(asked), "words": words, "link_of": lambda m, q: of_month(query.dyad, m, q),
        "chart": chart((one, other), months, shown, marked, words) if shown else None,
    }  # fmt: skip
    return Shown(context, Table("dyad", lambda: ({"month": m, **by_quad(months.both[m])} for m in months.labels)))


# ---------------------------------------------------------------- counting
def counted(archive: Archive, one: str, other: str) -> Months:
    """The months of a pair and the changes of its levels."""
    both: dict[str, Counter[int]] = defaultdict(Counter)
    ways: dict[tuple[str, str], Counter[int]] = {(one, other): Counter(), (other, one): Counter()}
    for row in once(archive.dyad_months((one, other))):
        both[row.month][row.quad] += row.events
        ways.setdefault((row.actor, row.recipient), Counter())[row.quad] += row.events
    labels = tuple(all_months(min(both), max(both))) if both else ()
    filled = {label: both.get(label, Counter()) for label in labels}
    return Months(labels, filled, ways, tuple(turned(filled)))


def once(rows: Iterable[DyadMonth]) -> Iterator[DyadMonth]:
    """The rows of two, not those of one with itself."""
    return (row for row in rows if row.actor != row.recipient)


def all_months(first: str, last: str) -> Iterator[str]:
    """All months from one to another."""
    start = date.fromisoformat(f"{first}-01")
    while (label := start.isoformat()[:7]) <= last:
        yield label
        start = following(start, "month")


def turned(months: Mapping[str, Counter[int]]) -> list[Change]:
    """The surest changes of level of cooperation and of conflict, in order of time; the last month counts as far as it is."""
    none = Net(0.0, None, 0)
    periods = tuple(period(label, quads, none) for label, quads in months.items())
    series = Series(None, None, False, "month", periods, (), 0)
    found = [change for measure in SOUGHT for change in analysis.changes(series, measure)]
    return sorted(sorted(found, key=lambda c: -c.gain)[:FEW], key=lambda c: c.at)


def period(label: str, quads: Counter[int], none: Net) -> Period:
    """A month as the analysis takes it."""
    start = date.fromisoformat(f"{label}-01")
    end = following(start, "month") - timedelta(1)
    return Period(label, start.isoformat(), end.isoformat(), end.day, quads.total(), quads[1], quads[2], quads[3], quads[4], none, none)


def within(labels: Sequence[str], since: str | None, until: str | None) -> tuple[str, ...]:
    """Enough months around the days asked for to see them in their surroundings; all where none are asked for."""
    if since is None and until is None:
        return tuple(labels[-LONGEST:])
    first = entries.month_before(f"{since}-01"[:7], LONGEST // 6) if since else "0000-00"
    last = entries.month_before(f"{until}-12"[:7], -LONGEST // 6) if until else "9999-99"
    return tuple(label for label in labels if first <= label <= last)[-LONGEST:]


def by_quad(quads: Counter[int]) -> dict[str, int]:
    """Counts by the names of the quad classes."""
    return {name.lower().replace(" ", "_"): quads[quad] for quad, name in ontology.quads().items()}


def quad_of(asked: Asked) -> int | None:
    """The quad class that is asked for."""
    given = asked.get("quad")
    return int(given) if given in ("1", "2", "3", "4") else None


def events(asked: Asked, size: int) -> tuple[list[EventRow], str | None]:
    """A page of the events of the pair, and the cursor of the next; with a quad class those of it among so many times as many."""
    quad = quad_of(asked)
    look = size if quad is None else size * WIDER
    rows = asked.archive.events(replace(asked.query, limit=look))
    after = rows[-1].cursor if len(rows) == look else None
    return [row for row in rows if quad is None or row.event.quad == quad], after


# ---------------------------------------------------------------- the chart
def chart(pair: tuple[str, str], months: Months, shown: Sequence[str], marked: Sequence[Change], words: str) -> Markup | None:
    """The bars of the months, and the marks of changes, drawn."""
    names = ontology.quads()
    bars = [
        charts.Bar(f"{label}-01", quad, n, charts.Link(of_month(pair, label, quad), f"{label}: {n} of {names[quad]}"))
        for label in shown for quad in names if (n := months.both[label][quad])
    ]  # fmt: skip
    turns = [charts.Turn(c.at, c.direction == "up", charts.Link(around(pair, c), told(c), stop=True)) for c in marked]
    return charts.drawn(charts.series, bars, turns, words)


def told(change: Change) -> str:
    """A change of level in words."""
    return f"{change.at[:7]}: {change.measure} {change.direction} from {change.before:.1f} to {change.after:.1f} a month"


def of_month(pair: tuple[str, str], month: str, quad: int) -> str:
    """The events of a month of one quad class."""
    one, other = pair  # codes, which need no quoting: there are hundreds of these links on a page
    return f"/dyad?dyad={one}-{other}&since={month}&until={month}&quad={quad}#events"


def around(pair: tuple[str, str], change: Change) -> str:
    """The events around a change."""
    return link("/dyad", dyad=pair, since=change.earliest, until=change.window) + "#events"
