"""Charts as SVG that the server writes: bars by day, small lines, lanes of a dispute, arcs on a map.
Colours are classes of the sheet.

Knows shapes and places; does not know the archive. Whatever a chart shows stands on its page as text as well,
and can be downloaded.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from communique.analysis.series import QUADS
from communique.knowledge import ontology
from communique.text.days import parse_day
from communique.web.frame import render, visible
from communique.wording import QUAD_CLASS, before, days_between, month_tick, plural, short_day

SHEET = Path(__file__).parent / "static" / "style.css"
WHOLE, WIDE, NARROW = 1232, 820, 358  # pixels: over the whole page, beside a column, on a phone
ORDER = (2, 1, 4, 3)  # material stands next to the line
WAYS = ((1, 2), (3, 4))  # what is drawn upwards, and downwards
CHAR = 6.1  # width of a letter of 12 px
HEAD = 46.0  # room for the title and the scope of a picture that stands alone
CUT = -30.0  # the meridian where the map is cut, so that the Pacific lies in its middle
SOUTH, NORTH = -56.0, 78.0
Box = tuple[float, float, float, float]  # left, top, right, bottom


class Link(NamedTuple):
    """Where a mark leads, and what it says to who hovers or listens."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart: its name in addresses, its finding, what is counted, its picture in one or two widths,
    and its rows to download."""

    name: str
    title: str
    scope: str
    wide: Markup
    narrow: Markup | None = None
    rows: tuple[Mapping[str, Any], ...] = ()
    note: str = ""


class Pen:
    """Collects the parts of one SVG; everything that comes from outside is escaped."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def add(self, tag: str, text: str | None = None, **given: object) -> Pen:
        """One element."""
        attributes = "".join(
            f' {name.rstrip("_").replace("_", "-")}="{shown(value)}"'
            for name, value in given.items() if value is not None
        )
        self.parts.append(
            f"<{tag}{attributes}/>" if text is None else f"<{tag}{attributes}>{escape(visible(text))}</{tag}>"
        )
        return self

    def rect(self, classes: str, x: float, y: float, width: float, height: float) -> Pen:
        """A filled stretch."""
        return self.add("rect", class_=classes, x=x, y=y, width=width, height=height)

    def text(self, x: float, y: float, said: str, classes: str = "t2 tx") -> Pen:
        """Words at a place."""
        return self.add("text", said, class_=classes, x=x, y=y)

    def open(self, link: Link | None) -> Pen:
        """Begin a link that marks stand in, or a group without one; `close` ends it."""
        if link is None:
            self.parts.append("<g>")
        else:
            label = escape(visible(link.label))
            self.parts.append(
                f'<a href="{escape(link.href)}" aria-label="{label}" tabindex="-1"><title>{label}</title>'
            )
        self.closing = "</a>" if link else "</g>"
        return self

    def close(self) -> Pen:
        """End what `open` began."""
        self.parts.append(self.closing)
        return self

    def svg(self, width: float, height: float, classes: str, label: str, *, role: str = "group") -> Markup:
        """The whole."""
        head = (
            f'<svg class="c {classes}" viewBox="0 0 {shown(width)} {shown(height)}" width="{shown(width)}" '
            f'height="{shown(height)}" role="{role}" aria-label="{escape(visible(label))}">'
        )
        return Markup(head + "".join(self.parts) + "</svg>")


def shown(value: object) -> str:
    """A number short, anything else escaped."""
    if isinstance(value, float):
        return f"{value:.1f}".rstrip("0").rstrip(".")
    return str(escape(value))


def glyph(pen: Pen, kind: str, x: float, y: float, size: float = 12) -> None:
    """One of the four marks of an act, in the middle of a place; "said" is a square."""
    half = size / 2
    if kind == "said":
        pen.rect("said", x - half + 1, y - half + 1, size - 2, size - 2)
    else:
        pen.add("use", href=f"#{kind}", class_=f"k {kind}", x=x - half, y=y - half, width=size, height=size)


