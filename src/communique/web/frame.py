"""What a page is made of: what was asked (Asked), what a view shows (Shown),
and how a template turns that into HTML.

Knows Jinja and how untrusted text is shown; does not know any page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import Response

from communique import wording
from communique.archive import Archive, Query
from communique.knowledge import acts, ontology
from communique.records import Actor, Span
from communique.web import questions
from communique.web.downloads import Table
from communique.web.keeping import kept
from communique.web.questions import AskError
from communique.wording import country

if TYPE_CHECKING:
    from communique.web.charts import Chart
    from communique.web.desk import Desk

STEERING = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)
STALE_DAYS = 3  # days after which the newest data are called old


@dataclass(frozen=True, slots=True)
class Settings:
    """How the server was started."""

    reviewer: str | None = None
    allow_fetch: bool = False
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One request to a view: the archive, the Query of the URL, and all its parameters;
    `form` is what was posted, None for a GET.

    `today` is the day from which one looks: the one that was asked for, else that of the newest report.
    `desk` is the server's one reader of texts.
    """

    archive: Archive
    query: Query
    params: Mapping[str, str]
    path: str
    settings: Settings
    today: str
    cookies: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] | None = None
    desk: Desk | None = None

    @property
    def month(self) -> str | None:
        """The month of the day from which one looks, where one is asked for."""
        return self.today[:7] if self.query.as_of else None

    def get(self, name: str) -> str | None:
        """A parameter that is no filter, None where it is empty."""
        return (self.params.get(name) or "").strip() or None

    def choice(self, name: str, values: Collection[str]) -> str:
        """One of some words, by default the first; AskError for another."""
        given = self.get(name) or next(iter(values))
        if given not in values:
            raise AskError(f"{name}: {given[:40]!r} is not there; give one of {', '.join(values)}")
        return given


@dataclass(frozen=True, slots=True)
class Shown:
    """What a view shows: the template's words, the table of its rows for CSV, JSON and Parquet,
    and cookies to set."""

    context: Mapping[str, Any]
    table: Table | None = None
    cookies: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    charts: Sequence[Chart] = ()


View = Callable[[Asked], Shown | Response]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its name (templates/<name>.html), its path, its view, its group in the menu,
    its word there (None: links lead to it), what takes forms.
    """

    name: str
    path: str
    show: View
    group: str
    menu: str | None = None
    post: View | None = None


class Missing(Exception):
    """What was asked for is not there; the message says so."""


def visible(text: str) -> str:
    """Text in which characters that turn the line round, hide or steer are shown by their numbers."""
    return STEERING.sub(lambda m: f"[U+{ord(m[0]):04X}]", text)


def storable(text: str) -> str:
    """Text as any database takes it."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


def finalize(value: Any) -> Any:
    """What a template prints: nothing for None, and no hidden characters."""
    if value is None:
        return ""
    return visible(value) if type(value) is str else value


@cache
def environment() -> Environment:
    """The templates, everything in them escaped."""
    made = Environment(
        loader=PackageLoader("communique.web"), autoescape=True, undefined=StrictUndefined, finalize=finalize,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {
        "country": country, "called": called, "dated": wording.time_words, "anchor": anchor, "short": short,
        "isoday": isoday, "persons": persons,
    }
    made.globals |= {
        "link": questions.link, "chosen": questions.chosen, "quads": ontology.quads(),
        "words": wording, "types": tuple(ontology.types()), "contexts": tuple(ontology.contexts()),
        "within": within, "verb": acts.present,
    }  # fmt: skip
    return made


def render(name: str, context: Mapping[str, Any]) -> str:
    """The HTML of a template."""
    return environment().get_template(f"{name}.html").render(**context)


# ---------------------------------------------------------------- words for things
def called(actor: Actor | None) -> str:
    """An actor by name or by its words."""
    if actor is None:
        return "not said"
    words = actor.span.text if actor.span else None
    return actor.name or actor.organization or words or country(actor.country)


def persons(actors: Iterable[Actor]) -> list[Actor]:
    """Those of some actors that are more than a country: persons, ministries, groups."""
    return [actor for actor in actors if called(actor) != country(actor.country)]


def isoday(moment: str | None) -> str:
    """The day of a moment."""
    return moment[:10] if moment else "day unknown"


def anchor(id: str) -> str:
    """The place of a record in a page, as a fragment can name it."""
    return "r-" + re.sub("[^A-Za-z0-9_-]", "_", id)


def short(text: str, limit: int = 280) -> str:
    """Text on one line, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0] + " …"


def within(article: str, id: str | None = None, span: Span | None = None) -> str:
    """The link to the words of a record, or to a stretch, in an article's page."""
    if id is not None:
        return questions.link("/article", id=article, record=id) + "#" + quote(anchor(id))
    if span is not None:
        return questions.link("/article", id=article, start=span.start, end=span.end) + "#lit"
    return questions.link("/article", id=article)


# ---------------------------------------------------------------- clocks
@dataclass(frozen=True, slots=True)
class Clocks:
    """How new the archive is: the newest article's day and moment, what waits to be settled, feeds that fail,
    whether that is old."""

    newest: str | None
    moment: str | None
    waiting: int
    broken: int
    old: bool
    empty: bool


def clocks_of(archive: Archive) -> Clocks:
    """The clocks of an archive, looked at every few seconds at most."""
    return kept(archive, "clocks", lambda: look(archive), 5.0, wait=True)


def looked_from(clocks: Clocks) -> str:
    """The day from which one looks where none is asked for: that of the newest report, never one to come."""
    now = datetime.now(UTC).date().isoformat()
    return min(clocks.newest or now, now)


def look(archive: Archive) -> Clocks:
    """The clocks, from the archive."""
    newest = archive.articles(Query(limit=1))
    day = newest[0].article.day or None if newest else None
    moment = newest[0].article.published if newest else None
    old = (wording.days_between(day, datetime.now(UTC).date().isoformat()) or 0) > STALE_DAYS
    waiting, broken = sum(archive.waiting().values()), sum(feed.failures > 0 for feed in archive.feeds())
    return Clocks(day, moment, waiting, broken, old, not newest)
