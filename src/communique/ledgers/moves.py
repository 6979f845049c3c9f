"""Acts to moves: between whom, what each is about in weighted words, whom its words name,
and how hostile it is.

Knows how the words of a quarrel are weighed and countries are named;
does not know which moves make one dispute.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from communique.knowledge import bodies, ledgers, load_csv, ontology
from communique.knowledge.names import home, incumbents
from communique.knowledge.tables import country_codes
from communique.ledgers.tellings import DEED, Act, capitals, content, folded, own_words
from communique.ledgers.words import named
from communique.occurrences.tellings import bare, countries, deeds
from communique.records import Report
from communique.text.days import parse_day

Block = tuple[str, str]
OPPOSING = frozenset(("REJECT", "ACCUSE", "THREATEN", "PROTEST"))
# words only: a third state may say them
TALK = frozenset(("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "CONSULT", "AGREE", "CONCEDE"))
TURNING = frozenset(("CONSULT", "REQUEST", "SUPPORT", "AGREE", "COOPERATE"))  # how a party turns to others
MEETING = frozenset(("CONSULT", "AGREE", "COOPERATE"))  # done by all who take part
NAME = 1.5  # what a name says of an issue, against 1 for any other word
DONE = frozenset(("actual", "historical"))
BODIES = ("UNO", "EUR", "IGO")
FEW = 3  # acts in an article that tells of one thing
NOBODY = frozenset(("IGO", "NGO", "IMG", "MNC", "ISM"))  # codes that many share


@dataclass(frozen=True, slots=True)
class Move:
    """An act as disputes see it: `words` say what it is about, with weights; `names` those that are names;
    `mentioned` countries named.

    `targets` are those to whom it is done beside the doers, `parties` both.
    """

    act: Act
    doers: frozenset[str]
    targets: frozenset[str]
    parties: frozenset[str]
    words: Mapping[str, float]
    names: frozenset[str]
    mentioned: frozenset[str]
    score: float
    day: date | None
    articles: frozenset[str]
    alone: frozenset[str] = frozenset()  # those of its articles that tell of little else

    @property
    def id(self) -> str:
        """The id of the act."""
        return self.act.id

    @property
    def hostile(self) -> bool:
        """Whether it is conflict by its score: a request for help is none."""
        return self.score < 0 and ontology.quad(self.act.type) >= 3

    @property
    def firm(self) -> bool:
        """Whether it is told as done: what would, could or may be is none, nor what is asked or supposed."""
        ahead = self.act.words[: max(0, self.act.words.find(self.act.asked))] if self.act.asked else ""
        return (
            ledgers.pattern("unsure").search(ahead) is None
            and ledgers.pattern("unreal").search(self.act.words) is None
        )

    @property
    def sideways(self) -> bool:
        """Whether it has to do with a state's exiles or rebels, and not with the state."""
        return self.act.type != "REQUEST" and ledgers.pattern("sideways").search(self.act.words) is not None

    @property
    def talk(self) -> bool:
        """Whether it is words only."""
        return self.act.type in TALK


def move(act: Act) -> Move:
    """What an act is compared by."""
    doers = frozenset(act.actors)
    targets = frozenset(act.recipients) - doers - shielded(act)
    parties = doers | targets
    own = frozenset(map(folded, own_words(*parties)))
    capitalised = ledgers.pattern("surname").findall(act.words)
    own |= frozenset(folded(w) for name in capitalised for w in ruling(name, act.day, parties))
    mentioned = named(act.words)
    places = frozenset(map(folded, own_words(*mentioned)))
    names = capitals(act.words) - places  # which countries are named says little of what is at issue
    about = (act.object or content(act.words)) - own - manner() - vague()
    words = {w: NAME if w in names else DEED if w in deeds() else 1.0 for w in about if not w[:1].isdigit()}
    return Move(
        act, doers, targets, parties, words, names & words.keys(), mentioned - parties, score(act),
        parse_day(act.day) if act.said or act.status != "historical" else None,
        frozenset(r.article for r in act.reports),
    )


def told_alone(acts: Iterable[Act]) -> frozenset[str]:
    """The articles that tell of no more than a few acts: there one thing is told."""
    count = Counter(article for a in acts for article in {r.article for r in a.reports})
    return frozenset(article for article, n in count.items() if n <= FEW)


def shielded(act: Act) -> frozenset[str]:
    """The states from whom an act keeps a step off: who blocks sanctions on Chile quarrels with those who
    want them, and not with Chile."""
    step = ledgers.pattern("step_against").search(act.words) if act.type in OPPOSING else None
    if step is None:
        return frozenset()
    ahead = act.words[: step.start("prep")]
    authors = named(ahead) | named(" ".join(ledgers.pattern("done_by").findall(act.words)))
    return frozenset(code for code in act.recipients if code in countries() and code not in authors)


def score(act: Act) -> float:
    """The PLOVER score of an act; of a mode that is not known that of its type."""
    return ontology.score(act.type, ontology.told_mode(act.type, act.mode))


