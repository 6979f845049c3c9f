"""An event as one article tells it, with what tellings are compared by: parties, persons, days,
place and weighted words.

Knows records and the words of knowledge/<language>/occurrences.toml;
does not decide which tellings are of one act.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any, Literal

from communique import places
from communique.knowledge import answers, fault, load_csv, load_toml, ontology, synonyms
from communique.knowledge.language import DEFAULT
from communique.reasons import WHICH, rests_on, tells_meeting
from communique.records import Actor, Article, Event, codes, identify
from communique.text.days import parse_day
from communique.text.garbled import ungarbled

BACK = 2  # days before its publication in which an act that is told without a day has happened
FRESH = 1  # … if it is told as fresh
DEEP = 800  # characters after which an article has told what is new in it
# days that a telling may leave open and still tell its family's act within them, unless the family says
# otherwise
SPAN = 10
AHEAD = 30  # days after it in which one that is planned without a day will
SOON = 7  # … in which somebody says what he is to say
# tellings that words are weighed by before any are counted, so that two tellings do not make their common
# words common
PRIOR = 1000
DEED = 60  # of these, how many have a word for a common deed ("meet", "demand")
EMPTY = 250  # … a word that stands in any news ("minister")
KNOWN = re.compile(
    r"(?:['’]s?|\b(?:the|their|its|his|her|this|that|these|those))\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE
)
WORD = re.compile(r"[぀-ヿ㐀-䶿一-鿿]|\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
FORCE = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "RETREAT"))
ARMED = frozenset(("MIL", "COP", "SPY", "REB", "UAF"))
BLOWS = frozenset(("ASSAULT", "COERCE", "PROTEST"))
Site = tuple[float, float]
Sureness = Literal["said", "about", "published", "open"]


@dataclass(frozen=True, slots=True)
class Telling:
    """An event and the article that tells it; `origin` is the article that this one is a copy of,
    or itself."""

    article: str
    url: str | None
    outlet: str | None
    published: str | None
    origin: str
    agency: str | None
    event: Event

    @property
    def key(self) -> tuple[str, str]:
        """What no other telling has: the article and the event."""
        return self.article, self.event.id


@dataclass(frozen=True, slots=True)
class Window:
    """Days in which an act falls: a day or range that is `said`, a week or month (`about`),
    or reckoned from the day of publication."""

    first: date
    last: date
    sureness: Sureness


@dataclass(frozen=True, slots=True)
class Family:
    """Acts that one party seldom does twice within some days, and that reports call by one word."""

    name: str
    types: frozenset[str]
    act: frozenset[str]
    of: tuple[frozenset[str], ...]
    days: int
    span: int
    anyone: bool
    again: bool
    several: frozenset[str]

    @property
    def words(self) -> frozenset[str]:
        """The stems that any telling of such an act may have."""
        return self.act.union(*self.of)


@dataclass(frozen=True, slots=True)
class Traits:
    """What a telling is compared by."""

    actors: frozenset[str]
    recipients: frozenset[str]
    persons: Mapping[str, frozenset[str]]  # those named on each side; of each country that meets
    window: Window | None
    words: frozenset[str]
    counts: Mapping[str, float]
    trigger: frozenset[str] = frozenset()
    runs: frozenset[tuple[str, ...]] = frozenset()  # each three words that follow one another
    general: bool = False  # it says nothing but its own word: "the killings"
    at_large: bool = False  # … and that of several acts or of lasting ones, on no day: "the talks"
    family: Family | None = None
    past: bool = False  # it looks back on an act of a family, whose day it does not say
    inward: bool = False  # its doers strike, and no other is named: they strike at home
    # who of each country does it, or meets: its state, or its people
    camps: Mapping[str, frozenset[str]] = field(default_factory=dict)
    several: bool = False  # it sums up several acts: "twice", "in recent months"
    repeated: bool = False  # … of its family: "vetoed resolutions"
    sites: frozenset[Site] = frozenset()  # the towns that its words name for a blow or a protest

    @property
    def parties(self) -> frozenset[str]:
        """All who take part."""
        return self.actors | self.recipients


@dataclass(frozen=True, slots=True)
class Weights:
    """In how many of `total` tellings a word stands."""

    counts: Mapping[str, int]
    total: int

    def of(self, word: str) -> float:
        """How much it says that two tellings share a word: much for a rare one."""
        return math.log((self.total + PRIOR) / (self.counts.get(word, 0) + prior(word)))


def telling(article: Article, event: Event, copy_of: str | None = None, agency: str | None = None) -> Telling:
    """An event of an article; `copy_of` as `duplicates.copies` found it,
    `agency` if the text and not the page names it."""
    return Telling(
        article.id, article.url, article.outlet, article.published, copy_of or article.id,
        article.agency or agency, event,
    )


def weigh(tellings: Iterable[Telling], known: Mapping[tuple[str, str], Traits] | None = None) -> Weights:
    """The weights of words by the tellings in which they stand, whose traits may be `known`;
    copies of one text count once."""
    sets = {
        (t.origin, t.event.evidence.text): known[t.key].words if known else words_of(t.event)
        for t in tellings
    }
    return Weights(Counter(word for words in sets.values() for word in words), len(sets))


@lru_cache(maxsize=65536)
def prior(word: str) -> int:
    """In how many of PRIOR tellings a word stands by what we know of it."""
    if word in empty():
        return EMPTY
    return DEED if word in deeds() else 1


def traits(t: Telling) -> Traits:
    """What a telling is compared by."""
    e = t.event
    family = family_of(e)
    days, words, trigger = window(t, family), words_of(e), stems(e.trigger.text)
    return Traits(
        parties(e.actors), parties(e.recipients), persons(e), days, words, counts(e.evidence.text),
        trigger, runs(e.evidence.text), words <= trigger, words <= trigger and at_large(e, days), family,
        family is not None and looks_back(e, days), inward(e),
        camps((*e.actors, *(e.recipients if meets(e) else ()))), sums_up(e),
        family is not None and repeated(e, family), sites(e) if e.type in BLOWS else frozenset(),
    )


def repeated(event: Event, family: Family) -> bool:
    """Whether words tell of several acts of a family at once: "vetoed resolutions", and no resolution."""
    said = frozenset(bare(event.evidence.text))
    return any(word in said and word.removesuffix("s") not in said - {word} for word in family.several)


@lru_cache(maxsize=65536)
def towns(text: str) -> tuple[tuple[int, Site], ...]:
    """The towns that a text names, each with where it stands."""
    found = (p for p in places.find(text, language=DEFAULT) if places.is_town(p))
    return tuple((p.span.start, (p.lat, p.lon)) for p in found if p.lat is not None and p.lon is not None)


def sites(event: Event) -> frozenset[Site]:
    """The towns that the words of an act name, but for those that stand for who does it."""
    named = {a.span.start - event.evidence.start for a in event.actors if a.span}
    return frozenset(site for start, site in towns(event.evidence.text) if start not in named)


def meets(event: Event) -> bool:
    """Whether an act is a meeting, or the word that there will be one."""
    return sorts()[event.type] == "occasion" or tells_meeting(event)


def camps(actors: Iterable[Actor]) -> dict[str, frozenset[str]]:
    """Who of each country acts, as far as sectors say: those of the state, or its people."""
    known = load_toml("occurrences.toml")["camps"].items()
    return by_key(
        (a.code, camp) for a in actors if a.code for camp, sectors in known if a.sector in sectors
    )


def sums_up(event: Event) -> bool:
    """Whether words tell of several acts at once: "twice", "in recent months", "visits"."""
    plural = event.trigger.text.casefold() in table()["past"]["plurals"]
    summed = told_of("several").search(event.evidence.text) is not None
    return summed or (plural and sorts()[event.type] == "occasion")


def at_large(event: Event, days: Window | None) -> bool:
    """Whether an act is told in a word for several acts or for lasting ones, on no day that is said."""
    past = table()["past"]
    said = days is not None and days.sureness == "said"
    return not said and event.trigger.text.casefold() in (*past["plurals"], *past["lasting"])


@cache
def told_of(what: str) -> re.Pattern[str]:
    """Words that tell of several acts at once, of an act as one more, or of one before."""
    return re.compile(table()["past"][what], re.IGNORECASE)


def inward(event: Event) -> bool:
    """Whether soldiers, police or rebels strike and nobody is named whom: they do so at home."""
    return (
        event.type in FORCE
        and not codes(event.recipients)
        and len(codes(event.actors)) == 1
        and any(a.sector in ARMED for a in event.actors)
    )


def looks_back(event: Event, days: Window | None) -> bool:
    """Whether an act is told as one of before without its day: in words of looking back, or far down,
    where news tells what is known."""
    if days is not None and days.sureness in ("said", "open"):
        return False
    return event.trigger.start > DEEP or recalls(event)


def recalls(event: Event) -> bool:
    """Whether words tell an act as one of before."""
    return (
        event.status == "historical"
        or rests_on(event, WHICH)
        or not past().isdisjoint(bare(event.evidence.text))
        or known(event)
    )


def known(event: Event) -> bool:
    """Whether an act is named as one that is known: by a noun with its owner or article, "the double veto",
    "their veto"."""
    if event.trigger.text.casefold() not in table()["past"]["nouns"]:
        return False
    before = event.evidence.text[: max(0, event.trigger.start - event.evidence.start)]
    return KNOWN.search(before) is not None


@cache
def past() -> frozenset[str]:
    """Words of looking back."""
    return frozenset(table()["past"]["words"])


# --- families -----------------------------------------------------------------------------------------------


@cache
def families() -> tuple[Family, ...]:
    """The families of acts; raises KnowledgeError for one of no type of PLOVER."""
    found = []
    for row in table()["family"]:
        if not row["types"] or not set(row["types"]) <= ontology.types().keys():
            fault(
                "en/occurrences.toml", f"family {row['name']}", "not types of PLOVER",
                "name some of " + ", ".join(ontology.types()),
            )
        act, of = (
            frozenset(w for text in row["act"] for w in stems(text)), tuple(map(stems, row.get("of", ()))),
        )
        open_to = row.get("anyone", False), row.get("again", False)
        found.append(
            Family(
                row["name"], frozenset(row["types"]), act, of, row["days"], row.get("span", SPAN), *open_to,
                frozenset(row.get("several", ())),
            )
        )
    return tuple(found)


def family_of(event: Event) -> Family | None:
    """The family of an act, by the word that tells it; None for most."""
    trigger, said = stems(event.trigger.text), stems(event.evidence.text)
    if not deciding().isdisjoint(trigger):
        # "voted to suspend it"
        trigger |= stems(event.evidence.text[event.trigger.end - event.evidence.start :])
    of_type = (f for f in families() if event.type in f.types and not f.act.isdisjoint(trigger))
    fits = (f for f in of_type if not f.of or any(phrase <= said for phrase in f.of))
    return next(fits, None)


@cache
def deciding() -> frozenset[str]:
    """Stems of words for deciding on an act, which follows."""
    return frozenset(w for text in table()["deciding"]["words"] for w in stems(text))


@lru_cache(maxsize=65536)
def stems(text: str) -> frozenset[str]:
    """The stems of the words of a text."""
    return frozenset(map(stem, bare(text)))


# --- parties ------------------------------------------------------------------------------------------------


def parties(actors: Iterable[Actor]) -> frozenset[str]:
    """The codes of parties; the name in small letters of one without a code."""
    return frozenset(found for a in actors if (found := a.code or (a.name or "").casefold()))


def persons(event: Event) -> dict[str, frozenset[str]]:
    """The last words of the names of persons on either side; of a meeting, the names of those of each
    country."""
    met = meets(event)
    sides = (("by", event.actors), ("to", event.recipients))
    named = [(side, a) for side, actors in sides for a in actors if a.name and a.role]
    found = [
        (a.code or "" if met else side, str(a.name).split()[-1].removeprefix("al-")) for side, a in named
        if a.name not in (a.organization, a.country)
    ]
    return by_key((key, name) for key, name in found if not met or name.casefold() != name)


def by_key(found: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """All that is found for each key."""
    every: dict[str, set[str]] = {}
    for key, what in found:
        every.setdefault(key, set()).add(what.casefold())
    return {key: frozenset(some) for key, some in every.items()}


# --- days ---------------------------------------------------------------------------------------------------


def window(t: Telling, family: Family | None = None) -> Window | None:
    """The days in which an act falls by one telling; None for a past one without a day,
    or where the day of publication is unknown too."""
    spoken = sorts()[t.event.type] == "speech" and not tells_meeting(t.event)
    back, ahead = (family.days, family.days) if family else (BACK, SOON if spoken else AHEAD)
    when = t.event.when
    first, last = (parse_day(when.start), parse_day(when.end)) if when else (None, None)
    if when and first and last and first <= last:
        return Window(first, last, "said" if when.precision in ("day", "range") else "about")
    published = parse_day(t.published)
    if published is None or t.event.status == "historical" or earlier(t.event):
        return None
    if t.event.status in ("planned", "hypothetical"):
        # "the decision to suspend it": who tells of one that is taken tells of the act
        decided = back if family else 0
        return Window(published - timedelta(days=decided), published + timedelta(days=ahead), "open")
    if t.event.type in BLOWS and told_of("fresh").search(t.event.evidence.text):
        back = FRESH
    return Window(published - timedelta(days=back), published, "published")


def earlier(event: Event) -> bool:
    """Whether an occasion is named as one before: "the last Nordic Council summit"."""
    before = event.evidence.text[: max(0, event.trigger.start - event.evidence.start)]
    return sorts()[event.type] == "occasion" and told_of("earlier").search(before) is not None


# --- words --------------------------------------------------------------------------------------------------


def words_of(event: Event) -> frozenset[str]:
    """The content words of an event's evidence, stemmed, synonyms made one;
    the parties' names and the trigger say nothing new."""
    named = set(bare(event.trigger.text))
    for a in (*event.actors, *event.recipients):
        named.update(w for text in (a.name, a.span and a.span.text) if text for w in bare(text))
        named |= country_words(a.country, capitals=sorts()[event.type] == "speech")
    return frozenset(
        stem(w) for w in bare(event.evidence.text) if w not in named and w not in function_words()
    )


