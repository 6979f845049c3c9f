"""Clauses and patterns to events: who did what to whom, with what standing,
and the words and the rule that say so.

Knows the order in which an act is worked out; the parts are in the modules beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from communique import contexts
from communique.actors import gone, stale
from communique.events import accords, calibration
from communique.events.absorbing import absorb, accidental, in_words_only
from communique.events.alone import among_themselves, session, whole_in_noun
from communique.events.arguments import AROUND, DOERS, OWN_WORDS, applies, find_first
from communique.events.carrying import running
from communique.events.counterparts import against, between, faced, most_struck, upon_topic
from communique.events.days import ahead, carried_out, clipped, day_of, days_between, shown, to_come
from communique.events.doers import agentless, marched, outsiders, resident
from communique.events.echoing import echoed
from communique.events.encounters import (
    Encounter,
    alone,
    carried_on,
    find_encounters,
    meeting_words,
)
from communique.events.gathering import gather, merged
from communique.events.items import items
from communique.events.matching import best, fitting
from communique.events.measures import in_force
from communique.events.outlook import REFUSING, conditions, outlook, pressed, struck, terms, withheld
from communique.events.performing import performing
from communique.events.pointing import react
from communique.events.recipients import (
    BODIES,
    abroad,
    answerable,
    enough,
    inland,
    lacking,
    listed,
    own_order,
    without_arms,
    written_to,
)
from communique.events.reproaches import reproaches
from communique.events.retold import told_again, with_days
from communique.events.scene import SPOKEN, Cast, Match, Scene
from communique.events.sequels import put_off, separately
from communique.events.sessions import at_sessions
from communique.events.stance import Stance, find_stances, ordered
from communique.events.standing import standing
from communique.events.strife import within_strife
from communique.events.unnamed import wishes
from communique.events.verdicts import find_verdicts
from communique.events.whereabouts import around, inferred, onsite, own_people
from communique.events.wordings import is_party, worded
from communique.grammar import Clause
from communique.knowledge import ontology
from communique.knowledge.roles import FROM, IN, OF, WITH
from communique.reasons import ASCRIBED, BY, IN_FORCE, OF_NOBODY, TO
from communique.records import Actor, Event, Place, Statement, Status, When, codes, unique

probable = calibration.probable

__all__ = ["Cast", "Match", "Scene", "find", "gathered", "probable", "tellings", "with_days"]

# days: an act longer before publication is history, by the coding conventions of the examples
YEAR_BACK = 365


def find(scene: Scene) -> tuple[Event, ...]:
    """The events of an article, each act once, in order of their evidence."""
    return calibration.probable(gathered(scene, tellings(scene)))


def tellings(scene: Scene) -> tuple[Event, ...]:
    """Every telling of an act, in order of the trigger; an act told twice stands twice."""
    matches = [m for word in range(len(scene.parse)) if (m := best(scene, word)) is not None]
    settled = {m.clause.head: (m, e) for m in matches if (e := first_settled(scene, m)) is not None}
    for way in [way for m, _ in settled.values() if (way := performing(scene, m)) is not None]:
        settled.pop(way.head, None)  # "wishes to thank" is the thanks
    absorb(scene, settled)
    events = list(separately(scene, (e for m, e in settled.values() if not m.swallowed)))
    events += [e for echo in echoed(scene, settled) if (e := told_by_echo(scene, *echo)) is not None]
    events += [
        e for meeting in find_encounters(scene)
        if alone(meeting) and (e := meeting_event(scene, meeting, settled)) is not None
    ]
    bare = [full for m in find_encounters(scene) if (full := carried_on(scene, m, events)) is not None]
    events += [e for meeting in bare if (e := meeting_event(scene, meeting, settled)) is not None]
    events += [e for m in matches if m.clause.head not in settled and (e := made_accord(scene, m, events))]
    events += [stance_event(scene, stance) for stance in find_stances(scene, events)]
    events += [stance_event(scene, stance) for stance in find_verdicts(scene, events)]
    events += reproaches(scene, events)
    events.sort(key=lambda e: e.trigger.start)
    events = put_off(scene, events)
    events = within_strife(scene, events) if applies("strife") else events
    pointing = applies("pointing")
    events = react(scene, events) if pointing and not scene.formal else events
    facing = faced(scene, against(scene, events)) if applies("counterpart") else events
    # a paper's own words tell first whom it is about
    facing = react(scene, facing) if pointing and scene.formal else facing
    struck_most = most_struck(scene, facing)
    facing = [upon_topic(scene, e, struck_most) for e in facing] if applies("topic") else facing
    return tuple(at_sessions(scene, told_again(scene, running(scene, between(scene, facing)))))


def meeting_event(
    scene: Scene, meeting: Encounter, settled: Mapping[int, tuple[Match, Event]]
) -> Event | None:
    """The act that a mention of a meeting is, unless a rule has coded it where it is told."""
    clause = meeting.match.clause
    above = scene.parse.above(clause)
    near = {
        clause.head, *((above.head, *above.complements) if above is not None else ()), *clause.complements,
    }
    if scene.formal and len(meeting.parties) == 1 and codes(meeting.parties) <= BODIES:
        return None  # "the 12th session of the Council" numbers what is said at it
    if offered(scene, clause, settled):
        return None
    aside = clause.link.startswith("oblique:") and clause.kind == "noun"
    if any(word in settled and (not aside or settled[word][1].type in ("CONSULT", "AGREE")) for word in near):
        return None
    type_, mode, status = outlook(scene, meeting.match, meeting.status)
    said = scene.carrier(clause)
    return event(
        scene, meeting.match, type_, mode, meeting.parties, (), status, meeting.when, said,
        [*meeting.match.reasons, *meeting.why],
    )


def offered(scene: Scene, clause: Clause, settled: Mapping[int, tuple[Match, Event]]) -> bool:
    """Whether a meeting is what another act agrees on: "accepted an invitation to visit Lima",
    "their decision to send an envoy to Lima"."""
    noun = clause.parent
    if noun is None or clause.link != "modifying" or clause.form != "infinitive":
        return False
    holder = scene.parse.clauses.get(scene.parse.heads[noun])
    acts = (settled[w][1] for w in (noun, holder.head if holder is not None else noun) if w in settled)
    return any(e.type == "AGREE" for e in acts)


def stance_event(scene: Scene, stance: Stance) -> Event:
    """The act that a judgement in somebody's words is."""
    match, said = stance.match, stance.statement
    when = day_of(scene, match, None, stance.actors, "actual") if said is None else said.when
    made = event(
        scene, match, match.type, None, stance.actors, stance.recipients, "actual", when, said,
        list(stance.reasons),
    )
    trigger = scene.parse.span(match.last, match.last)
    return replace(made, trigger=trigger, evidence=said.content[0] if said is not None else made.evidence)


