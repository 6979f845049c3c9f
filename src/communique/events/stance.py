"""Quotations to acts: what somebody says of another in words of judgement is blame or praise,
though no verb says so.

The words and their strength are in knowledge/<language>/evaluation.toml. Knows whose words they are, of whom
they are said and which way they turn; does not know what else a quotation does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from communique.events.scene import SPOKEN, Match, Scene
from communique.events.sectors import beyond
from communique.events.tables import unique
from communique.knowledge import load_toml
from communique.knowledge.patterns import Pattern
from communique.records import Actor, Event, Statement, codes

STRENGTH = {"strong": 2, "plain": 1}
# strength of judgement under which a quotation judges nobody: set on news of which half was not looked at
LEAST = 1
NEAR = 4  # words before a judgement in which another turns it round
QUOTED = frozenset(("direct", "partial"))
BLAME, PRAISE = (
    Pattern("accuse.stance", "ACCUSE", "evaluation.toml", ()),
    Pattern("support.stance", "SUPPORT", "evaluation.toml", ()),
)


@dataclass(frozen=True, slots=True)
class Stance:
    """A judgement that a quotation passes: the match that stands for it, who passes it, on whom,
    and in which words."""

    match: Match
    statement: Statement
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    reasons: tuple[str, ...]


@cache
def words_of(language: str) -> tuple[Mapping[str, int], Mapping[str, frozenset[str]]]:
    """The words of judgement of a language with their strength, blame below zero,
    and its lists of other words."""
    table = load_toml(f"{language}/evaluation.toml")
    sides = (("blame", -1), ("praise", 1))
    worth = {
        w: sign * STRENGTH[grade] for side, sign in sides for grade, ws in table[side].items() for w in ws
    }
    return worth, {
        "turning": frozenset(table["turning"]["words"]),
        **{k: frozenset(v) for k, v in table["about"].items()},
    }


def find_stances(scene: Scene, told: Iterable[Event]) -> Iterator[Stance]:
    """The judgements in the quotations of an article in which no act of speech was found."""
    triggers = sorted(e.trigger.start for e in told)
    for statement in scene.statements:
        if statement.kind not in QUOTED or statement.polarity != "affirmed" or statement.speaker is None:
            continue
        if any(bisect_left(triggers, c.start) < bisect_left(triggers, c.end) for c in statement.content):
            continue
        stance = read_stance(scene, statement)
        # speakers are polite; whom they praise they thank
        if stance is not None and not (scene.formal and stance.match.pattern is PRAISE):
            yield stance


def read_stance(scene: Scene, statement: Statement) -> Stance | None:
    """The judgement of a quotation; None where it passes none, or nobody can be meant."""
    speaker = statement.speaker
    if speaker is None or speaker.code is None:
        return None
    judged = list(judgements(scene, statement))
    total = sum(worth for _, worth in judged)
    if abs(total) < LEAST:
        return None
    meant, why = target(scene, statement, speaker)
    if not meant:
        return None
    word = max(judged, key=lambda pair: abs(pair[1]))[0]
    clause = scene.parse.clause_of(word) or scene.parse.noun(word)
    pattern = BLAME if total < 0 else PRAISE
    match = Match(pattern, clause, word, pattern.type, None)
    told = ", ".join(repr(scene.parse.words[w]) for w, _ in judged)
    return Stance(match, statement, (speaker,), meant, (f"rule {pattern.id}: words of judgement {told}", why))


def judgements(scene: Scene, statement: Statement) -> Iterator[tuple[int, int]]:
    """The words of judgement in a quotation, each with its strength;
    turned round by a negation shortly before it."""
    parse = scene.parse
    worth, lists = words_of(scene.language)
    for word in within(scene, statement):
        value = worth.get(parse.lower[word], worth.get(parse.lemmas[word].lower(), 0))
        if value:
            before = parse.lower[max(0, word - NEAR) : word]
            yield word, -value if lists["turning"] & set(before) else value


def within(scene: Scene, statement: Statement) -> Iterator[int]:
    """The words of a quotation."""
    for span in statement.content:
        first, last = scene.parse.word_at(span.start), scene.parse.word_at(span.end - 1)
        yield from range(first, last + 1)


def target(scene: Scene, statement: Statement, speaker: Actor) -> tuple[tuple[Actor, ...], str]:
    """Of whom something is said, with the reason: as the saying names it,
    else the one other party named in the words."""
    own = frozenset((speaker.code, speaker.country)) - {None}
    for found in (said_of(scene, statement), in_words(scene, statement)):
        others = tuple(a for a in found if a.code and not {a.code, a.country} & own)
        if len(codes(others)) == 1:
            named = others[0].name or others[0].code
            return unique(others)[:1], f"{named}: of whom it is said"
    return (), ""


def said_of(scene: Scene, statement: Statement) -> tuple[Actor, ...]:
    """Whom the saying names as what it is about: "said of Peru's plan", "wrote of the Chadian raid"."""
    if statement.cue is None:
        return ()
    parse, lists = scene.parse, words_of(scene.language)[1]
    cue = parse.clauses.get(parse.word_at(statement.cue.start))
    if cue is None:
        return ()
    sayings = [
        cue,
        *(
            parse.clauses[k] for k in parse.kids[cue.head]
            if k in parse.clauses and parse.clauses[k].lemma in lists["verbs"]
        ),
    ]
    for preposition in (*sorted(lists["prepositions"]), *sorted(lists["addressed"])):
        heads = tuple(h for c in sayings for h in c.roles.get(f"oblique:{preposition}", ()))
        found = unique(a for h in heads for a in (*scene.owners(h), *scene.who((h,))))
        if found:
            return found
    return ()


def meant_by_saying(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Of whom something is said in which an act stands that names nobody: "Out,
    and at once," he said of the Chadian garrison."""
    statement = scene.carrier(match.clause)
    if statement is None or match.type not in SPOKEN or match.pattern.reciprocal or not codes(actors):
        return ()
    return tuple(a for a in said_of(scene, statement) if a.code and a.code not in codes(actors))


def charged_beside(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who is said to have done what a charge is about, in the participle beside it:
    "renewed his criticism, saying that Chad had failed"."""
    if match.type != "ACCUSE" or not codes(actors):
        return ()
    parse, own = scene.parse, codes(actors)
    beside = (parse.clauses[k] for k in parse.kids[match.clause.head] if k in parse.clauses)
    saying = (c for c in beside if c.link == "adverbial" and c.lemma in scene.words["say_verbs"])
    charges = (parse.clauses[k] for c in saying for k in c.complements if k in parse.clauses)
    return next((found for c in charges if (found := beyond(scene.agents(c), own))), ())


def in_words(scene: Scene, statement: Statement) -> tuple[Actor, ...]:
    """The parties that a quotation names, as subject, object or owner."""
    return unique(a for word in within(scene, statement) for a in scene.cast.of(word))
