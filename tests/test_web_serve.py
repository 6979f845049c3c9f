"""`communique serve` as a user starts it: the demonstration, its cache, the token, and what it refuses."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from communique import cli, samples
from communique.archive import open_archive
from webmakers import filled

TOKEN = "a-token-of-some-length"


@contextmanager
def serving(*arguments: str, cache: Path) -> Iterator[str]:
    """A server in a process of its own; gives its address once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "communique", "serve", "--port", str(port), *arguments]
    process = subprocess.Popen(
        command, env=os.environ | {"COMMUNIQUE_CACHE": str(cache)}, stderr=subprocess.PIPE, text=True
    )
    try:
        home = f"http://127.0.0.1:{port}"
        while True:
            try:
                httpx.get(f"{home}/healthz")
                break
            except httpx.TransportError:
                assert process.poll() is None, process.stderr and process.stderr.read()
                time.sleep(0.1)
        yield home
    finally:
        process.terminate()
        process.wait(20)
        if process.stderr:
            process.stderr.close()


@pytest.mark.model
def test_the_demonstration(tmp_path: Path) -> None:
    with serving("--demo", cache=tmp_path) as home:
        events = httpx.get(f"{home}/events?dyad=CHN-JPN").text
        assert "Demonstration" in events and "Harbour Gazette" in events and "Pacific Ledger" in events
        assert ">copy</span>" in httpx.get(f"{home}/search?text=travel").text
        assert httpx.get(f"{home}/article?id=demo-letter").text.count('data-lights="') > 5
    (made,) = tmp_path.glob("demo-*.db")
    before = made.stat().st_mtime_ns, made.name
    with serving("--demo", cache=tmp_path):
        pass
    assert [p.name for p in tmp_path.glob("demo-*.db")] == [before[1]]
    with open_archive(made) as archive:
        counts = archive.counts()
        assert counts["articles"] == len(samples.demo()) and counts["copies"] == 1 and counts["failures"] == 0
        assert not sum(archive.waiting().values())


def test_a_token(tmp_path: Path) -> None:
    with serving("--archive", str(filled(tmp_path)), "--token", TOKEN, cache=tmp_path) as home:
        assert httpx.get(f"{home}/api/v1/counts").status_code == 401
        told = httpx.get(f"{home}/api/v1/counts", headers={"authorization": f"Bearer {TOKEN}"})
        assert told.json()["articles"] == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--host", "0.0.0.0"], "give a --token"), (["--host", "::"], "give a --token"),
        (["--token", "short"], "16 characters"), (["--host", "example.org"], "give a --token"),
        (["--demo", "--archive", "x.db"], "leave out --archive"), (["--reviewer", " "], "printable"),
        (["--archive", "none.db"], "no archive there"), (["--port", "70000"], "70000"),
    ],
)  # fmt: skip
def test_refusals(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["serve", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_without_the_packages(tmp_path: Path) -> None:
    block = (
        "import sys; sys.modules['fastapi'] = None; from communique import cli; sys.exit(cli.main(['serve']))"
    )
    got = subprocess.run([sys.executable, "-c", block], capture_output=True, text=True, cwd=tmp_path)
    assert got.returncode == 2 and "pip install 'communique[web]'" in got.stderr
    assert "Traceback" not in got.stderr


def test_the_sample_articles() -> None:
    articles = samples.demo()
    assert len({a.id for a in articles}) == len(articles) >= 8
    assert all(a.text and a.published and a.outlet and a.url for a in articles)
    assert sum("Japan" in a.text for a in articles) >= 4