def order(m: Move) -> tuple[str, str, str, int, str]:
    """In order of time, on one day as they are told; those without a day last."""
    first = min(
        ((r.published or "9999", r.article, r.span.start) for r in m.act.reports), default=("9999", "", 0)
    )
    return m.day.isoformat() if m.day else "9999", *first, m.id


# --- parties ------------------------------------------------------------------------------------------------


def pair(a: str, b: str) -> Block:
    """Two parties in order of their codes."""
    return (a, b) if a < b else (b, a)


def sides(m: Move) -> set[Block]:
    """The pairs between whom an act passes: who does it with those to whom it is done, or all who meet."""
    doers, targets = set(filter(quarrels_itself, m.doers)), set(filter(quarrels_itself, m.targets))
    # a state and its rebels are one affair of its own
    found = {pair(a, b) for a in doers for b in targets if home(a) != home(b)}
    if m.act.type in MEETING and not targets:
        found |= {pair(a, b) for a in doers for b in doers if a < b}
    return found


def blocks(m: Move) -> set[Block]:
    """The pairs whose quarrels a move may be part of, or speak of: its own,
    and each of its parties with those that it names.

    A hostile act that leaves out a side stands under "" with the one that it has.
    """
    every = m.parties | frozenset(m.act.addressees)
    found = sides(m) | {
        pair(a, b) for a in every for b in m.mentioned | every
        if a != b and (b in m.mentioned or a in m.doers)
    }
    return found | {("", code) for code in m.parties if m.hostile and not (m.doers and m.targets)}


# --- words --------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def manner() -> frozenset[str]:
    """Stems of words for how a party moves in a quarrel."""
    listed = ledgers.words("disputes")["manner"]
    return frozenset(map(folded, listed | ledgers.words("issues")["heads"])) - frozenset(
        map(folded, ledgers.words("same")["counting"])
    )


@lru_cache(maxsize=65536)
def ruling(name: str, day: str | None, parties: frozenset[str]) -> tuple[str, ...]:
    """The words of the name of who rules one of some parties on a day, by a family name: whoever speaks of a
    state speaks of him too."""
    family = re.sub(r"^(?:al|el)-", "", name, flags=re.IGNORECASE)
    found = [t for t in incumbents(family, day) if t.country in parties]
    return (*bare(name), *(w for t in found for w in bare(t.person))) if found else ()


@lru_cache(maxsize=1)
def vague() -> frozenset[str]:
    """Stems of words that stand in any report of states."""
    return frozenset(map(folded, ledgers.words("disputes")["vague"]))


@lru_cache(maxsize=65536)
def bodies_named(text: str) -> frozenset[str]:
    """The codes of the international bodies that a text names beside a word for turning to one."""
    if set(bare(text)).isdisjoint(ledgers.words("disputes")["recourse"]):
        return frozenset()
    listed = ledgers.words("bodies").items()
    return frozenset(
        code for code, names in listed if any(re.search(rf"\b{re.escape(n)}(?!\w)", text) for n in names)
    )


@lru_cache(maxsize=1024)
def called(code: str) -> str:
    """The name of a country or body for people's eyes, the code where there is none."""
    if code in bodies.names():
        return bodies.names()[code]
    known = {
        "EUR": "European Union", "UNO": "United Nations", "IGO": "an international body",
        "NGO": "a non-governmental organisation", "IMG": "an armed group", "MNC": "a company",
        "ISM": "a religious movement", "KOS": "Kosovo",
    }  # fmt: skip
    rows = [row for row in load_csv("countries.csv") if row["code"] == code]
    name = next((row["name"] for row in sorted(rows, key=lambda row: bool(row["parent"]))), None)
    return known.get(code) or name or bodies.names().get(code) or code


def quarrels_itself(code: str) -> bool:
    """Whether a code is that of a state or of one body; "an armed group" may be any."""
    return code not in NOBODY


def the(code: str) -> str:
    """The name of a country or body within a sentence: "the United States"."""
    name = called(code)
    return name if ledgers.words("naming")["articled"].isdisjoint(name.split()) else f"the {name}"


def together(codes: Iterable[str]) -> str:
    """Some countries and bodies within a sentence: "Chile, Norway and the United States"."""
    *others, last = (the(code) for code in sorted(codes))
    return f"{', '.join(others)} and {last}" if others else last


def phrase_of(m: Move) -> str:
    """An act in words for people's eyes: what, by whom, to whom, when."""
    doers = together(m.doers) if m.doers else "somebody"
    targets = f" towards {together(m.targets)}" if m.targets else ""
    return f"{ledgers.names('acts')[m.act.type]} by {doers}{targets} on {m.day or 'an unknown day'}"


def states(codes: Iterable[str]) -> frozenset[str]:
    """Those of some codes that are states, or the European Union, which acts as one."""
    return frozenset(c for c in codes if c == "EUR" or (c in country_codes() and c in countries()))


def told_by(report: Report) -> str:
    """Who reports something, and when."""
    return f"{report.outlet or report.article}{f', {report.published[:10]}' if report.published else ''}"
