"""Text to clauses with language-neutral roles: who is subject and object, what is asked or said,
in which tense and under which "if".

Knows words, relations and their order; does not know what any verb means for diplomacy.
"""

from __future__ import annotations

from communique.grammar.clause import Clause, Roles
from communique.grammar.nouns import nominal
from communique.grammar.parse import Parse
from communique.grammar.pipeline import Grammar, append, installed, load, paragraphs, verify
from communique.grammar.tables import rules

__all__ = [
    "Clause", "Grammar", "Parse", "Roles", "append", "installed", "load", "nominal", "paragraphs", "rules",
    "verify",
]  # fmt: skip
