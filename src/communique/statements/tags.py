"""A quotation to the verb of the tag beside it, and whether it is sentences of its own or a fragment.

Knows what stands around the marks; does not know who speaks.
"""

from __future__ import annotations

from communique.grammar import Clause, Parse
from communique.grammar.features import FINITE
from communique.statements.cues import speech
from communique.statements.quotes import Quote
from communique.statements.scene import Scene, same_paragraph
from communique.statements.speakers import own_subject

# words between a quotation and the verb of its tag; longer descriptions of a speaker were not met
TAG_REACH = 40
COMMA_REACH = 25  # the same, between a verb of saying and the comma before its quotation
# parts of speech that a noun phrase begins with
PHRASE = frozenset(("PROPN", "NOUN", "DET", "PRON", "ADJ", "NUM"))


def whole(scene: Scene, quote: Quote) -> bool:
    """Whether a quotation is sentences of its own rather than a fragment in somebody else's."""
    if quote.start not in scene.wholes:
        scene.wholes[quote.start] = stands_alone(scene, quote)
    return scene.wholes[quote.start]


def stands_alone(scene: Scene, quote: Quote) -> bool:
    """Whether what stands around and in a quotation makes it sentences of its own."""
    parse, text = scene.parse, scene.parse.text
    before = text[max(0, quote.start - 60) : quote.start].rstrip(" \t\u00a0")
    paragraph = parse.starts[parse.paragraphs[parse.paragraph_of(quote.first)][0]]
    if quote.start <= paragraph or before == "" or before[-1] in '.?!…\n”"’—':
        return ends_as_sentence(scene, quote)
    if before[-1] == ":":
        return True
    if before[-1] == ",":
        opens = opens_as_sentence(parse, quote) or close_before(scene, quote)
        return opens and (tag_before(scene, quote) is not None or after_connective(scene, quote))
    return (
        opens_as_sentence(parse, quote)
        and quote.last - quote.first >= 3
        and not title(scene, quote)
        and parse.words[quote.last][-1:] in ".?!"
        and parse.lemmas[word_before(scene, quote)] in scene.words["verbs"]["say"]
    )


def close_before(scene: Scene, quote: Quote) -> bool:
    """Whether a verb of saying stands right before the comma of a quotation that ends its sentence:
    As Berg wrote, “after …”"""
    parse = scene.parse
    at = word_before(scene, quote)
    if parse.words[quote.last][-1:] not in ".?!" or at < 1 or not speech(scene, at - 1, tag=False):
        return False
    subject = own_subject(parse, at - 1)
    # not “The rains, Berg said, “wait for nobody.””
    first = parse.subtree(subject)[0] if subject is not None else at - 1
    return all(
        parse.pos[k] in ("SCONJ", "CCONJ", "ADV", "ADP", "PUNCT") for k in range(scene.unit(at)[0], first)
    )


def after_connective(scene: Scene, quote: Quote) -> bool:
    """Whether no more than an adverb stands between the start of a sentence and the quotation that is its
    rest: Then, “…”"""
    parse = scene.parse
    at = word_before(scene, quote)
    low = scene.unit(at)[0]
    return at - low <= 2 and all(parse.pos[k] in ("ADV", "CCONJ", "PUNCT") for k in range(low, at))


def opens_as_sentence(parse: Parse, quote: Quote) -> bool:
    """Whether a quotation begins with a capital, a figure, or words left out ("…", "[")."""
    opening = parse.words[quote.first]
    if opening[:1].isupper() or opening[:1].isdigit():
        return True
    return parse.text[quote.start : quote.start + 3].strip("“\"'‘").startswith(("…", ".", "["))


def ends_as_sentence(scene: Scene, quote: Quote) -> bool:
    """Whether a quotation that opens a sentence also ends like one, or like one before a tag."""
    parse = scene.parse
    if not quote.closed:
        return True
    last = parse.words[quote.last]
    after = parse.text[quote.end : quote.end + 2].lstrip(" ")
    if last[-1] in ".?!…,—–-" or after[:1] in (",", ""):
        return True
    return (after[:1] in ".!?\n" and quote.last - quote.first >= 2) or (
        quote.last - quote.first >= 3
        and (verb := tag_after(scene, quote)) is not None
        and speech(scene, verb, tag=False)
    )


def title(scene: Scene, quote: Quote) -> bool:
    """Whether marks hold the title of a work or a nickname:
    a name all in capitals but for its small words."""
    parse = scene.parse
    words = [parse.words[k] for k in range(quote.first, quote.last + 1) if parse.words[k][:1].isalpha()]
    long = [w for w in words if len(w) > 3 and "'" not in w and "’" not in w]
    return (
        bool(words)
        and words[0][:1].isupper()
        and all(w[:1].isupper() for w in long)
        and (len(long) > 0 or len(words) == 1)
    )


