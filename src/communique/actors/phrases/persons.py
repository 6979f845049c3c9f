"""Persons in a phrase: full names in any order, family names after a title,
and who held an office on the day.

Knows the tables of terms of office and the day; does not know what else the phrase says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from communique.actors.phrases.spots import LOUD, Phrase, Spot
from communique.knowledge import names

RUN = 12  # words of a personal name, hyphens among them, at most
TURNED = 4  # words of a name whose order may be another, at most
LEADERS = ("HOS", "HOG")


def mark_persons(phrase: Phrase, on: str) -> None:
    """Enter the persons whose full names stand in a phrase, and what may be an unknown person's name."""
    for first, last in runs(phrase):
        spot = next(known(phrase, first, last, on), None)
        if spot is not None:
            phrase.put(spot)


def runs(phrase: Phrase) -> Iterator[tuple[int, int]]:
    """Rows of words in capitals that may hold a person's name, with and without the nouns at their ends."""
    words, i, n = phrase.words, 0, len(phrase.words)
    while i < n:
        if not opens_name(phrase, i):
            i += 1
            continue
        last = i
        while last + 1 < n and last - i < RUN and goes_on(phrase, last + 1):
            last += 1
        while last > i and not words[last][0].isalpha():
            last -= 1
        yield i, last
        i = last + 1


def opens_name(phrase: Phrase, i: int) -> bool:
    """Whether a personal name may begin at a word."""
    word = phrase.words[i]
    return word[0].isupper() and phrase.lower[i] not in phrase.known.links.articles


def goes_on(phrase: Phrase, i: int) -> bool:
    """Whether a personal name may go on with a word: one in capitals, a particle ("al-", too), a hyphen,
    an initial."""
    word, words = phrase.words[i], phrase.words
    if word[0].isupper() or (words[i - 1] == "-" and word[0].isalpha()):
        return True
    after = words[i + 1] if i + 1 < len(words) else ""
    if phrase.lower[i] in phrase.known.vocabulary.persons.particles:
        return after[:1].isalpha() or after == "-"
    return word == "-" and after[:1].isalpha()


def known(phrase: Phrase, first: int, last: int, on: str) -> Iterator[Spot]:
    """Persons of the table whose name ends a row of words, the longest name first;
    a title before it stays out."""
    for start in range(first, last + 1):
        spot = phrase.at.get(start)
        if not phrase.words[start][0].isalpha() or (
            spot is not None and start > first and (spot.first < start or start == last)
        ):
            continue
        for end in ends(phrase, start, last):
            term = found(phrase, start, end, on)
            if term is not None:
                yield person_spot(term, untitled(phrase, term, start, end), end, on)


def untitled(phrase: Phrase, term: names.Term, start: int, end: int) -> int:
    """Where a name begins without the title that its alias has: "Pope Francis";
    "Sheikh" of "Sheikh Hasina" is her name, as "Marine" is in "Marine Le Pen"."""
    noun = phrase.at.get(start)
    if noun is None or noun.kind != "noun" or noun.last >= end:
        return start
    words = phrase.known.vocabulary.persons
    own_name = names.key(term.person).split()[0] == phrase.lower[start] not in words.offices
    return start if own_name else noun.last + 1


def ends(phrase: Phrase, start: int, last: int) -> Iterator[int]:
    """Where a name that begins at a word may end: at the end of the row,
    or before a noun that follows it ("Rubio spokesman")."""
    yield last
    noun = phrase.at.get(last)
    if noun is not None and noun.kind == "noun" and noun.first > start:
        yield noun.first - 1


def found(phrase: Phrase, start: int, end: int, on: str) -> names.Term | None:
    """The term of a person by the words of the name, also in other orders: on the day,
    else the one nearest to it."""
    words = [w.capitalize() if w.isupper() and len(w) >= LOUD else w for w in phrase.words[start : end + 1]]
    name = " ".join(words).replace(" - ", "-")
    if names.namesakes(name):
        return names.person(name, on) or names.person(name, None)
    parts = name.split()
    if 1 < len(parts) <= TURNED and start not in phrase.at and end not in phrase.at:
        for turned in (" ".join([*parts[1:], parts[0]]), " ".join([parts[-1], *parts[:-1]])):
            if names.namesakes(turned):
                return names.person(turned, on)
    return None