def gathered(scene: Scene, told: Sequence[Event]) -> tuple[Event, ...]:
    """The acts that are told, each once with its calibrated confidence, in order of their evidence."""
    acts = [*gather(scene, told), *(merged([e]) for e in items(scene, told))]
    kept = (replace(e, confidence=calibration.of(e)) for e in with_days(scene, acts))
    kept = (with_named(scene, e) for e in kept)
    return tuple(sorted(kept, key=lambda e: (e.evidence.start, e.trigger.start)))


def with_named(scene: Scene, told: Event) -> Event:
    """An act with the persons whom its words name: in those for its parties, where a verb says to whom it was
    done ("A was killed in Chad"), as the host who asked and as the sender of what was brought."""
    parse, word = scene.parse, scene.parse.word_of(told)
    done_to = parse.clauses[word].at("object") if word in parse.clauses else ()
    around = parse.clause_of(word)  # "will pay a visit at the invitation of A"
    asked = [] if around is None else wishes(scene, around)
    along = () if around is None else (around, *parse.hung(around.head))  # "came to bring a letter"
    brought = [w for c in along for w in c.at("object") if scene.has_lemma("messages", w)]
    hosts, senders = (
        [h for h in scene.below(nouns, role) if codes(scene.cast.of(h))]
        for nouns, role in ((asked, OF), (brought, FROM))
    )
    actors = scene.cast.named(told.actors, senders)
    return replace(told, actors=actors, recipients=scene.cast.named(told.recipients, (*done_to, *hosts)))


