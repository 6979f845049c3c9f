"""Whose the people are whom a paper of one state names without a country: "the soldiers", "the gangs".

Knows the states that a stretch of the text names and nouns for rulers, forces and crowds;
does not know who issues or speaks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from communique import places
from communique.actors import Cast
from communique.actors.scene import UNIONS
from communique.forms import Form, Turn
from communique.genre.issuers import telegrams
from communique.genre.voices import (
    GUESSES,
    VAGUE,
    Nouns,
    Voices,
    articles,
    beside,
    counted,
    guessed,
    holds_post,
    is_first,
    is_officer,
    note_to,
    nouns,
    paired,
    plural,
    singular,
    subjects,
)
from communique.grammar import Parse
from communique.knowledge import load_toml, names, word_group
from communique.reasons import OPEN, PARAGRAPH, rests_on
from communique.records import Actor, codes

NEAR = 6  # sentences back in which two are named together
LEAST, PAIR = 3, 0.8  # mentions of each of two between whom a third mediates, and their share of all others
OPENING = 6  # words of a paragraph in which it says what it is about
PARTIES = 2  # between whom one mediates, and whom "the latter" tells apart
CLEAR = 0.5  # share of the mentions of other states from which on a paper is about one


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a text, half-open, the other state that they are about, and those that they name."""

    first: int
    end: int
    about: str | None
    named: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Nouns for people of the state that is spoken of: `anywhere`, or only where something is done."""

    anywhere: frozenset[str]
    rulers: frozenset[str]
    others: frozenset[str]
    sides: frozenset[str]
    mediating: frozenset[str]
    between: frozenset[str]
    either: frozenset[str]
    chiefs: frozenset[str]
    government: str


@cache
def people(language: str) -> People:
    """The table of a language."""
    file = f"{language}/documents.toml"
    return word_group(People, load_toml(file), file, "abroad")


def in_paper(parse: Parse, cast: Cast, issuers: Sequence[Actor]) -> Voices:
    """Those of the one other state that a paper of a single state is about."""
    if len(issuers) != 1:
        return {}
    home = issuers[0].country
    others = list(named(parse, cast, home))
    if home in UNIONS:
        stretches = list(sections(parse, others))
        return placed(parse, cast, home, stretches) | twos(parse, cast, home, 0, len(parse), others)
    counts = Counter(code for _, code in others)
    total = sum(counts.values())
    two = [code for code, n in counts.most_common(2) if n >= LEAST]
    between = two if len(two) > 1 and counts[two[0]] + counts[two[1]] >= PAIR * total else []
    if not between and mediates(issuers[0], parse.language):
        between = [code for code, _ in counts.most_common(1)]
    both = parties(parse, cast, between) if between else {}
    return (
        placed(parse, cast, home, [Stretch(0, len(parse), clearly(counts))])
        | twos(parse, cast, home, 0, len(parse), others)
        | both
        | own_officers(parse, cast, home, about=clearly(counts))
    )


def mediated(parse: Parse, cast: Cast, issuers: Sequence[Actor]) -> Voices:
    """The two between whom the issuer of a paper mediates, who need not be two states: "the parties" and
    "the Government" after "talks between the Government of Chad and the Northern Front"."""
    words, table = people(parse.language), nouns(parse.language)
    sides = opposed(parse, cast, issuers, words) if not words.mediating.isdisjoint(parse.lower) else ()
    rulers = [a for a in sides if a.sector == "GOV"]
    found: Voices = {}
    for word in range(len(parse)) if len(rulers) == 1 else ():
        noun = singular(parse, word)
        alone = parse.relations[word] != "compound" and not beside(parse, cast, word)
        if not (alone and known(parse, word, table)):
            continue
        if noun in words.sides and plural(parse, word):
            found[word] = tuple(replace(a, span=parse.span(word, word)) for a in sides)
        elif parse.words[word] in nouns(parse.language).cabinet:
            found[word] = (replace(rulers[0], span=parse.span(word, word)),)
    return found


def opposed(parse: Parse, cast: Cast, issuers: Sequence[Actor], words: People) -> tuple[Actor, ...]:
    """The two whom a paper first names as those between whom there are talks."""
    for word in range(len(parse)):
        rows = [parse.members(k) for k in parse.kids[word]] if parse.lower[word] in words.between else []
        who = [a for row in rows for head in row for a in cast.of(head)[:1]]
        if len(who) == PARTIES and len(codes(who)) == PARTIES and not codes(who) & codes(issuers):
            return tuple(who)
    return ()


def sections(parse: Parse, others: Sequence[tuple[int, str]]) -> Iterator[Stretch]:
    """The paragraphs of a paper that goes from state to state, each about the one that begins it:
    "On Fiji, …"."""
    for first, end in parse.paragraphs:
        here = [code for word, code in others if first <= word < end]
        about = next((code for word, code in others if first <= word < min(end, first + OPENING)), None)
        if about is not None:
            yield Stretch(first, end, about, frozenset(here))


def clearly(counts: Counter[str]) -> str | None:
    """The one state that more than half of the mentions are of."""
    (top, most), *_ = counts.most_common(1) or [("", 0)]
    return top if most and most > CLEAR * sum(counts.values()) else None


def topics(
    parse: Parse, cast: Cast, issuers: Sequence[Actor], turns: Sequence[tuple[Turn, Actor | None]]
) -> tuple[Stretch, ...]:
    """Which other state each answer is about, or the whole paper of one issuer."""
    if turns:
        return tuple(stretch for stretch, _ in answers(parse, cast, turns) if stretch.about is not None)
    if len(issuers) != 1:
        return ()
    home = issuers[0].country
    others = list(named(parse, cast, home))
    about = note_to(parse, cast, home) or clearly(Counter(code for _, code in others))
    return (Stretch(0, len(parse), about),) if about is not None else tuple(sections(parse, others))


def twos(
    parse: Parse, cast: Cast, home: str | None, first: int, end: int, others: Sequence[tuple[int, str]]
) -> Voices:
    """The two others whom "both sides" and "the two Governments" mean: the last two named before."""
    table = nouns(parse.language)
    found: Voices = {}
    counts = Counter(code for _, code in others)
    often = {code for code, n in counts.items() if n > 1}
    often = often if len(often) > 1 else {*counts}
    main = [code for code, n in counts.most_common(2) if n >= LEAST]
    sure = home in UNIONS and len(main) > 1 and sum(counts[c] for c in main) >= CLEAR * sum(counts.values())
    for word in range(first, end):
        if parse.pos[word] not in ("NOUN", "PROPN") or not paired(parse, cast, word, table):
            continue
        known = {a.country for a in cast.of(word)}
        before = [(w, code) for w, code in others if w < word and code in often]
        last = main if sure else last_two(parse, word, before)
        if home not in UNIONS and between_us(counts) and not asked_by(parse, cast, word, home):
            last = [home or "", main[0]]
        if known == {*last} or (home in known and len(known) > 1 and not asked_by(parse, cast, word, home)):
            continue
        if len(last) > 1:
            found[word] = group(parse, word, last)
    return found


def between_us(counts: Counter[str]) -> bool:
    """Whether a paper of a state is about its affairs with one other: no third is named half as often."""
    (_, most), (_, next_) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return most >= LEAST and next_ < most * CLEAR


def asked_by(parse: Parse, cast: Cast, word: int, home: str | None) -> bool:
    """Whether those of a state do something to whom a word stands for, who so are others: "we call on both
    sides"."""
    clause, table = parse.clause_of(word), nouns(parse.language)
    if clause is not None and clause.form == "infinitive" and word in clause.subject:
        clause = parse.clauses.get(clause.parent or 0)  # "we want both sides to agree"
    subject = clause.at("subject") if clause is not None else ()
    own = any(is_first(parse, h, table) or home in codes(cast.of(h)) for h in subject)
    return own and word not in subject


