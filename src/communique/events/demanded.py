"""Of whom a thing is demanded that names several: who is to go where a withdrawal from another's land is
called for, who holds those who are to be freed.

Knows what is demanded by its noun; does not know who demands it.
"""

from __future__ import annotations

from communique.events.scene import Match, Scene
from communique.events.sectors import beyond
from communique.events.unnamed import captors
from communique.knowledge.roles import FOR, OF, ON, TO, UPON
from communique.records import Actor, codes

DEMANDED = ("object", FOR, OF, ON, UPON, TO)


def who_must(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who is to go or to let go: "demanded the withdrawal of Chadian troops from Mali",
    "called for the release of two nurses held by Togo"."""
    parse, table, own = scene.parse, scene.standing, codes(actors)
    asked = scene.heads(match.clause, "object") if match.type == "REQUEST" else ()
    if match.type != "REQUEST" or beyond(scene.who(asked), own):
        return ()
    for thing in (h for role in DEMANDED for h in scene.heads(match.clause, role)):
        lemma, of = parse.lemmas[thing].lower(), parse.noun(thing).roles.get(OF, ())
        if lemma in table["leaving"]:
            found = scene.owners(thing) or scene.who(of)
        elif lemma in table["freeing"]:
            found = captors(scene, [k for h in of for k in parse.kids[h]])
        else:
            continue
        if meant := beyond(found, own):
            return meant
    return ()
