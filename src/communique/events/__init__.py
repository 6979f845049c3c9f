"""Clauses and patterns to events: who did what to whom, with what standing, and the words and the rule that say so.

Knows the order in which an act is worked out; the parts are in the modules beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from communique import contexts
from communique.events.days import day_of, days_between
from communique.events.gathering import codes, gather
from communique.events.matching import NOUN_TARGETS, SPOKEN, VERB_TARGETS, Cast, Match, Scene, composition, standing_words, unique
from communique.events.standing import standing
from communique.grammar import Clause, Parse
from communique.knowledge import ontology
from communique.knowledge.patterns import Pattern
from communique.records import Actor, Event, Place, Statement, Status, When

__all__ = ["Cast", "Match", "Scene", "find"]
# Acts that a state does to its own people too; of all others a recipient of the same country is a misreading.
DOMESTIC = frozenset(("COERCE", "ASSAULT", "PROTEST", "ACCUSE", "SANCTION", "RETREAT", "CONCEDE", "MOBILIZE", "REQUEST", "AID"))
YEAR_BACK = 365  # days: an act longer before publication is history, by the coding conventions of the examples


def find(scene: Scene) -> tuple[Event, ...]:
    """The events of an article, each act once, in order of their evidence."""
    matches = [m for word in range(len(scene.parse)) if (m := scene.best(word)) is not None]
    for match in matches:
        swallow(scene, match)
    events = [e for m in matches if not m.swallowed and (e := settle(scene, m)) is not None]
    events = dated(scene, against(scene, events))
    return tuple(sorted(gather(scene, events), key=lambda e: (e.evidence.start, e.trigger.start)))


def against(scene: Scene, events: list[Event]) -> list[Event]:
    """Give a blow or a charge that names no recipient the counterpart of the nearest act before it, in this or the last paragraph."""
    done: list[Event] = []
    for event in sorted(events, key=lambda e: e.trigger.start):
        doers = codes(event.actors)
        if event.type in BILATERAL and not codes(event.recipients) and doers and event.status in ("actual", "historical", "planned"):
            facing = counterpart(scene, event, done)
            if facing:
                named = ", ".join(a.name or a.country or "" for a in facing)
                because = (*event.because, f"no recipient named: {named}, as in the act before it")
                event = replace(event, recipients=facing, confidence=round(event.confidence * 0.8, 3), because=because)
        done.append(event)
    return done


def counterpart(scene: Scene, event: Event, earlier: list[Event]) -> tuple[Actor, ...]:
    """Whom the actors of an event faced in the nearest act before it."""
    doers = codes(event.actors)
    here = scene.parse.paragraph_of(scene.parse.word_at(event.trigger.start))
    for other in reversed(earlier):
        if here - scene.parse.paragraph_of(scene.parse.word_at(other.trigger.start)) > 1:
            break
        side = other.recipients if doers & codes(other.actors) else other.actors if doers & codes(other.recipients) else ()
        if facing := tuple(a for a in side if a.country and a.country not in doers):
            return facing
    return ()


# Acts that always have somebody on the other side, who may be left unsaid when the sentence before has named them.
BILATERAL = frozenset(("SANCTION", "ACCUSE", "REQUEST"))


def dated(scene: Scene, events: list[Event]) -> list[Event]:
    """Give an act told in the simple past without a day the running day of its paragraph ("also" reaches back to the last one)."""
    running: tuple[int, When] | None = None
    done: list[Event] = []
    for event in events:
        word = scene.parse.word_at(event.trigger.start)
        here, clause = scene.parse.paragraph_of(word), scene.parse.clause_of(word)
        if event.when is not None:
            if event.when.precision == "day" and event.status in ("actual", "historical"):
                running = (here, event.when)
        elif running is not None and clause is not None and event.status in ("actual", "historical") and simple_past(scene, clause):
            back = 1 if any(scene.parse.lower[k] in standing_words()["continuing"] for k in scene.parse.kids[clause.head]) else 0
            if 0 <= here - running[0] <= back:
                event = replace(
                    event, when=running[1], because=(*event.because, f"on the running day of the paragraph, {running[1].text!r}")
                )
                running = (here, running[1])
        done.append(event)
    return done


def simple_past(scene: Scene, clause: Clause) -> bool:
    """Whether a clause is told in the simple past, or says what was said in it."""
    if clause.tense == "past" and not clause.perfect and clause.modal is None:
        return True
    above = scene.parse.clauses.get(clause.parent) if clause.parent is not None else None
    return above is not None and clause.link in ("complement", "conjunct", "adverbial") and above.tense == "past" and not above.perfect


def swallow(scene: Scene, match: Match) -> None:
    """Mark the acts that an act only speaks of; a noun with an author of its own, in a demand refused or an attack condemned, stays."""
    if not match.pattern.absorbs:
        return
    outer = {a.country for a in scene.agents(match.clause)}
    for word in below(scene.parse, match.clause):
        inner = scene.found.get(word)
        if inner is None or inner is match or inner.swallowed:
            continue
        if (
            inner.clause.kind == "noun"
            and match.type in ("REJECT", "ACCUSE", "SUPPORT", "CONCEDE")
            and word not in inside_complements(scene.parse, match.clause)
        ):
            own = (
                {a.country for a in scene.agents(inner.clause)}
                if "owner" in inner.clause.roles or "oblique:by" in inner.clause.roles or "modifier" in inner.clause.roles
                else set()
            )
            if own - outer:
                continue
        inner.swallowed = True


def below(parse: Parse, clause: Clause) -> Iterator[int]:
    """The words under a clause that belong to what it speaks of: objects, obliques and complements, with all that hangs on them."""
    roots = [h for role, heads in clause.roles.items() if role not in ("subject", "owner", "modifier") for h in heads] + list(
        clause.complements
    )
    yield from under(parse, [r for r in roots if r != clause.head])


def inside_complements(parse: Parse, clause: Clause) -> set[int]:
    return set(under(parse, clause.complements))


def under(parse: Parse, roots: Iterable[int]) -> Iterator[int]:
    stack, seen = list(roots), set[int]()
    while stack:
        word = stack.pop()
        if word in seen:
            continue
        seen.add(word)
        yield word
        stack += [k for k in parse.kids[word] if parse.relations[k] not in ("relative", "adverbial") or parse.relations[word] == "root"]


def settle(scene: Scene, match: Match) -> Event | None:
    """The event of a match, or None where the text gives no party to it."""
    pattern, clause = match.pattern, match.clause
    status, why = standing(scene, match)
    said = scene.carrier(clause)
    actors = (
        next((f for p in pattern.actor if (f := scene.reach(clause, p))), ())
        if pattern.actor
        else (scene.reach(clause, "speaker") if pattern.said else scene.agents(clause))
    )
    if not actors and pattern.reciprocal and clause.kind == "noun" and (above := scene.occasion(clause)) is not None:
        actors = scene.agents(above)
    recipients = receivers(scene, match, actors) or elsewhere(scene, match, actors)
    if pattern.reciprocal:
        actors, recipients = unique((*actors, *recipients)), ()
    if not any(a.country for a in actors) and not (any(a.country for a in recipients) and clause.kind == "verb" and clause.passive):
        return None
    if not enough(pattern, clause.kind, actors, recipients):
        return None
    type_, mode, status = outlook(match, status)
    when = day_of(scene, match, said, actors)
    if when is not None and when.end and scene.on and status == "actual" and days_between(when.end, scene.on) > YEAR_BACK:
        status = "historical"
        why = [*why, f"{when.text!r} is more than a year before publication"]
    return event(scene, match, type_, mode, actors, recipients, status, when, said, [*match.reasons, *why])


def enough(pattern: Pattern, kind: str, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> bool:
    """Whether the parties that a pattern needs are there: an actor, a recipient, or two parties of different countries."""
    doers, targets = ({a.country for a in side if a.country} for side in (actors, recipients))
    if pattern.reciprocal and len(doers | targets) < 2 and kind == "noun" and pattern.mode != "visit":
        return False
    return (
        ("recipient" not in pattern.needs or bool(targets))
        and ("actor" not in pattern.needs or bool(doers))
        and ("two" not in pattern.needs or len(doers | targets) > 1)
    )


def elsewhere(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The recipients where the act's own words name none: from who refuses a demand, from a charge beside the blow, from the act that it goes with."""
    clause, own = match.clause, {a.country for a in actors}
    above = scene.parse.clauses.get(clause.parent) if clause.parent is not None else None
    if clause.kind == "noun":
        answer = scene.best(above.head) if above is not None and match.type in ("REQUEST", "AGREE", "THREATEN") else None
        if answer is not None and answer.type in ANSWERS and "owner" in clause.roles:
            return tuple(a for a in scene.agents(answer.clause) if a.country not in own)
        return ()
    beside = [k for k in scene.parse.kids[clause.head] if k in scene.parse.clauses and scene.parse.clauses[k].link == "adverbial"]
    if clause.link == "conjunct" and above is not None and (match.pattern.reciprocal or above.lemma == clause.lemma):
        beside.append(above.head)
    for head in beside:
        other = scene.best(head)
        if other is None and head in scene.parse.clauses:
            other = scene.inner(scene.parse.clauses[head])
        inner = scene.parse.clauses.get(head)
        if other is not None and (head == getattr(above, "head", None) or (inner is not None and inner.form == "gerund")):
            found = tuple(a for a in receivers(scene, other, actors) if a.country and a.country not in own)
            if found:
                return found
    return ()


