"""How a phrase hangs together: descriptions side by side, each with its main part and what depends on it.

Knows where the small words of a language cut; does not know countries or sectors.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.actors.phrases.spots import Phrase, Spot

CLAUSE = "clause"  # the relation of "who was there": it is left aside


@dataclass(slots=True)
class Part:
    """Words `first` to `last`, with the small word that they hang on ("of", "in"; "" for a main part)
    and what was recognised there."""

    first: int
    last: int
    relation: str = ""
    spots: list[Spot] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """A description: its main part, and the parts that depend on it in order."""

    main: Part
    rest: list[Part] = field(default_factory=list)

    @property
    def spots(self) -> list[Spot]:
        """All that was recognised in it."""
        return [s for part in (self.main, *self.rest) for s in part.spots]


def groups(phrase: Phrase) -> list[Group]:
    """The descriptions of a phrase in which something was recognised; a comma stands between them."""
    found: list[Group] = []
    for first, last in stretches(phrase):
        parts = list(cut(phrase, first, last))
        if any(part.spots for part in parts):
            found.append(Group(parts[0], parts[1:]))
    return found


def stretches(phrase: Phrase) -> list[tuple[int, int]]:
    """Rows of words between commas and other breaks: a hyphen with spaces before an article or a name."""
    found, first, n = [], 0, len(phrase.words)
    for i in range(n + 1):
        if i == n or (i not in phrase.at and phrase.words[i] in phrase.known.links.breaks):
            if i > first:
                found.append((first, i - 1))
            first = i + 1
    return found


def cut(phrase: Phrase, first: int, last: int) -> list[Part]:
    """The parts of a description, cut at the small words that nothing recognised covers."""
    parts = [Part(first, last)]
    for i in range(first, last + 1):
        spot = phrase.at.get(i)
        if spot is not None:
            if spot.first == i or not parts[-1].spots or parts[-1].spots[-1] is not spot:
                parts[-1].spots.append(spot)
            continue
        relation = relation_of(phrase, i, first)
        if relation and parts[-1].relation != CLAUSE:
            parts[-1].last = i - 1
            parts.append(Part(i + 1, last, relation))
    return [p for p in parts if p.relation != CLAUSE]


def relation_of(phrase: Phrase, i: int, first: int) -> str:
    """The small word at which a part begins; "" where none does."""
    word, links = phrase.lower[i], phrase.known.links
    if word in links.belongs or word in links.located or word in links.others:
        return word
    if i > first and (word in links.clauses or word in links.naming):
        return CLAUSE
    return ""
