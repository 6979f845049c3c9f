"""A quotation against the archive: whether its words stand there to the character, or nearly,
and who says them there.

Knows marks, dashes and blanks that are set either way; does not know what the quotation means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from communique.checking.passages import Sentence
from communique.comparing.sentences import stems, words
from communique.legible import legible
from communique.records import Article, Report, Span, span

ALIKE = 0.6  # share of its words in their order from which a sentence is another wording of a quotation
MARKS = {sign: f"[{alike}]" for alike in ("'’‘`´", '"“”„«»', "-‐‑–—") for sign in alike}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words of a quotation stand, or those that come nearest (`exact` False)."""

    sentence: Sentence
    span: Span
    exact: bool

    @property
    def report(self) -> Report:
        """The article, and the words."""
        return replace(self.sentence.report, span=self.span)


def find_quotation(quotation: str, sentences: Sequence[Sentence]) -> Place | None:
    """Where a quotation stands in one of these sentences' articles;
    the nearest words where it stands in none; None for nothing near."""
    pattern = exactly(quotation)
    for article in {s.article.id: s.article for s in sentences}.values():
        copy = legible(article)
        if found := pattern.search(copy.article.text):
            part = copy.back(span(copy.article.text, found.start(), found.end()))
            return Place(within(part, sentences, article), part, True)
    near = [(alike(quotation, p.span.text), n) for n, p in enumerate(sentences)]
    likeness, best = max(near, key=lambda pair: pair[0], default=(0.0, -1))
    return Place(sentences[best], sentences[best].span, False) if likeness >= ALIKE else None


def within(part: Span, sentences: Sequence[Sentence], article: Article) -> Sentence:
    """The sentence in which a stretch of an article begins."""
    return max(
        (s for s in sentences if s.article.id == article.id and s.span.start <= part.start),
        key=lambda s: s.span.start,
    )


def exactly(quotation: str) -> re.Pattern[str]:
    """A pattern for the same characters, but for typographic marks, blanks,
    the first letter's case and a stop at the end."""
    bare = quotation.strip().rstrip(".,;:!?…")
    head, rest = bare[:1], bare[1:]
    first = f"[{re.escape(head.lower())}{re.escape(head.upper())}]" if head.isalpha() else re.escape(head)
    return re.compile(rf"(?<!\w){first}{''.join(signs(rest))}(?!\w)")


def signs(text: str) -> Iterator[str]:
    """A pattern for each character."""
    for part in re.split(r"(\s+)", text):
        if part.isspace():
            yield r"\s+"
        else:
            yield from (MARKS.get(c) or re.escape(c) for c in part)


def alike(quotation: str, text: str) -> float:
    """The share of a quotation's words that a text has in their order."""
    mine, theirs = words(quotation), words(text)
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(1, len(mine))


def speaks(names: frozenset[str], place: Place) -> bool:
    """Whether all of these names stand beside a quotation."""
    return all(stems(name) <= place.sentence.around for name in names)
