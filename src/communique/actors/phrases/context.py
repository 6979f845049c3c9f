"""Which countries the text around a phrase names, and which of several meanings that leaves.

Knows names and places; does not know the phrase.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from communique import places
from communique.actors.phrases.spots import LOUD, surveyed
from communique.actors.phrases.words import phrase_words
from communique.knowledge import names

KEPT = 4000  # characters of a context that are looked at
UNIONS = frozenset(("UNO", "EUR", "IGO", "NGO", "MNC", "ISM", "IMG"))


@lru_cache(maxsize=256)
def countries(context: str, language: str) -> dict[str, int]:
    """The codes of the countries that a text names, with how often;
    names of several states count for none of them."""
    found: Counter[str] = Counter()
    text = context[:KEPT]
    known = phrase_words(language)
    doubtful, words = known.ambiguous, known.word.findall(text)
    i = 0
    while i < len(words):
        hit = named(words, i)
        if hit is None:
            i += 1
            continue
        entry, length = hit
        if entry.country and " ".join(words[i : i + length]) not in doubtful:
            found[entry.country] += 1
        i += length
    for place in places.find(text, language=language):
        country, name = surveyed(place), place.span.text
        if country and name not in doubtful and names.longest(known.word.findall(name), 0) is None:
            found[country] += 1
    return dict(found)


def named(words: list[str], i: int) -> tuple[names.Entry, int] | None:
    """The name of a country, a capital or a body that begins at a word, in capitals too."""
    word = words[i]
    if not word[0].isupper():
        return None
    hit = names.longest(words, i)
    if hit is None and len(word) >= LOUD and word.isupper():
        hit = names.longest([w.capitalize() for w in words[i : i + 3]], 0)
    return hit


def states(near: Mapping[str, int]) -> list[str]:
    """The states among codes, without unions and the like."""
    return [code for code in near if code not in UNIONS]


@lru_cache(maxsize=256)
def personal(context: str, name: str, language: str) -> bool:
    """Whether a text has a name as part of a person's: a given name before it,
    or another name in capitals after it."""
    known = phrase_words(language)
    words, given = known.word.findall(context[:KEPT]), known.vocabulary.persons.given
    return any(
        w == name and i and words[i - 1][0].isupper() and words[i - 1].lower() in given
        for i, w in enumerate(words)
    )
