"""A document in plain text to an Article: its heading and day taken out, its letterhead and signatures kept,
its furniture left out.

Knows the lines above and below the body of a document; does not know what makes a text a document.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from communique.forms import Form, lines_of
from communique.knowledge import load_toml
from communique.sources import furniture, moments

GAP = re.compile(r"\s{3,}|\s+\|\s+")
PAGE = re.compile(r"^\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*$", re.IGNORECASE)
CODE = re.compile(
    r"^[\d\s()./-]*+\*[\d\s()*./-]++$|^\d{2}-\d{4,}\b.{0,30}$|^[A-Z]{1,5}(?:/[A-Z\d.]{1,12}){1,5}"
    r"(?:\s*\(\d{4}\))?$|^\d[\d/-]{3,}$"
)
SMALL = 4  # words of a heading that a line right below it may go on from
LONGEST = 30  # words of a heading that does not say what the paper is


@cache
def mark(kind: str) -> re.Pattern[str]:
    """A mark of lines that are no part of a document, or of headings, by its name in documents.toml."""
    return re.compile(load_toml("en/documents.toml")["paper"][kind], re.IGNORECASE)


def paper(
    text: str, form: Form, paragraphs: Callable[[str], list[str]]
) -> tuple[str | None, str | None, tuple[str, ...]]:
    """The heading, the day, and the paragraphs that are kept of a document; `form` is what it was told by,
    `paragraphs` joins lines broken by hand."""
    raw = lines_of(text)
    above = [line.text for line in raw[: form.head.body]]
    body = paragraphs(text[raw[form.head.body].start :])
    context = " ".join((*above, *body[:2]))
    letterhead = {line.text for line in form.head.letterhead}
    published: str | None = None
    titles: list[str] = []
    beside: list[str] = []  # what stands in one line with a day is the heading only where no other line is
    kept: list[str] = []
    for line in above:
        pieces = [piece for piece in GAP.split(line) if piece]
        dated = len(pieces) > 1 and any(day_of(piece, context) for piece in pieces)
        for piece in pieces:
            if is_noise(piece):
                continue
            day = day_of(piece, context)
            if is_noise(line):
                published = published or day
            elif day is not None:
                published = published or day
                titles += [piece] if mark("heading").match(piece) else []
                kept += [piece] if placed(piece, context) else []
            elif line in letterhead or piece in letterhead:
                kept.append(piece)
            elif not mark("release").fullmatch(piece.strip()):
                (beside if dated else titles).append(piece)
    heading = heading_of(titles, [b for b in beside if furniture.names_in(b) is None])
    titles += beside
    title = continued(heading, text, [*titles, *letterhead])
    headed = (title or "").split("\n")
    kept = [k for k in kept if k not in headed]
    shorter = (t for t in titles if furniture.count(t) <= LONGEST and not t.endswith(":"))
    kept += [t for t in shorter if t not in headed]
    rest = [piece for line in ending(body) for piece in GAP.split(line) if piece and not is_noise(piece)]
    published = (
        published or day_below(rest, context) or next((m.value for m in moments.find(title or "", "")), None)
    )
    return title, published, (*dict.fromkeys(kept), *rest)


def day_of(line: str, context: str) -> str | None:
    """The day of a line that says when, and at most where."""
    if furniture.count(line) > 12:
        return None
    found = moments.find(line, context)
    if found:
        return found[0].value if furniture.count(" ".join(m.rest for m in found)) <= 5 else None
    bare = mark("day").search(line)
    if bare is None:
        return None
    day, month, year = (int(bare.group(name) or bare.group(name[0])) for name in ("day", "month", "year"))
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def placed(line: str, context: str) -> bool:
    """Whether the line of a day says where, too: "Havana, 6 January 2020"."""
    rest = " ".join(m.rest for m in moments.find(line, context)).strip(" ,.:–-")
    return rest[:1].isupper() and not mark("heading").match(line)


def day_below(lines: list[str], context: str) -> str | None:
    """The day that stands below a document, where none stands above it: "Done at Bamako, 6 April 2025"."""
    short = (line for line in reversed(lines[-8:]) if furniture.count(line) <= 10)
    return next((day for line in short if (day := day_of(line, context)) is not None), None)


def is_noise(line: str) -> bool:
    """Whether a line is a number of a page or paper, an address, or whom the press may call."""
    coded = CODE.match(line.strip()) and not mark("day").search(line)
    return bool(PAGE.match(line) or coded or mark("noise").search(line) or furniture.is_trail(line))


def ending(lines: list[str]) -> list[str]:
    """The lines down to the mark of a document's end."""
    for n, line in enumerate(lines):
        if n and n >= len(lines) // 2 and mark("end").match(line):
            return lines[:n]
    return lines


def heading_of(titles: list[str], beside: list[str]) -> str | None:
    """The line that is the heading: one that says what the paper is, else the first of several words;
    a piece beside a day is it only where it says more than that, or where no line is."""
    ended = [t for t in titles if not t.endswith((".", ":", ","))]
    whole = (*ended, *(t for t in beside if furniture.count(t) >= SMALL))
    told = next((t for t in whole if mark("heading").match(t)), None)
    able = [t for t in ended if furniture.count(t) <= LONGEST]
    long = next((t for t in able if furniture.count(t) >= SMALL), None)
    return told or long or next(iter(able or beside), None)


def continued(heading: str | None, text: str, titles: list[str]) -> str | None:
    """A heading with the line right below it that goes on: "NOTICE" and "on the reduction of the staff"."""
    if heading is None:
        return None
    below = re.search(rf"^\s*{re.escape(heading)}[^\S\n]*\n[^\S\n]*(\S[^\n]*)", text, re.MULTILINE)
    line = below.group(1).strip() if below else ""
    goes_on = line in titles and (line[:1].islower() or furniture.count(line) == 1)
    return f"{heading}\n{line}" if goes_on else heading
