"""Scores the program on annotated texts: what was looked at while it was written, and what was not.

Knows which scorer measures what (accuracy/sets.toml) and the floors (accuracy/floors.toml); does not know how
the program works. The project's own sentences, causes and renamed sentences need nothing else. The other
texts are not part of the project: DATA is a folder with `benchmarks/` (sentence sets and run.py), `examples/`
(articles and score_articles.py), and `news/` and `documents/` of the same form. Each text is read once, by
two processes with one parser each, and scored in every set that has it. Of unseen texts nothing is printed
but figures. Floors hold what was not looked at; what was looked at is shown. Exit status 1 where a figure is
below its floor.

    python benchmarks/accuracy.py                  what needs no DATA: our sentences, the causes, renaming
    python benchmarks/accuracy.py DATA             all sets
    python benchmarks/accuracy.py DATA news gsr    only these
    python benchmarks/accuracy.py DATA --raise     write figures that are above their floor as the new floors
    python benchmarks/accuracy.py DATA --page      write the tables of docs/accuracy.md
    python benchmarks/accuracy.py DATA news --without within
            what a case of argument finding is worth ("all": each of them)
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import shlex
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import accuracy_page
import causes
import halves
import reading
import renaming
from halves import LOOKED, UNSEEN

from communique import records
from communique.accuracy import gold, scores
from communique.events import arguments

ROOT = Path(__file__).resolve().parents[1]
FLOORS, SETS = ROOT / "accuracy" / "floors.toml", ROOT / "accuracy" / "sets.toml"
OWN = ROOT / "accuracy"
ALL = "all"
ALONE = ("sentences", "causes", "renaming")  # ways of scoring that need no DATA
PROGRAM = shlex.join([sys.executable, "-m", "communique"])
ROOM = 0.005  # a raised floor stays this far below: the last digits move with the machine's arithmetic
GROSS = 0.05  # the same where all texts were looked at: such a floor is there for a breakdown
LIMIT = 1800  # seconds for a scorer
JOBS = 2
CHUNK = 32  # texts that a process reads at a time: what the parser takes together
Json = dict[str, Any]
Parts = dict[str, Json]  # "all", "looked" and "unseen", each with the scorer's figures and "texts"
Work = tuple[list[Json], Callable[[list[Json]], Parts]]  # what is to be read; figures of the records


class BadRun(Exception):
    """A scorer that did not run through."""


@dataclass(frozen=True, slots=True)
class Set:
    """A set of texts and how it is measured; `seen` is whether it was looked at, None where it has halves."""

    name: str
    title: str
    how: str
    figures: tuple[tuple[str, str], ...]
    halves: str | None = None
    seen: bool | None = None
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of a set: over all texts, over those looked at and those not, each beside its floor."""

    set: str
    key: str
    values: Mapping[str, float]
    floors: Mapping[str, float]

    @property
    def drop(self) -> float | None:
        """How much lower it is on what was not looked at; None where only one of both is known."""
        if LOOKED not in self.values or UNSEEN not in self.values:
            return None
        return self.values[LOOKED] - self.values[UNSEEN]

    @property
    def below(self) -> list[str]:
        """The parts on which it is below its floor."""
        return [part for part, floor in self.floors.items() if self.values[part] < floor]


