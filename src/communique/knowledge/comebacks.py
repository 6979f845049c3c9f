"""What the ledgers know of how an article tells, right behind a demand, what came of it:
the turns of <language>/comebacks.toml.

Knows the table and checks it; does not know where a demand is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from communique.knowledge import compiled, load_toml

FILE = "comebacks.toml"


@cache
def table(language: str) -> dict[str, Any]:
    """The table of a language."""
    return load_toml(f"{language}/{FILE}")


@cache
def parts(language: str) -> Mapping[str, str]:
    """The parts of which turns are made, each with those before it filled in."""
    found: dict[str, str] = {}
    for name, words in table(language)["parts"].items():
        found[name] = filled(str(words), found)
    return found


def filled(words: str, known: Mapping[str, str]) -> str:
    """A turn with the parts that it names."""
    for name, part in known.items():
        words = words.replace(f"{{{name}}}", part)
    return words


@cache
def turns(place: str, kind: str, language: str = "en") -> tuple[re.Pattern[str], ...]:
    """The turns for an answer of a kind in a place ("behind", "within", "before")."""
    listed = table(language)[place].get(kind, ())
    return tuple(expression(str(words), f"{place}.{kind}", language) for words in listed)


@cache
def turn(place: str, name: str, language: str = "en") -> re.Pattern[str]:
    """One turn by its name: how a deed is told, or where a sentence ends."""
    return expression(
        str(table(language)[place][name]), f"{place}.{name}", language, plainly=place == "places"
    )


def expression(words: str, where: str, language: str, *, plainly: bool = False) -> re.Pattern[str]:
    """A turn as an expression; raises KnowledgeError for a faulty one."""
    flags = re.NOFLAG if plainly else re.IGNORECASE
    return compiled(filled(words, parts(language)), f"{language}/{FILE}", where, flags)


@cache
def words(name: str, language: str = "en") -> frozenset[str]:
    """A list of words."""
    return frozenset(table(language)["words"][name])


def plain(text: str, language: str = "en") -> str:
    """A text with each phrase that one word says as well in its place."""
    return phrases(language).sub(lambda m: table(language)["phrases"][m.group().casefold()], text)


@cache
def phrases(language: str) -> re.Pattern[str]:
    """An expression for all such phrases, the longest first."""
    listed = sorted(table(language)["phrases"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b", re.IGNORECASE)
