"""feeds.toml to the Feeds that it names, and the bytes of an RSS or Atom feed to its Entries.

Knows how feeds are written, well and badly; does not fetch them.
"""

from __future__ import annotations

import calendar
import contextlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urldefrag, urljoin

import feedparser
from lxml import html
from lxml.etree import LxmlError

from communique.errors import SourceError
from communique.knowledge import publishers
from communique.records import Article
from communique.sources import moments
from communique.sources.decode import decode
from communique.sources.fetch import checked
from communique.text.files import read_rows

MAX_BYTES = 10_000_000  # a feed is under 1 MB
MAX_ENTRIES = 1000  # of one feed, as many as the largest ones hold
MAX_FEEDS = 5000
# minutes between two looks at a feed: unless given, at least, at most
EVERY, LEAST, MOST = 30.0, 1.0, 7 * 24 * 60.0
FIRST_YEAR = 1990  # an older day in an entry is a clock that was never set
KEYS: dict[str, type] = {"name": str, "url": str, "outlet": str, "every": float, "take": str, "limit": int}
SHARED = ("every", "take", "limit")  # what may stand once, above the entries, for all
EXAMPLE = '[[feed]] with name = "…" and url = "https://…"'
ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")

Take = Literal["page", "feed"]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is watched: its name and address, the outlet of its articles,
    the minutes between two looks at it.

    `take` is where the text comes from: the "page" of an entry, or the "feed" itself where that carries whole
    articles. `limit` is how many entries are taken at one look, newest first as feeds have them.
    """

    name: str
    url: str
    outlet: str | None = None
    every: float = EVERY
    take: Take = "page"
    limit: int = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """One article that a feed announces: its address, its title, when it was published,
    and the HTML that the feed gives of it."""

    url: str
    title: str | None
    published: str | None
    html: str


# --- feeds.toml


def load(path: str | Path) -> tuple[Feed, ...]:
    """The feeds that a file of TOML names; SourceError with the file and the entry if one of them is not
    sound."""
    rows = read_rows(path, "feed", SourceError, EXAMPLE, MAX_FEEDS, SHARED)
    feeds = [feed(path, number, row) for number, row in enumerate(rows, 1)]
    for what in ("name", "url"):
        refuse_twice(path, [getattr(f, what) for f in feeds], what)
    return tuple(feeds)


def pack(name: str) -> tuple[Feed, ...]:
    """The feeds of a pack of official publishers; SourceError with the names of all packs where there is none
    of that name."""
    if name not in publishers.packs():
        raise SourceError(f"no pack {name!r}; there are {', '.join(publishers.packs())}")
    found = [
        Feed(f"{p.name} {n}" if len(p.feeds) > 1 else p.name, url, p.name)
        for p in publishers.publishers()
        if p.pack == name
        for n, url in enumerate(p.feeds, 1)
    ]
    return tuple(found)


def feed(path: str | Path, number: int, row: dict[str, Any]) -> Feed:
    """The Feed of one entry; SourceError that names it if a key is missing, unknown or of the wrong kind."""
    label = f"{path}: feed {number} ({row.get('name') or row.get('url') or 'without a name'})"
    for key, value in row.items():
        if key not in KEYS:
            raise SourceError(f"{label}: {key!r} is no key of a feed; there are {', '.join(KEYS)}")
        kind = KEYS[key]
        if isinstance(value, bool) or not isinstance(value, (int, float) if kind is float else kind):
            raise SourceError(
                f"{label}: {key} is {value!r:.60}, not {'a number' if kind is not str else 'a string'}; "
                "write it as one"
            )
        if kind is str and not str(value).strip():
            raise SourceError(
                f"{label}: {key} is empty; fill it in"
                + (" or leave it out" if key not in ("name", "url") else "")
            )
    for key in ("name", "url"):
        if key not in row:
            raise SourceError(f"{label}: no {key}; write {EXAMPLE}")
    try:
        checked(row["url"])
    except SourceError as error:
        raise SourceError(f"{label}: {error}") from None
    if not LEAST <= row.get("every", EVERY) <= MOST:
        raise SourceError(f"{label}: every = {row['every']:g} minutes; give {LEAST:g} to {MOST:g}")
    if row.get("take", "page") not in ("page", "feed"):
        raise SourceError(
            f'{label}: take = {row["take"]!r}; give "page" (fetch each entry\'s page) or "feed" (its text in '
            'the feed)'
        )
    if not 1 <= row.get("limit", 1) <= MAX_ENTRIES:
        raise SourceError(f"{label}: limit = {row['limit']}; give 1 to {MAX_ENTRIES}")
    return Feed(**{**row, "every": float(row.get("every", EVERY))})


def refuse_twice(path: str | Path, values: list[str], what: str) -> None:
    """Raise SourceError if two feeds have the same value."""
    seen: dict[str, int] = {}
    for number, value in enumerate(values, 1):
        if value in seen:
            raise SourceError(
                f"{path}: feed {number}: {what} {value!r} is that of feed {seen[value]} too; take one of "
                "them out"
            )
        seen[value] = number


# --- a feed


def entries(data: bytes, url: str, charset: str | None = None, limit: int = MAX_ENTRIES) -> list[Entry]:
    """The entries of a feed that have a web address, each address once; SourceError if the bytes are no feed,
    or one that does harm."""
    if len(data) > MAX_BYTES:
        raise SourceError(
            f"{url}: a feed of more than {MAX_BYTES // 1_000_000} MB; give the address of a smaller one"
        )
    if not data.strip():
        raise SourceError(f"{url}: empty where a feed was expected; check the address")
    text = decode(data, declared=charset, name=url)
    if ENTITY.search(text):  # feedparser would expand them, a thousand bytes to a million and more
        raise SourceError(
            f"{url}: the feed declares entities of its own, which can be made to fill the memory; it is not "
            "read"
        )
    found = feedparser.parse(
        io.BytesIO(DECLARATION.sub("", text).encode("utf-8")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,  # entries become articles by from_html, which shows nothing to a browser
        resolve_relative_uris=False,
    )
    if not found.get("version") and not found.get("entries"):
        what = "an HTML page" if re.search(r"<html\b", text[:2000], re.IGNORECASE) else "no RSS or Atom"
        raise SourceError(
            f"{url}: {what}, not a feed; give the feed's own address (the page often links it as RSS)"
        )
    kept: dict[str, Entry] = {}
    for row in found.entries[:MAX_ENTRIES]:
        one = entry(row, url)
        if one is not None and one.url not in kept and len(kept) < limit:
            kept[one.url] = one
    return list(kept.values())


def entry(row: Any, base: str) -> Entry | None:
    """The Entry of one entry of feedparser's; None if it has no address on the web."""
    for address in (row.get("link"), row.get("feedburner_origlink"), row.get("id")):
        try:
            url = urldefrag(urljoin(base, str(address).strip())).url if address else ""
            checked(url)
        except (SourceError, ValueError):
            continue
        bodies = [str(c.get("value") or "") for c in row.get("content") or ()] + [
            str(row.get("summary") or "")
        ]
        return Entry(url, plain(row.get("title")), published(row), max(bodies, key=len))
    return None


