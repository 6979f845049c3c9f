"""What became of a point between two texts: hardened or softened, a figure or a day changed, another name,
words added or dropped.

Knows two points that correspond; does not know how they were found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from communique.comparing.alignment import stem
from communique.comparing.points import Force, Phrase, Point
from communique.comparing.records import ChangeKind
from communique.knowledge.strength import Strength

BY = 0.5  # of a force from which it is another
APART = 1.5  # of a force that tells two parties' accounts apart


@dataclass(frozen=True, slots=True)
class Verdict:
    """What kind of change it is and why."""

    kind: ChangeKind
    because: str


def judge(a: Point, b: Point, strength: Strength, *, series: bool, years: int = 0) -> list[Verdict]:
    """What changed from one wording of a point to the other, the weightiest first;
    nothing where the words are the same.

    In a `series` every word counts; `years` lie between the texts, and a day that moves with them is no
    change. Two parties tell of one talk in their own words, and only what weighs more is another wording.
    """
    if a.span.text.casefold() == b.span.text.casefold():
        return []
    if a.what == b.what == "meeting":
        return given(by_day(a, b, years))
    found = given(by_force(a.force, b.force, series=series), by_figure(a, b), by_day(a, b, years))
    if moves_on(a, b, years):
        return found
    if not series:
        return found or given(by_name(a, b, strength))
    if not found:
        return given(by_words(missing(a, b, strength), missing(b, a, strength)))
    gone = [word for word in missing(a, b, strength) if word not in a.numbers]
    come = [word for word in missing(b, a, strength) if word not in b.numbers]
    counted = gone and come and all(v.kind in ("number", "date") for v in found)
    return found + given(by_words(gone, come) if counted else None)


def given(*verdicts: Verdict | None) -> list[Verdict]:
    """The verdicts that there are."""
    return [verdict for verdict in verdicts if verdict is not None]


def by_force(a: Force, b: Force, *, series: bool) -> Verdict | None:
    """Harder or softer words: the operative verb before the modal, the modal before what is to be done,
    that before the degree."""
    if not series:
        step = b.verb + b.degree / 2 - a.verb - a.degree / 2
        if a.negated != b.negated:
            return Verdict(
                "hardened" if b.negated else "softened", f"the denial: {quoted(a.words)} → {quoted(b.words)}"
            )
        if abs(step) < APART and not (a.verb == b.verb and a.head == b.head and a.degree != b.degree):
            return None
        return Verdict(
            "hardened" if step > 0 else "softened", f"the verb: {quoted(a.words)} → {quoted(b.words)}"
        )
    steps = (
        (b.verb - a.verb, "the verb"), (float(b.negated) - float(a.negated), "the denial"),
        (float(b.modal - a.modal) if a.modal and b.modal else 0.0, "the modal"),
        (b.inner - a.inner, "what is to be done"), (float(b.degree - a.degree), "the degree"),
    )
    for step, what in steps:
        if abs(step) >= BY:
            kind: ChangeKind = "hardened" if step > 0 else "softened"
            return Verdict(kind, f"{what}: {quoted(a.words)} → {quoted(b.words)}")
    return None


def quoted(words: tuple[str, ...]) -> str:
    """Words as a reader sees them."""
    return "“" + " … ".join(words) + "”" if words else "nothing"


def by_figure(a: Point, b: Point) -> Verdict | None:
    """Another figure in the same place."""
    if a.numbers and b.numbers and set(a.numbers) != set(b.numbers):
        return Verdict("number", f"{', '.join(a.numbers)} → {', '.join(b.numbers)}")
    return None


def by_day(a: Point, b: Point, years: int) -> Verdict | None:
    """Another day: none of the days of one is among those of the other,
    nor as many years after as one text after the other."""
    one, two = [d for d in a.days if d], [d for d in b.days if d]
    settled = one and two and len(one) == len(a.days) and len(two) == len(b.days)
    if not settled or moves_on(a, b, years):
        return None
    apart = not any(x[0] <= y[1] and y[0] <= x[1] for x in one for y in two)
    nearer = len(one) == len(two) == 1 and one != two and "commitment" in (a.what, b.what)
    return Verdict("date", f"{stretches(a)} → {stretches(b)}") if apart or nearer else None


def moves_on(a: Point, b: Point, years: int) -> bool:
    """Whether two points are each on their own text's year: "the next meeting will be held in 2024"."""
    if not years or not len(a.days) == len(b.days) == 1 or a.days[0] is None or b.days[0] is None:
        return False
    (one, last), (two, end) = a.days[0], b.days[0]
    return int(two[:4]) - int(one[:4]) == years and (one == last) == (two == end)


def stretches(point: Point) -> str:
    """The days of a point."""
    return ", ".join(
        first if first == last else f"{first} to {last}" for first, last in filter(None, point.days)
    )


def by_name(a: Point, b: Point, strength: Strength) -> Verdict | None:
    """One thing under two names: noun phrases that share a head and differ in the rest on both sides."""
    for one in a.phrases:
        for two in b.phrases:
            if renames(one, two, strength):
                return Verdict("renamed", f"“{one.span.text}” → “{two.span.text}”")
    return None


def renames(one: Phrase, two: Phrase, strength: Strength) -> bool:
    """Whether two phrases name one thing by other words: one head with other words on it,
    or another head on the same names."""
    gone, come = (
        any(w not in strength.furniture and not has(b.words | {b.head}, w, strength) for w in a.words)
        for a, b in ((one, two), (two, one))
    )
    if one.head in strength.furniture or two.head in strength.furniture:
        return False
    if like(one.head, two.head, strength):
        return gone and come
    parts = one.head in two.words or two.head in one.words
    return bool(one.names) and one.names == two.names and not parts


def has(words: frozenset[str], word: str, strength: Strength) -> bool:
    """Whether a word is among others, in itself or as another form or name of one."""
    return any(like(word, other, strength) for other in words)


def like(word: str, other: str, strength: Strength) -> bool:
    """Whether two words are one, of one stem, or names of one thing."""
    return stem(word) == stem(other) or strength.groups.get(word, word) == strength.groups.get(other, other)


def by_words(gone: Sequence[str], come: Sequence[str]) -> Verdict | None:
    """Other words: replaced is another name, more words say more, fewer less."""
    if gone and come:
        return Verdict("renamed", f"“{' '.join(dict.fromkeys(gone))}” → “{' '.join(dict.fromkeys(come))}”")
    if gone:
        return Verdict("softened", f"no longer said: “{' '.join(gone)}”")
    if come:
        return Verdict("hardened", f"said in addition: “{' '.join(come)}”")
    return None


def missing(a: Point, b: Point, strength: Strength) -> list[str]:
    """The words of one point that the other has not, or not as often, be it in another form."""
    left = Counter(stem(word) for word in b.bag)
    found = []
    for word in a.bag:
        if left[stem(word)]:
            left[stem(word)] -= 1
        elif word not in strength.furniture or word in strength.verbs:
            found.append(word)
    return found
