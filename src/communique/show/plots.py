"""The course of a pair over time as a picture: SVG, PNG, or a page that works offline.

Knows Altair; does not know how the series was counted. Needs the extra `plots`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from communique.analysis.changes import Change
from communique.analysis.series import QUADS, Series
from communique.errors import CommuniqueError

FORMATS = (".svg", ".png", ".html")
COLOURS = {
    "verbal cooperation": "#9ecae1", "material cooperation": "#3182bd", "verbal conflict": "#fdae6b",
    "material conflict": "#d7301f",
}
WIDE, HIGH = 820, 280  # points


def plot(found: Series, title: str, changes: Sequence[Change], file: Path) -> None:
    """Write a series as bars of its quad classes, with a rule where its level changes,
    to a file whose ending names the format.

    Raises:
        CommuniqueError: no such format, nothing to show, Altair is not installed,
            or the file cannot be written.
    """
    if file.suffix.lower() not in FORMATS:
        raise CommuniqueError(
            f"{file}: no format {file.suffix!r} for a plot; end the name in one of {', '.join(FORMATS)}"
        )
    if not found.periods:
        raise CommuniqueError(
            f"{file}: nothing to show: there are no occurrences between these two in these days"
        )
    try:
        import altair
        import vl_convert  # noqa: F401  altair writes pictures with it
    except ImportError as error:
        raise CommuniqueError(
            f"plots need {error.name}; install it with: pip install 'communique[plots]'"
        ) from error
    picture = chart(altair, found, title, changes)
    try:
        picture.save(
            file, format=file.suffix.lower()[1:],
            **({"inline": True} if file.suffix.lower() == ".html" else {}),
        )
    except OSError as error:
        raise CommuniqueError(
            f"{file}: {error.strerror}; name a file in a folder where you may write"
        ) from error


def chart(altair: Any, found: Series, title: str, changes: Sequence[Change]) -> Any:
    """The chart: cooperation above the line and conflict below it, each rule a change of level."""
    rows = [
        {
            "start": p.start, "label": p.label, "class": name.replace("_", " "),
            "occurrences": n if quad < 3 else -n, "net": p.plover.net,
        }
        for p in found.periods for quad, name in QUADS.items() if (n := int(p.value(name)))
    ]
    span = altair.Scale(domain=[found.periods[0].start, found.periods[-1].end])
    colours = altair.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    width = max(1, min(24, 0.8 * WIDE / len(found.periods)))
    bars = (
        altair
        .Chart(altair.Data(values=rows), title=title)
        .mark_bar(width=width)
        .encode(
            x=altair.X("start:T", title=None, scale=span),
            y=altair.Y("occurrences:Q", title="conflict  |  cooperation"),
            color=altair.Color("class:N", scale=colours, title=None),
            tooltip=[
                altair.Tooltip(f"{name}:{kind}")
                for name, kind in (("label", "N"), ("class", "N"), ("occurrences", "Q"), ("net", "Q"))
            ],
        )
    )
    marks = [
        {"at": c.at, "change": f"{c.measure} {c.direction}: {c.before:.2f} to {c.after:.2f} a {c.by}"}
        for c in changes
    ]
    rules = (
        altair
        .Chart(altair.Data(values=marks))
        .mark_rule(strokeDash=[4, 3])
        .encode(x="at:T", tooltip="change:N")
    )
    return (bars + rules if marks else bars).properties(width=WIDE, height=HIGH)
