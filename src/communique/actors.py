"""Noun phrases to actors: whom "Wang", "the ministry", "she" or "both countries" stands for in this article, with country, sector and role.

Knows the tables of names and how English refers back; does not know what anybody did.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from communique.grammar import Clause, Parse
from communique.knowledge import load_csv, load_toml, names
from communique.records import Actor, Json, Span

NEAR = 3                    # sentences back in which the antecedent of a pronoun is sought
FAR = 12                    # sentences back in which "the ministry" may have been named
LEADERSHIP = ("HOS", "HOG", "FM")
DASHES = frozenset(("-", "–", "—", "--"))
OPENING, CLOSING = frozenset("“„«"), frozenset("”»")
STRAIGHT = frozenset(('"', "``", "''"))
POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
SUBJECT, OBJECT, OTHER = 3.0, 1.0, 0.0
FADING = 3.0                # what a sentence's distance costs an antecedent: a subject two back weighs as an oblique one back
UNNAMED = 3                 # mentions that an office-holder named without the country is worth, when the text's home is sought
DATELINE = 9                # words before the dash of a dateline, at most
Quote = tuple[int, int, "Actor | None", tuple[Actor, ...]]


# ---------------------------------------------------------------- what we know
@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun for people or bodies: its words, sector, kind (person, body, group) and number."""

    words: str
    sector: str | None
    secondary: str | None
    kind: str
    plural: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The closed classes of one language (actors.toml) and its nouns for people (people.csv)."""

    honorifics: dict[str, str]
    offices: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    family_first: frozenset[str]
    leading: dict[str, str]
    given: dict[str, str]
    genders: dict[str, str]
    former: frozenset[str]
    coming: frozenset[str]
    junior: frozenset[str]
    quality: frozenset[str]
    regions: frozenset[str]
    ships: frozenset[str]
    calendar: frozenset[str]
    classes: tuple[tuple[str, str], ...]
    leaders: dict[str, tuple[str, ...]]
    envoys: frozenset[str]
    hosted: frozenset[str]
    generic: frozenset[str]
    pronouns: dict[str, tuple[str, str, str]]
    first_singular: frozenset[str]
    first_plural: frozenset[str]
    second: frozenset[str]
    first: frozenset[str]
    senders: frozenset[str]
    seats: dict[str, str]
    sides: frozenset[str]
    states: frozenset[str]
    pairs: frozenset[str]
    people_pairs: frozenset[str]
    pair_words: frozenset[str]
    epithets: dict[str, tuple[str, ...]]
    kingdoms: dict[str, tuple[str, ...]]
    neighbours: frozenset[str]
    numbers: dict[str, int]
    of_owner: frozenset[str]
    hyphen_owner: frozenset[str]
    shared: frozenset[str]
    tribunals: frozenset[str]
    nobody: frozenset[str]
    features: frozenset[str]
    collectives: frozenset[str]
    parts: frozenset[str]
    with_it: frozenset[str]
    prepositions: frozenset[str]
    able: frozenset[str]
    objects: frozenset[str]
    saying: frozenset[str]
    nouns: dict[str, Noun]
    endings: frozenset[str]


@cache
def vocabulary(language: str = "en") -> Words:
    """The words of a language that actors turn on, loaded once."""
    table = load_toml(f"{language}/actors.toml")
    persons, titles, nouns, it = table["persons"], table["titles"], table["nouns"], table["it"]
    genders = dict.fromkeys(persons["female_nouns"], "f") | dict.fromkeys(persons["male_nouns"], "m")
    people = {row["noun"]: noun_of(row) for row in load_csv(f"{language}/people.csv", columns=("noun", "sector", "kind", "number"))}
    for word in titles["not_people"]:
        people.pop(word, None)
    for words, sector, kind, number in titles["people"]:
        people[words] = Noun(words, sector or None, None, kind, number == "p")
    return Words(
        persons["honorifics"], frozenset(persons["offices"]), frozenset(persons["particles"]), frozenset(persons["suffixes"]),
        frozenset(persons["family_first"]), persons["leading"],
        dict.fromkeys(persons["female"], "f") | dict.fromkeys(persons["male"], "m"), genders, frozenset(titles["former"]),
        frozenset(titles["coming"]), frozenset(titles["junior"]), frozenset(titles["quality"]), frozenset(titles["regions"]),
        frozenset(persons["ships"]), frozenset(persons["calendar"]), tuple((a, b) for a, b in titles["classes"]),
        {k: tuple(v) for k, v in titles["leaders"].items()}, frozenset(titles["envoys"]), frozenset(nouns["hosted"]),
        frozenset(titles["bare_never"]), {w: pronoun(s) for w, s in table["pronouns"].items()},
        frozenset(table["first"]["singular"]), frozenset(table["first"]["plural"]), frozenset(table["first"]["second"]),
        frozenset(table["first"]["plural"] + table["first"]["singular"]), frozenset(titles["senders"]), titles["seats"],
        frozenset(nouns["sides"]), frozenset(nouns["states"]), frozenset(nouns["pairs"]), frozenset(nouns["people_pairs"]),
        frozenset(nouns["pair_words"]), {k: tuple(v) for k, v in nouns["epithets"].items()},
        {k: tuple(v) for k, v in nouns["kingdoms"].items()}, frozenset(nouns["neighbours"]), nouns["numbers"], frozenset(nouns["of_owner"]),
        frozenset(nouns["hyphen_owner"]), frozenset(nouns["shared"]), frozenset(nouns["tribunals"]),
        frozenset(nouns["nobody"]), frozenset(table["places"]["features"]), frozenset(nouns["collectives"]),
        frozenset(nouns["parts"]), frozenset(it["prepositions"]),
        frozenset(table["places"]["prepositions"]), frozenset(it["able"]), frozenset(it["objects"]),
        frozenset(load_toml(f"{language}/grammar.toml")["words"]["say_verbs"]), people, frozenset(n.rsplit(" ", 1)[-1] for n in people))


def noun_of(row: dict[str, str]) -> Noun:
    """A row of people.csv; the sector UNK is none."""
    sector = row["sector"] if row["sector"] != "UNK" else None
    return Noun(row["noun"], sector, row["secondary"] or None, row["kind"], row["number"] == "p")


def pronoun(spec: str) -> tuple[str, str, str]:
    """Number, gender and case of a pronoun from its line in actors.toml; of a relative pronoun, three times "relative"."""
    parts = spec.split()
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else ("relative", "relative", "relative")


# ---------------------------------------------------------------- who is in the article
@dataclass(slots=True, eq=False)
class Party:
    """Someone in the article, as far as the article and the tables tell."""

    kind: str                                       # state | body | person | group
    name: str | None
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    organization: str | None = None
    wikidata: str | None = None
    gender: str = ""
    plural: bool = False
    noun: str = ""                                  # the noun that describes it: "spokesman"
    office: str = ""                                # class of the office: HOS, HOG, FM
    tokens: tuple[str, ...] = ()                    # words of a person's name, in lower case
    placed: bool = False                            # its description names the country
    owned: int = -1                                 # "his" in "his adviser, Bonne"
    described: bool = False                         # a title or an apposition has said who it is
    because: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where parties stand in the text: head word, its clause and sentence, and how prominent they are there."""

    head: int
    parties: tuple[Party, ...]
    rank: float
    sentence: int
    clause: int
    said: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A name from the tables as it stands in the text: words `first` to `last`."""

    first: int
    last: int
    kind: str                                       # state | demonym | capital | body | organization | group
    country: str | None
    name: str
    sector: str | None = None
    wikidata: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """What a noun phrase says of who it names: "former Kenyan foreign minister"."""

    noun: Noun
    role: str
    countries: tuple[tuple[str | None, str], ...]   # each with the reason
    organization: str | None
    former: bool
    owners: tuple[Party, ...] = ()


class Scene:
    """The working state of one casting; `Cast` is what remains of it."""

    __slots__ = ("bodies", "counts", "dead", "groups", "history", "home", "known", "lists", "names", "of", "on", "openings", "parse",
                 "people", "persons", "quoted", "spans", "states", "why", "words")

    def __init__(self, parse: Parse, on: str | None) -> None:
        self.parse, self.on, self.words = parse, on, vocabulary()
        self.names: dict[int, Name] = {}
        self.people: dict[int, tuple[Party, int, int]] = {}      # word of a person's name → person, first and last word
        self.persons: list[Party] = []
        self.lists: dict[int, tuple[str, ...]] = {}              # word of a name → the countries of the list it stands in
        self.known: dict[str, list[Party]] = {}                  # a word of a name → persons called so
        self.states: dict[str, Party] = {}
        self.bodies: dict[tuple[str, str | None], Party] = {}
        self.of: dict[int, tuple[Party, ...]] = {}
        self.spans: dict[int, tuple[int, int]] = {}
        self.why: dict[int, str] = {}
        self.history: list[Mention] = []
        self.groups: list[tuple[int, tuple[Party, ...], str]] = []
        self.counts: Counter[str] = Counter()
        self.dead: set[int] = set()                              # words of datelines
        self.home: str | None = None
        self.openings: dict[int, str] = {}                       # sentence → country of its "In Ankara,"
        self.quoted: list[bool] = []

    def state(self, code: str) -> Party:
        """The one party that a country is throughout the article."""
        if code not in self.states:
            self.states[code] = Party("state" if code not in UNIONS else "body", names.country_name(code) or code, code,
                                      "IGO" if code in UNIONS else None, gender="n")
        return self.states[code]


UNIONS = frozenset(("UNO", "EUR", "IGO"))


class Cast:
    """Who is who in one article: asks by head word, answers with actors."""

    __slots__ = ("_scene", "_voices")

    def __init__(self, scene: Scene, voices: dict[int, tuple[Actor, ...]] | None = None) -> None:
        self._scene = scene
        self._voices = voices or {}

    def of(self, head: int) -> tuple[Actor, ...]:
        """Whom the noun phrase headed by a word stands for; () when it is no actor."""
        if head in self._voices:
            return self._voices[head]
        scene = self._scene
        parties = scene.of.get(head, ())
        if not parties:
            return ()
        first, last = scene.spans.get(head, (head, head))
        span, why = scene.parse.span(first, last), scene.why.get(head)
        return tuple(actor(party, span, why) for party in parties)

    def owners(self, head: int) -> tuple[Actor, ...]:
        """The actors that a noun, itself no actor, belongs to: "China's demand", "an Israeli attack", "a threat from Iran"."""
        found: list[Actor] = []
        for word in owning(self._scene, head):
            found += [a for a in self.of(word) or flagged(self._scene, word) if not any(same(a, b) for b in found)]
        return tuple(found)

    def within(self, quotes: Sequence[Quote]) -> Cast:
        """A cast in which "I", "we", "our country" and "you" inside the word ranges stand for the speakers and those spoken to."""
        voices = dict(self._voices)
        for first, last, speaker, addressees in quotes:
            for word in range(first, min(last + 1, len(self._scene.parse))):
                found = voice(self._scene, word, speaker, addressees)
                if found:
                    voices[word] = found
                    noun = self._scene.parse.heads[word]
                    if self._scene.parse.relations[word] == "owner" and belongs(self._scene, noun):
                        voices[noun] = tuple(owned(self._scene, noun, a) for a in found)
        return Cast(self._scene, voices)

    @property
    def mentions(self) -> list[tuple[int, int, Actor]]:
        """First word, last word and actor of each mention, in the order of the text."""
        found = []
        for mention in self._scene.history:
            first, last = self._scene.spans.get(mention.head, (mention.head, mention.head))
            found += [(first, last, a) for a in self.of(mention.head)]
        return found

    @property
    def people(self) -> tuple[Actor, ...]:
        """The persons of the article that have a name, each once, with the fullest description; spans are of the first mention."""
        found: list[Actor] = []
        spots: dict[int, int] = {}
        for word in sorted(self._scene.people):
            spots.setdefault(id(self._scene.people[word][0]), word)
        for party in self._scene.persons:
            if id(party) in spots:
                _, first, last = self._scene.people[spots[id(party)]]
                found.append(actor(party, self._scene.parse.span(first, last), None))
        return tuple(found)


def actor(party: Party, span: Span, why: str | None) -> Actor:
    """The record of a party as it stands at a span."""
    because = (*party.because, why) if why else tuple(party.because)
    return Actor(party.name, party.country, party.sector, party.role, party.organization, party.wikidata, span, because)


def same(a: Actor, b: Actor) -> bool:
    return a.name == b.name and a.country == b.country


def cast(parse: Parse, on: str | None) -> Cast:
    """Everyone in a parsed article published on a day, ready to be asked for by head word."""
    scene = Scene(parse, on)
    mark_quotes(scene)
    find_names(scene)
    find_lists(scene)
    find_datelines(scene)
    find_persons(scene)
    link_persons(scene)
    settle_home(scene)
    for i in range(len(parse)):
        walk(scene, i)
    fill_groups(scene)
    return Cast(scene)


def fill_groups(scene: Scene) -> None:
    """"ten envoys", with no country at first: the group of ten whose countries the text tells later."""
    for size, parties, noun in scene.groups:
        if size > 2 and len(parties) == 1 and parties[0].country is None:
            later = next((found for n, found, other in scene.groups if n == size == len(found) and all(p.country for p in found)
                          and (other == noun or {other.rstrip("s"), noun.rstrip("s")} <= scene.words.envoys)), None)
            if later is not None:
                for head in [k for k, found in scene.of.items() if found == parties]:
                    scene.of[head], scene.why[head] = later, f"the {size} of whom the text names the countries"


# ---------------------------------------------------------------- names from the tables
def mark_quotes(scene: Scene) -> None:
    """Note which words stand inside quotation marks; a paragraph that ends inside leaves the next one to open anew."""
    parse = scene.parse
    scene.quoted = [False] * len(parse)
    for first, end in parse.paragraphs:
        inside = False
        for i in range(first, end):
            word = parse.words[i]
            if word in OPENING or (word in STRAIGHT and not inside):
                inside = True
            elif word in CLOSING or word in STRAIGHT:
                inside = False
            scene.quoted[i] = inside


def find_names(scene: Scene) -> None:
    """Enter the longest names of countries, cities, bodies and organizations at every word that may begin one."""
    words, i, n = scene.parse.words, 0, len(scene.parse)
    while i < n:
        word = words[i]
        if word[0].isupper() or word[0].isdigit():
            found = names.longest(words, i)
            if found is not None:
                entry, length = found
                name = entered(scene, entry, i, length)
                if name is not None:
                    for k in range(i, i + length):
                        scene.names[k] = name
                    if name.country:
                        scene.counts[name.country] += 1
                    i += length
                    continue
        i += 1


def find_lists(scene: Scene) -> None:
    """Note countries in a row ("Egypt, the Emirates and Bahrain"), which the parser breaks up now and then."""
    parse, row = scene.parse, list[Name]()
    for i in sorted({n.first for n in scene.names.values()}):
        name = scene.names[i]
        gap = parse.lower[row[-1].last + 1:i] if row else []
        if not (row and name.kind == "state" and len(gap) < 4 and all(w in (",", "and", "the") for w in gap) and gap):
            row = []
        if name.kind == "state" and name.country:
            row.append(name)
            if len(row) > 1:
                codes = tuple(n.country or "" for n in row)
                scene.lists.update((k, codes) for n in row for k in range(n.first, n.last + 1))


def entered(scene: Scene, entry: names.Entry, i: int, length: int) -> Name | None:
    """The table's entry as a name of this text; None after a hyphen, as in "one-China"."""
    parse = scene.parse
    if i and parse.words[i - 1] in DASHES and parse.ends[i - 1] == parse.starts[i] and i > 1 and parse.ends[i - 2] == parse.starts[i - 1]:
        return None
    last = i + length - 1
    if featured(scene, i, last):
        return None
    name = read_entry(entry, i, last)
    if name.kind == "body" and name.country and name_of(parse, i, last).lower() in scene.words.shared:
        return Name(i, last, "body", None, name_of(parse, i, last), name.sector)
    return name


