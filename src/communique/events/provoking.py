"""Whose deed it was that an act pays back, where the noun that tells it names no doer:
"expelled two Chadian envoys over the arrest of its consul".

Knows the act beside the noun and whom that meets; does not know what becomes of the deed.
"""

from __future__ import annotations

from communique.events.matching import best
from communique.events.recipients import DEEDS, MOVED, elsewhere, reached
from communique.events.scene import Match, Scene
from communique.events.sectors import beyond
from communique.events.ties import Tie, cited, tie_of
from communique.knowledge import names
from communique.knowledge.roles import BY
from communique.reasons import PAID_BACK
from communique.records import Actor, codes

# What one does to whoever did something, and to nobody else.
PAYING = frozenset(("SANCTION", "ACCUSE", "REJECT", "THREATEN"))
BLOW = frozenset(("ASSAULT", "COERCE", "MOBILIZE"))  # … only where it is said to be an answer


def of_provoker(scene: Scene, match: Match, _: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whom the act meets that is said to answer a deed, or to be done over it."""
    noun = match.clause
    if noun.kind != "noun" or match.type not in DEEDS or match.pattern.reciprocal or BY in noun.roles:
        return ()
    if match.type == "SANCTION" and match.mode not in MOVED:
        return ()  # the sanctions of whom, a reader cannot know
    tie = tie_of(scene.parse, noun.head) or cited(scene.parse, noun.head)
    answer = paying(scene, tie) if tie is not None else None
    if answer is None:
        return ()
    own = scene.agents(answer.clause)
    found = next((f for _, f in reached(scene, answer) if codes(f)), ())
    met = [a for a in beyond(found, codes(own)) if a.country]
    if len(codes(met)) != 1 or elsewhere(scene, noun, answer.clause, codes((*own, *met))):
        return ()
    state = names.country_name(met[0].country or "") if met[0].body is None else None
    because = (*met[0].because, f"whom {scene.parse.words[answer.clause.head]!r} {PAID_BACK}")
    return (Actor(state or met[0].name, met[0].country, body=met[0].body, span=met[0].span, because=because),)


def paying(scene: Scene, tie: Tie) -> Match | None:
    """The act that a noun is tied to as its ground or as what it answers."""
    kinds = {"ground": PAYING, "answer": PAYING | BLOW}.get(tie.sort, frozenset())
    told = (best(scene, w) for w in (tie.clause.head, *tie.clause.at("object")) if kinds)
    return next((m for m in told if m is not None and m.type in kinds), None)
