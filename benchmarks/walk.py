"""Every page of an archive in a browser, as readers meet it: what answers badly, overflows,
cannot be read aloud, shows too little.

Knows which pages are looked at and what is a fault; does not know what pages say. Needs Chromium,
Playwright and axe-core (the dev extra).

    python benchmarks/walk.py demo my.db                  exit 1 where a page has a fault; `demo` is the
                                                          bundled demonstration
    python benchmarks/walk.py my.db --pictures shots/     and a picture of each page, in three widths and in
                                                          the dark
    python benchmarks/web.py pages --archive big.db; python benchmarks/walk.py big.db
            10^5 events, made up by chance
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import web

from communique.archive import Archive, Query, open_archive
from communique.web import demonstration
from communique.web.views.compare import offered

sys.path.append(str(Path(__file__).parents[1] / "tests"))
import browsing

WIDE, PHONE, DESK = (
    {"width": 1280, "height": 800}, {"width": 390, "height": 844}, {"width": 1920, "height": 1080},
)
ROWS = 12  # of a list that its first screen shows, or all there are
LISTS = (
    "/events", "/demands", "/disputes", "/dyad", "/actor", "/issue", "/review", "/search",
    "/search?of=events", "/search?of=statements", "/search?of=occurrences", "/search?of=meetings",
    "/search?of=positions",
)  # fmt: skip
EACH = 3  # addresses of a page
BY_WIDTH = (  # axe-core's rules whose outcome may depend on how wide a page is
    "aria-hidden-focus", "button-name", "link-name", "meta-viewport", "nested-interactive",
    "scrollable-region-focusable",
)
INSIDE = """() => { const all = [...document.querySelectorAll("main table.rows > tbody > tr")];
  const shown = e => { const r = e.getBoundingClientRect(); return r.height > 0 && r.bottom <= innerHeight };
  return [all.filter(shown).length, all.length] }"""
WIDER = """() => { const root = document.documentElement, wide = root.clientWidth + 1;
  return root.scrollWidth > wide ? [...document.querySelectorAll("main *, header *, footer *")]
      .filter(e => e.getBoundingClientRect().right > wide && !e.closest(".scroll, pre")).slice(0, 2)
      .map(e => e.tagName + "." + e.getAttribute("class") + " " + e.textContent.slice(0, 40))
      .concat(root.scrollWidth) : null }"""


@dataclass(slots=True)
class Walk:
    """What was looked at, and what was wrong where."""

    looked: int = 0
    faults: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, tuple[int, int]] = field(default_factory=dict)


def main() -> int:
    """Walk the archives that are named and print what is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "archives", nargs="+", metavar="ARCHIVE", help="files of archives; `demo` for the demonstration"
    )
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="keep a picture of each page there")
    args = parser.parse_args()
    good = True
    with browsing.chromium() as browser:
        for name in args.archives:
            where = demonstration.archive() if name == "demo" else Path(name)
            found = walked(browser, where, args.pictures and args.pictures / where.stem)
            lists = ", ".join(f"{address} {n} of {all}" for address, (n, all) in found.rows.items())
            print(
                f"{name}: {found.looked} pages, {len(found.faults)} with faults; rows of the first screen: "
                f"{lists}"
            )
            for address, faults in found.faults.items():
                print(f"  {address}\n" + "".join(f"    {fault}\n" for fault in faults), end="")
            good &= not found.faults
    return 0 if good else 1


