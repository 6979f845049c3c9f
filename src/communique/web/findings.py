"""Findings as sentences: an act as a clause, several joined; only what the record bears, never a cause or an adjective.

Knows verbs and how they take their object; does not know the archive.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.web import words
from communique.web.acts import Act
from communique.web.frame import country

# How a verb in plain words takes the party that it is done to, where that is not a plain object.
TAKES = {
    "talks": "with", "agrees": "with", "cooperates": "with", "gives way": "to", "eases": "towards", "deploys": "against",
    "protests": "against", "pulls back": "from", "recalls": "its envoy from", "asks to meet": "with",
    "ceases fire": "with", "lets in": "those of", "expels": "envoys of", "releases": "people of", "seizes": "property of",
    "arrests": "people of", "deports": "people of", "convicts": "people of", "will not meet": "with",
}  # fmt: skip
ARTICLE = ("United ", "European Union", "Netherlands", "Philippines", "Czech Republic", "Maldives", "Bahamas", "Gambia", "Central African",
           "Dominican Republic", "Democratic Republic", "Republic of", "Solomon Islands", "Marshall Islands", "Seychelles", "Comoros")  # fmt: skip


def clause(act: Act) -> str:
    """An act as a clause: "China accuses Japan", "China and Japan talk"."""
    who = words.listed([named(code) for code in act.actors], 2) or "somebody unnamed"
    whom = words.listed([named(code) for code in act.recipients if code not in act.actors], 2)
    verb = act.verb if len(act.actors) < 2 else several(act.verb)
    if not whom:
        return f"{who} {verb}"
    takes = TAKES.get(act.verb)
    return " ".join(filter(None, (who, verb, takes, whom)))


def named(code: str) -> str:
    """A party as a sentence names it: "the United States"."""
    name = country(code)
    return f"the {name}" if name.startswith(ARTICLE) else name


def capital(text: str) -> str:
    """Text that begins a sentence."""
    return text[:1].upper() + text[1:]


def several(verb: str) -> str:
    """The verb of several parties: "demand" for "demands"."""
    first, _, rest = verb.partition(" ")
    if first.endswith("ies"):
        first = first[:-3] + "y"
    elif first.endswith(("sses", "shes", "ches")):
        first = first[:-2]
    elif first.endswith("s") and not first.endswith("ss"):
        first = first[:-1]
    return f"{first} {rest}".strip()


def joined(parts: Sequence[str]) -> str:
    """Clauses as one sentence without its full stop."""
    if len(parts) < 2:
        return capital("".join(parts))
    return capital(f"{parts[0]} and {parts[1]}" if len(parts) == 2 else ", ".join(parts[:-1]) + ", and " + parts[-1])
