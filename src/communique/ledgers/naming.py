"""The words of moves to the name of what they are about: the phrase that most of them share.

Knows how a phrase is cut from a text; does not know how moves were put together.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from communique.knowledge import ledgers, patterns
from communique.knowledge.language import DEFAULT
from communique.knowledge.names import longest, namesakes
from communique.ledgers import calling, nominal
from communique.ledgers.complements import completed, head_of, last
from communique.ledgers.moves import Move, manner
from communique.ledgers.quarrels import party_words
from communique.ledgers.tellings import DEED, content, folded
from communique.ledgers.words import among
from communique.ledgers.words import named as states_named
from communique.occurrences.tellings import bare, deeds, function_words

LONGEST = 6  # words of a name
TOLD = 0.15  # … for each doubling of the origins that tell the act
LEADS = 0.15  # … that the act is a demand, a measure or an incident
LEAST = 0.9  # what a noun with its complement must say at least
PARTS = re.compile(r"[.,;:!?()“”\"\n–—]")
PLAIN = re.compile(r"[\w'’.&/-]+")
CUT = 0.3  # what it says for a phrase that a parser has cut out, or that stands after "over"


def listed(words: str) -> frozenset[str]:
    """A list of words for naming."""
    return ledgers.words("naming")[words]


def issue_of(
    moves: Sequence[Move], counts: Mapping[str, int], parties: tuple[str, ...], named: Sequence[str] = (),
    asked: frozenset[str] = frozenset(),
) -> str:
    """The name of what moves are about: an issue, or a noun with its complement,
    of which the most words are shared.

    `named` are issues on which moves take a stand, `asked` those of them that are demanded: a parser has cut
    them out, so that they go before. A word alone names nothing: where no phrase says more, the first words
    of the demand, measure or incident that is told most do, after what it is called.
    """
    best = max((2, *counts.values()))  # what one move alone says is shared by none
    own = party_words(parties)
    scored: dict[str, tuple[float, int]] = {}
    for text in named:
        scored[text] = worth(text, counts, best) + CUT * (1 + named.count(text)), 1
    for i, m in enumerate(moves):
        for text, about in phrases(m.act.words, own):
            told = TOLD * math.log2(max(1, m.act.origins)) + LEADS * leads(m)
            found = worth(text, counts, best) + CUT * about + told
            scored[text] = max((found, -i), scored.get(text, (found, -i)))
    full = [
        t for t in scored
        if says_more(t) and not (who(t) or names_a_body(t) or open_ended(t, moves) or blamed(t, moves))
        and (not unfit(t) or with_verb(t, moves))  # "political prisoners", whom somebody is to free
    ]
    if measures := measured(moves):
        # "crackdown on marchers": what somebody is accused of
        wrongs = {t for t in full if any(among(w, "issues", "wrongs") for w in bare(head_of(t)))}
        full = [t for t in full if t in wrongs or any(t in m.act.words for m in measures)]
    chosen = max(full, key=lambda t: (*scored[t], -len(t), t), default=None)
    if chosen is not None and scored[chosen][0] > LEAST:
        name = chosen if chosen in named else with_complement(chosen, moves)
        return with_verb(name, moves) or asked_for(name, done=chosen in asked and nominal.tells(chosen))
    often = Counter(m.act.type for m in moves)
    ahead = sorted(
        moves, key=lambda m: (leads(m), m.hostile, often[m.act.type], m.act.origins), reverse=True
    )
    names = [name for m in ahead if (name := calling.name_of(m, parties))]
    telling = (name for name in names if not calling.plainly(name))
    return next(telling, names[0] if names else calling.plain(ahead[0], parties))


def with_verb(name: str, moves: Sequence[Move]) -> str:
    """A name with what is to be done about it, where most acts that speak of it demand that:
    "demand to free | political prisoners"."""
    told = [m for m in moves if name in m.act.words]
    asked = [m for m in told if m.act.type == "REQUEST"]
    wholes = [whole for m in asked if name in (whole := calling.whole(m))]
    return min(wholes, key=len) if wholes and 2 * len(asked) > len(told) else ""


def asked_for(name: str, *, done: bool = False) -> str:
    """A name that would read as if what it calls for had come about, or were `done`, as a demand: "demand to
    | end the raids"."""
    return calling.wanted(name) if done or among(last(head_of(name)), "issues", "stopping") else name


