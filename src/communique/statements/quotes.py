"""A text to its quotations: which marks open and which close, in double and in single marks,
over one paragraph or several.

Knows marks and apostrophes; does not know who speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from communique.grammar import Parse
from communique.statements.tables import clipped

Piece = tuple[int, int, bool, bool]  # start, end, single marks, closed
MARK = re.compile(r"[“”„«»\"‘’‚'`]+")
OPENING = frozenset("“„«")
CLOSING = frozenset("”»")
SINGLE_OPENING, SINGLE_CLOSING = re.compile("[‘']"), re.compile("[’']")
BEFORE_OPENING = frozenset("([{—–-/‘'“\"„«")
LONGEST_LABEL = 5  # words of a label: "DEPUTY FOREIGN MINISTER BERG"
TURN = frozenset("QA")  # question and answer
AFTER_CLOSING = frozenset(".,;:!?)]}—–-…’'”\"/»")


@dataclass(slots=True)
class Quote:
    """Words between quotation marks: characters with the marks, first and last word inside;
    `group` joins paragraphs of one quotation.

    `label` is the last word of the name that a transcript puts first inside the marks (“BERG: …”);
    `first` stands behind it.
    """

    start: int
    end: int
    first: int
    last: int
    single: bool
    closed: bool = True
    group: int = -1
    label: int | None = None


def quotes(parse: Parse) -> list[Quote]:
    """The outermost quotations of a text in order, none across a paragraph;
    parts of one over several paragraphs share a group."""
    found: list[Quote] = []
    carried = False
    for first, end in parse.paragraphs:
        low, high = parse.starts[first], parse.ends[end - 1]
        pieces = doubles(parse.text, low, high, carried=carried)
        carried = bool(pieces) and not pieces[-1][3]
        pieces += singles(parse.text, low, high, pieces, clipped(parse.language))
        for start, stop, single, closed in sorted(pieces):
            a, b = inner_words(parse, start, stop)
            label = label_at(parse, a)
            if label is not None:
                a = label + 2
            if a <= b:
                found.append(Quote(start, stop, a, b, single, closed, label=label))
    regroup(parse, found)
    return found


def inner_words(parse: Parse, start: int, end: int) -> tuple[int, int]:
    """The words inside a quotation that spans these characters, its marks left out."""
    a, b = bisect_left(parse.starts, start), bisect_right(parse.ends, end) - 1
    while a <= b and not any(c.isalnum() for c in parse.words[a]):
        a += 1
    while b >= a and parse.words[b].strip("“”„«»\"‘’'`") == "":
        b -= 1
    return a, b


def label_at(parse: Parse, first: int) -> int | None:
    """The last word of a label in capitals that begins at a word and ends at a colon;
    None where there is none."""
    for k in range(first, min(first + LONGEST_LABEL + 1, len(parse))):
        word = parse.words[k]
        if word == ":":
            alone = k == first + 1 and len(parse.words[first]) == 1
            return k - 1 if k > first and (not alone or parse.words[first] in TURN) else None
        if not (word.isupper() or word == ".") or word.isdigit():
            return None
    return None


def doubles(text: str, low: int, high: int, *, carried: bool = False) -> list[Piece]:
    """Quotations in double marks between two offsets: (start, end, False, closed).

    One that the paragraph before left open (`carried`)
    goes on from the first word where the first mark here is one that closes.
    """
    found: list[Piece] = []
    at: int | None = low if carried and closes_first(text, low, high) else None
    for match in MARK.finditer(text, low, high):
        for position, width, turn in turns(text, match.start(), match.end(), low, high):
            if turn == "toggle":
                turn = "open" if at is None else "close"
            if turn == "open" and at is None:
                at = position
            elif turn == "close" and at is not None:
                found.append((at, position + width, False, True))
                at = None
    if at is not None:
        found.append((at, high, False, False))
    return found


def closes_first(text: str, low: int, high: int) -> bool:
    """Whether the first double mark between two offsets closes:
    the paragraph lacks the mark that opens it anew."""
    every = (
        turn for match in MARK.finditer(text, low, high)
        for _, _, turn in turns(text, match.start(), match.end(), low, high)
    )
    return next(every, "open") == "close"


def turns(text: str, start: int, end: int, low: int, high: int) -> Iterator[tuple[int, int, str]]:
    """Double marks in a run of marks, each with its width and whether it opens, closes or may do either."""
    i = start
    while i < end:
        char = text[i]
        width = 2 if text[i : i + 2] in ("''", "``") else 1
        before = text[i - 1] if i > low else " "
        after = text[i + width] if i + width < high else " "
        if char in OPENING or text[i : i + 2] == "``":
            backwards = (
                char == "“"
                and not before.isspace()
                and (after.isspace() or (before.isalnum() and after in ".,;:!?)"))
            )
            yield i, width, "close" if backwards else "open"  # “closed like this“
        elif char in CLOSING:
            # ”opened like this”
            yield i, width, "open" if char == "”" and i == low and not after.isspace() else "close"
        elif char == '"' or width == 2:
            opener = (before.isspace() or before in BEFORE_OPENING) and not after.isspace()
            closer = not before.isspace() and (after.isspace() or after in AFTER_CLOSING)
            # 6" is a measure
            if not (closer and not opener and before.isdigit() and text[i - 2 : i - 1].isspace()):
                yield i, width, "toggle" if opener == closer else "open" if opener else "close"
        i += width


def singles(text: str, low: int, high: int, taken: list[Piece], clipped: re.Pattern[str]) -> list[Piece]:
    """Quotations in single marks outside those in double ones; an apostrophe neither opens nor closes one."""
    found: list[Piece] = []
    i = low
    while (at := next_single(text, i, high, clipped)) is not None:
        i = at + 1
        inside = next((t for t in taken if t[0] <= at < t[1]), None)
        if inside:
            i = inside[1]
            continue
        close = closing_single(text, at, high)
        if close is not None:
            found.append((at, close + 1, True, True))
            i = close + 1
    return found


def next_single(text: str, low: int, high: int, clipped: re.Pattern[str]) -> int | None:
    """Where a single mark opens: at the start of a word, not before figures ("'90s")
    or a clipped word ("'em")."""
    for i in (mark.start() for mark in SINGLE_OPENING.finditer(text, low, high - 1)):
        if (
            (i == low or text[i - 1].isspace() or text[i - 1] in '([—–"“')
            and (text[i + 1].isalpha() or text[i + 1] in "…[")
            and not clipped.match(text[i : i + 8])
        ):
            return i
    return None


def closing_single(text: str, at: int, high: int) -> int | None:
    """Where the quotation opened by a single mark closes; a plural's apostrophe ("the leaders’ plan")
    gives way to a later mark."""
    marks = [
        i for i in (mark.start() for mark in SINGLE_CLOSING.finditer(text, at + 2, min(high, at + 3000)))
        if not text[i - 1].isspace()
        and (i + 1 >= high or text[i + 1].isspace() or text[i + 1] in AFTER_CLOSING)
    ]
    for n, i in enumerate(marks):
        plural = text[i - 1] == "s" and text[i + 2 : i + 3].islower()
        if not plural or n + 1 == len(marks):
            return i
    return None


def regroup(parse: Parse, found: list[Quote]) -> None:
    """Join an unclosed quotation with the one that opens the next paragraph."""
    for n, quote in enumerate(found):
        quote.group = n
        if n == 0 or quote.label is not None:
            continue
        before = found[n - 1]
        if (
            not before.closed
            and parse.paragraph_of(quote.first) == parse.paragraph_of(before.first) + 1
            and parse.text[before.end : quote.start].strip() == ""
            and quote.single == before.single
        ):
            quote.group = before.group
