"""What a clause leaves unsaid: shared subjects, control, relative pronouns;
then who acts and who is acted on.

Knows how clauses hang on one another; does not know what they mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from communique.grammar.clause import Clause
from communique.grammar.features import COMMA, FINITE, MODAL, PRESENT, SINGULAR
from communique.grammar.parse import Parse
from communique.grammar.roles import stands_for_noun
from communique.knowledge.roles import AS, AT, FOR, IN, OF, ON, TO, UPON, WILL, WITH


def understand(parse: Parse, clause: Clause, table: dict[str, Any]) -> None:
    """Fill in what is understood: shared subjects, control, relative pronouns, participles;
    then make the roles logical."""
    own = clause.subject = counted_of(parse, clause, table["words"]) or clause.subject
    if relative_in_disguise(parse, clause, table["words"]):
        clause.link = "relative"
    antecedent = clause.parent if clause.link in ("relative", "modifying") else None
    if clause.link == "modifying" and bare_past(parse, clause, table["words"]):
        clause.form, clause.tense = "participle", None
    if antecedent is not None and clause.link == "relative":
        own = relativize(parse, clause, antecedent, table)
    above = above_of(parse, clause, table["words"])
    if above is not None and clause.link == "complement" and above.link == "relative":
        own = relativized_below(parse, clause, above, table)
    if not own and clause.link == "modifying" and antecedent is not None:
        own = () if clause.form == "infinitive" else (antecedent, *counted(parse, antecedent, table["words"]))
        if clause.form == "gerund" and done_together(clause, table["words"]):
            own = apart(parse, clause) or own
        clause.passive |= clause.form == "participle"
    if not own and above is None and clause.link == "adverbial" and clause.form in ("gerund", "participle"):
        own = apart(parse, clause)
    if not own and above is not None:
        clause.negated |= denied_too(parse, clause, above, table["words"])
        own = inherited(parse, clause, above, table["words"])
    if clause.form == "participle" and clause.link in ("adverbial", AS) and not clause.perfect:
        clause.passive = True  # "accused by Peru, Chile …", not "having accused Peru, Chile …"
    if above is not None and is_to_be(parse, clause, above):
        clause.modal, clause.tense, clause.form = WILL, "future", "finite"
    borrow(parse, clause, table["words"])
    share_doer(parse, clause)
    clause.subject = own
    make_logical(clause, above)
    put_behind(parse, clause)
    promote(parse, clause)


def apart(parse: Parse, clause: Clause) -> tuple[int, ...]:
    """Who does what a participle between commas tells that the parser hangs on their names: "the king and the
    premier, meeting in Oslo, agreed"."""
    noun = clause.parent
    if noun is None or parse.pos[noun] not in ("NOUN", "PROPN") or not noun < clause.head:
        return ()
    return parse.members(parse.first_of_row(noun))


def is_to_be(parse: Parse, clause: Clause, above: Clause) -> bool:
    """Whether a clause is what the "is" above it says is to be done: "the talks are to be held in May"."""
    told = clause.link == "complement" and clause.form == "infinitive" and clause.passive
    bare = parse.pos[above.head] == "AUX" and "attribute" not in above.roles
    return told and bare and above.tense == "present" and clause.head > above.head


def bare_past(parse: Parse, clause: Clause, words: dict[str, Any]) -> bool:
    """Whether a verb in the past about the noun before it, of what is done to people, names nobody who does
    it and nothing done to, so is a participle: "the two lawyers now held behind bars"."""
    told = clause.form == "finite" and clause.tense == "past" and clause.marker is None
    told = told and clause.lemma in words.get("done_to_somebody", ())
    simple = not clause.passive and parse.kid(clause.head, "auxiliary") is None
    return told and simple and not clause.subject and not {"object", "attribute"} & clause.roles.keys()


