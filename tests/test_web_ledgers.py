"""The pages on ledgers, dyads, actors, issues, calendar and map, on a real archive: what they say,
where it leads, how they look empty."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree, html
from starlette.testclient import TestClient

from communique import acts
from communique import wording as words
from communique.analysis import series as analysed
from communique.analysis.changes import changes
from communique.archive import Gathered, Kept, Query, open_archive
from communique.records import Span, identify
from communique.web import charts, entries, keeping, questions
from communique.web.views import calendar, demands, dyad, map, now
from ledgerpages import ISSUE, act, day, grow, ledgers, quarrel
from makers import reading
from test_web_pages import Tags
from webmakers import OVERRIDE, SCRIPT, SUM, client

ADDRESSES = {
    "today": "/", "disputes": "/disputes", "rising": "/disputes?status=rising&party=NOR",
    "dispute": "/dispute?id=q1&dyad=CHL-NOR", "without a hint": "/dispute?id=q1", "demands": "/demands",
    "refused": "/demands?status=refused", "one": "/demands?id=d-refused&actor=NOR", "dyads": "/dyad",
    "dyad": "/dyad?dyad=NOR-CHL", "month": f"/dyad?dyad=NOR-CHL&since={day(12)[:7]}&quad=3",
    "actors": "/actor", "actor": "/actor?party=NOR", "person": "/actor?party=NOR&name=Kari+Berg",
    "issues": "/issue", "issue": questions.link("/issue", issue=ISSUE),
    "calendar": f"/calendar?month={day(-3)[:7]}", "span": f"/calendar?since={day(9)}&until={day(-9)}",
    "map": "/map", "board": "/demands?view=board", "by day": "/dyad?dyad=NOR-CHL&by=day&split=none",
    "split": f"/dyad?dyad=NOR-CHL&split={day(10)}&with=NOR-PER", "received": "/map?side=receives&what=all",
    "towards": "/map?party=CHL",
}  # fmt: skip


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return quarrel(tmp_path_factory.mktemp("ledgers"))


@pytest.fixture(scope="module")
def browser(where: Path) -> TestClient:
    return client(where)


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
def test_every_quotation_is_beside_a_way_to_its_words(browser: TestClient, name: str) -> None:
    """Each row that quotes a source leads into an article or to a page that does."""
    page = html.document_fromstring(browser.get(ADDRESSES[name]).text)
    for quoted in page.xpath("//main//*[contains(concat(' ', @class, ' '), ' q ')][not(ancestor::h1)]"):
        row = quoted.xpath("ancestor::tr | ancestor::li | ancestor::article | ancestor::section")[-1]
        ways = row.xpath(".//a/@href")
        assert any(
            way.startswith(("/article?", "/demands?id=", "#", "/issue?", "/events?")) for way in ways
        ), quoted.text_content()


@pytest.mark.parametrize("name", ADDRESSES)
def test_lists_can_be_taken_away(browser: TestClient, name: str) -> None:
    join = "&" if "?" in ADDRESSES[name] else "?"
    rows = json.loads(browser.get(f"{ADDRESSES[name]}{join}format=json").text)
    assert all(row.keys() == rows[0].keys() for row in rows)
    lines = browser.get(f"{ADDRESSES[name]}{join}format=csv").text.splitlines()
    assert bool(lines) == bool(rows)


# ---------------------------------------------------------------- now
def test_now_says_what_is_new_since_the_last_visit(tmp_path: Path) -> None:
    where = quarrel(tmp_path)
    browser = client(where)
    assert "since your last visit" not in browser.get("/").text
    assert "since your last visit" not in browser.get("/").text  # the same visit goes on
    edition, at, seen, _ = browser.cookies[now.COOKIE].split(".")
    assert (edition, at) == ("0", "0")
    ended = int(time.time()) - now.VISIT - 60
    again = client(where)
    again.cookies.set(now.COOKIE, f"0.0.{seen}.{ended}")
    with open_archive(where) as archive:
        grow(archive)
    assert "1 new since your last visit" in again.get("/").text
    assert "1 new since your last visit" in again.get("/").text


@pytest.mark.parametrize(
    "cookie", ["", "x", "1.2.3", "1.2.3.x", "9999.1.9999.1", "-1.0.0.0", f"0.{1 << 40}.0.1", "²." * 3 + "1"]
)
def test_a_cookie_of_elsewhere_is_a_first_visit(cookie: str) -> None:
    assert now.parsed(cookie, 20) is None


def test_now_has_its_figures_disputes_acts_meetings_and_feeds(browser: TestClient) -> None:
    text = browser.get(f"/?as_of={day(1)}").text
    for part in (
        "Due in seven days", "What stood out", "Owes an answer", "will meet in Oslo", "demand opened",
        "disputes rising", "failed 2 times", "</b> 5: the minister", "counted to this day",
        "between Chile and Norway",
    ):  # fmt: skip
        assert part in text, part
    assert text.count('class="c wide"') == 1 and 'data-refresh="60"' in text


def test_now_is_judged_from_the_day_that_is_asked_for(browser: TestClient) -> None:
    text = browser.get(f"/?as_of={day(9)}").text
    assert f"{words.title_day(day(7))}" in text and "Back to the newest" in text
    assert "</b> 5: the minister" not in text  # reported later
    assert "is no day" in browser.get("/?as_of=2025").text


def test_the_week_is_counted_against_the_week_before() -> None:
    assert now.Week(8, 4, 1, 0, 0).share == 50 and now.Week(0, 0, 0, 0, 0).share == 0
    assert [words.compared(*pair) for pair in ((3, 3), (5, 3), (1, 3))] == ["as before", "2 more", "2 fewer"]


@pytest.mark.parametrize(
    ("conflict", "title"),
    [
        ({}, "No acts from"), ({20: 6, 28: 1}, "Conflict eased after its peak"),
        ({28: 6}, "Conflict reached its highest"), ({3: 1}, "Acts by day"),
    ],
)  # fmt: skip
def test_the_title_of_the_strip_says_no_more_than_its_bars(conflict: dict[int, int], title: str) -> None:
    span = [words.before("2025-11-30", n) for n in range(29, -1, -1)]
    days = {span[n]: {3: count} for n, count in conflict.items()}
    assert now.strip_title(days, span)[0].startswith(title)


# ---------------------------------------------------------------- disputes
def test_a_dispute_shows_all_that_belongs_to_it(browser: TestClient) -> None:
    text = browser.get(ADDRESSES["dispute"]).text
    assert "Why this is one dispute" not in text and "Moves, newest first" in text
    assert "1 move of it became one with another" in text
    assert text.count('class="c wide"') == 1 and 'href="#m-' in text and 'id="m-' in text
    assert "open the harbour" in text and "refused" in text
    assert "the shelf is shared" in text and "before: " in text and "as told by <a" in text
    assert "Turned to by Norway" in text and "</b> 4: the minister" in text
    assert "silent &lt;script&gt;" in text
    assert "will meet in Oslo" in text and "/feeds/meetings.ics?dyad=CHL-NOR" in text
    assert "United Nations" in text


def test_what_is_not_there_is_said(browser: TestClient) -> None:
    for address in ("/dispute", "/dispute?id=nothing", "/demands?id=nothing", "/actor?name=Nobody+Whatever"):
        got = browser.get(address)
        assert got.status_code == 404 and 'role="alert"' in got.text
    for address in (
        "/demands?status=nonsense", "/map?side=above", "/map?what=love", "/dyad?dyad=NOR",
        "/calendar?since=tomorrow",
    ):
        assert browser.get(address).status_code == 422


def test_answers_are_found_where_the_ledger_has_them(tmp_path: Path) -> None:
    with open_archive(quarrel(tmp_path)) as archive:
        ledgers(archive, [act(archive, 0).id] * 2)
        item = entries.by_id(archive, "demands", "d-refused", day(0))
        kinds = [
            (a.kind, a.act.id if a.act else None) for a in entries.answers(archive, entries.demand(item))
        ]
        assert kinds == [("refuses", act(archive, 1).id), ("answers", None)]


# ---------------------------------------------------------------- demands
def test_demands_stand_open_first_with_their_wait_and_answer(browser: TestClient) -> None:
    text = browser.get("/demands").text
    assert "One demand is open; it has waited" in text
    assert text.index('class="chip wait">open') < text.index("refused</span></td>")
    assert "no answer reported yet" in text and "Note 1: the minister" in text  # the words of the refusal
    assert "Open <span class=\"n\">1</span>" in text and 'Refused <span class="n">' in text
    assert "Asked" in browser.get(ADDRESSES["one"]).text


def test_what_was_asked_again_after_a_refusal_says_so(tmp_path: Path) -> None:
    with open_archive(quarrel(tmp_path)) as archive:
        ledgers(archive, [act(archive, 0).id] * 2)
        item = entries.by_id(archive, "demands", "d-refused", day(0))
        one = entries.demand(item)
        back = entries.answers(archive, one)
        assert demands.row(one, back, day(0)).again is None
        assert demands.row(replace(one, status="open"), back, day(0)).again == act(archive, 1).first


def test_what_is_less_sure_is_counted_and_a_click_away(tmp_path: Path) -> None:
    there = quarrel(tmp_path)
    with open_archive(there) as archive:
        for kind in ("demands", "meetings", "positions", "disputes"):
            [*some] = archive.items(kind, Query())
            archive.put_items(kind, {i.block for i in some}, [replace(i, confidence=0.2) for i in some])
    browser = client(there)
    for address in ("/demands", "/calendar", "/issue", "/disputes"):
        text = browser.get(address).text
        assert "less sure</a> and left out here" in text and "min_confidence=0" in text, address
        assert "left out here" not in browser.get(f"{address}?min_confidence=0").text, address


# ---------------------------------------------------------------- dyad, actor, issue
def test_a_dyad_has_directed_bars_and_events(browser: TestClient) -> None:
    text = browser.get(ADDRESSES["dyad"]).text
    assert text.count('class="c wide"') == 2 and "Acts between Norway and Chile" in text
    assert "No change of level" in text
    assert "</b> 0: the minister" in text and "</b> 3: the minister" not in text
    assert "Before and after" in browser.get(ADDRESSES["split"]).text
    assert "Norway – Peru" in browser.get(ADDRESSES["split"]).text
    assert "deal most with one another" in browser.get("/dyad").text
    for wrong in ("by=year", "split=then", "with=NOR"):
        assert browser.get(f"/dyad?dyad=NOR-CHL&{wrong}").status_code == 422


def test_a_change_of_level_is_the_title() -> None:
    rows = [gathered(n, "ACCUSE", words.before("2021-12-31", n * 3)) for n in range(100)]
    rows += [gathered(1000 + n, "CONSULT", words.before("2021-12-31", n * 9)) for n in range(160)]
    rows += [gathered(2000 + n, "ACCUSE", words.before("2021-02-20", n * 60)) for n in range(18)]
    deeds = [deed for row in rows for deed in dyad.directed(row, ("NOR", "CHL"))]
    series = analysed.series(deeds, actor="NOR", recipient="CHL", directed=False, by="month")
    found = dyad.Between(("NOR", "CHL"), tuple(rows), "month", series, changes(series, "conflict"))
    assert len(found.changes) == 1
    title = dyad.title(found, found.changes[0].at)
    assert title.startswith("Conflict between Norway and Chile rose")
    assert title.endswith("most of it from Norway")
    assert dyad.title(replace(found, changes=()), None).startswith("Acts between Norway and Chile, ")
    panels = dyad.charts_of(found, found.changes[0].at)
    assert "Level changes on" in panels[0].wide and "/events?actor=NOR&amp;recipient=CHL" in panels[0].wide


def gathered(n: int, type: str, on: str) -> Gathered:
    """A happening between two."""
    return Gathered(str(n), type, ("NOR",), ("CHL",), on, on, 1, (), {}, on, on)


def test_an_actor_has_offices_deeds_words_and_counterparts(browser: TestClient) -> None:
    text = browser.get("/actor?party=NOR&tab=offices&as_of=2024-06-01").text
    assert "Foreign affairs" in text and "Barth Eide" in text
    assert "We had no choice" in browser.get("/actor?party=NOR&tab=said").text
    assert "open the harbour" in browser.get("/actor?party=NOR&tab=asks").text
    text = browser.get("/actor?party=NOR").text
    assert "Deals most with" in text and "/dyad?dyad=NOR-CHL" in text and 'class="c wide"' in text
    assert "since" in browser.get("/actor?name=Espen+Barth+Eide").text
    assert "We had no choice" in browser.get(ADDRESSES["person"] + "&tab=said").text
    assert browser.get("/actor?party=NOR&tab=gossip").status_code == 422


def test_an_issue_says_who_holds_what_and_when_it_changed(browser: TestClient) -> None:
    text = browser.get(ADDRESSES["issue"]).text
    assert SUM in text and "When it changed" in text and "Month by month" in text
    assert "the shelf is ours" in text and "no shelf at all" in text
    assert "No positions" in browser.get("/issue?issue=whaling").text
    assert SUM in browser.get("/issue").text


# ---------------------------------------------------------------- calendar, map
def test_a_calendar_has_its_days_and_the_months_around(browser: TestClient) -> None:
    text = browser.get(ADDRESSES["calendar"]).text
    assert 'class="entry spans due"' in text and "Agenda" in text and "/feeds/meetings.ics" in text
    assert 'rel="next"' in text
    assert "called off" not in browser.get(ADDRESSES["calendar"] + "&status=planned").text.split("<h2", 1)[1]
    assert browser.get("/calendar?month=nonsense").status_code == 200
    assert [len(week) for week in calendar.weeks(calendar.grid("2024-02"), [], "2024-02")] == [7] * 5


def test_a_map_colours_countries_and_lists_them(browser: TestClient) -> None:
    text = browser.get("/map").text
    assert text.count('class="c wide"') == text.count('class="c narrow"') == 1
    assert 'href="/actor?party=NOR"' in text and "Natural Earth" in text and 'class="land m' in text
    assert "/dyad?dyad=CHL-NOR" in browser.get(ADDRESSES["towards"]).text
    assert map.borders_of([1, 1, 1, 2, 9]) == [2, 9] or map.borders_of([1, 1, 1, 2, 9])[-1] == 9
    assert map.legend([2, 9]) == [(1, "1"), (2, "2 to 8"), (3, "9 or more")]
    assert map.legend([]) == [(1, "1 or more")]


# ---------------------------------------------------------------- empty, stale, broken
def test_empty_looks_empty(tmp_path: Path) -> None:
    with open_archive(tmp_path / "empty.db"):
        pass
    browser = client(tmp_path / "empty.db")
    for address in (
        "/", "/disputes", "/demands", "/dyad", "/dyad?dyad=NOR-CHL", "/actor", "/actor?party=NOR", "/issue",
        "/calendar", "/map",
    ):  # fmt: skip
        text = browser.get(address).text
        assert "The archive is empty" in text and "<code>communique ingest" in text
        assert "communique settle" not in text


def test_unsettled_says_what_to_run(tmp_path: Path) -> None:
    where = tmp_path / "new.db"
    with open_archive(where) as archive:
        archive.add([Kept("a.txt", reading())], coder="1")
    browser = client(where)
    for address in ("/", "/disputes", "/demands", "/dyad?dyad=NOR-CHL", "/issue", "/calendar", "/map"):
        text = browser.get(address).text
        assert "<code>communique settle</code>" in text and "The archive is empty" not in text
    assert "As single articles tell of them" in browser.get("/calendar?month=2024-06").text


def test_work_that_waits_beside_settled_ledgers_is_said(tmp_path: Path) -> None:
    where = quarrel(tmp_path)
    with open_archive(where) as archive:
        archive.add([Kept("old.txt", reading())], coder="1")  # of 2024, beside data of these days
        ledgers(archive, [act(archive, 0).id] * 2)
    assert "communique settle" in client(where).get("/disputes").text


def test_broken_is_neither(tmp_path: Path) -> None:
    where = quarrel(tmp_path)
    browser = client(where)
    browser.get("/disputes")
    browser.app.state.archive.close()  # type: ignore[attr-defined]
    where.rename(tmp_path / "gone.db")
    where.mkdir()
    got = browser.get("/demands")
    assert (got.status_code == 503 and "does not answer" in got.text) or "role=\"alert\"" in got.text
    assert "The archive is empty" not in got.text and "communique settle" not in got.text


# ---------------------------------------------------------------- charts
def pictures() -> list[str]:
    """A picture of each kind, made of hostile words."""
    link = charts.Link("/events?n=1&x=1", f"mark {SCRIPT}{OVERRIDE}")
    periods = [
        charts.Bars(f"2024-01-0{n}", {1: n, 4: 1}, f"day {SCRIPT}", lambda quad: f"/events?quad={quad}&x=1")
        for n in range(1, 8)
    ]
    move = charts.Move("NOR", "2024-01-02", "mx", f"attacks {SCRIPT}", 3.0, link)
    return [
        str(one)
        for one in (
            charts.bars(
                periods, charts.Frame(400, 150, named=True, peak=("2024-01-03", f"peak {SCRIPT}")),
                f"words {SCRIPT}", "wide", "a day",
            ),
            charts.spark([(1, 2), (0, 0)], f"words {SCRIPT}"), charts.age(12, 90, 60, True),
            charts.bar_pair(0.2, 1.4, 2.0, 3),
            charts.lanes(
                [("NOR", f"Norway {SCRIPT}{OVERRIDE}"), ("CHL", "Chile")], [move],
                [
                    charts.Arrow("NOR", "2024-01-02", "CHL", None, f"open {SCRIPT}"),
                    charts.Arrow("NOR", "2024-01-01", "CHL", "2024-01-04", "refused"),
                ],
                "2024-01-01", "2024-01-09", "words",
            ),
            charts.arcs_map([charts.Arc("NOR", "CHL", 3, True, f"Norway {SCRIPT}", link)], "words"),
        )
    ]  # fmt: skip


@pytest.mark.parametrize("number", range(6))
def test_charts_hold_shapes_words_and_links_alone(number: int) -> None:
    svg = pictures()[number]
    root = etree.fromstring(svg)
    tags = {etree.QName(element).localname for element in root.iter()}
    assert tags <= {"svg", "g", "a", "title", "text", "line", "rect", "path", "circle", "use"}
    names = {str(name) for element in root.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on") or "style" in name}
    assert SCRIPT not in svg and OVERRIDE not in svg and root.get("aria-label")
    assert all(href.startswith(("/", "#")) for element in root.iter() if (href := element.get("href")))


def test_sixty_moves_of_five_parties_keep_their_labels_apart() -> None:
    lanes = [(code, code) for code in ("AAA", "BBB", "CCC", "DDD", "EEE")]
    link = charts.Link("#m", "m")
    moves = [
        charts.Move(lanes[n % 5][0], words.before("2025-03-01", n), "vx", f"demands {n}", float(n % 7), link)
        for n in range(60)
    ]
    root = etree.fromstring(str(charts.lanes(lanes, moves, [], "2025-01-01", "2025-03-01", "words")))
    boxes = []
    for text in root.iter("text"):
        if (text.text or "").startswith("demands"):
            half, x, y = (
                len(text.text or "") * charts.CHAR / 2, float(text.get("x", 0)), float(text.get("y", 0)),
            )
            boxes.append((
                x - (2 * half if " e" in text.get("class", "") else half),
                x + (0 if " e" in text.get("class", "") else half), y,
            ))
    assert len(boxes) >= 20
    pairs = [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if abs(a[2] - b[2]) < 10]
    assert not [(a, b) for a, b in pairs if a[0] < b[1] - 1 and b[0] < a[1] - 1]


def test_charts_are_files_of_their_own(browser: TestClient) -> None:
    picture = browser.get("/?chart=days&format=svg")
    assert picture.headers["content-type"] == "image/svg+xml" and "<a " not in picture.text
    assert "var(--" not in picture.text
    assert etree.fromstring(picture.content).tag.endswith("svg")
    assert "attachment" in picture.headers["content-disposition"]
    assert browser.get("/?chart=days&format=png").content[:8] == b"\x89PNG\r\n\x1a\n"
    rows = browser.get("/?chart=days&format=csv").text.splitlines()
    assert rows[0].startswith("day,verbal_cooperation") and len(rows) == 31
    assert browser.get("/?chart=days&format=html").text.startswith("<figure")
    assert browser.get("/?chart=none").status_code == 404
    assert browser.get("/?chart=days&format=exe").status_code == 422


# ---------------------------------------------------------------- words
@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2025-12-01", "2025-12-05", "1–5 Dec"), ("2025-10-28", "2025-11-26", "28 Oct – 26 Nov"),
        ("2024-12-01", "2024-12-01", "1 Dec 2024"), (None, None, "day not said"),
        ("2025-12", None, "December 2025"),
    ],
)  # fmt: skip
def test_days_in_words(first: str | None, last: str | None, said: str) -> None:
    assert words.span_words(first, last, "2025-11-26") == said


@pytest.mark.parametrize(
    ("before", "after", "verb"),
    [
        (1.0, 2.0, "doubled"), (1.0, 7.1, "rose sevenfold"), (2.0, 1.0, "fell by half"),
        (1.0, 1.02, "held level"), (0.0, 3.0, "began"), (0.1, 3.6, "rose many times over"),
    ],
)  # fmt: skip
def test_levels_in_words(before: float, after: float, verb: str) -> None:
    assert words.grown(before, after) == verb


@pytest.mark.parametrize(
    ("actors", "recipients", "type", "mode", "said"),
    [
        (("CHN",), ("JPN",), "ACCUSE", None, "China accuses Japan"),
        (("CHN", "USA"), (), "CONSULT", "phone", "China and the United States call"),
        ((), ("JPN",), "ASSAULT", None, "somebody unnamed attacks Japan"),
        (("CHN",), ("JPN",), "CONSULT", None, "China talks with Japan"),
    ],
)
def test_an_act_is_a_clause(
    actors: tuple[str, ...], recipients: tuple[str, ...], type: str, mode: str | None, said: str
) -> None:
    act_ = acts.Act("", type, mode, "actual", actors, recipients, "", "", False, "", 1.0, 1, 1)
    assert acts.clause(act_) == said


def test_a_passage_is_cut_round_its_act() -> None:
    text = (
        "On the first day of a long week, with rain over the fjord and little else to do, Norway expelled "
        "two envoys of Chile and said no more."
    )
    at = text.index("expelled")
    found = acts.clipped(Span(10, 10 + len(text), text), Span(10 + at, 18 + at, "expelled"), 70)
    assert found.act == "expelled" and found.before.startswith("… ") and found.before[2:] in text
    assert len("".join(found)) < 90


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
        assert keeping.kept(archive, "n", make, seconds=0, version="a") == 1
        time.sleep(0.1)
        # as long as the version is the same
        assert keeping.kept(archive, "n", make, version="a") == 1 and not done.wait(0.1)
        assert keeping.kept(archive, "n", make, version="b") == 1  # the old one at once
        assert done.wait(30)
        while keeping.kept(archive, "n", make, version="b") != 2:
            time.sleep(0.01)


def test_a_passage_is_a_report(where: Path) -> None:
    with open_archive(where) as archive:
        found = entries.passage(archive.article("told-1"), entries.Passage("told-1", 0, 6, True))
        assert found is not None and found.span == Span(0, 6, "Note 1") and found.outlet == "Fjord News"
        assert entries.passage(archive.article("nothing"), entries.Passage("nothing", 0, 6, True)) is None
        assert archive.occurrence("told-1", identify("event", 1)) is not None
