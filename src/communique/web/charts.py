"""Charts as SVG that the server draws: Altair describes them, Vega draws them, every mark is a link, and colours follow the page's.

Knows shapes and colours; does not know the archive. Whatever a chart shows stands on its page as text as well.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import math
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from lxml import etree
from markupsafe import Markup

from communique.web.frame import visible

LOG = logging.getLogger("communique.web")
PATIENCE = 1.5  # seconds that a page waits for a chart; it comes with the next look at the page then
KEPT = 256  # charts that are kept drawn
PLACE = "https://chart.invalid/"  # stands before the number of a link while Vega draws, so that it never sees an address
QUAD = {1: "#0a6247", 2: "#0b4f9e", 3: "#8a4b00", 4: "#a3141f"}  # style.css and charts.css put the page's own in their place
INK, SOFT, LINE, PAPER = "#1b1f24", "#50575f", "#c9ced6", "#ffffff"
WIDE, HIGH = 860, 240
EMPTY = "ATA"  # which the map leaves out: nobody there acts
TAGS = frozenset(("svg", "g", "path", "line", "rect", "circle", "text", "tspan", "a", "title", "defs", "clipPath"))
ATTRIBUTES = frozenset((
    "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "viewBox", "transform", "fill", "fill-opacity", "stroke",
    "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-miterlimit", "opacity", "text-anchor", "font-size", "font-weight",
    "clip-path", "id", "class", "dx", "dy",
))  # fmt: skip
DAYS = frozenset(("start", "end", "day"))
LONG = re.compile(r"(?<!\d)\d++\.\d\d++")
WARM = threading.Event()
SVG = "http://www.w3.org/2000/svg"


class Link(NamedTuple):
    """Where a mark leads, what it says to who hovers or listens, and whether the tabulator stops there."""

    href: str
    label: str
    stop: bool = False


class Bar(NamedTuple):
    """How many acts of a quad class a period has; `start` is its first day."""

    start: str
    quad: int
    events: int
    link: Link


class Turn(NamedTuple):
    """A day on which a level changed."""

    day: str
    up: bool
    link: Link


class Dot(NamedTuple):
    """An act on a day with its score; `group` says whose."""

    day: str
    score: float
    quad: int
    group: str
    link: Link


class Stretch(NamedTuple):
    """A row's stretch of days: whose, from when until when, which kind (1 to 4, as quads are coloured)."""

    row: str
    start: str
    end: str
    kind: int
    link: Link


class Tie(NamedTuple):
    """A counterpart: its name, how many acts there are between, and the share of them that is conflict."""

    name: str
    events: int
    conflict: float
    link: Link


@dataclass(frozen=True, slots=True)
class Spec:
    """A chart to draw: Altair's description, its links by number, and what it shows in words."""

    chart: Any
    links: tuple[Link, ...]
    words: str


# ---------------------------------------------------------------- drawing
class Drawer:
    """Draws one chart at a time in a thread beside the server's, and keeps what was drawn by what it was drawn from."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.kept: OrderedDict[str, Future[Markup]] = OrderedDict()
        self.pool = ThreadPoolExecutor(1, "charts")

    def drawn(self, kind: Callable[..., Spec], *given: Any) -> Markup | None:
        """A kind of chart of what is given; None where it takes too long for now."""
        key = hashlib.sha256(f"{kind.__name__} {given!r}".encode("utf-8", "replace")).hexdigest()
        with self.lock:
            found = self.kept.pop(key, None) or self.pool.submit(to_svg, kind, given)
            self.kept[key] = found
            while len(self.kept) > KEPT:
                self.kept.popitem(last=False)[1].cancel()
        try:
            return found.result(PATIENCE)
        except TimeoutError:
            return None


@cache
def drawer() -> Drawer:
    """The one of this process."""
    return Drawer()


def to_svg(kind: Callable[..., Spec], given: Sequence[Any]) -> Markup:
    """A chart described, drawn and cleaned: the part that takes time."""
    import vl_convert
    from altair.utils import schemapi

    with schemapi.debug_mode(False):  # the descriptions are ours: to check them takes longer than to draw them
        spec = kind(*given)
        described = spec.chart.to_dict(validate=False)
    return cleaned(vl_convert.vegalite_to_svg(described, allowed_base_urls=[]), spec)


def drawn(kind: Callable[..., Spec], *given: Any) -> Markup | None:
    """A chart as a part of a page; None where it takes too long or fails, and the page's text has to do."""
    try:
        return drawer().drawn(kind, *given)
    except (ValueError, etree.XMLSyntaxError):
        LOG.exception("a chart could not be drawn: %s", kind.__name__)
        return None


