"""How much of what an archive shows is what its articles say: `python benchmarks/judged.py CORPUS=ARCHIVE…`,
by verdicts of readers.

`--sample KIND CORPUS=ARCHIVE… --seed N --size N` draws entries to be judged and prints them with their words,
and as rows of a table to which a verdict (right, wrong) and a reason are added.
`accuracy/judged/KIND-SEED.csv` keeps such rows: the corpus, what the entry is (its key), the verdict and why,
and no sentence. Without --sample each archive is looked at again: of what was judged how much still stands,
and what share of that is right. An archive that was settled by other rules shows other entries, so that a
kind of which few stand is to be judged anew.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.archive import Archive, Query, open_archive
from communique.occurrences.salience import FLOOR

JUDGED = Path(__file__).parents[1] / "accuracy" / "judged"
FIELDS = ("corpus", "key", "what", "verdict", "reason")
FIRST = 120  # occurrences that are shown first, of which a sample is drawn
KINDS = ("occurrences", "answers", "demands", "positions", "meetings", "merges", "disputes")


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that an archive shows: what tells it from all else, what it is in codes,
    and its words for whoever judges it."""

    key: str
    what: str
    words: tuple[str, ...]


def place(report: Mapping[str, Any]) -> str:
    """Where a report stands: the article and the characters."""
    return f"{report['article']}:{report['span']['start']}-{report['span']['end']}"


def said(reports: Iterator[Mapping[str, Any]] | list[Mapping[str, Any]]) -> tuple[str, ...]:
    """The words of reports, with their days and places."""
    return tuple(f"{(r['published'] or '')[:10]} {place(r)} {r['span']['text']!r}" for r in reports)


def occurrences(archive: Archive) -> Iterator[Shown]:
    """The acts between parties that are shown first."""
    for row in archive.occurrences(
        Query(order="salience", min_confidence=FLOOR, domestic=False, limit=FIRST)
    ):
        r = row.record
        told = f"{r['type']} {r['status']} {'+'.join(r['actors'])}>{'+'.join(r['recipients'])}"
        key = f"{place(r['reports'][0])} {told} {r['start'] or r['reported']}"
        days = days_of(r) or f"{'told' if r['status'] == 'planned' else 'by'} {r['reported']}"
        yield Shown(key, f"{told} {days}", said(r["reports"][:4]))


def days_of(record: Mapping[str, Any]) -> str:
    """The day or the stretch of days that reports say; nothing where they say none."""
    start, end = record["start"], record["end"]
    return f"{start}–{end}" if start and end and start != end else start or ""


def merges(archive: Archive) -> Iterator[Shown]:
    """Each two reports of one act."""
    after = None
    while page := archive.occurrences(Query(min_confidence=FLOOR, limit=500, after=after)):
        for row in page:
            told = row.record["reports"]
            for other in told[1:2]:
                what = f"{row.type} {'+'.join(row.actors)}>{'+'.join(row.recipients)}"
                yield Shown(f"{place(told[0])} {place(other)}", what, said([told[0], other]))
        after = page[-1].cursor


def ledger(archive: Archive, kind: str) -> Iterator[Mapping[str, Any]]:
    """The entries of a ledger that are sure enough to be shown."""
    after = None
    while page := archive.items(kind, Query(min_confidence=FLOOR, limit=500, after=after)):
        yield from (item.record for item in page)
        after = page[-1].cursor


def demands(archive: Archive) -> Iterator[Shown]:
    """What is demanded."""
    for r in ledger(archive, "demands"):
        what = f"{'+'.join(r['by'])}>{'+'.join(r['of'])} {r['status']}"
        yield Shown(f"{place(r['evidence'][0])} {what}", what, said(r["evidence"][:4]))


def answers(archive: Archive) -> Iterator[Shown]:
    """What came back, each answer with its demand."""
    for r in ledger(archive, "demands"):
        texts = archive.passages_of("demands", [r["id"]]) if r["responses"] else []
        for p in sorted({p for p in texts if p.answer}):
            article = archive.article(p.article)
            words = article.text[p.start : p.end] if article else ""
            at = f"{p.article}:{p.start}-{p.end}"
            what = (
                f"{'+'.join(r['by'])}>{'+'.join(r['of'])} "
                f"{'/'.join(sorted({x['kind'] for x in r['responses']}))}"
            )
            yield Shown(
                f"{place(r['evidence'][0])} {at}", what, (*said(r["evidence"][:2]), f"{at} {words!r}")
            )


