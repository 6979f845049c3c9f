"""The persons of whom words speak by name: those whom a statement mentions, and those in the words of an act
who are no party to it.

Knows the cast of the article; does not know what is said of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from communique.actors import Cast
from communique.grammar import Parse
from communique.records import Actor, Event, Span, Statement


def in_statements(said: Iterable[Statement], parse: Parse, cast: Cast) -> tuple[Statement, ...]:
    """Statements with the persons whom their words name, but for who speaks."""
    return tuple(
        replace(s, named=others(s.content, (s.speaker,) if s.speaker else (), parse, cast)) for s in said
    )


def in_acts(acts: Iterable[Event], parse: Parse, cast: Cast) -> tuple[Event, ...]:
    """Acts with the persons whom their evidence names, but for those who stand in them already."""
    return tuple(replace(e, named=others((e.evidence,), those_in(e), parse, cast)) for e in acts)


def those_in(act: Event) -> tuple[Actor, ...]:
    """Everybody who stands in an act already: its parties, who is told of it, and on whose word it is."""
    return (*act.actors, *act.recipients, *act.addressees, *act.attribution)


def others(spans: Iterable[Span], known: Iterable[Actor], parse: Parse, cast: Cast) -> tuple[Actor, ...]:
    """The persons named in spans who are none of those known, each once."""
    there = {a.name for a in known}
    found = dict[str | None, Actor]()
    for span in spans:
        for person in cast.named(parse.word_at(span.start), parse.word_at(max(span.start, span.end - 1))):
            if person.name not in there:
                found.setdefault(person.name, person)
    return tuple(found.values())
