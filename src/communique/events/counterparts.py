"""To whom an act is done that names nobody, once all acts of a text are told: whom the acts beside it face,
whose deed they judge, whom the text or the paper is about.

Knows the acts before and behind an act; does not know the words of its own that name somebody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from communique.events.gathering import same_sentence
from communique.events.recipients import BODIES, puts_draft
from communique.events.scene import VERB_OBLIQUES, Scene
from communique.events.sectors import CONTENDING, SERVING, STATE, beyond
from communique.grammar.features import PERSONAL, RELATIVE
from communique.knowledge import names
from communique.knowledge.roles import AGAINST, ON, TO, UPON
from communique.reasons import UNNAMED, tells_meeting
from communique.records import Actor, Event, codes

# Acts that always have somebody on the other side, who may be left unsaid when the sentence before has named
# them.
BILATERAL = frozenset(("SANCTION", "ACCUSE", "REQUEST", "THREATEN", "REJECT"))
MENACES = frozenset(("THREATEN", "SANCTION"))  # acts that no organ of states is meant for where none is named
PRESSING = MENACES | {"ACCUSE", "REQUEST"}
HOSTILE = PRESSING | {"COERCE", "ASSAULT", "REJECT"}  # by which it shows on whom a text sees most fall
TOLD = ("actual", "historical", "planned")
PRESSURE = frozenset(("REQUEST", "THREATEN", "SANCTION"))
KINDNESS = frozenset(("SUPPORT", "AGREE"))
# Acts that one of two does to the other where a paper is about both and names nobody else.
FACING = BILATERAL | frozenset(("AGREE", "AID", "SUPPORT", "ASSAULT", "CONCEDE", "RETREAT"))
BETWEEN = frozenset(("AGREE", "AID", "CONCEDE", "SUPPORT"))  # what one of two issuers does to the other
# What one of two between whom a third mediates does to the other.
UNDERTAKEN = frozenset(("AGREE", "CONCEDE", "RETREAT"))
# What falls on the state that news are about where it names nobody.
UPON_TOPIC = frozenset(("SANCTION", "ACCUSE", "REJECT", "THREATEN", "AGREE"))
# What is meant for the state that a paper is about where it names nobody.
IN_PAPER = UPON_TOPIC | {"REQUEST", "CONCEDE"}


def against(scene: Scene, events: list[Event]) -> list[Event]:
    """Give a blow or a charge that names no recipient the counterpart of the nearest act before it,
    in this or the last paragraph."""
    done: list[Event] = []
    ordered = sorted(events, key=lambda e: e.trigger.start)
    struck = most_struck(scene, events)
    for event in ordered:
        doers = codes(event.actors)
        if (
            event.type in BILATERAL
            and not codes(event.recipients)
            and not any(map(scene.nameless, event.recipients))
            and doers
            and event.status in ("actual", "historical", "planned")
        ):
            facing = (
                ()
                if is_draft(scene, event) or (scene.formal and names_others(scene, event))
                else (event.type == "ACCUSE" and judged_before(scene, event, done))
                or asked(event)
                or (scene.formal and of_topic(scene, event, done))
                or rivals_at_home(scene, event, ordered)
                or (event.type in PRESSING and struck and beyond((struck,), doers))
                or counterpart(scene, event, reversed(done), 1)
                or counterpart(scene, event, ordered[len(done) + 1 :], 1)
            ) or (opponent(scene, event, done) if scene.formal else ())
            spared = scene.formal or event.type in MENACES
            if facing and not (spared and codes(facing) <= BODIES):
                event = meant_for(event, facing, BESIDE)
        if (
            scene.formal
            and event.type == "AGREE"
            and not event.recipients
            and (asker := who_asked(scene, event, done))
        ):
            event = replace(event, recipients=asker, because=(*event.because, "who has just asked for it"))
        praising = event.type == "SUPPORT" and not codes(event.recipients) and doers
        if praising and scene.formal and (side := judged_before(scene, event, done)):
            event = replace(
                event, recipients=side, because=(*event.because, "for what was told of them before")
            )
        elif praising and (side := met_beside(scene, event, done)):
            event = meant_for(event, side, BESIDE)
        done.append(event)
    return done


BESIDE = "as in the act beside it"


def is_draft(scene: Scene, event: Event) -> bool:
    """Whether an act is a demand that is put as a draft before a body."""
    clause = scene.parse.clauses.get(scene.parse.word_of(event))
    return clause is not None and puts_draft(scene, event.type, clause)


def met_beside(scene: Scene, event: Event, before: Sequence[Event]) -> tuple[Actor, ...]:
    """To whom praise or support is given that names nobody: whom its givers face in the last act told before
    it in its sentence, unless they press them there: "visited Chad to pledge his support"."""
    last = before[-1] if before else None
    if last is None or last.type in BILATERAL or names_others(scene, event):
        return ()
    return counterpart(scene, event, (last,), 0) if same_sentence(scene, event, last) else ()


def meant_for(event: Event, others: tuple[Actor, ...], why: str) -> Event:
    """An act that names nobody to whom it is done, done to whom its surroundings say, and less sure."""
    named = ", ".join(a.name or a.code or "" for a in others)
    because = (*event.because, f"{UNNAMED}: {named}, {why}")
    sure = round(event.confidence * LESS_SURE, 3)
    return replace(event, recipients=others, confidence=sure, because=because)


LESS_SURE = 0.8  # of the confidence of an act whose recipient is only inferred


def rivals_at_home(scene: Scene, event: Event, told: Sequence[Event]) -> tuple[Actor, ...]:
    """The state that an opposition, a party or rebels face where a report of news names nobody else:
    its government, as the text has it."""
    if scene.formal or not all(a.country and a.sector in CONTENDING for a in event.actors):
        return ()
    everybody = (a for e in told for a in (*e.actors, *e.recipients))
    own = codes(event.actors)
    return tuple(a for a in everybody if a.code in own and (a.sector or STATE) in SERVING)[:1]


def who_asked(scene: Scene, event: Event, before: Sequence[Event]) -> tuple[Actor, ...]:
    """To whom somebody agrees: whoever asked them for something last in the paragraph,
    if that is their last act told there."""
    last = next(
        (e for e in reversed(before) if codes(event.actors) & codes((*e.actors, *e.recipients))), None
    )
    if last is None or last.type != "REQUEST" or codes(last.recipients) != codes(event.actors):
        return ()
    here, there = (scene.parse.paragraph_with(e) for e in (event, last))
    return last.actors if here == there else ()


def of_topic(scene: Scene, event: Event, before: Sequence[Event]) -> tuple[Actor, ...]:
    """Whom a charge means that names nobody: the state that the answer or the paper is about,
    unless it has just been thanked."""
    about = scene.topic_at(scene.parse.word_of(event))
    doers, own = codes(event.actors), codes(scene.issuers)
    if about is None or about in doers or (doers <= BODIES and not doers & own):
        return ()
    if event.type == "REQUEST" and hoped_of(scene, event):
        return ()
    why = f"whom the text speaks of: {names.country_name(about) or about}"
    return (Actor(names.country_name(about), about, span=event.trigger, because=(why,)),)


def hoped_of(scene: Scene, event: Event) -> bool:
    """Whether what is asked for has a doer of its own: "expects that the Council will meet"."""
    parse = scene.parse
    clause = parse.clauses.get(parse.word_of(event))
    subjects = (h for c in (parse.held(clause) if clause else ()) for h in c.at("subject"))
    return any(parse.pos[h] in ("NOUN", "PROPN") for h in subjects)


def upon_topic(scene: Scene, event: Event, struck_most: Actor | None = None) -> Event:
    """The event; a sanction, a charge or a refusal that names nobody falls on the state that the text is
    about."""
    doers = codes(event.actors)
    told = event.type in (IN_PAPER if scene.formal else UPON_TOPIC) and event.status != "hypothetical"
    if not told or event.recipients or not doers:
        return event
    # words that were not said, that several say to each other or that name others may be for somebody else
    shared = tells_meeting(event) or len(doers) > 1 or event.status == "negated"
    if event.type != "SANCTION" and (shared or names_others(scene, event)):
        return event
    about = scene.cast.subject_matter(event.trigger.start)
    if about is None and event.type != "REJECT":  # who refuses has been asked by somebody
        about = struck_most
    if about is None or about.code in doers:
        return event
    return meant_for(event, (about,), "which the text is about")


def most_struck(scene: Scene, events: Sequence[Event]) -> Actor | None:
    """The state upon which most of the blows and charges of a report of news fall, if it is one."""
    met = [a for e in events if e.type in HOSTILE and e.status in TOLD for a in e.recipients]
    fallen = [c for c in (a.country for a in met) if c and c not in BODIES]
    code = max(sorted(set(fallen)), key=fallen.count, default=None)
    if scene.formal or code is None or fallen.count(code) < LEAST or fallen.count(code) < HALF * len(fallen):
        return None
    last = next(a for a in met if a.country == code)
    why = "on whom most of what is told falls"
    return Actor(names.country_name(code), code, span=last.span, because=(why,))


def judged_before(scene: Scene, event: Event, before: Sequence[Event]) -> tuple[Actor, ...]:
    """Whose act "this decision" or "it" is that an act praises or blames:
    whoever else acted in the last telling before it."""
    if not points_back(scene, event) or not before:
        return ()
    doers, last = codes(event.actors), before[-1]
    here, there = (scene.parse.sentence_at(e.trigger.start) for e in (event, last))
    far = here - there
    return tuple(a for a in beyond(last.actors, doers) if a.country)[:1] if far <= 1 else ()


def points_back(scene: Scene, event: Event) -> bool:
    """Whether what an act is about is only pointed at: "welcomed this decision", "grateful for it"."""
    parse = scene.parse
    clause = parse.clause_of(parse.word_of(event))
    if clause is None:
        return False
    things = [*clause.at("object", *VERB_OBLIQUES)]
    shown = (h for h in clause.at("subject") if parse.starts[h] < parse.ends[h])
    things += [h for h in shown if parse.pos[h] != "PRON" or not parse.has(h, PERSONAL)]
    things += [m for h in clause.at("attribute") for _, m in parse.obliques(h)]
    # in an answer, and in a paper about one state, "that" goes back as well
    back = scene.standing["pointing"] | (scene.standing["pointing_at_topic"] if scene.topics else frozenset())
    near = (w for h in things for w in (h, *parse.kids[h]) if parse.lower[w] in back)
    return any(not parse.has(w, RELATIVE) for w in near)


def opponent(scene: Scene, event: Event, before: Sequence[Event]) -> tuple[Actor, ...]:
    """Whom the acts before it in a document set its actors against, where "this",
    "these" or "them" goes back to what was told of one."""
    if event.type not in ("REJECT", "ACCUSE", "SANCTION") or not points_back(scene, event):
        return ()
    doers = codes(event.actors)
    for other in reversed(before):
        if doers & codes((*other.actors, *other.recipients)) and (
            side := beyond((*other.recipients, *other.actors), doers)
        ):
            return tuple(a for a in side if a.country)[:1]
    return ()


MEDIATED = 0.8  # of those who act in a mediator's paper are of the two between whom it mediates
# of the acts of whoever issues a document, and of how many, that go to the one whom it is about
SHARE, LEAST = 0.6, 3
HALF = 0.5  # … and of the blows and charges of a report of news, that fall on one


def faced(scene: Scene, events: Sequence[Event]) -> list[Event]:
    """The events; in a document that one state addresses to another,
    what either does to nobody named is done to the other."""
    if not scene.formal or len(scene.issuers) != 1 or not (own := scene.issuers[0].country) or own == "UNO":
        return list(events)
    met = [a.country for e in events for a in opposite(e, own) if a.country]
    other = max(sorted(set(met)), key=met.count, default=None)
    if other is None or met.count(other) < LEAST or met.count(other) < SHARE * len(met):
        sides = mediated(events, own)
        return [left_open(scene, e, sides) if e.type in UNDERTAKEN else e for e in events]
    sides = {
        own: next(a for e in events for a in opposite(e, own) if a.country == other), other: scene.issuers[0],
    }
    return [left_open(scene, e, sides) for e in events]


def mediated(events: Sequence[Event], own: str) -> dict[str, Actor]:
    """The two others whom a paper of a third is about, each facing the other; nobody where it is of more."""
    everybody = (a for e in events for a in (*e.actors, *e.recipients))
    known = {a.country: a for a in everybody if a.country and a.country not in (own, *BODIES)}
    acts = [c for e in events for c in codes((*e.actors, *e.recipients)) if c in known]
    first, second, *_ = [*sorted(known, key=lambda c: (-acts.count(c), c)), "", ""]
    if acts.count(second) < LEAST or acts.count(first) + acts.count(second) < MEDIATED * len(acts):
        return {}
    return {first: known[second], second: known[first]}


def opposite(event: Event, own: str) -> list[Actor]:
    """Who stands on the other side of an act of a state or to it, each country once."""
    doers, targets = codes(event.actors), codes(event.recipients)
    side = (
        (event.recipients if targets else event.actors)
        if own in doers
        else event.actors if own in targets else ()
    )
    return list({a.country: a for a in side if a.country and a.country != own}.values())


def left_open(scene: Scene, event: Event, sides: Mapping[str, Actor]) -> Event:
    """An act of one of two without a recipient, done to the other where its type has one."""
    doers = codes(event.actors)
    open_ = event.type in FACING and not event.recipients and len(doers) == 1
    facing = sides.get(next(iter(doers))) if open_ else None
    if facing is None or names_others(scene, event):
        return event
    return meant_for(event, (facing,), "whom the document is about")


def between(scene: Scene, events: Sequence[Event]) -> list[Event]:
    """The events; what one of two issuers of a joint text undertakes,
    gives or thanks for is done to the other, and they meet each other."""
    signed = scene.issuers
    if len(signed) != 2:
        return list(events)
    done = []
    for event in events:
        doers = codes(event.actors)
        left = event.type in BETWEEN and len(doers) == 1 and not codes(event.recipients)
        known = all(a.country for a in event.actors)
        if event.type == "CONSULT" and known and len(doers) == 1 and doers < codes(signed):
            because = (*event.because, "told in a text of two")
            others = (a for a in signed if a.country not in doers)
            event = replace(event, actors=(*event.actors, *others), because=because)
        elif left and doers < codes(signed):
            because = (*event.because, "undertaken in a text of two")
            event = replace(
                event, recipients=tuple(a for a in signed if a.country not in doers), because=because
            )
        done.append(event)
    return done


def names_others(scene: Scene, event: Event) -> bool:
    """Whether an act names somebody whom no table knows, as papers do: "calls upon all claimants",
    "condemns the smugglers"."""
    clause = scene.parse.clauses.get(scene.parse.word_of(event))
    if clause is None:
        return False
    asked_of = clause.at(ON, UPON)
    asked_of += clause.at("object") if clause.complements else ()
    things = clause.at("object")
    things += tuple(w for h in things for _, w in scene.parse.obliques(h))  # "opposition to every idea"
    if any(scene.has_word("anything", k) for h in things for k in scene.parse.kids[h]):
        return True
    somebody = clause.at("object", "indirect", TO, AGAINST)
    if scene.has_lemma("drafts", *clause.at("object")):
        return True
    if any(scene.has_word("whoever", h) or scene.has_lemma("companions", h) for h in somebody):
        return True
    whom = event.type == "REQUEST" and any(scene.parse.pos[h] in ("NOUN", "PROPN") for h in asked_of)
    return whom or any(scene.cast.of(h) for h in somebody)


def asked(event: Event) -> tuple[Actor, ...]:
    """Who tells of a demand that names no recipient: "Nauru had asked for money,
    he said" was asked of him."""
    teller = event.attribution[0] if event.type == "REQUEST" and event.attribution else None
    if teller is not None and teller.country and teller.country not in codes(event.actors):
        return (teller,)
    return ()


