"""What the ledgers are made from: acts (occurrences with their events), answers found within articles,
positions and meetings as told.

Knows how each is made from records, and the words by which two are compared;
does not know what a ledger does with them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol, TypeVar

from communique import grouping
from communique.errors import ArchiveError
from communique.knowledge import answers, ledgers
from communique.knowledge.language import DEFAULT
from communique.ledgers import addressing
from communique.ledgers.words import naming
from communique.occurrences.sides import around_seat, official
from communique.occurrences.tellings import bare, countries, country_words, deeds, empty, function_words, stem
from communique.reasons import TEXT, holds_office, rests_on
from communique.records import (
    Actor,
    DueMeeting,
    Event,
    HeldPosition,
    Link,
    Meeting,
    MeetingKind,
    MeetingStatus,
    NonResponse,
    Occurrence,
    Position,
    Report,
    Span,
    Stance,
    Status,
    When,
    codes,
    report_of,
)
from communique.text.days import days_between
from communique.text.garbled import ungarbled

# days beyond which nothing is linked: more than a year, so that what is said each year is known for the same
HORIZON = 400
# what it says that two tellings share a word for a common deed ("withdraw"), against 1 for any other word
DEED = 0.5
GOVERNED = 5  # words after an act's own within which stands what is done, and to what
FIRST = 40  # characters before a meeting in which it is called the first
AROUND = 800  # characters before a meeting in which a day is that of what is told there
NEXT = 300  # … and behind it, where the next sentence tells it
BESIDE = 100  # characters between a meeting and who meets, at most, where its noun does not say "the"
WEEK = 7  # days within which a time may be that of one meeting
# codes of parties that meet nobody as states do
SOCIETIES = frozenset(("NGO", "MNC", "ISM"))
FORMER = "ELI"  # the sector of those who once held an office
RIVAL = 0.4  # of what two tellings have in common that is left where they name different places or persons
# acts of which the word ("refused") is not the thing
WORDS = frozenset(("REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "AGREE"))
AnswerKind = Literal["refuses", "meets", "answers", "repeats", "retaliates", "ignores"]
E = TypeVar("E", DueMeeting, HeldPosition)
Known = tuple[str, str]  # the article and the id of a record in it


@dataclass(frozen=True, slots=True)
class Act:
    """One occurrence as the ledgers see it.

    `day` is its first day, else that of its first publication; `said` whether a report gives that day;
    `words` the evidence of the fullest report, `asked` what stands there after the act's own word, `object`
    the content words of that as stems.
    """

    id: str
    type: str
    mode: str | None
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    addressees: tuple[str, ...]
    start: str | None
    end: str | None
    day: str | None
    contexts: tuple[str, ...]
    words: str
    asked: str
    object: frozenset[str]
    reports: tuple[Report, ...]
    origins: int
    events: tuple[Known, ...]
    doubts: tuple[str, ...] = ()
    confidence: float = 1.0
    # a report says in the words of the act itself that a state or body does it, and to whom
    named: bool = True

    official: bool = True  # a state or body does it, and not somebody in it

    @property
    def said(self) -> bool:
        """Whether a report says on which day it happened."""
        return self.start is not None

    @property
    def published(self) -> str | None:
        """The day of its first report."""
        return min((r.published[:10] for r in self.reports if r.published), default=None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an article itself says of an answer: a link between two of its events, or (kind "ignores")
    that a party kept silent.

    `source` is the later event, or the non-response, of which `report` is where it is told;
    `target` the event that it answers, None for a non-response.
    """

    kind: AnswerKind
    source: Known
    target: Known | None
    actors: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    day: str | None = None
    words: str = ""
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class PositionTold:
    """A position in one article; `context` are the words from the beginning of its sentence to the end of the
    wording."""

    id: str
    actor: str
    issue: str
    stance: Stance
    wording: str
    ascribed_by: str | None
    day: str | None
    report: Report
    context: str = ""


@dataclass(frozen=True, slots=True)
class MeetingTold:
    """A meeting in one article: its participants by code, its days where the text gives some,
    the day of publication, whether a place is told and in which country,
    whether its day is that of what is told around it, and not in its sentence,
    whether those who meet are named where it is told, and nothing there doubts it,
    the persons who met, each with the code of whom they stand for ("CHL ana soto"),
    at which level a side is that names none ("CHL foreign"),
    and whether it is told as the first of its sort;
    `beside`: its day is not in its sentence but shortly before, and that of the news.
    """

    id: str
    participants: tuple[str, ...]
    kind: MeetingKind
    status: MeetingStatus
    start: str | None
    end: str | None
    published: str | None
    report: Report
    words: str = ""
    placed: bool = False
    country: str | None = None
    carried: bool = False
    near: bool = True
    people: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    first: bool = False
    beside: bool = False


