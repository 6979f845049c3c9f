"""Web archives: the pages that they keep, and what is cut short, damaged, blown up or lies about itself."""

from __future__ import annotations

import gzip
import io
import random
import resource
import time
from pathlib import Path

import pytest

from communique.records import Article, Failure
from communique.sources import warc
from communique.sources.pages import Options
from communique.sources.warc import Place

SENTENCE = (
    "The harbour ministry said on Tuesday that two envoys would meet the delegation before the ferry talks "
    "resume."
)


def page(number: int) -> bytes:
    """An HTML page that tells its number."""
    body = "".join(f"<p>{SENTENCE} This was remark {i} of report {number}.</p>" for i in range(8))
    head = f"<!doctype html><html><head><title>Report {number}</title></head>"
    return f"{head}<body><h1>Report {number} on ferries</h1>{body}</body></html>".encode()


def record(
    url: str = "https://news.example/1",
    body: bytes | None = None,
    *,
    kind: str = "response",
    media: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    headers: str = "",
    length: int | None = None,
) -> bytes:
    """One WARC record; `length` is what it says of its length if that is not so."""
    body = page(1) if body is None else body
    block = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{headers}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: "
        "2025-11-28T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: "
        f"{len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def four() -> list[bytes]:
    """Four records of four pages."""
    return [record(f"https://news.example/{n}", page(n)) for n in range(1, 5)]


def opened(data: bytes, **options: int) -> list[tuple[str, Article | Failure]]:
    """What is read of a file with these bytes."""
    return [(str(where), item) for where, item in warc.read(io.BytesIO(data), "a.warc", Options(**options))]


def told(items: list[tuple[str, Article | Failure]]) -> list[str | None]:
    """The address of each article, or the message of each failure."""
    return [item.url if isinstance(item, Article) else f"! {item.message}" for _, item in items]


def urls(*numbers: int) -> list[str]:
    """The addresses of numbered pages."""
    return [f"https://news.example/{n}" for n in numbers]


@pytest.mark.parametrize("packed", ["plain", "each", "whole"])
def test_pages_with_places_that_open_again(packed: str) -> None:
    records = [record(kind="warcinfo", media="application/warc-fields"), *four(), record(kind="request")]
    data = {
        "plain": b"".join(records), "each": b"".join(map(gzip.compress, records)),
        "whole": gzip.compress(b"".join(records)),
    }[packed]
    items = opened(data)
    assert told(items) == urls(1, 2, 3, 4)
    assert len({where for where, _ in items}) == 4
    for where, item in items:
        place = warc.place(where)
        assert place and warc.reopen(io.BytesIO(data), "a.warc", place, Options()) == item
    article = items[1][1]
    assert isinstance(article, Article) and "remark 7 of report 2" in article.text
    assert article.id == urls(2)[0]


def test_places_are_read_back() -> None:
    assert [warc.place(str(p)) for p in (Place(12), Place(0, 7))] == [Place(12), Place(0, 7)]
    assert warc.place("line=3") is None
    assert warc.reopen(io.BytesIO(b"".join(four())), "a.warc", Place(0, 9), Options()) is None


@pytest.mark.parametrize(
    "other",
    [
        {"status": "404 Not Found"},
        {"status": "301 Moved"},
        {"media": "image/png"},
        {"media": "application/json"},
        {"kind": "request"},
        {"kind": "revisit"},
        {"kind": "metadata"},
    ],
)
def test_what_is_no_page_is_left_out(other: dict[str, str]) -> None:
    assert told(opened(record(**other) + four()[1])) == urls(2)  # type: ignore[arg-type]


def test_the_charset_of_the_header_and_plain_text() -> None:
    text = f"{SENTENCE} Präsident Šimek schwieg.\n\n" * 5
    items = opened(record(body=text.encode("cp1250"), media='text/plain; charset="windows-1250"'))
    article = items[0][1]
    assert isinstance(article, Article) and "Präsident Šimek" in article.text
    assert article.url == "https://news.example/1"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress(page(1))),
        ("Transfer-Encoding: chunked\r\n", b"%x\r\n%s\r\n0\r\n\r\n" % (len(page(1)), page(1))),
        ("Content-Encoding: gzip\r\n", page(1)),  # decoded, and the header left as it was
        ("Transfer-Encoding: chunked\r\n", page(1)),
    ],
)
def test_encoded_bodies(headers: str, body: bytes) -> None:
    assert told(opened(record(headers=headers, body=body))) == urls(1)


def test_address_in_brackets_and_no_address() -> None:
    first, second = opened(
        record("<https://news.example/1>") + record("").replace(b"WARC-Target-URI: \r\n", b"")
    )
    assert told([first]) == urls(1)
    assert isinstance(second[1], Failure) and "WARC-Target-URI" in second[1].message


# --- damage


@pytest.mark.parametrize("cut", [3, 60, 300, 700])
def test_a_plain_file_cut_short(cut: int) -> None:
    data = b"".join(four())
    data = data[: -4 - cut]
    *good, (where, bad) = opened(data)
    assert told(good) == urls(1, 2, 3)
    start = data.rindex(b"WARC/1.0")
    assert isinstance(bad, Failure) and where == f"offset={start}"
    assert bad.message.startswith("a.warc: cut short") and str(start) in bad.message


