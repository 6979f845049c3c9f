"""Moves to quarrels: what two parties do to one another over one issue without a long gap;
two issues are two quarrels.

Knows how surely a move is part of a quarrel; does not know of third parties, nor of the record of a dispute.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from communique import grouping
from communique.knowledge import bodies, ledgers
from communique.ledgers.moves import DONE, Block, Move, order, phrase_of, sides
from communique.ledgers.tellings import folded, key_of, own_words
from communique.occurrences.tellings import bare, countries
from communique.text.days import parse_day

# how sure it must be that a move is of a quarrel; set, as all of these, on the tuning seed of
# benchmarks/ledgers.py
JOIN = 0.398  # one word of CAP is enough on the days around
MERGE = 0.5  # … that two quarrels are one
# what it says that one article tells of a move and the quarrel: enough where no word speaks against it
TOLD = 0.42
HALF, RICH = 0.5, 5  # … of that, where they have none of so many words in common
OF_IT = 0.6  # of what a friendly act is about, how much must be what the quarrel is about
AMONG = 0.15  # … where the article tells of much else
CONTEXT = 0.1  # … that they are of one context
RIVAL = 0.3  # … against it, that they name different places or persons
LATE = 0.1  # … against it, that the quarrel has rested for as long as it may
# of so many moves of a pair a word in more than such a share weighs so much: all its quarrels have it
MANY, OFTEN, GENERIC = 40, 0.06, 0.2
# a quarrel of so many moves takes in no other, and for each doubling needs so much more of a move
LARGE, GROWN = 10, 0.6
ASLEEP = 0.3  # … that it has fallen dormant
CAP = 2.5  # words that a move must share at most
ONCE = 0.6  # the weight of a word that only one move of a quarrel has
PLAIN = 0.75  # confidence that a single move must have to be a quarrel
LIKELY = 0.7  # confidence that one move of a quarrel must have
# of two who back one another, or act as one towards others, in so many of their dealings what looks like a
# quarrel is one with others
ALLIED = 0.65
FEW = 2  # countries that a report names at most if one of them is to be whom it is about
FIRM = 5  # … but not one of so many moves of one towards the other, or of a deed
DEEDS = frozenset(("SANCTION", "ASSAULT"))
BACKING = frozenset(("SUPPORT", "AID", "COOPERATE"))
LOUD = -5.0  # the score from which a single act is a quarrel
SAID = frozenset(("ACCUSE", "REJECT", "REQUEST", "THREATEN"))
GENERAL = frozenset(("diplomatic", "executive", "legislative"))  # contexts that say nothing of an issue
Bonds = Mapping[str, frozenset[str]]  # for each act the demands and retaliations that it is part of


@dataclass(slots=True)
class Quarrel:
    """Moves of two parties on one issue, with what they have in common."""

    pair: Block
    moves: list[Move] = field(default_factory=list)
    words: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    bonds: set[str] = field(default_factory=set)
    contexts: set[str] = field(default_factory=set)
    because: list[str] = field(default_factory=list)
    first: date | None = None
    last: date | None = None

    def add(self, m: Move, bonds: Iterable[str] = ()) -> None:
        """Add a move."""
        self.moves.append(m)
        if m.day:
            self.first = min(self.first or m.day, m.day)
            self.last = max(self.last or m.day, m.day)
        self.words.update(words_of(m, self.pair).keys())
        self.names |= m.names - party_words(self.pair)
        self.articles |= m.articles
        self.bonds.update(bonds)
        self.contexts.update(c for c in m.act.contexts if c not in GENERAL)

    @property
    def hostile(self) -> list[Move]:
        """The moves that are conflict."""
        return [m for m in self.moves if m.hostile]

    @property
    def mutual(self) -> bool:
        """Whether both sides have moved."""
        a, b = self.pair
        return any(a in m.doers for m in self.hostile) and any(b in m.doers for m in self.hostile)


@lru_cache(maxsize=4096)
def party_words(parties: tuple[str, ...]) -> frozenset[str]:
    """The stems of the words that name some parties."""
    return frozenset(map(folded, own_words(*parties)))


@lru_cache(maxsize=4096)
def peoples(codes: tuple[str, ...]) -> frozenset[str]:
    """The stems of the adjectives of some countries."""
    return frozenset(folded(w) for code in codes for w in bare(countries()[code]["adjectives"]))


def words_of(m: Move, parties: tuple[str, ...]) -> Mapping[str, float]:
    """What a move is about, the names of the parties left out."""
    skip = party_words(parties)
    return {w: n for w, n in m.words.items() if w not in skip} if skip & m.words.keys() else m.words


# --- likeness -----------------------------------------------------------------------------------------------


def coverage(q: Quarrel, words: Mapping[str, float]) -> float:
    """How much of what some words are about is what a quarrel is about."""
    few = len(q.moves) <= 2
    shared = sum(n * (1.0 if few or q.words[w] > 1 else ONCE) for w, n in words.items() if w in q.words)
    return min(1.0, shared / max(1.0, min(CAP, sum(words.values()))))


def common_of(q: Quarrel, m: Move) -> float:
    """How much of what a move is about is what a quarrel is about: less where they have no more in common
    than the adjective of a people ("Syrian"), as all quarrels of two others over a country have."""
    words = {
        w: n * (HALF if (w in m.names) != (w in q.names) and w in q.words else 1.0)  # "Red Cross", "to cross"
        for w, n in words_of(m, q.pair).items()
    }
    found = coverage(q, words)
    theatre = peoples(tuple(sorted(m.mentioned)))
    only = theatre and len(words) > 1 and not any(w in q.words for w in words if w not in theatre)
    return found / 2 if only else found


def apart(q: Quarrel, day: date | None) -> int | None:
    """How many days a day lies outside those of a quarrel, 0 within them; None where one is unknown."""
    first, last = q.first, q.last
    if day is None or first is None or last is None:
        return None
    return (first - day).days if day < first else (day - last).days if day > last else 0


def likeness(q: Quarrel, m: Move, bonds: frozenset[str]) -> float | None:
    """How surely a move is of a quarrel; None if it is not."""
    limits = ledgers.days("disputes")
    gap = apart(q, m.day)
    if gap is not None and gap > (limits["gap"] if len(q.moves) < LARGE else limits["window"]):
        return None
    needed = JOIN + GROWN * math.log2(max(1.0, len(q.moves) / LARGE))
    words = words_of(m, q.pair)
    common = common_of(q, m)
    tied = bool(bonds & q.bonds) and (common > 0 or (gap or 0) <= limits["dormant"])
    if tied and len(q.moves) < LARGE:
        return 3.0
    if not m.act.named:
        return None  # only as an answer to what is asked here
    told = TOLD if m.alone & q.articles else AMONG if m.articles & q.articles else 0.0
    late = LATE * (gap or 0) / max(1, limits["gap"]) + ASLEEP * ((gap or 0) > limits["dormant"])
    if not words:
        near = gap is not None and gap <= limits["bare"]
        return max(told, JOIN + 0.01) - late / 10 if m.hostile and (told or near) else None
    names = m.names - party_words(q.pair)
    # one article names the persons of one quarrel
    rival = bool(names and q.names and not names & q.names and not told)
    context = CONTEXT * bool(q.contexts & set(m.act.contexts))
    strange = not common and min(len(words), len(q.words)) >= RICH
    found = common + told * (HALF if strange else 1.0) + context - RIVAL * rival - late
    called = common >= needed and bool(names & q.names)
    about_it = sum(n for w, n in words.items() if w in q.words) / max(1.0, sum(words.values()))
    if not m.hostile and not (called or (told == TOLD and common)) and about_it < OF_IT:
        return None  # they also talk of other things
    return found if found >= needed else None


# --- gathering ----------------------------------------------------------------------------------------------


def quarrels(moves: Iterable[Move], bonds: Bonds, pairs: Iterable[Block] | None = None) -> list[Quarrel]:
    """The quarrels of pairs, whatever the order of the moves;
    a move that passes between several pairs is in a quarrel of each."""
    filed = grouping.lists((block, m) for m in moves if m.act.status in DONE for block in sides(m))
    wanted = set(filed) if pairs is None else set(pairs) & set(filed)
    return [q for block in sorted(wanted) for q in of_pair(block, filed[block], bonds)]


def of_pair(block: Block, moves: Sequence[Move], bonds: Bonds) -> list[Quarrel]:
    """The quarrels of two parties: a pass through time, then those that turn out to be one are put together,
    then what says least."""
    moves = lightened(moves)
    found: list[Quarrel] = []
    later: list[Move] = []
    for m in sorted(moves, key=order):
        if not m.hostile or not (words_of(m, block) or bonds.get(m.id)):
            later.append(m)  # may join, once it is known what they quarrel about
        elif not put(found, m, bonds):
            found.append(begun(block, m, bonds))
    found = merged(found, bonds)
    for m in later:
        if not put(found, m, bonds) and m.hostile:
            found.append(begun(block, m, bonds))
    found = with_measures(found, bonds)
    for q in found:
        q.moves.sort(key=order)
    return found


def lightened(moves: Sequence[Move]) -> list[Move]:
    """The moves of a pair with words that stand in many of them weighed less:
    what all its quarrels are about tells none apart."""
    if len(moves) < MANY:
        return list(moves)
    often = Counter(w for m in moves for w in m.words)
    common = {w for w, n in often.items() if n > OFTEN * len(moves)}
    return [
        replace(m, words={w: n * (GENERIC if w in common else 1.0) for w, n in m.words.items()})
        for m in moves
    ]


def begun(block: Block, m: Move, bonds: Bonds) -> Quarrel:
    """A quarrel from its first move."""
    q = Quarrel(block)
    q.add(m, bonds.get(m.id, frozenset()))
    return q


def with_measures(found: Sequence[Quarrel], bonds: Bonds) -> list[Quarrel]:
    """Quarrels with measures of which no report gives the reason ("halted imports of barley"):
    of the only one that goes on just then."""
    limit = ledgers.days("disputes")["bare"]
    left = []
    for q in found:
        m = q.moves[0]
        near = [
            o for o in found
            if o is not q and (gap := apart(o, m.day)) is not None and gap <= limit and not rivals(o, q)
        ]
        if len(q.moves) > 1 or m.talk or len(near) != 1 or len(near[0].moves) < 2:
            left.append(q)
            continue
        near[0].add(m, bonds.get(m.id, frozenset()))
        near[0].because.append(
            f"{phrase_of(m)}: taken for a move though no report gives its reason, as nothing else is at "
            "issue just then"
        )
    return left


def rivals(a: Quarrel, b: Quarrel) -> bool:
    """Whether two quarrels name different places or persons."""
    return bool(a.names and b.names and not a.names & b.names)


def put(found: Sequence[Quarrel], m: Move, bonds: Bonds) -> bool:
    """Add a move to the quarrel that it is most surely of, of several the last to have moved;
    gives whether there is one."""
    mine = bonds.get(m.id, frozenset())
    scored = [
        (score, str(q.last or ""), i) for i, q in enumerate(found)
        if (score := likeness(q, m, mine)) is not None
    ]
    if scored:
        found[max(scored)[2]].add(m, mine)
    return bool(scored)


def merged(found: list[Quarrel], bonds: Bonds) -> list[Quarrel]:
    """Quarrels with those put together that are about the same, the most alike first."""
    found = list(found)
    while True:
        scored = [(s, -i, -j) for i, j in together(found) if (s := alike(found[i], found[j])) >= MERGE]
        if not scored:
            return found
        _, i, j = max(scored)
        for m in found[-j].moves:
            found[-i].add(m, bonds.get(m.id, frozenset()))
        del found[-j]


def together(found: Sequence[Quarrel]) -> Iterator[tuple[int, int]]:
    """Those quarrels that do not lie too far apart in time to be one, by number."""
    limit = ledgers.days("disputes")["gap"]
    for j, b in enumerate(found):
        for i, a in enumerate(found[:j]):
            gaps = [gap for day in (b.first, b.last) if (gap := apart(a, day)) is not None]
            if not gaps or min(gaps) <= limit:
                yield i, j


def alike(a: Quarrel, b: Quarrel) -> float:
    """How surely two quarrels of one pair are one: by the words that the smaller has in common with the
    larger."""
    if len(a.moves) + len(b.moves) > LARGE:
        return 0.0
    if a.bonds & b.bonds:
        return 2.0
    if not a.words or not b.words or rivals(a, b):
        return 0.0
    small, large = sorted((a, b), key=lambda q: len(q.moves))
    return sum(common_of(large, m) for m in small.moves) / len(small.moves)


# --- which are kept -----------------------------------------------------------------------------------------


def stands(q: Quarrel, refused: frozenset[str]) -> bool:
    """Whether a quarrel is a dispute: an exchange, a single grave act, or a demand that was refused,
    not one that was met.

    What one side alone says and one article alone tells is no exchange.
    """
    hostile = [m for m in q.hostile if m.firm]
    if (
        4 * len(hostile) < len(q.moves)
        or not at_odds(q)
        or max((m.act.confidence for m in hostile), default=0.0) < LIKELY
    ):
        return False  # they mostly do other things with one another, or it is all told by chance
    several = len(hostile) > 1 or (len(q.moves) > 1 and any(m.act.type != "REQUEST" for m in hostile))
    told = q.mutual or len(q.articles) > 1 or any(not m.talk for m in hostile)
    return (several and told and separate(q.moves) and joined(q)) or any(
        (m.score <= LOUD and timely(m) and borne_out(m)) or m.id in refused for m in hostile
    )


def allied(q: Quarrel, dealings: Iterable[Move]) -> bool:
    """Whether two parties whose quarrel is a few words are at one just then: they back one another,
    or do the same to others, nearly as often as they are at odds."""
    firm = [m for m in q.hostile if between(m, q.pair)]
    if len(firm) >= FIRM or any(m.act.type in DEEDS and names_target(m) for m in firm):
        return False
    limit = ledgers.days("disputes")["gap"]
    near = [m for m in dealings if (apart(q, m.day) or 0) <= limit]
    friendly = sum(at_one(m, q.pair) for m in near)
    return friendly > ALLIED * sum(m.hostile and between(m, q.pair) for m in near)


def at_one(m: Move, pair: Block) -> bool:
    """Whether two ask, reject or do something together, or one backs the other."""
    together = m.doers.issuperset(pair) and (m.hostile or m.act.type in SAID)
    return together or (m.act.type in BACKING and between(m, pair))


def between(m: Move, pair: Block) -> bool:
    """Whether one of two does something to the other."""
    one, other = pair
    return (one in m.doers and other in m.targets) or (other in m.doers and one in m.targets)


def joined(q: Quarrel) -> bool:
    """Whether moves have more in common than the pair: a word, a demand;
    or one that does not say what it is about."""
    return (
        bool(q.bonds)
        or any(n > 1 for n in q.words.values())
        or not all(words_of(m, q.pair) for m in q.hostile)
    )


def at_odds(q: Quarrel) -> bool:
    """Whether two quarrel with each other, and not within a body:
    against a resolution is not against the body that it is moved in."""
    forums = [code for code in q.pair if code in bodies.names() or code == "UNO"]
    return all(
        any(code in m.doers or not (m.talk or m.act.type in SAID) for m in q.hostile) for code in forums
    )


def separate(moves: Sequence[Move]) -> bool:
    """Whether two moves are not told in the same words: a clause within a sentence is no move beside it,
    but an answer is."""
    told = [(m.doers, {key_of(r) for r in m.act.reports}, m.act.words.casefold()) for m in moves]
    return any(
        by != of or (words != others and not all(crosses(a, b) for a in one for b in other))
        for i, (by, one, words) in enumerate(told)
        for of, other, others in told[i + 1 :]
    )


def crosses(a: tuple[str, int, int], b: tuple[str, int, int]) -> bool:
    """Whether two passages have characters in common."""
    return a[0] == b[0] and a[1] < b[2] and b[1] < a[2]


def borne_out(m: Move) -> bool:
    """Whether a single act may be a dispute: a measure or a blow that several report,
    where it is told against whom, and as done just now."""
    taken = m.act.type != "SANCTION" or ledgers.pattern("taken").search(m.act.words)
    if m.act.origins == 1 and (not taken or ledgers.pattern("aside_told").search(m.act.words)):
        return False
    return names_target(m) and m.act.confidence >= PLAIN and (m.act.type == "SANCTION" or m.act.origins > 1)


def names_target(m: Move) -> bool:
    """Whether the words of an act name a state to which it is done."""
    said = frozenset(map(folded, bare(m.act.words)))
    return any(not party_words((code,)).isdisjoint(said) for code in m.targets if code in countries())


def recalled(m: Move) -> bool:
    """Whether an act is told as history: with a year long before its report, as a war of many years."""
    published = parse_day(m.act.published)
    years = [int(year) for year in ledgers.pattern("year").findall(m.act.words)]
    old = published is not None and any(year < published.year - 1 for year in years)
    return old or ledgers.pattern("history").search(m.act.words) is not None


def timely(m: Move) -> bool:
    """Whether an act is news in its reports, and not the background of something else."""
    published = parse_day(m.act.published)
    old = m.day and published and (published - m.day).days > ledgers.days("disputes")["gap"]
    return m.act.status == "actual" and not old


def weak(q: Quarrel) -> bool:
    """Whether a quarrel is words of one side only, as those of a third state are."""
    return not q.mutual and all(m.talk for m in q.moves)


def speaks_of(q: Quarrel, m: Move) -> bool:
    """Whether a move of others, or of one party with others, is about a quarrel."""
    limits = ledgers.days("disputes")
    gap = apart(q, m.day)
    if gap is not None and gap > limits["after"]:
        return False
    involved = set(q.pair) & (m.parties | m.mentioned | frozenset(m.act.addressees))
    common = coverage(q, words_of(m, q.pair))
    if len(involved) > 1:
        return common > 0 or bool(m.articles & q.articles) or not m.words
    # else it may be a quarrel of its own about a like thing
    return bool(involved) and bool(m.articles & q.articles) and common > 0


def without_comments(found: Sequence[Quarrel], bonds: Bonds) -> list[Quarrel]:
    """Quarrels without what third states say about those of others."""
    strong = grouping.lists((code, q) for q in found if not weak(q) for code in q.pair)
    left = []
    for q in found:
        if not weak(q):
            left.append(q)
            continue
        # of one of both with another
        near = [o for code in q.pair for o in strong.get(code, ()) if len({*o.pair} & {*q.pair}) == 1]
        own = [m for m in q.moves if not any(speaks_of(other, m) for other in near)]
        if own:
            kept = Quarrel(q.pair)
            for m in own:
                kept.add(m, bonds.get(m.id, frozenset()))
            left.append(kept)
    return left


def with_loose(found: Sequence[Quarrel], moves: Iterable[Move], bonds: Bonds) -> None:
    """Put into quarrels what a party does of which the report does not say to whom,
    or names only what it is about."""
    by_code = grouping.lists((code, q) for q in found for code in q.pair)
    limit = ledgers.days("disputes")["gap"]
    for m in sorted(moves, key=order):
        if m.act.status not in DONE or not m.hostile:
            continue
        own = m.doers or m.targets
        mine = bonds.get(m.id, frozenset())
        near = [
            q for code in sorted(own) for q in by_code.get(code, ())
            if (apart(q, m.day) or 0) <= limit and loose(q, m, mine)
        ]
        scored = [
            (s, str(q.last or ""), -i) for i, q in enumerate(near) if (s := likeness(q, m, mine)) is not None
        ]
        if scored:
            q = near[-max(scored)[2]]
            q.add(m, bonds.get(m.id, frozenset()))
            q.moves.sort(key=order)
            q.because.append(
                f"{phrase_of(m)}: taken for a move, though its report does not name the other side as such"
            )


def loose(q: Quarrel, m: Move, bonds: frozenset[str]) -> bool:
    """Whether an act that leaves out a side may be a move: another is named as what it is about, if at all,
    and the quarrel is close."""
    pair = set(q.pair)
    if len(m.parties & pair) != 1 or m.doers.intersection(m.act.recipients) or not q.hostile:
        return False
    if m.act.type not in SAID:
        return False  # a deed that is done to nobody named is done at home
    replied = ledgers.pattern("replied_to").search(m.act.words) is not None
    if m.parties - pair or (m.act.type == "REJECT" and not (replied or bonds & q.bonds)):
        return False  # it is done to others, or says of a step only where it would be taken
    return bool(m.mentioned & pair and len(m.mentioned) <= FEW) or bool(bonds & q.bonds)
