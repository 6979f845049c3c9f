"""What all formats share: round trips of any event, files plain and packed, broken lines that stop nothing,
the producers' own codes."""

from __future__ import annotations

import gzip
import io
import os
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rows as made
from communique import formats
from communique.formats import codes
from communique.formats.coded import Coded, FormatError
from communique.knowledge import load_csv, ontology
from communique.records import Failure
from rows import LOSSLESS, TABULAR, bad, good, lines, own, read, write

REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "reference" / "formats.md"


@pytest.mark.parametrize("name", LOSSLESS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some=st.lists(made.rows, max_size=4))
def test_any_events_come_back_as_they_were_written(name: str, some: list[Coded]) -> None:
    data = write(name, *some)
    back = good_or_untyped(name, data)
    again = write(name, *back)
    assert good_or_untyped(name, again) == back
    if name in ("plover", "csv", "parquet"):
        assert len(back) == len(some)
    if name != "parquet" and len(back) == data.count(b"\n") - (name in ("icews", "polecat", "csv")):
        assert again == data


def good_or_untyped(name: str, data: bytes) -> list[Coded]:
    """The events of a file; only acts without a code, or of CAMEO's dropped roots, may be missing."""
    found = read(name, data)
    assert not [f.message for f in found if isinstance(f, Failure) and f.step != "no type"]
    return [row for row in found if isinstance(row, Coded)]


@pytest.mark.parametrize("name", TABULAR)
def test_a_producers_own_line_is_written_as_it_was(name: str) -> None:
    data = lines(name)
    assert write(name, *good(name, data)) == data


@pytest.mark.parametrize("name", TABULAR)
def test_imported_rows_have_no_words_and_say_so(name: str) -> None:
    (row,) = good(name, lines(name))
    assert row.article.text == "" and row.event.evidence.text == row.event.trigger.text == ""
    assert row.event.also == ()
    assert row.event.rule == f"import:{name}" and "without a text" in row.event.because[0]
    assert row.event.confidence == 0
    assert all(actor.span is None for actor in (*row.event.actors, *row.event.recipients))


@pytest.mark.parametrize("name", LOSSLESS)
@pytest.mark.parametrize("producer", TABULAR)
def test_a_producers_row_goes_into_every_other_format(name: str, producer: str) -> None:
    (row,) = good(producer, lines(producer))
    data = write(name, row)
    found = good_or_untyped(name, data)
    if name in ("plover", "csv", "parquet", "polecat") or row.event.cameo:
        assert [r.event.type for r in found] == [row.event.type]
        assert [r.event.when for r in found] == [row.event.when]


@pytest.mark.parametrize("name", TABULAR)
def test_a_broken_line_stops_nothing(name: str) -> None:
    first, *_ = good(name, lines(name))
    data = lines(name) + b"cut off\there\n" + lines(name).splitlines()[-1] + b"\n"
    assert [row for row in read(name, data) if isinstance(row, Coded)] == [first, first]
    failure = bad(name, data)
    number = data[:data.index(b"cut off")].count(b"\n") + 1
    assert failure.id == f"made.txt#line={number}" and failure.message.startswith(
        f"made.txt, line {number}: 2 columns where"
    )


