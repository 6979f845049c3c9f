"""The notebooks of the docs run from the first cell to the last, in a process of their own,
and show what they say that they show."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[1] / "docs" / "notebooks"
RUN = "from nbclient.cli import main; main()"
LIMIT = 300.0  # seconds for one of them


@pytest.mark.model
@pytest.mark.command
@pytest.mark.parametrize(
    ("name", "shows"),
    [
        ("reading", ("<mark", "SANCTION", "text/html", "day of publication")),
        ("archive", ("did you mean", "age_days", "True")),
    ],
)
def test_a_notebook_runs(tmp_path: Path, name: str, shows: tuple[str, ...]) -> None:
    pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    copy = shutil.copy(FOLDER / f"{name}.ipynb", tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(copy), "--inplace"], capture_output=True, text=True, timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    cells: list[dict[str, Any]] = json.loads(Path(copy).read_text())["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert code and all(cell["execution_count"] for cell in code)
    shown = json.dumps([cell["outputs"] for cell in code], ensure_ascii=False)
    assert all(words in shown for words in shows) and '"output_type": "error"' not in shown


def test_every_notebook_is_run() -> None:
    assert {path.stem for path in FOLDER.glob("*.ipynb")} == {"reading", "archive"}
