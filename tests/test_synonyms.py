"""Synonyms: words of one group are one word, others stay as they are, and no word stands in two groups."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import load_toml, synonyms

# (lemmas, lemmas, whether they are the same when folded)
PAIRS = [
    (["ship"], ["vessel"], True),
    (["release", "tanker"], ["free", "boat"], True),
    (["treaty"], ["accord"], True),
    (["ship"], ["train"], False),
    (["fisherman"], ["fisherman"], True),
    ([], [], True),
]


@pytest.mark.parametrize(("first", "second", "same"), PAIRS)
def test_folded(first: list[str], second: list[str], same: bool) -> None:
    assert (synonyms.folded(first, "en") == synonyms.folded(second, "en")) is same


def test_a_word_in_no_group_stays() -> None:
    assert synonyms.folded(["lighthouse"], "en") == {"lighthouse"}


def test_folding_twice_changes_nothing() -> None:
    everything = synonyms.folded(synonyms.table("en"), "en")
    assert synonyms.folded(everything, "en") == everything


def test_each_group_is_one_word_and_keeps_to_itself() -> None:
    groups = load_toml("en/synonyms.toml")["groups"]
    assert [g for g in groups if len(g) < 2 or len(set(g)) != len(g)] == []
    assert len({next(iter(synonyms.folded(g, "en"))) for g in groups}) == len(groups)
    assert [g for g in groups if len(synonyms.folded(g, "en")) != 1] == []


def test_words_are_in_lower_case() -> None:
    assert [w for w in synonyms.table("en") if w != w.lower()] == []


@pytest.fixture
def fresh() -> Iterator[None]:
    """A table that is read anew, before and after."""
    synonyms.table.cache_clear()
    yield
    synonyms.table.cache_clear()


@pytest.mark.usefixtures("fresh")
def test_a_word_in_two_groups_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synonyms, "load_toml", lambda path: {"groups": [["ship", "boat"], ["gravy", "boat"]]})
    with pytest.raises(KnowledgeError, match=r"en/synonyms\.toml: boat: stands in two groups"):
        synonyms.table("en")
