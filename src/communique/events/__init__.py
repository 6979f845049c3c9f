"""Clauses and patterns to events: who did what to whom, with what standing, and the words and the rule that say so.

Knows the order in which an act is worked out; the parts are in the modules beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from communique import contexts
from communique.actors import stale
from communique.events import calibration
from communique.events.days import day_of, days_between, running
from communique.events.gathering import gather
from communique.events.matching import best, fitting
from communique.events.parties import (
    AUTHORS,
    OF_CROWDS,
    against,
    around,
    doers,
    elsewhere,
    enough,
    inland,
    lacking,
    mutual,
    onsite,
    opposed,
    outsiders,
    own_order,
    receivers,
    resident,
    says_country,
    without_arms,
    written_to,
)
from communique.events.scene import PUBLIC, SPOKEN, Cast, Match, Scene, composition, standing_words, unique
from communique.events.standing import noun_standing, standing
from communique.events.subtrees import below, under
from communique.grammar import Clause, Parse
from communique.knowledge import ontology
from communique.records import Actor, Event, Place, Statement, Status, When, codes

__all__ = ["Cast", "Match", "Scene", "find", "gathered", "tellings"]
YEAR_BACK = 365  # days: an act longer before publication is history, by the coding conventions of the examples


def find(scene: Scene) -> tuple[Event, ...]:
    """The events of an article, each act once, in order of their evidence."""
    return gathered(scene, tellings(scene))


def tellings(scene: Scene) -> tuple[Event, ...]:
    """Every telling of an act, in order of the trigger; an act told twice stands twice."""
    matches = [m for word in range(len(scene.parse)) if (m := best(scene, word)) is not None]
    settled = {m.clause.head: (m, e) for m in matches if (e := first_settled(scene, m)) is not None}
    blows = {head: e for head, (m, e) in settled.items() if m.type in BODILY}
    fought = {scene.parse.sentence_of[head] for head, (m, e) in settled.items() if m.type == "ASSAULT" and codes((*e.actors, *e.recipients))}
    for head, (match, event) in list(settled.items()):  # an act without its parties is none, and holds none
        swallow(scene, match, event)
        match.swallowed |= not codes(event.actors) and (toll(scene, match) in blows or died_when(scene, match, event, blows))
        match.swallowed |= same_blow(scene, event, match, blows) or only_aimed(match, event, settled) or carried(scene, match, event, settled)
        if match.type == "ASSAULT" and match.clause.kind == "noun" and not codes((*event.actors, *event.recipients)):
            match.swallowed |= scene.parse.sentence_of[head] in fought  # "took the town after fierce fighting"
        if event.type == "PROTEST":
            settled[head] = match, demanding(scene, match, event, settled)
    events = [e for m, e in settled.values() if not m.swallowed]
    return tuple(running(scene, against(scene, events)))


def gathered(scene: Scene, told: Sequence[Event]) -> tuple[Event, ...]:
    """The acts that are told, each once with its calibrated confidence, in order of their evidence."""
    kept = (replace(e, confidence=calibration.of(e)) for e in gather(scene, told))
    return tuple(sorted(kept, key=lambda e: (e.evidence.start, e.trigger.start)))


Settled = Mapping[int, tuple[Match, Event]]  # the acts that have their parties, by the head of their clause


def only_aimed(match: Match, event: Event, settled: Settled) -> bool:
    """Whether an act is only what another is for: "conducted patrols to flush out fighters", "cut aid to show its anger"."""
    clause = match.clause
    return event.type in ("THREATEN", "ACCUSE") and event.status != "actual" and clause.link == "adverbial" and clause.form == "infinitive" and clause.parent in settled


def carried(scene: Scene, match: Match, event: Event, settled: Settled) -> bool:
    """Whether an act named by a noun is only the object of its own doer's verb, which tells it: "began a hunger strike", "ended its talks"."""
    clause = match.clause
    if clause.kind != "noun" or clause.link != "object" or clause.parent not in settled:
        return False
    _, told = settled[clause.parent]
    own = not (scene.owners(clause.head) and AUTHORS & clause.roles.keys()) or codes(scene.owners(clause.head)) <= codes(told.actors)
    return own and (event.type == told.type or codes(told.actors) <= codes(event.actors)) and not told.rule.startswith(event.rule)


