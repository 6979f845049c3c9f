"""Words to meetings: every mention of a meeting, visit, call or conference,
whoever told it and in whatever part of speech.

Knows the words of meetings from knowledge/<language>/meetings.toml and where their parties stand;
does not know which mentions are of one meeting.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from communique.events.days import clipped, day_of, nearest, own_times, times_uttered, to_come
from communique.events.scene import Match, Scene
from communique.events.standing import standing
from communique.grammar import Clause, Parse
from communique.grammar.features import ARTICLE
from communique.knowledge import load_toml
from communique.knowledge.patterns import Pattern
from communique.knowledge.roles import (
    AFTER,
    AMONG,
    AT,
    BETWEEN,
    BY,
    FOR,
    FROM,
    IN,
    INTO,
    OF,
    TO,
    WITH,
)
from communique.reasons import ATTEMPTED, WHO_MET, holds_office, tells_meeting
from communique.records import Actor, Event, MeetingKind, Place, Status, Time, When, codes, unique

Table = Mapping[str, Mapping[str, frozenset[str]]]
TWO = 2  # parties that make a meeting
BODIES = frozenset(("UNO", "EUR", "IGO"))  # codes of parties that can meet by themselves: a council, a bloc
MODES: Mapping[MeetingKind, str | None] = {
    "visit": "visit", "call": "phone", "summit": "multilateral", "multilateral": "multilateral",
}
HOLDERS = (BETWEEN, AMONG, OF, BY, WITH, FROM)
# sectors of who meets for no state
PRIVATE = frozenset(("REF", "CVL", "SOC", "MED", "JRN", "BUS", "CRM", "EDU", "HLH", "AGR", "LAB"))
STATELESS = frozenset(("NGO", "MNC", "IMG", "ISM"))  # codes of parties that nobody visits as a state
STANDING: frozenset[Status] = frozenset(("actual", "historical", "planned"))
NEAR = 3  # clauses above that may lend a meeting their day
RULE = "consult.encounter"


@dataclass(frozen=True, slots=True)
class Encounter:
    """One mention of a meeting: the match that stands for it, who takes part, whether it took place,
    and its day."""

    match: Match
    kind: MeetingKind
    parties: tuple[Actor, ...]
    status: Status
    when: When | None
    why: tuple[str, ...]


@cache
def meeting_words(language: str) -> Table:
    """The words of meetings of a language, by section and kind."""
    raw: dict[str, dict[str, list[str]]] = load_toml(f"{language}/meetings.toml")
    return {
        section: {kind: frozenset(words) for kind, words in rows.items()} for section, rows in raw.items()
    }


def find_encounters(scene: Scene) -> list[Encounter]:
    """The mentions of meetings in an article in order,
    those with too few parties to stand by themselves among them."""
    if scene.encounters is None:  # events and meetings both ask
        found = (noun_encounter(scene, w) or verb_encounter(scene, w) for w in range(len(scene.parse)))
        scene.encounters = [e for e in found if e is not None]
    return scene.encounters


def alone(encounter: Encounter) -> bool:
    """Whether a mention names all who are needed for a meeting: two parties,
    or a body that meets by itself."""
    named = codes(encounter.parties)
    if any(a.country in BODIES for a in encounter.parties) and encounter.kind in (
        "talks", "summit", "multilateral",
    ):
        return True
    return len(named) >= TWO


def carried_on(scene: Scene, bare: Encounter, events: Sequence[Event]) -> Encounter | None:
    """A meeting that names no two sides, with those who met or are to meet by the nearest act told before it,
    else by the first behind: "the talks ended on Sunday", "the next round is due in May"; None where it is
    only spoken of."""
    clause = bare.match.clause
    if alone(bare) or bare.kind not in ("talks", "summit", "multilateral") or clause.kind != "noun":
        return None
    if newly(scene, bare):
        return None
    if scene.happening(clause) is None and not (bare.status == "planned" and bare.when is not None):
        return None
    start = scene.parse.starts[clause.head]
    known = ((e.trigger.start, unique((*e.actors, *e.recipients))) for e in events if tells_meeting(e))
    sides = [(at, parties) for at, parties in known if len(codes(parties)) >= TWO]
    before, there = [row for row in sides if row[0] < start], codes(goals(scene, clause))
    behind = (row for row in sides if there <= codes(row[1]))  # held where none of them is, it is another
    _, parties = before[-1] if before else min(behind, key=lambda row: row[0], default=(None, ()))
    if not parties or not codes(bare.parties) <= codes(parties):
        return None
    why = f"{', '.join(sorted(codes(parties)))}: {WHO_MET}"
    return replace(bare, parties=parties, why=(*bare.why, why))


def newly(scene: Scene, bare: Encounter) -> bool:
    """Whether a noun brings up a meeting of nobody's that the text has not spoken of: "a conference in Oslo";
    not "a new round", "a visit"."""
    parse, nouns, noun = scene.parse, meeting_words(scene.language)["nouns"], bare.match.clause.head
    if bare.parties or bare.kind == "visit" or parse.lemma(noun) in nouns["numbered"]:
        return False
    kids = {parse.lower[k] for k in parse.kids[noun] if parse.has(k, ARTICLE)}
    return bool(kids) and kids.isdisjoint(scene.standing["known"])


# ---------------------------------------------------------------- nouns
def noun_encounter(scene: Scene, word: int) -> Encounter | None:
    """The meeting that a noun names, in whatever case it stands: "after his talks with", "a summit in",
    "the next round"."""
    parse, words = scene.parse, meeting_words(scene.language)
    if parse.pos[word] not in ("NOUN", "PROPN") or parse.relations[word] == "compound":
        return None
    kind = noun_kind(scene, word)
    if kind is None:
        return None
    top = counter(scene, word)
    clause = parse.noun(top)
    if clause.negated:
        return None
    above = parse.above(clause)
    # "following a summit, he said"
    if above is not None and above.form == "gerund" and above.lemma in words["verbs"]["leading_on"]:
        above = parse.governor(above.head)
        clause = replace(clause, link=AFTER)
    if above is not None and (undoes(scene, above) or pending(scene, top, above)):
        return None
    if undone(scene, top):
        return None
    parties = noun_parties(scene, word, top, clause, above, kind)
    return told(scene, clause, kind, parties, above)


def undoes(scene: Scene, above: Clause) -> bool:
    """Whether the verb that tells of a meeting calls it off: "scrapped talks", "pulled out of a meeting"."""
    return not called(scene.parse, above).isdisjoint(meeting_words(scene.language)["turning"]["undone"])


def called(parse: Parse, clause: Clause) -> set[str]:
    """What a verb may be called: by its lemma, and with the word behind it, "pull out" of "pulled out of"."""
    return {clause.lemma, f"{clause.verb} {parse.lower[min(clause.head + 1, len(parse) - 1)]}"}


def pending(scene: Scene, noun: int, above: Clause) -> bool:
    """Whether a clause leaves open that a meeting will be: "his trip is under review", "the visit is in
    doubt"."""
    unsure, roles = meeting_words(scene.language)["turning"]["pending"], above.roles.values()
    being = above.lemma in scene.words["being"] and noun in above.subject
    return being and any(scene.parse.lemma(h) in unsure for found in roles for h in found)


