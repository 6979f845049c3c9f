"""Every page on a real archive: it opens, says what it should, keeps its state in the address,
and shows hostile text as text."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import makers
from communique import formats
from communique.archive import Kept, Query, open_archive
from communique.records import Failure, Reading
from communique.settle import settle
from communique.web import questions
from communique.web.frame import visible
from communique.web.views import PAGES, method
from communique.web.views.article import changes
from makers import article
from webmakers import OVERRIDE, SCRIPT, SUM, client, filled, hostile, sound

LISTS = (
    "/events", "/search", "/search?of=events", "/search?of=statements", "/search?of=meetings",
    "/search?of=positions", "/search?of=occurrences", "/search?text=envoys",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return client(filled(tmp_path_factory.mktemp("pages")), reviewer="Ann")


def addresses() -> list[str]:
    """Every page and list, with what each needs."""
    id = hostile().article.id
    special = {
        "/article": [
            questions.link("/article", id=id), questions.link("/article", id=id, record="hostile-event"),
            questions.link("/article", id=id, at=3), questions.link("/article", id=id, start=2, end=40),
        ],
        "/review": ["/review", questions.link("/review", article=id, kind="events", record="hostile-event")],
    }  # fmt: skip
    return [
        *LISTS,
        *(
            one for page in PAGES
            for one in special.get(page.path, ["/events"] if "id" in page.path else [page.path])
        ),
    ]


class Tags(HTMLParser):
    """The tags of a page, and what would run."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.running: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if (
            (tag == "script" and not given.get("src"))
            or tag == "style"
            or "style" in given
            or any(n.startswith("on") for n in given)
        ):
            self.running.append(tag)
        if (value := given.get("id")) is not None:
            self.ids.append(value)
        self.links += [value for name, value in attrs if name in ("href", "src", "action") and value]


@pytest.mark.parametrize("address", addresses())
def test_pages_open_and_nothing_in_them_runs(browser: TestClient, address: str) -> None:
    got = browser.get(address)
    assert got.status_code in (200, 404), got.text[-500:]  # pages that need an id say what is missing
    page = Tags()
    page.feed(got.text)
    assert page.running == []
    assert len(page.ids) == len(set(page.ids))
    assert not [
        link for link in page.links if link.strip().lower().startswith(("javascript:", "data:", "//"))
    ]
    assert SCRIPT not in got.text and OVERRIDE not in got.text
    assert all(link.startswith(("/", "#", "https://fjord.example/")) for link in page.links)


def test_a_page_is_whole(browser: TestClient) -> None:
    text = browser.get("/events").text
    assert (
        '<html lang="en-GB">' in text
        and 'class="skip" href="#main"' in text
        and 'aria-current="page"' in text
    )
    assert "Newest report <time datetime=\"2024-05-29\"" in text and "(old)" in text
    assert "As of <b>Wed 29 May 2024</b>" in text


def test_hostile_text_is_text(browser: TestClient) -> None:
    text = browser.get(questions.link("/article", id=hostile().article.id)).text
    assert SUM in text and "&lt;script&gt;" in text and "[U+202E]" in text
    assert "DROP TABLE" in text and "javascript:" not in text
    assert browser.get("/search", params={"text": "'; DROP TABLE articles; --"}).status_code == 200
    assert "hostile/&lt;script&gt;" in text or "hostile%2F%3Cscript%3E" in text


def test_an_article_shows_its_records_and_lights_them(browser: TestClient) -> None:
    plain = browser.get("/article?id=sound").text
    assert "sanction.expel" in plain and "“expelled” with envoys" in plain  # rule and reasons
    assert ' lit"' not in plain
    at = makers.TEXT.index("expelled")
    lit = browser.get(f"/article?id=sound&at={at}").text
    assert ' lit"' in lit and "2 lit · " in lit  # both events rest on these words
    id = sound().events[0].id
    assert f"r-{id}" in lit.split('data-records="')[1] and f'id="r-{id}"' in lit
    assert 'class="mx lit"' in browser.get(f"/article?id=sound&record={id}").text
    assert (
        ' lit"'
        in browser.get(f"/article?id=sound&start={len(makers.TEXT) - 3}&end={len(makers.TEXT) + 9}").text
    )
    assert browser.get("/article?id=sound&at=9999999999999").status_code == 200
    assert browser.get("/article?id=nothing").status_code == 404


def test_revisions_are_compared(tmp_path: Path) -> None:
    where = filled(tmp_path)
    newer = article("Norway on Monday expelled three Chilean envoys.", id="sound", outlet="Fjord News")
    with open_archive(where) as archive:
        archive.add([Kept("sound.txt", Reading(newer))])
    text = client(where).get("/article?id=sound").text
    assert "Earlier texts <small>1" in text and "<ins>three</ins>" in text
    assert changes("a b c\n", "a x c\n") == [("kept", "a "), ("cut", "b"), ("new", "x"), ("kept", " c\n")]


