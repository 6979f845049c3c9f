"""Compile the tables of actors into the index that communique loads:
`python scripts/build_index.py [--check]`.

Reads tables/facts/ (from sources), tables/hand/offices/ (by hand, winning over the facts),
tables/hand/removed.csv (facts found wrong), tables/names/ and the country table, checks each row, and writes
src/communique/knowledge/index.gz. With --check it writes nothing and fails when the file is not what the
tables give; with --cldr it first takes the names of countries in other languages anew from babel's CLDR into
tables/cldr.csv.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from communique.knowledge import load_csv, values
from communique.knowledge.index import (
    FILE,
    HEAD,
    Entry,
    Term,
    countries,
    entry_of,
    family_names,
    foreign_key,
    named,
    term_of,
)
from communique.knowledge.spelling import country_code, key, split
from communique.knowledge.tables import SINGLE, Fault, Row, read_table

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "tables"
CLDR = TABLES / "cldr.csv"
# Languages in which the press of the world names countries
LANGUAGES = (
    "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "da", "de", "el", "es", "et", "fa", "fi", "fr", "he",
    "hi", "hr", "hu", "hy", "id", "it", "ja", "ka", "kk", "ko", "ky", "lt", "lv", "mk", "mn", "ms", "my",
    "nb", "nl", "pa", "pl", "ps", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "th", "tr",
    "uk", "ur", "uz", "vi", "zh",
)  # fmt: skip
SECTIONS = ("terms", "persons", "families", "holders", "single", "entries", "names", "foreign")
COMMON = 3  # persons whose names begin with a word, from which on it is no name for one of them
# where somebody has the father's and the mother's family name
TWO_FAMILY_NAMES = frozenset((
    "ESP", "MEX", "GTM", "HND", "SLV", "NIC", "CRI", "PAN", "CUB", "DOM", "COL", "VEN", "ECU", "PER", "BOL",
    "CHL", "PRY", "URY", "ARG", "GNQ",
))  # fmt: skip
DUAL = frozenset(("AND", "BIH", "SMR", "CHE"))  # states with several heads at a time


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--check", action="store_true", help="only see whether the index is up to date")
    options.add_argument(
        "--cldr", action="store_true",
        help="first take the names of countries in other languages anew from babel",
    )
    args = options.parse_args()
    if args.cldr:
        print(f"{CLDR.name}: {refreshed()} names")
    faults: list[str] = []
    rows = [*offices(faults), *names(faults)]
    for fault in faults:
        print(f"error: {fault}", file=sys.stderr)
    if faults:
        return 1
    found, target = compiled(rows, foreign()), ROOT / "src" / "communique" / "knowledge" / FILE
    if args.check:
        same = target.exists() and gzip.decompress(target.read_bytes()) == gzip.decompress(found)
        print(
            f"{target.name} is "
            f"{'up to date' if same else 'not what the tables give: run scripts/build_index.py'}"
        )
        return 0 if same else 1
    target.write_bytes(found)
    print(f"{target.name}: {len(rows)} rows, {len(found) / 1e6:.1f} MB")
    return 0


# ---------------------------------------------------------------- the index as a file
def compiled(rows: Iterable[Row], foreign: Mapping[str, str]) -> bytes:
    """The index of all rows and of the country table, byte for byte the same for the same tables."""
    table = list(rows)
    persons = [row for row in table if row.kind == "person"]
    text = {**written_terms(persons), **written_names([row for row in table if row.kind != "person"])}
    text["foreign"] = [f"{name}\t{code}" for name, code in sorted(foreign.items())]
    body = "".join(f"\n[{name}]\n" + "\n".join(text[name]) for name in SECTIONS)
    return gzip.compress(f"{HEAD}\n{body}".encode(), mtime=0)


def written_terms(rows: Sequence[Row]) -> dict[str, list[str]]:
    """The sections of persons: terms, and by which keys they are found."""
    terms: dict[Term, int] = {}
    persons: dict[str, dict[int, None]] = {}
    families: dict[str, dict[int, None]] = {}
    holders: dict[str, dict[int, None]] = {}
    single: set[str] = set()
    given: dict[str, set[str]] = {}
    short: dict[str, dict[int, None]] = {}
    for row in rows:
        term = term_of(row)
        number = terms.setdefault(term, len(terms))
        keys = list(dict.fromkeys(key(name) for name in row.names))
        for name in keys:
            persons.setdefault(name, {})[number] = None
            if " " not in name and row.source == "hand":
                single.add(name)
            given.setdefault(name.split(" ", 1)[0], set()).add(row.wikidata or keys[0])
            for word in family_names(name, term.country):
                families.setdefault(word, {})[number] = None
        for name in keys[:1]:
            for other in paternal(name, term.country):
                short.setdefault(other, {})[number] = None
        for class_ in filter(None, term.class_.split("+")):
            holders.setdefault(f"{term.country} {class_}", {})[number] = None
    persons = {**short, **persons}
    return {
        "terms": ["\t".join(term) for term in terms],
        **{
            name: [f"{k}\t{' '.join(map(str, numbers))}" for k, numbers in sorted(found.items())]
            for name, found in (("persons", persons), ("families", families), ("holders", holders))
        },
        "single": sorted(word for word in single if len(given[word]) < COMMON),
    }


def paternal(name: str, country: str) -> list[str]:
    """The names by which the press knows somebody with two family names:
    "Jose Pedro Castillo Terrones" is Pedro Castillo."""
    words = name.split()
    if country not in TWO_FAMILY_NAMES or len(words) < 3:
        return []
    return [f"{given} {words[-2]}" for given in words[:-2]]


def written_names(rows: Sequence[Row]) -> dict[str, list[str]]:
    """The sections of names: entries, and the names by their first word, the longest first."""
    ambiguous = {
        row["name"]: row["meanings"] for row in load_csv("ambiguous.csv", filled=("name", "meanings"))
    }
    found: dict[str, dict[tuple[str, ...], dict[int, None]]] = {}
    entries: dict[Entry, int] = {}

    def put(words: tuple[str, ...], name: str, entry: Entry) -> None:
        entry = entry._replace(ambiguous=ambiguous.get(name, ""))
        number = entries.setdefault(entry, len(entries))
        found.setdefault(words[0], {}).setdefault(words, {})[number] = None

    for name, entry in countries():
        put(split(name), name, entry)
    for kind in ("body", "", "organization", "group", "party", "institution", "place"):
        if not kind:
            for name, entry in capitals():
                put(split(name), name, entry)
        for row in rows:
            if row.kind == kind:
                for words, name in named(row):
                    put(words, name, entry_of(row))
    return {
        "entries": ["\t".join(cell or "" for cell in entry) for entry in entries],
        "names": [
            first
            + "".join(
                f"\t{' '.join(words)}\x1f{' '.join(map(str, numbers))}"
                for words, numbers in sorted(table.items(), key=lambda item: (-len(item[0]), item[0]))
            )
            for first, table in sorted(found.items())
        ],
    }


def capitals() -> Iterator[tuple[str, Entry]]:
    """Capitals, and other names for governments."""
    for row in load_csv("countries.csv"):
        for name in values(row["capitals"]):
            yield name, Entry("capital", name, row["code"], "GOV")



# ---------------------------------------------------------------- the tables
def table(path: Path, faults: list[str]) -> list[Row]:
    """The rows of one table; what is wrong with it goes to `faults`."""
    rows = []
    with (
        gzip.open(path, "rt", encoding="utf-8", newline="")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8", newline="") as file
    ):
        for line, row in read_table(file):
            if isinstance(row, Fault):
                faults.append(f"{path.relative_to(ROOT)}: line {line}: {row.found}; {row.remedy}")
            else:
                rows.append(row)
    return rows


def names(faults: list[str]) -> list[Row]:
    """The rows of bodies, organizations, groups, parties, institutions and places,
    in British and American spelling."""
    found = [row for path in sorted((TABLES / "names").glob("*.csv")) for row in table(path, faults)]
    with (TABLES / "hand" / "spelling.csv").open(encoding="utf-8", newline="") as file:
        pairs = [(row["british"], row["american"]) for row in csv.DictReader(file)]
    return [
        row._replace(aliases="|".join(filter(None, (row.aliases, *respelt(row.names, pairs)))))
        for row in found
    ]


def respelt(given: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Names as the other side of the Atlantic spells them: "Organisation of …" of "Organization of …",
    and the other way round."""
    swap = {a: b for pair in pairs for a, b in (pair, pair[::-1])}
    for name in given:
        other = " ".join(swap.get(word, word) for word in name.split(" "))
        if other != name:
            yield other