def undone(scene: Scene, top: int) -> bool:
    """Whether a noun says of a meeting that it was put off or called off:
    "the postponement of the summit"."""
    parse = scene.parse
    of = parse.heads[top]
    return (
        parse.pos[of] == "ADP"
        and parse.lemma(parse.heads[of]) in meeting_words(scene.language)["turning"]["undoing"]
    )


def noun_kind(scene: Scene, word: int) -> MeetingKind | None:
    """The kind of meeting that a noun names with the words before it; None where it names none."""
    parse, words = scene.parse, meeting_words(scene.language)
    lemma = parse.lemma(word)
    before = {form for k in parse.kids[word] if k < word for form in (parse.lemma(k), parse.lower[k])}
    if before & words["nouns"]["not_after"]:
        host = any(map(statesman, scene.who(parse.noun(word).at(WITH))))  # "a news conference with the king"
        joint = (host or before & words["nouns"]["joint"]) and lemma in words["nouns"]["multilateral"]
        return "talks" if joint else None
    if lemma in words["nouns"]["call"] and (
        before & words["nouns"]["line"] or lemma not in words["nouns"]["line_needed"]
        or (lemma in words["nouns"]["with_company"] and scene.who(parse.noun(word).at(WITH)))
    ):
        return "call"
    if lemma in words["nouns"]["numbered"]:
        return "talks" if before & words["nouns"]["order"] and not parse.noun(word).roles.get(OF) else None
    kinds: tuple[MeetingKind, ...] = ("summit", "multilateral", "visit", "talks")
    for kind in kinds:
        if lemma in words["nouns"][kind] and (lemma not in words["nouns"]["plural"] or parse.is_plural(word)):
            return "summit" if before & words["nouns"]["summit"] else kind
    return None


