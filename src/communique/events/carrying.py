"""Acts without a time to the day that the story tells of: the day of the paragraph, of the saying,
of the news that a report opens with.

Knows what is told as part of one story; the times of an act's own words are the matter of events/days.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from communique.events.days import HAPPENED, another, before_saying, days_between, shares_time, times_uttered
from communique.events.distances import Distance, find_distance
from communique.events.scene import SPOKEN, Scene
from communique.grammar import Clause
from communique.reasons import DAY_AROUND, DAY_OF_NEWS, SPOKE, rests_on
from communique.records import Event, Statement, Time, When, codes

LEAD = 2  # paragraphs that a report opens with, its headline among them
RECENT = 3  # days before publication that news is told of
FRESH = 1  # … that what is said is told of
FAR = 3000  # characters after which a report tells of other days than the one that it opens with
ASIDE = ("relative", "modifying")  # how a clause hangs that only says more about a thing
LONG = re.compile(r"P(?:X|\d+)[WMY]")  # a length of weeks, months, years


# ---------------------------------------------------------------- the running day
def running(scene: Scene, events: Sequence[Event]) -> list[Event]:
    """Events in which an act told in the simple past without a day has the day that its paragraph tells
    of."""
    days, sayings = narrated(scene), saying_days(scene)
    done = []
    for event in events:
        if event.when is None:
            event = on_entry_day(scene, event)
        if event.when is None and event.status == "actual" and event.type in SPOKEN:
            event = on_saying_day(scene, event, sayings)
        if event.when is None and event.status in HAPPENED:
            event = on_running_day(scene, event, days)
        if event.status in HAPPENED and (day := story_day(scene, event)) is not None:
            start = event.trigger.start
            days.append((start, scene.parse.paragraph_of(scene.parse.word_at(start)), day))
            days.sort(key=lambda row: row[0])
        done.append(event)
    return done


def on_entry_day(scene: Scene, event: Event) -> Event:
    """An act that an entry of a chronology tells without a day of its own, on the day of the entry."""
    word = scene.parse.word_of(event)
    when, clause = scene.entry_day(word), scene.parse.clause_of(word)
    if when is None or clause is None or clause.link in ASIDE or not told_in(scene, event, clause):
        return event
    still = event.status == "planned" and scene.on is not None and str(when.end) >= scene.on[:10]
    if of_before(scene, event) or clause.modal is not None or not (event.status in HAPPENED or still):
        return event
    return replace(event, when=when, because=(*event.because, f"{DAY_AROUND} its entry is of, {when.text!r}"))


def story_day(scene: Scene, event: Event) -> When | None:
    """The day of an act, if a story may go on with it: not that of "a day after it had left"."""
    clause = scene.parse.clauses.get(scene.parse.word_of(event))
    far = find_distance(scene, clause) if clause is not None else None
    aside = far is not None and far.steps != 0
    return event.when if event.when is not None and event.when.precision == "day" and not aside else None


def saying_days(scene: Scene) -> dict[str, Statement]:
    """What each speaker says with a time, by their name and the id of each of their statements;
    none for one who spoke at several."""
    by_speaker: dict[str, list[Statement]] = {}
    for said in scene.statements:
        if said.speaker is not None and said.speaker.name:
            by_speaker.setdefault(said.speaker.name, []).append(said)
    found: dict[str, Statement] = {}
    for name, told in by_speaker.items():
        dated = {(s.when.start, s.when.end): s for s in reversed(told) if s.when and s.when.start}
        if len(dated) == 1:
            found |= dict.fromkeys((name, *(s.id for s in told)), *dated.values())
    return found


def on_saying_day(scene: Scene, event: Event, sayings: Mapping[str, Statement]) -> Event:
    """An act of words, told without a day, on the one day on which its speaker spoke: lately, or by what its
    paragraph tells before it."""
    clause = scene.parse.clauses.get(scene.parse.word_of(event))
    told = clause is not None and simple_past(scene, clause)
    if of_before(scene, event):
        return event
    names = [a.name for a in event.actors if a.name] if told and event.statement is None else []
    keys = (*((event.statement,) if told_by_doer(scene, event) else ()), *names)
    said = next((sayings[key] for key in keys if key in sayings), None)
    if said is None or said.when is None or not (of_late(scene, said.when) or goes_on(scene, event, said)):
        return event
    why = f"{DAY_AROUND} {SPOKE}, {said.when.text!r}"
    return replace(event, when=said.when, because=(*event.because, why))


def goes_on(scene: Scene, event: Event, said: Statement) -> bool:
    """Whether an act is told after what its speaker said, in the paragraph of that."""
    first, here = (scene.parse.word_at(span.start) for span in (said.content[0], event.trigger))
    return first <= here and scene.parse.paragraph_of(first) == scene.parse.paragraph_of(here)


def told_by_doer(scene: Scene, event: Event) -> bool:
    """Whether who does an act of words is who says what tells it: not "said that Chad's veto was wrong"."""
    said = next((s for s in scene.statements if s.id == event.statement), None)
    return said is not None and said.speaker is not None and said.speaker.code in codes(event.actors)


def of_before(scene: Scene, event: Event) -> bool:
    """Whether an act is told as one of before what is told around it: "had refused for months",
    "its earlier refusal", "has long complained"."""
    parse = scene.parse
    word = parse.word_of(event)
    clause = parse.clauses.get(word)
    if clause is None:
        holder = parse.clause_of(word)  # "was previously involved in talks with Chad"
        before = [k for k in parse.kids[word] if k < word]
        before += parse.kids[holder.head] if holder is not None else []
        return scene.has_word("earlier", *before)
    lengths = (t for t in scene.times.get(word, ()) if LONG.fullmatch(t.value))
    long = any(parse.lower[parse.word_at(t.start) - 1] in scene.words["for"] for t in lengths)
    said = scene.carrier(clause)
    others = said is not None and said.speaker is not None and another(said.speaker, event.actors)
    return long or before_saying(scene, clause) or (clause.perfect and others)


def narrated(scene: Scene) -> list[tuple[int, int, When]]:
    """(offset, paragraph, day) of each day on which something is told to have happened, in order."""
    return sorted(
        (
            (t.start, scene.parse.paragraph_of(head), t.when)
            for head, t in happened_at(scene) if t.when.precision == "day"
        ),
        key=lambda row: row[0],
    )


def happened_at(scene: Scene) -> Iterator[tuple[int, Time]]:
    """Each time at which something is told to have happened, with the head of its clause."""
    for head, times in scene.times.items():
        clause = scene.parse.clauses[head]
        happened = clause.tense == "past" and clause.modal is None
        if happened and clause.marker not in scene.words["conditional_markers"]:
            yield from ((head, t) for t in times)


def on_running_day(scene: Scene, event: Event, days: Sequence[tuple[int, int, When]]) -> Event:
    """An event on the last day told of before it in its paragraph;
    "also" reaches back to the paragraph before."""
    word, at = scene.parse.word_of(event), event.trigger.start
    clause, here = scene.parse.clause_of(word), scene.parse.paragraph_of(word)
    earlier = [(start, here - paragraph, when) for start, paragraph, when in days if start < at]
    far = find_distance(scene, scene.parse.clause_at(word))
    if far is not None:
        return at_distance(event, far, [when for _, back, when in earlier if back <= 1])
    if clause is None or not told_in(scene, event, clause) or not simple_past(scene, clause):
        return event
    if of_before(scene, event) or of_another_time(scene, clause):
        return event
    noted = event.type == "CONSULT" and word != clause.head and clause.link in ASIDE
    if met_before(scene, event, clause) or noted:  # "the plan that he put forward at their meeting"
        return event
    reach = scene.has_word("continuing", *scene.parse.kids[clause.head])
    if event.type == "CONSULT":  # "the envoy, who met the king on Monday, said after talks with Chad"
        earlier = [row for row in earlier if not aside(scene, row[0])]
    said = scene.carrier(clause)
    if said is not None and said.kind == "direct":  # what a quotation looks back on
        earlier = [row for row in earlier if any(part.start <= row[0] < part.end for part in said.content)]
    before = [when for _, back, when in earlier if 0 <= back <= reach]
    if not before or tells_older(scene, clause, before[-1]):
        return event
    why = f"{DAY_AROUND} its paragraph tells of, {before[-1].text!r}"
    return replace(event, when=before[-1], because=(*event.because, why))


def tells_older(scene: Scene, clause: Clause, day: When) -> bool:
    """Whether what a clause tells goes with an older time than a day, so that it is not of that day:
    "shelled the town at rallies that began on Friday", "was its ally until they fell out in March"; what only
    says which thing is meant goes with it if it is of the last days."""
    first, last = scene.parse.subtree(clause.head)
    for word in range(first, last + 1):
        when = scene.time_at[word].when if word in scene.time_at else None
        if when is not None and when.end and when.end < str(day.start):
            holder = scene.parse.clause_of(word)
            meant = of_late(scene, when) or holder is None or holder.link not in ASIDE
            if meant and not behind(scene, word, clause.head):
                return True
    return False


def behind(scene: Scene, word: int, head: int) -> bool:
    """Whether a word hangs, below a head, on what something came after: "came after talks on Monday"."""
    parse = scene.parse
    there = parse.climb(
        word, lambda at: at != head and not scene.has_word("after", at, *parse.kids[at])
    )
    return there != head


def met_before(scene: Scene, event: Event, clause: Clause) -> bool:
    """Whether somebody is said to have met, or to have held a meeting, before it was said: "said on Friday
    that he has been in Chad"."""
    word = scene.parse.word_of(event)
    own = word == clause.head or scene.light(scene.parse.noun(word)) is not None
    return event.type == "CONSULT" and own and clause.link == "complement" and clause.perfect


