"""Senses: which place each mention stands for, by what is said beside it,
by the places around it in the text, and by size.

Knows rows of the gazetteer and how near they lie to one another; does not know words.
"""
from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from communique.places.gazetteer import CAPITAL, CITY, COUNTRY, COUNTY, DEMONYM, REGION, STATE, TOWNS, Row
from communique.places.mentions import LOCATED, Mention

# All in powers of ten of a place's people; fitted on half of the texts of a test set, then rounded.
# what a kind adds to the size of a place
BONUS = {COUNTRY: 2.4, DEMONYM: 3.0, CAPITAL: 1.8, REGION: 0.7, STATE: 0.4, CITY: 0.0, COUNTY: -0.8}
SAME_COUNTRY, SAME_STATE, NEAR, SHARE = 0.8, 1.3, 1.5, 1.2  # what the other places of a text add
# what is taken off a state that has a town of its name, and added to a place spelt as the text spells it
NAMESAKE, EXACT = 2.5, 0.5
ENOUGH = 5.0  # from this sum of size and context on a town is believed
# what is taken off a town whose name is also a word, a surname or a given name, for each, with something more
# where the text never says that something is in it, and with less where it does
OTHERWISE, UNSAID, SAID_SO = 1.25, 0.9, 0.7
ROUNDS = 2
# added to a state or county after "province of" and the like, and to what its neighbour in the text makes it
AREA, FIXED = 1.5, 5.0
FAMED = 2.5  # added to the largest of the places whose name stands in the news for one of them: Geneva
REACH = 1.5  # degrees within which a town is in the county or region named after it


@dataclass(slots=True)
class Sense:
    """One name of the text with all its mentions, and how likely each of its places is."""

    mentions: list[Mention]
    rows: tuple[Row, ...]
    prior: list[float]
    likely: list[float] = field(default_factory=list)
    score: list[float] = field(default_factory=list)

    @property
    def best(self) -> int:
        """The number of its likeliest place."""
        return max(range(len(self.rows)), key=lambda i: (self.score or self.prior)[i])


@dataclass(slots=True)
class Map:
    """What a text's other names say of where it plays: weights of countries, of their states,
    and of squares of one degree."""

    countries: dict[str, float]
    total: float
    parts: dict[str, float]
    states: dict[tuple[str, str], float]
    cells: dict[tuple[int, int], float]


def choose(text: str, mentions: list[Mention]) -> list[tuple[Mention, Row]]:
    """Each mention that is a place, with the place."""
    _contain(text, mentions)
    senses = _senses(text, mentions)
    for _ in range(ROUNDS):
        around = _draw(senses)
        for sense in senses:
            _score(sense, around)
    around = _draw(senses)
    chosen = [(m, row) for sense in senses for m in sense.mentions if (row := _pick(m, sense, around))]
    return sorted(chosen, key=lambda pair: pair[0].start)


# ---------------------------------------------------------------- "Tripoli, Lebanon"
def _contain(text: str, mentions: list[Mention]) -> None:
    """Fix the places of mentions that stand beside the area they lie in."""
    for inner, outer in pairwise(mentions):
        between = text[inner.end:outer.start]
        if between not in (", ", " (", ",", ", in ") and not (
            between == " " and outer.rows[0].kind == STATE and len(outer.rows) == 1
        ):
            continue
        pair = _pair(inner, outer)
        if pair:
            inner.fixed, outer.fixed = pair


def _pair(inner: Mention, outer: Mention) -> tuple[Row, Row] | None:
    """The likeliest two places of which the first lies in the second."""
    if inner.best.kind in (COUNTRY, DEMONYM) and outer.best.kind == COUNTRY:
        return None  # "China, Mexico" are two countries, whatever towns are called so
    pairs = [
        (a, b) for b in outer.rows
        if b.kind in (COUNTRY, STATE, COUNTY, REGION) for a in inner.rows if _lies_in(a, b)
    ]
    top = inner.rows[0].population
    pairs = [p for p in pairs if p[1].kind != COUNTRY or p[0].population >= top / 500]
    return max(
        pairs, key=lambda p: _size(p[0]) + (1.0 if p[0].kind in TOWNS else 0.0) + 0.3 * _size(p[1]),
        default=None,
    )


def _lies_in(a: Row, b: Row) -> bool:
    """Whether a place lies in another, larger one."""
    if a.country2 != b.country2 or not a.country2 or a.kind in (COUNTRY, DEMONYM) or a.kind == b.kind:
        return False
    if b.kind == COUNTRY:
        return True
    if b.kind == STATE:
        return a.admin == b.admin and a.kind != REGION
    return a.kind in TOWNS and _is_near(a, b)


def _is_near(a: Row, b: Row) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return abs(a.lat - b.lat) <= REACH and abs(a.lon - b.lon) * math.cos(math.radians(a.lat)) <= REACH


# ---------------------------------------------------------------- one place for one name
def _senses(text: str, mentions: list[Mention]) -> list[Sense]:
    """The mentions by name, with how likely each place is by its size."""
    by_key: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_key[mention.key].append(mention)
    return [_sense(text, same) for same in by_key.values()]


