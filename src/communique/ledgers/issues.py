"""Noun phrases to issues: "the one-China policy" and "one-China principle" are one;
the user's issues.toml goes before.

Knows how the words of two phrases are compared; does not know who holds what on an issue.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from communique.errors import KnowledgeError
from communique.knowledge import ledgers
from communique.knowledge.tables import country_codes
from communique.ledgers.complements import head_of, last
from communique.ledgers.moves import the
from communique.ledgers.tellings import content
from communique.ledgers.words import among, named
from communique.occurrences.tellings import bare, countries, endings_off, stem

# words that two phrases must share where one says more than the other: "Taiwan" alone is not yet "Taiwan
# independence"
SHARED = 2


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue by its name; `cores` are the words by which a phrase is known for it,
    `actors` whose it is (none: everybody's)."""

    name: str
    cores: tuple[frozenset[str], ...]
    actors: frozenset[str] = frozenset()
    own: bool = False


# --- words --------------------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def core(phrase: str) -> frozenset[str]:
    """The words of a phrase that name its issue: of words that diplomats distinguish the group ("principle or
    policy"), not which."""
    heads = ledgers.words("issues")["heads"]
    words = [w for w in bare(plainly(phrase)) if not set(endings_off(w)) & heads]
    groups = {g for w in words if (g := group(w))}
    named = content(" ".join(w for w in words if group(w) is None))
    found = named | {f"#{g}" for g in groups if g != MODIFIER}
    return found or frozenset(map(stem, bare(phrase))) or frozenset([phrase.strip().casefold()])


def plainly(phrase: str) -> str:
    """A phrase with what ceases in one way; of a paper without who put it forward, and each country by its
    code."""
    text = ledgers.pattern("settling").sub("settlement of", phrase.replace("-", " ").replace("‑", " "))
    if not among(last(head_of(phrase)), "issues", "papers"):
        return ledgers.pattern("ceasing").sub(f"{ledgers.names('nouns')['end']} ", text)
    words = ledgers.pattern("put_by").sub("", text).split()
    return " ".join(next(iter(code), w) if len(code := named(w)) == 1 else w for w in words)


MODIFIER = "modifier"


@lru_cache(maxsize=65536)
def group(word: str) -> str | None:
    """The group of words that diplomats distinguish in which a word stands as the name of an issue;
    "modifier" for one beside it."""
    forms = {(f,) for f in endings_off(word)}
    for formula in ledgers.formulas():
        if formula.where != "verb" and any(form in forms for _, listed in formula.words for form in listed):
            return MODIFIER if formula.where == "modifier" else formula.name
    return None


@lru_cache(maxsize=65536)
def head(phrase: str) -> str:
    """The stem of the noun that a phrase is about: "monitors" of "human rights monitors",
    "end" of "end to the bloodshed"."""
    words = bare(head_of(phrase.strip()).replace("-", " "))
    return stem(words[-1]) if words else phrase


def one(a: frozenset[str], b: frozenset[str]) -> int:
    """How many words two phrases share if they name one issue, else 0."""
    shared = a & b
    named = {w for w in shared if not w.startswith("#")}
    if a == b:
        return max(1, len(shared))
    if not (a <= b or b <= a) or len(named) < SHARED:
        return 0
    distinct = [{w for w in words if w.startswith("#")} for words in (a, b)]
    return 0 if all(distinct) and distinct[0] != distinct[1] else len(shared)


# --- gathering ----------------------------------------------------------------------------------------------


def gather(
    phrases: Iterable[tuple[str, str]], known: Iterable[str] = (), own: Sequence[Issue] = ()
) -> dict[tuple[str, str], str]:
    """The name of the issue for each (actor, phrase).

    Args:
        phrases: in order of time; of those that name one issue the first to come gives it its name.
        known: names of issues in the ledger; they stay, so that what is new only joins or begins an issue.
        own: the user's issues (`parsed`), which go before.
    """
    files = Files([Issue(name, (core(name),)) for name in dict.fromkeys(known)])
    found: dict[tuple[str, str], str] = {}
    for actor, phrase in phrases:
        if (actor, phrase) not in found:
            mine = chosen(own, core(phrase), actor)
            found[actor, phrase] = mine.name if mine else files.name(phrase)
    return found


