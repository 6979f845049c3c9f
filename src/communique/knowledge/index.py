"""The compiled index of names and offices: one text file in which each entry is looked up when it is first
asked for.

Knows how the index is laid out and read (scripts/build_index.py writes it);
does not know which meaning a text intends.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from communique.errors import KnowledgeError
from communique.knowledge import fault, load_csv, values
from communique.knowledge.spelling import country_code, fold, split
from communique.knowledge.tables import Row

FILE = "index.gz"
HEAD = "communique index 1"
SHORT = frozenset(("UN", "EU", "AU", "G7", "G8", "BP"))  # names of two letters that texts use
FAMILY_FIRST = frozenset(("CHN", "TWN", "KOR", "PRK", "VNM", "KHM", "SGP", "HUN", "HKG"))


class Term(NamedTuple):
    """An office held by a person: ISO dates or years, `end` empty while open,
    `known_until` the last day on which a source showed it."""

    person: str
    office: str
    class_: str
    country: str
    sector: str
    start: str
    end: str
    known_until: str
    wikidata: str
    secondary: str = ""
    source: str = ""


class Entry(NamedTuple):
    """What a name stands for: kind is country, demonym, capital, body, organization, group or place;
    number "s" or "p"."""

    kind: str
    name: str
    country: str | None
    sector: str | None = None
    role: str | None = None
    organization: str | None = None
    wikidata: str | None = None
    number: str = "s"
    ambiguous: str = ""
    secondary: str | None = None
    needs: str = ""
    source: str = ""
    start: str = ""
    end: str = ""


# what an empty cell of each field stands for
EMPTY = tuple(None if "None" in str(kind) else "" for kind in Entry.__annotations__.values())


Lookup = Callable[[str], tuple[Term, ...]]


class Index:
    """The index in memory: lines of text, each read when it is first needed.

    `persons` gives the terms of whoever has a key as a name or an alias, `families` of whoever has a family
    name, `holders` those of a class of office of a country ("JPN FM"); `single` says whether somebody is
    known by this one word, `foreign` the code of the country that another language calls so, by its folded
    name in lower case.
    """

    __slots__ = ("_begins", "_entries", "_names", "families", "foreign", "holders", "persons", "single")

    def __init__(self, text: str) -> None:
        parts = sections(text)
        rows = parts["terms"]  # alone, so that the other sections go
        term = cache(lambda number: Term(*rows[int(number)].split("\t")))

        def table(name: str) -> dict[str, str]:
            return dict(line.partition("\t")[::2] for line in parts[name])

        def terms(name: str) -> Lookup:
            numbers = table(name)
            return lambda key: tuple(map(term, numbers.get(key, "").split()))

        self.persons, self.families, self.holders = map(terms, ("persons", "families", "holders"))
        self.single: Callable[[str], bool] = frozenset(parts["single"]).__contains__
        self.foreign: Callable[[str], str | None] = table("foreign").get
        self._entries, self._names = parts["entries"], table("names")
        self._begins: dict[str, tuple[tuple[tuple[str, ...], tuple[Entry, ...]], ...]] = {}

    def begins(self, first: str) -> Sequence[tuple[tuple[str, ...], tuple[Entry, ...]]]:
        """The names that begin with a word, the longest first, each with its meanings in order of trust."""
        found = self._begins.get(first)
        if found is None:
            line = self._names.get(first)
            if line is None:
                return ()
            found = self._begins[first] = tuple(self._name(cell) for cell in line.split("\t"))
        return found

    def _name(self, cell: str) -> tuple[tuple[str, ...], tuple[Entry, ...]]:
        words, _, numbers = cell.partition("\x1f")
        return tuple(words.split()), tuple(read_entry(self._entries[int(n)]) for n in numbers.split())


def sections(text: str) -> dict[str, list[str]]:
    """The lines of each section of the file; KnowledgeError when it is another file."""
    head, _, body = text.partition("\n")
    if head != HEAD:
        fault(FILE, "header", f"{head[:40]!r}", "install communique again, or run scripts/build_index.py")
    found = {}
    for block in body.split("\n[")[1:]:
        name, _, lines = block.partition("]\n")
        found[name] = lines.split("\n") if lines else []
    return found


def read_entry(line: str) -> Entry:
    """An entry from its line."""
    return Entry._make([cell or empty for cell, empty in zip(line.split("\t"), EMPTY, strict=True)])


@cache
def index() -> Index:
    """The index that comes with communique; KnowledgeError when it is missing or broken."""
    try:
        return Index(gzip.decompress(files("communique.knowledge").joinpath(FILE).read_bytes()).decode())
    except (OSError, EOFError, KeyError, ValueError) as error:
        raise KnowledgeError(
            f"{FILE}: {error}; install communique again, or run scripts/build_index.py"
        ) from None


# ---------------------------------------------------------------- entries of tables
def entry_of(row: Row) -> Entry:
    """What a row of a table says of a body, an organization, a group, a party, an institution or a place."""
    kind = {"party": "organization", "institution": "organization"}.get(row.kind, row.kind)
    return Entry(
        kind, row.name, country_code(row.country) or None, row.sector or None, row.role or None, row.name,
        row.wikidata or None, secondary=row.secondary_sector or None, needs=row.needs, source=row.source,
        start=row.from_, end=row.until,
    )  # fmt: skip


def term_of(row: Row) -> Term:
    """What a row of a table says of a person."""
    return Term(
        row.name, row.role, row.class_, country_code(row.country), row.sector, row.from_, row.until,
        row.known_until, row.wikidata, row.secondary_sector, row.source,
    )  # fmt: skip


def named(row: Row) -> Iterator[tuple[tuple[str, ...], str]]:
    """The names of a row that can stand in a text, in words."""
    for name in row.names:
        if len(name) > 2 or name in SHORT:
            words = split(name)
            if words:
                yield words, name


def countries() -> Iterator[tuple[str, Entry]]:
    """The names of states and dependencies: their own, then nouns, adjectives, capitals."""
    table = load_csv(
        "countries.csv", columns=("code", "name", "aliases", "nouns", "adjectives", "capitals"),
        filled=("code", "name"),
    )
    for row in table:
        state = Entry("country", row["name"], row["code"], row["sector"] or None)
        for name in (row["name"], *values(row["aliases"]), *values(row["former_names"])):
            yield name, state
    for row in table:
        people = Entry("demonym", row["name"], row["code"], row["sector"] or None)
        for noun in values(row["nouns"]):
            yield noun, people._replace(number="p" if plural(noun) else "s")
        for adjective in values(row["adjectives"]):
            yield adjective, people


def plural(noun: str) -> bool:
    """Whether a noun for people of a country is in the plural."""
    return noun.endswith("s") or noun.endswith(("ese", "ish", "ch", "men"))


def family_names(name: str, country: str) -> set[str]:
    """The words of a name's key by which somebody may be called: the last,
    and the first where the family name comes first."""
    words = name.split()
    return {words[-1]} | ({words[0]} if country in FAMILY_FIRST else set()) if words else set()


def foreign_key(name: str) -> str:
    """How a country's name in another language is compared."""
    return fold(name).casefold().strip()