def main() -> int:
    """Score, compare, and print each figure beside its floors."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("sets", nargs="*")
    parser.add_argument(
        "--raise", dest="lift", action="store_true", help="raise the floors to what was measured"
    )
    parser.add_argument(
        "--page", action="store_true", help="write the tables of docs/accuracy.md; needs all sets"
    )
    parser.add_argument(
        "--jobs", type=int, default=JOBS, metavar="N", help=f"processes that read (default {JOBS})"
    )
    parser.add_argument(
        "--without", metavar="CASE",
        help="what leaving out a case of argument finding costs on the sets; all: each case",
    )
    args = parser.parse_args()
    if fault := find_misuse(args):
        print(f"error: {fault}", file=sys.stderr)
        return 2
    if args.without:
        return weigh(args.without, [s for s in load_sets() if s.name in args.sets], args.data)
    floors = load_floors()
    wanted = [
        s
        for s in load_sets()
        if (s.name in args.sets if args.sets else args.data is not None or s.how in ALONE)
    ]
    lines: list[Line] = []
    results: dict[str, Parts] = {}
    print(head())
    try:
        for set_, parts in measure(wanted, args.data, args.jobs):
            results[set_.name] = parts
            new = list(compare(set_, parts, floors))
            lines += new
            print("\n".join(map(row, new)), flush=True)
    except (BadRun, OSError, subprocess.TimeoutExpired) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    if args.lift:
        looked = {s.name for s in wanted if s.seen}
        FLOORS.write_text(lifted(FLOORS.read_text("utf-8"), measured(lines), looked), "utf-8")
    if args.page:
        accuracy_page.write({s.name: s for s in wanted}, lines, results)
    below = [f"{line.set}: {line.key}: {part}" for line in lines for part in line.below]
    for fault in below:
        print(f"error: below its floor: {fault}", file=sys.stderr)
    return 1 if below else 0


def find_misuse(args: argparse.Namespace) -> str | None:
    """What is wrong with the command line, or None."""
    names = [s.name for s in load_sets()]
    if unknown := set(args.sets) - set(names):
        return f"no set {', '.join(sorted(unknown))}; there are {', '.join(names)}"
    if args.data is not None and not args.data.is_dir():
        return f"{args.data}: no such folder; give one with benchmarks/, examples/ and news/, or nothing"
    if args.page and (args.data is None or args.sets):
        return "--page writes the figures of all sets; give DATA and no set"
    if args.without and not args.sets:
        return "--without reads each set once for each case; name the sets, say news"
    if args.without and args.without not in ("all", *arguments.NAMES):
        return f"no case {args.without!r} of argument finding; there are {', '.join(arguments.NAMES)}, or all"
    return None


def weigh(case: str, sets: Sequence[Set], data: Path | None) -> int:
    """Print what each figure of some sets loses without a case, in hundredths: over all,
    what was looked at and what was not."""
    cases = arguments.NAMES if case == "all" else (case,)
    print(f"{'without':<15}{'set':<11}{'figure':<38}{'all':>7}{'looked':>8}{'unseen':>8}")
    for set_ in sets:
        whole = {line.key: line.values for line in compare(set_, score(set_, data), {})}
        for name in cases:
            with arguments.leaving_out([name]):
                parts = score(set_, data)
            for line in compare(set_, parts, {}):
                cells = [
                    f"{100 * (line.values[part] - whole[line.key][part]):+.2f}" if part in line.values else ""
                    for part in (ALL, LOOKED, UNSEEN)
                ]
                print(
                    f"{name:<15}{set_.name:<11}{line.key:<38}{cells[0]:>7}{cells[1]:>8}{cells[2]:>8}",
                    flush=True,
                )
    return 0


def load_sets() -> list[Set]:
    """The sets of accuracy/sets.toml."""
    rows = tomllib.loads(SETS.read_text("utf-8"))
    return [
        Set(
            name,
            row["title"],
            row["how"],
            tuple((key, what) for key, what in row["figures"]),
            row.get("halves"),
            row.get("seen"),
            row.get("folder"),
        )
        for name, row in rows.items()
    ]


def load_floors() -> dict[str, dict[str, float]]:
    """The floors by the path of the figure, of sets without halves and of unseen halves ("set:unseen")."""
    floors: dict[str, dict[str, float]] = tomllib.loads(FLOORS.read_text("utf-8"))
    known = [f"{s.name}:{UNSEEN}" if s.halves else s.name for s in load_sets()]
    if unknown := floors.keys() - set(known):
        raise SystemExit(
            f"error: {FLOORS}: [{', '.join(sorted(unknown))}]: no such set or unseen half; there are "
            f"{', '.join(known)}"
        )
    return floors


# ---------------------------------------------------------------- figures
def compare(set_: Set, parts: Parts, floors: Mapping[str, Mapping[str, float]]) -> Iterator[Line]:
    """Each figure of a set beside its floors: the main ones, and those with a floor."""
    of = {part: floors.get(set_.name if part == ALL else f"{set_.name}:{part}", {}) for part in parts}
    for key in dict.fromkeys([key for key, _ in set_.figures] + [key for part in parts for key in of[part]]):
        values = {part: figure(parts[part], key) for part in parts}
        yield Line(set_.name, key, values, {part: of[part][key] for part in parts if key in of[part]})


def figure(result: Json, key: str) -> float:
    """A figure by its path in the scorer's JSON: "events/f1"; what is null counts as 0."""
    node: Any = result
    for part in key.split("/"):
        if not isinstance(node, dict) or part not in node:
            raise BadRun(
                f"the scorer gives no {key!r}; it has {', '.join(node) if isinstance(node, dict) else node!r}"
            )
        node = node[part]
    return float(node or 0)


