"""Quotations to acts: what somebody says of another in words of judgement is blame or praise,
though no verb says so.

The words and their strength are in knowledge/<language>/evaluation.toml. Knows whose words they are, of whom
they are said and which way they turn; does not know what else a quotation does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice

from communique.events.matching import FIRM
from communique.events.moves import commands, find_moves, full_words, hear, lists_of, openings
from communique.events.pointing import in_lead, owned_before, pointing, sums
from communique.events.references import classed, names_act
from communique.events.scene import JUDGING, SPOKEN, Match, Scene
from communique.events.sectors import beyond
from communique.grammar import Clause
from communique.knowledge import load_toml, names
from communique.knowledge.patterns import Pattern
from communique.knowledge.roles import AT, IN, OF
from communique.records import Actor, Event, Statement, codes, unique

STRENGTH = {"strong": 2, "plain": 1}
# strength of judgement under which a quotation judges nobody: set on news of which half was not looked at
LEAST = 1
LEAST_TOLD = 2  # likewise of what somebody is reported to have said in the words of the paper
BESIDE = 3  # words between a turn of phrase and whoever it is meant for, where only the words name them
TOLD_TO = 2  # of the ways to whom a saying is about, those that the saying itself tells
SHORT = 25  # words of a quotation that is about whoever it names
NEAR = 4  # words before a judgement in which another turns it round
HEARING = frozenset(("JRN", "MED"))  # who only passes on what they are told
QUOTED = frozenset(("direct", "partial"))
BLAME, PRAISE = (
    Pattern("accuse.stance", "ACCUSE", "evaluation.toml", ()),
    Pattern("support.stance", "SUPPORT", "evaluation.toml", ()),
)
MOVES = {
    name: Pattern(f"{name.lower()}.said", name, "stance.toml", ())
    for name in ("ACCUSE", "SUPPORT", "REJECT", "REQUEST", "THREATEN", "AGREE", "CONCEDE", "RETREAT")
}


@dataclass(frozen=True, slots=True)
class Stance:
    """A judgement that a quotation passes: the match that stands for it, who passes it, on whom,
    and in which words."""

    match: Match
    statement: Statement | None  # None where its words are not told as said
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
        "turning": frozenset(table["turning"]["words"]), "merely": frozenset(table["turning"]["merely"]),
        **{k: frozenset(v) for k, v in table["about"].items()},
    }


@cache
def mere_words(language: str) -> Mapping[str, int]:
    """The words that judge a thing where they are said of it, blame below zero."""
    table = load_toml(f"{language}/evaluation.toml")["declared"]
    return {w: sign for side, sign in (("blame", -1), ("praise", 1)) for w in table[side]}


def find_stances(scene: Scene, told: Iterable[Event]) -> Iterator[Stance]:
    """The stances of the quotations of an article in which no act of the speaker was found."""
    events = sorted(told, key=lambda e: e.trigger.start)
    starts = [e.trigger.start for e in events]
    for statement in scene.statements:
        heard = statement.kind in QUOTED or (statement.kind == "indirect" and not scene.formal)
        if not heard or statement.polarity != "affirmed" or statement.speaker is None:
            continue
        parts = (*statement.content, *((statement.cue,) if statement.cue is not None else ()))
        near = ((bisect_left(starts, part.start), bisect_left(starts, part.end)) for part in parts)
        if any(spoken(event, statement) for first, end in near for event in events[first:end]):
            continue
        stance = read_stance(scene, statement, events)
        # speakers are polite; whom they praise they thank
        if stance is not None and not (scene.formal and stance.match.pattern.type == "SUPPORT"):
            yield stance


def told_before(
    scene: Scene, word: int, thing: int | None, own: frozenset[str], events: Sequence[Event], *,
    loose: bool = False,
) -> tuple[Actor, ...]:
    """Who did what is now judged, as what was told right before: "Chad closed its border; Togo called the
    step a mistake"; where that was itself a judgement, who was judged: "Chad called Mali's raid a crime;
    Togo said it was a mistake". `loose` takes any act close by for what is judged."""
    parse = scene.parse
    start, here = parse.span(word, word).start, parse.sentence_of[word]
    before = [e for e in reversed(events) if e.trigger.start < start and e.status != "negated"]
    near = [e for e in before if here - parse.sentence_at(e.trigger.start) <= AGAIN]
    judged_ = (
        beyond(e.recipients, own) for e in near
        if e.type in JUDGING and (loose or (thing is not None and scene.has_word("pointing", thing)))
    )
    deeds = [e for e in before if e.type not in JUDGING]
    fit = [e for e in deeds if thing is not None and named_so(scene, thing, e, own)]
    close = (e for e in (deeds if loose else fit) if here - parse.sentence_at(e.trigger.start) < AGAIN)
    done = (beyond(e.actors, own) for e in (*close, *(e for e in reversed(fit) if in_lead(scene, e))))
    owned = (beyond(owned_before(scene, h), own) for h in (thing,) if h is not None and pointing(scene, h))
    return next(filter(None, chain(judged_, done, owned)), ())


