"""Absolutes that the parser breaks: "with Turkey and Hungary both blocking the bid", "with Peru accusing
Chile of bad faith and Mali urging restraint".

Knows the sentences that showed each habit; does not know what is done with the clauses.
"""

from __future__ import annotations

from communique.grammar.features import COMMA, GERUND
from communique.grammar.mending.names import Words
from communique.grammar.parse import Parse
from communique.knowledge.roles import WITH, marked


def subject_of_absolute(parse: Parse, i: int, words: Words) -> bool:
    """Make "Turkey and Hungary" who blocks in "was divided, with Turkey and Hungary both blocking the bid":
    the parser makes them companions, and whoever was divided the subject of "blocking"."""
    last = i - 1 if parse.lower[i - 1] not in words.get("sharing", ()) else i - 2
    if last < 2 or not parse.has(i, GERUND) or parse.pos[last] not in ("NOUN", "PROPN"):
        return False
    first = parse.first_of_row(last)
    opening = parse.heads[first]
    companion = parse.relations[first] == "oblique:object" and marked(parse.lower[opening], WITH)
    if not companion or parse.heads[opening] != parse.heads[i] or not parse.has(opening - 1, COMMA):
        return False
    parse.hang(first, i, "subject")
    return parse.hang(i, opening, "oblique:clause")


def second_of_absolute(parse: Parse, i: int, words: Words) -> bool:
    """Make "Mali" who urges in "with Peru accusing Chile of bad faith and Mali urging restraint": the parser
    takes it for a further thing of the first."""
    above = absolute_above(parse, i) if parse.has(i, GERUND) else None
    if above is None:
        return False
    before = range(i - 1, above, -1)
    noun = next((k for k in before if parse.relations[k] == "conjunct"), None)
    if noun is None:
        return False
    parse.hang(noun, i, "subject")
    return parse.hang(i, above, "conjunct")


def absolute_above(parse: Parse, i: int) -> int | None:
    """The participle of the absolute that a word hangs on, or that stands before it on the same verb."""
    above = parse.heads[i]
    if parse.relations[above] == "oblique:clause":
        return above if marked(parse.lower[parse.heads[above]], WITH) else None
    held = (
        g for k in parse.kids[above] if marked(parse.lower[k], WITH) for g in parse.kids[k]
        if above < k < g < i
    )
    return next((g for g in held if parse.relations[g] == "oblique:clause"), None)


def raise_in_absolute(parse: Parse, i: int, words: Words) -> bool:
    """Join "backing" to "accusing" in "with Peru accusing Chile of spying and Mali backing Peru": what has
    its own subject is no further charge."""
    above = parse.heads[parse.heads[parse.heads[i]]]
    if not parse.has(i, GERUND) or parse.kid(i, "subject") is None:
        return False
    absolute = parse.relations[above] == "oblique:clause" and marked(parse.lower[parse.heads[above]], WITH)
    return absolute and parse.hang(i, above)
