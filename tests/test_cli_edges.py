"""What the command line does at its edges: full disks, devices, pipes and links, broken records, secrets,
impatient users."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import quickreader
from briefmakers import filled
from communique.archive import Kept, open_archive
from communique.cli import main
from makers import article, reading

STORY = (
    "Norway on Monday expelled two Chilean envoys. Chile refused to take them back, its foreign minister "
    "told reporters in Santiago."
)


pytestmark = pytest.mark.command


@pytest.fixture
def where(tmp_path: Path) -> Path:
    """An archive with three articles of two events each."""
    path = tmp_path / "a.db"
    with open_archive(path) as archive:
        archive.add([
            Kept(f"/{n}", reading(article=article(id=f"s{n}", url=f"https://news.example/{n}")))
            for n in range(3)
        ])
    return path


def command(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    """The command line run to its end in a process of its own."""
    given = [sys.executable, "-m", "communique", *map(str, arguments)]
    return subprocess.run(given, stderr=subprocess.PIPE, text=True, **options)  # type: ignore[call-overload,no-any-return]


# ---------------------------------------------------------------- where it writes
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize(
    "arguments",
    [
        ("find",), ("export", "csv"), ("export", "parquet"), ("brief", "NOR"), ("--help",),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_full_standard_output_is_said_and_no_traceback(where: Path, arguments: tuple[str, ...]) -> None:
    own = ("--archive", where) if arguments[0] in ("find", "export", "brief") else ()
    with open("/dev/full", "wb") as full:
        done = command(*arguments, *own, stdout=full)
    assert done.returncode == 2 and "Traceback" not in done.stderr and "Exception" not in done.stderr, (
        done.stderr
    )
    assert arguments[0] == "--help" or "No space left on device" in done.stderr


def test_a_device_a_pipe_and_a_link_are_written_through_and_stay(where: Path, tmp_path: Path) -> None:
    pipe, link, target, null = (
        tmp_path / "pipe", tmp_path / "link.csv", tmp_path / "target.csv", tmp_path / "null",
    )
    os.mkfifo(pipe)
    target.write_text("old")
    link.symlink_to(target)
    got: list[bytes] = []
    taker = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    taker.start()
    assert main(["export", "csv", "-o", str(pipe), "--archive", str(where)]) == 0
    taker.join()
    assert got[0].startswith(b"article,") and stat.S_ISFIFO(pipe.stat().st_mode)
    assert main(["export", "csv", "-o", str(link), "--archive", str(where)]) == 0
    assert link.is_symlink() and target.read_bytes() == got[0]
    assert main(["brief", "NOR", "-o", "/dev/null", "--archive", str(where)]) == 0
    assert main(["export", "csv", "-o", "/dev/null", "--archive", str(where)]) == 0
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode) and not os.path.exists("/dev/null.svg")
    assert not os.path.exists("/dev/.svg")
    try:
        os.mknod(null, stat.S_IFCHR | 0o600, os.makedev(1, 3))
    except PermissionError:
        return
    assert main(["export", "csv", "-o", str(null), "--archive", str(where)]) == 0
    assert stat.S_ISCHR(null.stat().st_mode)


def test_an_export_that_fails_leaves_the_old_file_and_nothing_beside_it(where: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    file = tmp_path / "out" / "a.csv"
    file.write_text("old")
    file.chmod(0o640)
    broken(where, "events")
    assert main(["export", "csv", "-o", str(file), "--archive", str(where)]) == 1
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [one.name for one in file.parent.iterdir()] == ["a.csv"]
    assert main(["export", "csv", "-o", str(tmp_path / "out"), "--archive", str(where)]) == 2
    assert [one.name for one in file.parent.iterdir()] == ["a.csv"]


def test_the_picture_beside_a_brief_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief", "NOR-CHL", "-o", str(tmp_path / "b.md"), "--archive", str(filled(tmp_path))]) == 0
    assert ("with b.svg beside it" in capsys.readouterr().err) == (tmp_path / "b.svg").exists()
    assert main(["brief", "--help"]) == 0
    assert ".svg" in capsys.readouterr().out


# ---------------------------------------------------------------- what it reads
def broken(where: Path, table: str) -> None:
    """Damage one of the records of a table: one row is no JSON, another no record."""
    with sqlite3.connect(where) as connection:
        first, second = [row[0] for row in connection.execute(f"SELECT rowid FROM {table} LIMIT 2")]
        connection.execute(f"UPDATE {table} SET record = '{{' WHERE rowid = ?", (first,))
        connection.execute(f"UPDATE {table} SET record = '[1]' WHERE rowid = ?", (second,))
    connection.close()


@pytest.mark.parametrize("kind", ["events", "statements", "meetings", "positions"])
def test_a_broken_record_is_named_and_the_others_are_found(
    where: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["find", "--of", kind, "--json", "--archive", str(where)])
    whole = capsys.readouterr().out.splitlines()
    broken(where, kind)
    assert main(["find", "--of", kind, "--json", "--archive", str(where)]) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == len(whole) - 2
    assert set(map(key, said.out.splitlines())) <= set(map(key, whole))
    assert said.err.count("error: ") == 2 and "communique recode" in said.err and "Traceback" not in said.err
    assert main(["find", "--of", kind, "--limit", "1", "--archive", str(where)]) in (0, 1)


def key(line: str) -> str:
    """What a line is about."""
    return str(json.loads(line)["cursor"])


@pytest.mark.parametrize("format_", ["csv", "plover", "gdelt"])
def test_a_broken_record_does_not_stop_an_export(
    where: Path, format_: str, capfd: pytest.CaptureFixture[str]
) -> None:
    main(["export", format_, "--archive", str(where)])
    whole = capfd.readouterr()
    broken(where, "events")
    assert main(["export", format_, "--archive", str(where)]) == 1
    said = capfd.readouterr()
    assert len(said.out.splitlines()) == len(whole.out.splitlines()) - 2
    assert said.err.count("error: event ") == 2


def test_a_page_is_full_in_spite_of_broken_records(where: Path) -> None:
    broken(where, "events")
    with open_archive(where) as archive:
        from communique.archive import Query

        rows = archive.events(Query(limit=3))
        assert len(rows) == 3 and len(archive.events(Query(limit=3, after=rows[-1].cursor))) == 1


# ---------------------------------------------------------------- what it says
@pytest.mark.parametrize(
    "given",
    [
        "postgresql://ada:S3cret@host:abc/db", "postgresql://ada:S3cret@host:99999999/db",
        "postgresql:/ada:S3cret@host/db", "postgres://ada:S3cret@[host/db", "mysql://ada:S3cret@host/db",
        "mysql://ada:S3cret/x@host/db?password=S3cret", "postgresql://ada:S3cret",
        "sqlite+foo:///x?password=S3cret", "postgresql+nodriver://ada:S3cret@host/db",
        "postgresql:ada:S3cret@host",
    ],
)  # fmt: skip
@pytest.mark.parametrize("by", ["option", "environment"])
def test_a_mistyped_address_is_said_without_its_password(
    given: str, by: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    if by == "environment":
        monkeypatch.setenv("COMMUNIQUE_ARCHIVE", given)
    assert main(["find", *(("--archive", given) if by == "option" else ())]) == 2
    said = capsys.readouterr().err
    assert said.startswith("error: ") and said.count("\n") == 1 and "S3cret" not in said and "; " in said


# ---------------------------------------------------------------- how it is stopped
@pytest.mark.parametrize("apart", [None, 0.3])
def test_ctrl_c_once_or_twice_ends_an_ingest(
    tmp_path: Path, apart: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, file, count = tmp_path / "a.db", tmp_path / "many.jsonl", 500
    # who reads the one before the last waits for ever: it is in the midst, however late Ctrl-C comes
    named = ("gate" if n == count - 2 else f"s{n}" for n in range(count))
    file.write_text("".join(json.dumps({"id": id, "text": f"{STORY}\nStory {id}."}) + "\n" for id in named))
    monkeypatch.setenv(quickreader.GATE, str(tmp_path / "none"))
    given = [*quickreader.PROGRAM, "ingest", str(file), "--jobs", "2", "--archive", str(where)]
    process = subprocess.Popen(given, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while kept(where) == 0:
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    if apart is not None:
        time.sleep(apart)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
    try:
        said = process.communicate(timeout=600)[1]  # it hung here for ever
    finally:
        process.kill()
    assert process.returncode == 130 and "Traceback" not in said and "Exception" not in said, said
    assert apart is not None or "everything read so far is kept" in said
    assert 0 < kept(where) < count


def kept(where: Path) -> int:
    """How many articles an archive holds; none while it is being made."""
    try:
        with sqlite3.connect(f"file:{where}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_ctrl_c_while_it_loads_leaves_no_traceback() -> None:
    program = (
        "import signal, sys, communique.__main__ as start\n"
        "class Impatient:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'communique.cli.briefing': signal.raise_signal(signal.SIGINT)\n"
        "sys.meta_path.insert(0, Impatient())\n"
        "start.run()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
