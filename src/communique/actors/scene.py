"""Who is in an article as far as it has been read: parties, names, mentions, and the scene that holds them.

Knows what is kept of each; does not know how it is found in the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from communique.actors.vocabulary import Noun, Words, vocabulary
from communique.grammar import Parse
from communique.knowledge import names
from communique.knowledge.bodies import body_code
from communique.records import Actor, Span

SUBJECT, OBJECT, OTHER = 3.0, 1.0, 0.0  # prominence of a mention, by its place in the clause
FAR = 12  # sentences back in which "the ministry" may have been named
UNIONS = frozenset(("UNO", "EUR", "IGO"))  # codes that stand where others have a country
STATELESS = UNIONS | {"NGO", "IMG", "MNC", "ISM"}  # … and all that are of no state
TELLERS = frozenset(("JRN", "SOC", "EDU"))  # who tells what others do: papers, watchers, schools


@dataclass(slots=True, eq=False)
class Party:
    """Someone in the article, as far as the article and the tables tell."""

    kind: str  # state | body | person | group
    name: str | None
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    organization: str | None = None
    wikidata: str | None = None
    gender: str = ""
    plural: bool = False
    noun: str = ""  # the noun that describes it: "spokesman"
    office: str = ""  # class of the office: HOS, HOG, FM
    tokens: tuple[str, ...] = ()  # words of a person's name, in lower case
    placed: bool = False  # its description names the country
    owned: int = -1  # "his" in "his adviser, Bonne"
    coming: bool = False  # elected or named to an office, and not yet in it
    described: bool = False  # a title or an apposition has said who it is
    because: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where parties stand in the text: head word and its sentence, and how prominent they are there."""

    head: int
    parties: tuple[Party, ...]
    rank: float
    sentence: int
    said: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A name from the tables as it stands in the text: words `first` to `last`."""

    first: int
    last: int
    kind: str  # state | demonym | capital | body | organization | group | place
    country: str | None
    name: str
    sector: str | None = None
    wikidata: str | None = None
    why: str = ""
    own: bool = False  # the user's own table has it

    @property
    def about(self) -> str | None:
        """The country that a text is about by this name: no paper or watcher makes it about its own."""
        return None if self.sector in TELLERS else self.country


class Scene:
    """The working state of one casting; `Cast` is what remains of it."""

    __slots__ = (
        "ahead", "beside", "bodies", "collected", "counts", "dead", "groups", "history", "home", "known",
        "lists", "names", "nouns", "of", "on", "openings", "parse", "people", "persons", "quoted", "spans",
        "spoken_of", "states", "why", "words",
    )

    def __init__(self, parse: Parse, on: str | None, ahead: Callable[[Scene, int], None]) -> None:
        self.parse, self.on = parse, on
        self.words: Words = vocabulary(parse.language)
        self.ahead = ahead  # settles a common noun before its turn
        self.names: dict[int, Name] = {}
        # word → the noun for people or bodies there, once asked for
        self.nouns: dict[int, tuple[Noun, int, int] | None] = {}
        # word of a person's name → person, first and last word
        self.people: dict[int, tuple[Party, int, int]] = {}
        self.persons: list[Party] = []
        # last word of "the Baltic states" → its first word, the states
        self.collected: dict[int, tuple[int, tuple[str, ...]]] = {}
        self.lists: dict[int, tuple[str, ...]] = {}  # word of a name → the countries of the list it stands in
        self.known: dict[str, list[Party]] = {}  # a word of a name → persons called so
        self.states: dict[str, Party] = {}
        self.bodies: dict[tuple[str, str | None], Party] = {}
        self.of: dict[int, tuple[Party, ...]] = {}
        self.beside: dict[int, tuple[Party, ...]] = {}  # who else is named in the words for a group
        self.spans: dict[int, tuple[int, int]] = {}
        self.why: dict[int, str] = {}
        self.history: list[Mention] = []
        self.groups: list[tuple[int, tuple[Party, ...], str]] = []
        self.counts: Counter[str] = Counter()
        self.dead: set[int] = set()  # words of datelines
        self.home: str | None = None
        # the state that the text is clearly about, once asked for; "" for none
        self.spoken_of: str | None = None
        self.openings: dict[int, str] = {}  # sentence → country of its "In Ankara,"
        self.quoted: list[bool] = []

    def back(self, most: int, sentence: int = 0) -> Iterator[Mention]:
        """The last mentions so far, at most so many, the latest first: of a sentence and those after it."""
        return takewhile(lambda m: m.sentence >= sentence, reversed(self.history[-most:]))

    def state(self, code: str) -> Party:
        """The one party that a country is throughout the article."""
        if code not in self.states:
            self.states[code] = Party(
                "state" if code not in UNIONS else "body", names.called(code), code,
                "IGO" if code in UNIONS else None, gender="n",
            )
        return self.states[code]


def actor(party: Party, span: Span | None, why: str | None) -> Actor:
    """The record of a party as it stands at a span."""
    because = (*party.because, why) if why else tuple(party.because)
    return Actor(
        party.name, party.country, party.sector, party.role, party.organization, party.wikidata, span,
        because, body=body_of(party),
    )


def body_of(party: Party) -> str | None:
    """The code of the organization or armed group that a party is or speaks for."""
    name = party.organization or (party.name if party.kind != "person" else None)
    return body_code(name, party.country, party.role)
