"""Who acts or is asked for a state or a body, and who is only taken for one of its people.

Knows the sectors of knowledge/ledgers.toml; does not know what is done.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache

from communique.knowledge import ledgers
from communique.knowledge.names import longest
from communique.occurrences.tellings import bare, countries, country_words
from communique.reasons import BEFORE, LAST, LAST_TWO, PARAGRAPH, SENTENCE, SESSION, SOME_OF, TEXT, rests_on
from communique.records import Actor

SHARED = 2  # countries whose names have a word that tells none of them
VAGUE = "IGO"  # some body that has no code of its own


def answerable(actor: Actor) -> bool:
    """Whether somebody may be asked for a state, or for a body:
    what is asked of its army is asked of the state."""
    return actor.body is not None or (
        (actor.sector is None or actor.sector in ledgers.sectors("answerable"))
        and not guessed(actor)
        and not rests_on(actor, SOME_OF)
    )


def guessed(actor: Actor) -> bool:
    """Whether somebody is taken for one of a country only because another is named beside: "the regime",
    in a sentence on Britain."""
    return rests_on(actor, SENTENCE, PARAGRAPH, LAST_TWO) and not own(actor)


def pointed(actor: Actor) -> bool:
    """Whether the words that stand for somebody only point back to who was named before: "he",
    "the council"."""
    return rests_on(actor, LAST, BEFORE, TEXT) and not own(actor)


def around_seat(actor: Actor) -> bool:
    """Whether somebody is only the state around the seat of a body, or around a session: "arrived in New
    York"."""
    return not (actor.role or actor.sector) and (
        actor.name in ledgers.words("meetings")["seats"] or rests_on(actor, SESSION)
    )


def own(actor: Actor) -> bool:
    """Whether the words that stand for somebody say whose he is, or who: "Chilean sailors", "Ruiz"."""
    said = frozenset(bare(actor.span.text)) if actor.span else frozenset()
    person = bool(actor.name and actor.name[:1].isupper() and (bare(actor.name) or [""])[-1] in said)
    person = person and not (actor.role and actor.role.casefold() in (actor.name or "").casefold())
    return person or not (country_words(actor.country, capitals=True) - of_many()).isdisjoint(said)


@cache
def of_many() -> frozenset[str]:
    """Words that stand within the names of several countries, and tell none: "Arab", "Republic"."""
    parts = {
        code: {w for column in ("name", "aliases") for name in row[column].split("|")
               if len(words := bare(name)) > 1 for w in words}
        for code, row in countries().items()
    }  # fmt: skip
    often = Counter(w for words in parts.values() for w in words)
    alone = {w for row in countries().values() for column in ("name", "nouns", "adjectives", "capitals")
             for name in row[column].split("|") if len(words := bare(name)) == 1 for w in words}  # fmt: skip
    return frozenset(w for w, n in often.items() if n >= SHARED) - alone


def official(actor: Actor) -> bool:
    """Whether somebody acts for a state, or is a body of its own: what a people,
    a party or exiles ask for is not their state's doing."""
    if actor.body is not None:
        return True
    if guessed(actor) or (actor.span and people(actor.span.text)):
        return False
    return actor.sector is None or actor.sector in ledgers.sectors("official")


@lru_cache(maxsize=4096)
def people(text: str) -> bool:
    """Whether words call those who act a people: "most Chileans"."""
    words = text.split()
    found = longest(words, len(words) - 1) if words and words[-1].endswith("s") else None
    return found is not None and found[0].kind == "demonym"
