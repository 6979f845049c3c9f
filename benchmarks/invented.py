"""Synthetic events and articles by the thousand, marked as such: parties, days and words by chance,
in the proportions of the news.

Knows what an archive is asked for and how often things occur; nothing in it has happened or was read.
Not used outside benchmarks.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import accumulate, islice

from communique.archive import Kept
from communique.knowledge import ontology
from communique.records import Actor, Article, Event, Reading, Span, Statement, Status, When

ORIGIN = "synthetic"  # under which the events are kept, so that nobody takes them for read ones
PER_ARTICLE = 3  # events
WORDS = 160  # of a text
FIRST, DAYS = date(2015, 1, 1), 3652
# The busiest parties first: each is as frequent as 1/(its place + 4) says.
CODES = [
    "USA", "RUS", "CHN", "UKR", "ISR", "IRN", "GBR", "FRA", "DEU", "TUR", "IND", "PAK", "JPN", "KOR", "PRK",
    "SAU", "EGY", "SYR", "IRQ", "AFG", "POL", "ITA", "ESP", "CAN", "AUS", "BRA", "MEX", "VEN", "COL", "CUB",
    "ARG", "CHL", "PER", "BOL", "ECU", "NGA", "ETH", "SDN", "SSD", "SOM", "KEN", "ZAF", "COD", "RWA", "MLI",
    "LBY", "TUN", "MAR", "DZA", "LBN", "JOR", "YEM", "QAT", "ARE", "KWT", "OMN", "AZE", "ARM", "GEO", "KAZ",
    "UZB", "KGZ", "BLR", "SRB", "UNK", "EUR",
]  # fmt: skip
STATUSES: tuple[Status, ...] = ("actual", "planned", "hypothetical", "negated", "historical")
ODDS = (80, 12, 5, 2, 1)
# words to search for, from frequent to rare
NAMED = ("embassy", "tariff", "ceasefire", "fisheries", "extradition", "demarche")
EVERY = (12, 40, 120, 400, 1500, 6000)  # one text in so many has the word
SYLLABLES = [
    "ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "ka", "le", "mu",
    "hy", "pra", "se", "ti", "ve", "zu", "nor",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """An event and its article, as an import gives them."""

    event: Event
    article: Article


def made_up(rank: int) -> str:
    """A word that does not exist, another one for each rank."""
    word = ""
    while rank or len(word) < 4:
        rank, syllable = divmod(rank, len(SYLLABLES))
        word += SYLLABLES[syllable]
    return word


VOCABULARY = [made_up(rank) for rank in range(1, 20_000)]
WEIGHTS = list(accumulate(1 / (rank + 10) for rank in range(len(VOCABULARY))))
BUSY = list(accumulate(1 / (place + 4) for place in range(len(CODES))))


def rows(count: int, start: int = 0) -> Iterator[Row]:
    """Events without texts, the first with this number."""
    rng, article = random.Random(start), None
    for n in range(start, start + count):
        if article is None or n % PER_ARTICLE == 0:
            article = blank(n // PER_ARTICLE)
        yield Row(event(n, rng, Span(0, 0, "")), article)


def blank(n: int) -> Article:
    """An article that is known by its address alone."""
    return Article(
        f"{ORIGIN}:{n}", f"https://synthetic.example/{n}", None, "",
        (FIRST + timedelta(n % DAYS)).isoformat(), "Synthetic Wire",
    )


def kept(count: int, start: int = 0) -> Iterator[Kept]:
    """Articles with texts, events and statements, the first with this number."""
    for n in range(start, start + count):
        yield Kept(f"synthetic/{n}.txt", reading(n))


def reading(n: int) -> Reading:
    """An article of words that do not exist, with its events and one statement."""
    rng = random.Random(~n)
    words = rng.choices(VOCABULARY, cum_weights=WEIGHTS, k=WORDS)
    words += [name for name, every in zip(NAMED, EVERY, strict=True) if rng.randrange(every) == 0]
    text = "Synthetic text. " + " ".join(words)
    said = Span(16, 60, text[16:60])
    acts = tuple(event(n * PER_ARTICLE + i, rng, Span(16, 76, text[16:76])) for i in range(PER_ARTICLE))
    speaker = Actor("Synthetic Speaker", rng.choices(CODES, cum_weights=BUSY)[0], "GOV")
    statement = Statement(
        id=f"s{n}", kind="indirect", speaker=speaker, addressees=(), cue=None, content=(said,), channel=None,
        when=None, attribution=(), polarity="affirmed", evidence=said,
    )  # fmt: skip
    article = Article(
        f"synthetic-text:{n}", f"https://synthetic.example/text/{n}", f"Synthetic title {words[0]}", text,
        day(rng), "Synthetic Wire", language="en", sha256=sha256(text.encode()).hexdigest(),
    )  # fmt: skip
    return Reading(article, (statement,), acts)


def day(rng: random.Random) -> str:
    """A day of ten years."""
    return (FIRST + timedelta(rng.randrange(DAYS))).isoformat()


def event(n: int, rng: random.Random, evidence: Span) -> Event:
    """An event by chance."""
    kind = rng.choice(KINDS)
    one, other = pair(rng)
    on = day(rng)
    return Event(
        id=f"{n:x}", type=kind, mode=None, contexts=(rng.choice(CONTEXTS),), actors=(Actor(one, one, "GOV"),),
        recipients=(Actor(other, other, "GOV"),), addressees=(), status=rng.choices(STATUSES, ODDS)[0],
        when=When(on, on, "day", None), where=None, attribution=(), statement=None, cameo=CAMEO[kind],
        quad=QUADS[kind], score=SCORES[kind], confidence=rng.random(), evidence=evidence, also=(),
        trigger=evidence, rule=ORIGIN, because=("synthetic: by chance",),
    )  # fmt: skip


def pair(rng: random.Random) -> tuple[str, str]:
    """Two parties, the busy ones more often."""
    one = other = rng.choices(CODES, cum_weights=BUSY)[0]
    while other == one:
        other = rng.choices(CODES, cum_weights=BUSY)[0]
    return one, other


KINDS = tuple(ontology.types())
CONTEXTS = tuple(islice(ontology.contexts(), 8))
QUADS = {kind: ontology.quad(kind) for kind in KINDS}
SCORES = {kind: ontology.score(kind, None) for kind in KINDS}
CODED = tuple(ontology.cameo_codes())
CAMEO = {kind: CODED[place * 7 % len(CODED)] for place, kind in enumerate(KINDS)}
