"""What of demands and meetings goes into a ledger: what is asked of another, a meeting that two had."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.ledgers import admitting
from communique.records import Span
from ledgermakers import asks, told
from makers import event, span


@pytest.mark.parametrize(("words", "expected"), [
    ("Norway urged Chile to free the crew", True),
    ("should Chile free the crew", False),  # a condition
    ("which minister should step down", False),  # a question
    ("which must free the crew", True),
    ("Norway urged its nationals to leave Chile", False),
])  # fmt: skip
def test_a_demand_says_that_something_is_asked_of_another(words: str, expected: bool) -> None:
    asked = asks("NOR", "CHL", words, "2025-03-03")
    assert admitting.demand(replace(asked, words=words)) is expected
    assert not admitting.demand(replace(asked, words=words, named=False)), (
        "whom it is asked of is not named where it is told"
    )


@pytest.mark.parametrize(
    ("parties", "words", "fields", "expected"),
    [
        ("NOR CHL", "Norway and Chile held talks in Oslo", {}, True),
        ("NOR CHL", "Norway calls for negotiation with Chile", {}, False),
        ("NOR CHL", "Norway brokered a deal that Chile signed", {}, False),
        ("NOR CHL", "Norway called the Chilean vote a stain", {"kind": "call"}, False),
        ("NOR CHL", "the two ministers had a call", {"kind": "call"}, True),
        ("NOR CHL", "the ministers discussed fish by telephone", {"kind": "call"}, True),
        ("NOR CHL", "the ministers met in Oslo", {"kind": "call"}, False),
        ("NOR", "the minister met guests", {}, False),
        ("NOR", "the conference in Oslo on Monday", {"start": "2025-03-03"}, True),
        ("NOR CHL", "the minister, speaking to the BBC in Chile", {}, False),  # an interview
        ("NOR CHL", "Speaking to the BBC about the talks", {}, False),
        ("NOR CHL", "Norway sees Chile as a rival in the talks", {}, False),  # seeing, not meeting
        ("NOR CHL", "Norway hosts some 300 sailors from Chile", {}, False),
        ("NOR CHL", "the envoys of both boycotted the meeting", {}, False),
    ],
)
def test_a_meeting_has_a_word_of_meeting_and_two_parties_or_a_day(
    parties: str, words: str, fields: dict[str, object], expected: bool
) -> None:
    start = fields.pop("start", None)
    t = told(parties, "held", "2025-03-04", start, words=words, **fields)  # type: ignore[arg-type]
    assert admitting.meeting(t) is expected


def test_what_only_a_doubtful_act_tells_is_not_admitted() -> None:
    text = "Norway urged Chile to sign the treaty. Nobody answered."
    here, types = Span(20, 36, text[20:36]), frozenset({"REQUEST"})
    sure, doubtful = (
        event("REQUEST", evidence=span(text, 0, 37), trigger=span(text, 7, 12), confidence=c)
        for c in (0.7, 0.3)
    )
    assert admitting.sure([sure], here, types) and admitting.sure([doubtful, sure], here, types)
    assert not admitting.sure([doubtful], here, types)
    assert admitting.sure([doubtful], Span(40, 45, text[40:45]), types), "it is told elsewhere"
