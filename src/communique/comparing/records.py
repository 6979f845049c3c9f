"""What comes of a comparison: the points of two texts that correspond, those that one leaves out,
and what changed in the wording.

Knows the shape and its JSON; does not know how points are found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.records import Article, Json, Record, Span

What = Literal["act", "position", "commitment", "meeting", "topic"]
ChangeKind = Literal["softened", "hardened", "added", "dropped", "renamed", "number", "date"]

EmphasisKind = Literal["earlier", "later", "longer", "shorter"]


@dataclass(frozen=True, slots=True)
class Common(Record):
    """The same point in both texts; `because` says by which words and what it rests on."""

    a: Span
    b: Span
    what: What
    because: str


@dataclass(frozen=True, slots=True)
class Alone(Record):
    """A point that the other text leaves out."""

    span: Span
    what: What


@dataclass(frozen=True, slots=True)
class Change(Record):
    """What became of the wording of a point; one end is None where the words stand in one text only,
    beside a point of both."""

    a: Span | None
    b: Span | None
    kind: ChangeKind
    because: str


@dataclass(frozen=True, slots=True)
class Emphasis(Record):
    """A point of both to which the second text gives another place or another room than the first:
    earlier or later, longer or shorter."""

    a: Span
    b: Span
    kind: EmphasisKind
    because: str


@dataclass(frozen=True, slots=True)
class Comparison(Record):
    """Two texts point by point; `notes` say what a reader must know first,
    such as that the texts have nothing in common."""

    a: Article
    b: Article
    both: tuple[Common, ...] = ()
    only_a: tuple[Alone, ...] = ()
    only_b: tuple[Alone, ...] = ()
    changed: tuple[Change, ...] = ()
    emphasis: tuple[Emphasis, ...] = ()
    notes: tuple[str, ...] = ()

    def to_dict(self) -> Json:
        """The object that `communique compare --json` prints; why two points correspond, and the notes,
        are for people."""
        whole = Record.to_dict(self)
        whole["both"] = [{key: c[key] for key in ("a", "b", "what")} for c in whole["both"]]
        del whole["notes"]
        return whole
