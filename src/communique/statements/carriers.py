"""Statements to what later steps ask of them: who speaks in the first person where,
and whose words hold a stretch of text.

Knows the spans of finished statements; does not know how they were found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.grammar import Parse
from communique.records import Actor, Statement

Range = tuple[int, int, Actor | None, tuple[Actor, ...]]  # first and last word, speaker, those spoken to


def ranges(parse: Parse, statements: Sequence[Statement]) -> list[Range]:
    """Word ranges that somebody speaks in the first person, with speaker and addressees: (first, last,
    speaker, addressees)."""
    found = [
        (parse.word_at(c.start), parse.word_at(max(c.start, c.end - 1)), s.speaker, s.addressees)
        for s in statements
        if s.kind != "indirect"
        for c in s.content
    ]
    return sorted((*found, *questions(parse, statements, found)), key=lambda r: (r[0], -r[1]))


def questions(parse: Parse, statements: Sequence[Statement], said: Sequence[Range]) -> Iterator[Range]:
    """The paragraphs that ask whoever answers in the next, in an interview: "you" is who answers."""
    for one in statements:
        paragraph = parse.paragraph_of(parse.word_at(one.content[0].start))
        if one.speaker is None or one.cue is not None or not paragraph:
            continue
        first, last = parse.paragraphs[paragraph - 1][0], parse.paragraphs[paragraph][0] - 1
        spoken = any(begin <= last and first <= end for begin, end, _, _ in said)
        if parse.words[last].endswith("?") and not spoken:
            yield first, last, None, (one.speaker,)


def carrying(statements: Sequence[Statement], start: int, end: int) -> Statement | None:
    """The innermost statement whose content holds the characters from `start` to `end`;
    None where the outlet itself tells them."""
    holding = [
        (sum(c.end - c.start for c in s.content), n) for n, s in enumerate(statements)
        if s.content[0].start <= start
        and end <= s.content[-1].end
        and any(c.start <= start and end <= c.end for c in s.content)
    ]
    return statements[min(holding)[1]] if holding else None
