"""Phoenix: five classes from 0 to 4, its own Goldstein values, countries by name,
and the reports of one act in one row."""

from __future__ import annotations

import pytest

from communique.formats import phoenix
from communique.knowledge import ontology
from communique.records import Actor, Place, Span
from rows import bad, good, lines, own, write


def cells(data: bytes) -> list[dict[str, str]]:
    """The rows of a file by column."""
    rows = [line.split("\t") for line in data.decode().splitlines()]
    assert all(len(row) == 26 for row in rows)
    return [dict(zip(phoenix.COLUMNS, row, strict=True)) for row in rows]


def test_a_row() -> None:
    (row,) = good("phoenix", lines("phoenix"))
    event = row.event
    assert (event.id, event.type, event.mode, event.cameo) == (
        "phoenix:12_v0.3.1b", "ACCUSE", "disapprove", "111",
    )
    assert event.actors == (Actor(None, "NOR", "GOV"),) and event.recipients == (Actor(None, "UNO"),)
    assert event.where == Place("Oslo", "NOR", "NO", 59.91, 10.75, None, False, Span(0, 0, ""))
    assert (row.article.id, row.article.outlet) == ("https://a.example/1", "wire_a")


def test_all_reports_are_kept() -> None:
    (row,) = good("phoenix", lines("phoenix"))
    assert "Phoenix URLs: https://a.example/1;https://b.example/2" in row.event.because
    assert "Phoenix NewsSources: wire_a;wire_b" in row.event.because
    assert "Phoenix Issues: NAMED_TERROR_GROUP,2" in row.event.because


@pytest.mark.parametrize("cell", ["Norway", "NOR", "Kingdom of Norway"])
def test_the_country_code_may_be_a_name(cell: str) -> None:
    data = lines("phoenix", {"CountryCode": cell})
    (row,) = good("phoenix", data)
    assert row.event.where is not None and row.event.where.country == "NOR"
    assert write("phoenix", row) == data


@pytest.mark.parametrize(
    ("code", "penta"),
    [
        ("010", "0"), ("020", "0"), ("036", "1"), ("061", "2"), ("090", "3"), ("141", "4"), ("163", "3"),
        ("190", "4"),
    ],
)
def test_five_classes(code: str, penta: str) -> None:
    (row,) = cells(write("phoenix", own(cameo=code)))
    assert (row["PentaClass"], row["EventRootCode"]) == (penta, code[:2])


@pytest.mark.parametrize(
    ("code", "value"), [("016", "3.4"), ("124", "-5.0"), ("163", "-6.5"), ("166", "-8.0"), ("019", "")]
)
def test_goldstein_is_that_of_phoenix(code: str, value: str) -> None:
    (row,) = cells(write("phoenix", own(cameo=code)))
    assert row["GoldsteinScore"] == value
    entry = ontology.cameo_codes()[code]
    assert entry.goldstein_phoenix != entry.goldstein_gdelt


def test_a_class_beyond_4() -> None:
    assert (
        "PentaClass is '5'; Phoenix has 0, 1, 2, 3 or 4"
        in bad("phoenix", lines("phoenix", {"PentaClass": "5"})).message
    )


def test_a_code_that_lost_its_zero() -> None:
    assert (
        "dropped the leading zeros"
        in bad("phoenix", lines("phoenix", {"EventCode": "36", "EventRootCode": "3"})).message
    )


def test_an_event_of_ours() -> None:
    (row,) = cells(write("phoenix", own("ACCUSE", [Actor("Kari Berg", "KOS", "GOV")], "UNO", cameo="111")))
    assert (row["SourceActorFull"], row["SourceActorEntity"], row["SourceActorRole"]) == (
        "KSVGOV", "KSV", "GOV",
    )
    assert (row["TargetActorFull"], row["TargetActorEntity"], row["TargetActorRole"]) == ("IGOUNO", "IGO", "")
    assert (row["Date"], row["Year"], row["Month"], row["Day"]) == ("20240528", "2024", "05", "28")
    assert (row["URLs"], row["NewsSources"]) == ("https://news.example/a", "Fjord Wire")
    assert row["EventID"].endswith("_communique")
