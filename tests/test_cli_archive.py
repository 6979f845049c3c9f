"""The commands on an archive, run as a user runs them: ingest, find, export, import, recode, and how they fail."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique.archive import open_archive
from communique.cli import main

pytestmark = pytest.mark.model
STORIES = {
    "lima.txt": "LIMA, May 27 (Andina) - Peru expelled two Chilean envoys on Monday. “This was overdue,” Peru’s foreign minister said.\n",
    "oslo.txt": "Norway urged Iceland on Tuesday to release the crew of a trawler.\n\nIceland refused to release the crew.\n",
    "accra.txt": "Ghana and Togo will hold talks in Accra next week on fishing rights.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles in a folder."""
    for name, text in STORIES.items():
        (tmp_path / "news" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "news" / name).write_text(text, "utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> int:
    """The exit status of a command on the folder's archive."""
    return main([*arguments, "--archive", str(folder / "a.db")])


@pytest.fixture
def kept(folder: Path) -> Path:
    """The folder with its archive."""
    assert run(folder, "ingest", str(folder / "news"), "--published", "2024-05-28", "--jobs", "1") == 0
    return folder


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
    assert isinstance(event, dict) and (event["type"], event["mode"]) == ("SANCTION", "expel") and row["day"] == "2024-05-27"
    assert run(kept, "find", "trawler crew", "--json") == 0
    [article] = lines(capsys)
    assert "**trawler**" in str(article["snippet"])
    assert run(kept, "find", "--of", "statements", "--actor", "Peru", "--json") == 0
    assert [r["statement"]["speaker"]["role"] for r in lines(capsys)] == ["foreign minister"]  # type: ignore[index]
    assert run(kept, "find", "--actor", "FRA") == 0
    assert "no events match" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["gdelt", "icews", "polecat", "phoenix", "plover", "csv", "parquet"])
def test_a_file_of_each_format_goes_out_and_comes_in(kept: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
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


def test_failures_are_kept_and_tried_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "news" / "empty.txt").write_text("", "utf-8")
    assert run(folder, "ingest", str(folder / "news"), "--jobs", "1") == 1
    capsys.readouterr()
    assert run(folder, "find", "--failures", "--json") == 0
    [row] = lines(capsys)
    assert str(row["origin"]).endswith("empty.txt") and row["attempts"] == 1
    assert run(folder, "ingest", str(folder / "news"), "--jobs", "1") == 1  # a plain second run is no new attempt
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
        (("find", "--type", "MEET"), "is no type; give one of AGREE"),
        (("find", "--since", "2025-13"), "'2025-13'"),
        (("export", "gdlt"), "no format 'gdlt'"),
        (("import", "icalendar", "x.ics"), "no format 'icalendar' to read"),
        (("ingest",), "name files, folders"),
    ],
)
def test_what_is_wrong_is_said(folder: Path, arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, *arguments) == 2
    assert message in capsys.readouterr().err


def test_a_question_makes_no_archive(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "find") == 2
    assert "no archive there" in capsys.readouterr().err and not (folder / "a.db").exists()


def test_ctrl_c_keeps_what_was_read(folder: Path) -> None:
    many = folder / "many.jsonl"
    story = STORIES["lima.txt"] * 4
    many.write_text(
        "".join(json.dumps({"id": f"s{n}", "text": f"{story}\nStory {n}.", "published": "2024-05-28"}) + "\n" for n in range(400))
    )
    command = [sys.executable, "-m", "communique", "ingest", str(many), "--jobs", "2", "--archive", str(folder / "a.db")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    for _ in range(600):
        time.sleep(0.1)
        if (folder / "a.db").exists() and os.path.getsize(folder / "a.db") and counted(folder) > 0:
            break
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130 and "Traceback" not in said and "everything read so far is kept" in said
    first = counted(folder)
    assert 0 < first < 400
    assert subprocess.run(command, capture_output=True, timeout=300).returncode == 0 and counted(folder) == 400


def counted(folder: Path) -> int:
    """How many articles the archive holds."""
    try:
        with open_archive(folder / "a.db", create=False) as archive:
            return archive.counts()["articles"]
    except Exception:  # it is being made
        return 0
