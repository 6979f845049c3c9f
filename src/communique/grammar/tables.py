"""The grammar table of a language, ready to look words up in.

Knows where the table stands; does not know what its lists are for.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from communique.knowledge import load_toml


@cache
def rules(language: str) -> dict[str, Any]:
    """The grammar table of a language with its lists as sets."""
    table = load_toml(f"{language}/grammar.toml")
    words = {k: v if isinstance(v, dict) else frozenset(v) for k, v in table["words"].items()}
    features = {tag: frozenset(found) for tag, found in table.get("features", {}).items()}
    split = frozenset(tag.partition(" ")[0] for tag in features if " " in tag)
    return {"relations": table["relations"], "words": words, "features": features, "split": split}
