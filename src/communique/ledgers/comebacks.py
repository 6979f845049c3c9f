"""What an article tells right behind a demand of what came of it: "The request was granted", "to no avail",
"Lima has not replied", or the very thing that was asked, done.

Knows the turns by which that is told (knowledge/<language>/ledgers.toml) and where they stand; does not know
how a demand stands by its answers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.knowledge import comebacks as table
from communique.knowledge import ledgers
from communique.knowledge.language import DEFAULT
from communique.knowledge.patterns import names_deed
from communique.ledgers import addressing
from communique.ledgers.tellings import Answer, AnswerKind, Source, asked, content, content_in_order, own_words
from communique.ledgers.words import named
from communique.occurrences.tellings import bare, endings_off, function_words
from communique.records import Actor, Event, Span, codes, identify, report_of

REACH = 3  # sentences behind a demand in which the article may still speak of the answer
BEFORE = 40  # characters before the word of a demand in which its outcome is told
FIRST = 2  # words of what is asked among which stands what is to be done
PARTICLE = 12  # characters behind a verb in which stands what belongs to it
TOLD = frozenset(("actual", "historical"))
KINDS: tuple[AnswerKind, ...] = ("refuses", "meets", "answers", "ignores")


@dataclass(frozen=True, slots=True)
class Asked:
    """A demand as its article tells it: who asks whom, the names of persons of either side,
    and the stems of what is to be done, and with what."""

    event: Event
    by: frozenset[str]
    of: frozenset[str]
    people: Mapping[str, frozenset[str]]
    deed: frozenset[str]
    things: frozenset[str]


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a demand, of which kind, where that is told, and who answers where not all who are asked."""

    kind: AnswerKind
    start: int
    end: int
    who: frozenset[str] = frozenset()


def told(source: Source, text: str, events: Sequence[Event]) -> Iterator[Answer]:
    """The answers to the demands of an article that it tells in or right behind the words of these."""
    asking = (e for e in events if e.type == "REQUEST" and e.status in TOLD)
    every = sorted(asking, key=lambda e: e.trigger.start)
    known = persons(events)
    for event in every:
        one = demand(event, known)
        came = found(text, one, every) if one is not None else None
        if one is None or came is None:
            continue
        at = Span(came.start, came.end, text[came.start : came.end])
        report = report_of(source, at)
        day = (event.when.start if event.when else None) or None
        told_on = source.published[:10] if source.published else None
        yield Answer(
            came.kind, (source.id, identify("comeback", source.id, event.id, f"{at.start}")),
            (source.id, event.id), tuple(sorted(came.who or one.of)), tuple(sorted(one.by)),
            told_on or day, at.text, report,
        )  # fmt: skip


def in_part(answer: Answer) -> bool:
    """Whether an answer says that only some of what was asked is done."""
    return table.turn("places", "part").search(answer.words) is not None


def demand(event: Event, known: Mapping[str, frozenset[str]]) -> Asked | None:
    """An act as a demand of somebody; None where it is none."""
    by = codes(event.actors)
    of = codes(event.recipients) - by
    if not of or not addressing.demands(event):
        return None
    words = content_in_order(table.plain(asked(event)), own_words(*by, *of))
    kept_off = not table.words("not_to").isdisjoint(bare(asked(event))[:8])
    deed = frozenset() if kept_off else frozenset(words[:FIRST])
    return Asked(event, by, of, known, deed, frozenset(words))


def persons(events: Iterable[Event]) -> Mapping[str, frozenset[str]]:
    """The last names in the acts of an article, each with the codes of those who are called so."""
    found: dict[str, frozenset[str]] = {}
    for a in (a for e in events for a in (*e.actors, *e.recipients)):
        for name in filter(None, (a.name, a.span.text if a.span else None)):
            last = name.split()[-1].strip(".,’'").casefold()
            if a.code and name.split()[-1][:1].isupper():
                found[last] = found.get(last, frozenset()) | {a.code}
    return found


# --- where it is told ---------------------------------------------------------------------------------------


