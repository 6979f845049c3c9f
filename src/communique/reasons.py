"""Phrases among the reasons of a party or an act that later steps rest on, and the rules that tell meetings.

Knows the phrases, so that who writes one and who looks for it have the same; does not know when they hold.
"""

from __future__ import annotations

from communique.records import Actor, Event

# Why somebody is taken for one of a country that no word of his own names: guesses.
TEXT, SENTENCE, PARAGRAPH = "the text is about", "the sentence speaks of", "the paragraph speaks of"
TAKEN_FOR = (TEXT, SENTENCE, PARAGRAPH)
LAST = "last spoken of"
LAST_TWO = f"the two {LAST}"
OWN_SUBJECT, SUBJECT_ABOVE = "the subject of its clause", "the subject above"
BEFORE = "named before"
OPEN = "the text does not say of which country"
# Why somebody does not act for the state whose people he is one of.
SOME_OF = "one or a few of a people"
# Why a state takes part: only that something was in a place there.
PLACE = "is a place in"
# … where several meet: who goes there goes to them.
SESSION = "only where a session is held"
# Why those are taken to have met whom a meeting does not name.
WHO_MET = "who met by what was told before"
# Why an act is done to whom it is said to be.
FIRST_NAMED = "the first party named in what the act speaks of"
UNNAMED = "no recipient named"
# Why an act is of a day that its own words do not give: which a report opens with, its paragraph tells of, or
# its speaker spoke on; or the day of news in the perfect.
SPOKE = "its speaker spoke"
DAY_AROUND, DAY_OF_NEWS = "on the day that", "opens the report: news of its day"
# Why a state is taken to have done an act that nobody is said to have done.
OWN_PEOPLE, RIVALS = "done to its own people", "it struck those who contend for power in"
# Why somebody is taken to have done what an act is said to answer.
PAID_BACK = "pays back"
# Why an act is told fully though nobody is said to have done it.
IN_FORCE, OF_NOBODY = "a measure in force, whoever laid it", "words that stand, whoever says them"
# Why an act may be none: a mood that only somebody else takes a state to be in.
ASCRIBED = "so takes it another, who says so"
# Why an act is no news by itself: a participle that only says which thing is meant.
WHICH = "says which is meant"
# Why an act counts though it may not have come off.
ATTEMPTED = "attempted"
# Why what was planned did not come off, by the word of the sentence behind it: "it was postponed".
PUT_OFF = "it was put off: "
# Why an act is one told before, done by others: "followed suit".
ECHO = "told again of others"
# The case by which the doers and the recipients of an act were found.
BY, TO = "by", "to"
MEETINGS = "consult."  # the rules by which acts are meetings
TONE = ".stance"  # … and those by which praise or blame in what somebody says is an act


def rests_on(told: Actor | Event, *phrases: str) -> bool:
    """Whether one of some phrases is among the reasons of a party or an act."""
    return any(phrase in why for why in told.because for phrase in phrases)


def tells_meeting(event: Event) -> bool:
    """Whether an act is one by a rule that tells meetings: a promise to meet, too."""
    return event.rule.startswith(MEETINGS)


def by_tone(event: Event) -> bool:
    """Whether an act is told by the tone alone of what somebody says, and by no word for it."""
    return event.rule.endswith(TONE)


def holds_office(actor: Actor) -> bool:
    """Whether an actor is somebody in office by name: Ana Soto, not "Chilean minister"."""
    name, role = actor.name or "", (actor.role or "").casefold()
    return bool(role) and name[:1].isupper() and role not in name.casefold() and name != name.capitalize()