def cleaned(svg: str, spec: Spec) -> Markup:
    """The SVG with nothing in it but shapes, words and links within this server."""
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    prefix = "c" + hashlib.sha256(spec.words.encode()).hexdigest()[:8]
    for element in list(root.iter()):
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if name not in TAGS or element.get("display") == "none":
            element.getparent().remove(element)
            continue
        if name == "a":
            linked(element, spec.links)
        tidied(element, prefix)
    root.set("class", "chart")
    root.set("role", "group")
    root.set("aria-label", visible(spec.words))
    etree.cleanup_namespaces(root)
    return Markup(etree.tostring(root, encoding="unicode"))


def linked(element: Any, links: Sequence[Link]) -> None:
    """A link with its address in place of its number; without one it stays a shape."""
    target = next((value for name, value in element.attrib.items() if etree.QName(name).localname == "href"), "")
    number = target.rpartition("/")[2]
    element.attrib.clear()
    if not (number.isdecimal() and int(number) < len(links)):
        element.tag = f"{{{SVG}}}g"
        return
    link = links[int(number)]
    element.attrib.update({"href": link.href, "aria-label": visible(link.label)} | ({} if link.stop else {"tabindex": "-1"}))
    title = etree.Element(f"{{{SVG}}}title")
    title.text = visible(link.label)
    element.insert(0, title)


def tidied(element: Any, prefix: str) -> None:
    """An element without what a page has no use for, and with ids of its own."""
    link = {k: v for k, v in element.attrib.items() if k in ("href", "aria-label", "tabindex")} if element.tag == f"{{{SVG}}}a" else {}
    for name, value in list(element.attrib.items()):
        if name not in ATTRIBUTES or name == "class":
            del element.attrib[name]
        elif name == "id":
            element.set(name, f"{prefix}{value}")
        elif name == "clip-path":
            element.set(name, value.replace("url(#", f"url(#{prefix}"))
        elif name in ("d", "transform"):
            element.set(name, LONG.sub(lambda m: f"{float(m[0]):.1f}", value))
    element.attrib.update(link)


def numbered(rows: Sequence[Any]) -> tuple[list[dict[str, Any]], tuple[Link, ...]]:
    """Rows as data with the numbers of their links, and the links."""
    cells = [{k: local(v) if k in DAYS else v for k, v in row._asdict().items() if k != "link"} for row in rows]
    return [{**row, "url": f"{PLACE}{n}"} for n, row in enumerate(cells)], tuple(row.link for row in rows)


def local(day: str) -> str:
    """A day as Vega takes it for that day in every zone of time."""
    return f"{day}T00:00:00"


def data(rows: Sequence[Mapping[str, Any]]) -> Any:
    """Rows as Altair takes them."""
    import altair as alt

    make: Any = alt.Data
    return make(values=rows)


def warm() -> None:
    """Load what draws in a thread beside, so that the first chart does not wait for it; nothing where that was done."""
    if not WARM.is_set():
        WARM.set()
        threading.Thread(target=warmed, name="charts-warm", daemon=True).start()


def warmed() -> None:
    """Draw the map without colours, and be content where it takes long."""
    with contextlib.suppress(LookupError, RuntimeError):  # RuntimeError: the server ends
        blank_world()


