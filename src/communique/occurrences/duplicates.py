"""Texts to signatures, and signatures to groups of copies:
which article is a syndicated copy of which origin.

Knows words, sentences, numbers and credit lines; does not know events, nor where signatures are kept.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from communique import grouping
from communique.errors import ArchiveError
from communique.knowledge import load_toml
from communique.records import Article
from communique.sources.furniture import agencies
from communique.text.garbled import ungarbled

VERSION = 1  # of the layout and of the normalisation: signatures of different versions cannot be compared
PERMUTATIONS = 128  # the estimate of a Jaccard of 0.5 then errs by 0.044
SHINGLE = 3  # words; a changed word costs three shingles, so that lightly edited copies stay alike
BANDS, ROWS = 32, 4  # two texts meet with 99 in 100 chances at a Jaccard of 0.6, with one in four at 0.3
# sentences that lead to an article: a copy that keeps half of them misses with one chance in 4,000
LOWEST = 12
MIN_SENTENCE = 4  # words; shorter ones say nothing of where they come from
MIN_LEADING = 8  # words of a sentence that may lead to an article
MIN_WORDS = 20  # shorter texts are notices of the page ("subscribe to read"), alike without being copies
MAX_SENTENCES = 512  # kept of a text; longer ones keep those with the lowest hashes, an even sample
MAX_FACTS = 512
# articles of a band that are looked at: more share a phrase of the house, or one story that many carry
FULL = 500
MAX_COMPARED = 48  # articles that are compared with a new one: those that share most bands with it
# The four below were set on the tuning half of benchmarks/duplicates.py.
CONTAINED = 0.6  # share of the shorter text that the longer one holds, from which on it is a copy
SURELY = 0.85  # … however few facts it shares, if in whole sentences
# share of one text's numbers and names that the other holds: the market report of another day has other ones
SAME_FACTS = 0.55
FEW_FACTS = 5  # fewer settle nothing
LATER = timedelta(days=14)  # a copy that comes later must be a nearly whole one

WORD = re.compile(r"[぀-ヿ㐀-䶿一-鿿]|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|[。！？]|\n+"
)
YEAR = re.compile(r"(?:19|20)\d\d")
DATELINE = re.compile(
    r"\s*(?:[^.()\n]{0,70}\((?P<agency>[^()\n]{2,40})\)\s*[-–—:]+\s*"
    r"|[A-Z][A-Z .,'’/-]{2,40}(?:,?\s*[A-Z][a-z]{2,8}\.?\s*\d{1,2})?\s*[–—-]{1,2}\s+"
    r"|[A-Z][\w .]{2,25}(?:,\s*[A-Z][a-z]{2,8}\.?\s*\d{1,2})?:\s+(?=[A-Z“\"]))"
)
BYLINE = re.compile(r"\s*(?:By|BY) (?:[A-Z][\w.’'-]*[\s,|]+|and |in |of |the ){1,10}")
HEADER = np.dtype([
    ("version", "<u2"), ("shingles", "<u4"), ("words", "<u4"), ("sentences", "<u2"), ("facts", "<u2"),
])
SENTENCE = np.dtype([("hash", "<u8"), ("words", "u1")])
Band = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Similarity:
    """How alike two texts are: `jaccard` of their shingles; shares of the shorter text that the longer one
    holds, by shingles (`shingles`) and in whole sentences (`sentences`), and of its numbers and names (None:
    too few to say)."""

    jaccard: float
    shingles: float
    sentences: float
    facts: float | None

    @property
    def contained(self) -> float:
        """The share of the shorter text that stands in the longer one, by the better of both measures."""
        return max(self.shingles, self.sentences)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What an article is compared by, and the article that it is known to be a copy of."""

    article: str
    published: str | None
    outlet: str | None
    agency: str | None
    signature: bytes
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Copies:
    """An origin and the articles that are copies of it, in order of publication."""

    origin: str
    copies: tuple[str, ...]


