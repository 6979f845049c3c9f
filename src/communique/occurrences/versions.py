"""A happening to its record: an occurrence with reports, independent origins,
and the versions where reports disagree.

Knows how accounts are compared side by side; does not choose one silently: what most origins say leads,
the others are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import cast

from communique import grouping
from communique.occurrences.gathering import DONE, Happening
from communique.occurrences.salience import FLOOR, Doubt, News, salience
from communique.occurrences.sides import VAGUE, answerable, around_seat, guessed, pointed
from communique.occurrences.tellings import BACK, Telling, countries, looks_back, numbers_of, stem
from communique.reasons import (
    ASCRIBED,
    ATTEMPTED,
    DAY_AROUND,
    DAY_OF_NEWS,
    FIRST_NAMED,
    PLACE,
    SPOKE,
    UNNAMED,
    WHO_MET,
    rests_on,
    tells_meeting,
)
from communique.records import Actor, Event, Occurrence, Report, Status, Version, VersionAbout, When, codes
from communique.text.days import days_between, parse_day

SOON = 14  # days after an act within which a first report of it is news
FEW = 4  # days between the first and the last on which it may be from which on they say little
OPENING = 200  # characters that a report opens with, its headline and the words of its picture among them
# what is announced of an act before it is done
PROMISE = {"CONSULT": "AGREE"}
# what of an act is only inferred, by the phrase among its reasons
INFERRED: Mapping[Doubt, str] = {
    "whom": FIRST_NAMED, "beside": UNNAMED, "mood": ASCRIBED, "tried": ATTEMPTED,
}  # fmt: skip
Account = tuple[str, Telling]  # a value, and the telling that has it


def occurrence(h: Happening) -> Occurrence:
    """The record of a happening."""
    told = sorted(h.tellings, key=lambda t: (t.published or "9999", t.article))
    groups = origins(told)
    leading = leader(told, groups)
    event = leading.event
    actors, recipients = tuple(sorted(codes(event.actors))), tuple(sorted(codes(event.recipients)))
    stands = standing(told)
    status = cast(Status, most(((t.event.status, t) for t in stands), groups))
    alike = [t for t in stands if t.event.type == event.type and sides(t) == sides(leading)]
    agreed = [t for t in told if agrees(t, leading)]
    start, end = day_of(agreed or alike, alike, groups)
    sure = round(max(t.event.confidence for t in alike), 3)
    independent = len(set(groups.values()))
    near, named = how_near(told, stands, start, end), any(names_sides(t) for t in alike)
    rank = salience(
        event.type, status, actors, recipients, sure, len({groups[t.article] for t in agreed}),
        stories=len({t.origin for t in agreed}), news=near, named=named,
        doubts=tuple(doubts(told, alike, agreed)),
    )
    return Occurrence(
        h.id,
        event.type,
        mode_of(alike, groups),
        status,
        actors,
        recipients,
        start,
        end,
        # who announced it said nothing of when it was done
        min((t.published[:10] for t in (told if start else stands) if t.published), default=None),
        sure,
        rank.value,
        tuple(report(t) for t in fullest(told)),
        independent,
        tuple(versions(told)),
        rank.because,
    )


def names_sides(t: Telling) -> bool:
    """Whether the words of an act themselves name who does it and to whom."""
    said = t.event.evidence
    sides = (t.event.actors, t.event.recipients)
    return all(
        not side or any(a.span is None or said.start <= a.span.start < said.end for a in side)
        for side in sides
    )


def agrees(t: Telling, leading: Telling) -> bool:
    """Whether a telling has the act that leads, and of its parties some on each side that it names."""
    if t.event.type not in (leading.event.type, PROMISE.get(leading.event.type)):
        return False
    if not all(sides(t)) and not all(sides(leading)):
        return not parties(t).isdisjoint(parties(leading))
    return all(
        not mine or not theirs or not mine.isdisjoint(theirs)
        for mine, theirs in zip(sides(t), sides(leading), strict=True)
    )


def doubts(
    told: Sequence[Telling], alike: Sequence[Telling], agreed: Sequence[Telling]
) -> Iterator[Doubt]:
    """What of an act is only inferred by the tellings that lead, and whether the others tell the same."""
    inferred = [d for d, phrase in INFERRED.items() if all(rests_on(t.event, phrase) for t in alike)]
    if not inferred and all(rests_on(t.event, *INFERRED.values()) for t in alike):
        inferred = [d for d, phrase in INFERRED.items() if rests_on(alike[0].event, phrase)]
    yield from inferred
    if any(t.event.status == "negated" for t in told) and any(t.event.status in DONE for t in alike):
        yield "denied"
    if all(any(map(guessed, (*t.event.actors, *t.event.recipients))) for t in alike):
        yield "whose"
    if all(wholly(pointed, t.event) for t in alike):
        yield "pointed"
    if all(wholly(around_seat, t.event) for t in alike):
        yield "seat"
    if all(by_ground(t.event) for t in alike):
        yield "ground"
    if all(t.event.status == "planned" and t.event.type != "AGREE" for t in alike):
        yield "ahead"
    if not any(stately(t.event) for t in alike):
        yield "private"
    same, every = (len({t.origin for t in some}) for some in (agreed, told))
    if 2 * same < every:
        yield "outvoted"


def by_ground(event: Event) -> bool:
    """Whether a blow of one state is taken to be upon another only by the place where it fell: what it struck
    there may be somebody else's."""
    struck = [a for a in event.recipients if a.code]
    abroad = bool(struck) and codes(event.actors).isdisjoint(codes(struck))
    return event.type == "ASSAULT" and abroad and all(rests_on(a, PLACE) for a in struck)


