"""Expected acts × coded events of one sentence to pairs: which event answers which act.

Knows when two are alike; does not know where either comes from.

The pairs are made greedily, the most alike first. Only an event of the act's own type can be right; among
several of that type the one goes first whose parties are all right, then the one that shares most of them,
then the one with the same status, the same mode, and the most contexts in common, then the earlier. Acts and
events that are left over are paired once more where they have a party in common: the event has the wrong type
then, which counts as a miss of one type and a false alarm of another. What is still left is missed or made
up.

Parties are compared as sets of country codes; somebody without a code is in neither set. What several do
together with nobody facing them (types of TOGETHER, two actors or more, no recipient) has no direction: its
actors and recipients are compared as one set. A recipient of the actors' own country may be named or left
out: careful readers differ on whether a strike at home has one.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.accuracy.gold import Act
from communique.records import Event, countries

TOGETHER = frozenset(("AGREE", "ASSAULT", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT"))
Likeness = tuple[float, ...]
Parties = tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Pair:
    """An expected act and the event coded for it; one of them is None where the other stands alone."""

    act: Act | None
    event: Event | None

    @property
    def typed(self) -> bool:
        """Whether the event has the type that was expected."""
        return self.act is not None and self.event is not None and self.act.type == self.event.type

    @property
    def right(self) -> bool:
        """Whether the event has the type, the actors and the recipients that were expected."""
        return (
            self.typed
            and self.act is not None
            and self.event is not None
            and same_parties(self.act, self.event)
        )


def pairs(acts: Sequence[Act], events: Sequence[Event]) -> tuple[Pair, ...]:
    """Every act and every event once, each with its counterpart where it has one; the acts in their order,
    then the events left over."""
    owner = greedy(acts, events)
    answers = [events[owner[i]] if i in owner else None for i in range(len(acts))]
    taken = set(owner.values())
    alone = (Pair(None, event) for j, event in enumerate(events) if j not in taken)
    return (*(Pair(act, event) for act, event in zip(acts, answers, strict=True)), *alone)


def greedy(acts: Sequence[Act], events: Sequence[Event]) -> dict[int, int]:
    """The place of an act → the place of its event, the most alike first."""
    owner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(edges(acts, events)):
        if i not in owner and j not in taken:
            owner[i] = j
            taken.add(j)
    return owner


def edges(acts: Sequence[Act], events: Sequence[Event]) -> Iterator[tuple[Likeness, int, int]]:
    """All that may be paired, with what sorts the most alike first."""
    named = [countries((*event.actors, *event.recipients)) for event in events]
    for i, act in enumerate(acts):
        wanted = coded((*act.actors, *act.recipients))
        for j, event in enumerate(events):
            if act.type == event.type or wanted & named[j]:
                yield tuple(-value for value in likeness(act, event)), i, j


def likeness(act: Act, event: Event) -> Likeness:
    """How alike an act and an event are, what weighs most first."""
    (doers, targets), (got_doers, got_targets) = parties(act, event)
    return (
        act.type == event.type, same_parties(act, event),
        overlap(doers, got_doers) + overlap(targets, got_targets), act.status == event.status,
        act.mode == event.mode, overlap(frozenset(act.contexts), frozenset(event.contexts)),
    )


def same_parties(act: Act, event: Event) -> bool:
    """Whether actors and recipients are those that were expected."""
    wanted, got = parties(act, event)
    return wanted == got


def parties(act: Act, event: Event) -> tuple[Parties, Parties]:
    """Actors and recipients abroad by code, expected and coded;
    in one set each where the act has no direction."""
    wanted, got = (
        (coded(act.actors), coded(act.recipients)), (countries(event.actors), countries(event.recipients)),
    )
    if act.type in TOGETHER and len(act.actors) > 1 and not act.recipients:
        return (wanted[0] | wanted[1], frozenset()), (got[0] | got[1], frozenset())
    return (wanted[0], wanted[1] - wanted[0]), (got[0], got[1] - got[0])


def coded(values: Sequence[str | None]) -> frozenset[str]:
    """The codes among values."""
    return frozenset(value for value in values if value)


def overlap(wanted: frozenset[str], got: frozenset[str]) -> float:
    """What two sets share of all that is in either; 1 for two empty ones."""
    return len(wanted & got) / len(wanted | got) if wanted or got else 1.0
