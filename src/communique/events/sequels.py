"""What is said of a meeting beside who met: that one party met each of several apart ("held separate talks
with Chad and Mali"), and in the sentence behind it that it was put off: "was due in Lima. The visit has been
postponed".

Knows the words of knowledge/<language>/meetings.toml; does not know how a meeting was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from communique.events.encounters import TWO, meeting_words
from communique.events.scene import Scene
from communique.grammar import Clause
from communique.reasons import PUT_OFF, tells_meeting
from communique.records import Event, codes

MEETINGS = frozenset(("CONSULT", "AGREE"))


def separately(scene: Scene, events: Iterable[Event]) -> Iterator[Event]:
    """The events, a meeting with several others apart as one with each of them."""
    for event in events:
        several = event.type in MEETINGS and len(codes(event.actors)) > TWO
        hosts = apart_from(scene, event) if several else None
        if hosts is None:
            yield event
            continue
        own = tuple(a for a in event.actors if a.code in hosts)
        for code in dict.fromkeys(a.code for a in event.actors if a.code and a.code not in hosts):
            other = tuple(a for a in event.actors if a.code == code)
            yield replace(event, actors=(*own, *other), because=(*event.because, "with each of them apart"))


def apart_from(scene: Scene, event: Event) -> frozenset[str] | None:
    """Who met all the others of a meeting, where its words say that he met them apart; else None."""
    parse, word = scene.parse, scene.parse.word_of(event)
    clause = parse.clauses.get(word) or scene.light(parse.noun(word))
    if clause is None:
        return None
    heads = {word, clause.head, *clause.at("object")}
    if all(not scene.has_word("separate", k) for h in heads for k in parse.kids[h]):
        return None
    hosts = codes(scene.agents(clause)) & codes(event.actors)
    return hosts if len(hosts) == 1 else None


def put_off(scene: Scene, events: Sequence[Event]) -> list[Event]:
    """The events, those planned meetings negated of which the sentence behind them says that they were put
    off."""
    outcomes = meeting_words(scene.language)["outcomes"]
    off = outcomes["postponed"] | outcomes["cancelled"]
    done = list(events)
    for clause in scene.parse.clauses.values():
        said = clause.passive and clause.lemma in off and clause.modal is None and not clause.negated
        if not said or not known(scene, clause):
            continue
        before = scene.parse.sentence_of[clause.head] - 1
        told_there = (i for i, e in enumerate(done) if scene.parse.sentence_at(e.trigger.start) == before)
        meant = [i for i in told_there if tells_meeting(done[i])]
        if meant and (event := done[meant[-1]]).status == "planned":
            why = f"{PUT_OFF}{clause.lemma}"
            done[meant[-1]] = replace(event, status="negated", because=(*event.because, why))
    return done


def known(scene: Scene, clause: Clause) -> bool:
    """Whether a clause is about a meeting that was told of: "it", "the visit", "the talks"."""
    parse, nouns = scene.parse, meeting_words(scene.language)["nouns"]
    meetings = nouns["visit"] | nouns["talks"] | nouns["summit"] | nouns["multilateral"]
    for head in clause.at("object"):
        if parse.pos[head] == "PRON":
            return scene.has_word("pointing", head)
        before = {parse.lower[k] for k in parse.kids[head] if k < head}
        return parse.lemma(head) in meetings and bool(before) and before <= scene.standing["known"]
    return False
