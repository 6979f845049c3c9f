"""What cannot be read as an article is told in one clear message, quickly, and never as a traceback."""

from __future__ import annotations

import io
import json
import re
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from communique.errors import SourceError
from communique.records import Article, Failure
from communique.sources import from_html, from_text, open_source, read_lines

SENTENCE = (
    "The foreign ministry said on Monday that its envoy would stay in the capital until the border talks had "
    "ended."
)
BODY = "".join(
    f"<p>{SENTENCE} That was the answer to question number {i} of the press.</p>" for i in range(12)
)
HEAD = "<!doctype html><html lang=en><head><title>Envoy to stay</title></head>"
PAGE = f"{HEAD}<body><article><h1>Envoy to stay in capital</h1>{BODY}</article></body></html>"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 stream", "PDF cannot be opened.*damaged"),
        (b"PK\x03\x04rest", "ZIP or Office"),
        (b"\x89PNG\r\n\x1a\n", "PNG image"),
        (b"\xff\xd8\xff\xe0JFIF", "JPEG image"),
        (b"\x1f\x8b\x08rest", "gzip.*gunzip"),
        (b"\x00\x01\x02\x03" * 500, "binary"),
        (b"\x00" * 4000, "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"<html><body><nav><a href=/>Home</a></nav></body></html>", "HTML page without an article"),
        (b"<!doctype html><html><body><p>Not found</p></body></html>", "HTML page without an article"),
    ],
)
def test_bad_files(tmp_path: Path, data: bytes, message: str) -> None:
    file = tmp_path / "input"
    file.write_bytes(data)
    with pytest.raises(SourceError, match=message) as error:
        open_source(str(file))
    assert str(file) in str(error.value)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        open_source(str(tmp_path / "none.txt"))
    with pytest.raises(SourceError, match="folder"):
        open_source(str(tmp_path))
    with pytest.raises(SourceError, match="cannot be read"):
        open_source("nul\0byte")


