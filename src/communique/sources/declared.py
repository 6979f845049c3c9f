"""A parsed HTML page to what its head declares: meta tags, the JSON-LD object of its article,
and their values as text.

Knows the markup of declarations and the faults in it; does not know which of them to trust.
"""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlsplit

from lxml.etree import XPath

Node = Any  # an lxml element; lxml ships no types
Json = dict[str, Any]

ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Review|Recipe|Story|NewsAnalysis)$")
PAGE_TYPE = re.compile(r"(?:WebPage|ItemPage|VideoObject|Product|Event|CreativeWork)$")
INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemReviewed")
TOLD = ("headline", "datePublished", "author")  # what an object of an article says
MAX_NODES = 500  # objects of JSON-LD looked at
TAG = re.compile(r"<[^<>]++>")
HEADINGS = frozenset(("h1", "h2", "h3"))
LANDMARKS = (
    "h1", "h2", "h3", "h4", "p", "time", "span", "div", "li", "td", "abbr", "small", "em", "a", "strong",
    "b", "i", "font", "address", "dd", "header", "meta", "byline",
)
TEXT = 140  # characters from which a paragraph is running text
META = XPath("//meta[@content]")
LD = XPath("//script[contains(@type, 'ld+json')]/text()")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the readers of its day, names and title need it."""

    tree: Node
    metas: dict[str, list[str]]
    node: Json
    url: str | None
    language: str
    dated: tuple[Node, ...]  # what may show a day; headings and paragraphs of text among it
    authors: tuple[Node, ...]  # what is marked as naming an author
    outlet: str | None = None
    head: Node = None  # the element that holds the headline

    @property
    def host(self) -> str:
        """The host of the page's address, without www."""
        return address(self.url)[0].removeprefix("www.")

    @property
    def context(self) -> str:
        """What tells the zone names of one country from those of another: the outlet and the host."""
        return f"{self.outlet or ''} {self.host}"


def page_of(tree: Node, url: str | None) -> Page:
    """A page from its tree; its outlet and headline are not looked for yet."""
    metas = meta_tags(tree)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    language = language or metas.get("og:locale", [""])[0]
    return Page(tree, metas, linked_data(tree), url or canonical(tree, metas), language, *landmarks_of(tree))


def canonical(tree: Node, metas: dict[str, list[str]]) -> str | None:
    """The page's own address, where it gives a full one."""
    found = (link for link in tree.iterfind(".//link") if (link.get("rel") or "").lower() == "canonical")
    urls = (*(link.get("href") or "" for link in found), *metas.get("og:url", ()))
    return next((url for url in urls if re.match(r"https?://[^\s/]+", url)), None)


def address(url: str | None) -> tuple[str, str]:
    """The host and the path of an address; "" for both where it is none."""
    try:
        parts = urlsplit(url or "")
        return parts.hostname or "", parts.path
    except ValueError:
        return "", ""


@cache
def names() -> dict[str, Any]:
    """The tables of knowledge/pages.toml."""
    from communique.knowledge import load_toml

    return load_toml("pages.toml")


