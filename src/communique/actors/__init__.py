"""Noun phrases to actors: whom "Wang", "the ministry", "she" or "both countries" stands for in this article,
with country, sector and role.

Knows the tables of names and how a language refers back; does not know what anybody did.
"""

from __future__ import annotations

from communique.actors.casting import Cast, cast
from communique.actors.offices import gone, stale
from communique.actors.phrases import resolve_phrase
from communique.actors.voices import Quote

__all__ = ["Cast", "Quote", "cast", "gone", "resolve_phrase", "stale"]