def head() -> str:
    """The head of the table."""
    return f"{'':<7}{'set':<11}{'figure':<38}{'all':>7}{'looked':>8}{'unseen':>8}{'drop':>8}  floors"


def row(line: Line) -> str:
    """A figure over all texts, over those looked at and not, the drop, and its floors."""
    cells = [cell(line.values.get(part)) for part in (ALL, LOOKED, UNSEEN)]
    floors = ", ".join(f"{part} {floor:g}" for part, floor in line.floors.items()) or "-"
    return (
        f"{'BELOW' if line.below else 'ok' if line.floors else '':<7}{line.set:<11}{line.key:<38}"
        f"{cells[0]:>7}{cells[1]:>8}{cells[2]:>8}{cell(line.drop):>8}  {floors}"
    )


def cell(value: float | None) -> str:
    """A figure, or nothing."""
    return "" if value is None else f"{value:.3f}"


def measured(lines: Iterable[Line]) -> dict[str, dict[str, float]]:
    """What was measured, by set or "set:part" and the path of the figure."""
    found: dict[str, dict[str, float]] = {}
    for line in lines:
        for part, value in line.values.items():
            found.setdefault(line.set if part == ALL else f"{line.set}:{part}", {})[line.key] = value
    return found


def lifted(text: str, figures: Mapping[str, Mapping[str, float]], looked: Collection[str] = ()) -> str:
    """The floors file with each figure that was measured above its floor as the new floor, comments kept;
    `looked` are the sets of which all texts were looked at."""
    lines, name = [], ""
    for line in text.splitlines():
        if head := re.fullmatch(r'\["?([^"\]]+)"?\]\s*', line):
            name = head[1]
        if entry := re.match(r'"?([\w/: -]+?)"?\s*=\s*([\d.]+)', line):
            value = figures.get(name, {}).get(entry[1])
            room = GROSS if name in looked else ROOM
            new = None if value is None else int((value - (room if value < 1 else 0)) * 1000) / 1000
            if new is not None and new > float(entry[2]):
                line = line[: entry.start(2)] + f"{new:g}" + line[entry.end(2) :]
        lines.append(line)
    return "\n".join(lines) + "\n"


# ---------------------------------------------------------------- measuring
def measure(sets: Sequence[Set], data: Path | None, jobs: int) -> Iterator[tuple[Set, Parts]]:
    """Each set with the figures of its parts, in order, as soon as they are there."""
    works = [prepare(set_, data) for set_ in sets]
    with ProcessPoolExecutor(max(jobs, 1)) as pool:
        asked = ask(pool, [line for lines, _ in works for line in lines])
        for set_, (lines, finish) in zip(sets, works, strict=True):
            yield set_, finish([asked[key(line)]() for line in lines])


def ask(pool: Executor, lines: Iterable[Json]) -> dict[str, Callable[[], Json]]:
    """Have texts read, each once; the record of each is waited for when it is called."""
    texts = list({key(line): line for line in lines}.items())
    asked: dict[str, Callable[[], Json]] = {}
    for chunk in (texts[at : at + CHUNK] for at in range(0, len(texts), CHUNK)):
        future = pool.submit(read_chunk, [line for _, line in chunk])
        asked |= {name: partial(take, future.result, at) for at, (name, _) in enumerate(chunk)}
    return asked


def read_chunk(lines: Sequence[Json]) -> list[Json]:
    """The records of some texts, in a process of its own."""
    return list(reading.read_lines(lines))


def take(wait: Callable[[], list[Json]], at: int) -> Json:
    """A record of those that are waited for."""
    return wait()[at]


def key(line: Json) -> str:
    """What makes a text the same for the program: all but its id."""
    return json.dumps({name: value for name, value in line.items() if name != "id"}, sort_keys=True)


def score(set_: Set, data: Path | None) -> Parts:
    """The figures of a set and of its parts, read in this process."""
    lines, finish = prepare(set_, data)
    return finish(list(reading.read_lines(lines)))


