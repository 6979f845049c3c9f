"""Names: countries, bodies and people found in rows of words, and offices on a day."""
from __future__ import annotations

import pytest

from communique.knowledge import names

# (words, kind, country, number of words)
NAMES = [
    (["U.S.", "troops"], "country", "USA", 1),
    (["Guinea", "-", "Bissau"], "country", "GNB", 3),
    (["Guinea", "said"], "country", "GIN", 1),
    (["South", "Sudan"], "country", "SSD", 2),
    (["Niger", "said"], "country", "NER", 1),
    (["Nigerian", "troops"], "demonym", "NGA", 1),
    (["Côte", "d’Ivoire"], "country", "CIV", 2),
    (["White", "House"], "body", "USA", 2),
    (["Beijing", "said"], "capital", "CHN", 1),
    (["Security", "Council"], "organization", "UNO", 2),
    (["European", "Commission"], "organization", "EUR", 2),
    (["NATO"], "organization", "IGO", 1),
    (["Abkhazia"], "country", "GEO", 1),
    (["Kosovo"], "country", "KOS", 1),
]
NOT_NAMES = [["turkey"], ["polish"], ["china"], ["the"], ["West"], ["European"]]


@pytest.mark.parametrize(
    ("words", "kind", "country", "length"), NAMES, ids=lambda v: "_".join(v) if isinstance(v, list) else None
)
def test_names(words: list[str], kind: str, country: str, length: int) -> None:
    found = names.longest(words, 0)
    assert found is not None
    assert (found[0].kind, found[0].country, found[1]) == (kind, country, length)


@pytest.mark.parametrize("words", NOT_NAMES, ids=lambda v: v[0])
def test_words_that_are_no_names(words: list[str]) -> None:
    assert names.longest(words, 0) is None


# (name, day, country, class of office)
PEOPLE = [
    ("Sanae Takaichi", "2025-11-28", "JPN", "HOG"),
    ("Recep Tayyip Erdoğan", "2021-10-25", "TUR", "HOG"),
    ("Mevlut Cavusoglu", "2019-01-05", "TUR", "FM"),
    ("António Guterres", "2024-02-02", "UNO", "IGO"),
]


@pytest.mark.parametrize(("name", "on", "country", "office"), PEOPLE, ids=[p[0] for p in PEOPLE])
def test_people_on_a_day(name: str, on: str, country: str, office: str) -> None:
    term = names.person(name, on)
    assert term is not None
    assert (term.country, term.class_.split("+")[0]) == (country, office)


def test_a_surname_alone_is_somebody_only_while_in_office() -> None:
    assert [t.person for t in names.incumbents("Macron", "2024-05-05")] == ["Emmanuel Macron"]
    assert names.incumbents("Macron", "2012-05-05") == ()
    assert names.incumbent("Nobodyknown", "2024-05-05") is None


def test_a_surname_without_a_day() -> None:
    def country(term: names.Term | None) -> str:
        return term.country if term is not None else ""

    assert country(names.incumbent("Erdogan", None)) == "TUR"
    assert country(names.incumbent("Bush", None)) == "USA"  # not the premier of the Cayman Islands
    assert names.incumbent("Maduro", None) is None  # of Venezuela or of Honduras
    assert country(names.renowned("Mubarak")) == "EGY"  # thirty years, another a year in Yemen
    assert names.renowned("Maduro") is None
    assert names.renowned("Smith") is None


def test_who_is_only_at_times_spelled_so_stands_back() -> None:
    # nor Salifou Mody, a minister of Niger
    assert [t.country for t in names.incumbents("Modi", "2024-05-05", ("HOG", "DM"))] == ["IND"]


def test_one_middle_name_does_not_stand_for_another() -> None:
    assert names.person("Mohamed Xyz Mohamed", "2010-01-01") is None


def test_who_holds_an_office() -> None:
    assert "Wang Yi" in {t.person for t in names.office("CHN", "FM", "2025-06-01")}
    assert "Qin Gang" in {t.person for t in names.office("CHN", "FM", "2023-05-01")}


def test_codes_have_names() -> None:
    assert (names.country_name("CHN"), names.country_name("UNO"), names.country_name("ZZZ")) == (
        "China", "United Nations", None,
    )


def test_names_of_countries_have_codes() -> None:
    codes = names.codes_by_name()
    assert (codes["china"], codes["chinese"], codes["congo"]) == (("CHN",), ("CHN",), ("COD", "COG"))
    assert "atlantis" not in codes and "beijing" not in codes
