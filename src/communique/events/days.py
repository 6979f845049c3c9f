"""Matches to days: when an act took place or is due, from the times in its own words,
or from the day that its paragraph tells of.

Knows which clause's time is whose; reads no time expression itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, pairwise

from communique.events.distances import find_distance
from communique.events.scene import SPOKEN, Match, Scene
from communique.grammar import Clause
from communique.knowledge.roles import FOR, WILL, WOULD
from communique.records import Actor, Statement, Status, Time, When, codes

HAPPENED = ("actual", "historical")
REACH = 80  # characters between a distance and the day that it is counted from
STEPS_UP = 3  # clauses above that may lend their time; a deeper nest tells of other days


def day_of(
    scene: Scene, match: Match, said: Statement | None, actors: tuple[Actor, ...], status: Status
) -> When | None:
    """When an act took place or is due: a time in its own words, in what carries it, in what it speaks of,
    or the time of saying it."""
    clause = match.clause
    if match.pattern.said:
        return said.when if said is not None and said.when is not None and said.when.start else None
    own = noun_times(scene, clause) if clause.kind == "noun" else verb_times(scene, match)
    when = counted_from(scene, clause) or nearest(own, scene.parse.starts[clause.head])
    if when is None and match.inner is not None and match.type in ("AGREE", "CONCEDE", "THREATEN"):
        when = nearest(own_times(scene, match.inner.clause), scene.parse.starts[clause.head])
    if when is None and match.type == "AGREE" and scene.on:
        when = nearest(promised_times(scene, clause, scene.on), scene.parse.starts[clause.head])
    # "refused to attend the talks in March": then
    if when is None and match.type == "REJECT" and status == "actual" and scene.on:
        when = nearest(
            [t for t in refused_times(scene, match) if t.when.end and t.when.end <= scene.on],
            scene.parse.starts[clause.head],
        )
    if when is None and clause.kind == "verb" and clause.tense == "past" and status == "actual" and scene.on:
        when = nearest(
            [t for t in trailing_times(scene, clause) if t.when.end and t.when.end <= scene.on],
            scene.parse.starts[clause.head],
        )
    if when is None and match.type == "CONSULT" and (above := holder(scene, clause)) is not None:
        when = nearest(own_times(scene, above), scene.parse.starts[clause.head])
    if (
        when is None
        and said is not None
        and said.speaker is not None
        and said.speaker.country in {a.code for a in actors}
    ):
        before = before_saying(scene, clause) or (clause.perfect and another(said.speaker, actors))
        done_by_saying = match.type in SPOKEN and status != "planned" and not before
        announced = (
            clause.kind == "verb"
            and ((clause.progressive and not clause.perfect) or clause.modal in (WILL, WOULD))
            and status == "actual"
        )
        when = said.when if done_by_saying or announced or ordered(scene, clause) else None
    return when if when is not None and when.start else None


def holder(scene: Scene, clause: Clause) -> Clause | None:
    """The clause of whose subject another says that they met, in the same tense: "the two, who met in Lima,
    said on Friday"."""
    above = scene.parse.governor(clause.head) if clause.kind == "verb" and clause.link == "relative" else None
    if above is None or "object" in clause.roles or clause.parent not in above.subject:
        return None
    return above if (clause.tense, clause.perfect) == (above.tense, above.perfect) else None


def before_saying(scene: Scene, clause: Clause) -> bool:
    """Whether a clause tells in the perfect what was before it was said: "said that it had expelled him",
    "has long complained"."""
    kids = scene.parse.kids[clause.head]
    long = scene.has_word("lasting", *kids)
    return clause.perfect and (clause.tense == "past" or long)


def another(speaker: Actor, actors: Sequence[Actor]) -> bool:
    """Whether somebody by name tells what others of his country have done: "a former minister wrote last week
    that Mr Deby has agreed to it"."""
    persons = [a.name for a in actors if a.name and a.role]
    return bool(persons and speaker.role and speaker.name) and speaker.name not in persons


