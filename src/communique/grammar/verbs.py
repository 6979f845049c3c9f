"""Verbs to clauses: each dependent of a verb is read by its relation, then form, tense and place follow.

Knows the verb's own dependents; does not know what other clauses lend it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from communique.grammar.clause import NOMINAL, Clause
from communique.grammar.features import (
    CONDITIONAL,
    FINITE,
    FUTURE,
    GERUND,
    IMPERFECT,
    INFINITIVE,
    MODAL,
    PARTICIPLE,
    PAST,
    Features,
)
from communique.grammar.parse import Parse
from communique.grammar.roles import has_infinitive, has_marker, negative, oblique
from communique.knowledge.roles import SHOULD, WILL, WOULD


@dataclass(slots=True)
class Draft:
    """A clause in the making: roles and complements as lists, and what its auxiliaries have shown so far."""

    clause: Clause
    words: dict[str, Any]
    roles: dict[str, list[int]] = field(default_factory=dict)
    complements: list[int] = field(default_factory=list)
    passive: bool = False
    to: bool = False  # "to" stands before the verb
    finite: bool = False  # one of its auxiliaries is finite

    def enter(self, role: str, heads: Iterable[int]) -> None:
        """Add heads to a role."""
        self.roles.setdefault(role, []).extend(heads)


def verbal(parse: Parse, i: int, words: dict[str, Any]) -> Clause:
    """The clause of a verb, from its own dependents only."""
    clause = Clause(i, "verb", parse.lemmas[i])
    draft = Draft(clause, words)
    for k in parse.kids[i]:
        reading = READINGS.get(parse.relations[k])
        if reading is not None:
            reading(parse, draft, k)
    clause.passive = draft.passive
    shape(parse, clause, draft.to, draft.finite)
    clause.roles = {name: tuple(heads) for name, heads in draft.roles.items()}
    clause.complements = tuple(draft.complements)
    place(parse, clause)
    if (
        clause.marker is None
        and (clause.modal == SHOULD or (clause.perfect and clause.modal is None))
        and clause.link in ("adverbial", "complement")
        and inverted(parse, clause)
    ):
        clause.marker = SHOULD  # "should Peru agree", "had Peru agreed"
    return clause


def inverted(parse: Parse, clause: Clause) -> bool:
    """Whether the auxiliary of a clause stands before its subject, as in a condition without "if"."""
    before = [k for k in parse.kids[clause.head] if parse.relations[k] == "auxiliary"]
    opens = bool(before) and before[0] == parse.subtree(clause.head)[0]  # not so in "not only had Peru …"
    return opens and bool(clause.subject) and before[0] < min(clause.subject)


def auxiliary(parse: Parse, draft: Draft, k: int) -> None:
    """Read "will", "to", "has": modal, infinitive, perfect, and the tense of a finite one."""
    clause, word, given = draft.clause, parse.lower[k], parse.features[k]
    modal = draft.words["modals"].get(word) if MODAL in given else None
    if modal:
        clause.modal = modal
    elif word in draft.words["infinitive_marker"]:
        draft.to = True
    elif parse.lemmas[k] in draft.words["perfect"]:
        clause.perfect = True
    if FINITE in given:
        finite_auxiliary(draft, given)
    if CONDITIONAL in given and modal is None:
        clause.modal = WOULD
    clause.negated |= any(parse.relations[n] == "negation" for n in parse.kids[k])  # "never had Peru met"


def passive_auxiliary(parse: Parse, draft: Draft, k: int) -> None:
    """Read "was" before a participle: passive, and the tense of a finite one."""
    draft.passive = True
    if parse.has(k, FINITE) and not parse.has(k, MODAL):
        finite_auxiliary(draft, parse.features[k])


def finite_auxiliary(draft: Draft, given: Features) -> None:
    """Take the tense of a clause from its auxiliary."""
    draft.finite = True
    draft.clause.tense = tense_of(given)


def tense_of(given: Features) -> str:
    """The tense of a finite verb by its features."""
    if FUTURE in given:
        return "future"
    return "past" if PAST in given or IMPERFECT in given else "present"


def negation(parse: Parse, draft: Draft, k: int) -> None:
    """Read "not"; behind a comma and before a preposition it denies only what follows:
    "accused Chad, not for the first time, of theft"."""
    head = draft.clause.head
    apart = k > head and parse.pos[k - 1] == "PUNCT"
    aside = apart and k + 1 in parse.kids[head] and parse.pos[k + 1] == "ADP"
    draft.clause.negated |= not aside


def correlative(parse: Parse, draft: Draft, k: int) -> None:
    """Read the "neither" of "neither signed nor paid", which denies the verb behind it."""
    draft.clause.negated |= k < draft.clause.head and parse.lower[k] in draft.words["negative_determiners"]


def particle(parse: Parse, draft: Draft, k: int) -> None:
    """Read the "off" of "call off" as a part of the verb."""
    draft.clause.lemma = f"{parse.lemmas[draft.clause.head]} {parse.lower[k]}"
    for inner in parse.kids[k]:  # "moved tanks up to the border"
        if parse.relations[inner] == "oblique":
            preposition(parse, draft, inner)


def subject(parse: Parse, draft: Draft, k: int) -> None:
    """Read a subject with its conjuncts; "no side" negates the clause."""
    draft.clause.subject += parse.members(k)
    draft.clause.negated |= negative(parse, k, draft.words)


def passive_subject(parse: Parse, draft: Draft, k: int) -> None:
    """Read the subject of a passive."""
    draft.passive = True
    subject(parse, draft, k)


def expletive(parse: Parse, draft: Draft, k: int) -> None:
    """Read the "there" of "there is"."""
    draft.enter("expletive", (k,))


def object_(parse: Parse, draft: Draft, k: int) -> None:
    """Read an object with its conjuncts; "no order" negates the clause;
    before a second object the first is whom it is given, or what is called so."""
    if fused(parse, draft, k):
        return
    if "object" in draft.roles and draft.clause.lemma in draft.words["declaring"]:
        draft.enter("attribute", parse.members(k))  # "branded the party a puppet"
        return
    if "object" in draft.roles and "indirect" not in draft.roles and is_given(parse, draft, k):
        draft.roles["indirect"] = draft.roles.pop("object")
    draft.enter("object", parse.members(k))
    draft.clause.negated |= negative(parse, k, draft.words)


def fused(parse: Parse, draft: Draft, k: int) -> bool:
    """Read the bare "way" of "give way", the "no" of "said no", as a part of the verb;
    whether a word is one."""
    verb = parse.lemmas[draft.clause.head]
    words = draft.words.get("fused", {}).get(verb, ())
    if k != draft.clause.head + 1 or parse.lower[k] not in words or parse.kids[k]:
        return False
    draft.clause.lemma = f"{verb} {parse.lower[k]}"
    return True


def is_given(parse: Parse, draft: Draft, k: int) -> bool:
    """Whether something is given to whoever stands before it: "sent Chad rice", "gave rebels rice"."""
    first = draft.roles["object"][-1]
    gives = draft.clause.lemma in draft.words.get("giving", ())
    return parse.pos[draft.roles["object"][0]] in ("PROPN", "PRON") or (
        gives and not any(parse.pos[j] in ("CCONJ", "PUNCT") for j in range(first, k))
    )


def indirect(parse: Parse, draft: Draft, k: int) -> None:
    """Read whom something is given: with a preposition or without."""
    if parse.pos[k] == "ADP":
        preposition(parse, draft, k)
    else:
        draft.enter("indirect", parse.members(k))


def agent(parse: Parse, draft: Draft, k: int) -> None:
    """Read the "by" of a passive; in "had spoken by telephone" it is a means."""
    if draft.clause.perfect and not draft.passive:
        preposition(parse, draft, k)
    else:
        draft.enter("doer", (member for _, member in parse.governed(k)))


def preposition(parse: Parse, draft: Draft, k: int) -> None:
    """Read a preposition and what it governs."""
    oblique(parse, k, draft.roles, draft.complements)
    nobody, never = draft.words["negative_subjects"], draft.words["denied_nouns"]  # "bows to nobody"
    draft.clause.negated |= any(
        parse.lower[h] in nobody or (parse.lower[h] in never and negative(parse, h, draft.words))
        for _, h in parse.governed(k)
    )


def attribute(parse: Parse, draft: Draft, k: int) -> None:
    """Read what the subject is; "there is no treaty" negates the clause; in "is ready to talk",
    "is due to visit" the infinitive is the clause's."""
    draft.enter("attribute", parse.members(k))
    for word in parse.kids[k]:
        if parse.relations[word] == "coordinator":  # "is neither fair nor wise"
            draft.clause.negated |= word < k and parse.lower[word] in draft.words["negative_determiners"]
    if "expletive" in draft.roles:
        draft.clause.negated |= negative(parse, k, draft.words)
    draft.complements += [
        kk for kk in parse.kids[k]
        if parse.relations[kk] in ("complement", "complement:open") and parse.pos[kk] in ("VERB", "AUX")
    ]


