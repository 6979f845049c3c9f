"""Acts told in nouns that are whole with one state: a refusal that says of what, a crackdown on a state's own
people, an offensive of its troops.

Knows which nouns lack no second party; does not know who the first is.
"""

from __future__ import annotations

from communique.events.scene import BLOWS, Match, Scene
from communique.events.sectors import ARMED, FORCES
from communique.knowledge.roles import BY
from communique.records import Actor, Status, codes

FIGHTING = ARMED | FORCES


def whole_in_noun(
    scene: Scene, match: Match, status: Status, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
) -> bool:
    """Whether a noun of action tells an act of one state that needs no other."""
    if match.clause.kind != "noun" or status != "actual" or not codes(actors):
        return False
    if match.type == "REJECT":
        return says_what(scene, match)
    if match.type in BLOWS and codes(actors) == codes(recipients) and is_named(scene, match):
        return True
    by = BY in match.clause.roles
    return match.type == "ASSAULT" and by and not recipients and all(a.sector in FIGHTING for a in actors)


def is_named(scene: Scene, match: Match) -> bool:
    """Whether a noun names its doer, and not by a pronoun: "Chad's crackdown on the opposition"."""
    own = match.clause.at("owner", BY)
    return any(scene.parse.pos[h] != "PRON" for h in own)


def says_what(scene: Scene, match: Match) -> bool:
    """Whether a noun says what somebody will not do: "its refusal to sign"."""
    inner = (scene.parse.clauses.get(k) for k in scene.parse.kids[match.clause.head])
    return any(c is not None and c.form == "infinitive" and c.link == "modifying" for c in inner)
