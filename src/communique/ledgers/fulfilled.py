"""The very thing that was asked, told as done behind a demand: "The address was postponed", "Lima withdrew
them", "The apology came on Friday"; or gone on with in spite of it: "The drill went ahead regardless".

Knows how a deed is told (knowledge/<language>/comebacks.toml); does not know where an answer is sought.
"""

from __future__ import annotations

import re

from communique.knowledge import comebacks as table
from communique.knowledge import ledgers
from communique.knowledge.language import DEFAULT
from communique.knowledge.patterns import names_deed
from communique.ledgers.askings import Asked, meant
from communique.ledgers.tellings import asked, content, folded
from communique.ledgers.words import named
from communique.occurrences.tellings import bare, endings_off

PARTICLE = 12  # characters behind a verb in which stands what belongs to it
WAYS = ("undergone", "happened", "done")


def done(text: str, at: int, end: int, one: Asked, *, near: bool) -> tuple[int, frozenset[str]] | None:
    """Where a clause ends that tells that what was asked is done, and which of those who are asked it says to
    have done it; None where it does not tell that."""
    for way in WAYS if one.deed else ():
        match = table.turn("deeds", way).match(text, at, end)
        if match and not unreal(match, end) and fits(way, match, one, near=near) and theirs(match, end, one):
            who = meant(match["who"], one, one.of, near=near) if way == "done" else None
            return match.end(), who or frozenset()
    return None


def gone_on(text: str, at: int, end: int, one: Asked, *, near: bool) -> int | None:
    """Where a clause ends that tells that what was to cease goes on; None where it does not tell that."""
    match = table.turn("deeds", "gone_on").match(text, at, end)
    if not match or one.deed.isdisjoint(map(folded, table.words("ceasing"))):
        return None
    ours_ = meant(match["who"], one, one.of, near=near) is not None
    return match.end() if ours_ or not content(match["who"]).isdisjoint(one.things - one.deed) else None


def unreal(match: re.Match[str], end: int) -> bool:
    """Whether a clause tells a thing as not done, as what may be done or is asked, or as done long ago."""
    ahead = match.string[match.start() : ending(match)]
    long_ago = table.turn("places", "year").match(match.string, ending(match), end)
    return long_ago is not None or not table.words("undone").isdisjoint(bare(ahead))


def theirs(match: re.Match[str], end: int, one: Asked) -> bool:
    """Whether a clause does not say that another than who was asked has done it: "was signed by Peru"."""
    by = table.turn("places", "by").match(match.string, ending(match), end)
    return by is None or named(by["who"]) <= one.of


def ending(match: re.Match[str]) -> int:
    """Where the verb of a clause ends, or the clause."""
    return match.end("verb" if "verb" in match.groupdict() else 0)


def fits(way: str, match: re.Match[str], one: Asked, *, near: bool) -> bool:
    """Whether a clause tells what was asked: its verb is that of the demand,
    and it is done by whom it was asked or with what it was asked."""
    if way == "happened":
        return names_the_deed(match["what"], one) and named(match["what"]) <= one.of
    if not same_deed(match, one):
        return False
    if way == "undergone":
        return named(match["what"]) <= one.of and concerns(match["what"], one, near=near)
    who, rest = match["who"], match["rest"]
    if meant(who, one, one.of, near=near) is None:  # "The troops left"
        return named(who) <= one.of and not content(who).isdisjoint(one.things - one.deed)
    alone = len(one.things) < 2 or table.turn("places", "alone").match(rest) is not None
    return alone or concerns(" ".join(rest.split()[:4]), one, near=True)


def same_deed(match: re.Match[str], one: Asked) -> bool:
    """Whether the verb of a clause is that of the demand, or the noun of the demand is its noun: "postponed"
    where it was asked to put off, "extended" where it was asked for an extension."""
    verb = match["verb"]
    split = table.turn("places", "split").match(match.groupdict().get("rest") or "")
    told = f"{verb} {split[1]}" if split else match.string[match.start("verb") : match.end("verb") + PARTICLE]
    if not one.deed.isdisjoint(map(folded, bare(table.plain(told))[:1])):
        return True
    first = [w for w in bare(asked(one.event)) if not content(w).isdisjoint(one.deed)]
    return any(noun_of(noun, form) for noun in first[:1] for form in endings_off(verb.casefold()))


def concerns(what: str, one: Asked, *, near: bool) -> bool:
    """Whether words name what the demand was about, or point back to it."""
    words, back = bare(what), table.words("things") | table.words("pronouns")
    if near and words and not back.isdisjoint((words[0], words[-1])):
        return True
    return not content(what).isdisjoint(one.things - one.deed)


def names_the_deed(what: str, one: Asked) -> bool:
    """Whether a noun names what was asked: "The withdrawal" where it was asked to withdraw."""
    words = bare(table.plain(what))
    if not words or not one.deed:
        return False
    if not content(words[-1]).isdisjoint(one.deed):
        return True
    first = (w for w in bare(table.plain(asked(one.event))) if not content(w).isdisjoint(one.deed))
    return any(noun_of(words[-1], verb) for w in first for verb in endings_off(w))


def noun_of(noun: str, verb: str) -> bool:
    """Whether a noun is that of a verb: "extension" and "extend"."""
    return names_deed(noun, verb, DEFAULT) or ledgers.names("nouns").get(verb, "").split()[:1] == [noun]
