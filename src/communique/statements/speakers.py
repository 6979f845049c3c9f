"""A verb of saying to the phrase that names who speaks, and that phrase to who it is.

Knows subjects, inversion and the authors of papers; does not know which verbs report words.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.grammar import Clause, Parse
from communique.grammar.features import GERUND
from communique.grammar.roles import stands_for_noun
from communique.knowledge.roles import BY, FROM, OF, marked
from communique.records import Actor
from communique.statements.scene import Scene

UNKNOWN = "nobody known by these words"


def own_subject(parse: Parse, verb: int) -> int | None:
    """The head of a verb's own subject, the nearest where words of a quotation were taken for another."""
    subjects = (k for k in parse.kids[verb] if parse.relations[k] in ("subject", "subject:passive"))
    return min(subjects, key=lambda k: abs(k - verb), default=None)


def speaker_of(scene: Scene, verb: int) -> int | None:
    """The head of the phrase that names who speaks, from the clause of a verb of saying."""
    parse = scene.parse
    verb = scene.shared.get(verb, verb)
    if (floor := given_floor(scene, verb)) is not None:
        return author(scene, floor)
    own = own_subject(parse, verb)
    subject = grammatical(scene, verb, own)
    if (subject is None or own is None) and (inverted := inverted_subject(scene, verb)) is not None:
        subject = inverted
    if (subject is None and own is None) or (subject is not None and unfit(scene, subject)):
        subject = strayed_subject(scene, verb)
    if (
        subject is not None
        and scene.quote_of[subject] >= 0 > scene.quote_of[verb]
        and (own is None or parse.has(verb, GERUND))
    ):
        subject = told_beside(scene, verb)
    if own is None or subject != own:
        subject = somebody(scene, verb, subject)
    if subject is None or parse.lower[subject] in scene.words["nouns"]["no_speaker"]:
        return None
    return author(scene, subject)


def given_floor(scene: Scene, verb: int) -> int | None:
    """Whom a verb gives the floor to: X of “…,” the agency quoted X as saying; of X was reported to have
    said."""
    clause = scene.parse.clauses.get(verb)
    verbs = scene.words["verbs"]
    if clause is None or not (clause.passive or clause.lemma in verbs["passing"]):
        return None
    below = (c for c in scene.parse.clauses.values() if c.parent == verb and c.lemma in verbs["say"])
    says = any(c.link == "complement" or c.link.startswith("oblique:") for c in below)
    return next(iter(clause.at("object")), None) if says else None


def told_beside(scene: Scene, verb: int) -> int | None:
    """The subject of the finite clause before a gerund outside of quotation marks: X of "X said:
    “…,” adding that …"."""
    before = next(finite_before(scene, verb, ("relative",)), None)
    return grammatical(scene, before.head, own_subject(scene.parse, before.head)) if before else None


def finite_before(scene: Scene, word: int, aside: tuple[str, ...]) -> Iterator[Clause]:
    """The finite clauses before a word in its sentence, outside of quotation marks, nearest first; not those
    that hang on it in some ways."""
    for v in range(word - 1, scene.unit(word)[0] - 1, -1):
        clause = scene.parse.clauses.get(v)
        if clause is None or scene.quote_of[v] >= 0:
            continue
        if clause.form == "finite" and clause.link not in aside:
            yield clause


def somebody(scene: Scene, verb: int, subject: int | None) -> int | None:
    """The subject itself if it is somebody; else who is: before the comma of "X, which said",
    the maker of the paper that "calls for".

    A thing is subject of a relative clause or a gerund where the parser hung it on the nearest noun;
    a gerund has the subject above.
    """
    parse, clause = scene.parse, scene.parse.clauses.get(verb)
    if subject is None or clause is None or parse.pos[subject] == "PRON" or scene.cast.of(subject):
        return subject
    if clause.link == "relative":
        low = parse.subtree(verb)[0]
        if low > 1 and parse.words[low - 1] == "," and scene.cast.of(low - 2):
            return low - 2
        above = parse.governor(subject)
        made = above.at("object") if above is not None else ()
        return next((maker for thing in made if scene.cast.of(maker := author(scene, thing))), subject)
    if clause.form == "gerund":
        return next(
            (a.subject[0] for a in parse.ancestors(clause) if a.subject and scene.cast.of(a.subject[0])),
            subject,
        )
    return subject


def unfit(scene: Scene, subject: int) -> bool:
    """Whether a word that the parser took for a subject is a gerund or tells when."""
    return scene.parse.has(subject, GERUND) or scene.parse.lower[subject] in scene.words["nouns"]["times"]


def strayed_subject(scene: Scene, verb: int) -> int | None:
    """The name right before a finite verb, or the subject that the parser gave to an aside between the two:
    "Berg, noting …, said"."""
    parse = scene.parse
    clause = parse.clauses.get(verb)
    if clause is None or clause.form != "finite":
        return None
    for k in range(verb - 1, scene.unit(verb)[0] - 1, -1):
        if scene.quote_of[k] >= 0:
            return phrase_after(scene, k, verb)
        if k == verb - 1 and parse.pos[k] == "PROPN":
            return k
        if parse.relations[k] == "subject" and parse.has(parse.heads[k], GERUND):
            return k
    return None


