"""The plain words for what was done (en/acts.toml): "demands", "asked for support", "is due to visit".

Knows the words of each type and mode; does not know who did it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from communique.knowledge import Said, fault, known, load_toml, ontology, sound

FILE = "en/acts.toml"


@dataclass(frozen=True, slots=True)
class Wording:
    """An act in words: `present` for titles and columns, `past` for lists,
    `plan` the infinitive of what is still to come."""

    present: Said
    past: Said
    plan: Said


def wording(type: str, mode: str | None = None) -> Wording:
    """The words for a type and mode; a mode without words of its own takes its type's,
    an unknown type its name in small letters."""
    told, name = table(), type.lower().replace("_", " ")
    return told.get((type, mode)) or told.get((type, None)) or Wording(name, name, name)


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
            fault(FILE, type, "the type has no words", f"add [{type}] with present, past and plan")
        found[type, None] = sound(Wording, given[type], FILE, type)
        for mode, words in given[type].get("modes", {}).items():
            known(FILE, f"{type}.modes.{mode}", mode, ontology.modes(type), "mode")
            found[type, mode] = sound(Wording, words, FILE, f"{type}.modes.{mode}")
    for type in given:
        known(FILE, type, type, ontology.types(), "type")
    return found
