"""An HTML page to an Article: the body without what stands around it, and what the page says about itself.

Knows markup and hands the body to trafilatura; does not fetch anything that a page points to.
"""

from __future__ import annotations

import logging
import re
from functools import cache, lru_cache
from typing import Any

from lxml import html as lxml_html
from lxml.etree import ElementDefaultClassLookup, LxmlError, ParserError, XPath

from communique.errors import SourceError
from communique.records import Article
from communique.sources import article, declared, furniture, metadata, moments, shown, stamps
from communique.sources.decode import clean, decode

Node = Any  # an lxml element; lxml ships no types

MAX_CHARACTERS = 25_000_000
MAX_DEPTH = 180  # libxml2 drops what is nested deeper than 256; such nesting comes from broken pages
# beyond it trafilatura takes seconds; the simple way takes the paragraphs as they stand
MAX_ELEMENTS = 25_000
LARGE = 4_000_000  # … and so it does for longer pages
MIN_LETTERS = 80  # less text than this is no article
PROSE_WORDS = 15  # a sentence of so many words is prose
MISSED = 1.4  # where the article's block holds so many times what was extracted, a part of it was missed
LEAST_MISSED = 1200  # a block with less prose than this is not worth a second look
REPEATED = 20  # a paragraph of so many words that stands twice was taken from two places of the page
RECENT = 60  # paragraphs looked back at for that
WORD = re.compile(r"\w{4,}")
# paragraphs that open a text; the share of a stand-first's longer words there from which it only says them
# twice
OPENING, TOLD = 3, 0.5
SHOWN_SHARE = 0.25  # a page that shows less of its declared text than this shows it by a script
HEAD_LINES = 4  # lines in which headline, by-line and day may have been left
SAME = 30  # letters in which a stand-first agrees with a line that says it
HEADLINE = 4  # a link of so many words by itself is a headline
LABEL = 12  # letters that may stand beside it, such as VIDEO
DATELINE = 120  # characters at the start of a body in which the dateline's agency stands
CREDIT = 40  # … and of a line of credit, or a signature
SIGNED = re.compile(r"[(–—-]\s*+\w[\w ]*+\)?\s*+$")
# a block with more than this share of the page's text is not furniture, whatever its class says
PRUNED_SHARE = 0.35
LINE_BREAKERS = re.compile(
    r"</?(?:div|section|table|tbody|tr|td|ul|li|dl|blockquote|center|article|main|aside|header|fieldset|form"
    r"|ol|dd|dt)\b[^<>]*>",
    re.IGNORECASE,
)
INLINE = re.compile(
    r"</?(?:span|b|i|u|em|strong|font|a|small|big|sub|sup|tt|code|label|ins|del|s|strike|q|cite|abbr|bdi|bdo"
    r"|[a-z]++-[\w-]++)(?![\w-])[^<>]*+>",
    re.IGNORECASE,
)
TAGS = re.compile(
    r"<(?:p|div|body|head|article|main|h1|h2|br|span|a|meta|title|section|table|script)\b[^<>]*>",
    re.IGNORECASE,
)
START = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+<(?:!doctype\s++html|html|head|body)\b",
    re.IGNORECASE,
)
# one walk over the tree: sets of nodes that are joined take several, and the joining takes longer than they
FURNITURE = XPath(
    "//*[self::figcaption or self::nav or self::footer[not(ancestor::article)] or self::button or "
    "self::dialog or self::template"
    "    or self::form[not(.//p[string-length(.)>200])]"
    "    or (@class or @id) and (self::div or self::section or self::aside or self::p or self::ul or "
    "self::ol or self::span or self::table"
    "       or self::h2 or self::h3 or self::h4 or self::h5 or self::header or self::li or self::a)"
    "    or @role[.='navigation' or .='complementary' or .='search' or .='dialog' or .='alertdialog']"
    "    or @aria-hidden='true' and not(self::p)]"
)
COUNT = XPath("count(//*)")
# lxml's own lookup asks Python for each element that is touched
PLAIN = ElementDefaultClassLookup(element=lxml_html.HtmlElement)
BAR = re.compile(r"(?:(?<!\s)\s++)?\|\s*+")
TAGS_OUT = ("figcaption", "nav", "footer", "button", "form", "dialog", "template")
ROLES_OUT = ("navigation", "complementary", "search", "dialog", "alertdialog")
ASIDE = XPath("//aside")
CONTAINERS = XPath("(//article | //*[@itemprop='articleBody'] | //main)[position() <= 3]")
# a page without an article is told by our own error
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def is_html(text: str, name: str) -> bool:
    """Whether a text is an HTML page: it begins as one, or has the tags of one;
    for a file named .txt only the former counts."""
    head = text[:4000].lstrip("\ufeff \t\r\n")
    if START.match(head):
        return True
    suffix = name.lower().rpartition(".")[2] if "." in name[-8:] else ""
    if suffix in ("txt", "text", "md"):
        return False
    tags = len(TAGS.findall(head))
    return tags >= 1 if suffix in ("html", "htm", "xhtml", "shtml") else head.startswith("<") and tags >= 3


