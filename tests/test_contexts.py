"""Contexts of a sentence: each context's own examples, weak words, phrases that mean something else,
and the words that are given."""
from __future__ import annotations

import pytest

from communique import contexts
from communique.errors import KnowledgeError
from communique.knowledge import load_toml, ontology

TABLE = load_toml("en/contexts.toml")


@pytest.mark.parametrize(
    ("context", "sentence"), [(name, text) for name, entry in TABLE.items() for text in entry["examples"]]
)
def test_examples(context: str, sentence: str) -> None:
    assert context in contexts.of(sentence, language="en")


@pytest.mark.parametrize(
    ("context", "sentence"), [(name, text) for name, entry in TABLE.items() for text in entry["counter"]]
)
def test_counter_examples(context: str, sentence: str) -> None:
    assert context not in contexts.of(sentence, language="en")


def test_every_context_has_words_in_the_manuals_order() -> None:
    assert list(TABLE) == list(ontology.contexts())


@pytest.mark.parametrize(("sentence", "expected"), [
    ("Peru's foreign minister rang her opposite number.", ("diplomatic",)),
    ("The navy fired a missile near the disputed reef.", ("military", "territory")),
    ("The National Security Council sat for an hour.", ()),
    ("The coast guard's water cannon hit a trawler.", ()),
    ("Riot police used water cannon.", ("repression",)),
    ("Duties on cheese will rise.", ()),
    ("Tariffs on cheese will rise.", ("economic",)),
    ("A cease-fire, a ceasefire and a CEASE FIRE are one.", ("military",)),
    ("Who will go? The WHO will go.", ("health",)),
    ("Who will go?", ()),
    ("", ()),
])
def test_of(sentence: str, expected: tuple[str, ...]) -> None:
    assert contexts.of(sentence, language="en") == expected


def test_a_weak_word_needs_backing() -> None:
    sentence = "Relations are poor."
    assert contexts.of(sentence, language="en") == ()
    assert contexts.of(sentence, "Envoys met on Monday. Relations are poor.", language="en") == (
        "diplomatic",
    )
    assert contexts.of(sentence, type="CONSULT", language="en") == ("diplomatic",)
    assert contexts.of(sentence, type="PROTEST", language="en") == ()
    assert contexts.of("Relations and ties are poor.", language="en") == ("diplomatic",)
    assert contexts.of("Relations, yes, relations are poor.", language="en") == ()


def test_phrases_do_not_cross_other_punctuation() -> None:
    assert "economic" not in contexts.of("They gave free, trade was not meant.", language="en")


def test_a_mode_brings_its_context() -> None:
    assert contexts.of("They did it.", type="COERCE", mode="cyber", language="en") == ("cyber",)


def test_a_language_without_a_table_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"xx/contexts\.toml"):
        contexts.of("Bonjour.", language="xx")


@pytest.mark.parametrize(("entry", "message"), [
    ({"strong": ["a"], "examples": ["A."], "counter": ["B."], "words": []}, "unknown field 'words'"),
    ({"strong": [], "examples": ["A."], "counter": ["B."]}, "no strong"),
    ({"strong": ["a"], "examples": ["A."]}, "no counter"),
    ({"strong": ["cease-fire"], "examples": ["A."], "counter": ["B."]}, "strong has 'cease-fire'"),
    ({"strong": ["a"], "types": ["DEMAND"], "examples": ["A."], "counter": ["B."]}, "unknown type 'DEMAND'"),
])
def test_faulty_entries_are_named(entry: dict[str, object], message: str) -> None:
    with pytest.raises(KnowledgeError, match=f"military: {message}"):
        contexts._check("en/contexts.toml", "military", entry)