def wholly(so: Callable[[Actor], bool], event: Event) -> bool:
    """Whether one side of an act is made up of parties of which something holds; of what several do
    together, one party."""
    apart = not event.recipients
    sides = [[a] for a in event.actors] if apart else [list(event.actors), list(event.recipients)]
    coded = [[a for a in side if a.code] for side in sides]
    return any(side and all(map(so, side)) for side in coded)


def says_one_day(t: Telling, day: str) -> bool:
    """Whether a telling gives the day of an act itself, and not that of what is told around it."""
    when = t.event.when
    if when is None or when.precision != "day" or when.start != day:
        return False
    return not rests_on(t.event, DAY_AROUND)


def carried(t: Telling) -> bool:
    """Whether a telling has its day from what is told around it, or from being news of its day."""
    return rests_on(t.event, DAY_AROUND, DAY_OF_NEWS)


def says_all(t: Telling) -> bool:
    """Whether the words of an act say themselves who did it to whom and on which day."""
    when = t.event.when
    inferred = rests_on(t.event, WHO_MET)
    return when is not None and says_one_day(t, str(when.start)) and names_sides(t) and not inferred


def stately(event: Event) -> bool:
    """Whether states or bodies are on all sides of an act, by those who act or answer for them."""
    doers, others = (
        {a.code for a in side if a.code and a.code != VAGUE and answerable(a)}
        for side in (event.actors, event.recipients)
    )
    if codes(event.recipients):
        return bool(doers and others)
    return len(doers) >= min(len(codes(event.actors)), 2)