@lru_cache(maxsize=65536)
def runs(text: str) -> frozenset[tuple[str, ...]]:
    """Each three words of a text that follow one another."""
    words = bare(text)
    return frozenset(zip(words, words[1:], words[2:], strict=False))


@cache
def country_words(code: str | None, *, capitals: bool) -> frozenset[str]:
    """The words of a country's names; its capital too where that stands for the government,
    and not for a place."""
    columns = ("name", "aliases", "nouns", "adjectives", *(("capitals",) if capitals else ()))
    if code in countries():
        return frozenset(w for column in columns for w in bare(countries()[code][column]))
    return frozenset()


@cache
def countries() -> dict[str | None, dict[str, str]]:
    """The rows of countries.csv by code."""
    return {row["code"]: row for row in load_csv("countries.csv")}


@lru_cache(maxsize=65536)
def bare(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, numbers as digits, possessives off."""
    found = (
        re.sub(r"['’]s?$", "", m.group().casefold()).replace("’", "'").replace(",", "")
        for m in WORD.finditer(ungarbled(text))
    )
    return tuple(str(numbers().get(w, w)) for w in found)


def numbers_of(text: str) -> Iterator[tuple[str, str]]:
    """The numbers of a text with the noun that each counts;
    dates and numbers with nothing after them left out."""
    words = bare(text)
    between = set(table()["words"]["between"])
    months = set(table()["words"]["calendar"])
    for i, word in enumerate(words):
        if not word[0].isdigit() or (i and words[i - 1] in months):
            continue
        noun = next((w for w in words[i + 1 : i + 5] if w not in between and w not in demonyms()), None)
        if noun and noun[0].isalpha() and noun not in months and noun not in function_words():
            yield word, noun


@cache
def demonyms() -> frozenset[str]:
    """The adjectives of all countries: "two Chilean envoys" are two envoys."""
    return frozenset(w for row in countries().values() for w in bare(row["adjectives"]))


def counts(text: str) -> dict[str, float]:
    """What a text counts, each once: the stem of the noun with the number;
    nouns that it counts twice left out."""
    found: dict[str, float] = {}
    twice = set()
    for number, noun in numbers_of(text):
        if found.setdefault(stem(noun), float(number.replace(":", "."))) != float(number.replace(":", ".")):
            twice.add(stem(noun))
    return {noun: number for noun, number in found.items() if noun not in twice}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its ending, or the word that stands for its synonyms."""
    groups = synonyms.table(DEFAULT)
    forms = endings_off(word)
    known = next((groups[f] for f in forms if f in groups), None)
    return known or re.sub(r"ll$", "l", forms[-1].rstrip("e"))  # "killed" and "kill"


def endings_off(word: str) -> list[str]:
    """A word, then what may be its plain form, the barest last."""
    if word[0].isdigit() or len(word) < 4:
        return [word]
    for ending, forms in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            root = word[: -len(ending)]
            doubled = (
                [root[:-1]] if ending in ("ed", "ing") and root[-1] == root[-2] and root[-1] != "s" else []
            )
            return [word, *(root + f for f in forms), *doubled]
    return [word]


ENDINGS = (
    *(
        ("ies", ("y",)), ("ied", ("y",)), ("sses", ("ss",)), ("shes", ("sh",)), ("ches", ("ch",)),
        ("xes", ("x",)),
    ),
    *(
        ("ss", ("ss",)), ("us", ("us",)), ("ings", ("e", "")), ("ing", ("e", "")), ("ed", ("e", "")),
        ("s", ("",)),
    ),
)


@cache
def table(language: str = "en") -> dict[str, Any]:
    """The lists of words, read once."""
    return load_toml(f"{language}/occurrences.toml")


@cache
def function_words() -> frozenset[str]:
    """Words that say nothing of an act: function words, and the names of days and months."""
    return frozenset((*table()["words"]["function"], *table()["words"]["calendar"]))


@cache
def calendar() -> frozenset[str]:
    """The names of days and months."""
    return frozenset(table()["words"]["calendar"])


@cache
def numbers() -> dict[str, int]:
    """Numbers in words."""
    return dict(table()["numbers"])


@cache
def empty() -> frozenset[str]:
    """Stems of words that stand in any news."""
    return frozenset(map(stem, answers.words("empty", DEFAULT)))


@cache
def deeds() -> frozenset[str]:
    """Stems of words for common deeds and things of diplomacy."""
    return frozenset(synonyms.table(DEFAULT).values())


# --- types --------------------------------------------------------------------------------------------------


@cache
def sorts() -> Mapping[str, str]:
    """What sort of act each type is; raises KnowledgeError for a type without a sort."""
    found = {type: sort for sort, types in load_toml("occurrences.toml")["sorts"].items() for type in types}
    if missing := ontology.types().keys() - found.keys():
        fault("occurrences.toml", "sorts", f"no sort for {', '.join(sorted(missing))}", "add each to one")
    return found


@cache
def reciprocal() -> frozenset[str]:
    """Types whose actors and recipients are one set."""
    return frozenset(load_toml("occurrences.toml")["reciprocal"]["types"])


@cache
def confused(type: str) -> frozenset[str]:
    """The types that reports take for one, without itself."""
    pairs = load_toml("occurrences.toml")["confused"]["pairs"]
    for pair in pairs:
        if len(pair) != 2 or not set(pair) <= ontology.types().keys():
            fault(
                "occurrences.toml", f"confused {pair}", "not two types of PLOVER",
                "name two of " + ", ".join(ontology.types()),
            )
    return frozenset(other for pair in pairs if type in pair for other in pair if other != type)


def first_id(t: Telling) -> str:
    """The id of the occurrence that a telling begins."""
    return identify("occurrence", t.event.type, t.article, t.event.id)