def aside(scene: Scene, start: int) -> bool:
    """Whether what stands at an offset only says more about somebody."""
    clause = scene.parse.clause_of(scene.parse.word_at(start))
    return clause is not None and clause.link == "relative"


def told_in(scene: Scene, event: Event, clause: Clause) -> bool:
    """Whether a clause tells of an act as taking place when it does,
    by its verb or by the noun that it carries."""
    word = scene.parse.word_of(event)
    if clause.marker in scene.standing["other_times"]:
        return False
    return (
        clause.head == word or scene.light(scene.parse.noun(word)) is not None or occasion(scene, event, word)
    )


def occasion(scene: Scene, event: Event, word: int) -> bool:
    """Whether a noun tells of a meeting where something was said or done: "accepted the offer in a call",
    "the talks ended"; not "a book on the talks"."""
    parse, table = scene.parse, scene.standing
    if event.type != "CONSULT":
        return False
    above = parse.heads[word]
    owned = any(parse.relations[k] == "owner" for k in parse.kids[word])
    of_verb = owned or parse.heads[above] in parse.clauses
    where = table["same_day"] | table["within"] if of_verb else table["same_day"] - table["within"]
    inside = parse.pos[above] == "ADP" and parse.lower[above] in where
    return inside or parse.relations[word] in ("subject", "subject:passive")


