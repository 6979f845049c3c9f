"""Builds the names of countries in a language: `python scripts/build_names.py fr` writes
knowledge/fr/names.csv.

The names are those of Unicode's CLDR (through babel); how a people is called, and capitals where they have a
name of their own, come from knowledge/<code>/demonyms.csv, further names of states and bodies from
aliases.csv, both written by hand.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from babel import Locale

KNOWLEDGE = Path(__file__).resolve().parents[1] / "src" / "communique" / "knowledge"
COLUMNS = ("code", "kind", "names", "number")
SHORT = 3  # letters of a name, at least


def main(language: str) -> int:
    """Write the table of a language."""
    rows = sorted({*territories(language), *peoples(language), *aliases(language)})
    with (KNOWLEDGE / language / "names.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    print(f"{len(rows)} rows")
    return 0


def territories(language: str) -> Iterator[tuple[str, str, str, str]]:
    """Code and name of each country in the language."""
    called = Locale(language).territories
    for row in read(KNOWLEDGE / "countries.csv"):
        name = called.get(row["iso2"])
        if name and len(name) >= SHORT and not row["parent"]:
            plain = name.partition(" (")[0].replace("’", "'")
            yield row["code"], "country", plain, "s"


def peoples(language: str) -> Iterator[tuple[str, str, str, str]]:
    """How the people of each country, its things, and its capital are called."""
    for row in read(KNOWLEDGE / language / "demonyms.csv"):
        for kind, cell, number in (
            ("demonym", "singular", "s"), ("demonym", "plural", "p"), ("capital", "capitals", "s"),
        ):
            if row[cell]:
                yield row["code"], kind, row[cell], number


def aliases(language: str) -> Iterator[tuple[str, str, str, str]]:
    """Names of states and bodies with the one that our own tables have, in place of a code."""
    for row in read(KNOWLEDGE / language / "aliases.csv"):
        yield row["name"], "same", row["aliases"], "s"


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
