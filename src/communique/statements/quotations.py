"""Whole quotations to statements: with a tag beside them, broken by it,
or going on from the statement before.

Knows tags and paragraphs; does not know fragments or reported speech.
"""

from __future__ import annotations

import re

from communique.statements.cues import cue_of, speech
from communique.statements.quotes import Quote
from communique.statements.scene import Found, Scene, enter, finite_between, same_paragraph
from communique.statements.speakers import given_floor, own_subject, speaker_of
from communique.statements.tables import abbreviated
from communique.statements.tags import tag_after, tag_before, whole, word_before

LONGEST_TAG = 300  # characters between two halves of one quotation
NEW_SENTENCE = re.compile(r"[.?!;]\s+[A-Z]")


def tagged_quotations(scene: Scene) -> None:
    """Enter whole quoted sentences with the words of saying beside them: ““A,” X said”, “X said: “A””,
    ““A,” X said, “b””."""
    for n, quote in enumerate(scene.quotes):
        if n in scene.told or not whole(scene, quote):
            continue
        after, before = tag_after(scene, quote), tag_before(scene, quote)
        passed = after is not None and before is not None and led_up(scene, quote, before)
        verb = before if passed or after is None else after
        if verb is None:
            continue
        said = Found(
            [(quote.first, quote.last)], "direct", cue_of(scene, verb), verb, speaker_of(scene, verb)
        )
        if given_floor(scene, verb) is not None and (teller := own_subject(scene.parse, verb)) is not None:
            said.attribution.append(teller)
        if passed and after is not None:
            pass_on(scene, said, after)
        enter(scene, said, n)
        continued(scene, said, n)


def led_up(scene: Scene, quote: Quote, verb: int) -> bool:
    """Whether a plain verb of saying leads up to a quotation by a colon,
    so that a tag after it only passes it on."""
    return scene.parse.words[word_before(scene, quote)] == ":" and speech(scene, verb, tag=False)


def pass_on(scene: Scene, said: Found, verb: int) -> None:
    """Note who passes a quotation on that has a tag of its own: X said: “A,” the radio reported."""
    scene.used.add(verb)
    if (teller := speaker_of(scene, verb)) is not None:
        said.attribution.append(teller)


def continued(scene: Scene, said: Found, n: int) -> None:
    """Add the rest of a quotation broken by its tag: “A,” he said, “b.”"""
    while n + 1 < len(scene.quotes) and goes_on(scene, said, scene.quotes[n], n + 1):
        n += 1
        said.content.append((scene.quotes[n].first, scene.quotes[n].last))
        scene.told[n] = said


def goes_on(scene: Scene, said: Found, quote: Quote, n: int) -> bool:
    """Whether quotation number `n` goes on from the one before it: the verb of its tag between them,
    and no end of a sentence."""
    parse, after = scene.parse, scene.quotes[n]
    if n in scene.told or not same_paragraph(parse, quote.last, after.first) or said.verb is None:
        return False
    between = parse.text[quote.end : after.start]
    if not quote.end < parse.starts[said.verb] < after.start or len(between) > LONGEST_TAG:
        return False
    if between.rstrip()[-1:] not in (",", ":", ";", "—", "-", "–", ")") or NEW_SENTENCE.search(
        abbreviated(scene.language).sub("", between)
    ):
        return False
    return not any(speech(scene, v) for v in range(said.verb + 1, after.first))


def untagged(scene: Scene) -> None:
    """Enter whole quotations without words of saying: they go on from the statement before,
    in their paragraph or the one before it; in an interview they are who is asked's."""
    guest = interviewee(scene)
    for n, quote in enumerate(scene.quotes):
        if n in scene.told or not whole(scene, quote):
            continue
        before = previous(scene, quote)
        if not resumed(scene, quote, before) and (
            not sentence_like(scene, quote) or (before is None and quote.last - quote.first < 4)
        ):
            continue
        speaker = before.speaker if before else guest if guest is not None else spoken_of(scene, quote)
        enter(scene, Found([(quote.first, quote.last)], "direct", None, None, speaker, like=before), n)


