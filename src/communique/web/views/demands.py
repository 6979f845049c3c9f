"""Demands: who asks whom for what, how long it has waited, and the answer in its words; open first,
of those of late the longest wait.

Knows the ledger of demands; does not know how an answer is found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import get_args

from markupsafe import Markup

from communique import wording as words
from communique.archive import Archive, Query
from communique.records import Demand, DemandStatus
from communique.web import charts, entries
from communique.web.entries import Answered
from communique.web.frame import Asked, Shown
from communique.wording import named

SIZE = 40  # rows of a page where none are asked for: each brings its answer
ORDER = {"open": 0, "unanswered": 1, "refused": 2, "partly": 3, "met": 4, "answered": 5}
STATUSES: tuple[str, ...] = get_args(DemandStatus)
SCALE = 90  # days of the bar
MONTH = 30  # its tick


@dataclass(frozen=True, slots=True)
class Row:
    """A demand with its answer and how many days it waited for that, or waits still."""

    demand: Demand
    answer: Answered | None
    days: int | None
    waiting: bool
    back: tuple[Answered, ...] = ()

    @property
    def again(self) -> str | None:
        """The day of the last refusal after which it was asked again, "" where that is unknown;
        None where it was not."""
        if self.demand.status != "open" or not any(r.kind == "refuses" for r in self.demand.responses):
            return None
        return max((a.act.first for a in self.back if a.kind == "refuses" and a.act), default="")

    def bar(self, scale: int) -> Markup:
        """Its wait as a bar; the tick is a month."""
        return charts.age(self.days or 0, scale, MONTH, self.waiting)


@dataclass(frozen=True, slots=True)
class Tally:
    """All demands of a question: how many of each status, each with its status by id in order,
    how many open ones are of late, the longest wait of those."""

    statuses: Counter[str]
    ids: tuple[tuple[str, str], ...]
    late: int
    oldest: tuple[Demand, ...]

    @property
    def total(self) -> int:
        """How many."""
        return self.statuses.total()


def show(asked: Asked) -> Shown:
    """A page of demands, or the one that `id` names."""
    archive, query, today = asked.archive, entries.sure_enough(asked.query), asked.today
    id, size = asked.get("id"), query.limit or SIZE
    table = entries.table(archive, "demands", query, today)
    if id is not None:
        one = entries.demand(entries.by_id(archive, "demands", id, today))
        back = entries.answers(archive, one)
        return Shown({"alone": one, "row": row(one, back, today), "back": back}, table)
    status = query.status
    if status is not None and status not in STATUSES:
        entries.every(archive, "demands", query, today)  # which says what may stand there
    key = ("tally", replace(query, status=None, limit=None, after=None), today)
    found = entries.settled(archive, key, lambda: tally(archive, query, today))
    start = int(query.after) if query.after and query.after.isdecimal() else 0
    ids = [id for stands, id in found.ids if status in (None, stands)]
    items = entries.of_ids(archive, "demands", ids[start : start + size], today)
    rows = [row(one, entries.answers(archive, one), today) for one in map(entries.demand, items)]
    context = {
        "alone": None, "rows": rows, "tally": found, "status": status, "total": len(ids),
        "start": start, "following": str(start + size) if start + size < len(ids) else None,
        "title": title(found, today), "scale": SCALE, "month": MONTH, "delay": delay(rows),
        "board": asked.get("view") == "board",
        "doubtful": entries.left_out(archive, "demands", replace(query, status=None)),
    }  # fmt: skip
    return Shown(context, table)


def tally(archive: Archive, query: Query, today: str) -> Tally:
    """All demands of a question that were made by a day, counted and in the order of the page."""
    heads = archive.item_heads("demands", replace(query, status=None))
    if today < archive.as_of():  # what is kept is how they stand on the newest day
        days = archive.first_told("demands")
        stood = ((head, days.get(head[0], ("", None))) for head in heads)
        heads = [(id, "open" if (answered or "") > today else status, first, last)
                 for (id, status, first, last), (told, answered) in stood if told <= today]  # fmt: skip
    ordered = sorted(heads, key=lambda head: place(head[0], head[1], head[2], head[3], today))
    late = [id for id, status, first, _ in ordered if status == "open" and of_late(first, today)]
    oldest = tuple(map(entries.demand, entries.of_ids(archive, "demands", late[:1], today)))
    ids = tuple((status, id) for id, status, *_ in ordered)
    return Tally(Counter(status for status, _ in ids), ids, len(late), oldest)


def order(one: Demand, today: str) -> tuple[object, ...]:
    """Where a demand stands in the list."""
    return place(one.id, one.status, one.first or "", one.last or "", today)


def place(id: str, status: str, first: str, last: str, today: str) -> tuple[object, ...]:
    """Where a demand stands in the list: open ones first, of those of late the longest wait;
    older and all others the latest first."""
    rank, waits = ORDER.get(status, 9), status in ("open", "unanswered") and of_late(first, today)
    return rank, not waits, first if waits else inverted((last if rank > 1 else first) or "0000"), id


def of_late(first: str, today: str) -> bool:
    """Whether a demand was made in the days that the bar has room for:
    who waits longer will hardly be answered."""
    return bool(first) and (words.days_between(first, today) or 0) <= SCALE


def inverted(day: str) -> str:
    """A key that puts later days first."""
    return "".join(chr(0x69 - ord(letter)) if letter.isdecimal() else letter for letter in day)


def row(one: Demand, back: Sequence[Answered], today: str) -> Row:
    """A demand as a row."""
    answer = next((b for b in back if b.words), back[0] if back else None)
    if one.status in ("open", "unanswered"):
        days = one.age_days if one.age_days is not None else words.days_between(one.first, today)
        return Row(one, answer, days, True, tuple(back))
    on = answer.act.first if answer and answer.act else None
    gone = words.days_between(one.first, on)
    return Row(one, answer, gone if gone is not None and gone >= 0 else None, False)


def title(found: Tally, today: str) -> str:
    """The finding: how many are open and how long the oldest have waited."""
    open_ = found.statuses["open"]
    if not found.total:
        return "No demands are reported"
    if not open_:
        return f"No demand is open; {words.number(found.total)} {'was' if found.total == 1 else 'were'} made"
    verb = "demand is" if open_ == 1 else "demands are"
    said = f"{words.number(open_, capital=True)} {verb} open"
    if not found.oldest:
        if open_ > 1:
            return f"{said}, none of the last {SCALE} days"
        return f"{said}, of more than {SCALE} days ago"
    first, some = found.oldest[0], found.late < open_
    days = words.days_between(first.first, today) or 0
    sides = [words.listed([named(code) for code in side], 2) for side in (first.by, first.of)]
    pair = f"{sides[0] or 'somebody unnamed'} to {sides[1] or 'nobody named'}"
    waited = "was made today" if days == 0 else f"has waited {words.plural(days, 'day')}"
    if some:
        said += f", {words.number(found.late)} of the last {SCALE} days"
    one = "it" if open_ == 1 else f"the oldest{' of these' if some and found.late > 1 else ''}, of {pair},"
    return f"{said}; {'this one, of ' + pair + ',' if some and found.late == 1 else one} {waited}"


def delay(rows: Iterable[Row]) -> str | None:
    """How fast answers came, in a sentence; None where too few did."""
    waited = [r.days for r in rows if not r.waiting and r.days is not None]
    if len(waited) < 4:
        return None
    middle = int(median(waited))
    when = f"within {words.plural(middle, 'day')}" if middle else "the same day"
    return f"Half of the answers shown came {when}"
