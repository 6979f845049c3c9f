"""Words that name one thing or one deed, so that two tellings of an act can be compared;
from `<language>/synonyms.toml`.

Knows which words stand for one another; does not know the acts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from communique.knowledge import fault, load_toml


@cache
def table(language: str) -> Mapping[str, str]:
    """Each word of a group with the first of the group; raises KnowledgeError for a word in two groups."""
    found: dict[str, str] = {}
    for group in load_toml(f"{language}/synonyms.toml")["groups"]:
        for word in group:
            if found.setdefault(word, group[0]) != group[0]:
                fault(f"{language}/synonyms.toml", word, "stands in two groups", "keep it in one")
    return found


def folded(lemmas: Iterable[str], language: str) -> frozenset[str]:
    """Lemmas with each synonym replaced by the word that stands for its group."""
    words = table(language)
    return frozenset(words.get(lemma, lemma) for lemma in lemmas)
