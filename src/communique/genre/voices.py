"""Which words of a document stand for those who issue it: "we", "the Ministry", "the Leaders", "both sides",
an "it" after these.

Knows bare nouns and pronouns; does not know who issues the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile

from communique.actors import Cast
from communique.actors.scene import UNIONS
from communique.actors.vocabulary import vocabulary
from communique.forms import Form, Turn
from communique.genre.headings import cues, issuing
from communique.grammar import Parse
from communique.knowledge import load_toml, word_group
from communique.knowledge.roles import FROM, IN, OF, TO, marked
from communique.reasons import LAST, PARAGRAPH, SENTENCE, TEXT, rests_on
from communique.records import Actor, codes

# why an actor has a country that no word of its own names, and why only what stands around it names one
GUESSES = (TEXT, SENTENCE)
VAGUE = (*GUESSES, PARAGRAPH, LAST)
PAIR = 2  # who issue a bilateral text
OPENING = 8  # paragraphs, headings among them, in which a read-out names whom it is of
Voices = dict[int, tuple[Actor, ...]]


@dataclass(frozen=True, slots=True)
class Nouns:
    """The nouns and pronouns of a language that stand for those who issue a text."""

    own: frozenset[str]
    always: frozenset[str]
    joint: frozenset[str]
    meeting: frozenset[str]
    heads: frozenset[str]
    posts: frozenset[str]
    houses_of_state: frozenset[str]
    posted: frozenset[str]
    mediators: frozenset[str]
    reasons: frozenset[str]
    counted: frozenset[str]
    signing: frozenset[str]
    other: frozenset[str]
    counting: frozenset[str]
    first: frozenset[str]
    ours: frozenset[str]
    it: frozenset[str]
    they: frozenset[str]
    definite: frozenset[str]
    membership: frozenset[str]
    organs: frozenset[str]
    houses: frozenset[str]
    chair: frozenset[str]
    owners: frozenset[str]
    offices: frozenset[str]
    of: frozenset[str]
    addressing: frozenset[str]
    addressed: str
    courteous: frozenset[str]
    near: frozenset[str]
    honours: frozenset[str]
    pair: frozenset[str]
    cabinet: frozenset[str]


@cache
def nouns(language: str) -> Nouns:
    """The table of a language."""
    file = f"{language}/documents.toml"
    return word_group(Nouns, load_toml(file), file, "voices")


def voices_of(
    parse: Parse, cast: Cast, form: Form, issuers: Sequence[Actor]
) -> Mapping[int, tuple[Actor, ...]]:
    """The issuers, for each word of a document that stands for them;
    in a transcript words stand for who speaks and are left alone."""
    if form.kind != "document" or not issuers:
        return {}
    table, all_of_them = nouns(parse.language), tuple(issuers)
    names = issuing_nouns(form, issuers, parse, table)
    alone = len(issuers) == 1
    bodies = alone and issuers[0].country in UNIONS
    state = alone and not bodies
    # the President of a read-out of his call
    own = (p for p in cast.people if alone and p.country == issuers[0].country and p.role)
    officer = min(own, key=lambda p: p.span.start if p.span else 0, default=None)
    nameless = opening_office(parse, names, table) if alone else ""
    addressee = addressee_of(parse, cast, names, table)
    found: Voices = dict.fromkeys(short_names(parse, cast, issuers), all_of_them)
    for word in range(len(parse)):
        if parse.starts[word] == parse.ends[word]:
            found[word] = deciding(parse, cast, word, all_of_them)
        elif (
            is_first(parse, word, table)
            or stands(parse, cast, word, names, not alone, table)
            or (bodies and heads_own(parse, word, table.own, table))
            or (bodies and gathers(parse, cast, word, table))
            or (bodies and is_organ(parse, word, table) and not codes(cast.of(word)))
        ):
            found[word] = all_of_them
        elif officer is not None and (
            is_officer(parse, word, officer.role or "", table) or honoured(parse, word, table)
        ):
            found[word] = (officer,)
        elif (
            word in addressee
            or (nameless and is_officer(parse, word, nameless, table))
            or (state and (holds_post(parse, cast, word, table) or is_house(parse, cast, word, table)))
            or (alone and (honoured(parse, word, table) or heads_own(parse, word, names, table)))
        ):
            found[word] = addressee.get(word, all_of_them)
    found |= of_the_others(parse, cast, found, all_of_them, table)
    found |= of_guest(parse, cast, issuers, officer, found, table)
    found |= unguessed(parse, cast, found, all_of_them if bodies else (), table)
    found |= of_outsiders(parse, cast, found, all_of_them)
    found |= with_other(parse, cast, issuers, found, table)
    found |= owned(parse, found, all_of_them, table)
    found |= further(parse, found, all_of_them, table)
    found |= back(parse, cast, found, issuers, table)
    found |= {} if len(issuers) > 1 else of_tellers(parse, cast, found, table)
    for sentence in range(1, len(parse.sentences)):
        if (pronoun := goes_on(parse, cast, sentence, found, issuers, table)) is not None:
            found[pronoun] = all_of_them
    found |= openers(parse, found, all_of_them, table)
    return found | owning(parse, cast, found, issuers, table)


def of_the_others(
    parse: Parse, cast: Cast, found: Voices, issuers: tuple[Actor, ...], table: Nouns
) -> Voices:
    """ "The other sides" of a text of several: all but those of whom the sentence before tells."""
    more: Voices = {}
    for word in found if len(issuers) > PAIR else ():
        if not plural(parse, word) or not any(parse.lower[k] in table.other for k in parse.kids[word]):
            continue
        told = max(0, parse.sentence_of[word] - 1)
        doing = codes(a for h in main_subjects(parse, told) for a in cast.of(h))
        left = tuple(a for a in issuers if a.country not in doing)
        more |= {word: left} if left and len(left) < len(issuers) else {}
    return more


def of_guest(
    parse: Parse, cast: Cast, issuers: Sequence[Actor], officer: Actor | None, found: Voices, table: Nouns
) -> Voices:
    """Bare offices of the one other whom a read-out is of, where the issuer's own officer bears another:
    "the President thanked the Amir"."""
    guest = guest_of(parse, cast, issuers[0], found) if officer is not None else None
    role = unowned(guest.role or "", parse.language) if guest is not None else ""
    if guest is None or officer is None or role in (officer.role or "").lower():
        return {}
    left = (word for word in range(len(parse)) if word not in found)
    return {word: (guest,) for word in left if is_officer(parse, word, role, table)}


def unowned(role: str, language: str) -> str:
    """An office without what it is of or for: "minister" of "Minister of Trade"."""
    charged = vocabulary(language).phrases.charged
    return " ".join(takewhile(lambda word: word not in charged, role.lower().split()))


def with_other(parse: Parse, cast: Cast, issuers: Sequence[Actor], found: Voices, table: Nouns) -> Voices:
    """Words for "both sides" where one state issues a paper: it and whom the paper is about."""
    alone = len(issuers) == 1 and issuers[0].country not in UNIONS
    other = counterpart(parse, cast, issuers[0], found) if alone else None
    if other is None or note_to(parse, cast, issuers[0].country) not in (None, other.country):
        return {}
    left = (word for word in range(len(parse)) if word not in found)
    return {word: (*issuers, other) for word in left if both_sides(parse, cast, word, issuers[0], table)}


def owning(parse: Parse, cast: Cast, found: Voices, issuers: Sequence[Actor], table: Nouns) -> Voices:
    """Whose "its" is that stands with what issuers say: "Peru expresses its rejection" is Peru's."""
    mine: Voices = {}
    for word in owners(parse, table):
        clause = parse.clause_of(word)
        things = clause.at("object") if clause is not None else ()
        said = [who for h in subjects(parse, word) if h < word and (who := found.get(h) or cast.of(h))]
        if parse.heads[word] in things and said and codes(said[0]) <= codes(issuers):
            mine[word] = said[0]
    return mine


