"""Events of different articles to happenings: the tellings of one act, gathered;
what is new changes only what it joins.

Knows when two tellings are of one act; does not know where they are kept. Nothing is blended:
a happening is the list of its tellings.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from communique.occurrences.tellings import (
    AHEAD,
    BACK,
    Site,
    Telling,
    Traits,
    Weights,
    Window,
    confused,
    first_id,
    meets,
    reciprocal,
    sorts,
    stem,
    traits,
    weigh,
)
from communique.reasons import DAY_OF_NEWS, rests_on, tells_meeting
from communique.records import Event, identify
from communique.text.days import days_between, parse_day

# How alike the words must be (0: whatever they are; 1: those of the shorter telling all stand in the other),
# by the sort of act, and what is added for each thing in which two tellings differ. Set on the tuning half of
# benchmarks/gathering.py.
NEED = {"occasion": 0.0, "deed": 0.2, "speech": 0.2}
# what a telling of next to no words ("they met") is taken to share
SILENT = {"occasion": 0.15, "deed": 0.0, "speech": 0.0}
OTHER_TYPE = 0.3
PROMISED = 0.15  # one tells that they will meet ("will hold talks"), the other the meeting
AGREED = 0.3  # … the promise of anything else, and the other what is done or said
OTHER_PERSONS = 0.45
OTHER_PLACE = 0.1
# one thing is counted, and one count is half as large again as the other: two strikes, not two accounts of
# one
OTHER_NUMBERS = 0.25
HALF_AGAIN = 1.5
AT_HOME = 0.25  # blows and protests within one state, of which there are many a day
AT_HOME_TYPES = frozenset(("ASSAULT", "COERCE", "PROTEST"))
UNNAMED = 0.12  # one telling leaves a party out
ALONE = 0.25  # … of an occasion: a body's session is no other of those days
# … and the other names him and others: whom somebody met that day says little of whom else he met
LONE = 0.45
PUBLISHED = 0.03  # a day reckoned from publication, and for each day between two of them
# … for each e-fold of days between two reports of which none says the day: what was written weeks apart is
# seldom of one blow or word
LATER = 0.05
UNSAID = 0.12  # … where neither says its day
VAGUE = 0.06  # a week or a month
OPEN = 0.12  # planned, no day
NEXT_DAY = 0.2  # two days said, one apart: the sun rises earlier in Tokyo, or one report errs
# how alike tellings are that say nothing but the same word of the same parties ("Russian objections")
BARE = 0.42
LEAST = 8.0  # weight that the shorter telling is taken to have at least: one word in common is no proof
# by how much the words may fall short on average: one that resembles a single telling of many is seldom
# another of them
SLACK = 0.05
RECALLED = 0.3  # how alike a telling that looks back must be to an act of which there may be several
MEMORY = 250  # days after an act in which a telling may look back on it
NEWS = 10  # … in which one of a family still "has been done"
LONG = 40  # days of a stretch that is no time of one act
SEVERAL = 0.25  # one sums up several acts: "twice", "in recent months"
# added to how alike a telling is whose few words all stand in the other
WITHIN = 0.1
MUCH = 4  # words more than which a telling says too much to be what is told in none
DONE = ("actual", "historical")
FIRMS = frozenset(("firms",))  # the camp of those who trade
FAR = 40  # kilometres between towns of which one is no suburb of the other
DEGREE = 111.2  # kilometres of a degree
NAME = re.compile(r"(?<=\s)[A-Z][\w-]+")
COMPARED = 16  # tellings of a happening that a new one is compared with, each of another origin
BUCKET = 8  # days of a block


@dataclass(frozen=True, slots=True)
class Happening:
    """The tellings of one act, the first to be gathered first; `id` comes from that one and stays."""

    id: str
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """Which happenings a telling can belong to: of these types, with one of these parties,
    between these days."""

    types: frozenset[str]
    parties: frozenset[str]
    since: date
    until: date


def reach(t: Telling) -> Reach | None:
    """What an archive must look up for a telling: the happenings with a telling in this reach;
    None if it stands for itself.

    The days are those of other tellings: the day that they say,
    or that of their publication where they say none.
    """
    found = traits(t)
    if found.window is None or not found.parties:
        return None
    since, until = found.window.first - timedelta(days=AHEAD), found.window.last + timedelta(days=BACK + 1)
    return Reach(frozenset({t.event.type, *confused(t.event.type)}), found.parties, since, until)


def gather(
    new: Iterable[Telling], known: Iterable[Happening] = (), *, weights: Weights | None = None
) -> list[Happening]:
    """The happenings that new tellings join or begin, whole, in order of their ids;
    `known` are those within the reach of a new one.

    `weights` are those of the whole archive (`tellings.weigh`);
    without them words are weighed by the tellings at hand. Known ids stay.
    """
    known = list(known)
    there = {t.key for h in known for t in h.tellings}
    fresh = sorted({t.key: t for t in new if t.key not in there}.values(), key=order)
    every = [*(t for h in known for t in h.tellings), *fresh]
    found = {t.key: traits(t) for t in every}
    heap = Heap(weights or weigh(every, found), found)
    for h in known:
        heap.put(h)
    changed = set()
    for t in fresh:
        changed.add(heap.take(t))
    return [heap.happenings[id] for id in sorted(changed - heap.absorbed.keys())]


def without(happening: Happening, articles: Iterable[str]) -> Happening | None:
    """A happening without the tellings of some articles (they are read anew, or gone); None if none is left.
    The id stays."""
    gone = set(articles)
    left = tuple(t for t in happening.tellings if t.article not in gone)
    return replace(happening, tellings=left) if left else None


def order(t: Telling) -> tuple[str, str, int, str]:
    """In order of publication, then by article and place in it."""
    return t.published or "9999", t.article, t.event.trigger.start, t.event.id


class Heap:
    """Happenings filed by block, so that a telling meets only those which it can belong to."""

    def __init__(self, weights: Weights, found: Mapping[tuple[str, str], Traits]) -> None:
        self.weights = weights
        self.traits = found
        self.happenings: dict[str, Happening] = {}
        # what was two until a telling showed that it is one, by the id that it had
        self.absorbed: dict[str, str] = {}
        self.blocks: dict[tuple[object, ...], dict[str, None]] = {}

    def put(self, h: Happening) -> None:
        """File a happening."""
        self.happenings[h.id] = h
        for t in h.tellings:
            self.file(t, h.id)

    def file(self, t: Telling, id: str) -> None:
        """File a happening under the blocks of one of its tellings."""
        for block in blocks(t, self.traits[t.key]):
            self.blocks.setdefault(block, {})[id] = None

    def take(self, t: Telling) -> str:
        """Put a telling where it belongs best, or begin a happening with it; gives the happening's id."""
        mine = self.traits[t.key]
        met = {
            id: None for block in sought(t, mine) for id in self.blocks.get(block, ())
            if id in self.happenings
        }
        scored = [
            (score, id) for id in met if (score := self.score(t, mine, self.happenings[id])) is not None
        ]
        old = not scored and (mine.past or has_been(t, mine))
        if old:
            scored = self.meant(t, mine)
        if not scored:
            id = first_id(t)
            # its happening stayed when its article was taken out, and is no longer like it
            while id in self.happenings:
                id = identify(id)
            self.put(Happening(id, (t,)))
            return id
        best = min(scored, key=lambda item: (-item[0], -len(self.happenings[item[1]].tellings), item[1]))[1]
        self.happenings[best] = replace(self.happenings[best], tellings=(*self.happenings[best].tellings, t))
        self.file(t, best)
        for _, id in () if mine.past or old else sorted(scored):
            if id != best and self.same(self.happenings[id], self.happenings[best]):
                self.absorb(id, best)
        return best

    def same(self, a: Happening, b: Happening) -> bool:
        """Whether two happenings that one telling fits are one:
        whatever of either does not look back could be one of the other."""
        pairs = [
            (t, h) for h, other in ((a, b), (b, a)) for t in other.tellings if not self.traits[t.key].past
        ]
        return bool(pairs) and all(self.score(t, self.traits[t.key], h) is not None for t, h in pairs)

    def absorb(self, id: str, into: str) -> None:
        """Make one happening of two."""
        gone, kept = self.happenings.pop(id), self.happenings[into]
        self.absorbed[id] = into
        self.happenings[into] = replace(kept, tellings=(*kept.tellings, *gone.tellings))
        for t in gone.tellings:
            self.file(t, into)

    def of_old(self, mine: Traits) -> dict[str, None]:
        """The happenings that a telling may look back on."""
        return {
            id: None for block in looking_back(mine) for id in self.blocks.get(block, ())
            if id in self.happenings
        }

    def meant(self, t: Telling, mine: Traits) -> list[tuple[float, str]]:
        """The happenings that a telling may mean which looks back, the later the surer.

        Of acts that are done time and again it must say which, or when.
        """
        old = {
            id: found for id in self.of_old(mine)
            if (found := self.looked_back_on(t, mine, self.happenings[id])) is not None
        }
        again = mine.family is not None and mine.family.again
        said = [id for id, (_, alike) in old.items() if alike or not again]
        meant = said or (list(old) if not again or vague(mine) else [])
        # "Peru withdrew its envoy" is not what Chad and Mali did, though one report names all three
        meant = [id for id in meant if self.done_by(mine.actors, self.happenings[id])] or meant
        return [(old[id][0], id) for id in meant] if said or len(meant) == 1 else []

    def done_by(self, actors: frozenset[str], h: Happening) -> bool:
        """Whether every telling of a happening that does not look back, and names its doers,
        has all of these."""
        now = [self.traits[t.key].actors for t in h.tellings if not self.traits[t.key].past]
        return all(not named or actors <= named for named in now)

    def looked_back_on(self, t: Telling, mine: Traits, h: Happening) -> tuple[float, bool] | None:
        """How lately an act was done on which a telling may look back, and whether its words say which;
        None if it is another."""
        own = [
            (o, yours) for o in h.tellings
            if not (yours := self.traits[o.key]).past and yours.window and o.event.status in DONE
        ]
        if not mine.past:  # "has suspended it", where others say on which day before
            own = [
                (o, yours) for o, yours in own
                if yours.window and yours.window.sureness == "said" and not rests_on(o.event, DAY_OF_NEWS)
            ]
        told = parse_day(t.published)
        if not own or told is None or t.event.status not in DONE:
            return None
        last = max(yours.window.last for _, yours in own if yours.window)
        fits = [yours for _, yours in own if within_family(yours, mine) and timely(mine, yours)]
        # "the veto" is none of "their vetoes of resolutions"
        fits = [yours for yours in fits if mine.repeated or not yours.repeated]
        usual = mine.family.words if mine.family else frozenset()
        words = any(
            alike(mine.words - usual, yours.words - usual, self.weights) >= RECALLED for yours in fits
        )
        named = words or any(not mine.recipients.isdisjoint(yours.recipients) for yours in fits)
        named = named or bool(fits and mine.family and mine.family.anyone)
        reach = MEMORY if mine.past else NEWS
        return (last.toordinal(), words) if named and 0 <= (told - last).days <= reach else None

    def score(self, t: Telling, mine: Traits, h: Happening) -> float | None:
        """How much more alike a telling is to its nearest in a happening than it need be;
        None if it cannot be one of its tellings."""
        margins: list[float] = []
        origins: set[str] = set()
        for other in h.tellings:
            yours = self.traits[other.key]
            if yours.past and not mine.past and (other.published or "") < (t.published or "")[:10]:
                continue  # what was known before is no telling of what is news
            if (need := needed(t, mine, other, yours)) is None:
                if yours.past and (yours.family is not mine.family or within_family(yours, mine)):
                    continue  # it looks back, and says nothing of when
                return None  # one telling that contradicts suffices
            if other.article == t.article and not again(t, mine, other, yours):
                return None  # the reader has told the acts of one article apart
            if len(origins) < COMPARED and (other.origin not in origins or other.origin == t.origin):
                origins.add(other.origin)
                enough = other.origin == t.origin or (meets(t.event) and meets(other.event))
                silent = SILENT[sorts()[t.event.type]] * telling_silently(t.event, mine, other.event, yours)
                margins.append(likeness(mine, yours, self.weights, silent=silent, few=enough) - need)
        fits = bool(margins) and max(margins) >= 0 and sum(margins) / len(margins) >= -SLACK
        return max(margins) + sum(margins) / len(margins) if fits else None


