"""The life of a party's formulas on an issue: first and last said, variants, what changed, who took them up,
when they were dropped.

Knows wordings with their days; does not know how a statement or a position is found. A wording of another
party is the same formula only where it repeats a run of its words, never by likeness alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import groupby

from communique import dates
from communique.archive import Archive, Head, Query, all_rows
from communique.comparing.alignment import align
from communique.comparing.changes import judge
from communique.comparing.points import find_points
from communique.comparing.records import ChangeKind
from communique.comparing.sentences import find_headed, find_sentences, stems, words
from communique.knowledge import load_toml
from communique.knowledge import strength as lists
from communique.knowledge.language import DEFAULT
from communique.knowledge.strength import Strength
from communique.reader import Reader
from communique.records import Article, Reading, Record, Report, Span, identify, report_of, span

SAME = 0.5  # likeness of two wordings of one formula
SECTION = 0.1  # what it adds that both stand under one heading
FORMAT = 0.75  # likeness of the titles of two texts of one format
RUN = 5  # words that another party must repeat in a row to have taken a formula up


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of a party on an issue, on a day, where an article tells of them;
    `heading` are the stems of the one that they stand under."""

    actor: str | None
    day: str
    report: Report
    heading: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Variant(Record):
    """One wording of a formula, from its first report to its last,
    and what changed from the variant before."""

    wording: str
    first: str
    last: str
    kind: ChangeKind | None
    because: str | None
    evidence: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Adopter(Record):
    """A party that said a formula after another: since when, and where."""

    actor: str
    first: str
    evidence: Report


@dataclass(frozen=True, slots=True)
class Formula(Record):
    """The life of a formula; `dropped` is the first day on which the party spoke on the issue without it,
    never to say it again.

    In a series of texts, and in those of one publisher on the issue or in the format of one that had it,
    it is the day of the first later one without it.
    """

    id: str
    actor: str | None
    issue: str
    wording: str
    first: str
    last: str
    dropped: str | None
    variants: tuple[Variant, ...]
    adopted: tuple[Adopter, ...]


def find_formulas(
    archive: Archive, issue: str, reader: Reader | None, *, actor: str | None = None,
    outlet: str | None = None,
) -> list[Formula]:
    """The formulas on an issue, in order of time: those of a party, of each party,
    or those in the texts of one publisher.

    Args:
        reader: tells what kind of change a variant is; without one, which is quick, no kind is told.
    """
    language = reader.language if reader else DEFAULT
    if outlet is not None:
        own, days = published(archive, issue, outlet, actor, empty(language))
        return lives(sorted(own, key=moment), [], issue, reader, sorted(days), language)
    every = sorted(told(archive, issue), key=moment)
    parties = dict.fromkeys(w.actor for w in every if w.actor is not None and actor in (None, w.actor))
    found: list[Formula] = []
    for party in parties:
        own = [w for w in every if w.actor == party]
        others = [w for w in every if w.actor != party]
        found += lives(own, others, issue, reader, [w.day for w in own], language)
    return sorted(found, key=lambda one: (one.first, one.id))


def find_in(articles: Iterable[Article], issue: str, reader: Reader) -> list[Formula]:
    """The formulas on an issue in texts of one series, in order of time;
    the first later text without a formula has dropped it.

    ValueError names a text of which no day is known.
    """
    own: list[Wording] = []
    days: list[str] = []
    for article in articles:
        day = day_of(article, reader.language)
        if day is None:
            raise ValueError(
                f"{article.title or article.id}: names no day; without one it has no place in the series"
            )
        days.append(day)
        own += wordings(article, issue, None, day)
    return lives(sorted(own, key=moment), [], issue, reader, sorted(days), reader.language)


def day_of(article: Article, language: str) -> str | None:
    """The day of a text: that of its publication, else the first whole day that it names."""
    named = (t.when for t in dates.find(article.text, None, language=language) if t.when.precision == "day")
    return article.on or next((when.start for when in named if when.start), None)


