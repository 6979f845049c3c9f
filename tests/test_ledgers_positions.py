"""Positions held: formulas, their changes, and who says so."""

from __future__ import annotations

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import ledgers as tables
from communique.ledgers import positions as ledger
from communique.ledgers.tellings import position_told
from communique.records import Position, load, span
from ledgermakers import holds
from makers import actor, article


def held(*told, today="2025-12-31", old=(), known=()):
    return ledger.held(ledger.named(told, known), today, old)


def pair(first: str, second: str, issue: str = "one-China policy", other: str | None = None):
    """Two wordings four months apart."""
    return (
        holds("FRA", first, "2025-01-05", issue, context=first),
        holds("FRA", second, "2025-05-05", other or issue, context=second),
    )


@pytest.mark.parametrize(
    ("first", "second", "issues", "changed"),
    [
        (
            "supports the one-China policy", "supports the one-China principle",
            ("one-China policy", "one-China principle"), True,
        ),
        ("acknowledges the one-China policy", "recognises the one-China policy", (), True),
        ("acknowledged the one-China policy", "acknowledging the one-China policy", (), False),  # inflection
        ("recognizes the one-China policy", "has recognised the one-China policy", (), False),  # spelling
        # one word for the other
        ("abides by the one-China policy", "adheres to the one-China policy", (), False),
        ("abides by the one-China policy", "supports the one-China policy", (), True),
        ("supports the one-China policy", "the one-China policy", (), False),  # nothing to compare
        ("takes note of the one-China policy", "took note of the one-China policy", (), False),
        ("takes note of the one-China policy", "accepts the one-China policy", (), True),
        (
            "calls for an immediate ceasefire in Gaza", "calls for an early ceasefire in Gaza",
            ("an immediate ceasefire in Gaza", "an early ceasefire in Gaza"), True,
        ),
        (
            "backs a ceasefire in Gaza", "backs a truce in Gaza", ("a ceasefire in Gaza", "a truce in Gaza"),
            True,
        ),
    ],
)  # fmt: skip
def test_a_change_of_formula_is_told_from_inflection(first, second, issues, changed):
    found = held(*pair(first, second, *issues))
    if not changed:
        assert len(found) == 1 and found[0].last == "2025-05-05"
        return
    assert [p.changed_from for p in found] == [None, found[0].id]
    assert first in found[1].because[0] and second in found[1].because[0]  # both texts


def test_a_position_has_the_json_of_the_contract():
    [found] = held(holds("FRA", "one-China policy", "2025-01-05"))
    data = found.to_dict()
    assert list(data) == [
        "id", "actor", "issue", "stance", "wording", "ascribed_by", "first", "last", "changed_from",
        "evidence", "because",
    ]  # fmt: skip
    assert load(type(found), data) == found


def test_what_is_ascribed_never_changes_the_actors_own():
    own = holds("FRA", "one-China policy", "2025-01-05")
    ascribed = holds("FRA", "one-China principle", "2025-02-05", ascribed_by="CHN", outlet="Post")
    later = holds("FRA", "one-China policy", "2025-06-05", outlet="Post")
    found = held(own, ascribed, later)
    assert [(p.ascribed_by, p.changed_from, len(p.evidence)) for p in found] == [
        (None, None, 2), ("CHN", None, 1),
    ]
    assert found[1].because == ("said by CHN, not by the actor itself",)


def test_a_change_of_stance_is_flagged_and_asking_is_apart():
    told = [
        holds("FRA", "the grain corridor", "2025-01-05"),
        holds("FRA", "the grain corridor", "2025-04-05", stance="opposes"),
        holds("FRA", "the grain corridor", "2025-04-06", stance="asks"),
    ]
    found = held(*told)
    assert [(p.stance, bool(p.changed_from)) for p in found] == [
        ("supports", False), ("opposes", True), ("asks", False),
    ]
    assert "stance changed from supports" in found[1].because[0]


def test_wordings_that_take_turns_are_no_change():
    days = [
        ("one-China policy", "2025-01-05"), ("one-China principle", "2025-01-07"),
        ("one-China policy", "2025-01-09"),
    ]
    found = held(*(holds("FRA", w, d, outlet=d) for w, d in days))
    assert [(p.changed_from, len(p.evidence)) for p in found] == [(None, 2), (None, 1)]
    assert "side by side" in found[1].because[0]
    later = held(*(holds("FRA", w, d, outlet=d) for w, d in [*days, ("one-China principle", "2025-08-01")]))
    assert [bool(p.changed_from) for p in later] == [False, False, True]


def test_days_unknown_to_come_and_an_empty_archive():
    assert held() == []
    [unknown] = held(holds("FRA", "one-China policy", None))
    assert (unknown.first, unknown.last) == (None, None) and "no report settles a day" in unknown.because
    assert held(holds("FRA", "one-China policy", "2026-02-01"), today="2025-12-31") == []


def test_settling_anew_keeps_ids_and_links_to_what_is_out_of_reach():
    first, second = pair(
        "supports the one-China policy", "supports the one-China principle", "one-China policy",
        "one-China principle",
    )
    both = held(first, second)
    early = holds("FRA", "one-China policy", "2025-01-02", outlet="Post")
    again = held(early, first, second, old=both)
    assert [p.id for p in again] == [p.id for p in both] and again[0].first == "2025-01-02"
    alone = held(second, old=held(first), known=["one-China policy"])
    assert [p.changed_from for p in alone] == [None, alone[0].id]
    assert held(second, old=alone, known=["one-China policy"])[1].changed_from == alone[0].id


def test_a_position_told_has_the_words_before_its_wording():
    text = "Talks went well. Paris acknowledges the one-China policy. More is to come."
    wording = span(text, text.index("the one"), text.index("policy") + 6)
    made = Position("p", actor("FRA"), "one-China policy", "supports", wording, actor("CHN"), None, None)
    told = position_told(article(text), made, text)
    assert told is not None and told.context == "Paris acknowledges the one-China policy"
    assert told.ascribed_by == "CHN"
    assert ledger.words_of(told)["recognise or acknowledge"] == "acknowledge"
    nobody = Position("p", actor(None, "rebels"), "dam", "opposes", wording, None, None, None)
    assert position_told(article(text), nobody) is None


def test_faulty_formulas_are_named():
    with pytest.raises(KnowledgeError, match=r"x: .*length >= 2"):
        tables.formula("f.toml", {"name": "x", "where": "issue", "because": "y", "words": {"a": ["a"]}})
    with pytest.raises(KnowledgeError, match=r"x: Invalid enum value 'here'"):
        tables.formula(
            "f.toml", {"name": "x", "where": "here", "because": "y", "words": {"a": ["a"], "b": ["b"]}}
        )
    with pytest.raises(KnowledgeError, match="'a' stands under 'a' and 'b'"):
        tables.formula(
            "f.toml", {"name": "x", "where": "verb", "because": "y", "words": {"a": ["a"], "b": ["a"]}}
        )
    assert len(tables.formulas()) > 10
