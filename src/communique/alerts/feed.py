"""Alerts as an Atom feed in a file, which is put in the place of the one before at once.

Knows what Atom demands; does not know what an alert is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as Xml

from communique.alerts.records import Alert, source, visible
from communique.errors import CommuniqueError
from communique.records import identify
from communique.text.files import is_ordinary, replaced

ATOM = "http://www.w3.org/2005/Atom"
EPOCH = "1970-01-01T00:00:00Z"


class FeedError(CommuniqueError):
    """A feed that cannot be written; the message names the file and the remedy."""


def atom(alerts: Sequence[Alert], name: str) -> bytes:
    """The feed of some alerts, the newest first; the same alerts give the same bytes."""
    feed = Xml.Element("feed", xmlns=ATOM)
    text(feed, "title", f"communique: {name}")
    text(feed, "id", f"urn:communique:alerts:{identify('feed', name)}")
    text(feed, "updated", max((alert.at for alert in alerts), default=EPOCH))
    text(Xml.SubElement(feed, "author"), "name", "communique")
    for alert in alerts:
        entry = Xml.SubElement(feed, "entry")
        text(entry, "title", f"[{alert.rule}] {alert.title}")
        text(entry, "id", f"urn:communique:alert:{alert.id}")
        text(entry, "updated", alert.at)
        Xml.SubElement(entry, "category", term=visible(alert.rule))
        if url := next((r.url for r in alert.reports if linkable(r.url)), None):
            Xml.SubElement(entry, "link", rel="alternate", href=url)
        text(entry, "summary", " ".join(map(source, alert.reports)))
    Xml.indent(feed)
    written: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def text(parent: Xml.Element, name: str, value: str) -> None:
    """An element with text; it is text, whatever it looks like."""
    Xml.SubElement(parent, name).text = visible(value, 4000)


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
