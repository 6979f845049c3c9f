"""How an act points back to another one told before it: by its noun, by a pronoun, by a bare yes or no.

Knows the nouns that stand for acts, and what they say of their own; does not know which links acts have.
"""

from __future__ import annotations

from collections.abc import Iterable

from communique.events.ties import GOVERNED, Tie
from communique.grammar import Clause, Parse
from communique.knowledge import answers
from communique.knowledge import names as tables
from communique.knowledge.patterns import names_deed
from communique.knowledge.roles import AS, FOR, OF, ON, WILL, WOULD, marked
from communique.knowledge.synonyms import folded
from communique.records import Event, codes

ASKING = frozenset(("REQUEST", "AGREE"))
# words, which give nothing yet: that they answer must be said
PROMISING = frozenset(("AGREE", "SUPPORT", "CONSULT"))
DEEDS = frozenset(("SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "RETREAT", "CONCEDE", "AID"))
NAMING = frozenset(("NOUN", "PROPN", "VERB"))


def pointed(parse: Parse, later: Event, earlier: Event) -> str | None:
    """The words by which an act points back to one told before it: by its noun, by a pronoun close behind,
    or by a bare refusal."""
    here, there = (parse.word_of(e) for e in (later, earlier))
    clause = parse.clauses.get(here)
    if clause is None or (earlier.type == "AGREE" and not offered(parse, earlier)):
        return None
    things = objects(parse, clause)
    things += clause.at(FOR) if later.type == "ACCUSE" else ()  # "condemned Chad for the raid"
    noun = next((h for h in things if stands_for(parse, h, later, earlier)), None)
    if noun is not None:
        return parse.words[noun]
    if later.type != "REJECT" or earlier.type not in (*ASKING, "THREATEN", "ACCUSE"):
        return None
    if (bare := bare_refusal(parse, clause, earlier)) is not None:
        return bare if next_to(parse, later, earlier, REACH) else None
    if earlier.type == "ACCUSE" and not denied(parse, clause, later, earlier):
        return None
    back = answers.words("pronouns", parse.language) | answers.words("pointing", parse.language)
    near = 0 <= parse.sentence_of[here] - parse.sentence_of[there] <= 1 and earlier.type != "THREATEN"
    heads = (*clause.at("object"), *spoken_of(parse, clause))
    return next((parse.words[h] for h in heads if near and parse.lower[h] in back), None)


def denied(parse: Parse, clause: Clause, later: Event, earlier: Event) -> bool:
    """Whether who is accused denies it in the sentence behind the charge."""
    charged = earlier.mode == "allege" and bool(codes(later.actors) & codes(earlier.recipients))
    return charged and clause.lemma in answers.words("denying", parse.language)


def spoken_of(parse: Parse, clause: Clause) -> list[int]:
    """What a clause calls so or so, or is held to be so in it: "that is out of the question",
    "did not think this was needed"."""
    calling = answers.words("calling", parse.language)
    called = (c for c in (clause, *parse.held(clause)) if c.lemma in calling)
    return [h for c in called for h in c.at("subject")]


def retold(parse: Parse, later: Event, earlier: Event, retelling: Iterable[tuple[int, Tie]]) -> Tie | None:
    """The words that tie two acts of which one is told again by a noun, such as those that words tie
    to the later act: "in response to the expulsion, it closed its consulate"."""
    here, there = (parse.word_of(e) for e in (later, earlier))
    if here > there:
        again = (
            tie for noun, tie in retelling
            if articles(parse, noun) and stands_for(parse, noun, later, earlier)
        )
        return next(again, None) if next_to(parse, later, earlier, REACH) else None
    return None


# sentences between an act and the noun that tells it again
REACH = 4


def articles(parse: Parse, noun: int) -> list[int]:
    """The articles and owners of a noun: "the sanctions", "their sanctions"; none of "sanctions"."""
    return [k for k in parse.kids[noun] if parse.relations[k] in ("determiner", "owner")]


def objects(parse: Parse, clause: Clause) -> list[int]:
    """What a clause is about: its object, or what stands behind "to", "with" or "against"."""
    governed = [
        h for role in ("object", *GOVERNED) if role != OF for h in clause.at(role)
        if role != ON or parse.pos[h] == "NOUN"  # "refused on Sunday"
    ]
    return governed + (spoken_of(parse, clause) if not governed else [])


def stands_for(parse: Parse, noun: int, later: Event, earlier: Event) -> bool:
    """Whether a noun names an act told before it: "the demand", "the bombing"; not "a demand",
    nor "the demand for visas" of another one."""
    lemma, theirs = parse.lemma(noun), codes(later.recipients)
    if noun < parse.word_of(earlier) <= parse.subtree(noun)[1]:
        return False  # "the attack, in which ten were killed"
    if theirs and not theirs & codes(earlier.actors):
        return False  # "welcomed the decision of Peru"
    owned = owned_by(parse, noun, earlier)
    if owned is False:
        return False  # "accepted Peru's plan"
    summing = lemma in answers.words("summing", parse.language) and sums(parse, noun, later, earlier)
    if not (summing or classed(parse, noun, earlier) or names_act(parse, noun, earlier)):
        return False
    put = answers.words("offered", parse.language) | answers.words("drawn_up", parse.language)
    if lemma in put and not offered(parse, earlier):
        return False
    return told_before(parse, noun, later, earlier)


def owned_by(parse: Parse, noun: int, event: Event) -> bool | None:
    """Whether a noun is said to be that of who does an act: "Peru's plan", "the plan of Mr Annan";
    None where it is nobody's, or somebody's who is not named: "their plan"."""
    whose = [k for k in parse.kids[noun] if parse.relations[k] == "owner" and parse.pos[k] == "PROPN"]
    if not whose:
        return None
    named = {w for a in event.actors for part in (a.name, a.organization, a.span and a.span.text) if part
             for w in part.lower().split()}
    known = (tables.longest((parse.words[k],), 0) for k in whose)
    owners = {entry.country for found in known if found is not None for entry in found[:1]}
    return any(parse.lower[k] in named for k in whose) or bool(owners & codes(event.actors))


def told_before(parse: Parse, noun: int, later: Event, earlier: Event) -> bool:
    """Whether a noun is of something known: "this act", "the demand", and what it says beyond that
    was said of the earlier act, too."""
    behind = [k for k in parse.kids[noun] if k > noun and not marked(parse.lower[k], AS)]
    own = {
        parse.lemma(w)
        for k in behind for w in range(k, parse.subtree(k)[1] + 1) if parse.pos[w] in NAMING
    }
    known = articles(parse, noun)
    things = answers.words("pronouns", parse.language) | answers.words("pointing", parse.language)
    if any(parse.lower[k] in things for k in known if parse.relations[k] == "determiner"):
        return True  # "this act, which breaches the accord"
    unsaid = any(parse.lower[k] in answers.words("indefinite", parse.language) for k in known)
    if unsaid or (own and not known):
        return False  # "a demand"
    if not own or (earlier.type in ASKING and codes(later.actors) & codes(earlier.recipients)):
        return True
    first, last = parse.word_at(earlier.evidence.start), parse.word_at(earlier.evidence.end - 1)
    heard = {parse.lemma(k) for k in range(first, last + 1)}
    return bool(folded(own, parse.language) & folded(heard, parse.language))


def sums(parse: Parse, noun: int, later: Event, earlier: Event) -> bool:
    """Whether a noun such as "the move" stands for a deed that was told just before it."""
    pointing = any(parse.relations[k] == "determiner" for k in parse.kids[noun])
    if earlier.type == "ASSAULT" and parse.lemma(noun) in answers.words("political", parse.language):
        return False  # a raid is no decision
    here, there = (parse.word_of(e) for e in (later, earlier))
    return pointing and earlier.type in DEEDS and parse.sentence_of[here] - parse.sentence_of[there] == 1


def classed(parse: Parse, noun: int, event: Event) -> bool:
    """Whether a noun is one for acts of a type: a demand for a request, an accusation for what is alleged."""
    language = parse.language
    if event.type in ASKING:
        asked = answers.words("bare_demands", language) if event.type == "AGREE" else frozenset()
        return parse.lemma(noun) in answers.words("demands", language) - asked
    kinds = (event.type, f"{event.type}.{event.mode}")
    return any(parse.lemma(noun) in answers.nouns(kind, language) for kind in kinds)


def names_act(parse: Parse, noun: int, event: Event) -> bool:
    """Whether a noun names the very deed that an act tells: "the expulsion" where somebody was expelled,
    "the request" where somebody asked."""
    word = parse.lemma(parse.word_of(event))
    lemma = parse.lemma(noun)
    if names_deed(lemma, word, parse.language):
        return True
    asked = event.type in ASKING and classed(parse, noun, event)
    return asked and bool(folded((lemma,), parse.language) & folded((word,), parse.language))


def bare_refusal(parse: Parse, clause: Clause, earlier: Event) -> str | None:
    """The words of a refusal that says no more: "refused", "refused to do so", "will not yield"."""
    if earlier.type == "ACCUSE":
        return None
    kinds = ["giving_in"] if earlier.type == "THREATEN" else ["refusing", "giving_in"]
    yielding = doing_so(parse, earlier) | answers.words("giving_in", parse.language)
    told = [c.lemma in yielding for c in parse.held(clause)]
    verb = any(clause.lemma in answers.words(kind, parse.language) for kind in kinds)
    selves = answers.words("selves", parse.language)
    if any(parse.lower[h] not in selves for h in objects(parse, clause)) or not (all(told) if told else verb):
        return None
    return " ".join([parse.words[clause.head], *(parse.words[c] for c in clause.complements)])


def doing_so(parse: Parse, earlier: Event) -> frozenset[str]:
    """The verbs that stand for doing what was asked or offered: "to do so"; of an invitation, "to come"."""
    called = earlier.mode == "meet" or (earlier.type == "AGREE" and earlier.status == "planned")
    going = answers.words("attending", parse.language) if called else frozenset()
    return answers.words("pro_verbs", parse.language) | going


def turned_down(parse: Parse, later: Event, earlier: Event) -> str | None:
    """The words by which somebody says no at once to what was asked of him: "But Togo rejected it",
    "Togo will not give way" next to the demand, where they name nobody else."""
    asked_of, by = codes(earlier.recipients), codes(earlier.actors)
    if later.type != "REJECT" or not codes(later.actors) <= asked_of or not codes(later.recipients) <= by:
        return None
    here, there = (parse.word_of(e) for e in (later, earlier))
    clause, sentence = parse.clauses.get(here), parse.sentences[parse.sentence_of[here]]
    if clause is None or clause.link == "relative" or not (there < here and next_to(parse, later, earlier)):
        return None
    but = answers.words("adversative", parse.language)
    turns = (k for k in range(max(sentence[0], there), here) if parse.lower[k] in but)
    turn = next((k for k in turns if parse.pos[k] == "CCONJ"), None)
    if turn is not None:
        return parse.words[turn]
    if parse.paragraph_of(here) != parse.paragraph_of(there):
        return None
    return later.trigger.text if clause.negated and clause.modal in (WILL, WOULD) else None


def takes_up(clause: Clause, later: Event, language: str) -> bool:
    """Whether an act is told by a verb that takes up what was offered or does what was asked."""
    kinds = ("consenting", "granting", *(("accepting",) if later.type != "SUPPORT" else ()))
    words = frozenset().union(*(answers.words(kind, language) for kind in kinds))
    return not words.isdisjoint((clause.lemma, clause.verb))


def offered(parse: Parse, event: Event) -> bool:
    """Whether an act of agreement is an offer or an invitation, which can be taken up or refused:
    not a visit that is planned."""
    head = parse.word_of(event)
    clause = parse.clauses.get(head)
    if clause is not None and clause.lemma in answers.words("accepting", parse.language):
        return False
    heads = (head, *(clause.at("object") if clause is not None else ()))
    return any(parse.lemma(h) in answers.words("offers", parse.language) for h in heads)


def next_to(parse: Parse, later: Event, earlier: Event, apart: int = 1) -> bool:
    """Whether an act is told at most so many sentences after another."""
    here, there = (parse.sentence_at(e.trigger.start) for e in (later, earlier))
    return 0 <= here - there <= apart