REFUSING = frozenset(("will", "would"))
REFUSED = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "RETREAT", "COOPERATE", "AID"))
ANSWERS = frozenset(("REJECT", "CONCEDE", "AGREE", "ACCUSE"))


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


def outlook(match: Match, status: Status) -> tuple[str, str | None, Status]:
    """PLOVER's rule on what has not happened yet: future cooperation is AGREE, a future yielding CONCEDE, a future blow THREATEN."""
    type_, mode = match.type, match.mode
    if status == "negated" and match.clause.modal in REFUSING and type_ in REFUSED:
        match.reasons.append(f"will not: a refused {type_} is REJECT")
        table = composition()["REJECT"]
        return "REJECT", table.get(f"{type_} {mode}") or table.get(type_), "actual"
    if match.pattern.status:
        return type_, mode, match.pattern.status  # type: ignore[return-value]
    if status == "planned":
        if type_ in ("CONSULT", "SUPPORT", "COOPERATE", "AID"):
            match.reasons.append(f"a future {type_} is AGREE")
            return "AGREE", None, status
        if type_ == "RETREAT":
            match.reasons.append("a future RETREAT is CONCEDE")
            return "CONCEDE", None, status
        if type_ in ("COERCE", "ASSAULT"):
            match.reasons.append(f"a future {type_} is THREATEN")
            return "THREATEN", composition()["THREATEN"].get(f"{type_} {mode}") or composition()["THREATEN"].get(type_), status
        if type_ in SPOKEN:
            return type_, mode, status
    return type_, mode, status


