"""What those who issue a document, or speak, undertake: by whom, to whom, what, and by when.

Knows futures and words of undertaking whose subject issues the text or speaks; does not know whether anybody keeps their word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique import contexts
from communique.grammar import Clause, Parse
from communique.knowledge import load_toml, names, ontology
from communique.records import Actor, Article, Commitment, Event, Report, Statement, Time, When, codes, identify
from communique.statements import Cast, carrying

RULE = "agree.commitment"
RAW = 0.6  # of a promise that no pattern knows
LONGEST = 600  # characters; more than this is a paragraph and no undertaking


@dataclass(frozen=True, slots=True)
class Words:
    """The verbs, adjectives and nouns of a language by which somebody undertakes something."""

    futures: frozenset[str]
    reported: frozenset[str]
    verbs: frozenset[str]
    adjectives: frozenset[str]
    nouns: frozenset[str]
    idle: frozenset[str]
    conditional: frozenset[str]


@cache
def words(language: str = "en") -> Words:
    """The table of a language."""
    table = load_toml(f"{language}/documents.toml")["commitments"]
    return Words(**{name: frozenset(table[name]) for name in Words.__slots__})


def find(
    article: Article,
    parse: Parse,
    cast: Cast,
    statements: Sequence[Statement],
    times: Sequence[Time],
    asking: Sequence[tuple[int, int]] = (),
    language: str = "en",
) -> tuple[Commitment, ...]:
    """The undertakings of a document or of speakers, in the order of the text.

    Args:
        asking: characters in which somebody only asks.
    """
    if article.genre not in ("document", "transcript"):
        return ()
    table = words(language)
    issuers = codes(article.issuers)
    found: list[Commitment] = []
    taken: set[int] = set()
    for head in sorted(parse.clauses):
        clause = parse.clauses[head]
        start = parse.starts[head]
        if (
            head in taken
            or any(a <= start < b for a, b in asking)
            or parse.lower[parse.sentences[parse.sentence_of[head]][1] - 1] == "?"
        ):
            continue
        if not (future(parse, clause, table) or is_said(parse, clause, table)):
            continue
        said = carrying(statements, start, parse.ends[head])
        own = codes((said.speaker,)) if said is not None and said.speaker is not None else issuers
        by = undertaking(parse, cast, clause, own | issuers, table, joint=article.genre == "document")
        if not by:
            continue
        low, high = extent(parse, clause)
        what = parse.span(low, high)
        if what.end - what.start > LONGEST:
            continue
        taken.update(inner(parse, clause))
        due = due_of(article, parse, low, high, times)
        if (
            not any(cast.of(h) for h in clause.roles.get("subject", ()))
            and not is_said(parse, clause, table)
            and due is None
        ):
            continue
        ident = identify("commitment", ",".join(sorted(by)), what.start, what.text)
        to = tuple(dict.fromkeys(c for c in named(parse, cast, low, high) if c not in by))
        report = Report(article.id, article.url, article.outlet, article.published, what)
        found.append(Commitment(ident, tuple(sorted(by)), to, what.text, due, "open", (report,)))
    return tuple(found)


def acts(found: Sequence[Commitment], parse: Parse, told: Sequence[Event]) -> Iterator[Event]:
    """A promise as an act (AGREE), for each undertaking in whose words no other act was found that its own parties do."""
    for promise in found:
        span = promise.evidence[0].span
        inside = (e for e in told if span.start <= e.trigger.start < span.end and e.status != "hypothetical")
        if any(codes(e.actors) & frozenset(promise.by) for e in inside):
            continue
        head = next((w for w in range(parse.word_at(span.start), parse.word_at(span.end - 1) + 1) if w in parse.clauses), None)
        if head is None or parse.clauses[head].negated:
            continue
        first, end = parse.paragraphs[parse.paragraph_of(head)]
        said = next((e.statement for e in told if e.evidence == span), None)
        yield Event(
            id="",
            type="AGREE",
            mode=None,
            contexts=contexts.of(span.text, parse.span(first, end - 1).text, type="AGREE", mode=None),
            actors=tuple(party(code, promise) for code in promise.by),
            recipients=tuple(party(code, promise) for code in promise.to),
            addressees=(),
            status="planned",
            when=promise.due,
            where=None,
            attribution=(),
            statement=said,
            cameo=ontology.cameo_for("AGREE", None),
            quad=ontology.quad("AGREE"),
            score=ontology.score("AGREE", None),
            confidence=RAW,
            evidence=span,
            also=(),
            trigger=parse.span(head, head),
            rule=RULE,
            because=("undertaken in public",),
        )


def party(code: str, promise: Commitment) -> Actor:
    """A party of an undertaking, by its code."""
    body = "IGO" if code in ("UNO", "EUR", "IGO") else "GOV"
    return Actor(names.country_name(code) or code, code, body, span=promise.evidence[0].span, because=("party of what is undertaken",))


def undertaking(
    parse: Parse, cast: Cast, clause: Clause, own: frozenset[str], table: Words, *, joint: bool
) -> frozenset[str]:
    """Who undertakes something in a clause, by country; nobody where it tells of no undertaking or of somebody else's."""
    if clause.kind != "verb" or clause.marker in table.conditional:
        return frozenset()
    subjects = [a for h in clause.roles.get("subject", ()) for a in cast.of(h)]
    by = codes(subjects)
    if is_said(parse, clause, table):
        return by if by & own else frozenset()
    if not future(parse, clause, table):
        return frozenset()
    if by:
        return by if by <= own else frozenset()
    passive = clause.passive or not clause.roles.get("object")
    return (
        own if joint and passive and clause.roles.get("object", clause.roles.get("subject")) else frozenset()
    )


