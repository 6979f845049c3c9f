"""What an article tells right behind a demand of what came of it: "The request was granted", "to no avail",
"Lima has not replied", or the very thing that was asked, done.

Knows the turns by which that is told (knowledge/<language>/comebacks.toml) and where they stand; does not
know how a demand stands by its answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.knowledge import comebacks as table
from communique.knowledge import ledgers
from communique.ledgers import fulfilled
from communique.ledgers.askings import Asked, demand, meant, persons
from communique.ledgers.tellings import Answer, AnswerKind, Source
from communique.ledgers.words import named
from communique.occurrences.tellings import bare
from communique.records import Event, Span, codes, identify, report_of

REACH = 3  # sentences behind a demand in which the article may still speak of the answer
LONGEST = 1000  # characters of a sentence that are looked at
BEFORE = 40  # characters before the word of a demand in which its outcome is told
TOLD = frozenset(("actual", "historical"))
KINDS: tuple[AnswerKind, ...] = ("refuses", "meets", "answers", "ignores")


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a demand, of which kind, where that is told,
    and who of those who are asked answers, where it is said."""

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
    """Where the sentence at a place ends, or what is looked at of it."""
    last = min(len(text), at + LONGEST)
    end = table.turn("places", "end").search(text, at, last)
    return end.start() if end else last


def opening(text: str, at: int) -> int:
    """Where the sentence after a place begins."""
    end = table.turn("places", "end").match(text, at, min(len(text), at + LONGEST))
    return end.end() if end else len(text)


def clauses(text: str, start: int, end: int) -> Iterator[int]:
    """Where the clauses of a sentence begin that go on behind a place."""
    yield from (m.end() for m in table.turn("places", "clause").finditer(text, start, end))


# --- what is told -------------------------------------------------------------------------------------------


def own(text: str, one: Asked, end: int) -> Came | None:
    """What the words of a demand say themselves of what came of it."""
    at = one.event.trigger
    noun = not ledgers.words("answers")["nouns"].isdisjoint(bare(at.text))
    low, last = max(0, at.start - BEFORE), one.event.evidence.end
    for kind in KINDS:
        for pattern in table.turns("before", kind) if noun or kind == "refuses" else ():
            if told := pattern.search(text, low, at.start):
                return Came(kind, told.start(), last)
        for pattern in table.turns("within", kind):
            if told := pattern.search(text, at.start, end):
                return Came(kind, told.start(), told.end())
        for pattern in table.turns("noun", kind) if noun else ():
            if told := pattern.match(text, at.end, end):
                return Came(kind, at.start, told.end())
    return None


def behind(text: str, at: int, end: int, one: Asked, *, near: bool = True) -> Came | None:
    """What a clause says of what came of a demand."""
    for kind in KINDS:
        for pattern in table.turns("behind", kind):
            match = pattern.match(text, at, end)
            others = named(match.group()) - one.by - one.of if match else ()  # "Peru's request was refused"
            who = answerer(match.groupdict(), one, near=near) if match and not others else None
            if match and who is not None:
                return Came(kind, at, match.end(), who)
    if (done := fulfilled.done(text, at, end, one, near=near)) is not None:
        return Came("meets", at, *done)
    gone_on = fulfilled.gone_on(text, at, end, one, near=near)
    return Came("refuses", at, gone_on) if gone_on is not None else None


def answerer(groups: Mapping[str, str | None], one: Asked, *, near: bool) -> frozenset[str] | None:
    """Those who answer by the words of a turn, of those who are asked; none of them where it does not say;
    None where it speaks of another demand or others."""
    if (what := groups.get("what")) and not fulfilled.names_the_deed(what, one):
        return None
    for asker in filter(None, (groups.get("of"), groups.get("asker"))):
        if meant(asker, one, one.by, near=near) is None:
            return None
    said = groups.get("who") or groups.get("from")
    return meant(said, one, one.of, near=near) if said else frozenset()
