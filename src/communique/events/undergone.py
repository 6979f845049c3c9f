"""Whose a noun of custody is that names no doer and no other sufferer: "the envoy's arrest in Lima" befalls
the envoy, "Peru's arrest of two Chadians" is Peru's.

Knows owners of nouns; does not know on whose ground it was done.
"""

from __future__ import annotations

from communique.events.scene import Scene
from communique.events.sectors import SERVING, STATE
from communique.grammar import Clause
from communique.knowledge.roles import OF

HOLDING = SERVING - {STATE} | {"JUD"}  # who lays hands on others


def undergoing(scene: Scene, noun: Clause) -> tuple[int, ...]:
    """The owners of a noun of custody to whom it was done: people, no state and no authority."""
    table, parse = scene.standing, scene.parse
    if noun.kind != "noun" or parse.lemmas[noun.head].lower() not in table["custodial"] or OF in noun.roles:
        return ()
    return tuple(h for h in noun.roles.get("owner", ()) if not lays_hands(scene, h))


def lays_hands(scene: Scene, owner: int) -> bool:
    """Whether an owner is a state, a government or somebody who arrests."""
    serving = any(a.sector in HOLDING for a in scene.who((owner,)))
    return serving or scene.parse.pos[owner] == "PRON"
