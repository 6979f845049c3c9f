"""Which positions of an article a ledger takes: those that a party takes outright and as itself,
on an issue that can be named.

Knows the words of taking a stand and of issues (knowledge/<language>/ledgers.toml);
does not know how positions are gathered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.knowledge import ledgers
from communique.ledgers import nominal
from communique.ledgers.addressing import speaks
from communique.ledgers.antecedents import named_before
from communique.ledgers.complements import completed, head_of, last, unmarked
from communique.ledgers.moves import quarrels_itself
from communique.ledgers.naming import deeds_only
from communique.ledgers.naming import somebody as is_somebody
from communique.ledgers.tellings import PositionTold
from communique.ledgers.words import among, named, says
from communique.occurrences.salience import FLOOR
from communique.occurrences.tellings import bare, countries, function_words
from communique.positions import STANCES
from communique.records import Event, Position, Stance, codes

OTHER: dict[Stance, Stance] = {"asks": "opposes", "supports": "opposes", "opposes": "supports"}
AHEAD = 6  # words
LONG = 600  # characters of two sentences


# --- who takes a stand, and how -----------------------------------------------------------------------------


def taken(events: Sequence[Event], position: Position) -> bool:
    """Whether a position is surely told by an act that takes a stand in so many words: of a state or a body,
    not of somebody in it."""
    told = [e for e in events if tells(e, position)]
    nearest = min(told, key=lambda e: abs(position.wording.start - e.trigger.end), default=None)
    if nearest is None or not speaks(position.actor):
        return not events
    # its word is one by which a stand is taken: "backs", "calls for", and not "needs", "met", "ended"
    outright = says(nearest.trigger.text, "stances", position.stance)
    return nearest.confidence >= FLOOR and outright and not at_home(nearest)


def tells(event: Event, position: Position) -> bool:
    """Whether an act is one that shows a position."""
    there, words = event.evidence, position.wording
    between = there.text[max(0, words.end - there.start) : max(0, event.trigger.start - there.start)]
    return (
        STANCES.get(event.type) == position.stance
        and there.start <= words.start < there.end
        and position.actor.code in {a.code for a in event.actors}
        and not any(mark in between for mark in ";:\n")  # of another entry in a list
    )


def at_home(event: Event) -> bool:
    """Whether something is asked of one's own: an order, no position."""
    if event.type != "REQUEST":
        return False
    asked = event.evidence.text[event.trigger.end - event.evidence.start :]
    told = bool(event.recipients) and codes(event.recipients) == codes(event.actors)
    return told or ledgers.pattern("own_people").match(asked.lstrip()) is not None


# --- on what ------------------------------------------------------------------------------------------------


def position(t: PositionTold) -> PositionTold | None:
    """A position under the name of its issue; None where that names none, or another takes the stand."""
    if not quarrels_itself(t.actor) or anothers(t):
        return None
    served = serving(t)
    return replace(t, issue=served) if served else on_issue(t)


def on_issue(given: PositionTold) -> PositionTold | None:
    """A position under the name of its issue, with what is to be done about it.

    Who asks that something stop, or not be done, is against it, and who is against its stopping is for it:
    "urged Chile to lift the ban". What brings a thing about goes without saying ("to hold talks" is on
    talks); any other verb is part of the name, as a noun ("release of the crew").
    """
    t = owned(replace(given, issue=unmarked(given.issue), wording=unmarked(given.wording)))
    issue = ledgers.pattern("known_place").sub("", completed(t.issue, t.wording))
    words = [w for w in bare(issue) if w not in function_words()]
    if unfit(t, issue, words):
        return None
    ahead = t.wording[: max(0, t.wording.find(issue))]
    verb, done, denied = done_with(t, issue)
    known = len(words) == 1 and not verb and ledgers.pattern("known").search(ahead)
    if t.stance == "asks" and ledgers.pattern("beside_asked").search(ahead):
        return None
    if known or ledgers.pattern("of_somebody").search(ahead):
        return None
    if aside(t, verb, issue) or far(t.stance, ahead) or found_fault(t.stance, verb, issue):
        return None  # "criticised Chile for breaking the truce": what somebody is blamed or praised for
    if aloof(t.stance, verb) or (verb and anaphoric(words)):
        return None
    wrongs = any(among(w, "issues", "wrongs") for w in words)
    whom = among(last(head_of(issue)), "issues", "people")
    ends = bool(verb) and among(verb, "issues", "stopping") and not wrongs and not whom
    stance = OTHER[t.stance] if ends != (denied and not wrongs) else t.stance
    if t.stance == "supports" and among(words[0], "stances", "supports"):
        return None  # "defended its support for the ban": what it does itself
    praised = t.stance == "supports" and among(last(head_of(issue)), "issues", "wrongs")
    if praised or (wrongs and not verb and (stance == "opposes" or len(words) == 1)):
        return None  # whoever condemns a massacre holds no position on massacres
    made = among(verb, "issues", "making") and not named(head_of(issue))
    plain = not verb or ends or made
    if (plain and issue == head_of(issue) and whom) or (plain and bare_word(words)):
        return None
    name = issue if plain else as_noun(done, stance, t.wording)
    if not name or ledgers.pattern("pointing").search(name):
        return None
    ceasing = None if wrongs else ledgers.pattern("ceasing").match(name)
    return replace(
        given, issue=name[ceasing.end() :] if ceasing else name, stance=OTHER[stance] if ceasing else stance
    )


