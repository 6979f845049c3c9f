"""A language's words of time and the rules over them, compiled from knowledge/<language>/time.toml.

Knows how the table is written and checks it; does not know what any rule's reading does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from communique.knowledge import compiled, fault, load_toml

UNNAMED = "\ufffe"  # the class of a word that no table names
BREAK = "\uffff"  # the class of a break between paragraphs
# classes are single characters of Unicode's private area, so that rules are plain regular expressions
FIRST_CODE = 0xE000
NUMERIC = (
    "iso", "slashed", "clock", "big", "ordnum", "decade", "shortdecade", "decimal", "num", "num31", "year",
    "ampm",
)
TOKEN = (
    r"(?P<word>[^\W\d_]+)"
    r"|(?P<iso>\d{{4}}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:\.\d+)?Z?)?(?![\d-]))"
    r"|(?P<slashed>\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d)(?![\d/]))"
    r"|(?P<clock>\d{{1,2}}:\d\d(?::\d\d)?(?!\d))"
    r"|(?P<big>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?)"
    r"|(?P<ordnum>{ordnum})"
    r"|(?P<decade>{decade})|(?P<shortdecade>{shortdecade})"
    r"|(?P<decimal>\d+\.\d+)"
    r"|(?P<num>\d+)"
    r"|(?P<gap>\n+)"
    r"|(?P<mark>[^\w\s])"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over class codes and the name of the reading for what fits it;
    `entry` says where it stands."""

    pattern: re.Pattern[str]
    reading: str
    entry: str


@dataclass(frozen=True, slots=True)
class Tables:
    """A language's words (class code and value of each), rules and cues, compiled."""

    file: str
    words: Mapping[str, tuple[str, Any]]
    codes: Mapping[str, str]
    names: Mapping[str, str]
    rules: tuple[Rule, ...]
    any_rule: re.Pattern[str]
    runs: re.Pattern[str]
    token: re.Pattern[str]
    ampm: re.Pattern[str]
    cues: Mapping[str, re.Pattern[str]]
    before: Mapping[str, frozenset[str]]
    after: Mapping[str, frozenset[str]]
    feasts: Mapping[str, str]


@lru_cache(maxsize=4)
def load(language: str) -> Tables:
    """The compiled tables of a language."""
    file = f"{language}/time.toml"
    raw = load_toml(file)
    codes = {kind: chr(FIRST_CODE + i) for i, kind in enumerate(dict.fromkeys((*raw["words"], *NUMERIC)))}
    rules = _rules(raw, codes, file)
    cues = raw["cues"] | {"tense": "(?P<future>{future})|(?P<past>{past})".format(**raw["cues"])}
    return Tables(
        file=file, words=_words(raw["words"], frozenset(raw["cased"]), codes), codes=codes,
        names={code: kind for kind, code in codes.items()}, rules=rules,
        any_rule=re.compile("|".join(f"(?P<r{i}>{rule.pattern.pattern})" for i, rule in enumerate(rules))),
        runs=_runs(raw["core"], codes), token=re.compile(TOKEN.format(**raw["tokens"])),
        ampm=re.compile(raw["tokens"]["ampm"], re.IGNORECASE),
        cues={name: compiled(pattern, file, f"cue {name}") for name, pattern in cues.items()},
        before={name: frozenset(words) for name, words in raw["before"].items()},
        after={name: frozenset(words) for name, words in raw["after"].items()}, feasts=raw["feasts"],
    )


def _words(
    raw: dict[str, Any], cased: frozenset[str], codes: Mapping[str, str]
) -> dict[str, tuple[str, Any]]:
    """Each form of each word with its class and value; the first class that names a word has it."""
    words: dict[str, tuple[str, Any]] = {}
    for kind, entries in raw.items():
        for word, value in entries.items() if isinstance(entries, dict) else ((w, None) for w in entries):
            for form in (word, word.upper()) if kind in cased else (word, word.capitalize(), word.upper()):
                words.setdefault(form, (codes[kind], value))
    return words


def _rules(raw: dict[str, Any], codes: Mapping[str, str], file: str) -> tuple[Rule, ...]:
    """The rules in order, macros spelled out."""
    macros: dict[str, str] = {}
    for key, pattern in raw["macros"].items():
        macros[key] = _translated(pattern, codes, macros, f"macro {key}", file)
    rules = []
    for number, rule in enumerate(raw["rule"], 1):
        entry = f"rule {number} ({rule['pattern']!r})"
        pattern = compiled(_translated(rule["pattern"], codes, macros, entry, file), file, entry)
        rules.append(Rule(pattern, rule["as"], entry))
    return tuple(rules)


def _runs(core: Iterable[str], codes: Mapping[str, str]) -> re.Pattern[str]:
    """Matches runs of named tokens with a core class in them."""
    cores = "".join(codes[c] for c in core)
    return re.compile(f"[^{UNNAMED}{BREAK}{cores}]*[{cores}][^{UNNAMED}{BREAK}]*")


def _translated(
    pattern: str, codes: Mapping[str, str], macros: Mapping[str, str], entry: str, file: str
) -> str:
    """A pattern over class names as a pattern over class codes, without groups that capture."""

    def swap(found: re.Match[str]) -> str:
        name = found.group()
        if name in macros:
            return f"(?:{macros[name]})"
        if name not in codes:
            fault(file, entry, f"no class {name!r}", "define it under [words]")
        return codes[name]

    return (
        re
        .sub(r"[a-z_][a-z_0-9]*", swap, pattern)
        .replace(" ", "")
        .replace("(", "(?:")
        .replace("(?:?:", "(?:")
    )

