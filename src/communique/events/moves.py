"""Words of a quotation to the act that saying them is, where no verb of an act stands:
"no inspectors, no loans", "hats off to them", "home, all of them".

Knows turns of phrase by act and how they are laid over words; knows neither who speaks nor of whom.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique.grammar import Parse
from communique.grammar.features import ARTICLE
from communique.knowledge import load_toml, word_group

GAPS = {"..": 6, "...": 14}  # how many words a gap of a turn of phrase may stand for
SKIPPED = frozenset(("PUNCT", "SPACE"))


@dataclass(frozen=True, slots=True)
class Move:
    """Turns of phrase that are one act."""

    type: str
    cues: tuple[tuple[frozenset[str], ...], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a quotation without its marks, with what each is known by: its lemma and itself,
    "<party>" for whom it is about, "<command>" for a command, "<number>" for a number."""

    words: tuple[int, ...]
    known: tuple[frozenset[str], ...]
    opens: frozenset[int]  # places among the words at which a sentence or a part of one begins


@cache
def moves_of(language: str) -> tuple[Move, ...]:
    """The turns of phrase of a language, in order of trust."""
    rows = load_toml(f"{language}/stance.toml").get("move", ())
    return tuple(Move(row["type"], tuple(map(parted, row["cues"]))) for row in rows)


@cache
def turns_of(language: str) -> tuple[tuple[tuple[frozenset[str], ...], int, bool], ...]:
    """The turns of phrase that judge whatever they are said of, blame below zero, and whether they deny."""
    table = load_toml(f"{language}/evaluation.toml")["declared"]["turns"]
    return tuple(
        (parted(cue), sign, table["denying"] in cue)
        for side, sign in (("blame", -1), ("praise", 1)) for cue in table[side]
    )


def parted(cue: str) -> tuple[frozenset[str], ...]:
    """A turn of phrase as its places, each with the words that may stand there."""
    return tuple(frozenset(token.split("|")) for token in cue.split())


@cache
def classes_of(language: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The classes of words of a language that turns of phrase name."""
    table = load_toml(f"{language}/stance.toml")
    return tuple((f"<{name}>", frozenset(words)) for name, words in table["classes"].items())


@dataclass(frozen=True, slots=True)
class Lists:
    """Words of a language beside the turns of phrase: verbs that command nothing, words before a command,
    kind words, things that ask or offer, and words that judge nothing."""

    mild: frozenset[str]
    leading: frozenset[str]
    kind: frozenset[str]
    asking: frozenset[str]
    neutral: frozenset[str]


@cache
def lists_of(language: str) -> Lists:
    """The words of a language beside the turns of phrase."""
    file = f"{language}/stance.toml"
    return word_group(Lists, load_toml(file), file, "beside")


def hear(parse: Parse, words: Sequence[int], meant: Collection[int]) -> Said:
    """What the words of a quotation are known by; `meant` are those that name whom it is about."""
    kept = full_words(parse, words)
    opens = frozenset(openings(parse, kept))
    orders = frozenset(commands(parse, kept, opens))
    classes = classes_of(parse.language)
    known = []
    for w in kept:
        names = {parse.lower[w], parse.lemma(w)}
        names |= {name for name, members in classes if not names.isdisjoint(members)}
        if w in meant:
            names.add("<party>")
        if w in orders:
            names.add("<command>")
        if parse.pos[w] == "NUM":
            names.add("<number>")
        known.append(frozenset(names))
    return Said(kept, tuple(known), opens)


def full_words(parse: Parse, words: Iterable[int]) -> tuple[int, ...]:
    """Words without marks and articles."""
    return tuple(w for w in words if parse.pos[w] not in SKIPPED and not parse.has(w, ARTICLE))


def openings(parse: Parse, words: Sequence[int]) -> Iterator[int]:
    """The places among words at which a sentence or a part of one begins, "and" and "please" passed over."""
    light = lists_of(parse.language).leading
    begun = True
    for n, w in enumerate(words):
        begun = n == 0 or parse.pos[w - 1] in SKIPPED or begun
        if begun:
            yield n
        begun = begun and (parse.pos[w] == "CCONJ" or parse.lower[w] in light)


def commands(parse: Parse, words: Sequence[int], opens: Iterable[int]) -> Iterator[int]:
    """The words that tell somebody to do a thing, of those at the places where a sentence or a part of one
    begins; verbs that command nothing ("look") are none."""
    mild = lists_of(parse.language).mild
    for word in (words[n] for n in opens):
        bare = parse.lower[word] == parse.lemma(word) and parse.lower[word] not in mild
        if parse.pos[word] == "VERB" and bare and not any(
            parse.relations[k] in ("subject", "auxiliary") and k != word for k in near(parse, word)
        ):
            yield word


def near(parse: Parse, word: int) -> Iterator[int]:
    """What hangs on a word before it ends its part of a quotation: the tag behind the marks is none of it."""
    for k in parse.kids[word]:
        if not any(parse.pos[between] in SKIPPED for between in range(word, k)):
            yield k


def find_moves(said: Said, language: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The acts that a quotation is by the turns of phrase that it holds, in order of trust,
    with their words."""
    for move in moves_of(language):
        for cue in move.cues:
            for start in range(len(said.words)):
                end = lay(cue, said, start)
                if end is not None:
                    yield move.type, said.words[start:end]


def lay(cue: Sequence[frozenset[str]], said: Said, at: int) -> int | None:
    """Where a turn of phrase laid over the words from a place ends; None where it does not fit."""
    if not cue:
        return at
    token, rest = cue[0], cue[1:]
    if gap := max((GAPS.get(part, 0) for part in token), default=0):
        ends = (lay(rest, said, k) for k in range(at, min(at + gap, len(said.words)) + 1))
        return next((end for end in ends if end is not None), None)
    if "^" in token:
        return lay(rest, said, at) if at in said.opens else None
    if "$" in token:
        return lay(rest, said, at) if at == len(said.words) else None
    if at >= len(said.words) or token.isdisjoint(said.known[at]):
        return None
    return lay(rest, said, at + 1)
