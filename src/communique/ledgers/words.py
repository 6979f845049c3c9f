"""The words of the ledgers' table in a text, whatever their endings.

Knows knowledge/<language>/ledgers.toml; does not know what a ledger makes of them.
"""

from __future__ import annotations

from functools import cache, lru_cache

from communique.knowledge import ledgers
from communique.occurrences.tellings import bare, endings_off, stem


@cache
def stems(section: str, words: str) -> frozenset[str]:
    """Stems of a list of words, with those of their synonyms."""
    return frozenset(map(stem, ledgers.words(section)[words]))


@lru_cache(maxsize=65536)
def among(word: str, section: str, words: str) -> bool:
    """Whether a word stands in a list, whatever its ending; synonyms of its words do not."""
    return bool(word) and not ledgers.words(section)[words].isdisjoint((word, *endings_off(word)))


def says(text: str, section: str, words: str) -> bool:
    """Whether a text has a word of a list."""
    return any(among(w, section, words) for w in bare(text))
