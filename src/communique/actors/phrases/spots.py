"""What stands where in a phrase: its words, and the names, nouns, persons and places among them.

Knows the tables; does not know how the phrase hangs together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from communique import places
from communique.actors.phrases.words import PhraseWords
from communique.actors.vocabulary import Noun
from communique.knowledge import names, own
from communique.places import gazetteer
from communique.records import Place

BODIES = ("body", "organization", "group")
POSSESSIVES = ("'s", "’s", "'", "’")
LOUD = 4  # letters of a word in capitals that may be a name and no acronym
TOWN = 100_000  # people of a town that is meant rather than a region of its name
LONG = 80  # words of a phrase that are looked at


@dataclass(slots=True)
class Spot:
    """Something that was recognised: words `first` to `last`."""

    first: int
    last: int
    # country | demonym | capital | city | region | place | body | organization | group | person | noun
    kind: str
    name: str
    country: str | None = None
    sector: str | None = None
    secondary: str | None = None
    role: str | None = None
    wikidata: str | None = None
    noun: Noun | None = None
    candidates: tuple[str, ...] = ()
    why: str = ""
    owned: bool = False  # from the user's own table
    aside: str = ""  # why it gives no country: "pro-", "-backed"
    part: bool = False  # of a state: a region, a town, a people, a breakaway territory
    lesser: bool = False  # gives a country only where nothing else does: "Saudi-led"

    @property
    def personal(self) -> bool:
        """Whether it is a noun for a person: "deputy minister"."""
        return self.noun is not None and self.noun.kind == "person"

    @property
    def titular(self) -> bool:
        """Whether it is a noun for one person, which may be the title of a name."""
        return self.noun is not None and self.noun.kind == "person" and not self.noun.plural


@dataclass(slots=True)
class Phrase:
    """A phrase in words, with what was recognised at each; `near` are the countries of its context."""

    words: list[str]
    lower: list[str]
    known: PhraseWords
    near: Collection[str] = ()
    on: str | None = None
    at: dict[int, Spot] = field(default_factory=dict)

    def put(self, spot: Spot) -> None:
        """Enter a spot at its words, and take out those that it covers."""
        for k in range(spot.first, spot.last + 1):
            other = self.at.get(k)
            if other is not None:
                for j in range(other.first, other.last + 1):
                    self.at.pop(j, None)
        for k in range(spot.first, spot.last + 1):
            self.at[k] = spot

    def spots(self) -> list[Spot]:
        """Everything that was recognised, in order."""
        return list({id(s): s for _, s in sorted(self.at.items())}.values())

    def free(self, first: int, last: int) -> bool:
        """Whether nothing was recognised between two words."""
        return all(k not in self.at for k in range(first, last + 1))

    def words_of(self, first: int, last: int) -> str:
        """The words between two as they would be written."""
        return joined(self.words[first : last + 1])


def joined(words: Sequence[str]) -> str:
    """Words as they would be written: hyphens and possessives closed up."""
    text = " ".join(words).replace(" - ", "-").replace(" ’s", "’s").replace(" 's", "'s").replace(" ,", ",")
    return text.removesuffix(" '").removesuffix(" ’")


def phrase_of(text: str, known: PhraseWords, near: Collection[str], on: str) -> Phrase:
    """A phrase in words, as it is meant on a day."""
    words = known.word.findall(text)[:LONG]
    return Phrase(words, [w.lower().replace("’", "'") for w in words], known, near, on)


# ---------------------------------------------------------------- nouns
def mark_nouns(phrase: Phrase, start: int = 0, end: int = LONG) -> None:
    """Enter the longest nouns for people and bodies that begin between two words, from the left."""
    i, table, lower = start, phrase.known.nouns, phrase.lower
    end = min(end, len(lower))
    while i < end:
        rows = table.get(lower[i])
        if rows is not None:
            i = mark_noun(phrase, i, rows)
        i += 1


def mark_noun(phrase: Phrase, i: int, rows: Sequence[tuple[tuple[str, ...], Noun]]) -> int:
    """Enter the longest of the nouns that begin at a word; its last word,
    or the word itself where none does."""
    lower = phrase.lower
    for words, noun in rows:
        n = len(words)
        if (n == 1 or tuple(lower[i : i + n]) == words) and not (n == 1 and family_name(phrase, i)):
            last, sector, second = i + n - 1, noun.sector, noun.secondary
            phrase.put(Spot(i, last, "noun", noun.words, sector=sector, secondary=second, noun=noun))
            return last
    return i


def family_name(phrase: Phrase, i: int) -> bool:
    """Whether a noun in capitals after a given name is a family name: "Julie Bishop", "Larry King"."""
    large = [word[0].isupper() for word in phrase.words[max(i - 1, 0) : i + 2]]
    given = i > 0 and phrase.lower[i - 1] in phrase.known.vocabulary.persons.given
    return given and large[:2] == [True, True] and not any(large[2:])


# ---------------------------------------------------------------- names
def mark_names(phrase: Phrase) -> None:
    """Enter the longest names of the tables; a name that needs its country, or is of several,
    looks at those of the phrase too."""
    low = not any(w[0].isupper() for w in phrase.words)
    rows = list(name_rows(phrase, low))
    named = (entries[0] for _, found, _ in rows for entries, _ in found)
    near = {*phrase.near, *(e.country or "" for e in named if e.kind in ("country", "demonym"))}
    taken = -1
    for i, found, loud in rows:
        if i <= taken:
            continue
        for entries, length in found:
            own_name = {entries[0].country or ""} if entries[0].kind == "country" else set()
            entry = names.chosen(entries, near - own_name, phrase.on)
            entry = entry or sole(phrase, entries, i, length, near)
            if entry is not None and fits(phrase, entry, i, length, low or loud):
                taken = i + length - 1
                rest = phrase.at[taken].last if taken in phrase.at else taken
                phrase.put(spot_of(phrase, entry, i, taken))
                mark_nouns(phrase, taken + 1, rest + 1)
                break


def sole(
    phrase: Phrase, entries: Sequence[names.Entry], i: int, length: int, near: set[str]
) -> names.Entry | None:
    """The one meaning that we know of an acronym or of a name of several words,
    where no other country is named beside it."""
    one = len({entry.country for entry in entries}) == 1
    if one and not near - {entries[0].country} and (length > 1 or phrase.words[i].isupper()):
        return entries[0]
    return None


def name_rows(
    phrase: Phrase, low: bool
) -> Iterator[tuple[int, list[tuple[tuple[names.Entry, ...], int]], bool]]:
    """For each word at which names begin, these names with their meanings;
    whether the word was read in other letters than it has."""
    words, mine = phrase.words, own.CURRENT.get() is not None
    particles = phrase.known.vocabulary.persons.particles
    others = variants(words, low, particles)
    for i, word in enumerate(words):
        if not (word[0].isupper() or word[0].isdigit() or low or mine or word in particles):
            continue
        person = phrase.at.get(i)
        if person is not None and person.kind == "person":
            continue
        found = names.meanings(words, i) or possessive(words, i)
        if found:
            yield i, found, False
        for other in others:
            hits = names.meanings(other, i) if other[i] != word else []
            if hits and (not found or hits[0][1] > found[0][1]):
                yield i, hits, True


def possessive(words: Sequence[str], i: int) -> list[tuple[tuple[names.Entry, ...], int]]:
    """The names that begin at a word and have a possessive in their first two words: "People's Army",
    "Korean People's Army"."""
    for k in (i + 1, i + 2):
        if k < len(words) and words[k] in POSSESSIVES:
            whole = [*words[i : k - 1], words[k - 1] + words[k].replace("’", "'"), *words[k + 1 : k + 8]]
            found = [(entries, n + 1) for entries, n in names.meanings(whole, 0) if n >= k - i]
            if found:
                return found
    return []


def variants(words: Sequence[str], low: bool, particles: Collection[str]) -> list[list[str]]:
    """A phrase without capitals with them, and one in capitals without: "north korea", "nato",
    "SECURITY COUNCIL", "TEHRAN"."""
    if low:
        return [
            [w.capitalize() for w in words], [w.upper() if LOUD <= len(w) <= LOUD + 1 else w for w in words],
        ]
    if any(w.isupper() and len(w) >= LOUD for w in words) or loud(words):
        return [[w.capitalize() if w.isupper() and (len(w) >= LOUD or loud(words)) else w for w in words]]
    if "-" in words and any(w in particles for w in words):
        return [[w.capitalize() if w in particles else w for w in words]]
    return []


def loud(words: Sequence[str]) -> bool:
    """Whether a phrase is all in capitals."""
    return len(words) > 1 and all(w.isupper() for w in words if w[0].isalpha())


def fits(phrase: Phrase, entry: names.Entry, i: int, length: int, other: bool) -> bool:
    """Whether a name stands there: not inside a longer noun ("national security council"),
    nor as a noun for things ("turkey")."""
    last, noun = i + length - 1, phrase.at.get(i)
    if noun is not None and noun.last >= last and noun.first < i:
        return False
    if not other:
        return True
    if phrase.words[i] in phrase.known.persons.things and length == 1:
        return any(s.kind == "noun" and s.first > i for s in phrase.at.values())
    return noun is None or length > 1 or noun.last > last


def spot_of(phrase: Phrase, entry: names.Entry, first: int, last: int) -> Spot:
    """A name of the tables as it stands in a phrase."""
    words = phrase.words_of(first, last)
    doubt = phrase.known.ambiguous.get(words) or (
        phrase.known.ambiguous.get(words.title()) if words.islower() or words.isupper() else None
    )
    country = entry.country
    if country is None and entry.kind in ("organization", "group") and entry.sector == "IGO":
        country = "IGO"
    candidates: tuple[str, ...] = ()
    if doubt is not None and entry.kind in ("country", "demonym", "capital"):
        country, candidates = None, doubt.countries
    elif entry.kind in BODIES and entry.ambiguous.startswith("of "):
        candidates = tuple(entry.ambiguous.removeprefix("of ").split(", "))
    kind = "capital" if entry.kind == "metonym" else entry.kind
    if kind == "country" and phrase.lower[last] in phrase.known.heads.governments:
        return Spot(first, last, "body", words, country, "GOV", why=f'"{words}": {entry.name}, {country}')
    part = entry.kind in ("country", "demonym", "place") and bool(entry.sector)
    return Spot(
        first, last, kind, entry.name, country, entry.sector, entry.secondary, entry.role, entry.wikidata,
        candidates=candidates, owned=entry.source == names.SOURCE, part=part,
        why=f'"{words}": {entry.name}' + (f", {country}" if country else ""),
    )  # fmt: skip


def mark_doubtful(phrase: Phrase) -> None:
    """Enter names of several states and first parts of compounds ("Franco-German")
    where no longer name stands."""
    known, words = phrase.known, phrase.words
    for i, word in enumerate(words):
        people = known.peoples.get(phrase.lower[i]) or known.peoples.get(phrase.lower[i].removesuffix("s"))
        taken = phrase.at.get(i)
        alone = taken is not None and taken.first == taken.last
        adjective = people is not None and alone and i + 1 in phrase.at  # "Catalan bankers"
        if not word[0].isupper() or (taken is not None and not adjective):
            continue
        if people is not None:
            why = f'"{word}": a people of {names.called(people)}'
            phrase.put(Spot(i, i, "demonym", word, people, part=True, why=why))
        code = known.combining.get(phrase.lower[i])
        if code is not None and words[i + 1 : i + 2] == ["-"]:
            phrase.put(Spot(i, i, "demonym", word, code, why=f'"{word}-": {names.called(code)}'))
        doubt = known.ambiguous.get(word) or known.ambiguous.get(word.capitalize())
        if doubt is not None:
            phrase.put(Spot(i, i, "demonym", word, candidates=doubt.countries))


# ---------------------------------------------------------------- places
def mark_places(phrase: Phrase) -> None:
    """Enter cities and regions at words in capitals that are nothing yet,
    and longer names than those found ("New Mexico")."""
    unknown = [i for i, w in enumerate(phrase.words) if i not in phrase.at and w[0].isupper()]
    if not unknown and not any(
        s.kind == "capital" and phrase.words[s.last + 1 : s.last + 2] == [","] for s in phrase.at.values()
    ):
        return
    text = joined([w.capitalize() if w.isupper() and len(w) >= LOUD else w for w in phrase.words])
    for place in places.find(text, language=phrase.known.language):
        enter_place(phrase, place)
    for i in unknown:
        if i not in phrase.at:
            enter_seat(phrase, i)


def enter_seat(phrase: Phrase, i: int) -> None:
    """Enter the city after which a body is called: "Oxford" in "Oxford University"."""
    after = phrase.at.get(i + 1)
    if after is not None and after.kind == "noun" and not after.personal:
        for place in places.find(phrase.words[i], language=phrase.known.language):
            enter_place(phrase, place)


def enter_place(phrase: Phrase, place: Place) -> None:
    """Enter a place at the words that name it, unless something longer or as long stands there."""
    wanted = [w.lower() for w in phrase.known.word.findall(place.span.text)]
    n = len(wanted)
    for i in range(len(phrase.lower) - n + 1):
        if phrase.lower[i : i + n] == wanted:
            over = [phrase.at[k] for k in range(i, i + n) if k in phrase.at]
            capitals = (s for s in over if s.kind == "capital" and s.last - s.first + 1 == n)
            elsewhere = any(s.country != place.country for s in capitals)
            longer = any((s.last - s.first + 1 >= n and s.kind != "noun") or s.kind == "person" for s in over)
            hyphened = i > 1 and phrase.words[i - 1] == "-"
            if (longer and not elsewhere) or (place.demonym and over) or hyphened:
                return
            kind, words = place_kind(place), phrase.words_of(i, i + n - 1)
            country, doubt = surveyed(place), phrase.known.ambiguous.get(words)
            rest = max((s.last for s in over), default=0)
            spot = Spot(
                i, i + n - 1, kind, words, country, part=kind not in ("country", "capital"),
                why=f'"{words}": {kind}, {country} (table of places)',
            )
            if doubt:
                spot.country, spot.candidates = None, doubt.countries
            phrase.put(spot)
            mark_nouns(phrase, i + n, rest + 1)
            return


def surveyed(place: Place) -> str | None:
    """The country of a place by our codes."""
    return {"XKX": "KOS"}.get(place.country or "", place.country)


def place_kind(place: Place) -> str:
    """country, capital, region, city or demonym; of a town and a region of one name the town."""
    if place.demonym:
        return "demonym"
    rows = [r for r in gazetteer.places(gazetteer.plain(place.span.text)) if r.country2 == place.country2]
    kinds = {
        r.kind for r in rows
        if r.geonameid == place.geonameid or (r.kind in gazetteer.TOWNS and r.population >= TOWN)
    }
    return next((k for k in (gazetteer.COUNTRY, gazetteer.CAPITAL, gazetteer.CITY) if k in kinds), "region")