def counter(scene: Scene, word: int) -> int:
    """The noun that a meeting is counted by: the round of "the next round of talks"."""
    parse, counters = scene.parse, meeting_words(scene.language)["nouns"]["counter"]
    while parse.pos[prep := parse.heads[word]] == "ADP" and scene.has_word("counting", prep):
        above = parse.heads[prep]
        if parse.lemma(above) not in counters:
            break
        word = above
    return word


def noun_parties(
    scene: Scene, word: int, top: int, clause: Clause, above: Clause | None, kind: MeetingKind
) -> tuple[Actor, ...]:
    """Who takes part in a meeting that a noun names: beside the noun, and by the clause that holds it."""
    parse, words = scene.parse, meeting_words(scene.language)
    # "the ministers of Chad and Mali, meeting in Oslo"
    own = list(scene.cast.of(parse.heads[word])) if parse.relations[word] == "apposition" else []
    for noun in dict.fromkeys((word, top)):
        roles = parse.noun(noun).roles
        own += [a for role in HOLDERS for h in roles.get(role, ()) for a in scene.who((h,))]
        own += scene.cast.owners(noun)
        own += [
            a for h in roles.get("modifier", ()) for k in parse.kids[h]
            if parse.relations[k] == "compound" for a in scene.cast.of(k)
        ]
    if kind == "visit":
        own += goals(scene, parse.noun(word)) or (goals(scene, above) if above is not None else ())
    met = any(scene.who(parse.noun(n).at(WITH)) for n in dict.fromkeys((word, top)))
    absent = above is not None and above.negated and above.lemma in scene.words["being"]  # "was not at"
    if above is not None and not absent and not (kind != "visit" and of_body(scene, word, own)) and (
        joins(scene, clause, above) or (met and len(codes(own)) < TWO and certain(scene, top, clause))
    ):
        own += scene.agents(above)
        own += [a for h in above.at(WITH) for a in scene.who((h,))]
        if clause.link.partition(":")[2] in words["verbs"]["inside"]:  # "met B during a visit"
            own += [a for h in above.at("object") for a in scene.cast.of(h) if a.role is not None]
    return unique(own)


def of_body(scene: Scene, word: int, own: Sequence[Actor]) -> bool:
    """Whether a meeting is a body's own, at which who speaks is one of it: "at the League meeting"."""
    before = any(
        scene.cast.of(k) for k in scene.parse.kids[word] if scene.parse.relations[k] in ("compound", "owner")
    )
    return bool(own) and before and all(a.country in BODIES and a.role is None for a in own)


