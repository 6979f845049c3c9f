"""Events to meetings: who met or is to meet whom, of which kind, when, and what became of it.

Knows the words of meetings from knowledge/<language>/meetings.toml; does not look for acts of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from communique.events import Scene, encounters
from communique.events.gathering import one_day, with_people
from communique.grammar import Clause, Parse
from communique.grammar.features import CARDINAL
from communique.knowledge import bodies
from communique.knowledge.roles import FOR, IN, OF, WITH
from communique.knowledge.spelling import key
from communique.reasons import ATTEMPTED, PLACE, PUT_OFF, TEXT, holds_office, rests_on, tells_meeting
from communique.records import (
    Actor,
    Event,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Place,
    Span,
    Status,
    When,
    codes,
    identify,
    unique,
)

HOSTED = ("summit", "multilateral")  # kinds of which only the host may be named
OFF = ("cancelled", "postponed")
PAIR = 2
MULTILATERAL = 4  # so many participants make talks a multilateral meeting
SUMMONED: Mapping[Status, MeetingStatus] = {"actual": "held", "historical": "held", "planned": "planned"}


def find(scene: Scene, events: Sequence[Event]) -> tuple[Meeting, ...]:
    """The meetings that the events and the words of an article tell, announce or call off; each once."""
    mentions = encounters.find_encounters(scene)
    told = [
        (scene.parse.word_of(e), m) for e in events
        if (m := of_event(scene, e)) is not None
    ]
    by_word = {word: m for word, m in told if len(codes(m.participants)) >= PAIR}
    certain = [e for e in mentions if sound(scene, e)]
    named = [(e.match.clause.head, of_encounter(scene, e)) for e in certain]
    told += [(word, mention) for word, mention in named if not disputed(mention, by_word.get(word))]
    split = [parted(scene, word, m) for word, m in told]
    several = [codes(a for m in sides for a in m.participants) for sides in split if len(sides) > 1]
    # "the talks" with each of several are none with all
    parse = scene.parse
    found = once(
        parse, (m for sides in split for m in sides if len(sides) > 1 or codes(m.participants) not in several)
    )
    bare = (e for e in mentions if not encounters.alone(e))
    every = once(parse, found, [full for e in bare if (full := borrowed(scene, e, found)) is not None])
    dated = (replace(m, when=day_after(scene, m) or m.when) if undated(scene, m) else m for m in every)
    return tuple(replace(m, participants=scene.cast.named(m.participants)) for m in dated)


def undated(scene: Scene, met: Meeting) -> bool:
    """Whether a meeting was held, and its sentence tells no day for it."""
    if met.status != "held":
        return False
    sentence = scene.parse.sentence(scene.parse.word_at(met.evidence.start))
    return met.when is None or (met.when.text or "") not in sentence.text


def day_after(scene: Scene, met: Meeting) -> When | None:
    """The day of a meeting that the next sentence tells: "spoke by phone. It was made early on Friday", "flew
    to Lima. Arriving on Monday, he said"."""
    parse, verbs = scene.parse, encounters.meeting_words(scene.language)["verbs"]
    number = parse.sentence_at(met.evidence.end - 1) + 1
    first, end = parse.sentences[number] if number < len(parse.sentences) else (0, 0)
    inside = [c for h, c in parse.clauses.items() if first <= h < end]
    if met.kind == "visit":
        told = [c for c in inside if c.head == first and c.form == "gerund" and c.lemma in verbs["going"]]
    else:
        told = [c for c in inside if c.lemma in verbs["taking_place"] and points(scene, c, met.kind)]
    days = (t for c in told for t in encounters.times_of(scene, c) if t.precision == "day")
    return next((t for t in days if str(t.end) <= str(scene.on)), None)


