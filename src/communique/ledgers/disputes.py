"""Acts to disputes: which parties quarrel over which issue, since when and why, by which moves,
and how it stands.

Knows how quarrels of pairs become disputes with their demands, positions and third parties;
does not know the archive.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from communique import grouping
from communique.knowledge import ledgers
from communique.ledgers import courting, quarrels
from communique.ledgers.issues import core
from communique.ledgers.moves import (
    DONE,
    Block,
    Move,
    blocks,
    called,
    move,
    order,
    pair,
    phrase_of,
    the,
    together,
    told_alone,
)
from communique.ledgers.naming import issue_of
from communique.ledgers.phases import phase_on, stretches
from communique.ledgers.quarrels import Quarrel, coverage, party_words, words_of
from communique.ledgers.tellings import HORIZON, Act, Answer, Ids, by_event, folded, key_of
from communique.occurrences.tellings import bare
from communique.records import Demand, Dispute, DueMeeting, HeldPosition, Report, identify
from communique.text.days import days_between, parse_day

FEW = 2  # at so many at most an act is aimed: what is said of more is said of a kind of country
# of the words of an issue on which a party holds a position, how many must be what the dispute is about
HELD = 0.5
ANSWERED = 0.6  # confidence of an answer that does not say itself to whom it is given


@dataclass(slots=True)
class Case:
    """A dispute in the making: a quarrel of two parties, and the acts of others about it."""

    whole: Quarrel
    parties: tuple[str, str]
    beside: list[Move] = field(default_factory=list)

    @property
    def moves(self) -> list[Move]:
        """The moves in order of time."""
        return self.whole.moves

    @property
    def articles(self) -> frozenset[str]:
        """The articles that tell of its moves, or of what others do about it."""
        return frozenset(self.whole.articles).union(*(m.articles for m in self.beside))


# --- blocks -------------------------------------------------------------------------------------------------


def blocks_of(act: Act) -> tuple[Block, ...]:
    """The blocks of an act, unordered pairs of parties: those between whom it passes,
    and each of them with the countries it names."""
    return tuple(sorted(blocks(move(act))))


def pair_of(dispute: Dispute) -> Block:
    """The block of a dispute: its two parties."""
    one, other = dispute.parties
    return pair(one, other)


def touched(old: Iterable[Dispute], acts: Iterable[Act]) -> list[Dispute]:
    """The disputes that some acts are moves of: whoever hands over one of their moves to `disputes` hands
    over all."""
    ids = {a.id for a in acts}
    return [d for d in old if d.trigger in ids or not ids.isdisjoint(d.moves)]


# --- the ledger ---------------------------------------------------------------------------------------------


def disputes(
    acts: Iterable[Act], demands: Iterable[Demand], positions: Iterable[HeldPosition],
    meetings: Iterable[DueMeeting], today: str, *, answers: Iterable[Answer] = (),
    old: Iterable[Dispute] = (), among: Collection[Block] | None = None,
) -> list[Dispute]:
    """The disputes of some blocks as of a day, in order of their start.

    Args:
        acts: the acts of the blocks within HORIZON of what is new, all that their articles tell of beside,
            and all moves of those old disputes that one of them is a move of.
        demands, positions, meetings: the entries of the other ledgers that have one of the parties;
            more do no harm.
        today: the day by which phases and what is due are reckoned.
        answers: what articles themselves say of which act answers which.
        old: the disputes of the blocks as they were kept: those of which no act is handed over stay and are
            dormant, the others are made anew and keep their id.
        among: give only the disputes of these blocks; without it, all.
    """
    every = {a.id: a for a in acts}
    demands, positions, meetings, old = list(demands), list(positions), list(meetings), list(old)
    tied = bonds(every.values(), demands, answers)
    acted = [
        move(a) for a in every.values()
        if (a.named or (a.id in tied and replies(a))) and len(a.recipients) <= FEW
        # no move of what goes on, but history to all its reports
        and not (a.said and (days_between(a.day, a.published) or 0) > HORIZON)
    ]
    moves = [m for m in acted if m.id in tied or (m.firm if m.hostile else not m.sideways)]
    alone = told_alone(every.values())
    moves = [replace(m, alone=m.articles & alone) for m in moves if not (m.hostile and quarrels.recalled(m))]
    found = cases(moves, tied, refused(every.values(), demands))
    if among is not None:
        found = [c for c in found if c.whole.pair in among]
    place_asides(found, moves)
    entries = Entries(demands, positions, meetings, moves)
    made = [record(c, entries, moves, today) for c in found]
    gone = {d.id: d for d in touched(old, every.values())}
    ids = Ids((move, d.id) for d in gone.values() for move in (*d.moves, d.trigger))
    kept = [dormant(d) for d in old if d.id not in gone]
    kept += [replace(d, id=ids.of(d.moves, d.id, identify(d.id, *d.parties))) for d in sorted(made, key=when)]
    return sorted(kept, key=when)


def when(dispute: Dispute) -> tuple[str, str]:
    """In order of their start."""
    return dispute.start or "9999", dispute.id


def replies(act: Act) -> bool:
    """Whether an act surely asks, or refuses what is asked, and does not keep a step off somebody:
    "would veto a resolution against"."""
    refuses = act.type == "REJECT" and ledgers.pattern("keeping_off").search(act.words) is None
    return (act.type == "REQUEST" or refuses) and act.confidence >= ANSWERED


def dormant(dispute: Dispute) -> Dispute:
    """A dispute of which nothing is heard any more."""
    if dispute.phase == "dormant" and not dispute.due:
        return dispute
    return replace(dispute, phase="dormant", due=())


# --- which acts are one dispute -----------------------------------------------------------------------------


def bonds(
    acts: Iterable[Act], demands: Iterable[Demand], answers: Iterable[Answer]
) -> dict[str, frozenset[str]]:
    """For each act the demands that it says or answers, and what an article says that it retaliates for."""
    acts = list(acts)
    by_report = grouping.lists((key_of(r), a) for a in acts for r in a.reports)
    by_id = {event: a for a in acts for _, event in a.events}
    found: dict[str, set[str]] = {}
    for d in demands:
        telling = [a for r in d.evidence for a in by_report.get(key_of(r), ()) if a.type == "REQUEST"]
        for a in (*telling, *(by_id[r.event] for r in d.responses if r.event in by_id)):
            found.setdefault(a.id, set()).add(d.id)
    owner = by_event(acts)
    for answer in answers:
        if answer.target is not None and answer.source in owner and answer.target in owner:
            for a in (owner[answer.source], owner[answer.target]):
                found.setdefault(a.id, set()).add(f"{answer.kind} {owner[answer.target].id}")
    return {id: frozenset(tied) for id, tied in found.items()}


def refused(acts: Iterable[Act], demands: Iterable[Demand]) -> frozenset[str]:
    """The acts that say a demand which was refused."""
    reports = {key_of(r) for d in demands if d.status == "refused" for r in d.evidence}
    return frozenset(
        a.id for a in acts if a.type == "REQUEST" and any(key_of(r) in reports for r in a.reports)
    )


def cases(moves: Sequence[Move], tied: quarrels.Bonds, refused: frozenset[str]) -> list[Case]:
    """Moves to disputes: quarrels of pairs, without what third states say."""
    found = quarrels.without_comments(quarrels.quarrels(moves, tied), tied)
    quarrels.with_loose(found, moves, tied)
    dealings = grouping.lists(
        (block, m) for m in moves if m.act.status in DONE
        for block in {pair(a, b) for a in m.doers for b in m.parties if a != b}
    )
    kept = [
        q for q in quarrels.without_comments(found, tied)
        if quarrels.stands(q, refused) and not quarrels.allied(q, dealings.get(q.pair, ()))
    ]
    return [Case(q, acting(q)) for q in kept]


def acting(q: Quarrel) -> tuple[str, str]:
    """The parties of a quarrel in order of what they did in it: of two who did as much who demands something,
    then who began."""
    done = q.hostile
    asking = {code for m in q.moves if m.act.type == "REQUEST" for code in m.doers}
    began = {code: next((i for i, m in enumerate(done) if code in m.doers), len(done)) for code in q.pair}
    one, other = sorted(q.pair, key=lambda code: (
        -sum(code in m.doers for m in done), code not in asking, began[code], code,
    ))
    return one, other


# --- what belongs to it -------------------------------------------------------------------------------------


def place_asides(found: Sequence[Case], moves: Iterable[Move]) -> None:
    """Put each act of or towards others to the dispute that it is most surely about."""
    by_code = grouping.lists((code, i) for i, c in enumerate(found) for code in c.parties)
    held = grouping.sets((m.id, i) for i, c in enumerate(found) for m in c.moves)
    for m in moves:
        involved = m.parties | m.mentioned | frozenset(m.act.addressees)
        near = sorted({i for code in involved for i in by_code.get(code, ())} - held.get(m.id, set()))
        likely = [(i, courting.surely(found[i].whole, frozenset(found[i].parties), m)) for i in near]
        scored = [(s, len(found[i].moves), -i) for i, s in likely if s is not None]
        if scored:
            found[-max(scored)[2]].beside.append(m)


class Entries:
    """The entries of the other ledgers, filed by party."""

    def __init__(
        self, demands: Iterable[Demand], positions: Iterable[HeldPosition], meetings: Iterable[DueMeeting],
        moves: Iterable[Move],
    ) -> None:
        self.acts = {event: m for m in moves for _, event in m.act.events}
        self.demands = grouping.lists((code, d) for d in demands for code in d.by)
        self.positions = grouping.lists((p.actor, p) for p in positions)
        self.meetings = grouping.lists((code, m) for m in meetings for code in m.participants)

    def demands_of(self, c: Case, others: Collection[str]) -> list[Demand]:
        """The demands that are moves of a dispute, or by which a party turned to third states."""
        reports = {key_of(r) for m in (*c.moves, *c.beside) if m.act.type == "REQUEST" for r in m.act.reports}
        known = {*c.parties, *others}
        mine = [
            d for code in c.parties for d in self.demands.get(code, ())
            if not d.of or not known.isdisjoint(d.of)
        ]
        found = {d.id: d for d in mine if any(key_of(r) in reports for r in d.evidence)}
        return sorted(found.values(), key=lambda d: (d.first or "9999", d.id))

    def positions_of(self, c: Case, holders: Iterable[str]) -> list[HeldPosition]:
        """The positions that some hold on what a dispute is about,
        while it lasts or in an article that tells of it."""
        found = [p for code in holders for p in self.positions.get(code, ()) if holds(c, p)]
        return sorted(found, key=lambda p: (p.first or "9999", p.id))

    def due(self, c: Case, others: Collection[str], today: str) -> list[DueMeeting]:
        """The meetings ahead of the parties with one another,
        and with those whom they turned to as the reports of the dispute have it."""
        found = {
            m.id: m for code in c.parties for m in self.meetings.get(code, ())
            if m.status == "planned" and (m.end or today) >= today and concerns(c, m, others)
        }
        return sorted(found.values(), key=lambda m: (m.start or "9999", m.id))


def holds(c: Case, p: HeldPosition) -> bool:
    """Whether a position is on what a dispute is about."""
    words = {w: 1.0 for w in core(p.issue) - party_words(c.parties) if not w.startswith("#")}
    gaps = [gap for day in (p.first, p.last) if (gap := quarrels.apart(c.whole, parse_day(day))) is not None]
    told = not c.articles.isdisjoint(r.article for r in p.evidence)
    timely = bool(p.first and p.last and c.whole.first and p.first <= f"{c.whole.first}" <= p.last)
    if not (told or timely or (gaps and min(gaps) <= ledgers.days("disputes")["after"])):
        return False
    common = coverage(c.whole, words) if words else 0.0
    return common >= HELD or (
        told and any(w in c.whole.words for w in core(p.wording) - party_words(c.parties))
    )


def concerns(c: Case, m: DueMeeting, others: Collection[str]) -> bool:
    """Whether a meeting is one of the parties, or of one of them with a third state that the reports of the
    dispute speak of."""
    parties = set(c.parties) & set(m.participants)
    told = not c.articles.isdisjoint(r.article for r in m.evidence)
    return len(parties) > 1 or (bool(parties) and told and not set(others).isdisjoint(m.participants))


# --- the record ---------------------------------------------------------------------------------------------


def record(c: Case, entries: Entries, moves: Sequence[Move], today: str) -> Dispute:
    """The record of a dispute as of a day."""
    trigger = trigger_of(c)
    parties = frozenset(c.parties)
    turns = courting.courted(c.beside, parties, topics(c))
    third = {t.country for t in turns}
    own = entries.demands_of(c, third)
    positions = entries.positions_of(c, [*c.parties, *sorted(third)])
    others = list(courting.third_parties(turns, own, entries.acts, positions))
    used = courting.bodies(c.beside, c.moves, parties)
    due = entries.due(c, third, today)
    named = [p.issue for p in positions if p.actor in parties for r in p.evidence if told_in(c, r)]
    asked = frozenset(p.issue for p in positions if p.stance == "asks")
    issue = issue_of(c.moves, c.whole.words, c.parties, named, asked)
    day = parse_day(today)
    seen = last_seen(c, (*c.beside, *moves), day)
    first = min((key for m in c.moves[:1] for key in m.act.events), default=(c.moves[0].id, ""))
    begun = trigger.day or c.whole.first
    courted = (why for _, some in others for why in some)
    return Dispute(
        identify("dispute", *c.whole.pair, *first), f"{'–'.join(map(called, c.parties))}: {issue}", c.parties,
        issue, begun.isoformat() if begun else None, trigger.id,
        phase_on(seen, scores(c)) if seen else "dormant",
        tuple(m.id for m in c.moves), tuple(d.id for d in own), tuple(p.id for p in positions),
        tuple(t for t, _ in others), tuple(sorted(used)), tuple(m.id for m in due),
        tuple(dict.fromkeys([*reasons(c, trigger, seen, day), *courted, *by_bodies(used)])),
    )  # fmt: skip


def told_in(c: Case, report: Report) -> bool:
    """Whether a move of a dispute is told where a report stands."""
    there = ((r, report) for m in c.moves for r in m.act.reports if r.article == report.article)
    return any(a.span.overlaps(b.span) for a, b in there)


def scores(c: Case) -> list[tuple[date, float]]:
    """The days and scores of the moves that have a day."""
    return [(m.day, m.score) for m in c.moves if m.day]


def topics(c: Case) -> frozenset[str]:
    """The countries that a dispute is about without being parties."""
    every = frozenset(code for m in c.moves for code in m.mentioned | m.parties) - frozenset(c.parties)
    return frozenset(code for code in every if not party_words((code,)).isdisjoint(c.whole.words))


def trigger_of(c: Case) -> Move:
    """What set a dispute off: an act of a party towards others or nobody just before, about the same;
    else its first move."""
    first = next((m for m in c.moves if m.day and m.hostile), c.moves[0])
    limit = ledgers.days("disputes")["trigger"]
    earlier = [
        m
        for m in c.beside
        if m.day and first.day and 0 <= (first.day - m.day).days <= limit and order(m) < order(first)
        if m.doers & frozenset(c.parties) and coverage(c.whole, words_of(m, c.parties)) >= quarrels.JOIN
    ]
    return min(earlier, key=order, default=first)


def reasons(c: Case, trigger: Move, seen: date | None, today: date | None) -> Iterator[str]:
    """What a dispute rests on, in words: how its moves hang together, its phases with their scores,
    and what is uncertain."""
    hostile = c.whole.hostile
    if len(c.moves) == 1:
        yield (
            f"one act so far ({phrase_of(trigger)}, score {trigger.score:+.1f}): grave enough to be kept, no "
            "exchange yet"
        )
    elif len({code for m in hostile for code in m.doers & set(c.parties)}) == 1:
        yield (
            f"only {next(the(code) for m in hostile for code in sorted(m.doers & set(c.parties)))} has "
            "moved so far"
        )
    shared = [w for w, n in sorted(c.whole.words.items(), key=lambda wn: (-wn[1], wn[0])) if n > 1][:5]
    if shared:
        yield f"its moves share the words {', '.join(spelled(c.moves, shared))}"
    if trigger.id not in {m.id for m in c.moves}:
        yield f"set off by an act that is no move between the parties: {phrase_of(trigger)}"
    yield from map(str, stretches(scores(c), today) if today else [])
    if seen and today and seen < today:
        yield f"no reports of either party since {seen}: the archive says nothing of what came after"
    if undated := sum(m.day is None for m in c.moves):
        yield f"no report gives the day of {undated} of its moves, which stand last"
    yield from c.whole.because
    yield from (f"{phrase_of(m)}: {doubt}" for m in c.moves for doubt in m.act.doubts)
    if denied := sum(m.act.status not in DONE for m in c.beside):
        yield f"{denied} acts that are planned, supposed or denied are no moves"


def spelled(moves: Sequence[Move], stems: Iterable[str]) -> list[str]:
    """Stems as the moves have the words."""
    known: dict[str, str] = {}
    for m in moves:
        for word in bare(m.act.words):
            known.setdefault(folded(word), word)
    return [known.get(stem, stem) for stem in stems]


def last_seen(c: Case, moves: Iterable[Move], today: date | None) -> date | None:
    """The day to which reports of the parties go where they ended long before a day; else that day."""
    days = [
        m.day for m in moves
        if m.day and not m.parties.isdisjoint(c.parties) and (today is None or m.day <= today)
    ]
    limit = ledgers.days("disputes")["dormant"]
    return max(days) if days and today and (today - max(days)).days > limit else today


def by_bodies(used: Mapping[str, Move]) -> Iterator[str]:
    """By which act a party turned to each body."""
    for code, m in sorted(used.items()):
        by = together(m.doers) if m.doers else "a party"
        yield f"{by} turned to {the(code)} on {m.day or 'an unknown day'}"
