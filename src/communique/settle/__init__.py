"""What the archive has not settled yet: copies, occurrences, and the ledgers over them;
what is old stays as it is.

Knows the order of the steps; does not know how likeness is told, what a ledger makes of an act, or any SQL.

Every step takes a few articles or blocks, works out what they change, and keeps that in one transaction, so
that a run that is stopped loses one step at most and the next run goes on. A step is right for one edition of
the archive: where another process changed what was settled in the meantime, nothing of it is kept and the
step is done again. Imported events are not gathered: they have no words to compare.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import ModuleType

from communique.archive import Archive
from communique.occurrences import duplicates
from communique.settle import demands, disputes, meetings, positions
from communique.settle.blocks import portion
from communique.settle.copies import sign
from communique.settle.filing import file_acts, file_articles
from communique.settle.happenings import Memory, discount, join, mend
from communique.settle.steps import Settled, tried

__all__ = ["Settled", "settle", "waiting"]

# of gathering and of what is filed for ledgers: where it is another one than the archive's, all is settled
# anew
METHOD = 16
LEDGERS = (demands, positions, meetings, disputes)  # each after those that it is computed from


def settle(archive: Archive, *, all: bool = False, as_of: str | None = None, issues: Path | None = None,
           progress: Callable[[Settled], None] | None = None) -> Settled:  # fmt: skip
    """Find the copies and occurrences of what is new in an archive, and bring its ledgers up to date;
    gives what was done.

    Args:
        all: forget everything first and settle it anew.
        as_of: the day as of which demands, meetings and disputes stand,
            by default that of the newest article.
        issues: the user's issues.toml, remembered from then on; where it differs from before,
            all positions are put under it anew.
        progress: called after each transaction with what was done so far.

    Raises:
        ArchiveError: the archive fails, or another process never stops changing it; what was committed stays.
        KnowledgeError: the issues cannot be read; nothing is done then.
    """
    if issues is not None:
        positions.adopt(archive, issues)
    done = begin(archive, all)
    memory, day = Memory(archive), archive.as_of(as_of)
    steps: list[Callable[[], Settled | None]] = [
        lambda: sign(archive), lambda: discount(archive), lambda: join(archive, memory),
        lambda: mend(archive, memory), lambda: file_articles(archive), lambda: file_articles(archive, "name"),
        lambda: file_acts(archive),
        *(partial(compute, archive, ledger, day) for ledger in LEDGERS),
    ]
    disputes.dawn(archive, day)
    for step in steps:
        while (part := tried(step, archive)) is not None:
            done += part
            if progress is not None:
                progress(done)
    if done != Settled():
        archive.put_items(NOTHING, (), (), {SETTLED_AT: datetime.now(UTC).isoformat(timespec="seconds")})
    return done


def compute(archive: Archive, ledger: ModuleType, today: str) -> Settled | None:
    """Compute the next blocks of a ledger that wait; None if there are none."""
    now = portion(archive, ledger.LEDGER)
    return None if now is None else ledger.settle(now, today)


SETTLED_AT = "settled_at"  # the mark that says when a run that found something new came to its end
NOTHING = "none"  # a kind of entry that there is none of


def begin(archive: Archive, all: bool) -> Settled:
    """Forget what was settled where that is wished, or where it was done by another method,
    whose results cannot be gone on from."""
    ours = f"{METHOD}.{duplicates.version()}"
    found = archive.method()
    if all or found != ours:
        archive.forget_settled(ours)
    return Settled(anew=all or found not in (None, ours))


def waiting(archive: Archive) -> int:
    """How many steps a run has before it: articles to sign, gather and file, occurrences to mend,
    blocks of ledgers."""
    return sum(archive.waiting().values())
