"""How large a place is: a country, one of its provinces, a district or a town; by the gazetteer.
The cells of files with a column for each.

Knows the gazetteer's kinds and the columns that several files share; does not know any one file's.
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
COLUMNS: dict[Level | None, str] = {"city": "City", "district": "District", "province": "Province"}


def level(place: Place) -> Level | None:
    """The level of a place that the gazetteer knows by its number; None where that cannot be told."""
    if place.country and place.name == codes.country_name(place.country):
        return "country"
    if place.geonameid is None:
        return None
    rows = gazetteer.places(gazetteer.plain(place.name))
    return next((LEVELS.get(row.kind) for row in rows if row.geonameid == place.geonameid), None)


def cells(place: Place) -> dict[str, str]:
    """The cells that ICEWS and POLECAT have alike: the name in the column of its level, if that is known,
    and where it lies."""
    column = COLUMNS.get(level(place))
    return {
        **({column: place.name} if column else {}), "Latitude": "" if place.lat is None else str(place.lat),
        "Longitude": "" if place.lon is None else str(place.lon),
    }