def with_complement(name: str, moves: Sequence[Move]) -> str:
    """A name with what its noun is on, where a move says it: "resolution | on Chile"."""
    if head_of(name) != name:
        return name
    longer = (completed(name, m.act.words) for m in moves if name in m.act.words)
    return next((text for text in longer if text != name), name)


def open_ended(name: str, moves: Sequence[Move]) -> bool:
    """Whether a name waits for what follows: a noun alone that says nothing without its complement
    ("immediate access"), or those who are to do a thing ("pressure for the Council | to act")."""
    noun = last(name)
    waits = among(noun, "issues", "relational") or among(noun, "naming", "waiting")
    if waits and head_of(name) == name and with_complement(name, moves) == name:
        return True
    then = re.compile(rf"{re.escape(name)}\s+to\s+[a-z]")
    return " for " in name and any(then.search(m.act.words) for m in moves)


def blamed(name: str, moves: Sequence[Move]) -> bool:
    """Whether a name begins with who is charged: "the island state of | hiding arms"."""
    charged = (ledgers.pattern("blamed").match(m.act.asked) for m in moves if m.act.type == "ACCUSE")
    return any(found is not None and head_of(name) in found.group() for found in charged)


def leads(m: Move) -> bool:
    """Whether an act is one that a dispute is named after: a demand, a sanction, an incident."""
    return m.hostile and m.act.type in ("REQUEST", "SANCTION", "ASSAULT", "COERCE", "MOBILIZE")


def measured(moves: Sequence[Move]) -> list[Move]:
    """The measures among moves where most that are hostile are such: these have the name."""
    hostile = [m for m in moves if m.hostile]
    found = [m for m in hostile if m.act.type == "SANCTION"]
    return found if 2 * len(found) > len(hostile) else []


def unfit(text: str) -> bool:
    """Whether a phrase is about people or an organ ("relief chief"), or ends with a verb ("plan fails")."""
    head, end = last(head_of(text)), text.split()[-1]
    return (
        among(head, "issues", "people")
        or among(head, "naming", "organs")
        or (text == head_of(text) and end.endswith("s") and end[:-1] in deeds_only())
        or any(link == "and" and word in deeds_only() for link, word in pairwise(text.split()))
    )


def names_a_body(text: str) -> bool:
    """Whether a phrase is the name of a body ("Committee for the Red Cross")."""
    said = [w for w in re.findall(r"[\w'’-]+", text) if w.casefold() not in function_words()]
    return len(said) > 2 and all(w[:1].isupper() for w in said)


def says_more(text: str) -> bool:
    """Whether a phrase is more than a word alone."""
    return sum(w not in function_words() for w in bare(text)) > 1


def worth(text: str, counts: Mapping[str, int], best: int) -> float:
    """How well a phrase names what moves are about: words that few of them share cost more than they
    bring."""
    stems = [folded(w) for w in bare(text) if w not in function_words()]
    found = 0.0
    for stem in dict.fromkeys(stems):
        share = counts.get(stem, 0) / max(1, best)
        found += (share - 0.4) * (DEED + 0.3 if stem in deeds() else 1.0)
    return found - 0.01 * len(bare(text)) - 0.5 * (len(stems) - len(set(stems)))