class Source(Protocol):
    """The head of an article."""

    @property
    def id(self) -> str: ...
    @property
    def url(self) -> str | None: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...


# --- from records -------------------------------------------------------------------------------------------


def act(occurrence: Occurrence, events: Sequence[tuple[str, Event]]) -> Act:
    """An occurrence with its events, each with the id of its article; raises ArchiveError if it has none."""
    if not events:
        raise ArchiveError(
            f"occurrence {occurrence.id}: no event is kept for it; settle the archive anew (communique "
            "settle)"
        )
    order = {r.article: i for i, r in enumerate(occurrence.reports)}
    told = sorted(
        events, key=lambda pair: (order.get(pair[0], len(order)), pair[0], pair[1].trigger.start, pair[1].id)
    )
    standing = [e for _, e in told if e.status == occurrence.status] or [e for _, e in told]
    of_type = [e for e in standing if e.type == occurrence.type] or standing
    # those that say of whom it is asked
    plain = [e for e in of_type if occurrence.type == "REQUEST" and addressing.addresses(e)]
    of_type = plain or of_type
    # words of a report that has others do it are not theirs
    theirs = [e for e in of_type if not codes(e.actors).isdisjoint(occurrence.actors)] or of_type
    fullest = max(theirs, key=lambda e: len(object_of(e)))
    # words that one report gives to nobody are not said to whom another has them said
    worded = occurrence.recipients and occurrence.type in WORDS
    saying = [e for e in of_type if e.recipients] if worded else of_type
    published = min((r.published[:10] for r in occurrence.reports if r.published), default=None)
    doers = (a for e in plain for a in e.actors if official(a))
    disputed = [v.value for v in occurrence.versions if v.about == "status"]
    return Act(
        occurrence.id, occurrence.type, occurrence.mode, occurrence.status,
        narrowed(occurrence.actors, doers),
        narrowed(occurrence.recipients, (a for e in of_type for a in addressing.met(e))),
        tuple(sorted(set().union(*(codes(e.addressees) for e in of_type)))),
        occurrence.start, occurrence.end, occurrence.start or published,
        tuple(dict.fromkeys(c for e in of_type for c in e.contexts)),
        fullest.evidence.text, asked(fullest), object_of(fullest),
        where_told(occurrence.reports, [(article, e) for article, e in told if e in plain]),
        occurrence.origins, tuple((article, e.id) for article, e in told),
        tuple(f"reports disagree on its status: {value}" for value in disputed), occurrence.confidence,
        any(map(addressing.sided, saying)), any(map(addressing.done_officially, of_type)),
    )  # fmt: skip


def narrowed(parties: tuple[str, ...], told: Iterable[Actor]) -> tuple[str, ...]:
    """Those of some parties that are told, all of them where none is."""
    known = codes(told)
    return tuple(code for code in parties if code in known) or parties


def where_told(reports: tuple[Report, ...], told: Sequence[tuple[str, Event]]) -> tuple[Report, ...]:
    """Those of some reports that tell one of these events, all of them where none does."""
    there = [(article, e.evidence) for article, e in told]
    found = [
        r for r in reports
        if any(r.article == a and r.span.overlaps(s) for a, s in there)
    ]
    return tuple(found) or reports


def answer(article: str, link: Link) -> Answer:
    """A link that was found within an article."""
    return Answer(link.kind, (article, link.source), (article, link.target))


def silence(source: Source, told: NonResponse) -> Answer:
    """A non-response of an article."""
    day = (told.when.start if told.when else None) or (source.published[:10] if source.published else None)
    to = tuple(sorted(codes([told.to]))) if told.to else ()
    return Answer(
        "ignores", (source.id, told.id), None, tuple(sorted(codes([told.actor]))), to, day,
        told.evidence.text, report_of(source, told.evidence),
    )  # fmt: skip


