"""The user's own table of actors, which goes before ours: `with using(load(path)):` and all look-ups know it.

Knows how a large table is kept small in memory; does not know how the look-ups weigh it against ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import AbstractContextManager
from contextvars import ContextVar
from pathlib import Path

from communique.errors import KnowledgeError
from communique.knowledge import holding
from communique.knowledge.index import Entry, Term, entry_of, family_names, named, term_of
from communique.knowledge.spelling import key
from communique.knowledge.tables import SINGLE, Fault, Row, opened, read_table

SOURCE = "own table"  # how a reason names it


class Own:
    """A user's table in memory: each row as one text, read when it is first asked for;
    of two that contradict each other the last wins."""

    __slots__ = ("_families", "_names", "_persons", "path")

    def __init__(self, path: Path) -> None:
        self.path = path
        self._persons: defaultdict[str, list[str]] = defaultdict(list)
        self._families: defaultdict[str, list[str]] = defaultdict(list)
        self._names: dict[str, dict[tuple[str, ...], str]] = {}

    def add(self, row: Row) -> None:
        """Take a sound row in."""
        line = "\t".join(row)
        if row.kind == "person":
            for name in row.names if row.aliases else (row.name,):
                self._persons[key(name)].append(line)
            if not SINGLE.isdisjoint(row.class_.split("+")):
                for word in family_names(key(row.name), row.country):
                    self._families[word].append(line)
        else:
            for words, _ in named(row):
                self._names.setdefault(words[0], {})[words] = line

    def begins(self, first: str) -> Sequence[tuple[tuple[str, ...], tuple[Entry, ...]]]:
        """The names that begin with a word, the longest first."""
        ordered = sorted(self._names.get(first, {}).items(), key=lambda item: -len(item[0]))
        return tuple((words, (entry_of(read(line)),)) for words, line in ordered)

    def persons(self, name: str) -> tuple[Term, ...]:
        """The terms of whoever has this key, the last row first."""
        return terms(self._persons.get(name, ()))

    def families(self, word: str) -> tuple[Term, ...]:
        """The terms of leaders and ministers of this family name, the last row first."""
        return terms(self._families.get(word, ()))


def read(line: str) -> Row:
    """A row from its line, marked as the user's."""
    return Row(*line.split("\t"))._replace(source=SOURCE)


def terms(lines: Sequence[str]) -> tuple[Term, ...]:
    """The terms of lines, the last first."""
    return tuple(term_of(read(line)) for line in reversed(lines))


def load(path: Path) -> Own:
    """A user's table; KnowledgeError names the first line at fault and the remedy."""
    own = Own(path)
    with opened(path) as lines:
        for line, row in read_table(lines):
            if isinstance(row, Fault):
                raise KnowledgeError(
                    f"{path}: line {line}: {row.found}; {row.remedy} (communique actor --lint {path.name} "
                    "shows all that is wrong)"
                )
            own.add(row)
    return own


CURRENT: ContextVar[Own | None] = ContextVar("own", default=None)


def using(own: Own | None) -> AbstractContextManager[None]:
    """Let all look-ups inside know a user's table."""
    return holding(CURRENT, own)
