"""Frames: a row a record of every kind, from readings and from an archive; one kind of missing value,
days that are times; files."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas
import pytest

import communique
from communique import frames
from communique.archive import Item, Kept, open_archive
from communique.asking import AskError
from communique.cli import main
from communique.frames import columns, files
from communique.frames.tables import ROWS, Tables
from communique.records import Demand, Dispute, DueMeeting, HeldPosition, Reading, Report, When
from communique.settle import settle
from makers import actor, article, event, failure, part, reading, statement, when
from webmakers import HOSTILE, SCRIPT, hostile, sound

REPORT = Report(
    "sound", None, "Fjord News", "2024-05-28", part("Norway on Monday expelled two Chilean envoys.")
)
LEDGERS = {
    "demands": Demand(
        "d1", ("NOR",), ("CHL",), "an apology", "open", "2024-05-27", "2024-05-28", 3, (), (REPORT,)
    ),
    "positions": HeldPosition(
        "p1", "NOR", "envoys", "opposes", "We had no choice", None, "2024-05-27", "2024-05-28", None,
        (REPORT,),
    ),
    "meetings": DueMeeting("m1", ("NOR", "CHL"), "talks", "planned", "2024-06-03", "2024-06-03", (REPORT,)),
    "disputes": Dispute(
        "q1", "Chile–Norway: envoys", ("CHL", "NOR"), "envoys", None, "t", "rising", ("t",), ("d1",), (), (),
        (), (),
    ),
}
READ = (
    "events", "statements", "nonresponses", "positions", "meetings", "links", "commitments", "times",
    "places",
)


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("frames") / "a.db"
    with open_archive(made) as archive:
        archive.add([Kept("sound.txt", sound()), Kept("hostile.txt", hostile())], coder="1")
        settle(archive)
        for kind, record in LEDGERS.items():
            status = next(
                getattr(record, name) for name in ("status", "stance", "phase") if hasattr(record, name)
            )
            sides = (("actor", "NOR"), ("recipient", "CHL"), ("party", "NOR"), ("party", "CHL"))
            item = Item(
                kind, record.id, "b", status, "2024-05-27", "2024-05-28", sides, "envoys", record.to_dict()
            )
            archive.put_items(kind, ["b"], [item])
    return made


@pytest.fixture
def tables(where: Path) -> Iterator[Tables]:
    with communique.open(where) as found:
        yield found


@pytest.mark.parametrize("kind", READ)
def test_every_kind_from_readings(kind: str) -> None:
    many = [reading(), failure(), reading()]
    table = getattr(frames, kind)(many)
    assert list(table.columns) == [c.name for c in frames.KINDS[kind]]
    assert len(table) == 2 * len(getattr(reading(), kind))
    assert typed(getattr(frames, kind)([])) == typed(table), "the types do not hang on the rows"


def typed(table: pandas.DataFrame) -> list[str]:
    return [str(kind) for kind in table.dtypes]


def test_cells() -> None:
    table = frames.events(reading())
    first, second = table.iloc[0], table.iloc[1]
    assert (first["actors"], first["recipients"], first["type"], first["mode"]) == (
        "NOR", "CHL", "SANCTION", "expel",
    )
    assert first["start"] == pandas.Timestamp("2024-05-27") and second["start"] is pandas.NaT
    assert table["published"].dt.year.tolist() == [2024, 2024]
    assert pandas.isna(second["cameo"]) and pandas.isna(second["score"]) and table["contexts"].isna().all(), (
        "one kind of missing value"
    )
    assert frames.statements(reading()).iloc[0]["speaker_name"] == "Kari Berg"
    assert frames.statements(reading(statements=(statement(None),)))["speaker_name"].isna().all()


def test_days_before_1678_and_vague_ones() -> None:
    old, vague = (
        event(when=When("1648-10-24", "1648-10-24", "day", "1648")),
        event(when=When(None, None, "unknown", "recently")),
    )
    table = frames.events(reading(events=(old, vague, event(when=when("2024-05-01", "2024-05-31", "month")))))
    assert str(table["start"][0])[:10] == "1648-10-24"
    assert table["start"].isna().tolist() == [False, True, False]
    assert (table["precision"].tolist()[1:], str(table["end"][2])[:10]) == (
        ["unknown", "month"], "2024-05-31",
    )


def test_several_values_in_a_cell() -> None:
    assert columns.codes((actor("NOR"), actor("CHL"), actor("NOR"), actor(None))) == "NOR;CHL"
    assert columns.codes((actor("IGO", body="NAT"),)) == "NAT", "a body stands with its own code"
    assert columns.listed(("a;b", "c\\d")) == "a\\;b;c\\\\d" and columns.listed(()) is None
    assert columns.names((actor(None, None, organization="Foreign Ministry"),)) == "Foreign Ministry"
    assert columns.names((actor(None, None, "Chile's embassy"),)) == "Chile's embassy"


def test_offsets_point_into_the_article() -> None:
    read = reading(article=article())
    for row in frames.events(read).to_dict("records"):
        assert read.article.text[row["evidence_start"] : row["evidence_end"]] == row["evidence"]


def test_without_pandas_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"communique\[frames\]"):
        frames.events(reading())


# ---------------------------------------------------------------- straight from an archive
@pytest.mark.parametrize("kind", ROWS)
def test_every_kind_from_an_archive(tables: Tables, kind: str) -> None:
    table = getattr(tables, kind)()
    assert list(table.columns) == [c.name for c in frames.KINDS[kind]]
    assert len(table) or kind == "commitments"
    assert not len(getattr(tables, kind)(actor="FRA"))


def test_every_table_goes_by_its_name() -> None:
    assert (Tables.events.__qualname__, frames.events.__qualname__) == ("events", "events")
    assert Tables.disputes.__name__ == "disputes" and Tables.disputes.__doc__ == "A row for each dispute."


def test_the_filters_are_those_of_every_face(tables: Tables) -> None:
    found = tables.events(actor="Norway", type="sanction", since="2024-05", outlet="Fjord News")
    assert found["id"].tolist() == [sound().events[0].id]
    assert len(tables.events(dyad="NOR-CHL", limit=1)) == 1
    assert tables.demands(as_of="2024-07-01")["age_days"].tolist() == [35]
    assert tables.nonresponses(recipient="FRA").empty
    assert len(tables.nonresponses(party="Chile", limit=1)) == 1
    for filters, said in (
        ({"actr": "CHN"}, "did you mean actor"), ({"actor": "Norwy"}, "NOR"), ({"type": "HUG"}, "no type"),
    ):
        with pytest.raises(AskError, match=said):
            tables.events(**filters)
    with pytest.raises(AskError, match="status of demands"):
        tables.demands(status="rising")


# ---------------------------------------------------------------- notebooks show them
def test_a_reading_shows_its_text_marked_and_escaped() -> None:
    shown = reading()._repr_html_()
    assert ">Norway on Monday expelled two Chilean envoys.</mark>" in shown
    assert "Norway → Chile: SANCTION expel, actual, 0.80" in shown
    bad = hostile()._repr_html_()
    assert SCRIPT not in bad and "&lt;script&gt;" in bad and "onerror" not in bad
    assert "<mark" not in Reading(article("Nothing happened."))._repr_html_()


def test_tables_show_their_words_escaped(tables: Tables) -> None:
    assert SCRIPT not in tables.events()._repr_html_() and "<table>" in tables._repr_html_()


# ---------------------------------------------------------------- files
@pytest.mark.parametrize("kind", ["events", "statements", "demands", "disputes"])
@pytest.mark.parametrize("form", files.FORMATS)
def test_files_come_back(where: Path, tmp_path: Path, kind: str, form: str, tables: Tables) -> None:
    out = tmp_path / f"x.{form}"
    assert (
        main(["export", form, "--of", kind, "-o", str(out), "--min-confidence", "0", "--archive", str(where)])
        == 0
    )
    table = getattr(tables, kind)(min_confidence=0)
    read = {"csv": pandas.read_csv, "parquet": pandas.read_parquet, "dta": pandas.read_stata}[form](out)
    assert [name.rstrip("_") for name in read.columns] == list(table.columns)
    assert read["id"].tolist() == table["id"].tolist()
    days = [c.name for c in frames.KINDS[kind] if c.holds == "day"]
    read.columns = list(table.columns)
    for day in days:
        assert pandas.to_datetime(read[day]).astype("datetime64[s]").equals(table[day])
    if form == "csv" and kind == "events":
        assert not any(line.startswith(("=", "+", "-", "@")) for line in read["rule"])
        assert HOSTILE in "".join(read["evidence"])
    if form == "dta":
        with pandas.io.stata.StataReader(out) as reader:
            assert reader.variable_labels() == {files.named(c): c.about[:80] for c in frames.KINDS[kind]}
            assert reader.data_label == kind


def test_the_codebook_names_every_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "codebook"]) == 0
    book = json.loads(capsys.readouterr().out)
    assert {kind: [row["column"] for row in rows] for kind, rows in book["tables"].items()} == {
        kind: [c.name for c in found] for kind, found in frames.KINDS.items()}  # fmt: skip
    assert all(row["about"] and row["holds"] for rows in book["tables"].values() for row in rows)
    assert book["missing"]
    assert main(["export", "codebook", "--of", "demnds"]) == 2
    assert "near it    demands" in capsys.readouterr().err


def test_a_table_goes_to_a_stream() -> None:
    table, stream = frames.events(reading()), io.BytesIO()
    assert files.write(table, frames.KINDS["events"], "csv", stream, "events") == 2
    assert stream.getvalue().startswith(b"article,url,outlet,published,id,type")
