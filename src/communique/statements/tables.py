"""The words that carry speech in a language, ready to look up.

Knows where the table stands and which of its lists become patterns; does not know what is done with them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import cast as typed

from communique.knowledge import load_toml
from communique.records import Channel


@cache
def lexicon(language: str) -> dict[str, dict[str, frozenset[str]]]:
    """The table of cues of a language with its lists as sets."""
    return {
        part: {name: frozenset(words) for name, words in lists.items()}
        for part, lists in load_toml(f"{language}/speech.toml").items()
    }


@cache
def channels(language: str) -> tuple[dict[str, Channel], dict[str, Channel]]:
    """Channel by noun and by verb."""
    table = lexicon(language)
    return tuple(
        {word: typed(Channel, name) for name, words in table[part].items() for word in words}  # type: ignore[return-value]
        for part in ("channels", "channel_verbs")
    )


@cache
def source_phrases(language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The word sequences that hang a source on a sentence, by their first word: "according to"."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(lexicon(language)["according"]["phrases"]):
        words = tuple(phrase.split())
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


@cache
def clipped(language: str) -> re.Pattern[str]:
    """Words that begin with an apostrophe, the mark included: "’em", "'til"."""
    return re.compile(rf"['’](?:{'|'.join(map(re.escape, lexicon(language)['words']['clipped']))})\b", re.I)


@cache
def abbreviated(language: str) -> re.Pattern[str]:
    """Short forms and initials whose full stop ends no sentence: "Gov.", "J."."""
    return re.compile(
        rf"\b(?:{'|'.join(map(re.escape, lexicon(language)['words']['abbreviations']))}|[A-Z])\."
    )
