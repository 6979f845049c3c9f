"""Mentions: the stretches of a text that are names of places in the gazetteer,
with what the words around each say for and against it.

Knows words, capitals and punctuation; does not know which of the places of a name is meant.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from communique.places import gazetteer
from communique.places.gazetteer import CITY, COUNTRY, DEMONYM, REGION, STATE, Row, plain_word
from communique.places.words import Words, named, state

# letters of a word in capitals that is an acronym, not a name said loudly, and of a small word within a name
# ("of")
SHORT = 3
GREAT = 300_000  # people of a town that is a place even where it follows another name
OPENING = 12  # words within which a dateline begins
# what a context adds to the belief that a small town is meant, in powers of ten of its people; fitted on half
# of the texts of a test set
LOCATED, SAID, AREA, SPEAKS, INNER, OUTER, PERSON, KNOWN = 0.7, 0.4, 1.1, -0.5, -1.1, -0.5, -2.5, 2.0
_TOKEN = re.compile(r"[^\W\d_]+")
_JOINS = frozenset((" ", "-", "'", "’", ". ", ".", "–", "\u00a0", "‘"))
_ENDS = ".!?:;\n”\"“—–("
_DATELINE = re.compile(r"(?:, [A-Z][\w.]*)?(?:, \w+\.? \d+)? ?(?:\([^)\n]{2,30}\))? ?(?:--|[-–—]) ?")
_INITIAL = re.compile(r"(?<![^\W_])[A-Z]\. $")


@dataclass(slots=True, eq=False)
class Mention:
    """A name in the text: its places, what the words around it add to the belief that it is a place,
    and how it is used."""

    start: int
    end: int
    key: str
    rows: tuple[Row, ...]
    belief: float = 0.0
    inner: bool = False  # a part of a longer name
    area: bool = False  # "the Karak district": a state or county rather than the town
    dateline: bool = False
    known: bool = False  # the news name it for what is held there
    fixed: Row | None = None  # the place that a mention beside it makes it: "Tripoli, Lebanon"

    @property
    def best(self) -> Row:
        """The most populous of its places, a country before all."""
        return next((r for r in self.rows if r.kind in (COUNTRY, DEMONYM)), self.rows[0])


class Page(NamedTuple):
    """A text cut into words, and what the language says of words."""

    text: str
    marks: list[re.Match[str]]
    tokens: list[str]
    words: Words

    def between(self, i: int) -> str:
        """What stands between a word and the next; nothing before the first and after the last."""
        if 0 <= i < len(self.marks) - 1:
            return self.text[self.marks[i].end():self.marks[i + 1].start()]
        return ""


class Spot(NamedTuple):
    """Where a name stands: its first and last word, the words on its two sides (empty where punctuation parts
    them) and their keys."""

    first: int
    last: int
    left: str
    right: str
    before: str
    after: str
    joined: bool  # another place's name stands right before it
    loud: bool  # it and its neighbours are all in capitals


def spot(text: str, words: Words) -> list[Mention]:
    """The mentions of places in a text, in order, without those that are surely something else."""
    page = Page(text, list(_TOKEN.finditer(text)), _TOKEN.findall(text), words)
    found: list[Mention] = []
    people: set[str] = set()
    after = 0  # the first word after the last name
    for i, token in enumerate(page.tokens):
        if i < after or not token[0].isupper():
            continue
        size, rows, key = _longest(page, i)
        if not rows:
            continue
        after = i + size
        mention = _mention(page, i, after - 1, key, rows, found)
        if mention:
            found.append(mention)
        else:
            people.add(key)
    _doubt(found, people)
    return found


def _doubt(found: list[Mention], people: set[str]) -> None:
    """Take from the belief in a town whose name is in the same text a person's or a part of a longer name."""
    people.update(m.key for m in found if m.inner and m.best.flags)
    for mention in found:
        if mention.key in people and mention.best.kind == CITY:
            mention.belief += PERSON


