"""A claim against a passage of the archive: said there, said but for a party, figure, day, status or denial,
or something else.

Knows points and records of both; does not know how passages were found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from communique.checking.claims import Claim, Differs
from communique.checking.passages import Passage
from communique.comparing.alignment import stem
from communique.comparing.points import Point
from communique.comparing.sentences import stems
from communique.knowledge import load_toml, names, synonyms
from communique.knowledge.names import country_name
from communique.knowledge.strength import Strength
from communique.records import Time

SAID = 0.7  # share of a claim's words from which a passage says it
OTHERWISE = 0.5  # share of them, but for what differs, from which it says it otherwise
NEAR = 0.5  # cosine from which two verbs may tell of one act
NAME, NOUN, VERB, EMPTY = 1.3, 1.0, 0.7, 0.05  # what a word of each kind weighs
# of its weight, for a name that stands beside the passage, or elsewhere in its article
AROUND, ELSEWHERE = 0.8, 0.5
VALUE = re.compile(r"(\d{4}|XXXX)(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?")

Vectors = Callable[[Sequence[str]], NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """How much of a claim a passage says, in what it differs and why, and what of the claim is not there."""

    share: float
    differs: tuple[tuple[Differs, str], ...]
    missing: tuple[str, ...]
    strange: bool = False  # nobody of the claim is in the passage

    @property
    def supports(self) -> bool:
        """Whether the passage says what is claimed."""
        return self.share >= SAID and not self.differs and not self.missing

    @property
    def contradicts(self) -> bool:
        """Whether it says so otherwise."""
        return self.share >= (SAID if self.strange else OTHERWISE) and bool(self.differs) and not self.missing


def judge(
    claim: Claim, passage: Passage, points: Sequence[Point], strength: Strength, vectors: Vectors
) -> Judgement:
    """What a passage, of which these are the points, says of a claim."""
    if not points:
        return Judgement(0, (), ("no sentence",))
    match = Matcher(passage, points, strength, vectors)
    told = [word for word in claim.point.words if word not in strength.furniture]
    best = max(points, key=lambda p: sum(match.within(word, p.words) for word in told))
    steps = ((kind, step(claim, best, match)) for kind, step in STEPS.items())
    differs = tuple((kind, why) for kind, why in steps if why is not None)
    kinds = {kind for kind, _ in differs}
    # what is said otherwise need not be there
    share, missing = match.share(claim.point, claim.point.countries if "party" in kinds else frozenset())
    missing += figures_missing(claim.point, points)
    strange = "party" in kinds and not claim.point.countries & passage.near
    missing += match.unmatched_verbs(claim.point, turned="polarity" in kinds, exact=strange)
    return Judgement(share, differs, tuple(missing), strange)


# ---------------------------------------------------------------- words
@dataclass(frozen=True, slots=True)
class Matcher:
    """The words of a passage, to be asked for those of a claim."""

    passage: Passage
    points: Sequence[Point]
    strength: Strength
    vectors: Vectors

    def share(self, point: Point, excused: frozenset[str]) -> tuple[float, list[str]]:
        """The share of a claim's words that the passage has, by weight, and the names that it has not."""
        words = [word for p in self.points for word in p.words]
        whole = found = 0.0
        missing = []
        for word in point.words:
            if word in excused or word[0].isdigit() or word in number_words(self.strength.language):
                continue
            weight = self.weight(word, point)
            whole += weight
            if self.within(word, words):
                found += weight
            elif word in point.names or word in point.countries:
                beside = self.beside(word)
                found += weight * beside
                if not beside and weight > EMPTY:
                    missing.append(f"“{word}” is not there")
        return found / whole if whole else 0.0, missing

    def beside(self, word: str) -> float:
        """How much a name counts that stands beside the passage, or elsewhere in its article;
        0 where it does not."""
        code = code_of(word)
        if stem(word) in self.passage.sentence.around or not self.passage.near.isdisjoint((word, code)):
            return AROUND
        return ELSEWHERE if stem(word) in stems(self.passage.reading.article.text) else 0.0

    def weight(self, word: str, point: Point) -> float:
        """What a word of a claim weighs."""
        if word in self.strength.furniture:
            return EMPTY
        if word in point.names:
            return NAME
        return NOUN if word in point.issues or word in point.countries else VERB

    def within(self, word: str, words: Sequence[str]) -> bool:
        """Whether a word, or one that says the same, is among others."""
        return any(self.same(word, other) for other in words)

    def same(self, word: str, other: str) -> bool:
        """Whether two words are one, of one stem, or say the same."""
        groups, table = self.strength.groups, synonyms.table(self.strength.language)
        if stem(word) == stem(other) or groups.get(word, word) == groups.get(other, other):
            return True
        return word in table and table[word] == table.get(other) and not self.contrary(word, other)

    def contrary(self, word: str, other: str) -> bool:
        """Whether one of two words denies what the other says."""
        negative = self.strength.negative
        return (word in negative) != (other in negative)

    def unmatched_verbs(self, claim: Point, *, turned: bool, exact: bool) -> list[str]:
        """The verbs of a claim for which the passage has none that tells of the same act.

        Args:
            turned: the passage says the contrary, so that verbs that affirm or deny need not be there.
            exact: nobody of the claim is in the passage, so that nothing but the same verb will do.
        """
        passed = frozenset() if exact else self.strength.furniture | self.strength.light
        verbs = [v for v in claim.verbs if v not in passed]
        words = [w for p in self.points for w in p.words]
        acts = {w for p in self.points for w in p.verbs}
        contraries = self.strength.negative | self.strength.positive if turned else frozenset()
        left = [
            v for v in verbs
            if not (v in contraries or self.within(v, words) or (not exact and self.near(v, acts)))
        ]
        return [f"no act like “{verb}” there" for verb in left]

    def near(self, verb: str, others: set[str]) -> bool:
        """Whether the meaning of a verb is near that of another."""
        rest = [o for o in others if not self.contrary(verb, o) and o not in self.strength.furniture]
        if not rest:
            return False
        rows = self.vectors([verb, *rest])
        norm = np.linalg.norm(rows, axis=1)
        if not norm[0]:
            return False
        cosine = (rows[1:] @ rows[0]) / np.maximum(norm[1:] * norm[0], 1e-9)
        return bool(cosine.max() >= NEAR)