# ---------------------------------------------------------------- the day of the news
def of_the_news(scene: Scene, events: Sequence[Event]) -> list[Event]:
    """Events in which an act without a time is of the day that the report is about: what it opens with,
    in the perfect or on a day."""
    if scene.formal:
        return list(events)
    events = [on_news_day(scene, e) if e.when is None and e.status == "actual" else e for e in events]
    opening = opening_day(scene, events)
    if opening is None:
        return events
    why = f"{DAY_AROUND} the report opens with, {opening.text!r}"
    return [
        replace(e, when=opening, because=(*e.because, why))
        if told_as_news(scene, e, opening) and not retold(scene, e, events) else e
        for e in events
    ]


def told_as_news(scene: Scene, event: Event, opening: When) -> bool:
    """Whether an act without a time is told in the simple past as part of the news,
    and not as what went before it."""
    clause = scene.parse.clause_of(scene.parse.word_of(event))
    if event.when is not None or event.status != "actual" or clause is None or event.trigger.start > FAR:
        return False
    said = scene.carrier(clause)
    quoted = said is not None and said.kind == "direct" and clause.tense == "past"
    if event.type in SPOKEN and days_between(str(opening.end), str(scene.on)) > FRESH:
        return False  # what is said of an act is news of a later day
    # "unlike the part that it played when it seized the port"
    asides = (c for c in (clause, *scene.parse.ancestors(clause)) if c.link in ASIDE)
    beside = any(not shares_time(scene, c, event.type) for c in asides)
    if quoted or beside or of_another_time(scene, clause):
        return False
    if of_before(scene, event) or looks_back(scene, event, opening):
        return False
    if tells_older(scene, clause, opening):
        return False
    return told_in(scene, event, clause) and simple_past(scene, clause)


