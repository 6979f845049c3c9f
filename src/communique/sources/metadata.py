"""A parsed HTML page to what it says about its article: title, day, authors, outlet, agency, language.

Knows JSON-LD, OpenGraph, meta tags, microdata and the usual markup; does not know the article's text.
"""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from lxml.etree import XPath

from communique.sources import furniture, moments

Node = Any  # an lxml element; lxml ships no types
Json = dict[str, Any]

ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Review|Recipe|Story|NewsAnalysis)$")
PAGE_TYPE = re.compile(r"(?:WebPage|ItemPage|VideoObject|Product|Event|CreativeWork)$")
INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemReviewed")
TITLE_CUT = re.compile(r"\s+[|·•»«›–—]\s+|\s+-{1,2}\s+|\s*\|\s*|\s+::\s+|\s+:\s+")
SPACE = re.compile(r"\s+")
URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2]|(?<=[/_-])[1-9](?=[/_-]))\2(0[1-9]|[12]\d|3[01]|(?<=[/_-])[1-9])(?!\d)|(?<!\d)((?:19|20)\d\d)/([A-Za-z]{3})/(\d{1,2})(?!\d)"
)
ISO_IN = re.compile(r"(?<!\d)(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:[.,]\d+)?\s?(Z|UTC|[+-]\d\d:?\d\d)?)?", re.IGNORECASE)
FUTURE = timedelta(days=2)
MAX_DATE_TEXT = 120

META = XPath("//meta[@content]")
LD = XPath("//script[contains(@type, 'ld+json')]/text()")
H1 = XPath("//h1")
MICRO_DATE = XPath("//*[@itemprop='datePublished' or @property='datePublished' or @pubdate]")
TIME = XPath("//time[not(ancestor::aside or ancestor::footer or ancestor::nav)]")
SHOWN = ("span", "div", "p", "li", "td", "abbr", "small", "em", "a", "h2", "h3", "h4", "strong", "b", "i", "font", "address", "dd")
BYLINES = ("p", "span", "div", "a", "em", "strong", "small", "li", "h2", "h3", "h4", "h5", "h6", "i", "b", "address", "td", "font")
MAX_BYLINE_SEARCH = 1500  # elements looked at; a by-line stands near the top
OUTSIDE = "ancestor::aside or ancestor::footer or ancestor::nav"
ELSEWHERE = ("comment", "related", "sidebar", "teaser")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about its article."""

    title: str | None
    published: str | None
    authors: tuple[str, ...]
    outlet: str | None
    agency: str | None
    language: str | None
    url: str | None


@cache
def names() -> dict[str, Any]:
    """The tables of knowledge/pages.toml."""
    from communique.knowledge import load_toml

    return load_toml("pages.toml")


def read(tree: Node, url: str | None, *, thorough: bool = True) -> Metadata:
    """The metadata of a page; not `thorough`: only what is declared, for pages too large to search."""
    metas = meta_tags(tree)
    node = linked_data(tree)
    outlet = outlet_of(metas, node)
    title = title_of(tree, metas, node, outlet)
    context = " ".join(filter(None, (outlet, url and urlsplit(url).hostname)))
    people, agency = authors_of(tree, metas, node, outlet, thorough=thorough)
    lang = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or metas.get("og:locale", [""])[0]) or None
    return Metadata(
        title, published_of(tree, metas, node, url, context, thorough=thorough), people, outlet, agency, lang, url or canonical(tree, metas)
    )


@cache
def dated() -> XPath:
    """The elements whose class or id says that they show a day."""
    tags = " or ".join(f"self::{t}" for t in SHOWN)
    marks = " or ".join(f"contains(concat(@class, ' ', @id), '{part}')" for part in names()["dated"])
    return XPath(f"//*[{tags}][not({OUTSIDE})][{marks}]")


@cache
def author_marks() -> XPath:
    """The elements whose markup says that they name the author."""
    parts = [f"contains(@class, '{part}')" for part in names()["author_parts"]]
    words = [f"contains(concat(' ', @class, ' '), ' {word} ')" for word in names()["author_words"]]
    other = " or ".join(f"contains(concat(@class, @id), '{word}')" for word in ELSEWHERE)
    return XPath(f"//*[@rel='author' or @itemprop='author' or {' or '.join([*parts, *words])}][not({OUTSIDE} or ancestor::*[{other}])]")


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
    return SPACE.sub(" ", entities.unescape(text)).strip() if text else ""


def text_of(node: Node) -> str:
    """The text within an element with single blanks."""
    return squeeze(" ".join(t for t in node.itertext() if t.strip())) if len(node) else squeeze(node.text)


def linked_data(tree: Node) -> Json:
    """The JSON-LD object of the page's article; {} if there is none."""
    best: Json = {}
    for script in LD(tree):
        for node in nodes(load_lenient(script)):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(k, str) and ARTICLE_TYPE.search(k) for k in kinds):
                if rank(node) > rank(best):
                    best = {**node, "_article": True}
            elif not best and any(isinstance(k, str) and PAGE_TYPE.search(k) for k in kinds):
                best = node
    return best