def prepare(set_: Set, data: Path | None) -> Work:
    """What is to be read for a set, and how its figures are made of the records."""
    data = None if data is None else data.resolve()
    if set_.how == "sentences":
        own = gold.load()
        return [line_of(sentence) for sentence in own], partial(score_sentences, own)
    if set_.how == "causes":
        texts = causes.load()
        return [text.line for text in texts], partial(score_causes, texts, data)
    if set_.how == "renaming":
        cases = [case for kind in renaming.KINDS for case in renaming.make_cases(kind)]
        return renaming.list_lines(cases), partial(score_renaming, cases)
    if data is None:
        raise BadRun(f"{set_.name}: give the folder with the texts first")
    if set_.how == "lines":
        return prepare_lines(set_, data)
    folder = (OWN if set_.how == "own" else data) / (set_.folder or set_.name)
    names = sorted(path.parent.name for path in folder.glob("*/expected.json"))
    scorer = data / "examples" / "score_articles.py"
    lines = [{"folder": str(folder / name)} for name in names]
    return lines, partial(score_articles, set_, folder, names, scorer)


def line_of(sentence: gold.Sentence) -> Json:
    """One of our own sentences as `communique read --jsonl` takes it."""
    return {"id": sentence.id, "text": sentence.text, "published": sentence.published}


def score_sentences(own: Sequence[gold.Sentence], read: Sequence[Json]) -> Parts:
    """What `communique accuracy --json` prints of our own sentences."""
    events = [
        None if "error" in record else [records.load(records.Event, event) for event in record["events"]]
        for record in read
    ]
    return {ALL: {"texts": len(own), **scores.score(zip(own, events, strict=True)).to_dict()}}


def score_causes(texts: Sequence[causes.Text], data: Path | None, read: Sequence[Json]) -> Parts:
    """The figures of the texts for ten causes and of their halves."""
    verdicts = causes.read_texts(texts, read)
    parted = halves.split_texts(((text.id, text.text) for text in texts), data).items()
    groups = {ALL: verdicts, **{part: [v for v in verdicts if v.text.id in ids] for part, ids in parted}}
    return {part: {"texts": len(group), **causes.score(group)} for part, group in groups.items()}


