"""The time expressions of a text and the days they stand for, given the day of publication.

Knows tables of words and rules (knowledge/<language>/time.toml) and the calendar; does not know grammar,
actors or events.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

from communique.dates.expressions import Expression, expressions
from communique.dates.ranges import counted, joined
from communique.dates.stories import Tense, begin
from communique.dates.tables import load
from communique.dates.tokens import tokenize
from communique.records import Time, When

__all__ = ["covering", "find", "parse"]


def find(text: str, on: str | None, *, language: str, tense: Tense | None = None) -> tuple[Time, ...]:
    """Every time expression of `text`, in order, resolved against the ISO day of publication `on`.

    `tense(start, end)` may say "past", "present" or "future" for the clause that an expression stands in.

    >>> [t.value for t in find("They met on Tuesday and will meet next week.", "2025-11-27", language="en")]
    ['2025-11-25', '2025-W49']
    """
    tables = load(language)
    tokens = tokenize(text, tables)
    story = begin(tokens, date.fromisoformat(on[:10]) if on else None, tense)
    found = joined(text, expressions(tokens, story, language), tables)
    return tuple(_time(text, expression) for expression in counted(text, found, tables))


def parse(phrase: str, on: str | None, *, language: str, tense: str | None = None) -> When | None:
    """The days that one phrase stands for, or None where it names no time."""
    times = find(phrase, on, language=language, tense=(lambda start, end: tense) if tense else None)
    known = [t for t in times if t.when.start]
    return (known or times)[0].when if times else None


def covering(times: tuple[Time, ...], start: int, end: int) -> tuple[Time, ...]:
    """Those of `times` (in order) that lie inside the span."""
    inside = []
    for time in times[bisect_left(times, start, key=lambda t: t.start) :]:
        if time.start >= end:
            break
        if time.end <= end:
            inside.append(time)
    return tuple(inside)


def _time(text: str, found: Expression) -> Time:
    """The record of an expression."""
    start, end, reading = found
    words = text[start:end]
    if reading.start is None or reading.end is None:
        when = When(None, None, "unknown", words)
    else:
        when = When(reading.start.isoformat(), reading.end.isoformat(), reading.precision, words)
    return Time(start, end, words, reading.value, reading.type, when)
