"""CSV and Parquet: no cell that a spreadsheet runs, lists that stay lists, types that databases read,
and faults by row."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import formats
from communique.formats import table
from communique.knowledge import ontology
from communique.records import Actor, When
from communique.text.controls import without_controls
from rows import bad, good, own, read, write

pyarrow_parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet needs pyarrow")
BERG = [Actor("Kari Berg", "NOR", "GOV", "Foreign Minister"), Actor("a crowd; or two", None, "CVL")]


def cells(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file by its header."""
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-cmd", "@SUM(A1)", "\tx", "\rx", "'=1", "''@x", "\n=1", " =1", "＝1+1", "\r\n＋1"]
)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    data = write("csv", own(actor=[Actor(text, "NOR")], origin={"title": text, "outlet": text}))
    (row,) = cells(data)
    assert row["title"] == row["outlet"] == row["actor_name"] == "'" + text
    (back,) = good("csv", data)
    told = without_controls(text)  # a title is of one line
    assert (back.article.title, back.article.outlet, back.event.actors[0].name) == (told, told, text)


@given(st.text())
def test_guards_come_off(text: str) -> None:
    assert table.unguarded(table.guarded(text)) == text
    assert not table.guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(st.text(min_size=1), min_size=1))
def test_lists_in_a_cell(values: list[str]) -> None:
    assert table.split(table.unguarded(table.plain(values, table.LIST))) == values


def test_numbers_stay_numbers() -> None:
    (row,) = cells(write("csv", own(cameo="161", mode="expel", score=-5.5)))
    assert (row["score"], row["goldstein"], row["evidence_start"]) == ("-5.5", "-4.0", "0")


def test_a_row_of_csv() -> None:
    given = own(
        actor=BERG, when=When("2024-05-20", "2024-05-26", "week", "last week"), status="planned", cameo="161"
    )
    (row,) = cells(write("csv", given))
    assert tuple(row) == tuple(table.COLUMNS)
    assert (row["actor_country"], row["actor_name"], row["actor_sector"]) == (
        "NOR;", r"Kari Berg;a crowd\; or two", "GOV;CVL",
    )
    assert (row["day"], row["start"], row["end"], row["precision"]) == (
        "2024-05-20", "2024-05-20", "2024-05-26", "week",
    )
    assert row["evidence"] == "Norway on Monday expelled two Chilean envoys."
    assert row["rule"] == "sanction.expel"


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_what_comes_back(name: str) -> None:
    given = own(
        actor=BERG, when=When("2024-05-20", "2024-05-26", "week", "last week"), status="planned", cameo="161",
        mode="expel", contexts=("diplomatic", "legal"), addressees=(Actor("UN", "UNO"),), statement="s1",
        confidence=0.75, score=-5.5, quad=ontology.quad("SANCTION"),
    )
    (back,) = good(name, write(name, given))
    for field in (
        "id", "type", "mode", "contexts", "actors", "recipients", "addressees", "status", "when", "cameo",
        "quad", "score", "statement", "confidence",
    ):
        assert getattr(back.event, field) == getattr(given.event, field), field
    assert back.event.evidence.text == ""
    assert any("Norway on Monday expelled" in reason for reason in back.event.because)


def test_parquet_has_types() -> None:
    file = io.BytesIO(write("parquet", own(actor=BERG, when=When("2024-05-20", "2024-05-20", "day", None))))
    found = pyarrow_parquet.read_table(file)
    (row,) = found.to_pylist()
    assert row["day"] == row["start"] == date(2024, 5, 20)
    assert row["actor_name"] == ["Kari Berg", "a crowd; or two"]
    assert [str(found.schema.field(c).type) for c in ("quad", "geonameid", "day")] == [
        "int64", "int64", "date32[day]",
    ]


def test_parquet_is_written_in_batches() -> None:
    file = io.BytesIO()
    assert (
        formats.write("parquet", (own(id=f"{n:012x}") for n in range(table.BATCH + 5)), file)
        == table.BATCH + 5
    )
    assert pyarrow_parquet.ParquetFile(file).num_row_groups == 2
    assert sum(1 for _ in formats.read("parquet", file, "made.parquet")) == table.BATCH + 5


def test_empty_tables() -> None:
    assert good("csv", write("csv")) == good("parquet", write("parquet")) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("SANCTION", "MEET"), "type is 'MEET'"), (("2024-05-28", "28 May"), "is '28 May'"),
        (("actual", "done"), "status is 'done'"), (("sanction.expel", "\x00"), "null character"),
        ((",0.8,", ",high,"), "confidence is 'high'"),
    ],
)
def test_bad_cells_are_named(change: tuple[str, str], words: str) -> None:
    first, second = write("csv", own()), write("csv", own(id="b" * 12)).splitlines(keepends=True)[1]
    data = first.replace(*(c.encode() for c in change)) + second
    assert words in bad("csv", data).message and [
        r for r in read("csv", data) if isinstance(r, formats.Coded)
    ] == good("csv", write("csv", own(id="b" * 12)))


def test_rows_of_another_width() -> None:
    assert "1 cells where the header has" in bad("csv", write("csv") + b"only one\r\n").message


def test_headers_of_another_table() -> None:
    assert "the header has no article, id, type" in bad("csv", b"a,b\n1,2\n").message
    file = io.BytesIO()
    import pyarrow
    pyarrow_parquet.write_table(pyarrow.table({"a": [1]}), file)
    assert "no column article, id, type" in bad("parquet", file.getvalue()).message


def test_columns_in_another_order_and_others_besides() -> None:
    (row,) = good("csv", b"\xef\xbb\xbfnote,type,id,article\nhello,SANCTION,e1,a1\n")
    assert (row.event.id, row.article.id, row.event.when, row.event.actors) == ("e1", "a1", None, ())


def test_what_is_no_parquet() -> None:
    assert "not a sound Parquet file" in bad("parquet", b"PAR1 is not enough").message
    assert "not a sound Parquet file" in bad("parquet", write("parquet", own())[:-20]).message


def test_without_pyarrow_the_remedy_is_named() -> None:
    code = (
        "import sys, io; sys.modules['pyarrow'] = None\nfrom communique import formats\n"
        "try: formats.write('parquet', [], io.BytesIO())\nexcept formats.FormatError as error: print(error)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert found == "Parquet needs pyarrow; install it with: pip install 'communique[parquet]'\n"


def test_other_formats_load_neither_pyarrow_nor_icalendar() -> None:
    code = (
        "import sys; import communique.formats; print([m for m in ('pyarrow', 'icalendar', 'pandas', "
        "'spacy') if m in sys.modules])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )
