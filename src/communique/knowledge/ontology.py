"""The PLOVER ontology and the CAMEO codes as typed tables: what a type, mode, context, sector or code is,
and what it scores.

Knows the two code books' numbers; does not know any language, nor when an act has happened.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, TypeVar

from msgspec import Meta

from communique.knowledge import Said, fault, known, load_csv, load_toml, sound, values

T = TypeVar("T")
Scale = Annotated[float, Meta(ge=-10, le=10)]  # of PLOVER's scores and Goldstein's
Quad = Annotated[int, Meta(ge=1, le=4)]
PLOVER = "plover.toml"
CAMEO = "cameo.csv"
COLUMNS = (
    "code", "label", "quad_gdelt", "goldstein_gdelt", "goldstein_icews", "goldstein_phoenix",
    "plover_type", "plover_mode", "plover_context",
)


@dataclass(frozen=True, slots=True)
class Mode:
    """A way in which an act of a type is done; `score` is None where the manual gives none, `unscored` then;
    `cameo` is the code that stands nearest."""

    name: str
    definition: Said
    score: Scale | None = None
    unscored: bool = False
    cameo: str | None = None
    refused: str | None = None
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Type:
    """One of the 16 PLOVER types; `refused` is the CAMEO code for declining to do it."""

    name: str
    definition: Said
    quad: Quad
    score: Scale
    recipient: bool = False
    cameo: str | None = None
    refused: str | None = None
    modes: Mapping[str, Mode] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cameo:
    """A CAMEO code with each producer's Goldstein value (None: not in its table) and the PLOVER type,
    mode and contexts it maps to."""

    code: str
    label: str
    quad_gdelt: Quad
    goldstein_gdelt: Scale | None
    goldstein_icews: Scale | None
    goldstein_phoenix: Scale | None
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
    return {name: _type(name, entry) for name, entry in _plover("types").items()}


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
    return {int(number): label for number, label in _plover("quads").items()}


@cache
def contexts() -> Mapping[str, str]:
    """The definitions of the 37 contexts by name, in the manual's order."""
    return sound(dict[str, Said], _plover("contexts"), PLOVER, "contexts")


@cache
def sectors() -> Mapping[str, str]:
    """The 25 sectors by code, in the manual's order."""
    return sound(dict[str, Said], _plover("sectors"), PLOVER, "sectors")


@cache
def cameo_codes() -> Mapping[str, Cameo]:
    """All CAMEO codes, roots ("01") among them, in order of the code book."""
    codes: dict[str, Cameo] = {}
    for row in load_csv(CAMEO, columns=COLUMNS, filled=("code", "label", "quad_gdelt")):
        if row["code"] in codes:
            fault(CAMEO, row["code"], "the code stands twice", "keep one row")
        codes[row["code"]] = _cameo(row)
    return codes


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
    modes = {mode: {"name": mode, **fields} for mode, fields in entry.get("modes", {}).items()}
    kind = sound(Type, {"name": name, **entry, "modes": modes}, PLOVER, at)
    ways: dict[str, Type | Mode] = {at: kind, **{f"{at}.modes.{m.name}": m for m in kind.modes.values()}}
    for where, way in ways.items():
        for told, code in (("cameo", way.cameo), ("refused", way.refused)):
            if code is not None and code not in cameo_codes():
                found = f"{told} is {code!r}, which {CAMEO} lacks"
                fault(PLOVER, where, found, "give a code of that table, as a string")
    for mode in kind.modes.values():
        if mode.unscored != (mode.score is None):
            remedy = "give a number from -10 to 10, or unscored = true where the manual has none"
            fault(PLOVER, f"{at}.modes.{mode.name}", f"score is {mode.score}", remedy)
        for context in mode.contexts:
            known(PLOVER, f"{at}.modes.{mode.name}", context, contexts(), "context")
    return kind


def _cameo(row: dict[str, str]) -> Cameo:
    cells = {column: cell or None for column, cell in row.items()}
    told = values(row["plover_context"])
    found = sound(Cameo, {**cells, "plover_contexts": told}, CAMEO, row["code"], strict=False)
    known(CAMEO, found.code, row["plover_type"], _plover("types"), "type")
    if found.plover_type:
        modes = _plover("types")[found.plover_type].get("modes", {})
        known(CAMEO, found.code, row["plover_mode"], modes, f"mode of {found.plover_type}")
    for context in told:
        known(CAMEO, found.code, context, contexts(), "context")
    return found
