"""A question to the archive, from whatever a face was given to the one Query: the same names, values,
errors and suggestions everywhere.

The command line, the pages, REST, MCP, alerts and data frames ask through `asked`. Knows which filters there
are and what each may be; does not know any face, or how the archive answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any, get_args

from communique import records
from communique.archive import Query
from communique.asking import parties
from communique.asking.parties import Unclear
from communique.errors import AskError as AskError
from communique.errors import SourceError
from communique.knowledge import ontology
from communique.sources import moments

__all__ = [
    "FILTERS", "LONGEST", "AskError", "Filter", "asked", "checked", "near", "pair", "statuses", "types",
]
LONGEST = 300  # characters of a value
DAY = re.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
DASH = re.compile(r"(?:(?<!\s)\s++)?[-–—:>]\s*+")  # between the two of a pair
YES, NO = ("1", "on", "true", "yes"), ("0", "off", "false", "no")
ORDERS = ("newest", "salience", "reported", "confidence")
NEAR = 0.6  # how alike a word must be to be offered
Reader = Callable[[str, Any, str | None], Any]


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: how it is called in a form, what is said of it, and what reads a value.

    `read` is given the filter's name, the value as it came, and what is asked for ("events", "demands";
    None where that is open).
    """

    title: str
    about: str
    read: Reader


def asked(given: Mapping[str, Any], of: str | None = None, *, known: Collection[str] = ()) -> Query:
    """The Query of some filters by their names, of what is asked for ("events", "demands");
    what is None or "" is left open.

    Args:
        known: names of other things that may stand among the filters;
            any other name is refused with those that are spelt like it.

    Raises AskError.
    """
    found: dict[str, Any] = {}
    for name, value in given.items():
        if name in FILTERS:
            if value is not None and str(value).strip():
                found[name] = checked(name, value, of)
        elif name not in known:
            raise AskError(
                f"there is no filter {name[:40]!r}", remedy=f"there are {', '.join(FILTERS)}",
                near=near(name, FILTERS),
            )
    copies = not found.pop("no_copies", False)
    return Query(copies=copies, **found)


def checked(name: str, value: Any, of: str | None = None) -> Any:
    """The value of a filter as a Query has it. Raises AskError."""
    if isinstance(value, str):
        value = value.strip()
        if len(value) > LONGEST:
            raise AskError(f"{len(value):,} characters", name=name, remedy=f"give at most {LONGEST}")
    return FILTERS[name].read(name, value, of)


# ---------------------------------------------------------------- values
def party(name: str, value: Any, of: str | None = None) -> str:
    """The code of a country or body, from the code or a name."""
    try:
        found = parties.party(str(value))
    except Unclear as error:
        offered = [f"{one['code']} ({one['name']})" for one in error.candidates]
        raise AskError(
            error.found, name=name, value=str(value), remedy="" if offered else error.remedy, near=offered
        ) from None
    if found.code is None or found.name is not None:
        raise AskError(
            f"{str(value)[:60]!r} is one of {parties.shown(found.code or '')}, and filters take countries "
            "and bodies",
            name=name, value=str(value), near=[f"{found.code} ({parties.shown(found.code or '')})"],
        )  # fmt: skip
    return found.code


def pair(name: str, value: Any, of: str | None = None) -> tuple[str, str]:
    """The codes of two parties with a dash between them; names may hold dashes themselves."""
    if isinstance(value, (tuple, list)) and len(value) == 2:
        return party(name, value[0]), party(name, value[1])
    text, unclear = str(value), None
    for place in DASH.finditer(text):
        sides = text[: place.start()], text[place.end() :]
        if all(sides):
            try:
                return party(name, sides[0]), party(name, sides[1])
            except AskError as error:
                unclear = unclear or error
    raise unclear or AskError(
        f"{text[:60]!r} is no dyad", name=name, value=text, remedy="give two parties, as in CHN-JPN"
    )


def edge(name: str, value: Any, of: str | None = None) -> str:
    """A year, a month or a day."""
    text = str(value)
    try:
        if not DAY.fullmatch(text):
            return moments.checked(text, what="date")[:10]
        date.fromisoformat((text + "-01-01")[:10])
        return text
    except (ValueError, SourceError):
        raise AskError(
            f"{text[:40]!r} is no date", name=name, value=text,
            remedy="write it as 2025, 2025-11 or 2025-11-27",
        ) from None


def day(name: str, value: Any, of: str | None = None) -> str:
    """One day."""
    if len(text := edge(name, value)) != len("2025-11-27"):
        raise AskError(f"{text!r} is no day", name=name, value=text, remedy="write it as 2025-11-27")
    return text


def one_of(choices: Callable[[str | None], Collection[str]], what: str, told: bool = False) -> Reader:
    """What reads a word of a list, whatever the case; `told`: of what it is one is said as well."""

    def read(name: str, value: Any, of: str | None = None) -> str:
        words = choices(of)
        found = next((word for word in words if word.casefold() == str(value).casefold()), None)
        if found is None:
            sort = f"{what} of {of}" if told and of is not None else what
            raise AskError(
                f"{str(value)[:40]!r} is no {sort}", name=name, value=str(value),
                remedy=f"give one of {', '.join(words)}", near=near(str(value), words),
            )  # fmt: skip
        return found

    return read


