"""With whom a demand or an offer fares that a noun names: "its demand has found no answer from Togo",
"calls from Chad met with silence in Lomé".

Knows the verbs of faring and where those stand who answer; does not know what the answer is.
"""

from __future__ import annotations

from communique.events.scene import Match, Scene
from communique.events.sectors import beyond
from communique.events.tables import unique
from communique.knowledge.roles import AT, BY, FROM, IN, ON, TO, WITH
from communique.records import Actor, codes

ASKED = frozenset(("REQUEST", "AGREE", "THREATEN", "ACCUSE"))
ANSWERING = (BY, FROM, IN, AT, TO, WITH, ON, "object")


def meets_with(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who leaves a demand unanswered, or answers it, that a noun tells which names nobody else."""
    above = scene.parse.governor(match.clause.head) if match.clause.kind == "noun" else None
    if above is None or match.type not in ASKED or not (own := codes(actors)):
        return ()
    told = above.roles.get("subject", ()) or (above.roles.get("object", ()) if above.passive else ())
    if match.clause.head not in told or above.lemma.split()[0] not in scene.standing["faring"]:
        return ()
    heads = [h for h in above.at(*ANSWERING) if h not in told and h not in scene.time_at]
    behind = [m for h in heads for m in scene.parse.noun(h).at(BY, FROM, IN)]
    named = (a for h in (*heads, *behind) for a in (*scene.who((h,)), *scene.owners(h), *scene.hosts((h,))))
    others = beyond(unique(named), own)
    return others if len(codes(others)) == 1 else ()
