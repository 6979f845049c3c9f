"""Fits knowledge/calibration.toml: what an event's raw confidence,
its signs, its type and how its recipients were found say of the chance that it is right.

Knows what is compared and how the weights are fitted; does not know how an event gets its raw confidence
(communique/events).

    python scripts/calibrate.py            fit on our own sentences, articles and documents; write the
                                           weights, the plot and the tables in docs/
    python scripts/calibrate.py --dry      the same, and write nothing
    python scripts/calibrate.py DATA       fit on the news that may be looked at, too (DATA/news, its half
                                           "look"), and judge others' texts (DATA/benchmarks,
                                           DATA/examples, the other half), on which nothing is fitted

An event is right when type, actors and recipients are. The figures are cross-validated: the texts are cut
into FOLDS parts by the SHA-256 of their ids, and each part is judged by weights that were fitted on the
others. How strongly the weights of types and cases are pulled towards nothing is chosen by the same cuts.
Needs altair and vl-convert-python for the plot (`pip install -e '.[dev]'`).
"""
from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.accuracy import gold, scores
from communique.accuracy.gold import Act, Sentence
from communique.accuracy.matching import TOGETHER, pairs
from communique.accuracy.reliability import Bin, Case, bins, brier, calibration_error, cuts, discrimination
from communique.events import calibration
from communique.events.calibration import SIGNS, Weights, log_odds, traits, worth
from communique.reader import Reader
from communique.records import Article, Event, Span, countries
from communique.sources import open_source

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    Numbers = NDArray[np.float64]

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "src" / "communique" / "knowledge" / calibration.FILE
PLOT, PAGE = ROOT / "docs" / "reliability.svg", ROOT / "docs" / "accuracy.md"
ARTICLES = ROOT / "accuracy" / "articles"
DOCUMENTS = ROOT / "accuracy" / "documents"
CRISES = ROOT / "accuracy" / "crises"
FOLDS = 10
# on the weights of types and cases; the strongest says: all alike
PULLS = (1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 16.0, 32.0)
RIDGE = 1.0         # the pull on the weights of signs and of the raw confidence, which many events bear
LEAST = 0.05        # weights nearer to nothing are left out of the table, but for those of signs
SEEN = 5            # events that have a trait, so that it gets a weight
STEPS = 50          # of Newton's method: far more than it needs
FLOORS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
FOLD = str.maketrans("‘’“”–—‑\u00a0", "''\"\"---\x20")
HEAD = """\
# What an event's raw confidence is worth: the log-odds that its type, actors and recipients are right are
#     base + raw * (log-odds of the raw confidence) + the weights of its signs, its type and the case by which its recipients were found
# Fitted on the project's own sentences, articles and documents, and on news that may be looked at. Written by scripts/calibrate.py; do not edit.
"""  # noqa: E501


@dataclass(frozen=True, slots=True)
class Outcome:
    """An event of a text: its raw confidence, its traits, and whether it is right."""

    source: str
    text: str
    raw: float
    traits: tuple[str, ...]
    right: bool

    @property
    def fold(self) -> int:
        """The part of the texts that it belongs to."""
        return int.from_bytes(hashlib.sha256(self.text.encode("utf-8")).digest()[-4:], "big") % FOLDS

    def confidence(self, known: Weights) -> float:
        """Its calibrated confidence."""
        return worth(self.raw, self.traits, known)


