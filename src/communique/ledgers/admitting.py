"""Which demands, positions and meetings, as single articles tell them, go into a ledger: those that say what is at issue, or that two met.

Knows words and parties; does not know how entries are gathered. What is not admitted stays with its article (`find --of positions`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from communique.knowledge import ledgers
from communique.ledgers.issues import head
from communique.ledgers.moves import named, quarrels_itself
from communique.ledgers.tellings import Act, MeetingTold, PositionTold
from communique.occurrences.salience import FLOOR
from communique.occurrences.tellings import bare, function_words, stem
from communique.records import Event, Position, Span

COMPLEMENT = re.compile(  # "access | to Chile", "pressure | on President Ruiz", "tanks | from restive towns"
    r"\s+(?:of|on|in|against|with|over|for|to|from|between)\s+(?:the\s+|its\s+|their\s+|his\s+)?"
    r"(?:[A-Z][\w'’.-]*(?:\s+(?:al-|bin |de |of )?[A-Z][\w'’.-]*)*(?:(?<=['’]s)\s+[\w'’-]+)?|[a-z][\w'’-]*(?:\s+[a-z][\w'’-]*){0,2})"
)
VERB = re.compile(r"\s+to\s+[a-z]+$")  # "opportunity | to make"
PERSON = re.compile(
    r"^(?:former\s+)?(?:President|Prime Minister|Minister|King|Queen|Emir|Secretary|Mr|Mrs|Ms|Dr|Sheikh|General)\b(?!.*\b(?:of|on|in)\b)")
PHONED = re.compile(r"\b(?:a|the|an|phone|telephone|video|conference)\s+calls?\b|\bcalls? (?:with|between)\b", re.IGNORECASE)
WISH = re.compile(  # "wants Chile to", "needs Norwegian troops to"
    r"\b(?:want|need|wish|like|have)(?:s|ed)?\s+(?:\w+\s+){0,3}[A-Z][\w'’.-]*\s+(?:\w+\s+){0,3}to\b")
SUPPOSED = re.compile(r"^(?:that |and |but |or )?should\s", re.IGNORECASE)  # "should Chile move": a condition
OWN_PEOPLE = re.compile(r"\b(?:its|their|his|her)\s+(?:own\s+)?(?:nationals|citizens|expatriates|subjects|delegation)\b")
TO_REPORTERS = re.compile(  # "speaking to the BBC", "told reporters"
    r"\b(?:speak|speaks|spoke|speaking|talk|talked|talking)\s+(?:to|with)\s+(?:the\s+)?"
    r"(?:BBC|CNN|AFP|AP|Reuters|\w+\s+(?:TV|news agency|newspaper)|reporters|journalists)\b"
    r"|\b(?:BBC|CNN|AFP|Reuters)\s+(?:has\s+)?(?:spoke|spoken|talked)\b")
CROWD = re.compile(  # "hosts some 20,000 Chileans", "forces arrived"
    r"\bhosts?\s+(?:some|about|around|more than|nearly|over)?\s*\d"
    r"|\b(?:forces|troops|refugees|soldiers|aid)\s+(?:have\s+|had\s+|are\s+)?arriv"
    r"|\b(?:boycotted|snubbed|shunned)\b")
BESIDE = 3  # words before an issue among which the verb stands that says what is to become of it
DETERMINERS = frozenset(("the", "its", "their", "his", "two", "all"))
OWNED = re.compile(r"^(?:its|their|his|her|our|my|your|any|all|such|this|these|no|some|own)\s+", re.IGNORECASE)
CALLING = re.compile(r"\bcall(?:s|ed|ing)?\s+(?:\w+\s+)?for\s+(?:\w+\s+){0,2}\w+", re.IGNORECASE)  # with what is called for


def sure(events: Sequence[Event], span: Span, types: frozenset[str]) -> bool:
    """Whether what an article tells in a passage is sure enough to be shown: by the acts of some types there, if there are any."""
    there = [e.confidence for e in events if e.type in types and e.evidence.start < span.end and span.start < e.evidence.end]
    return not there or max(there) >= FLOOR


def accused(events: Sequence[Event], position: Position) -> bool:
    """Whether what is opposed is only what somebody is accused of: who blames others says what they did, and not what is at issue."""
    span = position.wording
    there = {e.type for e in events if e.evidence.start < span.end and span.start < e.evidence.end}
    return position.stance == "opposes" and "ACCUSE" in there and "REJECT" not in there


# --- demands --------------------------------------------------------------------------------------------------------------------


def demand(act: Act) -> bool:
    """Whether an act demands something of somebody: not by a wish alone that does not say of whom; whom it asks it names itself."""
    if SUPPOSED.match(act.words) or OWN_PEOPLE.search(act.words):
        return False
    said = set(map(stem, bare(act.words)))
    wished = not said.isdisjoint(stems("answers", "wishing")) and said.isdisjoint(stems("answers", "demanding"))
    return act.named and (not wished or WISH.search(act.words) is not None)


@cache
def stems(ledger: str, words: str) -> frozenset[str]:
    """Stems of a list of words of a ledger's table."""
    return frozenset(map(stem, ledgers.words(ledger)[words]))


