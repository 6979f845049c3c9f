"""Finds the time expressions of a text and says which days they stand for, given the day of publication.

Knows tables of words and rules (knowledge/<language>/time.toml) and the calendar; does not know grammar, actors or events.
"""
from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from communique.errors import KnowledgeError
from communique.records import Precision, Time, When

Tense = Callable[[int, int], str | None]

LEFT = 160  # characters left of an expression that are looked at for its tense: a long clause
RIGHT = 90  # and right of it, where the left says nothing
NEAR_YEARS = 2  # explicit years further than this from the publication day speak of history
NARRATIVE = 4  # so many explicit dates of history, and more than the relative expressions, make a history of a text
CENTURY_AHEAD = 10  # a two-digit year up to so many years ahead of publication is of this century
NEAR_DAYS = 75  # a day without a year this close to publication is meant, whatever its clause's tense
FAR_MONTHS = 6  # a month further off than this is taken for its neighbour in the other year
UNNAMED = "\ufffe"  # the class of a word that no table names
SUNDAY = 7
BREAK = "\uffff"  # the class of a break between paragraphs
DAY = timedelta(days=1)
_SHORTER: dict[str, str] = {"week": "D", "month": "DWF", "year": "DWFM", "range": "DWF"}  # units that a stretch is too long for

_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+)"
    r"|(?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:\.\d+)?Z?)?(?![\d-]))"
    r"|(?P<slashed>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/]))"
    r"|(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?!\d))"
    r"|(?P<big>\d{1,3}(?:,\d{3})+(?:\.\d+)?)"
    r"|(?P<ordnum>\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<decade>(?:1\d|20)\d0['’]?s\b)|(?P<shortdecade>['’‘]?[1-9]0s\b)"
    r"|(?P<decimal>\d+\.\d+)"
    r"|(?P<num>\d+)"
    r"|(?P<gap>\n+)"
    r"|(?P<mark>[^\w\s])"
)
_AMPM = re.compile(r"(?<=[\d ])(?:[ap]\.\s?m\b\.?|[ap]m\b|[AP]\.?M\b\.?)", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘(]*[A-Z])|\n")


class _Reading(NamedTuple):
    """What an expression was read as, before it becomes a record."""

    value: str
    type: str
    start: date | None = None
    end: date | None = None
    precision: Precision = "unknown"
    anchors: bool = True


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    read: Callable[[_Match, _Context], _Reading | None]


@dataclass(frozen=True, slots=True)
class _Tables:
    """A language's words (class and value of each) and rules, compiled."""

    words: dict[str, tuple[str, Any]]
    names: dict[str, str]
    codes: dict[str, str]
    rules: tuple[_Rule, ...]
    pattern: re.Pattern[str]
    runs: re.Pattern[str]
    tense: re.Pattern[str]
    until: re.Pattern[str]
    since: re.Pattern[str]
    fronted: re.Pattern[str]
    counted: frozenset[str]
    feasts: dict[str, str]


@dataclass(slots=True)
class _Tokens:
    text: str
    starts: list[int]
    ends: list[int]
    values: list[Any]
    codes: str


@dataclass(slots=True)
class _Match:
    """The tokens of a candidate, gathered by class."""

    tokens: _Tokens
    first: int
    last: int
    parts: dict[str, list[Any]]

    def get(self, *classes: str) -> Any:
        """The value of the first token of one of the classes, else None."""
        for name in classes:
            if name in self.parts:
                return self.parts[name][0]
        return None

    def has(self, *classes: str) -> bool:
        """Whether a token of one of the classes is there."""
        return any(name in self.parts for name in classes)

    @property
    def start(self) -> int:
        return self.tokens.starts[self.first]

    @property
    def end(self) -> int:
        return self.tokens.ends[self.last - 1]

    @property
    def text(self) -> str:
        return self.tokens.text[self.start:self.end]

    @property
    def before(self) -> str:
        """The word before the candidate, in lower case; "" at the start or across a paragraph."""
        return self.word(self.first - 1)

    @property
    def after(self) -> str:
        """The word after the candidate."""
        return self.word(self.last)

    def word(self, index: int) -> str:
        if 0 <= index < len(self.tokens.starts):
            return self.tokens.text[self.tokens.starts[index]:self.tokens.ends[index]].lower()
        return ""


@dataclass(slots=True)
class _Context:
    """What is known while a text is read from left to right."""

    tables: _Tables
    text: str
    on: date | None
    tense_of: Tense | None
    narrative: bool = False
    ref: _Reading | None = None
    ref_gap: int = 0
    gap: int = 0
    year: int | None = None
    seen: int = 0

    def tense(self, match: _Match) -> str | None:
        """ "past", "present", "future" or None for the clause around a candidate.

        The words nearby are believed over a clause's future, as in "met to talk on Friday"; and a past clause over the words.
        """
        told = self.tense_of(match.start, match.end) if self.tense_of else None
        if told == "past":
            return told
        cue = _cue(self.tables, self.text, match.start, match.end)
        return cue or told

    def reference(self) -> date | None:
        """The running reference day: the last date named in this paragraph or the one before, else the day of publication."""
        if self.ref and self.ref.start and (self.narrative or self.gap - self.ref_gap <= 1):
            return self.ref.start
        return self.on

    def is_coarse(self, unit: str, base: date) -> bool:
        """Whether the running reference is a longer stretch than the unit to be counted from it: no day after "2013"."""
        ref = self.ref
        if ref is None or ref.start is not base or ref.precision == "day":
            return False
        return unit in _SHORTER.get(ref.precision, "DWFM")


def find(text: str, on: str | None, *, language: str = "en", tense: Tense | None = None) -> tuple[Time, ...]:
    """Every time expression of `text`, in order, resolved against the ISO day of publication `on`.

    `tense(start, end)` may say "past", "present" or "future" for the clause that an expression stands in.

    >>> [t.value for t in find("They met on Tuesday and will meet again next week.", "2025-11-27")]
    ['2025-11-25', '2025-W49']
    """
    tables = _load(language)
    tokens = _tokens(text, tables)
    context = _Context(tables, text, date.fromisoformat(on[:10]) if on else None, tense)
    context.narrative = _is_narrative(tokens, tables, context.on)
    return tuple(_time(text, *f) for f in _joined(text, list(_readings(tokens, context))))


def parse(phrase: str, on: str | None, *, language: str = "en", tense: str | None = None) -> When | None:
    """The days that one phrase stands for, or None where it names no time."""
    times = find(phrase, on, language=language, tense=(lambda start, end: tense) if tense else None)
    known = [t for t in times if t.when.start]
    return (known or times)[0].when if times else None


