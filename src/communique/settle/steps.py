"""What all steps of settling share: what they did, and what becomes of one when another process comes
between.

Knows how often a step is tried; does not know what any step does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

from communique.archive import Archive
from communique.errors import ArchiveError

TRIES = 50  # times in a row that another process may come between


@dataclass(frozen=True, slots=True)
class Settled:
    """What a run did: articles signed and found to be copies, articles and events gathered,
    occurrences written; `anew`: all of them.

    `filed` are articles whose positions, meetings and silences were handed to the ledgers; `demands`,
    `positions`, `meetings` and `disputes` are entries that were written or went.
    """

    signed: int = 0
    copies: int = 0
    articles: int = 0
    events: int = 0
    occurrences: int = 0
    mended: int = 0
    filed: int = 0
    demands: int = 0
    positions: int = 0
    meetings: int = 0
    disputes: int = 0
    anew: bool = False

    def __add__(self, other: Settled) -> Settled:
        return Settled(
            **{name: getattr(self, name) + getattr(other, name) for name in COUNTS},
            anew=self.anew or other.anew,
        )

    @property
    def steps(self) -> int:
        """How far it is, in the measure of `waiting`."""
        return self.signed + self.articles + self.mended + self.filed


COUNTS = tuple(f.name for f in fields(Settled) if f.name != "anew")


class Moved(Exception):
    """Another process changed what was settled while a step was worked out."""


def tried(step: Callable[[], Settled | None], archive: Archive) -> Settled | None:
    """A step done, again where another process came between."""
    for _ in range(TRIES):
        try:
            return step()
        except Moved:
            continue
    raise ArchiveError(
        f"{archive.where}: another process kept changing it ({TRIES} times): wait for it to end, then run "
        "this again"
    )


def sure(kept: bool) -> None:
    """Raise Moved where nothing was kept."""
    if not kept:
        raise Moved
