"""The words of the ledgers' table in a text, whatever their endings, and the countries that it names.

Knows knowledge/<language>/ledgers.toml and countries.csv; does not know what a ledger makes of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from communique.knowledge import ledgers, load_csv
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


@lru_cache(maxsize=65536)
def named(text: str) -> frozenset[str]:
    """The codes of the countries that a text names, by name, people, adjective or capital."""
    words = [(w.casefold(), w[:1].isupper()) for w in re.findall(r"[^\W\d_]+(?:\.[^\W\d_]+)*", text)]
    plain = tuple(word for word, _ in words)
    found = set()
    at = 0
    while at < len(words):
        word, upper = words[at]
        names = naming().get(word, {}) if upper else {}
        fits = [(name, code) for name, code in names.items() if name == plain[at : at + len(name)]]
        longest = max(fits, key=lambda f: len(f[0]), default=None)
        if longest:
            found.add(longest[1])
        at += len(longest[0]) if longest else 1
    return frozenset(found)


@lru_cache(maxsize=1)
def naming() -> Mapping[str, Mapping[tuple[str, ...], str]]:
    """By first word the names of all countries, and their codes."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for row in load_csv("countries.csv"):
        code = row["code"]
        for column in ("name", "aliases", "nouns", "adjectives", "capitals"):
            for name in row[column].split("|"):
                words = tuple(re.findall(r"[^\W\d_]+(?:\.[^\W\d_]+)*", name.casefold()))
                if code and words and len(name) > 1:
                    found.setdefault(words[0], {}).setdefault(words, code)
    return found