def fingerprint(article: Article, copy_of: str | None = None) -> Fingerprint:
    """The fingerprint of an article; the agency that its text credits where the article names none."""
    text = ungarbled(article.text)
    agency = article.agency or credited(text)
    return Fingerprint(article.id, article.published, article.outlet, agency, signature(text), copy_of)


# --- signatures ---------------------------------------------------------------------------------------------


def signature(text: str) -> bytes:
    """The signature of a text: MinHash of its shingles, hashes of its sentences, numbers and names;
    the same in every run."""
    spoken = list(sentences_of(text))
    sentences = [s for s in map(words_of, spoken) if s]
    flat = [word for sentence in sentences for word in sentence]
    shingles = {" ".join(flat[i : i + SHINGLE]) for i in range(len(flat) - SHINGLE + 1)}
    kept = sorted(
        {hashed(" ".join(s)): min(len(s), 255) for s in sentences if len(s) >= MIN_SENTENCE}.items()
    )[:MAX_SENTENCES]
    facts = sorted({hashed(fact) & 0xFFFFFFFF for s in spoken for fact in facts_of(s)})[:MAX_FACTS]
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
    sketch.update(sorted(shingles))
    header = np.array([(version(), len(shingles), len(flat), len(kept), len(facts))], HEADER)
    return b"".join(
        part.tobytes()
        for part in (
            header, np.array(sketch.digest(), "<u4"), np.array(kept, SENTENCE), np.array(facts, "<u4"),
        )
    )