def covering(times: tuple[Time, ...], start: int, end: int) -> tuple[Time, ...]:
    """Those of `times` (in order) that lie inside the span."""
    first = bisect_left(times, start, key=lambda t: t.start)
    inside = []
    for time in times[first:]:
        if time.start >= end:
            break
        if time.end <= end:
            inside.append(time)
    return tuple(inside)


# Tables


@lru_cache(maxsize=4)
def _load(language: str) -> _Tables:
    """The compiled tables of a language."""
    name = f"{language}/time.toml"
    try:
        raw = tomllib.loads(files("communique.knowledge").joinpath(language, "time.toml").read_text("utf-8"))
    except FileNotFoundError as error:
        raise KnowledgeError(f"{name}: no such table; dates cannot be read in this language") from error
    codes: dict[str, str] = {}
    words: dict[str, tuple[str, Any]] = {}
    for kind, entries in raw["words"].items():
        code = codes.setdefault(kind, chr(0xE000 + len(codes)))
        for word, value in (entries.items() if isinstance(entries, dict) else ((w, None) for w in entries)):
            forms = (word, word.upper()) if kind in raw["cased"] else (word, word.capitalize(), word.upper())
            for form in forms:
                words.setdefault(form, (code, value))
    for kind in ("iso", "slashed", "clock", "big", "ordnum", "decade", "shortdecade", "decimal", "num", "num31", "year", "ampm"):
        codes.setdefault(kind, chr(0xE000 + len(codes)))
    macros: dict[str, str] = {}
    for key, pattern in raw["macros"].items():
        macros[key] = _translate(pattern, codes, macros, f"{name}: macro {key}")
    rules, patterns = [], []
    for number, rule in enumerate(raw["rule"]):
        entry = f"{name}: rule {number + 1} ({rule['pattern']!r})"
        if rule["as"] not in READERS:
            raise KnowledgeError(f"{entry}: no reading {rule['as']!r}; use one of {', '.join(sorted(READERS))}")
        pattern = _translate(rule["pattern"], codes, macros, entry)
        patterns.append(f"(?P<r{number}>{pattern})")
        rules.append(_Rule(re.compile(pattern), READERS[rule["as"]]))
    tense = raw["tense"]
    return _Tables(
        words, {c: k for k, c in codes.items()}, codes, tuple(rules), re.compile("|".join(patterns)), _runs(raw["core"], codes),
        re.compile(f"(?P<future>{tense['future']})|(?P<past>{tense['past']})"), re.compile(tense["until"]), re.compile(tense["since"]),
        re.compile(tense["fronted"], re.IGNORECASE),
        frozenset(w.lower() for w in raw["words"]["counted"]), raw["feasts"],
    )


def _runs(core: list[str], codes: dict[str, str]) -> re.Pattern[str]:
    """Matches runs of named tokens with a core class in them."""
    cores = "".join(codes[c] for c in core)
    return re.compile(f"[^{UNNAMED}{BREAK}{cores}]*[{cores}][^{UNNAMED}{BREAK}]*")


def _translate(pattern: str, codes: dict[str, str], macros: dict[str, str], entry: str) -> str:
    """A pattern over class names as a pattern over class codes."""

    def swap(found: re.Match[str]) -> str:
        name = found.group()
        if name in macros:
            return f"(?:{macros[name]})"
        if name not in codes:
            raise KnowledgeError(f"{entry}: no class {name!r}; define it under [words]")
        return codes[name]

    translated = re.sub(r"[a-z_][a-z_0-9]*", swap, pattern).replace(" ", "").replace("(", "(?:").replace("(?:?:", "(?:")
    try:
        re.compile(translated)
    except re.error as error:
        raise KnowledgeError(f"{entry}: not a pattern ({error}); mend it") from error
    return translated


# Tokens


def _tokens(text: str, tables: _Tables) -> _Tokens:
    """The tokens of a text, with one class code for each."""
    starts: list[int] = []
    ends: list[int] = []
    values: list[Any] = []
    out: list[str] = []
    words, codes = tables.words, tables.codes
    ampm = codes["ampm"]
    position = 0
    numbered = False
    unnamed = (UNNAMED, None)
    for m in _TOKEN.finditer(text):
        start = m.start()
        if start < position:
            continue
        kind, token = m.lastgroup, m.group()
        end = m.end()
        if kind == "word" or kind == "mark":
            if numbered and token[0] in "aApP" and (am := _AMPM.match(text, start)):
                code, value, end = ampm, token[0].lower(), am.end()
            else:
                code, value = words.get(token, unnamed)
        elif kind == "gap":
            soft = end - start == 1 and start and (text[start - 1].isalnum() or text[start - 1] in ",-")
            if soft and end < len(text) and not text[end].isupper():
                continue
            code, value = BREAK, None
        elif kind == "num":
            code, value = _number(token, codes)
        else:
            code, value = codes[kind or ""], token
        starts.append(start)
        ends.append(end)
        values.append(value)
        out.append(code)
        position = end
        numbered = kind != "word" and kind != "mark"
    return _Tokens(text, starts, ends, values, "".join(out))


def _number(token: str, codes: dict[str, str]) -> tuple[str, Any]:
    """The class and value of a run of digits."""
    value = int(token) if len(token) < 10 else 0
    if len(token) == 4 and 1000 <= value <= 2199:
        return codes["year"], value
    if len(token) <= 2 and 1 <= value <= 31:
        return codes["num31"], value
    return (codes["num"], value) if len(token) <= 4 else (codes["big"], token)


def _readings(tokens: _Tokens, context: _Context) -> Iterator[tuple[int, int, _Reading]]:
    """Each expression with its reading, left to right; where a rule objects, the later rules are tried at the same token."""
    for run in context.tables.runs.finditer(tokens.codes):
        yield from _readings_of_run(tokens, context, *run.span())


def _readings_of_run(tokens: _Tokens, context: _Context, position: int, stop: int) -> Iterator[tuple[int, int, _Reading]]:
    codes, tables = tokens.codes, context.tables
    while found := tables.pattern.search(codes, position, stop):
        first, last = found.span()
        number = int((found.lastgroup or "r0")[1:])
        position = first + 1
        context.gap += codes.count(BREAK, context.seen, first)
        context.seen = first
        while True:
            match = _gather(tokens, tables, first, last)
            reading = _read(match, tables.rules[number], context)
            if reading:
                position = match.last
                yield from _halves(match, reading)
                break
            number, last = _next_rule(tables, codes, number, first)
            if not last:
                break


def _halves(match: _Match, reading: _Reading) -> Iterator[tuple[int, int, _Reading]]:
    """An expression; the days of "3-5 May" as two, each with the whole stretch."""
    first, slash, second = reading.value.partition("/")
    if not slash:
        yield match.start, match.end, reading
        return
    numbers = [i for i in range(match.first, match.last) if match.tokens.text[match.tokens.starts[i]].isdigit()]
    yield match.start, match.tokens.ends[numbers[0]], reading._replace(value=first)
    yield match.tokens.starts[numbers[1]], match.end, reading._replace(value=second)