def owners(parse: Parse, table: Nouns) -> list[int]:
    """The words for whose a thing is: "its", "their"."""
    return [w for w in range(len(parse)) if parse.lower[w] in table.owners and parse.relations[w] == "owner"]


def main_subjects(parse: Parse, sentence: int) -> tuple[int, ...]:
    """Who does what the main clause of a sentence tells."""
    clause = parse.main_clause(sentence)
    return clause.at("subject") if clause is not None else ()


def subjects(parse: Parse, word: int) -> tuple[int, ...]:
    """Who does what the clause of a word tells."""
    clause = parse.clause_of(word)
    return clause.at("subject") if clause is not None else ()


def openers(parse: Parse, found: Voices, issuers: tuple[Actor, ...], table: Nouns) -> Voices:
    """The "their" and "they" with which paragraphs of a joint text begin, behind a number: "2.
    Their decision to meet again"."""
    if len(issuers) < 2:
        return {}
    firsts = (next((w for w in range(*p) if parse.lower[w].isalpha()), p[0]) for p in parse.paragraphs)
    theirs = (w for w in firsts if parse.lower[w] in table.they | table.owners)
    return {w: issuers for w in theirs if w not in found}


def owned(parse: Parse, found: Voices, issuers: tuple[Actor, ...], table: Nouns) -> Voices:
    """The nouns that are the issuers' own by "our": "our Government", "our countries"."""
    ours = (parse.heads[w] for w in found if parse.lower[w] in table.ours)
    own = table.own | table.always | table.joint
    return {noun: issuers for noun in ours if singular(parse, noun) in own}


