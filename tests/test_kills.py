"""`kill -9` in the middle of an ingest: the same command again leads to the same archive, row by row, as a run that nobody disturbs.

The whole of it, 2,000 articles and ten kills, is `benchmarks/kills.py --server`; this is a small one of a minute.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
import kills

pytestmark = [pytest.mark.model, pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the readers in /proc")]
ARTICLES = 96


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Short articles, among them new versions, doubles and failures."""
    return kills.write(tmp_path_factory.mktemp("corpus") / "news.jsonl", ARTICLES, seed=3)


@pytest.fixture(scope="module")
def took(corpus: Path) -> float:
    """The seconds that a run without kills takes here; its archive is whole.db beside the corpus."""
    return kills.ingest(corpus, str(corpus.parent / "whole.db"), jobs=2)


@pytest.fixture(scope="module")
def wanted(corpus: Path, took: float) -> kills.Tables:
    """What the archive of a run without kills holds."""
    return kills.contents(str(corpus.parent / "whole.db"))


def test_killed_and_run_again(corpus: Path, wanted: kills.Tables, took: float, where: str) -> None:
    outcome = kills.disturbed(corpus, where, wanted, took, kills=3, jobs=2, seed=4)
    assert outcome.same, kills.described(outcome)
    assert outcome.kills and outcome.rows == sum(map(len, wanted.values())) > 5 * ARTICLES


def test_a_second_run_changes_nothing(corpus: Path, wanted: kills.Tables) -> None:
    where = str(corpus.parent / "whole.db")
    kills.ingest(corpus, where, jobs=1)
    assert kills.described(kills.compared(wanted, kills.contents(where), 0, 0)) == ""


def test_a_difference_is_seen() -> None:
    outcome = kills.compared({"a": ["1", "1", "2"]}, {"a": ["1", "3"], "b": ["4"]}, 0, 0)
    assert (outcome.missing, outcome.extra, outcome.same) == ({"a": ["1", "2"]}, {"a": ["3"], "b": ["4"]}, False)
