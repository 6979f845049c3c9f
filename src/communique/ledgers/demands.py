"""Acts to demands: who asks what of whom, since when, what came back, and whether it is open, met, refused,
answered or unanswered.

Knows how demands are told apart and how answers find theirs; does not know the archive,
nor how an act was found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from communique import grouping
from communique.knowledge import answers as table
from communique.knowledge import ledgers
from communique.knowledge.answers import Rule
from communique.knowledge.language import DEFAULT
from communique.ledgers import admitting, comebacks, replies
from communique.ledgers.tellings import (
    DEED,
    GOVERNED,
    HORIZON,
    Act,
    Answer,
    Ids,
    Known,
    alike,
    by_event,
    capitals,
    content,
    folded,
    governed,
    key_of,
    leading,
    merged,
    names_a_demand,
    own_words,
    weight,
)
from communique.occurrences.salience import FLOOR
from communique.occurrences.tellings import (
    bare,
    country_words,
    counts,
    deeds,
    function_words,
    reciprocal,
)
from communique.records import Demand, DemandStatus, Report, Response, ResponseKind, identify
from communique.text.days import days_between
from communique.text.garbled import ungarbled

# share of the words that two tellings of one demand have in common; set on the tuning seed of
# benchmarks/ledgers.py
SAME = 0.42
ABOUT = 0.3  # … that a mention of it has in common with it
NAMED = 0.2  # … where it names a demand as one
AGAIN = 0.55  # … that tellings and mentions need which come weeks after the last
KINDS = ("refuses", "meets", "answers")
TELLING = 1.5  # what shared words must say for an answer: a deed and its object, or two things
PROMISES = frozenset(("AGREE", "SUPPORT", "CONSULT"))
DONE_SURELY = 0.7  # confidence of a deed that meets a demand
ALIKE = 3  # words of what is done, and to what, that tell two things as one whatever comes first
BRIEF = 4  # words of a mention, any of which may name the demand; of more only those that say what is asked
COMPARED = 6  # tellings of a demand that another is compared with, the latest first
ASKED = frozenset(("actual", "historical"))  # what is only planned, supposed or denied has not been asked
STANDING = frozenset(("refused", "unanswered", "answered"))  # after these the same words are the demand again
OPEN = frozenset(("open", "unanswered"))
FEW = 3  # a party is of a demand if so many times its tellings are as many as those of another
Block = tuple[str, str]
# how a demand stands after an answer of a kind, and how that is said
STANDS: Mapping[ResponseKind, DemandStatus] = {
    "refuses": "refused", "meets": "met", "partly": "partly", "answers": "answered", "ignores": "unanswered",
}
ANSWERED = {**STANDS, "partly": "met in part"}


@dataclass(slots=True)
class Given:
    """An answer to a demand: the act, or the non-response, and why it is taken for one."""

    kind: ResponseKind
    event: str
    actors: frozenset[str]
    day: str | None
    origins: int
    because: str


@dataclass(slots=True)
class Case:
    """A demand in the making: its tellings and its answers in order of time."""

    tellings: list[Act]
    given: list[Given] = field(default_factory=list)
    status: DemandStatus = "open"
    because: list[str] = field(default_factory=list)
    mentions: set[str] = field(default_factory=set)  # acts that are told only as what was refused or met

    @property
    def by(self) -> frozenset[str]:
        """Who asks."""
        return frozenset(c for t in self.tellings for c in t.actors)

    @property
    def of(self) -> frozenset[str]:
        """Who is asked."""
        return frozenset(c for t in self.tellings for c in t.recipients)

    @property
    def first(self) -> str | None:
        """The day on which it was first said."""
        return min((t.day for t in self.spoken if t.day), default=None)

    @property
    def last(self) -> str | None:
        """The day on which it was last said."""
        return max((t.day for t in self.spoken if t.day), default=None)

    @property
    def spoken(self) -> list[Act]:
        """The tellings whose day is that of the demand;
        where there is none but mentions ("refused China's demand"), those."""
        own = [t for t in self.tellings if dated(t)]
        return [t for t in own if t.id not in self.mentions] or own


def dated(act: Act) -> bool:
    """Whether an act's day is its own: what is told as history without a day is not of the day of its
    report."""
    return act.said or act.status != "historical"


# --- blocks -------------------------------------------------------------------------------------------------


def blocks_of(act: Act) -> tuple[Block, ...]:
    """The (by, of) pairs whose demands an act is or may answer; "" stands for a side that it does not name.
    None for any other act."""
    if act.type == "REQUEST":
        return tuple((by, of) for by in act.actors or ("",) for of in act.recipients or ("",))
    if act.type in answering():
        return tuple((by, of) for of in act.actors or ("",) for by in targets(act) or ("",))
    return ()


def targets(act: Act) -> tuple[str, ...]:
    """Whom an act is done to, beside those who do it: "Chile freed its captives" is done to nobody else."""
    return tuple(r for r in act.recipients if r not in act.actors)


@cache
def answering() -> frozenset[str]:
    """The types of acts that may answer a demand."""
    return frozenset(then.partition(".")[0] for rule in to_demands() for then in rule.then)


@cache
def to_demands() -> tuple[Rule, ...]:
    """The rules of answers.toml whose earlier act is a demand. What goes on in spite of one refuses it,
    and what others do at one meets it, only where an article says so, which its links tell."""
    asking = (r for r in table.rules() if r.kind in KINDS and r.cue not in ("concession", "tied"))
    return tuple(r for r in asking if any(f.partition(".")[0] == "REQUEST" for f in r.first))


def beside(block: Block) -> tuple[Block, ...]:
    """The blocks whose acts are needed to settle one: its own,
    and those of acts that leave out a side ("Japan refused")."""
    by, of = block
    return tuple(dict.fromkeys([block, ("", of), (by, "")]))


def touched(old: Iterable[Demand], acts: Iterable[Act]) -> list[Demand]:
    """The demands that some acts are tellings or answers of:
    whoever hands over one of their acts to `demands` hands over all."""
    acts = list(acts)
    reports = {key_of(r) for a in acts for r in a.reports}
    events = {event for a in acts for _, event in a.events}
    return [
        d for d in old
        if any(key_of(r) in reports for r in d.evidence) or any(r.event in events for r in d.responses)
    ]


# --- the ledger ---------------------------------------------------------------------------------------------


def demands(
    acts: Iterable[Act], answers: Iterable[Answer], today: str, old: Iterable[Demand] = (),
    blocks: Collection[Block] | None = None,
) -> list[Demand]:
    """The demands of some blocks as of a day, in order of their first report.

    Args:
        acts: the acts of the blocks (`beside`) within HORIZON of what is new,
            with all acts of the old demands that one of them is part of.
        answers: what articles themselves say of answers to these acts.
        old: the demands of the blocks as they were kept: those that none of the acts is part of stay as they
            are, the others are made anew and keep their id.
        blocks: give only the demands of these blocks; without it, all.
    """
    acts, old = list({a.id: a for a in acts}.values()), list(old)
    made = [
        finished(case, today) for case in cases(acts, list(answers))
        if case.given or any(map(admitting.demand, case.tellings))  # one by its own words, or by its answer
    ]
    gone = {d.id: d for d in touched(old, acts)}
    ids = Ids((key_of(r), d.id) for d in gone.values() for r in d.evidence)
    found = [aged(d, today) for d in old if d.id not in gone]
    found += [replace(d, id=ids.of(map(key_of, d.evidence), d.id, identify(d.id))) for d in made]
    if blocks is not None:
        found = [d for d in found if any((by, of) in blocks for by in d.by or ("",) for of in d.of or ("",))]
    return sorted({d.id: d for d in found}.values(), key=lambda d: (d.first or d.last or "", d.id))


def aged(demand: Demand, today: str) -> Demand:
    """A demand as it stands on another day: older."""
    return replace(demand, age_days=age(demand.first, today))


def age(first: str | None, today: str) -> int | None:
    """How many days ago a demand was first said, none for one of tomorrow; None where that is unknown."""
    days = days_between(first, today)
    return None if days is None else max(0, days)


# --- the run of events --------------------------------------------------------------------------------------


def cases(acts: Sequence[Act], answers: Sequence[Answer]) -> list[Case]:
    """Demands with their answers, in one pass through time;
    what answers a demand that comes later is placed at the end."""
    owner = by_event(acts)
    links = linked(answers, owner)
    mentions = pointed_at(answers, owner)
    told = [a for a in answers if a.kind == "ignores" or a.report is not None]
    found = Cases(mentions)
    late: list[Act] = []
    items: list[Act | Answer] = [*acts, *told]
    for item in sorted(items, key=lambda item: moment(item, mentions)):
        if isinstance(item, Answer) and item.target is not None:
            found.came_back(item, owner)
        elif isinstance(item, Answer):
            found.silent(item)
        elif item.type == "REQUEST":
            found.ask(item)
        elif not found.answer(item, links):
            late.append(item)
    for act in late:
        found.answer(act, links, late=True)
    return found.every


def pointed_at(answers: Iterable[Answer], owner: Mapping[Known, Act]) -> dict[str, str]:
    """The acts that are told only as what was answered ("refused China's demand"),
    each with the day of its first answer."""
    found: dict[Known, str] = {}
    for a in answers:
        known = a.target is not None and a.target in owner and a.source in owner
        if known and a.target and a.kind in KINDS:
            found[a.target] = min(found.get(a.target, "9999"), owner[a.source].day or "9999")
    acts = {owner[key].id: owner[key] for key in found}
    return {
        id: min(found[e] for e in act.events) for id, act in acts.items()
        if all(e in found for e in act.events)
    }


def moment(item: Act | Answer, mentions: Mapping[str, str]) -> tuple[str, int, str]:
    """Acts in order of time, on one day what is asked before what is answered, what is mentioned no later;
    those without any day last."""
    if isinstance(item, Answer):
        return item.day or "9999", 2, item.source[1]
    day = item.day or "9999"
    return min(day, mentions.get(item.id, day)), int(item.type != "REQUEST"), item.id


def linked(answers: Iterable[Answer], owner: Mapping[Known, Act]) -> dict[str, list[tuple[str, str]]]:
    """For each act the acts that an article links it to, with the kind of link."""
    tied = (
        (owner[a.source].id, (owner[a.target].id, a.kind)) for a in answers
        if a.target is not None and a.source in owner and a.target in owner
    )
    return grouping.lists((id, (of, kind)) for id, (of, kind) in tied if id != of)


Links = Mapping[str, Sequence[tuple[str, str]]]


class Cases:
    """The demands of a run, filed by who asks and who is asked."""

    def __init__(self, mentions: Collection[str] = ()) -> None:
        self.mentions = mentions
        self.every: list[Case] = []
        self.filed: dict[Block, dict[int, Case]] = {}
        self.asked_of: dict[str, dict[int, Case]] = {}
        self.asked_by: dict[str, dict[int, Case]] = {}
        self.told: dict[str, Case] = {}

    def file(self, case: Case, act: Act) -> None:
        """File a demand under the parties of one of its tellings."""
        self.told[act.id] = case
        for by in act.actors or ("",):
            self.asked_by.setdefault(by, {})[id(case)] = case
            for of in act.recipients or ("",):
                self.asked_of.setdefault(of, {})[id(case)] = case
                self.filed.setdefault((by, of), {})[id(case)] = case

    def between(self, by: Collection[str], of: Collection[str]) -> Iterator[Case]:
        """The demands that one of these may make of one of those; a side that nobody names may be anybody."""
        if by and of:
            some = [self.filed.get((b, o), {}) for b in (*by, "") for o in (*of, "")]
        elif of:
            some = [self.asked_of.get(o, {}) for o in (*of, "")]
        else:
            some = [self.asked_by.get(b, {}) for b in (*by, "")]
        met: dict[int, Case] = {}
        for cases in some:
            met.update(cases)
        yield from met.values()

    # --- what is asked
    def ask(self, act: Act) -> None:
        """Put a telling of a demand to the demand that it tells, or begin one."""
        if act.status not in ASKED or (act.recipients and not targets(act)):
            return  # what is asked within one country is its own affair
        mention = act.id in self.mentions
        named = replies.mentioned(act) or (mention and names_a_demand(act.words, "asking"))
        if not (admitting.demand(act) or named):
            return
        met = self.between(act.actors, act.recipients)
        scored = [(score, case) for case in met if (score := self.told_again(case, act)) is not None]
        case = max(scored, key=lambda pair: (pair[0], pair[1].last or ""))[1] if scored else None
        done: list[str] = []
        if case is not None and case.status == "met" and not mention and repeats(case, act):
            done.append(f"asked before, from {case.first or 'an unknown day'}, and met")
            case = None
        if case is None and not act.named:
            return  # "refused calls for talks between two others": of whom it is asked is not told
        if case is None:
            case = Case([], because=done)
            self.every.append(case)
        elif not mention and case.status in STANDING and repeats(case, act):
            case.because.append(f"said again on {act.day} after it was {case.status}: open again")
            case.status = "open"
        case.tellings.append(act)
        if mention or (replies.mentioned(act) and not table.cue("repeats", act.words, DEFAULT)):
            case.mentions.add(act.id)
        self.file(case, act)

    def told_again(self, case: Case, act: Act) -> float | None:
        """How surely an act tells a demand that is known; None if it is another demand. A mention needs less:
        it points back."""
        if case.by.isdisjoint(act.actors) and case.of.isdisjoint(act.recipients):
            return None  # what one asks of nobody is not what nobody asks of another
        gap = days_between(case.last, act.day)
        if gap is not None and abs(gap) > HORIZON:
            return None
        if not act.object:  # "renewed its demand"; "should do the same" is another thing
            answered = act.id in self.mentions
            limit = ledgers.days("demands")["named" if answered else "bare"]
            points = answered and gap is not None and 0 <= gap <= limit
            return 0.1 if points and not ledgers.pattern("another").search(act.words) else None
        best, shared, other = max(
            ((*alike(act.object, act, t), t) for t in case.tellings[-COMPARED:]), key=lambda found: found[0]
        )
        far = gap is not None and abs(gap) > ledgers.days("demands")["unnamed"]
        if act.id in self.mentions:
            # "my requests for access to those hit by violence" is not "stop the violence"
            named = len(act.object) <= BRIEF or not shared.isdisjoint(governed(act))
            return best if best >= (AGAIN if far else ABOUT) and named else None
        few = min(len(act.object), len(other.object)) < 2 and not shared <= deeds()  # "stop this"
        # "the plan asks to free them" is not "adopt the plan"; "the League's call for Ruiz" is cut short
        said = governed(act) - capitals(act.words)
        told = len(said) < 2 or not shared.isdisjoint(said & governed(other))
        return best if told and best >= (AGAIN if far else SAME) and (few or weight(shared) > 1) else None

    # --- what is answered
    def answer(self, act: Act, links: Links, *, late: bool = False) -> bool:
        """Put an act to the demands that it answers; gives whether there are any. `late`:
        to a demand that comes after it."""
        if (
            act.confidence < FLOOR
            or not act.official
            or (act.type not in answering() and act.id not in links)
        ):
            return False  # what exiles or crowds refuse is not refused by their state
        found = list(self.candidates(act, links, late=late))
        if not found:
            return False
        best = max(score for score, *_ in found)
        several = plural(act)
        nearest = {
            id(case): (score, case, kind, why) for score, case, kind, why in found if several or score == best
        }
        for _, case, kind, why in nearest.values():
            respond(case, act, kind, why)
        return True

    def candidates(self, act: Act, links: Links, *, late: bool) -> Iterator[tuple[float, Case, str, str]]:
        """The demands that an act may answer: how surely, in which way, and why."""
        direct = {
            id(self.told[target]): (self.told[target], kind) for target, kind in links.get(act.id, ())
            if target in self.told
        }
        answered = [
            (c, kind, why) for c, kind in direct.values()
            if kind in KINDS and may(act, kind) and (why := replies.linked(c.tellings, c.of, act, kind))
        ]
        if answered:
            yield from ((9.0, *one) for one in answered)
            return
        for case in self.between(targets(act), act.actors):
            judged = judge(case, act, late=late) or beside_it(case, act)
            if judged is not None:
                yield judged[0], case, judged[1], judged[2]

    def silent(self, silence: Answer) -> None:
        """Note a non-response at the demand of which it is told: one that its words name,
        or that the same article tells before it."""
        if not replies.counts(silence):
            return
        open_ones = [
            c for c in self.between(silence.to, silence.actors)
            if c.status in OPEN and before(c, silence.day) and kept_from(c, silence)
        ]
        if not open_ones:
            return
        case = max(open_ones, key=lambda c: c.last or "")
        why = f"reported silence on {silence.day or 'an unknown day'}"
        case.given.append(Given("ignores", silence.source[1], frozenset(silence.actors), silence.day, 1, why))
        case.because.append(why)
        case.status = "unanswered"

    def came_back(self, told: Answer, owner: Mapping[Known, Act]) -> None:
        """Note what an article tells behind one of its demands of what came of that; where an act tells the
        same, that counts."""
        act = owner.get(told.target) if told.target else None
        case = self.told.get(act.id) if act else None
        if act is None or case is None or not before(case, told.day):
            return
        again = any(g.kind == told.kind and g.day == told.day for g in case.given)
        if again or case.status not in (OPEN if told.kind == "answers" else {*OPEN, "answered"}):
            return
        some = told.kind == "meets" and (not case.of <= set(told.actors) or comebacks.in_part(told))
        sort: ResponseKind = "partly" if some else told.kind  # type: ignore[assignment]
        word = ANSWERED[sort]
        why = f"{word} on {told.day or 'an unknown day'}: its article says so behind the demand"
        case.given.append(Given(sort, told.source[1], frozenset(told.actors), told.day, act.origins, why))
        case.because.append(why)
        case.status = STANDS[sort]


def kept_from(case: Case, silence: Answer) -> bool:
    """Whether a silence is about a demand: it speaks of what was asked,
    or follows the demand in its article."""
    if not replies.unheard(case.tellings, silence):
        return False
    words = content(silence.words, own_words(*silence.actors, *silence.to))
    if any(words & t.object - capitals(silence.words) - capitals(t.words) for t in case.tellings):
        return True
    here = silence.report
    return here is not None and any(replies.near(r, here) for t in case.tellings for r in t.reports)


def before(case: Case, day: str | None) -> bool:
    """Whether a demand was said before a day, within the horizon."""
    gap = days_between(case.last, day)
    return gap is None or 0 <= gap <= HORIZON


def repeats(case: Case, act: Act) -> bool:
    """Whether a telling says the demand anew, rather than reporting what was said before."""
    settled = max((g.day for g in case.given if g.day and g.kind != "ignores"), default=None)
    if act.status == "historical":
        return False
    anew = bool(table.cue("repeats", act.words, DEFAULT))
    if anew or replies.mentioned(act) or ledgers.pattern("recalled").match(act.words):
        return anew
    gap = days_between(settled, act.day) if settled else days_between(case.last, act.day)
    return gap is not None and gap > (0 if act.said else ledgers.days("demands")["reopen"])


# --- answers to demands -------------------------------------------------------------------------------------


def judge(case: Case, act: Act, *, late: bool) -> tuple[float, str, str] | None:
    """How surely an act answers a demand, of which kind the answer is, and why; None if it does not."""
    rule = next((r for r in to_demands() if fits(r, case, act)), None)
    # some of the demand's own words: "must see what its defiance leads to"
    told = (r.span.text for t in case.tellings for r in t.reports)
    if (
        rule is None
        or any(act.words in text and act.words != text for text in told)
        or not may(act, rule.kind)
        or (rule.cue == "required" and not table.cue(rule.kind, act.words, DEFAULT))
    ):
        return None
    timely = in_time(case, act, late=late)
    if timely is None:
        return None
    gap, note = timely
    if case.status == "met" and gap > ledgers.days("demands")["named"]:
        return None  # it is done with
    words = carried(case, act, rule.kind, gap)
    if words is None:
        return None
    score, why = words
    exact = 0.3 * (not set(targets(act)).isdisjoint(case.by)) + 0.1 * (case.status == "open")
    return score + exact - abs(gap) / 500, rule.kind, f"{rule.name}: {why}{note}"


def beside_it(case: Case, act: Act) -> tuple[float, str, str] | None:
    """How surely an act answers a demand by where its article tells it, of which kind the answer is,
    and why; None if it does not."""
    found = replies.behind(case.tellings, case.by, act)
    asked = case.status != "met" and not case.of.isdisjoint(act.actors)
    return found if found is not None and asked and may(act, found[1]) else None


def may(act: Act, kind: str) -> bool:
    """Whether an act may answer in a way: it is told as an act, and as denied where it is that;
    a demand is met by what is surely done; who only promises or backs it must name it.

    Who denies that something happened refuses nothing, unless it names the demand or says that it refuses.
    """
    if ledgers.pattern("no_answer").match(act.words) or (
        act.status == "negated" and not ledgers.pattern("denying").search(act.words)
    ):
        return False
    if kind == "refuses":
        denied, granted = (table.cue(k, act.words, DEFAULT) for k in ("denies", kind))
        return not denied or bool(granted) or names_a_demand(act.words, "asking")
    done = act.confidence >= DONE_SURELY or table.cue("meets", act.words, DEFAULT)  # "granted that request"
    named = act.type not in PROMISES or names_a_demand(act.words, "asking")
    return kind != "meets" or bool(done and named)


def fits(rule: Rule, case: Case, act: Act) -> bool:
    """Whether an act is one that answers a demand by a rule, between the right parties."""
    named = any(f in rule.first for t in case.tellings for f in (t.type, f"{t.type}.{t.mode}"))
    then = act.type in rule.then or f"{act.type}.{act.mode}" in rule.then
    return named and then and act.status in rule.status and dyad(rule.dyad, case.by, case.of, act)


def dyad(kind: str, by: frozenset[str], of: frozenset[str], act: Act) -> bool:
    """Whether the parties of an act stand to those of a demand as a rule wants it."""
    doer, target = frozenset(act.actors), frozenset(targets(act))
    if act.type in reciprocal() and not target and len(doer) > 1:  # all who meet or agree are its actors
        return bool(doer & by) and bool(doer & of)
    if doer & by or (of and not doer & of):
        return False
    if kind == "aside":
        return bool(of)
    return bool(doer) and (not target or not by or bool(target & by)) and bool(target or of)


def in_time(case: Case, act: Act, *, late: bool) -> tuple[int, str] | None:
    """How many days an act comes after the last telling before it, with a note if that is odd;
    None if it cannot answer the demand."""
    days = [gap for t in case.tellings if (gap := days_between(t.day, act.day)) is not None]
    if not days:
        return HORIZON, "; no day is known, so that it is taken to come after the demand"
    after = [gap for gap in days if gap >= 0]
    if after:
        return (min(after), "") if min(after) <= HORIZON else None
    early = -max(days)
    reported_late = not any(t.said for t in case.tellings) or not act.said
    # "will hold a call" is no call to do anything
    named = names_a_demand(act.words, "asking") and act.type not in reciprocal()
    limits = ledgers.days("demands")
    if early and not (asker_named(case, act) or not case.by.isdisjoint(targets(act)) or not case.by):
        return None  # what was refused before may have been asked by others
    if late and ((reported_late and early <= limits["slack"]) or (named and early <= limits["named"])):
        return (
            early,
            f"; it is dated {early} days before the first report of the demand, which must be older than its "
            "reports",
        )
    return None


def carried(case: Case, act: Act, kind: str, gap: int) -> tuple[float, str] | None:
    """How surely the words of an act point to a demand, and which do; None where none do.

    They say so by what they govern (what is refused or done is what was asked, not a word that both reports
    have), or name the demand again as this party's. What only comes after it, or speaks of the same troubles,
    answers nothing.
    """
    timely = gap <= ledgers.days("demands")["named"] or act.day is None
    pointed = bool(set(targets(act)) & case.by) or not case.by
    proper = capitals(act.words)
    if names_a_demand(act.words, "asking") and (pointed or asker_named(case, act)):
        spoken = content(act.words, own_words(*act.actors, *act.recipients))  # all that its report says
        common, words = max(
            (alike(act.object | spoken, act, t) for t in case.tellings[-COMPARED:]), key=lambda c: c[0]
        )
        telling = kind != "meets" or weight(words - proper) >= TELLING
        if common >= NAMED and words - proper and timely and telling:
            return 1.5 + common, f"it names a demand, and both speak of {', '.join(sorted(words))}"
    shared = max((same_thing(act, t) for t in case.tellings[-COMPARED:]), key=weight)
    soon = gap <= ledgers.days("demands")["unnamed"] or act.day is None
    enough = TELLING * (2 if kind == "answers" else 1)
    if weight(shared) - DEED * len(shared & proper) >= enough and shared - proper and soon:
        return 1 + weight(shared) / GOVERNED, f"both speak of {', '.join(sorted(shared))}"
    if act.object and not plural(act):
        return None
    asked = names_a_demand(act.words, "asking") and (
        kind != "meets" or table.cue("meets", act.words, DEFAULT)
    )
    if asked and pointed and timely:
        return 1.0, "it names a demand of this party"
    refused = kind == "refuses" and not act.object and pointed and bool(case.by)
    soon = refused and gap <= ledgers.days("demands")["bare"]
    other = ledgers.pattern("said_of_another").match(act.words)
    if soon and not other and replies.told_after(case.tellings, act):
        return 0.5, f"a bare refusal {gap} days after it"
    return None


def same_thing(act: Act, demand: Act) -> frozenset[str]:
    """What an act and a demand both govern, if it is what comes first in one: "refused to free the crew",
    "the release of the crew".

    Words alone ("agreed", "backed", "met") need it to come first in both: they are said of many things.
    """
    own = {
        w for code in (*act.actors, *act.recipients, *demand.actors, *demand.recipients)
        for w in party_words(code)
    }
    mine, asked = governed(act) - own, governed(demand) - own
    ahead = bool(leading(act) & asked), bool(leading(demand) & mine)
    first = all(ahead) if act.type in PROMISES else any(ahead)
    return mine & asked if first or (len(mine & asked) >= ALIKE and act.type not in PROMISES) else frozenset()


@cache
def party_words(code: str) -> frozenset[str]:
    """The stems of the words that name a state or a body."""
    names = ledgers.words("bodies").get(code, frozenset())
    return frozenset(
        map(folded, (*country_words(code, capitals=True), *(w for name in names for w in bare(name))))
    )


def asker_named(case: Case, act: Act) -> bool:
    """Whether the words of an act name who asks."""
    said = f" {' '.join(bare(act.words))} "
    names = ledgers.words("bodies")
    return any(
        not (country_words(code, capitals=True) - function_words()).isdisjoint(bare(act.words))
        or any(f" {' '.join(bare(n))} " in said for n in names.get(code, ()))
        for code in case.by
    )


def plural(act: Act) -> bool:
    """Whether an act answers all that was asked at one stroke: "rejected the demands",
    without a word of what."""
    return not act.object and not set(bare(act.words)).isdisjoint(ledgers.words("answers")["all"])


def respond(case: Case, act: Act, kind: str, why: str) -> None:
    """Add an answer to a demand, and let it change how the demand stands."""
    sort = sort_of(case, act, kind)
    word = ANSWERED[sort]
    case.given.append(
        Given(
            sort, act.events[0][1], frozenset(act.actors), act.day, act.origins,
            f"{word} on {act.day or 'an unknown day'}: {why}",
        )
    )
    case.because += [case.given[-1].because, *act.doubts]
    case.status = settled(case, sort, act)


def sort_of(case: Case, act: Act, kind: str) -> ResponseKind:
    """The kind of an answer; what meets a demand may do so in part."""
    if kind != "meets":
        return "refuses" if kind == "refuses" else "answers"
    text = " ".join(bare(act.words))
    some = next((w for w in sorted(ledgers.words("answers")["partly"]) if f" {w} " in f" {text} "), None)
    fewer = any(
        counts(act.words).get(noun, n) < n for t in case.tellings for noun, n in counts(t.words).items()
    )
    left = case.of.difference(act.actors, *(g.actors for g in case.given if g.kind in ("meets", "partly")))
    return "partly" if some or fewer or (left and len(case.of) > 1) else "meets"


def settled(case: Case, sort: ResponseKind, act: Act) -> DemandStatus:
    """How a demand stands after an answer: the last word counts,
    and of two on one day that which more origins tell."""
    if sort == "answers":
        return "answered" if case.status in OPEN else case.status
    rivals = [g for g in case.given[:-1] if g.day == act.day and g.kind not in (sort, "answers", "ignores")]
    if rivals:
        most = max(g.origins for g in rivals)
        case.because.append(f"reports of {act.day or 'an unknown day'} contradict each other")
        if most >= act.origins:
            return case.status if most > act.origins else "answered"
    return STANDS[sort]


# --- the record ---------------------------------------------------------------------------------------------


def finished(case: Case, today: str) -> Demand:
    """The record of a demand as of a day."""
    evidence = merged(t.reports for t in case.tellings)
    first = min(
        (key for t in case.tellings for key in t.events), key=lambda key: (order(evidence, key[0]), key)
    )
    fullest = max(case.tellings, key=lambda t: (admitting.tells(t.asked), len(t.object), t.id))
    responses = {g.event: Response(g.event, g.kind) for g in case.given}
    return Demand(
        identify("demand", *first), named_most([t.actors for t in case.tellings]),
        named_most([t.recipients for t in case.tellings]), ungarbled(fullest.asked), case.status, case.first,
        case.last, age(case.first, today), tuple(responses.values()), evidence, tuple(reasons(case)),
    )


def order(evidence: Sequence[Report], article: str) -> int:
    """The place of an article among the reports."""
    return next((i for i, r in enumerate(evidence) if r.article == article), len(evidence))


def named_most(sides: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The parties that tellings name, in order of their codes; not one that stands in few of many."""
    told = Counter(code for side in sides for code in side)
    most = max(told.values(), default=0)
    return tuple(sorted(code for code, n in told.items() if FEW * n >= most))


def reasons(case: Case) -> Iterator[str]:
    """What the status of a demand rests on."""
    if not case.by:
        yield "who asks is not known by country"
    if not case.of:
        yield "of whom it is asked is not said"
    if case.first is None:
        yield "no report settles a day"
    if not any(admitting.tells(t.asked) for t in case.tellings):
        yield "its words do not say what is asked"
    yield from dict.fromkeys(case.because)
