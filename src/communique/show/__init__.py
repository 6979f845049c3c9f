"""Readings as tables and marked sentences for people: takes records, gives rich renderables.

Knows how a record should look on a terminal; does not print, and does not know how anything was found.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from communique.knowledge import ontology
from communique.records import Actor, Event, Reading, Span, passage, stretches
from communique.show import records
from communique.show.plain import line as line
from communique.show.plain import safe as safe
from communique.show.plain import short as short
from communique.wording import time_words

# cooperation cold, conflict warm; deeds bold
QUAD = {1: "green", 2: "bold cyan", 3: "yellow", 4: "bold red"}
MARKS = {
    "act": "bold reverse", "who": "bold green", "whom": "bold magenta", "when": "bold blue",
    "said": "italic cyan", "to": "magenta",
}
UNKNOWN = "–"


PARTS = {  # how each kind of record is called, and what is marked of it, as a key of MARKS
    "statements": ("statement", (
        ("act", "cue"), ("who", "speaker"), ("said", "content"), ("to", "addressees"),
    )),
    "events": ("event", (
        ("act", "trigger"), ("who", "actors"), ("whom", "recipients"), ("to", "addressees"), ("when", "when"),
    )),
    "nonresponses": ("no answer", (("who", "actor"), ("to", "to"), ("when", "when"))),
    "positions": ("position", (("who", "actor"),)),
    "meetings": ("meeting", (("who", "participants"), ("when", "when"))),
}  # fmt: skip
Mark = tuple[str, Span]  # what a part of a sentence is, a key of MARKS, and where it stands


def reading(
    read: Reading, *, evidence: bool = False, plain: bool = False, everything: bool = False
) -> RenderableType:
    """All of a reading as a page; with `evidence` the sentences with their parts marked.

    Args:
        plain: mark the parts with words, for an output that has no colours.
        everything: what is less sure or only possible too, and positions and meetings.
    """
    page = records.reading(read, everything=everything)
    return Group(page, Text(), evidences(read, plain=plain)) if evidence else page


def spaced(parts: Iterable[RenderableType]) -> Iterator[RenderableType]:
    """The parts with an empty line after each."""
    for part in parts:
        yield part
        yield Text()


# ---------------------------------------------------------------- words for things
def called(actor: Actor | None) -> str:
    """An actor by name or by its words, with its country: "Wang Yi (CHN)"."""
    if actor is None:
        return UNKNOWN
    name = line(actor.name or actor.organization or (actor.span.text if actor.span else "")) or UNKNOWN
    return f"{name} ({actor.country})" if actor.country and actor.country != name else name


def listed(actors: Sequence[Actor]) -> str:
    """Several actors in one cell, each once."""
    return ", ".join(dict.fromkeys(called(a) for a in actors)) or UNKNOWN


def act(event: Event) -> str:
    """An event's type and mode: "SANCTION expel"."""
    return f"{event.type} {event.mode}" if event.mode else event.type


# ---------------------------------------------------------------- evidence
def evidences(read: Reading, *, plain: bool = False) -> RenderableType:
    """Each record's sentence with its parts marked."""
    parts: list[RenderableType] = [Text("Evidence", "bold"), key(plain)]
    for kind, (noun, wanted) in PARTS.items():
        for record in getattr(read, kind):
            name, style = (act(record), QUAD.get(record.quad)) if kind == "events" else (noun, None)
            words = marked(passage(record), stretches(record, wanted), plain=plain)
            parts.append(Group(Text(f"{name} {record.id}", style or "bold"), Padding(words, (0, 0, 0, 4))))
            also = record.also if kind == "events" else ()
            parts += [Padding(Text(f"also: {line(s.text)}", "dim"), (0, 0, 0, 4)) for s in also]
    return Group(*parts)


def key(plain: bool) -> Text:
    """What the marks mean."""
    if plain:
        return Text("Parts are marked as {what: words}.")
    return Text("  ").join(Text(kind, style) for kind, style in MARKS.items())


def marked(evidence: Span, marks: Iterable[Mark], *, plain: bool = False) -> Text:
    """The evidence with those marks that lie inside it; where two overlap the first wins."""
    kept: list[Mark] = []
    for kind, span in marks:
        inside = evidence.start <= span.start < span.end <= evidence.end
        if inside and all(span.end <= k.start or k.end <= span.start for _, k in kept):
            kept.append((kind, span))
    text, at = Text(), evidence.start
    for kind, span in sorted(kept, key=lambda mark: mark[1].start):
        text.append(piece(evidence, at, span.start))
        words = piece(evidence, span.start, span.end)
        text.append(f"{{{kind}: {words}}}" if plain else words, None if plain else MARKS[kind])
        at = span.end
    text.append(piece(evidence, at, evidence.end))
    return text


