"""Trees of Universal Dependencies as ours: there a preposition hangs on its noun and "is" on its predicate, here it is the other way round.

Knows the relations of both; does not know the language. The words that it needs are in the language's grammar.toml.
"""

from __future__ import annotations

from typing import Any

from communique.grammar.features import FINITE, INFINITIVE, MODAL, POSSESSIVE
from communique.grammar.parse import Parse

NEGATIVE = "Polarity=Neg"
# Relations of a language's table that stand for nothing of ours until here: a noun with its preposition, "is" beside what is said.
NOMINAL = {"nominal": "oblique", "nominal:doer": "doer"}
COPULA = "copula"
OPEN = ("complement", "complement:open")
OF_CLAUSE = (
    "subject", "subject:passive", "expletive", "auxiliary", "negation", "marker", "adverbial", "time", "parataxis", "punctuation",
)  # fmt: skip - dependents of a predicate that go with its "is"


def turn(parse: Parse, words: dict[str, Any]) -> None:
    """Hang nouns on their prepositions, predicates on their "is", and name owners, negations and the roles of prepositions."""
    kids: list[list[int]] = [[] for _ in parse.words]
    for i, head in enumerate(parse.heads):
        if head != i:
            kids[head].append(i)
    for i in range(len(parse)):
        rename(parse, i, words)
    for i in range(len(parse)):
        lift_preposition(parse, i, kids[i], words)
    for i in range(len(parse)):
        if parse.lemmas[i] in words["modals"]:
            make_modal(parse, i, words["modals"][parse.lemmas[i]])
    for i in range(len(parse)):
        if parse.relations[i] == COPULA:
            lift_copula(parse, i)


def rename(parse: Parse, i: int, words: dict[str, Any]) -> None:
    """Give a word the relation that its features show: whose a thing is, "not"; a preposition the name of its role."""
    relation = parse.relations[i]
    if relation == "determiner" and parse.has(i, POSSESSIVE):
        parse.relations[i] = "owner"
    elif relation == "adverb" and parse.has(i, NEGATIVE):
        parse.relations[i] = "negation" if parse.lower[i] in words["negators"] else "other"
    if relation in ("case", "marker") and parse.pos[i] == "ADP":
        parse.lower[i] = words["adpositions"].get(parse.lower[i], parse.lower[i])


def lift_preposition(parse: Parse, i: int, kids: list[int], words: dict[str, Any]) -> None:
    """Put the preposition of a noun, or of an infinitive that is no object, between it and what it hangs on."""
    relation = parse.relations[i]
    if relation in ("adverbial", "complement", "complement:open", "modifying") and parse.has(i, INFINITIVE):
        mark = next((k for k in kids if parse.relations[k] == "marker" and parse.pos[k] == "ADP"), None)
        if mark is None or parse.lower[mark] in words["infinitive_marker"]:
            if mark is not None:
                parse.relations[mark] = "auxiliary"
            return
        insert(parse, mark, i, "oblique", "oblique:clause")
        return
    mark = next((k for k in kids if parse.relations[k] == "case" and k < i), None)
    if relation in NOMINAL and mark is None:
        parse.relations[i] = "time"
    elif relation in NOMINAL and mark is not None:
        insert(parse, mark, i, NOMINAL[relation], "oblique:object")


def insert(parse: Parse, between: int, word: int, above: str, below: str) -> None:
    """Put a word between another and its head, with the relations of both."""
    parse.heads[between] = parse.heads[word] if parse.heads[word] != word else between
    parse.relations[between] = above if parse.heads[word] != word else "root"
    parse.heads[word], parse.relations[word] = between, below


def make_modal(parse: Parse, i: int, modal: str) -> None:
    """Make an auxiliary of a verb such as "must", where a language has it as a verb of its own with an infinitive."""
    verb = next((k for k in range(i + 1, len(parse)) if parse.heads[k] == i and parse.relations[k] in OPEN and parse.has(k, INFINITIVE)), None)
    if verb is None or parse.pos[i] not in ("VERB", "AUX"):
        return
    parse.heads[verb] = verb if parse.heads[i] == i else parse.heads[i]
    parse.relations[verb] = parse.relations[i]
    for k, head in enumerate(parse.heads):
        if head == i and k != i:
            parse.heads[k] = verb
    parse.heads[i], parse.relations[i] = verb, "auxiliary"
    parse.lower[i], parse.features[i] = modal, parse.features[i] | {MODAL}


def lift_copula(parse: Parse, i: int) -> None:
    """Make "is" the head of its clause, and what is said of the subject its attribute."""
    predicate = parse.heads[i]
    above = parse.heads[predicate]
    parse.heads[i], parse.relations[i] = (i if above == predicate else above), parse.relations[predicate]
    for k, head in enumerate(parse.heads):
        if head == predicate and k not in (i, predicate) and (parse.relations[k] in OF_CLAUSE or joins_verb(parse, k)):
            parse.heads[k] = i
    parse.heads[predicate], parse.relations[predicate] = i, "attribute"


def joins_verb(parse: Parse, k: int) -> bool:
    """Whether a word is a finite verb beside a predicate: "is ready and has said so"."""
    return parse.relations[k] == "conjunct" and parse.has(k, FINITE)
