"""Text in UTF-8 that was once read as Windows-1252 ("Iraqâ€™s"), put right, with where each character of it
stood.

Knows the marks that such text is full of; does not know what a text says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

GARBLED = re.compile(r"â€|â‚¬|[ÃÂ]\s{0,3}[\u0080-\u00bf€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ]")
GAP = r"\s{1,3}"  # between the bytes of a mark, where blanks or line ends were put around its signs
LOST = {"â": "\u201d", "Ã": "à", "Â": ""}

Piece = tuple[int, int, str]  # from where to where, and what was written there


@dataclass(frozen=True, slots=True)
class Mended:
    """A `garbled` text put right: character n of `text` stands for those of the garbled one from `starts[n]`
    to `ends[n]`."""

    garbled: str
    text: str
    starts: list[int]
    ends: list[int]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` to `end` stand in the garbled text."""
        if start < end:
            return self.starts[start], self.ends[end - 1]
        edge = self.starts[start] if start < len(self.starts) else len(self.garbled)
        return edge, edge


@cache
def marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The marks that a garbled text is full of, and one of them; ftfy, which knows the signs, is loaded with
    the first such text.

    An apostrophe with blanks around ("Iraqâ€™ s"); a mark with blanks within; one whose last byte was lost,
    as it is of every closing quotation mark, or became a plain blank; others, as many as stand in a row.
    """
    from ftfy.chardata import UTF8_CLUES

    first, second, third = (UTF8_CLUES[f"utf8_first_of_{n}"] for n in (2, 3, 4))
    further = UTF8_CLUES["utf8_continuation"].replace(" ", "")
    one = f"[{first}][{further}]|[{second}][{further}]{{2}}|[{third}][{further}]{{3}}"
    mark = (
        rf"(?P<apart>(?<=\w) ?â€(?:{GAP})?™ (?=(?:s|t|re|ve|ll|d|m)\b))"
        rf"|(?P<parted>â€{GAP}[™˜œ“”¦]|[ÃÂ]{GAP}[¡-¿])"
        rf"|(?P<lost>â€(?:(?:{GAP})?[\ufffd\u009d]|(?![{further}]))|[ÃÂ] ?(?= ))"
        rf"|(?P<run>(?:{one})+)"
    )
    return re.compile(mark), re.compile(one)


def ungarbled(text: str) -> str:
    """A text, put right if it was garbled."""
    found = mended(text)
    return text if found is None else found.text


def mended(text: str) -> Mended | None:
    """A garbled text put right, also where blanks were put into it or bytes of a mark were lost;
    None for a text that is not garbled."""
    if text.isascii() or not GARBLED.search(text):
        return None
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for low, high, new in chain(put_right(text), ((len(text), len(text), ""),)):
        parts += text[at:low], new
        starts += *range(at, low), *([low] * len(new))
        ends += *range(at + 1, low + 1), *([high] * len(new))
        at = high
    return Mended(text, "".join(parts), starts, ends)


def put_right(text: str) -> Iterator[Piece]:
    """The marks of a garbled text."""
    import ftfy

    for mark in marks()[0].finditer(text):
        low, high, garbled = *mark.span(), mark[0]
        if mark["run"]:
            yield from run(low, garbled)
        elif mark["apart"]:
            first = low + (garbled[0] == " ")
            yield from ((low, first, ""), (first, high - 1, "\u2019"), (high - 1, high, ""))
        else:
            yield low, high, LOST[garbled[0]] if mark["lost"] else ftfy.fix_encoding("".join(garbled.split()))


def run(start: int, garbled: str) -> Iterator[Piece]:
    """The marks of a run of them; one piece where they are not one for one what they say (garbled twice),
    none where they are letters of a language."""
    import ftfy

    new, each = ftfy.fix_encoding(garbled), marks()[1].findall(garbled)
    if new == garbled:
        return
    pairs = zip(each, new, strict=True) if len(new) == len(each) else [(garbled, new)]
    for mark, written in pairs:
        yield start, start + len(mark), written
        start += len(mark)
