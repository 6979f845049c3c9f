"""What is wrong with the parameters of a request, in words of our own:
what was found and what to give instead.

Knows the kinds of errors that pydantic finds; does not know any parameter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import islice
from typing import Any

from communique.asking import FILTERS, near

MOST = 5  # faults that are named
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
    for error in islice(errors, MOST):
        kind, where = str(error.get("type")), [str(part)[:60] for part in error.get("loc", ())]
        message = SAID.get(kind, "cannot be understood").format_map(error.get("ctx") or {})
        meant = near(where[-1], known) if kind == "extra_forbidden" and where else []
        message += f"; did you mean {' or '.join(meant)}?" if meant else ""
        found.append({"where": where, "message": message})
    return found


def sentence(faults: Iterable[Mapping[str, Any]]) -> str:
    """The faults in one line."""
    return "; ".join(
        f"{'.'.join(inner(fault['where'])) or 'the request'}: {fault['message']}" for fault in faults
    )


def inner(where: list[str]) -> list[str]:
    """A place without the part that says only that it is in the address or the body,
    and without numbers of variants."""
    return where[1:] if where and where[0] in PLACES else where
