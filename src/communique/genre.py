"""What sort of text an article is: news, or sport or opinion, whose attacks and truces are figures of speech.

Knows the words of each from knowledge/<language>/genre.toml; codes nothing itself.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from communique.grammar import Parse
from communique.knowledge import load_toml

Genre = Literal["news", "sport", "opinion"]
SPORT_KINDS = 5  # different words of sport, and
SPORT_SHARE = 0.015  # their share of all words: match reports have 3 to 8 in a hundred, news of a sports boycott under one
OPINION_COUNT = 4  # "I" outside quotation marks; reporters do not say it, writers of columns do
OPINION_SHARE = 0.006
QUOTED = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)", re.M)


@cache
def words(language: str = "en") -> tuple[frozenset[str], re.Pattern[str], frozenset[str]]:
    """Words of sport, the form of a score, and the first person of a language."""
    table = load_toml(f"{language}/genre.toml")
    return frozenset(table["sport"]["words"]), re.compile(table["sport"]["score"]), frozenset(table["opinion"]["first_person"])


def of(parse: Parse, title: str | None = None, language: str = "en") -> Genre:
    """The sort of text that a parsed article is."""
    sport, score, first_person = words(language)
    count = max(1, len(parse))
    hits = [w for w in parse.lower if w in sport]
    kinds = len(set(hits)) + min(2, len(score.findall(parse.text)))
    if kinds >= SPORT_KINDS and len(hits) / count >= SPORT_SHARE:
        return "sport"
    quoted = [m.span() for m in QUOTED.finditer(parse.text)]
    alone = (i for i, w in enumerate(parse.lower) if w in first_person and not hyphened(parse, i))
    own = sum(1 for i in alone if not any(a <= parse.starts[i] < b for a, b in quoted))
    return "opinion" if own >= OPINION_COUNT and own / count >= OPINION_SHARE else "news"


def hyphened(parse: Parse, word: int) -> bool:
    """Whether a word is a part of a name joined by hyphens: the "i" of "Jamaat-i-Islami"."""
    return "-" in (parse.text[max(0, parse.starts[word] - 1) : parse.starts[word]], parse.text[parse.ends[word] : parse.ends[word] + 1])
