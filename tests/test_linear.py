"""Every pattern that meets foreign text takes time in proportion to the text:
each is pumped with what patterns trip over.

The patterns are found in the source, so that a new one is tested without being listed.
"""

from __future__ import annotations

import ast
import re
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import chain, product
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import pytest

import communique
from communique.grammar import pipeline
from communique.grammar.tables import rules
from communique.knowledge import languages
from communique.sources import declared, furniture, html, moments

pytestmark = pytest.mark.patterns
ROOT = Path(communique.__file__).parent
ROOMS = ("sources", "formats", "cli", "web", "show", "alerts", "briefs", "scale", "archive", "text")
SIZES = (10_000, 20_000, 40_000)
# seconds of processor time that no linear pattern needs for 40,000 characters, and each other one does
ENOUGH = 0.4
WAYS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")
# One character, or a few, over and over; before it what may make a pattern begin, and behind it what makes it
# fail.
PUMPS = (
    *"Aaé1_ \t\n.,:;'’\"“-–—/|<>()[]{}&=#@*•·%!?日\\`\u2028",
    *(
        "A ", "Ab ", "A.", "A. ", "A-", "A, ", "a ", "a, ", "a b", "1 ", "1.", "1/", "1:", "11 ", "12, ",
        "\n ",
    ),
    *(
        " \n", "\t ", " |", "| ", " - ", " – ", "<!-- -->", "<!--", "<a>", "<a ", "<?xml ", "</", "&amp;",
        "&#",
        "''", "A'",
    ),
    *(
        "a-a", "a@", "a.a", "a=1 ", "()", "(a", "(A ", "( ", "[a]", "\\a", ";\\", "''=", "WARC/1.", "http://",
        "//a/", "2020-", "10 May ",
    ),
    *("May 1, ", "said ", "by ", "and ", "page 1, ", "– A ", "A (", "© "),
)
STARTS = ("", "A", "<")
ENDS = ("!", "\x00")
# characters with which all of these are tried; what takes longer than a linear pattern would is tried with
# more
SIEVE = 1_000
QUICK = 0.0004  # seconds for so many


class Found(NamedTuple):
    """A pattern, where it stands, and how it is put to a text."""

    where: str
    pattern: re.Pattern[str] | re.Pattern[bytes]
    ways: tuple[str, ...]


@cache
def sources_of(room: str) -> dict[Path, str]:
    """The modules of a room with their text."""
    files = [ROOT / f"{room}.py"] if (ROOT / f"{room}.py").exists() else sorted((ROOT / room).rglob("*.py"))
    return {file: file.read_text(encoding="utf-8") for file in files}


def written() -> Iterator[Found]:
    """The patterns that stand as literals in the rooms that meet foreign text."""
    for room in ROOMS:
        for file, text in sources_of(room).items():
            for node in ast.walk(ast.parse(text)):
                if way := called(node):
                    yield from literal(node, way, file, text)


def called(node: ast.AST) -> str | None:
    """The function of `re` that a call is of; None for anything else."""
    of_re = (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func.value) == "re"
    )
    return node.func.attr if of_re and node.func.attr in ("compile", *WAYS) else None  # type: ignore[attr-defined]


def literal(node: ast.Call, way: str, file: Path, text: str) -> Iterator[Found]:
    """The pattern of a call of `re`, if it is a literal."""
    try:
        value = eval(compile(ast.Expression(node.args[0]), str(file), "eval"), {"re": re})
    except NameError:  # put together from names: see `built`
        return
    given = [*node.args[1:], *(k.value for k in node.keywords if k.arg == "flags")]
    flags = 0
    for one in given:
        source = ast.unparse(one)
        flags |= eval(source) if re.fullmatch(r"re\.[A-Z]+(?: \| re\.[A-Z]+)*", source) else 0
    where = f"{file.relative_to(ROOT)}:{node.lineno}"
    yield Found(where, re.compile(value, flags), used(node, text) if way == "compile" else (way,))


