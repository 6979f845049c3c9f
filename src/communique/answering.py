"""What an answer leaves unsaid that the act which it answers says: who answers, and whom.

Knows which act answers which; finds no acts of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from communique.events.counterparts import meant_for
from communique.events.references import next_to
from communique.events.sectors import beyond
from communique.grammar import Parse
from communique.links import SHARING, linked
from communique.records import Actor, Event, codes

ANSWERS = frozenset(("REJECT", "AGREE", "CONCEDE"))
ALONE = frozenset(("CONSULT", "MOBILIZE", "PROTEST"))  # acts that are done to nobody or with each other


def answered(parse: Parse, told: Sequence[Event], replies: Collection[str]) -> tuple[Event, ...]:
    """The tellings; what answers another act and names nobody is done to whoever did that, and what was
    offered to nobody to whoever answers it: "Peru proposed a truce. Chile refused".

    `replies`: the rules of words that tell an act only where they answer one.
    """
    tales = [replace(e, id=str(n)) for n, e in enumerate(told)]  # a telling has no name of its own yet
    lone = {e.id for e in tales if e.type not in ALONE and len(codes(e.actors)) == 1 and not e.recipients}
    open_ = any(e.id in lone and e.type == "AGREE" for e in tales)
    laters = [e for e in tales if e.id in lone or e.rule in replies or (open_ and e.type in ANSWERS)]
    other: dict[str, tuple[Actor, ...]] = {}
    for link in linked(parse, laters, tales):
        later, earlier = (tales[int(end)] for end in (link.source, link.target))
        # what two acts speak of links them, and need not mean that one is done to the other
        by_subject = all(why.startswith(SHARING) for why in link.because[1:])
        if link.kind == "repeats" or (by_subject and not next_to(parse, later, earlier)):
            continue
        if later.id in lone:
            other[later.id] = beyond(earlier.actors, codes(later.actors))
        if earlier.id in lone and link.kind in ("refuses", "meets"):
            other.setdefault(earlier.id, beyond(later.actors, codes(earlier.actors)))
    answering = (e for e in tales if e.rule not in replies or e.id in other or codes(e.recipients))
    why = "whose act it answers"
    full = (meant_for(e, side, why) if (side := other.get(e.id)) else e for e in answering)
    return tuple(replace(e, id=told[int(e.id)].id) for e in full)
