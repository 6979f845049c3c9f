"""The names of countries, their people and capitals in another language than MODEL's:
`with using("fr"):` and all look-ups know them.

Knows `<code>/names.csv` (scripts/build_names.py writes it); does not know how the look-ups weigh them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from contextvars import ContextVar
from functools import cache

from communique.knowledge import MODEL, fault, holding, load_csv, values
from communique.knowledge.index import Entry, index
from communique.knowledge.spelling import country_code, fold

Names = Mapping[str, Sequence[tuple[tuple[str, ...], tuple[Entry, ...]]]]
SOURCE = "names of the language"


@cache
def names(language: str) -> Names:
    """The names of a language by their first word, the longest first;
    none where our own tables are in that language."""
    if language == MODEL:
        return {}
    called = {row["code"]: row["name"] for row in reversed(load_csv("countries.csv"))}
    found: dict[str, dict[tuple[str, ...], list[Entry]]] = {}
    for row in load_csv(
        f"{language}/names.csv", columns=("code", "kind", "names", "number"), filled=("code", "kind", "names")
    ):
        for name in values(row["names"]):
            told = Entry(
                row["kind"], called.get(row["code"], name), country_code(row["code"]), number=row["number"],
                source=SOURCE,
            )
            entries = same(row["code"]) if row["kind"] == "same" else (told,)
            for form in forms(name):
                found.setdefault(form[0], {}).setdefault(form, []).extend(entries)
    return {
        first: sorted(((w, tuple(e)) for w, e in rows.items()), key=lambda r: -len(r[0]))
        for first, rows in found.items()
    }


def same(name: str) -> tuple[Entry, ...]:
    """What a name of our own tables stands for; KnowledgeError for one that they lack."""
    words = tuple(fold(name).split())
    entries = dict(index().begins(words[0])).get(words)
    if entries is None:
        fault("names.csv", name, "in none of our tables", "give the name that they have, or leave it out")
    return tuple(entries)


def forms(name: str) -> set[tuple[str, ...]]:
    """A name in words, as a parser may split it: with its hyphens and without,
    at the head of a sentence and within one."""
    words = tuple(fold(name).replace("'", "' ").split())
    apart = tuple(fold(name).replace("'", "' ").replace("-", " - ").split())
    return {form for whole in (words, apart) for form in (whole, (whole[0].capitalize(), *whole[1:]))}


def lands(language: str) -> dict[str, str]:
    """The countries and capitals of a language's table, each with its name in MODEL's."""
    if language == MODEL:
        return {}
    known = {row["code"]: row for row in reversed(load_csv("countries.csv"))}
    found: dict[str, str] = {}
    for row in load_csv(f"{language}/names.csv"):
        column = {"country": "name", "capital": "capitals"}.get(row["kind"])
        model = values(known[row["code"]][column]) if column and row["code"] in known else ()
        if model:
            found |= dict.fromkeys(values(row["names"]), model[0])
    return found


NONE: Names = {}
CURRENT: ContextVar[Names] = ContextVar("tongue", default=NONE)


def using(language: str) -> AbstractContextManager[None]:
    """Let all look-ups inside know the names of a language."""
    return holding(CURRENT, names(language))


def named(word: str) -> bool:
    """Whether a name of the language begins with a word, be it written small: "français"."""
    return fold(word) in CURRENT.get()
