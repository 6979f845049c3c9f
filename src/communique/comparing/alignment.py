"""Which points of two texts correspond: by shared issue words and names, weighed by how rare they are,
within sentences and paragraphs.

Knows points; does not know what changed between them. Likeness of meaning (word vectors) only adds to words
that both texts have: it never pairs points by itself, least of all the points of two parties.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import snowballstemmer
from numpy.typing import NDArray

from communique import grouping
from communique.comparing.points import Point
from communique.knowledge.strength import Strength

Array = NDArray[np.float64]
Vectors = Callable[[Sequence[str]], Array]

OTHER = 0.6  # weight of a verb or adjective beside that of a noun: issues have names
STRAY = 0.3  # what it takes away in a series that either passage has a better partner
PARTY = 0.15  # what it takes away that two points are of other parties
FAMILY = 0.9  # likeness of two words of one family
GROUP = 0.8  # likeness of two names of one thing
NEAR = 0.6  # cosine from which two words are near in meaning; below it vectors pair "drought" with "economy"
FEW = 24  # points of two texts from which a word can be rare among them; in shorter ones all words are
FURNITURE = 0.1  # weight of a word that stands in every text of the kind
RARER = 1.5  # how steeply weight grows with rareness: in a text on two countries their names tell nothing
ONCE = 0.15  # what an issue word adds that stands in one sentence of each text
VERBATIM = 0.7  # likeness of two points of which one repeats the other
SERIES = 0.3  # the part of the shorter text that must be repeated in a text of one form with it
PAIRED = 0.3  # likeness of two paragraphs that are one passage in two years
SAME_ACT = 0.3  # what it adds there that two points do the same (both demand, both promise) by the same party
SECTION = 0.1  # what it adds there that two points stand under one heading
NAME = 1.3  # weight of a name, beside that of another word
# what likeness of the sentences, and of the paragraphs, around two points adds to theirs
SENTENCE, PARAGRAPH = 0.25, 0.2
ENOUGH = 0.42  # likeness of points that correspond
BESIDES = 0.6  # likeness of points of which one is a part of the other
SHARED = 0.8  # weight of the words, families or groups that two points must share at least


@dataclass(frozen=True, slots=True)
class Match:
    """Two points that correspond, by their places, with their likeness and the words that they share."""

    a: int
    b: int
    likeness: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The points that correspond, and whether the texts are of one form: two years of a communiqué,
    two answers of a ministry."""

    matches: tuple[Match, ...]
    series: bool


def align(a: Sequence[Point], b: Sequence[Point], strength: Strength, vectors: Vectors) -> Alignment:
    """The points of two texts that correspond, each to one at most, in the order of the first text."""
    if not a or not b:
        return Alignment((), False)
    table = likeness_of_words(a, b, strength, vectors)
    own = table.between([p.words for p in a], [p.words for p in b])
    firm = table.common([p.words for p in a], [p.words for p in b])
    passages = spread(table, a, b, "paragraph")
    around = own + SENTENCE * spread(table, a, b, "sentence") + PARAGRAPH * passages
    apart = unlike(a, b, lambda p: p.party) + unlike(a, b, lambda p: p.countries)
    around += ONCE * np.minimum(once(a, b, table), 2) - PARTY * apart
    close = (own.max(axis=1) >= VERBATIM).sum(), (own.max(axis=0) >= VERBATIM).sum()
    series = bool(min(close) >= max(2, SERIES * min(own.shape)))
    if series:
        acts = alike_in(a, b, lambda p: p.family and (p.family, p.subject))
        same = acts & (passages >= PAIRED)
        stray = (passages < passages.max(axis=1, keepdims=True)) & (
            passages < passages.max(axis=0, keepdims=True)
        )
        around += SAME_ACT * same - STRAY * stray + SECTION * alike_in(a, b, lambda p: p.section)
        unnumbered = alike_in(a, b, lambda p: [w for w in p.bag if not w[0].isdigit()])
        firm += SHARED * (same | unnumbered)
    chosen = choose(around, firm, a, b)
    if series:
        # where both tell first who met, and neither point has another partner
        alone = all(i and j for i, j in chosen)
        chosen += [(0, 0)] if alone and a[0].what == b[0].what == "meeting" else []
        chosen += held_too(chosen, np.where(stray, 0, around), a, b, table)
    ordered = sorted(chosen)
    found = (Match(i, j, float(around[i, j]), table.shared(a[i].words, b[j].words)) for i, j in ordered)
    return Alignment(tuple(found), series)


def alike_in(
    a: Sequence[Point], b: Sequence[Point], of: Callable[[Point], Any]
) -> NDArray[np.bool_]:
    """For each two points whether they have something, and the same."""
    left, right = [of(p) for p in a], [of(p) for p in b]
    return np.array([[bool(one) and one == two for two in right] for one in left])


