"""Whether a demand names of whom it is made, by where they stand beside its word,
and whether an act is one of two sides."""

from __future__ import annotations

from typing import Any

import pytest

from communique.actors.homes import SENTENCE
from communique.ledgers import addressing
from communique.records import Actor, Event
from makers import event, part


def asks(
    text: str, word: str, of: str | None, type: str = "REQUEST", said: str | None = None, **fields: Any
) -> Event:
    """An act that a sentence tells, done to whoever some of its words name."""
    who = [Actor("Chile", "CHL", span=part(of, text), **fields)] if of else []
    return event(
        type, [Actor("Norway", "NOR")], who, evidence=part(said or text, text), trigger=part(word, text)
    )


# (text, the word of the act, those who are asked, whether they are)
ASKED = [
    ("Norway urged Chile to free the crew", "urged", "Chile", True),
    ("Norway called on the new Chilean government to free the crew", "called on", "Chilean government", True),
    ("Norway demanded on Tuesday that Chile free the crew", "demanded", "Chile", True),
    ("Norway renewed its appeal to Chile to free the crew", "renewed", "Chile", True),
    ("Norway made a plea for Chile to stop", "made", "Chile", True),
    ("Norway demanded an immediate end to dumping by Chile", "demanded", "Chile", True),
    ("Norway said that Chile must now pay", "pay", "Chile", True),
    ("Norway said a day must be set for Chile to pay", "set", "Chile", True),
    ("Chile was repeatedly urged to pay", "urged", "Chile", True),
    ("Chile rejected Norway's demand to free the crew", "demand", "Chile", True),
    ("Norway urged the council to back a plan for Chile", "urged", "Chile", False),  # another is asked
    ("Norway called for an embargo against Chile", "called for", "Chile", False),
    ("Norway urged referring Chile's dumping to the council", "urged", "Chile", False),
    ("Norway urged Chile's neighbours to help", "urged", "Chile", False),
    ("On a visit to Chile, the minister demanded better roads", "demanded", "Chile", False),
    ("Norway said that Chile should be given a chance", "given", "Chile", False),  # by others
    ("Norway, which had broken with Chile, called on all to follow", "called on", "Chile", False),
    ("Norway hopes to see Chile change its course", "hopes", "Chile", False),  # a wish
    ("Norway wanted talks to keep Chile from leaving", "wanted", "Chile", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "of", "expected"), ASKED, ids=[t for t, *_ in ASKED])
def test_whom_a_demand_is_made_of_stands_where_one_stands_who_is_asked(
    text: str, word: str, of: str, expected: bool
) -> None:
    assert addressing.addresses(asks(text, word, of)) is expected


def test_who_is_not_named_or_only_guessed_is_not_asked() -> None:
    text = "Norway, which knows Chile well, spoke. It urged the regime to pay"
    assert not addressing.addresses(asks(text, "urged", "Chile", said="It urged the regime to pay"))
    guess = (f'"regime": {SENTENCE} Chile',)
    assert addressing.addresses(asks(text, "urged", "the regime"))
    assert not addressing.addresses(asks(text, "urged", "the regime", because=guess))
    assert not addressing.addresses(asks(text, "urged", "the regime", sector="OPP"))
    assert addressing.addresses(asks(text, "urged", "the regime", sector="MIL"))
    assert addressing.addresses(asks(text, "urged", None)), "asked of nobody"


# (text, type, word, to whom, whether it is a side)
SIDES = [
    ("Norway condemned the Chilean raids", "ACCUSE", "condemned", "Chilean", True),
    ("Norway vetoed a resolution against Chile", "REJECT", "vetoed", "Chile", False),  # what it is about
    ("Norway rejected a plan of Chile", "REJECT", "rejected", "Chile", True),
    (
        "Norway seized two boats that had come by night with many lamps from near Chile", "COERCE", "seized",
        "Chile", False,
    ),
]


@pytest.mark.parametrize(("text", "type", "word", "of", "expected"), SIDES, ids=[t for t, *_ in SIDES])
def test_a_side_is_named_near_the_word_of_the_act(
    text: str, type: str, word: str, of: str, expected: bool
) -> None:
    assert addressing.sided(asks(text, word, of, type)) is expected


def test_a_side_whose_country_is_a_guess_is_none() -> None:
    text = "Norway hit the demonstrators"
    guess = (f'"demonstrators": {SENTENCE} Chile',)
    assert not addressing.sided(asks(text, "hit", "demonstrators", "ASSAULT", sector="CVL", because=guess))
    assert not addressing.sided(asks(text, "hit", "demonstrators", "ASSAULT", sector="CVL"))
    assert addressing.sided(
        asks("Norway hit the Chilean crew", "hit", "Chilean crew", "ASSAULT", sector="CVL")
    )
