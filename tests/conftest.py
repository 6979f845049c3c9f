"""Fixtures that many tests share: one loaded parser for the whole run, and the offline rule.

Knows how dear the parser is; does not know what is tested.
"""
from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

if TYPE_CHECKING:
    from communique.grammar import Grammar
    from communique.reader import Reader
    from copies import Fill
    from postgres import Server


@pytest.fixture(scope="session")
def reader() -> Reader:
    """A reader whose parser is loaded once; tests that use it are marked `model`."""
    from communique.reader import Reader
    return Reader()


@pytest.fixture(scope="session")
def grammar(reader: Reader) -> Grammar:
    """The reader's parser, loaded once; tests that use it are marked `model`."""
    return reader.grammar


# Files whose tests stand on an archive, on a server of this machine, or on very many files or examples.
EDGES = (
    "test_alerts", "test_archive", "test_arrivals", "test_asking", "test_briefs", "test_cli",
    "test_duplicates", "test_fetch", "test_formats", "test_frames", "test_hostile", "test_mcp", "test_polite",
    "test_processes", "test_reviews", "test_settle", "test_sources_bad", "test_sources_feeds",
    "test_sources_warc", "test_standing", "test_watching", "test_web",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests on PostgreSQL, which the fixtures tell, and those of the files of EDGES:
    pyproject.toml has the marks."""
    for item in items:
        if item.path.name.startswith(EDGES):
            item.add_marker(pytest.mark.edge)
        asked = getattr(item, "callspec", None)
        if "postgres" in getattr(item, "fixturenames", ()) or (
            asked is not None and "postgres" in asked.params.values()
        ):
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server of the tests' own; tests that want one are skipped where none is installed."""
    from postgres import Server
    server = Server()
    yield server
    server.remove()


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a test may make its archive: once a file of SQLite, once an empty database of PostgreSQL."""
    yield from place(request, tmp_path)


@pytest.fixture(params=["sqlite", "postgres"])
def ready(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The same with an empty archive in it, which is a copy: to make one takes many times as long."""
    from copies import make_empty
    yield from place(request, tmp_path, make_empty)


def place(request: pytest.FixtureRequest, folder: Path, fill: Fill | None = None) -> Iterator[str]:
    """A file in a folder or a database, by the fixture's parameter, with a copy of what a function fills;
    gone after the test."""
    from copies import copy
    if request.param == "sqlite":
        file = folder / "communique.db"
        yield str(file if fill is None else copy(fill, file))
        return
    server = request.getfixturevalue("postgres")
    url = server.database(fill)
    yield url
    server.drop(url)


@pytest.fixture(scope="module")
def browser(home: str) -> Iterator[Any]:
    """The browser, for modules whose `home` is the address of a server: after the server,
    so that it ends before."""
    from browsing import chromium

    with chromium() as found:
        yield found


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test reaches beyond this machine: a connection to anything else is an error."""
    connect = socket.socket.connect

    def local(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else address
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(host).startswith((
            "127.", "::1", "localhost",
        )):
            refuse(str(host))
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", local)
    yield


def refuse(host: str) -> NoReturn:
    """Say which test wanted the network."""
    raise AssertionError(f"a test tried to reach {host}; tests run offline")
