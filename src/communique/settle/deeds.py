"""What two parties did to each other, from the archive, as deeds for analysis:
one for each who did it and each to whom it was done.

Knows where acts are filed by pairs; does not know what is counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.analysis.series import Deed
from communique.archive import Archive
from communique.archive.cells import goldstein
from communique.knowledge import ontology
from communique.ledgers.tellings import Act
from communique.settle import packing
from communique.settle.blocks import FIRST, LAST

ACTS = "acts"  # acts are filed by the pairs between whom they pass; nothing is computed there


def between(act: Act) -> list[tuple[str, str]]:
    """Who does an act to whom; what all do together (talks) each does with each other."""
    targets = act.recipients or act.actors
    return [(doer, target) for doer in act.actors for target in targets if doer != target]


def blocks_of(act: Act) -> list[str]:
    """The blocks in which an act is filed: "CHN JPN", whoever did it to whom."""
    return sorted({" ".join(sorted(sides)) for sides in between(act)})


def deeds(
    archive: Archive, dyad: tuple[str, str], since: str | None = None, until: str | None = None
) -> Iterator[Deed]:
    """What took place between two parties, by their codes:
    an occurrence once for each who did it and to whom."""
    block = " ".join(sorted(dyad))
    for told in archive.told(ACTS, [block], since or FIRST, until or LAST).values():
        act = packing.unpacked(Act, told.record)
        if act.status == "actual":
            for doer, target in between(act):
                if {doer, target} == set(dyad):
                    yield Deed(act.id, act.day, doer, target, act.type, *scores(act))


def scores(act: Act) -> tuple[float, float | None]:
    """PLOVER's score of an act and Goldstein's; of a mode that is not known those of its type."""
    mode = ontology.told_mode(act.type, act.mode)
    return ontology.score(act.type, mode), goldstein(ontology.cameo_for(act.type, mode))
