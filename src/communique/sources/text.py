"""Plain text, typed or pasted from a page, to an Article: headline, day and authors are taken out,
page furniture is left out.

Knows the order in which a printed article stands (furniture, headline, by-line, body, furniture);
does not know HTML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from communique import forms
from communique.errors import SourceError
from communique.knowledge.language import DEFAULT
from communique.records import Article
from communique.sources import article, furniture, moments, papers
from communique.sources.decode import clean

# a sentence this long above the first paragraphs is no caption or stand-first but the article
PROSE_WORDS = 15
BLOCK_WORDS = 40  # so many words are prose even where no full stop ends them
STANDFIRST_WORDS = 7  # a stand-first is a clause; shorter lines below a headline are labels
HEADLINE_WORDS = 30  # no headline is longer
WRAP = (50, 100)  # the widths at which mail programs and editors break lines
# where more of the lines end without a full stop, that is the writer's habit, not furniture
LOOSE_SHARE = 0.25
CAPTION_WORDS = 6  # a line between paragraphs with no full stop and so many words is a caption or a link

OUTLET_CUT = re.compile(r"(?<!\s)\s++(?:[|]|[-–—](?=\s++[A-Z][\w.]*+(?:\s++[A-Z][\w.]*+){0,3}\s*+$))\s++")


@dataclass
class Found:
    """What has been found around the body so far."""

    title: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: list[str] = field(default_factory=list)
    agency: str | None = None
    outlet: str | None = None


def from_text(text: str, *, name: str | None = None, published: str | None = None) -> Article:
    """The article in a plain text; SourceError if the text is empty."""
    text = clean(text)
    lines = paragraphs(text)
    if not lines:
        raise SourceError(f"{name or 'text'}: empty, no text to read; give the article's text")
    form = forms.of(text, language=DEFAULT)
    if form.kind is not None:
        title, own, read = papers.paper(text, form, paragraphs)
        day = article.settle(published, own)
        made = article.make("\n\n".join(read or lines), title=title, published=day, name=name)
        return replace(made, genre="document" if form.kind == "document" else "transcript")
    found = Found()
    context = " ".join(line for line in (*lines[:12], *lines[-4:]) if len(line) < 120)
    start = body_start(lines)
    head = read_head(lines[:start], found, context, below=lines[start:])
    body = read_body(lines[start:], found, context)
    kept = [*head, *body] or lines
    note_agency(kept, found)
    dateline = kept[0][:90].split(" - ")[0] if furniture.DATELINE.match(kept[0]) else ""
    day = found.published or found.updated or moments.first(dateline, context)
    return article.make(
        "\n\n".join(kept), title=found.title, published=article.settle(published, day), name=name,
        outlet=found.outlet, agency=found.agency, authors=tuple(found.authors),
    )


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: lines broken by hand are joined, other lines stand each for itself;
    white space at the ends is trimmed."""
    found: list[str] = []
    for block in re.split(r"\n[^\S\n]*(?:\n[^\S\n]*)+", text):
        lines = [line.rstrip() for line in block.split("\n") if line.strip()]
        found += [" ".join(map(str.strip, lines))] if is_wrapped(lines) else [line.strip() for line in lines]
    return found


def is_wrapped(lines: list[str]) -> bool:
    """Whether the lines of a block are one paragraph broken at a width:
    each would not have held the next one's first word."""
    if len(lines) < 2:
        return False
    width = max(map(len, lines))
    if not WRAP[0] <= width <= WRAP[1] or any(furniture.BULLET.match(line.lstrip()) for line in lines[1:]):
        return False
    if any(len(a.strip()) + 1 + len(b.split(None, 1)[0]) <= width for a, b in pairwise(lines)):
        return False
    return not all(furniture.is_terminal(line) for line in lines[:-1]) and not any(
        is_mark(line.strip()) for line in lines
    )


def is_mark(line: str) -> bool:
    """Whether a line is furniture or says where, when or by whom, and so is no part of a broken paragraph."""
    dated = line_moment(line, "") or piece_moments(line, "")
    return bool(dated) or furniture.names_in(line) is not None or (
        furniture.is_trail(line) or furniture.is_furniture(line)
    )


