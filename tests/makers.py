"""Short ways to records for tests: `event("SANCTION", actor="USA")`, a whole reading of a made-up text.

Knows harmless defaults for every field, and a cast that takes words at their word;
does not know what a test is after.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from communique.grammar import Parse
from communique.records import (
    Actor,
    Article,
    Event,
    Failure,
    Link,
    Meeting,
    NonResponse,
    Position,
    Reading,
    Span,
    Statement,
    When,
    codes,
    identify,
    span,
)

if TYPE_CHECKING:
    from communique.reader import Reader

TEXT = (
    "Norway on Monday expelled two Chilean envoys. “We had no choice,” Foreign Minister Kari Berg told "
    "reporters.\n"
    "Chile's embassy did not answer questions. The two ministers will meet in Oslo on June 3."
)


def part(words: str, text: str = TEXT) -> Span:
    """The span of some words in a text."""
    start = text.index(words)
    return span(text, start, start + len(words))


def article(text: str = TEXT, **fields: Any) -> Article:
    """An article with that text."""
    given = {
        "id": identify(text), "url": None, "title": "Norway expels envoys", "published": "2024-05-28",
        "language": "en", **fields,
    }
    return Article(text=text, **given)


def actor(
    country: str | None = "NOR", name: str | None = None, words: str | None = None, **fields: Any
) -> Actor:
    """An actor, with the words of TEXT that name it if they are given."""
    return Actor(name or country, country, span=part(words) if words else None, **fields)


def when(
    start: str | None = "2024-05-27", end: str | None = None, precision: Any = "day", text: str | None = None
) -> When:
    """A time, of one day if no end is given."""
    return When(start, end or start, precision, text)


def actors(codes: str | Sequence[Actor]) -> tuple[Actor, ...]:
    """Actors from their codes ("NOR CHL") or as they are."""
    return tuple(actor(code) for code in codes.split()) if isinstance(codes, str) else tuple(codes)


def event(
    type: str = "SANCTION", actor: str | Sequence[Actor] = "NOR", recipient: str | Sequence[Actor] = "CHL",
    **fields: Any,
) -> Event:
    """An event between actors given by code."""
    given: dict[str, Any] = {
        "id": identify(type, actor, recipient), "mode": None, "contexts": (), "addressees": (),
        "status": "actual", "when": None, "where": None, "attribution": (), "statement": None, "cameo": None,
        "quad": 4, "score": None, "confidence": 0.8,
        "evidence": part("Norway on Monday expelled two Chilean envoys."), "also": (),
        "trigger": part("expelled"), "rule": "sanction.expel", "because": (), **fields,
    }
    return Event(type=type, actors=actors(actor), recipients=actors(recipient), **given)


def statement(speaker: Actor | None = None, words: str = "We had no choice", **fields: Any) -> Statement:
    """A direct statement with those words of TEXT."""
    given: dict[str, Any] = {
        "id": identify(words), "kind": "direct", "addressees": (), "cue": part("told"), "channel": None,
        "when": None, "attribution": (), "polarity": "affirmed",
        "evidence": part("“We had no choice,” Foreign Minister Kari Berg told reporters."), **fields,
    }
    return Statement(speaker=speaker, content=(part(words),), **given)


def reading(**fields: Any) -> Reading:
    """A reading of TEXT with one record of each kind."""
    berg = actor("NOR", "Kari Berg", "Kari Berg", role="Foreign Minister", because=("the text says so",))
    expelled = event(
        actor=[actor("NOR", "Norway", "Norway")],
        recipient=[actor("CHL", "Chile", "Chilean", because=("demonym",))], mode="expel",
        when=when(text="Monday"), because=("“expelled” with envoys",),
    )
    refused = event("REJECT", mode="meet", quad=3, confidence=0.5)
    silent = actor("CHL", "Embassy of Chile", "Chile's embassy")
    given: dict[str, Any] = {
        "article": article(), "statements": (statement(berg),), "events": (expelled, refused),
        "nonresponses": (
            NonResponse("n1", silent, None, None, part("Chile's embassy did not answer questions.")),
        ),
        "positions": (
            Position("p1", berg, "expulsion", "supports", part("We had no choice"), None, None, None),
        ),
        "meetings": (
            Meeting(
                "m1", actors("NOR CHL"), "talks", "planned", when("2024-06-03", text="June 3"), None, (),
                part("The two ministers will meet in Oslo on June 3."),
            ),
        ),
        "links": (Link("l1", refused.id, expelled.id, "answers", ("named in one breath",)),), **fields,
    }
    return Reading(**given)


def failure(message: str = "no such file", id: str | None = "x") -> Failure:
    """A failure at the source."""
    return Failure(id, "source", message)


class Words:
    """A cast that takes every phrase at its word."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse

    def of(self, word: int) -> tuple[Actor, ...]:
        low, high = self.parse.phrase(word)
        while low < high and self.parse.words[low] == "“":
            low += 1
        here = self.parse.span(low, high)
        return (Actor(name=here.text, span=here),)

    def owners(self, word: int) -> tuple[Actor, ...]:
        return ()

    def named(self, actors: Iterable[Actor], heads: Iterable[int] = ()) -> tuple[Actor, ...]:
        return tuple(actors)

    def subject_matter(self, start: int) -> Actor | None:
        return None


def news(reader: Reader, text: str) -> Reading:
    """The record of a text of June 2024 without a title."""
    return reader.read(article(text, title=None, published="2024-06-15"))


def told(reader: Reader, text: str) -> list[str]:
    """The acts that a text of June 2024 tells: "SANCTION NOR>CHL", with "-" for nobody."""
    return [
        f"{e.type} {','.join(sorted(codes(e.actors))) or '-'}>{','.join(sorted(codes(e.recipients))) or '-'}"
        for e in news(reader, text).events
    ]


def sides(events: Sequence[Event], type: str) -> list[tuple[list[str | None], list[str | None]]]:
    """Who does it and to whom, by code, in each act of a type."""
    return [
        ([a.code for a in e.actors], [a.code for a in e.recipients]) for e in events if e.type == type
    ]
