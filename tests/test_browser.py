"""Every page in Debian's Chromium: reachable, accessible, offline, by keyboard, without JavaScript,
and unmoved by hostile text."""

from __future__ import annotations

import re
import sys
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin

import httpx
import pytest
from lxml import html

from browsing import Watched, axe, program, serving, shape, violations
from communique.archive import Kept, open_archive
from communique.reader import Reader
from communique.records import Article
from communique.settle import settle
from communique.sources.article import make
from communique.web import demonstration
from communique.web.views import PAGES
from webmakers import FORMULA, OVERRIDE, SCRIPT, SQL, SUM, hostile

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
import walk as walk_

pytestmark = [pytest.mark.model, pytest.mark.browser]

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
CONTRAST = ("color-contrast",)
DEPTH = 3  # links from the first page
ALIKE, OF_A_PAGE = 2, 40  # addresses of one shape that are followed, and of one page whatever their shape
MANY, ALL = 6, 10_000  # the same where there is time
FILES = ("/api/", "/feeds/", "/static/")
HARM = (
    f"Norway on Monday demanded that Chile withdraw its warships from Cape {SCRIPT}. “We will not accept "
    f"{SUM} {OVERRIDE}gnorw {SQL}” Norway's Foreign Minister Kari Berg told reporters in Oslo. Chile "
    f"rejected the demand for {SCRIPT} {SUM}. Chile's government opposes the {SUM} treaty. The foreign "
    "ministers of Norway and Chile will meet in Oslo on June 3."
)
ID = f"harm/{SCRIPT}{SUM}"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[str]:
    """A server on the sample articles with two hostile ones among them."""
    program()
    where = tmp_path_factory.mktemp("browser") / "demo.db"
    demonstration.build(where)
    harm = Article(
        ID, "javascript:alert(1)", f"{FORMULA} {SCRIPT} {OVERRIDE}", HARM, "2024-05-28",
        f"+{SCRIPT}{OVERRIDE}", language="en",
    )
    read = reader.read(harm)
    assert read.events and read.statements
    with open_archive(where) as archive:
        archive.add([Kept("hostile.txt", hostile()), Kept("harm.txt", read)], coder="1")
        settle(archive)
    with serving(where, "--reviewer", "Ann Example") as address:
        yield address


@pytest.fixture(scope="module")
def walked(home: str) -> dict[str, int]:
    """The addresses of pages that links lead to, with the statuses of their answers."""
    return walk(home, ALIKE, OF_A_PAGE)


def walk(home: str, alike: int, of_a_page: int) -> dict[str, int]:
    """The addresses that links lead to from the first page and from those of the menu,
    with the statuses of their answers.

    Args:
        alike: how many addresses of one shape are followed.
        of_a_page: how many of one path.
    """
    found: dict[str, int] = {}
    shapes: Counter[tuple[str, tuple[str, ...]]] = Counter()
    paths: Counter[str] = Counter()
    queue = deque([(urljoin(home, "/"), 0)])
    with httpx.Client(follow_redirects=True, timeout=60) as client:
        while queue:
            url, depth = queue.popleft()
            path, names = shape(url)
            if url in found or shapes[path, names] >= alike or paths[path] >= of_a_page:
                continue
            shapes[path, names] += 1
            paths[path] += 1
            answer = client.get(url)
            found[url] = answer.status_code
            if depth < DEPTH and answer.headers["content-type"].startswith("text/html"):
                queue.extend((link, depth + 1) for link in inner(answer.text, str(answer.url), home))
    return found


def inner(page: str, url: str, home: str) -> list[str]:
    """The addresses of our own that a page links to, without fragments, in order."""
    hrefs = html.document_fromstring(page).xpath(
        "//a/@href | //link/@href | //*[local-name()='svg']//@*[local-name()='href']"
    )
    found = (urljoin(url, str(href)).partition("#")[0] for href in hrefs)
    return [link for link in dict.fromkeys(found) if link.startswith(f"{home}/")]


def is_page(url: str, home: str) -> bool:
    """Whether a person looks at it, rather than a program."""
    return not url.removeprefix(home).startswith(FILES) and "format=" not in url and "export=" not in url


def shown(walked: dict[str, int], home: str, most: int = 1) -> list[str]:
    """Addresses of pages, so many of each shape; where filters alone differ, one of each page has them."""
    taken: Counter[tuple[str, bool]] = Counter()
    found = []
    for url in sorted(walked, key=len):
        path, names = shape(url)
        if is_page(url, home) and taken[path, bool(names)] < most:
            taken[path, bool(names)] += 1
            found.append(url)
    return found


