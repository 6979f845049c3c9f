"""Who said what to whom: quotations, quoted fragments and reported speech, with their cue, channel, polarity and chain of attribution.

Knows quotation marks and the clauses of saying; does not know who a name stands for (a `Cast` says that) or what the words mean.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Protocol
from typing import cast as typed

from communique.grammar import Clause, Parse
from communique.knowledge import load_toml
from communique.records import Actor, Channel, Polarity, Span, Statement, StatementKind, Time, When, identify, span

TAG_REACH = 40  # words between a quotation and the verb of its tag; longer descriptions of a speaker were not met
LONGEST_FRAGMENT = 60  # words of a quoted fragment inside a sentence of the reporter


class Cast(Protocol):
    """Who a noun phrase stands for, by the number of its head word."""

    def of(self, word: int) -> tuple[Actor, ...]:
        """The actors that the phrase with this head stands for."""

    def owners(self, word: int) -> tuple[Actor, ...]:
        """The actors that the thing with this head belongs to: "China" for "China's demand"."""


@cache
def lexicon(language: str = "en") -> dict[str, dict[str, frozenset[str]]]:
    """The table of cues with its lists as sets."""
    return {part: {name: frozenset(words) for name, words in lists.items()} for part, lists in load_toml(f"{language}/speech.toml").items()}


@cache
def channels(language: str = "en") -> tuple[dict[str, Channel], dict[str, Channel]]:
    """Channel by noun and by verb."""
    table = lexicon(language)
    return tuple(
        {word: typed(Channel, name) for name, words in table[part].items() for word in words}  # type: ignore[return-value]
        for part in ("channels", "channel_verbs")
    )


# ---------------------------------------------------------------- quotation marks
@dataclass(slots=True)
class Quote:
    """Words between quotation marks: characters with the marks, first and last word inside; `group` joins paragraphs of one quotation."""

    start: int
    end: int
    first: int
    last: int
    single: bool
    closed: bool = True
    group: int = -1


MARK = re.compile(r"[“”„«»\"‘’‚'`]+")
OPENING = frozenset("“„«")
CLOSING = frozenset("”»")
BEFORE_OPENING = frozenset("([{—–-/‘'“\"„«")
AFTER_CLOSING = frozenset(".,;:!?)]}—–-…’'”\"/»")
TERMINAL = frozenset(".?!…:")


def quotes(parse: Parse) -> list[Quote]:
    """The outermost quotations of a text in order, none across a paragraph; parts of one over several paragraphs share a group."""
    found: list[Quote] = []
    for first, end in parse.paragraphs:
        low, high = parse.starts[first], parse.ends[end - 1]
        pieces = doubles(parse.text, low, high)
        pieces += singles(parse.text, low, high, pieces)
        for start, stop, single, closed in sorted(pieces):
            a, b = inner_words(parse, start, stop)
            if a <= b:
                found.append(Quote(start, stop, a, b, single, closed))
    regroup(parse, found)
    return found


def inner_words(parse: Parse, start: int, end: int) -> tuple[int, int]:
    """The words inside a quotation that spans these characters, its marks left out."""
    a, b = bisect_left(parse.starts, start), bisect_right(parse.ends, end) - 1
    while a <= b and not any(c.isalnum() for c in parse.words[a]):
        a += 1
    while b >= a and parse.words[b].strip("“”„«»\"‘’'`") == "":
        b -= 1
    return a, b


def doubles(text: str, low: int, high: int) -> list[tuple[int, int, bool, bool]]:
    """Quotations in double marks between two offsets: (start, end, False, closed)."""
    found: list[tuple[int, int, bool, bool]] = []
    at: int | None = None
    for match in MARK.finditer(text, low, high):
        for position, width, turn in turns(text, match.start(), match.end(), low, high):
            if turn == "toggle":
                turn = "open" if at is None else "close"
            if turn == "open" and at is None:
                at = position
            elif turn == "close" and at is not None:
                found.append((at, position + width, False, True))
                at = None
    if at is not None:
        found.append((at, high, False, False))
    return found


def turns(text: str, start: int, end: int, low: int, high: int) -> Iterator[tuple[int, int, str]]:
    """Double marks in a run of marks, each with its width and whether it opens, closes or may do either."""
    i = start
    while i < end:
        char = text[i]
        width = 2 if text[i : i + 2] in ("''", "``") else 1
        before = text[i - 1] if i > low else " "
        after = text[i + width] if i + width < high else " "
        if char in OPENING or text[i : i + 2] == "``":
            backwards = char == "“" and before.isalnum() and (after.isspace() or after in ".,;:!?)")  # “closed like this“
            yield i, width, "close" if backwards else "open"
        elif char in CLOSING:
            yield i, width, "close"
        elif char == '"' or width == 2:
            opener = (before.isspace() or before in BEFORE_OPENING) and not after.isspace()
            closer = not before.isspace() and (after.isspace() or after in AFTER_CLOSING)
            if not (closer and not opener and before.isdigit() and text[i - 2 : i - 1].isspace()):  # 6" is a measure
                yield i, width, "toggle" if opener == closer else "open" if opener else "close"
        i += width


def singles(text: str, low: int, high: int, taken: list[tuple[int, int, bool, bool]]) -> list[tuple[int, int, bool, bool]]:
    """Quotations in single marks outside those in double ones; an apostrophe neither opens nor closes one."""
    found: list[tuple[int, int, bool, bool]] = []
    i = low
    while (at := next_single(text, i, high)) is not None:
        i = at + 1
        inside = next((t for t in taken if t[0] <= at < t[1]), None)
        if inside:
            i = inside[1]
            continue
        close = closing_single(text, at, high)
        if close is not None:
            found.append((at, close + 1, True, True))
            i = close + 1
    return found


def next_single(text: str, low: int, high: int) -> int | None:
    """Where a single mark opens: at the start of a word, not before figures ("'90s") or a clipped word ("’em")."""
    for i in range(low, high - 1):
        if (
            (
                text[i] in "‘'’"
                and (i == low or text[i - 1].isspace() or text[i - 1] in '([—–"“')
                and (text[i + 1].isalpha() or text[i + 1] in "…[")
            )
            and text[i] != "’"
            and not re.match(r"['’](?:em|tis|twas|til|cause|bout|n)\b", text[i : i + 8], re.I)
        ):
            return i
    return None


def closing_single(text: str, at: int, high: int) -> int | None:
    """Where the quotation opened by a single mark closes; a plural's apostrophe ("the leaders’ plan") gives way to a later mark."""
    marks = [
        i
        for i in range(at + 2, min(high, at + 3000))
        if text[i] in "’'" and not text[i - 1].isspace() and (i + 1 >= high or text[i + 1].isspace() or text[i + 1] in AFTER_CLOSING)
    ]
    for n, i in enumerate(marks):
        plural = text[i - 1] == "s" and text[i + 1 : i + 2] == " " and text[i + 2 : i + 3].islower()
        later = n + 1 < len(marks) and not any(text[k] in "‘" for k in range(i, marks[n + 1]))
        if not (plural and later):
            return i
    return None


def regroup(parse: Parse, found: list[Quote]) -> None:
    """Join an unclosed quotation with the one that opens the next paragraph."""
    for n, quote in enumerate(found):
        quote.group = n
        if n == 0:
            continue
        before = found[n - 1]
        if (
            not before.closed
            and parse.paragraph_of(quote.first) == parse.paragraph_of(before.first) + 1
            and parse.text[before.end : quote.start].strip() == ""
            and quote.single == before.single
        ):
            quote.group = before.group


# ---------------------------------------------------------------- the state of one reading
@dataclass(slots=True)
class Found:
    """A statement in the making: word ranges of its content, its verb or noun of saying, and who speaks."""

    content: list[tuple[int, int]]
    kind: StatementKind
    cue: tuple[int, int] | None
    verb: int | None = None
    speaker: int | None = None  # head word of the phrase that names the speaker
    actor: Actor | None = None  # the speaker, where no phrase of this sentence names it
    attribution: list[int] = field(default_factory=list)
    polarity: Polarity = "affirmed"
    addressees: list[int] = field(default_factory=list)
    like: Found | None = None  # the statement that this one goes on from


