"""The index of actors: what the tables give, complete enough for the states of the world,
small and quick to load."""
from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import load_csv, names
from communique.knowledge.index import Index, index, sections

ROOT = Path(__file__).resolve().parents[1]


def run(script: str, *arguments: str) -> str:
    """What a script prints; its failure is the test's."""
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / script), *arguments], capture_output=True, text=True,
        check=True,
    ).stdout


def test_the_index_is_what_the_tables_give() -> None:
    assert "up to date" in run("build_index.py", "--check")


def test_heads_of_government_and_foreign_ministers_are_known() -> None:
    found = re.search(r"(\d+) of (\d+) states .*; (\d+) a foreign minister", run("coverage.py"))
    assert found is not None
    heads, states, ministers = map(int, found.groups())
    assert states == 197 and heads >= 190 and ministers >= 150


@pytest.mark.parametrize(
    "code", [row["code"] for row in load_csv("countries.csv") if not row["parent"] and row["code"] != "HKG"]
)
def test_every_state_has_a_leader_in_the_index(code: str) -> None:
    assert names.office(code, "HOG", "2021-06-15") or names.office(code, "HOS", "2021-06-15")


def test_names_in_other_languages() -> None:
    found = {
        name: names.foreign(name)
        for name in ("Allemagne", "Чад", "Vereinigtes Königreich", "العراق", "Grecia", "Atlantis")
    }
    assert found == {
        "Allemagne": "DEU", "Чад": "TCD", "Vereinigtes Königreich": "GBR", "العراق": "IRQ", "Grecia": "GRC",
        "Atlantis": None,
    }


def test_names_are_read_when_asked_for() -> None:
    assert index().begins("Beijing") and index().begins("Nosuchname") == ()


def test_another_file_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="install communique again"):
        Index("something else\n")
    with pytest.raises(KnowledgeError, match="build_index"):
        sections("communique index 0\n[terms]\n")


@pytest.mark.parametrize(("on", "sector"), [("2020-05-05", "REB"), ("2023-05-05", "GOV")])
def test_what_a_name_means_changes_with_the_day(on: str, sector: str) -> None:
    found = names.longest(["Taliban"], 0, on=on)
    assert found is not None and (found[0].country, found[0].sector) == ("AFG", sector)


def test_a_common_acronym_needs_its_country() -> None:
    assert names.longest(["PRD"], 0) is None
    found = names.longest(["PRD"], 0, near=("MEX",))
    assert found is not None and (found[0].country, found[0].sector) == ("MEX", "PTY")


def test_spellings_of_one_name_are_one_person() -> None:
    assert (
        names.person("Mohammed Hussein Roble", "2022-03-01")
        == names.person("Mohamed Hussein Roble", "2022-03-01")
        is not None
    )
