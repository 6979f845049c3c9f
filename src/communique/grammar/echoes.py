"""Clauses that only echo another one: "as did China", "but Italy did not";
and who else does what a clause says: "Peru, joined by Chile, left".

Knows words that stand for a verb; does not know what the verb means.
"""

from __future__ import annotations

from typing import Any

from communique.grammar.clause import Clause
from communique.grammar.features import MODAL, PERSONAL
from communique.grammar.parse import Parse
from communique.knowledge.roles import WILL, WOULD

OWN = frozenset(("subject", "object", "time", "expletive"))


def echo(parse: Parse, clause: Clause, words: dict[str, Any]) -> None:
    """Let a clause without a verb of its own say what another one says: who does the same joins those who do
    it; who does not, or does it apart, has a clause of its own with the same roles."""
    things = frozenset(parse.lower[w] for w in clause.at("object"))
    if clause.lemma not in words["proverbs"] or things - words["same"]:
        return
    if not clause.subject or clause.complements or clause.roles.keys() - OWN:
        return
    pronoun = any(parse.has(w, PERSONAL) for w in clause.subject)
    said = meant(parse, clause)
    if said is None or said.passive or said.lemma in words["proverbs"]:
        return
    if clause.link in ("adverbial", "conjunct") and clause.negated <= said.negated:
        beside = [parse.lower[k] for k in parse.kids[clause.head] if parse.relations[k] == "adverb"]
        if pronoun or words["likewise"].isdisjoint((clause.marker, *beside, parse.lower[clause.head - 1])):
            return
        said.subject += tuple(w for w in clause.subject if w not in said.subject)
        said.roles["subject"] = said.subject
        clause.subject = clause.roles["subject"] = ()
    elif clause.negated and clause.link != "adverbial":
        if parse.has(clause.head, MODAL):  # "said that it would not"
            clause.modal = clause.lemma
        clause.lemma, clause.complements = said.lemma, said.complements
        clause.roles = {**said.roles, "subject": clause.subject}


def add_companions(parse: Parse, clause: Clause, words: dict[str, Any]) -> None:
    """Let those by whom a subject is joined do what it does: "Peru, joined by Chile, condemned the raid"."""
    if clause.lemma not in words["accompanying"] or not clause.passive or clause.form != "participle":
        return
    above = parse.above(clause)
    if clause.link == "modifying" and clause.parent is not None:
        above = parse.governor(clause.parent)
    if above is None or above.passive or not set(clause.at("object")) <= set(above.subject):
        return
    above.roles["subject"] = above.subject = (*above.subject, *clause.at("subject"))


def meant(parse: Parse, clause: Clause) -> Clause | None:
    """The clause that one without a verb of its own goes back to: the one that it hangs on, or what its
    subject is asked there to do; the last one before it in the sentence; else what the sentence before
    says."""
    if clause.link in ("adverbial", "conjunct") and clause.parent in parse.clauses:
        return asked(parse, clause, parse.clauses[clause.parent])
    above = {c.head for c in parse.ancestors(clause)}
    sentence = parse.sentence_of[clause.head]
    before = [
        h for h in parse.clauses if h < clause.head and h not in above and parse.sentence_of[h] == sentence
    ]
    if before:
        return parse.clauses[max(before)]
    last = [h for h, c in parse.clauses.items() if parse.sentence_of[h] == sentence - 1 and c.link == "root"]
    return told_to(parse, clause, parse.clauses[last[-1]]) if last and clause.link == "root" else None


def told_to(parse: Parse, clause: Clause, above: Clause) -> Clause:
    """What another was asked to do in the sentence before, where somebody else will not do it: "urged Togo to
    sign. Lome will not do so"; else what that sentence says."""
    whose = {parse.lower[w] for w in above.subject}
    modal = clause.lemma if parse.has(clause.head, MODAL) else clause.modal
    if modal not in (WILL, WOULD) or any(parse.lower[w] in whose for w in clause.subject):
        return above
    held = (parse.clauses.get(head) for head in above.complements)
    return next((c for c in held if c is not None and c.form == "infinitive"), above)


def asked(parse: Parse, clause: Clause, above: Clause) -> Clause:
    """The clause above, or what the subject is asked in it to do: "urged Togo to sign, but Togo did not"."""
    whose = {parse.lower[w] for w in clause.subject}
    pronoun = any(parse.has(w, PERSONAL) for w in clause.subject)
    for head in above.complements:
        held = parse.clauses.get(head)
        if held is not None and (pronoun or whose & {parse.lower[w] for w in held.subject}):
            return held
    return above
