"""Writes the tables of docs/accuracy.md from the figures of benchmarks/accuracy.py, between their marks.

Knows what the page shows; does not know how it was measured.
"""

from __future__ import annotations

import datetime
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import renaming
from halves import LOOKED, UNSEEN

ROOT = Path(__file__).resolve().parents[1]
PAGE, MODELS = ROOT / "docs" / "accuracy.md", ROOT / "accuracy" / "models.toml"
WRITER = "benchmarks/accuracy.py DATA --page"
ALL = "all"
Json = dict[str, Any]


class Shown(Protocol):
    """What the page needs to know of a set."""

    @property
    def title(self) -> str: ...
    @property
    def figures(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def seen(self) -> bool | None: ...


class Line(Protocol):
    """What the page needs to know of a figure."""

    @property
    def set(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def values(self) -> Mapping[str, float]: ...
    @property
    def drop(self) -> float | None: ...


def write(
    sets: Mapping[str, Shown], lines: Sequence[Line], results: Mapping[str, Mapping[str, Json]]
) -> None:
    """Write the page's tables."""
    text = PAGE.read_text("utf-8")
    blocks = {
        "unseen": unseen_table(sets, lines, results),
        "models": models_table(results["gsr"]),
        "looked": looked_table(sets, lines),
        "causes": causes_table(results["causes"][ALL]),
        "renaming": renaming_table(results["renaming"][ALL]),
    }
    for name, rows in blocks.items():
        text = fill(text, name, "\n".join(rows))
    PAGE.write_text(text, "utf-8")


def fill(text: str, name: str, block: str) -> str:
    """The page with a block between its marks."""
    start, end = f"<!-- {name}: written by {WRITER} -->", f"<!-- end of {name} -->"
    if text.count(start) != 1 or text.count(end) != 1 or text.index(start) > text.index(end):
        sys.exit(f"error: {PAGE}: the marks {start} and {end} must stand there once each, in this order")
    return f"{text[: text.index(start)]}{start}\n{block}\n{text[text.index(end) :]}"


def unseen_table(
    sets: Mapping[str, Shown], lines: Iterable[Line], results: Mapping[str, Mapping[str, Json]]
) -> Iterator[str]:
    """What was not looked at, with how many texts it is, beside what was."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    yield f"Measured on {datetime.date.today():%-d %B %Y}, Python {version}."
    yield ""
    yield "| texts | figure | not looked at | of | looked at | of | drop |\n|---|---|---|---|---|---|---|"
    last = ""
    for line in lines:
        what = dict(sets[line.set].figures).get(line.key)
        if what is None or sets[line.set].seen:
            continue
        title, parts = sets[line.set].title, results[line.set]
        part = UNSEEN if UNSEEN in line.values else ALL
        shown = "" if title == last else title
        looked = (cell(line.values[LOOKED]), parts[LOOKED]["texts"]) if LOOKED in parts else ("", "")
        figures = (f"**{two(line.values[part])}**", parts[part]["texts"], *looked, cell(line.drop))
        yield f"| {shown} | {what} | {' | '.join(map(str, figures))} |"
        last = title


def looked_table(sets: Mapping[str, Shown], lines: Iterable[Line]) -> Iterator[str]:
    """The sets of which all texts were looked at, or may have been."""
    yield "| texts | figure | |\n|---|---|---|"
    last = ""
    for line in lines:
        what = dict(sets[line.set].figures).get(line.key)
        if what is None or not sets[line.set].seen or ALL not in line.values:
            continue
        title = sets[line.set].title
        yield f"| {'' if title == last else title} | {what} | {cell(line.values[ALL])} |"
        last = title


def models_table(parts: Mapping[str, Json]) -> Iterator[str]:
    """Language models on public sentences, and ours on those of them that were not looked at."""
    yield "| system | sentences | accuracy | macro F1 | cost for 1,000 |\n|---|---|---|---|---|"
    for model in tomllib.loads(MODELS.read_text("utf-8"))["model"]:
        figures = (model["n"], two(model["accuracy"]), two(model["macro_f1"]), model.get("cost", ""))
        yield f"| {model['name']} | {' | '.join(map(str, figures))} |"
    first = parts[UNSEEN]["first"]
    for key, labels in (("old", "18 labels"), ("new", "the 16 labels of 2021")):
        accuracy, macro = two(first[key]["accuracy"]), two(first[key]["macro_f1"])
        yield f"| communique, {labels}, not looked at | {first['n']} | {accuracy} | {macro} | 0 |"


def causes_table(figures: Json) -> Iterator[str]:
    """The texts for each cause of misses."""
    yield "| cause | texts | wholly right | with status and day | types found | something too many |"
    yield "|---|---|---|---|---|---|"
    for cause, entry in (*figures["causes"].items(), ("**all**", figures["all"])):
        shares = [two(entry[key]) for key in ("right_parties", "right_when", "found_type", "too_many")]
        yield f"| {cause} | {entry['texts']} | {' | '.join(shares)} |"


def renaming_table(figures: Json) -> Iterator[str]:
    """The sentences of which one thing was changed."""
    yield "| change | sentences | the record follows | most frequent faults |\n|---|---|---|---|"
    for kind in renaming.KINDS:
        entry = figures[kind]
        faults = "; ".join(
            f"{re.sub('[|]', '/', fault)} ({n})" for fault, n in list(entry["faults"].items())[:4]
        )
        yield f"| {kind} | {entry['n']} | {two(entry['share'])} | {faults} |"


def cell(value: float | None) -> str:
    """A figure with two digits, or nothing."""
    return "" if value is None else two(value)


def two(value: float) -> str:
    """A figure with two digits."""
    return f"{value:.2f}".replace("-0.00", "0.00")
