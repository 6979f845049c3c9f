"""Tests of communique.pipeline: which files decide how an article is read,
and when earlier failures are looked up."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

import communique
from communique import pipeline
from communique.archive import Archive, open_archive
from communique.archive.rows import FailureRow
from communique.reader import Reader
from communique.records import Article, Failure, Reading
from communique.sources.arrivals import Arrival
from communique.web import demonstration
from makers import TEXT, article

ROOT = Path(communique.__file__).parent


class Reads(Reader):
    """A reader that finds nothing and loads no parser."""

    def read_many(
        self, stream: Iterable[Article | Failure], *, batch: int = 32
    ) -> Iterator[Reading | Failure]:
        return (Reading(item) if isinstance(item, Article) else item for item in stream)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    with open_archive(tmp_path / "a.db", create=True) as opened:
        yield opened


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many failures each look at all of them has found."""
    found: list[int] = []
    whole = Archive.failures

    def failures(self: Archive) -> list[FailureRow]:
        rows = whole(self)
        found.append(len(rows))
        return rows

    monkeypatch.setattr(Archive, "failures", failures)
    return found


def story(name: str) -> Arrival:
    """An article that can be read, in a file."""
    text = f"{TEXT} {name}"
    return Arrival(f"{name}.txt", article(text, id=name, sha256=sha256(text.encode()).hexdigest()))


def broken(name: str, why: str = "torn") -> Arrival:
    """A file that cannot be read."""
    return Arrival(f"{name}.txt", Failure(name, "source", why))


def test_what_does_not_decide_a_reading_is_there() -> None:
    assert {name for name in {*pipeline.OTHER, *demonstration.KEEPING} if not (ROOT / name).exists()} == set()


def test_files_that_decide_a_reading() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in pipeline.deciding(lambda part: part not in pipeline.OTHER)
    }
    assert {
        "reader.py", "events/matching.py", "knowledge/plover.toml", "knowledge/index.gz",
        "grammar/pipeline.py",
    } <= found
    assert not {path.split("/")[0] for path in found} & {
        "settle", "ledgers", "alerts", "analysis", "briefs", "web", "pipeline.py",
    }


def test_failures_are_looked_up_where_a_batch_asks_for_them(archive: Archive, looked: list[int]) -> None:
    pipeline.ingest([broken("a")], archive, Reads())
    assert looked == [0]
    assert pipeline.ingest([story("b"), story("c"), story("d")], archive, Reads(), batch=1).added.new == 3
    assert looked == [0]
    assert (
        pipeline.ingest([story("b"), story("c"), broken("d"), story("e")], archive, Reads(), batch=1).skipped
        == 2
    )
    assert looked == [0, 1]  # once for all batches


def test_a_failure_that_is_known_is_counted_and_not_kept_again(archive: Archive) -> None:
    given = [broken("a"), story("b"), broken("c")]
    pipeline.ingest(given, archive, Reads())
    totals = pipeline.ingest([*given, broken("a", "gone")], archive, Reads(), batch=2)
    assert (totals.seen, totals.skipped, totals.failed) == (4, 1, 3)
    assert [(f.id, f.message, f.attempts) for f in archive.failures()] == [("a", "gone", 2), ("c", "torn", 1)]
    pipeline.ingest(given, archive, Reads(), again=True)
    assert [f.attempts for f in archive.failures()] == [3, 2]


def test_an_origin_that_gives_what_is_kept_has_failed_no_longer(archive: Archive) -> None:
    pipeline.ingest([story("a")], archive, Reads())
    pipeline.ingest([broken("a")], archive, Reads())
    assert [f.origin for f in archive.failures()] == ["a.txt"]
    pipeline.ingest([story("a")], archive, Reads())
    assert archive.failures() == []
