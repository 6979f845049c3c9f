"""The PLOVER ontology and the CAMEO codes as typed tables: what a type, mode, context, sector or code is,
and what it scores.

Knows the two code books' numbers; does not know any language, nor when an act has happened.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from communique.knowledge import fault, known, load_csv, load_toml, values

T = TypeVar("T")
PLOVER = "plover.toml"
CAMEO = "cameo.csv"
COLUMNS = (
    "code", "label", "quad_gdelt", "goldstein_gdelt", "goldstein_icews", "goldstein_phoenix",
    "plover_type", "plover_mode", "plover_context",
)
EXTREME = 10.0  # both scales, PLOVER's scores and Goldstein's, run from -10 to 10


@dataclass(frozen=True, slots=True)
class Mode:
    """A way in which an act of a type is done; `score` is None where the manual gives none;
    `cameo` is the code that stands nearest."""

    name: str
    definition: str
    score: float | None
    cameo: str | None
    refused: str | None
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Type:
    """One of the 16 PLOVER types; `refused` is the CAMEO code for declining to do it."""

    name: str
    definition: str
    quad: int
    score: float
    recipient: bool
    cameo: str | None
    refused: str | None
    modes: Mapping[str, Mode]


@dataclass(frozen=True, slots=True)
class Cameo:
    """A CAMEO code with each producer's Goldstein value (None: not in its table) and the PLOVER type,
    mode and contexts it maps to."""

    code: str
    label: str
    quad_gdelt: int
    goldstein_gdelt: float | None
    goldstein_icews: float | None
    goldstein_phoenix: float | None
    plover_type: str | None
    plover_mode: str | None
    plover_contexts: tuple[str, ...]

    @property
    def root(self) -> str:
        """The two digits of the root category."""
        return self.code[:2]


@cache
def types() -> Mapping[str, Type]:
    """The 16 types by name, in the manual's order."""
    return MappingProxyType({name: _type(name, entry) for name, entry in _plover("types").items()})


def modes(type: str) -> tuple[str, ...]:
    """The names of the modes of a type; () if it has none."""
    return tuple(_known_type(type).modes)


def quad(type: str) -> int:
    """The PLOVER quad class of a type: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict,
    4 material conflict."""
    return _known_type(type).quad


def score(type: str, mode: str | None = None) -> float:
    """The conflict-cooperation score of a type and mode;
    a mode that the manual leaves without one takes its type's."""
    kind = _known_type(type)
    given = _known_mode(kind, mode).score if mode else None
    return kind.score if given is None else given


def told_mode(type: str, mode: str | None) -> str | None:
    """A mode if the type has it; None for one of another code book."""
    return mode if mode in modes(type) else None


def quad_or(type: str, other: int) -> int:
    """The quad class of a type; the other number for one that is not in the code book."""
    return types()[type].quad if type in types() else other


def score_or(type: str, other: T) -> float | T:
    """The score of a type; the other value for one that is not in the code book."""
    return types()[type].score if type in types() else other


@cache
def quads() -> Mapping[int, str]:
    """What the quad classes are called."""
    return MappingProxyType({int(number): label for number, label in _plover("quads").items()})


@cache
def contexts() -> Mapping[str, str]:
    """The definitions of the 37 contexts by name, in the manual's order."""
    return _phrases("contexts")


@cache
def sectors() -> Mapping[str, str]:
    """The 25 sectors by code, in the manual's order."""
    return _phrases("sectors")


def _phrases(table: str) -> Mapping[str, str]:
    return MappingProxyType({name: _worded(table, name, text) for name, text in _plover(table).items()})


@cache
def cameo_codes() -> Mapping[str, Cameo]:
    """All CAMEO codes, roots ("01") among them, in order of the code book."""
    codes: dict[str, Cameo] = {}
    for row in load_csv(CAMEO, columns=COLUMNS, filled=("code", "label", "quad_gdelt")):
        if row["code"] in codes:
            fault(CAMEO, row["code"], "the code stands twice", "keep one row")
        codes[row["code"]] = _cameo(row)
    return MappingProxyType(codes)


def cameo(code: str) -> Cameo | None:
    """The CAMEO entry for a code, or None if there is no such code; codes are strings: "010" is not "10"."""
    return cameo_codes().get(code)


def cameo_for(type: str, mode: str | None = None, *, negated: bool = False) -> str | None:
    """The CAMEO code that stands nearest to a type and mode; `negated`: the code for declining to do it,
    None if CAMEO has none."""
    kind = _known_type(type)
    way = _known_mode(kind, mode) if mode else None
    if negated:
        return (way.refused if way else None) or kind.refused
    return (way.cameo if way else None) or kind.cameo