def telling_silently(one: Event, mine: Traits, other: Event, yours: Traits) -> bool:
    """Whether two tellings that share no word may be of one meeting: two parties are in both, neither goes to
    the other (who visits meets several), says of when but a week or month, or has a call where the other has
    a visit."""
    modes = {one.mode, other.mode}
    calls = len(modes) > 1 and ("phone" in modes or None not in modes)
    gone = bool(mine.recipients or yours.recipients)
    return len(mine.parties & yours.parties) > 1 and not (gone or calls or vague(mine) or vague(yours))


def has_been(t: Telling, mine: Traits) -> bool:
    """Whether a telling gives as news of its day, in the perfect, what was perhaps done days before:
    "has suspended it"."""
    return mine.family is not None and not mine.family.again and rests_on(t.event, DAY_OF_NEWS)


def likeness(
    a: Traits, b: Traits, weights: Weights, *, silent: float = 0.0, few: bool = False
) -> float:
    """How alike two tellings are: wholly if they are of one family, unless its acts are done time and again,
    or if all words of one stand in the other, the act's own among them, and are many, unless `few` do."""
    if one_family(a, b) and a.family:
        usual = a.family.words
        same = (a.words == b.words and not general(a)) or dated(a, b)
        return 1.0 if same or not a.family.again else alike(a.words - usual, b.words - usual, weights)
    if (a.words <= b.words or b.words <= a.words) and not a.trigger.isdisjoint(b.trigger):
        if not a.words or not b.words:
            return max(BARE, silent)
        return 1.0 if few or a.words == b.words else min(1.0, WITHIN + alike(a.words, b.words, weights))
    return alike(a.words, b.words, weights, silent=silent)


