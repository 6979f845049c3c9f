"""What an answer leaves unsaid that the act which it answers says: who answers, and whom.

Knows which act answers which; finds no acts of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from communique.events.counterparts import meant_for
from communique.events.references import ASKING, answers_barely, next_to
from communique.events.sectors import beyond
from communique.grammar import Parse
from communique.links import SHARING, linked
from communique.reasons import LAST, PARAGRAPH, SENTENCE, TEXT, rests_on
from communique.records import Actor, Event, Link, codes

ANSWERS = frozenset(("REJECT", "AGREE", "CONCEDE"))
PUT = frozenset((*ASKING, "ACCUSE", "THREATEN"))  # what is put to somebody
ALONE = frozenset(("CONSULT", "MOBILIZE", "PROTEST"))  # acts that are done to nobody or with each other
REACH = 2  # sentences from what is asked to a bare answer


def answered(parse: Parse, told: Sequence[Event], replies: Collection[str]) -> tuple[Event, ...]:
    """The tellings; what answers another act and names nobody is done to whoever did that, and what was
    offered to nobody to whoever answers it: "Peru proposed a truce. Chile refused".

    `replies`: the rules of words that tell an act only where they answer one.
    """
    tales = [replace(e, id=str(n)) for n, e in enumerate(told)]  # a telling has no name of its own yet
    tales = [as_asked(parse, e, tales) for e in tales]
    lone = {e.id for e in tales if e.type not in ALONE and len(codes(e.actors)) == 1 and not e.recipients}
    open_ = any(e.id in lone and e.type == "AGREE" for e in tales)
    laters = [e for e in tales if e.id in lone or e.rule in replies or (open_ and e.type in ANSWERS)]
    other: dict[str, tuple[Actor, ...]] = {}
    for link in linked(parse, laters, tales):
        later, earlier = (tales[int(end)] for end in (link.source, link.target))
        if link.kind == "repeats" or (by_subject(link) and not next_to(parse, later, earlier)):
            continue
        if later.id in lone:
            other[later.id] = beyond(earlier.actors, codes(later.actors))
        if earlier.id in lone and link.kind in ("refuses", "meets") and earlier.type == "AGREE":
            other.setdefault(earlier.id, beyond(later.actors, codes(earlier.actors)))
    answering = (e for e in tales if e.rule not in replies or e.id in other or codes(e.recipients))
    why = "whose act it answers"
    full = (meant_for(e, side, why) if (side := other.get(e.id)) else e for e in answering)
    return tuple(replace(e, id=told[int(e.id)].id) for e in full)


def by_subject(link: Link) -> bool:
    """Whether only what two acts speak of links them, which need not mean that one is done to the other."""
    return all(why.startswith(SHARING) for why in link.because[1:])


def as_asked(parse: Parse, event: Event, told: Sequence[Event]) -> Event:
    """An act; a bare answer by people of no named country is that of who was asked just before, not of who
    asked: "Peru urged Chad to free the crew, but the generals refused"."""
    own = codes(event.actors)
    if event.type not in ANSWERS or not own or not all(guessed(a) for a in event.actors):
        return event
    before = (e for e in reversed(told) if e.trigger.start < event.trigger.start)
    ask = next((e for e in before if e.type in PUT and codes(e.actors) == own), None)
    asked = [a for a in ask.recipients if a.code and a.code not in own] if ask is not None else []
    if ask is None or len(asked) != 1 or not next_to(parse, event, ask, REACH):
        return event
    if not answers_barely(parse, event, ask):
        return event
    why = f"who was asked: {asked[0].name or asked[0].code}"
    actors = tuple(
        Actor(a.span.text if a.span else a.name, asked[0].country, body=asked[0].body, sector=a.sector,
              span=a.span, because=(why,))
        for a in event.actors
    )
    others = tuple(a for a in event.recipients if a.code not in codes(actors))
    return replace(event, actors=actors, recipients=others)


def guessed(actor: Actor) -> bool:
    """Whether somebody is of a country only by what is spoken of around him."""
    return rests_on(actor, TEXT, SENTENCE, PARAGRAPH, LAST)