def test_a_plain_file_cut_within_a_head() -> None:
    one, two = four()[:2]
    for cut in (1, 4, 6, 9, 10, 12, 30, 200):
        good, *bad = opened(one + two[:cut])
        assert told([good]) == urls(1) and len(bad) == 1 and isinstance(bad[0][1], Failure)


@pytest.mark.parametrize("cut", [1, 9, 100, 250])
def test_a_gzip_file_cut_short(cut: int) -> None:
    members = [gzip.compress(r) for r in four()]
    *good, (where, bad) = opened(b"".join(members)[:-cut])
    start = sum(map(len, members[:3]))
    assert told(good)[:3] == urls(1, 2, 3)
    assert isinstance(bad, Failure) and "cut short" in bad.message and f"offset {start}" in bad.message
    assert where in (f"offset={start}", f"offset={start}&record=2")


def test_a_request_cut_short_is_told_too() -> None:
    good, bad = opened(four()[0] + record(kind="request")[:-40])
    assert told([good]) == urls(1) and "cut short" in (told([bad])[0] or "")


def test_damage_in_the_middle_costs_one_record() -> None:
    members = [gzip.compress(r) for r in four()]
    broken = bytearray(members[1])
    broken[40] ^= 0xFF
    items = opened(members[0] + bytes(broken) + members[2] + members[3])
    assert [t for t in told(items) if t and not t.startswith("!")] == urls(1, 3, 4)
    [failure] = [item for _, item in items if isinstance(item, Failure)]
    assert "damaged gzip data" in failure.message and str(len(members[0])) in failure.message


@pytest.mark.parametrize("between", [b"garbage\r\n" * 30, b"\0" * 500])
def test_what_stands_between_records_is_passed_over(between: bytes) -> None:
    one, two = four()[:2]
    for data in (
        one + between + b"\r\n" + two, gzip.compress(one) + gzip.compress(between) + gzip.compress(two),
    ):
        items = opened(data)
        assert [t for t in told(items) if t and not t.startswith("!")] == urls(1, 2)
        assert sum(isinstance(item, Failure) for _, item in items) == 1
        assert len({where for where, _ in items}) == 3


@pytest.mark.parametrize("length", [3, 100, 10**7, 10**25, -5])
def test_records_that_lie_about_their_length(length: int) -> None:
    items = opened(record(length=length) + four()[1])
    assert told(items)[-1] == urls(2)[0] or length == 10**7
    assert any(isinstance(item, Failure) for _, item in items)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"hello\n" * 10_000, b"WARC/1.0\r\nX: " + b"a" * 3_000_000, gzip.compress(b"no archive"),
        b"\x1f\x8b\x08",
    ],
)
def test_what_is_no_web_archive(data: bytes) -> None:
    items = opened(data)
    assert len(items) == bool(data) and all(isinstance(item, Failure) for _, item in items)


def test_too_large_a_page_is_passed_over() -> None:
    data = record(body=page(1) + b" " * 3_000_000) + four()[1]
    first, second = told(opened(data, max_bytes=1_000_000))
    assert first and "of 3 MB, more than is read" in first and second == urls(2)[0]


def test_a_bomb_is_stopped_and_the_next_record_is_read() -> None:
    bomb = io.BytesIO()
    with gzip.GzipFile(fileobj=bomb, mode="wb") as file:
        file.write(record(body=b"", length=3_000_000_000)[:-4])
        for _ in range(300):
            file.write(b"\0" * 1_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    one, two = map(gzip.compress, four()[:2])
    first, bad, last = told(opened(one + bomb.getvalue() + two, max_bytes=2_000_000))
    assert (first, last) == (urls(1)[0], urls(2)[0]) and bad and "gzip bomb" in bad and str(len(one)) in bad
    assert time.process_time() - start < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000


def test_a_bomb_within_the_http_answer_is_stopped() -> None:
    data = record(headers="Content-Encoding: gzip\r\n", body=gzip.compress(b"<p>" * 30_000_000)) + four()[1]
    first, second = told(opened(data))
    assert first and "more than 25 MB" in first and second == urls(2)[0]


def test_random_damage_never_raises() -> None:
    dice = random.Random(5)
    plain, packed = b"".join(four()), b"".join(map(gzip.compress, four()))
    for _ in range(150):
        data = bytearray(dice.choice((plain, packed)))
        for _ in range(dice.randint(1, 6)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        assert len(opened(bytes(data[: dice.randint(1, len(data))]))) < 20


def test_memory_stays_bounded_over_many_records(tmp_path: Path) -> None:
    file = tmp_path / "many.warc.gz"
    one = gzip.compress(record(media="image/png", body=b"x" * 20_000))
    with file.open("wb") as out:
        for _ in range(20_000):
            out.write(one)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with file.open("rb") as data:
        assert list(warc.read(data, str(file), Options())) == []
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000
