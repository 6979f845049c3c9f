"""Orders to one's own: what those do who serve whoever gives it is his act, and asks nothing of anybody:
"told its banks to freeze the accounts of Chad", "ordered the navy to seize a tanker".

Knows who carries out an order; does not know what is ordered.
"""

from __future__ import annotations

from communique.events.matching import best
from communique.events.scene import SPOKEN, Scene
from communique.events.sectors import FORCES
from communique.grammar import Clause
from communique.records import Actor, codes

NO_GOVERNMENT = frozenset(("JUD", "LEG"))


def to_own(scene: Scene, order: Clause) -> bool:
    """Whether a clause tells an order of a deed to those who carry it out for whoever gives it; what judges
    and parliaments order is asked of the government."""
    if order.verb not in scene.words["ordering"] or order.passive or not order.complements:
        return False
    givers, told = scene.agents(order), order.at("object")
    own = codes(givers)
    if not own or not told or any(a.sector in NO_GOVERNMENT for a in givers):
        return False
    deeds = (best(scene, c) for c in order.complements)
    return any(m is not None and m.type not in SPOKEN for m in deeds) and all(
        serves(scene, head, own) for head in told
    )


def serves(scene: Scene, head: int, own: frozenset[str]) -> bool:
    """Whether a noun stands for forces or firms of nobody else's."""
    meant = scene.who((head,))
    known = scene.has_lemma("servants", head)
    return codes(meant) <= own and (known or (bool(meant) and all(a.sector in FORCES for a in meant)))


def giver(scene: Scene, clause: Clause) -> tuple[Actor, ...]:
    """Who gave the order that a clause says what is to be done by."""
    above = scene.parse.above(clause) if clause.form == "infinitive" and clause.link == "complement" else None
    return scene.agents(above) if above is not None and to_own(scene, above) else ()
