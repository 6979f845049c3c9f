"""The gazetteer: every place of a name, from knowledge/places.tsv.gz (GeoNames, CC BY 4.0,
and regions of our own).

Knows how names are compared and how the table is opened, a block at a time; does not know texts.
"""
from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from communique.knowledge import load_csv
from communique.knowledge.spelling import fold

COUNTRY, REGION, STATE, COUNTY = "country", "region", "state", "county"
CAPITAL, CITY, DEMONYM, GIVEN = "capital", "city", "demonym", "given"
TOWNS = (CAPITAL, CITY)
LETTERS = 3  # letters that the spellings of a block of the table share
MOST = 30  # places of one name that are weighed; the others are its smallest
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


class Row(NamedTuple):
    """A place of the table under one of its spellings; `flags` say what a name of a town also is: w(ord),
    s(urname), g(iven name)."""

    spelling: str
    name: str
    kind: str
    country2: str
    admin: str
    lat: float | None
    lon: float | None
    geonameid: int | None
    population: int
    flags: str


class Block(NamedTuple):
    """The lines of the table by key, and for each first word of a key how many words its keys have,
    the most first."""

    lines: dict[str, list[str]]
    lengths: dict[str, tuple[int, ...]]


def plain(name: str) -> str:
    """The key under which a name is compared: words in small plain letters, "st" for "Saint".

    >>> plain("Saint-Étienne"), plain("N.Y.")
    ('st etienne', 'n y')
    """
    lower = (name if name.isascii() else fold(name)).lower()
    if lower.isalpha():
        return _SHORT.get(lower, lower)
    return " ".join([_SHORT.get(word, word) for word in _WORD.findall(lower)])


@lru_cache(maxsize=16384)
def plain_word(word: str) -> str:
    """The key of one word."""
    key = fold(word).lower()
    return _SHORT.get(key, key)


def block_of(key: str) -> str:
    """The first letters of a key's first word: by these the table is cut into blocks."""
    return key.partition(" ")[0][:LETTERS]


def lengths(first: str) -> tuple[int, ...]:
    """How many words the names have that begin with this word's key, the most first."""
    return _block(block_of(first)).lengths.get(first, ())


@lru_cache(maxsize=16384)
def places(key: str) -> tuple[Row, ...]:
    """The places of a key, the most populous first; no names of persons."""
    rows = (_row(line) for line in _block(block_of(key)).lines.get(key, ()))
    return tuple(sorted((r for r in rows if r.kind != GIVEN), key=lambda r: -r.population)[:MOST])


@lru_cache(maxsize=16384)
def is_given(word: str) -> bool:
    """Whether a word's key is a given name."""
    return any(f"\t{GIVEN}\t" in line for line in _block(block_of(word)).lines.get(word, ()))


@cache
def iso3() -> dict[str, str]:
    """The three letters of a country by its two letters."""
    return {c["iso2"]: c["code"] for c in load_csv("countries.csv") if c["iso2"]}


@cache
def _blocks() -> dict[str, bytes]:
    """The blocks of the table by the letters with which their keys begin."""
    data = gzip.decompress(files("communique.knowledge").joinpath("places.tsv.gz").read_bytes())
    return {
        block_of(plain(block[:99].decode("utf-8", "ignore").partition("\t")[0])): block
        for block in data.split(b"\n\n")
    }


# of 6,258, which would take 100 MB; an article asks for seven that are not among them
@lru_cache(maxsize=1024)
def _block(letters: str) -> Block:
    """One block, its lines by key."""
    lines: dict[str, list[str]] = {}
    for line in _blocks().get(letters, b"").decode("utf-8").splitlines():
        lines.setdefault(plain(line.partition("\t")[0]), []).append(line)
    return Block(lines, lengths_of(lines))


def lengths_of(keys: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """How many words keys have, by their first word, the most first."""
    sizes: dict[str, set[int]] = {}
    for key in keys:
        sizes.setdefault(key.partition(" ")[0], set()).add(key.count(" ") + 1)
    return {first: tuple(sorted(counts, reverse=True)) for first, counts in sizes.items()}


def _row(line: str) -> Row:
    spelling, name, kind, country2, admin, lat, lon, geonameid, population, flags = line.split("\t")
    return Row(
        spelling, name or spelling, kind, country2, admin, float(lat) if lat else None,
        float(lon) if lon else None, int(geonameid) if geonameid else None, int(population or 0), flags,
    )
