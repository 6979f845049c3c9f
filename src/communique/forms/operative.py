"""Paragraphs whose verb has no subject ("3. Condemns …") to a view in which the parser reads a sentence:
"It condemns …".

Knows verbs at the head of paragraphs and numbers before them; does not know who decides.
"""

from __future__ import annotations

import re

from communique.forms.lines import Line, Words, marker, third_person, words
from communique.forms.views import Edit, View

ENDING = re.compile(r"[;,](?P<and>\s+and)?$")
SINGULAR, PLURAL = "It ", "We "
FEW = 2  # paragraphs in a form of the verb that are no accident


def operative(lines: tuple[Line, ...], body: int, language: str) -> tuple[View, int]:
    """The view of a text in which subjects stand where they are understood and paragraphs have no numbers;
    and how many were unsaid."""
    table = words(language)
    found = []
    for line in lines[body:]:
        skip = marker(line)
        verb = table.operative.match(line.text, skip) or decision(line, skip, table)
        if verb is not None and (skip or stands_alone(line, verb)):
            found.append((line, verb))
    kinds = [kind_of(verb) for _, verb in found]
    edits: list[Edit] = []
    counted = 0
    heads: dict[Line, object] = {}
    for (line, verb), kind in zip(found, kinds, strict=True):
        if kinds.count(kind) >= FEW:
            heads[line] = verb
            edits += said(line, verb, kind)
            counted += 1
    for line in lines[body:]:
        if line not in heads and (opening := preamble(line, table)):
            edits += opening
            heads[line] = True
        if line not in heads and (skip := marker(line)) and line.text[skip : skip + 1].isupper():
            edits.append(Edit(line.start, line.start + skip, ""))
        edits += within(line, table)
        if (line in heads or marker(line)) and (end := ENDING.search(line.text)):
            edits.append(Edit(line.start + end.start(), line.end, "."))
    return View(tuple(sorted(edits)), ()), counted


def stands_alone(line: Line, verb: re.Match[str]) -> bool:
    """Whether a verb at the head of a paragraph without a number or bullet leaves its subject unsaid:
    "Condemns", "to urge", "condemn"."""
    kind = kind_of(verb)
    return kind in ("third", "marker") or (kind == "base" and line.text[:1].islower())


def preamble(line: Line, table: Words) -> list[Edit]:
    """The edits that make a sentence of a preamble that praises or blames:
    "Commending Peru for its help," as "It commends …"."""
    verb = table.preamble.match(line.text)
    small = Edit(line.start, line.start + 1, line.text[0].lower())
    if line.text.endswith(",") and table.feeling.match(line.text) is not None:
        return [Edit(line.start, line.start, f"{SINGULAR}{table.being}"), small]
    if verb is None or not line.text.endswith(","):
        return []
    stem, base = verb.group("verb")[:-3], table.gerunds[verb.group("verb").lower()]
    kept = next(n for n in range(len(stem), 0, -1) if base.startswith(stem[:n].lower()))
    begin, end = line.start + verb.start("verb"), line.start + verb.end("verb")
    several = any(word in table.theirs for word in line.text.lower().split())
    finite = base if several else third_person(base)
    subject = Edit(line.start, line.start, PLURAL if several else SINGULAR)
    return [subject, small, Edit(begin + kept, end, finite[kept:])]


def within(line: Line, table: Words) -> list[Edit]:
    """The edits that make sentences of the points of one paragraph: "That this House condemns …; urges …;
    and welcomes …"."""
    found = ((stop, table.operative.match(line.text, stop.end())) for stop in table.point.finditer(line.text))
    points = [(stop, verb) for stop, verb in found if verb is not None and kind_of(verb) in ("third", "base")]
    if len(points) < FEW:
        return []
    edits = []
    for stop, verb in points:
        at, subject = line.start + verb.start(), SINGULAR if verb.group("third") else PLURAL
        edits += [Edit(line.start + stop.start(), line.start + stop.start() + 1, "."), Edit(at, at, subject)]
        if stop.group("joint"):
            edits.insert(-1, Edit(line.start + stop.start("joint"), line.start + stop.end("joint"), ""))
    return edits


def plain(lines: tuple[Line, ...], body: int, language: str) -> list[Edit]:
    """The edits that leave out words of honour before a name, which no parser of news knows:
    "with His Excellency Mr. Ruiz"."""
    pattern = words(language).honorific
    return [
        Edit(line.start + m.start(), line.start + m.end(), "")
        for line in lines[body:] for m in pattern.finditer(line.text)
    ]


def decision(line: Line, skip: int, table: Words) -> re.Match[str] | None:
    """The infinitive of a numbered decision, whatever its verb: "First: to close the consulate", "(b)
    to leave the pact"."""
    verb = table.listed.match(line.text, skip)
    return verb if verb is not None and (skip or verb.start("marker") > skip) else None


def kind_of(verb: re.Match[str]) -> str:
    """The form of a verb without a subject: past, third person, infinitive, or bare."""
    if verb.group("past"):
        return "past"
    if verb.group("third"):
        return "third"
    if verb.group("marker"):
        return "marker"
    return "base"


def said(line: Line, verb: re.Match[str], kind: str) -> list[Edit]:
    """The edits that give a paragraph its subject and take its number, its "to" and its capitals."""
    begin = line.start + (verb.end("marker") if kind == "marker" else verb.start())
    head = line.text[verb.end("marker") if kind == "marker" else verb.start() : verb.end()]
    lowered = head.lower() if head.isupper() else head[:1].lower() + head[1:]
    edits = [Edit(line.start, begin, "")] if begin > line.start else []
    edits.append(Edit(begin, begin, SINGULAR if kind == "third" else PLURAL))
    edits += [
        Edit(begin + n, begin + n + 1, new)
        for n, (old, new) in enumerate(zip(head, lowered, strict=True))
        if old != new
    ]
    return edits
