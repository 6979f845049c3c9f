"""Do the aggregates over an archive say what its articles say? `python benchmarks/archives.py [THEATRE…]`,
each of accuracy/archives by default.

Reads the sixty reports of accuracy/archives into an archive each, settles it, and holds what
`communique ledger … --json` and `communique find --json` print against THEATRE.gold.json: landmarks, demands
and answers, disputes, votes, meetings, what is misdated, and the first line of a week. One line a measure,
with the figure of all, of the half that may be looked at and of the half that is only scored. Keys that a
build does not print count as not told.

    python benchmarks/archives.py --check                  only whether the gold is sound; reads nothing
    python benchmarks/archives.py syria --misses           and what is missed, of the half to look at
    python benchmarks/archives.py --keep FOLDER            keeps them as THEATRE.db, and uses what is there
    python benchmarks/archives.py --min-confidence 0       of all in the ledgers, not only what is shown

Knows the printed JSON only; does not know how any of it was come by.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from statistics import mean
from typing import Any, get_args

from communique.knowledge import load_csv, ontology
from communique.records import MeetingKind, MeetingStatus

FOLDER = Path(__file__).parents[1] / "accuracy" / "archives"
KINDS = frozenset(
    ("leave_office", "cease_fire", "withdraw", "release", "pay", "apologise", "admit", "hand_over", "stop",
     "allow", "negotiate", "explain", "comply", "other")
)  # fmt: skip
ANSWERS = {"meets": "met", "refuses": "refused", "partly": "partly", "ignores": "ignored"}
ACTING = {"GOV", "MIL"}  # an army acts for its government, wherever the two do not quarrel
LOOK, GATE = "look", "gate"
LEDGERS = ("demands", "disputes", "meetings", "occurrences")
WEEK, SLACK, LEADING = 7, 1, 5
Row = Mapping[str, Any]
Tally = list[tuple[str, float]]  # of each row its half, and what it is worth


# --- the gold
@dataclass(frozen=True)
class Theatre:
    """The articles of an archive and what is due of them."""

    name: str
    articles: Mapping[str, Row]
    gold: Row

    @cached_property
    def halves(self) -> Mapping[str, str]:
        """The half of each article."""
        return {name: find_half(row["text"]) for name, row in self.articles.items()}

    def half_of(self, row: Row) -> str:
        """The half of a row of the gold or of a ledger: to look at only if all articles that tell it are."""
        named = [row["article"], *row.get("also", ())] if "article" in row else row.get("articles")
        return GATE if GATE in {self.halves[name] for name in named or list_articles(row)} else LOOK

    def code(self, party: str) -> str:
        """A party by the code that the gold has for it."""
        return str(self.gold["codes"].get(party, party))


def load_theatre(name: str) -> Theatre:
    """The articles and the gold of a theatre."""
    lines = (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()
    articles = {row["id"]: row for row in map(json.loads, lines)}
    return Theatre(name, articles, json.loads((FOLDER / f"{name}.gold.json").read_text("utf-8")))


def list_theatres() -> list[str]:
    """The names of all theatres."""
    return sorted(path.name.partition(".")[0] for path in FOLDER.glob("*.gold.json"))


def fold_text(text: str) -> str:
    """A text as its lower-case words, without accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))


def find_half(text: str) -> str:
    """The half that a text is in, by its folded words, so that copies are in the same: the last byte but one
    of their SHA-256 is even for what may be looked at."""
    return GATE if hashlib.sha256(fold_text(text).encode()).digest()[-2] % 2 else LOOK


def split_articles() -> dict[str, list[str]]:
    """The ids of each half, of all theatres, as halves.json has them."""
    halves = {name: half for at in list_theatres() for name, half in load_theatre(at).halves.items()}
    return {half: sorted(name for name in halves if halves[name] == half) for half in (LOOK, GATE)}


