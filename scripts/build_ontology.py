"""Builds knowledge/plover.toml and knowledge/cameo.csv from the reference tables (formats.md),
and renders docs/ontology.md from them.

Knows how the reference writes its tables; does not know what a type means:
our own words stand in plover.toml and are carried over.

    python scripts/build_ontology.py FORMATS_MD            renew what both tables take from the reference
    python scripts/build_ontology.py FORMATS_MD --check    write nothing; exit 1 if a table differs from the
                                                           reference
    python scripts/build_ontology.py --page                write docs/ontology.md
"""
from __future__ import annotations

import argparse
import csv
import io
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.knowledge import ontology

ROOT = Path(__file__).resolve().parents[1]
KNOWLEDGE = ROOT / "src" / "communique" / "knowledge"
HEAD = """\
# The PLOVER ontology. Quad classes, scores and the lists of names come from the reference by scripts/build_ontology.py;
# definitions, cameo, refused, contexts of modes, and repairs are ours: edit them here, then run that script."""  # noqa: E501
ROOT_CODE = re.compile(r"\*\*(\d\d)\*\*")


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """What the reference says of a PLOVER type: quad class, base score, whether it needs a recipient,
    and its modes with their scores."""

    quad: int
    score: float
    recipient: bool
    modes: dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is taken from the reference."""

    types: dict[str, TypeFacts]
    contexts: tuple[str, ...]
    sectors: dict[str, str]
    cameo: tuple[tuple[str, ...], ...]


def parse(markdown: str) -> Facts:
    """The facts in formats.md, from its text."""
    return Facts(_types(markdown), _contexts(markdown), _sectors(markdown), tuple(_cameo(markdown)))


def _section(markdown: str, number: str) -> str:
    """The text between the heading of section `number` and the next heading."""
    match = re.search(rf"^##+ {re.escape(number)}\.? .*?$(.*?)(?=^##|\Z)", markdown, re.M | re.S)
    if match is None:
        raise SystemExit(f"no section {number} in the reference")
    return match[1]


def _cells(section: str) -> Iterator[list[str]]:
    """The rows of the section's table, header and rule left out."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines() if line.startswith("|")
    ]
    yield from rows[2:]


def _types(markdown: str) -> dict[str, TypeFacts]:
    names = dict(_mode_names(_section(markdown, "12.2")))
    scores = {
        row[0]: (_base(row[1]), dict(_mode_scores(row[2]))) for row in _cells(_section(markdown, "12.7"))
    }
    types: dict[str, TypeFacts] = {}
    for name, quad, recipient, *_ in _cells(_section(markdown, "12.1")):
        base, given = scores[name]
        if unknown := set(given) - set(names[name]):
            raise SystemExit(f"12.7 scores modes of {name} that 12.2 lacks: {unknown}")
        types[name] = TypeFacts(
            _quad(quad), base, recipient.startswith("yes"), {mode: given.get(mode) for mode in names[name]}
        )
    return types


def _quad(cell: str) -> int:
    """"1 verbal coop" gives 1; "text: 4; tables: 3" gives 3:
    the tables count (docs/decisions/0002-quad-of-sanction.md)."""
    match = re.search(r"tables: (\d)", cell) or re.match(r"(\d)", cell)
    assert match is not None, cell
    return int(match[1])


def _base(cell: str) -> float:
    """"2.5" gives 2.5; a printed slip with "read as -3" gives -3."""
    match = re.search(r"read as (-?[\d.]+)", cell) or re.match(r"(-?[\d.]+)", cell)
    assert match is not None, cell
    return float(match[1])


def _mode_names(section: str) -> Iterator[tuple[str, list[str]]]:
    for name, rest in re.findall(r"^\* \*\*([A-Z]+)\*\* \(\d+\): (.*)$", section, re.M):
        yield name, re.findall(r"`([a-z-]+)`", rest)


def _mode_scores(cell: str) -> Iterator[tuple[str, float]]:
    for mode, score in re.findall(r"([a-z-]+) (-?\d+(?:\.\d+)?)(?=[;\s]|$)", cell):
        yield mode, float(score)


def _contexts(markdown: str) -> tuple[str, ...]:
    listed = _section(markdown, "12.3").strip().split("\n\n")[0]
    return tuple(re.findall(r"`([a-z_]+)`", listed))


def _sectors(markdown: str) -> dict[str, str]:
    text = _section(markdown, "12.4").split("(25 codes.)")[0].replace("**", "")
    text = re.sub(r"^[^:]*: ", "", text.strip(), flags=re.M)
    parts = [part.strip(" .") for part in re.split(r";|\.\s", text.replace("\n", "; "))]
    return {part[:3]: part[4:] for part in parts if re.match(r"[A-Z]{3} ", part)}