def unlike(a: Sequence[Point], b: Sequence[Point], of: Callable[[Point], frozenset[str]]) -> Array:
    """For each two points 1 where both are of parties, and of no party in common."""
    return np.array([[bool(of(p) and of(q)) and not of(p) & of(q) for q in b] for p in a], dtype=float)


def once(a: Sequence[Point], b: Sequence[Point], table: Table) -> Array:
    """For each two points how many issue words they share,
    each the less the more sentences of either text it stands in."""
    (where_a, homes_a), (where_b, homes_b) = standing(a), standing(b)
    names_b = list(table.b)
    found = np.zeros((len(a), len(b)))
    for word, i in table.a.items():
        kin = [names_b[j] for j in np.flatnonzero(table.firm[i] >= FAMILY)]
        if table.weights_a[i] > FURNITURE and kin:
            columns = sorted({n for w in kin for n in where_b.get(w, ())})
            there = {s for w in kin for s in homes_b[w]}
            found[np.ix_(where_a.get(word, []), columns)] += 1 / (len(homes_a[word]) * len(there))
    return found


def standing(points: Sequence[Point]) -> tuple[dict[str, list[int]], dict[str, set[int]]]:
    """The places of the points that have each word as an issue, and in which sentences each word stands."""
    holders = grouping.lists((word, n) for n, point in enumerate(points) for word in point.issues)
    return holders, grouping.sets((word, point.sentence) for point in points for word in point.words)


def spread(table: Table, a: Sequence[Point], b: Sequence[Point], unit: str) -> Array:
    """For each two points the likeness of the sentences or paragraphs that they stand in."""
    groups = [group(points, unit) for points in (a, b)]
    between = table.between(groups[0][1], groups[1][1])
    return between[np.ix_(groups[0][0], groups[1][0])]


def group(points: Sequence[Point], unit: str) -> tuple[list[int], list[tuple[str, ...]]]:
    """For each point the place of its sentence or paragraph among all, and the words of each of those."""
    numbers = [getattr(p, unit) for p in points]
    places = {n: i for i, n in enumerate(dict.fromkeys(numbers))}
    words: list[dict[str, None]] = [{} for _ in places]
    for point, number in zip(points, numbers, strict=True):
        words[places[number]].update(dict.fromkeys(point.words))
    return [places[n] for n in numbers], [tuple(w) for w in words]


def choose(likeness: Array, firm: Array, a: Sequence[Point], b: Sequence[Point]) -> list[tuple[int, int]]:
    """Pairs by likeness, the best first, each point in one;
    where two are alike those that stand in the same order win."""
    rows, columns = np.nonzero((likeness >= ENOUGH) & (firm >= SHARED))
    drift = [abs(i / len(a) - j / len(b)) for i, j in zip(rows, columns, strict=True)]
    order = sorted(
        range(len(rows)),
        key=lambda n: (-likeness[rows[n], columns[n]] + 0.05 * drift[n], rows[n], columns[n]),
    )
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    found = []
    for n in order:
        i, j = int(rows[n]), int(columns[n])
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            found.append((i, j))
    return sorted(found)


def held_too(
    chosen: Sequence[tuple[int, int]], likeness: Array, a: Sequence[Point], b: Sequence[Point], table: Table
) -> list[tuple[int, int]]:
    """Pairs of a point that is left and a longer one of the other text that has its partner already,
    and says this besides."""
    partner_a, partner_b = dict(chosen), {j: i for i, j in chosen}
    left, right = (set(range(len(some))) - {*has} for some, has in ((a, partner_a), (b, partner_b)))

    def besides(i: int, j: int) -> bool:
        own = table.shared(a[i].words, b[partner_a[i]].words) if i in partner_a else a[partner_b[j]].words
        words = set(table.shared(a[i].words, b[j].words)) - set(own)
        weight = sum(table.weights_a[table.a[w]] for w in words)
        return bool(likeness[i, j] >= BESIDES and len(words) > 1 and weight >= SHARED)

    near = [[(i, j) for j in sorted(partner_b, key=lambda j: -likeness[i, j])[:2]] for i in sorted(left)]
    near += [[(i, j) for i in sorted(partner_a, key=lambda i: -likeness[i, j])[:2]] for j in sorted(right)]
    firsts = (next((pair for pair in pairs if besides(*pair)), None) for pairs in near)
    return [pair for pair in firsts if pair is not None]