@pytest.mark.parametrize("name", [n for n in LOSSLESS if n != "parquet"])
@settings(max_examples=40, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_give_failures_not_errors(name: str, data: bytes) -> None:
    for prefix in (b"", lines(name) if name in TABULAR else write(name, own(cameo="161"))):
        assert all(isinstance(row, (Coded, Failure)) for row in read(name, prefix + data))


@pytest.mark.parametrize("name", LOSSLESS)
@settings(max_examples=40, deadline=None)
@given(place=st.integers(0, 400), byte=st.integers(0, 255))
def test_a_changed_byte_gives_a_row_or_a_failure(name: str, place: int, byte: int) -> None:
    data = bytearray(
        write(name, *good(name, lines(name))) if name in TABULAR else write(name, own(cameo="161"))
    )
    data[place % len(data)] = byte
    assert all(isinstance(row, (Coded, Failure)) for row in read(name, bytes(data)))


def test_a_file_of_another_format_is_given_up() -> None:
    found = read("gdelt", b"a line of prose\n" * 5000)
    assert len(found) == 101 and "none of the first 100 lines is a row of GDELT" in found[-1].message  # type: ignore[union-attr]


@pytest.mark.parametrize("pack", ["gz", "zip"])
@pytest.mark.parametrize("name", [*TABULAR, "plover", "csv"])
def test_packed_files(name: str, pack: str, tmp_path: Path) -> None:
    path = tmp_path / f"events.csv.{pack}"
    row = own(cameo="161", quad=4)
    assert formats.write_file(name, [row], path) == 1
    assert list(formats.read_file(name, path)) == good(name, write(name, row))
    before = path.read_bytes()
    formats.write_file(name, [row], path)
    assert path.read_bytes() == before  # the same rows, the same bytes
    if pack == "zip":
        assert zipfile.ZipFile(path).namelist() == ["events.csv"]


def test_a_zip_of_several_tables() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.CSV", lines("gdelt"))
        archive.writestr("readme.pdf", "not a table")
        archive.writestr("b.CSV", lines("gdelt", {"GLOBALEVENTID": "9"}) + b"short\n")
    found = read("gdelt", file.getvalue())
    assert [row.event.id for row in found if isinstance(row, Coded)] == ["gdelt:410000001", "gdelt:9"]
    assert bad("gdelt", file.getvalue()).id == "made.txt/b.CSV#line=2"


@pytest.mark.parametrize(("data", "words"), [
    (gzip.compress(lines("gdelt") * 5000)[:-30], "breaks off or is damaged"),
    (b"PK\x03\x04 no zip at all", "breaks off or is damaged"),
    (gzip.compress(b"x" * 3_000_000), "more than 1,000,000 bytes"),
])
def test_damaged_archives(data: bytes, words: str) -> None:
    assert words in bad("gdelt", data).message


def test_an_empty_file_holds_nothing() -> None:
    assert all(read(name, b"") == [] for name in (*TABULAR, "plover", "csv"))


def test_a_stream_that_cannot_go_back() -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as file:
        file.write(gzip.compress(lines("gdelt")))
    with os.fdopen(reading, "rb") as stream:
        assert list(formats.read("gdelt", stream, "made.txt")) == good("gdelt", lines("gdelt"))


@pytest.mark.parametrize("name", LOSSLESS)
def test_an_article_known_by_its_month_alone(name: str) -> None:
    assert formats.write(name, [own(cameo="161", origin={"published": "2024-05"})], io.BytesIO()) == 1


def test_names_and_paths_that_are_wrong(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no format 'excel'; use one of gdelt"):
        formats.write("excel", [], io.BytesIO())
    with pytest.raises(FormatError, match="icalendar is only written"):
        formats.read("icalendar", io.BytesIO(), "a.ics")
    with pytest.raises(FormatError, match="parquet is not packed as gz; write it plain"):
        formats.write("parquet", [], io.BytesIO(), pack="gz")
    with pytest.raises(FormatError, match="no such file; check the path"):
        list(formats.read_file("gdelt", tmp_path / "none.csv"))
    with pytest.raises(FormatError, match="cannot be read"):
        list(formats.read_file("gdelt", tmp_path))
    with pytest.raises(FormatError, match="cannot be written"):
        formats.write_file("gdelt", [], tmp_path / "no" / "folder.csv")


def test_a_file_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "events.tab"
    path.write_text("old")

    def breaking() -> object:
        yield own()
        raise RuntimeError("the archive went away")

    with pytest.raises(RuntimeError):
        formats.write_file("icews", breaking(), path)  # type: ignore[arg-type]
    assert path.read_text() == "old" and [p.name for p in tmp_path.iterdir()] == ["events.tab"]


@pytest.mark.parametrize("name", TABULAR)
@pytest.mark.parametrize(
    ("status", "type_", "written"),
    [
        ("actual", "SANCTION", 1), ("planned", "AGREE", 1), ("planned", "SANCTION", 0),
        ("hypothetical", "SANCTION", 0), ("negated", "CONSULT", 0), ("historical", "ASSAULT", 0),
    ],
)
def test_what_did_not_happen_stays_out_of_files_without_a_status(
    name: str, status: str, type_: str, written: int
) -> None:
    assert formats.write(name, [own(type_, status=status)], io.BytesIO()) == written


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("036", ("AGREE", None, "036", 0)), ("1951", ("ASSAULT", "aerial", "1951", 0)),
        ("19", ("ASSAULT", None, "19", 1)), ("13y", ("THREATEN", None, None, 1)),
        ("0431", ("CONSULT", "visit", None, 1)),
    ],
)
def test_codes_of_cameo_as_types(code: str, expected: tuple[str, str | None, str | None, int]) -> None:
    from communique.formats.coded import from_cameo
    type_, mode, _, cameo, because = from_cameo(code)
    assert (type_, mode, cameo, len(because)) == expected