def retold(scene: Scene, event: Event, events: Sequence[Event]) -> bool:
    """Whether an act is told by the verb by which its report tells one of the kind with a time: "all were
    lifted", after "was lifted on Friday"."""
    told = [event, *(e for e in events if e.type == event.type and e.when is not None)]
    verbs = [scene.parse.clauses.get(scene.parse.word_of(e)) for e in told]
    return any(c is not None and verbs[0] is not None and c.lemma == verbs[0].lemma for c in verbs[1:])


def of_another_time(scene: Scene, clause: Clause) -> bool:
    """Whether a clause, or the one that it took place at once with, opens with a time longer than days:
    "within a year, as he travelled to Chad"."""
    above = scene.parse.above(clause)
    heads = [clause.head, *((above.head,) if above is not None and clause.link == "adverbial" else ())]
    first = scene.parse.starts[clause.head]
    times = (t for h in heads for t in scene.times.get(h, ()) if t.start < first)
    return any(LONG.fullmatch(t.value) or t.when.precision in ("month", "year") for t in times)


def looks_back(scene: Scene, event: Event, opening: When) -> bool:
    """Whether an older day is told of with an act, or in the sentence before ("last month … In return, it
    eased …"), or the story has gone back to one and not returned: "It began on 7 May. … Peru demanded …"."""
    word = scene.parse.word_of(event)
    opens, _ = scene.parse.paragraphs[scene.parse.paragraph_of(word)]
    first, _ = scene.parse.sentences[max(0, scene.parse.sentence_of[word] - 1)]
    start, news = scene.parse.starts[max(first, opens)], str(opening.start)[:10]
    told = (
        t.when.end for t in scene.time_at.values() if start <= t.start < event.evidence.end and t.when.end
    )
    days = [
        (t.start, t.when.end)
        for t in scene.time_at.values() if t.start < event.evidence.end and t.when.precision == "day"
    ]
    _, last = max(days, default=(0, None), key=lambda row: row[0])
    return any(days_between(end, news) > RECENT for end in (*told, last) if end)


def opening_day(scene: Scene, events: Sequence[Event]) -> When | None:
    """The day of the news that a report opens with: the first that it tells of, where it is of the last few
    days; up to publication where it first says what has been done by now."""
    acts = (e for e in events if e.status == "actual" and not rests_on(e, DAY_OF_NEWS))
    told = [(e.trigger.start, day) for e in acts if (day := story_day(scene, e)) is not None]
    told += [(start, when) for start, paragraph, when in narrated(scene) if paragraph < LEAD]
    start, first = min(told, key=lambda row: row[0], default=(0, None))
    if first is None or first.end is None or scene.on is None:
        return None
    late = scene.parse.paragraph_of(scene.parse.word_at(start)) >= LEAD or first.end[:10] > scene.on
    if late or days_between(first.end, scene.on) > RECENT:
        return None
    newer = first.end[:10] < scene.on[:10] and has_news_before(scene, start)
    return replace(first, end=scene.on[:10], precision="range") if newer else first


def has_news_before(scene: Scene, offset: int) -> bool:
    """Whether a report tells in the perfect what has happened by now before it tells of a day: "has stepped
    up its criticism. On Monday …"."""
    last = scene.parse.word_at(offset)
    heads = (c for head, c in scene.parse.clauses.items() if head < last and c.link in ("root", "conjunct"))
    return any(c.perfect and c.tense == "present" and c.modal is None for c in heads)


