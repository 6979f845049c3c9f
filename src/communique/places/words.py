"""The words of a language that help to tell names of places from other names,
from knowledge/<language>/places.toml.

Knows the table's entries and what a sound one looks like; does not know texts.
"""
from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache

from communique.errors import KnowledgeError
from communique.knowledge import load_toml, tongue
from communique.places import gazetteer
from communique.places.gazetteer import STATE, Row, lengths_of, plain, plain_word

KEYED = ("abbreviations", "names")  # entries that name places


@dataclass(frozen=True, slots=True)
class Words:
    """Sets of keys of words; `codes` and `abbreviations` name the states that "GA" and "Ga." are."""

    first_names: frozenset[str]
    stop: frozenset[str]
    not_before: frozenset[str]
    modifiers: frozenset[str]
    locative: frozenset[str]
    weakly_locative: frozenset[str]
    areas: frozenset[str]
    nature: frozenset[str]
    streets: frozenset[str]
    institutions: frozenset[str]
    titles: frozenset[str]
    speaks: frozenset[str]
    ills: frozenset[str]
    articles: frozenset[str]
    known: frozenset[str]
    codes: dict[str, str]
    abbreviations: dict[str, str]
    names: dict[str, str]
    lengths: dict[str, tuple[int, ...]]


@lru_cache(maxsize=2)
def words(language: str) -> Words:
    """The words of a language."""
    table = load_toml(f"{language}/places.toml")
    abbreviations = {plain(a): plain(name) for a, name in table["abbreviations"].items()}
    names = {plain(other): plain(name) for other, name in table["names"].items()}
    told = {plain(other): plain(name) for other, name in tongue.lands(language).items()}
    names |= {other: name for other, name in told.items() if gazetteer.places(name)}
    sets = {
        f.name: frozenset(" ".join(map(plain_word, entry.split())) for entry in table[f.name])
        for f in fields(Words) if f.name in table and f.name not in KEYED
    }
    return Words(
        **sets, abbreviations=abbreviations, names=names, lengths=lengths_of([*names, *abbreviations]),
        codes={code: plain(name) for code, name in table["postal"].items()},
    )


@lru_cache(maxsize=256)
def state(name: str) -> Row:
    """The state of a key; in the US and Canada before elsewhere."""
    states = [r for r in gazetteer.places(name) if r.kind == STATE]
    if not states:
        raise KnowledgeError(
            f"places.toml: abbreviations or postal: {name!r} is no state in places.tsv.gz; correct the name"
        )
    return max(states, key=lambda r: (r.country2 == "US", r.country2 == "CA", r.population))


@lru_cache(maxsize=256)
def named(other: str, name: str) -> tuple[Row, ...]:
    """The places that another name stands for: those of its main name and those of its own."""
    rows = gazetteer.places(name)
    if not rows:
        raise KnowledgeError(
            f"places.toml: names: {other!r} stands for {name!r}, which places.tsv.gz does not have; correct "
            "the name"
        )
    ours = {r.geonameid for r in rows}
    return (*rows, *(r for r in gazetteer.places(other) if r.geonameid is None or r.geonameid not in ours))


