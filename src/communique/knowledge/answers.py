"""Which act answers which, and the words that say so: the rules of answers.toml and the cues of each
language, checked.

Knows the tables; does not know how acts are compared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from communique.knowledge import fault, load_toml, ontology, sound
from communique.records import LinkKind

KINDS: tuple[LinkKind, ...] = get_args(LinkKind)


@dataclass(frozen=True, slots=True)
class Rule:
    """A later act (`then`) answers an earlier one (`first`); acts are "TYPE" or "TYPE.mode"."""

    name: str
    kind: LinkKind
    first: frozenset[str]
    then: frozenset[str]
    dyad: Literal["reversed", "against", "aside", "same", "apart"]
    cue: Literal["required", "optional", "tied", "concession"]
    confidence: float
    status: frozenset[str] = frozenset(("actual", "historical"))
    same_type: bool = False
    same_mode: bool = False
    within: int | None = None  # days


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in the order of the file; the first that fits counts.
    Raises KnowledgeError for a faulty one."""
    rows = load_toml("answers.toml")["rule"]
    found = tuple(sound(Rule, row, "answers.toml", row.get("name", "?")) for row in rows)
    for rule in found:
        for act in rule.first | rule.then:
            name, _, mode = act.partition(".")
            if name not in ontology.types() or (mode and mode not in ontology.modes(name)):
                fault("answers.toml", rule.name, f"no act {act!r}", "use a PLOVER type, or type.mode")
    return found


@cache
def cues(language: str) -> Mapping[str, re.Pattern[str]]:
    """One expression for the words of each kind of link: "retaliat*" any ending, "_" any one word,
    hyphens count as spaces."""
    table: dict[str, list[str]] = load_toml(f"{language}/answers.toml")["cues"]
    return {
        kind: re.compile(r"\b(?:" + "|".join(expression(p) for p in phrases) + r")\b", re.I)
        for kind, phrases in table.items()
    }


def expression(phrase: str) -> str:
    words = (
        r"\w+" if w == "_" else re.escape(w[:-1]) + r"\w*" if w.endswith("*") else re.escape(w)
        for w in phrase.split()
    )
    return r"[\s-]+".join(words)


def cue(kind: str, text: str, language: str) -> str | None:
    """The words in a sentence that say that its act is an answer of a kind; None where there are none."""
    match = cues(language)[kind].search(text)
    return match.group() if match else None


@cache
def words(kind: str, language: str) -> frozenset[str]:
    """The words of a kind in the language's answers.toml, which says what each kind is for: "demands",
    "empty", "grounds" and so on."""
    return frozenset(load_toml(f"{language}/answers.toml")["words"][kind])


@cache
def nouns(kind: str, language: str) -> frozenset[str]:
    """The nouns that stand for acts of a type or mode, "THREATEN", "ACCUSE.allege"; none for others."""
    return frozenset(load_toml(f"{language}/answers.toml")["nouns"].get(kind, ()))