def main() -> int:
    """Collect, fit, check, print and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, nargs="?", help="others' texts, to look at")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    args = parser.parse_args()
    reader, sentences = Reader(), gold.load()
    with calibration.uncalibrated():
        coded = list(code(reader, sentences))
        own = list(of_sentences(sentences, coded, "sentences"))
        own += [*of_articles(reader, ARTICLES), *of_articles(reader, DOCUMENTS)]
        own += of_half(reader, CRISES, "look")
        own += of_half(reader, args.data / "news", "look") if args.data else ()
        others = list(of_half(reader, CRISES, "gate"))
        others += of_others(reader, args.data) if args.data else ()
    pull = min(PULLS, key=lambda pull: surprise(crossed(own, pull)))
    known, both = (
        fitted(own, pull), {"raw": [(o.raw, o.right) for o in own], "calibrated": crossed(own, pull)},
    )
    shown = f"{block(own, both, pull)}\n\n{elsewhere(others, known)}"
    print(shown)
    print(by_trait(own, both["calibrated"]))
    if not args.dry:
        TABLE.write_text(table(known, own, pull), "utf-8")
        draw(both)
        page = filled(PAGE.read_text("utf-8"), "confidence", shown)
        PAGE.write_text(
            filled(page, "sentences", by_type(scores.score(zip(sentences, coded, strict=True)))), "utf-8"
        )
    return 0


# ---------------------------------------------------------------- what was coded, and whether it is right
def code(reader: Reader, sentences: Sequence[Sentence]) -> Iterator[tuple[Event, ...]]:
    """The events of each sentence."""
    return (reader.read(sentence.article).events for sentence in sentences)


def of_half(reader: Reader, folder: Path, half: str) -> Iterator[Outcome]:
    """The events of those articles of a folder that may be looked at ("look"), or of those that are only
    scored ("gate"), on which nothing is fitted."""
    halves = folder / "halves.json"
    if halves.is_file():
        yield from of_articles(reader, folder, json.loads(halves.read_text("utf-8"))[half])


def of_sentences(
    sentences: Sequence[Sentence], coded: Iterable[Sequence[Event]], source: str
) -> Iterator[Outcome]:
    """What became of the events of gold sentences."""
    for sentence, events in zip(sentences, coded, strict=True):
        for pair in pairs(sentence.events, events):
            if pair.event is not None:
                yield outcome(source, sentence.id, pair.event, pair.right)


def of_articles(reader: Reader, folder: Path, names: Collection[str] | None = None) -> Iterator[Outcome]:
    """The events of whole articles, each a folder with article.txt or article.html, expected.json,
    and meta.json for its day."""
    for path in sorted(folder.glob("*/expected.json")):
        if names is not None and path.parent.name not in names:
            continue
        article = opened(path.parent)
        events = reader.read(article).events
        for event, right in zip(
            events, answered(json.loads(path.read_text("utf-8")), events, article.text), strict=True
        ):
            yield outcome(folder.name, path.parent.name, event, right)


def opened(folder: Path) -> Article:
    """The article of a folder, with the day that its meta.json gives."""
    meta = folder / "meta.json"
    day = json.loads(meta.read_text("utf-8")).get("published") if meta.exists() else None
    return open_source(str(next(folder.glob("article.*"))), published=day)


def outcome(source: str, text: str, event: Event, right: bool) -> Outcome:
    """What became of one event."""
    return Outcome(source, text, event.confidence, traits(event), right)


def answered(expected: dict[str, Any], events: Sequence[Event], text: str) -> Iterator[bool]:
    """For each event of an article whether an expected item asks for it; an item without "many" asks once."""
    items = [*expected.get("events", {}).get("must", []), *expected.get("events", {}).get("may", [])]
    used: set[int] = set()
    for event in events:
        hit = next((k for k, item in enumerate(items) if k not in used and asks_for(item, event, text)), None)
        if hit is not None and not items[hit].get("many"):
            used.add(hit)
        yield hit is not None


def asks_for(item: dict[str, Any], event: Event, text: str) -> bool:
    """Whether an expected item has the type, the parties and the place of an event;
    parties of an act done together have no direction."""
    types = item["type"] if isinstance(item["type"], list) else [item["type"]]
    if event.type not in types or not any(
        told_at(span, item.get("evidence", []), text) for span in (event.evidence, *event.also)
    ):
        return False
    wanted, got = (
        (item.get("actors", []), item.get("recipients", [])),
        (countries(event.actors), countries(event.recipients)),
    )
    if {"CONSULT", "COOPERATE"} & set(types) or (
        not TOGETHER.isdisjoint(types) and len(wanted[0]) > 1 and not wanted[1]
    ):
        wanted, got = ([*wanted[0], *wanted[1]], []), (got[0] | got[1], frozenset())
    return all(meets(want, have) for want, have in zip(wanted, got, strict=True))


def meets(wanted: Iterable[str], got: frozenset[str]) -> bool:
    """Whether codes are those wanted: "X" needed, "X?" allowed, "X|Y" one of them, nothing else."""
    options = [(set(want.rstrip("?").split("|")), want.endswith("?")) for want in wanted]
    return all(free or choice & got for choice, free in options) and got <= {
        code for choice, _ in options for code in choice
    }


def told_at(span: Span, phrases: Iterable[str], text: str) -> bool:
    """Whether a span touches one of the phrases or the sentence around it."""
    plain = text.translate(FOLD)
    for phrase in phrases:
        for found in re.finditer(
            r"\s+".join(re.escape(word) for word in phrase.translate(FOLD).split()), plain
        ):
            start = max(plain.rfind(mark, 0, found.start()) for mark in (". ", "\n", "? ", "! "))
            ends = [at for mark in (". ", "\n", "? ", "! ") if (at := plain.find(mark, found.end() - 1)) >= 0]
            if span.start < min(ends, default=len(plain)) and span.end > start + 1:
                return True
    return False


def of_others(reader: Reader, data: Path) -> Iterator[Outcome]:
    """The events of others' texts: hand-coded sentences, annotated articles, news that is only scored."""
    path = data / "benchmarks" / "gsr_dev.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    sentences = [Sentence(r["id"], r["text"], r["date"], tuple(map(foreign, r["events"]))) for r in rows]
    yield from of_sentences(sentences, code(reader, sentences), "gsr")
    if (data / "examples").is_dir():
        yield from of_articles(reader, data / "examples")
    yield from of_half(reader, data / "news", "gate")


