"""`communique init` and `up`, and what a newcomer sees:
from an empty folder to the new act on the first page."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

import communique
from communique import cli
from communique.cli import project, running
from communique.errors import SourceError
from communique.sources import feeds

NEWS = {
    "id": "envoys", "published": "2025-06-03", "outlet": "Northern Herald",
    "title": "Norway expels two Chilean envoys",
    "text": "Norway on Tuesday expelled two Chilean diplomats. Chile demanded that Norway let them return.",
}  # fmt: skip

PATIENCE = 500  # seconds on the clock, where other work keeps the processors


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to set up."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ---------------------------------------------------------------- init
def test_init_writes_a_file_that_up_understands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    topics = ["--topic", "Norway", "--topic", "CHN-JPN"]
    assert cli.main(["init", "--yes", *topics, "--folder", "in", "--feed", "https://fjord.example/rss"]) == 0
    out, err = capsys.readouterr()
    assert "communique.toml" in out and "Next: communique up" in err and (folder / "in").is_dir()
    desk = project.load(folder / "communique.toml")
    assert desk.follow == ("NOR", "CHN-JPN") and desk.folders == (str(folder / "in"),)
    assert desk.archive == str(folder / "communique.db")
    assert [(feed.name, feed.url, feed.every) for feed in desk.feeds] == [
        ("fjord.example", "https://fjord.example/rss", 15.0)
    ]


def test_init_takes_the_feeds_of_packs_and_a_name_for_what_one_keeps(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "Ann")
    assert cli.main(["init", "--yes", "--pack", "un", "--feed", "https://fjord.example/rss"]) == 0
    desk = project.load(folder / "communique.toml")
    assert {feed.url for feed in desk.feeds} == {
        "https://fjord.example/rss", *(feed.url for feed in feeds.pack("un")),
    }
    assert desk.reviewer == "Ann" and desk.mail is None
    assert cli.main(["init", "--yes", "--replace", "--pack", "none"]) == 2


def test_init_changes_nothing_that_is_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "communique.toml").write_text("port = 9000\n", "utf-8")
    assert cli.main(["init", "--yes"]) == 2
    assert "already exists" in capsys.readouterr().err
    assert (folder / "communique.toml").read_text("utf-8") == "port = 9000\n"
    assert cli.main(["init", "--yes", "--replace"]) == 0
    assert (folder / "communique.toml.bak").read_text("utf-8") == "port = 9000\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--topic", "Atlantis"], "'Atlantis' is no code, and no country"),
        (["--topic", "Norwy-Iceland"], "NOR (Norway)"), (["--feed", "ftp://x"], "ftp"),
    ],
)  # fmt: skip
def test_init_refuses_what_it_does_not_know(
    folder: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["init", "--yes", *arguments]) == 2
    assert said in capsys.readouterr().err and not (folder / "communique.toml").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prot = 1", "'prot' is not a key"), ('port = "x"', "write port = 8020"),
        ("folders = [1]", 'write folders = ["inbox"]'), ("port = ", "cannot be read as TOML"),
        ('[[feed]]\nname = "x"', "no url"),
    ],
)  # fmt: skip
def test_a_faulty_file_is_named_with_its_remedy(folder: Path, text: str, said: str) -> None:
    (folder / "communique.toml").write_text(text, "utf-8")
    with pytest.raises(SourceError, match=r"communique\.toml") as error:
        project.load(folder / "communique.toml")
    assert said in str(error.value)


def test_text_of_toml_is_quoted(folder: Path) -> None:
    (folder / "c.toml").write_text(project.written('a "b"\\c\n', [], [], []), "utf-8")
    assert project.load(folder / "c.toml").archive.endswith('a "b"\\c\n')


# ---------------------------------------------------------------- up
def test_up_without_a_file_says_what_to_do(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["up"]) == 2
    assert "`communique init` writes one" in capsys.readouterr().err


def test_a_busy_port_is_a_plain_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "communique.toml").write_text("", "utf-8")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert cli.main(["up", "--port", str(port)]) == 2
    said = capsys.readouterr().err
    assert f"port {port} is taken" in said and "Traceback" not in said
    assert not (folder / "communique.db").exists()


def test_files_are_read_once_and_again_when_they_change(folder: Path) -> None:
    seen: dict[str, tuple[float, int]] = {}
    file = folder / "a.txt"
    file.write_text("x", "utf-8")
    os.utime(file, (1, 1))
    (folder / "b.docx").write_text("x", "utf-8")
    assert running.new_files([str(folder)], seen) == [str(file)]
    assert running.new_files([str(folder)], seen) == []
    file.write_text("xy", "utf-8")
    os.utime(file, (2, 2))
    assert running.new_files([str(folder)], seen) == [str(file)]


def spent(pid: int) -> float:
    """Seconds of a processor that a process has used: what a minute on an idle machine is,
    however busy this one; 0 where not known."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.model
def test_a_newcomer_sees_the_new_act_within_a_minute(folder: Path) -> None:
    assert cli.main(["init", "--yes"]) == 0
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "up.log"
    with log.open("w") as written:
        command = [sys.executable, "-m", "communique", "up", "--port", str(port)]
        here = os.environ | {"PYTHONPATH": str(Path(communique.__file__).parents[1])}
        process = subprocess.Popen(command, stderr=written, stdout=written, cwd=folder, env=here)
    try:
        (folder / "inbox" / "news.jsonl").write_text(json.dumps(NEWS) + "\n", "utf-8")
        page = ""
        while "Norway expels envoys of Chile" not in page:
            assert process.poll() is None, log.read_text("utf-8")
            assert spent(process.pid) < 60, log.read_text("utf-8")
            time.sleep(0.5)
            try:
                page = httpx.get(f"http://127.0.0.1:{port}/", timeout=10).text
            except httpx.TransportError:
                page = ""
        process.send_signal(signal.SIGINT)
        process.wait()
    finally:
        process.kill()
        process.wait(5)
    said = log.read_text("utf-8")
    assert "news.jsonl" in said and "1 article" in said and "done in" in said and "Traceback" not in said


def test_without_the_packages_of_the_pages_nothing_starts(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("communique.cli.serving.PACKAGES", ("no_such_package",))
    assert cli.main(["init", "--yes"]) == 0
    assert "pip install 'communique[web]'; communique up" in capsys.readouterr().err
    assert cli.main(["up", "--port", "0"]) == 2
    said = capsys.readouterr().err
    assert "pip install 'communique[web]'" in said and "nothing was started" in said
    assert not (folder / "communique.db").exists()
