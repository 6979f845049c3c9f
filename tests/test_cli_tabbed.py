"""Lists that go to a pipe: a heading, one record a line, as many tabs in each, nothing cut;
a terminal's page at every width."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from communique.cli import main, tabbed
from communique.records import Reading, Span
from makers import article, event, part
from test_cli_ledgers import kept as kept


@pytest.fixture
def bare(kept: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("COLUMNS")
    return kept


@pytest.mark.parametrize("kind", list(tabbed.LEDGER))
def test_a_ledger_in_a_pipe(bare: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", kind]) == 0
    shown = capsys.readouterr()
    head, *lines = shown.out.splitlines()
    assert head.split("\t") == list(tabbed.LEDGER[kind]) and (lines or kind == "commitments")
    assert {line.count("\t") for line in lines} <= {head.count("\t")} and "…" not in shown.out
    assert all(re.fullmatch("[0-9a-f]{12}", line.split("\t")[0]) for line in lines)


@pytest.mark.parametrize("kind", list(tabbed.FOUND))
def test_find_in_a_pipe(bare: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "--of", kind]) == 0
    shown = capsys.readouterr()
    head, *lines = shown.out.splitlines()
    assert head.split("\t") == list(tabbed.FOUND[kind])
    assert {line.count("\t") for line in lines} <= {head.count("\t")}
    assert shown.err == "" or (not lines and "no " in shown.err), "only that there are none"
    if kind == "events":
        row = dict(zip(head.split("\t"), lines[0].split("\t"), strict=True))
        assert re.fullmatch("[A-Z]{3}( [A-Z]{3})*", row["who"]) and row["status"] and row["words"]


def test_a_series_in_a_pipe(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["series", "--dyad", "CHL-NOR", "--by", "day"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head == "from\tuntil\tconflict_words\tconflict_deeds\tcooperation_words\tcooperation_deeds\tscore"
    assert lines and all(re.match(r"\d{4}-\d\d-\d\d\t\d{4}-\d\d-\d\d\t\d+\t", line) for line in lines)


def test_a_cell_holds_no_tab_and_no_break() -> None:
    assert tabbed.cell("a\tb\nc\x1b[31m") .count("\t") == 0 and "\n" not in tabbed.cell("a\nb")
    assert tabbed.cell(None) == "" and tabbed.cell(["NOR", "CHL"]) == "NOR CHL" and tabbed.cell(0.5) == "0.5"


def test_what_is_not_there_is_not_counted() -> None:
    assert tabbed.take({"moves": [1, 2]}, "moves.#") == 2 and tabbed.take({"moves": []}, "moves.#") == 0
    assert tabbed.take({}, "moves.#") is None


@pytest.mark.parametrize("width", [60, 80, 100, 120])
@pytest.mark.parametrize(
    "asked",
    [
        ("find",), ("find", "--of", "meetings"), ("find", "--of", "positions"), ("ledger", "demands"),
        ("ledger", "positions"), ("ledger", "meetings"), ("ledger", "disputes"), ("ledger", "occurrences"),
    ],
)  # fmt: skip
def test_a_page_fits_and_breaks_no_id_and_no_day(
    kept: Path, asked: tuple[str, ...], width: int, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("COLUMNS")
    assert main([*asked, *(() if asked[0] == "find" else ("--min-confidence", "0"))]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    rows = [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines][:10]
    monkeypatch.setenv("COLUMNS", str(width))
    assert main([*asked, *(() if asked[0] == "find" else ("--min-confidence", "0"))]) == 0
    page = capsys.readouterr().out
    assert max(map(len, page.splitlines())) <= width
    assert rows and all(row["id"] in page for row in rows)
    days = {row[name] for row in rows for name in ("from", "until") if row.get(name)}
    assert all(day in page for day in days)


def test_words_stay_whole_at_eighty_columns() -> None:
    from io import StringIO

    from rich.console import Console

    from communique.show import reading

    words = (
        "Norway on Monday expelled two Chilean envoys over discontinued hypothetical arrangements of "
        "considerable internationalization."
    )
    act = event(mode="expel", evidence=Span(0, len(words), words), trigger=part("expelled", words))
    stream = StringIO()
    Console(file=stream, width=80, highlight=False).print(reading(Reading(article(words), events=(act,))))
    shown = stream.getvalue()
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert set(words.split()) - set(shown.split()) <= {word for word in words.split() if "…" in shown}
