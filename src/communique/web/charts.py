"""Charts as SVG that the server writes: bars by day, small lines, lanes of a dispute, arcs on a map.
Colours are classes of the sheet.

Knows shapes and places; does not know the archive. Whatever a chart shows stands on its page as text as well,
and can be downloaded.
"""

from __future__ import annotations

import json
import re
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
from communique.web.frame import visible
from communique.wording import QUAD_CLASS, before, days_between, month_tick, plural, short_day

SHEET = Path(__file__).parent / "static" / "style.css"
WHOLE, WIDE, NARROW = 1232, 820, 358  # pixels: over the whole page, beside a column, on a phone
ORDER = (2, 1, 4, 3)  # material stands next to the line
CHAR = 6.1  # width of a letter of 12 px
EMPTY = "ATA"  # which the map leaves out: nobody there acts
CUT = -30.0  # the meridian where the map is cut, so that the Pacific lies in its middle
SOUTH, NORTH = -56.0, 78.0


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


def bars(periods: Sequence[Bars], frame: Frame, label: str, classes: str, unit: str) -> Markup:
    """Cooperation upwards, conflict downwards, material next to the line."""
    pen = Pen()
    ups = [p.quads.get(1, 0) + p.quads.get(2, 0) for p in periods]
    downs = [p.quads.get(3, 0) + p.quads.get(4, 0) for p in periods]
    up, down = max(ups, default=0), max(downs, default=0)
    if frame.most:
        up, down = frame.most
    up, down = max(up, 1), max(down, 1)
    top, foot = 26.0, 20.0
    step = (frame.height - top - foot - 6) / (up + down)
    step = min(step, 24.0)
    line = top + up * step
    bottom = line + 4 + down * step
    right = frame.width - frame.right
    pitch = (right - frame.left) / max(len(periods), 1)
    banded(pen, periods, frame, pitch, bottom)
    scale = ruled(pen, frame, up, down, line, step, unit)
    labels = ticks(periods, pitch, frame.width - frame.left)
    for n, period in enumerate(periods):
        x = frame.left + n * pitch
        if n in labels:
            pen.text(x, bottom + 15, labels[n])
            pen.add("line", class_="tick", x1=x - 1, x2=x - 1, y1=bottom + 2, y2=bottom + 9)
        column(pen, period, x + 1, max(pitch - 2.5, 1.5), line, step)
    if scale:
        pen.text(frame.left, *scale, "t2 tx halo")
    peaked(pen, periods, frame, pitch, right, line, step)
    if frame.turn:
        turned(pen, periods, frame, pitch, right, line, bottom)
    pen.add("line", class_="axis", x1=frame.left, x2=right, y1=line + 2, y2=line + 2)
    if frame.named:
        named(pen, right + 10, line)
    return pen.svg(frame.width, bottom + foot, classes, label)


def both(periods: Sequence[Bars], wide: Frame, narrow: Frame, label: str, unit: str) -> tuple[Markup, Markup]:
    """The same for a wide page and for a phone, which shows no words beside the bars."""
    return bars(periods, wide, label, "wide", unit), bars(periods, narrow, label, "narrow", unit)


def by_quad(quads: Mapping[int, int]) -> dict[str, int]:
    """Counts by the names of the quad classes, for a table."""
    return {name: quads.get(quad, 0) for quad, name in QUADS.items()}


def banded(pen: Pen, periods: Sequence[Bars], frame: Frame, pitch: float, bottom: float) -> None:
    """The days that a picture is about, on a quiet ground."""
    inside = [n for n, p in enumerate(periods) if frame.band and frame.band[0] <= p.day <= frame.band[1]]
    if frame.band and inside:
        x = frame.left + inside[0] * pitch
        pen.rect("band", x, 6, (inside[-1] - inside[0] + 1) * pitch, bottom - 4)
        pen.text(x + 4, 18, frame.band[2])


