"""The words by which a sentence says that an act in it answers another: "in response", "retaliated for".

Knows whose words they are and what they name; does not know which links they carry.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile

from communique.events.pointing import REACTIONS
from communique.grammar import Parse
from communique.knowledge import answers
from communique.knowledge.roles import AGAINST, AT, FOR, OF, OVER, TO, marked
from communique.knowledge.synonyms import folded
from communique.records import Event

# where the words stand that say what is answered: "in protest at the raid", "responded to the raid"
ANSWERED = (TO, FOR, AT, AGAINST, OVER)


@lru_cache(maxsize=1024)
def cues_in(sentence: str, kind: str, language: str) -> tuple[tuple[int, int], ...]:
    """Where the words of a kind stand in a sentence."""
    return tuple(match.span() for match in answers.cues(language)[kind].finditer(sentence))


def cue(parse: Parse, kind: str, later: Event) -> tuple[int, int] | None:
    """The first and last word of the cue of a kind that is said of the later act; None without.

    No cue is what describes another noun ("a protest hotspot"), nor what the act is what is spoken of
    ("held in reprisal for the raid").
    """
    word = parse.word_of(later)
    sentence = parse.sentence(word)
    for start, end in cues_in(sentence.text, kind, parse.language):
        first, last = (parse.word_at(sentence.start + at) for at in (start, end - 1))
        low, high = parse.subtree(last)
        about = parse.pos[last] == "NOUN" and last < word and low <= word <= high
        if not about and parse.relations[last] != "modifier" and of_clause(parse, first, word):
            return first, last
    return None


def said(parse: Parse, kind: str, later: Event) -> str | None:
    """The words of the cue of a kind that is said of the later act."""
    found = cue(parse, kind, later)
    return parse.span(*found).text if found is not None else None


def of_clause(parse: Parse, word: int, act: int) -> bool:
    """Whether a cue stands in the clause of an act, in one above it that has it for its content,
    or in one that says what it is for: not in another act's beside it."""
    clause, told = parse.clause_of(word), parse.clause_of(act)
    if clause is None or told is None or clause.head == told.head:
        return True
    if parse.hangs_under(act, clause.head):
        top = clause.head
        path = [told, *takewhile(lambda c: c.head != top, parse.ancestors(told))]
        return not any(c.link == "adverbial" and c.form in BESIDE for c in path)
    while clause.link == "conjunct" and (above := parse.above(clause)) is not None:
        clause = above  # "imposed sanctions, freezing assets and banning imports in response to the raid"
    below = clause.link == "complement" or clause.form in ("infinitive", "gerund", "participle")
    return below and clause.parent == act


# clauses that tell of another act beside the one above: "asked about the raid, she replied"
BESIDE = ("finite", "participle")


def answered(parse: Parse, found: tuple[int, int]) -> tuple[int, ...]:
    """What a cue says that is answered: the "raid" of "in response to the raid", "responded to the raid"."""
    word = found[1]
    if parse.pos[word] == "ADP":
        word = found[1] - 1  # "in reaction to", "responded by"
    top = parse.clause_at(word)
    behind = parse.kids[found[1] + 1] if found[1] + 1 < len(parse) else ()  # "in protest at the raid"
    near = marked(parse.lower[min(found[1] + 1, len(parse) - 1)], *ANSWERED)
    heads = list(dict.fromkeys(
        (*top.at(*ANSWERED), *(k for k in behind if near and parse.relations[k] == "oblique:object"))
    ))
    for head in heads:
        heads += [h for h in parse.noun(head).at(OF) if h not in heads]  # "weeks of shelling"
    return tuple(heads)


def cue_names(parse: Parse, kind: str, later: Event, earlier: Event) -> bool | None:
    """Whether the words that say that an act answers name an earlier one as what it answers:
    "as a punishment for the sanctions". None where they name nothing: "in response, it expelled"."""
    found = cue(parse, kind, later)
    heads = answered(parse, found) if found is not None else ()
    if not heads:
        return None
    told = parse.word_of(earlier)
    if any(parse.hangs_under(told, head) for head in heads):
        return True
    clause = parse.clauses.get(told)
    doing = clause.at("subject") if clause is not None else ()
    words = folded(frozenset(parse.lemma(h) for h in (told, *doing)), parse.language)
    # "imposed sanctions"; words about what was done are not what they speak of: "defended the sanctions"
    if earlier.type not in REACTIONS:
        words |= asked(parse, earlier)
    return None if all(bare(parse, h) for h in heads) else False


def bare(parse: Parse, noun: int) -> bool:
    """Whether a noun tells of something known and no more: "the declaration"."""
    new = answers.words("indefinite", parse.language)
    kids = [k for k in parse.kids[noun] if parse.pos[k] != "PUNCT"]
    known = any(parse.relations[k] == "determiner" for k in kids)
    return known and all(k < noun and parse.lower[k] not in new for k in kids)


def asked(parse: Parse, event: Event) -> frozenset[str]:
    """The words for what is asked or offered: the verbs and nouns that the act governs,
    not those beside them in its sentence."""
    head = parse.word_of(event)
    top = parse.clause_at(head)
    inners = parse.held(top)
    inners += [c for i in inners for c in parse.held(i)]
    heads = [
        h for c in (top, *inners) for role, hs in c.roles.items()
        if role not in ("subject", "owner") for h in hs
    ]
    heads += [c.head for c in inners]
    heads += [
        h for noun in heads if parse.pos[noun] == "NOUN" for hs in parse.noun(noun).roles.values() for h in hs
    ]
    return folded(frozenset(parse.lemma(h) for h in heads), parse.language)
