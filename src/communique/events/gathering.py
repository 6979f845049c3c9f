"""Events to acts: one act told several times in an article becomes one event with several pieces of evidence.

Knows what makes two tellings one act; changes nothing else about them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from communique.events.scene import SPOKEN, Scene
from communique.knowledge import ontology
from communique.knowledge.synonyms import folded
from communique.reasons import holds_office
from communique.records import Actor, Event, When, codes, identify, unique

# the same for two sayings of one speaker to one addressee, who puts a demand in several ways
SAME_DEMAND = 0.2
ONE = frozenset(("ACCUSE", "REQUEST", "CONSULT", "AGREE"))  # acts that are one however their modes are told
# the same parties meet and promise again and again: one act only where the text refers back
MET = frozenset(("CONSULT", "AGREE"))
# two demands in one sentence are two, unless their words say otherwise
ONE_IN_SENTENCE = SPOKEN - {"REQUEST"}
SAME_POINT = 0.75  # the same in a document, where a point is seldom made twice
# share of content words that two tellings of one act have in common; set on real news
SAME_WORDS = 0.6
# what is told as done is not what is told as one of these
UNDONE = (("negated", "hypothetical"), ("planned",))


def gather(scene: Scene, events: Sequence[Event]) -> list[Event]:
    """Each act once: the fullest telling is the evidence, the others stand in `also`."""
    kept: list[list[Event]] = []
    by_kind: dict[tuple[str, frozenset[str]], list[list[Event]]] = {}
    targets = {id(e): codes(e.recipients) for e in events}
    for e in events:
        groups = by_kind.setdefault((e.type, frozenset() if e.type in MET else codes(e.actors)), [])
        can = [[o for o in g if one_within_other(targets[id(e)], targets[id(o)])] for g in groups]
        group = next(
            (g for g, held in zip(groups, can, strict=True) if any(same_act(scene, e, o) for o in held)), None
        )
        if group is None:
            group = []
            kept.append(group)
            groups.append(group)
        group.append(e)
    return [merged(group) for group in kept]


def same_act(scene: Scene, a: Event, b: Event) -> bool:
    """Whether two tellings are of one act: type, parties, status and days agree, and the words,
    or where they stand, say so."""
    if not (agree(scene, a, b) and parties_agree(a, b) and one_day(a.when, b.when)):
        return False
    if scene.formal and a.type in SPOKEN and apart(scene, a, b):
        return codes(a.recipients) == codes(b.recipients) and alike(scene, a, b) >= SAME_POINT
    if a.type in MET and not refers_back(scene, a, b):
        return False
    return together(scene, a, b) or alike(scene, a, b) >= likeness(a, b)


def agree(scene: Scene, a: Event, b: Event) -> bool:
    """Whether two tellings are of one type, mode and status; who has telephoned has not met."""
    if a.type != b.type or any((a.status in group) != (b.status in group) for group in UNDONE):
        return False
    if a.type == "CONSULT" and a.mode and b.mode and (a.mode == "phone") != (b.mode == "phone"):
        return False
    one = a.type in ONE or (a.type == "PROTEST" and coordinated(scene, a, b))
    return one or not a.mode or not b.mode or a.mode == b.mode


def parties_agree(a: Event, b: Event) -> bool:
    """Whether the parties of one telling can be those of the other, or some of them."""
    if a.type == "CONSULT" and not one_within_other(
        codes((*a.actors, *a.recipients)), codes((*b.actors, *b.recipients))
    ):
        return False
    some = a.type == "AGREE" and one_within_other(codes(a.actors), codes(b.actors))
    if a.type != "CONSULT" and codes(a.actors) != codes(b.actors) and not some:
        return False
    return one_within_other(codes(a.recipients), codes(b.recipients))


def others_met(a: Event, b: Event) -> bool:
    """Whether two tellings of meetings name other people of one state:
    "saw President Odera, and then Prime Minister Kimani"."""
    return "visit" not in (a.mode, b.mode) and others(a, b)


def others(a: Event, b: Event) -> bool:
    """Whether two tellings name other people of one state."""
    mine, yours = people(a), people(b)
    return any(mine[code].isdisjoint(yours[code]) for code in mine.keys() & yours.keys())


def people(event: Event) -> dict[str, set[str]]:
    """The people by name that a telling has of each state."""
    found: dict[str, set[str]] = {}
    for actor in (*event.actors, *event.recipients):
        if actor.role is not None and actor.code and actor.name:
            found.setdefault(actor.code, set()).add(actor.name)
    return found


def one_day(first: When | None, other: When | None) -> bool:
    """Whether two times may be one: one is unknown, or they share a day."""
    if not (first and other and first.start and other.start):
        return True
    return str(first.end) >= str(other.start) and str(other.end) >= str(first.start)


def together(scene: Scene, a: Event, b: Event) -> bool:
    """Whether two tellings that agree are of one act by where they stand, whatever their words."""
    left, right = codes(a.recipients), codes(b.recipients)
    nouns = any(scene.parse.word_of(e) not in scene.parse.clauses for e in (a, b))
    if a.type == "CONSULT" or (nouns and a.evidence.overlaps(b.evidence)):
        return True
    if a.type in ONE_IN_SENTENCE and left == right and same_sentence(scene, a, b):
        return True  # "summoned the envoy and accused him of …": one protest, with its content
    if (left == right or not left or not right) and coordinated(scene, a, b):
        # "fired tear gas and used water cannon", "expressed regret and offered an apology to Peru"
        return True
    # "should support each other … I hope that they will": one demand, put in several ways
    return bool(a.statement and b.statement) and left == right and same_paragraph(scene, a, b)


def likeness(a: Event, b: Event) -> float:
    """The share of words that two tellings must have in common to be of one act."""
    said = a.statement and b.statement and a.type == "REQUEST" and codes(a.recipients) == codes(b.recipients)
    return SAME_DEMAND if said else SAME_WORDS


def same_sentence(scene: Scene, a: Event, b: Event) -> bool:
    """Whether the triggers of two tellings stand in one sentence."""
    return scene.parse.sentence_at(a.trigger.start) == scene.parse.sentence_at(b.trigger.start)


def alike(scene: Scene, a: Event, b: Event) -> float:
    """The share of content words that two tellings have in common."""
    mine, yours = (
        folded(scene.parse.content(a.evidence), scene.language),
        folded(scene.parse.content(b.evidence), scene.language),
    )
    return len(mine & yours) / max(1, min(len(mine), len(yours)))


def apart(scene: Scene, a: Event, b: Event) -> bool:
    """Whether two acts stand in sentences or clauses of their own:
    each paragraph of a document says what it says once."""
    words = [scene.parse.word_of(e) for e in (a, b)]
    verbs = all(w in scene.parse.clauses for w in words)
    if any(one_demand(scene, *pair) for pair in (words, words[::-1])):
        return False
    return verbs and (
        scene.parse.sentence_of[words[0]] != scene.parse.sentence_of[words[1]] or coordinated(scene, a, b)
    )


def one_demand(scene: Scene, first: int, second: int) -> bool:
    """Whether a verb goes on from another under its modal: "should return and keep its word" demands once."""
    clause = scene.parse.clauses.get(second)
    if clause is None or clause.link != "conjunct" or clause.parent != first or clause.modal is None:
        return False
    return not any(scene.parse.relations[k] in ("auxiliary", "subject") for k in scene.parse.kids[second])


def one_within_other(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether the parties of one telling are all among those of the other: "the talks" of two,
    told again of one, or of nobody."""
    return a <= b or b <= a