def foreign(row: dict[str, Any]) -> Act:
    """An expected act from a record with sources and targets."""
    actors, recipients = (
        tuple("KOS" if a["country"] == "XKX" else a["country"] for a in row[side])
        for side in ("sources", "targets")
    )
    return Act(row["event_type"], None, actors, recipients, "actual")


# ---------------------------------------------------------------- the weights
def fitted(cases: Sequence[Outcome], pull: float) -> Weights:
    """The weights that make the outcomes likeliest: a logistic regression,
    those of types and cases pulled towards nothing."""
    import numpy as np
    seen = Counter(trait for case in cases for trait in case.traits)
    names = [*SIGNS, *sorted(t for t, n in seen.items() if n >= SEEN and t not in SIGNS)]
    x = np.array([
        [1.0, log_odds(case.raw), *(float(name in case.traits) for name in names)] for case in cases
    ])
    pulls = [0.0, RIDGE, *(RIDGE if name in SIGNS else pull for name in names)]
    found = newton(x, np.array([float(case.right) for case in cases]), np.array(pulls))
    base, raw, *values = (round(float(value), 2) for value in found)
    known = dict(zip(names, values, strict=True))
    return Weights(base, raw, {t: v for t, v in known.items() if t in SIGNS or abs(v) >= LEAST})


def newton(x: Numbers, y: Numbers, pulls: Numbers) -> Numbers:
    """The weights of a penalised logistic regression."""
    import numpy as np
    found = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ found))
        step = np.linalg.solve(
            (x * (p * (1 - p))[:, None]).T @ x + np.diag(pulls), x.T @ (y - p) - pulls * found
        )
        found = found + step
        if float(abs(step).max()) < 1e-9:
            break
    return found


def crossed(cases: Sequence[Outcome], pull: float) -> list[Case]:
    """Each case with the confidence that the weights fitted on the other parts give it."""
    known = {fold: fitted([c for c in cases if c.fold != fold], pull) for fold in {c.fold for c in cases}}
    return [(case.confidence(known[case.fold]), case.right) for case in cases]


def surprise(cases: Sequence[Case]) -> float:
    """The mean logarithmic loss: what is least for the best weights."""
    return -sum(log(value if right else 1 - value) for value, right in cases) / len(cases)


