"""What was found to finished statements: spans, people, channel, day, and what one tells of the next.

Knows the record of a statement; does not know how it was found.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from communique.grammar import Clause
from communique.records import Actor, Span, Statement, Time, When, identify, span
from communique.statements.media import channel
from communique.statements.parties import addressees, attribution
from communique.statements.scene import Found, Scene, same_paragraph, trim
from communique.statements.speakers import UNKNOWN, resolved


def records(scene: Scene, times: Sequence[Time]) -> Iterator[Statement]:
    """The finished statements, speakers and addressees resolved."""
    made: dict[int, Statement] = {}
    last: Statement | None = None
    for f in scene.found:
        statement = record(scene, f, times, made)
        if statement is None:
            continue
        if last is not None:
            statement = after(scene, last, f, statement)
        made[id(f)] = statement
        last = statement
        yield statement


def after(scene: Scene, last: Statement, f: Found, statement: Statement) -> Statement:
    """A statement with what the one before it tells of it: who "he" is,
    and by which channel the same person goes on."""
    parse = scene.parse
    if (
        f.speaker is not None
        and parse.lower[f.speaker] in scene.words["words"]["singular"]
        and f.cue
        and adjoining(scene, last, f)
    ):
        statement = same_voice(scene, last, statement)
    goes_on = statement.channel is None and last.channel is not None and same_speaker(last, statement)
    if goes_on and same_paragraph(parse, f.content[0][0], parse.word_at(last.evidence.start)):
        return replace(statement, channel=last.channel)
    return statement


def adjoining(scene: Scene, last: Statement, f: Found) -> bool:
    """Whether a statement stands in the sentence after another one or in the same, within a paragraph."""
    here = scene.unit(f.content[0][0])[0]
    before = scene.parse.word_at(last.evidence.start)
    return same_paragraph(scene.parse, before, here) and (before >= here or scene.unit(here - 1)[0] <= before)


def same_voice(scene: Scene, last: Statement, statement: Statement) -> Statement:
    """A statement whose "he" or "she" is taken to be the person who spoke just before: a named one,
    or one of no name ("an analyst")."""
    speaker = last.speaker
    if (
        speaker is None
        or statement.speaker is None
        or speaker.name is None
        or speaker.name == statement.speaker.name
        or not (personal(speaker) or nameless(scene, speaker))
    ):
        return statement
    because = (*speaker.because, "the pronoun stands for who spoke just before")
    return replace(statement, speaker=replace(speaker, span=statement.speaker.span, because=because))


def personal(actor: Actor) -> bool:
    """Whether an actor is a named person: a name of several words, with an office."""
    return actor.name is not None and actor.role is not None and " " in actor.name


def nameless(scene: Scene, actor: Actor) -> bool:
    """Whether an actor is one that only a common noun in the singular names, whom the cast does not know."""
    if actor.span is None or UNKNOWN not in actor.because:
        return False
    head = scene.parse.word_at(actor.span.end - 1)
    return scene.parse.lower[scene.parse.phrase(head)[0]] in scene.words["words"]["indefinite"]


def same_speaker(a: Statement, b: Statement) -> bool:
    """Whether two statements have one speaker."""
    return a.speaker is not None and b.speaker is not None and a.speaker.name == b.speaker.name


def record(scene: Scene, f: Found, times: Sequence[Time], made: dict[int, Statement]) -> Statement | None:
    """One statement, None where its content is empty."""
    parse = scene.parse
    content = tuple(marked(scene, a, b) for a, b in f.content if a <= b)
    if not content:
        return None
    clause = parse.clauses.get(f.verb) if f.verb is not None else None
    origin = made.get(id(f.like)) if f.like else None
    named = resolved(scene, f.speaker) if f.speaker is not None else None
    speaker = origin.speaker if origin else f.actor or named
    first = min(c.start for c in content)
    return Statement(
        id=identify(
            "statement", f.kind, speaker.name if speaker else None, " ".join(c.text for c in content), first
        ),
        kind=f.kind,
        speaker=speaker,
        addressees=origin.addressees if origin else addressees(scene, f, clause),
        cue=parse.span(*f.cue) if f.cue else None,
        content=content,
        channel=origin.channel if origin else channel(scene, f, clause),
        when=said_when(scene, f, clause, times),
        attribution=origin.attribution if origin else attribution(scene, f, clause),
        polarity=f.polarity,
        evidence=evidence(scene, f),
    )


def marked(scene: Scene, a: int, b: int) -> Span:
    """The characters of a content, with both marks of a quotation that ends or begins it where it holds more
    than that."""
    parse = scene.parse
    start, end = parse.starts[a], parse.ends[b]
    first, last = scene.quote_of[a], scene.quote_of[b]
    if (
        last >= 0
        and scene.quotes[last].first > a
        and trim(parse, b, scene.quotes[last].last)[1] == b
        and scene.quotes[last].closed
    ):
        end = scene.quotes[last].end
    if first >= 0 and scene.quotes[first].last < b:
        start = scene.quotes[first].start
    return span(parse.text, start, end)


def evidence(scene: Scene, f: Found) -> Span:
    """The sentence of the words of saying, or of the first words said."""
    at = f.cue[0] if f.cue else f.content[0][0]
    low, high = scene.unit(at)
    return scene.parse.span(low, high)


def said_when(scene: Scene, f: Found, clause: Clause | None, times: Sequence[Time]) -> When | None:
    """The day of the saying: a time that hangs on the clause of saying and stands outside the content, or on
    what was done with the saying: "hit back on Friday, saying that"."""
    if clause is None:
        return None
    parse = scene.parse
    together = clause.form == "gerund" and clause.link in ("adverbial", "modifying")
    above = parse.above(clause) if together else None
    heads = (clause.head,) if above is None else (clause.head, above.head)
    low, high = scene.unit(clause.head)
    start, stop = parse.starts[low], parse.ends[high]
    for time in times[bisect_left(times, start, key=attrgetter("start")) :]:
        if time.start >= stop:
            break
        w = parse.word_at(time.start)
        if f.holds(w):
            continue
        on = parse.governor(w)
        if on is not None and on.head in heads and not of_another(scene, w, on.head):
            return time.when
    return None


def of_another(scene: Scene, word: int, saying: int) -> bool:
    """Whether a time is not that of the saying on whose clause it hangs, by a preposition between: "under
    pressure since Monday's raid, Chad said", "like Chad in May, Mali said"."""
    parse, other = scene.parse, scene.words["words"]["other_times"]
    while word not in (saying, parse.heads[word]):
        if parse.lower[word] in other:
            return True
        word = parse.heads[word]
    return False
