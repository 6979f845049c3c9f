"""Names looked up: countries, capitals, bodies, organizations, groups and office-holders,
in a row of words and on a day.

Knows the index, the user's own table before it, and the day on which an office was held;
does not know the text around a name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cache

from communique.knowledge import bodies, load_csv, tongue
from communique.knowledge.index import Entry, Term, countries, foreign_key, index
from communique.knowledge.own import CURRENT, SOURCE
from communique.knowledge.spelling import PATRONYMICS
from communique.knowledge.spelling import fold as fold
from communique.knowledge.spelling import key as key

__all__ = ["SOURCE", "Entry", "Term", "fold", "key"]
RANK = {
    "HOG": 0, "HOS": 1, "IGO": 2, "VP": 3, "FM": 4, "DPM": 5, "DM": 6, "NSA": 7, "INT": 8, "FIN": 8,
    "TRADE": 8, "SPOX": 8,
}
AFTER = ("PARTY", "ENVOY")  # offices that former leaders of states hold
KEPT = 2  # years after `known_until` for which an open term still counts
LEADERS = ("HOS", "HOG", "FM")
UNNAMED = frozenset(("NGO", "IMG", "MNC", "ISM"))  # codes that say only of what sort somebody is
SHARED = UNNAMED | {"IGO", "UNO", "EUR"}


# ---------------------------------------------------------------- names in a text
def longest(
    words: Sequence[str], i: int, near: Collection[str] = (), on: str | None = None
) -> tuple[Entry, int] | None:
    """The longest name that begins at word `i`, with the number of its words; None where there is none.

    `near` are the countries that the text names otherwise: only with its own among them does a name count
    that is also a common word or one of several bodies' ("PAN", "National Assembly"). A body of several
    states of which none or more than one is near has no country. Of what a name has meant in turn
    ("Taliban"), the one of the day `on` counts.
    """
    found = meanings(words, i)
    for entries, length in found:
        entry = chosen(entries, near, on)
        if entry is not None:
            return entry, length
    return None


def chosen(entries: Sequence[Entry], near: Collection[str], on: str | None = None) -> Entry | None:
    """Of the meanings of one name, in order of trust, the one that counts beside these countries and on a
    day."""
    able = [e for e in entries if not e.needs or e.country in near]
    if on is not None and len(able) > 1:
        able = [
            e for e in able if on[: len(e.start)] >= e.start and (not e.end or on[: len(e.end)] <= e.end)
        ] or able
    if not able:
        return None
    states = {e.country for e in able}
    if len(states) == 1 or able[0].kind in ("country", "demonym", "capital") or able[0].source == SOURCE:
        return able[0]
    here = [e for e in able if e.country in near]
    if len({e.country for e in here}) == 1:
        return here[0]
    return able[0]._replace(
        country=None, ambiguous=able[0].ambiguous or "of " + ", ".join(sorted(filter(None, states)))
    )


def meanings(words: Sequence[str], i: int) -> list[tuple[tuple[Entry, ...], int]]:
    """All names that begin at word `i`, the longest first, the user's before ours,
    each with its meanings and the number of its words."""
    first = words[i] if words[i].isascii() and "’" not in words[i] else fold(words[i])
    rows = index().begins(first)
    if not rows and first.endswith("."):  # "St. Lucia"
        rows = [row for row in index().begins(first[:-1]) if len(row[0]) > 1]
    own = CURRENT.get()
    if own is not None and (ours := own.begins(first)):
        rows = sorted((*ours, *rows), key=lambda row: -len(row[0]))
    if theirs := tongue.CURRENT.get().get(first):
        rows = sorted((*theirs, *rows), key=lambda row: -len(row[0]))
    rest = tuple(map(fold, words[i + 1 : i + len(rows[0][0])])) if rows else ()
    return [(entries, len(name)) for name, entries in rows if name[1:] == rest[: len(name) - 1]]


@cache
def country_names() -> dict[str, str]:
    """Country codes with the names that English texts use, and those of PLOVER's own codes."""
    found = {row["code"]: row["name"] for row in reversed(load_csv("countries.csv"))}
    return {**found, "UNO": "United Nations", "EUR": "European Union"}


def country_name(code: str) -> str | None:
    """The name of a country code ("CHN": "China"); None for an unknown one."""
    return country_names().get(code)


def called(code: str | None) -> str:
    """A country's name for people, else its code."""
    return country_names().get(code or "", code or "")


