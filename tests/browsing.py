"""A real server on a free port of this machine and Debian's Chromium on it,
for tests that look at pages as people do.

Knows how to start both and what axe-core finds; does not know any page. Where Chromium,
Playwright or axe-core is missing the tests say so.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import httpx
import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable")
# As root no sandbox of Chromium's works; the others keep it from calling home at every start.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-dev-shm-usage",
)  # fmt: skip
GRAVE = ("serious", "critical")
ALIKE = "main table.rows > tbody > tr:nth-child(n + 13)"  # rows beyond the first screen: as those in it


def program() -> str:
    """Where Chromium is; the test is skipped where it, Playwright or axe-core is missing."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium is installed (Debian: apt install chromium)")
    for module in ("playwright", "axe_playwright_python"):
        if find_spec(module) is None:
            pytest.skip(f"{module} is not installed (pip install -e '.[dev]')")
    return found


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser without a window; it ends with the block."""
    path = program()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def serving(where: Path, *arguments: str) -> Iterator[str]:
    """`communique serve` on an archive in a process of its own; gives its address once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = where.with_suffix(".log")
    command = [
        sys.executable, "-m", "communique", "serve", "--archive", str(where), "--port", str(port), *arguments,
    ]
    with log.open("w") as written:
        process = subprocess.Popen(command, stderr=written, env=os.environ | {"COMMUNIQUE_TOKEN": ""})
    home = f"http://127.0.0.1:{port}"
    try:
        await_answer(home, process, log)
        yield home
    finally:
        process.terminate()
        process.wait(20)


def await_answer(home: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a server answers."""
    while True:
        try:
            httpx.get(f"{home}/healthz", timeout=10)
            return
        except httpx.TransportError:
            assert process.poll() is None, log.read_text("utf-8")
            time.sleep(0.1)


class Watched:
    """A browser context that remembers every request, dialog and error of its pages."""

    def __init__(self, browser: Any, home: str, **settings: Any) -> None:
        self.home = home
        self.requests: list[str] = []
        self.faults: list[str] = []
        self.context = browser.new_context(**settings)
        self.context.set_default_timeout(20_000)
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.context.on("dialog", self.dialog)
        self.context.on("weberror", lambda error: self.faults.append(f"error: {error.error}"))
        self.context.on(
            "console",
            lambda said: self.faults.append(f"{said.type}: {said.text}") if said.type == "error" else None,
        )
        self.page = self.context.new_page()

    def dialog(self, dialog: Any) -> None:
        """A dialog opened: something of a text was run."""
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, address: str) -> int:
        """Go to an address of the server; gives the answer's status."""
        answer = self.page.goto(urljoin(self.home, address), wait_until="load")
        assert answer is not None
        return int(answer.status)

    def elsewhere(self) -> list[str]:
        """Requests that were not for the server."""
        return [url for url in self.requests if not url.startswith((self.home + "/", "data:"))]

    def close(self) -> None:
        """Close its pages."""
        self.context.close()


def axe() -> str:
    """The script of axe-core that comes inside a package."""
    spec = find_spec("axe_playwright_python")
    assert spec is not None and spec.submodule_search_locations
    return (Path(spec.submodule_search_locations[0]) / "axe.min.js").read_text("utf-8")


def violations(
    page: Any, script: str, only: Sequence[str] = (), *, leave_out: Sequence[str] = ()
) -> list[str]:
    """What axe-core calls serious or critical on a page: the rule, the element, what is wrong; `only`,
    `leave_out`: rules."""
    if not page.evaluate("'axe' in window"):
        # by the debugging protocol, which the page's policy for scripts does not concern
        page.evaluate(script)
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if only:
        options["runOnly"] = {"type": "rule", "values": list(only)}
    if leave_out:
        options["rules"] = {rule: {"enabled": False} for rule in leave_out}
    found = page.evaluate("([out, options]) => axe.run({exclude: [[out]]}, options)", [ALIKE, options])
    return [
        f"{fault['id']} ({fault['impact']}): {node['target'][0]}: {' '.join(node['failureSummary'].split())}"
        for fault in found["violations"] if fault["impact"] in GRAVE for node in fault["nodes"][:3]
    ]  # fmt: skip


def links(page: Any) -> list[str]:
    """The addresses of a page's links, without their fragments, in order."""
    found = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    return list(dict.fromkeys(url.partition("#")[0] for url in found))


def shape(url: str) -> tuple[str, tuple[str, ...]]:
    """A link's path and the names of its parameters: links of one shape lead to pages of one kind."""
    parts = urlsplit(url)
    return parts.path, tuple(sorted({name for name, _ in parse_qsl(parts.query)}))
