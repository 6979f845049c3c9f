"""Acts that are whole with one state or body: in nouns a refusal that says of what, a crackdown on a state's
own people, an offensive of its troops; a meeting of several of one.

Knows which acts lack no second party; does not know who the first is.
"""

from __future__ import annotations

from communique.events.encounters import BODIES, MODES, meeting_words
from communique.events.scene import BLOWS, Match, Scene
from communique.events.sectors import ARMED, FORCES
from communique.events.whereabouts import says_country
from communique.knowledge.roles import BY, WITH
from communique.records import Actor, Status, codes

FIGHTING = ARMED | FORCES


def whole_in_noun(
    scene: Scene, match: Match, status: Status, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
) -> bool:
    """Whether a noun of action tells an act of one state that needs no other."""
    if match.clause.kind != "noun" or status != "actual" or not codes(actors):
        return False
    if match.type == "REJECT":
        # "its refusal to sign"
        return any(c.form == "infinitive" for c in scene.parse.hung(match.clause.head))
    own = match.clause.at("owner", BY)  # "Chad's crackdown on the opposition"
    named = any(scene.parse.pos[h] != "PRON" for h in own)
    if match.type in BLOWS and codes(actors) == codes(recipients) and named:
        return True
    by = BY in match.clause.roles
    return match.type == "ASSAULT" and by and not recipients and all(a.sector in FIGHTING for a in actors)


def among_themselves(
    scene: Scene, match: Match, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
) -> bool:
    """Whether a body, or several who are said to be of one state, meet or talk a thing over: "the League
    discussed the raid", "Chadian opposition groups met in Lomé"."""
    clause, parse = match.clause, scene.parse
    if match.type != "CONSULT" or clause.kind != "verb" or len(actors) != 1 or recipients:
        return False
    verbs, one = meeting_words(scene.language)["verbs"], actors[0]
    meets = clause.lemma in verbs["gathering"]
    if WITH in clause.roles or not (meets or clause.lemma in verbs["debating"]):
        return False
    several = one.span is not None and parse.is_plural(parse.word_at(one.span.end - 1))
    if one.country in BODIES:
        return several or one.role is None
    return meets and several and says_country(scene, one)


def session(type_: str, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> str | None:
    """The mode of a meeting that a body holds by itself."""
    alone = type_ == "CONSULT" and not recipients and len(actors) == 1 and actors[0].country in BODIES
    return MODES["multilateral"] if alone else None
