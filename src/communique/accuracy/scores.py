"""Sentences × what was coded from them to figures: precision, recall and F1 by type, agreement on the rest,
and the list of errors.

Knows what is counted; does not know how events are coded, nor how figures are shown.
What is paired with what is in matching.py.
"""
from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.accuracy.gold import Act, Sentence
from communique.accuracy.matching import Pair, pairs
from communique.accuracy.reliability import Case, brier, calibration_error, discrimination
from communique.records import Event, Json

RESAMPLES, SEED = 1000, 1       # of the bootstrap over sentences
LEVELS = ("type", "parties")    # the type; the type, the actors and the recipients


@dataclass(frozen=True, slots=True)
class Counts:
    """How many events were expected, how many coded, and how many of these are right."""

    gold: int = 0
    coded: int = 0
    right: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.gold + other.gold, self.coded + other.coded, self.right + other.right)

    @property
    def precision(self) -> float | None:
        """The share of coded events that are right; None where none was coded."""
        return self.right / self.coded if self.coded else None

    @property
    def recall(self) -> float | None:
        """The share of expected events that were found; None where none was expected."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where none was expected and none coded."""
        return 2 * self.right / (self.gold + self.coded) if self.gold + self.coded else None

    def to_dict(self) -> Json:
        """The figures in JSON."""
        return {
            "gold": self.gold, "coded": self.coded, "right": self.right, "precision": rounded(self.precision),
            "recall": rounded(self.recall), "f1": rounded(self.f1),
        }


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    right: int
    of: int

    def to_dict(self) -> Json:
        """The figures in JSON."""
        return {
            "right": self.right, "of": self.of, "share": rounded(self.right / self.of if self.of else None),
        }


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that was not coded as expected: "missed", "false alarm", "wrong type" or "wrong parties"."""

    kind: str
    sentence: Sentence
    pair: Pair

    def to_dict(self) -> Json:
        """The fault in JSON, with the rule and the reasons of what was coded."""
        act, event = self.pair.act, self.pair.event
        return {
            "kind": self.kind, "id": self.sentence.id, "text": self.sentence.text,
            "gold": None if act is None else act.to_dict(),
            "coded": None if event is None else event_json(event), "note": self.sentence.note,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of one run; `levels` and `by_type` hold the counts for each of LEVELS. By mode and status
    an event is right when it has the type and the mode, or the type and the status."""

    sentences: int
    levels: dict[str, Counts]
    intervals: dict[str, tuple[float, float] | None]
    by_type: dict[str, dict[str, Counts]]
    by_mode: dict[str, Counts]
    by_status: dict[str, Counts]
    agreement: dict[str, Share]
    contexts: Counts
    empty: Share
    alarms: int
    cases: tuple[Case, ...]
    faults: tuple[Fault, ...]
    unread: tuple[str, ...] = ()

    def macro(self, level: str) -> float | None:
        """The mean F1 of the types that are expected at least once."""
        values = [by[level].f1 or 0.0 for by in self.by_type.values() if by[level].gold]
        return sum(values) / len(values) if values else None

    def confusions(self) -> list[tuple[str, str, int]]:
        """Which type was coded in place of which, and how often, the most frequent first."""
        found = Counter((f.pair.act.type, f.pair.event.type) for f in self.faults
                        if f.kind == "wrong type" and f.pair.act is not None and f.pair.event is not None)
        return [
            (gold, coded, n)
            for (gold, coded), n in sorted(found.items(), key=lambda item: (-item[1], item[0]))
        ]

    def to_dict(self, errors: int | None = None) -> Json:
        """The report in JSON, with that many errors; None gives none."""
        whole: Json = {
            "sentences": self.sentences,
            **{
                level: {
                    **self.levels[level].to_dict(), "f1_95": self.intervals[level],
                    "macro_f1": rounded(self.macro(level)),
                }
                for level in LEVELS
            },
            "by_type": {
                name: {level: by[level].to_dict() for level in LEVELS} for name, by in self.by_type.items()
            },
            "by_mode": {name: counts.to_dict() for name, counts in self.by_mode.items()},
            "by_status": {name: counts.to_dict() for name, counts in self.by_status.items()},
            "agreement": {
                **{name: share.to_dict() for name, share in self.agreement.items()},
                "contexts_f1": rounded(self.contexts.f1),
            },
            "no_event": {
                "sentences": self.empty.of, "quiet": self.empty.right, "share": self.empty.to_dict()["share"],
                "false_alarms": self.alarms,
            },
            "confusions": [
                {"gold": gold, "coded": coded, "count": n} for gold, coded, n in self.confusions()
            ],
            "confidence": {
                "cases": len(self.cases), "calibration_error": rounded(calibration_error(self.cases)),
                "brier": rounded(brier(self.cases)), "right_above_wrong": rounded(discrimination(self.cases)),
            },
            "unread": list(self.unread),
        }
        if errors is None:
            return whole
        return {**whole, "errors": [fault.to_dict() for fault in self.faults[:errors]]}


