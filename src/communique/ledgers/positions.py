"""Positions as told to positions held: actor × issue × stance × formula × who says so,
with every change of formula or stance.

Knows which words make another formula (knowledge/<language>/formulas.toml);
does not know how a position is found in a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from communique import grouping
from communique.knowledge import ledgers
from communique.knowledge.ledgers import Formula
from communique.ledgers.issues import Issue, gather
from communique.ledgers.tellings import Ids, PositionTold, key_of, merged, told_by
from communique.occurrences.tellings import bare, endings_off
from communique.records import HeldPosition, Stance, identify
from communique.text.days import days_between

Block = tuple[str, str]
Words = Mapping[str, str]  # for each formula that a wording touches the word that it has of it


@dataclass(slots=True)
class Phase:
    """A formula while it is held: tellings of one stance and of wordings that do not differ in a word that
    counts."""

    stance: Stance
    words: dict[str, str]
    tellings: list[PositionTold]
    before: Phase | None = None
    because: list[str] = field(default_factory=list)

    @property
    def first(self) -> str | None:
        """The day of the first telling."""
        return min((t.day for t in self.tellings if t.day), default=None)

    @property
    def last(self) -> str | None:
        """The day of the last telling."""
        return max((t.day for t in self.tellings if t.day), default=None)


def named(
    told: Iterable[PositionTold], known: Iterable[str] = (), own: Sequence[Issue] = ()
) -> list[tuple[Block, PositionTold]]:
    """Positions with their blocks, in order of time; `known` are the names of issues in the ledger,
    `own` the user's issues."""
    ordered = sorted(told, key=moment)
    names = gather(((t.actor, t.issue) for t in ordered), known, own)
    return [((t.actor, names[t.actor, t.issue]), t) for t in ordered]


def moment(t: PositionTold) -> tuple[str, str, str, int, str]:
    """In order of time, then of publication; those without a day last."""
    return t.day or "9999", t.report.published or "9999", t.report.article, t.report.span.start, t.id


def held(
    told: Iterable[tuple[Block, PositionTold]], today: str, old: Iterable[HeldPosition] = ()
) -> list[HeldPosition]:
    """The positions held as of a day, in order of time.

    Args:
        told: the positions of whole blocks (`named`) within the horizon of what is new,
            with all tellings of the old ones they are part of.
        today: positions of later days are left out, as no one can hold them yet.
        old: the positions of these blocks as they were kept: those that no telling is part of stay,
            the others are made anew.
    """
    every = sorted(
        {(b, key_of(t.report), t.stance): (b, t) for b, t in told}.values(), key=lambda pair: moment(pair[1])
    )
    lines = grouping.lists(
        ((block, t.ascribed_by or "", t.stance == "asks"), t) for block, t in every
        if t.day is None or t.day <= today
    )
    old = list(old)
    gone = told_by(old, (t.report for _, t in every))
    kept = [p for p in old if p.id not in {g.id for g in gone}]
    made: list[HeldPosition] = []
    for (block, ascribed, _), tellings in lines.items():
        found = phases(tellings)
        made += records(block, ascribed or None, found, gone, last_before(kept, block, ascribed, tellings))
    return sorted((*kept, *made), key=lambda p: (p.first or "9999", p.id))


def last_before(
    kept: Iterable[HeldPosition], block: Block, ascribed: str, told: Sequence[PositionTold]
) -> HeldPosition | None:
    """The formula that was held before the tellings at hand, beyond the horizon."""
    asks = told[0].stance == "asks"
    first = min((t.day for t in told if t.day), default=None)
    earlier = [
        p
        for p in kept
        if (p.actor, p.issue) == block and (p.ascribed_by or "") == ascribed and (p.stance == "asks") == asks
        if p.last and first and p.last < first
    ]
    return max(earlier, key=lambda p: p.last or "", default=None)


# --- wordings -----------------------------------------------------------------------------------------------


def words_of(t: PositionTold) -> dict[str, str]:
    """The words that count in a position: those of formulas, in the name of the issue, beside it,
    or in what is done about it."""
    context = t.context or t.wording
    at = context.casefold().rfind(t.issue.casefold())
    # before the name of the issue it is said what the holder does about it
    texts = {"issue": t.issue, "modifier": t.issue, "verb": context[:at] if at >= 0 else context}
    return {f.name: w for f in ledgers.formulas() if (w := word_in(f, texts[f.where]))}


@lru_cache(maxsize=65536)
def word_in(formula: Formula, text: str) -> str | None:
    """The word of a formula that stands last in a text, whatever its inflection;
    of two at one place the longer."""
    forms = [frozenset(endings_off(w)) | {w} for w in bare(text.replace("-", " "))]
    found = [
        (start + len(phrase), len(phrase), word)
        for word, phrases in formula.words
        for phrase in phrases
        for start in range(len(forms) - len(phrase) + 1)
        if all(p in f for p, f in zip(phrase, forms[start:], strict=False))
    ]
    return max(found)[2] if found else None


