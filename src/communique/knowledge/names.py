"""The index of names: countries, capitals, bodies, organizations, armed groups and office-holders, found in a row of words.

Knows the tables and the day on which an office was held; does not know which of several meanings a text intends.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from communique.knowledge import load_csv


class Term(NamedTuple):
    """An office held by a person: ISO dates or years, `end` empty while open, `known_until` the last day on which a source showed it."""

    person: str
    office: str
    class_: str
    country: str
    sector: str
    start: str
    end: str
    known_until: str
    wikidata: str


class Entry(NamedTuple):
    """What a name stands for: kind is country, demonym, capital, metonym, organization, body or group; number "s" or "p"."""

    kind: str
    name: str
    country: str | None
    sector: str | None = None
    role: str | None = None
    organization: str | None = None
    wikidata: str | None = None
    number: str = "s"
    ambiguous: str = ""


def fold(text: str) -> str:
    """A name without accents and with plain quotes: how names are compared."""
    plain = text.replace("’", "'").replace("‘", "'").replace("–", "-")
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


def split(name: str) -> tuple[str, ...]:
    """A name as the parser splits it: hyphens apart, "U.S." whole, a possessive apart."""
    found = []
    for word in re.sub(r"([^\W\d_])[-–](?=[^\W\d_])", r"\1 - ", name).split():
        found += re.findall(r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.$|'s$|[\w'.]*\w|[^\w\s]", fold(word)) or [word]
    return tuple(found)


# ---------------------------------------------------------------- names in a text
@cache
def index() -> dict[str, list[tuple[tuple[str, ...], Entry]]]:
    """Entries by the first word of their names, the longest first; of two meanings of one name the earlier table wins."""
    table: dict[str, dict[tuple[str, ...], Entry]] = {}
    for name, entry in entries():
        words = split(name)
        if words:
            table.setdefault(words[0], {}).setdefault(words, entry)
    return {first: sorted(rows.items(), key=lambda row: -len(row[0])) for first, rows in table.items()}


def entries() -> Iterator[tuple[str, Entry]]:
    """Every name with its entry, in order of trust."""
    ambiguous = ambiguities()
    rows = load_csv("countries.csv", columns=("code", "name", "aliases", "nouns", "adjectives", "capitals"), filled=("code", "name"))
    for row in rows:
        sector = row["sector"] or None
        for name in (row["name"], *parts(row["aliases"]), *parts(row["former_names"])):
            yield name, Entry("country", row["name"], row["code"], sector, ambiguous=ambiguous.get(name, ""))
    for row in rows:
        for noun in parts(row["nouns"]):
            yield (
                noun,
                Entry(
                    "demonym",
                    row["name"],
                    row["code"],
                    row["sector"] or None,
                    number="p" if plural(noun) else "s",
                    ambiguous=ambiguous.get(noun, ""),
                ),
            )
        for adjective in parts(row["adjectives"]):
            yield adjective, Entry("demonym", row["name"], row["code"], row["sector"] or None, ambiguous=ambiguous.get(adjective, ""))
    for row in load_csv("bodies.csv", filled=("country", "name")):
        for name in (row["name"], *parts(row["aliases"])):
            yield name, Entry("body", row["name"], country_code(row["country"]), row["sector"] or "GOV", organization=row["name"])
    for row in rows:
        for name in parts(row["capitals"]):
            yield name, Entry("capital", name, row["code"], "GOV", ambiguous=ambiguous.get(name, ""))
    for file, kind in (("organizations.csv", "organization"), ("groups.csv", "group")):
        for row in load_csv(file, filled=("name",)):
            for name in (row["name"], *parts(row["aliases"])):
                if len(name) > 2 or name in ("UN", "EU", "AU"):
                    yield (
                        name,
                        Entry(
                            kind,
                            row["name"],
                            country_code(row["country"]) or None,
                            row["sector"] or None,
                            organization=row["name"],
                            ambiguous=row.get("ambiguity", ""),
                        ),
                    )


def ambiguities() -> dict[str, str]:
    """Names with several meanings, and which."""
    return {row["name"]: row["meanings"] for row in load_csv("ambiguous.csv", filled=("name", "meanings"))}


def plural(noun: str) -> bool:
    return noun.endswith("s") or noun.endswith(("ese", "ish", "ch", "men"))


def country_code(code: str) -> str:
    return {"XKX": "KOS"}.get(code, code)


def parts(cell: str) -> list[str]:
    return [p for p in cell.split("|") if p]


def longest(words: Sequence[str], i: int) -> tuple[Entry, int] | None:
    """The longest name that begins at word `i`, with the number of its words; None where there is none."""
    table = index()
    first = words[i] if words[i].isascii() and "’" not in words[i] else fold(words[i])
    rows = table.get(first)
    if rows is None:
        return None
    for name, entry in rows:
        n = len(name)
        if n == 1 or (i + n <= len(words) and all(fold(words[i + k]) == name[k] for k in range(1, n))):
            return entry, n
    return None


@cache
def country_names() -> dict[str, str]:
    """Country codes with the names that English texts use, and those of PLOVER's own codes."""
    found = {row["code"]: row["name"] for row in reversed(load_csv("countries.csv"))}
    return {**found, "UNO": "United Nations", "EUR": "European Union"}