def counted(parse: Parse, noun: int, words: dict[str, Any]) -> tuple[int, ...]:
    """Who is said to be of those whom a participle is about: "five Kenyans were among 30 people killed"."""
    prep = parse.heads[noun]
    above = parse.clauses.get(parse.heads[prep])
    among = parse.lower[prep] in words["among"]
    return above.subject if among and above is not None and above.lemma in words["proverbs"] else ()


def counted_of(parse: Parse, clause: Clause, words: dict[str, Any]) -> tuple[int, ...]:
    """Those of whom a number of them do something: "Chad and Mali, both of which have refused"."""
    if len(clause.subject) != 1 or parse.pos[first := clause.subject[0]] not in COUNTING:
        return ()
    told = any(parse.lower[m] in words["relative_pronouns"] for _, m in parse.obliques(first))
    near = first - 2 if first > 1 and parse.pos[first - 1] == "PUNCT" else first - 1
    if not told or near < 0 or parse.pos[near] not in ("NOUN", "PROPN"):
        return ()
    row = parse.members(parse.first_of_row(near))
    return row if len(row) > 1 or parse.is_plural(near) else ()


COUNTING = frozenset(("PRON", "DET"))


def denied_too(parse: Parse, clause: Clause, above: Clause, words: dict[str, Any]) -> bool:
    """Whether a clause is denied with the one before it: "has not freed the crew or withdrawn its troops"."""
    if clause.link != "conjunct" or not above.negated:
        return False
    between = (parse.lower[k] for k in parse.kids[above.head] if above.head < k < clause.head)
    return not words["disjoining"].isdisjoint(between)


def borrow(parse: Parse, clause: Clause, words: dict[str, Any]) -> None:
    """Lend a verb that stops short what stands behind the next one:
    "Peru cut, but Chile kept, its ties with Togo", "Peru condemned and rejected the plan"."""
    if clause.form != "finite" or clause.passive or clause.complements or "attribute" in clause.roles:
        return
    if any(name == "object" or name.startswith("oblique:") for name in clause.roles):
        return
    for lender in beside(parse, clause):
        if lends(parse, clause, lender, words):
            clause.roles |= lender.roles
            clause.complements = lender.complements
            return


def share_doer(parse: Parse, clause: Clause) -> None:
    """Give a passive that stops short the doer behind the next one:
    "were shot at and chased away by villagers"."""
    if not clause.passive or "doer" in clause.roles:
        return
    for lender in beside(parse, clause):
        if "doer" not in lender.roles or lender.subject:
            continue
        between = (j for j in range(clause.head + 1, lender.head) if parse.kids[j] or parse.pos[j] != "ADP")
        if all(parse.relations[j] in JOINING for j in between):
            clause.roles["doer"] = lender.roles["doer"]
        return


def beside(parse: Parse, clause: Clause) -> Iterator[Clause]:
    """The verbs joined to that of a clause, and those joined to them: "arrested, tried and deported"."""
    for k in parse.kids[clause.head]:
        lender = parse.clauses.get(k)
        if parse.relations[k] == "conjunct" and lender is not None:
            yield lender
            yield from beside(parse, lender)


def lends(parse: Parse, clause: Clause, lender: Clause, words: dict[str, Any]) -> bool:
    """Whether what stands behind a verb is the other's as well: both stop at a comma, or nothing stands
    between them but what joins them and who does the second."""
    after, k = clause.head + 1, lender.head
    if parse.has(after, COMMA) and lender.subject:
        return k + 1 < len(parse) and parse.has(k + 1, COMMA)
    between = range(after, k)
    joined = any(parse.relations[j] == "coordinator" for j in between) or parse.has(after, COMMA)
    thing = lender.at("object")
    if not joined or not thing or thing[0] < k or clause.lemma in words.get("without_object", ()):
        return False
    phrases = {j for h in lender.subject for j in range(parse.phrase(h)[0], parse.phrase(h)[1] + 1)}
    loose = all(j in phrases or parse.relations[j] in JOINING for j in between)
    return loose and (not lender.subject or parse.pos[after] == "CCONJ") and lender.form == clause.form


