"""What a language is: its code and name, the parser that reads it,
and how that parser's trees and tags become ours.

Knows `<code>/language.toml`; does not know the other tables of the folder, nor how a parser is run.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from communique.knowledge import fault, languages, load_toml, sound

# of a text that does not say its language; only the faces (Reader, communique.read) turn to it
DEFAULT = "en"


@dataclass(frozen=True, slots=True)
class Language:
    """A language that can be read; its tables are in the folder of its code,
    and every step asks for them by the code."""

    code: str  # "en": ISO 639-1, and the name of the folder below knowledge/
    name: str  # "English"
    pipeline: str  # the spaCy pipeline that it is read with, pinned in pipelines.toml
    # what the pipeline's nouns hang on: their "prepositions" (CLEAR), or as in "universal" dependencies their
    # verbs
    trees: Literal["prepositions", "universal"]
    extra: str | None = None  # what installs the pipeline: communique[fr]; None where communique itself does

    @property
    def remedy(self) -> str:
        """How the parser comes onto a machine that lacks it."""
        if self.extra:
            return f"pip install 'communique[{self.extra}]'"
        return f"pip install {self.pipeline.replace('_', '-')}"


@cache
def of(code: str) -> Language:
    """The language of a code; KnowledgeError for one that has no folder."""
    if code not in languages():
        fault(code, "language", "no folder of that name", f"use one of {', '.join(languages())}")
    file = f"{code}/language.toml"
    return sound(Language, {"code": code, **load_toml(file)}, file, "language")
