"""One answer for a phrase alone and for the same phrase in a sentence: the phrases of phrases.txt,
by both ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.actors import Cast, cast, resolve_phrase
from communique.grammar import Grammar, Parse

DAY = "2021-06-15"
PHRASES = [
    line for line in (Path(__file__).parent / "phrases.txt").read_text(encoding="utf-8").splitlines() if line
]
UNSAID = ("", "UNK")


def subject(parse: Parse) -> int:
    root = next(k for k in range(len(parse)) if parse.relations[k] == "root")
    return next(k for k in parse.kids[root] if parse.relations[k] == "subject")


def in_context(who: Cast, parse: Parse) -> tuple[str | None, str | None]:
    found = who.of(subject(parse))
    return (found[0].country, found[0].sector) if found else (None, None)


def alone(phrase: str) -> tuple[str | None, str | None]:
    found = resolve_phrase(phrase, on=DAY)
    return found["country"] or None, None if found["sector"] in UNSAID else found["sector"]


@pytest.mark.model
def test_a_phrase_is_the_same_alone_and_in_a_sentence(grammar: Grammar) -> None:
    texts = [f"{phrase[0].upper()}{phrase[1:]} spoke to reporters in the morning." for phrase in PHRASES]
    read = {
        phrase: in_context(cast(parse, DAY), parse)
        for phrase, parse in zip(PHRASES, grammar.parse(texts), strict=True)
    }
    assert len(read) >= 200
    assert {p: (alone(p), found) for p, found in read.items() if alone(p) != found} == {}
