"""The time expressions of a text, each with the stretch that it stands for:
rules are tried from left to right.

Knows which function reads what (READERS); does not know how any of them does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from communique.dates import clocks, days, durations, feasts, months, shifts, weekdays, years
from communique.dates.stories import Story
from communique.dates.stretches import Stretch, unknown
from communique.dates.tables import BREAK, load
from communique.dates.tokens import Candidate, Tokens, gather
from communique.knowledge import known

Reader = Callable[[Candidate, Story], Stretch | None]


class Expression(NamedTuple):
    """Where an expression stands, and what it was read as."""

    start: int
    end: int
    reading: Stretch


def always(value: str) -> Reader:
    """The reading of words that say no more than "now", "in the past", "to come"."""
    return lambda match, story: unknown(value)


def the_past(match: Candidate, story: Story) -> Stretch | None:
    """ "In the past"."""
    return unknown("PAST_REF") if match.led_by("the_past") else None


def current(match: Candidate, story: Story) -> Stretch | None:
    """ "Current", but not "latest"."""
    return unknown("PRESENT_REF") if match.get("current") else None


READERS: dict[str, Reader] = {
    "iso": days.iso, "slashed": days.slashed, "date": days.dated, "days": days.several, "clock": clocks.clock,
    "weekday": weekdays.weekday, "deictic": weekdays.deictic, "weekend": weekdays.weekend,
    "overnight": weekdays.overnight, "part": weekdays.part, "month": months.month, "season": months.season,
    "bareseason": months.bare_season, "quarter": months.quarter, "relquarter": months.relative_quarter,
    "thequarter": months.the_quarter, "year": years.bare, "bc": years.bc, "decade": years.decade,
    "century": years.century, "shift": shifts.shift, "ahead": shifts.ahead, "span": shifts.span,
    "near": shifts.near, "beside": shifts.beside, "duration": durations.duration,
    "bareunits": durations.bare_units, "yearended": durations.year_ended, "everyday": durations.every_weekday,
    "every": durations.every, "often": durations.often, "holiday": feasts.feast,
    "present": always("PRESENT_REF"), "pastref": always("PAST_REF"), "futureref": always("FUTURE_REF"),
    "thepast": the_past, "current": current,
}


@lru_cache(maxsize=4)
def readers(language: str) -> tuple[Reader, ...]:
    """The reading of each rule of a language, in order;
    KnowledgeError where a rule names none that there is."""
    tables = load(language)
    return tuple(
        READERS[known(tables.file, rule.entry, rule.reading, READERS, "reading")] for rule in tables.rules
    )


def expressions(tokens: Tokens, story: Story, language: str) -> Iterator[Expression]:
    """Each expression with its reading, left to right; where a rule objects,
    the later rules are tried at the same token."""
    codes, tables, reads = tokens.codes, tokens.tables, readers(language)
    for run in tables.runs.finditer(codes):
        position, stop = run.span()
        while found := tables.any_rule.search(codes, position, stop):
            first = found.start()
            story.gap += codes.count(BREAK, story.seen, first)
            story.seen = first
            position = first + 1
            number, last = int((found.lastgroup or "r0")[1:]), found.end()
            while last:
                match = gather(tokens, first, last)
                if reading := _read(match, reads[number], story):
                    position = match.last
                    yield from _halves(match, reading)
                    break
                number, last = _next_rule(tokens, number, first)


def _next_rule(tokens: Tokens, number: int, first: int) -> tuple[int, int]:
    """The next rule after `number` that fits at a token, and where its match ends; (0, 0) if none."""
    rules = tokens.tables.rules
    for later in range(number + 1, len(rules)):
        if again := rules[later].pattern.match(tokens.codes, first):
            return later, again.end()
    return 0, 0


def _read(match: Candidate, read: Reader, story: Story) -> Stretch | None:
    """The reading of a candidate, or None where its rule objects;
    a date read becomes the running reference."""
    try:
        reading = read(match, story)
    except (ValueError, OverflowError):  # 31 June, or a year beyond the calendar
        return None
    if reading:
        story.note(match, reading)
    return reading


def _halves(match: Candidate, reading: Stretch) -> Iterator[Expression]:
    """An expression; the days of "3-5 May" as two, each with the whole stretch."""
    first, slash, second = reading.value.partition("/")
    if not slash:
        yield Expression(match.start, match.end, reading)
        return
    tokens = match.tokens
    numbers = [i for i in range(match.first, match.last) if tokens.text[tokens.starts[i]].isdigit()]
    yield Expression(match.start, tokens.ends[numbers[0]], reading._replace(value=first))
    yield Expression(tokens.starts[numbers[1]], match.end, reading._replace(value=second))