def last_two(parse: Parse, word: int, before: Sequence[tuple[int, str]]) -> list[str]:
    """The two states of the nearest sentence before a word that names two, else the two named last."""
    here = parse.sentence_of[word]
    named: dict[int, dict[str, None]] = {}
    for w, code in before:
        named.setdefault(parse.sentence_of[w], {})[code] = None
    near = (list(c) for s, c in reversed(named.items()) if here - s <= NEAR)
    two = (c for c in near if len(c) == PARTIES)
    return next(two, list(dict.fromkeys(code for _, code in reversed(before)))[:2])


def group(parse: Parse, word: int, countries: Sequence[str]) -> tuple[Actor, ...]:
    """States that one word stands for."""
    words, why = parse.span(word, word), ("one of the two parties",)
    return tuple(Actor(names.country_name(c), c, "GOV", None, None, None, words, why) for c in countries)


def mediates(issuer: Actor, language: str) -> bool:
    """Whether a paper is issued by somebody as the mediator between others."""
    return any(f'"{office}"' in why for office in people(language).mediating for why in issuer.because)


def parties(parse: Parse, cast: Cast, two: Sequence[str]) -> Voices:
    """The words for the two between whom a third mediates, who may be of one state: "The Parties agreed on a
    ceasefire", "I ask both to sign"."""
    words, table = people(parse.language), nouns(parse.language)
    mediated = not words.mediating.isdisjoint(parse.lower) or len(two) == 1
    found: Voices = {}
    for word in range(len(parse)):
        told = parse.words[word][:1].isupper() or (mediated and known(parse, word, table))
        named = told and singular(parse, word) in words.sides and plural(parse, word)
        if (named and not beside(parse, cast, word)) or (
            len(two) == 1 and parse.lower[word] in words.either and not parse.kids[word]
        ):
            found[word] = group(parse, word, two)
    return found


