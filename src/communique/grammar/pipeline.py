"""Texts to parses through a spaCy pipeline that is checked before it is used.

Knows spaCy, alone in the package; does not know what a clause is made of.
"""

from __future__ import annotations

import hashlib
import importlib
import re
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import util
from itertools import pairwise
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING, Any

from communique.errors import GrammarError
from communique.forms import Piece, View, pieces, without
from communique.grammar.clauses import complete
from communique.grammar.features import FINITE, FUTURE, NONE, PAST, PRESENT, Features, by_morphology
from communique.grammar.parse import Parse
from communique.grammar.tables import rules
from communique.grouping import chunks
from communique.knowledge import load_toml
from communique.knowledge.language import of as language_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# a longer run without a blank is no word of English (an encoded picture, a broken page) and is not parsed
LONGEST_WORD = 300
# characters parsed at once; what the parser needs grows with them, and no paragraph of an article has as many
LONGEST_PARAGRAPH = 8_000
BATCH = 64  # paragraphs that spaCy parses together; larger batches gained nothing on two cores
ENTITIES = {
    "PERSON": "person", "PER": "person", "GPE": "place", "LOC": "place", "FAC": "place",
    "ORG": "organization", "NORP": "demonym",
}
UNBROKEN = re.compile(rf"\S{{{LONGEST_WORD},}}")
PARAGRAPH = re.compile(r"[^\n]+")
# behind a word, not "Mr."
SENTENCE_END = re.compile(r"(?<=[^\W_A-ZÀ-Þ]{3})[.!?…][\"'”’»)\]]{0,3}\s(?=\s*+[\"'“‘«(\[]?[^\W\d_a-z])")
# further words of a place, a day, an agency
NAMES = r"(?:[ ,/\\]++(?:[A-ZÀ-Þ(][\w.'’)-]*|\d{1,4}|and|of|de|da|do|la|el|al|es))*?"
DATELINE = re.compile(
    rf"(?:[A-ZÀ-Þ][A-ZÀ-Þ'’.-]{{2,}}{NAMES}|[A-ZÀ-Þ][\w'’.-]++{NAMES}(?:,? ?[A-Z][a-z]{{2,8}}\.? \d{{1,2}},?"
    rf"| ?\([\w. -]{{2,30}}\)))"
    r" ?(?:--|[-–—])\s+(?=[^\Wa-z_]|[\"“‘'])"
)  # "ANKARA, July 10 (Agency) - ": parsed apart, for it is no part of the sentence after it


class Grammar:
    """A loaded parser pipeline: texts in, parses out.

    Args:
        language: the code of the language, whose grammar table fits the pipeline's labels.
        pipeline: name of an installed spaCy pipeline; by default the one that the language was measured with.
    Raises GrammarError when the pipeline is missing, lacks a parser, or is not the file that was measured.
    """

    def __init__(self, language: str, pipeline: str | None = None) -> None:
        told = language_of(language)
        self.name = pipeline or told.pipeline
        self.language = language
        if told.extra and self.name == told.pipeline and not installed(self.name):
            raise GrammarError(f"no parser of {told.name} is installed: {told.remedy}")
        self.nlp = load(self.name)
        self.turn = Lock()

    def bare(self, texts: Iterable[str]) -> int:
        """Run spaCy's pipeline alone over texts; gives the number of tokens (the yardstick of
        benchmarks/speed.py)."""
        nlp = getattr(self.nlp, "plain", self.nlp)
        pieces = (text[a:b] for text in texts for a, b in paragraphs(text, rules(self.language)["anew"]))
        return sum(len(doc) for doc in nlp.pipe(pieces, batch_size=BATCH))

    def vectors(self, words: Sequence[str]) -> NDArray[np.float64]:
        """The vectors of words, a row each; zeros for a word that the pipeline does not know."""
        import numpy as np

        rows = [self.nlp.vocab[word].vector for word in words]
        return np.array(rows, dtype=np.float64).reshape(len(words), -1)

    def parse(self, texts: Iterable[str | tuple[str, View]], *, ahead: int = 32) -> Iterator[Parse]:
        """Parse texts, each as it is or in a view, in batches of `ahead` texts; one Parse each, in order."""
        viewed = ((t, View()) if isinstance(t, str) else t for t in texts)
        for group in chunks(viewed, ahead):
            for parse in self.parsed(group):
                complete(parse)
                yield parse

    def parsed(self, group: Sequence[tuple[str, View]]) -> list[Parse]:
        """The parses of a group of texts as the pipeline gives them."""
        table = rules(self.language)
        dash = table["dash"]  # one that was typed as a hyphen is no part of a word
        shown = [
            (dash.sub("—", piece.text), (n, piece))
            for n, (text, view) in enumerate(group)
            for a, b in paragraphs(text, table["anew"])
            for piece in (without(piece, table["tied"]) for piece in pieces(text, a, b, view))
        ]
        parses = [Parse(text, self.language) for text, _ in group]
        with self.turn, self.nlp.memory_zone():  # words that only these texts hold are forgotten after it
            for doc, (n, piece) in self.nlp.pipe(shown, as_tuples=True):
                append(parses[n], doc, piece)
        return parses


@cache
def installed(name: str) -> bool:
    """Whether the package of a pipeline is on this machine."""
    return util.find_spec(name) is not None