def again(a: Telling, mine: Traits, b: Telling, yours: Traits) -> bool:
    """Whether one article tells an act twice: by the word of its family as it stands,
    or in words that are all among the others."""
    if a.event.status == b.event.status and one_family(mine, yours):
        return True
    return within(mine, yours) and not mine.trigger.isdisjoint(yours.trigger)


def alike(a: frozenset[str], b: frozenset[str], weights: Weights, *, silent: float = 0.0) -> float:
    """The weighted share of the shorter telling's words that the other has too;
    at least `silent` where it has too few to contradict."""
    weight = {word: weights.of(word) for word in a | b}
    shared = sum(weight[w] for w in a & b)
    shorter = min(sum(weight[w] for w in a), sum(weight[w] for w in b))
    return max(shared / max(LEAST, shorter), silent if shorter < LEAST else 0.0)


# --- what two tellings need ---------------------------------------------------------------------------------


def needed(a: Telling, mine: Traits, b: Telling, yours: Traits) -> float | None:
    """How alike the words of two tellings must be for one act;
    None if they cannot be of one whatever they say."""
    one, other = a.event, b.event
    if (one.status == "hypothetical") != (other.status == "hypothetical"):
        return None  # what is only supposed is no telling of what is done
    if too_soon(a, mine, yours) or too_soon(b, yours, mine):
        return None
    denied = (one.status == "negated") != (other.status == "negated")
    if denied and (one_family(mine, yours) or "historical" in (one.status, other.status)):
        return None  # who denies speaks of the act at hand, and in words of their own
    if one_family(mine, yours):
        alike_told = mine.repeated == yours.repeated and within_family(mine, yours)
        # what was done is not what is to come
        alike_told &= (one.status in DONE) == (other.status in DONE) or not (mine.past or yours.past)
        return days_of_family(mine, yours) if alike_told else None
    if one.type != other.type and other.type not in confused(one.type):
        return None
    if any(apart(one, mine, other, yours) for apart in (otherwise, unkept)) or elsewhere(mine, yours):
        return None
    if (mine.inward and yours.recipients) or (yours.inward and mine.recipients):
        return None  # what a state's own people do among themselves is done to no other
    if on_one_word(a, mine, b, yours) or of_other_camps(mine, yours):
        return None
    inside, said = of_one(mine) and of_one(yours), spoken(one, other)
    home = inside and {one.type, other.type} <= AT_HOME_TYPES
    if mine.words != yours.words and (
        (home and others_counted(mine, yours))
        or vaguely(mine, yours, home=home or (inside and said), spoken=said)
    ):
        return None
    met = meets(one) and meets(other)
    sides = between_parties(one.type, other.type, mine, yours, met=met)
    apart = sides, between_days(mine.window, yours.window)
    if None in apart:
        return None
    need = for_types(one.type, other.type, met=met) + sum(x for x in apart if x)
    need += ALONE * (met and by_itself(mine, yours))
    need += between_reports(a, mine, b, yours) * (not met or vague(mine) or vague(yours))
    need += OTHER_PERSONS * parted(mine.persons, yours.persons)
    need += AT_HOME * home
    need += SEVERAL * ((mine.several or yours.several) and not within(mine, yours))
    need += OTHER_NUMBERS * bool(miscounted(mine.counts, yours.counts))
    if one.where and other.where and one.where.name != other.where.name:
        need += OTHER_PLACE * (1 if one.where.country == other.where.country else 2)
    return need