def country_name(code: str) -> str | None:
    """The name of a country code ("CHN": "China"); None for an unknown one."""
    return country_names().get(code)


def demonym_country(word: str) -> str | None:
    """The country of a demonym or adjective ("Chinese": "CHN"); None where it is none."""
    found = longest((word,), 0)
    return found[0].country if found and found[0].kind == "demonym" else None


# ---------------------------------------------------------------- persons and offices
@cache
def terms() -> dict[str, tuple[Term, ...]]:
    """Terms of office by the person's folded name and aliases."""
    found: dict[str, list[Term]] = {}
    for row in load_csv("offices.csv", filled=("person", "country", "office", "class")):
        term = Term(
            row["person"],
            row["office"],
            row["class"],
            row["country"],
            row["sector"],
            row["from"],
            row["until"],
            row["known_until"],
            row["wikidata"],
        )
        for name in {key(row["person"]), *(key(a) for a in parts(row["aliases"]))}:
            found.setdefault(name, []).append(term)
    for name, rows in list(found.items()):
        for short in paternal(name, rows[0].country):
            if short not in found:
                found[short] = rows
    return {name: tuple(rows) for name, rows in found.items()}


def paternal(name: str, country: str) -> list[str]:
    """The names by which the press knows somebody with two family names: "Jose Pedro Castillo Terrones" is Pedro Castillo."""
    words = name.split()
    if country not in TWO_FAMILY_NAMES or len(words) < 3:
        return []
    return [f"{given} {words[-2]}" for given in words[:-2]]


TWO_FAMILY_NAMES = frozenset(
    (
        "ESP",
        "MEX",
        "GTM",
        "HND",
        "SLV",
        "NIC",
        "CRI",
        "PAN",
        "CUB",
        "DOM",
        "COL",
        "VEN",
        "ECU",
        "PER",
        "BOL",
        "CHL",
        "PRY",
        "URY",
        "ARG",
        "GNQ",
    )
)


@cache
def surnames() -> dict[str, tuple[Term, ...]]:
    """Terms by the last word of the person's name, and by the first where the family name comes first."""
    found: dict[str, list[Term]] = {}
    for name, rows in terms().items():
        for term in rows:
            words = key(term.person).split()
            family = {words[-1]} | ({words[0]} if term.country in FAMILY_FIRST else set())
            for word in family | ({name} if " " not in name else set()):
                if term not in found.setdefault(word, []):
                    found[word].append(term)
    return {name: tuple(rows) for name, rows in found.items()}


FAMILY_FIRST = frozenset(("CHN", "TWN", "KOR", "PRK", "VNM", "KHM", "SGP", "HUN", "HKG"))