def points(scene: Scene, clause: Clause, sort: MeetingKind) -> bool:
    """Whether a clause is about a meeting that was told before: "it was made", "the call lasted"."""
    parse = scene.parse
    subject = (*clause.subject, *(clause.at("object") if clause.passive else ()))
    again = (h for h in subject if any(parse.lower[k] in scene.standing["known"] for k in parse.kids[h]))
    return any(encounters.noun_kind(scene, h) == sort for h in again) or (
        sort == "call" and any(parse.lower[h] in scene.standing["pointing"] for h in subject)
    )


def disputed(mention: Meeting, told: Meeting | None) -> bool:
    """Whether an act at the same word says that others met than a mention does, or that they did not."""
    if told is None:
        return False
    if told.status in OFF:
        return mention.status == "planned"
    here, there = codes(mention.participants), codes(told.participants)
    return not (here <= there or there <= here)


def of_event(scene: Scene, event: Event) -> Meeting | None:
    """The meeting that an act is, announces or calls off; None for an act that is about none,
    or names nobody who meets."""
    outcome = status(scene.parse, event)
    participants = event_parties(event)
    if outcome is None or not codes(participants) or elsewhere(scene, event):
        return None
    told = event.type != "CONSULT" or not summoned(scene.parse, scene.parse.word_of(event))
    when = event.when if told and outcome in ("held", "planned") else due(scene, event)
    sort = kind(scene, event)
    if sort == "visit" and event.type == "CONSULT" and all(encounters.private(a) for a in event.actors):
        return None
    if received(scene, event) or (event.type == "CONSULT" and for_no_state(participants)):
        return None
    clause = scene.parse.clause_at(scene.parse.word_of(event))
    if sort in HOSTED and len(codes(participants)) == PAIR and rests_on(participants[-1], PLACE):
        return None  # "attended a summit in Chile": with whom it does not say
    above = scene.parse.above(clause) if clause.kind == "noun" else None
    if above is not None and encounters.pending(scene, clause.head, above):
        return None
    if above is not None and clause.head in above.at("object", OF) and encounters.undoes(scene, above):
        return None
    if len(participants) == 1 and not (sort in HOSTED and (when is not None or outcome in OFF)):
        return None
    return meeting(sort, outcome, participants, when, event.where, agenda(scene.parse, event), event.evidence)


def received(scene: Scene, event: Event) -> bool:
    """Whether those whom somebody meets stand for no state and no body: "the ministers met refugees"."""
    clause = scene.parse.clauses.get(scene.parse.word_of(event))
    if clause is None or event.type != "CONSULT":
        return False
    met = scene.who((*clause.at("object"), *clause.at(WITH)))
    return bool(met) and all(map(encounters.private, met))


def for_no_state(participants: Sequence[Actor]) -> bool:
    """Whether for a side only people meet whom nothing but what the text is about puts there:
    "he met military chiefs"."""
    sides = ([a for a in participants if a.code == code] for code in codes(participants))
    return any(all(map(assumed, side)) for side in sides)


def assumed(actor: Actor) -> bool:
    """Whether people without a name are of a state only because the text is about it; officers may have a
    rank: "military chiefs"."""
    nameless = actor.role is None or (actor.sector == "MIL" and not (actor.name or "").istitle())
    return nameless and rests_on(actor, TEXT)


def parted(scene: Scene, word: int, whole: Meeting) -> tuple[Meeting, ...]:
    """The meetings of one with each of several: "held separate talks with Peru and Chile", "had phone calls
    with Peru and Chile", "met officials in Peru and Chile", "is to meet Peru's president and Chile's".
    """
    parse = scene.parse
    clause = parse.clauses.get(word) or parse.governor(word)
    if clause is None or whole.kind == "summit" or len(codes(whole.participants)) <= PAIR:
        return (whole,)
    hosts = scene.agents(clause)
    others = [a for a in whole.participants if a.code not in codes(hosts)]
    if len(codes(hosts)) != 1 or not each(scene, word, clause, whole):
        return (whole,)
    sides = [tuple(a for a in others if a.code == code) for code in dict.fromkeys(a.code for a in others)]
    told = (whole.when, whole.where, whole.agenda, whole.evidence)
    return tuple(meeting(whole.kind, whole.status, (*hosts, *side), *told) for side in sides)


