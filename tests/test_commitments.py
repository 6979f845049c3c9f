"""Commitments: what the issuers of a document or a speaker undertake, and what is none of theirs."""

from __future__ import annotations

import pytest

from communique.reader import Reader
from makers import article

TITLE = "Statement by the Ministry of Foreign Affairs of the Republic of Chile"
# (sentence of the document, who undertakes, whether a day is set); none where nothing is undertaken
SENTENCES = [
    ("Chile will open a consulate in Tarija in July 2024.", ("CHL",), True),
    ("The Ministry undertakes to publish the findings of the inquiry.", ("CHL",), False),
    ("We stand ready to host a further round of talks.", ("CHL",), False),
    ("The Government reaffirms its intention to join the convention.", ("CHL",), False),
    ("We welcome the decision of Peru to free the crew.", (), False),
    ("Peru will close its border next week.", (), False),
    ("If the talks fail, the crisis will become worse.", (), False),
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