def key(name: str) -> str:
    """A personal name for comparison: folded, lower case, hyphens as spaces, without initials and "Jr"."""
    words = re.sub(r"[^\w\s']", " ", fold(name)).casefold().split()
    kept = [w for w in words if w not in ("jr", "sr", "sir", "mr", "mrs", "ms", "dr")]
    return " ".join(kept)


def in_office(term: Term, on: str) -> bool:
    """Whether a term was held on a day; an open one also after the last day on which it is known, for two years."""
    start, end = (term.start or "0000").ljust(10, "-"), term.end
    if on < start.replace("-", "0")[:10] and on[: len(term.start)] < term.start:
        return False
    if end:
        return on[: len(end)] <= end
    return not term.known_until or int(on[:4]) <= int(term.known_until[:4]) + 2


def person(full_name: str, on: str | None) -> Term | None:
    """The term of a person by full name or alias: the one held on the day, else the latest begun before it, else the first."""
    name = key(full_name)
    if " " not in name and name not in SINGLE_NAMES:
        return None
    rows = terms().get(name) or without_middle(name)
    if not rows:
        return None
    if on is None:
        return max(rows, key=lambda t: t.start)
    now = [t for t in rows if in_office(t, on)]
    if now:
        return min(now, key=lambda t: (RANK.get(t.class_.split("+")[0], 9), -len(t.start), t.start))
    past = [t for t in rows if (t.start or "0") <= on]
    return max(past, key=lambda t: t.end or t.start) if past else None


SINGLE_NAMES = frozenset(("lula",))
RANK = {"HOG": 0, "HOS": 1, "IGO": 2, "VP": 3, "FM": 4, "DPM": 5, "DM": 6, "NSA": 7, "INT": 8, "FIN": 8, "TRADE": 8, "SPOX": 8}


def without_middle(name: str) -> tuple[Term, ...]:
    """Terms of the one person whose first and last name these are, whatever stands between."""
    words = name.split()
    if len(words) < 2:
        return ()
    if len(words) > 2 and (rows := terms().get(f"{words[0]} {words[-1]}")):
        return rows
    middle = set(words[1:-1])
    found = [
        t
        for t in surnames().get(words[-1], ())
        if (w := key(t.person).split())[0] == words[0] and w[-1] == words[-1] and (middle <= set(w[1:-1]) or set(w[1:-1]) <= middle)
    ]
    return tuple(found) if len({t.person for t in found}) == 1 else ()


def incumbents(surname: str, on: str | None, classes: Sequence[str] = ("HOS", "HOG", "FM")) -> tuple[Term, ...]:
    """Who of this surname held one of these offices on the day, one term a person."""
    if on is None:
        return ()
    found: dict[str, Term] = {}
    for term in surnames().get(key(surname), ()):
        if not set(term.class_.split("+")).isdisjoint(classes) and in_office(term, on):
            found.setdefault(key(term.person), term)
    return tuple(found.values())


def incumbent(surname: str, on: str | None, classes: Sequence[str] = ("HOS", "HOG", "FM")) -> Term | None:
    """The one holder of such an office on the day with this surname; None when there is none or several."""
    found = incumbents(surname, on, classes)
    return found[0] if len(found) == 1 else None


@cache
def holders() -> dict[tuple[str, str], tuple[Term, ...]]:
    """Terms by country and class of office."""
    found: dict[tuple[str, str], list[Term]] = {}
    for term in dict.fromkeys(t for rows in terms().values() for t in rows):
        for class_ in term.class_.split("+"):
            found.setdefault((term.country, class_), []).append(term)
    return {name: tuple(rows) for name, rows in found.items()}


def office(country: str, class_: str, on: str | None) -> tuple[Term, ...]:
    """Who held an office of a country on a day ("JPN", "FM")."""
    return tuple(t for t in holders().get((country, class_), ()) if on is None or in_office(t, on))
