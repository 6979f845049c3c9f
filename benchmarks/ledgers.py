"""How well demands, meetings and disputes stand in the ledgers:
`python benchmarks/ledgers.py [--articles 20000]`, on a simulated archive.

Its truth is known. Everything in it is made from templates (ledgers.toml) and marked synthetic. Reporters use
other words, leave out days and parties, tell old demands once more beside what is new; the same states have
other demands and other quarrels. `--texts FILE` writes the articles as JSON Lines for `communique ingest
--jsonl`; `--read N` reads so many with the parser and settles what was read.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import quarrels as simulated

from communique.knowledge import ledgers as tables
from communique.knowledge import load_csv
from communique.ledgers import demands as demand_ledger
from communique.ledgers import disputes as dispute_ledger
from communique.ledgers import meetings as meeting_ledger
from communique.ledgers.tellings import HORIZON, Act, Answer, MeetingTold, act
from communique.records import Actor, Demand, DueMeeting, Event, Occurrence, Report, Span, When, identify
from communique.text.days import parse_day

DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
SAID, TRIGGERS, TOPICS = DATA["said"], DATA["triggers"], DATA["topic"]
BEGIN, DAYS = date(2023, 1, 2), 900
TODAY = BEGIN + timedelta(days=DAYS)
QUARRELS = 0.35  # of all articles
# what reporters and readers leave out or get wrong
UNTOLD_DAY, SIBLING, SPLIT, MISCODED, LINKED, MISSED = 0.3, 0.15, 0.1, 0.04, 0.6, 0.05


@dataclass(slots=True)
class Told:
    """One article of one sentence, or two: what it says, and what its maker knows."""

    id: str
    outlet: str
    published: date
    text: str
    event: Event | None = None
    truth: str | None = None


@dataclass(slots=True)
class World:
    """A simulated archive with its truth."""

    articles: list[Told] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    demands: dict[str, str] = field(default_factory=dict)  # how each demand stands
    asked: dict[str, str] = field(default_factory=dict)  # the demand of each article
    linked: set[tuple[str, str, str]] = field(default_factory=set)  # demand, article of the answer, kind
    meetings: dict[str, str] = field(default_factory=dict)
    met: dict[str, str] = field(default_factory=dict)
    told: list[MeetingTold] = field(default_factory=list)
    quarrels: dict[str, str] = field(default_factory=dict)  # the quarrel of each act
    comments: set[str] = field(default_factory=set)  # acts by which third states speak of a quarrel


class Maker:
    """Makes a world from a seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.world = World()
        self.count = 0
        self.taken: set[tuple[str, ...]] = set()

    # --- articles and acts
    def article(self, text: str, day: date, truth: str | None = None) -> Told:
        """An article that says a sentence, on a day or the next."""
        self.count += 1
        published = day + timedelta(days=self.rng.choice([0, 0, 0, 1]))
        told = Told(
            f"synthetic-{self.count:06}", self.rng.choice(DATA["outlets"]), published, text, truth=truth
        )
        self.world.articles.append(told)
        return told

    def sentence(self, template: str, facts: dict[str, str]) -> str:
        """A template filled in."""
        while "<" in template:
            template = re.sub(r"<(\w+)>", lambda m: facts[m.group(1)], template)
        return template

    def tell(
        self, type: str, mode: str | None, doer: Any, target: Any, template: str, triggers: Sequence[str],
        facts: dict[str, str], day: date, *, truth: str | None = None, status: Any = "actual",
        reports: int = 1, group: Sequence[str] = (),
    ) -> list[Act]:  # fmt: skip
        """An act in one or several articles; now and then the articles are not known to tell one act."""
        made: list[tuple[Told, Event]] = []
        for i in range(reports):
            words = self.sentence(
                template if i == 0 else self.rng.choice(group or self.same(template)),
                {**facts, "day": f"{day:%A}"},
            )
            told = self.article(words, day, truth)
            made.append((told, self.event(type, mode, doer, target, words, triggers, day, told, status)))
        groups = [[pair] for pair in made] if self.rng.random() < SPLIT else [made]
        acts = [self.act(type, group) for group in groups]
        self.world.acts += acts
        return acts

    def same(self, template: str) -> list[str]:
        """The templates that say the same."""
        return next((group for group in SAID.values() if template in group), [template])

    def event(
        self, type: str, mode: str | None, doer: Any, target: Any, words: str, triggers: Sequence[str],
        day: date, told: Told, status: Any,
    ) -> Event:  # fmt: skip
        """An event as a reader takes it from a sentence, with what readers miss."""
        found = next(m for t in triggers if (m := re.search(rf"\b{re.escape(t)}\b", words)))
        dated = f"{day:%A}" in words
        when = (
            When(f"{day}", f"{day}", "day", f"{day:%A}") if dated and self.rng.random() > UNTOLD_DAY else None
        )
        targets = [] if target is None or target[1] not in words else [actor(target)]
        trigger = Span(found.start(), found.end(), found.group())
        told.event = Event(
            identify(told.id, words), type, mode, (), (actor(doer),), tuple(targets), (), status, when, None,
            (), None, None, 3, None, 0.8, Span(0, len(words), words), (), trigger, "synthetic", (),
        )  # fmt: skip
        return told.event

    def act(self, type: str, group: Sequence[tuple[Told, Event]]) -> Act:
        """An occurrence of some articles."""
        days = [e.when.start for _, e in group if e.when and e.when.start]
        told = [Report(t.id, None, t.outlet, f"{t.published}", e.evidence) for t, e in group]
        reports = tuple(sorted(told, key=lambda r: (r.published or "", r.article)))
        targets = {a.country for _, e in group for a in e.recipients if a.country}
        doers = {a.country for _, e in group for a in e.actors if a.country}
        first, reported = group[0][1], min((r.published for r in reports if r.published), default=None)
        doing, done_to = tuple(sorted(doers)), tuple(sorted(targets))
        whole = Occurrence(
            identify(*(t.id for t, _ in group)), type, first.mode, first.status, doing, done_to,
            min(days, default=None), min(days, default=None), reported, first.confidence, 1.0, reports,
            len({r.outlet for r in reports}),
        )  # fmt: skip
        return act(whole, [(t.id, e) for t, e in group])

    # --- demands
    def demand(self, a: Any, b: Any, first: date) -> None:
        """A demand with what becomes of it."""
        rng = self.rng
        fresh = [t for t in TOPICS if not any(k[:3] == (a[0], b[0], t["ask"][0]) for k in self.taken)]
        topic = rng.choice(fresh if fresh and rng.random() > SIBLING else TOPICS)
        name = f"d{len(self.world.demands)}"
        number = rng.randint(8, 40)
        place = rng.choice(DATA["places"])
        if (a[0], b[0], topic["ask"][0], place) in self.taken:
            return  # the same once more would be the same demand
        self.taken.add((a[0], b[0], topic["ask"][0], place))
        facts = {
            "A": a[1], "B": b[1], "place": place, "n": str(number), "few": str(rng.randint(2, number // 2)),
        }
        day, last = first, first
        told: list[Act] = []
        for i in range(rng.choice([1, 1, 1, 2, 3])):
            day = first if i == 0 else day + timedelta(days=rng.randint(4, 40))
            if day >= TODAY:
                break
            told += self.ask(topic, a, b, facts, day, name, again=i > 0)
            last = day
        self.world.demands[name] = self.outcome(topic, a, b, facts, last, name, told)

    def ask(
        self, topic: Any, a: Any, b: Any, facts: dict[str, str], day: date, name: str, *, again: bool = False
    ) -> list[Act]:
        """The demand, said."""
        kind = "again" if again else "ask"
        words = {**facts, "ask": self.rng.choice(topic["ask"])}
        acts = self.tell(
            "REQUEST", topic["mode"], a, b, self.rng.choice(SAID[kind]), TRIGGERS[kind], words, day,
            truth=name, reports=self.rng.choice([1, 1, 2, 3]),
        )  # fmt: skip
        self.world.asked.update({r.article: name for x in acts for r in x.reports})
        return acts

    def outcome(
        self, topic: Any, a: Any, b: Any, facts: dict[str, str], last: date, name: str, told: list[Act]
    ) -> str:
        """How the demand stands today, after what has come of it."""
        rng = self.rng
        fate = rng.choices(
            ["none", "refused", "refused+", "met", "partly", "answered", "reopened", "late"],
            [30, 22, 5, 15, 8, 6, 8, 6],
        )[0]
        day = last + timedelta(days=rng.randint(1, 45))
        if fate == "none" or day >= TODAY:
            return "open"
        if fate in ("refused", "refused+", "reopened"):
            self.reply("refuses", topic, a, b, facts, day, name, told)
        if fate == "answered":
            self.reply("answers", topic, a, b, facts, day, name, told)
        if fate in ("met", "partly", "late"):
            self.reply("partly" if fate == "partly" else "meets", topic, a, b, facts, day, name, told)
        if fate == "reopened":
            again = day + timedelta(days=rng.randint(9, 50))
            if again < TODAY:
                self.ask(topic, a, b, facts, again, name, again=rng.random() < 0.5)
                return "open"
        if fate == "refused+" and (later := day + timedelta(days=rng.randint(5, 60))) < TODAY:
            self.reply("meets", topic, a, b, facts, later, name, told)
            return "met"
        return {"met": "met", "late": "met", "partly": "partly", "answered": "answered"}.get(fate, "refused")

    def reply(
        self, kind: str, topic: Any, a: Any, b: Any, facts: dict[str, str], day: date, name: str,
        told: list[Act],
    ) -> None:
        """An answer, often with the demand told once more beside it;
        sometimes the reader misses the act or takes it for another."""
        rng = self.rng
        words = {**facts, "no": rng.choice(topic["no"])}
        if kind == "refuses":
            sort = rng.choices(["refuse", "named"], [8, 2])[0]
            template, triggers, type = rng.choice(SAID[sort]), TRIGGERS[sort], "REJECT"
        elif kind == "answers":
            template, triggers, type = rng.choice(SAID["answer"]), TRIGGERS["answer"], "ACCUSE"
        else:
            template, triggers, type = (
                rng.choice(topic["done" if kind == "meets" else "part"]), topic["trigger"], topic["type"],
            )
        type = "ACCUSE" if type == "REJECT" and rng.random() < MISCODED else type
        reports = rng.choice([1, 1, 2, 3])
        if reports == 1 and rng.random() < MISSED:
            self.article(self.sentence(template, {**words, "day": f"{day:%A}"}), day)
            return
        acts = self.tell(type, None, b, a, template, triggers, words, day, reports=reports)
        for x in acts:
            self.world.linked.update((name, r.article, kind) for r in x.reports)
        if rng.random() < 0.4:
            background = self.beside(topic, a, b, facts, day, name)
            if rng.random() < LINKED:
                self.world.answers.append(
                    Answer(
                        "refuses" if kind == "refuses" else "answers" if kind == "answers" else "meets",
                        acts[0].events[0], background.events[0],
                    )
                )  # fmt: skip

    def beside(self, topic: Any, a: Any, b: Any, facts: dict[str, str], day: date, name: str) -> Act:
        """The demand as background of a later report, without a day."""
        words = self.sentence(
            "<A> had demanded that <B> <ask>.", {**facts, "ask": self.rng.choice(topic["ask"])}
        )
        told = self.article(words, day, name)
        made = self.act(
            "REQUEST",
            [(told, self.event("REQUEST", topic["mode"], a, b, words, ["demanded"], day, told, "actual"))],
        )
        self.world.acts.append(made)
        self.world.asked[told.id] = name
        return made

    def noise(self, a: Any, b: Any, day: date) -> None:
        """Acts of the same two that answer nothing that was asked, and silence towards reporters."""
        rng = self.rng
        if rng.random() < 0.6:
            self.tell(
                "REJECT", None, b, a, rng.choice(SAID["other"]), TRIGGERS["other"], {"A": a[1], "B": b[1]},
                day,
            )
        elif rng.random() < 0.5:
            self.tell(
                "AID", None, b, a, "<B> sent seed grain to <A> on <day>.", ["sent"], {"A": a[1], "B": b[1]},
                day,
            )
        else:
            words = f"{b[1]}'s foreign ministry did not reply to questions."
            told = self.article(words, day)
            self.world.answers.append(
                Answer("ignores", (told.id, identify(words, told.id)), None, (b[0],), (), f"{day}", words)
            )

    # --- meetings
    def meeting(self, a: Any, b: Any, day: date) -> None:
        """A meeting with what becomes of it."""
        rng, name = self.rng, f"m{len(self.world.meetings)}"
        kind = rng.choice(["talks", "talks", "visit", "visit", "summit", "call"])
        fate = rng.choices(
            ["held", "adhoc", "postponed", "moved", "cancelled", "unknown"], [40, 15, 8, 8, 12, 17]
        )[0]
        ahead = day - timedelta(days=rng.randint(3, 55))
        off = ahead + timedelta(days=rng.randint(1, (day - ahead).days - 1))
        if fate != "adhoc" and ahead < TODAY:
            for _ in range(rng.choice([1, 1, 2, 3])):
                told = ahead + timedelta(days=rng.randint(0, max(0, min((off - ahead).days - 1, 10))))
                if told < TODAY:
                    self.say(
                        name, a, b, kind, "planned", told, day,
                        rng.choices(["day", "month", "none"], [75, 15, 10])[0],
                    )
        if day >= TODAY and fate not in ("postponed", "moved", "cancelled"):
            status = "planned"
        else:
            status = self.becomes(name, a, b, kind, fate, off, day)
        if name in set(self.world.met.values()):
            self.world.meetings[name] = status

    def becomes(self, name: str, a: Any, b: Any, kind: str, fate: str, off: date, day: date) -> str:
        """What becomes of a meeting, told."""
        rng = self.rng
        if fate in ("postponed", "moved", "cancelled") and off < TODAY:
            status = "cancelled" if fate == "cancelled" else "postponed"
            for _ in range(rng.choice([1, 1, 2])):
                self.say(name, a, b, kind, status, off, day, rng.choice(["day", "none"]))
            new = day + timedelta(days=rng.randint(10, 70))
            if fate == "moved" and (told := off + timedelta(days=rng.randint(1, 6))) < min(TODAY, new):
                self.say(name, a, b, kind, "planned", told, new, "day")
                if new >= TODAY:
                    return "planned"
                day, fate = new, rng.choice(["held", "unknown"])
            else:
                return status
        if fate in ("held", "adhoc") and day < TODAY:
            for _ in range(rng.choice([1, 1, 2, 3])):
                sort = (
                    rng.choice(["talks", "visit"])
                    if kind in ("talks", "visit", "summit") and rng.random() < 0.3
                    else kind
                )
                exact = rng.choices(["day", "none"], [75, 25])[0]
                self.say(name, a, b, sort, "held", day + timedelta(days=rng.choice([0, 0, 1])), day, exact)
            return "held"
        overdue = (TODAY - day).days > tables.days("meetings")["grace"]
        return "unknown" if overdue else "planned"

    def say(
        self, name: str, a: Any, b: Any, kind: Any, status: Any, published: date, day: date, exact: str
    ) -> None:
        """A telling of a meeting."""
        start: date | None = day if exact == "day" else day.replace(day=1) if exact == "month" else None
        end = (
            day
            if exact == "day"
            else (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
            if start
            else None
        )
        words = self.meeting_words(a, b, kind, status, start, exact)
        told = self.article(words, published)
        told.published = max(published, day) if status == "held" else published
        told.truth = name
        self.world.met[told.id] = name
        report = Report(told.id, None, told.outlet, f"{told.published}", Span(0, len(words), words))
        self.world.told.append(
            MeetingTold(
                identify(told.id), tuple(sorted((a[0], b[0]))), kind, status, f"{start}" if start else None,
                f"{end}" if end else None, f"{told.published}", report, words,
            )
        )  # fmt: skip

    def meeting_words(self, a: Any, b: Any, kind: str, status: str, start: date | None, exact: str) -> str:
        """The sentence for it."""
        when = (
            f" on {start:%B} {start.day}" if start and exact == "day" else f" in {start:%B}" if start else ""
        )
        thing = {"talks": "talks", "visit": "a visit", "summit": "a summit", "call": "a call"}[kind]
        told = {"planned": "will hold", "held": "held", "postponed": "postponed", "cancelled": "called off"}
        does = told[status]
        return f"{a[1]} and {b[1]} {does} {thing}{when}."


def actor(party: Any) -> Actor:
    """A state."""
    return Actor(party[1], party[0])


def others() -> list[list[str]]:
    """Further states, of one name without spaces, for a large archive."""
    known = {code for code, _ in DATA["countries"]}
    return [
        [r["code"], r["name"]] for r in load_csv("countries.csv")
        if r["name"].isalpha() and not r["parent"] and r["code"] not in known
    ]


def world(articles: int, seed: int) -> World:
    """An archive of about so many articles; demands, quarrels and meetings are spread over the days,
    some dyads have many."""
    maker = Maker(seed)
    rng = maker.rng
    states = [*DATA["countries"], *others()] if articles > 4000 else DATA["countries"]
    hot = [tuple(rng.sample(states, 2)) for _ in range(max(8, articles // 60))]
    # the first quarrel about as much as the last twenty
    heat = [1 / (rank + 1) ** 0.5 for rank in range(len(hot))]
    while maker.count < articles * (1 - QUARRELS):
        a, b = rng.choices(hot, heat)[0] if rng.random() < 0.6 else rng.sample(states, 2)
        day = BEGIN + timedelta(days=rng.randint(0, DAYS - 2))
        draw = rng.random()
        if draw < 0.45:
            maker.demand(a, b, day)
        elif draw < 0.65:
            maker.noise(a, b, day)
        else:
            maker.meeting(a, b, BEGIN + timedelta(days=rng.randint(0, DAYS + 60)))
    while maker.count < articles:
        a, b = rng.choices(hot, heat)[0] if rng.random() < 0.6 else rng.sample(states, 2)
        simulated.quarrel(maker, DATA, states, a, b, BEGIN + timedelta(days=rng.randint(0, DAYS - 2)), TODAY)
    return maker.world


# --- measuring ----------------------------------------------------------------------------------------------


def best(truth: dict[str, str], found: Iterable[Any]) -> dict[str, Any]:
    """For each true item the found one that holds most of its articles."""
    held: dict[str, Counter[int]] = defaultdict(Counter)
    every = list(found)
    for i, item in enumerate(every):
        for r in item.evidence:
            if r.article in truth:
                held[truth[r.article]][i] += 1
    return {name: every[counts.most_common(1)[0][0]] for name, counts in held.items()}


def right(truth: dict[str, str], found: dict[str, Any]) -> tuple[float, Counter[tuple[str, str]]]:
    """The share of true items that stand right, and which were taken for which."""
    wrong: Counter[tuple[str, str]] = Counter()
    for name, status in truth.items():
        got = found[name].status if name in found else "none"
        if got != status:
            wrong[status, got] += 1
    return 1 - sum(wrong.values()) / max(1, len(truth)), wrong


def link_scores(w: World, found: Sequence[Demand]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the answers of demands: one act counts once, by any of its articles."""
    by_event = {e: (a.id, a.reports[0].article) for a in w.acts for _, e in a.events}
    act_of_article = {r.article: a.id for a in w.acts for r in a.reports}
    truth = {
        (name, act_of_article[article], kind) for name, article, kind in w.linked if article in act_of_article
    }
    got = set()
    for d in found:
        names = Counter(w.asked[r.article] for r in d.evidence if r.article in w.asked)
        if names:
            got |= {
                (names.most_common(1)[0][0], by_event[r.event][0], r.kind)
                for r in d.responses if r.event in by_event
            }
    hit = len(truth & got)
    p, r = hit / max(1, len(got)), hit / max(1, len(truth))
    return p, r, 2 * p * r / max(1e-9, p + r)


def near(days: set[date], day: str | None) -> bool:
    """Whether a day lies within the horizon of some."""
    at = parse_day(day)
    return at is None or any(abs((at - d).days) <= HORIZON for d in days)


def incremental(w: World, whole: Sequence[Demand], count: int = 100) -> tuple[float, float]:
    """Seconds for settling demands after the last articles,
    and the share of demands that then stand as they do when all are settled."""
    new = {t.id for t in sorted(w.articles, key=lambda t: (t.published, t.id))[-count:]}
    fresh = [a for a in w.acts if not new.isdisjoint(r.article for r in a.reports)]
    known = {a.id for a in fresh}
    before = demand_ledger.demands([a for a in w.acts if a.id not in known], w.answers, f"{TODAY}")
    filed: dict[Any, list[Act]] = defaultdict(list)
    for a in w.acts:
        for block in demand_ledger.blocks_of(a):
            filed[block].append(a)
    by_article: dict[str, list[Answer]] = defaultdict(list)
    for answer in w.answers:
        by_article[answer.source[0]].append(answer)
    silences = [a for a in w.answers if a.kind == "ignores"]
    begin = time.perf_counter()
    blocks = {block for a in fresh for block in demand_ledger.blocks_of(a)}
    # an act that leaves out a side touches all with the other
    lone = {(by, of) for by, of in blocks if not (by and of)}
    blocks |= {(by, of) for by, of in filed if {(by, ""), ("", of)} & lone}
    days = {d for a in fresh if (d := parse_day(a.day))}
    wanted = {
        a.id: a for b in blocks for n in demand_ledger.beside(b)
        for a in filed.get(n, ()) if near(days, a.day)
    }
    old = [d for d in before if any((by, of) in blocks for by in d.by or ("",) for of in d.of or ("",))]
    held = {r.article for d in demand_ledger.touched(old, wanted.values()) for r in d.evidence}
    wanted |= {
        a.id: a for b in blocks for a in filed.get(b, ()) if not held.isdisjoint(r.article for r in a.reports)
    }
    parties = {of for _, of in blocks}
    said = [
        a for x in wanted.values() for r in x.reports for a in by_article.get(r.article, ())
        if a.kind != "ignores"
    ]
    said += [a for a in silences if not parties.isdisjoint(a.actors)]
    made = demand_ledger.demands(wanted.values(), said, f"{TODAY}", old, blocks)
    seconds = time.perf_counter() - begin
    others = {d.id: d for d in before if d.id not in {o.id for o in old}} | {d.id: d for d in made}
    key = {frozenset(r.article for r in d.evidence): d.status for d in others.values()}
    same = sum(key.get(frozenset(r.article for r in d.evidence)) == d.status for d in whole)
    return seconds, same / max(1, len(whole))


def measure(articles: int, seed: int) -> None:
    """Make a world, settle it, and say how much is right."""
    w = world(articles, seed)
    begin = time.perf_counter()
    found = demand_ledger.demands(w.acts, w.answers, f"{TODAY}")
    took = time.perf_counter() - begin
    share, wrong = right(w.demands, best(w.asked, found))
    p, r, f1 = link_scores(w, found)
    print(
        f"seed {seed}: {len(w.articles)} articles, {len(w.demands)} demands ({len(found)} found), "
        f"{len(w.meetings)} meetings"
    )
    print(f"  demands: status right {share:.3f}; links P {p:.3f} R {r:.3f} F1 {f1:.3f}; {took:.2f} s")
    print("    " + ", ".join(f"{a} taken for {b} {n}" for (a, b), n in wrong.most_common(8)))
    seconds, same = incremental(w, found)
    print(
        f"    after 100 new articles: {seconds:.3f} s ({seconds / took:.1%} of all), {same:.3f} of the "
        "demands as when settling all"
    )
    begin = time.perf_counter()
    met = meeting_ledger.due(w.told, f"{TODAY}")
    share, wrong = right(w.meetings, best(w.met, met))
    print(f"  meetings: status right {share:.3f} ({len(met)} found); {time.perf_counter() - begin:.2f} s")
    print("    " + ", ".join(f"{a} taken for {b} {n}" for (a, b), n in wrong.most_common(8)))
    measure_disputes(w, found, met)


def measure_disputes(w: World, asked: Sequence[Demand], met: Sequence[DueMeeting]) -> None:
    """Say how well disputes agree with the quarrels."""
    begin = time.perf_counter()
    found = dispute_ledger.disputes(w.acts, asked, (), met, f"{TODAY}", answers=w.answers)
    took = time.perf_counter() - begin
    p, r, f1 = simulated.b_cubed(simulated.labelled(w), found)
    wrong, total = simulated.parties_right(w, found)
    names = set(w.quarrels.values())
    print(
        f"  disputes: B-cubed P {p:.3f} R {r:.3f} F1 {f1:.3f} ({len(found)} found, {len(names)} quarrels); "
        f"{took:.2f} s"
    )
    print(f"    a third state is a party in {wrong} of {total}")
    seconds, same = simulated.incremental(w, asked, f"{TODAY}", found)
    print(
        f"    after 100 new articles: {seconds:.3f} s ({seconds / took:.1%} of all), {same:.3f} of the "
        "disputes as when settling all"
    )


# --- texts --------------------------------------------------------------------------------------------------


def lines(w: World) -> Iterator[dict[str, Any]]:
    """The articles as `communique ingest --jsonl` takes them, marked synthetic."""
    for t in w.articles:
        yield {
            "id": t.id, "url": None, "title": None, "text": t.text, "published": f"{t.published}",
            "outlet": t.outlet, "language": "en", "synthetic": True,
        }  # fmt: skip


def read(w: World, count: int) -> None:
    """Read the first articles with the parser, settle what was read, and say how much of it is right."""
    from communique.ledgers.tellings import answer, meeting_told, silence
    from communique.occurrences.gathering import gather
    from communique.occurrences.tellings import telling
    from communique.occurrences.versions import occurrence
    from communique.reader import Reader
    from communique.records import Article, Reading

    # the last tell of quarrels
    chosen = list({t.id: t for t in (*w.articles[:count], *w.articles[-count // 2 :])}.values())
    made = [Article(t.id, None, None, t.text, f"{t.published}", t.outlet, language="en") for t in chosen]
    readings = list(Reader().read_many(made))
    good = [r for r in readings if isinstance(r, Reading)]
    happenings = gather([telling(r.article, e) for r in good for e in r.events])
    acts = [act(occurrence(h), [(t.article, t.event) for t in h.tellings]) for h in happenings]
    answers = [answer(r.article.id, k) for r in good for k in r.links] + [
        silence(r.article, n) for r in good for n in r.nonresponses
    ]
    found = demand_ledger.demands(acts, answers, f"{TODAY}")
    ids = {t.id for t in chosen}
    whole = {name for name in w.demands if all(a in ids for a, n in w.asked.items() if n == name)}
    truth = {name: status for name, status in w.demands.items() if name in whole}
    share, wrong = right(truth, best(w.asked, found))
    print(f"read {count}: {len(good)} read, {len(truth)} demands: status right {share:.3f} ({dict(wrong)})")
    met: list[DueMeeting] = meeting_ledger.due(
        [meeting_told(r.article, m) for r in good for m in r.meetings], f"{TODAY}"
    )
    whole = {name for name in w.meetings if all(a in ids for a, n in w.met.items() if n == name)}
    share, wrong = right({n: s for n, s in w.meetings.items() if n in whole}, best(w.met, met))
    quarrelling = dispute_ledger.disputes(acts, found, (), met, f"{TODAY}", answers=answers)
    truth = simulated.by_article(w, acts)
    p, r, f1 = simulated.b_cubed(truth, quarrelling)
    print(
        f"  {len(truth)} acts of {len(set(truth.values()))} quarrels and what stands alone: B-cubed P "
        f"{p:.3f} R {r:.3f} F1 {f1:.3f}"
    )
    print(f"  {len(whole)} meetings: status right {share:.3f} ({dict(wrong)})")


def main() -> None:
    """Read the options and measure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=2000, help="how many articles to make")
    options.add_argument(
        "--seed", type=int, action="append", help="seed of the world; 1 is for tuning, 2 is held back"
    )
    options.add_argument(
        "--texts", type=Path, help="write the articles there as JSON Lines instead of measuring"
    )
    options.add_argument(
        "--read", type=int, help="read so many articles with the parser and measure what comes of it"
    )
    given = options.parse_args()
    for seed in given.seed or [1, 2]:
        if given.texts:
            made = lines(world(given.articles, seed))
            given.texts.write_text(
                "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in made), "utf-8"
            )
        elif given.read:
            read(world(given.articles, seed), given.read)
        else:
            measure(given.articles, seed)


if __name__ == "__main__":
    main()