# ---------------------------------------------------------------- bars by day, week or month
class Bars(NamedTuple):
    """One period: its first day, how many acts of each quad class, where each class leads,
    and how it is called."""

    day: str
    quads: Mapping[int, int]
    name: str
    href: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Frame:
    """How bars are set: the size, the room at the right for names, the marks on it."""

    width: float
    height: float
    left: float = 4
    right: float = 0
    band: tuple[str, str, str] | None = None  # first day, last day, words
    peak: tuple[str, str] | None = None  # day and words
    turn: tuple[str, str, str] | None = None  # day, bold words, plain words
    named: bool = False
    # the highest above and below the line, where several pictures stand on one scale
    most: tuple[int, int] | None = None


class Plot(Pen):
    """Bars on a frame while they are drawn: `line` is where they begin, `step` the height of an act,
    `pitch` the width of a period."""

    def __init__(self, periods: Sequence[Bars], frame: Frame) -> None:
        super().__init__()
        self.periods, self.frame = periods, frame
        highest = [max((sum(p.quads.get(q, 0) for q in way) for p in periods), default=0) for way in WAYS]
        self.up, self.down = (max(n, 1) for n in frame.most or highest)
        self.step = min((frame.height - 52) / (self.up + self.down), 24.0)
        self.line = 26 + self.up * self.step
        self.bottom = self.line + 4 + self.down * self.step
        self.right = frame.width - frame.right
        self.pitch = (self.right - frame.left) / max(len(periods), 1)

    def x(self, n: float) -> float:
        """Where a period begins."""
        return self.frame.left + n * self.pitch

    def band(self, first: str, last: str, said: str) -> None:
        """The days that a picture is about, on a quiet ground."""
        inside = [n for n, p in enumerate(self.periods) if first <= p.day <= last]
        if inside:
            self.rect("band", self.x(inside[0]), 6, len(inside) * self.pitch, self.bottom - 4)
            self.text(self.x(inside[0]) + 4, 18, said)

    def rule(self, unit: str) -> tuple[float, str] | None:
        """Lines at round numbers of acts; the height and the words of the first, None where no bar is as
        high."""
        every = nice(max(self.up, self.down))
        scale: tuple[float, str] | None = None
        for value in range(every, max(self.up, self.down) + 1, every):
            for sign in (sign for sign, most in ((-1, self.up), (1, self.down)) if value <= most):
                y = self.line + sign * value * self.step + (4 if sign > 0 else 0)
                self.add("line", class_="grid", x1=self.frame.left, x2=self.right, y1=y, y2=y)
                if scale is None and (sign < 0 or self.up < every):
                    scale = y - 3, f"{value} {unit if value > 1 else unit.replace('acts', 'act', 1)}"
        return scale

    def peak(self, day: str, said: str) -> None:
        """The words of the day with the most conflict, beside the foot of its bar, on the side that has
        room."""
        at = next((n for n, p in enumerate(self.periods) if p.day == day), None)
        if at is not None:
            left = self.x(at + 1) + 3 + len(said) * CHAR > self.right
            down = self.periods[at].quads.get(3, 0) + self.periods[at].quads.get(4, 0)
            self.text(
                self.x(at) - 3 if left else self.x(at + 1) + 3, self.line + down * self.step, said,
                "tx tb halo" + (" e" if left else ""),
            )

    def turn(self, day: str, bold: str, plain: str) -> None:
        """The day on which a level changed, as a dotted line with its words on the side that has room."""
        at = next((n for n, p in enumerate(self.periods) if p.day >= day[: len(p.day)]), None)
        if at is not None:
            x = self.x(at)
            self.add("line", class_="now", x1=x, x2=x, y1=6, y2=self.bottom)
            end = x > (self.frame.left + self.right) / 2
            for said, up, weight in ((bold, 16, "tb"), (plain, 2, "t2")):
                classes = f"tx {weight} halo{' e' if end else ''}"
                self.text(x - 5 if end else x + 5, self.bottom - up, said, classes)

    def column(self, n: int, period: Bars) -> None:
        """The bars of one period."""
        high, low = self.line, self.line + 4
        for quad in ORDER:
            acts = period.quads.get(quad, 0)
            if not acts:
                continue
            tall = acts * self.step
            high, y, low = (high - tall, high - tall, low) if quad <= 2 else (high, low, low + tall)
            self.open(Link(period.href(quad), f"{period.name}: {acts} {ontology.quads()[quad]}"))
            self.rect(QUAD_CLASS[quad], self.x(n) + 1, y, max(self.pitch - 2.5, 1.5), tall).close()

    def names(self) -> None:
        """The names of the classes beside the bars, in their inks."""
        for n, (quad, said) in enumerate((
            (1, "verbal cooperation"), (2, "material"), (4, "material conflict"), (3, "verbal"),
        )):
            x, y = self.right + 10, self.line - 36 + n * 20
            self.rect(QUAD_CLASS[quad], x, y, 9, 9)
            self.text(x + 14, y + 9, said, "tco tx" if quad <= 2 else "tcx tx")