# --- is the gold sound
def find_faults(theatre: Theatre) -> Iterator[str]:
    """What is wrong in the gold of a theatre, one line a fault."""
    if missing := sorted({*list_named(theatre.gold)} - set(theatre.articles)):
        yield from (f"no article {name}" for name in missing)
        return
    yield from check_words(theatre)
    yield from check_codes(theatre)
    yield from check_days(theatre)
    copies = {name: group[0] for group in theatre.gold["copies"] for name in group}
    seen: set[tuple[str, ...]] = set()
    for row in theatre.gold["demands"]:
        key = find_key(row)
        if key in seen:
            yield f"{row['id']}: told twice"
        seen.add(key)
        if row["times"] != len({copies.get(name, name) for name in row["articles"]}):
            yield f"{row['id']}: times is not the number of its articles, copies counted once"


def check_words(theatre: Theatre) -> Iterator[str]:
    """Wordings that do not stand in the article that is named."""
    texts = {name: row["text"] for name, row in theatre.articles.items()}
    for row in theatre.gold["demands"]:
        if not any(row["asked"] in texts[name] for name in row["articles"]):
            yield f"{row['id']}: {row['asked']!r} stands in none of its articles"
    quoted = [*theatre.gold["not_events"], *(a for row in theatre.gold["demands"] for a in row["answers"])]
    for row in quoted:
        if texts[row["article"]].count(row["words"]) == 0:
            yield f"{row['article']}: {row['words']!r} does not stand there"
    for row in theatre.gold["disputes"]:
        for matter in row["matters"]:
            if not any(matter in text for text in texts.values()):
                yield f"{row['parties']}: {matter!r} stands in no text"


def list_named(value: Any) -> Iterator[str]:
    """Every article that a gold names."""
    if isinstance(value, list):
        for item in value:
            yield from list_named(item)
    elif isinstance(value, dict):
        yield from value.get("articles", []) + value.get("also", [])
        yield from [value["article"]] if "article" in value else []
        for item in value.values():
            yield from list_named(item)


def check_codes(theatre: Theatre) -> Iterator[str]:
    """Codes that the ontology and the tables do not know."""
    known = {row["code"] for table in ("countries.csv", "bodies.csv") for row in load_csv(table)}
    known |= {"UNO", "EUR", "IGO", "NGO", "IMG"}
    for party in sorted({*list_codes(theatre.gold), *theatre.gold["codes"].values()}):
        code, _, sector = party.partition(":")
        if code not in known or (sector and sector not in ontology.sectors()):
            yield f"{party} is not a party"
    for row in theatre.gold["demands"]:
        if not {row["kind"], *row.get("or", [])} <= KINDS:
            yield f"{row['id']}: {row['kind']} is not a kind of demand"
        if not {answer["kind"] for answer in row["answers"]} <= set(ANSWERS.values()):
            yield f"{row['id']}: an answer is none of {', '.join(ANSWERS.values())}"
    lines = [line for row in theatre.gold["headlines"] for line in row["lines"]]
    for row in [*theatre.gold["landmarks"], *lines, *(vote["decides"] for vote in theatre.gold["votes"])]:
        if not set(row["types"]) <= set(ontology.types()):
            yield f"{row['types']} are not all types of PLOVER"
    for row in theatre.gold["meetings"]:
        if row["status"] not in get_args(MeetingStatus) or row["kind"] not in get_args(MeetingKind):
            yield f"{row['participants']}: {row['status']} {row['kind']} is not a meeting"


def list_codes(gold: Row) -> Iterator[str]:
    """Every code of a party in a gold."""
    sides = ("actors", "recipients", "by", "of", "to", "parties", "participants", "for", "against",
             "abstaining", "may")  # fmt: skip
    rows = [row for part in gold.values() if isinstance(part, list) for row in part if isinstance(row, dict)]
    lines = [line for row in rows for line in row.get("lines", ())]
    for row in rows + lines:
        for side in sides:
            yield from row[side] if isinstance(row.get(side), list) else ()
        yield from row["decides"]["on"] if "decides" in row else ()
    yield from (row["body"] for row in gold["votes"])


