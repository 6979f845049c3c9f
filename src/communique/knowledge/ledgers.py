"""What the ledgers know: their thresholds (ledgers.toml),
and the words and formulas that diplomats distinguish (<language>/formulas.toml).

Knows the tables and checks them; does not know how anything is matched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, get_args

from msgspec import Meta, Struct

from communique.knowledge import Said, compiled, fault, load_toml, sound
from communique.records import MeetingKind

Where = Literal["issue", "modifier", "verb"]
FILE = "ledgers.toml"


@dataclass(frozen=True, slots=True)
class Formula:
    """Words that diplomats distinguish: each with its forms,
    a form being the words of a phrase in small letters."""

    name: str
    where: Where
    because: str
    words: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]


class Keeping(Struct, frozen=True, rename={"as_": "as"}):
    """The words by which a report says that an undertaking was kept or broken;
    `near` is how many words may stand between verb and noun."""

    nouns: frozenset[str]
    kept: frozenset[str]
    broken: frozenset[str]
    after_as: frozenset[str]
    as_: frozenset[str]
    alone: frozenset[str]
    negators: frozenset[str]
    near: int


@dataclass(frozen=True, slots=True)
class Told:
    """A formula as its table tells it: two words or more, each with its forms."""

    name: str
    where: Where
    because: Said
    words: Annotated[dict[str, list[str]], Meta(min_length=2)]


@cache
def days(ledger: str) -> Mapping[str, int]:
    """The thresholds of a ledger in days; raises KnowledgeError for one that is no number of days, and where
    there are none."""
    told = load_toml(FILE)
    if ledger not in told:
        fault(FILE, ledger, "nothing", "give its thresholds in days")
    table = {name: value for name, value in told[ledger].items() if name != "kinds"}
    return sound(dict[str, Annotated[int, Meta(ge=0)]], table, FILE, ledger)


@cache
def kinds() -> Mapping[MeetingKind, frozenset[MeetingKind]]:
    """For each kind of meeting the kinds under which it may be told;
    raises KnowledgeError where two do not agree on that."""
    table = load_toml(FILE)["meetings"]["kinds"]
    found = sound(dict[MeetingKind, frozenset[MeetingKind]], table, FILE, "meetings.kinds")
    for kind in get_args(MeetingKind):
        others = found.get(kind, frozenset())
        if kind not in others or any(kind not in found.get(other, ()) for other in others):
            remedy = f"list {kind!r} itself, and let all name one another"
            fault(FILE, f"meetings.kinds.{kind}", f"{sorted(others)}", remedy)
    return found


@cache
def words(section: str, language: str = "en") -> Mapping[str, frozenset[str]]:
    """The lists of words of a section of a language's ledgers.toml."""
    table: dict[str, list[str]] = load_toml(f"{language}/{FILE}")[section]
    return {name: frozenset(listed) for name, listed in table.items() if name != "groups"}


@cache
def names(section: str, language: str = "en") -> Mapping[str, str]:
    """What things are called in a section of a language's ledgers.toml, by their codes."""
    return {name: str(called) for name, called in load_toml(f"{language}/{FILE}")[section].items()}


@cache
def pattern(name: str, language: str = "en") -> re.Pattern[str]:
    """How words stand together, by its name in a language's ledgers.toml;
    raises KnowledgeError for a faulty pattern."""
    file = f"{language}/{FILE}"
    return compiled(str(load_toml(file)["patterns"][name]), file, f"patterns.{name}")


@cache
def sectors(kind: Literal["official", "answerable", "forces", "private", "own_voice"]) -> frozenset[str]:
    """The sectors of those who speak for their state or body, or may be asked for it."""
    return frozenset(load_toml(FILE)["sectors"][kind])


@cache
def groups(language: str = "en") -> tuple[tuple[str, ...], ...]:
    """The words that name one thing or deed where something is asked;
    raises KnowledgeError for a word in two groups."""
    file = f"{language}/{FILE}"
    return apart(file, load_toml(file)["same"]["groups"])


def apart(file: str, listed: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Groups of words as they are listed, no word in two."""
    every = [word for group in listed for word in group]
    if twice := next((word for word in every if every.count(word) > 1), None):
        fault(file, f"same {twice!r}", "stands in two groups", "keep it in one")
    return tuple(map(tuple, listed))


@cache
def formulas(language: str = "en") -> tuple[Formula, ...]:
    """The formulas of a language in the order of the file; raises KnowledgeError for a faulty one."""
    file = f"{language}/formulas.toml"
    found = tuple(formula(file, row) for row in load_toml(file)["formula"])
    names = [f.name for f in found]
    for name in names:
        if names.count(name) > 1:
            fault(file, name, "stands twice", "name each formula once")
    return found


def formula(file: str, row: Mapping[str, Any]) -> Formula:
    """A formula from its table."""
    told = sound(Told, row, file, str(row.get("name", "?")))
    seen: dict[str, str] = {}
    for word, forms in told.words.items():
        for form in forms:
            if seen.setdefault(form, word) != word:
                found = f"{form!r} stands under {seen[form]!r} and {word!r}"
                fault(file, told.name, found, "keep it under one")
    parts = tuple(
        (word, tuple(tuple(f.casefold().replace("-", " ").split()) for f in forms))
        for word, forms in told.words.items()
    )
    return Formula(told.name, told.where, told.because, parts)


@cache
def keeping(language: str = "en") -> Keeping:
    """The lists of a language; raises KnowledgeError where a verb says both."""
    file = f"{language}/keeping.toml"
    found = sound(Keeping, load_toml(file), file, "lists")
    if both := sorted(found.kept & found.broken):
        fault(file, "kept", f"{both[0]!r} stands among the broken too", "keep it in one list")
    return found
