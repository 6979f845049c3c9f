"""How large a place is: a country, one of its provinces, a district or a town; by the gazetteer.

Knows the gazetteer's kinds; does not know the files that have a column for each.
"""

from __future__ import annotations

from typing import Literal

from communique.formats import codes
from communique.places import gazetteer
from communique.records import Place

Level = Literal["country", "province", "district", "city"]
LEVELS: dict[str, Level] = {
    gazetteer.COUNTRY: "country", gazetteer.STATE: "province", gazetteer.COUNTY: "district",
    gazetteer.CITY: "city", gazetteer.CAPITAL: "city",
}


def level(place: Place) -> Level | None:
    """The level of a place that the gazetteer knows by its number; None where that cannot be told."""
    if place.country and place.name == codes.country_name(place.country):
        return "country"
    if place.geonameid is None:
        return None
    rows = gazetteer.places(gazetteer.plain(place.name))
    return next((LEVELS.get(row.kind) for row in rows if row.geonameid == place.geonameid), None)
