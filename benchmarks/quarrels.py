"""Quarrels for the simulated archive of ledgers.py, with their truth,
and how well disputes agree with it (B-cubed).

Knows what two states do to one another over one thing, and what others say of it;
does not know how disputes are found.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from communique.ledgers import disputes as ledger
from communique.ledgers.moves import move
from communique.ledgers.tellings import HORIZON, Act
from communique.records import Demand, Dispute
from communique.text.days import parse_day

KINDS = {
    "accuse": "ACCUSE", "bare": "ACCUSE", "threaten": "THREATEN", "sanction": "SANCTION", "reject": "REJECT",
    "talk": "CONSULT",
}
OFTEN = [34, 12, 10, 14, 22, 8]
BACKGROUND, TWIN, AGAIN, ALLY, COMMENT = 0.3, 0.35, 0.15, 0.1, 0.2  # how often each is found in a quarrel


def quarrel(
    maker: Any, data: Mapping[str, Any], states: list[list[str]], a: Any, b: Any, begin: date, until: date
) -> None:
    """A quarrel of two states; often with a second one about something else at the same time,
    now and then the same again much later."""
    rng = maker.rng
    topics = rng.sample(data["quarrel"], 2)
    for number in range(2 if rng.random() < TWIN else 1):
        topic, facts = (
            topics[number], {"place": rng.choice(data["places"]), "name": rng.choice(data["names"])},
        )
        key = ("quarrel", *sorted((a[0], b[0])), topic["thing"][0], *facts.values())
        if key in maker.taken:
            continue  # the same once more may be the same quarrel
        maker.taken.add(key)
        start = begin + timedelta(days=rng.randint(0, 20) * number)
        last = course(maker, data, states, topic, facts, a, b, start, until)
        again = last + timedelta(days=rng.randint(150, 300))
        if rng.random() < AGAIN and again < until:
            course(maker, data, states, topic, facts, a, b, again, until)


def course(
    maker: Any, data: Mapping[str, Any], states: list[list[str]], topic: Any, facts: Mapping[str, str],
    a: Any, b: Any, begin: date, until: date,
) -> date:  # fmt: skip
    """The moves of a quarrel, day by day; gives the last day."""
    rng = maker.rng
    name = f"q{maker.count}"
    day, told = begin, list[Act]()
    ally = rng.choice([s for s in states if s not in (a, b)]) if rng.random() < ALLY else None
    for i in range(rng.choice([2, 3, 4, 5, 6, 8, 10])):
        if day >= until:
            break
        doer, target = (a, b) if i == 0 or rng.random() < 0.6 else (b, a)
        kind = rng.choices(list(KINDS), OFTEN)[0] if i else "accuse"
        template = rng.choice(data["moves"][kind])
        words = filled(maker, topic, facts, doer, target, None)
        acts = maker.tell(
            KINDS[kind], None, doer, target, template, data["triggers"]["moves"][kind], words, day,
            reports=rng.choice([1, 1, 2, 3]), group=data["moves"][kind],
        )  # fmt: skip
        if kind == "talk":
            acts = both(maker, acts, doer, target)
        elif ally and doer is a:
            acts = beside(maker, acts, ally)
        for x in acts:
            maker.world.quarrels[x.id] = name
        if told and rng.random() < BACKGROUND:
            share_article(maker, acts[-1], told[-1])
        told += acts
        if rng.random() < COMMENT:
            comment(maker, data, states, topic, facts, doer, target, day)
        last, day = day, day + timedelta(days=rng.choice([0, 1, 2, 3, 5, 8, 13, 21, 34]))
    return last if told else begin


def filled(
    maker: Any, topic: Any, facts: Mapping[str, str], doer: Any, target: Any, other: Any
) -> dict[str, str]:
    """The words for one move."""
    words = {
        key: maker.sentence(maker.rng.choice(topic[key]), dict(facts)) for key in ("thing", "wrong", "goods")
    }
    return {**facts, **words, "A": doer[1], "B": target[1], "C": other[1] if other else ""}


def both(maker: Any, acts: list[Act], a: Any, b: Any) -> list[Act]:
    """Acts as done by both."""
    return changed(maker, acts, lambda x: {"actors": tuple(sorted((a[0], b[0]))), "recipients": ()})


def beside(maker: Any, acts: list[Act], ally: Any) -> list[Act]:
    """Acts as done by an ally too."""
    return changed(maker, acts, lambda x: {"actors": tuple(sorted({*x.actors, ally[0]}))})


def changed(maker: Any, acts: list[Act], fields: Any) -> list[Act]:
    """Acts that were told last, with other fields, in the world too."""
    made = [replace(x, **fields(x)) for x in acts]
    maker.world.acts[-len(acts) :] = made
    return made


def share_article(maker: Any, new: Act, old: Act) -> None:
    """Let an older act be told once more in the article of a new one."""
    again = replace(
        new.reports[0], span=replace(new.reports[0].span, start=500, end=500 + len(old.words), text=old.words)
    )
    for i in range(len(maker.world.acts) - 1, -1, -1):
        if maker.world.acts[i].id == old.id:
            maker.world.acts[i] = replace(maker.world.acts[i], reports=(*maker.world.acts[i].reports, again))
            return


def comment(
    maker: Any, data: Mapping[str, Any], states: list[list[str]], topic: Any, facts: Mapping[str, str],
    doer: Any, target: Any, day: date,
) -> None:  # fmt: skip
    """What a third state says."""
    third = maker.rng.choice([s for s in states if s not in (doer, target)])
    words, group = filled(maker, topic, facts, third, doer, target), data["moves"]["comment"]
    triggers = data["triggers"]["moves"]["comment"]
    acts = maker.tell(
        "ACCUSE", "disapprove", third, doer, maker.rng.choice(group), triggers, words, day, group=group
    )
    maker.world.comments.update(x.id for x in acts)


# --- measuring ----------------------------------------------------------------------------------------------


def b_cubed(truth: Mapping[str, str], found: Iterable[Dispute]) -> tuple[float, float, float]:
    """Precision, recall and F1 over acts: an act in no dispute stands alone,
    one in several counts for the first."""
    got: dict[str, str] = {}
    for d in found:
        for id in d.moves:
            got.setdefault(id, d.id)
    labels = {id: got.get(id, f"alone {id}") for id in truth}
    true, made = Counter(truth.values()), Counter(labels.values())
    shared = Counter((truth[id], labels[id]) for id in truth)
    p = sum(shared[truth[id], labels[id]] / made[labels[id]] for id in truth) / max(1, len(truth))
    r = sum(shared[truth[id], labels[id]] / true[truth[id]] for id in truth) / max(1, len(truth))
    return p, r, 2 * p * r / max(1e-9, p + r)


def labelled(w: Any) -> dict[str, str]:
    """The true dispute of each act that may be a move: of quarrels and refused demands;
    what others say and other refusals stand alone."""
    truth: dict[str, str] = dict(w.quarrels)
    refused = {name for name, _, kind in w.linked if kind == "refuses"}
    answering: dict[str, str] = {
        article: name for name, article, kind in w.linked if kind in ("refuses", "answers")
    }
    for x in w.acts:
        names = [w.asked.get(r.article) or answering.get(r.article) for r in x.reports]
        if x.id in truth:
            continue
        if names[0] in refused:
            truth[x.id] = str(names[0])
        elif x.id in w.comments or (x.type == "REJECT" and not names[0]):
            truth[x.id] = f"alone {x.id}"
    return truth


def by_article(w: Any, acts: Iterable[Act]) -> dict[str, str]:
    """The true dispute of each conflictual act that a parser read, by its first article."""
    truth = labelled(w)
    found = [x for x in w.acts if x.id in truth]
    names = {r.article: truth[x.id] for x in found for r in x.reports if r.span.start == 0}
    known = {x.id: names[x.reports[0].article] for x in acts if x.reports and x.reports[0].article in names}
    return {x.id: known[x.id] for x in acts if x.id in known and move(x).hostile}


def parties_right(w: Any, found: Iterable[Dispute]) -> tuple[int, int]:
    """How many disputes that hold most of a quarrel have a third state that only spoke up among their
    parties, and how many there are."""
    doers = {x.id: set(x.actors) | set(x.recipients) for x in w.acts}
    by_name: dict[str, set[str]] = defaultdict(set)
    for id, name in w.quarrels.items():
        by_name[name] |= doers[id]
    wrong = total = 0
    for d in found:
        names = Counter(w.quarrels[m] for m in d.moves if m in w.quarrels)
        if names:
            total += 1
            wrong += not set(d.parties) <= by_name[names.most_common(1)[0][0]]
    return wrong, total


# --- settling what is new -----------------------------------------------------------------------------------


def incremental(
    w: Any, asked: Iterable[Demand], today: str, whole: Iterable[Dispute], count: int = 100
) -> tuple[float, float]:
    """Seconds for settling disputes after the last articles,
    and the share of disputes that then have the moves that settling all gives."""
    asked, whole = list(asked), list(whole)
    new = {t.id for t in sorted(w.articles, key=lambda t: (t.published, t.id))[-count:]}
    fresh = [x for x in w.acts if not new.isdisjoint(r.article for r in x.reports)]
    known = {x.id for x in fresh}
    before = ledger.disputes(
        [x for x in w.acts if x.id not in known], asked, (), (), today, answers=w.answers
    )
    filed: dict[Any, list[Act]] = defaultdict(list)
    in_article: dict[str, list[Act]] = defaultdict(list)
    kept: dict[Any, list[Dispute]] = defaultdict(list)
    for x in w.acts:
        for block in ledger.blocks_of(x):
            filed[block].append(x)
        for r in x.reports:
            in_article[r.article].append(x)
    for d in before:
        for block in (ledger.pair_of(d), *(("", code) for code in d.parties)):
            kept[block].append(d)
    by_id = {x.id: x for x in w.acts}
    begin = time.perf_counter()
    told = {y.id: y for x in fresh for r in x.reports for y in in_article[r.article]}
    near = {d.id: d for x in told.values() for block in ledger.blocks_of(x) for d in kept[block]}
    touched = {block for x in told.values() for block in ledger.blocks_of(x)}
    blocks = {block for block in touched if block[0]} | {ledger.pair_of(d) for d in near.values()}
    days = [day for x in fresh if (day := parse_day(x.day))]
    first = min(days) - timedelta(days=HORIZON) if days else None
    sought = blocks | {("", code) for block in blocks for code in block}
    around = (x for block in sought for x in filed[block])
    wanted = {x.id: x for x in around if not first or (parse_day(x.day) or first) >= first}
    wanted |= {y.id: y for x in list(wanted.values()) for r in x.reports for y in in_article[r.article]}
    old = list({d.id: d for block in blocks for d in kept[block]}.values())
    wanted |= {id: by_id[id] for d in ledger.touched(old, wanted.values()) for id in d.moves}
    codes = {code for block in blocks for code in block}
    made = ledger.disputes(
        wanted.values(), [d for d in asked if codes & {*d.by, *d.of}], (), (), today, answers=w.answers,
        old=old, among=blocks,
    )  # fmt: skip
    seconds = time.perf_counter() - begin
    gone = {d.id for d in old}
    now = {frozenset(d.moves) for d in (*made, *(d for d in before if d.id not in gone))}
    return seconds, sum(frozenset(d.moves) in now for d in whole) / max(1, len(whole))