def demanding(scene: Scene, match: Match, event: Event, settled: Settled) -> Event:
    """A protest with what it demands taken in: "downed tools to demand allowances from the government" is one act, against the government."""
    for inner, demand in settled.values():
        clause = inner.clause
        if inner.type not in DEMANDS or clause.link != "adverbial" or clause.parent != match.clause.head or clause.form not in AIMS:
            continue
        inner.swallowed = True
        if not codes(event.recipients) and codes(demand.recipients):
            event = replace(event, recipients=demand.recipients, because=(*event.because, f"demanded of them: {demand.trigger.text!r}"))
    return event


DEMANDS = frozenset(("REQUEST", "REJECT", "ACCUSE"))
AIMS = frozenset(("infinitive", "gerund"))


def swallow(scene: Scene, match: Match, event: Event) -> None:
    """Mark the acts that an act only speaks of; a noun with an author of its own, in a demand refused or an attack condemned, stays."""
    depends = terms if event.type == "THREATEN" else conditions
    for condition in depends(scene, match.clause):  # what another must do for it, which nobody has done
        for word in range(*scene.parse.subtree(condition.head)):
            if word in scene.parse.clauses and (met := scene.found.get(word)) is not None:
                met.swallowed = True
    if not match.pattern.absorbs:
        return
    outer = {a.country for a in scene.agents(match.clause)}
    spoken_of = set(under(scene.parse, match.clause.complements))
    for word in below(scene.parse, match.clause):
        inner = scene.found.get(word)
        if inner is None or inner is match or inner.swallowed:
            continue
        answered = (match.type in ANSWERING and word not in spoken_of) or follows(scene, word)
        if inner.clause.kind == "noun" and answered and authored(scene, inner.clause, outer):
            continue
        inner.swallowed = True


# Acts that answer an act of somebody else, which took place and stays: "refused China's demand", "condemned Israel's attack".
ANSWERING = frozenset(("REJECT", "ACCUSE", "SUPPORT", "CONCEDE"))


def follows(scene: Scene, word: int) -> bool:
    """Whether an act named by a noun is one after which another is done: "asked for its return following the raid by Chad"."""
    parse = scene.parse
    return parse.relations[word] == "oblique:object" and parse.lower[parse.heads[word]] in standing_words()["following"]


def authored(scene: Scene, noun: Clause, others: set[str | None]) -> bool:
    """Whether a noun of action names an author of its own beside those others, and took place."""
    if AUTHORS.isdisjoint(noun.roles) or not {a.country for a in scene.agents(noun)} - others:
        return False
    verdict = noun_standing(scene, noun)
    return verdict is None or verdict[0] == "actual"


def first_settled(scene: Scene, match: Match) -> Event | None:
    """The event of the best match at a word, else of the next that finds the parties it needs, or who did it where the best does not."""
    event = settle(scene, match)
    if event is not None and codes(event.actors):
        return event
    if event is None and not match.pattern.needs:
        return None
    others = (m for m in fitting(scene, match.clause.head) if m.pattern.id != match.pattern.id and (event is None or m.type == event.type))
    found = (e for m in others if (e := settle(scene, m)) is not None)
    return next((e for e in found if event is None or codes(e.actors)), event)


