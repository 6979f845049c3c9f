"""Meetings as told to meetings: planned, held, postponed, cancelled, or unknown once their days have passed;
and the calendar.

Knows which tellings are of one meeting; does not know how a meeting is found in a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache

from communique import grouping
from communique.knowledge import bodies, ledgers
from communique.ledgers import admitting
from communique.ledgers.tellings import (
    HORIZON,
    WEEK,
    Ids,
    MeetingTold,
    content,
    folded,
    key_of,
    merged,
    told_by,
)
from communique.occurrences.tellings import bare, countries, country_words
from communique.records import DueMeeting, DueStatus, MeetingKind, identify
from communique.text.days import days_between, parse_day

# days; within a longer stretch ("this year") the same two may meet several times, and only the kind tells
# which it is
WIDE = 31
PAIR = 2
BESIDE = 500  # characters within which one article goes on about a meeting of which it names one side
APART = 50  # characters at most between two words for one meeting in a sentence
MULTILATERAL = 4
HOSTED = ("summit", "multilateral")  # kinds of which only the host may be named
TALKS = ("talks", "multilateral")  # kinds that go on without anybody in particular
MET = ("planned", "held")  # of a meeting put off or called off two days are told
Block = tuple[str, ...]


@dataclass(slots=True)
class Case:
    """A meeting in the making: its tellings in order of publication, how it stands and for when."""

    tellings: list[MeetingTold]
    status: DueStatus
    start: str | None
    end: str | None
    because: list[str] = field(default_factory=list)

    @property
    def participants(self) -> frozenset[str]:
        """All who are told to take part."""
        return frozenset(p for t in self.tellings for p in t.participants)

    @property
    def kind(self) -> MeetingKind:
        """The kind by its first telling; what is only the first of its sort may be of another."""
        return next((t for t in self.tellings if not t.first), self.tellings[0]).kind

    @property
    def announced(self) -> str | None:
        """The day of the first telling."""
        return min((t.published for t in self.tellings if t.published), default=None)


# --- blocks -------------------------------------------------------------------------------------------------


def blocks_of(told: MeetingTold) -> tuple[Block, ...]:
    """The blocks of a meeting: its participants in pairs, alone where there is one;
    of many those with the first."""
    return pairs(told.participants)


def pairs(participants: Iterable[str]) -> tuple[Block, ...]:
    """Participants in pairs, in order of their codes."""
    names = sorted(set(participants))
    few = names if len(names) <= MULTILATERAL else names[:1]
    found = tuple((one, other) for i, one in enumerate(few) for other in names[i + 1 :])
    return found or tuple((name,) for name in names)


def beside(block: Block) -> tuple[Block, ...]:
    """The blocks whose meetings are needed to settle one: its own, and those where only one side is named."""
    return tuple(dict.fromkeys([block, *((name,) for name in block)]))


def sought(told: MeetingTold) -> tuple[Block, ...]:
    """The blocks in which the meetings stand that a telling can be of: all of a lone participant's,
    else those of the pairs."""
    if len(set(told.participants)) > 1:
        return pairs(told.participants)
    return tuple((name,) for name in told.participants)


# --- the ledger ---------------------------------------------------------------------------------------------


def due(meetings: Iterable[MeetingTold], today: str, old: Iterable[DueMeeting] = ()) -> list[DueMeeting]:
    """The meetings of some blocks as of a day, in order of their days.

    Args:
        meetings: as told within the horizon of what is new,
            with all tellings of the old ones that they are part of.
        old: the meetings of these blocks as they were kept: those that no telling is part of stay,
            the others are made anew.
    """
    told = sorted({(key_of(t.report), t.id): t for t in meetings}.values(), key=moment)
    found: list[Case] = []
    filed: dict[Block, dict[int, Case]] = {}
    for t in told:
        met = {i: c for block in sought(t) for i, c in filed.get(block, {}).items()}
        case = match(list(met.values()), t, today)
        if case is None:
            case = begun(t, today)
            found.append(case)
        else:
            follow(case, t, today)
        for block in {*blocks_of(t), *((name,) for name in t.participants)}:
            filed.setdefault(block, {})[id(case)] = case
    old = list(old)
    gone = told_by(old, (t.report for t in told))
    kept = [aged(m, today) for m in old if m.id not in {g.id for g in gone}]
    return sorted(
        (*kept, *finished(found, gone, today)), key=lambda m: (m.start or "9999", m.participants, m.id)
    )


def moment(t: MeetingTold) -> tuple[str, int, str, int]:
    """In order of publication; on one day the plan before what became of it."""
    return (
        t.published or "9999", ("planned", "postponed", "cancelled", "held").index(t.status),
        t.report.article, t.report.span.start,
    )


# --- one meeting or another ---------------------------------------------------------------------------------


def match(found: Sequence[Case], t: MeetingTold, today: str) -> Case | None:
    """The meeting that a telling is of: the one whose days are nearest, of several the last to be told of."""
    scored = [(score, i) for i, case in enumerate(found) if (score := likeness(case, t, today)) is not None]
    return found[max(scored)[1]] if scored else None


def likeness(case: Case, t: MeetingTold, today: str) -> float | None:
    """How surely a telling is of a meeting; None if it is of another."""
    if known_as(case, t) and not others_met(case, t):
        return 2.0
    if t.kind not in ledgers.kinds()[case.kind]:
        return None
    parties = company(case.participants, frozenset(t.participants))
    if parties is None or not standing(case, t, today):
        return None
    same_kind = any(k.kind == t.kind for k in case.tellings)
    gap = between(case, t, same_kind=same_kind)
    if gap is None or rough(case, t, same_kind=same_kind) or told_apart(case, t):
        return None
    if parties < 1 and not fits(case, t, same_kind=same_kind):
        return None
    here = any(k.report.article == t.report.article for k in case.tellings)
    if not (same_kind or t.near or here):
        return None  # who leaves open who met, and what it was
    if not (case.start or t.start) and not same_talk(case, t):
        return None
    if "summit" in {t.kind, case.kind} and not same_kind and not (case.start and t.start):
        return None  # who dine on the eve of a summit
    return parties + 0.2 * same_kind - gap / 100


def known_as(case: Case, t: MeetingTold) -> bool:
    """Whether one sentence tells what two did, and that it was the first of its sort: "spoke on the phone,
    the first talks of their leaders"."""
    return any(
        k.report.article == t.report.article
        and (k.first or t.first)
        and set(k.participants) == set(t.participants)
        and max(k.report.span.start, t.report.span.start) - min(k.report.span.end, t.report.span.end) < APART
        and k.status == t.status
        for k in case.tellings
    )


