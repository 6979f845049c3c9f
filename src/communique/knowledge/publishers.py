"""Official publishers and agencies of sources.toml: whose they are, what they publish,
and their feeds by pack.

Knows hosts and names; does not fetch anything, and does not know whether an address still answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal
from urllib.parse import urlsplit

from communique.knowledge import known, load_toml, sound

FILE = "sources.toml"


@dataclass(frozen=True, slots=True)
class Publisher:
    """One publisher: its name, its pack, the country or body it speaks for, what it publishes,
    its hosts and feeds, since when known."""

    name: str
    pack: str
    country: str
    publishes: Literal["documents", "news"]
    hosts: tuple[str, ...]
    feeds: tuple[str, ...]
    known: str


@cache
def publishers() -> tuple[Publisher, ...]:
    """All publishers; raises KnowledgeError that names the entry which is not sound."""
    table = load_toml(FILE)
    return tuple(
        publisher(row, number, frozenset(table["packs"])) for number, row in enumerate(table["publisher"], 1)
    )


def publisher(row: dict[str, Any], number: int, packs: frozenset[str]) -> Publisher:
    """One entry of the table."""
    entry = f"publisher {number} ({row.get('name', 'without a name')})"
    found = sound(Publisher, row, FILE, entry)
    known(FILE, entry, found.pack, packs, "pack")
    return found


def packs() -> dict[str, str]:
    """The packs by name, with what is in them."""
    found: dict[str, str] = load_toml(FILE)["packs"]
    return found


def of(url: str | None) -> Publisher | None:
    """Whose an address is, None where nobody's in the table."""
    host = (urlsplit(url).hostname or "") if url else ""
    owners = (p for p in publishers() for own in p.hosts if f".{host}".endswith(f".{own}"))
    return next(owners, None) if host else None
