"""What sort of text an article is, and who issues it where it is a document.

Knows the form of a text, the words of sport and opinion from knowledge/<language>/genre.toml;
codes nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from communique.actors import Cast
from communique.forms import Form, lies_in
from communique.genre.abroad import in_paper, in_turns, mediated, posted, topics
from communique.genre.issuers import issuers_of
from communique.genre.speaking import speakers_of
from communique.genre.voices import assembled, voices_in_turns, voices_of
from communique.grammar import Parse
from communique.knowledge import load_toml
from communique.records import Actor, Article, Event, Genre, codes

__all__ = [
    "Kind", "asked", "assembled", "courteous", "in_paper", "in_turns", "mediated", "of", "posted",
    "readers_from", "speakers_of", "topics", "voices_in_turns", "voices_of",
]

SPORT_KINDS = 5  # different words of sport, and
# their share of all words: match reports have 3 to 8 in a hundred, news of a sports boycott under one
SPORT_SHARE = 0.015
OPINION_COUNT = 4  # "I" outside quotation marks; reporters do not say it, writers of columns do
OPINION_SHARE = 0.006
QUOTED = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)", re.M)


@dataclass(frozen=True, slots=True)
class Kind:
    """The genre of a text, who issues it, by what both are told, and whether what it tells is coded."""

    genre: Genre
    issuers: tuple[Actor, ...] = ()
    because: tuple[str, ...] = ()

    @property
    def coded(self) -> bool:
        """Whether the text tells of acts: sport and columns hold them only as figures of speech."""
        return self.genre not in ("opinion", "other")


@cache
def words(
    language: str,
) -> tuple[frozenset[str], re.Pattern[str], frozenset[str], tuple[tuple[Genre, re.Pattern[str]], ...]]:
    """Words of sport, the form of a score, the first person of a language,
    and the headings by which newspapers tell their genres."""
    table = load_toml(f"{language}/genre.toml")
    headed = tuple(
        (genre, re.compile(pattern, re.IGNORECASE))
        for genre, pattern in table["headings"].items()
        if genre in get_args(Genre)
    )
    return (
        frozenset(table["sport"]["words"]), re.compile(table["sport"]["score"]),
        frozenset(table["opinion"]["first_person"]), headed,
    )


def of(parse: Parse, cast: Cast, form: Form, article: Article) -> Kind:
    """The genre of a parsed article, and who issues it where it is a document or words spoken."""
    if form.kind is not None:
        named, why = issuers_of(parse, cast, form, article)
        genre: Genre = "document" if form.kind == "document" else "transcript"
        return Kind(genre, named, (*form.because, *why))
    sport, score, first_person, headed = words(parse.language)
    count = max(1, len(parse))
    hits = [w for w in parse.lower if w in sport]
    kinds = len(set(hits)) + min(2, len(score.findall(parse.text)))
    if kinds >= SPORT_KINDS and len(hits) / count >= SPORT_SHARE:
        return Kind("other", (), ("words of sport",))
    quoted = [m.span() for m in QUOTED.finditer(parse.text)]
    own = sum(
        1 for i, w in enumerate(parse.lower)
        if w in first_person
        and not hyphened(parse, i)
        and not any(a <= parse.starts[i] < b for a, b in quoted)
    )
    if own >= OPINION_COUNT and own / count >= OPINION_SHARE:
        return Kind("opinion", (), ("its writer says what they think in the first person",))
    found = next((g for g, pattern in headed if article.title and pattern.match(article.title)), None)
    return Kind(found or "news", (), (f"heading {article.title!r}",) if found else ())


def courteous(parse: Parse, event: Event) -> bool:
    """Whether an act is only the courtesy of a note or a speech: "presents its compliments", "I thank you,
    Mr. President"."""
    if to_the_chair(parse, event):
        return True
    clause = parse.span(*parse.subtree(parse.word_of(event))).text
    return event.type in ("SUPPORT", "AGREE") and bool(courtesies(parse.language).search(clause))


def to_the_chair(parse: Parse, event: Event) -> bool:
    """Whether an act only thanks or congratulates whoever presides: "I congratulate you on your election",
    "I thank you"."""
    clause = parse.clauses.get(parse.word_of(event))
    if event.type != "SUPPORT" or clause is None or codes(event.recipients):
        return False
    whom = clause.at("object", "indirect")
    second = frozenset(load_toml(f"{parse.language}/documents.toml")["voices"]["second"])
    return bool(whom) and all(
        parse.lower[w] in second or any(parse.lower[k] in second for k in parse.kids[w]) for w in whom
    )


def asked(parse: Parse, event: Event, asking: Sequence[tuple[int, int]]) -> bool:
    """Whether an act is what somebody only asks about in a transcript: "Has Togo recalled its envoy?"."""
    if not lies_in(asking, event.trigger.start):
        return False
    _, end = parse.sentences[parse.sentence_at(event.trigger.start)]
    head = parse.word_of(event)
    clause = parse.clauses.get(head) or parse.clause_of(head)
    return parse.words[end - 1] == "?" and clause is not None and clause.link in ("root", "conjunct")


def readers_from(parse: Parse) -> int:
    """Where in a text its readers have their say, after a notice that this is not the paper's view;
    the end of the text where they have none."""
    text = parse.text.casefold()
    found = (at for notice in notices(parse.language) if (at := text.find(notice)) >= 0)
    return min(found, default=len(text))


@cache
def notices(language: str) -> tuple[str, ...]:
    """The words of such notices."""
    return tuple(load_toml(f"{language}/genre.toml")["readers"]["notices"])


@cache
def courtesies(language: str) -> re.Pattern[str]:
    """The forms of courtesy of a language."""
    return re.compile("|".join(load_toml(f"{language}/documents.toml")["marks"]["courtesies"]), re.IGNORECASE)


def hyphened(parse: Parse, word: int) -> bool:
    """Whether a word is a part of a name joined by hyphens: the "i" of "Jamaat-i-Islami"."""
    start, end = parse.starts[word], parse.ends[word]
    return "-" in (parse.text[max(0, start - 1) : start], parse.text[end : end + 1])
