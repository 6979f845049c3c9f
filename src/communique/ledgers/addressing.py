"""Whether an act asks something of those whom it is coded to ask: by where they stand beside its word;
whether it is one of two sides.

Knows the places in which somebody who is asked may stand (knowledge/<language>/ledgers.toml);
does not know what becomes of a demand.
"""

from __future__ import annotations

from communique.knowledge import ledgers
from communique.ledgers.words import among, says
from communique.occurrences.sides import answerable, official, own, people
from communique.occurrences.tellings import bare, countries, country_words
from communique.reasons import LAST, OWN_PEOPLE, TEXT, UNNAMED, by_tone, rests_on
from communique.records import Actor, Event

BEFORE = 60  # characters
LONG = 400  # characters of a sentence that is a list of days or of headlines
FAR = 9  # words after an act's own beyond which who is named is seldom whom it is done to


def addresses(event: Event) -> bool:
    """Whether a demand is one of a state or a body, and names in its own words those of whom it is made,
    if anybody."""
    if (
        not demands(event)
        or len(event.evidence.text) > LONG
        or (event.actors and not any(a.code and speaks(a) for a in event.actors))
    ):
        return False
    return not event.recipients or bool(asked_of(event))


def sided(event: Event) -> bool:
    """Whether an act is one of a state or a body, and its own words name one to whom it is done,
    if there is one; what somebody says of another in passing is done to nobody."""
    if event.type == "REQUEST":
        return addresses(event)
    if by_tone(event):
        return False
    known = not event.actors or not all(map(unnamed, event.actors))
    return known and done_officially(event) and (not event.recipients or bool(hit(event)))


def others(event: Event, of: Actor, between: str) -> bool:
    """Whether another to whom an act is done is named before somebody: "sanctions on Peru and | Chile"."""
    return any(a.code != of.code and a.span and a.span.text in between for a in event.recipients)


def speaks(actor: Actor) -> bool:
    """Whether somebody takes a stand for a state or a body: no researcher of it, no paper,
    and none who is taken for a state's only because the text is about it ("delegates"), but its rulers."""
    if not official(actor) or actor.sector in ledgers.sectors("own_voice"):
        return False
    word = (bare(actor.span.text) or [""])[-1] if actor.span is not None else ""
    if actor.code not in countries() and among(word, "stances", "members"):
        return False  # some in a body
    return among(word, "stances", "ruling") or own(actor) or not rests_on(actor, TEXT)


def met(event: Event) -> list[Actor]:
    """Those of whom an act asks something, or to whom it is done, by its own words."""
    return asked_of(event) if event.type == "REQUEST" else hit(event)


def hit(event: Event) -> list[Actor]:
    """Those to whom an act is done by its own words: not what is done to a paper or a firm of theirs."""
    private = ledgers.sectors("private")
    return [
        a for a in event.recipients
        if a.span is None
        or (side(event, a) and a.sector not in private and (own(a) or answerable(a)))
    ]


def unnamed(actor: Actor) -> bool:
    """Whether nobody is named who does an act: forces, or others that are no government, of which a text does
    not say whose they are; a state because it is done to its own people."""
    whose = actor.sector is not None and actor.sector not in ledgers.sectors("forces")
    return rests_on(actor, OWN_PEOPLE) or (not whose and rests_on(actor, TEXT, LAST) and not own(actor))


def done_officially(event: Event) -> bool:
    """Whether a state or a body does an act, as far as its words say who does; its people are none."""
    return not event.actors or any(
        a.code and answerable(a) and not (a.span and people(a.span.text)) for a in event.actors
    )


def side(event: Event, of: Actor) -> bool:
    """Whether the words of an act name somebody as one to whom it is done,
    and not as what is refused is about: "vetoed steps on"."""
    said = event.evidence
    if of.span is None or not said.start <= of.span.start < said.end:
        return False
    between = said.text[event.trigger.end - said.start : max(event.trigger.end, of.span.start) - said.start]
    if len(between.split()) > FAR:
        return False
    if ledgers.pattern("of_whom").match(said.text, of.span.end - said.start):
        return False
    if ledgers.pattern("then").search(between) and not others(event, of, between):
        return False  # "shut its embassy and | Chile": who does the next thing
    if event.type == "ACCUSE" and ledgers.pattern("blow_at").search(between):
        return False  # "condemned the attack on | the embassy": whom it hit
    topic = event.type == "REJECT" or ledgers.pattern("shielding").search(between)
    return not topic or ledgers.pattern("topic").search(between) is None