def from_html(
    page: bytes | str, *, url: str | None = None, name: str | None = None, published: str | None = None
) -> Article:
    """The article of an HTML page; SourceError if the page has none."""
    label = name or url or "page"
    text = decode(page, name=label) if isinstance(page, bytes) else clean(page)
    if not text.strip():
        raise SourceError(f"{label}: empty, no page to read; give an HTML page")
    if len(text) > MAX_CHARACTERS:
        raise SourceError(
            f"{label}: a page of more than {MAX_CHARACTERS // 1_000_000} million characters; give the "
            "article alone"
        )
    tree = parse(text, label)
    large = len(text) > LARGE or COUNT(tree) > MAX_ELEMENTS
    meta = metadata.read(tree, url, thorough=not large)
    lines = lines_of(simple_body(tree) if large else body_of(tree))
    body = tidy(lines, meta)
    if meta.body and (
        len(body) < len(meta.body) * SHOWN_SHARE or metadata.letters(body) == metadata.letters(meta.body)
    ):
        lines = lines_of(meta.body)
        body = tidy(lines, meta)
    if sum(map(str.isalpha, body[:4000])) < MIN_LETTERS:
        raise SourceError(
            f"{label}: an HTML page without an article ({len(body.split())} words of running text found); "
            "give the page of one article, or its text"
        )
    found = article.settle(published, meta.published)
    agency = meta.agency or furniture.agency_in(body[:DATELINE]) or signature(lines)
    return article.make(
        body, title=meta.title, published=found, url=meta.url, name=name, outlet=meta.outlet, agency=agency,
        authors=meta.authors, prior=meta.language,
    )


def parse(text: str, label: str) -> Node:
    """The tree of a page; nesting that no article has is taken out first."""
    tree = parsed(text, label)
    if depth(tree) > MAX_DEPTH:
        tree = parsed(INLINE.sub("", LINE_BREAKERS.sub("<br>", text)), label)
    return tree


