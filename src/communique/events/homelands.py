"""Deeds that only those do who rule a country or contend for it, and which are blamed on them by where they
were done: "condemned the coup in Chad", "criticised the arrest of reporters in Togo".

Knows the nouns of such deeds and the places behind them; does not know who is blamed for a blow of others'.
"""

from __future__ import annotations

from communique.events.scene import Match, Scene
from communique.events.sectors import beyond
from communique.knowledge.roles import ABOUT, AGAINST, AT, IN, OF, OVER, marked
from communique.records import Actor, codes

BLAMED_AT = ("object", OVER, ABOUT, AGAINST, AT, OF)  # where the deed stands that somebody blames


def ruled_there(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The country in which a deed of its rulers was done that somebody blames, if only one is named."""
    if match.type != "ACCUSE" or not codes(actors):
        return ()
    deeds = match.clause.at(*BLAMED_AT)
    head = next((h for h in deeds if scene.parse.lemmas[h].lower() in scene.standing["rulers_deeds"]), None)
    if head is None:
        return ()
    parse, (low, high) = scene.parse, scene.parse.subtree(head)
    places = (w for w, _ in scene.places_in(low, high) if w > head)
    within = [w for w in places if marked(parse.lower[parse.heads[w]], IN)]
    hosts = beyond(scene.hosts(within), codes(actors))
    return hosts if len(codes(hosts)) == 1 else ()
