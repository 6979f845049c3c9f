"""Whom a refusal, a gift or a deed concerns that names nobody, by the things in it that are somebody's:
where a ceremony is held that nobody will go to, who ran up the debt that is forgiven, who rules where a coup
is condemned.

Knows these nouns and verbs and where their owners stand; does not know the words that name a recipient.
"""

from __future__ import annotations

from communique.events.scene import Match, Scene
from communique.events.sectors import beyond
from communique.events.subtrees import under
from communique.knowledge.roles import ABOUT, AGAINST, AT, FOR, IN, OF, ON, OVER, TO, marked
from communique.records import Actor, codes, unique

MEASURES = frozenset(("ASSAULT", "COERCE", "SANCTION"))
GIVEN = frozenset(("AID", "CONCEDE", "REJECT"))


def refused_there(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whose ceremony or summit it is, by where it is held, that somebody will not go to, or where his own
    envoys are of whom he speaks: "would send nobody to the parade in Lomé", "what its envoy in Lomé said"."""
    clause, parse = match.clause, scene.parse
    if match.type != "REJECT" or clause.kind == "noun" or not (own := codes(actors)):
        return ()
    roots = [h for role, heads in clause.roles.items() if role not in ("subject", "owner") for h in heads]
    told = [*under(parse, [*roots, *clause.complements, *scene.purposes(clause)], clause.head)]
    told += [w for h in told for w in parse.kids[h] if parse.relations[w] in ("complement", "relative")]
    words = sorted(set(under(parse, told)))
    hosted = scene.standing["hosted"]
    # "blocked it at a summit in Lomé" only says on what occasion
    things = (
        w for w in words if parse.lemma(w) in hosted and not scene.has_word("occasions", parse.heads[w])
    )
    near = (parse.noun(w).at(IN, AT, TO) for w in things)
    found = beyond(unique(a for heads in near for a in scene.hosts(heads)), own)
    return found if len(codes(found)) == 1 else ()


def taken_in(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whose mission it is that somebody has gone into who asks for refuge: "walked into the Chadian embassy
    and sought asylum"."""
    parse, clause = scene.parse, match.clause
    if match.type != "REQUEST" or scene.standing["refuge"].isdisjoint(
        parse.lemma(h) for h in clause.at("object", FOR)
    ):
        return ()
    first, end = parse.sentences[parse.sentence_of[clause.head]]
    houses = (w for w in range(first, end) if scene.has_lemma("missions", w))
    found = beyond(unique(a for w in houses for a in (scene.owners(w) or scene.cast.of(w))), codes(actors))
    return found if len(codes(found)) == 1 else ()


def of_whose_thing(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whose the thing is that is given, forgiven or refused, by the clause about it: "the debt that Chad
    ran up", "all of the grain that Chad had asked for"."""
    parse = scene.parse
    if match.type not in GIVEN or match.clause.kind == "noun" or not (own := codes(actors)):
        return ()
    things = list(match.clause.at("object"))
    things += [m for h in things if scene.transparent(h) for m in scene.said_of(h)]
    about = (c for c in parse.hung(*things) if parse.relations[c.head] == "relative" and c.form == "finite")
    doers = (beyond(scene.agents(c), own) for c in about)
    found = next((who for who in doers if codes(who)), ())
    return found if len(codes(found)) == 1 else ()


def whose_loss(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who tells of a blow to what is "theirs", which is not whose blow it was: "Chadian villagers say
    soldiers of Togo burned their huts"."""
    clause, parse = match.clause, scene.parse
    if match.type not in MEASURES or clause.kind == "noun" or clause.link != "complement":
        return ()
    above = parse.above(clause)
    if above is None or above.lemma not in scene.words["say_verbs"] or not (own := codes(actors)):
        return ()
    hit = [h for h in clause.at("object", ON, AT) if not scene.parse.entities[h]]
    theirs = [w for h in hit for w in (h, *parse.kids[h]) if parse.pos[w] == "PRON"]
    if not theirs:
        return ()
    tellers = above.at("subject")
    found = scene.who(tellers)
    return beyond(found if codes(found) else scene.hosts(scene.below(tellers, IN)), own)


BLAMED_AT = ("object", OVER, ABOUT, AGAINST, AT, OF)  # where the deed stands that somebody blames


def ruled_there(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The country in which a deed was done that only those do who rule it or contend for it, and that
    somebody blames, if only one is named: "condemned the coup in Chad"."""
    if match.type != "ACCUSE" or not codes(actors):
        return ()
    deeds = match.clause.at(*BLAMED_AT)
    head = next((h for h in deeds if scene.has_lemma("rulers_deeds", h)), None)
    if head is None:
        return ()
    parse, (low, high) = scene.parse, scene.parse.subtree(head)
    places = (w for w, _ in scene.places_in(low, high) if w > head)
    within = [w for w in places if marked(parse.lower[parse.heads[w]], IN)]
    hosts = beyond(scene.hosts(within), codes(actors))
    return hosts if len(codes(hosts)) == 1 else ()
