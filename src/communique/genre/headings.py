"""Headings of documents: the words by which they tell who issues a text, and what of one is only its matter.

Knows the cues of a language; does not know who a name stands for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.knowledge import load_toml

FORM = 3  # words at most that only say what a text is: "Joint Press Statement"


@dataclass(frozen=True, slots=True)
class Cues:
    """The words by which a language tells who issues a text."""

    joint: re.Pattern[str]
    jointly: re.Pattern[str]
    meeting: re.Pattern[str]
    assembly: re.Pattern[str]
    opened: re.Pattern[str]
    matter: re.Pattern[str]
    dated: re.Pattern[str]
    treaty: re.Pattern[str]
    styled: re.Pattern[str]
    article: re.Pattern[str]
    cable: re.Pattern[str]
    about: re.Pattern[str]
    parting: re.Pattern[str]
    behalf: re.Pattern[str]
    sender: re.Pattern[str]
    issued: re.Pattern[str]
    we: re.Pattern[str]
    those: re.Pattern[str]
    signed: re.Pattern[str]
    and_: re.Pattern[str]
    owner: re.Pattern[str]
    possessive: re.Pattern[str]
    pair: re.Pattern[str]


@cache
def issuer_table(language: str) -> dict[str, Any]:
    """What tells who issues a text in a language (`issuers` in documents.toml)."""
    table: dict[str, Any] = load_toml(f"{language}/documents.toml")["issuers"]
    return table


@cache
def cues(language: str) -> Cues:
    """The cues of a language, compiled once."""
    table = issuer_table(language)
    return Cues(**{name: re.compile(table[name.rstrip("_")], re.IGNORECASE) for name in Cues.__slots__})


def issuing(heading: str, table: Cues) -> str:
    """A heading without what it is about; "Statement on Ukraine by the Minister" keeps who stands behind."""
    matter = table.matter.search(heading)
    if matter is None:
        return heading
    before, behind = heading[: matter.start()], heading[matter.end() :].rpartition(" by ")
    return f"{before} by {behind[2]}" if behind[1] and len(before.split()) <= FORM else before
