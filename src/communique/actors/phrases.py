"""One phrase alone, without an article, to country, sector and role.

Knows tables and nouns; does not know any text around the phrase.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.actors.names import read_entry
from communique.actors.scene import Name
from communique.actors.vocabulary import Noun, vocabulary
from communique.knowledge import names
from communique.records import Json


@dataclass(slots=True)
class Answer:
    """What is known of a phrase so far."""

    name: str | None = None
    country: str | None = None
    sector: str | None = None
    secondary: str | None = None
    role: str | None = None
    wikidata: str | None = None
    because: list[str] = field(default_factory=list)


def resolve_phrase(text: str, *, on: str | None = None, context: str | None = None) -> Json:
    """One phrase to a country, sector and role, by the tables and nouns alone: {"name", "country", "sector", "role", "because", …}."""
    words = re.findall(vocabulary().phrases.word, text)
    lower = [w.lower().replace("’", "'") for w in words]
    found = phrase_names(words)
    noun, at = phrase_noun(lower, {k for name in found for k in range(name.first, name.last + 1)})
    answer = Answer()
    if found:
        by_names(answer, found, words, lower, alone=noun is None)
    if noun is not None:
        by_noun(answer, noun, text)
    if (term := phrase_person(words, lower, at, on)) is not None:
        by_office(answer, term, noun, on)
    former = any(w in vocabulary().titles.former for w in lower) and (noun is None or noun.kind == "person")
    if former and (answer.sector or answer.country):
        answer.sector = "ELI"
        answer.because.append("former")
    if not answer.because:
        answer.because.append("in no table, and no noun for people or bodies")
    return {
        "id": None,
        "name": answer.name,
        "country": answer.country or "",
        "sector": answer.sector or "",
        "secondary_sector": answer.secondary,
        "role": answer.role,
        "wikidata": answer.wikidata,
        "because": answer.because,
    }


def by_names(answer: Answer, found: Sequence[Name], words: Sequence[str], lower: Sequence[str], *, alone: bool) -> None:
    """Enter the first country named and the body; a capital that stands alone is a government."""
    first = next((n for n in found if n.country), found[0])
    answer.country, answer.name = first.country, first.name
    answer.because.append(f'"{" ".join(words[first.first : first.last + 1])}": {first.name}, {first.country}')
    body = next((n for n in found if n.kind in ("body", "organization", "group")), None)
    if body is not None:
        answer.name, answer.sector = body.name, body.sector
    elif alone and len(found) == 1 and first.last - first.first + 1 == len([w for w in lower if w != vocabulary().phrases.the]):
        answer.sector = "GOV" if first.kind == "capital" else None


def by_noun(answer: Answer, noun: Noun, text: str) -> None:
    """Enter what the noun that heads the phrase says."""
    answer.sector, answer.secondary = noun.sector or answer.sector, noun.secondary
    answer.role = noun.words if noun.kind == "person" else None
    answer.because.append(f'"{noun.words}": {noun.sector or "no sector of its own"}')
    answer.name = text if noun.kind != "person" or answer.name is None else answer.name


def by_office(answer: Answer, term: names.Term, noun: Noun | None, on: str | None) -> None:
    """Enter what the table says of a person: it gives way to the phrase's own country, and to the sector of its noun."""
    past = on is not None and not names.in_office(term, on)
    answer.because.append(f"{term.person}: {term.office}, {term.country}, from {term.start or '?'} to {term.end or 'date'} (table)")
    answer.name, answer.wikidata = term.person, term.wikidata or None
    answer.country = answer.country or (term.country if names.country_name(term.country) else "IGO")
    if noun is None or not noun.sector:
        answer.sector = "ELI" if past else term.sector or answer.sector
    answer.role = answer.role or term.office


def phrase_names(words: Sequence[str]) -> list[Name]:
    """The names of the tables in a row of words, the longest from the left."""
    found, i = [], 0
    while i < len(words):
        hit = names.longest(words, i) if words[i][0].isalpha() else None
        if hit is None and words[i].islower():
            hit = (
                names.longest([words[i].capitalize(), *words[i + 1 :]], i) if i == 0 else names.longest([w.capitalize() for w in words], i)
            )
            hit = hit if hit and hit[0].kind in ("country", "demonym", "capital") else None
        if hit is not None:
            found.append(read_entry(hit[0], i, i + hit[1] - 1))
            i += hit[1]
        else:
            i += 1
    return found


def phrase_noun(lower: Sequence[str], taken: set[int]) -> tuple[Noun | None, int]:
    """The noun for people or bodies that heads a phrase: the last before "of", "in", "for" or a comma, the longest that ends there."""
    nouns = vocabulary().people
    whole = nouns.get(" ".join(lower))
    if whole is not None:
        return whole, len(lower) - 1
    end = next((i for i, w in enumerate(lower) if i and w in vocabulary().phrases.ends), len(lower))
    for stop in (end, len(lower)):
        for last in range(stop - 1, -1, -1):
            for first in range(max(0, last - 4), last + 1):
                found = nouns.get(" ".join(lower[first : last + 1]).replace(" - ", "-").replace(" '", "'"))
                if found is not None and last not in taken:
                    return found, last
    return None, -1


def phrase_person(words: Sequence[str], lower: Sequence[str], at: int, on: str | None) -> names.Term | None:
    """The office-holder whose full name stands in a phrase, after the title if it has one."""
    start = at + 1 if 0 <= at < len(words) - 1 else 0
    name = [w for w in words[start:] if w[0].isupper() or w == "-" or w.lower() in vocabulary().persons.particles]
    return names.person(" ".join(name).replace(" - ", "-"), on) if len(name) > 1 else None
