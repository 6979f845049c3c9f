"""Names of countries in other languages and with a slip of the hand, for words that are nothing else.

Knows two slips: neighbouring letters swapped, letters doubled or not; does not guess further.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from communique.actors.phrases.spots import Phrase, Spot
from communique.knowledge import load_csv, names

SHORTEST = 6  # letters of a word in which a slip is looked for


def mark_spellings(phrase: Phrase) -> None:
    """Enter countries at words in capitals that are nothing else: by their names abroad, or as slips."""
    articles = phrase.known.links.articles
    free = [
        i for i, w in enumerate(phrase.words)
        if i not in phrase.at and w[0].isupper() and phrase.lower[i] not in articles
    ]
    if not free:
        return
    # "IRA" is no Iran
    acronym = len(free) == 1 and phrase.words[free[0]].isupper() and len(phrase.words[free[0]]) < SHORTEST
    name, row = phrase.words_of(free[0], free[-1]), free[-1] - free[0] + 1 == len(free)
    if code := names.foreign(name) if row and not acronym else None:
        why = f'"{name}": {names.called(code)} in another language'
        phrase.put(Spot(free[0], free[-1], "country", names.called(code), code, why=why))
    elif len(free) == 1 and len(phrase.words[free[0]]) >= SHORTEST:
        mark_slip(phrase, free[0])


def mark_slip(phrase: Phrase, i: int) -> None:
    """Enter the one country whose name or demonym a word is but for a slip."""
    word = phrase.words[i].capitalize()
    found = {code: name for other in slips(single(word)) for code, name in singles().get(other, {}).items()}
    if len(found) == 1:
        code, name = next(iter(found.items()))
        phrase.put(
            Spot(i, i, "demonym", names.called(code), code, why=f'"{phrase.words[i]}" read as "{name}"')
        )


def single(word: str) -> str:
    """A word with its doubled letters single."""
    return "".join(c for k, c in enumerate(word) if not k or c != word[k - 1])


def slips(word: str) -> Iterator[str]:
    """A word, and what it would be with two neighbouring letters swapped."""
    yield word
    for k in range(1, len(word) - 1):
        yield word[:k] + word[k + 1] + word[k] + word[k + 2 :]


@cache
def singles() -> dict[str, dict[str, str]]:
    """Names, nouns and adjectives of countries with their doubled letters single: the codes,
    with the name as it is."""
    found: dict[str, dict[str, str]] = {}
    for row in load_csv("countries.csv"):
        for name in "|".join(row[column] for column in ("name", "aliases", "nouns", "adjectives")).split("|"):
            if len(name) >= SHORTEST and name.isalpha():
                found.setdefault(single(name), {})[row["code"]] = name
    return found