def found(text: str, one: Asked, every: Sequence[Event]) -> Came | None:
    """What came of a demand: in its own words, in the rest of its sentence, or in the next sentences, before
    another demand is told."""
    event = one.event
    end = ending(text, event.trigger.end)
    stop = min((e.trigger.start for e in every if apart(e, event)), default=len(text))
    if came := own(text, one, min(end, stop)):
        return came
    for at in clauses(text, event.trigger.end, min(end, stop)):
        if came := behind(text, at, min(end, stop), one):
            return came
    at = end
    for near in range(REACH):
        at = opening(text, at)
        last = ending(text, at)
        if last > stop or at >= len(text):
            return None
        for clause in (at, *clauses(text, at, last)):
            if came := behind(text, clause, last, one, near=near == 0):
                return came
        at = last
    return None


def apart(other: Event, event: Event) -> bool:
    """Whether another demand is told behind one, between others."""
    return other.trigger.start > event.trigger.start and (
        codes(other.actors) != codes(event.actors) or codes(other.recipients) != codes(event.recipients)
    )


def ending(text: str, at: int) -> int:
    """Where the sentence at a place ends."""
    end = table.turn("places", "end").search(text, at)
    return end.start() if end else len(text)


def opening(text: str, at: int) -> int:
    """Where the sentence after a place begins."""
    end = table.turn("places", "end").match(text, at)
    return end.end() if end else len(text)


def clauses(text: str, start: int, end: int) -> Iterator[int]:
    """Where the clauses of a sentence begin that go on behind a place."""
    yield from (m.end() for m in table.turn("places", "clause").finditer(text, start, end))


# --- what is told -------------------------------------------------------------------------------------------


def own(text: str, one: Asked, end: int) -> Came | None:
    """What the words of a demand say themselves of what came of it."""
    at = one.event.trigger
    noun = not ledgers.words("answers")["nouns"].isdisjoint(bare(at.text))
    low, kinds = max(0, at.start - BEFORE), ("refuses", "meets") if noun else ("refuses",)
    for kind in kinds:
        before = (m for p in table.turns("before", kind) if (m := p.search(text, low, at.start)))
        if came := next(before, None):
            return Came(kind, came.start(), one.event.evidence.end)
    if inside := next((m for p in table.turns("within", "refuses") if (m := p.search(text, at.start, end))), None):
        return Came("refuses", inside.start(), inside.end())
    for kind_ in KINDS if noun else ():
        if told := next((m for p in table.turns("noun", kind_) if (m := p.match(text, at.end, end))), None):
            return Came(kind_, at.start, told.end())
    return None


def behind(text: str, at: int, end: int, one: Asked, *, near: bool = True) -> Came | None:
    """What a clause says of what came of a demand."""
    for kind in KINDS:
        for pattern in table.turns("behind", kind):
            match = pattern.match(text, at, end)
            who = answerer(match.groupdict(), one, near=near) if match else None
            if match and who is not None:
                return Came(kind, at, match.end(), who)
    return done(text, at, end, one, near=near)


def answerer(groups: Mapping[str, str | None], one: Asked, *, near: bool) -> frozenset[str] | None:
    """Those who answer by the words of a turn, of those who are asked; none of them where it does not say who;
    None where it speaks of another demand or others."""
    if (what := groups.get("what")) and not names_the_deed(what, one):
        return None
    for asker in filter(None, (groups.get("of"), groups.get("asker"))):
        if meant(asker, one, one.by, near=near) is None:
            return None
    said = groups.get("who") or groups.get("from")
    return meant(said, one, one.of, near=near) if said else frozenset()


