"""What somebody says that another's deed or thing is, in the words of the paper: "said that Peru's terms were
neither fair nor wise", "called the step a slap in the face".

Knows what a clause says of its subject or calls its object, and whose that is;
the words of judgement are those of stances.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, takewhile

from communique.events.moves import hear, lay, turns_of
from communique.events.scene import JUDGING, SPOKEN, Match, Scene
from communique.events.sectors import beyond
from communique.events.stance import (
    BLAME,
    PRAISE,
    QUOTED,
    Stance,
    behind,
    judgements,
    told_before,
    within,
    words_of,
)
from communique.events.standing import standing
from communique.grammar import Clause
from communique.knowledge.roles import AS, OF, marked
from communique.records import Actor, Event, Statement, codes, unique


def find_verdicts(scene: Scene, told: Sequence[Event]) -> Iterator[Stance]:
    """The judgements that people are told to have passed, where no act was found in them."""
    if scene.formal:
        return
    events = sorted(told, key=lambda e: e.trigger.start)
    events = [e for e in events if e.status != "negated"]  # "was not helpful" is no praise that was not given
    heads = {scene.parse.word_of(e) for e in events}
    for statement in scene.statements:
        speaker = statement.speaker
        if speaker is None or not speaker.code or statement.polarity != "affirmed":
            continue
        if not acted(scene, statement, speaker, events):
            yield from said_so(scene, statement, speaker, events)
    cues = {scene.parse.word_at(s.cue.start) for s in scene.statements if s.cue is not None}
    for head, clause in scene.parse.clauses.items():
        if clause.kind == "verb" and head not in heads | cues:
            yield from called_so(scene, clause, events)


def acted(scene: Scene, statement: Statement, speaker: Actor, events: Sequence[Event]) -> bool:
    """Whether a saying, or the words said, are an act of the speaker's by themselves."""
    parse = scene.parse
    first = parse.clause_of(parse.word_at(statement.content[0].start))
    above = {c.head for c in parse.ancestors(first)} if first is not None else set()
    if any(e.type in JUDGING and parse.word_of(e) in above for e in events):
        return True
    inside = (e for e in events if any(s.start <= e.trigger.start < s.end for s in statement.content))
    return any(e.type in SPOKEN and speaker.code in codes(e.actors) for e in inside)


def said_so(
    scene: Scene, statement: Statement, speaker: Actor, events: Sequence[Event]
) -> Iterator[Stance]:
    """The judgement that the first clause of what is said passes on its subject."""
    parse = scene.parse
    clause = next((parse.clauses[w] for w in within(scene, statement) if w in parse.clauses), None)
    if clause is None or clause.modal is not None or clause.form != "finite":
        return
    roles = ("attribute", *(("object",) if clause.lemma in words_of(scene.language)[1]["showing"] else ()))
    things = clause.subject
    back = scene.has_word("pointing", *things)
    if "expletive" in clause.roles or (back and statement.kind in QUOTED):
        return  # "there were no breakthroughs"
    if back and (inner := [*infinitives(scene, clause), *parse.held(clause)]):
        # "it was wrong for Chad to close the road"
        things = tuple(h for c in inner for h in c.subject if not scene.has_word("pointing", h))
    told = [w for h in clause.at(*roles) for w in phrase(scene, h)]
    found = turn_of_phrase(scene, clause, within(scene, statement)) or judgements(scene, told, declared=True)
    yield from judged_as(scene, clause, found, things, (speaker,), statement, events)


def turn_of_phrase(scene: Scene, clause: Clause, words: Iterable[int]) -> list[tuple[int, int]]:
    """The turn of phrase by which a clause judges its subject, by its last word: "was a step backwards",
    "had no basis", "is to blame"."""
    parse = scene.parse
    own = {clause.head, *clause.complements}
    behind_ = (w for w in words if w >= clause.head)
    inside = takewhile(lambda w: (c := parse.clause_of(w)) is None or c.head in own, behind_)
    said = hear(parse, tuple(inside), ())
    laid = (
        (said.words[end - 1], sign, denies)
        for cue, sign, denies in turns_of(scene.language) for start in range(len(said.words))
        if (end := lay(cue, said, start)) is not None
    )
    for word, sign, denies in laid:
        if denies or not clause.negated:
            return [(word, sign)]
        return [(word, -sign)] if sign > 0 else []  # "was no step forward"
    return []