def table(known: Weights, cases: Sequence[Outcome], pull: float) -> str:
    """The text of the table, with how many events of each trait were seen."""
    seen = Counter(trait for case in cases for trait in case.traits)
    rows = "".join(f'"{trait}" = {value:g}   # {seen[trait]}\n' for trait, value in known.traits.items())
    return (
        f"{HEAD}events = {len(cases)}\npull = {pull:g}   # on the weights of types and cases, chosen by "
        f"cross-validation\nbase = {known.base:g}\nraw = {known.raw:g}\n\n[traits]   # events seen\n{rows}"
    )


# ---------------------------------------------------------------- what it does
def elsewhere(others: Sequence[Outcome], known: Weights) -> str:
    """How good the confidences are on texts on which nothing was fitted, in Markdown."""
    rows = [
        "| not fitted on | events | right | calibration error | Brier score "
        "| a right event above a wrong one |",
        "|---|---|---|---|---|---|",
    ]
    for name in sorted({o.source for o in others}):
        cases = [(o.confidence(known), o.right) for o in others if o.source == name]
        right = sum(right for _, right in cases) / len(cases)
        rows.append(f"| {name} | {len(cases)} | {right:.2f} | {measures(cases)} |")
    return "\n".join(rows)


def block(own: Sequence[Outcome], both: dict[str, list[Case]], pull: float) -> str:
    """The figures of the cross-validation in Markdown: measures, bins, and what a threshold leaves."""
    parts = [f"{len(own)} events, {FOLDS} parts, pull on types and cases {pull:g}:", figures(both)]
    rows = ["| texts | events | mean | right |", "|---|---|---|---|"]
    for name in ("sentences", ARTICLES.name, DOCUMENTS.name, CRISES.name, "news"):
        cases = [case for case, o in zip(both["calibrated"], own, strict=True) if o.source == name]
        if cases:
            mean, right = (sum(values) / len(cases) for values in zip(*cases, strict=True))
            rows.append(f"| {name} | {len(cases)} | {mean:.2f} | {right:.2f} |")
    parts.append("\n".join(rows))
    parts += [
        "\n".join((
            "| confidence | events | mean | right |", "|---|---|---|---|",
            *(
                f"| {b.low:.1f} to {b.high:.1f} | {b.cases} | {b.confidence:.2f} | {b.right:.2f} |"
                for b in bins(both["calibrated"])
            ),
        ))
    ]
    parts += [
        "\n".join((
            "| `--min-confidence` | events left | right |", "|---|---|---|",
            *(
                f"| {cut.floor:.1f} | {100 * cut.cases / len(own):.0f} % | {cut.right:.2f} |"
                for cut in cuts(both["calibrated"], FLOORS)
            ),
        ))
    ]
    return "\n\n".join(parts)


def figures(both: dict[str, list[Case]]) -> str:
    """How good confidences are, a row for each kind."""
    rows = (f"| {name} | {measures(cases)} |" for name, cases in both.items())
    return "\n".join((
        "| confidence | calibration error | Brier score | a right event above a wrong one |",
        "|---|---|---|---|", *rows,
    ))


def measures(cases: Sequence[Case]) -> str:
    """The cells of a row: calibration error, Brier score, and how often a right event is the surer one."""
    return " | ".join(number(of(cases)) for of in (calibration_error, brier, discrimination))


def by_trait(own: Sequence[Outcome], crossed: Sequence[Case]) -> str:
    """For each source and trait how often its events are right beside their mean confidences:
    where they differ, something is off."""
    groups: dict[str, list[tuple[float, float, bool]]] = defaultdict(list)
    for case, (value, right) in zip(own, crossed, strict=True):
        for trait in (f"source: {case.source}", *case.traits):
            groups[trait].append((case.raw, value, right))
    lines = [
        f"| {trait} | {len(rows)} | "
        f"{' | '.join(f'{sum(values) / len(rows):.2f}' for values in zip(*rows, strict=True))} |"
        for trait, rows in sorted(groups.items())
    ]
    return "\n".join(("| trait | events | raw | calibrated | right |", "|---|---|---|---|---|", *lines))