def each(scene: Scene, word: int, clause: Clause, whole: Meeting) -> bool:
    """Whether somebody meets each of others, and not all at once; a journey to several is one."""
    parse, words = scene.parse, encounters.meeting_words(scene.language)["verbs"]
    met = [h for h in clause.at("object") if any(map(holds_office, scene.cast.of(h)))]
    if clause.head == word and clause.lemma in words["meeting"] and len(met) >= PAIR:
        low, high = parse.subtree(word)
        placed = not words["places"].isdisjoint(parse.lower[low : high + 1])
        return whole.when is None and not placed  # two persons, at no one time and place
    places = scene.below(clause.at("object"), IN)
    return len(codes((*scene.who(places), *scene.hosts(places)))) > 1


def elsewhere(scene: Scene, event: Event) -> bool:
    """Whether somebody is invited to what is no meeting: "invited them to join the alliance"."""
    words = encounters.meeting_words(scene.language)["invited"]
    clause = scene.parse.clauses.get(scene.parse.word_of(event))
    if clause is None or clause.lemma not in words["verbs"]:
        return False
    aims = [scene.parse.lemmas[c] for c in clause.complements]
    return bool(aims) and words["aims"].isdisjoint(aims)


def of_encounter(scene: Scene, encounter: encounters.Encounter) -> Meeting:
    """The meeting that a mention names."""
    clause = encounter.match.clause
    called = ahead(scene.parse, clause.head)
    outcome: MeetingStatus = "planned" if called or encounter.status == "planned" else "held"
    parties, sort = encounter.parties, encounter.kind
    body = len(codes(parties)) == 1 and (codes(parties) <= encounters.BODIES or all(map(organ, parties)))
    body = body and not any(map(holds_office, parties))
    if sort == "talks" and body:
        sort = "multilateral"
    evidence = scene.parse.span(*scene.parse.subtree(clause.head))
    return meeting(sort, outcome, parties, encounter.when, encounters.place(scene, clause), (), evidence)


def meeting(
    sort: MeetingKind, outcome: MeetingStatus, parties: tuple[Actor, ...], when: When | None,
    where: Place | None, topics: tuple[Span, ...], evidence: Span,
) -> Meeting:
    """The record of a meeting, with its identity."""
    names = ",".join(sorted({a.country or a.name or "" for a in parties}))
    ident = identify("meeting", sort, outcome, names, evidence.start, evidence.text)
    return Meeting(ident, parties, sort, outcome, when, where, topics, evidence)


def sound(scene: Scene, encounter: encounters.Encounter) -> bool:
    """Whether a mention is enough for a meeting: two who meet; of a body alone, a day or a place as well."""
    if len(codes(encounter.parties)) > 1:
        return True
    if len(encounter.parties) == 1 and encounter.kind in HOSTED and encounter.when is not None:
        return bool(codes(encounter.parties))
    if not encounters.alone(encounter):
        return encounter.kind == "talks" and len(encounter.parties) > 1 and bool(codes(encounter.parties))
    dated = encounter.when is not None or encounters.place(scene, encounter.match.clause) is not None
    return dated or encounter.match.clause.kind == "verb"


def borrowed(scene: Scene, bare: encounters.Encounter, found: Sequence[Meeting]) -> Meeting | None:
    """The meeting that a mention without parties adds a day to, or that follows one told of before:
    "the next round is due on Monday"."""
    if bare.when is None or (bare.status != "planned" and bare.when.precision != "day"):
        return None
    if encounters.newly(scene, bare):
        return None
    known = [m for m in found if m.status in ("held", "planned") and len(codes(m.participants)) > 1]
    like = [m for m in known if m.kind in LIKE[bare.kind] and there(scene, bare, m)]
    start = scene.parse.starts[bare.match.clause.head]
    before = [m for m in like if m.evidence.start < start]
    nearest = max(before, key=lambda m: m.evidence.start, default=None) or min(
        like, key=lambda m: m.evidence.start, default=None
    )
    if nearest is None or not codes(bare.parties) <= codes(nearest.participants):
        return None
    return replace(of_encounter(scene, bare), participants=nearest.participants)


