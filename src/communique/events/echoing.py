"""Acts told by a verb that only stands for another one, in a clause of its own: "Chile followed suit", "Peru
has taken the same step", "Mali did so in May", "Togo joined them": the act told last before by somebody else,
done by others to the same ones; done to whoever did it by whom it was done to ("replied in kind").

Knows what stands for the verb of an act told before; does not know what that act is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from communique.events.scene import SPOKEN, Match, Scene
from communique.grammar import Clause
from communique.knowledge.roles import IN
from communique.reasons import ECHO
from communique.records import Actor, Event, codes

WORDS = SPOKEN | {"CONSULT"}  # what is no deed
FAR = 1  # how many paragraphs behind the act told an echo of it may stand
ASIDE = ("apposition", "time")  # how the parser hangs what sums up a clause: ", a step that …"
LINKS = ("root", "parataxis", "conjunct", "complement")
Settled = Mapping[int, tuple[Match, Event]]
Echo = tuple[Match, tuple[Actor, ...], tuple[Actor, ...]]


def echoed(scene: Scene, settled: Settled) -> Iterator[Echo]:
    """The acts that clauses without a verb of their own tell again, each with who does it and to whom."""
    for clause in scene.parse.clauses.values():
        if clause.head in settled or (clause.negated and clause.form == "infinitive"):
            continue
        actors = scene.who(clause.at("subject")) if stands_for_verb(scene, clause) else ()
        told = meant(scene, clause, settled, actors) if codes(actors) else None
        if told is None:
            continue
        match, event = told
        to = tuple(a for a in event.recipients if a.code not in codes(actors))
        why = f"{ECHO}: {scene.parse.words[match.clause.head]!r}"
        own = replace(clause, lemma=match.clause.lemma)
        reasons = [*match.reasons[:1], why]
        yield replace(match, clause=own, last=clause.head, reasons=reasons, inner=None), actors, to


def stands_for_verb(scene: Scene, clause: Clause) -> bool:
    """Whether a verb says only that an act told before is done: "did likewise", "took a similar step",
    "followed in May", "joined them"."""
    if clause.link not in LINKS:
        return step_of_others(scene, clause)
    parse, words = scene.parse, scene.words
    told = (*clause.at("object"), *clause.at(IN))
    aside = (k for k in parse.kids[clause.head] if parse.relations[k] == "adverb")
    if any(f"{clause.lemma} {parse.lower[w]}" in words["following"] for w in (*told, *aside)):
        return True
    return any(same_step(scene, clause, w) for w in told) or after_others(scene, clause)


def step_of_others(scene: Scene, clause: Clause) -> bool:
    """Whether a clause says of what is told before it who did it, too: ", a step that Chad took in May"."""
    parse, noun = scene.parse, clause.parent
    if noun is None or clause.link not in ("relative", "modifying") or noun not in clause.at("object"):
        return False
    known = parse.relations[noun] in ASIDE and parse.lemma(noun) in scene.words.get("steps", ())
    return known and clause.lemma in (*scene.words["taking_steps"], *scene.words["copying"])


def same_step(scene: Scene, clause: Clause, noun: int) -> bool:
    """Whether a noun says that a thing done is the one told before: "the same step", "similar measures",
    "copied the move"."""
    parse, words = scene.parse, scene.words
    if parse.lemma(noun) not in words.get("steps", ()):
        return False
    same = any(parse.lower[k] in words["same"] for k in parse.kids[noun])
    return (same and clause.lemma in words["taking_steps"]) or clause.lemma in words["copying"]


def after_others(scene: Scene, clause: Clause) -> bool:
    """Whether a clause says only of somebody that he came after others: "Chad and Mali followed in May",
    "Togo joined them on Monday"."""
    parse = scene.parse
    if clause.lemma not in scene.words["accompanying"] or clause.passive or clause.complements:
        return False
    if any(parse.pos[h] != "PRON" and not codes(scene.cast.of(h)) for h in clause.at("object")):
        return False
    rest = [h for role, heads in clause.roles.items() if role not in ("subject", "object") for h in heads]
    named = all(parse.pos[h] == "PROPN" for h in clause.subject)
    return named and all(h in scene.time_at for h in rest)


def meant(
    scene: Scene, clause: Clause, settled: Settled, actors: tuple[Actor, ...]
) -> tuple[Match, Event] | None:
    """The act that a clause echoes: of those that others did in the nearest sentence before that tells of one
    a deed, and what that sentence says first of all."""
    parse, own = scene.parse, codes(actors)
    here, paragraph = parse.sentence_of[clause.head], parse.paragraph_of(clause.head)
    above = {c.head for c in parse.ancestors(clause)} if clause.link == "complement" else set()
    others = codes(a for h in clause.at("object") for a in scene.cast.of(h))
    step = any(parse.lemma(h) in scene.words.get("steps", ()) for h in clause.at("object"))
    before = (told for word, told in settled.items() if word < clause.head and word not in above)
    near = (told for told in before if paragraph - parse.paragraph_of(told[0].clause.head) <= FAR)
    found = [
        (match, e) for match, e in near
        if may_be_meant(scene, match, e, own) and others <= codes(e.actors) and not (step and e.type in WORDS)
    ]

    def nearness(told: tuple[Match, Event]) -> tuple[int, bool, int]:
        word = told[0].clause.head
        return here - parse.sentence_of[word], told[1].type in WORDS, -word

    nearest = min(found, key=nearness, default=None)
    complied = nearest is not None and nearest[1].type == "REQUEST" and own & codes(nearest[1].recipients)
    return None if complied else nearest  # "asked Chad to leave. It did so": it asked nobody


def may_be_meant(scene: Scene, match: Match, event: Event, own: frozenset[str]) -> bool:
    """Whether a sentence says first of all that an act was done, or is to be, by others than those who echo
    it: "broke off ties", "became the first to break off ties"."""
    done = event.status in ("actual", "planned", "historical") and not match.swallowed
    clause = match.clause
    if not done or clause.kind == "noun" or not codes(event.actors) or own & codes(event.actors):
        return False
    above = scene.parse.governor(clause.head) if clause.form == "infinitive" else None
    return clause.link in LINKS or (above is not None and bool(above.at("attribute")))