def named_so(scene: Scene, thing: int, event: Event, own: frozenset[str]) -> bool:
    """Whether a noun or a pronoun may stand for an act told before."""
    parse = scene.parse
    if scene.has_word("pointing", thing):
        return True
    if not pointing(scene, thing) or (event.type == "REQUEST" and codes(event.recipients) - own):
        return False
    return classed(parse, thing, event) or names_act(parse, thing, event) or sums(scene, thing, event)


AGAIN = 2  # sentences


def spoken(event: Event, statement: Statement) -> bool:
    """Whether an act is one of words, or of the speaker's own, that a quotation tells of."""
    if statement.cue is not None and event.type in SPOKEN and event.trigger.start == statement.cue.start:
        return True  # "demanded": what is said is the demand
    inside = any(c.start <= event.trigger.start < c.end for c in statement.content)
    if event.status == "negated" or not inside:
        return False
    speaker = statement.speaker
    return event.type in SPOKEN or (speaker is not None and speaker.code in codes(event.actors))


def read_stance(scene: Scene, statement: Statement, events: Sequence[Event]) -> Stance | None:
    """The stance of a quotation; None where it takes none, or nobody can be meant."""
    speaker = statement.speaker
    if speaker is None or speaker.code is None:
        return None
    words = tuple(within(scene, statement))
    meant, why, by_saying = target(scene, statement, speaker)
    if not meant:
        return of_told(scene, statement, speaker, events)
    whole = statement.kind == "direct" and not scene.formal
    whole |= statement.kind == "partial" and not scene.formal and calls_so(scene, statement)
    short = whole and (by_saying or len(words) <= SHORT)
    found = (moved(scene, words, meant, near=not by_saying) if short else None) or judged(scene, statement)
    if found is None and whole and (
        judged_in(scene, statement, meant) if by_saying else short and told_of(scene, words, meant)
    ):
        found = default(scene, statement, words), words
    if found is None:
        return None
    return stance_of(scene, statement, found, meant, why)


def points_back(scene: Scene, statement: Statement) -> bool:
    """Whether what is said is of "it" or "this", which was told before: "said it was a mistake"."""
    parse = scene.parse
    words = tuple(within(scene, statement)) if statement.kind in QUOTED and not scene.formal else ()
    told = next((parse.clauses[w] for w in words if w in parse.clauses), None)
    return told is not None and "attribute" in told.roles and scene.has_word("pointing", *told.subject)