def _sense(text: str, mentions: list[Mention]) -> Sense:
    rows = max((m.rows for m in mentions), key=len)
    sense = Sense(mentions, rows, [_prior(text, row, mentions, rows) for row in rows])
    sense.likely = _shares(sense.prior)
    return sense


def _prior(text: str, row: Row, mentions: list[Mention], rows: tuple[Row, ...]) -> float:
    """How likely a place is before the others of the text are looked at."""
    likely = _size(row)
    if row.kind in (STATE, COUNTY) and 2 * sum(m.area for m in mentions) >= len(mentions):
        likely += AREA
    elif row.kind == STATE and any(
        r.kind in TOWNS and (r.country2, r.admin) == (row.country2, row.admin) for r in rows
    ):
        likely -= NAMESAKE
    if any(m.fixed is row for m in mentions):
        likely += FIXED
    if row is rows[0] and any(m.known for m in mentions):
        likely += FAMED
    return likely + EXACT * (text[mentions[0].start:mentions[0].end] == row.spelling)


def _size(row: Row) -> float:
    """How well known a place is, as the logarithm of its people."""
    return math.log10(row.population + 100) + BONUS[row.kind]


def _shares(scores: list[float]) -> list[float]:
    """Scores as shares of one."""
    top = max(scores)
    weights = [10 ** (s - top) for s in scores]
    total = sum(weights)
    return [w / total for w in weights]


def _draw(senses: list[Sense]) -> Map:
    """Lay the likely places of all names on one map."""
    around = Map(defaultdict(float), 1.0, defaultdict(float), defaultdict(float), defaultdict(float))
    for sense in senses:
        weight = _weight(sense)
        for row, share in zip(sense.rows, sense.likely, strict=True):
            if share > 0.02:
                _lay(around, row, weight * share)
    return around


def _weight(sense: Sense) -> float:
    """How much a name says of where the text plays."""
    weight = 1.0 + math.log10(len(sense.mentions))
    if any(m.dateline for m in sense.mentions):
        weight += 2.0
    return weight


def _lay(around: Map, row: Row, weight: float) -> None:
    """Add the weight of one place to a map."""
    around.countries[row.country2] += weight
    around.total += weight
    if row.kind in (COUNTRY, DEMONYM, REGION):
        return
    around.parts[row.country2] += weight
    around.states[row.country2, row.admin] += weight
    if row.kind != STATE and row.lat is not None and row.lon is not None:
        around.cells[round(row.lat), round(row.lon)] += weight


def _score(sense: Sense, around: Map) -> None:
    """How likely each place of a name is beside the others on the map."""
    weight = _weight(sense)
    support = [
        _support(row, share * weight, around) for row, share in zip(sense.rows, sense.likely, strict=True)
    ]
    sense.score = [p + s for p, s in zip(sense.prior, support, strict=True)]
    sense.likely = _shares(sense.score)


def _support(row: Row, own: float, around: Map) -> float:
    """What the other places on a map say for one; `own` is what it laid there itself."""
    if row.kind == REGION and not row.country2:
        return 0.0
    same = around.countries[row.country2] - own
    support = SAME_COUNTRY * _grows(same) + SHARE * same / (around.total - own)
    if row.kind in (COUNTRY, DEMONYM, REGION):
        return support
    if row.kind == CAPITAL:
        support += SAME_COUNTRY * _grows(same)
    support += SAME_STATE * _grows(around.states[row.country2, row.admin] - own)
    if row.kind == STATE or row.lat is None or row.lon is None:
        return support
    lat, lon = round(row.lat), round(row.lon)
    cells = around.cells
    near = sum(cells.get((lat + i, lon + j), 0.0) for i in (-1, 0, 1) for j in (-1, 0, 1)) - own
    return support + NEAR * _grows(near)


def _grows(weight: float) -> float:
    """A weight's worth: nothing at 0, one half at 1, nearly one from 5 on."""
    return weight / (weight + 1.0) if weight > 0.01 else 0.0


# ---------------------------------------------------------------- is it a place at all
def _pick(mention: Mention, sense: Sense, around: Map) -> Row | None:
    """The place of a mention, or nothing where the name is more likely something else."""
    row = mention.fixed or sense.rows[sense.best]
    if row not in mention.rows:
        row = mention.rows[0]
    if row.kind in (COUNTRY, DEMONYM, REGION) or (row.kind == STATE and not row.flags) or mention.fixed:
        return row
    if row.kind == COUNTY and mention.area:
        return row
    share = sense.likely[sense.rows.index(row)] if row in sense.rows else 0.0
    said = max(m.belief for m in sense.mentions)
    belief = _size(row) + _support(row, share * _weight(sense), around)
    if row.flags:
        belief -= OTHERWISE * len(row.flags) + UNSAID if said < LOCATED else SAID_SO * len(row.flags)
    belief += max(mention.belief, min(mention.belief, 0.0) + 0.5 * said)
    belief += 2.0 if any(m.dateline or m.fixed for m in sense.mentions) else 0.0
    return row if belief >= ENOUGH else None
