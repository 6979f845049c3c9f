"""The ledger of commitments: one undertaking of several tellings, kept or broken on words alone,
overdue by its day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.archive import Archive, Kept, Query, open_archive
from communique.cli import main
from communique.comparing.alignment import stem
from communique.knowledge.ledgers import keeping
from communique.ledgers.commitments import Sign, merge, standing, verdict
from communique.reader import Reader
from communique.records import Commitment, Reading, Report, Span, When
from communique.settle.commitments import commitments, stemmed
from communique.sources import from_string
from communique.sources.article import make

WHAT = "Chad undertook to reopen its consulate in Maroua by 30 June 2018"


def report(article: str, published: str, text: str = WHAT, start: int = 0) -> Report:
    """A report of some words."""
    return Report(article, None, "Daily", published, Span(start, start + len(text), text))


def undertaking(
    id: str = "c1", *, by: str = "TCD", due: str | None = "2018-06-30", published: str = "2018-01-10"
) -> Commitment:
    """An undertaking as one article tells it."""
    day = When(due, due, "day", due) if due else None
    return Commitment(id, (by,), ("CMR",), WHAT, day, "open", (report(id, published),))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Chad kept its promise to reopen the consulate", True),
        ("Chad has fulfilled its pledge on the consulate", True),
        ("Chad reopened the consulate as promised", True),
        ("Chad has not kept its promise on the consulate", False),
        ("Chad broke its promise to reopen the consulate", False),
        ("Chad reneged on the consulate", False),
        ("Chad met Cameroon's envoy at the consulate", None),
        ("Chad failed to win the match", None),
        ("Chad reopened the consulate", None),
    ],
)
def test_only_words_on_the_keeping_say_that_it_was_kept_or_broken(text: str, said: bool | None) -> None:
    assert verdict([stem(w) for w in text.lower().split()], stemmed(keeping())) is said


@pytest.mark.parametrize(
    ("today", "signs", "status"),
    [
        ("2018-06-30", [], "open"),
        ("2018-07-01", [], "overdue"),
        ("2018-07-01", [Sign(True, report("k", "2018-06-20"))], "kept"),
        (
            "2018-07-01",
            [Sign(True, report("k", "2018-06-20")), Sign(False, report("b", "2018-06-25"))],
            "broken",
        ),
        ("2018-06-01", [Sign(True, report("k", "2018-06-20"))], "open"),
    ],
)
def test_an_undertaking_stands_as_the_latest_words_say(today: str, signs: list[Sign], status: str) -> None:
    found = standing(undertaking(), signs, today)
    assert found.status == status
    assert bool(found.kept_by) == (status in ("kept", "broken"))


def test_one_without_a_day_never_falls_due() -> None:
    assert standing(undertaking(due=None), [], "2030-01-01").status == "open"


def test_tellings_of_one_undertaking_are_one_and_those_of_others_are_not() -> None:
    words = frozenset(("reopen", "consul", "maroua"))
    told = [undertaking("c1"), undertaking("c2", published="2018-01-11"), undertaking("c3", by="NER")]
    found = merge(told, {c.id: words for c in told})
    assert [(c.id, [r.article for r in c.evidence]) for c in found] == [("c1", ["c1", "c2"]), ("c3", ["c3"])]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive with an undertaking and two later articles."""
    archive = open_archive(tmp_path / "told.db")
    first = make(f"{WHAT}, its ministry said.", id="c1", published="2018-01-10", outlet="Daily")
    archive.add([Kept("c1", Reading(first, commitments=(undertaking(),)))])
    other = make("Niger opened a school in Diffa.", id="x", published="2018-08-01", outlet="Daily")
    archive.add([Kept("x", Reading(other))])
    return archive


def test_what_falls_due_without_a_report_is_overdue(archive: Archive) -> None:
    [found] = commitments(archive, Query(), "2018-08-01")
    assert (found.status, found.kept_by) == ("overdue", ())
    assert list(commitments(archive, Query(actor="NER"), "2018-08-01")) == []
    assert list(commitments(archive, Query(status="kept"), "2018-08-01")) == []


@pytest.mark.model
def test_a_report_that_says_so_makes_it_kept(archive: Archive, reader: Reader) -> None:
    text = (
        "Chad has kept its promise to reopen its consulate in Maroua, Cameroon's foreign ministry said on "
        "Monday."
    )
    reading = reader.read(from_string(text, published="2018-06-25"))
    archive.add([Kept("k", reading)])
    [found] = commitments(archive, Query(), "2018-08-01")
    assert found.status == "kept"
    [by] = found.kept_by
    assert by.article == reading.article.id
    assert reading.article.text[by.span.start : by.span.end] == by.span.text


def test_the_command_lists_them(
    archive: Archive, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    where = archive.where
    archive.close()
    assert main(["ledger", "commitments", "--archive", where, "--json"]) == 0
    entry = json.loads(capsys.readouterr().out)
    assert list(entry) == ["id", "by", "to", "what", "due", "status", "evidence", "kept_by"]
    assert main(["ledger", "commitments", "--archive", where]) == 0
    assert "\toverdue\t2018-06-30" in capsys.readouterr().out  # in a pipe
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["ledger", "commitments", "--archive", where]) == 0
    assert "no report" in capsys.readouterr().out
    assert main(["ledger", "commitments", "--status", "held", "--archive", where]) == 2


def test_an_empty_archive_has_no_commitments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = tmp_path / "empty.db"
    with open_archive(where) as archive:
        assert list(commitments(archive, Query(), "2020-01-01")) == []
    assert main(["ledger", "commitments", "--archive", str(where), "--json"]) == 0
    assert capsys.readouterr().out == ""
