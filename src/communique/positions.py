"""Events of asking, opposing and supporting to positions: who holds what on which issue, in which words,
and on whose word.

Knows which act shows which stance; the issue is named as the text names it.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.grammar import Clause, Parse
from communique.knowledge import roles
from communique.records import Actor, Event, Position, Span, Stance, Statement, identify

STANCES: dict[str, Stance] = {
    "REQUEST": "asks", "REJECT": "opposes", "SUPPORT": "supports", "ACCUSE": "opposes",
}
LONGEST_WORDING = 400  # characters; a longer wording is a paragraph, not a formula
LONGEST_ISSUE = 10  # words; a longer name is a sentence
# what stands after a noun and is part of its name
COMPLEMENTS = (
    roles.OF, roles.TO, roles.FOR, roles.ON, roles.AGAINST, roles.OVER, roles.ABOUT, roles.WITH, roles.IN,
    roles.BETWEEN,
)
OBLIQUES = (
    roles.FOR, roles.TO, roles.BY, roles.WITH, roles.ON, roles.OVER, roles.OF, roles.AGAINST, roles.ABOUT,
    roles.FROM,
)


def find(parse: Parse, events: Sequence[Event], statements: Sequence[Statement]) -> tuple[Position, ...]:
    """The positions that an article's events show; each actor, issue and stance once."""
    found: dict[tuple[str | None, str, str], Position] = {}
    by_id = {s.id: s for s in statements}
    for event in events:
        stance = STANCES.get(event.type)
        if stance is None or event.status in ("negated", "hypothetical"):
            continue
        worded = wording(parse, event) if (event.type, event.mode) != ("ACCUSE", "investigate") else None
        if worded is None:
            continue
        span, issue = worded
        said = by_id.get(event.statement or "")
        for actor in (a for a in event.actors if a.country is not None):
            key = (actor.country, issue.casefold(), stance)
            ident = identify("position", actor.country, issue, stance, span.start, span.text)
            by = ascriber(actor, said)
            held = Position(ident, actor, issue, stance, span, by, event.when, event.statement)
            found.setdefault(key, held)
    return tuple(found.values())


def ascriber(actor: Actor, said: Statement | None) -> Actor | None:
    """Who says that the actor holds this, when it is not the actor itself."""
    speaker = said.speaker if said is not None else None
    return speaker if speaker is not None and speaker.country != actor.country else None


def wording(parse: Parse, event: Event) -> tuple[Span, str] | None:
    """The words in which a position is put, and the issue that they name;
    None where the act names neither."""
    head = parse.word_of(event)
    clause = parse.clause_at(head)
    asked = next((c for c in clause.complements if c > clause.head and not later(parse, clause, c)), None)
    if asked is not None:  # and not "Peru has left, | Chile called for talks"
        low, high = parse.subtree(asked)
        objects = clause.at("object")
        if objects and clause.head < objects[0] < low:
            low = parse.phrase(objects[0])[0]
        topic = deepest(parse, parse.clauses.get(asked))
    else:
        topic = topic_of(clause)
        if topic is None:
            return None
        low, high = parse.subtree(topic)
    while high > low and parse.pos[high] == "PUNCT":
        high -= 1
    if topic is not None and party(parse, event, topic):
        return None  # "asked Togo", "accused Chile": whom it is done to is no issue
    if topic is None or parse.pos[topic] not in ("NOUN", "PROPN"):
        return None
    if parse.ends[high] - parse.starts[low] > LONGEST_WORDING:
        return None
    return parse.span(low, high), without_article(parse, *issue_words(parse, topic))


def later(parse: Parse, clause: Clause, complement: int) -> bool:
    """Whether a complement only says when or how something is asked: "demanded an answer before leaving"."""
    link = parse.clauses[complement].link if complement in parse.clauses else ""
    return bool(clause.roles.get("object")) and link.startswith("oblique:") and link not in OBLIQUES


def party(parse: Parse, event: Event, word: int) -> bool:
    """Whether a word stands in the name of one of the parties to an event."""
    spans = [a.span for a in (*event.actors, *event.recipients, *event.addressees) if a.span is not None]
    return any(s.start <= parse.starts[word] < s.end for s in spans)


def issue_words(parse: Parse, topic: int) -> tuple[int, int]:
    """First and last word of the issue: a noun with what it is of, on or against, and what that is of:
    "ban on the export of arms"."""
    low, high = parse.phrase(topic)
    high = compounded(parse, high)
    noun: int | None = topic
    while noun is not None:
        behind = (m for name, m in parse.obliques(noun) if roles.marked(name, *COMPLEMENTS))
        noun = next((m for m in behind if high < m < low + LONGEST_ISSUE), None)
        high = row_end(parse, noun, low) if noun is not None else high
    return low, high


def row_end(parse: Parse, noun: int, low: int) -> int:
    """The last word of a row of nouns of one sort, as far as a name goes: "women and | children"."""
    last = noun
    for member in sorted(parse.members(noun)):
        if parse.pos[member] == parse.pos[noun] and last < member < low + LONGEST_ISSUE:
            last = member
    end = parse.subtree(noun)[1]
    if noun < last < end and parse.pos[last + 1] in ("PUNCT", "CCONJ"):
        # "women, children, | elderly and injured people"
        last = end if end < low + 2 + LONGEST_ISSUE else noun
    return compounded(parse, last)


def compounded(parse: Parse, word: int) -> int:
    """The last part of a word with hyphens, of which a word is a part: "co-operation" of "co"."""
    end = parse.sentences[parse.sentence_of[word]][1]
    while (
        word + 2 < end
        and parse.lower[word + 1] == "-"
        and parse.ends[word] == parse.starts[word + 2] - 1
        and parse.pos[word + 2] in ("NOUN", "PROPN")
    ):
        word += 2
    return word


def without_article(parse: Parse, low: int, high: int) -> str:
    """The words from one to another, without an article or a mark before them."""
    # "no-fly zone"
    while low < high and parse.pos[low] in ("DET", "PUNCT") and parse.ends[low] < parse.starts[low + 1]:
        low += 1
    return parse.span(low, high).text


def topic_of(clause: Clause) -> int | None:
    """The noun that an act is about: its object, else what stands after a preposition."""
    objects = clause.at("object") if clause.kind == "verb" else ()
    for role in OBLIQUES:
        if clause.kind == "noun" and (heads := clause.roles.get(role)):
            return heads[0]
    if objects:
        return objects[0]
    return next((heads[0] for role in OBLIQUES if (heads := clause.roles.get(role))), None)


def deepest(parse: Parse, clause: Clause | None) -> int | None:
    """The object of the innermost complement: "continue to abide by the one-China principle" is about that
    principle."""
    topic = None
    seen: set[int] = set()
    while clause is not None and clause.head not in seen:
        seen.add(clause.head)
        own = topic_of(clause)
        subject = clause.at("subject")
        topic = own if own is not None else topic if topic is not None else (subject[0] if subject else None)
        objects = clause.at("object")
        below = parse.held(clause)
        # "gave guarantees | that they were behind the plan": what is given, and no plan
        clause = next((c for c in below if not (objects and c.form == "finite")), None)
    return topic