def featured(scene: Scene, first: int, last: int) -> bool:
    """Whether a name is part of that of a sea, a strait or a mountain: "Taiwan Strait", "Gulf of Oman"."""
    parse, features = scene.parse, scene.words.features
    if last + 1 < len(parse) and parse.words[last + 1][0].isupper() and parse.lower[last + 1] in features:
        return True
    return first > 1 and parse.lower[first - 1] == "of" and parse.words[first - 2][0].isupper() and parse.lower[first - 2] in features


def read_entry(entry: names.Entry, first: int, last: int) -> Name:
    """The table's entry as a name at words `first` to `last`; a capital stands for its government, and says so."""
    kind = "state" if entry.kind == "country" else entry.kind
    name, why, country = entry.name, "", entry.country or None
    if kind in ("capital", "metonym"):
        kind, why = "capital", f"{entry.name} for the government of {names.country_name(country or '') or country}"
    elif kind == "body" and entry.name in shared_bodies():
        country = None
    if kind in ("organization", "group") and country is None and entry.sector == "IGO":
        country = "IGO"
    return Name(first, last, kind, country, name, entry.sector or None, entry.wikidata or None, why)


@cache
def shared_bodies() -> frozenset[str]:
    """Names under which the table has bodies of several states: "National Security Council"."""
    states: dict[str, set[str]] = {}
    for row in load_csv("bodies.csv", filled=("country", "name")):
        for name in (row["name"], *row["aliases"].split("|")):
            states.setdefault(name, set()).add(row["country"])
    return frozenset(name for name, codes in states.items() if name and len(codes) > 1)


def glued(parse: Parse, i: int) -> bool:
    """Whether a hyphen and a further word are glued to the end of word `i`: "British-flagged"."""
    return i + 2 < len(parse) and parse.words[i + 1] in DASHES and parse.ends[i] == parse.starts[i + 1] and between(parse, i + 1)


def find_datelines(scene: Scene) -> None:
    """Set the words of datelines aside ("ANKARA, July 10 -"), keep the country where they lie, and that of "In Mogadishu, …"."""
    parse = scene.parse
    for first, end in parse.paragraphs:
        dash = next((j for j in range(first + 1, min(first + DATELINE, end)) if parse.words[j] in DASHES and not between(parse, j)), None)
        word = parse.words[first]
        if dash is None or not (word.isupper() and len(word) > 2):
            continue
        for k in range(first, dash + 1):
            scene.dead.add(k)
        country = place_of(scene, first, dash)
        if scene.home is None and country:
            scene.home = country
    for s, (first, end) in enumerate(parse.sentences):
        while first < end and first in scene.dead:
            first += 1
        if first + 2 < end and parse.lower[first] in ("in", "at"):
            comma = next((j for j in range(first + 1, min(first + 8, end)) if parse.words[j] == ","), None)
            name = next((scene.names[j] for j in range(first + 1, comma) if j in scene.names), None) if comma else None
            if name is not None and name.country and name.country not in UNIONS:
                scene.openings[s] = name.country


def between(parse: Parse, i: int) -> bool:
    """Whether a dash stands inside a word: "Chung-kwang"."""
    return parse.ends[i - 1] == parse.starts[i] and i + 1 < len(parse) and parse.ends[i] == parse.starts[i + 1]


def place_of(scene: Scene, first: int, end: int) -> str | None:
    """The one country of the names between two words, also of those in capitals; None when there are several or none."""
    parse = scene.parse
    plain = [w.title() if w.isupper() else w for part in parse.words[first:end] for w in part.split("/")]
    found = [read_entry(hit[0], i, i).country for i in range(len(plain)) if (hit := names.longest(plain, i)) is not None]
    codes = [c for c in found if c and c not in UNIONS]
    return codes[-1] if len(set(codes)) == 1 else None


# ---------------------------------------------------------------- persons
def namelike(scene: Scene, i: int) -> bool:
    """Whether a word may be part of a person's name: capitalised, tagged a name, and not the name of something else."""
    parse = scene.parse
    word = parse.words[i]
    if not word[0].isupper() or i in scene.dead or parse.lower[i] in scene.words.calendar:
        return False
    if i in scene.names:
        return personal(scene, i)
    return parse.tags[i] in ("NNP", "NNPS") or parse.entities[i] == "person" or (parse.pos[i] == "PROPN")


def personal(scene: Scene, i: int) -> bool:
    """Whether a country's or city's name is here part of a person's: "Michael Jordan", "Chad Wolf"."""
    parse, name = scene.parse, scene.names[i]
    if name.first != name.last or parse.entities[i] != "person":
        return False
    return any(0 <= k < len(parse) and k not in scene.names and parse.entities[k] == "person" and parse.words[k][0].isupper()
               for k in (i - 1, i + 1))


def run_end(scene: Scene, i: int) -> int:
    """The last word of a run of name words: particles, initials, hyphens and "Jr." included."""
    parse, words, n = scene.parse, scene.words, len(scene.parse)
    sentence = parse.sentence_of[i]
    while i + 1 < n and parse.sentence_of[i + 1] == sentence:
        k = i + 1
        if namelike(scene, k) or (parse.lower[k] in words.suffixes and parse.words[k][0].isupper()):
            i = k
        elif parse.words[k] == "-" and between(parse, k) and k + 1 < n and parse.words[k + 1].isalpha():
            i = k + 1
        elif parse.lower[k] in words.particles and (end := particle_end(scene, k)):
            i = end
        else:
            break
    return i


def particle_end(scene: Scene, k: int) -> int:
    """The name word after "al-", "bin" or "van der"; 0 when there is none."""
    parse, n = scene.parse, len(scene.parse)
    for j in range(k + 1, min(k + 4, n)):
        if namelike(scene, j):
            return j
        if parse.words[j] != "-" and parse.lower[j] not in scene.words.particles:
            return 0
    return 0


def find_persons(scene: Scene) -> None:
    """Enter every full or titled name of a person; then describe each from what stands around it."""
    i, n = 0, len(scene.parse)
    found: list[tuple[Party, int, int, int | None]] = []
    while i < n:
        if namelike(scene, i):
            last = run_end(scene, i)
            entry = consider(scene, i, last)
            if entry is not None:
                found.append(entry)
            i = last + 1
        else:
            i += 1
    link_bare(scene)
    for party, first, last, title in found:
        describe_person(scene, party, first, last, title)
    for party, first, last, title in found:
        if party.country is None:
            describe_person(scene, party, first, last, title)


def consider(scene: Scene, first: int, last: int) -> tuple[Party, int, int, int | None] | None:
    """The person that a run of name words names: party, first and last word, last word of the title; None when it names none."""
    parse, words = scene.parse, scene.words
    title: int | None = None
    gender, honorific = "", None
    if parse.lower[first] in words.ships or (first and parse.lower[first - 1] in words.ships):
        return None
    for j in range(last - 1, first - 1, -1):
        noun = noun_at(scene, j)
        if noun is not None and noun[0].kind == "person" and (
                parse.lower[j] not in words.honorifics or " " in noun[0].words) and parse.lower[j + 1] not in words.suffixes:
            title, first = j, j + 1
            break
    while first < last and parse.lower[first] in words.honorifics:
        if honorific is None or parse.lower[honorific] not in words.offices:
            honorific = first
        gender, first = gender or words.honorifics[parse.lower[first]], first + 1
    if first and title is None:
        before = noun_at(scene, first - 1) if honorific is None and parse.sentence_of[first - 1] == parse.sentence_of[first] else None
        if before is not None and before[0].kind == "person" and parse.tags[first - 1].startswith("NN") and not part_of_name(
                scene, first, last):
            title = first - 1
    if honorific is not None and title is None and parse.lower[honorific] in words.offices:
        title = -honorific - 1                  # "King Salman": an office only where no other is named
    end = last
    while end > first and parse.lower[end] in words.suffixes:
        end -= 1
    tokens = name_tokens(scene, first, end)
    if not tokens or not is_person(scene, first, last, tokens, titled=title is not None or honorific is not None):
        return None
    party = person(scene, tokens, name_of(parse, first, end))
    party.gender = party.gender or gender or words.given.get(tokens[0], "")
    for k in range(first, last + 1):
        scene.people[k] = (party, first, last)
        if k in scene.names:
            forget(scene, k)
    return party, first, last, title


def name_tokens(scene: Scene, first: int, last: int) -> tuple[str, ...]:
    """The words of a name by which somebody may be called: no particles, no hyphens."""
    parse, particles = scene.parse, scene.words.particles
    return tuple(parse.lower[k] for k in range(first, last + 1) if parse.words[k][0].isalpha() and parse.lower[k] not in particles)


def part_of_name(scene: Scene, first: int, last: int) -> bool:
    """Whether a run belongs to a following noun that is nobody's: "the conservative New Democracy party"."""
    parse = scene.parse
    head = head_of(parse, first, last)
    return parse.relations[head] == "compound" and parse.heads[head] > last and parse.entities[head] != "person" \
        and parse.heads[head] == last + 1 and parse.lower[last + 1] in scene.words.collectives


