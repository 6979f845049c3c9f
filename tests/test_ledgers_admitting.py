"""What of positions and meetings goes into a ledger: an issue that says what it is about, a meeting that two had."""

from __future__ import annotations

import pytest

from communique.ledgers import admitting
from communique.records import Span
from ledgermakers import holds, told
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
    ],
)
def test_an_issue_is_a_noun_with_its_complement(issue: str, wording: str, stance: str, expected: str | None) -> None:
    found = admitting.position(holds("NOR", wording, "2025-03-03", issue, stance=stance))
    assert (found.issue if found else None) == expected


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