def settle(scene: Scene, match: Match) -> Event | None:
    """The event of a match, or None where the text gives no party to it."""
    pattern, clause = match.pattern, match.clause
    status, why = standing(scene, match)
    if status is None or accidental(scene, match):
        return None
    said = scene.carrier(clause)
    if pattern.said and said is not None and said.polarity == "denied":
        return None  # "denied that it had broken its word" is no charge
    actors = doers(scene, match) if pattern.actor else (scene.reach(clause, "speaker") if pattern.said else scene.agents(clause))
    if not actors and clause.kind == "noun" and (whole := scene.instance_of(clause.head)) is not None:
        actors = scene.subjects_of(whole)
    if not actors and pattern.reciprocal and clause.kind == "noun" and (above := scene.occasion(clause)) is not None:
        actors = scene.agents(above)
    actors = resident(scene, match, actors)
    recipients = mutual(scene, match, actors) or receivers(scene, match, actors) or elsewhere(scene, match, actors)
    recipients = inland(match, actors, without_arms(scene, match, actors, recipients))
    if own_order(scene, match, actors, recipients):
        return None
    actors = outsiders(scene, match, actors, recipients)
    recipients = onsite(scene, match, recipients) or around(scene, match, actors)
    if pattern.reciprocal and match.mode == "visit" and len(codes(actors)) > 1:
        recipients = tuple(a for a in recipients if scene.named_party(a))  # those who meet in a third country visit nobody
    elif pattern.reciprocal and match.mode == "visit" and any(a.country for a in recipients):
        if scene.parse.lemmas[clause.head] in standing_words()["hosting"]:
            actors, recipients = recipients, actors  # the visitor is the actor, the host the recipient
    elif pattern.reciprocal and (match.type in MUTUAL or not any(a.country for a in actors)):
        actors, recipients = unique((*actors, *recipients)), ()
    if not any(a.country for a in actors) and not agentless(scene, match, actors, recipients):
        return None
    if not enough(scene, pattern, clause.kind, actors, recipients):
        return None
    if not pattern.status and idle(clause.kind, why, status) and not codes(a for a in actors if says_country(scene, a)):
        return None
    type_, mode, status = outlook(scene, match, status)
    if type_ == "THREATEN" and not codes(recipients) - codes(actors):
        recipients = pressed(scene, clause, actors) or recipients
    when = day_of(scene, match, said, actors, status)
    if when is not None and when.end and scene.on and status == "actual" and days_between(when.end, scene.on) > YEAR_BACK:
        status = "historical"
        why = [*why, f"{when.text!r} is more than a year before publication"]
    return event(scene, match, type_, mode, actors, recipients, status, when, said, [*match.reasons, *why])


def accidental(scene: Scene, match: Match) -> bool:
    """Whether a blow is only what an accident led to: "the helicopters collided, killing nine"."""
    above = scene.parse.clauses.get(match.clause.parent) if match.clause.parent is not None else None
    led = match.type == "ASSAULT" and match.clause.form == "gerund" and match.clause.link == "adverbial"
    return led and above is not None and above.lemma.split()[0] in standing_words()["accidents"]


# Acts that all parties do together; in other acts of two, one that is named as doing it stays the actor ("signed a pact with Peru").
MUTUAL = frozenset(("CONSULT", "COOPERATE", "ASSAULT", "AGREE"))


def toll(scene: Scene, match: Match) -> int | None:
    """The noun of which an act only says what it led to: the raids of "raids in which forty civilians were killed"."""
    if match.type not in BODILY or match.clause.kind != "verb":
        return None
    for clause in (match.clause, *scene.parse.ancestors(match.clause)):
        if clause.link == "relative":
            return clause.parent
        if clause.link not in ("complement", "conjunct"):
            break
    return None


def died_when(scene: Scene, match: Match, event: Event, blows: Mapping[int, Event]) -> bool:
    """Whether a death is told with the blow that brought it: "were killed when gunmen attacked their convoy"."""
    clauses = {k: scene.parse.clauses.get(k) for k in scene.parse.kids[match.clause.head] if k in blows}
    kids = [k for k, c in clauses.items() if c is not None and c.link == "adverbial" and c.form == "finite"]
    return any(blows[k].type == event.type and codes(event.recipients) <= codes(blows[k].recipients) for k in kids)


def same_blow(scene: Scene, event: Event, match: Match, blows: Mapping[int, Event]) -> bool:
    """Whether an act only says how another was done, or what for: to nobody, or to the same people, or, as its aim, at home."""
    head = manner(scene, match) or means(scene, match)
    blow = blows.get(head) if head is not None else None
    if blow is None or not event.recipients:
        return blow is not None
    if blow.type == event.type:
        return codes(event.recipients) <= codes((*event.actors, *blow.recipients))
    return match.clause.form == "infinitive" and codes(event.recipients) <= codes(event.actors)


