"""Parameters of a URL to a Query and back into links: the same names as the command line's filters, so that a URL holds the whole state.

Knows which values a filter may have; does not know how the archive answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any
from urllib.parse import urlencode

from communique.archive import Query
from communique.errors import CommuniqueError
from communique.knowledge import ontology
from communique.knowledge.index import countries

CODE = "[A-Z]{3}"
DAY = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
WORD = "[A-Za-z][A-Za-z _-]{0,40}"
LONGEST = 300  # characters of a parameter
MOST = 500  # rows of a page
ROWS = 50  # rows of a page where none are asked for
FILTERS = ("text", "actor", "recipient", "party", "dyad", "type", "mode", "status", "context", "issue", "since", "until", "outlet",
           "min_confidence", "origin", "no_copies", "with_rejected", "domestic", "as_of", "order", "limit", "after")  # fmt: skip
TITLES = {
    "text": "words in the article", "actor": "who acts", "recipient": "to whom", "party": "party", "dyad": "both sides", "type": "type",
    "mode": "mode", "status": "status", "context": "context", "issue": "words in the passage", "since": "from", "until": "until",
    "outlet": "outlet", "min_confidence": "confidence at least", "origin": "coded by", "no_copies": "without copies",
    "with_rejected": "with rejected", "domestic": "within one party", "as_of": "as of", "order": "order",
}  # fmt: skip


ORDERS = ("newest", "salience")
YES, NO = ("1", "on", "true", "yes"), ("0", "off", "false", "no")


class AskError(CommuniqueError):
    """A parameter of a URL that cannot be understood; the message names it and says what may stand there."""


@cache
def names() -> Mapping[str, str]:
    """The code of each country's name, in small letters; names of more than one are left out."""
    found: dict[str, set[str]] = {}
    for name, entry in countries():
        if entry.country:
            found.setdefault(name.lower(), set()).add(entry.country)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


def code(name: str, value: str) -> str:
    """A country code in capitals, also from a country's name."""
    if re.fullmatch(CODE, value.upper()):
        return value.upper()
    if found := names().get(value.lower()):
        return found
    near = get_close_matches(value.lower(), names(), 1, 0.75)
    meant = f"; did you mean {near[0].title()}?" if near else ""
    raise AskError(f"{name}: {value!r} is not a code such as CHN or UNO, nor a country's name{meant}")


def pair(name: str, value: str) -> tuple[str, str]:
    """Two codes with a dash between them."""
    sides = re.split(r"\s*[-–—:>]\s*", value)
    if len(sides) != 2 or not all(sides):
        raise AskError(f"{name}: {value!r} is no pair; give two codes, as in CHN-JPN")
    return code(name, sides[0]), code(name, sides[1])


def day(name: str, value: str) -> str:
    """A year, a month or a day."""
    if re.fullmatch(DAY, value):
        try:
            date.fromisoformat((value + "-01-01")[:10])
            return value
        except ValueError:
            pass
    raise AskError(f"{name}: {value!r} is no date; write it as 2025, 2025-11 or 2025-11-27")


def kind(name: str, value: str) -> str:
    """A PLOVER type in capitals, or a kind of statement, stance or meeting as it stands."""
    if value.upper() in ontology.types():
        return value.upper()
    return word(name, value).lower()


def word(name: str, value: str) -> str:
    """A mode, status, context or kind."""
    if not re.fullmatch(WORD, value):
        raise AskError(f"{name}: {value[:40]!r} is no name of a {TITLES.get(name, name)}; give letters only")
    return value


def share(name: str, value: str) -> float:
    """A number from 0 to 1."""
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise AskError(f"{name}: {value[:40]!r} is no number from 0 to 1")
    return number


def order(name: str, value: str) -> str:
    """In which order."""
    if value not in ORDERS:
        raise AskError(f"{name}: {value[:40]!r} is no order; give one of {', '.join(ORDERS)}")
    return value


def yes_or_no(name: str, value: str) -> bool:
    """Yes or no."""
    if value.lower() not in YES + NO:
        raise AskError(f"{name}: {value[:40]!r} is neither yes nor no; give 1 or 0")
    return value.lower() in YES


def size(name: str, value: str) -> int:
    """How many rows."""
    if not re.fullmatch("[0-9]{1,6}", value) or not 1 <= int(value) <= MOST:
        raise AskError(f"{name}: {value[:40]!r} is no number from 1 to {MOST}")
    return int(value)


def whole_day(name: str, value: str) -> str:
    """One day."""
    if len(value) != 10:
        raise AskError(f"{name}: {value[:40]!r} is no day; write it as 2025-11-27")
    return day(name, value)


def free(name: str, value: str) -> str:
    """Words as they were typed."""
    if len(value) > LONGEST:
        raise AskError(f"{name}: {len(value)} characters; give at most {LONGEST}")
    return value


READ: dict[str, Callable[[str, str], Any]] = {
    "actor": code, "recipient": code, "party": code, "dyad": pair, "type": kind, "mode": word, "status": word, "context": word,
    "since": day, "until": day, "min_confidence": share, "limit": size, "as_of": whole_day, "order": order, "domestic": yes_or_no,
    "with_rejected": yes_or_no,
}  # fmt: skip


def asked(params: Mapping[str, str]) -> Query:
    """The Query of a URL's parameters; empty ones, and those that are no filter, are left aside. Raises AskError."""
    given: dict[str, Any] = {}
    for name in FILTERS:
        value = (params.get(name) or params.get(name.replace("_", "-")) or "").strip()
        if value and name != "no_copies":
            given[name] = READ.get(name, free)(name, free(name, value))
    copies = (params.get("no_copies") or params.get("no-copies") or "").lower() not in YES
    return Query(copies=copies, **given)


def params(query: Query) -> dict[str, str]:
    """The parameters that give this query again, in a fixed order."""
    found: dict[str, str] = {}
    for name in FILTERS:
        if name == "no_copies":
            if not query.copies:
                found[name] = "1"
        elif (value := getattr(query, name)) is not None and (name, value) not in (("order", ORDERS[0]), ("with_rejected", False)):
            found[name] = "-".join(value) if name == "dyad" else shown(value)
    return found


def shown(value: object) -> str:
    """A value as it stands in an address."""
    return str(int(value)) if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)


def link(path: str, query: Query | None = None, **changes: object) -> str:
    """A link to a path with the parameters of a query and changes to them; None takes one out, and any change goes back to the first page.

    Names that are no filter (`id`, `of`) are parameters like any other.
    """
    given = {**(params(query) if query else {})}
    if "after" not in changes:
        given.pop("after", None)
    for name, value in changes.items():
        if value is None or value == "":
            given.pop(name, None)
        else:
            given[name] = "-".join(value) if isinstance(value, tuple) else str(value)
    return f"{path}?{urlencode(given, errors='replace')}" if given else path


def chosen(query: Query) -> list[tuple[str, str, str]]:
    """The filters of a query as (name, title, value), for people."""
    return [(name, TITLES[name], value) for name, value in params(query).items() if name in TITLES]