def interviewee(scene: Scene) -> int | None:
    """Who answers in an interview, in which paragraphs that ask stand before quotations that nobody is said
    to say: the last person in office of whom the text tells before them."""
    parse = scene.parse
    loose = (q for n, q in enumerate(scene.quotes) if n not in scene.told and whole(scene, q))
    answers = [parse.paragraph_of(q.first) for q in loose if answering(scene, q)]
    if len(answers) < ANSWERS:
        return None
    start = parse.paragraphs[answers[0] - 1][0]
    told = (c for w, c in sorted(parse.clauses.items(), reverse=True) if w < start and scene.quote_of[w] < 0)
    subjects = (c.subject[0] for c in told if c.subject and c.link in ("root", "conjunct"))
    return next((s for s in subjects if any(a.role for a in scene.cast.of(s))), None)


ANSWERS = 2  # that make an interview


def answering(scene: Scene, quote: Quote) -> bool:
    """Whether a quotation opens its paragraph behind one that asks, or that is set off as a question is."""
    parse = scene.parse
    here = parse.paragraph_of(quote.first)
    at = parse.paragraphs[here][0] - 1
    return at >= 0 and word_before(scene, quote) <= at and parse.words[at][-1:] in ASKING


ASKING = ("?", "*")


def spoken_of(scene: Scene, quote: Quote) -> int | None:
    """The person in office who is the main subject of the sentence before a quotation that opens its
    paragraph, if there is one."""
    parse = scene.parse
    at = parse.paragraphs[parse.paragraph_of(quote.first)][0] - 1
    if at < 0 or word_before(scene, quote) > at:
        return None
    first, last = scene.unit(at)
    clauses = (
        parse.clauses[w] for w in range(last, first - 1, -1) if w in parse.clauses and scene.quote_of[w] < 0
    )
    subjects = (c.subject[0] for c in clauses if c.subject and c.link in ("root", "conjunct"))
    subject = next(subjects, None)
    return subject if subject is not None and any(a.role for a in scene.cast.of(subject)) else None


def resumed(scene: Scene, quote: Quote, before: Found | None) -> bool:
    """Whether a quotation goes on right after the sentence with the tag of the one before it: “A,” he said.
    “B.”"""
    parse = scene.parse
    if (
        before is None
        or before.verb is None
        or before.kind != "direct"
        or parse.words[quote.last][-1:] not in ".?!…"
    ):
        return False
    at = word_before(scene, quote)
    return same_paragraph(parse, at, quote.first) and scene.unit(at)[0] <= before.verb


def sentence_like(scene: Scene, quote: Quote) -> bool:
    """Whether marks without a tag hold speech, not a title or a name:
    they end like a sentence or hold a finite verb and small letters."""
    parse = scene.parse
    words = [parse.words[k] for k in range(quote.first, quote.last + 1) if parse.words[k][:1].isalpha()]
    small = sum(w[:1].islower() for w in words)
    if parse.words[quote.last][-1:] in ".?!…—" or not quote.closed:
        return (small >= 1 and finite_between(parse, quote.first, quote.last)) or (
            len(words) <= 3 and parse.starts[quote.last] == quote.end - 2
        )
    return parse.words[quote.last] == "," and finite_between(parse, quote.first, quote.last)


def previous(scene: Scene, quote: Quote) -> Found | None:
    """The statement that an untagged quotation goes on from: the last before it in its paragraph,
    else the last of the paragraph before."""
    parse = scene.parse
    here = parse.paragraph_of(quote.first)
    told = [f for f in scene.found if f.cue is not None or f.like is not None]
    near = [f for f in told if (at := place(f)[0]) < quote.first and parse.paragraph_of(at) >= here - 1]
    return max(near, key=place, default=None)


def place(f: Found) -> tuple[int, int]:
    """Where a statement stands in the text: its verb, then its first word."""
    return (f.verb if f.verb is not None else f.content[0][0]), -f.content[0][0]