def by_type(found: scores.Report) -> str:
    """The figures of the own sentences in Markdown."""
    rows = [(name, levels["type"], levels["parties"]) for name, levels in found.by_type.items()]
    rows.append(("**all**", found.levels["type"], found.levels["parties"]))
    lines = [
        f"| {name} | {a.gold} | {a.coded} | "
        f"{' | '.join(number(v, 2) for c in (a, b) for v in (c.precision, c.recall, c.f1))} |"
        for name, a, b in rows
    ]
    spread = " and ".join(f"{low:.2f} to {high:.2f}" for low, high in filter(None, found.intervals.values()))
    status, mode = (found.agreement[key] for key in ("status", "mode"))
    quiet, loud = found.empty, found.empty.of - found.empty.right
    return "\n".join((
        f"{found.sentences} sentences, {quiet.of} of them with nothing to code; 95 of 100 samples of "
        f"sentences have an F1 of {spread}.",
        "", "| type | expected | coded | precision | recall | F1 | with parties: precision | recall | F1 |",
        "|" + 9 * "---|", *lines, "",
        f"Where the type is right, so are the status in {100 * status.right / status.of:.0f} % and the mode "
        f"in {100 * mode.right / mode.of:.0f} %. Of the sentences with nothing to code "
        f"{100 * loud / quiet.of:.0f} % got an event.",
    ))


def number(value: float | None, places: int = 3) -> str:
    """A figure, a dash where there is none."""
    return "–" if value is None else f"{value:.{places}f}"


def filled(page: str, name: str, text: str) -> str:
    """A page with a text between its marks of that name; ends the program where they are missing."""
    start, end = f"<!-- {name}: written by scripts/calibrate.py -->", f"<!-- end of {name} -->"
    if page.count(start) != 1 or page.count(end) != 1 or page.index(start) > page.index(end):
        sys.exit(f"error: {PAGE}: the marks {start} and {end} must stand there once each, in this order")
    return f"{page[:page.index(start)]}{start}\n{text}\n{page[page.index(end):]}"


def draw(both: dict[str, list[Case]]) -> None:
    """Write the plot: share right over confidence, before and after,
    with the line on which they are the same."""
    import altair as alt
    rows = [point(key, b) for key, cases in both.items() for b in bins(cases)]
    x = alt.X("confidence:Q", scale=alt.Scale(domain=[0, 1]), title="confidence (mean of the bin)")
    colour = alt.Color(
        "which:N",
        scale=alt.Scale(domain=list(both), range=["#9a9a9a", "#1b6ca8"]),
        legend=alt.Legend(title=None),
    )
    base = alt.Chart(alt.InlineData(values=rows))
    y = alt.Y("right:Q", scale=alt.Scale(domain=[0, 1]), title="share of events that are right")
    ideal = alt.Chart(alt.InlineData(values=[{"confidence": v, "right": v} for v in (0, 1)])).mark_line(
        color="#bbbbbb", strokeDash=[4, 4]).encode(x="confidence:Q", y="right:Q")
    spread = base.mark_rule(opacity=0.5).encode(x=x, y="low:Q", y2="high:Q", color=colour)
    dots = base.mark_circle(opacity=0.9).encode(
        x=x, y=y, color=colour, size=alt.Size("events:Q", legend=alt.Legend(title="events"))
    )
    lines = base.mark_line().encode(x=x, y=y, color=colour)
    chart = alt.layer(ideal, spread, lines, dots).properties(
        width=420, height=320, title="Confidence before and after calibration"
    )
    chart.save(str(PLOT))


def point(which: str, b: Bin) -> dict[str, Any]:
    """A bin as a row of the plot, with the 95 % interval of its share (Wilson)."""
    n, p, z = b.cases, b.right, 1.96
    middle, half = (
        (p + z * z / (2 * n)) / (1 + z * z / n),
        z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5 / (1 + z * z / n),
    )
    return {
        "which": which, "confidence": b.confidence, "right": p, "events": n, "low": middle - half,
        "high": middle + half,
    }


if __name__ == "__main__":
    sys.exit(main())
