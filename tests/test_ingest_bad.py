"""Bad input and bad luck in the middle of an ingest: one clear line that says what to do, an exit status,
and what was committed stays.

The command line is the real one, and so are its processes, disks and databases; what they read is made up,
so that no parser is loaded thirty times.
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from communique import reader
from communique.archive import engine, open_archive
from communique.cli import main
from postgres import Server
from quickreader import BATCH, GATE, PROGRAM, QuickReader
from sites import Answer, site
from test_sources_warc import page, record

pytestmark = pytest.mark.command
STORY = (
    "Norway on Monday expelled two Chilean envoys. Chile refused to take them back, its foreign minister "
    "told reporters in Santiago."
)
DAY = ("--published", "2024-05-28")
EMPTY_FILES = 300


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the command line reads is made up in this process, too."""
    monkeypatch.setattr(reader, "Reader", QuickReader)


def news(path: Path, count: int, length: int = 1, gate: int | None = None) -> Path:
    """JSON Lines of so many articles; over that of a number who reads waits at the gate."""
    lines = (
        json.dumps({
            "id": "gate" if n == gate else f"s{n}", "text": f"{STORY * length}\nThis is report {n}.",
            "published": "2024-05-28", "language": "en",
        })
        for n in range(count)
    )  # fmt: skip
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def command(*arguments: str | Path) -> list[str]:
    """The command line in a process of its own."""
    return [*PROGRAM, *map(str, arguments)]