def position_told(source: Source, position: Position, text: str | None = None) -> PositionTold | None:
    """A position of an article, whose `text` gives the words before the wording;
    None for an actor with no country."""
    actor, by = position.actor.code, position.ascribed_by
    if actor is None:
        return None
    span = position.wording
    opening = (
        max((text.rfind(end, 0, span.start) for end in (". ", "\n", "? ", "! ", "; ")), default=-1)
        if text
        else -1
    )
    context = ungarbled(text[opening + 1 : span.end].strip()) if text else ""
    wording = ungarbled(span.text)
    day = (position.when.start if position.when else None) or (
        source.published[:10] if source.published else None
    )
    ascribed = (by.code or (by.name or "").casefold() or None) if by else None
    return PositionTold(
        position.id, actor, position.issue, position.stance, wording, ascribed, day, report_of(source, span),
        context or wording,
    )


def meeting_told(source: Source, meeting: Meeting, text: str = "") -> MeetingTold:
    """A meeting of an article with that text, between states and bodies: neither crowds and exiles nor the
    state around the seat of a body take part."""
    when, where, at = meeting.when, meeting.where, meeting.evidence
    once = meeting.status == "planned" and ledgers.pattern("once_planned").search(leading_to(at, text))
    spans = [a.span for a in meeting.participants if a.span is not None]
    # newly brought up by a noun, with none of those who are taken to meet near it: "a conference in Oslo on
    # Monday" is not that of the paragraph before
    another = ledgers.pattern("new").match(at.text) is not None and not any(close(s, at) for s in spans)
    named = () if another or once else meeting.participants
    # then a former president, by name, stood for his state
    long_ago = bool(when and when.end and source.published and when.end[:4] < source.published[:4])
    once_sent = [a for a in named if long_ago and a.sector == FORMER and holds_office(a)]
    met = [a for a in named if (sent(a) or a in once_sent) and not around_seat(a)]
    parties = codes(met)
    if any(a.body for a in met):
        parties -= {"IGO"}  # "the Arab League met its ministers"
    sides = [[a for a in met if a.code == code] for code in parties]
    placed = where is not None and not any(a.span and a.span.overlaps(where.span) for a in met)
    beside = codes(a for a in met if a.span is None or close(a.span, at))
    own_day = bool(when and when.start and (when.text or "") in sentence(at, text))
    own_day |= meeting.status == "held" and next_told(at, when, text)
    span = days_between(when.start, when.end) if when and own_day else None
    brief = span is not None and span < WEEK  # its own day is one of a week
    # without "world powers", a former president or rebels it is not told who met
    left = [a for a in named if a not in met or a.code is None]
    missed = any(a.sector in (FORMER, "REB") or (a.code is None and a.sector == "GOV") for a in left)
    past = bool(when and when.end and source.published and when.end < source.published[:10])
    return MeetingTold(
        meeting.id,
        tuple(sorted(parties)),
        kind_of(meeting, parties),
        "planned" if meeting.status == "held" and to_come(at, text, past=past) else undone(meeting, text),
        when.start if when else None,
        when.end if when else None,
        source.published[:10] if source.published else None,
        report_of(source, at),
        at.text,
        where is not None,
        where.country if where else None,
        bool(when and when.start) and not own_day,
        (len(beside) > 1 or beside == parties)
        and not missed
        # who stands for a state only because the text is about it: "he met military chiefs"
        and not any(all(rests_on(a, TEXT) for a in side) for side in sides)
        and not doubted(at, text, dated=own_day)
        and not (not placed and not brief and in_general(meeting, met, text)),
        people(met),
        levels=levels(met),
        first=ledgers.pattern("first").search(leading_to(at, text)[-FIRST:] + at.text) is not None,
        beside=not own_day and day_beside(at, when, text, source.published),
    )


def kind_of(meeting: Meeting, parties: Collection[str]) -> MeetingKind:
    """The kind of a meeting: talks may have been a call; two beside a conference talk with one another."""
    words = meeting.evidence.text
    if meeting.kind == "talks" and ledgers.pattern("by_phone").search(words):
        return "call"
    two = len(parties) == 2 and countries().keys() >= set(parties)
    return "talks" if two and ledgers.pattern("sidelines").search(words) else meeting.kind


def next_told(at: Span, when: When | None, text: str) -> bool:
    """Whether a day is named right behind a meeting and nowhere before it: "spoke by phone. The call was made
    on Friday"."""
    day = (when.text if when and when.start else None) or ""
    before, after = text[max(0, at.start - AROUND) : at.end], text[at.end : at.end + NEXT]
    return bool(day) and day in after and day not in before


