"""How decisions, names and sizes are counted, and that ceilings only fall."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "scripts"))

import density  # noqa: E402

TEXT = '''"""What it does.

And more."""

# a note
def keep(row):  # another
    """Whether it stays."""
    return (
        row.a
        and row.b
        and row.c
    )


class Box:
    """It holds."""

    def __len__(self):
        return 0

    async def count_all(self, rows):
        return [x for x in rows if x if keep(x)]
'''


@pytest.mark.parametrize(("text", "decisions"), [
    ("x = 1", 0),
    ("x = 1 if y else 2", 1),
    ("if a:\n    pass\nelif b:\n    pass\nelse:\n    pass", 2),
    ("for a in b:\n    while c:\n        pass", 2),
    ("try:\n    pass\nexcept ValueError:\n    pass\nfinally:\n    pass", 1),
    ("match a:\n    case 1:\n        pass\n    case _:\n        pass", 2),
    ("x = a and b and not c or d", 3),
    ("x = {a: b for a in c for b in a if a if b}", 4),
    ("with a:\n    assert b", 0),
])
def test_decisions(text: str, decisions: int) -> None:
    assert density.count_module(text, "room").decisions == decisions


def test_lines_and_names() -> None:
    found = density.count_module(TEXT, "room")
    assert found == density.Module("room", 22, 11, 5, frozenset({"keep", "count_all"}))
    assert density.share_single([found, found]) == 50
    assert density.per_hundred([found, found]) == pytest.approx(1000 / 22)


def test_rooms_are_what_stands_directly_in_a_package(tmp_path: Path) -> None:
    (tmp_path / "events" / "deep").mkdir(parents=True)
    for name in ("reader.py", "events/a.py", "events/deep/b.py"):
        (tmp_path / name).write_text("x = 1\n", "utf-8")
    rooms = density.by_room(density.count_modules(tmp_path))
    assert {room: len(some) for room, some in rooms.items()} == {"events": 2, "reader": 1}


def test_ceilings_fall_and_never_rise() -> None:
    figures = {"all": {"code": 90, "largest": 7}, "new": {"decisions": 3}}
    ceilings = {"all": {"code": 80, "largest": 9}, "gone": {"decisions": 1}}
    assert list(density.find_risen(figures, ceilings)) == [
        "all: code is 90, above 80; bring it down", "new: decisions 3 has no ceiling; --lower writes one",
    ]
    rows = density.write_ceilings(figures, ceilings).splitlines()[3:]
    assert rows == ["all = { code = 80, largest = 7 }", "new = { decisions = 3 }"]


def test_the_table_has_the_libraries_beside_us(capsys: pytest.CaptureFixture[str]) -> None:
    assert density.main([]) in (0, 1)
    names = [row.split()[0] for row in capsys.readouterr().out.splitlines()[1:6]]
    assert names == ["communique", *density.BESIDE]
