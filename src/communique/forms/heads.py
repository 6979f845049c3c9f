"""What stands at the head and the foot of a document: letterhead, heading, marks of release, signatures.

Knows how such lines look; does not know whom they name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from communique.forms.lines import Line, Words, count, lines_of, marker, prose, words

HEAD = 24  # lines at most in which a letterhead and a heading stand
TAIL = 40  # lines at most in which signatures stand
TOP = 4  # the first lines, where a letterhead is looked for
FEW = 4  # words of a heading that says no more than what the text is
SHORT = 16  # words of a line of a letterhead
NUMBERED = 3  # paragraphs with numbers that are no accident
FIRST_SPOKEN = 6  # paragraphs in which a speaker turns to the chair
# what a report quotes of a document
CITED = re.compile(r"(?:(?<=\S\s)|^(?=.+[\"”]\s*\w))(?:\"[^\"]*\"|“[^”]*”)")
BAR = re.compile(r"\s+[/|—–]\s+|\s{3,}")
SIGNED = re.compile(r"(?:for|pour|por)\s+(?:the|his|her)\s+\w|\(signed\)", re.IGNORECASE)
CONTACT = re.compile(
    r"^\W*(?:ends?|end of (?:text|document|statement)|# ?# ?#|-?30-)\W*$|^\s*#\s*#\s*#", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Head:
    """The lines around the body: `titles` are headings, `letterhead` names who writes, `signed` who signs;
    `body` numbers its first line.

    `cues` are the marks of a document with their weight; `speech` says by what the text is one speech,
    None where it is none.
    """

    titles: tuple[str, ...]
    letterhead: tuple[Line, ...]
    signed: tuple[Line, ...]
    body: int
    cues: tuple[tuple[int, str], ...] = ()
    speech: str | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The headings and the letterhead."""
        return (*self.titles, *(line.text for line in self.letterhead))


def head_of(lines: tuple[Line, ...], title: str | None, language: str) -> Head:
    """The head and foot of a text that has these lines."""
    table = words(language)
    body = next((n for n, line in enumerate(lines[:HEAD]) if prose(line) and not names(line, table)), 0)
    if 0 < body < len(lines) - 1 and lines[body].text.partition(" ")[0] in table.issued:
        body += 1  # "JOINT STATEMENT" and, below it, "of the Minister of … and the Minister of …"
    above = lines[:body]
    letterhead = tuple(line for line in above if is_letterhead(line, table))
    told = (line.text for line in lines_of(title or ""))
    titles = tuple(dict.fromkeys([*told, *whole(line.text for line in above if line not in letterhead)]))
    foot = lines[max(body, len(lines) - TAIL) :]
    signed = tuple(
        line for line in foot
        if not prose(line) and (signs(line, table) or (line is lines[-1] and is_letterhead(line, table)))
    )
    marks = tuple(cues(lines, body, titles, letterhead, signed, table))
    return Head(titles, letterhead, signed, body, marks, speech_of(lines[body:], titles, table))


def names(line: Line, table: Words) -> bool:
    """Whether a line only says what a text is, however long: "Identical letters dated … from … to …"."""
    return bool(table.certain.match(line.text)) and not line.text.endswith((".", ";", ":"))


def whole(lines: Iterable[str]) -> list[str]:
    """The headings of lines; one that begins small goes on from the line before it:
    "JOINT STATEMENT" and "of the Ministers of …"."""
    found: list[str] = []
    for line in lines:
        if found and line[:1].islower():
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return found


def is_letterhead(line: Line, table: Words) -> bool:
    """Whether a line is no more than the name of a body: short, without a full stop,
    without a verb that documents begin with."""
    if count(line.text) > SHORT or line.text.endswith((".", ";", "?", "!")):
        return False
    if table.document.match(line.text) or table.speech.match(line.text) or table.spoken.match(line.text):
        return False
    return any(names_body(part, table) for part in BAR.split(line.text))


