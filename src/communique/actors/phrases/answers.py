"""The answer for a phrase: what is marked in it is read, description by description, and put together.

Knows the order of the steps and what gives way to what; does not know how names,
sectors and countries are found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from communique.actors.phrases import context as surroundings
from communique.actors.phrases import persons
from communique.actors.phrases.groups import Group, groups, stretches
from communique.actors.phrases.sectors import UNKNOWN, head_of, sector_of
from communique.actors.phrases.spelling import mark_spellings
from communique.actors.phrases.spots import (
    BODIES,
    Phrase,
    Spot,
    joined,
    mark_doubtful,
    mark_names,
    mark_nouns,
    mark_places,
    phrase_of,
)
from communique.actors.phrases.states import State, listed, state_of, turn
from communique.actors.phrases.words import phrase_words
from communique.knowledge import names, own, tongue
from communique.knowledge.language import DEFAULT
from communique.records import Json

DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
KEPT = 20_000  # phrases whose answers are kept, for texts that say the same again
OFFICES = ("GOV", "LEG", "JUD")  # sectors in which several people together have a role: "foreign ministers"
NOBODY = "in no table, and no noun for people or bodies"


@dataclass(slots=True)
class Answer:
    """What is known of a phrase."""

    name: str | None = None
    country: str | None = None
    sector: str | None = None
    secondary: str | None = None
    role: str | None = None
    wikidata: str | None = None
    candidates: tuple[str, ...] = ()
    explicit: bool = False
    common: bool = False  # a noun without a name: a context may tell whose
    because: list[str] = field(default_factory=list)


def resolve_phrase(
    text: str, *, on: str | None = None, context: str | None = None, language: str | None = None
) -> Json:
    """One phrase to {"name", "country", "sector", "secondary_sector", "role", "wikidata", "because"};
    today and English unless told.

    >>> found = resolve_phrase("Norwegian troops")
    >>> found["country"], found["sector"]
    ('NOR', 'MIL')
    """
    day = on if on is not None and DAY.fullmatch(on) else date.today().isoformat()
    code = language or DEFAULT
    with tongue.using(code):
        answer = (kept if own.CURRENT.get() is None else answer_of)(text, day, context or "", code)
    return {
        "id": None, "name": answer.name, "country": answer.country or "", "sector": answer.sector or "",
        "secondary_sector": answer.secondary, "role": answer.role, "wikidata": answer.wikidata,
        "because": list(answer.because) or [NOBODY],
    }


@lru_cache(maxsize=KEPT)
def kept(text: str, on: str, context: str, language: str) -> Answer:
    """The answer for a phrase by our own tables, kept for the next time."""
    return answer_of(text, on, context, language)


def answer_of(text: str, on: str, context: str, language: str) -> Answer:
    """The answer for a phrase: names and nouns are marked, descriptions cut, each is read,
    and they are put together."""
    near = surroundings.countries(context, language) if context else {}
    phrase = phrase_of(text, phrase_words(language), near, on)
    if pronoun(phrase):
        return Answer(sector=UNKNOWN, because=["a pronoun names nobody by itself"])
    mark(phrase, on, near)
    take_back(phrase, context)
    turn(phrase)
    found = [read(phrase, group, on, near) for group in groups(phrase)]
    answer = together(found) if found else Answer()
    if found and answer.name is None and answer.role is not None:
        answer.name = unknown_name(phrase)
    if context:
        by_context(answer, near)
    return answer


def pronoun(phrase: Phrase) -> bool:
    """Whether a phrase is one pronoun."""
    return len(phrase.words) == 1 and phrase.lower[0] in phrase.known.pronouns


def mark(phrase: Phrase, on: str, near: Mapping[str, int]) -> None:
    """Enter everything that tables know in a phrase; what is entered later wins over nouns only where it is
    longer."""
    mark_nouns(phrase)
    persons.mark_persons(phrase, on)
    mark_names(phrase)
    mark_doubtful(phrase)
    mark_places(phrase)
    persons.mark_family_names(phrase, on, near)
    mark_spellings(phrase)


def take_back(phrase: Phrase, context: str) -> None:
    """Take back names of places that are parts of unknown persons' names: "Jordan Example",
    "Michael Jordan"."""
    for spot in phrase.spots():
        if spot.kind not in ("country", "capital", "city") or spot.owned:
            continue
        word = phrase.words_of(spot.first, spot.last)
        may_be = word in phrase.known.persons.person_names or spot.kind == "city"
        if may_be and (
            beside(phrase, spot) or (context and surroundings.personal(context, word, phrase.known.language))
        ):
            for k in range(spot.first, spot.last + 1):
                phrase.at.pop(k, None)


def beside(phrase: Phrase, spot: Spot) -> bool:
    """Whether an unknown word in capitals stands beside a name,
    and no noun for people or bodies goes with it."""
    words = phrase.words
    unknown = [
        k for k in (spot.first - 1, spot.last + 1)
        if 0 <= k < len(words) and k not in phrase.at and words[k][0].isupper()
    ]
    unknown = [
        k for k in unknown if phrase.lower[k] not in phrase.known.links.articles and not known_word(phrase, k)
    ]
    return bool(unknown) and not any(s.kind == "noun" for s in phrase.spots())


def known_word(phrase: Phrase, k: int) -> bool:
    """Whether a word is one of those that hold phrases together or say a sector."""
    word, links = phrase.lower[k], phrase.known.links
    return (
        word in links.belongs
        or word in links.located
        or word in phrase.known.modifiers
        or word in phrase.known.marks.former
    )


def unknown_name(phrase: Phrase) -> str | None:
    """The name of an unknown person beside a description ("Pat Example, a Texas farmer")
    or at its end ("mayor of Bergen Pat Example")."""
    for first, last in stretches(phrase):
        while first < last and not phrase.free(first, last):
            first += 1
        words = phrase.words[first : last + 1]
        if (
            1 < len(words) <= persons.RUN
            and phrase.free(first, last)
            and all(w[0].isupper() or w == "-" for w in (words[0], words[-1]))
        ):
            return joined(words)
    return None


# ---------------------------------------------------------------- one description
def read(phrase: Phrase, group: Group, on: str, near: Mapping[str, int]) -> Answer:
    """What one description says."""
    person, head = person_of(group), head_of(group.main)
    state, sector = state_of(phrase, group, near), sector_of(phrase, group)
    answer = Answer(country=state.country, candidates=state.candidates, explicit=state.explicit)
    answer.sector, answer.secondary = sector.primary, sector.secondary
    answer.because = [*state.because, *([sector.why] if sector.why else [])]
    if head is not None:
        by_head(phrase, answer, head, group, state, near)
    elif person is None:
        by_place(phrase, answer, group, state)
    if person is not None:
        by_person(phrase, answer, person, head)
    if answer.sector == "BUS" and not answer.country and worldwide(phrase, group):
        answer.country, answer.common = "MNC", False
    by_marks(phrase, answer, group, head, person)
    if person is None and head is not None and head.titular and answer.country and answer.sector == "GOV":
        by_office(phrase, answer, group, head, on)
    return answer


def worldwide(phrase: Phrase, group: Group) -> bool:
    """Whether a company is said to be of many countries: "a multinational", "a global bank"."""
    return not phrase.known.heads.worldwide.isdisjoint(phrase.lower[group.main.first : group.main.last + 1])


def person_of(group: Group) -> Spot | None:
    """The person that a description names, unless a noun follows the name ("Putin's spokesman");
    after a place too ("mayor of Rome X")."""
    spots, head = group.main.spots, head_of(group.main)
    if spots and spots[-1].kind == "person":
        return spots[-1]
    ends = group.rest[-1].spots if group.rest and head is not None and head.titular else []
    return ends[-1] if len(ends) > 1 and ends[-1].kind == "person" else None


def common_name(phrase: Phrase, head: Spot) -> bool:
    """Whether the name of a body is one that many states' bodies have: "Supreme Court", "Congress"."""
    words = tuple(phrase.lower[head.first : head.last + 1])
    if " ".join(words) in phrase.known.vocabulary.nouns.shared:
        return True
    return any(row == words for row, _ in phrase.known.nouns.get(words[0], ()))