def first_settled(scene: Scene, match: Match) -> Event | None:
    """The event of the best match at a word, else of the next that finds the parties it needs,
    or who did it where the best does not."""
    event = settle(scene, match)
    if event is not None and codes(event.actors):
        return event
    if event is None and not match.pattern.needs:
        return None
    others = (
        m for m in fitting(scene, match.clause.head)
        if m.pattern.id != match.pattern.id and (event is None or m.type == event.type)
    )
    found = (e for m in others if (e := settle(scene, m)) is not None)
    return next((e for e in found if event is None or codes(e.actors)), event)


def settle(scene: Scene, match: Match) -> Event | None:
    """The event of a match, or None where the text gives no party to it."""
    pattern, clause = match.pattern, match.clause
    status, why = standing(scene, match)
    if status is None or accidental(scene, match) or in_words_only(scene, match):
        return None
    said = scene.carrier(clause)
    if void(scene, match, said) or (status == "negated" and unwished(scene, match)):
        return None
    actors, recipients = parties(scene, match)
    if own_order(scene, match, actors, recipients) or own_people(scene, match, actors, recipients):
        return None
    if scene.formal:
        recipients = abroad(scene, match, actors, recipients)
    laid = in_force(scene, match, status, actors, recipients)
    if not laid and not any(a.code for a in actors) and not agentless(scene, match, actors, recipients):
        return None
    told = laid or enough(scene, pattern, clause.kind, actors, recipients) or (
        whole_in_noun(scene, match, status, actors, recipients)
        or among_themselves(scene, match, actors, recipients)
    )
    # "will never hold talks about its rights", whoever the others are
    declined = status == "negated" and match.type == "CONSULT" and withheld(scene, match)
    if not told and not declined:
        return None
    why = [*why, IN_FORCE] if laid else why
    why = [*why, OF_NOBODY] if not codes(actors) and worded(scene, match, actors, recipients) else why
    if (
        not pattern.status
        and idle(clause.kind, why, status)
        and not codes(a for a in actors if not inferred(scene, a))
    ):
        return None
    return completed(scene, match, said, actors, recipients, status, why)


def told_by_echo(
    scene: Scene, match: Match, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
) -> Event | None:
    """The act of another clause that one without a verb of its own tells again: "Chile followed suit"."""
    status, why = standing(scene, match)
    if status is None or status == "hypothetical" or (status == "negated" and not match.clause.negated):
        return None
    said = scene.carrier(match.clause)
    return completed(scene, match, said, actors, recipients, status, why)


def made_accord(scene: Scene, match: Match, events: Sequence[Event]) -> Event | None:
    """The act that an accord is which was made and names nobody: "the deal reached in May"."""
    status, why = standing(scene, match) if accords.is_made(scene, match) else (None, [])
    parties_, because = accords.of_before(scene, match, events) if status is not None else ((), "")
    if status is None or not parties_:
        return None
    said = scene.carrier(match.clause)
    return completed(scene, match, said, parties_, (), status, [*why, because])


