"""The words of a language that single phrases turn on, from knowledge/<language>/phrases.toml and people.csv.

Knows how the tables are written and how a phrase falls into words; does not know any phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from communique.actors.vocabulary import Noun, Words, peoples, vocabulary
from communique.knowledge import load_csv, load_toml, word_group


@dataclass(frozen=True, slots=True)
class Links:
    """Words that hold a phrase together ([links])."""

    word: str
    breaks: frozenset[str]
    possessives: frozenset[str]
    joins: frozenset[str]
    articles: frozenset[str]
    belongs: frozenset[str]
    located: frozenset[str]
    serving: frozenset[str]
    others: frozenset[str]
    clauses: frozenset[str]
    naming: frozenset[str]
    areas: frozenset[str]


@dataclass(frozen=True, slots=True)
class Marks:
    """Words and parts of words that turn what they stand at ([marks])."""

    former: frozenset[str]
    current: frozenset[str]
    unlike: frozenset[str]
    ethnic: frozenset[str]
    backed: frozenset[str]
    born: frozenset[str]
    led: frozenset[str]
    hyphen_states: frozenset[str]


@dataclass(frozen=True, slots=True)
class Heads:
    """Nouns that take their sector or country from what stands around them ([heads])."""

    weak: frozenset[str]
    leaders: frozenset[str]
    firm: frozenset[str]
    speakers: frozenset[str]
    sent: frozenset[str]
    kin: frozenset[str]
    office_sectors: frozenset[str]
    kept_sectors: frozenset[str]
    governments: frozenset[str]
    worldwide: frozenset[str]
    national: frozenset[str]
    federal: frozenset[str]


@dataclass(frozen=True, slots=True)
class Secondary:
    """Which sector a word before the head may add to it ([secondary])."""

    allowed: frozenset[str]
    of_state: frozenset[str]
    trades_of_state: frozenset[str]
    portfolios: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Persons:
    """Words around the names of persons ([persons])."""

    person_names: frozenset[str]
    things: frozenset[str]
    classes: tuple[str, ...]
    idle: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A name of several states, and the one that nouns of the nation or of a member state point to."""

    countries: tuple[str, ...]
    national: str = ""
    federal: str = ""


T = TypeVar("T")
Rows = Mapping[str, Sequence[tuple[tuple[str, ...], T]]]


@dataclass(frozen=True, slots=True)
class PhraseWords:
    """All of them; `nouns` and `modifiers` by their first word, the longest first."""

    links: Links
    marks: Marks
    heads: Heads
    secondary: Secondary
    persons: Persons
    ambiguous: dict[str, Ambiguous]
    combining: dict[str, str]
    peoples: dict[str, str]
    nouns: Rows[Noun]
    modifiers: Rows[str]
    pronouns: frozenset[str]
    word: re.Pattern[str]
    portfolios: tuple[tuple[str, str], ...]
    vocabulary: Words
    language: str


@cache
def phrase_words(language: str) -> PhraseWords:
    """The words of a language that single phrases turn on, loaded once."""
    file = f"{language}/phrases.toml"
    table = load_toml(file)
    links, secondary = word_group(Links, table, file), word_group(Secondary, table, file)
    word = re.compile(links.word)
    words = vocabulary(language)
    return PhraseWords(
        links,
        word_group(Marks, table, file),
        word_group(Heads, table, file),
        secondary,
        word_group(Persons, table, file),
        {name: ambiguous(row) for name, row in table["ambiguous"].items()},
        table["combining"],
        peoples(language),
        by_first((split(word, noun.words), noun) for noun in nouns(language)),
        by_first(
            (split(word, words), sector) for sector, rows in table["modifiers"].items() for words in rows
        ),
        frozenset(words.pronouns) | words.first.any | words.first.second,
        word,
        tuple((words, sector) for sector, rows in secondary.portfolios.items() for words in rows),
        words,
        language,
    )


def ambiguous(row: dict[str, Any]) -> Ambiguous:
    """A name of several states from its line in the table."""
    return Ambiguous(tuple(row["countries"]), row.get("national", ""), row.get("federal", ""))


def nouns(language: str) -> list[Noun]:
    """Every noun for people and bodies, those of unknown kind (UNK) too:
    a phrase alone may be nothing else."""
    found = {words: Noun(words, sector or "UNK", None, kind, number == "p")
             for words, sector, kind, number in load_toml(f"{language}/actors.toml")["titles"]["people"]}
    for row in load_csv(
        f"{language}/people.csv", columns=("noun", "sector", "secondary", "kind", "number"),
        filled=("noun", "sector"),
    ):
        found[row["noun"]] = Noun(
            row["noun"], row["sector"], row["secondary"] or None, row["kind"], row["number"] == "p"
        )
    for words, sector, second, kind, number in load_toml(f"{language}/phrases.toml")["more"]["nouns"]:
        found[words] = Noun(words, sector, second or None, kind, number == "p")
    return list(found.values())


def split(word: re.Pattern[str], text: str) -> tuple[str, ...]:
    """A text of the tables in words, as a phrase would be."""
    if " " in text or not text.isalpha():
        return tuple(w.replace("’", "'") for w in word.findall(text + " "))
    return (text,)


def by_first(rows: Iterable[tuple[tuple[str, ...], T]]) -> dict[str, list[tuple[tuple[str, ...], T]]]:
    """Rows by the first of their words, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], T]]] = {}
    for words, value in rows:
        found.setdefault(words[0], []).append((words, value))
    for group in found.values():
        group.sort(key=lambda row: -len(row[0]))
    return found
