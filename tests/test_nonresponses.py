"""Non-responses: who did not answer, and the refusals that are acts instead."""
from __future__ import annotations

import pytest

from communique import nonresponses
from communique.grammar import Grammar
from makers import Words

pytestmark = pytest.mark.model


# (text, who did not answer)
SILENT = [
    ("The palace declined to comment.", ["The palace"]),
    ("Berg declined to say whether she would go.", ["Berg"]),
    ("Berg declined to be drawn on the deal.", ["Berg"]),
    ("The ministry refused to discuss the case.", ["The ministry"]),
    ("The embassy did not immediately respond to an email.", ["The embassy"]),
    ("The embassy did not reply.", ["The embassy"]),
    ("Togo has not commented on the offer.", ["Togo"]),
    ("Togo has not answered the offer of talks.", ["Togo"]),
    ("The palace has yet to comment.", ["The palace"]),
    ("Berg would not be drawn on whether she would go.", ["Berg"]),
    ("Berg would not say who had paid.", ["Berg"]),
    ("The envoy could not be reached for comment.", ["The envoy"]),
    ("Ministry officials were not available for comment.", ["Ministry officials"]),
    ("Asked about the deal, Berg gave no answer.", ["Berg"]),
    ("Calls to the embassy went unanswered.", ["the embassy"]),
    ("There was no immediate response from Lima.", ["Lima"]),
    ("Berg dodged the question.", ["Berg"]),
    ("Neither of the embassies would comment.", ["the embassies"]),
    # acts, and words that are none
    ("The envoy declined to be named.", []),
    ("Berg refused to comply with the order.", []),
    ("The army did not respond to the attack.", []),
    ("Togo declined to sign the accord.", []),
    ("Berg answered the question.", []),
    ("I would not say who they were.", []),
    ("Berg would not say that the talks had failed.", []),
]


@pytest.mark.parametrize(("text", "expected"), SILENT)
def test_silent(grammar: Grammar, text: str, expected: list[str]) -> None:
    parse = next(grammar.parse([text]))
    found = nonresponses.find(parse, Words(parse), ())
    assert [n.actor.name for n in found] == expected
    assert all(text[n.evidence.start:n.evidence.end] == n.evidence.text for n in found)


def test_who_asked(grammar: Grammar) -> None:
    parse = next(grammar.parse(["The embassy did not respond to a request from Reuters."]))
    (found,) = nonresponses.find(parse, Words(parse), ())
    assert found.to is not None and found.to.name == "Reuters"
