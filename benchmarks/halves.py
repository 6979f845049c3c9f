"""Which texts were looked at while the program was written, and which were not.

Sentence sets are split by the SHA-256 of the text's id: the last byte is even for what was looked at, odd for
what was not. The sets share sentences, so the id alone does not say it: a text whose words stand anywhere in
what was looked at counts as looked at in every set. That is the looked-at half of every sentence set, the
news that may be read, documents and examples, and what this project itself has in tests/ and accuracy/. What
is left is clean. Words are compared without case, accents, quotes, dashes, spaces and punctuation. Articles
are split by a `halves.json` beside them: `look` may be read, `gate` is scored and never read.

Knows ids and words; does not know what a text says.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OWN = ("accuracy", "tests")  # the folders of this project whose texts were looked at, but for what is unseen
HALVED = ("causes",)  # folders in which the ids of the rows say the half
ARTICLES = ("news", "documents", "examples")  # folders of DATA
LOOKED, UNSEEN = "looked", "unseen"
SILENT = re.compile(r"[\W_]+")  # what folding leaves out


def find_half(name: str) -> str:
    """The half that a text of a sentence set is in by its id alone."""
    return UNSEEN if hashlib.sha256(name.encode()).digest()[-1] % 2 else LOOKED


def split_texts(texts: Iterable[tuple[str, str]], data: Path | None) -> dict[str, list[str]]:
    """The ids of each half of a set of (id, text), in their order."""
    halves: dict[str, list[str]] = {LOOKED: [], UNSEEN: []}
    known = gather_looked(data)
    for name, text in texts:
        clean = find_half(name) == UNSEEN and fold(text) not in known
        halves[UNSEEN if clean else LOOKED].append(name)
    return halves


def split_folders(folder: Path) -> dict[str, list[str]]:
    """The articles of each half, as the folder's halves.json has them."""
    halves: dict[str, list[str]] = json.loads((folder / "halves.json").read_text("utf-8"))
    return {LOOKED: halves["look"], UNSEEN: halves["gate"]}


def fold(text: str) -> str:
    """The letters and digits of a text in lower case, without accents: what makes its words the same."""
    return SILENT.sub("", unicodedata.normalize("NFKD", text.casefold()))


@cache
def gather_looked(data: Path | None) -> str:
    """All that was looked at, folded, with a line for each text; DATA's part of it where DATA is given."""
    texts = [text for name in OWN for text in read_own(ROOT / name)]
    if data is not None:
        texts += read_sets(data / "benchmarks")
        texts += [text for name in ARTICLES for text in read_articles(data / name)]
    return "\n".join(map(fold, texts))


def read_own(folder: Path) -> Iterator[str]:
    """The texts of a folder of this project that were looked at, in whatever files they stand."""
    gates = {
        path.parent / name
        for path in folder.rglob("halves.json")
        for name in split_folders(path.parent)[UNSEEN]
    }
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or not gates.isdisjoint(path.parents) or path.suffix == ".pyc":
            continue
        if path.suffix == ".jsonl":
            yield from read_rows(path, halved=path.parent.name in HALVED)
        else:
            yield path.read_text("utf-8", "ignore")


def read_sets(folder: Path) -> Iterator[str]:
    """The texts of DATA's sentence sets that were looked at: the halves of those in the folder itself, and
    all of those in folders below it, which are not halved."""
    for path in sorted((*folder.glob("*.jsonl"), *folder.glob("*/*.jsonl"))):
        yield from read_rows(path, halved=path.parent == folder)


def read_rows(path: Path, *, halved: bool) -> Iterator[str]:
    """The rows of a file that were looked at, all of them or those whose ids say so."""
    for line in filter(str.strip, path.read_text("utf-8").split("\n")):
        row = json.loads(line)
        if not halved or find_half(row["id"]) == LOOKED:
            yield row.get("text") or json.dumps(row, ensure_ascii=False)


def read_articles(folder: Path) -> Iterator[str]:
    """The articles of a folder of DATA that were looked at."""
    gates = split_folders(folder)[UNSEEN] if (folder / "halves.json").is_file() else []
    for path in (path for path in folder.glob("*/article.*") if path.parent.name not in gates):
        text = path.read_text("utf-8")
        yield text if path.suffix == ".txt" else html.unescape(re.sub("<[^>]*>", " ", text))
