"""Who said what to whom: quotations, quoted fragments and reported speech, with their cue, channel,
polarity and chain of attribution.

Knows the order of the steps; does not know who a name stands for (a `Cast` says that) or what the words mean.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.forms import Turn
from communique.grammar import Parse
from communique.records import Actor, Statement, Time
from communique.statements.appeals import appeals
from communique.statements.avowals import avowals, taken_up
from communique.statements.carriers import carrying, ranges
from communique.statements.fragments import fragments
from communique.statements.introductions import introduced
from communique.statements.quotations import tagged_quotations, untagged
from communique.statements.reports import reported
from communique.statements.scene import Cast, stage
from communique.statements.sources import according, nominal_reports
from communique.statements.transcripts import transcripts
from communique.statements.writing import records

__all__ = ["Cast", "carrying", "find", "ranges"]

STEPS = (
    transcripts, tagged_quotations, reported, appeals, avowals, fragments, according, nominal_reports,
    taken_up, introduced, untagged,
)


def find(
    parse: Parse,
    cast: Cast,
    times: Sequence[Time],
    on: str | None,
    *,
    turns: Sequence[tuple[Turn, Actor | None]] = ()
) -> tuple[Statement, ...]:
    """Every statement of a parse in the order of the text.

    Args:
        cast: says who a noun phrase stands for.
        turns: the turns of a transcript with who speaks in each.
        times: the time expressions of the text; one in the clause of saying dates the statement.
        on: the day of publication, for callers that keep it beside the record; no date is made up from it.
    """
    scene = stage(parse, cast, turns)
    for step in STEPS:
        step(scene)
    scene.found.sort(key=lambda f: (f.content[0][0], -f.content[-1][1]))
    return tuple(records(scene, times))
