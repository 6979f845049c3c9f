"""What the tables say of a person beside what the article says: terms of the day, conflicts,
what is last known, the user's own table."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.actors import cast
from communique.grammar import Grammar
from communique.knowledge import own
from communique.records import Actor

HEADER = (
    "kind,name,aliases,country,sector,secondary_sector,role,class,from,until,known_until,wikidata,"
    "needs,source\n"
)


def person(grammar: Grammar, text: str, name: str, on: str) -> Actor:
    who = cast(next(iter(grammar.parse([text]))), on)
    return next(a for a in who.people if a.name == name)


def reasons(actor: Actor) -> str:
    return "; ".join(actor.because)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name", "on", "country", "sector", "because"),
    [
        ("Angela Merkel spoke in Rome.", "Angela Merkel", "2019-03-01", "DEU", "GOV", "(table)"),
        ("Angela Merkel spoke in Rome.", "Angela Merkel", "2023-03-01", "DEU", "ELI", "to 2021"),
        (
            "Norwegian Foreign Minister Annalena Baerbock spoke.", "Annalena Baerbock", "2023-03-01", "NOR",
            "GOV", "the table differs",
        ),
        ("Mr Sunak spoke to the House.", "Rishi Sunak", "2023-03-01", "GBR", "GOV", "the only leader"),
    ],
)
def test_the_table_fills_and_the_article_wins(
    grammar: Grammar, text: str, name: str, on: str, country: str, sector: str, because: str
) -> None:
    found = person(grammar, text, name, on)
    assert (found.country, found.sector) == (country, sector)
    assert because in reasons(found)


OWN_ROWS = (
    "person,Kari Eksempel,,NOR,GOV,,Foreign Minister,FM,2020-01-01,,2022-06-30,,,me\n"
    "person,Tom Mfano,,KEN,MIL,,General,MIL,2020-01-01,,2030-12-31,,,me\n"
)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name", "on", "country", "sector", "because"),
    [
        ("Kari Eksempel spoke in Rome.", "Kari Eksempel", "2022-03-01", "NOR", "GOV", "own table"),
        (
            "Kari Eksempel spoke in Rome.", "Kari Eksempel", "2023-03-01", "NOR", "GOV",
            "last known on 2022-06-30",
        ),
        (
            "Ugandan senator Tom Mfano spoke in Rome.", "Tom Mfano", "2023-03-01", "KEN", "MIL",
            "the article says UGA",
        ),
    ],
)
def test_the_users_own_table_goes_before_all(
    grammar: Grammar, tmp_path: Path, text: str, name: str, on: str, country: str, sector: str, because: str
) -> None:
    table = tmp_path / "own.csv"
    table.write_text(HEADER + OWN_ROWS, "utf-8")
    with own.using(own.load(table)):
        found = person(grammar, text, name, on)
    assert (found.country, found.sector) == (country, sector)
    assert because in reasons(found)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "because"),
    [
        ("Congo signed the treaty on Monday.", "Congo", "COD, COG"),
        ("Congolese lawmakers met on Monday.", "lawmakers", "COD, COG"),
    ],
)
def test_what_the_text_leaves_open_names_the_candidates(
    grammar: Grammar, text: str, word: str, because: str
) -> None:
    parse = next(iter(grammar.parse([text])))
    [found] = cast(parse, "2023-10-02").of(parse.words.index(word))
    assert found.country is None
    assert because in reasons(found)