def rank(node: Json) -> int:
    """How much an object says about an article, for choosing between several; the first of equals wins."""
    return (
        4 * bool(node.get("_article") or ARTICLE_TYPE.search(str(node.get("@type"))))
        + sum(k in node for k in ("headline", "datePublished", "author"))
        if node
        else -1
    )


def load_lenient(script: str) -> Any:
    """The JSON of a script, with the faults that pages make: comments around it, raw line breaks, a semicolon, a comma too many."""
    text = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|/\*.*?\*/|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$", "", script).strip().rstrip(";")
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def nodes(value: Any) -> Iterator[Json]:
    """The objects of a JSON-LD document that may describe the page: at the top, in lists and graphs, in the main entity."""
    waiting, seen = [value], 0
    while waiting and seen < 500:
        item, seen = waiting.pop(0), seen + 1
        if isinstance(item, list):
            waiting = item[:200] + waiting
        elif isinstance(item, dict):
            yield item
            waiting += [item[k] for k in INSIDE if isinstance(item.get(k), dict | list)]


def canonical(tree: Node, metas: dict[str, list[str]]) -> str | None:
    """The page's own address, where it gives a full one."""
    links = [link.get("href") for link in tree.iterfind(".//link") if (link.get("rel") or "").lower() == "canonical"]
    return next((u for u in [*links, *metas.get("og:url", [])] if u and re.match(r"https?://[^\s/]+", u)), None)


def first(metas: dict[str, list[str]], *keys: str) -> str | None:
    """The first content under one of the names."""
    return next((metas[k][0] for k in keys if k in metas), None)