def ruled(
    pen: Pen, frame: Frame, up: int, down: int, line: float, step: float, unit: str
) -> tuple[float, str] | None:
    """Lines at round numbers of acts; the height and the words of the first, None where no bar is as high."""
    every = nice(max(up, down))
    scale: tuple[float, str] | None = None
    for value in range(every, max(up, down) + 1, every):
        for sign in (sign for sign, most in ((-1, up), (1, down)) if value <= most):
            y = line + sign * value * step + (4 if sign > 0 else 0)
            pen.add("line", class_="grid", x1=frame.left, x2=frame.width - frame.right, y1=y, y2=y)
            if scale is None and (sign < 0 or up < every):
                scale = y - 3, f"{value} {unit if value > 1 else unit.replace('acts', 'act', 1)}"
    return scale


def peaked(
    pen: Pen, periods: Sequence[Bars], frame: Frame, pitch: float, right: float, line: float, step: float
) -> None:
    """The words of the day with the most conflict, beside the foot of its bar, on the side that has room."""
    at = next((n for n, p in enumerate(periods) if frame.peak and p.day == frame.peak[0]), None)
    if at is None or not frame.peak:
        return
    x = frame.left + (at + 1) * pitch + 3
    left = x + len(frame.peak[1]) * CHAR > right
    x = frame.left + at * pitch - 3 if left else x
    down = periods[at].quads.get(3, 0) + periods[at].quads.get(4, 0)
    pen.text(x, line + down * step, frame.peak[1], "tx tb halo" + (" e" if left else ""))


def turned(
    pen: Pen, periods: Sequence[Bars], frame: Frame, pitch: float, right: float, line: float, bottom: float
) -> None:
    """The day on which a level changed, as a dotted line with its words on the side that has room."""
    assert frame.turn is not None
    at = next((n for n, p in enumerate(periods) if p.day >= frame.turn[0][: len(p.day)]), None)
    if at is None:
        return
    x = frame.left + at * pitch
    pen.add("line", class_="now", x1=x, x2=x, y1=6, y2=bottom)
    end = x > (frame.left + right) / 2
    where = x - 5 if end else x + 5
    pen.text(where, bottom - 16, frame.turn[1], "tx tb halo" + (" e" if end else ""))
    pen.text(where, bottom - 2, frame.turn[2], "tx t2 halo" + (" e" if end else ""))


def column(pen: Pen, period: Bars, x: float, width: float, line: float, step: float) -> None:
    """The bars of one period."""
    high, low = line, line + 4
    for quad in ORDER:
        n = period.quads.get(quad, 0)
        if not n:
            continue
        tall = n * step
        if quad <= 2:
            high -= tall
            y = high
        else:
            y = low
            low += tall
        pen.open(Link(period.href(quad), f"{period.name}: {n} {ontology.quads()[quad]}"))
        pen.rect(QUAD_CLASS[quad], x, y, width, tall)
        pen.close()


def named(pen: Pen, x: float, line: float) -> None:
    """The names of the classes beside the bars, in their inks."""
    for n, (quad, said) in enumerate((
        (1, "verbal cooperation"), (2, "material"), (4, "material conflict"), (3, "verbal"),
    )):
        y = line - 36 + n * 20
        pen.rect(QUAD_CLASS[quad], x, y, 9, 9)
        pen.text(x + 14, y + 9, said, "tco tx" if quad <= 2 else "tcx tx")


def nice(most: int) -> int:
    """A round step for a grid up to a number: two or three lines."""
    for size in (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000):
        if most / size <= 3:
            return size
    return 10_000


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


