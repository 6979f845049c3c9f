"""Blows that name no doer, to one of the people of the country that the text tells to be at war with itself.

Knows who faces whom in the acts of a text; does not know how an act was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.events.scene import BLOWS, Scene
from communique.events.sectors import ARMED, CONTENDING, FORCES, STATE
from communique.knowledge import names
from communique.reasons import RIVALS, TAKEN_FOR, rests_on
from communique.records import Actor, Event, codes

FOUGHT = frozenset(("ASSAULT", "COERCE", "PROTEST"))
ABROAD = "deport"  # is done to others
INFERRED = 0.8  # what is left of the confidence in an act whose doer nobody names
GUESSED = ARMED | FORCES | {STATE, "CVL"}
UNNAMED = 0.7  # what was taken off it for that, see confidence in events/


def within_strife(scene: Scene, events: Sequence[Event]) -> list[Event]:
    """The events; a blow of nobody's upon people of a country whose own people fight each other in the text,
    and whom no other state strikes there, is one of theirs."""
    firm = [e for e in events if not any(map(guessed, (*e.actors, *e.recipients)))]
    torn: frozenset[str] = frozenset() if scene.formal else at_war_with_itself(firm)
    if len(firm) < len(events) and not scene.formal:
        events = [brought_home(scene, e, *torn) for e in events] if len(torn) == 1 else events
        torn = at_war_with_itself(events)
    fights = (e for e in events if e.type in FOUGHT and codes((*e.actors, *e.recipients)))
    at = scene.parse.sentence_at
    told = {at(e.trigger.start) for e in fights}  # in which one more blow of nobody's is the same
    events = [e for e in events if not (of_nobodys(scene, e) and at(e.trigger.start) in told)]
    events = [unguessed(scene, e, events) for e in events]
    settled = (in_country(scene, e, torn) if open_(e) else e for e in events)
    return [e for e in settled if not of_nobodys(scene, e)]


def guessed(actor: Actor) -> bool:
    """Whether a government, fighters, police or civilians are of a country only because the text speaks of
    it."""
    return actor.sector in GUESSED and rests_on(actor, *TAKEN_FOR)


def brought_home(scene: Scene, event: Event, home: str) -> Event:
    """A blow by or upon people of a guessed country in which its paragraph puts nothing, in a text of one
    country at war with itself: its own ("Peru's envoy said troops had shelled the town")."""
    if event.type != "ASSAULT":
        return event
    parties = (*event.actors, *event.recipients)
    abroad = {str(a.country) for a in parties if guessed(a)} - {home}
    if len(abroad) != 1 or any(a.code != home and not guessed(a) for a in parties):
        return event
    low, high = scene.parse.paragraphs[scene.parse.paragraph_with(event)]
    near, parse = scene.standing["prepositions_of_place"], scene.parse
    named = (word for word, place in scene.places_in(low, high - 1) if place.country in abroad)
    if any(parse.lower[parse.heads[word]] in near for word in named):
        return event
    actors, recipients = (
        tuple(of_home(a, home) if a.code != home else a for a in side)
        for side in (event.actors, event.recipients)
    )
    return replace(event, actors=actors, recipients=recipients)


def of_home(actor: Actor, home: str) -> Actor:
    """The same people of another country; a body named after the first one ("Army of Peru") is not theirs."""
    because = (*actor.because, "where the text tells of fighting")
    abroad = names.country_name(str(actor.country))
    name = names.country_name(home) if actor.name and abroad and abroad in actor.name else actor.name
    return replace(actor, name=name, country=home, body=None, organization=None, because=because)


def of_nobodys(scene: Scene, event: Event) -> bool:
    """Whether an act is a blow told in a noun, by nobody and upon nobody: "fighting raged";
    it is told only where it is known whose it was."""
    parties = event.actors or event.recipients or event.type not in BLOWS
    return not parties and scene.parse.word_of(event) not in scene.parse.clauses


def unguessed(scene: Scene, event: Event, events: Sequence[Event]) -> Event:
    """A blow upon rebels, without the state they fight as its guessed doer where the same paragraph has
    another state strike: "rebels hit in last week's raids. Peru, which raided them"."""
    if event.type not in BLOWS or not any(rests_on(a, RIVALS) for a in event.actors):
        return event
    home, here = codes(event.actors), scene.parse.paragraph_with(event)
    near = (e for e in events if e.type == "ASSAULT" and scene.parse.paragraph_with(e) == here)
    doers = (a for e in near for a in e.actors if a.code and a.code not in home)
    return replace(event, actors=()) if any(a.sector not in CONTENDING for a in doers) else event


def open_(event: Event) -> bool:
    """Whether an act is a blow that nobody is said to have dealt."""
    return event.type in BLOWS and event.mode != ABROAD and not codes(event.actors)


def in_country(scene: Scene, event: Event, torn: frozenset[str]) -> Event:
    """A blow of one of the people of such a country, if it fell there: on whom it says, else in the only one,
    if its sentence names no other."""
    struck = codes(event.recipients) or (torn if not elsewhere(scene, event, torn) else frozenset())
    return at_home(event, struck) if len(struck) == 1 and struck <= torn else event


def elsewhere(scene: Scene, event: Event, torn: frozenset[str]) -> bool:
    """Whether the text is about another country where an act is told, or its sentence names places of one."""
    about = scene.cast.subject_matter(event.trigger.start)
    if about is not None and about.country not in torn:
        return True
    first, end = scene.parse.sentences[scene.parse.sentence_at(event.trigger.start)]
    return any(place.country not in torn for _, place in scene.places_in(first, end - 1))


def at_war_with_itself(events: Sequence[Event]) -> frozenset[str]:
    """The countries whose people strike, hold or march against their own, and that nobody else strikes."""
    done = [e for e in events if e.type in FOUGHT and e.status in ("actual", "historical")]
    sides = [(codes(e.actors), codes(e.recipients) or codes(e.actors[1:])) for e in done]
    own = frozenset(c for doers, struck in sides if len(doers) == 1 and doers == struck for c in doers)
    blows = (pair for pair, e in zip(sides, done, strict=True) if e.type == "ASSAULT")
    beset = (struck - doers for doers, struck in blows if doers)
    return own.difference(*beset)


def at_home(event: Event, struck: frozenset[str]) -> Event:
    """A blow of somebody of the country whose people it struck."""
    (code,) = struck
    why = "nobody is said to have done it, and its people fight each other"
    somebody = Actor(names.country_name(code), code, span=event.trigger, because=(why,))
    sure = round(event.confidence / UNNAMED * INFERRED, 3)
    return replace(
        event, actors=(*event.actors, somebody), recipients=event.recipients or (somebody,), confidence=sure,
        because=(*event.because, "by: strife"),
    )
