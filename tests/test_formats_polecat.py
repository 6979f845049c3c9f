"""POLECAT: lists on both sides, "None", headers and lines with columns too many, bytes that are not UTF-8,
older names of types."""

from __future__ import annotations

import pytest

from communique.formats import polecat
from communique.knowledge import ontology
from communique.records import Actor, Place, Span, When
from rows import POLECAT, bad, good, lines, own, write


def cells(data: bytes) -> list[dict[str, str]]:
    """The rows of a file by the names in its first line."""
    header, *rows = [line.split("\t") for line in data.decode().splitlines()]
    assert tuple(header) == polecat.COLUMNS and all(len(row) == 40 and all(row) for row in rows)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_a_row() -> None:
    (row,) = good("polecat", lines("polecat"))
    event = row.event
    assert (event.id, event.type, event.mode, event.cameo) == (
        "polecat:20190801-2309-4e08_CONSULT_visit", "CONSULT", "visit", None,
    )
    assert event.actors == (Actor("Kari Berg", "NOR", "GOV"), Actor("Ole Dahl", "NOR", "LEG"))
    assert event.recipients == (Actor("Chile", "CHL"),) and event.contexts == ("diplomatic", "economic")
    assert event.when == When("2019-08-01", "2019-08-01", "day", None)
    assert event.where == Place("Santiago", "CHL", "CL", -33.45, -70.66, 3871336, False, Span(0, 0, ""))
    assert (row.article.published, row.article.outlet, row.article.language, row.article.url) == (
        "2019-08-02", "Fjord Wire", None, None,
    )
    assert {"POLECAT Actor COW: 385; 385", "POLECAT Language: English"} <= set(event.because)


def test_lists_that_do_not_match_are_not_matched() -> None:
    data = lines(
        "polecat",
        {"Actor Name": "Kari Berg; Ole Dahl; Per Lie", "Actor Country": "NOR; SWE", "Actor Sectors": "None"},
    )
    (row,) = good("polecat", data)
    assert [(a.name, a.country) for a in row.event.actors] == [
        ("Kari Berg", None), ("Ole Dahl", None), ("Per Lie", None), (None, "NOR"), (None, "SWE")]
    assert all("3 names and 2 countries" in a.because[0] for a in row.event.actors)
    assert write("polecat", row) == data


def test_none_in_a_list_is_nobody_s() -> None:
    change = {"Actor Name": "Kari Berg; crowd", "Actor Country": "NOR; None", "Actor Sectors": "None; CVL"}
    (row,) = good("polecat", lines("polecat", change))
    assert [(a.name, a.country, a.sector) for a in row.event.actors] == [
        ("Kari Berg", "NOR", None), ("crowd", None, "CVL"),
    ]


def test_none_is_missing() -> None:
    empty = dict.fromkeys(
        (
            "Actor Name", "Actor Country", "Recipient Name", "Recipient Country", "Event Mode", "Contexts",
            "Placename", "Country", "Latitude", "Longitude", "GeoNames ID", "Publication Date", "Source",
        ),
        "None",
    )
    (row,) = good("polecat", lines("polecat", empty))
    assert (row.event.actors, row.event.recipients, row.event.mode, row.event.contexts, row.event.where) == (
        (), (), None, (), None,
    )
    assert (row.article.published, row.article.outlet) == (None, None)


def test_a_header_with_headline_and_lines_without() -> None:
    header, line = lines("polecat").splitlines()
    found = good("polecat", b"\n".join((header.replace(b"Event Date", b"Headline\tEvent Date"), line)))
    assert found == good("polecat", lines("polecat"))


@pytest.mark.parametrize("tabs", [1, 3])
def test_a_header_with_headline_and_lines_with_empty_cells_too_many(tabs: int) -> None:
    header, line = lines("polecat").splitlines()
    found = good("polecat", b"\n".join((header + b"\tHeadline", line + b"\t" * tabs)))
    assert [row.event.id for row in found] == ["polecat:" + POLECAT["Event ID"]]
    moved = good(
        "polecat", b"\n".join((header.replace(b"Event Date", b"Headline\tEvent Date"), line + b"\t" * tabs))
    )
    assert moved == good("polecat", lines("polecat"))


@pytest.mark.parametrize("before", ["Event Date", "Source"])
def test_a_headline_is_a_title(before: str) -> None:
    at = polecat.COLUMNS.index(before)
    columns = (*polecat.COLUMNS[:at], "Headline", *polecat.COLUMNS[at:])
    (row,) = good("polecat", lines("polecat", {"Headline": "Minister flies south"}, columns=columns))
    assert row.article.title == "Minister flies south" and row.event.type == "CONSULT"
    assert row.article.published == "2019-08-02"


