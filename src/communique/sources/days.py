"""A parsed HTML page to the day of its article's first publication, from the most trusted place that gives it.

Knows declarations, microdata, addresses and visible lines of publication; does not know the article's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice

from lxml.etree import XPath

from communique.sources import furniture, moments
from communique.sources.declared import TEXT, Node, Page, address, as_text, is_text, names, outside, squeeze, text_of

URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2]|(?<=[/_-])[1-9](?=[/_-]))\2(0[1-9]|[12]\d|3[01]|(?<=[/_-])[1-9])(?!\d)|(?<!\d)((?:19|20)\d\d)/([A-Za-z]{3})/(\d{1,2})(?!\d)"
)
ISO_IN = re.compile(r"(?<!\d)(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:[.,]\d+)?\s?(Z|UTC|[+-]\d\d:?\d\d)?)?", re.IGNORECASE)
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(?:\d\d)?(Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
EPOCH = re.compile(r"1\d{9}(?:\d{3})?", re.ASCII)
URL_LANGUAGE = re.compile(r"//[^/]+/(?:[^/]+/)?([a-z]{2}[-_][a-z]{2})/", re.IGNORECASE)
EMBEDDED = re.compile(
    r"""["']?(publish(?:ed)?_?(?:Date|Time|At|On)|date_?Publi(?:shed|cation)|publicationDate|datePosted)["']?\s*:\s*["']([^"'<>]{8,40})["']""",
    re.IGNORECASE,
)
MAX_SCRIPT = 300_000  # characters of a script looked at
CHANGED = re.compile("updat|modif", re.IGNORECASE)
DAY_LIKE = re.compile(r"\d{4}|\d[./]\d")
SHORT_YEAR = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d\d)(?![\d.])")
DATELINE = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*[\s/-]*){1,5}[,(][\s(]*([^()]{2,30}\d{4})\)?\s*(?:\([^)]{2,30}\)\s*)?[).:–—-]")
EARLIEST = "1995"  # the web carries no older news
FUTURE = timedelta(days=2)
MAX_SHOWN = 120  # characters of an element that shows a day
MAX_VALUE = 200
LOOKED_AT = 60  # elements that may show a day
NEAR = 15  # … of those below the headline that count as beside it
BEFORE_HEAD = 8  # … and of those above the headline
WINDOW = 60  # texts below the headline in which a line of publication is looked for
ABOVE = 8  # … and above it
OTHER_WORDS = 5  # a line of publication says at most so much besides

PRINTED = "[normalize-space()][not(parent::script or parent::style)]"
SCRIPTS = XPath("//script[not(@src)]/text()")
BELOW_TEXT = XPath(f"following::text(){PRINTED}[position()<={WINDOW}]")
ABOVE_TEXT = XPath(f"preceding::text(){PRINTED}[position()<={ABOVE}]")


def published_of(page: Page, *, thorough: bool) -> str | None:
    """The day and, where given, time and offset of first publication; not `thorough`: only what is declared or marked."""
    near, far = around_head(page)
    seen = shown(near, page)
    for value in declared(page):
        if found := moment_in(value, page):
            return settled(found, seen, url_day(page.url))
    found = first_of(marked(page)) or by_address(page, seen) or (written(page) if thorough else None)
    found = found or first_of(vague(page)) or (embedded(page) if thorough else None) or shown(far, page)
    return found or first_of(changed(page)) or (searched(page) if thorough else None)


def first_of(found: Iterable[str | None]) -> str | None:
    """The first value that is one."""
    return next(filter(None, found), None)


def declared(page: Page) -> Iterator[str]:
    """The values that are declared to be the day of publication, the most trusted first."""
    if page.node.get("_article"):
        yield as_text(page.node.get("datePublished"))
    for key in names()["published"]:
        yield from page.metas.get(key, ())[:1]


def marked(page: Page) -> Iterator[str | None]:
    """The days in the microdata of the article."""
    micro = (one for one in page.landmarks.dated if one.get("itemprop") == "datePublished" or one.get("pubdate") is not None)
    for element in islice(micro, 3):
        yield moment_in(element.get("content") or element.get("datetime") or text_of(element), page) or moment_in(text_of(element), page)


def by_address(page: Page, seen: str | None) -> str | None:
    """The day of the address, with the time that the page shows for that day; else what the page shows."""
    day = url_day(page.url)
    return day if day and (seen is None or seen[:10] != day) else seen


def vague(page: Page) -> Iterator[str | None]:
    """The days in declarations that do not say of what."""
    yield from (moment_in(page.metas[k][0], page) for k in names()["undated"] if k in page.metas)
    yield from (moment_in(as_text(page.node.get(k)), page) for k in ("datePublished", "dateCreated", "uploadDate"))


