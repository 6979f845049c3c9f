"""A line such as "Sat 20 Jul 2019 17.35 BST" to the ISO date or date and time that it gives.

Knows how lines of publication are written in English and the names of zones;
does not know which line of an article is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from communique.errors import SourceError
from communique.knowledge import load_toml

FORMS = "2025-11-28, 2025-11-28T07:42 or 2025-11-28T07:42:00+05:30"
ISO = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?\s?(?:[Zz]|[+-]\d\d:?\d\d)?)?", re.ASCII
)
MAX_LINE = 200  # a line that gives a moment is short
EARLIEST = 1800  # older years in a line are no day of publication


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that a line gives: its ISO form, whether it is that of a later change,
    and what of the line is about something else."""

    value: str
    updated: bool
    rest: str


def checked(value: str, *, what: str = "published date") -> str:
    """The ISO date or datetime in its normal form ("2025-11-28", "2025-11-28T07:42:00+05:30");
    SourceError with the accepted forms."""
    value = value.strip()
    if ISO.fullmatch(value):
        try:
            return normal(value)
        except ValueError:
            pass
    raise SourceError(f"{what} {value[:60]!r} is not a date; write it as {FORMS}")


def normal(value: str) -> str:
    """An ISO date or datetime in its normal form, seconds given, "Z" as +00:00;
    ValueError if there is no such day or hour."""
    if len(value) == 10:
        return date.fromisoformat(value).isoformat()
    value = re.sub(r"\s(?=[Zz+-]|$)", "", value[:10] + "T" + value[11:]).replace(",", ".")
    return datetime.fromisoformat(value.upper()).replace(microsecond=0).isoformat()


def find(line: str, context: str = "", *, day_first: bool | None = None) -> list[Moment]:
    """The moments that a short line gives, in order; `context` (outlet, address, furniture)
    settles what IST or CST means.

    `day_first` settles "04/05/2021"; without it that is no day.
    """
    if len(line) > MAX_LINE or not any(c.isdigit() for c in line):
        return []
    p = patterns()
    found, starts = [], list(p.day.finditer(line))
    starts = [m for m in starts if day_of(m, day_first) is not None]
    for i, match in enumerate(starts):
        end = starts[i + 1].start() if i + 1 < len(starts) else len(line)
        before = line[starts[i - 1].end() if i else 0 : match.start()]
        after = line[match.end() : end]
        cut = p.updated.search(after)
        own = after[: cut.start()] if cut else after
        clock = p.clock.search(own) or (p.clock.search(before) if not i else None)
        rest = p.clock.sub(" ", before) + " " + p.clock.sub(" ", after)
        value = stamp(day_of(match, day_first), clock, context)
        found.append(Moment(value, bool(p.updated.search(before)), leftover(rest)))
    return found


def leftover(text: str) -> str:
    """What remains of a line of publication without weekdays, zones, cue words and signs:
    "" if the line is nothing else."""
    p = patterns()
    text = p.zone.sub(" ", p.weekday.sub(" ", text))
    words = filter(None, (w.strip(".,:;|–—-()·•/[]*") for w in text.split()))
    return " ".join(w for w in words if w.lower() not in p.plain and w.upper() not in p.zones)


def clock_only(line: str) -> bool:
    """Whether a line gives a time of day and nothing else."""
    clock = patterns().clock
    return len(line) < 60 and bool(clock.search(line)) and not leftover(clock.sub(" ", line))


def with_clock(day: str, line: str, context: str = "") -> str:
    """The day with the time of day that another line gives."""
    match = patterns().clock.search(line)
    return stamp(date.fromisoformat(day), match, context)


def day_of(match: re.Match[str], day_first: bool | None = None) -> date | None:
    """The day of a match of the day pattern; None if there is no such day or it may be read two ways."""
    g = match.groupdict()
    try:
        if g["y1"]:
            return date(int(g["y1"]), int(g["m1"]), int(g["d1"]))
        for n in "23":
            if month := g[f"month{n}"]:
                return sane(date(int(g[f"y{n}"]), patterns().months[month.lower()], int(g[f"d{n}"])))
        a, b, year = int(g["a"]), int(g["b"]), int(g["y4"])
    except ValueError:
        return None
    return numeric(a, b, year, day_first=True if g["sign"] == "." else day_first)


def numeric(a: int, b: int, year: int, *, day_first: bool | None) -> date | None:
    """The day of "25/10/2021": by the order given or where it cannot be otherwise; None for "04/05/2021",
    which may be read two ways."""
    try:
        if a == b or a > 12 or (day_first and b <= 12):
            return sane(date(year, b, a))
        return sane(date(year, a, b)) if b > 12 or day_first is False else None
    except ValueError:
        return None


def sane(day: date) -> date | None:
    """The day, unless its year is none that a newspaper would carry."""
    return day if day.year >= EARLIEST else None


