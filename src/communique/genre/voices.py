"""Which words of a document stand for those who issue it: "we", "the Ministry", "the Leaders", "both sides", an "it" after these.

Knows bare nouns and pronouns; does not know who issues the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from communique.actors import Cast
from communique.forms import Form
from communique.grammar import PLURALS, Parse
from communique.knowledge import load_toml
from communique.records import Actor

UNIONS = frozenset(("UNO", "IGO", "EUR"))  # bodies, whose organs stand for them
Voices = dict[int, tuple[Actor, ...]]


@dataclass(frozen=True, slots=True)
class Nouns:
    """The nouns and pronouns of a language that stand for those who issue a text."""

    own: frozenset[str]
    always: frozenset[str]
    joint: frozenset[str]
    counted: frozenset[str]
    counting: frozenset[str]
    first: frozenset[str]
    ours: frozenset[str]
    it: frozenset[str]
    they: frozenset[str]
    definite: frozenset[str]
    membership: frozenset[str]
    organs: frozenset[str]
    owners: frozenset[str]
    offices: frozenset[str]
    addressing: frozenset[str]


@cache
def nouns(language: str = "en") -> Nouns:
    """The table of a language."""
    table = load_toml(f"{language}/documents.toml")["voices"]
    return Nouns(**{name: frozenset(table[name]) for name in Nouns.__slots__})


def voices_of(
    parse: Parse, cast: Cast, form: Form, issuers: Sequence[Actor], language: str = "en"
) -> Mapping[int, tuple[Actor, ...]]:
    """The issuers, for each word of a document that stands for them; in a transcript words stand for who speaks and are left alone."""
    if form.kind != "document" or not issuers:
        return {}
    table, all_of_them = nouns(language), tuple(issuers)
    names = issuing_nouns(form, issuers, parse, table)
    bodies = len(issuers) == 1 and issuers[0].country in UNIONS
    officer = officer_of(cast, issuers) if len(issuers) == 1 else None
    nameless = opening_office(parse, cast, table) if len(issuers) == 1 else ""
    addressee = addressee_of(parse, cast, names, table)
    found: Voices = {}
    for word in range(len(parse)):
        if (
            parse.starts[word] == parse.ends[word]
            or is_first(parse, word, table)
            or stands(parse, cast, word, names, len(issuers) > 1, table)
            or (bodies and singular(parse, word) in table.organs and not cast.of(word))
        ):
            found[word] = all_of_them
        elif officer is not None and is_officer(parse, word, officer.role or "", table):
            found[word] = (officer,)
        elif nameless and is_officer(parse, word, nameless, table):
            found[word] = all_of_them
        elif word in addressee:
            found[word] = addressee[word]
    for sentence in range(1, len(parse.sentences)):
        if (pronoun := goes_on(parse, sentence, found, len(issuers) > 1, cast, issuers, table)) is not None:
            found[pronoun] = all_of_them
    for word in range(len(parse)):
        if parse.lower[word] in table.owners and parse.relations[word] == "owner":
            clause = parse.clause_of(word)
            subjects = clause.roles.get("subject", ()) if clause is not None else ()
            things = clause.roles.get("object", ()) if clause is not None else ()
            if parse.heads[word] in things and any(h in found and h < word for h in subjects):
                found[word] = found[next(h for h in subjects if h in found)]
    for word in [w for w in found if parse.lower[w] in table.ours]:
        noun = parse.heads[word]
        if parse.relations[word] == "owner" and singular(parse, noun) in (
            table.own | table.always | table.joint
        ):
            found[noun] = all_of_them
    return found


def is_first(parse: Parse, word: int, table: Nouns) -> bool:
    """Whether a word is a pronoun of the first person; "US" is none."""
    return parse.lower[word] in table.first and not (parse.words[word].isupper() and len(parse.words[word]) > 1)


def issuing_nouns(form: Form, issuers: Sequence[Actor], parse: Parse, table: Nouns) -> frozenset[str]:
    """The nouns for a body that the head of a document or its first sentence uses of the issuer."""
    heads = [
        *form.head.titles,
        *(line.text for line in form.head.letterhead),
        *(a.name or "" for a in issuers),
    ]
    first = next(
        (
            parse.sentences[n]
            for n in range(len(parse.sentences))
            if parse.sentences[n][1] - parse.sentences[n][0] > 5
        ),
        (0, 0),
    )
    subjects = {
        parse.lemmas[h].lower()
        for w in range(*first)
        if w in parse.clauses
        for h in parse.clauses[w].roles.get("subject", ())
    }
    said = {w.strip(",.:;'’").lower() for head in heads for w in head.split()} | subjects
    return frozenset(said & table.own) | table.always


def stands(parse: Parse, cast: Cast, word: int, names: frozenset[str], several: bool, table: Nouns) -> bool:
    """Whether a noun stands bare for the issuers: no country, owner or name beside it says that it is somebody else's."""
    if parse.pos[word] not in ("NOUN", "PROPN"):
        return False
    lemma = singular(parse, word)
    kids = parse.kids[word]
    if parse.relations[word] == "compound" or any(foreign(parse, cast, k, table) for k in kids):
        return False
    if any(cast.of(h) for name, h in parse.obliques(word) if name in ("of", "from", "in")):
        return False
    articles = {parse.lower[k] for k in kids} & (table.definite | table.counting)
    if several and plural(parse, word) and lemma in table.joint | table.counted:
        members = any(parse.lower[k] in table.membership for k in kids)
        return (
            members
            or bool(articles & table.counting)
            or (lemma in table.joint and (bool(articles) or parse.words[word][0].isupper()))
        )
    return not plural(parse, word) and lemma in names and bool(articles)


