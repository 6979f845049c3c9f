"""Changes one thing about a sentence (countries, tense, negation) and looks whether the record follows.

Knows the sentences of renaming.toml, names of countries, and what a change should do to an event; does not
know how the program works. A seeded generator fills the sentences with countries. Counted is how often the
record of the changed sentence is the record of the sentence itself with that change made and nothing else;
where nothing is read of it, that is a fault.

    swap     the two countries change places: so must the codes, and nothing else
    rename   both countries are others: so must the codes be, and nothing else
    tense    "has expelled", "expels": the same record; "will expel", "plans to expel": the act is planned, or
             announced (AGREE, CONCEDE, THREATEN)
    negate   "did not expel", "has not expelled", "never expelled": the act is negated or gone, with no other

    python benchmarks/renaming.py                   200 of each, with what fails and why
    python benchmarks/renaming.py tense --n 400 --show 20
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("swap", "rename", "tense", "negate")
NUMBER, SEED = 200, 14
PUBLISHED = "2023-10-12"  # a Thursday
ARTICLE = re.compile(
    r"United |.*s$|Central |Dominican |Democratic |.* Republic|Gambia|Ivory"
)  # "the" goes before these names
PLAIN = re.compile("Honduras|Cyprus|Laos|Barbados|Belarus|Mauritius|St|Saint|Antigua")  # but not before these
DAYS = {"past": " on Tuesday", "future": " next Tuesday", "": ""}
FUTURE_TYPES = ("AGREE", "CONCEDE", "THREATEN")  # what an announced act may be, too
TOGETHER = ("CONSULT", "COOPERATE", "AGREE")
Json = dict[str, Any]
Fact = tuple[str, frozenset[str], frozenset[str], str]  # type, actors, recipients, status


@dataclass(frozen=True, slots=True)
class Base:
    """A sentence to be filled; without a verb it has no tense to change."""

    text: str
    types: tuple[str, ...]  # one of them is right
    verb: tuple[str, str, str] | None = None
    passive: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Country:
    """A country's name as it stands in a sentence, its adjective, capital and code."""

    name: str
    adjective: str
    capital: str
    code: str


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence and the same with one thing changed."""

    kind: str
    base: int  # which sentence of renaming.toml
    before: str
    after: str
    form: str  # how it was changed
    codes: Mapping[str, str]  # codes before → codes after


# ---------------------------------------------------------------- making cases
def make_cases(kind: str, n: int = NUMBER, seed: int = SEED) -> list[Case]:
    """Cases of one kind of change, each sentence about as often as the others."""
    dice = random.Random(f"{kind} {seed}")
    usable = [at for at, base in enumerate(bases()) if base.verb or kind in ("swap", "rename")]
    order = [at for _ in range(n // len(usable) + 1) for at in dice.sample(usable, len(usable))]
    return [make_case(kind, at, dice) for at in order[:n]]


def make_case(kind: str, at: int, dice: random.Random) -> Case:
    """One case with countries drawn by chance."""
    base = bases()[at]
    a, b, c, d = dice.sample(countries(), 4)
    before = fill(base, a, b, "past")
    if kind == "swap":
        return Case(kind, at, before, fill(base, b, a, "past"), "", {a.code: b.code, b.code: a.code})
    if kind == "rename":
        return Case(kind, at, before, fill(base, c, d, "past"), "", {a.code: c.code, b.code: d.code})
    form = dice.choice(
        ("perfect", "present", "future", "plan") if kind == "tense" else ("did not", "has not", "never")
    )
    return Case(kind, at, before, fill(base, a, b, form), form, {a.code: a.code, b.code: b.code})


def fill(base: Base, a: Country, b: Country, form: str) -> str:
    """A sentence about two countries in a form of its verb."""
    day = DAYS["past"] if form == "past" else DAYS["future"] if form in ("future", "plan") else ""
    text = base.text.format(
        A=a.name,
        B=b.name,
        a=a.adjective,
        b=b.adjective,
        Acap=a.capital,
        Bcap=b.capital,
        t=day,
        v=verb(base, form),
    )
    text = re.sub(r"s's\b", "s'", text)
    text = re.sub(r"\b([Aa]) (?=[AEIO]|U[^nks]|Uz|Uk[^r])", r"\1n ", text)
    return re.sub(r"(^|[.] )(the)\b", lambda m: m[1] + "The", text)


def verb(base: Base, form: str) -> str:
    """The words for a verb in a form: "had expelled", "was not summoned"."""
    if base.verb is None:
        return ""
    stem, past, participle = base.verb
    be, were, have, do = ("are", "were", "have", "do") if base.plural else ("is", "was", "has", "does")
    if base.passive:
        return {
            "past": f"{were} {participle}",
            "perfect": f"{have} been {participle}",
            "present": f"{be} being {participle}",
            "future": f"will be {participle}",
            "plan": f"{be} to be {participle}",
            "did not": f"{were} not {participle}",
            "has not": f"{have} not been {participle}",
            "never": f"{were} never {participle}",
        }[form]
    return {
        "past": past,
        "perfect": f"{have} {participle}",
        "present": stem if do == "do" else third_person(stem),
        "future": f"will {stem}",
        "plan": f"{'plan' if base.plural else 'plans'} to {stem}",
        "did not": f"did not {stem}",
        "has not": f"{have} not {participle}",
        "never": f"never {past}",
    }[form]


def third_person(stem: str) -> str:
    """A verb's third person: "accuses", "pushes", "ratifies", "votes down"."""
    first, *rest = stem.split(" ")
    spelled = re.sub("(?<![aeiou])y$", "ie", first)
    ending = "es" if re.search("(s|x|z|ch|sh)$", first) else "s"
    return " ".join([spelled + ending, *rest])


