"""What is to be done with a thing, as a noun: who demands that a crew be released demands its release.

Knows the nouns of action of verbs (deeds.toml, ledgers.toml) and how a gerund is written;
does not know who demands what.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from communique.knowledge import ledgers
from communique.knowledge.language import DEFAULT
from communique.knowledge.patterns import deeds_table
from communique.occurrences.tellings import endings_off


@lru_cache(maxsize=1)
def nouns() -> Mapping[str, str]:
    """The noun of action of each verb, but of those by which something is said: "accusation" is no issue."""
    deeds, said = deeds_table(DEFAULT)["deeds"], ledgers.words("issues")["acts"]
    told = {verb: listed[0] for verb, listed in deeds.items() if listed[0] not in said}
    return {**told, **ledgers.names("nouns")}


def named(text: str) -> str:
    """What is done as a noun: "release of the crew" of "release the crew"; nothing where there is none."""
    words = text.split()
    for size in (2, 1):
        rest = words[size:]
        plain = (" ".join((form, *words[1:size])) for form in endings_off(words[0].casefold()))
        noun = next((nouns()[verb] for verb in plain if verb in nouns()), "")
        if noun and rest:
            # with what the deed is done to, or where: "withdrawal | from the bay"
            linked = ledgers.pattern("joining").match(f" {' '.join(rest)}") or " " in noun
            return " ".join((noun, *rest) if linked else (noun, "of", *rest))
    return ""


@lru_cache(maxsize=1)
def first_words() -> frozenset[str]:
    """The words with which names of what is done begin."""
    return frozenset(noun.split()[0] for noun in nouns().values())


def tells(name: str) -> bool:
    """Whether a name begins with a noun of action: "release | of the crew"."""
    return name.split()[0] in first_words()


def gerund(text: str) -> str:
    """What is done, with its verb as a noun: "fencing the islets" of "fence the islets"."""
    verb, _, rest = text.partition(" ")
    return text if ledgers.pattern("gerund").fullmatch(verb) else f"{doing(verb)} {rest}"


def doing(verb: str) -> str:
    """The gerund of a verb."""
    if listed := ledgers.names("gerunds").get(verb):
        return listed
    if ledgers.pattern("silent").search(verb):
        verb = verb[:-1]
    elif ledgers.pattern("doubling").fullmatch(verb):
        verb += verb[-1]
    return verb + str(deeds_table(DEFAULT)["ending"][0]["form"])
