"""A parsed HTML page to the day of its article's first publication: what its places declare and show,
weighed against one another.

Knows declarations, microdata, addresses and scripts, and what of them is a later change;
does not know the article's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import replace
from itertools import islice

from lxml.etree import XPath

from communique.sources import moments, shown
from communique.sources.declared import Page, as_text, expression, names, outside, squeeze, tags, text_of
from communique.sources.stamps import Candidate, choose, foreign, iso_in, lead, moment_in, plausible, url_day

EMBEDDED = re.compile(
    r"""["']?(publish(?:ed)?_?(?:Date|Time|At|On)|date_?Publi(?:shed|cation)|publicationDate"""
    r"""|datePosted)["']?\s*:\s*["']([^"'<>]{8,40})["']""",
    re.IGNORECASE,
)
MAX_SCRIPT = 300_000  # characters of a script looked at
LOOKED_AT = 60  # values of scripts
SETTLED = 8.0  # a lead that the places not yet looked at cannot make up
REPEATING = ("shown", "undated")  # kinds that may give the day of a later change without saying so
SPAN = re.compile(
    r"(?<![\d:.])\d{1,2}\.?\s*(?:[-–—/]|to|until|bis|au|al|até|tot)\s*(\d{1,2}\s+[^\W\d]+\.?,?\s+\d{4})",
    re.IGNORECASE,
)
TITLE = XPath("//title/text()")
SCRIPTS = XPath("//script[not(@src)]/text()")


def published_of(page: Page, *, thorough: bool) -> str | None:
    """The day and, where given, time and offset of first publication; not `thorough`:
    only what is declared or marked."""
    found = [
        *declared(page), *microdata(page), *undated(page), *changed(page),
        *shown.candidates(shown.marked(page)),
    ]
    found += by_address(page, found)
    if thorough and lead(found) < SETTLED:
        found += shown.candidates(shown.written(page))
    if thorough and all(one.kind != "declared" for one in found):
        found += embedded(page)
    if thorough and all(one.kind == "changed" for one in found):
        found += shown.labelled(page)
    return choose(without_changes(without_echoes(found))) or (searched(page) if thorough else None)


def weigh(
    values: Iterable[str | None], kind: str, page: Page, *, key: str = "", behind: float = 0.0
) -> Iterator[Candidate]:
    """The values that give a moment as candidates of a kind, each `behind` the one before."""
    weight = names()["day_weights"][key or kind]
    for i, value in enumerate(values):
        if moment := moment_in(value, page):
            yield Candidate(moment, kind, weight - behind * min(i, 4))


def declared(page: Page) -> Iterator[Candidate]:
    """The days that are declared to be those of publication."""
    if page.node.get("_article"):
        yield from weigh([as_text(page.node.get("datePublished"))], "declared", page, key="linked")
    yield from weigh(tags(page, "published"), "declared", page, key="tag", behind=0.1)


def microdata(page: Page) -> Iterator[Candidate]:
    """The days in the microdata of the article."""
    micro = (
        one for one in page.dated
        if one.get("itemprop") == "datePublished" or one.get("pubdate") is not None
    )
    ours = (one for one in islice(micro, 5) if not outside(one, page.head, expression("elsewhere")))
    values = (
        value if moment_in(value := one.get("content") or one.get("datetime"), page) else text_of(one)
        for one in ours
    )
    yield from weigh(values, "declared", page, key="microdata", behind=1.5)


def undated(page: Page) -> Iterator[Candidate]:
    """The days in declarations that do not say of what."""
    yield from weigh(tags(page, "undated"), "undated", page)
    if not page.node.get("_article"):
        yield from weigh(
            (as_text(page.node.get(key)) for key in ("datePublished", "dateCreated", "uploadDate")),
            "undated", page,
        )


def changed(page: Page) -> Iterator[Candidate]:
    """The days that are declared to be those of the last change."""
    yield from weigh(tags(page, "modified"), "changed", page)
    yield from weigh([as_text(page.node.get("dateModified"))], "changed", page)


def by_address(page: Page, found: list[Candidate]) -> Iterator[Candidate]:
    """The day of the address; it counts for most where what is declared is later, as of a new edition,
    and for least where earlier."""
    if day := url_day(page):
        told = [one.day for one in found if one.kind == "declared"] or [day]
        key = "address" if day in told else "address_before" if day < min(told) else "address_after"
        yield Candidate(day, "address", names()["day_weights"][key])


def embedded(page: Page) -> Iterator[Candidate]:
    """The one day that the data within the page's scripts call that of publication;
    none if there are several, as in a list of articles."""
    values = (value for script in SCRIPTS(page.tree) for _, value in EMBEDDED.findall(script[:MAX_SCRIPT]))
    found = list(weigh(islice(values, LOOKED_AT), "script", page))
    if len({one.day for one in found}) == 1:
        yield found[0]


def without_changes(found: list[Candidate]) -> list[Candidate]:
    """The candidates, of which those that only show or repeat the day of a later change,
    after one that is declared, count little."""
    told = {one.day for one in found if one.kind == "declared"}
    later = {one.day for one in found if one.kind == "changed" and told and one.day > min(told)} - told
    little = names()["day_weights"]["changed"]
    return [
        replace(one, weight=min(one.weight, little)) if one.day in later and one.kind in REPEATING else one
        for one in found
    ]


def without_echoes(found: list[Candidate]) -> list[Candidate]:
    """The candidates without those shown that repeat a declared moment to the second:
    the same field printed twice is one witness."""
    told = {one.value for one in found if one.kind == "declared" and one.value[16:19] not in ("", ":00")}
    return [one for one in found if one.kind != "shown" or one.value not in told]


def searched(page: Page) -> str | None:
    """The day that htmldate finds in the page's text without guessing; None if it finds none,
    or one that was passed over with reason."""
    import htmldate

    try:
        found: str | None = htmldate.find_date(
            deepcopy(page.tree), url=page.url, original_date=True, extensive_search=False
        )
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
    if found and plausible(found) and found not in passed_over(page) and not ends_span(found, page):
        return found
    return None


def ends_span(day: str, page: Page) -> bool:
    """Whether the headline names a span of days that ends on this one ("14. - 20. Januar 2022"):
    it is what the text is about."""
    title = text_of(page.head) if page.head is not None else ""
    titles = [title, *(squeeze(text) for text in TITLE(page.tree)[:1])]
    ends = (SPAN.search(foreign(one)) for one in titles)
    return any(
        match and moments.first(foreign(match[1]), page.context, day_first=True) == day for match in ends
    )


def passed_over(page: Page) -> set[str]:
    """The days of marked elements, read in either order: each was of something else or may be read two ways,
    else it had been taken."""
    found: set[str] = set()
    for one in page.dated[: shown.LOOKED_AT]:
        for text in (one.get("datetime") or "", text_of(one)):
            if 6 <= len(text) <= shown.MAX_SHOWN:
                either = (moments.first(foreign(text), day_first=order) for order in (True, False))
                found.update(day[:10] for day in (iso_in(text), *either) if day)
    return found