def score_renaming(cases: Sequence[renaming.Case], read: Sequence[Json]) -> Parts:
    """How often the record follows when one thing is changed; there are as many sentences for each change."""
    figures = renaming.score(renaming.judge(cases, read))
    return {ALL: {"texts": len(cases) // len(renaming.KINDS), **figures}}


def unaddressed(record: dict[str, Any]) -> dict[str, Any]:
    """A record in which no silence says to whom it was: the scorer takes that for a link's id, and compares
    it with nothing."""
    silences = [{k: v for k, v in silence.items() if k != "to"} for silence in record["nonresponses"]]
    return {**record, "nonresponses": silences}


def score_articles(
    set_: Set, folder: Path, names: Sequence[str], scorer: Path, read: Sequence[Json]
) -> Parts:
    """The figures of a folder of articles and of its halves; each article is compared once."""
    groups = {ALL: names, **(halves.split_folders(folder) if set_.halves else {})}
    judge = load_judge(scorer)
    try:
        expected = judge.examples(folder)
        articles = {
            name: judge.Article(name, expected[name], judge.record(json.dumps(unaddressed(record)), name))
            for name, record in zip(names, read, strict=True)
        }
        return {
            part: {"texts": len(group), **judge.score([articles[name] for name in group])}
            for part, group in groups.items()
        }
    except judge.BadInput as error:
        raise BadRun(f"{scorer.name}: {'on unseen texts' if set_.halves else error}") from error


@cache
def load_judge(scorer: Path) -> Any:
    """The module score_articles.py, which remembers how an article was matched and where its text has a
    phrase."""
    sys.path.append(str(scorer.parent))  # its own modules stand beside it
    judge = load_module(scorer)
    judge.Text.spots = cache(judge.Text.spots)
    judge.Article.score = cache(judge.Article.score)
    return judge


def prepare_lines(set_: Set, data: Path) -> Work:
    """What is to be read for a set of run.py, and how its figures are made; phrases for actors are not read
    as texts but asked for."""
    folder = data / "benchmarks"
    run = load_module(folder / "run.py")
    files, make_line, verb, _, _ = run.SETS[set_.name]
    path = next((folder / file for file in files if (folder / file).exists()), folder / files[0])
    due = run.rows(path)
    lines = [make_line(entry, path.parent) for entry in due]
    finish = partial(score_lines, set_, data, path, due)
    if verb == run.ACTOR:
        return [], lambda _: finish(run.ask(f"{PROGRAM} {verb}", lines, len(due)))
    return lines, finish


def score_lines(set_: Set, data: Path, path: Path, due: Sequence[Json], answers: Sequence[Json]) -> Parts:
    """The figures of a set of run.py and of its halves."""
    folder = data / "benchmarks"
    *_, predict, scorer = load_module(folder / "run.py").SETS[set_.name]
    groups = {ALL: {entry["id"] for entry in due}}
    if set_.halves:
        parted = halves.split_texts(((entry["id"], entry["text"]) for entry in due), data)
        groups |= {part: set(ids) for part, ids in parted.items()}
    script, *kind = scorer.split()
    result: Parts = {}
    for part, ids in groups.items():
        here = [(entry, answer) for entry, answer in zip(due, answers, strict=True) if entry["id"] in ids]
        with tempfile.TemporaryDirectory() as temporary:
            wanted, found = Path(temporary) / path.name, Path(temporary) / "found.jsonl"
            write_lines(wanted, (entry for entry, _ in here))
            write_lines(found, (predict(entry, answer) for entry, answer in here))
            command = [sys.executable, str(folder / script), *kind, str(wanted), str(found)]
            result[part] = {"texts": len(here), **last_line(command, secret=part == UNSEEN)}
        if set_.name == "gsr":
            result[part]["first"] = score_first(here)
    return result


@cache
def load_module(path: Path) -> Any:
    """A script of DATA as a module: run.py says what it feeds the program and what it makes of the
    records."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise BadRun(f"{path}: no such file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write_lines(path: Path, rows: Iterable[Json]) -> None:
    """Write JSON Lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def last_line(command: Sequence[str], *, secret: bool = False) -> Json:
    """The JSON object that a scorer prints last; what it complains of on unseen texts is not repeated."""
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=LIMIT)
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        words = " ".join(Path(word).name for word in command[1:4])
        raise BadRun(
            f"{words}: exit {done.returncode}: {'on unseen texts' if secret else done.stderr.strip()[-500:]}"
        )
    result: Json = json.loads(lines[-1])
    return result


# ---------------------------------------------------------------- one label, as language models are asked for
def score_first(rows: Iterable[tuple[Json, Json]]) -> Json:
    """How often the first act of a sentence has its label: of the 18 of PLOVER's draft, of the 16 of 2021.

    Two of the 18 are never given: since then they are ASSAULT and ACCUSE.
    """
    labels: list[tuple[set[str], set[str], str | None]] = []
    for entry, record in rows:
        new = {event["event_type"] for event in entry["events"]}
        old = {old_label(event) for event in entry["events"]}
        told = [event for event in record.get("events", ()) if event["status"] != "negated"]
        labels.append(
            (old, new, min(told, key=lambda event: int(event["trigger"]["start"]))["type"] if told else None)
        )
    return {
        "n": len(labels),
        "old": label_figures([(old, given) for old, _, given in labels]),
        "new": label_figures([(new, given) for _, new, given in labels]),
    }


def old_label(event: Json) -> str:
    """The label of an event in draft 0.5, where it was split otherwise than today."""
    raw = event.get("event_type_raw")
    return str(raw if raw in ("FIGHT", "INVESTIGATE") else event["event_type"])


def label_figures(rows: Sequence[tuple[set[str], str | None]]) -> Json:
    """Accuracy and macro F1 of one given label a sentence, over the labels that are due."""
    due = sorted({label for labels, _ in rows for label in labels})
    scores = []
    for label in due:
        right = sum(label in labels and given == label for labels, given in rows)
        wanted, given_ = sum(label in labels for labels, _ in rows), sum(given == label for _, given in rows)
        scores.append(2 * right / (wanted + given_))
    return {
        "accuracy": round(sum(given in labels for labels, given in rows) / len(rows), 4),
        "macro_f1": round(sum(scores) / len(scores), 4),
    }


if __name__ == "__main__":
    sys.exit(main())