# what may stand between two verbs that share what is behind them
JOINING = ("conjunct", "coordinator", "punctuation", "adverb", "auxiliary", "negation", "particle")


def relative_in_disguise(parse: Parse, clause: Clause, words: dict[str, Any]) -> bool:
    """Whether a finite clause behind a noun that says nothing lacks what the noun is to it:
    "the raid that Peru condemned"."""
    if clause.link != "modifying" or clause.form != "finite" or clause.parent is None or not clause.subject:
        return False
    if parse.lemma(clause.parent) in words["saying_nouns"]:
        return False
    if clause.complements or "attribute" in clause.roles:
        return False  # "doubts that Chad is ready" lacks nothing
    things = clause.at("object")
    return all(parse.lower[h] in words["relative_pronouns"] for h in things)


def above_of(parse: Parse, clause: Clause, words: dict[str, Any]) -> Clause | None:
    """The clause that a clause hangs on, through an adjective, adverb or preposition between them, or a noun
    that says no more: "took the step of expelling him"."""
    above = parse.above(clause)
    if clause.parent is None or clause.link == "relative" or above is not None:
        return above
    between = parse.pos[clause.parent] in ("ADJ", "ADP", "ADV", "PART", "SCONJ", "AUX")
    holder = parse.governor(clause.parent)
    if holder is None or between:
        return holder
    idly = clause.link in (OF, "modifying") and takes_idly(holder, clause.parent, parse, words)
    return holder if idly else None


def takes_idly(holder: Clause, noun: int, parse: Parse, words: dict[str, Any]) -> bool:
    """Whether a verb and its noun only say that somebody does what hangs on the noun: "take the step of"."""
    held = noun in holder.at("object")
    return held and holder.lemma in words["taking"] and parse.lemma(noun) in words["idle_nouns"]


def make_logical(clause: Clause, above: Clause | None) -> None:
    """Turn the grammatical subject and agent of a clause into who acts and who is acted on."""
    own, roles = clause.subject, clause.roles
    agent = roles.pop("doer", ())
    if not agent and clause.passive and clause.link == "conjunct" and above is not None and above.passive:
        agent = above.at("subject")
    if clause.passive:
        if own and "object" in roles:
            roles["indirect"] = own  # "was given an ultimatum"
        elif own:
            roles["object"] = own
        if agent:
            roles["subject"] = agent
    elif own:
        roles["subject"] = own


def put_behind(parse: Parse, clause: Clause) -> None:
    """Put what is acted on behind the preposition that a passive leaves alone:
    "a truce called for by Chad"."""
    k = clause.head + 1
    if not clause.passive or "object" not in clause.roles or k >= len(parse) or parse.pos[k] != "ADP":
        return
    loose = parse.relations[k] in ("oblique", "particle") and not parse.kids[k]
    if parse.heads[k] == clause.head and loose:
        if parse.relations[k] == "particle" and f"oblique:{parse.lower[k]}" not in (ON, UPON, AT, FOR):
            return  # "was called off by Chad"
        clause.roles.setdefault(f"oblique:{parse.lower[k]}", clause.roles.pop("object"))


def promote(parse: Parse, clause: Clause) -> None:
    """Give "wants Mali to leave" an object: the subject of the infinitive is who is wanted to."""
    for c in clause.complements:
        inner = parse.clauses.get(c)
        if (
            inner is not None
            and inner.form == "infinitive"
            and inner.subject
            and "object" not in clause.roles
            and parse.relations[c] == "complement"
            and min(inner.subject) > clause.head
        ):
            clause.roles["object"] = inner.subject