def there(scene: Scene, bare: encounters.Encounter, met: Meeting) -> bool:
    """Whether a mention without parties may be of a meeting by its place: talks on a visit are where it goes
    to."""
    at = encounters.place(scene, bare.match.clause)
    if met.kind != "visit" or bare.kind == "visit" or at is None or not at.country:
        return True
    return at.country in codes(met.participants)


# The kinds of meeting that a mention of each kind may point back to.
LIKE: Mapping[MeetingKind, frozenset[MeetingKind]] = {
    "talks": frozenset(("talks", "summit", "multilateral", "visit")), "summit": frozenset(("summit",)),
    "multilateral": frozenset(("multilateral",)), "visit": frozenset(("visit",)),
    "call": frozenset(("call",)),
}


def status(parse: Parse, event: Event) -> MeetingStatus | None:
    """What an event says of a meeting: held, planned, cancelled, postponed; None where it is about none."""
    words = encounters.meeting_words(parse.language)
    if event.type == "ACCUSE" and names(parse, event) & words["kinds"]["summons"]:
        return SUMMONED.get(event.status)
    if event.type == "REJECT" and event.mode == "meet":
        if event.status == "hypothetical":
            return None  # "may call off its visit"
        if names(parse, event) & words["outcomes"]["postponed"]:
            return "postponed"
        called_off = event.status != "negated" and names(parse, event) & words["outcomes"]["cancelled"]
        return "cancelled" if called_off else None
    if event.type == "CONSULT" and rests_on(event, ATTEMPTED):  # "is trying to meet him"
        return None
    if event.type == "CONSULT" and event.status in ("actual", "historical"):
        word = parse.word_of(event)
        return "planned" if summoned(parse, word) or ahead(parse, word) else "held"
    if event.type == "AGREE" and event.status == "negated" and rests_on(event, PUT_OFF):
        off = {why.removeprefix(PUT_OFF) for why in event.because}
        return "postponed" if off.isdisjoint(words["outcomes"]["cancelled"]) else "cancelled"
    above = parse.governor(parse.word_of(event))
    # "a visit … has been put off"
    if event.type == "CONSULT" and event.status == "negated" and above is not None:
        outcomes: tuple[MeetingStatus, ...] = ("postponed", "cancelled")
        return next((o for o in outcomes if above.lemma in words["outcomes"][o] and not above.negated), None)
    invites = event.type == "AGREE" and names(parse, event) & {"invite", "host"}
    return "planned" if event.status == "planned" and (tells_meeting(event) or invites) else None


def summoned(parse: Parse, word: int) -> bool:
    """Whether a verb only calls a meeting, which is yet to be held: "called a summit"."""
    clause = parse.clauses.get(word)
    verbs = encounters.meeting_words(parse.language)["outcomes"]["called"]
    # not "talks which he called good"
    return clause is not None and clause.lemma in verbs and "attribute" not in clause.roles and any(
        parse.lemma(h) in sort
        for h in clause.at("object")
        for sort in encounters.meeting_words(parse.language)["kinds"].values()
    )


def ahead(parse: Parse, word: int) -> bool:
    """Whether a clause tells in the present of what something else comes before: "before she hosts him"."""
    clause = parse.clauses.get(word)
    return (
        clause is not None
        and clause.marker in encounters.meeting_words(parse.language)["verbs"]["ahead"]
        and clause.tense == "present"
        and not clause.perfect
    )