def voices_in_turns(
    parse: Parse, cast: Cast, turns: Sequence[tuple[Turn, Actor | None]]
) -> Mapping[int, tuple[Actor, ...]]:
    """Who speaks, or whoever of theirs is meant, for each word of their turn that stands for them:
    "this Parliament", "the Secretary"."""
    table = nouns(parse.language)
    found: Voices = {}
    speaking = {who.country for turn, who in turns if who is not None and not turn.asks}
    alone = len(turns) == 1 or len(speaking) == 1  # nobody else is there whose Government it may be
    for turn, speaker in turns:
        if turn.asks or speaker is None or not speaker.country or turn.end <= turn.start:
            continue
        for word in range(parse.word_at(turn.start), parse.word_at(turn.end - 1) + 1):
            lemma = singular(parse, word)
            near = lemma in table.own | table.always and any(
                parse.lower[k] in table.near for k in parse.kids[word]
            )
            cabinet = alone and parse.words[word] in table.cabinet and bare(parse, word, table)
            if near or (cabinet and not spoken_to(parse, word, table)):
                span = parse.span(word, word)
                found[word] = (replace(speaker, name=None, role=None, wikidata=None, span=span),)
            elif lemma in table.offices and is_officer(parse, word, bare_office(parse, word, table), table):
                officer = own_officer(parse, cast, word, speaker, lemma)
                found |= {word: (officer,)} if officer is not None else {}
    return found


def spoken_to(parse: Parse, word: int, table: Nouns) -> bool:
    """Whether a word is somebody to whom whoever speaks does something: "we call on the Government"."""
    subject = subjects(parse, word)
    return word not in subject and any(is_first(parse, h, table) for h in subject)


def assembled(parse: Parse, cast: Cast, form: Form, issuers: Sequence[Actor]) -> Voices:
    """The body before which a text is spoken or laid, by its bare noun: "this Council" where the Security
    Council is named, "the Assembly" where the General Assembly is."""
    table = nouns(parse.language)
    if any(a.country in UNIONS for a in issuers):
        return {}
    heads = " ".join((*form.head.lines, parse.text)).lower()
    named = {house.rpartition(" ")[2] for house in table.houses if house in heads}
    return {
        w: (Actor(parse.words[w], "UNO", "IGO", span=parse.span(w, w), because=("the body it is said to",)),)
        for w in range(len(parse))
        if parse.words[w][0].isupper()
        and (
            (parse.lower[w] in named and alone_before(parse, cast, w, table))
            or (named and presides(parse, cast, w, table))
        )
    }


def presides(parse: Parse, cast: Cast, word: int, table: Nouns) -> bool:
    """Whether a bare office is one that the body has before which a text is laid: "asks the
    Secretary-General", "has asked the Presidency"."""
    kids = {parse.lower[k] for k in parse.kids[word] if parse.relations[k] not in ("compound", "punctuation")}
    office, who = is_organ(parse, word, table) or parse.lower[word] in table.chair, cast.of(word)
    return office and bool(kids) and kids <= table.definite and (not codes(who) or guessed(who))


def alone_before(parse: Parse, cast: Cast, word: int, table: Nouns) -> bool:
    """Whether the noun of a body stands with "the" or "this" and is nobody's whom the text names."""
    kids = [parse.lower[k] for k in parse.kids[word] if k < word]
    return (
        len(kids) == 1
        and kids[0] in table.definite | table.near
        and not any(marked(name, OF) for name, _ in parse.obliques(word))
        and not (codes(cast.of(word)) & UNIONS)
    )