# --- positions ----------------------------------------------------------------------------------------------------------------


def position(t: PositionTold) -> PositionTold | None:
    """A position under the noun with its complement; None where that names no issue, or only what somebody is accused of."""
    if not quarrels_itself(t.actor):
        return None
    issue, table = completed(t.issue, t.wording), "issues"
    about, vague, wrongs = stems(table, "acts"), stems(table, "vague"), stems(table, "wrongs")
    words = [w for w in bare(issue) if w not in function_words()]
    if not words or PERSON.match(issue) or stem(words[0]) in about or head(issue) in about:
        return None
    blamed = t.stance == "opposes"
    if t.stance == "asks" and not stems(table, "stopping").isdisjoint(map(stem, bare(before(t, issue))[-BESIDE:])):
        t = replace(t, stance="opposes")  # who asks that something stop is against it
    if (blamed or len(words) == 1) and not wrongs.isdisjoint(map(stem, words)):
        return None
    if len(words) == 1 and (vague.issuperset(map(stem, words)) or named(issue) or issue[:1].isupper()):
        return None
    if vague.issuperset(map(stem, words)) or (issue.istitle() and not vague.isdisjoint(map(stem, words))):
        return None  # "draft resolution", "President Ruiz"
    if named(issue) and not [w for w in words if not w[0].isdigit() and not named(w.capitalize())]:
        return None  # a country alone, which is whom it is said of
    return replace(t, issue=issue)


def completed(issue: str, wording: str) -> str:
    """An issue without whose it is, and with the complement that its wording gives it."""
    text = VERB.sub("", OWNED.sub("", OWNED.sub("", issue.strip(" ,;:“”\"'"))))
    at = wording.find(text)
    after = COMPLEMENT.match(wording, at + len(text)) if at >= 0 else None
    return text + ended(after.group()) if after and sum(w not in function_words() for w in bare(text)) < 2 else text


def ended(complement: str) -> str:
    """A complement to the end of its noun: before a word that begins something else ("to Chile | for its ships")."""
    words = complement.split()
    stop = next((i for i, w in enumerate(words[2:], 2) if w.casefold() in function_words() and w.casefold() not in DETERMINERS), len(words))
    return " " + " ".join(words[:stop])


def before(t: PositionTold, issue: str) -> str:
    """What stands before the name of an issue in the sentence that tells of it."""
    text = t.context or t.wording
    at = text.find(issue)
    return text[:at] if at > 0 else ""


# --- meetings -----------------------------------------------------------------------------------------------------------------


def meeting(t: MeetingTold) -> bool:
    """Whether a telling may be of a meeting: a word of meeting, and two parties or a day on which others may be known to meet."""
    if len(set(t.participants)) < 2 and not t.start:
        return False
    return meets(t.words, phone=t.kind == "call")


def meets(words: str, *, phone: bool = False) -> bool:
    """Whether words speak of a meeting, or of a call; "calls for negotiation" is none, nor is an interview, nor who hosts refugees."""
    if TO_REPORTERS.search(words) or CROWD.search(words) or len(bare(words)) < 2:
        return False
    said = set(map(stem, bare(CALLING.sub(" ", words))))
    phoned = bool(PHONED.search(words)) or not said.isdisjoint(stems("meetings", "phoning"))
    return phoned or (not phone and not said.isdisjoint(stems("meetings", "meeting")))
