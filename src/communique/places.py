"""Finds the names of places in a text and says which places they are: countries and their demonyms, regions, capitals, towns.

Knows a table of places (knowledge/places.tsv.gz, from GeoNames, CC BY 4.0) and names near one another; does not know grammar or events.
"""
from __future__ import annotations

import gzip
import math
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from communique.errors import KnowledgeError
from communique.records import Place, span

BARE = 40_000  # a town smaller than this is believed only beside its country or state, or where the text names its country
KNOWN = 300_000  # a town from this size on needs no company at all, even with a capital before it
LOUD = 4  # letters of a word in capitals that may be a place in a dateline; shorter ones are acronyms
COUNTRY, REGION, CAPITAL, CITY, DEMONYM = "country", "region", "capital", "city", "demonym"
_RANK = {CITY: 0, CAPITAL: 1, REGION: 2, COUNTRY: 3, DEMONYM: 4}
_WORD = re.compile(r"(?<![^\W_])(?<!\w['’])[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]*")
_CONTAINER = re.compile(r"(?:,| \() ?((?:[A-Z][\w.’'-]*)(?: [A-Z][\w.’'-]*){0,3})")
_NEXT = re.compile(r" ([A-Z][\w’'-]*)")
_PREVIOUS = re.compile(r"([\w’'.-]+) $")


@dataclass(frozen=True, slots=True)
class _Row:
    """A place of the table."""

    name: str
    kind: str
    country: str | None
    country2: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    population: int
    admin: str


@dataclass(frozen=True, slots=True)
class _Tables:
    """The lines of the table by name, the names by their first word (longest first), and the words of the language."""

    lines: list[str]
    by_name: dict[str, list[int]]
    by_first: dict[str, list[str]]
    first_names: frozenset[str]
    titles: frozenset[str]
    not_before: frozenset[str]
    abbreviations: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    name: str
    rows: tuple[_Row, ...]
    inside: str | None  # the country or state named right after it


def find(text: str, on: str | None = None, *, language: str = "en") -> tuple[Place, ...]:
    """Every place name of `text`, in order; demonyms ("Chinese") are marked so. `on` is a day, for names that changed.

    >>> [(p.name, p.country) for p in find("Envoys flew from Tripoli, Lebanon, to Ankara.")]
    [('Tripoli', 'LBN'), ('Lebanon', 'LBN'), ('Ankara', 'TUR')]
    """
    tables = _load(language)
    found = _spot(text, tables)
    named: Counter[str | None] = Counter(r.country2 for f in found for r in f.rows[:1] if r.kind in (COUNTRY, DEMONYM) and r.country2)
    states = {r.admin for f in found for r in f.rows if r.kind == REGION and r.admin}
    places = []
    for f in found:
        row = _choose(f, named, states)
        if row:
            places.append(_place(text, f, row))
    return tuple(places)


def where(places: tuple[Place, ...], start: int, end: int) -> Place | None:
    """The most specific place named inside a span: a town before a region, a region before a country; no demonym."""
    inside = [p for p in places if start <= p.span.start and p.span.end <= end and not p.demonym]
    return min(inside, key=_rank, default=None)


def _rank(place: Place) -> int:
    rows = _rows(place.span.text, _load("en"))
    return min((_RANK[r.kind] for r in rows if r.geonameid == place.geonameid), default=2)


@lru_cache(maxsize=2)
def _load(language: str) -> _Tables:
    """The table of places, names indexed; a line is read only when its name is met."""
    folder = files("communique.knowledge")
    lines = gzip.decompress(folder.joinpath("places.tsv.gz").read_bytes()).decode("utf-8").splitlines()[1:]
    words = _words(language)
    stop = frozenset(words["stop"])
    by_name: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        name, rest = line.split("\t", 1)
        aliases = line.rsplit("\t", 1)[1]
        city = rest.startswith(("city", "capital"))
        for n in (name, *aliases.split("|")) if aliases else (name,):
            if n not in stop or (not city and n == name):
                by_name.setdefault(n, []).append(number)
    for alias, name in words["names"].items():
        if name not in by_name:
            raise KnowledgeError(f"{language}/places.toml: names: {alias!r} stands for {name!r}, which places.tsv.gz does not have")
        by_name[alias] = list(dict.fromkeys(by_name.get(name, []) + by_name.get(alias, [])))
    by_first: dict[str, list[str]] = {}
    for name in by_name:
        first = _WORD.match(name)
        if first:
            by_first.setdefault(first.group(), []).append(name)
    for names in by_first.values():
        if len(names) > 1:
            names.sort(key=len, reverse=True)
    return _Tables(
        lines, by_name, by_first, frozenset(words["first_names"]), frozenset(words["before_places"]),
        frozenset(words["not_places_before"]), words["abbreviations"],
    )


def _words(language: str) -> dict[str, Any]:
    try:
        return tomllib.loads(files("communique.knowledge").joinpath(language, "places.toml").read_text("utf-8"))
    except FileNotFoundError as error:
        raise KnowledgeError(f"{language}/places.toml: no such table; places cannot be read in this language") from error


