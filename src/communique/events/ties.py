"""How the text ties one act to another: "despite calls from Peru", "in response to the raid",
"the raid led to a ban".

Knows the words that tie, and where they stand; does not know which acts they tie.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from communique.grammar import Clause, Parse, rules
from communique.knowledge import answers
from communique.knowledge.roles import AGAINST, AT, FOR, INTO, OF, ON, TO, UNDER, WITH, marked


@dataclass(frozen=True, slots=True)
class Tie:
    """What a noun is tied to, and by which words."""

    clause: Clause  # of the act beside which the noun stands
    # object: that act is about it; concession: it went on despite it; answer: it answers it; ground: it was
    # done for it; bidding: it was asked for by it
    sort: str
    first: int  # the words that tie them
    last: int


def tie_of(parse: Parse, noun: int) -> Tie | None:
    """How a noun is tied to the clause that it stands beside; None where no words of that kind tie it."""
    word = noun
    while parse.relations[word] == "oblique:object":
        preposition = parse.heads[word]
        host = parse.heads[preposition]
        if host in parse.clauses:
            return beside_clause(parse, host, preposition, word)
        if (found := by_noun(parse, host, preposition)) is not None:
            return found
        if not marked(parse.lower[preposition], OF):
            above = parse.governor(host)  # "froze the account at the request of Peru"
            held = above is not None and host in above.at("object")
            tie = beside_clause(parse, above.head, preposition, word) if above is not None and held else None
            return tie if tie is not None and tie.sort == "bidding" else None
        word = host  # "despite a new round of criticism"
    return None


def beside_clause(parse: Parse, host: int, preposition: int, noun: int) -> Tie | None:
    """The tie that a preposition makes between a clause and a noun: "over the raid", "despite the offer",
    "at the request"."""
    word, before = parse.lower[preposition], preposition - 1
    if (
        parse.relations[before] == "oblique:object"
        and parse.lemma(before) in said(parse, "answer_nouns")
        and parse.heads[parse.heads[before]] == host
    ):
        # "in protest at the raid"
        return Tie(parse.clauses[host], "answer", parse.heads[before], preposition)
    if marked(word, FOR):  # "pushed for sanctions"
        return None
    sort = next((sort for sort in ("concession", "ground") if word in said(parse, f"{sort}s")), None)
    if word in said(parse, "bidding") and parse.lemma(noun) in said(parse, "bidding_nouns"):
        sort = "bidding"
    return Tie(parse.clauses[host], sort, preposition, preposition) if sort else None


def by_noun(parse: Parse, host: int, last: int) -> Tie | None:
    """The tie that a noun makes with the prepositions around it: "in defiance of", "in response to",
    "as a reprisal for", or as what an act is said to be: "the ban was an answer to"."""
    first = parse.heads[host]
    above = parse.clauses.get(first)
    if above is not None and host in above.at("attribute"):
        answer = parse.lemma(host) in said(parse, "answer_nouns")
        return Tie(above, "answer", host, last) if answer else None
    sort = next(
        (sort for sort in ("concession", "answer") if parse.lemma(host) in said(parse, f"{sort}_nouns")),
        None,
    )
    if sort is None or parse.relations[host] != "oblique:object" or parse.heads[first] not in parse.clauses:
        return None
    return Tie(parse.clauses[parse.heads[first]], sort, min(first, last), max(first, last))


def despite(parse: Parse, clause: Clause) -> tuple[int, ...]:
    """What does not hinder an act, whatever words say so: "notwithstanding criticism",
    "in defiance of calls", "in the face of threats"."""
    plain = [h for word in said(parse, "concessions") for h in clause.at(f"oblique:{word}")]
    nouns = [
        h for heads in clause.roles.values() for h in heads
        if parse.lemma(h) in said(parse, "concession_nouns")
    ]
    return tuple(dict.fromkeys((*plain, *(m for h in nouns for m in parse.noun(h).at(OF)))))


def said(parse: Parse, sort: str) -> frozenset[str]:
    """The words that tie in one way, in the language of a parse."""
    return answers.words(sort, parse.language)


def around(parse: Parse, word: int) -> list[tuple[int, Tie]]:
    """The nouns of a sentence that words tie to the act told at one of its words, with these words:
    the "expulsion" of "in response to the expulsion, it closed its consulate"."""
    first, end = parse.sentences[parse.sentence_of[word]]
    held = (k for k in range(first, end) if parse.relations[k] == "oblique:object")
    nouns = (k for k in held if parse.pos[k] == "NOUN")
    ties = ((noun, tie_of(parse, noun) or cited(parse, noun)) for noun in nouns)
    return [(noun, tie) for noun, tie in ties if tie is not None and told_by(parse, tie.clause, word)]


def grounded(parse: Parse, word: int) -> Tie | None:
    """How a clause is tied to the one above as its ground: "the move came after Peru shot down a jet"."""
    own = parse.clauses.get(word)
    above = parse.above(own) if own is not None else None
    if own is None or above is None or own.link != "adverbial":
        return None
    mark = next((k for k in parse.kids[word] if parse.lower[k] in said(parse, "grounds")), None)
    return Tie(above, "ground", mark, mark) if mark is not None else None


def come_after(parse: Parse, word: int) -> Tie | None:
    """How an act is tied to one that is said to have come behind it:
    "the raid came a day after Peru shot down a jet"."""
    tie = grounded(parse, word)
    return tie if tie is not None and tie.clause.lemma in said(parse, "happening") else None


# ---------------------------------------------------------------- two acts
def between(parse: Parse, later: int, earlier: int) -> Tie | None:
    """How the act told at one word names the act told at another as what it answers;
    None where it does not."""
    clause = parse.clause_of(later)
    if clause is None:
        return None
    held = tie_of(parse, earlier)
    if (held is None or held.sort != "answer") and names(parse, later, earlier):
        return Tie(clause, "object", later, later)
    judged = parse.heads[clause.head] in clause.at("object") and earlier in summed_up(parse, clause)
    if judged or met_with(parse, later, earlier):
        return Tie(clause, "object", clause.head, clause.head)
    tie = held or cited(parse, earlier) or come_after(parse, earlier)
    if tie is not None and told_by(parse, tie.clause, later):
        return tie
    verb = consequence(parse, later, earlier)
    return Tie(clause, "answer", verb, verb) if verb is not None else None


def cited(parse: Parse, noun: int) -> Tie | None:
    """How the verb beside a clause ties a noun to it: "citing the raid, it closed the border",
    "recalled its envoy to protest against the raid"."""
    own = parse.governor(noun)
    if own is None or own.parent is None or own.link != "adverbial":
        return None
    above = parse.above(own) or parse.noun(own.parent)  # "an attack on the embassy, avenging the raid"
    verb = own.verb
    sort = next((sort for sort in ("ground", "bidding") if verb in said(parse, f"{sort}_verbs")), None)
    heads = own.at("subject" if own.passive else "object", *GOVERNED)  # "angered by the raid"
    return Tie(above, sort, own.head, own.head) if sort and reaches(parse, heads, noun) else None


def names(parse: Parse, later: int, earlier: int) -> bool:
    """Whether an act has another's noun where its own object stands: "rejected the offer"."""
    clause = parse.clause_at(later)
    heads = [
        h for role, hs in clause.roles.items()
        if role not in DOING and not role.startswith("oblique") for h in hs
    ]
    return reaches(parse, (*heads, *clause.at(*GOVERNED)), earlier)