def share(name: str, value: Any, of: str | None = None) -> float:
    """A number from 0 to 1."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = -1.0
    if not 0 <= number <= 1 or isinstance(value, bool):
        raise AskError(f"{str(value)[:40]!r} is no number from 0 to 1", name=name, value=str(value))
    return number


def yes_or_no(name: str, value: Any, of: str | None = None) -> bool:
    """Yes or no."""
    if isinstance(value, bool):
        return value
    if str(value).lower() not in YES + NO:
        raise AskError(
            f"{str(value)[:40]!r} is neither yes nor no", name=name, value=str(value), remedy="give 1 or 0"
        )
    return str(value).lower() in YES


def size(name: str, value: Any, of: str | None = None) -> int:
    """How many."""
    if isinstance(value, bool) or not re.fullmatch("[1-9][0-9]{0,8}", str(value)):
        raise AskError(f"{str(value)[:40]!r} is no number from 1 on", name=name, value=str(value))
    return int(value)


def words(name: str, value: Any, of: str | None = None) -> str:
    """Words as they were typed."""
    if not isinstance(value, str):
        raise AskError(f"{str(value)[:40]!r} are no words", name=name, value=str(value), remedy="give a text")
    return value


# of records of single articles: their types, and their statuses
ONE_ARTICLE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "statements": (get_args(records.StatementKind), ()),
    "meeting reports": (get_args(records.MeetingKind), get_args(records.MeetingStatus)),
    "position reports": (get_args(records.Stance), ()),
}


@cache
def types(of: str | None = None) -> tuple[str, ...]:
    """What `type` may be where something is asked for; all that it may ever be where that is open."""
    if of is None:
        return tuple(
            dict.fromkeys((*ontology.types(), *(word for words, _ in ONE_ARTICLE.values() for word in words)))
        )
    return ONE_ARTICLE[of][0] if of in ONE_ARTICLE else tuple(ontology.types())


@cache
def statuses(of: str | None = None) -> tuple[str, ...]:
    """What `status` may be where something is asked for; all that it may ever be where that is open."""
    # here, since they bring all that reads articles with them
    from communique.settle.commitments import STATUSES
    from communique.settle.entries import LEDGERS

    acts = get_args(records.Status)
    if of is None:
        ledgers = (one.statuses for one in LEDGERS.values())
        return tuple(
            dict.fromkeys((
                *acts,
                *(word for words in (*ledgers, STATUSES, get_args(records.MeetingStatus)) for word in words),
            ))
        )
    if of in ONE_ARTICLE:
        return ONE_ARTICLE[of][1] or acts
    return LEDGERS[of].statuses if of in LEDGERS else STATUSES if of == "commitments" else acts


@cache
def modes() -> tuple[str, ...]:
    """All modes of all types."""
    return tuple(sorted({mode for name in ontology.types() for mode in ontology.modes(name)}))


FILTERS: dict[str, Filter] = {
    "text": Filter("words in the article", 'Words of the article, all of them; "in quotes" a phrase.', words),
    "actor": Filter("who acts", "Who acts or speaks: a name or a code (China, CHN, NATO).", party),
    "recipient": Filter("to whom", "Whom it is done or said to.", party),
    "party": Filter("party", "Either side.", party),
    "dyad": Filter("both sides", "Both sides, in either direction (CHN-JPN).", pair),
    "type": Filter(
        "type", "PLOVER type (REQUEST); of statements, meetings and positions their kind.",
        one_of(types, "type"),
    ),
    "mode": Filter("mode", "PLOVER mode (expel).", one_of(lambda of: modes(), "mode")),
    "status": Filter(
        "status", "How it stands (actual, planned; of a ledger open, held, rising …).",
        one_of(statuses, "status", told=True),
    ),
    "context": Filter(
        "context", "PLOVER context (military).", one_of(lambda of: tuple(ontology.contexts()), "context")
    ),
    "issue": Filter("words in the passage", "Words that the passage itself must hold.", words),
    "since": Filter("from", "First day, month or year.", edge),
    "until": Filter("until", "Last day, month or year.", edge),
    "outlet": Filter("outlet", "Who published it.", words),
    "min_confidence": Filter("confidence at least", "Leave out what is less sure; 0 shows all.", share),
    "origin": Filter("coded by", '"read" for our own, else the name given at import (gdelt).', words),
    "no_copies": Filter("without copies", "Leave out syndicated copies.", yes_or_no),
    "with_rejected": Filter("with rejected", "Also what reviewers have rejected.", yes_or_no),
    "domestic": Filter(
        "within one party", "Of occurrences: those within one party, or between several.", yes_or_no
    ),
    "as_of": Filter(
        "as of", "The day to which ages and what is due are counted (default: the newest article's).", day
    ),
    "order": Filter(
        "order", "Which come first: newest; of occurrences salience, of events reported.",
        one_of(lambda of: ORDERS, "order"),
    ),
    "limit": Filter("at most", "How many at most.", size),
    "after": Filter("after", "Go on after the row with this cursor.", words),
}  # fmt: skip


def near(word: str, choices: Collection[str], most: int = 2) -> list[str]:
    """The choices that are spelt like a word, whatever the case."""
    folded = {choice.casefold(): choice for choice in choices}
    return [folded[found] for found in get_close_matches(word.casefold(), folded, most, NEAR)]
