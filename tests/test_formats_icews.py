"""ICEWS: a key of number and day, stray codes, sectors in any order, meetings in both directions."""

from __future__ import annotations

import pytest

from communique.formats import icews
from communique.records import Actor, Place, Span, When
from rows import bad, good, lines, own, write


def cells(data: bytes) -> list[dict[str, str]]:
    """The rows of a file by the names in its first line."""
    header, *rows = [line.split("\t") for line in data.decode().splitlines()]
    assert tuple(header) == icews.COLUMNS and all(len(row) == 20 for row in rows)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_a_row() -> None:
    (row,) = good("icews", lines("icews"))
    event = row.event
    assert (event.id, event.type, event.mode, event.cameo) == (
        "icews:7001:2019-03-04", "CONSULT", "visit", "042",
    )
    assert event.when == When("2019-03-04", "2019-03-04", "day", None)
    assert event.actors == (
        Actor("Foreign Affairs (Norway)", "NOR", because=("ICEWS sectors: Foreign, Government",)),
    )
    assert event.recipients == (Actor("Chile", "CHL"),)
    assert event.where == Place("Santiago", "CHL", "CL", -33.45, -70.66, None, False, Span(0, 0, ""))
    assert (row.article.id, row.article.outlet, row.article.url) == ("icews:5550", "Fjord Wire", None)


def test_number_and_day_are_the_key() -> None:
    rows = good("icews", lines("icews", {}, {"Event Date": "2019-03-05"}))
    assert [row.event.id for row in rows] == ["icews:7001:2019-03-04", "icews:7001:2019-03-05"]


def test_both_directions_stay() -> None:
    other = {
        "Event ID": "7002", "Source Name": "Chile", "Source Country": "Chile", "Target Name": "Norway",
        "Target Country": "Norway",
    }
    rows = good("icews", lines("icews", {}, other))
    assert [(r.event.actors[0].country, r.event.recipients[0].country) for r in rows] == [
        ("NOR", "CHL"), ("CHL", "NOR"),
    ]
    assert len({r.event.id for r in rows}) == 2 and len({r.article.id for r in rows}) == 1


@pytest.mark.parametrize(
    "cell",
    [
        "Government,Foreign", "Foreign,Government", '"Foreign","Government"', '"Government", Foreign',
        "Foreign, Government,",
    ],
)
def test_sectors_in_any_order_and_quotation(cell: str) -> None:
    data = lines("icews", {"Source Sectors": cell})
    (row,) = good("icews", data)
    assert row.event.actors[0].because == ("ICEWS sectors: Foreign, Government",)
    assert write("icews", row) == data


def test_a_quoted_sector_may_hold_a_comma() -> None:
    assert icews.sector_list('"Food, Water",Government') == {"Food, Water", "Government"}


def test_a_stray_code() -> None:
    data = lines("icews", {"CAMEO Code": "13y", "Event Text": "Threaten something", "Intensity": "-6.0"})
    (row,) = good("icews", data)
    assert (row.event.type, row.event.cameo) == ("THREATEN", None)
    assert "ICEWS CAMEO Code: 13y" in row.event.because
    assert write("icews", row) == data


def test_a_code_that_lost_its_zero() -> None:
    failure = bad("icews", lines("icews", {"CAMEO Code": "42"}))
    assert "that of 042: a program has dropped the leading zero" in failure.message
    assert "line 2" in failure.message


@pytest.mark.parametrize(
    ("code", "value"), [("016", "-5.0"), ("164", "-6.5"), ("165", "-7.0"), ("1213", "-4.0"), ("155", "")]
)
def test_intensity_is_that_of_icews(code: str, value: str) -> None:
    (row,) = cells(write("icews", own(cameo=code)))
    assert row["Intensity"] == value


def test_columns_in_another_order() -> None:
    assert good("icews", lines("icews", columns=tuple(reversed(icews.COLUMNS)))) == good(
        "icews", lines("icews")
    )


def test_a_file_without_its_header_is_in_the_published_order() -> None:
    assert good("icews", lines("icews").splitlines()[1]) == good("icews", lines("icews"))


def test_a_header_that_lacks_a_column() -> None:
    assert "the header has no Longitude" in bad("icews", lines("icews", columns=icews.COLUMNS[:-1])).message


@pytest.mark.parametrize(
    ("name", "country"),
    [("Russian Federation", "RUS"), ("South Korea", "KOR"), ("Atlantis", None), ("", None)],
)
def test_countries_by_name(name: str, country: str | None) -> None:
    (row,) = good("icews", lines("icews", {"Source Country": name}))
    assert row.event.actors[0].country == country


def test_a_meeting_of_ours_is_two_rows() -> None:
    met = own(
        "CONSULT", [Actor("Kari Berg", "NOR", "GOV"), Actor("Ana Ruiz", "CHL")], "", mode="phone", cameo="041"
    )
    first, second = cells(write("icews", met))
    assert (first["Source Name"], first["Target Name"], first["Target Country"]) == (
        "Kari Berg", "Ana Ruiz", "Chile",
    )
    assert (second["Source Name"], second["Target Name"], second["Event Date"]) == (
        "Ana Ruiz", "Kari Berg", "2024-05-28",
    )
    assert first["Event ID"] != second["Event ID"] and first["Event Text"] == "Discuss by telephone"
    assert first["Publisher"] == "Fjord Wire"
