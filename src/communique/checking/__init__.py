"""The claims of a text against the archive: said there, said otherwise, not there.
`check` gives a Verdict for each, in the text's order.

Knows the order of the steps; does not know how claims and passages are found or compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.archive import Archive
from communique.checking.claims import Claim, Verdict, find_claims
from communique.checking.judging import Judgement, judge
from communique.checking.passages import SENTENCES, Library, Passage, Sentence, common, find_articles, rank
from communique.checking.quotations import find_quotation, speaks
from communique.comparing.points import Point, find_points
from communique.knowledge import strength as lists
from communique.knowledge.strength import Strength
from communique.legible import legible
from communique.reader import Reader
from communique.records import Article, Reading, span

__all__ = ["Verdict", "check"]

Key = tuple[str, int]


def check(article: Article, archive: Archive, reader: Reader) -> list[Verdict]:
    """The verdicts on the claims of a text, in its order; none for a text in a language that is not read."""
    if article.language not in (None, reader.language):
        return []
    copy = legible(article)
    reading, parse = reader.read_parsed(copy.article)
    strength = lists.load(reader.language)
    claims = find_claims(parse, reading, strength)
    library, empty = Library(archive), common(strength)
    found: list[list[Sentence]] = []
    near: list[list[Passage]] = []
    for claim in claims:
        ranked = rank(claim, find_articles(claim, library, strength), library, empty)
        found.append(ranked)
        near.append([] if claim.quotations else [p for s in ranked[:SENTENCES] if (p := library.passage(s))])
    points = parsed([passage for some in near for passage in some], reader, strength)
    verdicts = [
        on_quotation(claim, ranked) if claim.quotations else decide(claim, passages, points, strength, reader)
        for claim, ranked, passages in zip(claims, found, near, strict=True)
    ]
    return [replace(verdict, claim=copy.back(verdict.claim)) for verdict in verdicts]


def parsed(passages: Sequence[Passage], reader: Reader, strength: Strength) -> dict[Key, list[Point]]:
    """The points of passages, all parsed at one go."""
    each = {key(passage): passage for passage in passages}
    parses = reader.grammar.parse(p.span.text for p in each.values())
    return {
        name: find_points(parse, as_reading(passage), strength, lines=True)
        for (name, passage), parse in zip(each.items(), parses, strict=True)
    }


def key(passage: Passage) -> Key:
    """What tells a passage from others."""
    return passage.reading.article.id, passage.span.start


def as_reading(passage: Passage) -> Reading:
    """What the archive knows of a passage, as the reading of a text of its own."""
    part, of = passage.span, passage.reading
    article = Article(of.article.id, None, None, part.text, of.article.published)
    times = tuple(replace(t, start=t.start - part.start, end=t.end - part.start) for t in passage.times())
    inside = (p for p in of.places if part.start <= p.span.start and p.span.end <= part.end)
    places = tuple(
        replace(p, span=span(part.text, p.span.start - part.start, p.span.end - part.start)) for p in inside
    )
    return Reading(article, times=times, places=places)


def decide(
    claim: Claim, passages: Sequence[Passage], points: dict[Key, list[Point]], strength: Strength,
    reader: Reader,
) -> Verdict:
    """The verdict on one claim."""
    judged = [(judge(claim, p, points[key(p)], strength, reader.grammar.vectors), p) for p in passages]
    judged.sort(key=lambda pair: -pair[0].share)
    for judgement, passage in judged:
        if judgement.supports:
            return Verdict(
                claim.point.span, "supported", (f"{judgement.share:.0%} of its words stand there",),
                (passage.sentence.report,),
            )
    for judgement, passage in judged:
        if judgement.contradicts:
            kinds = tuple(kind for kind, _ in judgement.differs)
            return Verdict(
                claim.point.span, "altered", tuple(f"{k}: {why}" for k, why in judgement.differs),
                (passage.sentence.report,), kinds,
            )
    return Verdict(claim.point.span, "absent", tuple(absence(judged)), ())


def absence(judged: Sequence[tuple[Judgement, Passage]]) -> list[str]:
    """Why the nearest passage says nothing of it."""
    if not judged:
        return ["no article has its words"]
    nearest = judged[0][0]
    return list(nearest.missing) or [f"the nearest passage has {nearest.share:.0%} of its words"]


def on_quotation(claim: Claim, sentences: Sequence[Sentence]) -> Verdict:
    """The verdict on a claim that quotes: its words must stand there to the character,
    beside whoever is said to have said them."""
    places = [find_quotation(q.text, sentences) for q in claim.quotations]
    found = [place for place in places if place is not None]
    reports = tuple(place.report for place in found)
    if len(found) < len(places):
        return Verdict(claim.point.span, "absent", ("no such words were said there",), ())
    if not all(place.exact for place in found):
        wrong = next(place for place in found if not place.exact)
        return Verdict(
            claim.point.span, "altered", (f"wording: there “{wrong.span.text}”",), reports, ("wording",)
        )
    inside = {w for q in claim.quotations for w in q.text.lower().split()}
    names = frozenset(n for n in claim.point.names if n not in inside)
    if not all(speaks(names, place) for place in found):
        return Verdict(
            claim.point.span, "altered", ("party: the words stand there beside other names",), reports,
            ("party",),
        )
    return Verdict(claim.point.span, "supported", ("the words stand there to the character",), reports)