def run(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    """The command line run to its end in a process of its own."""
    return subprocess.run(command(*arguments), capture_output=True, text=True, timeout=300, **options)  # type: ignore[call-overload,no-any-return]


def ids(where: str | Path) -> set[str]:
    """The ids of all articles in an archive."""
    with open_archive(where, create=False) as archive:
        return {article.id for article in archive.texts()}


def error(said: str) -> str:
    """The one line that tells of the error; nothing else looks like one."""
    assert "Traceback" not in said
    [line] = [line for line in said.splitlines() if line.startswith("error:")]
    return line


def counted(where: str) -> int:
    """How many articles are there; none while the archive is being made."""
    try:
        return len(ids(where))
    except Exception:
        return 0


def until(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Wait for something that a process does."""
    while not condition():
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)


# -- files ---------------------------------------------------------------------------------------------------


def test_a_truncated_web_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = b"".join(gzip.compress(record(f"https://news.example/{n}", page(n))) for n in range(1, 5))
    (tmp_path / "a.warc.gz").write_bytes(whole[: int(len(whole) * 0.9)])
    assert (
        main(["ingest", str(tmp_path / "a.warc.gz"), "--jobs", "1", "--archive", str(tmp_path / "a.db")]) == 1
    )
    said = capsys.readouterr().err
    assert "a.warc.gz" in error(said) and "3 new articles" in said and "1 failed" in said
    assert ids(tmp_path / "a.db") == {f"https://news.example/{n}" for n in (1, 2, 3)}
    (tmp_path / "a.warc.gz").write_bytes(whole)
    assert (
        main(["ingest", str(tmp_path / "a.warc.gz"), "--jobs", "1", "--archive", str(tmp_path / "a.db")]) == 0
    )
    assert len(ids(tmp_path / "a.db")) == 4
    with open_archive(tmp_path / "a.db") as archive:
        assert archive.failures() == []


def test_a_gzip_bomb(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    with gzip.open(folder / "bomb.html.gz", "wb", compresslevel=1) as out:
        for _ in range(300):
            out.write(b"<p>boom</p>" * 100_000)
    (folder / "good.txt").write_text(STORY, "utf-8")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert main(["ingest", str(folder), *DAY, "--jobs", "1", "--archive", str(tmp_path / "a.db")]) == 1
    said = capsys.readouterr().err
    assert "bomb.html.gz" in error(said) and "1 new articles" in said
    # some pages, not the 330 MB
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def test_a_feed_whose_entities_expand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 9))
    bomb = (
        f'<!DOCTYPE rss [<!ENTITY e0 "canal canal">{rows}]><rss '
        'version="2.0"><channel><title>&e8;</title></channel></rss>'
    )
    with site() as local:
        entry = f"<item><title>Ferries</title><link>{local.url}/1</link></item>"
        good = f'<rss version="2.0"><channel><title>Wire</title>{entry}</channel></rss>'
        local.pages |= {"/bomb": Answer(bomb.encode()), "/good": Answer(good.encode()), "/1": Answer(page(1))}
        feeds = tmp_path / "feeds.toml"
        feeds.write_text(
            "".join(f'[[feed]]\nname = "{name}"\nurl = "{local.url}/{name}"\n' for name in ("bomb", "good")),
            "utf-8",
        )
        asked = [
            "watch", str(feeds), "--once", "--allow-private", "--delay", "0", "--archive",
            str(tmp_path / "a.db"),
        ]
        assert main(asked) == 1
        said = " ".join(capsys.readouterr().err.split())
        assert "declares entities" in said and "Traceback" not in said
        assert ids(tmp_path / "a.db") == {f"{local.url}/1"}
        with open_archive(tmp_path / "a.db") as archive:
            assert {state.url.rpartition("/")[2]: state.failures for state in archive.feeds()} == {
                "bomb": 1, "good": 0,
            }


def test_many_empty_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for n in range(EMPTY_FILES):
        os.close(os.open(folder / f"{n:06}.txt", os.O_CREAT | os.O_WRONLY))
    (folder / "good.txt").write_text(STORY, "utf-8")
    for turn in range(2):  # a second run tells the same and counts nothing twice
        assert main(["ingest", str(folder), *DAY, "--jobs", "1", "--archive", str(tmp_path / "a.db")]) == 1
        said = capsys.readouterr().err
        assert f"{EMPTY_FILES:,} failed" in said and ("1 new articles" in said) == (turn == 0)
        assert said.count("error:") <= 20 and "find --failures" in said and "Traceback" not in said
        with open_archive(tmp_path / "a.db") as archive:
            failures = archive.failures()
        assert len(failures) == EMPTY_FILES and {f.attempts for f in failures} == {1}
        assert "empty" in failures[0].message


# -- disks ---------------------------------------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no right to mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_disk_that_fills_up(small: Path, tmp_path: Path) -> None:
    corpus, where = news(tmp_path / "news.jsonl", 400, 40), small / "a.db"
    done = run("ingest", corpus, "--jobs", "1", "--archive", where)
    assert done.returncode == 2 and str(where) in error(done.stderr)
    assert "make room and run this again" in error(done.stderr)
    kept = ids(where)
    assert 0 < len(kept) < 400 and len(kept) % BATCH == 0
    subprocess.run(["mount", "-o", "remount,size=64m", str(small)], check=True)
    assert run("ingest", corpus, "--jobs", "1", "--archive", where).returncode == 0
    assert len(ids(where)) == 400


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """A folder with an archive of two articles in which nothing may be written."""
    folder = tmp_path / "closed"
    folder.mkdir()
    root = os.geteuid() == 0
    if (
        root
        and subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(folder)], capture_output=True).returncode
    ):
        pytest.skip("root may write everywhere, and there is no right to mount a disk read-only")
    try:
        assert (
            main([
                "ingest", str(news(tmp_path / "two.jsonl", 2)), "--jobs", "1", "--archive",
                str(folder / "a.db"),
            ])
            == 0
        )
        if root:
            subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        else:
            (folder / "a.db").chmod(0o400)
            folder.chmod(0o500)
        yield folder
    finally:
        if root:
            subprocess.run(["umount", "-l", str(folder)], check=True)
        else:
            folder.chmod(0o700)


def test_a_read_only_folder(closed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = str(news(tmp_path / "more.jsonl", 3))
    capsys.readouterr()
    for name in ("a.db", "new.db"):
        assert main(["ingest", more, "--jobs", "1", "--archive", str(closed / name)]) == 2
        line = error(capsys.readouterr().err)
        assert str(closed / name) in line and ("permissions" in line or "where you may write" in line)
    assert main(["ingest", more, "--jobs", "1", "--archive", str(closed / "deep" / "new.db")]) == 2
    assert "where you may write" in error(capsys.readouterr().err)


def test_questions_to_an_archive_in_a_read_only_folder(
    closed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["find", "--dyad", "NOR-CHL", "--json", "--archive", str(closed / "a.db")]) == 0
    assert len(capsys.readouterr().out.splitlines()) >= 2


# -- databases -----------------------------------------------------------------------------------------------


def test_a_database_of_a_newer_version(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_archive(where) as archive, archive.write() as connection:
        connection.execute(text(f"UPDATE {engine.VERSION_TABLE} SET version_num = '0099'"))
    assert main(["ingest", str(news(tmp_path / "news.jsonl", 1)), "--archive", where]) == 2
    line = error(capsys.readouterr().err)
    assert "0099" in line and engine.VERSION in line and "update communique" in line


def test_two_ingests_at_once(where: str, tmp_path: Path) -> None:
    one, other = news(tmp_path / "one.jsonl", 64), tmp_path / "other.jsonl"
    other.write_text("".join(reversed(one.read_text("utf-8").splitlines(keepends=True))), "utf-8")
    both = [
        subprocess.Popen(
            command("ingest", file, "--jobs", "1", "--archive", where), stderr=subprocess.PIPE, text=True
        )
        for file in (one, other)
    ]
    said = [process.communicate(timeout=300)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert ids(where) == {f"s{n}" for n in range(64)}
    with open_archive(where) as archive:
        counts = archive.counts()
        assert counts["articles"] == 64 and not any(archive.revisions(f"s{n}") for n in (0, 32, 63))
        assert sum(m.events for m in archive.dyad_months(("NOR", "CHL"), type="SANCTION")) == 64


def test_a_server_that_goes_away_in_the_middle(
    postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, where, gate = news(tmp_path / "news.jsonl", 80, 3, 50), postgres.database(), tmp_path / "gate"
    monkeypatch.setenv(GATE, str(gate))
    process = subprocess.Popen(
        command("ingest", corpus, "--jobs", "2", "--archive", where), stderr=subprocess.PIPE, text=True
    )
    until(lambda: counted(where) > 0, process)
    postgres.stop()
    gate.touch()
    try:
        said = process.communicate(timeout=120)[1]
    finally:
        postgres.start()
    assert process.returncode == 2 and "start it and run this again" in error(said)
    assert "what was committed is kept" in said
    kept = len(ids(where))
    assert 0 < kept <= 48 and kept % BATCH == 0
    assert run("ingest", corpus, "--jobs", "1", "--archive", where).returncode == 0
    assert len(ids(where)) == 80
