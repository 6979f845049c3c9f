"""Where an act is told to be, and who is there: crowds in the city where they march,
victims in the town that was shelled.

Knows places in a clause and the people around them; does not know who does what to whom.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from communique.events.scene import Match, Scene
from communique.events.sectors import CROWDS
from communique.grammar import Clause
from communique.knowledge import names
from communique.knowledge.roles import (
    ACROSS,
    AGAINST,
    AROUND,
    AT,
    IN,
    INTO,
    NEAR,
    OF,
    ON,
    OUTSIDE,
    THROUGHOUT,
    WITH,
)
from communique.records import Actor, codes

LOCATED = (
    IN, INTO, AT, OUTSIDE, NEAR, ON, ACROSS, AROUND, f"object.{IN}", f"{AT}.oblique:in", f"{WITH}.oblique:in",
    f"{AGAINST}.oblique:in",
)
FROM_WHERE = (THROUGHOUT, *(f"subject.{role}" for role in (IN, NEAR, THROUGHOUT, ACROSS, OF)))
# Acts that are done to whoever is at the place where they are done, or are to be done.
STRUCK = frozenset(("ASSAULT", "COERCE", "THREATEN"))
# where a place's name is its government's
PARTIES = frozenset(("subject", "subject:passive", "object", "indirect", "owner", "doer"))


def at_home(
    scene: Scene, clause: Clause, people: tuple[Actor, ...], paths: Iterable[str], *, around: bool = False
) -> tuple[Actor, ...]:
    """People with the one country that a place at the first of some paths is in: "students throughout Peru",
    "rebels in northern Mali".

    `around` takes the one country of all places told with the act, where no path leads to one.
    """
    for path in paths:
        # "fired on the Chadian envoy" is no place
        places = codes(a for a in scene.reach(clause, f"{path}.place") if not a.sector)
        if len(places) == 1:
            return placed(people, f"the act, or who did it, is {path.rpartition(':')[2]}", places)
    return placed(people, "the act is told of", codes(scenery(scene, clause))) if around else people


def placed(people: tuple[Actor, ...], why: str, places: frozenset[str]) -> tuple[Actor, ...]:
    """People with a country, if it is the only one."""
    if len(places) != 1:
        return people
    (code,) = places
    return tuple(replace(a, country=code, because=(*a.because, f"{why} {code}")) for a in people)


def scenery(scene: Scene, clause: Clause, *, whole: bool = True) -> tuple[Actor, ...]:
    """The places told with an act, where things are and not where they come from:
    "in the Burmese city of Mandalay".

    Without `whole` those left out where only the doer is: "students throughout Peru".
    """
    parse = scene.parse
    top = clause.parent if clause.link == "conjunct" and clause.parent in parse.clauses else clause.head
    low, high = parse.subtree(top)
    if clause.kind == "noun":  # "the killing of a priest and the looting of a shop in Togo"
        others = (k for k in parse.kids[top] if parse.relations[k] == "conjunct")
        high = min((k for k in others if OF in parse.noun(k).roles), default=high + 1) - 1
    if not whole and clause.subject:
        low = max(low, max(parse.subtree(h)[1] for h in clause.subject) + 1)
    found = []
    for word, place in scene.places_in(low, high):
        above = parse.clause_of(word)
        inside = above is not None and clause.kind == "noun" and not low <= above.head <= high
        if above is None or not (above is clause or inside or beside(clause, above)):
            continue
        if parse.relations[word] in PARTIES:
            continue
        head = parse.heads[word]
        country = place.name == names.country_name(place.country or "")
        # "the Chadian embassy", "U.S. troops"
        nation = place.demonym or (country and parse.relations[word] in ("compound", "modifier"))
        if nation and not scene.has_lemma("locales", head):
            continue
        if not scene.has_word("sources", head) and not bordering(scene, word):
            found.append(word)
    return scene.hosts(found)


def beside(one: Clause, other: Clause) -> bool:
    """Whether two clauses are coordinated: "burned flags and chanted outside the embassy in Tehran"."""
    return (one.link == "conjunct" and one.parent == other.head) or (
        other.link == "conjunct" and other.parent == one.head
    )


def bordering(scene: Scene, word: int) -> bool:
    """Whether a name only says which border is meant: "the Thai border", "on the border with Laos"."""
    parse, above = scene.parse, scene.parse.heads[word]
    nouns = {parse.lemma(above), parse.lemma(parse.heads[above])}
    return not nouns.isdisjoint(scene.standing["edges"])


def edge(scene: Scene, clause: Clause, path: str) -> bool:
    """Whether a path goes by a border, which says where a blow fell and not upon whom:
    "seized a village on the Thai border"."""
    first, *steps = path.split(".")
    heads = scene.heads(clause, first)
    for step in ("", *steps):
        if step:
            heads = tuple(h for noun in heads for h in scene.parse.noun(noun).at(step))
        if any(scene.parse.lemmas[h] in scene.standing["edges"] for h in heads) and (
            step or first
        ).startswith("oblique:"):
            return True
    return False


def abroad(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The country in which a blow that names no victim falls, or another's in which it is threatened."""
    clauses = [match.clause]
    if match.type == "THREATEN":
        clauses += scene.parse.held(match.clause)
    for clause in clauses:
        for path in (p for p in LOCATED if not edge(scene, clause, p)):
            hosts = tuple(a for a in scene.reach(clause, f"{path}.place") if a.code)
            if hosts:
                return () if match.type == "THREATEN" and codes(hosts) & codes(actors) else hosts
    # "clashes between Chadians and police in Faya"
    mutual = match.pattern.reciprocal and match.clause.kind == "noun"
    told = scenery(scene, match.clause) if match.type == "ASSAULT" and not mutual else ()
    return told[:1] if len(codes(told)) == 1 else ()


