"""The contexts of an act (military, diplomatic, territory …): a sentence in,
the contexts that its words say out, with those words.

Knows the word lists of `knowledge/<language>/contexts.toml`; does not know who acts, nor grammar.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from communique.knowledge import NOTHING, fault, load_toml, ontology

WORD = re.compile(r"[^\W_]+")
# what may stand between two words of one phrase
JOINS = frozenset((" ", "-", "‐", "‑", "–", "'", "’", ". ", ".", "\n", "\u00a0"))
FIELDS = frozenset(("strong", "weak", "never", "types", "examples", "counter"))
VOCABULARY = 16384  # words of texts whose phrases are kept
STRONG, WEAK, NEVER = 2, 1, 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that speak for a context, or against it (`weight` NEVER);
    `rest` are the words after the first."""

    context: str
    weight: int
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's phrases by their first word, as a whole word or as a beginning; `types`:
    types of act for which weak words suffice."""

    words: dict[str, tuple[Phrase, ...]]
    stems: dict[str, tuple[Phrase, ...]]
    types: dict[str, frozenset[str]]
    longest: int


class Hit(NamedTuple):
    """A phrase found in a sentence, from character `start` to `end`."""

    context: str
    weight: int
    start: int
    end: int


def of(
    sentence: str, paragraph: str = "", *, type: str | None = None, mode: str | None = None, language: str
) -> tuple[str, ...]:
    """The contexts of an act, in the manual's order, from its sentence; the paragraph,
    type and mode decide where words are weak.

    >>> of("The ambassador protested against the annexation.", language="en")
    ('diplomatic', 'territory')
    """
    hits = _hits(sentence, language)
    found = {hit.context for hit in hits if hit.weight == STRONG}
    weak = [hit for hit in hits if hit.weight == WEAK and hit.context not in found]
    if weak:
        found |= _backed(sentence, weak, paragraph, type, language)
    if type and mode:
        found.update(ontology.implied(type, mode))
    return tuple(sorted(found, key=_order().__getitem__)) if found else ()


def _backed(sentence: str, weak: list[Hit], paragraph: str, type: str | None, language: str) -> set[str]:
    """The contexts that weak words are enough for: two different words, an act of the right type,
    or a strong word in the paragraph."""
    words: dict[str, set[str]] = {}
    for hit in weak:
        if first := WORD.match(sentence, hit.start):  # "opposition" and "opposition leader" are one word
            words.setdefault(hit.context, set()).add(first[0].lower())
    types = _lexicon(language).types
    backed = {
        context for context, said in words.items()
        if len(said) > 1 or (type is not None and type in types[context])
    }
    if paragraph and len(backed) < len(words):
        backed |= words.keys() & _strong(paragraph, language)
    return backed


@lru_cache(maxsize=8)
def _strong(paragraph: str, language: str) -> frozenset[str]:
    return frozenset(hit.context for hit in _hits(paragraph, language) if hit.weight == STRONG)


@lru_cache(maxsize=64)
def _hits(sentence: str, language: str) -> tuple[Hit, ...]:
    """All phrases in a sentence, those left out that overlap a phrase which says that they mean something
    else."""
    found = [
        hit for match in WORD.finditer(sentence) for phrase in _phrases(match[0], language)
        if (hit := _match(phrase, match, sentence))
    ]
    masks = [hit for hit in found if hit.weight == NEVER]
    return tuple(
        hit for hit in found
        if not any(m.context == hit.context and m.start <= hit.start and hit.end <= m.end for m in masks)
    )


def _match(phrase: Phrase, first: re.Match[str], sentence: str) -> Hit | None:
    """The phrase where its first word stands, if its other words follow."""
    end = first.end()
    for wanted in phrase.rest:
        word = WORD.search(sentence, end)
        if word is None or sentence[end:word.start()] not in JOINS or not _fits(word[0], wanted):
            return None
        end = word.end()
    return Hit(phrase.context, phrase.weight, first.start(), end)


def _fits(word: str, wanted: str) -> bool:
    if wanted == "_":
        return True
    if wanted == wanted.lower():
        word = word.lower()
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


@lru_cache(maxsize=VOCABULARY)
def _phrases(word: str, language: str) -> tuple[Phrase, ...]:
    """The phrases that may begin with a word."""
    lexicon = _lexicon(language)
    forms = {word, word.lower()}
    whole = (phrase for form in forms for phrase in lexicon.words.get(form, ()))
    stems = {form[:n] for form in forms for n in range(1, min(len(form), lexicon.longest) + 1)}
    begun = (phrase for stem in stems for phrase in lexicon.stems.get(stem, ()))
    order = _order()
    return tuple(sorted((*whole, *begun), key=lambda p: (order[p.context], -len(p.rest), p.rest, p.weight)))


@cache
def _order() -> dict[str, int]:
    return {context: number for number, context in enumerate(ontology.contexts())}


@cache
def _lexicon(language: str) -> Lexicon:
    """The phrases of a language, checked against the ontology."""
    file = f"{language}/contexts.toml"
    words: dict[str, tuple[Phrase, ...]] = {}
    stems: dict[str, tuple[Phrase, ...]] = {}
    types: dict[str, frozenset[str]] = {}
    table = load_toml(file)
    if missing := ontology.contexts().keys() - table.keys():
        fault(file, min(missing), "no such entry", "add one: every context needs words")
    for context, whole in table.items():
        entry = {field: lines for field, lines in whole.items() if NOTHING not in lines}
        if not any(entry.values()):
            continue  # a language may have no words for a context yet
        _check(file, context, entry)
        types[context] = frozenset(entry.get("types", ()))
        for field, weight in (("strong", STRONG), ("weak", WEAK), ("never", NEVER)):
            for line in entry.get(field, ()):
                first, *rest = line.split()
                into, key = (stems, first[:-1]) if first.endswith("*") else (words, first)
                into[key] = (*into.get(key, ()), Phrase(context, weight, tuple(rest)))
    return Lexicon(words, stems, types, max(map(len, stems), default=0))


def _check(file: str, context: str, entry: dict[str, Any]) -> None:
    if context not in ontology.contexts():
        fault(file, context, "no such context", f"use one of {', '.join(ontology.contexts())}")
    if odd := entry.keys() - FIELDS:
        fault(file, context, f"unknown field {min(odd)!r}", f"use {', '.join(sorted(FIELDS))}")
    for type in entry.get("types", ()):
        if type not in ontology.types():
            fault(file, context, f"unknown type {type!r}", f"use one of {', '.join(ontology.types())}")
    for field in ("strong", "examples", "counter"):
        if not entry.get(field):
            fault(file, context, f"no {field}", "add one")
    for field in ("strong", "weak", "never"):
        for line in entry.get(field, ()):
            sound = all(re.fullmatch(r"[^\W_]+\*?|_", word) for word in line.split())
            if not sound or not line.split() or line.startswith("_"):
                fault(
                    file, context, f"{field} has {line!r}",
                    "write words of letters and digits, each with at most one * at its end",
                )