def of_told(
    scene: Scene, statement: Statement, speaker: Actor, events: Sequence[Event]
) -> Stance | None:
    """The stance of a quotation that judges what was told before, which it names no more."""
    called = calls_back(scene, statement)
    if called is None and not points_back(scene, statement):
        return None
    words, found = tuple(within(scene, statement)), judged(scene, statement)
    own = frozenset((speaker.code or "", speaker.country or ""))
    meant = told_before(scene, words[0], called, own, events, loose=True)
    if found is None and called is not None and meant and not plain(scene, words):
        found = default(scene, statement, words), words
    return found and stance_of(scene, statement, found, meant, "of what was told before")


def plain(scene: Scene, words: Iterable[int]) -> bool:
    """Whether words say of a thing how it is without judging it: "a routine visit"."""
    neutral = lists_of(scene.language).neutral
    return any(not neutral.isdisjoint((scene.parse.lower[w], scene.parse.lemma(w))) for w in words)


def calls_back(scene: Scene, statement: Statement) -> int | None:
    """What somebody calls so in the words of a quotation, where it was told before: "called it 'a farce'"."""
    if statement.kind != "partial" or scene.formal or statement.cue is None:
        return None
    cue = scene.parse.clause_of(scene.parse.word_at(statement.cue.start))
    if cue is None or cue.lemma not in words_of(scene.language)[1]["describing"] or cue.modal is not None:
        return None
    things = cue.at("object", AT)
    return next((h for h in things if scene.has_word("pointing", h) or pointing(scene, h)), None)


def stance_of(
    scene: Scene, statement: Statement, found: tuple[Pattern, tuple[int, ...]], meant: tuple[Actor, ...],
    why: str,
) -> Stance:
    """The stance of a statement whose judgement and target are known."""
    pattern, told = found
    clause = scene.parse.clause_of(told[-1]) or scene.parse.noun(told[-1])
    match = Match(pattern, clause, told[-1], pattern.type, None)
    cue = " ".join(scene.parse.words[w] for w in told)
    speaker = (statement.speaker,) if statement.speaker is not None else ()
    return Stance(match, statement, speaker, meant, (f"rule {pattern.id}: {cue!r}", why))


def calls_so(scene: Scene, statement: Statement) -> bool:
    """Whether the words are what somebody calls a thing or a state: "called the plan 'a step back'"."""
    cue = None if statement.cue is None else scene.parse.clause_of(scene.parse.word_at(statement.cue.start))
    if cue is None or cue.lemma not in words_of(scene.language)[1]["describing"]:
        return False
    things = [h for h in cue.at("object") if h in scene.place_at or not scene.cast.of(h)]
    return any(scene.parse.pos[h] in ("NOUN", "PROPN") for h in things)


def ordered(scene: Scene, word: int, statement: Statement) -> bool:
    """Whether a verb in a quotation is a command: "free them!" is what is to be done."""
    if statement.kind != "direct" or scene.formal or scene.parse.pos[word] != "VERB":
        return False
    words = full_words(scene.parse, within(scene, statement))
    return word in commands(scene.parse, words, openings(scene.parse, words))


def moved(
    scene: Scene, words: tuple[int, ...], meant: tuple[Actor, ...], *, near: bool
) -> tuple[Pattern, tuple[int, ...]] | None:
    """The act that a turn of phrase among some words is, with its words; `near` asks that whoever is meant
    is named in it or beside it."""
    theirs = codes(meant)
    named = [w for w in words if codes(scene.cast.of(w)) & theirs or codes(scene.hosts((w,))) & theirs]
    for type_, told in find_moves(hear(scene.parse, words, named), scene.language):
        if not near or any(told[0] - BESIDE <= w <= told[-1] + BESIDE for w in named):
            return MOVES[type_], told
    return None


def judged(scene: Scene, statement: Statement) -> tuple[Pattern, tuple[int, ...]] | None:
    """Blame or praise by the words of judgement in a quotation, with these words."""
    found = list(judgements(scene, tuple(within(scene, statement))))
    total = sum(worth for _, worth in found)
    if abs(total) < (LEAST if statement.kind in QUOTED else LEAST_TOLD):
        return None
    words = tuple(word for word, _ in sorted(found, key=lambda pair: abs(pair[1])))
    return (BLAME if total < 0 else PRAISE), words