def infinitives(scene: Scene, clause: Clause) -> Iterator[Clause]:
    """The infinitives with a subject of their own that stand behind a clause, also behind the saying that is
    put into it: "it was not proper, he said, for Chad to ask"."""
    parse = scene.parse
    for c in parse.hung(clause.head, parse.heads[clause.head]):
        if c.head > clause.head and c.form == "infinitive" and c.subject and c.subject[0] > clause.head:
            yield c


def called_so(scene: Scene, clause: Clause, events: Sequence[Event]) -> Iterator[Stance]:
    """The judgement of whoever calls a thing something: "described the raid as a declaration of war"."""
    if clause.lemma not in words_of(scene.language)[1]["calling"] or clause.passive or clause.negated:
        return
    named = tuple(h for h in clause.subject if scene.parse.pos[h] != "PRON")  # "many observers" are nobody's
    speakers = tuple(a for a in (scene.who(named) if named else scene.agents(clause)) if a.code)
    status, _ = standing(scene, Match(BLAME, clause, clause.head, BLAME.type, None))
    if not speakers or status not in ("actual", "historical"):
        return
    things, parse = clause.at("object"), scene.parse
    if any(parse.pos[h] == "PRON" and not scene.has_word("pointing", h) for h in things):
        return  # "what he described as a truce"
    lists = words_of(scene.language)[1]
    asked = (c for c in parse.hung(clause.head) if c.verb in lists["verbs"] and c.link == "adverbial")
    if scene.has_word("pointing", *things) and (topic := behind(asked, lists["prepositions"])):
        things = topic  # "asked about Chad, he called it a menace"
    heads = [k for w in (clause.head, *things) for k in parse.kids[w] if marked(parse.lower[k], AS)]
    told = chain.from_iterable(phrase(scene, h) for h in (*clause.at("attribute"), *heads))
    yield from judged_as(
        scene, clause, judgements(scene, told, declared=True), things, speakers, None, events
    )


def phrase(scene: Scene, head: int) -> Iterator[int]:
    """The words of what something is said to be: a noun or an adjective with what marks it, and what it is a
    piece of: "a reckless act of aggression"."""
    parse, stack = scene.parse, [head]
    while stack:
        word = stack.pop()
        yield word
        stack += (k for k in parse.kids[word] if parse.relations[k] in MARKING and k not in parse.clauses)
        if parse.lemma(word) in words_of(scene.language)[1]["holding"]:
            stack += parse.noun(word).at(OF)


MARKING = frozenset(("modifier", "compound", "conjunct", "adverb", "oblique:object"))


def of_whom(scene: Scene, thing: int) -> tuple[Actor, ...]:
    """Whose a thing is that is called something, or who it is, or who did it."""
    doers = (h for c in scene.done_to(thing) for h in c.at("subject"))
    return scene.owners(thing) or scene.who((thing,)) or scene.who(doers)


def judged_as(
    scene: Scene, clause: Clause, judging: Iterable[tuple[int, int]], things: tuple[int, ...],
    speakers: tuple[Actor, ...], statement: Statement | None, events: Sequence[Event],
) -> Iterator[Stance]:
    """The judgement that some words, each with its worth, pass on whoever a thing is of."""
    found = sorted(judging, key=lambda pair: abs(pair[1]))
    total = sum(worth for _, worth in found)
    if not total or not things or (statement is not None and total > 0):
        return  # what others are told to find good is mostly courtesy
    own = codes(speakers) | {a.country for a in speakers if a.country}
    named = tuple(a for h in things for a in of_whom(scene, h))
    if codes(named) & own and codes(named) - own:
        return  # "both of us"
    if not (meant := beyond(named, own)) and (not codes(named) or scene.has_word("pointing", *things)):
        meant = told_before(scene, clause.head, things[-1], own, events)
    if not codes(meant):
        return
    words = [w for w, _ in found]
    pattern = BLAME if total < 0 else PRAISE
    why = (f"rule {pattern.id}: {' '.join(scene.parse.words[w] for w in words)!r}", "of what is so called")
    match = Match(pattern, clause, words[-1], pattern.type, None)
    yield Stance(match, statement, unique(speakers), unique(meant)[: len(codes(meant))], why)
