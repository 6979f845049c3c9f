"""The lives of formulas over an archive of our own: first and last said, what changed, who took them up, when they were dropped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.archive import Archive, Kept, open_archive
from communique.cli import main
from communique.comparing.drift import find_formulas
from communique.reader import Reader
from communique.sources import from_string

SAID = [
    ("2019-03-01", "OSLO - Norway's Foreign Minister Ine Soreide said Norway notes the plan for a snow crab quota off Svalbard."),
    ("2020-03-01", "OSLO - Norway's Foreign Minister Ine Soreide said Norway rejects the plan for a snow crab quota off Svalbard."),
    ("2020-06-01", "TALLINN - Estonia's Foreign Minister Urmas Reinsalu said Estonia rejects the plan for a snow crab quota off Svalbard."),
    ("2021-03-01", "OSLO - Norway's Foreign Minister Ine Soreide said Norwegian courts alone decide who may hold a snow crab quota."),
    ("2021-04-01", "OSLO - Norway's Foreign Minister Ine Soreide said Norway welcomes the talks on whales."),
]  # fmt: skip


@pytest.fixture(scope="module")
def archive(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive of what was said, one article a day."""
    archive = open_archive(tmp_path_factory.mktemp("drift") / "said.db")
    for n, (day, text) in enumerate(SAID):
        archive.add([Kept(f"said{n}", reader.read(from_string(text, published=day)))])
    return archive


@pytest.mark.model
def test_a_formula_has_its_variants_its_adopters_and_its_end(archive: Archive, reader: Reader) -> None:
    first, second = find_formulas(archive, "snow crab quota", reader, actor="NOR")
    assert [(v.first, v.kind) for v in first.variants] == [("2019-03-01", None), ("2020-03-01", "hardened")]
    assert (first.first, first.last, first.dropped) == ("2019-03-01", "2020-03-01", "2021-03-01")
    assert [(a.actor, a.first) for a in first.adopted] == [("EST", "2020-06-01")]
    assert (second.first, second.dropped, second.adopted) == ("2021-03-01", None, ())


@pytest.mark.model
def test_every_wording_stands_in_its_article(archive: Archive, reader: Reader) -> None:
    for formula in find_formulas(archive, "snow crab quota", reader):
        for report in (r for v in formula.variants for r in v.evidence):
            article = archive.article(report.article)
            assert article is not None
            assert article.text[report.span.start : report.span.end] == report.span.text


@pytest.mark.model
def test_the_command_says_where_nobody_speaks(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    where = Path(archive.where)
    assert main(["drift", "penguins", "--archive", str(where)]) == 1
    assert "penguins" in capsys.readouterr().err
    assert main(["drift", "snow crab quota", "--actor", "EST", "--archive", str(where), "--json"]) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert json.loads(line)["actor"] == "EST"