def future(parse: Parse, clause: Clause, table: Words) -> bool:
    """Whether a clause says what will be done, in its own words or as reported: "will", "shall", "agreed that it would"."""
    if clause.lemma.split()[0] in table.idle and not clause.passive:
        return False
    if clause.modal in table.futures:
        return True
    above = (
        parse.clauses.get(clause.parent)
        if clause.parent is not None and clause.link == "complement"
        else None
    )
    return (
        clause.modal in table.reported and above is not None and above.tense == "past" and not clause.perfect
    )


def is_said(parse: Parse, clause: Clause, table: Words) -> bool:
    """Whether a clause undertakes by its verb, an adjective or a noun: "undertook to", "stands ready to", "its intention to"."""
    if clause.negated or clause.form == "infinitive":
        return False
    infinitive = any(parse.clauses[c].form == "infinitive" for c in clause.complements if c in parse.clauses)
    if clause.lemma.split()[0] in table.verbs and (infinitive or clause.complements):
        return infinitive or any(
            future(parse, parse.clauses[c], table) for c in clause.complements if c in parse.clauses
        )
    hung = [k for k in parse.kids[clause.head] if parse.lower[k] in table.adjectives]
    if any(opens(parse, k) for k in hung) or (parse.lower[clause.head] in table.adjectives and infinitive):
        return True
    objects = [h for role in ("object", "attribute") for h in clause.roles.get(role, ())]
    return any(
        parse.lemmas[h].lower() in table.nouns and opens(parse, h) and owned(parse, h) for h in objects
    )


def owned(parse: Parse, noun: int) -> bool:
    """Whether a noun has an owner: "its intention", not "the decision of the League"."""
    return any(parse.relations[k] == "owner" for k in parse.kids[noun])


def opens(parse: Parse, word: int) -> bool:
    """Whether an infinitive hangs on a word: "ready to host"."""
    return any(k in parse.clauses and parse.clauses[k].form == "infinitive" for k in parse.kids[word])


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
    while low < high and parse.pos[low] in ("PUNCT", "SPACE", "CCONJ", "SCONJ"):
        low += 1
    return low, high


def named(parse: Parse, cast: Cast, low: int, high: int) -> Iterator[str]:
    """The countries of all whom an undertaking names, in order."""
    for word in range(low, high + 1):
        for actor in cast.of(word):
            if actor.country:
                yield actor.country


def due_of(article: Article, parse: Parse, low: int, high: int, times: Sequence[Time]) -> When | None:
    """By when something is to be done: the first day or stretch that an undertaking names and that is not past."""
    start, end = parse.starts[low], parse.ends[high]
    for time in times:
        ahead = time.when.end is not None and (article.on is None or time.when.end >= article.on)
        if start <= time.start and time.end <= end and ahead and time.type != "DURATION":
            return time.when
    return None
