"""What the steps share: a parse, its quotations and what has been found in it so far.

Knows written sentences and ranges of words; does not know what saying is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from communique.forms import Turn
from communique.grammar import Parse
from communique.grammar.tables import rules
from communique.records import Actor, Polarity, StatementKind
from communique.statements.quotes import Quote, quotes
from communique.statements.tables import lexicon


class Cast(Protocol):
    """Who a noun phrase stands for, by the number of its head word."""

    def of(self, word: int) -> tuple[Actor, ...]:
        """The actors that the phrase with this head stands for."""

    def owners(self, word: int) -> tuple[Actor, ...]:
        """The actors that the thing with this head belongs to: "China" for "China's demand"."""


@dataclass(slots=True)
class Found:
    """A statement in the making: word ranges of its content, its verb or noun of saying, and who speaks."""

    content: list[tuple[int, int]]
    kind: StatementKind
    cue: tuple[int, int] | None
    verb: int | None = None
    speaker: int | None = None  # head word of the phrase that names the speaker
    actor: Actor | None = None  # the speaker, where no phrase of this sentence names it
    attribution: list[int] = field(default_factory=list)
    polarity: Polarity = "affirmed"
    addressees: list[int] = field(default_factory=list)
    like: Found | None = None  # the statement that this one goes on from

    def holds(self, word: int) -> bool:
        """Whether a word stands in the content."""
        return any(a <= word <= b for a, b in self.content)


@dataclass(slots=True)
class Scene:
    """A parse with its quotations and what has been found in it so far."""

    parse: Parse
    cast: Cast
    language: str
    words: dict[str, dict[str, frozenset[str]]]
    quotes: list[Quote]
    quote_of: list[int]  # number of the quotation that a word stands in, -1 outside
    turns: Sequence[tuple[Turn, Actor | None]] = ()  # of a transcript, each with who speaks
    # for each sentence of the parser: the first sentence of its unit
    units: list[int] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    used: set[int] = field(default_factory=set)  # verbs that have their statement
    # verb of saying whose speaker is that of another verb
    shared: dict[int, int] = field(default_factory=dict)
    told: dict[int, Found] = field(default_factory=dict)  # statement of each quotation
    # by where a quotation starts: whether it is sentences of its own
    wholes: dict[int, bool] = field(default_factory=dict)

    def unit(self, word: int) -> tuple[int, int]:
        """First and last word of the written sentence around a word,
        where the parser may have cut it at a mark."""
        number = self.parse.sentence_of[word]
        start, stop = self.units[number], number + 1
        while stop < len(self.units) and self.units[stop] == start:
            stop += 1
        return self.parse.sentences[start][0], self.parse.sentences[stop - 1][1] - 1


def stage(parse: Parse, cast: Cast, turns: Sequence[tuple[Turn, Actor | None]] = ()) -> Scene:
    """The scene of a parse: its quotations found, sentences that the parser cut inside joined."""
    found = quotes(parse)
    quote_of = [-1] * len(parse)
    for n, quote in enumerate(found):
        for i in range(quote.first, min(quote.last + 1, len(parse))):
            quote_of[i] = n
    scene = Scene(parse, cast, parse.language, lexicon(parse.language), found, quote_of, turns)
    openings = {p[0] for p in parse.paragraphs}
    anew = {found.end() for found in rules(parse.language)["anew"].finditer(parse.text)}
    for n, (first, _) in enumerate(parse.sentences):
        begun = first in openings or parse.starts[first] in anew or ended(parse, first)
        scene.units.append(n if begun or n == 0 else scene.units[-1])
    return scene


def ended(parse: Parse, first: int) -> bool:
    """Whether the words before a sentence's first word end a sentence: a full stop, behind marks or not,
    and no small letter after it."""
    k = first - 1
    while k >= 0 and not any(c.isalnum() or c in ".?!…:;" for c in parse.words[k]):
        k -= 1
    if k < 0:
        return True
    word = next((w for w in parse.words[first : first + 4] if any(c.isalnum() for c in w)), "")
    if parse.words[k][-1] in ".?!…" and parse.pos[k] == "PUNCT":
        return not (word[:1].islower() and k < first - 1 and parse.words[k] != ".")
    return parse.words[k][-1] in ".?!…" and not word[:1].islower()


def enter(scene: Scene, said: Found, quotation: int | None = None) -> None:
    """Keep a statement, with the further paragraphs of its quotation."""
    scene.found.append(said)
    if said.verb is not None:
        scene.used.add(said.verb)
    if quotation is None:
        return
    scene.told[quotation] = said
    for n in (*joined(scene, quotation, -1), *joined(scene, quotation, 1)):
        said.content.append((scene.quotes[n].first, scene.quotes[n].last))
        scene.told[n] = said
    said.content.sort()


def joined(scene: Scene, quotation: int, step: int) -> Iterator[int]:
    """The further paragraphs of a quotation, before or after it, up to one that has its statement."""
    n = quotation + step
    while (
        0 <= n < len(scene.quotes)
        and scene.quotes[n].group == scene.quotes[quotation].group
        and n not in scene.told
    ):
        yield n
        n += step


def widened(scene: Scene, low: int, high: int) -> tuple[int, int]:
    """A content with the whole of the quotations that it begins or ends in;
    the parser may see an end of a sentence inside the marks."""
    first, last = scene.quote_of[low], scene.quote_of[high]
    if last >= 0 and scene.quotes[last].closed:
        high = max(high, trim(scene.parse, high, scene.quotes[last].last)[1])
    if first >= 0:
        low = min(low, scene.quotes[first].first)
    return low, high


def own_quotes(scene: Scene, said: Found) -> None:
    """Give a statement the quotations inside its content that no other has."""
    for a, b in said.content:
        for n in {scene.quote_of[w] for w in range(a, b + 1)} - {-1}:
            scene.told.setdefault(n, said)


def keep(scene: Scene, said: Found) -> None:
    """Enter a statement with its kind and its quotations."""
    said.kind = kind_of(scene, said.content)
    enter(scene, said)
    own_quotes(scene, said)


def kind_of(scene: Scene, content: list[tuple[int, int]]) -> StatementKind:
    """Direct, partial or indirect, by how much of a content stands in marks."""
    words = [w for a, b in content for w in range(a, b + 1) if scene.parse.pos[w] not in ("PUNCT", "SPACE")]
    inside = sum(scene.quote_of[w] >= 0 for w in words)
    return "indirect" if not inside else "direct" if inside == len(words) else "partial"


def same_paragraph(parse: Parse, a: int, b: int) -> bool:
    """Whether two words stand in one paragraph."""
    return parse.paragraph_of(a) == parse.paragraph_of(b)


def trim(parse: Parse, low: int, high: int) -> tuple[int, int]:
    """A range of words without punctuation and brackets at its borders."""
    while low <= high and not any(c.isalnum() or c in "$€£%" for c in parse.words[low]):
        low += 1
    while high >= low and (
        parse.pos[high] == "CCONJ" or not any(c.isalnum() or c in "$€£%" for c in parse.words[high])
    ):
        high -= 1
    return low, high


def finite_between(parse: Parse, low: int, high: int) -> bool:
    """Whether words hold a finite clause."""
    return any(k in parse.clauses and parse.clauses[k].form == "finite" for k in range(low, high + 1))
