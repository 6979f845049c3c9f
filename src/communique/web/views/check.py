"""A text that is posted, with each of its claims marked: said in the archive, said there otherwise,
or not there.

Knows how long a text may be; does not know how a claim is checked, and keeps nothing of the text.
"""

from __future__ import annotations

from communique.checking import Verdict
from communique.sources import article as made
from communique.sources.decode import without_surrogates
from communique.web.frame import Asked, Shown
from communique.web.questions import AskError

LONGEST = 50_000  # characters: some fifteen pages
NAMES = {"supported": "said there", "altered": "said otherwise", "absent": "not there"}
SIGNS = {"supported": "=", "altered": "≠", "absent": "?"}
Piece = tuple[str, Verdict | None]


def show(asked: Asked) -> Shown:
    """The empty form."""
    return shown("", [])


def take(asked: Asked) -> Shown:
    """The text with its claims marked."""
    text = without_surrogates((asked.form or {}).get("text", "")).replace("\r\n", "\n").replace("\0", " ")
    if len(text) > LONGEST:
        raise AskError(f"text: {len(text):,} characters; give at most {LONGEST:,}")
    if not any(c.isalpha() for c in text) or asked.desk is None:
        return show(asked)
    found = asked.desk.check(made.make(text), asked.archive)
    return shown(text, found)


def shown(text: str, found: list[Verdict]) -> Shown:
    """A text with the verdicts on its claims."""
    return Shown({
        "verdicts": found, "pieces": pieces(text, found), "text": text, "names": NAMES, "signs": SIGNS,
        "longest": LONGEST,
    })  # fmt: skip


def pieces(text: str, verdicts: list[Verdict]) -> list[Piece]:
    """The text in stretches, those of claims with their verdicts."""
    found: list[Piece] = []
    at = 0
    for verdict in verdicts:
        if verdict.claim.start > at:
            found.append((text[at : verdict.claim.start], None))
        found.append((verdict.claim.text, verdict))
        at = verdict.claim.end
    return [*found, (text[at:], None)]