def elsewhere(head: Spot, near: Mapping[str, int]) -> bool:
    """Whether a context names one state only, and it is not that of a body."""
    codes = surroundings.states(near)
    return len(codes) == 1 and head.country not in codes


def by_head(
    phrase: Phrase, answer: Answer, head: Spot, group: Group, state: State, near: Mapping[str, int]
) -> None:
    """Enter name and role as the head of the description has them."""
    if head.kind in BODIES:
        strange = head.country and answer.country and head.country != answer.country and not head.owned
        answer.name = phrase.words_of(head.first, head.last) if strange else head.name
        answer.wikidata, answer.role = None if strange else head.wikidata, head.role
        answer.secondary = answer.secondary or head.secondary
        if not state.explicit and not head.owned and common_name(phrase, head) and elsewhere(head, near):
            answer.country, answer.wikidata, answer.common = None, None, True
            answer.name = phrase.words_of(head.first, head.last)
            answer.because = [f'"{answer.name}": {head.sector}; {head.name} is not named in the context']
        if head.candidates and not answer.country:
            answer.candidates, answer.common = answer.candidates or head.candidates, True
            answer.because.append(f"{head.name}: of {listed(head.candidates)}")
        if head.owned:
            answer.country, answer.sector = head.country or answer.country, head.sector or answer.sector
            answer.because.append(f"{head.name}: {names.SOURCE}")
        return
    answer.common = True
    noun = head.noun
    if noun is not None and noun.kind == "person":
        answer.role = title(phrase, head) if not noun.plural or noun.sector in OFFICES else None
        unknown = [k for k in range(head.last + 1, group.main.last + 1) if k not in phrase.at]
        if unknown and phrase.words[unknown[0]][0].isupper() and unknown[0] == head.last + 1:
            answer.name = name_from(phrase, unknown)
    else:
        answer.name = phrase.words_of(*without_article(phrase, group))