def implied(type: str, mode: str | None) -> tuple[str, ...]:
    """The contexts that a mode brings by itself, as the manual has it: COERCE cyber is always `cyber`."""
    kind = _known_type(type)
    return _known_mode(kind, mode).contexts if mode else ()


def _known_type(type: str) -> Type:
    if type not in types():
        fault(PLOVER, f"types.{type}", "no such type", f"use one of {', '.join(types())}")
    return types()[type]


def _known_mode(kind: Type, mode: str) -> Mode:
    if mode not in kind.modes:
        fault(
            PLOVER, f"types.{kind.name}", f"no mode {mode!r}",
            f"use one of {', '.join(kind.modes) or 'none: the type has no modes'}",
        )
    return kind.modes[mode]


@cache
def _tables() -> dict[str, Any]:
    return load_toml(PLOVER)


def _plover(table: str) -> dict[str, Any]:
    found = _tables().get(table)
    if not isinstance(found, dict):
        fault(PLOVER, table, "no such table", f"add [{table}]")
    return found


def _type(name: str, entry: dict[str, Any]) -> Type:
    at = f"types.{name}"
    number = entry.get("quad")
    if not isinstance(number, int) or number not in quads():
        fault(PLOVER, at, f"quad is {number!r}", "use 1, 2, 3 or 4")
    return Type(
        name=name,
        definition=_worded(at, "definition", entry.get("definition")),
        quad=number,
        score=_scored(at, entry.get("score")),
        recipient=bool(entry.get("recipient", False)),
        cameo=_code(at, "cameo", entry),
        refused=_code(at, "refused", entry),
        modes=MappingProxyType({
            mode: _mode(f"{at}.modes", mode, fields) for mode, fields in entry.get("modes", {}).items()
        }),
    )


def _mode(table: str, name: str, entry: dict[str, Any]) -> Mode:
    at = f"{table}.{name}"
    if entry.get("unscored") and "score" in entry:
        fault(PLOVER, at, "both a score and unscored", "keep one")
    for context in entry.get("contexts", ()):
        known(PLOVER, at, context, contexts(), "context")
    return Mode(
        name=name, definition=_worded(at, "definition", entry.get("definition")),
        score=None if entry.get("unscored") else _scored(at, entry.get("score")),
        cameo=_code(at, "cameo", entry), refused=_code(at, "refused", entry),
        contexts=tuple(entry.get("contexts", ())),
    )


def _worded(table: str, entry: str, text: object) -> str:
    if not isinstance(text, str) or not text.strip():
        fault(PLOVER, f"{table}.{entry}", "no words", "say in a phrase what it is")
    return text


def _scored(at: str, number: object) -> float:
    if isinstance(number, bool) or not isinstance(number, (int, float)) or abs(number) > EXTREME:
        fault(
            PLOVER, at, f"score is {number!r}",
            "give a number from -10 to 10, or unscored = true where the manual has none",
        )
    return float(number)


def _code(at: str, field: str, entry: dict[str, Any]) -> str | None:
    code = entry.get(field)
    if code is not None and code not in cameo_codes():
        fault(
            PLOVER, at, f"{field} is {code!r}, which {CAMEO} lacks", "give a code of that table, as a string"
        )
    return code


def _cameo(row: dict[str, str]) -> Cameo:
    code = row["code"]
    if row["quad_gdelt"] not in ("1", "2", "3", "4"):
        fault(CAMEO, code, f"quad_gdelt is {row['quad_gdelt']!r}", "use 1, 2, 3 or 4")
    if row["plover_type"]:
        kind = _plover("types").get(row["plover_type"])
        if kind is None:
            fault(
                CAMEO, code, f"unknown type {row['plover_type']!r}",
                f"use one of {', '.join(_plover('types'))}",
            )
        known(CAMEO, code, row["plover_mode"], kind.get("modes", {}), f"mode of {row['plover_type']}")
    for context in values(row["plover_context"]):
        known(CAMEO, code, context, contexts(), "context")
    return Cameo(
        code=code, label=row["label"], quad_gdelt=int(row["quad_gdelt"]),
        goldstein_gdelt=_goldstein(code, row["goldstein_gdelt"]),
        goldstein_icews=_goldstein(code, row["goldstein_icews"]),
        goldstein_phoenix=_goldstein(code, row["goldstein_phoenix"]), plover_type=row["plover_type"] or None,
        plover_mode=row["plover_mode"] or None, plover_contexts=values(row["plover_context"]),
    )


def _goldstein(code: str, cell: str) -> float | None:
    if not cell:
        return None
    try:
        number = float(cell)
    except ValueError:
        fault(
            CAMEO, code, f"Goldstein value {cell!r} is not a number",
            "give a number from -10 to 10 or leave the cell empty",
        )
    if abs(number) > EXTREME:
        fault(CAMEO, code, f"Goldstein value {cell} is beyond 10", "give a number from -10 to 10")
    return number