def unguessed(parse: Parse, cast: Cast, known: Voices, body: tuple[Actor, ...], table: Nouns) -> Voices:
    """Those of whom only a guess says whose they are: officers are of the body that issues a text,
    counted people of nobody.

    "Requests the Executive Secretary to report", "approves a force of 3,300 troops".
    """
    found: Voices = {}
    for word in range(len(parse)):
        if word in known or parse.pos[word] not in ("NOUN", "PROPN") or not guessed(cast.of(word)):
            continue
        if body and singular(parse, word) in table.offices | table.organs:
            found[word] = body
        elif any(parse.relations[k] == "number" for k in parse.kids[word]) and not articles(
            parse, word, table
        ):
            found[word] = ()
    return found


def of_outsiders(parse: Parse, cast: Cast, known: Voices, issuers: tuple[Actor, ...]) -> Voices:
    """Those whom only a guess gives to a state that is none of the two that issue a text: nobody's."""
    if len(issuers) != PAIR:
        return {}
    own = codes(issuers)
    left = (w for w in range(len(parse)) if w not in known and parse.pos[w] == "NOUN")
    return {w: () for w in left if guessed(who := cast.of(w)) and not codes(who) & own}


def articles(parse: Parse, word: int, table: Nouns) -> frozenset[str]:
    """The articles and owners before a noun that say that it has been told of."""
    return frozenset(parse.lower[k] for k in parse.kids[word]) & (table.definite | table.owners | table.near)


def bare_office(parse: Parse, word: int, table: Nouns) -> str:
    """The words of an office that stands alone: "Vice President" of "the Vice President"."""
    low, high = parse.phrase(word)
    return " ".join(w for w in parse.lower[low : high + 1] if w not in table.definite)


def own_officer(parse: Parse, cast: Cast, word: int, speaker: Actor, office: str) -> Actor | None:
    """The last person of the speaker's own with an office whom the text names before a word,
    else a nameless one.

    None where the last of that office was one of others.
    """
    before = [
        (p.span.start, p) for p in cast.people
        if p.span and p.span.start < parse.starts[word] and office in (p.role or "").lower().split()
    ]
    _, last = max(before, key=lambda told: told[0], default=(0, speaker))
    named = last if last is not speaker else replace(speaker, name=None, role=office, wikidata=None)
    return replace(named, span=parse.span(word, word)) if last.country == speaker.country else None


def is_organ(parse: Parse, word: int, table: Nouns) -> bool:
    """Whether a noun is an organ of a body by its office alone: "the Secretary-General",
    "the High Commissioner"."""
    last = parse.lower[word]
    before = (
        f"{parse.lower[word - 2]}-"
        if word > 1 and parse.lower[word - 1] == "-"
        else f"{parse.lower[max(0, word - 1)]} "
    )
    return singular(parse, word) in table.organs or before + last in table.organs


def heads_own(parse: Parse, word: int, names: frozenset[str], table: Nouns) -> bool:
    """Whether an office is that of the issuer's own state by its bare noun:
    "the President of the Republic"."""
    if singular(parse, word) not in table.offices or parse.relations[word] == "compound":
        return False
    of = [h for name, h in parse.obliques(word) if name in table.of]
    return len(of) == 1 and singular(parse, of[0]) in names and bare(parse, of[0], table)


def honoured(parse: Parse, word: int, table: Nouns) -> bool:
    """Whether words of honour stand alone for the officer of whoever issues a text:
    "His Excellency stressed"."""
    before_name = parse.words[min(word + 1, len(parse) - 1)][:1].isupper()
    return not before_name and parse.lower[word] in table.honours and parse.relations[word] != "compound"


