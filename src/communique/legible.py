"""An article as it is read: put right where its text was garbled; and what is read in it, with every span
counted in the text as it stands.

Knows which records hold spans; does not know how a text is put right or what is read in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeVar

from communique.records import Article, Reading, Record, Span, Time, keys, span
from communique.text.garbled import Mended, mended, ungarbled

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Legible:
    """An `article` to be read, of one that is stored as `stored`."""

    stored: Article
    article: Article
    mended: Mended | None = None

    def back(self, value: T) -> T:
        """A record, or several, of the article that was read, as they are of the one that is stored."""
        return value if self.mended is None else carried(value, self.mended)

    def reading(self, found: Reading) -> Reading:
        """A reading of the article as one of the stored article."""
        if self.article is self.stored:
            return found
        return replace(self.back(found), article=self.stored_as(found.article))

    def stored_as(self, article: Article) -> Article:
        """What the article became by reading, with the text and title that are stored."""
        return replace(self.back(article), text=self.stored.text, title=self.stored.title)


def legible(article: Article) -> Legible:
    """An article as it is to be read: itself, unless its text or title was garbled."""
    found = mended(article.text)
    title = article.title and ungarbled(article.title)
    if found is None and title == article.title:
        return Legible(article, article)
    text = article.text if found is None else found.text
    return Legible(article, replace(article, text=text, title=title), found)


def carried(value: Any, found: Mended) -> Any:
    """A record, or several, with each span where its characters stand in the garbled text."""
    if isinstance(value, tuple):
        return tuple(carried(one, found) for one in value)
    if not isinstance(value, Record):
        return value
    if isinstance(value, Span):
        return span(found.garbled, *found.back(value.start, value.end))
    if isinstance(value, Time):
        start, end = found.back(value.start, value.end)
        return replace(value, start=start, end=end, text=found.garbled[start:end])
    within = {name: carried(getattr(value, name), found) for _, name in keys(type(value))}  # type: ignore[arg-type]
    return replace(value, **within)  # type: ignore[type-var]
