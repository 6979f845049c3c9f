"""A file written whole or not at all, and a user's file of TOML read.

Knows what kinds of file there are; does not know what they say.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from communique.errors import CommuniqueError


@contextmanager
def replaced(path: str | Path) -> Iterator[BinaryIO]:
    """A stream whose content takes the place of the file at a path when all of it is written;
    until then the old file stands.

    A symbolic link stays, and what it leads to is replaced. What is no ordinary file, such as a device or a
    pipe, is written to as it stands. OSError where it cannot be written.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
    beside = target.with_name(f".{target.name}.{uuid4().hex[:8]}")
    try:
        with beside.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o777)
        os.replace(beside, target)
    finally:
        with suppress(OSError):
            beside.unlink()


def is_ordinary(path: str | Path) -> bool:
    """Whether a path is that of an ordinary file, or of none yet."""
    target = Path(os.path.realpath(path))
    return target.is_file() or not target.exists()


def opened(path: str | Path, kind: type[CommuniqueError], buffering: int = -1) -> BinaryIO:
    """The file at a path, open for reading; an error of a kind says why it cannot be."""
    try:
        return open(path, "rb", buffering)
    except FileNotFoundError:
        raise kind(f"{path}: no such file; check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise kind(f"{path}: cannot be read ({reason}); check the path and its permissions") from None


def read_toml(path: str | Path, kind: type[CommuniqueError], remedy: str) -> dict[str, Any]:
    """The tables of a user's file of TOML; an error of a kind where it cannot be read,
    with a remedy where there is none."""
    try:
        return tomllib.loads(Path(path).read_text("utf-8-sig"))
    except FileNotFoundError:
        raise kind(f"{path}: no such file; {remedy}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise kind(f"{path}: cannot be read as TOML in UTF-8 ({reason}); mend that place") from None


def read_rows(
    path: str | Path, key: str, kind: type[CommuniqueError], example: str, most: int,
    shared: tuple[str, ...] = (),
) -> list[dict[str, Any]]:  # fmt: skip
    """The tables of the one list in a user's file of TOML ("[[key]]"), each with the keys that stand above
    them for all; an error of a kind where there are none, more than can be watched, or other keys."""
    data = read_toml(path, kind, f"give a file of {key}s, {example}")
    if unknown := set(data) - {key, *shared}:
        above = f", above them only {', '.join(shared)}" if shared else ""
        raise kind(f"{path}: {min(unknown)!r} is no key of this file; write {example}{above}")
    rows = data.get(key)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise kind(f"{path}: no {key}s in it; write {example}")
    if len(rows) > most:
        raise kind(f"{path}: {len(rows)} {key}s, at most {most} can be watched at once; divide the file")
    return [{**{name: data[name] for name in shared if name in data}, **row} for row in rows]
