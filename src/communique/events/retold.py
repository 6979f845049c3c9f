"""Acts without a day of their own to the day on which their report tells them again: "has travelled to Lima.
… He arrived on Monday", "his visit … pictures of Monday's visit".

Knows which tellings of one report are of one act; the days of an act's own words are the matter of
events/days.py, those of what is told around it of events/carrying.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.events.carrying import LEAD, in_perfect, is_news, of_before, of_late, of_the_news
from communique.events.encounters import find_encounters
from communique.events.gathering import is_known, others
from communique.events.scene import SPOKEN, Scene
from communique.reasons import DAY_AROUND, rests_on
from communique.records import Actor, Event, When, codes


def with_days(scene: Scene, events: Sequence[Event]) -> list[Event]:
    """Acts, gathered, of which words without a day have one that their report gives them: where it tells them
    again, else of its news."""
    return of_the_news(scene, told_again(scene, events, SPOKEN))


def told_again(
    scene: Scene, events: Sequence[Event], types: frozenset[str] = frozenset(("CONSULT",))
) -> list[Event]:
    """Events in which a meeting that is known, or words that are news, have the one day on which their report
    tells them again, and not that of what is told around them."""
    if scene.formal:
        return list(events)
    return [
        on_its_day(scene, e, events) if e.type in types and may_be_retold(scene, e) else e for e in events
    ]


def on_its_day(scene: Scene, event: Event, events: Sequence[Event]) -> Event:
    """An act on the day that another telling of it gives, if all that give one give the same."""
    again = (e for e in events if e is not event and same_act(event, e) and not received(scene, e))
    told = [e.when for e in again if e.when]
    told += days_of_noun(scene, event) if event.type == "CONSULT" else []
    days = {when.start: when for when in told if when.precision == "day"}
    if len(days) != 1 or not of_late(scene, when := next(iter(days.values()))):
        return event
    why = tuple(reason for reason in event.because if DAY_AROUND not in reason)
    return replace(event, when=when, because=(*why, f"told again with its day, {when.text!r}"))


def may_be_retold(scene: Scene, event: Event) -> bool:
    """Whether an act has no day by its own words, and is a meeting that is spoken of as known, or words that
    a report gives as its news."""
    if event.status != "actual" or (event.when is not None and not rests_on(event, DAY_AROUND)):
        return False
    if len(codes((*event.actors, *event.recipients))) < 2 or of_before(scene, event):
        return False
    word = scene.parse.word_of(event)
    clause = scene.parse.clauses.get(word)
    if clause is None:
        return event.type == "CONSULT" and is_known(scene, word)
    news = in_perfect(scene, clause) if scene.parse.paragraph_of(word) < LEAD else None
    return news is not None and is_news(scene, news)


def same_act(event: Event, other: Event) -> bool:
    """Whether another telling has its own day, and tells what an act does of the same parties."""
    if other.type != event.type or other.status != "actual" or rests_on(other, DAY_AROUND):
        return False
    if event.type == "CONSULT":
        mine, yours = (codes((*e.actors, *e.recipients)) for e in (event, other))
        return mine == yours and event.mode == other.mode and not others(event, other)
    return codes(event.actors) == codes(other.actors) and codes(event.recipients) == codes(other.recipients)


def received(scene: Scene, event: Event) -> bool:
    """Whether a visit is told by who received the guest, which may be one hour of it."""
    return scene.has_lemma("hosting", scene.parse.word_of(event))


def days_of_noun(scene: Scene, event: Event) -> list[When]:
    """The days with which a report names a meeting by its noun again, and nobody else with it, or that
    another clause says of it: "his visit to Chad, which began on Monday"."""
    parse, word = scene.parse, scene.parse.word_of(event)
    if word in parse.clauses:
        return []
    parties = codes((*event.actors, *event.recipients))
    again = (noun for noun in scene.noun_times if noun != word and parse.lower[noun] == parse.lower[word])
    named = (noun for noun in again if codes(beside(scene, noun)) <= parties)
    told = [t.when for noun in named for t in scene.noun_times[noun]]
    own = (m for m in find_encounters(scene) if event.when is None and m.match.clause.head == word)
    return [*told, *(m.when for m in own if m.when is not None and m.status == "actual")]


def beside(scene: Scene, noun: int) -> Iterator[Actor]:
    """Whom the phrase of a noun names."""
    low, high = scene.parse.subtree(noun)
    return (a for k in range(low, high + 1) for a in scene.cast.of(k))
