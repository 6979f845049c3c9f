"""Events to meetings: who met or is to meet whom, of which kind, when, and what became of it.

Knows the words of meetings from knowledge/<language>/meetings.toml; does not look for acts of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from communique.grammar import Clause, Parse
from communique.knowledge import load_toml
from communique.records import Event, Meeting, MeetingKind, MeetingStatus, Span, Status, Time, When, identify

MULTILATERAL = 4  # so many participants make talks a multilateral meeting
SUMMONED: Mapping[Status, MeetingStatus] = {"actual": "held", "historical": "held", "planned": "planned"}


@cache
def table(language: str = "en") -> Mapping[str, Mapping[str, frozenset[str]]]:
    """The words of meetings of a language, by section and kind."""
    raw: dict[str, dict[str, list[str]]] = load_toml(f"{language}/meetings.toml")
    return {section: {kind: frozenset(words) for kind, words in rows.items()} for section, rows in raw.items()}


def find(parse: Parse, events: Sequence[Event], times: Sequence[Time] = (), language: str = "en") -> tuple[Meeting, ...]:
    """The meetings that the events of an article are, announce or call off; each once."""
    found: list[Meeting] = []
    for event in events:
        outcome = status(parse, event, language)
        if outcome is None:
            continue
        sort = kind(parse, event, language)
        participants = tuple(dict.fromkeys((*event.actors, *event.recipients)))
        codes = ",".join(sorted({a.country or a.name or "" for a in participants}))
        ident = identify("meeting", sort, outcome, codes, event.evidence.start, event.evidence.text)
        when = event.when if outcome in ("held", "planned") else due(parse, event, times)
        found.append(Meeting(ident, participants, sort, outcome, when, event.where, agenda(parse, event, language), event.evidence))
    return tuple(once(found))


def status(parse: Parse, event: Event, language: str) -> MeetingStatus | None:
    """What an event says of a meeting: held, planned, cancelled, postponed; None where it is about none."""
    words = table(language)
    consults = event.rule.startswith("consult.")
    if event.type == "ACCUSE" and names(parse, event) & words["kinds"]["summons"]:
        return SUMMONED.get(event.status)
    if event.type == "REJECT" and event.mode == "meet":
        if names(parse, event) & words["outcomes"]["postponed"]:
            return "postponed"
        return "cancelled" if names(parse, event) & words["outcomes"]["cancelled"] and event.status != "negated" else None
    if event.type == "CONSULT" and event.status in ("actual", "historical"):
        return "held"
    above = parse.governor(parse.word_at(event.trigger.start))
    if event.type == "CONSULT" and event.status == "negated" and above is not None:  # "a visit … has been put off"
        outcomes: tuple[MeetingStatus, ...] = ("postponed", "cancelled")
        return next((o for o in outcomes if above.lemma in words["outcomes"][o] and not above.negated), None)
    if event.status == "planned" and (
        consults or event.type == "CONSULT" or (event.type == "AGREE" and names(parse, event) & {"invite", "host"})
    ):
        return "planned"
    return None


def due(parse: Parse, event: Event, times: Sequence[Time]) -> When | None:
    """The day for which a meeting that was called off had been due: a time in its own noun phrase ("a trip on Thursday")."""
    head = parse.word_at(event.trigger.start)
    clause = parse.clauses.get(head)
    for noun in clause.roles.get("object", ()) if clause is not None else (head,):
        low, high = parse.subtree(noun)
        dated = [t.when for t in times if parse.starts[low] <= t.start <= parse.starts[high] and t.when.start]
        if dated:
            return dated[0]
    return None


def names(parse: Parse, event: Event) -> set[str]:
    """The words of an event's trigger: its lemma, with its particle."""
    head = parse.word_at(event.trigger.start)
    clause = parse.clauses.get(head)
    lemma, *rest = parse.lemmas[head].lower(), *event.trigger.text.lower().split()[1:]
    return {lemma, " ".join([lemma, *rest])} | ({clause.lemma} if clause else set())


def kind(parse: Parse, event: Event, language: str) -> MeetingKind:
    """The kind of a meeting: by the mode of the event, else by the words of its trigger and object."""
    kinds = table(language)["kinds"]
    if event.type == "ACCUSE":
        return "summons"
    head = parse.word_at(event.trigger.start)
    clause = parse.clauses.get(head) or parse.noun(head)
    words = {parse.lemmas[h].lower() for h in clause.roles.get("object", ())}
    words |= set() if event.type == "REJECT" else names(parse, event)  # "called off a meeting" is about no call
    if event.mode == "phone":
        return "call"
    for sort in ("summit", "call"):
        if words & kinds[sort]:
            return sort
    if event.mode == "multilateral" or words & kinds["multilateral"]:
        return "multilateral"
    if event.mode == "visit" or words & kinds["visit"]:
        return "visit"
    return "multilateral" if len({a.country for a in event.actors}) >= MULTILATERAL else "talks"


def agenda(parse: Parse, event: Event, language: str) -> tuple[Span, ...]:
    """What a meeting is about, in its own words: "on trade", "to discuss migration"."""
    words: Any = table(language)["agenda"]
    head = parse.word_at(event.trigger.start)
    clause = parse.clauses.get(head) or parse.noun(head)
    holders: list[Clause] = [clause, *(parse.noun(h) for h in clause.roles.get("object", ()))]
    topics = [h for c in holders for p in words["prepositions"] for h in c.roles.get(f"oblique:{p}", ())]
    if clause.lemma in words["verbs"]:
        topics += clause.roles.get("object", ())
    for k in parse.kids[head]:
        inner = parse.clauses.get(k)
        if inner is not None and inner.lemma in words["verbs"]:
            topics += inner.roles.get("object", ())
    dated = {e.start for e in (event.evidence,)}
    return tuple(
        parse.span(*parse.phrase(h))
        for h in dict.fromkeys(topics)
        if parse.starts[h] not in dated and parse.pos[h] != "PRON" and not is_day(parse, h)
    )


def is_day(parse: Parse, word: int) -> bool:
    """ "on Monday" is no topic."""
    return (parse.entities[word] == "other" and parse.pos[word] == "PROPN") or parse.tags[word] == "CD"


def once(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Each meeting once: another telling of it, or the talks that a visit is for, adds only its agenda."""
    kept: list[Meeting] = []
    for m in sorted(meetings, key=lambda m: m.when is None):
        same = next((i for i, k in enumerate(kept) if one(k, m) or one(m, k)), None)
        if same is None:
            kept.append(m)
            continue
        first, other = (kept[same], m) if one(kept[same], m) else (m, kept[same])
        agenda = tuple(sorted({*first.agenda, *other.agenda}, key=lambda topic: topic.start))
        kept[same] = replace(first, agenda=agenda, when=first.when or other.when, where=first.where or other.where)
    return sorted(kept, key=lambda m: m.evidence.start)


def one(first: Meeting, other: Meeting) -> bool:
    """Whether two meetings are one: the same standing, parties and day, and the same kind or talks on a visit."""
    here, there = ({a.country for a in m.participants if a.country} for m in (first, other))
    kinds = first.kind == other.kind or (other.kind == "talks" and first.kind in ("visit", "summit", "multilateral"))
    days = first.when is None or other.when is None or first.when.start == other.when.start
    return kinds and first.status == other.status and there <= here and days