def used(node: ast.Call, text: str) -> tuple[str, ...]:
    """How the name that a pattern is given is put to texts; in every way if that is not seen."""
    line = text.splitlines()[node.lineno - 1]
    name = line.partition("=")[0].partition(":")[0].strip()
    return tuple(sorted(uses().get(name, ()))) or ("search",)


@cache
def uses() -> dict[str, set[str]]:
    """The ways in which patterns are put to texts in all rooms, by the names that they are given."""
    found: dict[str, set[str]] = {}
    for text in chain.from_iterable(sources_of(room).values() for room in ROOMS):
        for name, way in re.findall(rf"\b(\w+)\.({'|'.join(WAYS)})\b", text):
            found.setdefault(name, set()).add(way)
    return found


def built() -> Iterator[Found]:
    """The patterns that are put together from tables, as they are used."""
    for name, shape in furniture.SHAPES.items():
        way = "match" if shape.startswith("^") else "search"
        yield Found(f"furniture.pattern({name})", furniture.pattern(name), (way,))
    for made in (furniture.credit, furniture.agency_dateline):
        yield Found(f"furniture.{made.__name__}()", made(), ("search",))
    for name, value in vars(moments.patterns()).items():
        if isinstance(value, re.Pattern):
            yield Found(f"moments.patterns().{name}", value, ("search",))
    for key in ("credit", "by", "between"):
        yield Found(f"expression({key})", declared.expression(key), ("sub",))
    yield Found("pointers", html.pointers(), ("match",))
    for key in (
        "changed_words", "posted_words", "now_words", "member_words", "masthead", "elsewhere", "others",
        "aside", "standfirst",
    ):
        yield Found(f"expression({key})", declared.expression(key), ("search",))
    for key in ("marked", "safe"):
        yield Found(f"marks_of({key})", html.marks_of(key), ("search",))
    assert declared.names()