def owned(t: PositionTold) -> PositionTold:
    """A position with whose a thing is: of those who are to do something, where they stand before it by
    name ("Chile to lift | its ban"), or of the state that takes the stand ("no cut to | its quota")."""
    who = ledgers.pattern("who_is_to").match(t.wording)
    if who is not None:
        form, whose = ledgers.pattern("possessive"), who.group("who")
    elif t.stance != "asks" and t.actor in countries():
        form, whose = ledgers.pattern("own_within"), countries()[t.actor]["name"]
    else:
        return t
    if who is not None and not form.search(t.issue):
        return t
    issue, wording = (form.sub(f"{whose}'s", text) for text in (t.issue, t.wording))
    return replace(t, issue=issue, wording=wording)


def as_noun(done: str, stance: Stance, wording: str) -> str:
    """What is to be done as a noun, with who is to do it where nobody undergoes it: "withdrawal of Chilean
    ships from the bay"; what somebody is against also as a gerund. Nothing where there is no such noun:
    then it is a demand and no more."""
    name = nominal.named(done)
    if not name:
        return "" if stance == "asks" else nominal.gerund(done)
    noun, _, rest = name.partition(" ")
    doers = ledgers.pattern("doers").match(wording)
    if done.split()[1:] == rest.split() and doers:
        return f"{noun} of {doers.group('who')} {rest}"
    return name


def unfit(t: PositionTold, issue: str, words: Sequence[str]) -> bool:
    """Whether what stands as an issue names none: it is not in the words of the position, is a person, what
    the holder does itself, or so of only some of a thing."""
    if any(ledgers.pattern("unfit").search(name) for name in (t.issue, issue)):
        return True
    whose = ledgers.pattern("whose_own").match(issue)
    if t.stance == "supports" and whose is not None and t.actor in named(whose.group(1)):
        return True  # what a state does itself: "defended | its capital's veto"
    if head_of(issue) not in t.wording or not words:
        return True
    after = t.wording[t.wording.find(issue) + len(issue) :] if issue in t.wording else ""
    return (
        ledgers.pattern("restricted").match(after) is not None
        or unnamed(issue, words)
        or somebody(issue, words)
    )


def resolved_in(t: PositionTold, text: str) -> PositionTold | None:
    """A position under the name that its issue was given before in its text; None where it was given none, or
    where the stand is taken under a condition."""
    at = t.report.span
    if t.stance != "asks" and ledgers.pattern("conditional").match(text, at.end):
        return None
    if ledgers.pattern("draft_it").search(text, max(0, at.start - LONG), at.start):
        return None
    issue = named_before(t.issue, t.wording, text, t.report.span.start)
    return replace(t, issue=issue) if issue else None


def anothers(t: PositionTold) -> bool:
    """Whether the words ahead say that others than the holder take the stand, or that it is not taken:
    "those seeking", "an umbrella group of exiles, appealed", "should demand", "has not acted, by urging"."""
    at = t.context.rfind(t.wording)
    ahead = t.context[:at] if at > 0 else ""
    body = t.actor not in countries()
    if ledgers.pattern("drafted").search(ahead) and (body or not ledgers.pattern("sponsors").search(ahead)):
        return True  # a draft asks for it, and not who votes on it
    forms = ("anothers", "crowd_ahead", *(("members",) if body else ()))
    return any(ledgers.pattern(form).search(ahead) for form in forms)


def serving(t: PositionTold) -> str:
    """What is asked together with what it is to serve: "called for | diplomacy to win over the rebels"."""
    text, issue = unmarked(t.context or t.wording), unmarked(t.issue)
    at = max(0, text.rfind(issue)) if t.stance == "asks" else 0
    found = [*ledgers.pattern("serving").finditer(text, 0, at)]
    if not found or text.rfind(f" {unmarked(t.wording)}") > found[-1].end():
        return ""
    return f"{found[-1].group('what')} {text[found[-1].end() : at]}{completed(issue, text[at:])}"