def trailing_times(scene: Scene, clause: Clause) -> list[Time]:
    """The times that end a clause behind an infinitive: "ordered the envoy to leave the country on Friday",
    told on Saturday."""
    behind = (*clause.complements, *scene.purposes(clause))
    inners = [scene.parse.clauses[c] for c in behind if c in scene.parse.clauses and c > clause.head]
    return [t for c in inners if c.form == "infinitive" for t in own_times(scene, c)]


def promised_times(scene: Scene, clause: Clause, on: str) -> list[Time]:
    """The times to come of what is agreed on: "agreed that the next round would be held in May"."""
    ahead = (c for c in scene.parse.held(clause) if c.modal in (WILL, WOULD) or c.form == "infinitive")
    told = (t for c in ahead for t in own_times(scene, c))
    return [t for t in told if t.when.start and t.when.end and t.when.start[:10] >= on < t.when.end[:10]]


def refused_times(scene: Scene, match: Match) -> list[Time]:
    """The times of what is refused, in its clause or with the noun that it goes to."""
    inners = scene.parse.held(match.clause)
    nouns = [h for c in inners for heads in c.roles.values() for h in heads]
    return [t for c in inners for t in own_times(scene, c)] + [
        t for h in nouns for t in scene.noun_times.get(h, [])
    ]


def ordered(scene: Scene, clause: Clause) -> bool:
    """Whether an act is what somebody has been told to do, and so begun with the order."""
    above = scene.parse.above(clause)
    return above is not None and clause.form == "infinitive" and above.verb in scene.words["ordering"]


def carried_out(scene: Scene, clause: Clause, when: When | None) -> bool:
    """Whether somebody ordered his own to do something on a day that has passed by publication: "ordered his
    envoys to boycott the session on Tuesday"."""
    above = scene.parse.above(clause)
    if when is None or not when.end or not scene.on or above is None or not ordered(scene, clause):
        return False
    told = codes(scene.who(above.at("object")))
    own = bool(told) and told <= codes(scene.agents(above))
    return own and above.tense == "past" and when.precision == "day" and when.end[:10] < scene.on


def noun_times(scene: Scene, clause: Clause) -> list[Time]:
    """The times of an act that a noun names: beside the noun, else with the verb that carries it."""
    own = [t for t in scene.noun_times.get(clause.head, []) if t.when.start]
    own = own or times_within(scene, clause) or times_behind(scene, clause)
    above = scene.light(clause)
    if not own and above is not None:
        own = scene.times.get(above.head, []) or then(scene, above)
    holder = scene.parse.above(clause)
    if own or holder is None:
        return own
    noun = whole(scene, clause.head)
    told = [c for c in (holder, *ahead_of(scene, holder)) if noun in c.subject]
    if clause.link.partition(":")[2] in scene.standing["in_course_of"]:  # "agreed in May to cut it at talks"
        above = scene.parse.above(holder)
        told += [holder, *((above,) if above is not None and shares_time(scene, holder, "CONSULT") else ())]
    else:
        told = [c for c in told if taking_place(scene, c) or (c.passive and c is not holder)]
    return next((found for c in told if (found := scene.times.get(c.head, []))), [])


def then(scene: Scene, clause: Clause) -> list[Time]:
    """The time that a clause says more about: "in 2018, when it signed the pact"."""
    first = scene.parse.subtree(clause.head)[0]
    behind = first - 1 if scene.has_word("at_once", first) else None
    told = clause.parent if clause.link == "relative" else behind
    return [scene.time_at[told]] if told in scene.time_at else []


def ahead_of(scene: Scene, holder: Clause) -> list[Clause]:
    """The infinitives that a clause says are to come or not: "are due to resume later this month"."""
    low, high = scene.parse.subtree(holder.head)
    inside = (scene.parse.clauses[w] for w in range(low, high + 1) if w in scene.parse.clauses)
    ahead = (c for c in inside if c.link == "complement" and c.marker is None)
    return [c for c in ahead if c.form == "infinitive" or c.modal == WILL]  # "are to be held in May"