def bars(periods: Sequence[Bars], frame: Frame, label: str, classes: str, unit: str) -> Markup:
    """Cooperation upwards, conflict downwards, material next to the line."""
    plot = Plot(periods, frame)
    if frame.band:
        plot.band(*frame.band)
    scale = plot.rule(unit)
    labels = ticks(periods, plot.pitch, frame.width - frame.left)
    for n, period in enumerate(periods):
        x = plot.x(n)
        if n in labels:
            plot.text(x, plot.bottom + 15, labels[n])
            plot.add("line", class_="tick", x1=x - 1, x2=x - 1, y1=plot.bottom + 2, y2=plot.bottom + 9)
        plot.column(n, period)
    if scale:
        plot.text(frame.left, *scale, "t2 tx halo")
    if frame.peak:
        plot.peak(*frame.peak)
    if frame.turn:
        plot.turn(*frame.turn)
    plot.add("line", class_="axis", x1=frame.left, x2=plot.right, y1=plot.line + 2, y2=plot.line + 2)
    if frame.named:
        plot.names()
    return plot.svg(frame.width, plot.bottom + 20, classes, label)


def both(periods: Sequence[Bars], wide: Frame, narrow: Frame, label: str, unit: str) -> tuple[Markup, Markup]:
    """The same for a wide page and for a phone, which shows no words beside the bars."""
    return bars(periods, wide, label, "wide", unit), bars(periods, narrow, label, "narrow", unit)


def by_quad(quads: Mapping[int, int]) -> dict[str, int]:
    """Counts by the names of the quad classes, for a table."""
    return {name: quads.get(quad, 0) for quad, name in QUADS.items()}


def nice(most: int) -> int:
    """A round step for a grid up to a number: two or three lines."""
    sizes = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000)
    return next((size for size in sizes if most / size <= 3), 10_000)


def ticks(periods: Sequence[Bars], pitch: float, room: float) -> dict[int, str]:
    """The periods that are named below the line, as many as fit: Mondays of days,
    the first of each month otherwise."""
    if not periods:
        return {}
    gap = days_between(periods[0].day, periods[1].day) or 1 if len(periods) > 1 else 1
    if gap < 5:
        said = {
            n: short_day(p.day) for n, p in enumerate(periods)
            if (on := parse_day(p.day)) and on.weekday() == 0
        }
    else:
        firsts = [n for n, p in enumerate(periods) if n == 0 or p.day[:7] != periods[n - 1].day[:7]]
        said = {n: month_tick(periods[n].day, n == 0 and gap > 20) for n in firsts}
    kept: dict[int, str] = {}
    free = 0.0
    for n, named_ in said.items():
        if n * pitch >= free and n * pitch + len(named_) * CHAR <= room:
            kept[n] = named_
            free = n * pitch + len(named_) * CHAR + 10
    return kept