def unkept(one: Event, mine: Traits, other: Event, yours: Traits) -> bool:
    """Whether what is to come, or denied, by one telling is not what the other tells: another's promise, an
    act of which one says but the word, or what a body is to do alone and what it does, or is to do, days
    later."""
    bare, alike_told = general(mine) or general(yours), (one.status in DONE) == (other.status in DONE)
    if not (meets(one) and meets(other)):
        others = mine.actors.isdisjoint(yours.actors) and spoken(one, other)
        return (others and "AGREE" in (one.type, other.type)) or (bare and not alike_told)
    windows = [w for w in (mine.window, yours.window) if w]
    days = [w.first.toordinal() for w in windows]
    alone = len(mine.parties | yours.parties) == 1 and any(w.sureness == "open" for w in windows)
    return (alone and max(days) - min(days) > BACK) or (
        bare and not alike_told and "negated" in (one.status, other.status)
    )


def on_one_word(a: Telling, mine: Traits, b: Telling, yours: Traits) -> bool:
    """Whether two tellings of reports days apart have but one word in common, and it is no number or name,
    nor say they the day; of two types, two words. Or one says nothing but its own word: "its demands", "the
    attack"."""
    if meets(a.event) and meets(b.event):
        return False
    shared = (mine.words | mine.trigger) & (yours.words | yours.trigger)
    one_type, apart = a.event.type == b.event.type, days_between(a.published, b.published) or 0
    few = len(shared) <= 2 - one_type and abs(apart) > one_type
    if general(mine) or general(yours):
        return abs(apart) > 1 and not dated(mine, yours)
    if not (shared and few) or mine.words == yours.words or any(w[:1].isdigit() for w in shared):
        return False
    named = frozenset(stem(w.casefold()) for w in NAME.findall(a.event.evidence.text))
    return not (dated(mine, yours) or shared <= named)