def known(parse: Parse, word: int, table: Nouns) -> bool:
    """Whether an article or a number before a noun says that it has been told of."""
    return bool(articles(parse, word, table)) or counted(parse, word, table)


def host_of(form: Form, parse: Parse, home: str | None) -> str | None:
    """The state where an embassy sits whose paper this is, by the town at its head; None for other papers."""
    heads = form.head.lines
    words = {word.strip(",.:").lower() for head in heads for word in head.split()}
    marks = telegrams(parse.language).values()
    if words.isdisjoint(nouns(parse.language).posted) and not any(m.match(h) for m in marks for h in heads):
        return None
    towns = (p.country for h in heads for p in places.find(h.title(), language=parse.language))
    return next((country for country in towns if country not in (None, home)), None)


def posted(parse: Parse, cast: Cast, form: Form, issuers: Sequence[Actor]) -> Voices:
    """The officers without a state of whom an embassy's paper speaks: the bare "Ambassador" is its own, the
    ministers are of its host."""
    host = host_of(form, parse, issuers[0].country) if len(issuers) == 1 else None
    if host is None:
        return {}
    words, table = people(parse.language), nouns(parse.language)
    theirs = own_officers(parse, cast, host)
    name = names.called(host)
    short = words.government + name[0].lower()  # "GOU" in Montevideo
    theirs |= {
        w: (Actor(name, host, "GOV", span=parse.span(w, w), because=(f"the government of {name}",)),)
        for w in range(len(parse))
        if (parse.lower[w] == short and parse.words[w][0].isupper()) or holds_post(parse, cast, w, table)
    }
    own = (replace(issuers[0], name=None, wikidata=None),)
    return {
        word: own
        for word in range(len(parse))
        if singular(parse, word) in words.chiefs
        and is_officer(parse, word, parse.lower[word], table)
        and not codes(cast.of(word))
    } | {w: who for w, who in theirs.items() if words.chiefs.isdisjoint((who[0].role or "").lower().split())}


def own_officers(
    parse: Parse, cast: Cast, home: str | None, first: int = 0, end: int | None = None,
    about: str | None = None,
) -> Voices:
    """Persons with an office and no state of their own words, whom a paper or a speaker of one state names:
    "says Minister Solheim"."""
    table, chiefs = nouns(parse.language), people(parse.language).chiefs
    words = range(first, len(parse) if end is None else end)
    alone = [(word, who[0]) for word in words if len(who := cast.of(word)) == 1]
    named = [(word, person) for word, person in alone if person.name and person.name != person.role]
    acting: dict[str, bool] = {}  # by name, whether somebody is first told of as doing something
    for word, person in (n for n in named if parse.relations[n[0]] != "compound"):
        acting.setdefault(person.name or "", word in subjects(parse, word))
    found: Voices = {}
    for word, person in named:
        office = frozenset((person.role or "").lower().split())
        envoy = about is not None and bool(office & chiefs)
        if unplaced(person, office, table) or (envoy and rests_on(person, *GUESSES, PARAGRAPH)):
            received = envoy and not acting.get(person.name or "")  # or summoned by the issuers
            found[word] = (replace(person, country=about if received else home),)
    return found


def unplaced(person: Actor, office: frozenset[str], table: Nouns) -> bool:
    """Whether nothing but a guess says of which state an officer is."""
    if not person.country or rests_on(person, OPEN):
        return bool(table.offices & office)
    return rests_on(person, *GUESSES, PARAGRAPH) and bool(table.posts & office)


