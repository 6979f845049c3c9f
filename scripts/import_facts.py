"""Bring the fact tables on countries and office-holders into the project's form:
`python scripts/import_facts.py FOLDER_OF_FACTS`.

Reads countries.csv, offices_all.csv and leaders_core.csv (facts with sources and licences) and the codes in
igos.csv and armed_groups.csv; drops what cannot stand in a text, corrects it by tables/hand/countries.csv and
tables/hand/breakaway.csv, and writes src/communique/knowledge/countries.csv and tables/facts/offices.csv.gz.
Offices by hand are in tables/hand/offices/ and win over these; `scripts/build_index.py` compiles both. Nobody
needs the folder of facts to install or run communique.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COLUMNS = (
    "kind", "name", "aliases", "country", "sector", "secondary_sector", "role", "class",
    "from", "until", "known_until", "wikidata", "needs", "source",
)  # fmt: skip
STATE_COLUMNS = (
    "code", "iso2", "name", "aliases", "former_names", "nouns", "adjectives", "capitals", "parent", "sector",
    "source",
)  # fmt: skip
LISTS = {
    "aliases": "aliases", "former_names": "former_names", "nouns": "demonym_noun",
    "adjectives": "demonym_adj", "capitals": "metonyms",
}
SECTORS = {"GOVMIL": ("GOV", "MIL"), "GOVBUS": ("GOV", "BUS")}
CODES = {"XKX": "KOS", "EUU": "EUR", "ANT": "NLD"}
WRONG = ("King of Saudi",)  # persons that are none
EARLIEST = "1990"  # terms that ended before are left out
Row = dict[str, str]


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("facts", type=Path, help="folder with the fact tables")
    folder = options.parse_args().facts
    missing = [
        name for name in ("countries.csv", "offices_all.csv", "leaders_core.csv")
        if not (folder / name).exists()
    ]
    if missing:
        print(
            f"error: {folder / missing[0]}: no such file; give the folder of the fact tables", file=sys.stderr
        )
        return 2
    states = countries(folder)
    with (ROOT / "src/communique/knowledge/countries.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, STATE_COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(states)
    print(f"countries.csv: {len(states)} rows")
    # NAM is Namibia
    codes = {
        id_: code for id_, code in organizations(folder).items()
        if id_ not in {state["code"] for state in states}
    }
    table = sorted(set(offices(folder, codes)), key=lambda row: (row[3], row[1], row[8], row))
    target = ROOT / "tables" / "facts" / "offices.csv.gz"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(packed(table))
    print(f"{target.relative_to(ROOT)}: {len(table)} rows")
    return 0


# ---------------------------------------------------------------- countries
def countries(folder: Path) -> list[Row]:
    """The rows of the country table: the facts as corrected by hand,
    then breakaway territories with their parent."""
    corrections = by_country(corrected("countries.csv"))
    with (folder / "countries.csv").open(encoding="utf-8-sig", newline="") as file:
        found = [state(row, corrections) for row in csv.DictReader(file)]
    return found + [
        {
            "code": row["parent"], "name": row["name"], "aliases": row["name"], "adjectives": row["demonyms"],
            "parent": row["parent"], "sector": "PRE", "source": row["source"],
        }
        for row in corrected("breakaway.csv")
    ]  # fmt: skip


def corrected(name: str) -> list[Row]:
    """The rows of one table of corrections."""
    with (ROOT / "tables" / "hand" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_country(rows: list[Row]) -> dict[str, list[Row]]:
    """Corrections by the country they are for; those for "*" are for all."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["code"], []).append(row)
    return found


def state(row: Row, corrections: Mapping[str, list[Row]]) -> Row:
    """One state or dependency; a dependency has its demonyms and its capital only where they are given by
    hand."""
    code = CODES.get(row["iso3"], row["plover"] or row["iso3"])
    sovereign = row["sovereign"] == "1" or code == "HKG"
    values = {
        column: [v.strip() for v in row[source].split("|") if usable(v.strip())]
        for column, source in LISTS.items()
    }
    if not sovereign:
        values |= {"nouns": [], "adjectives": [], "capitals": []}
    elif usable(row["capital"]):
        values["capitals"].insert(0, row["capital"])
    name = row["name"]
    values["aliases"].insert(0, name)
    values["capitals"] = [c for c in values["capitals"] if c not in values["aliases"]]
    for change in (*corrections.get("*", ()), *corrections.get(code, ())):
        column, value = change["column"], change["value"]
        if change["action"] == "set":
            name = value
        elif change["action"] == "add" and value not in values[column]:
            values[column].append(value)
        elif change["action"] == "remove":
            values[column] = [v for v in values[column] if v != value]
    return {
        "code": code, "iso2": row["iso2"], "name": name,
        **{column: "|".join(dict.fromkeys(v)) for column, v in values.items()},
        "parent": "" if sovereign else "dependency", "source": row["source"],
    }  # fmt: skip


# ---------------------------------------------------------------- offices
def organizations(folder: Path) -> dict[str, str]:
    """The country codes that stand for organizations and armed groups, by the facts' own names for them."""
    found: dict[str, str] = {}
    for name, column in (("igos.csv", "plover_country"), ("armed_groups.csv", "country")):
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            found |= {row["id"]: row[column] for row in csv.DictReader(file)}
    return found


def offices(folder: Path, codes: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The office terms of both tables."""
    for name in ("leaders_core.csv", "offices_all.csv"):
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if (row["end"] or row["known_until"]) >= EARLIEST and not row["person"].startswith(WRONG):
                    yield from term(row, codes)


def term(row: Row, codes: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """One row in the project's columns; nothing when the person's name is none."""
    person = re.sub(r'\s*[("“][^)"”]*[)"”]', "", row["person"]).strip()
    if not re.search(r"\w{2}", person) or (
        row["iso3"] == "IGO" and "Permanent Representative" in row["office"]
    ):
        return  # no name; or an envoy of which the facts do not say whose
    # "2014s" is the decade in which a term began, as its source has it: the year is all that is kept
    start = row["start"] if not row["end"] or row["start"][: len(row["end"])] <= row["end"] else ""
    country = (
        CODES.get(row["iso3"]) or codes.get(row["iso3"]) or (row["iso3"] if len(row["iso3"]) == 3 else "IGO")
    )
    if country == "IGO" and re.search(r"United Nations|International Court of Justice", row["office"]):
        country = "UNO"
    aliases = [a.strip() for a in row["aliases"].split("|")] + (
        [row["person"]] if person != row["person"] else []
    )
    sector, secondary = SECTORS.get(row["sector"], (row["sector"], ""))
    yield (
        "person", person, "|".join(dict.fromkeys(a for a in aliases if usable(a) and a != person)), country,
        sector, secondary, row["office"].replace("International Atomic Energy Agency", "IAEA"), row["class"],
        start.rstrip("s"), row["end"].rstrip("s"), row["known_until"], row["wikidata"], "", row["source"],
    )  # fmt: skip


def usable(name: str) -> bool:
    """Whether an alias can stand in an English text: no notes, no digits, no list of transliterations."""
    return bool(re.fullmatch(r"[^\d()/;:]{3,60}", name)) and name[0].isupper()


def packed(table: list[tuple[str, ...]]) -> bytes:
    """The table as compressed CSV, byte for byte the same for the same rows."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(table)
    return gzip.compress(text.getvalue().encode(), mtime=0)


if __name__ == "__main__":
    sys.exit(main())