def embedded(page: Page) -> str | None:
    """The one day that the data within the page's scripts call that of publication; None if there are several, as in a list of articles."""
    values = (value for script in SCRIPTS(page.tree) for _, value in EMBEDDED.findall(script[:MAX_SCRIPT]))
    found = list(filter(None, (moment_in(value, page) for value in islice(values, LOOKED_AT))))
    return found[0] if len({day[:10] for day in found}) == 1 else None


def changed(page: Page) -> Iterator[str | None]:
    """The days that are declared to be those of the last change."""
    yield from (moment_in(page.metas[k][0], page) for k in names()["modified"] if k in page.metas)
    yield moment_in(as_text(page.node.get("dateModified")), page)


def settled(found: str, seen: str | None, day: str | None) -> str:
    """The declared moment, or the day that the address or the reader's page gives where the declaration is of a later edition or in UTC."""
    if day == found[:10]:
        return found
    if day and abs(apart := days_between(day, found)) > 1:
        agreed = seen is not None and seen[:10] == found[:10]
        return day if apart > 0 and not agreed else found
    if not found.endswith("+00:00"):
        return found
    return day or local(found, seen)


def local(found: str, seen: str | None) -> str:
    """A moment declared in UTC, or the day beside it that the page shows, which is the outlet's own."""
    if seen is None or seen.endswith("+00:00"):
        return found
    apart, hour = days_between(found, seen), int(found[11:13])
    return seen if (apart == 1 and hour >= 12) or (apart == -1 and hour <= 12) else found


def days_between(first: str, second: str) -> int:
    """How many days the second moment lies after the first."""
    return (date.fromisoformat(second[:10]) - date.fromisoformat(first[:10])).days


# --- what the page shows


@cache
def block(key: str) -> re.Pattern[str]:
    """The pattern of tags and words of class and id under a key of knowledge/pages.toml."""
    return re.compile("|".join(names()[key]), re.IGNORECASE)


def around_head(page: Page) -> tuple[list[Node], list[Node]]:
    """The elements that may show the day: those below the headline before the text and then above it; and those further down."""
    found = page.landmarks.dated
    head = next((i for i, one in enumerate(found) if one is page.head), None) if page.head is not None else None
    if head is None:
        return [], [one for one in found[:LOOKED_AT] if not outside(one, None, block("masthead"))]
    text = next((i for i in range(head + 1, len(found)) if found[i].tag == "p" and is_text(found[i])), len(found))
    above = [one for one in found[max(0, head - BEFORE_HEAD) : head][::-1] if not outside(one, page.head, block("masthead"))]
    below = [one for one in found[text : text + LOOKED_AT] if not outside(one, page.head, block("elsewhere"))]
    near = [one for one in found[head + 1 : min(text, head + 1 + NEAR)] if not outside(one, page.head, block("elsewhere"))]
    return [*near, *above], below


def shown(elements: Iterable[Node], page: Page) -> str | None:
    """The moment that the first of the elements to show one gives, that of publication before a later change."""
    changed = None
    for element in elements:
        text = text_of(element)
        timed = element.tag == "time"
        if not timed and (not 6 <= len(text) <= MAX_SHOWN or not any(c.isdigit() for c in text)):
            continue
        told = element.get("datetime") or element.get("content") or element.get("title")
        found = moment_in(told, page) or (None if text.isdigit() else moment_in(text[:MAX_SHOWN], page))
        if found is None:
            continue
        around = f"{element.get('class') or ''} {element.get('itemprop') or ''} {text[:60]}" if timed else text
        if not is_change(around):
            return found
        changed = changed or found
    return changed


def is_change(text: str) -> bool:
    """Whether a text says "updated" or the like before its first day."""
    cue = moments.patterns().updated.search(text) or CHANGED.search(text)
    return cue is not None and not DAY_LIKE.search(text[: cue.start()])


# --- lines of publication without any mark


def written(page: Page) -> str | None:
    """The day that a short line beside the headline gives, or the dateline that opens the text; None if there is none."""
    return next((found for found, _ in lines_of_publication(page)), None)


def lines_of_publication(page: Page) -> Iterator[tuple[str, str]]:
    """The moment of each short line beside the headline, or dateline, that gives one, and what else the line says."""
    for line in beside_head(page):
        if len(line) > MAX_SHOWN:
            line = found[1] if (found := DATELINE.match(line)) else ""
        if len(line) >= 6 and any(c.isdigit() for c in line):
            times = moments.find(foreign(line), page.context, day_first=day_first(page))
            rest = " ".join(m.rest for m in times)
            if times and furniture.count(rest) <= OTHER_WORDS and (value := plausible(times[0].value)):
                yield value, rest


