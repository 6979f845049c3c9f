"""A parsed page to the days that a reader sees on it, in elements that are marked so and in plain lines,
with their weight.

Knows where a page shows its day and what other days stand on it; does not know what the page declares.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml.etree import XPath

from communique.sources import declared, furniture, moments
from communique.sources.declared import Node, Page, expression, is_text, names, outside, squeeze, text_of
from communique.sources.stamps import Candidate, day_first, foreign, moment_in, plausible

DAY_LIKE = re.compile(r"\d{4}|\d[./]\d")
PLACE = r"[A-ZÀ-Þ][\w.'’-]*+"
DATELINE = re.compile(
    rf"{PLACE}(?:[\s/]++{PLACE}){{0,4}}[\s/]{{0,8}}[,(][\s(]{{0,8}}([^()]{{2,30}}\d{{4}})\)?\s{{0,8}}"
    rf"(?:\([^)]{{2,30}}\)\s{{0,8}})?[).:–—-]"
)
OPENING = re.compile(r"\(?(\d{1,2}[^()]{2,20}\d{4}|\d{4}-\d\d-\d\d)\)?\s*[|:–—-]\s")
MAX_SHOWN = 120  # characters of an element that shows a day
LOOKED_AT = 60  # elements that may show a day
NEAR = 15  # … of those below the headline that count as beside it
BEFORE_HEAD = 8  # … and of those above the headline
WINDOW = 60  # texts below the headline in which a line of publication is looked for
ABOVE = 8  # … and above it
OTHER_WORDS = 5  # a line of publication says at most so much besides
MAX_HEADS = 3  # headings with the title in them
LIST = 2  # a form of element that shows more different days than this is that of a list
PRINTED = "[normalize-space()][not(parent::script or parent::style)]"
BELOW_TEXT = XPath(f"following::text(){PRINTED}[position()<={WINDOW}]")
ABOVE_TEXT = XPath(f"preceding::text(){PRINTED}[position()<={ABOVE}]")
TEXTS = XPath(f"(//body//text(){PRINTED})[position()<={10 * WINDOW}]")
MORE_TEXTS = XPath(f"(//body//text(){PRINTED})[position()<={50 * WINDOW}]")
LABEL = 3  # words of a label that stands before a day
HEADINGS = XPath("//h1 | //h2 | //h3")
MAX_HEADINGS = 30  # headings in which the title is looked for


@dataclass(frozen=True, slots=True)
class Sight:
    """A day as the page shows it."""

    value: str
    place: str  # a key of [day_weights] in knowledge/pages.toml
    node: Node
    posted: bool  # the label says that it is the day of publication
    changed: bool  # … or of a later change
    other: int  # words besides day and label


def candidates(sights: Iterable[Sight]) -> Iterator[Candidate]:
    """The sights with their weight: less behind another day in the same place, in a list,
    or among other words."""
    known = list(sights)
    weights = names()["day_weights"]
    days: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in known:
        days[form(one)].add(one.value[:10])
    before: dict[tuple[str, bool], dict[str, int]] = defaultdict(dict)
    for one in known:
        order = before[one.place, one.changed].setdefault(one.value[:10], len(before[one.place, one.changed]))
        if one.changed:
            yield Candidate(one.value, "shown", weights["shown_changed"])
            continue
        weight = weights[one.place] + weights["posted"] * one.posted - weights["behind"] * min(order, 2)
        weight -= weights["other_word"] * min(one.other, OTHER_WORDS)
        if len(days[form(one)]) > LIST:
            weight *= weights["in_list"]
        yield Candidate(one.value, "shown", max(weight, weights["least"]))


def form(one: Sight) -> tuple[str, ...]:
    """Place, tag and class of what shows a day: the entries of a list share them."""
    around = one.node.getparent()
    return (
        one.place, one.node.tag, one.node.get("class") or "",
        around.get("class") or "" if around is not None else "",
    )


# --- marked elements


def marked(page: Page) -> Iterator[Sight]:
    """The days of the elements beside and below each headline that are marked as showing one."""
    for head in heads(page) or [None]:
        for place, elements in around_head(replace(page, head=head)):
            yield from filter(None, (sight(one, place, page) for one in elements))


def heads(page: Page) -> list[Node]:
    """The element of the headline, and other headings that begin with it: themes print it twice,
    once with the day inside."""
    if page.head is None:
        return []
    title = furniture.plain(text_of(page.head))
    others = (h for h in HEADINGS(page.tree)[:MAX_HEADINGS] if h is not page.head)
    return [page.head, *(h for h in others if furniture.plain(text_of(h)).startswith(title))][:MAX_HEADS]


def around_head(page: Page) -> Iterator[tuple[str, list[Node]]]:
    """The elements that may show the day: those below the headline before the text, then those above it,
    and those further down."""
    found = page.dated
    head = next((i for i, one in enumerate(found) if one is page.head), None)
    if head is None:
        yield "far", inside(found[:LOOKED_AT], None, "masthead")
        return
    prose = (i for i in range(head + 1, len(found)) if found[i].tag == "p" and is_text(found[i]))
    text = next(prose, len(found))
    above = found[max(0, head - BEFORE_HEAD) : head][::-1]
    yield "near", inside(found[head + 1 : min(text, head + 1 + NEAR)], page.head, "elsewhere")
    yield "above", inside(above, page.head, "masthead")
    yield "far", inside(found[text : text + LOOKED_AT], page.head, "elsewhere")


def inside(elements: Sequence[Node], head: Node, key: str) -> list[Node]:
    """Those of some elements that stand in no block of a kind in which the headline does not stand."""
    return [one for one in elements if not outside(one, head, expression(key))]


def sight(element: Node, place: str, page: Page) -> Sight | None:
    """The day that an element shows; None if it shows none, or is the one that declares it."""
    text = text_of(element)
    timed = element.tag == "time"
    if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
        return None
    if not timed and (not 6 <= len(text) <= MAX_SHOWN or not any(c.isdigit() for c in text)):
        return None
    told = element.get("datetime") or element.get("content") or element.get("title")
    value = moment_in(told, page) or (None if text.isdigit() else moment_in(text[:MAX_SHOWN], page))
    if value is None or leads(text, "now_words", "member_words"):
        return None
    label = f"{element.get('class') or ''} {element.get('itemprop') or ''} {text[:60]}" if timed else text
    return Sight(value, place, element, leads(label, "posted_words"), leads(label, "changed_words"), 0)


def leads(text: str, *kinds: str) -> bool:
    """Whether a word of one of the kinds stands before the first day: that it is of publication ("posted"),
    of a later change, the one on which the page was fetched ("now"), or on which a reader signed up."""
    cues = (expression(kind).search(text) for kind in kinds)
    return any(cue and not DAY_LIKE.search(text[: cue.start()]) for cue in cues)


# --- lines without any mark


def written(page: Page) -> Iterator[Sight]:
    """The days of the short lines around each headline, and of the dateline that opens the text."""
    for head in heads(page):
        before = ""
        for node, place, line in texts_around(replace(page, head=head)):
            yield from in_line(node, place, line, page, before=label(before))
            before = line
    if page.head is None:
        yield from bare(page)


def bare(page: Page) -> Iterator[Sight]:
    """The days of the texts that are nothing but a day, on a page whose headline is not found."""
    for text in TEXTS(page.tree):
        if (
            len(text) <= MAX_SHOWN
            and any(c.isdigit() for c in text)
            and not outside(node := text.getparent(), None, expression("masthead"))
            and not outside(node, None, expression("elsewhere"))
        ):
            yield from (one for one in in_line(node, "far", squeeze(text), page) if not one.other)


def labelled(page: Page) -> Iterator[Candidate]:
    """The one day that a label anywhere on the page calls that of publication; none if there are several,
    as in a list of articles."""
    texts = MORE_TEXTS(page.tree)
    lines = [
        (text.getparent(), squeeze(text), label(squeeze(before)))
        for before, text in zip(["", *texts], texts, strict=False)
    ]
    sights = (one for node, line, before in lines for one in in_line(node, "far", line, page, before=before))
    days = {
        one.value for one in sights
        if one.posted and not one.changed and not outside(one.node, None, expression("others"))
    }
    if len(days) == 1:
        yield Candidate(days.pop(), "shown", names()["day_weights"]["labelled"])


def label(text: str) -> str:
    """A text that may say what the day behind it is ("Published", "Mise en ligne :");
    "" for one that says more."""
    return text if len(text.split()) <= LABEL and not any(c.isdigit() for c in text) else ""


def in_line(node: Node, place: str, text: str, page: Page, *, before: str = "") -> Iterator[Sight]:
    """The day of one line, if it gives one and says little else;
    `before` is the label that stands before the line."""
    line, place = (text, f"line_{place}") if len(text) <= MAX_SHOWN else (dateline(text), "dateline")
    said = f"{before} {line}"
    if (found := publication(line, page)) is not None and not leads(said, "now_words", "member_words"):
        (first, rest), posted = found, leads(said, "posted_words")
        changed = first.updated or leads(said, "changed_words")
        yield Sight(str(plausible(first.value)), place, node, posted, changed, furniture.count(rest))


def publication(line: str, page: Page) -> tuple[moments.Moment, str] | None:
    """The first moment of a line that gives one and says little else, and what else it says."""
    if len(line) < 6 or not any(c.isdigit() for c in line):
        return None
    times = moments.find(foreign(line), page.context, day_first=day_first(page))
    rest = " ".join(m.rest for m in times)
    able = times and furniture.count(rest) <= OTHER_WORDS and plausible(times[0].value)
    return (times[0], rest) if able else None


def dateline(text: str) -> str:
    """The day with which a text opens ("Upton, 4 March 2021 – …", "4.3.2021 - …");
    "" if it opens with none."""
    found = DATELINE.match(text) or OPENING.match(text)
    return found[1] if found else ""


def lines_of_publication(page: Page) -> Iterator[tuple[str, str]]:
    """The moment of each short line beside the headline, or dateline, that gives one,
    and what else the line says."""
    for _, _, line in texts_around(page):
        if len(line) > MAX_SHOWN:
            line = opened[1] if (opened := DATELINE.match(line)) else ""
        if (found := publication(line, page)) is not None:
            yield str(plausible(found[0].value)), found[1]


def texts_around(page: Page) -> list[tuple[Node, str, str]]:
    """Each text near the headline with its element and place: below it down to the first long one,
    then above it, then further down."""
    if page.head is None:
        return []
    mast = expression("masthead")
    above = [t for t in ABOVE_TEXT(page.head)[::-1] if not outside(t.getparent(), page.head, mast)]
    below = BELOW_TEXT(page.head)
    body = next((i for i, text in enumerate(below, 1) if len(text) > declared.TEXT), len(below))
    far = [t for t in below[body:] if not outside(t.getparent(), page.head, expression("elsewhere"))]
    places = (("near", below[:body]), ("above", above), ("far", far))
    return [(text.getparent(), place, squeeze(text)) for place, texts in places for text in texts]
