"""On whom a measure told in a noun is laid, by the words around it: "sanctions have crippled Chad", "Chad has
lived with EU sanctions".

Knows where the bearer of a measure stands; does not know which nouns are measures.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.grammar import Clause
from communique.knowledge.roles import IN, OF, UNDER
from communique.records import Actor, Status, codes, unique

if TYPE_CHECKING:
    from communique.events.scene import Match, Scene


def bearers(scene: Scene, measure: Clause) -> tuple[Actor, ...]:
    """Who bears a measure by what it does to them, or by what they do with it; not whose it is."""
    noun = counted(scene, measure)
    bitten = (c for c in deeds(scene, noun) if c.lemma in scene.standing["biting"])
    hurt = [h for c in bitten for h in c.at("object")]
    found = scene.who(hurt) or unique(a for h in hurt for a in whose(scene, h))
    if not found and (above := borne(scene, noun)) is not None:
        found = scene.agents(above)
    own = codes(scene.named_owners(measure.head))
    return tuple(a for a in found if a.code not in own)


def whose(scene: Scene, thing: int) -> tuple[Actor, ...]:
    """Whose something is that a measure hurts: "the economy of Chad", "its banks", "people in Chad"."""
    there = scene.parse.noun(thing).at(OF, IN)
    return scene.owners(thing) or scene.hosts(there)


def in_force(
    scene: Scene, match: Match, status: Status, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
) -> bool:
    """Whether a measure is told as in force against somebody whom its own words name, whoever laid it, by
    what it does to them: "sanctions on Chad have crippled its banks"."""
    measure = match.clause.kind == "noun" and "bearer" in match.pattern.recipient
    if not measure or status != "actual" or codes(actors) or not codes(recipients):
        return False
    return bool(bearers(scene, match.clause))


def counted(scene: Scene, measure: Clause) -> Clause:
    """The measure, or the noun that only counts it: "years of sanctions", "three sets of sanctions",
    "the sanctions regime"."""
    parse, word = scene.parse, measure.head
    while True:
        above = parse.heads[word]
        if parse.lower[above] in scene.words["of"]:
            above = parse.heads[above]
        elif parse.relations[word] != "compound":
            break
        if not scene.has_lemma("spans_of_measures", above):
            break
        word = above
    return measure if word == measure.head else parse.noun(word)


def deeds(scene: Scene, noun: Clause) -> Iterator[Clause]:
    """The clauses that say what something does: "sanctions crippled", "sanctions that go on crippling",
    "sanctions hurting"."""
    parse = scene.parse
    above = parse.above(noun) if noun.link == "subject" else None
    for clause in (above, *(c for c in parse.hung(noun.head) if c.link in ("relative", "modifying"))):
        if clause is not None and noun.head not in clause.at("object"):
            yield clause
            yield from parse.held(clause)


def borne(scene: Scene, noun: Clause) -> Clause | None:
    """The clause whose subject bears a measure: "lives with sanctions", "is under sanctions", "is subject to
    sanctions"."""
    above = scene.parse.above(noun)
    if above is None or above.passive:
        return None
    adjective = scene.parse.heads[scene.parse.heads[noun.head]]
    if noun.link == UNDER or scene.has_word("laid_under", adjective):
        return above
    bearing = above.verb in scene.standing["bearing"]
    return above if bearing and (noun.link == "object" or noun.link.startswith("oblique:")) else None
