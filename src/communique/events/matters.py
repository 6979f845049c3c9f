"""Who is named in what an act speaks of without being a side of it: whom a measure or a blow is for that is
refused, backed or condemned, and what the talks or the resolution are about that are put off or voted down.

Knows what an act speaks of; does not know who does it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.events.matching import best
from communique.events.scene import Match, Scene
from communique.events.sectors import SERVING
from communique.events.subtrees import under
from communique.grammar import Clause
from communique.knowledge.roles import ABOUT, AGAINST, AT, INTO, OF, ON, OVER, UPON
from communique.reasons import PLACE, rests_on
from communique.records import Actor, codes

STATELY = SERVING | {None}  # who is struck for a state, and is not to blame
UNDOING = frozenset(("RETREAT", "CONCEDE"))
STRIKING = frozenset(("SANCTION", "ASSAULT", "COERCE", "MOBILIZE"))


def matters(scene: Scene, match: Match) -> frozenset[int]:
    """The words of what the refused, backed or condemned is for or about: "opposes sanctions on Chad",
    "condemned the raid on Chad", "vetoed a resolution on Chad", "postponed the Chad talks"."""
    if match.type not in ("REJECT", "SUPPORT", "ACCUSE"):
        return frozenset()
    parse = scene.parse
    clause = match.clause
    judged = clause.at("subject") if "attribute" in clause.roles else ()
    nouns = list(spoken_of(scene, (*judged, *(h for role in clause.roles for h in objects(clause, role)))))
    heads = [h for noun in nouns for h in struck(scene, match, noun)]
    if match.type != "ACCUSE":
        heads += [h for noun in nouns for h in treated(scene, match, noun)]
    return frozenset(under(parse, heads))


def objects(clause: Clause, role: str) -> tuple[int, ...]:
    """What stands at a role that is no side of an act."""
    return () if role in ("subject", "owner", "modifier") else clause.roles[role]


def spoken_of(scene: Scene, roots: Iterable[int]) -> Iterator[int]:
    """The nouns of a phrase down to what is done there or undone: whoever refuses "to lift the ban on Chad",
    or "an end to the war on Chad", refuses Chad."""
    parse, stack = scene.parse, list(roots)
    while stack:
        word = stack.pop()
        act = best(scene, word) if parse.pos[word] == "NOUN" else None
        if word in parse.clauses or (act is not None and act.type in UNDOING):
            continue
        if parse.pos[word] == "NOUN":
            yield word
        stack += parse.kids[word]


def struck(scene: Scene, match: Match, noun: int) -> Iterator[int]:
    """Upon whom a measure or a blow falls that a noun names."""
    roles, act = scene.parse.noun(noun).roles, best(scene, noun)
    falls = act is not None and act.type in STRIKING
    if match.type == "REJECT" and codes(scene.owners(noun)) & codes(scene.agents(match.clause)):
        return  # "its case against Chad"
    if falls or match.type != "ACCUSE":
        yield from roles.get(AGAINST, ())
    if falls:  # "pinned the attack on Peru" lays it on Peru
        triggers = (words.split() for _, words in match.pattern.triggers)
        own = {w for verb, *more in triggers if verb == match.clause.verb for w in more}
        ways = (role for role in (ON, UPON, AT) if role.partition(":")[2] not in own)
        yield from (h for role in ways for h in roles.get(role, ()))
    if act is not None and act.type == "ASSAULT" and not strikers(scene, match, noun):
        yield from roles.get(OF, ())


def strikers(scene: Scene, match: Match, noun: int) -> bool:
    """Whether who strikes stands behind "of", since whom or where it strikes is told beside it: "the raid of
    the guards on Peru", "the incursion of the guards"."""
    both = (scene.parse.noun(noun).roles, match.clause.roles)
    told = (h for role in (AGAINST, ON, UPON, INTO) for roles in both for h in roles.get(role, ()))
    return scene.has_lemma("goings", noun) or any(h not in scene.time_at for h in told)


def treated(scene: Scene, match: Match, noun: int) -> Iterator[int]:
    """What the talks or the paper are about that a noun names; a name before it says it of a body's
    ("the League postpones Chad talks"), of a state's it may be the other side."""
    talks, parse = scene.has_lemma("sittings", noun), scene.parse
    if talks or scene.has_lemma("drafts", noun):
        roles = parse.noun(noun).roles
        yield from (h for role in (ON, OVER, ABOUT) for h in roles.get(role, ()))
        names = [k for k in parse.kids[noun] if parse.relations[k] == "compound" and k in scene.place_at]
        doers = scene.agents(match.clause)
        yield from names if not talks or (doers and all(a.body for a in doers)) else ()


def aside(scene: Scene, match: Match, words: frozenset[int], found: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Those found who are no such matter; where a blow is condemned that fell on people, or somewhere in a
    state, the state answers for it."""
    if not words:
        return found
    return tuple(
        a for a in found
        if a.span is None
        or scene.parse.word_at(a.span.end - 1) not in words
        or (match.type == "ACCUSE" and (a.sector not in STATELY or rests_on(a, PLACE)))
    )
