"""`communique ledger` and `series` as a user runs them: tables, JSON, filters, charts, pictures,
and what is wrong in words."""
from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from communique.archive import open_archive
from communique.cli import main
from communique.settle import settle
from copies import copy
from test_settle_ledgers import CREW, FREED, QUARREL, QUOTA, REFUSED, holds, meets, report

KEYS = {
    "demands": ["id", "by", "of", "asked", "status", "first", "last", "age_days", "responses", "evidence"],
    "positions": [
        "id", "actor", "issue", "stance", "wording", "ascribed_by", "first", "last", "changed_from",
        "evidence",
    ],
    "meetings": ["id", "participants", "kind", "status", "start", "end", "evidence"],
    "disputes": [
        "id", "title", "parties", "issue", "start", "trigger", "phase", "moves", "demands", "positions",
        "third_parties", "bodies", "due",
    ],
    "occurrences": [
        "id", "type", "mode", "status", "actors", "recipients", "start", "end", "reported", "confidence",
        "salience", "reports", "origins",
    ],
}  # fmt: skip
PERIOD = [
    "label", "start", "end", "days", "n", "verbal_cooperation", "material_cooperation", "verbal_conflict",
    "material_conflict", "plover", "goldstein",
]  # fmt: skip


def quarrel(where: Path) -> None:
    """Make an archive of a quarrel, a visit and a position, settled."""
    with open_archive(where) as archive:
        archive.add([
            *QUARREL, report("h", QUOTA, "2025-05-09", outlet="Herald"), report("f", FREED, "2025-05-20"),
            report(
                "p", "Chile backs the fisheries principle.", "2025-05-10",
                positions=holds("fisheries principle"),
            ),
            report(
                "m", "Chile and Peru plan talks.", "2025-05-01",
                meetings=meets("plan talks", "planned", "2025-06-15", "Chile", "Peru"),
            ),
        ])  # fmt: skip
        settle(archive)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with that archive."""
    monkeypatch.setenv("COMMUNIQUE_ARCHIVE", str(copy(quarrel, tmp_path / "a.db")))
    monkeypatch.setenv("COLUMNS", "150")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[list[dict[str, Any]], str]:
    """The objects that a command prints, and what it says for people."""
    assert main(arguments) == 0
    shown = capsys.readouterr()
    return [json.loads(line) for line in shown.out.splitlines()], shown.err


@pytest.mark.parametrize("kind", list(KEYS))
def test_each_ledger_as_json_and_as_a_table(
    kept: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows, _ = run(capsys, "ledger", kind, "--json")
    assert rows and all([key for key in row if key in KEYS[kind]] == KEYS[kind] for row in rows)
    assert all(key in ("because", "versions") for row in rows for key in row if key not in KEYS[kind])
    assert main(["ledger", kind]) == 0
    shown = capsys.readouterr().out
    assert rows[0]["id"] in shown
    assert (f"{kind.capitalize()} ({len(rows)})" in shown or f"{len(rows)} {kind[:-1]}" in shown)
    assert len(run(capsys, "ledger", kind, "--json", "--limit", "1")[0]) == 1
    assert run(capsys, "ledger", kind, "--json", "--party", "BRA")[0] == []


def test_filters_are_those_of_find(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def ids(*given: str) -> list[str]:
        return [row["evidence"][0]["article"] for row in run(capsys, "ledger", *given, "--json")[0]]

    assert ids("demands", "--outlet", "herald") == ["h"] and ids("demands", "--status", "met") == ["q2"]
    assert sorted(ids("demands", "--dyad", "CHL-NOR", "--since", "2025-05", "--until", "2025-05")) == [
        "h", "q2",
    ]
    assert ids("demands", "--status", "unanswered") == [] and ids("demands", "--status", "open") == ["h"], (
        "time alone is no answer"
    )
    assert ids("meetings", "--status", "planned", "--actor", "PER") == ["m"]
    assert ids("positions", "--issue", "fisheries") == ["p"]
    assert ids("demands", "--type", "AID") == []
    assert len(ids("demands", "--type", "REQUEST", "--no-copies", "--origin", "read")) == 2
    assert main(["ledger", "demands", "--status", "planned"]) == 2
    assert "'planned' is no status of demands" in capsys.readouterr().err
    assert main(["ledger", "disputes", "--status", "over"]) == 2
    assert "rising, steady" in capsys.readouterr().err
    assert main(["ledger", "quarrels"]) == 2 and "disputes" in capsys.readouterr().err


def test_settle_says_what_became_of_the_ledgers(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_archive(kept / "a.db") as archive:
        archive.add([report("z", REFUSED, "2025-05-21")])
    issues = kept / "issues.toml"
    issues.write_text('[[issue]]\nname = "fish"\nwords = ["fisheries principle"]\n', "utf-8")
    rows, said = run(capsys, "settle", "--json", "--issues", str(issues))
    assert rows[0]["demands"] >= 1 and rows[0]["positions"] >= 1 and "positions" in said
    assert run(capsys, "ledger", "positions", "--json")[0][0]["issue"] == "fish"
    issues.write_text("[[issue]]\nwords = []\n", "utf-8")
    assert main(["settle", "--issues", str(issues)]) == 2 and "give it a name" in capsys.readouterr().err
    assert main(["settle", "--issues", str(kept / "none.toml")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_series_by_day_week_and_month(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    days, _ = run(capsys, "series", "--dyad", "CHL-NOR", "--by", "day", "--json")
    assert list(days[0]) == PERIOD and days[0]["label"] == "2025-05-02" and days[-1]["label"] == "2025-05-09"
    assert len(days) == 8
    assert sum(d["n"] for d in days) == 6 and days[2]["n"] == 0, (
        "what names one side only is of no pair; days without acts are there"
    )
    assert [d["n"] for d in run(capsys, "series", "--dyad", "NOR-CHL", "--by", "month", "--json")[0]] == [6]
    weeks, _ = run(capsys, "series", "--dyad", "NOR-CHL", "--by", "week", "--directed", "--json")
    assert sum(w["n"] for w in weeks) == 4 and weeks[0]["label"] == "2025-W18"
    assert (
        len(
            run(
                capsys, "series", "--dyad", "CHL-NOR", "--by", "day", "--since", "2025-02", "--until",
                "2025-02", "--json",
            )[0]
        )
        == 28
    )
    assert run(capsys, "series", "--dyad", "CHL-BRA", "--json")[0] == []


def test_a_series_for_people(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["series", "--dyad", "CHL-NOR", "--by", "day"]) == 0
    shown = capsys.readouterr().out
    assert "2025-05-06" in shown and "conflict │ cooperation" in shown and "░ words  █ deeds" in shown
    assert "too few whole days" in shown
    assert main(["series", "--dyad", "CHL-BRA"]) == 0 and "Nothing took place" in capsys.readouterr().out


def test_changes_and_the_normal_level(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COMMUNIQUE_ARCHIVE", str(tmp_path / "long.db"))
    monkeypatch.setenv("COLUMNS", "150")  # a page, though it goes to a pipe
    things = (
        "hake", "anchovy", "lithium", "copper", "grapes", "salmon", "timber", "wool", "tin", "silver", "cod",
        "krill",
    )
    with open_archive(tmp_path / "long.db") as archive:
        for month in range(24):
            for n in range(1 if month < 12 else 9):
                day = f"{2023 + month // 12}-{month % 12 + 1:02}-{2 + 3 * n:02}"
                words = (
                    f"Norway accused Chile of hiding {things[n]} number {month * 31 + n} in "
                    f"{things[month % 12]} crates."
                )
                archive.add([report(f"{month}-{n}", words, day)])
        settle(archive)
    level, _ = run(
        capsys, "series", "--dyad", "CHL-NOR", "--by", "month", "--level", "--json", "--since", "2023",
        "--until", "2024",
    )
    assert level[0]["by"] == "month" and level[0]["periods"] == 24
    changes, _ = run(capsys, "series", "--dyad", "CHL-NOR", "--by", "month", "--changes", "--json")
    assert [(c["at"], c["direction"]) for c in changes] == [("2024-01-01", "up")]
    assert changes[0]["occurrences"]
    assert main(["series", "--dyad", "CHL-NOR", "--by", "month", "--measure", "conflict"]) == 0
    shown = capsys.readouterr().out
    assert "◆ 2024-01" in shown and "Normal level" in shown and "conflict up from" in shown
    assert main(["series", "--dyad", "CHL-NOR", "--changes", "--level", "--json"]) == 2
    assert "not both" in capsys.readouterr().err
    none, said = run(capsys, "series", "--dyad", "CHL-NOR", "--measure", "plover", "--level", "--json")
    assert none == [] and "no normal level" in said


@pytest.mark.parametrize(
    ("name", "begins"), [("c.svg", b"<svg"), ("c.png", b"\x89PNG"), ("c.html", b"<!DOCTYPE html>")]
)
def test_a_plot(kept: Path, name: str, begins: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["series", "--dyad", "CHL-NOR", "--by", "day", "--plot", str(kept / name)]) == 0
    made = (kept / name).read_bytes()
    assert made.lstrip().startswith(begins) and f"{name} written" in capsys.readouterr().err
    assert b"cdn." not in made or name != "c.html", "a page works offline"


def test_what_is_wrong_with_a_series_is_said(
    kept: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments, message in (
        (["--dyad", "CHL"], "is no dyad"), ([], "dyad"), (["--dyad", "CHL-NOR", "--by", "year"], "'year'"),
        (["--dyad", "CHL-NOR", "--plot", "a.pdf"], "end the name in one of .svg, .png, .html"),
        (["--dyad", "CHL-BRA", "--plot", "a.svg"], "nothing to show"),
        (["--dyad", "CHL-NOR", "--since", "2025-06", "--until", "2025-05"], "lies after until 2025-05-31"),
        (
            ["--dyad", "CHL-NOR", "--plot", str(kept / "none" / "a.svg")],
            "name a file in a folder where you may write",
        ),
    ):  # fmt: skip
        assert main(["series", *arguments]) == 2
        assert message in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "altair", None)
    assert main(["series", "--dyad", "CHL-NOR", "--plot", str(kept / "a.svg")]) == 2
    assert "pip install 'communique[plots]'" in capsys.readouterr().err
    assert not (kept / "a.svg").exists() and CREW
