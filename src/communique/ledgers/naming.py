"""The words of moves to the name of what they are about: the phrase that most of them share.

Knows how a phrase is cut from a text; does not know how moves were put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from communique.knowledge import ledgers
from communique.ledgers.moves import Move, manner
from communique.ledgers.quarrels import party_words
from communique.ledgers.tellings import DEED, content, folded
from communique.occurrences.tellings import bare, deeds, function_words

LONGEST = 6  # words of a name
LINKS = frozenset(("of", "on", "in", "over", "for", "to", "at", "near", "off", "the", "from", "with", "and", "between", "against"))
ABOUT = frozenset(("over", "about", "concerning", "regarding"))
CUT = 0.3  # what it says for a phrase that a parser has cut out, or that stands after "over"


def issue_of(moves: Sequence[Move], counts: Mapping[str, int], parties: tuple[str, ...], named: Sequence[str] = ()) -> str:
    """The name of what moves are about: the phrase of which the most words are shared, of several the first and shortest.

    `named` are issues on which the parties hold positions: a parser has cut them out, so that they go before of two that are as good.
    """
    best = max((n for w, n in counts.items()), default=0)
    own = party_words(parties)
    scored: dict[str, tuple[float, int]] = {}
    for text in named:
        for whole, _ in list(phrases(text, own))[:1]:
            scored[whole] = worth(whole, counts, best) + CUT, 1
    for i, m in enumerate(moves):
        for text, about in phrases(m.act.words, own):
            found = worth(text, counts, best) + CUT * about, -i
            scored[text] = max(found, scored.get(text, found))
    chosen = max(scored, key=lambda t: (*scored[t], -len(t), t), default=None)
    if chosen is not None and scored[chosen][0] > 0:
        return chosen
    return next((words for m in moves if (words := " ".join((m.act.asked or m.act.words).split()[:LONGEST]))), "not named")


def worth(text: str, counts: Mapping[str, int], best: int) -> float:
    """How well a phrase names what moves are about: words that few of them share cost more than they bring."""
    stems = [folded(w) for w in bare(text) if w not in function_words()]
    found = 0.0
    for stem in dict.fromkeys(stems):
        share = counts.get(stem, 0) / max(1, best)
        found += (share - 0.4) * (DEED + 0.3 if stem in deeds() else 1.0)
    return found - 0.01 * len(bare(text)) - 0.5 * (len(stems) - len(set(stems)))


def phrases(text: str, own: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """The runs of words in a text that may be a name, and whether "over" or "about" stands before.

    They begin and end with a word that says something, name no party, and do not cut a name in two.
    """
    for part in re.split(r"[.,;:!?()“”\"\n–—]", text):
        tokens = [(t, kind(t, own)) for t in part.split()]
        for start, (word, first) in enumerate(tokens):
            before = [t for t, _ in tokens[max(0, start - 2) : start]]
            if first != "says" or (before and start > 1 and word[:1].isupper() and before[-1][:1].isupper()):
                continue
            about = not ABOUT.isdisjoint(before)
            for end in range(start + 1, min(len(tokens), start + LONGEST) + 1):
                last, sort = tokens[end - 1]
                cut = last[:1].isupper() and end < len(tokens) and tokens[end][0][:1].isupper()
                if sort == "says" and not cut:
                    yield " ".join(t for t, _ in tokens[start:end]), about
                elif sort == "end":
                    break


@lru_cache(maxsize=1)
def verbs() -> frozenset[str]:
    """The stems of verbs that a name does not begin or end with."""
    return frozenset(folded(w) for w in ledgers.words("disputes")["verbs"])


def kind(token: str, own: frozenset[str]) -> str:
    """Whether a word says something, links others, or ends a name."""
    stems: Iterable[str] = content(token)
    if token.casefold() in LINKS:
        return "link"
    if not stems or any(s in own or s in manner() or s in verbs() for s in stems) or not token[:1].isalpha():
        return "end"
    return "says"