@dataclass(slots=True)
class Scene:
    """A parse with its quotations and what has been found in it so far."""

    parse: Parse
    cast: Cast
    words: dict[str, dict[str, frozenset[str]]]
    quotes: list[Quote]
    quote_of: list[int]  # number of the quotation that a word stands in, -1 outside
    units: list[int] = field(default_factory=list)  # for each sentence of the parser: the first sentence of its unit
    found: list[Found] = field(default_factory=list)
    used: set[int] = field(default_factory=set)  # verbs that have their statement
    shared: dict[int, int] = field(default_factory=dict)  # verb of saying whose speaker is that of another verb
    told: dict[int, Found] = field(default_factory=dict)  # statement of each quotation

    def unit(self, word: int) -> tuple[int, int]:
        """First and last word of the written sentence around a word, where the parser may have cut it at a mark."""
        number = self.parse.sentence_of[word]
        start, stop = self.units[number], number + 1
        while stop < len(self.units) and self.units[stop] == start:
            stop += 1
        return self.parse.sentences[start][0], self.parse.sentences[stop - 1][1] - 1


def stage(parse: Parse, cast: Cast, language: str) -> Scene:
    """Find the quotations of a parse and join sentences that the parser cut inside."""
    found = quotes(parse)
    quote_of = [-1] * len(parse)
    for n, quote in enumerate(found):
        for i in range(quote.first, min(quote.last + 1, len(parse))):
            quote_of[i] = n
    scene = Scene(parse, cast, lexicon(language), found, quote_of)
    openings = {p[0] for p in parse.paragraphs}
    for n, (first, _) in enumerate(parse.sentences):
        joined = n > 0 and first not in openings and not ended(parse, first)
        scene.units.append(scene.units[-1] if joined else n)
    return scene


def ended(parse: Parse, first: int) -> bool:
    """Whether the words before a sentence's first word end a sentence: a full stop, behind marks or not, and no small letter after it."""
    k = first - 1
    while k >= 0 and not any(c.isalnum() or c in ".?!…:;" for c in parse.words[k]):
        k -= 1
    if k < 0:
        return True
    word = next((w for w in parse.words[first : first + 4] if any(c.isalnum() for c in w)), "")
    if parse.words[k][-1] in ".?!…" and parse.pos[k] == "PUNCT":
        return not (word[:1].islower() and k < first - 1 and parse.words[k] != ".")
    return parse.words[k][-1] in ".?!…" and not word[:1].islower()


# ---------------------------------------------------------------- cues
def find(parse: Parse, cast: Cast, times: Sequence[Time], on: str | None, *, language: str = "en") -> tuple[Statement, ...]:
    """Every statement of a parse in the order of the text.

    Args:
        cast: says who a noun phrase stands for.
        times: the time expressions of the text; one in the clause of saying dates the statement.
        on: the day of publication, for callers that keep it beside the record; no date is made up from it.
    """
    scene = stage(parse, cast, language)
    for step in (tagged_quotations, reported, appeals, fragments, according, nominal_reports, untagged):
        step(scene)
    scene.found.sort(key=lambda f: (f.content[0][0], -f.content[-1][1]))
    return tuple(records(scene, times))


def tagged_quotations(scene: Scene) -> None:
    """Whole quoted sentences with the words of saying beside them: ““A,” X said”, “X said: “A””, ““A,” X said, “b””."""
    for n, quote in enumerate(scene.quotes):
        if n in scene.told or not whole(scene, quote):
            continue
        verb = tag_after(scene, quote)
        if verb is None:
            verb = tag_before(scene, quote)
        if verb is None or (verb in scene.used and scene.parse.starts[verb] < quote.start):
            continue
        said = Found([(quote.first, quote.last)], "direct", cue_of(scene, verb), verb, speaker_of(scene, verb))
        enter(scene, said, n)
        continued(scene, said, n)


def enter(scene: Scene, said: Found, quotation: int | None = None) -> None:
    """Keep a statement, with the further paragraphs of its quotation."""
    scene.found.append(said)
    if said.verb is not None:
        scene.used.add(said.verb)
    if quotation is None:
        return
    scene.told[quotation] = said
    more = quotation + 1
    while more < len(scene.quotes) and scene.quotes[more].group == scene.quotes[quotation].group:
        said.content.append((scene.quotes[more].first, scene.quotes[more].last))
        scene.told[more] = said
        more += 1


def whole(scene: Scene, quote: Quote) -> bool:
    """Whether a quotation is sentences of its own rather than a fragment in somebody else's."""
    parse, text = scene.parse, scene.parse.text
    before = text[max(0, quote.start - 60) : quote.start].rstrip(" \t\u00a0")
    opening = parse.words[quote.first]
    big = opening[:1].isupper() or opening[:1].isdigit() or text[quote.start : quote.start + 3].strip("“\"'‘").startswith(("…", ".", "["))
    paragraph = parse.starts[parse.paragraphs[parse.paragraph_of(quote.first)][0]]
    if quote.start <= paragraph or before == "" or before[-1] in '.?!…\n”"’' or before.endswith("—"):
        return ends_as_sentence(scene, quote)
    if before[-1] == ":":
        return True
    if before[-1] == ",":
        return big and tag_before(scene, quote) is not None
    return (
        big
        and quote.last - quote.first >= 3
        and not title(scene, quote)
        and parse.words[quote.last][-1:] in ".?!"
        and before_word(scene, quote) in scene.words["verbs"]["say"]
    )


def before_word(scene: Scene, quote: Quote) -> str:
    k = scene.parse.word_at(quote.start - 1) if quote.start else 0
    return scene.parse.lemmas[k]


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
        tag_after(scene, quote) is not None and quote.last - quote.first >= 3
    )


def speech(scene: Scene, word: int, *, tag: bool = True) -> bool:
    """Whether a word is a verb of saying outside of quotation marks."""
    parse, verbs = scene.parse, scene.words["verbs"]
    if scene.quote_of[word] >= 0:
        return False
    clause = parse.clauses.get(word)
    lemma = clause.lemma if clause else parse.lemmas[word].lower()
    plain = lemma.partition(" ")[0]
    if clause is None and parse.tags[word] not in ("VBD", "VBZ", "VBN", "VBP", "VBG"):
        return False
    return lemma in verbs["say"] or plain in verbs["say"] or (tag and (lemma in verbs["tag"] or plain in verbs["tag"]))


def next_quote(scene: Scene, word: int) -> int:
    """The number of the first quotation that starts after a word."""
    return bisect_right([q.first for q in scene.quotes], word)


def tag_after(scene: Scene, quote: Quote) -> int | None:
    """The verb of the tag that follows a quotation: “…,” said X · “…,” X told reporters."""
    parse = scene.parse
    last = parse.words[quote.last][-1]
    first = quote.last + 1
    while first < len(parse) and scene.quote_of[first] < 0 and not any(c.isalnum() for c in parse.words[first]):
        if parse.words[first] in (".", ";", ":"):
            return None
        first += 1
    if first >= len(parse) or not same_paragraph(scene, quote.last, first) or scene.quote_of[first] >= 0:
        return None
    if last in ".…" and not parse.words[first][:1].islower():
        return None
    if (
        last in "?!"
        and scene.unit(first)[0] != scene.unit(quote.last)[0]
        and parse.words[first][:1].isupper()
        and not short_tag(scene, first)
    ):
        return None
    for v in range(first, min(first + TAG_REACH, len(parse))):
        if scene.quote_of[v] >= 0 or parse.words[v] in (".", ";", "!", "?") or not same_paragraph(scene, first, v):
            return None
        if speech(scene, v) and tag_verb(scene, first, v):
            return v
        if v > first and parse.words[v] == "," and parse.pos[first] not in ("PROPN", "NOUN", "DET", "PRON", "ADJ", "NUM"):
            return None
    return None


def short_tag(scene: Scene, first: int) -> bool:
    """Whether a new sentence after “…?” is no more than a tag: “…?” Wang asked."""
    a, b = scene.unit(first)
    return b - a < 12


