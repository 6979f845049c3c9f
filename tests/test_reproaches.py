"""Reproaches: what a speaker finds wrong is his charge; in news,
in a question and in what is denied it is none."""

from __future__ import annotations

import pytest

from communique.events.reproaches import RULE
from communique.reader import Reader
from makers import article

TITLE = "Statement by the representative of Norway in the Security Council"
# (sentence, who is charged); None where nobody is
SENTENCES = [
    ("Chilean troops have illegally crossed the border.", "CHL"),
    ("Peru's provocations have not ended.", "PER"),
    ("The aggression of Peru brings hunger to the coast.", "PER"),
    ("Peru has opened a second port for wheat.", None),
]


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "charged"), SENTENCES, ids=[s[:25] for s, _ in SENTENCES])
def test_what_a_speaker_finds_wrong(reader: Reader, sentence: str, charged: str | None) -> None:
    found = [e for e in reader.read(article(sentence, title=TITLE)).events if e.type == "ACCUSE"]
    assert [(e.actors[0].country, e.recipients[0].country) for e in found] == (
        [("NOR", charged)] if charged else []
    )


@pytest.mark.model
def test_news_charges_nobody_by_such_words(reader: Reader) -> None:
    read = reader.read(
        article("Chilean troops have illegally crossed the border.", title="Troops cross border")
    )
    assert [e for e in read.events if e.rule == RULE] == []


@pytest.mark.model
@pytest.mark.parametrize(
    ("quoted", "type_"),
    [
        ("You cannot build anything on this hypocritical offer,", "ACCUSE"),  # hypocritical all the same
        ("It is not a brutal regime,", "SUPPORT"),
    ],
)
def test_a_negation_turns_only_what_is_said_of_a_thing(reader: Reader, quoted: str, type_: str) -> None:
    read = reader.read(article(f'"{quoted}" the Chilean president said of Peru.', title="Quotations"))
    assert [e.type for e in read.events if e.rule.endswith(".stance")] == [type_]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("The Kenyan minister told the French president that Chad's remarks were provocative.", {"TCD"}),
        ("\"Your remarks are provocative,\" the Kenyan minister told the French president.", {"FRA"}),
    ],
)
def test_who_is_told_of_another_is_not_blamed(reader: Reader, text: str, recipients: set[str]) -> None:
    read = reader.read(article(text, title="Quotations"))
    assert {a.country for e in read.events if e.type == "ACCUSE" for a in e.recipients} == recipients