def lanes(
    names: Sequence[tuple[str, str]], moves: Sequence[Move], arrows: Sequence[Arrow], first: str, last: str,
    label: str, *, width: float = WHOLE, classes: str = "wide",
) -> Markup:  # fmt: skip
    """One lane a party, marks by day, arrows from demands to their answers,
    dashed lines for what still waits.

    Labels stand above the first lane and below the second, the weightiest placed first;
    those without room are left out (hover has them).
    """
    pen = Pen()
    narrow = classes == "narrow"
    left, right = (14.0 if narrow else 118.0), width - (8.0 if narrow else 56.0)
    days = max(days_between(first, last) or 1, 1)

    def x(day: str) -> float:
        return left + (right - left) * min(max(days_between(first, day) or 0, 0), days) / days

    ys: dict[str, float] = {}
    y = 30.0 + (LEVELS * 16 if not narrow else 0)
    below = (60.0, 40.0) if narrow else (GAP, 24.0 + LEVELS * 16)  # the two first bear labels
    for n, (code, _) in enumerate(names):
        ys[code] = y
        y += below[n] if n < 2 else LANE
    bottom = y - 6
    weekends(pen, first, days, x, bottom)
    for code, name in names:
        if narrow:
            pen.text(left, ys[code] - 12, name, "tx tb")
        else:
            pen.text(6, ys[code] + 5, name, "tb")
        pen.add("line", class_="tick", x1=left, x2=right, y1=ys[code], y2=ys[code])
    waiting: dict[frozenset[str], int] = {}
    for arrow in (a for a in arrows if a.lane in ys and a.to in ys):
        pair = frozenset((arrow.lane, arrow.to))
        n = waiting[pair] = waiting.get(pair, -1) + (arrow.answered is None)
        room = int((abs(ys[arrow.lane] - ys[arrow.to]) - 34) // 16)
        if arrow.answered or n < max(room, 1):
            arrowed(pen, arrow, ys, x, right, n, narrow)
    if not narrow:
        called_back(pen, arrows, ys, x)
    spots = spread(moves, ys, x)
    if not narrow:
        labelled(pen, names, moves, ys, spots, right)
    for move, at in zip(moves, spots, strict=True):
        if move.lane in ys:
            pen.open(move.link)
            glyph(pen, move.kind, at, ys[move.lane], 10 if narrow else 12)
            pen.close()
    for day, words in day_ticks(first, days, 4 if narrow else 9):
        half = len(words) * CHAR / 2
        pen.text(min(max(x(day), half), width - half), bottom + 14, words, "t2 tx m")
    pen.add("line", class_="now", x1=right, x2=right, y1=6, y2=bottom)
    return pen.svg(width, bottom + 20, classes, label)


def weekends(pen: Pen, first: str, days: int, x: Callable[[str], float], bottom: float) -> None:
    """Quiet fills for weekends, where there are few enough to see."""
    if days > 70:
        return
    for n in range(days + 1):
        day = before(first, -n)
        on = parse_day(day)
        if on and on.weekday() == 5:
            end = x(before(day, -2))
            pen.rect("wk", x(day), 6, max(end - x(day), 1.0), bottom - 6)


def spread(moves: Sequence[Move], ys: Mapping[str, float], x: Callable[[str], float]) -> list[float]:
    """The places of marks: those of one day on one lane stand beside one another."""
    seen: dict[tuple[str, str], int] = {}
    found = []
    for move in moves:
        n = seen.get((move.lane, move.day), 0)
        seen[move.lane, move.day] = n + 1
        found.append(x(move.day) + 13 * n)
    return found


def labelled(
    pen: Pen, names: Sequence[tuple[str, str]], moves: Sequence[Move], ys: Mapping[str, float],
    spots: Sequence[float], right: float,
) -> None:  # fmt: skip
    """The words of moves, the weightiest first, where there is room."""
    placed = {code: Placed() for code, _ in names}
    ordered = sorted(zip(moves, spots, strict=True), key=lambda pair: -pair[0].weight)
    for move, at in ordered:
        if move.lane not in ys:
            continue
        place = [code for code, _ in names].index(move.lane)
        half = len(move.label) * CHAR / 2 + 4
        middle = min(max(at, 118 + half - 20), right + 40 - half)
        if place >= 2:
            beside = [other for one, other in ordered if one.lane == move.lane and other != at]
            room = at - 12 - 2 * half
            clear = room > 110 and all(not room - 6 < other < at for other in beside)
            if clear and placed[move.lane].level(room, at + 8, at, 1) is not None:
                pen.text(at - 10, ys[move.lane] + 4, move.label, "tx halo e")
            continue
        level = placed[move.lane].level(middle - half, middle + half, at, LEVELS)
        if level is None:
            continue
        sign = -1 if place == 0 else 1
        y = ys[move.lane] + sign * (20 + level * 16) + (0 if sign < 0 else 6)
        pen.add(
            "line", class_="lead", x1=at, x2=at, y1=ys[move.lane] + sign * 9, y2=y + (4 if sign < 0 else -11)
        )
        pen.text(middle, y, move.label, "tx halo m" + (" tb" if move.kind == "mx" else ""))


def arrowed(
    pen: Pen, arrow: Arrow, ys: Mapping[str, float], x: Callable[[str], float], right: float, n: int,
    narrow: bool,
) -> None:
    """A demand's arrow to its answer, or its dashed line to the day from which one looks."""
    start, end = ys[arrow.lane], ys[arrow.to]
    down = 1 if end > start else -1
    if arrow.answered:
        a, b = x(arrow.day), x(arrow.answered)
        y1, y2 = start + 9 * down, end - 11 * down
        pen.add(
            "path", class_="arr",
            d=f"M{a:.1f} {y1:.1f}C{a:.1f} {(y1 + y2) / 2:.1f} {b:.1f} {(y1 + y2) / 2:.1f} {b:.1f} {y2:.1f}",
        )
        pen.add("path", class_="head", d=f"M{b - 4:.1f} {y2:.1f}h8l-4 {6 * down}z")
    else:
        a = x(arrow.day)
        y = min(start, end) + 26 + n * 16
        pen.add("path", class_="arr open", d=f"M{a:.1f} {start + 9 * down:.1f}V{y:.1f}H{right:.1f}")
        if not narrow:
            pen.text(right - 4, y - 4, arrow.label, "tx halo e")


def called_back(
    pen: Pen, arrows: Sequence[Arrow], ys: Mapping[str, float], x: Callable[[str], float]
) -> None:
    """The words at arrows that have an answer, along the arrow where they cover no others;
    those without room are left out."""
    boxes: list[tuple[float, float, float, float]] = []
    for arrow in arrows:
        if not arrow.answered or arrow.lane not in ys or arrow.to not in ys:
            continue
        a, b, y1, y2 = x(arrow.day), x(arrow.answered), ys[arrow.lane], ys[arrow.to]
        for t in (0.5, 0.35, 0.65, 0.22, 0.78):
            part = t * t * (3 - 2 * t)
            left, y = a + (b - a) * part + 6, y1 + (y2 - y1) * part + 4
            box = (left, y - 10, left + len(arrow.label) * CHAR, y + 3)
            if apart(box, boxes):
                boxes.append(box)
                pen.text(left, y, arrow.label, "tx t2 halo")
                break


def apart(
    box: tuple[float, float, float, float], others: Iterable[tuple[float, float, float, float]]
) -> bool:
    """Whether a box (left, top, right, bottom) covers none of some others."""
    return all(box[2] < b[0] or box[0] > b[2] or box[3] < b[1] or box[1] > b[3] for b in others)


def day_ticks(first: str, days: int, most: int) -> list[tuple[str, str]]:
    """Days to name below a picture, evenly."""
    step = max(1, -(-days // most))
    return [(day, short_day(day)) for n in range(0, days + 1, step) for day in [before(first, -n)]]


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
    """The shape of each country by its code."""
    found: dict[str, Any] = json.loads(
        resources.files("communique.web").joinpath("world.json").read_text("utf-8")
    )
    return found


def rings(shape: Mapping[str, Any]) -> Iterable[list[tuple[float, float]]]:
    """The outer rings of a shape, east of the cut."""
    parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    for part in parts:
        ring = [(float(a), float(b)) for a, b, *_ in part[0]]
        middle = sum(a for a, _ in ring) / len(ring)
        shift = 360.0 if middle < CUT else 0.0
        yield [(a + shift, b) for a, b in ring]


@cache
def paths(width: int) -> Mapping[str, str]:
    """The path of each country on a map of this width."""
    scale, digits = width / 360.0, 1 if width > 500 else 0
    found = {}
    for code, shape in shapes().items():
        drawn = []
        for ring in rings(shape) if code != EMPTY else ():
            points = list(
                dict.fromkeys(
                    (round((a - CUT) * scale, digits), round((NORTH - b) * scale, digits)) for a, b in ring
                )
            )
            if len(points) > 2:
                drawn.append("M" + "L".join(f"{a:g} {b:g}" for a, b in points) + "z")
        if drawn:
            found[code] = "".join(drawn)
    return found


@cache
def centres() -> Mapping[str, tuple[float, float]]:
    """About the middle of each country's greatest part, in degrees east of the cut and degrees north."""
    found = {}
    for code, shape in shapes().items():
        ring = max(
            rings(shape),
            key=lambda r: (
                (max(a for a, _ in r) - min(a for a, _ in r)) * (max(b for _, b in r) - min(b for _, b in r))
            ),
        )
        xs, ys = [a for a, _ in ring], [b for _, b in ring]
        found[code] = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    found["EUR"], found["UNO"] = (4.4, 50.8), (286.0, 40.7)  # Brussels, New York
    return found


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
    boxes: list[tuple[float, float, float, float]] = []
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


def placed_label(
    pen: Pen, words: str, x: float, y: float, width: float, boxes: list[tuple[float, float, float, float]]
) -> None:
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


SYMBOLS = Markup(
    '<symbol id="vc" viewBox="0 0 10 10" overflow="visible">'
    '<circle cx="5" cy="5" r="4" stroke-width="1.7"/></symbol>'
    '<symbol id="mc" viewBox="0 0 10 10" overflow="visible">'
    '<circle cx="5" cy="5" r="4.2" stroke-width="1"/></symbol>'
    '<symbol id="vx" viewBox="0 0 10 10" overflow="visible">'
    '<path d="M5 .2 9.8 5 5 9.8 .2 5z" stroke-width="1.6" stroke-linejoin="round"/></symbol>'
    '<symbol id="mx" viewBox="0 0 10 10" overflow="visible">'
    '<path d="M5 0 10 5 5 10 0 5z" stroke-width="1" stroke-linejoin="round"/></symbol>'
)


def alone(chart: Chart) -> str:
    """A chart as an SVG file: with its title, its scope and the colours of the sheet, without links."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', chart.wide)
    width, height = (float(found[1]), float(found[2])) if found else (float(WIDE), 200.0)
    inner = re.sub(r"<a [^<>]*+>|</a>", "", str(chart.wide)[str(chart.wide).index(">") + 1 : -len("</svg>")])
    head = 46.0
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="c" viewBox="0 0 {shown(width)} '
        f'{shown(height + head)}" width="{shown(width)}" height="{shown(height + head)}">'
        f'<style>{own_style()} svg.c text{{font-family:"Source Sans 3",Arial,sans-serif}}</style>'
        f'<defs>{SYMBOLS}</defs><rect width="100%" height="100%" fill="#fcfbf8"/>'
        f'<text x="4" y="18" class="tb">{escape(visible(chart.title))}</text>'
        f'<text x="4" y="36" class="t2 tx">{escape(visible(chart.scope))}</text>'
        f'<g transform="translate(0 {shown(head)})">{inner}</g></svg>'
    )


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
