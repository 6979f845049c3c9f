"""Blows that answer blows: "Chad returned fire after Libyan guns killed two soldiers".

Knows the words for striking back and the clause that says what for; does not know who a noun phrase
stands for.
"""

from __future__ import annotations

from communique.events.scene import Match, Scene
from communique.events.sectors import beyond
from communique.grammar import Clause
from communique.records import Actor, codes


def struck_back(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who is on the other side of an exchange of blows: who struck first where somebody strikes back, and who
    strikes back where the first blow names no sufferer of another state."""
    clause = match.clause
    if match.type != "ASSAULT" or clause.kind == "noun":
        return ()
    others = occasions(scene, clause) if returning(scene, clause) else returned(scene, clause)
    return next((side for c in others if codes(side := beyond(scene.agents(c), codes(actors)))), ())


def returning(scene: Scene, clause: Clause) -> bool:
    """Whether a verb tells of striking back: "returned fire", "hit back"."""
    things = (f"{clause.lemma} {scene.parse.lower[h]}" for h in clause.roles.get("object", ()))
    return any(words in scene.standing["striking_back"] for words in (clause.lemma, *things))


def occasions(scene: Scene, clause: Clause) -> list[Clause]:
    """The clauses that say when or after what something was done."""
    kids = (scene.parse.clauses.get(k) for k in scene.parse.kids[clause.head])
    return [c for c in kids if c is not None and c.link == "adverbial" and c.form == "finite"]


def returned(scene: Scene, clause: Clause) -> list[Clause]:
    """The clause of striking back to which a blow is the occasion, if there is one."""
    above = scene.parse.above(clause)
    if above is not None and clause.link == "conjunct":  # "set houses ablaze and killed two"
        clause, above = above, scene.parse.above(above)
    told = above is not None and clause.link == "adverbial" and clause.form == "finite"
    return [above] if told and above is not None and returning(scene, above) else []
