"""A Brief as Markdown or as one HTML file; every word of an article,
an address or a file name is escaped for where it stands.

Knows both formats' demands; does not know where a brief's content is from.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from communique.briefs.records import Brief
from communique.records import Report
from communique.text.controls import STEERING, on_one_line

# what Markdown, or what reads it next, may take for more than a character: markup, addresses, mentions,
# formulas
SPECIAL = re.compile(
    r"([\\`*_{}\[\]#!|~$^@]|(?<=\])\(|:(?=[^\s\d])|(?<=www)\.)", re.IGNORECASE
)
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
WORDS = 360  # characters of a quotation
URL = ":/?#[]@!$&'*+,;=%~-._"  # what stays in an address; all else is written as %XX
HEX = re.compile(r"%(?![0-9A-Fa-f]{2})")


def visible(text: object) -> str:
    """Text on one line in which characters that turn the line round,
    hide or steer are shown by their numbers."""
    return on_one_line(str(text))


def weblink(url: str | None) -> str | None:
    """An address of the web as it may stand in a link; None for anything else, such as javascript:
    or a file."""
    if not url or STEERING.search(url) or any(c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    web = parts.scheme.lower() in ("http", "https") and parts.hostname
    return quote(HEX.sub("%25", url), safe=URL) if web and not (parts.username or parts.password) else None


def place(report: Report) -> str:
    """Where the words of a report stand in the archive: the article's id and the offsets."""
    return f"article {report.article}, {report.span.start}–{report.span.end}"


def outlet(report: Report) -> str:
    """Who published a report, and when."""
    return (
        f"{report.outlet or 'outlet unknown'}, {report.published[:10] if report.published else 'day unknown'}"
    )


def words(report: Report) -> str:
    """The quotation of a report, cut between words where it is long."""
    line = visible(report.span.text)
    return line if len(line) <= WORDS else line[:WORDS].rsplit(" ", 1)[0] + " …"


# ---------------------------------------------------------------- Markdown
def marked(value: Any) -> str:
    """A value as Markdown text in which nothing is markup: neither Markdown's, nor HTML's,
    nor a template language's."""
    if value is None:
        return ""
    text = SPECIAL.sub(r"\\\1", visible(value))
    return "".join(ENTITIES.get(c, c) for c in text)


def coded(value: object) -> str:
    """A value as a code span."""
    text = visible(value)
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def cited(report: Report) -> str:
    """A report in Markdown: quotation, outlet, day, and the link, or where it stands in the archive."""
    said = f"“{marked(words(report))}” " if words(report) else ""
    url = weblink(report.url)
    if url:
        return f"{said}([{marked(outlet(report))}](<{url}>))"
    return f"{said}({marked(outlet(report))}; {coded(place(report))})"


def cited_short(report: Report) -> str:
    """A report in Markdown without its words."""
    url = weblink(report.url)
    if url:
        return f"[{marked(outlet(report))}](<{url}>)"
    return f"{marked(outlet(report))} ({coded(place(report))})"


@cache
def plain_environment() -> Environment:
    """The Markdown template, everything that it prints escaped for Markdown unless made by a filter that did
    so."""
    made = Environment(
        loader=PackageLoader("communique.briefs"), autoescape=False, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=lambda v: v if isinstance(v, Markup) else marked(v),
    )  # fmt: skip
    ready = {"cited": cited, "cited_short": cited_short, "coded": coded, "verbatim": str}
    made.filters |= {name: (lambda given, make=make: Markup(make(given))) for name, make in ready.items()}
    return made


def markdown(brief: Brief, *, picture: str | None = None, text_chart: str | None = None) -> str:
    """The brief in Markdown, with a picture of its timeline (a path beside it) or one in characters."""
    image = None if picture is None else f"<{quote(picture, safe='/~-._')}>"
    return (
        plain_environment()
        .get_template("brief.md")
        .render(brief=brief, picture=image, text_chart=text_chart)
        .rstrip()
        + "\n"
    )


# ---------------------------------------------------------------- HTML
@cache
def page_environment() -> Environment:
    """The HTML template, everything in it escaped."""
    made = Environment(
        loader=PackageLoader("communique.briefs"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
        finalize=lambda v: "" if v is None else v if isinstance(v, Markup) else visible(v),
    )  # fmt: skip
    made.filters |= {"weblink": weblink, "place": place, "outlet": outlet, "words": words}
    return made


def html(brief: Brief, *, svg: Markup | None = None, text_chart: str | None = None) -> str:
    """The brief as one HTML file that fetches nothing, with its timeline as a picture or in characters."""
    chart = None if text_chart is None else Markup("<pre>{}</pre>").format(text_chart)
    return page_environment().get_template("brief.html").render(brief=brief, svg=svg, text_chart=chart)
