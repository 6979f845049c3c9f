"""A parsed HTML page to what it says about its article: title, day, authors, outlet, agency, language.

Knows what of OpenGraph, JSON-LD and the page itself to trust for outlet and title;
does not know the article's text.
"""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass, replace

from lxml.etree import XPath

from communique.sources import bylines, days, furniture, moments
from communique.sources.declared import TAG, Node, Page, as_text, expression, first, page_of, squeeze, text_of

TITLE_CUT = re.compile(r"(?<!\s)\s++(?:[|·•»«›–—]|--?|::?)\s++|(?:(?<!\s)\s++)?\|\s*+")
TITLES = (
    "og:title", "twitter:title", "dc.title", "dcterms.title", "title", "headline", "parsely-title",
    "sailthru.title",
)
CUT_AT_QUOTE = re.compile(r"\s*[\"'].")
H1, SUBHEADS = XPath("//h1"), XPath("//h2 | //h3")
MAX_HEADS, MAX_SUBHEADS = 12, 40  # headings looked at
MAX_TITLE = 300  # characters
BELOW = XPath(
    "following::*[self::h2 or self::h3 or self::h4 or self::p or self::div or self::span or "
    "self::strong][position()<=40]"
)
LEAST_STANDFIRST, MAX_STANDFIRST, MAX_CHILDREN = 40, 500, 3  # characters, and elements within
LETTERS = re.compile(r"[\W_]+")


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
    standfirst: str | None = None
    body: str = ""  # the text as the JSON-LD holds it, for pages that show theirs only by a script


def read(tree: Node, url: str | None, *, thorough: bool = True) -> Metadata:
    """The metadata of a page; not `thorough`: only what is declared, for pages too large to search."""
    page = page_of(tree, url)
    page = replace(page, outlet=outlet_of(page))
    title, head = title_of(page)
    page = replace(page, head=head)
    people, agency = bylines.authors_of(page, thorough=thorough)
    day, body = days.published_of(page, thorough=thorough), page.node.get("articleBody")
    return Metadata(
        title, day, people, page.outlet, agency, page.language or None, page.url, standfirst_of(page),
        TAG.sub("\n", entities.unescape(body)) if isinstance(body, str) else "",
    )


# --- outlet and title


def outlet_of(page: Page) -> str | None:
    """The outlet: og:site_name, the publisher of the JSON-LD, or another tag that names the site."""
    name = (
        first(page.metas, "og:site_name")
        or as_text(page.node.get("publisher"))
        or first(page.metas, "application-name", "dc.publisher", "publisher", "cre", "copyright")
    )
    if not name or len(name) > 60 or "©" in name or name.startswith("http"):
        return None
    return name.lstrip("@")


def title_of(page: Page) -> tuple[str | None, Node]:
    """The headline without the site's name, and its element: the h1 that the page's title agrees with,
    else what the page declares."""
    declared = declared_titles(page)
    if found := headed(page, declared):
        return found
    heads = [
        (h, t) for h in H1(page.tree)[:MAX_HEADS]
        if 3 <= len(t := text_of(h)) <= MAX_TITLE and not is_outlet(t, page)
    ]
    heads = [(h, t) for h, t in heads if not is_site_head(t, declared)] or heads
    for head, text in heads:
        if any(agrees(text, t) for t in declared) and (furniture.count(text) >= 2 or text in declared):
            return without_kicker(head, text, declared), head
    if len(heads) == 1 and furniture.count(heads[0][1]) >= 3:
        return heads[0][1], heads[0][0]
    for text in declared:
        if (cut := without_site(text, page.outlet)) and not is_outlet(cut, page):
            return cut, subhead(page, cut)
    return (heads[0][1], heads[0][0]) if heads else (None, None)


def declared_titles(page: Page) -> list[str]:
    """The titles that the page declares for its article, and last the one of the whole page."""
    whole = squeeze(page.tree.findtext(".//head/title") or page.tree.findtext(".//title"))
    shared = first(page.metas, *TITLES) or ""
    if CUT_AT_QUOTE.match(whole[len(shared) :]) and whole.startswith(shared):
        shared = ""  # the quotation marks of the title closed the attribute
    own = as_text(page.node.get("headline")) or (
        as_text(page.node.get("name")) if page.node.get("_article") else ""
    )
    return [t for t in (own, shared, whole) if t]


