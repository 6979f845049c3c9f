"""Lines to the turns of a transcript: the label of who speaks, and the words up to the next label.

Knows how labels look and who only asks; does not know who a label stands for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from communique.forms.lines import Line, Words, words

LABEL = re.compile(r"(?P<who>[^\W\d_][^:\n]{0,90}?)\s*:(?=\s|$)\s*(?=\S)")
LONE = re.compile(r"(?P<who>Q|A)[.)]?\s+(?=[A-Z\"“—-])")
BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
INSIDE = re.compile(r"[(\[]([^)\]]*)[)\]]")
WORDS = 9  # of a label
TWO = 2


class Turn(NamedTuple):
    """One turn: its label's characters, where its words begin and end,
    and whether whoever speaks only asks."""

    label_start: int
    label_end: int
    start: int
    end: int
    label: str
    asks: bool


def turns_of(lines: tuple[Line, ...], language: str) -> tuple[Turn, ...]:
    """The turns of a text; none where its lines with a colon are no conversation."""
    table = words(language)
    marked = [(line, found) for line in lines if (found := label_of(line, table)) is not None]
    counts = Counter(key(m["who"]) for _, m in marked)
    formal = sum(bool(BRACKETS.search(m["who"])) or titled(m["who"], table) for _, m in marked)
    asked = {k for k in counts if k.split()[0] in table.asking}
    asked |= {key(name) for _, m in marked for name in INSIDE.findall(m["who"])}  # "The Minister (Ana Ruiz):"
    kept = [(line, m) for line, m in marked if believed(m["who"], counts, asked, table)]
    counts = Counter(key(m["who"]) for _, m in kept)
    if (
        len(counts) < TWO
        or not (max(counts.values()) >= TWO or formal >= TWO)
        or not (asked or formal >= TWO or max(counts.values()) > TWO)
    ):
        return ()
    return tuple(spread(lines, kept, questioners(kept, table)))


def label_of(line: Line, table: Words) -> re.Match[str] | None:
    """The label that a line begins with: "MR. BERG:", "Mr. Berg (Norway):", "Spokesperson:", "Q"."""
    if lone := LONE.match(line.text):
        return lone
    found = LABEL.match(line.text)
    if found is None:
        return None
    who = BRACKETS.sub("", found["who"])
    parts = who.replace(".", ". ").split()
    if not parts or len(parts) > WORDS:
        return None
    big = all(p[0].isupper() or p[0].isdigit() or p.lower() in table.small or p[0] in "'’-" for p in parts)
    return found if big and (parts[0][0].isupper() or parts[0].lower() in table.asking) else None


def key(who: str) -> str:
    """A label without brackets and case, by which its turns are told to be one person's."""
    return BRACKETS.sub("", who).replace(".", "").strip().lower()


def titled(who: str, table: Words) -> bool:
    """Whether a label begins with a title or an office."""
    first = key(who).split()
    return bool(first) and first[0] in table.titles


def lies_in(ranges: Sequence[tuple[int, int]], offset: int) -> bool:
    """Whether a character lies in one of some ranges, which are in order and apart."""
    n = bisect_right(ranges, offset, key=lambda r: r[0]) - 1
    return n >= 0 and offset < ranges[n][1]


def believed(who: str, counts: Counter[str], asked: set[str], table: Words) -> bool:
    """Whether a label is one: it comes back, has a title or brackets, is in capitals,
    or stands where others ask questions."""
    bare = BRACKETS.sub("", who).strip()
    return (
        counts[key(who)] >= TWO
        or key(who) in asked
        or titled(who, table)
        or bool(BRACKETS.search(who))
        or (bare.isupper() and len(bare) > 1)
        or (max(counts.values()) > TWO and len(bare.split()) <= 3)
    )


def questioners(kept: list[tuple[Line, re.Match[str]]], table: Words) -> frozenset[str]:
    """The labels of those who ask: by their word, or whatever stands beside the one who answers most."""
    said: Counter[str] = Counter()
    turned: Counter[str] = Counter()
    for line, m in kept:
        said[key(m["who"])] += len(line.text)
        turned[key(m["who"])] += 1
    asking = {k for k in said if k.split()[0] in table.asking}
    ended = Counter(key(m["who"]) for line, m in kept if line.text.rstrip().endswith("?"))
    formal = {key(m["who"]) for _, m in kept if titled(m["who"], table)}
    formal -= {k for k in formal if ended[k] == turned[k] >= TWO}  # a member who only asks
    asking |= {k for k in said.keys() - formal - table.answering if ended[k] * TWO >= turned[k]}
    main = max(
        (k for k in said if k not in asking), key=lambda k: (k in table.answering, turned[k]), default=None
    )
    alone = [k for k in said if k not in asking and turned[k] > TWO] == [main]
    if alone and not formal - {main} and asking:
        asking |= {k for k in said if k != main and k not in table.answering}
    return frozenset(asking)


def spread(
    lines: tuple[Line, ...], kept: list[tuple[Line, re.Match[str]]], asking: frozenset[str]
) -> list[Turn]:
    """The turns, each down to the line before the next label; a note in brackets on a line of its own belongs
    to nobody, nor do the closing lines of the text that end without a full stop."""
    found = []
    for n, (line, m) in enumerate(kept):
        after = kept[n + 1][0].start if n + 1 < len(kept) else lines[-1].end + 1
        own = [x for x in lines if line.start <= x.start < after]
        while len(own) > 1 and own[-1].text[0] in "([" and own[-1].text[-1] in ")]":
            own.pop()
        while n + 1 == len(kept) and len(own) > 1 and heading(own[-1]):
            own.pop()
        who = m["who"]
        found.append(
            Turn(
                line.start, line.start + m.end("who"), line.start + m.end(), own[-1].end, who,
                key(who) in asking,
            )
        )
    return found


def heading(line: Line) -> bool:
    """Whether a line ends without a full stop: a heading, a number of a document."""
    return not line.text.rstrip("\"”’')").endswith((".", "!", "?", "…", "-", "—"))