def rough(case: Case, t: MeetingTold, *, same_kind: bool) -> bool:
    """Whether one of two gives a stretch in which the same may meet often ("this year"), and the other
    another one or another kind."""
    spans = length(case.start, case.end), length(t.start, t.end)
    return max(spans) > WIDE and (not same_kind or min(spans) <= WIDE)


def told_apart(case: Case, t: MeetingTold) -> bool:
    """Whether a telling is of another meeting by its place, by who met for one side, by what became of it or
    by its day where one article tells both."""
    mine = window(t.start, t.end)
    again = anew(t) or (t.start and anew(case.tellings[0]))
    if others_met(case, t) or other_level(case, t) or faceless(case, t) or (again and not overlap(case, t)):
        return True
    for k in case.tellings:
        if elsewhere(k, t) or elsewhere(t, k):
            return True
        if k.country and t.country and k.country != t.country and t.kind != "call":
            return True
        yours = window(k.start, k.end)
        if k.report.article != t.report.article or mine is None or yours is None or t.carried or k.carried:
            continue
        if t.status in MET and k.status in MET and (mine[1] < yours[0] or yours[1] < mine[0]):
            return True
    return False


def others_met(case: Case, t: MeetingTold) -> bool:
    """Whether a telling names other persons for a side than all that a meeting has for it."""
    known: dict[str, set[str]] = {}
    for one in (one for k in case.tellings for one in k.people):
        code, *names = one.split()
        known.setdefault(code, set()).update(names)
    named = [one.split() for one in t.people]
    sides = {code for code, *_ in named} & known.keys()
    met = {code for code, *names in named if code in known and not known[code].isdisjoint(names)}
    return bool(sides - met)