def forget(scene: Scene, k: int) -> None:
    name = scene.names.pop(k)
    if name.country:
        scene.counts[name.country] -= 1


def name_of(parse: Parse, first: int, last: int) -> str:
    return " ".join(parse.text[parse.starts[first]:parse.ends[last]].split())


def is_person(scene: Scene, first: int, last: int, tokens: tuple[str, ...], *, titled: bool) -> bool:
    """Whether a run is a person's name: a title, the table, an apposition with a role, or the parser's view of two words and more."""
    parse = scene.parse
    if titled:
        return parse.lower[last] not in scene.words.endings or parse.entities[last] == "person"
    if len(tokens) < 2 or len(tokens) > 6 or parse.lower[last] in scene.words.endings:
        return False
    if first and parse.lower[first - 1] in ("the", "a", "an"):
        return False
    if any(parse.entities[k] == "person" for k in range(first, last + 1)):
        return True
    if names.person(name_of(parse, first, last), scene.on) is not None:
        return True
    head = head_of(parse, first, last)
    return any(noun is not None and noun[0].kind == "person" for k in appositions(scene, head) if (noun := noun_at(scene, k)) is not None)


def head_of(parse: Parse, first: int, last: int) -> int:
    """The word of a stretch that hangs on something outside it."""
    return next((k for k in range(last, first - 1, -1) if not first <= parse.heads[k] <= last or parse.heads[k] == k), last)


def person(scene: Scene, tokens: tuple[str, ...], name: str) -> Party:
    """The person called so: one known already by these words or more of them, else a new one."""
    wanted = set(tokens)
    for party in (p for t in tokens for p in scene.known.get(t, ())):
        have = set(party.tokens)
        if wanted <= have or (have < wanted and (party.tokens[-1] == tokens[-1] or party.tokens[-1] == tokens[0])):
            if len(tokens) > len(party.tokens):
                party.name, party.tokens = name, tokens
                enter(scene, party)
            return party
    party = Party("person", name, tokens=tokens)
    scene.persons.append(party)
    enter(scene, party)
    return party


def enter(scene: Scene, party: Party) -> None:
    for token in party.tokens:
        called = scene.known.setdefault(token, [])
        if party not in called:
            called.append(party)


def link_bare(scene: Scene) -> None:
    """Take single name words back to the person of the article who is called so, or to the one office-holder of that name."""
    i, n = 0, len(scene.parse)
    while i < n:
        if i in scene.people or not namelike(scene, i):
            i += 1
            continue
        last = run_end(scene, i)
        tokens = name_tokens(scene, i, last)
        party = called(scene, tokens) if tokens and last not in scene.people else None
        if party is None and len(tokens) == 1:
            party = incumbent(scene, i) or unknown(scene, i)
        if party is not None:
            for k in range(i, last + 1):
                scene.people.setdefault(k, (party, i, last))
                if k in scene.names:
                    forget(scene, k)
        i = last + 1


def called(scene: Scene, tokens: tuple[str, ...]) -> Party | None:
    """The person of the article whose family name, or whose unmistakable part of a name, these words are."""
    last = tokens[-1]
    found = [p for p in scene.known.get(last, ()) if set(tokens) <= set(p.tokens)]
    strong = [p for p in found if p.tokens[-len(tokens):] == tokens]
    if strong:
        return strong[-1]
    for party in found:
        first_only = party.tokens[:len(tokens)] == tokens
        if not first_only or party.country in scene.words.family_first or tokens[0] not in scene.words.given:
            return party
    return None


def incumbent(scene: Scene, i: int) -> Party | None:
    """The one head of state or government or foreign minister of this surname on the day; None when there is not exactly one."""
    parse = scene.parse
    if (i and parse.lower[i - 1] in ("the", "a", "an")) or parse.tags[i] not in ("NNP", "NNPS") or len(parse.words[i]) < 3:
        return None
    if parse.entities[i] == "place" or placed(scene, i):
        return None
    term = names.incumbent(parse.words[i], scene.on, LEADERSHIP)
    if term is None:
        return None
    party = person(scene, tuple(term.person.lower().split()), term.person)
    settle_by_table(scene, party, term, f'"{parse.words[i]}": the only leader or foreign minister of that name on {scene.on}')
    return party


def unknown(scene: Scene, i: int) -> Party | None:
    """A person who is only ever named by surname: the parser's word, when the name is a subject."""
    parse = scene.parse
    if parse.entities[i] != "person" or parse.relations[i] not in ("subject", "subject:passive") or (i and parse.lower[i - 1] == "the"):
        return None
    return person(scene, (parse.lower[i],), parse.words[i])


def describe_person(scene: Scene, party: Party, first: int, last: int, title: int | None) -> None:
    """Say who a person is from the title before the name, appositions, "who heads", "is", and the body after "of"."""
    parse = scene.parse
    head = head_of(parse, first, last)
    lesser: int | None = None
    if title is not None and title < 0:
        lesser, title = -title - 1, None
    if title is not None:
        low = title_start(scene, title)
        scene.spans[head] = (low, last)
        learn(scene, party, describe(scene, low, title, after=False), f'"{name_of(parse, low, last)}"', title)
        for k in parse.members(head)[1:]:
            if parse.tags[title].endswith("S") and k in scene.people:
                learn(scene, scene.people[k][0], describe(scene, low, title, after=False), f'"{name_of(parse, low, title)}"', None)
    for noun in (*appositions(scene, head), *beside(scene, first, last)):
        if noun not in scene.people:
            low = start_of(scene, noun)
            owner = parse.kid(noun, "owner")
            if owner is not None and parse.tags[owner] in ("PRP$", "WP$"):
                party.owned = owner
            learn(scene, party, describe(scene, low, noun), f'apposition "{name_of(parse, low, noun)}"', noun)
    for noun, role in predicates(scene, head):
        low = start_of(scene, noun)
        about = describe(scene, low, noun)
        if about is not None:
            learn(scene, party, about if role is None else Description(about.noun, role, about.countries, about.organization, about.former),
                  f'"{name_of(parse, low, noun)}"', None)
    belong(scene, party, head, last)
    if lesser is not None and party.role is None:
        low = title_start(scene, lesser)
        learn(scene, party, describe(scene, low, lesser, after=False), f'"{name_of(parse, low, last)}"', lesser)
    term = names.person(party.name or "", scene.on)
    if term is None and len(party.tokens) == 1 and party.office:
        term = ruler(scene, party)
    settle_by_table(scene, party, term, "")
    if term is None and party.country is None and scene.on and (later := names.person(party.name or "", None)) is not None:
        party.country = later.country if names.country_name(later.country) else "IGO"
        party.because.append(f"{later.person}: later {later.office}, {later.country} (table)")


def ruler(scene: Scene, party: Party) -> names.Term | None:
    """The office-holder of "President Xi" or "King Salman": the one of that office and name, in any country or in those of the text."""
    name = party.tokens[0]
    found = names.incumbent(name, scene.on, (party.office,))
    if found is not None or party.office != "HOS":
        return found
    terms = [t for code in scene.counts for t in names.office(code, "HOS", scene.on) if name in names.key(t.person).split()]
    return terms[0] if len({t.country for t in terms}) == 1 else None


def appositions(scene: Scene, head: int) -> list[int]:
    """The role nouns that a name stands in apposition with, either way: "Hunt, the foreign secretary", "his adviser, Bonne"."""
    parse = scene.parse
    found = [k for k in parse.kids[head] if parse.relations[k] == "apposition" and role_noun(scene, k)]
    if parse.relations[head] in ("apposition", "conjunct"):
        above = parse.heads[head]
        for _ in range(5):                      # "A spokesman for Mahmoud Abbas, Nabil Abu Rudeineh": past the name to the spokesman
            if role_noun(scene, above) and above not in scene.people and parse.relations[head] == "apposition":
                return [*found, above]
            if parse.relations[above] not in ("oblique:object", "oblique", "owner", "agent"):
                break
            above = parse.heads[above]
    return found


def role_noun(scene: Scene, i: int) -> bool:
    if scene.parse.lower[i] in scene.words.sides:
        return True
    noun = noun_at(scene, i)
    return noun is not None and noun[0].kind == "person"


def beside(scene: Scene, first: int, last: int) -> list[int]:
    """Role nouns beside a name across a comma, where the parser has not seen the apposition."""
    parse, n = scene.parse, len(scene.parse)
    found: list[int] = []
    if last + 2 < n and parse.words[last + 1] == ",":
        for j in range(last + 2, min(last + 11, n)):
            if parse.tags[j] in ("VBD", "VBZ", "VBP", "MD", ",", ".", "WP", "IN", "CC") and parse.lower[j] not in ("of", "for"):
                break
            if role_noun(scene, j) and (j + 1 >= n or parse.tags[j + 1] in (",", ".", "IN", "WP", "CC", "WDT", ":")):
                found.append(j)
                break
    if not found and first > 1 and parse.words[first - 1] == "," and role_noun(scene, first - 2) and first - 2 not in scene.people \
            and (last + 1 >= n or parse.tags[last + 1] in (",", ".", "VBD")) and parse.lower[first - 2] not in scene.words.generic:
        found.append(first - 2)
    return found


def predicates(scene: Scene, head: int) -> Iterator[tuple[int, str | None]]:
    """Nouns that a clause says a person is ("is the mayor of"), or heads ("who leads the mission", with the role that the verb gives)."""
    parse = scene.parse
    for k in parse.kids[head]:
        clause = parse.clauses.get(k) if parse.relations[k] == "relative" else None
        if clause is not None and clause.lemma in scene.words.leading and not clause.passive:
            for noun in clause.roles.get("object", ()):
                if noun_at(scene, noun) is not None:
                    yield noun, scene.words.leading[clause.lemma]
        elif clause is not None and clause.lemma == "be" and not clause.negated:
            yield from ((noun, None) for noun in clause.roles.get("attribute", ()) if role_noun(scene, noun))
    above = parse.clauses.get(parse.heads[head])
    if above is not None and above.lemma == "be" and head in above.subject and not above.negated:
        yield from ((noun, None) for noun in above.roles.get("attribute", ()) if role_noun(scene, noun))


def belong(scene: Scene, party: Party, head: int, last: int) -> None:
    """Enter the body of "Jonathan Malaya of the National Security Council"."""
    parse = scene.parse
    if party.country or last + 1 >= len(parse) or parse.lower[last + 1] not in ("of", "from", "at"):
        return
    for _, noun in parse.obliques(head):
        if noun < last:
            continue
        if noun in scene.names:
            name = scene.names[noun]
            party.country, party.sector = name.country, party.sector or name.sector
            party.organization = party.organization or (name.name if name.kind in ("body", "organization") else None)
            party.because.append(f"of {name.name}")
            party.described = True
            return
        low = start_of(scene, noun)
        about = describe(scene, low, noun)
        if about is not None and about.noun.kind != "person":
            party.organization = party.organization or name_of(parse, first_core(parse, low, noun), noun)
            party.sector = party.sector or about.noun.sector
            if about.countries:
                party.country = about.countries[0][0]
            party.because.append(f'of "{party.organization}"')
            party.described = True
            return


def learn(scene: Scene, party: Party, about: Description | None, why: str, noun: int | None) -> None:
    """Add what a description says to what is known of a person; the noun from then on stands for that person."""
    if about is None:
        return
    if noun is not None and noun not in scene.people:
        scene.people[noun] = (party, start_of(scene, noun), noun)
    party.described = True
    party.noun = party.noun or about.noun.words
    party.role = party.role or about.role or None
    party.office = party.office or office_class(scene, about.role)
    party.organization = party.organization or about.organization
    party.gender = party.gender or scene.words.genders.get(about.noun.words.rsplit(" ", 1)[-1], "")
    sector = "ELI" if about.former else about.noun.sector
    party.sector = party.sector or sector
    party.placed |= bool(about.countries)
    if about.countries and party.country is None:
        party.country = about.countries[0][0]
        if party.country == "UNO" and party.sector in (None, "GOV"):
            party.sector = "IGO"
        if why not in party.because:
            party.because.append(f"{why}: {about.countries[0][1]}")
    elif why not in party.because and not any(b.startswith(why) for b in party.because):
        party.because.append(why)


