"""Patterns: every example in tests/patterns is coded by its rule as it says,
every counter-example is left alone."""
from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import pytest

from communique.errors import KnowledgeError
from communique.grammar import Grammar
from communique.knowledge import patterns
from communique.knowledge.language import DEFAULT
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
    for noun, verb in (
        ("deportation", "deport"), ("jailing", "jail"), ("seizing", "seize"), ("banning", "ban"),
    ):
        told = {p.id for _, p in deeds[noun]}
        assert told and told <= {p.id for _, p in patterns.load("en").verbs[verb]}
    rules = [p for rows in deeds.values() for _, p in rows]
    assert not any(p.said or p.negated or "kind" in p.when for p in rules)
    assert all("two" in p.needs for p in rules if p.type not in patterns.ALONE)
    assert patterns.load("fr").deeds == {}


def test_every_type_of_the_codebook_has_patterns() -> None:
    assert {p.id.split(".")[0] for p in patterns.load("en").all} == set(patterns.FILES)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_rule_has_an_example_and_of_english_a_counter_example_and_no_other_has(language: str) -> None:
    trials = try_patterns.trials(language)
    assert trials.keys() == {p.id for p in patterns.load(language).all}
    assert [rule for rule, trial in trials.items() if not trial.examples] == []
    assert language != DEFAULT or [rule for rule, trial in trials.items() if not trial.counter] == []


def test_recipients_stand_where_those_of_the_type_do_unless_a_rule_says_otherwise() -> None:
    def built(**row: object) -> Pattern:
        classes = patterns.word_classes("en")
        return patterns.build("test", {**GOOD, **row}, "request", "en/patterns/request.toml", classes)

    usual = tuple(patterns.shared()["type"]["REQUEST"]["recipient"])
    assert built().recipient == usual and built(recipient=["subject"]).recipient == ("subject",)
    assert built(recipient_first=[usual[1]]).recipient == (usual[1], usual[0], *usual[2:])
    assert built(recipient=[]).recipient == ()


def test_what_bars_the_rules_of_a_type_bars_each_unless_it_says_otherwise() -> None:
    def built(**row: object) -> Pattern:
        return patterns.build(
            "test", {**GOOD, **row}, "request", "en/patterns/request.toml", patterns.word_classes("en")
        )

    usual = built().unless["subject"]
    assert "striker" in usual and built(unless={"subject": ["poet"]}).unless["subject"] == {"poet"}
    assert built(when={"subject": ["striker"]}).unless["subject"] == usual - {"striker"}
    assert "subject" not in built(unless={"subject": []}).unless


def test_modes_are_those_of_the_type_unless_a_rule_says_otherwise() -> None:
    def built(name: str = "request", **row: object) -> Pattern:
        return patterns.build(
            "test", {**GOOD, **row}, name, f"en/patterns/{name}.toml", patterns.word_classes("en")
        )

    classes = patterns.word_classes("en")
    assert ("meet", {"complement": classes["meeting"]}) in built().modes
    assert ("yield", {"oblique:for": classes["yielded"]}) in built().modes
    assert built(modes=[]).modes == built(mode="yield").modes == ()
    assert built("accuse").mode == "disapprove" and built("accuse", mode="allege").mode == "allege"
    assert built("consult").reciprocal and not built("consult", reciprocal=False).reciprocal


# (a type and a faulty table of its modes, what the error says)
MISTOLD = [
    ("REQUESTS", {"in": ["object"], "meet": ["talk"]}, "REQUESTS: no type REQUESTS; use one of"),
    ("REQUEST", {"in": ["object"], "chat": ["talk"]}, "REQUEST: REQUEST has no mode 'chat'; use one of"),
    ("REQUEST", {"meet": ["talk"]}, "REQUEST: a table of modes names no role; say under `in`"),
]


@pytest.mark.parametrize(("type_", "row", "message"), MISTOLD, ids=[m for *_, m in MISTOLD])
def test_a_faulty_table_of_modes_names_file_and_type(
    type_: str, row: dict[str, list[str]], message: str
) -> None:
    with pytest.raises(KnowledgeError, match=f"en/modes.toml: {message}"):
        patterns.laid_out(type_, [row], "en/modes.toml")


GOOD = {"verbs": ["urge"]}
# (a faulty entry, what the error says)
FAULTY = [
    ({**GOOD, "verb": ["press"]}, "unknown key verb"),
    ({**GOOD, "mode": "telepathy"}, "REQUEST has no mode 'telepathy'"),
    ({**GOOD, "when": {"object": ["@nowhere"]}}, "no class @nowhere"),
    ({**GOOD, "cameo": "999"}, "no CAMEO code '999'"),
    ({"when": {"object": ["any"]}}, "nothing triggers it"),
]


@pytest.mark.parametrize(("row", "message"), FAULTY, ids=[m for _, m in FAULTY])
def test_a_faulty_entry_names_file_and_entry(row: dict[str, object], message: str) -> None:
    with pytest.raises(KnowledgeError, match=f"en/patterns/request.toml: test: {message}"):
        patterns.build("test", row, "request", "en/patterns/request.toml", patterns.word_classes("en"))


def test_a_class_that_is_not_there_is_named_with_the_one_that_names_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patterns, "load_toml", lambda file: {"classes": {"ships": ["tug", "@boats"]}})
    with pytest.raises(KnowledgeError, match=r"en/classes\.toml: ships: no class @boats"):
        patterns.word_classes.__wrapped__("en")