def stamp(day: date | None, clock: re.Match[str] | None, context: str) -> str:
    """The ISO form of a day and, if a clock was found, its time and offset."""
    assert day is not None
    if clock is None:
        return day.isoformat()
    hour, minute = int(clock["h"] or clock["h2"] or clock["h3"]), int(clock["mi"] or clock["mi3"] or 0)
    half = (clock["half"] or clock["half2"] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return day.isoformat()
    local = datetime(day.year, day.month, day.day, hour, minute, int(clock["s"] or 0))
    offset = zone_of(clock["zone"], local, context)
    return local.replace(tzinfo=offset).isoformat() if offset else local.isoformat()


def zone_of(name: str | None, local: datetime, context: str) -> timezone | None:
    """The offset that a zone's name stands for on that day; None if it has none or may mean several."""
    if not name:
        return None
    name = re.sub(r"\s+", " ", name.strip(" ()")).strip()
    if match := re.fullmatch(r"(?:GMT|UTC)?\s?([+-−])\s?(\d{1,2}):?(\d\d)?", name, re.IGNORECASE):
        return shift(("-" if match[1] in "-−" else "+"), int(match[2]), int(match[3] or 0))
    lower = re.sub(r"(?<!\s)\s++time$", "", name.lower())
    if zone := patterns().places.get(lower):
        return clock_of(zone, local)
    entry = patterns().zones.get(name.upper())
    if entry is None:
        return None
    lowered = context.lower()
    offset = next(
        (u["offset"] for u in entry.get("unless", ()) if any(hint(w, lowered) for w in u["words"])),
        entry["offset"],
    )
    return shift(offset[0], int(offset[1:3]), int(offset[4:6])) if offset else None


def hint(word: str, context: str) -> bool:
    """Whether a word stands in the context as a word, or a top-level domain such as ".il" as the end of a
    host."""
    bare = re.escape(word)
    return bool(re.search(rf"{bare}(?![a-z])" if word.startswith(".") else rf"\b{bare}", context))


def shift(sign: str, hours: int, minutes: int) -> timezone | None:
    """The fixed offset of so many hours and minutes; None if there is no such offset."""
    if hours > 14 or minutes > 59:
        return None
    delta = timedelta(hours=hours, minutes=minutes)
    return timezone(-delta if sign == "-" else delta)


def clock_of(zone: str, local: datetime) -> timezone | None:
    """The offset that the clocks of a place have at a local time."""
    try:
        delta = local.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError):
        return None
    return timezone(delta) if delta is not None else None


@dataclass(frozen=True)
class Patterns:
    """The compiled patterns of the knowledge tables."""

    day: re.Pattern[str]
    clock: re.Pattern[str]
    zone: re.Pattern[str]
    weekday: re.Pattern[str]
    updated: re.Pattern[str]
    months: dict[str, int]
    zones: dict[str, Any]
    places: dict[str, str]
    plain: frozenset[str]


@cache
def patterns() -> Patterns:
    """The patterns of knowledge/en/furniture.toml and knowledge/outlets.toml, compiled once."""
    words, outlets = load_toml("en/furniture.toml"), load_toml("outlets.toml")
    months = "|".join(sorted(words["months"], key=len, reverse=True))
    days = "|".join(sorted(words["weekdays"]["names"], key=len, reverse=True))
    zones = "|".join(sorted(outlets["zones"], key=len, reverse=True))
    places = "|".join(sorted(map(re.escape, outlets["places"]), key=len, reverse=True))
    zone = (
        rf"(?:(?:GMT|UTC)\s?[+\-−]\s?\d{{1,2}}(?::?\d\d)?|[+\-−]\d\d:?\d\d\b|(?:{places})\s+time\b|\bET\b"
        rf"|\bPT\b|\b(?-i:{zones})\b)"
    )
    day = (
        rf"(?<!\d)(?P<y1>\d{{4}})[-/.年]\s?(?P<m1>\d{{1,2}})[-/.月]\s?(?P<d1>\d{{1,2}})(?:日|(?!\d))"
        rf"|(?<![\d:.])(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[\s\-/]+(?:of\s+)?(?P<month2>{months})\.?,?[\s\-/]++"
        rf"(?P<y2>\d{{4}})(?!\d)"
        rf"|\b(?P<month3>{months})\.?\s*(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*+[,.])?\s++(?P<y3>\d{{4}})"
        rf"(?!\d)"
        rf"|(?<![\d.])(?P<a>\d{{1,2}})(?P<sign>[./-])(?P<b>\d{{1,2}})(?P=sign)(?P<y4>\d{{4}})(?!\d)"
    )
    clock = (
        rf"(?:(?<![\d.:])(?P<h>\d{{1,2}})[:.h](?P<mi>\d\d)(?:[:.](?P<s>\d\d))?(?![\d])\s*"
        rf"(?P<half>[ap]\.?\s?m\b\.?)?"
        rf"|(?<![\d.:])(?P<h2>\d{{1,2}})\s*(?P<half2>[ap]\.?\s?m\b\.?)"
        rf"|(?<![\d.:])(?P<h3>[01]\d|2[0-3])(?P<mi3>[0-5]\d)(?=\s*(?:hrs|hours|\(?(?:{zone}))))"
        rf"(?:\s*(?:hrs|hours|h\b))?\s*(?:\(?(?P<zone>{zone})\)?)?"
    )
    updated = "|".join(sorted(map(re.escape, words["updated"]), key=len, reverse=True))
    return Patterns(
        re.compile(day, re.IGNORECASE), re.compile(clock, re.IGNORECASE), re.compile(zone, re.IGNORECASE),
        re.compile(rf"\b(?:{days})\b\.?", re.IGNORECASE), re.compile(rf"\b(?:{updated})\b", re.IGNORECASE),
        words["months"], outlets["zones"], outlets["places"], frozenset(words["moment_words"]),
    )


@lru_cache(maxsize=256)
def first(line: str, context: str = "", *, day_first: bool | None = None) -> str | None:
    """The first moment that is not a later change in a text of any length up to the limit;
    the change if there is nothing else."""
    moments = find(line, context, day_first=day_first)
    return next((m.value for m in moments if not m.updated), moments[0].value if moments else None)