@lru_cache(maxsize=4096)
def _row(line: str) -> _Row:
    name, kind, country, country2, lat, lon, geonameid, population, admin, _ = line.split("\t")
    return _Row(
        name, kind, country or None, country2 or None, float(lat) if lat else None, float(lon) if lon else None,
        int(geonameid) if geonameid else None, int(population or 0), admin,
    )


def _rows(name: str, tables: _Tables) -> tuple[_Row, ...]:
    """The places of a name; the likeliest first."""
    rows = [_row(tables.lines[i]) for i in tables.by_name.get(name, ())]
    return tuple(sorted(rows, key=_weight, reverse=True))


def _weight(row: _Row) -> float:
    bonus = {COUNTRY: 3.0, DEMONYM: 2.0, CAPITAL: 1.5, REGION: 0.5, CITY: 0.0}[row.kind]
    return math.log10(max(row.population, 1)) + bonus


def _spot(text: str, tables: _Tables) -> list[_Found]:
    """The longest names of the table in the text, without those that are parts of people's or papers' names."""
    found: list[_Found] = []
    people: set[str] = set()
    position = 0
    by_first = tables.by_first
    for m in _WORD.finditer(text):
        start, word = m.start(), m.group()
        loud = word.isupper() and len(word) >= LOUD  # a dateline: "BEIRUT (Reuters)"
        names = by_first.get(word.capitalize() if loud and word not in by_first else word)
        if not names or start < position:
            continue
        for name in names:
            end = start + len(name)
            if text.startswith(name.upper() if loud else name, start) and _ends(text, end, name):
                rows = _rows(name, tables)
                if _is_place(text, start, end, name, rows, tables, found):
                    found.append(_Found(start, end, name, rows, _container(text, end, tables)))
                    position = end
                    break
                if rows[0].kind == CITY:
                    people.add(name)
    return [f for f in found if f.rows[0].kind != CITY or f.inside or f.name not in people]


def _ends(text: str, end: int, name: str) -> bool:
    """Whether the name is over there: no letters follow, and no hyphen with a capital as in a double surname or a longer name."""
    goes_on = text[end:end + 1].isalnum() and name[-1] != "."
    return not goes_on and not (text[end:end + 1] == "-" and text[end + 1:end + 2].isupper())


def _is_place(text: str, start: int, end: int, name: str, rows: tuple[_Row, ...], tables: _Tables, found: list[_Found]) -> bool:
    """Whether the name stands there for the place."""
    after = _NEXT.match(text, end)
    follower = after.group(1) if after else ""
    if follower in tables.not_before or follower.rstrip("s") in tables.not_before:
        return False
    best = rows[0]
    if name in tables.first_names and follower and not follower.isupper() and not _is_great(follower, tables):
        return False
    if best.kind in (COUNTRY, DEMONYM, REGION):
        return len(name) > 2 or name in ("US", "UK")
    before = _PREVIOUS.search(text, max(0, start - 30), start)
    word = before.group(1) if before else ""
    adjoining = bool(found) and found[-1].end == start - 1
    if word[:1].isupper() and not adjoining and word not in tables.titles and not (best.population >= KNOWN and word.endswith("’s")):
        return False
    alone = not follower or follower.isupper() or best.population >= KNOWN
    return alone or _container(text, end, tables) is not None


def _is_great(name: str, tables: _Tables) -> bool:
    """Whether a name is a country's, a region's or a great town's."""
    return any(r.kind != CITY or r.population >= KNOWN for r in _rows(name, tables))


def _container(text: str, end: int, tables: _Tables) -> str | None:
    """The country or state that is named right after a place: "Tripoli, Lebanon", "Portland, Ore."."""
    m = _CONTAINER.match(text, end)
    if not m:
        return None
    words = m.group(1)
    while words:
        name = tables.abbreviations.get(words, words)
        for row in _rows(name, tables):
            if row.kind in (COUNTRY, REGION):
                return f"US-{row.admin}" if row.country2 == "US" and row.kind == REGION else row.country2
        words = words.rpartition(" ")[0] if " " in words else words[:-1] if words[-1] in ".’'" and words[:-1] in tables.by_name else ""
    return None


def _choose(found: _Found, named: Counter[str | None], states: set[str]) -> _Row | None:
    """The place that a name stands for: the one inside the country named beside it, else by size and the countries of the text."""
    rows = found.rows
    if found.inside:
        country, _, state = found.inside.partition("-")
        fit = [r for r in rows if r.kind in (CITY, CAPITAL) and r.country2 == country and (not state or r.admin == state)]
        if fit:
            return fit[0]

    def score(row: _Row) -> float:
        company = 1.0 if row.kind in (CITY, CAPITAL, REGION) and row.country2 in named else 0.0
        return _weight(row) + company + (0.7 if row.kind == CITY and row.admin and row.admin in states else 0.0)

    best = max(rows, key=score)
    lone = best.kind == CITY and best.population < BARE and best.country2 not in named and best.admin not in states
    return None if lone else best


def _place(text: str, found: _Found, row: _Row) -> Place:
    return Place(
        found.name if row.kind in (CITY, CAPITAL) else row.name, row.country, row.country2, row.lat, row.lon, row.geonameid,
        row.kind == DEMONYM, span(text, found.start, found.end),
    )