def _next_rule(tables: _Tables, codes: str, number: int, first: int) -> tuple[int, int]:
    """The next rule after `number` that fits at a token, and where its match ends; (0, 0) if none."""
    for later in range(number + 1, len(tables.rules)):
        if again := tables.rules[later].pattern.match(codes, first):
            return later, again.end()
    return 0, 0


def _gather(tokens: _Tokens, tables: _Tables, first: int, last: int) -> _Match:
    parts: dict[str, list[Any]] = {}
    for i in range(first, last):
        parts.setdefault(tables.names[tokens.codes[i]], []).append(tokens.values[i])
    return _Match(tokens, first, last, parts)


def _read(match: _Match, rule: _Rule, context: _Context) -> _Reading | None:
    """The reading of a candidate, or None where its rule objects; a date read becomes the running reference."""
    try:
        reading = rule.read(match, context)
    except (ValueError, OverflowError):  # 31 June, or a year beyond the calendar
        return None
    if reading and reading.type in ("DATE", "TIME") and reading.anchors and reading.start:
        explicit = match.has("year", "iso")
        if context.narrative and not explicit and context.on and reading.start.year == context.on.year:
            return reading  # "this year" in a history: no step of the story
        context.ref, context.ref_gap = reading, context.gap
        if explicit or context.narrative:
            context.year = reading.start.year
    return reading


def _is_narrative(tokens: _Tokens, tables: _Tables, on: date | None) -> bool:
    """Whether a text tells history: its explicit years are far from the day of publication, and it hardly speaks of "today"."""
    year = tables.codes["year"]
    far = sum(1 for c, v in zip(tokens.codes, tokens.values, strict=True) if c == year and (on is None or abs(v - on.year) > NEAR_YEARS))
    near = sum(tokens.codes.count(tables.codes[c]) for c in ("weekday", "deictic", "tonight", "ago"))
    return far >= NARRATIVE and far > 3 * near


def _cue(tables: _Tables, text: str, start: int, end: int) -> str | None:
    """The tense that words near an expression, in its sentence, speak of; the nearest on the left first."""
    left = text[max(0, start - LEFT):start]
    for stop in _SENTENCE.finditer(left):
        left = text[max(0, start - LEFT) + stop.end():start]
    right = _SENTENCE.split(text[end:end + RIGHT], maxsplit=1)[0]
    first = tables.tense.search(right)
    if first and tables.fronted.search(left):
        return first.lastgroup
    last = None
    for last in tables.tense.finditer(left):  # noqa: B007
        pass
    if tables.since.search(left):
        return "past"
    if tables.until.search(left):
        return "past" if last and last.group() == "had" else "future"
    if last:
        return last.lastgroup
    return first.lastgroup if first else None


# Points of the calendar


def _day(day: date, time: str = "") -> _Reading:
    return _Reading(day.isoformat() + time, "TIME" if time else "DATE", day, day, "day")


def _week(day: date) -> _Reading:
    monday = day - day.weekday() * DAY
    year, week, _ = monday.isocalendar()
    return _Reading(f"{year}-W{week:02d}", "DATE", monday, monday + 6 * DAY, "week")


def _weekend(day: date) -> _Reading:
    week = _week(day)
    saturday = day - day.weekday() * DAY + 5 * DAY
    return _Reading(week.value + "-WE", "DATE", saturday, saturday + DAY, "range")


