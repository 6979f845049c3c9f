"""Matches to parties: the cases by which the doers and the recipients of an act are found, in order of trust,
each named.

Knows the order of the cases and how one is left out to see what it is worth;
the cases themselves are in the modules beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from contextvars import ContextVar
from dataclasses import dataclass

from communique.events.doers import (
    across_border,
    in_own_clause,
    of_announcement,
    of_blow,
    of_ground,
    of_judgement,
    of_notice,
    of_occasion,
    of_paper,
    of_teller,
    of_whole,
)
from communique.events.pointing import of_antecedent
from communique.events.provoking import of_provoker
from communique.events.recipients import (
    around_noun,
    asked_in,
    at_path,
    beside_act,
    causing,
    complaining,
    each_other,
    of_relative,
    on_own_side,
    refusing,
    suffering,
    summing_up,
    tied_to,
    told_to,
    within_act,
)
from communique.events.scene import Match, Scene
from communique.events.stance import charged_beside, of_saying, of_saying_alone
from communique.events.surroundings import of_whose_thing, refused_there, ruled_there, taken_in, whose_loss
from communique.events.unnamed import who_must
from communique.events.wordings import doubted
from communique.knowledge import holding
from communique.records import Actor

Actors = tuple[Actor, ...]
Find = Callable[[Scene, Match, Actors], Actors]


@dataclass(frozen=True, slots=True)
class Case:
    """One way to find who an act is done by or to; `find` takes the actors found so far and gives nobody
    where it does not apply."""

    name: str
    find: Find


# Who does it: in the words of its own clause; who tells and goes on; where a feeling is said to be; whose
# the measures are that a noun is an instance of; who told of the meeting; whose blow it was, or where it
# came from; who announces what nobody is said to do; who was asked what is answered; whom the act meets
# that pays it back; on whose ground it was done; who agreed by a paper that says only "it was agreed"; who
# issues the paper that says only what was done; whom it is held against.
DOERS = (
    Case("own clause", in_own_clause), Case("teller", of_teller),
    Case("whole", of_whole), Case("occasion", of_occasion), Case("blow", of_blow),
    Case("source", across_border), Case("announcement", of_announcement), Case("asked", asked_in),
    Case("provoker", of_provoker), Case("ground", of_ground), Case("paper", of_paper),
    Case("notice", of_notice), Case("judgement", of_judgement),
)
# To whom, in its own words: each to the other; the owner of a noun whose doer is named; who is to go or to
# let go; who refuses what he is called upon to do; what the verb governs.
OWN_WORDS = (
    Case("each other", each_other), Case("sufferer", suffering), Case("cause", causing),
    Case("demanded", who_must), Case("refusing", refusing), Case("taken in", taken_in),
    Case("said of", of_saying_alone), Case("valency", at_path), Case("doubted", doubted),
    Case("own side", on_own_side),
)
# To whom, in the words around it.
AROUND = (
    Case("around noun", around_noun), Case("tied", tied_to),
    Case("summing up", summing_up), Case("complainant", complaining), Case("beside", beside_act),
    Case("relative", of_relative), Case("saying", of_saying), Case("within", within_act),
    Case("ruled there", ruled_there), Case("told", told_to), Case("said beside", charged_beside),
    Case("antecedent", of_antecedent), Case("refused there", refused_there),
    Case("whose thing", of_whose_thing), Case("whose loss", whose_loss),
)
# Cases that come in when the others have had their turn: who is where a blow fell, whom a threat's condition
# names, whose blow it is in a country at war with itself, whose deed a noun points at, whom the actors face
# in the act before, whom the text is about.
LATER = ("around", "condition", "strife", "pointing", "counterpart", "topic")
NAMES = tuple(case.name for case in (*DOERS, *OWN_WORDS, *AROUND)) + LATER

_left_out: ContextVar[frozenset[str]] = ContextVar("left_out", default=frozenset())


def leaving_out(names: Iterable[str]) -> AbstractContextManager[None]:
    """Read without the cases of these names; raises ValueError for one that is not there."""
    wanted = frozenset(names)
    if unknown := wanted - set(NAMES):
        raise ValueError(f"no case {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    return holding(_left_out, wanted)


def applies(name: str) -> bool:
    """Whether a case is not left out."""
    return name not in _left_out.get()


def find_first(
    cases: Iterable[Case], scene: Scene, match: Match, actors: Actors
) -> tuple[Actors, str | None]:
    """The parties that the first case finds, and its name; nobody and None where none does."""
    for case in cases:
        if applies(case.name) and (found := case.find(scene, match, actors)):
            return found, case.name
    return (), None
