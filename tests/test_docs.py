"""The pages: generated ones are up to date, README and CI run the same command,
and every command and type is described."""
from __future__ import annotations

import importlib.util
import re
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from communique import cli
from communique.knowledge import ontology

ROOT = Path(__file__).resolve().parents[1]
MARKDOWN = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
COMMANDS = re.compile(r"^\s*(?:\$ )?(python3 -m venv .*)$", re.M)


def script(name: str) -> ModuleType:
    """A script of the project as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_up_to_date() -> None:
    assert script("build_docs").stale() == [], "run: python scripts/build_docs.py"


def test_every_command_is_described() -> None:
    page, guide = (ROOT / "docs/cli.md").read_text("utf-8"), (ROOT / "docs/how-to.md").read_text("utf-8")
    for name in cli.commands.commands:
        assert f"## communique {name}" in page and f"communique {name}" in guide


def test_every_type_of_event_is_described() -> None:
    page = (ROOT / "docs/ontology.md").read_text("utf-8")
    assert [name for name in ontology.types() if f"## {name}" not in page] == []


def test_readme_has_two_commands_and_ci_runs_the_second() -> None:
    commands = COMMANDS.findall((ROOT / "README.md").read_text("utf-8"))
    assert len(commands) == 2
    assert "communique read" in commands[0] and "scripts/check.py" in commands[1]
    assert commands[1] in (ROOT / ".ci/run").read_text("utf-8").splitlines()


def test_ci_is_a_sound_script() -> None:
    path = ROOT / ".ci/run"
    assert path.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(path)], check=True)


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_how_to_commands_have_the_options_that_there_are() -> None:
    known = {
        name: {o for p in command.params for o in p.opts} | {"--help", "-h"}
        for name, command in cli.commands.commands.items()
    }
    for page in MARKDOWN:
        for name, rest in re.findall(
            r"communique (read|explain|actor)\b([^\n`|>#]*)", page.read_text("utf-8")
        ):
            assert set(re.findall(r"(?<!\S)--[\w-]+", rest)) <= known[name], (page.name, rest)
