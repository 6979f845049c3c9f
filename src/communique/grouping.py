"""Pairs of a key and a value to what each key has.

Knows nothing of what the values are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


def lists(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """The values of each key, keys and values in the order in which they come."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def sets(pairs: Iterable[tuple[K, V]]) -> dict[K, set[V]]:
    """The values of each key, each once."""
    return {key: set(values) for key, values in lists(pairs).items()}
