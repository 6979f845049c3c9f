"""Values in groups: pairs of a key and a value to what each key has, a stream in lists of some length.

Knows nothing of what the values are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")
CHUNK = 500  # values in one IN list of a question to a database


def lists(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """The values of each key, keys and values in the order in which they come."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def sets(pairs: Iterable[tuple[K, V]]) -> dict[K, set[V]]:
    """The values of each key, each once."""
    return {key: set(values) for key, values in lists(pairs).items()}


def chunks(values: Iterable[V], size: int = CHUNK) -> Iterator[list[V]]:
    """Values in lists of at most `size`."""
    source = iter(values)
    while part := list(islice(source, size)):
        yield part