def vague(mine: Traits) -> bool:
    """Whether a telling says of when only a week, a month or a longer stretch."""
    return mine.window is not None and (mine.window.sureness == "about" or long(mine.window))


def dated(a: Traits, b: Traits) -> bool:
    """Whether two tellings say when, or what is to come, one of them the former, and the days agree."""
    how = {w.sureness for w in (a.window, b.window) if w}
    return "published" not in how and how != {"open"} and between_days(a.window, b.window) is not None


def elsewhere(a: Traits, b: Traits) -> bool:
    """Whether two blows or protests each name a town, and all towns of one are far from all of the other."""
    pairs = [(x, y) for x in a.sites for y in b.sites]
    return bool(pairs) and all(kilometres(x, y) > FAR for x, y in pairs)


def kilometres(a: Site, b: Site) -> float:
    """How far two places are from one another, near enough for towns of one country."""
    (north, east), (other, across) = a, b
    along = (east - across) * math.cos(math.radians((north + other) / 2))
    return DEGREE * math.hypot(north - other, along)


def of_other_camps(mine: Traits, yours: Traits) -> bool:
    """Whether others of a country do it or meet, in other words: its people or firms, and not its state."""
    return mine.words != yours.words and (parted(mine.camps, yours.camps) or of_firms(mine, yours))


