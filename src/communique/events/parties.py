"""Matches to parties: to whom an act is done, where its own words or those around it name somebody.

Knows where recipients stand; does not know who a noun phrase stands for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from communique.events.matching import best, inner
from communique.events.scene import NOUN_TARGETS, VERB_OBLIQUES, VERB_TARGETS, Match, Scene, standing_words
from communique.events.subtrees import below
from communique.knowledge.patterns import Pattern
from communique.records import Actor, Event, codes

ANSWERS = frozenset(("REJECT", "CONCEDE", "AGREE", "ACCUSE"))
# Acts that always have somebody on the other side, who may be left unsaid when the sentence before has named them.
BILATERAL = frozenset(("SANCTION", "ACCUSE", "REQUEST", "THREATEN", "REJECT"))
# Acts that somebody does to or for somebody else, also where the other is named deep inside what the act speaks of.
DIRECTED = frozenset(
    ("REJECT", "THREATEN", "ACCUSE", "SANCTION", "ASSAULT", "COERCE", "AID", "MOBILIZE", "REQUEST", "SUPPORT", "AGREE", "CONCEDE",
     "PROTEST")
)  # fmt: skip
# Acts that a state does to its own people too; of all others a recipient of the same country is a misreading.
DOMESTIC = frozenset(("COERCE", "ASSAULT", "PROTEST", "ACCUSE", "SANCTION", "RETREAT", "CONCEDE", "MOBILIZE", "REQUEST", "AID"))


def enough(pattern: Pattern, kind: str, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> bool:
    """Whether the parties without which a pattern means nothing are there: two of different countries where it needs them, else anybody."""
    doers, targets = codes(actors), codes(recipients)
    if pattern.reciprocal and len(doers | targets) < 2 and kind == "noun" and pattern.mode != "visit":
        return False
    if "two" in pattern.needs and len(doers | targets) < 2:
        return False
    return not pattern.needs or bool(actors or recipients)


def lacking(pattern: Pattern, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> tuple[str, ...]:
    """The parties that a pattern needs to be sure of itself and that the text leaves unsaid: "actor", "recipient"."""
    return tuple(role for role, found in (("actor", actors), ("recipient", recipients)) if role in pattern.needs and not codes(found))


def elsewhere(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The recipients where the act's own words name none, from what stands around it."""
    if match.clause.kind == "noun":
        return from_around_noun(scene, match, actors)
    return from_beside(scene, match, actors) or from_within(scene, match, actors)