def certain(scene: Scene, top: int, clause: Clause) -> bool:
    """Whether a noun names one meeting and not any: "a meeting", "his talks", "talks on Monday";
    not "prefers talks"."""
    fixed = any(
        scene.parse.relations[k] in ("determiner", "owner", "number", "time") for k in scene.parse.kids[top]
    )
    return clause.link != "subject" and (fixed or bool(scene.noun_times.get(top)))


def joins(scene: Scene, clause: Clause, above: Clause) -> bool:
    """Whether the subject of the clause that holds a meeting's noun is at the meeting: "held", "attended",
    "said after"."""
    words = meeting_words(scene.language)
    taking_part = above.verb in words["verbs"]["taking_part"]
    if taking_part and clause.link in ("object", "attribute", IN, INTO, TO, FOR, FROM):
        return not above.passive
    prep = clause.link.partition(":")[2]
    return prep in words["verbs"]["occasions"] and not scene.cast.owners(clause.head)


def goals(scene: Scene, clause: Clause) -> tuple[Actor, ...]:
    """Whose country somebody goes to: "to Lima", "in Chad"."""
    words = meeting_words(scene.language)["verbs"]
    for role, all_heads in clause.roles.items():
        heads = [h for h in all_heads if scene.parse.lemma(h) not in words["nowhere"]]
        if role.partition(":")[2] in words["goals"] and (found := scene.hosts(heads) or scene.who(heads)):
            return found
    return ()


def left(scene: Scene, clause: Clause) -> tuple[Actor, ...]:
    """Whose country somebody comes back from: "returned from Lima", "came away from Chad"."""
    verbs, kids = meeting_words(scene.language)["verbs"], scene.parse.kids[clause.head]
    back = clause.verb in verbs["returning"] or any(scene.parse.lower[k] in verbs["back"] for k in kids)
    return scene.hosts(clause.at(FROM)) if back else ()


# ---------------------------------------------------------------- verbs
def verb_encounter(scene: Scene, word: int) -> Encounter | None:
    """The meeting that a verb tells: who meets, calls, visits or receives whom."""
    clause = scene.parse.clauses.get(word)
    if clause is None or clause.negated:
        return None
    for kind, parties in verb_readings(scene, clause):
        by_itself = any(a.country in BODIES for a in parties) and "object" not in clause.roles
        if len(codes(parties)) >= TWO or by_itself or (kind == "talks" and len(unique(parties)) >= TWO):
            return told(scene, clause, kind, unique(parties), None)
    return None


def verb_readings(scene: Scene, clause: Clause) -> Iterator[tuple[MeetingKind, tuple[Actor, ...]]]:
    """The kinds of meeting that a verb may tell, each with who takes part."""
    verbs = meeting_words(scene.language)["verbs"]
    verb = clause.verb
    if not any(verb in words for words in verbs.values()) or not codes(agents := scene.agents(clause)):
        return
    objects = tuple(a for h in clause.at("object") for a in scene.cast.of(h))
    others = (*objects, *scene.who(clause.at(WITH)))
    if verb in verbs["meeting"] and not (others and all(map(private, others))):
        yield "talks", (*agents, *others)
    if verb in verbs["conferring"]:
        others = scene.who((*clause.at(WITH), *clause.at(TO)))
        if not all(map(private, others)) or (verb in verbs["gathering"] and codes(agents) & BODIES):
            yield "talks", (*agents, *others)
    if any(statesman(a) for a in agents):
        yield from statesmen_readings(scene, clause, verb, agents, objects)