def test_too_large_a_file(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    file.write_bytes(b"word " * 5_200_000)
    with pytest.raises(SourceError, match="25 MB"):
        open_source(str(file))


def test_a_page_of_20_mb_is_read_quickly() -> None:
    page = PAGE.replace(BODY, f"<p>{SENTENCE}</p>" * (20_000_000 // 117))
    start = time.process_time()
    article = from_html(page)
    assert article.text.startswith(SENTENCE)
    assert time.process_time() - start < 20


def test_a_text_of_5_mb_is_read_quickly() -> None:
    start = time.process_time()
    article = from_text(f"{SENTENCE}\n\n" * (5_000_000 // 112))
    assert article.text.startswith(SENTENCE)
    assert time.process_time() - start < 30


@pytest.mark.parametrize("tag", ["div", "span", "b", "table><tr><td", "ul><li", "x-box"])
def test_deep_nesting_is_read(tag: str) -> None:
    page = f"<html><body>{f'<{tag}>' * 30_000}{BODY}</body></html>"
    start = time.process_time()
    try:
        assert SENTENCE in from_html(page).text
    except SourceError as error:
        assert "without an article" in str(error)
    assert time.process_time() - start < 10


def test_entities_do_not_reach_outside(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("TOPSECRET")
    page = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]>' + PAGE.removeprefix(
        "<!doctype html>"
    ).replace("Monday", "&x;")
    assert "TOPSECRET" not in from_html(page).text


@pytest.mark.parametrize(
    "value", ["yesterday", "2024-02-30", "28/11/2025", "2024-1-1", "", "2024-01-01T25:00", "November 2025"]
)
def test_an_invalid_day_names_the_accepted_forms(tmp_path: Path, value: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(SENTENCE)
    with pytest.raises(SourceError, match="2025-11-28"):
        open_source(str(file), published=value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-02-29", "2024-02-29"),
        ("2024-02-29T07:05", "2024-02-29T07:05:00"),
        ("2024-02-29 07:05:09", "2024-02-29T07:05:09"),
        ("2024-02-29T07:05Z", "2024-02-29T07:05:00+00:00"),
        ("2024-02-29T07:05:00.123+0530", "2024-02-29T07:05:00+05:30"),
    ],
)
def test_a_given_day_in_its_normal_form(value: str, expected: str) -> None:
    assert from_text(SENTENCE, published=value).published == expected


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    article = open_source("-")
    assert article.title == "Envoy to stay in capital"
    assert re.fullmatch("[0-9a-f]{12}", article.id)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", False),
        ("utf-8-sig", False),
        ("utf-16", False),
        ("utf-16-le", False),
        ("utf-16-be", False),
        ("utf-32", False),
        ("cp1252", False),
        ("cp1252", True),
        ("iso-8859-1", True),
        ("cp1251", True),
        ("shift_jis", True),
        ("gb18030", True),
        ("iso-8859-2", True),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, declared: bool) -> None:
    words = {
        "cp1251": "Министр иностранных дел",
        "shift_jis": "外務大臣は東京で",
        "gb18030": "外交部发言人说",
        "iso-8859-2": "Łódź żąda",
    }.get(encoding, "Señor Müller à Genève")
    meta = f"<meta charset={encoding}>" if declared else ""
    text = (
        f"<html><head>{meta}</head><body><article>{BODY}<p>{words} — {SENTENCE}</p></article></body></html>"
    )
    text = text.replace("—", "-")
    file = tmp_path / "page.html"
    file.write_bytes(text.encode(encoding))
    assert words in open_source(str(file)).text


def test_text_that_was_garbled_once_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text("Togoâ€™ s envoy said: “We wonâ€™t leave,â€\ufffd and Koffi, HervÃ©, agreed.", "utf-8")
    expected = "Togo’s envoy said: “We won’t leave,” and Koffi, Hervé, agreed."
    assert open_source(str(file)).text == expected
    line = json.dumps({"text": file.read_text("utf-8"), "title": "Togoâ€™s answer"})
    (read,) = read_lines([line.encode()])
    assert isinstance(read, Article)
    assert (read.text, read.title) == (expected, "Togo’s answer")


def test_a_stray_nul_and_windows_newlines(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(f"{SENTENCE}\r\n\r\nThe other side\0 did not answer the letter.\r".encode())
    assert open_source(str(file)).text == f"{SENTENCE}\n\nThe other side did not answer the letter."


def test_lines() -> None:
    lines = [
        b'\xef\xbb\xbf{"id": "a", "text": " By Jane\\r\\nHe left. ", "published": "2024-05-06",'
        b' "outlet": "The Dale Post", "language": "en", "url": "https://a.example/1", "title": "T"}\n',
        b"\n",
        b'{"id": "b", "text": }\n',
        b"[1]\n",
        b'{"id": "c"}\n',
        b'{"id": "d", "text": 5}\n',
        b'{"id": "e", "text": "  "}\n',
        b'{"id": "f", "text": "He left.", "published": "6 May"}\n',
        b'{"text": "\xff"}\n',
        '{"id": 7, "text": "He \\ud800 left."}',
        b'{"id": "h", "html": "<p>x</p>"}',
        b"[" * 100_000,
        b'{"id": ["x"], "text": "He left."}',
        b'{"id": "last", "text": "He left."}',
    ]
    found = list(read_lines(lines, published="2024-01-02"))
    assert [
        f"line {n}:" in f.message if isinstance(f, Failure) else n
        for n, f in zip((1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14), found, strict=True)
    ] == [1, True, True, True, True, True, True, True, 10, True, True, True, 14]
    first, last = found[0], found[-1]
    assert isinstance(first, Article) and isinstance(last, Article)
    assert (first.id, first.text, first.title, first.published) == (
        "a", " By Jane\r\nHe left. ", "T", "2024-05-06",
    )
    assert (first.outlet, first.language, first.url) == ("The Dale Post", "en", "https://a.example/1")
    assert last.published == "2024-01-02"
    assert [f.id for f in found[1:4]] == [None, None, "c"]
    assert found[8].id == "7" and isinstance(found[8], Article) and found[8].text == "He \ufffd left."
    assert [f.step for f in found if isinstance(f, Failure)] == ["source"] * 10


def test_a_line_with_a_page_keeps_the_line_s_own_fields() -> None:
    import json

    line = json.dumps({
        "html": PAGE, "title": "Own", "url": "https://a.example/x", "published": "2024-05-06T10:00Z",
    })
    article = next(iter(read_lines([line])))
    assert isinstance(article, Article)
    assert (article.id, article.title, article.published) == (
        "https://a.example/x", "Own", "2024-05-06T10:00:00+00:00",
    )
    assert article.text.startswith(SENTENCE)


class Handler(BaseHTTPRequestHandler):
    """A small site with a page and everything that can go wrong."""

    def do_GET(self) -> None:
        if self.path == "/slow":
            time.sleep(3)
        if self.path == "/loop":
            self.answer(302, b"", location="/loop")
        elif self.path == "/moved":
            self.answer(301, b"", location="/page")
        elif self.path == "/file":
            self.answer(302, b"", location="file:///etc/passwd")
        elif self.path == "/gone":
            self.answer(404, b"none")
        elif self.path == "/pdf":
            self.answer(200, b"%PDF", kind="application/pdf")
        elif self.path == "/large":
            self.large()
        elif self.path == "/latin":
            self.answer(
                200, PAGE.replace("Monday", "señor").encode("cp1252"), kind="text/html; charset=iso-8859-1"
            )
        elif self.path == "/text":
            self.answer(200, SENTENCE.encode(), kind="text/plain")
        else:
            self.answer(200, PAGE.encode())

    def large(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(30):
                self.wfile.write(b" " * 1_000_000)
        except OSError:
            pass

    def answer(
        self, status: int, data: bytes, *, kind: str = "text/html; charset=utf-8", location: str = ""
    ) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            if location:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(data)
        except OSError:
            pass

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_an_address_is_read(site: str) -> None:
    article = open_source(f"{site}/moved", allow_private=True)
    assert (article.id, article.url) == (f"{site}/page", f"{site}/page")
    assert article.text.startswith(SENTENCE)
    assert "señor" in open_source(f"{site}/latin", allow_private=True).text
    assert open_source(f"{site}/text", allow_private=True).url == f"{site}/text"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/gone", "404"),
        ("/pdf", "PDF cannot be opened"),
        ("/large", "25 MB"),
        ("/loop", "redirects"),
        ("/file", "only http and https"),
        ("/slow", "within 1 second"),
    ],
)
def test_an_address_that_cannot_be_read(site: str, path: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        open_source(site + path, timeout=1 if path == "/slow" else 10, allow_private=True)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/",
        "http://localhost:9/",
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/latest",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
    ],
)
def test_private_addresses_are_refused(url: str) -> None:
    with pytest.raises(SourceError, match="private address"):
        open_source(url)


@pytest.mark.parametrize("url", ["ftp://a.example/x", "file:///etc/passwd", "http://", "https://exa mple/"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(SourceError, match="http"):
        open_source(url)


def test_a_closed_port_is_told(site: str) -> None:
    with pytest.raises(SourceError, match="cannot be reached"):
        open_source("http://127.0.0.1:1/", allow_private=True)
