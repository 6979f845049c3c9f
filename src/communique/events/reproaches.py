"""What speakers find wrong in the words of others' deeds, without a verb of blame:
"Its troops have illegally crossed the border".

Knows words of wrong and whom a sentence holds to have done it;
codes only what somebody says in his own turn or speech.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from communique import contexts
from communique.events.scene import Scene
from communique.knowledge import load_toml, ontology
from communique.records import Actor, Event, Statement, codes

RULE = "accuse.reproach"
BLAMING = frozenset(("ACCUSE", "THREATEN"))
RAW = 0.6  # of a wrong whose doer the sentence names; without one it is worth less
MEMORY = 6  # sentences through which whoever was blamed last is meant still


@cache
def wrongs(language: str) -> Mapping[str, frozenset[str]]:
    """The words of wrong of a language."""
    return {name: frozenset(words) for name, words in load_toml(f"{language}/reproach.toml").items()}


def reproaches(scene: Scene, told: Sequence[Event]) -> Iterator[Event]:
    """The charges in the sentences of speakers in which no verb blames anybody, in the order of the text."""
    if not scene.formal:
        return
    blaming = {
        scene.parse.sentence_at(e.trigger.start)
        for e in told
        if e.type in BLAMING and codes(e.actors)
    }
    starts = sorted((e.trigger.start, n) for n, e in enumerate(told))
    last: dict[str, tuple[int, tuple[Actor, ...]]] = {}
    for said in scene.statements:
        speaker = said.speaker
        if (
            said.kind != "direct"
            or said.cue is not None
            or speaker is None
            or not speaker.country
            or speaker.sector == "JRN"
        ):
            continue
        first = scene.parse.word_at(said.content[0].start)
        high = scene.parse.word_at(said.content[-1].end - 1)
        sentence = scene.parse.sentence_of[first]
        inside = starts[
            bisect_left(starts, (said.content[0].start, 0)) : bisect_left(starts, (said.content[-1].end, 0))
        ]
        named = [told[n] for n in sorted(n for _, n in inside) if speaker.country in codes(told[n].actors)]
        accused = next((e.recipients for e in named if e.type in BLAMING and codes(e.recipients)), ())
        if accused:
            last[speaker.country] = (sentence, accused)
        trigger = wrong_in(scene, first, high)
        if (
            trigger is None
            or sentence in blaming
            or scene.parse.words[min(high + 1, len(scene.parse) - 1)] == "?"
        ):
            continue
        blamed = others(doers(scene, trigger, first, high), speaker.country)
        if blamed:
            last[speaker.country] = (sentence, blamed)
        elif speaker.country in last and sentence - last[speaker.country][0] <= MEMORY:
            blamed = last[speaker.country][1]
        yield charge(scene, said, speaker, blamed, trigger)


def wrong_in(scene: Scene, first: int, last: int) -> int | None:
    """The first word of wrong that is not denied."""
    table = wrongs(scene.language)
    parse = scene.parse
    for word in range(first, last + 1):
        lemma, low = parse.lemma(word), parse.lower[word]
        found = lemma in table["acts"] or low in table["judged"] or lemma in table["judged"]
        if found and not denied(scene, word):
            return word
    return None


def denied(scene: Scene, word: int) -> bool:
    """Whether a word of wrong is said not to fit, or only of what might be."""
    clause = scene.parse.clause_of(word)
    if clause is None:
        return False
    beside = scene.parse.heads[word] == clause.head and scene.parse.pos[word] in ("ADV", "ADJ")
    said = beside or word == clause.head or word in clause.at("attribute")
    return (clause.negated and said) or clause.marker in scene.words["conditional_markers"]


def doers(scene: Scene, trigger: int, first: int, last: int) -> Iterator[tuple[Actor, ...]]:
    """Those whom a sentence holds to have done wrong, the likeliest first."""
    parse = scene.parse
    noun = parse.heads[trigger] if parse.pos[trigger] in ("ADJ", "ADV") else trigger
    for word in (trigger, noun):
        yield scene.owners(word)
    for clause in filter(
        None, (parse.clause_of(trigger), *parse.ancestors(parse.clause_of(trigger) or parse.noun(trigger)))
    ):
        yield scene.agents(clause)
        yield tuple(a for h in clause.at("subject") for a in scene.owners(h))
    suffering = wrongs(scene.language)["victims"]
    for word in range(first, last + 1):
        above = parse.heads[word]
        if parse.lower[above] not in suffering and parse.relations[word] != "owner":
            yield scene.cast.of(word)


def others(found: Iterable[tuple[Actor, ...]], own: str) -> tuple[Actor, ...]:
    """The first of several answers that names another country than the speaker's,
    without the speaker's own."""
    for actors in found:
        if theirs := tuple(a for a in actors if a.country and a.country != own):
            return theirs
    return ()


def charge(scene: Scene, said: Statement, speaker: Actor, blamed: tuple[Actor, ...], trigger: int) -> Event:
    """The charge that a sentence makes."""
    parse = scene.parse
    evidence = said.content[0]
    return Event(
        id="",
        type="ACCUSE",
        mode="disapprove",
        contexts=contexts.of(
            evidence.text, parse.paragraph(trigger).text, type="ACCUSE", mode="disapprove",
            language=scene.language,
        ),
        actors=(speaker,),
        recipients=blamed,
        addressees=(),
        status="actual",
        when=None,
        where=None,
        attribution=said.attribution,
        statement=said.id,
        cameo=ontology.cameo_for("ACCUSE", "disapprove"),
        quad=ontology.quad("ACCUSE"),
        score=ontology.score("ACCUSE", "disapprove"),
        confidence=RAW if blamed else round(RAW * 0.7, 3),
        evidence=evidence,
        also=(),
        trigger=parse.span(trigger, trigger),
        rule=RULE,
        because=(f"{parse.words[trigger]!r} finds wrong what is told",),
    )
