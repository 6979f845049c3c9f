"""The package from outside: a light import, the function `read`, and the bundled sample."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import communique
from communique import samples
from communique.errors import SourceError
from communique.reader import Reader
from communique.records import Article, Reading
from makers import TEXT, article

HEAVY = (
    "spacy", "thinc", "numpy", "pandas", "trafilatura", "lxml", "httpx", "rich", "click",
    "communique.grammar", "communique.knowledge",
)


def test_importing_loads_nothing_heavy() -> None:
    code = f"import sys, communique; print([m for m in {HEAVY!r} if m in sys.modules])"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "[]"
    )


def test_the_command_line_starts_without_the_parser() -> None:
    code = ("import sys; from communique.cli import main; main(['--version']); "
            "print([m for m in ('spacy', 'pandas', 'lxml') if m in sys.modules])")
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.splitlines()[-1]
        == "[]"
    )


def test_names() -> None:
    assert communique.Reader is Reader
    assert communique.__version__.startswith("0.")
    assert set(communique.__all__) == {"Reader", "open", "read", "__version__"}
    with pytest.raises(AttributeError, match="nonsense"):
        _ = communique.nonsense


class FakeReader:
    """Gives back the article."""

    def __init__(self, pipeline: str | None = None, language: str | None = None) -> None:
        self.pipeline = pipeline

    def read(self, article: Article) -> Reading:
        return Reading(article)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.reader.Reader", FakeReader)
    monkeypatch.setattr(communique, "_READERS", {})


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize(
    "source",
    [
        TEXT, "Norway expelled two Chilean envoys on Monday.", "\nNorway expelled them.", "x " * 2000,
        "<html><head><title>Norway</title></head><body><article><p>Norway on Monday expelled two envoys of "
        "Chile from its capital, the "
        "ministry said in a statement that gave no reason for the step.</p></article></body></html>",
    ],
)
def test_a_string_is_a_text(source: str) -> None:
    found = communique.read(source, published="2024-05-28").article
    assert found.text and found.published == "2024-05-28"


@pytest.mark.usefixtures("fake")
def test_a_string_is_a_path(tmp_path: Path) -> None:
    path = tmp_path / "a story of four words.txt"
    path.write_text(TEXT, "utf-8")
    assert (
        communique.read(str(path)).article.text
        == communique.read(path).article.text
        == communique.read(TEXT).article.text
    )


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize(
    "source", ["nowhere.txt", "", " ", "\n", "ftp://example.org/a", "http://127.0.0.1:9/a"]
)
def test_what_cannot_be_read(source: str) -> None:
    with pytest.raises(SourceError):
        communique.read(source)


@pytest.mark.usefixtures("fake")
def test_an_article_is_read_as_it_is() -> None:
    given = article()
    assert communique.read(given).article is given


def test_the_sample_is_there() -> None:
    assert 250 < len(samples.text().split()) < 500


@pytest.mark.model
def test_read_for_real(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(communique, "_READERS", {(None, None): reader})
    found = communique.read(TEXT, published="2024-05-28")
    record = found.to_dict()
    assert record["article"]["published"] == "2024-05-28" and record["statements"]
    assert communique.read(TEXT, published="2024-05-28").to_dict() == record