def walked(browser: Any, where: Path, pictures: Path | None = None) -> Walk:
    """All pages of an archive, looked at wide, in the dark and on a phone."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(where, Path(folder) / "walk.db"))
        with open_archive(copy) as archive:
            asked = addresses(archive)
        with browsing.serving(copy, "--reviewer", "Ann Example") as home:
            return looked(browser, home, asked, pictures)


def addresses(archive: Archive) -> list[str]:
    """Some addresses of every page, the lists, and what is one step from them: a record,
    two texts side by side, a review."""
    every = web.addresses(archive)
    found = [*(address for some in every.values() for address in some[:EACH]), *LISTS]
    found += [
        "/compare?" + urlencode({"a": one.a.article, "b": one.b.article})
        for one in list(offered(archive))[:1]
    ]
    for row in archive.events(Query(limit=1, origin="read")):
        asked = {"article": row.article.id, "kind": "events", "record": row.event.id}
        found += [
            "/article?" + urlencode({"id": row.article.id, "record": row.event.id}),
            "/review?" + urlencode(asked),
        ]
    return list(dict.fromkeys(found))


def looked(browser: Any, home: str, asked: Iterable[str], pictures: Path | None = None) -> Walk:
    """Some pages of a server, looked at wide and on a phone; of each kind one also in the dark,
    for what its colours are does not hang on what is asked."""
    found, script, dark = Walk(), browsing.axe(), set[str]()
    wide, phone = (
        browsing.Watched(browser, home, viewport=size, **more)
        for size, more in ((WIDE, {}), (PHONE, {"is_mobile": True}))
    )
    for address in asked:
        faults = at_desk(wide, address, script, found)
        if (kind := address.partition("?")[0]) not in dark:
            dark.add(kind)
            faults += in_the_dark(wide, script)
        faults += on_phone(phone, address, script)
        faults += [
            *wide.faults, *phone.faults,
            *(f"asks elsewhere: {url}" for url in (*wide.elsewhere(), *phone.elsewhere())),
        ]
        for watched in (wide, phone):
            watched.faults.clear()
            watched.requests.clear()
        found.looked += 1
        if faults:
            found.faults[address] = faults
        if pictures:
            taken(wide.page, phone.page, address, pictures)
    wide.close()
    phone.close()
    return found


def at_desk(watched: browsing.Watched, address: str, script: str, found: Walk) -> list[str]:
    """What is wrong with a page in a wide window."""
    faults = [f"status {status}"] if (status := watched.open(address)) != 200 else []
    faults += browsing.violations(watched.page, script)
    if over := watched.page.evaluate(WIDER):
        faults.append(f"wider than 1280: {over}")
    if address in LISTS:
        shown, all = found.rows[address] = tuple(watched.page.evaluate(INSIDE))
        if shown < min(ROWS, all):
            faults.append(f"{shown} of {all} rows in the first screen")
    return faults


def in_the_dark(watched: browsing.Watched, script: str) -> list[str]:
    """What cannot be told from its ground on a page that is open, in the dark."""
    watched.page.emulate_media(color_scheme="dark")
    faults = [f"dark: {fault}" for fault in browsing.violations(watched.page, script, ("color-contrast",))]
    watched.page.emulate_media(color_scheme="light")
    return faults


def on_phone(watched: browsing.Watched, address: str, script: str) -> list[str]:
    """What is wrong with a page on a phone."""
    watched.open(address)
    faults = [
        f"phone: {fault}"
        for fault in browsing.violations(watched.page, script, BY_WIDTH)
    ]
    over = watched.page.evaluate(WIDER)
    return [*faults, *([f"wider than 390: {over}"] if over else [])]


def taken(wide: Any, phone: Any, address: str, folder: Path) -> None:
    """Pictures of a page that is open in both windows, whole, in three widths, the first also in the dark."""
    name = re.sub(r"\W+", "-", address).strip("-")[:60] or "now"
    folder.mkdir(parents=True, exist_ok=True)
    for page, label, size, scheme in shots(wide, phone):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        page.screenshot(path=folder / f"{name}-{label}.png", full_page=True, animations="disabled")
    wide.emulate_media(color_scheme="light")
    wide.set_viewport_size(WIDE)


def shots(wide: Any, phone: Any) -> Sequence[tuple[Any, str, dict[str, int], str]]:
    """In which window, under which name, how large and in which colours pictures are taken."""
    return (
        (wide, "1280", WIDE, "light"), (wide, "1280-dark", WIDE, "dark"), (wide, "1920", DESK, "light"),
        (phone, "390", PHONE, "light"),
    )


if __name__ == "__main__":
    sys.exit(main())
