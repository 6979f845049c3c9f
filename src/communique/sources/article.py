"""What was found in a source to an Article: its id, its hash and the language it is written in.

Knows how articles are named and told apart by language; does not know where their text came from.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import PurePath
from typing import Any

from communique.errors import SourceError
from communique.processes import uncounted
from communique.records import Article
from communique.sources import moments
from communique.text.controls import has_controls, without_controls

SAMPLE = 600  # characters that the language is told from; on 815 articles and pages, 1,500 told one more
ENOUGH_LETTERS = 40  # a shorter text is no ground for a language
# words that every text in Nigerian Pidgin has
PIDGIN = re.compile(r"\b(?:dey|wey|dem|abi|una|wetin|sabi)\b", re.IGNORECASE)
CONFIDENT = 0.7  # py3langid's normalised probability from which its answer counts
LETTER = re.compile(r"[^\W\d_]")


def make(
    text: str, *, title: str | None = None, published: str | None = None, url: str | None = None,
    name: str | None = None, id: str | None = None, outlet: str | None = None, agency: str | None = None,
    authors: tuple[str, ...] = (), language: str | None = None, prior: str | None = None,
) -> Article:
    """The Article with this text; its id is the one given, else the address,
    else the file's name and a short hash of the text.

    SourceError if its id or address holds a control character or a line end,
    which would break what they are written into.
    """
    id, url = one_line(id, "id"), one_line(url, "url")
    sha = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    stem = without_controls(PurePath(name).stem) if name and name != "-" else ""
    return Article(
        id=id or url or (f"{stem}-{sha[:8]}" if stem else sha[:12]), url=url,
        title=without_controls(title or "") or None, text=text, published=published,
        outlet=without_controls(outlet or "") or None, agency=without_controls(agency or "") or None,
        authors=tuple(filter(None, map(without_controls, authors))),
        language=language or tell_language(text, prior), sha256=sha,
    )


def one_line(value: str | None, what: str) -> str | None:
    """A value without blanks at its ends, None for an empty one;
    SourceError if it holds a control character."""
    value = value.strip() if value else None
    if value and has_controls(value):
        raise SourceError(f"the {what} {value[:60]!r} holds a control character or a line end; take it out")
    return value or None


def settle(given: str | None, found: str | None) -> str | None:
    """The moment of publication: what the document itself says, else the day that the user gives;
    raises SourceError for an invalid one."""
    given = moments.checked(given) if given is not None else None
    return found or given


def tell_language(text: str, prior: str | None = None) -> str | None:
    """The language of a text as a two-letter code; `prior` (an HTML lang attribute)
    where the text alone does not settle it."""
    declared = (prior or "").strip().lower().replace("_", "-").partition("-")[0]
    declared = declared if re.fullmatch("[a-z]{2,3}", declared) else ""
    sample = text[:SAMPLE]
    if len(LETTER.findall(sample)) < ENOUGH_LETTERS:
        return declared or None
    language, confidence = identifier().classify(sample)
    if language == "pcm" and not PIDGIN.search(sample):
        language = "en"  # English sentences of few words are taken for Nigerian Pidgin
    return str(language) if confidence >= CONFIDENT else declared or None


@cache
def identifier() -> Any:
    """The language identifier with probabilities that add up to one, loaded once."""
    with uncounted():
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