def beside_head(page: Page) -> list[str]:
    """The texts below the headline down to the first long one, then those above it, then those further down."""
    if page.head is None:
        return []
    above = [t for t in ABOVE_TEXT(page.head)[::-1] if not outside(t.getparent(), page.head, block("masthead"))]
    below = BELOW_TEXT(page.head)
    body = next((i for i, text in enumerate(below, 1) if len(text) > TEXT), len(below))
    far = [t for t in below[body:] if not outside(t.getparent(), page.head, block("elsewhere"))]
    return [squeeze(text) for text in (*below[:body], *above, *far)]


# --- values


def moment_in(value: str | None, page: Page) -> str | None:
    """The moment in a declared or shown value: ISO first, then as people write it; None if none or one in the future."""
    if not value or len(value) > MAX_VALUE:
        return None
    return plausible(iso_in(value) or machine(value.strip()) or moments.first(foreign(value), page.context, day_first=day_first(page)))


def plausible(found: str | None) -> str | None:
    """The moment, a midnight without its hour; None for one before the web or in the future."""
    if not found or found[:4] < EARLIEST or found[:10] > (date.today() + FUTURE).isoformat():
        return None
    return found[:10] if found[10:] in ("T00:00:00", "T00:00:00+00:00") else found


def iso_in(value: str) -> str | None:
    """The first ISO date or datetime in a value."""
    match = ISO_IN.search(value)
    if match is None:
        return None
    zone = (match[4] or "").upper().replace("UTC", "Z")
    try:
        return moments.normal(f"{match[1]}T{match[2]}{match[3] or ''}{zone}" if match[2] else match[1])
    except ValueError:
        return None


def machine(value: str) -> str | None:
    """The moment of a value without signs: "20220121T1146", or seconds since 1970."""
    try:
        if match := COMPACT.fullmatch(value):
            day, clock = "-".join(match.groups()[:3]), f"T{match[4]}:{match[5]}{match[6] or ''}" if match[4] else ""
            return moments.normal(day + clock)
        if EPOCH.fullmatch(value):
            return datetime.fromtimestamp(int(value[:10]), UTC).isoformat()
    except ValueError:
        return None
    return None


def day_first(page: Page) -> bool | None:
    """Whether "05/04/2022" is the fifth of April by the language and country of page or address; None if they do not tell."""
    told = page.language or (found[1] if (found := URL_LANGUAGE.search(page.url or "")) else "")
    language, _, region = told.lower().replace("_", "-").partition("-")
    order = names()["day_order"]
    top = page.host.rpartition(".")[2]
    if region in order["month_first"] or top in order["month_first"]:
        return False if region not in order["day_first"] and top not in order["day_first"] else None
    if region in order["day_first"] or top in order["day_first"]:
        return True
    return True if language in order["languages"] else None


def foreign(value: str) -> str:
    """The value with month names of other languages in English, day dots and little words removed ("3. März 2022")."""
    months = names()["months"]
    value = SHORT_YEAR.sub(r"\1.\2.20\3", value)
    value = re.sub(r"\b(\d{1,2})\.\s*(?=[^\W\d])|\b(\d{1,2})\s+(?:de|di|d')\s+|\b(1)er\s+", r"\1\2\3 ", value)
    return re.sub(r"[^\W\d_]+\.?", lambda m: months.get(m[0].lower().rstrip("."), m[0]), re.sub(r"\s+de(?:l)?\s+(?=\d{4})", " ", value))


def url_day(url: str | None) -> str | None:
    """The day that an address gives ("/2020/01/15/", "20200115", "2020/jan/15")."""
    if not url:
        return None
    path = re.sub(r"/web/\d{14}[a-z_]*/", "/", address(url)[1])
    for match in URL_DAY.finditer(re.sub(r"/((?:19|20)\d\d)-(\d\d)/(\d\d)/", r"/\1/\2/\3/", path)):
        try:
            month = moments.patterns().months[match[6].lower()] if match[6] else int(match[3])
            found = date(int(match[1] or match[5]), month, int(match[4] or match[7]))
        except (ValueError, KeyError):
            continue
        if plausible(found.isoformat()):
            return found.isoformat()
    return None


def searched(page: Page) -> str | None:
    """The day that htmldate finds in the page's text without guessing; None if it finds none, or one that was passed over with reason."""
    import htmldate

    try:
        found: str | None = htmldate.find_date(deepcopy(page.tree), url=page.url, original_date=True, extensive_search=False)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
    return found if found and plausible(found) and found not in passed_over(page) else None


def passed_over(page: Page) -> set[str]:
    """The days of marked elements, read in either order: each was of something else or may be read two ways, else it had been taken."""
    found: set[str] = set()
    for one in page.landmarks.dated[:LOOKED_AT]:
        for text in (one.get("datetime") or "", text_of(one)):
            if 6 <= len(text) <= MAX_SHOWN:
                read = [iso_in(text), *(moments.first(foreign(text), day_first=order) for order in (True, False))]
                found.update(day[:10] for day in read if day)
    return found