class Files:
    """Issues filed by the words that name them."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.by_word: dict[str, list[Issue]] = {}
        for issue in issues:
            self.put(issue)

    def put(self, issue: Issue) -> None:
        """File an issue."""
        for word in issue.cores[0]:
            self.by_word.setdefault(word, []).append(issue)

    def name(self, phrase: str) -> str:
        """The name of the issue of a phrase, which begins one if it names none that is known."""
        words = core(phrase)
        met = {i.name: i for w in sorted(words) for i in self.by_word.get(w, ())}
        told = [
            i for i in met.values()
            if i.cores[0] == words or (i.cores[0] < words and head(i.name) == head(phrase))
        ]
        scored = [(one(words, i.cores[0]), i) for i in told]  # none that says more than the phrase
        best = max(scored, key=lambda pair: (pair[0], -len(pair[1].cores[0] ^ words)), default=None)
        if best is not None and best[0]:
            return best[1].name
        issue = Issue(in_general(phrase, words), (words,))
        self.put(issue)
        return issue.name


def in_general(phrase: str, words: frozenset[str]) -> str:
    """A phrase as the name of an issue: a paper of which only the country is said that it is on goes by
    that, whatever the first to be told was called."""
    paper = last(head_of(phrase))
    on = [code for w in words if (code := w.upper()) in countries()]
    if len(words) != 2 or not on or not among(paper, "issues", "papers"):
        return phrase
    return ledgers.names("plainly")["paper"].format(paper=paper, of=the(on[0]))


def chosen(own: Iterable[Issue], words: frozenset[str], actor: str) -> Issue | None:
    """The user's issue for a phrase: that of which the most words stand in it,
    of two the one made for the actor."""
    fits = [
        (max(len(c) for c in i.cores if c <= words), bool(i.actors), i)
        for i in own
        if (not i.actors or actor in i.actors) and any(c <= words for c in i.cores)
    ]
    return max(fits, key=lambda f: f[:2])[2] if fits else None


# --- the user's file ----------------------------------------------------------------------------------------


KEYS = {"name", "words", "actors"}


def text_of(path: Path) -> str:
    """The text of a user's issues.toml; KnowledgeError if it cannot be read."""
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise KnowledgeError(
            f"{path}: cannot be read ({error.strerror}); correct the path or leave the option out"
        ) from None
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path}: byte {error.start}: not UTF-8; save the file as UTF-8") from None


def parsed(text: str, path: str) -> tuple[Issue, ...]:
    """The issues in the text of an issues.toml; KnowledgeError names the `path`, the entry,
    what was found and the remedy."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{path}: {error}: not valid TOML; correct the syntax there") from None
    rows = data.get("issue", [])
    for key in data.keys() - {"issue"}:
        raise KnowledgeError(
            f"{path}: {key}: unknown table; write each issue as [[issue]] with a name and words"
        )
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise KnowledgeError(f"{path}: issue: {rows!r}; write each issue as [[issue]], with two brackets")
    issues = tuple(read(path, number, row) for number, row in enumerate(rows, 1))
    check(path, issues)
    return issues


def read(path: str, number: int, row: Mapping[str, Any]) -> Issue:
    """An issue from its table."""
    at = f"{path}: issue {number}"
    name = row.get("name")
    if not isinstance(name, str) or not name.strip():
        raise KnowledgeError(f"{at}: name {name!r}; give it a name in quotation marks")
    at = f"{at} ({name})"
    for key in row.keys() - KEYS:
        raise KnowledgeError(f"{at}: unknown key {key!r}; use name, words and actors")
    cores = [core(w) for w in listed(at, "words", row.get("words"), needed=True)]
    empty = next((w for w in row["words"] if not content(w.replace("-", " "))), None)
    if empty is not None:
        raise KnowledgeError(
            f"{at}: words: {empty!r} says nothing by itself; add the word that names the thing"
        )
    actors = listed(at, "actors", row.get("actors", []))
    if unknown := next((a for a in actors if a not in country_codes()), None):
        raise KnowledgeError(
            f"{at}: actors: unknown code {unknown!r}; use codes of three letters such as FRA, or EUR, UNO, "
            "IGO"
        )
    return Issue(name.strip(), tuple(cores), frozenset(actors), own=True)


def listed(at: str, key: str, value: Any, *, needed: bool = False) -> list[str]:
    """A list of strings, not empty if it is needed."""
    if (
        not isinstance(value, list)
        or not all(isinstance(v, str) and v.strip() for v in value)
        or (needed and not value)
    ):
        raise KnowledgeError(f'{at}: {key} {value!r}; give a list of phrases, such as {key} = ["…", "…"]')
    return value


def check(path: str, issues: Collection[Issue]) -> None:
    """No name stands twice, and no phrase names two issues of the same actors."""
    seen: dict[str, Issue] = {}
    held: dict[frozenset[str], list[Issue]] = {}
    for issue in issues:
        if seen.setdefault(issue.name.casefold(), issue) is not issue:
            raise KnowledgeError(f"{path}: issue {issue.name!r} stands twice; put all its words into one")
        for words in issue.cores:
            for other in held.setdefault(words, []):
                if other is not issue and (other.actors == issue.actors or other.actors & issue.actors):
                    both, same = f"{other.name!r} and {issue.name!r}", " ".join(sorted(words))
                    raise KnowledgeError(
                        f"{path}: {both} share the words {same!r}; keep them in one, or give each its own "
                        "actors"
                    )
            held[words].append(issue)