def event(
    scene: Scene,
    match: Match,
    type_: str,
    mode: str | None,
    actors: tuple[Actor, ...],
    recipients: tuple[Actor, ...],
    status: Status,
    when: When | None,
    said: Statement | None,
    because: list[str],
) -> Event:
    """The record of an act."""
    parse, pattern, clause = scene.parse, match.pattern, match.clause
    low, high = extent(scene, clause)
    evidence = parse.span(low, high)
    trigger = parse.span(clause.head, max(clause.head, match.last))
    sentence = parse.sentence(clause.head).text
    cue = scene.cues.get(clause.head)
    addressees = next((f for p in pattern.addressee if (f := scene.reach(clause, p))), ())
    if not addressees and (said or cue) is not None:
        own = {a.country for a in (*actors, *recipients)}
        addressees = tuple(a for a in (said or cue).addressees if a.country and a.country not in own)  # type: ignore[union-attr]
    cameo = pattern.cameo if pattern.type == type_ and pattern.cameo else ontology.cameo_for(type_, mode)
    attribution = (*((said.speaker,) if said.speaker else ()), *said.attribution) if said is not None else ()
    attribution = tuple(a for a in attribution if not (type_ in SPOKEN and a in actors))
    return Event(
        id="",
        type=type_,
        mode=mode,
        contexts=contexts.of(sentence, paragraph_text(parse, clause.head), type=type_, mode=mode),
        actors=actors,
        recipients=recipients,
        addressees=addressees,
        status=status,
        when=when,
        where=where(scene, clause),
        attribution=attribution,
        statement=said.id if said else None,
        cameo=cameo,
        quad=ontology.quad(type_),
        score=ontology.score(type_, mode),
        confidence=confidence(match, actors, recipients),
        evidence=evidence,
        also=(),
        trigger=trigger,
        rule=pattern.id,
        because=tuple(because),
    )


def paragraph_text(parse: Parse, word: int) -> str:
    first, end = parse.paragraphs[parse.paragraph_of(word)]
    return parse.span(first, end - 1).text


def confidence(match: Match, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> float:
    """The rule's own confidence, less where the trigger is a noun or a party is missing."""
    value = match.pattern.confidence
    value *= 0.9 if match.clause.kind == "noun" else 1.0
    value *= 1.0 if any(a.country for a in actors) else 0.7
    return round(value * (1.0 if recipients or match.pattern.reciprocal else 0.9), 3)


def extent(scene: Scene, clause: Clause) -> tuple[int, int]:
    """First and last word of the telling of an act."""
    parse = scene.parse
    above = scene.light(clause) if clause.kind == "noun" else None
    head = above.head if above is not None else clause.head
    low, high = parse.subtree(head)
    for k in parse.kids[head]:
        if parse.relations[k] == "conjunct" and k in parse.clauses and k > head:  # "summoned … and accused …": each its own telling
            cut = min(parse.subtree(k)[0], k)
            high = min(high, max(head, cut - 1))
        elif parse.relations[k] in ("parataxis", "complement") and k < head and k in parse.clauses and parse.relations[k] == "parataxis":
            low = max(low, parse.subtree(k)[1] + 1)
    while high > low and (parse.pos[high] in ("PUNCT", "SPACE", "CCONJ")):
        high -= 1
    while low < high and parse.pos[low] in ("PUNCT", "SPACE", "CCONJ"):
        low += 1
    return low, high


def where(scene: Scene, clause: Clause) -> Place | None:
    """The place that the act's own clause names after a preposition of place."""
    parse = scene.parse
    for word, place in scene.place_at.items():
        if place.demonym:
            continue
        prep = parse.heads[word]
        if parse.pos[prep] == "ADP" and parse.lower[prep] in standing_words()["prepositions_of_place"]:
            holder = parse.clause_of(prep)
            if parse.heads[prep] == clause.head or (
                clause.kind == "verb" and holder is not None and holder.head == clause.head and parse.heads[prep] == holder.head
            ):
                return place
    return None
