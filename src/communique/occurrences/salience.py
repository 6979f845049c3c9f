"""How much may be held of a happening and how soon it is shown: its confidence,
and its salience with what that rests on.

Knows the weights of knowledge/occurrences.toml; does not know how tellings are gathered,
or where an occurrence is listed.

Salience = confidence × whether it was news × who it passes between × status × weight of the act × how often
it was told: what is told with certainty, near its day and as news, between two states or bodies, as done, by
several, and of consequence comes first.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from functools import cache
from typing import Literal, NamedTuple

from communique.knowledge import fault, load_toml, ontology
from communique.knowledge.names import home, no_state
from communique.occurrences.tellings import reciprocal

# confidence of what is shown first, and of what ledgers, disputes and briefs are made from, unless another is
# asked for
FLOOR = 0.5

SURENESS = 3.5  # the power of the confidence: doubt costs more than its share
UNSAID = 0.8  # "it", "the ministry": who is meant must be found, and may be another
# what a further story of an origin that has told it says, against 1 for one of another: not surer, but it
# matters still
AGAIN = 0.5
News = Literal[
    "dated", "perfect", "near", "late", "carried", "older", "opening", "undated", "vague", "background",
]
Doubt = Literal[
    "whom", "beside", "whose", "pointed", "seat", "ground", "mood", "private", "ahead", "denied", "outvoted",
    "tried",
]


class Salience(NamedTuple):
    """How soon a happening is shown, and what that rests on, in words."""

    value: float
    because: tuple[str, ...]


def salience(
    type: str, status: str, actors: Collection[str], recipients: Collection[str], confidence: float,
    origins: int, *, stories: int = 0, news: News = "dated", named: bool = True,
    doubts: Collection[Doubt] = (),
) -> Salience:  # fmt: skip
    """The salience of a happening of such a type and status, between these parties.

    `origins` tell it that are independent of one another, in so many `stories`, copies not counted; `news`
    says how near its day, `named` whether a report names all sides in the words of the act itself, `doubts`
    what else in it was only inferred.
    """
    scope = passes(actors, recipients)
    if scope == "between" and not recipients and type not in reciprocal():
        scope = "together"
    told = max(origins, 1) + AGAIN * max(0, stories - origins)
    factors = [
        (confidence**SURENESS, f"confidence {confidence:.2f}"),
        (table("news")[news], NEWS[news]),
        (
            1.0 if named else UNSAID, "the sides are named where it is told"
            if named
            else "a side is named only elsewhere in the article",
        ),
        (table("scope")[scope], SCOPES[scope]),
        (table("status")[status], status),
        (table("weight")[type], f"weight of {type}"),
        (
            1 + table("told")["again"] * math.log2(told),
            "one origin" if origins < 2 else f"{origins} independent origins",
        ),
    ]
    factors += [(table("doubt")[doubt], DOUBTS[doubt]) for doubt in doubts]
    return Salience(
        round(math.prod(n for n, _ in factors), 3), tuple(f"{about}: ×{n:.2f}" for n, about in factors)
    )


NEWS = {
    "dated": "told within two days of its day",
    "perfect": "its day is that of the news, or of what its doer said",
    "near": "told to be on one of a few days",
    "late": "told some days after its day", "carried": "its day is that of what is told around it",
    "older": "its day is an older one that is told around it",
    "opening": "a report opens with it, without its day",
    "undated": "told as news, without its day", "vague": "its day is only roughly told",
    "background": "told as the background of something else",
}  # fmt: skip
DOUBTS: Mapping[Doubt, str] = {
    "whom": "whom it is done to is the first party named in what it speaks of",
    "beside": "whom it is done to is named only in the act beside it",
    "whose": "a side is taken for a state's that is named beside it",
    "pointed": "a side is only pointed back to where it is told",
    "seat": "a side is the state around the seat of a body",
    "ground": "whom a blow of another state struck is only whose ground it fell on",
    "mood": "it is what another takes a side to want or to be willing to do",
    "private": "a side acts for no state or body",
    "ahead": "what is to come is no meeting and nothing that was promised",
    "denied": "a report has it that it was not done", "tried": "it was only tried",
    "outvoted": "most of its reports tell other parties, or another act",
}  # fmt: skip
SCOPES = {
    "between": "between different parties", "others": "one of the parties is no state or body of states",
    "together": "several do it, and nobody is named to whom", "open": "only one party named",
    "domestic": "within one party", "nobody": "no party known",
}  # fmt: skip


def passes(actors: Collection[str], recipients: Collection[str]) -> str:
    """Between whom a happening passes: different parties, one that is alone named, one and the same,
    or nobody known."""
    everyone = {*actors, *recipients}
    if len(set(map(home, everyone))) > 1:
        return "between" if sum(not no_state(code) for code in everyone) > 1 else "others"
    return "nobody" if not everyone else "domestic" if actors and recipients else "open"


@cache
def table(name: str) -> Mapping[str, float]:
    """One of the tables of weights; raises KnowledgeError for a type without a weight."""
    found = {key: float(value) for key, value in load_toml("occurrences.toml")["salience"][name].items()}
    if name == "weight" and (missing := ontology.types().keys() - found.keys()):
        fault(
            "occurrences.toml", "salience.weight", f"no weight for {', '.join(sorted(missing))}",
            "give each a number from 0 to 1",
        )
    return found