def check_days(theatre: Theatre) -> Iterator[str]:
    """Days that are none, or that come after the article that tells of them."""
    told = {name: row["published"] for name, row in theatre.articles.items()}
    for row in [*theatre.gold["landmarks"], *theatre.gold["votes"], *theatre.gold["meetings"]]:
        date.fromisoformat(row["day"])
        first = min(told[name] for name in row.get("articles", [row.get("article")]))
        if row.get("status", "held") == "held" and row["day"] > first and len(row.get("articles", ())) < 2:
            yield f"{row['day']}: later than {first}, when it is told"
    for row in theatre.gold["demands"]:
        if row["first"] > min(told[name] for name in row["articles"]):
            yield f"{row['id']}: first asked after it was told"
    for row in theatre.gold["disputes"]:
        if not date.fromisoformat(row["start"]) <= date.fromisoformat(row["end"]):
            yield f"{row['parties']}: ends before it starts"


# --- what a build prints
@dataclass(frozen=True)
class Printed:
    """What the program prints of an archive, its parties by the codes of the gold."""

    theatre: Theatre
    archive: Path
    confidence: str
    ledgers: dict[str, list[Row]] = field(default_factory=dict)

    def ledger(self, kind: str) -> list[Row]:
        """All rows of a ledger."""
        if kind not in self.ledgers:
            self.ledgers[kind] = self.ask("ledger", kind, "--min-confidence", self.confidence)
        return self.ledgers[kind]

    @cached_property
    def events(self) -> list[Row]:
        """All events with their articles."""
        return self.ask("find", "--min-confidence", "0")

    @cached_property
    def answering(self) -> Mapping[str, str]:
        """The article of each event."""
        return {row["event"]["id"]: row["article"] for row in self.events}

    @cached_property
    def acts(self) -> Mapping[str, Row]:
        """All occurrences, also those that are not shown, by id."""
        return {row["id"]: row for row in self.ask("ledger", "occurrences", "--min-confidence", "0")}

    def leading(self, day: str) -> list[Row]:
        """The most salient occurrences of the week up to a day, as of that day."""
        since = f"{date.fromisoformat(day) - timedelta(WEEK - 1)}"
        return self.ask(
            "ledger", "occurrences", "--order", "salience", "--since", since, "--until", day,
            "--as-of", day, "--limit", f"{LEADING}",
        )  # fmt: skip

    def ask(self, *words: str) -> list[Row]:
        """The lines that a command prints."""
        done = run(*words, "--json", "--archive", f"{self.archive}")
        return [self.coded(json.loads(line)) for line in done.splitlines() if line]

    def coded(self, row: Row) -> Row:
        """A row with the gold's codes for parties."""
        sides = ("by", "of", "parties", "participants", "actors", "recipients")
        return {**row, **{key: [*map(self.theatre.code, row[key])] for key in sides if key in row}}