def due(scene: Scene, event: Event) -> When | None:
    """The day for which a meeting that was called off had been due:
    a time in its own noun phrase ("a trip on Thursday")."""
    parse = scene.parse
    head = parse.word_of(event)
    clause = parse.clauses.get(head)
    for noun in (clause.at("object") or clause.at(OF)) if clause is not None else (head,):
        low, high = parse.subtree(noun)
        dated = [
            t.when for i in range(low, high + 1) if (t := scene.time_at.get(i)) is not None and t.when.start
        ]
        if dated:
            return dated[0]
    meant = (scene.time_at.get(h) for h in (clause.at(FOR) if clause is not None else ()))
    return next((t.when for t in meant if t is not None), None)  # "called a meeting for Monday"


def names(parse: Parse, event: Event) -> set[str]:
    """The words of an event's trigger: its lemma, with its particle."""
    head = parse.word_of(event)
    clause = parse.clauses.get(head)
    lemma, *rest = parse.lemma(head), *event.trigger.text.lower().split()[1:]
    return {lemma, " ".join([lemma, *rest])} | (encounters.called(parse, clause) if clause else set())


def kind(scene: Scene, event: Event) -> MeetingKind:
    """The kind of a meeting: by the mode of the event, else by the words of its trigger and object."""
    parse, kinds = scene.parse, encounters.meeting_words(scene.language)["kinds"]
    if event.type == "ACCUSE":
        return "summons"
    head = parse.word_of(event)
    clause = parse.clause_at(head)
    words = {parse.lemma(h) for h in clause.at("object")}
    words |= {
        parse.lemma(c) for c in clause.complements
        if clause.lemma in encounters.meeting_words(parse.language)["invited"]["verbs"]
    }
    held = not words.isdisjoint(kinds["talks"] | kinds["multilateral"])
    # "called off a meeting" is about no call, and who hosts talks is no guest's host
    words |= set() if event.type == "REJECT" else names(parse, event) - (kinds["visit"] if held else set())
    named = encounters.noun_kind(scene, head) if clause.kind == "noun" else None
    if event.mode == "phone" or named == "call" or spoken(scene, event, clause):
        return "call"
    for sort in ("summit", "call"):
        if words & kinds[sort]:
            return sort
    # "a joint news conference" is no conference of many
    if event.mode == "multilateral" or (named != "talks" and words & kinds["multilateral"]):
        return "multilateral"
    guests = codes(scene.who(clause.at("object"))) if clause.passive else ()
    if event.mode == "visit" or (words & kinds["visit"] and len(guests) < PAIR):
        return "visit"
    several = {a.country for a in event.actors}
    alone = len(event_parties(event)) == 1 and not any(map(holds_office, event.actors))
    body = alone and several <= encounters.BODIES
    return "multilateral" if len(several) >= MULTILATERAL or body else "talks"


def spoken(scene: Scene, event: Event, clause: Clause) -> bool:
    """Whether one in office spoke with another, of another country, at no place that is told: "spoke with his
    counterpart on Monday"."""
    if not encounters.speaks_afar(scene, clause):
        return False
    everybody = event_parties(event)
    sides = [[a for a in everybody if a.code == code] for code in codes(everybody)]
    return len(sides) > 1 and all(any(map(holds_office, side)) for side in sides)


def event_parties(event: Event) -> tuple[Actor, ...]:
    """Everybody who takes part in an act."""
    return unique((*event.actors, *event.recipients))


def agenda(parse: Parse, event: Event) -> tuple[Span, ...]:
    """What a meeting is about, in its own words: "on trade", "to discuss migration"."""
    words: Any = encounters.meeting_words(parse.language)["agenda"]
    head = parse.word_of(event)
    clause = parse.clause_at(head)
    holders: list[Clause] = [clause, *(parse.noun(h) for h in clause.at("object"))]
    topics = [h for c in holders for p in words["prepositions"] for h in c.at(f"oblique:{p}")]
    if clause.lemma in words["verbs"]:
        topics += clause.at("object")
    for k in parse.kids[head]:
        inner = parse.clauses.get(k)
        if inner is not None and inner.lemma in words["verbs"]:
            topics += inner.at("object")
    days = {h for h in topics if parse.entities[h] == "other" and parse.pos[h] == "PROPN"}  # "on Monday"
    days |= {h for h in topics if parse.pos[h] == "PRON" or parse.has(h, CARDINAL)}
    named = [h for h in dict.fromkeys(topics) if h not in days]
    return tuple(parse.span(*parse.phrase(h)) for h in named)


