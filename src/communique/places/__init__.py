"""Finds the names of places in a text and says which places they are: countries and their demonyms, regions,
states, towns.

Knows the order of the steps, mentions then senses, and the record that comes of them;
does not know grammar or events.
"""
from __future__ import annotations

from communique.places import gazetteer, mentions, senses
from communique.places.gazetteer import CAPITAL, CITY, COUNTRY, COUNTY, DEMONYM, REGION, STATE, Row
from communique.places.mentions import Mention
from communique.places.words import words
from communique.records import Place, span

_RANK = {CITY: 0, CAPITAL: 0, COUNTY: 1, STATE: 2, REGION: 3, COUNTRY: 4, DEMONYM: 5}


def find(text: str, *, language: str) -> tuple[Place, ...]:
    """Every place name of `text`, in order; demonyms ("Chinese") are marked so.

    >>> [(p.name, p.country) for p in find("Envoys flew from Tripoli, Lebanon, to Ankara.", language="en")]
    [('Tripoli', 'LBN'), ('Lebanon', 'LBN'), ('Ankara', 'TUR')]
    """
    found = mentions.spot(text, words(language))
    return tuple(_place(text, mention, row) for mention, row in senses.choose(text, found))


def where(places: tuple[Place, ...], start: int, end: int) -> Place | None:
    """The most specific place named inside a span: a town before a region, a region before a country;
    no demonym."""
    inside = [p for p in places if start <= p.span.start and p.span.end <= end and not p.demonym]
    return min(inside, key=_rank, default=None)


def is_town(place: Place) -> bool:
    """Whether a place is a town, and no region or country."""
    names = (place.span.text, place.name)  # "Deir al-Zor" is Deir ez-Zor
    rows = next((found for name in names if (found := gazetteer.places(gazetteer.plain(name)))), ())
    return any(r.geonameid == place.geonameid and r.kind in (CITY, CAPITAL) for r in rows)


def _rank(place: Place) -> int:
    rows = gazetteer.places(gazetteer.plain(place.span.text))
    return min((_RANK[r.kind] for r in rows if r.geonameid == place.geonameid), default=2)


def _place(text: str, mention: Mention, row: Row) -> Place:
    name = row.name if row.kind in (COUNTRY, DEMONYM, REGION) else row.spelling
    country = gazetteer.iso3().get(row.country2)
    at = span(text, mention.start, mention.end)
    return Place(
        name, country, row.country2 or None, row.lat, row.lon, row.geonameid, row.kind == DEMONYM, at
    )