def test_other_reports_stand_beside(tmp_path: Path) -> None:
    where = filled(tmp_path)
    again = replace(
        sound(),
        article=article(
            id="again", outlet="Coast Post", url="https://fjord.example/b", published="2024-05-28"
        ),
    )
    with open_archive(where) as archive:
        archive.add([Kept("again.txt", again)])
        settle(archive)
    text = client(where).get("/article?id=again").text
    assert "other report" in text and "Fjord News" in text


def test_empty_and_broken_look_different(tmp_path: Path) -> None:
    with open_archive(tmp_path / "empty.db") as archive:
        archive.add([Kept("x", Failure("x", "source", "no such file"))])
    text = client(tmp_path / "empty.db").get("/events").text
    assert "The archive is empty" in text and "Newest report" not in text
    assert "No events match" in client(filled(tmp_path)).get("/events?actor=FRA").text


# ---------------------------------------------------------------- questions
@pytest.mark.parametrize(
    ("params", "query"),
    [
        ({"actor": "china", "recipient": "jpn"}, Query(actor="CHN", recipient="JPN")),
        (
            {"dyad": "CHN–JPN", "type": "request", "since": "2025-11"},
            Query(dyad=("CHN", "JPN"), type="REQUEST", since="2025-11"),
        ),
        (
            {"min-confidence": "0.5", "no_copies": "1", "text": " a  b "},
            Query(min_confidence=0.5, copies=False, text="a  b"),
        ),
        ({"actor": "", "of": "events"}, Query()),
    ],
)
def test_parameters_and_back(params: dict[str, str], query: Query) -> None:
    assert questions.asked(params) == query
    assert questions.asked(questions.params(query)) == query


@pytest.mark.parametrize(
    "params",
    [
        {"actor": "zz"}, {"dyad": "CHN"}, {"since": "2025-13"}, {"until": "yesterday"},
        {"min_confidence": "2"}, {"min_confidence": "nan"}, {"limit": "0"}, {"limit": "x"},
        {"text": "a" * 301}, {"mode": "<b>"}, {"since": "0000"}, {"after": "nonsense"}, {"of": "tables"},
        {"format": "exe"},
    ],
)  # fmt: skip
def test_bad_parameters_are_named(browser: TestClient, params: dict[str, str]) -> None:
    got = browser.get("/search" if "of" in params else "/events", params=params)
    name = next(iter(params))
    assert got.status_code in (409, 422) and (name in got.text or "cursor" in got.text)
    assert got.headers["content-type"].startswith("text/html")


def test_links_keep_the_question() -> None:
    query = Query(actor="CHN", after="x", copies=False)
    assert questions.link("/events", query, type="REQUEST") == "/events?actor=CHN&no_copies=1&type=REQUEST"
    assert questions.link("/events", query, actor=None) == "/events?no_copies=1"
    assert questions.link("/events", query, after="y").endswith("after=y")


def test_next_rows(browser: TestClient) -> None:
    first = browser.get("/events?limit=1").text
    assert 'rel="next"' in first
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "First rows" in browser.get(following).text


# ---------------------------------------------------------------- downloads
@pytest.mark.parametrize("address", LISTS)
def test_downloads(browser: TestClient, address: str) -> None:
    join = "&" if "?" in address else "?"
    table = browser.get(f"{address}{join}format=csv")
    assert table.headers["content-disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(table.text)))
    assert not [
        cell for row in rows[1:] for cell in row
        if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not is_number(cell)
    ]
    whole = json.loads(browser.get(f"{address}{join}format=json").text)
    parquet = browser.get(f"{address}{join}format=parquet").content
    import pyarrow.parquet

    assert pyarrow.parquet.read_table(io.BytesIO(parquet)).num_rows == len(whole) == max(len(rows) - 1, 0)
    assert "limit" not in address


def is_number(cell: str) -> bool:
    """Whether a cell is a number, which no spreadsheet runs."""
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_events_as_csv_come_back(browser: TestClient) -> None:
    data = browser.get("/events?format=csv").content
    assert {
        row.event.id for row in formats.read("csv", io.BytesIO(data), "x") if not isinstance(row, Failure)
    } >= {"hostile-event"}


# ---------------------------------------------------------------- method
def test_the_method_page_has_the_measurements(browser: TestClient) -> None:
    text = browser.get("/method").text
    assert "SANCTION" in text and "How far to trust" in text and "**" not in text
    assert any(block.kind == "table" and block.rows[0][0] == "type" for block in method.blocks())


def test_hidden_characters_are_shown() -> None:
    assert visible("a\u202eb\u200fc\x1bd\u2066") == "a[U+202E]b[U+200F]c[U+001B]d[U+2066]"
    assert visible("naïve — “北京”\n") == "naïve — “北京”\n"
