"""A value that a page declares or shows to the ISO date or datetime that it gives, and of what several places
give, each with its weight, the one on which most of the weight lies.

Knows ISO, numbers, how people of several languages write a day, and how places that agree add up;
does not know where in a page the value stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from communique.sources import moments
from communique.sources.declared import Page, address, names

URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2]|(?<=[/_-])[1-9](?=[/_-]))\2(0[1-9]|[12]\d|3[01]"
    r"|(?<=[/_-])[1-9])(?!\d)|(?<!\d)((?:19|20)\d\d)/([A-Za-z]{3})/(\d{1,2})(?!\d)"
)
URL_DAY_LAST = re.compile(r"(?<!\d)(\d\d)([-_.])(\d\d)\2((?:19|20)\d\d)(?!\d)")
ISO_IN = re.compile(
    r"(?<!\d)(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:[.,]\d+)?\s?(Z|UTC|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(?:\d\d)?(Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
EPOCH = re.compile(r"1\d{9}(?:\d{3})?", re.ASCII)
URL_LANGUAGE = re.compile(r"//[^/]+/(?:[^/]+/)?([a-z]{2}[-_][a-z]{2})/", re.IGNORECASE)
SHORT_YEAR = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d\d)(?![\d.])")
MONTH_SHORT_YEAR = re.compile(r"\b(\d{1,2})\s+([^\W\d_]+)\.?\s+['’]?(\d\d)(?=\s*(?:$|[)\]|,]))")
EARLIEST = "1995"  # the web carries no older news
FUTURE = timedelta(days=2)
MAX_VALUE = 200


def moment_in(value: str | None, page: Page) -> str | None:
    """The moment in a declared or shown value: ISO first, then as people write it;
    None if none or one in the future."""
    if not value or len(value) > MAX_VALUE:
        return None
    return plausible(
        iso_in(value)
        or machine(value.strip())
        or moments.first(foreign(value), page.context, day_first=day_first(page))
    )


def plausible(found: str | None) -> str | None:
    """The moment, a midnight without its hour; None for one before the web or in the future."""
    if not found or found[:4] < EARLIEST or found[:10] > (date.today() + FUTURE).isoformat():
        return None
    return found[:10] if found[10:] in ("T00:00:00", "T00:00:00+00:00") else found


def iso_in(value: str) -> str | None:
    """The first ISO date or datetime in a value."""
    match = ISO_IN.search(value)
    if match is None:
        return None
    zone = (match[4] or "").upper().replace("UTC", "Z")
    try:
        return moments.normal(f"{match[1]}T{match[2]}{match[3] or ''}{zone}" if match[2] else match[1])
    except ValueError:
        return None


def machine(value: str) -> str | None:
    """The moment of a value without signs: "20220121T1146", or seconds since 1970."""
    try:
        if match := COMPACT.fullmatch(value):
            clock = f"T{match[4]}:{match[5]}{match[6] or ''}" if match[4] else ""
            return moments.normal("-".join(match.groups()[:3]) + clock)
        if EPOCH.fullmatch(value):
            return datetime.fromtimestamp(int(value[:10]), UTC).isoformat()
    except ValueError:
        return None
    return None


def day_first(page: Page) -> bool | None:
    """Whether "05/04/2022" is the fifth of April by the language and country of page or address;
    None if they do not tell."""
    told = page.language or (found[1] if (found := URL_LANGUAGE.search(page.url or "")) else "")
    language, _, region = told.lower().replace("_", "-").partition("-")
    order, where = names()["day_order"], {region, page.host.rpartition(".")[2]}
    month, day = (not where.isdisjoint(order[kind]) for kind in ("month_first", "day_first"))
    if month:
        return None if day else False
    return True if day or language in order["languages"] else None


def foreign(value: str) -> str:
    """The value with month names of other languages in English, day dots and little words removed ("3.
    März 2022")."""
    months = names()["months"]
    value = SHORT_YEAR.sub(r"\1.\2.20\3", value)
    value = re.sub(r"\b(\d{1,2})\.\s*(?=[^\W\d])|\b(\d{1,2})\s+(?:de|di|d')\s+|\b(1)er\s+", r"\1\2\3 ", value)
    value = re.sub(r"(?<!\s)\s++del?\s++(?=\d{4})", " ", value)
    value = re.sub(r"[^\W\d_]+\.?", lambda m: months.get(m[0].lower().rstrip("."), m[0]), value)
    return MONTH_SHORT_YEAR.sub(
        lambda m: f"{m[1]} {m[2]} 20{m[3]}" if m[2].lower() in moments.patterns().months else m[0], value
    )


def url_day(page: Page) -> str | None:
    """The day that the page's address gives ("/2020/01/15/", "20200115", "2020/jan/15", "15-01-2020")."""
    if not page.url:
        return None
    path = re.sub(r"/web/\d{14}[a-z_]*/", "/", address(page.url)[1])
    for match in URL_DAY.finditer(re.sub(r"/((?:19|20)\d\d)-(\d\d)/(\d\d)/", r"/\1/\2/\3/", path)):
        try:
            month = moments.patterns().months[match[6].lower()] if match[6] else int(match[3])
            found = date(int(match[1] or match[5]), month, int(match[4] or match[7]))
        except (ValueError, KeyError):
            continue
        if plausible(found.isoformat()):
            return found.isoformat()
    backward = (
        moments.numeric(int(m[1]), int(m[3]), int(m[4]), day_first=day_first(page))
        for m in URL_DAY_LAST.finditer(path)
    )
    return next((day.isoformat() for day in backward if day and plausible(day.isoformat())), None)


# --- days weighed against one another

BESIDE = 0.6  # what a moment in UTC lends to the day beside it, which may be the outlet's own
LEAST = 1.0  # a day with less weight is none that the page gives
MIDDAY = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """A moment that a place of the page gives, the kind of the place, and how much it counts.

    Places of one kind are filled from one field, so that they count once however often they say the same.
    """

    value: str
    kind: str
    weight: float

    @property
    def day(self) -> str:
        """The day of the moment."""
        return self.value[:10]

    @property
    def beside(self) -> str | None:
        """The day beside that of a moment in UTC in which clocks elsewhere may have stood."""
        if not self.value.endswith("+00:00"):
            return None
        step = 1 if int(self.value[11:13]) >= MIDDAY else -1
        return (date.fromisoformat(self.day) + timedelta(days=step)).isoformat()


def choose(found: Iterable[Candidate]) -> str | None:
    """The moment of the day with the most weight, of equals the earliest; None where no day has enough."""
    known = list(found)
    scores = {day: score(day, known) for day in {one.day for one in known}}
    if not scores:
        return None
    best = min(scores, key=lambda day: (-scores[day], day))
    return moment(best, known) if scores[best] >= LEAST else None


def lead(found: Sequence[Candidate]) -> float:
    """By how much the first day is ahead of the second."""
    scores = sorted((score(day, found) for day in {one.day for one in found}), reverse=True)
    return scores[0] - sum(scores[1:2]) if scores else 0.0


def score(day: str, found: Iterable[Candidate]) -> float:
    """The weight on a day: of each kind of place that of the best."""
    best: dict[str, float] = {}
    for one in found:
        weight = one.weight if one.day == day else BESIDE * one.weight if one.beside == day else 0.0
        best[one.kind] = max(best.get(one.kind, 0.0), weight)
    return sum(best.values())


def moment(day: str, found: Iterable[Candidate]) -> str:
    """The moment of a day as the best place gives it, with the time of day where one of them has it."""
    ours = sorted(
        (one for one in found if one.day == day), key=lambda one: (len(one.value) == len(day), -one.weight)
    )
    return ours[0].value