def person_spot(term: names.Term, first: int, last: int, on: str) -> Spot:
    """A person of the table with what it says of the day."""
    when = f"{term.start or '?'} to {term.end or 'date'}"
    why = (
        f"{term.person}: {term.office or term.class_}, {names.called(term.country)}, "
        f"{when} (table)"
    )
    sector = term.sector or None
    if term.start and on[: len(term.start)] < term.start:
        why += f"; not yet on {on}"
        sector = None
    elif not names.in_office(term, on):
        if term.end:
            sector, why = "ELI", f"{why}; no longer on {on}"
        else:
            why += f"; last shown in office on {term.known_until}, stale on {on}"
    elif names.stale(term, on):
        why += f"; last shown in office on {term.known_until}"
    coded = names.country_name(term.country) or (len(term.country) == 3 and term.country.isupper())
    return Spot(
        first, last, "person", term.person, term.country if coded else None, sector, term.secondary or None,
        term.office or None, term.wikidata or None, why=why, owned=term.source == names.SOURCE,
    )  # fmt: skip


# ---------------------------------------------------------------- family names after a title
def mark_family_names(phrase: Phrase, on: str, near: Collection[str]) -> None:
    """Enter the incumbent whose family name stands after a title ("Deputy Secretary Hicks"), before a noun,
    or alone."""
    named = {s.country for s in phrase.spots() if s.country and s.kind in ("country", "demonym", "body")}
    countries = named or set(near)
    for i, word in enumerate(phrase.words):
        if i in phrase.at or not word[0].isupper() or len(word) < 2 or not alone(phrase, i):
            continue
        title = phrase.at.get(i - 1)
        if title is not None and title.titular:
            term = titled(phrase, title.first, title.last, word, on, countries)
        else:
            term = bare(phrase, word, on, near)
        if term is not None:
            phrase.put(person_spot(term, i, i, on))


def alone(phrase: Phrase, i: int) -> bool:
    """Whether an unknown word has no other unknown word in capitals beside it,
    which would be its other name."""
    articles = phrase.known.links.articles | phrase.known.vocabulary.persons.honorifics.keys()
    return not any(
        0 <= k < len(phrase.words)
        and k not in phrase.at
        and phrase.words[k][0].isupper()
        and phrase.lower[k] not in articles
        for k in (i - 1, i + 1)
    )


def titled(
    phrase: Phrase, first: int, last: int, surname: str, on: str, countries: Collection[str | None]
) -> names.Term | None:
    """The one holder with this family name of an office that the title names,
    in the country if one is named."""
    while first and phrase.lower[first - 1] in (*phrase.known.marks.current, "vice", "assistant", "under"):
        first -= 1
    title = " ".join(phrase.lower[first : last + 1]).replace(" - ", "-")
    wanted = set(title.replace("-", " ").split()) - phrase.known.persons.idle
    class_ = next((c for words, c in phrase.known.vocabulary.titles.classes if words in title), "")
    held = [
        t for t in names.incumbents(surname, on, phrase.known.persons.classes)
        if not countries or t.country in countries
    ]
    fit = [t for t in held if names_office(t, class_, wanted)]
    return fit[0] if len({(t.person, t.country) for t in fit}) == 1 else None


def names_office(term: names.Term, class_: str, wanted: Collection[str]) -> bool:
    """Whether a title may be that of an office: of the same class, or all of its words among the office's."""
    classes = set(term.class_.split("+"))
    if class_ and (class_ in classes or (class_ in LEADERS and not classes.isdisjoint(LEADERS))):
        return True
    return bool(wanted) and set(wanted) <= set(term.office.lower().replace("-", " ").split())


def bare(phrase: Phrase, surname: str, on: str, near: Collection[str]) -> names.Term | None:
    """The one head of state or government of this name in the world on that day,
    or of the countries of the context."""
    if surname.lower() in phrase.known.vocabulary.persons.given or not surname.isalpha():
        return None
    held = names.incumbents(surname, on, LEADERS)
    here = [t for t in held if t.country in near]
    if len(here) == 1:
        return here[0]
    if len(held) == 1 and (whole(phrase) or phrase_owner(phrase, surname)):
        return held[0]
    return None


def whole(phrase: Phrase) -> bool:
    """Whether a phrase is one word, a courtesy before it left aside: "Mr Xi"."""
    return all(word in phrase.known.vocabulary.persons.honorifics for word in phrase.lower[:-1])


def phrase_owner(phrase: Phrase, surname: str) -> bool:
    """Whether a noun follows a family name, as in "Putin spokesman"."""
    i = phrase.words.index(surname)
    return any(s.kind == "noun" and s.first > i for s in phrase.at.values())


def holders(phrase: Phrase, country: str, title: str, on: str) -> Sequence[names.Term]:
    """Who held the office that a title names in a country on a day, by the table;
    none for titles of no class."""
    class_ = next((c for words, c in phrase.known.vocabulary.titles.classes if words in title), "")
    return names.office(country, class_, on) if class_ else ()
