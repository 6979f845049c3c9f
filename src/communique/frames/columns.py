"""The tables of records: for each kind its columns, what stands in each, and how it is taken from a record.
This is the codebook.

Knows the record's fields; does not know pandas, or any file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Literal

from communique.records import Actor, Json, correction_of

Holds = Literal["text", "list", "whole", "real", "day", "flag"]
JOIN = ";"  # between several values in one cell; one within a value has a \ before it


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its cells hold, what it says,
    and what takes a cell from a record (None where there is nothing)."""

    name: str
    holds: Holds
    about: str
    take: Callable[[Any], Any]


# ---------------------------------------------------------------- cells
def listed(values: Iterable[str | None]) -> str | None:
    """Values in one cell, each once; None for none."""
    return (
        JOIN.join(dict.fromkeys(v.replace("\\", "\\\\").replace(JOIN, "\\" + JOIN) for v in values if v))
        or None
    )


def codes(actors: Iterable[Actor | None]) -> str | None:
    """The codes of actors: a body's own, else the country's."""
    return listed(a.code for a in actors if a)


def names(actors: Iterable[Actor | None]) -> str | None:
    """The names of actors, or the words that stand for them."""
    return listed(a.name or a.organization or (a.span.text if a.span else None) for a in actors if a)


def wikidata(actors: Iterable[Actor | None]) -> str | None:
    """The Wikidata ids of actors."""
    return listed(a.wikidata for a in actors if a)


def column(name: str, holds: Holds, about: str, take: Callable[[Any], Any] | None = None) -> Column:
    """A column that by default holds the record's field of its name."""
    return Column(name, holds, about, take or (lambda one: getattr(one, name)))


def coded(name: str, about: str) -> Column:
    """A column of codes that the record has as a tuple."""
    return Column(name, "list", about, lambda one: listed(getattr(one, name)))


def part(of: str, name: str) -> Callable[[Any], Any]:
    """What takes a field of a part of a record; None where the record lacks the part."""
    field = attrgetter(name)
    return lambda one: None if getattr(one, of) is None else field(getattr(one, of))


def when(of: str = "when") -> tuple[Column, ...]:
    """The columns of a time."""
    return (
        Column("start", "day", "first day, missing where the text settles none", part(of, "start")),
        Column("end", "day", "last day, inclusive", part(of, "end")),
        Column("precision", "text", "day, week, month, year, range or unknown", part(of, "precision")),
    )


def span(of: str = "evidence", name: str | None = None) -> tuple[Column, ...]:
    """The columns of the words that say it, with their place in the article's text."""
    called = name or of
    return (
        Column(called, "text", "the words of the article that say it", part(of, "text")),
        Column(
            f"{called}_start", "whole", "where they begin in the article's text, in code points",
            part(of, "start"),
        ),
        Column(f"{called}_end", "whole", "where they end, exclusive", part(of, "end")),
    )


def sides(name: str, about: str) -> tuple[Column, ...]:
    """The codes, names and Wikidata ids of a side."""
    stem = name.removesuffix("s")
    return (
        Column(
            name, "list", f"{about}: codes, ISO 3166-1 alpha-3 or a body's own",
            lambda one: codes(getattr(one, name)),
        ),
        Column(f"{stem}_names", "list", f"{about}: names", lambda one: names(getattr(one, name))),
        Column(
            f"{stem}_wikidata", "list", f"{about}: Wikidata ids", lambda one: wikidata(getattr(one, name))
        ),
    )


def single(name: str, about: str) -> tuple[Column, ...]:
    """The columns of one actor, who may be missing."""
    return (
        Column(name, "text", f"{about}: code", part(name, "code")),
        Column(f"{name}_name", "text", f"{about}: name", part(name, "name")),
        Column(f"{name}_role", "text", f"{about}: role on that day", part(name, "role")),
        Column(f"{name}_wikidata", "text", f"{about}: Wikidata id", part(name, "wikidata")),
    )


def place() -> tuple[Column, ...]:
    """The columns of the place of an act."""
    return (
        Column(
            "place", "text", "place of the act, only where its own clause gives one", part("where", "name"),
        ),
        Column("place_country", "text", "its country", part("where", "country")),
        Column("lat", "real", "degrees north, WGS 84", part("where", "lat")),
        Column("lon", "real", "degrees east, WGS 84", part("where", "lon")),
    )


