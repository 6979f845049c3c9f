"""When "it" is no party: an empty subject, or a thing named before.

Knows clauses and what a party can be or do; does not know whom a pronoun goes back to.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from communique.actors.scene import Scene
from communique.grammar import Clause, Parse
from communique.grammar.features import SINGULAR
from communique.knowledge.roles import IN


def idle(scene: Scene, clause: Clause, i: int) -> bool:
    """Whether "it" is no party: an empty subject, the subject of "is" with nothing a party could be,
    the object of a verb for things."""
    parse = scene.parse
    if i in clause.subject:
        if clause.passive:
            return clause.verb not in scene.words.it.objects
        if clause.lemma != scene.words.phrases.be:
            return False
        attributes = clause.at("attribute")
        return not any(parse.lower[a] in scene.words.it.able for a in attributes)
    if parse.relations[i] in ("object", "indirect"):
        return clause.verb not in scene.words.it.objects
    if parse.relations[i] == "oblique:object":
        return parse.lower[parse.heads[i]] not in scene.words.it.prepositions
    return False


def thing(scene: Scene, subjects: Sequence[int]) -> bool:
    """Whether subjects are things: common nouns that stand for no party."""
    return any(scene.parse.pos[w] == "NOUN" and not scene.of.get(w) for w in subjects)


def paper_before(parse: Parse, clause: Clause, i: int, papers: Collection[str]) -> int | None:
    """The paper that "it" is: the subject of the clause that its own is beside, or of the sentence before, or
    in which that has things said: "the resolution angered them because it condemned the raid",
    "in a letter they asked for aid. It urged …"."""
    if clause.link == "complement" or i not in clause.subject:
        return None
    above = next((c for c in parse.ancestors(clause) if c.subject and c.subject[0] < i), None)
    if above is None and parse.sentence_of[i] and not any(parse.ancestors(clause)):
        above = parse.main_clause(parse.sentence_of[i] - 1)
    if above is None:
        return None
    fronted = [w for w in above.at(IN) if w < above.head]
    return next((w for w in (*above.subject[:1], *fronted) if parse.lemma(w) in papers), None)


def things_before(scene: Scene, i: int) -> bool:
    """Whether the main subject of the sentence before is a thing, so that "it" is rather that."""
    parse = scene.parse
    clause, sentence = parse.clause_of(i), parse.sentence_of[i]
    root = next(parse.ancestors(clause), clause) if clause is not None else None
    if sentence == 0 or root is None or any(w < i and scene.of.get(w) for w in root.subject):
        return False
    main = parse.main_clause(sentence - 1)
    if main is None or not main.subject or not thing(scene, main.subject[:1]):
        return False
    return parse.has(main.subject[0], SINGULAR)
