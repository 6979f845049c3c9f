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
            e = replace(
                e, actors=tuple(marked(a) if around(a, e, places) else a for a in e.actors),
                recipients=tuple(marked(a) if around(a, e, places) else a for a in e.recipients),
            )
        done.append(e)
    return done


def around(actor: Actor, event: Event, places: set[str]) -> bool:
    """Whether a place alone names a party, and a session is held in it."""
    return rests_on(actor, PLACE) and (actor.name in places or event.mode == HELD[1])


def marked(actor: Actor) -> Actor:
    """A party, marked as one around a session."""
    return replace(actor, because=(*actor.because, f"{actor.name}: {SESSION}"))
