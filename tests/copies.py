"""Archives that many tests want: each is built once in a run,
and every test that asks gets a copy of its own.

Knows that a closed archive of SQLite is one file; does not know what stands in it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from communique.archive import engine, open_archive

HISTORY = Path(__file__).parent / "versions"  # what the archive's first eight versions did, as SQL
Fill = Callable[[Any], None]  # a file or a URL, into which an archive is filled


@cache
def build(fill: Fill) -> bytes:
    """The file that a function fills an archive into."""
    with TemporaryDirectory() as folder:
        where = Path(folder) / "whole.db"
        fill(where)
        return where.read_bytes()


def copy(fill: Fill, where: Path) -> Path:
    """A place with a copy of the archive that a function fills."""
    where.write_bytes(build(fill))
    return where


def make_empty(where: Path | str) -> None:
    """An archive with nothing in it."""
    with open_archive(where):
        pass


def make_old(where: str, version: int, *rows: str) -> None:
    """An archive of an earlier version (1 to 8), with what these statements insert into it."""
    store = engine.Store(engine.engine_for(engine.located(where), 5), where, 5)
    done = (HISTORY / f"{store.engine.dialect.name}.sql").read_text("utf-8")
    with store.write() as connection:
        known = (
            "CREATE TABLE archive_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)",
            f"INSERT INTO archive_version (version_num) VALUES ('000{version}')",
        )
        steps = done.partition(f"-- version {version + 1}\n")[0].splitlines()
        for statement in (*(step for step in steps if not step.startswith("--")), *known, *rows):
            connection.connection.cursor().execute(statement)  # as it stands, with its percent signs
    store.engine.dispose()