def is_outlet(title: str, page: Page) -> bool:
    """Whether a title is only the name of the outlet."""
    return furniture.plain(title) == furniture.plain(page.outlet or "")


def is_site_head(text: str, declared: list[str]) -> bool:
    """Whether a heading is the site's own: a part of the page's title of which the declared title is another
    part."""
    if len(declared) < 2:
        return False
    head, own, whole = map(furniture.plain, (text, declared[0], declared[-1]))
    return own != whole and own in whole and head in whole.replace(own, " ") and head not in own


def without_kicker(head: Node, text: str, declared: list[str]) -> str:
    """The heading without the label that opens it in an element of its own,
    where a declared title knows it as a part by itself."""
    parts = {furniture.plain(p) for t in declared for p in (t, *TITLE_CUT.split(t))}
    for one in head.iter("span", "strong", "small", "b", "em", "a", "div"):
        label, own = text_of(one), one is not head
        rest = text[len(label) :].strip() if own and label and text.startswith(label) else ""
        for title in (rest, label if own and furniture.count(label) >= 3 else ""):
            if title and title != text and furniture.count(title) >= 2 and furniture.plain(title) in parts:
                return title
    return text


def headed(page: Page, declared: list[str]) -> tuple[str, Node] | None:
    """A smaller heading that is one part of the page's title, where the h1 is the other, the site's;
    None if it is not so."""
    parts = {furniture.plain(part) for part in TITLE_CUT.split(declared[-1])} if declared else set()
    first_heads = {furniture.plain(text_of(h)) for h in H1(page.tree)[:MAX_HEADS]}
    if len(parts) < 2 or (first_heads and not first_heads <= parts):
        return None
    for head in SUBHEADS(page.tree)[:MAX_SUBHEADS]:
        text = text_of(head)
        named = furniture.count(text) >= 2 and furniture.plain(text) in parts - first_heads
        if named and not is_outlet(text, page):
            return text, head
    return None


def subhead(page: Page, title: str) -> Node:
    """The smaller heading that repeats a declared title; None if there is none."""
    wanted, heads = furniture.plain(title), (h for h in SUBHEADS(page.tree)[:MAX_SUBHEADS] if len(h) < 4)
    return next((h for h in heads if furniture.plain(text_of(h)) == wanted), None)


def agrees(head: str, declared: str) -> bool:
    """Whether a heading and a declared title are of one article: one within the other,
    or most of their words in common."""
    a, b = set(re.findall(r"\w+", head.lower())), set(re.findall(r"\w+", declared.lower()))
    short, long = sorted((len(a), len(b)))
    return short > 0 and len(a & b) >= max(0.8 * short, 0.4 * long)


def without_site(title: str, outlet: str | None) -> str:
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
            address = re.fullmatch(r"[\w-]+\.(?:com|org|net|de|co\.uk|[a-z]{2})", piece)
            named = address or piece in furniture.words("sections")
            named = named or bool(site and bare and (bare in site or site in bare))
            brief = end == -1 and furniture.count(keep[-1]) <= 3 and rest >= 4 and "|" in title
            if not named and not brief:
                break
            keep.pop(end)
    if keep == pieces:
        return title
    start = title.find(keep[0])
    stop = title.rfind(keep[-1]) + len(keep[-1])
    return title[start:stop].strip()


# --- stand-first


def standfirst_of(page: Page) -> str | None:
    """The summary that stands below the headline and is marked as one: a sentence,
    and no line of publication."""
    for element in BELOW(page.head) if page.head is not None else ():
        marks = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
        if len(element) <= MAX_CHILDREN and expression("standfirst").search(marks):
            text = text_of(element)
            sentence = LEAST_STANDFIRST < len(text) <= MAX_STANDFIRST and furniture.is_terminal(text)
            if sentence and not moments.find(text):
                return text
    return None


def letters(text: str) -> str:
    """The letters and digits of a text, for telling whether one stands in another."""
    return LETTERS.sub("", text)
