"""Matches to days: when an act took place or is due, from the times in its own words.

Knows which clause's time is whose; reads no time expression itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from communique.events.matching import SPOKEN, Match, Scene
from communique.grammar import Clause
from communique.records import Actor, Statement, Time, When


def day_of(scene: Scene, match: Match, said: Statement | None, actors: tuple[Actor, ...]) -> When | None:
    """When the act took place or is due: a time in its own words or in the verb that carries it; for an act of speech, when it was said."""
    parse, clause = scene.parse, match.clause
    if clause.kind == "noun":
        own = scene.noun_times.get(clause.head, [])
        above = scene.light(clause)
        own = own or (scene.times.get(above.head, []) if above is not None else [])
        if (
            not own
            and (above := parse.clauses.get(clause.parent) if clause.parent is not None else None) is not None
            and above.lemma in ("be", "take", "come")
        ):
            own = scene.times.get(above.head, [])
    else:
        own = own_times(scene, clause)
        c, steps = clause, 0
        while (
            not own
            and steps < 3
            and c.parent is not None
            and (
                c.link == "conjunct"
                or (
                    c.link in ("modifying", "adverbial", "complement")
                    and c.form in ("gerund", "infinitive")
                    and match.type in SPOKEN | {"CONSULT"}
                )
                or (c.link == "complement" and c.form == "infinitive")
            )
        ):
            above = parse.clauses.get(c.parent) or parse.governor(c.parent)
            if above is None or above.head == c.head:
                break
            c, steps, own = above, steps + 1, own_times(scene, above)
    when = nearest(own, parse.starts[clause.head])
    if (
        when is None
        and match.inner is not None
        and match.type in ("AGREE", "CONCEDE", "THREATEN")
        and match.inner.clause.head != clause.head
    ):
        when = nearest(own_times(scene, match.inner.clause), parse.starts[clause.head])
    if (
        when is None
        and said is not None
        and match.type in SPOKEN
        and said.speaker is not None
        and said.speaker.country in {a.country for a in actors}
    ):
        when = said.when
    return when if when is not None and when.start else None


def own_times(scene: Scene, clause: Clause) -> list[Time]:
    return scene.times.get(clause.head, []) if clause.kind == "verb" else scene.noun_times.get(clause.head, [])


def nearest(times: Sequence[Time], offset: int) -> When | None:
    """The dated time that stands nearest to an offset."""
    dated = [t for t in times if t.when.start and t.type in ("DATE", "TIME")]
    return min(dated, key=lambda t: abs(t.start - offset)).when if dated else None


def days_between(earlier: str, later: str) -> int:
    return (date.fromisoformat(later[:10]) - date.fromisoformat(earlier[:10])).days
