"""Which pages can be watched: an address to the rule that finds what is new there,
and to the words that a list calls it by.

Knows the parameters of pages and the keys of rules; does not know how anything is found, kept or sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from communique import asking
from communique.alerts.rules import FIELDS, PARTIES, Of, RulesError, rule
from communique.archive import Archive
from communique.errors import CommuniqueError
from communique.knowledge import acts
from communique.web import questions
from communique.web.questions import AskError, link
from communique.wording import capital, country, named

ON: Mapping[str, Of] = {
    "/events": "happenings", "/search": "happenings", "/dyad": "happenings", "/actor": "happenings",
    "/map": "happenings", "/demands": "demands", "/disputes": "disputes", "/dispute": "disputes",
    "/issue": "positions", "/calendar": "meetings",
}  # fmt: skip
CALLED: Mapping[Of, str] = {"happenings": "", "series": "levels"}  # others as they are
APART = ("quad", "name", "month")  # what a page narrows by and a rule does not
LISTED = ("articles", "events", "occurrences")  # of the search page, what happenings stand for
LONGEST = 1000  # characters of an address


def rule_of(address: str) -> dict[str, Any] | None:
    """What a rule would ask for to find what is new on a page, as rules.toml has it;
    None where the page cannot be watched."""
    path, params = parted(address)
    of = ON.get(path)
    if of is None or any(params.get(name) for name in APART) or params.get("of", "events") not in LISTED:
        return None
    query = questions.asked(params)
    given: dict[str, Any] = {"of": of}
    for key in FIELDS[of]:
        value = params.get("id") if key == "item" else getattr(query, key, None)
        if value is not None:
            given[key] = "-".join(value) if isinstance(value, tuple) else value
    if path == "/disputes" and len(given) == 1:
        given["new_dispute"] = True
    try:
        rule("the page", 1, {**given, "name": "page"})
    except RulesError:
        return None
    return given


def kept(address: str) -> str:
    """The address of a page that is kept: a path of ours with its filters, in a fixed order;
    AskError for one that cannot be watched."""
    given = rule_of(address)
    if given is None:
        raise AskError(
            f"{address[:60]!r} cannot be watched; open a pair, a party, an issue, a dispute or a list with a "
            "filter"
        )
    path, params = parted(address)
    rest = {"id": params["id"]} if path == "/dispute" else {}
    passing = {"after", "as_of", "limit", "since", "until"}
    lasting = {name: value for name, value in params.items() if name not in passing}
    return link(path, questions.asked(lasting), **rest)


def parted(address: str) -> tuple[str, dict[str, str]]:
    """The path and the parameters of an address of ours; AskError for another."""
    if len(address) > LONGEST:
        raise AskError(f"address: {len(address)} characters; give at most {LONGEST}")
    parts = questions.ours(address)
    if parts is None:
        raise AskError("address: no page of this server")
    return parts.path, {name: value.strip() for name, value in parse_qsl(parts.query) if value.strip()}


def typed(words: str) -> str:
    """The address that words stand for: two parties, a party, else an issue."""
    for path, name, read in (("/dyad", "dyad", questions.pair), ("/actor", "party", questions.party)):
        try:
            return link(path, None, **{name: read(name, words)})
        except AskError:
            continue
    return link("/issue", issue=asking.checked("issue", words))


def title(given: Mapping[str, Any], archive: Archive | None = None) -> str:
    """What a rule is called where nobody has said it: who, and what of them."""
    if item := given.get("item"):
        found = archive.entries("disputes", [str(item)]) if archive is not None else []
        return str(found[0].record.get("title")) if found else "a dispute"
    what = [name] if (name := CALLED.get(given["of"], given["of"])) else []
    what += [acts.present(str(given["type"]))] if given.get("type") else []
    what += [f"“{given[key]}”" for key in ("text", "issue") if given.get(key)]
    what += [str(given[key]) for key in ("status", "mode", "context", "outlet") if given.get(key)]
    what += ["new ones"] if given.get("new_dispute") else []
    name = ": ".join(part for part in (parties(given), ", ".join(what)) if part)
    return capital(name) or "Everything"


def parties(given: Mapping[str, Any]) -> str:
    """Whom a rule is about."""
    if dyad := given.get("dyad"):
        return " – ".join(map(country, str(dyad).split("-")))
    if given.get("actor") and given.get("recipient"):
        return f"{country(given['actor'])} → {country(given['recipient'])}"
    if recipient := given.get("recipient"):
        return f"towards {named(recipient)}"
    return next((country(given[key]) for key in PARTIES if given.get(key)), "")


def offered(archive: Archive, address: str) -> str | None:
    """What a page would be called in a list; None where it cannot be watched."""
    try:
        given = rule_of(address)
    except CommuniqueError:
        return None
    return title(given, archive) if given else None
