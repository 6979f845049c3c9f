"""Parameters of a URL to a Query and back into links: the same names as the command line's filters,
so that a URL holds the whole state; and what is wrong with parameters, in words of our own.

Knows addresses and the kinds of errors that pydantic finds; does not know which values a filter may have,
or how the archive answers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from itertools import islice
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit

from communique import asking
from communique.archive import Query
from communique.asking import ORDERS
from communique.asking import AskError as AskError
from communique.asking import pair as pair
from communique.asking import party as party
from communique.knowledge import bodies
from communique.knowledge.names import codes_by_name
from communique.wording import STATUS, country

MOST = 500  # rows of a page
PARTIES = ("party", "actor", "recipient", "source", "dyad")
ROWS = 50  # rows of a page where none are asked for
FILTERS = tuple(asking.FILTERS)
TITLES = {name: one.title for name, one in asking.FILTERS.items() if name not in ("limit", "after")}


@cache
def names() -> Mapping[str, str]:
    """The code of each name of a country or body, in small letters; names of more than one are left out."""
    single = {name: codes[0] for name, codes in codes_by_name().items() if len(codes) == 1}
    return {**{name.lower(): code for code, name in bodies.names().items()}, **single}


def asked(params: Mapping[str, str], of: str | None = None) -> Query:
    """The Query of a URL's parameters; empty ones, and those that are no filter, are left aside.
    Raises AskError."""
    given: dict[str, Any] = {name: params.get(name) or params.get(name.replace("_", "-")) for name in FILTERS}
    found = asking.asked({name: value for name, value in given.items() if value and value.strip()}, of)
    if found.limit is not None and found.limit > MOST:
        raise AskError(f"{found.limit:,} rows", name="limit", remedy=f"give at most {MOST}")
    return found


def params(query: Query) -> dict[str, str]:
    """The parameters that give this query again, in a fixed order."""
    found: dict[str, str] = {}
    for name in FILTERS:
        if name == "no_copies":
            if not query.copies:
                found[name] = "1"
        elif (value := getattr(query, name)) is not None and (name, value) not in (
            ("order", ORDERS[0]), ("with_rejected", False),
        ):
            found[name] = "-".join(value) if name == "dyad" else shown(value)
    return found


def shown(value: object) -> str:
    """A value as it stands in an address."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


def link(path: str, query: Query | None = None, **changes: object) -> str:
    """A link to a path with the parameters of a query and changes to them; None takes one out,
    and any change goes back to the first page.

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


def ours(address: str) -> SplitResult | None:
    """The parts of an address of this server; None for one that leads elsewhere."""
    parts = urlsplit(address)
    elsewhere = parts.scheme or parts.netloc or parts.path[1:2] in ("/", "\\")
    return parts if parts.path.startswith("/") and not elsewhere else None


def chosen(query: Query) -> list[tuple[str, str, str]]:
    """The filters of a query as (name, title, value), for people."""
    return [
        (name, TITLES[name], spoken(name, value)) for name, value in params(query).items() if name in TITLES
    ]


def spoken(name: str, value: str) -> str:
    """The value of a filter as people say it: parties by their names, a status in plain words."""
    if name in PARTIES:
        return " – ".join(map(country, value.split("-")))
    return STATUS.get(value, value) if name == "status" else value


# ---------------------------------------------------------------- what is wrong with parameters
FAULTS = 5  # that are named
SAID = {
    "missing": "is needed", "extra_forbidden": "is not asked here", "string_type": "give a text",
    "string_too_short": "give a text", "too_short": "give a text",
    "string_too_long": "give at most {max_length} characters",
    "too_long": "give at most {max_length} characters",
    "string_pattern_mismatch": "is not of the form that its description gives",
    "int_parsing": "give a whole number", "int_type": "give a whole number",
    "int_from_float": "give a whole number", "int_parsing_size": "give a smaller number",
    "float_parsing": "give a number", "float_type": "give a number", "finite_number": "give a number",
    "greater_than_equal": "give a number from {ge} on", "less_than_equal": "give a number up to {le}",
    "bool_parsing": "give true or false", "bool_type": "give true or false",
    "literal_error": "give one of {expected}", "json_invalid": "is not JSON", "model_type": "give an object",
    "model_attributes_type": "give an object", "dict_type": "give an object",
}  # fmt: skip
PLACES = ("query", "body", "path", "header")  # where a parameter stands, which the asker need not know


def complaints(errors: Iterable[Mapping[str, Any]], known: Collection[str] = FILTERS) -> list[dict[str, Any]]:
    """The faults as {"where", "message"}, at most five;
    `known` are names of which one may have been meant."""
    found = []
    for error in islice(errors, FAULTS):
        kind, where = str(error.get("type")), [str(part)[:60] for part in error.get("loc", ())]
        message = SAID.get(kind, "cannot be understood").format_map(error.get("ctx") or {})
        meant = asking.near(where[-1], known) if kind == "extra_forbidden" and where else []
        message += f"; did you mean {' or '.join(meant)}?" if meant else ""
        found.append({"where": where, "message": message})
    return found


def sentence(faults: Iterable[Mapping[str, Any]]) -> str:
    """The faults in one line."""
    told = []
    for fault in faults:
        where = fault["where"][1:] if fault["where"][:1] and fault["where"][0] in PLACES else fault["where"]
        told.append(f"{'.'.join(where) or 'the request'}: {fault['message']}")
    return "; ".join(told)