def tag_verb(scene: Scene, first: int, verb: int) -> bool:
    """Whether a verb belongs to the words right after a quotation: first of them, or with their noun phrase as its subject."""
    parse = scene.parse
    if all(parse.pos[k] in ("ADV", "AUX", "PUNCT", "CCONJ", "SCONJ") for k in range(first, verb)):
        return True
    clause = parse.clauses.get(verb)
    if clause is not None and clause.link in ("relative", "modifying") and clause.parent is not None and clause.parent >= first:
        return False
    if clause is not None and clause.form == "infinitive":
        return False
    subject = own_subject(parse, verb)
    if subject is not None:
        return subject >= first or (clause is not None and clause.link == "conjunct")
    return parse.pos[first] in ("PROPN", "NOUN", "DET", "PRON", "ADJ", "NUM") and parse.tags[verb] in ("VBD", "VBZ", "VBP")


def own_subject(parse: Parse, verb: int) -> int | None:
    """The head of a verb's own subject, the nearest where words of a quotation were taken for another."""
    return min(
        (
            k
            for k in parse.kids[verb]
            if parse.relations[k] in ("subject", "subject:passive") and not (k > verb and parse.tags[verb] == "VBG")
        ),
        key=lambda k: abs(k - verb),
        default=None,
    )


def same_paragraph(scene: Scene, a: int, b: int) -> bool:
    return scene.parse.paragraph_of(a) == scene.parse.paragraph_of(b)


def tag_before(scene: Scene, quote: Quote) -> int | None:
    """The verb of saying that leads up to a quotation: X said, “…” · X wrote on Monday: “…”."""
    parse = scene.parse
    at = quote.first - 1
    while at >= 0 and parse.starts[at] >= quote.start:
        at -= 1
    if at < 0 or not same_paragraph(scene, at, quote.first) or parse.words[at] in (".", "!", "?"):
        return None
    if parse.words[at] not in (",", ":", "that") and not speech(scene, at):
        return None
    low = scene.unit(at)[0]
    reach = TAG_REACH if parse.words[at] == ":" else 25
    for v in range(at, max(low, at - reach) - 1, -1):
        if scene.quote_of[v] >= 0:
            return None
        if speech(scene, v) and (parse.clauses.get(v) is None or parse.clauses[v].form != "infinitive" or parse.words[at] == ":"):
            clause = parse.clauses.get(v)
            if clause is not None and clause.link == "relative" and parse.words[at] == ",":
                continue
            return v
    return None


