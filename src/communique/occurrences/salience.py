"""How much may be held of a happening and how soon it is shown: its confidence, and its salience with what that rests on.

Knows the weights of knowledge/occurrences.toml; does not know how tellings are gathered, or where an occurrence is listed.

Salience = confidence × whether it is dated × who it passes between × status × weight of the act × (1 + log2 of independent origins):
what is told with certainty and its day, between two parties, as done, by several, and of consequence comes first.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from communique.knowledge import fault, load_toml, ontology

FLOOR = 0.5  # confidence of what is shown first, and of what ledgers, disputes and briefs are made from, unless another is asked for

SURENESS = 1.5  # the power of the confidence: doubt costs more than its share
UNDATED = 0.5  # what no report dates is most often told as the background of something else


class Salience(NamedTuple):
    """How soon a happening is shown, and what that rests on, in words."""

    value: float
    because: tuple[str, ...]


def salience(type: str, status: str, actors: tuple[str, ...], recipients: tuple[str, ...], confidence: float, origins: int, *,
             dated: bool = True) -> Salience:  # fmt: skip
    """The salience of a happening of such a type and status, between these parties, told by so many independent origins."""
    scope = passes(actors, recipients)
    factors = (
        (confidence**SURENESS, f"confidence {confidence:.2f}"),
        (1.0 if dated else UNDATED, "its day is told" if dated else "no report gives its day"),
        (table("scope")[scope], SCOPES[scope]),
        (table("status")[status], status),
        (table("weight")[type], f"weight of {type}"),
        (1 + math.log2(max(origins, 1)), "one origin" if origins < 2 else f"{origins} independent origins"),
    )
    return Salience(round(math.prod(n for n, _ in factors), 3), tuple(f"{about}: ×{n:.2f}" for n, about in factors))


SCOPES = {
    "between": "between different parties", "open": "only one party named", "domestic": "within one party", "nobody": "no party known",
}  # fmt: skip


def passes(actors: tuple[str, ...], recipients: tuple[str, ...]) -> str:
    """Between whom a happening passes: different parties, one that is alone named, one and the same, or nobody known."""
    everyone = {*actors, *recipients}
    if len(everyone) > 1:
        return "between"
    return "nobody" if not everyone else "domestic" if actors and recipients else "open"


@cache
def table(name: str) -> Mapping[str, float]:
    """One of the tables of weights; raises KnowledgeError for a type without a weight."""
    found = {key: float(value) for key, value in load_toml("occurrences.toml")["salience"][name].items()}
    if name == "weight" and (missing := ontology.types().keys() - found.keys()):
        fault("occurrences.toml", "salience.weight", f"no weight for {', '.join(sorted(missing))}", "give each a number from 0 to 1")
    return found
