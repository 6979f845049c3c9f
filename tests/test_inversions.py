"""benchmarks/inversions.py: what counts as told the wrong way round."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from makers import event

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
import inversions

PROTEST = {"type": "ACCUSE", "actors": ["KEN"], "recipients": ["UGA"], "evidence": ["protested"]}
ANSWER = {"type": ["ACCUSE", "REJECT"], "actors": ["UGA"], "recipients": ["KEN?"], "evidence": ["answered"]}
PACT = {"type": "AGREE", "actors": ["KEN", "UGA"], "recipients": [], "evidence": ["agreed"]}
# (type, actors, recipients, the acts that are due, whether it is inverted)
CASES = [
    ("ACCUSE", "KEN", "UGA", [PROTEST], False),
    ("ACCUSE", "UGA", "KEN", [PROTEST], True),
    ("ACCUSE", "UGA", "", [PROTEST], True),
    ("ACCUSE", "", "KEN", [PROTEST], True),
    ("ACCUSE", "TCD", "UGA", [PROTEST], False),
    ("ACCUSE", "KEN", "KEN", [PROTEST], False),
    ("REQUEST", "UGA", "KEN", [PROTEST], False),
    ("ACCUSE", "UGA", "KEN", [PROTEST, ANSWER], False),
    ("AGREE", "UGA", "KEN", [PACT], False),
]


@pytest.mark.parametrize(("type_", "actors", "recipients", "due", "wrong"), CASES)
def test_inverted(
    type_: str, actors: str, recipients: str, due: list[dict[str, object]], wrong: bool
) -> None:
    told = event(type_, actors, recipients)
    assert inversions.inverted(told, list(inversions.dues({"events": {"must": due}}))) is wrong