def as_text(value: Any) -> str:
    """A JSON-LD value as text: a string, or the name of an object."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return re.sub(r"<[^>]+>", "", squeeze(value)) if isinstance(value, str) else ""


# --- outlet and title


def outlet_of(metas: dict[str, list[str]], node: Json) -> str | None:
    """The outlet: og:site_name, the publisher of the JSON-LD, or another tag that names the site."""
    name = (
        first(metas, "og:site_name")
        or as_text(node.get("publisher"))
        or first(metas, "application-name", "dc.publisher", "publisher", "cre", "copyright")
    )
    if not name or len(name) > 60 or "©" in name or name.startswith("http"):
        return None
    return name.lstrip("@")


def title_of(tree: Node, metas: dict[str, list[str]], node: Json, outlet: str | None) -> str | None:
    """The headline without the site's name: the h1 that the page's title agrees with, else what the page declares."""
    whole = squeeze(tree.findtext(".//head/title") or tree.findtext(".//title"))
    shared = (
        first(metas, "og:title", "twitter:title", "dc.title", "dcterms.title", "title", "headline", "parsely-title", "sailthru.title") or ""
    )
    own = as_text(node.get("headline")) or (as_text(node.get("name")) if node.get("_article") else "")
    declared = [t for t in (own, shared, whole) if t]
    heads = [t for h in H1(tree)[:12] if 3 <= len(t := text_of(h)) <= 300 and furniture.plain(t) != furniture.plain(outlet or "")]
    for head in heads:
        if any(agrees(head, t) for t in declared) and (furniture.count(head) >= 2 or head == own):
            return head
    if len(heads) == 1 and furniture.count(heads[0]) >= 3:
        return heads[0]
    for text in declared:
        if (cut := without_site(text, outlet, whole)) and furniture.plain(cut) != furniture.plain(outlet or ""):
            return cut
    return heads[0] if heads else None


def agrees(head: str, declared: str) -> bool:
    """Whether a heading and a declared title are of one article: one within the other, or most of their words in common."""
    a, b = set(re.findall(r"\w+", head.lower())), set(re.findall(r"\w+", declared.lower()))
    if not a or not b:
        return False
    common = len(a & b)
    return (common >= 0.8 * len(a) and common >= 0.4 * len(b)) or (common >= 0.8 * len(b) and common >= 0.4 * len(a))


def without_site(title: str, outlet: str | None, whole: str) -> str:
    """The title without the name of the site at its end or start ("… | Pacific Courier")."""
    pieces = TITLE_CUT.split(title)
    if len(pieces) < 2:
        return title
    site = furniture.plain(outlet or "").replace(" ", "")
    keep = list(pieces)
    for end in (-1, 0):
        while len(keep) > 1:
            piece = furniture.plain(keep[end])
            bare = piece.replace(" ", "")
            rest = max(furniture.count(p) for p in (keep[:-1] if end else keep[1:]))
            named = (
                bool(site and bare and (bare in site or site in bare))
                or bool(re.fullmatch(r"[\w-]+\.(?:com|org|net|de|co\.uk|[a-z]{2})", piece))
                or piece in furniture.words().sections
            )
            brief = end == -1 and furniture.count(keep[-1]) <= 3 and rest >= 4 and "|" in title
            if not named and not brief:
                break
            keep.pop(end)
    if keep == pieces:
        return title
    start = title.find(keep[0])
    stop = title.rfind(keep[-1]) + len(keep[-1])
    return title[start:stop].strip()


# --- day of publication


def published_of(tree: Node, metas: dict[str, list[str]], node: Json, url: str | None, context: str, *, thorough: bool) -> str | None:
    """The day and, where given, time and offset of first publication, from the most trusted place that has it."""
    keys = names()["published"]
    declared = [as_text(node.get("datePublished"))] if node.get("_article") else []
    declared += [v for k in keys for v in metas.get(k, ())[:1]]
    for value in declared:
        if found := moment_in(value, context):
            return with_url_day(local_day(found, tree, context), url)
    for element in MICRO_DATE(tree)[:3]:
        if found := moment_in(element.get("content") or element.get("datetime") or text_of(element), context):
            return found
    day = url_day(url)
    seen = seen_moment(tree, context)
    if day:
        return seen if seen and seen[:10] == day else day
    if seen:
        return seen
    for value in (as_text(node.get(k)) for k in ("datePublished", "dateCreated", "uploadDate")):
        if value and (found := moment_in(value, context)):
            return found
    for key in names()["modified"]:
        if key in metas and (found := moment_in(metas[key][0], context)):
            return found
    return moment_in(as_text(node.get("dateModified")), context) or (searched(tree, url) if thorough else None)


def with_url_day(found: str, url: str | None) -> str:
    """The declared moment, or the address's day: an earlier one means that a later edition was declared."""
    day = url_day(url)
    if day is None or day == found[:10]:
        return found
    apart = (date.fromisoformat(found[:10]) - date.fromisoformat(day)).days
    if abs(apart) == 1:
        return day if found.endswith("+00:00") else found  # the declared hour is in UTC, the outlet's day another
    return day if apart > 0 or len(found) == 10 else found