def day_beside(at: Span, when: When | None, text: str, published: str | None) -> bool:
    """Whether the day of publication, or the one before it, is named shortly before a meeting is told, which
    nobody only sets out for: "said on Friday … After talks in Lima, she said"."""
    gap = days_between(when.start[:10], published) if when and when.start and published else None
    if when is None or not when.text or gap not in (0, 1) or ledgers.pattern("aim").match(at.text):
        return False
    said, found, _ = text[max(0, at.start - AROUND) : at.start].rpartition(when.text)
    # "who met her on Monday, said after talks in Lima": that of another meeting
    return bool(found) and ledgers.pattern("met_on").search(said) is None


def people(met: Iterable[Actor]) -> tuple[str, ...]:
    """The holders of an office among those who met, each with the code of whom they stand for."""
    named_ = (a for a in met if a.code and a.name and holds_office(a))
    return tuple(sorted({f"{a.code} {(a.name or '').casefold()}" for a in named_}))


def levels(met: Iterable[Actor]) -> tuple[str, ...]:
    """The sides of whom somebody in office met, each with his level: a head of state or government,
    a minister of foreign affairs."""
    ranks = [(name, ledgers.pattern(f"rank_{name}")) for name in ("foreign", "head")]
    found = (
        f"{a.code} {name}" for a in met if a.code and a.role for name, rank in ranks if rank.search(a.role)
    )
    return tuple(sorted(set(found)))


def close(one: Span, other: Span) -> bool:
    """Whether two spans of a text stand within some characters of one another."""
    return one.start < other.end + BESIDE and other.start < one.end + BESIDE


def doubted(at: Span, text: str, *, dated: bool) -> bool:
    """Whether it is doubted, hoped for or only spoken of that some meet, or a crowd comes: "unlikely that he
    will visit", "hundreds of refugees arrive", "a dialogue with Chile is needed"."""
    said = leading_to(at, text)
    return (
        ledgers.pattern("doubted").search(said) is not None
        or ledgers.pattern("crowd").search(said + at.text) is not None
        or ledgers.pattern("counted").search(at.text) is not None
        or (
            not dated
            and ledgers.pattern("dialogue").match(at.text) is not None
            and ledgers.pattern("holding").search(said) is None
        )
    )


def leading_to(at: Span, text: str) -> str:
    """The words of its sentence that lead to a span, as far as they are near."""
    return text[max(0, at.start - BESIDE) : at.start].rsplit(". ", maxsplit=1)[-1]


def in_general(meeting: Meeting, met: Sequence[Actor], text: str) -> bool:
    """Whether it is told that some talk on, and of nobody in particular: "the peace talks between Chile and
    Peru", "Chilean and Peruvian officials have been discussing it"; not "after talks with Peru"."""
    words = meeting.evidence.text
    if meeting.kind != "talks" or people(met):
        return False
    if ledgers.pattern("going_on").search(words):
        return True
    states = all(a.role is None for a in met)
    held = ledgers.pattern("holding").search(leading_to(meeting.evidence, text)) is not None
    return states and not held and ledgers.pattern("in_general").search(words) is not None


def to_come(at: Span, text: str, *, past: bool = False) -> bool:
    """Whether what is told as held is what somebody sets out for, or what is still to come: "to meet him on
    Monday", "said before a meeting with him"; not before one of a day that is past."""
    before = text[max(0, at.start - BESIDE) : at.start]
    aim, ahead = ledgers.pattern("aim"), ledgers.pattern("ahead")
    if aim.match(at.text) is not None and ledgers.pattern("ranked").search(before) is None:
        return True  # and not "the first king to visit Chile"
    return not past and ahead.search(before) is not None


def undone(meeting: Meeting, text: str) -> MeetingStatus:
    """How a meeting stands, of which the next sentence may say that nothing came of the plan: "was due in
    Lima this week. It has been postponed"."""
    after = ledgers.pattern("undone").match(text, meeting.evidence.end)
    if after is None or meeting.status != "planned":
        return meeting.status
    return "postponed" if after["later"] else "cancelled"


def sentence(at: Span, text: str) -> str:
    """The words of a text from the beginning to the end of the sentence around a span."""
    if not text:
        return at.text
    ends = (". ", "\n", "? ", "! ", "; ", ".” ", '." ', "?” ", "!” ")
    low = max(text.rfind(end, 0, at.start) for end in ends) + 1
    high = min((i for end in ends if (i := text.find(end, at.end)) >= 0), default=len(text))
    return text[low:high]


