"""What an article tells behind a demand of what came of it, as the ledger of demands takes it."""

from __future__ import annotations

import pytest

from communique.ledgers import comebacks
from communique.records import Actor, Article, Event, Span

NORWAY, CHILE, PERU = Actor("Norway", "NOR"), Actor("Chile", "CHL"), Actor("Peru", "PER")
RELEASE = "Norway asked Chile to free the captain"
LIFT = "Norway pressed Chile to lift its ban on herring"
WITHDRAW = "Norway called on Chile to withdraw its troops from the valley"
STOP = "Norway urged Chile to stop the drill"


def spanned(text: str, part: str, last: bool = False) -> Span:
    """Where a part of a text stands."""
    start = text.rindex(part) if last else text.index(part)
    return Span(start, start + len(part), part)


def request(text: str, words: str, trigger: str, of: tuple[Actor, ...] = (CHILE,)) -> Event:
    """A demand of Norway that a text tells in some words."""
    at = spanned(text, words)
    cause = spanned(words, trigger)
    named = tuple(
        Actor(a.name, a.country, span=spanned(text, a.name or "") if (a.name or "") in text else None) for a in of
    )
    return Event(
        id=words, type="REQUEST", mode="yield", actors=(NORWAY,), recipients=named, evidence=at,
        trigger=Span(at.start + cause.start, at.start + cause.end, trigger), when=None, where=None, contexts=(),
        status="actual", confidence=0.9, rule="",
    )  # fmt: skip
