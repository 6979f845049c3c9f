"""What those who issue a document, or speak, undertake: by whom, to whom, what, and by when.

Knows futures and words of undertaking whose subject issues the text or speaks;
does not know whether anybody keeps their word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from communique import contexts
from communique.forms import lies_in
from communique.grammar import Clause, Parse
from communique.knowledge import load_toml, names, ontology
from communique.knowledge.roles import SHOULD, TO
from communique.reasons import tells_meeting
from communique.records import (
    Actor,
    Article,
    Commitment,
    Event,
    Span,
    Statement,
    Time,
    When,
    codes,
    identify,
    report_of,
)
from communique.statements import Cast, carrying

RULE = "agree.commitment"
RAW = 0.6  # of a promise that no pattern knows
LONGEST = 600  # characters; more than this is a paragraph and no undertaking


Words = Mapping[str, frozenset[str]]  # verbs, adjectives and nouns by which somebody undertakes something


@cache
def words(language: str) -> Words:
    """The table of a language."""
    table = load_toml(f"{language}/documents.toml")["commitments"]
    return {name: frozenset(some) for name, some in table.items()}


def find(
    article: Article, parse: Parse, cast: Cast, statements: Sequence[Statement], times: Sequence[Time],
    asking: Sequence[tuple[int, int]] = (),
) -> tuple[Commitment, ...]:
    """The undertakings of a document or of speakers, in the order of the text.

    Args:
        asking: characters in which somebody only asks.
    """
    if article.genre not in ("document", "transcript"):
        return ()
    table = words(parse.language)
    issuers = codes(article.issuers)
    found: list[Commitment] = []
    taken: set[int] = set()
    for head in sorted(parse.clauses):
        clause = parse.clauses[head]
        start = parse.starts[head]
        if head in taken or lies_in(asking, start):
            continue
        if parse.lower[parse.sentences[parse.sentence_of[head]][1] - 1] == "?":
            continue
        low, high = extent(parse, clause)
        what = parse.span(low, high)
        if what.end - what.start > LONGEST or not undertaken(parse, clause, table):
            continue
        due = due_of(article, parse, head, low, high, times, table) or that_day(
            article, parse, low, high, times, table
        )
        if due is None and (idle(parse, clause, table) or is_past(parse, clause, table)):
            continue
        said = carrying(statements, start, parse.ends[head])
        speaker = codes((said.speaker,)) if said is not None and said.speaker is not None else frozenset()
        by = subjects_of(parse, cast, clause, speaker, table)
        own = (speaker or issuers) | issuers
        if not by and article.genre == "document" and nobody(parse, clause, table, due):
            by = both(parse, cast, head, issuers) if reached(parse, clause, table) else speaker or issuers
        if not (by & own if is_said(parse, clause, table) else by and by <= own):
            continue
        taken.update(inner(parse, clause))
        ident = identify("commitment", ",".join(sorted(by)), what.start, what.text)
        to = tuple(dict.fromkeys(c for c in named(parse, cast, low, high) if c not in by))
        report = report_of(article, what)
        found.append(Commitment(ident, tuple(sorted(by)), to, what.text, due, "open", (report,)))
    return tuple(found)


def acts(found: Sequence[Commitment], parse: Parse, cast: Cast, told: Sequence[Event]) -> Iterator[Event]:
    """A promise as an act (AGREE), for each undertaking that promises something and that no other act of its
    own parties tells."""
    for promise in found:
        span = promise.evidence[0].span
        if any(covers(e, span) and same(e, promise) for e in told if e.status != "hypothetical"):
            continue
        first, last = parse.word_at(span.start), parse.word_at(span.end - 1)
        tops = (
            w for w in range(first, last + 1)
            if w in parse.clauses and (parse.heads[w] == w or not first <= parse.heads[w] <= last)
        )
        head = next(tops, None)
        if head is None or not promises(
            parse, cast, parse.clauses[head], frozenset(promise.by), words(parse.language)
        ):
            continue
        asked = addressed(parse, cast, parse.clauses[head], frozenset(promise.by))
        whom = asked if asked and not {*asked} & {*promise.to} else promise.to
        said = next((e.statement for e in told if e.evidence == span), None)
        about = contexts.of(
            span.text, parse.paragraph(head).text, type="AGREE", mode=None, language=parse.language
        )
        by, to = (tuple(party(code, promise) for code in side) for side in (promise.by, whom))
        yield Event(
            id="", type="AGREE", mode=None, contexts=about, actors=by, recipients=to, addressees=(),
            status="planned", when=promise.due, where=None, attribution=(), statement=said,
            cameo=ontology.cameo_for("AGREE", None), quad=ontology.quad("AGREE"),
            score=ontology.score("AGREE", None), confidence=RAW, evidence=span, also=(),
            trigger=parse.span(head, head), rule=RULE, because=("undertaken in public",),
        )  # fmt: skip


def same(event: Event, promise: Commitment) -> bool:
    """Whether an act in the words of a promise is the promise: one of its own parties,
    or a meeting that they are to have, as guest or as host."""
    sides = (*event.actors, *(event.recipients if tells_meeting(event) else ()))
    return bool(codes(sides) & frozenset(promise.by))


def covers(event: Event, promise: Span) -> bool:
    """Whether an act is told in the words of a promise, or tells the promise itself: "warns that it will …",
    "expects that they will …"."""
    inside = promise.start <= event.trigger.start < promise.end
    return inside or (event.trigger.start < promise.start and promise.end <= event.evidence.end)


def promises(parse: Parse, cast: Cast, clause: Clause, by: frozenset[str], table: Words) -> bool:
    """Whether its own parties undertake to do something: not what takes effect, stays as it is,
    or hangs on a condition."""
    own = (clause, *parse.held(clause))
    if clause.negated or any(c.verb in table["standing"] for c in own):
        return False
    kids = parse.hung(clause.head)
    if any(k.link == "adverbial" and k.marker in table["conditional"] | {SHOULD} for k in kids):
        return False
    subjects = clause.at("subject") or clause.subject
    acting = any(
        codes(a for part in (h, *parts(parse, h, table)) for a in cast.of(part)) & by for h in subjects
    )
    convened = clause.passive and clause.verb in table["convening"]
    return acting or not subjects or convened


def addressed(parse: Parse, cast: Cast, clause: Clause, by: frozenset[str]) -> tuple[str, ...]:
    """Who is told what is promised: "assured the Minister that …"."""
    above = told(parse, clause)
    heads = above.at("object", "indirect", TO) if above is not None else ()
    told_to = (a.country for h in heads for a in cast.of(h))
    return tuple(dict.fromkeys(code for code in told_to if code and code not in by))


def party(code: str, promise: Commitment) -> Actor:
    """A party of an undertaking, by its code."""
    body = "IGO" if code in ("UNO", "EUR", "IGO") else "GOV"
    return Actor(
        names.country_name(code) or code, code, body, span=promise.evidence[0].span,
        because=("party of what is undertaken",),
    )


def undertaken(parse: Parse, clause: Clause, table: Words) -> bool:
    """Whether a clause undertakes something or foretells it,
    on no condition of its own and not in passing."""
    if clause.marker in table["conditional"] or (clause.link == "relative" and not told(parse, clause)):
        return False
    return is_said(parse, clause, table) or future(parse, clause, table)


def subjects_of(
    parse: Parse, cast: Cast, clause: Clause, speaker: frozenset[str], table: Words
) -> frozenset[str]:
    """Who undertakes something in a clause, by country.

    A pronoun in what is said that is the same word as the subject of the saying is whoever says it:
    "she noted that she would".
    """
    heads = clause.at("subject") or (clause.subject if is_said(parse, clause, table) else ())
    above = parse.above(clause) if clause.link == "complement" else None
    if speaker and above is not None and any(
        parse.pos[h] == "PRON" and parse.lower[h] == parse.lower[a]
        for h in heads
        for a in above.at("subject")
    ):
        return speaker
    found = codes(a for h in heads for a in cast.of(h))
    return found or codes(a for h in heads for part in parts(parse, h, table) for a in cast.of(part))


def parts(parse: Parse, word: int, table: Words) -> Iterator[int]:
    """The words of which a number or a pronoun takes some: "each of us"."""
    if parse.pos[word] in ("PRON", "DET", "NUM"):
        for k in parse.kids[word]:
            if parse.lower[k] in table["of"]:
                yield from parse.kids[k]


def nobody(parse: Parse, clause: Clause, table: Words, due: When | None) -> bool:
    """Whether a clause that names no party undertakes for those who issue the document.

    So does what was agreed, what is to be done by a day, and what is assured not to be.
    """
    if is_said(parse, clause, table):
        return (clause.passive and not clause.subject) or reached(parse, clause, table)
    return due is not None or clause.negated


def both(parse: Parse, cast: Cast, head: int, issuers: frozenset[str]) -> frozenset[str]:
    """Who reached an agreement: the nearest subject before it that is several parties,
    the issuers among them; else the issuers."""
    first = parse.paragraphs[parse.paragraph_of(head)][0]
    for word in range(head - 1, first - 1, -1):
        if word in parse.clauses:
            parties = codes(a for h in parse.clauses[word].at("subject") for a in cast.of(h))
            if issuers < parties:
                return parties
    return issuers


def future(parse: Parse, clause: Clause, table: Words) -> bool:
    """Whether a clause says what will be done, in its own words or as reported: "will", "shall",
    "agreed that it would"."""
    if clause.modal in table["futures"] or any(
        parse.lower[k] in table["futures"] for k in helpers(parse, clause.head)
    ):
        return True
    above = told(parse, clause)
    reported = clause.modal in table["reported"] and not clause.perfect
    return reported and above is not None and above.tense == "past"


def told(parse: Parse, clause: Clause) -> Clause | None:
    """The clause that tells another: as what it says, or as what somebody is told ("informed them that they
    would")."""
    if clause.parent is None:
        return None
    if clause.link == "complement":
        return parse.clauses.get(clause.parent)
    above = parse.clauses.get(parse.heads[clause.parent])
    object = above is not None and clause.parent in above.at("object")
    return above if object and clause.marker is not None and clause.subject else None


def idle(parse: Parse, clause: Clause, table: Words) -> bool:
    """Whether a clause names nothing that can be undertaken, so that only a day makes it so: "will be",
    "agreed that it will see"."""
    verb = clause.verb
    if not is_said(parse, clause, table):
        return verb in table["idle"] and not clause.passive
    said = parse.held(clause) if verb in table["verbs"] else ()
    return bool(said) and all(c.form == "finite" and idle(parse, c, table) for c in said)


def is_past(parse: Parse, clause: Clause, table: Words) -> bool:
    """Whether what is undertaken was settled and is done with, or somebody only was ready: "had decided to",
    "were ready to"."""
    lemma = clause.verb
    if lemma in table["settled"]:
        return clause.tense == "past" or clause.perfect
    if lemma in table["verbs"] and not clause.passive:
        return False
    ready = any(parse.lower[k] in table["adjectives"] for k in (clause.head, *parse.kids[clause.head]))
    return ready and clause.tense == "past" and told(parse, clause) is None


def is_said(parse: Parse, clause: Clause, table: Words) -> bool:
    """Whether a clause undertakes by its verb, an adjective or a noun: "undertook to", "stands ready to",
    "its intention to"."""
    if clause.negated or clause.form == "infinitive":
        return False
    lemma = clause.verb
    infinitive = any(is_infinitive(parse, c.head, table) for c in parse.held(clause))
    if lemma in table["verbs"] and (infinitive or any(future(parse, c, table) for c in parse.held(clause))):
        return True
    ahead = clause.modal in table["futures"]
    words = table["adjectives"] | table["glad"] if ahead else table["adjectives"]
    hung = [k for k in parse.kids[clause.head] if parse.lower[k] in words]
    if any(opens(parse, k, table) for k in hung):
        return True
    if parse.lower[clause.head] in table["adjectives"] and (infinitive or doing(parse, clause.head, table)):
        return True
    objects = clause.at("object", "attribute")
    sums = [k for h in objects for k in parse.kids[h] if parse.relations[k] == "number"]  # "two million"
    if lemma in table["giving"] and any(parse.lemma(w) in table["given"] for w in (*objects, *sums)):
        return True
    return reached(parse, clause, table) or any(
        parse.lemma(h) in table["nouns"]
        and opens(parse, h, table)
        and (lemma in table["reserving"] or owned(parse, h))
        for h in objects
    )


def is_infinitive(parse: Parse, word: int, table: Words) -> bool:
    """Whether a clause is an infinitive, that of a state that lasts as well: "to host",
    "to remain seized"."""
    clause = parse.clauses[word]
    return clause.form == "infinitive" or (
        clause.form == "participle" and any(parse.lower[k] in table["to"] for k in helpers(parse, word))
    )


def helpers(parse: Parse, word: int) -> Iterator[int]:
    """The auxiliaries of a verb, and those of its auxiliaries: "will remain seized"."""
    for k in parse.kids[word]:
        if parse.relations[k].startswith("auxiliary"):
            yield k
            yield from helpers(parse, k)


def doing(parse: Parse, word: int, table: Words) -> bool:
    """Whether a gerund says to what somebody is committed: "committed to keeping"."""
    hung = (g for k in parse.kids[word] if parse.lower[k] in table["to"] for g in parse.kids[k])
    return any(g in parse.clauses for g in hung)


def reached(parse: Parse, clause: Clause, table: Words) -> bool:
    """Whether an agreement to do something is said to have been made:
    "An agreement was reached to meet again"."""
    if clause.verb not in table["reaching"] or not clause.passive:
        return False
    objects = [h for h in clause.at("object") if parse.lemma(h) in table["reached"]]
    return any(opens(parse, word, table) for h in objects for word in (h, clause.head))


def owned(parse: Parse, noun: int) -> bool:
    """Whether a noun has an owner: "its intention", not "the decision of the League"."""
    return any(parse.relations[k] == "owner" for k in parse.kids[noun])


def opens(parse: Parse, word: int, table: Words) -> bool:
    """Whether an infinitive hangs on a word: "ready to host"."""
    return any(is_infinitive(parse, c.head, table) for c in parse.hung(word))


def inner(parse: Parse, clause: Clause) -> Iterator[int]:
    """The clauses that an undertaking speaks of, which are none of their own."""
    low, high = parse.subtree(clause.head)
    conjuncts = {k for k in parse.kids[clause.head] if parse.relations[k] == "conjunct"}
    for word in range(low, high + 1):
        if word in parse.clauses and not any(parse.hangs_under(word, c) for c in conjuncts):
            yield word


def extent(parse: Parse, clause: Clause) -> tuple[int, int]:
    """First and last word of an undertaking: its clause without what is coordinated with it."""
    low, high = parse.subtree(clause.head)
    for k in parse.kids[clause.head]:
        if parse.relations[k] == "conjunct" and k in parse.clauses and k > clause.head:
            high = min(high, max(clause.head, parse.subtree(k)[0] - 1))
    while high > low and parse.pos[high] in ("PUNCT", "SPACE", "CCONJ"):
        high -= 1
    while low < high and (
        parse.pos[low] in ("PUNCT", "SPACE", "CCONJ", "SCONJ") or parse.words[low + 1] == ")"
    ):
        low += 1
    return low, high


def named(parse: Parse, cast: Cast, low: int, high: int) -> Iterator[str]:
    """The countries of all whom an undertaking names, in order."""
    for word in range(low, high + 1):
        for actor in cast.of(word):
            if actor.country:
                yield actor.country


def due_of(
    article: Article, parse: Parse, head: int, low: int, high: int, times: Sequence[Time], table: Words
) -> When | None:
    """When something is to be done: the first day or stretch that an undertaking names and that is not past.

    What is told in passing, in a relative clause or an apposition, is no such day.
    """
    start, end = parse.starts[low], parse.ends[high]
    for time in times:
        within = start <= time.start and time.end <= end and time.type != "DURATION"
        if within and is_ahead(article, time) and not passing(parse, parse.word_at(time.start), head):
            return by_then(article, parse, time, table)
    return None


def that_day(
    article: Article, parse: Parse, low: int, high: int, times: Sequence[Time], table: Words
) -> When | None:
    """The last day that was named, where an undertaking points back at it: "until that date"."""
    named = (w for w in range(max(1, low), high + 1) if parse.lower[w] in table["day"])
    if not any(parse.lower[w - 1] in table["that"] for w in named):
        return None
    before = [
        t for t in times if t.end <= parse.starts[low] and t.type != "DURATION" and is_ahead(article, t)
    ]
    return by_then(article, parse, before[-1], table) if before else None


def by_then(article: Article, parse: Parse, time: Time, table: Words) -> When:
    """The days of a time; from the text's own day where it is a last day ("by May"),
    and up to the day before it for "before May"."""
    first = parse.word_at(time.start)
    ahead = [parse.lower[w] for w in range(max(0, first - 2), first)]
    when = time.when
    if when.start is None or when.end is None or not table["deadline"] & {*ahead}:
        return when
    last = when.end
    if table["before"] & {*ahead} and not table["ends"] & {*time.text.lower().split(), *ahead}:
        last = (date.fromisoformat(when.start) - timedelta(1)).isoformat()
    since = article.on or when.start
    if since != last:
        return replace(when, start=min(since, last), end=last, precision="range")
    return replace(when, end=last)


def is_ahead(article: Article, time: Time) -> bool:
    """Whether a time is not over when the text is issued."""
    return time.when.end is not None and (article.on is None or time.when.end >= article.on)


def passing(parse: Parse, word: int, head: int) -> bool:
    """Whether a word stands in a relative clause or an apposition on its way to the verb of an
    undertaking."""
    while word not in (head, parse.heads[word]):
        clause = parse.clauses.get(word)
        if clause is not None and clause.link == "relative":
            return True
        word = parse.heads[word]
    return False