def piece(evidence: Span, start: int, end: int) -> str:
    """The characters of a span between two offsets of the article, line breaks as blanks."""
    return safe(evidence.text[start - evidence.start:end - evidence.start]).replace("\n", " ")


# ---------------------------------------------------------------- one event, explained
def explanation(event: Event, *, rule: str | None = None, file: str | None = None, plain: bool = False,
                whole: bool = False) -> RenderableType:
    """Why an event was coded: its sentence with the parts marked, the reasons, and the rule,
    its entry too where `whole`."""
    style = QUAD.get(event.quad, "")
    told = records.act(event, {}, {})
    facts = Table.grid(padding=(0, 2))
    for name, value in fact_rows(event):
        facts.add_row(Text(name, "dim"), Text(value))
    kind = ontology.types().get(event.type)
    parts: list[RenderableType] = [
        Group(
            Text.assemble((told.heading, style), "  ", (event.id, "dim")),
            Text(f"{act(event)}: {kind.definition if kind else ''}", "dim"),
        ),
        Group(
            Text("Sentence", "bold"), key(plain),
            Padding(marked(event.evidence, stretches(event, PARTS["events"][1]), plain=plain), (0, 0, 0, 2)),
            *(Padding(Text(f"also: {line(s.text)}", "dim"), (0, 0, 0, 2)) for s in event.also),
        ),
        Group(Text("Read as", "bold"), Padding(facts, (0, 0, 0, 2))),
        Group(
            Text("Reasons", "bold"),
            *(Padding(Text(f"• {line(reason)}"), (0, 0, 0, 2)) for reason in reasons(event)),
        ),
    ]
    from rich.syntax import Syntax

    where = f"Rule {event.rule}" + (f", in knowledge/{file}" if file else "")
    if not whole:
        parts.append(Text(f"{where}; --rule prints it", "dim"))
        return Group(*spaced(parts))
    parts.append(
        Group(
            Text(where, "bold"), Syntax(rule, "toml", word_wrap=True, background_color="default")
            if rule
            else Text("  its entry is not in the pattern files", "dim"),
        )
    )
    return Group(*spaced(parts))


def fact_rows(event: Event) -> list[tuple[str, str]]:
    """The fields of an event as names and words."""
    quad = f"{event.quad} {ontology.quads().get(event.quad, '')}".strip()
    rows = [
        ("who", listed(event.actors)), ("whom", listed(event.recipients)), ("told", listed(event.addressees)),
        ("status", event.status), ("when", line(time_words(event.when, UNKNOWN))),
        ("where", line(event.where.name) if event.where else UNKNOWN),
        ("on the word of", ", passed on by ".join(map(called, event.attribution)) or "the outlet's own"),
        ("CAMEO", event.cameo or UNKNOWN), ("quad class", quad),
        ("score", UNKNOWN if event.score is None else f"{event.score:g}"),
        ("confidence", f"{event.confidence:.2f}"),
    ]
    return [row for row in rows if row[1] != UNKNOWN]


def reasons(event: Event) -> list[str]:
    """The reasons for the event and for its parties."""
    own = [*event.because]
    for actor in (*event.actors, *event.recipients, *event.addressees):
        own += [f"{called(actor)}: {reason}" for reason in actor.because]
    return list(dict.fromkeys(own)) or ["none was recorded"]


def event_list(rows: Sequence[Event]) -> Table:
    """The ids that there are, with what each is."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for row in rows:
        table.add_row(
            Text(row.id, "bold"), Text(act(row), QUAD.get(row.quad, "")),
            Text(short(row.evidence.text, 90), "dim"),
        )
    return table


def resolution(answer: dict[str, object]) -> Table:
    """The answer of `communique actor` as a small table."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for name, value in answer.items():
        if name == "because" and isinstance(value, list | tuple):
            for reason in value:
                table.add_row(Text("because", "dim"), Text(line(str(reason))))
        elif value not in (None, "", [], ()):
            table.add_row(
                Text(name.replace("_", " "), "dim"), Text(line(str(value)), "bold" if name == "name" else "")
            )
    if not table.row_count:
        table.add_row(Text("not a political actor that is known", "dim"))
    return table