def name_from(phrase: Phrase, unknown: list[int]) -> str:
    """The unknown words after a title as a name: as far as they are capitals."""
    kept_words = [phrase.words[k] for k in unknown]
    while kept_words and not kept_words[-1][0].isupper():
        kept_words.pop()
    return joined(kept_words)


def title(phrase: Phrase, head: Spot) -> str:
    """A title as the phrase has it, with the words that belong before it:
    "acting deputy foreign minister"."""
    first = head.first
    while first and phrase.lower[first - 1] in phrase.known.marks.current | phrase.known.marks.former:
        first -= 1
    return phrase.words_of(first, head.last)


def without_article(phrase: Phrase, group: Group) -> tuple[int, int]:
    """First and last word of a description, without its article."""
    first = group.main.first
    while first < group.main.last and phrase.lower[first] in phrase.known.links.articles:
        first += 1
    return first, max([group.main.last, *(p.last for p in group.rest)])


def by_place(phrase: Phrase, answer: Answer, group: Group, state: State) -> None:
    """Enter what a place alone says: a capital its government, a city its people,
    a region or a state nothing; with other words unknown."""
    spots = [s for s in group.main.spots if not s.aside] or [s for part in group.rest for s in part.spots]
    if not spots:
        return
    spot = spots[0]
    answer.name = spot.name
    bare = not unread(phrase, group)
    if spot.kind in ("place", "country", "demonym") and spot.sector and bare:
        answer.sector = answer.sector or spot.sector
        answer.because.append(f"{spot.name}: {spot.sector}")
    elif spot.kind == "capital" and bare:
        answer.sector = answer.sector or "GOV"
        answer.because.append(f"{spot.name} for the government")
    elif spot.kind == "city" and bare:
        answer.sector = answer.sector or "CVL"
        answer.because.append(f"{spot.name}: a city, and no capital")
    elif not (bare or ends_in(group, spot) or answer.sector) and (answer.country or state.candidates):
        answer.sector = UNKNOWN
        answer.because.append("its other words are no noun for people or bodies")
    if not answer.because and not spot.country:
        answer.because.append(f"{spot.name}: of no one state")


def ends_in(group: Group, spot: Spot) -> bool:
    """Whether a description is about a country or its people itself: "many Germans", "dozens of Germans",
    "northern Mali"."""
    if not group.main.spots:
        return spot.kind == "demonym"
    return spot.kind not in ("capital", "city") and group.main.spots[-1].last == group.main.last


def unread(phrase: Phrase, group: Group) -> bool:
    """Whether a description has words that say something unknown."""
    links = phrase.known.links
    small = links.articles | links.joins | links.possessives | links.belongs | links.areas | {"-"}
    return any(
        k not in phrase.at and phrase.lower[k] not in small
        for k in range(group.main.first, group.main.last + 1)
    )


def by_person(phrase: Phrase, answer: Answer, person: Spot, head: Spot | None) -> None:
    """Enter a person of the table: country and sector as the phrase has them,
    else as the table has them on the day."""
    answer.name, answer.wikidata = person.name, person.wikidata
    if person.country and (not answer.country or (answer.candidates and person.country in answer.candidates)):
        answer.country, answer.candidates = person.country, ()
    titled = head is not None and answer.sector not in (None, UNKNOWN) and not courteous(phrase, head)
    if not titled or person.owned:
        answer.sector, answer.secondary = person.sector, person.secondary
    elif person.secondary and answer.sector == person.sector:
        answer.secondary = answer.secondary or person.secondary
    answer.role = answer.role or person.role
    answer.common = False
    if person.why not in answer.because:
        answer.because.append(person.why)