def asked_of(event: Event) -> list[Actor]:
    """Those of whom an act asks something by its own words, with those who are named in a row with them:
    "called on Chile | and Peru"."""
    if unknown(event):
        return []
    # not whom the text is only taken to speak of, where no word names him
    named = (a for a in event.recipients if a.span != event.trigger)
    able = [a for a in named if a.code and answerable(a)]
    found = [a for a in able if asked(event, a)]
    for one in found:  # which grows
        found += [a for a in able if a not in found and in_row(event, one, a)]
    return [a for a in able if a in found]


def unknown(event: Event) -> bool:
    """Whether somebody is asked of whom an article does not say who he is: "calls on it to leave", where it
    names nobody else; "asks all others to leave"."""
    asked = ledgers.pattern("somebody").match(event.evidence.text, event.trigger.end - event.evidence.start)
    if asked is None:
        return False
    return rests_on(event, UNNAMED) or asked.group("others") is not None


def in_row(event: Event, one: Actor, other: Actor) -> bool:
    """Whether two are named in a row in the words of an act, the other as one who is to do something."""
    said = event.evidence
    spans = sorted((a.span.start, a.span.end) for a in (one, other) if a.span is not None)
    if other.span is None or len(spans) < 2 or spans[0][0] < said.start or spans[1][1] > said.end:
        return False
    between = said.text[spans[0][1] - said.start : max(spans[0][1], spans[1][0]) - said.start]
    return not spoken_of(said.text, other.span.end - said.start) and (
        ledgers.pattern("in_row").fullmatch(between) is not None
    )


def spoken_of(text: str, after: int) -> bool:
    """Whether what follows a name says that it is only whose a thing is, or whom others are to press:
    "Chile's raids", "that Chile be pressed"."""
    return text.startswith(("'s", "’s"), after) or any(
        ledgers.pattern(name).match(text, after) for name in ("of_whom", "undergone")
    )


def asked(event: Event, of: Actor) -> bool:
    """Whether somebody stands where one stands who is asked: after a word of asking, as who "must",
    as who is to stop a thing."""
    if of.span is None:
        return True
    said, text, word = event.evidence, event.evidence.text, asking(event)
    noun = event.trigger.text in ledgers.words("answers")["nouns"] and not left_to_others(text[word:], of)
    if of.span.start < said.start:
        # "Chile | rejected | Norway's demand": who refuses it was asked
        return noun and not rests_on(event, UNNAMED) and said.start - of.span.end < BEFORE
    after = of.span.end - said.start
    if of.span.start >= said.end or spoken_of(text, after):
        return False
    if of.span.start < event.trigger.start:
        beside = ledgers.pattern("joined").search(text[: of.span.start - said.start])
        if beside and any(names_of(a) & set(bare(beside.group(1))) for a in event.actors):
            return False  # "the Union and | Chile must work": what they are to do together
        between = text[of.span.end - said.start : max(of.span.end, event.trigger.start) - said.start]
        if not word and ledgers.pattern("undergoing").search(between):
            return False  # "Chile's assets should be frozen": by others
        return any(
            ledgers.pattern(name).fullmatch(between) for name in ("subject", *(["refused"] if noun else []))
        )
    if not word:
        return False  # "a day must be set for Chile": by whoever sets it
    ways = ("addressed", "owed", *(["to_do"] if noun else []))
    between = text[max(word, event.trigger.end - said.start) : of.span.start - said.start]
    return any(ledgers.pattern(name).fullmatch(between) for name in ways)


def left_to_others(asked: str, of: Actor) -> bool:
    """Whether what stands behind a noun of asking names two others who are to do it: "calls | for talks
    between Chile and Peru"."""
    return ledgers.pattern("of_others").match(asked) is not None and names_of(of).isdisjoint(bare(asked))


def names_of(actor: Actor) -> frozenset[str]:
    """The words that name the state or the union of somebody."""
    if actor.code is None:
        return frozenset()
    unions = {w for name in ledgers.words("bodies").get(actor.code, ()) for w in bare(name)}
    return frozenset(country_words(actor.code, capitals=True)) | unions


def demands(event: Event) -> bool:
    """Whether the words of an act demand something, rather than hope for it or tell it: "urged", "must"."""
    return asking(event) > 0 or says(event.evidence.text, "answers", "owing")


def asking(event: Event) -> int:
    """Where in the words of an act those of asking end: its own, or a noun with it ("renewed its demand");
    0 where it has none."""
    end = event.trigger.end - event.evidence.start
    if says(event.trigger.text, "answers", "demanding"):
        return end
    noun = ledgers.pattern("asking").match(event.evidence.text, end)
    return noun.end() if noun else 0
