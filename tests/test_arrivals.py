"""Files, folders, lists and addresses as one stream: everything is found, in order,
and nothing that is broken stops the rest."""

from __future__ import annotations

import gzip
import io
import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from communique.errors import SourceError
from communique.records import Article, Failure
from communique.sources.arrivals import Arrival, arrivals, reopen
from communique.sources.pages import Options
from communique.sources.polite import Manners
from test_sources_warc import record

SENTENCE = (
    "The fisheries minister told the visiting delegation on Thursday that the two ports would open before "
    "the spring."
)
TEXT = f"Ports to open\n\n{SENTENCE}\n\n{SENTENCE} Nobody from the other side was there to answer.\n"
BODY = "".join(f"<p>{SENTENCE} That was answer {i}.</p>" for i in range(8))
PAGE = (
    "<!doctype html><html><head><title>Ports to open</title></head><body><article><h1>Ports to "
    f"open</h1>{BODY}</article></body></html>"
)
OPEN = Options(manners=Manners(delay=0.0, pause=0.01, allow_private=True, timeout=5.0))


def failures(found: list[Arrival]) -> list[str]:
    """The messages of what failed."""
    return [a.item.message for a in found if isinstance(a.item, Failure)]


def line(number: int) -> str:
    """A line of JSON with an article."""
    return json.dumps({"id": f"n{number}", "text": f"{SENTENCE} It was story {number}."})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one of everything."""
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text(TEXT)
    (tmp_path / ".hidden.txt").write_text(TEXT)
    (tmp_path / "notes.docx").write_text("not ours")
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "c.HTML").write_text(PAGE)
    (tmp_path / "b" / "one.md").write_text(TEXT)
    (tmp_path / "b" / "three.jsonl").write_text("\n".join([line(1), "", "{broken", line(4)]))
    (tmp_path / "d.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "e.jsonl.gz").write_bytes(gzip.compress(f"{line(5)}\n{line(6)}\n".encode()))
    (tmp_path / "f.warc.gz").write_bytes(
        gzip.compress(record("https://a.example/7")) + gzip.compress(record("https://a.example/8"))
    )
    (tmp_path / "g.json").write_text(json.dumps([json.loads(line(9)), 5, json.loads(line(10))], indent=1))
    (tmp_path / "h.json").write_text(json.dumps(json.loads(line(11)), indent=1))
    (tmp_path / "i.json").write_text(f"{line(12)}\n{line(13)}\n")
    os.symlink(tmp_path, tmp_path / "b" / "round")
    return tmp_path


def test_a_folder_in_order(folder: Path) -> None:
    found = list(arrivals([str(folder)]))
    origins = [a.origin.removeprefix(f"{folder}/") for a in found]
    assert [o.partition("=")[0] for o in origins] == [
        "a.txt", "b/one.md",
        "b/three.jsonl#line",
        "b/three.jsonl#line",
        "b/three.jsonl#line",
        "c.HTML", "d.html.gz",
        "e.jsonl.gz#line",
        "e.jsonl.gz#line",
        "f.warc.gz#offset",
        "f.warc.gz#offset",
        "g.json#item",
        "g.json#item",
        "g.json#item",
        "h.json",
        "i.json#line",
        "i.json#line",
    ]  # fmt: skip
    first, second = failures(found)
    assert first.startswith(f"{folder}/b/three.jsonl: line 3: not JSON")
    assert second.startswith(f"{folder}/g.json: item 2: int where")
    assert [
        a.item.id for a in found if isinstance(a.item, Article) and a.origin.startswith(f"{folder}/b/three")
    ] == ["n1", "n4"]
    assert len({a.origin for a in found}) == len(found)


def test_every_origin_opens_again(folder: Path) -> None:
    for arrival in arrivals([str(folder)]):
        assert reopen(arrival.origin) == arrival


def test_what_is_gone_is_told(folder: Path) -> None:
    for origin in (
        f"{folder}/none.txt",
        f"{folder}/b/three.jsonl#line=99",
        f"{folder}/f.warc.gz#offset=5",
        f"{folder}/none.jsonl#line=1",
    ):
        again = reopen(origin)
        assert again.origin == origin and isinstance(again.item, Failure)
        assert str(folder) in again.item.message


def test_a_name_with_a_number_sign_is_a_name(tmp_path: Path) -> None:
    file = tmp_path / "talks#line=2"
    file.write_text(TEXT)
    [arrival] = arrivals([str(file)])
    assert isinstance(arrival.item, Article) and reopen(arrival.origin) == arrival


def test_named_files_of_any_suffix_and_a_day(tmp_path: Path) -> None:
    file = tmp_path / "story"
    file.write_text(TEXT)
    [arrival] = arrivals([str(file)], Options(published="2025-11-28"))
    assert isinstance(arrival.item, Article) and arrival.item.published == "2025-11-28"
    assert arrival.origin == str(file)
    with pytest.raises(SourceError, match="yesterday"):
        list(arrivals([str(file)], Options(published="yesterday")))


def test_a_folder_without_anything(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_text("x")
    [message] = failures(list(arrivals([str(tmp_path)])))
    assert message.startswith(f"{tmp_path}: no file in this folder") and ".warc" in message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_folder_that_is_closed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir(mode=0o000)
    (tmp_path / "b.txt").write_text(TEXT)
    found = list(arrivals([str(tmp_path)]))
    assert "cannot be opened" in failures(found)[0] and isinstance(found[1].item, Article)


def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(TEXT)
    [arrival] = arrivals([str(tmp_path)])
    assert arrival.origin.endswith("b.txt")


def test_a_deep_folder(tmp_path: Path) -> None:
    home = os.getcwd()
    try:
        os.chdir(tmp_path)
        for _ in range(1200):
            os.mkdir("d")
            os.chdir("d")
    finally:
        os.chdir(home)
    (tmp_path / "z.txt").write_text(TEXT)
    found = list(arrivals([str(tmp_path)]))
    subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)  # deeper than pytest's own cleaning can go
    assert isinstance(found[-1].item, Article)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "empty"),
        ("a.html.gz", b"", "empty"),
        ("a.html.gz", b"plain words", "no gzip data"),
        ("a.html.gz", gzip.compress(PAGE.encode())[:-30], "cut short"),
        ("a.txt.gz", gzip.compress(b"x" * 60_000_000), "gzip bomb"),
        ("a.txt.gz", gzip.compress(os.urandom(20_000) * 1300), "more than 25 MB"),
        ("a.txt.gz", gzip.compress(b""), "empty"),
        ("a.txt.gz", gzip.compress(b"%PDF-1.7"), "PDF cannot be opened"),
        ("a.jsonl", b"", "empty"),
        ("a.json", b"[]", "empty list"),
        ("a.json", b"[1", "not JSON"),
        ("a.json", b"[" * 100_000, "nested too deeply|not JSON"),
        ("a.json", b"7", "int where an object"),
        ("a.warc", b"", "empty"),
        ("a.warc.gz", b"not gzip", "no gzip data"),
        ("a.warc", b"nothing of that kind " * 50, "no WARC"),
        ("a.urls", b"# nothing\n", "without addresses"),
        ("none.txt", None, "no such file"),
    ],
)
def test_bad_files_are_failures_and_the_rest_goes_on(
    tmp_path: Path, name: str, data: bytes | None, message: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good").write_text(TEXT)
    start = time.process_time()
    bad, good = arrivals([str(tmp_path / name), str(tmp_path / "good")])
    assert isinstance(bad.item, Failure) and isinstance(good.item, Article)
    assert str(tmp_path / name) in bad.item.message and bad.origin.startswith(str(tmp_path / name))
    assert any(part in bad.item.message for part in message.split("|"))
    assert time.process_time() - start < 5


def test_lines_before_the_damage_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(gzip.compress("\n".join(line(i) for i in range(2000)).encode())[:-500])
    *good, bad = arrivals([str(file)])
    assert len(good) > 1000 and isinstance(bad.item, Failure) and "cut short" in bad.item.message


def test_a_line_without_end_fills_no_memory(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    with file.open("wb") as out:
        out.write(b'{"text": "')
        for _ in range(60):
            out.write(b"x" * 1_000_000)
        out.write(b'"}\n' + line(2).encode() + b"\n")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    first, second = arrivals([str(file)], Options(max_line=1_000_000))
    assert isinstance(first.item, Failure) and "line 1: more than 1 MB" in first.item.message
    assert isinstance(second.item, Article)
    assert (
        second.origin == f"{file}#line=2"
        and resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000
    )


def test_a_bomb_of_lines_is_stopped(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl.gz"
    with gzip.open(file, "wb") as out:
        for _ in range(10):
            out.write(b"\n" * 1_000_000)
    [bad] = arrivals([str(file)], Options(max_bytes=2_000_000))
    assert isinstance(bad.item, Failure) and "gzip bomb" in bad.item.message


def test_twenty_thousand_empty_files(tmp_path: Path) -> None:
    for i in range(20_000):
        os.close(os.open(tmp_path / f"{i:06}.txt", os.O_CREAT | os.O_WRONLY))
    start, count = time.process_time(), 0
    for arrival in arrivals([str(tmp_path)]):
        assert isinstance(arrival.item, Failure) and "empty" in arrival.item.message
        count += 1
    assert count == 20_000 and time.process_time() - start < 12


def test_a_file_name_that_is_not_utf8(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(TEXT)
    except OSError:
        pytest.skip("this file system takes no such name")
    [arrival] = arrivals([str(tmp_path)])
    assert isinstance(arrival.item, Failure) and "rename" in arrival.item.message
    arrival.origin.encode()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, ids in ((f"{line(1)}\n{line(2)}\n", ["n1", "n2"]), (line(3), ["n3"])):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data.encode()))))  # type: ignore[arg-type]
        assert [a.item.id for a in arrivals(["-"])] == ids
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(PAGE.encode()))))  # type: ignore[arg-type]
    assert isinstance(next(arrivals(["-"])).item, Article)


# --- addresses


class Handler(BaseHTTPRequestHandler):
    """Pages, one that is missing, and no robots.txt."""

    def do_GET(self) -> None:
        body = b"" if self.path in ("/robots.txt", "/none") else PAGE.encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{found.server_address[1]}"
        found.shutdown()


def test_addresses_and_lists_of_them(server: str, tmp_path: Path) -> None:
    listing = tmp_path / "some.urls"
    listing.write_text(
        f"# harbour\n{server}/a\n\n  {server}/b  \nfile:///etc/passwd\nnot an address\n{server}/none\n"
    )
    found = list(arrivals([f"{server}/x", str(listing), f"@{listing}"], OPEN))
    assert [a.origin for a in found if isinstance(a.item, Article)] == [
        f"{server}/{p}" for p in ("x", "a", "b", "a", "b")
    ]
    messages = failures(found)[:3]
    assert "line 5" in messages[0] and "/etc/passwd" in messages[0] and "line 6" in messages[1]
    assert "404" in messages[2]
    assert str(listing) in messages[0]
    assert reopen(found[0].origin, OPEN) == found[0]


def test_private_addresses_are_refused_unless_allowed(server: str) -> None:
    [arrival] = arrivals([f"{server}/x"])
    assert isinstance(arrival.item, Failure) and "private address" in arrival.item.message
    assert arrival.item.id == f"{server}/x"
