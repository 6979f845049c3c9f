"""A document in PDF to an Article: its text layer, page by page, without running heads and page numbers,
lines joined to paragraphs.

Knows lines and where they stand on a page; does not read pictures: a scan is an error that says so.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from communique.errors import SourceError
from communique.records import Article
from communique.sources.text import from_text

MAGIC = b"%PDF"
LOOKED_AT = 1024  # bytes in which a PDF says that it is one
EDGE = 4  # lines at the top and at the foot of a page where running heads stand
COMMON = 3  # pages on which a running head stands, at least
SPARSE = 25  # characters a page: fewer is a scan with a stamp on it
GAP = 1.35  # times the usual distance of lines: a new paragraph
SLACK = 0.97  # of the width of the text, for letters are not of one width
DIGITS = re.compile(r"\d+")
PAGE = re.compile(
    r"(?<!\W)\W*+(?:p(?:age|\.)?\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE
)
BEGINS = re.compile(r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|[•·▪■●–—*-])\s+\S")
LONG = 80  # characters: a paragraph without a full stop that is longer is no heading, and goes on
ENDED = (".", "!", "?", ":", ";", "”", '"')


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a page: its text, its left and right end, and how high it stands."""

    text: str
    left: float
    right: float
    y: float


def is_pdf(data: bytes) -> bool:
    """Whether bytes are a PDF file."""
    return MAGIC in data[:LOOKED_AT]


def from_pdf(
    data: bytes, *, name: str | None = None, published: str | None = None, label: str | None = None
) -> Article:
    """The article in a PDF file; SourceError where it is damaged, locked, or a scan without text."""
    return from_text(text_of(data, label or name or "the PDF"), name=name, published=published)


def text_of(data: bytes, label: str) -> str:
    """The text of a PDF file, a paragraph a line with an empty line between two."""
    pages = [list(rows) for rows in read(data, label)]
    letters = sum(len(row.text) for rows in pages for row in rows)
    if letters < SPARSE * max(1, len(pages)):
        raise SourceError(
            f"{label}: a PDF without a text layer, a scan; recognise its text first (say with ocrmypdf) and "
            "give the result"
        )
    return "\n\n".join(
        joined([paragraph for rows in without_furniture(pages) for paragraph in paragraphs(rows)])
    )


def read(data: bytes, label: str) -> Iterator[Iterator[Row]]:
    """The lines of each page."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        remedy = "it is locked: save a copy without a password" if locked else "it is damaged: get it again"
        raise SourceError(f"{label}: this PDF cannot be opened ({error}); {remedy}") from None
    try:
        for page in document:
            yield iter(rows_of(page))
    finally:
        document.close()


def rows_of(page: Any) -> list[Row]:
    """The lines of a page from its runs of text, in the order in which they are written."""
    text = page.get_textpage()
    try:
        runs = []
        for n in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(n)
            words = text.get_text_bounded(left, bottom, right, top).replace("\r\n", " ").replace("\n", " ")
            if words.strip():
                runs.append((words, left, right, (bottom + top) / 2, top - bottom))
    finally:
        text.close()
    rows: list[Row] = []
    for words, left, right, y, height in runs:
        if rows and abs(rows[-1].y - y) < max(2.0, height * 0.5) and left >= rows[-1].right - 2:
            last = rows[-1]
            space = " " if left - last.right > 0.5 and not last.text.endswith(" ") else ""
            rows[-1] = Row(last.text + space + words, last.left, right, last.y)
        else:
            rows.append(Row(words, left, right, y))
    return [
        replace(row, text=re.sub(r"\s+", " ", row.text.replace("\u00ad", "-").replace("\ufffe", "-")).strip())
        for row in rows
    ]


def without_furniture(pages: Sequence[list[Row]]) -> Iterator[list[Row]]:
    """The pages without what comes back at the head or foot of several, and without numbers of pages."""
    seen: Counter[str] = Counter()
    for rows in pages:
        seen.update({same(row) for row in edges(rows)})
    often = max(COMMON, len(pages) // 3) if len(pages) >= COMMON else len(pages) + 1
    for rows in pages:
        border = {id(row) for row in edges(rows)}
        yield [row for row in rows if not (id(row) in border and is_furniture(row, seen[same(row)] >= often))]


def is_furniture(row: Row, often: bool) -> bool:
    """Whether a line at an edge is a number of a page,
    or comes back on others and is no numbered paragraph."""
    return bool(PAGE.fullmatch(row.text)) or (often and not BEGINS.match(row.text))


def edges(rows: Sequence[Row]) -> list[Row]:
    """The highest and the lowest lines of a page, wherever in its text they are written."""
    by_height = sorted(rows, key=lambda row: -row.y)
    return by_height[:EDGE] + by_height[EDGE:][-EDGE:]


def same(row: Row) -> str:
    """A line with its numbers left out: "Page 3 of 7" and "Page 4 of 7" are one."""
    return DIGITS.sub("#", row.text.casefold())


def paragraphs(rows: Sequence[Row]) -> Iterator[str]:
    """The paragraphs of a page: lines joined where the text goes on."""
    if not rows:
        return
    gaps = sorted(a.y - b.y for a, b in itertools.pairwise(rows) if 0 < a.y - b.y < 60)
    usual = gaps[len(gaps) // 2] if gaps else 12.0
    width = max(row.right for row in rows)
    told = rows[0].text
    for above, row in itertools.pairwise(rows):
        apart = not 0 <= above.y - row.y <= usual * GAP
        if apart or BEGINS.match(row.text) or (room(above, row, width) and not row.text[:1].islower()):
            yield told
            told = row.text
        else:
            told = glued(told, row.text)
    yield told


def room(above: Row, row: Row, width: float) -> bool:
    """Whether the first word of a line would still have stood on the line above:
    whoever wrote it began a new paragraph."""
    letter = (above.right - above.left) / max(1, len(above.text))
    return above.right + letter * (len(row.text.split(" ", 1)[0]) + 1) < width * SLACK


def glued(told: str, more: str) -> str:
    """Two lines as one, a word that was broken made whole."""
    broken = re.search(r"\w-$", told) and more[:1].islower()
    return told[:-1] + more if broken else f"{told} {more}"


def joined(found: list[str]) -> list[str]:
    """The paragraphs, those broken by the end of a page made whole."""
    whole: list[str] = []
    for paragraph in found:
        if whole and not BEGINS.match(paragraph) and not whole[-1].endswith(ENDED) and len(whole[-1]) > LONG:
            whole[-1] = glued(whole[-1], paragraph)
        else:
            whole.append(paragraph)
    return whole