def continued(scene: Scene, said: Found, n: int) -> None:
    """Add the rest of a quotation broken by its tag: “A,” he said, “b.”"""
    parse, quote = scene.parse, scene.quotes[n]
    while n + 1 < len(scene.quotes):
        after = scene.quotes[n + 1]
        if n + 1 in scene.told or not same_paragraph(scene, quote.last, after.first) or said.verb is None:
            return
        between = parse.text[quote.end : after.start]
        if (
            not quote.end < parse.starts[said.verb] < after.start
            or len(between) > 300
            or (between.rstrip()[-1:] not in (",", ":", "—", "-", "–", ")") and parse.words[after.first][:1].isupper())
        ):
            return
        if (
            re.search(r"[.?!;]\s+[A-Z]", re.sub(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|[A-Z])\.", "", between))
            or between.rstrip()[-1:] in ".?!;"
        ):
            return
        if between.rstrip()[-1:] not in (",", ":", "—", "-", "–", ")"):
            return
        second = next((v for v in range(said.verb + 1, after.first) if speech(scene, v)), None)
        if second is not None:
            return
        said.content.append((after.first, after.last))
        scene.told[n + 1] = said
        quote, n = after, n + 1


def cue_of(scene: Scene, verb: int) -> tuple[int, int]:
    """The words of saying: the verb with its auxiliaries, negation and particle."""
    parse = scene.parse
    low = high = verb
    for k in parse.kids[verb]:
        if parse.relations[k] in ("auxiliary", "auxiliary:passive", "negation") and k < verb and verb - k < 6:
            low = min(low, k)
        elif parse.relations[k] == "particle" and k == verb + 1:
            high = k
    if any(parse.relations[k] in ("subject", "subject:passive") and low < k < verb for k in parse.kids[verb]):
        low = verb
    return low, high


def speaker_of(scene: Scene, verb: int) -> int | None:
    """The head of the phrase that names who speaks, from the clause of a verb of saying."""
    parse = scene.parse
    verb = scene.shared.get(verb, verb)
    clause = parse.clauses.get(verb)
    subject: int | None = own_subject(parse, verb)
    if clause is not None:
        if subject is not None and clause.link == "relative" and clause.subject and parse.tags[subject] in ("WDT", "WP", "IN", "DT"):
            subject = clause.subject[0]
        if clause.passive:
            subject = next(iter(clause.roles.get("subject", ())), None)
        elif subject is None:
            subject = participant(parse, clause) if parse.tags[verb] == "VBG" else next(iter(clause.subject), None)
    inverted = inverted_subject(scene, verb) if subject is None or (clause is not None and own_subject(parse, verb) is None) else None
    if subject is None or (inverted is not None and own_subject(parse, verb) is None):
        subject = inverted if inverted is not None else subject
    if (
        subject is not None
        and parse.lower[subject] in scene.words["nouns"]["nobody"]
        and parse.lower[subject] in ("there", "what", "which")
    ):
        return None
    return author(scene, subject) if subject is not None else None


def participant(parse: Parse, clause: Clause) -> int | None:
    """Whose act a gerund of saying goes with: after a comma the subject of the finite clause above, whatever noun it was hung on."""
    before = clause.head - 1
    while before > 0 and parse.relations[before] in ("adverb", "negation") and parse.heads[before] == clause.head:
        before -= 1
    if parse.words[before] == "," and not clause.link.startswith("oblique"):
        for above in parse.ancestors(clause):
            if above.form in ("finite", "participle") and above.subject and above.head < clause.head and above.link != "relative":
                return (above.roles.get("subject") or above.subject)[0]
    return next(iter(clause.subject), None)


def inverted_subject(scene: Scene, verb: int) -> int | None:
    """“…,” said the minister: the noun phrase right after the verb, where the parser made it something else."""
    parse = scene.parse
    if (
        verb == 0
        or parse.tags[verb] == "VBG"
        or not (
            parse.words[verb - 1] in (",", "—", "–") or scene.quote_of[verb - 1] >= 0 or not any(c.isalnum() for c in parse.words[verb - 1])
        )
    ):
        return None
    k = verb + 1
    while (
        k < len(parse)
        and parse.pos[k] in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP", "PART", "PRON")
        and scene.quote_of[k] < 0
        and k < verb + 12
    ):
        if parse.pos[k] == "ADP":
            return None
        if parse.pos[k] in ("NOUN", "PROPN", "PRON") and not (k + 1 < len(parse) and (parse.pos[k + 1] in ("NOUN", "PROPN", "PART"))):
            return k
        k += 1
    return None


def author(scene: Scene, subject: int) -> int:
    """Who made the paper that "says": "a statement from the ministry said", "gave him a note that described"; else the subject itself."""
    parse = scene.parse
    if parse.lemmas[subject].lower() not in scene.words["nouns"]["document"]:
        return subject
    for k in parse.kids[subject]:
        if parse.relations[k] == "owner":
            return k
    for name, head in parse.obliques(subject):
        if name in ("from", "by", "of"):
            return head
    for k in parse.kids[subject]:
        if parse.relations[k] in ("compound", "modifier") and parse.entities[k] in ("organization", "place", "demonym", "person"):
            return subject
        if (
            parse.relations[k] == "modifying"
            and (inner := parse.clauses.get(k)) is not None
            and inner.roles.get("subject")
            and inner.passive
        ):
            return inner.roles["subject"][0]
    above = parse.clause_of(subject) if parse.heads[subject] != subject else None
    if above is not None and subject in above.roles.get("object", ()) and above.roles.get("subject"):
        return above.roles["subject"][0]
    return earlier_author(scene, subject)


def earlier_author(scene: Scene, subject: int) -> int:
    """Who made the paper that the paragraph spoke of before: "the note also asked …"."""
    parse = scene.parse
    if not any(parse.lower[k] in ("the", "this", "that") for k in parse.kids[subject]):
        return subject
    first = parse.paragraphs[parse.paragraph_of(subject)][0]
    same = next((k for k in range(subject - 1, first - 1, -1) if parse.lemmas[k] == parse.lemmas[subject] and parse.pos[k] == "NOUN"), None)
    return subject if same is None or (found := author(scene, same)) == same else found


# ---------------------------------------------------------------- reported speech
def reported(scene: Scene) -> None:
    """Clauses of saying with their content after them ("said that …") or around them ("…, he said, …")."""
    parse = scene.parse
    say, also = scene.words["verbs"]["say"], scene.words["verbs"]["object"] | scene.words["verbs"]["onward"]
    for v in sorted(parse.clauses):
        clause = parse.clauses[v]
        reports = clause.lemma in say or clause.lemma.partition(" ")[0] in say or clause.lemma in also
        if not reports or v in scene.used or scene.quote_of[v] >= 0:
            continue
        if not saying(scene, clause):
            continue
        content = content_around(scene, clause)
        if not content and v not in scene.used:
            content = content_after(scene, clause)
        if content:
            keep_report(scene, clause, content)


def saying(scene: Scene, clause: Clause) -> bool:
    """Whether a clause of saying reports that something was said, rather than asks, plans or refuses to say it."""
    parse = scene.parse
    if clause.form == "infinitive":
        above = parse.clauses.get(clause.parent) if clause.parent is not None else None
        if above is None or above.lemma not in scene.words["verbs"]["realized"] or above.negated:
            return False
    if clause.modal in ("would", "could", "can", "should", "must", "will") and (clause.negated or clause.modal != "would"):
        return False
    subject = own_subject(parse, clause.head)
    if subject is not None and (parse.lower[subject] in scene.words["nouns"]["first_person"] or parse.lower[subject] in ("there", "what")):
        return False
    if (
        subject is None
        and clause.form == "finite"
        and not clause.subject
        and not clause.passive
        and inverted_subject(scene, clause.head) is None
    ):
        return False
    if (
        subject is None
        and clause.subject
        and parse.lower[clause.subject[0]] in scene.words["nouns"]["first_person"]
        and scene.quote_of[clause.subject[0]] < 0
    ):
        return False
    if clause.marker in ("if", "unless", "whether") or (clause.passive and not clause.roles.get("subject") and clause.form != "finite"):
        return False
    return not (clause.passive and not clause.roles.get("subject"))


def keep_report(scene: Scene, clause: Clause, content: list[tuple[int, int]]) -> None:
    """Enter a report with its kind: partial where marks stand in it, direct where all of it stands in them."""
    parse = scene.parse
    inside = [n for n in sorted({scene.quote_of[w] for a, b in content for w in range(a, b + 1)}) if n >= 0]
    outside = sum(1 for a, b in content for w in range(a, b + 1) if scene.quote_of[w] < 0 and parse.pos[w] not in ("PUNCT", "SPACE", "SYM"))
    kind: StatementKind = "indirect"
    if inside and any(n not in scene.told for n in inside):
        kind = "partial" if outside or not all(whole(scene, scene.quotes[n]) for n in inside) else "direct"
    said = Found(content, kind, cue_of(scene, clause.head), clause.head, speaker_of(scene, clause.head))
    said.polarity = polarity(scene, clause)
    enter(scene, said)
    for n in inside:
        if not whole(scene, scene.quotes[n]) or kind != "indirect":
            scene.told.setdefault(n, said)


def polarity(scene: Scene, clause: Clause) -> Polarity:
    """Whether a saying affirms, denies or leaves open."""
    if clause.lemma.partition(" ")[0] in scene.words["verbs"]["deny"] or clause.negated:
        return "denied"
    adverbs = {scene.parse.lower[k] for k in scene.parse.kids[clause.head]}
    if clause.modal in ("may", "might", "could") or adverbs & scene.words["adverbs"]["unsure"]:
        return "unsure"
    return "affirmed"


def tag_bounds(scene: Scene, clause: Clause) -> tuple[int, int] | None:
    """First and last word of a tag in the middle or at the end of a sentence, None where the clause is no tag."""
    parse, v = scene.parse, clause.head
    low_unit, high_unit = scene.unit(v)
    subject = own_subject(parse, v)
    if subject is None:
        subject = inverted_subject(scene, v)
    if subject is None:
        return None
    start = min(parse.subtree(subject)[0] if subject < v else v, v)
    start = min(
        [
            start,
            *(k for k in parse.kids[v] if k < v and start - k <= 2 and parse.relations[k] in ("auxiliary", "adverb", "marker", "negation")),
        ]
    )
    if scene.quote_of[start] >= 0 or start <= low_unit:
        return None
    before = start - 1
    while before > low_unit and not any(c.isalnum() or c in ",—–?!;" for c in parse.words[before]):
        before -= 1
    if parse.words[before] not in (",", "—", "–", "?", "!", "--") and parse.words[before][-1] not in ",?!":
        return None
    end = v
    depth_end = max(parse.subtree(subject)[1] if subject > v else v, v)
    while end < high_unit and scene.quote_of[end + 1] < 0:
        if parse.words[end + 1] in (",", "—", "–", ".", ";", "--") and end + 1 > depth_end:
            break
        end += 1
    return start, end


def content_around(scene: Scene, clause: Clause) -> list[tuple[int, int]]:
    """The content of a parenthetical tag: the sentence without it; empty where the clause is no such tag."""
    parse, v = scene.parse, clause.head
    bounds = tag_bounds(scene, clause)
    if bounds is None or clause.form in ("gerund", "infinitive"):
        return []
    start, end = bounds
    low, high = scene.unit(v)
    after = [c for c in clause.complements if c > end]
    inner = [c for c in clause.complements if v < c <= end]
    if inner or has_that(parse, v, end):
        return []
    if not any(
        k in parse.clauses and parse.clauses[k].form in ("finite", "participle") and not under(parse, k, v, start)
        for k in range(low, start)
    ) and (
        parse.words[end + 1 : end + 2] != [","]
        or not finite_between(parse, end + 2, high)
        or aside(scene, trim(parse, end + 1, high), v, False)
    ):
        return []
    if end < high and parse.words[end + 1 : end + 2] == [","] and parse.lower[end + 2 : end + 3] == ["that"]:
        return handed_on(scene, clause, start, end, high)
    left = trim(parse, low, start - 1)
    content = [left] if left[0] <= left[1] else []
    rest = trim(parse, end + 1, high)
    if rest[0] <= rest[1] and parse.words[end + 1] != ";" and not aside(scene, rest, v, bool(after)):
        content.append(rest)
    return content


def finite_between(parse: Parse, low: int, high: int) -> bool:
    """Whether words hold a finite clause."""
    return any(k in parse.clauses and parse.clauses[k].form == "finite" for k in range(low, high + 1))


def has_that(parse: Parse, v: int, end: int) -> bool:
    return any(parse.lower[k] == "that" and parse.tags[k] == "IN" for k in range(v + 1, end + 1))


def under(parse: Parse, k: int, v: int, start: int) -> bool:
    """Whether a clause left of a tag only sets its time or condition: "When the talks ended, he said …"."""
    clause = parse.clauses[k]
    return clause.link == "adverbial" and clause.parent == v and clause.marker is not None


def aside(scene: Scene, rest: tuple[int, int], v: int, complement: bool) -> bool:
    """Whether what follows a tag's comma belongs to the tag ("…, he said, adding that …", "…, said X, a lawyer") and not to the content."""
    parse = scene.parse
    a, b = rest
    if scene.quote_of[a] >= 0 or complement:
        return False
    if parse.tags[a] == "VBG" or parse.lower[a] in (
        "according",
        "who",
        "which",
        "whose",
        "where",
        "when",
        "while",
        "after",
        "before",
        "in",
        "on",
        "during",
        "as",
        "at",
    ):
        return True
    if parse.lower[a] in ("and", "but", "nor", "or"):
        k = next((k for k in range(a, b + 1) if k in parse.clauses and parse.clauses[k].form == "finite"), None)
        return k is None or speech(scene, k, tag=False)
    return not finite_between(parse, a, b)


def handed_on(scene: Scene, clause: Clause, start: int, end: int, high: int) -> list[tuple[int, int]]:
    """“X told him, the ministry said, that …”: the content is X's, the ministry passes it on."""
    parse = scene.parse
    low = scene.unit(clause.head)[0]
    inner = next((k for k in range(start - 1, low - 1, -1) if k in parse.clauses and speech(scene, k, tag=False)), None)
    if inner is None or inner in scene.used:
        return [trim(parse, low, start - 1), trim(parse, end + 1, high)]
    teller = speaker_of(scene, clause.head)
    said = Found([trim(parse, end + 2, high)], "indirect", cue_of(scene, inner), inner, speaker_of(scene, inner))
    said.attribution = [teller] if teller is not None else []
    said.polarity = polarity(scene, parse.clauses[inner])
    enter(scene, said)
    scene.used.add(clause.head)
    return []


def trim(parse: Parse, low: int, high: int) -> tuple[int, int]:
    """A range of words without punctuation and brackets at its borders."""
    while low <= high and not any(c.isalnum() or c in "$€£%" for c in parse.words[low]):
        low += 1
    while high >= low and (parse.pos[high] == "CCONJ" or not any(c.isalnum() or c in "$€£%" for c in parse.words[high])):
        high -= 1
    return low, high


def content_after(scene: Scene, clause: Clause) -> list[tuple[int, int]]:
    """The content after a verb of saying: its clauses, its object where the verb takes words as one, or the rest of the sentence."""
    parse, v = scene.parse, clause.head
    verbs = scene.words["verbs"]
    high = scene.unit(v)[1]
    plain = clause.lemma.partition(" ")[0]
    wanted = [c for c in clause.complements if c > v and reportable(scene, clause, c)]
    named = [h for h in clause.roles.get("object", ()) if h > v] if clause.lemma in verbs["object"] or plain in verbs["object"] else []
    if (
        plain in COMPARING
        and not clause.passive
        and clause.form == "finite"
        and v + 1 < len(parse)
        and not parse.lower[v + 1].endswith("self")
    ):
        return [trim(parse, v + 1, min(high, parse.subtree(v)[1]))]
    named = [h for h in named if parse.pos[h] != "PRON"]
    if named and not clause.passive and not (wanted and parse.subtree(named[0])[1] >= wanted[0]):
        return [trim(parse, parse.subtree(named[0])[0], parse.subtree(named[0])[1])]
    if wanted and plain in verbs["say"]:
        low = min(first_of(parse, c, v) for c in wanted)
        return [trim(parse, low, min(high, last_of(scene, clause, wanted[-1], high)))]
    if plain in verbs["say"] and not clause.negated and (found := strayed(scene, clause, high)):
        return found
    if plain in ("say", "add") and clause.form in ("finite", "gerund"):
        return rest_of_sentence(scene, clause, high)
    return []


def strayed(scene: Scene, clause: Clause, high: int) -> list[tuple[int, int]]:
    """The that-clause that the parser hung on a noun on its way: "said in a statement that …", "told a man from Lima that …"."""
    parse, v = scene.parse, clause.head
    for k in range(v + 2, high + 1):
        if (k in parse.clauses and parse.clauses[k].form == "finite") or scene.quote_of[k] >= 0 or parse.words[k] == ";":
            return []
        if parse.lower[k] == "that" and parse.tags[k] == "IN":
            head = parse.heads[k]
            inner = parse.clauses.get(head)
            above = parse.governor(head)
            if inner is None or head < k or above is None or above.head != v:
                return []
            return [trim(parse, k, min(high, last_of(scene, clause, head, high)))]
    return []


COMPARING = frozenset(("compare", "liken"))


def reportable(scene: Scene, clause: Clause, c: int) -> bool:
    """Whether a complement can be words reported: a finite clause, no question that is left open, no infinitive of purpose."""
    parse = scene.parse
    inner = parse.clauses.get(c)
    if inner is None:
        return False
    if inner.form == "infinitive" or inner.form == "gerund" or (inner.form == "participle" and not inner.subject):
        return False
    low = first_of(parse, c, clause.head)
    opening = parse.lower[low]
    if (clause.lemma == "declare" and opening != "that") or (
        inner.tense is None and inner.modal is None and opening != "that"
    ):  # "declared the envoy persona non grata"
        return False
    if opening in scene.words["words"]["open_questions"] and (
        clause.negated or clause.lemma.partition(" ")[0] not in ("explain", "reveal", "disclose", "say", "tell", "recount", "describe")
    ):
        return False
    return not (clause.negated and opening != "that")


def first_of(parse: Parse, c: int, v: int) -> int:
    """The first word of a complement after its verb of saying, a leading "that" included."""
    low = parse.subtree(c)[0]
    while low <= v:
        low += 1
    return low


def last_of(scene: Scene, clause: Clause, c: int, high: int) -> int:
    """The last word of reported words: to the end of their clause, and through ", but that …" and ", and that …"."""
    parse = scene.parse
    end = parse.subtree(c)[1]
    for k in parse.kids[c]:  # "said A but noted that B": the second verb of saying has the same speaker
        inner = parse.clauses.get(k)
        again = inner is not None and (inner.lemma in scene.words["verbs"]["say"] or inner.lemma in scene.words["verbs"]["appeal"])
        if (
            inner is not None
            and again
            and inner.link == "conjunct"
            and own_subject(parse, k) is None
            and scene.quote_of[k] < 0
            and inner.complements
            and inner.tense == clause.tense
        ):
            scene.shared[k] = clause.head
            return max(c, trim(parse, c, coordinator(parse, k) - 1)[1])
    follow = trim(parse, end + 1, high)[0]
    if follow + 1 <= high and parse.lower[follow] in ("and", "but", "or") and parse.lower[follow + 1] == "that":
        head = next((k for k in range(follow + 1, high + 1) if k in parse.clauses), None)
        end = max(end, parse.subtree(head)[1] if head is not None else high)
    if end < high and parse.sentence_of[end] != parse.sentence_of[min(high, end + 1)]:
        end = high
    return end


def coordinator(parse: Parse, k: int) -> int:
    """The word that joins a conjunct to what is before it, or the first word of the conjunct."""
    low = parse.subtree(k)[0]
    return low - 1 if low and parse.pos[low - 1] == "CCONJ" else low


def rest_of_sentence(scene: Scene, clause: Clause, high: int) -> list[tuple[int, int]]:
    """What follows a plain "said" that the parser gave no complement, if it holds a clause or a quotation."""
    parse, v = scene.parse, clause.head
    low, end = trim(parse, v + 1, high)
    while low <= end and (parse.relations[low] in ("adverb", "time", "indirect") and parse.heads[low] == v):
        low += 1
    if (
        low > end
        or parse.pos[low] in ("ADP", "CCONJ")
        or parse.words[v + 1 : v + 2] == ["."]
        or parse.lower[low] in ("so", "nothing", "yes", "no", "little", "more", "it")
    ):
        return []
    if inverted_subject(scene, v) is not None:
        return []
    return [(low, end)] if finite_between(parse, low, end) else []


def according(scene: Scene) -> None:
    """“…, according to X”: X says the sentence, or passes on what another says in it."""
    parse = scene.parse
    for i, word in enumerate(parse.lower):
        if word != "according" or parse.lower[i + 1 : i + 2] != ["to"] or scene.quote_of[i] >= 0:
            continue
        head = next((m for k in (i, i + 1) for r in parse.kids[k] if parse.relations[r] == "oblique:object" for m in (r,)), None)
        if head is None:
            head = next((m for r in parse.kids[i] for m in parse.kids[r] if parse.relations[m] == "oblique:object"), None)
        if head is None:
            continue
        low, high = scene.unit(i)
        source = author(scene, head)
        inner = [f for f in scene.found if f.verb is not None and low <= f.verb <= high]
        if inner and passed_on(scene, inner, i, source):
            continue
        content = sentence_without(scene, i, head, low, high)
        if content:
            said = Found(content, kind_of(scene, content), (i, i + 1), i, source)
            enter(scene, said)
            own_quotes(scene, said)


def passed_on(scene: Scene, inner: list[Found], at: int, source: int) -> bool:
    """Whether an "according to" hangs on a statement of its sentence; then it is its attribution."""
    near = [f for f in inner if f.verb is not None and ((f.verb < at and not any(a <= at <= b for a, b in f.content)) or f.verb > at)]
    for f in inner:  # "X said the ports were closed, according to Y": Y passes it on
        a, b = f.content[-1]
        if f.verb is not None and f.verb < a <= at - 2 and at <= b and scene.parse.words[at - 1] == "," and f.kind != "direct":
            end = scene.parse.subtree(at)[1]
            if trim(scene.parse, end + 1, b)[0] > b:
                f.content[-1] = trim(scene.parse, a, at - 1)
                near.append(f)
    if not near:
        return any(a <= at <= b for f in inner for a, b in f.content)
    for f in near:
        if f.speaker != source:
            f.attribution.append(source)
    return True


def sentence_without(scene: Scene, at: int, head: int, low: int, high: int) -> list[tuple[int, int]]:
    """The sentence around "according to X", the phrase itself left out."""
    parse = scene.parse
    end = max(parse.subtree(head)[1], head)
    comma = next((k for k in range(head, min(high, end) + 1) if parse.words[k] == "," and not inside_apposition(parse, k, head)), end + 1)
    pieces = [trim(parse, low, at - 1), trim(parse, min(end + 1, comma), high)]
    kept = [p for p in pieces if p[0] <= p[1] and any(k in parse.clauses for k in range(p[0], p[1] + 1))]
    return kept


def inside_apposition(parse: Parse, k: int, head: int) -> bool:
    return any(
        parse.relations[a] in ("apposition", "relative") and parse.subtree(a)[0] <= k + 1 <= parse.subtree(a)[1] for a in parse.kids[head]
    )


def kind_of(scene: Scene, content: list[tuple[int, int]]) -> StatementKind:
    """Direct, partial or indirect, by how much of a content stands in marks."""
    words = [w for a, b in content for w in range(a, b + 1) if scene.parse.pos[w] not in ("PUNCT", "SPACE")]
    inside = sum(scene.quote_of[w] >= 0 for w in words)
    return "indirect" if not inside else "direct" if inside == len(words) else "partial"


def own_quotes(scene: Scene, said: Found) -> None:
    for a, b in said.content:
        for n in {scene.quote_of[w] for w in range(a, b + 1)} - {-1}:
            scene.told.setdefault(n, said)


# ---------------------------------------------------------------- appeals
def appeals(scene: Scene) -> None:
    """Words that act: "urged X to …", "accused X of …", "threatened to …"; what is asked, alleged or promised is the content."""
    parse, verbs = scene.parse, scene.words["verbs"]["appeal"]
    for v in sorted(parse.clauses):
        clause = parse.clauses[v]
        if (
            v in scene.used
            or scene.quote_of[v] >= 0
            or clause.kind != "verb"
            or not (clause.lemma in verbs or clause.lemma.partition(" ")[0] in verbs)
        ):
            continue
        if clause.negated or clause.modal is not None or clause.passive or not saying(scene, clause) or not told_by_outlet(scene, clause):
            continue
        content = appealed(scene, clause)
        if content and speaker_of(scene, v) is not None:
            said = Found(content, kind_of(scene, content), cue_of(scene, v), v, speaker_of(scene, v))
            if said.kind == "direct":
                said.kind = "partial"
            enter(scene, said)
            own_quotes(scene, said)


def told_by_outlet(scene: Scene, clause: Clause) -> bool:
    """Whether an act of words is told as done, in a sentence of the body: no headline, no general truth, no condition."""
    parse = scene.parse
    low, high = scene.unit(clause.head)
    closed = any(parse.words[k][-1:] in ".?!" for k in range(max(low, high - 1), high + 1))
    if not closed or (clause.link == "relative" and clause.lemma == "ask") or (clause.marker is not None and clause.marker != "that"):
        return False
    done = (
        clause.tense == "past"
        or clause.perfect
        or clause.progressive
        or clause.form == "gerund"
        or clause.lemma not in ("demand", "offer", "threaten", "promise")
    )
    return done and not any(
        c.modal in ("were", "would", "should", "could", "might") or c.marker == "if" or c.form == "infinitive"
        for c in parse.ancestors(clause)
    )


def appealed(scene: Scene, clause: Clause) -> list[tuple[int, int]]:
    """What is asked, alleged or promised, by the pattern of the verb."""
    parse, v = scene.parse, clause.head
    high = scene.unit(v)[1]
    lemma = clause.lemma.partition(" ")[0]
    infinitives = [c for c in clause.complements if c > v and c in parse.clauses and parse.clauses[c].form == "infinitive"]
    targets = [
        h
        for role in ("object", "indirect", "oblique:on", "oblique:to")
        for h in clause.roles.get(role, ())
        if v < h and parse.pos[h] in ("NOUN", "PROPN", "PRON")
    ]
    if lemma == "ask" and not (targets and infinitives):
        return []
    if infinitives and lemma != "blame":
        start = (
            parse.subtree(targets[0])[0]
            if targets and targets[0] < infinitives[0] and lemma != "offer"
            else parse.subtree(infinitives[0])[0]
        )
        return [trim(parse, max(start, v + 1), min(high, parse.subtree(infinitives[-1])[1]))]
    if lemma in ("accuse", "call", "appeal", "ask", "warn", "blame"):
        prep = {"accuse": "of", "warn": "against", "blame": "for"}.get(lemma, "for")
        found = next(
            (
                k
                for at in (v, *targets)
                for k in parse.kids[at]
                if parse.lower[k] == prep and parse.relations[k] in ("oblique", "particle") and k > v
            ),
            None,
        )
        if found is not None and any(c.isalnum() for w in parse.words[found + 1 : parse.subtree(found)[1] + 1] for c in w):
            return [trim(parse, found + 1, min(high, parse.subtree(found)[1]))]
        return []
    if lemma in ("demand", "urge", "threaten"):
        heads = [h for h in clause.roles.get("object", ()) if h > v]
        thats = [c for c in clause.complements if c > v and c in parse.clauses]
        if thats:
            return [trim(parse, first_of(parse, thats[0], v), min(high, parse.subtree(thats[0])[1]))]
        if heads and parse.pos[heads[0]] == "NOUN":
            return [trim(parse, parse.subtree(heads[0])[0], min(high, parse.subtree(heads[0])[1]))]
    return []


# ---------------------------------------------------------------- fragments
def fragments(scene: Scene) -> None:
    """Quoted words that no clause of saying has claimed: "called it a “sham”", "voiced his “concern”", "accused X of “capitulation”"."""
    parse = scene.parse
    for n, quote in enumerate(scene.quotes):
        if n in scene.told or whole(scene, quote) or quote.last - quote.first > LONGEST_FRAGMENT or title(scene, quote):
            continue
        verb = naming_verb(scene, quote)
        if verb is None:
            continue
        speaker = speaker_of(scene, verb)
        if speaker is None or parse.lower[speaker] in scene.words["nouns"]["first_person"]:
            continue
        said = Found([(quote.first, quote.last)], "partial", cue_of(scene, verb), verb, speaker)
        said.polarity = polarity(scene, parse.clauses[verb])
        same = next((f for f in scene.found if f.verb == verb and f.kind == "partial" and len(f.content) == 1), None)
        if same is not None:
            same.content.append((quote.first, quote.last))
            scene.told[n] = same
        else:
            enter(scene, said, n)


def title(scene: Scene, quote: Quote) -> bool:
    """Whether marks hold the title of a work or a nickname: a name all in capitals but for its small words."""
    parse = scene.parse
    words = [parse.words[k] for k in range(quote.first, quote.last + 1) if parse.words[k][:1].isalpha()]
    long = [w for w in words if len(w) > 3 and "'" not in w and "’" not in w]
    return bool(words) and words[0][:1].isupper() and all(w[:1].isupper() for w in long) and (len(long) > 0 or len(words) == 1)


def naming_verb(scene: Scene, quote: Quote) -> int | None:
    """The verb above a fragment that makes it somebody's words."""
    parse, naming = scene.parse, scene.words["verbs"]["naming"]
    top = min(
        range(quote.first, quote.last + 1),
        key=lambda w: (0 if scene.quote_of[parse.heads[w]] != scene.quote_of[w] or parse.heads[w] == w else 1, w),
    )
    clause = parse.clause_of(top)
    steps = 0
    while clause is not None and steps < 4:
        lemma = clause.lemma.partition(" ")[0]
        if (
            scene.quote_of[clause.head] < 0
            and (clause.lemma in naming or lemma in naming)
            and (clause.head < quote.first or parse.starts[clause.head] > quote.end)
        ):
            return None if clause.passive and not clause.roles.get("subject") else clause.head
        clause, steps = parse.governor(clause.head), steps + 1
    return None


def nominal_reports(scene: Scene) -> None:
    """“X's claim that …”, “a warning from X that …”: nouns of saying with their clause, where the noun names its speaker."""
    parse, nouns = scene.parse, scene.words["nouns"]["say"]
    for i, lemma in enumerate(parse.lemmas):
        if lemma not in nouns or parse.pos[i] != "NOUN" or scene.quote_of[i] >= 0:
            continue
        clause = parse.noun(i)
        thats = [
            k
            for k in parse.kids[i]
            if k > i
            and parse.relations[k] in ("modifying", "complement", "relative")
            and k in parse.clauses
            and any(parse.lower[m] == "that" and parse.relations[m] == "marker" for m in parse.kids[k])
        ]
        source = next((h for role in ("owner", "oblique:by", "oblique:from") for h in clause.roles.get(role, ())), None)
        if not thats or source is None or any(a <= i <= b for f in scene.found for a, b in f.content if f.kind == "direct"):
            continue
        content = [trim(parse, *parse.subtree(thats[0]))]
        said = Found(content, kind_of(scene, content), (i, i), i, source)
        enter(scene, said)
        own_quotes(scene, said)


# ---------------------------------------------------------------- quotations without a tag
def untagged(scene: Scene) -> None:
    """Whole quotations without words of saying: they go on from the statement before, in their paragraph or the one before it."""
    for n, quote in enumerate(scene.quotes):
        if n in scene.told or not whole(scene, quote):
            continue
        before = previous(scene, quote)
        if not sentence_like(scene, quote) or (before is None and quote.last - quote.first < 4):
            continue
        said = Found([(quote.first, quote.last)], "direct", None, None, before.speaker if before else None, like=before)
        enter(scene, said, n)


def sentence_like(scene: Scene, quote: Quote) -> bool:
    """Whether marks without a tag hold speech, not a title or a name: they end like a sentence or hold a finite verb and small letters."""
    parse = scene.parse
    if parse.text[quote.end : quote.end + 1] not in ("", " ", "\n", ",") and quote.closed:
        return False
    words = [parse.words[k] for k in range(quote.first, quote.last + 1) if parse.words[k][:1].isalpha()]
    small = sum(w[:1].islower() for w in words)
    if parse.words[quote.last][-1:] in ".?!…—" or not quote.closed:
        return (small >= 1 and finite_between(parse, quote.first, quote.last)) or (
            len(words) <= 3 and parse.starts[quote.last] == quote.end - 2
        )
    return finite_between(parse, quote.first, quote.last) and 2 * small >= len(words) and (parse.words[quote.last] == ",")


def previous(scene: Scene, quote: Quote) -> Found | None:
    """The statement that an untagged quotation goes on from: the last before it in its paragraph, else the last of the paragraph before."""
    parse = scene.parse
    here = parse.paragraph_of(quote.first)
    best: Found | None = None
    for f in scene.found:
        at = f.verb if f.verb is not None else f.content[0][0]
        near = at < quote.first and parse.paragraph_of(at) >= here - 1 and (f.cue is not None or f.like is not None)
        if near and (best is None or place(f) > place(best)):
            best = f
    return best


def place(f: Found) -> tuple[int, int]:
    return (f.verb if f.verb is not None else f.content[0][0]), -f.content[0][0]


# ---------------------------------------------------------------- records
def records(scene: Scene, times: Sequence[Time]) -> Iterator[Statement]:
    """The finished statements, speakers and addressees resolved."""
    parse = scene.parse
    made: dict[int, Statement] = {}
    last: Statement | None = None
    for f in scene.found:
        statement = record(scene, f, times, made)
        if statement is None:
            continue
        if last is not None and f.speaker is not None and parse.lower[f.speaker] in SINGULAR and f.cue and adjoining(scene, last, f):
            statement = same_voice(last, statement)
        if (
            last is not None
            and statement.channel is None
            and last.channel
            and same_speaker(last, statement)
            and parse.paragraph_of(f.content[0][0]) == parse.paragraph_of(parse.word_at(last.evidence.start))
        ):
            statement = replace(statement, channel=last.channel)
        made[id(f)] = statement
        last = statement
        yield statement


SINGULAR = frozenset(("he", "she"))


def adjoining(scene: Scene, last: Statement, f: Found) -> bool:
    """Whether a statement stands in the sentence after another one or in the same, within a paragraph."""
    parse = scene.parse
    here = scene.unit(f.content[0][0])[0]
    before = parse.word_at(last.evidence.start)
    return same_paragraph(scene, before, here) and (before >= here or scene.unit(here - 1)[0] <= before)


def same_voice(last: Statement, statement: Statement) -> Statement:
    """A statement whose "he" or "she" is taken to be the named person who spoke just before."""
    speaker = last.speaker
    if (
        speaker is None
        or statement.speaker is None
        or speaker.name is None
        or speaker.name == statement.speaker.name
        or not personal(speaker)
    ):
        return statement
    because = (*speaker.because, "the pronoun stands for who spoke just before")
    return replace(statement, speaker=replace(speaker, span=statement.speaker.span, because=because))


def personal(actor: Actor) -> bool:
    return (
        actor.name is not None and (actor.role is not None or actor.wikidata is not None or actor.sector is not None) and " " in actor.name
    )


def same_speaker(a: Statement, b: Statement) -> bool:
    return a.speaker is not None and b.speaker is not None and a.speaker.name == b.speaker.name and a.speaker.country == b.speaker.country


def record(scene: Scene, f: Found, times: Sequence[Time], made: dict[int, Statement]) -> Statement | None:
    """One statement, None where its content is empty."""
    parse = scene.parse
    content = tuple(marked(scene, a, b) for a, b in f.content if a <= b)
    if not content:
        return None
    clause = parse.clauses.get(f.verb) if f.verb is not None else None
    origin = made.get(id(f.like)) if f.like else None
    speaker = origin.speaker if origin else resolved(scene, f.speaker)
    attribution = origin.attribution if origin else chain(scene, f, clause)
    tag = clause if f.cue and parse.lower[f.cue[0]] != "according" else None
    addressed = origin.addressees if origin else addressees(scene, f, tag)
    first = min(c.start for c in content)
    return Statement(
        id=identify("statement", f.kind, speaker.name if speaker else None, " ".join(c.text for c in content), first),
        kind=f.kind,
        speaker=speaker,
        addressees=addressed,
        cue=parse.span(*f.cue) if f.cue else None,
        content=content,
        channel=origin.channel if origin else channel(scene, f, clause),
        when=said_when(scene, f, clause, times),
        attribution=attribution,
        polarity=f.polarity,
        evidence=evidence(scene, f),
    )


def marked(scene: Scene, a: int, b: int) -> Span:
    """The characters of a content, with both marks of a quotation that ends or begins it where it holds more than that."""
    parse = scene.parse
    start, end = parse.starts[a], parse.ends[b]
    first, last = scene.quote_of[a], scene.quote_of[b]
    if last >= 0 and scene.quotes[last].first > a and scene.quotes[last].last == b and scene.quotes[last].closed:
        end = scene.quotes[last].end
    if first >= 0 and scene.quotes[first].last < b and scene.quotes[first].first == a:
        start = scene.quotes[first].start
    return span(parse.text, start, end)


def evidence(scene: Scene, f: Found) -> Span:
    """The sentence of the words of saying, or of the first words said."""
    at = f.cue[0] if f.cue else f.content[0][0]
    low, high = scene.unit(at)
    return scene.parse.span(low, high)


def resolved(scene: Scene, word: int | None) -> Actor | None:
    """Who a phrase stands for; where the cast does not know, the phrase as the text has it, None where there is no phrase."""
    if word is None:
        return None
    known = scene.cast.of(word)
    if known and known[0].name is None:  # "a spokesman for the ministry, Anna Berg,": the name stands beside the office
        named = next(
            (a for k in scene.parse.kids[word] if scene.parse.relations[k] == "apposition" for a in scene.cast.of(k) if a.name), None
        )
        return named or known[0]
    if known:
        return known[0]
    words = scene.parse.span(*scene.parse.phrase(word))
    pronoun = scene.parse.pos[word] == "PRON"
    return Actor(name=None if pronoun else words.text, span=words, because=("nobody known by these words",))


def chain(scene: Scene, f: Found, clause: Clause | None) -> tuple[Actor, ...]:
    """On whose word a statement reaches us, nearest first."""
    parse = scene.parse
    heads = list(f.attribution)
    if clause is not None:
        above = parse.governor(clause.head)
        passing = scene.words["verbs"]["passing"]
        if clause.link == "oblique:as" and above is not None and above.lemma in passing and above.roles.get("subject"):
            heads += above.roles["subject"][:1]
        for s in clause.subject[:1]:
            for k in parse.kids[s]:
                inner = parse.clauses.get(k)
                if inner is not None and inner.lemma in passing and inner.passive and k != clause.head:
                    heads += inner.roles.get("subject", ())[:1]
        outer = next(
            (
                g
                for g in scene.found
                if g is not f and g.verb != f.verb and any(a <= clause.head <= b for a, b in g.content) and g.kind != "direct"
            ),
            None,
        )
        if outer is not None and outer.speaker is not None and outer.speaker != f.speaker:
            heads.append(outer.speaker)
    return tuple(a for h in heads if (a := resolved(scene, h)) is not None)


def addressees(scene: Scene, f: Found, clause: Clause | None) -> tuple[Actor, ...]:
    """Whom a statement is told to."""
    if clause is None or clause.kind != "verb":
        return ()
    parse = scene.parse
    inside = [(a, b) for a, b in f.content]
    heads: list[int] = []
    for role, members in clause.roles.items():
        if role in ("indirect", "oblique:to") or (role == "object" and clause.lemma.partition(" ")[0] in ADDRESSING):
            heads += members
        elif role in ("oblique:in", "oblique:during", "oblique:at"):
            for m in members:
                if channels()[0].get(parse.lemmas[m].lower()) in ("call", "meeting", "letter"):
                    heads += [
                        h
                        for at in (m, *(k for k in parse.kids[m] if parse.relations[k] in ("time", "compound")))
                        for name, h in parse.obliques(at)
                        if name in ("with", "to")
                    ]
                    heads += clause.roles.get("oblique:with", ())
    heads = [h for h in heads if not any(a <= h <= b for a, b in inside) and h != f.speaker and (parse.pos[h] in ("PROPN", "NOUN", "PRON"))]
    found: list[Actor] = []
    for h in heads:
        if parse.tags[h] in ("WP", "WDT") or channels()[0].get(parse.lemmas[h].lower()) == "post":
            continue
        known = scene.cast.of(h) or (a for a in (resolved(scene, h),) if a is not None)
        found += [a for a in known if a not in found]
    return tuple(found)


ADDRESSING = frozenset(
    (
        "tell",
        "inform",
        "assure",
        "remind",
        "warn",
        "advise",
        "notify",
        "reassure",
        "brief",
        "ask",
        "urge",
        "caution",
        "promise",
        "text",
        "email",
    )
)


def channel(scene: Scene, f: Found, clause: Clause | None) -> Channel | None:
    """How words were said, from the roles of their clause of saying."""
    if clause is None:
        return None
    parse = scene.parse
    nouns, verbs = channels()
    if clause.lemma.partition(" ")[0] in verbs:
        return verbs[clause.lemma.partition(" ")[0]]
    if got := by_roles(parse, clause, f, nouns) or by_pronoun(scene, clause, nouns):
        return got
    for s in (*clause.subject[:1], *([f.speaker] if f.speaker is not None else ())):
        if (named := nouns.get(parse.lemmas[s].lower())) in ("statement", "letter", "post"):
            return named
        for k in (*parse.kids[s], *(k for k in parse.kids[clause.head] if k < clause.head)):
            inner = parse.clauses.get(k)
            if inner is not None and inner.form in ("gerund", "participle") and (got := by_roles(parse, inner, f, nouns)):
                return got
        for name, h in parse.obliques(s):  # “…,” said X, a spokesman, in a statement
            if name in ("in", "on") and (named := nouns.get(parse.lemmas[h].lower())):
                return named
    return None


def by_pronoun(scene: Scene, clause: Clause, nouns: dict[str, Channel]) -> Channel | None:
    """The channel of the sentence before: the letter for "in it", the call for "told him" after "telephoned the minister"."""
    parse = scene.parse
    low, _ = scene.unit(clause.head)
    if low == 0 or not same_paragraph(scene, low, low - 1):
        return None
    parts = [clause, *parse.ancestors(clause)]
    it = any(parse.lower[h] in ("it", "which") for c in parts for h in c.roles.get("oblique:in", ()))
    told = any(parse.pos[h] == "PRON" for role in ("object", "indirect") for h in clause.roles.get(role, ())) and clause.lemma in ADDRESSING
    if not (it or told):
        return None
    first, last = scene.unit(low - 1)
    for k in range(first, last + 1):
        named = nouns.get(parse.lemmas[k].lower())
        if it and named in ("letter", "statement", "interview", "speech", "post") and parse.pos[k] == "NOUN":
            return named
        if told and (
            (named in ("call", "meeting") and parse.pos[k] == "NOUN")
            or (k in parse.clauses and parse.lemmas[k] in ("telephone", "phone", "call") and named == "call")
        ):
            return named
    return None


def by_roles(parse: Parse, clause: Clause, f: Found, nouns: dict[str, Channel]) -> Channel | None:
    for role, members in clause.roles.items():
        if not (role.startswith("oblique:") or role in ("object", "indirect")):
            continue
        for m in members:
            if any(a <= m <= b for a, b in f.content):
                continue
            word = parse.lemmas[m].lower()
            if word in ("x", "threads", "truth") and role != "oblique:on":
                continue
            for noun in (
                *(h for name, h in parse.obliques(m) if name == "on"),
                m,
                *(k for k in parse.kids[m] if parse.relations[k] == "compound"),
            ):
                if parse.pos[noun] in ("NOUN", "PROPN") and (got := nouns.get(parse.lemmas[noun].lower()) or nouns.get(parse.lower[noun])):
                    return got
    return None


def said_when(scene: Scene, f: Found, clause: Clause | None, times: Sequence[Time]) -> When | None:
    """The day of the saying: a time that hangs on the clause of saying and stands outside the content."""
    if clause is None:
        return None
    parse = scene.parse
    low, high = scene.unit(clause.head)
    start, stop = parse.starts[low], parse.ends[high]
    for time in times[bisect_left([t.start for t in times], start) :]:
        if time.start >= stop:
            break
        w = parse.word_at(time.start)
        if any(a <= w <= b for a, b in f.content):
            continue
        above = parse.governor(w)
        if above is not None and above.head == clause.head:
            return time.when
    return None


# ---------------------------------------------------------------- for the other steps
def ranges(parse: Parse, statements: Sequence[Statement]) -> list[tuple[int, int, Actor | None, tuple[Actor, ...]]]:
    """Word ranges that somebody speaks in the first person, with speaker and addressees: (first, last, speaker, addressees)."""
    found = [
        (parse.word_at(c.start), parse.word_at(max(c.start, c.end - 1)), s.speaker, s.addressees)
        for s in statements
        if s.kind != "indirect"
        for c in s.content
    ]
    return sorted(found, key=lambda r: (r[0], -r[1]))


def carrying(statements: Sequence[Statement], start: int, end: int) -> Statement | None:
    """The innermost statement whose content holds the characters from `start` to `end`; None where the outlet itself tells them."""
    holding = [
        (sum(c.end - c.start for c in s.content), n)
        for n, s in enumerate(statements)
        if any(c.start <= start and end <= c.end for c in s.content)
    ]
    return statements[min(holding)[1]] if holding else None
