"""Alerts as an Atom feed in a file, which is put in the place of the one before at once.

Knows what Atom demands; does not know what an alert is about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment, StrictUndefined, Template

from communique.alerts.records import Alert, source, visible
from communique.errors import CommuniqueError
from communique.records import identify
from communique.text.files import is_ordinary, replaced

EPOCH = "1970-01-01T00:00:00Z"
whole = partial(visible, limit=4000)  # a value of a feed of alerts as it is shown


class FeedError(CommuniqueError):
    """A feed that cannot be written; the message names the file and the remedy."""


class Entry(NamedTuple):
    """An entry of a feed: its id, heading, moment, who printed it, where it leads, its words, category."""

    id: str
    heading: str
    updated: str
    author: str | None
    href: str | None
    summary: str
    category: str | None = None


def written(entries: Sequence[Entry], shown: Callable[[str], str], **head: Any) -> bytes:
    """A feed as Atom: `head` has its title and id, its author or its links; `shown` makes of each value text
    that XML can hold, which it is, whatever it looks like."""
    updated = max((one.updated for one in entries), default=EPOCH)
    parts = {"author": None, "links": (), **head}
    return template(shown).render(entries=entries, updated=updated, **parts).encode()


@cache
def template(shown: Callable[[str], str]) -> Template:
    """The template of a feed in which values are shown so."""
    made = Environment(autoescape=True, finalize=shown, trim_blocks=True, undefined=StrictUndefined)
    return made.from_string((Path(__file__).parent / "atom.xml").read_text("utf-8"))


def atom(alerts: Sequence[Alert], name: str) -> bytes:
    """The feed of some alerts, the newest first; the same alerts give the same bytes."""
    entries = []
    for alert in alerts:
        url = next((r.url for r in alert.reports if linkable(r.url)), None)
        summary, id = " ".join(map(source, alert.reports)), f"urn:communique:alert:{alert.id}"
        heading, rule = f"[{alert.rule}] {alert.title}", visible(alert.rule)
        entries.append(Entry(id, heading, alert.at, None, url, summary, rule))
    id = f"urn:communique:alerts:{identify('feed', name)}"
    title = f"communique: {name}"
    return written(entries, whole, title=title, id=id, author="communique")


def linkable(url: str | None) -> bool:
    """Whether an address may stand in a link: of the web, and without what hides or steers."""
    if not url or visible(url, 4000) != url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)


def write(file: Path, data: bytes) -> bool:
    """Put data in the place of a file, whole or not at all; False where it holds just that already."""
    try:
        if is_ordinary(file) and file.exists() and file.read_bytes() == data:
            return False
        with replaced(file) as stream:
            stream.write(data)
    except OSError as error:
        raise FeedError(
            f"{file}: cannot be written ({error.strerror}); name another file with --feed"
        ) from None
    return True
