"""The result of a Wikidata query as a table of actors: JSON or CSV in, rows in the columns of our tables out.

Knows the forms in which query.wikidata.org gives results (docs/how-to.md has the query);
does not ask Wikidata anything.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from communique.errors import KnowledgeError
from communique.knowledge import load_toml
from communique.knowledge.tables import COLUMNS, Row, check_row, opened

NEEDED = ("person", "personLabel", "positionLabel", "country")
ITEM = re.compile(r"Q\d+")
Binding = Mapping[str, str]


def convert(path: Path, language: str = "en") -> tuple[str, list[str]]:
    """The table as CSV, and what was left out of it and why;
    KnowledgeError when the file is no result of a query."""
    found, remarks = io.StringIO(), []
    writer = csv.writer(found, lineterminator="\n")
    writer.writerow(COLUMNS)
    classes = classes_of(language)
    rows: dict[Row, None] = {}
    for number, binding in enumerate(bindings(path), 1):
        row = row_of(binding, classes)
        fault = check_row(row, number)
        if fault is None and ITEM.fullmatch(row.name):
            remarks.append(
                f"result {number}: {row.name} has no name in the query's language; add a label or remove it"
            )
        elif fault is None:
            rows[row] = None
        else:
            remarks.append(f"result {number}: {row.name or 'no name'}: {fault.found}; {fault.remedy}")
    writer.writerows(rows)
    return found.getvalue(), remarks


def bindings(path: Path) -> Iterator[Binding]:
    """Each result as variables with their values, from SPARQL JSON, from the list that the page downloads,
    or from CSV."""
    with opened(path) as lines:
        text = "".join(lines)
    if not text.lstrip().startswith(("{", "[")):
        table: Iterable[Any] = csv.DictReader(io.StringIO(text))
    else:
        try:
            loaded = json.loads(text)
            table = loaded if isinstance(loaded, list) else loaded["results"]["bindings"]
        except (ValueError, KeyError, TypeError) as error:
            raise KnowledgeError(
                f"{path}: no result of a query ({error}); download it as JSON or CSV from query.wikidata.org"
            ) from None
    for number, result in enumerate(table):
        if not isinstance(result, dict):
            raise KnowledgeError(
                f"{path}: a result that is no object; download it as JSON or CSV from query.wikidata.org"
            )
        values = {
            str(k): str(v.get("value", "") if isinstance(v, dict) else v or "")
            for k, v in result.items() if k is not None
        }
        if number == 0 and (missing := [name for name in NEEDED if name not in values]):
            raise KnowledgeError(f"{path}: no variable {', '.join(missing)}; use the query of docs/how-to.md")
        yield values


def row_of(binding: Binding, classes: Iterable[tuple[str, str]]) -> Row:
    """A result as a row; what was true when it was asked is known until today, unless it has ended."""
    item = ITEM.search(binding["person"])
    role = binding["positionLabel"].strip()
    end = day(binding.get("end", ""))
    class_ = next((c for words, c in classes if re.search(rf"\b{re.escape(words)}\b", role.lower())), "")
    sector = "MIL" if class_ == "MIL" else "GOV"
    return Row(
        "person", " ".join(binding["personLabel"].split()), aliases(binding), binding["country"].strip(),
        sector, "MIL" if class_ == "DM" else "",
        " ".join(role.split()), class_, day(binding.get("start", "")), end, end or date.today().isoformat(),
        item.group() if item else "", "", "wikidata",
    )  # fmt: skip


def aliases(binding: Binding) -> str:
    """The other names of a person, which the query joins by "|"."""
    return "|".join(
        dict.fromkeys(" ".join(a.split()) for a in binding.get("aliases", "").split("|") if a.strip())
    )


def day(text: str) -> str:
    """The day of a time stamp ("2025-10-21T00:00:00Z")."""
    found = re.match(r"\d{4}-\d\d-\d\d|\d{4}(?:-\d\d)?\Z", text)
    return found[0] if found else ""


def classes_of(language: str) -> tuple[tuple[str, str], ...]:
    """Words of offices with their class, in the order in which they are tried."""
    return tuple(
        (words, class_) for words, class_ in load_toml(f"{language}/actors.toml")["titles"]["classes"]
    )