def landmarks_of(tree: Node) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The headings, the paragraphs of text, and the elements that are marked as showing a day or naming an
    author."""
    dated, authors = [], []
    for one in tree.iter(*LANDMARKS):
        shows, writes = kinds(one.get("class"), one.get("id"), one.get("rel"), one.get("itemprop"))
        tag = one.tag
        prose = tag == "p" and (len(one.text or "") > TEXT or (len(one) and is_text(one)))
        if shows or tag in HEADINGS or tag == "time" or prose:
            dated.append(one)
        if writes or tag == "byline":
            authors.append(one)
    return tuple(dated), tuple(authors)


@lru_cache(maxsize=4096)
def kinds(kind: str | None, name: str | None, rel: str | None, prop: str | None) -> tuple[bool, bool]:
    """Whether an element of this class, id, rel and itemprop may show the day,
    and whether it names an author."""
    if not (kind or name or rel or prop):
        return False, False
    shows = prop == "datePublished" or bool(any_of("dated").search(f"{kind or ''} {name or ''}"))
    words = set((kind or "").split())
    writes = rel == "author" or prop == "author" or bool(any_of("author_parts").search(kind or ""))
    return shows, writes or bool(words & set(names()["author_words"]))


@cache
def any_of(key: str) -> re.Pattern[str]:
    """The pattern of the parts of words under a key of knowledge/pages.toml."""
    return re.compile("|".join(map(re.escape, names()[key])))


@cache
def expression(key: str) -> re.Pattern[str]:
    """The regular expression under a key of knowledge/pages.toml, of a list that of any of its members."""
    told = names()[key]
    return re.compile(told if isinstance(told, str) else "|".join(told), re.IGNORECASE)


def is_text(node: Node) -> bool:
    """Whether a paragraph is one of running text."""
    return len(node.text_content()) > TEXT


def meta_tags(tree: Node) -> dict[str, list[str]]:
    """The content of each meta tag under its name in lower case."""
    found: dict[str, list[str]] = {}
    for meta in META(tree):
        content = squeeze(meta.get("content"))
        if content:
            for key in {meta.get("property"), meta.get("name"), meta.get("itemprop")} - {None}:
                found.setdefault(key.lower(), []).append(content)
    return found


def squeeze(text: str | None) -> str:
    """The text with single blanks and without entities."""
    return " ".join(entities.unescape(text).split()) if text else ""


def text_of(node: Node) -> str:
    """The text within an element with single blanks."""
    return squeeze(" ".join(t for t in node.itertext() if t.strip())) if len(node) else squeeze(node.text)


def linked_data(tree: Node) -> Json:
    """The JSON-LD object of the page's article, what it refers to by id put in place; {} if there is none."""
    best: Json = {}
    known: dict[str, Json] = {}
    for script in LD(tree):
        for node in nodes(load_lenient(script)):
            if isinstance(node.get("@id"), str) and ("name" in node or node["@id"] not in known):
                known[node["@id"]] = node
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(k, str) and ARTICLE_TYPE.search(k) for k in kinds):
                if rank(node) > rank(best):
                    best = {**node, "_article": True}
            elif not best and any(isinstance(k, str) and PAGE_TYPE.search(k) for k in kinds):
                best = node
    return {
        k: resolved(v, known) if k in ("author", "creator", "publisher", "sourceOrganization") else v
        for k, v in best.items()
    }


def resolved(value: Any, known: dict[str, Json]) -> Any:
    """A value with each bare reference ({"@id": …}) replaced by the object of that id."""
    if isinstance(value, list):
        return [resolved(one, known) for one in value[:50]]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return known.get(value["@id"], value)
    return value


def rank(node: Json) -> int:
    """How much an object says about an article, for choosing between several; the first of equals wins."""
    if not node:
        return -1
    return 4 * bool(node.get("_article") or ARTICLE_TYPE.search(str(node.get("@type")))) + sum(
        k in node for k in TOLD
    )


def load_lenient(script: str) -> Any:
    """The JSON of a script, with the faults that pages make: comments around it, raw line breaks,
    a semicolon, a comma too many."""
    around = r"^\s*(?:<!--|//<!\[CDATA\[|/\*.*?\*/|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$"
    text = re.sub(around, "", script).strip().rstrip(";")
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def nodes(value: Any) -> Iterator[Json]:
    """The objects of a JSON-LD document that may describe the page: at the top, in lists and graphs,
    in the main entity."""
    waiting, seen = [value], 0
    while waiting and seen < MAX_NODES:
        item, seen = waiting.pop(0), seen + 1
        if isinstance(item, list):
            waiting = item[:200] + waiting
        elif isinstance(item, dict):
            yield item
            waiting += [item[k] for k in INSIDE if isinstance(item.get(k), dict | list)]


def first(metas: dict[str, list[str]], *keys: str) -> str | None:
    """The first content under one of the names."""
    return next((metas[k][0] for k in keys if k in metas), None)


def tags(page: Page, key: str) -> Iterator[str]:
    """The first content under each of the names that stand under a key of knowledge/pages.toml."""
    return (page.metas[name][0] for name in names()[key] if name in page.metas)


def as_text(value: Any) -> str:
    """A JSON-LD value as text: a string, or the name of an object."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return TAG.sub("", squeeze(value)) if isinstance(value, str) else ""


def outside(node: Node, head: Node, pattern: re.Pattern[str]) -> bool:
    """Whether an element stands in a block that the pattern's words of class and id mark,
    and the headline does not.

    What only stands to the side (an aside, a side bar) within the headline's own article is not outside.
    """
    around = set() if head is None else set(head.iterancestors())
    own = any(one.tag == "article" and one in around for one in node.iterancestors())
    for one in (node, *node.iterancestors()):
        if one in around or one.tag in ("body", "html"):
            return False
        mark = mark_in(pattern, one.tag, one.get("class"), one.get("id"))
        if mark and not (own and mark in names()["beside"]):
            return True
    return False


@lru_cache(maxsize=4096)
def mark_in(pattern: re.Pattern[str], tag: str, kind: str | None, name: str | None) -> str:
    """What a pattern finds in the tag, class and id of an element, in small letters; "" for nothing."""
    match = pattern.search(f"{tag} {kind or ''} {name or ''}")
    return match[0].lower() if match else ""