def complement(parse: Parse, draft: Draft, k: int) -> None:
    """Read what is said, asked or done; a noun in this place is an attribute."""
    if parse.pos[k] in ("VERB", "AUX"):
        draft.complements.append(k)
    elif parse.pos[k] in NOMINAL:
        draft.enter("attribute", (k,))
        if "object" not in draft.roles and draft.clause.lemma in draft.words["declaring"]:
            named = (m for s in parse.kids[k] if parse.relations[s] == "subject" for m in parse.members(s))
            draft.enter("object", named)  # "declared Chad a sponsor of terror"


def adverbial(parse: Parse, draft: Draft, k: int) -> None:
    """Read a clause that the parser hung as an adverbial: with "that", or as the infinitive of what is asked,
    it is a complement."""
    i = draft.clause.head
    asked = parse.lemmas[i] in draft.words["asking"] and k > i
    if not draft.complements and (
        has_marker(parse, k, draft.words["that"])
        or (asked and has_infinitive(parse, k, draft.words["infinitive_marker"]))
    ):
        parse.relations[k] = "complement"
        draft.complements.append(k)


def marker(parse: Parse, draft: Draft, k: int) -> None:
    """Read "if", "after", "that"."""
    draft.clause.marker = parse.lower[k]


def adverb(parse: Parse, draft: Draft, k: int) -> None:
    """Read an adverb that negates ("never"), marks the clause ("when") or makes the verb another ("back")."""
    clause, word = draft.clause, parse.lower[k]
    if word in draft.words["negative_adverbs"] or denied(parse, k, draft.words):
        clause.negated = True
    if clause.marker is None and word in draft.words["marking_adverbs"]:
        clause.marker = word
    if word in draft.words["preposing"] and (inner := parse.kid(k, "oblique")) is not None:
        for _, member in parse.governed(inner):  # "met ahead of the talks"
            draft.roles.setdefault(f"oblique:{word}", []).append(member)
        return
    if f"{parse.lemmas[clause.head]} {word}" in draft.words["unfulfilled"]:
        clause.lemma = f"{parse.lemmas[clause.head]} {word}"
    if k == clause.head + 1 and word in draft.words["directions"]:
        clause.lemma = f"{parse.lemmas[clause.head]} {word}"
    # "moved tanks closer to the border", "stepped back from its threat", "called them home from Chad"
    # "back from Togo, he met …"
    fronted = k < clause.head and any(
        parse.relations[h].startswith("subject") and k < h < clause.head for h in parse.kids[clause.head]
    )
    if not fronted and word in draft.words["nearing"] | draft.words["directions"]:
        for inner in parse.kids[k]:
            if parse.relations[inner] == "oblique":
                preposition(parse, draft, inner)


