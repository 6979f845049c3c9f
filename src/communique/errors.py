"""The errors that communique raises on purpose; each message says what was found, where, and what to do."""
from __future__ import annotations

from collections.abc import Collection


class CommuniqueError(Exception):
    """Anything that communique itself reports; the CLI prints it without a traceback."""


class SourceError(CommuniqueError):
    """An input that cannot be read as an article: missing, binary, empty, unreachable or broken."""


class KnowledgeError(CommuniqueError):
    """A faulty entry in a knowledge table or pattern file; names the file and the entry."""


class GrammarError(CommuniqueError):
    """A parser pipeline that is missing, not usable, or not the one that was measured."""


class ArchiveError(CommuniqueError):
    """An archive that cannot be opened, read or written."""


class AskError(CommuniqueError):
    """A question that cannot be asked: which filter (`name`), what was found, what to do,
    and what may have been meant."""

    def __init__(
        self, found: str, *, name: str = "", value: str = "", remedy: str = "", near: Collection[str] = ()
    ) -> None:
        self.name, self.value, self.found, self.remedy, self.near = name, value, found, remedy, tuple(near)
        meant = f"; did you mean {' or '.join(self.near)}?" if self.near else ""
        super().__init__((f"{name}: " if name else "") + found + (f"; {remedy}" if remedy else "") + meant)