def positions(archive: Archive) -> Iterator[Shown]:
    """What is held."""
    for r in ledger(archive, "positions"):
        what = f"{r['actor']} {r['stance']}"
        yield Shown(
            f"{place(r['evidence'][0])} {what}", what, (f"issue {r['issue']!r}", *said(r["evidence"][:2]))
        )


def meetings(archive: Archive) -> Iterator[Shown]:
    """Who met, or will."""
    for r in ledger(archive, "meetings"):
        told = f"{'+'.join(r['participants'])} {r['kind']} {r['status']}"
        key = f"{place(r['evidence'][0])} {told} {r['start'] or ''}".strip()
        yield Shown(key, f"{told} {days_of(r)}".strip(), said(r["evidence"][:4]))


def disputes(archive: Archive) -> Iterator[Shown]:
    """Disputes, by their first move."""
    for r in ledger(archive, "disputes"):
        known = {row.id: row.record for row in archive.occurrences_of(r["moves"])}
        told = [known[id]["reports"][0] for id in r["moves"] if id in known]
        if told:
            what = "+".join(r["parties"])
            yield Shown(
                f"{place(told[0])} {what}", what,
                (f"title {r['title']!r}, {len(r['moves'])} moves", *said(told[:7])),
            )


def shown(archive: Archive, kind: str) -> dict[str, Shown]:
    """All of a kind that an archive shows, by key."""
    return {one.key: one for one in globals()[kind](archive)}


def sample(kind: str, archives: Mapping[str, Path], seed: int, size: int) -> None:
    """Print a sample of a kind from all archives, to be judged."""
    every = []
    for corpus, path in archives.items():
        with open_archive(path, create=False) as archive:
            every += [(corpus, one) for one in shown(archive, kind).values()]
    chosen = random.Random(seed).sample(
        sorted(every, key=lambda pair: (pair[0], pair[1].key)), min(size, len(every))
    )
    rows = csv.writer(sys.stdout, lineterminator="\n")
    for corpus, one in chosen:
        print("#", *one.words, sep="\n#   ")
        rows.writerow([corpus, one.key, one.what, "", ""])


def measure(archives: Mapping[str, Path]) -> None:
    """Print for each kind how much of what was judged still stands, and the share of it that is right."""
    found: dict[str, dict[str, dict[str, Shown]]] = {}
    for corpus, path in archives.items():
        with open_archive(path, create=False) as archive:
            found[corpus] = {kind: shown(archive, kind) for kind in KINDS}
    for kind, file in ((name, file) for name in KINDS for file in sorted(JUDGED.glob(f"{name}*.csv"))):
        rows = [
            row for row in csv.DictReader(file.open(encoding="utf-8", newline="")) if row["corpus"] in found
        ]
        there = [row for row in rows if row["key"] in found[row["corpus"]][kind]]
        right = sum(row["verdict"] == "right" for row in there)
        good = sum(row["verdict"] == "right" for row in rows)
        share = f"{right / len(there):.2f} right" if there else "none stands"
        print(f"{file.stem}: {len(rows)} judged ({good} right), {len(there)} stand, {share}")


def main() -> None:
    """Read the arguments and measure, or draw a sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "archives", nargs="+", metavar="CORPUS=ARCHIVE", help="settled archives by the name of their corpus"
    )
    parser.add_argument("--sample", choices=KINDS, help="draw entries of this kind to be judged")
    parser.add_argument("--seed", type=int, default=16)
    parser.add_argument("--size", type=int, default=40)
    given = parser.parse_args()
    archives = {name: Path(path) for name, _, path in (text.partition("=") for text in given.archives)}
    if given.sample:
        sample(given.sample, archives, given.seed, given.size)
    else:
        measure(archives)


if __name__ == "__main__":
    main()
