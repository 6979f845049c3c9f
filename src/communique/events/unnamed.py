"""Who did what a clause leaves to the words around it: at whose wish, by which far agent, in whose prison;
who must go or let go of whom; whom an arrest befell.

Knows where such a doer stands; does not know what the clause says.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from communique.events.sectors import SERVING, STATE, beyond
from communique.grammar import Clause
from communique.knowledge.roles import AT, BY, FOR, IN, OF, ON, TO, UPON
from communique.records import Actor, codes, unique

if TYPE_CHECKING:
    from communique.events.scene import Match, Scene


def unnamed(scene: Scene, clause: Clause) -> tuple[Actor, ...]:
    """The doer of an act that names none as its subject."""
    return behind(scene, clause) or far_agents(scene, clause)


def behind(scene: Scene, clause: Clause) -> tuple[Actor, ...]:
    """At whose wish something was done that names no doer: "was put off at Peru's request",
    "at the insistence of Chile"."""
    return unique(a for h in wishes(scene, clause) for a in scene.owners(h)) if clause.passive else ()


def wishes(scene: Scene, clause: Clause) -> list[int]:
    """The wishes at which something is done: "at the request of Peru"."""
    return [h for h in clause.at(AT) if scene.has_lemma("wishes", h)]


def far_agents(scene: Scene, clause: Clause) -> tuple[Actor, ...]:
    """The agent of a passive that the parser hangs on a noun or on what was asked:
    "was accused of spying by Peru", "was backed in its bid by Chad", "was told to leave by Mali"."""
    if not clause.passive or clause.roles.get("subject"):
        return ()
    parse = scene.parse
    heads = [h for role, heads in clause.roles.items() if role.startswith("oblique:") for h in heads]
    nouns = [h for h in heads if not says_who(scene, h)]
    nouns += [m for h in heads for _, m in parse.obliques(h) if not says_who(scene, m)]
    by = [h for noun in nouns for h in parse.noun(noun).at(BY)]
    by += [h for c in parse.held(clause) if c.form in ("gerund", "infinitive") for h in c.at(BY)]
    return scene.who(by)


def says_who(scene: Scene, noun: int) -> bool:
    """Whether who acts behind a noun is who does what it names: "for attacks by its troops";
    a noun with an owner has its doer."""
    gerund = scene.parse.lower[noun].endswith("ing")
    act = scene.parse.lemma(noun) in scene.patterns.nouns and not gerund
    return act and "owner" not in scene.parse.noun(noun).roles


def captors(scene: Scene, words: Iterable[int]) -> tuple[Actor, ...]:
    """Who holds people, by the clauses about them among some words: "a nurse held by rebels",
    "a tourist who was held in Chad"."""
    clauses = (scene.parse.clauses[w] for w in words if w in scene.parse.clauses)
    told = (c for c in clauses if c.link in ("modifying", "relative") and c.passive)
    held = [c for c in told if c.lemma in scene.standing["holding"]]
    by = unique(a for c in held for a in scene.agents(c))
    return by or scene.hosts(h for c in held for h in c.at(IN))


DEMANDED = ("object", FOR, OF, ON, UPON, TO)


def who_must(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who is to go or to let go: "demanded the withdrawal of Chadian troops from Mali",
    "called for the release of two nurses held by Togo"."""
    parse, table, own = scene.parse, scene.standing, codes(actors)
    asked = scene.heads(match.clause, "object") if match.type == "REQUEST" else ()
    if match.type != "REQUEST" or beyond(scene.who(asked), own):
        return ()
    for thing in (h for role in DEMANDED for h in scene.heads(match.clause, role)):
        lemma, of = parse.lemma(thing), parse.noun(thing).at(OF)
        if lemma in table["leaving"]:
            found = scene.owners(thing) or scene.who(of)
        elif lemma in table["freeing"]:
            found = captors(scene, [k for h in of for k in parse.kids[h]])
        else:
            continue
        if meant := beyond(found, own):
            return meant
    return ()


HOLDING = SERVING - {STATE} | {"JUD"}  # who lays hands on others


def undergoing(scene: Scene, noun: Clause) -> tuple[int, ...]:
    """The owners of a noun of custody to whom it was done: people, no state and no authority: the envoy of
    "the envoy's arrest in Lima", nobody of "Peru's arrest of two Chadians"."""
    if noun.kind != "noun" or not scene.has_lemma("custodial", noun.head) or OF in noun.roles:
        return ()
    return tuple(
        h for h in noun.at("owner")
        if scene.parse.pos[h] != "PRON" and not any(a.sector in HOLDING for a in scene.who((h,)))
    )
