"""A corpus to a work folder of shards that any number of workers read, and the plan that all of them follow.

Knows the files of a work folder; does not know who reads a shard, or how.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from communique.pipeline import rules
from communique.processes import Worker
from communique.reader import Reader
from communique.scale import pieces
from communique.scale.pieces import Piece, ScaleError
from communique.sources import arrivals
from communique.sources.pages import Options
from communique.text.files import replaced

VERSION = 2  # of the work folder
BUCKET = 1000  # shards in one folder: file systems grow slow where there are very many names
PLAN = "manifest.json"
KEPT = ("published", "max_bytes", "max_line", "lines")  # options that decide what is read


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be read and how: the same for every worker, wherever it runs.

    `corpus` is a hash of the names and sizes of all files, `coder` the version of the rules,
    `articles` about how many there are.
    """

    corpus: str
    coder: str
    sources: tuple[str, ...]
    shards: int
    articles: int
    shard_size: int
    reader: dict[str, Any]
    options: dict[str, Any]

    def make_reader(self) -> Reader:
        """A reader as the plan wants it."""
        own = self.reader["actors"]
        return Reader(self.reader["pipeline"], self.reader["language"], Path(own) if own else None)

    def make_options(self, worker: Worker | None = None) -> Options:
        """The options of the plan, for sources that are read in a worker."""
        return Options(**self.options, worker=worker)


def work_folder(out: Path) -> Path:
    """Where the shards of an output folder are kept until it is whole."""
    return out.with_name(out.name + ".work")


def prepared(
    names: Sequence[str], out: Path, size: int, reader: Reader, options: Options
) -> tuple[Path, Plan]:
    """The work folder for an output folder, and its plan: cut now,
    or found as an earlier run or one beside this one has left it."""
    folder = work_folder(out)
    digest = corpus(names, options)
    if not folder.exists():
        cut(names, folder, size, reader, options, digest)
    plan = load(folder)
    if plan.corpus != digest:
        raise ScaleError(
            f"{folder}: holds shards of another corpus, or its files have changed; remove the folder or name "
            "another output"
        )
    if plan.coder != rules():
        raise ScaleError(
            f"{folder}: begun with rules {plan.coder}, and these are {rules()}; remove the folder, or use "
            "that version"
        )
    if plan.reader != described(reader):
        raise ScaleError(
            f"{folder}: begun with another pipeline or other actors ({plan.reader}); give the same, or "
            "remove the folder"
        )
    return folder, plan


def described(reader: Reader) -> dict[str, Any]:
    """What a reader was made with, as JSON."""
    own = None if reader.actors is None else str(Path(reader.actors).resolve())
    return {"pipeline": reader.pipeline, "language": reader.language, "actors": own}


def corpus(names: Sequence[str], options: Options) -> str:
    """A hash of the names and sizes of all files and of the options that decide what is read in them."""
    digest = hashlib.sha256(json.dumps([VERSION, *kept(options).values()]).encode())
    for piece in pieces.files(names, options):
        digest.update(json.dumps([piece.kind, piece.path, piece.size]).encode())
    return digest.hexdigest()


def kept(options: Options) -> dict[str, Any]:
    """The options that a plan keeps; SourceError for a day that is none."""
    return {name: getattr(arrivals.checked(options), name) for name in KEPT}


# ---------------------------------------------------------------- cutting
def cut(names: Sequence[str], folder: Path, size: int, reader: Reader, options: Options, digest: str) -> None:
    """Write the shards of a corpus to a new work folder, which is there whole or not at all; the same corpus,
    the same shards."""
    made = folder.with_name(f"{folder.name}.{uuid4().hex[:8]}")
    try:
        made.mkdir(parents=True)
        shards = articles = 0
        for shard, weight in packs(names, size, options):
            path = made / place("shards", shards, ".json")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps([slim(piece) for piece in shard]), "ascii")
            shards, articles = shards + 1, articles + weight
        for bucket in range(-(-shards // BUCKET) or 1):
            (made / "done" / f"{bucket:03}").mkdir(parents=True)
        (made / "tmp").mkdir()
        plan = Plan(digest, rules(), tuple(names), shards, articles, size, described(reader), kept(options))
        replace(made / PLAN, {"version": VERSION, **asdict(plan)})
        os.rename(made, folder)
    except OSError as error:
        # else another run has cut the same corpus at the same time, and its shards are as good
        if not folder.exists():
            reason = error.strerror or error
            raise ScaleError(
                f"{folder}: cannot be written ({reason}); check the folder and the room on the disk"
            ) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)


def packs(names: Sequence[str], size: int, options: Options) -> Iterator[tuple[list[Piece], int]]:
    """The pieces of each shard, and about how many articles they hold: `size` at most,
    unless one piece alone has more."""
    shard: list[Piece] = []
    weight = 0
    for file in pieces.files(names, options):
        for piece, count in pieces.cut(file, size, options):
            if shard and weight + count > size:
                yield shard, weight
                shard, weight = [], 0
            shard.append(piece)
            weight += count
    if shard:
        yield shard, weight


def slim(piece: Piece) -> dict[str, Any]:
    """A piece as JSON, without what is as usual."""
    usual = asdict(Piece(piece.kind, piece.path)) | {"kind": None, "path": None}
    return {name: value for name, value in asdict(piece).items() if value != usual[name]}


# ---------------------------------------------------------------- the folder
def load(folder: Path) -> Plan:
    """The plan of a work folder; ScaleError if there is none that this version understands."""
    try:
        found = json.loads((folder / PLAN).read_text("ascii"))
        if found.pop("version") != VERSION:
            raise ValueError("another version")
        return Plan(**{**found, "sources": tuple(found["sources"])})
    except FileNotFoundError:
        raise ScaleError(
            f"{folder}: no work folder of communique here; every machine must see it under the same path"
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ScaleError(
            f"{folder / PLAN}: cannot be understood ({error}); remove the folder and start anew"
        ) from None


def shard(folder: Path, number: int) -> list[Piece]:
    """The pieces of a shard."""
    path = folder / place("shards", number, ".json")
    try:
        return [Piece(**piece) for piece in json.loads(path.read_text("ascii"))]
    except (ValueError, TypeError) as error:
        raise ScaleError(f"{path}: cannot be understood ({error}); remove {folder} and start anew") from None


def place(kind: str, number: int, suffix: str = "") -> str:
    """Where in a work folder something of a shard is."""
    return f"{kind}/{number // BUCKET:03}/{number:06}{suffix}"


def done(folder: Path, number: int) -> Path:
    """Where the finished tables of a shard are."""
    return folder / place("done", number)


def replace(path: Path, value: Any) -> None:
    """Write a JSON file that is there whole or as it was."""
    with replaced(path) as file:
        file.write(json.dumps(value).encode("ascii"))


def settled(folder: Path) -> None:
    """See to it that the files of a folder, and their names, are on the disk."""
    for path in (*sorted(folder.rglob("*")), folder):
        synced(path)


def synced(path: Path) -> None:
    """See to it that a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def finished(folder: Path) -> Iterator[int]:
    """The numbers of the shards that are finished."""
    with os.scandir(folder / "done") as buckets:
        for bucket in sorted(entry.path for entry in buckets):
            with os.scandir(bucket) as found:
                yield from sorted(int(entry.name) for entry in found)
