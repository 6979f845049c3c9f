"""How the text ties a noun of action to the act that it stands beside: "despite calls from Peru", "in response to the raid", "over its veto".

Knows the words that tie, and where they stand; does not know which acts they tie.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.grammar import Clause, Parse
from communique.knowledge import answers
from communique.knowledge.roles import FOR, OF, marked


@dataclass(frozen=True, slots=True)
class Tie:
    """What a noun is tied to, and by which words."""

    clause: Clause  # of the act beside which the noun stands
    sort: str  # concession: it did not hinder that act; answer: that act answers it; ground: that act was done for it, or after it
    first: int  # the words that tie them
    last: int


def tie_of(parse: Parse, noun: int) -> Tie | None:
    """How a noun is tied to the clause that it stands beside; None where no words of that kind tie it."""
    word = noun
    while parse.relations[word] == "oblique:object":
        preposition = parse.heads[word]
        host = parse.heads[preposition]
        if host in parse.clauses:
            sort = next((sort for sort in ("concession", "ground") if parse.lower[preposition] in said(parse, sort)), None)
            asked = marked(parse.lower[preposition], FOR)  # "pushed for sanctions"
            return Tie(parse.clauses[host], sort, preposition, preposition) if sort and not asked else None
        if (found := by_noun(parse, host, preposition)) is not None:
            return found
        if not marked(parse.lower[preposition], OF):
            return None
        word = host  # "despite a new round of criticism"
    return None


def by_noun(parse: Parse, host: int, last: int) -> Tie | None:
    """The tie that a noun makes with the prepositions around it: "in defiance of", "in response to", "as a reprisal for"."""
    first = parse.heads[host]
    sort = next((sort for sort in ("concession", "answer") if parse.lemmas[host].lower() in said(parse, f"{sort}_noun")), None)
    if sort is None or parse.relations[host] != "oblique:object" or parse.heads[first] not in parse.clauses:
        return None
    return Tie(parse.clauses[parse.heads[first]], sort, min(first, last), max(first, last))


def said(parse: Parse, sort: str) -> frozenset[str]:
    """The words that tie in one way, in the language of a parse."""
    return answers.words(f"{sort}s", parse.language)
