"""A parsed HTML page to the persons who wrote its article, and the agency that stands among them.

Knows declarations, marks of authors and by-lines in several languages; does not know who the persons are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import islice, pairwise, takewhile

from lxml.etree import XPath

from communique.sources import furniture, shown
from communique.sources.declared import (
    Node,
    Page,
    as_text,
    expression,
    names,
    outside,
    squeeze,
    tags,
    text_of,
)

LINES = [
    "p", "span", "div", "a", "em", "strong", "small", "li", "h2", "h3", "h4", "h5", "h6", "i", "b", "address",
    "td", "font", "byline",
]
MAX_SEARCHED = 1500  # elements looked at; a by-line stands near the top
MAX_LINE = 80  # characters of a by-line in words
MAX_MARKED = 160  # … of an element that is marked as naming the authors
MAX_AUTHORS = 12
MAX_INITIALS = 5  # capitals up to this length are initials
MARKED = 12  # marked elements looked at
NAME = XPath(".//*[@itemprop='name']")
DAY_TAIL = re.compile(r"(?<![\s,|·•–-])[\s,|·•–-]++(?:on\s++)?(?:\d|[A-Z][a-z]{2,8}\.?\s++\d).*", re.DOTALL)
AFTER_NAME = re.compile(r"(?<!\s)\s++(?:[|•·–—-]|on|am|in|vom)\s++|\d")
BETWEEN = re.compile(r"(?:(?<!\s)\s++)?,\s*+|(?<!\s)\s++(?:and|und|et|y)\s++")
# addresses, brackets, what a bar parts off
NO_NAME = re.compile(r"\S{1,64}@\S++|https?://\S++|\(.{0,200}?\)|\|.*+", re.DOTALL)
BEHIND_DASH = re.compile(r"(?<!\s)\s++[–—-]\s.*+", re.DOTALL)
BIOGRAPHY = re.compile(r"bio|desc(?:ription)?\b", re.IGNORECASE)
HANDLE = re.compile(r"[^\W_A-Z]\S*[._\d]\S*|[^\W_A-Z]+")

Found = tuple[tuple[str, ...], str | None]


def authors_of(page: Page, *, thorough: bool) -> Found:
    """The persons who wrote the article, without jobs and outlets,
    and the agency if one is named among them."""
    best: tuple[str, ...] = ()
    agency = next(filter(None, map(furniture.agency_of, supplied(page))), None)
    for people, wire in told_names(page):
        agency = agency or wire
        # a handle waits for a name that is told elsewhere
        if people and not all(HANDLE.fullmatch(name) for name in people):
            return people, agency
        best = best or people
    if thorough and not best:
        best, wire = clean_names(written(page), page.outlet)
        best = best or clean_names([found_by_trafilatura(page.tree) or ""], page.outlet)[0]
        agency = agency or wire
    return best, agency


def supplied(page: Page) -> Iterator[str]:
    """The values that are declared to name who supplied the text."""
    yield from tags(page, "supplied")
    yield as_text(page.node.get("sourceOrganization"))


def told_names(page: Page) -> Iterator[Found]:
    """What declarations and marks of the page say of its authors, the most trusted first."""
    yield declared(page)
    yield clean_names(
        [v for k in names()["authors"] for v in page.metas.get(k, ())[:6]] + labelled(page), page.outlet
    )
    yield clean_names(marked(page), page.outlet)


def declared(page: Page) -> Found:
    """The authors of the JSON-LD; a person there may bear the outlet's name, as the owner of a blog does."""
    value = page.node.get("author") or (page.node.get("creator") if page.node.get("_article") else None)
    found = [
        (one, as_text(one)) for one in (value if isinstance(value, list) else [value])[:MAX_AUTHORS] if one
    ]
    persons = all(isinstance(one, dict) and "Person" in str(one.get("@type")) for one, _ in found)
    people, agency = clean_names([text for _, text in found], None if persons else page.outlet)
    outlets = {packed(page.outlet or ""), packed(as_text(page.node.get("publisher")))}
    return tuple(name for name in people if not is_paper(name, outlets, persons=persons)), agency


def is_paper(name: str, outlets: set[str], *, persons: bool) -> bool:
    """Whether a declared name is that of a paper: the outlet's own that is no person's,
    or an organization's with a word of papers."""
    told = any(part in name.lower() for part in names()["papers"])
    return (packed(name) in outlets and (told or not furniture.is_name(name))) or (told and not persons)


def packed(name: str) -> str:
    """A name in small letters without blanks, for comparing."""
    return furniture.plain(name).replace(" ", "")


