"""Whom a question is about, from a name or a code: one party, or the candidates where it may be several.

Knows the tables of names; does not know what is asked of the archive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache

from communique.actors import resolve_phrase
from communique.errors import CommuniqueError
from communique.knowledge import bodies, names
from communique.knowledge.spelling import key, split
from communique.knowledge.tables import country_codes
from communique.records import Json

LISTED = re.compile(r"(?<![^()\"])([^()\"]+?) \(([A-Z]{3})\)")
STATES = ("country", "demonym", "capital")
GOVERNMENT = re.compile(r"\b(?:government|administration|authorities|officials)\b", re.IGNORECASE)
KINDS = {
    "IGO": "intergovernmental organizations", "NGO": "non-governmental organizations",
    "ISM": "international movements", "IMG": "international militant groups",
    "MNC": "multinational companies",
}  # fmt: skip
NEAR, NEAR_CODES = 0.75, 0.6  # how alike a name, or a code, must be to be offered for one that is not known
OFFERED = 4
SHORT = 6  # letters of the short name of a body
LONGEST = 300  # characters of a name


@dataclass(frozen=True, slots=True)
class Party:
    """One party: its `code`, and `name` where a person or an organization within that code is meant;
    `shown` is for people."""

    asked: str
    code: str | None
    name: str | None
    shown: str

    def to_json(self) -> Json:
        """What an answer says of whom it took to be meant."""
        return {"asked": self.asked, "code": self.code, "name": self.shown}


@dataclass(eq=False)
class Unclear(CommuniqueError):
    """A question that cannot be answered as it stands: what is wrong, what to do,
    and what may have been meant; `many`: each of these."""

    found: str
    remedy: str
    candidates: list[Json] = field(default_factory=list)
    many: bool = False

    def __str__(self) -> str:
        return f"{self.found}; {self.remedy}" + "".join(f"{' or' if n else ':'} {one['code']} ({one['name']})"
                                                       for n, one in enumerate(self.candidates))  # fmt: skip


def party(asked: str, *, anyone: bool = False) -> Party:
    """The party that a name or code stands for; with `anyone` also a name that is in no table,
    to be looked for in the records.

    >>> [party(name).code for name in ("China", "chn", "NATO", "the Japanese government")]
    ['CHN', 'CHN', 'NAT', 'JPN']
    """
    text = " ".join(asked.split())[:LONGEST]
    if code := coded(text):
        return Party(asked, code, None, shown(code))
    answer = resolve_phrase(text)
    # "un", "nato": short names are typed in small letters too
    if not answer["country"] and text.islower() and len(text) <= SHORT:
        answer = resolve_phrase(text.upper())
    if code := bodies.body_code(answer["name"], answer["country"]) or answer["country"]:
        own = None if state(text) or code in shown_bodies() or not answer["name"] else str(answer["name"])
        own = None if own is not None and (own == names.country_name(code) or GOVERNMENT.search(own)) else own
        return Party(asked, code, own, own or shown(code))
    if several := LISTED.findall("; ".join(answer["because"])):
        raise Unclear(f"{asked!r} may be several", "ask again with one of the codes",
                      [{"name": tidy(name), "code": code} for name, code in several], many=True)  # fmt: skip
    if anyone and len(text.split()) > 1:
        return Party(asked, None, text, text)
    raise unknown(asked)


def coded(text: str) -> str | None:
    """The code that a code, a country's name or a body's name stands for as it is written; None for none.
    Raises Unclear for several."""
    code = text.upper()
    named = names.codes_by_name().get(text.lower(), ())
    if code in codes() and (text.isupper() or named in ((), (code,))):
        return code
    if len(named) > 1:
        meant: list[Json] = [{"name": shown(one), "code": one} for one in named]
        raise Unclear(f"{text!r} may be several", "ask again with one of the codes", meant, many=True)
    return named[0] if named else bodies.codes().get(key(re.sub(r"^the\s++", "", text, flags=re.IGNORECASE)))


def unknown(asked: str) -> Unclear:
    """What is said of a name that is in no table, with the names and codes that are spelt like it."""
    text = asked.strip()
    known = spelt()
    found = {
        code: None for name in get_close_matches(text.lower(), known, OFFERED, NEAR) for code in known[name]
    }
    if text.isupper() and len(text) <= max(map(len, codes())):
        found |= dict.fromkeys(get_close_matches(text, codes(), OFFERED, NEAR_CODES))
    near = [{"name": shown(code), "code": code} for code in list(found)[:OFFERED]]
    remedy = (
        "ask again with one of these"
        if near
        else (
            "give a country's name or its code (China or CHN), an organization (UN, NATO), an office "
            "(Japanese foreign minister) or a full name"
        )
    )
    return Unclear(
        f"{asked[:60]!r} is no code, and no country, organization or person in the tables", remedy, near
    )


@cache
def codes() -> frozenset[str]:
    """All codes of parties: of countries, of bodies, and PLOVER's for those that belong to none."""
    return country_codes() | frozenset(bodies.codes().values())


@cache
def spelt() -> dict[str, tuple[str, ...]]:
    """The names of countries and bodies, in small letters, with their codes."""
    return {**{name: (code,) for name, code in bodies.codes().items()}, **names.codes_by_name()}


@cache
def shown_bodies() -> dict[str, str]:
    """The names of bodies by their codes."""
    return bodies.names()


def shown(code: str) -> str:
    """The name of a code; the code where it has none."""
    return names.country_name(code) or shown_bodies().get(code) or KINDS.get(code, code)


def state(text: str) -> bool:
    """Whether all of a text is a name of a country, its people or its capital:
    then the whole country is meant."""
    words = split(re.sub(r"^(the) ", "", text, flags=re.IGNORECASE))
    return bool(words) and any(length == len(words) and entries and all(e.kind in STATES for e in entries)
                               for entries, length in names.meanings(words, 0))  # fmt: skip


def tidy(name: str) -> str:
    """A candidate's name without the words that join it to the one before."""
    return re.sub(r"^.*(?:\bmay be|:) |^(?:or|and) |^, ", "", name.strip()).strip(" ,")