def found_fault(stance: Stance, verb: str, issue: str) -> bool:
    """Whether somebody only finds fault with how a thing is met ("criticised the response to the raids"), or
    with a course of which it is not said whose it is ("criticised the cod policy")."""
    if stance != "opposes" or verb:
        return False
    unsaid = issue == head_of(issue).casefold()
    main = last(head_of(issue))
    return among(main, "issues", "handled") or (unsaid and among(main, "issues", "courses"))


def aside(t: PositionTold, verb: str, issue: str) -> bool:
    """Whether an issue is what something else is done with beside what is asked: ", the paper | declaring it
    void"; or what is to be let, of which its words do not say to what: "let the convoy"."""
    at = t.wording.find(issue)
    return (
        t.stance == "asks" and verb.endswith("ing") and ledgers.pattern("besides").search(t.wording, 0, at)
        is not None
    ) or among(verb, "issues", "letting")


def aloof(stance: Stance, verb: str) -> bool:
    """Whether somebody will not tell or answer something, or asks to be told: no stand on the thing."""
    return stance != "supports" and bool(verb) and among(verb, "issues", "telling")


def anaphoric(words: Sequence[str]) -> bool:
    """Whether what something is to be done with is known from elsewhere: "reconsider | the cases"."""
    return len(words) == 1 and any(
        among(words[0], "issues", kind) for kind in ("heads", "vague", "relational")
    )


def bare_word(words: Sequence[str]) -> bool:
    """Whether an issue is one word that needs another: "offensive", and not "ceasefire"."""
    return len(words) == 1 and not among(words[0], "issues", "standing")


def far(stance: Stance, ahead: str) -> bool:
    """Whether so much stands before an issue in the wording of a position that it is not what the stand is
    taken on."""
    return stance != "asks" and (
        len(ahead.split()) > AHEAD or ledgers.pattern("aside").search(ahead) is not None
    )


def unnamed(issue: str, words: Sequence[str]) -> bool:
    """Whether words name no issue: what is said of anything ("steps"),
    what is done about an issue ("call for talks"), a name alone."""
    main, whole = head_of(issue), len(words) > 1 and issue != head_of(issue)
    telling = [w for w in words if not among(w, "issues", "vague")]
    if (
        among(words[0], "issues", "acts")
        or among(last(main), "issues", "acts")
        or (not whole and all(named(w.capitalize()) for w in telling))  # "Chile exodus"
        or not telling
    ):
        return True
    if among(last(main), "issues", "relational") and (not whole or ledgers.pattern("unsaid").search(issue)):
        return True
    if not whole and issue == issue.casefold() and among(last(main), "issues", "measures"):
        return True
    if ledgers.pattern("whose").fullmatch(issue) and among(last(issue), "issues", "vague"):
        return True
    return (len(words) == 1 and issue[:1].isupper()) or (
        not whole and among(last(main), "issues", "papers")
    )


def somebody(issue: str, words: Sequence[str]) -> bool:
    """Whether words name who is spoken of, and not what: a person, people, a country alone."""
    if ledgers.pattern("person").search(issue) or is_somebody(issue):
        return True
    return bool(named(issue)) and not [w for w in words if not w[0].isdigit() and not named(w.capitalize())]


def done_with(t: PositionTold, issue: str) -> tuple[str, str, bool]:
    """What is to be done with an issue, as a verb, that verb with the issue, and whether it is not to be:
    "release", "release the crew"."""
    at = t.wording.find(issue)
    if after := ledgers.pattern("done_to").match(t.wording, at + len(issue)) if at >= 0 else None:
        return after.group("verb"), f"{after.group('verb')} {issue}", False
    found = ledgers.pattern("done").search(t.wording, 0, at) if at > 0 else None
    if found is None:
        return "", issue, False
    verb = next(name for name in ("verb", "doing", "plain") if found.group(name))
    known = found.group(verb).split()[0] in deeds_only() or any(
        among(found.group(verb), "issues", kind) for kind in ("stopping", "making")
    )
    if verb == "plain" and not known:
        return "", issue, False
    # "stop | sending | arms"
    before = ledgers.pattern("from_doing").sub("", t.wording[: found.start()])
    stopped = verb == "doing" and among(last(before), "issues", "stopping")
    return (
        found.group(verb), t.wording[found.start(verb) : at + len(issue)],
        stopped or bool(found.group("not")) or ledgers.pattern("not_to").search(t.wording, 0, at) is not None,
    )
