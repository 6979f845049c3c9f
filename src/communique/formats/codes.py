"""The producers' codes and ours: countries of CAMEO and FIPS 10-4, roles as sectors, quad classes,
older names of PLOVER.

Knows the tables in knowledge/; does not know any file's columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from communique.knowledge import fault, load_csv, load_toml, ontology
from communique.records import Actor

PRODUCERS, FIPS, COUNTRIES = "producers.toml", "fips.csv", "countries.csv"
GROUP = 3  # letters of a group in an actor code
BODIES = frozenset(("UNO", "EUR", "IGO", "NGO", "IMG", "MNC", "ISM"))  # PLOVER's actors that are no state
# … of which these are one body; IGO, NGO … are kinds
INTERNATIONAL = {"UNO": "United Nations", "EUR": "European Union"}


@cache
def table(*path: str) -> Mapping[str, Any]:
    """A table of producers.toml by the parts of its name."""
    found: Any = load_toml(PRODUCERS)
    for part in path:
        found = found.get(part) if isinstance(found, dict) else None
    if not isinstance(found, dict):
        fault(PRODUCERS, ".".join(path), "no such table", f"add [{'.'.join(path)}]")
    return found


@cache
def states() -> Mapping[str, tuple[str, str | None]]:
    """The name and the two letters of each country by its code."""
    return {
        row["code"]: (row["name"], row["iso2"] or None) for row in load_csv(COUNTRIES) if not row["sector"]
    }


@cache
def spellings() -> Mapping[str, str]:
    """Country codes by every name of a country, folded; a name of two countries is left out."""
    found: dict[str, set[str]] = {}
    for row in load_csv(COUNTRIES):
        if not row["sector"]:
            for name in (row["name"], *row["aliases"].split("|"), *row["former_names"].split("|")):
                found.setdefault(folded(name), set()).add(row["code"])
    for code, name in INTERNATIONAL.items():
        found.setdefault(folded(name), set()).add(code)
    return {name: next(iter(several)) for name, several in found.items() if name and len(several) == 1}


def folded(name: str) -> str:
    """A name for comparison: small letters, single spaces, no leading article."""
    return re.sub(r"\s+", " ", name).strip().casefold().removeprefix("the ")


def country(text: str) -> str | None:
    """The code of a country that is given as a code or as a name; None if it is neither."""
    code = text.strip().upper()
    if code in states() or code in BODIES:
        return code
    return spellings().get(folded(text))


def country_name(code: str | None) -> str:
    """The English name of a country or of the one body that a code stands for; "" if there is none."""
    if code in INTERNATIONAL:
        return INTERNATIONAL[code]
    return states()[code][0] if code and code in states() else ""


@cache
def fips() -> Mapping[str, str]:
    """Our country codes by the two letters of FIPS 10-4; GDELT's places have these: "CH" is China,
    "SZ" Switzerland."""
    return {
        row["fips"]: row["country"]
        for row in load_csv(FIPS, columns=("fips", "country"), filled=("fips", "country"))
    }


@cache
def fips_of() -> Mapping[str, str]:
    """The two letters of FIPS 10-4 by our country codes."""
    return {code: letters for letters, code in fips().items()}


def party(code: str, name: str | None, *, country_code: str, roles: tuple[str, ...]) -> tuple[Actor, ...]:
    """The one actor of a CAMEO string such as "CHNGOV", its country and its roles; none if nothing is given.

    Regions ("WST") and states that are no more ("SUN") are no country.
    """
    if not (code or name or country_code or any(roles)):
        return ()
    generic = table("cameo", "generic")
    kind = next((ours for start, ours in generic.items() if code.startswith(start)), None)
    found = table("cameo", "countries").get(country_code, country_code)
    if found not in states():
        found = kind or next((generic[role] for role in roles if role in generic), None)
    because: tuple[str, ...] = ()
    if country_code and found is None:
        former = country_code in table("cameo", "former")["codes"]
        because = (
            f"CAMEO {country_code} is {'a state that is no more' if former else 'no country of ISO 3166-1'}",
        )
    sectors = table("cameo", "sectors")
    groups = (code[i:i + GROUP] for i in range(GROUP if country_code else 0, len(code), GROUP))
    sector = next((sectors[role] for role in (*roles, *groups) if role in sectors), None)
    return (Actor(name=name or None, country=found, sector=sector, because=because),)


def cameo_parts(actor: Actor | None) -> tuple[str, str, str, tuple[str, ...]]:
    """An actor as CAMEO has it: the whole string, the country, the known group and the roles;
    "" where CAMEO has no code."""
    if actor is None:
        return "", "", "", ()
    role = table("cameo", "roles").get(actor.sector or "", "")
    code = actor.country or ""
    if code in states():
        if code == "KOS":
            code = next(cameo for cameo, ours in table("cameo", "countries").items() if ours == code)
        return code + role, code, "", (role,)
    # EUR is the European Union in PLOVER; the tables at hand have no CAMEO group for it, so it is an IGO by
    # kind
    first = next(
        (start for start, ours in table("cameo", "generic").items() if ours == code),
        "IGO" if code == "EUR" else "",
    )
    return first + role, "", first[GROUP:], tuple(r for r in (first[:GROUP], role) if r)


def quad(producer: str, code: str | None) -> str:
    """A producer's own quad or penta class of a CAMEO code, "" for none."""
    return str(table("quad", producer).get((code or "")[:2], ""))