def settle_by_table(scene: Scene, party: Party, term: names.Term | None, why: str) -> None:
    """Fill what the article leaves open from the office table on the day; a conflict keeps the article's word and says so."""
    if term is None:
        return
    reason = why or f"{term.person}: {term.office}, {term.country}, from {term.start or '?'} to {term.end or 'date'} (table)"
    if reason in party.because:
        return
    country = term.country if names.country_name(term.country) or term.country in UNIONS else "IGO"
    if party.country and country and party.country != country:
        party.because.append(f"the table differs: {reason}")
        return
    past = scene.on is not None and not names.in_office(term, scene.on)
    office = term.class_.split("+")[0]
    party.because.append(reason)
    party.country = party.country or country
    party.wikidata = party.wikidata or term.wikidata or None
    if party.role is None:
        party.role = f"former {term.office}" if past else term.office
        party.office = "" if past else office
    party.office = party.office or ("" if past else office)
    party.sector = party.sector or ("ELI" if past else term.sector or None)


def office_class(scene: Scene, role: str) -> str:
    """The class of the office that a title names: "Foreign Minister" is FM."""
    low = f" {role.lower()} "
    return next((code for words, code in scene.words.classes if f" {words} " in low), "")


TITLE_TAGS = frozenset(("JJ", "JJS", "NN", "NNS", "NNP", "NNPS", "POS"))


def title_start(scene: Scene, last: int) -> int:
    """The first word of the title that ends at a word: "the French president's diplomatic adviser" begins at "French"."""
    parse, i = scene.parse, last
    noun = noun_at(scene, last)
    if noun is not None:
        i = noun[1]
    sentence = parse.sentence_of[last]
    while i > 0 and parse.sentence_of[i - 1] == sentence and i - 1 not in scene.dead:
        k = i - 1
        if not (k in scene.names or parse.tags[k] in TITLE_TAGS or parse.lower[k] in scene.words.quality
                or (parse.words[k] == "-" and between(parse, k))):
            break
        i = k
    return i


# ---------------------------------------------------------------- what a noun phrase says
def noun_at(scene: Scene, i: int) -> tuple[Noun, int, int] | None:
    """The longest noun for people or bodies at word `i`, with its first and last word: "foreign ministry", "secretary of state"."""
    parse, nouns = scene.parse, scene.words.nouns
    word = parse.lower[i]
    if word not in scene.words.endings:
        word = parse.lemmas[i].lower()
        if word not in scene.words.endings and not (i + 1 < len(parse) and parse.lower[i + 1] in ("of", "d'affaires", "d’affaires")):
            return None
    sentence = parse.sentence_of[i]
    if i + 1 < len(parse) and parse.lower[i + 1] in ("of", "d'affaires", "d’affaires"):
        for end in range(min(i + 5, len(parse) - 1), i, -1):
            if parse.sentence_of[end] == sentence:
                text = " ".join(parse.lower[i:end + 1]).replace("’", "'")
                if text in nouns:
                    return nouns[text], i, end
    for start in range(max(0, i - 4), i + 1):
        if parse.sentence_of[start] == sentence:
            text = " ".join((*parse.lower[start:i], word)).replace("’", "'").replace(" - ", "-")
            found = nouns.get(text)
            if found is not None:
                return found, start, i
    return None


def describe(scene: Scene, low: int, head: int, *, after: bool = True) -> Description | None:
    """What the noun phrase from `low` to `head` says, what follows in "of" and "in" too; None when the head is no noun for people."""
    parse = scene.parse
    found = noun_at(scene, head)
    if found is None:
        if parse.lower[head] not in scene.words.sides:
            return None
        found = (Noun(parse.lower[head], "GOV", None, "person", False), head, head)
        countries = list(before(scene, low, head, head)) or (list(behind(scene, head, found[0])) if after else [])
        return Description(found[0], "", tuple(countries), None, False)
    noun, start, end = found
    countries = list(before(scene, low, start, head))
    if after and not countries:
        countries = list(behind(scene, head, noun))
    organization, sector = house(scene, low, head, noun, countries)
    lowers = parse.lower[low:start]
    former = any(w in scene.words.former for w in lowers) or noun.words.startswith("former ")
    role = role_text(scene, low, head, end, noun) if noun.kind == "person" else ""
    if sector and noun.kind == "person" and noun.sector in (None, "GOV"):
        noun = Noun(noun.words, sector, noun.secondary, noun.kind, noun.plural)
    return Description(noun, role, tuple(countries), organization, former)


def before(scene: Scene, low: int, start: int, head: int) -> Iterator[tuple[str | None, str]]:
    """The countries named before a head: by possessive, adjective, compound or a person's name."""
    parse = scene.parse
    seen: set[int] = set()
    for k in range(low, head):
        if k in scene.people and k + 1 < head:
            party, _, last = scene.people[k]
            if last < head and party.country and id(party) not in seen and parse.lower[last + 1] in POSSESSIVES:
                seen.add(id(party))
                yield party.country, f"{party.name}'s"
        elif k in scene.names:
            name = scene.names[k]
            if glued(parse, name.last) and parse.lower[name.last + 2] not in scene.words.hyphen_owner:
                continue
            if k == name.first and name.country and not hosted(scene, name, head):
                yield name.country, f'"{name_of(parse, name.first, name.last)}"'
        elif parse.relations[k] == "owner" and k in scene.of:
            for party in scene.of[k]:
                if party.country:
                    yield party.country, f'"{parse.words[k]}" is {party.name}'


def hosted(scene: Scene, name: Name, head: int) -> bool:
    """Whether a name before an envoy is the host: "the Tehran embassy" of somebody else; only a bare city reads so."""
    parse = scene.parse
    return name.kind == "capital" and parse.lower[name.last + 1] not in POSSESSIVES and parse.lemmas[head].lower() in scene.words.hosted


def behind(scene: Scene, head: int, noun: Noun) -> Iterator[tuple[str | None, str]]:
    """The countries named behind a head: "of Egypt and Jordan", "for the Iranian foreign ministry", "in Berlin"."""
    parse = scene.parse
    envoy = parse.lemmas[head].lower() in scene.words.hosted or parse.lower[head] in scene.words.hosted
    first = ("of", "for", "from", "at", "with", "by", "within") if envoy else ("of", "for", "from", "at", "with", "by", "within", "to")
    for wanted in (first, ("in",)):
        if wanted == ("in",) and envoy:
            return
        found = False
        for prep, word in parse.obliques(head):
            if prep not in wanted or word < head or (envoy and prep in ("with", "at", "by")):
                continue
            for code, why in spoken_of(scene, word):
                found = True
                if noun.sector == "JUD" and word in scene.names and scene.names[word].name in scene.words.tribunals:
                    code = "UNO" if scene.counts.get("UNO") else "IGO"
                yield code, f"{prep} {why}"
        if found:
            return


def spoken_of(scene: Scene, word: int) -> Iterator[tuple[str | None, str]]:
    """The countries of whatever a word names: a name, a person, or a noun phrase with its own."""
    parse = scene.parse
    if word in scene.names:
        name = scene.names[word]
        if name.country:
            yield name.country, f'"{name_of(parse, name.first, name.last)}"'
    elif word in scene.people:
        party = scene.people[word][0]
        if party.country:
            yield party.country, party.name or party.noun
        else:
            low = start_of(scene, word)
            yield from before(scene, low, word, word)
    elif word in scene.of or later_state(scene, word):
        yield from ((p.country, p.name or p.noun) for p in scene.of[word] if p.country)
    else:
        low = start_of(scene, word)
        countries = list(before(scene, low, word, word))
        noun = noun_at(scene, word)
        if not countries and noun is not None:
            countries = list(behind(scene, word, noun[0]))
        yield from countries


def later_state(scene: Scene, word: int) -> bool:
    """Settle "the kingdom" in "officials in the kingdom" before its turn."""
    if scene.history and scene.parse.lemmas[word].lower() in scene.words.states:
        noun_mention(scene, word)
    return word in scene.of


def house(scene: Scene, low: int, head: int, noun: Noun, countries: Sequence[tuple[str | None, str]]) -> tuple[str | None, str | None]:
    """The body that a person speaks or works for, with its sector: "State Department spokesman", "a spokesman for the coast guard"."""
    parse = scene.parse
    if noun.kind != "person":
        return None, None
    for k in range(low, head):
        name = scene.names.get(k)
        if name is not None and name.kind in ("body", "organization", "group"):
            return name.name, name.sector
        inner = noun_at(scene, k)
        if inner is not None and inner[0].kind != "person" and inner[2] == k:
            return titled(name_of(parse, inner[1], k), countries), inner[0].sector
    for prep, word in parse.obliques(head):
        if prep not in ("of", "for", "at", "from", "in"):
            continue
        name = scene.names.get(word)
        if name is not None and name.kind in ("body", "organization", "group"):
            return name.name, name.sector
        inner = noun_at(scene, word)
        if inner is not None and inner[0].kind != "person" and prep != "in":
            return titled(name_of(parse, inner[1], word), countries), inner[0].sector
    return None, None


def titled(words: str, countries: Sequence[tuple[str | None, str]]) -> str:
    """A body's name in full: "foreign ministry" of CHN is "Foreign Ministry of China"."""
    text = " ".join(w if w[0].isupper() or w in SMALL else w.capitalize() for w in words.split())
    code = next((c for c, _ in countries if c), None)
    return f"{text} of {names.country_name(code) or code}" if code else text


SMALL = frozenset(("of", "for", "the", "and", "in", "on", "to"))


def role_text(scene: Scene, low: int, head: int, end: int, noun: Noun) -> str:
    """The role as the text has it, without country, body, owner and remarks: "diplomatic adviser", "Deputy Foreign Minister"."""
    parse, words = scene.parse, scene.words
    start = low
    for k in range(low, head):
        name, inner = scene.names.get(k), noun_at(scene, k)
        if name is not None or k in scene.people or parse.tags[k] in ("DT", "PRP$", "POS") \
                or (parse.lower[k] in words.regions and k < head - 1) or (inner is not None and inner[0].kind != "person") \
                or (k + 1 < head and parse.tags[k + 1] == "POS"):
            start = k + 1
    while start < head and parse.lower[start] != "former" and (
            parse.lower[start] in words.quality or parse.tags[start] in ("DT", "CD", "RB", "VBN", "HYPH")):
        start += 1
    text = name_of(parse, min(start, head), end)
    if parse.tags[head] in ("NNS", "NNPS") and end == head:
        singular = parse.lemmas[head].capitalize() if parse.words[head][0].isupper() else parse.lemmas[head]
        text = text[:len(text) - len(parse.words[head])] + singular
    return text


def start_of(scene: Scene, head: int) -> int:
    """The first word of a noun phrase, a dateline before it left out."""
    low = scene.parse.phrase(head)[0]
    while low < head and low in scene.dead:
        low += 1
    return low


def first_core(parse: Parse, low: int, head: int) -> int:
    """The first word of a noun phrase after its determiners."""
    while low < head and parse.tags[low] in ("DT", "PDT", "PRP$"):
        low += 1
    return low


# ---------------------------------------------------------------- persons and the country of the text
def settle_home(scene: Scene) -> None:
    """Decide which country the text is about where it names none: that of the dateline, else the one named most, if one is."""
    for party in {id(p): p for p, _, _ in scene.people.values()}.values():
        if party.country:
            scene.counts[party.country] += sum(1 for p, first, last in set(scene.people.values()) if p is party)
    if scene.home is None:
        score = Counter(scene.counts)
        for party in scene.persons:
            if party.country and party.described and not party.placed:      # "the foreign secretary": whose, a paper at home need not say
                score[party.country] += UNNAMED
        lead = next((scene.names[i].country for i in sorted(scene.names) if scene.names[i].country not in UNIONS), None)
        if lead:
            score[lead] += UNNAMED
        for code in envoy_codes(scene):                                     # "the Russian embassy" stands abroad
            score[code] -= UNNAMED
        ranked = [(c, n) for c, n in score.most_common() if c not in UNIONS]
        if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            scene.home = ranked[0][0]


def envoy_codes(scene: Scene) -> Iterator[str]:
    """The country of each envoy or embassy that the text names with one."""
    words = scene.words.envoys
    for i, lemma in enumerate(scene.parse.lemmas):
        if lemma.lower() in words:
            yield from (code for code, _ in list(before(scene, start_of(scene, i), i, i))[:1] if code)