def of_firms(a: Traits, b: Traits) -> bool:
    """Whether a firm of a country does it by one telling, and by the other not a firm: a country named alone
    is its state."""
    return any((a.camps.get(code) == FIRMS) != (b.camps.get(code) == FIRMS) for code in a.parties & b.parties)


def parted(a: Mapping[str, frozenset[str]], b: Mapping[str, frozenset[str]]) -> bool:
    """Whether two tellings name others of one country."""
    return any(a[code].isdisjoint(b[code]) for code in a.keys() & b.keys())


def within(a: Traits, b: Traits) -> bool:
    """Whether all that one telling says stands in the other."""
    few, many = sorted((a.words, b.words), key=len)
    return bool(few) and few <= many


def of_one(mine: Traits) -> bool:
    """Whether an act is one within a state, whose people do it to their own, to some without a code or to
    nobody: a party that is a code is written large, one that has none is a name in small letters."""
    return sum(party.isupper() for party in mine.parties) == 1


def general(mine: Traits) -> bool:
    """Whether a telling says nothing but its own word: "the killings"."""
    return mine.words <= mine.trigger


def otherwise(one: Event, mine: Traits, other: Event, yours: Traits) -> bool:
    """Whether two acts are of two kinds: who is to meet has agreed on nothing else, and yielded nothing."""
    if one.type != other.type:
        return "CONCEDE" in (one.type, other.type) and tells_meeting(one) != tells_meeting(other)
    if one.type == "AGREE":
        return tells_meeting(one) != tells_meeting(other)
    return one.type == "REJECT" and (bare_word(mine, yours) or bare_word(yours, mine))


def bare_word(mine: Traits, yours: Traits) -> bool:
    """Whether a telling is of a refusal to nobody, and not in the word of the acts that the other tells:
    who denies something has vetoed nothing."""
    return mine.family is None and not mine.recipients and yours.family is not None and not yours.family.again


def spoken(one: Event, other: Event) -> bool:
    """Whether two acts are words."""
    return all(sorts()[e.type] == "speech" for e in (one, other))


def vaguely(a: Traits, b: Traits, *, home: bool, spoken: bool) -> bool:
    """Whether a telling says too little to be one of an act or word at home, of one of a year, or of words to
    nobody: "the killings" are not the killing of two officers, and "Oslo denied this" may be of anything."""
    if not (general(a) or general(b)):
        return False
    much = len(a.words ^ b.words) > MUCH and not a.words & b.words
    stretch = long(a.window) or long(b.window)
    return home or stretch or (spoken and (much or a.recipients.isdisjoint(b.recipients)))


def others_counted(a: Traits, b: Traits) -> bool:
    """Whether two tellings count different things, and no number is in both: 200 soldiers, five marchers."""
    if not a.counts or not b.counts or not a.counts.keys().isdisjoint(b.counts):
        return False
    return set(a.counts.values()).isdisjoint(b.counts.values())