def how_near(told: Sequence[Telling], stands: Sequence[Telling], start: str | None, end: str | None) -> News:
    """How near its day a happening is told: what a report opens with is news without its day, what is told
    long after it, or only further down without it, is background; of many days none is its day."""
    first = min((t.published[:10] for t in stands if t.published), default=None)
    if start is None:
        news = [t for t in stands if not looks_back(t.event, None)]
        if sum(t.event.evidence.start < OPENING for t in news) * 2 >= len(stands):
            return "opening"
        return "undated" if len(news) * 2 >= len(stands) else "background"
    gap = days_between(end or start, first)
    if gap is not None and gap > SOON:
        return "background"
    said = [t for t in stands if t.event.when and t.event.when.start]
    if start != (end or start) and all(rests_on(t.event, DAY_AROUND) for t in said):
        return "carried"
    if start != (end or start):
        return "near" if (days_between(start, end) or FEW) < FEW else "vague"
    since = gap or 0
    if days := [t for t in told if says_one_day(t, start)]:
        if all(rests_on(t.event, DAY_OF_NEWS) for t in days):
            return "perfect"
        return "late" if since > BACK else "dated"
    if any(opens_on(t, start) for t in told):
        return "perfect"
    return "older" if since > 0 else "carried"


def opens_on(t: Telling, day: str) -> bool:
    """Whether a report opens with words that are of the day on which their speaker spoke."""
    when = t.event.when
    spoken = rests_on(t.event, SPOKE) and when is not None and when.start == day
    return spoken and t.event.evidence.start < OPENING


def mode_of(told: Sequence[Telling], groups: dict[str, str]) -> str | None:
    """The mode that most origins give an act; None where none gives one."""
    given = [(t.event.mode, t) for t in told if t.event.mode]
    return str(most(given, groups)) if given else None


def fullest(told: Sequence[Telling]) -> list[Telling]:
    """One telling of each article, in their order: the surest, of several the longest."""
    best: dict[str, Telling] = {}
    for t in told:
        other = best.get(t.article)
        if other is None or rank_of(t) > rank_of(other):
            best[t.article] = t
    return list(best.values())


def rank_of(t: Telling) -> tuple[bool, float, int]:
    """How well a telling stands for its article."""
    return t.event.status in DONE, t.event.confidence, len(t.event.evidence.text)


def report(t: Telling) -> Report:
    """Where a telling stands."""
    return Report(t.article, t.url, t.outlet, t.published, t.event.evidence)


def origins(told: Sequence[Telling]) -> dict[str, str]:
    """For each article the independent origin that it goes back to: copies of one text have one,
    and so have stories of one agency."""
    of_agency: dict[str, str] = {}
    found: dict[str, str] = {}
    for t in told:
        if t.agency:
            of_agency.setdefault(t.agency.casefold(), t.origin)
    merged: dict[str, str] = {}
    for t in told:
        if t.agency and t.origin not in merged:
            merged[t.origin] = of_agency[t.agency.casefold()]
    for t in told:
        found[t.article] = merged.get(t.origin, t.origin)
    return found


def most(accounts: Iterable[tuple[object, Telling]], groups: dict[str, str]) -> object:
    """The value that most origins have, of several the first."""
    by_value = grouping.sets((value, groups[t.article]) for value, t in accounts)
    return max(by_value, key=lambda value: len(by_value[value]))


def leader(told: Sequence[Telling], groups: dict[str, str]) -> Telling:
    """The first telling with the parties that most origins name, of the type that most have,
    of those by which the act stands.

    One that names both sides goes before one that leaves a side out;
    where as many origins name these as those, one leads that gives a day, for others sum up what several
    did, and the more parties.
    """
    done = standing(told)
    type = most(((t.event.type, t) for t in done), groups)
    of_type = [t for t in done if t.event.type == type]
    likely = [t for t in of_type if t.event.confidence >= FLOOR] or of_type
    full = [t for t in likely if all(sides(t))] or likely
    wanted = most(
        ((sides(t), t) for t in sorted(full, key=lambda t: (not exact(t), -len(parties(t))))), groups
    )
    return next(t for t in full if sides(t) == wanted)


