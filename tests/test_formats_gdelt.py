"""GDELT 2.0 Events: its three layouts, two sets of country codes, its own quad classes and Goldstein values;
our events in 61 columns."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from communique.formats import codes, gdelt
from communique.knowledge import ontology
from communique.records import Actor, Place, Span, When
from makers import TEXT, part
from rows import bad, good, lines, own, write


def cells(data: bytes) -> list[dict[str, str]]:
    """The rows of a file by column, taken apart by other means than ours."""
    rows = list(csv.reader(io.StringIO(data.decode()), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert all(len(row) == 61 for row in rows)
    return [dict(zip(gdelt.COLUMNS, row, strict=True)) for row in rows]


def test_a_row() -> None:
    (row,) = good("gdelt", lines("gdelt"))
    event = row.event
    assert (event.id, event.type, event.mode, event.cameo, event.status) == (
        "gdelt:410000001", "SANCTION", "withdraw", "161", "actual")
    assert [(a.country, a.sector, a.name) for a in (*event.actors, *event.recipients)] == [
        ("NOR", "GOV", "NORWAY"), ("CHL", None, "CHILE"),
    ]
    assert event.when == When("2024-05-27", "2024-05-27", "day", None)
    assert event.where == Place(
        "Oslo, Oslo, Norway", "NOR", "NO", 59.9167, 10.75, None, False, Span(0, 0, "")
    )
    assert (row.article.id, row.article.url, row.article.published) == (
        "https://news.example/oslo", "https://news.example/oslo", None,
    )
    assert "GDELT NumMentions: 6" in event.because and "GDELT DATEADDED: 20240527121500" in event.because


OSLO = "https://news.example/oslo"


@pytest.mark.parametrize(
    ("columns", "id", "url"),
    [(gdelt.COLUMNS, OSLO, OSLO), (gdelt.OLDER, OSLO, OSLO), (gdelt.OLDER[:-1], "gdelt:410000001", None)],
    ids=["61", "58", "57"],
)
def test_three_layouts(columns: tuple[str, ...], id: str, url: str | None) -> None:
    data = lines("gdelt", {"DATEADDED": "20240527"}, columns=columns)
    assert data.count(b"\t") == len(columns) - 1
    (row,) = good("gdelt", data)
    assert (row.article.id, row.article.url) == (id, url)
    (back,) = cells(write("gdelt", row))
    assert back["DATEADDED"] == "20240527" and back["SOURCEURL"] == (url or "")
    assert back["ActionGeo_ADM2Code"] == ""
    assert good("gdelt", write("gdelt", row)) == [row]


@pytest.mark.parametrize("width", [1, 56, 59, 60, 62])
def test_other_widths_are_named(width: int) -> None:
    failure = bad("gdelt", b"\t".join([b"1"] * width) + b"\n")
    assert f"{width} columns where GDELT has 57, 58 or 61" in failure.message


@pytest.mark.parametrize(
    "change",
    [
        {"EventCode": "20", "EventBaseCode": "20", "EventRootCode": "2"},
        {"EventCode": "36", "EventRootCode": "3"},
        {"EventCode": "36", "EventBaseCode": "36", "EventRootCode": "03"},
    ],
)
def test_codes_that_a_spreadsheet_has_made_numbers(change: dict[str, str]) -> None:
    assert "dropped the leading zeros" in bad("gdelt", lines("gdelt", change)).message


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"SQLDATE": "20240231"}, "SQLDATE is '20240231', which is no day"), ({"SQLDATE": "May"}, "no day"),
        ({"GLOBALEVENTID": "x1"}, "no whole number"), ({"GLOBALEVENTID": ""}, "GLOBALEVENTID is empty"),
        ({"ActionGeo_Lat": "95"}, "from -90 to 90"), ({"ActionGeo_Long": "nan"}, "no number"),
        ({"EventCode": "999", "EventRootCode": "99"}, "no CAMEO code"),
        ({"EventCode": "---", "EventRootCode": "--"}, "root of two digits"),
    ],
)
def test_bad_cells_are_named(change: dict[str, str], words: str) -> None:
    failure = bad("gdelt", lines("gdelt", change))
    assert words in failure.message and failure.message.startswith("made.txt, line 1: ")


def test_bytes_that_are_not_utf8() -> None:
    assert "is not UTF-8" in bad("gdelt", lines("gdelt").replace(b"Oslo, Oslo", b"\xd8slo")).message


def test_places_are_fips_and_actors_are_cameo() -> None:
    (row,) = good(
        "gdelt",
        lines("gdelt", {"ActionGeo_CountryCode": "CH", "Actor1CountryCode": "CHE", "Actor1Code": "CHE"}),
    )
    assert row.event.where is not None and row.event.where.country == "CHN"
    assert row.event.actors[0].country == "CHE"
    where = Place("Bern", "CHE", "CH", 46.95, 7.45, None, False, Span(0, 0, ""))
    (back,) = cells(write("gdelt", own(actor="CHE", where=where)))
    assert (back["ActionGeo_CountryCode"], back["Actor1CountryCode"], back["ActionGeo_FullName"]) == (
        "SZ", "CHE", "Bern",
    )


@pytest.mark.parametrize(
    ("code", "country"),
    [
        ("KSV", "KOS"), ("TMP", "TLS"), ("TLS", "TLS"), ("ZAR", "COD"), ("COD", "COD"), ("SUN", None),
        ("DDR", None), ("WST", None), ("EEU", None), ("EUR", None),
    ],
)
def test_countries_of_cameo(code: str, country: str | None) -> None:
    data = lines("gdelt", {"Actor1Code": f"{code}GOV", "Actor1CountryCode": code})
    (row,) = good("gdelt", data)
    assert (row.event.actors[0].country, row.event.actors[0].sector) == (country, "GOV")
    assert (row.event.actors[0].because == ()) == (country is not None)
    assert write("gdelt", row) == data  # the producer's own code is not lost


def test_actors_that_are_no_state() -> None:
    (row,) = good(
        "gdelt",
        lines(
            "gdelt",
            {
                "Actor1Code": "IGOUNO", "Actor1CountryCode": "", "Actor1KnownGroupCode": "UNO",
                "Actor1Type1Code": "IGO", "Actor2Code": "NGOHRIAMN", "Actor2CountryCode": "",
            },
        ),
    )
    assert [a.country for a in (*row.event.actors, *row.event.recipients)] == ["UNO", "NGO"]
    (back,) = cells(write("gdelt", own(actor="UNO", recipient="EUR", cameo="111")))
    assert [back[f"Actor1{c}"] for c in ("Code", "CountryCode", "KnownGroupCode", "Type1Code")] == [
        "IGOUNO", "", "UNO", "IGO",
    ]
    assert [back[f"Actor2{c}"] for c in ("Code", "CountryCode", "KnownGroupCode", "Type1Code")] == [
        "IGO", "", "", "IGO",
    ]


@pytest.mark.parametrize("code", [c for c in ontology.cameo_codes() if len(c) > 2])
def test_our_rows_have_the_producers_values(code: str) -> None:
    (row,) = cells(write("gdelt", own(cameo=code, quad=4, score=-6.0)))
    entry = ontology.cameo_codes()[code]
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"]) == (code, code[:3], code[:2])
    assert row["QuadClass"] == str(entry.quad_gdelt)
    assert row["GoldsteinScale"] == ("" if entry.goldstein_gdelt is None else f"{entry.goldstein_gdelt:.1f}")


@pytest.mark.parametrize(("code", "quad", "gdelt_value"), [
    ("016", "1", "-2.0"), ("090", "2", "-2.0"), ("141", "3", "-6.5"), ("163", "4", "-8.0")])
def test_values_that_differ_from_other_producers(code: str, quad: str, gdelt_value: str) -> None:
    (row,) = cells(write("gdelt", own(cameo=code)))
    assert (row["QuadClass"], row["GoldsteinScale"]) == (quad, gdelt_value)


def test_a_producers_own_values_are_kept() -> None:
    data = lines("gdelt", {"QuadClass": "2", "GoldsteinScale": "9.9"})
    (row,) = good("gdelt", data)
    assert row.event.quad == ontology.quad("SANCTION")
    assert {"GDELT QuadClass: 2", "GDELT GoldsteinScale: 9.9"} <= set(row.event.because)
    assert write("gdelt", row) == data


def test_an_event_of_ours() -> None:
    monday = When("2024-05-27", "2024-05-27", "day", "Monday")
    event = own(actor=[Actor("Kari Berg", "NOR", "GOV")], recipient="KOS", cameo="161", when=monday)
    (row,) = cells(write("gdelt", replace(event, event=replace(event.event, also=(part("expelled"),)))))
    filled = {column: cell for column, cell in row.items() if cell}
    assert filled.pop("GLOBALEVENTID").isdigit()
    assert filled == {
        "SQLDATE": "20240527", "MonthYear": "202405", "Year": "2024", "FractionDate": "2024.4027",
        "Actor1Code": "NORGOV", "Actor1Name": "KARI BERG", "Actor1CountryCode": "NOR",
        "Actor1Type1Code": "GOV", "Actor2Code": "KSV", "Actor2Name": "KOS", "Actor2CountryCode": "KSV",
        "IsRootEvent": "1", "EventCode": "161", "EventBaseCode": "161", "EventRootCode": "16",
        "QuadClass": "4", "GoldsteinScale": "-4.0", "NumMentions": "2", "NumSources": "1", "NumArticles": "1",
        "SOURCEURL": "https://news.example/a",
    }


def test_an_event_without_a_code_keeps_its_columns_empty() -> None:
    (row,) = cells(write("gdelt", own(cameo=None)))
    assert [
        row[c] for c in ("EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale")
    ] == [""] * 5
    assert row["Actor1CountryCode"] == "NOR" and row["SQLDATE"] == "20240528"
    assert bad("gdelt", write("gdelt", own(cameo=None))).step == "no type"


def test_an_event_below_the_first_paragraph_is_no_root() -> None:
    late = own(cameo="125", evidence=part("Chile's embassy did not answer questions."))
    (row,) = cells(write("gdelt", late))
    assert row["IsRootEvent"] == "0" and TEXT.index("\n") < late.event.evidence.start


def test_several_actors_are_several_rows() -> None:
    rows = cells(
        write(
            "gdelt", own("ACCUSE", "NOR SWE", "CHL PER"), own("CONSULT", "NOR CHL PER", ""),
            own("ACCUSE", "NOR SWE", ""),
        )
    )
    pairs = [(r["Actor1CountryCode"], r["Actor2CountryCode"]) for r in rows]
    assert pairs[:4] == [("NOR", "CHL"), ("NOR", "PER"), ("SWE", "CHL"), ("SWE", "PER")]
    assert sorted(pairs[4:10]) == [
        ("CHL", "NOR"), ("CHL", "PER"), ("NOR", "CHL"), ("NOR", "PER"), ("PER", "CHL"), ("PER", "NOR"),
    ]
    assert pairs[10:] == [("NOR", ""), ("SWE", "")]
    assert len({r["GLOBALEVENTID"] for r in rows}) == len(rows)


@pytest.mark.parametrize(
    ("when", "status", "type_", "day"),
    [
        (None, "actual", "SANCTION", "20240528"),
        (When("2024-05-01", "2024-05-31", "month", "in May"), "actual", "SANCTION", "20240501"),
        (When("2024-06-03", "2024-06-03", "day", "June 3"), "planned", "AGREE", "20240528"),
    ],
)
def test_days(when: When | None, status: str, type_: str, day: str) -> None:
    (row,) = cells(write("gdelt", own(type_, when=when, status=status)))
    assert row["SQLDATE"] == day


@pytest.mark.parametrize(
    ("day", "fraction"),
    [("2016-07-01", "2016.4959"), ("2007-07-04", "2007.5041"), ("2024-12-31", "2024.9890")],
)
def test_fractions_as_in_published_files(day: str, fraction: str) -> None:
    assert gdelt.dates(day)["FractionDate"] == fraction


def test_cells_cannot_break_a_line() -> None:
    (row,) = cells(write("gdelt", own(actor=[Actor("A\tB\nC\u2028D", "NOR")])))
    assert row["Actor1Name"] == "A B C D"


@pytest.mark.parametrize(
    ("name", "country", "geonameid", "level"),
    [
        ("Norway", "NOR", None, "1"), ("Oslo", "NOR", 3143244, "4"),
        ("Aomori Prefecture", "JPN", 2130656, "5"), ("Nowhere", "NOR", 1, ""),
    ],
)
def test_levels_of_places(name: str, country: str, geonameid: int | None, level: str) -> None:
    where = Place(name, country, None, 1.0, -122.419415, geonameid, False, Span(0, 0, ""))
    (row,) = cells(write("gdelt", own(where=where)))
    assert (row["ActionGeo_Type"], row["ActionGeo_Long"]) == (level, "-122.419415")
    assert row["ActionGeo_FeatureID"] == (codes.fips_of()[country] if level == "1" else "")
