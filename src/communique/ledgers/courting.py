"""Acts beside a dispute to third parties: who turned to whom about it, what they answered, who spoke up,
and which bodies were used.

Knows how an act of others is told to be about a dispute; does not know how the dispute was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from communique.knowledge import ledgers
from communique.ledgers.moves import BODIES, DONE, TURNING, Move, bodies_named, order, states, the, told_by
from communique.ledgers.quarrels import ONCE, Quarrel, apart, coverage, words_of
from communique.records import Demand, HeldPosition, ThirdParty
from communique.text.days import parse_day

# of what an act of others is about, how much must be what the dispute is about where it names one party only
ABOUT = 0.3
# what says most first
ANSWERS = (
    "SUPPORT", "REJECT", "ACCUSE", "THREATEN", "AGREE", "CONCEDE", "SANCTION", "AID", "COOPERATE", "REQUEST",
)
BEFORE = 7  # days before the first report in which somebody may have been turned to


@dataclass(slots=True)
class Turn:
    """A third state in a dispute: who turned to it, by which acts, and what it said or did."""

    country: str
    by: str | None = None
    asked: list[Move] = field(default_factory=list)
    said: list[Move] = field(default_factory=list)

    @property
    def first(self) -> date | None:
        """The day on which it was first turned to."""
        return min((a.day for a in self.asked if a.day), default=None)


def surely(q: Quarrel, parties: frozenset[str], m: Move) -> float | None:
    """How surely an act that is no move of it is about a dispute; None if it is not."""
    gap = apart(q, m.day)
    early = bool(m.day and q.first and m.day < q.first)
    if m.act.status not in DONE or (
        gap is not None and gap > (BEFORE if early else ledgers.days("disputes")["after"])
    ):
        return None
    involved = parties & (m.parties | m.mentioned | frozenset(m.act.addressees))
    if not involved or (m.parties <= parties and not m.act.addressees and not bodies_named(m.act.words)):
        return None
    told = not m.articles.isdisjoint(q.articles)
    common = coverage(q, words_of(m, tuple(sorted(parties))))
    if (
        len(involved) == 1
        and not (told and (common > 0 or m.act.type in TURNING))
        and common < ABOUT + 0.2 * m.hostile
    ):
        return None
    if len(involved) > 1 and common == 0 and not told and m.words and m.hostile:
        return None  # it blames one of them for something else
    return common + ONCE * told + 0.5 * (len(involved) > 1)


def turned_to(m: Move, parties: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Whom a party turns to by an act, with the party."""
    by = sorted(m.doers & parties) or sorted(m.targets & parties) * (m.act.type == "CONSULT")
    others = frozenset(m.act.addressees) | (m.parties if m.act.type in TURNING else frozenset())
    if len(by) == 1:
        yield from (
            (by[0], other) for other in sorted(others - parties)
            if other in BODIES or other in states((other,))
        )


def courted(
    beside: Iterable[Move], parties: frozenset[str], about: frozenset[str] = frozenset()
) -> list[Turn]:
    """The third states of a dispute: those that were turned to, then those that spoke up;
    `about` are countries that it is about."""
    found: dict[tuple[str, str | None], Turn] = {}
    speakers: dict[str, list[Move]] = {}
    for m in sorted(beside, key=order):
        for by, other in turned_to(m, parties):
            if other in states((other,)) and (other not in about or m.act.type == "CONSULT"):
                found.setdefault((other, by), Turn(other, by)).asked.append(m)
        if m.act.type in ANSWERS:
            for code in sorted(states(m.doers - parties)):
                speakers.setdefault(code, []).append(m)
    for code, said in speakers.items():
        turns = [t for (other, _), t in found.items() if other == code] or [
            found.setdefault((code, None), Turn(code))
        ]
        for t in turns:
            # what it says comes after it was turned to, as far as days are known
            late = [m for m in said if t.first is None or m.day is None or m.day >= t.first]
            t.said += [m for m in late if m not in t.asked]
    return [t for t in found.values() if t.asked or t.said]


def third_parties(
    turns: Iterable[Turn], demands: Sequence[Demand], acts: Mapping[str, Move],
    positions: Sequence[HeldPosition],
) -> Iterator[tuple[ThirdParty, tuple[str, ...]]]:
    """The third parties of a dispute, each with what is known of how it was courted and what it answered.

    Args:
        turns: the third states.
        demands: made of them by parties; what answers one of these is their answer.
        acts: by the id of each of their events.
        positions: held by them on the issue.
    """
    for t in turns:
        answering = [
            acts[r.event] for d in demands
            if t.country in d.of and t.by in d.by for r in d.responses if r.event in acts
        ]
        chosen = next(iter(answering), None) or min(
            t.said, key=lambda m: (ANSWERS.index(m.act.type), order(m)), default=None
        )
        held = next((p for p in positions if p.actor == t.country and later(p, t)), None)
        words, source = None, ""
        if chosen is not None:
            words, source = (
                chosen.act.words, told_by(chosen.act.reports[0]) if chosen.act.reports else "no report",
            )
        elif held is not None:
            words, source = held.wording, told_by(held.evidence[0]) if held.evidence else "no report"
        yield (
            ThirdParty(t.country, t.by, words),
            tuple(reasons(t, chosen, source, held=bool(held and chosen is None))),
        )


def later(p: HeldPosition, t: Turn) -> bool:
    """Whether a position is the holder's own and was voiced after it was turned to."""
    day = parse_day(p.last)
    late = t.first is None or day is None or day >= t.first
    return p.ascribed_by is None and p.stance != "asks" and late


def reasons(t: Turn, chosen: Move | None, source: str, *, held: bool) -> Iterator[str]:
    """How a third state was courted, and where its answer stands."""
    name = the(t.country)
    for m in t.asked:
        yield (
            f"{the(t.by or '')} turned to {name} on {m.day or 'an unknown day'} "
            f"({ledgers.names('acts')[m.act.type]})"
        )
    if chosen is not None:
        way = "answered" if t.by else "is no party: it spoke up"
        yield (
            f"{name} {way} on {chosen.day or 'an unknown day'} ({ledgers.names('acts')[chosen.act.type]}; "
            f"{source})"
        )
    elif held:
        yield f"{name} voiced its position ({source})"
    else:
        yield f"no answer of {name} is reported"


def bodies(beside: Iterable[Move], moves: Iterable[Move], parties: frozenset[str]) -> dict[str, Move]:
    """The international bodies that a party turned to, each with the first act by which it did."""
    found: dict[str, Move] = {}
    for m in sorted({m.id: m for m in (*beside, *moves)}.values(), key=order):
        used = {other for _, other in turned_to(m, parties) if other in BODIES}
        if m.doers & parties:
            used |= bodies_named(m.act.words)
        for code in sorted(used - parties - m.doers):
            found.setdefault(code, m)
    return found
