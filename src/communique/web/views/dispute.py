"""A dispute: one lane a party with demands and their answers, then demands, positions side by side,
others drawn in, what is due, moves.

Knows the ledgers and happenings; does not know what a dispute is about beyond their words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from starlette.responses import Response

from communique import acts
from communique import wording as words
from communique.acts import Act, clause
from communique.archive import Archive, Gathered, Query
from communique.records import Demand, DueMeeting, HeldPosition
from communique.web import charts, entries, remarks
from communique.web.downloads import Table
from communique.web.frame import Asked, Missing, Shown, anchor, within
from communique.web.listing import flat_record
from communique.web.views import demands as asking
from communique.web.views.disputes import Dispute, dispute
from communique.wording import capital, country, joined, named

MOVES = 25  # written out on a page; the picture and the downloads have more
DRAWN = 60  # marks in the picture, the latest
LANES = 5
DEMANDS = 15
ARROWS = 8
COURTED = 2  # happenings that are shown of each courting and each answer
ACT = re.compile(r"(?<!\s)\s*+\(act [0-9a-f]{12}\)")
CODE = re.compile(r"\b[A-Z]{3}\b")


@dataclass(frozen=True, slots=True)
class Courted:
    """A third party: by whom it is courted, what it answered in a report's words,
    and acts that show either."""

    country: str
    by: tuple[str, ...]
    answer: str | None
    courting: tuple[Act, ...]
    answering: tuple[Act, ...]


def show(asked: Asked) -> Shown:
    """The page of the dispute that `id` names."""
    id = asked.get("id")
    if id is None:
        raise Missing("no dispute is named; give its id, as in /dispute?id=…")
    archive, today = asked.archive, asked.today
    one = dispute(entries.by_id(archive, "disputes", id, today))
    key = ("acts", one.id, one.moves[-1:], len(one.moves))
    moves = [a for a in entries.settled(archive, key, lambda: moves_of(archive, one)) if a.first <= today]
    demands, positions, due = parts(archive, one, today)
    rows = [asking.row(entry, entries.answers(archive, entry), today) for entry in demands[:DEMANDS]]
    third = entries.settled(archive, ("third", one.id, one.last), lambda: third_parties(archive, one))
    done = Counter(code for act in moves for code in act.actors)
    main = tuple(sorted(one.parties, key=lambda code: (-done[code], country(code))))  # the busiest first
    chart = timeline(main, moves, third, rows, chart_title(one, main, demands), today) if moves else None
    counted = Counter(d.status for d in demands)
    context = {
        "d": one, "headline": headline(one, main, moves), "main": main,
        "moves": moves[::-1][:MOVES], "total": len(one.moves),
        "by": tuple((code, sum(code in a.actors for a in moves)) for code in main),
        "lost": max(0, len(set(one.moves)) - len({a.id for a in moves})), "chart": chart, "rows": rows,
        "counted": counted, "scale": asking.SCALE, "more_demands": max(0, len(demands) - DEMANDS),
        "issues": side_by_side(positions, main), "held": {p.id: p for p in positions}, "due": due,
        "third": third, "place": place, "because": [plain(reason) for reason in one.because],
        **remarks.of(asked, "dispute", one.id),
    }  # fmt: skip
    ids = dict.fromkeys([*one.moves, one.trigger])
    table = Table("dispute", lambda: (flat_record(row.record) for row in archive.occurrences_of(ids)))
    return Shown(context, table, charts=(chart,) if chart else ())


def take(asked: Asked) -> Response:
    """Keep a note or a tag on the dispute that `id` names, or take one back."""
    id = asked.get("id") or ""
    entries.by_id(asked.archive, "disputes", id, asked.today)
    return remarks.take(asked, "dispute", id)


def moves_of(archive: Archive, one: Dispute) -> list[Act]:
    """Its latest moves and what it began with, by day."""
    rows = archive.occurrences_of(dict.fromkeys([*one.moves[-4 * DRAWN :], one.trigger]))
    return acts.of_gathered(archive, sorted(rows, key=lambda row: (row.first, row.id)))


def parts(
    archive: Archive, one: Dispute, today: str
) -> tuple[list[Demand], list[HeldPosition], list[DueMeeting]]:
    """The demands (open first), positions and meetings of a dispute."""
    demands = entries.of_ids(archive, "demands", one.demands, today)
    positions = entries.of_ids(archive, "positions", one.positions, today)
    due = entries.of_ids(archive, "meetings", one.due, today)
    return (sorted(map(entries.demand, demands), key=lambda one: asking.order(one, today)),
            sorted(map(entries.position, positions), key=lambda p: (p.first or "", p.id)),
            sorted(map(entries.meeting, due), key=lambda m: (m.start or "9999", m.id)))  # fmt: skip


def side_by_side(
    positions: Sequence[HeldPosition], main: Sequence[str]
) -> list[tuple[str, Mapping[str, HeldPosition], str]]:
    """By issue the newest wording of each of the two main parties, and how they stand to one another;
    issues of both first."""
    found: dict[str, dict[str, HeldPosition]] = defaultdict(dict)
    for held in positions:
        if held.actor in main[:2]:
            found[held.issue][held.actor] = held
    rows = [(issue, by, apart(by)) for issue, by in found.items()]
    return sorted(rows, key=lambda row: (-len(row[1]), max(p.last or "" for p in row[1].values())))


def apart(by: Mapping[str, HeldPosition]) -> str:
    """How the two stand to one another, from the stances alone."""
    stances = {held.stance for held in by.values()}
    if len(by) < 2:
        return ""
    if stances == {"supports", "opposes"}:
        return "opposed"
    if len(stances) == 1:
        return "the same side"
    return "worded apart"


def third_parties(archive: Archive, one: Dispute) -> list[Courted]:
    """The third parties, with acts in which they are courted and in which they answer."""
    found = []
    for third in one.third_parties[:12]:
        by = (third.courted_by,) if third.courted_by else ()
        code = [third.country]
        rows = between(archive, by, code, one), between(archive, code, by or one.parties, one)
        shown = [tuple(acts.of_gathered(archive, some[:COURTED])) for some in rows]
        found.append(Courted(third.country, by, third.answer, *shown))
    return found


def between(
    archive: Archive, actors: Sequence[str], recipients: Sequence[str], one: Dispute
) -> list[Gathered]:
    """The newest happenings that some did to others while a dispute lasts."""
    pairs = product(actors[:2], recipients[:2])
    asked = [Query(actor=by, recipient=of, since=one.start, limit=COURTED) for by, of in pairs]
    return [row for query in asked for row in archive.occurrences(query)]


def plain(reason: str) -> str:
    """A reason without ids, with names for codes."""
    return CODE.sub(lambda m: country(m[0]), ACT.sub("", reason))


# ---------------------------------------------------------------- findings
def headline(one: Dispute, main: Sequence[str], moves: Sequence[Act]) -> str:
    """The weightiest of the latest acts of each main party, as one sentence;
    the parties and their matter where there is none."""
    said = []
    for code in main[:2]:
        done = (a for a in moves[-DRAWN:] if code in a.actors and a.status == "actual")
        towards = [a for a in done if set(a.recipients) & set(one.parties)]
        latest = towards[-6:]
        if latest:
            said.append(clause(max(latest, key=lambda a: (a.weight, a.first))))
    return joined(said) if said else f"{one.names}: {one.issue}"


def chart_title(one: Dispute, main: Sequence[str], demands: Sequence[Demand]) -> str:
    """What became of the demands between the parties; a plain title where there were none."""
    own = [d for d in demands if set(d.by) & set(one.parties)]
    turned_down = (d for d in own if d.status == "refused")
    refused = Counter(code for d in turned_down for code in d.by if code in one.parties)
    said = [
        f"{how_many(refused[code], code)} {'was' if refused[code] == 1 else 'were'} refused"
        for code in main if refused[code]
    ][:2]
    waiting = [d for d in own if d.status in ("open", "unanswered")]
    askers = {code for d in waiting for code in d.by if code in one.parties}
    if waiting:
        some = words.number(len(waiting)) + ("" if said else " demands")
        what = how_many(len(waiting), *askers) if len(askers) == 1 else some
        said.append(f"{what} still {'waits' if len(waiting) == 1 else 'wait'}")
    if said:
        return capital("; ".join(said))
    return f"Moves of {words.listed([named(c) for c in main], 3)}, by day"


def how_many(n: int, code: str) -> str:
    """So many demands of a party."""
    return f"one demand of {named(code)}" if n == 1 else f"{words.number(n)} demands of {named(code)}"


# ---------------------------------------------------------------- the picture
def timeline(
    main: Sequence[str], moves: Sequence[Act], third: Sequence[Courted],
    rows: Sequence[asking.Row], title: str, today: str,
) -> charts.Chart:  # fmt: skip
    """The lanes of the parties and of those drawn in, with arrows from demands to answers."""
    shown = [a for a in moves if a.actors and a.first][-DRAWN:]
    others = [t.country for t in third if t.answering]
    names = [*main, *(code for code in others if code not in main)][:LANES]
    drawn = [*shown, *(a for t in third if t.country in names for a in t.answering)]
    marks = []
    for a in sorted({a.id: a for a in drawn}.values(), key=lambda a: (a.first, a.id)):
        if lane := next((code for code in a.actors if code in names), None):
            # to the move's row on the page, else to its words
            href = f"#{place(a)}" if a in moves[-MOVES:] else within(a.article, a.event)
            kind, link = words.QUAD_CLASS[a.quad], charts.Link(href, told(a))
            marks.append(charts.Move(lane, a.first, kind, label(a, main), a.weight, link))
    days = [m.day for m in marks] or [today]
    first, last = min(days), max(days)
    last = max(today, last) if (words.days_between(last, today) or 0) <= 60 else last
    arrows = [arrow for r in rows if (arrow := arrow_of(r, names, first))][:ARROWS]
    scope = f"{len(marks)} moves, {words.span_words(first, last, '')} {last[:4]}"
    label_ = f"{scope}: one lane a party, from left to right by day"
    lanes = [(code, country(code)) for code in names]
    wide = charts.lanes(lanes, marks, arrows, first, last, label_)
    narrow = charts.lanes(lanes, marks, arrows, first, last, label_, width=charts.NARROW, classes="narrow")
    table = tuple(
        {
            "day": a.first, "who": list(a.actors), "whom": list(a.recipients), "type": a.type, "mode": a.mode,
            "words": a.span.text if a.span else None,
        }
        for a in shown
    )  # fmt: skip
    return charts.Chart("lanes", title, scope, wide, narrow, table)


def label(act: Act, main: Sequence[str]) -> str:
    """A move in a few words: its verb, and whom it concerns where that is not the other main party."""
    whom = [code for code in act.recipients if code not in main[:2] and code not in act.actors]
    return act.verb if not whom or set(act.recipients) & set(main[:2]) else f"{act.verb}: {country(whom[0])}"


def told(act: Act) -> str:
    """A move in one line, for hover."""
    w = act.words(110)
    said = f": “{w.before}{w.act}{w.after}”" if w else ""
    return f"{words.act_words(act.first, act.last, dated=act.dated)}: {clause(act)}{said}"


def arrow_of(row: asking.Row, names: Sequence[str], first: str) -> charts.Arrow | None:
    """A demand as an arrow between two lanes; None where it is of neither, or of no known day."""
    one = row.demand
    by, of = (next((code for code in side if code in names), None) for side in (one.by, one.of))
    if by is None or of is None or by == of or not one.first or one.first < first:
        return None
    if row.waiting:
        days = words.plural(row.days or 0, "day")
        return charts.Arrow(by, one.first, of, None, f"{words.DEMAND[one.status]}, {days}")
    on = row.answer.act.first if row.answer and row.answer.act else None
    if on and on >= one.first:
        return charts.Arrow(by, one.first, of, on, words.DEMAND.get(one.status, one.status))
    return None


def place(act: Act) -> str:
    """Where a move stands on the page."""
    return "m" + anchor(act.id)[1:]
