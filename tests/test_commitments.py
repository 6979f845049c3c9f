"""Commitments: what the issuers of a document or a speaker undertake, and what is none of theirs."""

from __future__ import annotations

import pytest

from communique.reader import Reader
from makers import article

TITLE = "Statement by the Foreign Ministry of Chile"
# (sentence of the document, who undertakes, whether a day is set); none where nothing is undertaken
SENTENCES = [
    ("Chile will open a consulate in Tarija in July 2024.", ("CHL",), True),
    ("The Ministry undertakes to publish the findings of the inquiry.", ("CHL",), False),
    ("We stand ready to host a further round of talks.", ("CHL",), False),
    ("The Government reaffirms its intention to join the convention.", ("CHL",), False),
    ("We welcome the decision of Peru to free the crew.", (), False),
    ("Peru will close its border next week.", (), False),
    ("If the talks fail, the crisis will become worse.", (), False),
    ("Chile offered technical assistance to the commission of inquiry.", ("CHL",), False),
    ("Chile announced a further two million dollars to rebuild the bridge.", ("CHL",), False),
    ("Should talks fail, the Ministry reserves the right to close the consulate.", ("CHL",), False),
    ("The Ministry will be pleased to receive the delegation.", ("CHL",), False),
    ("The Ministry was pleased to receive the delegation.", (), False),
    ("Each of us will contribute to the fund.", ("CHL",), False),
    ("The Ministry is committed to continuing this work.", ("CHL",), False),
    ("The Government decides to remain seized of the matter.", ("CHL",), False),
    ("Services for citizens will not be affected.", ("CHL",), False),
    ("The new radar will be operational before the end of July 2024.", ("CHL",), True),
    ("The new radar will be useful.", (), False),
    ("The Government has decided to recall its ambassador.", (), False),
    ("The Government decided to open a consulate in July 2024.", ("CHL",), True),
    ("Our forces were ready to answer.", (), False),
    (
        "The Minister informed the envoys that Chile would send a mission to Lima in July 2024.", ("CHL",),
        True,
    ),
    ("The bill, on which the Senate will vote in July 2024, was published.", (), False),
    (
        "The Minister met the Foreign Minister of Peru. He noted that he would convey the message.", ("CHL",),
        False,
    ),
    ("Those officers agreed that Peru would see it.", (), False),
]


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "by", "due"), SENTENCES, ids=[s[:30] for s, _, _ in SENTENCES])
def test_what_issuers_undertake(reader: Reader, sentence: str, by: tuple[str, ...], due: bool) -> None:
    found = reader.read(article(sentence, title=TITLE)).commitments
    assert [c.by for c in found] == ([by] if by else [])
    assert all(
        (c.due is not None) == due and c.status == "open" and c.evidence[0].span.text == c.what for c in found
    )


@pytest.mark.model
def test_news_undertakes_nothing(reader: Reader) -> None:
    assert (
        reader.read(
            article("Chile will open a consulate in Tarija in July 2024.", title="Chile to open consulate")
        ).commitments
        == ()
    )


# (text, the days between which what is undertaken last is to be done); the document is of 27 May 2024
DAYS = [
    ("Chile will open a consulate by 15 July 2024.", ("2024-05-27", "2024-07-15")),
    ("Chile will open a consulate before July 2024.", ("2024-05-27", "2024-06-30")),
    ("Chile will open a consulate before the end of July 2024.", ("2024-05-27", "2024-07-31")),
    ("Chile will open a consulate in July 2024.", ("2024-07-01", "2024-07-31")),
    (
        "The consulate shall be closed by 15 July 2024. Until that date no passports will be renewed.",
        ("2024-05-27", "2024-07-15"),
    ),
    ("Chile will review the measures, which run until 15 July 2024.", None),
]


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "days"), DAYS, ids=[s[:45] for s, _ in DAYS])
def test_by_when(reader: Reader, sentence: str, days: tuple[str, str] | None) -> None:
    found = reader.read(article(sentence, title=TITLE, published="2024-05-27")).commitments
    assert found
    due = found[-1].due
    assert (due and (due.start, due.end)) == days


@pytest.mark.model
def test_an_agreement_that_was_reached_is_of_both(reader: Reader) -> None:
    text = (
        "The ministers of Chile and Peru met in Arica. An agreement was reached to hold a further round in "
        "Lima."
    )
    assert [c.by for c in reader.read(article(text, title=TITLE)).commitments] == [("CHL", "PER")]
