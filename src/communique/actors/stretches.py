"""Stretches of words: their text, head word, first word, and whether they stand where something is.

Knows the parse; does not know who stands for whom.
"""

from __future__ import annotations

from communique.actors.scene import Scene
from communique.grammar import Parse
from communique.grammar.features import DETERMINING, PERSONAL, POSSESSIVE

DASHES = frozenset(("-", "–", "—", "--"))


def name_of(parse: Parse, first: int, last: int) -> str:
    """The text of words `first` to `last` on one line."""
    return " ".join(parse.text[parse.starts[first] : parse.ends[last]].split())


def head_of(parse: Parse, first: int, last: int) -> int:
    """The word of a stretch that hangs on something outside it."""
    return next(
        (k for k in range(last, first - 1, -1) if not first <= parse.heads[k] <= last or parse.heads[k] == k),
        last,
    )


def between(parse: Parse, i: int) -> bool:
    """Whether a hyphen stands inside a word: "Chung-kwang"; a long dash parts two, "of Chad—a state" too."""
    if parse.ends[i - 1] != parse.starts[i] or parse.words[i] == "—":
        return False
    return i + 1 < len(parse) and parse.ends[i] == parse.starts[i + 1]


def glued(parse: Parse, i: int) -> bool:
    """Whether a hyphen and a further word are glued to the end of word `i`: "British-flagged"."""
    return (
        i + 2 < len(parse)
        and parse.words[i + 1] in DASHES
        and parse.ends[i] == parse.starts[i + 1]
        and between(parse, i + 1)
    )


def determines(parse: Parse, i: int) -> bool:
    """Whether a word is a determiner or whose a thing is: "the", "both", "their"."""
    given = parse.features[i]
    return not DETERMINING.isdisjoint(given) or {PERSONAL, POSSESSIVE} <= given


def first_core(parse: Parse, low: int, head: int) -> int:
    """The first word of a noun phrase after its determiners."""
    while low < head and determines(parse, low):
        low += 1
    return low


def definite(scene: Scene, low: int) -> bool:
    """Whether a phrase that begins at a word is known from before: "the", "both"."""
    return scene.parse.lower[low] in scene.words.phrases.definite


def start_of(scene: Scene, head: int) -> int:
    """The first word of a noun phrase, a dateline before it left out;
    a name with "'s" before it belongs to it."""
    parse = scene.parse
    low = parse.phrase(head)[0]
    if low > 1 and parse.words[low - 1] in DASHES and between(parse, low - 1):
        low = parse.phrase(low - 2)[0]  # "the EU's aid co-ordinator": the parser cuts at the hyphen
    while low < head and low in scene.dead:
        low += 1
    possessives = scene.words.phrases.possessives
    mark = low if parse.lower[low] in possessives else low - 1
    owner = scene.names.get(mark - 1) if mark > 0 and parse.lower[mark] in possessives else None
    if owner is not None:
        low = owner.first
    elif (name := scene.names.get(low)) is not None and name.first < low < head:
        # "the Democratic Republic of Congo's ambassador": the parser owns him to "Congo" alone
        low = name.first
    else:
        return low
    return low - 1 if low and parse.lower[low - 1] == scene.words.phrases.the else low


def inside(parse: Parse, i: int, word: int) -> bool:
    """Whether a word stands inside the phrase of another: "his" in "a spokesman for his forces"."""
    for _ in range(6):
        if parse.heads[i] == word:
            return True
        i = parse.heads[i]
    return False


def placed(scene: Scene, head: int) -> bool:
    """Whether a name stands after a preposition of place: "in China", "near Tripoli"."""
    parse = scene.parse
    while (above := parse.heads[head]) != head and (
        parse.relations[head] == "conjunct"
        or (parse.relations[head] == "apposition" and parse.pos[above] == "PROPN")
    ):
        head = above
    return (
        parse.relations[head] == "oblique:object"
        and parse.lower[parse.heads[head]] in scene.words.places.prepositions
    )


def travelled(scene: Scene, head: int) -> bool:
    """Whether a name is where somebody goes to or comes from: "flew to Washington", "a visit to Oslo",
    "left Rome"."""
    parse, places = scene.parse, scene.words.places
    head = parse.first_of_row(head)
    above = parse.heads[head]
    if parse.relations[head] == "object":
        return parse.lemma(above) in places.reached
    if parse.relations[head] != "oblique:object" or parse.lower[above] not in places.ways:
        return False
    mover = parse.heads[above]
    return parse.lemma(mover) in places.motions or parse.lower[mover] in places.ways


def convened(scene: Scene, head: int) -> bool:
    """Whether a city before a noun says where something was held or signed: "the Vienna agreement",
    "the Madrid summit"."""
    parse = scene.parse
    named = parse.relations[head] in ("compound", "modifier")
    return named and parse.lemma(parse.heads[head]) in scene.words.places.venues


def antecedent(parse: Parse, i: int) -> int | None:
    """The noun that a relative pronoun stands for."""
    clause = parse.clause_of(i)
    return clause.parent if clause is not None and clause.link == "relative" else None