def lives(
    own: Sequence[Wording], others: Sequence[Wording], issue: str, reader: Reader | None, days: Sequence[str],
    language: str,
) -> list[Formula]:
    """The formulas that wordings in order of time make;
    `days` are those on which one could have been said again."""
    strength = lists.load(language)
    found = gathered(own, empty(language))
    return [formula(life, days, others, issue, reader, strength) for life in found]


def moment(w: Wording) -> tuple[str, str, int]:
    """In order of time."""
    return w.day, w.report.article, w.report.span.start


def told(archive: Archive, issue: str) -> Iterator[Wording]:
    """What parties say on an issue: their statements and positions whose own words name it."""
    asked = Query(issue=issue, copies=False)
    seen: set[tuple[str, int]] = set()
    for row in all_rows(archive.statements, asked):
        speaker = row.statement.speaker
        by = speaker.country if speaker else None
        for part in row.statement.content:
            yield from fresh(sentences_on(archive, row.article, part, issue, by, row.day), seen)
    for held in all_rows(archive.positions, asked):
        by, words = held.position.actor.country, held.position.wording
        yield from fresh(sentences_on(archive, held.article, words, issue, by, held.day), seen)


def fresh(found: Iterable[tuple[int, Wording]], seen: set[tuple[str, int]]) -> Iterator[Wording]:
    """Wordings of sentences, by the place of each, that were not seen before."""
    for place, wording in found:
        if (key := (wording.report.article, place)) not in seen:
            seen.add(key)
            yield wording


def sentences_on(
    archive: Archive, head: Head, part: Span, issue: str, actor: str | None, day: str
) -> Iterator[tuple[int, Wording]]:
    """What a stretch of an article has of each sentence that names an issue in it,
    with the place of the sentence."""
    article = archive.article(head.id)
    if article is None or not day:
        return
    for whole in find_sentences(article.text):
        low, high = max(whole.start, part.start), min(whole.end, part.end)
        if low < high and names(article.text[low:high], issue):
            own = span(article.text, low, high)
            yield whole.start, Wording(actor, day, report_of(head, own))


def published(
    archive: Archive, issue: str, outlet: str, actor: str | None, function: frozenset[str]
) -> tuple[list[Wording], list[str]]:
    """The sentences in the texts of one publisher that name an issue,
    and the days on which one could have stood there.

    Those are of its texts that have the words of the issue anywhere, and of those whose titles say that they
    are in the format of one with such a sentence: a communiqué of the year after.
    """
    found: list[Wording] = []
    days: list[str] = []
    titles: set[str] = set()
    for article in archive.texts(Query(text=issue, outlet=outlet, copies=False)):
        if article.on:
            said = list(wordings(article, issue, actor, article.on))
            found += said
            days.append(article.on)
            titles |= {unnumbered(article.title)} if said and article.title else set()
    every = all_rows(archive.articles, Query(outlet=outlet, copies=False)) if titles else ()
    heads = (row.article for row in every if row.article.day and row.article.title)
    days += [
        h.day for h in heads
        if any(alike(unnumbered(h.title or ""), one, function) >= FORMAT for one in titles)
    ]
    return found, days


def unnumbered(title: str) -> str:
    """A title without its numbers."""
    return " ".join(word for word in words(title) if not word.isdigit())


def wordings(article: Article, issue: str, actor: str | None, day: str) -> Iterator[Wording]:
    """The sentences of a text that name an issue."""
    for one, heading in find_headed(article.text):
        if names(one.text, issue):
            yield Wording(actor, day, report_of(article, one), heading)


def names(text: str, issue: str) -> bool:
    """Whether a text holds all words of an issue."""
    return stems(issue) <= stems(text)


@cache
def empty(language: str) -> frozenset[str]:
    """The stems of function words."""
    return stems(" ".join(load_toml(f"{language}/occurrences.toml")["words"]["function"]))


