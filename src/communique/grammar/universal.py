"""Trees of Universal Dependencies as ours: there a preposition hangs on its noun and "is" on its predicate,
here it is the other way round.

Knows the relations of both; does not know the language.
The words that it needs are in the language's grammar.toml.
"""

from __future__ import annotations

from typing import Any

from communique.grammar.features import FINITE, INFINITIVE, MODAL, POSSESSIVE
from communique.grammar.parse import Parse

NEGATIVE, REFLEXIVE = "Polarity=Neg", "Reflex=Yes"
# Relations of a language's table that stand for nothing of ours until here: a noun with its preposition, "is"
# beside what is said.
NOMINAL = {"nominal": "oblique", "nominal:doer": "doer"}
COPULA, FLAT = "copula", "flat"
OPEN = ("complement", "complement:open")
OF_CLAUSE = (
    "subject", "subject:passive", "expletive", "auxiliary", "negation", "marker", "adverbial", "time",
    "parataxis", "punctuation",
)  # fmt: skip - dependents of a predicate that go with its "is"


def turn(parse: Parse, words: dict[str, Any]) -> None:
    """Hang nouns on their prepositions, predicates on their "is", and name owners,
    negations and the roles of prepositions."""
    for i in range(len(parse)):
        rename(parse, i, words)
    for i in range(len(parse)):
        free_day(parse, i, words)
        give_back(parse, i)
    for i in range(len(parse)):
        if parse.relations[i] == FLAT and parse.relations[parse.heads[i]] != FLAT:
            head_last(parse, parse.heads[i])
    kids: list[list[int]] = [[] for _ in parse.words]
    for i, head in enumerate(parse.heads):
        if head != i:
            kids[head].append(i)
    for i in range(len(parse)):
        lift_preposition(parse, i, kids[i], words)
    for i in range(len(parse)):
        if parse.lemmas[i] in words["modals"]:
            make_modal(parse, i)
    for i in range(len(parse)):
        if parse.relations[i] == COPULA:
            lift_copula(parse, i)


def sentence(parse: Parse, i: int) -> range:
    """The words of the sentence of a word."""
    return range(*parse.sentences[parse.sentence_of[i]])


def rename(parse: Parse, i: int, words: dict[str, Any]) -> None:
    """Give a word the relation that its features show: whose a thing is, "not";
    a preposition the name of its role."""
    relation = parse.relations[i]
    if relation == "determiner" and parse.has(i, POSSESSIVE):
        parse.relations[i] = "owner"
    elif parse.has(i, REFLEXIVE):
        middle(parse, i)
    elif relation == "adverb" and parse.has(i, NEGATIVE):
        parse.relations[i] = "negation" if parse.lower[i] in words["negators"] else "other"
    if relation in ("case", "marker") and parse.pos[i] == "ADP":
        parse.lower[i] = words["adpositions"].get(parse.lower[i], parse.lower[i])


def middle(parse: Parse, i: int) -> None:
    """Make active a verb with "se": who stands as the subject of a passive does it;
    of several each does it to the other."""
    verb = parse.heads[i]
    whole = sentence(parse, i)
    subjects = [k for k in whole if parse.heads[k] == verb and parse.relations[k].startswith("subject")]
    for k in subjects:
        parse.relations[k] = "subject"
    if any(parse.relations[k] == "conjunct" and parse.heads[k] in subjects for k in whole if k < verb):
        parse.relations[i] = "object"


def free_day(parse: Parse, i: int, words: dict[str, Any]) -> None:
    """Make a time of the day that stands between a verb and its object,
    and give the verb what the parser hung on it."""
    head = parse.heads[i]
    if parse.lower[i] not in words["days"] or parse.pos[head] not in ("VERB", "AUX"):
        return
    for k in range(i + 1, sentence(parse, i).stop):
        if parse.heads[k] != i or parse.relations[k] not in (
            *OPEN, *NOMINAL, "object", "apposition", "modifier",
        ):
            continue
        own = [j for j in range(i + 1, k) if parse.heads[j] == k]
        article = next(
            (j for j in own if parse.relations[j] == "case" and parse.lower[j] in words["of"]), None
        )
        if article is not None and any(parse.relations[j] == "determiner" for j in own):
            continue  # "lundi de la semaine passée"
        if article is not None:  # "a livré mardi des armes": no preposition, an article
            parse.relations[article] = "determiner"
        parse.heads[k] = head
        parse.relations[k] = (
            "object"
            if article is not None or parse.relations[k] in ("apposition", "modifier")
            else parse.relations[k]
        )
    parse.relations[i] = "time"