def link_persons(scene: Scene) -> None:
    """Give an envoy without a country that of the only envoys in the text ("Beijing's ambassador … Ambassador Huang").

    Countries that act on the envoy are left out.
    """
    parse, words = scene.parse, scene.words
    open_ones = [p for p in scene.persons if p.country is None and p.described and p.owned < 0 and p.noun in words.envoys]
    if not open_ones:
        return
    nationals = {code for i, lemma in enumerate(parse.lemmas) if lemma.lower() in words.envoys and i not in scene.people
                 and parse.tags[i] == "NN" for code, _ in list(before(scene, start_of(scene, i), i, i))[:1] if code}
    for party in open_ones:
        left = nationals - hosts(scene, party)
        if len(left) == 1:
            party.country = left.pop()
            party.because.append(f"the envoys in the text are of {names.country_name(party.country) or party.country}, or act on this one")
        elif left:
            party.because.append(f"country open among {', '.join(sorted(left))}")


def hosts(scene: Scene, party: Party) -> set[str]:
    """The countries that act on a person: an envoy is not expelled, summoned or received by his own."""
    parse = scene.parse
    found: set[str] = set()
    for word, (someone, _, last) in scene.people.items():
        if someone is party and word == last and (clause := parse.clause_of(word)) is not None and word not in clause.subject:
            found |= {code for w in clause.subject if (code := single(scene, w))}
    return found


def home_of(scene: Scene, i: int, *, beyond: bool = False, only: bool = False, inward: bool = False) -> tuple[str | None, str]:
    """The country that a body or official without one belongs to, where word `i` stands, and why."""
    parse = scene.parse
    clause = parse.clause_of(i)
    chain = [clause, *parse.ancestors(clause)] if clause is not None and not beyond else []
    for above in chain:
        for word in above.subject:
            if word < i and (code := single(scene, word)):
                return code, f"the sentence speaks of {names.country_name(code) or code}"
    sentence = parse.sentence_of[i]
    for mention in reversed(scene.history[-8:] if not beyond else ()):
        if mention.sentence == sentence and mention.rank >= SUBJECT and (code := at_home(scene, mention)):
            return code, f"the sentence speaks of {names.country_name(code) or code}"
    if only:
        return scene.openings.get(sentence), "the sentence opens there"
    if sentence in scene.openings:
        code = scene.openings[sentence]
        return code, f"the sentence opens in {names.country_name(code) or code}"
    paragraph = parse.paragraph_of(i)
    for mention in reversed(scene.history[-20:] if not inward or not scene.home else ()):
        if mention.rank < SUBJECT or mention.quoted:
            continue
        if parse.paragraph_of(mention.head) != paragraph:
            break
        if code := at_home(scene, mention):
            return code, f"the paragraph speaks of {names.country_name(code) or code}"
    if scene.home:
        return scene.home, f"the text is about {names.country_name(scene.home) or scene.home}"
    for mention in reversed(scene.history[-20:]):
        if mention.rank >= SUBJECT and (code := at_home(scene, mention)):
            return code, f"last spoken of: {names.country_name(code) or code}"
    top = ", ".join(c for c, _ in scene.counts.most_common(3))
    return None, f"country open{f' among {top}' if top else ''}"


INWARD = frozenset(("PTY", "OPP", "LEG", "CVL", "SOC"))      # who needs no nation in a paper at home: "the Labour leader", "lawmakers"


def single(scene: Scene, word: int) -> str | None:
    """The state whose government the subject at a word speaks or acts for at home: not an envoy's."""
    if word in scene.people:
        party = scene.people[word][0]
        return party.country if party.country not in UNIONS and party.noun not in scene.words.envoys else None
    if word in scene.names and scene.parse.relations[word] != "compound":
        code = scene.names[word].country
        return code if code not in UNIONS else None
    return common(scene.of.get(word, ()))


def at_home(scene: Scene, mention: Mention) -> str | None:
    return None if mention.parties[0].noun in scene.words.envoys else common(mention.parties)


def common(parties: Sequence[Party]) -> str | None:
    """The one state that all parties are of; None for unions and for several."""
    codes = {p.country for p in parties}
    code = codes.pop() if len(codes) == 1 else None
    return code if code not in UNIONS else None


# ---------------------------------------------------------------- the walk through the text
def walk(scene: Scene, i: int) -> None:
    """Settle whom word `i` stands for, knowing all that came before it."""
    if i in scene.dead:
        return
    if i in scene.people:
        party, first, last = scene.people[i]
        scene.of[i] = (party,)
        if i == last:
            person_mention(scene, party, first, last)
    elif i in scene.names:
        if i == scene.names[i].last:
            name_mention(scene, scene.names[i])
    elif (spec := scene.words.pronouns.get(scene.parse.lower[i])) is not None:
        pronoun_mention(scene, i, spec)
    elif scene.parse.relations[i] != "compound" and i not in scene.of:
        noun_mention(scene, i)


def note(scene: Scene, head: int, parties: tuple[Party, ...], first: int, last: int, why: str | None = None) -> None:
    """Enter a mention: whom the head stands for, its words, and its prominence for later pronouns."""
    parse = scene.parse
    scene.of[head] = parties
    scene.spans[head] = (first, last)
    if why:
        scene.why[head] = why
    whole = parse.heads[parse.heads[head]]
    if parse.relations[head] == "oblique:object" and parse.lower[parse.heads[head]] == "of" and parse.lower[whole] in scene.words.parts:
        scene.of[whole], scene.spans[whole] = parties, (whole, last)
    top = head
    while parse.relations[top] == "conjunct" and parse.heads[top] != top:
        top = parse.heads[top]
    relation = parse.relations[top]
    clause = parse.clause_of(head)
    subject = relation in ("subject", "subject:passive")
    rank = SUBJECT if subject else OBJECT if relation in ("object", "indirect", "agent") else OTHER
    if relation == "owner" and parse.relations[parse.heads[top]].startswith("subject"):
        rank = OBJECT
    if subject and clause is not None and clause.link == "root":
        rank += 0.5
    said = subject and clause is not None and clause.lemma in scene.words.saying
    scene.history.append(Mention(head, parties, rank, parse.sentence_of[head], clause.head if clause else -1, said, scene.quoted[head]))


def person_mention(scene: Scene, party: Party, first: int, last: int) -> None:
    parse = scene.parse
    head = head_of(parse, first, last)
    low, high = scene.spans.get(head, (first, last))
    for k in range(first, last + 1):
        if k in scene.people and scene.people[k][0] is party:
            scene.of[k], scene.spans[k] = (party,), (low, high)
    if party.noun in scene.words.sides and party.role is None:
        model = next((p for m in reversed(scene.history[-8:]) for p in m.parties if p.role and p is not party), None)
        if model is not None:
            party.role, party.office = model.role, model.office
            party.because.append(f"counterpart of {model.name}")
    if party.country is None and party.described:
        code, why = nationality(scene, party, head)
        if code:
            party.country = code
        party.because.append(why)
    note(scene, head, (party,), low, high)


def nationality(scene: Scene, party: Party, i: int) -> tuple[str | None, str]:
    """The country of a described person whose description names none: of "its" in "its ambassador", else of the text around."""
    parse = scene.parse
    if party.noun in scene.words.seats:
        return scene.words.seats[party.noun], f"the {party.noun}'s seat"
    owners = scene.of.get(party.owned, ())
    if len(owners) == 1 and owners[0].country and party.noun not in scene.words.sides:
        return owners[0].country, f'"{parse.words[party.owned]}" is {owners[0].name}'
    if party.sector in (None, "CVL", "JRN", "BUS") or party.noun in scene.words.envoys:
        return None, "the text does not say of which country"
    clause = parse.clause_of(i)
    if party.organization:
        codes = {code for (noun, code), _ in scene.bodies.items() if code and noun == party.organization.lower()}
        if len(codes) == 1:
            return codes.pop(), f"the {party.organization.lower()} named before"
    for mention in reversed(scene.history[-20:]):
        for other in mention.parties:
            if other.noun == party.noun and other.country and other.kind == "person" and other not in scene.persons and not other.plural:
                return other.country, f'the {other.noun} named before'
    if clause is not None and i in clause.subject and (code := spoken_for(scene, clause)):
        return code, f"says what {names.country_name(code) or code} will do"
    return home_of(scene, i, beyond=clause is None or i not in clause.subject, inward=party.sector in INWARD)


def spoken_for(scene: Scene, clause: Clause) -> str | None:
    """The state that a speaker commits: "the president said Colombia would not accept"."""
    if clause.lemma not in scene.words.saying:
        return None
    inner = [scene.parse.clauses[c] for c in clause.complements if c in scene.parse.clauses]
    committed = [w for c in inner if c.modal in ("will", "would") for w in c.subject if w in scene.names]
    return next((code for w in committed if (code := single(scene, w))), None)


def name_mention(scene: Scene, name: Name) -> None:
    """A country, capital, body or organization: an actor, unless it is where something is."""
    parse = scene.parse
    head = head_of(parse, name.first, name.last)
    if glued(parse, name.last):
        return
    if placed(scene, head):
        if name.kind in ("body", "organization") and (body := party_of(scene, name, head)) is not None:
            scene.history.append(Mention(head, (body,), OTHER, parse.sentence_of[head], -1, False, scene.quoted[head]))
        return
    party = party_of(scene, name, head)
    if party is None:
        return
    for k in range(name.first, name.last + 1):
        scene.of[k], scene.spans[k] = (party,), (name.first, name.last)
        if name.why:
            scene.why[k] = name.why
    if parse.relations[head] in ("compound", "modifier") and head != name.first - 1 and not stands_alone(parse, head):
        return
    note(scene, head, (party,), name.first, name.last, name.why or None)


def stands_alone(parse: Parse, head: int) -> bool:
    """Whether an adjective of nation is a noun here: "the British were guilty"."""
    return parse.heads[head] == head or parse.pos[parse.heads[head]] == "VERB"


def party_of(scene: Scene, name: Name, head: int) -> Party | None:
    """The party that a name of the tables stands for."""
    if name.kind in ("state", "demonym", "capital"):
        return scene.state(name.country) if name.country else None
    key = (name.name.lower(), name.country)
    code, why = name.country, name.why
    if key not in scene.bodies:
        if code is None:
            code, why = home_of(scene, head)
        party = Party("body", name.name, code, name.sector, organization=name.name, wikidata=name.wikidata, gender="n",
                      noun=name.name.lower().rsplit(" ", 1)[-1], plural=name.name.endswith("s") and name.kind == "group")
        if why:
            party.because.append(why)
        scene.bodies[key] = party
    return scene.bodies[key]


def placed(scene: Scene, head: int) -> bool:
    """Whether a name stands after a preposition of place: "in China", "near Tripoli"."""
    parse = scene.parse
    while parse.relations[head] == "conjunct" and parse.heads[head] != head:
        head = parse.heads[head]
    return parse.relations[head] == "oblique:object" and parse.lower[parse.heads[head]] in scene.words.prepositions


# ---------------------------------------------------------------- common nouns
def noun_mention(scene: Scene, i: int) -> None:
    """A common noun: a body, an official, a group of people, or a word that points back ("both sides", "the island")."""
    parse = scene.parse
    lemma = parse.lemmas[i].lower()
    words = scene.words
    if parse.pos[i] not in ("NOUN", "PROPN", "NUM"):
        return
    low = start_of(scene, i)
    size = size_of(scene, low, i)
    if parse.tags[i] == "CD":
        numbered(scene, low, i)
        return
    if size == 2 and (lemma in words.pairs or lemma in words.people_pairs) and pair_mention(scene, low, i, lemma):
        return
    if size > 2 and (lemma in words.states or lemma in words.pairs) and definite(parse, low) and (group := group_of(scene, size)):
        note(scene, i, group, low, i, f"the {size} named before")
    elif lemma in words.states or lemma in words.neighbours:
        state_mention(scene, low, i, lemma)
    elif lemma in words.sides:
        side_mention(scene, low, i, lemma)
    elif lemma in words.epithets and low == i - 1 and definite(parse, low) and epithet_mention(scene, low, i, lemma):
        return
    else:
        people_mention(scene, low, i, size)


def size_of(scene: Scene, low: int, head: int) -> int:
    """The number that a noun phrase gives for itself: 2 for "both sides" and "the two leaders"; 0 when it gives none."""
    parse, words = scene.parse, scene.words
    for k in range(low, head):
        if parse.lower[k] in words.pair_words:
            return 2
        if parse.tags[k] == "CD" and (n := number(scene, parse.lower[k])):
            return n
    return 0


def number(scene: Scene, word: str) -> int:
    return scene.words.numbers.get(word) or (int(word) if word.isdecimal() and len(word) < 4 else 0)


def definite(parse: Parse, low: int) -> bool:
    return parse.lower[low] in ("the", "this", "that", "these", "those", "both", "all")