@cache
def codes_by_name() -> dict[str, tuple[str, ...]]:
    """The names of countries and their people, in small letters,
    with the codes of all that are called so ("congo": COD and COG)."""
    found: dict[str, set[str]] = {}
    for name, entry in countries():
        if entry.country:
            found.setdefault(name.lower(), set()).add(entry.country)
    return {name: tuple(sorted(codes)) for name, codes in found.items()}


def foreign(name: str) -> str | None:
    """The country that another language calls so ("Allemagne": "DEU"), by the names of Unicode's CLDR;
    None for none or two."""
    return index().foreign(foreign_key(name))


# ---------------------------------------------------------------- persons and offices
def in_office(term: Term, on: str) -> bool:
    """Whether a term was held on a day; an open one also after the last day on which it is known,
    for two years."""
    if term.start and on[: len(term.start)] < term.start:
        return False
    if not term.start and (last := term.end or term.known_until) and int(on[:4]) < int(last[:4]) - KEPT:
        return False  # nobody knows since when, but not since ever
    if term.end:
        return on[: len(term.end)] <= term.end
    return not term.known_until or int(on[:4]) <= int(term.known_until[:4]) + KEPT


def stale(term: Term, on: str) -> bool:
    """Whether an open term is asked for on a day after the last one on which a source showed it."""
    return not term.end and bool(term.known_until) and on[: len(term.known_until)] > term.known_until


def person(full_name: str, on: str | None) -> Term | None:
    """The term of a person by full name or alias: the one held on the day, else the latest begun before it.

    Somebody who has led a state and now leads a party or is an envoy is known for the former. Without a day:
    today's, or the latest begun. None for a name that is in no table, and for one that persons of two
    countries held in offices of the same rank on that day.
    """
    rows = namesakes(full_name)
    if not rows:
        return None
    today = date.today().isoformat()
    day = on or today
    now = [t for t in rows if in_office(t, day)]
    past = [t for t in rows if (t.start or "0") <= day and t not in now]
    if now and not (
        past and all(t.class_ in AFTER for t in now) and any(rank(t) < RANK["IGO"] for t in past)
    ):
        return foremost(now, day)
    if past:
        return max(past, key=lambda t: (rank(t) < RANK["IGO"], t.end or t.start or t.known_until))
    return None if on else max(rows, key=lambda t: t.start)


def namesakes(full_name: str) -> tuple[Term, ...]:
    """All terms under a full name or alias, the user's own first;
    a single word only where somebody is known by it."""
    name = key(full_name)
    own = CURRENT.get()
    mine = own.persons(name) if own is not None else ()
    if " " not in name and not index().single(name):
        return mine
    return (*mine, *(index().persons(name) or without_middle(name)))


def foremost(rows: Sequence[Term], day: str) -> Term | None:
    """Of terms held on a day the user's own, else the highest, of these the one last begun;
    None where namesakes are equal."""
    if rows[0].source == SOURCE:
        return rows[0]
    ordered = sorted(rows, key=lambda t: (rank(t), stale(t, day)))
    top = [t for t in ordered if (rank(t), stale(t, day)) == (rank(ordered[0]), stale(ordered[0], day))]
    if len({t.country for t in top}) > 1 and len({t.wikidata or t.country for t in top}) > 1:
        return None
    return max(top, key=lambda t: (len(t.start), t.start))


def rank(term: Term) -> int:
    """How high an office is, 0 the highest."""
    return min((RANK.get(c, 9) for c in term.class_.split("+")), default=9)


def without_middle(name: str) -> tuple[Term, ...]:
    """Terms of the one person whose first and last name these are, whatever stands between."""
    words = name.split()
    if len(words) < 2:
        return ()
    middle = set(words[1:-1])
    fathers = middle & PATRONYMICS  # "Ali bin Omar Berg" is not "Ali Berg"
    rows = index().persons(f"{words[0]} {words[-1]}") if middle else ()
    if alike := tuple(t for t in rows if fathers <= set(key(t.person).split())):
        return alike
    found = [
        t for t in index().families(words[-1])
        if (w := key(t.person).split())[0] == words[0]
        and w[-1] == words[-1]
        and (middle <= set(w[1:-1]) or fathers <= set(w[1:-1]) <= middle)
    ]
    return tuple(found) if len({t.person for t in found}) == 1 else ()


MEMORY = 20  # years for which who has left an office is still called by it
# times as long in the highest office as all namesakes of other countries: then a bare surname is that
# leader's
RENOWN = 5
REIGN = 5  # … and so many years at least