# ---------------------------------------------------------------- words
@dataclass(frozen=True, slots=True)
class Table:
    """The words of two texts with their weights, and how like each word of the first is to each of the
    second.

    `near` has likeness of meaning too, `firm` only the same word, family or group.
    """

    a: Mapping[str, int]
    b: Mapping[str, int]
    weights_a: Array
    weights_b: Array
    near: Array
    firm: Array

    def common(self, a: Sequence[tuple[str, ...]], b: Sequence[tuple[str, ...]]) -> Array:
        """The weight of the words that each two bags share in themselves, their family or their group."""
        return covered(self.firm, self.weights_a, places(a, self.a), places(b, self.b))[0]

    def between(self, a: Sequence[tuple[str, ...]], b: Sequence[tuple[str, ...]]) -> Array:
        """How like each bag of words of the first text is to each of the second:
        the mean of mutual coverage and that of the shorter."""
        left, right = places(a, self.a), places(b, self.b)
        there, size_a = covered(self.near, self.weights_a, left, right)
        back, size_b = covered(self.near.T, self.weights_b, right, left)
        common = (there + back.T) / 2
        both = 2 * common / (size_a[:, None] + size_b[None, :])
        shorter = common / np.minimum(size_a[:, None], size_b[None, :])
        return np.asarray((both + np.minimum(shorter, 1)) / 2)

    def shared(self, a: Iterable[str], b: Iterable[str]) -> tuple[str, ...]:
        """The words of one bag that another has too, in themselves, their family or their group;
        the weightiest first."""
        columns = [self.b[w] for w in b]
        if not columns:
            return ()
        firm = (w for w in a if self.firm[self.a[w], columns].max() > 0)
        found = [w for w in firm if self.weights_a[self.a[w]] > FURNITURE * 2]
        return tuple(sorted(found, key=lambda w: -self.weights_a[self.a[w]]))


def places(bags: Sequence[tuple[str, ...]], of: Mapping[str, int]) -> list[list[int]]:
    """The places of the words of each bag."""
    return [[of[word] for word in bag] for bag in bags]


def covered(
    words: Array, weights: Array, bags: Sequence[Sequence[int]], others: Sequence[Sequence[int]]
) -> tuple[Array, Array]:
    """For each two bags the weight of the first that the second covers, and for each bag its whole weight."""
    best = np.zeros((len(words), len(others)))
    for j, bag in enumerate(others):
        if bag:
            best[:, j] = words[:, bag].max(axis=1)
    mass = np.zeros((len(bags), len(words)))
    for i, bag in enumerate(bags):
        mass[i, list(bag)] = weights[list(bag)]
    return mass @ best, np.maximum(mass.sum(axis=1), 1e-9)


def likeness_of_words(a: Sequence[Point], b: Sequence[Point], strength: Strength, vectors: Vectors) -> Table:
    """The table of the words of two lists of points."""
    counts = Counter(word for point in (*a, *b) for word in point.words)
    names = frozenset(word for point in (*a, *b) for word in point.names)
    nouns = Counter(word for point in (*a, *b) for word in point.issues | point.countries)
    issues = frozenset(word for word, count in nouns.items() if 2 * count > counts[word])
    left = list(dict.fromkeys(word for point in a for word in point.words))
    right = list(dict.fromkeys(word for point in b for word in point.words))
    total = max(len(a) + len(b), FEW)
    firm = firmly(left, right, strength)
    one, two = unit(vectors(left)), unit(vectors(right))
    cosine = one @ two.T
    near = np.maximum(firm, np.where(cosine >= NEAR, (cosine - 0.2) * 0.8, 0.0))
    numbered = [{w: i for i, w in enumerate(words)} for words in (left, right)]
    weights = [
        np.array([weight(w, counts[w], total, names, issues, strength) for w in words])
        for words in (left, right)
    ]
    return Table(numbered[0], numbered[1], weights[0], weights[1], near, firm)


def weight(
    word: str, count: int, total: int, names: frozenset[str], issues: frozenset[str], strength: Strength
) -> float:
    """How much a word tells points apart: the rarer the more, names most, furniture hardly."""
    rare = float((math.log(1 + total / count) / math.log(1 + total)) ** RARER)
    if word in strength.furniture:
        return FURNITURE
    if word in names:
        return rare * NAME
    return rare if word in issues else rare * OTHER


def firmly(left: Sequence[str], right: Sequence[str], strength: Strength) -> Array:
    """1 for the same word, less for one of its family or of its group."""
    found = np.zeros((len(left), len(right)))
    for likeness, key in ((GROUP, lambda word: strength.groups.get(word, word)), (FAMILY, stem), (1.0, str)):
        places = grouping.lists((key(other), j) for j, other in enumerate(right))
        for i, word in enumerate(left):
            found[i, places.get(key(word), [])] = likeness
    return found


@lru_cache(maxsize=65536)
def stem(word: str, language: str = "english") -> str:
    """The stem of a word: "implement" for "implementation"."""
    return str(snowballstemmer.stemmer(language).stemWord(word))


def unit(rows: Array) -> Array:
    """Rows of length one; those of words that are not known stay zero."""
    norm = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.divide(rows, norm, out=np.zeros_like(rows), where=norm > 0))