def standing(told: Sequence[Telling]) -> list[Telling]:
    """The tellings by which an act stands: as done, unless they are doubtful and others are surer;
    else as those most sure have it. Who says of a day that two did not meet on it is not outweighed by who
    only speaks of their talks."""
    whole = [t for t in told if says_all(t)]
    if whole and all(t.event.status == "negated" for t in whole):
        return whole
    by_status = grouping.lists(("done" if t.event.status in DONE else t.event.status, t) for t in told)
    sure = {status: max(t.event.confidence for t in some) for status, some in by_status.items()}
    best = max(by_status, key=lambda status: (sure[status], status == "done"))
    return by_status["done"] if sure.get("done", 0.0) >= FLOOR else by_status[best]


def parties(t: Telling) -> frozenset[str]:
    """The codes of all who take part."""
    return codes(t.event.actors) | codes(t.event.recipients)


def sides(t: Telling) -> tuple[frozenset[str], frozenset[str]]:
    """The codes of the actors and of the recipients."""
    return codes(t.event.actors), codes(t.event.recipients)


def day_of(
    told: Sequence[Telling], alike: Sequence[Telling], groups: dict[str, str]
) -> tuple[str | None, str | None]:
    """The days of an act: as those tell it who have its parties, closer by the others where these agree,
    and by news of it that gives no day, for which it had been done. A day that no words of it say is none
    if it was told before."""
    (start, end), every, known = days(alike, groups), days(told, groups), first_known(told)
    closer = start and every[0] and every[1] and start <= every[0] and every[1] <= (end or start)
    if closer or start is None or (foretold(start, known) and not foretold(every[0], known)):
        start, end = every
    sayers = [t for t in told if not carried(t)]
    if start and foretold(start, known) and not any(says_one_day(t, start) for t in sayers):
        return None, None
    if all(t.event.mode == "visit" for t in alike):
        return start, end  # it goes on when it is told of
    news = [
        day for t in alike
        if t.event.when is None and not looks_back(t.event, None) and (day := parse_day(t.published))
    ]
    first, last = parse_day(start), parse_day(end)
    for day in sorted(news):
        if first and last and first < last and first <= day <= last:
            first, last = max(first, day - timedelta(days=BACK)), day
    reported = parse_day(known)
    if first and last and reported and first <= reported < last:
        last = reported
    return (first.isoformat(), last.isoformat()) if first and last else (start, end)


def foretold(day: str | None, known: str | None) -> bool:
    """Whether an act was known, by its first report, before a day, which so is not its day."""
    return day is None or (known is not None and day[:10] > known)


def first_known(told: Sequence[Telling]) -> str | None:
    """The day of the first report of an act as done; what somebody would agree to, he offers by saying so."""
    offered = {t.key for t in told if t.event.type == "AGREE" and not tells_meeting(t.event)}
    done = {t.key for t in standing(told) if t.event.status in DONE}
    return min((t.published[:10] for t in told if t.published and t.key in offered | done), default=None)


def days(told: Sequence[Telling], groups: dict[str, str]) -> tuple[str | None, str | None]:
    """The day that most origins give, of those that tell it as done if any do, in the words of the act
    before those around it; else the shortest stretch; (None, None) without any."""
    dated = [
        (t.event.when, t) for t in told
        if t.event.when and parse_day(t.event.when.start) and parse_day(t.event.when.end)
    ]
    own = [w for w, t in dated if not carried(t)]
    # what no words of it say yields to what some do
    modes = {t.event.mode for t in told if t.event.type == "CONSULT"}
    lasts = modes == {"visit"}  # of a visit, it may be only one day
    dated = [
        (w, t) for w, t in dated
        if not carried(t) or not own or (not lasts and any(holds(o, w) for o in own))
    ]
    standing_by = {t.key for t in standing(told)}
    done = [(w, t) for w, t in dated if t.key in standing_by]
    exact = [item for item in done if item[0].precision == "day"] or [
        item for item in dated if item[0].precision == "day"
    ]
    if exact and all(rests_on(t.event, DAY_OF_NEWS) for _, t in exact):
        # one tells as news in the perfect what most speak of as known: its day is another
        known = len({groups[t.article] for t in told if t.event.when is None and looks_back(t.event, None)})
        exact = exact if known <= len({groups[t.article] for _, t in exact}) else []
        dated = [item for item in dated if not rests_on(item[1].event, DAY_OF_NEWS)]
        exact = exact and [min(exact, key=lambda item: str(item[0].start))]  # by the first it had been done
    if exact:
        exact = [item for item in exact if says_day(item[1])] or exact
        day = str(most(((w.start, t) for w, t in exact), groups))
        return day, day
    if not dated:
        return None, None
    within = [w for w, _ in dated if not done or any(holds(o, w) for o, _ in done)]
    shortest = min(within, key=lambda w: days_between(w.start, w.end) or 0)
    return shortest.start, shortest.end


