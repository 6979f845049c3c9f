"""Words by which a report says that an undertaking was kept or broken, from `<language>/keeping.toml`.

Knows the lists; does not know any text.
"""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from communique.knowledge import fault, load_toml, sound

FILE = "keeping.toml"


class Keeping(Struct, frozen=True, rename={"as_": "as"}):
    """The lists of a language; `near` is how many words may stand between verb and noun."""

    nouns: frozenset[str]
    kept: frozenset[str]
    broken: frozenset[str]
    after_as: frozenset[str]
    as_: frozenset[str]
    alone: frozenset[str]
    negators: frozenset[str]
    near: int


@cache
def load(language: str = "en") -> Keeping:
    """The lists of a language; raises KnowledgeError where a verb says both."""
    table = load_toml(f"{language}/{FILE}")
    both = sorted(set(table["kept"]) & set(table["broken"]))
    if both:
        fault(f"{language}/{FILE}", "kept", f"{both[0]!r} stands among the broken too", "keep it in one list")
    return sound(Keeping, table, f"{language}/{FILE}", "lists")
