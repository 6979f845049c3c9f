"""What of positions and meetings goes into a ledger: an issue that says what it is about, a meeting that two had."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.ledgers import admitting
from communique.records import Actor, Position, Span
from ledgermakers import asks, holds, told
from makers import event, span


@pytest.mark.parametrize(
    ("issue", "wording", "stance", "expected"),
    [
        ("one-China principle", "the one-China principle", "supports", "one-China principle"),
        ("pressure", "pressure on Norway over the dam", "asks", "pressure on Norway"),
        ("its troops", "its troops in the valley", "asks", "troops in the valley"),
        ("access", "access to Chile for monitors", "asks", "access to Chile"),
        ("ceasefire", "a ceasefire", "asks", "ceasefire"),
        ("remarks", "the remarks", "opposes", None),  # a word that is said of anything
        ("steps", "to take steps", "asks", None),
        ("international law", "Chile of breaking international law", "opposes", None),  # what somebody is accused of
        ("massacres", "the massacres", "opposes", None),
        ("torture", "torture", "supports", None),
        ("calls", "calls for a harbour census", "asks", None),  # what is done about it
        ("lack of progress", "the lack of progress on the dam", "opposes", None),
        ("Chile", "Chile", "supports", None),  # whom it is said of
        ("President Ruiz", "President Ruiz", "asks", None),
        ("tanks", "tanks from restive harbour towns", "asks", "tanks from restive harbour towns"),  # to the end of the noun
        ("serious concerns", "serious concerns about the dam", "opposes", None),  # what is felt about it
    ],
)
def test_an_issue_is_a_noun_with_its_complement(issue: str, wording: str, stance: str, expected: str | None) -> None:
    found = admitting.position(holds("NOR", wording, "2025-03-03", issue, stance=stance))
    assert (found.issue if found else None) == expected


def test_who_asks_that_something_stop_is_against_it() -> None:
    found = admitting.position(holds("NOR", "to halt the use of dynamite", "2025-03-03", "use of dynamite", stance="asks"))
    assert found is not None and found.stance == "opposes"
    asked = admitting.position(holds("NOR", "to extend the use of quotas", "2025-03-03", "use of quotas", stance="asks"))
    assert asked is not None and asked.stance == "asks"


def test_what_somebody_is_accused_of_is_no_position() -> None:
    words = "Norway blames the spill on Chile"
    there = Span(0, len(words), words)
    held = Position("p", Actor("Norway", "NOR"), "spill", "opposes", there, None, None, None)
    assert admitting.accused([event("ACCUSE", evidence=there)], held)
    assert not admitting.accused([event("ACCUSE", evidence=there), event("REJECT", evidence=there)], held)


@pytest.mark.parametrize(("words", "expected"), [
    ("Norway urged Chile to free the crew", True),
    ("who want to fish off Chile", False),  # a wish
    ("Norway wants Chile to free the crew", True),
    ("increasing pressure on Chile", False),
    ("should Chile free the crew", False),  # a condition
    ("Norway urged its nationals to leave Chile", False),
])  # fmt: skip
def test_a_demand_says_that_something_is_asked_of_another(words: str, expected: bool) -> None:
    asked = asks("NOR", "CHL", words, "2025-03-03")
    assert admitting.demand(replace(asked, words=words)) is expected
    assert not admitting.demand(replace(asked, words=words, named=False)), "whom it is asked of is not named where it is told"


def test_codes_that_many_share_hold_nothing() -> None:
    assert admitting.position(holds("NGO", "the fisheries principle", "2025-03-03")) is None
    assert admitting.position(holds("NAT", "the fisheries principle", "2025-03-03")) is not None


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
    sure, doubtful = (event("REQUEST", evidence=span(text, 0, 37), trigger=span(text, 7, 12), confidence=c) for c in (0.7, 0.3))
    assert admitting.sure([sure], here, types) and admitting.sure([doubtful, sure], here, types)
    assert not admitting.sure([doubtful], here, types)
    assert admitting.sure([doubtful], Span(40, 45, text[40:45]), types), "it is told elsewhere"