def judgements(
    scene: Scene, words: Iterable[int], *, declared: bool = False
) -> Iterator[tuple[int, int]]:
    """The words of judgement among the words of a quotation, each with its strength;
    turned round by a negation shortly before it. Some judge only what they are `declared` to be."""
    parse = scene.parse
    worth, lists = words_of(scene.language)
    only = mere_words(scene.language) if declared else {}
    for word in words:
        names = (parse.lower[word], parse.lemma(word))
        value = next((v for table in (worth, only) for n in names if (v := table.get(n, 0))), 0)
        if value and (value < 0 or asserted(scene, word)):
            before = range(max(0, word - NEAR), word)
            turning = (k for k in before if lists["turning"] & {parse.lower[k], parse.lemma(k)})
            # "nothing but blackmail"
            turned = any(parse.lower[k + 1] not in lists["merely"] for k in turning)
            if not turned:
                yield word, value
            elif value > 0 or (predicated(scene, word) and not declared):
                yield word, -value


def predicated(scene: Scene, word: int) -> bool:
    """Whether a word says what a thing is: "is not a brutal regime"; a denied word of blame is else no
    praise: "showed no hostility"."""
    clause = scene.parse.clause_of(word)
    return clause is not None and not {word, scene.parse.heads[word]}.isdisjoint(clause.at("attribute"))


def asserted(scene: Scene, word: int) -> bool:
    """Whether a word of praise is said of what is: not wished for, asked about or denied in its clause."""
    clause = scene.parse.clause_of(word)
    if clause is None:
        return True
    doubted = scene.words["asking_markers"] | scene.words["conditional_markers"]
    denied = clause.negated and (clause.modal is not None or not predicated(scene, word))
    return clause.form != "infinitive" and not denied and clause.marker not in doubted


def within(scene: Scene, statement: Statement) -> Iterator[int]:
    """The words of a quotation."""
    for span in statement.content:
        first, last = scene.parse.word_at(span.start), scene.parse.word_at(span.end - 1)
        yield from range(first, last + 1)


def target(scene: Scene, statement: Statement, speaker: Actor) -> tuple[tuple[Actor, ...], str, bool]:
    """Of whom something is said, with the reason and whether the saying tells it: as the saying names it,
    else whom it is said to, else the one other party named in the words."""
    own = frozenset((speaker.code, speaker.country)) - {None}
    told = tuple(a for a in statement.addressees if a.sector not in HEARING and a.code != "UNO")
    inside = in_words(scene, statement)
    if codes(inside) - own - codes(told):
        told = ()  # "told him that Peru's remarks were vile" is not of him
    spots = () if scene.formal else placed(scene, statement)  # in speeches places are only spoken of
    # who writes to the United Nations complains of others
    said = tuple(a for a in said_of(scene, statement) if a.code != "UNO" or a not in statement.addressees)
    ways = (said, told, inside, spots)
    for way, found in enumerate(ways):
        others = tuple(a for a in found if a.code and not {a.code, a.country} & own)
        if len(codes(others)) == 1 or (others and way == 0):
            named = ", ".join(a.name or a.code or "" for a in others)
            return unique(others)[: len(codes(others))], f"{named}: of whom it is said", way < TOLD_TO
    return (), "", False


def placed(scene: Scene, statement: Statement) -> tuple[Actor, ...]:
    """The states of the places that a quotation names."""
    return scene.hosts(within(scene, statement))


def said_of(scene: Scene, statement: Statement) -> tuple[Actor, ...]:
    """Whom the saying names as what it is about, or as whom it is said to: "said of Peru's plan",
    "wrote of the Chadian raid", "the verdict on Mali", "said in a message to Togo"."""
    ways = (unique(a for h in heads for a in whose(scene, h)) for heads in about(scene, statement))
    return next((found for found in ways if found), ())


