"""No more English words, Penn tags and parser labels in the Python of the reading steps than there were."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "scripts"))

import count_english

REMEDY = "move it to the language's folder, or after a rename run python scripts/count_english.py --write"


def test_no_module_has_more_than_it_had() -> None:
    known, now = count_english.load(), count_english.count(count_english.find_all())
    risen = {
        f"{module}: {kind}": n
        for module, row in now.items()
        for kind, n in row.items()
        if n > known.get(module, {}).get(kind, 0)
    }
    assert not risen, REMEDY


def test_the_table_knows_what_has_become_fewer() -> None:
    known, now = count_english.load(), count_english.count(count_english.find_all())
    assert known == now, "fewer than the table has: run python scripts/count_english.py --write"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('if token.tag == "VBD": pass', [("tags", "VBD")]),
        ('if token.label in ("dobj", "obj"): pass', [("labels", "dobj")]),
        ('if word.lemma == "would": pass', [("words", "would")]),
        ('target = clause.roles["oblique:on"]', [("words", "oblique:on")]),
        ('target = walk("object.owner", "oblique:place")', []),
        (r'PATTERN = re.compile(r"\b(?:on|at)\b")', [("words", r"\b(?:on|at)\b")]),
        ('lists = words["that"] | words["the"]', []),
        (r'PATTERN = re.compile(r"(?P<later>\d+)")', []),
        ('status: Literal["that"] = given', []),
        ('def say(word: "the") -> "a": ...', []),
        ('"""What is in the text."""', []),
        ('raise ValueError("that")', []),
        ('why = "no actor is named in the sentence"', []),
        ('status = "actual"', []),
        ('place = "first"', []),
    ],
)
def test_what_counts(code: str, found: list[tuple[str, str]]) -> None:
    assert [(find.kind, find.text) for find in count_english.find_in(ast.parse(code), "x.py")] == found


def test_lower_counts_are_written_and_higher_ones_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    table, source = tmp_path / "english.toml", tmp_path / "source"
    monkeypatch.setattr(count_english, "TABLE", table)
    monkeypatch.setattr(count_english, "SOURCE", source)
    monkeypatch.setattr(sys, "argv", ["count_english.py", "--write"])
    (source / "events").mkdir(parents=True)
    (source / "events" / "one.py").write_text('A = ("that", "VB")', "utf-8")
    assert count_english.main() == 0
    assert count_english.load() == {"events/one.py": {"words": 1, "tags": 1}}
    (source / "events" / "one.py").rename(source / "events" / "two.py")
    assert count_english.main() == 0
    assert count_english.load() == {"events/two.py": {"words": 1, "tags": 1}}, (
        "a new name, and no more than before"
    )
    (source / "events" / "two.py").write_text('A = ("that", "this", "VB")', "utf-8")
    assert count_english.main() == 1
    assert "more words than before" in capsys.readouterr().err
    assert count_english.load() == {"events/two.py": {"words": 1, "tags": 1}}
