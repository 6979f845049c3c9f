"""A brief's timeline as SVG, drawn offline, or in characters where no drawing is wanted or the packages for
it are not there.

Knows Vega-Lite and vl-convert; does not know any article: only days, numbers and labels of ours come in.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from lxml import etree
from markupsafe import Markup

from communique import grouping
from communique.briefs.records import Timeline
from communique.errors import CommuniqueError
from communique.knowledge import ontology

# cooperation cold, conflict warm; deeds darker
COLOURS = {1: "#0a6247", 2: "#0b4f9e", 3: "#8a4b00", 4: "#a3141f"}
INK, SOFT, LINE = "#1b1f24", "#50575f", "#c9ced6"
WIDE, HIGH = 820, 220
UNITS = {"day": "yearmonthdate", "week": "yearweek", "month": "yearmonth"}
SHAPES = frozenset((
    "svg", "g", "path", "line", "rect", "circle", "text", "tspan", "defs", "clipPath", "title",
))
MIDNIGHT = "T00:00:00"  # with it Vega takes a day for that day in every zone of time
ROWS, ACROSS = 60, 24  # of the timeline in characters


class NoChartError(CommuniqueError):
    """A chart that cannot be drawn; the message says why and what to do."""


def svg(timeline: Timeline) -> Markup:
    """The timeline as SVG that holds shapes and words only;
    NoChartError where the packages are missing or the drawing fails."""
    try:
        import vl_convert

        drawn = vl_convert.vegalite_to_svg(spec(timeline), allowed_base_urls=[])
    except ImportError as error:
        raise NoChartError(f"no chart ({error.name} is missing): pip install 'communique[plots]'") from None
    except ValueError as error:
        raise NoChartError(f"the chart could not be drawn ({error})") from None
    return cleaned(drawn)


def spec(timeline: Timeline) -> dict[str, Any]:
    """The chart's description: cooperation upwards, conflict downwards,
    and the labels of happenings above."""
    names = ontology.quads()
    rows = [
        {"day": b.start + MIDNIGHT, "kind": names[b.quad], "n": b.n if b.quad <= 2 else -b.n, "order": b.quad}
        for b in timeline.bars
    ]
    marks = [
        {
            "day": day + MIDNIGHT,
            "label": labels[0] if len(labels) == 1 else f"{labels[0]}–{labels[-1].lstrip('H')}",
        }
        for day, labels in grouping.lists(timeline.marks).items()
    ]
    x = {"field": "day", "type": "temporal", "timeUnit": UNITS[timeline.unit]}
    y = {"title": "conflict ↓   cooperation ↑", "axis": {"format": "d", "tickMinStep": 1}}
    scale = {"domain": [names[n] for n in COLOURS], "range": list(COLOURS.values())}
    legend = {"title": None, "orient": "bottom"}
    bars = {
        "data": {"values": rows},
        "mark": {"type": "bar", "stroke": "#fff", "strokeWidth": 0.4},
        "encoding": {
            "x": {**x, "title": None, "axis": {"grid": False}},
            "y": {"field": "n", "type": "quantitative", **y},
            "color": {"field": "kind", "type": "nominal", "scale": scale, "legend": legend},
            "order": {"field": "order", "type": "ordinal"},
        },
    }
    text = {
        "data": {"values": marks},
        "mark": {"type": "text", "angle": 270, "align": "left", "dx": 4, "fontSize": 11, "color": INK},
        "encoding": {"x": x, "y": {"value": 0}, "text": {"field": "label", "type": "nominal"}},
    }
    axis = {
        "labelColor": SOFT, "titleColor": SOFT, "domainColor": LINE, "tickColor": LINE, "gridColor": LINE,
        "titleFontWeight": "normal",
    }
    config = {"background": "transparent", "view": {"stroke": None}, "axis": axis}
    return {"width": WIDE, "height": HIGH, "layer": [bars, text], "config": config}


def cleaned(drawn: str) -> Markup:
    """The SVG with nothing in it but shapes and words."""
    root = etree.fromstring(drawn.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    for element in list(root.iter()):
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if name not in SHAPES:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        for key, value in list(element.attrib.items()):
            if "href" in key or key.startswith("on") or "aria-" in key or re.search(r"url\((?!#)", value):
                del element.attrib[key]
    root.set("role", "img")
    root.set("aria-label", "Happenings over time, cooperation upwards, conflict downwards")
    etree.cleanup_namespaces(root)
    return Markup(etree.tostring(root, encoding="unicode"))


def in_characters(timeline: Timeline) -> str:
    """The timeline in characters: a row a period, conflict to the left, cooperation to the right,
    one sign a happening or share of it."""
    down: Counter[str] = Counter()
    up: Counter[str] = Counter()
    for bar in timeline.bars:
        (up if bar.quad <= 2 else down)[bar.start] += bar.n
    days = sorted({*up, *down})
    shown = days[-ROWS:]
    most = max([*up.values(), *down.values()], default=1)
    step = max(1.0, most / ACROSS)
    head = [
        f"{timeline.unit:<10} {'conflict':>{ACROSS}} | cooperation"
        + (f"   (one sign is about {step:.0f})" if step > 1 else "")
    ]
    rows = [
        f"{day:<10} {signs('-', down[day], step):>{ACROSS}} | {signs('+', up[day], step)}".rstrip()
        for day in shown
    ]
    left = [f"{len(days) - len(shown)} earlier ones are left out"] if len(days) > len(shown) else []
    return "\n".join([*head, *rows, *left])


def signs(sign: str, n: int, step: float) -> str:
    """As many signs as a number stands for; one at least for what is not nothing."""
    return sign * max(min(n, 1), round(n / step))