def of_article(id: str, **more: Any) -> str:
    """The address of an article's page."""
    return "/article?" + urlencode({"id": id, **more})


def harmed(home: str) -> list[str]:
    """Addresses of all pages on which the hostile articles show."""
    return [
        of_article(ID), of_article(hostile().article.id), "/",
        *(page.path for page in PAGES if page.name != "article"),
        *(
            f"/search?of={kind}&party=NOR"
            for kind in ("articles", "events", "statements", "meetings", "positions", "occurrences")
        ),
        f"/search?{urlencode({'text': SCRIPT})}", f"/events?{urlencode({'outlet': f'+{SCRIPT}{OVERRIDE}'})}",
        *(
            f"{page.path}?{urlencode(asked)}" for page in PAGES
            if page.name in ("dyad", "actor", "issue", "dispute")
            for asked in ({"dyad": "CHL-NOR", "party": "NOR", "issue": SCRIPT, "id": SUM},)
        ),
    ]  # fmt: skip


# ---------------------------------------------------------------- walking
def test_every_link_answers_and_every_page_is_linked(walked: dict[str, int], home: str) -> None:
    assert {url: status for url, status in walked.items() if status != 200} == {}
    paths = {shape(url)[0] for url in walked}
    assert {page.path for page in PAGES} <= paths
    assert len(walked) > 60


@pytest.mark.thorough
def test_every_link_far_from_the_first_page_answers(home: str) -> None:
    walked = walk(home, MANY, ALL)
    assert {url: status for url, status in walked.items() if status != 200} == {}
    assert len(walked) > 1_000


def test_a_reader_meets_no_fault_on_any_page(walked: dict[str, int], home: str, browser: Any) -> None:
    seen = {"/login", *(path for path in walk_.LISTS if path not in ("/dyad", "/actor", "/issue"))}
    pages = (url.removeprefix(home) for url in shown(walked, home) if shape(url)[0] not in seen)
    found = walk_.looked(browser, home, dict.fromkeys([*walk_.LISTS, *pages, of_article(ID)]))
    assert found.faults == {}, found.faults
    assert found.rows.keys() == {*walk_.LISTS} and all(all_ for _, all_ in found.rows.values())


def test_what_looks_for_faults_finds_them(home: str, browser: Any) -> None:
    watched = Watched(browser, home, viewport=PHONE, has_touch=True, is_mobile=True)
    watched.open("/method")
    watched.page.evaluate("""() => { const main = document.querySelector("main");
      const add = (tag, given) => main.appendChild(Object.assign(document.createElement(tag), given));
      add("img", {src: "http://127.0.0.1:9/x.png"}); add("button", {});
      Object.assign(add("p", {textContent: "faint"}).style,
                    {color: "#999", width: "900px", background: "#fff"}) }""")
    found = violations(watched.page, axe())
    assert {fault.split(" ")[0] for fault in found} >= {"image-alt", "button-name", "color-contrast"}
    assert watched.page.evaluate(walk_.WIDER) and watched.faults
    assert watched.elsewhere() == ["http://127.0.0.1:9/x.png"]
    watched.close()


def test_error_pages(home: str, browser: Any) -> None:
    script = axe()
    watched = Watched(browser, home, viewport=WIDE)
    for address, status in (
        ("/nothing", 404), ("/events?actor=zz", 422), (of_article("none"), 404),
        (f"/events?type={SCRIPT}", 422),
    ):
        assert watched.open(address) == status
        assert watched.page.get_by_role("alert").count() == 1
        assert violations(watched.page, script) == []
    assert [fault for fault in watched.faults if "Failed to load resource" not in fault] == []
    watched.close()


def test_the_login_page_and_an_empty_archive(tmp_path: Path, home: str, browser: Any) -> None:
    script, token = axe(), "a-token-of-some-length"
    with open_archive(tmp_path / "empty.db"):
        pass
    with serving(tmp_path / "empty.db", "--token", token) as empty:
        watched = Watched(browser, empty, viewport=PHONE)
        watched.open("/events")
        assert watched.page.url.endswith("/login?to=%2Fevents") and violations(watched.page, script) == []
        watched.page.get_by_label("Token").fill(token)
        watched.page.keyboard.press("Enter")
        watched.page.wait_for_url("**/events")
        for page in PAGES:
            if page.menu:
                assert watched.open(page.path) == 200
                assert violations(watched.page, script, leave_out=CONTRAST) == []
                assert watched.page.get_by_text("The archive is empty").count()
        assert watched.faults == [] and watched.elsewhere() == []
        watched.close()