def taking_place(scene: Scene, clause: Clause) -> bool:
    """Whether a clause only says that its subject took place: "the talks broke up on Tuesday"."""
    return not {clause.lemma, clause.verb}.isdisjoint(scene.standing["taking_place"])


def times_within(scene: Scene, clause: Clause) -> list[Time]:
    """The times of a participle behind a noun: "an accord, sealed by a call this morning",
    "agreed in talks last weekend"."""
    behind = scene.parse.hung(clause.head)
    told = [c for c in behind if c.link == "modifying" and c.form == "participle"]
    told += [c for c in behind if c.link == "relative" and taking_place(scene, c)]  # "which starts in May"
    return [t for c in told for t in own_times(scene, c)]


def times_behind(scene: Scene, clause: Clause) -> list[Time]:
    """The times between a noun and the verb that it is the subject of:
    "the conference in Oslo in June would discuss"."""
    above = scene.parse.above(clause)
    if above is None or clause.head not in above.subject or clause.head > above.head:
        return []
    first, last = scene.parse.starts[clause.head], scene.parse.starts[above.head]
    return [t for t in scene.times.get(above.head, []) if first < t.start < last]


def counted_from(scene: Scene, clause: Clause) -> When | None:
    """The day of what a distance counts from: "on Wednesday refused …,
    two days after it summoned the envoy"."""
    far = find_distance(scene, clause)
    above = scene.parse.above(clause)
    if far is None:
        # "a day after it joined Chad in expelling them", "a week after they joined forces to expel them"
        with_it = above is not None and (clause.form == "gerund" or together(scene, clause, above))
        shared = above is not None and with_it and shares_time(scene, clause, "")
        return counted_from(scene, above) if shared and above is not None else None
    for c in islice((above, *scene.parse.ancestors(above)), STEPS_UP) if above is not None else ():
        main = nearest([t for t in own_times(scene, c) if t is not far.time], scene.parse.starts[c.head])
        if main is not None and main.start is not None:
            return far.from_day(main.start)
    now = above is not None and above.tense == "present" and above.modal is None
    if above is None or not now or not scene.on or not (above.perfect or taking_place(scene, above)):
        return None
    return far.from_day(scene.on)  # "the move comes two days after it …", "has accused it, a week after …"


def together(scene: Scene, clause: Clause, above: Clause) -> bool:
    """Whether several did an act together with which the clause above says no more: "joined forces to"."""
    held = (scene.parse.lemma(h) for h in above.at("object"))
    joins = clause.form == "infinitive" and above.verb in scene.standing["joining"]
    return joins and not scene.standing["joined"].isdisjoint(held)


def whole(scene: Scene, noun: int) -> int:
    """The noun that another is counted by: the days of "three days of talks"."""
    while (
        scene.parse.pos[above := scene.parse.heads[noun]] == "ADP"
        and scene.parse.pos[scene.parse.heads[above]] == "NOUN"
    ):
        if not scene.has_word("counting", above):
            break
        noun = scene.parse.heads[above]
    return noun


def verb_times(scene: Scene, match: Match) -> list[Time]:
    """The times of an act that a verb names: in its clause, else in the clauses that it goes with."""
    clause = match.clause
    own = own_times(scene, clause)
    dated = any(t.when.start for t in own)  # not "for two years"
    if not dated and clause.link == "relative" and clause.parent in scene.time_at:  # "in 2018, when …"
        return [scene.time_at[clause.parent]]
    own = own or then(scene, clause) or times_beside(scene, clause)
    own = own or (times_uttered(scene, clause) if match.type in SPOKEN else [])
    for _ in range(STEPS_UP):
        if own or clause.parent is None or not shares_time(scene, clause, match.type):
            break
        above = scene.parse.clauses.get(clause.parent) or scene.parse.governor(clause.parent)
        if above is None:
            break
        clause, own = above, own_times(scene, above) or trailing_times(scene, above)
    return own or told_within(scene, match.clause)


