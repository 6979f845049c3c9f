"""The articles that ship with communique, of public facts and invented affairs, in our own words,
so that all has something to read.

Knows where the files lie; does not know what is in them.
"""
from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files

from communique.records import Article

NAME = "sample"     # what stands for the bundled article on the command line


def text() -> str:
    """The bundled sample article, as pasted from a page."""
    return files(__name__).joinpath("article.txt").read_text(encoding="utf-8")


@cache
def demo() -> tuple[Article, ...]:
    """The articles of the demonstration archive, oldest first: a quarrel told by several outlets,
    one story twice, and other affairs."""
    folder = files(__name__).joinpath("demo")
    rows = [
        json.loads(line)
        for line in folder.joinpath("articles.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    found = []
    for row in sorted(rows, key=lambda row: str(row["published"])):
        body = folder.joinpath(row["file"]).read_text(encoding="utf-8").strip()
        found.append(
            Article(
                f"demo-{row['file'].removesuffix('.txt')}", row["url"], row["title"], body, row["published"],
                row["outlet"], row.get("agency"), language="en",
                sha256=hashlib.sha256(body.encode()).hexdigest(),
            )
        )  # fmt: skip
    return tuple(found)
