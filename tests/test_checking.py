"""Claims against an archive of our own articles: said there, said otherwise, not there;
quotations to the character; bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.archive import Archive, Kept, open_archive
from communique.checking import check
from communique.checking.quotations import exactly
from communique.cli import main
from communique.reader import Reader
from communique.records import Article
from communique.sources import from_string

TELLING = (
    "LIMA - Peru on Tuesday recalled its ambassador from Ecuador after soldiers burned 14 boats on the "
    "Marañón.\n\n"
    'Foreign Minister Rosa Quispe called the fire "a wound that water will not wash away". Peru demanded '
    'that Ecuador pay for the '
    "boats by May 30.\n\n"
    "Ecuador denied that its soldiers had crossed the river. Bolivia will host talks between the two "
    "countries in Sucre on June 2."
)


@pytest.fixture(scope="module")
def told(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with one article."""
    where = tmp_path_factory.mktemp("checking") / "told.db"
    reading = reader.read(from_string(TELLING, published="2017-05-10"))
    with open_archive(where) as archive:
        archive.add([Kept("told", reading)])
    return where


@pytest.fixture
def archive(told: Path) -> Archive:
    """The archive, open."""
    return open_archive(told)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "verdict", "differs"),
    [
        ("Peru recalled its ambassador from Ecuador.", "supported", ()),
        ("Peru demanded that Ecuador pay for the boats by May 30.", "supported", ()),
        ("Rosa Quispe called it “a wound that water will not wash away”.", "supported", ()),
        ("Bolivia will host talks in Sucre between Peru and Ecuador on 2 June 2017.", "supported", ()),
        ("Chile recalled its ambassador from Ecuador.", "altered", ("party",)),
        ("Soldiers burned 40 boats on the Marañón.", "altered", ("number",)),
        ("Bolivia will host talks between the two countries in Sucre on June 12.", "altered", ("date",)),
        ("Ecuador confirmed that its soldiers had crossed the river.", "altered", ("polarity",)),
        ("Rosa Quispe called it “a wound that rain will not wash away”.", "altered", ("wording",)),
        ("Brazil offered Peru a loan of 20 million dollars.", "absent", ()),
        ("“We never sleep beside a river,” Quispe said.", "absent", ()),
    ],
)
def test_a_claim_has_its_verdict(
    archive: Archive, reader: Reader, text: str, verdict: str, differs: tuple[str, ...]
) -> None:
    [found] = check(from_string(text), archive, reader)
    assert (found.verdict, found.differs) == (verdict, differs)
    assert found.because


@pytest.mark.model
def test_evidence_is_words_of_the_article(archive: Archive, reader: Reader) -> None:
    [found] = check(from_string("Peru recalled its ambassador from Ecuador."), archive, reader)
    [report] = found.evidence
    article = archive.article(report.article)
    assert article is not None
    assert article.text[report.span.start : report.span.end] == report.span.text
    assert "recalled" in report.span.text


@pytest.mark.model
def test_an_empty_archive_says_nothing(tmp_path: Path, reader: Reader) -> None:
    with open_archive(tmp_path / "empty.db") as archive:
        [found] = check(from_string("Peru recalled its ambassador from Ecuador."), archive, reader)
    assert (found.verdict, found.evidence) == ("absent", ())


@pytest.mark.model
def test_a_text_in_another_language_has_no_claims(archive: Archive, reader: Reader) -> None:
    text = "Le Pérou a rappelé son ambassadeur."
    assert check(Article("x", None, None, text, None, language="fr"), archive, reader) == []


@pytest.mark.model
def test_the_command_prints_the_contract_and_fails_where_a_claim_does(
    told: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(
        "Peru recalled its ambassador from Ecuador. Soldiers burned 40 boats on the Marañón.\n", "utf-8"
    )
    assert main(["check", str(draft), "--archive", str(told), "--json"]) == 1
    good, bad = map(json.loads, capsys.readouterr().out.splitlines())
    assert set(good) == {"claim", "verdict", "because", "evidence"}
    assert (bad["verdict"], bad["differs"]) == ("altered", ["number"])
    draft.write_text("Peru recalled its ambassador from Ecuador.\n", "utf-8")
    assert main(["check", str(draft), "--archive", str(told)]) == 0
    assert "said there" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("quotation", "text", "there"),
    [
        ("the river's edge", "at The river’s  edge today", True),
        ("the river's edge.", "the river's edge, they said", True),
        ("the river", "the rivers", False),
        ("the (river)", "the (river)", True),
        ("a.b", "axb", False),
    ],
)
def test_quotations_are_compared_to_the_character(quotation: str, text: str, there: bool) -> None:
    assert bool(exactly(quotation).search(text)) is there