def sent(actor: Actor) -> bool:
    """Whether somebody can meet for a state or a body: its own people, its lawmakers and officers too;
    a society of people is none."""
    own = official(actor) or (actor.sector in ("LEG", "MIL") and actor.role is not None)
    return own and actor.country not in SOCIETIES


# --- words --------------------------------------------------------------------------------------------------


def asked(event: Event) -> str:
    """What stands in an event's evidence after the act's own word;
    the whole where that says next to nothing.

    Where no word of asking asks, its own word is part of what is asked: "must | take back the remarks".
    """
    text = split(event)[0].strip(" ,;:–—-“”\"'.\n")
    ahead = event.evidence.text[: event.trigger.start - event.evidence.start]
    bidden = event.type == "REQUEST" and ledgers.pattern("bidden").search(ahead)
    verb = event.trigger.text.split()[-1]
    return f"{verb} {text}" if bidden and text and not text.startswith(verb) else text


def object_of(event: Event) -> frozenset[str]:
    """The content words of what is asked, refused or done, as stems;
    names of the parties and words for asking left out."""
    return split(event)[1]


def split(event: Event) -> tuple[str, frozenset[str]]:
    """The words of what an act is about, and their stems: after the trigger,
    or all where that is next to nothing."""
    text, at = event.evidence.text, event.trigger.end - event.evidence.start
    own = names(event)
    after = text[at:] if 0 <= at <= len(text) else ""
    if event.type not in WORDS:
        return after, content(f"{event.trigger.text} {after}" if after else text, own)
    found = content(after, own)
    if len(found) > 1:
        return after, found
    return (after if found else text), content(text, own)  # "the release of the crew was demanded in a note"


def names(event: Event) -> frozenset[str]:
    """The words that name an event's parties, and its own word where that is one of speech;
    a deed's own word says what is done."""
    found = set(bare(event.trigger.text)) if event.type in WORDS else set()
    for a in (*event.actors, *event.recipients, *event.addressees):
        found |= named(a)
    return frozenset(found)


def named(actor: Actor) -> set[str]:
    """The words that name an actor: a country by its names and its capital too."""
    texts = (actor.name, actor.role, actor.span.text if actor.span else None)
    return {w for text in texts if text for w in bare(text)} | country_words(actor.country, capitals=True)


def content(text: str, named: Iterable[str] = ()) -> frozenset[str]:
    """The stems of the words of a text that say what it is about."""
    skip = frozenset(named) | function_words()
    return frozenset(s for w in bare(text) if w not in skip and (s := folded(w)) not in empty_stems())


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """The stem of a word, or that of the word which stands for it where something is asked."""
    found = stem(word)
    return folds().get(found, found)


@lru_cache(maxsize=1)
def folds() -> Mapping[str, str]:
    """For each stem of a group that of its first word."""
    return {stem(word): stem(group[0]) for group in ledgers.groups() for word in group}


@lru_cache(maxsize=1)
def empty_stems() -> frozenset[str]:
    """Stems of words that stand in any news, and of nouns for the act of asking."""
    found = frozenset(empty()) | frozenset(map(stem, ledgers.words("answers")["asking"]))
    return found - frozenset(map(stem, ledgers.words("same")["counting"]))


def weight(words: Iterable[str]) -> float:
    """What a set of words says."""
    return sum(DEED if w in deeds() else 1.0 for w in words)


def alike(mine: frozenset[str], a: Act, b: Act) -> tuple[float, frozenset[str]]:
    """How much words of one act and the object of another have in common, and what: names count half,
    and alone they are not enough.

    Two demands may be about one place, and one thing may be asked at two places:
    names that contradict each other count against it.
    """
    shared, proper = mine & b.object, capitals(a.words) | capitals(b.words)
    if not shared - proper:
        return 0.0, shared
    light = {w: DEED if w in proper or w in deeds() else 1.0 for w in mine | b.object}
    shorter = min(sum(light[w] for w in mine), sum(light[w] for w in b.object))
    here, there = mine & capitals(a.words), b.object & capitals(b.words)
    rival = RIVAL if here and there and not (here & there or states_of(here) & states_of(there)) else 1.0
    return rival * sum(light[w] for w in shared) / max(1.0, shorter), shared


