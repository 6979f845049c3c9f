"""Whom a model asks about, from a name or a code: one party, or the candidates where it may be several.

Knows the tables of names; does not know what is asked of the archive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches

from communique.actors import resolve_phrase
from communique.errors import CommuniqueError
from communique.knowledge import names
from communique.knowledge.spelling import split
from communique.knowledge.tables import country_codes
from communique.records import Json

CODE = re.compile("[A-Za-z]{3}")
LISTED = re.compile(r"(?<![^()\"])([^()\"]+?) \(([A-Z]{3})\)")
STATES = ("country", "demonym", "capital")
GOVERNMENT = re.compile(r"\b(?:government|administration|authorities|officials)\b", re.IGNORECASE)
KINDS = {"IGO": "intergovernmental organizations", "NGO": "non-governmental organizations", "ISM": "international movements",
         "IMG": "international militant groups", "MNC": "multinational companies"}  # fmt: skip
WHOLE = ("UNO", "EUR")  # organizations that have a code of their own
NEAR = 0.75  # how alike a name must be to be offered for one that is not known


@dataclass(frozen=True, slots=True)
class Party:
    """One party: its `code`, and `name` where a person or an organization within that code is meant; `shown` is for people."""

    asked: str
    code: str | None
    name: str | None
    shown: str

    def to_json(self) -> Json:
        """What an answer says of whom it took to be meant."""
        return {"asked": self.asked, "code": self.code, "name": self.shown}


@dataclass(eq=False)
class Unclear(CommuniqueError):
    """A question that cannot be answered as it stands: what is wrong, what to do, and what may have been meant."""

    found: str
    remedy: str
    candidates: list[Json] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.found}; {self.remedy}"


def party(asked: str, *, anyone: bool = False) -> Party:
    """The party that a name or code stands for; with `anyone` also a name that is in no table, to be looked for in the records.

    >>> party("China").code, party("chn").code, party("the Japanese government").code
    ('CHN', 'CHN', 'JPN')
    """
    text = " ".join(asked.split())
    code = text.upper()
    if CODE.fullmatch(text) and code in country_codes() and (text.isupper() or names.codes_by_name().get(text.lower()) in (None, (code,))):
        return Party(asked, code, None, names.country_name(code) or KINDS.get(code, code))
    answer = resolve_phrase(text)
    if code := answer["country"]:
        own = None if state(text) or code in WHOLE or not answer["name"] else str(answer["name"])
        own = None if own is not None and (own == names.country_name(code) or GOVERNMENT.search(own)) else own
        return Party(asked, code, own, own or names.country_name(code) or code)
    if several := LISTED.findall("; ".join(answer["because"])):
        raise Unclear(f"{asked!r} may be several", "ask again with one of the codes",
                      [{"name": tidy(name), "code": code} for name, code in several])  # fmt: skip
    if anyone and len(text.split()) > 1:
        return Party(asked, None, text, text)
    raise unknown(asked)


def unknown(asked: str) -> Unclear:
    """What is said of a name that is in no table, with those that are spelt like it."""
    known = names.codes_by_name()
    found = {c: None for name in get_close_matches(asked.lower().strip(), known, 4, NEAR) for c in known[name]}
    near = [{"name": names.country_name(code) or code, "code": code} for code in found]
    remedy = "ask again with one of these" if near else (
        "give a country's name or its code (China or CHN), an organization (UN, NATO), an office (Japanese foreign minister) or a full name"
    )  # fmt: skip
    return Unclear(f"{asked!r} is no code, and no country, organization or person in the tables", remedy, near)


def state(text: str) -> bool:
    """Whether all of a text is a name of a country, its people or its capital: then the whole country is meant."""
    words = split(re.sub(r"^(the) ", "", text, flags=re.IGNORECASE))
    return bool(words) and any(length == len(words) and entries and all(e.kind in STATES for e in entries)
                               for entries, length in names.meanings(words, 0))  # fmt: skip


def tidy(name: str) -> str:
    """A candidate's name without the words that join it to the one before."""
    return re.sub(r"^.*(?:\bmay be|:) |^(?:or|and) |^, ", "", name.strip()).strip(" ,")