def manner(scene: Scene, match: Match) -> int | None:
    """The act that another only says how or what for: "broke into the embassy, smashing windows", "fired tear gas to disperse them"."""
    clause = match.clause
    while clause.link == "conjunct" and clause.form == "gerund" and clause.parent in scene.parse.clauses:  # "killing six and wounding nine"
        clause = scene.parse.clauses[clause.parent]
    return clause.parent if match.type in BODILY and clause.form in ("gerund", "infinitive") and clause.link == "adverbial" else None


def means(scene: Scene, match: Match) -> int | None:
    """The blow that something dealt which another act only says more of: "bombs fired by Chad killed five"."""
    clause = match.clause
    above = scene.parse.governor(clause.parent) if clause.link == "modifying" and clause.parent is not None else None
    return above.head if above is not None and clause.parent in above.roles.get("subject", ()) and match.type == "ASSAULT" else None


def idle(kind: str, why: list[str], status: Status) -> bool:
    """Whether an act is only a mark of time ("five years after a mob burned its embassy") or only imagined: of nobody, it is none."""
    return (status == "hypothetical" and kind == "verb") or (status == "historical" and bool(why))


REFUSING = frozenset(("will", "would"))
REFUSED = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "RETREAT", "COOPERATE", "AID"))


def agentless(scene: Scene, match: Match, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> bool:
    """Whether an act is kept though no country is said to have done it.

    The deed of gunmen or a crowd, the act of a union or a court or of whoever has a name; a blow that fell; what was done to somebody
    named: "envoys of Peru were expelled".
    """
    bodily, clause = match.type in BODILY, match.clause
    if any(a.sector if bodily else a.sector in PUBLIC for a in actors) or doing(scene, match):
        return True
    if bodily:
        told = match.type in OF_CROWDS and clause.kind == "verb" and clause.form == "finite" and clause.passive
        return told or any(a.country or a.sector for a in recipients)
    return not actors and clause.passive and match.type != "REQUEST" and any(a.country for a in recipients)


def doing(scene: Scene, match: Match) -> bool:
    """Whether a verb says who does it, or who says it, though no table knows them: "the Hirak movement", "Kismayo airport", "they".

    What states and bodies do is done by whoever has a name; people without one march and fight, and things without one kill, but they
    agree on nothing that a state would. "It" and "he" are nobody until it is known who.
    """
    clause = match.clause
    if clause.kind != "verb" or clause.form != "finite" or clause.passive:
        return False
    if match.pattern.said:
        saying = scene.parse.clauses.get(clause.parent) if clause.link == "complement" and clause.parent is not None else None
        return saying is not None and any(has_name(scene, h) for h in saying.roles.get("subject", ()))
    if match.pattern.actor and "subject" not in match.pattern.actor:
        return False
    subject = clause.roles.get("subject", ())
    if any(scene.parse.lower[h] in standing_words()["several"] or has_name(scene, h) for h in subject):
        return True
    return match.type in OF_CROWDS and any(scene.parse.pos[h] == "NOUN" for h in subject)


def has_name(scene: Scene, noun: int) -> bool:
    """Whether a noun is a name or part of one: "Reliance", "Goma airport", "the Rif movement"."""
    parse = scene.parse
    return parse.pos[noun] == "PROPN" or any(parse.relations[k] == "compound" and parse.pos[k] == "PROPN" for k in parse.kids[noun])


# Acts that people and bodies without a state do too.
BODILY = frozenset(("ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT"))


# Blows that a condition makes threats of: "will recall its envoy unless Peru apologises".
THREATENED = frozenset(("SANCTION", "RETREAT", "REJECT", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"))


# Blows that any condition makes threats of: "will recall its envoy if Peru opens an office".
FORBIDDING = frozenset(("SANCTION", "COERCE", "ASSAULT", "REJECT", "PROTEST"))


def conditions(scene: Scene, clause: Clause) -> list[Clause]:
    """What another must do for an act not to be done: "unless they pay", "if they do not pay"."""
    table = standing_words()
    return [c for c in terms(scene, clause) if c.marker in table["excepting"] or (c.marker in table["supposing"] and c.negated)]


def terms(scene: Scene, clause: Clause) -> list[Clause]:
    """All that an act depends on: "if Peru pays", "unless they pay", "should Peru pay", also where it hangs on the verb of saying above."""
    parse, table = scene.parse, standing_words()
    top = clause
    while top.link == "complement" and top.parent in parse.clauses:
        top = parse.clauses[top.parent]
    low, high = parse.subtree(top.head)
    inside = [c for head, c in parse.clauses.items() if low <= head <= high and (c.marker in table["excepting"] or c.marker in table["supposing"])]
    return [c for c in inside if c.link != "relative" and top in parse.ancestors(c)]


def pressed(scene: Scene, clause: Clause, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who a threat is meant for, by the condition that it names: "will leave unless Chile pays"."""
    own = codes(actors)
    meant = [scene.agents(c) for c in terms(scene, clause)]
    others = (tuple(a for a in found if a.country and a.country not in own) for found in meant)
    rivals = (tuple(a for a in found if opposed(a, actors)) for found in meant)
    return next((found for found in (*others, *rivals) if found), ())


def outlook(scene: Scene, match: Match, status: Status) -> tuple[str, str | None, Status]:
    """PLOVER's rule on what has not happened yet: future cooperation is AGREE, a future yielding CONCEDE, a future blow THREATEN."""
    type_, mode = match.type, match.mode
    withheld = match.clause.modal in REFUSING or match.clause.link.partition(":")[2] in standing_words()["negating_gerunds"]
    if status == "negated" and withheld and type_ in REFUSED:
        match.reasons.append(f"{'will not' if match.clause.modal else 'left undone'}: a refused {type_} is REJECT")
        table = composition()["REJECT"]
        return "REJECT", table.get(f"{type_} {mode}") or table.get(type_), "actual"
    if match.pattern.status and (status != "negated" or match.pattern.negated):
        return type_, mode, match.pattern.status  # type: ignore[return-value]
    if status == "hypothetical" and match.clause.modal in REFUSING and type_ in FORBIDDING and terms(scene, match.clause):
        status = "planned"
    if status == "planned":
        if (type_ in THREATENED and conditions(scene, match.clause)) or (type_ in FORBIDDING and terms(scene, match.clause)):
            match.reasons.append(f"a future {type_} on a condition is THREATEN")
            return "THREATEN", composition()["THREATEN"].get(f"{type_} {mode}") or composition()["THREATEN"].get(type_), status
        if type_ in ("CONSULT", "SUPPORT", "COOPERATE", "AID"):
            match.reasons.append(f"a future {type_} is AGREE")
            return "AGREE", None, status
        if type_ == "RETREAT":
            match.reasons.append("a future RETREAT is CONCEDE")
            return "CONCEDE", None, status
        if type_ in ("COERCE", "ASSAULT"):
            match.reasons.append(f"a future {type_} is THREATEN")
            return "THREATEN", composition()["THREATEN"].get(f"{type_} {mode}") or composition()["THREATEN"].get(type_), status
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
    addressees = addressees or written_to(scene, match)
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


UNSAID = 0.7  # what a party that a rule asks for and the text leaves unsaid takes from its confidence


def confidence(match: Match, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> float:
    """The raw confidence: the rule's own, less where the trigger is a noun or a party is missing, above all one that the rule asks for."""
    value = match.pattern.confidence * UNSAID ** len(lacking(match.pattern, actors, recipients))
    value *= 0.9 if match.clause.kind == "noun" else 1.0
    value *= 0.9 if any(stale(a) for a in (*actors, *recipients)) else 1.0
    value *= 1.0 if calibration.stately(actors) else 0.7
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
        elif parse.relations[k] == "parataxis" and k < head and k in parse.clauses:
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
        named = parse.pos[prep] == "ADP" and parse.lower[prep] in standing_words()["prepositions_of_place"]
        if named and parse.heads[prep] == clause.head:
            return place
    return None