# ---------------------------------------------------------------- the longest name
def _longest(page: Page, i: int) -> tuple[int, tuple[Row, ...], str]:
    """The number of words of the longest name at a word, its places and its key."""
    first = plain_word(page.tokens[i])
    sizes = gazetteer.lengths(first)
    if first in page.words.lengths:
        sizes = tuple(sorted({*sizes, *page.words.lengths[first]}, reverse=True))
    for size in sizes:
        if size > 1 and not _is_joined(page, i, size):
            continue
        key = first if size == 1 else " ".join(map(plain_word, page.tokens[i:i + size]))
        rows = _rows(page, i, size, key)
        if rows:
            return size, rows, key
    return 1, (), first


def _is_joined(page: Page, i: int, size: int) -> bool:
    """Whether words make one name: nothing but a blank or a hyphen between them,
    each with a capital but for "of" and the like."""
    if i + size > len(page.tokens):
        return False
    for j in range(i, i + size - 1):
        between = page.between(j)
        if between not in _JOINS or (between[0] == "." and len(page.tokens[j]) > SHORT):
            return False
        if not page.tokens[j + 1][0].isupper() and len(page.tokens[j + 1]) > SHORT:
            return False
    return True


def _rows(page: Page, i: int, size: int, key: str) -> tuple[Row, ...]:
    """The places of a key that the way it is written allows: "US" is no "Us", "IT" no town."""
    words, end = page.words, page.marks[i + size - 1].end()
    if (
        key in words.abbreviations
        and page.text[end : end + 1] == "."
        and (size > 1 or page.between(i - 1) in (", ", " ("))
    ):
        return (state(words.abbreviations[key]),)
    if size == 1 and page.tokens[i] in words.codes and page.between(i - 1) == ", ":
        return (state(words.codes[page.tokens[i]]),)
    rows = named(key, words.names[key]) if key in words.names else gazetteer.places(key)
    if key in words.stop:
        rows = tuple(r for r in rows if r.kind in (COUNTRY, DEMONYM, REGION))
    if size == 1 and len(key) <= SHORT + 1:
        return _cased(page.tokens[i], rows)
    return rows


