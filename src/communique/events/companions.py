"""Whose host, guest or counterpart does an act, who is then meant by it where its words name nobody else:
"his Togolese host promised tanks" promises them to him.

Knows whose companion somebody is; does not know who a pronoun stands for.
"""

from __future__ import annotations

from communique.events.scene import Match, Scene
from communique.events.sectors import beyond
from communique.knowledge.roles import BY, FROM
from communique.records import Actor, codes

# Acts that are done to somebody or for somebody.
FACING = frozenset((
    "ACCUSE", "AGREE", "AID", "CONCEDE", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN",
))  # fmt: skip


def of_companion(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whose companion the doer of an act is: the guest of "his host", who is promised a thing by him."""
    if match.type not in FACING or not (own := codes(actors)):
        return ()
    parse, clause = scene.parse, match.clause
    doers = clause.roles.get("subject", ()) if clause.kind == "verb" else ()
    doers = doers or clause.at(BY, FROM)
    if clause.link == "relative" and clause.parent is not None:  # "his host, who promised tanks"
        doers = (*doers, clause.parent)
    near = (h for h in doers if parse.lemmas[h].lower() in scene.standing["opposite_numbers"])
    owners = (k for h in near for k in parse.kids[h] if parse.relations[k] == "owner")
    return next((whom for k in owners if (whom := beyond(scene.who((k,)), own))), ())
