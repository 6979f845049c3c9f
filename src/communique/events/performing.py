"""Acts that are done by being said: "has the honour to request", "wishes to thank", "let me protest",
"is obliged to reject".

Knows the words before such an infinitive; does not know what is said, nor to whom.
"""

from __future__ import annotations

from communique.events.scene import SPOKEN, Match, Scene
from communique.grammar import Clause

NOUNS = ("object", "attribute")


def performing(scene: Scene, match: Match) -> Clause | None:
    """The clause whose words only bring in what is said: "has the honour" of "has the honour to request";
    None where an act is not said so.

    In papers and speeches, and wherever somebody says "I" or "we"; not where it is denied, asked,
    or under a condition.
    """
    inner = scene.light(match.clause) if match.clause.kind == "noun" else match.clause
    while inner is not None and inner.link == "conjunct" and inner.form == "infinitive":
        inner = scene.parse.above(inner)
    if match.type not in SPOKEN or match.pattern.reciprocal or inner is None or inner.parent is None:
        return None
    above = scene.parse.clauses.get(inner.parent) or scene.parse.governor(inner.parent)
    if above is None or above.negated or above.marker in scene.words["conditional_markers"]:
        return None
    if not brings_in(scene, above, inner):
        return None
    return above if scene.formal or first_person(scene, above, inner) else None


def brings_in(scene: Scene, above: Clause, inner: Clause) -> bool:
    """Whether a clause does no more than bring in an infinitive: by its verb ("wishes to"),
    or by a noun or adjective of courtesy."""
    table = scene.standing
    if above.modal in table["conditional_modals"] and above.lemma not in table["wishing"]:
        return False  # "would be obliged to": a threat, and no act yet
    if inner.form != "infinitive" and above.lemma not in table["letting"]:
        return False
    if (
        inner.link in ("complement", "adverbial")
        and above.lemma in table["performing_verbs"] | table["letting"]
    ):
        return True
    near = {inner.parent, *above.at(*NOUNS)}
    return scene.has_word("performing_nouns", *(w for w in near if w is not None))


def first_person(scene: Scene, above: Clause, inner: Clause) -> bool:
    """Whether it is "I" or "we" who say it: "I want to thank", "let me thank"."""
    subjects = (*above.at("subject"), *inner.at("subject"))
    return scene.has_word("speaking", *subjects)