def phrases(text: str, own: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """The runs of words in a text that may be a name, and whether "over" or "about" stands before.

    They begin with a word that says something, end with one,
    or with a party after a word that links ("operation in Lebanon"), and do not cut a name in two.
    """
    for part in PARTS.split(text):
        tokens = [(t, kind(t, own)) for t in part.split()]
        for start, (word, first) in enumerate(tokens):
            before = [t for t, _ in tokens[max(0, start - 2) : start]]
            if first != "says" or (before and start > 1 and word[:1].isupper() and before[-1][:1].isupper()):
                continue
            if does(word, *before[-1:], following=tokens[start + 1][0] if start + 1 < len(tokens) else ""):
                continue
            if before[-1:] == ["of"] and complement_of(before[0]):
                continue
            about = not listed("about").isdisjoint(before)
            if any(t.casefold() in listed("where") for t in before):
                continue  # "near the coast": where, and not what
            for end in range(start + 1, min(len(tokens), start + LONGEST) + 1):
                final, sort = tokens[end - 1]
                cut = final[:1].isupper() and end < len(tokens) and tokens[end][0][:1].isupper()
                linked = sort == "own" and tokens[end - 2][1] == "link"
                following, then = tokens[end] if end < len(tokens) else ("", "end")
                # "peace | plan", "rights | official"
                inside = among(following.casefold(), "issues", "people") or (
                    then == "says" and not ledgers.pattern("verbal").search(following)
                )
                if bent(final) and "-" not in final and tokens[end - 2][1] == "says" and end - 1 > start:
                    break  # "groups | receiving arms": a clause of its own
                name = " ".join(t for t, _ in tokens[start:end])
                if (sort == "says" or linked) and not (cut or inside or bent(final) or somebody(name)):
                    yield name, about
                elif sort == "end" or (sort == "own" and tokens[end - 2][1] not in ("link", "own")):
                    break


def complement_of(noun: str) -> bool:
    """Whether a noun without its complement says nothing, nor that without it: "release of | prisoners"."""
    known = folded(noun) in verbs() and not bent(noun)
    return known or among(noun, "issues", "people") or among(noun, "issues", "relational")


def who(text: str) -> bool:
    """Whether a phrase names countries and nothing else."""
    return all(states_named(w.capitalize()) for w in bare(text) if w not in function_words())


@lru_cache(maxsize=65536)
def somebody(name: str) -> bool:
    """Whether a phrase is the name of a person or of a state: who is spoken of, and not what."""
    words = re.sub(r"['’]s?$", "", name).split()
    if not name[:1].isupper() or len(words) < 2:
        return False
    found = longest(words, 0)
    return bool(namesakes(" ".join(words))) or (
        found is not None and found[1] == len(words) and found[0].kind in ("country", "demonym")
    )


def bent(word: str) -> bool:
    """Whether a word has the form of a verb."""
    return ledgers.pattern("bent").search(word) is not None and word.casefold() not in listed("nounlike")


def does(word: str, before: str = "", *, following: str = "") -> bool:
    """Whether a word that would begin a name is a verb: by its form, by what stands before or after it,
    or as one that is no noun."""
    formed = bent(word)
    said = following.casefold()
    whose = before.casefold() in listed("articles")  # "a | travel ban"
    deed = word.casefold() in deeds_only() and said not in listed("of_nouns") and not whose
    return formed or deed or said in listed("articles") or before.casefold() in listed("to_do")


@lru_cache(maxsize=1)
def deeds_only() -> frozenset[str]:
    """The verbs that patterns know and that none of them knows as a noun."""
    known = patterns.load(DEFAULT)
    return frozenset(v.split()[0] for v in known.verbs) - frozenset(n.split()[-1] for n in known.nouns)


@lru_cache(maxsize=1)
def verbs() -> frozenset[str]:
    """The stems of verbs that a name does not begin or end with."""
    return frozenset(folded(w) for w in ledgers.words("disputes")["verbs"])


def kind(token: str, own: frozenset[str]) -> str:
    """Whether a word says something, links others, is a party's, or ends a name."""
    stems: Iterable[str] = content(token)
    if token.casefold() in listed("links"):
        return "link"
    if token.casefold() in ledgers.words("disputes")["placing"] or not PLAIN.fullmatch(token):
        return "end"
    if not stems or any(s in manner() or s in verbs() for s in stems) or not token[:1].isalpha():
        return "end"
    return "own" if any(s in own for s in stems) else "says"
