"""communique reads the news of diplomacy and keeps the record of what it describes.

    >>> import communique
    >>> reading = communique.read("article.txt", published="2025-11-28")      # doctest: +SKIP
    >>> reading.events[0].type                                                # doctest: +SKIP
    'REQUEST'
    >>> communique.open("communique.db").events(actor="CHN", since="2025-11")  # doctest: +SKIP

Knows the way in; importing it loads no parser and no table.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import os

    from communique.frames.tables import Tables
    from communique.reader import Reader
    from communique.records import Article, Reading

__all__ = ["Reader", "__version__", "open", "read"]

# a loaded parser is kept: the second reading must not wait for it
_READERS: dict[tuple[str | None, str | None], Reader] = {}


def read(
    source: str | os.PathLike[str] | Article, *, published: str | None = None, pipeline: str | None = None,
    language: str | None = None, allow_private: bool = False,
) -> Reading:
    """The record of one article, from its path, its web address, or its text itself (plain or HTML).

    Args:
        source: a string is read as text if it has a line break or is no path and no address;
            an `Article` is read as it is.
        published: the day of publication, ISO, for a source that does not say.
        pipeline: name of an installed spaCy pipeline; by default the one that communique is measured with.
        language: the code of the language that the source is in; told from its text by default.
        allow_private: whether an address may lie in a private network.

    Raises SourceError for a source that cannot be read, GrammarError for a missing pipeline.
    """
    from dataclasses import replace

    from communique.reader import Reader
    from communique.records import Article

    article = source if isinstance(source, Article) else _article(source, published, allow_private)
    if language is not None:
        article = replace(article, language=language)
    key = (pipeline, language)
    reader = _READERS.get(key)
    if reader is None:
        reader = _READERS[key] = Reader(pipeline, language)
    return reader.read(article)


def open(where: str | os.PathLike[str] | None = None) -> Tables:
    """The archive in a file, behind a `postgresql://` URL, or where the environment says, as data frames:
    one method a kind of record.

    Every method takes the filters of `communique find` by their names.
    Raises ArchiveError where there is no archive.
    """
    from communique.frames.tables import open_tables

    return open_tables(None if where is None else str(where))


def _article(source: str | os.PathLike[str], published: str | None, allow_private: bool) -> Article:
    """The article that a path, an address or a text stands for."""
    from communique.sources import from_string, open_source

    if isinstance(source, str) and _is_text(source):
        return from_string(source, published=published)
    return open_source(str(source), published=published, allow_private=allow_private)


def _is_text(source: str) -> bool:
    """Whether a string is an article rather than the name of one: it has a line break,
    or words and no such file."""
    import os.path

    if "\n" in source:
        return True
    name = source.strip()
    if name.startswith(("http://", "https://")) and " " not in name:
        return False
    return len(name) > LONGEST_NAME or (len(name.split()) >= FEWEST_WORDS and not os.path.exists(source))


LONGEST_NAME = 1000     # characters; paths and addresses are shorter
FEWEST_WORDS = 5        # a name with as many words that is no file is a sentence


def __getattr__(name: str) -> Any:
    if name == "Reader":
        from communique.reader import Reader
        return Reader
    if name == "__version__":
        from importlib.metadata import version
        return version("communique")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