def elsewhere(visit: MeetingTold, met: MeetingTold) -> bool:
    """Whether a meeting is told to be in a country that a visit of one state to another does not go to."""
    return (
        visit.kind == "visit" != met.kind
        and met.country is not None
        and met.country not in {*visit.participants, *met.participants}
        and set(visit.participants) <= countries().keys()
    )


def anew(t: MeetingTold) -> bool:
    """Whether the words of a telling say that the same met before: "is to meet her again"."""
    return t.status == "planned" and ledgers.pattern("again").search(t.words) is not None


def faceless(case: Case, t: MeetingTold) -> bool:
    """Whether of a telling and a meeting one is between nobody in particular, and the other between persons:
    "officials of both have been discussing it", "the ministers met"; but for "their talks"."""
    known = [(t,), case.tellings]
    named = [{one.split()[0] for k in told for one in k.people} for told in known]
    plain, other = sorted(zip(named, known, strict=True), key=lambda pair: len(pair[0]))
    return (
        not plain[0]
        and len(other[0]) >= PAIR
        and all(k.kind in TALKS and not ledgers.pattern("definite").match(k.words) for k in plain[1])
    )


def other_level(case: Case, t: MeetingTold) -> bool:
    """Whether a telling has for a side a minister of foreign affairs, where all others have its president."""
    known, named = by_side(case.tellings), by_side((t,))
    return any(known[side].isdisjoint(named[side]) for side in known.keys() & named.keys())


def by_side(tellings: Iterable[MeetingTold]) -> dict[str, set[str]]:
    """The levels at which each side of some tellings meets."""
    told = (one.split() for k in tellings for one in k.levels)
    return grouping.sets((side, level) for side, level in told)


def fits(case: Case, t: MeetingTold, *, same_kind: bool) -> bool:
    """Whether a telling of one side alone, or of both where only one is known, may be of a meeting: one
    article tells both beside one another, or both give a day that they say, and it is one."""
    here = [k for k in case.tellings if k.report.article == t.report.article]
    if not here:
        return same_kind and not t.carried and overlap(case, t)
    beside = any(abs(k.report.span.start - t.report.span.start) < BESIDE for k in here)
    return beside and (same_kind or not t.start)


def overlap(case: Case, t: MeetingTold) -> bool:
    """Whether both are told for one day, or for days of one week."""
    mine, yours = window(case.start, case.end), window(t.start, t.end)
    if mine is None or yours is None or max(length(case.start, case.end), length(t.start, t.end)) > WEEK:
        return False
    return mine[0] <= yours[1] and yours[0] <= mine[1]


def same_talk(case: Case, t: MeetingTold) -> bool:
    """Whether two tellings of which none gives a day may be of one meeting: told on one day in the same way,
    or in words that both have."""
    own = {w for code in case.participants | set(t.participants) for w in named(code)}
    words = content(t.words, own) - common_words()
    return any(
        (k.published == t.published and k.kind == t.kind)
        or not words.isdisjoint(content(k.words, own))
        for k in case.tellings
    )


@cache
def named(code: str) -> frozenset[str]:
    """The words of the names of a country or a body."""
    names = (name for name, known in bodies.codes().items() if known == code)
    return country_words(code, capitals=False) | {w for name in names for w in bare(name)}


@cache
def common_words() -> frozenset[str]:
    """Stems of words that say only that some met."""
    words = ledgers.words("meetings")
    return frozenset(folded(w) for w in words["meeting"] | words["phoning"])


