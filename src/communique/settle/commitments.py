"""The ledger of commitments: what articles say is undertaken, and what later ones say became of it,
as of a day.

Knows where undertakings and reports of keeping are looked for; does not know which words say what.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import asdict, replace

from communique.archive import Archive, Query
from communique.checking.passages import Library, Sentence, common
from communique.comparing.alignment import stem
from communique.comparing.sentences import stems, words
from communique.knowledge import strength as lists
from communique.knowledge.language import DEFAULT
from communique.knowledge.ledgers import Keeping, keeping
from communique.knowledge.names import country_name
from communique.ledgers.commitments import Sign, merge, standing, verdict
from communique.records import Commitment

STATUSES = ("open", "kept", "broken", "overdue")
ABOUT = 0.5  # share of an undertaking's words that must stand around words on its keeping
ARTICLES = 8  # in which words on the keeping of one undertaking are looked for


def commitments(archive: Archive, query: Query, today: str) -> Iterator[Commitment]:
    """The undertakings that a query has, as of a day, the latest first; actor is who undertakes,
    recipient to whom."""
    empty = common(lists.load(DEFAULT))
    told = [c for c in archive.commitments(query) if wanted(c, query)]
    content = {c.id: stems(c.what) - empty for c in told}
    library, rules = Library(archive), stemmed(keeping())
    left = query.limit
    for one in reversed(merge(told, content)):
        now = standing(one, list(signs(one, content[one.id], library, rules)), today)
        if query.status in (None, now.status):
            yield now
            left = None if left is None else left - 1
            if left == 0:
                return


def wanted(one: Commitment, query: Query) -> bool:
    """Whether an undertaking is of the parties and of the issue that a query names."""
    sides = {*one.by, *one.to}
    return all((
        query.actor is None or query.actor in one.by, query.recipient is None or query.recipient in one.to,
        query.party is None or query.party in sides, query.dyad is None or set(query.dyad) <= sides,
        query.issue is None or query.issue.casefold() in one.what.casefold(),
    ))  # fmt: skip


def signs(one: Commitment, content: frozenset[str], library: Library, rules: Keeping) -> Iterator[Sign]:
    """The reports that say what became of an undertaking: later ones, of the same party and thing."""
    own = {(r.article, r.span.start) for r in one.evidence}
    since = min((r.published or "" for r in one.evidence), default="")
    names = [country_name(code) or code for code in one.by]
    for id in library.archive.articles_with([*sorted(content, key=len, reverse=True)[:8], *names], ARTICLES):
        for sentence in library.sentences(id):
            said = verdict([stem(w) for w in words(sentence.span.text)], rules)
            if said is None or (sentence.article.published or "") < since or (id, sentence.span.start) in own:
                continue
            if about(one, content, sentence, library):
                yield Sign(said, sentence.report)


def about(one: Commitment, content: frozenset[str], sentence: Sentence, library: Library) -> bool:
    """Whether a sentence is about an undertaking: of its party, and around it most of its words."""
    own = (r.span for r in one.evidence if r.article == sentence.article.id)
    if any(part.overlaps(sentence.span) for part in own):
        return False
    if len(content & sentence.around) < ABOUT * len(content) or not content & stems(sentence.span.text):
        return False
    passage = library.passage(sentence)
    return passage is not None and bool(passage.near & set(one.by))


def stemmed(rules: Keeping) -> Keeping:
    """The lists with the stems of their words."""
    listed = asdict(rules).items()
    return replace(rules, **{name: frozenset(map(stem, words)) for name, words in listed if name != "near"})
