"""The errors that communique raises on purpose; each message says what was found, where, and what to do."""
from __future__ import annotations


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
