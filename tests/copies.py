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

from communique.archive import open_archive

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
