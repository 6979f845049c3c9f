"""The words of a language that actors turn on, from knowledge/<language>/actors.toml and people.csv.

Knows how the tables are written; does not know any article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.knowledge import load_csv, load_toml, word_group

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun for people or bodies: its words, sector, kind (person, body, group) and number."""

    words: str
    sector: str | None
    secondary: str | None
    kind: str
    plural: bool


@dataclass(frozen=True, slots=True)
class Persons:
    """Words in and around the names of persons ([persons]);
    `given` and `genders` give "f" or "m" for given names and for nouns."""

    honorifics: dict[str, str]
    offices: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    leading: dict[str, str]
    ships: frozenset[str]
    calendar: frozenset[str]
    months: frozenset[str]
    given: dict[str, str]
    genders: dict[str, str]


@dataclass(frozen=True, slots=True)
class Titles:
    """Words of titles and offices ([titles])."""

    former_mark: str
    former: frozenset[str]
    coming: frozenset[str]
    quality: frozenset[str]
    regions: frozenset[str]
    unions: dict[str, str]
    classes: tuple[tuple[str, str], ...]
    leaders: dict[str, tuple[str, ...]]
    envoys: frozenset[str]
    senders: frozenset[str]
    hirers: frozenset[str]
    heads: dict[str, str]
    seats: dict[str, str]
    houses: dict[str, tuple[str, ...]]
    chambers: dict[str, tuple[str, ...]]
    away: frozenset[str]
    rulers: frozenset[str]
    ranks: frozenset[str]
    kin: frozenset[str]
    bare_never: frozenset[str]
    private: frozenset[str]
    seconds: frozenset[str]
    voices: frozenset[str]
    ministers: frozenset[str]
    presiding: frozenset[str]
    charged: frozenset[str]
    any_envoy: frozenset[str]
    locals: frozenset[str]
    elect: frozenset[str]


@dataclass(frozen=True, slots=True)
class Nouns:
    """Common nouns that point back to a state, a body or two sides, and words that go with them ([nouns])."""

    sides: frozenset[str]
    counterparts: frozenset[str]
    camps: frozenset[str]
    turns: tuple[str, ...]
    hosts_and_guests: frozenset[str]
    ours: frozenset[str]
    states: frozenset[str]
    several: frozenset[str]
    many: frozenset[str]
    amounts: frozenset[str]
    pairs: frozenset[str]
    people_pairs: frozenset[str]
    pair_words: frozenset[str]
    relatives: frozenset[str]
    allies: dict[str, tuple[str, ...]]
    friends: frozenset[str]
    regional: frozenset[str]
    at_large: frozenset[str]
    bordering: frozenset[str]
    other: frozenset[str]
    twins: dict[str, tuple[str, ...]]
    halves: frozenset[str]
    blocs: frozenset[str]
    missions: frozenset[str]
    group: str
    government: str
    unowned: frozenset[str]
    ruling: frozenset[str]
    alien: frozenset[str]
    mass: frozenset[str]
    plural_ending: str
    numbers: dict[str, int]
    epithets: dict[str, tuple[str, ...]]
    epithet_words: frozenset[str]
    vague: frozenset[str]
    kingdoms: dict[str, tuple[str, ...]]
    hosted: frozenset[str]
    of_owner: frozenset[str]
    of_stance: frozenset[str]
    leavings: frozenset[str]
    tribunals: frozenset[str]
    nobody: frozenset[str]
    parts: frozenset[str]
    shared: frozenset[str]
    hyphen_owner: frozenset[str]
    residing: frozenset[str]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words that hold phrases together ([phrases])."""

    of: str
    be: str
    the: str
    articles: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    pointing: frozenset[str]
    possessives: frozenset[str]
    conditions: frozenset[str]
    list_gaps: frozenset[str]
    likening: frozenset[str]
    ethnic: frozenset[str]
    portfolios: frozenset[str]
    charged: frozenset[str]
    citizens: frozenset[str]
    goes_on: frozenset[str]
    charge: frozenset[str]
    apposed: frozenset[str]
    belonging: frozenset[str]
    house: frozenset[str]
    housed: frozenset[str]
    behind: frozenset[str]
    behind_envoys: frozenset[str]
    nationwide: frozenset[str]
    located: frozenset[str]
    doers: tuple[str, ...]
    including: frozenset[str]
    among: frozenset[str]
    notably: frozenset[str]
    sworn: frozenset[str]
    ruled_by: frozenset[str]
    rules: frozenset[str]
    openings: frozenset[str]
    topical: frozenset[str]
    ends: frozenset[str]
    small: frozenset[str]
    body_of: str
    word: str


@dataclass(frozen=True, slots=True)
class First:
    """Pronouns of the first and second person ([first]);
    `any` has those of the first in singular and plural."""

    singular: frozenset[str]
    plural: frozenset[str]
    second: frozenset[str]
    any: frozenset[str]


@dataclass(frozen=True, slots=True)
class Places:
    """Words that make a name a place ([places])."""

    prepositions: frozenset[str]
    ways: frozenset[str]
    motions: frozenset[str]
    reached: frozenset[str]
    venues: frozenset[str]
    features: frozenset[str]
    units: frozenset[str]
    continents: dict[str, tuple[str, ...]]
    realms: dict[str, tuple[str, ...]]
    seats: frozenset[str]


@dataclass(frozen=True, slots=True)
class It:
    """Words by which "it" is a party and no thing, and by which it is the party that another blames
    ([it])."""

    blaming: frozenset[str]
    measures: frozenset[str]
    reasons: frozenset[str]
    answers: frozenset[str]
    targets: frozenset[str]
    stated: frozenset[str]
    rejecting: frozenset[str]
    tellers: frozenset[str]
    prepositions: frozenset[str]
    able: frozenset[str]
    objects: frozenset[str]
    answering: frozenset[str]
    answered: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a name that has several ([[senses]]): its country, the words that speak for it,
    what it is if no state, the names."""

    code: str
    words: tuple[str, ...]
    place: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """All of them, with the pronouns, the verbs of saying, the nouns for people and bodies,
    and the last words of these."""

    persons: Persons
    titles: Titles
    nouns: Nouns
    phrases: Phrases
    first: First
    places: Places
    it: It
    borders: dict[str, tuple[str, ...]]
    collectives: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    senses: dict[str, tuple[Sense, ...]]
    pronouns: dict[str, tuple[str, str, str]]
    saying: frozenset[str]
    papers: frozenset[str]
    people: dict[str, Noun]
    endings: frozenset[str]