def told(of: str) -> tuple[Column, ...]:
    """The columns of the reports of an entry: how many, by whom, and the first with its words."""

    def first(name: str) -> Callable[[Any], Any]:
        take = attrgetter(name)
        return lambda one: take(getattr(one, of)[0]) if getattr(one, of) else None

    return (
        Column("reports", "whole", "how many reports tell it", lambda one: len(getattr(one, of))),
        Column(
            "outlets", "list", "who published them", lambda one: listed(r.outlet for r in getattr(one, of))
        ),
        Column(
            "articles", "list", "ids of the articles", lambda one: listed(r.article for r in getattr(one, of))
        ),
        Column("evidence", "text", "the words of the first report", first("span.text")),
        Column(
            "evidence_start", "whole", "where they begin in its text, in code points", first("span.start"),
        ),
        Column("evidence_end", "whole", "where they end, exclusive", first("span.end")),
    )


IDENT = column("id", "text", "id of the record, a hash of its content")
BECAUSE = Column("because", "list", "the reasons, in words", lambda one: listed(one.because))
ORIGIN = (  # of every record of a single article; taken from the article
    column("article", "text", "id of the article", lambda a: a.id),
    column("url", "text", "address of the article"), column("outlet", "text", "who published it"),
    column("published", "day", "day of publication, in the article's own time zone", lambda a: a.on),
)  # fmt: skip
SINGLE: dict[str, tuple[Column, ...]] = {  # records of single articles
    "events": (
        IDENT, column("type", "text", "PLOVER type"), column("mode", "text", "PLOVER mode"),
        coded("contexts", "PLOVER contexts"),
        column("quad", "whole", "1 verbal and 2 material cooperation, 3 verbal and 4 material conflict"),
        column("score", "real", "PLOVER conflict–cooperation score"), column("cameo", "text", "CAMEO code"),
        column("status", "text", "actual, planned, hypothetical, negated or historical"),
        *sides("actors", "who acts"), *sides("recipients", "to whom"),
        Column(
            "addressees", "list", "told or written to, but not the target: codes",
            lambda e: codes(e.addressees),
        ),
        *when(), *place(),
        Column(
            "attribution", "list", "on whose word, nearest first; missing for the outlet's own voice",
            lambda e: names(e.attribution),
        ),
        column("statement", "text", "id of the statement that carries it"),
        column("confidence", "real", "from 0 to 1, calibrated"),
        Column("trigger", "text", "the word that names the act", lambda e: e.trigger.text), *span(),
        column("rule", "text", "the rule that found it"),
        Column("corrected", "text", "who corrected it, when, and how it had been read", correction_of),
    ),
    "statements": (
        IDENT, column("kind", "text", "direct, partial or indirect"), *single("speaker", "who speaks"),
        Column("addressees", "list", "to whom: codes", lambda s: codes(s.addressees)),
        column("channel", "text", "call, meeting, letter, statement, speech, interview or post"),
        column("polarity", "text", "affirmed, denied or unsure"), *when(),
        Column("attribution", "list", "on whose word, nearest first", lambda s: names(s.attribution)),
        Column(
            "content", "text", "what was said, its parts joined by …",
            lambda s: " … ".join(p.text for p in s.content) or None,
        ),
        *span(),
    ),
    "nonresponses": (
        IDENT, *single("actor", "who gave no answer"), *single("to", "to whom"), *when(), *span(),
    ),
    "positions": (
        IDENT, *single("actor", "who holds it"),
        column("issue", "text", "the thing at issue, as the text names it"),
        column("stance", "text", "supports, opposes, neutral or asks"),
        *single("ascribed_by", "who says so, where not the holder"), *when(),
        column("statement", "text", "id of the statement that carries it"), *span("wording"),
    ),
    "meetings": (
        IDENT, column("kind", "text", "visit, call, summit, talks, multilateral or summons"),
        column("status", "text", "planned, held, postponed or cancelled"),
        *sides("participants", "who meets"), *when(), *place(),
        Column(
            "agenda", "list", "what it is about, in the article's words",
            lambda m: listed(a.text for a in m.agenda),
        ),
        *span(),
    ),
    "links": (
        IDENT, Column("from_id", "text", "id of the later act", lambda link: link.source),
        Column("to_id", "text", "id of the act that it answers", lambda link: link.target),
        column("kind", "text", "refuses, meets, answers, repeats or retaliates"), BECAUSE,
    ),
    "commitments": (
        IDENT, coded("by", "who undertakes it: codes"), coded("to", "to whom: codes"),
        column("what", "text", "what, in its words"),
        column("status", "text", "open, kept, broken or overdue"), *when("due"), *told("evidence"),
    ),
    "times": (
        column("value", "text", "as TIMEX3 has it"), column("type", "text", "DATE, TIME, DURATION or SET"),
        *when(), column("text", "text", "the words"),
        Column("text_start", "whole", "where they begin", lambda t: t.start),
        Column("text_end", "whole", "where they end, exclusive", lambda t: t.end),
    ),
    "places": (
        column("name", "text", "name"), column("country", "text", "ISO 3166-1 alpha-3"),
        column("lat", "real", "degrees north, WGS 84"), column("lon", "real", "degrees east, WGS 84"),
        column("geonameid", "whole", "id in GeoNames"),
        column("demonym", "flag", "whether the people or the adjective is named (Chinese)"),
        *span("span", "words"),
    ),
}  # fmt: skip
FIRST_LAST = (
    column("first", "day", "day on which it was first told"),
    column("last", "day", "day on which it was last told"),
)
GATHERED: dict[str, tuple[Column, ...]] = {  # what many articles tell, from an archive that is settled
    "occurrences": (
        IDENT, column("type", "text", "PLOVER type"), column("mode", "text", "PLOVER mode"),
        column("status", "text", "actual, planned, hypothetical, negated or historical"),
        coded("actors", "who acts: codes"), coded("recipients", "to whom: codes"),
        column("start", "day", "first day, only where a report gives one"),
        column("end", "day", "last day, inclusive"), column("reported", "day", "day of the first report"),
        column("confidence", "real", "from 0 to 1"),
        column("salience", "real", "how soon it is shown, from 0 to 1"),
        column("origins", "whole", "independent origins: copies and one agency's stories count once"),
        column("domestic", "flag", "whether it passes within one party"), *told("reports"), BECAUSE,
    ),
    "demands": (
        IDENT, coded("by", "who asks: codes"), coded("of", "who is asked: codes"),
        column("asked", "text", "what, in its words"),
        column("status", "text", "open, met, partly, refused, answered or unanswered"), *FIRST_LAST,
        column("age_days", "whole", "days from the first report to the day asked for"),
        Column("responses", "list", "ids of what came back", lambda d: listed(r.event for r in d.responses)),
        Column("response_kinds", "list", "of what kinds", lambda d: listed(r.kind for r in d.responses)),
        *told("evidence"), BECAUSE,
    ),
    "held_positions": (
        IDENT, column("actor", "text", "who holds it: code"), column("issue", "text", "the thing at issue"),
        column("stance", "text", "supports, opposes, neutral or asks"),
        column("wording", "text", "the exact formula"),
        column("ascribed_by", "text", "who says so, where not the holder: code"), *FIRST_LAST,
        column("changed_from", "text", "id of the position that the holder had before"), *told("evidence"),
        BECAUSE,
    ),
    "due_meetings": (
        IDENT, coded("participants", "who meets: codes"),
        column("kind", "text", "visit, call, summit, talks, multilateral or summons"),
        column("status", "text", "planned, held, postponed, cancelled or unknown"),
        column("start", "day", "first day"), column("end", "day", "last day, inclusive"), *told("evidence"),
        BECAUSE,
    ),
    "disputes": (
        IDENT, column("title", "text", "its name"), coded("parties", "who quarrels: codes"),
        column("issue", "text", "about what"), column("start", "day", "day of what set it off"),
        column("trigger", "text", "id of the act that set it off"),
        column("phase", "text", "rising, steady, falling or dormant"),
        coded("moves", "ids of its acts, in order of time"), coded("demands", "ids of its demands"),
        coded("positions", "ids of its positions"),
        Column(
            "third_parties", "list", "others who were courted or spoke up: codes",
            lambda d: listed(t.country for t in d.third_parties),
        ),
        coded("bodies", "bodies that a party turned to: codes"), coded("due", "ids of meetings ahead"),
        BECAUSE,
    ),
}  # fmt: skip
ARTICLES = (
    *ORIGIN, column("title", "text", "title"), column("agency", "text", "agency that it credits"),
    column("language", "text", "ISO 639-1"),
    column("genre", "text", "news, analysis, opinion, document, transcript or other"),
    column("sha256", "text", "SHA-256 of its text"),
)  # fmt: skip
KINDS: dict[str, tuple[Column, ...]] = {
    "articles": ARTICLES, **{kind: ORIGIN + own for kind, own in SINGLE.items() if kind != "commitments"},
    "commitments": SINGLE["commitments"], **GATHERED,
}  # fmt: skip


def codebook(kinds: Iterable[str] = KINDS) -> Json:
    """What stands in which column of which table, for programs."""
    return {
        "missing": "an empty cell of CSV, NA of a data frame, null of Parquet, . or an empty text of Stata: "
                   "not known, or none",
        "stata": "end and quad are words of Stata: the columns are called end_ and quad_ there",
        "lists": f"joined by {JOIN!r}; one within a value has a \\ before it",
        "tables": {
            kind: [{"column": c.name, "holds": c.holds, "about": c.about} for c in KINDS[kind]]
            for kind in kinds
        },
    }