def differ(a: Words, b: Words) -> list[str]:
    """The formulas of which two wordings have different words."""
    return [name for name in a if name in b and a[name] != b[name]]


# --- phases -------------------------------------------------------------------------------------------------


def phases(told: Sequence[PositionTold]) -> list[Phase]:
    """The formulas of one holder on one issue in order of time;
    a wording that comes between two tellings of another is no change."""
    found: list[Phase] = []
    for t in told:
        words = words_of(t)
        last = found[-1] if found else None
        if last is not None and last.stance == t.stance and not differ(last.words, words):
            last.tellings.append(t)
            last.words = {**last.words, **words}
        else:
            found.append(Phase(t.stance, dict(words), [t]))
    return chained(calmed(found))


def calmed(found: list[Phase]) -> list[Phase]:
    """Phases without those that take turns within days:
    two reporters put one formula into their own words."""
    beside = ledgers.days("positions")["beside"]
    left: list[Phase] = []
    for phase in found:
        twin = next(
            (p for p in reversed(left) if p.stance == phase.stance and not differ(p.words, phase.words)), None
        )
        gap = days_between(twin.last, phase.first) if twin else None
        if twin is None or gap is None or gap > beside:
            left.append(phase)
            continue
        between = left[left.index(twin) + 1 :]
        for other in between:
            if not other.because:
                other.because.append(
                    f"told within {beside} days side by side with “{wording(twin)}”: not taken for a change"
                )
        twin.tellings += phase.tellings
    return left


def chained(found: list[Phase]) -> list[Phase]:
    """Phases with the one that each follows."""
    last: Phase | None = None
    for phase in found:
        if phase.because or phase.first is None:
            continue  # told side by side with another, or on no known day
        phase.before, last = last, phase
    return found


def wording(phase: Phase) -> str:
    """The wording of the first telling."""
    return phase.tellings[0].wording


# --- records ------------------------------------------------------------------------------------------------


def records(
    block: Block, ascribed: str | None, found: Sequence[Phase], gone: Sequence[HeldPosition],
    earlier: HeldPosition | None,
) -> Iterator[HeldPosition]:
    """The records of phases, under the ids that they had."""
    held_as = Ids((key_of(r), p.id) for p in gone for r in p.evidence)
    ids: dict[int, str] = {}
    for phase in found:
        first = phase.tellings[0]
        own = identify(
            "position", *block, ascribed, first.report.article, first.report.span.start, first.stance
        )
        ids[id(phase)] = held_as.of((key_of(t.report) for t in phase.tellings), own, identify(own))
    for phase in found:
        before = phase.before
        from_old = (
            earlier
            if before is None and not phase.because and phase is found[0] and changed(earlier, phase)
            else None
        )
        yield HeldPosition(
            ids[id(phase)], *block, phase.stance, wording(phase), ascribed, phase.first, phase.last,
            ids[id(before)] if before else from_old.id if from_old else None,
            merged([[t.report for t in phase.tellings]]), tuple(reasons(phase, ascribed, from_old)),
        )


def changed(earlier: HeldPosition | None, phase: Phase) -> bool:
    """Whether a phase is another formula than one that was kept."""
    if earlier is None:
        return False
    words = {f.name: w for f in ledgers.formulas() if (w := word_in(f, f"{earlier.issue} {earlier.wording}"))}
    return earlier.stance != phase.stance or bool(differ(words, phase.words))


def reasons(phase: Phase, ascribed: str | None, earlier: HeldPosition | None) -> Iterator[str]:
    """Why a position is one of its own, with both texts where it has changed."""
    if ascribed:
        yield f"said by {ascribed}, not by the actor itself"
    if phase.first is None:
        yield "no report settles a day"
    before = phase.before
    if before is not None:
        yield from change(before.stance, full(before), before.words, phase)
    elif earlier is not None:
        yield from change(earlier.stance, f"“{earlier.wording}”", {}, phase)
    yield from phase.because


def change(stance: Stance, text: str, words: Words, phase: Phase) -> Iterator[str]:
    """What has changed from one phase to the next."""
    if stance != phase.stance:
        yield f"stance changed from {stance} ({text}) to {phase.stance} ({full(phase)})"
    why = {f.name: f.because for f in ledgers.formulas()}
    for name in differ(words, phase.words):
        yield (
            f"formula changed from {words[name]!r} ({text}) to {phase.words[name]!r} ({full(phase)}): "
            f"{why[name]}"
        )
    if stance == phase.stance and not words:
        yield f"formula changed from {text} to {full(phase)}"


def full(phase: Phase) -> str:
    """The words of the first telling, from the beginning of its sentence where they are known."""
    first = phase.tellings[0]
    return f"“{first.context or first.wording}”"