def relativize(parse: Parse, clause: Clause, antecedent: int, table: dict[str, Any]) -> tuple[int, ...]:
    """Put the antecedent where the relative pronoun stands; with none, where the clause has a gap;
    gives the subject."""
    pronouns = table["words"]["relative_pronouns"]
    when = clause.marker in table["words"].get("relative_times", ()) and parse.entities[antecedent] == "other"
    if when or clause.marker in table["words"]["relative_adverbs"]:
        if parse.pos[place := place_before(parse, clause, antecedent)] == "PROPN":
            clause.roles.setdefault(IN, (place,))
        return clause.subject
    meant = whole_row(parse, clause, antecedent, table["words"])

    def real(heads: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(
            m for h in heads
            for m in (meant if parse.lower[h] in pronouns and stands_for_noun(parse, h) else (h,))
        )

    subject = real(clause.subject)
    pronoun = subject != clause.subject
    if any(parse.lower[h] in table["words"].get("free_relatives", ()) for h in clause.at("object")):
        clause.roles["attribute"] = (antecedent,)  # "what it called a raid"
    for name, heads in list(clause.roles.items()):
        clause.roles[name] = real(heads)
        pronoun |= clause.roles[name] != heads
    if not pronoun and subject and "object" not in clause.roles and not clause.complements:
        clause.roles["object"] = (antecedent,)
    return subject or (() if pronoun else said_of(parse, clause, meant))


def said_of(parse: Parse, clause: Clause, nouns: tuple[int, ...]) -> tuple[int, ...]:
    """Of whom a noun is said with what an infinitive tells of it: "Peru became the first to expel him"; the
    noun itself says more than a pronoun."""
    above = parse.governor(nouns[-1]) if clause.form == "infinitive" else None
    if above is None or nouns[-1] not in above.at("attribute"):
        return nouns
    return tuple(h for h in above.subject if parse.pos[h] != "PRON") or nouns


def place_before(parse: Parse, clause: Clause, antecedent: int) -> int:
    """The place that "where" stands for: the name before it, else the noun that its clause hangs on."""
    opening = next((k for k in parse.kids[clause.head] if parse.lower[k] == clause.marker), clause.head)
    near = opening - 2 if parse.has(opening - 1, COMMA) else opening - 1
    return near if near > antecedent and parse.pos[near] == "PROPN" else antecedent


def whole_row(parse: Parse, clause: Clause, antecedent: int, words: dict[str, Any]) -> tuple[int, ...]:
    """The nouns that a relative pronoun stands for: the whole row where its verb, or the owner of its object,
    is in the plural and the noun that it hangs on is not, "Kenya and Ghana, which have signed"; or where
    three names stand before its comma, and no verb says that it is of one: "Mali, Chad and Togo, which left".
    """
    first = parse.first_of_row(antecedent)
    if done_together(clause, words):
        return parse.members(first)
    pronoun = min(clause.subject, default=0)
    near = pronoun - 2
    if (
        near > antecedent and parse.has(pronoun - 1, COMMA) and parse.pos[near] == "PROPN"
        and parse.pos[antecedent] == "NOUN" and parse.relations[near] == "oblique:object"
        and parse.heads[parse.heads[near]] == antecedent
    ):
        return (near,)  # "the stand of Cuba, which has signed"
    verb = parse.kid(clause.head, "auxiliary", "auxiliary:passive")
    told = parse.features[clause.head if verb is None else verb]
    many = FINITE in told and PRESENT in told and SINGULAR not in told and MODAL not in told
    many = many or any(  # "Kenya and Ghana, which sent their troops"
        parse.relations[k] == "owner" and parse.lower[k] in words["of_several"]
        for h in clause.at("object") for k in parse.kids[h]
    )
    row = parse.members(first)
    named = len(row) > 2 and row[-1] == antecedent and all(parse.pos[w] == "PROPN" for w in row)
    folk = any(parse.entities[w] == "person" for w in row)  # "A, B and C, who was jailed"
    alike = named and not folk and verb is None and SINGULAR not in told and not clause.at("attribute")
    several = many or (alike and parse.has(pronoun - 1, COMMA))
    return row if several and first != antecedent and parse.has(antecedent, SINGULAR) else (antecedent,)


def done_together(clause: Clause, words: dict[str, Any]) -> bool:
    """Whether a clause tells of what takes several, and names no other: "Chile and Peru, who met in Lima"."""
    return clause.verb in words.get("done_together", ()) and not {"object", WITH, TO} & clause.roles.keys()


def relativized_below(
    parse: Parse, clause: Clause, above: Clause, table: dict[str, Any]
) -> tuple[int, ...]:
    """The subject of what is said within a relative clause: "the force in Mali, which Chad says is too weak"
    is the force, not the place where it is."""
    pronouns, noun = table["words"]["relative_pronouns"], above.parent
    if noun is None or not any(parse.lower[h] in pronouns for h in clause.subject):
        return clause.subject
    place = parse.heads[noun]
    within = parse.pos[place] == "ADP" and f"oblique:{parse.lower[place]}" == IN
    return (parse.heads[place],) if within and parse.pos[parse.heads[place]] == "NOUN" else (noun,)


def inherited(parse: Parse, clause: Clause, above: Clause, words: dict[str, Any]) -> tuple[int, ...]:
    """The understood subject of a clause that has none, from the clause above."""
    if clause.parent in above.at("object"):
        return above.subject
    if clause.link == "conjunct":
        return shared(parse, clause, above, words)
    if clause.link == "complement" or clause.link.startswith("oblique:"):
        return controlled(clause, above, words)
    told = clause.form in ("gerund", "participle", "infinitive") or clause.marker is not None
    return above.subject if told and clause.link in ("adverbial", "parataxis", "root", "apposition") else ()


def shared(parse: Parse, clause: Clause, above: Clause, words: dict[str, Any]) -> tuple[int, ...]:
    """The subject that a conjunct shares with the clause before it, which also lends it voice, modal,
    tense and negation."""
    if clause.tense is None and clause.form == "participle" and above.passive:
        # "was arrested and deported", "drafted by Peru and backed by Chad"
        clause.passive, clause.tense = True, above.tense
    told = clause.lemma in words["told"] and "object" not in clause.roles  # "was called in and told that …"
    if above.passive and (told or suffers_too(parse, clause, words)):
        clause.passive = True  # "was called in and rebuked"
    if clause.form in ("infinitive", "finite") and clause.modal is None and clause.tense is None:
        clause.modal, clause.tense, clause.form = above.modal, above.tense, above.form
    if above.negated and clause.tense is None:
        clause.negated = True
    return above.subject


def suffers_too(parse: Parse, clause: Clause, words: dict[str, Any]) -> bool:
    """Whether a verb in the past beside a passive that has no object is passive as well."""
    simple = not clause.perfect and not clause.progressive
    bare = clause.form == "finite" and clause.tense == "past" and simple
    held = any(parse.relations[c] != "oblique:clause" for c in clause.complements)  # not "into signing"
    alone = not {"object", "attribute", "indirect"} & clause.roles.keys() and not held
    return bare and alone and " " not in clause.lemma and clause.lemma in words.get("done_to_somebody", ())


def controlled(clause: Clause, above: Clause, words: dict[str, Any]) -> tuple[int, ...]:
    """Who does what the verb above asks, wants or tells of: its object, whom it calls on,
    or its own subject."""
    complement = clause.link == "complement"
    objects = above.roles.get("object") or above.roles.get("indirect") or ()
    between = not above.passive and objects and above.head < objects[0] < clause.head
    asked = complement and clause.form == "infinitive"
    asked |= clause.link.removeprefix("oblique:") in words["object_control_prepositions"]
    if between and asked and above.verb not in words["subject_control"]:
        return objects
    if clause.link == IN and objects and above.lemma in words["joining"]:
        return (*above.subject, *objects)  # "joined Chile in condemning Belarus"
    called = above.roles.get(ON) or above.roles.get(UPON)
    if complement and called and above.lemma in words["calling_on"]:
        return called
    if complement and FOR in above.roles and clause.form in ("infinitive", "participle"):
        return above.roles[FOR]
    return above.subject
