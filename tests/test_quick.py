"""Tests of communique.grammar.quick: the same documents as spaCy gives, and a vocabulary that stays small."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.grammar import Grammar, quick

pytestmark = pytest.mark.model
SENTENCES = Path(__file__).parents[1] / "accuracy" / "sentences.jsonl"
SEEN = ("text", "idx", "tag_", "pos_", "lemma_", "dep_", "ent_type_", "ent_iob_", "is_sent_start")
# names of many words and of one, names side by side, rules over two words, words that are split, blanks,
# signs, nothing
TEXTS = [
    "On 4 March 2021 the United Nations Security Council met Sir Alan Brooke-Hart, Lena Okoro and Aidan "
    "Oyelaran in New York City.",
    "Reuters",
    "There's no need; let's talk, y'all. They're gonna say it ain't so, and we've gotta go. \"C'mon on,\" "
    "he'd said.",
    "There were talks. There was a treaty. Nothin' came of it: somethin' went wrong.",
    "She can't and won't sign.  He cannot.   We shan't\tever; the U.S.-led group (est. 1949) paid $3.5 "
    "million, 12 % of it on Friday.",
    " ",
    "",
    "The Foreign Ministry of the Republic of Upper Volta's spokesman told The Harbour Post that 1,200 of the "
    "3,000 had left.",
]


def sentences(count: int) -> list[str]:
    """The first of the project's own sentences."""
    with SENTENCES.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line, _ in zip(lines, range(count), strict=False)]


def seen(docs: Iterator[Any]) -> list[list[Any]]:
    """All that is read of documents."""
    return [
        [(*(getattr(token, name) for name in SEEN), str(token.morph), token.head.i) for token in doc]
        for doc in docs
    ]


def test_it_gives_what_spacy_gives(grammar: Grammar) -> None:
    """Every word's tag, part of speech, features, lemma, relation, head, name and sentence."""
    texts = TEXTS + sentences(300)
    assert seen(grammar.nlp.pipe(texts)) == seen(grammar.nlp.plain.pipe(texts))


@pytest.mark.parametrize("size", [1, 3])
def test_batches_do_not_matter(grammar: Grammar, size: int) -> None:
    """A text is parsed alike alone and among others, also where all of a batch is blank."""
    assert seen(grammar.nlp.pipe(TEXTS, batch_size=size)) == seen(grammar.nlp.plain.pipe(TEXTS))


def test_what_is_kept_may_be_lost(grammar: Grammar, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where more words come than are kept, all begin anew, and nothing is read otherwise."""
    monkeypatch.setattr(quick, "KEPT", 40)
    fresh = quick.Quick(grammar.nlp.plain)
    assert seen(fresh.pipe(TEXTS, batch_size=2)) == seen(grammar.nlp.plain.pipe(TEXTS))
    assert len(fresh.rules.rows) < 80


def test_words_of_a_text_go_with_it(grammar: Grammar, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once many words are known, those that a text brings leave the vocabulary with it,
    and the next is parsed no otherwise."""
    monkeypatch.setattr(quick, "STANDING", 0)
    texts = [
        f"Minister Zor{n}blat of Upper Quan{n}dia refused to glorb{n} the trondheks of {n}{n}7."
        for n in range(40)
    ]
    first = [
        (parse.words, parse.lemmas, parse.features, parse.entities) for parse in grammar.parse(texts, ahead=4)
    ]
    known = len(grammar.nlp.vocab.strings)
    again = [
        (parse.words, parse.lemmas, parse.features, parse.entities)
        for parse in grammar.parse(texts, ahead=40)
    ]
    assert first == again
    assert len(grammar.nlp.vocab.strings) == known
    assert not any(
        word in grammar.nlp.vocab.strings for word in ("Zor0blat", "Quan39dia", "glorb7", "trondhek")
    )
