"""Which half of a set of texts was looked at while the program was written, and which was not.

Sentence sets are split by the SHA-256 of the text's id: the last byte is even for what was looked at, odd for
what was not. (The first byte splits the project's own sentences in scripts/second_reader.py, which is another
question.) With that split the figures of 27 November 2026 are those of docs/decisions/0011: type, source and
target of the PLOVER gold sentences 0.571 on the unseen half, 0.704 on the other. The phrases of `actors` show
no difference between the halves: both seem to have been looked at. Articles are split by a `halves.json`
beside them: `look` may be read, `gate` is scored and never read.

Knows ids; does not know what stands in a text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

LOOKED, UNSEEN = "looked", "unseen"


def find_half(name: str) -> str:
    """The half that a text of a sentence set is in, by its id."""
    return UNSEEN if hashlib.sha256(name.encode()).digest()[-1] % 2 else LOOKED


def split_ids(names: Iterable[str]) -> dict[str, list[str]]:
    """The ids of each half, in their order."""
    halves: dict[str, list[str]] = {LOOKED: [], UNSEEN: []}
    for name in names:
        halves[find_half(name)].append(name)
    return halves


def split_folders(folder: Path) -> dict[str, list[str]]:
    """The articles of each half, as the folder's halves.json has them."""
    halves: dict[str, list[str]] = json.loads((folder / "halves.json").read_text("utf-8"))
    return {LOOKED: halves["look"], UNSEEN: halves["gate"]}
