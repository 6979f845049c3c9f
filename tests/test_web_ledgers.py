"""The pages on ledgers, dyads, actors, issues, calendar and map, on a real archive: what they say, where it leads, how they look empty."""

from __future__ import annotations

import json
import re
import threading
import time
from pathlib import Path

import pytest
from lxml import etree
from starlette.testclient import TestClient

from communique.archive import Kept, open_archive
from communique.records import Span, identify
from communique.web import charts, entries, keeping, questions
from communique.web.views import calendar, dyad, map, today
from ledgerpages import ISSUE, act, day, grow, ledgers, quarrel
from makers import reading
from test_web_pages import Tags
from webmakers import OVERRIDE, SCRIPT, SUM, client

ADDRESSES = {
    "today": "/", "disputes": "/disputes", "rising": "/disputes?status=rising&party=NOR", "dispute": "/dispute?id=q1&dyad=CHL-NOR",
    "without a hint": "/dispute?id=q1", "demands": "/demands", "refused": "/demands?status=refused",
    "one": "/demands?id=d-refused&actor=NOR",
    "dyads": "/dyad", "dyad": "/dyad?dyad=NOR-CHL", "month": f"/dyad?dyad=NOR-CHL&since={day(12)[:7]}&quad=3", "actors": "/actor",
    "actor": "/actor?party=NOR", "person": "/actor?party=NOR&name=Kari+Berg", "issues": "/issue",
    "issue": questions.link("/issue", issue=ISSUE),
    "calendar": f"/calendar?month={day(-3)[:7]}", "span": f"/calendar?since={day(9)}&until={day(-9)}", "map": "/map",
    "received": "/map?side=receives&what=all", "towards": "/map?party=CHL",
}  # fmt: skip


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return quarrel(tmp_path_factory.mktemp("ledgers"))


