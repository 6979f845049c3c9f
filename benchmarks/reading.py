"""Reads many texts in this process, with one parser, and gives their records in JSON.

Knows the program's Python door (Reader, sources); does not know what is measured.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from communique.reader import Reader
from communique.records import Article, Failure
from communique.sources import open_source
from communique.sources import read_lines as read_articles

Json = dict[str, Any]


@cache
def reader() -> Reader:
    """The one reader of this process."""
    return Reader()


def read_lines(lines: Iterable[Json]) -> Iterator[Json]:
    """The record of each text, as `communique read --jsonl` takes it, or of the article in a folder,
    {"folder"}; a failure gives {"error"}."""
    return read_all(map(open_line, lines))


def open_line(line: Json) -> Article | Failure:
    """The article of a line, or of the folder that it names."""
    if "folder" in line:
        return open_folder(Path(line["folder"]))
    return next(read_articles([json.dumps(line, ensure_ascii=False)]))


def read_folders(folders: Iterable[Path]) -> Iterator[Json]:
    """The record of the article in each folder, its name as "example"; the day is that of meta.json."""
    names = list(folders)
    for folder, record in zip(names, read_all(map(open_folder, names)), strict=True):
        yield {"example": folder.name, **record}


def open_folder(folder: Path) -> Article:
    """The article of a folder."""
    source = next(path for name in ("article.txt", "article.html") if (path := folder / name).is_file())
    meta = folder / "meta.json"
    published = json.loads(meta.read_text("utf-8")).get("published") if meta.is_file() else None
    return open_source(str(source), published=published)


def read_all(articles: Iterable[Article | Failure]) -> Iterator[Json]:
    """The record of each article."""
    for result in reader().read_many(articles):
        yield {"error": result.message} if isinstance(result, Failure) else result.to_dict()
