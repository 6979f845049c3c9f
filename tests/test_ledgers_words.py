"""The words of the ledgers' table in a text, and who speaks for a state."""

from __future__ import annotations

import pytest

from communique.actors.homes import PARAGRAPH
from communique.knowledge import ledgers, load_toml
from communique.ledgers import words
from communique.occurrences import sides
from communique.records import Actor, Span


def test_a_word_is_found_whatever_its_ending_and_its_synonyms_are_not() -> None:
    assert words.among("backed", "stances", "supports") and words.among("backs", "stances", "supports")
    assert not words.among("met", "stances", "supports") and not words.among("", "stances", "supports")
    assert words.says("called for", "stances", "asks") and not words.says("needs", "stances", "asks")


def test_every_pattern_of_the_table_can_be_used() -> None:
    named = load_toml("en/ledgers.toml")["patterns"]
    assert named and [ledgers.pattern(name).pattern for name in named] == list(named.values())


@pytest.mark.parametrize(
    ("said", "fields", "speaks", "answers"),
    [
        ("Norway", {}, True, True),
        ("the minister", {"sector": "GOV"}, True, True),
        ("the army", {"sector": "MIL"}, False, True),  # it is asked for its state, and does not speak for it
        ("the crowd", {"sector": "CVL"}, False, False),
        ("Free Crews", {"sector": "REB", "body": "FSA"}, True, True),
        # a guess
        ("the regime", {"sector": "GOV", "because": (f'"regime": {PARAGRAPH} Norway',)}, False, False),
        (
            "the Norwegian regime", {"sector": "GOV", "because": (f'"regime": {PARAGRAPH} Norway',)}, True,
            True,
        ),
        ("most Norwegians", {}, False, True),  # a people
    ],
)
def test_who_speaks_for_a_state_and_who_is_asked_for_it(
    said: str, fields: dict[str, object], speaks: bool, answers: bool
) -> None:
    somebody = Actor(said, "NOR", span=Span(0, len(said), said), **fields)  # type: ignore[arg-type]
    assert (sides.official(somebody), sides.answerable(somebody)) == (speaks, answers)