def holds(outer: When, inner: When) -> bool:
    """Whether all days of one stretch are of another."""
    return str(outer.start)[:10] <= str(inner.start)[:10] and str(inner.end)[:10] <= str(outer.end)[:10]


def exact(t: Telling) -> bool:
    """Whether a telling gives the day of an act."""
    return t.event.when is not None and t.event.when.precision == "day"


def says_day(t: Telling) -> bool:
    """Whether the words of an act say its day themselves: it is not that of the sentence around it,
    nor that of a report which says that it "has" been done."""
    text = (t.event.when.text if t.event.when else None) or ""
    return text in t.event.evidence.text and not carried(t)


# --- where reports disagree ---------------------------------------------------------------------------------


def versions(told: Sequence[Telling]) -> Iterator[Version]:
    """The accounts of a happening of which two cannot both be true: done and denied, other days,
    other places, other numbers."""
    settled: list[Account] = [(t.event.status, t) for t in told if t.event.status in (*DONE, "negated")]
    names = {row["name"] for row in countries().values()}  # a country holds its towns
    plain: tuple[tuple[VersionAbout, list[Account]], ...] = (
        ("status", settled if any(t.event.status == "negated" for _, t in settled) else []),
        ("day", dates(told)),
        (
            "place",
            [(t.event.where.name, t) for t in told if t.event.where and t.event.where.name not in names],
        ),
    )
    for about, accounts in plain:
        yield from disagreeing(about, accounts)
    yield from counted(told)


def disagreeing(about: VersionAbout, accounts: Sequence[Account]) -> Iterator[Version]:
    """One version for each value, if there are several."""
    by_value = grouping.lists((value, t.article) for value, t in accounts)
    if len(by_value) > 1:
        for value, articles in by_value.items():
            yield Version(about, value, tuple(dict.fromkeys(articles)))


def dates(told: Sequence[Telling]) -> list[Account]:
    """The days that are said, without those stretches that hold another report's day:
    a week is no quarrel with its Tuesday."""
    stands = [(t.event.when, t) for t in standing(told)]
    said = [(when.start, when.end, t) for when, t in stands if when and when.start and when.end]
    return [
        (start if start == end else f"{start}/{end}", t)
        for start, end, t in said
        if not any(start <= s and e <= end and (s, e) != (start, end) for s, e, _ in said)
    ]


def counted(told: Sequence[Telling]) -> Iterator[Version]:
    """The numbers that differ for one thing that is counted: "12 people", "15 people"."""
    counted = ((t, number, noun) for t in told for number, noun in numbers_of(t.event.evidence.text))
    things = grouping.lists((stem(noun), (f"{number} {noun}", t)) for t, number, noun in counted)
    for accounts in things.values():
        numbers = {value.split()[0] for value, _ in accounts}
        if len(numbers) > 1 and not one_report_has_all(accounts):
            yield from disagreeing("numbers", accounts)


def one_report_has_all(accounts: Sequence[Account]) -> bool:
    """Whether a single report gives all the numbers: it counts two things by one word ("12 people here and 15
    people there")."""
    by_article = grouping.sets((t.article, value.split()[0]) for value, t in accounts)
    every = set().union(*by_article.values())
    return any(numbers == every for numbers in by_article.values())