def is_prose(line: str) -> bool:
    """Whether a line is a paragraph of an article: long, and ended as a sentence, or very long."""
    if len(line) > furniture.LONG:
        return True
    n = furniture.count(line)
    return n >= BLOCK_WORDS or (n >= PROSE_WORDS and furniture.is_terminal(line))


def body_start(lines: list[str]) -> int:
    """Where the body begins: the first long paragraph that is no furniture,
    else the first sentence below a headline, else the top."""
    for i, line in enumerate(lines):
        if is_prose(line) and not furniture.is_furniture(line):
            return i
    sentences = (n for n, x in enumerate(lines) if furniture.is_terminal(x) and furniture.count(x) >= 4)
    able = (n for n in sentences if not furniture.is_furniture(lines[n]) and not line_moment(lines[n], ""))
    return next(able, 0)


def line_moment(line: str, context: str) -> list[moments.Moment]:
    """The moments of a line that is one of publication: it says when, and besides it at most a place,
    an agency or a by-line."""
    found = moments.find(line, context)
    rest = " ".join(m.rest for m in found)
    if found and (
        furniture.count(rest) <= 2
        or (furniture.count(rest) <= 5 and all(map(furniture.CAPITAL.match, rest.split())))
        or furniture.names_in(rest) is not None
        or furniture.agency_of(rest)
    ):
        return found
    return []


def piece_moments(line: str, context: str) -> list[moments.Moment]:
    """The moments of a line of pieces between bars, one of which only says when and where:
    "By Ann Lo | The Post (in English) | Lima, 3 May 2014"."""
    pieces = [p for p in furniture.SPLIT.split(line) if p and p.strip()]
    if len(pieces) < 2 or furniture.count(line) > HEADLINE_WORDS:
        return []
    return moments.find(line, context) if any(line_moment(p, context) for p in pieces) else []


def head_kinds(lines: list[str], found: Found, context: str) -> list[str]:
    """What each of the lines above the body is, as `head_kind` tells it, and besides by where it stands:
    below the first, pieces with a day among them; right above who wrote it and when, the headline."""
    kinds = [head_kind(line, found, context) for line in lines]
    for i, line in enumerate(lines):
        if i and kinds[i] == "open" and (times := piece_moments(line, context)):
            kinds[i] = "moment"
            note_byline(furniture.SPLIT.split(line)[0], found, context)
            note_times(line, times, found)
    mark = next((i for i, kind in enumerate(kinds) if i and kind in ("moment", "by-line")), 0)
    if mark and "open" not in kinds[:mark] and rubric(lines[mark - 1], kinds):
        kinds[mark - 1] = "open"
    return kinds


def rubric(line: str, kinds: list[str]) -> bool:
    """Whether a line that looks like furniture is a headline that begins with its rubric ("Analysis: Why the
    talks failed"), or, with no other headline, like a by-line that names nobody ("News analysis: Why …")."""
    if "open" not in kinds and furniture.names_in(line) == ():
        return True
    return furniture.is_pointer(line)


def read_head(lines: list[str], found: Found, context: str, *, below: list[str]) -> list[str]:
    """What of the lines above the body belongs to the article: a stand-first,
    and sentences that open the body; the rest is noted."""
    kinds = head_kinds(lines, found, context)
    open_lines = [i for i, kind in enumerate(kinds) if kind == "open"]
    able = [i for i in open_lines if headline_like(lines[i])]
    title = next((i for least in (4, 2) for i in able if furniture.count(lines[i]) >= least), None)
    if title is None:
        return [lines[i] for i in open_lines if furniture.is_terminal(lines[i])]
    found.title = headline(lines[title])
    for name in (lines[i] for i in open_lines if i > title and furniture.is_name(lines[i])):
        # who is in the story stands below a picture
        if not any(name.split()[-1] in line and not line.startswith(name) for line in below):
            add_authors((name,), found)
    last_mark = max((i for i, kind in enumerate(kinds) if kind != "open" and i > title), default=title)
    kept: list[str] = []
    again = furniture.plain(found.title)  # as the end of a trail of sections says it
    for i in open_lines:
        if i > title and furniture.plain(lines[i]) != again:
            kept += keep_open(i, lines, title, last_mark)
    return kept