def judged_in(scene: Scene, statement: Statement, meant: tuple[Actor, ...]) -> bool:
    """Whether a saying names somebody's thing as what it is about, not only whom it is said to."""
    things = islice(about(scene, statement), 2)
    return any(codes(whose(scene, h)) & codes(meant) for heads in things for h in heads)


def default(scene: Scene, statement: Statement, words: tuple[int, ...]) -> Pattern:
    """What is said of another's thing in words that neither praise nor blame: kind words praise it,
    all others refuse what asks or offers, and blame the rest."""
    lists = lists_of(scene.language)
    turning = words_of(scene.language)[1]["turning"]
    lower = [scene.parse.lower[w] for w in words]
    parse = scene.parse  # "better" is no kind word
    told = {parse.lower[w] if parse.pos[w] == "ADJ" else parse.lemma(w) for w in words}
    if not lists.kind.isdisjoint(told) and turning.isdisjoint(lower):
        return MOVES["SUPPORT"]
    return BLAME


def told_of(scene: Scene, words: tuple[int, ...], meant: tuple[Actor, ...]) -> bool:
    """Whether the first clause of a quotation tells what somebody did or is doing, by name and alone."""
    parse = scene.parse
    clause = next((parse.clauses[w] for w in words if w in parse.clauses), None)
    if clause is None or clause.passive or "attribute" in clause.roles or clause.modal is not None:
        return False
    done = not clause.negated and (clause.tense == "past" or clause.progressive)
    named = any(parse.pos[h] != "PRON" for h in clause.at("subject"))
    return done and named and codes(scene.agents(clause)) == codes(meant)


def about(scene: Scene, statement: Statement) -> Iterator[tuple[int, ...]]:
    """What a saying names as what it is about: after a preposition, as what it describes;
    then whom it is said to, and in a message or at a meeting."""
    if statement.cue is None:
        return
    lists = words_of(scene.language)[1]
    sayings = sayings_of(scene, scene.parse.word_at(statement.cue.start), lists["verbs"])
    pointing = [c for c in sayings if c.lemma in lists["pointing"]]
    yield (*behind(sayings, lists["prepositions"]), *behind(pointing, lists["addressed"]))
    yield tuple(h for c in sayings if c.lemma in lists["describing"] for h in c.at("object"))
    yield tuple(h for c in scene.parse.hung(*(c.head for c in sayings)) for h in after(scene, c))
    yield behind(sayings, lists["addressed"])
    yield tuple(
        m for c in sayings for role, heads in c.roles.items() if role.startswith("oblique:") for h in heads
        if scene.parse.lemma(h) in lists["occasions"] for m in addressed(scene, h, lists["towards"])
    )


def behind(sayings: Iterable[Clause], prepositions: frozenset[str]) -> tuple[int, ...]:
    """What stands in clauses of saying after some prepositions."""
    roles = [f"oblique:{p}" for p in sorted(prepositions)]
    return tuple(h for role in roles for c in sayings for h in c.at(role))