def length(start: str | None, end: str | None) -> int:
    """How many days a stretch has; none where it is unknown."""
    days = window(start, end)
    return (days[1] - days[0]).days + 1 if days else 0


def company(known: frozenset[str], named: frozenset[str]) -> float | None:
    """How alike two sets of participants are: the same, or one side of them;
    None if they differ: two of seven who met are another meeting."""
    if known == named and known:
        return 1.0
    alone = 1 in (len(known), len(named)) and (known < named or named < known)
    return 0.2 if alone else None


def standing(case: Case, t: MeetingTold, today: str) -> bool:
    """Whether a telling can follow on how a meeting stands:
    what is planned anew after it was held or called off is another one."""
    if standing_of(t, today) == "planned" and case.status in ("held", "cancelled"):
        return False
    return not (t.status == "postponed" and case.status == "held" and not t.start)


def between(case: Case, t: MeetingTold, *, same_kind: bool) -> int | None:
    """How many days lie between a meeting and what is told; None if too many for one meeting.
    Only one of the same kind moves."""
    limits = ledgers.days("meetings")
    mine, yours = window(case.start, case.end), window(t.start, t.end)
    if mine and yours:
        gap = max((mine[0] - yours[1]).days, (yours[0] - mine[1]).days, 0)
        wide = max(length(case.start, case.end), length(t.start, t.end)) > WEEK
        near = 0 if wide else limits["near"]  # a night lies between two days, and not between two months
        moved = same_kind and (case.status == "postponed" or t.status == "postponed")
        if gap <= near or (
            moved and gap <= HORIZON and yours[0] >= mine[0] - timedelta(days=limits["near"])
        ):
            return gap if gap <= near else min(gap, 90) // 2
        return None
    if case.status == "postponed" and t.status == "planned" and not same_kind:
        return None
    return undated(case, t, mine, yours)


def undated(
    case: Case, t: MeetingTold, mine: tuple[date, date] | None, yours: tuple[date, date] | None
) -> int | None:
    """The same where one of both gives no day: it is then reckoned from the day of publication."""
    limits, told, announced = ledgers.days("meetings"), parse_day(t.published), parse_day(case.announced)
    if told is None or announced is None:
        return None if mine or yours else 30
    if t.status == "held" and not yours:
        yours = (told - timedelta(days=limits["slack"]), told)
    elif not yours:  # what is planned, put off or called off lies ahead
        yours = (told - timedelta(days=limits["slack"]), told + timedelta(days=limits["undated"]))
    if not mine:
        ahead = 0 if case.status == "held" else limits["undated"]
        last = max((d for k in case.tellings if k.near and (d := parse_day(k.published))), default=announced)
        mine = (announced - timedelta(days=limits["slack"]), last + timedelta(days=ahead))
    gap = max((mine[0] - yours[1]).days, (yours[0] - mine[1]).days, 0)
    if gap <= limits["undated"] and remembered(case, t):
        return 2 + gap // 30 if case.start else 3 + gap
    # the nearest day is meant, and the latest plan
    away = max((mine[0] - told).days, (told - mine[1]).days, 0)
    return None if gap > limits["near"] else 3 + away + (told - announced).days // 30


def remembered(case: Case, t: MeetingTold) -> bool:
    """Whether a telling speaks of a call between two persons as of one that is known: "the historic call
    between them"."""
    sides = [{one.split()[0] for one in k.people} for k in (t, *case.tellings)]
    return (
        case.status == t.status == "held"
        and t.kind == "call"
        and len(sides[0]) >= PAIR
        and sides[0] in sides[1:]
        and ledgers.pattern("remembered").match(t.words) is not None
    )


def window(start: str | None, end: str | None) -> tuple[date, date] | None:
    """The days from one to the other; None where they are unknown or make no sense."""
    first, last = parse_day(start), parse_day(end or start)
    return (first, last) if first and last and first <= last else None


# --- what became of it --------------------------------------------------------------------------------------


