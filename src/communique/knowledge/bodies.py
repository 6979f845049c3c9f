"""The codes of international organizations and armed groups: CAMEO's where it has one,
else the body's usual short name.

Knows bodies.csv; does not know who works for a body in a text.
"""

from __future__ import annotations

from functools import cache, lru_cache

from communique.knowledge import fault, load_csv, load_toml, values
from communique.knowledge.spelling import key

FILE = "bodies.csv"
# codes that stand where others have a country: organs without a code of their own bear them
WHOLE = frozenset(("UNO", "EUR"))
LONGEST = 9  # words of a body's name


@cache
def codes() -> dict[str, str]:
    """The code of each body by the keys of its names; raises KnowledgeError for a name of two."""
    found: dict[str, str] = {}
    for row in load_csv(FILE, columns=("aliases",), filled=("code", "name", "source")):
        for name in (row["name"], *values(row["aliases"])):
            if found.setdefault(key(name), row["code"]) != row["code"]:
                fault(FILE, row["code"], f"{name!r} has a code already", "keep it in one row")
    return found


@cache
def names() -> dict[str, str]:
    """The name of each body by its code: the first of those that share one."""
    return {row["code"]: row["name"] for row in reversed(load_csv(FILE))}


def articled(name: str) -> bool:
    """Whether a body's name stands with an article in a sentence: by its head,
    the last word before a preposition."""
    heads, prepositions = articles()
    words = name.casefold().split() or [""]
    return (
        next((words[n - 1] for n, word in enumerate(words) if n and word in prepositions), words[-1]) in heads
    )


@cache
def articles() -> tuple[frozenset[str], frozenset[str]]:
    """The heads of bodies that take an article, and the prepositions that end a head."""
    known = load_toml("en/bodies.toml")
    return frozenset(known["heads"]), frozenset(known["prepositions"])


def body_code(name: str | None, country: str | None, role: str | None = None) -> str | None:
    """The code of a body, or of the one that a role names ("Secretary General of NATO");
    None for states and for bodies without one."""
    table = codes()
    if name and (code := table.get(key(name))):
        return code
    if country is None or len(country) != 3:
        return None
    if role and country in ("IGO", "NGO", "IMG") and (code := within(role)):
        return code
    return country if country in WHOLE else None


@lru_cache(maxsize=4096)
def within(text: str) -> str | None:
    """The code of the longest name of a body that stands in a text; None where none does."""
    words = key(text).split()
    for length in range(min(LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            if code := codes().get(" ".join(words[start : start + length])):
                return code
    return None