def after(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """Who did what a saying follows: "said after Peru had kept him waiting"."""
    told = clause.link == "adverbial" and clause.form == "finite"
    return clause.at("subject") if told and clause.marker in scene.standing["other_times"] else ()


def sayings_of(scene: Scene, cue: int, verbs: frozenset[str]) -> tuple[Clause, ...]:
    """The clauses that tell of a saying: that of its verb or noun,
    and what is said beside it of whom it is about: "told reporters, speaking of Peru"."""
    parse = scene.parse
    beside = parse.hung(cue)
    beside += parse.hung(*(c.head for c in beside))  # "said on arriving in Lima, referring to …"
    # "the verdict of the minister on Mali"
    of = parse.noun(cue).at(OF) if cue not in parse.clauses else ()
    told = (c for c in beside if c.verb in verbs)
    held = parse.governor(cue) if cue not in parse.clauses else None  # "… was the message to Mali"
    linked = (held,) if held is not None and held.lemma in scene.words["being"] else ()
    return (parse.clause_at(cue), *map(parse.noun, of), *told, *linked)


def addressed(scene: Scene, noun: int, prepositions: frozenset[str]) -> Iterator[int]:
    """Whom a message goes to, or where a visit leads."""
    return (member for name, member in scene.parse.obliques(noun) if name in prepositions)


def whose(scene: Scene, thing: int) -> tuple[Actor, ...]:
    """Whose a thing is that something is said of: its owner, who it is, or who did it, also by what it tells:
    "reports that Chad had tapped his telephone", "a fall in pressure in Chad's pipelines"."""
    parse = scene.parse
    doers = (h for c in scene.done_to(thing) for h in c.at("subject"))
    found = scene.owners(thing) or scene.who((thing,)) or scene.who(doers) or scene.hosts((thing,))
    if found := found or scene.targets(thing) or scene.hosts(parse.noun(thing).at(IN)):
        return found
    if found := next((who for c in parse.hung(thing) if (who := scene.agents(c))), ()):
        return found
    near = [h for _, h in parse.obliques(thing)]
    near += [further for h in near for _, further in parse.obliques(h)]
    return next((who for h in near if (who := scene.owners(h))), ())


def of_saying(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whom an act in somebody's words is meant for by what the saying is about: "said of the dam that Chad is
    building", "told reporters after Chad had tested a rocket"."""
    return spoken_of(scene, match, actors, ABOUT)


def of_saying_alone(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whom a saying is about by its own words, where what is said names no party, be it that it names a
    place: "the shells on Lima are a disgrace, he said of the Chadian raid"."""
    found, said = spoken_of(scene, match, actors, 1), scene.carrier(match.clause)
    if said is None or not found:
        return ()
    places, parse = scene.place_at, scene.parse
    towns = (w for w in within(scene, said) if w in places and parse.relations[w] == "oblique:object")
    beside = {w for w in towns if places[w].name != names.country_name(places[w].country or "")}
    named = codes(a for w in within(scene, said) if w not in beside for a in scene.cast.of(w))
    return () if named - codes(actors) else found


def spoken_of(scene: Scene, match: Match, actors: tuple[Actor, ...], ways: int) -> tuple[Actor, ...]:
    """Whose the thing is that a saying is about in whose words an act of its speaker stands."""
    said = scene.carrier(match.clause) if match.type in SPOKEN and match.clause.kind == "verb" else None
    if said is None or said.cue is None or scene.formal or not (own := codes(actors)):
        return ()
    if said.speaker is None or said.speaker.code not in own or match.pattern.reciprocal:
        return ()
    named = (unique(a for h in heads for a in whose(scene, h)) for heads in about(scene, said))
    told = (tuple(a for a in beyond(who, own) if a.sector not in VENUES) for who in named)
    found = next((who for who in islice(told, ways) if codes(who)), ())
    return found if len(codes(found)) == 1 else ()


VENUES = HEARING | {FIRM}  # where a thing is said: "wrote on Twitter"
ABOUT = 3  # of what a saying names, what it is about, and not whom it is said to


def charged_beside(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who is said to have done what a charge is about, in the participle beside it:
    "renewed his criticism, saying that Chad had failed"."""
    if match.type != "ACCUSE" or not codes(actors):
        return ()
    parse, own = scene.parse, codes(actors)
    beside = (c for c in parse.hung(match.clause.head) if c.link == "adverbial")
    saying = (c for c in beside if c.lemma in scene.words["say_verbs"])
    charges = (inner for c in saying for inner in parse.held(c))
    return next((found for c in charges if (found := beyond(scene.agents(c), own))), ())


def in_words(scene: Scene, statement: Statement) -> tuple[Actor, ...]:
    """The parties that a quotation names, as subject, object or owner."""
    return unique(a for word in within(scene, statement) for a in scene.cast.of(word))