def counterpart(scene: Scene, event: Event, others: Iterable[Event], paragraphs: int) -> tuple[Actor, ...]:
    """Whom the actors of an event face in the first of other acts that stands within so many paragraphs."""
    doers = codes(event.actors)
    here = scene.parse.paragraph_with(event)
    for other in others:
        if abs(here - scene.parse.paragraph_with(other)) > paragraphs:
            break
        if event.type == "REJECT":  # refuses whoever asked last, not whoever else it has to do with
            side = (
                other.actors if other.type in ("REQUEST", "AGREE") and doers & codes(other.recipients) else ()
            )
        elif event.type == "ACCUSE" and (other.type == "SUPPORT" or not doers & codes(other.recipients)):
            side = ()  # a charge answers who has just pressed the accuser; whom else it means is not said
        elif doers & codes(other.actors):
            # nobody demands a thing of, or threatens, whom they have just thanked
            if pressing(event, other):
                if event.type == "REQUEST":
                    return ()
                continue
            side = other.recipients if codes(other.recipients) else other.actors
        elif pressing(event, other):
            continue  # nor does who was thanked
        else:
            side = other.actors if doers <= codes(other.recipients) else ()
        if facing := beyond(side, doers):
            return facing
    return ()


def pressing(event: Event, other: Event) -> bool:
    """Whether an act puts pressure on somebody, and another one is a kindness."""
    return event.type in PRESSURE and other.type in KINDNESS
