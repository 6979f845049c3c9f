"""Wording: names in sentences, and which days, numbers and states are said how (pages:
test_web_ledgers.py)."""

from __future__ import annotations

import pytest

from communique import wording


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("USA", "the United States"), ("JPN", "Japan"), ("UNO", "the United Nations"),
        ("IGO", "an international body"), ("ARL", "the Arab League"), ("GOS", "the Group of Seven"),
        ("AMN", "Amnesty International"), ("NAT", "NATO"),
    ],
)
def test_a_party_in_a_sentence(code: str, name: str) -> None:
    assert wording.named(code) == name


@pytest.mark.parametrize(
    ("verb", "several"),
    [("demands", "demand"), ("accuses", "accuse"), ("gives way", "give way"), ("ceases fire", "cease fire")],
)
def test_a_verb_of_several(verb: str, several: str) -> None:
    assert wording.several(verb) == several


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ([], ""), (["the sun rises"], "The sun rises"), (["a", "b"], "A and b"),
        (["a", "b", "c"], "A, b, and c"),
    ],
)
def test_clauses_as_a_sentence(parts: list[str], sentence: str) -> None:
    assert wording.joined(parts) == sentence


@pytest.mark.parametrize(
    ("day", "today", "said"),
    [
        ("2025-11-24", "2025-11-26", "24 Nov"), ("2024-11-24", "2025-11-26", "24 Nov 2024"),
        ("2025-11", "", "November 2025"), ("2025", "", "2025"), (None, "", "day not said"),
        ("nonsense", "", "day not said"),
    ],
)  # fmt: skip
def test_a_day(day: str | None, today: str, said: str) -> None:
    assert wording.short_day(day, today) == said


@pytest.mark.parametrize(
    ("first", "last", "dated", "said"),
    [
        ("2025-11-24", "2025-11-24", True, "24 Nov"),
        ("2025-11-24", "2025-11-28", True, "24–28 Nov"),
        ("2025-11-24", "2025-11-28", False, "by 24 Nov"),
        ("", "", False, "day not said"),
    ],
)
def test_the_days_of_an_act(first: str, last: str, dated: bool, said: str) -> None:
    assert wording.act_words(first, last, dated=dated, today="2025-12-01") == said
    assert f">{said}<" in wording.act_tag(first, last, dated=dated, today="2025-12-01")


def test_the_exact_day_is_on_hover() -> None:
    assert 'title="Monday 24 November 2025"' in wording.time_tag("2025-11-24", "2025-11-26")
    assert wording.moment_words("2025-11-24T18:40:00+09:00", "2025-11-26") == "24 Nov, 18:40"


@pytest.mark.parametrize(("confidence", "word"), [(0.9, "sure"), (0.7, "likely"), (0.4, "doubtful")])
def test_a_confidence_in_a_word(confidence: float, word: str) -> None:
    assert wording.sureness(confidence) == word


def test_parties_by_name() -> None:
    assert wording.names_of(["PER", "NAT", "IGO"]) == f"Peru, {wording.country('NAT')}, an international body"
    assert wording.country("NAT") != "NAT"
    assert wording.names_of([""]) == wording.names_of([]) == "nobody named"