def offices(faults: list[str]) -> list[Row]:
    """The terms of office-holders: those by hand, and the facts that they do not replace,
    each ended where its successor began."""
    hand = [
        row for path in sorted((TABLES / "hand" / "offices").glob("*.csv")) for row in table(path, faults)
    ]
    facts = [row for path in sorted((TABLES / "facts").glob("*.csv.gz")) for row in table(path, faults)]
    return ended([*identified(hand, facts), *kept(facts, hand)])


def identified(hand: Iterable[Row], facts: Iterable[Row]) -> Iterator[Row]:
    """Rows by hand with the Wikidata item that the facts give for somebody of that name and country,
    if it is one."""
    items: dict[tuple[str, str], set[str]] = defaultdict(set)
    for fact in facts:
        if fact.wikidata:
            for name in fact.names:
                items[key(name), fact.country].add(fact.wikidata)
    for row in hand:
        found = {item for name in row.names for item in items.get((key(name), row.country), ())}
        yield row._replace(wikidata=found.pop()) if len(found) == 1 and not row.wikidata else row


def kept(facts: Iterable[Row], hand: Iterable[Row]) -> Iterator[Row]:
    """The facts that no row by hand replaces: one of the same person, country and class that overlaps it;
    and that are not found wrong."""
    better: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in hand:
        for name in row.names:
            for class_ in row.class_.split("+"):
                better[key(name), row.country, class_].append(row)
    wrong = removed()
    for fact in facts:
        rows = [
            r for name in fact.names for class_ in fact.class_.split("+")
            for r in better[key(name), fact.country, class_]
        ]
        if not any(overlap(fact, row) for row in rows) and not any(fits(fact, w) for w in wrong):
            yield fact


