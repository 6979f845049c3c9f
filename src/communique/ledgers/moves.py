"""Acts to moves: between whom, what each is about in weighted words, whom its words name, and how hostile it is.

Knows how the words of a quarrel are weighed and countries are named; does not know which moves make one dispute.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from communique.knowledge import ledgers, ontology
from communique.knowledge.tables import country_codes
from communique.ledgers.tellings import DEED, Act, capitals, content, day_of, folded
from communique.occurrences.tellings import bare, countries, country_words, deeds
from communique.records import Report

Block = tuple[str, str]
TALK = frozenset(("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "CONSULT", "AGREE", "CONCEDE"))  # words only: a third state may say them
TURNING = frozenset(("CONSULT", "REQUEST", "SUPPORT", "AGREE", "COOPERATE"))  # how a party turns to others
MEETING = frozenset(("CONSULT", "AGREE", "COOPERATE"))  # done by all who take part
DONE = frozenset(("actual", "historical"))
BODIES = ("UNO", "EUR", "IGO")


@dataclass(frozen=True, slots=True)
class Move:
    """An act as disputes see it: `words` say what it is about, with weights, `names` are those that are names, `mentioned` whom they name."""

    act: Act
    words: Mapping[str, float]
    names: frozenset[str]
    mentioned: frozenset[str]
    score: float
    day: date | None
    articles: frozenset[str]

    @property
    def id(self) -> str:
        """The id of the act."""
        return self.act.id

    @property
    def doers(self) -> frozenset[str]:
        """Who does it."""
        return frozenset(self.act.actors)

    @property
    def targets(self) -> frozenset[str]:
        """To whom it is done, beside those who do it."""
        return frozenset(self.act.recipients) - self.doers

    @property
    def parties(self) -> frozenset[str]:
        """All who take part."""
        return self.doers | self.targets

    @property
    def hostile(self) -> bool:
        """Whether it is conflict by its score: a request for help is none."""
        return self.score < 0 and ontology.quad(self.act.type) >= 3

    @property
    def talk(self) -> bool:
        """Whether it is words only."""
        return self.act.type in TALK


def move(act: Act) -> Move:
    """What an act is compared by."""
    parties = frozenset((*act.actors, *act.recipients))
    own = frozenset(folded(w) for code in parties for w in country_words(code, capitals=True))
    names = capitals(act.words)
    about = (act.object or content(act.words)) - own - manner()
    words = {w: DEED if w in deeds() and w not in names else 1.0 for w in about if not w[:1].isdigit()}
    return Move(
        act,
        words,
        names & words.keys(),
        named(act.words) - parties,
        score(act),
        day_of(act.day) if act.said or act.status != "historical" else None,
        frozenset(r.article for r in act.reports),
    )


def score(act: Act) -> float:
    """The PLOVER score of an act; of a mode that is not known that of its type."""
    mode = act.mode if act.mode in ontology.modes(act.type) else None
    return ontology.score(act.type, mode)


def order(m: Move) -> tuple[str, str]:
    """In order of time, those without a day last."""
    return m.day.isoformat() if m.day else "9999", m.id


# --- parties ------------------------------------------------------------------------------------------------------------------


def pair(a: str, b: str) -> Block:
    """Two parties in order of their codes."""
    return (a, b) if a < b else (b, a)


def sides(act: Act) -> set[Block]:
    """The pairs between whom an act passes: who does it with those to whom it is done, or all who meet."""
    doers, targets = set(act.actors), set(act.recipients) - set(act.actors)
    found = {pair(a, b) for a in doers for b in targets}
    if act.type in MEETING and not targets:
        found |= {pair(a, b) for a in doers for b in doers if a < b}
    return found


def blocks(m: Move) -> set[Block]:
    """The pairs whose quarrels a move may be part of, or speak of: its own, and each of its parties with those that it names."""
    every = m.parties | frozenset(m.act.addressees)
    return sides(m.act) | {pair(a, b) for a in every for b in m.mentioned | every if a != b and (b in m.mentioned or a in m.doers)}


# --- words --------------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def manner() -> frozenset[str]:
    """Stems of words for how a party moves in a quarrel."""
    listed = ledgers.words("disputes")["manner"]
    return frozenset(map(folded, listed)) - frozenset(map(folded, ledgers.words("same")["counting"]))


@lru_cache(maxsize=65536)
def named(text: str) -> frozenset[str]:
    """The codes of the countries that a text names, by name, people, adjective or capital."""
    words = [(w.casefold(), w[:1].isupper()) for w in re.findall(r"[^\W\d_]+(?:\.[^\W\d_]+)*", text)]
    found = set()
    at = 0
    while at < len(words):
        word, upper = words[at]
        fits = [(n, code) for n, code in naming().get(word, {}).items() if upper and begins(n, words[at:])]
        longest = max(fits, key=lambda f: len(f[0]), default=None)
        if longest:
            found.add(longest[1])
        at += len(longest[0]) if longest else 1
    return frozenset(found)


def begins(name: tuple[str, ...], words: list[tuple[str, bool]]) -> bool:
    """Whether words begin with a name."""
    return name == tuple(w for w, _ in words[: len(name)])


@lru_cache(maxsize=1)
def naming() -> Mapping[str, Mapping[tuple[str, ...], str]]:
    """By first word the names of all countries, and their codes."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for code, row in countries().items():
        for column in ("name", "aliases", "nouns", "adjectives", "capitals"):
            for name in row[column].split("|"):
                words = tuple(re.findall(r"[^\W\d_]+(?:\.[^\W\d_]+)*", name.casefold()))
                if code and words and len(name) > 1:
                    found.setdefault(words[0], {}).setdefault(words, code)
    return found


@lru_cache(maxsize=65536)
def bodies_named(text: str) -> frozenset[str]:
    """The codes of the international bodies that a text names beside a word for turning to one."""
    if set(bare(text)).isdisjoint(ledgers.words("disputes")["recourse"]):
        return frozenset()
    listed = ledgers.words("bodies").items()
    return frozenset(code for code, names in listed if any(re.search(rf"\b{re.escape(n)}(?!\w)", text) for n in names))


@lru_cache(maxsize=1024)
def called(code: str) -> str:
    """The name of a country or body for people's eyes, the code where there is none."""
    known = {"EUR": "European Union", "UNO": "United Nations"}
    return known.get(code) or (countries()[code]["name"] if code in countries() else code)


def states(codes: Iterable[str]) -> frozenset[str]:
    """Those of some codes that are states, or the European Union, which acts as one."""
    return frozenset(c for c in codes if c == "EUR" or (c in country_codes() and c in countries()))


def told_by(report: Report) -> str:
    """Who reports something, and when."""
    return f"{report.outlet or report.article}{f', {report.published[:10]}' if report.published else ''}"
