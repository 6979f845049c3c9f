"""Those who go to where a session is held: they go to the session, and not to the state around it.

Knows sessions by the meetings that an article names; who meets at them is the matter of events/encounters.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.events.encounters import find_encounters, place
from communique.events.scene import Scene
from communique.reasons import PLACE, SESSION, rests_on
from communique.records import Actor, Event, codes

HELD = ("summit", "multilateral")  # kinds of meeting that bring several together in one place
VISIT = "visit"


def at_sessions(scene: Scene, events: Sequence[Event]) -> list[Event]:
    """Events in which a state that only lies around a session is marked as that: "arrived in Lima", after
    "the Union's summit in Lima"; "in Lima, where he attended a summit"."""
    places = {
        at.name for e in find_encounters(scene)
        if e.kind in HELD and any(a.body for a in e.parties)
        and (at := place(scene, e.match.clause)) is not None and at.country not in codes(e.parties)
    }  # fmt: skip
    done = []
    for e in events:
        if e.type == "CONSULT":
            actors, recipients = ([aside(a, e, places) for a in side] for side in (e.actors, e.recipients))
            if for_talks(scene, e):
                recipients = [replace(a, because=(*a.because, f"{a.name}: {SESSION}")) for a in recipients]
            e = replace(e, actors=tuple(actors), recipients=tuple(recipients))
        done.append(e)
    return done


def for_talks(scene: Scene, event: Event) -> bool:
    """Whether somebody goes to a place to do something about talks that others hold there too: "flew to Oslo
    to rescue the talks", not "to hold talks"."""
    clause = scene.parse.clauses.get(scene.parse.word_of(event))
    if event.mode != VISIT or clause is None:
        return False
    aims = [scene.parse.clauses[w] for w in scene.purposes(clause)]
    held = {h for c in aims for h in c.at("object")}
    talks = (e for e in find_encounters(scene) if e.match.clause.head in held)
    known = (e for e in talks if scene.light(e.match.clause) is None)
    return any(codes(event.recipients).isdisjoint(codes(e.parties)) for e in known)


def aside(actor: Actor, event: Event, places: set[str]) -> Actor:
    """A party, marked if a place alone puts him there, and a session is held in it."""
    around = rests_on(actor, PLACE) and (actor.name in places or event.mode == HELD[1])
    return replace(actor, because=(*actor.because, f"{actor.name}: {SESSION}")) if around else actor
