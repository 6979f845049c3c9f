"""How strongly words speak, from `<language>/strength.toml`: force of verbs, nouns and modals, degree,
and what kind of point a verb makes.

Knows the lists; does not know any text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.knowledge import fault, load_toml

FILE = "strength.toml"
KINDS = ("meeting", "commitment", "position", "act")


@dataclass(frozen=True, slots=True)
class Strength:
    """The lists of one language.

    `verbs`, `nouns` and `modals` give a force; `light` verbs have none of their own beside what they carry;
    `up` and `down` are words of degree, `fractions` figures beside the numerals; `kinds` gives what a point
    with that verb is, `families` what is done by saying it; `anaphora` take up what was said before,
    `furniture` words tell no two points apart; `negative` verbs turn what they govern into its contrary,
    `positive` ones are their contraries; `groups` gives the word that stands for each word of a group of
    names of one thing.
    """

    language: str
    verbs: Mapping[str, int]
    nouns: Mapping[str, int]
    modals: Mapping[str, int]
    light: frozenset[str]
    up: frozenset[str]
    down: frozenset[str]
    fractions: frozenset[str]
    kinds: Mapping[str, str]
    families: Mapping[str, str]
    anaphora: frozenset[str]
    furniture: frozenset[str]
    negative: frozenset[str]
    positive: frozenset[str]
    groups: Mapping[str, str]


@cache
def load(language: str) -> Strength:
    """The lists of a language; raises KnowledgeError where a word has two forces or a kind of point is not
    known."""
    file = f"{language}/{FILE}"
    table = load_toml(file)
    groups = {word: group[0] for group in table["groups"]["same"] for word in group}
    return Strength(
        language=language, verbs=by_force(table["force"], file, "force"),
        nouns=by_force(table["nouns"], file, "nouns"), modals=table["modal"],
        light=frozenset(table["light"]["verbs"]), up=frozenset(table["degree"]["up"]),
        down=frozenset(table["degree"]["down"]), fractions=frozenset(table["fractions"]["words"]),
        kinds=by_kind(table["what"], file),
        families={word: family for family, words in table["families"].items() for word in words},
        anaphora=frozenset(table["anaphora"]["words"]), furniture=frozenset(table["furniture"]["words"]),
        negative=frozenset(table["polarity"]["negative"]), positive=frozenset(table["polarity"]["positive"]),
        groups=groups,
    )


def by_force(lists: Mapping[str, Any], file: str, name: str) -> dict[str, int]:
    """Each word with its force."""
    found: dict[str, int] = {}
    for force, words in lists.items():
        for word in words:
            if found.setdefault(word, int(force)) != int(force):
                fault(file, f"[{name}]", f"{word!r} has two forces", "keep one")
    return found


def by_kind(lists: Mapping[str, Any], file: str) -> dict[str, str]:
    """Each verb with what a point of it is; the first kind that lists it counts."""
    for kind in lists:
        if kind not in KINDS:
            fault(file, "[what]", f"unknown kind {kind!r}", f"use one of {', '.join(KINDS)}")
    return {word: kind for kind in reversed(KINDS) for word in lists.get(kind, ())}
