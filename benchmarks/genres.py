"""Reads the ordinary articles of accuracy/genres.toml and prints each that is taken for another genre:
`python benchmarks/genres.py`.

Knows which genres are right for an article; does not know how one is told. Exits 1 where any is wrong.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from communique.reader import Reader
from communique.records import Article, Reading
from communique.sources import from_string

FILE = Path(__file__).resolve().parents[1] / "accuracy" / "genres.toml"


@dataclass(frozen=True, slots=True)
class Sample:
    """An article with the genres that are right for it."""

    article: Article
    genres: tuple[str, ...]


def samples(file: Path = FILE) -> Iterator[Sample]:
    """The articles of a file, in its order."""
    for row in tomllib.loads(file.read_text("utf-8"))["article"]:
        yield Sample(
            from_string(row["title"] + "\n\n" + row["text"].strip(), name=row["id"]), tuple(row["genre"])
        )


def wrong(reader: Reader, found: list[Sample]) -> Iterator[tuple[Sample, Reading]]:
    """The articles that are taken for a genre that is not right for them, with their reading."""
    for sample, reading in zip(found, reader.read_many(s.article for s in found), strict=True):
        if not isinstance(reading, Reading):
            raise SystemExit(f"{sample.article.id}: {reading.message}")
        if reading.article.genre not in sample.genres:
            yield sample, reading


def main() -> None:
    """Print what is wrong, and how many are right."""
    found = list(samples())
    faults = list(wrong(Reader(), found))
    for sample, reading in faults:
        told = "; ".join(reading.notes)
        print(f"{sample.article.title}: {reading.article.genre}, not {' or '.join(sample.genres)} ({told})")
    print(f"{len(found) - len(faults)} of {len(found)} right")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