def head_last(parse: Parse, first: int) -> None:
    """Make the last word of a name its head: "Emmanuel Macron" is a Macron."""
    whole = sentence(parse, first)
    row = [k for k in whole if parse.heads[k] == first and parse.relations[k] == FLAT]
    last = row[-1]
    above = parse.heads[first]
    for k in whole:
        if parse.heads[k] == first and k != first:
            parse.heads[k] = last
    parse.heads[last], parse.relations[last] = (last if above == first else above), parse.relations[first]
    for k in (first, *row[:-1]):
        parse.heads[k], parse.relations[k] = last, "compound"


def give_back(parse: Parse, i: int) -> None:
    """Give the first of two verbs its object, which the parser took for the subject of the second:
    "rejected the charges and closed"."""
    verb = parse.heads[i]
    first = parse.heads[verb]
    if (
        parse.relations[i] != "subject"
        or parse.relations[verb] != "conjunct"
        or not first < i < verb
        or parse.pos[first] != "VERB"
    ):
        return
    between = any(
        parse.heads[k] == verb and parse.relations[k] == "coordinator" and i < k for k in range(i, verb)
    )
    if between and not any(
        parse.heads[k] == first and parse.relations[k] == "object" for k in sentence(parse, first)
    ):
        parse.heads[i], parse.relations[i] = first, "object"


def lift_preposition(parse: Parse, i: int, kids: list[int], words: dict[str, Any]) -> None:
    """Put the preposition of a noun, or of an infinitive that is no object,
    between it and what it hangs on."""
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
        parse.relations[i] = "object" if lone(parse, i, kids, words) else "time"
    elif relation in NOMINAL and mark is not None:
        insert(parse, mark, i, NOMINAL[relation], "oblique:object")


def lone(parse: Parse, i: int, kids: list[int], words: dict[str, Any]) -> bool:
    """Whether a noun without a preposition is no time but the object that its verb has not:
    "a signé jeudi un accord"."""
    verb = parse.heads[i]
    own = any(parse.relations[k] == "determiner" for k in kids)
    taken = any(parse.heads[k] == verb and parse.relations[k] == "object" for k in sentence(parse, i))
    return (
        own and not taken and verb < i and parse.pos[verb] == "VERB" and parse.lemmas[i] not in words["days"]
    )


def insert(parse: Parse, between: int, word: int, above: str, below: str) -> None:
    """Put a word between another and its head, with the relations of both."""
    parse.heads[between] = parse.heads[word] if parse.heads[word] != word else between
    parse.relations[between] = above if parse.heads[word] != word else "root"
    parse.heads[word], parse.relations[word] = between, below


def make_modal(parse: Parse, i: int) -> None:
    """Make an auxiliary of a verb such as "must", where a language has it as a verb of its own with an
    infinitive."""
    kids = [k for k in sentence(parse, i) if parse.heads[k] == i and k != i]
    verb = next((k for k in kids if k > i and parse.relations[k] in OPEN and parse.has(k, INFINITIVE)), None)
    if verb is None or parse.pos[i] not in ("VERB", "AUX"):
        return
    parse.heads[verb] = verb if parse.heads[i] == i else parse.heads[i]
    parse.relations[verb] = parse.relations[i]
    for k in kids:
        parse.heads[k] = verb if k != verb else parse.heads[k]
    parse.heads[i], parse.relations[i] = verb, "auxiliary"
    parse.lower[i], parse.features[i] = parse.lemmas[i], parse.features[i] | {MODAL}


def lift_copula(parse: Parse, i: int) -> None:
    """Make "is" the head of its clause, and what is said of the subject its attribute."""
    predicate = parse.heads[i]
    above = parse.heads[predicate]
    parse.heads[i], parse.relations[i] = (i if above == predicate else above), parse.relations[predicate]
    for k in sentence(parse, i):
        goes = parse.relations[k] in OF_CLAUSE or joins_verb(parse, k)
        if parse.heads[k] == predicate and k not in (i, predicate) and goes:
            parse.heads[k] = i
    parse.heads[predicate], parse.relations[predicate] = i, "attribute"


def joins_verb(parse: Parse, k: int) -> bool:
    """Whether a word is a finite verb beside a predicate: "is ready and has said so"."""
    return parse.relations[k] == "conjunct" and parse.has(k, FINITE)
