"""The plain words for what was done (en/acts.toml): "demands", "asked for support", "is due to visit".

Knows the words of each type and mode; does not know who did it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.knowledge import fault, load_toml, ontology

FILE = "en/acts.toml"
FORMS = ("present", "past", "plan")


@dataclass(frozen=True, slots=True)
class Wording:
    """An act in words: `present` for titles and columns, `past` for lists,
    `plan` the infinitive of what is still to come."""

    present: str
    past: str
    plan: str


def wording(type: str, mode: str | None = None) -> Wording:
    """The words for a type and mode; a mode without words of its own takes its type's,
    an unknown type its name in small letters."""
    known = table()
    return (
        known.get((type, mode)) or known.get((type, None)) or Wording(*(type.lower().replace("_", " "),) * 3)
    )


def present(type: str, mode: str | None = None) -> str:
    """What a party does, in the third person: "demands"."""
    return wording(type, mode).present


@cache
def table() -> Mapping[tuple[str, str | None], Wording]:
    """The words of every type and of the modes that have their own;
    raises KnowledgeError where a type has none."""
    given = load_toml(FILE)
    found: dict[tuple[str, str | None], Wording] = {}
    for type in ontology.types():
        if type not in given:
            fault(FILE, type, "the type has no words", f"add [{type}] with {', '.join(FORMS)}")
        found[type, None] = entry(type, given[type])
        for mode, words in given[type].get("modes", {}).items():
            if mode not in ontology.modes(type):
                fault(
                    FILE, f"{type}.modes.{mode}", "no such mode",
                    f"use one of {', '.join(ontology.modes(type)) or 'none'}",
                )
            found[type, mode] = entry(f"{type}.modes.{mode}", words)
    for type in given:
        if type not in ontology.types():
            fault(FILE, type, "no such type", f"use one of {', '.join(ontology.types())}")
    return found


def entry(at: str, words: Mapping[str, Any]) -> Wording:
    """The words of one entry; each form must be there."""
    for form in FORMS:
        if not isinstance(words.get(form), str) or not words[form].strip():
            fault(FILE, f"{at}.{form}", "no words", "say it in plain words")
    return Wording(words["present"], words["past"], words["plan"])