def days_axis(days: Sequence[str], **more: Any) -> Any:
    """An axis of days; one of few days has a tick for each, and none for hours."""
    import altair as alt

    span = (date.fromisoformat(max(days)) - date.fromisoformat(min(days))).days if days else 0
    few: dict[str, Any] = {"tickCount": {"interval": "day", "step": 1 + span // 10}, "format": "%b %d"} if span <= 40 else {}
    return alt.Axis(**few, **more)


def dressed(chart: Any) -> Any:
    """A chart with the looks of all."""
    chart = chart.configure(background="transparent").configure_view(stroke=None)
    axis = {"labelColor": SOFT, "titleColor": SOFT, "domainColor": LINE, "tickColor": LINE, "gridColor": LINE, "gridOpacity": 0.5}
    return chart.configure_axis(**axis, labelFontSize=12, titleFontSize=12, titleFontWeight="normal")


# ---------------------------------------------------------------- kinds of charts
def series(bars: Sequence[Bar], turns: Sequence[Turn], words: str, unit: str = "yearmonth") -> Spec:
    """Cooperation upwards and conflict downwards for each period, with the days on which a level changed."""
    import altair as alt

    rows, links = numbered(bars)
    for row in rows:
        row["n"] = row["events"] if row["quad"] <= 2 else -row["events"]
    last = len(links)
    marks = [{"day": local(t.day), "sign": "▲" if t.up else "▼", "url": f"{PLACE}{last + n}"} for n, t in enumerate(turns)]
    colour = alt.Color("quad:N", scale=alt.Scale(domain=list(QUAD), range=list(QUAD.values())), legend=None)
    band = alt.X("start:T", timeUnit=unit, title=None, axis=alt.Axis(grid=False))  # type: ignore[arg-type]
    shapes = alt.Chart(data(rows)).mark_bar(stroke=PAPER, strokeWidth=0.4).encode(
        x=band, y=alt.Y("n:Q", title="conflict ↓   cooperation ↑", axis=alt.Axis(format="d", tickMinStep=1)), color=colour, href="url:N",
        order="quad:O",
    )  # fmt: skip
    base = alt.Chart(data(marks)).encode(x=alt.X("day:T", timeUnit=unit), href="url:N")  # type: ignore[arg-type]
    rules = base.mark_rule(color=INK, strokeDash=[4, 3], strokeWidth=1.5)
    signs = base.mark_text(color=INK, fontSize=16, baseline="top", dx=9).encode(y=alt.value(0), text="sign:N")
    layers = alt.layer(shapes, rules, signs) if marks else alt.layer(shapes)
    return Spec(dressed(layers.properties(width=WIDE, height=HIGH)), (*links, *(t.link for t in turns)), words)


def timeline(dots: Sequence[Dot], words: str) -> Spec:
    """Acts by day and score, those of each side with a shape of their own."""
    import altair as alt

    rows, links = numbered(dots)
    for row in rows:
        row["group"] = visible(row["group"])
    x = alt.X("day:T", title=None, axis=days_axis([dot.day for dot in dots], grid=False))
    y = alt.Y("score:Q", title="score of the act", scale=alt.Scale(domain=[-10, 10]))
    base = alt.Chart(data(rows)).encode(x=x, href="url:N")
    colour = alt.Color("quad:N", scale=alt.Scale(domain=list(QUAD), range=list(QUAD.values())), legend=None)
    stems = base.mark_rule(color=LINE).encode(y=alt.Y("score:Q"), y2=alt.datum(0))
    legend = alt.Legend(title=None, orient="top", labelColor=SOFT, symbolFillColor=SOFT, symbolStrokeColor=SOFT, labelFontSize=12)
    points = base.mark_point(size=110, filled=True, opacity=1).encode(y=y, color=colour, shape=alt.Shape("group:N", legend=legend))
    return Spec(dressed(alt.layer(stems, points).properties(width=WIDE, height=HIGH)), links, words)


def stretches(rows: Sequence[Stretch], words: str) -> Spec:
    """Who held what from when until when."""
    import altair as alt

    given, links = numbered(rows)
    for one in given:
        one["row"] = visible(one["row"])
    names = list(dict.fromkeys(one["row"] for one in given))
    colour = alt.Color("kind:N", scale=alt.Scale(domain=list(QUAD), range=list(QUAD.values())), legend=None)
    y = alt.Y("row:N", title=None, sort=names, axis=alt.Axis(labelLimit=220))
    base = alt.Chart(data(given)).encode(y=y, color=colour, href="url:N")
    x = alt.X("start:T", title=None, axis=days_axis([day for row in rows for day in (row.start, row.end)]))
    lines = base.mark_rule(strokeWidth=9, opacity=1).encode(x=x, x2="end:T")
    ends = base.mark_point(filled=True, size=90, opacity=1).encode(x=x)
    return Spec(dressed(alt.layer(lines, ends).properties(width=WIDE - 160, height=max(60, 30 * len(names)))), links, words)


def network(centre: str, ties: Sequence[Tie], words: str) -> Spec:
    """One actor with its counterparts around it: the thicker the line the more acts, red the more of them are conflict."""
    import altair as alt

    rows, links = numbered(ties)
    most = max((tie.events for tie in ties), default=1)
    for n, row in enumerate(rows):
        angle = 2 * math.pi * n / max(len(rows), 1) - math.pi / 2
        row |= {"name": visible(row["name"]), "x": math.cos(angle), "y": -math.sin(angle), "x0": 0, "y0": 0,
                "tx": 1.18 * math.cos(angle), "ty": -1.14 * math.sin(angle),
                "width": 1 + 9 * math.sqrt(row["events"] / most), "quad": 4 if row["conflict"] > 0.5 else 1}  # fmt: skip
    colour = alt.Color("quad:N", scale=alt.Scale(domain=list(QUAD), range=list(QUAD.values())), legend=None)
    scale = alt.Scale(domain=[-1.5, 1.5])
    base = alt.Chart(data(rows)).encode(href="url:N")
    x, y = alt.X("x:Q", scale=scale, axis=None), alt.Y("y:Q", scale=scale, axis=None)
    lines = base.mark_rule().encode(x=x, y=y, x2="x0:Q", y2="y0:Q", color=colour,
                                    strokeWidth=alt.StrokeWidth("width:Q", scale=None, legend=None))  # fmt: skip
    dots = base.mark_point(filled=True, size=160, opacity=1).encode(x=x, y=y, color=colour)
    at = {"x": alt.X("tx:Q", scale=scale, axis=None), "y": alt.Y("ty:Q", scale=scale, axis=None)}
    names = base.mark_text(fontSize=13, color=INK).encode(**at, text="name:N")
    middle = alt.Chart(data([{"x": 0, "y": 0, "name": visible(centre)}])).encode(x=x, y=y)
    hub = middle.mark_point(filled=True, size=600, color=INK, opacity=1)
    hubname = middle.mark_text(fontSize=14, fontWeight="bold", color=INK, dy=-24).encode(text="name:N")
    parts = alt.layer(lines, dots, names, hub, hubname).properties(width=560, height=430)
    return Spec(dressed(parts), links, words)


# ---------------------------------------------------------------- the map
@cache
def shapes() -> Mapping[str, Any]:
    """The shape of each country by its code."""
    found: dict[str, Any] = json.loads(resources.files("communique.web").joinpath("world.json").read_text("utf-8"))
    return found


def world_spec() -> Spec:
    """The map without colours; its links are the codes."""
    import altair as alt

    codes = [code for code in shapes() if code != EMPTY]
    rows = [{"type": "Feature", "properties": {}, "geometry": shapes()[code], "url": f"{PLACE}{n}"} for n, code in enumerate(codes)]
    chart = alt.Chart(data(rows)).mark_geoshape(fill=LINE, stroke=PAPER, strokeWidth=0.5).encode(href="url:N")
    chart = chart.project("equalEarth", scale=158, translate=[WIDE / 2, 225]).properties(width=WIDE, height=400)
    return Spec(dressed(chart), tuple(Link(code, code) for code in codes), "world")


@cache
def blank_world() -> str:
    """The map drawn without colours, once; raises LookupError where it could not be drawn in time."""
    found = drawn(world_spec)
    if found is None:
        raise LookupError("the map takes long to draw")
    return str(found)


def world(steps: Mapping[str, int], links: Mapping[str, Link], words: str) -> Markup | None:
    """The map with countries in the colour of their step (0 to 5); what has no link is only a shape. None where it takes too long."""
    try:
        root = etree.fromstring(blank_world())
    except LookupError:
        return None
    for element in root.iter(f"{{{SVG}}}a"):
        code = element.get("href") or ""
        link = links.get(code)
        element[-1].set("class", f"m{steps.get(code, 0)}")
        element[-1].attrib.pop("fill", None)
        if link is None:
            element.tag = f"{{{SVG}}}g"
            for name in ("href", "aria-label", "tabindex"):
                element.attrib.pop(name, None)
            element.remove(element[0])
        else:
            element.set("href", link.href)
            element.set("aria-label", visible(link.label))
            element[0].text = visible(link.label)
    root.set("aria-label", visible(words))
    return Markup(etree.tostring(root, encoding="unicode"))