def completed(
    scene: Scene, match: Match, said: Statement | None, actors: tuple[Actor, ...],
    recipients: tuple[Actor, ...], status: Status, why: list[str],
) -> Event:
    """The event of a match whose parties and standing are known: with its day, and what it then is."""
    when = day_of(scene, match, said, actors, status)
    if status == "actual" and to_come(scene, match, when):
        status, why = "planned", [*why, f"{when.text!r} is still to come"]  # type: ignore[union-attr]
    elif status == "actual" and shown(match) and ahead(when, scene.on):
        when = None
    elif status == "planned" and carried_out(scene, match.clause, when):
        status, why = "actual", [*why, f"{when.text!r} is past"]  # type: ignore[union-attr]
    type_, mode, status = outlook(scene, match, status)
    actors, recipients = apart(scene, match, type_, actors, recipients)
    mode = mode or session(type_, actors, recipients)
    actors, recipients = menacing(scene, match, type_, said, actors, recipients)
    # made when it is said, not when it is to be carried out
    spoken = type_ == "THREATEN" != match.type or (type_ == "REJECT" and match.clause.modal in REFUSING)
    if spoken and status == "actual":
        when = said.when if said is not None and said.when is not None and said.when.start else None
    if applies("condition"):
        recipients = conditioned(scene, match, type_, actors, recipients)
    if (
        when is not None
        and when.end
        and scene.on
        and status == "actual"
        and days_between(when.end, scene.on) > YEAR_BACK
    ):
        status = "historical"
        why = [*why, f"{when.text!r} is more than a year before publication"]
    if when is None and status == "actual" and any(map(gone, actors)):
        status, why = "historical", [*why, "done in an office that is long over"]
    when = clipped(when, status, scene.on)
    return event(scene, match, type_, mode, actors, recipients, status, when, said, [*match.reasons, *why])


