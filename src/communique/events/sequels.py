"""What is said of a meeting beside who met: that one party met each of several apart ("held separate talks
with Chad and Mali").

Knows the words of knowledge/<language>/meetings.toml; does not know how a meeting was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from communique.events.encounters import TWO
from communique.events.scene import Scene
from communique.records import Event, codes

MEETINGS = frozenset(("CONSULT", "AGREE"))


def separately(scene: Scene, events: Iterable[Event]) -> Iterator[Event]:
    """The events, a meeting with several others apart as one with each of them."""
    for event in events:
        several = event.type in MEETINGS and len(codes(event.actors)) > TWO
        hosts = apart_from(scene, event) if several else None
        if hosts is None:
            yield event
            continue
        own = tuple(a for a in event.actors if a.code in hosts)
        for code in dict.fromkeys(a.code for a in event.actors if a.code and a.code not in hosts):
            other = tuple(a for a in event.actors if a.code == code)
            yield replace(event, actors=(*own, *other), because=(*event.because, "with each of them apart"))


def apart_from(scene: Scene, event: Event) -> frozenset[str] | None:
    """Who met all the others of a meeting, where its words say that he met them apart; else None."""
    parse, word = scene.parse, scene.parse.word_of(event)
    clause = parse.clauses.get(word) or scene.light(parse.noun(word))
    if clause is None:
        return None
    heads = {word, clause.head, *clause.at("object")}
    if all(not scene.has_word("separate", k) for h in heads for k in parse.kids[h]):
        return None
    hosts = codes(scene.agents(clause)) & codes(event.actors)
    return hosts if len(hosts) == 1 else None