def standing_of(t: MeetingTold, today: str) -> DueStatus:
    """How a telling has a meeting; one that is told as held on a day to come is planned."""
    if t.status == "held" and t.start and t.start > max(t.published or today, today):
        return "planned"
    return t.status


def begun(t: MeetingTold, today: str) -> Case:
    """A meeting from its first telling."""
    status = standing_of(t, today)
    case = Case([t], status, t.start, t.end)
    note(case, t, status)
    if status != t.status:
        case.because.append(f"told as held on {t.start}, which is yet to come: planned")
    return case


def follow(case: Case, t: MeetingTold, today: str) -> None:
    """Add a telling to a meeting, and let it change how it stands and for when."""
    status, before = standing_of(t, today), case.status
    gap = days_between(case.start, t.start)  # of the new day from the old one
    plain = t.near or not any(k.near for k in case.tellings)
    one = ledgers.pattern("definite").match(t.words) and not ledgers.pattern("in_general").search(t.words)
    definite = status == "held" and one  # "the two-hour meeting"; not "the talks", which go on
    if (plain or definite) and (status == before or rank(case, t, status)):
        if status == "planned" and before == "postponed":
            case.because.append(
                f"put off from {case.start or 'an unknown day'}, now due {t.start or 'on an unknown day'}"
            )
            case.start, case.end = t.start, t.end
        elif status == "postponed" and before == "planned" and (gap or 0) > ledgers.days("meetings")["near"]:
            case.because.append(f"put off from {case.start} to {t.start}")
            case.start, case.end, status = t.start, t.end, "planned"
        elif nearer(case, t, status):
            case.start, case.end = t.start, t.end
        if status != before:
            note(case, t, status)
        case.status = status
    case.tellings.append(t)


def rank(case: Case, t: MeetingTold, status: DueStatus) -> bool:
    """Whether a telling changes how a meeting stands; a later one does,
    unless it contradicts what more outlets say."""
    before = case.status
    if status == "planned":
        return before == "postponed" and t.start is not None and (case.start is None or t.start > case.start)
    if "held" not in (status, before) or before in ("planned", "postponed"):
        return True
    outlets = {
        s: {k.report.outlet or k.report.article for k in [*case.tellings, t] if k.status == s}
        for s in (status, before)
    }
    case.because.append(
        f"reports contradict each other: {before} in {len(outlets[before])}, {status} in "
        f"{len(outlets[status])}"
    )
    more = len(outlets[status]) - len(outlets[before])
    return more > 0 or (more == 0 and status == "held")  # called off for one, it may still have taken place


def nearer(case: Case, t: MeetingTold, status: DueStatus) -> bool:
    """Whether a telling settles the days better: the first to give some, a shorter stretch,
    the day on which it was held, or that of a later plan."""
    mine, yours = window(case.start, case.end), window(t.start, t.end)
    if yours is None:
        return False
    if mine is None or (status == "held" != case.status):
        return True
    put_off = status == case.status == "planned" and mine[1] < yours[0] and not t.carried
    return put_off or yours[1] - yours[0] < mine[1] - mine[0]


def note(case: Case, t: MeetingTold, status: DueStatus) -> None:
    """Say what a change of standing rests on."""
    case.because.append(
        f"{status}: {t.report.outlet or t.report.article}{f', {t.published}' if t.published else ''}"
    )


# --- the record ---------------------------------------------------------------------------------------------