def coordinated(scene: Scene, a: Event, b: Event) -> bool:
    """Whether the verb of one telling is coordinated with that of the other."""
    heads = [scene.parse.word_of(e) for e in (a, b)]
    clauses = [scene.parse.clauses.get(h) for h in heads]
    return any(
        c is not None and c.link == "conjunct" and c.parent == other
        for c, other in zip(clauses, reversed(heads), strict=True)
    )


def refers_back(scene: Scene, a: Event, b: Event) -> bool:
    """Whether the later of two tellings is a noun that is known already ("the talks", "their meeting"),
    or both stand in one paragraph."""
    first, later = sorted(scene.parse.word_of(e) for e in (a, b))
    if scene.parse.paragraph_of(first) == scene.parse.paragraph_of(later):
        return not others_met(a, b)
    return scene.parse.pos[later] == "NOUN" and is_known(scene, later)


def is_known(scene: Scene, noun: int) -> bool:
    """Whether a noun tells of what is known already: "the talks", "their meeting"."""
    kids = scene.parse.kids[noun]
    return scene.has_word("known", *kids) or any(scene.parse.relations[k] == "owner" for k in kids)


def same_paragraph(scene: Scene, a: Event, b: Event) -> bool:
    numbers = {scene.parse.paragraph_with(e) for e in (a, b)}
    return len(numbers) == 1 and a.type == b.type == "REQUEST"


def company(event: Event) -> int:
    """How many take part in a meeting; 0 for other acts, whose parties are told apart."""
    return len(codes(event.actors) | codes(event.recipients)) if event.type in ("CONSULT", "AGREE") else 0


def merged(group: list[Event]) -> Event:
    """The fullest telling of an act with what the others add."""
    best = max(
        group,
        key=lambda e: (
            company(e), bool(e.recipients), len(codes(e.actors)), bool(e.when), e.confidence,
            -e.evidence.start,
        ),
    )
    others = [e for e in group if e is not best]
    when = best.when or next((e.when for e in others if e.when), None)
    mode = best.mode or next((e.mode for e in others if e.mode), None)
    recipients = best.recipients or next((e.recipients for e in others if e.recipients), ())
    actors = with_people(best.actors, (a for e in others for a in e.actors), recipients)
    recipients = with_people(recipients, (a for e in others for a in e.recipients), best.actors)
    also = tuple(dict.fromkeys(e.evidence for e in others if e.evidence != best.evidence))
    contexts_ = tuple(dict.fromkeys(c for e in (best, *others) for c in e.contexts))
    parties = ",".join(sorted(codes(best.actors))), ",".join(sorted(codes(recipients)))
    ident = identify(
        "event", best.type, *parties, best.evidence.start, best.trigger.start, best.evidence.text
    )
    return replace(
        best, id=ident, when=when, mode=mode, actors=actors, recipients=recipients, also=also,
        contexts=contexts_, score=ontology.score(best.type, mode),
    )


def with_people(
    parties: tuple[Actor, ...], others: Iterable[Actor], facing: tuple[Actor, ...] = ()
) -> tuple[Actor, ...]:
    """The parties of an act with whoever holds an office and is named for one of their sides where it is told
    again: "Peru protested … its president, Ana Rojas, protested"; nobody whom the act was done to or by."""
    sides, met = codes(parties), {a.name for a in facing}
    theirs = (a for a in others if a.code in sides and a.name not in met)
    return unique((*parties, *(a for a in theirs if holds_office(a))))
