"""Absolutes that the parser breaks: "with Peru accusing Chile of bad faith and Mali urging restraint".

Knows the sentences that showed each habit; does not know what is done with the clauses.
"""

from __future__ import annotations

from communique.grammar.features import GERUND
from communique.grammar.mending.names import Words
from communique.grammar.parse import Parse
from communique.knowledge.roles import WITH, marked


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
    held = (
        g for k in parse.kids[above] if marked(parse.lower[k], WITH) for g in parse.kids[k]
        if above < k < g < i
    )
    return next((g for g in held if parse.relations[g] == "oblique:clause"), None)
