"""A parsed text to its points: clauses that can be said or left out on their own, each with its words, names,
numbers, days and force.

Knows clauses and the lists of strength; does not know another text to compare with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from communique.actors import Cast, cast
from communique.comparing.records import What
from communique.grammar import Clause, Parse
from communique.grammar.features import MODAL
from communique.knowledge import names
from communique.knowledge.strength import Strength
from communique.records import Reading, Span, Time

ENDS = (".", "!", "?", ";", ",", ":", "…")  # what a line ends in that is no heading
CLOSERS = "\"'”’)]»"
CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"))
FINITE = frozenset(("finite", "infinitive"))
PROMISED = 3  # force of a modal that makes an act to come a commitment: "will"
APART = frozenset((
    "relative", "modifying", "adverbial", "complement", "conjunct", "coordinator", "apposition",
    "punctuation",
))
PHRASE = 6  # content words of a noun phrase that names something
SHORTEST = 3  # words of a clause that is a point of its own


@dataclass(frozen=True, slots=True)
class Force:
    """How strongly a point speaks: the force of its operative verb,
    of the modal and verb of what is said or done, and its degree."""

    head: str  # the operative verb
    verb: float
    modal: int
    inner: float
    degree: int
    negated: bool
    words: tuple[str, ...]  # operative verb, what it carries, modal and degrees, as the text has them


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its head, the other content words on it ("Turkish", "troop" on "deployment"),
    and which of those are names."""

    span: Span
    head: str
    words: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Point:
    """A clause of a text.

    Attributes:
        sentence, paragraph: their numbers.
        section: the words of the heading that it stands under.
        words: the lemmas that tell it from others; `bag` has each as often as it stands.
        names: those of them that name somebody or somewhere; a country is a word, and no name.
        issues: its names and nouns; `verbs` its verbs.
        numbers: its figures.
        days: its days, None for one that is not settled.
        phrases: its noun phrases.
        takes_up: a word in it takes up what was said before.
        subject: the words of who acts or speaks in it; `party` the countries that they stand for.
        countries: all countries that it names.
        family: what is done by saying it.
    """

    span: Span
    sentence: int
    paragraph: int
    section: frozenset[str]
    words: tuple[str, ...]
    names: frozenset[str]
    issues: frozenset[str]
    verbs: frozenset[str]
    numbers: tuple[str, ...]
    days: tuple[tuple[str, str] | None, ...]
    bag: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    takes_up: bool
    force: Force
    subject: frozenset[str]
    party: frozenset[str]
    countries: frozenset[str]
    family: str | None
    what: What


def find_points(parse: Parse, reading: Reading, strength: Strength, *, lines: bool = False) -> list[Point]:
    """The points of a text in its order.

    Headings, letterheads and signatures are none, unless all `lines` are wanted that say something.
    """
    sections, who = headings(parse, strength), cast(parse, reading.article.on)
    found = []
    for number, (first, end) in enumerate(parse.sentences):
        paragraph = parse.paragraph_of(first)
        clauses = (parse.clauses[head] for head in range(first, end) if head in parse.clauses)
        says_something = lines and any(clause.subject for clause in clauses)
        if is_heading(parse, paragraph) and not says_something:
            continue
        if not any(w.isalpha() and len(w) > 1 for w in parse.words[first:end]):
            continue
        for head, low, high in pieces(parse, strength, first, end):
            point = build(
                parse, reading, strength, who, head, low, high, (number, paragraph, sections[paragraph])
            )
            if any(w not in strength.furniture for w in point.words):
                found.append(point)
    return found


def headings(parse: Parse, strength: Strength) -> list[frozenset[str]]:
    """For each paragraph the words of the heading before it."""
    title: frozenset[str] = frozenset()
    found = []
    for paragraph, (first, end) in enumerate(parse.paragraphs):
        if is_heading(parse, paragraph):
            content = (
                lemma(parse, i) for i in range(first, end)
                if parse.pos[i] in CONTENT and parse.pos[i] != "NUM"
            )
            title = frozenset(content) - strength.furniture
        found.append(title)
    return found


