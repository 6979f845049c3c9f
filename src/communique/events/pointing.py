"""Whose deed is judged where its words only point at it: "criticised the veto", "welcomed the move",
"an election which Chad dismissed".

Knows deeds told before and what a relative clause is about; does not know which acts are linked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.events.carrying import LEAD
from communique.events.recipients import DEEDS, DONE
from communique.events.references import classed, names_act
from communique.events.scene import JUDGING, VERB_OBLIQUES, Match, Scene
from communique.events.sectors import beyond
from communique.knowledge import answers
from communique.reasons import UNNAMED
from communique.records import Actor, Event, codes

REACTIONS = JUDGING | {"REJECT"}
BLOWS = frozenset(("ASSAULT", "COERCE"))
FAR = 2  # sentences back in which the deed was told
# what stands between a noun and its determiner adds nothing that must have been told: "the latest veto"
BEHIND = frozenset(("oblique", "relative", "modifying", "complement", "apposition"))


def react(scene: Scene, events: Sequence[Event]) -> list[Event]:
    """The events; what praises, blames or refuses a deed told before is done to whoever did it."""
    done: list[Event] = []
    for event in events:
        if found := deed_told(scene, event, done):
            why = f"{UNNAMED}: {found[0].name or found[0].code}, whose deed it points at"
            event = replace(event, recipients=found, because=(*event.because, why))
        done.append(event)
    return done


def deed_told(scene: Scene, event: Event, before: Sequence[Event]) -> tuple[Actor, ...]:
    """Who did the deed that a noun with "the" or "this" names, as the nearest act before it tells:
    "Peru vetoed the text. Chile criticised the veto"."""
    parse = scene.parse
    if event.type not in REACTIONS or codes(event.recipients):
        return ()
    here = parse.word_of(event)
    clause = parse.clauses.get(here)
    if clause is None:
        return ()
    things = clause.at("object", *VERB_OBLIQUES)
    own = codes(event.actors)
    for noun in (h for h in things if pointing(scene, h)):
        others = [e for e in reversed(before) if own != codes(e.actors)]
        named = [e for e in others if named_by(scene, noun, event, e)]
        near = [e for e in others if parse.sentence_of[here] - parse.sentence_at(e.trigger.start) <= FAR]
        deeds = [e for e in named if e in near] or of_one(named)
        if deeds:
            return tuple(a for a in beyond(deeds[0].actors, own) if a.country or a.body)
        owners = beyond(owned_before(scene, noun), own) if noun in clause.at("object") else ()
        if owners:
            return owners
    return ()


def in_lead(scene: Scene, event: Event) -> bool:
    """Whether a text tells an act as its news: "the move" far below is that."""
    return scene.parse.paragraph_with(event) < LEAD


def of_one(deeds: Sequence[Event]) -> list[Event]:
    """The deeds that a text told long before, if one party alone did such; who struck is seldom so plain."""
    done = [e for e in deeds if e.type in (DEEDS | DONE) - BLOWS]
    return done if len({codes(e.actors) for e in done}) == 1 and codes(done[0].actors) else []


def owned_before(scene: Scene, noun: int) -> tuple[Actor, ...]:
    """Whose a thing was said to be where it was told before."""
    parse, lemma = scene.parse, scene.parse.lemma(noun)
    same = (owning(scene, k) for k in range(noun - 1, -1, -1) if parse.lemma(k) == lemma)
    return next(filter(None, same), ())


def owning(scene: Scene, noun: int) -> tuple[Actor, ...]:
    """The states that a noun belongs to, or what it is named after: "the North's test site"."""
    parse = scene.parse
    named = parse.heads[noun] if parse.relations[noun] == "compound" else noun
    owners = ((a, a.span) for a in scene.owners(noun) or scene.owners(named) if a.country)
    return tuple(a for a, span in owners if span and parse.pos[parse.word_at(span.start)] != "PRON")


def pointing(scene: Scene, noun: int) -> bool:
    """Whether a noun is of something known and says no more of it: "the veto", "this latest move"."""
    parse = scene.parse
    if parse.pos[noun] != "NOUN" or scene.owners(noun):
        return False
    kids = parse.kids[noun]
    if any(k > noun and parse.relations[k] in BEHIND for k in kids):
        return False
    return scene.has_word("known", *(k for k in kids if parse.relations[k] == "determiner"))


def named_by(scene: Scene, noun: int, later: Event, earlier: Event) -> bool:
    """Whether a noun names an act told before: by the deed or by its class."""
    parse = scene.parse
    if names_act(parse, noun, earlier):
        return True
    if earlier.type == "REQUEST":  # what somebody else was asked for is not theirs to turn down
        asked = codes(earlier.recipients)
        return classed(parse, noun, earlier) and (not asked or bool(asked & codes(later.actors)))
    if earlier.type == "AGREE":
        return parse.lemma(noun) in answers.words("offered", parse.language)
    return classed(parse, noun, earlier)


def sums(scene: Scene, noun: int, earlier: Event) -> bool:
    """Whether a noun may stand for any deed: "the move"."""
    summing = scene.parse.lemma(noun) in answers.words("summing", scene.parse.language)
    return summing and earlier.type not in JUDGING | {"REQUEST", "AGREE", "CONSULT"}


def of_antecedent(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whose the thing is that a relative clause judges, by who did it: "held an election
    which Chad dismissed", "shot the pilot, a step that Chad decried".
    """
    parse, clause = scene.parse, match.clause
    if match.type not in REACTIONS or clause.link != "relative" or clause.parent is None or not codes(actors):
        return ()
    thing = clause.parent
    own = codes(actors)
    if thing in clause.subject and not scene.who((thing,)):
        return beyond(maker(scene, thing), own)  # "fired a missile, a step that drew protests from Chad"
    if clause.passive or thing not in clause.at("object"):
        return ()
    if parse.pos[thing] != "NOUN":  # the parser hangs it on the nearest name
        return beyond(scene.hosts((thing,)), own)
    above = parse.heads[thing]
    if parse.relations[thing] == "apposition":
        above = parse.heads[above]
    if parse.relations[thing] == "oblique:object":  # "voted in a referendum that Chad denounced"
        above = parse.heads[above]
    told = parse.clauses.get(above)
    done = told is not None and not told.passive and parse.relations[thing] in TAKEN
    return beyond(scene.agents(told), own) if done and told is not None else ()


def maker(scene: Scene, thing: int) -> tuple[Actor, ...]:
    """Who does what a thing is told of with, in the object of a verb or beside it."""
    parse = scene.parse
    top = parse.climb(thing, lambda w: parse.relations[w] in ("apposition", "oblique", "oblique:object"))
    told = parse.clauses.get(parse.heads[top]) if parse.relations[top] == "object" else None
    return scene.agents(told) if told is not None and not told.passive else ()


TAKEN = frozenset(("object", "apposition", "oblique:object"))