def officer_of(cast: Cast, issuers: Sequence[Actor]) -> Actor | None:
    """The first person of the issuer's own whom a document names with an office: the President of a read-out of his call."""
    own = (p for p in cast.people if p.country == issuers[0].country and p.role)
    return min(own, key=lambda p: p.span.start if p.span else 0, default=None)


def opening_office(parse: Parse, cast: Cast, table: Nouns) -> str:
    """The bare office with which a document begins, of nobody that it names before: "The President spoke today with …"."""
    for first, end in parse.sentences[:12]:
        clause = next((parse.clauses[w] for w in range(first, end) if w in parse.clauses), None)
        subject = next(iter(clause.roles.get("subject", ())), None) if clause is not None else None
        if subject is None:
            continue
        low, high = parse.phrase(subject)
        words = [w for w in parse.lower[low : high + 1] if w not in table.definite]
        return " ".join(words) if words and words[-1] in table.offices and is_officer(parse, subject, " ".join(words), table) else ""
    return ""


def addressee_of(parse: Parse, cast: Cast, own: frozenset[str], table: Nouns) -> Voices:
    """The bare nouns that stand for the body to which a note is addressed: "the Ministry" in a note of an embassy."""
    for word in range(len(parse)):
        if parse.lemmas[word].lower() not in table.addressing or parse.clause_of(word) is None:
            continue
        clause = parse.clause_of(word)
        obliques = [*(clause.roles.get("oblique:to", ()) if clause else ()), *(h for name, h in parse.obliques(word) if name == "to")]
        for head in obliques:
            noun = singular(parse, head)
            if noun in table.own and noun not in own and (whom := cast.of(head)) and whom[0].country:
                return {w: whom for w in range(head + 1, len(parse)) if singular(parse, w) == noun and bare(parse, w, table)}
    return {}


def bare(parse: Parse, word: int, table: Nouns) -> bool:
    """Whether a noun stands with an article and nothing else."""
    kids = parse.kids[word]
    return any(parse.lower[k] in table.definite for k in kids) and not any(
        parse.relations[k] in ("compound", "modifier", "owner") or parse.lower[k] == "of" for k in kids
    )


def is_officer(parse: Parse, word: int, office: str, table: Nouns) -> bool:
    """Whether a bare title is the issuer's own officer: "The Secretary also thanked …" in a paper of his department."""
    if parse.pos[word] not in ("NOUN", "PROPN") or not parse.words[word][0].isupper():
        return False
    low, high = parse.phrase(word)
    words = [w for w in parse.lower[low : high + 1] if w not in table.definite]
    role = office.lower()
    beside = any(
        parse.relations[k] in ("apposition", "owner") or parse.lower[k] == "of" for k in parse.kids[word]
    )
    alone = parse.lower[low] in table.definite and parse.relations[word] != "compound" and not beside
    following = parse.words[word + 1] if word + 1 < len(parse) else ""
    return alone and not following[:1].isupper() and " ".join(words) in (role, role.partition(" of ")[0])


def singular(parse: Parse, word: int) -> str:
    """A noun in the singular; the parser leaves a name as it stands ("the member States")."""
    lemma = parse.lemmas[word].lower()
    if parse.pos[word] != "PROPN" or not lemma.endswith("s") or lemma.endswith("ss"):
        return lemma
    return lemma[:-3] + "y" if lemma.endswith("ies") else lemma[:-1]


def plural(parse: Parse, word: int) -> bool:
    """Whether a noun is in the plural."""
    return parse.tags[word] in PLURALS or (parse.pos[word] == "PROPN" and parse.lower[word].endswith("s"))


def foreign(parse: Parse, cast: Cast, kid: int, table: Nouns) -> bool:
    """Whether what stands beside a noun names somebody: an owner, a demonym, a name."""
    if parse.relations[kid] == "owner":
        return parse.lower[kid] not in table.ours
    beside = parse.relations[kid] in ("modifier", "compound")
    return (
        beside
        and parse.lower[kid] not in table.membership
        and (bool(cast.of(kid)) or parse.entities[kid] in ("place", "demonym", "organization", "person"))
    )


def goes_on(
    parse: Parse,
    sentence: int,
    found: Voices,
    several: bool,
    cast: Cast,
    issuers: Sequence[Actor],
    table: Nouns,
) -> int | None:
    """The "it" or "they" that begins a sentence and goes on from the issuers as the subject of the one before."""
    first, end = parse.sentences[sentence]
    pronouns = table.they if several else table.it
    word = next((w for w in range(first, min(first + 4, end)) if parse.lower[w] in pronouns), None)
    if word is None or parse.relations[word] not in ("subject", "subject:passive") or word in found:
        return None
    before = parse.sentences[sentence - 1]
    for w in range(*before):
        clause = parse.clauses.get(w)
        if clause is not None and clause.link == "root":
            subjects = clause.roles.get("subject", ())
            same = {a.country for h in subjects for a in cast.of(h)} == {a.country for a in issuers}
            return word if any(h in found for h in subjects) or (same and subjects) else None
    return None
