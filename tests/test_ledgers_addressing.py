"""Whether a demand names of whom it is made, by where they stand beside its word,
and whether an act is one of two sides."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from communique.actors.homes import SENTENCE
from communique.ledgers import addressing
from communique.reasons import LAST, OWN_PEOPLE, TEXT
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
    ("Norway said a day must be set for Chile to pay", "set", "Chile", False),  # by whoever sets it
    ("Chile was repeatedly urged to pay", "urged", "Chile", True),
    ("Chile rejected Norway's demand to free the crew", "demand", "Chile", True),
    ("Chile rejected Norway's calls for talks between Peru and Bolivia", "calls", "Chile", False),
    ("Chile rejected Norway's calls for direct talks between Chile and Peru", "calls", "Chile", True),
    ("Norway urged the council to back a plan for Chile", "urged", "Chile", False),  # another is asked
    ("Norway called for an embargo against Chile", "called for", "Chile", False),
    ("Norway urged referring Chile's dumping to the council", "urged", "Chile", False),
    ("Norway urged Chile's neighbours to help", "urged", "Chile", False),
    ("On a visit to Chile, the minister demanded better roads", "demanded", "Chile", False),
    ("Norway said that Chile should be given a chance", "given", "Chile", False),  # by others
    ("Norway, which had broken with Chile, called on all to follow", "called on", "Chile", False),
    ("Norway hopes to see Chile change its course", "hopes", "Chile", False),  # a wish
    ("Norway wanted talks to keep Chile from leaving", "wanted", "Chile", False),
    ("Norway urged that Chile be pressed to pay", "urged", "Chile", False),  # by others
    ("Norway called for Chile to be referred to the court", "called", "Chile", False),
    ("Norway told the Chilean envoy that its trawlers must leave", "told", "Chilean envoy", True),
    ("Norwegian calls to condemn Chile grow", "calls", "Chile", False),  # others are to condemn it
    ("Norway and Chile must share the catch", "share", "Chile", False),  # together
    ("Peru and Chile must share the catch", "share", "Chile", True),
    ("Norway urged the Chilean crisis team", "urged", "Chilean", False),  # what its name only marks
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "of", "expected"), ASKED, ids=[t for t, *_ in ASKED])
def test_whom_a_demand_is_made_of_stands_where_one_stands_who_is_asked(
    text: str, word: str, of: str, expected: bool
) -> None:
    assert addressing.addresses(asks(text, word, of)) is expected


def test_what_somebody_says_in_passing_and_what_a_crowd_does_is_done_to_nobody() -> None:
    text = "Norway condemned Chile"
    assert addressing.sided(asks(text, "condemned", "Chile", "ACCUSE"))
    passing = replace(asks(text, "condemned", "Chile", "ACCUSE"), rule="accuse.stance")
    assert not addressing.sided(passing)
    crowd = "Most Norwegians condemned Chile"
    people = Actor("Norway", "NOR", span=part("Most Norwegians", crowd))
    assert not addressing.sided(replace(asks(crowd, "condemned", "Chile", "ACCUSE"), actors=(people,)))


# (text, all who may be asked, those who are)
ROWS = [
    ("Norway called on Chile and Peru to free the crew", "Chile Peru", "Chile Peru"),
    ("Norway urged Chile, Peru and Bolivia to share the catch", "Chile Peru Bolivia", "Chile Peru Bolivia"),
    ("Norway calls on the Chilean court to rule, and on Peru to wait", "Chilean Peru", "Chilean"),
    ("Norway urged the head of Chile, Ana Soto, and the King of Peru to talk", "head King", "head King"),
    ("Norway urged Chile and Peru's sailors to help", "Chile Peru", "Chile"),
    ("Norway urged Chile to free the crew and Peru", "Chile Peru", "Chile"),
    ("Norway urged Chile, which Peru backs, to free the crew", "Chile Peru", "Chile"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "named", "asked"), ROWS, ids=[t for t, *_ in ROWS])
def test_those_who_are_named_in_a_row_are_asked_together(text: str, named: str, asked: str) -> None:
    word = next(w for w in ("called on", "calls on", "urged") if w in text)
    of = tuple(Actor(n, n[:3].upper(), span=part(n, text)) for n in named.split())
    told = replace(asks(text, word, None), recipients=of)
    assert [a.name for a in addressing.asked_of(told)] == asked.split()


def test_who_is_asked_by_a_pronoun_alone_is_not_guessed() -> None:
    text = "Norway called on it to free the crew"
    inferred = replace(
        asks(text, "called on", None), recipients=(Actor("Chile", "CHL", span=part("called on", text)),)
    )
    assert addressing.asked_of(inferred) == []
    meant = Actor("Chile", "CHL", span=part("it", text), because=(f'"it": {LAST}',))
    assert addressing.asked_of(replace(inferred, recipients=(meant,))) == [meant], "named before"
    others = "Norway asked all others to free the crew"
    stray = Actor("Chile", "CHL", span=part("others", others))
    assert addressing.asked_of(replace(asks(others, "asked", None), recipients=(stray,))) == []


def test_whom_a_blow_hit_is_not_to_blame_for_it() -> None:
    for text, named in (
        ("Norway condemned the attack on the Chilean embassy", False),
        ("Norway condemned the attack by Chile", True),
    ):
        word = "Chilean embassy" if "embassy" in text else "Chile"
        assert addressing.sided(asks(text, "condemned", word, "ACCUSE")) is named, text


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
    ("Norway opposed a general condemnation of Chile", "REJECT", "opposed", "Chile", False),
    ("Norway threatened to veto a text against Chile", "THREATEN", "threatened", "Chile", False),
    ("Norway threatened to close the port against Chile", "THREATEN", "threatened", "Chile", True),
    ("Norway opposed a quick end to the Chilean crisis", "REJECT", "opposed", "Chilean", False),
    ("Norway shut its embassy and Chile", "SANCTION", "shut", "Chile", False),  # who does the next thing
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


def test_forces_that_are_taken_for_those_of_a_text_strike_nobody() -> None:
    text = "Troops shelled the town of Calbuco in Chile"
    town = [Actor("Calbuco", "CHL", span=part("Calbuco", text))]
    for sector, because, sided in (
        ("MIL", (f'"troops": {TEXT} Norway',), False),
        ("MIL", (f'"troops": {LAST}: Norway',), False),
        ("GOV", (f'"troops": {TEXT} Norway',), True),  # a government is that of the text
        ("MIL", (), True),
        (None, (f"{OWN_PEOPLE}, and nobody is said to have done it",), False),
    ):
        troops = Actor("troops", "NOR", sector=sector, span=part("Troops", text), because=because)
        told = event("ASSAULT", [troops], town, evidence=part(text, text), trigger=part("shelled", text))
        assert addressing.sided(told) is sided, (sector, because)


def test_what_is_done_to_a_paper_is_done_to_no_state() -> None:
    text = "Norway blocked the Chilean newspaper"
    assert addressing.sided(asks(text, "blocked", "Chilean newspaper", "COERCE"))
    assert not addressing.sided(asks(text, "blocked", "Chilean newspaper", "COERCE", sector="JRN"))


@pytest.mark.parametrize(
    ("words", "fields", "expected"),
    [
        ("Norwegian officials", {"sector": "GOV"}, True),
        ("the government", {"sector": "GOV", "because": (f'"government": {TEXT} Norway',)}, True),
        ("delegates", {"sector": "GOV", "because": (f'"delegates": {TEXT} Norway',)}, False),
        ("a researcher", {"sector": "EDU"}, False),
        ("Security Council diplomats", {"country": "UNO", "body": "UNO"}, False),
        ("the council", {"country": "UNO", "body": "UNO"}, True),
    ],
)
def test_who_speaks_for_a_state_or_a_body(words: str, fields: dict[str, Any], expected: bool) -> None:
    given = {"name": words, "country": "NOR", "span": part(words, words), **fields}
    assert addressing.speaks(Actor(**given)) is expected


def test_a_side_whose_country_is_a_guess_is_none() -> None:
    text = "Norway hit the demonstrators"
    guess = (f'"demonstrators": {SENTENCE} Chile',)
    assert not addressing.sided(asks(text, "hit", "demonstrators", "ASSAULT", sector="CVL", because=guess))
    assert not addressing.sided(asks(text, "hit", "demonstrators", "ASSAULT", sector="CVL"))
    assert addressing.sided(
        asks("Norway hit the Chilean crew", "hit", "Chilean crew", "ASSAULT", sector="CVL")
    )
