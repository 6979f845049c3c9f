"""Adverbials that the parser hangs on the clause behind or before their own: "said, after talks with Peru,
that it would sign", "is weighing sanctions and on Monday, Peru met Chile".

Knows the sentences that showed each habit; does not know what an adverbial means.
"""

from __future__ import annotations

from communique.grammar.features import COMMA, INFINITIVE, PARTICIPLE, PAST_FORM
from communique.grammar.mending.names import Words
from communique.grammar.parse import Parse
from communique.knowledge.roles import ON, marked

FREE = ("modifying", "conjunct", "parataxis", "relative")  # what the parser takes a second sentence for
OPENED = ("complement", "adverbial")  # clauses that a conjunction opens
SUBJECTS = ("subject", "subject:passive")
HELD = ("object", "subject:passive", "complement", "complement:open")  # what a verb holds already


def lift_before_that(parse: Parse, i: int, words: Words) -> bool:
    """Hang "after" of "said on Monday, after talks, that it would sign" on the saying:
    what stands before a conjunction is not of the clause that it opens."""
    said = parse.heads[i]
    above = parse.heads[said]
    if not above < i < said or parse.relations[said] not in OPENED or parse.pos[above] != "VERB":
        return False
    if parse.relations[i] == "marker" and parse.kid(i, "oblique:object") is None:
        return False
    if not any(parse.relations[k] == "marker" and i < k < said for k in parse.kids[said]):
        return False
    parse.pos[i] = "ADP"
    return parse.hang(i, above, "oblique")


def front_second(parse: Parse, i: int, words: Words) -> bool:
    """Hang "on Monday" of "weighs sanctions against Chad and on Monday, its envoy met" on the meeting:
    a preposition joined to another by "and" opens a sentence where a comma and a subject follow."""
    other = parse.heads[i]
    if parse.pos[i] != "ADP" or parse.relations[other] != "oblique":
        return False
    end = parse.subtree(i)[1] + 1
    if end + 1 >= len(parse) or not parse.has(end, COMMA):
        return False
    verb = parse.heads[end]
    subject = next((k for k in parse.kids[verb] if parse.relations[k] in SUBJECTS), None)
    if not end < verb or subject is None or not end < subject < verb or parse.has(verb, INFINITIVE):
        return False
    first = parse.climb(parse.heads[other], lambda w: parse.pos[w] not in ("VERB", "AUX"))
    if parse.relations[verb] not in FREE:
        return False
    if parse.has(verb, PARTICIPLE):
        parse.features[verb] = PAST_FORM
    parse.hang(i, verb, "oblique")
    return parse.hang(verb, first, "conjunct")


def lift_aside(parse: Parse, i: int, words: Words) -> bool:
    """Hang "on a visit to Kenya" of "the king, on a visit to Kenya, urged calm" on "urged": between commas it
    tells when, and not which king."""
    king = parse.heads[i]
    if parse.relations[king] != "subject" or not king < i < parse.heads[king]:
        return False
    if parse.kid(king, "relative") is not None:
        return False  # "the king, who received the envoy, on Monday, urged calm"
    aside = marked(parse.lower[i], ON) and parse.has(i - 1, COMMA)
    return aside and parse.hang(i, parse.heads[king])


def hold_infinitive(parse: Parse, i: int, words: Words) -> bool:
    """Make what is offered of "to host" in "offered at the weekend to host the talks": whoever offers, agrees
    or refuses to do a thing does not do so in order to do it."""
    verb = parse.heads[i]
    if not parse.has(i, INFINITIVE) or not verb < i or parse.lemmas[verb] not in words["subject_control"]:
        return False
    kids = [parse.relations[k] for k in parse.kids[verb]]
    if any(relation in HELD for relation in kids) or parse.kid(i, "marker") is not None:
        return False
    parse.relations[i] = "complement:open"
    return True


def open_sentence(parse: Parse, i: int, words: Words) -> bool:
    """Make a preposition of the "after" of "After talks with Peru's envoy, Chile's premier accused Togo", and
    the premier the subject: an apposition would end with a comma of its own."""
    verb, noun = parse.heads[i], parse.kid(parse.heads[i], "subject")
    if parse.relations[verb] not in SAID or noun is None or not i < noun < verb or parse.pos[noun] != "NOUN":
        return False
    behind = [k for k in range(noun + 1, verb) if parse.relations[k] == "apposition"]
    for k in behind if parse.phrase(noun)[0] == i + 1 else ():
        low, high = parse.subtree(k)
        free = all(parse.relations[w] in AUXILIARY for w in range(high + 1, verb))
        if free and parse.words[low - 1] == ",":
            parse.relations[i], parse.pos[i] = "oblique", "ADP"
            parse.hang(noun, i, "oblique:object")
            return parse.hang(k, verb, "subject")
    return False


SAID = ("root", "complement", "parataxis")  # what a verb of a whole sentence is
AUXILIARY = ("auxiliary", "auxiliary:passive", "negation", "adverb", "time")