def names_body(text: str, table: Words) -> bool:
    """Whether words are a body's name: written large, and no verb among them that documents begin with."""
    parts = [w for w in table.sender.sub("", text).split() if w[:1].isalpha()]
    named = bool(parts) and parts[0][0].isupper() and all(w[0].isupper() or w in table.small for w in parts)
    rest = " ".join(parts)
    return named and bool(table.letterhead.match(rest)) and not table.operative.search(rest.partition(" ")[2])


def signs(line: Line, table: Words) -> bool:
    """Whether a line at the foot is a signature: "For the Republic of Peru", an office beside a name."""
    if table.addressed.match(line.text):
        return False
    return bool(SIGNED.match(line.text)) or (
        count(line.text) <= SHORT and bool(table.person.match(line.text))
    )


def cues(
    lines: tuple[Line, ...], body: int, titles: tuple[str, ...], letterhead: tuple[Line, ...],
    signed: tuple[Line, ...], table: Words,
) -> list[tuple[int, str]]:
    """The marks of a document, each with its weight: 2 settles it, 1 needs another."""
    found = [(1, f"letterhead {line.text!r}") for line in letterhead[:2]]
    if letterhead and letterhead[0] in lines[:TOP] and len(lines[:body]) > 1:
        found.append((1, "the letterhead stands at the top"))
    found += [cue for title in titles if (cue := title_cue(title, table)) is not None][:2]
    dated = any(table.day.match(line.text) for line in lines[:body])
    if dated and any(table.readout.match(title) for title in titles):
        found.append((2, "a read-out by its heading, with its day"))
    if released := next((line.text for line in lines[: body + 1] if table.release.match(line.text)), None):
        found.append((2, f"marked {released!r}"))
    head = "\n".join(CITED.sub("", line.text) for line in (*lines[body : body + 3], *lines[-TAIL:]))
    if formula := table.formulas.search(head):
        found.append((2, f"words of documents: {formula.group()!r}"))
    if sum(bool(marker(line)) and line.text[:1].isdigit() for line in lines[body:]) >= NUMBERED:
        found.append((1, "numbered paragraphs"))
    if any(SIGNED.match(line.text) for line in signed):
        found.append((2, f"signed {signed[0].text!r}"))
    if signed and is_letterhead(signed[-1], table):
        found.append((1, f"signed {signed[-1].text!r}"))
    if any(CONTACT.match(line.text) for line in lines[-4:]):
        found.append((1, "a mark of its end"))
    return found


def title_cue(title: str, table: Words) -> tuple[int, str] | None:
    """What a heading says of a text, and how surely."""
    title = table.numbered.sub("", title)
    bare = count(title) <= FEW and table.ending.match(title)
    if bare or table.certain.match(title) or table.voiced.match(title):
        return 2, f"heading {title!r}"
    found = table.document.match(title)
    if found is None:
        return (1, f"heading {title!r}") if table.ending.match(title) and count(title) <= SHORT else None
    rest = title[found.end() :].strip().lower()
    named = any(rest.startswith(w + " ") for w in table.issued) or rest[:1].isdigit() or not rest
    return (2 if named else 1), f"heading {title!r}"


def speech_of(body: tuple[Line, ...], titles: tuple[str, ...], table: Words) -> str | None:
    """By what a text is the words of one speaker: its heading with an occasion, or whom it turns to;
    None where it is no speech."""
    turned = any(table.salutation.match(line.text) for line in body[:FIRST_SPOKEN])
    thanks = any(table.closing.match(line.text) for line in body[-3:])
    for title in titles:
        if table.speech.match(title):
            return f"heading {title!r}"
        said = table.document.match(title)
        if said is not None and table.unspoken.match(title):
            return None
        # without what it is about, unless it says behind that who speaks
        occasion = title if " by " in title else table.matter.split(title)[0]
        spoken = table.person.match(title) and table.place_of_speech.match(occasion)
        if said is not None and spoken:
            return f"heading {title!r}"
        if said is not None and (turned or thanks):
            return f"heading {title!r}, and turns to those who listen"
    return None
