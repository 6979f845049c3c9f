"""The tokens of a text, each with a class, and the candidates for a time expression that a rule picks out of
them.

Knows words and figures; does not know what day anything stands for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from communique.dates.tables import BREAK, UNNAMED, Tables


@dataclass(slots=True)
class Tokens:
    """The tokens of a text: where each begins and ends, its value,
    and all their classes as one string of codes."""

    text: str
    tables: Tables
    starts: list[int]
    ends: list[int]
    values: list[Any]
    codes: str

    def word(self, index: int) -> str:
        """The token in lower case; "" outside the text."""
        if 0 <= index < len(self.starts):
            return self.text[self.starts[index] : self.ends[index]].lower()
        return ""

    def kind(self, index: int) -> str:
        """The class of the token; "" where no table names it, or outside the text."""
        return self.tables.names.get(self.codes[index], "") if 0 <= index < len(self.codes) else ""


def tokenize(text: str, tables: Tables) -> Tokens:
    """The tokens of a text."""
    starts: list[int] = []
    ends: list[int] = []
    values: list[Any] = []
    codes: list[str] = []
    words, unnamed = tables.words, (UNNAMED, None)
    position, numbered = 0, False
    for found in tables.token.finditer(text):
        start, end = found.span()
        kind = found.lastgroup or ""
        if start < position or (kind == "gap" and _is_soft(text, start, end)):
            continue
        is_word = kind == "word" or kind == "mark"
        if numbered and is_word and (half := tables.ampm.match(text, start)):
            code, value, end = tables.codes["ampm"], half.lastgroup, half.end()
        else:
            code, value = (
                words.get(found.group(), unnamed) if is_word else _figure(kind, found.group(), tables)
            )
        starts.append(start)
        ends.append(end)
        values.append(value)
        codes.append(code)
        position, numbered = end, not is_word
    return Tokens(text, tables, starts, ends, values, "".join(codes))


def _figure(kind: str, token: str, tables: Tables) -> tuple[str, Any]:
    """The class code and value of a token that is no word: figures or a break."""
    if kind == "gap":
        return BREAK, None
    return _number(token, tables) if kind == "num" else (tables.codes[kind], token)


def _is_soft(text: str, start: int, end: int) -> bool:
    """Whether a line break is only the width of a column: the sentence runs on."""
    runs_on = end - start == 1 and start > 0 and (text[start - 1].isalnum() or text[start - 1] in ",-")
    return runs_on and end < len(text) and not text[end].isupper()


def _number(token: str, tables: Tables) -> tuple[str, Any]:
    """The class code and value of a run of digits."""
    codes = tables.codes
    value = int(token) if len(token) < 10 else 0
    if len(token) == 4 and 1000 <= value <= 2199:
        return codes["year"], value
    if len(token) <= 2 and 1 <= value <= 31:
        return codes["num31"], value
    return (codes["num"], value) if len(token) <= 4 else (codes["big"], token)


@dataclass(slots=True)
class Candidate:
    """The tokens from `first` up to `last`, their values gathered by class."""

    tokens: Tokens
    first: int
    last: int
    parts: dict[str, list[Any]]

    def get(self, *classes: str) -> Any:
        """The value of the first token of one of the classes, else None."""
        for name in classes:
            if name in self.parts:
                return self.parts[name][0]
        return None

    def has(self, *classes: str) -> bool:
        """Whether a token of one of the classes is there."""
        return not self.parts.keys().isdisjoint(classes)

    @property
    def start(self) -> int:
        return self.tokens.starts[self.first]

    @property
    def end(self) -> int:
        return self.tokens.ends[self.last - 1]

    @property
    def before(self) -> str:
        """The word before the candidate, in lower case."""
        return self.tokens.word(self.first - 1)

    @property
    def after(self) -> str:
        """The word after the candidate, in lower case."""
        return self.tokens.word(self.last)

    @property
    def next_kind(self) -> str:
        """The class of the word after the candidate."""
        return self.tokens.kind(self.last)

    def led_by(self, name: str) -> bool:
        """Whether the word before is one that the table lists under `[before]`."""
        return self.before in self.tokens.tables.before[name]

    def followed_by(self, name: str) -> bool:
        """Whether the word after is one that the table lists under `[after]`."""
        return self.after in self.tokens.tables.after[name]

    @property
    def third(self) -> str | None:
        """Which third of a stretch is meant, "START" in "early March"; None for all of it."""
        if self.has("mid"):
            return "MID"
        value = self.get("early", "edge")
        return str(value) if value else None

    @property
    def count(self) -> float | None:
        """The number of units; None where it is open ("a few")."""
        parts = self.parts
        if "few" in parts:
            return 2 if parts["few"][0] else None
        whole = _whole(parts)
        return whole + 0.5 if "half" in parts else whole


def gather(tokens: Tokens, first: int, last: int) -> Candidate:
    """The candidate of the tokens from `first` up to `last`."""
    parts: dict[str, list[Any]] = {}
    names = tokens.tables.names
    for i in range(first, last):
        parts.setdefault(names[tokens.codes[i]], []).append(tokens.values[i])
    return Candidate(tokens, first, last, parts)


def _whole(parts: dict[str, list[Any]]) -> float:
    """The number that figures or words give: "2", "2 1/2", "2.5", "twenty-one", "two hundred";
    one if there is none."""
    numbers = [n for k in ("num31", "num") for n in parts.get(k, [])]
    if "slash" in parts and len(numbers) >= 2:
        return float(numbers[-2] / numbers[-1] + (numbers[-3] if len(numbers) > 2 else 0))
    if numbers:
        return int(numbers[0])
    if "decimal" in parts:
        return float(parts["decimal"][0])
    counts = parts.get("count", [])
    if "tens" in parts:
        return int(parts["tens"][0] + (counts or parts.get("one") or [0])[0])
    if counts:
        return int(counts[0] * (counts[1] if len(counts) > 1 and counts[1] == 100 else 1))
    return 1


SENTENCE = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘(]*[A-Z])|\n")  # where one sentence ends and the next begins