def local_day(found: str, tree: Node, context: str) -> str:
    """A moment declared in UTC, or the day beside it that the page shows to its readers, which is the outlet's own."""
    if not found.endswith("+00:00"):
        return found
    seen = seen_moment(tree, context)
    apart = (date.fromisoformat(seen[:10]) - date.fromisoformat(found[:10])).days if seen else 0
    hour = int(found[11:13])
    return seen if seen and not seen.endswith("+00:00") and ((apart == 1 and hour >= 12) or (apart == -1 and hour <= 12)) else found


def seen_moment(tree: Node, context: str) -> str | None:
    """The moment that the page shows: in a time element or one whose class says so, first before a later change."""
    changed = None
    for element in TIME(tree)[:4]:
        around = f"{element.get('class') or ''} {element.get('itemprop') or ''} {text_of(element)[:60]}"
        if found := moment_in(element.get("datetime") or text_of(element), context) or moment_in(text_of(element), context):
            if not re.search("updat|modif", around, re.IGNORECASE):
                return found
            changed = changed or found
    for element in dated()(tree)[:60]:
        text = text_of(element)
        if (
            6 <= len(text) <= MAX_DATE_TEXT
            and any(c.isdigit() for c in text)
            and (found := moment_in(element.get("title") or text, context) or moment_in(text, context))
        ):
            if not moments.patterns().updated.search(text):
                return found
            changed = changed or found
    return changed


def moment_in(value: str | None, context: str) -> str | None:
    """The moment in a declared or shown value: ISO first, then as people write it; None if none or one in the future."""
    if not value or len(value) > 200:
        return None
    found = None
    if match := ISO_IN.search(value):
        try:
            zone = (match[4] or "").upper().replace("UTC", "Z")
            found = moments.normal(f"{match[1]}T{match[2]}{match[3] or ''}{zone}" if match[2] else match[1])
        except ValueError:
            found = None
    found = found or moments.first(foreign(value), context)
    if not found or not found[:4] >= "1995" or found[:10] > (date.today() + FUTURE).isoformat():
        return None
    return found[:10] if found[10:] in ("T00:00:00", "T00:00:00+00:00") else found


def foreign(value: str) -> str:
    """The value with month names of other languages in English, day dots and little words removed ("3. März 2022")."""
    months = names()["months"]
    value = re.sub(r"\b(\d{1,2})\.\s*(?=[^\W\d])|\b(\d{1,2})\s+(?:de|di|d')\s+", r"\1\2 ", value)
    return re.sub(r"[^\W\d_]+\.?", lambda m: months.get(m[0].lower().rstrip("."), m[0]), re.sub(r"\s+de(?:l)?\s+(?=\d{4})", " ", value))


def url_day(url: str | None) -> str | None:
    """The day that an address gives ("/2020/01/15/", "20200115", "2020/jan/15")."""
    if not url:
        return None
    parts = urlsplit(url)
    for match in URL_DAY.finditer(re.sub(r"/web/\d{14}[a-z_]*/", "/", parts.path)):
        try:
            month = moments.patterns().months[match[6].lower()] if match[6] else int(match[3])
            found = date(int(match[1] or match[5]), month, int(match[4] or match[7]))
        except (ValueError, KeyError):
            continue
        if found.year >= 1995 and found <= date.today() + FUTURE:
            return found.isoformat()
    return None


def searched(tree: Node, url: str | None) -> str | None:
    """The day that htmldate finds in the page's text; None if it finds none."""
    import htmldate

    try:
        found: str | None = htmldate.find_date(deepcopy(tree), url=url, original_date=True, extensive_search=True)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
    return found


# --- authors


