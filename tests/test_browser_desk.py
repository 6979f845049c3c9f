"""The desk on an archive of some thousand events: dense first screens, nothing wider than the window,
in place what a form does without.

The archive is the one of `benchmarks/web.py`, smaller: made up by chance, its ledgers settled.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import Watched, axe, program, serving, violations

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
import web as bench
from walk import INSIDE, LISTS, PHONE, ROWS
from walk import WIDE as SCREEN

pytestmark = pytest.mark.browser

EDGES = """() => [...new Set([".bar", "main", ".foot", "main h1", "main > *"]
  .flatMap(s => [...document.querySelectorAll(s)])
  .filter(e => e.getBoundingClientRect().width > 0).map(e => Math.round(e.getBoundingClientRect().left)))]"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on an archive with rows enough for every list."""
    program()
    where = tmp_path_factory.mktemp("desk") / "desk.db"
    bench.make(where, 1200)
    with serving(where, "--reviewer", "Ann Example") as address:
        yield address


def test_lists_show_twelve_rows_and_every_page_has_one_left_edge_and_fits_a_phone(
    home: str, browser: Any
) -> None:
    wide, phone = (
        Watched(browser, home, viewport=SCREEN), Watched(browser, home, viewport=PHONE, is_mobile=True),
    )
    edges, rows, wider = {}, {}, {}
    for address in (
        *LISTS, "/", "/calendar", "/map", "/map?party=USA", "/method", "/watching", "/dyad?dyad=CHN-USA",
        "/actor?party=USA",
    ):
        assert wide.open(address) == 200
        edges[address] = wide.page.evaluate(EDGES)
        if address in LISTS:
            rows[address] = wide.page.evaluate(INSIDE)
        phone.open(address)
        wider[address] = phone.page.evaluate("() => document.documentElement.scrollWidth")
    wide.close()
    phone.close()
    assert {address: n for address, (n, all) in rows.items() if n < min(ROWS, all)} == {}, rows
    assert sum(all >= ROWS for _, all in rows.values()) >= len(LISTS) - 2, rows  # there were rows to show
    assert {address: found for address, found in edges.items() if len(found) > 1} == {}
    assert {address: n for address, n in wider.items() if n > PHONE["width"]} == {}


def test_the_slider_of_the_map_goes_by_month_with_and_without_javascript(home: str, browser: Any) -> None:
    for script in (True, False):
        watched = Watched(browser, home, viewport=SCREEN, java_script_enabled=script)
        page = watched.page
        watched.open("/map?what=all")
        whole = page.locator("h1").inner_text()
        slider = page.get_by_label("Month", exact=True)
        slider.focus()
        page.keyboard.press("ArrowLeft")
        if script:
            page.wait_for_function("() => location.search.includes('at=10')")
        else:
            page.get_by_role("button", name="Show", exact=True).first.click()
            page.wait_for_url("**at=10**")
        assert "what=all" in page.url and page.locator(".slide output").inner_text() != "all twelve"
        assert page.locator("h1").inner_text() != whole
        assert watched.faults == [] and watched.elsewhere() == []
        watched.close()


def test_events_are_sorted_by_their_heads(home: str, browser: Any) -> None:
    watched = Watched(browser, home, viewport=SCREEN)
    page = watched.page
    watched.open("/events?party=USA")
    assert page.locator("th[aria-sort]").inner_text().startswith("Reported")
    page.get_by_role("link", name="Conf.").click()
    page.wait_for_url("**sort=confidence**")
    figures = page.locator("table.rows td.r .conf .vh").all_inner_texts()
    assert figures == sorted(figures, reverse=True) and "party=USA" in page.url
    page.get_by_role("link", name="Next rows").click()
    page.wait_for_url("**after=**")
    assert page.locator("table.rows td.r .conf .vh").first.inner_text() <= figures[-1]
    watched.close()


def test_a_page_is_watched_and_noted(home: str, browser: Any) -> None:
    watched = Watched(browser, home, viewport=PHONE, is_mobile=True)
    page, script = watched.page, axe()
    watched.open("/dyad?dyad=CHN-USA")
    page.locator("summary", has_text="Watch").click()
    page.get_by_role("button", name="Watch this").click()
    page.wait_for_url("**/watching")
    assert page.get_by_role("link", name="China – United States").count() == 1
    assert violations(page, script) == []
    page.get_by_text("Send news of this list").click()
    page.get_by_label("Webhook").fill("http://127.0.0.1:9/hook")
    page.get_by_role("button", name="Keep").click()
    assert "private address" in page.get_by_role("alert").inner_text()
    watched.open("/search?text=synthetic")
    page.locator("main table.rows td a").first.click()
    page.get_by_label("Note").fill("<b>ask</b> & see")
    page.get_by_label("Tag").fill("fish")
    page.get_by_role("button", name="Keep").click()
    page.wait_for_url("**#notes")
    assert (
        "<b>ask</b> & see" in page.locator("#notes").inner_text()
        and page.locator("#notes a.chip").inner_text() == "fish"
    )
    assert violations(page, script) == []
    watched.close()