@cache
def bases() -> tuple[Base, ...]:
    """The sentences of renaming.toml."""
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["base"]
    return tuple(
        Base(
            row["text"],
            tuple(row["type"].split("|")),
            tuple(row["verb"]) if "verb" in row else None,
            row.get("passive", False),
            row.get("plural", False),
        )
        for row in rows
    )


@cache
def countries() -> tuple[Country, ...]:
    """The states that have an adjective and a capital which no other has."""
    with (ROOT / "src/communique/knowledge/countries.csv").open(encoding="utf-8") as file:
        rows = [
            row for row in csv.DictReader(file) if not row["parent"] and row["adjectives"] and row["capitals"]
        ]
    times = Counter(word for row in rows for word in row["adjectives"].split("|"))
    found = []
    for row in rows:
        adjective, name = row["adjectives"].split("|")[0], row["name"]
        capital = re.split("[|,]", row["capitals"])[0]
        if times[adjective] == 1:
            the = "the " if ARTICLE.match(name) and not PLAIN.match(name) else ""
            found.append(Country(the + name, adjective, capital, row["code"]))
    return tuple(found)


# ---------------------------------------------------------------- comparing
def facts(record: Json) -> Counter[Fact]:
    """What a record says of events: types, sides and statuses; what several do together has one side."""
    found: Counter[Fact] = Counter()
    for event in record.get("events", ()):
        actors, recipients = (
            frozenset(a["country"] or a["name"] or "?" for a in event[side])
            for side in ("actors", "recipients")
        )
        if event["type"] in TOGETHER:
            actors, recipients = actors | recipients, frozenset()
        found[event["type"], actors, recipients, event["status"]] += 1
    return found


def find_fault(case: Case, before: Json, after: Json) -> str | None:
    """Why the changed record is not the record with that change made; None where it is."""
    old, new = facts(before), facts(after)
    if not any(status != "negated" for *_, status in old):
        return "nothing read of the sentence itself"
    if case.kind in ("swap", "rename") or case.form in ("perfect", "present"):
        return find_difference(rename(old, case.codes), new)
    act = find_act(case, old)
    if act is None:
        return f"the sentence itself is not read as {' or '.join(bases()[case.base].types)}: {types(old)}"
    return find_negation_fault(act, old, new) if case.kind == "negate" else find_future_fault(act, new)


def find_act(case: Case, found: Counter[Fact]) -> Fact | None:
    """The sentence's own act between its two countries; one told inside it ("condemned the raid") is not."""
    parties = frozenset(case.codes)
    return next(
        (fact for fact in found if fact[0] in bases()[case.base].types and fact[1] | fact[2] == parties), None
    )


def rename(found: Counter[Fact], codes: Mapping[str, str]) -> Counter[Fact]:
    """The facts with their countries renamed."""

    def other(side: frozenset[str]) -> frozenset[str]:
        return frozenset(codes.get(code, code) for code in side)

    return Counter(
        {
            (type_, other(actors), other(recipients), status): n
            for (type_, actors, recipients, status), n in found.items()
        }
    )


def find_difference(wanted: Counter[Fact], got: Counter[Fact]) -> str | None:
    """In what two sets of facts differ, in a few words; None where they do not."""
    lost, extra = wanted - got, got - wanted
    if not lost and not extra:
        return None
    if not extra:
        return "an event lost: " + types(lost)
    if not lost:
        return "an event more: " + types(extra)
    if strip(lost, 3) == strip(extra, 3):
        return "status: " + " ".join(
            sorted({f"{a[3]} → {b[3]}" for a in lost for b in extra if a[:3] == b[:3]})
        )
    if types(lost) != types(extra):
        return f"type: {types(lost)} → {types(extra)}"
    if {f[1] for f in lost} != {f[1] for f in extra}:
        return "actors of " + types(lost)
    return "recipients of " + types(lost)


def find_future_fault(act: Fact, new: Counter[Fact]) -> str | None:
    """Why an act to come is not told as one; None where it is."""
    type_, actors, recipients, _ = act
    here = [fact for fact in new if fact[1] | fact[2] == actors | recipients]
    if any(
        fact[0] == type_ and fact[3] in ("actual", "historical") and type_ not in FUTURE_TYPES
        for fact in here
    ):
        return f"told as done: {type_}"
    if any(fact[0] in (type_, *FUTURE_TYPES) and fact[3] in ("planned", "actual") for fact in here):
        return None
    if any(fact[0] in (type_, *FUTURE_TYPES) for fact in new):
        return f"parties or status of {type_}: {kinds(new)}"
    return f"type: {type_} → {kinds(new)}" if new else f"lost: {type_}"