def test_statements_and_appeals_have_no_type() -> None:
    failure = bad(
        "gdelt", lines("gdelt", {"EventCode": "010", "EventBaseCode": "010", "EventRootCode": "01"})
    )
    assert failure.step == "no type" and "CAMEO 010 (make statement" in failure.message


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("REQUEST", ("REQUEST", None)), ("demand", ("REQUEST", None)),
        ("DISAPPROVE", ("ACCUSE", "disapprove")), ("THREAT", ("THREATEN", None)),
        ("INVESTIGATE", ("ACCUSE", "investigate")), ("FIGHT", ("ASSAULT", None)), ("MEET", None),
    ],
)
def test_older_names_of_types(written: str, expected: tuple[str, str | None] | None) -> None:
    assert codes.plover_type(written) == expected


@pytest.mark.parametrize(
    ("type_", "written", "expected"),
    [
        ("COERCE", "Martial law", "martial-law"), ("ASSAULT", "suicide_attack", "suicide-attack"),
        ("CONSULT", "third-party", "third-party"), ("ASSAULT", "HEAVY-WEAPONS", "heavy-weapons"),
        ("ASSAULT", "crowd control", "crowd-control"), ("RETREAT", "return", "release"),
        ("ASSAULT", "pro_autocracy", None), ("CONSULT", "fax", None),
    ],
)
def test_older_names_of_modes(type_: str, written: str, expected: str | None) -> None:
    assert codes.plover_mode(type_, written) == expected


def test_older_names_of_contexts() -> None:
    given = ("elections", "humanitarian", "Human Rights", "weather")
    assert codes.plover_contexts(given) == ("election", "human_security", "human_rights")


def test_med_and_eli_change_their_meaning() -> None:
    given = {
        "Actor1Code": "NORMED", "Actor1Type1Code": "MED", "Actor2Code": "CHLELI", "Actor2Type1Code": "ELI",
    }
    (row,) = good("gdelt", lines("gdelt", given))
    assert row.event.actors[0].sector == "JRN" and row.event.recipients[0].sector is None
    back = write(
        "gdelt",
        own(
            actor=[made.Actor("a doctor", "NOR", "MED")],
            recipient=[made.Actor("an ex-minister", "CHL", "ELI")],
        ),
    )
    assert b"\tNORHLH\t" in back and b"\tCHL\tAN EX-MINISTER\tCHL\t" in back


def test_tables_are_whole() -> None:
    roots = {code[:2] for code in ontology.cameo_codes()}
    for producer in ("gdelt", "phoenix"):
        assert set(codes.table("quad", producer)) == roots
    assert all(codes.quad("gdelt", c.code) == str(c.quad_gdelt) for c in ontology.cameo_codes().values())
    assert (
        set(codes.table("cameo", "sectors").values())
        <= set(ontology.sectors())
        >= set(codes.table("cameo", "roles"))
    )
    assert all(t.partition(".")[0] in ontology.types() for t in codes.table("plover", "types").values())
    assert len(codes.fips_of()) == len(codes.fips()) == len(load_csv("fips.csv"))
    assert set(codes.fips().values()) <= set(codes.states())
    assert (codes.fips()["CH"], codes.fips()["SZ"], codes.fips()["GM"], codes.fips()["UP"]) == (
        "CHN", "CHE", "DEU", "UKR",
    )


def test_tables_equal_the_reference() -> None:
    if not REFERENCE.exists():
        pytest.skip(f"the reference tables are not at {REFERENCE}")
    text = REFERENCE.read_text("utf-8")
    for root, first, second in re.findall(
        r"^\| (\d\d) \| \**(\d)\** \| (\d) \|", text[text.index("## 13.") :], re.M
    ):
        assert codes.quad("gdelt", root) == first and codes.quad("phoenix", root) == second, root
    from communique.formats import gdelt, icews, phoenix, polecat
    section = text[text.index("## 1. GDELT"):text.index("## 2. ")]
    assert re.findall(r"^\| \d+ \| (\w+) \|", section, re.M) == list(gdelt.COLUMNS)
    section = text[text.index("## 5. ICEWS"):text.index("## 6. ")]
    assert re.findall(r"^\| \d+ \| ([\w ]+?) \|", section, re.M) == list(icews.COLUMNS)
    section = text[text.index("## 6. POLECAT"):text.index("## 7. ")]
    cells = dict(re.findall(r"\| (\d+) \| ([\w ]+?) (?=\|)", section))
    assert [cells[str(n)] for n in range(1, 41)] == list(polecat.COLUMNS)
    section = text[text.index("1 EventID"):text.index("## 8. ")]
    assert re.findall(r"(?:^| - )\d+ (\w+)", section, re.M) == list(phoenix.COLUMNS)
