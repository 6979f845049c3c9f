"""What prepositions, markers and negative words add to a clause, be it a verb's or a noun's.

Knows the relations of a parse; does not know what any verb means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from communique.grammar.features import DETERMINING, GERUND, INFINITIVE, POSSESSIVE, RELATIVE

if TYPE_CHECKING:
    from communique.grammar.parse import Parse


def oblique(parse: Parse, prep: int, roles: dict[str, list[int]], complements: list[int]) -> None:
    """Enter what a preposition governs: nouns as roles, gerunds as complements."""
    for name, member in parse.governed(prep):
        roles.setdefault(f"oblique:{name}", []).append(member)
    for kid in parse.kids[prep]:
        if parse.relations[kid] == "oblique:clause" and parse.pos[kid] in ("VERB", "AUX"):
            complements.append(kid)
            complements += [
                k for k in parse.kids[kid] if parse.relations[k] == "conjunct" and parse.has(k, GERUND)
            ]


def marker_of(parse: Parse, i: int, markers: frozenset[str]) -> int | None:
    """The first of these words that opens a clause."""
    opening = (k for k in parse.kids[i] if parse.relations[k] == "marker" and parse.lower[k] in markers)
    return next(opening, None)


def has_marker(parse: Parse, i: int, markers: frozenset[str]) -> bool:
    """Whether one of these words opens a clause."""
    return marker_of(parse, i, markers) is not None


def has_infinitive(parse: Parse, i: int, markers: frozenset[str]) -> bool:
    """Whether a verb is an infinitive with its "to"."""
    return parse.has(i, INFINITIVE) and any(
        parse.lower[k] in markers and parse.relations[k] == "auxiliary" for k in parse.kids[i]
    )


def negative(parse: Parse, noun: int, words: dict[str, Any]) -> bool:
    """Whether a noun phrase makes its clause negative: "no order", "nobody", "not one ship"."""
    kids = parse.kids[noun]
    denied = (k for k in kids if parse.relations[k] == "negation" and parse.lower[k] in words["negators"])
    return (
        parse.lower[noun] in words["negative_subjects"]
        or any(
            parse.lower[k] in words["negative_determiners"]
            and parse.relations[k] in ("determiner", "negation", "modifier", "coordinator")
            for k in kids
        )
        or any(k + 1 in kids and parse.relations[k + 1] in ("determiner", "number") for k in denied)
        or any(parse.relations[k] == "number" and not_one(parse, k, words) for k in kids)
    )


def not_one(parse: Parse, number: int, words: dict[str, Any]) -> bool:
    """Whether a number is denied by the word before it: "not one", and no "no more than ten"."""
    before = number - 1
    return parse.relations[before] == "negation" and parse.heads[before] == number and (
        parse.lower[before] in words["negators"]
    )


def stands_for_noun(parse: Parse, i: int) -> bool:
    """Whether a word such as "who" or "that" stands for a noun or opens a clause,
    and says neither whose a thing is nor how much."""
    given = parse.features[i]
    if RELATIVE in given:
        return POSSESSIVE not in given
    return parse.pos[i] in ("ADP", "SCONJ") or not DETERMINING.isdisjoint(given)