def _cameo(markdown: str) -> Iterator[tuple[str, ...]]:
    for code, label, quad, gdelt, icews, phoenix, type_, mode, context in _cells(_section(markdown, "15")):
        root = ROOT_CODE.fullmatch(code)
        type_ = "" if type_ == "(dropped)" else type_
        label = re.sub(r" \(ICEWS/mapping table only\)", "", label)
        phoenix = {"": gdelt, "-": ""}.get(phoenix, phoenix)
        yield (
            root[1] if root else code, label, quad, gdelt, icews, phoenix, type_, mode,
            context.replace("; ", "|"),
        )


def repair(row: tuple[str, ...], repairs: dict[str, Any]) -> tuple[str, ...]:
    """A CAMEO row with its PLOVER columns brought from the 2021 mapping to the 2.0 manual,
    by the repairs in plover.toml."""
    *facts, type_, mode, context = row
    fixed: dict[str, str] = next((entry for entry in repairs["codes"] if entry["code"] == row[0]), {})
    mode = repairs["modes"].get(f"{type_}.{mode}", mode)
    context = "|".join(repairs["contexts"].get(c, c) for c in context.split("|"))
    return *facts, fixed.get("type", type_), fixed.get("mode", mode), fixed.get("context", context)


def cameo_csv(facts: Facts, repairs: dict[str, Any]) -> str:
    """The text of cameo.csv."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(ontology.COLUMNS)
    writer.writerows(repair(row, repairs) for row in facts.cameo)
    return out.getvalue()


def plover_toml(facts: Facts, words: dict[str, Any]) -> str:
    """The text of plover.toml: the facts of the reference with our `words` (the tables that stand there
    now)."""
    lines = [HEAD, "", "[quads]", *(f"{n} = {_value(word)}" for n, word in words["quads"].items())]
    for name, facts_of in facts.types.items():
        ours = words["types"].get(name, {})
        numbers = {"quad": facts_of.quad, "score": facts_of.score, "recipient": facts_of.recipient}
        lines += [
            "", f"[types.{name}]",
            *_fields(numbers | {k: v for k, v in ours.items() if k not in numbers and k != "modes"}),
        ]
        if facts_of.modes:
            lines += [f"[types.{name}.modes]", *_mode_lines(facts_of.modes, ours.get("modes", {}))]
    lines += [
        "", "[contexts]", *(f"{name} = {_value(words['contexts'].get(name, ''))}" for name in facts.contexts),
    ]
    lines += [
        "", "[sectors]",
        *(f"{code} = {_value(words['sectors'].get(code) or said)}" for code, said in facts.sectors.items()),
    ]
    lines += ["", *_repair_lines(words["repairs"])]
    return "\n".join(lines) + "\n"


def _mode_lines(modes: dict[str, float | None], ours: dict[str, Any]) -> Iterator[str]:
    for mode, score in modes.items():
        fields = ({"score": score} if score is not None else {"unscored": True}) | {
            k: v for k, v in ours.get(mode, {}).items() if k not in ("score", "unscored")
        }
        yield f"{mode} = {{{', '.join(_fields(fields))}}}"


def _repair_lines(repairs: dict[str, Any]) -> Iterator[str]:
    yield (
        "# The mapping of CAMEO to PLOVER (2021) is older than the 2.0 manual: these entries bring it up to "
        "date."
    )
    for table in ("modes", "contexts"):
        yield f"[repairs.{table}]"
        yield from (f"{_key(old)} = {_value(new)}" for old, new in repairs[table].items())
        yield ""
    for number, entry in enumerate(repairs["codes"]):
        yield from (
            "" if number else "# one code each; fields that are left out stay as they are",
            "[[repairs.codes]]", *_fields(entry),
        )


def _fields(table: dict[str, Any]) -> list[str]:
    return [f"{key} = {_value(value)}" for key, value in table.items()]


def _key(key: str) -> str:
    return key if re.fullmatch(r"[\w-]+", key) else json.dumps(key)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def build(markdown: str, words: dict[str, Any]) -> dict[str, str]:
    """The text of each table, by file name, from the reference and our words."""
    facts = parse(markdown)
    return {"plover.toml": plover_toml(facts, words), "cameo.csv": cameo_csv(facts, words["repairs"])}


# ------------------------------------------------------------------------------------------------------------
# the page


def ontology_page() -> str:
    """The text of docs/ontology.md, from the tables that communique uses."""
    return "\n".join([*_page_head(), *_page_types(), *_page_lists(), *_page_cameo()]) + "\n"


def _page_head() -> Iterator[str]:
    yield "# The ontology\n"
    yield (
        "Acts are coded in PLOVER (16 types, 67 modes, 37 contexts) and carry the CAMEO code that stands "
        "nearest. This page is written by"
    )
    yield (
        "`scripts/build_ontology.py --page` from `knowledge/plover.toml` and `knowledge/cameo.csv`; change "
        "those, not this page.\n"
    )
    yield (
        "The quad class is PLOVER's: "
        + ", ".join(f"{n} {label}" for n, label in ontology.quads().items())
        + "."
    )
    yield (
        "SANCTION is 3 (see `decisions/0002-quad-of-sanction.md`). Scores are the manual's, from -10 to 10; "
        "ACCUSE, printed as 3 among"
    )
    yield "modes that are all negative, is read as -3. A mode without a score takes that of its type."


def _page_types() -> Iterator[str]:
    for kind in ontology.types().values():
        yield f"\n## {kind.name}\n\n{kind.definition}\n"
        needs = "needs a recipient" if kind.recipient else "may stand without a recipient"
        yield f"Quad class {kind.quad}, score {kind.score:g}, {needs}; CAMEO {kind.cameo or 'none'}."
        if kind.modes:
            yield "\n| mode | score | CAMEO | what it is |\n|---|---|---|---|"
        for mode in kind.modes.values():
            given = "none given" if mode.score is None else f"{mode.score:g}"
            yield f"| `{mode.name}` | {given} | {mode.cameo or ''} | {mode.definition} |"


def _page_lists() -> Iterator[str]:
    yield "\n## Contexts\n\n| context | what it is |\n|---|---|"
    yield from (f"| `{name}` | {definition} |" for name, definition in ontology.contexts().items())
    yield "\n## Sectors\n\n| code | who |\n|---|---|"
    yield from (f"| {code} | {definition} |" for code, definition in ontology.sectors().items())


def _page_cameo() -> Iterator[str]:
    yield (
        "\n## CAMEO\n\nGoldstein values differ from producer to producer, so each has its column; an empty "
        "cell means that the"
    )
    yield (
        "producer's table lacks the code. The quad class here is GDELT's, which counts protest as verbal "
        "conflict and"
    )
    yield "investigation as material cooperation.\n"
    yield "| code | label | quad | GDELT | ICEWS | Phoenix | PLOVER |\n|---|---|---|---|---|---|---|"
    for code in ontology.cameo_codes().values():
        plover = " ".join(filter(None, (code.plover_type, code.plover_mode, ", ".join(code.plover_contexts))))
        numbers = (
            "" if n is None else f"{n:g}"
            for n in (code.goldstein_gdelt, code.goldstein_icews, code.goldstein_phoenix)
        )
        yield f"| {code.code} | {code.label} | {code.quad_gdelt} | {' | '.join(numbers)} | {plover} |"
    yield (
        "\n### Repairs\n\nThe PLOVER columns start from the mapping table of 2021, which is older than the "
        "manual. What was changed:\n"
    )
    repairs = tomllib.loads((KNOWLEDGE / "plover.toml").read_text("utf-8"))["repairs"]
    yield from (f"- mode {old.replace('.', ' ')} → {new or 'none'}" for old, new in repairs["modes"].items())
    yield from (f"- context {old} → {new}" for old, new in repairs["contexts"].items())
    for entry in repairs["codes"]:
        into = " ".join(str(entry[k]) for k in ("type", "mode", "context") if entry.get(k))
        yield f"- {entry['code']} → {into or 'no mode'}: {entry['because']}"


def main() -> int:
    """Run one of the three commands in this file's head."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reference", nargs="?", type=Path, metavar="FORMATS_MD")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--page", action="store_true")
    options = parser.parse_args()
    if options.page:
        (ROOT / "docs" / "ontology.md").write_text(ontology_page(), "utf-8")
        return 0
    if options.reference is None:
        parser.error("give FORMATS_MD or --page")
    words = tomllib.loads((KNOWLEDGE / "plover.toml").read_text("utf-8"))
    stale = 0
    for name, text in build(options.reference.read_text("utf-8"), words).items():
        path = KNOWLEDGE / name
        if options.check:
            if not path.exists() or path.read_text("utf-8") != text:
                print(f"{name} differs from the reference; run this script without --check", file=sys.stderr)
                stale = 1
        else:
            path.write_text(text, "utf-8")
    return stale


if __name__ == "__main__":
    sys.exit(main())