def finished(found: Sequence[Case], gone: Sequence[DueMeeting], today: str) -> Iterator[DueMeeting]:
    """The records of meetings, under the ids that they had."""
    ids = Ids((key_of(r), m.id) for m in gone for r in m.evidence)
    for case in found:
        if len(case.participants) < 2 and not any(t.placed and t.kind in HOSTED for t in case.tellings):
            continue  # nobody says with whom, or what is held where
        evidence = merged([[t.report for t in case.tellings]])
        first = min(
            case.tellings, key=lambda t: (t.published or "9999", t.report.article, t.report.span.start)
        )
        own = identify(
            "meeting", first.report.article, first.report.span.start, first.kind, *first.participants
        )
        lead = first if not first.first else next((t for t in case.tellings if not t.first), first)
        kind = max(
            (t.kind for t in case.tellings),
            key=lambda k: ([t.kind for t in case.tellings].count(k), k == lead.kind),
        )
        parties = tuple(sorted(case.participants))
        settle_day(case, kind)
        if admitting.sureness(case.tellings, parties) < admitting.PLAIN:
            case.because.append("doubtful: no report says in so many words that these met at one table")
        yield aged(
            DueMeeting(
                ids.of(map(key_of, evidence), own, identify(own)), parties, kind, case.status,
                case.start, case.end, evidence, tuple(dict.fromkeys(case.because)),
            ),
            today,
        )


def settle_day(case: Case, kind: MeetingKind) -> None:
    """Give a meeting that was held the day which most articles tell: in the words of the meeting itself
    before those around it, of one of its kind before the journey to it."""
    if case.status != "held" or not case.start or told_beside(case):
        return
    # what leaves open who met counts alone, or within the days that others give
    sure = [t for t in case.tellings if t.near] or case.tellings
    tellings = [t for t in case.tellings if t in sure or any(inside(t, k) for k in sure)]
    held = [t for t in tellings if t.status == "held" and dated(t)]
    own = held or [t for t in tellings if t.status == "planned" and dated(t) and inside(t, case)]
    days = grouping.sets(((t.start or "", t.end), (t.kind == kind, t.report.article)) for t in own)
    if not days:
        if all(t.carried or not t.start for t in tellings):
            case.because.append(f"{case.start} is the day of what is told around it, and none of its own")
            case.start = case.end = None
        return
    now = (case.start, case.end)
    said = max(
        days,
        key=lambda d: (
            length(*d) <= 2, len({a for _, a in days[d]}), sum(own for own, _ in days[d]), d == now, d[0],
        ),
    )
    if said != now:
        case.start, case.end = said
        case.because.append(f"most reports tell it of {said[0]}")


def told_beside(case: Case) -> bool:
    """Whether a meeting of which no telling gives a day itself has that of the news told shortly before."""
    beside = [t for t in case.tellings if t.beside]
    if not beside or any(map(dated, case.tellings)):
        return False
    case.start, case.end = beside[0].start, beside[0].end
    return True


def dated(t: MeetingTold) -> bool:
    """Whether a telling says itself in which days of a week a meeting was."""
    return t.start is not None and not t.carried and length(t.start, t.end) <= WEEK


def inside(t: MeetingTold, other: MeetingTold | Case) -> bool:
    """Whether the days of a telling lie within those of another."""
    mine, yours = window(other.start, other.end), window(t.start, t.end)
    return bool(mine and yours and mine[0] <= yours[0] and yours[1] <= mine[1])


def aged(meeting: DueMeeting, today: str) -> DueMeeting:
    """A meeting as it stands on another day: unknown once it is overdue."""
    if meeting.status != "planned":
        return meeting
    due = meeting.end or meeting.start
    last = max((r.published[:10] for r in meeting.evidence if r.published), default=None)
    days = days_between(due or last, today)
    if days is None or days <= ledgers.days("meetings")["grace" if due else "undated"]:
        return meeting
    since = f"it was due by {due}" if due else f"no day was given by {last}"
    why = f"{since}, and no report since says whether it took place"
    return replace(meeting, status="unknown", because=(*meeting.because, why))


def calendar(
    meetings: Iterable[DueMeeting], since: str | None = None, until: str | None = None
) -> list[DueMeeting]:
    """The meetings that touch some days, in order of time; those without a day come last,
    where no end is given."""
    dated = [m for m in meetings if m.start is not None or until is None]
    chosen = [
        m for m in dated
        if m.start is None or ((m.end or m.start) >= (since or "") and m.start <= (until or m.start))
    ]
    return sorted(chosen, key=lambda m: (m.start or "9999", m.end or "9999", m.participants, m.id))