@cache
def peoples(language: str) -> dict[str, str]:
    """The peoples that live in one state, in the singular, with its code: "basque", "tibetan"."""
    table: dict[str, list[str]] = load_toml(f"{language}/phrases.toml")["peoples"]
    return {people: code for code, people_of in table.items() for people in people_of}


@cache
def combining(language: str) -> dict[str, str]:
    """The first parts of compounds of two states, with the code: "sino", "franco"."""
    table: dict[str, str] = load_toml(f"{language}/phrases.toml")["combining"]
    return table


@cache
def vocabulary(language: str) -> Words:
    """The words of a language that actors turn on, loaded once."""
    file = f"{language}/actors.toml"
    table = load_toml(file)
    persons, first = table["persons"], table["first"]
    persons["given"] = dict.fromkeys(persons["female"], "f") | dict.fromkeys(persons["male"], "m")
    persons["genders"] = dict.fromkeys(persons["female_nouns"], "f") | dict.fromkeys(
        persons["male_nouns"], "m"
    )
    first["any"] = first["plural"] + first["singular"]
    people = people_of(language, table["titles"])
    return Words(
        word_group(Persons, table, file),
        word_group(Titles, table, file),
        word_group(Nouns, table, file),
        word_group(Phrases, table, file),
        word_group(First, table, file),
        word_group(Places, table, file),
        word_group(It, table, file),
        {land: tuple(beside) for land, beside in table["borders"].items()},
        tuple(
            (re.compile(rf"(?<!\w)(?:{phrase})(?!\w)", re.I), tuple(codes))
            for phrase, codes in table["collectives"].items()
        ),
        senses_of(table["senses"]),
        {word: pronoun(line) for word, line in table["pronouns"].items()},
        frozenset(load_toml(f"{language}/grammar.toml")["words"]["say_verbs"]),
        frozenset(load_toml(f"{language}/standing.toml")["standing"].get("papers", ())),
        people,
        frozenset(
            end for words in people for end in (words.rsplit(" ", 1)[-1], words.rsplit("-", 1)[-1])
            if " " not in end
        ),
    )


def people_of(language: str, titles: Table) -> dict[str, Noun]:
    """The nouns for people and bodies: those of people.csv, without those of `not_people`,
    with those of `people`."""
    people = {
        row["noun"]: noun_of(row)
        for row in load_csv(f"{language}/people.csv", columns=("noun", "sector", "kind", "number"))
    }
    for word in titles["not_people"]:
        people.pop(word, None)
    for words, sector, kind, number in titles["people"]:
        people[words] = Noun(words, sector or None, None, kind, number == "p")
    return people


def senses_of(rows: list[Table]) -> dict[str, tuple[Sense, ...]]:
    """The meanings of each name that has several, those of states before those of mere places."""
    found: dict[str, tuple[Sense, ...]] = {}
    for row in rows:
        called, places = frozenset(row["names"]), row.get("places", [])
        states = [Sense(code, tuple(words), "", called) for code, words in row["states"].items()]
        senses = (
            *states,
            *(Sense(place["country"], tuple(place["words"]), place["what"], called) for place in places),
        )
        found |= dict.fromkeys(called, senses)
    return found


def noun_of(row: dict[str, str]) -> Noun:
    """A row of people.csv; the sector UNK is none."""
    sector = row["sector"] if row["sector"] != "UNK" else None
    return Noun(row["noun"], sector, row["secondary"] or None, row["kind"], row["number"] == "p")


def pronoun(line: str) -> tuple[str, str, str]:
    """Number, gender and case of a pronoun from its line in actors.toml; of a relative pronoun,
    three times "relative"."""
    parts = line.split()
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else ("relative", "relative", "relative")
