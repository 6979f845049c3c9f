"""Fixtures that many tests share: one loaded parser for the whole run, and the offline rule.

Knows how dear the parser is; does not know what is tested.
"""
from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

if TYPE_CHECKING:
    from communique.grammar import Grammar
    from communique.reader import Reader
    from copies import Fill
    from postgres import Server


@pytest.fixture(scope="session", autouse=True)
def one_parser() -> Iterator[None]:
    """Readers of a process share a parser that is loaded once."""
    from communique import reader
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "Grammar", cache(reader.Grammar))
        yield


@pytest.fixture(scope="session", autouse=True)
def one_opener() -> Iterator[None]:
    """A process that sources were read in, and that is well, is kept for who opens the next one in the same
    surroundings: to start one takes a second."""
    from communique.processes import Worker
    from communique.sources import pages
    start, close = Worker.start, Worker.close
    spare: dict[object, Worker] = {}
    places: dict[int, object] = {}  # the surroundings of a process

    def surroundings() -> object:
        told = {key: value for key, value in os.environ.items() if key != "PYTEST_CURRENT_TEST"}
        return os.getcwd(), tuple(sys.path), tuple(sorted(told.items()))

    def started(worker: Worker) -> None:
        place = surroundings()
        kept = spare.pop(place, None) if worker.prepare == (pages.load, ()) else None
        if kept and kept.process and kept.process.poll() is None:
            close(worker)
            worker.process, worker.line = kept.process, kept.line
            return
        start(worker)
        places[id(worker.process)] = place

    def closed(worker: Worker) -> None:
        process, place = worker.process, places.get(id(worker.process))
        well = process is not None and process.poll() is None and not worker.waiting
        if worker.prepare != (pages.load, ()) or not well or place is None or place in spare:
            close(worker)
            return
        spare[place] = kept = Worker()
        kept.process, kept.line = process, worker.line
        worker.process = worker.line = None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Worker, "start", started)
        patch.setattr(Worker, "close", closed)
        yield
    for kept in spare.values():
        kept.close()


@pytest.fixture(scope="session")
def reader() -> Reader:
    """A reader; tests that use it are marked `model`."""
    from communique.reader import Reader
    return Reader()


@pytest.fixture(scope="session")
def grammar(reader: Reader) -> Grammar:
    """The reader's parser, loaded once; tests that use it are marked `model`."""
    return reader.grammar


# Files whose tests stand on an archive, on a server of this machine, or on very many files or examples.
EDGES = (
    "test_archive", "test_arrivals", "test_duplicates", "test_fetch", "test_formats", "test_hostile",
    "test_polite", "test_processes", "test_reviews", "test_settle", "test_sources_bad",
    "test_sources_feeds", "test_sources_warc", "test_standing",
)  # fmt: skip
# The same of what a user has before the eyes: commands, pages, answers, briefs.
FACES = (
    "test_alerts", "test_asking", "test_briefs", "test_cli", "test_frames", "test_mcp", "test_watching",
    "test_web",
)  # fmt: skip


MARKS = {"model", "patterns", "browser", "command", "kills", "edge", "face", "database", "thorough"}
MARK = re.compile(r"\bmark\.(\w+)")
WHOLE = re.compile(r"^pytestmark\b.*(?:\n[ \])].*)*", re.MULTILINE)  # the marks of all tests of a file
DATABASE = re.compile(r"\b(?:where: str|ready: str|postgres)\b")  # asked for by what is marked `database`


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out a file in which no test can have the marks that are asked for:
    to load all of them takes a quarter of a minute."""
    asked = config.option.markexpr
    known = MARKS.union(("and", "or", "not")).issuperset(re.findall(r"\w+", asked))
    if not asked or not known or collection_path.suffix != ".py":
        return None
    sure, may = marks(collection_path)
    for some in (sure.union(some) for n in range(len(may) + 1) for some in combinations(may, n)):
        if eval(asked, {mark: mark in some for mark in MARKS}):
            return None
    return True


@cache
def marks(path: Path) -> tuple[set[str], set[str]]:
    """The marks that all tests of a file have, and those that some of them may have, by its text."""
    text = path.read_text("utf-8")
    sure = {*MARK.findall(" ".join(WHOLE.findall(text)))}
    if path.name.startswith((*EDGES, *FACES)):
        sure.add("face" if path.name.startswith(FACES) else "edge")
    may = {*MARK.findall(text)}
    if DATABASE.search(text):
        may.add("database")
    return sure, may & MARKS - sure


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests on PostgreSQL, which the fixtures tell, and those of the files of EDGES and FACES:
    pyproject.toml has the marks."""
    for item in items:
        sure, may = marks(item.path)
        for mark in sure & {"edge", "face"}:
            item.add_marker(mark)
        asked = getattr(item, "callspec", None)
        if "postgres" in getattr(item, "fixturenames", ()) or (
            asked is not None and "postgres" in asked.params.values()
        ):
            item.add_marker(pytest.mark.database)
        if hidden := {mark.name for mark in item.iter_markers()} & MARKS - sure - may:
            raise pytest.UsageError(f"{item.nodeid}: no lane finds it, for {hidden} is not in its file")


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