def told_within(scene: Scene, clause: Clause) -> list[Time]:
    """The stretch in which somebody said that he had done it: "last week it said that it had shelled the
    port"; what an analyst wrote last week of others was done before."""
    above = scene.parse.above(clause)
    if (
        above is None
        or clause.link != "complement"
        or clause.form != "finite"
        or clause.modal is not None
        or clause.tense != "past"
    ):
        return []
    times = [t for t in own_times(scene, above) if t.when.precision in ("week", "month")]
    own = times and codes(scene.agents(clause)) & codes(scene.agents(above))
    return times if own else []


def times_beside(scene: Scene, clause: Clause) -> list[Time]:
    """The times of a clause under another that took place at once with it: "when it met in May,
    it backed the plan"."""
    beside = (c for c in scene.parse.hung(clause.head) if c.marker in scene.standing["at_once"])
    # not "as it did in 2020"
    once = (c for c in beside if c.link == "adverbial" and c.lemma not in scene.standing["standing_for"])
    ahead = "present" if clause.modal == WILL else clause.tense  # "will discuss it when they meet on Friday"
    return next((found for c in once if c.tense == ahead and (found := own_times(scene, c))), [])


def times_uttered(scene: Scene, clause: Clause) -> list[Time]:
    """The times of the message in which something is said, or of speaking: "in a statement issued on Monday,
    Chad condemned", "addressing parliament on Monday, he condemned"."""
    speakers = (c for h in clause.subject for c in scene.parse.hung(h) if c.link == "modifying")
    for c in (*scene.parse.hung(clause.head), *speakers):
        if c.link not in ("adverbial", "modifying") or c.form != "gerund" or c.marker is not None:
            continue
        if c.verb in scene.standing["uttering"] and (own := own_times(scene, c)):
            return own
    for heads in clause.roles.values():
        for h in heads:
            if scene.has_lemma("messages", h):
                found = scene.noun_times.get(h, []) or times_within(scene, scene.parse.noun(h))
                if found:
                    return found
    return []


def shares_time(scene: Scene, clause: Clause, type_: str) -> bool:
    """Whether a clause takes place when the one above it does: conjuncts, "accusing it of …",
    "agreed to …"."""
    if clause.link == "conjunct":
        # "is to see him on Friday and will go on to Oslo"
        words = {clause.lemma, *(scene.parse.lower[k] for k in scene.parse.kids[clause.head])}
        return clause.modal not in (WILL, WOULD) or words.isdisjoint(scene.standing["afterwards"])
    if clause.link == "complement" and clause.form == "infinitive":
        return True
    if (above := scene.parse.above(clause)) is not None and together(scene, clause, above):
        return True
    if clause.link == "relative" and clause.form == "infinitive":
        above = scene.parse.governor(clause.parent) if clause.parent is not None else None
        # "became the first minister to visit Oslo, last year"
        return above is not None and clause.parent in above.at("attribute")
    if clause.link == "adverbial" and clause.form == "finite" and clause.marker in scene.standing["at_once"]:
        above = scene.parse.above(clause)
        # "marches may take place on Sunday's anniversary of the war when it seized the town"
        return not (clause.tense == "past" and above is not None and above.modal is not None)
    gerund = clause.link.partition(":")[2] if clause.form == "gerund" else ""
    if gerund in scene.standing["negating_gerunds"] or gerund in scene.standing["means"]:
        return True  # "left on Friday without signing", "answered on Friday by expelling him"
    if (
        type_ == "CONSULT"
        and clause.form == "gerund"
        and clause.link.partition(":")[2] in scene.standing["same_day"]
    ):
        return True
    spoken = type_ in SPOKEN or type_ == "CONSULT"
    # "said on Friday in an appeal that called on Chad"
    if spoken and clause.link == "relative" and clause.parent is not None:
        return scene.has_lemma("messages", clause.parent)
    return (
        spoken
        and clause.link in ("modifying", "adverbial", "complement")
        and clause.form in ("gerund", "infinitive")
    )


