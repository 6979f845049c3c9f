"""Scores `communique check` on the project's own hundred claims: how many are told right, of each kind;
`--errors` lists the rest.

Knows the claims in accuracy/claims; does not know how one is checked.

    python benchmarks/claims.py [--errors] [--documents] [--events 100000]

`--events` puts so many made-up events beside them; how long a brief of two pages takes is said either way.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

import invented

from communique.archive import Archive, Kept, open_archive
from communique.checking import Verdict, check
from communique.reader import Reader
from communique.records import Failure
from communique.sources import from_string, open_source, read_lines

FOLDER = Path(__file__).resolve().parents[1] / "accuracy" / "claims"
RIGHT = {"supported": "supported", "altered": "altered", "quote": "altered", "invented": "absent"}
PAGES = 900  # words of a brief of two pages
WORST = ("altered", "absent", "supported")  # of several claims in one sentence the first of these counts


def main() -> int:
    """Score and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--errors", action="store_true", help="list what is told wrong")
    options.add_argument(
        "--documents",
        action="store_true",
        help="the claims about the pairs of documents, in place of the news",
    )
    options.add_argument("--events", type=int, default=0, help="made-up events in the archive")
    given = options.parse_args()
    reader = Reader()
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "claims.db") as archive:
        fill(archive, reader, given.documents)
        crowd(archive, given.events, reader)
        claims = [
            json.loads(line)
            for line in (FOLDER / f"{'documents' if given.documents else 'claims'}.jsonl")
            .read_text("utf-8")
            .splitlines()
        ]
        started = time.perf_counter()
        found = [(claim, *judged(claim["text"], archive, reader)) for claim in claims]
        took = time.perf_counter() - started
        brief(claims, archive, reader)
    counts = Counter((claim["kind"], verdict) for claim, verdict, _ in found)
    for kind in RIGHT:
        print(f"{kind:10}", {verdict: counts[kind, verdict] for verdict in WORST})
    due = sum(claim["kind"] == "supported" for claim in claims)
    said, right = sum(counts[kind, "supported"] for kind in RIGHT), counts["supported", "supported"]
    print(f"said there: recall {right / due:.2f}, precision {right / max(1, said):.2f}")
    told = sum(counts[kind, verdict] for kind, verdict in RIGHT.items())
    print(f"right: {told} of {len(claims)}; {took:.1f} s")
    for claim, verdict, verdicts in found if given.errors else ():
        if verdict != RIGHT[claim["kind"]]:
            print(claim["id"], claim["text"], "→", [(v.verdict, v.because, v.claim.text) for v in verdicts])
    return 0


def fill(archive: Archive, reader: Reader, documents: bool = False) -> None:
    """Put the articles, or the documents, that the claims are about into the archive."""
    if documents:
        for path in sorted(FOLDER.parent.glob("pairs/*/article.txt")):
            archive.add([Kept(path.parent.name, reader.read(open_source(str(path))))])
        return
    with (FOLDER / "articles.jsonl").open("rb") as stream:
        for result in reader.read_many(read_lines(stream)):
            if isinstance(result, Failure):
                raise SystemExit(result.message)
            archive.add([Kept(result.article.id, result)])


def crowd(archive: Archive, events: int, reader: Reader) -> None:
    """Add made-up events, in texts of English words by chance."""
    words = [w for w in reader.grammar.nlp.vocab.strings if w.isalpha() and w.islower() and len(w) > 3]
    random.Random(1).shuffle(words)
    invented.VOCABULARY[:] = words[: len(invented.VOCABULARY)]
    invented.WEIGHTS[:] = invented.WEIGHTS[: len(invented.VOCABULARY)]
    rows = invented.kept(events // invented.PER_ARTICLE)
    while batch := list(islice(rows, 500)):
        archive.add(batch)


def brief(claims: Sequence[Mapping[str, str]], archive: Archive, reader: Reader) -> None:
    """Say how long two pages of claims take."""
    text = ""
    for claim in claims:
        text += claim["text"] + " "
        if len(text.split()) >= PAGES:
            break
    article = from_string(text, published=None)
    reader.read(article)
    read = time.process_time()
    reader.read(article)
    started = time.process_time()
    found = check(article, archive, reader)
    took = time.process_time() - started
    print(f"a brief of {len(text.split())} words against {archive.count()} events: {len(found)} claims")
    print(f"{took:.2f} s of one core, {started - read:.2f} of them to read the brief")


def judged(text: str, archive: Archive, reader: Reader) -> tuple[str, list[Verdict]]:
    """The verdict on a sentence, and those on its claims."""
    verdicts = check(from_string(text, published=None), archive, reader)
    return next((v for v in WORST if any(one.verdict == v for one in verdicts)), "absent"), verdicts


if __name__ == "__main__":
    sys.exit(main())
