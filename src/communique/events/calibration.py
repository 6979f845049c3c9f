"""An event with its raw confidence → the chance that its type, actors and recipients are right, as measured.

Knows how the weights in knowledge/calibration.toml are put together;
does not know where they come from (scripts/calibrate.py fits them).

The raw confidence is what the author of a rule thought of it, times what is taken off for missing parties
(communique/events). What it was worth in texts with known answers is a sum of log-odds: a base, the raw
confidence's own log-odds times a factor, and a weight for each trait of the event: those of SIGNS that it
bears (who is missing in it, how its sides were found, how it is told), its type, and the case by which its
recipients were found. A trait without a weight has 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from math import exp, isfinite, log
from typing import Any

from communique.knowledge import fault, holding, load_toml
from communique.reasons import (
    IN_FORCE,
    LAST,
    OF_NOBODY,
    OWN_SUBJECT,
    PLACE,
    SUBJECT_ABOVE,
    TAKEN_FOR,
    TO,
    rests_on,
)
from communique.records import Actor, Event, codes

FILE = "calibration.toml"
# what bears on whether an event is right, beside its raw confidence
SIGNS = (
    "no actor", "no recipient", "domestic", "hypothetical", "negated", "actor pointed back to",
    "recipient pointed back to", "actor guessed", "recipient guessed", "a place for a party",
    "a party of no country", "several recipients", "in what is said", "told again", "in few words",
)  # fmt: skip
FEW = 35  # characters: shorter evidence leaves open who does what to whom
REMEDY = "run scripts/calibrate.py"
# confidences nearer to 0 or 1 count as this near: nothing that was measured on hundreds of events says more
EDGE = 0.01
# of its acts an article tells those at or above, which is right once in three; chosen on news that may be
# looked at
LEAST_SURE = 0.33
ENOUGH = 3
_OFF: ContextVar[bool] = ContextVar("communique_uncalibrated", default=False)


@dataclass(frozen=True, slots=True)
class Weights:
    """What makes up the log-odds of a calibrated confidence."""

    base: float
    raw: float
    traits: dict[str, float] = field(default_factory=dict)


def of(event: Event) -> float:
    """The calibrated confidence of an event that carries its raw one."""
    return event.confidence if _OFF.get() else worth(event.confidence, traits(event), weights())


def probable(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events of a text without those that are likelier wrong than right, where at least ENOUGH are left.

    A short text that tells nothing surer keeps its doubtful acts: their confidence says what they are.
    """
    sure = tuple(e for e in events if e.confidence >= LEAST_SURE)
    return sure if len(sure) >= ENOUGH and not _OFF.get() else tuple(events)


def traits(event: Event) -> tuple[str, ...]:
    """What of an event has a weight: those of SIGNS that it bears, its type,
    and the case by which its recipients were found."""
    case = next((reason for reason in event.because if reason.startswith(f"{TO}: ")), None)
    return (*signs(event), event.type, *((case,) if case else ()))


def signs(event: Event) -> tuple[str, ...]:
    """Those of SIGNS that an event bears; one that several do together lacks no recipient."""
    doers, targets = codes(event.actors), codes(event.recipients)
    parties = (*event.actors, *event.recipients)
    borne = (
        not stately(event.actors) and not whole(event),
        not stately(event.recipients) and len(doers) < 2,
        bool(doers) and doers == targets,
        event.status == "hypothetical",
        event.status == "negated",
        resting(event.actors, *POINTED),
        resting(event.recipients, *POINTED),
        resting(event.actors, *TAKEN_FOR),
        resting(event.recipients, *TAKEN_FOR),
        resting(parties, PLACE),
        any(a.code is None for a in parties),
        len(event.recipients) > 1,
        event.statement is not None,
        bool(event.also),
        event.evidence.end - event.evidence.start < FEW,
    )
    return tuple(sign for sign, here in zip(SIGNS, borne, strict=True) if here)


# Phrases among the reasons of a party to which the text only points back.
POINTED = (LAST, OWN_SUBJECT, SUBJECT_ABOVE)


def resting(parties: Iterable[Actor], *phrases: str) -> bool:
    """Whether one of some parties rests on a reason with one of some phrases."""
    return any(rests_on(party, *phrases) for party in parties)


# What people without a state say of one or ask of it is told fully; what states say has a state as its doer.
SAID_TO = frozenset(("ACCUSE", "REQUEST"))


def whole(event: Event) -> bool:
    """Whether an act is told fully without a state as its doer: "rights groups have accused Chad",
    "sanctions on Chad are still in place", "the call for him to go"."""
    told = event.type in SAID_TO and any(a.sector for a in event.actors)
    return (told or rests_on(event, IN_FORCE, OF_NOBODY)) and stately(event.recipients)


def stately(actors: Iterable[Actor]) -> bool:
    """Whether one of some actors is of a state, be it one that the text does not name:
    "Western countries"."""
    return any(a.code or a.sector == "GOV" for a in actors)


def worth(raw: float, borne: Iterable[str], known: Weights) -> float:
    """What a raw confidence is worth in an event of these traits."""
    total = known.base + known.raw * log_odds(raw) + sum(known.traits.get(trait, 0.0) for trait in borne)
    return round(min(max(1 / (1 + exp(-total)), EDGE), 1 - EDGE), 3)


def log_odds(value: float) -> float:
    """The logarithm of the odds of a probability, kept finite."""
    inside = min(max(value, EDGE), 1 - EDGE)
    return log(inside / (1 - inside))


def uncalibrated() -> AbstractContextManager[None]:
    """Within it raw confidences stay as they are: the weights are fitted on those."""
    return holding(_OFF, True)


@cache
def weights() -> Weights:
    """The weights, loaded once; raises KnowledgeError where they are not sound."""
    return checked(load_toml(FILE))


def checked(table: dict[str, Any]) -> Weights:
    """The weights that a TOML file holds; raises KnowledgeError: a sign without its weight,
    a raw confidence that counts for nothing."""
    base, raw = (number(table.get(name), name) for name in ("base", "raw"))
    if raw <= 0:
        fault(FILE, "raw", f"{raw:g} makes what a rule's author is sure of no more likely", REMEDY)
    traits = table.get("traits")
    if not isinstance(traits, dict):
        fault(FILE, "traits", "no such table", REMEDY)
    known = {str(k): number(v, f"traits: {k}") for k, v in traits.items()}
    if missing := [sign for sign in SIGNS if sign not in known]:
        fault(FILE, "traits", f"no weight for {', '.join(missing)}", REMEDY)
    return Weights(base, raw, known)


def number(value: object, entry: str) -> float:
    """A finite number; raises KnowledgeError."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        fault(FILE, entry, f"{value!r} is no number", REMEDY)
    return float(value)