def load(name: str) -> Any:
    """A spaCy pipeline by the name of its package, checked;
    the one that ships in the form that gives the same sooner."""
    from communique.grammar.quick import Quick, fits

    spacy = imported()
    if util.find_spec(name) is None:
        raise GrammarError(
            f"pipeline {name!r} is not installed: pip install {name.replace('_', '-')}, or name another with "
            "--pipeline"
        )
    known = verify(name)
    with warnings.catch_warnings():
        # 3.7 weights under 3.8: same tags, heads and entities, measured
        warnings.filterwarnings("ignore", message=r".*\[W095\]")
        try:
            # without the 770,000 words that have vectors: tokens bring their own, and loading takes a third
            nlp = spacy.load(name, exclude=["strings"])
        except (OSError, ValueError, ImportError) as error:
            raise GrammarError(f"pipeline {name!r} cannot be loaded: {error}") from error
    missing = (
        {"parser", "tagger", "lemmatizer"}
        - set(nlp.pipe_names)
        - ({"tagger"} if "morphologizer" in nlp.pipe_names else set())
    )
    if missing:
        raise GrammarError(
            f"pipeline {name!r} has no {', '.join(sorted(missing))}; communique needs one that has"
        )
    return Quick(nlp) if known and fits(nlp) else nlp


@cache
def imported() -> Any:
    """The module spacy without its command line, which it would load with itself: two fifths of its time."""
    if "spacy" not in sys.modules:
        stands = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
        vars(stands["spacy.cli.info"])["info"] = info
        sys.modules.update(stands)
        try:
            importlib.import_module("spacy")
        finally:
            for name in stands:
                del sys.modules[name]
    return sys.modules["spacy"]


def info(*given: Any, **named: Any) -> Any:
    """What `spacy.info` tells, for who asks it after us."""
    from spacy.cli.info import info

    return info(*given, **named)


def verify(name: str) -> bool:
    """Check the weights of a pipeline against the digest that was measured, if it is known;
    raises GrammarError when they differ."""
    known: dict[str, str] = load_toml("pipelines.toml").get(name, {})
    if not known:
        return False
    found_at = util.find_spec(name)
    folder = Path(found_at.origin or "").parent if found_at else Path()
    for relative, wanted in known.items():
        found = sorted(folder.glob(relative))
        digest = hashlib.sha256(found[0].read_bytes()).hexdigest() if found else "no such file"
        if digest != wanted:
            raise GrammarError(
                f"{folder}/{relative}: sha256 {digest}, {wanted} expected; reinstall with pip install "
                f"--force-reinstall {name.replace('_', '-')}"
            )
    return True


def paragraphs(text: str, anew: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Character ranges to parse: paragraphs, datelines apart, sentences apart that follow a line without a
    stop (a caption, a heading), unbroken runs that are no words left out, very long ones cut at blanks."""
    for match in PARAGRAPH.finditer(text):
        begun = (found.end() for found in anew.finditer(text, *match.span()))
        for start, end in pairwise((match.start(), *begun, match.end())):
            if opening := DATELINE.match(text, start, end):
                yield start, opening.end()
                start = opening.end()
            for gap in UNBROKEN.finditer(text, start, end):
                yield from cut(text, start, gap.start())
                start = gap.end()
            yield from cut(text, start, end)


def cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A range of characters in pieces of bearable length, cut between sentences, else at a blank;
    nothing where it is blank."""
    while end - start > LONGEST_PARAGRAPH:
        last = start + LONGEST_PARAGRAPH
        at = max((found.end() for found in SENTENCE_END.finditer(text, start, last)), default=0)
        at = at or text.rfind(" ", start + 1, last) + 1 or last
        yield start, at
        start = at
    if text[start:end].strip():
        yield start, end


def features_of(token: Any, table: dict[str, Any]) -> Features:
    """The features of a word: by the table of its tags, or where a language has none,
    as the parser tells them."""
    by_tag: dict[str, Features] = table["features"]
    if not by_tag:
        found = by_morphology(str(token.morph), token.pos_, token.text)
        future = FINITE in found and table["future"].match(f"{token.text} {token.lemma_}".lower())
        return found - {PRESENT, PAST} | {FUTURE} if future else found
    tag = token.tag_
    if tag in table["split"]:
        return by_tag.get(f"{tag} {token.text.lower()}", by_tag[tag])
    return by_tag.get(tag, NONE)


def lemma_of(token: Any, mended: dict[str, str]) -> str:
    """The lemma of a word; of the forms of verbs that a language lists, the one listed."""
    listed = mended.get(token.text.lower()) if token.pos_ == "VERB" else None
    return listed or str(token.lemma_)


def append(parse: Parse, doc: Any, piece: Piece) -> None:
    """Add a parsed paragraph, or a further piece of one, to a parse."""
    table = rules(parse.language)
    relations = table["relations"]
    base = len(parse.words)
    goes_on = base and "\n" not in parse.text[parse.ends[base - 1] : piece.starts[0]]
    parse.paragraphs.append((parse.paragraphs.pop()[0] if goes_on else base, base + len(doc)))
    tokens = list(doc)
    words = [token.text for token in tokens]
    parse.words += words
    parse.lemmas += [lemma_of(token, table["lemmas"]) for token in tokens]
    parse.pos += [token.pos_ for token in tokens]
    parse.features += [features_of(token, table) for token in tokens]
    parse.entities += [ENTITIES.get(kind, "other") if (kind := token.ent_type_) else "" for token in tokens]
    parse.relations += [relations.get(token.dep_, "other") for token in tokens]
    parse.heads += [base + token.head.i for token in tokens]
    parse.starts += [piece.starts[token.idx] for token in tokens]
    parse.ends += [piece.ends[token.idx + len(word) - 1] for token, word in zip(tokens, words, strict=True)]
    for sentence in doc.sents:
        parse.sentence_of += [len(parse.sentences)] * (sentence.end - sentence.start)
        parse.sentences.append((base + sentence.start, base + sentence.end))
