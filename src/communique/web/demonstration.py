"""A small archive of the bundled sample articles, read and settled once and kept in the user's cache folder.

Knows where caches lie; does not know how anything is read or settled.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from communique import samples, settle
from communique.archive import open_archive
from communique.archive.engine import home
from communique.pipeline import deciding, digest, ingest, rules
from communique.reader import Reader
from communique.sources.arrivals import Arrival

# parts of the package that keep and settle what was read
KEEPING = ("archive", "ledgers", "occurrences", "pipeline.py", "settle")


def archive() -> Path:
    """The file of the demonstration archive, made where it is not there yet or of other rules;
    takes some seconds then."""
    path = Path(os.environ.get("COMMUNIQUE_CACHE") or home(cache=True)) / f"demo-{edition()}.db"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob("demo-*.db*"):
            old.unlink(missing_ok=True)
        build(path)
    return path


def build(path: Path) -> None:
    """Make the archive beside its place and move it there,
    so that one that was stopped is not taken for whole."""
    part = path.with_suffix(f".{os.getpid()}.part")
    part.unlink(missing_ok=True)
    with open_archive(part) as made:
        ingest((Arrival(article.url or article.id, article) for article in samples.demo()), made, Reader())
        settle.settle(made)
    part.replace(path)


def edition() -> str:
    """What the archive was made from: the rules that read it, the code that kept and settled it,
    and the articles."""
    keeping = digest(deciding(lambda part: part in KEEPING))
    parts = [rules(), keeping, *(article.sha256 for article in samples.demo())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