def phrase_after(scene: Scene, k: int, verb: int) -> int | None:
    """The head of the noun phrase that begins right after a quotation and before the verb of its tag:
    “…,” Berg, an envoy, said."""
    parse = scene.parse
    k += 1
    while k < verb and parse.pos[k] in ("PUNCT", "DET", "ADJ", "NUM"):
        k += 1
    return k if k < verb and parse.pos[k] in ("NOUN", "PROPN", "PRON") else None


def grammatical(scene: Scene, verb: int, subject: int | None) -> int | None:
    """The subject of a verb of saying by the parser's roles: an antecedent for a relative pronoun,
    the agent of a passive."""
    parse = scene.parse
    clause = parse.clauses.get(verb)
    if clause is None:
        return subject
    if clause.passive:
        return next(iter(clause.at("subject")), None)
    if subject is None:
        return participant(scene, clause) if parse.has(verb, GERUND) else next(iter(clause.subject), None)
    pronoun = stands_for_noun(parse, subject) and clause.link == "relative"
    return next(iter(clause.subject), subject) if pronoun else subject


def participant(scene: Scene, clause: Clause) -> int | None:
    """Whose act a gerund of saying goes with: after a comma the subject of the finite clause above,
    whatever noun it was hung on."""
    parse = scene.parse
    before = clause.head - 1
    while (
        before > 0
        and parse.relations[before] in ("adverb", "negation")
        and parse.heads[before] == clause.head
    ):
        before -= 1
    if parse.words[before] == "," and not clause.link.startswith("oblique"):
        for above in parse.ancestors(clause):
            if above.form in ("finite", "participle") and above.subject:
                return (above.roles.get("subject") or above.subject)[0]
    if (
        parse.pos[before] == "PROPN"
        and parse.lower[parse.phrase(before)[0] - 1] in scene.words["words"]["voicing"]
    ):
        return before
    return next(iter(clause.subject), None)


def inverted_subject(scene: Scene, verb: int) -> int | None:
    """The noun phrase right after the verb in “…,” said the minister,
    where the parser made it something else."""
    parse = scene.parse
    if verb == 0 or parse.has(verb, GERUND):
        return None
    if any(c.isalnum() for c in parse.words[verb - 1]):
        return None
    for k in range(verb + 1, min(verb + 12, len(parse))):
        fits = parse.pos[k] in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON")
        if not fits or parse.lower[k] in scene.words["nouns"]["times"]:
            return None
        ends = k + 1 >= len(parse) or parse.pos[k + 1] not in ("NOUN", "PROPN", "PART")
        if parse.pos[k] in ("NOUN", "PROPN", "PRON") and ends:
            return k
    return None


def author(scene: Scene, subject: int) -> int:
    """Who made the paper that "says": "a statement from the ministry said", "gave him a note that described";
    else the subject itself."""
    parse = scene.parse
    if parse.lemma(subject) not in scene.words["nouns"]["document"]:
        return subject
    if (maker := owner(parse, subject)) is not None:
        return maker
    for k in parse.kids[subject]:
        if parse.relations[k] in ("compound", "modifier") and parse.entities[k] in (
            "organization", "place", "demonym", "person",
        ):
            return subject
        inner = parse.clauses.get(k) if parse.relations[k] == "modifying" else None
        if inner is not None and inner.passive and inner.roles.get("subject"):
            return inner.roles["subject"][0]
    above = parse.clause_of(subject)
    if above is not None and subject in above.at("object") and above.roles.get("subject"):
        return above.roles["subject"][0]
    return earlier_author(scene, subject)


def owner(parse: Parse, noun: int) -> int | None:
    """Whose a paper or a noun of words is: "the ministry's statement", "a note from the envoy"."""
    found = parse.kid(noun, "owner")
    if found is not None:
        return found
    return next((head for name, head in parse.obliques(noun) if marked(name, FROM, BY, OF)), None)


def earlier_author(scene: Scene, subject: int) -> int:
    """Who made the paper that the paragraph spoke of before: "the note also asked …"."""
    parse = scene.parse
    if not any(parse.lower[k] in scene.words["words"]["definite"] for k in parse.kids[subject]):
        return subject
    first = parse.paragraphs[parse.paragraph_of(subject)][0]
    before = range(subject - 1, first - 1, -1)
    same = next((k for k in before if parse.lemmas[k] == parse.lemmas[subject]), None)
    return subject if same is None or (found := author(scene, same)) == same else found


def resolved(scene: Scene, word: int) -> Actor:
    """Who a phrase stands for; where the cast does not know, the phrase as the text has it."""
    known = scene.cast.of(word)
    if known:
        return known[0]
    low, high = scene.parse.phrase(word)
    while low < high and not any(c.isalnum() for c in scene.parse.words[low]):
        low += 1
    words = scene.parse.span(low, high)
    pronoun = scene.parse.pos[word] == "PRON"
    return Actor(name=None if pronoun else words.text, span=words, because=(UNKNOWN,))