def labelled(page: Page) -> list[str]:
    """The names in pairs of meta tags that say what the other holds ("twitter:label1": "Written by")."""
    pairs = [
        (page.metas.get(f"twitter:label{i}", [""])[0], page.metas.get(f"twitter:data{i}", [""])[0])
        for i in (1, 2)
    ]
    return [value for label, value in pairs if value and expression("by").fullmatch(f"{label} ")]


def marked(page: Page) -> list[str]:
    """What the elements that are marked as naming the author say; where several stand apart,
    only those beside the first."""
    found: list[tuple[Node, str]] = []
    for element in page.authors[:MARKED]:
        if BIOGRAPHY.search(element.get("class") or ""):
            continue
        text = " / ".join(filter(None, map(text_of, NAME(element)[:MAX_AUTHORS]))) or text_of(element)
        apart = any(outside(element, page.head, expression(kind)) for kind in ("elsewhere", "aside"))
        if 2 <= len(text) < MAX_MARKED and not apart:
            found.append((element, text))
    near = set(islice(found[0][0].iterancestors(), 2)) if found else set()
    return [text for one, text in found if near & {one, *islice(one.iterancestors(), 2)}][:4]


def written(page: Page) -> list[str]:
    """The names in the first short line that says "By Jane Doe" in words or names someone beside the day;
    [] if there is none."""
    by = expression("by")
    for _, rest in islice(shown.lines_of_publication(page), 1):
        name = by.sub("", rest)
        alone = name != rest and len(name.split()) == 1 and furniture.CAPITAL.match(name)
        if alone or furniture.is_name(name):
            return [name]
    lines = (text for _, _, text in shown.texts_around(page))
    for line, after in pairwise([*lines, ""]):
        if people := named_in(f"{line} {after}" if by.fullmatch(f"{line.lstrip('| ')} ") else line):
            return [people]
    for element in islice(page.tree.iter(*LINES), MAX_SEARCHED):
        if len(element) <= 4 and (people := named_in(squeeze(element.text_content()[: 2 * MAX_MARKED]))):
            return [people]
    return []


def named_in(line: str) -> str | None:
    """The name or names of a line that begins as a by-line; None if it is none."""
    line = line.lstrip("| ")
    match = expression("by").match(line) if 6 <= len(line) <= MAX_MARKED else None
    if match is None:
        return None
    head = AFTER_NAME.split(line[match.end() :])[0].strip(" .:")
    parts = BETWEEN.split(head)
    people = list(takewhile(furniture.is_name, parts))
    return ", ".join(people) if people and (len(parts) > 1 or len(line) <= MAX_LINE) else None


def found_by_trafilatura(tree: Node) -> str | None:
    """The author that trafilatura finds by a page's markup; None if it finds none."""
    from trafilatura.metadata import extract_author

    try:
        found: str | None = extract_author(deepcopy(tree))
    except (ValueError, TypeError, AttributeError):
        return None
    return found


def clean_names(values: Iterable[str], outlet: str | None) -> Found:
    """The names in the values, each once, and the agency if one of them is."""
    people: list[str] = []
    agency = None
    site = packed(outlet or "")
    for value in values:
        value = NO_NAME.sub(" ", squeeze(value))
        value = expression("by").sub("", value)
        value = BEHIND_DASH.sub("", value) if furniture.count(value) > 4 else value
        for part in expression("between").split(value):
            part = DAY_TAIL.sub("", part)
            name = furniture.strip_role(
                part.strip(" ,.;:|-–—•*'\"") + ("." if re.search(r"\b(?:Jr|Sr)\.$", part) else "")
            )
            wire = furniture.agency_of(part)
            agency = agency or wire
            if wire or not is_author(name, site):
                continue
            name = name.title() if name.isupper() and " " in name and len(name) > MAX_INITIALS else name
            if name.lower() not in (p.lower() for p in people):
                people.append(name)
    return tuple(people[:MAX_AUTHORS]), agency


def is_author(name: str, site: str) -> bool:
    """Whether a declared name may be that of a writer: short, no address, not the outlet's own."""
    bare = furniture.plain(name)
    if not 2 <= len(name) <= 50 or not 1 <= len(name.split()) <= 5 or any(c in name for c in "/@<>{}[]=?!:"):
        return False
    if sum(c.isdigit() for c in name) > 3 or re.search(r"\w\.(?:com|org|net|[a-z]{2})$", name.lower()):
        return False
    if site and (packed(name) in site or site in packed(name)):
        return False
    words = re.findall(r"[^\W\d_]+", bare)
    return bare not in names()["nobody"] and set(names()["nobody_words"]).isdisjoint(words)
