"""Words by which a report says that an undertaking was kept or broken, from `<language>/keeping.toml`.

Knows the lists; does not know any text.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from communique.knowledge import fault, load_toml

FILE = "keeping.toml"


@dataclass(frozen=True, slots=True)
class Keeping:
    """The lists of a language; `near` is how many words may stand between verb and noun."""

    nouns: frozenset[str]
    kept: frozenset[str]
    broken: frozenset[str]
    after_as: frozenset[str]
    as_: frozenset[str]
    alone: frozenset[str]
    negators: frozenset[str]
    near: int


LISTS = tuple(field.name for field in fields(Keeping) if field.name != "near")


@cache
def load(language: str = "en") -> Keeping:
    """The lists of a language; raises KnowledgeError where a verb says both."""
    table = load_toml(f"{language}/{FILE}")
    both = sorted(set(table["kept"]) & set(table["broken"]))
    if both:
        fault(f"{language}/{FILE}", "kept", f"{both[0]!r} stands among the broken too", "keep it in one list")
    return Keeping(**{name: frozenset(table[name.rstrip("_")]) for name in LISTS}, near=table["near"])