# ---------------------------------------------------------------- small pictures in rows
def spark(
    weeks: Sequence[tuple[int, int]], label: str, *, width: float = 112, height: float = 26, most: int = 0
) -> Markup:
    """Cooperation above and conflict below a line, one bar a week, without words."""
    pen = Pen()
    top, low = max(1, *(a for a, _ in weeks), most // 3), max(1, *(b for _, b in weeks), most)
    step = (height - 1) / (top + low)
    line = top * step
    pitch = width / max(len(weeks), 1)
    pen.add("line", class_="tick", x1=0, x2=width, y1=line, y2=line)
    for n, (coop, conflict) in enumerate(weeks):
        if coop:
            pen.rect("co", n * pitch, line - coop * step, pitch - 1.5, coop * step)
        if conflict:
            pen.rect("cx", n * pitch, line + 1, pitch - 1.5, conflict * step)
    return pen.svg(width, height, "spark", label, role="img")


def age(days: int, most: int, mark: int | None, waiting: bool) -> Markup:
    """How long a demand has waited, or waited for its answer, on one scale for all."""
    pen = Pen()
    width = 112.0
    pen.rect("bg", 0, 0, width, 8)
    pen.rect("age2" if waiting else "age", 0, 0, max(width * min(days, most) / max(most, 1), 2.0), 8)
    if mark is not None and 0 < mark < most:
        pen.add("line", class_="tick", x1=width * mark / most, x2=width * mark / most, y1=0, y2=8)
    return pen.svg(width, 8, "agebar", plural(days, "day"), role="img")


def bar_pair(before: float, after: float, most: float, quad: int) -> Markup:
    """A level before (grey) above a level after (in the colour of its class)."""
    pen = Pen()
    width = 330.0
    scale = width / most if most else 0
    pen.rect("age", 0, 1, max(before * scale, 0.5), 5)
    pen.rect(QUAD_CLASS[quad], 0, 8, max(after * scale, 0.5), 8)
    return pen.svg(width, 17, "pairbar", f"before {before:.1f}, since {after:.1f} a week", role="img")


def reliability(
    bands: Sequence[tuple[str, int, float, float]], width: float, label: str, classes: str
) -> Markup:
    """For each band of confidence the share that is right as a bar,
    and the confidence that was given as a tick."""
    pen = Pen()
    high, left, pitch = 150.0, 30.0, (width - 34.0) / max(len(bands), 1)
    for share in (0.5, 1.0):
        y = 10 + high * (1 - share)
        pen.add("line", class_="grid", x1=left, x2=width, y1=y, y2=y)
        pen.text(left - 4, y + 4, f"{share:g}", "t2 tx e")
    for n, (name, events, mean, right) in enumerate(bands):
        x = left + n * pitch
        pen.open(None).add("title", f"{name}: {right:.2f} of {events} events are right")
        pen.rect("age", x + 3, 10 + high * (1 - right), pitch - 6, high * right)
        y = 10 + high * (1 - mean)
        pen.add("line", class_="axis", x1=x + 1, x2=x + pitch - 1, y1=y, y2=y)
        pen.close()
        if pitch > 50 or n % 2 == 0:
            pen.text(x + pitch / 2, high + 26, name.replace(" to ", "–"), "t2 tx m")
            pen.text(x + pitch / 2, high + 40, f"{events}", "t2 tx m")
    pen.add("line", class_="axis", x1=left, x2=width, y1=10 + high, y2=10 + high)
    return pen.svg(width, high + 46, classes, label)


# ---------------------------------------------------------------- lanes of a dispute
class Move(NamedTuple):
    """A mark on a lane: whose, on which day, of which kind (vc, mc, vx, mx, said), how it is called,
    how much it weighs."""

    lane: str
    day: str
    kind: str
    label: str
    weight: float
    link: Link


class Arrow(NamedTuple):
    """From a demand to what came back; without a day of the answer it still waits."""

    lane: str
    day: str
    to: str
    answered: str | None
    label: str


@dataclass(slots=True)
class Placed:
    """What is taken on the levels of labels of one lane: labels as (level, from, to),
    and the lines that lead to them as (level, place)."""

    taken: list[tuple[int, float, float]] = field(default_factory=list)
    leads: list[tuple[int, float]] = field(default_factory=list)

    def level(self, left: float, right: float, at: float, most: int) -> int | None:
        """The first level with room between two places for a label whose line stands at a third."""
        for level in range(most):
            free = all(right < a or left > b for one, a, b in self.taken if one == level)
            uncut = all(not left - 2 < x < right + 2 for one, x in self.leads if one > level)
            cuts = any(a - 2 < at < b + 2 for one, a, b in self.taken if one < level)
            if free and uncut and not cuts:
                self.taken.append((level, left, right))
                self.leads.append((level, at))
                return level
        return None


LEVELS = 3
GAP, LANE = 86.0, 34.0  # room of the two first lanes, of the others


class Lanes(Pen):
    """The lanes of a dispute while they are drawn: the height of each party's, the days from left to right.

    On a phone (`narrow`) there are no words beside the marks.
    """

    def __init__(
        self, names: Sequence[tuple[str, str]], first: str, last: str, width: float, narrow: bool
    ) -> None:
        super().__init__()
        self.first, self.narrow = first, narrow
        self.left, self.right = (14.0, width - 8.0) if narrow else (118.0, width - 56.0)
        self.days = max(days_between(first, last) or 1, 1)
        self.places = {code: n for n, (code, _) in enumerate(names)}
        self.ys: dict[str, float] = {}
        y = 30.0 + (LEVELS * 16 if not narrow else 0)
        below = (60.0, 40.0) if narrow else (GAP, 24.0 + LEVELS * 16)  # the two first bear labels
        for n, (code, _) in enumerate(names):
            self.ys[code] = y
            y += below[n] if n < 2 else LANE
        self.bottom = y - 6

    def x(self, day: str) -> float:
        """The place of a day."""
        after = min(max(days_between(self.first, day) or 0, 0), self.days)
        return self.left + (self.right - self.left) * after / self.days

    def weekends(self) -> None:
        """Quiet fills for weekends, where there are few enough to see."""
        for n in range(self.days + 1) if self.days <= 70 else ():
            day = before(self.first, -n)
            on = parse_day(day)
            if on and on.weekday() == 5:
                end = self.x(before(day, -2))
                self.rect("wk", self.x(day), 6, max(end - self.x(day), 1.0), self.bottom - 6)

    def spread(self, moves: Sequence[Move]) -> list[float]:
        """The places of marks: those of one day on one lane stand beside one another."""
        seen: Counter[tuple[str, str]] = Counter()
        found = []
        for move in moves:
            found.append(self.x(move.day) + 13 * seen[move.lane, move.day])
            seen[move.lane, move.day] += 1
        return found

    def label(self, moves: Sequence[Move], spots: Sequence[float]) -> None:
        """The words of moves, the weightiest first, where there is room."""
        placed = {code: Placed() for code in self.ys}
        shown = [(move, at) for move, at in zip(moves, spots, strict=True) if move.lane in self.ys]
        ordered = sorted(shown, key=lambda pair: -pair[0].weight)
        for move, at in ordered:
            place, lane = self.places[move.lane], self.ys[move.lane]
            half = len(move.label) * CHAR / 2 + 4
            middle = min(max(at, 118 + half - 20), self.right + 40 - half)
            if place >= 2:
                beside = [other for one, other in ordered if one.lane == move.lane and other != at]
                room = at - 12 - 2 * half
                clear = room > 110 and all(not room - 6 < other < at for other in beside)
                if clear and placed[move.lane].level(room, at + 8, at, 1) is not None:
                    self.text(at - 10, lane + 4, move.label, "tx halo e")
                continue
            level = placed[move.lane].level(middle - half, middle + half, at, LEVELS)
            if level is None:
                continue
            sign = -1 if place == 0 else 1
            y = lane + sign * (20 + level * 16) + (0 if sign < 0 else 6)
            self.add("line", class_="lead", x1=at, x2=at, y1=lane + sign * 9, y2=y + (4 if sign < 0 else -11))
            self.text(middle, y, move.label, "tx halo m" + (" tb" if move.kind == "mx" else ""))

    def arrow(self, arrow: Arrow, n: int) -> None:
        """A demand's arrow to its answer, or its dashed line to the day from which one looks."""
        start, end, a = self.ys[arrow.lane], self.ys[arrow.to], self.x(arrow.day)
        down = 1 if end > start else -1
        if arrow.answered:
            b, y1, y2 = self.x(arrow.answered), start + 9 * down, end - 11 * down
            half = (y1 + y2) / 2
            curve = f"M{a:.1f} {y1:.1f}C{a:.1f} {half:.1f} {b:.1f} {half:.1f} {b:.1f} {y2:.1f}"
            self.add("path", class_="arr", d=curve)
            self.add("path", class_="head", d=f"M{b - 4:.1f} {y2:.1f}h8l-4 {6 * down}z")
        else:
            y = min(start, end) + 26 + n * 16
            line = f"M{a:.1f} {start + 9 * down:.1f}V{y:.1f}H{self.right:.1f}"
            self.add("path", class_="arr open", d=line)
            if not self.narrow:
                self.text(self.right - 4, y - 4, arrow.label, "tx halo e")

    def answers(self, arrows: Sequence[Arrow]) -> None:
        """The words at arrows that have an answer, along the arrow where they cover no others;
        those without room are left out."""
        boxes: list[Box] = []
        for arrow in arrows:
            if not arrow.answered:
                continue
            a, b, y1, y2 = self.x(arrow.day), self.x(arrow.answered), self.ys[arrow.lane], self.ys[arrow.to]
            for t in (0.5, 0.35, 0.65, 0.22, 0.78):
                part = t * t * (3 - 2 * t)
                left, y = a + (b - a) * part + 6, y1 + (y2 - y1) * part + 4
                box = (left, y - 10, left + len(arrow.label) * CHAR, y + 3)
                if apart(box, boxes):
                    boxes.append(box)
                    self.text(left, y, arrow.label, "tx t2 halo")
                    break


def lanes(
    names: Sequence[tuple[str, str]], moves: Sequence[Move], arrows: Sequence[Arrow], first: str, last: str,
    label: str, *, width: float = WHOLE, classes: str = "wide",
) -> Markup:  # fmt: skip
    """One lane a party, marks by day, arrows from demands to their answers,
    dashed lines for what still waits.

    Labels stand above the first lane and below the second, the weightiest placed first;
    those without room are left out (hover has them).
    """
    narrow = classes == "narrow"
    pen = Lanes(names, first, last, width, narrow)
    ys, right, bottom = pen.ys, pen.right, pen.bottom
    pen.weekends()
    for code, name in names:
        if narrow:
            pen.text(pen.left, ys[code] - 12, name, "tx tb")
        else:
            pen.text(6, ys[code] + 5, name, "tb")
        pen.add("line", class_="tick", x1=pen.left, x2=right, y1=ys[code], y2=ys[code])
    waiting: dict[frozenset[str], int] = {}
    drawn = [arrow for arrow in arrows if {arrow.lane, arrow.to} <= ys.keys()]
    for arrow in drawn:
        pair = frozenset((arrow.lane, arrow.to))
        n = waiting[pair] = waiting.get(pair, -1) + (arrow.answered is None)
        room = int((abs(ys[arrow.lane] - ys[arrow.to]) - 34) // 16)
        if arrow.answered or n < max(room, 1):
            pen.arrow(arrow, n)
    spots = pen.spread(moves)
    if not narrow:
        pen.answers(drawn)
        pen.label(moves, spots)
    for move, at in zip(moves, spots, strict=True):
        if move.lane in ys:
            pen.open(move.link)
            glyph(pen, move.kind, at, ys[move.lane], 10 if narrow else 12)
            pen.close()
    for n in range(0, pen.days + 1, max(1, -(-pen.days // (4 if narrow else 9)))):  # evenly
        day = before(first, -n)
        words, half = short_day(day), len(short_day(day)) * CHAR / 2
        pen.text(min(max(pen.x(day), half), width - half), bottom + 14, words, "t2 tx m")
    pen.add("line", class_="now", x1=right, x2=right, y1=6, y2=bottom)
    return pen.svg(width, bottom + 20, classes, label)


def apart(box: Box, others: Iterable[Box]) -> bool:
    """Whether a box covers none of some others."""
    return all(box[2] < b[0] or box[0] > b[2] or box[3] < b[1] or box[1] > b[3] for b in others)


# ---------------------------------------------------------------- the map
class Arc(NamedTuple):
    """A pair on the map: codes, acts, whether most are conflict, its words."""

    one: str
    other: str
    acts: int
    conflict: bool
    label: str
    link: Link


@cache
def shapes() -> Mapping[str, Any]:
    """By the code of each country the outer rings of its shape, in degrees east of the cut and degrees
    north, and about the middle of the greatest (scripts/build_world.py)."""
    world = resources.files("communique.web").joinpath("world.json")
    found: dict[str, Any] = json.loads(world.read_text("utf-8"))
    return found


@cache
def paths(width: int) -> Mapping[str, str]:
    """The path of each country on a map of this width."""
    scale, digits = width / 360.0, 1 if width > 500 else 0
    found = {}
    for code, shape in shapes().items():
        placed = ([((a - CUT) * scale, (NORTH - b) * scale) for a, b in ring] for ring in shape["rings"])
        rounded = (dict.fromkeys((round(x, digits), round(y, digits)) for x, y in ring) for ring in placed)
        drawn = ("M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "z" for ring in rounded if len(ring) > 2)
        if path := "".join(drawn):
            found[code] = path
    return found


@cache
def centres() -> Mapping[str, tuple[float, float]]:
    """About the middle of each country, in degrees east of the cut and degrees north;
    of the European Union and the United Nations that of Brussels and of New York."""
    found = {code: (shape["centre"][0], shape["centre"][1]) for code, shape in shapes().items()}
    return found | {"EUR": (4.4, 50.8), "UNO": (286.0, 40.7)}


def arcs_map(
    arcs: Sequence[Arc], label: str, *, width: int = 358, classes: str = "",
    steps: Mapping[str, int] | None = None, links: Mapping[str, Link] | None = None, labels: int = 6,
) -> Markup:  # fmt: skip
    """The world with an arc for each pair: solid where most is conflict, dashed where cooperation;
    countries in the tone of their step."""
    pen = Pen()
    scale = width / 360.0
    for code, d in paths(width).items():
        link = (links or {}).get(code)
        tone = f"land m{(steps or {}).get(code, 0)}" if steps else "land"
        if link is not None:
            pen.open(link).add("path", class_=tone, d=d).close()
        else:
            pen.add("path", class_=tone, d=d)
    most = max((arc.acts for arc in arcs), default=1)
    said: list[tuple[str, float, float]] = []
    boxes: list[Box] = []
    for n, arc in enumerate(arcs):
        ends = centres().get(arc.one), centres().get(arc.other)
        if ends[0] is None or ends[1] is None:
            continue
        (ax, ay), (bx, by) = (((a - CUT) * scale, (NORTH - b) * scale) for a, b in (ends[0], ends[1]))
        lift = max(8.0, abs(bx - ax) * 0.22)
        pen.open(arc.link)
        curve = f"M{ax:.1f} {ay:.1f}Q{(ax + bx) / 2:.1f} {min(ay, by) - lift:.1f} {bx:.1f} {by:.1f}"
        pen.add(
            "path", class_="arcx" if arc.conflict else "arcc", d=curve,
            stroke_width=1.25 + 2.5 * arc.acts / most,
        )
        for px, py in ((ax, ay), (bx, by)):
            pen.add("circle", class_="hl", cx=px, cy=py, r=1.8)
        pen.close()
        if n < labels:
            said.append((arc.label, (ax + bx) / 2, min(ay, by) - lift / 2 - 3))
    for words, x, y in said:  # after all arcs, so that none runs through a word
        placed_label(pen, words, x, y, width, boxes)
    return pen.svg(width, (NORTH - SOUTH) * scale, classes, label)


def placed_label(pen: Pen, words: str, x: float, y: float, width: float, boxes: list[Box]) -> None:
    """Words near a place, moved down until they cover no others; left out where there is no room."""
    half = len(words) * CHAR / 2
    x = min(max(x, half + 2), width - half - 2)
    for shift in (0, 13, -13, 26, 39, -26):
        box = (x - half, y + shift - 10, x + half, y + shift + 3)
        if box[1] > 0 and apart(box, boxes):
            boxes.append(box)
            pen.text(x, y + shift, words, "tx halo m")
            return


# ---------------------------------------------------------------- downloads
TOKEN = re.compile(r"(?<![\w-])(--[\w-]++):\s*([^;}]+)")
RULE = re.compile(r"(?<![^{}])([^{}]++)\{([^{}]*+)\}")


@cache
def own_style() -> str:
    """The rules of the sheet that charts need, with the light colours in them,
    for a picture that stands alone."""
    text = re.sub(r"/\*.*?\*/", "", SHEET.read_text("utf-8"), flags=re.S)
    tokens = {name: value.strip() for name, value in TOKEN.findall(text.split("@media", 1)[0])}
    kept = []
    for selector, body in RULE.findall(text):
        names = selector.strip().split("\n")[-1].strip()
        if (
            names.startswith(("svg.c", ".vc", ".mc", ".vx", ".mx", "rect.", ".g.v", ".chart text"))
            and "@" not in names
        ):
            filled = re.sub(
                r"var\((--[\w-]+)\)", lambda m: tokens.get(m[1], "currentColor"),
                re.sub(r"--k:[^;]*;?", "", body),
            )
            kept.append(f"{names.replace('.chart text, ', '')}{{{filled.strip()}}}")
    return "".join(kept)


def alone(chart: Chart) -> str:
    """A chart as an SVG file: with its title, its scope and the colours of the sheet, without links."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', chart.wide)
    width, height = (float(found[1]), float(found[2])) if found else (float(WIDE), 200.0)
    inner = re.sub(r"<a [^<>]*+>|</a>", "", str(chart.wide)[str(chart.wide).index(">") + 1 : -len("</svg>")])
    return render("picture", {
        "chart": chart, "width": shown(width), "height": shown(height + HEAD), "head": shown(HEAD),
        "style": Markup(own_style()), "inner": Markup(inner),
    })


def png(chart: Chart) -> bytes:
    """A chart as a picture in points, twice as fine as on the page."""
    import vl_convert

    found: bytes = vl_convert.svg_to_png(alone(chart), scale=2)
    return found


def snippet(chart: Chart) -> str:
    """A chart as HTML to paste into another page: it needs nothing from here."""
    return (
        f'<figure class="communique-chart">\n{alone(chart)}\n'
        f'<figcaption>{escape(visible(chart.scope))}</figcaption>\n</figure>\n'
    )