def own_times(scene: Scene, clause: Clause) -> list[Time]:
    """The times of a clause, without those that another of them is counted from: "two days before the vote on
    Monday"."""
    found = (scene.times if clause.kind == "verb" else scene.noun_times).get(clause.head, [])
    bases = {
        b.start for a, b in pairwise(sorted(found, key=lambda t: t.start))
        if counts_on(scene, a)
        and b.start - a.end < REACH
        and "," not in scene.parse.words[scene.parse.word_at(a.end) : scene.parse.word_at(b.start)]
    }
    return [t for t in found if t.start not in bases]


def counts_on(scene: Scene, time: Time) -> bool:
    """Whether a time is counted from another one: the "two days" of "two days before the vote on Monday"."""
    last = scene.parse.word_at(time.end - 1)
    known = (min(last + 1, len(scene.parse) - 1),) if time.when.start else ()
    return scene.has_word("counting_on", last, *known)


def nearest(times: Sequence[Time], offset: int) -> When | None:
    """The dated time that stands nearest to an offset, else the stretch that has an end:
    "in the past three weeks"."""
    dated = [t for t in times if t.when.start and t.type in ("DATE", "TIME")] or [
        t for t in times if t.when.start and t.when.end
    ]
    return min(dated, key=lambda t: abs(t.start - offset)).when if dated else None


def clipped(when: When | None, status: Status, on: str | None) -> When | None:
    """A day as far as an act of its standing can have it: what is planned lies ahead,
    what is done behind ("later this year")."""
    if when is None or when.start is None or when.end is None or on is None:
        return when
    if not when.start[:10] <= on <= when.end[:10]:
        return when
    if status == "planned" and when.start[:10] < on:
        return replace(when, start=on, precision="range" if on < when.end[:10] else "day")
    if status in HAPPENED and on < when.end[:10]:
        if when.precision == "range" and on == when.start[:10]:
            return None  # "by 20 July", "later this year"
        return replace(when, end=on, precision="range" if when.start[:10] < on else "day")
    return when


UTTERED = frozenset(("SUPPORT", "ACCUSE", "REJECT", "REQUEST"))  # acts done by saying so in a paper


def to_come(scene: Scene, match: Match, when: When | None) -> bool:
    """Whether an act told in the present or by a participle, or a meeting told by a noun, is dated after the
    day of publication, and so still to come."""
    clause = match.clause
    if not ahead(when, scene.on):
        return False
    if scene.formal and match.type in UTTERED and clause.kind == "verb":
        return False  # "supports its bid for the term 2031": the day is that of what is said
    if clause.kind != "noun":
        promised = match.type == "AGREE" and not shown(match)
        now = clause.tense == "present" or clause.form == "participle"
        meant = clause.verb in scene.standing["convoking"] and any(h in scene.time_at for h in clause.at(FOR))
        return promised or (now and not clause.perfect) or (meant and match.type == "CONSULT")
    light = scene.light(clause)
    return match.type == "CONSULT" and (light is None or light.tense != "past")


def ahead(when: When | None, on: str | None) -> bool:
    """Whether days lie after the day of publication."""
    if when is None or when.start is None or when.end is None or on is None:
        return False
    return when.start[:10] >= on and when.end[:10] > on


def shown(match: Match) -> bool:
    """Whether somebody has shown that he is willing, by a thing whose day may be ahead and is not that of
    the showing: "has left the door open to a meeting next week"."""
    clause = match.clause
    done = clause.kind == "verb" and (clause.perfect or clause.tense == "past")
    bound = match.pattern.reciprocal or match.pattern.status == "planned"  # "invited him to talks next week"
    return done and match.type == "AGREE" and not clause.complements and not bound


def days_between(earlier: str, later: str) -> int:
    return (date.fromisoformat(later[:10]) - date.fromisoformat(earlier[:10])).days
