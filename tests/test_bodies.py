"""Codes of international organizations and armed groups."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest

from communique.knowledge import load_csv
from communique.knowledge.bodies import FILE, body_code
from communique.knowledge.names import country_names, person

TABLES = Path(__file__).resolve().parents[1] / "tables"


@pytest.mark.parametrize(
    ("name", "country", "role", "code"),
    [
        ("NATO", "IGO", None, "NAT"),
        ("North Atlantic Treaty Organization", "IGO", None, "NAT"),
        ("Arab League", "IGO", None, "ARL"),
        ("African Union", "IGO", None, "AFU"),
        ("Organization of African Unity", "IGO", None, "OAU"),
        ("ECOWAS", "IGO", None, "WAS"),
        ("United Nations Security Council", "UNO", None, "UNO"),
        ("World Health Organization", "UNO", None, "WHO"),
        ("European Commission", "EUR", None, "EUR"),
        ("Hezbollah", "LBN", None, "HEZ"),
        ("Jens Stoltenberg", "IGO", "Secretary General of NATO", "NAT"),
        ("Kari Eksempel", "NOR", "ambassador to NATO", None),
        ("Norway", "NOR", None, None),
        (None, "IGO", None, None),
    ],
)
def test_a_body_has_a_code_of_its_own(
    name: str | None, country: str, role: str | None, code: str | None
) -> None:
    assert body_code(name, country, role) == code


def test_no_code_is_a_country() -> None:
    rows = load_csv(FILE)
    states = {row["code"] for row in load_csv("countries.csv")}
    assert not states & {row["code"] for row in rows}
    assert len({row["code"] for row in rows}) == len(rows)
    assert {row["source"] for row in rows} == {"cameo", "made"}
    assert "NAT" not in country_names()


NATIONAL = ("HOS", "HOG", "FM", "VP", "DPM", "DM")  # offices of states, whose holders are of no organization


def test_office_holders_are_of_a_country_that_exists_and_of_the_one_that_their_office_names() -> None:
    with gzip.open(TABLES / "facts" / "offices.csv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    states = {row["code"]: row for row in load_csv("countries.csv")}
    named = {row["name"]: row["code"] for row in load_csv("countries.csv") if not row["parent"]}
    assert {row["country"] for row in rows} <= {*states, "UNO", "EUR", "IGO", "NGO", "IMG"}
    assert not [
        row["name"] for row in rows
        if row["country"] in ("IGO", "NGO") and row["class"] in NATIONAL and row["sector"] == "GOV"
    ]
    for row in rows:
        whose = row["role"].rpartition(" of ")[2].removeprefix("the ")
        if row["class"] in NATIONAL and whose in named:
            assert row["country"] in (named[whose], states[named[whose]]["parent"]), row


@pytest.mark.parametrize(
    ("name", "on", "country"),
    [
        ("Hage Geingob", "2016-05-01", "NAM"), ("Netumbo Nandi-Ndaitwah", "2014-05-01", "NAM"),
        ("Hassanal Bolkiah", "2016-05-01", "BRN"),
    ],
)
def test_a_country_whose_code_is_also_a_bodys_keeps_its_office_holders(
    name: str, on: str, country: str
) -> None:
    term = person(name, on)
    assert term is not None and term.country == country