def numbered(scene: Scene, low: int, i: int) -> None:
    """"all ten", "the 19": the group of that size named before."""
    parse = scene.parse
    if parse.relations[i] not in ("subject", "subject:passive", "object", "indirect", "oblique:object", "owner", "attribute"):
        return
    size = number(scene, parse.lower[i])
    if not size or (low == i and parse.relations[i] == "oblique:object"):
        return
    party = group_of(scene, size)
    if party:
        note(scene, i, party, low, i, f'"{name_of(parse, low, i)}": the group of {size} named before')
    elif size == 2 and low < i:
        pair_mention(scene, low, i, "side")


def group_of(scene: Scene, size: int) -> tuple[Party, ...]:
    """The last group of a size whose countries are known, else the last of that size."""
    found = [parties for n, parties, _ in scene.groups if n == size]
    if not any(p.country for parties in found for p in parties):
        for mention in reversed(scene.history[-60:]):
            if len(both := together(scene, mention)) == size:
                return both
    known = [parties for parties in found if any(p.country for p in parties)]
    return (known or found or [()])[-1]


def pair_mention(scene: Scene, low: int, i: int, lemma: str) -> bool:
    """"the two countries", "both leaders": the two last spoken of, or the two that the article is about."""
    parse = scene.parse
    if (list(before(scene, low, i, i)) and "former" not in parse.lower[low:i]) or any(
            prep in ("of", "from") for prep, w in parse.obliques(i) if w in scene.names):
        return False
    if lemma in scene.words.people_pairs:
        found = main_two(scene, lemma) or last_two(scene, lambda p: p.kind == "person" and not p.plural and fits(scene, p, lemma))
        if found:
            note(scene, i, found, low, i, "the two last spoken of")
            return True
    if lemma in scene.words.people_pairs and lemma not in scene.words.pairs:
        return False
    outsider = subject_code(scene, i)
    pair = pair_of(scene, i, outsider)
    if not pair:
        return False
    note(scene, i, tuple(scene.state(c) for c in pair), low, i, f'"{name_of(parse, low, i)}": {" and ".join(pair)}')
    return True


def fits(scene: Scene, party: Party, lemma: str) -> bool:
    """Whether a person may be called so: "leader", "minister", "man"."""
    if lemma in ("man", "woman"):
        return party.gender != ("f" if lemma == "man" else "m")
    offices = scene.words.leaders.get(lemma)
    return (party.office in offices if offices else False) or lemma in party.noun.split()


def main_two(scene: Scene, lemma: str) -> tuple[Party, ...]:
    """The two leaders of the two countries that the article is about, of the same office if there are such."""
    top = [c for c, _ in scene.counts.most_common(5) if c not in UNIONS][:2]
    sides: list[list[Party]] = [[], []]
    for mention in reversed(scene.history):
        for party in mention.parties:
            if party.country in top and party.kind == "person" and not party.plural and fits(scene, party, lemma):
                side = sides[top.index(party.country)]
                if party not in side:
                    side.append(party)
    if not (len(top) == 2 and sides[0] and sides[1]):
        return ()
    return next(((a, b) for a in sides[0] for b in sides[1] if a.office and a.office == b.office), (sides[0][0], sides[1][0]))


def last_two(scene: Scene, wanted: Callable[[Party], bool]) -> tuple[Party, ...]:
    found: list[Party] = []
    for mention in reversed(scene.history):
        for party in mention.parties:
            if party not in found and wanted(party):
                found.append(party)
        if len(found) == 2:
            return (found[1], found[0])
        if len(found) > 2:
            return ()
    return ()


def subject_code(scene: Scene, i: int) -> str | None:
    """The country of the subject of the clause in which a word is no subject: it urges "both", and is neither."""
    clause = scene.parse.clause_of(i)
    if clause is None or i in clause.subject:
        return None
    return next((code for w in clause.subject if w < i and (code := single(scene, w))), None)


def pair_of(scene: Scene, i: int, outsider: str | None) -> tuple[str, ...]:
    """The two countries meant by "both countries": of this sentence so far, else the two that the article names most."""
    sentence = scene.parse.sentence_of[i]
    if scene.parse.lower[i] in scene.words.pair_words:
        for mention in reversed(scene.history[-12:]):
            both = together(scene, mention) if mention.rank >= SUBJECT and mention.sentence >= sentence - 1 else ()
            if len(both) == 2 and all(p.country and p.country not in UNIONS for p in both):
                return tuple(p.country or "" for p in both)
    here: list[str] = []
    before_here: list[str] = []
    for mention in scene.history[-30:]:
        for party in mention.parties:
            if party.country and party.country not in UNIONS:
                if mention.sentence == sentence and party.country not in here:
                    here.append(party.country)
                elif mention.sentence == sentence - 1 and party.country not in before_here:
                    before_here.append(party.country)
    if len(here) == 2:
        return tuple(here)
    top = [c for c, _ in scene.counts.most_common(6) if c not in UNIONS and c != outsider][:2]
    if len(top) == 2 and (not here or here[0] in top or here == [outsider]):
        return tuple(top)
    recent = [c for c in before_here if c != outsider]
    return tuple(recent) if len(recent) == 2 and not here else ()


def state_mention(scene: Scene, low: int, i: int, lemma: str) -> None:
    """"the country", "his country", "the island", "its neighbour": the state meant."""
    parse, words = scene.parse, scene.words
    if parse.tags[i] in ("NNS", "NNPS"):
        return
    for prep, word in parse.obliques(i):
        if prep == "of" and word in scene.names and (code := scene.names[word].country):
            note(scene, i, (scene.state(code),), low, i)
            return
    owner = parse.kid(i, "owner")
    parties = scene.of.get(owner, ()) if owner is not None else ()
    if lemma in words.neighbours:
        code, top = common(parties), [c for c, _ in scene.counts.most_common(4) if c not in UNIONS][:2]
        if code in top and len(top) == 2:
            note(scene, i, (scene.state(next(c for c in top if c != code)),), low, i, "the other party")
        return
    if owner is not None:
        if (code := common(parties)) and parse.lower[owner] in words.pronouns:
            note(scene, i, (scene.state(code),), low, i, f'"{name_of(parse, low, i)}"')
        return
    if not definite(parse, low) or list(before(scene, low, i, i)):
        return
    allowed = words.kingdoms.get(lemma)
    clause = parse.clause_of(i)
    subjects = [p for w in clause.subject if w < i for p in scene.of.get(w, ())] if clause is not None else []
    if len(subjects) == 1 and subjects[0].kind == "person" and subjects[0].country not in (None, *UNIONS) and not allowed \
            and parse.relations[i] in ("object", "indirect"):
        note(scene, i, (scene.state(subjects[0].country or ""),), low, i, f"of {subjects[0].name}")
        return
    barred = {p.country for p in subjects if p.kind == "state"} if not allowed else set()
    for mention in reversed(scene.history[-40:]):
        for party in mention.parties:
            if party.country in barred:
                continue
            if party.country and party.country not in UNIONS and (mention.rank >= SUBJECT or party.kind == "state" or allowed) and (
                    allowed is None or party.country in allowed) and mention.sentence > parse.sentence_of[i] - FAR:
                if allowed is None and (mention.rank < OBJECT or len(mention.parties) > 1 or party.noun in words.envoys):
                    continue
                note(scene, i, (scene.state(party.country),), low, i, f'"{name_of(parse, low, i)}": last spoken of')
                return


def side_mention(scene: Scene, low: int, i: int, lemma: str) -> None:
    """"the French side", "his Iranian counterpart": the party of the country that goes with it."""
    parse = scene.parse
    countries = list(before(scene, low, i, i))
    owner = parse.kid(i, "owner")
    owners = scene.of.get(owner, ()) if owner is not None else ()
    model = owners[0] if owners else None
    if lemma in ("counterpart", "colleague"):
        codes = [c for c, _ in countries if model is None or c != model.country] or [c for c, _ in behind(scene, i, SIDE)]
        office = model.office if model else ""
        holder = next((p for p in scene.persons if codes and office and p.office == office and p.country == codes[0]), None)
        if holder is not None:
            note(scene, i, (holder,), first_core(parse, low, i), i, f"counterpart of {model.name if model else ''}")
        elif codes:
            role = model.role if model and model.kind == "person" else None
            kind = model.kind if model and model.kind != "state" else "person"
            because = f"counterpart of {model.name}" if model and model.name else "a counterpart"
            many = parse.tags[i] == "NNS"
            parties = tuple(Party(kind, name_of(parse, first_core(parse, low, i), i), code, model.sector if model else "GOV", role,
                                  gender="" if kind == "person" else "n", noun=model.noun if model else "", office=office, plural=many,
                                  because=[because]) for code in (dict.fromkeys(codes) if many else codes[:1]))
            note(scene, i, parties, first_core(parse, low, i), i)
        return
    adjectives = [c for c, why in countries if c and not why.endswith("'s") and '" is ' not in why]
    if lemma in ("side", "party", "camp") and adjectives:
        note(scene, i, (scene.state(adjectives[0]),), low, i, f'"{name_of(parse, low, i)}"')


SIDE = Noun("counterpart", "GOV", None, "person", False)


def epithet_mention(scene: Scene, low: int, i: int, lemma: str) -> bool:
    """"the bloc", "the alliance": the organization last spoken of."""
    allowed = scene.words.epithets[lemma]
    for mention in reversed(scene.history[-40:]):
        for party in mention.parties:
            if party.country in allowed and party.kind == "body":
                note(scene, i, (party,), low, i, f'"the {lemma}": last spoken of')
                return True
    code = allowed[0] if scene.counts.get(allowed[0]) else None
    if code:
        note(scene, i, (scene.state(code),), low, i, f'"the {lemma}"')
    return code is not None


def people_mention(scene: Scene, low: int, i: int, size: int) -> None:
    """A noun of people.csv: of its own country, else the one meant before ("the ministry"), else of the country the text is about."""
    parse, words = scene.parse, scene.words
    found = noun_at(scene, i)
    if found is None:
        last_word_of_name(scene, low, i)
        return
    noun, _start, _ = found
    about = describe(scene, low, i)
    if about is None:
        return
    owner = parse.kid(i, "owner")
    if owner is not None and not about.countries and parse.lower[owner] in words.first:
        return
    first = first_core(parse, low, i)
    if about.countries:
        parties = tuple(described(scene, about, code, why, first, i) for code, why in chosen(scene, about, i))
    elif owner is None and definite(parse, low):
        meant = earlier(scene, noun, i, plural=parse.tags[i] in ("NNS", "NNPS"), size=size)
        own = own_body(scene, noun, i, meant)
        if own is not None:
            parties = (described(scene, about, own[0], own[1], first, i),)
        elif meant:
            note(scene, i, meant, low, i, f'"{name_of(parse, low, i)}": named before')
            return
        else:
            parties = homely(scene, about, low, first, i)
    else:
        parties = homely(scene, about, low, first, i)
    if not parties:
        return
    note(scene, i, parties, first, i)
    if size or len(parties) > 1:
        scene.groups.append((len(parties) if len(parties) > 1 else size, parties, noun.words))


def own_body(scene: Scene, noun: Noun, i: int, meant: tuple[Party, ...]) -> tuple[str, str] | None:
    """The country of "the government" or "the embassy" where it is not the one named before: the sentence's own, or the ambassador's."""
    if noun.words == "embassy" and not meant:
        envoy = next((p for m in reversed(scene.history) for p in m.parties if p.noun == "ambassador" and p.country), None)
        return (envoy.country, f"the embassy of {envoy.name}") if envoy is not None and envoy.country else None
    if noun.kind == "person" or noun.sector not in STATE_SECTORS or scene.parse.lower[i] in scene.words.hosted:
        return None
    code, why = home_of(scene, i, only=True)
    return (code, why) if code and not any(p.country == code or p.country in UNIONS for p in meant) else None


STATE_SECTORS = frozenset(("GOV", "LEG", "MIL", "JUD", "COP"))
HOME_SECTORS = STATE_SECTORS | {"SPY", "OPP", "CVL", "PTY", "ELI"}


def chosen(scene: Scene, about: Description, i: int) -> list[tuple[str | None, str]]:
    """The countries of a noun phrase that count: all of a plural's, the first of a singular's, each once."""
    found: dict[str | None, str] = {}
    for code, why in about.countries:
        found.setdefault(code, why)
    items = list(found.items())
    return items if scene.parse.tags[i] in ("NNS", "NNPS") else items[:1]


INDEFINITE = frozenset(("a", "an", "any", "no", "every", "another"))


