"""Days, ages, numbers, parties and states in words, as pages, briefs and the terminal say them.

Knows English and calendars; does not know the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from markupsafe import Markup

from communique.knowledge import bodies
from communique.knowledge.names import country_name
from communique.records import When

# for templates and views, which ask here for their words
from communique.text.days import days_between as days_between
from communique.text.days import parse_day

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)
TIMES = {2: "doubled", 3: "tripled", 4: "quadrupled"}
STATUS = {
    "actual": "done", "planned": "planned", "hypothetical": "considered", "negated": "not done",
    "historical": "earlier",
}
STATUS_CHIP = {"planned": "planned", "hypothetical": "hypo", "negated": "denied", "historical": "soft"}
DEMAND = {
    "open": "open", "unanswered": "no answer", "refused": "refused", "met": "met", "partly": "met in part",
    "answered": "answered",
}
DEMAND_CHIP = {
    "open": "wait", "unanswered": "soft", "refused": "no", "met": "yes", "partly": "yes", "answered": "",
}
DEMAND_MARK = {"refused": "vx", "met": "mc", "partly": "vc"}
COMMITMENT_CHIP = {"open": "soft", "kept": "yes", "broken": "no", "overdue": "wait"}
# towards an issue by its name
STANCE = {"supports": "for it", "opposes": "against it", "asks": "a demand", "neutral": "takes no side"}
# … and right before its name
STANCE_ON = {"supports": "for", "opposes": "against", "neutral": "takes no side on", "asks": "asks for"}
PHASE_SIGN = {"rising": "↑", "falling": "↓", "steady": "→", "dormant": "·"}
QUAD_CLASS = {1: "vc", 2: "mc", 3: "vx", 4: "mx"}
SURE, LIKELY = 0.85, 0.60
BODIES = {
    "IGO": "an international body", "NGO": "an organisation", "IMG": "an armed group", "MNC": "a company",
    "ISM": "a movement", "KOS": "Kosovo",
}  # fmt: skip
ARTICLE = (
    "United ", "European Union", "Netherlands", "Philippines", "Czech Republic", "Maldives", "Bahamas",
    "Gambia", "Central African", "Dominican Republic", "Democratic Republic", "Republic of",
    "Solomon Islands", "Marshall Islands", "Seychelles", "Comoros",
)  # fmt: skip


def short_day(day: str | None, today: str = "", *, weekday: bool = False) -> str:
    """A day as people say it: "24 Nov", with the year where it is not that of `today`;
    a month or a year as such."""
    on = parse_day(day)
    if on is None:
        return month_or_year(day)
    said = f"{on.day} {MONTHS[on.month - 1][:3]}"
    if today and day and today[:4] != day[:4]:
        said += f" {on.year}"
    return f"{WEEKDAYS[on.weekday()][:3]} {said}" if weekday else said


def month_or_year(day: str | None) -> str:
    """A month or a year in words; "day not said" where there is neither."""
    if day and len(day) == 7 and day[5:].isdecimal() and 1 <= int(day[5:]) <= 12:
        return f"{MONTHS[int(day[5:]) - 1]} {day[:4]}"
    return day if day and len(day) == 4 else "day not said"


def month_tick(day: str, first: bool) -> str:
    """A month in short, with its year where it is the first one shown or begins the year."""
    name = MONTHS[int(day[5:7]) - 1][:3]
    return f"{name} {day[:4]}" if first or day[5:7] == "01" else name


def long_day(day: str | None) -> str:
    """A day in full: "Monday 24 November 2025"."""
    on = parse_day(day)
    return f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]} {on.year}" if on else month_or_year(day)


def title_day(day: str | None, *, weekday: bool = False) -> str:
    """A day in a title: "14 November"."""
    on = parse_day(day)
    if on is None:
        return month_or_year(day)
    return f"{WEEKDAYS[on.weekday()] + ' ' if weekday else ''}{on.day} {MONTHS[on.month - 1]}"


def time_tag(day: str | None, today: str = "", *, weekday: bool = False, words: str | None = None) -> Markup:
    """A day for people with the exact one on hover."""
    if parse_day(day) is None:
        return Markup("<span>{}</span>").format(words or month_or_year(day))
    shown = words or short_day(day, today, weekday=weekday)
    return Markup('<time datetime="{}" title="{}">{}</time>').format((day or "")[:10], long_day(day), shown)


def span_words(first: str | None, last: str | None, today: str = "") -> str:
    """A stretch of days: "1–5 Dec", "28 Oct – 26 Nov 2025"."""
    one, other = parse_day(first), parse_day(last)
    if one is None or other is None or one == other:
        apart = first and last and first != last
        if apart:
            return f"{short_day(first, today)} – {short_day(last, today)}"
        return short_day(first or last, today)
    if (one.year, one.month) == (other.year, other.month):
        return f"{one.day}–{short_day(last, today)}"
    return f"{short_day(first, (last or '')[:4])} – {short_day(last, today)}"


def act_words(first: str, last: str, *, dated: bool, today: str = "") -> str:
    """The days of an act: the one or the stretch that is told, else the day by which it was reported."""
    return span_words(first, last, today) if dated or not first else f"by {short_day(first, today)}"


def act_tag(first: str, last: str, *, dated: bool, today: str = "") -> Markup:
    """The days of an act with the exact ones on hover."""
    if dated or not first:
        return span_tag(first, last, today)
    return time_tag(first, words=act_words(first, last, dated=dated, today=today))


def span_tag(first: str | None, last: str | None, today: str = "") -> Markup:
    """A stretch of days with the exact ones on hover."""
    if parse_day(first) is None or parse_day(last) is None or first == last:
        return time_tag(first or last, today)
    title = f"{long_day(first)} to {long_day(last)}"
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        first, title, span_words(first, last, today)
    )


def moment_words(moment: str | None, today: str = "") -> str:
    """A moment to the minute in the zone it was written in: "26 Nov, 18:40"; its day where it has no time."""
    try:
        at = datetime.fromisoformat((moment or "").replace("Z", "+00:00"))
    except ValueError:
        return short_day(moment, today)
    has_time = len(moment or "") > 10
    return short_day(moment, today) + (f", {at:%H:%M}" if has_time else "")


def time_words(when: When | None, unknown: str = "day unknown") -> str:
    """A time in figures: a day, a stretch of days, a month or year, or the words of one that is not known."""
    if when is None or when.start is None:
        return f"“{when.text}”" if when and when.text else unknown
    if when.precision in ("month", "year"):
        return when.start[: 7 if when.precision == "month" else 4]
    return when.start if when.end in (None, when.start) else f"{when.start} to {when.end}"


def before(day: str, days: int) -> str:
    """The day so many before another."""
    return (date.fromisoformat(day) - timedelta(days)).isoformat()


def plural(n: int, noun: str, nouns: str | None = None) -> str:
    """A number with its noun: "1 report", "2 reports", "1,204 acts"."""
    return f"{n:,} {noun if n == 1 else nouns or noun + 's'}"


def waited(days: int, waiting: bool) -> str:
    """How long something waits, or waited for its answer: "6 days", "after 1 day", "the same day"."""
    if days == 0:
        return "since today" if waiting else "the same day"
    return plural(days, "day") if waiting else f"after {plural(days, 'day')}"


def both(one: str | None, other: str | None) -> str:
    """Two outlets in a sentence, either of which may not be named."""
    named_ = [name for name in (one, other) if name]
    return listed((*named_, "another outlet")[:2]) if named_ else "two reports, outlets not named"


def number(n: int, *, capital: bool = False) -> str:
    """A number in a sentence: words up to twelve, figures beyond."""
    said = NUMBERS[n] if 0 <= n < len(NUMBERS) else f"{n:,}"
    return said.capitalize() if capital else said


def numbered(n: int, noun: str, nouns: str | None = None, *, capital: bool = False) -> str:
    """A number with its noun in a sentence: "two meetings", "13 meetings"."""
    return f"{number(n, capital=capital)} {noun if n == 1 else nouns or noun + 's'}"


def every(n: int, noun: str) -> str:
    """All of so many, as a sentence begins: "Both acts", "All eight acts"."""
    return f"Both {noun}s" if n == 2 else f"All {numbered(n, noun)}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """Names in a sentence: "China, Japan and France"; the rest as a number."""
    shown = list(names[:most])
    if len(names) > most:
        shown.append(f"{number(len(names) - most)} more")
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) if shown else ""


def compared(now: int, then: int, *, unit: str = "") -> str:
    """A figure against the one before: "4 fewer", "as before"."""
    if now == then:
        return "as before"
    return f"{abs(now - then):,}{unit} {'more' if now > then else 'fewer'}"


def grown(before_: float, after: float) -> str:
    """How a level moved, as a verb: "doubled", "rose sevenfold", "fell by half";
    only what the figures bear."""
    if before_ <= 0:
        return "began"
    ratio = after / before_
    if ratio >= 1.75:
        fold = round(ratio)
        return TIMES.get(fold) or (
            f"rose {NUMBERS[fold]}fold" if fold < len(NUMBERS) else "rose many times over"
        )
    if ratio > 1.1:
        return "rose"
    if ratio >= 0.9:
        return "held level"
    return "fell by half" if 0.45 <= ratio <= 0.55 else "fell"


def sureness(confidence: float) -> str:
    """A confidence in a word."""
    return "sure" if confidence >= SURE else "likely" if confidence >= LIKELY else "doubtful"


def bar_class(confidence: float) -> str:
    """The class of the bar that shows a confidence; the sheet has few widths."""
    steps = ((0.88, "c9"), (0.79, "c8"), (0.69, "c7"), (0.55, "c6"), (0.35, "c4"))
    return next((name for least, name in steps if confidence >= least), "c2")


# ---------------------------------------------------------------- parties and clauses
def country(code: str | None) -> str:
    """The name of a country's code, or what a code of no country stands for."""
    if not code:
        return "unknown"
    return country_name(code) or bodies.names().get(code) or BODIES.get(code) or code


def states(codes: Iterable[str]) -> str:
    """Parties by name, or that they are not said."""
    return ", ".join(map(country, codes)) or "not said"


def names_of(codes: Iterable[Any]) -> str:
    """Parties by name, or that nobody is named."""
    return ", ".join(country(str(code)) for code in codes if code) or "nobody named"


def named(code: str) -> str:
    """A party as a sentence names it: "the United States"."""
    name = country(code)
    return f"the {name}" if name.startswith(ARTICLE) or bodies.articled(name) else name


def capital(text: str) -> str:
    """Text that begins a sentence."""
    return text[:1].upper() + text[1:]


def several(verb: str) -> str:
    """The verb of several parties: "demand" for "demands"."""
    first, _, rest = verb.partition(" ")
    if first.endswith("ies"):
        first = first[:-3] + "y"
    elif first.endswith(("sses", "shes", "ches")):
        first = first[:-2]
    elif first.endswith("s") and not first.endswith("ss"):
        first = first[:-1]
    return f"{first} {rest}".strip()


def joined(parts: Sequence[str]) -> str:
    """Clauses as one sentence without its full stop."""
    if len(parts) < 3:
        return capital(" and ".join(parts))
    return capital(f"{', '.join(parts[:-1])}, and {parts[-1]}")