# ---------------------------------------------------------------- keyboard
OUTLINED = """() => { const e = document.activeElement, s = getComputedStyle(e);
  const r = e.getBoundingClientRect();
  return { words: (e.textContent || e.name || "").trim().slice(0, 40),
           seen: r.width > 0 && r.height > 0 && r.left >= 0,
           outline: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2,
           place: window.orderOf(e) } }"""
ORDER = """() => { const all = [...document.querySelectorAll("*")]; window.orderOf = e => all.indexOf(e);
  return [...document.querySelectorAll("[tabindex]")].filter(e => e.tabIndex > 0).length }"""


def test_the_link_that_skips_the_menu(home: str, browser: Any) -> None:
    watched = Watched(browser, home, viewport=WIDE)
    watched.open("/events")
    watched.page.keyboard.press("Tab")
    skip = watched.page.evaluate(
        "() => [document.activeElement.className, document.activeElement.getBoundingClientRect().left]"
    )
    assert skip[0] == "skip" and skip[1] >= 0
    watched.page.keyboard.press("Enter")
    assert watched.page.evaluate("() => document.activeElement.id") == "main"
    watched.page.keyboard.press("Tab")
    assert watched.page.evaluate("() => !!document.activeElement.closest('main')")
    watched.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_goes_in_order_and_is_seen(scheme: str, home: str, browser: Any) -> None:
    watched = Watched(browser, home, viewport=WIDE, color_scheme=scheme)
    for address in ("/", "/search?text=talks", of_article("demo-letter")):
        watched.open(address)
        assert watched.page.evaluate(ORDER) == 0
        places = []
        for _ in range(25):
            watched.page.keyboard.press("Tab")
            at = watched.page.evaluate(OUTLINED)
            if at["place"] < 0 or at["words"] == "":
                break
            assert at["seen"] and at["outline"], (address, at)
            places.append(at["place"])
        assert len(places) >= 10 and places == sorted(places), address
    watched.close()


# ---------------------------------------------------------------- the article
def lit(page: Any, where: str) -> int:
    """How many pieces of the text, or records, are lit."""
    return int(page.locator(f"{where} .lit").count())


def test_a_click_on_a_record_lights_its_words_and_the_other_way_round(home: str, browser: Any) -> None:
    watched = Watched(browser, home, viewport=WIDE)
    page = watched.page
    watched.open(of_article("demo-letter"))
    assert lit(page, "div.body") == lit(page, ".records") == 0
    page.evaluate("() => { window.same = true }")
    record = page.locator(".records article").nth(1)
    record.locator("a[data-lights]").click()
    name = record.get_attribute("id")
    pieces = page.eval_on_selector_all("div.body .lit", "all => all.map(e => e.dataset.records.split(' '))")
    assert pieces and all(name in ids for ids in pieces)
    assert "record=" in page.url and page.evaluate("() => window.same")  # the page was not loaded anew
    words = page.locator("div.body a[data-records].trigger").first
    names = (words.get_attribute("data-records") or "").split()
    words.click()
    assert page.eval_on_selector_all(".records .lit", "all => all.map(e => e.id)") == [
        id for id in page.eval_on_selector_all(".records article", "all => all.map(e => e.id)") if id in names
    ]
    page.reload()  # the address holds what was lit
    assert set(page.eval_on_selector_all(".records article.lit", "all => all.map(e => e.id)")) >= set(names)
    page.locator("div.body a.trigger").last.focus()
    page.keyboard.press("Enter")
    assert lit(page, ".records") >= 1
    assert watched.faults == []
    watched.close()