def too_soon(t: Telling, mine: Traits, other: Traits) -> bool:
    """Whether a report that gives an act as done, and says no day but perhaps a week, was published before
    the day that another says."""
    said, told = other.window, parse_day(t.published)
    if said is None or told is None or said.sureness != "said" or t.event.status not in DONE:
        return False
    return (mine.window is None or mine.window.sureness != "said") and said.first > told


def one_family(a: Traits, b: Traits) -> bool:
    """Whether two tellings are of one family, and neither leaves the day so open that it may be any act of
    it."""
    if a.family is None or a.family is not b.family:
        return False
    return all(
        t is None or (t.last - t.first).days <= a.family.span or t.sureness == "open"
        for t in (a.window, b.window)
    )


def by_itself(a: Traits, b: Traits) -> bool:
    """Whether two tellings of a meeting name one party and no other, and give other days, none to come."""
    coming = any(w and w.sureness == "open" for w in (a.window, b.window))
    return len(a.parties) == len(b.parties) == 1 and a.window != b.window and not coming


def within_family(a: Traits, b: Traits) -> bool:
    """Whether two tellings of one family may be of one act: somebody who does it in both,
    and the same to whom it is done."""
    if (
        a.family is None
        or a.family is not b.family
        or (a.actors and b.actors and a.actors.isdisjoint(b.actors))
    ):
        return False
    apart = bool(a.recipients and b.recipients) and a.recipients.isdisjoint(b.recipients)
    nobody = not (a.actors & b.actors or a.recipients & b.recipients)
    return not nobody and (a.family.anyone or not apart)


def timely(mine: Traits, yours: Traits) -> bool:
    """Whether an act falls into the days that a telling says which looks back on it, if it says some."""
    return (
        mine.window is None
        or mine.window.sureness != "about"
        or between_days(mine.window, yours.window) is not None
    )


def days_of_family(a: Traits, b: Traits) -> float | None:
    """What unlike days add to two tellings of one family: its acts lie further apart, so that one errs,
    or tells when it takes effect."""
    apart = between_days(a.window, b.window)
    said = {w.sureness for w in (a.window, b.window) if w}
    if apart is None and a.family and a.window and b.window and "said" in said and "open" not in said:
        gap = max((a.window.first - b.window.last).days, (b.window.first - a.window.last).days)
        return NEXT_DAY if gap <= a.family.days else None
    return apart


def for_types(one: str, other: str, *, met: bool) -> float:
    """What acts of these types need, which are meetings or something else."""
    if one != other and "AGREE" in (one, other):
        return (PROMISED if met else AGREED) + NEED[sorts()[other if one == "AGREE" else one]]
    return max(NEED[sorts()[one]], NEED[sorts()[other]]) + OTHER_TYPE * (one != other)


def miscounted(a: Mapping[str, float], b: Mapping[str, float]) -> bool:
    """Whether two tellings count one thing very differently."""
    return any(
        max(a[thing], b[thing]) > HALF_AGAIN * min(a[thing], b[thing]) for thing in a.keys() & b.keys()
    )


def between_parties(type: str, other_type: str, a: Traits, b: Traits, *, met: bool) -> float | None:
    """What unlike parties add; None if they are not the same ones."""
    if type in reciprocal() or other_type in reciprocal():
        apart, fewest = as_sets(a.parties, b.parties), min(len(a.parties), len(b.parties))
        lone = met and fewest == 1 and a.parties != b.parties
        return LONE if lone and apart is not None else apart
    actors = as_sets(a.actors, b.actors)
    if not a.recipients and not b.recipients:
        return actors
    if not a.recipients or not b.recipients:
        return None if actors is None else actors + UNNAMED
    recipients = as_sets(a.recipients, b.recipients)
    return None if actors is None or recipients is None else actors + recipients


def as_sets(a: frozenset[str], b: frozenset[str]) -> float | None:
    """What it adds that one set of parties is larger; None if neither holds the other."""
    if a == b:
        return 0.0 if a else None
    if not a or not b or not (a <= b or b <= a):
        return None
    return UNNAMED


def long(w: Window | None) -> bool:
    """Whether days are so many that one act does not fill them."""
    return w is not None and (w.last - w.first).days >= LONG