@cache
def code_of(word: str) -> str | None:
    """The code of a country or body that is called so: "UN"."""
    found = names.longest((word.upper(),), 0) or names.longest((word.title(),), 0)
    return found[0].country if found else None


@cache
def number_words(language: str) -> dict[str, int]:
    """Numbers in words."""
    return dict(load_toml(f"{language}/occurrences.toml")["numbers"])


# ---------------------------------------------------------------- what differs
def by_party(claim: Claim, best: Point, match: Matcher) -> str | None:
    """Another party: a country that the article does not name there, another one that acts,
    another one that a thing is of."""
    passage, points = match.passage, match.points
    there = passage.near | frozenset(c for p in points for c in p.countries)
    title = stems(passage.reading.article.title or "")
    strangers = [
        c for c in sorted(claim.point.countries) if c not in there and title.isdisjoint(stems(called(c)))
    ]
    if strangers and len(strangers) < len(claim.point.countries):
        return f"{' and '.join(called(c) for c in strangers)}: not named there"
    acting = frozenset(a.country for e in passage.events() for a in e.actors if a.country)
    own = best.party or acting
    if claim.point.party and own and not claim.point.party & (own | acting):
        return f"{listed(claim.point.party)} there: {listed(own)}"
    for one in claim.point.phrases:
        for two in (phrase for point in points for phrase in point.phrases):
            here, other = one.words & claim.point.countries, two.words & there
            if stem(one.head) == stem(two.head) and here and other and not here & other:
                return f"“{one.span.text}” there: “{two.span.text}”"
    return None


def called(code: str) -> str:
    """The name of a country."""
    return country_name(code) or code


def listed(codes: frozenset[str]) -> str:
    """The names of countries."""
    return ", ".join(called(code) for code in sorted(codes))