def once(parse: Parse, meetings: Iterable[Meeting], lesser: Iterable[Meeting] = ()) -> list[Meeting]:
    """Each meeting once: another telling of it, or the talks that a visit is for, adds its agenda,
    its day and who else took part."""
    kept: list[Meeting] = []
    for m in (*sorted(meetings, key=lambda m: m.when is None), *lesser):
        same = next((i for i, k in enumerate(kept) if one(parse, k, m) or one(parse, m, k)), None)
        if same is None:
            kept.append(m)
            continue
        first, other = (kept[same], m) if one(parse, kept[same], m) else (m, kept[same])
        topics = tuple(sorted({*first.agenda, *other.agenda}, key=lambda topic: topic.start))
        when = min((w for w in (first.when, other.when) if w is not None), key=length, default=None)
        same_sides = codes(first.participants) == codes(other.participants)
        # fewer who stand for no state: the agency that reports it
        who = min((first, other), key=lambda m: sum(map(encounters.private, m.participants)))
        who = who if same_sides else first
        everybody = with_people(who.participants, (*first.participants, *other.participants))
        kept[same] = replace(
            first, participants=everybody, agenda=topics, when=when, where=first.where or other.where
        )
    return sorted(kept, key=lambda m: m.evidence.start)


def length(when: When) -> int:
    """How many days a time takes, to tell the closer of two."""
    if when.start is None or when.end is None:
        return date.max.toordinal()
    return (date.fromisoformat(when.end[:10]) - date.fromisoformat(when.start[:10])).days


def one(parse: Parse, first: Meeting, other: Meeting) -> bool:
    """Whether two meetings are one: the same standing, parties and day,
    and the same kind or talks on a visit."""
    here, there = (codes(m.participants) for m in (first, other))
    overlap = first.evidence.start < other.evidence.end and other.evidence.start < first.evidence.end
    # "will visit Kenya on Friday … will hold talks"
    told_as_one = overlap or (other.status == "planned" and other.when is None)
    told_as_one = told_as_one or (here == there and on_visit(parse, first, other))
    if apart(first, other):
        return False
    kinds = first.kind == other.kind or (
        other.kind == "talks" and first.kind in ("visit", "summit", "multilateral") and told_as_one
    )
    return kinds and first.status == other.status and there <= here and one_day(first.when, other.when)


def on_visit(parse: Parse, first: Meeting, other: Meeting) -> bool:
    """Whether a guest and a host are told to meet in the sentence that tells of the visit."""
    told_at = parse.sentence_at
    return first.kind == "visit" and told_at(first.evidence.start) == told_at(other.evidence.start)


def apart(first: Meeting, other: Meeting) -> bool:
    """Whether two meetings name other persons for a side: with the minister, later with the king;
    or for one a body's committee, for the other the body or its chief."""
    here, there = persons(first), persons(other)
    both = codes(first.participants) & codes(other.participants)
    return not both.isdisjoint(organs(first) ^ organs(other)) or any(
        here[code].isdisjoint(there[code]) for code in here.keys() & there.keys()
    )


def organs(met: Meeting) -> frozenset[str]:
    """The bodies of which a committee or a council meets, and not they themselves."""
    return frozenset(a.code for a in met.participants if a.code and organ(a))


def organ(actor: Actor) -> bool:
    """Whether an actor is part of a body, and nobody who speaks for it."""
    return actor.body is not None and actor.role is None and key(actor.name or "") not in bodies.codes()


def persons(met: Meeting) -> dict[str, set[str]]:
    """The named holders of an office at a meeting, by whom they stand for."""
    found: dict[str, set[str]] = {}
    for a in met.participants:
        if a.code and a.name and holds_office(a):
            found.setdefault(a.code, set()).update(a.name.casefold().split())
    return found