def on_news_day(scene: Scene, event: Event) -> Event:
    """An act that the report opens with in the perfect, and without a time:
    news of its day ("Kenya has expelled …")."""
    word = scene.parse.word_of(event)
    clause = scene.parse.clauses.get(word) or scene.light(scene.parse.noun(word))
    clause = clause or during(scene, event, word)
    if clause is None or scene.on is None or scene.parse.paragraph_of(word) >= LEAD:
        return event
    own = word if clause.head != word else None
    if dated(scene, clause, beside=own):
        return event
    first = in_perfect(scene, clause)
    if first is None or not is_news(scene, first) or comes_after(scene, event) or surveyed(scene, word):
        return event
    auxiliary = next(k for k in scene.parse.kids[first.head] if scene.parse.relations[k] == "auxiliary")
    spoken = said_lately(scene, event) if event.type in SPOKEN else None
    if spoken is not None:
        why = f"{DAY_AROUND} {SPOKE}, {spoken.text!r}"
        return replace(event, when=spoken, because=(*event.because, why))
    when = since_told(scene, event, scene.parse.span(auxiliary, first.head).text, scene.on)
    return replace(event, when=when, because=(*event.because, f"{when.text!r} {DAY_OF_NEWS}"))


def surveyed(scene: Scene, word: int) -> bool:
    """Whether a text has only told how things stand before it tells in the perfect what is known: "there is
    no end in sight. Chad has rejected the plan"."""
    number, parse = scene.parse.sentence_of[word], scene.parse
    roots = ((head, c) for head, c in parse.clauses.items() if c.link == "root")
    told = [c for head, c in roots if parse.sentence_of[head] < number]
    if not told or any(c.tense == "past" or c.perfect or c.lemma in scene.words["say_verbs"] for c in told):
        return False
    last = told[-1]
    return last.tense == "present" and (last.progressive or last.lemma in scene.words["being"])


def during(scene: Scene, event: Event, word: int) -> Clause | None:
    """The clause that tells what was done at a meeting: "has travelled to Lima in a first visit"."""
    above = scene.parse.heads[word]
    inside = scene.parse.pos[above] == "ADP" and scene.has_word("within", above)
    return scene.parse.clause_of(word) if inside and event.type == "CONSULT" else None


def comes_after(scene: Scene, event: Event) -> bool:
    """Whether a report has told the news of a day before an act in the perfect, which so is what is known
    besides; or told of an older time just before it: "It struck last week. Chile has condemned it"."""
    start, first = event.trigger.start, scene.parse.sentence_of[scene.parse.word_of(event)]
    before = [(head, t) for head, t in happened_at(scene) if t.start < start]
    if any(of_late(scene, t.when) for _, t in before):
        return True
    near = (t for head, t in before if scene.parse.sentence_of[head] in (first - 1, first))
    return any(t.when.end and t.when.end < str(scene.on) for t in near)


def since_told(scene: Scene, event: Event, text: str, on: str) -> When:
    """The day of publication; from the day before on that the report tells of next, where that is one:
    "has rebuked Chile. … in a report issued on Tuesday", told on Wednesday."""
    days = (d for start, paragraph, d in narrated(scene) if paragraph < LEAD and start > event.trigger.start)
    told = next((str(when.start)[:10] for when in days if of_late(scene, when)), on[:10])
    return When(told, on[:10], "day" if told == on[:10] else "range", text)


def said_lately(scene: Scene, event: Event) -> When | None:
    """The one day, of the last few, on which who alone does an act of words is said to have spoken: "has
    condemned it. Late on Monday, he said …", "… he says in a report issued on Monday"."""
    names = {a.name for a in event.actors if a.name and len(event.actors) == 1}
    told = [s.when for s in scene.statements if s.when and s.speaker is not None and s.speaker.name in names]
    said = [
        c for c in scene.parse.clauses.values()
        if c.lemma in scene.words["say_verbs"] and names & {a.name for a in scene.agents(c)}
    ]
    told += [t.when for c in said for t in (*times_uttered(scene, c), *times_written(scene, c))]
    told += [t.when for head, t in happened_at(scene) if any(c.head == head for c in said)]
    days = {when.start: when for when in told if of_late(scene, when)}
    return next(iter(days.values())) if len(days) == 1 else None


