"""Accords that a text says were signed or reached and does not say by whom: "the deal reached in May", "the
signing of the pact". They are of those who agreed by what was told before and of the state the text is about.

Knows how an accord is told as made; does not know its words.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.events.scene import Match, Scene
from communique.events.sectors import beyond
from communique.grammar import Clause
from communique.reasons import TEXT, tells_meeting
from communique.records import Actor, Event, codes

TWO = 2  # who agree


def is_made(scene: Scene, match: Match) -> bool:
    """Whether a noun names an accord that was made: "signed in May", "the signing of the accord"."""
    noun, parse = match.clause, scene.parse
    if noun.kind != "noun" or match.type != "AGREE" or not match.pattern.reciprocal or noun.negated:
        return False
    making, of = scene.standing["accord_making"], parse.heads[noun.head]
    signing = parse.lower[of] in scene.words["of"] and parse.lower[parse.heads[of]] in making
    return signing or any(signed(scene, k, making) for k in parse.kids[noun.head])


def signed(scene: Scene, word: int, making: frozenset[str]) -> bool:
    """Whether a word behind an accord is a participle that says how it was made, by nobody named."""
    clause: Clause | None = scene.parse.clauses.get(word)
    return (
        clause is not None
        and clause.link == "modifying"
        and clause.form == "participle"
        and scene.parse.lower[word] in making
        and not scene.who(clause.subject)
    )


def of_before(scene: Scene, match: Match, events: Sequence[Event]) -> tuple[tuple[Actor, ...], str]:
    """Who made an accord that names nobody, and why: who agreed or met last by what was told before, with the
    state that the text is about; that alone where nobody did."""
    start = scene.parse.starts[match.clause.head]
    before = (e for e in events if e.trigger.start < start and (e.type == "AGREE" or tells_meeting(e)))
    sides = (e for e in before if len(codes(e.actors)) >= TWO and e.status in ("actual", "historical"))
    last = max(sides, key=lambda e: e.trigger.start, default=None)
    theirs, topic = last.actors if last is not None else (), scene.matter(match.clause)
    parties = (*theirs, *beyond(topic, codes(theirs)))
    named = ", ".join(sorted(codes(parties)))
    return parties, f"{named}: by what was told before" if last is not None else f"{named}: {TEXT}"