@pytest.mark.parametrize("tabs", [1, 2, 7])
def test_empty_cells_too_many(tabs: int) -> None:
    header, line = lines("polecat").splitlines()
    assert good("polecat", b"\n".join((header, line + b"\t" * tabs))) == good("polecat", lines("polecat"))
    assert good("polecat", b"\n".join((header + b"\t" * tabs, line + b"\t" * tabs))) == good(
        "polecat", lines("polecat")
    )


def test_other_cells_too_many_are_an_error() -> None:
    header, line = lines("polecat").splitlines()
    assert (
        "41 columns where the header has 40" in bad("polecat", b"\n".join((header, line + b"\tmore"))).message
    )


def test_the_other_name_of_intensity() -> None:
    data = lines("polecat").replace(b"Intensity", b"Event Intensity")
    assert good("polecat", data) == good("polecat", lines("polecat"))


def test_bytes_of_latin_1() -> None:
    (row,) = good("polecat", lines("polecat", {"Recipient Name": "Muñoz"}).replace("ñ".encode(), b"\xf1"))
    assert row.event.recipients[0].name == "Muñoz"


@pytest.mark.parametrize(("change", "type_", "mode"), [
    ({"Event Type": "DEMAND", "Event Mode": "None"}, "REQUEST", None),
    ({"Event Type": "investigate", "Event Mode": "None"}, "ACCUSE", "investigate"),
    ({"Event Type": "COERCE", "Event Mode": "Martial-Law"}, "COERCE", "martial-law"),
    ({"Event Type": "THREAT", "Event Mode": "violence"}, "THREATEN", "violence"),
    ({"Event Type": "AID", "Event Mode": "money"}, "AID", None)])
def test_other_spellings(change: dict[str, str], type_: str, mode: str | None) -> None:
    data = lines("polecat", change)
    (row,) = good("polecat", data)
    assert (row.event.type, row.event.mode) == (type_, mode)
    assert write("polecat", row) == data  # the producer's spelling is kept


def test_its_own_numbers_are_kept() -> None:
    data = lines(
        "polecat", {"Event Type": "SANCTION", "Event Mode": "expel", "Intensity": "-5.2", "Quad Code": "2"}
    )
    (row,) = good("polecat", data)
    assert (row.event.quad, row.event.score) == (ontology.quad("SANCTION"), -5.5)
    assert "POLECAT Quad Code: 2" in row.event.because
    assert write("polecat", row) == data


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"Event Type": "None"}, "Event Type is ''; PLOVER has AGREE"),
        ({"Event Type": "10"}, "Event Type is '10'"), ({"Event Date": "2019-13-01"}, "Event Date is"),
        ({"Latitude": "north"}, "Latitude is"), ({"GeoNames ID": "x"}, "no whole number"),
        ({"Event ID": "None"}, "Event ID is empty"),
    ],
)
def test_bad_cells_are_named(change: dict[str, str], words: str) -> None:
    failure = bad("polecat", lines("polecat", change))
    assert words in failure.message and "line 2" in failure.message


def test_an_event_of_ours_is_one_row() -> None:
    met = own(
        "CONSULT", [Actor("Kari Berg", "NOR", "GOV", "Foreign Minister"), Actor("Ana Ruiz", "CHL")], "",
        mode="phone", quad=1, score=1.5, contexts=("diplomatic",),
        origin={"published": "2024-05-28T09:00:00+02:00"},
    )
    (row,) = cells(write("polecat", met))
    assert row["Event ID"].startswith("20240528-") and row["Event ID"].endswith("_CONSULT_phone")
    assert (row["Actor Name"], row["Actor Country"], row["Actor Sectors"]) == (
        "Kari Berg; Ana Ruiz", "NOR; CHL", "GOV; None",
    )
    assert (row["Actor Title"], row["Primary Actor Sector"], row["Recipient Name"]) == (
        "Foreign Minister; None", "GOV", "None",
    )
    assert (row["Intensity"], row["Quad Code"], row["Contexts"], row["Actor COW"]) == (
        "1.5", "1", "diplomatic", "None",
    )
    (back,) = good("polecat", write("polecat", met))
    assert [(a.name, a.country, a.sector, a.role) for a in back.event.actors] == [
        ("Kari Berg", "NOR", "GOV", "Foreign Minister"), ("Ana Ruiz", "CHL", None, None)]


def test_a_semicolon_in_a_name_does_not_make_two() -> None:
    (back,) = good("polecat", write("polecat", own(actor=[Actor("Berg; Dahl", "NOR")])))
    assert [a.name for a in back.event.actors] == ["Berg, Dahl"]


def test_levels_of_places() -> None:
    where = Place("Oslo", "NOR", "NO", 59.91, 10.75, 3143244, False, Span(0, 4, "Oslo"))
    (row,) = cells(write("polecat", own(where=where)))
    assert (row["Placename"], row["City"], row["Province"], row["Country"], row["Raw Placename"]) == (
        "Oslo", "Oslo", "None", "NOR", "Oslo",
    )
