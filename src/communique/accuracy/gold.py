"""Sentences with the events that a careful reader takes from them:
the project's own (accuracy/sentences.jsonl), or those of files.

Knows the form of a line; does not know how sentences are coded or scored.
"""
from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from communique.errors import SourceError
from communique.knowledge import ontology
from communique.records import Article, Record, Status

OWN = "sentences.jsonl"
HERE = Path(__file__).resolve().parent
PLACES = (HERE / OWN, HERE.parents[2] / "accuracy" / OWN)   # in an installed package; in a checkout
CODE = re.compile("[A-Z]{3}")
STATUSES: tuple[str, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Act(Record):
    """An event as it should be coded; None among the parties stands for one that has no code."""

    type: str
    mode: str | None
    actors: tuple[str | None, ...]
    recipients: tuple[str | None, ...]
    status: str
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with its events, none where nothing should be coded; `note` says why where that is not plain."""

    id: str
    text: str
    published: str | None
    events: tuple[Act, ...]
    note: str | None = None

    @property
    def article(self) -> Article:
        """The text as an article of its own."""
        sha = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        return Article(self.id, None, None, self.text, self.published, sha256=sha)


def load(paths: Sequence[Path] = ()) -> tuple[Sentence, ...]:
    """The sentences of files, or the project's own; raises SourceError."""
    found: list[Sentence] = []
    for path in paths or (own(),):
        rows = tuple(read(content(path).splitlines(), str(path)))
        if not rows:
            raise SourceError(f"{path}: no sentence in it; give one JSON object a line")
        found += rows
    return tuple(found)


def own() -> Path:
    """The file of the project's own sentences; raises SourceError where it is not installed."""
    for path in PLACES:
        if path.is_file():
            return path
    looked = " and ".join(map(str, PLACES))
    raise SourceError(
        f"the project's own gold sentences are not here: no {looked}; run in a checkout, or give a file of "
        "sentences"
    )


def content(path: Path) -> bytes:
    """The bytes of a file; raises SourceError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{path}: {error.strerror or error}; give a file of gold sentences, JSON Lines"
        ) from None


def read(lines: Iterable[bytes], name: str) -> Iterator[Sentence]:
    """The sentences of lines in JSON; one that is faulty raises the SourceError that names it."""
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = sentence(json.loads(line.decode("utf-8-sig")))
            if found.id in seen:
                raise ValueError(f"the id {found.id!r} stands twice; give each sentence its own")
        except (ValueError, RecursionError) as error:
            raise SourceError(f"{name}: line {number}: {error}") from None
        seen.add(found.id)
        yield found


def sentence(row: Any) -> Sentence:
    """A sentence from its JSON object; raises ValueError."""
    known, text = typed(row, dict, "the line").get("id"), row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ValueError("'text' must be a string with something in it")
    published, note = (typed(row.get(key), str | None, repr(key)) for key in ("published", "note"))
    if published is not None:
        date.fromisoformat(published[:10])
    rows = typed(row.get("events"), list, "'events'")
    return Sentence(typed(known, str, "'id'"), text, published, tuple(map(act, rows)), note)


def act(row: Any) -> Act:
    """An event from its JSON object; raises ValueError."""
    kind, mode, status = (
        typed(row, dict, "an event").get("type"), typed(row.get("mode"), str | None, "'mode'"),
        row.get("status", "actual"),
    )
    among(kind, ontology.types(), "type")
    if mode is not None:
        among(mode, ontology.modes(kind), f"mode of {kind}")
    among(status, STATUSES, "status")
    actors, recipients = (several(row, key, str | None) for key in ("actors", "recipients"))
    for code in (*actors, *recipients):
        if code is not None and not CODE.fullmatch(code):
            raise ValueError(
                f"{code!r} is no code of a country; use three capitals, or null for somebody without one"
            )
    contexts = several(row, "contexts", str)
    for context in contexts:
        among(context, ontology.contexts(), "context")
    return Act(kind, mode, actors, recipients, status, contexts)


def among(value: Any, known: Collection[str], what: str) -> None:
    """Nothing where a value is known; raises ValueError with those that are."""
    if not isinstance(value, str) or value not in known:
        listed = ", ".join(known)
        raise ValueError(
            f"unknown {what} {value!r}; use {f'one of {listed}' if known else 'null: there is none'}"
        )


def several(row: dict[str, Any], key: str, kind: Any) -> tuple[Any, ...]:
    """The values of a list, none where the key is missing; raises ValueError."""
    values = typed(row.get(key, []), list, repr(key))
    return tuple(typed(value, kind, f"a value of {key!r}") for value in values)


def typed(value: Any, kind: Any, what: str) -> Any:
    """The value itself if it is of that kind; raises ValueError."""
    if not isinstance(value, kind):
        names = {dict: "an object", list: "a list", str: "a string", str | None: "a string or null"}
        raise ValueError(f"{what} must be {names[kind]}, not {json.dumps(value, ensure_ascii=False)[:60]}")
    return value