def score(coded: Iterable[tuple[Sentence, Sequence[Event] | None]], only: str | None = None) -> Report:
    """The figures for sentences and the events coded from each (None: it could not be read),
    of all types or only of one."""
    read = [(sentence, pairs(sentence.events, events or ()), events is None) for sentence, events in coded]
    judged = [(sentence, pair) for sentence, found, _ in read for pair in found if concerns(pair, only)]
    every = [pair for _, pair in judged]
    rows = [{level: total(found, level, only) for level in LEVELS} for _, found, _ in read]
    matched = [pair for pair in every if pair.typed]
    quiet = [found for sentence, found, _ in read if not sentence.events]
    empty = [sum(concerns(pair, only) for pair in found) for found in quiet]
    names = sorted({name for pair in every for name in types_of(pair) if only in (None, name)})
    codings = [(e.confidence, pair.right, e.type) for pair in every if (e := pair.event) is not None]
    wrong = [(fault_of(pair), sentence, pair) for sentence, pair in judged]
    return Report(
        sentences=len(read),
        levels={level: sum((row[level] for row in rows), Counts()) for level in LEVELS},
        intervals={level: interval([row[level] for row in rows]) for level in LEVELS},
        by_type={name: {level: total(every, level, name) for level in LEVELS} for name in names},
        by_mode=tally(every, lambda half: half.mode and f"{half.type} {half.mode}", only),
        by_status=tally(every, lambda half: half.status, only),
        agreement=agreement(matched),
        contexts=sum((context_counts(pair) for pair in matched), Counts()),
        empty=Share(sum(not alarms for alarms in empty), len(empty)),
        alarms=sum(empty),
        cases=tuple((sure, right) for sure, right, type in codings if only in (None, type)),
        faults=tuple(Fault(kind, sentence, pair) for kind, sentence, pair in wrong if kind is not None),
        unread=tuple(sentence.id for sentence, _, failed in read if failed),
    )


def types_of(pair: Pair) -> frozenset[str]:
    """The types of the act and of the event."""
    return frozenset(half.type for half in (pair.act, pair.event) if half is not None)


def concerns(pair: Pair, only: str | None) -> bool:
    """Whether a pair has to do with a type; with None all have."""
    return only is None or only in types_of(pair)


def total(found: Iterable[Pair], level: str, only: str | None = None) -> Counts:
    """The counts of pairs at a level, of all types or only of one."""
    gold = coded = right = 0
    for pair in found:
        wanted = pair.act is not None and only in (None, pair.act.type)
        gold += wanted
        coded += pair.event is not None and only in (None, pair.event.type)
        right += wanted and (pair.typed if level == "type" else pair.right)
    return Counts(gold, coded, right)


def tally(
    found: Iterable[Pair], label: Callable[[Act | Event], str | None], only: str | None = None
) -> dict[str, Counts]:
    """The counts of pairs by a label that their halves bear;
    one of the right type is right when both halves bear the same."""
    counts: dict[str, Counts] = {}
    for pair in found:
        wanted, got = (
            label(half) if half is not None and only in (None, half.type) else None
            for half in (pair.act, pair.event)
        )
        for name, one in (
            (wanted, Counts(gold=1, right=int(pair.typed and wanted == got))), (got, Counts(coded=1)),
        ):
            if name is not None:
                counts[name] = counts.get(name, Counts()) + one
    return dict(sorted(counts.items()))


def agreement(matched: Sequence[Pair]) -> dict[str, Share]:
    """On how many of the events of the right type other fields agree, each by itself."""
    sides = [(pair.act, pair.event) for pair in matched if pair.act is not None and pair.event is not None]
    tests = {
        "status": [act.status == event.status for act, event in sides],
        "mode": [act.mode == event.mode for act, event in sides],
        "contexts": [set(act.contexts) == set(event.contexts) for act, event in sides],
    }
    return {name: Share(sum(values), len(values)) for name, values in tests.items()}


def context_counts(pair: Pair) -> Counts:
    """How many contexts were expected of an event, coded, and both."""
    wanted, got = (set(half.contexts) if half is not None else set() for half in (pair.act, pair.event))
    return Counts(len(wanted), len(got), len(wanted & got))


def fault_of(pair: Pair) -> str | None:
    """What is wrong with a pair; None where nothing is."""
    if pair.event is None:
        return "missed"
    if pair.act is None:
        return "false alarm"
    return None if pair.right else "wrong parties" if pair.typed else "wrong type"


def interval(rows: Sequence[Counts]) -> tuple[float, float] | None:
    """The middle 95 % of F1 when sentences are drawn anew from these, with replacement;
    None where there is no F1."""
    chance = random.Random(SEED)
    plain = [(row.gold + row.coded, row.right) for row in rows]
    values = []
    for _ in range(RESAMPLES if any(both for both, _ in plain) else 0):
        both, right = map(sum, zip(*chance.choices(plain, k=len(plain)), strict=True))
        values.append(2 * right / both if both else 0.0)
    values.sort()
    if values:
        return (round(values[int(0.025 * len(values))], 3), round(values[int(0.975 * len(values))], 3))
    return None


def event_json(event: Event) -> Json:
    """A coded event in JSON, as short as an expected one, with its rule, its reasons and its words."""
    return {
        "type": event.type, "mode": event.mode, "actors": [a.country for a in event.actors],
        "recipients": [a.country for a in event.recipients], "status": event.status,
        "contexts": list(event.contexts), "confidence": event.confidence, "trigger": event.trigger.text,
        "rule": event.rule, "because": list(dict.fromkeys(reasons(event))),
    }


def reasons(event: Event) -> Iterator[str]:
    """The reasons for an event, then those for its parties."""
    yield from event.because
    for actor in (*event.actors, *event.recipients):
        for reason in actor.because:
            yield f"{actor.name or actor.country or '?'}: {reason}"


def rounded(value: float | None) -> float | None:
    """A figure to four places."""
    return None if value is None else round(value, 4)