def is_heading(parse: Parse, paragraph: int) -> bool:
    """Whether a paragraph is a line without an end: a heading, a letterhead, a signature."""
    first, end = parse.paragraphs[paragraph]
    line = parse.span(first, end - 1).text.rstrip().rstrip(CLOSERS)
    return (
        not line.endswith(ENDS)
        or line.endswith(":")
        or not any(first <= head < end for head in parse.clauses)
    )


# ---------------------------------------------------------------- clauses that stand on their own
def pieces(parse: Parse, strength: Strength, first: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The parts of a sentence that can be left out on their own: the head word,
    first and last word of each."""
    starts = {first: first}
    for head in range(first, end):
        clause = parse.clauses.get(head)
        low, high = parse.subtree(head)
        apart = splits(parse, clause, high, end) if clause else is_second(parse, strength, head)
        if low > first and apart and high - low + 1 >= SHORTEST:
            starts[low] = head
    # "At the end of the talks" has no predicate before the next start: it is no point of its own
    parts = pairwise(sorted(starts))
    edges = [first, *(low for before, low in parts if any(before <= head < low for head in parse.clauses))]
    for low, after in zip(edges, [*edges[1:], end], strict=True):
        high = trimmed(parse, low, after - 1)
        if high >= low:
            yield top(parse, low, high), low, high


def splits(parse: Parse, clause: Clause, high: int, end: int) -> bool:
    """Whether a clause can be left out while the rest stays: one that is coordinated,
    or one after a comma at the end."""
    relation = parse.relations[clause.head]
    if relation == "conjunct":
        first = parse.clauses.get(parse.heads[clause.head])
        return first is not None and (clause.form != "gerund" or first.form == "gerund")
    low = parse.subtree(clause.head)[0]
    if (
        relation in ("relative", "adverbial")
        and clause.form == "finite"
        and parse.relations[low - 1] == "punctuation"
    ):
        return not any(w.isalpha() for w in parse.words[high + 1 : end])
    return False


def is_second(parse: Parse, strength: Strength, word: int) -> bool:
    """Whether a noun is the second that a verb carries:
    "expressed its support for A and its concern at B"."""
    first = parse.heads[word]
    joined = parse.relations[word] == "conjunct" and parse.relations[first] == "object"
    carried = joined and all(lemma(parse, noun) in strength.nouns for noun in (word, first))
    return carried and bool(parse.kids[word])


def trimmed(parse: Parse, low: int, high: int) -> int:
    """The last word of a part without the comma and the "and" before the next."""
    while high >= low and parse.relations[high] in ("coordinator", "punctuation"):
        if parse.words[high] in (".", "!", "?", "”", '"'):
            return high
        high -= 1
    return high


def top(parse: Parse, low: int, high: int) -> int:
    """The word of a part on which its other words hang."""
    return next(
        (i for i in range(low, high + 1) if not low <= parse.heads[i] <= high or parse.heads[i] == i), low
    )


# ---------------------------------------------------------------- what is in one
def build(
    parse: Parse, reading: Reading, strength: Strength, who: Cast, head: int, low: int, high: int,
    place: tuple[int, int, frozenset[str]],
) -> Point:
    """The point of a part of a sentence."""
    part = parse.span(low, high)
    inside = range(low, high + 1)
    times = [t for t in reading.times if part.start <= t.start < part.end]
    lands = countries(parse, reading, part)
    lemmas = [
        (i, lands.get(i) or lemma(parse, i)) for i in inside
        if parse.pos[i] in CONTENT and not in_time(parse, i, times)
    ]
    words = tuple(dict.fromkeys(w for _, w in lemmas if any(c.isalnum() for c in w)))
    named = frozenset(
        w for i, w in lemmas if parse.pos[i] == "PROPN" and i not in lands and w not in strength.furniture
    )
    issues = frozenset(w for i, w in lemmas if parse.pos[i] in ("NOUN", "PROPN") and i not in lands)
    days = [t for t in times if t.type in ("DATE", "TIME")]
    numbers = tuple(
        parse.lower[i] for i in inside
        if (parse.pos[i] == "NUM" or parse.lower[i] in strength.fractions) and not in_time(parse, i, days)
    )
    clause = operative(parse, head)
    sentence, paragraph, section = place
    return Point(
        span=part, sentence=sentence, paragraph=paragraph, section=section, words=words, names=named,
        issues=issues, verbs=frozenset(w for i, w in lemmas if parse.pos[i] == "VERB"), numbers=numbers,
        days=tuple((t.when.start, t.when.end) if t.when.start and t.when.end else None for t in days),
        bag=tuple(w for _, w in lemmas), phrases=tuple(phrases(parse, lands, low, high)),
        takes_up=any(
            parse.lower[i] in strength.anaphora and parse.pos[i] in ("ADJ", "DET", "PRON") for i in inside
        ),
        force=force_of(parse, strength, clause, low, high), subject=subject_of(parse, clause),
        party=party_of(clause, who), countries=frozenset(lands.values()),
        family=strength.families.get(clause.lemma.lower().split()[0]) if clause else None,
        what=what_of(reading, strength, clause, part),
    )  # fmt: skip


def countries(parse: Parse, reading: Reading, part: Span) -> dict[int, str]:
    """The words that name a country or its people, each with the country's code:
    "Norway" and "Norwegian" are one name."""
    found: dict[int, str] = {}
    for place in reading.places:
        inside = part.start <= place.span.start < part.end
        if inside and place.country and (place.demonym or place.name.casefold() in names.codes_by_name()):
            found |= dict.fromkeys(
                range(parse.word_at(place.span.start), parse.word_at(place.span.end - 1) + 1), place.country
            )
    return found


def phrases(parse: Parse, lands: dict[int, str], low: int, high: int) -> Iterator[Phrase]:
    """The noun phrases of a part of a sentence, persons left out."""
    for head in range(low, high + 1):
        whole = parse.pos[head] in ("NOUN", "PROPN") and parse.relations[head] not in (
            "compound", "modifier", "owner"
        )
        if not whole or parse.entities[head] == "person":
            continue
        inside = list(core(parse, head, [i for i in own_words(parse, head) if low <= i <= high]))
        content = [i for i in inside if parse.pos[i] in CONTENT]
        if len(content) <= PHRASE:
            others = [i for i in content if i != head]
            words = frozenset(lands.get(i) or lemma(parse, i) for i in others)
            named = frozenset(lemma(parse, i) for i in others if parse.pos[i] == "PROPN" and i not in lands)
            yield Phrase(
                parse.span(min(inside), max(inside)), lands.get(head) or lemma(parse, head), words, named
            )


def core(parse: Parse, head: int, inside: Sequence[int]) -> Iterator[int]:
    """The words of a noun phrase to the end of what it is "of": "the reform of the force",
    and not what it is "with", "in" or "for"."""
    hung = (
        k for k in parse.kids[head] if k > head and parse.relations[k] == "oblique" and parse.lower[k] != "of"
    )
    last = min(hung, default=len(parse.words))
    return (i for i in inside if i < last)


def own_words(parse: Parse, head: int) -> list[int]:
    """The words of a noun phrase without the clauses, members and appositions on it."""
    found = [head]
    for word in found:
        found += [k for k in parse.kids[word] if parse.relations[k] not in APART]
    return found


def lemma(parse: Parse, word: int) -> str:
    """The lemma of a word in small letters; a name as it stands."""
    return (parse.words[word] if parse.pos[word] == "PROPN" else parse.lemmas[word]).lower()


def in_time(parse: Parse, word: int, times: list[Time]) -> bool:
    """Whether a word is part of a time expression."""
    return any(t.start <= parse.starts[word] < t.end for t in times)


def operative(parse: Parse, head: int) -> Clause | None:
    """The clause that says in which way a point is made: of "said that A and that B", the saying,
    for B as well."""
    clause = parse.clauses.get(head) or parse.governor(head)
    seen: set[int] = set()
    while clause is not None and clause.head not in seen:
        seen.add(clause.head)
        governing = governor_of(parse, clause)
        if governing is None:
            return clause
        clause = governing
    return clause


def governor_of(parse: Parse, clause: Clause) -> Clause | None:
    """The clause whose complement this one is, be it through one that it is coordinated with."""
    member: Clause | None = clause
    seen: set[int] = set()  # heads of a broken parse may run in a ring
    while member is not None and parse.relations[member.head] == "conjunct" and member.head not in seen:
        seen.add(member.head)
        member = parse.clauses.get(parse.heads[member.head])
    found = member is not None and member.link == "complement" and parse.relations[member.head] != "root"
    return parse.governor(member.head) if member is not None and found else None


def subject_of(parse: Parse, clause: Clause | None) -> frozenset[str]:
    """The words of who acts or speaks in a clause."""
    if clause is None:
        return frozenset()
    spans = (parse.phrase(word) for word in clause.subject)
    words = (i for low, high in spans for i in range(low, high + 1))
    return frozenset(lemma(parse, i) for i in words if parse.pos[i] in ("NOUN", "PROPN", "PRON"))


def party_of(clause: Clause | None, who: Cast) -> frozenset[str]:
    """The countries of who acts or speaks in a clause."""
    if clause is None:
        return frozenset()
    doers = clause.roles.get("subject") or (() if clause.passive else clause.subject)
    actors = (actor for word in doers for actor in who.of(word))
    return frozenset(actor.country for actor in actors if actor.country)


def force_of(parse: Parse, strength: Strength, clause: Clause | None, low: int, high: int) -> Force:
    """How strongly a part of a sentence speaks."""
    inside = range(low, high + 1)
    degree = [i for i in inside if parse.lower[i] in strength.up] + [
        i for i in inside if lemma(parse, i) in strength.down
    ]
    sum_of = sum(1 if parse.lower[i] in strength.up else -1 for i in degree)
    if clause is None:
        return Force("", 2, 0, 2, sum_of, False, ())
    verb = clause.lemma.lower()
    carried = [w for w in carries(parse, clause) if lemma(parse, w) in strength.nouns]
    value: float = strength.verbs.get(verb, strength.verbs.get(verb.split()[0], 2))
    said: list[int] = [clause.head]
    if carried and verb.split()[0] in strength.light:
        value = max(strength.nouns[lemma(parse, w)] for w in carried)
        said += carried
    heads = (head for head in range(low, high + 1) if head in parse.clauses and head != clause.head)
    inner = next((parse.clauses[head] for head in heads if is_inner(parse, head)), None)
    if inner is not None and strength.families.get(verb.split()[0]) == "assertive":
        value = max(value, strength.verbs.get(inner.lemma.lower(), 0))
    modal = strength.modals.get(clause.modal or "", 0) or (
        strength.modals.get(inner.modal or "", 0) if inner else 0
    )
    deep = strength.verbs.get(inner.lemma.lower(), 2.5) if inner else 2.5
    said += [i for i in degree if i not in said]
    if inner is not None:
        said += [i for i in inside if parse.has(i, MODAL)]
    said += [i for i in parse.kids[clause.head] if parse.has(i, MODAL)]
    words = tuple(parse.words[i] for i in sorted(set(said)))
    return Force(verb, value, modal, deep, sum_of, clause.negated or bool(inner and inner.negated), words)


def carries(parse: Parse, clause: Clause) -> Iterator[int]:
    """The nouns and adjectives that a verb carries: its object, its predicate,
    what follows "with" or "as"."""
    for kid in parse.kids[clause.head]:
        if parse.relations[kid] in (
            "object", "subject:passive", "attribute", "complement", "complement:open", "other", "adverb"
        ):
            yield from parse.members(kid)
        if parse.relations[kid] == "oblique":
            behind = ("oblique:object", "attribute", "modifier")
            yield from (k for k in parse.kids[kid] if parse.relations[k] in behind)


def is_inner(parse: Parse, head: int) -> bool:
    """Whether a clause says what is said, asked or done."""
    clause = parse.clauses[head]
    if clause.link in ("complement", "conjunct") and (clause.form in FINITE or clause.modal):
        return True
    return parse.relations[head] in ("complement", "complement:open")


def what_of(reading: Reading, strength: Strength, clause: Clause | None, part: Span) -> What:
    """What a point is: by its verb, or a commitment or a position where the reader has one in these words."""
    if any(part.start <= r.span.start < part.end for c in reading.commitments for r in c.evidence):
        return "commitment"
    if clause is None:
        return "topic"
    found = strength.kinds.get(clause.lemma.lower()) or strength.kinds.get(clause.lemma.lower().split()[0])
    if found is None and strength.modals.get(clause.modal or "", 0) >= PROMISED:
        return "commitment"
    if found in (None, "topic") and any(part.start <= p.wording.start < part.end for p in reading.positions):
        return "position"
    return found or "topic"  # type: ignore[return-value]
