"""Renaming the countries of a text renames the codes of its parties and nothing else: same parties, sectors,
roles, order."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.actors import cast
from communique.actors.vocabulary import vocabulary
from communique.grammar import Grammar
from communique.knowledge import load_csv

TEXTS = [
    "{A} accused {B} of breaking the truce. The foreign ministry of {A} said {B} had to answer.",
    "{A} and {B} signed a treaty on Monday. Both countries will open their borders.",
    "The {a} foreign minister met his {b} counterpart on Monday. The two ministers signed a note.",
    "{A} summoned {B}'s ambassador on Monday. He said that his government would reply.",
    "{A}'s president told {B} that his country would not pay. {B} did not answer.",
    "Officials from {A} met {b} officials in Geneva. They agreed to meet again.",
    "{B} recalled its ambassador to {A}. The {a} government said its neighbour had no reason.",
    "{A} condemned the raid on Sunday. {B} said it stood by its ally.",
]
ARTICLE = (
    "United ", "Philippines", "Netherlands", "Bahamas", "Maldives", "Marshall", "Solomon", "Central ",
    "Dominican ", "Democratic ",
)
Country = tuple[str, str, str]  # name, adjective, code
Shape = list[tuple[str | None, str | None, str | None]]
NORWAY, CHILE = ("Norway", "Norwegian", "NOR"), ("Chile", "Chilean", "CHL")


@cache
def countries() -> list[Country]:
    """The states of the table with an adjective of their own: those of several ("Congolese")
    may well stay open."""
    rows = [
        r for r in load_csv("countries.csv")
        if not r["parent"] and r["adjectives"] and r["capitals"] and r["code"] != "XKX"
    ]
    found = [(r["name"], r["adjectives"].split("|")[0], r["code"]) for r in rows]
    return [c for c in found if c[1] not in vocabulary("en").senses]


def filled(text: str, one: Country, other: Country) -> str:
    for mark, (name, adjective, _) in (("A", one), ("B", other)):
        text = text.replace(f"{{{mark}}}", f"the {name}" if name.startswith(ARTICLE) else name).replace(
            f"{{{mark.lower()}}}", adjective
        )
    return re.sub(r"(^|\. )the ", r"\1The ", text)


def shape(grammar: Grammar, text: str, one: Country, other: Country) -> Shape:
    """Country as A or B, sector and role of each mention."""
    who = cast(next(iter(grammar.parse([filled(text, one, other)]))), "2023-10-02")
    slots = {one[2]: "A", other[2]: "B"}
    return [
        (slots.get(a.country or "", a.country), a.sector, (a.role or "").lower()) for _, _, a in who.mentions
    ]


@pytest.mark.model
@pytest.mark.parametrize("text", TEXTS)
def test_renaming_countries_renames_codes_only(grammar: Grammar, text: str) -> None:
    expected = shape(grammar, text, NORWAY, CHILE)
    assert {"A", "B"} <= {code for code, _, _ in expected}

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.sampled_from(countries()), min_size=2, max_size=2, unique=True))
    def holds(pair: list[Country]) -> None:
        assert shape(grammar, text, pair[0], pair[1]) == expected

    holds()
