"""Try the patterns on their own examples: `python scripts/try_patterns.py request accuse` or `python
scripts/try_patterns.py --text "…"`.

The examples are in tests/patterns/<language>/<patterns or lexicon>/<type>.toml. Prints, for every example
that is not coded as it says and every counter-example that is coded, what came out; the same check as
tests/test_patterns.py.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from communique import actors, dates, events, places, statements
from communique.grammar import Grammar, Parse
from communique.knowledge import patterns, tongue
from communique.knowledge.language import DEFAULT
from communique.knowledge.patterns import Pattern
from communique.records import Actor, Event

ON = "2025-06-10"  # the day on which every example is read
EXAMPLES = Path(__file__).resolve().parents[1] / "tests" / "patterns"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that a pattern must code; `actors` and `recipients` are country codes,
    None where the example does not say."""

    text: str
    actors: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None
    mode: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule must code, and the sentences that it must leave alone."""

    examples: tuple[Example, ...]
    counter: tuple[str, ...]


@cache
def trials(language: str) -> dict[str, Trial]:
    """The trial of each rule of a language, by the rule's id ("request.urge")."""
    found = {}
    for file in sorted((EXAMPLES / language).glob("*/*.toml")):
        for rule, row in tomllib.loads(file.read_text("utf-8")).items():
            found[f"{file.stem}.{rule}"] = Trial(
                tuple(map(example, row.get("examples", ()))), tuple(row.get("counter", ()))
            )
    return found


def example(value: str | dict[str, Any]) -> Example:
    """An example: a sentence, or a table with text and what must come out of it."""
    if isinstance(value, str):
        return Example(value)

    def codes_at(key: str) -> tuple[str, ...] | None:
        return tuple(value[key].split()) if key in value else None

    return Example(
        value["text"], codes_at("actor"), codes_at("recipient"), value.get("mode"), value.get("status")
    )


def coded(parse: Parse, *, papers: bool = False) -> tuple[Event, ...]:
    """The events of a parsed sentence, of a document where `papers` says so."""
    with tongue.using(parse.language):
        return found_in(parse, papers)


def found_in(parse: Parse, papers: bool) -> tuple[Event, ...]:
    """The events of a parsed sentence, where the names of its language are known."""
    times = dates.find(parse.text, ON, language=parse.language)
    cast = actors.cast(parse, ON)
    said = statements.find(parse, cast, times, ON)
    cast = cast.within(statements.ranges(parse, said))
    return events.find(
        events.Scene(
            parse, cast, said, times, places.find(parse.text, language=parse.language), ON, formal=papers
        )
    )


def codes(parties: Iterable[Actor]) -> set[str]:
    return {a.country for a in parties if a.country}


def fits(example: Example, pattern: Pattern, event: Event) -> bool:
    """Whether an event is what the example of a pattern asks for, whichever rule of its type codes it."""
    return (
        (event.rule == pattern.id or event.type == pattern.type)
        and (example.actors is None or codes(event.actors) == set(example.actors))
        and (example.recipients is None or codes(event.recipients) == set(example.recipients))
        and (example.mode is None or event.mode == example.mode)
        and (example.status is None or event.status == example.status)
    )


def faults(grammar: Grammar, chosen: Iterable[Pattern]) -> Iterator[tuple[str, str, list[str]]]:
    """(rule, sentence, what came out instead) for each example that fails."""
    known = trials(grammar.language)
    cases = [(p, e, True) for p in chosen for e in known[p.id].examples]
    cases += [(p, Example(t), False) for p in chosen for t in known[p.id].counter]
    for (pattern, example, wanted), parse in zip(
        cases, grammar.parse(e.text for _, e, _ in cases), strict=True
    ):
        found = coded(parse, papers=pattern.papers)
        got = (
            any(fits(example, pattern, e) for e in found)
            if wanted
            else any(e.rule == pattern.id and e.status != "negated" for e in found)
        )
        if got != wanted:
            yield pattern.id, ("" if wanted else "NOT ") + example.text, [line(e) for e in found]


def line(event: Event) -> str:
    who, whom = (",".join(sorted(codes(x))) or "-" for x in (event.actors, event.recipients))
    return (
        f"{event.rule} {event.type} {event.mode or ''} {who}>{whom} {event.status} [{event.trigger.text}] "
        f"{event.because}"
    )


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("files", nargs="*", help="pattern files by name (request, accuse …); all by default")
    options.add_argument("--language", default=DEFAULT, help="whose patterns: en, fr")
    options.add_argument("--text", action="append", default=[], help="a sentence to code instead")
    args = options.parse_args()
    grammar = Grammar(args.language)
    if args.text:
        for parse in grammar.parse(args.text):
            print(parse.text, *(line(e) for e in coded(parse)), sep="\n   ")
        return 0
    chosen = [
        p for p in patterns.load(args.language).all if not args.files or p.id.split(".")[0] in args.files
    ]
    known = trials(args.language)
    total, bad = sum(len(known[p.id].examples) + len(known[p.id].counter) for p in chosen), 0
    for rule, text, found in faults(grammar, chosen):
        bad += 1
        print(f"{rule}: {text}", *found, sep="\n      ")
    print(f"{len(chosen)} patterns, {total} examples, {bad} not as they should be")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