def removed() -> list[dict[str, str]]:
    """Facts found wrong: name, country, class, role (part of it), from; what is empty is any.
    With the reason."""
    path = TABLES / "hand" / "removed.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fits(fact: Row, wrong: dict[str, str]) -> bool:
    """Whether a fact is among those found wrong."""
    return (
        wrong["class"] in ("", fact.class_)
        and fact.country in (wrong["country"].split("|") if wrong["country"] else [fact.country])
        and (not wrong["name"] or key(fact.name) == key(wrong["name"]))
        and wrong["role"].lower() in fact.role.lower()
        and fact.from_.startswith(wrong["from"])
    )


def overlap(a: Row, b: Row) -> bool:
    """Whether two terms have days in common; an open one goes on."""
    return (a.from_ or "0") < (b.until or "9999") and (b.from_ or "0") < (a.until or "9999")


def ended(rows: list[Row]) -> list[Row]:
    """The rows, with an open term of an office that one person holds at a time ended where a later holder
    began."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        for class_ in SINGLE.intersection(row.class_.split("+")):
            if row.country not in DUAL:
                groups[row.country, class_].append(row)
    closed: dict[int, str] = {}
    for group in groups.values():
        for row in group:
            known = max(row.from_, row.known_until or row.from_)
            later = [
                other.from_ for other in group
                if other.from_ > known and called(other).isdisjoint(called(row))
            ]
            if not row.until and later:
                closed[id(row)] = min(later)
    return [row._replace(until=closed[id(row)]) if id(row) in closed else row for row in rows]


def called(row: Row) -> set[str]:
    """The keys of a person's names."""
    return {key(name) for name in row.names}


def foreign() -> dict[str, str]:
    """The keys of countries' names in other languages, by tables/cldr.csv, to their codes."""
    with CLDR.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["country"] for row in csv.DictReader(file)}


def refreshed() -> int:
    """Write tables/cldr.csv from babel's CLDR; how many names. A name that means two countries,
    or that is English, is left out."""
    from babel import Locale

    states = {row["iso2"]: row["code"] for row in load_csv("countries.csv") if row["iso2"]}
    english = {foreign_key(name) for name, _ in countries()}
    found: dict[str, set[str]] = defaultdict(set)
    for language in LANGUAGES:
        for iso2, name in Locale(language).territories.items():
            if iso2 in states and len(name) > 1:
                found[foreign_key(name)].add(country_code(states[iso2]))
    rows = sorted(
        (name, min(codes)) for name, codes in found.items() if len(codes) == 1 and name not in english
    )
    with CLDR.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("name", "country"), *rows])
    return len(rows)


if __name__ == "__main__":
    sys.exit(main())