def plain(title: str | None) -> str | None:
    """A title without markup and on one line; None if nothing is left."""
    text = str(title or "")
    if "<" in text or "&" in text:
        with contextlib.suppress(ValueError, LxmlError):
            text = str(html.fromstring(f"<p>{text}</p>").text_content())
    return " ".join(text.split())[:500] or None


def published(row: Any) -> str | None:
    """When an entry was published, in its own time zone where it gives one; None if it does not say,
    or says nonsense."""
    for key in ("published", "updated", "created"):
        value = str(dict.get(row, key) or "").strip()  # feedparser's own get takes one for another
        for found in dates(value, dict.get(row, f"{key}_parsed")) if value else ():
            if FIRST_YEAR <= int(found[:4]) <= datetime.now(UTC).year + 1:
                return found
    return None


def dates(value: str, parsed: Any) -> Iterator[str]:
    """A date or time as Atom has it, as RSS has it ("Fri, 28 Nov 2025 07:42:00 +0530"),
    and what feedparser made of some other way of writing it, in UTC."""
    wrong = (ValueError, TypeError, OverflowError)
    with contextlib.suppress(SourceError):
        yield moments.checked(value)
    with contextlib.suppress(*wrong):
        yield parsedate_to_datetime(value).replace(microsecond=0).isoformat()
    with contextlib.suppress(*wrong):
        yield datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat()


def filled(article: Article, feed: Feed, entry: Entry) -> Article:
    """The article of an entry with the outlet of the feed,
    and with the entry's title and day where the page gave none."""
    return replace(
        article, title=article.title or entry.title, published=article.published or entry.published,
        outlet=feed.outlet or article.outlet,
    )