def statesmen_readings(
    scene: Scene, clause: Clause, verb: str, agents: tuple[Actor, ...], objects: tuple[Actor, ...]
) -> Iterator[tuple[MeetingKind, tuple[Actor, ...]]]:
    """The kinds of meeting that a verb tells only of who can meet for a state or a body."""
    verbs, heads = meeting_words(scene.language)["verbs"], clause.at("object")
    if verb in verbs["calling"] and any(statesman(a) for a in objects):
        yield "call", (*agents, *objects)
    if lasts(scene, clause, agents):
        yield "call", agents
    if (
        verb in verbs["going"]
        and not heads
        and (hosts := [a for a in goals(scene, clause) or left(scene, clause) if a.country not in STATELESS])
    ):
        yield "visit", (*agents, *hosts)
    if verb in verbs["staying"] and any(a.role for a in agents) and stays(scene, clause):
        yield "visit", (*agents, *scene.hosts(clause.at(IN)))
    if (
        verb in verbs["seeing"]
        and (clause.progressive or clause.form == "infinitive")
        and any(statesman(a) for a in objects)
    ):
        yield "talks", (*agents, *objects)
    if verb in verbs["visiting"]:
        # "Arabi" of "to visit Nabil al-Arabi" is no place
        places = [h for h in heads if not any(map(holds_office, scene.cast.of(h)))]
        yield "visit", (*agents, *scene.hosts(places))
    if verb in verbs["leading"] and any(scene.parse.lemma(h) in verbs["missions"] for h in heads):
        ways = [scene.hosts(c.at(TO)) for c in (clause, *(scene.parse.noun(h) for h in heads))]
        yield "visit", (*agents, *next((w for w in ways if w), ()))
    if verb in verbs["hosting"] and clause.form != "gerund" and any(statesman(a) for a in objects):
        yield "visit", (*agents, *objects)
    if verb in verbs["addressing"] and codes(objects) & BODIES and not assembled(scene, heads):
        yield "multilateral", (*agents, *objects)


def lasts(scene: Scene, clause: Clause, agents: tuple[Actor, ...]) -> bool:
    """Whether those of several countries spoke for a while, at no place that is told: "the two presidents
    spoke for an hour"."""
    while_ = any(h in scene.time_at for h in clause.at(FOR))
    return while_ and len(codes(agents)) >= TWO and speaks_afar(scene, clause)


def speaks_afar(scene: Scene, clause: Clause) -> bool:
    """Whether somebody speaks with others at no place that is told, as on the phone."""
    told = clause.kind == "verb" and clause.verb in meeting_words(scene.language)["verbs"]["speaking"]
    return told and not (clause.at(IN) or clause.at(AT))


def assembled(scene: Scene, heads: Sequence[int]) -> bool:
    """Whether these are all the states at once, who hear a speech and meet nobody by it: "addressed the UN
    general assembly"."""
    table = meeting_words(scene.language)["verbs"]["assembled"]
    return any(scene.parse.lemma(h) in table for h in heads)


def stays(scene: Scene, clause: Clause) -> bool:
    """Whether somebody is in a place for a while, by a day or an aim: "was in Lima on Friday",
    "is in Lima to meet him"."""
    if clause.perfect or "attribute" in clause.roles:
        return False
    return bool(times_of(scene, clause) or scene.purposes(clause))


def statesman(actor: Actor) -> bool:
    """Whether an actor is somebody who can meet for a state or a body: a person with an office, a minister,
    a government."""
    return not private(actor) and (actor.role is not None or actor.sector in ("GOV", "IGO"))


def private(actor: Actor) -> bool:
    """Whether somebody's journey is no visit between states: refugees, reporters, tourists, troops,
    fighters."""
    nameless = actor.role is None or actor.role in (actor.name or "")  # "Chilean troops"
    armed = actor.sector == "MIL" or (actor.sector == "REB" and actor.body is not None)
    own = actor.country in BODIES and actor.role is not None  # a body's chief of health
    return (actor.sector in PRIVATE and not own) or (armed and nameless)