def _cased(word: str, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The places of a short name that is an acronym in the gazetteer and in the text, or in neither."""
    if not word.isupper():
        return tuple(r for r in rows if not r.spelling.isupper())
    return tuple(r for r in rows if r.spelling.isupper()) if len(word) <= SHORT else rows


# ---------------------------------------------------------------- what the words around say
def _mention(
    page: Page, first: int, last: int, key: str, rows: tuple[Row, ...], found: list[Mention]
) -> Mention | None:
    """The mention of a name, or nothing where the words around it make it something else."""
    start, end = page.marks[first].start(), page.marks[last].end()
    if page.text[end : end + 1] == "." and (
        key in page.words.abbreviations or (last > first and len(page.tokens[last]) == 1)
    ):
        end += 1
    mention = Mention(start, end, key, rows)
    here = _around(page, mention, first, last, found)
    if len(rows) == 1 and page.text[end - 1] == ".":
        return mention
    if _is_other(page, mention, here):
        return None
    _weigh(page, mention, here)
    return mention


def _around(page: Page, mention: Mention, first: int, last: int, found: list[Mention]) -> Spot:
    """Where a name stands."""
    left = page.tokens[first - 1] if page.between(first - 1) == " " else ""
    right = page.tokens[last + 1] if page.between(last) == " " else ""
    joined = bool(found) and found[-1].end in (mention.start - 1, mention.start - 2)
    loud = page.tokens[first].isupper() and (left or right).isupper()
    return Spot(first, last, left, right, plain_word(left), plain_word(right), joined, loud)


def _is_other(page: Page, mention: Mention, here: Spot) -> bool:
    """Whether the words around make a name a person's, a paper's, an illness's, a street's or a river's."""
    words, best, capital = page.words, mention.best, here.right[:1].isupper()
    if capital and here.after in words.not_before:
        return True
    if best.kind == DEMONYM or (here.after in words.ills and best.kind != COUNTRY):
        return best.kind != DEMONYM
    if capital and _is_given(mention, here, words):
        return True
    if here.after in words.articles and page.between(here.last + 1) == "-" and best.population < GREAT:
        return best.kind == CITY  # "Ras al-Khaimah"
    if best.kind in (COUNTRY, REGION) and mention.key not in words.first_names:
        return False
    if capital and best.kind != STATE and (here.after in words.nature or here.after in words.streets):
        return True
    return _is_surname(page, mention, here)


def _is_given(mention: Mention, here: Spot, words: Words) -> bool:
    """Whether a name that is also a given name is one: another name follows."""
    if mention.key not in words.first_names and not ("g" in mention.best.flags and mention.best.kind == CITY):
        return False
    known = here.after in words.institutions or here.after in words.areas or here.right.isupper()
    return not known and not _is_great(here.after)


def _is_surname(page: Page, mention: Mention, here: Spot) -> bool:
    """Whether a title, a given name or an initial stands before a name,
    or a hyphen makes it half of a double surname."""
    words = page.words
    given = mention.best.kind != COUNTRY and gazetteer.is_given(here.before)
    if _follows(here, words) and (here.before in words.titles or given):
        return True
    if not here.joined and _INITIAL.search(page.text, max(0, mention.start - 4), mention.start):
        return True
    hyphen = page.between(here.last) == "-" and page.tokens[here.last + 1][0].isupper()
    town = mention.best.kind == CITY and bool(mention.best.flags)
    return town and (hyphen or page.between(here.first - 1) == "-")


def _follows(here: Spot, words: Words) -> bool:
    """Whether a word with a capital stands before a name that may be another's first word."""
    return here.left[:1].isupper() and not (here.joined or here.loud or here.before in words.modifiers)


def _is_great(key: str) -> bool:
    """Whether a key is a country's or a great town's."""
    return any(r.kind in (COUNTRY, DEMONYM) or r.population >= GREAT for r in gazetteer.places(key)[:1])


def _weigh(page: Page, mention: Mention, here: Spot) -> None:
    """Add up what the words around say for and against a place."""
    words = page.words
    mention.area = here.after in words.areas or (
        here.last > here.first and plain_word(page.tokens[here.last]) in words.areas
    )
    if here.before in words.locative:
        mention.belief += LOCATED
    elif here.before in words.weakly_locative:
        mention.belief += SAID
        mention.area |= (
            here.before == "of" and here.first > 1 and plain_word(page.tokens[here.first - 2]) in words.areas
        )
    elif _follows(here, words):
        _weigh_left(page, mention, here)
    if here.after in words.speaks:
        mention.belief += SPEAKS
    elif here.right[:1].isupper() and not (
        here.right.isupper() or mention.area or here.after in words.institutions or _is_great(here.after)
    ):
        mention.belief += INNER if mention.best.flags else OUTER
    mention.known = mention.key in words.known
    mention.belief += AREA * mention.area + KNOWN * mention.known
    mention.dateline = here.first < OPENING and _is_dateline(page.text, mention)


def _weigh_left(page: Page, mention: Mention, here: Spot) -> None:
    """Take off for an unknown word with a capital before a name, less where it only opens a sentence."""
    start = page.marks[here.first - 1].start()
    opens = start == 0 or page.text[start - 2:start].strip()[-1:] in _ENDS
    mention.inner = not opens
    mention.belief += OUTER if opens and not mention.best.flags else INNER


def _is_dateline(text: str, mention: Mention) -> bool:
    """Whether a name opens a line and a dash or an agency in brackets follows: "BEIRUT (Example) - "."""
    opens = mention.start == 0 or text[:mention.start].rstrip(" ").endswith("\n")
    return opens and bool(_DATELINE.match(text, mention.end))
