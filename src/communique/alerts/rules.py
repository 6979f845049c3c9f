"""rules.toml to the Rules that it names; an error names the file, the entry, what was found and the remedy.

Knows which keys a rule may have and which of them go together; does not know how anything is matched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from communique import asking
from communique.archive import EVERYTHING, Query
from communique.errors import AskError, CommuniqueError
from communique.records import Status, identify
from communique.settle.entries import LEDGERS
from communique.text.files import read_rows

Of = Literal["happenings", "demands", "positions", "meetings", "disputes", "series", "formulas"]
EXAMPLE = '[[rule]] with name = "…" and, say, dyad = "CHN-JPN"'
MOST = 500  # rules in a file
DAYS = 30  # after which an open demand is overdue, unless the rule says otherwise
PARTIES = ("dyad", "actor", "recipient", "party")
FLAGS: dict[str, Of] = {
    "change": "series", "overdue": "demands", "new_dispute": "disputes", "shift": "positions",
    "drift": "formulas",
}  # fmt: skip
STATUSES: dict[Of, tuple[str, ...]] = {
    "happenings": get_args(Status), "series": (), "formulas": (),
    **{kind: ledger.statuses for kind, ledger in LEDGERS.items()},  # type: ignore[misc]
}
FILTERS = (*PARTIES, "text", "issue", "type", "mode", "context", "status", "min_confidence", "outlet")
FIELDS: dict[Of, tuple[str, ...]] = {  # what a rule on each may ask for, besides its name and `of`
    "happenings": FILTERS,
    "demands": (*PARTIES, "issue", "status", "overdue", "days"),
    "positions": ("actor", "party", "issue", "status", "shift"),
    "meetings": ("dyad", "party", "status", "overdue"),
    "disputes": ("dyad", "party", "issue", "status", "new_dispute", "item"),
    "series": ("dyad", "change"),
    "formulas": ("actor", "issue", "outlet", "drift"),
}
KEYS = ("name", "of", *dict.fromkeys(key for keys in FIELDS.values() for key in keys))


class RulesError(CommuniqueError):
    """A file of rules that cannot be used; names the file, the entry, what was found and the remedy."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is watched for: on what, with which filters; all that is given must hold.
    `days`: when an open demand is overdue; `item` is the id of one dispute, whose moves are told one by one.
    """

    name: str
    of: Of
    query: Query = EVERYTHING
    change: bool = False
    overdue: bool = False
    new_dispute: bool = False
    shift: bool = False
    item: str | None = None
    drift: bool = False
    days: int = DAYS

    @property
    def id(self) -> str:
        """What the archive keeps the rule's matches under: its name."""
        return identify("rule", self.name)

    @property
    def fingerprint(self) -> str:
        """What changes when the rule asks for something else."""
        filters = {key: getattr(self.query, key) for key in FILTERS}
        own = {field.name: getattr(self, field.name) for field in fields(self)[3:]}
        parts = {"name": self.name, "of": self.of, **filters, **own}
        return identify(*(f"{key}={value}" for key, value in parts.items()))


def load(path: str | Path) -> tuple[Rule, ...]:
    """The rules that a file of TOML names; RulesError if one of them is not sound."""
    rows = read_rows(path, "rule", RulesError, EXAMPLE, MOST)
    rules = tuple(rule(path, number, row) for number, row in enumerate(rows, 1))
    seen: dict[str, int] = {}
    for number, one in enumerate(rules, 1):
        if (first := seen.setdefault(one.name, number)) != number:
            raise RulesError(
                f"{path}: rule {number}: name {one.name!r} is that of rule {first} too; give it another"
            )
    return rules