def patterns() -> list[Found]:
    """Every pattern, each once."""
    return [*written(), *built()]


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """TimeoutError within it after so much processor time; `re` listens to signals while it works."""

    def late(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def runner(pattern: re.Pattern[str] | re.Pattern[bytes], way: str) -> Callable[[str], object]:
    """What puts a pattern to a text as the program does."""
    do = getattr(pattern, way)
    arguments = ("",) if way in ("sub", "subn") else ()
    if isinstance(pattern.pattern, bytes):
        return lambda text: exhaust(do(*(one.encode() for one in arguments), text.encode()))
    return lambda text: exhaust(do(*arguments, text))


def exhaust(result: object) -> None:
    """Take all that an iterator of matches gives."""
    if hasattr(result, "__next__"):
        deque(result, maxlen=0)


def slow(found: Found) -> str | None:
    """The text over which a pattern takes more than its share; None if there is none."""
    own = set(begun(found.pattern)), set(repeated(found.pattern))
    for way in found.ways:
        quick = QUICK
        run = runner(found.pattern, way)
        texts = chain(product(STARTS, PUMPS, ENDS), product(sorted(own[0]), sorted(own[1] | set(FEW)), ENDS))
        for start, pump, end in texts:
            for size in (SIEVE, *SIZES):
                took = seconds(run, start + pump * (size // len(pump)) + end)
                if took >= ENOUGH:
                    return f"{way}: {start!r} + {pump!r} * {size // len(pump):,} + {end!r}"
                if size == SIEVE:
                    if took < quick:
                        break
                    first = took
            else:
                quick = max(quick, 2 * first)  # a pattern of many words takes its time over any text
    return None


# ---------------------------------------------------------------- what a pattern itself asks for
def begun(pattern: re.Pattern[str] | re.Pattern[bytes]) -> Iterator[str]:
    """Texts that a pattern begins to match, a step further each, so that what comes next can be pumped."""
    for branch in branches(parsed(pattern))[:3]:
        text = ""
        for step in branch[:8]:
            text += sample([step])
            yield text


def repeated(pattern: re.Pattern[str] | re.Pattern[bytes]) -> Iterator[str]:
    """Texts that a pattern takes over and over."""
    for body in bodies(parsed(pattern)):
        text = sample(body)
        yield from (one for one in (text, text + " ") if one)


FEW = ("A", " ", "a.", "1", "- ")


def parsed(pattern: re.Pattern[str] | re.Pattern[bytes]) -> list[Any]:
    """The parts of a pattern as `re` reads them."""
    text = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    return list(re._parser.parse(text, pattern.flags & ~re.UNICODE & ~re.LOCALE))  # type: ignore[attr-defined]


def branches(parts: list[Any]) -> list[list[Any]]:
    """The ways through a pattern that it parts into at its top."""
    if len(parts) == 1 and str(parts[0][0]) == "BRANCH":
        return [list(one) for one in parts[0][1][1]]
    return [parts]


def bodies(parts: Any) -> Iterator[list[Any]]:
    """The repeated parts of a pattern, at any depth."""
    for step in parts:
        name, value = str(step[0]), step[1]
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and value[1] > 1:
            yield list(value[2])
        for inner in inside(name, value):
            yield from bodies(inner)


def inside(name: str, value: Any) -> list[Any]:
    """The patterns within one part of a pattern."""
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return [value[2]]
    if name == "SUBPATTERN":
        return [value[3]]
    if name == "ATOMIC_GROUP":
        return [value]
    return list(value[1]) if name == "BRANCH" else []


def sample(parts: Any) -> str:
    """A text that these parts of a pattern match, or nearly."""
    text = ""
    for step in parts:
        name, value = str(step[0]), step[1]
        if name == "LITERAL":
            text += chr(value)
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            text += sample(value[2]) * max(value[0], 1)
        elif name == "IN":
            text += (
                next(c for c in "Aa1 .-(,/;:'\n\t|<>&=#@)[]*_–日\x00~" if re.match(charset(value), c))
                if charset(value)
                else ""
            )
        elif name in ("ANY", "NOT_LITERAL"):
            text += "a"
        elif inner := inside(name, value):
            text += sample(inner[0])
    return text


CATEGORIES = {
    "CATEGORY_DIGIT": r"\d", "CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S", "CATEGORY_WORD": r"\w", "CATEGORY_NOT_WORD": r"\W",
}  # fmt: skip


def charset(value: list[Any]) -> str:
    """A set of characters as it is written; "" for one of which the samples hold nothing."""
    inner = ""
    for kind, what in value:
        name = str(kind)
        inner += {
            "LITERAL": lambda w: re.escape(chr(w)),
            "RANGE": lambda w: f"{re.escape(chr(w[0]))}-{re.escape(chr(w[1]))}",
            "CATEGORY": lambda w: CATEGORIES[str(w)], "NEGATE": lambda w: "^",
        }[name](what)  # fmt: skip
    found = f"[{inner}]"
    return found if any(re.match(found, c) for c in "Aa1 .-(,/;:'\n\t|<>&=#@)[]*_–日\x00~") else ""


def seconds(run: Callable[[str], object], text: str) -> float:
    """The processor time that a pattern takes over a text, cut off where it is enough."""
    begun = time.process_time()
    try:
        with at_most(ENOUGH):
            run(text)
    except TimeoutError:
        return ENOUGH
    return time.process_time() - begun


@pytest.mark.parametrize("found", patterns(), ids=lambda found: found.where)
def test_every_pattern_is_linear(found: Found) -> None:
    assert slow(found) is None, found.pattern.pattern


@pytest.mark.parametrize("name", ["DATELINE", "SENTENCE_END", "UNBROKEN", "PARAGRAPH"])
def test_the_patterns_that_part_a_text_for_the_parser_are_linear(name: str) -> None:
    found = Found(name, getattr(pipeline, name), ("match",) if name == "DATELINE" else ("finditer",))
    assert slow(found) is None


@pytest.mark.parametrize("language", languages())
def test_where_a_sentence_begins_anew_is_found_in_linear_time(language: str) -> None:
    assert slow(Found(language, rules(language)["anew"], ("finditer",))) is None
