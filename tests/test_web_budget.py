"""What a browser loads for the first page stays within its budget, on the sample articles."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ledgerpages import quarrel

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
import web as bench


def test_the_first_page_is_light(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.budget(quarrel(tmp_path))
    said = capsys.readouterr().out
    assert "style.css" in said and "source-serif-4.woff2" in said and "page.js" in said
    assert "bytes without charts" in said