def run(*words: str) -> str:
    """What the program prints on standard output."""
    done = subprocess.run(
        [sys.executable, "-m", "communique", *words], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"communique {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


def build_archive(theatre: Theatre, where: Path) -> None:
    """An archive of a theatre's articles, read and settled, unless it is there."""
    if not where.exists():
        run("ingest", f"{FOLDER / theatre.name}.jsonl", "--jsonl", "--archive", f"{where}", "--settle")


# --- how parties and days are compared
def plain(parties: Iterable[str]) -> set[str]:
    """Parties without their sides."""
    return {party.partition(":")[0] for party in parties}


def same_party(told: str, due: str) -> bool:
    """Whether a party is the one that is due: its side too, where it is named."""
    (code, _, side), (wanted, _, other) = told.partition(":"), due.partition(":")
    return code == wanted and (not side or side == other or {side, other} == ACTING)


def same_parties(told: Sequence[str], due: Sequence[str]) -> bool:
    """Whether two parties are the two that are due, in either order."""
    return len(told) == len(due) == 2 and any(all(map(same_party, told, order)) for order in (due, due[::-1]))


def list_articles(row: Row) -> list[str]:
    """The articles that tell a row of a ledger."""
    return [report["article"] for report in row.get("evidence") or row.get("reports") or ()]


def find_days(row: Row) -> tuple[str, str] | None:
    """The first and last day of a row, None where it has none."""
    start = (row.get("start") or "")[:10]
    return (start, (row.get("end") or start)[:10]) if start else None


def overlap(a: tuple[str, str], b: tuple[str, str], slack: int = 0) -> int:
    """The number of days that two spans share; each may be off by `slack`."""
    (first, last), (start, end) = ([date.fromisoformat(day) for day in span] for span in (a, b))
    shared = (min(last, end) - max(first, start)).days + 1
    return shared if shared > 0 else int(shared + slack > 0)


# --- the measures: each yields its name, and of every row its half and what it is worth
Scores = dict[str, Tally]
Miss = tuple[str, str, str]  # half, measure, what


@dataclass
class Board:
    """The figures of a theatre, and what was missed."""

    theatre: Theatre
    scores: Scores = field(default_factory=dict)
    missed: list[Miss] = field(default_factory=list)

    def add(self, measure: str, row: Row, worth: float, what: str = "") -> None:
        """Count a row; what it is, if it is to be named when missed."""
        half = self.theatre.half_of(row)
        self.scores.setdefault(measure, []).append((half, float(worth)))
        if what and not worth:
            self.missed.append((half, measure, what))


def score_landmarks(board: Board, printed: Printed) -> None:
    """The landmarks that an actual occurrence tells, and in how many pieces."""
    for mark in board.theatre.gold["landmarks"]:
        found = [row for row in printed.ledger("occurrences") if is_landmark(mark, row)]
        board.add("landmarks found", mark, bool(found), f"{mark['day']} {mark['what']}")
        if found:
            board.add("landmarks fragments", mark, len(found))


def is_landmark(mark: Row, row: Row) -> bool:
    """Whether an occurrence is a landmark: type, sides, day and one of its articles."""
    if row["type"] not in mark["types"] or row["status"] != "actual":
        return False
    if any(mark[key] and plain(mark[key]).isdisjoint(plain(row[key])) for key in ("actors", "recipients")):
        return False
    if set(list_articles(row)).isdisjoint(mark["articles"]):
        return False
    first = min(report["published"] for report in row["reports"])[:10]
    return bool(overlap(find_days(row) or (first, first), (mark["day"], mark["day"]), mark["slack"]))


def score_demands(board: Board, printed: Printed) -> None:
    """Demands by who asks whom, then also by kind, with rows told twice, the clause, and the answers."""
    due = board.theatre.gold["demands"]
    told = printed.ledger("demands")
    pairs = pair_demands(told, due)
    taken = {id(wanted): row for row, wanted in pairs}
    for wanted in due:
        if not wanted.get("may"):
            row = taken.get(id(wanted))
            what = f"{' '.join(wanted['by'])} > {' '.join(wanted['of'])} {wanted['kind']}: {wanted['asked']}"
            board.add("demands recall", wanted, row is not None, what)
            board.add("demands recall with kind", wanted, row is not None and same_kind(row, wanted))
            if row is not None:
                if any(":" in party for party in wanted["by"] + wanted["of"]):
                    board.add("demands with sides", wanted, same_sides(row, wanted))
                board.add("demands in whole words", wanted, has_clause(row, wanted))
                board.add("demands times", wanted, row.get("times") == wanted["times"])
    right = {id(row): wanted for row, wanted in pairs}
    for row in told:
        pair = right.get(id(row))
        board.add("demands precision", row, pair is not None)
        board.add("demands precision with kind", row, pair is not None and same_kind(row, pair))
    seen: set[tuple[str, ...]] = set()
    for row in told:
        key = find_key(row)
        if key in seen and row.get("kind"):
            board.add("demands duplicates", row, 1)
        seen.add(key)
    score_answers(board, printed, right)


def find_key(row: Row) -> tuple[str, ...]:
    """What makes two rows one demand: who asks, who is asked, and the kind."""
    return (*sorted(row["by"]), ">", *sorted(row["of"]), row.get("kind") or "")


def pair_demands(told: Sequence[Row], due: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Rows of the ledger with the demands that they are, one to one, the best first."""
    fits = [
        (strength, i, j)
        for i, row in enumerate(told)
        for j, wanted in enumerate(due)
        if (strength := compare_demands(row, wanted))
    ]
    pairs, rows, taken = [], set(), set()
    for _, i, j in sorted(fits, key=lambda fit: (-fit[0], fit[1], fit[2])):
        if i not in rows and j not in taken:
            pairs.append((told[i], due[j]))
            rows.add(i)
            taken.add(j)
    return pairs


def compare_demands(row: Row, wanted: Row) -> float:
    """How well a row of the ledger is a demand: 0 if others ask or are asked, or other articles tell it."""
    sides = [(plain(row[key]), plain(wanted[key])) for key in ("by", "of")]
    if any(a.isdisjoint(b) for a, b in sides) or set(list_articles(row)).isdisjoint(wanted["articles"]):
        return 0
    alike = mean(len(a & b) / len(a | b) for a, b in sides)
    words = set(fold_text(row["asked"]).split()), set(fold_text(wanted["asked"]).split())
    wording = len(words[0] & words[1]) / max(1, min(map(len, words)))
    alike_in_kind = same_kind(row, wanted)
    return alike + wording + 2 * alike_in_kind if wording > 0.5 or alike_in_kind else 0


def same_kind(row: Row, wanted: Row) -> bool:
    """Whether a demand is of the kind that is due."""
    return row.get("kind") in {wanted["kind"], *wanted.get("or", ())}


def has_clause(row: Row, wanted: Row) -> bool:
    """Whether a demand's words are those of the whole clause, or more."""
    return fold_text(wanted["asked"]) in fold_text(row["asked"])


def same_sides(row: Row, wanted: Row) -> bool:
    """Whether a demand names, where sides of a state are due, those."""
    due = [party for key in ("by", "of") for party in wanted[key] if ":" in party]
    told = [party for key in ("by", "of") for party in row[key] if ":" in party]
    return all(any(same_party(party, side) for party in told) for side in due)


def score_answers(board: Board, printed: Printed, right: Mapping[int, Row]) -> None:
    """The answers that are found, and those of a kind and article that somebody gave."""
    told: dict[str, set[tuple[str, str]]] = {}
    for row in printed.ledger("demands"):
        wanted = right.get(id(row))
        for answer in row["responses"]:
            kind, articles = ANSWERS.get(answer["kind"], answer["kind"]), find_articles(answer, row, printed)
            due = {(a["article"], a["kind"]) for a in wanted["answers"]} if wanted else set()
            given = {(name, kind) for name in with_copies(articles, board.theatre)}
            board.add("answers precision", row, not due.isdisjoint(given))
            if wanted:
                told.setdefault(wanted["id"], set()).update(given)
    for wanted in board.theatre.gold["demands"]:
        for answer in () if wanted.get("may") else wanted["answers"]:
            if not answer.get("may"):
                hit = (answer["article"], answer["kind"]) in told.get(wanted["id"], ())
                board.add("answers recall", answer, hit, f"{answer['kind']}: {answer['words']}")


def find_articles(answer: Row, row: Row, printed: Printed) -> list[str]:
    """The articles of an answer; of one that only has an id, where the event stands, or else the demand."""
    evidence = answer.get("evidence")
    if evidence:
        return [e["article"] for e in (evidence if isinstance(evidence, list) else [evidence])]
    known = answer.get("article") or printed.answering.get(answer["event"])
    return [known] if known else list_articles(row)


def with_copies(names: Iterable[str], theatre: Theatre) -> set[str]:
    """Articles with all copies of theirs."""
    found = set(names)
    return found.union(*(group for group in theatre.gold["copies"] if not found.isdisjoint(group)))


def score_disputes(board: Board, printed: Printed) -> None:
    """Disputes by their two parties and their days, in how many rows, and what they are about."""
    told = [(row, find_stretch(row, printed)) for row in printed.ledger("disputes")]
    right: set[int] = set()
    for due in board.theatre.gold["disputes"]:
        span = due["start"], due["end"]
        row: Row = {"articles": find_later(board.theatre, due["start"])}
        found = [
            (moves, days) for moves, days in told
            if same_parties(moves["parties"], due["parties"]) and days and overlap(days, span, 3)
        ]  # fmt: skip
        right |= {id(moves) for moves, _ in found}
        board.add("disputes found", row, bool(found), f"{' – '.join(due['parties'])} from {due['start']}")
        if found:
            board.add("disputes fragments", row, len(found))
            board.add("disputes overlap", row, max(compare_days(days, span) for _, days in found))
        titles = fold_text(" ; ".join(title for moves, _ in found for title in list_titles(moves)))
        for matter in due["matters"]:
            board.add("matters found", row, bool(found) and shares_words(matter, titles))
    first = [*board.theatre.articles][:1]
    for row, _ in told:
        board.add("disputes precision", {"articles": list_told(row, printed) or first}, id(row) in right)


def find_stretch(row: Row, printed: Printed) -> tuple[str, str] | None:
    """The days of a dispute; of one that does not say its end, those of its moves."""
    if row.get("start") and row.get("end"):
        return row["start"][:10], row["end"][:10]
    acts = [printed.acts[name] for name in row["moves"] if name in printed.acts]
    days = sorted(act["start"] or act["reported"] for act in acts if act["start"] or act["reported"])
    start = row.get("start") or (days[0] if days else None)
    return (start[:10], max(start, days[-1] if days else start)[:10]) if start else None


def find_later(theatre: Theatre, day: str) -> list[str]:
    """The first article that was published on a day or after it."""
    return [name for name, row in theatre.articles.items() if row["published"] >= day][:1]


def list_told(row: Row, printed: Printed) -> list[str]:
    """The articles of a dispute's moves."""
    acts = [printed.acts[move] for move in row["moves"] if move in printed.acts]
    return [name for act in acts for name in list_articles(act)]


def compare_days(a: tuple[str, str], b: tuple[str, str]) -> float:
    """The days that two spans share, of those in either."""
    first, last = date.fromisoformat(min(a[0], b[0])), date.fromisoformat(max(a[1], b[1]))
    return overlap(a, b) / ((last - first).days + 1)


def list_titles(row: Row) -> list[str]:
    """What a dispute says that it is about."""
    return [row["title"], row.get("issue") or "", *(matter["title"] for matter in row.get("matters") or ())]


def shares_words(matter: str, titles: str) -> bool:
    """Whether at least half of the longer words of a matter stand in titles."""
    words = [word for word in fold_text(matter).split() if len(word) > 3]
    return sum(word in titles.split() for word in words) * 2 >= max(1, len(words))


def score_votes(board: Board, printed: Printed) -> None:
    """Who voted how, by name, and whether what was decided is told as an act of the body."""
    for due in board.theatre.gold["votes"]:
        places = {due["article"], *due["also"]}
        kept = [row["event"]["votes"] for row in printed.events
                if row["article"] in places and row["event"].get("votes")]  # fmt: skip
        named = {(side, code) for side in ("for", "against", "abstaining") for code in due[side]}
        told = max((set(list_votes(vote)) for vote in kept), key=lambda v: len(v & named), default=set())
        for side, code in sorted(named):
            board.add("votes recall", due, (side, code) in told, f"{due['day']} {code} {side}")
        for _, code in told - named:
            if code not in due["may"]:
                board.add("votes precision", due, False)
        for _ in told & named:
            board.add("votes precision", due, True)
        if due["adopted"]:
            acts = [row for row in printed.ledger("occurrences") if is_decision(due, row, places)]
            board.add("decisions found", due, bool(acts), f"{due['day']} {due['decides']}")


def list_votes(votes: Row) -> Iterator[tuple[str, str]]:
    """Each vote of a decision as its side and code."""
    for side in ("for", "against", "abstaining"):
        yield from ((side, code) for code in votes.get(side) or ())


def is_decision(due: Row, row: Row, places: set[str]) -> bool:
    """Whether an occurrence is what a body has decided, on whom."""
    return (
        row["type"] in due["decides"]["types"] and row["status"] == "actual"
        and due["body"] in plain(row["actors"])
        and (not row["recipients"] or not plain(due["decides"]["on"]).isdisjoint(plain(row["recipients"])))
        and not places.isdisjoint(list_articles(row))
    )  # fmt: skip


def score_meetings(board: Board, printed: Printed) -> None:
    """Meetings by who takes part, then also by day and by how they stand."""
    due, told = board.theatre.gold["meetings"], printed.ledger("meetings")
    fits = [(compare_meetings(row, wanted), i, j)
            for i, row in enumerate(told) for j, wanted in enumerate(due)]  # fmt: skip
    pairs: dict[int, tuple[Row, float]] = {}
    rows: set[int] = set()
    for strength, i, j in sorted(fits, key=lambda fit: (-fit[0], fit[1], fit[2])):
        if strength and i not in rows and j not in pairs:
            pairs[j] = told[i], strength
            rows.add(i)
    for j, wanted in enumerate(due):
        if not wanted.get("may"):
            what = f"{wanted['day']} {' '.join(wanted['participants'])} {wanted['status']} {wanted['kind']}"
            so = j in pairs and stands_so(pairs[j][0], wanted)
            board.add("meetings recall", wanted, j in pairs, what)
            board.add("meetings with day and status", wanted, so)
    for i, row in enumerate(told):
        board.add("meetings precision", row, i in rows)


def compare_meetings(row: Row, wanted: Row) -> float:
    """How well a row of the ledger is a meeting: 0 if others meet, or other articles tell it."""
    a, b = plain(row["participants"]), plain(wanted["participants"])
    if set(list_articles(row)).isdisjoint(wanted["articles"]) or len(a & b) < min(2, len(b)):
        return 0
    return len(a & b) / len(a | b) + 2 * stands_so(row, wanted)


def stands_so(row: Row, wanted: Row) -> bool:
    """Whether a meeting has its day, and is held, planned or put off as is due; overdue ones were planned."""
    days, due = find_days(row), (wanted["day"], wanted["until"])
    status = "planned" if row["status"] == "unknown" else row["status"]
    return status == wanted["status"] and bool(days and overlap(days, due, SLACK))


def score_misdated(board: Board, printed: Printed) -> None:
    """What is no event of its days, and deeds in the future of their report."""
    acts = [row for row in printed.ledger("occurrences") if row["status"] == "actual"]
    for trap in board.theatre.gold["not_events"]:
        start = board.theatre.articles[trap["article"]]["text"].index(trap["words"])
        at = trap["article"], start, start + len(trap["words"])
        wrong = any(is_told(row, *at) and days and overlap(days, (trap["wrong"][0], trap["wrong"][1]))
                    for row in acts for days in [find_days(row)])  # fmt: skip
        board.add("traps avoided", trap, not wrong, f"{trap['words']}: {trap['what']}")
    for row in acts:
        days = find_days(row)
        late = days and days[0] > max(report["published"] for report in row["reports"])[:10]
        if late:
            board.add("deeds in the future", row, 1)


def is_told(row: Row, article: str, start: int, end: int) -> bool:
    """Whether an occurrence rests on the words of a passage: they are at least two fifths of its own."""
    spans = [report["span"] for report in row["reports"] if report["article"] == article]
    return any(
        min(end, span["end"]) - max(start, span["start"]) >= 0.4 * (span["end"] - span["start"])
        for span in spans
    )


def score_headlines(board: Board, printed: Printed) -> None:
    """Whether the most salient act of a week is one that mattered, and whether one of the first five is."""
    for due in board.theatre.gold["headlines"]:
        leading = printed.leading(due["day"])
        hits = [any(is_line(line, row) for line in due["lines"]) for row in leading]
        newest = [name for name, row in board.theatre.articles.items() if row["published"] <= due["day"]][-1:]
        what = f"{due['day']} {leading[0]['actors'] if leading else ''}"
        board.add("headlines first", {"articles": newest}, any(hits[:1]), what)
        board.add("headlines among five", {"articles": newest}, any(hits))


def is_line(line: Row, row: Row) -> bool:
    """Whether an occurrence is an acceptable first line."""
    return (
        row["type"] in line["types"] and not plain(line["by"]).isdisjoint(plain(row["actors"]))
        and (not line["to"] or not plain(line["to"]).isdisjoint(plain(row["recipients"])))
    )  # fmt: skip


# --- the figures
MEASURES = (
    score_landmarks, score_demands, score_disputes, score_votes, score_meetings, score_misdated,
    score_headlines,
)  # fmt: skip
COUNTED = frozenset(("demands duplicates", "deeds in the future"))  # a number, where others are a mean


def find_figures(scores: Scores) -> dict[str, dict[str, float | None]]:
    """Each measure of all and of both halves, F1 of recall and precision; None where nothing is due."""
    figures: dict[str, dict[str, float | None]] = {}
    for name in [*scores, *(name for name in sorted(COUNTED) if name not in scores)]:
        tally = scores.get(name, [])
        kept = {half: [worth for at, worth in tally if half in ("all", at)] for half in ("all", LOOK, GATE)}
        count = name in COUNTED
        figures[name] = {half: sum(w) if count else mean(w) if w else None for half, w in kept.items()}
    for name in [name for name in figures if " recall" in name]:
        other = figures.get(name.replace("recall", "precision")) or {}
        if other:
            figures[name.replace("recall", "F1")] = {
                half: harmonic(value, other.get(half)) for half, value in figures[name].items()
            }
    return dict(sorted(figures.items()))


def harmonic(a: float | None, b: float | None) -> float | None:
    """F1 of a recall and a precision."""
    return None if a is None or b is None else 2 * a * b / (a + b) if a + b else 0.0


def main() -> None:
    """Read the arguments, build the archives, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    known = list_theatres()
    parser.add_argument("theatres", nargs="*", metavar="THEATRE", help=f"of {', '.join(known)}; default: all")
    parser.add_argument("--check", action="store_true", help="only whether the gold is sound")
    parser.add_argument("--misses", action="store_true", help="print what is missed, of the half to look at")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the archives there")
    parser.add_argument("--min-confidence", default="0.5", metavar="X", help="of ledgers (default: 0.5)")
    parser.add_argument("--json", action="store_true", help="print one JSON object a theatre")
    given = parser.parse_args()
    if unknown := set(given.theatres) - set(known):
        parser.error(f"no theatre {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    theatres = [load_theatre(name) for name in given.theatres or known]
    faults = [f"{theatre.name}: {fault}" for theatre in theatres for fault in find_faults(theatre)]
    if faults:
        raise SystemExit("\n".join(faults))
    for theatre in () if given.check else theatres:
        with tempfile.TemporaryDirectory() as folder:
            where = Path(given.keep or folder) / f"{theatre.name}.db"
            build_archive(theatre, where)
            board = Board(theatre)
            printed = Printed(theatre, where, given.min_confidence)
            for measure in MEASURES:
                measure(board, printed)
        show(board, misses=given.misses, as_json=given.json)


def show(board: Board, *, misses: bool, as_json: bool) -> None:
    """Print the figures of a theatre, one line a measure or one object."""
    figures = find_figures(board.scores)
    if as_json:
        print(json.dumps({"theatre": board.theatre.name, "figures": figures}))
        return
    print(f"{board.theatre.name:36} {'rows':>5} {'all':>7} {LOOK:>7} {GATE:>7}")
    for name, figure in figures.items():
        cells = " ".join("      -" if value is None else f"{value:7.3f}" for value in figure.values())
        print(f"{name:36} {len(board.scores.get(name, ())) or '':>5} {cells}")
    for half, measure, what in board.missed if misses else ():
        if half == LOOK:
            print(f"    {measure}: {what}")


if __name__ == "__main__":
    main()
