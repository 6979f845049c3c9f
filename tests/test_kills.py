"""`kill -9` in the middle of an ingest: the same command again leads to the same archive, row by row,
as a run that nobody disturbs.

Records are made up, so that no parser is loaded thirty times. The whole of it,
2,000 articles read and ten kills, is `benchmarks/kills.py --server`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import quickreader

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
import kills

pytestmark = [
    pytest.mark.kills,
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the readers in /proc"),
]
ARTICLES = 240


def quick(corpus: Path, where: str, jobs: int) -> list[str]:
    """`communique ingest` with records that are made up."""
    return [*quickreader.PROGRAM, "ingest", str(corpus), "--archive", where, "--jobs", str(jobs)]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Short articles, among them new versions, doubles and failures."""
    return kills.write(tmp_path_factory.mktemp("corpus") / "news.jsonl", ARTICLES, seed=3)


@pytest.fixture(scope="module")
def took(corpus: Path) -> float:
    """The seconds that a run without kills takes here; its archive is whole.db beside the corpus."""
    return kills.ingest(corpus, str(corpus.parent / "whole.db"), 2, quick)


@pytest.fixture(scope="module")
def wanted(corpus: Path, took: float) -> kills.Tables:
    """What the archive of a run without kills holds."""
    return kills.contents(str(corpus.parent / "whole.db"))


def test_killed_and_run_again(corpus: Path, wanted: kills.Tables, took: float, where: str) -> None:
    outcome = kills.disturbed(corpus, where, wanted, took, kills=3, jobs=2, seed=4, command=quick)
    assert outcome.same, kills.described(outcome)
    assert outcome.kills and outcome.rows == sum(map(len, wanted.values())) > 5 * ARTICLES


def test_a_second_run_changes_nothing(corpus: Path, wanted: kills.Tables) -> None:
    where = str(corpus.parent / "whole.db")
    kills.ingest(corpus, where, 1, quick)
    assert kills.described(kills.compared(wanted, kills.contents(where), 0, 0)) == ""


def test_a_difference_is_seen() -> None:
    outcome = kills.compared({"a": ["1", "1", "2"]}, {"a": ["1", "3"], "b": ["4"]}, 0, 0)
    assert (outcome.missing, outcome.extra, outcome.same) == (
        {"a": ["1", "2"]}, {"a": ["3"], "b": ["4"]}, False,
    )