def reaches(parse: Parse, heads: Iterable[int], word: int) -> bool:
    """Whether a word is one of these heads, stands behind one with "of", or tells what was done with it:
    "a draft of the offer", "the tariffs that Peru imposed"."""
    heads = tuple(heads)
    found = list(heads)
    for head in found:
        if parse.pos[head] == "NOUN" and head != word:
            found += [h for h in parse.noun(head).at(OF) if h not in found]
    told = parse.clauses.get(word)
    if told is not None and any(
        parse.lemma(h) in said(parse, "demands") and h in told.at("object") for h in heads
    ):
        return True  # "set out a plan that Peru accepted"
    if told is None or told.link not in ("relative", "modifying") or word in found:
        return word in found
    noun = parse.heads[word]
    return noun in found and noun in told.at("object") and not summed_up(parse, told)


def met_with(parse: Parse, later: int, earlier: int) -> bool:
    """Whether an act told as a noun is what came of the act that the clause before tells:
    "pushed for sanctions but met with resistance"."""
    above = parse.governor(later)
    return (
        above is not None
        and above.link == "conjunct"
        and above.parent == earlier
        and above.verb in said(parse, "leading") | said(parse, "facing")
    )


DOING = frozenset(("subject", "owner", "modifier", "attribute"))
GOVERNED = (OF, TO, WITH, ON, AGAINST, AT)