def _month_end(year: int, month: int) -> date:
    return (date(year + month // 12, month % 12 + 1, 1) if (year, month) < (9999, 12) else date(9999, 12, 31)) - DAY


def _month(year: int, month: int) -> _Reading:
    return _Reading(f"{year:04d}-{month:02d}", "DATE", date(year, month, 1), _month_end(year, month), "month")


def _months_on(year: int, month: int, count: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def _year(year: int) -> _Reading:
    return _Reading(f"{year:04d}", "DATE", date(year, 1, 1), date(year, 12, 31), "year")


def _quarter(year: int, quarter: int) -> _Reading:
    month = 3 * quarter - 2
    return _Reading(f"{year:04d}-Q{quarter}", "DATE", date(year, month, 1), _month_end(year, month + 2), "range")


def _half(year: int, half: int) -> _Reading:
    month = 6 * half - 5
    return _Reading(f"{year:04d}-H{half}", "DATE", date(year, month, 1), _month_end(year, month + 5), "range")


def _season(year: int, season: str) -> _Reading:
    month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    start = date(year - (season == "WI" and year > 1), month, 1)
    if season == "WI":
        start = date(year, 12, 1)
    end = _months_on(start.year, month, 2)
    return _Reading(f"{year:04d}-{season}", "DATE", start, _month_end(*end), "range")


def _decade(year: int) -> _Reading:
    first = year // 10 * 10
    return _Reading(str(first)[:3], "DATE", date(first, 1, 1), date(first + 9, 12, 31), "range")


def _century(number: int) -> _Reading:
    first = number * 100 - 100
    return _Reading(f"{number - 1:02d}", "DATE", date(max(first, 1), 1, 1), date(first + 99, 12, 31), "range")


def _unknown(value: str, kind: str = "DATE") -> _Reading:
    return _Reading(value, kind, anchors=False)


def _part_of(reading: _Reading, mod: str | None) -> _Reading:
    """The first, middle or last third of a stretch ("early March", "the end of 2020"); the value stays the whole."""
    if mod is None or reading.start is None or reading.end is None or reading.start == reading.end:
        return reading
    days = (reading.end - reading.start).days + 1
    third = days // 3
    start = {"START": 0, "MID": third, "END": days - third - 1}[mod]
    stop = {"START": third, "MID": days - third - 1, "END": days - 1}[mod]
    return reading._replace(start=reading.start + start * DAY, end=reading.start + stop * DAY, precision="range")


def _mod(match: _Match) -> str | None:
    if match.has("mid"):
        return "MID"
    value = match.get("early", "edge")
    return str(value) if value else None


# Readings, one for each `as` of the table


def _iso(match: _Match, context: _Context) -> _Reading | None:
    value = str(match.get("iso"))
    return _day(date.fromisoformat(value[:10]), value[10:].rstrip("Z"))


def _slashed(match: _Match, context: _Context) -> _Reading | None:
    a, b, said = (int(x) for x in str(match.get("slashed")).split("/"))
    year = said if said > 99 else _full_year(said, context)
    if a > 12 or a == b:
        return _day(date(year, b, a))
    if b > 12:
        return _day(date(year, a, b))
    on = context.on  # two readings: only one that lies next to the day of publication is believed
    near = [d for d in (date(year, a, b), date(year, b, a)) if on and abs((d - on).days) <= 7]
    return _day(near[0]) if len(near) == 1 else _unknown(f"{year:04d}")


def _full_year(two: int, context: _Context) -> int:
    base = context.on.year if context.on else 2000
    year = base // 100 * 100 + two
    return year - 100 if year > base + CENTURY_AHEAD else year


def _clock(match: _Match, context: _Context) -> _Reading | None:
    """A time of day; its day is the one named beside it, else the running reference day."""
    hour = _hour(match)
    if hour is None:
        return None
    if match.has("deictic", "weekday", "shortday", "month", "doubtmonth", "shortmonth"):
        parts = dict(match.parts)
        clock_numbers = not match.has("clock", "decimal", "noon")
        if clock_numbers and "num31" in parts:
            parts["num31"] = parts["num31"][1:]
            if not parts["num31"]:
                del parts["num31"]
        inner = _Match(match.tokens, match.first, match.last, parts)
        reader = _deictic if match.has("deictic") else _date if match.has("month", "doubtmonth", "shortmonth") else _weekday
        base = reader(inner, context)
        if base is None:
            return None
        return base._replace(value=base.value[:10] + "T" + hour, type="TIME")
    day = context.reference()
    if day is None:
        return _Reading("XXXX-XX-XXT" + hour, "TIME", anchors=False)
    return _Reading(f"{day.isoformat()}T{hour}", "TIME", day, day, "day", anchors=False)


def _hour(match: _Match) -> str | None:
    if match.has("noon"):
        return str(match.get("noon")) if match.before != "high" else None
    if match.has("part"):
        said = int(match.get("num31"))
        return f"{said + 12 * (match.get('part') != 'MO' and said < 12):02d}:00" if said <= 12 else None
    raw = str(match.get("clock", "decimal") or match.get("num31"))
    hour, _, minute = raw.replace(".", ":").partition(":")
    h, m = int(hour), int(minute[:2] or 0)
    if len(minute) == 1 or h > 24 or m > 59:
        return None
    half = match.get("ampm")
    if half and h <= 12:
        h = h % 12 + (12 if half == "p" else 0)
    return f"{h:02d}:{m:02d}"


def _date(match: _Match, context: _Context) -> _Reading | None:
    """A day with its month, with or without a year."""
    month = int(match.get("month", "doubtmonth", "shortmonth"))
    day = _day_number(match)
    if day is None:
        return None
    if match.after in context.tables.counted or (match.after in ("%", "-") and match.word(match.last + 1) in ("year", "day", "month")):
        return None
    year = _year_said(match, context)
    if year is None:
        if context.on is None and not (context.narrative and context.year):
            return _unknown(f"XXXX-{month:02d}-{day:02d}")
        year = _closest_year(month, day, match, context)
    if match.get("unit") == "W" and match.text.lower().startswith("the week"):
        return _week(date(year, month, day))
    suffix = match.get("part")
    return _day(date(year, month, day), f"T{suffix}" if suffix else "")


def _day_number(match: _Match, index: int = 0) -> int | None:
    numbers = match.parts.get("num31", []) + [int(o[:-2]) for o in match.parts.get("ordnum", [])]
    return int(numbers[index]) if len(numbers) > index and 1 <= numbers[index] <= 31 else None


def _year_said(match: _Match, context: _Context) -> int | None:
    """The year that an expression names, in figures or as "this year", "last year", "that year"."""
    if match.has("year"):
        return int(match.get("year"))
    if match.get("unit") == "Y":
        if match.has("last", "previous"):
            return context.on.year - 1 if context.on else None
        if match.has("next"):
            return context.on.year + 1 if context.on else None
        if match.has("that", "same", "following"):
            base = context.year or (context.reference() or date(1, 1, 1)).year
            return base + match.has("following")
        return context.on.year if context.on else None
    return None


def _closest_year(month: int, day: int | None, match: _Match, context: _Context) -> int:
    """The year of a month (and day) named without one: by the running story in histories, else by tense and nearness."""
    if context.narrative and context.year:
        ref = context.ref.start.month if context.ref and context.ref.start and context.ref.precision != "year" else 0
        return context.year + (1 if ref - month >= FAR_MONTHS + 3 else 0)
    on = context.on
    assert on is not None
    if match.has("that") and (ref_day := context.reference()):
        return ref_day.year
    ahead = (month - on.month) % 12
    if match.has("last", "past", "previous"):
        return on.year - (month >= on.month)
    if match.has("next", "coming"):
        return on.year + (month <= on.month)
    if match.has("this"):
        return on.year
    tense = context.tense(match)
    if day:
        return _day_year(month, day, on, tense)
    if tense == "future":
        return on.year + (month < on.month)
    if tense == "past" or ahead >= FAR_MONTHS - 1:
        return on.year - (month > on.month)
    return on.year + (month < on.month)


def _day_year(month: int, day: int, on: date, tense: str | None) -> int:
    """The year that puts a day nearest to the day of publication, on the side of its tense if both sides will do."""
    day = min(day, _month_end(on.year, month).day)
    gaps = sorted((abs((date(y, month, min(day, 28)) - on).days), y) for y in (on.year - 1, on.year, on.year + 1))
    (near, first), (_, second) = gaps[:2]
    if near <= NEAR_DAYS or tense is None:
        return first
    sides = {"past": min(first, second), "future": max(first, second)}
    return sides.get(tense, first)


def _days(match: _Match, context: _Context) -> _Reading | None:
    """Days of one month, as a range: "July 3-5", "3 and 4 May"."""
    month = int(match.get("month", "doubtmonth", "shortmonth"))
    first, last = _day_number(match), _day_number(match, 1)
    if first is None or last is None or last < first:
        return None
    year = _year_said(match, context)
    if year is None:
        if context.on is None and not context.year:
            return _unknown(f"XXXX-{month:02d}-{first:02d}/XXXX-{month:02d}-{last:02d}")
        year = _closest_year(month, first, match, context)
    start, end = date(year, month, first), date(year, month, last)
    return _Reading(f"{start}/{end}", "DATE", start, end, "range")


def _month_reading(match: _Match, context: _Context) -> _Reading | None:
    month = int(match.get("month", "doubtmonth", "shortmonth"))
    year = _year_said(match, context)
    lone = match.last - match.first == 1
    if match.has("doubtmonth") and lone and match.before not in MONTH_LEADS:
        return None
    if match.has("doubtmonth") and match.last - match.first == 2 and match.has("the") and match.after in ("of", "on", "to", "", ".", ","):
        return None  # a march, not the month
    if match.has("shortmonth") and lone:
        return None
    if lone and match.before not in MONTH_LEADS and context.text[match.end:match.end + 2].lstrip(" ")[:1].isupper():
        return None  # a name: "April Smith"
    if year is None:
        if context.on is None and not (context.narrative and context.year):
            return _unknown(f"XXXX-{month:02d}")
        year = _closest_year(month, None, match, context)
    return _part_of(_month(year, month), _mod(match))


MONTH_LEADS = frozenset({
    "in", "of", "since", "by", "until", "till", "from", "to", "through", "between", "and", "or", "during", "before", "after", "for", "late",
    "early", "mid", "last", "next", "this", "every", "each", "end", "start",
})


def _season_reading(match: _Match, context: _Context) -> _Reading | None:
    season = str(match.get("season", "doubtseason"))
    year = _year_said(match, context)
    if year is None and context.on is None and not context.year:
        return _unknown(f"XXXX-{season}")
    if year is None:
        ref = context.reference() if match.has("that", "same", "following", "previous") or context.narrative else context.on
        assert ref is not None
        year = ref.year
        started = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
        if match.has("last", "past", "previous") and ref.month < started + 3:
            year -= 1
        if match.has("next", "coming", "following") and ref.month >= started:
            year += 1
    return _part_of(_season(year, season), _mod(match))


def _bareseason(match: _Match, context: _Context) -> _Reading | None:
    if match.before not in MONTH_LEADS and not (match.has("the") and match.before in MONTH_LEADS):
        return None
    if match.has("doubtseason") and (match.get("doubtseason") == "FA" or not match.has("the")) and match.before != "in":
        return None
    return _season_reading(match, context)


def _quarter_reading(match: _Match, context: _Context) -> _Reading | None:
    """A quarter or half of a year: "third quarter of 2024", "first half of this year"."""
    number = int(match.get("ord", "num31") or 0)
    if match.has("last") and match.has("half") and match.has("year"):
        number = 2
    year = _year_said(match, context)
    if match.has("half"):
        if number not in (1, 2) or not match.has("unit", "year"):
            return None
        if match.get("unit") not in (None, "Y"):
            return None
        if year is None:
            return None
        return _half(year, number)
    if not 1 <= number <= 4:
        return None
    if year is None:
        if context.on is None:
            return _unknown(f"XXXX-Q{number}")
        start = date(context.on.year, 3 * number - 2, 1)
        year = context.on.year - ((start - context.on).days > 92)
        if number == 4 and context.on.month <= 3 and context.tense(match) != "future":
            year = context.on.year - 1
    return _quarter(year, number)


def _ref_quarter(context: _Context) -> tuple[int, int] | None:
    """The quarter that the text last spoke of, else the one before the day of publication."""
    if context.ref and (m := re.fullmatch(r"(\d{4})-Q(\d)", context.ref.value)):
        return int(m.group(1)), int(m.group(2))
    if context.on is None:
        return None
    year, month = _months_on(context.on.year, context.on.month, -3)
    return year, (month + 2) // 3


def _relquarter(match: _Match, context: _Context) -> _Reading | None:
    ref = _ref_quarter(context)
    if ref is None:
        return None
    year, number = ref
    period = match.has("period")
    if match.has("year"):
        return _quarter(int(match.get("year")), number)._replace(anchors=False)
    if match.has("unit"):
        if match.get("unit") != "Y":
            return None
        return _quarter(year - 1, number)._replace(anchors=False)
    if period and not match.has("current"):
        return None
    if match.has("current", "that", "same"):
        return _quarter(year, number)
    on = context.on
    if match.has("this") and on:
        return _quarter(on.year, (on.month + 2) // 3)
    step = -1 if match.has("last", "previous") else 1
    base_year, base = (on.year, (on.month + 2) // 3) if on else (year, number)
    y, m = _months_on(base_year, base * 3, 3 * step)
    return _quarter(y, m // 3)


def _thequarter(match: _Match, context: _Context) -> _Reading | None:
    quarters = match.tokens.codes.count(context.tables.codes["quarter"])
    if not match.has("the") or quarters < 2 or match.after == "of" or not (ref := _ref_quarter(context)):
        return None
    year, number = ref
    return _quarter(year, number)


def _decade_reading(match: _Match, context: _Context) -> _Reading | None:
    raw = re.sub(r"\D", "", str(match.get("decade", "shortdecade")))
    if len(raw) == 2:
        if match.before in ("his", "her", "their", "in") and not match.has("the"):
            return None  # "in his 40s"
        year = 1900 + int(raw)
        return _decade(year)
    return _part_of(_decade(int(raw)), _mod(match))


def _century_reading(match: _Match, context: _Context) -> _Reading | None:
    if match.get("unit") != "C":
        return None
    number = int(match.get("ordnum")[:-2]) if match.has("ordnum") else int(match.get("tens") or 0) + int(match.get("ord"))
    return _part_of(_century(number), _mod(match)) if 1 <= number <= 22 else None


def _weekday(match: _Match, context: _Context) -> _Reading | None:
    """A day of the week; the nearest that fits the tense, or as "next", "last", "this" say."""
    number = int(match.get("weekday", "shortday"))
    part = match.get("part", "parts")
    suffix = f"T{part}" if part else "TNI" if match.has("overnight") else "T12:00" if match.has("noon") else ""
    if match.has("shortday") and (number == SUNDAY or match.has("the")):
        return None  # a paper, or a star
    on = context.on
    if on is None:
        return _Reading(f"XXXX-WXX-{number}{suffix}", "TIME" if suffix else "DATE", anchors=False)
    if match.get("unit") == "W":
        step = -7 if match.has("last", "previous") else 7 if match.has("next", "following", "coming") else 0
        return _day(on - on.weekday() * DAY + (number - 1 + step) * DAY, suffix)
    if match.has("previous", "following", "that", "same"):
        base = context.reference() or on
        if match.has("previous"):
            return _day(base - ((base.isoweekday() - number - 1) % 7 + 1) * DAY, suffix)
        shift = (number - base.isoweekday() - match.has("following")) % 7 + match.has("following")
        return _day(base + shift * DAY, suffix)
    back = (on.isoweekday() - number) % 7
    if match.has("last", "past"):
        return _day(on - (back or 7) * DAY, suffix)
    if match.has("next"):
        return _day(on - on.weekday() * DAY + (number + 6) * DAY, suffix)
    ahead = (number - on.isoweekday()) % 7
    if match.has("coming"):
        return _day(on + (ahead or 7) * DAY, suffix)
    future = context.tense(match) == "future" and not (match.after in ("'", "’") and match.word(match.last + 1) == "s")
    if match.has("this"):
        same = on - on.weekday() * DAY + (number - 1) * DAY
        return _day(same + 7 * DAY if same < on and future else same, suffix)
    return _day(on + ahead * DAY if future else on - back * DAY, suffix)


def _everyday(match: _Match, context: _Context) -> _Reading | None:
    number = match.get("weekday", "weekdays")
    part = match.get("part", "parts")
    return _unknown(f"XXXX-WXX-{number}{f'T{part}' if part else ''}", "SET")


def _every(match: _Match, context: _Context) -> _Reading | None:
    if match.has("month", "doubtmonth"):
        return _unknown(f"XXXX-{match.get('month', 'doubtmonth'):02d}", "SET")
    if match.has("season"):
        return _unknown(f"XXXX-{match.get('season')}", "SET")
    if match.has("part"):
        return _unknown(f"XXXX-XX-XXT{match.get('part')}", "SET")
    if match.has("weekend"):
        return _unknown("XXXX-WXX-WE", "SET")
    unit = str(match.get("unit", "units", "quarter"))
    count = 2 if match.has("other") else int(match.get("num31", "num") or 1)
    return _unknown(_period(count, unit), "SET")


def _often(match: _Match, context: _Context) -> _Reading | None:
    value = str(context.tables.words[match.text.lower()][1])
    return _unknown(value, "SET")


def _deictic(match: _Match, context: _Context) -> _Reading | None:
    """Today, yesterday, tomorrow, with their mornings and nights."""
    part = match.get("part", "parts")
    tonight = match.has("tonight")
    suffix = f"T{part}" if part else "TNI" if tonight else ""
    if match.has("apos"):
        return None
    if context.on is None:
        return _Reading(f"XXXX-XX-XX{suffix}", "TIME" if suffix else "DATE", anchors=False)
    step = int(match.get("deictic") or 0)
    if match.get("unit") == "D":  # "the day before yesterday"
        step += 1 if match.has("after") else -1
    elif match.has("unit"):
        return None
    day = context.on + step * DAY
    return _day(day, suffix)


def _count(match: _Match) -> float | None:
    """The number of an expression; None where it is open ("a few")."""
    p = match.parts
    if "few" in p:
        return 2 if p["few"][0] else None
    whole: float = 1
    numbers = [n for k in ("num31", "num") for n in p.get(k, [])]
    if "slash" in p and len(numbers) >= 2:
        whole = numbers[-2] / numbers[-1] + (numbers[-3] if len(numbers) > 2 else 0)
    elif numbers:
        whole = numbers[0]
    elif "decimal" in p:
        whole = float(p["decimal"][0])
    elif "tens" in p:
        whole = p["tens"][0] + (p["count"][0] if "count" in p else p["one"][0] if "one" in p else 0)
    elif "count" in p:
        whole = p["count"][0] * (p["count"][1] if len(p["count"]) > 1 and p["count"][1] == 100 else 1)
    return whole + 0.5 if "half" in p else whole


UNIT_DAYS = {"D": 1.0, "W": 7.0, "F": 14.0, "TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}
UNIT_MONTHS = {"M": 1, "Y": 12, "E": 120, "C": 1200, "Q": 3}


def _period(count: float | None, unit: str) -> str:
    """A TIMEX3 duration: P3D, PT48H, PXY, P20Y for two decades."""
    if unit == "F":
        return _period(None if count is None else 2 * count, "W")
    if count is not None and unit in "EC":
        return _period(count * (10 if unit == "E" else 100), "Y")
    if count is None:
        number = "X"
    elif count == int(count):
        number = str(int(count))
    elif unit == "Y" and count * 12 == int(count * 12):
        return f"P{int(count)}Y{int(count * 12) % 12}M" if count > 1 else f"P{int(count * 12)}M"
    elif unit == "TH":
        return f"PT{int(count)}H{int(count * 60) % 60}M"
    else:
        number = f"{count:g}"
    return f"PT{number}{unit[1:]}" if unit[0] == "T" else f"P{number}{unit}"


def _shifted(base: date, count: float, unit: str) -> date:
    """The day that lies `count` units from `base` (negative: before)."""
    if unit in UNIT_DAYS:
        return base + timedelta(days=int(count * UNIT_DAYS[unit]))
    year, month = _months_on(base.year, base.month, int(count * UNIT_MONTHS[unit]))
    return date(year, month, min(base.day, _month_end(year, month).day))


def _at(day: date, unit: str) -> _Reading:
    """The day, week, month or year around a day, as coarse as the unit that led there."""
    if unit in ("W", "F"):
        return _week(day)
    if unit in ("M", "Q"):
        return _month(day.year, day.month)
    if unit == "Y":
        return _year(day.year)
    if unit in ("E", "C"):
        return _decade(day.year)
    return _day(day)


def _shift(match: _Match, context: _Context) -> _Reading | None:
    """So long ago, earlier, later, from now."""
    unit = str(match.get("unit", "units"))
    count = _count(match)
    word = match.text.lower().split()[-1]
    now = word in ("ago", "hence", "now")
    forward = match.has("later", "afterwards", "from") or word == "hence"
    if word == "before" and not _stops(match):
        return _unknown(_period(count, unit), "DURATION")
    base = context.on if now else context.reference()
    if count is None:
        return _unknown("FUTURE_REF" if forward else "PAST_REF")
    if unit in ("TH", "TM"):
        return _Reading(_period(count, unit), "DURATION") if base is None or now else _unknown(_period(count, unit), "DURATION")
    if base is None:
        return _unknown("XXXX")
    if context.ref and "-Q" in context.ref.value and unit == "Y" and count == 1 and not forward:
        year, quarter = _ref_quarter(context) or (base.year, 1)
        return _quarter(year - 1, quarter)._replace(anchors=False)
    if not now and context.is_coarse(unit, base):
        return _unknown(f"{base.year:04d}")
    return _at(_shifted(base, count if forward else -count, unit), unit)


def _stops(match: _Match) -> bool:
    """Whether the clause ends after the candidate: "two days before." and not "two days before the vote"."""
    return match.after in ("", ".", ",", ";", ")", "and", "but", "when", "in", "at", "on", "”", '"', "\n", "that", "by", "to")


def _vagueago(match: _Match, context: _Context) -> _Reading | None:
    return _unknown("PAST_REF")


def _ahead(match: _Match, context: _Context) -> _Reading | None:
    unit = str(match.get("unit", "units"))
    count = _count(match)
    if context.on is None or count is None:
        return _unknown("FUTURE_REF")
    return _at(_shifted(context.on, count, unit), unit)


def _span(match: _Match, context: _Context) -> _Reading | None:
    """A stretch that leads up to the day of publication or away from it: "the past three days", "the next 48 hours"."""
    if match.has("seconds") or (match.has("that") and not match.has("same")):
        return None  # "said that four days were enough"
    unit = str(match.get("unit", "units", "quarters"))
    numbered = match.has("num31", "num", "count", "tens", "one", "decimal") or bool(match.get("few"))
    count = _count(match) if numbered else None
    value = _period(count, unit)
    if match.has("recent") and count is None:
        return _unknown(value, "DURATION")
    around = match.has("that", "same", "following", "previous", "this", "current") and not match.has("past", "coming")
    if context.on is None or count is None or around:
        return _unknown(value, "DURATION")
    forward = match.has("next", "coming")
    other = _shifted(context.on, count if forward else -count, unit)
    start, end = (context.on, other) if forward else (other, context.on)
    return _Reading(value, "DURATION", start, end, "range", anchors=False)


def _near(match: _Match, context: _Context) -> _Reading | None:
    """This, last, next, that week, month, year, weekend, morning; "later this month" runs from the day of publication to its end."""
    if match.has("deictic"):
        return _deictic(match, context)
    if match.has("weekday"):
        return _weekday(match, context)
    unit = match.get("unit", "weekend", "part")
    side = match.has("that", "same", "previous", "following") or not match.has("last", "past", "next", "coming", "this", "current")
    if match.has("edge", "early", "mid") and not context.narrative and not match.has("that", "same", "previous", "following"):
        side = False  # "the end of the year" is this year's
    side = side or (match.has("next") and (match.has("the") or context.narrative))
    base = context.reference() if side else context.on
    if match.has("part"):
        return _near_part(match, base, side)
    if unit in ("TM", "TH"):
        return None
    if base is None:
        return _unknown({"W": "XXXX-WXX", "M": "XXXX-XX", "D": "XXXX-XX-XX"}.get(str(unit), "XXXX"))
    if side and context.is_coarse(str(unit), base):
        return _unknown({"W": "XXXX-WXX", "M": "XXXX-XX"}.get(str(unit), "XXXX-XX-XX"))
    step = -1 if match.has("last", "past", "previous") else 1 if match.has("next", "coming", "following") else 0
    if match.has("past") and match.has("the") and unit in ("W", "M", "Y", "E", "C") and not match.has("weekend"):
        other = _shifted(base, -1, str(unit))
        whole = _at(other, str(unit))
        return whole._replace(start=other, end=base, precision="range", anchors=False)
    if match.has("weekend"):
        back = step < 0 and base.isoweekday() < 6
        whole = _weekend(base + (7 * step if step < 0 or base.isoweekday() > 5 else 7 * (step and 1)) * DAY)
        if step < 0 and not back:
            whole = _weekend(base - 7 * DAY)
    elif unit == "D":
        if step == 0 and match.has("this", "current"):
            return _unknown("PRESENT_REF") if not match.has("early", "later", "earlier") else _day(base)
        whole = _day(base + step * DAY)
    else:
        whole = _at(_shifted(base, step, str(unit)), str(unit))
    if unit == "Y" and context.ref and side and not step:
        whole = _year(context.year if context.narrative and context.year else base.year)
    return _narrowed(match, whole, context.on if not side else None)


def _narrowed(match: _Match, whole: _Reading, on: date | None) -> _Reading:
    """The part of a stretch that "later" or "earlier" leave of it, seen from the day of publication, or its "early", "late" third."""
    if on and whole.start and whole.end and whole.start <= on <= whole.end:
        if match.has("later"):
            return whole._replace(start=on, precision="range")
        if match.has("earlier"):
            return whole._replace(end=on, precision="range")
    return _part_of(whole, _mod(match))


def _near_part(match: _Match, base: date | None, side: bool) -> _Reading | None:
    part = str(match.get("part"))
    if base is None:
        return _Reading(f"XXXX-XX-XXT{part}", "TIME", anchors=False)
    step = -1 if match.has("last", "previous") else 1 if match.has("next", "following") else 0
    return _day(base + step * DAY, f"T{part}")


def _weekend_reading(match: _Match, context: _Context) -> _Reading | None:
    """ "The weekend": the one past, or the one ahead in a clause about what is to come."""
    if context.on is None:
        return _unknown("XXXX-WXX-WE")
    if not match.has("the"):
        return None
    future = context.tense(match) == "future"
    day = context.on if future or context.on.isoweekday() > 5 else context.on - 7 * DAY
    return _weekend(day)


def _beside(match: _Match, context: _Context) -> _Reading | None:
    """ "The day before", "the year before", where nothing follows that it would be before of."""
    if not match.has("the") or not _stops(match):
        return None
    base = context.reference()
    if base is None or str(match.get("unit"))[0] == "T":
        return None
    return _at(_shifted(base, -1 if "before" in match.text else 1, str(match.get("unit"))), str(match.get("unit")))


def _duration(match: _Match, context: _Context) -> _Reading | None:
    if match.has("seconds") or (match.has("quarter") and not match.has("num31", "count")):
        return None
    if match.has("old") or match.after in ("old",) or (match.has("quarters") and match.has("dash")):
        return None
    unit = str(match.get("unit", "units", "quarters", "quarter") or ("D" if match.has("weekend") else ""))
    lead = match.has("num31", "num", "count", "tens", "one", "decimal", "few", "a")
    if not lead and not (match.has("long")):
        return None
    if match.has("ord") and not match.has("the"):
        return None
    if match.has("a") and match.has("dash") and not match.has("num31", "num", "count", "tens", "one"):
        return None
    if match.has("a") and match.has("unit") and match.after in ("of",) and unit in ("D", "E"):
        return None
    if unit == "TM" and match.has("a") and match.before == "wait":
        return None
    count = _count(match)
    period = _period(count, unit)
    if match.before == "within" and context.on and count:
        return _Reading(period, "DURATION", context.on, _shifted(context.on, max(count, 1), unit), "range", anchors=False)
    return _unknown(period, "DURATION")


def _bareunits(match: _Match, context: _Context) -> _Reading | None:
    unit = str(match.get("units"))
    if match.after == "old" or not (match.has("long", "approx", "more") or match.before in ("for", "in", "after", "over", "within", "took")
                                    or match.after in ("later", "after", "before", "of", "earlier")):
        return None
    return _unknown(_period(None, unit), "DURATION")


def _bare_year(match: _Match, context: _Context) -> _Reading | None:
    """A year in figures, unless a count, a price or a number of something."""
    year = int(match.get("year"))
    if match.has("bc"):
        return _unknown(f"BC{year:04d}")
    if match.before in ("$", "€", "£", "¥", "#", "no", "number", "resolution", "/", "+", "u", "rs") or match.after in ("%", "/"):
        return None
    if (year < 1400 and match.before not in MONTH_LEADS) or year > 2150:
        return None
    if (match.after in context.tables.counted and not match.has("the", "early", "mid")) or (match.after == "-" and match.before == "-"):
        return None
    if match.before == "." and match.word(match.first - 2) == "no":
        return None
    return _part_of(_year(year), _mod(match))


def _bc(match: _Match, context: _Context) -> _Reading | None:
    return _unknown(f"BC{int(match.get('num31', 'num')):04d}")


def _holiday(match: _Match, context: _Context) -> _Reading | None:
    """A feast of the year that is nearest by tense."""
    name = match.text.replace("’", "'").removeprefix("last ").removeprefix("Last ")
    rule = context.tables.feasts.get(name) or match.get("holiday")
    week = match.get("unit") == "W"
    if rule is None or (match.has("holidayhead") and name not in context.tables.feasts):
        return None
    if context.on is None:
        return _unknown(f"XXXX-{rule}" if rule[0].isdigit() and "-" in rule else "XXXX-XX-XX")
    years = (context.on.year - 1, context.on.year, context.on.year + 1)
    days = [_feast(rule, y) for y in years]
    tense = "past" if match.has("last") else context.tense(match)
    ahead = next(d for d in days if d >= context.on)
    back = next(d for d in reversed(days) if d <= context.on)
    nearest = ahead if ahead - context.on < context.on - back else back
    day = ahead if tense == "future" else back if tense == "past" else nearest
    return _week(day) if week else _day(day)


def _feast(rule: str, year: int) -> date:
    if rule == "easter":
        a, b, c = year % 19, year // 100, year % 100
        d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
        e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
        f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
        return date(year, f // 31, f % 31 + 1)
    if rule == "thanksgiving":
        first = date(year, 11, 1)
        return first + ((3 - first.weekday()) % 7 + 21) * DAY
    if rule == "TUE11":
        first = date(year, 11, 1)
        return first + ((0 - first.weekday()) % 7 + 1) * DAY
    if rule == "1MON09":
        first = date(year, 9, 1)
        return first + ((0 - first.weekday()) % 7) * DAY
    return date.fromisoformat(f"{year:04d}-{rule}")


def _overnight(match: _Match, context: _Context) -> _Reading | None:
    day = context.reference()
    if day is None:
        return _unknown("XXXX-XX-XXTNI", "TIME")
    return _Reading(f"{day.isoformat()}TNI", "TIME", day - DAY if day == context.on else day, day, "range", anchors=False)


def _present(match: _Match, context: _Context) -> _Reading | None:
    return _unknown("PRESENT_REF")


def _yearended(match: _Match, context: _Context) -> _Reading | None:
    """ "The year ended June 30": a year long, the span without its verb."""
    match.last -= 1
    return _unknown("P1Y", "DURATION") if match.get("unit") == "Y" else None


def _thepast(match: _Match, context: _Context) -> _Reading | None:
    return _unknown("PAST_REF") if match.before == "in" else None


def _recent(match: _Match, context: _Context) -> _Reading | None:
    return _unknown("PAST_REF")


def _current(match: _Match, context: _Context) -> _Reading | None:
    return _unknown("PRESENT_REF") if match.text.lower() == "current" else None


def _pastref(match: _Match, context: _Context) -> _Reading | None:
    return _unknown("PAST_REF")


def _futureref(match: _Match, context: _Context) -> _Reading | None:
    return _unknown("FUTURE_REF")


def _part_reading(match: _Match, context: _Context) -> _Reading | None:
    """ "In the morning", "the night": a part of the running reference day."""
    if not match.has("the") or match.before not in ("in", "during", "through", "late", "early") or match.after == "of":
        return None
    day = context.reference()
    if day is None:
        return _Reading(f"XXXX-XX-XXT{match.get('part')}", "TIME", anchors=False)
    return _Reading(f"{day.isoformat()}T{match.get('part')}", "TIME", day, day, "day", anchors=False)


READERS: dict[str, Callable[[_Match, _Context], _Reading | None]] = {
    "iso": _iso, "slashed": _slashed, "clock": _clock, "date": _date, "days": _days, "month": _month_reading,
    "season": _season_reading, "bareseason": _bareseason, "quarter": _quarter_reading, "relquarter": _relquarter,
    "thequarter": _thequarter, "decade": _decade_reading, "century": _century_reading, "weekday": _weekday, "everyday": _everyday,
    "every": _every, "often": _often, "deictic": _deictic, "shift": _shift, "vagueago": _vagueago, "ahead": _ahead, "span": _span,
    "near": _near, "weekend": _weekend_reading, "beside": _beside, "duration": _duration, "bareunits": _bareunits, "year": _bare_year,
    "bc": _bc, "holiday": _holiday, "overnight": _overnight, "present": _present, "pastref": _pastref, "futureref": _futureref,
    "part": _part_reading, "yearended": _yearended, "thepast": _thepast, "recent": _recent, "current": _current,
}


# From readings to records


_JOINS = re.compile(r"\s?[-–]\s?| to | until | till | through ")
_FROM = re.compile(r"\bfrom (?:the )?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween (?:the )?$", re.IGNORECASE)


def _joined(text: str, found: list[tuple[int, int, _Reading]]) -> list[tuple[int, int, _Reading]]:
    """Two dates that bound one stretch ("from Monday to Friday", "between 2010 and 2014", "2019-2021") each with the whole of it."""
    out = found[:1]
    for item in found[1:]:
        if _is_range(text, out[-1], item):
            start, end, first = out.pop()
            last = item[2].end
            out.append((start, end, first._replace(end=last, precision="range")))
            out.append((item[0], item[1], item[2]._replace(start=first.start, precision="range")))
        else:
            out.append(item)
    return out


def _is_range(text: str, one: tuple[int, int, _Reading], two: tuple[int, int, _Reading]) -> bool:
    a, b = one[2], two[2]
    if a.type != "DATE" or b.type != "DATE" or not (a.start and b.end and b.start) or a.start >= b.start or a.precision != b.precision:
        return False
    between = text[one[1]:two[0]]
    if len(between) > 9:
        return False
    before = text[max(0, one[0] - 12):one[0]]
    if between.strip() in ("-", "–"):
        return True
    if _JOINS.fullmatch(between):
        return bool(_FROM.search(before))
    return between == " and " and bool(_BETWEEN.search(before))


def _time(text: str, start: int, end: int, reading: _Reading) -> Time:
    words = text[start:end]
    if reading.start is None or reading.end is None:
        return Time(start, end, words, reading.value, reading.type, When(None, None, "unknown", words))
    when = When(reading.start.isoformat(), reading.end.isoformat(), reading.precision, words)
    return Time(start, end, words, reading.value, reading.type, when)