# ---------------------------------------------------------------- standing and day
def told(
    scene: Scene, clause: Clause, kind: MeetingKind, parties: tuple[Actor, ...], above: Clause | None
) -> Encounter | None:
    """A mention with its standing and its day; None for a meeting that is only wished for,
    denied or imagined."""
    pattern = Pattern(
        RULE, "CONSULT", "meetings.toml", (), reciprocal=True, mode=MODES.get(kind), confidence=0.6
    )
    match = Match(pattern, clause, clause.head, "CONSULT", pattern.mode)
    status, why = standing(scene, match)
    if status not in STANDING or any(w.startswith(ATTEMPTED) for w in why):
        return None
    when = day_of(scene, match, scene.carrier(clause), parties, status) or near_day(scene, clause, above)
    when = when or scene.entry_day(clause.head)
    if status == "actual" and to_come(scene, match, when):
        status, why = "planned", [*why, f"{when.text!r} is still to come"]  # type: ignore[union-attr]
    when = clipped(when, status, scene.on)
    return Encounter(match, kind, parties, status, when, tuple(why))


def place(scene: Scene, clause: Clause) -> Place | None:
    """Where a meeting is, by the place in its own phrase: "talks in Oslo"."""
    heads = (h for p in meeting_words(scene.language)["verbs"]["places"] for h in clause.at(f"oblique:{p}"))
    return next(
        (found for h in heads if (found := scene.place_at.get(h)) is not None and not found.demonym), None
    )


def times_of(scene: Scene, clause: Clause) -> list[When]:
    """The days that a clause names."""
    return [t.when for t in own_times(scene, clause) if t.when.start and t.when.end]


def near_day(scene: Scene, clause: Clause, above: Clause | None) -> When | None:
    """The day of a noun's meeting: what stands in its phrase, or with the clause whose occasion it is."""
    parse = scene.parse
    if clause.kind != "noun":
        return None
    low, high = parse.subtree(clause.head)
    about = (
        c for h, c in parse.clauses.items()
        if low <= h <= high and c.link in ("relative", "modifying", "complement", "adverbial")
    )
    inside = next((days[0] for c in about if (days := times_of(scene, c))), None)
    if inside is not None:
        return inside
    if (
        above is not None
        and above.link == "relative"
        and above.parent in scene.time_at
        and clause.head in above.subject
    ):
        return next_one(scene.time_at[above.parent].when, scene.on, above)
    beside = clause.link.partition(":")[2]
    held = beside in (
        scene.standing["prepositions_of_place"] | meeting_words(scene.language)["verbs"]["same_day"]
    )
    part = meeting_words(scene.language)["verbs"]["taking_part"]
    held |= above is not None and (above.lemma in part or (above.passive and clause.link == "subject"))
    if above is None or not held:
        return None
    for c in islice((above, *parse.ancestors(above)), NEAR):
        # "speaking on Monday after talks with Chad, he said"
        told_at = dated(scene, c) or (times_uttered(scene, c) if c is above else [])
        if (found := nearest(told_at, parse.starts[clause.head])) is not None:
            return found
        if looks_back(c):
            return None
    return None


def looks_back(clause: Clause) -> bool:
    """Whether what a clause tells was over before it was said."""
    return clause.link == "complement" and clause.form == "finite" and clause.perfect


def next_one(when: When, on: str | None, clause: Clause) -> When:
    """The month of "before May, when a conference is to open":
    the coming one where the clause is not told in the past."""
    if when.start is None or when.end is None or on is None or when.end[:10] >= on:
        return when
    if when.precision != "month" or clause.tense == "past":
        return when
    start, end = (f"{int(day[:4]) + 1}{day[4:]}" for day in (when.start, when.end))
    return replace(when, start=start, end=end)


def dated(scene: Scene, clause: Clause) -> list[Time]:
    """The times of a clause that are of no noun in it: not the "tomorrow" of "tomorrow's talks"."""
    nouns = [t for h in clause.at("object") for t in scene.noun_times.get(h, [])]
    return [t for t in own_times(scene, clause) if t not in nouns]