def meant(said: str, one: Asked, sides: Collection[str], *, near: bool) -> frozenset[str] | None:
    """Those of some parties of a demand whom words mean; none in particular where they only point back;
    None where they name somebody else."""
    words = " ".join(said.split())
    plainly = " ".join(bare(words))
    if plainly in table.words("pronouns"):
        return frozenset() if near else None
    unions = {w for code in sides for w in map(str.casefold, ledgers.words("bodies").get(code, ()))}
    if any(f" {name} " in f" {words.casefold()} " for name in unions):
        return frozenset()
    states = named(words)
    if states:
        return states & set(sides) or None
    for word in words.split():
        if word[:1].isupper() and (theirs := one.people.get("".join(bare(word)))):
            return theirs & set(sides) or None
    last = (bare(words) or ("",))[-1]
    capital = any(w[:1].isupper() for w in words.split()[1:])
    ruling = last in table.words("rulers") and not capital
    return frozenset() if ruling and words.split()[0].casefold() in table.words("known") else None


# --- the deed -----------------------------------------------------------------------------------------------


def done(text: str, at: int, end: int, one: Asked, *, near: bool) -> Came | None:
    """The very thing that was asked, told as done in a clause."""
    if not one.deed:
        return None
    for name in ("undergone", "happened", "done"):
        match = table.turn("deeds", name).match(text, at, end)
        if match and not unreal(match, end) and fits(name, match, one, near=near) and theirs(match, end, one):
            return Came("meets", at, match.end())
    return None


def unreal(match: re.Match[str], end: int) -> bool:
    """Whether a clause tells a thing as not done, as what may be done or is asked, or as done long ago."""
    verb = "verb" if "verb" in match.groupdict() else 0
    ahead = match.string[match.start() : match.end(verb)]
    long_ago = table.turn("places", "year").match(match.string, match.end(verb), end)
    return long_ago is not None or not table.words("undone").isdisjoint(bare(ahead))


def theirs(match: re.Match[str], end: int, one: Asked) -> bool:
    """Whether a clause does not say that somebody else than who was asked has done it: "was signed by Peru"."""
    verb = "verb" if "verb" in match.groupdict() else 0
    by = table.turn("places", "by").match(match.string, match.end(verb), end)
    return by is None or named(by["who"]) <= one.of


def fits(name: str, match: re.Match[str], one: Asked, *, near: bool) -> bool:
    """Whether a clause tells what was asked: its verb is that of the demand,
    and it is done by whom it was asked or with what it was asked."""
    if name == "happened":
        return names_the_deed(match["what"], one) and ours(match["what"], one)
    verb = folded_all(table.plain(until_next(match)))[:1]
    if not verb or not one.deed.intersection(verb):
        return False
    if name == "undergone":
        return ours(match["what"], one) and concerns(match["what"], one, verb[0], near=near)
    who, rest = match["who"], match["rest"]
    if meant(who, one, one.of, near=near) is None:  # "The troops left"
        return ours(who, one) and not content(who).isdisjoint(one.things - {verb[0]})
    return len(one.things) < 2 or concerns(" ".join(rest.split()[:4]), one, verb[0], near=True)


def until_next(match: re.Match[str]) -> str:
    """The verb of a clause with the word or two that may belong to it: "put | off"."""
    return match.string[match.start("verb") : match.end("verb") + PARTICLE]


def ours(what: str, one: Asked) -> bool:
    """Whether a thing is not said to be that of somebody else than who is asked."""
    return named(what) <= one.of


def concerns(what: str, one: Asked, verb: str, *, near: bool) -> bool:
    """Whether words name what the demand was about, or point back to it."""
    words = bare(what)
    if near and words and not {words[0], words[-1]}.isdisjoint(table.words("things") | table.words("pronouns")):
        return True
    return not content(what).isdisjoint(one.things - {verb})


def names_the_deed(what: str, one: Asked) -> bool:
    """Whether a noun names what was asked: "The withdrawal" where it was asked to withdraw."""
    words = bare(table.plain(what))
    if not words:
        return False
    stems = content(words[-1])
    if stems & one.deed:
        return True
    return any(
        names_deed(words[-1], verb, DEFAULT) for w in bare(table.plain(asked(one.event))) for verb in endings_off(w)
        if not content(w).isdisjoint(one.deed)
    )


def folded_all(words: str) -> list[str]:
    """The stems of the words of a text, in their order."""
    return content_in_order(words, function_words())
