"""A record as a block of lines: day, who did what to whom, id; the words after a bar; what is to be added.

Knows how a block is set at any width, so that ids, days and words are never broken;
does not know what a record says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import NamedTuple

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from communique.show.plain import line

DAY, GAP = 10, 2  # columns of a day, and between columns
INDENT = DAY + GAP
# below the first an id has a line of its own; the second is that of pipes and files
NARROW, USUAL, WIDEST = 60, 80, 120
BAR = "│ "


class Side(NamedTuple):
    """Words of one of several texts: the letter of the text, the words, where they are from."""

    name: str
    words: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A record: its day (and the line below it), its heading with the parties in bold, its id, its words,
    what is to be added.

    Its notes stand between its own words and those of other texts, the `sides`.
    """

    day: str
    heading: str
    id: str = ""
    words: str = ""
    notes: tuple[str, ...] = ()
    below: str = ""
    bold: int = 0  # characters of the heading that name parties
    unsure: bool = False
    most: int = 2  # lines of words
    sides: tuple[Side, ...] = ()
    colour: str = ""  # of what is bold; of the day where nothing is


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a name."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of sections: lines above (the first of them bold) and below."""

    above: tuple[str, ...]
    sections: tuple[Section, ...]
    below: tuple[str, ...] = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, WIDEST if console.is_terminal else USUAL)
        yield from set_sheet(self, max(width, 20))


def one_list(title: str, blocks: Iterable[Block]) -> Sheet:
    """A page of blocks without sections."""
    return Sheet((title,), (Section("", tuple(blocks)),))


def set_sheet(sheet: Sheet, width: int) -> Iterator[Text]:
    """The lines of a page at a width."""
    for number, text in enumerate(sheet.above):
        for part in wrapped(text, width):
            yield flat(Text(part, "bold" if number == 0 else ""))
    for section in sheet.sections:
        if section.title or sheet.above:
            yield Text()
        if section.title:
            yield flat(Text(section.title, "bold"))
        for block in section.blocks:
            for one in set_block(block, width):
                yield flat(one)
    if sheet.below:
        yield Text()
    for text in sheet.below:
        for part in wrapped(text, width):
            yield flat(Text(part, "dim"))


def flat(text: Text) -> Text:
    """A line that rich leaves as it is."""
    text.no_wrap, text.overflow = True, "ignore"
    return text


def set_block(block: Block, width: int) -> Iterator[Text]:
    """The lines of a block at a width."""
    tail = f"{'unsure ' if block.unsure else ''}{block.id}"
    narrow = width < NARROW
    indent = 2 if narrow else INDENT
    room = width - indent if narrow or not tail else width - indent - len(tail) - GAP
    heading = wrapped(block.heading, room)
    below = [block.below] if block.below else []
    taken = 0

    def margin() -> str:
        return (below.pop(0) if below and not narrow else "").ljust(indent)

    if narrow:
        yield Text(block.day, "dim")
    for number, part in enumerate(heading):
        lead = block.day.ljust(indent) if number == 0 and not narrow else margin()
        made = Text(lead, "dim" if block.bold or not block.colour else block.colour)
        made.append(part[: max(0, block.bold - taken)], f"bold {block.colour}".strip())
        made.append(part[max(0, block.bold - taken) :])
        taken += len(part) + 1
        if tail and number == 0 and not narrow:
            made.append(" " * (width - len(made.plain) - len(tail)))
            made.append("unsure " if block.unsure else "", "yellow")
            made.append(block.id, "dim")
        yield made
    if narrow and tail:
        yield Text(" " * indent + tail, "dim")
    words = wrapped(block.words, width - indent - len(BAR)) if block.words else []
    for part in shortened(words, block.most):
        yield Text(margin(), "dim").append(BAR, "dim").append(part)
    for note in block.notes:
        for part in wrapped(note, width - indent):
            yield Text(margin() + part, "dim")
    for left in below if not narrow else ():
        yield Text(left, "dim")
    for side in block.sides:
        yield from set_side(side, width, indent, block.most)


def set_side(side: Side, width: int, indent: int, most: int) -> Iterator[Text]:
    """The lines of words of another text at a width."""
    bar = f"{side.name} {BAR}".lstrip()
    for number, part in enumerate(shortened(wrapped(side.words, width - indent - len(bar)), most)):
        edge = bar if number == 0 else BAR.rjust(len(bar))
        yield Text(" " * indent, "dim").append(edge, "dim").append(part)
    if side.source:
        yield from (Text(" " * indent + part, "dim") for part in wrapped(side.source, width - indent))


def wrapped(text: str, width: int) -> list[str]:
    """Text in lines between words; a word longer than a line stays whole unless the terminal is narrower than
    it."""
    return wrap(line(text), max(width, 8), break_on_hyphens=False) or [""]


def shortened(lines: Sequence[str], most: int) -> list[str]:
    """So many lines; the last one says where some are left out."""
    if len(lines) <= most:
        return list(lines)
    last = lines[most - 1]
    return [
        *lines[: most - 1], (last if len(last) + 2 <= max(map(len, lines)) else last.rsplit(" ", 1)[0]) + " …"
    ]
