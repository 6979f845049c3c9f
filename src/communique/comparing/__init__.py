"""Two texts point by point: what both say, what one leaves out, and what became of the wording.
`compare` gives the Comparison.

Knows the order of the steps; does not know how a text is read or where it came from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from communique.comparing.alignment import Match, Vectors, align
from communique.comparing.changes import Verdict, by_force, has, judge
from communique.comparing.emphasis import weigh
from communique.comparing.points import Point, find_points
from communique.comparing.records import Alone, Change, Common, Comparison, Emphasis
from communique.grammar import Parse
from communique.knowledge import strength as lists
from communique.knowledge.strength import Strength
from communique.legible import Legible, legible
from communique.reader import Reader
from communique.records import Article, Reading, span

__all__ = ["Alone", "Change", "Common", "Comparison", "Emphasis", "Read", "compare", "compare_articles"]


S = TypeVar("S", Common, Change, Emphasis)
KIN = "the rest of the sentence stands in both"


@dataclass(frozen=True, slots=True)
class Read:
    """A text as it was read and parsed."""

    reading: Reading
    parse: Parse


def compare_articles(a: Article, b: Article, reader: Reader) -> Comparison:
    """The comparison of two articles, read by a reader; one that it cannot read is compared with nothing,
    and the notes say so."""
    foreign = [article for article in (a, b) if article.language not in (None, reader.language)]
    if foreign:
        names = " and ".join(
            f"{article.title or article.id} is in {article.language!r}" for article in foreign
        )
        return Comparison(a, b, notes=(f"{names}; only texts in {reader.language!r} are compared",))
    copies = legible(a), legible(b)
    left, right = (Read(*reader.read_parsed(copy.article)) for copy in copies)
    return of_stored(compare(left, right, reader.grammar.vectors, reader.language), *copies)


def of_stored(found: Comparison, a: Legible, b: Legible) -> Comparison:
    """A comparison of articles as they were read, as one of those that are stored."""
    if a.mended is None and b.mended is None:
        return found

    def sides(one: S) -> S:
        return replace(one, a=a.back(one.a), b=b.back(one.b))

    return replace(
        found, a=a.stored_as(found.a), b=b.stored_as(found.b), both=tuple(map(sides, found.both)),
        only_a=a.back(found.only_a), only_b=b.back(found.only_b), changed=tuple(map(sides, found.changed)),
        emphasis=tuple(map(sides, found.emphasis)),
    )


def compare(a: Read, b: Read, vectors: Vectors, language: str = "en") -> Comparison:
    """The comparison of two texts; `vectors` gives the meaning of words as rows of numbers
    (`Grammar.vectors`)."""
    strength = lists.load(language)
    left, right = (find_points(read.parse, read.reading, strength) for read in (a, b))
    alignment = align(left, right, strength, vectors)
    matches = alignment.matches
    years = years_between(a.reading, b.reading) if alignment.series else 0
    gone, come = rest(left, {m.a for m in matches}, a.parse), rest(right, {m.b for m in matches}, b.parse)
    changed = [
        Change(left[m.a].span, right[m.b].span, v.kind, v.because)
        for m in matches
        # how texts open, who met where and when, is another thing each time, and no change of wording
        if not (
            left[m.a].sentence == left[0].sentence and right[m.b].sentence == right[0].sentence
            and "meeting" in (left[0].what, right[0].what)
        )
        for v in judge(left[m.a], right[m.b], strength, series=alignment.series, years=years)
    ]
    if alignment.series:
        replaced = list(in_place(gone, come, [(left[m.a].paragraph, right[m.b].paragraph) for m in matches]))
        changed += [Change(one.span, two.span, v.kind, v.because) for one, two, v in replaced]
        moved = [point for one, two, _ in replaced for point in (one, two)]
        lost = beside([p for p in gone if p not in moved], [left[m.a] for m in matches], strength)
        new = beside([p for p in come if p not in moved], [right[m.b] for m in matches], strength)
        changed += [Change(p.span, None, "dropped", why) for p, why in lost]
        changed += [Change(None, p.span, "added", why) for p, why in new]
    both = tuple(joined(matches, left, right, a.parse, b.parse))
    return Comparison(
        a.reading.article, b.reading.article, both, tuple(Alone(p.span, p.what) for p in gone),
        tuple(Alone(p.span, p.what) for p in come), tuple(changed),
        tuple(weigh(both, a.reading.article.text, b.reading.article.text)),
        tuple(notes_on(a.reading.article, b.reading.article, left, right, matches)),
    )


def notes_on(
    a: Article, b: Article, left: Sequence[Point], right: Sequence[Point], matches: Sequence[Match]
) -> Iterator[str]:
    """What a reader must know first."""
    if a.text == b.text:
        yield "the two texts are the same"
    for article, points in ((a, left), (b, right)):
        if not points:
            yield f"{article.title or article.id}: no sentence was found in it"
    if left and right and not matches:
        yield "the two texts have no point in common; they may not be about the same thing"


def years_between(a: Reading, b: Reading) -> int:
    """How many years lie between two texts, by the first day that each names; 0 where one names none."""
    days = [
        next((t.when.start for t in read.times if t.when.precision == "day" and t.when.start), None)
        for read in (a, b)
    ]
    return int(days[1][:4]) - int(days[0][:4]) if days[0] and days[1] else 0


def beside(
    alone: Sequence[Point], common: Sequence[Point], strength: Strength
) -> Iterator[tuple[Point, str]]:
    """Points of one text that belong to a point of both: they stand in its sentence,
    or go on about its issue in its passage."""
    for point in alone:
        if any(point.sentence == other.sentence for other in common):
            yield point, KIN
            continue
        near = frozenset(
            word for other in common if other.paragraph == point.paragraph for word in other.issues
        )
        words = point.issues if point.takes_up else point.names
        if taken_up := sorted(
            word for word in words if word not in strength.furniture and has(near, word, strength)
        ):
            yield point, f"goes on about {', '.join(taken_up[:3])}, which stands in both"


def in_place(
    gone: Sequence[Point], come: Sequence[Point], passages: Sequence[tuple[int, int]]
) -> Iterator[tuple[Point, Point, Verdict]]:
    """Points of which one took the other's place: all that went and all that came of a passage of both texts,
    each the same act of speech in words of another force."""
    for here, there in dict.fromkeys(passages):
        old = [p for p in gone if p.paragraph == here]
        new = [p for p in come if p.paragraph == there]
        if len(old) == len(new) == 1 and old[0].family is not None and old[0].family == new[0].family:
            verdict = by_force(old[0].force, new[0].force, series=True)
            if verdict is not None:
                yield old[0], new[0], replace(verdict, because=f"in its place, {verdict.because}")


def joined(
    matches: Sequence[Match], left: Sequence[Point], right: Sequence[Point], a: Parse, b: Parse
) -> Iterator[Common]:
    """The points of both texts; neighbours in one sentence that correspond to neighbours in one sentence are
    one."""
    groups: list[list[Match]] = []
    for match in matches:
        last = groups[-1][-1] if groups else None
        if (
            last
            and (match.a, match.b) == (last.a + 1, last.b + 1)
            and left[last.a].sentence == left[match.a].sentence
            and right[last.b].sentence == right[match.b].sentence
        ):
            groups[-1].append(match)
        else:
            groups.append([match])
    for group in groups:
        first, last = group[0], group[-1]
        words = ", ".join(list(dict.fromkeys(w for match in group for w in match.shared))[:5])
        yield Common(
            span(a.text, left[first.a].span.start, left[last.a].span.end),
            span(b.text, right[first.b].span.start, right[last.b].span.end), left[first.a].what,
            f"both have {words}" if words else "they do the same in the same passage",
        )


def rest(points: Sequence[Point], taken: set[int], parse: Parse) -> list[Point]:
    """The points that correspond to none of the other text; neighbours in one sentence are one."""
    found: list[Point] = []
    for i, point in enumerate(points):
        if i in taken:
            continue
        if found and i - 1 not in taken and found[-1].sentence == point.sentence:
            found[-1] = replace(found[-1], span=span(parse.text, found[-1].span.start, point.span.end))
        else:
            found.append(point)
    return found
