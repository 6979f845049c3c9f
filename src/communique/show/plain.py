"""Text of an article without what would steer a terminal.

Knows which characters do; does not know what is shown.
"""

from __future__ import annotations

import re

# would steer the terminal or turn the line round
UNSAFE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")

LONGEST = 280  # characters of evidence in a table; `--evidence` shows all of it


def safe(text: str | None) -> str:
    """Text of an article without the characters that would steer a terminal."""
    return UNSAFE.sub("�", text.replace("\t", " ")) if text else ""


def line(text: str | None) -> str:
    """Text on one line."""
    return " ".join(safe(text).split())


def short(text: str, limit: int = LONGEST) -> str:
    """Text on one line, cut between words with "…" where it is longer than the limit."""
    whole = line(text)
    return whole if len(whole) <= limit else whole[:limit].rsplit(" ", 1)[0] + " …"
