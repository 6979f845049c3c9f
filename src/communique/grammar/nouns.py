"""Nouns of action to clauses: “China's demand for talks” has an owner,
obliques and complements as a verb has.

Knows the dependents of one noun; does not know which nouns name an act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.grammar.clause import Clause
from communique.grammar.features import PARTICIPLE
from communique.grammar.roles import has_marker, oblique
from communique.grammar.tables import rules

if TYPE_CHECKING:
    from communique.grammar.parse import Parse


def nominal(parse: Parse, i: int) -> Clause:
    """The clause of a noun: owner, modifiers, obliques; `parent` is the clause that it is a part of."""
    words = rules(parse.language)["words"]
    clause = Clause(i, "noun", parse.lemma(i), form="nominal")
    roles: dict[str, list[int]] = {}
    complements: list[int] = []
    for k in parse.kids[i]:
        relation = parse.relations[k]
        if relation == "owner":
            roles.setdefault("owner", []).extend(parse.members(k))
        elif relation in ("modifier", "compound"):
            roles.setdefault("modifier", []).extend((k, *parse.members(k)[1:]))
        elif relation in ("oblique", "doer", "indirect"):
            oblique(parse, k, roles, complements)
        elif relation in ("modifying", "complement", "complement:open", "relative") and parse.pos[k] in (
            "VERB", "AUX",
        ):
            inner = parse.clauses.get(k)
            if inner is not None and (inner.form == "infinitive" or has_marker(parse, k, words["that"])):
                complements.append(k)
            elif relation == "modifying" and parse.has(k, PARTICIPLE) and parse.lemmas[k] in words["making"]:
                for prep in parse.kids[k]:  # "the treaty signed with Peru" is a treaty with Peru
                    if parse.relations[prep] == "oblique":
                        oblique(parse, prep, roles, complements)
        elif relation in ("determiner", "negation") and parse.lower[k] in words["noun_negators"]:
            clause.negated = True
    clause.roles = {name: tuple(heads) for name, heads in roles.items()}
    clause.complements = tuple(complements)
    above = parse.governor(i)
    clause.parent, clause.link = (above.head, role_of(above, i)) if above else (None, "root")
    return clause


def role_of(clause: Clause, word: int) -> str:
    """The role that a word plays in a clause ("object", "oblique:in"), "inside" where it is deeper."""
    return next((name for name, heads in clause.roles.items() if word in heads), "inside")