def goldstein(producer: str, code: str | None) -> str:
    """A producer's own Goldstein value of a CAMEO code with one decimal, "" where its table has none."""
    known = ontology.cameo(code or "")
    value = getattr(known, f"goldstein_{producer}") if known else None
    return "" if value is None else f"{value:.1f}"


def label(code: str | None) -> str:
    """The label of a CAMEO code, "" for none."""
    known = ontology.cameo(code or "")
    return known.label if known else ""


@cache
def mutual() -> frozenset[str]:
    """The types of acts that several actors without a recipient do to one another."""
    return frozenset(table("plover", "mutual")["types"])


def plover_type(text: str) -> tuple[str, str | None] | None:
    """The type that a name of PLOVER stands for, the manual's or an older one,
    and the mode that comes with it; None for no such type."""
    name = text.strip().upper().replace(" ", "_")
    name = table("plover", "types").get(name, name)
    type_, _, mode = name.partition(".")
    return (type_, mode or None) if type_ in ontology.types() else None


def plover_mode(type: str, text: str) -> str | None:
    """The mode of a type that a spelling stands for ("Martial law"), by the manual or by our list of repairs;
    None for no such mode."""
    name = re.sub(r"[\s_]+", "-", text.strip().lower())
    name = repairs("modes").get(
        f"{type}.{name}", repairs("modes").get(f"{type}.{name.replace('-', '_')}", name)
    )
    return ontology.told_mode(type, name)


def plover_contexts(names: Iterable[object]) -> tuple[str, ...]:
    """The contexts that spellings stand for ("elections", "Human rights"), each once; no others."""
    keys = (re.sub(r"[\s-]+", "_", str(name).strip().lower()) for name in names)
    known, older = table("plover", "contexts"), repairs("contexts")
    found = (known.get(key, older.get(key, key)) for key in keys)
    return tuple(dict.fromkeys(context for context in found if context in ontology.contexts()))


@cache
def repairs(of: str) -> Mapping[str, str]:
    """The names that older tables of PLOVER use, with those of the manual."""
    found: Mapping[str, str] = load_toml(ontology.PLOVER)["repairs"][of]
    return found


def sector(text: str) -> str | None:
    """A sector of PLOVER as it stands in a file: three letters; None for anything else."""
    return text.strip().upper() if text.strip().upper() in ontology.sectors() else None
