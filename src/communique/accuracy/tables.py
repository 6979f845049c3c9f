"""A report of accuracy as tables for people; takes figures, gives rich renderables.

Knows how figures should look on a terminal; does not print, and does not know how anything was counted.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from communique.accuracy.reliability import Bin, bins, calibration_error, discrimination
from communique.accuracy.scores import Counts, Fault, Report, Share, reasons
from communique.records import Event
from communique.show import UNKNOWN, line, short

KINDS = {"missed": "yellow", "false alarm": "red", "wrong type": "magenta", "wrong parties": "cyan"}
FREQUENT = 8        # confusions shown; all of them are in the JSON


def report(found: Report, *, only: str | None = None, modes: bool = False) -> RenderableType:
    """All figures of a report; those by mode only where they are wanted, for there are many."""
    parts: list[RenderableType] = [by_type(found), Text(), by_label(found.by_status, "status")]
    parts += [Text(), by_label(found.by_mode, "mode")] if modes else []
    parts.append(Text())
    parts += [Text(text) for text in remarks(found, only)]
    if found.cases:
        parts += [Text(), reliability(bins(found.cases))]
    return Group(*parts)


def titled(title: str) -> Table:
    """An empty table under its title."""
    return Table(
        title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False,
    )  # fmt: skip


def by_type(found: Report) -> Table:
    """A row for each type and one for all: how many, and the figures for the type alone and with the
    parties."""
    table = titled("Events: the type alone, and the type with its actors and recipients")
    table.add_column("type")
    for head in (
        "gold", "coded", "right", "precision", "recall", "F1", "right +parties", "precision", "recall", "F1",
    ):
        table.add_column(head, justify="right", min_width=5)
    for name, levels in found.by_type.items():
        table.add_row(name, *cells(levels["type"], levels["parties"]))
    table.add_section()
    table.add_row("all", *cells(found.levels["type"], found.levels["parties"]), style="bold")
    return table


def cells(type_: Counts, parties: Counts) -> Iterator[str]:
    """The figures of a row."""
    yield from (str(type_.gold), str(type_.coded))
    for counts in (type_, parties):
        yield from (str(counts.right), number(counts.precision), number(counts.recall), number(counts.f1))


def by_label(rows: dict[str, Counts], what: str) -> Table:
    """A row for each status or mode."""
    table = titled(f"Events with the right type and the right {what}")
    table.add_column(what)
    for head in ("gold", "coded", "right", "precision", "recall", "F1"):
        table.add_column(head, justify="right", min_width=5)
    for name, counts in rows.items():
        figures = map(number, (counts.precision, counts.recall, counts.f1))
        table.add_row(name, str(counts.gold), str(counts.coded), str(counts.right), *figures)
    return table


def remarks(found: Report, only: str | None) -> Iterator[str]:
    """What else is to be said, a line each."""
    for level, what in (("type", "type"), ("parties", "type, actors and recipients")):
        if (middle := found.intervals[level]) is not None:
            yield (
                f"F1 of {what}: {number(found.levels[level].f1)}, between {number(middle[0])} and "
                f"{number(middle[1])} in 95 of 100 samples of sentences; mean over the types "
                f"{number(found.macro(level))}"
            )
    shares = ", ".join(f"{name} {percent(share)}" for name, share in found.agreement.items())
    yield f"Where the type is right: {shares} (of contexts one by one F1 {number(found.contexts.f1)})"
    if found.empty.of:
        made_up = (
            f"{found.alarms} "
            f"{'events' if found.alarms != 1 else 'event'}{f' of type {only}' if only else ''} made up"
        )
        loud = Share(found.empty.of - found.empty.right, found.empty.of)
        quiet = f"{found.empty.right} of {found.empty.of} stayed empty"
        yield f"Sentences without an event: {quiet}, false alarms in {percent(loud)} ({made_up})"
    if confused := found.confusions():
        listed = ", ".join(f"{gold} as {coded} {n}" for gold, coded, n in confused[:FREQUENT])
        yield f"Types taken for others: {listed}{' …' if len(confused) > FREQUENT else ''}"
    if found.cases:
        yield (
            f"Confidence: expected calibration error {number(calibration_error(found.cases))}; of a right "
            f"and a wrong event the right one has the higher in {number(discrimination(found.cases))} of "
            "pairs"
        )
    for name in found.unread:
        yield f"Could not be read: {name}"


def reliability(rows: Sequence[Bin]) -> Table:
    """How often events of a confidence are right."""
    table = titled("Confidence, and how often type, actors and recipients are right")
    for head in ("confidence", "events", "mean", "right"):
        table.add_column(head, justify="left" if head == "confidence" else "right")
    for row in rows:
        table.add_row(
            f"{row.low:.1f} to {row.high:.1f}", str(row.cases), number(row.confidence), number(row.right)
        )
    return table


def faults(found: Iterable[Fault]) -> RenderableType:
    """Errors one below the other: the sentence, what was expected, what was coded and why."""
    return Group(*(part for fault in found for part in fault_parts(fault)))


def fault_parts(fault: Fault) -> Iterator[RenderableType]:
    """One error."""
    yield Text.assemble((fault.kind, f"bold {KINDS[fault.kind]}"), "  ", (line(fault.sentence.id), "dim"))
    rows = [Text(short(fault.sentence.text, 600))]
    if fault.pair.act is not None:
        act = fault.pair.act
        what = f"{named(act.type, act.mode)}: {sides(act.actors, act.recipients)}, {act.status}"
        rows.append(Text(f"expected  {what}"))
    if (event := fault.pair.event) is not None:
        rows.append(Text(f"coded     {event_line(event)}"))
        rows += [Text(f"          {line(reason)}", "dim") for reason in dict.fromkeys(reasons(event))]
    if fault.sentence.note:
        rows.append(Text(f"note      {line(fault.sentence.note)}", "dim"))
    yield Padding(Group(*rows), (0, 0, 1, 2))


def event_line(event: Event) -> str:
    """A coded event on a line, with its trigger and its rule."""
    parties = sides([a.country for a in event.actors], [a.country for a in event.recipients])
    return (
        f"{named(event.type, event.mode)}: {parties}, {event.status}; “{line(event.trigger.text)}” by rule "
        f"{event.rule}, confidence {event.confidence:.2f}"
    )


def named(type_: str, mode: str | None) -> str:
    """A type with its mode."""
    return f"{type_} {mode}" if mode else type_


def sides(actors: Sequence[str | None], recipients: Sequence[str | None]) -> str:
    """Who to whom, by code; "?" is somebody without one."""
    left, right = (" ".join(code or "?" for code in side) or UNKNOWN for side in (actors, recipients))
    return f"{left} → {right}"


def number(value: float | None) -> str:
    """A figure to two places."""
    return UNKNOWN if value is None else f"{value:.2f}"


def percent(share: Share) -> str:
    """A share in per cent."""
    return f"{100 * share.right / share.of:.0f} %" if share.of else UNKNOWN
