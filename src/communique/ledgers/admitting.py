"""Which demands and meetings, as single articles tell them, go into a ledger:
those that ask something of another, or that two met.

Knows words and parties; does not know how entries are gathered.
What is not admitted stays with its article (`find --of positions`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from communique.knowledge import ledgers
from communique.ledgers.tellings import Act, MeetingTold
from communique.ledgers.words import stems
from communique.occurrences.salience import FLOOR
from communique.occurrences.sides import VAGUE
from communique.occurrences.tellings import bare, countries, stem
from communique.records import Event, Span

PLAIN, DOUBTED = 1.0, 0.4  # above and below the floor
PAIR = 2
ASSEMBLY = "UNO"  # of which all states are: who meets there, its name does not say
SESSIONS = ("summit", "multilateral")  # kinds of meeting that a body holds by itself


def sure(events: Sequence[Event], span: Span, types: frozenset[str]) -> bool:
    """Whether what an article tells in a passage is sure enough to be shown: by the acts of some types there,
    if there are any."""
    there = [e.confidence for e in events if e.type in types and e.evidence.overlaps(span)]
    return not there or max(there) >= FLOOR


# --- demands ------------------------------------------------------------------------------------------------


def demand(act: Act) -> bool:
    """Whether an act demands something of another: whom it asks its own words name,
    and it is neither a condition nor said to one's own."""
    return (
        act.named
        and not ledgers.pattern("supposed").match(act.words)
        and not ledgers.pattern("no_demand").search(act.words)
        and not ledgers.pattern("own_people").search(act.words)
    )


def tells(asked: str) -> bool:
    """Whether what stands behind a word of asking says what is asked: neither "stop this" nor "Chile's
    request"."""
    return ledgers.pattern("untold").search(asked) is None


# --- meetings -----------------------------------------------------------------------------------------------


def meeting(t: MeetingTold) -> bool:
    """Whether a telling may be of a meeting: a word of meeting,
    and two parties or a day on which others may be known to meet."""
    if not t.participants or (len(t.participants) < 2 and not t.start):
        return False
    return meets(t.words, phone=t.kind == "call")


def sureness(told: Sequence[MeetingTold], participants: Collection[str]) -> float:
    """How sure it is that those met who are told to: as sure as an act where one telling has them all,
    each named beside it; little where they are taken from elsewhere, or put together from several."""
    return PLAIN if any(plain(t) and set(t.participants) == set(participants) for t in told) else DOUBTED


def plain(t: MeetingTold) -> bool:
    """Whether a telling says itself who met, and who they are: a visit has one guest and one host, talks
    have two sides where neither persons nor a day are told, a body may meet by itself on some day in some
    place."""
    if len(t.participants) < PAIR and not (
        t.kind in SESSIONS and t.start and t.placed and t.participants[0] not in {*countries(), ASSEMBLY}
    ):
        return False
    if t.kind == "multilateral" and not t.start and len(t.participants) == PAIR:
        return not countries().keys() >= set(t.participants)  # two of those who were at a conference
    # three meet at one table if each has its person there, or it was on some day
    apart = len({one.split()[0] for one in t.people}) != len(t.participants)
    unsure = apart and (t.start is None or t.carried)
    if len(t.participants) > PAIR and (t.kind == "visit" or (t.kind == "talks" and unsure)):
        return False
    return t.near and VAGUE not in t.participants


def meets(words: str, *, phone: bool = False) -> bool:
    """Whether words speak of a meeting, or of a call; "calls for negotiation" is none, nor is an interview,
    nor who hosts refugees."""
    if (
        ledgers.pattern("interview").search(words)
        or ledgers.pattern("crowd").search(words)
        or ledgers.pattern("seen_as").search(words)
        or len(bare(words)) < 2
    ):
        return False
    said = set(map(stem, bare(ledgers.pattern("calling").sub(" ", words))))
    phoned = bool(ledgers.pattern("phoned").search(words)) or not said.isdisjoint(
        stems("meetings", "phoning")
    )
    return phoned or (not phone and not said.isdisjoint(stems("meetings", "meeting")))