def described(scene: Scene, about: Description, code: str | None, why: str, first: int, i: int) -> Party:
    """The party that a described noun stands for; bodies, and persons of one office and country, are one throughout the article."""
    parse, noun = scene.parse, about.noun
    text = name_of(parse, first, i)
    plural = parse.tags[i] in ("NNS", "NNPS")
    if noun.kind == "person":
        office = office_class(scene, about.role)
        known = office not in ("", "AMB") and not plural and parse.lower[first - 1] not in INDEFINITE \
            and not any(w in scene.words.coming for w in parse.lower[first:i])
        holder = next((p for p in scene.persons if known and p.country == code and p.office == office), None)
        if holder is not None:
            return holder
        return Party("person", text, code, "ELI" if about.former else sector_of(about, code), about.role, about.organization, plural=plural,
                     gender=scene.words.genders.get(noun.words.rsplit(" ", 1)[-1], ""), noun=noun.words, office=office,
                     because=[f'"{name_of(parse, first, i)}": {why}'])
    key = (noun.words, code)
    if key not in scene.bodies or noun.kind == "group":
        name = titled(noun.words, ((code, why),)) if noun.kind == "body" or noun.words == "government" else text
        party = Party("body" if noun.kind == "body" or not plural else "group", name, code, sector_of(about, code),
                      organization=name if noun.kind == "body" else None, gender="n", plural=plural or noun.plural, noun=noun.words,
                      because=[f'"{name_of(parse, first, i)}": {why}'])
        scene.bodies.setdefault(key, party)
        if noun.kind == "group" and scene.bodies[key].name != name:
            return party
    return scene.bodies[key]


def sector_of(about: Description, code: str | None) -> str | None:
    if code == "UNO" or code == "IGO":
        return "IGO"
    return about.noun.sector or ("GOV" if about.noun.kind == "person" and code else None)


def homely(scene: Scene, about: Description, low: int, first: int, i: int) -> tuple[Party, ...]:
    """The parties of a noun phrase that names no country: of the country the text is about just there, unless it is of no one's."""
    parse, words, noun = scene.parse, scene.words, about.noun
    lemma = parse.lemmas[i].lower()
    if lemma in words.generic:
        return ()
    if noun.kind != "person" and parse.tags[i] == "NNS" and low == i and (noun.kind == "body" or noun.words == "governments"):
        return ()
    foreign = any(parse.lower[k] in words.regions or parse.lower[k] in words.nobody for k in range(low, i))
    clause = parse.clause_of(i)
    if lemma in words.envoys and clause is not None and clause.lemma in words.senders and i not in clause.subject and (
            sender := next((c for w in clause.subject if (c := single(scene, w))), None)):
        return (described(scene, about, sender, f"sent by {names.country_name(sender) or sender}", first, i),)
    if foreign or lemma in words.envoys or noun.words in words.envoys:
        return (described(scene, about, None, "of no named country", first, i),)
    office = office_class(scene, about.role) if parse.tags[i] in ("NN", "NNP") and low == first and parse.tags[low] != "DT" else ""
    holders = [p for p in scene.persons if office and p.office == office]
    if len(holders) == 1:
        return (holders[0],)
    if noun.sector in HOME_SECTORS and (noun.kind != "person" or noun.sector != "CVL" or parse.tags[i] == "NNS"):
        code, why = home_of(scene, i, inward=noun.sector in INWARD)
        return (described(scene, about, code, why, first, i),)
    if noun.kind == "person" and noun.sector is None and parse.relations[i] not in ("subject", "subject:passive"):
        return ()
    return (described(scene, about, None, "of no named country", first, i),)


def earlier(scene: Scene, noun: Noun, i: int, *, plural: bool, size: int) -> tuple[Party, ...]:
    """Who was called so before: "the ministry", "the spokesman", "the prime minister", "the ten ambassadors"."""
    parse = scene.parse
    if size and (group := group_of(scene, size)):
        return group
    wanted, office = noun.words, office_class(scene, noun.words)
    last = wanted.rsplit(" ", 1)[-1]
    sentence = parse.sentence_of[i]
    sender = subject_code(scene, i) if last in scene.words.envoys and noun.kind == "person" else None
    found: list[tuple[Party, ...]] = []
    for mention in reversed(scene.history):
        if mention.sentence < sentence - FAR and found:
            break
        for party in mention.parties:
            if party.plural != plural or (not party.noun and not party.office) or (party.country and party.country == sender):
                continue
            called_so = party.noun == wanted or (" " not in wanted and (
                party.noun.rsplit(" ", 1)[-1] == last or (party.kind == "body" and last in (party.name or "").lower().split())))
            holds = bool(office) and party.office == office and (
                office != "HOS" or (not party.noun and wanted in (party.role or "").lower()))
            if called_so or holds or party.office in scene.words.leaders.get(wanted, ()):
                found.append(mention.parties if len({p.noun for p in mention.parties}) == 1 and plural else (party,))
        if mention.sentence < sentence - FAR or (found and not office):
            break
    return nearest_home(scene, found, i)


def nearest_home(scene: Scene, found: list[tuple[Party, ...]], i: int) -> tuple[Party, ...]:
    """Of several who may be called "the prime minister": the one of the sentence's country, else of the text's own, else the last."""
    if len({p for parties in found for p in parties}) < 2:
        return found[0] if found else ()
    code, _ = home_of(scene, i, only=True)
    for country in (code, scene.home):
        for parties in found:
            if country and parties[0].country == country:
                return parties
    return found[0]


def last_word_of_name(scene: Scene, low: int, i: int) -> None:
    """"the council", "the assembly": a body of the article whose name has that word, though people.csv lacks it."""
    parse = scene.parse
    word = parse.lower[i]
    if not definite(parse, low) or len(word) < 4 or low != i - 1:
        return
    for mention in reversed(scene.history[-40:]):
        for party in mention.parties:
            if party.kind == "body" and party.name and word in party.name.lower().split():
                note(scene, i, (party,), low, i, f'"the {word}": named before')
                return


# ---------------------------------------------------------------- pronouns
def pronoun_mention(scene: Scene, i: int, spec: tuple[str, str, str]) -> None:
    """A pronoun: whom it goes back to, by number, gender, clause, recency and prominence; nobody when it is a thing or open."""
    count, gender, case = spec
    parse = scene.parse
    if case == "relative":
        if parse.tags[i] in ("WDT", "WP", "WP$") and (head := antecedent(parse, i)) is not None and head in scene.of:
            scene.of[i], scene.spans[i] = scene.of[head], scene.spans.get(head, (head, head))
        return
    if count == "p" and gender == "-" and parse.lower[i] in scene.words.parts and (
            parse.relations[i] not in ("subject", "subject:passive", "object") or any(prep == "of" for prep, _ in parse.obliques(i))):
        return
    if parse.tags[i] in ("IN", "DT", "RB", "CC", "JJ", "CD", "PDT") and count in "op" and parse.relations[i] not in (
            "subject", "subject:passive", "object", "oblique:object", "indirect"):
        return
    if count == "2":
        if parse.relations[i] in ("subject", "subject:passive", "object", "oblique:object", "indirect") and not any(parse.obliques(i)):
            pair_mention(scene, i, i, "side")
        return
    if count == "o":
        one_mention(scene, i)
        return
    parties, why = antecedents(scene, i, count, gender, case)
    if parties:
        for party in parties:
            if party.kind == "person" and not party.gender and gender in "mf" and not scene.quoted[i]:
                party.gender = gender
        note(scene, i, parties, i, i, f'"{parse.words[i]}": {why}')


def antecedent(parse: Parse, i: int) -> int | None:
    """The noun that a relative pronoun stands for."""
    clause = parse.clause_of(i)
    return clause.parent if clause is not None and clause.link == "relative" else None


def one_mention(scene: Scene, i: int) -> None:
    """"one said": one of the group spoken of last."""
    parse = scene.parse
    clause = parse.clause_of(i)
    if clause is None or i not in clause.subject or clause.lemma not in scene.words.saying:
        return
    recent = [m for m in scene.history[-20:] if parse.sentence_of[i] > m.sentence >= parse.sentence_of[i] - NEAR]
    for mention in sorted(recent, key=lambda m: (m.rank < SUBJECT, -m.head)):
        party = mention.parties[0]
        if party.plural and party.kind == "person":
            noun = party.noun.removesuffix("s")
            one = Party("person", party.name, party.country, party.sector, party.role, party.organization, noun=noun,
                        because=[*party.because, f'one of "{party.name}"'])
            note(scene, i, (one,), i, i)
            return


def antecedents(scene: Scene, i: int, count: str, gender: str, case: str) -> tuple[tuple[Party, ...], str]:
    """The parties that a personal pronoun goes back to, with the reason."""
    parse = scene.parse
    owner = case == "owner" or parse.relations[i] == "owner"
    clause = parse.clause_of(i)
    if clause is None:
        return best(scene, i, count, gender, frozenset(), owner=owner)
    if count == "s" and gender == "n" and not owner and idle(scene, clause, i):
        return (), ""
    chain = [clause, *parse.ancestors(clause)][:5]
    if clause.link == "adverbial" and clause.marker in ("if", "unless") and i in clause.subject:
        for mention in reversed(scene.history[-12:]):
            if mention.sentence == parse.sentence_of[i] and agrees(mention.parties, count, gender):
                return mention.parties, "the nearest in the sentence"
    mine = i in clause.subject or parse.relations[i] in ("subject", "subject:passive")
    if owner or case == "self":
        for n, link in enumerate(chain):
            subjects = [w for w in link.subject if w < i and not inside(parse, i, w)]
            if not subjects:
                continue
            parties = suited(scene, subjects, count, gender)
            if parties:
                return parties, "the subject of its clause" if n == 0 else "the subject above"
            if n == 0 and gender == "n" and thing(scene, subjects):
                return (), ""
    elif mine and len(chain) > 1 and chain[0].link in ("complement", "conjunct", "adverbial") and chain[0].marker not in ("if", "unless"):
        above = [w for w in chain[1].subject if w < i]
        parties = suited(scene, above, count, gender)
        if parties:
            return close_to(scene, above[0], parties, count, gender), "the subject above"
        if above and gender == "n" and chain[0].link == "complement" and not thing(scene, above):
            for link in chain[2:]:
                parties = suited(scene, [w for w in link.subject if w < i], count, gender)
                if parties:
                    return parties, "the subject above"
    barred = frozenset() if owner or case == "self" else frozenset(
        id(p) for heads in (clause.subject, *clause.roles.values()) if i not in heads for w in heads if w < i for p in scene.of.get(w, ()))
    return best(scene, i, count, gender, barred, owner=owner)


def inside(parse: Parse, i: int, word: int) -> bool:
    """Whether a word stands inside the phrase of another: "his" in "a spokesman for his forces"."""
    for _ in range(6):
        if parse.heads[i] == word:
            return True
        i = parse.heads[i]
    return False


def close_to(scene: Scene, word: int, parties: tuple[Party, ...], count: str, gender: str) -> tuple[Party, ...]:
    """Whom an unnamed source speaks about: "a source close to him said that he objected"."""
    if len(parties) == 1 and parties[0].kind == "person" and parties[0] not in scene.persons:
        low, high = scene.parse.subtree(word)
        for k in range(low, high + 1):
            if scene.parse.tags[k] in ("PRP", "PRP$") and (found := scene.of.get(k)) and agrees(found, count, gender):
                return found
    return parties


def idle(scene: Scene, clause: Clause, i: int) -> bool:
    """Whether "it" is no party: an empty subject, the subject of "is" with nothing a party could be, the object of a verb for things."""
    parse = scene.parse
    if parse.relations[i] == "expletive":
        return True
    if i in clause.subject:
        if clause.passive:
            return clause.lemma.split()[0] not in scene.words.objects
        if clause.lemma != "be":
            return False
        attributes = clause.roles.get("attribute", ())
        return not any(parse.lower[a] in scene.words.able for a in attributes)
    if parse.relations[i] in ("object", "indirect"):
        return clause.lemma.split()[0] not in scene.words.objects
    if parse.relations[i] == "oblique:object":
        return parse.lower[parse.heads[i]] not in scene.words.with_it
    return False


def thing(scene: Scene, subjects: Sequence[int]) -> bool:
    """Whether subjects are things: common nouns that stand for no party."""
    return any(scene.parse.pos[w] == "NOUN" and not scene.of.get(w) for w in subjects)


def suited(scene: Scene, heads: Iterable[int], count: str, gender: str) -> tuple[Party, ...]:
    """The parties of some words, all together, if the pronoun may stand for them."""
    parties: list[Party] = []
    for head in heads:
        for member in scene.parse.members(head):
            parties += [p for p in scene.of.get(member, ()) if p not in parties]
    return tuple(parties) if parties and agrees(parties, count, gender) else ()


