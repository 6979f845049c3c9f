"""Genre: a match report and a column are told from news, and news about sport or with quotations in it is news."""

from __future__ import annotations

import pytest

from communique import genre
from communique.grammar import Grammar

SPORT = (
    "Kenya beat Norway 3-1 in a friendly at the stadium in Mombasa. The striker scored the opening goal before the referee sent off a "
    "defender, and the goalkeeper kept the visitors out until half-time. The coach praised his squad after the match."
)
NEWS = (
    "Norway on Monday expelled two Chilean envoys and recalled its own ambassador. Chile called the step a hostile act and promised an "
    "answer. The two foreign ministers had met in Geneva a week before."
)
OPINION = (
    "I have never trusted the treaty, and I told my friends so. My view is that the government attacks its critics because it fears them. "
    "I may be wrong, but I doubt it."
)
BOYCOTT = (
    NEWS
    + " Chile also said that its team would stay away from the tournament in Oslo. Officials in Santiago gave no date for the return of "
    "the ambassador, and the ministry in Oslo would not say how long the expelled envoys had been in the country or what they did there."
)
QUOTED = NEWS + " “I did what I had to do, and I told my minister that I would do it again if I were asked to,” the Norwegian envoy said."
# (text, what it is)
TEXTS = [(NEWS, "news"), (SPORT, "sport"), (OPINION, "opinion"), (BOYCOTT, "news"), (QUOTED, "news"), ("", "news"), ("2-1", "news")]


@pytest.mark.model
@pytest.mark.parametrize(("text", "kind"), TEXTS, ids=["news", "sport", "opinion", "boycott", "quoted", "empty", "score"])
def test_of(grammar: Grammar, text: str, kind: str) -> None:
    assert genre.of(next(grammar.parse([text]))) == kind


def test_words_are_in_lower_case() -> None:
    sport, score, first_person = genre.words()
    assert sport and first_person and [w for w in sport | first_person if w != w.lower()] == []
    assert score.search("a 2-1 win") and score.search("won 98–79") and not score.search("on the 28th, at 10")


@pytest.mark.model
def test_a_part_of_a_name_is_no_first_person(grammar: Grammar) -> None:
    (parse,) = grammar.parse([NEWS + " The Jamaat-i-Islami welcomed it." * 4])
    assert genre.of(parse) == "news"
