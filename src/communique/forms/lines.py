"""A text to its lines, and the tables of what stands on the lines of documents.

Knows white space and words; does not know what a line means.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from communique.knowledge import load_toml

LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")
PROSE = 30  # words of a line that is a paragraph and no heading, whatever ends it
MARKER = re.compile(
    r"[\"“„«]?\s*(?:[(\[]?(?:\d{1,3}|[a-z]|[ivxlc]{1,5}|[A-Z])[.)\]](?:\s*[(\[]?(?:\d{1,3}|[a-z]"
    r"|[ivxlc]{1,5})[.)\]])?|[-–—•*])\s+"
)
CODE = re.compile(r"\d")


class Line(NamedTuple):
    """A line of a text with its characters: what stands between two line ends, without blanks around it."""

    start: int
    end: int
    text: str


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not blank."""
    return tuple(Line(match.start(), match.end(), match.group()) for match in LINE.finditer(text))


def count(text: str) -> int:
    """The number of words."""
    return len(text.split())


def prose(line: Line) -> bool:
    """Whether a line is a paragraph of a text: long, or a short sentence that ends as one; a heading
    stands in capitals."""
    words = count(line.text)
    return not line.text.isupper() and (
        words >= PROSE
        or (
            words >= (3 if marker(line) else 6)
            and line.text.rstrip("\"”’')").endswith((".", ";", "!", "?", ",", ":"))
        )
    )


def marker(line: Line) -> int:
    """The length of the number or letter that a paragraph begins with: 3 for "4. Urges"."""
    found = MARKER.match(line.text)
    return found.end() if found else 0


def choice(words: Any) -> str:
    """A pattern of one of several words or phrases, the longest first."""
    return "(?:" + "|".join(sorted((re.escape(w) for w in words), key=len, reverse=True)) + ")"


class Words:
    """What documents look like in a language, ready to be matched, from its table."""

    def __init__(self, table: dict[str, Any]) -> None:
        title, marks, turns, verbs = table["title"], table["marks"], table["turns"], table["operative"]
        flags = re.IGNORECASE
        self.document = re.compile(rf"(?:\S+\s+){{0,2}}?{choice(title['document'])}(?=\W|$)", flags)
        self.readout = re.compile(
            rf"{choice(marks['persons'])}\b {title['readout']}{choice(marks['persons'])}\b", flags
        )
        self.day = re.compile(
            rf"(?:[^.]{{0,30}}?\b)?(?:\d{{1,2}} {choice(marks['months'])}"
            rf"|{choice(marks['months'])} \d{{1,2}},?)"
            r" \d{4}\b[^.]{0,30}$",
            flags,
        )
        self.certain = re.compile(rf"(?:\S+\s+){{0,3}}?{choice(title['certain'])}(?=\W|$)", flags)
        self.speech = re.compile(
            rf"(?:\S+\s+){{0,1}}?{choice(title['speech'])}\s+{choice(title['issued'])}\b", flags
        )
        self.spoken = re.compile(rf".*\b{choice(title['spoken'])}\b", flags)
        self.ending = re.compile(rf".*\b{choice(title['ending'])}\W*$", flags)
        self.release = re.compile(
            rf"(?:[^.!?]{{4,60}}[,|–-]\s*)?\W*{choice(marks['release'])}\W*"
            rf"(?:$|[|\d]|\s{{3}}|{choice(marks['months'])})",
            flags,
        )
        self.formulas = re.compile("|".join(marks["formulas"]), flags | re.MULTILINE)
        self.voiced = re.compile(
            rf"(?:.*\b{choice(marks['persons'])}\b[\w .'’-]{{0,40}}?['’]s?|(?-i:[A-Z]{{3,8}}))\s+(?:\w+\s+)?"
            rf"{choice(title['voiced'])}(?={table['issuers']['matter']}|\s+to\b|$)",
            flags,
        )
        self.numbered = re.compile(title["numbered"], flags)
        self.sender = re.compile(marks["sender"], flags)
        self.salutation = re.compile(marks["salutation"], flags)
        self.closing = re.compile(marks["closing"], flags)
        self.addressed = re.compile(marks["addressed"], flags)
        self.person = re.compile(rf".*\b{choice(marks['persons'])}\b", flags)
        self.place_of_speech = re.compile(rf".*\s{choice(marks['venues'])}\b", flags)
        self.letterhead = re.compile(
            rf"(?:[\w.'’&-]+[ ,]+){{0,4}}?{choice(marks['bodies'])}(?=$|[,/—–(:]"
            rf"|\s+(?:{'|'.join(marks['links'])})\b|\s*[-/—–(])"
            rf"|(?:[\w.'’&-]+[ ,]+){{0,3}}?{choice(marks['posts'])}(?:\s+(?-i:[A-Z])[\w.'’-]+){{1,3}}$",
            flags,
        )
        self.asking = frozenset(turns["asking"])
        self.answering = frozenset(turns["answering"])
        self.titles = frozenset(turns["titles"])
        self.small = frozenset(turns["small"])
        self.operative = verb_pattern(verbs)
        self.listed = re.compile(
            rf"(?:{choice(verbs['ordinals'])}\s*[:,–—-]\s*)?"
            r"(?P<marker>to\s+)(?P<third>(?!))?(?P<past>(?!))?(?P<base>[a-z]+)(?=\s)",
            flags,
        )
        self.preamble = re.compile(
            rf"(?:{choice(verbs['adverbs'])},?\s+)*(?P<verb>{choice(verbs['preamble'])})(?=\s)", flags
        )
        self.gerunds = verbs["preamble"]
        self.theirs = frozenset(verbs["theirs"])
        self.feeling = re.compile(verbs["feeling"], flags)
        self.being = verbs["being"]
        self.issued = frozenset(title["issued"])
        self.unspoken = re.compile(rf"(?:\S+\s+){{0,2}}?{choice(title['unspoken'])}(?=\W|$)", flags)
        self.matter = re.compile(table["issuers"]["matter"], flags)
        self.honorific = re.compile(marks["honorific"])
        self.point = re.compile(verbs["point"], flags)


@cache
def words(language: str) -> Words:
    """The tables of what documents look like in a language."""
    return Words(load_toml(f"{language}/documents.toml"))


def verb_pattern(table: dict[str, list[str]]) -> re.Pattern[str]:
    """A verb without a subject at the head of a paragraph: "Strongly condemns", "To urge", "call upon"."""
    verbs = sorted(table["verbs"], key=len, reverse=True)
    past = "|".join(sorted(table["past"], key=len, reverse=True))
    third = "|".join(third_person(v) for v in verbs)
    adverb = choice(table["adverbs"])
    forms = rf"(?P<third>{third})|(?P<past>{past})|(?P<base>{'|'.join(verbs)})"
    return re.compile(
        rf"(?<!\w)(?P<marker>to\s+)?(?:{adverb},?\s+)*(?:and\s+)?(?:{forms})(?=\s)"
        rf"(?!\s+{choice(table['not_before'])}\b)",
        re.IGNORECASE,
    )


def third_person(verb: str) -> str:
    """The form of a verb that goes with "it"."""
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"