def denied(parse: Parse, adverb: int, words: dict[str, Any]) -> bool:
    """Whether an adverb has a negation of its own that is the clause's: "no longer", "never again"."""
    return parse.lower[adverb] in words["denied_adverbs"] and any(
        parse.lower[k] in words["negators"] for k in parse.kids[adverb]
    )


READINGS: dict[str, Callable[[Parse, Draft, int], object]] = {
    "auxiliary": auxiliary, "auxiliary:passive": passive_auxiliary, "negation": negation,
    "coordinator": correlative, "particle": particle, "subject": subject, "subject:passive": passive_subject,
    "expletive": expletive, "object": object_, "interjection": fused, "indirect": indirect, "doer": agent,
    "oblique": preposition, "attribute": attribute, "complement": complement, "complement:open": complement,
    "adverbial": adverbial, "marker": marker, "adverb": adverb,
}


def shape(parse: Parse, clause: Clause, has_to: bool, has_finite_aux: bool) -> None:
    """Form, tense and aspect of a verb from its features and auxiliaries."""
    given = parse.features[clause.head]
    participle = PARTICIPLE in given
    if FINITE in given and MODAL not in given:
        clause.tense = tense_of(given)
    elif (
        participle
        and not has_finite_aux
        and parse.relations[clause.head] in ("root", "complement")
        and clause.subject
        and not clause.passive
    ):
        clause.tense = "past"
    elif bare_present(parse, clause) and not has_to and not has_finite_aux:
        clause.tense = "present"
    elif has_to and has_finite_aux and clause.modal is None:
        clause.modal = WILL  # "is to be expelled"
    elif has_to or (INFINITIVE in given and clause.modal is None):
        # "to expel", "to be expelled"
        clause.form = "infinitive" if has_to or not has_finite_aux else "finite"
    elif GERUND in given and not has_finite_aux:
        clause.form = "gerund"
    elif participle and not has_finite_aux:
        clause.form = "participle"
    if clause.tense == "future":
        clause.modal = clause.modal or WILL
    elif clause.modal == WILL:
        clause.tense = "future"
    if CONDITIONAL in given and clause.modal is None:
        clause.modal = WOULD
    clause.progressive = GERUND in given


def bare_present(parse: Parse, clause: Clause) -> bool:
    """Whether the parser takes the present of a sentence for an infinitive: "The leaders meet in Lima"."""
    head, relation = clause.head, parse.relations[clause.head]
    ahead = relation == "complement" and head < parse.heads[head] and clause.marker is None
    told = bool(clause.subject) and max(clause.subject) < head and clause.modal is None
    return told and (ahead or relation in ("root", "parataxis")) and parse.has(head, INFINITIVE)


def place(parse: Parse, clause: Clause) -> None:
    """How the clause hangs on what is above it."""
    i, head = clause.head, parse.heads[clause.head]
    relation = parse.relations[i]
    if head == i:
        return
    clause.parent = head
    if relation == "oblique:clause":
        clause.link = f"oblique:{parse.lower[head]}"
        clause.parent = head = parse.climb(head, lambda w: parse.pos[w] == "ADP")
    elif relation in ("complement", "complement:open"):
        clause.link = "complement"
        if parse.pos[head] in ("ADJ", "NOUN") and parse.relations[head] == "attribute":
            clause.parent = head
    else:
        clause.link = {"other": "parataxis"}.get(relation, relation)
