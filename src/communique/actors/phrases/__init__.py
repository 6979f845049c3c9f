"""One phrase alone, without an article, to country, sector and role.

Knows tables, nouns, the day and a text around the phrase; does not know grammar.
"""

from __future__ import annotations

from communique.actors.phrases.answers import resolve_phrase

__all__ = ["resolve_phrase"]