def states_of(stems: Iterable[str]) -> frozenset[str]:
    """The codes of the states that stems of names name: "Lima" is no rival of "Peru"."""
    return frozenset().union(*(by_stem().get(s, ()) for s in stems))


@lru_cache(maxsize=1)
def by_stem() -> Mapping[str, frozenset[str]]:
    """The codes of the states whose name of one word has a stem."""
    plain = ((name, code) for names in naming().values() for name, code in names.items() if len(name) == 1)
    found = grouping.sets((folded(word), code) for (word,), code in plain)
    return {stem: frozenset(codes) for stem, codes in found.items()}


@lru_cache(maxsize=65536)
def capitals(text: str) -> frozenset[str]:
    """The stems of the names in a text: words with a capital inside a sentence."""
    found = re.finditer(r"(?<=[^.!?\s“\"]) +((?:al-|el-)?[^\W\d_]*[A-ZÀ-Þ]\w*(?:[-'’]\w+)*)", text)
    return frozenset(folded(w) for m in found for w in bare(m.group(1)))


def governed(act: Act) -> frozenset[str]:
    """The stems of what is done to what, in an act's own words: those that follow its word first,
    a deed's own word with them."""
    deed, after = deed_first(act)
    return frozenset(after[:GOVERNED]) | deed


def leading(act: Act) -> frozenset[str]:
    """The stem that says what is done: a deed's own word, else what follows first."""
    deed, after = deed_first(act)
    return deed | frozenset(after[:1])


def deed_first(act: Act) -> tuple[frozenset[str], list[str]]:
    """The stems of a deed's own word, and those of what follows it in their order."""
    after = content_in_order(act.asked, own_words(*act.actors, *act.recipients))
    return act.object - frozenset(after) if act.type not in WORDS else frozenset(), after


def own_words(*codes: str) -> frozenset[str]:
    """The words that name some parties."""
    return frozenset(w for code in codes for w in country_words(code, capitals=True))


def content_in_order(text: str, named: Iterable[str] = ()) -> list[str]:
    """The stems of the words of a text that say what it is about, each once, in their order;
    how many or how much of it is left out."""
    skip = (
        frozenset(named)
        | function_words()
        | {w for phrase in ledgers.words("answers")["partly"] for w in bare(phrase)}
    )
    return list(
        dict.fromkeys(
            s for w in bare(text)
            if w not in skip and not w[0].isdigit() and (s := folded(w)) not in empty_stems()
        )
    )


def names_a_demand(text: str, section: Literal["any", "asking"] = "any") -> bool:
    """Whether words name a demand as one: "China's demand"; of any sort ("the offer", "the plan"),
    or only one that asks."""
    nouns = answers.words("demands", DEFAULT) if section == "any" else ledgers.words("answers")["asking"]
    return any(w in nouns or (w.endswith("s") and w[:-1] in nouns) for w in bare(text))


def by_event(acts: Iterable[Act]) -> Mapping[Known, Act]:
    """The act that each event is a telling of."""
    return {key: a for a in acts for key in a.events}


def key_of(report: Report) -> tuple[str, int, int]:
    """What no other report of a ledger's item has."""
    return report.article, report.span.start, report.span.end


def told_by(old: Iterable[E], reports: Iterable[Report]) -> list[E]:
    """The entries that some reports tell: whoever hands over one of an entry's tellings to its ledger hands
    over all."""
    known = set(map(key_of, reports))
    return [e for e in old if any(key_of(r) in known for r in e.evidence)]


class Ids:
    """The ids that entries had, by what tells them, each given once: an earlier report that comes late
    changes no id, and where an entry falls apart, its first part keeps it."""

    def __init__(self, before: Iterable[tuple[Hashable, str]]) -> None:
        self.held = grouping.lists(before)
        self.taken: set[str] = set()

    def of(self, told: Iterable[Hashable], own: str, spare: str) -> str:
        """The id that an entry told by these had, else its own, or the spare one where another has that."""
        had = (id for key in told for id in self.held.get(key, ()))
        id = next((i for i in (*had, own) if i not in self.taken), spare)
        self.taken.add(id)
        return id


def merged(groups: Iterable[Iterable[Report]]) -> tuple[Report, ...]:
    """Reports in order of publication, each once."""
    every = {key_of(r): r for group in groups for r in group}
    return tuple(
        sorted(every.values(), key=lambda r: (r.published or "9999", r.article, r.span.start, r.span.end))
    )