@pytest.fixture(scope="module")
def browser(where: Path) -> TestClient:
    return client(where)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for charts however slow the machine is."""
    monkeypatch.setattr(charts, "PATIENCE", 120.0)


@pytest.mark.parametrize("name", ADDRESSES)
def test_pages_open_and_hostile_words_are_words(browser: TestClient, name: str) -> None:
    got = browser.get(ADDRESSES[name])
    assert got.status_code == 200, got.text[-500:]
    page = Tags()
    page.feed(got.text)
    assert page.running == [] and len(page.ids) == len(set(page.ids))
    assert SCRIPT not in got.text and OVERRIDE not in got.text
    assert all(link.startswith(("/", "#", "https://fjord.example/")) for link in page.links)
    assert {link[1:] for link in page.links if link.startswith("#") and len(link) > 1} <= set(page.ids)


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_quotation_has_outlet_day_and_a_way_to_its_words(browser: TestClient, name: str) -> None:
    text = browser.get(ADDRESSES[name]).text
    for after in text.split("</blockquote>")[1:]:
        source = after[:900]
        assert 'class="source"' in source and "<time>" in source and "/article?id=" in source


@pytest.mark.parametrize("name", ADDRESSES)
def test_lists_can_be_taken_away(browser: TestClient, name: str) -> None:
    join = "&" if "?" in ADDRESSES[name] else "?"
    rows = json.loads(browser.get(f"{ADDRESSES[name]}{join}format=json").text)
    assert all(row.keys() == rows[0].keys() for row in rows)
    lines = browser.get(f"{ADDRESSES[name]}{join}format=csv").text.splitlines()
    assert bool(lines) == bool(rows)


# ---------------------------------------------------------------- today
def test_today_says_what_is_new_since_the_last_visit(tmp_path: Path) -> None:
    where = quarrel(tmp_path)
    browser = client(where)
    first = browser.get("/").text
    assert "first visit" in first and "The newest happenings" in first and "Note 5" in first
    assert "first visit" in browser.get("/").text  # the same visit goes on
    edition, at, seen, _ = browser.cookies[today.COOKIE].split(".")
    assert (edition, at) == ("0", "0")
    ended = int(time.time()) - today.VISIT - 60
    again = client(where)
    again.cookies.set(today.COOKIE, f"0.0.{seen}.{ended}")
    with open_archive(where) as archive:
        grow(archive)
    text = again.get("/").text
    assert "New since the last visit" in text and "1 happening came in" in text and "Note 50" in text and "Note 5:" not in text
    assert "1 happening came in" in again.get("/").text


@pytest.mark.parametrize("cookie", ["", "x", "1.2.3", "1.2.3.x", "9999.1.9999.1", "-1.0.0.0", f"0.{1 << 40}.0.1", "²." * 3 + "1"])
def test_a_cookie_of_elsewhere_is_a_first_visit(cookie: str) -> None:
    assert today.parsed(cookie, 20) is None


def test_today_has_disputes_demands_meetings_feeds_and_clocks(browser: TestClient) -> None:
    text = browser.get("/").text
    for part in ("Rising disputes", "Latest move", "Demands opened since", "Demands answered since", "will meet in Oslo", "no answer",
                 "failed 2 times", "in order", f"Data up to <time>{day(7)}</time>", "settled", "Note 1:"):  # fmt: skip
        assert part in text, part


# ---------------------------------------------------------------- disputes
def test_a_dispute_shows_all_that_belongs_to_it(browser: TestClient) -> None:
    text = browser.get(ADDRESSES["dispute"]).text
    assert "How it began" in text and "Moves (7)" in text and "1 move of it became one with another" in text
    assert text.count('<svg xmlns="http://www.w3.org/2000/svg"') == 1 and 'href="#m-' in text
    assert "open the harbour" in text and ">refuses</span>" in text and "(its words are not kept any more)" in text
    assert "changed</span> from <q" in text and "the shelf is ours" in text and "as <a" in text
    assert "courted by" in text and "Note 3:" in text and "Note 4:" in text and "silent &lt;script&gt;" in text
    assert "will meet in Oslo" in text and "/feeds/meetings.ics?dyad=CHL-NOR" in text and "United Nations" in text


def test_what_is_not_there_is_said(browser: TestClient) -> None:
    for address in ("/dispute", "/dispute?id=nothing", "/demands?id=nothing", "/actor?name=Nobody+Whatever"):
        got = browser.get(address)
        assert got.status_code == 404 and 'role="alert"' in got.text
    for address in ("/demands?status=nonsense", "/map?side=above", "/map?what=love", "/dyad?dyad=NOR", "/calendar?since=tomorrow"):
        assert browser.get(address).status_code == 422


@pytest.mark.parametrize("placed", [False, True])
def test_answers_are_found_where_the_ledger_has_them(tmp_path: Path, placed: bool) -> None:
    with open_archive(quarrel(tmp_path)) as archive:
        ledgers(archive, [act(archive, 0).id] * 2, placed=placed)
        item = entries.by_id(archive, "demands", "d-refused", day(0))
        kinds = [(a.kind, a.act.id if a.act else None) for a in entries.Answers(archive).of(entries.demand(item))]
        assert kinds == [("refuses", act(archive, 1).id), ("answers", None)]


# ---------------------------------------------------------------- dyad, actor, issue
def test_a_dyad_has_bars_numbers_and_events(browser: TestClient) -> None:
    text = browser.get(ADDRESSES["dyad"]).text
    assert "<svg" in text and "The numbers by month" in text and "No change of level" in text
    assert " 0: the minister" in text and " 3: the minister" not in text
    assert "Only −" in browser.get(ADDRESSES["month"]).text
    assert "Those who deal most" in browser.get("/dyad").text


def test_changes_of_level_are_marked() -> None:
    quiet = {label: dyad.Counter({1: 2, 4: n % 2}) for n, label in enumerate(dyad.all_months("2018-01", "2019-12"))}
    loud = {label: dyad.Counter({1: 2, 4: 14 + n % 3}) for n, label in enumerate(dyad.all_months("2020-01", "2021-12"))}
    months = dyad.Months(tuple(quiet | loud), quiet | loud, {}, tuple(dyad.turned(quiet | loud)))
    assert [(c.measure, c.at[:7], c.direction) for c in months.changes] == [("conflict", "2020-01", "up")]
    drawn = dyad.chart(("NOR", "CHL"), months, months.labels, months.changes, "words")
    assert drawn is not None and "▲" in drawn and "/dyad?dyad=NOR-CHL&amp;since=" in drawn and "#events" in drawn
    assert 'tabindex="-1"' not in next(part for part in drawn.split("<a ") if "conflict up" in part).split(">")[0]


def test_an_actor_has_offices_deeds_words_and_counterparts(browser: TestClient) -> None:
    text = browser.get("/actor?party=NOR&until=2024-06-01").text
    assert "Offices on 2024-06-01" in text and "Foreign affairs" in text and "Barth Eide" in text
    text = browser.get("/actor?party=NOR").text
    assert "We had no choice" in text and "open the harbour" in text and "Counterparts" in text and "/dyad?dyad=NOR-CHL" in text
    assert "Roles by date" in browser.get("/actor?name=Espen+Barth+Eide").text
    assert "We had no choice" in browser.get(ADDRESSES["person"]).text


def test_an_issue_says_who_holds_what_and_when_it_changed(browser: TestClient) -> None:
    text = browser.get(ADDRESSES["issue"]).text
    assert SUM in text and "When it changed" in text and "from <q" in text and "the shelf is ours" in text and "no shelf at all" in text
    assert "No positions" in browser.get("/issue?issue=whaling").text
    assert SUM in browser.get("/issue").text


# ---------------------------------------------------------------- calendar, map
def test_a_calendar_has_its_days_and_the_months_around(browser: TestClient) -> None:
    text = browser.get(ADDRESSES["calendar"]).text
    assert f'id="d{day(-3)}"' in text and "planned" in text and "/feeds/meetings.ics" in text and 'rel="next"' in text
    assert "cancelled" not in browser.get(ADDRESSES["calendar"] + "&status=planned").text.split("<h2", 1)[1]
    assert browser.get("/calendar?month=nonsense").status_code == 200
    assert [len(week) for week in calendar.weeks("2024-02", set())] == [7] * 5


def test_a_map_colours_countries_and_lists_them(browser: TestClient) -> None:
    text = browser.get("/map").text
    assert text.count("<svg") == 1 + text.count("chart-key") and 'href="/actor?party=NOR"' in text and "Natural Earth" in text
    assert "/dyad?dyad=CHL-NOR" in browser.get(ADDRESSES["towards"]).text
    assert map.borders_of([1, 1, 1, 2, 9]) == [2, 9] or map.borders_of([1, 1, 1, 2, 9])[-1] == 9
    assert map.step(1, [2, 9]) == 1 and map.step(9, [2, 9]) == 3 and map.legend([]) == [(1, "1 or more")]


# ---------------------------------------------------------------- empty, stale, broken
def test_empty_looks_empty(tmp_path: Path) -> None:
    with open_archive(tmp_path / "empty.db"):
        pass
    browser = client(tmp_path / "empty.db")
    for address in ("/", "/disputes", "/demands", "/dyad", "/dyad?dyad=NOR-CHL", "/actor", "/actor?party=NOR", "/issue", "/calendar",
                    "/map"):  # fmt: skip
        text = browser.get(address).text
        assert "The archive is empty" in text and "<code>communique ingest" in text and "Not settled" not in text


def test_unsettled_says_what_to_run(tmp_path: Path) -> None:
    where = tmp_path / "new.db"
    with open_archive(where) as archive:
        archive.add([Kept("a.txt", reading())], coder="1")
    browser = client(where)
    for address in ("/", "/disputes", "/demands", "/dyad?dyad=NOR-CHL", "/issue", "/calendar", "/map"):
        text = browser.get(address).text
        assert "Not settled" in text and "<code>communique settle</code>" in text and "The archive is empty" not in text
    assert "As single articles tell of them" in browser.get("/calendar?month=2024-06").text


def test_long_unsettled_is_old(tmp_path: Path) -> None:
    where = quarrel(tmp_path)
    with open_archive(where) as archive:
        assert not entries.looked(archive).stale
        archive.add([Kept("old.txt", reading())], coder="1")  # of 2024, beside data of these days
        state = entries.looked(archive)
        assert state.stale and state.since == "2024-05-28"
        ledgers(archive, [act(archive, 0).id] * 2)
    assert "Not settled" in client(where).get("/disputes").text


def test_broken_is_neither(tmp_path: Path) -> None:
    where = quarrel(tmp_path)
    browser = client(where)
    browser.get("/disputes")
    browser.app.state.archive.close()  # type: ignore[attr-defined]
    where.rename(tmp_path / "gone.db")
    where.mkdir()
    got = browser.get("/demands")
    assert (got.status_code == 503 and "does not answer" in got.text) or "role=\"alert\"" in got.text
    assert "The archive is empty" not in got.text and "Not settled" not in got.text


# ---------------------------------------------------------------- charts
def links(n: int) -> charts.Link:
    return charts.Link(f"/events?n={n}&x=1", f"mark {n} {SCRIPT}{OVERRIDE}")


def kinds() -> list[tuple[object, tuple[object, ...]]]:
    """A chart of each kind."""
    bars = [charts.Bar("2024-01-01", q, q, links(q)) for q in (1, 2, 3, 4)]
    return [
        (charts.series, (bars, [charts.Turn("2024-01-01", True, links(9))], f"words {SCRIPT}")),
        (charts.timeline, ([charts.Dot("2024-01-02", -4.0, 3, f"Norway {SCRIPT}{OVERRIDE}", links(1))], "words")),
        (charts.stretches, ([charts.Stretch(f"Chile {SCRIPT}", "2024-01-02", "2024-02-01", 1, links(1))], "words")),
        (charts.network, (f"Norway {SCRIPT}", [charts.Tie(f"Chile {SCRIPT}{OVERRIDE}", 3, 0.6, links(1))], "words")),
    ]


@pytest.mark.parametrize("number", range(4))
def test_charts_hold_shapes_words_and_links_alone(number: int) -> None:
    kind, given = kinds()[number]
    svg = str(charts.drawn(kind, *given))  # type: ignore[arg-type]
    root = etree.fromstring(svg)
    assert {etree.QName(element).localname for element in root.iter()} <= charts.TAGS
    names = {str(name) for element in root.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on") or "style" in name}
    assert "/events?n=1&amp;x=1" in svg and SCRIPT not in svg and OVERRIDE not in svg and "[U+202E]" in svg
    assert root.get("role") == "group" and root.get("aria-label", "").startswith("words")


def test_colours_follow_the_page() -> None:
    css = (Path(charts.__file__).parent / "static" / "charts.css").read_text("utf-8")
    for colour in (*charts.QUAD.values(), charts.INK, charts.SOFT, charts.LINE):
        assert f'[fill="{colour}"]' in css and f'[stroke="{colour}"]' in css


def test_a_slow_chart_is_not_waited_for(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "PATIENCE", 0.0)
    text = browser.get("/dyad?dyad=NOR-PER").text
    assert "still being drawn" in text and "The numbers by month" in text


def test_no_chart_fetches_anything() -> None:
    spec = charts.timeline([charts.Dot("2024-01-02", 1.0, 1, "x", links(1))], "words").chart.to_dict(validate=False)
    assert not re.findall(r'"url": "(?!https://chart\.invalid/\d)', json.dumps(spec))
    assert set(charts.shapes()) > {"NOR", "CHL", "KOS"} and len(charts.shapes()) > 170


# ---------------------------------------------------------------- keeping
def test_what_is_kept_is_made_anew_beside(where: Path) -> None:
    made: list[int] = []
    done = threading.Event()

    def make() -> int:
        made.append(1)
        if len(made) > 1:
            done.set()
        return len(made)

    with open_archive(where) as archive:
        assert keeping.kept(archive, "n", make) == keeping.kept(archive, "n", make) == 1
        assert keeping.kept(archive, "n", make, seconds=-1) == 1  # the old one at once
        assert done.wait()
        while keeping.kept(archive, "n", make) != 2:
            time.sleep(0.01)


def test_a_passage_is_a_report(where: Path) -> None:
    with open_archive(where) as archive:
        found = entries.Answers(archive).passage(entries.Passage("told-1", 0, 6, True))
        assert found is not None and found.span == Span(0, 6, "Note 1") and found.outlet == "Fjord News"
        assert entries.Answers(archive).passage(entries.Passage("nothing", 0, 6, True)) is None
        assert archive.occurrence("told-1", identify("event", 1)) is not None
