"""A text to its sentences by its marks alone, and its words to their stems, where no parse is at hand.

Knows stops, abbreviations and line ends; does not know grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from communique.comparing.alignment import stem
from communique.records import Span, span
from communique.text.garbled import ungarbled

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
END = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b(?:Gen|Col|Rev|Hon|Mrs))[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+"
)

STOPPED = re.compile(r"[.!?;,…][\"”’')\]]*$")
TITLE = 12  # words of a heading at most


def find_sentences(text: str) -> Iterator[Span]:
    """The sentences of a text."""
    for low, high in pairwise([0, *(m.end() for m in END.finditer(text)), len(text)]):
        if part := trim(text, low, high):
            yield part


def find_headed(text: str) -> Iterator[tuple[Span, frozenset[str]]]:
    """The sentences of a text, each with the stems of the heading that it stands under."""
    heading: frozenset[str] = frozenset()
    for one in find_sentences(text):
        if is_heading(text, one):
            heading = frozenset(word for word in stems(one.text) if word.isalpha() and len(word) > 1)
        else:
            yield one, heading


def is_heading(text: str, one: Span) -> bool:
    """Whether a sentence is a short line of its own without a stop."""
    alone = text[: one.start].rstrip(" \t")[-1:] in ("", "\n") and text[one.end :].lstrip(" \t")[:1] in (
        "", "\n",
    )
    return alone and not STOPPED.search(one.text) and len(WORD.findall(one.text)) <= TITLE


def trim(text: str, start: int, end: int) -> Span | None:
    """A stretch of text without the blanks at its ends; None where nothing is left."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return span(text, start, end) if end > start else None


@lru_cache(maxsize=65536)
def stems(text: str) -> frozenset[str]:
    """The stems of a text's words, possessives off."""
    return frozenset(stem(re.sub(r"['’]s?$", "", word)) for word in words(text))


def words(text: str) -> list[str]:
    """The words of a text in small letters, in its order."""
    return [match.group().casefold() for match in WORD.finditer(ungarbled(text))]