def tag_after(scene: Scene, quote: Quote) -> int | None:
    """The verb of the tag that follows a quotation: “…,” said X · “…,” X told reporters."""
    parse = scene.parse
    first = tag_start(scene, quote)
    if first is None:
        return None
    for v in range(first, min(first + TAG_REACH, len(parse))):
        if (
            scene.quote_of[v] >= 0
            or parse.words[v] in (".", ";", "!", "?")
            or not same_paragraph(parse, first, v)
        ):
            return None
        if speech(scene, v) and tag_verb(scene, first, v):
            return None if complete(scene, first, v) else v
        if v > first and parse.words[v] == "," and parse.pos[first] not in PHRASE:
            return None
    return None


def tag_start(scene: Scene, quote: Quote) -> int | None:
    """The first word after a quotation, None where a tag cannot begin there: it ends its paragraph,
    or a new sentence follows."""
    parse = scene.parse
    first = quote.last + 1
    while (
        first < len(parse) and scene.quote_of[first] < 0 and not any(c.isalnum() for c in parse.words[first])
    ):
        if parse.words[first] in (".", ";", ":"):
            return None
        first += 1
    if first >= len(parse) or not same_paragraph(parse, quote.last, first) or scene.quote_of[first] >= 0:
        return None
    return None if parse.words[quote.last][-1] in ".…" and not parse.words[first][:1].islower() else first


def complete(scene: Scene, first: int, verb: int) -> bool:
    """Whether words of saying after a quotation have other words of their own to report:
    “…,” but he said that …"""
    parse = scene.parse
    if (
        verb + 1 < len(parse)
        and parse.pos[verb + 1] in ("ADP", "SCONJ")
        and parse.lower[verb + 1] in scene.words["words"]["that"]
    ):
        return True
    clause = parse.clauses.get(verb)
    fresh = parse.pos[first] == "CCONJ" or (
        parse.words[first][:1].isupper() and scene.unit(first)[0] == first
    )
    return fresh and clause is not None and bool(clause.complements)


def tag_verb(scene: Scene, first: int, verb: int) -> bool:
    """Whether a verb belongs to the words right after a quotation: first of them,
    or with their noun phrase as its subject."""
    parse = scene.parse
    if all(parse.pos[k] in ("ADV", "AUX", "PUNCT", "CCONJ", "SCONJ") for k in range(first, verb)):
        return True
    subject = own_subject(parse, verb)
    if subject is not None:
        return subject >= first
    return parse.pos[first] in PHRASE and parse.has(verb, FINITE)


def tag_before(scene: Scene, quote: Quote) -> int | None:
    """The verb of saying that leads up to a quotation: X said, “…” · X wrote on Monday: “…”."""
    parse = scene.parse
    at = word_before(scene, quote)
    if (
        at < 0
        or parse.words[at] in (".", "!", "?")
        or not (same_paragraph(parse, at, quote.first) or colon_before(scene, quote) == at)
    ):
        return None
    if parse.words[at] not in (",", ":") and not speech(scene, at):
        return None
    low = scene.unit(at)[0]
    reach = TAG_REACH if parse.words[at] == ":" else COMMA_REACH
    for v in range(at, max(low, at - reach) - 1, -1):
        if scene.quote_of[v] >= 0:
            return None
        clause = parse.clauses.get(v)
        if not speech(scene, v) or (
            clause is not None and clause.form == "infinitive" and parse.words[at] != ":"
        ):
            continue
        if busy(scene, clause):
            continue
        # "told us, when asked: …"
        aside = clause is not None and clause.passive and clause.link == "adverbial"
        bare = clause is None or clause.link != "relative" or (not clause.complements and at - v > 1)
        if not aside and (bare or parse.words[at] != ","):
            return v
    return None


def busy(scene: Scene, clause: Clause | None) -> bool:
    """Whether a verb that says no more than how words go on has an act of its own: "begins to show",
    "urged them to leave: “…”"."""
    if clause is None or clause.lemma in scene.words["verbs"]["say"]:
        return False
    inner = (scene.parse.clauses.get(c) for c in clause.complements)
    return any(c is not None and c.form == "infinitive" for c in inner)


def word_before(scene: Scene, quote: Quote) -> int:
    """The number of the word before a quotation's opening mark, -1 where there is none."""
    at = quote.first - 1
    while at >= 0 and scene.parse.starts[at] >= quote.start:
        at -= 1
    return at


def colon_before(scene: Scene, quote: Quote) -> int | None:
    """The colon that leads up to a quotation, in its paragraph or at the end of the one before."""
    parse = scene.parse
    at = word_before(scene, quote)
    while at >= 0 and parse.pos[at] == "SPACE":
        at -= 1
    return at if at >= 0 and parse.words[at] == ":" else None
