"""The tables that the event coder turns on, and the parties of an act each once.

Knows where the tables stand; does not know what their lists are for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from communique.knowledge import load_toml


@cache
def composition() -> Mapping[str, Mapping[str, str]]:
    """Mode of an outer type by the type (and mode) of the act that it speaks of."""
    table: dict[str, dict[str, str]] = load_toml("composition.toml")["mode"]
    return table


@cache
def standing_words(language: str) -> Mapping[str, frozenset[str]]:
    """The words of a language that say whether an act took place, by what they say."""
    table: dict[str, list[str]] = load_toml(f"{language}/standing.toml")["standing"]
    return {k: frozenset(v) for k, v in table.items()}