def by_number(claim: Claim, best: Point, match: Matcher) -> str | None:
    """Another figure: one that the passage has not, where it has others."""
    language = match.strength.language
    there = {figure(n, language) for p in match.points for n in p.numbers}
    wrong = [n for n in claim.point.numbers if figure(n, language) not in there]
    lasting = {t.value: t.text for t in match.passage.times() if t.type == "DURATION"}
    for time in claim.times:
        if time.type == "DURATION" and lasting and time.value not in lasting:
            return f"{time.text} there: {', '.join(lasting.values())}"
    return f"{', '.join(wrong)} there: {', '.join(sorted(there))}" if wrong and there else None


def figures_missing(claim: Point, points: Sequence[Point]) -> list[str]:
    """The figures of a claim where the passage has none at all."""
    if any(p.numbers for p in points):
        return []
    return [f"no figure such as “{n}” there" for n in claim.numbers if n[0].isdigit()]


def figure(text: str, language: str) -> str:
    """A number in digits without marks between them."""
    return str(number_words(language).get(text, text.replace(",", "").replace("\u00a0", "")))


def by_day(claim: Claim, best: Point, match: Matcher) -> str | None:
    """Another day: one that none of the passage's fits,
    nor the day of publication where the passage names none."""
    mine = [t for t in claim.times if t.type in ("DATE", "TIME")]
    theirs = [t for t in match.passage.times() if t.type in ("DATE", "TIME")]
    wrong = [t for t in mine if not any(fits(t, other) for other in theirs)]
    if not wrong:
        return None
    if not theirs:
        on = match.passage.reading.article.on
        wrong = [
            t for t in wrong if not (on and t.when.start and t.when.end and t.when.start <= on <= t.when.end)
        ]
    if not wrong:
        return None
    return f"{', '.join(t.text for t in wrong)} there: {', '.join(t.text for t in theirs) or 'no day'}"


def fits(one: Time, other: Time) -> bool:
    """Whether two time expressions may mean one day: by their days where both are settled,
    else by what their values have in common."""
    a, b = one.when, other.when
    if a.start and a.end and b.start and b.end:
        return a.start <= b.end and b.start <= a.end
    x, y = VALUE.match(one.value), VALUE.match(other.value)
    if x is None or y is None:
        return one.text.casefold() == other.text.casefold()
    pairs = zip(x.groups(), y.groups(), strict=True)
    return all(p is None or q is None or "X" in p or "X" in q or p == q for p, q in pairs)


def by_polarity(claim: Claim, best: Point, match: Matcher) -> str | None:
    """The contrary: what one says the other denies."""
    strength = match.strength
    one, two = sign(claim.point, strength), sign(best, strength)
    if one == two:
        return None
    return f"“{' … '.join(turning(claim.point, strength))}” there: “{' … '.join(turning(best, strength))}”"


def sign(point: Point, strength: Strength) -> bool:
    """Whether a point affirms: an even number of denials."""
    denials = sum(verb in strength.negative for verb in point.verbs) + point.force.negated
    return denials % 2 == 0


def turning(point: Point, strength: Strength) -> list[str]:
    """The words of a point that affirm or deny."""
    found = [v for v in sorted(point.verbs) if v in strength.negative or v in strength.positive]
    return ["not", *found] if point.force.negated else found or sorted(point.verbs)[:2]


def by_status(claim: Claim, best: Point, match: Matcher) -> str | None:
    """Told as done and there still to come, or the other way round."""
    verbs = claim.point.verbs - match.strength.furniture
    there = {to_come(p, match) for p in match.points if any(match.within(v, sorted(p.verbs)) for v in verbs)}
    late = to_come(claim.point, match)
    if not there or late in there:
        return None
    return "still to come there: done" if late else "done there: still to come"


def to_come(point: Point, match: Matcher) -> bool:
    """Whether a point tells of what is to come."""
    return point.force.modal >= match.strength.modals["will"] if point.force.modal else False


STEPS: dict[Differs, Callable[[Claim, Point, Matcher], str | None]] = {
    "party": by_party, "number": by_number, "date": by_day, "polarity": by_polarity, "status": by_status,
}