def authors_of(
    tree: Node, metas: dict[str, list[str]], node: Json, outlet: str | None, *, thorough: bool
) -> tuple[tuple[str, ...], str | None]:
    """The persons who wrote the article, without jobs and outlets, and the agency if one is named among them."""
    declared: list[str] = []
    persons: set[str] = set()
    value = node.get("author") or (node.get("creator") if node.get("_article") else None)
    for one in value if isinstance(value, list) else [value]:
        declared += [as_text(one)] if one else []
        persons.update([as_text(one)] if isinstance(one, dict) and "Person" in str(one.get("@type")) else [])
    sources = [declared, [v for k in names()["authors"] for v in metas.get(k, ())[:6]]]
    agency = None
    for values in sources:
        people, wire = clean_names(values, None if values is declared and set(declared) == persons else outlet)
        agency = agency or wire
        if people:
            return people, agency
    shown = [text_of(e) for e in author_marks()(tree)[:6]]
    people, wire = clean_names([s for s in shown if len(s) < 100][:4], outlet)
    if thorough and not people and not agency and not wire:
        people, wire = clean_names([marked_author(tree) or ""], outlet)
        people = people or clean_names(written_bylines(tree), outlet)[0]
    return people, agency or wire


def written_bylines(tree: Node) -> list[str]:
    """The first short line of a page that says "By Jane Doe" in words, in a list; [] if there is none."""
    pattern = re.compile(names()["by"], re.IGNORECASE)
    for i, element in enumerate(tree.iter(*BYLINES)):
        if i > MAX_BYLINE_SEARCH:
            break
        if len(element) > 4:
            continue
        text = squeeze(element.text_content()[:200])
        match = pattern.match(text) if 6 <= len(text) <= 80 else None
        head = re.split(r"\s+[|•·–—-]\s+|,|\d|\s+(?:on|am|in|vom)\s+", text[match.end() :])[0].strip() if match else ""
        if head and all(furniture.is_name(part) for part in re.split(r"\s+(?:and|und|et|y)\s+", head)):
            return [head]
    return []


def marked_author(tree: Node) -> str | None:
    """The author that trafilatura finds by a page's markup; None if it finds none."""
    from trafilatura.metadata import extract_author

    try:
        found: str | None = extract_author(deepcopy(tree))
    except (ValueError, TypeError, AttributeError):
        return None
    return found


def clean_names(values: list[str], outlet: str | None) -> tuple[tuple[str, ...], str | None]:
    """The names in the values, each once, and the agency if one of them is."""
    people: list[str] = []
    agency = None
    site = furniture.plain(outlet or "").replace(" ", "")
    for value in values:
        value = re.sub(r"\S+@\S+|https?://\S+|\(.*?\)|\|.*$", " ", squeeze(value))
        value = re.sub(names()["by"], "", value, flags=re.IGNORECASE)
        for part in re.split(names()["between"], value):
            name = furniture.strip_role(part.strip(" ,.;:|-–—•*'\"") + ("." if re.search(r"\b(?:Jr|Sr)\.$", part) else ""))
            wire = furniture.agency_of(part)
            agency = agency or wire
            if wire or not is_author(name, site):
                continue
            name = re.sub(r"\s+", " ", name)
            if name.lower() not in (p.lower() for p in people):
                people.append(name)
    return tuple(people[:12]), agency


def is_author(name: str, site: str) -> bool:
    """Whether a declared name may be that of a writer: short, no address, not the outlet's own."""
    bare = furniture.plain(name)
    if (
        not 2 <= len(name) <= 50
        or not 1 <= len(name.split()) <= 5
        or any(c in name for c in "/@<>{}[]=?!:")
        or sum(c.isdigit() for c in name) > 2
    ):
        return False
    packed = bare.replace(" ", "")
    if site and (packed == site or packed in site or site in packed):
        return False
    return bare not in names()["nobody"] and not set(re.findall(r"[^\W\d_]+", bare)) & set(names()["nobody_words"])