def agrees(parties: Sequence[Party], count: str, gender: str) -> bool:
    """Whether number and gender fit: "it" for one state or body, "she" for one person, "they" for several or for many."""
    if count == "p":
        return len(parties) > 1 or parties[0].plural
    if len(parties) != 1:
        return False
    party = parties[0]
    if gender == "n":
        return party.kind in ("state", "body", "group") and not (party.plural and party.kind == "group")
    return party.kind == "person" and not party.plural and party.gender in ("", gender)


def best(scene: Scene, i: int, count: str, gender: str, barred: frozenset[int], *, owner: bool) -> tuple[tuple[Party, ...], str]:
    """The fitting mention that is nearest and most prominent in the sentences before."""
    parse = scene.parse
    sentence = parse.sentence_of[i]
    clause = parse.clause_of(i)
    subject = clause is not None and i in clause.subject
    says = subject and clause is not None and clause.lemma in scene.words.saying
    if count == "s" and gender == "n" and subject and not says and things_before(scene, i):
        return (), ""
    thinglike = parse.relations[i] == "object" and clause is not None and clause.lemma.split()[0] not in scene.words.objects
    found: tuple[Party, ...] = ()
    top = -99.0
    if count == "p" and subject and (pair := opposed(scene, sentence)):
        found, top = pair, SUBJECT - FADING
    for back, mention in enumerate(reversed(scene.history[-40:])):
        if mention.sentence < sentence - NEAR:
            break
        parties = together(scene, mention) if count == "p" else mention.parties
        if not agrees(parties, count, gender) or any(id(p) in barred for p in parties):
            continue
        score = mention.rank - FADING * (sentence - mention.sentence) - 0.1 * back + (1.0 if says and mention.said else 0.0)
        if count == "p" and mention.sentence < sentence - 1 and mention.rank < SUBJECT:
            continue
        if count == "p" and mention.sentence < sentence and thinglike:
            continue
        if mention.quoted != scene.quoted[i]:
            if gender == "n" and scene.quoted[i]:
                continue
            score -= 2.0
        if mention.sentence == sentence and not subject:
            score += 1.0
        if score > top:
            found, top = parties, score
    return found, "last spoken of"


def opposed(scene: Scene, sentence: int) -> tuple[Party, ...]:
    """The subject and the object of the sentence before, when "they" may be both: "Mitsotakis did see Starmer. They talked"."""
    parse = scene.parse
    if sentence == 0 or not scene.history:
        return ()
    start, end = parse.sentences[sentence - 1]
    main = next((parse.clauses[w] for w in range(start, end) if w in parse.clauses and parse.heads[w] == w), None)
    if main is None or len(main.subject) != 1:
        return ()
    others = main.roles.get("object") or main.roles.get("oblique:with") or ()
    one, other = scene.of.get(main.subject[0], ()), scene.of.get(others[0], ()) if len(others) == 1 else ()
    if len(one) != 1 or len(other) != 1 or one == other or one[0].plural or other[0].plural or one[0].kind != other[0].kind:
        return ()
    return (one[0], other[0]) if one[0].kind in ("person", "state") else ()


def together(scene: Scene, mention: Mention) -> tuple[Party, ...]:
    """All parties of a coordination of which a mention is the first: "France and Germany"."""
    top = mention.head
    while scene.parse.relations[top] == "conjunct" and scene.parse.heads[top] != top and scene.parse.heads[top] in scene.of:
        top = scene.parse.heads[top]
    members = scene.parse.members(top)
    row = scene.lists.get(mention.head, ())
    if len(row) > len(members):
        return tuple(scene.state(code) for code in row)
    if len(members) < 2:
        return mention.parties
    found: list[Party] = []
    for member in members:
        found += [p for p in scene.of.get(member, ()) if p not in found]
    return tuple(found) or mention.parties


def things_before(scene: Scene, i: int) -> bool:
    """Whether the main subject of the sentence before is a thing, so that "it" is rather that."""
    parse = scene.parse
    sentence = parse.sentence_of[i]
    root = next((c for c in parse.ancestors(clause)), clause) if (clause := parse.clause_of(i)) is not None else None
    if root is not None and any(w < i and scene.of.get(w) for w in root.subject):
        return False
    if sentence == 0:
        return False
    start, end = parse.sentences[sentence - 1]
    main = next((parse.clauses[w] for w in range(start, end) if w in parse.clauses and parse.heads[w] == w), None)
    return main is not None and bool(main.subject) and thing(scene, main.subject[:1]) and parse.tags[main.subject[0]] == "NN"


# ---------------------------------------------------------------- owners
def owning(scene: Scene, head: int) -> Iterator[int]:
    """The words that may own or modify a noun, nearest in meaning first: possessive, "by" and "from", adjective and compound, "of"."""
    parse = scene.parse
    roles = parse.noun(head).roles
    yield from roles.get("owner", ())
    for name in ("oblique:by", "oblique:from"):
        yield from roles.get(name, ())
    yield from roles.get("modifier", ())
    for k in parse.kids[head]:
        if parse.relations[k] == "time" or parse.tags[k] == "HYPH":
            yield k
    if parse.lemmas[head].lower() in scene.words.of_owner and not roles.get("owner"):
        yield from roles.get("oblique:of", ())


def flagged(scene: Scene, word: int) -> tuple[Actor, ...]:
    """The country in "British-flagged" or "U.S.-led", which owns what follows."""
    parse = scene.parse
    text = parse.lower[word]
    if "-" in text and text.rsplit("-", 1)[1] in scene.words.hyphen_owner:
        hit = names.longest([parse.words[word].rsplit("-", 1)[0]], 0)
        name = read_entry(hit[0], word, word) if hit is not None else None
    elif text in scene.words.hyphen_owner and word > 1 and parse.words[word - 1] == "-":
        name = scene.names.get(word - 2)
    else:
        return ()
    if name is None or not name.country:
        return ()
    return (actor(scene.state(name.country), parse.span(min(name.first, word), word), None),)


# ---------------------------------------------------------------- first and second person
def voice(scene: Scene, word: int, speaker: Actor | None, addressees: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whom a pronoun of the first or second person stands for in a quotation."""
    text, words = scene.parse.lower[word], scene.words
    span = scene.parse.span(word, word)
    if text in words.second:
        return tuple(moved(a, span, f'"{text}": spoken to') for a in addressees)
    if speaker is None:
        return ()
    if text in words.first_singular:
        return (moved(speaker, span, f'"{text}": the speaker'),)
    if text in words.first_plural:
        return (collective(speaker, span, text),)
    return ()


def moved(actor_: Actor, span: Span, why: str) -> Actor:
    return replace(actor_, span=span, because=(*actor_.because, why))


def collective(speaker: Actor, span: Span, text: str) -> Actor:
    """Whom "we" stands for: the speaker's country or organization."""
    if speaker.country is None or speaker.role is None:
        return moved(speaker, span, f'"{text}": the speaker\'s side')
    name = speaker.organization if speaker.country in UNIONS and speaker.organization else names.country_name(speaker.country)
    return Actor(name or speaker.name, speaker.country, speaker.sector, None, None, None, span, (f'"{text}": the side of {speaker.name}',))


def belongs(scene: Scene, noun: int) -> bool:
    """Whether a noun owned by "our" is an actor itself: "our country", "our government", "our soldiers"."""
    lemma = scene.parse.lemmas[noun].lower()
    return lemma in scene.words.states or noun_at(scene, noun) is not None or lemma in ("people", "side")


def owned(scene: Scene, noun: int, owner: Actor) -> Actor:
    """The actor that "our soldiers" is, from whom "our" stands for."""
    parse = scene.parse
    low = start_of(scene, noun)
    found = noun_at(scene, noun)
    span = parse.span(low, noun)
    if found is None or owner.country is None:
        name = names.country_name(owner.country) if owner.country else owner.name
        return Actor(name, owner.country, owner.sector if found is None else found[0].sector, None, None, None, span, owner.because)
    return Actor(name_of(parse, min(low + 1, noun), noun), owner.country, found[0].sector, None, None, None, span, owner.because)


# ---------------------------------------------------------------- one phrase alone
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?=\s)|['’]s\b|\d+|[^\W\d_]+(?:['’][^\W\d_s][^\W\d_]*)*\.?(?<!\.)|[^\w\s]")


def resolve_phrase(text: str, *, on: str | None = None, context: str | None = None) -> Json:
    """One phrase to a country, sector and role, by the tables and nouns alone: {"name", "country", "sector", "role", "because", …}."""
    words = WORD.findall(text)
    lower = [w.lower().replace("’", "'") for w in words]
    found = phrase_names(words)
    noun, at = phrase_noun(lower, {k for name in found for k in range(name.first, name.last + 1)})
    because: list[str] = []
    country = sector = role = name_ = wikidata = None
    secondary: str | None = None
    if found:
        first = next((n for n in found if n.country), found[0])
        country, name_ = first.country, first.name
        because.append(f'"{" ".join(words[first.first:first.last + 1])}": {first.name}, {first.country}')
        body = next((n for n in found if n.kind in ("body", "organization", "group")), None)
        if body is not None:
            name_, sector = body.name, body.sector
        elif noun is None and len(found) == 1 and first.last - first.first + 1 == len([w for w in lower if w != "the"]):
            sector = "GOV" if first.kind == "capital" else None
    term = phrase_person(words, lower, at, on)
    if noun is not None:
        sector, secondary, role = noun.sector or sector, noun.secondary, noun.words if noun.kind == "person" else None
        because.append(f'"{noun.words}": {noun.sector or "no sector of its own"}')
        name_ = text if noun.kind != "person" or name_ is None else name_
    if term is not None:
        past = on is not None and not names.in_office(term, on)
        because.append(f"{term.person}: {term.office}, {term.country}, from {term.start or '?'} to {term.end or 'date'} (table)")
        name_, wikidata = term.person, term.wikidata or None
        country = country or (term.country if names.country_name(term.country) else "IGO")
        sector = sector if noun is not None and noun.sector else ("ELI" if past else term.sector or sector)
        role = role or term.office
    if any(w in vocabulary().former for w in lower) and (noun is None or noun.kind == "person") and (sector or country):
        sector = "ELI"
        because.append("former")
    if not because:
        because.append("in no table, and no noun for people or bodies")
    return {"id": None, "name": name_, "country": country or "", "sector": sector or "", "secondary_sector": secondary, "role": role,
            "wikidata": wikidata, "because": because}


def phrase_names(words: Sequence[str]) -> list[Name]:
    """The names of the tables in a row of words, the longest from the left."""
    found, i = [], 0
    while i < len(words):
        hit = names.longest(words, i) if words[i][0].isalpha() else None
        if hit is None and words[i].islower():
            hit = names.longest([words[i].capitalize(), *words[i + 1:]], i) if i == 0 else names.longest([w.capitalize() for w in words], i)
            hit = hit if hit and hit[0].kind in ("country", "demonym", "capital") else None
        if hit is not None:
            found.append(read_entry(hit[0], i, i + hit[1] - 1))
            i += hit[1]
        else:
            i += 1
    return found


def phrase_noun(lower: Sequence[str], taken: set[int]) -> tuple[Noun | None, int]:
    """The noun for people or bodies that heads a phrase: the last before "of", "in", "for" or a comma, the longest that ends there."""
    nouns = vocabulary().nouns
    whole = nouns.get(" ".join(lower))
    if whole is not None:
        return whole, len(lower) - 1
    end = next((i for i, w in enumerate(lower) if i and w in ("of", "in", "for", "from", ",", "at", "who", "to", "with")), len(lower))
    for stop in (end, len(lower)):
        for last in range(stop - 1, -1, -1):
            for first in range(max(0, last - 4), last + 1):
                found = nouns.get(" ".join(lower[first:last + 1]).replace(" - ", "-").replace(" '", "'"))
                if found is not None and last not in taken:
                    return found, last
    return None, -1


def phrase_person(words: Sequence[str], lower: Sequence[str], at: int, on: str | None) -> names.Term | None:
    """The office-holder whose full name stands in a phrase, after the title if it has one."""
    start = at + 1 if 0 <= at < len(words) - 1 else 0
    name = [w for w in words[start:] if w[0].isupper() or w == "-" or w.lower() in vocabulary().particles]
    return names.person(" ".join(name).replace(" - ", "-"), on) if len(name) > 1 else None
