"""Words that act to statements: what is asked, alleged, threatened or promised is the content.

Knows how each verb takes its content; does not know whether the act is an event.
"""

from __future__ import annotations

from communique.grammar import Clause
from communique.knowledge.roles import COULD, MIGHT, ON, SHOULD, TO, WOULD
from communique.statements.cues import cue_of, saying
from communique.statements.reports import first_of
from communique.statements.scene import Found, Scene, enter, kind_of, own_quotes, trim
from communique.statements.speakers import speaker_of


def appeals(scene: Scene) -> None:
    """Enter words that act: "urged X to …", "accused X of …", "threatened to …"; what is asked,
    alleged or promised is the content."""
    parse, verbs = scene.parse, scene.words["verbs"]["appeal"]
    for v in sorted(parse.clauses):
        clause = parse.clauses[v]
        if v in scene.used or scene.quote_of[v] >= 0 or clause.kind != "verb":
            continue
        if clause.lemma not in verbs and clause.verb not in verbs:
            continue
        plain = not (clause.negated or clause.modal is not None or clause.passive)
        if not plain or not saying(scene, clause) or not told_by_outlet(scene, clause):
            continue
        content = appealed(scene, clause)
        speaker = speaker_of(scene, v) if content else None
        if speaker is not None:
            kind = kind_of(scene, content)
            said = Found(content, "partial" if kind == "direct" else kind, cue_of(scene, v), v, speaker)
            enter(scene, said)
            own_quotes(scene, said)


def told_by_outlet(scene: Scene, clause: Clause) -> bool:
    """Whether an act of words is told as done, in a sentence of the body: no headline, no general truth,
    no condition."""
    parse, words, verbs = scene.parse, scene.words["words"], scene.words["verbs"]
    low, high = scene.unit(clause.head)
    if not any(parse.words[k][-1:] in ".?!" for k in range(max(low, high - 1), high + 1)):
        return False
    if (clause.link == "relative" and clause.lemma in verbs["asking"]) or (
        clause.marker is not None and clause.marker not in words["that"]
    ):
        return False
    done = clause.tense == "past" or clause.perfect or clause.progressive
    return (done or clause.lemma not in verbs["standing"]) and not any(
        c.modal in (WOULD, SHOULD, COULD, MIGHT) or c.marker in words["supposing"] or c.form == "infinitive"
        for c in parse.ancestors(clause)
    )


def appealed(scene: Scene, clause: Clause) -> list[tuple[int, int]]:
    """What is asked, alleged or promised: an infinitive, what a preposition governs,
    a that-clause or an object, as the verb takes it."""
    parse, v, verbs = scene.parse, clause.head, scene.words["verbs"]
    lemma = clause.verb
    below = [parse.clauses[c] for c in clause.complements if c > v and c in parse.clauses]
    infinitives = [c.head for c in below if c.form == "infinitive"]
    targets = [
        h
        for h in clause.at("object", "indirect", ON, TO)
        if v < h and parse.pos[h] in ("NOUN", "PROPN", "PRON")
    ]
    if lemma in verbs["asking"] and not (targets and infinitives):
        return []
    if infinitives:
        begins = [infinitives[0], *(targets[:1] if lemma not in verbs["offering"] else ())]
        low = max(parse.subtree(min(begins))[0], v + 1)
        return [trim(parse, low, min(scene.unit(v)[1], parse.subtree(infinitives[-1])[1]))]
    prepositions = [prep for prep, takers in scene.words["after"].items() if lemma in takers]
    if prepositions:
        return governed(scene, v, targets, prepositions[0])
    return demanded(scene, clause) if lemma in verbs["demanding"] else []


def governed(scene: Scene, v: int, targets: list[int], preposition: str) -> list[tuple[int, int]]:
    """What a preposition on the verb or on one of its objects governs: "accused X of …", "blamed X for …"."""
    parse = scene.parse
    for at in (v, *targets):
        for k in parse.kids[at]:
            if parse.lower[k] == preposition:
                last = parse.subtree(k)[1]
                spoken = any(c.isalnum() for w in parse.words[k + 1 : last + 1] for c in w)
                return [trim(parse, k + 1, min(scene.unit(v)[1], last))] if spoken else []
    return []


def demanded(scene: Scene, clause: Clause) -> list[tuple[int, int]]:
    """The that-clause or the object of a demand or a threat."""
    parse, v = scene.parse, clause.head
    high = scene.unit(v)[1]
    thats = [c for c in clause.complements if c > v]
    if thats:
        return [trim(parse, first_of(parse, thats[0], v), min(high, parse.subtree(thats[0])[1]))]
    heads = [h for h in clause.at("object") if h > v]
    if heads and parse.pos[heads[0]] == "NOUN":
        low, last = parse.subtree(heads[0])
        return [trim(parse, low, min(high, last))]
    return []