def between_days(a: Window | None, b: Window | None) -> float | None:
    """What unlike or vague days add; None if they cannot be the same."""
    if a is None or b is None:
        return None
    gap = max((a.first - b.last).days, (b.first - a.last).days)  # 0 or less: they overlap
    sureness = {a.sureness, b.sureness}
    if gap > 0:
        return NEXT_DAY if gap == 1 and sureness == {"said"} else None
    lasting = long(a) or long(b)
    if "open" in sureness:
        return None if lasting else OPEN  # what is to come within weeks is not what was done in some year
    if "about" in sureness or (lasting and (a.first, a.last) != (b.first, b.last)):
        return 2 * VAGUE if lasting else VAGUE
    if sureness == {"published"}:
        return UNSAID + PUBLISHED * (1 + abs((a.last - b.last).days))
    return PUBLISHED if "published" in sureness else 0.0


def between_reports(a: Telling, mine: Traits, b: Telling, yours: Traits) -> float:
    """What the days between two reports add, unless the tellings say when, or are of one family."""
    one, other = parse_day(a.published), parse_day(b.published)
    if not one or not other or tell_when(mine.window, yours.window) or within_family(mine, yours):
        return 0.0
    return LATER * math.log1p(abs((one - other).days))


def tell_when(a: Window | None, b: Window | None) -> bool:
    """Whether one telling says a day and the other no stretch of days, both say the same stretch, or one
    tells what is to come."""
    sureness = {w.sureness for w in (a, b) if w}
    day = "said" in sureness and "about" not in sureness and not long(a) and not long(b)
    return day or "open" in sureness or (a == b and "published" not in sureness)


# --- blocks -------------------------------------------------------------------------------------------------


def blocks(t: Telling, mine: Traits) -> Iterator[tuple[object, ...]]:
    """The blocks under which a happening is filed for a telling: type, parties in pairs and singly,
    stretch of days."""
    names = sorted(mine.parties)
    for bucket in buckets(mine.window):
        for name in names:
            yield t.event.type, "any", name, bucket
            if len(names) == 1:
                yield t.event.type, "only", name, bucket
        for pair in pairs(names):
            yield t.event.type, "pair", pair, bucket
        yield from of_family(mine, bucket)
    yield from looking_back(mine)


def looking_back(mine: Traits) -> Iterator[tuple[object, ...]]:
    """The blocks of acts of one family whenever they were done, by each who takes part."""
    if mine.family is not None:
        for name in sorted(mine.parties):
            yield "of old", mine.family.name, name


def of_family(mine: Traits, bucket: int) -> Iterator[tuple[object, ...]]:
    """The blocks of acts of one family, by each who takes part."""
    if mine.family is not None:
        for name in sorted(mine.parties):
            yield "family", mine.family.name, name, bucket


def sought(t: Telling, mine: Traits) -> Iterator[tuple[object, ...]]:
    """The blocks in which the happenings stand that a telling can belong to."""
    names = sorted(mine.parties)
    if mine.past or has_been(t, mine):
        yield from looking_back(mine)
    for bucket in buckets(mine.window, mine.family.days) if mine.family else ():
        yield from of_family(mine, bucket)
    for bucket in buckets(mine.window):
        for type in (t.event.type, *sorted(confused(t.event.type))):
            if len(names) == 1:
                yield type, "any", names[0], bucket
                continue
            for name in names:
                yield type, "only", name, bucket
            for pair in pairs(names):
                yield type, "pair", pair, bucket


def pairs(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each two of the names; of a long list those with its first, which the same list has again."""
    few = names if len(names) <= 6 else names[:1]
    for i, one in enumerate(few):
        for other in names[i + 1 :]:
            yield one, other


def buckets(window: Window | None, beside: int = 1) -> range:
    """The stretches of days that a window touches, with a day on either side or more."""
    if window is None:
        return range(0)
    return range(
        (window.first.toordinal() - beside) // BUCKET, (window.last.toordinal() + beside) // BUCKET + 1
    )