def find_negation_fault(act: Fact, old: Counter[Fact], new: Counter[Fact]) -> str | None:
    """What a negated sentence still says to have happened; None where nothing."""
    told = Counter({fact: n for fact, n in new.items() if fact[3] != "negated"})
    if any(fact[:3] == act[:3] for fact in told):
        return f"not negated: {act[0]}"
    others = told - old
    return f"another act: {act[0]} → {kinds(others)}" if others else None


def types(found: Iterable[Fact]) -> str:
    """The types of some facts."""
    return " ".join(sorted({fact[0] for fact in found}))


def kinds(found: Iterable[Fact]) -> str:
    """Types and statuses of some facts."""
    return " ".join(sorted({f"{fact[0]} {fact[3]}" for fact in found}))


def strip(found: Counter[Fact], upto: int) -> Counter[tuple[Any, ...]]:
    """The facts without what stands after a place."""
    rest: Counter[tuple[Any, ...]] = Counter()
    for fact, n in found.items():
        rest[fact[:upto]] += n
    return rest


# ---------------------------------------------------------------- figures
@dataclass(frozen=True, slots=True)
class Result:
    """A case, why its record does not follow (None: it does), and whether the sentence itself is right."""

    case: Case
    fault: str | None
    known: bool


def follow(cases: Sequence[Case], read: Callable[[Iterable[Json]], Iterable[Json]]) -> list[Result]:
    """What came of each case; each sentence is read once."""
    return judge(cases, read(list_lines(cases)))


def list_lines(cases: Sequence[Case]) -> list[Json]:
    """The sentences of cases as `communique read --jsonl` takes them, each once."""
    texts = dict.fromkeys(text for case in cases for text in (case.before, case.after))
    return [{"id": str(n), "text": text, "published": PUBLISHED} for n, text in enumerate(texts)]


def judge(cases: Sequence[Case], read: Iterable[Json]) -> list[Result]:
    """What came of each case, given the records of `list_lines`."""
    records = {line["text"]: record for line, record in zip(list_lines(cases), read, strict=True)}
    return [
        Result(
            case,
            find_fault(case, records[case.before], records[case.after]),
            is_read(case, records[case.before]),
        )
        for case in cases
    ]


def is_read(case: Case, record: Json) -> bool:
    """Whether the record of the sentence itself has its act between its two countries."""
    return find_act(case, facts(record)) is not None


def score(results: Sequence[Result]) -> Json:
    """By kind of change: how many, the share that follows, faults and their sentences, the frequent first."""
    return {
        kind: score_kind([r for r in results if r.case.kind == kind])
        for kind in dict.fromkeys(r.case.kind for r in results)
    }


def score_kind(results: Sequence[Result]) -> Json:
    """The figures of one kind of change; "known" is the share of which the sentence itself was read right."""
    forms = sorted({r.case.form for r in results} - {""})
    return {
        "n": len(results),
        "share": share(r.fault is None for r in results),
        "known": share(r.known for r in results),
        "forms": {form: share(r.fault is None for r in results if r.case.form == form) for form in forms},
        "faults": dict(Counter(r.fault for r in results if r.fault).most_common()),
        "sentences": dict(Counter(bases()[r.case.base].text for r in results if r.fault).most_common()),
    }


def share(holds: Iterable[bool]) -> float:
    """How many of how many."""
    values = list(holds)
    return round(sum(values) / len(values), 4)


def show(figures: Json, *, most: int = 12) -> Iterator[str]:
    """The figures as lines."""
    for kind, row in figures.items():
        forms = ", ".join(f"{form} {share:.2f}" for form, share in row["forms"].items())
        yield f"{kind:<8}{row['share']:.3f} of {row['n']} follow; itself right: {row['known']:.3f}"
        yield f"        by form: {forms}" if forms else ""
        for title in ("faults", "sentences"):
            yield from (f"        {n:>4}  {what}" for what, n in list(row[title].items())[:most])
            yield ""


def main() -> int:
    """Make the cases, read them, and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "kinds", nargs="*", metavar="KIND", help=f"of {', '.join(KINDS)}; all when none is given"
    )
    parser.add_argument("--n", type=int, default=NUMBER, help="cases of each kind")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="print so many cases that do not follow"
    )
    args = parser.parse_args()
    if unknown := set(args.kinds) - set(KINDS):
        print(f"error: no kind {', '.join(sorted(unknown))}; there are {', '.join(KINDS)}", file=sys.stderr)
        return 2
    from reading import read_lines

    cases = [case for kind in args.kinds or KINDS for case in make_cases(kind, args.n, args.seed)]
    results = follow(cases, read_lines)
    for result in [r for r in results if r.fault][: args.show]:
        case = result.case
        print(f"{case.kind} {case.form}: {result.fault}\n    {case.before}\n    {case.after}")
    figures = score(results)
    print("\n".join(show(figures)))
    print(json.dumps({kind: {"n": row["n"], "share": row["share"]} for kind, row in figures.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