def deciding(parse: Parse, cast: Cast, word: int, issuers: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who decides what a list says: the issuers, or whoever the words before it name.

    "Chad has decided: (a) to …", "The two Presidents:".
    """
    for sentence in range(parse.sentence_of[word] - 1, -1, -1):
        first, end = parse.sentences[sentence]
        if parse.starts[first] == parse.ends[first]:
            continue  # another paragraph of the list
        if parse.words[end - 1] != ":":
            return issuers
        clauses = (parse.clauses[w] for w in range(first, end) if w in parse.clauses)
        heads = [h for c in clauses for h in c.at("subject")]
        heads = heads or [w for w in range(first, end) if parse.heads[w] == w]
        named = tuple(a for h in heads for a in cast.of(h) if a.country)
        if named and (codes(named) < codes(issuers) or codes(issuers) < codes(named)):
            return named
        return issuers
    return issuers


def counterpart(parse: Parse, cast: Cast, issuer: Actor, known: Voices) -> Actor | None:
    """The one other state whose officer the first paragraphs of a read-out name:
    whom its issuer met or called."""
    others = officers(parse, cast, issuer, known)
    return others[0] if len(codes(others)) == 1 else None


def guest_of(parse: Parse, cast: Cast, issuer: Actor, known: Voices) -> Actor | None:
    """The one other state whose officer the first paragraph names that names any."""
    others = officers(parse, cast, issuer, known)
    at = [parse.paragraph_of(parse.word_at(a.span.start)) if a.span else 0 for a in others]
    first = [a for a, paragraph in zip(others, at, strict=True) if paragraph == at[0]]
    return first[0] if len(codes(first)) == 1 else None


def officers(parse: Parse, cast: Cast, issuer: Actor, known: Voices) -> list[Actor]:
    """Officers of other states in the first paragraphs of a paper."""
    end = (
        parse.starts[parse.paragraphs[min(OPENING, len(parse.paragraphs)) - 1][0]] if parse.paragraphs else 0
    )
    own = (None, issuer.country, *UNIONS)
    offices = nouns(parse.language).offices
    return [
        a for first, last, a in cast.mentions
        if a.role
        and offices & set(a.role.lower().split())
        and a.country not in own
        and parse.starts[first] <= end
        and not any(w in known for w in range(first, last + 1))
    ]


def both_sides(parse: Parse, cast: Cast, word: int, issuer: Actor, table: Nouns) -> bool:
    """Whether "both interlocutors" or "the two leaders" are those of a read-out although names nearer by
    suggest others."""
    if not (paired(parse, cast, word, table) or those_who_met(parse, word, table)):
        return False
    known = codes(cast.of(word))
    return issuer.country not in known or len(known) == 1


def those_who_met(parse: Parse, word: int, table: Nouns) -> bool:
    """Whether words in a read-out are for the two who met without a number: "the prime ministers",
    "They agreed" where a sentence begins."""
    if parse.lower[word] in table.they:
        return parse.relations[word] == "subject" and word == parse.sentences[parse.sentence_of[word]][0]
    one = singular(parse, word)
    mates = [k for k in parse.kids[word] if f"{parse.lower[k]} {one}" not in table.joint]
    noun = plural(parse, word) and parse.pos[word] in ("NOUN", "PROPN")
    return noun and one in table.joint and [parse.lower[k] for k in mates] in [[w] for w in table.definite]


def counted(parse: Parse, word: int, table: Nouns) -> bool:
    """Whether "both" or "two" stands before a noun."""
    return any(parse.lower[k] in table.pair for k in parse.kids[word])


def paired(parse: Parse, cast: Cast, word: int, table: Nouns) -> bool:
    """Whether a noun is for two parties whom nothing beside it names: "both sides", "the two Governments"."""
    sides = plural(parse, word) and singular(parse, word) in table.joint | table.counted
    return sides and counted(parse, word, table) and not beside(parse, cast, word)


def beside(parse: Parse, cast: Cast, word: int) -> bool:
    """Whether words beside a noun say whose it is."""
    told = [cast.of(h) for name, h in parse.obliques(word) if marked(name, OF, FROM, IN)]
    return any(who and not guessed(who) for who in told) or any(
        foreign(parse, cast, k, nouns(parse.language)) for k in parse.kids[word]
    )


def further(parse: Parse, found: Voices, issuers: tuple[Actor, ...], table: Nouns) -> Voices:
    """The "it" or "they" of a clause that goes on from one of the issuers' in its sentence:
    "the Ministry regrets …, and it condemns"."""
    more: Voices = {}
    for clause in parse.clauses.values():
        above = parse.above(clause) if clause.link == "conjunct" else None
        if above is None or not any(
            h in found and parse.lower[h] not in table.first for h in above.at("subject")
        ):
            continue
        for h in clause.at("subject"):
            pronouns = table.they if len(issuers) > 1 else table.it
            if h > above.head and h not in found and parse.lower[h] in pronouns:
                more[h] = issuers
    return more


def of_tellers(parse: Parse, cast: Cast, found: Voices, table: Nouns) -> Voices:
    """The "he" and "his" with which what the issuer says begins: "the President explained that his Government
    could not" is of no other president."""
    more: Voices = {}
    for clause in parse.clauses.values():
        above = parse.clauses.get(clause.parent or 0)
        if above is None or clause.link != "complement" or above.passive:
            continue
        subject = above.at("subject")
        told = [h for h in subject if h in found and parse.lower[h] not in table.first and h < clause.head]
        if not told or any(above.roles.get(role) for role in ("object", "indirect", TO)):
            continue
        for h in clause.subject:
            theirs = [k for k in parse.kids[h] if parse.lower[k] in table.owners]
            if parse.lower[h] in table.it and h not in found and cast.of(h):
                theirs.append(h)
            more |= dict.fromkeys(theirs, found[told[0]])
    return more


def back(parse: Parse, cast: Cast, found: Voices, issuers: Sequence[Actor], table: Nouns) -> Voices:
    """The "it" or "they" of a relative clause: of whoever does what the clause above tells ("sent a note in
    which it requested"), or of whoever is thanked for what follows ("thanks Chile for the help that it has
    sent")."""
    more: Voices = {}
    for clause in parse.clauses.values():
        noun = clause.parent if clause.link.startswith("relative") else None
        above = parse.clause_of(noun) if noun is not None else None
        if noun is None or above is None:
            continue
        given = parse.lower[parse.heads[noun]] in table.reasons
        subjects, things = above.at("subject"), above.at("object")
        things = things if any(cast.of(h) for h in things) else above.at(TO)
        for h in clause.at("subject"):
            if h in found or parse.lower[h] not in table.it | table.they:
                continue
            theirs = [found[s] for s in subjects if s in found]
            if given and things:
                more[h] = cast.of(things[0])
            elif theirs and not given and len(issuers) == 1 and parse.lower[h] in table.it:
                more[h] = theirs[0]
    return more


def is_first(parse: Parse, word: int, table: Nouns) -> bool:
    """Whether a word is a pronoun of the first person; "US" is none."""
    return parse.lower[word] in table.first and not (
        parse.words[word].isupper() and len(parse.words[word]) > 1
    )


def issuing_nouns(form: Form, issuers: Sequence[Actor], parse: Parse, table: Nouns) -> frozenset[str]:
    """The nouns for a body that the head of a document or its first sentence uses of the issuer."""
    told = cues(parse.language)
    heads = (issuing(head.partition(table.addressed)[0], told) for head in form.head.lines)
    named = (*heads, *(a.name or "" for a in issuers))
    first = next(((a, b) for a, b in parse.sentences if b - a > 5), (0, 0))
    clauses = (parse.clauses[w] for w in range(*first) if w in parse.clauses)
    doing = {parse.lemma(h) for c in clauses for h in c.at("subject")}
    headed = {w.strip(",.:;'’").lower() for name in named for w in name.split()}
    said = headed | doing
    mediators = {word for word in said if word.removesuffix("s") in table.mediators}
    # of the Government that an embassy speaks to it says so without a name
    hosts = {word.lower() for word in table.cabinet} if headed & table.posted else set()
    bodies = all(a.country in UNIONS for a in issuers)  # "the Government" is none of theirs
    return frozenset(said & table.own) | (frozenset() if bodies else table.always - hosts) | mediators


def stands(parse: Parse, cast: Cast, word: int, names: frozenset[str], several: bool, table: Nouns) -> bool:
    """Whether a noun stands bare for the issuers: no country,
    owner or name beside it says that it is somebody else's."""
    if parse.pos[word] not in ("NOUN", "PROPN"):
        return False
    lemma, large = singular(parse, word), parse.words[word][0].isupper()
    kids = {parse.lower[k] for k in parse.kids[word]}
    if several and lemma in table.signing and large and kids & table.other:
        return True  # "the other Party", "each Party"
    if parse.relations[word] == "compound" or beside(parse, cast, word):
        return False
    articles = kids & (table.definite | table.counting | table.near)
    if several and plural(parse, word) and lemma in table.joint | table.counted:
        return (
            bool(kids & (table.membership | table.counting))
            or (lemma in table.signing and bool(articles) and large)
            or (lemma in table.joint and (bool(articles) or large))
        )
    if plural(parse, word) and lemma in table.mediators and any(lemma in said for said in names):
        return bool(articles)  # "the facilitators" of a statement by them
    # "Government has conveyed", "Her Majesty's Government"
    called = lemma in table.always and large and parse.relations[word] == "subject"
    return not plural(parse, word) and lemma in names and (bool(articles) or called)


def guessed(who: Sequence[Actor], guesses: Sequence[str] = GUESSES) -> bool:
    """Whether words name somebody of a country only because the text is about it:
    a paper speaks of others and names itself briefly."""
    return bool(who) and all(rests_on(a, *guesses) for a in who)


def holds_post(parse: Parse, cast: Cast, word: int, table: Nouns) -> bool:
    """Whether an office without a country is that of the issuer's own: "the Deputy Minister",
    in a paper about another state."""
    large = parse.words[word][0].isupper() and not parse.words[min(word + 1, len(parse) - 1)][:1].isupper()
    if not large or singular(parse, word) not in table.posts or plural(parse, word):
        return False
    apposed = any(parse.relations[k] == "apposition" for k in parse.kids[word])
    return not apposed and parse.relations[word] != "compound" and guessed(cast.of(word), VAGUE)


def is_house(parse: Parse, cast: Cast, word: int, table: Nouns) -> bool:
    """Whether a ministry or an embassy without a country is the issuer's own: "was summoned to the Foreign
    Ministry", in a paper about another state."""
    first = parse.lower[word - 1 if word else 0]
    told = {singular(parse, word), f"{first} {parse.lower[word]}"} & table.houses_of_state
    if not told or not parse.words[word][0].isupper() or parse.relations[word] == "compound":
        return False
    low, high = parse.subtree(word)
    high = next((k - 1 for k in range(word, high + 1) if parse.words[k] == ","), high)
    around = (cast.of(k) for k in range(low, high + 1) if k != word)
    named = any(codes(who) and not guessed(who, VAGUE) for who in around)
    return not named and not plural(parse, word) and guessed(cast.of(word), VAGUE)


def short_names(parse: Parse, cast: Cast, issuers: Sequence[Actor]) -> list[int]:
    """The words by which a text calls its issuers for short, after the name with that word in brackets."""
    opened = (w for w in range(2, len(parse) - 1) if parse.bracketed(w) and parse.words[w].isupper())
    short = {parse.words[w] for w in opened if codes(cast.of(w - 2)) == codes(issuers)}
    return [w for w in range(len(parse)) if parse.words[w] in short and not cast.of(w)]


def gathers(parse: Parse, cast: Cast, word: int, table: Nouns) -> bool:
    """Whether a noun stands for a body by what meets in its name: "Summit condemns",
    "Heads of State and Government thank"."""
    meets = (table.meeting, table.heads)[plural(parse, word)]
    if parse.relations[word] != "subject" or not parse.words[word][0].isupper():
        return False
    named = (cast.of(h) for name, h in parse.obliques(word) if name in table.of)
    return singular(parse, word) in meets and not any(who and not guessed(who) for who in named)


def opening_office(parse: Parse, names: frozenset[str], table: Nouns) -> str:
    """The bare office with which a document begins, of nobody that it names before:
    "The President spoke today with …", "The President of the Republic met …"."""
    for first, end in parse.sentences[:12]:
        clause = next((parse.clauses[w] for w in range(first, end) if w in parse.clauses), None)
        subject = next(iter(clause.at("subject")), None) if clause is not None else None
        if subject is None:
            continue
        low = parse.phrase(subject)[0]
        words = [w for w in parse.lower[low : subject + 1] if w not in table.definite]
        office = " ".join(words)
        own = is_officer(parse, subject, office, table) or heads_own(parse, subject, names, table)
        return office if words and words[-1] in table.offices and own else ""
    return ""


def addressee_of(parse: Parse, cast: Cast, own: frozenset[str], table: Nouns) -> Voices:
    """The bare nouns that stand for the body to which a note is addressed:
    "the Ministry" in a note of an embassy."""
    for head in addressed(parse, table):
        noun = singular(parse, head)
        if noun in table.own and noun not in own and (whom := cast.of(head)):
            return {
                w: whom for w in range(head + 1, len(parse))
                if singular(parse, w) == noun and bare(parse, w, table, table.courteous)
            }
    return {}


def addressed(parse: Parse, table: Nouns) -> Iterator[int]:
    """To whom a note presents its compliments."""
    for word in range(len(parse)):
        clause = parse.clause_of(word) if parse.lemma(word) in table.addressing else None
        yield from clause.at(TO) if clause is not None else ()


def note_to(parse: Parse, cast: Cast, issuer: str | None) -> str | None:
    """The state to which a note is addressed."""
    found = (a.country for head in addressed(parse, nouns(parse.language)) for a in cast.of(head))
    return next((code for code in found if code and code != issuer), None)


def bare(parse: Parse, word: int, table: Nouns, courteous: frozenset[str] = frozenset()) -> bool:
    """Whether a noun stands with an article and nothing else, words of courtesy aside."""
    kids = [k for k in parse.kids[word] if parse.lower[k] not in courteous]
    return any(parse.lower[k] in table.definite for k in kids) and not any(
        parse.relations[k] in ("compound", "modifier", "owner") or marked(parse.lower[k], OF) for k in kids
    )


def is_officer(parse: Parse, word: int, office: str, table: Nouns) -> bool:
    """Whether a bare title is the issuer's own officer:
    "The Secretary also thanked …" in a paper of his department."""
    if parse.pos[word] not in ("NOUN", "PROPN") or not parse.words[word][0].isupper():
        return False
    low, high = parse.phrase(word)
    words = [w for w in parse.lower[low : high + 1] if w not in table.definite]
    role = office.lower()
    beside = any(
        parse.relations[k] in ("apposition", "owner") or marked(parse.lower[k], OF) for k in parse.kids[word]
    )
    alone = parse.lower[low] in table.definite and parse.relations[word] != "compound" and not beside
    following = parse.words[word + 1] if word + 1 < len(parse) else ""
    return alone and not following[:1].isupper() and " ".join(words) in (role, unowned(role, parse.language))


def singular(parse: Parse, word: int) -> str:
    """A noun in the singular; the parser leaves a name as it stands ("the member States")."""
    lemma = parse.lemma(word)
    if parse.pos[word] != "PROPN" or not lemma.endswith("s") or lemma.endswith("ss"):
        return lemma
    return lemma[:-3] + "y" if lemma.endswith("ies") else lemma[:-1]


def plural(parse: Parse, word: int) -> bool:
    """Whether a noun is in the plural."""
    return parse.is_plural(word) or (parse.pos[word] == "PROPN" and parse.lower[word].endswith("s"))


def foreign(parse: Parse, cast: Cast, kid: int, table: Nouns) -> bool:
    """Whether what stands beside a noun names somebody: an owner, a demonym, a name."""
    if parse.relations[kid] == "owner":
        return parse.lower[kid] not in table.ours | table.honours
    beside = parse.relations[kid] in ("modifier", "compound")
    return (
        beside
        and parse.lower[kid] not in table.membership
        and (bool(cast.of(kid)) or parse.entities[kid] in ("place", "demonym", "organization", "person"))
    )


def goes_on(
    parse: Parse, cast: Cast, sentence: int, found: Voices, issuers: Sequence[Actor], table: Nouns
) -> int | None:
    """The "it" or "they" that begins a sentence and goes on from the issuers as the subject of the one
    before."""
    first, end = parse.sentences[sentence]
    body = len(issuers) == 1 and issuers[0].country in UNIONS
    told = (w for w in range(*parse.sentences[sentence - 1]) if w in found)
    doing = [w for w in told if parse.relations[w] == "subject"]
    many = any(plural(parse, w) or parse.lower[w] in table.they for w in doing)
    pronouns = table.they if len(issuers) > 1 else table.it | table.they if body or many else table.it
    word = next((w for w in range(first, min(first + 4, end)) if parse.lower[w] in pronouns), None)
    if word is None or parse.relations[word] not in ("subject", "subject:passive") or word in found:
        return None
    heads = main_subjects(parse, sentence - 1)
    same = {a.country for h in heads for a in cast.of(h)} == {a.country for a in issuers}
    # "I told him … He": another
    own = any(h in found and parse.lower[h] not in table.first for h in heads)
    return word if own or same else None