def from_within(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whoever else is named first in what the act speaks of: "mobilized reservists for a war against Iraq"."""
    if match.type not in DIRECTED or match.pattern.reciprocal or not codes(actors):
        return ()
    own = codes(actors)
    same: tuple[Actor, ...] = ()
    for word in sorted(below(scene.parse, match.clause)):
        found = scene.who((word,))
        other = tuple(a for a in found if a.country and a.country not in own)
        if other:
            match.reasons.append(f"{other[0].name or other[0].country}: the first party named in what the act speaks of")
            return other
        same = same or tuple(a for a in found if a.country and a.name not in {b.name for b in actors})
    return same if match.type in DOMESTIC else ()


def from_around_noun(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who refuses the demand ("refused China's demand"), or whom the measures meet that a noun is an instance of."""
    clause, own = match.clause, {a.country for a in actors}
    above = scene.parse.clauses.get(clause.parent) if clause.parent is not None else None
    answer = best(scene, above.head) if above is not None and match.type in ("REQUEST", "AGREE", "THREATEN") else None
    if answer is not None and answer.type in ANSWERS and "owner" in clause.roles:
        return tuple(a for a in scene.agents(answer.clause) if a.country not in own)
    whole = scene.instance_of(clause.head)
    if whole is None:
        return ()
    met = (f for c in scene.taken(whole) for p in VERB_OBLIQUES if (f := scene.who(c.roles.get(p, ()))))
    return tuple(a for a in scene.targets(whole) or next(met, ()) if a.country not in own)


def from_beside(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whom the condition of a threat, a charge beside the blow, or the act that it goes with names."""
    clause, own = match.clause, {a.country for a in actors}
    parse = scene.parse
    beside = [parse.clauses[k] for k in parse.kids[clause.head] if k in parse.clauses and parse.clauses[k].link == "adverbial"]
    named: list[tuple[Actor, ...]] = []
    if match.type == "THREATEN":  # "if Mali does not yield, we will …"
        conditions = [c for c in beside if c.marker in scene.words["conditional_markers"]]
        named += [scene.who(c.roles.get("subject", ())) for c in conditions]
    going = [c for c in beside if c.form == "gerund"]
    above = parse.clauses.get(clause.parent) if clause.parent is not None else None
    if clause.link == "conjunct" and above is not None and (match.pattern.reciprocal or above.lemma == clause.lemma):
        going.append(above)
    for c in going:
        other = best(scene, c.head) or inner(scene, c)
        named.append(receivers(scene, other, actors) if other is not None else ())
    return next((facing for found in named if (facing := tuple(a for a in found if a.country and a.country not in own))), ())


def receivers(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The recipients: at the first path that leads to somebody other than the actors."""
    pattern, clause = match.pattern, match.clause
    own = {a.country for a in actors}
    paths = pattern.recipient or (VERB_TARGETS if clause.kind == "verb" else NOUN_TARGETS)
    same: tuple[Actor, ...] = ()  # of the actors' own country: only where the text names them as the object, not as an owner
    for path in paths:
        found = scene.reach(clause, path)
        other = tuple(a for a in found if a.country not in own or a.country is None)
        if any(a.country for a in other):
            return other
        if match.type in DOMESTIC and not path.endswith(("owner", "target")):
            same = same or tuple(a for a in found if a not in actors)
    if match.inner is not None and not pattern.recipient:
        found = tuple(a for a in receivers(scene, match.inner, actors) if a.country not in own)
        if found:
            return found
    return same


def against(scene: Scene, events: list[Event]) -> list[Event]:
    """Give a blow or a charge that names no recipient the counterpart of the nearest act before it, in this or the last paragraph."""
    done: list[Event] = []
    ordered = sorted(events, key=lambda e: e.trigger.start)
    for event in ordered:
        doers = codes(event.actors)
        if event.type in BILATERAL and not codes(event.recipients) and doers and event.status in ("actual", "historical", "planned"):
            facing = asked(event) or counterpart(scene, event, reversed(done), 1) or counterpart(scene, event, ordered[len(done) + 1 :], 1)
            if facing:
                named = ", ".join(a.name or a.country or "" for a in facing)
                because = (*event.because, f"no recipient named: {named}, as in the act beside it")
                event = replace(event, recipients=facing, confidence=round(event.confidence * 0.8, 3), because=because)
        done.append(event)
    return done


def asked(event: Event) -> tuple[Actor, ...]:
    """Who tells of a demand that names no recipient: "Nauru had asked for money, he said" was asked of him."""
    teller = event.attribution[0] if event.type == "REQUEST" and event.attribution else None
    return (teller,) if teller is not None and teller.country and teller.country not in codes(event.actors) else ()


def counterpart(scene: Scene, event: Event, others: Iterable[Event], paragraphs: int) -> tuple[Actor, ...]:
    """Whom the actors of an event face in the first of other acts that stands within so many paragraphs."""
    doers = codes(event.actors)
    here = scene.parse.paragraph_of(scene.parse.word_at(event.trigger.start))
    for other in others:
        if abs(here - scene.parse.paragraph_of(scene.parse.word_at(other.trigger.start))) > paragraphs:
            break
        if event.type == "REJECT":  # refuses whoever asked last, not whoever else it has to do with
            side = other.actors if other.type in ("REQUEST", "AGREE") and doers & codes(other.recipients) else ()
        elif event.type == "ACCUSE" and not doers & codes(other.recipients):
            side = ()  # a charge answers who has just acted upon the accuser; whom else it means is not said
        elif doers & codes(other.actors):
            side = other.recipients if codes(other.recipients) else other.actors
        else:
            side = other.actors if doers & codes(other.recipients) else ()
        if facing := tuple(a for a in side if a.country and a.country not in doers):
            return facing
    return ()


def written_to(scene: Scene, match: Match) -> tuple[Actor, ...]:
    """To whom the letter or statement goes in which an act is done: "sent a letter to the UN accusing Japan"."""
    messages, parse = standing_words()["messages"], scene.parse
    clause = match.clause
    for _ in range(2):
        if clause.parent is None:
            return ()
        above = parse.clauses.get(clause.parent)
        if above is None:  # it hangs on a noun
            found = parse.noun(clause.parent).roles.get("oblique:to", ()) if parse.lemmas[clause.parent] in messages else ()
            return scene.who(found)
        clause = above
        if any(parse.lemmas[h] in messages for h in clause.roles.get("object", ())):
            return scene.who(scene.heads(clause, "oblique:to"))
    return ()