def around(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Where a blow of nobody's fell that names no victim, if all places told with it are of one country:
    "hit a bus to Kabul"."""
    if match.type in STRUCK and codes(actors):
        doing = {a.span for a in actors if match.type == "ASSAULT"}  # "an attack by Peru" fell elsewhere
        return tuple(a for a in abroad(scene, match, actors) if a.span not in doing)
    if match.type == "PROTEST" and codes(actors):  # a march at home is against those who govern there
        governed = (a for path in LOCATED for a in scene.reach(match.clause, f"{path}.place"))
        told = scenery(scene, match.clause, whole=False)
        at_home = told if codes(told) == codes(actors) else ()
        return next(((host,) for host in (*governed, *at_home) if host.country in codes(actors)), ())
    if match.type != "ASSAULT":
        return ()
    if any(scene.parse.pos[h] == "PRON" for h in match.clause.subject):
        return ()
    blow = match.clause
    verb = blow if blow.kind == "verb" else scene.telling(blow)
    if verb is None or (verb is not blow and "attribute" in verb.roles):  # "shelling continued in Homs"
        return ()
    low, high = scene.parse.subtree(verb.head)
    places = [w for w, p in scene.places_in(low, high) if not p.demonym]
    return scene.hosts(places[:1]) if len({scene.place_at[w].country for w in places}) == 1 else ()


def onsite(scene: Scene, match: Match, recipients: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The recipients; people of no named country whom a blow meets, with that of the place where it falls:
    "shot hundreds in Rwanda"."""
    if (
        match.type != "ASSAULT"
        or not recipients
        or codes(recipients)
        or not {a.sector for a in recipients} <= CROWDS
    ):
        return recipients
    return placed(recipients, "the blow fell in", codes(scenery(scene, match.clause)))


def own_people(scene: Scene, match: Match, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> bool:
    """Whether a state tells only its own people what to do elsewhere: "urged its nationals to leave Mali"."""
    if codes(recipients) <= codes(actors):
        return False
    told = match.clause.at("object", "indirect")
    mine = (scene.has_lemma("own_people", h) for h in told)
    owners = codes(a for h in told for a in scene.owners(h))
    asking = codes(scene.agents(match.clause))
    return match.type == "REQUEST" and any(mine) and bool(owners) and owners <= codes(actors) & asking


def says_country(scene: Scene, actor: Actor) -> bool:
    """Whether the words that name an actor name a country too: "Iranian exiles"; "crowds" do not."""
    if actor.span is None:
        return True
    low, high = actor.span.start, actor.span.end
    inside = scene.places_in(scene.parse.word_at(low), scene.parse.word_at(high))
    return any(low <= scene.parse.starts[word] < high for word, _ in inside)


def inferred(scene: Scene, actor: Actor) -> bool:
    """Whether a crowd is of a country only because the text is about it, or acts there."""
    return actor.sector in CROWDS and not says_country(scene, actor)
