"""Patterns: every example in the TOML files is coded by its rule as it says, every counter-example is left alone."""
from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import pytest

from communique.errors import KnowledgeError
from communique.grammar import Grammar
from communique.knowledge import patterns
from communique.knowledge.patterns import Pattern

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))
import try_patterns

Faults = dict[str, list[tuple[str, list[str]]]]


@pytest.fixture(scope="module")
def faults(grammar: Grammar) -> Faults:
    found: Faults = defaultdict(list)
    for rule, text, out in try_patterns.faults(grammar, patterns.load("en").all):
        found[rule].append((text, out))
    return found


@pytest.mark.model
@pytest.mark.parametrize("pattern", patterns.load("en").all, ids=lambda p: p.id)
def test_examples_and_counter_examples(faults: Faults, pattern: Pattern) -> None:
    assert faults.get(pattern.id, []) == []


def test_a_noun_of_action_takes_over_the_rules_of_its_verb_and_needs_both_sides() -> None:
    deeds = patterns.load("en").deeds
    for noun, verb in (("deportation", "deport"), ("jailing", "jail"), ("seizing", "seize"), ("banning", "ban")):
        told = {p.id for _, p in deeds[noun]}
        assert told and told <= {p.id for _, p in patterns.load("en").verbs[verb]}
    rules = [p for rows in deeds.values() for _, p in rows]
    assert not any(p.said or p.negated or "kind" in p.when for p in rules)
    assert all("two" in p.needs for p in rules if p.type not in patterns.ALONE)
    assert patterns.load("fr").deeds == {}


def test_every_type_of_the_codebook_has_patterns() -> None:
    assert {p.id.split(".")[0] for p in patterns.load("en").all} == set(patterns.FILES)


def test_every_pattern_has_a_counter_example() -> None:
    assert [p.id for p in patterns.load("en").all if not p.counter] == []


GOOD = {"id": "test", "verbs": ["urge"], "examples": ["Peru urged Chile to talk."]}
# (a faulty entry, what the error says)
FAULTY = [
    ({**GOOD, "verb": ["press"]}, "unknown key verb"),
    ({**GOOD, "mode": "telepathy"}, "REQUEST has no mode 'telepathy'"),
    ({**GOOD, "when": {"object": ["@nowhere"]}}, "no class @nowhere"),
    ({**GOOD, "examples": []}, "no example"),
    ({**GOOD, "cameo": "999"}, "no CAMEO code '999'"),
    ({"id": "test", "examples": ["Peru urged Chile."]}, "nothing triggers it"),
    ({**GOOD, "examples": [{"actor": "PER"}]}, r"example {'actor': 'PER'}; write a sentence"),
]


@pytest.mark.parametrize(("row", "message"), FAULTY, ids=[m for _, m in FAULTY])
def test_a_faulty_entry_names_file_and_entry(row: dict[str, object], message: str) -> None:
    with pytest.raises(KnowledgeError, match=f"en/patterns/request.toml: test: {message}"):
        patterns.build(row, "request", "en/patterns/request.toml", patterns.word_classes("en"))
