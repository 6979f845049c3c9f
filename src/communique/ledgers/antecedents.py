"""A thing that was named before in an article, by that name: "the plan" is "Annan's peace plan".

Knows which nouns stand for a thing that was named, and how a name precedes one;
does not know who holds what on it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from communique.knowledge import ledgers
from communique.ledgers.words import among


def named_before(issue: str, wording: str, text: str, start: int) -> str | None:
    """An issue with the name that its last noun was given before a place in its text;
    None where a thing of that sort was given none, and the issue names nothing else."""
    found = [
        m for m in ledgers.pattern("the_thing").finditer(issue)
        if any(among(m.group("noun"), "issues", words) for words in ("things", "troubles"))
    ]
    if not found:
        known = f"the {issue}".casefold() in wording.casefold() and issue == issue.casefold()
        a_thing = known and among(issue.split()[-1], "issues", "things")  # "the peace plan"
        return (name_of(issue, text[:start]) or issue) if a_thing else issue
    noun, ahead = found[0].group("noun"), issue[: found[0].start()]
    if name := name_of(noun, text[:start]):
        return f"{ahead}the {name}{issue[found[0].end() :]}"
    return issue if among(noun, "issues", "troubles") or ahead != ahead.casefold() else None


def name_of(noun: str, text: str) -> str | None:
    """The name that was last given to a thing, in its fullest form: "Syrian National Council"."""
    names = [m.group().strip() for m in before(noun).finditer(text)]
    if not names:
        return None
    return max((n for n in names if n.endswith(names[-1])), key=len)


@lru_cache(maxsize=256)
def before(noun: str) -> re.Pattern[str]:
    """A noun with the name before it."""
    return re.compile(ledgers.pattern("name_ahead").pattern + rf"(?i:{re.escape(noun)})\b")