# ---------------------------------------------------------------- formulas
def gathered(wordings: Sequence[Wording], function: frozenset[str]) -> Iterator[list[Wording]]:
    """Wordings of one formula each: every one joins the one whose latest wording it is most like,
    under one heading the sooner."""
    lives: list[list[Wording]] = []
    for w in wordings:
        likeness = [alike(life[-1].report.span.text, w.report.span.text, function) for life in lives]
        headed = [SECTION * (bool(w.heading) and life[-1].heading == w.heading) for life in lives]
        summed = (one + more for one, more in zip(likeness, headed, strict=True))
        best, n = max(((one, n) for n, one in enumerate(summed)), default=(0.0, -1))
        if best >= SAME:
            lives[n].append(w)
        else:
            lives.append([w])
    yield from lives


def alike(one: str, other: str, function: frozenset[str]) -> float:
    """The share of content words that two wordings have in common."""
    a, b = stems(one) - function, stems(other) - function
    return 2 * len(a & b) / (len(a) + len(b) or 1)


def formula(
    life: Sequence[Wording], days: Sequence[str], others: Sequence[Wording], issue: str,
    reader: Reader | None, strength: Strength,
) -> Formula:
    """The life of a formula from its wordings."""
    last = life[-1].day
    dropped = next((day for day in days if day > last), None)
    text = life[-1].report.span.text
    first = life[0]
    return Formula(
        id=identify("formula", first.actor or "", issue, first.report.article, first.report.span.text),
        actor=first.actor, issue=issue, wording=text, first=first.day, last=last, dropped=dropped,
        variants=tuple(variants(life, reader, strength)), adopted=tuple(adopters(life, others, issue)),
    )


def variants(life: Sequence[Wording], reader: Reader | None, strength: Strength) -> Iterator[Variant]:
    """The wordings of a formula, each once for as long as it was kept,
    with what changed from one to the next."""
    before: str | None = None
    for _, same in groupby(life, key=lambda w: words(w.report.span.text)):
        run = list(same)
        text = run[0].report.span.text
        kind, because = changed(before, text, reader, strength) if before and reader else (None, None)
        yield Variant(text, run[0].day, run[-1].day, kind, because, tuple(w.report for w in run))
        before = text


def changed(
    before: str, after: str, reader: Reader, strength: Strength
) -> tuple[ChangeKind | None, str | None]:
    """What became of a wording, and why; nothing where it is put otherwise and says the same."""
    one, two = (
        find_points(parse, Reading(Article("", None, None, parse.text, None)), strength, lines=True)
        for parse in reader.grammar.parse([before, after])
    )
    alignment = align(one, two, strength, reader.grammar.vectors)
    for match in alignment.matches:
        for verdict in judge(one[match.a], two[match.b], strength, series=True):
            return verdict.kind, verdict.because
    if len(one) != len(two):
        kind: ChangeKind = "added" if len(two) > len(one) else "dropped"
        return kind, "a clause more" if kind == "added" else "a clause less"
    return None, None


def adopters(life: Sequence[Wording], others: Sequence[Wording], issue: str) -> Iterator[Adopter]:
    """The other parties that repeated a run of a formula's words later, each with its first time."""
    seen: set[str] = set()
    for w in others:
        if not w.actor or w.actor in seen:
            continue
        if any(own.day <= w.day and repeats(own, w, issue) for own in life):
            seen.add(w.actor)
            yield Adopter(w.actor, w.day, w.report)


@lru_cache(maxsize=4096)
def stretches(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of words of a wording that are just long enough to have been taken up."""
    said = words(text)
    return frozenset(tuple(said[n : n + RUN]) for n in range(len(said) - RUN + 1))


def repeats(one: Wording, other: Wording, issue: str) -> bool:
    """Whether a wording repeats a run of words of another in which the issue is named."""
    # a matcher of sequences takes its time
    if stretches(one.report.span.text).isdisjoint(stretches(other.report.span.text)):
        return False
    a, b = words(one.report.span.text), words(other.report.span.text)
    runs = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return any(
        run.size >= RUN and stems(issue) <= stems(" ".join(a[run.a : run.a + run.size])) for run in runs
    )