def times_written(scene: Scene, clause: Clause) -> Iterator[Time]:
    """The times at which the paper was given out in which somebody says something: "said in a new report to
    the council, issued on Monday"."""
    parse = scene.parse
    for paper in (h for heads in clause.roles.values() for h in heads if scene.has_lemma("messages", h)):
        low, high = parse.subtree(paper)
        inside = (parse.clauses[w] for w in range(low, high + 1) if w in parse.clauses)
        given = (c for c in inside if c.link == "modifying" and c.lemma in scene.standing["uttering"])
        yield from (t for c in given for t in scene.times.get(c.head, ()))


def of_late(scene: Scene, when: When) -> bool:
    """Whether a time is one of the last days before publication: what somebody said in April is not all that
    he says."""
    if when.precision != "day" or not when.end or scene.on is None:
        return False
    return 0 <= days_between(when.end, scene.on) <= RECENT


def dated(scene: Scene, clause: Clause, *, beside: int | None = None) -> bool:
    """Whether a clause has a time of its own, not that of a noun in it ("has made a first visit in years"),
    and not only how long after another act it was: "has accused it, a week after their talks"."""
    parse, after = scene.parse, scene.standing["after"]
    low, high = parse.subtree(beside) if beside is not None else (0, -1)
    ends = (
        parse.word_at(t.end - 1) + 1 for t in scene.times.get(clause.head, ())
        if not low <= parse.word_at(t.start) <= high
    )
    return any(end >= len(parse) or parse.lower[end] not in after for end in ends)


def in_perfect(scene: Scene, clause: Clause) -> Clause | None:
    """The clause whose auxiliary puts another in the perfect: itself, or the one before:
    "has expelled him and barred …"."""
    if clause.perfect:
        return clause
    parse = scene.parse
    above = parse.above(clause) if clause.link == "conjunct" else None
    if above is None or not (above.perfect and above.tense == "present") or above.subject != clause.subject:
        return None
    return above if clause.modal is None else None


def is_news(scene: Scene, clause: Clause) -> bool:
    """Whether a clause tells in the perfect what has just been done: not "has long urged",
    not "since 1999 has barred", not "has stepped up its criticism"."""
    parse = scene.parse
    if clause.tense != "present" or clause.modal is not None or clause.progressive:
        return False
    if clause.lemma in scene.standing["growing"]:
        return False
    kids = parse.kids[clause.head]
    opened = (parse.lower[w] for k in kids if k < clause.head for w in (k, *parse.kids[k]))
    if scene.has_word("lasting", *kids) or any(w in scene.standing["bounding"] for w in opened):
        return False  # "since sealing the deal, has held talks"
    above = parse.above(clause)
    if clause.link == "conjunct" and above is not None and above.tense == "present" and (
        not above.perfect or above.at("attribute")
    ):
        return False  # "has close ties with Chad and has vetoed the calls"
    said = clause.link == "complement" and above is not None and above.link == "root"
    # "said on Monday that he has met him": that was no later
    return clause.link in ("root", "conjunct") or (said and above is not None and not dated(scene, above))


def at_distance(event: Event, far: Distance, told: Sequence[When]) -> Event:
    """An event at its distance from the last day told of: "the step came only a day after it had signed"."""
    when = far.from_day(told[-1].start) if told and told[-1].start else None
    if when is None:
        return event
    return replace(event, when=when, because=(*event.because, f"{when.text!r} from {told[-1].text!r}"))


def simple_past(scene: Scene, clause: Clause) -> bool:
    """Whether a clause is told in the simple past, or says what was said in it."""
    if clause.tense == "past" and in_perfect(scene, clause) is None and clause.modal is None:
        return True
    above = scene.parse.above(clause)
    return (
        above is not None
        and clause.link in ("complement", "conjunct", "adverbial")
        and above.tense == "past"
        and not above.perfect
        and not before_saying(scene, clause)
    )