def told_by(parse: Parse, clause: Clause, word: int) -> bool:
    """Whether an act is told by a clause: by its verb, by a noun that the verb carries,
    or by the subject of a verb of happening."""
    if clause.head == word or word in clause.at("object"):
        return True
    if word in clause.complements and clause.lemma in rules(parse.language)["words"]["implicative"]:
        return True  # "continued to sell arms despite calls"
    return clause.verb in said(parse, "happening") and word in clause.at("subject")


def consequence(parse: Parse, later: int, earlier: int) -> int | None:
    """The verb that says that one act came of another: "the raid led to a ban", "the ban followed a raid",
    "the raid led Peru to close the border", "closed it, which prompted a protest"."""
    own = parse.clause_of(later)
    for above in (own, parse.above(own) if own is not None and own.link == "complement" else None):
        if above is None:
            return None
        verb, objects = above.verb, above.at("object")
        if verb in said(parse, "coming") and reaches(parse, above.at("subject"), later):
            return above.head if reaches(parse, objects, earlier) else None
        moved = above.complements if objects and verb in said(parse, "prompting") else ()
        led = (above.head, *objects, *above.at(TO), *moved)
        if verb in said(parse, "leading") | said(parse, "prompting") and reaches(parse, led, later):
            return above.head if reaches(parse, causes(parse, above), earlier) else None
    return None


def causes(parse: Parse, clause: Clause) -> tuple[int, ...]:
    """What a verb of leading says that another act came of: its subject with what that is a decision to do,
    or all that it follows on: "closed the border, prompting a protest"."""
    first = clause.at("subject")
    plans = (c for noun in first for c in parse.noun(noun).complements)
    if clause.verb not in said(parse, "prompting"):
        return first
    above = parse.governor(clause.head) if clause.link == "adverbial" else None
    return (*first, *plans, *((above.head,) if above is not None else summed_up(parse, clause)))


def summed_up(parse: Parse, clause: Clause, *sorts: str) -> tuple[int, ...]:
    """The clauses that one behind a comma speaks of as a whole: "asked for a delay, which Peru refused",
    "closed the border, a move condemned by Peru"; with further sorts of nouns that may stand for them."""
    noun = parse.heads[clause.head]
    if clause.link not in ("relative", "modifying"):
        return ()
    kids = (k for k in parse.kids[clause.head] if parse.relations[k] != "subject")
    which = [k for k in kids if parse.lower[k] in said(parse, "pointing")]
    sums = any(parse.lemma(noun) in said(parse, sort) for sort in ("demands", "summing", *sorts))
    first = parse.phrase(noun)[0] if sums else which[0] if which and not clause.passive else 0
    after_comma = first > 0 and parse.pos[first - 1] == "PUNCT"
    return tuple(above.head for above in parse.ancestors(clause)) if after_comma else ()


def cause_of(parse: Parse, noun: int) -> int | None:
    """The noun that is said to have led to another, or to meet with it:
    the "plan" of "the plan ran into resistance"."""
    above = parse.governor(noun)
    if above is None or above.passive or above.verb not in said(parse, "leading") | said(parse, "facing"):
        return None
    met = any(noun in heads for role, heads in above.roles.items() if role in MEETING)
    return next(iter(above.at("subject")), None) if met else None


MEETING = frozenset(("object", TO, INTO, UNDER, WITH))
