"""Makes the pictures of docs/dashboard.md anew: every page of the demonstration archive, in Chromium,
into docs/screenshots/*.png.

Knows which pages and how large; does not know what they show. Needs Playwright (in the dev extra)
and Chromium (apt install chromium).

    python scripts/screenshots.py [FOLDER]
"""

from __future__ import annotations

import contextlib
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import uvicorn

from communique.archive import Archive, Query, Remark, Watch, open_archive
from communique.web import app, demonstration, watchable
from communique.web.views.compare import offered

OUT = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
WHO, WHEN = "Ada Lovelace", "2025-11-25T09:00:00+00:00"
MOST = 300_000  # bytes of a picture
WIDE, PHONE = (1280, 800), (390, 844)
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """A page to be taken: the file's name, the address, the window, light or dark,
    and what is clicked before."""

    name: str
    address: str
    size: tuple[int, int] = WIDE
    scheme: str = "light"
    click: str | None = None


def pictures(archive: Archive) -> list[Picture]:
    """Every page, with the dispute that the archive has; some of them dark, and some on a phone."""
    disputes = archive.items("disputes", Query(dyad=("CHN", "JPN"), limit=50))
    richest = max(disputes, key=lambda one: len(one.record.get("moves", ())), default=None)
    dispute = "/dispute?" + urlencode({"id": richest.id}) if richest else "/disputes"
    pair = next(offered(archive), None)
    compare = "/compare?" + urlencode({"a": pair.a.article, "b": pair.b.article}) if pair else "/compare"
    lit = ".records article:nth-of-type(1) a[data-lights]"
    wide = {
        "now": "/", "calendar": "/calendar", "watching": "/watching", "disputes": "/disputes",
        "dispute": dispute, "demands": "/demands", "commitments": "/commitments", "issues": "/issue",
        "drift": "/drift", "parties": "/actor", "party": "/actor?party=CHN", "dyads": "/dyad",
        "dyad": "/dyad?dyad=CHN-JPN", "map": "/map?party=CHN", "events": "/events",
        "articles": "/search?text=Taiwan", "article": "/article?id=demo-letter", "compare": compare,
        "check": "/check", "review": "/review", "method": "/method",
    }  # fmt: skip
    dark = ("now", "dispute", "demands", "dyad", "map", "events", "article")
    phone = ("now", "calendar", "dispute", "demands", "dyad", "map", "events", "article", "watching")
    return [
        *(Picture(name, address, click=lit if name == "article" else None) for name, address in wide.items()),
        *(Picture(f"{name}-dark", wide[name], scheme="dark") for name in dark),
        *(Picture(f"{name}-phone", wide[name], PHONE) for name in phone),
    ]


def main(arguments: list[str]) -> int:
    """Take them all; 1 where one is too large."""
    out = Path(arguments[0]) if arguments else OUT
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        print("error: no Chromium is installed (Debian: apt install chromium)", file=sys.stderr)
        return 2
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        where = Path(shutil.copy(demonstration.archive(), Path(folder) / "demo.db"))
        with open_archive(where) as archive:
            followed(archive)
            wanted = pictures(archive)
        return shot(where, wanted, path, out)


def followed(archive: Archive) -> None:
    """Put something on a list, and a note on an article, so that these pages are not empty."""
    for address in ("/dyad?dyad=CHN-JPN", "/demands?party=JPN", "/issue?issue=Taiwan", "/actor?party=NOR"):
        rule = watchable.rule_of(address)
        assert rule is not None
        archive.add_watch(
            Watch(
                "East Asia" if "NOR" not in address else "Fisheries", watchable.title(rule), address, rule,
                WHO, WHEN,
            )
        )
    archive.add_remark(
        Remark("article", "demo-letter", "note", "Compare with the read-out of the call.", WHO, WHEN)
    )
    archive.add_remark(Remark("article", "demo-letter", "tag", "United Nations", WHO, WHEN))


def shot(where: Path, wanted: list[Picture], path: str, out: Path) -> int:
    """Take pictures of the pages on an archive; 1 where one is too large."""
    with served(where) as home, chromium(path) as browser:
        sizes = {picture.name: taken(browser, home, picture, out) for picture in wanted}
    for name, size in sizes.items():
        print(
            f"{out / name}.png: {size / 1000:.0f} "
            f"KB{'' if size <= MOST else ', more than ' + str(MOST // 1000)}"
        )
    return int(max(sizes.values()) > MOST)


def taken(browser: Any, home: str, picture: Picture, out: Path) -> int:
    """Take one picture; gives its bytes."""
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=picture.scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    answer = page.goto(home + picture.address, wait_until="load")
    if answer is None or answer.status != 200:
        raise SystemExit(
            f"error: {picture.address}: the server answered {answer and answer.status}; is the page there?"
        )
    if picture.click:
        page.locator(picture.click).first.click()
        page.evaluate("() => scrollTo(0, 0)")
    file = out / f"{picture.name}.png"
    page.screenshot(path=file, animations="disabled")
    context.close()
    return file.stat().st_size


@contextlib.contextmanager
def chromium(path: str) -> Iterator[Any]:
    """The browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@contextlib.contextmanager
def served(where: Path) -> Iterator[str]:
    """The pages on a free port; gives their address."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        server = uvicorn.Server(
            uvicorn.Config(app.create(where, demo=True, reviewer=WHO), log_level="warning")
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