def keep_open(i: int, lines: list[str], title: int, last_mark: int) -> list[str]:
    """The line below the headline if it is the stand-first or opens the body;
    nothing if it is a caption or a name."""
    line, n = lines[i], furniture.count(lines[i])
    sentence = n >= 4 and furniture.is_terminal(line)
    if i == title + 1 and not furniture.is_name(line) and (n >= STANDFIRST_WORDS or sentence):
        return [line]
    opens = i > last_mark and sentence and not furniture.is_seen(line)
    return [line] if opens or (furniture.BULLET.match(line) and n >= 4) else []


def headline_like(line: str) -> bool:
    """Whether a line may be a headline: short, and not a sentence with a full stop."""
    return (
        furniture.count(line) <= HEADLINE_WORDS and not line.rstrip().endswith((".", "。", ":", ","))
    ) or line.rstrip().endswith(("U.S.", "...", "U.N.", "U.K."))


def headline(line: str) -> str:
    """The headline without the outlet's name behind a bar ("… | Pacific Courier")."""
    title, *rest = OUTLET_CUT.split(line)
    if len(rest) != 1 or furniture.count(title) < 4 or furniture.count(rest[0]) > 4:
        rest = []
    outlet = furniture.outlet_words().intersection("".join(rest).split())
    return title.strip() if outlet else re.sub(r"^#+\s+", "", line.strip())


def head_kind(line: str, found: Found, context: str) -> str:
    """ "open" for a line above the body that may be headline or text; else what furniture it is,
    noted in `found`."""
    if len(line) > furniture.LONG:
        return "open"
    if furniture.is_trail(line):
        return "trail"
    if agency := furniture.agency_of(line):
        found.agency = found.agency or agency
        return "agency"
    if note_moment(line, found, context):
        return "moment"
    if furniture.pattern("by").match(line) and note_byline(line, found, context):
        return "by-line"
    if furniture.is_furniture(line) or furniture.is_list_label(line):
        return "furniture"
    if note_byline(line, found, context):
        return "by-line"
    pieces = [p for p in furniture.SPLIT.split(line) if p and p.strip()]
    short = len(pieces) > 1 and all(furniture.count(p) <= 8 for p in pieces)
    apart = short and all(piece_is_furniture(p, found, context) for p in pieces)
    return "furniture" if apart else "open"


def piece_is_furniture(piece: str, found: Found, context: str) -> bool:
    """Whether a piece between bars is furniture by itself ("By Jane Doe | Reuters | 4 January 2016")."""
    return head_kind(piece, found, context) != "open" or moments.clock_only(piece)


def note_moment(line: str, found: Found, context: str) -> bool:
    """Whether a line is one of publication; its day is noted, the first one before a later change."""
    times = line_moment(line, context)
    if not times:
        if moments.clock_only(line):
            day = found.published or found.updated
            if found.published and day and len(day) == 10 and not moments.patterns().updated.search(line):
                found.published = moments.with_clock(day, line, context)
            return True
        return bool(re.fullmatch(r"\W*(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4})\W*(?:\d{1,2}[:.]\d\d\W*)?", line))
    note_times(line, times, found)
    return True


def note_times(line: str, times: list[moments.Moment], found: Found) -> None:
    """Note the days of a line of publication, and who and which agency stand beside them."""
    for moment in times:
        if moment.updated:
            found.updated = found.updated or moment.value
        else:
            found.published = found.published or moment.value
        if moment.rest:
            found.agency = found.agency or next(
                filter(None, map(furniture.agency_of, furniture.SPLIT.split(line))), None
            )
            add_authors(furniture.names_in(moment.rest) or (), found)


def note_byline(line: str, found: Found, context: str) -> bool:
    """Whether a line says who wrote the article; names are noted."""
    pieces = [p for p in re.split(r"\s*[|•·]\s*|\s{3,}", line) if p]
    if len(pieces) == 1:
        people = furniture.names_in(line)
        if people is None:
            return False
        add_authors(people, found)
        return True
    if furniture.names_in(pieces[0]) is None or not all(
        piece_is_furniture(p, found, context) or furniture.count(p) <= 3 for p in pieces[1:]
    ):
        return False
    add_authors(furniture.names_in(pieces[0]) or (), found)
    return True