def menacing(
    scene: Scene, match: Match, type_: str, said: Statement | None, actors: tuple[Actor, ...],
    recipients: tuple[Actor, ...],
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """The parties; of a threat that says what somebody will suffer unless he does something,
    whoever says so and him: "if Peru does not pay, it will face sanctions"."""
    clause, own = match.clause, codes(actors)
    if type_ != "THREATEN" or clause.lemma not in scene.standing["suffering"] or not own:
        return actors, recipients
    teller = scene.tellers(said) if said is not None else scene.voiced(clause)
    bound = any(codes(scene.agents(c)) == own for c in conditions(scene, clause))
    return (teller, actors) if bound and codes(teller) - own else (actors, recipients)


def conditioned(
    scene: Scene, match: Match, type_: str, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
) -> tuple[Actor, ...]:
    """The recipients; of a threat, a demand or a refusal that does not say itself whom it is for,
    whoever must meet its condition."""
    if type_ == "THREATEN" and not struck(scene, match, actors, recipients):
        named = () if match.type == "THREATEN" and terms(scene, match.clause) else recipients
        return pressed(scene, match.clause, actors, waiting=True) or named
    if type_ in ("REQUEST", "REJECT") and not codes(recipients) - codes(actors):
        return pressed(scene, match.clause, actors, waiting=type_ == "REJECT") or recipients
    return recipients


def void(scene: Scene, match: Match, said: Statement | None) -> bool:
    """Whether words do no act: "those who obstruct the talks" are nobody yet,
    "denied that it had broken its word" is no charge, "free them!" frees nobody."""
    clause = match.clause
    if clause.link == "relative" and clause.parent is not None and scene.has_word("whoever", clause.parent):
        return True
    deed = clause.kind == "verb" and match.type not in SPOKEN
    if said is not None and deed and ordered(scene, clause.head, said):
        return True
    mute = match.type == "ACCUSE" and (boasted(scene, clause) or blamed(scene, clause))
    if mute or is_party(scene, match):
        return True
    return match.pattern.said and said is not None and said.polarity == "denied"


def unwished(scene: Scene, match: Match) -> bool:
    """Whether a denied wish is for a thing: who "does not want war", "seeks no quarrel with Chad"
    has left nothing unasked."""
    clause = match.clause
    return match.type == "REQUEST" and clause.lemma in scene.standing["wanting"] and not clause.complements


def ascribed(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> bool:
    """Whether it is somebody else who takes a state to be in a mood: "Peru said that Chile was genuinely
    willing to talk", "that Chile needed help"."""
    said = scene.carrier(match.clause)
    if match.pattern.reciprocal or said is None or said.speaker is None:
        return False
    mood = match.type == "AGREE" and any(kind == "adjective" for kind, _ in match.pattern.triggers)
    wish = match.type == "REQUEST" and match.clause.lemma in scene.standing["wanting"]
    another = bool(said.speaker.code and codes(actors)) and said.speaker.code not in codes(actors)
    return (mood or wish) and another


def blamed(scene: Scene, clause: Clause) -> bool:
    """Whether somebody is said to be to blame, and blames nobody: "Chad was to blame"."""
    above = scene.parse.above(clause)
    bare = clause.form == "infinitive" and not clause.at("object") and clause.link == "complement"
    return bare and above is not None and above.lemma in scene.words["being"]


def boasted(scene: Scene, clause: Clause) -> bool:
    """Whether somebody claims a thing that they did themselves: "claimed to have shot down two planes"."""
    inner = next(iter(scene.parse.held(clause)), None)
    if inner is None or inner.passive or inner.modal or clause.lemma not in scene.standing["claiming"]:
        return False
    own, doing = (codes(a for h in c.subject for a in scene.cast.of(h)) for c in (clause, inner))
    return bool(own) and own == doing


PRESS = "JRN"


def parties(scene: Scene, match: Match) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Who does an act and to whom, by the first case that finds somebody;
    the cases that did are among the match's reasons."""
    pattern = match.pattern
    actors, by = find_first(DOERS, scene, match, ())
    beside = company(scene, match) if pattern.reciprocal else jointly(scene, match.clause)
    actors = unique((*actors, *beside)) if actors else actors
    actors = resident(scene, match, actors)
    recipients, to = find_first((*OWN_WORDS, *AROUND), scene, match, actors)
    recipients = listed(scene, recipients, actors) if scene.formal else recipients
    recipients = inland(match, actors, without_arms(scene, match, actors, recipients))
    actors = outsiders(scene, match, actors, recipients)
    recipients = answerable(scene, match, actors, onsite(scene, match, recipients))
    actors, recipients = marched(match, actors, recipients)
    if not recipients and applies("around"):
        recipients, to = around(scene, match, actors), "around"
    match.reasons += [
        f"{side}: {case}" for side, case, found in ((BY, by, actors), (TO, to, recipients))
        if case and found
    ]
    if ascribed(scene, match, actors):
        match.reasons.append(ASCRIBED)
    if match.type == "CONSULT" and any(
        side and all(a.sector == PRESS for a in side) for side in (actors, recipients)
    ):
        return (), ()  # to speak to a newspaper is no meeting
    return together(scene, match, actors, recipients) if pattern.reciprocal else (actors, recipients)


def company(scene: Scene, match: Match) -> tuple[Actor, ...]:
    """Who else does with the doers what several do together: "held talks, along with Mali"."""
    clause = match.clause if match.clause.kind == "verb" else scene.light(match.clause)
    roles = clause.roles if clause is not None and match.mode != "visit" else {}
    with_others = scene.standing["comitative"]
    beside = (heads for role, heads in roles.items() if role.partition(":")[2] in with_others)
    return unique(a for heads in beside for a in scene.who(heads))


def jointly(scene: Scene, clause: Clause) -> tuple[Actor, ...]:
    """Who else says what is said in a joint paper: "in a joint statement with Mali, Chad warned"."""
    parse, shared = scene.parse, meeting_words(scene.language)["nouns"]["joint"]
    papers = [h for h in clause.at(IN) if any(parse.lower[k] in shared for k in parse.kids[h])]
    return scene.who((*clause.at(WITH), *scene.below(papers, WITH))) if papers else ()


def together(
    scene: Scene, match: Match, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """The parties of an act that several do together: of a visit the guest and the host,
    of all others everybody as actor."""
    if match.mode == "visit" and len(codes(actors)) > 1:  # those who meet in a third country visit nobody
        return actors, tuple(a for a in recipients if scene.named_party(a))
    if match.mode == "visit" and codes(recipients):
        anybody = (scene.has_word("anything", h) for h in match.clause.at("object"))
        # "will receive any of them"
        hosted = scene.parse.lemmas[match.clause.head] in scene.standing["hosting"] and not any(anybody)
        return (recipients, actors) if hosted else (actors, recipients)
    if match.type in MUTUAL or not codes(actors):
        return unique((*actors, *recipients)), ()
    return actors, recipients


def apart(
    scene: Scene, match: Match, type_: str, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """The parties; of what would have been done together and one will not, that one as actor:
    "Chad will not hold talks with Togo"."""
    clause = match.clause
    if type_ != "REJECT" or match.type == "REJECT" or not match.pattern.reciprocal:
        return actors, recipients
    holder = scene.light(clause) if clause.kind == "noun" else None
    own = codes(scene.agents(holder or clause))
    refusing = tuple(a for a in actors if a.code in own)
    if refusing:
        return (refusing, unique(a for a in (*actors, *recipients) if a.code not in own))
    return (actors, recipients)


# Acts that all parties do together; in other acts of two, one that is named as doing it stays the actor
# ("signed a pact with Peru").
MUTUAL = frozenset(("CONSULT", "COOPERATE", "ASSAULT", "AGREE"))


def idle(kind: str, why: list[str], status: Status) -> bool:
    """Whether an act is only a mark of time ("five years after a mob burned its embassy") or only imagined:
    of nobody, it is none."""
    return (status == "hypothetical" and kind == "verb") or status == "historical"


def event(
    scene: Scene, match: Match, type_: str, mode: str | None, actors: tuple[Actor, ...],
    recipients: tuple[Actor, ...], status: Status, when: When | None, said: Statement | None,
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
        own = {a.code for a in (*actors, *recipients)}
        addressees = tuple(a for a in (said or cue).addressees if a.code and a.code not in own)  # type: ignore[union-attr]
    cameo = pattern.cameo if pattern.type == type_ and pattern.cameo else ontology.cameo_for(type_, mode)
    attribution = (*((said.speaker,) if said.speaker else ()), *said.attribution) if said is not None else ()
    attribution = tuple(a for a in attribution if not (type_ in SPOKEN and a in actors))
    return Event(
        id="",
        type=type_,
        mode=mode,
        contexts=contexts.of(
            sentence, parse.paragraph(clause.head).text, type=type_, mode=mode, language=scene.language
        ),
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


UNSAID = 0.7  # what a party that a rule asks for and the text leaves unsaid takes from its confidence


def confidence(match: Match, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> float:
    """The raw confidence: the rule's own, less where the trigger is a noun or a party is missing,
    above all one that the rule asks for."""
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
    if clause.link == "modifying" and clause.form == "infinitive" and clause.parent is not None:
        low = min(low, parse.subtree(clause.parent)[0])  # "Peru's decision to expel him"
    for k in parse.kids[head]:
        # "summoned … and accused …": each its own telling
        if parse.relations[k] == "conjunct" and k in parse.clauses and k > head:
            cut = min(parse.subtree(k)[0], k)
            high = min(high, max(head, cut - 1))
        elif parse.relations[k] == "parataxis" and k < head:
            low = max(low, parse.subtree(k)[1] + 1)
    while high > low and (parse.pos[high] in ("PUNCT", "SPACE", "CCONJ")):
        high -= 1
    while low < high and parse.pos[low] in ("PUNCT", "SPACE", "CCONJ"):
        low += 1
    return low, high


def where(scene: Scene, clause: Clause) -> Place | None:
    """The place that the act's own clause names after a preposition of place."""
    parse = scene.parse
    first, end = parse.sentences[parse.sentence_of[clause.head]]
    for word, place in scene.places_in(first, end - 1):
        if place.demonym:
            continue
        prep = parse.heads[word]
        named = parse.pos[prep] == "ADP" and scene.has_word("prepositions_of_place", prep)
        if named and parse.heads[prep] == clause.head:
            return place
    return None