def renowned(surname: str) -> Term | None:
    """The leader whom a bare surname means whenever it was written:
    one who led a country many times as long as all others of that name."""
    years: dict[str, float] = {}
    terms: dict[str, Term] = {}
    for term in in_classes(surname, ("HOS", "HOG")):
        if not term.start or term.country in dependencies():
            continue
        lasted = int((term.end or term.known_until or term.start)[:4]) - int(term.start[:4]) + 1
        if lasted > years.get(term.country, 0):
            years[term.country], terms[term.country] = lasted, term
    if not years:
        return None
    first, *others = sorted(years, key=lambda country: -years[country])
    if years[first] < REIGN or years[first] < RENOWN * sum(years[country] for country in others):
        return None
    return terms[first]._replace(start="", end="", known_until="")


@cache
def dependencies() -> frozenset[str]:
    """The codes of what is not a state of its own: the Cayman Islands, Aruba."""
    return frozenset(row["code"] for row in load_csv("countries.csv") if row["parent"] == "dependency")


def incumbents(surname: str, on: str | None, classes: Sequence[str] = LEADERS) -> tuple[Term, ...]:
    """Who of this surname held one of these offices on the day, one term a person;
    without a day those of the one country that had any."""
    if on is None:
        return ever(surname, classes)
    found: dict[str, Term] = {}
    own = CURRENT.get()
    mine = own.families(key(surname)) if own is not None else ()
    for term in (*mine, *index().families(key(surname))):
        if not set(term.class_.split("+")).isdisjoint(classes) and in_office(term, on):
            found.setdefault(term.wikidata or key(term.person), term)
    return distinct(rightly(surname, found.values()))


def rightly(surname: str, terms: Iterable[Term]) -> list[Term]:
    """The terms of those whose name the table writes so; only where there are none,
    of those who are at times spelled so."""
    known = list(terms)
    return [t for t in known if key(surname) in key(t.person).split()] or known


def in_classes(surname: str, classes: Sequence[str]) -> list[Term]:
    """The terms of all of this surname in offices of some classes."""
    known = rightly(surname, index().families(key(surname)))
    return [t for t in known if not set(t.class_.split("+")).isdisjoint(classes)]


def ever(surname: str, classes: Sequence[str]) -> tuple[Term, ...]:
    """The office that all of this surname have held, in one country; without dates and,
    where they are several, without the person."""
    # of a premier of the Cayman Islands the text says so
    held = [t for t in in_classes(surname, classes) if t.country not in dependencies()]
    if len({t.country for t in held}) != 1:
        return ()
    last = max(held, key=lambda t: t.start)
    if len({key(t.person) for t in held}) > 1:
        last = last._replace(person=surname, wikidata="")
    return (last._replace(start="", end="", known_until=""),)


def distinct(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Terms of different persons: of one country, the same family name and the same class,
    two spellings are one."""
    found: dict[tuple[str, str], Term] = {}
    for term in terms:
        found.setdefault((term.country, key(term.person).split()[0][:2]), term)
    return tuple(found.values())


def incumbent(surname: str, on: str | None, classes: Sequence[str] = LEADERS) -> Term | None:
    """The one holder of such an office on the day with this surname; None when there is none or several."""
    found = incumbents(surname, on, classes)
    return found[0] if len(found) == 1 else None


def last_of(surname: str, on: str, classes: Sequence[str]) -> Term | None:
    """Who last held such an office before a day, if all of this surname who did lately are of one country:
    "President Mubarak"."""
    held = in_classes(surname, classes)
    past = [t for t in held if t.end and int(on[:4]) - MEMORY <= int(t.end[:4]) and t.end <= on[: len(t.end)]]
    return max(past, key=lambda t: t.end) if len({t.country for t in past}) == 1 else None


def office(country: str, class_: str, on: str | None) -> tuple[Term, ...]:
    """Who held an office of a country on a day ("JPN", "FM")."""
    return tuple(t for t in index().holders(f"{country} {class_}") if on is None or in_office(t, on))


@cache
def home(code: str) -> str:
    """The state in which an armed group or another body that is no state's has its home;
    the code itself of all others."""
    name = bodies.names().get(code)
    found = longest(name.split(), 0) if name else None
    entry = found[0] if found else None
    owned = (
        entry is not None and entry.kind in ("group", "organization", "body") and entry.country not in SHARED
    )
    return (entry.country if entry and owned else None) or code


@cache
def no_state(code: str) -> bool:
    """Whether a code is that of an armed group, a movement,
    a firm or an organization without states as members."""
    name = bodies.names().get(code)
    found = longest(name.split(), 0) if name else None
    return code in UNNAMED or home(code) != code or bool(found and found[0].country in UNNAMED)
