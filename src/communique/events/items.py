"""The further things that a paper demands in one sentence, each a demand of its own:
"requests that the crew be released and that the damage be paid".

Knows what is joined to the first thing demanded; does not know how the demand was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.events.scene import Scene
from communique.grammar import Clause
from communique.records import Actor, Event, codes

LISTED = "REQUEST"


def items(scene: Scene, told: Sequence[Event]) -> Iterator[Event]:
    """The demands that stand beside the first of a sentence, in a paper or a speech, in order."""
    if not scene.formal:
        return
    heads = {scene.parse.word_of(e) for e in told}
    for event in told:
        clause = scene.parse.clauses.get(scene.parse.word_of(event))
        if event.type != LISTED or clause is None or event.status != "actual":
            continue
        for further in joined(scene, clause):
            if further.head in heads:
                continue
            first, last = scene.parse.subtree(further.head)
            yield replace(
                event, recipients=faced(scene, further, event) or event.recipients,
                evidence=scene.parse.span(max(first, clause.head + 1), last),
                trigger=scene.parse.span(further.head, further.head),
                because=(*event.because, f"asked with {scene.parse.words[clause.head]!r} too"),
            )


def joined(scene: Scene, demand: Clause) -> Iterator[Clause]:
    """The clauses that are joined to the first that a demand holds, also where the parser hangs them on the
    demand itself."""
    parse = scene.parse
    held = [*demand.complements, demand.head]
    for above in held:
        for kid in parse.kids[above]:
            clause = parse.clauses.get(kid)
            if clause is None or clause.link != "conjunct" or not marked(scene, clause):
                continue
            if above == demand.head and not demand.complements:
                continue
            held.append(kid)
            yield clause


def marked(scene: Scene, clause: Clause) -> bool:
    """Whether a clause says anew that it is asked for: "and that it be paid", or, set off,
    ", and to open"."""
    parse = scene.parse
    first, _ = parse.subtree(clause.head)
    before = (w for w in range(first - 1, max(first - 3, 0), -1) if parse.pos[w] == "PUNCT")
    for kid in parse.kids[clause.head]:
        if kid < clause.head and parse.relations[kid] == "marker":
            return True
        if kid < clause.head and parse.pos[kid] == "PART":
            return next(before, None) is not None
    return False


def faced(scene: Scene, clause: Clause, event: Event) -> tuple[Actor, ...]:
    """Whom a further demand is of, where it names another than the first."""
    own = codes(event.actors)
    return tuple(a for a in scene.who(clause.at("subject")) if a.code and a.code not in own)