def test_two_read_outs_are_laid_side_by_side_from_the_calendar(
    tmp_path: Path, reader: Reader, browser: Any
) -> None:
    where = tmp_path / "accounts.db"
    told = {
        "nairobi": "Kenya and Chad held talks in Nairobi on Monday. Kenya demanded that Chad reopen the "
                   "bridge at Faya.",
        "ndjamena": "Chad and Kenya held talks in Nairobi on Monday. Chad noted that Kenya asked it to "
                    "reopen the bridge at Faya.",
    }
    with open_archive(where) as archive:
        articles = [
            make(text, id=id, title=id, published="2020-05-12", outlet=f"Ministry in {id}")
            for id, text in told.items()
        ]
        archive.add([Kept(f"{article.id}.txt", reader.read(article)) for article in articles])
        settle(archive)
    with serving(where) as address:
        watched = Watched(browser, address, viewport=WIDE)
        watched.context.set_default_timeout(120_000)  # the first comparison waits for the parser
        assert watched.open("/calendar?month=2020-05") == 200
        watched.page.get_by_role("link", name="Compare Ministry in nairobi and Ministry in ndjamena").click()
        watched.page.wait_for_url("**/compare?a=nairobi&b=ndjamena")
        assert watched.page.locator("article.passage").all_inner_texts() == list(told.values())
        assert "point" in watched.page.locator("h1").inner_text()
        assert watched.page.locator("mark").count() >= 2
        assert watched.faults == []
        watched.close()


def test_all_of_it_without_javascript(walked: dict[str, int], home: str, browser: Any) -> None:
    watched = Watched(browser, home, viewport=WIDE, java_script_enabled=False)
    page = watched.page
    for url in shown(walked, home):
        if shape(url)[1]:
            continue
        assert watched.open(url) == 200
        assert page.locator("h1").inner_text() and len(page.locator("main").inner_text()) > 40, url
    watched.open(of_article("demo-letter"))
    page.locator(".records article a[data-lights]").nth(1).click()
    assert "record=" in page.url and lit(page, "div.body") >= 1
    assert page.locator(".records article.lit").count() == 1
    page.locator("div.body a.trigger").first.click()
    page.locator(".records article.lit").first.wait_for()
    assert "at=" in page.url
    page.get_by_label("Party, person, issue or words in the articles").fill("envoys")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?text=envoys*")  # a key does not wait for the page that it calls
    assert page.locator("main table.rows tbody tr").count() >= 1
    assert watched.elsewhere() == []
    watched.close()


def test_a_review_is_given_and_shown(home: str, browser: Any) -> None:
    watched = Watched(browser, home, viewport=PHONE)
    page = watched.page
    watched.open("/review")
    page.get_by_role("link", name=re.compile("^Review ?:")).first.click()
    page.get_by_role("radio", name=re.compile("reject")).check(force=True)
    page.get_by_label("Note").fill(f"{SCRIPT} {SUM}")
    page.get_by_role("button", name="Keep").click()
    kept = page.get_by_role("status").filter(has_text="Kept.")
    kept.wait_for()  # the page that answers the click
    assert kept.count() == 1
    assert f"{SCRIPT} {SUM}" in page.locator("main").inner_text()
    assert watched.faults == []
    watched.close()


# ---------------------------------------------------------------- hostile text
RAN = """() => [...document.scripts].filter(s => !s.src.startsWith(location.origin + "/static/"))
  .map(s => s.outerHTML)
  .concat([...document.querySelectorAll("a, area")].map(a => a.getAttribute("href"))
          .filter(h => /^\\s*(javascript|data):/i.test(h)))
  .concat([...document.querySelectorAll("*")].filter(e => e.getAttributeNames().some(n => n.startsWith("on")))
          .map(e => e.outerHTML))"""


def test_hostile_text_is_text_on_every_page(home: str, browser: Any) -> None:
    watched = Watched(browser, home, viewport=WIDE)
    page = watched.page
    seen: Counter[str] = Counter()
    for address in harmed(home):
        status = watched.open(address)
        assert status in (200, 404, 422), address
        assert page.evaluate(RAN) == [], address
        words, source = page.locator("body").inner_text(), page.content()
        assert OVERRIDE not in words and OVERRIDE not in page.title() and OVERRIDE not in source, address
        seen += Counter(name for name in (SCRIPT, SUM, SQL, "[U+202E]") if name in words)
    for name in (SCRIPT, SUM, SQL, "[U+202E]"):
        assert seen[name] >= 4, (name, seen)
    assert [fault for fault in watched.faults if "Failed to load resource" not in fault] == []
    assert watched.elsewhere() == []
    watched.close()


def test_hostile_titles_are_whole(home: str, browser: Any) -> None:
    watched = Watched(browser, home, viewport=WIDE)
    watched.open(of_article(ID))
    heading = watched.page.locator("h1").inner_text()
    assert heading == f"{FORMULA} {SCRIPT} [U+202E]"
    body = watched.page.locator("div.body").inner_text()
    assert body == HARM.replace(OVERRIDE, "[U+202E]")
    # its address is no web page's
    assert watched.page.get_by_role("link", name="the page itself").count() == 0
    watched.close()