def in_turns(parse: Parse, cast: Cast, turns: Sequence[tuple[Turn, Actor | None]]) -> Voices:
    """Those of the other state that a question and its answers are about, by the question."""
    found: Voices = {}
    others = list(named(parse, cast, issuing(turns))) if turns else []
    alone = len({who.country for turn, who in turns if who is not None and not turn.asks}) == 1
    for stretch, home in answers(parse, cast, turns):
        found |= placed(parse, cast, home, [stretch])
        if alone and home not in UNIONS:
            officers = own_officers(parse, cast, stretch.about or home, stretch.first, stretch.end)
            found |= {w: who for w, who in officers.items() if cast.of(w)[0].country != home}
        here = [(word, code) for word, code in others if code in (stretch.named or ())]
        found |= twos(parse, cast, home, stretch.first, stretch.end, here)
    speaker = turns[0][1] if len(turns) == 1 else None
    if speaker is not None and speaker.country not in (None, *UNIONS):  # a speech
        found |= own_officers(parse, cast, speaker.country)
    return found


def answers(
    parse: Parse, cast: Cast, turns: Sequence[tuple[Turn, Actor | None]]
) -> Iterator[tuple[Stretch, str | None]]:
    """The words of each answer, with what they are about by the question, and the state of who answers."""
    about: str | None = None
    told: frozenset[str] = frozenset()
    asked = any(turn.asks for turn, _ in turns)
    others = list(named(parse, cast, issuing(turns))) if asked else []
    for turn, speaker in turns if asked else ():
        first, last = parse.word_at(turn.start), parse.word_at(turn.end - 1)
        here = list(dict.fromkeys(code for word, code in others if first <= word <= last))
        told = frozenset(here) if turn.asks and here else told | frozenset(here)
        if here and (turn.asks or (about is None and len(here) == 1)):
            about = here[0]
        if not turn.asks and speaker is not None:
            yield Stretch(first, last + 1, about, told), speaker.country


def issuing(turns: Sequence[tuple[Turn, Actor | None]]) -> str | None:
    """The state of whoever answers."""
    return next((who.country for turn, who in turns if not turn.asks and who is not None), None)


def named(parse: Parse, cast: Cast, home: str | None) -> Iterator[tuple[int, str]]:
    """The words by which a text names other states, with their codes."""
    known = {first: actor.country for first, _, actor in cast.mentions if not guessed((actor,), VAGUE)}
    for word in range(len(parse)):
        code = known.get(word)
        if code is None and parse.entities[word] == "place":  # "Georgia", a province as well
            alone = names.codes_by_name().get(parse.lower[word], ())
            longer = any(parse.relations[k] == "compound" for k in parse.kids[word])  # "South America"
            code = alone[0] if len(alone) == 1 and not longer else None
        if code and code not in (home, *UNIONS):
            yield word, code


def placed(parse: Parse, cast: Cast, home: str | None, stretches: Sequence[Stretch]) -> Voices:
    """The people of stretches, with the state that each is about."""
    found: Voices = {}
    table = people(parse.language)
    for stretch in stretches:
        code = stretch.about
        for word in range(stretch.first, stretch.end) if code is not None and code != home else ():
            if nameless(parse, cast, word, stretch, table):
                who = cast.of(word)
                made = Actor(None, code, "GOV", None, None, None, parse.span(word, word), ())
                base = who[0] if who else made
                why = (f"whom the text speaks of: {names.called(code)}",)
                found[word] = (replace(base, country=code, name=None, wikidata=None, because=why),)
    return found


def nameless(parse: Parse, cast: Cast, word: int, stretch: Stretch, table: People) -> bool:
    """Whether a noun is for people whom no word of its own puts anywhere."""
    noun = singular(parse, word)
    if parse.pos[word] not in ("NOUN", "PROPN") or noun not in table.anywhere | table.rulers:
        return False
    apposed = any(parse.relations[k] == "apposition" for k in parse.kids[word])
    if (
        parse.relations[word] in ("compound", "apposition")
        or parse.lower[word - 1 if word else 0] in table.others
        or beside(parse, cast, word)
        or apposed
    ):
        return False
    known = cast.of(word)
    countries = {a.country for a in known}
    afar = stretch.named is not None and not countries & stretch.named
    if known and not guessed(known, VAGUE) and not afar and countries != {None}:
        return False
    return noun in table.anywhere or (
        aimed_at(parse, word) and bool(articles(parse, word, nouns(parse.language)))
    )


def aimed_at(parse: Parse, word: int) -> bool:
    """Whether something is done to somebody or asked of him: "urge the government"."""
    clause = parse.clause_of(word)
    if clause is None:
        return False
    done = parse.relations[word] in ("object", "indirect", "subject:passive") and not plural(parse, word)
    return done or any(word in heads for role, heads in clause.roles.items() if role not in ("subject",))
