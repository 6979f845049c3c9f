"""A demand as its article tells it, for whoever seeks what came of it there: who asks whom, and what is to be
done with what; and whom the words of a clause behind it mean.

Knows the words that point back (knowledge/<language>/comebacks.toml); does not know what answers a demand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from communique.knowledge import comebacks as table
from communique.knowledge import ledgers
from communique.ledgers import addressing
from communique.ledgers.tellings import asked, content_in_order, folded, names, own_words
from communique.ledgers.words import named
from communique.occurrences.tellings import bare
from communique.records import Event, codes

AHEAD = 8  # words of what is asked in which it is said that it is not to be done


@dataclass(frozen=True, slots=True)
class Asked:
    """A demand as its article tells it: who asks whom, the names of persons in the acts there,
    the stems of what is to be done, none where something is not to be done, and of all that it is about."""

    event: Event
    by: frozenset[str]
    of: frozenset[str]
    people: Mapping[str, frozenset[str]]
    deed: frozenset[str]
    things: frozenset[str]


def demand(event: Event, known: Mapping[str, frozenset[str]]) -> Asked | None:
    """An act as a demand of somebody; None where it is none."""
    by = codes(event.actors)
    of = codes(event.recipients) - by
    if not of or not addressing.demands(event):
        return None
    manner = table.turn("places", "manner")
    words = " ".join(w for w in table.plain(asked(event)).split() if not manner.search(w))
    found = content_in_order(words, own_words(*by, *of) | names(event))
    kept_off = not table.words("not_to").isdisjoint(bare(words)[:AHEAD])
    deed = frozenset() if kept_off else frozenset(found[:1]) | more(words, found[:1])
    return Asked(event, by, of, known, deed, frozenset(found))


def more(words: str, first: Collection[str]) -> frozenset[str]:
    """The stems of what else is to be done: what is to be let be done, "let the convoy pass";
    of a thing that is asked for, all verbs of giving: "asked for bombs"."""
    if let := table.turn("places", "letting").search(words):
        return frozenset({folded(let[1] or let[2])})
    deeds = {folded(noun.split()[0]) for noun in ledgers.names("nouns").values()}
    given = first and deeds.isdisjoint(first) and table.turn("places", "for_thing").search(words)
    return frozenset(map(folded, table.words("giving"))) if given else frozenset()


def persons(events: Iterable[Event]) -> Mapping[str, frozenset[str]]:
    """The last names in the acts of an article, each with the codes of those who are called so."""
    found: dict[str, frozenset[str]] = {}
    for a in (a for e in events for a in (*e.actors, *e.recipients)):
        for name in filter(None, (a.name, a.span.text if a.span else None)):
            last = "".join(bare(name.split()[-1]))
            if a.code and name.split()[-1][:1].isupper():
                found[last] = found.get(last, frozenset()) | {a.code}
    return found


def meant(said: str, one: Asked, sides: Collection[str], *, near: bool) -> frozenset[str] | None:
    """Those of some parties of a demand whom words mean; none in particular where they only point back;
    None where they name somebody else."""
    plainly = bare(said)
    if " ".join(plainly) in table.words("pronouns") or (plainly and plainly[0] in table.words("each")):
        return frozenset() if near else None
    unions = {w for code in sides for w in map(str.casefold, ledgers.words("bodies").get(code, ()))}
    if any(f" {name} " in f" {' '.join(said.split()).casefold()} " for name in unions):
        return frozenset()
    if states := named(said):
        return states & set(sides) or None
    for word in said.split():
        if word[:1].isupper() and (theirs := one.people.get("".join(bare(word)))):
            return theirs & set(sides) or None
    return frozenset() if ruling(said) else None


def ruling(said: str) -> bool:
    """Whether words are for those who rule a state that is not named beside them: "the government", "a court
    in Lima"."""
    words = table.turn("places", "where").split(said, maxsplit=1)[0].split()
    named_too = any(w[:1].isupper() for w in words[1:])
    last = (bare(" ".join(words)) or ("",))[-1]
    known = bool(words) and words[0].casefold() in table.words("known")
    return known and not named_too and last in table.words("rulers")
