"""The commands on an archive, run as a user runs them: ingest, find, export, import, recode,
and how they fail."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from communique import pipeline, reader
from communique.archive import Kept, open_archive
from communique.cli import main
from communique.sources.arrivals import Arrival
from quickreader import QuickReader

pytestmark = [pytest.mark.model, pytest.mark.command]
STORIES = {
    "lima.txt": "LIMA, May 27 (Andina) - Peru expelled two Chilean envoys on Monday. “This was overdue,” "
                "Peru’s foreign minister said.\n",
    "oslo.txt": "Norway urged Iceland on Tuesday to release the crew of a trawler.\n\nIceland refused to "
                "release the crew.\n",
    "accra.txt": "Ghana and Togo will hold talks in Accra next week on fishing rights.\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three articles in a folder."""
    monkeypatch.setenv("COLUMNS", "120")
    return write(tmp_path)


def write(folder: Path) -> Path:
    """A folder with the articles written into it."""
    (folder / "news").mkdir()
    for name, text in STORIES.items():
        (folder / "news" / name).write_text(text, "utf-8")
    return folder


def run(folder: Path, *arguments: str) -> int:
    """The exit status of a command on the folder's archive."""
    return main([*arguments, "--archive", str(folder / "a.db")])


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with its archive, which the command line read in a process of its own."""
    folder = write(tmp_path_factory.mktemp("ingested"))
    assert run(folder, "ingest", str(folder / "news"), "--published", "2024-05-28", "--jobs", "1") == 0
    return folder


@pytest.fixture
def kept(ingested: Path, tmp_path: Path) -> Path:
    """A copy of the folder with its archive."""
    return shutil.copytree(ingested, tmp_path, dirs_exist_ok=True)


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """The JSON lines that were printed."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_second_run_changes_nothing(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_archive(kept / "a.db") as archive:
        before = archive.counts()
    assert run(kept, "ingest", str(kept / "news"), "--published", "2024-05-28", "--json") == 0
    counts = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (counts["new"], counts["skipped"], counts["failed"]) == (0, 3, 0)
    with open_archive(kept / "a.db") as archive:
        assert archive.counts() == before


def test_find_by_dyad_and_by_text(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(kept, "find", "--dyad", "PER-CHL", "--json") == 0
    [row] = lines(capsys)
    event = row["event"]
    assert isinstance(event, dict) and (event["type"], event["mode"]) == ("SANCTION", "expel")
    assert row["day"] == "2024-05-27"
    assert run(kept, "find", "trawler crew", "--json") == 0
    [article] = lines(capsys)
    assert "**trawler**" in str(article["snippet"])
    assert run(kept, "find", "--of", "statements", "--actor", "Peru", "--json") == 0
    assert [r["statement"]["speaker"]["role"] for r in lines(capsys)] == ["foreign minister"]  # type: ignore[index]
    assert run(kept, "find", "--actor", "FRA") == 0
    assert "no events match" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["gdelt", "icews", "polecat", "phoenix", "plover", "csv", "parquet"])
def test_a_file_of_each_format_goes_out_and_comes_in(
    kept: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow")
    file = str(kept / f"events.{name}")
    assert run(kept, "export", name, "-o", file) == 0
    other = kept / "other"
    other.mkdir()
    assert main(["import", name, file, "--archive", str(other / "a.db"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["new"] >= 1
    assert run(other, "find", "--dyad", "PER-CHL", "--json") == 0
    assert any(row["event"]["type"] == "SANCTION" for row in lines(capsys))  # type: ignore[index]


def test_failures_are_kept_and_tried_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reader, "Reader", QuickReader)
    (folder / "news" / "empty.txt").write_text("", "utf-8")
    assert run(folder, "ingest", str(folder / "news"), "--jobs", "1") == 1
    capsys.readouterr()
    assert run(folder, "find", "--failures", "--json") == 0
    [row] = lines(capsys)
    assert str(row["origin"]).endswith("empty.txt") and row["attempts"] == 1
    # a plain second run is no new attempt
    assert run(folder, "ingest", str(folder / "news"), "--jobs", "1") == 1
    assert run(folder, "ingest", "--retry", "--jobs", "1") == 2  # nothing could be done
    capsys.readouterr()
    run(folder, "find", "--failures", "--json")
    assert lines(capsys)[0]["attempts"] == 2
    (folder / "news" / "empty.txt").write_text("Chad recalled its ambassador to Sudan.", "utf-8")
    assert run(folder, "ingest", "--retry", "--jobs", "1") == 0
    run(folder, "find", "--failures", "--json")
    assert lines(capsys) == []


def test_recode_shows_what_changed(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(kept, "recode", "--dry", "--json") == 0
    done = capsys.readouterr()
    assert done.out == "" and "0 changed" in done.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("find", "--dyad", "PERU"), "is no dyad"),
        (("find", "--type", "MEET"), "give one of AGREE"),
        (("find", "--since", "2025-13"), "'2025-13'"),
        (("export", "gdlt"), "no format 'gdlt'"),
        (("import", "icalendar", "x.ics"), "no format 'icalendar' to read"),
        (("ingest",), "name files, folders"),
    ],
)
def test_what_is_wrong_is_said(
    folder: Path, arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, *arguments) == 2
    assert message in capsys.readouterr().err


def test_a_question_makes_no_archive(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "find") == 2
    assert "no archive there" in capsys.readouterr().err and not (folder / "a.db").exists()


def test_recode_says_by_its_exit_status_what_failed(
    kept: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_archive(kept / "a.db") as archive:
        before = archive.counts()
        longest = max(len(article.text) for article in archive.texts())
    monkeypatch.setattr(reader, "LONGEST", longest - 1)
    monkeypatch.setattr(pipeline, "Pool", Here)
    assert run(kept, "recode") == 1
    said = capsys.readouterr().err
    assert "lima" in said and "1 of 3 articles could not be read again" in said
    monkeypatch.setattr(reader, "LONGEST", 1)
    assert run(kept, "recode") == 2
    with open_archive(kept / "a.db") as archive:
        assert archive.counts() == before


class Here(pipeline.Pool):
    """A pool that reads in this process, where a test may change what it likes."""

    def read(self, batches: Iterable[list[Arrival]]) -> Iterator[list[Kept]]:
        """Each batch read."""
        return (pipeline.taken(self.reader, group) for group in batches)
