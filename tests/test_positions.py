"""Positions: who supports, opposes or asks for what, in which words, and on whose word."""

from __future__ import annotations

import pytest

from communique import positions
from communique.reader import Reader
from communique.records import Position, Reading
from makers import actor, article, statement

ON = "2025-06-10"


def read(reader: Reader, text: str) -> Reading:
    found = reader.read(article(text, title=None, published=ON))
    assert isinstance(found, Reading)
    return found


def brief(p: Position) -> tuple[str | None, str, str]:
    return p.actor.country, p.stance, p.issue


# (text, its positions)
FOUND = [
    ("Ghana urged Togo to release the fishermen.", [("GHA", "asks", "fishermen")]),
    ("Norway called on Kenya to ratify the fishing treaty.", [("NOR", "asks", "fishing treaty")]),
    ("Peru rejected the border treaty with Chile.", [("PER", "opposes", "border treaty with Chile")]),
    ("Kenya backed the Norwegian peace plan.", [("KEN", "supports", "Norwegian peace plan")]),
    ("The European Union condemned the arrests in Belarus.", [("EUR", "opposes", "arrests in Belarus")]),
    ("Kenya denounced the border fence built by Norway.", [("KEN", "opposes", "border fence")]),
    (
        '"We support the border treaty," Peru\'s foreign minister Ana Quispe said.',
        [("PER", "supports", "border treaty")],
    ),
    # the whole of the name: what it is of, and what that is of
    ("Kenya opposed a ban on the sale of ivory.", [("KEN", "opposes", "ban on the sale of ivory")]),
    ("Peru backed a no-fishing zone.", [("PER", "supports", "no-fishing zone")]),
    # … a row, and a word with a hyphen
    ("Norway urged Togo to allow the evacuation of women, children and teachers from the town.",
     [("NOR", "asks", "evacuation of women, children and teachers")]),
    ("Kenya called for a dialogue between the government and its foes.",
     [("KEN", "asks", "dialogue between the government and its foes")]),
    # what stands before the act is another's
    ("By opposing the truce, Ghana is backing a reckless scheme.", [("GHA", "supports", "reckless scheme")]),
    # what is given, and not what is said of it
    ("Kenya demanded that Togo give written pledges that it was behind the treaty.",
     [("KEN", "asks", "written pledges")]),
    ("Peru rejected the pretence of co-operation.", [("PER", "opposes", "pretence of co-operation")]),
    # each actor, issue and stance once
    (
        "Kenya rejected the fishing treaty on Monday. Kenya again rejected the fishing treaty on Tuesday.",
        [("KEN", "opposes", "fishing treaty")],
    ),
    (
        "Ghana welcomed the ruling on fishing. Togo welcomed the ruling on fishing.",
        [("GHA", "supports", "ruling on fishing"), ("TGO", "supports", "ruling on fishing")],
    ),
    # what is not held, and acts that show no stance
    ("Peru might reject the border treaty with Chile.", []),
    ("Peru did not reject the border treaty with Chile.", []),
    ("Peru expelled two Chilean diplomats on Monday.", []),
    ("Kenya sent aid to Somalia.", []),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[t for t, _ in FOUND])
def test_find(reader: Reader, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [brief(p) for p in read(reader, text).positions] == expected


# (text, the exact wording)
WORDINGS = [
    ("Peru rejected the border treaty with Chile.", "the border treaty with Chile"),
    ("Ghana urged Togo to release the fishermen.", "Togo to release the fishermen"),
    ("Norway called on Kenya to ratify the fishing treaty.", "to ratify the fishing treaty"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "words"), WORDINGS, ids=[w for _, w in WORDINGS])
def test_wording_is_verbatim(reader: Reader, text: str, words: str) -> None:
    (found,) = read(reader, text).positions
    assert found.wording.text == words == text[found.wording.start : found.wording.end]


@pytest.mark.model
def test_what_one_says_that_another_holds_is_ascribed(reader: Reader) -> None:
    found = read(reader, "Ghana said Togo had rejected the fishing treaty.")
    (held,) = found.positions
    assert brief(held) == ("TGO", "opposes", "fishing treaty")
    assert held.ascribed_by is not None and held.ascribed_by.country == "GHA"
    assert held.statement in {s.id for s in found.statements}


@pytest.mark.model
def test_what_one_says_of_oneself_is_not_ascribed(reader: Reader) -> None:
    (held,) = read(reader, "Kenya said it supports the Norwegian peace plan.").positions
    assert held.actor.country == "KEN" and held.ascribed_by is None and held.statement is not None


@pytest.mark.model
def test_a_position_has_the_day_of_its_act(reader: Reader) -> None:
    (held,) = read(reader, "Peru on Monday rejected the border treaty with Chile.").positions
    assert held.when is not None and held.when.start == "2025-06-09"


@pytest.mark.model
def test_ids_are_the_same_in_every_reading(reader: Reader) -> None:
    text = "Peru rejected the border treaty. Kenya backed the border treaty."
    first, second = ([p.id for p in read(reader, text).positions] for _ in range(2))
    assert first == second and len(set(first)) == 2


def test_ascriber() -> None:
    own, other = statement(actor("NOR", "Kari Berg")), statement(actor("CHL"))
    norway = actor("NOR")
    assert positions.ascriber(norway, None) is None
    assert positions.ascriber(norway, statement(None)) is None
    assert positions.ascriber(norway, own) is None
    assert positions.ascriber(norway, other) == actor("CHL")
