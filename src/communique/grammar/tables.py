"""The grammar table of a language, ready to look words up in.

Knows where the table stands; does not know what its lists are for.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from communique.knowledge import load_toml
from communique.knowledge.language import of as language_of

# a dateline within a paragraph, behind a caption and the hour: "… 10:04 am GMT ANKARA (Agency) - "
WIRE = r"(?<=\s)(?=[A-ZÀ-Þ]{4,}(?:[ ,/]++[A-ZÀ-Þ]\w++){0,5}+ \([A-Z][\w. ]{1,29}\) [-–—] )"


@cache
def rules(language: str) -> dict[str, Any]:
    """The grammar table of a language with its lists as sets."""
    table = load_toml(f"{language}/grammar.toml")
    words = {k: v if isinstance(v, dict) else frozenset(v) for k, v in table["words"].items()}
    told = language_of(language).trees == "universal"  # the parser tells features itself
    features = {} if told else {tag: frozenset(found) for tag, found in table["features"].items()}
    split = frozenset(tag.partition(" ")[0] for tag in features if " " in tag)
    future, dash, tied = (re.compile(table["forms"][name]) for name in ("future", "dash", "tied"))
    anew = re.compile(f"{table['forms']['anew']}|{WIRE}")
    lemmas = {form: lemma for lemma, forms in table.get("lemmas", {}).items() for form in forms}
    return {
        "relations": table["relations"], "words": words, "features": features, "split": split,
        "future": future, "dash": dash, "tied": tied, "anew": anew, "lemmas": lemmas,
    }