def add_authors(people: tuple[str, ...], found: Found) -> None:
    """Note the names that are not noted yet."""
    found.authors += [p for p in people if p not in found.authors]


def read_body(lines: list[str], found: Found, context: str) -> list[str]:
    """The paragraphs of the body: without pointers, captions and calls between them,
    and without what follows the last one."""
    lines = before_tail(lines, found, context)
    open_ = [i for i, line in enumerate(lines) if i and not furniture.is_terminal(line)]
    loose = [i for i in open_ if not furniture.is_furniture(lines[i])]
    habit = len(loose) > max(2, LOOSE_SHARE * len(lines))
    kept: list[str] = []
    listing = False
    for i, line in enumerate(lines):
        if listing and not furniture.is_terminal(line) and furniture.count(line) < BLOCK_WORDS:
            continue
        listing = i > 0 and furniture.is_list_label(line)
        if listing or (furniture.is_furniture(line) and not (i == 0 and is_prose(line))):
            continue
        # a line that only says when it was published
        short = len(line) < 100 and not furniture.is_terminal(line)
        if i and short and line_moment(line, context) and note_moment(line, found, context):
            continue
        if not habit and i in loose and stray(line, lines, i):
            continue
        kept.append(line)
    return kept


def stray(line: str, lines: list[str], i: int) -> bool:
    """Whether a line without a full stop between paragraphs is a caption or a link:
    too long for a sub-heading, or a person's name."""
    if goes_on(line):
        return False
    if furniture.count(line) >= BLOCK_WORDS or not any(furniture.is_terminal(x) for x in lines[i + 1 :]):
        return False
    return furniture.count(line) >= CAPTION_WORDS and bool(furniture.CAPITAL.match(line))


def before_tail(lines: list[str], found: Found, context: str) -> list[str]:
    """The lines down to the last paragraph; what follows is noted (day, owner) and left out."""
    end = next(
        (i for i, line in enumerate(lines) if i > len(lines) // 2 and furniture.is_end_label(line)),
        len(lines),
    )
    full = sum(furniture.is_terminal(line) and furniture.count(line) >= 8 for line in lines)
    while end > 1 and full and tail_line(lines[end - 1], found, context, last=full < 2):
        end -= 1
    return lines[:end]


def tail_line(line: str, found: Found, context: str, *, last: bool) -> bool:
    """Whether a line below the article is none of it: furniture, a biography, a date, a list of links,
    a lone short line."""
    if len(line) > furniture.LONG:
        return False
    found.outlet = found.outlet or furniture.owner_of(line)
    if furniture.agency_of(line) or (
        re.fullmatch(r"[-–—(\s]*\S{2,12}\)?", line) and furniture.agency_in(line)
    ):
        found.agency = found.agency or furniture.agency_of(line) or furniture.agency_in(line)
        return True
    if furniture.is_furniture(line) or furniture.is_list_label(line) or furniture.is_trail(line):
        return True
    if note_moment(line, found, context) or is_biography(line, found):
        return True
    if furniture.is_terminal(line) or goes_on(line):
        return False
    return furniture.count(line) <= 4 if last else furniture.count(line) <= 25


def goes_on(line: str) -> bool:
    """Whether a line without a full stop belongs to what stands around it: an item, speech, or broken off."""
    marked = furniture.BULLET.match(line) or furniture.SPOKEN.match(line)
    return bool(marked) or line.endswith((":", ";", ",", "—", "–", "-"))


def is_biography(line: str, found: Found) -> bool:
    """Whether a line tells who the author is ("Jane Doe writes on trade"), as it begins with that name."""
    if furniture.count(line) > 60:
        return False
    told = furniture.pattern("biography")
    return any(line.startswith(name) and told.match(line[len(name) :].lstrip(" ,")) for name in found.authors)


def note_agency(kept: list[str], found: Found) -> None:
    """Note the agency that the dateline or a signature at the end names."""
    if found.agency is None:
        found.agency = furniture.agency_in(kept[0][:120]) or (
            furniture.agency_in(kept[-1][-40:]) if re.search(r"[(–—-]\s*\S+\s*\)?$", kept[-1][-40:]) else None
        )