def rule(path: str | Path, number: int, row: Mapping[str, Any]) -> Rule:
    """The Rule of one entry."""
    at = f"{path}: rule {number} ({row.get('name') or 'without a name'})"
    for key in row:
        if key not in KEYS:
            raise RulesError(f"{at}: {key!r} is no key of a rule; there are {', '.join(KEYS)}")
    if not isinstance(row.get("name"), str) or not row["name"].strip():
        raise RulesError(f"{at}: name is {row.get('name')!r:.60}; give it a name in quotation marks")
    for key in FLAGS.keys() & row.keys():
        flag(at, key, row[key])
    of = subject(at, row)
    for key in row:
        if key not in FIELDS[of] and key not in ("name", "of"):
            raise RulesError(f"{at}: {key} does not go with {of}; these take {', '.join(FIELDS[of])}")
    given = {
        key: CHECKS[key](at, key, value) for key, value in row.items() if key not in ("name", "of", "status")
    }
    if "status" in row:
        given["status"] = one_of(at, "status", row["status"], STATUSES[of])
    if of == "series" and "dyad" not in given:
        raise RulesError(f'{at}: change needs a dyad; add dyad = "CHN-JPN"')
    if of == "formulas" and "issue" not in given:
        raise RulesError(f'{at}: drift needs an issue; add issue = "arms sales"')
    if given.keys() <= {"mode", "min_confidence", "outlet", "days"}:  # which only narrow
        raise RulesError(f"{at}: asks for nothing; add one of {', '.join(FIELDS[of])}")
    if given.get("overdue") and given.get("status"):
        raise RulesError(f"{at}: overdue and status exclude one another; leave one of them out")
    filters = {key: given.pop(key) for key in FILTERS if key in given}
    return Rule(row["name"].strip(), of, Query(**filters), **given)


def subject(at: str, row: Mapping[str, Any]) -> Of:
    """What a rule is on: as it says, else as its keys tell."""
    told = {kind for key, kind in FLAGS.items() if row.get(key) is True}
    if "of" in row:
        of: Of = one_of(at, "of", row["of"], get_args(Of))  # type: ignore[assignment]
        if of == "meetings" and told == {"demands"}:  # a meeting can be overdue too
            return of
        if astray := [key for key, kind in FLAGS.items() if kind in told - {of}]:
            raise RulesError(f"{at}: of = {of!r} does not go with {', '.join(astray)}; leave one of them out")
        return of
    if len(told) > 1:
        raise RulesError(
            f"{at}: {', '.join(k for k, v in FLAGS.items() if v in told)} are rules of their own; write one "
            "[[rule]] for each"
        )
    if told:
        return told.pop()
    return of_status(at, row.get("status"))


def of_status(at: str, status: object) -> Of:
    """What a rule is on whose status alone may tell it."""
    fits = [kind for kind, known in STATUSES.items() if status in known] if isinstance(status, str) else []
    if status is None or "happenings" in fits:
        return "happenings"
    if not fits:
        listed = "; ".join(f"{kind}: {', '.join(known)}" for kind, known in STATUSES.items() if known)
        raise RulesError(f"{at}: status {status!r:.60} is none; there are {listed}")
    if len(fits) > 1:
        raise RulesError(
            f"{at}: status {status!r} is one of {' and '.join(fits)}; say which with of = {fits[0]!r}"
        )
    return fits[0]


# ---------------------------------------------------------------- values
def one_of(at: str, key: str, value: object, known: tuple[str, ...]) -> str:
    """A word of a list."""
    if not isinstance(value, str) or value not in known:
        raise RulesError(f"{at}: {key} is {value!r:.60}; give one of {', '.join(known)}")
    return value


def words(at: str, key: str, value: object) -> str:
    """A text that is not empty."""
    if not isinstance(value, str) or not value.strip() or len(value) > 300:
        raise RulesError(
            f"{at}: {key} is {value!r:.60}; give words in quotation marks, at most 300 characters"
        )
    return value.strip()


def asked(at: str, key: str, value: object) -> Any:
    """A value as every face reads the filter of this name."""
    try:
        return asking.checked(key, words(at, key, value) if key != "min_confidence" else value, "events")
    except AskError as error:
        raise RulesError(f"{at}: {error}") from None


def pair(at: str, key: str, value: object) -> tuple[str, str]:
    """Two parties with a dash between them."""
    one, other = asked(at, key, value)
    if one == other:
        raise RulesError(f"{at}: {key} {value!r} is one party twice; give two, or party = {one!r}")
    return one, other


def flag(at: str, key: str, value: object) -> bool:
    """A yes; a no is left out."""
    if value is not True:
        raise RulesError(f"{at}: {key} is {value!r:.60}; write {key} = true, or leave it out")
    return True


def days(at: str, key: str, value: object) -> int:
    """A number of days."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 3650:
        raise RulesError(f"{at}: {key} is {value!r:.60}; give a whole number of days from 1 to 3650")
    return value


CHECKS: dict[str, Callable[[str, str, object], Any]] = {
    "dyad": pair,
    **dict.fromkeys(("actor", "recipient", "party", "type", "mode", "context", "min_confidence"), asked),
    "text": words, "issue": words, "item": words, "outlet": words, "change": flag, "overdue": flag,
    "new_dispute": flag, "shift": flag, "drift": flag, "days": days,
}  # fmt: skip