def courteous(phrase: Phrase, head: Spot) -> bool:
    """Whether a title is a way to address somebody and no office: "Sheikh"."""
    persons_words = phrase.known.vocabulary.persons
    return head.name in persons_words.honorifics and head.name not in persons_words.offices


def by_marks(phrase: Phrase, answer: Answer, group: Group, head: Spot | None, person: Spot | None) -> None:
    """Let "former" make somebody a former official, or a civilian who was no official."""
    end = head.first if head is not None else person.first if person is not None else -1
    if person is None and not (head is not None and head.personal):
        return
    marked = (word for word in phrase.lower[group.main.first : end] if word in phrase.known.marks.former)
    mark_word = next(marked, None)
    if mark_word is None or (answer.sector is None and answer.country is None):
        return
    heads = phrase.known.heads
    if answer.sector is None or answer.sector in heads.office_sectors:
        answer.sector, answer.secondary = "ELI", None
    elif answer.sector not in heads.kept_sectors:
        answer.sector, answer.secondary = "CVL", None
    answer.because.append(f'"{mark_word}"')


def by_office(phrase: Phrase, answer: Answer, group: Group, head: Spot, on: str) -> None:
    """Say who held the office that a description names on the day, by the table;
    the name is entered where it is one person."""
    if answer.name is not None:
        return
    if any(spot.part for spot in group.spots):  # "the president of Somaliland" is not Somalia's
        return
    words = " ".join(phrase.lower[max(group.main.first, head.first - 1) : head.last + 1])
    held = persons.holders(phrase, answer.country or "", words, on)
    people = list(dict.fromkeys(t.person for t in held))
    for term in held[:3]:
        shown = f", last shown on {term.known_until}" if names.stale(term, on) else ""
        answer.because.append(
            f"{term.person} held it on {on} by the table (from {term.start or '?'} to "
            f"{term.end or 'date'}{shown})"
        )
    if len(people) == 1:
        answer.name, answer.wikidata = people[0], held[0].wikidata or None


# ---------------------------------------------------------------- together
def together(found: list[Answer]) -> Answer:
    """Descriptions side by side as one: the first, with what the others add ("Pat Example,
    Kenya's water minister")."""
    answer = found[0]
    for other in found[1:]:
        told = (answer.country, *answer.candidates, other.country, *other.candidates)
        codes = tuple(dict.fromkeys(c for c in told if c))
        if len(codes) > 1 and answer.sector is None and other.sector is None and answer.role is None:
            answer = Answer(candidates=codes, because=[f"several countries: {listed(codes, 'and')}"])
            continue
        add(answer, other)
    return answer


def add(answer: Answer, other: Answer) -> None:
    """Enter what an apposition says: its country where it names one, its sector over that of the table,
    name and role where they lack."""
    if (other.explicit and other.country and not (answer.explicit and answer.country)) or not answer.country:
        answer.country = other.country or answer.country
        answer.candidates = other.candidates or answer.candidates
    vague = answer.sector in (None, UNKNOWN, "ELI") or answer.role is None
    if other.role and other.sector and vague:
        answer.sector, answer.secondary = other.sector, other.secondary or answer.secondary
    elif answer.sector in (None, UNKNOWN):
        answer.sector, answer.secondary = other.sector or answer.sector, answer.secondary or other.secondary
    if other.sector == "ELI":
        answer.sector = "ELI"
    answer.name, answer.role = answer.name or other.name, answer.role or other.role
    answer.wikidata = answer.wikidata or other.wikidata
    answer.common = answer.common and other.common
    answer.because += [b for b in other.because if b not in answer.because]


def by_context(answer: Answer, near: Mapping[str, int]) -> None:
    """Let the context say whose a noun without a country is: the one country that it names,
    else the several are told."""
    if answer.country or not answer.common or answer.sector in (None, UNKNOWN):
        return
    wanted = answer.candidates or near
    codes = tuple(c for c in surroundings.states(near) if c in wanted)
    if len(codes) == 1:
        answer.country, answer.candidates = codes[0], ()
        answer.because.append(f"the context names {names.called(codes[0])}")
    elif codes:
        answer.because.append(f"the context names several countries: {listed(codes)}")