@cache
def version() -> int:
    """Our version and that of rensa's hashing, in one number."""
    return VERSION * 256 + int(RMinHash.ALGORITHM_VERSION)


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a text, without its dateline and its credit lines."""
    text = unicodedata.normalize("NFKC", text)
    if opening := DATELINE.match(text):
        text = text[opening.end() :]
    start = 0
    for match in SENTENCE_END.finditer(text):
        yield from told(text[start : match.end()])
        start = match.end()
    yield from told(text[start:])


def told(sentence: str) -> Iterator[str]:
    """The sentence, unless it is a by-line or a credit."""
    if not credit_line().match(sentence) and not BYLINE.fullmatch(sentence):
        yield sentence


@cache
def credit_line(language: str = "en") -> re.Pattern[str]:
    """The beginning of a line that says who wrote or passed on a text."""
    lines = load_toml(f"{language}/occurrences.toml")["credits"]["lines"]
    return re.compile(
        r"\W*(?:" + "|".join(map(re.escape, sorted(lines, key=len, reverse=True))) + r")(?!\w)", re.IGNORECASE
    )


def words_of(sentence: str) -> list[str]:
    """The words of a sentence in small letters, possessives and quotation marks apart;
    numbers without thousands separators."""
    return [plain(m.group()) for m in WORD.finditer(sentence)]


def facts_of(sentence: str) -> Iterator[str]:
    """The numbers and names of a sentence: years and the names of days apart, and the first word,
    which is capitalised anyway."""
    for i, match in enumerate(WORD.finditer(sentence)):
        word = plain(match.group())
        if (word[0].isdigit() and not YEAR.fullmatch(word)) or (
            i and match.group()[0].isupper() and word not in calendar()
        ):
            yield word


@cache
def calendar(language: str = "en") -> frozenset[str]:
    """The names of days and months."""
    return frozenset(load_toml(f"{language}/occurrences.toml")["words"]["calendar"])


def plain(word: str) -> str:
    """A word in the form in which it is compared."""
    if word[0].isdigit():
        return re.sub(r",(?=\d{3})", "", word)
    return re.sub(r"['’]s?$", "", word.casefold()).replace("’", "'")


def hashed(words: str) -> int:
    """64 bits of a string, the same in every run."""
    return int.from_bytes(
        hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little"
    )


def credited(text: str) -> str | None:
    """The agency that the dateline or a credit line of a text names; None if none does."""
    names = agencies()
    opening = DATELINE.match(text)
    if opening and opening["agency"] and (found := names.get(opening["agency"].strip().casefold())):
        return found
    for line in [text.rstrip().rpartition("\n")[2]]:
        if credit_line().match(line):
            for name, agency in names.items():
                if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line.casefold()):
                    return agency
    return None


# --- comparing ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Parts:
    """A signature taken apart; `ceiling` is the highest sentence hash that is sure to be kept."""

    shingles: int
    words: int
    minhash: NDArray[np.uint32]
    sentences: dict[int, int]
    facts: frozenset[int]
    ceiling: int


@lru_cache(maxsize=8192)
def parts(signature: bytes) -> Parts:
    """A signature taken apart; raises ArchiveError for one that is cut short or of another version."""
    if len(signature) < HEADER.itemsize:
        raise ArchiveError(
            f"signature of {len(signature)} bytes: cut short; make the signatures anew (communique settle)"
        )
    made, shingles, words, sentences, facts = np.frombuffer(signature, HEADER, 1)[0].item()
    if made != version():
        raise ArchiveError(
            f"signature of version {made}, this is {version()}: make the signatures anew (communique settle)"
        )
    at = HEADER.itemsize + 4 * PERMUTATIONS
    wanted = at + sentences * SENTENCE.itemsize + 4 * facts
    if len(signature) != wanted:
        raise ArchiveError(
            f"signature of {len(signature)} bytes where {wanted} belong: make the signatures anew "
            "(communique settle)"
        )
    minhash = np.frombuffer(signature, "<u4", PERMUTATIONS, HEADER.itemsize)
    kept = dict(np.frombuffer(signature, SENTENCE, sentences, at).tolist())
    named = frozenset(np.frombuffer(signature, "<u4", facts, at + sentences * SENTENCE.itemsize).tolist())
    return Parts(shingles, words, minhash, kept, named, max(kept) if sentences == MAX_SENTENCES else 2**64)


def bands(signature: bytes) -> tuple[Band, ...]:
    """The (band, hash) pairs under which an article is filed; articles that share none are not compared.
    None for a text too short."""
    found = parts(signature)
    if found.words < MIN_WORDS:
        return ()
    rows = [found.minhash[i * ROWS : (i + 1) * ROWS].tobytes() for i in range(BANDS)]
    leading = [h for h, words in found.sentences.items() if words >= MIN_LEADING][:LOWEST]
    buckets = [
        (i, int.from_bytes(hashlib.blake2b(row, digest_size=8).digest(), "little", signed=True))
        for i, row in enumerate(rows)
    ]
    return (*buckets, *((BANDS, h - 2**63) for h in leading))  # signed, as databases have integers


def similarity(one: bytes, other: bytes) -> Similarity:
    """How alike the texts of two signatures are."""
    a, b = sorted((parts(one), parts(other)), key=lambda p: (p.words, p.shingles))
    if not a.shingles or not b.shingles:
        return Similarity(0.0, 0.0, 0.0, None)
    jaccard = float(np.count_nonzero(a.minhash == b.minhash)) / PERMUTATIONS
    common = jaccard * (a.shingles + b.shingles) / (1 + jaccard)
    ceiling = min(a.ceiling, b.ceiling)
    mine = {h: words for h, words in a.sentences.items() if h <= ceiling}
    shared = sum(words for h, words in mine.items() if h in b.sentences)
    few = min(len(a.facts), len(b.facts))
    facts = len(a.facts & b.facts) / few if few >= FEW_FACTS else None
    return Similarity(
        jaccard, min(1.0, common / min(a.shingles, b.shingles)), shared / max(1, sum(mine.values())), facts
    )


def is_copy(alike: Similarity, apart: timedelta | None = None) -> bool:
    """Whether one of two texts is a copy of the other,
    `apart` being the time between their publications if it is known."""
    if alike.contained >= SURELY:
        return alike.facts is None or alike.facts >= SAME_FACTS or alike.sentences >= SURELY
    if apart is not None and apart > LATER:
        return False
    return alike.contained >= CONTAINED and (alike.facts is None or alike.facts >= SAME_FACTS)


# --- groups -------------------------------------------------------------------------------------------------


def copies(new: Iterable[Fingerprint], known: Iterable[Fingerprint] = ()) -> tuple[Copies, ...]:
    """The groups of copies that new articles belong to, whole, by origin.

    `known` are the articles filed under a band of a new one (see `bands`), with those of their groups: the
    work grows with the new ones and with what resembles them, not with the archive.
    """
    fresh = {f.article: f for f in new}
    every = {**{f.article: f for f in known}, **fresh}
    groups = {f.article: f.article for f in every.values()}
    for f in every.values():
        if f.copy_of in every and f.article not in fresh:
            join(groups, f.article, str(f.copy_of))
    filed: dict[Band, list[str]] = {}
    for f in every.values():
        for band in bands(f.signature):
            if len(bucket := filed.setdefault(band, [])) < FULL:
                bucket.append(f.article)
    for f in fresh.values():
        for other in nearest(f, filed):
            if root(groups, f.article) != root(groups, other) and alike(f, every[other]):
                join(groups, f.article, other)
    return tuple(sorted(told_groups(groups, every, set(fresh)), key=lambda g: g.origin))


def nearest(f: Fingerprint, filed: dict[Band, list[str]]) -> list[str]:
    """The articles that share most bands with one, nearest first:
    a story that hundreds carry is not gone through in pairs."""
    shared = Counter(
        other for band in bands(f.signature) for other in filed.get(band, ()) if other != f.article
    )
    return [
        article for article, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:MAX_COMPARED]
    ]


def alike(f: Fingerprint, other: Fingerprint) -> bool:
    """Whether one of two articles is a copy of the other."""
    mine, yours = moment(f.published), moment(other.published)
    return is_copy(similarity(f.signature, other.signature), abs(mine - yours) if mine and yours else None)


def told_groups(groups: dict[str, str], every: dict[str, Fingerprint], fresh: set[str]) -> Iterator[Copies]:
    """Each group of two or more that holds a new article."""
    members = grouping.lists((root(groups, article), every[article]) for article in groups)
    for group in members.values():
        if len(group) > 1 and any(f.article in fresh for f in group):
            first = origin(group)
            yield Copies(first.article, tuple(f.article for f in sorted(group, key=order) if f is not first))


def origin(group: Sequence[Fingerprint]) -> Fingerprint:
    """The article that the others copy: the agency's own where they credit it, else the earliest,
    of those the longest."""
    credits = {f.agency.casefold() for f in group if f.agency}
    own = [
        f for f in group if f.outlet and agencies().get(f.outlet.casefold(), f.outlet).casefold() in credits
    ]
    return min(own or group, key=order)


def order(f: Fingerprint) -> tuple[datetime, int, str]:
    """Earliest first; of one moment the longest text; of these by id. Without a day last."""
    return moment(f.published) or datetime.max.replace(tzinfo=UTC), -parts(f.signature).words, f.article


def moment(published: str | None) -> datetime | None:
    """The moment of publication; the end of the day where only that is known;
    None without one that can be read."""
    try:
        found = datetime.fromisoformat(published) if published else None
    except ValueError:
        return None
    if found is None:
        return None
    if published and len(published) <= 10:
        found = datetime.combine(found.date(), time.max)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def root(groups: dict[str, str], article: str) -> str:
    """The article that stands for the group of one."""
    while groups[article] != article:
        groups[article] = article = groups[groups[article]]
    return article


def join(groups: dict[str, str], one: str, other: str) -> None:
    """Make two groups one."""
    a, b = root(groups, one), root(groups, other)
    groups[max(a, b)] = min(a, b)
