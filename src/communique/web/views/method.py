"""How each field of the record is made, how accurate it was measured to be, and what is missing.

Knows the page of measurements and its few forms of Markdown; does not measure.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from communique import accuracy, web
from communique.web import charts
from communique.web.downloads import Table
from communique.web.frame import Asked, Shown
from communique.web.keeping import counted

PAGE = "accuracy.md"
HERE = Path(accuracy.__file__).resolve().parent
PLACES = (HERE / PAGE, HERE.parents[2] / "docs" / PAGE)  # in an installed package; in a checkout
HEAD = ("confidence", "events", "mean", "right")
UNSEEN = "not looked at"  # the head of the column of what no rule had seen
LINK = re.compile(r"\[([^\[\]]*+)\]\([^()]*+\)")


class Block(NamedTuple):
    """A part of a page of Markdown: heading, text, code or table (its rows, the first of them the head)."""

    kind: str
    text: str
    rows: tuple[tuple[str, ...], ...] = ()


def show(asked: Asked) -> Shown:
    """The page of methods."""
    measured = blocks()
    bands = reliability(measured)
    chart = picture(bands) if bands else None
    context = {
        **told(), "measured": measured, "counts": counted(asked.archive), "chart": chart,
        "title": finding(bands), "unseen": unseen(measured),
    }  # fmt: skip
    rows = [{"field": f["name"], "made": f["made"], "beware": f["beware"]} for f in told()["fields"]]
    return Shown(context, Table("method", lambda: rows), charts=(chart,) if chart else ())


@cache
def told() -> dict[str, Any]:
    """How each field of the record is made, with what to beware of, and what is missing (method.toml)."""
    return tomllib.loads((Path(web.__file__).parent / "method.toml").read_text("utf-8"))


class Band(NamedTuple):
    """Events whose confidence lies between two figures: how many, their mean confidence,
    and the share that is right."""

    name: str
    events: int
    mean: float
    right: float


def reliability(measured: tuple[Block, ...]) -> list[Band]:
    """The table of measured confidences, where the page of measurements has one."""
    for block in measured:
        if block.kind == "table" and block.rows[0] == HEAD:
            return [
                Band(row[0], int(row[1].replace(",", "")), float(row[2]), float(row[3]))
                for row in block.rows[1:]
            ]
    return []


def unseen(measured: tuple[Block, ...]) -> str | None:
    """The first figures of texts that nobody had looked at, as one line;
    None where the page of measurements has none."""
    for block in measured:
        if block.kind == "table" and UNSEEN in block.rows[0]:
            rows, column = block.rows[1:], block.rows[0].index(UNSEEN)
            end = next((n for n, row in enumerate(rows) if n and row[0]), len(rows))
            return f"{rows[0][0]}: " + "; ".join(f"{row[1]} {row[column]}" for row in rows[:end])
    return None


def finding(bands: list[Band]) -> str:
    """What the fullest band says a confidence is worth."""
    if not bands:
        return "How well it reads"
    most = max(bands, key=lambda band: band.events)
    return f"Of events with a confidence of {most.name}, {round(100 * most.right)} in 100 were right"


def picture(bands: list[Band]) -> charts.Chart:
    """The share that is right over the confidence: where the bar meets its tick,
    the confidence keeps its word."""
    rows = tuple({"confidence": b.name, "events": b.events, "mean": b.mean, "right": b.right} for b in bands)
    shares = ", ".join(f"{b.name}: {b.right:.2f}" for b in bands)
    label = f"Share of events that are right, by confidence: {shares}"
    wide, narrow = (charts.reliability(bands, width, label, name)
                    for width, name in ((charts.WHOLE, "wide"), (charts.NARROW, "narrow")))  # fmt: skip
    scope = (
        "Bar: share of events with type, actors and recipients right, by cross-validation; tick: the "
        "confidence that was given"
    )
    return charts.Chart("reliability", "What a confidence is worth", scope, wide, narrow, rows)


@cache
def blocks() -> tuple[Block, ...]:
    """The page of measurements, in parts; nothing where it is not installed."""
    path = next((path for path in PLACES if path.is_file()), None)
    return tuple(parted(path.read_text("utf-8"))) if path else ()


def parted(text: str) -> Iterator[Block]:
    """The parts of a page of Markdown."""
    for part in re.split(r"\n\s*\n", re.sub(r"<!--(?:[^-]|-(?!->))*+(?:-->|\Z)", "\n", text)):
        lines = [line for line in part.splitlines() if line.strip()]
        while lines and lines[0].startswith("#"):
            yield Block("heading", lines.pop(0).lstrip("# "))
        if lines and lines[0].startswith("|"):
            yield Block(
                "table", "", tuple(cells(line) for line in lines if not re.fullmatch(r"[|\s:-]+", line))
            )
        elif lines and all(line.startswith("    ") for line in lines):
            yield Block("code", "\n".join(line[4:] for line in lines))
        elif lines and not lines[0].startswith("!["):
            yield Block("text", plain(" ".join(lines)))


def cells(line: str) -> tuple[str, ...]:
    """The cells of a row."""
    return tuple(plain(cell.strip()) for cell in line.strip().strip("|").split("|"))


def plain(text: str) -> str:
    """Text without the marks of Markdown."""
    return LINK.sub(r"\1", text).replace("**", "").replace("`", "")
