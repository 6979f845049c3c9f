"""What an article itself tells as the answer to a demand: by a link between the two, or by where it tells
them.

Knows where an answer stands to what it answers; does not know how a demand stands by its answers.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from communique.knowledge import answers as table
from communique.knowledge import ledgers
from communique.knowledge.language import DEFAULT
from communique.ledgers.tellings import Act, Answer, capitals, governed, names_a_demand
from communique.ledgers.words import says
from communique.occurrences.tellings import bare
from communique.records import LinkKind, Report

NEAR = 400  # characters between a demand and an answer that its article tells beside it
FAR = 4000  # … by which the nearest of several is told
NEXT = 12  # … between a demand and the clause or sentence right behind it
# what acts of a type say to the demand right before them
TOLD: dict[str, LinkKind] = {"REJECT": "refuses", "AGREE": "answers"}


def near(one: Report, other: Report) -> bool:
    """Whether one report stands a sentence or two before another in the same article."""
    return one.article == other.article and 0 <= other.span.start - one.span.start <= NEAR


def told_beside(tellings: Sequence[Act], act: Act) -> bool:
    """Whether an article tells an act a sentence or two from a demand."""
    return any(
        near(one, other) or near(other, one) for t in tellings for one in t.reports for other in act.reports
    )


def told_after(tellings: Sequence[Act], act: Act) -> bool:
    """Whether an article tells an act a sentence or two behind a demand."""
    return any(near(one, other) for t in tellings for one in t.reports for other in act.reports)


def gap_behind(tellings: Sequence[Act], reports: Collection[Report]) -> int | None:
    """How many characters behind a demand an article tells what one of these reports tells;
    None where it tells it elsewhere."""
    gaps = (
        other.span.start - one.span.end for t in tellings for one in t.reports for other in reports
        if one.article == other.article
    )
    return min((gap for gap in gaps if gap >= 0), default=None)


def mentioned(act: Act) -> bool:
    """Whether a demand is only named, as one that is known: "did not respond to Beijing's demand"."""
    told = not act.object and names_a_demand(act.words, "asking")
    return told and not ledgers.pattern("no_demand").search(act.words)


def linked(tellings: Sequence[Act], of: Collection[str], act: Act, kind: str) -> str | None:
    """Why an act that an article links to a demand of some parties answers it: it speaks of the same,
    or stands beside it; None if it does neither."""
    shared = max((governed(act) & governed(t) for t in tellings), key=len) - capitals(act.words)
    if of and act.actors and set(of).isdisjoint(act.actors):
        return None  # another's words answer nothing for whom it was asked
    if kind == "answers" and any(r.span.text in act.words for t in tellings for r in t.reports):
        return None  # what only names the demand says nothing to it
    if shared:
        return f"an article links it to the demand: both speak of {', '.join(sorted(shared))}"
    if kind != "answers" and any(within(t, act) for t in tellings):
        return "an article tells it of the demand"  # "freed the crew after | an appeal from Oslo"
    plain = not act.object and not ledgers.pattern("said_of_another").match(act.words)
    # not "dismissed demands | for reform", which says itself which demand is refused
    if told_beside(tellings, act) and (plain or (kind == "refuses" and act.type == "REJECT" and own(act))):
        return "an article tells it beside the demand"
    return None


def within(telling: Act, act: Act) -> bool:
    """Whether the words of an act name a demand."""
    return any(
        one.article == other.article and other.span.start <= one.span.start and one.span.end <= other.span.end
        for one in telling.reports for other in act.reports
    )


def own(act: Act) -> bool:
    """Whether an act does not say itself which demand it answers: not "dismissed demands | for reform"."""
    return not act.object or not names_a_demand(act.words, "asking")


def behind(tellings: Sequence[Act], by: Collection[str], act: Act) -> tuple[float, str, str] | None:
    """How surely an act answers a demand because its article goes on with it, of which kind the answer is,
    and why: who was asked promises something to who asks, or refuses it, in the next clause; or refuses, not
    far behind, what is named as a plan or a demand: "rejected the plan". None where it does not."""
    kind = TOLD.get(act.type)
    gap = gap_behind(tellings, act.reports)
    named = names_a_demand(act.words, "asking")  # "accepted the appeal"
    if kind is None or gap is None or not own(act) or replied(act):
        return None
    if not named and set(act.recipients).isdisjoint(by):
        return None
    head = act.words.removesuffix(act.asked) or act.words
    if gap <= NEXT and (kind == "refuses" or says(head, "answers", "consenting")):
        return 0.4 - gap / FAR, kind, "its article goes on with it from the demand"
    if gap <= NEAR and kind == "refuses" and names_a_demand(act.words):
        return 0.3 - gap / FAR, kind, "its article tells right behind the demand that such a thing is refused"
    return None


def counts(silence: Answer) -> bool:
    """Whether a non-response may be one to a demand, rather than silence towards a reporter."""
    return bool(silence.actors) and not ledgers.pattern("to_reporters").search(silence.words)


def unheard(tellings: Sequence[Act], silence: Answer) -> bool:
    """Whether a silence may be one on a demand: it says to whom, or names a demand,
    or the article goes on with it."""
    if silence.to or names_a_demand(silence.words):
        return True
    gap = gap_behind(tellings, [silence.report] if silence.report else [])
    return gap is not None and gap <= NEXT


def replied(act: Act) -> bool:
    """Whether an act answers what was said of somebody, and not what was asked: "rejected the accusation"."""
    said = table.nouns("ACCUSE.allege", DEFAULT) | table.nouns("ACCUSE.disapprove", DEFAULT)
    return any(w in said or w.removesuffix("s") in said for w in bare(act.words))