def parsed(text: str, label: str) -> Node:
    """The tree that libxml2 makes of a page; entities and anything outside the page are not followed."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, collect_ids=False
    )
    parser.set_element_class_lookup(PLAIN)
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (ParserError, LxmlError, ValueError, AssertionError) as error:
        raise SourceError(
            f"{label}: not an HTML page that can be read ({error}); give an HTML page or plain text"
        ) from None
    return tree


def depth(tree: Node) -> int:
    """How deep the elements of a tree are nested, counted without recursion and no further than needed."""
    level, layer = 0, [tree]
    while layer and level <= MAX_DEPTH:
        layer = [child for node in layer for child in node]
        level += 1
    return level


def body_of(tree: Node) -> str:
    """The text of the article in a tree, paragraphs parted by newlines."""
    import trafilatura

    prune(tree)
    found = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, with_metadata=False
    )
    text = (found.text if found is not None and not isinstance(found, dict) else "") or ""
    whole = main_paragraphs(tree, text)
    return whole or (text if len(text) >= MIN_LETTERS else simple_body(tree))


def main_paragraphs(tree: Node, text: str) -> str | None:
    """The paragraphs of the article's block where the extraction took only some of several like parts;
    None if it took enough."""
    have = metadata.letters(text)
    for element in CONTAINERS(tree):
        lines = ((shape(p), declared.squeeze("".join(p.itertext()))) for p in element.iter("p", "h2", "h3"))
        found = [(form, line) for form, line in lines if line]
        full = [(f, x) for f, x in found if furniture.count(x) >= PROSE_WORDS and furniture.is_terminal(x)]
        taken = [(form, line) for form, line in full if metadata.letters(line)[:40] in have]
        alike = {form for form, _ in taken}
        size, had = (sum(len(x) for f, x in some if f in alike) for some in (full, taken))
        if size > max(LEAST_MISSED, MISSED * len(text)) and had > 0.5 * len(text):
            return "\n".join(line for form, line in found if form in alike)
    return None


def shape(node: Node) -> tuple[str, str]:
    """The tag and class of the element that a paragraph stands in; parts of one article share it."""
    parent = node.getparent()
    return (parent.tag, parent.get("class") or "") if parent is not None else ("", "")


def simple_body(tree: Node) -> str:
    """The paragraphs of a page as they stand, for pages that are too large or too odd for more."""
    for gone in tree.xpath(
        "//script | //style | //noscript | //nav | //header | //footer | //aside | //head"
    ):
        if gone.getparent() is not None:
            gone.drop_tree()
    lines = [declared.text_of(p) for p in tree.iterfind(".//p")]
    lines = [line for line in lines if furniture.is_terminal(line) and furniture.count(line) >= 5]
    if not lines:
        texts = map(declared.squeeze, tree.itertext())
        lines = [s for s in texts if furniture.count(s) >= 8 and furniture.is_terminal(s)]
    return "\n".join(lines)


def prune(tree: Node) -> None:
    """Take out of the tree the blocks whose markup says that they are no part of the article."""
    total = sum(len(p.text_content()) for p in tree.iterfind(".//p")) or 1
    doomed = [node for node in FURNITURE(tree) if is_marked(node)]
    if sum(len(node.text_content()) for node in doomed if node.tag == "p") > PRUNED_SHARE * total:
        # what marks most paragraphs is the site's style
        doomed = [node for node in doomed if node.tag != "p"]
    for node in [*doomed, *ASIDE(tree)]:
        if node.getparent() is not None and len(node.text_content()) <= max(200, PRUNED_SHARE * total):
            node.drop_tree()
    for link in [link for link in tree.iter("a") if is_signpost(link)]:
        link.getparent().drop_tree()


def is_signpost(link: Node) -> bool:
    """Whether a link is all that its paragraph or list item holds, and is a headline and no sentence:
    it points to another article."""
    around = link.getparent()
    if around is None or around.tag != "li" or (around.text or "").strip():
        return False
    text = declared.text_of(link)
    rest = len(around.text_content().strip()) - len(text)
    return rest <= LABEL and furniture.count(text) >= HEADLINE and not furniture.is_terminal(text)


def is_marked(node: Node) -> bool:
    """Whether an element is furniture by its tag, its role or the words of its class and id."""
    if node.tag in TAGS_OUT or node.get("role") in ROLES_OUT or node.get("aria-hidden") == "true":
        return True
    return says_furniture(node.get("class"), node.get("id"))


@lru_cache(maxsize=4096)
def says_furniture(kind: str | None, name: str | None) -> bool:
    """Whether the words of a class and an id say that the block is no part of an article."""
    marks = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", f"{kind or ''} {name or ''}")
    return bool(marks_of("marked").search(marks)) and not marks_of("safe").search(marks)


@cache
def marks_of(key: str) -> re.Pattern[str]:
    """The pattern of the words of class and id that knowledge/pages.toml lists under a key."""
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(declared.names()[key])})(?:$|[\s_-])", re.IGNORECASE)


def lines_of(text: str) -> list[str]:
    """The lines of an extracted text, without the bars of tables and without those that were taken from two
    places of the page."""
    lines = [untabled(line).strip() for line in text.split("\n")]
    return [
        line for i, line in enumerate(lines)
        if line and (furniture.count(line) < REPEATED or line not in lines[max(0, i - RECENT) : i])
    ]


def tidy(lines: list[str], meta: metadata.Metadata) -> str:
    """The body with its paragraphs parted by blank lines, without the headline,
    by-lines and furniture that were left in it."""
    kept = [line for i, line in enumerate(lines) if not is_left_over(line, i, meta)]
    if meta.standfirst and not is_told(meta.standfirst, kept):
        kept.insert(0, meta.standfirst)
    return "\n\n".join(kept or lines)


def is_told(standfirst: str, lines: list[str]) -> bool:
    """Whether the text holds the stand-first already, or opens with most of its words."""
    if metadata.letters(standfirst)[:SAME] in metadata.letters("".join(lines)):
        return True
    words, opening = (set(WORD.findall(x.lower())) for x in (standfirst, " ".join(lines[:OPENING])))
    return len(words & opening) >= TOLD * len(words)


def signature(lines: list[str]) -> str | None:
    """The agency that a line of credit at either end of the text names,
    or that signs the last line ("… (AFP)", "– dpa")."""
    credit = declared.expression("credit")
    for line in (*lines[:3], *lines[-3:]):
        if len(line) < CREDIT and (agency := furniture.agency_of(credit.sub("", line))):
            return agency
    last = lines[-1][-CREDIT:] if lines else ""
    return furniture.agency_in(last) if SIGNED.search(last) else None


def is_moment(line: str) -> bool:
    """Whether a line says only when the article was published."""
    if len(line) > shown.MAX_SHOWN or not any(c.isdigit() for c in line):
        return False
    found = moments.find(stamps.foreign(line), day_first=True)
    return bool(found) and not any(moment.rest for moment in found)


@cache
def pointers() -> re.Pattern[str]:
    """The beginnings of lines in other languages than English that point to another piece."""
    return re.compile(rf"(?:{'|'.join(declared.names()['pointers'])})\s*(?:[:|»>–—-]|$)", re.IGNORECASE)


def untabled(line: str) -> str:
    """A row of a table without the bars that trafilatura draws; nothing for a row of bars alone."""
    if not line.startswith("|"):
        return line
    return "" if not line.strip("|- ") else BAR.sub(" ", line)


def is_left_over(line: str, i: int, meta: metadata.Metadata) -> bool:
    """Whether a line of an extracted body is none of it."""
    if len(line) > furniture.LONG:
        return False
    if i < HEAD_LINES and meta.title and furniture.plain(line) == furniture.plain(meta.title):
        return True
    if i < HEAD_LINES and (is_moment(line) or furniture.is_trail(line)):
        return True
    if i < HEAD_LINES and (furniture.names_in(line) or (furniture.is_name(line) and line in meta.authors)):
        return True
    if not furniture.is_terminal(line) and pointers().match(line):
        return True
    return furniture.is_furniture(line) or furniture.is_list_label(line)
